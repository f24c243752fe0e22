"""The annotations of record classes, resolved and with type variables filled in."""

from __future__ import annotations

import builtins
import sys
import types
import typing
from collections.abc import Mapping
from typing import TypeVar

from .families import ALL, AnyForm, Family
from .patches import Merge
from .references import CreatedId, Ref
from .sentinels import UnsetType


def resolved(tp: object) -> tuple[type[object], Mapping[str, object]]:
    """The class behind a type such as `GetResponse[Email]`, and the type of each attribute."""
    cls = typing.get_origin(tp) or tp
    assert isinstance(cls, type)
    parameters: tuple[object, ...] = getattr(cls, "__parameters__", ())
    filling = dict(zip(parameters, typing.get_args(tp), strict=False))
    hints = typing.get_type_hints(cls, localns=_Siblings(cls), include_extras=True)
    return cls, {name: _fill(hint, filling) for name, hint in hints.items()}


def family_hints(family: type[Family]) -> Mapping[str, object]:
    """The type of the value for each combination of suffixes that a name can have."""
    _, hints = resolved(family)
    found: dict[str, object] = {}
    for attribute, form in vars(family).items():
        if not isinstance(form, AnyForm):
            continue
        (declared,) = typing.get_args(hints[attribute])
        _, value, *each = typing.get_args(declared)
        found[form.suffix] = value
        if form.repeated:
            found[f"{form.suffix}{ALL}"] = list[each[0]]  # type: ignore[valid-type]  # made at run time
    return found


class _Siblings(dict[str, object]):
    """Names that the module of a class has for type checkers alone: its package has them too.

    It stands in the place of the class's own names, which would hide builtins.
    """

    def __init__(self, cls: type[object]) -> None:
        super().__init__()
        self._module = sys.modules[cls.__module__]

    def __missing__(self, name: str) -> object:
        if hasattr(self._module, name) or hasattr(builtins, name):
            raise KeyError(name)
        package = sys.modules.get(self._module.__name__.rpartition(".")[0])
        try:
            return getattr(package, name)
        except AttributeError:
            raise KeyError(name) from None


def _fill(hint: object, filling: Mapping[object, object]) -> object:
    if isinstance(hint, TypeVar):
        return filling.get(hint, hint)
    if not getattr(hint, "__parameters__", None):
        return hint
    parts = tuple(_fill(part, filling) for part in typing.get_args(hint))
    origin = typing.get_origin(hint)
    if origin in (typing.Union, types.UnionType):
        return typing.Union[parts]  # noqa: UP007  # made from a tuple
    return origin[parts] if origin is not None else hint


def is_union(tp: object) -> bool:
    """Whether a type is a union, in either spelling."""
    return typing.get_origin(tp) in (typing.Union, types.UnionType)


def plain_options(tp: object) -> tuple[list[object], bool, bool]:
    """The JSON values a union allows: types, whether null, whether a creation reference.

    What only callers write (UNSET, references) is left out, and literals are left out where
    any string is allowed: the sets of the specifications are open.
    """
    options: list[object] = []
    null = created = False
    for part in typing.get_args(tp):
        origin = typing.get_origin(part) or part
        if part is type(None):
            null = True
        elif origin is CreatedId:
            created = True
        elif origin not in (Ref, UnsetType, Merge):
            options.append(part)
    if str in options:
        options = [part for part in options if typing.get_origin(part) is not typing.Literal]
    return options, null, created
