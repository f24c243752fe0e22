"""Makes values anew the way a caller would, and finds what no class has a place for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

import attrs

import aiojmap
from aiojmap._model.decoding import member
from aiojmap._model.families import ALL, Family
from aiojmap._model.filters import is_operator
from aiojmap._model.json import is_array, is_object
from aiojmap._model.patches import is_merge
from aiojmap._model.records import FamilyRecord, kept, named
from aiojmap.runtime import PropertyName, Record


class Refused(Exception):
    """A value cannot be made with the public classes; the message says where and why."""


@attrs.frozen
class Unknown:
    """A member kept as it came: the record it is in, the path to it, and its name.

    It has no property in the class of the record, or is null where the property has no null.
    """

    record: Record
    path: str
    name: str

    @property
    def is_null(self) -> bool:
        """Whether there is a property, which has no null."""
        return self.name in type(self.record).properties_by_json


def unknown_in(value: object, path: str = "$") -> Iterator[Unknown]:
    """Every member in a value that is kept as it came."""
    if isinstance(value, Record):
        for name in kept(value):
            yield Unknown(value, f"{path}{member(name)}", name)
    for step, inner in _parts(value):
        yield from unknown_in(inner, f"{path}{step}")


def _parts(value: object) -> Iterator[tuple[str, object]]:
    if isinstance(value, Record):
        for found in type(value).properties_by_name.values():
            if found.name in aiojmap.fetched(value):
                yield member(found.json), getattr(value, found.name)
        yield from ((member(name), item) for name, item in named(value).items())
    elif is_operator(value):
        yield from ((f".conditions[{index}]", item) for index, item in enumerate(value.conditions))
    elif is_object(value):
        yield from ((member(name), item) for name, item in value.items())
    elif is_array(value):
        yield from ((f"[{index}]", item) for index, item in enumerate(value))


def remade(value: object, path: str = "$") -> object:
    """The value, each record in it made by calling its class.

    A record with members kept as they came stays as it was read, which is the way to send those.
    Raises `Refused` where a class does not take what is there.
    """
    if is_object(value):
        return {name: remade(item, f"{path}{member(name)}") for name, item in value.items()}
    if is_array(value):
        return [remade(item, f"{path}[{index}]") for index, item in enumerate(value)]
    if is_operator(value):
        inside = [
            remade(item, f"{path}.conditions[{n}]") for n, item in enumerate(value.conditions)
        ]
        conditions = cast("list[aiojmap.Filter[object]]", inside)
        return aiojmap.FilterOperator(value.operator, conditions)
    if is_merge(value):
        return aiojmap.merge({name: remade(item, path) for name, item in value.entries.items()})
    if not isinstance(value, Record) or kept(value):
        return value
    return _remade_record(value, path)


def _remade_record(value: Record, path: str) -> Record:
    given = {
        found.name: remade(getattr(value, found.name), f"{path}{member(found.json)}")
        for found in type(value).properties_by_name.values()
        if found.name in aiojmap.fetched(value)
    }
    try:
        made = type(value)(**given)
        for name, item in named(value).items():
            assert isinstance(made, FamilyRecord)
            made[property_name(type(value), name)] = remade(item, f"{path}{member(name)}")
    except (TypeError, ValueError) as error:
        raise Refused(f"{path}: {error}") from None
    return made


def property_name(record: type[Record], name: str) -> PropertyName[object, object]:
    """A name such as `header:List-Id:asText` made the typed way, form by form."""
    for family in record.families:
        suffix = family.suffix_of(name)
        if suffix is not None:
            return _formed(family, name[len(family.prefix) :].partition(":")[0], suffix)
    raise ValueError(f"{name!r} is no name of a property of {record.__name__}")


def _formed(family: type[Family], value: str, suffix: str) -> PropertyName[object, object]:
    every = suffix.endswith(ALL)
    wanted = suffix.removesuffix(ALL)
    attribute = next(name for name, form in vars(family).items() if form is family.forms[wanted])
    plain = family(value)
    made = getattr(plain, attribute) if wanted else plain
    return cast("PropertyName[object, object]", getattr(made, "all") if every else made)  # noqa: B009
