"""Bytes of all kinds in place of an answer: each is an error of ours, and none else."""

from __future__ import annotations

import gzip
from collections.abc import Awaitable, Callable

import pytest

import aiojmap
from transport.loopback import RawServer, Reply, http, http_json, resets, sends
from transport.support import echo

GOOD = b'{"methodResponses": [["Core/echo", {}, "0"]], "sessionState": "s1"}'
ZIPPED = gzip.compress(GOOD * 50)


def _chunked(body: bytes) -> bytes:
    head = (
        b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
    )
    return head + body


# What is wrong before a body can be read: an error for whatever was asked.
ODD_HTTP: dict[str, bytes | Reply] = {
    "nothing": b"",
    "reset": resets(),
    "reset in the head": resets(b"HTTP/1.1 200 OK\r\nContent-"),
    "cut head": b"HTTP/1.1 200 OK\r\nContent-Le",
    "no http": b"SSH-2.0-OpenSSH_9.6\r\n\r\n",
    "binary": bytes(range(256)) * 10,
    "html without http": b"<html></html>\r\n\r\n",
    "bad status": b"HTTP/1.1 abc OK\r\n\r\n",
    "status 999": http(999, GOOD),
    "status 101": b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n",
    "bad header": b"HTTP/1.1 200 OK\r\nno header here\r\n\r\n",
    "huge header": b"HTTP/1.1 200 OK\r\nX: " + b"x" * 300_000 + b"\r\n\r\n",
    "two lengths": b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
    "negative length": http(200, b"", headers={"Content-Length": "-1"}),
    "length of letters": http(200, b"", headers={"Content-Length": "many"}),
    "redirect to nowhere": http(302),
    "redirect to an odd url": http(302, headers={"Location": "https://[evil"}),
    "redirect to a script": http(302, headers={"Location": "javascript:alert(1)"}),
    "redirect to bytes": http(302, headers={"Location": "/\xff\xfe"}),
    "redirect to itself": http(302, headers={"Location": "?"}),
    "not modified": http(304),
    "401": http(401, b"no", headers={"WWW-Authenticate": "\xff\xfe ,,= Bearer"}),
    "500 with a cut body": http(500, b"no", headers={"Content-Length": "900"}),
    "500 with bad gzip": http(500, b"no", headers={"Content-Encoding": "gzip"}),
    "500 reset": resets(http(500, b"no", headers={"Content-Length": "900"})),
}
# What is wrong with a body: an error where it should be JSON, and if it is not whole.
BROKEN_BODY: dict[str, bytes | Reply] = {
    "cut": http(200, GOOD, headers={"Content-Length": str(len(GOOD) + 10)}),
    "cut before the body": http(200, b"", headers={"Content-Length": "10"}),
    "reset": resets(http(200, GOOD, headers={"Content-Length": str(len(GOOD) + 10)})),
    "cut chunk": _chunked(b"ff\r\nabc"),
    "no last chunk": _chunked(b"3\r\nabc\r\n"),
    "bad chunk size": _chunked(b"xyz\r\nabc\r\n0\r\n\r\n"),
    "no gzip": http(200, GOOD, headers={"Content-Encoding": "gzip"}),
    "bad gzip": http(200, ZIPPED[:10] + b"\xff" * 50, headers={"Content-Encoding": "gzip"}),
    "no deflate": http(200, b"\xff" * 50, headers={"Content-Encoding": "deflate"}),
}
ODD_JSON: dict[str, bytes | Reply] = {
    "no content": http(204),
    "empty": http(200),
    "html": http(200, b"<!DOCTYPE html><html></html>", type="text/html; charset=utf-8"),
    "html without type": http(200, b"<html>", type=None),
    "text": http(200, b"OK", type="text/plain"),
    "cut json": http(200, GOOD[:-5]),
    "cut gzip": http(200, ZIPPED[:-20], headers={"Content-Encoding": "gzip"}),
    "short length": http(200, GOOD, headers={"Content-Length": "20"}),
    "two values": http(200, GOOD + GOOD),
    "nan": http(200, b'{"apiUrl": NaN, "methodResponses": [["Core/echo", {"a": NaN}, "0"]]}'),
    "infinity": http(200, b'{"apiUrl": "/", "methodResponses": -Infinity}'),
    "deep arrays": http(200, b"[" * 200_000),
    "deep objects": http(200, b'{"a":' * 100_000),
    "deep and whole": http(200, b"[" * 100_000 + b"]" * 100_000),
    "long number": http(200, b"1" * 10_000),
    "not utf-8": http(200, b'{"apiUrl": "/caf\xe9", "methodResponses": []}'),
    "cut utf-8": http(200, b'"\xe2\x82'),
    "surrogates in utf-8": http(200, b'{"apiUrl": "\xed\xa0\x80", "methodResponses": []}'),
    "utf-16": http(200, GOOD.decode().encode("utf-16")),
    "binary": http(200, bytes(range(256))),
    "odd charset": http(200, b"\xff", type="application/json; charset=nonsense"),
    "null": http_json(None),
    "number": http_json(3),
    "text in json": http_json("methodResponses"),
    "array": http_json([]),
    "empty object": http_json({}),
    "wrong types": http_json({"apiUrl": 3, "methodResponses": 3, "blobId": 3}),
    "problem with 200": http_json({"type": "urn:ietf:params:jmap:error:limit", "status": 400}),
}


async def _session(client: aiojmap.Client) -> None:
    await client.session()


async def _call(client: aiojmap.Client) -> None:
    await echo(client)


async def _upload(client: aiojmap.Client) -> None:
    await client.upload(b"x" * 100_000)


async def _download(client: aiojmap.Client) -> None:
    async with client.download("b") as stream:
        await stream.read()


Use = Callable[[aiojmap.Client], Awaitable[None]]
FOR_JSON: list[tuple[str, Use]] = [
    ("/session", _session),
    ("/api", _call),
    ("/upload/a1/", _upload),
]
FOR_ALL: list[tuple[str, Use]] = [*FOR_JSON, ("/download/a1/b/download", _download)]


@pytest.mark.parametrize(("path", "use"), FOR_ALL)
@pytest.mark.parametrize("reply", ODD_HTTP.values(), ids=ODD_HTTP)
async def test_odd_http_is_an_error_of_ours(
    server: RawServer, raw_client: aiojmap.Client, path: str, use: Use, reply: bytes | Reply
) -> None:
    """Whatever comes in place of an HTTP answer, the error is a JMAPError."""
    server.reply(path, reply)
    with pytest.raises(aiojmap.JMAPError):
        await use(raw_client)


@pytest.mark.parametrize(("path", "use"), FOR_ALL)
@pytest.mark.parametrize("reply", BROKEN_BODY.values(), ids=BROKEN_BODY)
async def test_a_broken_body_is_an_error_of_ours(
    server: RawServer, raw_client: aiojmap.Client, path: str, use: Use, reply: bytes | Reply
) -> None:
    """A body that does not come whole is a JMAPError, for a download too."""
    server.reply(path, reply)
    with pytest.raises(aiojmap.JMAPError):
        await use(raw_client)


@pytest.mark.parametrize(("path", "use"), FOR_JSON)
@pytest.mark.parametrize("reply", ODD_JSON.values(), ids=ODD_JSON)
async def test_odd_json_is_an_error_of_ours(
    server: RawServer, raw_client: aiojmap.Client, path: str, use: Use, reply: bytes | Reply
) -> None:
    """Whatever comes in place of the right JSON, the error is a ProtocolError."""
    server.reply(path, reply)
    with pytest.raises(aiojmap.ProtocolError):
        await use(raw_client)


@pytest.mark.parametrize(("path", "use"), FOR_JSON)
async def test_the_client_works_after_an_odd_answer(
    server: RawServer, raw_client: aiojmap.Client, path: str, use: Use
) -> None:
    """An odd answer breaks neither the connection pool nor the client."""
    server.reply("/api", sends(http(200, GOOD)))
    good = server.replies.get(path)
    for reply in (resets(), sends(b"\x00\r\n\r\n"), sends(http(200, GOOD[:9]))):
        server.reply(path, reply)
        with pytest.raises(aiojmap.JMAPError):
            await use(raw_client)
    server.reply(path, good or sends(http(200, GOOD)))
    await echo(raw_client)
