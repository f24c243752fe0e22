"""The standard /copy (RFC 8620, section 5.4)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .context import Context, objects
from .datatype import Answer, DataType
from .failures import MethodFailure, SetFailure, invalid_arguments
from .setting import checked, follow, set_

if TYPE_CHECKING:
    from ...runtime import JSON, JSONObject


def copy(type_: DataType, arguments: JSONObject, context: Context) -> list[Answer]:
    """Copy records from another account, and destroy the originals if that is asked for."""
    source = source_of(type_, arguments, context)
    _check_state(source, arguments.get("ifFromInState"))
    old_state = type_.table.state
    _check_state(type_, arguments.get("ifInState"))
    creates = objects(arguments, "create")
    if len(creates) > context.limits.max_objects_in_set:
        raise MethodFailure("requestTooLarge", f"{len(creates)} are more than maxObjectsInSet")
    created: JSONObject = {}
    not_created: JSONObject = {}
    copied: list[JSON] = []
    for key, sent in creates.items():
        try:
            original = source.read(context.resolve(str(sent.get("id"))), context.access)
            if original is None:
                raise SetFailure("notFound", "there is no such record to copy")
            given = checked(type_, sent, context, type_.classes.copy)
            given.pop("id", None)
            record = type_.create_copy(original, given, source, context)
        except SetFailure as failure:
            not_created[key] = failure.members
        else:
            context.created_ids[key] = str(record["id"])
            created[key] = type_.reported(sent, record)
            copied.append(original["id"])
    follow(type_, created, context)
    type_.account.settle()
    answer: JSONObject = {
        "fromAccountId": arguments["fromAccountId"],
        "accountId": arguments["accountId"],
        "oldState": old_state,
        "newState": type_.table.state,
        "created": created or None,
        "notCreated": not_created or None,
    }
    answers: list[Answer] = [(f"{type_.name}/copy", answer)]
    if arguments.get("onSuccessDestroyOriginal") and copied:
        answers += _destroyed(source, copied, arguments, context)
    return answers


def source_of(type_: DataType, arguments: JSONObject, context: Context) -> DataType:
    """The type in the account that is copied from; it must be another one."""
    from_id = arguments["fromAccountId"]
    account = context.access.accounts.get(from_id) if isinstance(from_id, str) else None
    if account is None:
        raise MethodFailure("fromAccountNotFound", f"there is no account {from_id!r}")
    if account is type_.account:
        raise invalid_arguments("fromAccountId: must be another account than accountId")
    source = account.types.get(type_.name)
    if source is None:
        raise MethodFailure("fromAccountNotSupportedByMethod")
    return source


def _check_state(type_: DataType, expected: JSON) -> None:
    if expected not in (None, type_.table.state):
        raise MethodFailure("stateMismatch", f"the state is {type_.table.state!r}")


def _destroyed(
    source: DataType, ids: list[JSON], arguments: JSONObject, context: Context
) -> list[Answer]:
    """The implicit /set that destroys the originals of what was copied."""
    if not context.access.may_write(source.account):
        return [("error", {"type": "accountReadOnly"})]
    implicit: JSONObject = {
        "accountId": arguments["fromAccountId"],
        "ifInState": arguments.get("destroyFromIfInState"),
        "create": None,
        "update": None,
        "destroy": ids,
    }
    try:
        return set_(source, implicit, context)
    except MethodFailure as failure:
        return [("error", failure.members)]
