"""Where credentials may go: scheme, host and port of every URL, checked before each request."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterable, Sequence
from typing import Literal
from urllib.parse import urljoin, urlsplit

import attrs

from .._model.errors import ConfigurationError, ProtocolError
from .providers import Provider, Providers

WELL_KNOWN = "/.well-known/jmap"


@attrs.frozen
class Origin:
    """Scheme, host and port."""

    scheme: Literal["http", "https"]
    host: str
    port: int

    def __str__(self) -> str:
        standard = 443 if self.scheme == "https" else 80
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{host}" + ("" if self.port == standard else f":{self.port}")


def origin_of(url: str) -> Origin:
    """The origin of a URL.

    Raises `ConfigurationError` for what is no plain http(s) URL, and for http to anywhere
    but this machine.
    """
    if not url.isprintable() or any(character in url for character in " \\"):
        raise ConfigurationError(f"{shown(url)} is not a URL")
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise ConfigurationError(f"{shown(url)} is not a URL") from None
    host = (parts.hostname or "").lower()
    if parts.username is not None or parts.password is not None:
        raise ConfigurationError(
            f"a URL with a user name or password in it is not used (host {host})"
        )
    if not host or "" in host.split("."):
        raise ConfigurationError(f"{shown(url)} names no host")
    if not host.isascii():
        raise ConfigurationError(
            f"{shown(url)} has a host beyond ASCII: write it as DNS does, beginning with xn--"
        )
    if parts.scheme == "https":
        return Origin("https", host, port or 443)
    if parts.scheme == "http" and is_loopback(host):
        return Origin("http", host, port or 80)
    if parts.scheme == "http":
        raise ConfigurationError(
            f"{url} would send credentials unencrypted: use https (http is for this machine only)"
        )
    raise ConfigurationError(f"{shown(url)} is neither https nor http")


def shown(url: str) -> str:
    """A URL as a message may show it: without a user name and password, and in part."""
    return repr(url.rpartition("@")[2][:100])


def is_loopback(host: str) -> bool:
    """Whether a host is this machine, written as an address or as localhost."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def start_url(server: str) -> str:
    """The URL to ask for the session: of a host, or of a URL with or without a path."""
    if re.match(r"[a-z]+:(/[^/]|/?$)", server, re.IGNORECASE):
        raise ConfigurationError(f"{shown(server)} is not a URL")
    url = server if "//" in server else f"https://{server}"
    origin = origin_of(url)
    path = urlsplit(url).path
    return url if path not in ("", "/") else f"{origin}{WELL_KNOWN}"


class Origins:
    """The origins that credentials may be sent to.

    Those of the server come with its URL, or by `begin_at` once it is known: until then only
    those the caller trusts by name.
    """

    def __init__(
        self,
        server_url: str | None,
        trusted: Iterable[str] = (),
        providers: Providers | None = None,
    ) -> None:
        self._exact = {origin_of(url if "//" in url else f"https://{url}") for url in trusted}
        self._content_hosts: Sequence[str] = ()
        self._providers = providers or Providers()
        self.provider: Provider | None = None
        if server_url is not None:
            self.begin_at(server_url)

    def begin_at(self, server_url: str) -> None:
        """Trust the origin of the server, and those that its provider uses."""
        start = origin_of(server_url)
        self._exact.add(start)
        self.provider = provider_at(start, self._providers)
        self._content_hosts = self.provider.content_hosts if self.provider else ()

    def __contains__(self, url: str) -> bool:
        try:
            origin = origin_of(url)
        except ConfigurationError:
            return False
        if origin in self._exact:
            return True
        return (
            origin.scheme == "https"
            and origin.port == 443
            and any(_matches(origin.host, pattern) for pattern in self._content_hosts)
        )

    def resolve(self, base: str, reference: str, what: str) -> str:
        """A URL that a session gives, absolute.

        Raises `ProtocolError` when it leads to an origin that is not trusted.
        """
        try:
            url = urljoin(base, reference)
            origin = origin_of(url)
        except (ConfigurationError, ValueError):
            origin, url = None, ""
        # Raised out here: what was refused may hold a secret.
        if origin is None:
            raise ProtocolError(f"{what} leads to no URL that credentials could be sent to")
        if url not in self:
            raise ProtocolError(
                f"{what} leads to {origin}, which is not trusted with the credentials: "
                "if it should be, pass it in trusted_origins"
            )
        return url


def provider_at(origin: Origin, providers: Iterable[Provider]) -> Provider | None:
    """The provider whose server is at an origin."""
    found = (item for item in providers if origin_of(start_url(item.server)) == origin)
    return next(found, None)


def _matches(host: str, pattern: str) -> bool:
    if pattern.startswith("*."):
        return host.endswith(pattern[1:])
    return host == pattern
