"""From values to JSON: what is given must fit its declared type.

References to ids still to be created stay in the result as `CreatedId`, as values and as
keys; whoever builds the request puts the text in their place.
"""

from __future__ import annotations

import math
import typing
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import TypeGuard, cast

import cattrs

from .dates import write_date
from .decoding import member
from .errors import EncodeError, SetError
from .filters import Filter, FilterCondition, is_operator
from .hints import family_hints, is_union, plain_options, resolved
from .json import kind
from .patches import Merge, Patch, is_merge
from .paths import PathProblem, walk
from .pointer import escape, join
from .records import Property, Record, kept, named
from .references import is_created_id, is_ref
from .sentinels import UNSET
from .sorts import Comparator
from .types import MAX_SAFE, DateForm, IntegerRange, Items, JSONForm

Encoder = Callable[[object], object]
Hook = Callable[[object], Encoder]


def add_encoding(converter: cattrs.Converter) -> None:
    """Register how every type of the model is written."""

    def by_class(value: object) -> object:
        return converter.unstructure(value)

    def hook(tp: object) -> Encoder:
        if tp is object or isinstance(tp, typing.TypeVar):
            return by_class
        found: Encoder = converter.get_unstructure_hook(tp)
        return found

    def origin_in(*origins: type) -> Callable[[object], bool]:
        return lambda tp: (typing.get_origin(tp) or tp) in origins

    factories: list[tuple[Callable[[object], bool], Callable[[object], Encoder]]] = [
        (is_union, lambda tp: _union(tp, hook)),
        (origin_in(list, Sequence), lambda tp: _list(tp, hook)),
        (origin_in(dict, Mapping, Items), lambda tp: _dict(tp, hook)),
        (lambda tp: _subclass(tp, Record), lambda tp: _record(tp, hook)),
        (_is_filter, lambda tp: _filter(tp, hook)),
        (origin_in(Comparator), lambda _: _comparator),
        (origin_in(SetError), lambda _: _set_error),
        (origin_in(typing.Annotated), lambda tp: _annotated(tp, hook)),  # type: ignore[arg-type]  # a special form, compared by identity
    ]
    for predicate, factory in factories:
        converter.register_unstructure_hook_factory(predicate, factory)
    converter.register_unstructure_hook(str, _string)
    converter.register_unstructure_hook(bool, _boolean)
    converter.register_unstructure_hook(int, _integer(IntegerRange(-MAX_SAFE, MAX_SAFE)))
    converter.register_unstructure_hook(float, _number)
    converter.register_unstructure_hook(datetime, _date(DateForm(utc=False)))


def mismatch(expected: str, value: object) -> EncodeError:
    """The error for a value of another kind than expected."""
    if is_ref(value):
        return EncodeError(
            "a result reference can only be a whole argument (RFC 8620, section 3.7): "
            f"await {value.call.method.name} first and use the value"
        )
    if is_created_id(value):
        return EncodeError(f"expected {expected}, which an id still to be created cannot be")
    return EncodeError(f"expected {expected}, got {kind(value)}")


def _subclass(tp: object, base: type) -> bool:
    cls = typing.get_origin(tp) or tp
    return isinstance(cls, type) and issubclass(cls, base)


def _is_filter(tp: object) -> bool:
    # A condition alone is a record like any other.
    return _subclass(tp, Filter) and not _subclass(tp, Record)


def _string(value: object) -> str:
    if not isinstance(value, str):
        raise mismatch("str", value)
    if not value.isascii():
        try:
            value.encode()
        except UnicodeEncodeError:
            raise EncodeError("expected text, got half of a surrogate pair") from None
    return value


def _boolean(value: object) -> bool:
    if not isinstance(value, bool):
        raise mismatch("bool", value)
    return value


def _number(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise mismatch("float", value)
    if isinstance(value, float) and not math.isfinite(value):
        raise EncodeError(f"expected a number that JSON has, got {value}")
    return value


def json_value(value: object) -> object:
    """A value of any kind that JSON has, checked and copied."""
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, str):
        return _string(value)
    if isinstance(value, (int, float)):
        return _number(value)
    if _is_mapping(value):
        return json_object(value)
    if isinstance(value, (list, tuple)):
        return _each(cast("Sequence[object]", value), json_value)
    raise mismatch("a JSON value", value)


def json_object(value: object) -> dict[object, object]:
    """An object of JSON values, checked and copied."""
    if not _is_mapping(value):
        raise mismatch("object", value)
    return _entry_by_entry(value, _string, json_value)


def _annotated(tp: object, hook: Hook) -> Encoder:
    base, *notes = typing.get_args(tp)
    for note in notes:
        if isinstance(note, IntegerRange):
            return _integer(note)
        if isinstance(note, DateForm):
            return _date(note)
        if note is JSONForm.VALUE:
            return json_value
        if note is JSONForm.OBJECT:
            return json_object
    return hook(base)


def _integer(allowed: IntegerRange) -> Encoder:
    def encode(value: object) -> object:
        if isinstance(value, bool) or not isinstance(value, int):
            raise mismatch("int", value)
        if not allowed.low <= value <= allowed.high:
            raise EncodeError(f"expected {allowed.low} to {allowed.high}, got {value}")
        return value

    return encode


def _date(form: DateForm) -> Encoder:
    def encode(value: object) -> object:
        if not isinstance(value, datetime):
            raise mismatch("datetime", value)
        if value.utcoffset() is None:
            raise EncodeError("expected a datetime with a time zone, got a naive one")
        try:
            return write_date(value, form)
        except OverflowError:
            raise EncodeError(f"expected a date that UTC has, got {value}") from None

    return encode


def _union(tp: object, hook: Hook) -> Encoder:
    options, null, created = plain_options(tp)
    encoders = [hook(option) for option in options]

    def encode(value: object) -> object:
        if value is None and null:
            return None
        if created and is_created_id(value):
            return value
        if len(encoders) == 1:
            return encoders[0](value)
        problem = mismatch("another type", value)
        for encoder in encoders:
            try:
                return encoder(value)
            except EncodeError as error:
                problem = error
        raise problem

    return encode


def _is_sequence(value: object) -> TypeGuard[Sequence[object]]:
    return isinstance(value, Sequence) and not isinstance(value, str)


def _is_mapping(value: object) -> TypeGuard[Mapping[object, object]]:
    return isinstance(value, Mapping)


def _list(tp: object, hook: Hook) -> Encoder:
    (inner,) = typing.get_args(tp) or (object,)
    encoder = hook(inner)

    def encode(value: object) -> object:
        if not _is_sequence(value):
            raise mismatch("a sequence", value)
        return _each(value, encoder)

    return encode


def _each(items: Sequence[object], encoder: Encoder) -> list[object]:
    found: list[object] = []
    for item in items:
        try:
            found.append(encoder(item))
        except EncodeError as error:
            error.within(f"[{len(found)}]")
            raise
    return found


def _dict(tp: object, hook: Hook) -> Encoder:
    key_type, inner = typing.get_args(tp) or (str, object)
    key_encoder, encoder = hook(key_type), hook(inner)

    def encode(value: object) -> object:
        if not _is_mapping(value):
            raise mismatch("a mapping", value)
        return _entry_by_entry(value, key_encoder, encoder)

    return encode


def _entry_by_entry(
    value: Mapping[object, object], key_encoder: Encoder, encoder: Encoder
) -> dict[object, object]:
    found: dict[object, object] = {}
    for key, item in value.items():
        try:
            found[key_encoder(key)] = encoder(item)
        except EncodeError as error:
            error.within(member(str(key)))
            raise
    return found


def _record(tp: object, hook: Hook) -> Encoder:
    cls = typing.get_origin(tp) or tp
    assert isinstance(cls, type)
    assert issubclass(cls, Record)
    is_patch = issubclass(cls, Patch)
    encoders: dict[str, Encoder] = {}
    name_encoders: dict[str, Encoder] = {}

    def encode(value: object) -> object:
        if not isinstance(value, cls):
            raise mismatch(cls.__name__, value)
        if not encoders:
            # On first use: a type may have itself inside.
            _, hints = resolved(tp)
            encoders.update({name: hook(hints[name]) for name in cls.properties_by_name})
        if type(value) is not cls and type(value).properties_by_name is not cls.properties_by_name:
            return hook(type(value))(value)
        found: dict[str, object] = {}
        for member_of, item in value._present():
            try:
                if is_merge(item):
                    found.update(_paths(tp, member_of, item, hook))
                else:
                    key = escape(member_of.json) if is_patch else member_of.json
                    found[key] = encoders[member_of.name](item)
            except EncodeError as error:
                error.within(member(member_of.json))
                raise
        for name, given in named(value).items():
            try:
                found[name] = _name_encoder(cls, name, name_encoders, hook)(given)
            except EncodeError as error:
                error.within(member(name))
                raise
        for other_name, other in json_object(kept(value)).items():
            found.setdefault(str(other_name), other)
        return found

    return encode


def _name_encoder(cls: type[Record], name: str, known: dict[str, Encoder], hook: Hook) -> Encoder:
    """How to write a property whose name was made at run time."""
    for family in cls.families:
        suffix = family.suffix_of(name)
        if suffix is None:
            continue
        key = f"{family.prefix}{suffix}"
        if key not in known:
            hints = family_hints(family)
            known.update({f"{family.prefix}{end}": hook(hint) for end, hint in hints.items()})
        return known[key]
    raise EncodeError(f"expected a name of {cls.__name__}, got {name!r}")


def _paths(tp: object, found: Property, merge: Merge[object], hook: Hook) -> dict[str, object]:
    """The entries of a `merge` given for a property, each under its path."""
    hint = resolved(tp)[1][found.name]
    if not any(typing.get_origin(part) is Merge for part in typing.get_args(hint)):
        raise EncodeError("only a map in a patch can be merged into")
    paths: dict[str, object] = {}
    step = ""
    try:
        for tokens, there, value in walk(merge, hint, _key):
            step = "".join(member(token) for token in tokens)
            # The pointer's leading slash is implied (RFC 8620, section 5.3).
            pointer = join(found.json, *tokens)[1:]
            paths[pointer] = None if value is None else hook(there)(value)
    except PathProblem as problem:
        raise EncodeError(str(problem), f"${step}") from None
    except EncodeError as error:
        error.within(step)
        raise
    return paths


def _key(value: object) -> str:
    try:
        return _string(value)
    except EncodeError as error:
        error.within(member(str(value)))
        raise


def _is_condition(value: Record) -> bool:
    return isinstance(value, FilterCondition)


def _filter(_tp: object, hook: Hook) -> Encoder:
    def encode(value: object) -> object:
        if isinstance(value, Record) and _is_condition(value):
            return hook(type(value))(value)
        if not is_operator(value):
            raise mismatch("a filter", value)
        try:
            conditions = _each(value.conditions, encode)
        except EncodeError as error:
            error.within(".conditions")
            raise
        return {"operator": value.operator, "conditions": conditions}

    return encode


def _comparator(value: object) -> object:
    if not isinstance(value, Comparator):
        raise mismatch("a Comparator", value)
    parts: list[tuple[str, object, Encoder]] = [
        ("property", value.property, _string),
        *((name, item, json_value) for name, item in value.arguments.items()),
        ("isAscending", value.is_ascending, _boolean),
        ("collation", value.collation, _string),
    ]
    found: dict[str, object] = {}
    for name, item, encoder in parts:
        try:
            if item is not UNSET:
                found[name] = encoder(item)
        except EncodeError as error:
            error.within(member(name))
            raise
    return found


def _set_error(value: object) -> object:
    if not isinstance(value, SetError):
        raise mismatch("a SetError", value)
    return value.members
