"""The standard /set (RFC 8620, section 5.3)."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from . import families
from .context import Context, objects, texts
from .datatype import Answer, DataType, SetOutcome
from .equality import same
from .failures import MethodFailure, SetFailure, invalid_properties
from .integrity import check_references
from .patching import patched
from .shapes import Mismatch, check, fill, hints_of, references

if TYPE_CHECKING:
    from ...runtime import JSON, JSONObject, Record


def set_(type_: DataType, arguments: JSONObject, context: Context) -> list[Answer]:
    """Create, update and destroy records, each succeeding or failing alone."""
    old_state = type_.table.state
    if arguments.get("ifInState") not in (None, old_state):
        raise MethodFailure("stateMismatch", f"the state is {old_state!r}")
    creates = objects(arguments, "create")
    updates = objects(arguments, "update")
    destroys = texts(arguments, "destroy")
    count = len(creates) + len(updates) + len(destroys)
    if count > context.limits.max_objects_in_set:
        raise MethodFailure("requestTooLarge", f"{count} records are more than maxObjectsInSet")
    outcome = SetOutcome()
    type_.foresee({context.resolve(key): patch for key, patch in updates.items()}, context)
    _create(type_, creates, context, outcome)
    doomed = list(dict.fromkeys(context.resolve(id_) for id_ in destroys))
    for key, patch in updates.items():
        id_ = context.resolve(key)
        try:
            if id_ in doomed:
                raise SetFailure("willDestroy", "the same call destroys it")
            outcome.updated[id_] = _update(type_, id_, patch, context)
        except SetFailure as failure:
            outcome.not_updated[id_] = failure.members
    for id_ in type_.destroy_order(doomed):
        try:
            outcome.gone[id_] = _destroy(type_, id_, arguments, context)
            outcome.destroyed.append(id_)
        except SetFailure as failure:
            outcome.not_destroyed[id_] = failure.members
    type_.foresee({}, context)
    follow(type_, outcome.created, context)
    type_.account.settle()
    answer: JSONObject = {
        "accountId": arguments.get("accountId"),
        "oldState": old_state,
        "newState": type_.table.state,
        "created": outcome.created or None,
        "updated": outcome.updated or None,
        "destroyed": outcome.destroyed or None,
        "notCreated": outcome.not_created or None,
        "notUpdated": outcome.not_updated or None,
        "notDestroyed": outcome.not_destroyed or None,
    }
    return [(f"{type_.name}/set", answer), *type_.after_set(outcome, arguments, context)]


def _create(
    type_: DataType,
    creates: Mapping[str, JSONObject],
    context: Context,
    outcome: SetOutcome,
) -> None:
    for key in _in_order(type_, creates):
        sent = creates[key]
        try:
            record = type_.create(checked(type_, sent, context, type_.classes.create), context)
        except SetFailure as failure:
            outcome.not_created[key] = failure.members
        else:
            context.created_ids[key] = str(record["id"])
            outcome.created[key] = type_.reported(sent, record)


def follow(type_: DataType, created: JSONObject, context: Context) -> None:
    """Give what was created the ids that it has now: some get others when more is created."""
    for key, told in created.items():
        if isinstance(told, dict) and "id" in told:
            told["id"] = context.created_ids[key] = type_.settled(str(told["id"]))


def _in_order(type_: DataType, creates: Mapping[str, JSONObject]) -> Iterable[str]:
    """Creation ids, each after those it refers to, as far as that is possible."""
    waiting = {key: _referred(type_, sent) & creates.keys() for key, sent in creates.items()}
    while waiting:
        ready = [key for key, needed in waiting.items() if not needed & waiting.keys()]
        # What remains refers to itself in a circle: its references will not be found.
        ready = ready or list(waiting)
        for key in ready:
            del waiting[key]
        yield from ready


def _referred(type_: DataType, sent: JSONObject) -> set[str]:
    if type_.classes.create is None:
        return set()
    return set(references(sent, type_.classes.create))


def checked(
    type_: DataType, sent: JSONObject, context: Context, creation: type[Record] | None
) -> JSONObject:
    """What was sent for a new record, if it fits its class, with references filled in."""
    if creation is None:
        raise SetFailure("forbidden", f"a {type_.name} cannot be created")
    wrong: dict[str, str] = {}
    hints = hints_of(creation)
    for name, value in sent.items():
        problem = _problem(type_, creation, name, value, context)
        if problem is not None:
            wrong[name] = problem
    for name, entry in creation.properties_by_json.items():
        if entry.required and name not in sent:
            wrong[name] = "is missing"
    if wrong:
        description = "; ".join(f"{name}: {problem}" for name, problem in wrong.items())
        raise invalid_properties(wrong, description)
    filled = {
        name: fill(copy.deepcopy(value), hints.get(name), context.created_ids)
        for name, value in sent.items()
    }
    check_references(type_, filled, creation)
    return filled


def _problem(
    type_: DataType, creation: type[Record], name: str, value: JSON, context: Context
) -> str | None:
    entry = creation.properties_by_json.get(name)
    if entry is None:
        if families.belongs(creation, name):
            return None
        known = name in type_.classes.record.properties_by_json
        return "is set by the server" if known else "is unknown"
    if entry.capability and entry.capability not in context.using:
        return f"needs {entry.capability!r} in using"
    hint = hints_of(creation)[name]
    try:
        check(value, hint)
    except Mismatch as problem:
        return str(problem)
    missing = [key for key in references(value, hint) if key not in context.created_ids]
    return f"nothing was created as {missing[0]!r}" if missing else None


def _update(type_: DataType, id_: str, patch: JSONObject, context: Context) -> JSON:
    """Update a record; returns what has changed beyond what was asked, or null."""
    old = type_.read(id_, context.access)
    if old is None:
        raise SetFailure("notFound")
    new = patched(type_, old, patch, context)
    type_.update(id_, new, old, context)
    now = type_.read(id_, context.access)
    if now is None:
        return None
    beyond: JSONObject = {
        name: value
        for name, value in now.items()
        if name in type_.classes.record.properties_by_json
        and value is not new.get(name)
        and not same(value, new.get(name))
    }
    return beyond or None


def _destroy(type_: DataType, id_: str, arguments: JSONObject, context: Context) -> JSONObject:
    record = type_.read(id_, context.access)
    if record is None:
        raise SetFailure("notFound")
    type_.destroy(id_, arguments, context)
    return record
