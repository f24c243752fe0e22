"""A call as those see it who refer to it or send it, whatever its answer is."""

from __future__ import annotations

import abc
from collections.abc import Awaitable, Collection, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, ClassVar, Generic, Literal, TypeVar, cast

import attrs

from .errors import CallRefused, JMAPError, MethodError, SetError
from .json import hidden_object
from .records import Record, unknown_members

if TYPE_CHECKING:
    import cattrs

    from .types import JSON, JSONObject

R_co = TypeVar("R_co", covariant=True)

Effect = Literal["read", "write"]


class Arguments(Record):
    """The arguments of a call."""

    __slots__ = ()


class Response(Record):
    """The answer to a call."""

    __slots__ = ()


class OpenResponse(Response):
    """The answer to a method that takes and answers any members, such as Core/echo."""

    __slots__ = ()

    @property
    def members(self) -> Mapping[str, JSON]:
        """All that the answer holds, as it came."""
        return unknown_members(self)


@attrs.frozen(kw_only=True)
class Method:
    """What the schema says about a method: how to send a call and how to read its answer."""

    name: str
    capability: str
    effect: Effect
    scope: str | None = None
    response: type[Response]
    arguments: type[Arguments] = Arguments
    record: type[Record] | None = None
    errors: Mapping[str, type[MethodError]] = MappingProxyType({})
    set_errors: Mapping[str, type[SetError]] = MappingProxyType({})
    implicit: Sequence[str] = ()


@attrs.frozen
class Answer(Generic[R_co]):
    """The answer to a call: as a value, as it came, and what followed under the same id."""

    value: R_co
    members: JSONObject
    implicit: Sequence[tuple[str, JSONObject]] = ()


class Sender(abc.ABC):
    """What calls are bound to: a client."""

    converter: cattrs.Converter | None = None

    @abc.abstractmethod
    def _submit(self, call: AnyCall) -> Awaitable[None]:
        """Send a call with everything it refers to, and settle it."""

    def _check(self, method: Method, arguments: JSON) -> None:  # noqa: B027  # none by default
        """Raise `EncodeError` for arguments that the method's standard forbids, types apart."""

    def _hide(self, text: str) -> str:
        """The text without the secrets of the client, which a server may quote."""
        return text

    def _allow(self, calls: Sequence[AnyCall], using: Collection[str] | None) -> None:  # noqa: B027  # all by default
        """Raise `InsufficientScope` for calls that the credentials were not made for."""

    def _remedy(
        self, capabilities: Sequence[str], scopes: Sequence[str], *, write: bool = False
    ) -> str:
        """What to do to get these capabilities, or to be allowed to write, in an imperative."""
        what = " and ".join(scopes or capabilities)
        return f"use credentials that {'may write' if write else f'have {what}'}"

    async def _page_size(self, wanted: int) -> int:
        """How many records a page can have, if this many are wanted."""
        return wanted

    @abc.abstractmethod
    def _next_creation_id(self) -> str:
        """A creation id that no other call of this client has."""


class AnyCall(abc.ABC):
    """A call of whatever answer: its method, its arguments as JSON, and how it stands."""

    __slots__ = ("_answer", "_arguments", "_error", "_json", "_sender", "_sent")

    method: ClassVar[Method]
    creates: ClassVar[str | None] = None

    _sender: Sender
    _arguments: Arguments
    _json: Mapping[str, object]
    _answer: Answer[object] | None
    _error: JMAPError | None
    _sent: bool

    @property
    def arguments(self) -> Arguments:
        """The arguments as given."""
        return self._arguments

    @property
    def answered(self) -> bool:
        """Whether the answer has come."""
        return self._answer is not None

    @abc.abstractmethod
    def _accept(self, members: JSONObject, implicit: Sequence[tuple[str, JSONObject]]) -> None:
        """Take the answer; raises `DecodeError` if it cannot be read."""

    def _created_keys(self) -> Sequence[str]:
        """The creation ids under which the call creates records."""
        created = self._json.get(self.creates) if self.creates else None
        return list(cast("dict[str, object]", created)) if isinstance(created, dict) else []

    def _value(self) -> object:
        """The answer, or else the error raised."""
        if self._error is not None:
            # The same error may be raised for many who wait: frames must not pile up.
            raise self._error.with_traceback(None)
        if self._answer is None:
            raise CallRefused(f"{self.method.name}: the call has no answer yet")
        return self._answer.value

    def _fail(self, error: JMAPError) -> None:
        self._error = error

    def _settled(self) -> bool:
        return self._answer is not None or self._error is not None

    def _failure(self, method: Method, members: JSONObject) -> MethodError:
        name = members.get("type")
        kind = method.errors.get(name if isinstance(name, str) else "", MethodError)
        made = kind(hidden_object(members, self._sender._hide))
        made.call = method.name
        return made

    def __repr__(self) -> str:
        settled = "answered" if self._answer else "failed" if self._error else ""
        state = settled or ("under way" if self._sent else "not sent")
        return f"<{self.method.name}, {state}>"
