"""Checks recorded JMAP exchanges: every request can be said, every response is read whole.

    python tests/corpus.py FILE.jsonl

A line of the file is an object: `id`, `request`, `status`, `response`, and `cyrusisms`, which
names where the request is looser than the RFC. Each request is made with the calls of a
client, as a program would make them, and must come out equal as JSON (call ids, which are
the client's own, aside). Each response is read by the classes of its methods and must be
written equal again. Exit status: 0 if all is well, 1 with the failures listed, 2 if the file
cannot be used.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

import attrs
from wire.bindings import Bindings, ours
from wire.exchanges import Exchange, Malformed, Unusable, exchanges
from wire.notes import Note, Verdict
from wire.requests import express
from wire.responses import reread

from aiojmap._exchange.request import Request


@attrs.define
class Report:
    """What was found in a file."""

    bindings: Bindings = attrs.field(factory=ours)
    exchanges: int = 0
    calls: int = 0
    answers: int = 0
    errors: int = 0
    request_notes: list[Note] = attrs.field(factory=list[Note])
    response_notes: list[Note] = attrs.field(factory=list[Note])
    with_notes: Counter[Verdict] = attrs.field(factory=Counter[Verdict])
    plain_requests: int = 0
    failed_requests: int = 0
    failed_responses: int = 0
    kept: Counter[tuple[str, str]] = attrs.field(factory=Counter[tuple[str, str]])
    cyrusisms: Counter[str] = attrs.field(factory=Counter[str])
    typed_cyrusisms: Counter[str] = attrs.field(factory=Counter[str])

    @property
    def failures(self) -> list[Note]:
        """The remarks that are failures of ours."""
        notes = [*self.request_notes, *self.response_notes]
        return [note for note in notes if note.verdict is Verdict.FAILED]

    def add(self, exchange: Exchange) -> None:
        """Check an exchange and count what is found."""
        self.exchanges += 1
        request = self._request(exchange)
        self._response(exchange, request)

    def _request(self, exchange: Exchange) -> Request | None:
        request = None
        try:
            expressed = express(exchange, self.bindings)
            request, notes = expressed.request, expressed.notes
            self.calls += len(exchange.calls)
        except Malformed as error:
            verdict = Verdict.FAILED if exchange.status == 200 else Verdict.WRONG
            notes = [Note(verdict, exchange.id, f"is no request that a client makes: {error}")]
        except Exception as error:  # what breaks the check of one exchange is its failure alone
            notes = [Note(Verdict.FAILED, exchange.id, f"cannot be made: {error!r}")]
        self._count_request(exchange, notes)
        return request

    def _response(self, exchange: Exchange, request: Request | None) -> None:
        notes: Sequence[Note] = []
        try:
            found = reread(exchange, request, self.bindings)
            self.answers += len(exchange.answers)
            self.errors += sum(answer.name == "error" for answer in exchange.answers)
            self.kept.update(found.kept)
            notes = found.notes
        except Malformed as error:
            notes = [Note(Verdict.FAILED, exchange.id, f"is no response: {error}")]
        except Exception as error:  # as above
            notes = [Note(Verdict.FAILED, exchange.id, f"cannot be read: {error!r}")]
        self.response_notes += notes
        self.failed_responses += any(note.verdict is Verdict.FAILED for note in notes)

    def _count_request(self, exchange: Exchange, notes: Sequence[Note]) -> None:
        verdicts = {note.verdict for note in notes}
        self.request_notes += notes
        self.with_notes.update(verdicts)
        self.plain_requests += not verdicts
        self.failed_requests += Verdict.FAILED in verdicts
        self.cyrusisms.update(exchange.cyrusisms)
        if not verdicts:
            self.typed_cyrusisms.update(exchange.cyrusisms)


def check(found: Iterable[Exchange]) -> Report:
    """Check exchanges one after the other."""
    report = Report()
    for exchange in found:
        report.add(exchange)
    return report


def lines(report: Report) -> list[str]:
    """The report in words."""
    equal = report.exchanges - report.failed_requests
    text = [
        f"Requests: {equal} of {report.exchanges} are expressible and come out equal "
        f"({report.calls} calls)",
        f"  {report.plain_requests} in typed calls alone",
        *_by_verdict(report.request_notes, report.with_notes),
    ]
    if report.cyrusisms:
        text.append("  cyrusisms that the file names (how many of them in typed calls alone):")
        for name, count in report.cyrusisms.most_common():
            text.append(f"    {name}: {count} ({report.typed_cyrusisms[name]})")
    equal = report.exchanges - report.failed_responses
    text += [
        f"Responses: {equal} of {report.exchanges} are read and written equal "
        f"({report.answers - report.errors} answers, {report.errors} errors)",
        *_by_verdict(report.response_notes, Counter(n.verdict for n in report.response_notes)),
    ]
    if report.kept:
        text.append("  members that no schema here has, kept:")
        for record in sorted({record for record, _ in report.kept}):
            names = [f"{name} {n}x" for (of, name), n in report.kept.items() if of == record]
            text.append(f"    {record}: {', '.join(names)}")
    failures = report.failures
    text.append(f"{len(failures)} failures" if failures else "All is well.")
    return text


def _by_verdict(notes: Sequence[Note], counts: Counter[Verdict]) -> list[str]:
    text: list[str] = []
    for verdict in Verdict:
        found = [note for note in notes if note.verdict is verdict]
        if found:
            text.append(f"  {counts[verdict]} {verdict.value}:")
            text += [f"    {note.where}: {note.text}" for note in found]
    return text


def main(arguments: Sequence[str]) -> int:
    """Check the file that is named, and say what was found."""
    if len(arguments) != 1:
        print("usage: python tests/corpus.py FILE.jsonl", file=sys.stderr)
        return 2
    try:
        report = check(exchanges(Path(arguments[0])))
    except Unusable as error:
        print(error, file=sys.stderr)
        return 2
    print("\n".join(lines(report)))
    return 1 if report.failures else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
