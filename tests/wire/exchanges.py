"""Reads recorded exchanges: a request, the answer to it, and what is odd about it, a line."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import cast

import attrs

from aiojmap.runtime import JSON, JSONObject

_RECORD = re.compile(r"\$\.(create|emails|update|destroy)(?:\.(\w+)|\[\"(.*?)\"\]|\[(\d+)\])")
_STEP = re.compile(r"[^\]\[./\"]+")
_REFUSED = {
    "create": "notCreated",
    "emails": "notCreated",
    "update": "notUpdated",
    "destroy": "notDestroyed",
}


class Unusable(Exception):
    """The input is no file of exchanges; the message says why."""


@attrs.frozen
class Refusal:
    """What a server had against a call or a record, and whether that is about the thing asked."""

    said: str
    is_about: bool


class Malformed(Exception):
    """A request or a response is not of the form that JMAP has for them."""


@attrs.frozen
class Invocation:
    """A method call or an answer to one: name, arguments, call id, and its place."""

    position: int
    name: str
    arguments: JSONObject
    call_id: str

    def __str__(self) -> str:
        return f"call {self.position} ({self.name})"


@attrs.frozen
class Exchange:
    """A request and the answer to it."""

    id: str
    status: int
    request: JSONObject
    response: JSON
    cyrusisms: Sequence[str]

    def with_known_ids(self) -> Exchange:
        """The exchange with the ids in place that its `createdIds` has creation ids for."""
        known = self.request.get("createdIds")
        if not isinstance(known, dict):
            return self
        request: JSONObject = {name: v for name, v in self.request.items() if name != "createdIds"}
        request["methodCalls"] = [
            [
                call.name,
                {name: _with_ids(item, known) for name, item in call.arguments.items()},
                call.call_id,
            ]
            for call in self.calls
        ]
        return attrs.evolve(self, request=request)

    @property
    def using(self) -> list[str]:
        """The capabilities that the request names."""
        found = self.request.get("using")
        if not isinstance(found, list):
            raise Malformed("using: expected an array")
        return cast("list[str]", found)

    @property
    def calls(self) -> list[Invocation]:
        """The method calls of the request; raises `Malformed` if they are none."""
        return _invocations(self.request.get("methodCalls"), "methodCalls")

    @property
    def answers(self) -> list[Invocation]:
        """The method responses; raises `Malformed` if they are none."""
        if self.status != 200:
            return []
        if not isinstance(self.response, dict):
            raise Malformed("expected an object as the response")
        return _invocations(self.response.get("methodResponses"), "methodResponses")

    def answers_to(self, call: Invocation) -> list[Invocation]:
        """The method responses to a call."""
        return [answer for answer in self.answers if answer.call_id == call.call_id]

    def earlier(self, call_id: JSON, than: Invocation) -> int | None:
        """The place of the last call with an id that comes before another."""
        found = [call.position for call in self.calls[: than.position] if call.call_id == call_id]
        return found[-1] if found else None

    def refusal(self, call: Invocation, path: str) -> Refusal | None:
        """What a server had against a call, or against the record at a path in it."""
        if self.status != 200:
            return Refusal(f"status {self.status}", is_about=True)
        place = _RECORD.match(path)
        for answer in self.answers_to(call):
            if answer.name == "error":
                return _refusal(answer.arguments, path.removeprefix("$."))
            refused = answer.arguments.get(_REFUSED[place[1]]) if place else None
            error = (
                refused.get(place[2] or place[3]) if place and isinstance(refused, dict) else None
            )
            if place and isinstance(error, dict):
                return _refusal(error, path[place.end() + 1 :])
        return None


def _refusal(error: JSONObject, path: str) -> Refusal:
    """An error, and whether it names what is at a path, as in `keywords/$seen`, or nothing."""
    named = error.get("properties") or error.get("arguments") or []
    names = [str(name) for name in named] if isinstance(named, list) else []
    kind = str(error.get("type"))
    about = set(_STEP.findall(path))
    is_about = any(about.issuperset(_STEP.findall(name)) for name in names)
    if not names:
        # Such as invalidResultReference: it is about the call, unless its account was not found.
        is_about = "account" not in kind.lower()
    return Refusal(f"{kind} {', '.join(names)}".strip(), is_about)


def _with_ids(value: JSON, known: JSONObject) -> JSON:
    if isinstance(value, dict):
        return {str(_with_ids(key, known)): _with_ids(item, known) for key, item in value.items()}
    if isinstance(value, list):
        return [_with_ids(item, known) for item in value]
    if isinstance(value, str) and value.startswith("#"):
        return known.get(value[1:], value)
    return value


def exchanges(path: Path) -> Iterator[Exchange]:
    """The exchanges in a file; raises `Unusable` for one that has none, or other things."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise Unusable(f"{path}: {error}") from None
    count = 0
    for number, line in enumerate(lines, 1):
        if line.strip():
            count += 1
            yield _exchange(line, f"{path}:{number}")
    if not count:
        raise Unusable(f"{path}: there are no exchanges in it")


def _exchange(line: str, where: str) -> Exchange:
    try:
        value = json.loads(line)
    except ValueError as error:
        raise Unusable(f"{where}: not JSON: {error}") from None
    if not isinstance(value, dict) or not isinstance(value.get("request"), dict):
        raise Unusable(f"{where}: expected an object with a request, a status and a response")
    return Exchange(
        id=str(value.get("id", where)),
        status=cast("int", value.get("status", 200)),
        request=cast("JSONObject", value["request"]),
        response=value.get("response"),
        cyrusisms=cast("list[str]", value.get("cyrusisms") or []),
    )


def _invocations(value: JSON, where: str) -> list[Invocation]:
    if not isinstance(value, list):
        raise Malformed(f"{where}: expected an array of invocations")
    found: list[Invocation] = []
    for position, item in enumerate(value):
        match item:
            case [str() as name, dict() as arguments, str() as call_id]:
                found.append(Invocation(position, name, arguments, call_id))
            case _:
                raise Malformed(f"{where}[{position}]: expected name, arguments and call id")
    return found
