"""Says a result reference the way callers do: with the attributes of a call."""

from __future__ import annotations

from collections.abc import Sequence

from aiojmap._model.pointer import split
from aiojmap._model.references import Inside, Refs, Value
from aiojmap.runtime import Call, Ref


class NoTypedReference(LookupError):
    """A call has no attribute for a path into its answer."""

    def __init__(self, call: Call[object], path: str) -> None:
        super().__init__(f"{call.method.name} has no typed reference to {path}")
        self.call = call
        self.path = path


def typed_reference(call: Call[object], path: str) -> Ref[object]:
    """The reference for a path: `/list/*/threadId` is `call.list.thread_id`.

    An array of values may be named with or without a last `*`, which changes nothing.
    Raises `NoTypedReference` if the attributes of the call do not lead there.
    """
    at: object = call
    tokens = split(path)
    while tokens and not isinstance(at, Ref):
        found = _step(at, tokens[0])
        if found is None:
            raise NoTypedReference(call, path)
        name, step = found
        tokens = tokens[1:]
        at = getattr(at, name)
        if isinstance(step, Inside) and step._many:
            if tokens[:1] != ["*"]:
                break
            tokens = tokens[1:]
    if not isinstance(at, Ref) or tokens not in ([], ["*"]):
        raise NoTypedReference(call, path)
    return at


def _step(at: object, token: str) -> tuple[str, Value[object] | Inside[Refs]] | None:
    for cls in type(at).__mro__:
        for name, found in vars(cls).items():
            if isinstance(found, Value | Inside) and found._json == token:
                return name, found
    return None


def same_target(one: str, other: str) -> bool:
    """Whether two paths name the same value: a last `*` takes all of an array, as it is."""
    return _without_star(split(one)) == _without_star(split(other))


def _without_star(tokens: Sequence[str]) -> Sequence[str]:
    return tokens[:-1] if tokens[-1:] == ["*"] else tokens
