"""What `corpus.py` says of exchanges that do not simply come out equal."""

from __future__ import annotations

from pathlib import Path

import corpus
import pytest
from wire.exchanges import exchanges
from wire.notes import Verdict
from wire.recordings import USING, exchange, file_of, report_on, verdicts

from aiojmap.runtime import JSON, JSONObject


def test_a_wrong_value_that_the_server_takes_is_a_failure(tmp_path: Path) -> None:
    """A typed call that cannot say what a server understands is the client's fault."""
    calls: JSON = [["Email/query", {"accountId": "A1", "limit": "ten"}, "0"]]
    answers: JSON = [["Email/query", {"queryState": "1", "ids": []}, "0"]]

    report = report_on(tmp_path, calls, answers)

    assert [note.verdict for note in report.failures] == [Verdict.FAILED]
    assert "$.limit: expected int, got str; the server does not mind" in report.failures[0].text


REFUSED: JSON = {"type": "invalidProperties", "properties": ["keywords/foo"]}


@pytest.mark.parametrize(
    ("refused", "expected"),
    [
        (REFUSED, Verdict.WRONG),
        ({"type": "invalidProperties", "properties": ["mailboxIds"]}, Verdict.UNJUDGED),
    ],
)
def test_a_wrong_value_that_the_server_refuses_is_told_apart(
    tmp_path: Path, refused: JSON, expected: Verdict
) -> None:
    """Whether the server refuses the same thing, or something else, is said."""
    update: JSON = {"e": {"keywords": {"foo": 1}}}
    calls: JSON = [["Email/set", {"accountId": "A1", "update": update}, "0"]]
    answers: JSON = [["Email/set", {"newState": "1", "notUpdated": {"e": refused}}, "0"]]

    report = report_on(tmp_path, calls, answers)

    assert [verdict for verdict, _ in verdicts(report)] == [expected]
    assert report.failures == []


@pytest.mark.parametrize(
    ("reference", "words"),
    [
        ({"resultOf": "z", "name": "Email/query", "path": "/ids"}, "no earlier call"),
        ({"resultOf": "q", "name": "Email/get", "path": "/ids"}, "that call is of Email/query"),
        ({"resultOf": "q", "name": "Email/query", "path": "/nope"}, "no typed reference to /nope"),
    ],
)
def test_a_wrong_reference_is_no_typed_one(tmp_path: Path, reference: JSON, words: str) -> None:
    """A typed reference always leads to an earlier call and to a value in its answer."""
    calls: JSON = [
        ["Email/query", {"accountId": "A1"}, "q"],
        ["Email/get", {"accountId": "A1", "#ids": reference}, "g"],
    ]
    answers: JSON = [
        ["Email/query", {"queryState": "1", "ids": []}, "q"],
        ["error", {"type": "invalidResultReference"}, "g"],
    ]

    report = report_on(tmp_path, calls, answers)

    assert [verdict for verdict, _ in verdicts(report)] == [Verdict.WRONG]
    assert words in verdicts(report)[0][1]


def test_a_reference_into_what_only_this_server_answers_is_loose(tmp_path: Path) -> None:
    """A member that the RFC's answer does not have has no typed reference either."""
    calls: JSON = [
        ["Email/query", {"accountId": "A1", "filter": {"text": "x"}}, "q"],
        [
            "SearchSnippet/get",
            {
                "accountId": "A1",
                "emailIds": [],
                "#filter": {"resultOf": "q", "name": "Email/query", "path": "/filter"},
            },
            "s",
        ],
    ]
    answers: JSON = [
        ["Email/query", {"queryState": "1", "ids": [], "filter": {"text": "x"}}, "q"],
        ["SearchSnippet/get", {"list": [], "notFound": None}, "s"],
    ]

    report = report_on(tmp_path, calls, answers)

    assert [verdict for verdict, _ in verdicts(report)] == [Verdict.LOOSE]


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ({"accountId": "A1", "vendor": 1}, Verdict.UNKNOWN),
        ({"accountId": "A1", "filter": {"vendor": 1}}, Verdict.UNKNOWN),
        ({}, Verdict.LOOSE),
    ],
)
def test_what_the_rfc_does_not_have_is_sent_and_told_apart(
    tmp_path: Path, arguments: JSON, expected: Verdict
) -> None:
    """Arguments and conditions of a vendor, and a call without an account, are no failures."""
    answers: JSON = [["Email/query", {"queryState": "1", "ids": []}, "0"]]

    report = report_on(tmp_path, [["Email/query", arguments, "0"]], answers)

    assert [verdict for verdict, _ in verdicts(report)] == [expected]


ECHO: JSON = {"m": {"name": "B", "totalEmails": 0}}


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ({"updated": {"m": None}}, Verdict.ECHOED),
        (
            {"notUpdated": {"m": {"type": "invalidProperties", "properties": ["totalEmails"]}}},
            Verdict.WRONG,
        ),
    ],
)
def test_a_patch_may_echo_what_only_the_server_sets(
    tmp_path: Path, answer: JSONObject, expected: Verdict
) -> None:
    """RFC 8620, section 5.3, allows it while the value is the current one."""
    calls: JSON = [["Mailbox/set", {"accountId": "A1", "update": ECHO}, "0"]]
    answers: JSON = [["Mailbox/set", {"newState": "1", **answer}, "0"]]

    report = report_on(tmp_path, calls, answers)

    assert [verdict for verdict, _ in verdicts(report)] == [expected]


def test_a_last_star_of_a_reference_is_left_out(tmp_path: Path) -> None:
    """`/ids/*` and `/ids` are the same ids."""
    calls: JSON = [
        ["Email/query", {"accountId": "A1"}, "q"],
        [
            "Email/get",
            {
                "accountId": "A1",
                "#ids": {"resultOf": "q", "name": "Email/query", "path": "/ids/*"},
            },
            "g",
        ],
    ]
    answers: JSON = [
        ["Email/query", {"queryState": "1", "ids": []}, "q"],
        ["Email/get", {"state": "1", "list": []}, "g"],
    ]

    report = report_on(tmp_path, calls, answers)

    assert verdicts(report) == [(Verdict.RESPELT, "/ids/* is sent as /ids")]


def test_ids_that_are_known_already_are_put_in_their_places(tmp_path: Path) -> None:
    """A client has no need of `createdIds`: it knows what became of its earlier requests."""
    get: JSON = {"accountId": "A1", "ids": ["#k", "e2"]}
    request: JSON = {
        "using": list(USING),
        "methodCalls": [["Email/get", get, "0"]],
        "createdIds": {"k": "e1"},
    }
    answers: JSON = [["Email/get", {"state": "1", "list": []}, "0"]]

    (found,) = exchanges(file_of(tmp_path, exchange([], answers, request=request)))

    assert found.with_known_ids().calls[0].arguments["ids"] == ["e1", "e2"]
    assert [note.verdict for note in corpus.check([found]).request_notes] == [Verdict.RESPELT]


def test_a_request_beyond_a_limit_is_wrong_if_the_server_refuses_it_too(tmp_path: Path) -> None:
    """The client refuses it before it is sent."""
    get: JSON = {"accountId": "A1", "ids": [f"e{n}" for n in range(501)]}
    calls: JSON = [["Email/get", get, "0"]]
    problem: JSON = {"type": "urn:ietf:params:jmap:error:limit", "limit": "maxObjectsInGet"}

    report = report_on(tmp_path, calls, [], status=400, response=problem)

    assert {verdict for verdict, _ in verdicts(report)} == {Verdict.WRONG}


def test_a_property_that_only_the_server_sets_is_loose(tmp_path: Path) -> None:
    """A server that takes it is looser than RFC 8620, section 5.3."""
    create: JSON = {"a": {"name": "A", "totalEmails": 0}}
    calls: JSON = [["Mailbox/set", {"accountId": "A1", "create": create}, "0"]]
    answers: JSON = [["Mailbox/set", {"newState": "1", "created": {"a": {"id": "x"}}}, "0"]]

    report = report_on(tmp_path, calls, answers)

    assert [verdict for verdict, _ in verdicts(report)] == [Verdict.LOOSE]


def test_a_method_without_bindings_is_told_apart(tmp_path: Path) -> None:
    """It is called by its name and its answer stays JSON."""
    calls: JSON = [["Quota/get", {"ids": None, "#x": {"resultOf": "0", "name": "n"}}, "0"]]
    answers: JSON = [["Quota/get", {"list": [{"odd": None}]}, "0"]]

    report = report_on(tmp_path, calls, answers)

    assert [verdict for verdict, _ in verdicts(report)] == [Verdict.UNBOUND, Verdict.UNBOUND]


def test_an_answer_of_the_wrong_type_is_a_failure_with_its_path(tmp_path: Path) -> None:
    """What cannot be read is listed with the place in the answer."""
    calls: JSON = [["Thread/get", {"accountId": "A1", "ids": ["t"]}, "0"]]
    answers: JSON = [["Thread/get", {"state": "1", "list": [{"emailIds": {}}]}, "0"]]

    report = report_on(tmp_path, calls, answers)

    assert report.failed_responses == 1
    assert "$.list[0].emailIds: expected array, got object" in report.failures[0].text


def test_a_refused_request_becomes_an_error_that_keeps_all_of_it(tmp_path: Path) -> None:
    """A problem document is kept whole, members of no schema included."""
    problem: JSON = {"type": "urn:ietf:params:jmap:error:limit", "limit": "x", "status": 400}

    report = report_on(tmp_path, [["Core/echo", {}, "0"]], [], status=400, response=problem)

    assert report.failures == []


def test_a_request_that_is_none_is_a_failure_unless_the_server_refused_it(tmp_path: Path) -> None:
    """No client makes it, so it must have been meant to be wrong."""
    taken = report_on(tmp_path, [["Core/echo", {}]], [])
    refused = report_on(tmp_path, [["Core/echo", {}]], [], status=400)

    assert [note.verdict for note in taken.request_notes] == [Verdict.FAILED]
    assert [note.verdict for note in refused.request_notes] == [Verdict.WRONG]
