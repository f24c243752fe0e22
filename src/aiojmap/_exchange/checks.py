"""What is refused before anything is sent."""

from __future__ import annotations

import difflib
from collections.abc import Mapping

from .._model.errors import CallRefused
from .._model.invocation import AnyCall
from .._model.json import is_array, is_object
from .._model.pointer import split
from .._model.records import Property, Record
from .._model.references import is_ref
from ..core import Session
from .accounts import limits, require_account, require_capability


def check(call: AnyCall, session: Session, account_id: str | None) -> None:
    """Raise `CallRefused` for a call that could not succeed, with what to do about it."""
    require_capability(session, call)
    if account_id is not None:
        require_account(session, call, account_id)
    _check_properties(call)
    _check_references(call)
    _check_limits(call, session)


def _check_properties(call: AnyCall) -> None:
    for argument in type(call.arguments).properties_by_name.values():
        if argument.properties_of is None:
            continue
        given = call._json.get(argument.json)
        if not is_array(given):
            continue
        for name in given:
            if not _has_property(argument.properties_of, name):
                raise CallRefused(
                    f"{call.method.name}: {argument.properties_of.__name__} has no property "
                    f"{name!r}{_nearest(name, argument.properties_of)}"
                )


def _has_property(record: type[Record], name: object) -> bool:
    if not isinstance(name, str):
        return False
    return name in record.properties_by_json or any(
        name.startswith(pattern.partition("{")[0]) for pattern in record.families
    )


def _nearest(name: object, record: type[Record]) -> str:
    spelled: Mapping[str, Property] = record.properties_by_name
    if name in spelled:
        return f"; in properties it is {spelled[str(name)].json!r}"
    close = difflib.get_close_matches(str(name), record.properties_by_json, 1)
    return f"; did you mean {close[0]!r}?" if close else ""


def _check_references(call: AnyCall) -> None:
    for argument, value in call._json.items():
        if not is_ref(value):
            continue
        target: AnyCall = value.call
        requested = target._json.get("properties")
        tokens = split(value.path)
        if tokens[:2] != ["list", "*"] or len(tokens) < 3 or not is_array(requested):
            continue
        if tokens[2] != "id" and tokens[2] not in requested:
            raise CallRefused(
                f"{call.method.name}: {argument} refers to {tokens[2]!r} of {target.method.name}, "
                f"which does not fetch it: add {tokens[2]!r} to its properties"
            )


def _check_limits(call: AnyCall, session: Session) -> None:
    limit = limits(session)
    verb = call.method.name.rpartition("/")[2]
    if verb == "get":
        _check_count(call, _size(call, "ids"), limit.max_objects_in_get, "maxObjectsInGet")
    if verb == "set":
        count = sum(_size(call, name) for name in ("create", "update", "destroy"))
        _check_count(call, count, limit.max_objects_in_set, "maxObjectsInSet")


def _size(call: AnyCall, name: str) -> int:
    value = call._json.get(name)
    return len(value) if is_array(value) or is_object(value) else 0


def _check_count(call: AnyCall, count: int, limit: int, name: str) -> None:
    if count > limit:
        raise CallRefused(
            f"{call.method.name} names {count} records, "
            f"but the server takes {limit} at once ({name}): split it"
        )
