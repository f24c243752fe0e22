"""Recorded exchanges go through the typed calls unchanged, and `corpus.py` says what does not."""

from __future__ import annotations

import json
from pathlib import Path

import corpus
import pytest
from wire.exchanges import exchanges
from wire.notes import Verdict

from aiojmap.runtime import JSON, JSONObject

RECORDED = Path(__file__).parents[3] / "shared" / "corpus"
MAIL = ["urn:ietf:params:jmap:core", "urn:ietf:params:jmap:mail"]


def file_of(tmp_path: Path, *lines: JSON) -> Path:
    """A file of exchanges."""
    path = tmp_path / "made-up.jsonl"
    path.write_text("\n".join(json.dumps(line) for line in lines), encoding="utf-8")
    return path


def exchange(calls: JSON, answers: JSON, **members: JSON) -> JSONObject:
    """A line of a file: a request with these calls, and a response with these answers."""
    return {
        "id": "made-up",
        "request": {"using": list(MAIL), "methodCalls": calls},
        "status": 200,
        "response": {"methodResponses": answers, "sessionState": "s"},
        "cyrusisms": [],
        **members,
    }


def report_on(tmp_path: Path, calls: JSON, answers: JSON, **members: JSON) -> corpus.Report:
    """What is found in one exchange."""
    return corpus.check(exchanges(file_of(tmp_path, exchange(calls, answers, **members))))


def verdicts(report: corpus.Report) -> list[tuple[Verdict, str]]:
    """The remarks of a report, without where they were made."""
    notes = [*report.request_notes, *report.response_notes]
    return [(note.verdict, note.text) for note in notes]


@pytest.mark.parametrize("path", sorted(RECORDED.glob("*-exchanges.jsonl")), ids=lambda p: p.name)
def test_recorded_exchanges_come_out_equal(path: Path) -> None:
    """Every request of a recording can be said and every response is read whole."""
    report = corpus.check(exchanges(path))

    assert report.failures == []
    assert report.exchanges > 100
    assert report.plain_requests / report.exchanges > 0.9


@pytest.mark.skipif(not RECORDED.is_dir(), reason="no recordings here (../shared/corpus)")
def test_the_recordings_are_found() -> None:
    """The test above would pass if there were none."""
    assert list(RECORDED.glob("*-exchanges.jsonl"))


TYPED: JSON = [
    ["Core/echo", {"hello": True, "deep": {"down": [1, None]}}, "e"],
    [
        "Email/query",
        {
            "accountId": "A1",
            "filter": {
                "operator": "NOT",
                "conditions": [{"inMailbox": "$inbox", "header": ["x-a", "b", "contains"]}],
            },
            "sort": [{"property": "hasKeyword", "keyword": "$seen", "isAscending": False}],
            "collapseThreads": True,
        },
        "q",
    ],
    [
        "Email/get",
        {
            "accountId": "A1",
            "#ids": {"resultOf": "q", "name": "Email/query", "path": "/ids"},
            "properties": ["threadId", "header:List-Id:asText", "header:to:asAddresses:all"],
            "bodyProperties": ["partId", "header:content-type"],
        },
        "g",
    ],
    [
        "Thread/get",
        {
            "accountId": "A1",
            "#ids": {"resultOf": "g", "name": "Email/get", "path": "/list/*/threadId"},
        },
        "t",
    ],
    [
        "Email/set",
        {
            "accountId": "A1",
            "ifInState": None,
            "create": {
                "d": {
                    "mailboxIds": {"#box": True},
                    "keywords": {},
                    "from": [{"name": None, "email": "a@example.com"}],
                    "sentAt": "2026-01-02T03:04:05+01:00",
                    "header:X-Odd:asText": "text",
                    "bodyStructure": {
                        "type": "multipart/mixed",
                        "subParts": [{"partId": "1", "header:x-part": " raw"}],
                    },
                    "bodyValues": {"1": {"value": "x", "isTruncated": False}},
                }
            },
            "update": {"e1": {"keywords": {"$seen": True}, "mailboxIds": {"m": True}}},
            "destroy": [],
        },
        "s",
    ],
    [
        "EmailSubmission/set",
        {
            "accountId": "A1",
            "create": {"x": {"emailId": "#d", "identityId": "i", "envelope": None}},
            "onSuccessUpdateEmail": {"#x": {"keywords": None}},
        },
        "x",
    ],
]
ANSWERED: JSON = [
    ["Core/echo", {"hello": True, "deep": {"down": [1, None]}}, "e"],
    ["error", {"type": "unsupportedFilter", "filters": ["odd"], "description": 5}, "q"],
    [
        "Email/get",
        {
            "accountId": "A1",
            "state": "1",
            "list": [
                {
                    "id": "e",
                    "header:List-Id:asText": None,
                    "header:to:asAddresses:all": [[{"name": "N", "email": "n@example.com"}]],
                    "vendor:odd": {"a": [None]},
                }
            ],
            "notFound": None,
            "performance": {"real": 0.5},
        },
        "g",
    ],
    ["Thread/get", {"state": "1", "list": [{"id": "t", "emailIds": []}], "notFound": []}, "t"],
    [
        "Email/set",
        {
            "oldState": None,
            "newState": "2",
            "created": None,
            "updated": {"e1": None},
            "destroyed": None,
            "notCreated": {"d": {"type": "overQuota", "properties": {"not": "a list"}}},
        },
        "s",
    ],
    ["EmailSubmission/set", {"newState": "", "updated": {"z": {"id": "z"}}}, "x"],
    ["Email/set", {"newState": "3", "updated": {"e2": None}}, "x"],
]


def test_an_exchange_of_many_sorts_comes_out_equal(tmp_path: Path) -> None:
    """References, filters, header names, nulls, vendor members and implicit answers survive."""
    report = report_on(tmp_path, TYPED, ANSWERED)

    assert verdicts(report) == []
    assert report.plain_requests == 1
    assert report.kept[("Email", "vendor:odd")] == 1
    assert report.kept[("GetResponse", "performance")] == 1


def test_a_wrong_value_that_the_server_takes_is_a_failure(tmp_path: Path) -> None:
    """A typed call that cannot say what a server understands is the client's fault."""
    calls: JSON = [["Email/query", {"accountId": "A1", "limit": "ten"}, "0"]]
    answers: JSON = [["Email/query", {"queryState": "1", "ids": []}, "0"]]

    report = report_on(tmp_path, calls, answers)

    assert [note.verdict for note in report.failures] == [Verdict.FAILED]
    assert "$.limit: expected int, got str; the server takes it" in report.failures[0].text


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

    report = report_on(tmp_path, TYPED, [], status=400, response=problem)

    assert report.failures == []


def test_a_request_that_is_none_is_a_failure_unless_the_server_refused_it(tmp_path: Path) -> None:
    """No client makes it, so it must have been meant to be wrong."""
    taken = report_on(tmp_path, [["Core/echo", {}]], [])
    refused = report_on(tmp_path, [["Core/echo", {}]], [], status=400)

    assert [note.verdict for note in taken.request_notes] == [Verdict.FAILED]
    assert [note.verdict for note in refused.request_notes] == [Verdict.WRONG]


def test_the_program_says_that_all_is_well(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It counts the requests and the responses, and exits with 0."""
    status = corpus.main([str(file_of(tmp_path, exchange(TYPED, ANSWERED)))])

    said = capsys.readouterr().out
    assert status == 0
    assert "Requests: 1 of 1 are expressible and come out equal (6 calls)" in said
    assert "Responses: 1 of 1 are read and written equal (6 answers, 1 errors)" in said


def test_the_program_lists_failures_by_id_and_exits_with_1(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each failure has the id of its exchange and the reason."""
    calls: JSON = [["Email/query", {"accountId": "A1", "limit": "ten"}, "0"]]
    answers: JSON = [["Email/query", {"queryState": "1", "ids": [5]}, "0"]]

    status = corpus.main([str(file_of(tmp_path, exchange(calls, answers, id="x-17")))])

    said = capsys.readouterr().out
    assert status == 1
    assert "Requests: 0 of 1" in said
    assert "x-17 call 0 (Email/query): $.limit: expected int" in said
    assert "x-17 answer 0 (Email/query): is not read: $.ids[0]: expected str" in said


@pytest.mark.parametrize("text", ["", "{", "[]", '{"id": "x"}'])
def test_the_program_refuses_what_is_no_recording(tmp_path: Path, text: str) -> None:
    """An empty file, or one of other things, cannot be used: 2."""
    path = tmp_path / "odd.jsonl"
    path.write_text(text, encoding="utf-8")

    assert corpus.main([str(path)]) == 2


def test_the_program_refuses_a_file_that_is_not_there(tmp_path: Path) -> None:
    """So does a missing file, or none at all."""
    assert corpus.main([str(tmp_path / "none.jsonl")]) == 2
    assert corpus.main([]) == 2
