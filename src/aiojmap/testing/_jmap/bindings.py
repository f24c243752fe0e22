"""What the generated packages say: methods, their arguments, and the classes of each type."""

from __future__ import annotations

import copy
import functools
import importlib
import typing
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Final, cast

import attrs

from ...runtime import (
    AccountCapabilityObject,
    Arguments,
    Comparator,
    Method,
    OpenResponse,
    Record,
)
from .datatype import Classes

if TYPE_CHECKING:
    from types import ModuleType

    from ...runtime import JSON, JSONObject

PACKAGES: Final = (
    "aiojmap.core",
    "aiojmap.mail",
    "aiojmap.submission",
    "aiojmap.vacationresponse",
    "aiojmap.maskedemail",
)


@attrs.frozen(kw_only=True)
class Binding:
    """A method of the schema and the class of its arguments."""

    method: Method
    arguments: type[Arguments]
    owner: str
    verb: str

    @property
    def open(self) -> bool:
        """Whether the method takes and answers any members."""
        return issubclass(self.method.response, OpenResponse)


def bindings(packages: Iterable[str]) -> Mapping[str, Binding]:
    """The methods that generated packages define, by name."""
    return _bindings(_modules(packages))


def classes(packages: Iterable[str], type_: str) -> Classes | None:
    """The generated classes of a data type, from the first package that has it."""
    return _classes(_modules(packages), type_)


def account_capability(packages: Iterable[str], uri: str) -> JSONObject:
    """What an account says about a capability: the values its schema has for reading."""
    return {key: _json(value) for key, value in _fallbacks(_modules(packages), uri).items()}


# What a package says is looked up once: many tests make many servers of the same packages.


def _modules(packages: Iterable[str]) -> tuple[ModuleType, ...]:
    return tuple(map(importlib.import_module, packages))


@functools.lru_cache(maxsize=32)
def _bindings(modules: tuple[ModuleType, ...]) -> Mapping[str, Binding]:
    found: dict[str, Binding] = {}
    for module in modules:
        for name in module.__all__:
            binding = _binding(module, name)
            if binding is not None:
                found[binding.method.name] = binding
    return found


@functools.lru_cache(maxsize=512)
def _classes(modules: tuple[ModuleType, ...], type_: str) -> Classes | None:
    for module in modules:
        read = _record(module, type_)
        if read is not None:
            return Classes(
                record=read,
                create=_record(module, f"{type_}Create"),
                patch=_record(module, f"{type_}Patch"),
                copy=_record(module, f"{type_}Copy"),
                filter=_record(module, f"{type_}Filter"),
                sort=_sorts(getattr(module, f"{type_}Sort", None)),
                # Bindings have no call that creates a record where there is always exactly one.
                singleton=f"{type_}SetCall" in module.__all__
                and f"{type_}CreateCall" not in module.__all__,
            )
    return None


@functools.lru_cache(maxsize=512)
def _fallbacks(modules: tuple[ModuleType, ...], uri: str) -> Mapping[str, object]:
    for module in modules:
        for name in module.__all__:
            kind: object = getattr(module, name)
            if (
                isinstance(kind, type)
                and issubclass(kind, AccountCapabilityObject)
                and kind.uri == uri
            ):
                known = kind.properties_by_json.items()
                return {key: found.fallback for key, found in known if found.has_fallback}
    return {}


def _json(value: object) -> JSON:
    """A value of the schema, which is JSON."""
    return copy.deepcopy(cast("JSON", value))


def _binding(module: ModuleType, name: str) -> Binding | None:
    call: object = getattr(module, name)
    method: object = getattr(call, "method", None)
    if not isinstance(method, Method):
        return None
    owner, _, verb = method.name.partition("/")
    return Binding(method=method, arguments=method.arguments, owner=owner, verb=verb)


def _sorts(kind: object) -> Mapping[str, Mapping[str, object]] | None:
    """What a class such as EmailSort offers, with the annotations of further arguments."""
    if not isinstance(kind, type):
        return None
    found: dict[str, Mapping[str, object]] = {}
    for name, member in vars(kind).items():
        if isinstance(member, Comparator):
            found[cast("Comparator[object]", member).property] = {}
        elif isinstance(member, staticmethod):
            make = cast("Callable[..., Comparator[object]]", getattr(kind, name))
            hints = [hint for key, hint in _hints(make).items() if key != "return"]
            made = make(*[""] * len(hints))
            found[made.property] = dict(zip(made.arguments, hints, strict=True))
    return found


def _hints(function: Callable[..., object]) -> Mapping[str, object]:
    return typing.get_type_hints(function, include_extras=True)


def _record(module: ModuleType, name: str) -> type[Record] | None:
    found = getattr(module, name, None)
    return found if isinstance(found, type) and issubclass(found, Record) else None
