"""Records: attrs classes whose properties may be absent, and that keep what they do not know."""

from __future__ import annotations

import copy
import difflib
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, ClassVar, Generic, TypeVar, cast, dataclass_transform

import attrs

from .errors import PropertyNotFetched
from .families import AnyPropertyName, Family, PropertyName
from .sentinels import NOT_FETCHED, REQUIRED, UNSET, NotFetchedType, RequiredType

if TYPE_CHECKING:
    from .types import JSON, JSONObject

T = TypeVar("T")
"""Stands for the class of the records in an answer, or for the type of a value."""

R = TypeVar("R")


@attrs.frozen(kw_only=True)
class Property:
    """What the schema says about one property, argument or member.

    `fallback` and `default` are `attrs.NOTHING` where there is none.
    """

    name: str
    json: str
    fallback: object
    default: object
    required: bool = False
    server_set: bool = False
    immutable: bool = False
    create_only: bool = False
    capability: str | None = None
    scope: str | None = None
    properties_of: type[Record] | None = None

    @property
    def has_fallback(self) -> bool:
        return self.fallback is not attrs.NOTHING


def prop(
    json: str,
    *,
    default: T | NotFetchedType | RequiredType = REQUIRED,
    server_set: bool = False,
    immutable: bool = False,
    create_only: bool = False,
    capability: str | None = None,
    scope: str | None = None,
    properties_of: type[Record] | None = None,
    fallback: object = attrs.NOTHING,
    initial: object = attrs.NOTHING,
) -> T:
    """Define a property by its name in JSON and what the schema says about it.

    `default` is what the attribute starts with; without it the property must be given.
    `fallback` is what a read gives when a server left it out. `initial` is the value the
    server assumes when it is not sent. `capability` is the URI that must be in `using`, and
    `scope` the OAuth scope that a token needs, where they are not the method's.
    `properties_of` names the record class whose property names the value holds.
    """
    metadata = {
        "jmap": {
            "json": json,
            "required": default is REQUIRED,
            "server_set": server_set,
            "immutable": immutable,
            "create_only": create_only,
            "capability": capability,
            "scope": scope,
            "properties_of": properties_of,
            "fallback": fallback,
            "default": initial,
        }
    }
    start = attrs.NOTHING if default is REQUIRED else default
    return cast("T", attrs.field(default=start, metadata=metadata))


class Record:
    """The base of everything that has a JSON object as its form.

    A property that is absent raises `PropertyNotFetched` when read. Members without a
    property of their own are kept: `unknown_members` gives them, encoding sends them back.
    """

    __slots__ = ("_named", "_selected", "_unknown")

    if TYPE_CHECKING:
        _named: dict[str, object]
        _selected: frozenset[str]
        _unknown: JSONObject

    properties_by_name: ClassVar[Mapping[str, Property]] = MappingProxyType({})
    properties_by_json: ClassVar[Mapping[str, Property]] = MappingProxyType({})
    families: ClassVar[tuple[type[Family], ...]] = ()
    fetched_by: ClassVar[str | None] = None

    def __attrs_post_init__(self) -> None:
        for name in type(self).properties_by_name:
            if getattr(self, name) is NOT_FETCHED:
                delattr(self, name)

    if not TYPE_CHECKING:
        # Hidden from type checkers, so that a misspelt attribute stays an error.
        def __getattr__(self, name):
            found = type(self).properties_by_name.get(name)
            if found is None:
                message = f"{type(self).__name__!r} has no attribute {name!r}"
                raise AttributeError(message, name=name, obj=self)
            names = selected(self)
            if found.has_fallback and (names is None or found.json in names):
                return copy.copy(found.fallback)
            raise PropertyNotFetched(self._absent(found.json, f".{found.name}"))

    def _absent(self, json: str, name: str) -> str:
        where = f"{type(self).__name__}{name}"
        if json in kept(self):
            return f"{where} is null in the answer, although a record of the account has one"
        by = type(self).fetched_by
        if by is None:
            return f"{where} is absent: the answer has no {json!r}"
        return f"{where} was not fetched: name {json!r} in the properties of {by}"

    def _slots(self) -> Iterator[tuple[Property, object]]:
        for found in type(self).properties_by_name.values():
            try:
                yield found, object.__getattribute__(self, found.name)
            except AttributeError:
                continue

    def _present(self) -> Iterator[tuple[Property, object]]:
        return ((found, value) for found, value in self._slots() if value is not UNSET)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Record) or type(other) is not type(self):
            return NotImplemented
        mine = {found.name: value for found, value in self._present()}
        theirs = {found.name: value for found, value in other._present()}
        return mine == theirs and kept(self) == kept(other) and named(self) == named(other)

    __hash__ = None  # type: ignore[assignment]  # records can change, so they cannot be keys

    def __repr__(self) -> str:
        known = [f"{found.name}={value!r}" for found, value in self._present()]
        others = {**named(self), **unknown_members(self)}
        more = [f"{name}: {value!r}" for name, value in others.items()]
        return f"{type(self).__name__}({', '.join(known + more)})"

    def __getstate__(self) -> dict[str, Mapping[str, object]]:
        known = {found.name: value for found, value in self._slots()}
        hidden: dict[str, object] = {"_named": dict(named(self)), "_unknown": dict(kept(self))}
        names = selected(self)
        if names is not None:
            hidden["_selected"] = names
        return {"known": known, "hidden": hidden}

    def __setstate__(self, state: dict[str, Mapping[str, object]]) -> None:
        for part in state.values():
            for name, value in part.items():
                setattr(self, name, value)


class FamilyRecord(Record, Generic[R]):
    """A record that has properties whose names are made at run time.

    `record[name]` reads one and `record[name] = value` gives it; R is the type that the
    names are made for, as in `email[mail.Email.header("List-Id").as_text]`.
    """

    __slots__ = ()

    def __getitem__(self, name: PropertyName[R, T]) -> T:
        try:
            return cast("T", self._named[name])
        except (AttributeError, KeyError):
            raise PropertyNotFetched(self._absent(name, f"[{name!r}]")) from None

    def __setitem__(self, name: PropertyName[R, T], value: T) -> None:
        problem = family_problem(type(self), name)
        if problem:
            raise ValueError(f"{type(self).__name__}: {problem}")
        try:
            self._named[name] = value
        except AttributeError:
            self._named = {str(name): value}

    def __contains__(self, name: AnyPropertyName[R]) -> bool:
        return name in named(self)

    __iter__ = None


@dataclass_transform(kw_only_default=True, field_specifiers=(prop,))
def record(cls: type[T]) -> type[T]:
    """Make a subclass of `Record` into a slotted attrs class and note its properties."""
    built = attrs.define(
        cls, kw_only=True, eq=False, repr=False, slots=True, getstate_setstate=False
    )
    note_properties(built)
    return built


def note_properties(cls: type[object]) -> None:
    """Fill the tables of properties of a record class from its attrs fields."""
    by_name: dict[str, Property] = {}
    for field in attrs.fields(cls):  # type: ignore[arg-type]  # an attrs class by now
        by_name[field.name] = Property(name=field.name, **field.metadata["jmap"])
    setattr(cls, "properties_by_name", MappingProxyType(by_name))  # noqa: B010
    by_json = {found.json: found for found in by_name.values()}
    setattr(cls, "properties_by_json", MappingProxyType(by_json))  # noqa: B010


def unknown_members(value: Record) -> Mapping[str, JSON]:
    """The members an answer had that the schema does not know, as they came."""
    known = type(value).properties_by_json
    return MappingProxyType({n: item for n, item in kept(value).items() if n not in known})


def kept(value: Record) -> JSONObject:
    """What is kept as it came: unknown members, and nulls for which a fallback is read."""
    try:
        return value._unknown
    except AttributeError:
        return {}


def named(value: Record) -> Mapping[str, object]:
    """The properties of a record whose names were made at run time."""
    try:
        return value._named
    except AttributeError:
        return {}


def selected(value: Record) -> frozenset[str] | None:
    """The names of the properties that were asked for; None if that was left to the server."""
    try:
        return value._selected
    except AttributeError:
        return None


def has_property(record: type[Record], name: object) -> bool:
    """Whether a type has a property of this name in JSON, made at run time or not."""
    if not isinstance(name, str):
        return False
    return name in record.properties_by_json or any(
        family.suffix_of(name) is not None for family in record.families
    )


def family_problem(record: type[Record], name: str) -> str | None:
    """What is wrong with a name made at run time as one of a type's, if anything is."""
    for family in record.families:
        if name.startswith(family.prefix):
            return family.problem(name)
    return f"there is no property {name!r}"


def did_you_mean(name: str, names: Iterable[str]) -> str:
    """The end of a message about a name that is not there: the one that comes nearest."""
    close = difflib.get_close_matches(name, names, 1)
    return f"; did you mean {close[0]!r}?" if close else ""


def fetched(value: Record) -> frozenset[str]:
    """The names of the attributes that a record holds a value for."""
    return frozenset(found.name for found, _ in value._present())
