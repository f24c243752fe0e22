"""The calls of RFC 8620 and 8621 in the paper trial have the JSON of the specifications."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import aiojmap
from aiojmap import mail

from .support import CORE, MAIL, Server
from .trial import Trial, mixed

VACATION = "urn:ietf:params:jmap:vacationresponse"


async def test_blob_copy(trial: Trial) -> None:
    """Blob/copy names two accounts and the blobs (RFC 8620, section 6.3).

    The core capability is none that accounts have, so the call must not ask for it there.
    """
    answer = {"fromAccountId": "A", "accountId": "B", "copied": {"b1": "b9"}, "notCopied": None}
    server = Server({MAIL: {}}, {"Blob/copy": answer})
    client = mixed(trial.package("blob_copy"), server)

    copied = await client.blob.copy(from_account_id="A", account_id="B", blob_ids=["b1"])

    assert server.requests[0] == {
        "using": [CORE],
        "methodCalls": [
            ["Blob/copy", {"fromAccountId": "A", "accountId": "B", "blobIds": ["b1"]}, "0"]
        ],
    }
    assert copied.copied == {"b1": "b9"}


async def test_push_subscription_get(trial: Trial) -> None:
    """PushSubscription/get has no account and no state (RFC 8620, section 7.2.1)."""
    record = {"id": "p", "deviceClientId": "d", "verificationCode": None, "types": ["Email"]}
    server = Server({MAIL: {}}, {"PushSubscription/get": {"list": [record], "notFound": []}})
    client = mixed(trial.package("push_subscription"), server)

    answer = await client.push_subscription.get(ids=None)

    assert server.calls == [["PushSubscription/get", {"ids": None}, "0"]]
    assert answer.list[0].types == ["Email"]


async def test_push_subscription_set(trial: Trial) -> None:
    """PushSubscription/set has no account and no states (RFC 8620, section 7.2.2)."""
    package: Any = trial.package("push_subscription")
    server = Server({MAIL: {}})
    client = mixed(package, server)
    new = package.PushSubscriptionCreate(
        device_client_id="d", url="https://example.com/push", types=None
    )
    change = package.PushSubscriptionPatch(verification_code="da1f")

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


async def test_one_push_subscription_can_be_created(trial: Trial) -> None:
    """The shortcut for one record works for a type without accounts."""
    package: Any = trial.package("push_subscription")
    created = {"new1": {"id": "p", "keys": None, "expires": "2018-07-13T02:14:29Z"}}
    server = Server({MAIL: {}}, {"PushSubscription/set": {"created": created}})
    new = package.PushSubscriptionCreate(device_client_id="d", url="https://example.com/push")

    made = await mixed(package, server).push_subscription.create(new)

    assert made.id == "p"
    assert server.calls[0][1] == {
        "create": {"new1": {"deviceClientId": "d", "url": "https://example.com/push"}}
    }


async def test_search_snippet_get(trial: Trial) -> None:
    """SearchSnippet/get takes the filter and the ids of emails (RFC 8621, section 5.1)."""
    record = {"emailId": "e1", "subject": None, "preview": "the <mark>foo</mark>"}
    answer = {"accountId": "A", "list": [record], "notFound": None}
    server = Server({MAIL: {}}, {"SearchSnippet/get": answer})
    client = mixed(trial.package("search_snippet"), server)

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
    assert snippets.not_found is None


async def test_search_snippet_get_of_what_a_query_found(trial: Trial) -> None:
    """The ids of an Email/query can be given to SearchSnippet/get by reference."""
    server = Server({MAIL: {}})
    client = mixed(trial.package("search_snippet"), server)
    search = mail.EmailFilter(text="foo")

    await client.search_snippet.get(
        filter=search, email_ids=client.email.query(filter=search, limit=3).ids
    )

    assert server.calls[1][1]["#emailIds"] == {
        "resultOf": "0",
        "name": "Email/query",
        "path": "/ids",
    }


async def test_email_import(trial: Trial) -> None:
    """Email/import takes messages by creation id (RFC 8621, section 4.8)."""
    package: Any = trial.package("email_import")
    answer = {"accountId": "A", "newState": "2", "created": {"m": {"id": "e", "size": 9}}}
    server = Server({MAIL: {}}, {"Email/import": answer})
    messages = package.EmailMethods(server.client(aiojmap.Client))
    received = datetime(2024, 5, 1, tzinfo=UTC)
    message = package.EmailImport(blob_id="b", mailbox_ids={"in": True}, received_at=received)

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


async def test_email_parse(trial: Trial) -> None:
    """Email/parse takes blobs and properties, and answers by blob (RFC 8621, section 4.9)."""
    package: Any = trial.package("email_parse")
    answer = {"accountId": "A", "parsed": {"b": {"subject": "Hi"}}, "notFound": None}
    server = Server({MAIL: {}}, {"Email/parse": answer})
    messages = package.EmailMethods(server.client(aiojmap.Client))

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


def test_methods_added_to_email_leave_the_others_in_place(trial: Trial) -> None:
    """A client with Email/parse mixed in still has Email/get, and both can be reached."""
    package: Any = trial.package("email_parse")
    client = mixed(package, Server({MAIL: {}}))
    added = [name for name, kind in vars(package.ClientMethods).items() if type(kind) is property]

    assert hasattr(client.email, "get")
    assert any(hasattr(getattr(client, name), "parse") for name in added)


async def test_vacation_response_get(trial: Trial) -> None:
    """VacationResponse/get is a standard one (RFC 8621, section 8.1)."""
    server = Server({VACATION: {}})
    client = mixed(trial.package("vacation_response"), server)

    await client.vacation_response.get(ids=["singleton"])

    assert server.requests[0] == {
        "using": [CORE, VACATION],
        "methodCalls": [["VacationResponse/get", {"accountId": "A", "ids": ["singleton"]}, "0"]],
    }


async def test_vacation_response_set(trial: Trial) -> None:
    """VacationResponse/set updates the one there is (RFC 8621, section 8.2)."""
    package: Any = trial.package("vacation_response")
    server = Server({VACATION: {}}, {"VacationResponse/set": {"updated": {"singleton": None}}})
    patch = package.VacationResponsePatch(is_enabled=True, to_date=None)

    await mixed(package, server).vacation_response.update("singleton", patch)

    assert server.calls == [
        [
            "VacationResponse/set",
            {"accountId": "A", "update": {"singleton": {"isEnabled": True, "toDate": None}}},
            "0",
        ]
    ]
