"""Methods and errors as a test names them; what is misspelt is refused at once."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import TYPE_CHECKING, TypeVar, cast

from ..._model.conversion import encode
from ..._model.errors import ServerError
from ..._model.invocation import AnyCall, Method
from ..._model.records import did_you_mean
from ...core import request_errors

if TYPE_CHECKING:
    from ...runtime import JSON, JSONObject, MethodError, RequestError, SetError

E = TypeVar("E", bound=ServerError)

MethodName = str | type[AnyCall]
"""A name such as "Email/get", or a class such as `mail.EmailGetCall`."""

_URN = "urn:ietf:params:jmap:error:"


class Names:
    """What the methods of a server are called, and the errors they can give."""

    def __init__(self, methods: Mapping[str, Method]) -> None:
        self._methods = methods

    def method(self, given: MethodName) -> Method:
        """A method of the server; raises `ValueError` if it has none of that name."""
        name = given if isinstance(given, str) else given.method.name
        found = self._methods.get(name)
        if found is None:
            raise ValueError(
                f"the server has no method {name!r}{did_you_mean(name, self._methods)}"
            )
        return found

    def method_error(
        self, given: str | type[MethodError] | MethodError, extra: Mapping[str, object]
    ) -> JSONObject:
        """The members of an error of a call."""
        known = _union(found.errors for found in self._methods.values())
        return _members(given, known, "method error", "MethodError", extra)

    def set_error(
        self, given: str | type[SetError] | SetError, extra: Mapping[str, object]
    ) -> JSONObject:
        """The members of an error of a record."""
        known = _union(found.set_errors for found in self._methods.values())
        return _members(given, known, "SetError", "SetError", extra)


def request_error(
    given: str | type[RequestError] | RequestError, extra: Mapping[str, object]
) -> JSONObject:
    """The members of an error of a whole request; its name may be without the URN around it."""
    known = {*request_errors.ALL, *(name.removeprefix(_URN) for name in request_errors.ALL)}
    members = _members(given, known, "request error", "RequestError", extra)
    type_ = str(members.get("type"))
    return {**members, "type": type_ if ":" in type_ else _URN + type_}


def _union(maps: Iterable[Collection[str]]) -> set[str]:
    found: set[str] = set()
    return found.union(*maps)


def _members(
    given: str | type[E] | E,
    known: Collection[str],
    kind: str,
    root: str,
    extra: Mapping[str, object],
) -> JSONObject:
    others = {name: as_json(value) for name, value in extra.items() if value is not None}
    if isinstance(given, ServerError):
        return {**given.members, **others}
    name = given if isinstance(given, str) else given.error_type
    if name is None:
        raise ValueError(f"{given!r} stands for no type of error: name one, or give its class")
    if isinstance(given, str) and name not in known:
        raise ValueError(
            f"there is no {kind} {name!r}{did_you_mean(name, known)} "
            f"(one that no schema has: {root}({{'type': {name!r}}}))"
        )
    return {"type": name, **others}


def as_json(value: object) -> JSON:
    """A value that a test gives, also a record or a filter, as JSON."""
    return cast("JSON", value) if isinstance(value, str | int | None) else encode(value)
