"""Whole requests: their form, their order, and references in them (RFC 8620, section 3)."""

from __future__ import annotations

import json
from typing import Any

import pytest

from aiojmap.runtime import JSON

from .differing import Expected
from .messages import unique
from .raw import CORE, MAIL, SUBMISSION, Wire

pytestmark = pytest.mark.about("Core")

PROBLEM = "urn:ietf:params:jmap:error:"


def echo(call_id: str, **arguments: JSON) -> JSON:
    """A call of Core/echo."""
    return ["Core/echo", arguments, call_id]


def reference(path: str, to: str = "first", name: str = "Core/echo") -> JSON:
    """A ResultReference."""
    return {"resultOf": to, "name": name, "path": path}


def responses(answer: Any) -> list[tuple[str, Any, str]]:
    """The responses of a request, each with its name and call id."""
    return [tuple(item) for item in answer["methodResponses"]]


async def test_what_is_no_json_is_refused(wire: Wire) -> None:
    """A body that cannot be read as JSON: status 400, notJSON (section 3.6.1)."""
    answer = await wire.post(b"{")

    assert (answer.status_code, answer.json()["type"]) == (400, f"{PROBLEM}notJSON")
    assert answer.headers["Content-Type"].startswith("application/problem+json")


@pytest.mark.parametrize(
    "body",
    [
        [],
        {"using": []},
        {"methodCalls": []},
        {"using": [MAIL], "methodCalls": "all"},
        {"using": [MAIL], "methodCalls": [["Core/echo", {}]]},
        {"using": [MAIL], "methodCalls": [["Core/echo", [], "a"]]},
        {"using": [MAIL], "methodCalls": [["Core/echo", {}, 1]]},
    ],
    ids=["array", "no calls", "no using", "text", "no call id", "arguments", "call id"],
)
async def test_what_has_not_the_form_of_a_request_is_refused(wire: Wire, body: JSON) -> None:
    """JSON that is no Request object: status 400, notRequest (section 3.6.1)."""
    answer = await wire.post(json.dumps(body).encode())

    assert (answer.status_code, answer.json()["type"]) == (400, f"{PROBLEM}notRequest")


async def test_more_calls_than_allowed_are_refused_as_a_whole(wire: Wire) -> None:
    """Beyond maxCallsInRequest: status 400, limit, with the name of the limit (section 3.6.1)."""
    capabilities = wire.session["capabilities"]
    limit = capabilities["urn:ietf:params:jmap:core"]["maxCallsInRequest"]
    calls = [echo(str(number)) for number in range(int(str(limit)) + 1)]

    answer = await wire.post(json.dumps({"using": [MAIL, CORE], "methodCalls": calls}).encode())

    assert (answer.status_code, answer.json()["type"]) == (400, f"{PROBLEM}limit")
    assert answer.json()["limit"] == "maxCallsInRequest"


async def test_a_request_without_calls_has_no_responses(wire: Wire) -> None:
    """An empty methodCalls is no error."""
    answer = await wire.calls()

    assert responses(answer) == []
    assert isinstance(answer["sessionState"], str)


async def test_calls_are_answered_in_their_order(wire: Wire) -> None:
    """Responses come in the order of the calls, each with the id of its call (section 3.4)."""
    answer = await wire.calls(echo("z", n=1), echo("a", n=2), echo("m", n=3))

    assert responses(answer) == [
        ("Core/echo", {"n": 1}, "z"),
        ("Core/echo", {"n": 2}, "a"),
        ("Core/echo", {"n": 3}, "m"),
    ]


async def test_calls_with_one_id_are_both_answered(wire: Wire) -> None:
    """A call id is the client's own business, even if it is there twice."""
    answer = await wire.calls(echo("a", n=1), echo("a", n=2))

    assert [(members, id_) for _, members, id_ in responses(answer)] == [
        ({"n": 1}, "a"),
        ({"n": 2}, "a"),
    ]


async def test_calls_after_a_failed_one_are_carried_out(wire: Wire) -> None:
    """An error is the response of one call, and no more (section 3.6.2)."""
    answer = await wire.calls(["Nothing/get", {}, "a"], echo("b", n=1))

    error, echoed = responses(answer)
    assert (error[0], error[2]) == ("error", "a")
    assert error[1]["type"] == "unknownMethod"
    assert echoed == ("Core/echo", {"n": 1}, "b")


async def test_a_method_whose_capability_is_not_used_is_unknown(wire: Wire) -> None:
    """using chooses the methods: without that of mail there is no Email/get (section 3.3)."""
    account_id = wire.account.id

    answer = await wire.calls(
        ["Email/get", {"accountId": account_id, "ids": []}, "a"], using=(CORE,)
    )

    ((name, members, _),) = responses(answer)
    assert (name, members["type"]) == ("error", "unknownMethod")


REFERENCES: dict[str, tuple[JSON, str, JSON]] = {
    "a member": ({"a": {"b": 1}}, "/a/b", 1),
    "an item": ({"a": [5, 6, 7]}, "/a/1", 6),
    "every item": ({"a": [{"b": 1}, {"b": 2}]}, "/a/*/b", [1, 2]),
    "every item of every item": (
        {"a": [{"b": [{"c": 1}, {"c": 2}]}, {"b": [{"c": 3}]}]},
        "/a/*/b/*/c",
        [1, 2, 3],
    ),
    "arrays joined": ({"a": [{"b": [1, 2]}, {"b": []}, {"b": [3]}]}, "/a/*/b", [1, 2, 3]),
    "of nothing": ({"a": []}, "/a/*/b", []),
    "an escaped name": ({"a/b": {"c~d": 1}}, "/a~1b/c~0d", 1),
    "null": ({"a": None}, "/a", None),
}


@pytest.mark.parametrize("case", REFERENCES)
async def test_a_pointer_finds_values_in_an_earlier_response(wire: Wire, case: str) -> None:
    """JSON pointers, and * for every item of an array, whose arrays are joined (section 3.7)."""
    given, path, value = REFERENCES[case]

    answer = await wire.calls(echo("first", **given), ["Core/echo", {"#x": reference(path)}, "b"])

    assert responses(answer)[1] == ("Core/echo", {"x": value}, "b")


@pytest.mark.parametrize(
    "to_nothing",
    [
        reference("/nothing"),
        reference("/a/7"),
        reference("/a", to="another"),
        reference("/a", name="Core/other"),
        reference("/a/*/nothing"),
    ],
    ids=["no member", "no item", "no call", "no name", "no member of items"],
)
async def test_a_reference_to_nothing_is_an_error_of_its_call(
    wire: Wire, to_nothing: JSON, expected: Expected
) -> None:
    """What cannot be resolved fails the call that refers to it (section 3.7)."""
    answer = await wire.calls(echo("first", a=[{}]), ["Core/echo", {"#x": to_nothing}, "b"])

    name, members, _ = responses(answer)[1]
    assert (name, members["type"]) == ("error", expected("the error of a reference to nothing"))


async def test_a_later_call_cannot_be_referred_to(wire: Wire, expected: Expected) -> None:
    """References look back: what has not been answered yet is not there (section 3.7)."""
    answer = await wire.calls(
        ["Core/echo", {"#x": reference("/a", to="later")}, "b"], echo("later", a=1)
    )

    _, members, _ = responses(answer)[0]
    assert members["type"] == expected("the error of a reference to nothing")


async def test_an_argument_is_given_or_referred_to_but_not_both(wire: Wire) -> None:
    """One name with and without # is an invalid argument (section 3.7)."""
    answer = await wire.calls(
        echo("first", a=1), ["Core/echo", {"a": 1, "#a": reference("/a")}, "b"]
    )

    _, members, _ = responses(answer)[1]
    assert members["type"] == "invalidArguments"


async def test_the_first_of_several_responses_of_a_name_is_meant(wire: Wire) -> None:
    """With one call id twice, a reference is to the first response that has it (section 3.7)."""
    answer = await wire.calls(
        echo("first", a=1), echo("first", a=2), ["Core/echo", {"#x": reference("/a")}, "c"]
    )

    assert responses(answer)[2][1] == {"x": 1}


async def test_created_ids_come_back_only_if_they_were_given(wire: Wire) -> None:
    """createdIds, with what was created, is in the response if it is in the request (3.3, 3.4)."""
    new = {"accountId": wire.account.id, "create": {"k": {"name": unique("Box")}}}
    call: JSON = ["Mailbox/set", new, "a"]

    without = await wire.calls(echo("a"))
    answer = await wire.calls(call, createdIds={"old": "id"})

    assert "createdIds" not in without
    _, members, _ = responses(answer)[0]
    assert answer["createdIds"] == {"old": "id", "k": members["created"]["k"]["id"]}


async def test_ids_that_were_created_in_another_request_can_be_referred_to(wire: Wire) -> None:
    """What a client says was created is known by its creation id (section 3.3)."""
    first = await wire.calls(
        [
            "Mailbox/set",
            {"accountId": wire.account.id, "create": {"k": {"name": unique("A")}}},
            "a",
        ],
        createdIds={},
    )
    child: JSON = {"name": unique("B"), "parentId": "#k"}

    second = await wire.calls(
        ["Mailbox/set", {"accountId": wire.account.id, "create": {"c": child}}, "a"],
        ["Mailbox/get", {"accountId": wire.account.id, "ids": ["#c"]}, "b"],
        createdIds=first["createdIds"],
    )

    _, members, _ = responses(second)[1]
    assert members["list"][0]["parentId"] == first["createdIds"]["k"]


async def test_the_response_of_an_implicit_call_is_not_referred_to(
    wire: Wire, expected: Expected
) -> None:
    """A reference is to the first response with the call id, whatever its name (section 3.7)."""
    boxes = await wire.calls(
        ["Mailbox/query", {"accountId": wire.account.id, "filter": {"role": "drafts"}}, "a"],
        ["Identity/get", {"accountId": wire.account.id}, "b"],
        using=(CORE, MAIL, SUBMISSION),
    )
    (_, found, _), (_, identities, _) = responses(boxes)
    address: JSON = [{"email": wire.account.address}]
    new: JSON = {
        "mailboxIds": {found["ids"][0]: True},
        "from": address,
        "to": address,
        "subject": unique("Sent"),
        "bodyValues": {"t": {"value": "text"}},
        "textBody": [{"partId": "t", "type": "text/plain"}],
    }
    sending: JSON = {"identityId": identities["list"][0]["id"], "emailId": "#e"}

    answer = await wire.calls(
        ["Email/set", {"accountId": wire.account.id, "create": {"e": new}}, "a"],
        [
            "EmailSubmission/set",
            {
                "accountId": wire.account.id,
                "create": {"s": sending},
                "onSuccessDestroyEmail": ["#s"],
            },
            "b",
        ],
        ["Core/echo", {"#x": reference("/destroyed", to="b", name="Email/set")}, "c"],
        using=(CORE, MAIL, SUBMISSION),
    )

    names = [(name, id_) for name, _, id_ in responses(answer)]
    assert names[1:3] == [("EmailSubmission/set", "b"), ("Email/set", "b")]
    error = responses(answer)[3][1]["type"]
    assert error == expected("the error of a reference to nothing")


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        ({"ids": [], "colour": "red"}, "invalidArguments"),
        ({"ids": [1]}, "invalidArguments"),
        ({"ids": {"a": 1}}, "invalidArguments"),
        ({"ids": [], "properties": "id"}, "invalidArguments"),
        ({"ids": [], "accountId": "nobody"}, "accountNotFound"),
        ({"ids": [], "accountId": 1}, "invalidArguments"),
    ],
    ids=["unknown", "item", "object", "properties", "account", "account type"],
)
async def test_wrong_arguments_fail_the_call(wire: Wire, arguments: JSON, error: str) -> None:
    """An argument that is unknown or of the wrong type: invalidArguments (section 3.6.2)."""

    answer = await wire.calls(["Mailbox/get", {"accountId": wire.account.id, **arguments}, "a"])

    ((name, members, _),) = responses(answer)
    assert (name, members["type"]) == ("error", error)


async def test_nobody_gets_in_without_credentials(wire: Wire) -> None:
    """Session and API ask for credentials: status 401 with a challenge (section 8.2)."""
    session = await wire.http.get(f"{wire.account.url}/.well-known/jmap", follow_redirects=True)
    api = await wire.http.post(wire.url("apiUrl"), json={"using": [], "methodCalls": []})

    for answer in (session, api):
        assert answer.status_code == 401
        assert answer.headers["WWW-Authenticate"]
