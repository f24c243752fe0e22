"""From an address to candidates."""

from __future__ import annotations

import asyncio

import httpx
import pytest
import respx

import aiojmap
from aiojmap import Candidate, Provider

from .names import (
    BEARER,
    DOMAIN,
    SRV,
    WELL_KNOWN,
    Records,
    found,
    http_client,
    served,
    session_document,
    srv,
)

JMAP = f"https://jmap.{DOMAIN}{WELL_KNOWN}"
OWN = f"https://{DOMAIN}{WELL_KNOWN}"


async def test_an_srv_record_leads_to_the_server(router: respx.MockRouter) -> None:
    """Its target is asked at the well-known place, and said to be inside the domain."""
    served(router, JMAP)

    assert await found(srv(f"jmap.{DOMAIN}.")) == [
        Candidate(url=JMAP, found_by="srv", domain=DOMAIN, inside_domain=True, schemes=("Bearer",))
    ]


async def test_without_a_record_the_domain_itself_is_asked(router: respx.MockRouter) -> None:
    """At its own well-known place."""
    served(router, OWN)
    (candidate,) = await found()

    assert (candidate.url, candidate.found_by, candidate.inside_domain) == (OWN, "well-known", True)


async def test_with_a_record_the_domain_itself_is_not_asked(router: respx.MockRouter) -> None:
    """Its web site has nothing to do with its mail."""
    own = served(router, OWN)
    served(router, JMAP)
    await found(srv(f"jmap.{DOMAIN}."))

    assert not own.called


async def test_a_bare_domain_will_do(router: respx.MockRouter) -> None:
    """Discovery needs no more of an address."""
    served(router, OWN)

    assert [candidate.url for candidate in await found(address=DOMAIN)] == [OWN]


@pytest.mark.parametrize("given", ["https://mail.example", "mail.example:443", "a/b", "", "::1"])
async def test_what_is_neither_address_nor_domain_is_refused(given: str) -> None:
    """A URL needs no discovery."""
    with pytest.raises(aiojmap.ConfigurationError):
        await found(address=given)


async def test_redirects_are_followed_to_the_session(router: respx.MockRouter) -> None:
    """The candidate's URL is where the session is, relative redirects resolved."""
    router.get(JMAP).respond(302, headers={"Location": "/jmap/session"})
    served(router, f"https://jmap.{DOMAIN}/jmap/session")
    (candidate,) = await found(srv(f"jmap.{DOMAIN}."))

    assert candidate.url == f"https://jmap.{DOMAIN}/jmap/session"


async def test_a_session_that_anyone_may_read_is_one(router: respx.MockRouter) -> None:
    """A server may show its session without credentials; then no scheme is known."""
    router.get(OWN).respond(json=session_document())
    (candidate,) = await found()

    assert candidate.schemes == ()


@pytest.mark.parametrize(
    ("challenge", "schemes"),
    [
        ("Bearer", ("Bearer",)),
        ("basic realm=x", ("Basic",)),
        ('Basic realm="a, Bearer b", Bearer', ("Bearer", "Basic")),
        ("Negotiate, Bearer", ("Bearer",)),
    ],
)
async def test_schemes_are_those_the_server_takes(
    router: respx.MockRouter, challenge: str, schemes: tuple[str, ...]
) -> None:
    """Of those that a client here can have."""
    router.get(OWN).respond(401, headers={"WWW-Authenticate": challenge})
    (candidate,) = await found()

    assert candidate.schemes == schemes


async def test_the_metadata_of_the_resource_is_kept(router: respx.MockRouter) -> None:
    """OAuth begins at the URL that the challenge names (RFC 9728)."""
    url = f"https://{DOMAIN}/.well-known/oauth-protected-resource"
    router.get(OWN).respond(401, headers={"WWW-Authenticate": f'Bearer resource_metadata="{url}"'})
    (candidate,) = await found()

    assert candidate.resource_metadata == url


@pytest.mark.parametrize("url", ["http://evil.example/", "javascript:alert(1)", "https://a@b.c/"])
async def test_metadata_that_may_not_be_asked_is_left_out(
    router: respx.MockRouter, url: str
) -> None:
    """Nobody downstream has to look again."""
    router.get(OWN).respond(401, headers={"WWW-Authenticate": f'Bearer resource_metadata="{url}"'})
    (candidate,) = await found()

    assert candidate.resource_metadata is None


@pytest.mark.parametrize(
    "answer",
    [
        httpx.Response(404),
        httpx.Response(200, text="<html>welcome</html>"),
        httpx.Response(200, json=[]),
        httpx.Response(200, json={"apiUrl": "/api"}),
        httpx.Response(200, json={"apiUrl": "", "capabilities": {}}),
        httpx.Response(200, text="[" * 100_000),
        httpx.Response(401),
        httpx.Response(401, headers={"WWW-Authenticate": "Negotiate"}),
        httpx.Response(403, headers=BEARER),
        httpx.Response(302),
        httpx.ConnectError("refused"),
        httpx.ReadTimeout("slow"),
    ],
    ids=str,
)
async def test_what_is_no_server_is_none(
    router: respx.MockRouter, answer: httpx.Response | httpx.TransportError
) -> None:
    """Found is a session, or a 401 that asks for a token or a password; nothing else."""
    if isinstance(answer, httpx.Response):
        router.get(OWN).mock(return_value=answer)
    else:
        router.get(OWN).mock(side_effect=answer)

    with pytest.raises(aiojmap.DiscoveryError) as caught:
        await found()

    assert caught.value.domain == DOMAIN
    assert OWN in caught.value.attempts[-1]


async def test_a_service_that_is_not_offered_ends_the_search(router: respx.MockRouter) -> None:
    """A target of "." means so, and nothing is asked."""
    own = served(router, OWN)
    with pytest.raises(aiojmap.DiscoveryError, match="no JMAP is offered"):
        await found(srv(".", port=0))

    assert not own.called


async def test_records_are_tried_in_their_order(router: respx.MockRouter) -> None:
    """All that answer are candidates, the preferred one first; those that do not are none."""
    for host in ("b", "a"):
        served(router, f"https://{host}.{DOMAIN}{WELL_KNOWN}")
    router.get(f"https://dead.{DOMAIN}{WELL_KNOWN}").mock(side_effect=httpx.ConnectError("no"))
    candidates = await found(
        srv(f"a.{DOMAIN}.", priority=3),
        srv(f"dead.{DOMAIN}.", priority=1),
        srv(f"b.{DOMAIN}.", priority=2),
    )

    assert [candidate.url.split(".")[0] for candidate in candidates] == ["https://b", "https://a"]


async def test_a_server_named_twice_is_one_candidate(router: respx.MockRouter) -> None:
    """Whether by the same record or by a redirect."""
    served(router, JMAP)
    router.get(f"https://b.{DOMAIN}{WELL_KNOWN}").respond(302, headers={"Location": JMAP})
    candidates = await found(
        srv(f"jmap.{DOMAIN}."), srv(f"JMAP.{DOMAIN}", priority=1), srv(f"b.{DOMAIN}.", priority=2)
    )

    assert [candidate.url for candidate in candidates] == [JMAP]


async def test_a_known_provider_needs_no_dns(router: respx.MockRouter) -> None:
    """Addresses of Fastmail are found in the table, so the base install finds them."""
    served(router, f"https://api.fastmail.com{WELL_KNOWN}")
    resolver = Records()
    async with http_client() as http:
        (candidate,) = await aiojmap.discover("me@sent.com", resolver=resolver, http_client=http)

    assert (candidate.found_by, candidate.provider) == ("provider", "Fastmail")
    assert candidate.is_trusted
    assert resolver.asked == []


async def test_a_subdomain_of_a_provider_is_its_own(router: respx.MockRouter) -> None:
    """Such as shop@me.fastmail.com."""
    served(router, f"https://api.fastmail.com{WELL_KNOWN}")
    async with http_client() as http:
        (candidate,) = await aiojmap.discover(
            "shop@me.fastmail.com", resolver=Records(), http_client=http
        )

    assert candidate.provider == "Fastmail"


async def test_a_provider_that_does_not_answer_is_looked_for_in_dns(
    router: respx.MockRouter,
) -> None:
    """The table may be older than the world."""
    router.get(f"https://api.fastmail.com{WELL_KNOWN}").respond(404)
    served(router, f"https://new.fastmail.com{WELL_KNOWN}")
    resolver = Records({"_jmap._tcp.fastmail.com": [srv("new.fastmail.com.")]})
    async with http_client() as http:
        (candidate,) = await aiojmap.discover(
            "me@fastmail.com", resolver=resolver, http_client=http
        )

    assert (candidate.found_by, candidate.inside_domain) == ("srv", True)


async def test_a_caller_adds_providers(router: respx.MockRouter) -> None:
    """They come before those that are known."""
    served(router, "https://jmap.acme.example/session")
    acme = Provider(
        name="Acme", server="https://jmap.acme.example/session", domains=["Mail.Example"]
    )
    async with http_client() as http:
        (candidate,) = await aiojmap.discover(
            f"me@{DOMAIN}", providers=[acme], resolver=Records(), http_client=http
        )

    assert (candidate.provider, candidate.url) == ("Acme", "https://jmap.acme.example/session")


async def test_an_unknown_domain_of_a_known_provider_is_trusted(router: respx.MockRouter) -> None:
    """A domain of one's own at Fastmail: DNS leads to a server that is known."""
    served(router, f"https://api.fastmail.com{WELL_KNOWN}")
    (candidate,) = await found(srv("api.fastmail.com."))

    assert (candidate.inside_domain, candidate.provider, candidate.is_trusted) == (
        False,
        "Fastmail",
        True,
    )


async def test_a_slow_resolver_is_waited_for_in_vain(router: respx.MockRouter) -> None:
    """Then the domain itself is asked; each step has its time."""
    served(router, OWN)

    async def never(name: str) -> list[aiojmap.ServiceRecord]:
        await asyncio.Event().wait()
        return []

    async with http_client() as http:
        (candidate,) = await aiojmap.discover(
            f"me@{DOMAIN}", resolver=never, http_client=http, timeout=0.01
        )

    assert candidate.found_by == "well-known"


async def test_a_slow_server_is_none(router: respx.MockRouter) -> None:
    """All the hops to it together have the time of one step."""

    async def never(request: httpx.Request) -> httpx.Response:
        await asyncio.Event().wait()
        raise AssertionError

    router.get(JMAP).mock(side_effect=never)
    resolver = Records({SRV: [srv(f"jmap.{DOMAIN}.")]})
    async with http_client() as http:
        with pytest.raises(aiojmap.DiscoveryError, match=r"did not answer in 0\.01 seconds"):
            await aiojmap.discover(
                f"me@{DOMAIN}", resolver=resolver, http_client=http, timeout=0.01
            )


async def test_a_search_can_be_cancelled(router: respx.MockRouter) -> None:
    """Whoever waits for it is not kept, and no probe goes on."""
    begun, ended = asyncio.Event(), asyncio.Event()

    async def never(request: httpx.Request) -> httpx.Response:
        begun.set()
        try:
            await asyncio.Event().wait()
        finally:
            ended.set()
        raise AssertionError

    router.get(OWN).mock(side_effect=never)
    task = asyncio.create_task(found())
    await begun.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task

    assert ended.is_set()


async def test_an_error_of_the_resolver_is_told(router: respx.MockRouter) -> None:
    """What went wrong with DNS is among the attempts."""
    router.get(OWN).respond(404)

    async def fail(name: str) -> list[aiojmap.ServiceRecord]:
        raise aiojmap.TransportError("the DNS lookup failed", sent=False)

    async with http_client() as http:
        with pytest.raises(aiojmap.DiscoveryError) as caught:
            await aiojmap.discover(f"me@{DOMAIN}", resolver=fail, http_client=http)

    assert caught.value.attempts[0] == (
        f"the SRV record {SRV} was not read (the DNS lookup failed)"
    )
