"""Downloads: pieces as they come, and what may go wrong."""

from __future__ import annotations

import asyncio
import gzip

import pytest

import aiojmap
from transport.loopback import RawServer, http, http_json, stalls
from transport.support import TOKEN, session_document

PATH = "/download/a1/b1/download"
LARGE = bytes(range(256)) * 4000


async def _read(client: aiojmap.Client) -> bytes:
    async with client.download("b1") as stream:
        return await stream.read()


async def test_the_content_is_read_whole(server: RawServer, raw_client: aiojmap.Client) -> None:
    """`read` gives all octets of a blob."""
    server.reply(PATH, http(200, LARGE, type="x/y"))
    assert await _read(raw_client) == LARGE


@pytest.mark.parametrize("content", [b"", b"x"])
async def test_small_contents_are_read(
    server: RawServer, raw_client: aiojmap.Client, content: bytes
) -> None:
    """A blob may be tiny or empty."""
    server.reply(PATH, http(200, content))
    assert await _read(raw_client) == content


async def test_the_content_comes_in_pieces(server: RawServer, raw_client: aiojmap.Client) -> None:
    """`async for` gives the octets in order, in more than one piece."""
    server.reply(PATH, http(200, LARGE))
    async with raw_client.download("b1") as stream:
        pieces = [piece async for piece in stream]
    assert b"".join(pieces) == LARGE
    assert len(pieces) > 1


async def test_the_first_piece_comes_before_the_last(
    server: RawServer, raw_client: aiojmap.Client
) -> None:
    """A piece is given as soon as it is there, while the rest is still to come."""
    server.reply(PATH, stalls(http(200, b"first", headers={"Content-Length": "500"})))
    async with asyncio.timeout(10), raw_client.download("b1") as stream:
        first = await anext(aiter(stream))
    assert first == b"first"


async def test_a_download_is_asked_for_with_name_and_type(
    server: RawServer, raw_client: aiojmap.Client
) -> None:
    """Name and type are filled into the URL, and the credentials are sent along."""
    server.reply("/download/a2/b1/report.pdf", http(200, b"x"))
    download = raw_client.download("b1", name="report.pdf", type="application/pdf", account_id="a2")
    async with download as stream:
        await stream.read()
    request = server.requests[-1]
    assert request.target == "/download/a2/b1/report.pdf?type=application%2Fpdf"
    assert request.headers["authorization"] == f"Bearer {TOKEN}"


async def test_compression_on_the_way_is_undone(
    server: RawServer, raw_client: aiojmap.Client
) -> None:
    """A body compressed by the server for the way comes as it was."""
    body = gzip.compress(LARGE)
    server.reply(PATH, http(200, body, headers={"Content-Encoding": "gzip"}))
    assert await _read(raw_client) == LARGE


async def test_a_download_can_be_left_unread(server: RawServer, raw_client: aiojmap.Client) -> None:
    """Whoever looks at nothing of it leaves nothing behind."""
    server.reply(PATH, http(200, LARGE))
    async with raw_client.download("b1"):
        pass
    assert await _read(raw_client) == LARGE


async def test_a_download_can_be_left_halfway(
    server: RawServer, raw_client: aiojmap.Client
) -> None:
    """Whoever stops after one piece leaves nothing behind."""
    server.reply(PATH, http(200, LARGE))
    async with raw_client.download("b1") as stream:
        async for _ in stream:
            break
    assert await _read(raw_client) == LARGE


async def test_an_error_of_the_reader_is_its_own(
    server: RawServer, raw_client: aiojmap.Client
) -> None:
    """What the caller raises while reading comes out as it is."""
    server.reply(PATH, http(200, LARGE))

    async def fail() -> None:
        async with raw_client.download("b1") as stream:
            async for _ in stream:
                raise ZeroDivisionError("mine")

    with pytest.raises(ZeroDivisionError, match="mine"):
        await fail()
    assert await _read(raw_client) == LARGE


async def test_reading_after_the_end_of_the_block_is_an_error_of_ours(
    server: RawServer, raw_client: aiojmap.Client
) -> None:
    """A stream cannot be read once its block is left."""
    server.reply(PATH, http(200, LARGE))
    async with raw_client.download("b1") as stream:
        pass
    with pytest.raises(aiojmap.JMAPError):
        await stream.read()


async def test_a_missing_blob_is_not_found(server: RawServer, raw_client: aiojmap.Client) -> None:
    """404 for a blob is a NotFoundError with the URL, raised when the block is entered."""
    server.reply(PATH, http(404, b"no such blob", type="text/plain"))
    with pytest.raises(aiojmap.NotFoundError, match=PATH):
        await _read(raw_client)


async def test_a_cut_download_does_not_pass_for_whole(
    server: RawServer, raw_client: aiojmap.Client
) -> None:
    """A body shorter than its length is a TransportError after the pieces that came."""
    server.reply(PATH, http(200, b"half", headers={"Content-Length": "8"}))
    came: list[bytes] = []

    async def collect() -> None:
        async with raw_client.download("b1") as stream:
            async for piece in stream:
                came.append(piece)

    with pytest.raises(aiojmap.TransportError):
        await collect()
    assert came == [b"half"]


@pytest.mark.parametrize("value", ["", None])
async def test_no_download_url_is_said_so(
    server: RawServer, raw_client: aiojmap.Client, value: str | None
) -> None:
    """Without a downloadUrl nothing is downloaded."""
    server.reply("/session", http_json(session_document(downloadUrl=value)))
    with pytest.raises(aiojmap.CallRefused, match="downloadUrl"):
        await _read(raw_client)
    assert server.targets() == ["/session"]


async def test_no_obvious_account_is_said_so(server: RawServer, raw_client: aiojmap.Client) -> None:
    """Without an account for mail a download asks for one."""
    server.reply("/session", http_json(session_document(primaryAccounts={}, accounts={})))
    with pytest.raises(aiojmap.CallRefused, match="pass account_id="):
        await _read(raw_client)
    assert server.targets() == ["/session"]
