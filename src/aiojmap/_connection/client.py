"""The client: where calls are made, sent and answered."""

from __future__ import annotations

import contextlib
import itertools
import os
from collections.abc import (
    AsyncGenerator,
    AsyncIterable,
    Callable,
    Collection,
    Iterable,
    Mapping,
    Sequence,
)
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Final, Self, TypeVar, cast, overload

from .._compose.rules import check_set
from .._discovery.location import Location
from .._discovery.services import Resolver
from .._exchange.accounts import (
    account_capability,
    account_for,
    account_of_blobs,
    limits,
    session_capability,
)
from .._exchange.grants import Grant, require_granted, require_using, understood
from .._model.calls import Call, RawResponse, raw_call
from .._model.capabilities import AccountCapabilityObject, SessionCapabilityObject
from .._model.errors import CallRefused, ConfigurationError
from .._model.invocation import AnyCall, Effect, Method
from ..core import CoreCapability, Session, UploadedBlob, method_errors
from ..core.client import ClientMethods as CoreMethods
from ..mail.client import ClientMethods as MailMethods
from ..maskedemail.client import ClientMethods as MaskedEmailMethods
from ..submission.client import ClientMethods as SubmissionMethods
from ..vacationresponse.client import ClientMethods as VacationResponseMethods
from .auth import Auth, Bearer, TokenSource
from .blobs import BlobTransfer, DownloadStream, Progress
from .dispatch import Dispatcher
from .http import HTTP
from .providers import Provider
from .remedies import remedy
from .secret import Secret
from .session import SessionSource

if TYPE_CHECKING:
    import cattrs
    import httpx

    from .._model.types import JSON

R = TypeVar("R")
R1 = TypeVar("R1")
R2 = TypeVar("R2")
R3 = TypeVar("R3")
R4 = TypeVar("R4")
R5 = TypeVar("R5")
R6 = TypeVar("R6")
R7 = TypeVar("R7")
R8 = TypeVar("R8")
R9 = TypeVar("R9")
R10 = TypeVar("R10")
S = TypeVar("S", bound=SessionCapabilityObject)
A = TypeVar("A", bound=AccountCapabilityObject)

DEFAULT_HOST = "api.fastmail.com"
_RULES: Final[Mapping[str, Callable[[JSON], None]]] = {"Email/set": check_set}


class Client(
    CoreMethods, MailMethods, SubmissionMethods, VacationResponseMethods, MaskedEmailMethods
):
    """A connection to a JMAP server for one set of credentials.

    `server` is a mail address (`me@fastmail.com`), a host (`api.fastmail.com`), or the URL of a
    host or of a session. The server of an address is looked for when it is first needed, as
    `discover` does; one that is neither inside the domain of the address nor a known provider's
    is refused with `ConfigurationError`, unless its origin is in `trusted_origins`.

    Credentials are a bearer `token` (or a function that returns it), or any `auth` such as `Basic`.
    They go to the origin of the server, to those a known provider uses, and to `trusted_origins`;
    nowhere else. `providers` are known besides, and before, those that the library knows;
    `resolver` gives SRV records, by default those that `dns_resolver` finds.

    `capabilities` (URIs) and `scopes` (of OAuth) say what the credentials were granted: calls that
    need more are refused before anything is sent, with `InsufficientScope`.

    `http_client` is an httpx.AsyncClient to use instead of one of our own; it is not closed.
    `timeout` is in seconds, for each of connecting, sending and receiving. `converter` reads
    and writes values; see `get_converter`.

    Raises `ConfigurationError` when these do not fit together. Use it as an async context
    manager, or call `aclose()`.
    """

    def __init__(
        self,
        server: str,
        *,
        token: str | Secret | TokenSource | None = None,
        auth: Auth | None = None,
        trusted_origins: Iterable[str] = (),
        providers: Iterable[Provider] = (),
        resolver: Resolver | None = None,
        capabilities: Iterable[str] | None = None,
        scopes: Iterable[str] | None = None,
        http_client: httpx.AsyncClient | None = None,
        converter: cattrs.Converter | None = None,
        timeout: float = 30.0,
    ) -> None:
        if (token is None) == (auth is None):
            raise ConfigurationError("give the client either a token or an auth, and only one")
        location = Location(
            server,
            trusted_origins=trusted_origins,
            providers=providers,
            resolver=resolver,
            timeout=timeout,
        )
        self._origins = origins = location.origins
        self._grant = Grant(capabilities, scopes)
        credentials = auth if token is None else Bearer(token)
        assert credentials is not None
        self._auth = credentials
        self.converter = converter
        self._http = HTTP(credentials, origins, client=http_client, timeout=timeout)
        self._sessions = SessionSource(self._http, location)
        self._dispatcher = Dispatcher(self, self._http, self._sessions)
        self._blobs = BlobTransfer(self._http, self._sessions, origins)
        self._creation_ids = itertools.count(1)

    @classmethod
    def from_env(cls, environ: Mapping[str, str] = os.environ) -> Self:
        """A client for the account that `JMAP_TOKEN` opens at `JMAP_HOST` (default: Fastmail).

        `JMAP_HOST` may be whatever `server` may be. Raises `ConfigurationError` without a token.
        """
        token = environ.get("JMAP_TOKEN", "").strip()
        if not token:
            raise ConfigurationError(
                "JMAP_TOKEN is not set: put an API token into it "
                "(Fastmail makes them in Settings, Privacy & Security, Manage API tokens)"
            )
        return cls(environ.get("JMAP_HOST", "").strip() or DEFAULT_HOST, token=token)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.aclose()

    async def aclose(self) -> None:
        """Cancel what is under way and close the connections."""
        await self._dispatcher.aclose()
        await self._http.aclose()

    @property
    def http_requests(self) -> int:
        """How many HTTP requests were made so far, that for the session included."""
        return self._http.requests_sent

    async def session(self, *, refresh: bool = False) -> Session:
        """What the server can do for these credentials (RFC 8620, section 2).

        It is fetched once, and again when the server says that it has changed.
        """
        source = self._sessions
        return (await (source.refresh() if refresh else source.get())).session

    async def capability(self, kind: type[S]) -> S:
        """What the session says about a capability, as in `client.capability(CoreCapability)`."""
        return session_capability(await self.session(), kind)

    async def account_capability(self, kind: type[A], account_id: str | None = None) -> A:
        """What an account says about a capability; the primary account of it by default."""
        session = await self.session()
        account = account_id or account_for(session, kind.uri, kind.__name__)
        return account_capability(session, kind, account)

    def call(
        self,
        name: str,
        arguments: Mapping[str, JSON],
        *,
        capability: str = CoreCapability.uri,
        effect: Effect = "write",
    ) -> Call[RawResponse]:
        """A call of a method that has no bindings, sent just as given.

        The answer keeps everything in `aiojmap.unknown_members(answer)`. `capability` is the
        URI it relies on; give `effect="read"` if it changes nothing.
        """
        method = Method(
            name=name,
            capability=capability,
            effect=effect,
            response=RawResponse,
            errors=method_errors.ALL,
        )
        return raw_call(self, method, arguments)

    # fmt: off
    @overload
    async def send(self, a: Call[R1], /, *, using: Collection[str] | None = None) -> R1: ...
    @overload
    async def send(self, a: Call[R1], b: Call[R2], /, *, using: Collection[str] | None = None) -> tuple[R1, R2]: ...  # noqa: E501
    @overload
    async def send(self, a: Call[R1], b: Call[R2], c: Call[R3], /, *, using: Collection[str] | None = None) -> tuple[R1, R2, R3]: ...  # noqa: E501
    @overload
    async def send(self, a: Call[R1], b: Call[R2], c: Call[R3], d: Call[R4], /, *, using: Collection[str] | None = None) -> tuple[R1, R2, R3, R4]: ...  # noqa: E501
    @overload
    async def send(self, a: Call[R1], b: Call[R2], c: Call[R3], d: Call[R4], e: Call[R5], /, *, using: Collection[str] | None = None) -> tuple[R1, R2, R3, R4, R5]: ...  # noqa: E501
    @overload
    async def send(self, a: Call[R1], b: Call[R2], c: Call[R3], d: Call[R4], e: Call[R5], f: Call[R6], /, *, using: Collection[str] | None = None) -> tuple[R1, R2, R3, R4, R5, R6]: ...  # noqa: E501
    @overload
    async def send(self, a: Call[R1], b: Call[R2], c: Call[R3], d: Call[R4], e: Call[R5], f: Call[R6], g: Call[R7], /, *, using: Collection[str] | None = None) -> tuple[R1, R2, R3, R4, R5, R6, R7]: ...  # noqa: E501
    @overload
    async def send(self, a: Call[R1], b: Call[R2], c: Call[R3], d: Call[R4], e: Call[R5], f: Call[R6], g: Call[R7], h: Call[R8], /, *, using: Collection[str] | None = None) -> tuple[R1, R2, R3, R4, R5, R6, R7, R8]: ...  # noqa: E501
    @overload
    async def send(self, a: Call[R1], b: Call[R2], c: Call[R3], d: Call[R4], e: Call[R5], f: Call[R6], g: Call[R7], h: Call[R8], i: Call[R9], /, *, using: Collection[str] | None = None) -> tuple[R1, R2, R3, R4, R5, R6, R7, R8, R9]: ...  # noqa: E501
    @overload
    async def send(self, a: Call[R1], b: Call[R2], c: Call[R3], d: Call[R4], e: Call[R5], f: Call[R6], g: Call[R7], h: Call[R8], i: Call[R9], j: Call[R10], /, *, using: Collection[str] | None = None) -> tuple[R1, R2, R3, R4, R5, R6, R7, R8, R9, R10]: ...  # noqa: E501
    @overload
    async def send(self, calls: Sequence[Call[R]], /, *, using: Collection[str] | None = None) -> list[R]: ...  # noqa: E501
    # fmt: on
    async def send(
        self, *calls: AnyCall | Sequence[AnyCall], using: Collection[str] | None = None
    ) -> object:
        """Send calls in one request and return their answers, typed and in the same order.

        Up to ten calls as arguments, any number as a sequence. Calls they refer to are sent
        along; more calls than the server takes at once go in several requests. `using`
        replaces the capabilities derived from the calls.

        Raises `CallRefused` before anything is sent, else the error of the first call that
        failed; the answers of the others stay with their calls, to be awaited.
        """
        alone = len(calls) == 1 and not isinstance(calls[0], AnyCall)
        flat: list[AnyCall] = []
        for call in cast("Sequence[object]", calls[0] if alone else calls):
            if not isinstance(call, AnyCall):
                raise CallRefused(f"send() takes calls, not {type(call).__name__}")
            flat.append(call)
        answers = await self._answers(flat, using)
        return answers[0] if len(calls) == 1 and not alone else answers if alone else tuple(answers)

    async def upload(
        self,
        source: Path | bytes | AsyncIterable[bytes],
        *,
        type: str | None = None,
        account_id: str | None = None,
        progress: Progress | None = None,
    ) -> UploadedBlob:
        """Upload a file, bytes or a stream of bytes as a blob (RFC 8620, section 6.1).

        `type` is its media type, guessed from a file's name by default. `progress` is called
        with the number of octets of each piece sent. Files and streams are never held whole.
        """
        return await self._blobs.upload(
            source,
            type_=type,
            account_id=account_id or account_of_blobs(await self.session()),
            progress=progress,
        )

    @contextlib.asynccontextmanager
    async def download(
        self,
        blob_id: str,
        *,
        name: str = "download",
        type: str = "application/octet-stream",
        account_id: str | None = None,
    ) -> AsyncGenerator[DownloadStream, None]:
        """Download a blob, as it comes (RFC 8620, section 6.2).

        `name` and `type` are what the server should say of it in its answer.
        """
        account = account_id or account_of_blobs(await self.session())
        async with self._blobs.download(
            blob_id, name=name, type_=type, account_id=account
        ) as stream:
            yield stream

    async def _answers(
        self, calls: Sequence[AnyCall], using: Collection[str] | None
    ) -> list[object]:
        await self._dispatcher.send(calls, using)
        failed = [call for call in calls if call._error is not None]
        if len(failed) > 1 and failed[0]._error is not None:
            others = ", ".join(call.method.name for call in failed[1:])
            note = f"Of the calls sent with it, these failed too: {others}"
            if note not in getattr(failed[0]._error, "__notes__", ()):
                failed[0]._error.add_note(note)
        return [call._value() for call in calls]

    async def _submit(self, call: AnyCall) -> None:
        await self._dispatcher.send([call])

    def _check(self, method: Method, arguments: JSON) -> None:
        rule = _RULES.get(method.name)
        # A call without bindings is sent just as given.
        if rule is not None and method.record is not None:
            rule(arguments)

    def _allow(self, calls: Sequence[AnyCall], using: Collection[str] | None) -> None:
        grant = self._grant
        if grant.scopes is None:
            grant = Grant(grant.capabilities, understood(self._auth.granted_scopes))
        for call in calls:
            require_granted(call, grant)
        require_using(using or (), grant)

    def _remedy(
        self, capabilities: Sequence[str], scopes: Sequence[str], *, write: bool = False
    ) -> str:
        return remedy(self._auth, self._origins.provider, capabilities, scopes, write=write)

    def _hide(self, text: str) -> str:
        return self._auth.hide(text)

    async def _page_size(self, wanted: int) -> int:
        return min(wanted, limits(await self.session()).max_objects_in_get)

    def _next_creation_id(self) -> str:
        return f"new{next(self._creation_ids)}"
