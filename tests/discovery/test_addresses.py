"""Reading mail addresses and their domains."""

from __future__ import annotations

import pytest

import aiojmap
from aiojmap._discovery.addresses import domain_name, is_local, is_within, read_address


@pytest.mark.parametrize(
    ("address", "domain"),
    [
        ("me@mail.example", "mail.example"),
        (" me@mail.example\n", "mail.example"),
        ("me+shop@mail.example", "mail.example"),
        ("ME@MAIL.Example.", "mail.example"),
        ('"me@home"@mail.example', "mail.example"),
        ("me@bücher.example", "xn--bcher-kva.example"),
        ("me@BÜCHER.example", "xn--bcher-kva.example"),
        ("me@straße.example", "xn--strae-oqa.example"),
        ("me@xn--bcher-kva.example", "xn--bcher-kva.example"),
        ("me@mail。example", "mail.example"),
        ("me@localhost", "localhost"),
    ],
)
def test_the_domain_is_as_dns_writes_it(address: str, domain: str) -> None:
    """Small letters, no dot at the end, and what is beyond ASCII by the newer rules."""
    assert read_address(address).domain == domain


@pytest.mark.parametrize(
    "text",
    [
        "",
        "example.com",
        "@example.com",
        "me@",
        "me@.",
        "me@a..b",
        "me@.example",
        "me@example..",
        "me@exa mple.com",
        "me@example.com/path",
        "me@example.com:8443",
        "me@example.com\\evil.example",
        "me@example.com\x00",
        "me@example.com\r\nX: y",
        "me@-a.example",
        "me@a-.example",
        "me@a_b.example",
        f"me@{'a' * 64}.example",
        f"me@{'a.' * 130}example",
        "me@127.0.0.1",
        "me@[127.0.0.1]",
        "me@[IPv6:::1]",
        "me@::1",
        "me@2130706433",
        "me@0x7f000001",
        "me@127.1",
        "me@a.0x",
        "me@℀.example",
        "me@\u2024.example",
        "me:hunter2@example.com",
        "mailto:me@example.com",
        "me@you@example.com",
        "a b@example.com",
    ],
)
def test_what_is_no_address_is_refused(text: str) -> None:
    """Neither odd spellings nor IP addresses nor ports become a domain."""
    with pytest.raises(aiojmap.ConfigurationError):
        read_address(text)


def test_what_may_be_a_password_is_not_shown() -> None:
    """A message about an address with a password in it does not quote it."""
    with pytest.raises(aiojmap.ConfigurationError) as caught:
        read_address("me:hunter2@example.com")

    assert "hunter2" not in str(caught.value)
    assert "example.com" in str(caught.value)


def test_an_ip_address_has_its_own_message() -> None:
    """It says what to give."""
    with pytest.raises(aiojmap.ConfigurationError, match="give the URL of the server"):
        domain_name("[192.0.2.1]")


@pytest.mark.parametrize(
    ("host", "domain", "within"),
    [
        ("mail.example", "mail.example", True),
        ("jmap.mail.example", "mail.example", True),
        ("notmail.example", "mail.example", False),
        ("mail.example.evil.example", "mail.example", False),
        ("example", "mail.example", False),
        ("mail.example", "example", False),
        ("localhost", "localhost", True),
        ("a.localhost", "localhost", False),
    ],
)
def test_only_whole_names_are_inside(host: str, domain: str, within: bool) -> None:
    """A host is inside a domain if it ends in a dot and the domain; never in a top-level one."""
    assert is_within(host, domain) is within


@pytest.mark.parametrize(
    ("host", "local"),
    [
        ("localhost", True),
        ("printer", True),
        ("a.localhost", True),
        ("nas.local", True),
        ("metadata.google.internal", True),
        ("127.0.0.1", True),
        ("::1", True),
        ("169.254.169.254", True),
        ("jmap.example", False),
    ],
)
def test_hosts_of_this_network_are_told_apart(host: str, local: bool) -> None:
    """IP addresses, single words and domains that are never public."""
    assert is_local(host) is local
