"""Result references (RFC 8620, section 3.7) and creation references (section 5.3)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, Protocol, TypeGuard, TypeVar, overload

from .invocation import AnyCall
from .json import is_array, is_object
from .pointer import escape

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)


class Origin(Protocol):
    """Where references start: a call, or a place inside what it will answer."""

    def _origin(self) -> tuple[AnyCall, str]: ...


class Ref(Generic[T_co]):
    """A value of type T in the answer of a call that is not yet sent.

    Given as a whole argument of a later call, it is sent as a ResultReference; once the
    call is answered, it becomes the plain value.
    """

    __slots__ = ("call", "path")

    call: AnyCall
    path: str

    def __init__(self, call: AnyCall, path: str) -> None:
        self.call = call
        self.path = path

    def __repr__(self) -> str:
        return f"<reference to {self.path} of {self.call.method.name}>"

    if not TYPE_CHECKING:
        # Hidden from type checkers, for which a reference has none of these.
        def _refuse(self, *_):
            name = self.call.method.name
            raise TypeError(
                f"{self.path} of {name} is not there yet: await {name} and use its answer, "
                "or give the reference as it is to another call"
            )

        __bool__ = __iter__ = __len__ = __getitem__ = __contains__ = _refuse


class CreatedId(Generic[T_co]):
    """The id a record will have that a call creates; T says whose id it is.

    Sent as `#` and the creation id while the call goes in the same request, as the id
    itself once the call is answered.
    """

    __slots__ = ("call", "creation_id")

    call: AnyCall
    creation_id: str

    def __init__(self, call: AnyCall, creation_id: str) -> None:
        self.call = call
        self.creation_id = creation_id

    def __repr__(self) -> str:
        return f"<id of {self.creation_id!r} to be created by {self.call.method.name}>"


def is_ref(value: object) -> TypeGuard[Ref[object]]:
    """Whether a value is a result reference."""
    return isinstance(value, Ref)


def is_created_id(value: object) -> TypeGuard[CreatedId[object]]:
    """Whether a value is the id of a record still to be created."""
    return isinstance(value, CreatedId)


def created_record_id(reference: CreatedId[object]) -> str | None:
    """The id of the record, once the call that creates it is answered."""
    answer = reference.call._answer
    created = answer.members.get("created") if answer else None
    record = created.get(reference.creation_id) if isinstance(created, dict) else None
    id_ = record.get("id") if isinstance(record, dict) else None
    return id_ if isinstance(id_, str) else None


def needed_by(call: AnyCall) -> list[AnyCall]:
    """The calls whose answers a call refers to, in order."""
    found: dict[AnyCall, None] = {}
    _collect(dict(call._json), found)
    found.pop(call, None)
    return list(found)


def _collect(value: object, found: dict[AnyCall, None]) -> None:
    if is_ref(value) or is_created_id(value):
        found[value.call] = None
    elif is_object(value):
        for key, item in value.items():
            _collect(key, found)
            _collect(item, found)
    elif is_array(value):
        for item in value:
            _collect(item, found)


class Refs:
    """A place inside an answer whose members can be referred to."""

    __slots__ = ("_call", "_path")

    def __init__(self, call: AnyCall, path: str) -> None:
        self._call = call
        self._path = path

    def _origin(self) -> tuple[AnyCall, str]:
        return self._call, self._path


R = TypeVar("R", bound=Refs)


class Value(Generic[T]):
    """A member of an answer that can be referred to; T is the type of its value."""

    __slots__ = ("_json",)

    def __init__(self, json: str) -> None:
        self._json = json

    @overload
    def __get__(self, origin: None, owner: type[object]) -> Value[T]: ...
    @overload
    def __get__(self, origin: Origin, owner: type[object]) -> Ref[T]: ...
    def __get__(self, origin: Origin | None, owner: type[object]) -> Value[T] | Ref[T]:
        if origin is None:
            return self
        call, path = origin._origin()
        return Ref(call, f"{path}/{escape(self._json)}")


class Inside(Generic[R]):
    """A member of an answer that is an object, or an array of objects, to refer into."""

    __slots__ = ("_json", "_many", "_refs")

    def __init__(self, json: str, refs: type[R], *, many: bool = True) -> None:
        self._json = json
        self._refs = refs
        self._many = many

    @overload
    def __get__(self, origin: None, owner: type[object]) -> Inside[R]: ...
    @overload
    def __get__(self, origin: Origin, owner: type[object]) -> R: ...
    def __get__(self, origin: Origin | None, owner: type[object]) -> Inside[R] | R:
        if origin is None:
            return self
        call, path = origin._origin()
        return self._refs(call, f"{path}/{escape(self._json)}{'/*' if self._many else ''}")
