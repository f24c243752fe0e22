"""SRV records by dnspython, which the extra `discovery` brings."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from .._model.errors import ConfigurationError, TransportError
from .services import Resolver, ServiceRecord

if TYPE_CHECKING:
    import dns.asyncresolver

MISSING: Final = "dnspython is not installed: pip install 'aiojmap[discovery]'"


def dns_resolver(
    *, nameservers: Sequence[str] | None = None, port: int = 53, timeout: float = 10.0
) -> Resolver:
    """A resolver that asks DNS: the servers of this machine's configuration, or those given.

    `nameservers` are IP addresses. `timeout` is in seconds, for a whole lookup. What it gives is
    not authenticated. The resolver raises `ConfigurationError` without the extra `discovery`, and
    `TransportError` when no server answers.
    """

    async def resolve(name: str) -> list[ServiceRecord]:
        # Off the loop: it imports a library and reads a file.
        resolver = await asyncio.to_thread(_resolver, nameservers, port)
        if isinstance(resolver, str):
            raise ConfigurationError(resolver)
        outcome = await _records(resolver, name, timeout)
        if isinstance(outcome, str):
            raise TransportError(f"the DNS lookup of {name} failed: {outcome}", sent=False)
        return outcome

    return resolve


def _resolver(nameservers: Sequence[str] | None, port: int) -> dns.asyncresolver.Resolver | str:
    try:
        import dns.asyncresolver
        import dns.exception
    except ImportError:
        return MISSING
    try:
        resolver = dns.asyncresolver.Resolver(configure=nameservers is None)
        if nameservers is not None:
            resolver.nameservers = list(nameservers)
            resolver.port = port
    except (dns.exception.DNSException, ValueError, OSError) as error:
        return f"DNS cannot be asked from here ({type(error).__name__}): pass a resolver"
    return resolver


async def _records(
    resolver: dns.asyncresolver.Resolver, name: str, lifetime: float
) -> list[ServiceRecord] | str:
    import dns.exception
    import dns.resolver
    from dns.rdtypes.IN.SRV import SRV

    try:
        answer = await resolver.resolve(f"{name}.", "SRV", lifetime=lifetime, search=False)
    except (dns.resolver.NXDOMAIN, dns.resolver.NoAnswer):
        return []
    except (dns.exception.DNSException, OSError) as error:
        return type(error).__name__
    return [
        ServiceRecord(record.priority, record.weight, record.port, record.target.to_text())
        for record in answer
        if isinstance(record, SRV)
    ]
