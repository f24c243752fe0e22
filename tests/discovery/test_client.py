"""Clients for an address: where the token goes."""

from __future__ import annotations

import pytest
import respx
from transport.support import TOKEN, http_client, session_document

import aiojmap

from .names import DOMAIN, SRV, WELL_KNOWN, Records, served, srv

OWN = f"https://{DOMAIN}{WELL_KNOWN}"
FASTMAIL = f"https://api.fastmail.com{WELL_KNOWN}"


def opened(router: respx.MockRouter, url: str) -> respx.Route:
    """A server that wants the token, and gives its session for it."""
    with_token = router.get(url, headers={"Authorization": f"Bearer {TOKEN}"})
    with_token.respond(json=session_document())
    served(router, url)
    return with_token


def carried(router: respx.MockRouter) -> set[str]:
    """The hosts that the token went to."""
    return {
        call.request.url.host for call in router.calls if "Authorization" in call.request.headers
    }


async def test_the_server_of_an_address_is_found_when_it_is_needed(
    router: respx.MockRouter,
) -> None:
    """First without the token, then with it; later without looking again."""
    session = opened(router, f"https://jmap.{DOMAIN}{WELL_KNOWN}")
    resolver = Records({SRV: [srv(f"jmap.{DOMAIN}.")]})
    async with (
        http_client() as http,
        aiojmap.Client(f"me@{DOMAIN}", token=TOKEN, resolver=resolver, http_client=http) as client,
    ):
        await client.session()
        await client.session(refresh=True)

    assert session.call_count == 2
    assert resolver.asked == [SRV]
    assert carried(router) == {f"jmap.{DOMAIN}"}


async def test_an_address_of_a_known_provider_needs_no_probe(router: respx.MockRouter) -> None:
    """One request, as if its host had been given."""
    session = opened(router, FASTMAIL)
    resolver = Records()
    async with (
        http_client() as http,
        aiojmap.Client("me@fastmail.com", token=TOKEN, resolver=resolver, http_client=http) as made,
    ):
        await made.session()

    assert (session.call_count, len(router.calls), resolver.asked) == (1, 1, [])


async def test_the_content_hosts_of_a_provider_found_in_dns_are_trusted(
    router: respx.MockRouter,
) -> None:
    """A domain of one's own at Fastmail works like one of Fastmail's."""
    with_token = router.get(FASTMAIL, headers={"Authorization": f"Bearer {TOKEN}"})
    with_token.respond(json=session_document(apiUrl="https://phl.api.fastmail.com/jmap/api/"))
    served(router, FASTMAIL)
    resolver = Records({SRV: [srv("api.fastmail.com.")]})
    async with (
        http_client() as http,
        aiojmap.Client(f"me@{DOMAIN}", token=TOKEN, resolver=resolver, http_client=http) as client,
    ):
        session = await client.session()

    assert session.api_url == "https://phl.api.fastmail.com/jmap/api/"


async def test_a_foreign_server_does_not_get_the_token(router: respx.MockRouter) -> None:
    """The error names it, says why, and what to pass."""
    evil = f"https://evil.example{WELL_KNOWN}"
    opened(router, evil)
    resolver = Records({SRV: [srv("evil.example.")]})
    async with (
        http_client() as http,
        aiojmap.Client(f"me@{DOMAIN}", token=TOKEN, resolver=resolver, http_client=http) as client,
    ):
        with pytest.raises(aiojmap.ConfigurationError) as caught:
            await client.session()

    assert carried(router) == set()
    assert str(caught.value) == (
        f"for {DOMAIN}, discovery found {evil} (outside the domain). DNS may be forged, so no "
        "credentials were sent: if it is right, pass trusted_origins=['https://evil.example'], or "
        "its URL in place of the address"
    )


async def test_a_foreign_server_gets_it_on_the_word_of_the_caller(router: respx.MockRouter) -> None:
    """Given its origin in `trusted_origins`."""
    opened(router, f"https://hosting.example{WELL_KNOWN}")
    resolver = Records({SRV: [srv("hosting.example.")]})
    async with (
        http_client() as http,
        aiojmap.Client(
            f"me@{DOMAIN}",
            token=TOKEN,
            resolver=resolver,
            http_client=http,
            trusted_origins=["hosting.example"],
        ) as client,
    ):
        await client.session()

    assert carried(router) == {"hosting.example"}


async def test_an_odd_port_does_not_get_the_token(router: respx.MockRouter) -> None:
    """Not even of a host inside the domain."""
    opened(router, f"https://jmap.{DOMAIN}:8443{WELL_KNOWN}")
    resolver = Records({SRV: [srv(f"jmap.{DOMAIN}.", port=8443)]})
    async with (
        http_client() as http,
        aiojmap.Client(f"me@{DOMAIN}", token=TOKEN, resolver=resolver, http_client=http) as client,
    ):
        with pytest.raises(aiojmap.ConfigurationError, match="at an odd port"):
            await client.session()

    assert carried(router) == set()


async def test_a_trusted_server_is_taken_before_a_preferred_one(router: respx.MockRouter) -> None:
    """A record of high priority does not lead the token away from the domain."""
    opened(router, f"https://evil.example{WELL_KNOWN}")
    opened(router, f"https://jmap.{DOMAIN}{WELL_KNOWN}")
    resolver = Records({SRV: [srv("evil.example."), srv(f"jmap.{DOMAIN}.", priority=9)]})
    async with (
        http_client() as http,
        aiojmap.Client(f"me@{DOMAIN}", token=TOKEN, resolver=resolver, http_client=http) as client,
    ):
        await client.session()

    assert carried(router) == {f"jmap.{DOMAIN}"}


async def test_a_server_that_changes_its_mind_does_not_pass_the_token_on(
    router: respx.MockRouter,
) -> None:
    """What redirects only those with credentials is refused at the redirect."""
    with_token = router.get(OWN, headers={"Authorization": f"Bearer {TOKEN}"})
    with_token.respond(302, headers={"Location": "https://evil.example/"})
    served(router, OWN)
    async with (
        http_client() as http,
        aiojmap.Client(f"me@{DOMAIN}", token=TOKEN, resolver=Records(), http_client=http) as client,
    ):
        with pytest.raises(aiojmap.ProtocolError, match="not trusted with the credentials"):
            await client.session()

    assert carried(router) == {DOMAIN}


async def test_other_hosts_of_the_domain_are_not_trusted_by_a_session(
    router: respx.MockRouter,
) -> None:
    """Inside the domain is enough to be asked, not to be sent the token by a session."""
    with_token = router.get(OWN, headers={"Authorization": f"Bearer {TOKEN}"})
    with_token.respond(json=session_document(apiUrl=f"https://pages.{DOMAIN}/api"))
    served(router, OWN)
    async with (
        http_client() as http,
        aiojmap.Client(f"me@{DOMAIN}", token=TOKEN, resolver=Records(), http_client=http) as client,
    ):
        with pytest.raises(aiojmap.ProtocolError, match="trusted_origins"):
            await client.session()


async def test_a_failed_search_is_made_again(router: respx.MockRouter) -> None:
    """Nothing is kept of it: the next call looks anew."""
    router.get(OWN).mock(side_effect=[httpx_404(), httpx_404()])
    async with (
        http_client() as http,
        aiojmap.Client(f"me@{DOMAIN}", token=TOKEN, resolver=Records(), http_client=http) as client,
    ):
        for _ in range(2):
            with pytest.raises(aiojmap.DiscoveryError):
                await client.session()

    assert len(router.calls) == 2


async def test_an_address_in_the_environment_is_a_server(router: respx.MockRouter) -> None:
    """`JMAP_HOST` may be an address."""
    session = opened(router, FASTMAIL)
    environ = {"JMAP_TOKEN": TOKEN, "JMAP_HOST": "me@fastmail.com"}
    async with aiojmap.Client.from_env(environ) as client:
        await client.session()

    assert session.call_count == 1


def httpx_404() -> object:
    """An answer that nothing is there."""
    import httpx

    return httpx.Response(404)
