"""Discovery where DNS or a server is hostile."""

from __future__ import annotations

import httpx
import pytest
import respx
from transport.support import TOKEN

import aiojmap

from .names import DOMAIN, SRV, WELL_KNOWN, Records, found, http_client, served, srv

OWN = f"https://{DOMAIN}{WELL_KNOWN}"
JMAP = f"https://jmap.{DOMAIN}{WELL_KNOWN}"
EVIL = f"https://evil.example{WELL_KNOWN}"


async def test_a_foreign_target_is_flagged(router: respx.MockRouter) -> None:
    """A record that leads out of the domain is shown, and not trusted."""
    served(router, EVIL)
    (candidate,) = await found(srv("evil.example."))

    assert (candidate.inside_domain, candidate.is_trusted) == (False, False)


@pytest.mark.parametrize(
    "target",
    [
        f"not{DOMAIN}.",
        f"{DOMAIN}.evil.example.",
        "api.fastmail.com.evil.example.",
        "xapi.fastmail.com.",
        "fastmail.com.",
    ],
)
async def test_a_target_that_only_looks_right_is_flagged(
    router: respx.MockRouter, target: str
) -> None:
    """Neither endings nor beginnings of names count, and a provider is its server alone."""
    served(router, f"https://{target.rstrip('.')}{WELL_KNOWN}")
    (candidate,) = await found(srv(target))

    assert not candidate.is_trusted


async def test_an_odd_port_is_flagged(router: respx.MockRouter) -> None:
    """Another service of the same host is not known to be the mail server."""
    served(router, f"https://jmap.{DOMAIN}:8443{WELL_KNOWN}")
    (candidate,) = await found(srv(f"jmap.{DOMAIN}.", port=8443))

    assert (candidate.inside_domain, candidate.port_is_odd, candidate.is_trusted) == (
        True,
        True,
        False,
    )


async def test_an_odd_port_of_a_provider_is_not_the_provider(router: respx.MockRouter) -> None:
    """Its origin is scheme, host and port."""
    served(router, f"https://api.fastmail.com:8443{WELL_KNOWN}")
    (candidate,) = await found(srv("api.fastmail.com.", port=8443))

    assert not candidate.is_trusted


@pytest.mark.parametrize(
    ("target", "port"),
    [
        ("127.0.0.1.", 443),
        ("127.1.", 443),
        ("2130706433.", 443),
        ("0x7f000001.", 443),
        ("169.254.169.254.", 443),
        ("localhost.", 443),
        ("printer.", 443),
        ("nas.local.", 443),
        ("metadata.google.internal.", 443),
        ("..", 443),
        ("a b.example.", 443),
        ("a/b.example.", 443),
        ("user@evil.example.", 443),
        ("evil.example\\.mail.example.", 443),
        ("evil.example#.", 443),
        (f"jmap.{DOMAIN}.", 0),
        (f"jmap.{DOMAIN}.", 65536),
    ],
)
async def test_a_target_that_is_no_public_host_is_not_asked(
    router: respx.MockRouter, target: str, port: int
) -> None:
    """DNS of a stranger sends nobody to this machine or into its network."""
    with pytest.raises(aiojmap.DiscoveryError, match="which is not asked"):
        await found(srv(target, port=port))

    assert len(router.calls) == 0


@pytest.mark.parametrize(
    "location",
    [
        "http://jmap.mail.example/session",
        "http://127.0.0.1:8080/",
        "http://localhost/",
        "https://127.0.0.1/",
        "https://[::1]/",
        "https://localhost/",
        "https://169.254.169.254/latest/meta-data/",
        "https://[::ffff:169.254.169.254]/",
        "https://printer/",
        "https://metadata.google.internal/",
        "https://user:pass@jmap.mail.example/",
        "https://jmap.mail.example\\@evil.example/",
        "ftp://jmap.mail.example/",
        "javascript:alert(1)",
        "data:text/plain,x",
        "https://a..b/",
        "https://jmap.mail.example:port/",
        "https://b\N{CYRILLIC SMALL LETTER A}d.example/",
    ],
)
async def test_a_redirect_to_nowhere_good_is_not_followed(
    router: respx.MockRouter, location: str
) -> None:
    """Only https, only to public hosts; that is the end of this server."""
    router.get(JMAP).mock(
        return_value=httpx.Response(302, headers=[(b"Location", location.encode())])
    )
    with pytest.raises(aiojmap.DiscoveryError, match="redirect"):
        await found(srv(f"jmap.{DOMAIN}."))

    assert len(router.calls) == 1


async def test_a_redirect_out_of_the_domain_is_flagged(router: respx.MockRouter) -> None:
    """It is followed, without credentials, and the candidate is foreign."""
    router.get(OWN).respond(302, headers={"Location": EVIL})
    served(router, EVIL)
    (candidate,) = await found()

    assert (candidate.url, candidate.is_trusted) == (EVIL, False)


async def test_a_foreign_host_may_not_choose_inside_the_domain(router: respx.MockRouter) -> None:
    """Forged DNS that leads back inside would pick the host, such as that of users' pages."""
    pages = f"https://pages.{DOMAIN}/~mallory/jmap"
    router.get(EVIL).respond(302, headers={"Location": pages})
    served(router, pages)
    (candidate,) = await found(srv("evil.example."))

    assert (candidate.url, candidate.inside_domain) == (pages, False)


async def test_a_foreign_host_may_not_choose_at_a_provider(router: respx.MockRouter) -> None:
    """Nor where at a known provider the token goes."""
    router.get(EVIL).respond(302, headers={"Location": "https://api.fastmail.com/elsewhere"})
    served(router, "https://api.fastmail.com/elsewhere")
    (candidate,) = await found(srv("evil.example."))

    assert not candidate.is_trusted


async def test_a_redirect_to_an_odd_port_is_flagged(router: respx.MockRouter) -> None:
    """The port counts wherever it comes from."""
    router.get(OWN).respond(302, headers={"Location": f"https://{DOMAIN}:8443/jmap"})
    served(router, f"https://{DOMAIN}:8443/jmap")
    (candidate,) = await found()

    assert not candidate.is_trusted


async def test_five_redirects_are_followed_and_no_more(router: respx.MockRouter) -> None:
    """A chain without end does not keep anyone."""
    router.get(OWN).respond(302, headers={"Location": "/1"})
    for number in range(1, 9):
        router.get(f"https://{DOMAIN}/{number}").respond(
            302, headers={"Location": f"/{number + 1}"}
        )
    with pytest.raises(aiojmap.DiscoveryError, match="more than 5 redirects"):
        await found()

    assert len(router.calls) == 6


async def test_many_records_are_not_all_followed(router: respx.MockRouter) -> None:
    """A zone with a thousand records does not make a thousand requests."""
    router.route().respond(404)
    with pytest.raises(aiojmap.DiscoveryError):
        await found(*(srv(f"h{number}.{DOMAIN}.") for number in range(1000)))

    assert len(router.calls) == 5


async def test_probes_carry_no_credentials(router: respx.MockRouter) -> None:
    """Whatever the HTTP client has of its own, and whatever is in the address."""
    router.get(JMAP).respond(302, headers={"Location": "/session", "Set-Cookie": f"canary={TOKEN}"})
    served(router, f"https://jmap.{DOMAIN}/session")
    resolver = Records({SRV: [srv(f"jmap.{DOMAIN}.")]})
    async with httpx.AsyncClient(
        auth=("me", TOKEN), headers={"Authorization": f"Bearer {TOKEN}"}, cookies={"a": TOKEN}
    ) as http:
        await aiojmap.discover(f"canary-person@{DOMAIN}", resolver=resolver, http_client=http)

    sent = [
        f"{call.request.url} {call.request.headers!r} {call.request.content!r}"
        for call in router.calls
    ]
    assert len(sent) == 2
    assert [text for text in sent if TOKEN in text or "canary-person" in text] == []
    assert "authorization" not in router.calls.last.request.headers


@pytest.mark.parametrize("domain", ["localhost", "printer", "mail.internal"])
async def test_the_own_network_has_no_discovery(router: respx.MockRouter, domain: str) -> None:
    """An app that takes addresses of strangers does not ask its own network for them."""
    with pytest.raises(aiojmap.ConfigurationError, match="give the URL of the server"):
        await found(address=f"me@{domain}")

    assert len(router.calls) == 0


async def test_a_caller_may_say_where_the_own_network_has_its_server(
    router: respx.MockRouter,
) -> None:
    """The table of providers is the caller's word."""
    served(router, "http://127.0.0.1:8080/session")
    local = aiojmap.Provider(
        name="here", server="http://127.0.0.1:8080/session", domains=["localhost"]
    )
    async with http_client() as http:
        (candidate,) = await aiojmap.discover(
            "me@localhost", providers=[local], resolver=Records(), http_client=http
        )

    assert candidate.is_trusted


async def test_what_strangers_say_is_quoted_in_part(router: respx.MockRouter) -> None:
    """Neither control characters nor books get into a message."""
    router.get(JMAP).respond(302, headers={"Location": "x:" + "\x1b[31m" + "y" * 5000})
    with pytest.raises(aiojmap.DiscoveryError) as caught:
        await found(srv(f"jmap.{DOMAIN}."), srv("\x1b]0;hi\x07" + "z" * 5000, priority=1))

    assert len(str(caught.value)) < 1000
    assert str(caught.value).isprintable()
