"""Make a masked address, list them all, and switch the new one off.

Runs on an embedded server; with JMAP_TOKEN set, on the account it opens (JMAP_HOST says
where; Fastmail by default). On a real account the new address stays, disabled.
"""

import asyncio

import aiojmap
from aiojmap import maskedemail
from aiojmap.testing import account


async def make_masked_email(client: aiojmap.Client, site: str) -> maskedemail.MaskedEmail:
    """A new masked address for a site, ready to receive."""
    # Without a state it would be pending, and gone after a day.
    return await client.masked_email.create(
        maskedemail.MaskedEmailCreate(state="enabled", for_domain=site, description="An example")
    )


async def main() -> None:
    async with account() as client:
        await client.session()
        before = client.http_requests
        new = await make_masked_email(client, "https://shop.example")
        print(f"Made {new.email} for {new.for_domain}, state {new.state}.")

        everything = await client.masked_email.get(properties=["email", "state", "forDomain"])
        enabled = [masked for masked in everything.list if masked.state == "enabled"]
        print(f"Masked addresses: {len(everything.list)}, enabled: {len(enabled)}.")

        await client.masked_email.update(new.id, maskedemail.MaskedEmailPatch(state="disabled"))
        print(f"Disabled {new.email} again. {client.http_requests - before} HTTP requests in all.")


if __name__ == "__main__":
    try:
        asyncio.run(main())
    except aiojmap.JMAPError as error:
        raise SystemExit(str(error)) from None
