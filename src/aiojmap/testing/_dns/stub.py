"""The DNS stub: a resolver, and a name server on loopback."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from types import TracebackType
from typing import Final, Literal, cast

from ..._discovery.services import ServiceRecord
from ..._model.errors import TransportError
from .messages import NO_ERROR, NO_SUCH_NAME, SERVER_FAILURE, SRV, Query, answer, read_query

DNSFailure = Literal["no such name", "no records", "server failure", "no answer"]
"""What a name can have in place of records: three answers without any, and silence."""

_HOST: Final = "127.0.0.1"
_CODES: Final[Mapping[str, int]] = {
    "no such name": NO_SUCH_NAME,
    "no records": NO_ERROR,
    "server failure": SERVER_FAILURE,
}


class DNSStub:
    """SRV records from a table, for discovery without DNS.

    It is a resolver itself, to be given to `discover` or a client:

        dns = DNSStub({"_jmap._tcp.example.com": [ServiceRecord(0, 1, 443, "jmap.example.com")]})
        await aiojmap.discover("me@example.com", resolver=dns)

    Entered with `async with`, it is a name server on 127.0.0.1 too (UDP), for
    `dns_resolver(nameservers=dns.nameservers, port=dns.port)`.

    Args:
        records: The records of each name, or what goes wrong with it; names that are not there
            do not exist. A target "." says that there is no such service.
    """

    def __init__(
        self, records: Mapping[str, Sequence[ServiceRecord] | DNSFailure] | None = None
    ) -> None:
        self.records: dict[str, Sequence[ServiceRecord] | DNSFailure] = dict(records or {})
        """The table; it may be changed at any time."""
        self.asked: list[str] = []
        """The names that were asked for, in their order."""
        self._transport: asyncio.DatagramTransport | None = None

    async def __call__(self, name: str) -> Sequence[ServiceRecord]:
        """The records of a name, as a resolver gives them.

        Raises `TransportError` for a server failure; where there is to be no answer, none comes.
        """
        self.asked.append(name)
        found = self._found(name)
        if found == "no answer":
            await asyncio.get_running_loop().create_future()
        if found == "server failure":
            raise TransportError(f"the DNS lookup of {name} failed: SERVFAIL", sent=False)
        return [] if isinstance(found, str) else found

    @property
    def nameservers(self) -> list[str]:
        """The address of the name server."""
        return [_HOST]

    @property
    def port(self) -> int:
        """The port of the name server. There is none before it runs."""
        if self._transport is None:
            raise RuntimeError("the name server does not run: enter it with `async with` first")
        address: tuple[str, int] = self._transport.get_extra_info("sockname")
        return address[1]

    async def __aenter__(self) -> DNSStub:
        if self._transport is not None:
            raise RuntimeError("the name server runs already")
        loop = asyncio.get_running_loop()
        self._transport, _ = await loop.create_datagram_endpoint(
            lambda: _NameServer(self), local_addr=(_HOST, 0)
        )
        return self

    async def __aexit__(
        self,
        exc_type: type[BaseException] | None,
        exc: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        transport, self._transport = self._transport, None
        if transport is not None:
            transport.abort()

    def _found(self, name: str) -> Sequence[ServiceRecord] | DNSFailure:
        wanted = name.rstrip(".").casefold()
        for known, found in self.records.items():
            if known.rstrip(".").casefold() == wanted:
                return found
        return "no such name"

    def _answer(self, query: Query) -> bytes | None:
        """The answer of the name server; None if there is to be none."""
        self.asked.append(query.name)
        found = self._found(query.name)
        if found == "no answer":
            return None
        if isinstance(found, str):
            return answer(query, _CODES[found])
        return answer(query, NO_ERROR, found if query.type == SRV else ())


class _NameServer(asyncio.DatagramProtocol):
    def __init__(self, stub: DNSStub) -> None:
        self._stub = stub
        self._transport: asyncio.DatagramTransport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        # That of asyncio itself is no instance of it.
        self._transport = cast("asyncio.DatagramTransport", transport)

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        query = read_query(data)
        reply = None if query is None else self._stub._answer(query)
        if reply is not None and self._transport is not None:
            self._transport.sendto(reply, addr)
