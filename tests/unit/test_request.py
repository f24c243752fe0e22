"""From calls to the JSON of a request."""

from __future__ import annotations

from typing import cast

import pytest
from unit.support import (
    ACCOUNT,
    CORE,
    MAIL,
    MASKED,
    SESSION,
    SUBMISSION,
    FakeClient,
    account,
    answer,
    make_session,
    prepare,
    raw,
    sent,
)

import aiojmap
from aiojmap import core, mail, submission
from aiojmap._exchange.request import build
from aiojmap.runtime import JSON, JSONObject

TWO: dict[str, JSON] = {"A1": account(MAIL), "A2": account(MAIL)}


def email_create(**mailbox_ids: bool) -> mail.EmailCreate:
    """A new email in these mailboxes."""
    return mail.EmailCreate(mailbox_ids=mailbox_ids)


def account_ids(body: JSONObject) -> list[JSON]:
    """The accounts that the calls of a request go to."""
    calls = cast("list[tuple[str, JSONObject, str]]", body["methodCalls"])
    return [arguments.get("accountId", "none") for _, arguments, _ in calls]


def test_a_request_names_method_arguments_and_call_id(client: FakeClient) -> None:
    """Call ids count up, and the request knows which call has which."""
    query, boxes = client.email.query(limit=1), client.mailbox.get()

    request = prepare(client, query, boxes)

    assert request.body == {
        "using": [CORE, MAIL],
        "methodCalls": [
            ["Email/query", {"accountId": "A1", "limit": 1}, "0"],
            ["Mailbox/get", {"accountId": "A1"}, "1"],
        ],
    }
    assert request.calls == {"0": query, "1": boxes}


def test_using_holds_the_capabilities_of_the_calls(client: FakeClient) -> None:
    """Core comes first, then each one once, in the order of the calls."""
    calls = [client.masked_email.get(), client.email.query(), client.identity.get()]

    assert prepare(client, *calls, client.mailbox.get()).body["using"] == [
        CORE,
        MASKED,
        MAIL,
        SUBMISSION,
    ]


def test_using_holds_the_capability_of_what_follows_a_submission(client: FakeClient) -> None:
    """The Email/set that a server makes of onSuccess… needs that of mail, as Cyrus insists."""
    sending = client.email_submission
    change = {"S1": mail.EmailPatch(keywords={"$seen": True})}
    calls = [
        sending.set(destroy=["S1"]),
        sending.set(on_success_update_email=change),
        sending.set(on_success_destroy_email=["S1"]),
    ]

    using = [prepare(client, call).body["using"] for call in calls]

    assert using == [[CORE, SUBMISSION], [CORE, SUBMISSION, MAIL], [CORE, SUBMISSION, MAIL]]


def test_using_holds_the_capability_of_a_raw_call(client: FakeClient) -> None:
    """It is named when the call is made; core is not repeated."""
    session = make_session(capabilities=[CORE, "urn:x"])
    calls = [raw(client, "X/y", {}, capability="urn:x"), raw(client, "Core/echo", {})]

    assert prepare(client, *calls, session=session).body["using"] == [CORE, "urn:x"]


@pytest.mark.parametrize("using", [["urn:a", "urn:b"], [], ("urn:a",)])
def test_using_can_be_replaced(client: FakeClient, using: list[str]) -> None:
    """What is given goes out as it is, and nothing besides."""
    assert prepare(client, client.email.query(), using=using).body["using"] == list(using)


def test_the_account_is_the_primary_one_of_the_capability(client: FakeClient) -> None:
    """Different capabilities may have different primary accounts."""
    session = make_session(
        accounts={"A1": account(MAIL), "A2": account(MAIL, SUBMISSION)},
        primary={MAIL: "A1", SUBMISSION: "A2"},
    )

    request = prepare(client, client.email.query(), client.identity.get(), session=session)

    assert account_ids(request.body) == ["A1", "A2"]


def test_an_account_given_overrides_the_primary_one(client: FakeClient) -> None:
    """`account_id` goes with that call only."""
    session = make_session(accounts=TWO, primary={MAIL: "A1"})
    calls = [client.email.query(account_id="A2"), client.email.query()]

    assert account_ids(prepare(client, *calls, session=session).body) == ["A2", "A1"]


def test_without_a_primary_account_the_only_able_one_is_used(client: FakeClient) -> None:
    """There is no choice to make."""
    session = make_session(
        accounts={"A1": account(SUBMISSION), "A2": account(MAIL)}, primary={SUBMISSION: "A1"}
    )

    assert account_ids(prepare(client, client.email.query(), session=session).body) == ["A2"]


def test_blobs_are_copied_into_the_account_that_uploads_go_to(client: FakeClient) -> None:
    """The core has no primary account (RFC 8620, section 2): that of most capabilities is taken."""
    session = make_session(accounts=TWO, primary={MAIL: "A2", SUBMISSION: "A2", MASKED: "A1"})
    copied = client.blob.copy(from_account_id="A1", blob_ids=["B1"])

    assert account_ids(prepare(client, copied, session=session).body) == ["A2"]


def test_a_copy_of_blobs_into_no_obvious_account_is_refused(client: FakeClient) -> None:
    """The choice is left to the caller, and the call is named."""
    session = make_session(accounts=TWO, primary={})
    copied = client.blob.copy(from_account_id="A1", blob_ids=["B1"])

    with pytest.raises(aiojmap.CallRefused, match=r"^Blob/copy: .* pass account_id= \(A1, A2\)"):
        prepare(client, copied, session=session)


def test_a_method_without_an_account_gets_none(client: FakeClient) -> None:
    """No accountId is made up for a raw call."""
    assert account_ids(prepare(client, raw(client, "Core/echo", {})).body) == ["none"]


def test_a_reference_inside_a_request_is_a_result_reference(client: FakeClient) -> None:
    """It names the call, its method and the path, under # and the argument."""
    query = client.email.query(limit=2)
    emails = client.email.get(ids=query.ids, properties=["threadId"])
    threads = client.thread.get(ids=emails.list.thread_id)

    assert sent(prepare(client, threads)) == [
        ("Email/query", {"limit": 2}),
        (
            "Email/get",
            {
                "properties": ["threadId"],
                "#ids": {"resultOf": "0", "name": "Email/query", "path": "/ids"},
            },
        ),
        (
            "Thread/get",
            {"#ids": {"resultOf": "1", "name": "Email/get", "path": "/list/*/threadId"}},
        ),
    ]


def test_a_reference_to_an_answered_call_is_its_value(client: FakeClient) -> None:
    """Across requests there are no result references, so the value itself is sent."""
    emails = client.email.get(ids=["e1", "e2"])
    answer([emails], ["Email/get", {"list": [{"threadId": "t1"}, {"threadId": "t2"}]}, "0"])

    request = prepare(client, client.thread.get(ids=emails.list.thread_id))

    assert sent(request) == [("Thread/get", {"ids": ["t1", "t2"]})]


def test_a_reference_that_leads_nowhere_in_an_answer_is_refused(client: FakeClient) -> None:
    """The message says which argument, which path, and what is missing."""
    query = client.email.query()
    answer([query], ["Email/query", {"ids": []}, "0"])

    with pytest.raises(aiojmap.CallRefused) as caught:
        prepare(client, client.email.changes(since_state=query.query_state))

    assert str(caught.value) == (
        "Email/changes: sinceState refers to /queryState of Email/query, "
        "but in its answer there is no member 'queryState'"
    )


def test_a_reference_to_a_failed_call_is_refused(client: FakeClient) -> None:
    """There is no value to send, and never will be."""
    query = client.email.query()
    answer([query], ["error", {"type": "serverFail"}, "0"])

    with pytest.raises(aiojmap.CallRefused, match=r"Email/get was not sent, because Email/query"):
        build([client.email.get(ids=query.ids)], SESSION)


def test_a_created_id_inside_a_request_is_a_creation_reference(client: FakeClient) -> None:
    """As a value and as a key it is # and the creation id."""
    box = client.mailbox.set(create={"box": mail.MailboxCreate(name="x")})
    draft = client.email.set(
        create={"draft": mail.EmailCreate(mailbox_ids={box.created_id("box"): True})}
    )
    new = submission.EmailSubmissionCreate(identity_id="i", email_id=draft.created_id("draft"))
    sending = client.email_submission.set(create={"send": new})

    assert sent(prepare(client, sending)) == [
        ("Mailbox/set", {"create": {"box": {"name": "x"}}}),
        ("Email/set", {"create": {"draft": {"mailboxIds": {"#box": True}}}}),
        (
            "EmailSubmission/set",
            {"create": {"send": {"identityId": "i", "emailId": "#draft"}}},
        ),
    ]


def test_a_created_id_of_an_answered_call_is_the_real_id(client: FakeClient) -> None:
    """Across requests a creation id means nothing, so the id itself is sent."""
    box = client.mailbox.set(create={"box": mail.MailboxCreate(name="x")})
    answer([box], ["Mailbox/set", {"created": {"box": {"id": "m7"}}}, "0"])

    new = mail.EmailCreate(mailbox_ids={box.created_id("box"): True})

    assert sent(prepare(client, client.email.set(create={"e": new}))) == [
        ("Email/set", {"create": {"e": {"mailboxIds": {"m7": True}}}})
    ]


@pytest.mark.parametrize(
    "response",
    [
        ["Mailbox/set", {"notCreated": {"box": {"type": "forbidden"}}}, "0"],
        ["Mailbox/set", {"created": None}, "0"],
        ["error", {"type": "serverFail"}, "0"],
    ],
    ids=["refused", "nothing", "failed"],
)
def test_a_created_id_that_was_not_created_is_refused(client: FakeClient, response: JSON) -> None:
    """The message says what did not come to be."""
    box = client.mailbox.set(create={"box": mail.MailboxCreate(name="x")})
    answer([box], response)
    new = mail.MailboxCreate(name="y", parent_id=box.created_id("box"))

    with pytest.raises(aiojmap.CallRefused) as caught:
        build([client.mailbox.set(create={"k": new})], SESSION)

    assert str(caught.value) == (
        "Mailbox/set was not sent, because Mailbox/set did not create 'box'"
    )


def test_a_creation_id_used_twice_must_not_be_referred_to(client: FakeClient) -> None:
    """The server takes the latest record of that name, which is another one (section 5.3)."""
    email = client.email.set(create={"x": email_create(m1=True)})
    box = client.mailbox.set(create={"x": mail.MailboxCreate(name="n")})
    new = submission.EmailSubmissionCreate(identity_id="i", email_id=email.created_id("x"))
    sending = client.email_submission.set(create={"send": new})

    with pytest.raises(aiojmap.CallRefused):
        prepare(client, email, box, sending)


def test_an_argument_is_never_sent_both_plain_and_as_a_reference(client: FakeClient) -> None:
    """The server would refuse it; a reference to an account takes the place of the derived one."""
    query = client.email.query()
    account_id = cast("str", query.account_id)
    request = prepare(client, client.email.get(ids=query.ids, account_id=account_id))

    calls = cast("list[tuple[str, JSONObject, str]]", request.body["methodCalls"])
    for _, arguments, _ in calls:
        assert not {f"#{name}" for name in arguments} & set(arguments)


def test_the_session_is_not_needed_for_arguments_given_in_full(client: FakeClient) -> None:
    """A request for one account can be built from an almost empty session."""
    session = aiojmap.decode({"apiUrl": "u"}, core.Session)

    request = build([client.email.query(account_id=ACCOUNT)], session)

    assert account_ids(request.body) == [ACCOUNT]
