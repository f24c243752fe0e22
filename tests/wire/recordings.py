"""Makes recordings up, and checks them."""

from __future__ import annotations

import json
from pathlib import Path

import corpus
from wire.exchanges import exchanges
from wire.notes import Verdict

from aiojmap.runtime import JSON, JSONObject

USING = ["urn:ietf:params:jmap:core", "urn:ietf:params:jmap:mail"]


def file_of(tmp_path: Path, *lines: JSON) -> Path:
    """A file of exchanges."""
    path = tmp_path / "made-up.jsonl"
    path.write_text("\n".join(json.dumps(line) for line in lines), encoding="utf-8")
    return path


def exchange(calls: JSON, answers: JSON, **members: JSON) -> JSONObject:
    """A line of a file: a request with these calls, and a response with these answers."""
    return {
        "id": "made-up",
        "request": {"using": list(USING), "methodCalls": calls},
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
