"""A data type as the standard methods see it; its subclasses say what is particular."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

import attrs

from ..._model.records import Property
from ...runtime import JSON, JSONObject, Record
from . import families
from .conditions import by_property, condition
from .failures import SetFailure, invalid_arguments

if TYPE_CHECKING:
    from .access import Access
    from .account import Account
    from .context import Context
    from .table import Changes, Table

Matcher = Callable[["JSONObject"], bool]
SortKey = Callable[["JSONObject"], "str | int | float"]
Answer = tuple[str, "JSONObject"]
Verb = Callable[["DataType", "JSONObject", "Context"], "list[Answer]"]


@attrs.frozen(kw_only=True)
class Classes:
    """The generated classes of a data type: as read, created, patched, copied, filtered by."""

    record: type[Record] = Record
    create: type[Record] | None = None
    patch: type[Record] | None = None
    copy: type[Record] | None = None
    filter: type[Record] | None = None
    sort: Mapping[str, Mapping[str, object]] | None = None
    """What can be sorted by, with the annotations of what a comparator holds besides."""
    singleton: bool = False


@attrs.define(kw_only=True)
class SetOutcome:
    """What a /set has done so far."""

    created: dict[str, JSON] = attrs.field(factory=dict[str, JSON])
    updated: dict[str, JSON] = attrs.field(factory=dict[str, JSON])
    destroyed: list[JSON] = attrs.field(factory=list[JSON])
    not_created: dict[str, JSON] = attrs.field(factory=dict[str, JSON])
    not_updated: dict[str, JSON] = attrs.field(factory=dict[str, JSON])
    not_destroyed: dict[str, JSON] = attrs.field(factory=dict[str, JSON])
    gone: dict[str, JSONObject] = attrs.field(factory=dict[str, JSONObject])
    """The records destroyed, as they were."""


class DataType:
    """Keeps records in a table and lets clients do with them what the schema allows."""

    name: str

    def __init__(self, account: Account, classes: Classes) -> None:
        self.account = account
        self.classes = classes
        self.table: Table = account.table(self.name)

    def method(self, _verb: str, /) -> Verb | None:
        """How a method of this type works that is not a standard one, or not just that."""
        return None

    # ------------------------------------------------------------------ reading

    def read(self, id_: str, _access: Access, /) -> JSONObject | None:
        """A record as somebody sees it, with what is computed."""
        return self.table.get(id_)

    def everything(self, _access: Access, /) -> Iterator[tuple[str, JSONObject]]:
        """All records with their ids as somebody sees them, in an order that stays."""
        return self.table.items()

    def property(self, name: str, /) -> Property | None:
        """What the schema says about a property that can be read."""
        found = self.classes.record.properties_by_json.get(name)
        if found is None and families.belongs(self.classes.record, name):
            return Property(
                name=name,
                json=name,
                immutable=True,
                fallback=attrs.NOTHING,
                default=attrs.NOTHING,
            )
        return found

    def value(self, record: JSONObject, name: str, /) -> JSON:
        """One property of a record; null if it has none of that name."""
        return record.get(name)

    def check_get(self, arguments: JSONObject, /) -> None:
        """Refuse arguments of /get that no annotation can rule out."""
        properties = arguments.get("properties")
        if not isinstance(properties, list):
            return
        for name in properties:
            if not isinstance(name, str) or self.property(name) is None:
                raise invalid_arguments(f"{self.name} has no property {name!r}")

    def default_properties(self) -> Sequence[str]:
        """What /get returns where no properties are named."""
        return list(self.classes.record.properties_by_json)

    def select(
        self, record: JSONObject, names: Iterable[str], _arguments: JSONObject, /
    ) -> JSONObject:
        """The properties of a record that /get is to return."""
        return {name: record[name] for name in names if name in record}

    def changes_extras(self, _changes: Changes, /) -> JSONObject:
        """Members of a /changes response besides the standard ones."""
        return {}

    # ------------------------------------------------------------------ writing

    def defaults(self) -> JSONObject:
        """What properties are that a client leaves out on create."""
        found: JSONObject = {}
        for name, entry in self.classes.record.properties_by_json.items():
            if entry.default is not attrs.NOTHING:
                value: JSON = copy.deepcopy(entry.default)  # type: ignore[assignment]  # JSON, by the schema
                found[name] = value
        return found

    def create(self, sent: JSONObject, context: Context, /) -> JSONObject:
        """Make a record of what a client sent, which fits the annotations, and return it."""
        record = {**self.defaults(), **sent, "id": self.table.new_id()}
        self.validate(record, None, context)
        self.table.add(str(record["id"]), record)
        return record

    def settled(self, id_: str, /) -> str:
        """The id that a record has in the end that was just created under another one."""
        return id_

    def reported(self, sent: JSONObject, record: JSONObject, /) -> JSONObject:
        """What to tell the client about a record it created: what it did not send."""
        known = self.classes.record.properties_by_json
        return {
            name: value
            for name, value in record.items()
            if name in known and (name not in sent or sent[name] != value)
        }

    def update(self, id_: str, new: JSONObject, old: JSONObject, context: Context, /) -> None:
        """Put a patched record in the place of the old one."""
        self.validate(new, old, context)
        self.table.replace(id_, new)

    def copied(self, original: JSONObject, /) -> JSONObject:
        """What a copy in another account is made of, besides what the client sets."""
        creation = self.classes.create
        if creation is None:
            return {}
        known = creation.properties_by_json
        return {name: value for name, value in original.items() if name in known}

    def create_copy(
        self, original: JSONObject, sent: JSONObject, _source: DataType, context: Context, /
    ) -> JSONObject:
        """Make a copy of a record of another account."""
        return self.create({**self.copied(original), **sent}, context)

    def pointer(self, tokens: list[str], /) -> list[str]:
        """The tokens of a pointer in a patch, written as the record has them."""
        return tokens

    def foresee(self, _updates: Mapping[str, JSONObject], _context: Context, /) -> None:
        """Look at what a /set is going to update, before anything is done."""

    def validate(self, _record: JSONObject, _old: JSONObject | None, _context: Context, /) -> None:
        """Refuse a record that no annotation can rule out, raising `SetFailure`."""

    def destroy_order(self, ids: list[str], /) -> list[str]:
        """The order in which to destroy records, where one depends on another."""
        return ids

    def destroy(self, id_: str, _arguments: JSONObject, _context: Context, /) -> None:
        """Destroy a record, or raise `SetFailure`."""
        self.table.remove(id_)

    def after_set(
        self, _outcome: SetOutcome, _arguments: JSONObject, _context: Context, /
    ) -> Sequence[Answer]:
        """Further answers that a /set gives under the same call id."""
        return ()

    # ----------------------------------------------------------------- querying

    def matcher(self, name: str, value: JSON, /) -> Matcher | None:
        """A test for one condition of a filter; None if it is not supported."""
        return condition(self.classes.record, name, value)

    def sort_key(self, property_: str, comparator: JSONObject, /) -> SortKey | None:
        """What to compare records by; None if it is not supported."""
        sorts = self.classes.sort
        if sorts is not None and property_ not in sorts:
            return None
        values = [comparator[name] for name in self.comparator_arguments(property_)]
        if values:
            matches = condition(self.classes.record, property_, values[0])
            return None if matches is None else lambda record: int(matches(record))
        return by_property(self.classes.record, property_)

    def comparator_arguments(self, property_: str, /) -> Mapping[str, object]:
        """What a comparator must hold besides the standard members, with the annotations."""
        return (self.classes.sort or {}).get(property_, {})

    def arrange(
        self, found: list[JSONObject], _arguments: JSONObject, _access: Access, /
    ) -> list[JSONObject]:
        """The results of a query out of what matches the filter, which is sorted."""
        return found


def forbidden(description: str) -> SetFailure:
    """The permissions do not allow it."""
    return SetFailure("forbidden", description)
