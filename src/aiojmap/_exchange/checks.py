"""What is refused before anything is sent."""

from __future__ import annotations

from collections.abc import Mapping

from .._model.errors import CallRefused
from .._model.invocation import AnyCall
from .._model.json import is_array, is_object
from .._model.pointer import split
from .._model.records import Property, Record, did_you_mean, family_problem, has_property
from .._model.references import is_ref
from ..core import Session
from .accounts import limits, require_account
from .grants import require_offered


def check(call: AnyCall, session: Session, account_id: str | None) -> None:
    """Raise `CallRefused` for a call that could not succeed, with what to do about it."""
    require_offered(session, call)
    if account_id is not None:
        require_account(session, call, account_id)
    _check_properties(call)
    _check_references(call)
    check_limits(call.method.name, call._json, session)


def _check_properties(call: AnyCall) -> None:
    for argument in type(call.arguments).properties_by_name.values():
        if argument.properties_of is None:
            continue
        given = call._json.get(argument.json)
        if not is_array(given):
            continue
        for name in given:
            if not has_property(argument.properties_of, name):
                raise CallRefused(
                    f"{call.method.name}: {argument.properties_of.__name__} has no property "
                    f"{name!r}{_nearest(name, argument.properties_of)}"
                )
            if isinstance(name, str) and name not in argument.properties_of.properties_by_json:
                problem = family_problem(argument.properties_of, name)
                if problem:
                    raise CallRefused(f"{call.method.name}: {problem}")


def _nearest(name: object, record: type[Record]) -> str:
    spelled: Mapping[str, Property] = record.properties_by_name
    if name in spelled:
        return f"; in properties it is {spelled[str(name)].json!r}"
    return did_you_mean(str(name), record.properties_by_json)


def _check_references(call: AnyCall) -> None:
    for argument, value in call._json.items():
        if not is_ref(value):
            continue
        target: AnyCall = value.call
        requested = _requested(target)
        tokens = split(value.path)
        if tokens[:2] != ["list", "*"] or len(tokens) < 3 or not is_array(requested):
            continue
        if tokens[2] != "id" and tokens[2] not in requested:
            raise CallRefused(
                f"{call.method.name}: {argument} refers to {tokens[2]!r} of {target.method.name}, "
                f"which does not fetch it: add {tokens[2]!r} to its properties"
            )


def _requested(call: AnyCall) -> object:
    """The properties that a call asks for, or that the method has by default."""
    given = call._json.get("properties")
    argument = type(call.arguments).properties_by_json.get("properties")
    return argument.default if given is None and argument is not None else given


def check_limits(name: str, arguments: Mapping[str, object], session: Session) -> None:
    """Raise `CallRefused` for a call with more records than the server takes at once."""
    limit = limits(session)
    verb = name.rpartition("/")[2]
    if verb == "get":
        _check_count(name, _size(arguments, "ids"), limit.max_objects_in_get, "maxObjectsInGet")
    if verb == "set":
        count = sum(_size(arguments, part) for part in ("create", "update", "destroy"))
        _check_count(name, count, limit.max_objects_in_set, "maxObjectsInSet")


def _size(arguments: Mapping[str, object], part: str) -> int:
    value = arguments.get(part)
    return len(value) if is_array(value) or is_object(value) else 0


def _check_count(name: str, count: int, limit: int, limit_name: str) -> None:
    if count > limit:
        raise CallRefused(
            f"{name} names {count} records, "
            f"but the server takes {limit} at once ({limit_name}): split it"
        )
