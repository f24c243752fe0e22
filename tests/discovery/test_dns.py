"""The resolver by dnspython, on a DNS server of the test's own."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import cast

import dns.flags
import dns.message
import dns.rcode
import dns.rrset
import pytest

import aiojmap
from aiojmap import ServiceRecord

from .names import SRV

ZONE = {
    f"{SRV}.": ["0 1 443 api.fastmail.com.", "10 5 8443 B.mail.example."],
    "_jmap._tcp.none.example.": ["0 0 0 ."],
}


class Nameserver(asyncio.DatagramProtocol):
    """Answers for the zone; for silent.example not at all, for broken.example with a failure."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Note where to answer."""
        self.transport = cast("asyncio.DatagramTransport", transport)

    def datagram_received(self, data: bytes, address: object) -> None:
        """Answer a question."""
        query = dns.message.from_wire(data)
        name = query.question[0].name.to_text()
        self.asked.append(name)
        if "silent" in name:
            return
        answer = dns.message.make_response(query)
        answer.flags |= dns.flags.RA
        if "broken" in name:
            answer.set_rcode(dns.rcode.SERVFAIL)
        elif name in ZONE:
            answer.answer.append(dns.rrset.from_text(name, 60, "IN", "SRV", *ZONE[name]))
        elif "empty" not in name:
            answer.set_rcode(dns.rcode.NXDOMAIN)
        self.transport.sendto(answer.to_wire(), address)  # type: ignore[arg-type]


@pytest.fixture
async def nameserver() -> AsyncIterator[tuple[Nameserver, int]]:
    """The server, on loopback, and its port."""
    transport, made = await asyncio.get_running_loop().create_datagram_endpoint(
        Nameserver, local_addr=("127.0.0.1", 0)
    )
    yield made, transport.get_extra_info("sockname")[1]
    transport.close()


def resolver(port: int, timeout: float = 5) -> aiojmap.Resolver:
    """A resolver that asks the server of the test."""
    return aiojmap.dns_resolver(nameservers=["127.0.0.1"], port=port, timeout=timeout)


async def test_records_are_read(nameserver: tuple[Nameserver, int]) -> None:
    """With priority, weight, port and target."""
    records = await resolver(nameserver[1])(SRV)

    assert sorted(records, key=lambda record: record.priority) == [
        ServiceRecord(0, 1, 443, "api.fastmail.com."),
        ServiceRecord(10, 5, 8443, "B.mail.example."),
    ]


async def test_a_service_not_offered_is_a_dot(nameserver: tuple[Nameserver, int]) -> None:
    """It is told apart from no record."""
    (record,) = await resolver(nameserver[1])("_jmap._tcp.none.example")

    assert record.target == "."


@pytest.mark.parametrize("name", ["_jmap._tcp.missing.example", "_jmap._tcp.empty.example"])
async def test_no_record_is_none(nameserver: tuple[Nameserver, int], name: str) -> None:
    """Whether the name is missing or has other records."""
    assert list(await resolver(nameserver[1])(name)) == []


async def test_the_name_is_not_searched_for_elsewhere(nameserver: tuple[Nameserver, int]) -> None:
    """The search list of this machine does not put its own domain behind the name."""
    await resolver(nameserver[1])("_jmap._tcp.missing.example")

    assert nameserver[0].asked == ["_jmap._tcp.missing.example."]


@pytest.mark.parametrize(("kind", "seconds"), [("broken", 5), ("silent", 0.05)])
async def test_a_failed_lookup_is_an_error_of_ours(
    nameserver: tuple[Nameserver, int], kind: str, seconds: float
) -> None:
    """Neither is taken for a domain without records."""
    with pytest.raises(aiojmap.TransportError, match="the DNS lookup of _jmap") as caught:
        await resolver(nameserver[1], seconds)(f"_jmap._tcp.{kind}.example")

    assert caught.value.__context__ is None


async def test_a_nameserver_that_is_none_is_an_error_of_ours() -> None:
    """No error of the library below comes out."""
    with pytest.raises(aiojmap.ConfigurationError):
        await aiojmap.dns_resolver(nameservers=["no address"])(SRV)
