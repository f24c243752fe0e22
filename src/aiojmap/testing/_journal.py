"""What a server was sent, and assertions about it whose failures say what came instead."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, cast

from .._model.errors import EncodeError
from .._model.records import did_you_mean
from ._faults.names import as_json
from ._received import Called, Received

if TYPE_CHECKING:
    from .._model.invocation import Method
    from ._faults.names import MethodName, Names

SHOWN = 300
"""How many characters of a value a message shows."""


class Journal:
    """The requests that came, and the calls in them."""

    requests: list[Received]
    """The HTTP requests that came, oldest first."""

    def __init__(self, names: Names) -> None:
        self.requests = []
        self._names = names

    @property
    def calls(self) -> list[Called]:
        """The method calls that came, oldest first, whatever request they were in."""
        return [
            Called(name=name, arguments=arguments, call_id=call_id)
            for received in self.requests
            for name, arguments, call_id in received.calls
        ]

    def journal(self) -> str:
        """The requests that came as a text, a line for each: for people who look for a mistake."""
        return "\n".join(
            f"{received.method} {received.path.partition('?')[0]}"
            + "".join(f"\n  {name}({_listed(given)})" for name, given, _ in received.calls)
            for received in self.requests
        )

    def clear(self) -> None:
        """Forget the requests that came so far."""
        self.requests.clear()

    def assert_called(
        self, method: MethodName, /, *, times: int | None = None, **arguments: object
    ) -> list[Called]:
        """Check that a method was called, and return the calls that fit, oldest first.

        Args:
            method: Its name, or the class of its calls.
            times: How many calls must fit; one at least if left out.
            arguments: Arguments that they must have, by their names in Python or JMAP. A value
                is JSON, or what the client takes, such as a filter, or a function that says
                whether an argument is right. Others do not matter.

        Raises `AssertionError` with what was called instead, and `ValueError` if there is no
        such method or argument.
        """
        found = self._names.method(method)
        expected = _expected(found, arguments)
        fitting = [
            call
            for call in self.calls
            if call.name == found.name and not _differences(expected, call)
        ]
        if len(fitting) == times or (times is None and fitting):
            return fitting
        raise AssertionError(self._failure(found.name, expected, len(fitting), times))

    def assert_not_called(self, method: MethodName, /, **arguments: object) -> None:
        """Check that a method was never called, or not with such arguments.

        Raises as `assert_called`.
        """
        self.assert_called(method, times=0, **arguments)

    def assert_round_trips(self, number: int) -> None:
        """Check how many API requests came; raises `AssertionError` with what was in each."""
        came = [received for received in self.requests if received.kind == "api"]
        if len(came) != number:
            listed = "".join(
                f"\n  {index}. {', '.join(name for name, _, _ in received.calls) or 'no calls'}"
                for index, received in enumerate(came, 1)
            )
            raise AssertionError(f"{_count(len(came), 'API request')} came, not {number}{listed}")

    def _failure(
        self, name: str, expected: Mapping[str, object], fitting: int, times: int | None
    ) -> str:
        wanted = f" with {_listed(expected)}" if expected else ""
        calls = self.calls
        same = [call for call in calls if call.name == name]
        lines = [
            f"{name} was not called{wanted}"
            if not fitting
            else f"{name} was called {_count(fitting, 'time')}{wanted}, not {times}"
        ]
        if not fitting and times:
            lines[0] += f", but should have been {_count(times, 'time')}"
        for index, call in enumerate(same, 1):
            lines.append(f"  call {index}: {name}({_listed(call.arguments)})")
            for argument, value in _differences(expected, call):
                lines.append(f"    {argument}: expected {_shown(value)}")
                got = call.arguments.get(argument, call.arguments.get(f"#{argument}"))
                given = argument in call.arguments or f"#{argument}" in call.arguments
                lines.append(f"    {' ' * len(argument)}  got      {_shown(got, given=given)}")
        others = [call.name for call in calls if call.name != name]
        if not same:
            lines.append(f"  called were: {', '.join(others) or 'none'}")
        return "\n".join(lines)


def _expected(method: Method, arguments: Mapping[str, object]) -> dict[str, object]:
    """Expected arguments by their names in JMAP, as JSON if they can be."""
    known = method.arguments.properties_by_json
    spelt = {found.name: name for name, found in known.items()}
    expected: dict[str, object] = {}
    for name, value in arguments.items():
        if known and name not in known and name not in spelt:
            names = [*spelt, *known]
            raise ValueError(f"{method.name} has no argument {name!r}{did_you_mean(name, names)}")
        expected[spelt.get(name, name)] = _plain(value)
    return expected


def _plain(value: object) -> object:
    if callable(value):
        return value
    try:
        return as_json(value)
    except EncodeError:
        return value  # such as mock.ANY: it says itself what it equals


def _differences(expected: Mapping[str, object], call: Called) -> Sequence[tuple[str, object]]:
    """The arguments of a call that are not as expected, with what was."""
    return [
        (name, value)
        for name, value in expected.items()
        if name not in call.arguments or not _fits(value, call.arguments[name])
    ]


def _fits(expected: object, value: object) -> bool:
    if callable(expected):
        return bool(cast("Callable[[object], object]", expected)(value))
    return bool(expected == value)


def _listed(arguments: Mapping[str, object]) -> str:
    return ", ".join(f"{name}={_shown(value)}" for name, value in arguments.items())


def _shown(value: object, *, given: bool = True) -> str:
    if not given:
        return "nothing"
    if callable(value):
        return f"what {getattr(value, '__name__', 'a function')} accepts"
    try:
        text = json.dumps(value, ensure_ascii=False)
    except (TypeError, ValueError):
        text = repr(value)
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}…"


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}{'' if number == 1 else 's'}"
