"""A token is looked for in everything that a series of requests leaves behind."""

from __future__ import annotations

import asyncio
import base64
import logging
import traceback
import warnings
from collections.abc import Iterator

import attrs
import pytest

import aiojmap
from aiojmap.runtime import JSONObject
from transport.loopback import RawServer, Reply, http, http_json, resets, sends, stalls
from transport.support import TOKEN, echo, http_client, response_document, session_document, turns

PASSWORD = "canary-password"
BASIC = base64.b64encode(f"me:{PASSWORD}".encode()).decode()
CREDENTIALS: list[tuple[aiojmap.Auth, str]] = [
    (aiojmap.Bearer(TOKEN), TOKEN),
    (aiojmap.Basic("me", PASSWORD), BASIC),
]
CANARIES = [TOKEN, PASSWORD, BASIC, base64.b64encode(TOKEN.encode()).decode()]


DOWNLOAD = "/download/a1/b/download"
QUOTING = ("error that quotes", "response of that name", "members of that name")


def _replies(repeated: str) -> dict[str, Reply]:
    """Good and bad answers, some with what the server got as credentials."""
    problem: JSONObject = {"type": "about:blank", "detail": repeated}
    return {
        "good": sends(http_json(response_document(["Core/echo", {}, "0"]))),
        "method error": sends(http_json(response_document(["error", {"type": "x"}, "0"]))),
        "error that quotes": sends(
            http_json(
                response_document(["error", {"type": repeated, "description": repeated}, "0"])
            )
        ),
        "response of that name": sends(http_json(response_document([repeated, {}, "0"]))),
        "members of that name": sends(http_json({repeated: 1})),
        "missing": sends(http_json(response_document())),
        "401": sends(http(401, repeated.encode(), headers={"WWW-Authenticate": "Bearer"})),
        "403": sends(http(403, f"Disallowed {repeated}".encode(), type="text/plain")),
        "404": sends(http(404)),
        "400": sends(http_json(problem, 400)),
        "500": sends(http(500, f"<html>{repeated}</html>".encode(), type="text/html")),
        "redirect": sends(http(302, headers={"Location": "https://evil.example/"})),
        "html": sends(http(200, b"<html></html>", type="text/html")),
        "nan": sends(http(200, b'{"methodResponses": NaN}')),
        "wrong types": sends(http_json({"methodResponses": [[1, 2, 3]]})),
        "bad gzip": sends(http(200, b"abc", headers={"Content-Encoding": "gzip"})),
        "cut": sends(http(200, b"{", headers={"Content-Length": "9"})),
        "reset": resets(),
        "bad status": sends(b"HTTP/1.1 abc\r\n\r\n"),
        "silence": stalls(),
    }


SESSIONS: dict[str, Reply] = {
    "elsewhere": sends(http_json(session_document(apiUrl="https://evil.example/api"))),
    "wrong types": sends(http_json(session_document(state=3))),
    "no session": sends(http_json({})),
}


@attrs.frozen
class Series:
    """What a series of requests left behind."""

    errors: list[BaseException]
    objects: list[object]


async def _run(server: RawServer, auth: aiojmap.Auth, repeated: str) -> Series:
    found = Series([], [auth])
    async with http_client(timeout=0.05) as shared:
        for name, reply in _replies(repeated).items():
            for path in ("/api", "/upload/a1/", DOWNLOAD):
                server.reply(path, reply)
            # What is downloaded may be anything, a token too.
            if name in QUOTING:
                server.reply(DOWNLOAD, sends(http(200, b"x")))
            await _use(aiojmap.Client(server.url, auth=auth, http_client=shared), found)
        for reply in SESSIONS.values():
            server.reply("/session", reply)
            await _use(aiojmap.Client(server.url, auth=auth, http_client=shared), found)
    return found


async def _use(client: aiojmap.Client, found: Series) -> None:
    call = echo(client, a=1)
    abandoned = asyncio.create_task(_awaited(echo(client, b=1)))
    found.objects.extend([client, vars(client), call, abandoned, repr(abandoned)])
    await turns(3)
    abandoned.cancel()
    for step in (_awaited(call), _upload(client), _download(client), _session(client)):
        try:
            found.objects.append(await step)
        except aiojmap.JMAPError as error:
            found.errors.append(error)
    await asyncio.wait([abandoned])
    found.objects.extend([call, abandoned])


async def _awaited(call: aiojmap.Call[aiojmap.RawResponse]) -> object:
    return await call


async def _upload(client: aiojmap.Client) -> object:
    return await client.upload(b"x" * 100)


async def _download(client: aiojmap.Client) -> object:
    async with client.download("b") as stream:
        return [stream, await stream.read()]


async def _session(client: aiojmap.Client) -> object:
    return await client.session(refresh=True)


def _texts(errors: list[BaseException]) -> Iterator[str]:
    for error in errors:
        yield from (str(error), repr(error), repr(error.args), repr(vars(error)))
        yield "".join(traceback.format_exception(error))
        yield from _texts([e for e in (error.__cause__, error.__context__) if e is not None])


def _leaks(text: str) -> list[str]:
    return [canary for canary in CANARIES if canary in text]


@pytest.mark.parametrize(("auth", "repeated"), CREDENTIALS, ids=["bearer", "basic"])
async def test_no_output_or_log_has_the_token(
    server: RawServer,
    auth: aiojmap.Auth,
    repeated: str,
    capfd: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
) -> None:
    """No logger at any level, no warning and no stream gets the token."""
    caplog.set_level(logging.DEBUG)
    asyncio.get_running_loop().set_debug(True)
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        found = await _run(server, auth, repeated)
    logged = [repr(vars(record)) + record.getMessage() for record in caplog.records]
    output = capfd.readouterr()
    assert len(found.errors) > 50
    assert len(logged) > 50
    assert _leaks(f"{output}{caplog.text}{logged}{[str(w.message) for w in caught]}") == []


@pytest.mark.parametrize(("auth", "repeated"), CREDENTIALS, ids=["bearer", "basic"])
async def test_no_error_has_the_token(server: RawServer, auth: aiojmap.Auth, repeated: str) -> None:
    """No error, nor what it came from, has the token in its text, arguments or attributes."""
    found = await _run(server, auth, repeated)
    assert _leaks("".join(_texts(found.errors))) == []


@pytest.mark.parametrize(("auth", "repeated"), CREDENTIALS, ids=["bearer", "basic"])
async def test_no_object_shows_the_token(
    server: RawServer, auth: aiojmap.Auth, repeated: str
) -> None:
    """The client, its calls, answers and parts show nothing of the token."""
    found = await _run(server, auth, repeated)
    assert _leaks("".join(f"{thing} {thing!r}" for thing in found.objects)) == []


@pytest.mark.parametrize(("auth", "repeated"), CREDENTIALS, ids=["bearer", "basic"])
async def test_no_traceback_with_local_variables_has_the_token(
    server: RawServer, auth: aiojmap.Auth, repeated: str
) -> None:
    """A report of an error with the local variables of each frame does not show the token."""
    found = await _run(server, auth, repeated)
    reports = [
        "".join(
            traceback.TracebackException(
                type(error), error, error.__traceback__, capture_locals=True
            ).format()
        )
        for error in found.errors
    ]
    assert {leak for report in reports for leak in _leaks(report)} == set()
