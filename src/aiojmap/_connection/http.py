"""HTTP by httpx: the one module that knows it."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Mapping
from typing import Final, TypeVar
from urllib.parse import urlencode

import attrs
import httpx

from .._exchange.challenges import challenges
from .._exchange.problems import error_for
from .._model.errors import QUOTED, AuthenticationError, JMAPError, ProtocolError, TransportError
from .._model.json import Hide, dumps, loads
from .._model.types import JSON
from .auth import Auth
from .origins import Origins, origin_of
from .secret import Secret

R = TypeVar("R")

MAX_REDIRECTS = 5
UNAUTHORIZED = 401
MAX_OPEN_BODY: Final = 1 << 20
_UNSENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.UnsupportedProtocol)


class _Authorization(httpx.Auth):
    """Puts the credentials on a request at the last moment, to trusted origins alone."""

    def __init__(self, auth: Auth, origins: Origins) -> None:
        self._auth = auth
        self._origins = origins
        self._server: str | None = None

    async def async_auth_flow(
        self, request: httpx.Request
    ) -> AsyncGenerator[httpx.Request, httpx.Response]:
        if str(request.url) not in self._origins:
            raise ProtocolError(f"{request.url.host} is not trusted with the credentials")
        if self._server is None:
            # The first request of a client is the one for the session.
            self._server = str(request.url)
        await self._auth.check_server(self._server)
        value = await self._auth.authorization()
        request.headers["Authorization"] = f"{self._auth.scheme} {value.reveal()}"
        answer = yield request
        if answer.status_code != UNAUTHORIZED:
            return
        # A body that was streamed is gone: it cannot be sent again, but the next request can.
        if await self._auth.renew(value) and isinstance(request.stream, httpx.ByteStream):
            value = await self._auth.authorization()
            request.headers["Authorization"] = f"{self._auth.scheme} {value.reveal()}"
            yield request


class HTTP:
    """Requests with credentials, and errors of ours instead of httpx's.

    `requests_sent` counts the HTTP requests made.
    """

    requests_sent: int

    def __init__(
        self,
        auth: Auth,
        origins: Origins,
        *,
        client: httpx.AsyncClient | None,
        timeout: float,
    ) -> None:
        self._auth = auth
        self._authorization = _Authorization(auth, origins)
        self._client = client or httpx.AsyncClient(timeout=timeout)
        self._owned = client is None
        self._closed = False
        self.requests_sent = 0

    async def aclose(self) -> None:
        """Close the connections, unless they belong to a client handed in."""
        self._closed = True
        try:
            await self._auth.settled()
        finally:
            if self._owned:
                await self._client.aclose()

    def without_credentials(self) -> OpenHTTP:
        """Requests over the same connections that have no credentials."""
        return OpenHTTP(client=self._client)

    async def get_json(self, url: str, origins: Origins) -> tuple[JSON, str]:
        """Fetch JSON, following redirects to trusted origins; also gives the last URL."""
        for _ in range(MAX_REDIRECTS + 1):
            async with self._response("GET", url, headers={"Accept": "application/json"}) as answer:
                location = answer.headers.get("Location")
                if not answer.is_redirect or location is None:
                    return await self._json(answer), str(answer.url)
                url = origins.resolve(str(answer.url), location, f"the redirect from {answer.url}")
        raise ProtocolError(f"{url}: more than {MAX_REDIRECTS} redirects")

    async def post_json(self, url: str, body: bytes) -> JSON:
        """Send JSON and read the JSON that comes back."""
        headers = {"Content-Type": "application/json", "Accept": "application/json"}
        async with self._response("POST", url, headers=headers, content=body) as answer:
            return await self._json(answer)

    async def post_stream(
        self, url: str, content: bytes | AsyncIterator[bytes], headers: Mapping[str, str]
    ) -> JSON:
        """Send a body as it comes and read the JSON that comes back."""
        async with self._response("POST", url, headers=headers, content=content) as answer:
            return await self._json(answer)

    @contextlib.asynccontextmanager
    async def get_stream(self, url: str) -> AsyncGenerator[AsyncIterator[bytes], None]:
        """Read a body piece by piece, in constant memory."""
        async with self._response("GET", url, headers={}) as answer:
            await self._raise_for_status(answer)
            yield self._pieces(answer)

    @contextlib.asynccontextmanager
    async def _response(
        self,
        method: str,
        url: str,
        *,
        headers: Mapping[str, str],
        content: bytes | AsyncIterator[bytes] | None = None,
    ) -> AsyncGenerator[httpx.Response, None]:
        if self._closed or self._client.is_closed:
            raise TransportError(f"{url} was not asked: the client is closed", sent=False)
        answer = await self._guarded(url, self._sent(method, url, headers, content))
        try:
            yield answer
        finally:
            await answer.aclose()

    async def _sent(
        self,
        method: str,
        url: str,
        headers: Mapping[str, str],
        content: bytes | AsyncIterator[bytes] | None,
    ) -> httpx.Response:
        request = self._client.build_request(method, url, headers=headers, content=content)
        self.requests_sent += 1
        answer = await self._client.send(
            request, auth=self._authorization, stream=True, follow_redirects=False
        )
        # What was answered with 401 and sent again.
        self.requests_sent += len(answer.history)
        return answer

    async def _pieces(self, answer: httpx.Response) -> AsyncIterator[bytes]:
        pieces = answer.aiter_bytes()
        while True:
            piece = await self._guarded(str(answer.url), anext(pieces, None))
            if piece is None:
                return
            yield piece

    async def _json(self, answer: httpx.Response) -> JSON:
        await self._raise_for_status(answer)
        try:
            return loads(await self._guarded(str(answer.url), answer.aread()))
        except ProtocolError as error:
            kind = answer.headers.get("Content-Type", "no type").partition(";")[0]
            reason = self._auth.hide(f"{answer.url} answered with {kind[:50]}")
            raise ProtocolError(f"{reason}, which is no JMAP ({error})") from None

    async def _raise_for_status(self, answer: httpx.Response) -> None:
        if answer.is_success:
            return
        if answer.is_redirect:
            raise ProtocolError(
                f"{answer.url} answered with a redirect, which is not followed with credentials"
            )
        raise await self._refusal(answer)

    async def _refusal(self, answer: httpx.Response) -> JMAPError:
        """The error of an answer; made out of the frame that raises it, which has no secret."""
        body = await self._guarded(str(answer.url), answer.aread())
        challenge = answer.headers.get("WWW-Authenticate", "")
        error = error_for(str(answer.url), answer.status_code, body, challenge, self._auth.hide)
        if isinstance(error, AuthenticationError) and self._auth.scheme == "Basic":
            offered = {item.scheme for item in challenges(challenge)}
            if offered and "basic" not in offered:
                error.args = (f"{error}. What was sent is Basic: give a token as token=",)
        return error

    async def _guarded(self, url: str, work: Awaitable[R]) -> R:
        return await _guarded(url, work, self._auth.hide)


@attrs.frozen
class OpenAnswer:
    """An answer to a request without credentials, whatever its status."""

    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes = attrs.field(repr=False)


class OpenHTTP:
    """Requests without the credentials of a client: for discovery and OAuth.

    Redirects are given back, not followed; bodies are read up to `MAX_OPEN_BODY` octets. Raises
    `ConfigurationError` for a URL that is neither https nor on this machine.
    """

    def __init__(self, *, client: httpx.AsyncClient | None = None, timeout: float = 30.0) -> None:
        self._client = client or httpx.AsyncClient(timeout=timeout)
        self._owned = client is None

    async def aclose(self) -> None:
        """Close the connections, unless they belong to a client handed in."""
        if self._owned:
            await self._client.aclose()

    async def get(self, url: str) -> OpenAnswer:
        """Fetch a document."""
        return await self._answer("GET", url, {"Accept": "application/json"}, None, str)

    async def post_form(
        self,
        url: str,
        fields: Mapping[str, str],
        hide: Hide = str,
        *,
        basic: Secret | None = None,
    ) -> OpenAnswer:
        """Send fields as a form does; `hide` takes the secrets among them out of errors.

        `basic` are credentials of the form's own, as the client of an OAuth server has them.
        """
        headers = {
            "Accept": "application/json",
            "Content-Type": "application/x-www-form-urlencoded",
        }
        return await self._answer("POST", url, headers, urlencode(fields).encode(), hide, basic)

    async def post_json(self, url: str, document: JSON) -> OpenAnswer:
        """Send JSON."""
        headers = {"Accept": "application/json", "Content-Type": "application/json"}
        return await self._answer("POST", url, headers, dumps(document), str)

    async def _answer(
        self,
        method: str,
        url: str,
        headers: Mapping[str, str],
        body: bytes | None,
        hide: Hide,
        basic: Secret | None = None,
    ) -> OpenAnswer:
        origin_of(url)
        request = self._client.build_request(method, url, headers=headers, content=body)
        # A client handed in may have credentials of its own, which are not for these.
        request.headers.pop("Authorization", None)
        request.headers.pop("Cookie", None)
        if basic is not None:
            request.headers["Authorization"] = f"Basic {basic.reveal()}"
        sent = self._client.send(request, auth=_no_auth, stream=True, follow_redirects=False)
        answer = await _guarded(url, sent, hide)
        try:
            content = await _guarded(url, _capped(answer), hide)
        finally:
            await answer.aclose()
        return OpenAnswer(str(answer.url), answer.status_code, answer.headers, content)


def _no_auth(request: httpx.Request) -> httpx.Request:
    return request


async def _capped(answer: httpx.Response) -> bytes:
    pieces: list[bytes] = []
    size = 0
    async for piece in answer.aiter_bytes():
        size += len(piece)
        if size > MAX_OPEN_BODY:
            raise ProtocolError(f"{answer.url} answered with more than {MAX_OPEN_BODY} octets")
        pieces.append(piece)
    return b"".join(pieces)


async def _guarded(url: str, work: Awaitable[R], hide: Hide) -> R:
    """The result of httpx's work, or an error of ours for its own."""
    try:
        return await work
    except (httpx.HTTPError, httpx.StreamError, httpx.InvalidURL) as error:
        failure = _failure(url, error, hide)
    # Raised out here, without httpx's error as its context: its frames hold the headers.
    raise failure


def _failure(url: str, error: Exception, hide: Hide) -> JMAPError:
    sent = not isinstance(error, _UNSENT)
    reason = hide(str(error))[:QUOTED] or type(error).__name__
    if isinstance(error, httpx.InvalidURL) or "location header" in reason:
        return ProtocolError(f"{url} answered with a redirect to what is no URL")
    if isinstance(error, httpx.TimeoutException):
        return TransportError(f"{url}: no answer in time ({type(error).__name__})", sent=sent)
    verb = "broke the connection off" if sent else "cannot be reached"
    return TransportError(f"{url} {verb}: {reason}", sent=sent)
