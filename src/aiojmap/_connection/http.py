"""HTTP by httpx: the one module that knows it."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncGenerator, AsyncIterator, Generator, Mapping

import httpx

from .._exchange.problems import error_for
from .._model.errors import ProtocolError, TransportError
from .._model.json import loads
from .._model.types import JSON
from .auth import Auth
from .origins import Origins

MAX_REDIRECTS = 5
_UNSENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.UnsupportedProtocol)


class _Authorization(httpx.Auth):
    """Puts the credentials on a request at the last moment, to trusted origins alone."""

    def __init__(self, auth: Auth, origins: Origins) -> None:
        self._auth = auth
        self._origins = origins

    async def async_auth_flow(
        self, request: httpx.Request
    ) -> AsyncGenerator[httpx.Request, httpx.Response]:
        if str(request.url) not in self._origins:
            raise ProtocolError(f"{request.url.host} is not trusted with the credentials")
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
        self.requests_sent = 0

    async def aclose(self) -> None:
        """Close the connections, unless they belong to a client handed in."""
        if self._owned:
            await self._client.aclose()

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
        try:
            request = self._client.build_request(method, url, headers=headers, content=content)
        except httpx.InvalidURL as error:
            raise ProtocolError(f"{url!r} is not a URL: {error}") from None
        self.requests_sent += 1
        with self._translated(url):
            answer = await self._client.send(
                request, auth=self._authorization, stream=True, follow_redirects=False
            )
        try:
            yield answer
        finally:
            await answer.aclose()

    async def _pieces(self, answer: httpx.Response) -> AsyncIterator[bytes]:
        with self._translated(str(answer.url)):
            async for piece in answer.aiter_bytes():
                yield piece

    async def _json(self, answer: httpx.Response) -> JSON:
        await self._raise_for_status(answer)
        with self._translated(str(answer.url)):
            body = await answer.aread()
        try:
            return loads(body)
        except ProtocolError as error:
            kind = answer.headers.get("Content-Type", "no type").partition(";")[0]
            raise ProtocolError(
                f"{answer.url} answered with {kind}, which is no JMAP ({error})"
            ) from None

    async def _raise_for_status(self, answer: httpx.Response) -> None:
        if answer.is_success:
            return
        if answer.is_redirect:
            raise ProtocolError(
                f"{answer.url} answered with a redirect, which is not followed with credentials"
            )
        with self._translated(str(answer.url)):
            body = await answer.aread()
        secret = (await self._auth.authorization()).reveal().encode()
        raise error_for(
            str(answer.url),
            answer.status_code,
            body.replace(secret, b"(hidden)"),
            answer.headers.get("WWW-Authenticate", ""),
        )

    @contextlib.contextmanager
    def _translated(self, url: str) -> Generator[None, None, None]:
        try:
            yield
        except httpx.TimeoutException as error:
            raise TransportError(
                f"{url}: no answer in time ({type(error).__name__})",
                sent=not isinstance(error, _UNSENT),
            ) from None
        except (httpx.HTTPError, httpx.StreamError) as error:
            reason = str(error) or type(error).__name__
            verb = "cannot be reached" if isinstance(error, _UNSENT) else "broke the connection off"
            raise TransportError(
                f"{url} {verb}: {reason}", sent=not isinstance(error, _UNSENT)
            ) from None
