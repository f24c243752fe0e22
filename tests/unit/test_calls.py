"""Calls as values, and references to what they will answer."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

import pytest
from unit.support import FakeClient, prepare, raw, result, sent

import aiojmap
from aiojmap import core, mail, submission
from aiojmap.runtime import JSON, JSONObject


@pytest.mark.parametrize(
    ("refer", "path"),
    [
        (lambda client: client.email.query().ids, "/ids"),
        (lambda client: client.email.query().query_state, "/queryState"),
        (lambda client: client.email.get(ids=[]).list.id, "/list/*/id"),
        (lambda client: client.email.get(ids=[]).list.thread_id, "/list/*/threadId"),
        (lambda client: client.email.get(ids=[]).not_found, "/notFound"),
        (
            lambda client: client.email.get(ids=[]).list.body_structure.blob_id,
            "/list/*/bodyStructure/blobId",
        ),
        (
            lambda client: client.email.get(ids=[]).list.attachments.blob_id,
            "/list/*/attachments/*/blobId",
        ),
        (lambda client: client.thread.get(ids=[]).list.email_ids, "/list/*/emailIds"),
        (lambda client: client.email.changes(since_state="s").created, "/created"),
        (lambda client: client.email.query_changes(since_query_state="s").added.id, "/added/*/id"),
        (
            lambda client: client.mailbox.changes(since_state="s").updated_properties,
            "/updatedProperties",
        ),
        (lambda client: client.email.set(destroy=[]).new_state, "/newState"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_an_attribute_of_a_call_is_a_reference_into_its_answer(
    client: FakeClient, refer: Callable[[FakeClient], aiojmap.Ref[object]], path: str
) -> None:
    """Attributes lead through objects, and through each item of arrays, to a JSON pointer."""
    reference = refer(client)

    assert isinstance(reference, aiojmap.Ref)
    assert reference.path == path


def test_a_reference_prints_where_it_leads(client: FakeClient) -> None:
    """Its text names the path and the method."""
    assert repr(client.email.query().ids) == "<reference to /ids of Email/query>"


def test_a_member_that_cannot_be_referred_to_is_no_attribute(client: FakeClient) -> None:
    """A misspelt reference fails at once."""
    call = client.email.query()

    with pytest.raises(AttributeError):
        getattr(call, "idz")  # noqa: B009  # it is not known to type checkers


def test_a_call_prints_its_method_and_state(client: FakeClient) -> None:
    """Its text tells whether it is still to be sent."""
    call = client.email.query()
    before = repr(call)
    result(call, {"ids": []})

    assert (before, repr(call)) == ("<Email/query, not sent>", "<Email/query, answered>")


def test_making_a_call_sends_nothing(client: FakeClient) -> None:
    """It has no answer before it is awaited or sent."""
    call = client.email.query()

    assert not call.answered
    with pytest.raises(aiojmap.CallRefused, match="await the call before reading its answers"):
        call.implicit_responses(mail.EmailSetCall)


def test_an_answered_call_says_so(client: FakeClient) -> None:
    """`answered` turns true with the answer."""
    call = client.email.query()
    result(call, {"ids": []})

    assert call.answered


def test_arguments_left_out_are_not_sent(client: FakeClient) -> None:
    """Only what was given goes out, None as null."""
    assert sent(prepare(client, client.email.query(filter=None, limit=0))) == [
        ("Email/query", {"filter": None, "limit": 0})
    ]


def test_an_unknown_argument_is_refused(client: FakeClient) -> None:
    """A misspelt argument is a TypeError, as for any function."""
    with pytest.raises(TypeError, match="propertiez"):
        client.email.get(ids=[], propertiez=[])  # type: ignore[call-overload]  # what is tested


def test_a_list_changed_later_does_not_change_a_call(client: FakeClient) -> None:
    """A call is a snapshot of its arguments at the time it is made."""
    ids = ["t1"]
    call = client.thread.get(ids=ids)

    ids.append("t2")

    assert sent(prepare(client, call)) == [("Thread/get", {"ids": ["t1"]})]


def test_a_record_changed_later_does_not_change_a_call(client: FakeClient) -> None:
    """Neither does a record given to it, nor a list or map inside one."""
    keywords = {"$draft": True}
    new = mail.EmailCreate(mailbox_ids={"m1": True}, keywords=keywords, subject="a")
    call = client.email.set(create={"k": new})

    new.subject = "b"
    keywords["$seen"] = True

    expected = {"mailboxIds": {"m1": True}, "keywords": {"$draft": True}, "subject": "a"}
    assert sent(prepare(client, call)) == [("Email/set", {"create": {"k": expected}})]


def test_an_open_object_changed_later_does_not_change_a_call(client: FakeClient) -> None:
    """What the schema leaves open is part of the snapshot as well."""
    parameters: JSONObject = {"SIZE": "1"}
    envelope = submission.Envelope(
        mail_from=submission.Address(email="a@b", parameters=parameters), rcpt_to=[]
    )
    call = client.email_submission.set(
        create={
            "k": submission.EmailSubmissionCreate(identity_id="i", email_id="e", envelope=envelope)
        }
    )

    parameters["SIZE"] = "2"

    assert "'SIZE': '1'" in str(sent(prepare(client, call)))


def test_arguments_of_a_raw_call_changed_later_do_not_change_it(client: FakeClient) -> None:
    """A call without bindings is a snapshot too, all the way down."""
    inner: list[JSON] = [1]
    arguments: dict[str, JSON] = {"deep": {"list": inner}}
    call = raw(client, "Core/echo", arguments)

    inner.append(2)
    arguments["more"] = True

    assert sent(prepare(client, call)) == [("Core/echo", {"deep": {"list": [1]}})]


@pytest.mark.parametrize(
    ("create", "known"),
    [
        ({"a": mail.MailboxCreate(name="x"), "b": mail.MailboxCreate(name="y")}, "'a', 'b'"),
        ({}, "no creation ids"),
        (None, "no creation ids"),
        (aiojmap.UNSET, "no creation ids"),
    ],
)
def test_the_id_of_a_creation_that_does_not_exist_is_refused(
    client: FakeClient, create: dict[str, mail.MailboxCreate] | None, known: str
) -> None:
    """The message says which creation ids there are."""
    call = client.mailbox.set(create=create)

    with pytest.raises(aiojmap.CallRefused) as caught:
        call.created_id("c")

    assert str(caught.value) == f"Mailbox/set creates nothing under 'c': it has {known}"


def test_a_created_id_prints_what_it_stands_for(client: FakeClient) -> None:
    """Its text names the creation id and the method."""
    call = client.mailbox.set(create={"a": mail.MailboxCreate(name="x")})

    assert repr(call.created_id("a")) == "<id of 'a' to be created by Mailbox/set>"


def test_creations_of_one_client_get_ids_of_their_own(client: FakeClient) -> None:
    """So that two of them fit into one request."""
    one, two = (client.mailbox.create(mail.MailboxCreate(name=name)) for name in "ab")

    assert one.id.creation_id != two.id.creation_id


def test_a_raw_call_is_sent_as_given(client: FakeClient) -> None:
    """Method and arguments go out untouched."""
    arguments: JSONObject = {"a": None, "b": [1, {"c": 2.5}]}

    assert sent(prepare(client, raw(client, "Core/echo", arguments))) == [("Core/echo", arguments)]


def test_the_answer_to_a_raw_call_is_kept_whole(client: FakeClient) -> None:
    """All of it is in the unknown members."""
    members: JSONObject = {"a": None, "list": [{"id": "x"}]}

    answer = result(raw(client, "Foo/get", {}), members)

    assert dict(aiojmap.unknown_members(answer)) == members


def test_a_wrong_argument_of_a_raw_call_is_refused(client: FakeClient) -> None:
    """What is no JSON is found when the call is made, not when it is written."""
    arguments = cast("JSONObject", {"a": [{1, 2}]})

    with pytest.raises(aiojmap.EncodeError):
        raw(client, "Core/echo", arguments)


def test_a_response_can_be_read_without_a_call() -> None:
    """`read` takes what a server answered a class of calls."""
    response: core.GetResponse[mail.Email] = mail.EmailGetCall.read(
        {"list": [{"id": "e1"}], "state": "s"}
    )

    assert [email.id for email in response.list] == ["e1"]
    assert isinstance(response.list[0], mail.Email)
