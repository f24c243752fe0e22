"""The DNS stub, as a resolver and as a name server that dnspython asks."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncGenerator, Sequence

import pytest

from aiojmap import Resolver, ServiceRecord, TransportError, dns_resolver
from aiojmap.testing import DNSFailure, DNSStub

NAME = "_jmap._tcp.example.com"
RECORDS = [
    ServiceRecord(0, 1, 443, "jmap.example.com."),
    ServiceRecord(10, 0, 8443, "other.example.net."),
]


@pytest.fixture(params=[False, True], ids=["resolver", "name_server"])
def over_udp(request: pytest.FixtureRequest) -> bool:
    """Whether the stub is asked over the wire."""
    if request.param:
        pytest.importorskip("dns")
    return bool(request.param)


@contextlib.asynccontextmanager
async def resolver(
    over_udp: bool, found: Sequence[ServiceRecord] | DNSFailure
) -> AsyncGenerator[tuple[DNSStub, Resolver]]:
    """A stub with one name, and a resolver that asks it."""
    stub = DNSStub({NAME: found})
    if not over_udp:
        yield stub, stub
        return
    async with stub:
        yield stub, dns_resolver(nameservers=stub.nameservers, port=stub.port, timeout=0.3)


async def test_the_records_of_a_name_are_found(over_udp: bool) -> None:
    """All of them, as they are in the table, however the name is written."""
    async with resolver(over_udp, RECORDS) as (stub, resolve):
        found = await resolve("_jmap._tcp.Example.COM")

        assert sorted(found, key=lambda record: record.priority) == RECORDS
        assert [name.casefold() for name in stub.asked] == [NAME]


async def test_a_service_that_is_not_offered_has_a_point_as_its_target(over_udp: bool) -> None:
    """The root name stays what it is."""
    none = ServiceRecord(0, 0, 0, ".")
    async with resolver(over_udp, [none]) as (_, resolve):
        assert list(await resolve(NAME)) == [none]


@pytest.mark.parametrize("failure", ["no such name", "no records"])
async def test_a_name_without_records_has_none(over_udp: bool, failure: DNSFailure) -> None:
    """Whether it exists or not."""
    async with resolver(over_udp, failure) as (_, resolve):
        assert list(await resolve(NAME)) == []


async def test_a_name_that_is_not_in_the_table_does_not_exist(over_udp: bool) -> None:
    """The table is all there is."""
    async with resolver(over_udp, RECORDS) as (_, resolve):
        assert list(await resolve("_jmap._tcp.example.org")) == []


async def test_a_name_may_be_written_in_the_table_as_dns_does() -> None:
    """With a point at its end, in any case."""
    stub = DNSStub({"_JMAP._tcp.example.com.": RECORDS})

    assert list(await stub(NAME)) == RECORDS


async def test_a_failure_of_the_server_is_an_error(over_udp: bool) -> None:
    """It is not the same as no records."""
    async with resolver(over_udp, "server failure") as (_, resolve):
        with pytest.raises(TransportError, match="DNS lookup"):
            await resolve(NAME)


async def test_a_resolver_that_gets_no_answer_waits() -> None:
    """Until whoever asks has had enough."""
    task = asyncio.ensure_future(DNSStub({NAME: "no answer"})(NAME))
    done, _ = await asyncio.wait([task], timeout=0.05)
    task.cancel()
    await asyncio.wait([task])

    assert not done
    assert task.cancelled()


async def test_a_name_server_that_does_not_answer_is_an_error() -> None:
    """After the time that it has."""
    pytest.importorskip("dns")
    async with resolver(True, "no answer") as (_, resolve):
        with pytest.raises(TransportError, match="DNS lookup"):
            await resolve(NAME)


async def test_what_is_no_query_is_not_answered() -> None:
    """And the next one is."""
    pytest.importorskip("dns")
    async with resolver(True, RECORDS) as (stub, resolve):
        loop = asyncio.get_running_loop()
        transport, _ = await loop.create_datagram_endpoint(
            asyncio.DatagramProtocol, remote_addr=("127.0.0.1", stub.port)
        )
        for octets in (b"", b"x", b"\0" * 12, b"\0" * 5 + b"\1" + b"\0" * 6 + b"\x3fx"):
            transport.sendto(octets)
        transport.close()

        assert len(await resolve(NAME)) == 2


async def test_there_is_no_port_before_the_name_server_runs() -> None:
    """The error says what to do."""
    with pytest.raises(RuntimeError, match="async with"):
        _ = DNSStub().port
