"""Uploads: what goes over the wire, and what is made of the answer."""

from __future__ import annotations

import asyncio
import gc
import io
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

import aiojmap
from aiojmap.core import request_errors
from aiojmap.runtime import JSON, JSONObject
from transport.loopback import RawRequest, RawServer, http, http_json, resets
from transport.support import TOKEN, http_client, session_document, turns

UPLOAD = "/upload/a1/"
UPLOADED: JSONObject = {"accountId": "a1", "blobId": "b1", "type": "x/y", "size": 5}
PIECE = 64 * 1024
CONTENT = bytes(range(256)) * 1000


@pytest.fixture(autouse=True)
def accepting(server: RawServer) -> None:
    """The server takes uploads."""
    server.reply(UPLOAD, http_json(UPLOADED, 201))


@pytest.fixture
def big(tmp_path: Path) -> Path:
    """A file of several pieces."""
    path = tmp_path / "big.png"
    path.write_bytes(CONTENT)
    return path


def _sent(server: RawServer) -> RawRequest:
    return server.requests[-1]


async def _pieces(*pieces: bytes) -> AsyncIterator[bytes]:
    for piece in pieces:
        yield piece


async def test_a_file_is_sent_with_its_length_and_type(
    server: RawServer, raw_client: aiojmap.Client, big: Path
) -> None:
    """A file goes whole, with Content-Length and the media type of its name."""
    await raw_client.upload(big)
    request = _sent(server)
    assert request.body == CONTENT
    assert (request.method, request.target) == ("POST", UPLOAD)
    assert request.headers["content-length"] == str(len(CONTENT))
    assert request.headers["content-type"] == "image/png"
    assert request.headers["authorization"] == f"Bearer {TOKEN}"
    assert "transfer-encoding" not in request.headers


@pytest.mark.parametrize("size", [0, 1, PIECE, PIECE + 1, 3 * PIECE])
async def test_bytes_are_sent_with_their_length(
    server: RawServer, raw_client: aiojmap.Client, size: int
) -> None:
    """Bytes of any number go whole, with Content-Length."""
    await raw_client.upload(b"x" * size)
    request = _sent(server)
    assert request.body == b"x" * size
    assert request.headers["content-length"] == str(size)
    assert request.headers["content-type"] == "application/octet-stream"


async def test_a_stream_is_sent_in_chunks(server: RawServer, raw_client: aiojmap.Client) -> None:
    """A stream, whose length is not known, goes chunked."""
    await raw_client.upload(_pieces(b"one", b"two", b"three"))
    request = _sent(server)
    assert request.body == b"onetwothree"
    assert request.headers["transfer-encoding"] == "chunked"
    assert "content-length" not in request.headers


async def test_progress_counts_the_octets_of_a_file(raw_client: aiojmap.Client, big: Path) -> None:
    """`progress` is told of each piece of a file, none larger than the buffer."""
    counts: list[int] = []
    await raw_client.upload(big, progress=counts.append)
    assert (sum(counts), max(counts)) == (len(CONTENT), PIECE)
    assert len(counts) == 4


async def test_progress_counts_the_pieces_of_a_stream(raw_client: aiojmap.Client) -> None:
    """`progress` is told of the pieces of a stream as they are."""
    counts: list[int] = []
    await raw_client.upload(_pieces(b"a", b"bc"), progress=counts.append)
    assert counts == [1, 2]


async def test_the_type_can_be_given(
    server: RawServer, raw_client: aiojmap.Client, big: Path
) -> None:
    """A media type given replaces the guess."""
    await raw_client.upload(big, type="message/rfc822")
    assert _sent(server).headers["content-type"] == "message/rfc822"


@pytest.mark.parametrize("type_", ["a/b\r\nX-Evil: 1", "a/b\n", "tëxt/plain", "a/b\x00"])
async def test_a_type_no_header_may_hold_is_refused(
    server: RawServer, raw_client: aiojmap.Client, type_: str
) -> None:
    """A media type with a line break or the like is refused before anything is uploaded."""
    with pytest.raises(aiojmap.CallRefused):
        await raw_client.upload(b"x", type=type_)
    assert server.targets() == ["/session"]


async def test_the_account_can_be_given(server: RawServer, raw_client: aiojmap.Client) -> None:
    """Another account than the primary one is filled into the URL."""
    server.reply("/upload/other/", http_json(UPLOADED))
    await raw_client.upload(b"x", account_id="other")
    assert _sent(server).target == "/upload/other/"


async def test_the_answer_is_what_the_server_says(raw_client: aiojmap.Client) -> None:
    """The account, id, type and size of the answer are given back."""
    found = await raw_client.upload(b"hello")
    assert found == aiojmap.UploadedBlob(account_id="a1", blob_id="b1", type="x/y", size=5)


@pytest.mark.parametrize("name", ["accountId", "blobId", "type", "size"])
@pytest.mark.parametrize("value", [None, True, [], {}, 1.5])
async def test_an_answer_of_wrong_types_is_refused(
    server: RawServer, raw_client: aiojmap.Client, name: str, value: JSON
) -> None:
    """A member of the answer of the wrong type is a DecodeError."""
    server.reply(UPLOAD, http_json({**UPLOADED, name: value}))
    with pytest.raises(aiojmap.DecodeError, match="upload"):
        await raw_client.upload(b"x")


@pytest.mark.parametrize("name", ["accountId", "blobId", "type", "size"])
async def test_an_answer_that_lacks_a_member_is_refused(
    server: RawServer, raw_client: aiojmap.Client, name: str
) -> None:
    """An answer without one of its members is a DecodeError."""
    server.reply(UPLOAD, http_json({key: UPLOADED[key] for key in UPLOADED if key != name}))
    with pytest.raises(aiojmap.DecodeError, match=name):
        await raw_client.upload(b"x")


async def test_an_upload_too_large_is_the_limit(
    server: RawServer, raw_client: aiojmap.Client
) -> None:
    """A problem document in answer to an upload is the error of its type."""
    problem: JSON = {"type": "urn:ietf:params:jmap:error:limit", "limit": "maxSizeUpload"}
    server.reply(UPLOAD, http_json(problem, 413))
    with pytest.raises(request_errors.Limit, match="maxSizeUpload"):
        await raw_client.upload(b"x")


@pytest.mark.parametrize("value", ["", None])
async def test_no_upload_url_is_said_so(
    server: RawServer, raw_client: aiojmap.Client, value: str | None
) -> None:
    """Without an uploadUrl nothing is uploaded."""
    server.reply("/session", http_json(session_document(uploadUrl=value)))
    with pytest.raises(aiojmap.CallRefused, match="uploadUrl"):
        await raw_client.upload(b"x")
    assert server.targets() == ["/session"]


async def test_no_obvious_account_is_said_so(server: RawServer, raw_client: aiojmap.Client) -> None:
    """Without an account for mail an upload asks for one."""
    server.reply("/session", http_json(session_document(primaryAccounts={}, accounts={})))
    with pytest.raises(aiojmap.CallRefused, match="pass account_id="):
        await raw_client.upload(b"x")
    assert server.targets() == ["/session"]


async def test_an_error_of_the_stream_is_its_own(
    server: RawServer, raw_client: aiojmap.Client
) -> None:
    """What the caller's stream raises comes out as it is, and the client goes on."""

    async def failing() -> AsyncIterator[bytes]:
        yield b"x"
        raise ZeroDivisionError("mine")

    with pytest.raises(ZeroDivisionError, match="mine"):
        await raw_client.upload(failing())
    assert (await raw_client.upload(b"x")).blob_id == "b1"


@pytest.mark.parametrize("content", [b"", CONTENT * 2], ids=["shrinks", "grows"])
async def test_a_file_that_changes_is_an_error_of_ours(
    raw_client: aiojmap.Client, big: Path, content: bytes
) -> None:
    """A file that is not as long as it was at first does not pass for uploaded."""
    with pytest.raises(aiojmap.JMAPError):
        await raw_client.upload(big, progress=lambda _: big.write_bytes(content))


@pytest.mark.parametrize(
    "reply", [resets(), http(413), http(500, b"no"), http(200, b"no json")], ids=range(4)
)
async def test_a_file_is_closed_after_a_failure(
    server: RawServer,
    raw_client: aiojmap.Client,
    big: Path,
    monkeypatch: pytest.MonkeyPatch,
    reply: bytes,
) -> None:
    """A file whose upload fails is not left open."""
    opened: list[io.BufferedReader] = []

    def opening(path: Path, mode: str) -> io.BufferedReader:
        opened.append(io.BufferedReader(io.FileIO(path, mode)))
        return opened[-1]

    monkeypatch.setattr(Path, "open", opening)
    server.reply(UPLOAD, reply)
    with pytest.raises(aiojmap.JMAPError):
        await raw_client.upload(big)
    gc.collect()
    await turns()
    assert [file.closed for file in opened] == [True]


async def test_a_stream_is_not_read_ahead_of_the_connection(server: RawServer) -> None:
    """A piece of a stream is asked for when the one before it is on its way."""
    asked: list[int] = []
    waiting = asyncio.Event()

    async def slow() -> AsyncIterator[bytes]:
        asked.append(1)
        yield b"x"
        asked.append(2)
        waiting.set()
        await asyncio.Event().wait()

    async with http_client() as shared:
        client = aiojmap.Client(server.url, token=TOKEN, http_client=shared)
        task = asyncio.create_task(client.upload(slow()))
        async with asyncio.timeout(10):
            await waiting.wait()
        task.cancel()
        await asyncio.wait([task])
    assert asked == [1, 2]
