"""The methods that are not just standard ones have the JSON of RFC 8620 and RFC 8621."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from codegen.support import CORE, MAIL, Server

import aiojmap
from aiojmap import core, mail, submission, vacationresponse

SUBMISSION = "urn:ietf:params:jmap:submission"
VACATION = "urn:ietf:params:jmap:vacationresponse"


async def test_core_echo() -> None:
    """Core/echo sends any members, and its answer has all that came (RFC 8620, section 4)."""
    server = Server({MAIL: {}}, {"Core/echo": {"hello": True, "high": [5, None]}})

    answer = await server.client(aiojmap.Client).core.echo({"hello": True, "high": [5, None]})

    assert server.requests[0] == {
        "using": [CORE],
        "methodCalls": [["Core/echo", {"hello": True, "high": [5, None]}, "0"]],
    }
    assert answer.members == {"hello": True, "high": [5, None]}


async def test_core_echo_of_a_reference() -> None:
    """A reference among the members goes out as one, and the other members stay plain."""
    server = Server({MAIL: {}})
    client = server.client(aiojmap.Client)

    await client.core.echo({"found": client.email.query(limit=1).ids, "n": 1})

    assert server.calls[1] == [
        "Core/echo",
        {"n": 1, "#found": {"resultOf": "0", "name": "Email/query", "path": "/ids"}},
        "1",
    ]


async def test_blob_copy() -> None:
    """Blob/copy names two accounts and the blobs (RFC 8620, section 6.3).

    The core capability is none that accounts have, so the call must not ask for it there.
    """
    answer = {"fromAccountId": "A", "accountId": "B", "copied": {"b1": "b9"}, "notCopied": None}
    server = Server({MAIL: {}}, {"Blob/copy": answer})
    client = server.client(aiojmap.Client)

    copied = await client.blob.copy(from_account_id="A", account_id="B", blob_ids=["b1"])

    assert server.requests[0] == {
        "using": [CORE],
        "methodCalls": [
            ["Blob/copy", {"fromAccountId": "A", "accountId": "B", "blobIds": ["b1"]}, "0"]
        ],
    }
    assert copied.copied == {"b1": "b9"}


async def test_push_subscription_get() -> None:
    """PushSubscription/get has no account and no state (RFC 8620, section 7.2.1)."""
    record = {"id": "p", "deviceClientId": "d", "verificationCode": None, "types": ["Email"]}
    server = Server({MAIL: {}}, {"PushSubscription/get": {"list": [record], "notFound": []}})
    client = server.client(aiojmap.Client)

    answer = await client.push_subscription.get(ids=None)

    assert server.calls == [["PushSubscription/get", {"ids": None}, "0"]]
    assert answer.list[0].types == ["Email"]


async def test_push_subscription_set() -> None:
    """PushSubscription/set has no account and no states (RFC 8620, section 7.2.2)."""
    server = Server({MAIL: {}})
    client = server.client(aiojmap.Client)
    new = core.PushSubscriptionCreate(
        device_client_id="d", url="https://example.com/push", types=None
    )
    change = core.PushSubscriptionPatch(verification_code="da1f")

    await client.push_subscription.set(create={"4f29": new}, update={"p": change}, destroy=["q"])

    assert server.calls == [
        [
            "PushSubscription/set",
            {
                "create": {
                    "4f29": {
                        "deviceClientId": "d",
                        "url": "https://example.com/push",
                        "types": None,
                    }
                },
                "update": {"p": {"verificationCode": "da1f"}},
                "destroy": ["q"],
            },
            "0",
        ]
    ]


async def test_one_push_subscription_can_be_created() -> None:
    """The shortcut for one record works for a type without accounts."""
    created = {"new1": {"id": "p", "keys": None, "expires": "2018-07-13T02:14:29Z"}}
    server = Server({MAIL: {}}, {"PushSubscription/set": {"created": created}})
    new = core.PushSubscriptionCreate(device_client_id="d", url="https://example.com/push")

    made = await server.client(aiojmap.Client).push_subscription.create(new)

    assert made.id == "p"
    assert server.calls[0][1] == {
        "create": {"new1": {"deviceClientId": "d", "url": "https://example.com/push"}}
    }


async def test_search_snippet_get() -> None:
    """SearchSnippet/get takes the filter and the ids of emails (RFC 8621, section 5.1)."""
    record = {"emailId": "e1", "subject": None, "preview": "the <mark>foo</mark>"}
    answer = {"accountId": "A", "list": [record], "notFound": None}
    server = Server({MAIL: {}}, {"SearchSnippet/get": answer})
    client = server.client(aiojmap.Client)

    snippets = await client.search_snippet.get(
        filter=mail.EmailFilter(text="foo"), email_ids=["e1"]
    )

    assert server.calls == [
        [
            "SearchSnippet/get",
            {"accountId": "A", "filter": {"text": "foo"}, "emailIds": ["e1"]},
            "0",
        ]
    ]
    assert snippets.list[0].preview == "the <mark>foo</mark>"
    assert snippets.not_found == []


async def test_search_snippet_get_of_what_a_query_found() -> None:
    """The ids of an Email/query can be given to SearchSnippet/get by reference."""
    server = Server({MAIL: {}})
    client = server.client(aiojmap.Client)
    search = mail.EmailFilter(text="foo")

    await client.search_snippet.get(
        filter=search, email_ids=client.email.query(filter=search, limit=3).ids
    )

    assert server.calls[1][1]["#emailIds"] == {
        "resultOf": "0",
        "name": "Email/query",
        "path": "/ids",
    }


async def test_email_import() -> None:
    """Email/import takes messages by creation id (RFC 8621, section 4.8)."""
    answer = {"accountId": "A", "newState": "2", "created": {"m": {"id": "e", "size": 9}}}
    server = Server({MAIL: {}}, {"Email/import": answer})
    messages = server.client(aiojmap.Client).email
    received = datetime(2024, 5, 1, tzinfo=UTC)
    message = mail.EmailImport(blob_id="b", mailbox_ids={"in": True}, received_at=received)

    imported = await messages.import_(emails={"m": message}, if_in_state="1")

    assert server.calls == [
        [
            "Email/import",
            {
                "accountId": "A",
                "ifInState": "1",
                "emails": {
                    "m": {
                        "blobId": "b",
                        "mailboxIds": {"in": True},
                        "receivedAt": "2024-05-01T00:00:00Z",
                    }
                },
            },
            "0",
        ]
    ]
    assert imported.created["m"].id == "e"


async def test_email_parse() -> None:
    """Email/parse takes blobs and properties, and answers by blob (RFC 8621, section 4.9)."""
    answer = {"accountId": "A", "parsed": {"b": {"subject": "Hi"}}, "notFound": None}
    server = Server({MAIL: {}}, {"Email/parse": answer})
    messages = server.client(aiojmap.Client).email

    parsed = await messages.parse(
        blob_ids=["b"],
        properties=["subject", "bodyValues"],
        body_properties=["partId"],
        fetch_html_body_values=True,
    )

    assert server.calls == [
        [
            "Email/parse",
            {
                "accountId": "A",
                "blobIds": ["b"],
                "properties": ["subject", "bodyValues"],
                "bodyProperties": ["partId"],
                "fetchHTMLBodyValues": True,
            },
            "0",
        ]
    ]
    assert parsed.parsed["b"].subject == "Hi"


async def test_vacation_response_get() -> None:
    """VacationResponse/get is a standard one (RFC 8621, section 8.1)."""
    server = Server({VACATION: {}})
    client = server.client(aiojmap.Client)

    await client.vacation_response.get(ids=["singleton"])

    assert server.requests[0] == {
        "using": [CORE, VACATION],
        "methodCalls": [["VacationResponse/get", {"accountId": "A", "ids": ["singleton"]}, "0"]],
    }


async def test_vacation_response_set() -> None:
    """VacationResponse/set updates the one there is (RFC 8621, section 8.2)."""
    server = Server({VACATION: {}}, {"VacationResponse/set": {"updated": {"singleton": None}}})
    patch = vacationresponse.VacationResponsePatch(is_enabled=True, to_date=None)

    await server.client(aiojmap.Client).vacation_response.update("singleton", patch)

    assert server.calls == [
        [
            "VacationResponse/set",
            {"accountId": "A", "update": {"singleton": {"isEnabled": True, "toDate": None}}},
            "0",
        ]
    ]


async def test_email_copy() -> None:
    """Email/copy takes the id, mailboxes, keywords and time, and no more (RFC 8621, 4.7)."""
    server = Server({MAIL: {}})
    copy = mail.EmailCopy(id="e1", mailbox_ids={"in": True})

    await server.client(aiojmap.Client).email.copy(
        from_account_id="A", account_id="B", create={"k": copy}, on_success_destroy_original=True
    )

    assert server.calls[0][1] == {
        "fromAccountId": "A",
        "accountId": "B",
        "create": {"k": {"id": "e1", "mailboxIds": {"in": True}}},
        "onSuccessDestroyOriginal": True,
    }
    assert set(mail.EmailCopy.properties_by_json) == {"id", "mailboxIds", "keywords", "receivedAt"}


async def test_a_parsed_message_has_no_id() -> None:
    """What is null in a message that is no email is absent, and comes back as null."""
    members = {"id": None, "mailboxIds": None, "threadId": None, "subject": "Hi"}
    server = Server({MAIL: {}}, {"Email/parse": {"accountId": "A", "parsed": {"b": members}}})

    answer = await server.client(aiojmap.Client).email.parse(blob_ids=["b"])

    email = answer.parsed["b"]
    assert email.subject == "Hi"
    with pytest.raises(aiojmap.PropertyNotFetched, match=r"Email\.id is null in the answer"):
        print(email.id)
    assert aiojmap.encode(email) == members


async def test_a_null_id_is_refused_elsewhere() -> None:
    """An email of Email/get must have an id: null is refused, with its path."""
    answer = {"accountId": "A", "state": "1", "list": [{"id": None}], "notFound": []}
    server = Server({MAIL: {}}, {"Email/get": answer})

    with pytest.raises(aiojmap.DecodeError, match=r"\$\.list\[0\]\.id: expected str, got null"):
        await server.client(aiojmap.Client).email.get(ids=["e"])


async def test_identity_set() -> None:
    """Identity/set creates and changes identities (RFC 8621, section 6.3)."""
    server = Server({SUBMISSION: {}})
    new = submission.IdentityCreate(email="me@example.com", name="Me")

    await server.client(aiojmap.Client).identity.set(
        create={"k": new}, update={"i": submission.IdentityPatch(name=None)}
    )

    assert server.calls[0][1] == {
        "accountId": "A",
        "create": {"k": {"email": "me@example.com", "name": "Me"}},
        "update": {"i": {"name": None}},
    }


async def test_email_submission_query() -> None:
    """Submissions are found by their conditions and sorted by theirs (RFC 8621, 7.3)."""
    server = Server({SUBMISSION: {}})
    wanted = submission.EmailSubmissionFilter(undo_status="pending", email_ids=["e"])

    await server.client(aiojmap.Client).email_submission.query(
        filter=wanted, sort=[submission.EmailSubmissionSort.sent_at.desc()]
    )

    assert server.calls[0][1] == {
        "accountId": "A",
        "filter": {"emailIds": ["e"], "undoStatus": "pending"},
        "sort": [{"property": "sentAt", "isAscending": False}],
    }


async def test_a_submission_that_is_too_large_says_how_large_it_may_be() -> None:
    """The tooLarge of a submission has maxSize, and is the tooLarge of RFC 8620 as well."""
    refused = {"notCreated": {"new1": {"type": "tooLarge", "maxSize": 1000}}}
    server = Server({SUBMISSION: {}}, {"EmailSubmission/set": refused})
    new = submission.EmailSubmissionCreate(email_id="e", identity_id="i")

    with pytest.raises(core.set_errors.TooLarge) as caught:
        await server.client(aiojmap.Client).email_submission.create(new)

    assert isinstance(caught.value, submission.set_errors.TooLarge)
    assert caught.value.max_size == 1000
