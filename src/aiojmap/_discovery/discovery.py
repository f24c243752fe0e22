"""From an address to candidates: the table of providers, DNS, the well-known place."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Final

import attrs

from .._connection.http import OpenHTTP
from .._connection.origins import WELL_KNOWN, Origin, provider_at, shown, start_url
from .._connection.providers import Provider, Providers
from .._model.errors import ConfigurationError, DiscoveryError, JMAPError
from .addresses import domain_name, is_address, is_local, is_within, read_address
from .candidates import Candidate, FoundBy
from .dns import dns_resolver
from .probing import Found, probe
from .services import NOT_OFFERED, Resolver, ServiceRecord, in_order

if TYPE_CHECKING:
    import httpx

MAX_RECORDS: Final = 5
"""How many SRV records are followed at most."""


async def discover(
    address: str,
    *,
    providers: Iterable[Provider] = (),
    resolver: Resolver | None = None,
    http_client: httpx.AsyncClient | None = None,
    timeout: float = 10.0,  # noqa: ASYNC109  # for each step
    draw: Callable[[], float] = random.random,
) -> list[Candidate]:
    """Find the JMAP servers of a mail address or domain, without ever sending credentials.

    First the table of providers is looked at, then the SRV record `_jmap._tcp` of the domain, then
    its own `/.well-known/jmap` (RFC 8620, section 2.2). Each candidate was asked: it answered with
    a session, or that it wants a token or a password. The most preferred comes first; there is at
    least one. The part of the address before the @ goes nowhere.

    `providers` are looked up before those known; `resolver` gives SRV records, by default those
    that `dns_resolver` finds; `timeout` is in seconds, for each step; `draw` gives random numbers
    from 0 up to 1, for records of the same priority.

    Raises `ConfigurationError` for what is no address or domain, `DiscoveryError` when nothing is
    found, which says what was tried.
    """
    given = read_address(address).domain if is_address(address) else _domain(address)
    http = OpenHTTP(client=http_client, timeout=timeout)
    try:
        search = Search(given, Providers(providers), http, resolver, timeout, draw)
        return await search.candidates()
    finally:
        await http.aclose()


def _domain(text: str) -> str:
    if "/" in text or ":" in text:
        raise ConfigurationError(
            f"{shown(text)} needs no discovery: discover() takes a mail address or its domain"
        )
    return domain_name(text)


@attrs.define
class Search:
    """One search for the servers of a domain."""

    domain: str
    providers: Providers
    http: OpenHTTP
    resolver: Resolver | None = None
    timeout: float = 10.0
    draw: Callable[[], float] = random.random
    attempts: list[str] = attrs.field(factory=list[str])

    async def candidates(self) -> list[Candidate]:
        """The servers; raises `DiscoveryError` if there are none."""
        provider = self.providers.of_domain(self.domain)
        if provider is not None:
            found = await self._probed([start_url(provider.server)], "provider")
            if found:
                return found
        if is_local(self.domain):
            raise ConfigurationError(
                f"{self.domain} is no domain of the public DNS, so there is no discovery for it: "
                "give the URL of the server, such as http://localhost:8080"
            )
        records = await self._records()
        urls = [url for record in records if (url := self._url(record)) is not None]
        if urls:
            found = await self._probed(list(dict.fromkeys(urls)), "srv")
            if found:
                return found
        if not records:
            found = await self._probed([f"https://{self.domain}{WELL_KNOWN}"], "well-known")
            if found:
                return found
        raise DiscoveryError(self.domain, self.attempts)

    async def _records(self) -> Sequence[ServiceRecord]:
        """The SRV records of the domain, in order."""
        name = f"_jmap._tcp.{self.domain}"
        resolve = self.resolver or dns_resolver(timeout=self.timeout)
        try:
            async with asyncio.timeout(self.timeout):
                found = await resolve(name)
        except JMAPError as error:
            self.attempts.append(f"the SRV record {name} was not read ({error})")
            return []
        except TimeoutError:
            self.attempts.append(f"the SRV record {name} was not read (no answer in time)")
            return []
        offered = [record for record in found if record.target != NOT_OFFERED]
        if found and not offered:
            self.attempts.append(f'the SRV record {name} says "." for: no JMAP is offered')
            raise DiscoveryError(self.domain, self.attempts)
        if not found:
            self.attempts.append(f"there is no SRV record {name}")
        return in_order(offered, self.draw)[:MAX_RECORDS]

    def _url(self, record: ServiceRecord) -> str | None:
        try:
            host = domain_name(record.target)
            if is_local(host) or not 0 < record.port < 1 << 16:
                raise ConfigurationError("no public host")
        except ConfigurationError:
            self.attempts.append(f"the SRV record names {shown(record.target)}, which is not asked")
            return None
        return f"https://{host}{'' if record.port == 443 else f':{record.port}'}{WELL_KNOWN}"

    async def _probed(self, urls: Sequence[str], found_by: FoundBy) -> list[Candidate]:
        """What answers at these URLs, asked all at once, in their order."""
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(self._asked(url)) for url in urls]
        found: dict[str, Candidate] = {}
        for task in tasks:
            outcome = task.result()
            if isinstance(outcome, str):
                self.attempts.append(outcome)
            else:
                found.setdefault(outcome.url, self._candidate(outcome, found_by))
        return list(found.values())

    async def _asked(self, url: str) -> Found | str:
        try:
            async with asyncio.timeout(self.timeout):
                return await probe(self.http, url)
        except TimeoutError:
            return f"{url} did not answer in {self.timeout:g} seconds"

    def _candidate(self, found: Found, found_by: FoundBy) -> Candidate:
        # All that led there counts: a foreign host must not choose among those of the domain.
        inside = all(is_within(origin.host, self.domain) for origin in found.origins)
        last = found.origins[-1]
        provider = provider_at(last, self.providers)
        known = all(self._is_known(origin) for origin in found.origins)
        return Candidate(
            url=found.url,
            found_by=found_by,
            domain=self.domain,
            inside_domain=inside,
            port_is_odd=any(origin.port != 443 for origin in found.origins),
            provider=provider.name if provider and known else None,
            schemes=found.schemes,
            resource_metadata=found.resource_metadata,
        )

    def _is_known(self, origin: Origin) -> bool:
        """Whether an origin is a provider's, or of the domain at the usual port."""
        inside = is_within(origin.host, self.domain) and origin.port == 443
        return inside or provider_at(origin, self.providers) is not None
