"""Send a mail to oneself.

Runs on an embedded server; with JMAP_TOKEN set, on the account it opens (JMAP_HOST says
where; Fastmail by default).
"""

import asyncio

import aiojmap
from aiojmap import mail, submission
from aiojmap.testing import account


async def send_to_oneself(
    client: aiojmap.Client, subject: str, text: str, address: str | None = None
) -> tuple[mail.Email, submission.EmailSubmission]:
    """Write a draft and submit it; the draft is filed as sent once it is on its way.

    `address` is needed only where the server's identities have no address.
    """
    boxes, identities = await client.send(client.mailbox.get(), client.identity.get())
    by_role = {box.role: box.id for box in boxes.list}
    if "drafts" not in by_role or "sent" not in by_role or not identities.list:
        raise LookupError("sending needs mailboxes for drafts and sent mail, and an identity")
    drafts, sent_box, me = by_role["drafts"], by_role["sent"], identities.list[0]
    myself = mail.EmailAddress(name=me.name or None, email=address or me.email)

    draft = client.email.create(
        aiojmap.compose(mailbox_ids=drafts, from_=myself, to=myself, subject=subject, text=text)
    )
    filed = mail.EmailPatch(
        keywords=aiojmap.merge({"$draft": None}),
        mailbox_ids=aiojmap.merge({drafts: None, sent_box: True}),
    )
    # The id of the draft is not known yet: a creation reference stands for it.
    submitted = client.email_submission.set(
        create={"send": submission.EmailSubmissionCreate(email_id=draft.id, identity_id=me.id)},
        on_success_update_email={"#send": filed},
    )
    email, answer = await client.send(draft, submitted)
    for error in answer.not_created.values():
        raise error
    return email, answer.created["send"]


async def main() -> None:
    async with account() as client:
        await client.session()
        before = client.http_requests
        email, sent = await send_to_oneself(client, "Hello, world!", "Hi! This mail is from me.")
        print(f"Sent “{email.subject}” to {email.to[0].email if email.to else 'nobody'},")
        print(f"submission {sent.id}, in {client.http_requests - before} HTTP requests:")
        print("one to look up the mailboxes and the identity, one to create and submit.")


if __name__ == "__main__":
    try:
        asyncio.run(main())
    except aiojmap.JMAPError as error:
        raise SystemExit(str(error)) from None
