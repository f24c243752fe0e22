"""The origins that are trusted without being named: those of Fastmail, for Fastmail."""

from __future__ import annotations

import pytest
import respx

import aiojmap
from transport.support import TOKEN, echo, sent_requests, session_document

FASTMAIL = "api.fastmail.com"


def _session(router: respx.MockRouter, url: str, host: str = FASTMAIL) -> None:
    document = session_document(apiUrl=url)
    router.get(f"https://{host}/.well-known/jmap").respond(json=document)


@pytest.mark.parametrize(
    "url",
    [
        "https://api.fastmail.com/jmap/api/",
        "https://phl.api.fastmail.com/jmap/api/",
        "https://PHL.API.FASTMAIL.COM/jmap/api/",
        "https://a.b.api.fastmail.com/",
        "https://www.fastmailusercontent.com/jmap/",
        "https://phl.fastmailusercontent.com:443/jmap/",
    ],
)
async def test_the_hosts_of_fastmail_are_trusted_for_it(router: respx.MockRouter, url: str) -> None:
    """A session of Fastmail may lead to its regional hosts and its content hosts."""
    _session(router, url)
    api = router.post(url.lower().replace(":443", "")).respond(
        json={"methodResponses": [["Core/echo", {}, "0"]], "sessionState": "s1"}
    )
    async with aiojmap.Client(FASTMAIL, token=TOKEN) as client:
        await echo(client)
    assert api.call_count == 1


@pytest.mark.parametrize(
    "url",
    [
        "https://evilapi.fastmail.com.evil.example/",
        "https://x.api.fastmail.com.evil.example/",
        "https://xapi.fastmail.com/",
        "https://fastmail.com/",
        "https://www.fastmail.com/",
        "https://fastmailusercontent.com/",
        "https://evilfastmailusercontent.com/",
        "https://www.fastmailusercontent.com.evil.example/",
        "https://evil.example/.api.fastmail.com",
        "https://evil.example#.api.fastmail.com",
        "https://evil.example?.api.fastmail.com",
        "https://evil.example\\.api.fastmail.com",
        "https://evil.example:443@.api.fastmail.com/",
        "https://evil.example／.api.fastmail.com/",  # noqa: RUF001
        "https://.api.fastmail.com/",
        "https://phl.api.fastmail.com./",
        "https://phl.api.fastmail.com:8443/",
        "https://phl.api.fastmail.com@evil.example/",
        "https://me@phl.api.fastmail.com/",
        "http://phl.api.fastmail.com/",
    ],
)
async def test_what_looks_like_fastmail_is_not_trusted(router: respx.MockRouter, url: str) -> None:
    """Hosts that only look like those of Fastmail do not get the token."""
    _session(router, url)
    async with aiojmap.Client(FASTMAIL, token=TOKEN) as client:
        with pytest.raises(aiojmap.ProtocolError):
            await echo(client)
    assert len(list(sent_requests(router))) == 1


async def test_the_hosts_of_fastmail_are_not_trusted_for_others(router: respx.MockRouter) -> None:
    """The session of another server cannot send its token to Fastmail."""
    _session(router, "https://phl.api.fastmail.com/", host="jmap.example")
    async with aiojmap.Client("jmap.example", token=TOKEN) as client:
        with pytest.raises(aiojmap.ProtocolError):
            await echo(client)
    assert len(list(sent_requests(router))) == 1


@pytest.mark.parametrize(
    ("host", "trusted"),
    [
        ("cdn.acme.example", True),
        ("x.acmecontent.example", True),
        ("x.cdn.acme.example", False),
        ("acmecontent.example", False),
        ("www.acme.example", False),
        ("phl.api.fastmail.com", False),
    ],
)
async def test_the_hosts_of_a_provider_one_names_are_trusted_for_it(
    router: respx.MockRouter, host: str, trusted: bool
) -> None:
    """Whole names and endings, for its server alone; those of other providers are not."""
    _session(router, f"https://{host}/api", "jmap.acme.example")
    acme = aiojmap.Provider(
        name="Acme",
        server="jmap.acme.example",
        content_hosts=["cdn.acme.example", "*.acmecontent.example"],
    )
    async with aiojmap.Client("jmap.acme.example", token=TOKEN, providers=[acme]) as client:
        if trusted:
            await client.session()
        else:
            with pytest.raises(aiojmap.ProtocolError, match="not trusted"):
                await client.session()
