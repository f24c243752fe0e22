"""The standard /query and /queryChanges (RFC 8620, sections 5.5 and 5.6)."""

from __future__ import annotations

import bisect
import hashlib
from typing import TYPE_CHECKING

from ..._model.json import dumps
from . import filtering, sorting
from .context import Context, whole
from .datatype import Answer, DataType
from .failures import MethodFailure

if TYPE_CHECKING:
    from ...runtime import JSON, JSONObject

# The members of a call that choose a part of the results but do not change them.
_WINDOW = frozenset(
    [
        "position",
        "anchor",
        "anchorOffset",
        "limit",
        "calculateTotal",
        "sinceQueryState",
        "maxChanges",
        "upToId",
    ]
)


def query(type_: DataType, arguments: JSONObject, context: Context) -> list[Answer]:
    """Return the ids of the records that a filter finds, in order."""
    ids = _results(type_, arguments, context)
    start = _start(ids, arguments)
    limit = whole(arguments, "limit")
    end = len(ids) if limit is None else start + limit
    state = _state(type_, arguments, ids)
    type_.account.queries.remember(state, ids)
    answer: JSONObject = {
        "accountId": arguments["accountId"],
        "queryState": state,
        "canCalculateChanges": _calculable(type_, arguments, context),
        "position": start,
        "ids": [*ids[start:end]],
    }
    if arguments.get("calculateTotal"):
        answer["total"] = len(ids)
    return [(f"{type_.name}/query", answer)]


def query_changes(type_: DataType, arguments: JSONObject, context: Context) -> list[Answer]:
    """Return how the results of a query have changed since a state of it."""
    since = str(arguments["sinceQueryState"])
    before = type_.account.queries.recall(since)
    if before is None or _state(type_, arguments, before) != since:
        raise MethodFailure("cannotCalculateChanges", f"{since!r} is no state of this query")
    ids = _results(type_, arguments, context)
    state = _state(type_, arguments, ids)
    type_.account.queries.remember(state, ids)
    stayed = _stayed(before, ids)
    removed = [id_ for id_ in before if id_ not in stayed]
    added = [(index, id_) for index, id_ in enumerate(ids) if id_ not in stayed]
    last = arguments.get("upToId")
    if isinstance(last, str) and last in before and last in ids and _immutable(type_, arguments):
        kept = set(before[: before.index(last) + 1])
        removed = [id_ for id_ in removed if id_ in kept]
        added = [(index, id_) for index, id_ in added if index <= ids.index(last)]
    limit = whole(arguments, "maxChanges")
    if limit is not None and len(removed) + len(added) > limit:
        raise MethodFailure("tooManyChanges")
    answer: JSONObject = {
        "accountId": arguments["accountId"],
        "oldQueryState": since,
        "newQueryState": state,
        "removed": [*removed],
        "added": [{"id": id_, "index": index} for index, id_ in added],
    }
    if arguments.get("calculateTotal"):
        answer["total"] = len(ids)
    return [(f"{type_.name}/queryChanges", answer)]


def _results(type_: DataType, arguments: JSONObject, context: Context) -> list[str]:
    matches = filtering.compiled(type_, arguments.get("filter"))
    found = [record for _, record in type_.everything(context.access) if matches(record)]
    ordered = sorting.ordered(type_, found, arguments.get("sort"))
    return [str(record["id"]) for record in type_.arrange(ordered, arguments, context.access)]


def _start(ids: list[str], arguments: JSONObject) -> int:
    anchor = arguments.get("anchor")
    if anchor is None:
        position = whole(arguments, "position") or 0
        return position if position >= 0 else max(0, len(ids) + position)
    if anchor not in ids:
        raise MethodFailure("anchorNotFound")
    return max(0, ids.index(str(anchor)) + (whole(arguments, "anchorOffset") or 0))


def _calculable(type_: DataType, arguments: JSONObject, context: Context) -> bool:
    """Whether /queryChanges exists and takes what the query was asked with."""
    binding = context.methods.get(f"{type_.name}/queryChanges")
    return binding is not None and set(_asked(arguments)) <= {*binding.arguments.properties_by_json}


def _asked(arguments: JSONObject) -> dict[str, JSON]:
    """What the results depend on, without what is left at its default."""
    return {
        name: value
        for name, value in sorted(arguments.items())
        if name not in _WINDOW and value is not None and value is not False
    }


def _state(type_: DataType, arguments: JSONObject, ids: list[str]) -> str:
    text = dumps([type_.name, _asked(arguments), [*ids]])
    return f"q{hashlib.sha256(text).hexdigest()[:16]}"


def _stayed(before: list[str], now: list[str]) -> set[str]:
    """The ids that need not be moved: a longest run that has the same order in both."""
    places = {id_: index for index, id_ in enumerate(before)}
    common = [id_ for id_ in now if id_ in places]
    ends: list[int] = []
    heads: list[int] = []
    previous: list[int] = []
    for index, id_ in enumerate(common):
        place = places[id_]
        at = bisect.bisect_left(ends, place)
        previous.append(heads[at - 1] if at else -1)
        ends[at : at + 1] = [place]
        heads[at : at + 1] = [index]
    found: set[str] = set()
    index = heads[-1] if heads else -1
    while index >= 0:
        found.add(common[index])
        index = previous[index]
    return found


def _immutable(type_: DataType, arguments: JSONObject) -> bool:
    names = filtering.names(arguments.get("filter")) | sorting.names(arguments.get("sort"))
    found = [type_.property(name) for name in names]
    return all(entry is not None and entry.immutable for entry in found)
