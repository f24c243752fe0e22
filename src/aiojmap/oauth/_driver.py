"""The requests of OAuth over HTTP: each sends a value and judges the answer."""

from __future__ import annotations

from types import TracebackType
from typing import TYPE_CHECKING, Final, Self, TypeVar
from urllib.parse import urljoin

from .._connection.http import OpenAnswer, OpenHTTP
from .._connection.origins import Origins, origin_of, shown, start_url
from .._exchange.challenges import challenges
from .._model.errors import ConfigurationError, JMAPError, ProtocolError
from .._model.types import JSONObject
from ._device import DeviceCode, Pending, device_code, polled
from ._document import Document
from ._errors import MetadataError, OAuthError, TokenError
from ._form import FormRequest
from ._issuer import authorization_server_urls, check_issuer, check_secure, protected_resource_urls
from ._metadata import AuthorizationServer, Resource, authorization_server, authorization_servers
from ._registration import Registration, registered
from ._tokens import Tokens, tokens

if TYPE_CHECKING:
    import httpx

R = TypeVar("R")
MAX_REDIRECTS: Final = 5
_REDIRECTS: Final = (301, 302, 303, 307, 308)
_OVER: Final = 400


class Driver:
    """OAuth's requests, without the credentials of any client; an async context manager."""

    def __init__(self, http_client: httpx.AsyncClient | None) -> None:
        self._http = OpenHTTP(client=http_client)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self._http.aclose()

    async def resource(self, server: str, challenge: str | None, issuer: str | None) -> Resource:
        """From a JMAP server to the authorization server that it names (RFC 9728)."""
        if "@" in server and "//" not in server:
            raise ConfigurationError(
                f"an address is no server (its domain is {shown(server)}): find its server first, "
                "with aiojmap.discover"
            )
        url = start_url(server)
        if issuer is None and challenge is None:
            url, challenge = await self._challenged(url)
        if issuer is not None:
            return Resource(url=url, identifier=url, server=await self.server(issuer))
        identifier, issuer = await self._named(url, challenge or "")
        return Resource(url=url, identifier=identifier, server=await self.server(issuer))

    async def server(self, issuer: str) -> AuthorizationServer:
        """The metadata of an issuer, where RFC 8414 has it or else where OpenID has it."""
        check_issuer(issuer)
        said: list[str] = []
        for url in authorization_server_urls(issuer):
            found = await self._document(url, said)
            if found is not None:
                return authorization_server(found, issuer, url)
        raise MetadataError(f"{issuer} has no metadata of an authorization server: {_joined(said)}")

    async def register(
        self, url: str, document: JSONObject, issuer: str, redirect_uris: tuple[str, ...]
    ) -> Registration:
        """Register a client (RFC 7591, section 3)."""
        answer = await self._http.post_json(url, document)
        return _raised(registered(answer.status, answer.body, issuer, redirect_uris))

    async def tokens(self, request: FormRequest) -> Tokens:
        """Get tokens for a code or a refresh token."""
        answer = await self._post(request)
        return _raised(tokens(request, answer.status, answer.body))

    async def device_code(self, request: FormRequest) -> DeviceCode:
        """Get a code for another device."""
        answer = await self._post(request)
        return _raised(device_code(request, answer.status, answer.body))

    async def poll(self, request: FormRequest, interval: float) -> Tokens | Pending:
        """See whether somebody has authorized."""
        answer = await self._post(request)
        found = polled(request, answer.status, answer.body, interval)
        if isinstance(found, OAuthError):
            raise found
        return found

    async def revoke(self, request: FormRequest) -> None:
        """End a grant at the server (RFC 7009, section 2.1)."""
        answer = await self._post(request)
        if answer.status >= _OVER:
            raise TokenError(
                f"{request.url} did not revoke the grant (HTTP {answer.status}): remove it in the "
                "settings of the account"
            )

    async def _challenged(self, url: str) -> tuple[str, str]:
        """Where the session is, and what the server says to who has no credentials."""
        origins = Origins(url)
        for _ in range(MAX_REDIRECTS + 1):
            answer = await self._http.get(url)
            location = answer.headers.get("Location")
            if answer.status not in _REDIRECTS or location is None:
                return url, answer.headers.get("WWW-Authenticate") or ""
            target = urljoin(url, location)
            if target not in origins:
                raise MetadataError(
                    f"{url} redirects to {shown(target)}, another server: if it is the right one, "
                    "log in there"
                )
            url = target
        raise ProtocolError(f"{url}: more than {MAX_REDIRECTS} redirects")

    async def _named(self, url: str, field: str) -> tuple[str, str]:
        """The identifier of a resource and the issuer that its metadata names."""
        said: list[str] = []
        place = _resource_metadata(field)
        if place is not None:
            check_secure(place, "the resource_metadata of the challenge", named_by=url)
            if origin_of(place) != origin_of(url):
                raise MetadataError(
                    f"{url} says that its metadata is at {shown(place)}, on another server: "
                    "it is not used"
                )
            found = await self._document(place, said)
            if found is not None:
                return authorization_servers(found, url, place)
        for place, about in protected_resource_urls(url):
            found = await self._document(place, said)
            if found is not None:
                return authorization_servers(found, about, place)
        raise MetadataError(
            f"{url} does not say who gives access to it by OAuth ({_joined(said)}): use a token or "
            "a password, or give the issuer if you know it"
        )

    async def _document(self, url: str, said: list[str]) -> Document | None:
        """A JSON document, or None and in `said` why there is none; redirects are not followed."""
        answer = await self._http.get(url)
        kind = (answer.headers.get("Content-Type") or "").partition(";")[0].strip().lower()
        if answer.status in _REDIRECTS:
            said.append(f"{url} redirects, which is not followed")
        elif answer.status != 200:
            said.append(f"{url} answered {answer.status}")
        elif kind != "application/json":
            said.append(f"{url} answered with {kind[:50] or 'no type'} instead of JSON")
        else:
            found = Document.of(answer.body)
            if found is None:
                raise MetadataError(f"{url} answered with what is no JSON object")
            return found
        return None

    async def _post(self, request: FormRequest) -> OpenAnswer:
        """Send a form; an error goes on without the frames that have its fields."""
        try:
            return await self._http.post_form(
                request.url, request.fields(), request.hide, basic=request.authorization
            )
        except JMAPError as error:
            failure = error
        raise failure.with_traceback(None)


def _resource_metadata(field: str) -> str | None:
    for challenge in challenges(field):
        if challenge.scheme == "bearer" and "resource_metadata" in challenge.parameters:
            return challenge.parameters["resource_metadata"]
    return None


def _raised(found: R | OAuthError) -> R:
    if isinstance(found, OAuthError):
        raise found
    return found


def _joined(said: list[str]) -> str:
    return "; ".join(dict.fromkeys(said))
