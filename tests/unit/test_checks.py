"""What is refused before anything is sent: each refusal is a sentence that says what to do."""

from __future__ import annotations

from datetime import datetime

import pytest
from unit.support import (
    CORE,
    MAIL,
    MASKED,
    SUBMISSION,
    FakeClient,
    account,
    make_session,
    prepare,
    raw,
    sent,
)

import aiojmap
from aiojmap import core, mail, maskedemail
from aiojmap.runtime import JSON


@aiojmap.view(mail.Email)
class Dated:
    """A view without the thread."""

    received_at: datetime


def refusal(client: FakeClient, *calls: aiojmap.Call[object], session: core.Session) -> str:
    """Why calls are not sent in a session."""
    with pytest.raises(aiojmap.CallRefused) as caught:
        prepare(client, *calls, session=session)
    return str(caught.value)


SESSION = make_session(core_members={"maxObjectsInGet": 2, "maxObjectsInSet": 3})


def test_a_property_that_a_reference_reads_must_be_fetched(client: FakeClient) -> None:
    """The message says which property to add."""
    emails = client.email.get(ids=["e1"], properties=["subject"])
    threads = client.thread.get(ids=emails.list.thread_id)

    assert refusal(client, emails, threads, session=SESSION) == (
        "Thread/get: ids refers to 'threadId' of Email/get, which does not fetch it: "
        "add 'threadId' to its properties"
    )


def test_a_property_that_a_reference_reads_must_be_in_the_view(client: FakeClient) -> None:
    """A view is checked like a list of properties."""
    emails = client.email.get(ids=["e1"], properties=Dated)
    threads = client.thread.get(ids=emails.list.thread_id)

    assert "add 'threadId' to its properties" in refusal(client, threads, session=SESSION)


def test_a_property_below_one_not_fetched_must_be_fetched(client: FakeClient) -> None:
    """What counts is the property of the record that the path begins with."""
    emails = client.email.get(ids=["e1"], properties=["subject"])
    again = client.email.get(ids=emails.list.attachments.blob_id)  # type: ignore[arg-type]

    assert "add 'attachments' to its properties" in refusal(client, again, session=SESSION)


@pytest.mark.parametrize("properties", [["threadId"], None, aiojmap.UNSET])
def test_a_reference_to_what_is_fetched_is_sent(client: FakeClient, properties: object) -> None:
    """Listed, or everything, or whatever the server gives."""
    emails = client.email.get(ids=["e1"], properties=properties)  # type: ignore[call-overload]

    assert len(sent(prepare(client, client.thread.get(ids=emails.list.thread_id)))) == 2


def test_the_id_need_not_be_listed(client: FakeClient) -> None:
    """It always comes."""
    emails = client.email.get(ids=["e1"], properties=["subject"])

    assert len(sent(prepare(client, client.email.get(ids=emails.list.id)))) == 2


@pytest.mark.parametrize(
    ("name", "advice"),
    [
        ("subjct", "has no property 'subjct'; did you mean 'subject'?"),
        ("received_at", "has no property 'received_at'; in properties it is 'receivedAt'"),
        ("from_", "has no property 'from_'; in properties it is 'from'"),
        ("zzz", "has no property 'zzz'"),
    ],
)
def test_an_unknown_property_is_refused(client: FakeClient, name: str, advice: str) -> None:
    """The message says what was meant, if that can be told."""
    call = client.email.get(ids=["e1"], properties=["id", name])  # type: ignore[list-item]

    assert refusal(client, call, session=SESSION) == f"Email/get: Email {advice}"


def test_an_unknown_property_of_a_body_part_is_refused(client: FakeClient) -> None:
    """Every list of property names is checked against its own type."""
    call = client.email.get(ids=["e1"], body_properties=["part_id"])  # type: ignore[list-item]

    assert refusal(client, call, session=SESSION) == (
        "Email/get: EmailBodyPart has no property 'part_id'; in properties it is 'partId'"
    )


@pytest.mark.parametrize("name", ["header:List-Id", "header:Subject:asText:all"])
def test_single_header_fields_may_be_asked_for(client: FakeClient, name: str) -> None:
    """They are a family of properties without end."""
    call = client.email.get(ids=["e1"], properties=[name])  # type: ignore[list-item]

    assert sent(prepare(client, call)) == [("Email/get", {"ids": ["e1"], "properties": [name]})]


def test_a_capability_that_the_session_lacks_is_refused(client: FakeClient) -> None:
    """The message says what the credentials offer, and to get others."""
    session = make_session(capabilities=[CORE, MAIL])

    assert refusal(client, client.masked_email.get(account_id="A1"), session=session) == (
        f"MaskedEmail/get needs {MASKED}, which these credentials do not have "
        f"(the session offers {CORE}, {MAIL}): use credentials that have {MASKED}"
    )


def test_a_capability_that_the_session_lacks_is_what_is_reported_first(client: FakeClient) -> None:
    """Without it there is no account for it either, but that is not the reason."""
    session = make_session(capabilities=[CORE, MAIL], accounts={"A1": account(MAIL)}, primary={})

    message = refusal(client, client.masked_email.get(), session=session)

    assert f"use credentials that have {MASKED}" in message


def test_an_unknown_account_is_refused(client: FakeClient) -> None:
    """The message names those there are."""
    call = client.email.query(account_id="A9")

    assert refusal(client, call, session=SESSION) == (
        "Email/query: there is no account 'A9'; the session has A1"
    )


def test_an_account_without_the_capability_is_refused(client: FakeClient) -> None:
    """It has no such data."""
    session = make_session(accounts={"A1": account(MAIL)})

    assert refusal(client, client.identity.get(account_id="A1"), session=session) == (
        f"Identity/get: the account 'A1' does not have {SUBMISSION}"
    )


@pytest.mark.parametrize(
    ("accounts", "advice"),
    [
        ({}, "no account has it"),
        ({"A1": account(SUBMISSION)}, "no account has it"),
        ({"A1": account(MAIL), "A2": account(MAIL)}, "pass account_id= one of A1, A2"),
    ],
    ids=["none", "none able", "two"],
)
def test_an_account_that_is_not_obvious_is_refused(
    client: FakeClient, accounts: dict[str, JSON], advice: str
) -> None:
    """Without a primary account the choice is left to the caller."""
    session = make_session(accounts=accounts, primary={})

    assert refusal(client, client.email.query(), session=session) == (
        f"Email/query: the session names no primary account for {MAIL}; {advice}"
    )


def test_writing_to_a_read_only_account_is_refused(client: FakeClient) -> None:
    """The message says which account, and what it takes."""
    session = make_session(accounts={"A1": account(MAIL, isReadOnly=True)})

    assert refusal(client, client.email.destroy("e1"), session=session) == (
        "Email/set would change the account 'A1', which is read-only: use credentials that may "
        "write"
    )


def test_reading_from_a_read_only_account_is_fine(client: FakeClient) -> None:
    """Only what changes something is refused."""
    session = make_session(accounts={"A1": account(MAIL, isReadOnly=True)})

    assert len(sent(prepare(client, client.email.query(), session=session))) == 1


def test_the_account_of_a_core_method_needs_no_capability(client: FakeClient) -> None:
    """Accounts do not list core, yet Blob/copy (RFC 8620, section 6.3) names accounts."""
    copy = raw(client, "Blob/copy", {"fromAccountId": "A1", "accountId": "A1", "blobIds": ["b"]})

    assert [name for name, _ in sent(prepare(client, copy))] == ["Blob/copy"]


def test_a_get_of_more_records_than_the_server_takes_is_refused(client: FakeClient) -> None:
    """The message says how many it may be."""
    call = client.email.get(ids=["e1", "e2", "e3"])

    assert refusal(client, call, session=SESSION) == (
        "Email/get names 3 records, but the server takes 2 at once (maxObjectsInGet): split it"
    )


def test_a_set_of_more_records_than_the_server_takes_is_refused(client: FakeClient) -> None:
    """Creates, updates and destroys count together."""
    call = client.masked_email.set(
        create={"a": maskedemail.MaskedEmailCreate(), "b": maskedemail.MaskedEmailCreate()},
        update={"m1": maskedemail.MaskedEmailPatch(state="deleted")},
        destroy=["m2"],
    )

    assert refusal(client, call, session=SESSION) == (
        "MaskedEmail/set names 4 records, but the server takes 3 at once (maxObjectsInSet): "
        "split it"
    )


def test_exactly_as_many_as_the_server_takes_are_sent(client: FakeClient) -> None:
    """The limits themselves are allowed."""
    calls = [client.email.get(ids=["e1", "e2"]), client.email.set(destroy=["e1", "e2", "e3"])]

    assert len(sent(prepare(client, *calls, session=SESSION))) == 2


def test_a_limit_that_the_server_does_not_give_is_that_of_the_rfc(client: FakeClient) -> None:
    """RFC 8620 suggests 500 at least, for gets and sets."""
    session = make_session()
    ids = [str(number) for number in range(501)]

    assert "takes 500 at once (maxObjectsInGet)" in refusal(
        client, client.email.get(ids=ids), session=session
    )
    assert "takes 500 at once (maxObjectsInSet)" in refusal(
        client, client.email.set(destroy=ids), session=session
    )


def test_a_reference_inside_a_filter_is_refused(client: FakeClient) -> None:
    """The sentence cites the rule and says what to do instead."""
    found = client.mailbox.query()

    with pytest.raises(aiojmap.CallRefused) as caught:
        client.email.query(filter=mail.EmailFilter(in_mailbox=found.ids))  # type: ignore[arg-type]

    assert str(caught.value) == (
        "Email/query: $.filter.inMailbox: a result reference can only be a whole argument "
        "(RFC 8620, section 3.7): await Mailbox/query first and use the value"
    )
