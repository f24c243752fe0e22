"""What becomes of mail that is sent: delivery, and what is done with the email (RFC 8621, 7.5)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

import aiojmap
from aiojmap import mail, submission
from aiojmap.runtime import JSON

from .differing import Expected
from .messages import draft, found, new_mailbox, role, unique
from .raw import ask, refused
from .serving import Account, Served

pytestmark = pytest.mark.about("EmailSubmission")


async def letter(client: aiojmap.Client, account: Account, **given: object) -> mail.Email:
    """A draft in a mailbox of its own; `given` are properties besides."""
    new = draft(await new_mailbox(client), unique("Letter"))
    new.from_ = [mail.EmailAddress(email=account.address)]
    new.to = [mail.EmailAddress(email=account.address)]
    for name, value in given.items():
        setattr(new, name, value)
    return await client.email.create(new)


async def identity_of(client: aiojmap.Client) -> str:
    """The id of the first identity."""
    return (await client.identity.get()).list[0].id


async def arrived(client: aiojmap.Client, email: mail.Email) -> mail.Email:
    """The email in the Inbox that was sent as another one."""
    inbox = mail.EmailFilter(in_mailbox=await role(client, "inbox"))
    word = (email.subject or "").split()[-1]
    (id_,) = await found(client, inbox & mail.EmailFilter(subject=word))
    return (await client.email.get(ids=[id_], fetch_text_body_values=True)).list[0]


def envelope(sender: Account, *recipients: str) -> submission.Envelope:
    """An envelope without parameters."""
    return submission.Envelope(
        mail_from=submission.Address(email=sender.address),
        rcpt_to=[submission.Address(email=recipient) for recipient in recipients],
    )


@pytest.mark.succeeds("EmailSubmission/set")
async def test_mail_reaches_somebody_else(
    server: Served, client: aiojmap.Client, bob: aiojmap.Client
) -> None:
    """What alice sends to bob is in the Inbox of bob, unread, with its text."""
    email = await letter(client, server.alice, to=[mail.EmailAddress(email=server.bob.address)])
    new = submission.EmailSubmissionCreate(email_id=email.id, identity_id=await identity_of(client))

    await client.email_submission.create(new)

    got = await arrived(bob, email)
    assert got.subject == email.subject
    assert got.from_ == [mail.EmailAddress(name=None, email=server.alice.address)]
    assert "$seen" not in got.keywords
    assert [value.value.strip() for value in got.body_values.values()] == ["Some text."]


@pytest.mark.succeeds("EmailSubmission/set")
async def test_the_envelope_says_who_gets_it(
    server: Served, client: aiojmap.Client, bob: aiojmap.Client
) -> None:
    """Mail goes to the recipients of the envelope, whatever stands in the message."""
    email = await letter(client, server.alice, to=[mail.EmailAddress(email="x@example.org")])
    new = submission.EmailSubmissionCreate(
        email_id=email.id,
        identity_id=await identity_of(client),
        envelope=envelope(server.alice, server.bob.address),
    )

    await client.email_submission.create(new)

    got = await arrived(bob, email)
    assert [person.email for person in got.to or []] == ["x@example.org"]


@pytest.mark.succeeds("EmailSubmission/set")
@pytest.mark.parametrize("field", ["cc", "bcc"])
async def test_all_who_are_named_get_it(
    server: Served, client: aiojmap.Client, bob: aiojmap.Client, field: str
) -> None:
    """Without an envelope, mail goes to To, Cc and Bcc; and nobody sees Bcc."""
    people = [mail.EmailAddress(email=server.bob.address)]
    email = await letter(client, server.alice, **{field: people})
    new = submission.EmailSubmissionCreate(email_id=email.id, identity_id=await identity_of(client))

    await client.email_submission.create(new)

    for_bob, for_alice = await arrived(bob, email), await arrived(client, email)
    assert for_bob.message_id == for_alice.message_id
    assert for_bob.bcc is None
    assert for_alice.bcc is None
    (kept,) = (await client.email.get(ids=[email.id], properties=["bcc"])).list
    assert (kept.bcc is None) == (field == "cc")


@pytest.mark.succeeds("EmailSubmission/set")
async def test_an_email_is_made_and_sent_in_one_request(
    client: aiojmap.Client, account: Account
) -> None:
    """A submission refers to an email that is made by the call before."""
    new = draft(await new_mailbox(client), unique("Letter"))
    new.from_ = new.to = [mail.EmailAddress(email=account.address)]
    email = client.email.create(new)
    sending = client.email_submission.create(
        submission.EmailSubmissionCreate(email_id=email.id, identity_id=await identity_of(client))
    )

    made, sent = await client.send(email, sending)

    (got,) = (await client.email_submission.get(ids=[sent.id])).list
    assert got.email_id == made.id


@pytest.mark.fails("EmailSubmission/set")
async def test_nothing_is_done_on_the_success_of_a_failure(
    client: aiojmap.Client, account: Account
) -> None:
    """An email whose submission is refused is neither changed nor destroyed."""
    email = await letter(client, account)
    new = submission.EmailSubmissionCreate(email_id=email.id, identity_id="nobody")

    call = client.email_submission.set(
        create={"s": new},
        on_success_update_email={"#s": mail.EmailPatch(keywords={"sent": True})},
    )
    answer = await call

    (got,) = (await client.email.get(ids=[email.id], properties=["keywords"])).list
    assert list(answer.not_created) == ["s"]
    assert got.keywords == {}


@pytest.mark.succeeds("EmailSubmission/set", "Email/set")
async def test_an_email_is_changed_and_another_destroyed_on_success(
    client: aiojmap.Client, account: Account
) -> None:
    """Both arguments work together, each for its own submission."""
    one, two = await letter(client, account), await letter(client, account)
    identity = await identity_of(client)
    create = {
        key: submission.EmailSubmissionCreate(email_id=email.id, identity_id=identity)
        for key, email in (("one", one), ("two", two))
    }

    call = client.email_submission.set(
        create=create,
        on_success_update_email={"#one": mail.EmailPatch(keywords={"sent": True})},
        on_success_destroy_email=["#two"],
    )
    await call

    (implicit,) = call.implicit_responses(mail.EmailSetCall)
    assert (list(implicit.updated), implicit.destroyed) == ([one.id], [two.id])


WRONG: dict[str, tuple[dict[str, JSON], str]] = {
    "no identity": ({"identityId": None}, "identityId"),
    "an unknown identity": ({"identityId": "nobody"}, "identityId"),
    "no email": ({"emailId": None}, "emailId"),
    "an unknown property": ({"colour": "red"}, "colour"),
    "an id": ({"id": "x"}, "id"),
    "a thread": ({"threadId": "x"}, "threadId"),
    "statuses": ({"deliveryStatus": {}}, "deliveryStatus"),
}


@pytest.mark.fails("EmailSubmission/set")
@pytest.mark.parametrize("case", WRONG)
async def test_a_wrong_property_of_a_submission_is_named(
    client: aiojmap.Client, account: Account, case: str
) -> None:
    """What cannot be, or is the server's to set: invalidProperties."""
    given, name = WRONG[case]
    email = await letter(client, account)
    new = {"emailId": email.id, "identityId": await identity_of(client), **given}

    answer = await ask(client, "EmailSubmission/set", create={"s": new})

    assert refused(answer, "s") == ("invalidProperties", [name])


@pytest.mark.fails("EmailSubmission/set")
async def test_an_email_that_is_not_there_is_not_sent(
    client: aiojmap.Client, expected: Expected
) -> None:
    """An id that no email has is a wrong emailId."""
    new = {"emailId": "nothing", "identityId": await identity_of(client)}

    answer = await ask(client, "EmailSubmission/set", create={"s": new})

    assert refused(answer, "s") == expected("the error of an email that is not there")


@pytest.mark.fails("EmailSubmission/set")
async def test_mail_to_nobody_is_not_sent(client: aiojmap.Client, account: Account) -> None:
    """A message that names no recipient: noRecipients."""
    email = await letter(client, account, to=None)
    new = {"emailId": email.id, "identityId": await identity_of(client)}

    answer = await ask(client, "EmailSubmission/set", create={"s": new})

    assert refused(answer, "s")[0] == "noRecipients"


@pytest.mark.fails("EmailSubmission/set")
async def test_an_envelope_to_nobody_is_not_sent(
    client: aiojmap.Client, account: Account, expected: Expected
) -> None:
    """An envelope without recipients is refused."""
    email = await letter(client, account)
    new: JSON = {
        "emailId": email.id,
        "identityId": await identity_of(client),
        "envelope": {"mailFrom": {"email": account.address}, "rcptTo": []},
    }

    answer = await ask(client, "EmailSubmission/set", create={"s": new})

    assert refused(answer, "s")[0] == expected("the error of an envelope to nobody")


async def test_mail_is_sent_from_addresses_of_ones_own(
    client: aiojmap.Client, account: Account, expected: Expected
) -> None:
    """An envelope with the address of somebody else as its sender."""
    email = await letter(client, account)
    new: JSON = {
        "emailId": email.id,
        "identityId": await identity_of(client),
        "envelope": {
            "mailFrom": {"email": "zorro@example.org"},
            "rcptTo": [{"email": account.address}],
        },
    }

    answer = await ask(client, "EmailSubmission/set", create={"s": new})

    refusals = answer["notCreated"] and answer["notCreated"]["s"]["type"]
    assert refusals == expected("the error of another sender")


@pytest.mark.succeeds("EmailSubmission/set")
async def test_mail_is_held_back_as_long_as_wanted(
    client: aiojmap.Client, account: Account
) -> None:
    """With HOLDFOR a submission is pending, to be sent after so many seconds (RFC 4865)."""
    email = await letter(client, account)
    held = envelope(account, account.address)
    held.mail_from.parameters = {"HOLDFOR": "7200"}
    new = submission.EmailSubmissionCreate(
        email_id=email.id, identity_id=await identity_of(client), envelope=held
    )

    made = await client.email_submission.create(new)

    (got,) = (await client.email_submission.get(ids=[made.id])).list
    assert got.undo_status == "pending"
    wait = got.send_at - datetime.now(UTC)
    assert timedelta(minutes=115) < wait < timedelta(minutes=125)
    inbox = mail.EmailFilter(in_mailbox=await role(client, "inbox"))
    word = mail.EmailFilter(header=["Subject", (email.subject or "").split()[-1]])
    assert (await client.email.query(filter=inbox & word)).ids == []


@pytest.mark.fails("EmailSubmission/set")
@pytest.mark.parametrize("status", ["pending", "x-other"])
async def test_a_submission_can_only_be_canceled(
    client: aiojmap.Client, account: Account, status: str, expected: Expected
) -> None:
    """No other undoStatus can be set than canceled."""
    email = await letter(client, account)
    new = submission.EmailSubmissionCreate(email_id=email.id, identity_id=await identity_of(client))
    made = await client.email_submission.create(new)

    answer = await ask(client, "EmailSubmission/set", update={made.id: {"undoStatus": status}})

    assert refused(answer, made.id)[0] == expected("the error of a wrong change")


@pytest.mark.succeeds("EmailSubmission/set")
async def test_what_was_sent_can_be_forgotten(client: aiojmap.Client, account: Account) -> None:
    """A submission that is final is destroyed; the email stays."""
    email = await letter(client, account)
    new = submission.EmailSubmissionCreate(email_id=email.id, identity_id=await identity_of(client))
    made = await client.email_submission.create(new)

    answer = await client.email_submission.set(destroy=[made.id])

    assert answer.destroyed == [made.id]
    assert (await client.email_submission.get(ids=[made.id])).not_found == [made.id]
    assert (await client.email.get(ids=[email.id], properties=["id"])).not_found == []
