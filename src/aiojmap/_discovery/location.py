"""Where the session of a client is: known from the start, or discovered when it is first needed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from .._connection.http import OpenHTTP
from .._connection.origins import Origins, origin_of, start_url
from .._connection.providers import Provider, Providers
from .._model.errors import ConfigurationError
from .addresses import is_address, read_address
from .candidates import Candidate
from .discovery import Search
from .services import Resolver


class Location:
    """The URL of a session, and the origins that the credentials for it may go to.

    Raises `ConfigurationError` for what is no address, host or URL.
    """

    def __init__(
        self,
        server: str,
        *,
        trusted_origins: Iterable[str] = (),
        providers: Iterable[Provider] = (),
        resolver: Resolver | None = None,
        timeout: float = 10.0,
    ) -> None:
        self._providers = Providers(providers)
        self._resolver = resolver
        self._timeout = timeout
        self._domain = read_address(server).domain if is_address(server) else None
        self._url = start_url(server) if self._domain is None else self._provided(self._domain)
        self.origins = Origins(self._url, trusted_origins, self._providers)

    async def url(self, http: OpenHTTP) -> str:
        """The URL; asked for the first time, it may have to be discovered over `http`.

        Raises `DiscoveryError` if nothing is found, `ConfigurationError` if it is nothing that
        credentials may go to unasked.
        """
        if self._url is None:
            assert self._domain is not None
            search = Search(self._domain, self._providers, http, self._resolver, self._timeout)
            url = self._chosen(await search.candidates()).url
            self.origins.begin_at(url)
            self._url = url
        return self._url

    def _provided(self, domain: str) -> str | None:
        provider = self._providers.of_domain(domain)
        return None if provider is None else start_url(provider.server)

    def _chosen(self, candidates: Sequence[Candidate]) -> Candidate:
        for candidate in candidates:
            if candidate.is_trusted or candidate.url in self.origins:
                return candidate
        found = ", ".join(f"{item.url} ({_doubt(item)})" for item in candidates)
        origin = origin_of(candidates[0].url)
        raise ConfigurationError(
            f"for {self._domain}, discovery found {found}. DNS may be forged, so no credentials "
            f"were sent: if it is right, pass trusted_origins=[{str(origin)!r}], or its URL in "
            "place of the address"
        )


def _doubt(candidate: Candidate) -> str:
    return "outside the domain" if not candidate.inside_domain else "at an odd port"
