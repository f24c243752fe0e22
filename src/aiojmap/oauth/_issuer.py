"""Issuers and resources: how they are written, and where their metadata is (RFC 8414, 9728)."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import urlsplit

from .._connection.origins import origin_of, shown
from .._model.errors import ConfigurationError
from ._errors import MetadataError

PROTECTED_RESOURCE: Final = "/.well-known/oauth-protected-resource"
AUTHORIZATION_SERVER: Final = "/.well-known/oauth-authorization-server"
OPENID: Final = "/.well-known/openid-configuration"
_UNRESERVED: Final = re.compile(
    r"%(2[dDeE]|3[0-9]|4[1-9a-fA-F]|5[0-9aAfF]|6[1-9a-fA-F]|7[0-9aAeE])"
)


def check_issuer(issuer: str) -> None:
    """Refuse what is no issuer identifier; raises `MetadataError` with the rule it breaks."""
    check_secure(issuer, "the issuer")
    path = urlsplit(issuer).path
    problem = ""
    if "?" in issuer or "#" in issuer:
        problem = "it has a query or a fragment"
    elif re.search(r"/\.\.?(/|$)", path):
        problem = "its path has . or .. in it"
    elif len(path) > 1 and path.endswith("/"):
        problem = "its path ends with a slash"
    elif _UNRESERVED.search(path):
        problem = "its path has letters, digits or marks percent-encoded that need not be"
    if problem:
        raise MetadataError(f"{shown(issuer)} is no issuer identifier: {problem}")


def check_secure(url: str, what: str, named_by: str | None = None) -> None:
    """Refuse a URL that is not https; one on this machine may be http.

    `named_by` is the URL whose answer names this one: what is elsewhere has no say about this
    machine. Raises `MetadataError`.
    """
    try:
        plain = origin_of(url).scheme == "http"
        reason = ""
    except ConfigurationError as error:
        plain, reason = False, str(error)
    # Raised out here, so that the message alone goes on.
    if reason:
        raise MetadataError(f"{what} cannot be used: {reason}")
    if plain and named_by is not None and origin_of(named_by).scheme == "https":
        raise MetadataError(
            f"{what} is {shown(url)}, on this machine, but {origin_of(named_by)} is not: "
            "it has to be https"
        )


def authorization_server_urls(issuer: str) -> tuple[str, str]:
    """Where the metadata of an issuer may be, in the order to look."""
    path = urlsplit(issuer).path.rstrip("/")
    return f"{origin_of(issuer)}{AUTHORIZATION_SERVER}{path}", f"{issuer.rstrip('/')}{OPENID}"


def protected_resource_urls(resource: str) -> list[tuple[str, str]]:
    """Where the metadata of a resource may be, each with the resource it has to be about."""
    origin, parts = origin_of(resource), urlsplit(resource)
    query = f"?{parts.query}" if parts.query else ""
    whole = str(origin)
    found = [(f"{origin}{PROTECTED_RESOURCE}", whole)]
    if parts.path not in ("", "/") or query:
        found.insert(0, (f"{origin}{PROTECTED_RESOURCE}{parts.path}{query}", resource))
    return found


def resource_matches(named: str, requested: str, metadata_url: str) -> bool:
    """Whether metadata about the resource `named`, found at a URL, is about the one `requested`.

    It is if they are identical; or if `named` is a part of the server that holds `requested`,
    and its metadata is where the metadata of `named` has to be.
    """
    if _whole(named) == _whole(requested):
        return True
    try:
        places = [
            url for url, about in protected_resource_urls(named) if about == named.rstrip("/")
        ]
    except ConfigurationError:
        return False
    inside = requested.startswith(f"{named.rstrip('/')}/")
    return inside and metadata_url in places and origin_of(named) == origin_of(requested)


def _whole(resource: str) -> str:
    """The same text for an origin with and without its slash, and nothing else changed."""
    return resource[:-1] if resource.count("/") == 3 and resource.endswith("/") else resource
