"""Faults of method calls, and how a test scripts them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Final, Literal, TypedDict

import attrs

from .fault import Fault, Held, When

if TYPE_CHECKING:
    from ..._model.invocation import Method
    from ...runtime import JSON, JSONObject, MethodError, SetError
    from .._received import Received
    from .names import Names

Change = Callable[["JSONObject"], "JSONObject | None"]
Part = Literal["create", "update", "destroy"]

EVERYTHING: Final = "*"

REFUSALS: Final[Mapping[str, str]] = {
    "create": "notCreated",
    "update": "notUpdated",
    "destroy": "notDestroyed",
    "emails": "notCreated",
    "blobIds": "notCopied",
}
"""Where the answer tells of refused records, by the argument that they come in."""


@attrs.define(kw_only=True, eq=False, repr=False)
class CallFault(Fault):
    """What is to happen to a call; of any method if there is no name."""

    method: str | None
    when: When | None

    def fits(self, name: str, arguments: JSONObject) -> bool:
        """Whether it concerns a call."""
        return self.method in (None, name) and (self.when is None or self.when(arguments))

    def claims(self) -> frozenset[str]:
        """What of the call it changes; two faults that change the same do not strike together."""
        return frozenset([EVERYTHING])


@attrs.define(kw_only=True, eq=False, repr=False)
class Failing(CallFault):
    """The call fails."""

    members: JSONObject
    after: bool


@attrs.define(kw_only=True, eq=False, repr=False)
class Unanswered(CallFault):
    """The response has no answer to the call."""

    after: bool


@attrs.define(kw_only=True, eq=False, repr=False)
class Altering(CallFault):
    """The answer is another than it would be."""

    change: Change

    def claims(self) -> frozenset[str]:
        return frozenset(["answer"])


@attrs.define(kw_only=True, eq=False, repr=False)
class Refusing(CallFault):
    """Records are refused, some or all."""

    members: JSONObject
    parts: tuple[str, ...]
    records: frozenset[str]

    def fits(self, name: str, arguments: JSONObject) -> bool:
        # Refused by what the call says, so that creation ids of calls before it are no matter.
        return super().fits(name, arguments) and any(
            self.concerns(key) for part in self.parts for key in _keys(arguments.get(part))
        )

    def claims(self) -> frozenset[str]:
        return frozenset(f"record {key}" for key in self.records) or frozenset(["records"])

    def concerns(self, key: str) -> bool:
        """Whether it refuses a record, by its id or its creation id."""
        return not self.records or key.removeprefix("#") in self.records


class _Target(TypedDict):
    where: str
    what: str
    nth: int
    times: int | None
    method: str | None
    when: When | None


@attrs.frozen(kw_only=True, eq=False)
class CallFaults:
    """What can happen to calls of a method: `faults.on("Email/query").fail(...)`.

    `nth` and `times` say which calls, `when` looks at their arguments.
    """

    _names: Names = attrs.field(alias="names")
    _method: Method | None = attrs.field(alias="method")
    _nth: int = attrs.field(alias="nth")
    _times: int | None = attrs.field(alias="times")
    _when: When | None = attrs.field(alias="when")
    _script: Callable[[CallFault | Held], None] = attrs.field(alias="script")

    def fail(
        self,
        error: str | type[MethodError] | MethodError = "serverFail",
        description: str | None = None,
        *,
        after: bool = False,
        **members: object,
    ) -> Fault:
        """Answer the call with an error.

        Args:
            error: Its type as a name or a class; an error of a class is given as it is, and
                so may have a type that no schema knows.
            description: What it says about itself.
            after: Whether the call is carried out nevertheless. If not, it changes nothing.
            members: Further members, as JMAP spells them.

        Raises `ValueError` if nothing known has the name.
        """
        found = self._names.method_error(error, {"description": description, **members})
        what = f"fails with {found.get('type')}{' after its work' if after else ''}"
        return self._add(Failing(**self._target(what), members=found, after=after))

    def refuse(
        self,
        error: str | type[SetError] | SetError,
        *records: str,
        only: Part | None = None,
        description: str | None = None,
        **members: object,
    ) -> Fault:
        """Refuse records, and carry out the rest of the call.

        Args:
            error: Its type as a name or a class, or an error as it is.
            records: Ids or creation ids; every record of the call if left out. A call without
                any of them is let pass.
            only: To refuse only what is created, updated or destroyed.
            description: What the error says about itself.
            members: Further members, as JMAP spells them.

        Raises `ValueError` if nothing known has the name, or the method has no records to refuse.
        """
        found = self._names.set_error(error, {"description": description, **members})
        parts = _parts(self._method, only)
        kept = frozenset(key.removeprefix("#") for key in records)
        which = ", ".join(records) if records else f"every {only}" if only else "every record"
        what = f"refuses {which} with {found.get('type')}"
        return self._add(Refusing(**self._target(what), members=found, parts=parts, records=kept))

    def alter(self, change: Change) -> Fault:
        """Change the answer by a function of its members, which edits them or returns others."""
        return self._add(Altering(**self._target("gets an altered answer"), change=change))

    def leave_unanswered(self, *, after: bool = True) -> Fault:
        """Give no answer to the call, which is carried out unless `after` is false."""
        what = f"gets no answer{' after its work' if after else ''}"
        return self._add(Unanswered(**self._target(what), after=after))

    def hold(self, *, after: bool = False) -> Held:
        """Answer late: hold the whole request that has the call, until it is released.

        It is held before anything in it is carried out, or with `after` when all of it was.
        """
        name, when = self._name, self._when

        def fits(received: Received) -> int:
            return sum(
                name in (None, method) and (when is None or when(arguments))
                for method, arguments, _ in received.calls
            )

        what = f"is held{' after its work' if after else ''}"
        held = Held(
            where=name or "call",
            what=what,
            nth=self._nth,
            times=self._times,
            after=after,
            fits=fits,
        )
        self._script(held)
        return held

    @property
    def _name(self) -> str | None:
        return None if self._method is None else self._method.name

    def _target(self, what: str) -> _Target:
        return {
            "where": self._name or "call",
            "what": what,
            "nth": self._nth,
            "times": self._times,
            "method": self._name,
            "when": self._when,
        }

    def _add(self, fault: CallFault) -> Fault:
        self._script(fault)
        return fault


def _parts(method: Method | None, only: Part | None) -> tuple[str, ...]:
    """The arguments of a method in which there are records that can be refused."""
    if method is None:
        raise ValueError("name the method of which records are refused")
    known = method.arguments.properties_by_json
    told = method.response.properties_by_json
    found = tuple(part for part, refusal in REFUSALS.items() if part in known and refusal in told)
    if not found:
        raise ValueError(f"{method.name} refuses no single records: let it fail as a whole")
    if only is not None and only not in found:
        raise ValueError(f"{method.name} has no {only!r}, it has {' and '.join(found)}")
    return found if only is None else (only,)


def _keys(records: JSON) -> list[str]:
    """The ids or creation ids of the records in an argument."""
    items = records if isinstance(records, list | dict) else []
    return [item for item in items if isinstance(item, str)]


def without(
    arguments: JSONObject, refusals: list[Refusing]
) -> tuple[JSONObject, dict[str, JSONObject]]:
    """The arguments without the records that are refused, and those by the argument they were in.

    The first refusal that names a record counts, or else the first of every record.
    """
    if not refusals:
        return arguments, {}
    left, refused = dict(arguments), dict[str, "JSONObject"]()
    ordered = sorted(refusals, key=lambda refusal: not refusal.records)
    for part in REFUSALS:
        for key in _keys(arguments.get(part)):
            error = next(
                (found.members for found in ordered if part in found.parts and found.concerns(key)),
                None,
            )
            if error is not None:
                refused.setdefault(part, {})[key] = error
    for part, records in refused.items():
        value = arguments[part]
        if isinstance(value, dict):
            left[part] = {key: item for key, item in value.items() if key not in records}
        elif isinstance(value, list):
            left[part] = [item for item in value if item not in records]
    return left, refused
