"""Mail addresses, and the domains in them as DNS writes them."""

from __future__ import annotations

import ipaddress
import re
from typing import Final

import attrs

from .._connection.origins import shown
from .._model.errors import ConfigurationError

LONGEST_DOMAIN: Final = 253
_LOCAL_DOMAINS: Final = (".localhost", ".local", ".internal", ".home.arpa")
_LABEL: Final = re.compile(r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?")
# What RFC 5322 calls a dot-atom, with the letters beyond ASCII of RFC 6531.
_LOCAL: Final = re.compile(r"[\w!#$%&'*+/=?^`{|}~-]+(\.[\w!#$%&'*+/=?^`{|}~-]+)*")
_QUOTED: Final = re.compile(r'"([^"\\]|\\.)*"')


@attrs.frozen
class MailAddress:
    """An address as one types it, and its domain as DNS writes it."""

    text: str
    domain: str

    def __str__(self) -> str:
        return self.text


def is_address(text: str) -> bool:
    """Whether a text is meant as an address, rather than as a host or URL."""
    return "@" in text and "//" not in text


def read_address(text: str) -> MailAddress:
    """Read a mail address; raises `ConfigurationError` for what is none."""
    local, _, domain = text.strip().rpartition("@")
    if not _LOCAL.fullmatch(local) and not (_QUOTED.fullmatch(local) and local.isprintable()):
        # Not quoted whole: what stands before the @ may be a password.
        raise ConfigurationError(f"what ends in {shown(domain)} is no mail address")
    name = domain_name(domain)
    return MailAddress(f"{local}@{name}", name)


def domain_name(text: str) -> str:
    """A domain as DNS writes it: small letters, xn-- for those beyond ASCII, no dot at the end.

    Raises `ConfigurationError` for what is none, and for addresses of the internet protocol, which
    have no records to ask for.
    """
    domain = text.removesuffix(".")
    if is_ip_literal(domain):
        raise ConfigurationError(
            f"{shown(domain)} is an IP address, for which there is no discovery: "
            "give the URL of the server"
        )
    if not domain.isascii():
        domain = _encoded(domain)
    domain = domain.lower()
    labels = domain.split(".")
    # A last label of digits is read as part of an IP address by some, in many notations.
    if (
        len(domain) > LONGEST_DOMAIN
        or not all(_LABEL.fullmatch(label) for label in labels)
        or re.fullmatch(r"[0-9]+|0x[0-9a-f]*", labels[-1])
    ):
        raise ConfigurationError(f"{shown(text)} is no domain of a mail address")
    return domain


def is_ip_literal(host: str) -> bool:
    """Whether a host is an IP address, in brackets or not."""
    bare = host.removeprefix("[").removesuffix("]")
    bare = re.sub(r"^ipv6:", "", bare, flags=re.IGNORECASE)
    try:
        ipaddress.ip_address(bare)
    except ValueError:
        return False
    return True


def is_within(host: str, domain: str) -> bool:
    """Whether a host is a domain or in it; nothing is in a top-level domain but itself."""
    return host == domain or ("." in domain and host.endswith(f".{domain}"))


def is_local(host: str) -> bool:
    """Whether a host can only be this machine or one beside it: no name of the public DNS."""
    return is_ip_literal(host) or "." not in host or host.endswith(_LOCAL_DOMAINS)


def _encoded(domain: str) -> str:
    try:
        import idna
    except ImportError:
        raise ConfigurationError(
            f"{shown(domain)} is beyond ASCII: write it as DNS does, beginning with xn--, "
            "or install idna"
        ) from None
    # IDNA2008: the older rules turn some names into those of other people.
    try:
        return idna.encode(domain, uts46=True, transitional=False).decode("ascii")
    except (idna.IDNAError, UnicodeError):
        raise ConfigurationError(f"{shown(domain)} is no domain of a mail address") from None
