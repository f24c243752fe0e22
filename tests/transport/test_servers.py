"""Which servers a client can be made for."""

from __future__ import annotations

import socket
import traceback

import pytest

import aiojmap
from transport.support import TOKEN


@pytest.fixture(autouse=True)
def no_sockets(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test of this file may open a socket or look a name up."""

    def refuse(*args: object, **kwargs: object) -> None:
        raise AssertionError("a socket was opened")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


@pytest.mark.parametrize(
    "server",
    [
        "http://jmap.example",
        "http://jmap.example:443",
        "HTTP://jmap.example",
        "http://169.254.169.254",
        "http://10.0.0.1",
        "http://0.0.0.0",
        "http://[::]",
        "http://[::ffff:169.254.169.254]",
        "http://127.1",
        "http://0x7f000001",
        "http://2130706433",
        "http://017700000001",
        "http://127.0.0.1.evil.example",
        "http://localhost.evil.example",
        "http://localhost.",
        "http://127.0.0.1.",
    ],
)
def test_plain_http_is_for_this_machine_only(server: str) -> None:
    """http to anything that is not plainly this machine is refused when the client is made."""
    with pytest.raises(aiojmap.ConfigurationError):
        aiojmap.Client(server, token=TOKEN)


@pytest.mark.parametrize(
    "server",
    [
        "http://localhost",
        "http://LOCALHOST:8080",
        "http://127.0.0.1:1",
        "http://127.8.8.8",
        "http://[::1]:8080",
    ],
)
async def test_plain_http_is_allowed_on_this_machine(server: str) -> None:
    """http to loopback, written as such, is allowed."""
    async with aiojmap.Client(server, token=TOKEN) as client:
        assert client.http_requests == 0


@pytest.mark.parametrize(
    "server",
    [
        "",
        "https://",
        "https:///path",
        "https:/jmap.example",
        "//jmap.example",
        "https://jmap.example.",
        "https://user@jmap.example",
        "https://user:pass@jmap.example",
        "https://@jmap.example",
        "https://jmap.example\\@evil.example",
        "https://jmap.example\\.evil.example",
        "https://jmap.example@evil.example",
        "jmap.example@evil.example/path",
        "@jmap.example",
        "me@",
        "me@jmap.example/path",
        "me@jmap.example:443",
        "me@127.0.0.1",
        "me@[127.0.0.1]",
        "me@[IPv6:::1]",
        "me@0x7f000001",
        "me@2130706433",
        "me@127.1",
        "me@jmap..example",
        "me@jmap_x.example",
        "me@-x.example",
        "me@jmap.example\nX: y",
        "me you@jmap.example",
        "me@you@jmap.example",
        "mailto:me@jmap.example",
        "me@jmap.example\\.evil.example",
        "me@jmap.example?x",
        "me@jmap.example#x",
        "me@%6aмap.example",
        "me@\N{ACCOUNT OF}.example",
        "javascript:alert(1)",
        "javascript://jmap.example/%0aalert(1)",
        "data:text/plain,x",
        "ftp://jmap.example",
        "file:///etc/passwd",
        "ws://jmap.example",
        "https://jmap.example:99999",
        "https://jmap.example:port",
        "https://[::1",
        "https://[jmap.example]",
        " https://jmap.example",
        "https://jmap.example\n",
        "https://jmap.exa\tmple",
        "https://jmap.example/\r\nX: y",
        "https://jmap.example\x00.evil.example",
    ],
)
def test_an_odd_server_is_refused(server: str) -> None:
    """What is no plain URL or host is refused when the client is made."""
    with pytest.raises(aiojmap.ConfigurationError):
        aiojmap.Client(server, token=TOKEN)


@pytest.mark.parametrize(
    "server",
    ["https://bücher.example", "jmap。example", "https://jm\N{CYRILLIC SMALL LETTER A}p.example"],
)
def test_a_host_beyond_ascii_is_refused(server: str) -> None:
    """A host that is not ASCII is refused at once: it may look like another one."""
    with pytest.raises(aiojmap.ConfigurationError):
        aiojmap.Client(server, token=TOKEN)


@pytest.mark.parametrize(
    "server",
    [
        "me:hunter2@jmap.example",
        "https://me:hunter2@jmap.example",
        "https://me:hunter2@jmap.example\\x",
        "https://me:hunter2@jmap.example:port",
        "ftp://me:hunter2@jmap.example",
    ],
)
def test_a_password_in_a_url_is_not_shown(server: str) -> None:
    """A URL refused for the password in it is not quoted with it."""
    with pytest.raises(aiojmap.ConfigurationError) as caught:
        aiojmap.Client(server, token=TOKEN)
    shown = [line for line in traceback.format_exception_only(caught.value) if "hunter2" in line]
    assert shown == []


@pytest.mark.parametrize(
    "address",
    [
        "me@jmap.example",
        "me+tag@jmap.example.",
        "ME.too@JMAP.example",
        '"me and you"@jmap.example',
        "grüße@bücher.example",
        "me@jmap。example",
    ],
)
async def test_a_mail_address_is_a_server(address: str) -> None:
    """An address is taken, and nothing is looked up before it is needed."""
    async with aiojmap.Client(address, token=TOKEN) as client:
        assert client.http_requests == 0


@pytest.mark.parametrize(
    "origin", ["http://cdn.example", "ftp://cdn.example", "https://me@cdn.example", "a b", ""]
)
def test_an_odd_trusted_origin_is_refused(origin: str) -> None:
    """What is trusted besides must be proper origins too."""
    with pytest.raises(aiojmap.ConfigurationError):
        aiojmap.Client("jmap.example", token=TOKEN, trusted_origins=[origin])
