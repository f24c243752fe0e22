"""Views: classes of one's own that say which properties to fetch."""

from __future__ import annotations

import types
import typing
from collections.abc import Callable, Mapping
from typing import ClassVar, TypeVar, cast, dataclass_transform

import attrs

from .families import AnyPropertyName, PropertyName
from .hints import family_hints
from .records import Record, did_you_mean, prop, record
from .sentinels import NOT_FETCHED

R = TypeVar("R")
T = TypeVar("T")


# What a class statement makes for its own class, and a new class gets anew.
_OF_CLASS = frozenset(["__dict__", "__weakref__", "__annotate_func__", "__annotations_cache__"])


class View(Record):
    """What every view class gets as a base."""

    __slots__ = ()

    viewed: ClassVar[type[Record]]


@attrs.frozen
class Named:
    """Stands in a view for a property whose name was made at run time."""

    name: AnyPropertyName[object]


def named(name: PropertyName[R, T]) -> T:
    """Let an attribute of a view be a property whose name is made at run time.

    As in `list_id: str | None = aiojmap.named(mail.Email.header("List-Id").as_text)`.
    """
    return cast("T", Named(cast("AnyPropertyName[object]", name)))


@dataclass_transform(kw_only_default=True, field_specifiers=(named,))
def view(viewed: type[Record]) -> Callable[[type[T]], type[T]]:
    """Make a class a view of a data type: `/get` then fetches these properties and no others.

    Each annotated name must be a property of the type, with the very type it has there, or
    be given one by `named`; TypeError says which is not, when the class is made.
    """

    if not (isinstance(viewed, type) and issubclass(viewed, Record)):  # pyright: ignore[reportUnnecessaryIsInstance]  # callers may not check types
        raise TypeError("say what it is a view of, as in @aiojmap.view(mail.Email)")
    if issubclass(viewed, View) or not viewed.properties_by_name:
        raise TypeError(f"{viewed.__name__} is no data type to make a view of")

    def build(cls: type[T]) -> type[T]:
        hints = _hints(cls)
        expected = typing.get_type_hints(viewed, include_extras=True)
        namespace = {name: value for name, value in vars(cls).items() if name not in _OF_CLASS}
        annotations: dict[str, object] = {}
        for name, hint in hints.items():
            place = f"{cls.__name__}.{name}"
            given = namespace.get(name)
            if isinstance(given, Named):
                annotations[name] = _named_type(place, given.name, viewed, hint)
                namespace[name] = prop(str(given.name), default=NOT_FETCHED)
                continue
            found = viewed.properties_by_name.get(name)
            if found is None:
                raise TypeError(
                    f"{place}: {viewed.__name__} has no property of that name"
                    f"{did_you_mean(name, viewed.properties_by_name)}"
                )
            if not _same(hint, expected[name]):
                raise TypeError(
                    f"{place}: is {_text(hint)}, "
                    f"but {viewed.__name__}.{name} is {_text(expected[name])}"
                )
            annotations[name] = expected[name]
            namespace[name] = prop(found.json, default=NOT_FETCHED, fallback=found.fallback)
        namespace["__annotations__"] = annotations
        namespace["__qualname__"] = cls.__qualname__
        namespace["viewed"] = viewed
        namespace["fetched_by"] = viewed.fetched_by
        bases = tuple(base for base in cls.__bases__ if base is not object)
        plain = types.new_class(
            cls.__name__, (*bases, View), exec_body=lambda ns: ns.update(namespace)
        )
        return typing.cast("type[T]", record(plain))

    return build


def _named_type(
    place: str, name: AnyPropertyName[object], viewed: type[Record], hint: object
) -> object:
    """The type of a property whose name was made at run time."""
    if name.family not in viewed.families:
        raise TypeError(f"{place}: {viewed.__name__} has no property {name!r}")
    problem = name.family.problem(name)
    if problem:
        raise TypeError(f"{place}: {problem}")
    expected = family_hints(name.family)[name.family.suffix_of(name) or ""]
    if not _same(hint, expected):
        raise TypeError(f"{place}: is {_text(hint)}, but {name!r} is {_text(expected)}")
    return expected


def _hints(cls: type[object]) -> Mapping[str, object]:
    try:
        found = typing.get_type_hints(cls, include_extras=True)
    except NameError as error:
        raise TypeError(
            f"{cls.__name__}: {error}; import it where the module of the class can see it"
        ) from None
    hints = {
        name: hint for name, hint in found.items() if typing.get_origin(hint) is not typing.ClassVar
    }
    if not hints:
        raise TypeError(f"{cls.__name__} is an empty view: annotate the properties to fetch")
    return hints


def _same(given: object, expected: object) -> bool:
    return _flat(given) == _flat(expected)


def _flat(hint: object) -> object:
    """A form of a type in which Annotated, Union and Literal | str spellings agree."""
    origin = typing.get_origin(hint)
    if origin is typing.Annotated:
        return _flat(typing.get_args(hint)[0])
    if origin in (typing.Union, types.UnionType):
        options = typing.get_args(hint)
        if str in options:
            options = tuple(part for part in options if typing.get_origin(part) != typing.Literal)
        parts = {_flat(part) for part in options}
        return parts.pop() if len(parts) == 1 else frozenset(parts)
    if origin is typing.Literal:
        return (typing.Literal, *typing.get_args(hint))
    if origin is not None:
        return (origin, *(_flat(part) for part in typing.get_args(hint)))
    return hint


def _text(hint: object) -> str:
    return hint.__name__ if isinstance(hint, type) and not typing.get_args(hint) else str(hint)
