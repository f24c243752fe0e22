"""From JSON to values: strict about types, open to what is new."""

from __future__ import annotations

import json
import typing
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, TypeVar, cast

import cattrs

from .dates import read_date
from .errors import DecodeError, SetError
from .families import Family
from .filters import Filter, FilterOperator, condition_of
from .hints import family_hints, is_union, plain_options, resolved
from .json import is_array, is_object, kind
from .patches import Patch
from .paths import PathProblem, Tree, inside, merged, plant
from .pointer import PointerError, split
from .records import Record
from .sorts import Comparator
from .types import DateForm, IntegerRange, Items, JSONForm, NullProperties

if TYPE_CHECKING:
    from .types import JSONObject

T = TypeVar("T")
Decoder = Callable[[object, object], object]


def add_decoding(converter: cattrs.Converter) -> None:
    """Register how every type of the model is read."""

    def hook(tp: object) -> Decoder:
        if isinstance(tp, TypeVar):
            # A response whose records have no class: they stay JSON.
            return lambda value, _: value
        found: Decoder = converter.get_structure_hook(tp)
        return found

    factories: list[tuple[Callable[[object], bool], Callable[[object], Decoder]]] = [
        (is_union, lambda tp: _union(tp, hook)),
        (_is(list, Sequence), lambda tp: _list(tp, hook)),
        (_is(dict, Mapping, Items), lambda tp: _dict(tp, hook)),
        (_is_record, lambda tp: _record(tp, hook)),
        (_is_patch, lambda tp: _patch(tp, hook)),
        (_is(Filter), lambda tp: _filter(tp, hook)),
        (_is(Comparator), lambda _: _comparator),
        (_is_annotated, lambda tp: _annotated(tp, hook)),
    ]
    for predicate, factory in factories:
        converter.register_structure_hook_factory(predicate, factory)
    for cls in (str, bool, int, float):
        converter.register_structure_hook(cls, _exactly(cls))
    converter.register_structure_hook(datetime, _date(DateForm(utc=False)))
    converter.register_structure_hook(SetError, _set_error)


def mismatch(expected: str, value: object) -> DecodeError:
    """The error for a value of another kind than expected."""
    return DecodeError(f"expected {expected}, got {kind(value)}")


def _is(*origins: type) -> Callable[[object], bool]:
    def check(tp: object) -> bool:
        return typing.get_origin(tp) in origins

    return check


def _is_record(tp: object) -> bool:
    cls = typing.get_origin(tp) or tp
    return isinstance(cls, type) and issubclass(cls, Record)


def _is_patch(tp: object) -> bool:
    return isinstance(tp, type) and issubclass(tp, Patch)


def _is_annotated(tp: object) -> bool:
    return typing.get_origin(tp) is typing.Annotated


def _exactly(cls: type) -> Decoder:
    def decode(value: object, _: object) -> object:
        # bool is a subclass of int in Python, but not in JSON.
        if type(value) is cls:
            return value
        if cls is float and type(value) is int:
            return float(value)
        raise mismatch(cls.__name__, value)

    return decode


def _annotated(tp: object, hook: Callable[[object], Decoder]) -> Decoder:
    base, *notes = typing.get_args(tp)
    for note in notes:
        if isinstance(note, IntegerRange):
            return _integer(note)
        if isinstance(note, DateForm):
            return _date(note)
        if note is JSONForm.VALUE:
            return lambda value, _: value
        if note is JSONForm.OBJECT:
            return _open_object
        if isinstance(note, NullProperties) and _is_record(base):
            return _record(base, hook, note.names)
    return hook(base)


def _open_object(value: object, _: object) -> object:
    if not is_object(value):
        raise mismatch("object", value)
    return value


def _integer(allowed: IntegerRange) -> Decoder:
    def decode(value: object, _: object) -> object:
        if type(value) is not int:
            raise mismatch("int", value)
        if not allowed.low <= value <= allowed.high:
            raise DecodeError(f"expected {allowed.low} to {allowed.high}, got {value}")
        return value

    return decode


def _date(form: DateForm) -> Decoder:
    def decode(value: object, _: object) -> object:
        if type(value) is not str:
            raise mismatch("a date", value)
        try:
            moment = read_date(value, form)
        except (ValueError, OverflowError):
            raise DecodeError(f"expected a date, got {value[:40]!r}") from None
        if moment.tzinfo is None:
            raise DecodeError(f"expected a date with an offset, got {value!r}")
        return moment

    return decode


def _union(tp: object, hook: Callable[[object], Decoder]) -> Decoder:
    options, null, _ = plain_options(tp)
    hooks = [(option, hook(option)) for option in options]
    if len(hooks) == 1:
        option, only = hooks[0]
        return (lambda value, _: None if value is None else only(value, option)) if null else only

    def decode(value: object, _: object) -> object:
        if value is None and null:
            return None
        problem = mismatch("another type", value)
        for option, decoder in hooks:
            try:
                return decoder(value, option)
            except DecodeError as error:
                problem = error
        raise problem

    return decode


def _list(tp: object, hook: Callable[[object], Decoder]) -> Decoder:
    (inner,) = typing.get_args(tp)
    decoder = hook(inner)

    def decode(value: object, _: object) -> object:
        if not is_array(value):
            raise mismatch("array", value)
        found: list[object] = []
        try:
            for item in value:
                found.append(decoder(item, inner))
        except DecodeError as error:
            error.within(f"[{len(found)}]")
            raise
        return found

    return decode


def _dict(tp: object, hook: Callable[[object], Decoder]) -> Decoder:
    _, inner = typing.get_args(tp)
    decoder = hook(inner)

    def decode(value: object, _: object) -> object:
        if not is_object(value):
            raise mismatch("object", value)
        found: dict[str, object] = {}
        for key, item in value.items():
            try:
                found[key] = decoder(item, inner)
            except DecodeError as error:
                error.within(member(key))
                raise
        return found

    return decode


def _record(tp: object, hook: Callable[[object], Decoder], nulls: Collection[str] = ()) -> Decoder:
    cls = typing.get_origin(tp) or tp
    assert isinstance(cls, type)
    assert issubclass(cls, Record)
    fields: dict[str, tuple[str, Decoder, object, bool]] = {}
    families = {family: _Names(family, hook) for family in cls.families}
    new = cast("Callable[[type[object]], object]", object.__new__)

    def decode(value: object, _: object) -> object:
        if not is_object(value):
            raise mismatch("object", value)
        if not fields:
            # On first use: a type may have itself inside.
            fields.update(_fields(tp, hook, nulls))
        made = new(cls)
        unknown: dict[str, object] = {}
        named: dict[str, object] = {}
        for key, item in value.items():
            field = fields.get(key)
            # A null that is no value of the property is kept as it came.
            if field is not None and item is None and field[3]:
                unknown[key] = item
                continue
            try:
                if field is not None:
                    name, decoder, hint, _tolerant = field
                    setattr(made, name, decoder(item, hint))
                elif not any(names.read(key, item, named) for names in families.values()):
                    unknown[key] = item
            except DecodeError as error:
                error.within(member(key))
                raise
        if named:
            object.__setattr__(made, "_named", named)
        if unknown:
            object.__setattr__(made, "_unknown", unknown)
        return made

    return decode


def _patch(tp: object, hook: Callable[[object], Decoder]) -> Decoder:
    assert isinstance(tp, type)
    assert issubclass(tp, Patch)
    plain = _record(tp, hook)

    def decode(value: object, _: object) -> object:
        if not is_object(value):
            raise mismatch("object", value)
        whole: dict[str, object] = {}
        trees: dict[str, Tree] = {}
        for key, item in value.items():
            try:
                name, *tokens = split(f"/{key}")
            except PointerError:
                # No path that we know: kept as it came.
                name, tokens = key, []
            if name not in tp.properties_by_json:
                whole[key] = item
            elif not tokens:
                whole[name] = item
            else:
                hint = resolved(tp)[1][tp.properties_by_json[name].name]
                try:
                    for token in tokens:
                        hint = inside(hint, token)
                    leaf = None if item is None else hook(hint)(item, hint)
                    plant(trees.setdefault(name, {}), tokens, leaf)
                except PathProblem as error:
                    raise DecodeError(str(error), f"${member(key)}") from None
                except DecodeError as error:
                    error.within(member(key))
                    raise
        made = plain(whole, tp)
        for name, tree in trees.items():
            if name in whole:
                problem = "expected no path into what another path replaces"
                raise DecodeError(problem, f"${member(name)}")
            setattr(made, tp.properties_by_json[name].name, merged(tree))
        return made

    return decode


class _Names:
    """Reads the properties of one family, whose names are made at run time."""

    def __init__(self, family: type[Family], hook: Callable[[object], Decoder]) -> None:
        self._family = family
        self._hook = hook
        self._decoders: dict[str, tuple[Decoder, object]] = {}

    def read(self, key: str, value: object, found: dict[str, object]) -> bool:
        """Read a member if its name is one of the family."""
        suffix = self._family.suffix_of(key)
        if suffix is None:
            return False
        if not self._decoders:
            hints = family_hints(self._family)
            self._decoders.update({name: (self._hook(hint), hint) for name, hint in hints.items()})
        decoder, hint = self._decoders[suffix]
        found[key] = decoder(value, hint)
        return True


def _fields(
    tp: object, hook: Callable[[object], Decoder], nulls: Collection[str]
) -> Mapping[str, tuple[str, Decoder, object, bool]]:
    """How to read each property: its attribute, decoder, type, and whether null may be wrong."""
    cls, hints = resolved(tp)
    assert issubclass(cls, Record)
    found: dict[str, tuple[str, Decoder, object, bool]] = {}
    for item in cls.properties_by_name.values():
        hint = hints[item.name]
        nullable = is_union(hint) and plain_options(hint)[1]
        tolerant = (item.has_fallback or item.json in nulls) and not nullable
        found[item.json] = (item.name, hook(hint), hint, tolerant)
    return found


def _filter(tp: object, hook: Callable[[object], Decoder]) -> Decoder:
    (subject,) = typing.get_args(tp)
    condition = condition_of(subject)
    decoder = hook(condition)

    def decode(value: object, _: object) -> object:
        if not is_object(value) or "operator" not in value:
            return decoder(value, condition)
        operator, inside = value["operator"], value.get("conditions")
        if operator not in ("AND", "OR", "NOT"):
            raise DecodeError(f"expected AND, OR or NOT, got {operator!r}", "$.operator")
        if not is_array(inside):
            error = mismatch("array", inside)
            error.within(".conditions")
            raise error
        conditions: list[Filter[object]] = []
        for item in inside:
            try:
                conditions.append(cast("Filter[object]", decode(item, tp)))
            except DecodeError as error:
                error.within(f".conditions[{len(conditions)}]")
                raise
        return FilterOperator(operator, conditions)

    return decode


def _comparator(value: object, _: object) -> object:
    if not is_object(value):
        raise mismatch("object", value)
    members = dict(value)
    settings: dict[str, object] = {}
    for name, json_name, cls in (
        ("property", "property", str),
        ("is_ascending", "isAscending", bool),
        ("collation", "collation", str),
    ):
        if json_name in members:
            item = members.pop(json_name)
            if type(item) is not cls:
                error = mismatch(cls.__name__, item)
                error.within(f".{json_name}")
                raise error
            settings[name] = item
    if "property" not in settings:
        raise DecodeError("expected a property to sort by")
    make = cast("Callable[..., object]", Comparator)
    return make(**settings, arguments=members)


def _set_error(value: object, _: object) -> SetError:
    if not is_object(value):
        raise mismatch("object", value)
    return SetError(cast("JSONObject", value))


def member(key: str) -> str:
    """One step of a path: `.name`, or `["odd name"]` as JSON writes it."""
    return f".{key}" if key.isidentifier() else f"[{json.dumps(key, ensure_ascii=False)}]"
