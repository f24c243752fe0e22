"""The script of a test: which faults there are to be, and what they do when their turn comes."""

from __future__ import annotations

import copy
import functools
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, TypeVar, cast

import attrs

from ..._model.json import dumps, is_object
from .._jmap.failures import MethodFailure
from .calls import (
    EVERYTHING,
    REFUSALS,
    Altering,
    CallFault,
    CallFaults,
    Change,
    Failing,
    Refusing,
    Unanswered,
    without,
)
from .fault import Fault, Held, When
from .habits import Habits
from .names import MethodName, Names
from .requests import RequestFault, RequestFaults, WhenReceived

if TYPE_CHECKING:
    from ..._model.invocation import Method
    from ...runtime import JSONObject
    from .._jmap.context import Context
    from .._jmap.datatype import Answer
    from .._jmap.processing import Run
    from .._received import Kind, Received

F = TypeVar("F", bound=Fault)
R = TypeVar("R")


@attrs.frozen
class Struck:
    """What happens to a request: who holds it, and what becomes of its answer."""

    held: Held | None
    fault: RequestFault | None


class Faults:
    """What goes wrong on a server because a test says so.

        server.faults.on("Email/query").fail("serverUnavailable")
        server.faults.on("Email/set", nth=2).refuse("rateLimit")
        server.faults.request().status(429, retry_after=2)
        server.faults.request("upload").cut(after=True)

    A fault concerns what comes after it was scripted. Two of the same kind strike one after
    the other. Whatever a fault does before the work of a call or a request, nothing has changed.
    """

    page_cap: int | None
    """The most that a /query returns, which it then says; None for no cap."""
    changes_cap: int | None
    """The most changes that a /changes returns at once; None for no cap."""
    habits: Habits
    """Odd habits of real servers that this one has taken up; none in the beginning."""

    def __init__(self, methods: Mapping[str, Method]) -> None:
        self.page_cap = None
        self.changes_cap = None
        self.habits = Habits()
        self._names = Names(methods)
        self._all: list[Fault] = []
        self._begun: dict[object, str] = {}
        self._raised: list[Exception] = []

    def on(
        self,
        method: MethodName | None = None,
        *,
        nth: int = 1,
        times: int | None = 1,
        when: When | None = None,
    ) -> CallFaults:
        """Begin a fault of calls; what is to happen follows, as in `.fail("stateMismatch")`.

        Args:
            method: Its name, or the class of its calls; any method if left out.
            nth: Which of the calls that come from now on is the first one to be struck.
            times: How many are struck in a row; None for all from then on.
            when: Looks at the arguments, references in them resolved; calls for which it is
                false are not counted.

        Raises `ValueError` if the server has no such method.
        """
        found = None if method is None else self._names.method(method)
        key = object()
        where = "call" if found is None else found.name
        self._begun[key] = f"on({where!r})"
        return CallFaults(
            names=self._names,
            method=found,
            nth=nth,
            times=times,
            when=when,
            script=functools.partial(self._add, key),
        )

    def request(
        self,
        kind: Kind | None = "api",
        *,
        nth: int = 1,
        times: int | None = 1,
        when: WhenReceived | None = None,
    ) -> RequestFaults:
        """Begin a fault of HTTP requests; what is to happen follows, as in `.cut()`.

        It strikes before the server looks at the credentials.

        Args:
            kind: What the request is for; any request if None.
            nth: Which of the requests that come from now on is the first one to be struck.
            times: How many are struck in a row; None for all from then on.
            when: Looks at the request; those for which it is false are not counted.
        """
        key = object()
        self._begun[key] = f"request({kind!r})"
        return RequestFaults(
            kind=kind,
            nth=nth,
            times=times,
            when=when,
            script=functools.partial(self._add, key),
        )

    @property
    def all(self) -> Sequence[Fault]:
        """The faults that were scripted, in that order."""
        return tuple(self._all)

    @property
    def unused(self) -> Sequence[Fault]:
        """The faults that have struck less often than they were to."""
        return [fault for fault in self._all if fault.unused]

    def assert_used(self) -> None:
        """Raise `AssertionError` if a fault has not struck, or a function of the script failed."""
        if self._raised:
            error = self._raised[0]
            said = f"{type(error).__name__}: {error}"
            raise AssertionError(f"a function of a fault failed: {said}") from error
        lines = [
            f"{fault} (struck {fault.struck} of {fault.times or 'many'} times, "
            f"{fault.seen} of these came)"
            for fault in self.unused
        ]
        lines += [f"{begun} says nothing of what is to happen" for begun in self._begun.values()]
        if lines:
            listed = "".join(f"\n  - {line}" for line in lines)
            raise AssertionError(f"faults were scripted that did not strike:{listed}")

    def clear(self) -> None:
        """Forget all faults, habits and caps; what is held is released."""
        for fault in self._all:
            fault.cancel()
            if isinstance(fault, Held):
                fault.release()
        self._all.clear()
        self._begun.clear()
        self._raised.clear()
        self.habits.clear()
        self.page_cap = self.changes_cap = None

    def _add(self, key: object, fault: Fault) -> None:
        self._begun.pop(key, None)
        self._all.append(fault)

    # ------------------------------------------------------------------ striking

    def _of_request(self, received: Received) -> Struck:
        """What happens to a request that has come; each of it counts as struck."""
        held: Held | None = None
        found: RequestFault | None = None
        for holder in self._waiting(Held):
            due = [holder._meet() for _ in range(self._asked(holder._fits, received) or 0)]
            if any(due) and held is None:
                held = holder
        for fault in self._waiting(RequestFault):
            if self._asked(fault.fits, received) and fault._meet() and found is None:
                found = fault
        for struck in (held, found):
            if struck is not None:
                struck.struck += 1
        return Struck(held, found)

    def _around(self, name: str, arguments: JSONObject, context: Context, run: Run) -> list[Answer]:
        """Carry out a call, with what goes wrong with it."""
        striking = self._of_call(name, arguments)
        for fault in striking:
            if isinstance(fault, Failing) and not fault.after:
                raise _failure(fault)
            if isinstance(fault, Unanswered) and not fault.after:
                return []
        given, refused = without(
            arguments, [fault for fault in striking if isinstance(fault, Refusing)]
        )
        answers = run(self._capped(name, given))
        self._say_cap(name, arguments, answers)
        for part, errors in refused.items():
            for answer, members in answers:
                if answer == name:
                    told = members.get(REFUSALS[part])
                    found = {context.resolve(key): copy.deepcopy(errors[key]) for key in errors}
                    members[REFUSALS[part]] = {**(told if isinstance(told, dict) else {}), **found}
        for fault in striking:
            if isinstance(fault, Failing):
                raise _failure(fault)
            if isinstance(fault, Unanswered):
                return []
            if isinstance(fault, Altering):
                answers = [self._altered(fault, answers[0]), *answers[1:]]
        return answers

    def _of_call(self, name: str, arguments: JSONObject) -> list[CallFault]:
        striking: list[CallFault] = []
        claimed: frozenset[str] = frozenset()
        for fault in self._waiting(CallFault):
            if not self._asked(fault.fits, name, arguments) or not fault._meet():
                continue
            claims = fault.claims()
            if claims & claimed or (claimed and EVERYTHING in claims | claimed):
                continue
            claimed |= claims
            fault.struck += 1
            striking.append(fault)
        return striking

    def _waiting(self, kind: type[F]) -> list[F]:
        return [fault for fault in self._all if isinstance(fault, kind) and not fault.used_up]

    def _capped(self, name: str, arguments: JSONObject) -> JSONObject:
        found = dict(arguments)
        if name.endswith("/query"):
            if self.page_cap is not None:
                found["limit"] = _least(found.get("limit"), self.page_cap)
            if "always total" in self.habits:
                found["calculateTotal"] = True
        if name.endswith("/changes") and self.changes_cap is not None:
            found["maxChanges"] = _least(found.get("maxChanges"), self.changes_cap)
        return found

    def _say_cap(self, name: str, arguments: JSONObject, answers: list[Answer]) -> None:
        if name.endswith("/query") and self.page_cap is not None:
            for answer, members in answers:
                if answer == name and arguments.get("limit") != _least(
                    arguments.get("limit"), self.page_cap
                ):
                    members["limit"] = self.page_cap

    def _altered(self, fault: Altering, answer: Answer) -> Answer:
        name, members = answer
        changed = self._asked(_changed, fault.change, members)
        return name, members if changed is None else changed

    def _asked(self, function: Callable[..., R], *arguments: object) -> R | None:
        """What a function of the test returns; what it raises, the test is told in the end."""
        try:
            return function(*arguments)
        except Exception as error:  # whatever a test's own function raises
            self._raised.append(error)
            return None


def _failure(fault: Failing) -> MethodFailure:
    failure = MethodFailure(str(fault.members.get("type")))
    failure.members = copy.deepcopy(fault.members)
    return failure


def _changed(change: Change, members: JSONObject) -> JSONObject:
    # A copy: the answer may share what the server keeps.
    edited = copy.deepcopy(members)
    returned: object = change(edited)
    changed = edited if returned is None else returned
    if not is_object(changed):
        raise TypeError(f"an answer must be a JSON object, not {changed!r}")
    made = cast("JSONObject", changed)
    dumps(made)
    return made


def _least(asked: object, cap: int) -> int:
    return min(asked, cap) if isinstance(asked, int) else cap
