"""Says a recorded request with the calls of a client, and compares what they send."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import cast

import attrs
from unit.support import ACCOUNT, CORE, account, make_session, raw
from wire.bindings import Bindings
from wire.equality import difference
from wire.exchanges import Exchange, Invocation, Refusal
from wire.notes import Note, Verdict
from wire.references import NoTypedReference, same_target, typed_reference
from wire.values import Refused, Unknown, property_name, remade, unknown_in

import aiojmap
from aiojmap._exchange.checks import check
from aiojmap._exchange.plan import plan
from aiojmap._exchange.request import Request, account_of, build
from aiojmap._model.pointer import split
from aiojmap._model.records import Property
from aiojmap.runtime import Arguments, Call, JSONObject, Patch, Record, Ref


@attrs.frozen
class Expressed:
    """What a client makes of a request, and the remarks on it."""

    request: Request | None
    notes: Sequence[Note]


def express(exchange: Exchange, bindings: Bindings) -> Expressed:
    """Make the calls of a request, build a request of them, and compare the two."""
    known = exchange.with_known_ids()
    maker = _Maker(known, bindings)
    calls = [maker.call(invocation) for invocation in known.calls]
    notes = maker.notes
    if known is not exchange:
        text = "createdIds: a client has the ids of what was created, and sends those"
        notes.append(Note(Verdict.RESPELT, exchange.id, text))
    try:
        request = build(plan(calls, bindings.client), maker.session, known.using)
    except aiojmap.CallRefused as error:
        refused = known.status != 200 or any(answer.name == "error" for answer in known.answers)
        verdict = Verdict.WRONG if refused else Verdict.FAILED
        return Expressed(None, [*notes, Note(verdict, exchange.id, str(error))])
    expected: JSONObject = {
        **known.request,
        "methodCalls": [
            [invocation.name, maker.expected(invocation), str(invocation.position)]
            for invocation in known.calls
        ],
    }
    found = difference(expected, request.body)
    if found:
        notes.append(Note(Verdict.FAILED, exchange.id, f"comes out unequal: {found}"))
    return Expressed(request, notes)


class _Maker:
    """Makes the calls of one request."""

    def __init__(self, exchange: Exchange, bindings: Bindings) -> None:
        self.notes: list[Note] = []
        self._bindings = bindings
        self._exchange = exchange
        self._made: list[Call[object]] = []
        named = {
            value
            for invocation in exchange.calls
            for name in ("accountId", "fromAccountId")
            if isinstance(value := invocation.arguments.get(name), str)
        }
        everything = {CORE, *bindings.capabilities}
        self.session = make_session(
            capabilities=everything,
            accounts={name: account(*everything) for name in {*named, ACCOUNT}},
            primary=dict.fromkeys(everything, ACCOUNT),
        )

    def call(self, invocation: Invocation) -> Call[object]:
        """The call for an invocation: a typed one, or one by name if that cannot be."""
        made = self._typed(invocation) or self._by_name(invocation)
        self._made.append(made)
        return made

    def expected(self, invocation: Invocation) -> JSONObject:
        """The arguments as the client should send them: call ids are its own."""
        arguments = self._renamed(invocation)
        for name, value in arguments.items():
            sent = self._made[invocation.position]._json.get(name[1:])
            if name.startswith("#") and isinstance(sent, Ref) and isinstance(value, dict):
                written = value.get("path")
                if isinstance(written, str) and same_target(written, sent.path):
                    arguments[name] = {**value, "path": sent.path}
        if "accountId" not in arguments and account_of(
            self._made[invocation.position], self.session
        ):
            return {"accountId": ACCOUNT, **arguments}
        return arguments

    def _note(self, verdict: Verdict, invocation: Invocation, text: str) -> None:
        self.notes.append(Note(verdict, f"{self._exchange.id} {invocation}", text))

    def _typed(self, invocation: Invocation) -> Call[object] | None:
        cls = self._bindings.calls.get(invocation.name)
        if cls is None:
            self._note(Verdict.UNBOUND, invocation, "called by its name")
            return None
        before = len(self.notes)
        try:
            made = self._made_by_client(invocation, cls.method.arguments)
            if made is not None:
                check(made, self.session, account_of(made, self.session))
        except (aiojmap.JMAPError, NoTypedReference, Refused, TypeError) as error:
            del self.notes[before:]
            self._refused(invocation, error)
            return None
        return made

    def _made_by_client(self, invocation: Invocation, kind: type[Arguments]) -> Call[object] | None:
        make = self._bindings.maker(invocation.name)
        references = dict(self._references(invocation))
        plain = {
            name: value
            for name, value in invocation.arguments.items()
            if name[1:] not in references or not name.startswith("#")
        }
        if invocation.name == "Core/echo":
            return make({**plain, **references})
        arguments = aiojmap.decode(plain, kind)
        others = [name for name in references if name not in kind.properties_by_json]
        others += aiojmap.unknown_members(arguments)
        if others:
            text = f"no such argument: {', '.join(others)}; called by its name"
            self._note(Verdict.UNKNOWN, invocation, text)
            return None
        given = dict(_keywords(arguments))
        for unknown in unknown_in(arguments):
            self._note_unknown(invocation, unknown)
        if "accountId" not in plain and "account_id" in kind.properties_by_name:
            self._note(Verdict.LOOSE, invocation, "names no account, which the client always does")
        made = {kind.properties_by_json[name].name: value for name, value in references.items()}
        return make(**given, **made)

    def _references(self, invocation: Invocation) -> Iterator[tuple[str, Ref[object]]]:
        for name, value in invocation.arguments.items():
            if not name.startswith("#") or not isinstance(value, dict):
                continue
            position = self._exchange.earlier(value.get("resultOf"), invocation)
            if position is None:
                raise Refused(
                    f"{name} refers to {value.get('resultOf')!r}, which is no earlier call"
                )
            target = self._made[position]
            if target.method.name != value.get("name"):
                raise Refused(
                    f"{name} refers to a call of {value.get('name')}, "
                    f"but that call is of {target.method.name}"
                )
            path = str(value.get("path"))
            found = typed_reference(target, path)
            if found.path != path:
                self._note(Verdict.RESPELT, invocation, f"{path} is sent as {found.path}")
            yield name[1:], found

    def _note_unknown(self, invocation: Invocation, unknown: Unknown) -> None:
        record = self._bindings.calls[invocation.name].method.record
        known = record is not None and unknown.name in record.properties_by_json
        if not unknown.is_null and not known:
            self._note(Verdict.UNKNOWN, invocation, unknown.path)
            return
        otherwise = Verdict.LOOSE
        if unknown.is_null:
            text = f"{unknown.path} is null, which the property cannot be"
        else:
            text = f"{unknown.path} is a property that is not to be sent here"
            if isinstance(unknown.record, Patch):
                otherwise = Verdict.ECHOED
        refusal = self._exchange.refusal(invocation, unknown.path)
        self._note(_verdict(refusal, otherwise), invocation, f"{text}; {_said(refusal)}")

    def _refused(self, invocation: Invocation, error: Exception) -> None:
        path = error.path if isinstance(error, aiojmap.DecodeError) else str(error)
        refusal = self._exchange.refusal(invocation, path)
        if isinstance(error, NoTypedReference) and self._answered(error):
            verdict = Verdict.LOOSE
        else:
            verdict = _verdict(refusal, Verdict.FAILED)
        self._note(verdict, invocation, f"{error}; {_said(refusal)}; called by its name")

    def _answered(self, error: NoTypedReference) -> bool:
        """Whether a server answers with the member that a path begins with, which no RFC has."""
        first = split(error.path)[0]
        if first in error.call.method.response.properties_by_json:
            return False
        target = self._exchange.calls[self._made.index(error.call)]
        return any(first in answer.arguments for answer in self._exchange.answers_to(target))

    def _by_name(self, invocation: Invocation) -> Call[object]:
        return cast(
            "Call[object]", raw(self._bindings.client, invocation.name, self._renamed(invocation))
        )

    def _renamed(self, invocation: Invocation) -> JSONObject:
        """The arguments with references to calls by their position."""
        renamed: JSONObject = {}
        for name, value in invocation.arguments.items():
            if name.startswith("#") and isinstance(value, dict) and "resultOf" in value:
                position = self._exchange.earlier(value["resultOf"], invocation)
                if position is not None:
                    value = {**value, "resultOf": str(position)}
            renamed[name] = value
        return renamed


def _verdict(refusal: Refusal | None, otherwise: Verdict) -> Verdict:
    if refusal is None:
        return otherwise
    return Verdict.WRONG if refusal.is_about else Verdict.UNJUDGED


def _said(refusal: Refusal | None) -> str:
    return f"the server says {refusal.said}" if refusal else "the server does not mind"


def _keywords(arguments: Arguments) -> Iterator[tuple[str, object]]:
    """What a caller gives to the method of a client for these arguments."""
    for found in type(arguments).properties_by_name.values():
        if found.name not in aiojmap.fetched(arguments):
            continue
        value = getattr(arguments, found.name)
        yield found.name, _names(found, value) or remade(value, f"$.{found.json}")


def _names(argument: Property, value: object) -> list[str] | None:
    """Names of properties, those made at run time by their types."""
    record = argument.properties_of
    if record is None or not isinstance(value, list):
        return None
    return [
        property_name(record, name) if _is_made(record, name) else name
        for name in cast("list[str]", value)
    ]


def _is_made(record: type[Record], name: str) -> bool:
    return any(family.suffix_of(name) is not None for family in record.families)
