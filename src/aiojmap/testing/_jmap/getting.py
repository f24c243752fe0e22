"""The standard /get and /changes (RFC 8620, sections 5.1 and 5.2)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .context import Context, texts, whole
from .datatype import Answer, DataType
from .failures import MethodFailure, invalid_arguments

if TYPE_CHECKING:
    from ...runtime import JSON, JSONObject


def get(type_: DataType, arguments: JSONObject, context: Context) -> list[Answer]:
    """Return the records asked for, or all of them."""
    type_.check_get(arguments)
    _check_capabilities(type_, arguments, context)
    if arguments.get("ids") is None:
        ids = [id_ for id_, _ in type_.everything(context.access)]
    else:
        ids = list(dict.fromkeys(context.resolve(id_) for id_ in texts(arguments, "ids")))
    if len(ids) > context.limits.max_objects_in_get:
        raise MethodFailure("requestTooLarge", f"{len(ids)} ids are more than maxObjectsInGet")
    given = arguments.get("properties")
    names = type_.default_properties() if given is None else texts(arguments, "properties")
    wanted = list(dict.fromkeys(["id", *names]))
    found: list[JSON] = []
    missing: list[JSON] = []
    for id_ in ids:
        record = type_.read(id_, context.access)
        if record is None:
            missing.append(id_)
        else:
            found.append(type_.select(record, wanted, arguments))
    answer: JSONObject = {
        "accountId": arguments.get("accountId"),
        "state": type_.table.state,
        "list": found,
        "notFound": missing,
    }
    return [(f"{type_.name}/get", answer)]


def changes(type_: DataType, arguments: JSONObject, _context: Context) -> list[Answer]:
    """Return what has happened since a state."""
    since = arguments["sinceState"]
    limit = whole(arguments, "maxChanges")
    if limit == 0:
        raise invalid_arguments("maxChanges: must be above zero")
    found = type_.table.changes(since, limit) if isinstance(since, str) else None
    if found is None:
        raise MethodFailure("cannotCalculateChanges", f"{since!r} is no state of this account")
    answer: JSONObject = {
        "accountId": arguments.get("accountId"),
        "oldState": since,
        "newState": found.state,
        "hasMoreChanges": found.more,
        "created": [*found.created],
        "updated": [*found.updated],
        "destroyed": [*found.destroyed],
        **type_.changes_extras(found),
    }
    return [(f"{type_.name}/changes", answer)]


def _check_capabilities(type_: DataType, arguments: JSONObject, context: Context) -> None:
    for name in texts(arguments, "properties"):
        found = type_.property(name)
        if found and found.capability and found.capability not in context.using:
            raise invalid_arguments(f"the property {name!r} needs {found.capability!r} in using")
