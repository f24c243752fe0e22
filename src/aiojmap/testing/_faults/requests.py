"""Faults of whole HTTP requests, and how a test scripts them."""

from __future__ import annotations

import email.utils
import re
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Final, Literal, TypedDict

import attrs

from ..._model.json import dumps
from .fault import Fault, Held
from .names import as_json, request_error

if TYPE_CHECKING:
    from ...runtime import RequestError
    from .._received import Kind, Received

Framing = Literal["length", "chunked", "none"]
WhenReceived = Callable[["Received"], bool]

_NAME: Final = re.compile(r"[\w!#$%&'*+.^`|~-]+", re.ASCII)
_VALUE: Final = re.compile(r"[\t -~]*", re.ASCII)
_FRAMING: Final = frozenset(["content-length", "transfer-encoding", "connection"])
_BODILESS: Final = frozenset([204, 205, 304])


@attrs.define(kw_only=True, eq=False, repr=False)
class RequestFault(Fault):
    """What is to happen to a request; of any kind if none is named."""

    kind: Kind | None
    when: WhenReceived | None
    after: bool

    def fits(self, received: Received) -> bool:
        """Whether it concerns a request."""
        return self.kind in (None, received.kind) and (self.when is None or self.when(received))


@attrs.define(kw_only=True, eq=False, repr=False)
class Answering(RequestFault):
    """The answer is another one."""

    status: int
    headers: Mapping[str, str]
    body: bytes


@attrs.define(kw_only=True, eq=False, repr=False)
class Cutting(RequestFault):
    """There is no answer: the connection is closed."""


@attrs.define(kw_only=True, eq=False, repr=False)
class CuttingBody(RequestFault):
    """The answer ends early."""

    octets: int
    framing: Framing


class _Target(TypedDict):
    where: str
    what: str
    nth: int
    times: int | None
    kind: Kind | None
    when: WhenReceived | None
    after: bool


@attrs.frozen(kw_only=True, eq=False)
class RequestFaults:
    """What can happen to HTTP requests: `faults.request().status(503)`.

    It happens to the next API request, unless another kind, `nth` or `times` is given.
    """

    _kind: Kind | None = attrs.field(alias="kind")
    _nth: int = attrs.field(alias="nth")
    _times: int | None = attrs.field(alias="times")
    _when: WhenReceived | None = attrs.field(alias="when")
    _script: Callable[[RequestFault | Held], None] = attrs.field(alias="script")

    def status(
        self,
        status: int,
        body: str | bytes | Mapping[str, object] = b"",
        *,
        content_type: str | None = None,
        retry_after: int | datetime | str | None = None,
        headers: Mapping[str, str] | None = None,
        after: bool = False,
    ) -> Fault:
        """Answer with an HTTP status.

        Args:
            status: 200 to 599.
            body: Text, octets or what becomes a JSON object.
            content_type: Of the body; if left out, what fits it.
            retry_after: In seconds, or a moment with a time zone; a text is given as it is.
            headers: Further header fields.
            after: Whether the server does first what the request says. If not, nothing changes.

        Raises `ValueError` for what cannot be sent.
        """
        if not 200 <= status <= 599:
            raise ValueError(f"status {status}: must be from 200 to 599")
        data, kind = _body(body)
        if data and status in _BODILESS:
            raise ValueError(f"status {status} comes without a body")
        fields = dict(headers or {})
        if data:
            fields.setdefault("Content-Type", content_type or kind)
        if retry_after is not None:
            fields["Retry-After"] = _retry_after(retry_after)
        _check_fields(fields)
        what = f"is answered with {status}"
        return self._add(
            Answering(**self._target(what, after), status=status, headers=fields, body=data)
        )

    def problem(
        self,
        error: str | type[RequestError] | RequestError = "notRequest",
        detail: str | None = None,
        *,
        status: int = 400,
        after: bool = False,
        **members: object,
    ) -> Fault:
        """Refuse the request as a whole, with a problem document (RFC 8620, section 3.6.1).

        Args:
            error: Its type as a name without the URN around it, or a class; an error of a class
                is given as it is.
            detail: What it says about itself.
            status: The HTTP status.
            after: Whether the server does first what the request says.
            members: Further members, such as `limit`.

        Raises `ValueError` if nothing known has the name.
        """
        found = request_error(error, {"detail": detail, **members})
        return self.status(
            status,
            {"status": status, **found},
            content_type="application/problem+json",
            after=after,
        )

    def cut(self, *, after: bool = False) -> Fault:
        """Close the connection without an answer: before the server does anything, or after it."""
        return self._add(Cutting(**self._target("is cut off", after)))

    def cut_body(self, octets: int = 0, *, framing: Framing = "length") -> Fault:
        """Do what the request says, but end the body of the answer early.

        Args:
            octets: How many arrive.
            framing: How the end would be known: by a Content-Length, as the last of the chunks,
                or (none) not at all, so that the short body looks like a whole one.
        """
        if octets < 0:
            raise ValueError(f"octets={octets}: must not be below zero")
        what = f"gets {octets} octets of its answer"
        return self._add(CuttingBody(**self._target(what, True), octets=octets, framing=framing))

    def hold(self, *, after: bool = False) -> Held:
        """Answer late: hold the request until it is released, or until the client goes.

        It is held before the server does anything, or with `after` when all is done.
        """
        kind, when = self._kind, self._when

        def fits(received: Received) -> int:
            return kind in (None, received.kind) and (when is None or when(received))

        target = self._target("is held", after)
        held = Held(
            where=target["where"],
            what=target["what"],
            nth=self._nth,
            times=self._times,
            after=after,
            fits=fits,
        )
        self._script(held)
        return held

    def _target(self, what: str, after: bool) -> _Target:
        return {
            "where": "request" if self._kind is None else f"{self._kind} request",
            "what": f"{what}{' after its work' if after else ''}",
            "nth": self._nth,
            "times": self._times,
            "kind": self._kind,
            "when": self._when,
            "after": after,
        }

    def _add(self, fault: RequestFault) -> Fault:
        self._script(fault)
        return fault


def _body(body: str | bytes | Mapping[str, object]) -> tuple[bytes, str]:
    """A body and its type."""
    if isinstance(body, str):
        return body.encode(), "text/plain; charset=utf-8"
    if isinstance(body, bytes):
        return body, "application/octet-stream"
    return dumps({key: as_json(value) for key, value in body.items()}), "application/json"


def _retry_after(given: int | datetime | str) -> str:
    if isinstance(given, datetime):
        if given.tzinfo is None:
            raise ValueError("retry_after: the moment must have a time zone")
        return email.utils.formatdate(given.timestamp(), usegmt=True)
    return str(given)


def _check_fields(fields: Mapping[str, str]) -> None:
    for name, value in fields.items():
        if not _NAME.fullmatch(name) or not _VALUE.fullmatch(value):
            raise ValueError(f"{name!r}: {value!r} is no header field")
        if name.lower() in _FRAMING:
            raise ValueError(f"{name} is the server's own: `cut_body` makes one that is wrong")
