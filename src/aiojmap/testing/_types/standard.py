"""A data type of which only the schema is known: the standard methods, and nothing else."""

from __future__ import annotations

import typing
from datetime import datetime
from typing import TYPE_CHECKING, Final

from ..._model.hints import is_union
from ..._model.types import DateForm
from .._jmap.datatype import Classes, DataType, forbidden
from .._jmap.failures import SetFailure
from .._jmap.referrers import references_to, released
from .._jmap.shapes import hints_of, nullable

if TYPE_CHECKING:
    from ...runtime import JSON, JSONObject
    from .._jmap.account import Account
    from .._jmap.context import Context

SINGLETON: Final = "singleton"


class StandardType(DataType):
    """Serves a type of a vendor.

    What its schema says the server sets, it sets to something empty of the right type, and
    dates to the present time. A record that another one needs is not destroyed (`referrers`).
    """

    def __init__(self, account: Account, classes: Classes, name: str) -> None:
        self.name = name
        super().__init__(account, classes)
        if classes.singleton:
            self.table.add(SINGLETON, {**self._complete({}), "id": SINGLETON})

    def create(self, sent: JSONObject, context: Context, /) -> JSONObject:
        if self.classes.singleton:
            raise SetFailure("singleton", f"there is always exactly one {self.name}")
        return super().create(self._complete(sent), context)

    def destroy_order(self, ids: list[str], /) -> list[str]:
        waiting = dict.fromkeys(ids)
        found: list[str] = []
        while waiting:
            ready = [id_ for id_ in waiting if not self._needed_by(id_, waiting)]
            # Records that need each other in a circle are refused one by one.
            for id_ in ready or list(waiting):
                del waiting[id_]
                found.append(id_)
        return found

    def destroy(self, id_: str, _arguments: JSONObject, _context: Context, /) -> None:
        if self.classes.singleton:
            raise SetFailure("singleton", f"there is always exactly one {self.name}")
        references = list(references_to(self._peers(), self.name, id_))
        for reference in references:
            if reference.needed and (reference.type is not self or reference.id != id_):
                where = f"{reference.type.name} {reference.id!r}"
                raise forbidden(f"{where} refers to it in {reference.property}")
        self.table.remove(id_)
        for reference in references:
            record = reference.type.table.get(reference.id)
            if record is not None:
                changed = released(record, reference.property, id_)
                reference.type.table.replace(reference.id, changed)

    def _needed_by(self, id_: str, others: dict[str, None]) -> bool:
        """Whether one of some records of this type needs another one."""
        return any(
            found.needed and found.id in others and found.id != id_
            for found in references_to([self], self.name, id_)
        )

    def _peers(self) -> list[DataType]:
        types = self.account.types.values()
        return [type_ for type_ in types if isinstance(type_, StandardType)]

    def _complete(self, sent: JSONObject) -> JSONObject:
        """What was sent, with the properties that a client does not or need not set."""
        hints = hints_of(self.classes.record)
        defaults = self.defaults()
        known = self.classes.record.properties_by_json
        rest = [name for name in known if name not in defaults and name != "id"]
        empty = {name: _empty(hints[name], self.account.now()) for name in rest}
        return {**empty, **defaults, **sent}


def _empty(hint: object, now: str) -> JSON:
    """A value of an annotation with as little in it as can be."""
    if nullable(hint):
        return None
    if is_union(hint):
        return _empty(typing.get_args(hint)[0], now)
    if typing.get_origin(hint) is typing.Annotated:
        base, *notes = typing.get_args(hint)
        return now if any(isinstance(note, DateForm) for note in notes) else _empty(base, now)
    base = typing.get_origin(hint) or hint
    if base is typing.Literal:
        return str(typing.get_args(hint)[0])
    plain: dict[object, JSON] = {str: "", int: 0, float: 0, bool: False, list: [], datetime: now}
    return plain.get(base, {})
