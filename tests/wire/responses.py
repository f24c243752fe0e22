"""Reads a recorded response with the classes of its methods, and writes it again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

import attrs
from unit.support import mark_sent
from wire.bindings import Bindings
from wire.equality import difference
from wire.exchanges import Exchange, Invocation
from wire.notes import Note, Verdict
from wire.values import unknown_in

import aiojmap
from aiojmap._exchange.problems import error_for
from aiojmap._exchange.request import Request
from aiojmap._exchange.response import read
from aiojmap._model.errors import ServerError
from aiojmap._model.json import dumps
from aiojmap.core import method_errors
from aiojmap.runtime import JSONObject, MethodError, OpenResponse, Record

URL = "https://jmap.example/api/"


@attrs.frozen
class Reread:
    """The remarks on a response, and how often each unknown member was kept in it."""

    notes: Sequence[Note]
    kept: Mapping[tuple[str, str], int]


def reread(exchange: Exchange, request: Request | None, bindings: Bindings) -> Reread:
    """Read a response and write it; give the answers to the calls they are for, if any."""
    notes: list[Note] = []
    kept: Counter[tuple[str, str]] = Counter()
    if exchange.status != 200:
        notes += _problem(exchange)
    for answer in exchange.answers:
        where = f"{exchange.id} answer {answer.position} ({answer.name})"
        try:
            notes += [
                Note(verdict, where, text)
                for verdict, text in _answer(exchange, answer, bindings, kept)
            ]
        except aiojmap.JMAPError as error:
            notes.append(Note(Verdict.FAILED, where, f"is not read: {error}"))
    if request is not None and exchange.status == 200:
        notes += _settled(exchange, request, bindings)
    return Reread(notes, kept)


def _problem(exchange: Exchange) -> Iterator[Note]:
    """An answer that is no success: it becomes an error that keeps what it says."""
    error = error_for(URL, exchange.status, dumps(exchange.response))
    found = None
    if isinstance(error, ServerError):
        found = difference(exchange.response, error.members)
    elif isinstance(exchange.response, dict):
        found = f"became {type(error).__name__}, which keeps no members"
    if found:
        yield Note(Verdict.FAILED, exchange.id, found)


def _answer(
    exchange: Exchange, answer: Invocation, bindings: Bindings, kept: Counter[tuple[str, str]]
) -> Iterator[tuple[Verdict, str]]:
    if answer.name == "error":
        yield from _error(exchange, answer, bindings)
        return
    cls = bindings.calls.get(answer.name)
    if cls is None:
        yield Verdict.UNBOUND, "stays JSON"
        return
    value = cls.read(answer.arguments)
    if not isinstance(value, OpenResponse):
        kept.update(
            (type(found.record).__name__, found.name)
            for found in unknown_in(value)
            if not found.is_null
        )
    for error in _set_errors(value):
        _read_members(error)
    found = difference(answer.arguments, aiojmap.encode(value))
    if found:
        yield Verdict.FAILED, f"is written otherwise: {found}"


def _error(
    exchange: Exchange, answer: Invocation, bindings: Bindings
) -> Iterator[tuple[Verdict, str]]:
    of = [call.name for call in exchange.calls if call.call_id == answer.call_id]
    errors = (
        bindings.calls[of[0]].method.errors if of and of[0] in bindings.calls else method_errors.ALL
    )
    kind = answer.arguments.get("type")
    error = errors.get(kind if isinstance(kind, str) else "", MethodError)(answer.arguments)
    _read_members(error)
    found = difference(answer.arguments, error.members)
    if found:
        yield Verdict.FAILED, f"is kept otherwise: {found}"


def _set_errors(value: object) -> Iterator[ServerError]:
    if not isinstance(value, Record):
        return
    for name in aiojmap.fetched(value):
        item = getattr(value, name)
        if isinstance(item, dict):
            yield from (error for error in item.values() if isinstance(error, ServerError))


def _read_members(error: ServerError) -> None:
    """Read every property of an error: odd members must not make that fail."""
    for name in dir(type(error)):
        if isinstance(getattr(type(error), name), property):
            getattr(error, name)


def _settled(exchange: Exchange, request: Request, bindings: Bindings) -> Iterator[Note]:
    """Give a whole response to the calls of a request, and look at what each one got."""
    positions: dict[str, int] = {call.call_id: call.position for call in exchange.calls}
    if len(positions) < len(exchange.calls):
        return  # Call ids that are used twice cannot be told apart.
    assert isinstance(exchange.response, dict)
    renamed: JSONObject = {
        **exchange.response,
        "methodResponses": [
            [answer.name, answer.arguments, str(positions.get(answer.call_id, answer.call_id))]
            for answer in exchange.answers
        ],
    }
    for sent in request.calls.values():
        mark_sent(sent)
    state = read(request, renamed)
    if state != exchange.response.get("sessionState"):
        yield Note(Verdict.FAILED, exchange.id, f"the session state is read as {state!r}")
    for call in exchange.calls:
        made = request.calls[str(call.position)]
        answers = exchange.answers_to(call)
        own = next((a for a in answers if a.name in (call.name, "error")), None)
        where = f"{exchange.id} {call}"
        if own is None and not isinstance(made._error, aiojmap.MissingResponse):
            yield Note(Verdict.FAILED, where, f"has no answer, but is {made!r}")
        elif own is not None and own.name == "error":
            error = made._error
            if not isinstance(error, MethodError) or error.members != own.arguments:
                yield Note(Verdict.FAILED, where, f"answered by an error, but is {made!r}: {error}")
        elif own is not None and made._answer is None:
            yield Note(Verdict.FAILED, where, f"answered, but is {made!r}: {made._error}")
        for answer in answers:
            if answer is not own and answer.name in bindings.calls and own and own.name != "error":
                assert isinstance(made, aiojmap.Call)
                if not made.implicit_responses(bindings.calls[answer.name]):
                    yield Note(Verdict.FAILED, where, f"the implicit {answer.name} is not found")
