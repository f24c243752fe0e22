"""Recorded exchanges go through the typed calls unchanged, and a program says so."""

from __future__ import annotations

import json
from pathlib import Path

import corpus
import pytest
from wire.bindings import ours
from wire.equality import difference
from wire.exchanges import Exchange, exchanges
from wire.recordings import exchange, file_of, report_on, verdicts
from wire.requests import express

import aiojmap
from aiojmap import core
from aiojmap.runtime import JSON, JSONObject

RECORDED = Path(__file__).parents[3] / "shared" / "corpus"


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


with_recordings = pytest.mark.skipif(
    not RECORDED.is_dir(), reason="no recordings here (../shared/corpus)"
)


@with_recordings
def test_recorded_exchanges_come_out_equal() -> None:
    """Every request of a recording can be said and every response is read whole."""
    paths = sorted(RECORDED.glob("*-exchanges.jsonl"))
    assert paths

    for path in paths:
        report = corpus.check(exchanges(path))

        assert report.failures == []
        assert report.exchanges > 100
        assert report.plain_requests / report.exchanges > 0.9


@with_recordings
def test_the_requests_of_public_sample_programs_can_be_said() -> None:
    """In typed calls; `/ids/*` is `/ids` here, and a body value has no charset in the RFC."""
    samples = json.loads((RECORDED / "fastmail-samples.json").read_text(encoding="utf-8"))
    answer: JSONObject = {"methodResponses": []}

    notes = [
        note
        for sample in samples
        for note in express(
            Exchange(sample["id"], 200, sample["request"], answer, []), ours()
        ).notes
    ]

    assert len(samples) > 5
    assert sorted((note.verdict.name, note.text) for note in notes) == [
        ("RESPELT", "/ids/* is sent as /ids"),
        ("UNKNOWN", "$.create.draft.bodyValues.body.charset"),
    ]


@with_recordings
def test_a_recorded_session_comes_out_equal() -> None:
    """With the capabilities and members of a vendor, and relative URLs."""
    session = json.loads((RECORDED / "cyrus-session.json").read_text(encoding="utf-8"))

    read = aiojmap.decode(session, core.Session)

    assert difference(session, aiojmap.encode(read)) is None


def test_an_exchange_of_many_sorts_comes_out_equal(tmp_path: Path) -> None:
    """References, filters, header names, nulls, vendor members and implicit answers survive."""
    report = report_on(tmp_path, TYPED, ANSWERED)

    assert verdicts(report) == []
    assert report.plain_requests == 1
    assert report.kept[("Email", "vendor:odd")] == 1
    assert report.kept[("GetResponse", "performance")] == 1


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
