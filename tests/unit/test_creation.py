"""The everyday calls that create, change or destroy one record."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from unit.support import FakeClient, answer, outcome, result

import aiojmap
from aiojmap import core, mail, maskedemail, submission
from aiojmap.runtime import JSON, JSONObject

MASKED_NEW = maskedemail.MaskedEmailCreate(state="enabled", description="Shop")


def test_the_record_has_what_was_sent_and_what_came_back(client: FakeClient) -> None:
    """The server only returns what it set; the rest is as it was sent."""
    call = client.masked_email.create(MASKED_NEW)

    made = result(
        call,
        {
            "created": {
                "new1": {"id": "1", "email": "x@y", "createdAt": "2024-01-01T00:00:00Z", "v": 1}
            }
        },
    )

    assert isinstance(made, maskedemail.MaskedEmail)
    assert (made.state, made.description, made.email) == ("enabled", "Shop", "x@y")
    assert made.created_at == datetime(2024, 1, 1, tzinfo=UTC)
    assert dict(aiojmap.unknown_members(made)) == {"v": 1}


def test_what_the_server_says_wins_over_what_was_sent(client: FakeClient) -> None:
    """It may have changed a value on the way."""
    call = client.masked_email.create(MASKED_NEW)

    made = result(call, {"created": {"new1": {"id": "1", "description": "SHOP"}}})

    assert made.description == "SHOP"


def test_what_was_neither_sent_nor_returned_is_not_fetched(client: FakeClient) -> None:
    """Nothing is made up."""
    made = result(client.masked_email.create(MASKED_NEW), {"created": {"new1": {"id": "1"}}})

    with pytest.raises(aiojmap.PropertyNotFetched):
        _ = made.for_domain


def test_what_can_only_be_sent_is_no_member_of_the_record(client: FakeClient) -> None:
    """A prefix is a wish at creation, not something the server answered."""
    call = client.masked_email.create(maskedemail.MaskedEmailCreate(email_prefix="shop"))

    made = result(call, {"created": {"new1": {"id": "1"}}})

    assert dict(aiojmap.unknown_members(made)) == {}


def test_a_parent_still_to_be_created_is_not_in_the_record_as_a_reference(
    client: FakeClient,
) -> None:
    """The record holds ids or nothing, never a reference."""
    box = client.mailbox.create(mail.MailboxCreate(name="x"))
    child = client.mailbox.create(mail.MailboxCreate(name="y", parent_id=box.id))

    answer(
        [box, child],
        ["Mailbox/set", {"created": {"new1": {"id": "m1"}}}, "0"],
        ["Mailbox/set", {"created": {"new2": {"id": "m2"}}}, "1"],
    )

    made = outcome(child)
    assert (made.id, made.name) == ("m2", "y")
    assert getattr(made, "parent_id", "m1") == "m1"


def test_mailboxes_still_to_be_created_are_not_in_the_record_as_references(
    client: FakeClient,
) -> None:
    """The keys of a map are ids too: real ones, or the map is not there."""
    box = client.mailbox.create(mail.MailboxCreate(name="x"))
    email = client.email.create(mail.EmailCreate(mailbox_ids={box.id: True, "m7": True}))

    answer(
        [box, email],
        ["Mailbox/set", {"created": {"new1": {"id": "m1"}}}, "0"],
        ["Email/set", {"created": {"new2": {"id": "e1"}}}, "1"],
    )

    made = outcome(email)
    assert getattr(made, "mailbox_ids", {"m1": True, "m7": True}) == {"m1": True, "m7": True}


@pytest.mark.parametrize(
    ("refused", "kind"),
    [
        ({"type": "overQuota"}, core.set_errors.OverQuota),
        ({"type": "rateLimit", "description": "Slow down"}, core.set_errors.RateLimit),
        ({"type": "vendor:odd", "x": 1}, aiojmap.SetError),
        ({}, aiojmap.SetError),
        ({"type": None}, aiojmap.SetError),
    ],
)
def test_a_refusal_is_raised(
    client: FakeClient, refused: JSONObject, kind: type[aiojmap.SetError]
) -> None:
    """Of the class of its type if there is one, with all its members in any case."""
    call = client.masked_email.create(MASKED_NEW)

    with pytest.raises(aiojmap.SetError) as caught:
        result(call, {"notCreated": {"new1": refused}, "created": None})

    assert type(caught.value) is kind
    assert caught.value.members == refused


def test_refusals_have_the_members_of_their_type(client: FakeClient) -> None:
    """Extra members of an error are attributes of its class."""
    new = submission.EmailSubmissionCreate(identity_id="i", email_id="e")
    refused: JSON = {"type": "tooManyRecipients", "maxRecipients": 50}

    with pytest.raises(submission.set_errors.TooManyRecipients) as caught:
        result(client.email_submission.create(new), {"notCreated": {"new1": refused}})

    assert caught.value.max_recipients == 50
    assert str(caught.value) == (
        "EmailSubmission/set create 'new1': tooManyRecipients. Send it in several submissions."
    )


@pytest.mark.parametrize(
    "members",
    [
        {},
        {"created": None, "notCreated": None},
        {"created": {}, "notCreated": {}},
        {"created": {"other": {"id": "1"}}},
        {"created": {"new1": None}},
        {"created": [], "notCreated": "x"},
    ],
)
def test_neither_created_nor_refused_is_an_error(client: FakeClient, members: JSONObject) -> None:
    """A server that says nothing about the record has not created it."""
    call = client.masked_email.create(MASKED_NEW)

    with pytest.raises(aiojmap.ProtocolError) as caught:
        result(call, members)

    assert str(caught.value) == (
        "MaskedEmail/set: the server neither created nor refused the record"
    )


def test_a_created_record_of_the_wrong_type_is_refused_with_its_path(client: FakeClient) -> None:
    """The path leads through the answer, like that of any other decode error."""
    call = client.masked_email.create(MASKED_NEW)

    with pytest.raises(aiojmap.DecodeError) as caught:
        result(call, {"created": {"new1": {"id": 5}}})

    assert caught.value.path == "$.created.new1.id"
    assert caught.value.problem == "expected str, got int"


Change = Callable[[FakeClient], aiojmap.Call[None]]


def update(client: FakeClient) -> aiojmap.Call[None]:
    """A change of one email."""
    return client.email.update("e1", mail.EmailPatch(keywords={}))


def destroy(client: FakeClient) -> aiojmap.Call[None]:
    """The end of one email."""
    return client.email.destroy("e1")


@pytest.mark.parametrize(
    ("change", "members"),
    [
        (update, {"updated": {"e1": None}}),
        (update, {"updated": {"e1": {"size": 1}}, "notUpdated": None}),
        (destroy, {"destroyed": ["e1"]}),
        (destroy, {"destroyed": ["e1"], "notDestroyed": {}}),
    ],
)
def test_a_change_that_was_made_gives_none(
    client: FakeClient, change: Change, members: JSONObject
) -> None:
    """There is nothing to say about it."""
    call = change(client)

    answer([call], ["Email/set", members, "0"])

    assert call.answered
    outcome(call)


@pytest.mark.parametrize(("change", "name"), [(update, "notUpdated"), (destroy, "notDestroyed")])
def test_a_change_that_was_refused_raises(client: FakeClient, change: Change, name: str) -> None:
    """The SetError of the record, of the class of its type."""
    with pytest.raises(core.set_errors.NotFound):
        result(change(client), {name: {"e1": {"type": "notFound"}}})


def test_a_creation_sends_a_set_with_one_record(client: FakeClient) -> None:
    """The account can be chosen like for any call."""
    call = client.masked_email.create(MASKED_NEW, account_id="A7")

    assert aiojmap.encode(call.arguments) == {
        "accountId": "A7",
        "create": {"new1": {"state": "enabled", "description": "Shop"}},
    }
