"""URLs that a server gives: credentials go to trusted origins and nowhere else."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import httpx
import pytest
import respx

import aiojmap
from transport.support import (
    HOST,
    ORIGIN,
    SESSION_URL,
    TOKEN,
    Wire,
    echo,
    sent_requests,
    session_document,
)

FOREIGN = [
    "https://evil.example/x",
    "//evil.example/x",
    "https://jmap.example.evil.example/x",
    "https://evil.example/jmap.example",
    "https://sub.jmap.example/x",
    "http://jmap.example/x",
    "http://127.0.0.1/x",
    "https://127.0.0.1/x",
    "https://127.1/x",
    "https://0x7f000001/x",
    "https://2130706433/x",
    "https://[::ffff:169.254.169.254]/x",
    "https://jmap.example:8443/x",
    "https://jmap.example:80/x",
    "https://jmap.example:99999/x",
    "https://jmap.example:port/x",
    "https://user@jmap.example/x",
    "https://jmap.example@evil.example/x",
    "https://jmap.example:443@evil.example/x",
    "https://jmap.example./x",
    "https://jmap.example\\@evil.example/x",
    "/\\evil.example/x",
    "\\\\evil.example\\x",
    "https://jmap。example/x",
    "https://jmaр.example/x",  # noqa: RUF001  # a Cyrillic letter
    "https://[evil/x",
    "https://[evil]/x",
    "https://jmap.example\x00/x",
    "\thttps://evil.example/x",
    "ht\ntps://evil.example/x",
    "javascript:alert(1)",
    "data:application/json,{}",
    "file:///etc/passwd",
    "ftp://jmap.example/x",
    "ws://jmap.example/x",
]


async def _call(client: aiojmap.Client) -> None:
    await echo(client)


async def _upload(client: aiojmap.Client) -> None:
    await client.upload(b"x")


async def _download(client: aiojmap.Client) -> None:
    async with client.download("b") as stream:
        await stream.read()


Use = Callable[[aiojmap.Client], Awaitable[None]]
USES: list[tuple[str, Use]] = [
    ("apiUrl", _call),
    ("uploadUrl", _upload),
    ("downloadUrl", _download),
]


@pytest.mark.parametrize("url", FOREIGN)
@pytest.mark.parametrize(("member", "use"), USES)
async def test_a_session_cannot_send_the_credentials_elsewhere(
    wire: Wire, client: aiojmap.Client, member: str, use: Use, url: str
) -> None:
    """A URL of the session with another origin, however spelled, is not asked."""
    wire.document = {**session_document(), member: url}
    with pytest.raises(aiojmap.ProtocolError):
        await use(client)
    assert wire.urls() == [SESSION_URL]


@pytest.mark.parametrize("url", [url for url in FOREIGN if url.isascii() and url.isprintable()])
async def test_a_redirect_cannot_send_the_credentials_elsewhere(
    wire: Wire, client: aiojmap.Client, url: str
) -> None:
    """A redirect of the session to another origin, however spelled, is not followed."""
    wire.session.mock(side_effect=None, return_value=_redirect(url))
    with pytest.raises(aiojmap.JMAPError):
        await client.session()
    assert wire.urls() == [SESSION_URL]


def _redirect(url: str) -> httpx.Response:
    return httpx.Response(302, headers={"Location": url})


async def test_the_error_says_where_the_session_leads_and_what_to_do(
    wire: Wire, client: aiojmap.Client
) -> None:
    """Whoever trusts the other origin is told how to say so."""
    wire.document = session_document(apiUrl="https://other.example/api")
    with pytest.raises(aiojmap.ProtocolError, match=r"https://other\.example.*trusted_origins"):
        await echo(client)


@pytest.mark.parametrize(("member", "use"), USES)
async def test_a_foreign_host_in_the_template_is_refused(
    wire: Wire, client: aiojmap.Client, member: str, use: Use
) -> None:
    """A URI template cannot make a host out of what is filled in."""
    wire.document = {**session_document(), member: "https://{accountId}.jmap.example/{blobId}"}
    with pytest.raises(aiojmap.ProtocolError):
        await use(client)
    assert wire.urls() == [SESSION_URL]


@pytest.mark.parametrize("origin", ["https://other.example", "other.example", "OTHER.example"])
async def test_trusted_origins_may_be_used(router: respx.MockRouter, origin: str) -> None:
    """What the caller trusts gets the credentials."""
    router.get(SESSION_URL).respond(json=session_document(apiUrl="https://other.example/api"))
    api = router.post("https://other.example/api").respond(
        json={"methodResponses": [["Core/echo", {}, "0"]], "sessionState": "s1"}
    )
    async with aiojmap.Client(HOST, token=TOKEN, trusted_origins=[origin]) as client:
        await echo(client)
    assert api.calls.last.request.headers["Authorization"] == f"Bearer {TOKEN}"


async def test_a_redirect_to_a_trusted_origin_is_followed(router: respx.MockRouter) -> None:
    """The session may be at another origin if the caller trusts it, and so may its API."""
    document = session_document(apiUrl="https://other.example:8443/api")
    router.get(SESSION_URL).mock(return_value=_redirect("https://other.example:8443/s"))
    router.get("https://other.example:8443/s").respond(json=document)
    trusted = ["https://other.example:8443"]
    async with aiojmap.Client(HOST, token=TOKEN, trusted_origins=trusted) as client:
        assert (await client.session()).api_url == "https://other.example:8443/api"


@pytest.mark.parametrize(
    "url", ["https://other.example:444/s", "https://sub.other.example/s", "http://other.example/s"]
)
async def test_a_trusted_origin_is_that_one_alone(
    wire: Wire, router: respx.MockRouter, url: str
) -> None:
    """To trust an origin is not to trust its other ports, subdomains or plain http."""
    wire.document = session_document(apiUrl=url)
    trusted = ["https://other.example"]
    async with aiojmap.Client(HOST, token=TOKEN, trusted_origins=trusted) as client:
        with pytest.raises(aiojmap.ProtocolError):
            await echo(client)
    assert len(list(sent_requests(router))) == 1


@pytest.mark.parametrize("follow", [False, True])
@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
@pytest.mark.parametrize("location", ["https://evil.example/", f"{ORIGIN}/elsewhere"])
@pytest.mark.parametrize(("member", "use"), USES)
async def test_redirects_of_other_urls_are_not_followed(
    router: respx.MockRouter, member: str, use: Use, location: str, status: int, follow: bool
) -> None:
    """API, upload and download are never redirected, whatever the HTTP client is set to."""
    router.get(SESSION_URL).respond(json={**session_document(), member: "/moved"})
    router.route(path="/moved").respond(status, headers={"Location": location})
    async with httpx.AsyncClient(follow_redirects=follow) as http_client:
        client = aiojmap.Client(HOST, token=TOKEN, http_client=http_client)
        with pytest.raises(aiojmap.ProtocolError, match="redirect"):
            await use(client)
    assert [str(request.url) for request in sent_requests(router)] == [
        SESSION_URL,
        f"{ORIGIN}/moved",
    ]
