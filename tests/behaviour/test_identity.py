"""Identity/get (RFC 8621, section 6)."""

from __future__ import annotations

import pytest

import aiojmap
from aiojmap import mail, submission
from aiojmap.core import method_errors

from .differing import Expected
from .raw import ask, error_of, raw

pytestmark = pytest.mark.about("Identity")


@pytest.mark.succeeds("Identity/get")
async def test_an_identity_has_all_its_properties(
    client: aiojmap.Client, expected: Expected
) -> None:
    """Every property of an identity can be read."""
    answer = await client.identity.get()

    me = answer.list[0]
    assert me.email == expected("the address of an identity")
    assert isinstance(me.name, str)
    assert isinstance(me.may_delete, bool)
    assert (me.reply_to, me.bcc) == (None, None)
    assert isinstance(me.text_signature, str)
    assert isinstance(me.html_signature, str)


@pytest.mark.succeeds("Identity/get")
async def test_identities_come_by_their_ids(client: aiojmap.Client) -> None:
    """Ids that no identity has are listed apart."""
    all_of_them = await client.identity.get(properties=["name"])
    ids = [identity.id for identity in all_of_them.list]

    some = await client.identity.get(ids=[*ids, "nobody"])

    assert [identity.id for identity in some.list] == ids
    assert some.not_found == ["nobody"]


@pytest.mark.fails("Identity/get")
async def test_ids_of_the_wrong_type_are_no_arguments(client: aiojmap.Client) -> None:
    """Identity/get with a string for ids fails with InvalidArguments."""
    call = await raw(client, submission.IdentityGetCall, ids="all")

    with pytest.raises(method_errors.InvalidArguments, match="Identity/get"):
        await call


async def test_the_account_says_what_sending_can_do(client: aiojmap.Client) -> None:
    """The capability of the account tells the longest delay, and has those of mail beside it."""
    sending = await client.account_capability(submission.SubmissionAccountCapability)
    reading = await client.account_capability(mail.MailAccountCapability)

    assert sending.max_delayed_send >= 0
    assert all(isinstance(values, list) for values in sending.submission_extensions.values())
    assert reading.max_size_attachments_per_email > 0


@pytest.mark.succeeds("Identity/get")
async def test_only_the_properties_asked_for_come(client: aiojmap.Client) -> None:
    """properties chooses, and the id comes anyway."""
    answer = await ask(client, "Identity/get", properties=["mayDelete"])

    assert all(set(item) == {"id", "mayDelete"} for item in answer["list"])


@pytest.mark.fails("Identity/get")
async def test_an_unknown_property_is_no_argument(client: aiojmap.Client) -> None:
    """A property that Identity does not have: invalidArguments."""
    outcome = await error_of(client, "Identity/get", properties=["colour"])

    assert outcome == "invalidArguments"


@pytest.mark.succeeds("Identity/get")
async def test_no_ids_give_no_identities(client: aiojmap.Client) -> None:
    """An empty array of ids is not the same as none."""
    answer = await client.identity.get(ids=[])

    assert (answer.list, answer.not_found) == ([], [])
    assert answer.state == (await client.identity.get()).state
