"""What the embedded server can be asked and the real one cannot, in success and in failure."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

import aiojmap
from aiojmap import core, mail, maskedemail, submission
from aiojmap.core import method_errors, set_errors
from aiojmap.testing import Server


@pytest.fixture
async def client() -> AsyncIterator[aiojmap.Client]:
    """A client for an embedded server with everything it has."""
    async with Server() as server, aiojmap.Client(server.url, token=server.token) as made:
        await made.session()
        yield made


@pytest.mark.succeeds("Identity/set", "Identity/changes")
async def test_an_identity_is_made_changed_and_destroyed(client: aiojmap.Client) -> None:
    """What was done with an identity since a state is told."""
    state = (await client.identity.get()).state
    address = (await client.identity.get()).list[0].email
    made = await client.identity.create(submission.IdentityCreate(name="Me", email=address))
    created = await client.identity.changes(since_state=state)
    await client.identity.update(made.id, submission.IdentityPatch(name="Myself"))
    updated = await client.identity.changes(since_state=created.new_state)
    await client.identity.destroy(made.id)
    destroyed = await client.identity.changes(since_state=updated.new_state)

    assert (created.created, updated.updated, destroyed.destroyed) == ([made.id],) * 3


@pytest.mark.fails("Identity/set")
async def test_an_identity_has_an_address_of_its_user(client: aiojmap.Client) -> None:
    """The address of somebody else: ForbiddenFrom."""
    new = submission.IdentityCreate(name="Me", email="zorro@example.org")

    with pytest.raises(aiojmap.SetError) as raised:
        await client.identity.create(new)

    assert raised.value.type == "forbiddenFrom"


@pytest.mark.fails("Identity/changes")
async def test_identities_have_no_changes_since_what_was_no_state(client: aiojmap.Client) -> None:
    """A text that no state was called by: CannotCalculateChanges."""
    with pytest.raises(method_errors.CannotCalculateChanges):
        await client.identity.changes(since_state="never")


@pytest.mark.succeeds("PushSubscription/set", "PushSubscription/get")
async def test_a_push_subscription_is_made_and_read(client: aiojmap.Client) -> None:
    """A subscription is read back without its URL, which is a secret."""
    new = core.PushSubscriptionCreate(device_client_id="device", url="https://push.example.org/1")

    made = await client.push_subscription.create(new)

    (got,) = (await client.push_subscription.get(ids=[made.id])).list
    assert got.device_client_id == "device"


@pytest.mark.fails("PushSubscription/set")
async def test_a_push_subscription_needs_a_secure_url(client: aiojmap.Client) -> None:
    """A URL that is not https: InvalidProperties."""
    new = core.PushSubscriptionCreate(device_client_id="device", url="ftp://push.example.org/1")

    with pytest.raises(set_errors.InvalidProperties) as raised:
        await client.push_subscription.create(new)

    assert raised.value.properties == ["url"]


@pytest.mark.fails("PushSubscription/get")
async def test_push_subscriptions_have_no_account(client: aiojmap.Client) -> None:
    """An accountId is an argument that PushSubscription/get does not have."""
    with pytest.raises(method_errors.InvalidArguments):
        await client.call("PushSubscription/get", {"accountId": "a"}, effect="read")


@pytest.mark.succeeds("MaskedEmail/set", "MaskedEmail/get")
async def test_a_masked_address_is_made_and_read(client: aiojmap.Client) -> None:
    """A new masked address is read back."""
    new = maskedemail.MaskedEmailCreate(state="enabled", for_domain="https://shop.example")

    made = await client.masked_email.create(new)

    (got,) = (await client.masked_email.get(ids=[made.id])).list
    assert got.email == made.email


@pytest.mark.fails("MaskedEmail/set")
async def test_masked_addresses_that_are_not_there_are_not_changed(
    client: aiojmap.Client,
) -> None:
    """An id that no masked address has: NotFound."""
    with pytest.raises(set_errors.NotFound):
        await client.masked_email.update("nothing", maskedemail.MaskedEmailPatch(state="disabled"))


@pytest.mark.fails("MaskedEmail/get")
async def test_ids_of_the_wrong_type_are_no_arguments(client: aiojmap.Client) -> None:
    """MaskedEmail/get with a string for ids: InvalidArguments."""
    session = await client.session()
    uri = "https://www.fastmail.com/dev/maskedemail"
    arguments = {"accountId": session.primary_accounts[uri], "ids": "all"}

    with pytest.raises(method_errors.InvalidArguments):
        await client.call("MaskedEmail/get", arguments, capability=uri)


@pytest.mark.fails("Mailbox/set")
async def test_a_mailbox_cannot_be_its_own_parent(client: aiojmap.Client) -> None:
    """A mailbox inside itself is refused (RFC 8621, section 2.5).

    Cyrus 3.6 says serverFail, and its list of mailboxes is broken from then on.
    """
    box = await client.mailbox.create(mail.MailboxCreate(name="Box"))

    with pytest.raises(set_errors.InvalidProperties) as raised:
        await client.mailbox.update(box.id, mail.MailboxPatch(parent_id=box.id))

    assert raised.value.properties == ["parentId"]
