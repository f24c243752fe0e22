"""Whether ids that a record holds are those of records that exist (RFC 8620, section 5.3)."""

from __future__ import annotations

import typing
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Final, cast

from ..._model.hints import is_union
from ..._model.types import Items
from ...runtime import CreatedId
from .failures import invalid_properties
from .shapes import hints_of

if TYPE_CHECKING:
    from ...runtime import JSON, JSONObject, Record
    from .account import Account
    from .datatype import DataType

_ARRAYS: Final = (list, Sequence)
_MAPS: Final = (dict, Mapping, Items)


def check_references(type_: DataType, sent: JSONObject, written: type[Record]) -> None:
    """Refuse a record with the id of another one that does not exist."""
    hints = hints_of(written)
    wrong: dict[str, str] = {}
    for name, value in sent.items():
        if name == "id":
            # What is to be copied is a record of another account, which is looked for there.
            continue
        for owner, id_ in ids_in(value, hints.get(name)):
            if not _exists(type_.account, owner, id_):
                wrong.setdefault(name, f"there is no {owner} {id_!r}")
    if wrong:
        description = "; ".join(f"{name}: {problem}" for name, problem in wrong.items())
        raise invalid_properties(wrong, description)


def _exists(account: Account, owner: str, id_: str) -> bool:
    """Whether a record exists; of what the server does not keep, nobody knows."""
    if owner == "Blob":
        return account.blobs.get(id_) is not None
    found = account.types.get(owner)
    return found is None or id_ in found.table


def ids_in(value: JSON, hint: object) -> Iterator[tuple[str, str]]:
    """The ids in a value, each with the type that the annotation says it is of."""
    if is_union(hint):
        for part in typing.get_args(hint):
            if typing.get_origin(part) is CreatedId:
                if isinstance(value, str):
                    yield _owner(typing.get_args(part)[0]), value
            else:
                yield from ids_in(value, part)
        return
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if isinstance(value, list) and origin in _ARRAYS:
        for item in value:
            yield from ids_in(item, arguments[0])
    elif isinstance(value, dict) and origin in _MAPS:
        for key, item in value.items():
            yield from ids_in(key, arguments[0])
            yield from ids_in(item, arguments[1])


def _owner(id_type: object) -> str:
    """The type that ids of a kind belong to: Email for `EmailId`."""
    return cast("str", getattr(id_type, "__name__", "")).removesuffix("Id")
