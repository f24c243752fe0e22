"""Clients, and what they must say to register (RFC 7591, in the profile of open clients)."""

from __future__ import annotations

import hmac
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

import attrs

from .failures import Refusal

if TYPE_CHECKING:
    from ...runtime import JSON, JSONObject

DEVICE_GRANT: Final = "urn:ietf:params:oauth:grant-type:device_code"
_LOOPBACK: Final = ("http://127.0.0.1/", "http://[::1]/")
_PRIVATE_SCHEME: Final = re.compile(r"[a-z][a-z0-9+-]*(\.[a-z0-9+-]+)+:/", re.IGNORECASE)
_PORT: Final = re.compile(r"^(http://(?:127\.0\.0\.1|\[::1\])):[0-9]{1,5}/")


@attrs.frozen(kw_only=True)
class OAuthClient:
    """A client of the authorization server: an application that people let in.

    `scopes` are those it may ask for, and `secret` what it shows at the token endpoint; a public
    client has none. One that was not registered by itself has its redirect URIs matched exactly.
    """

    client_id: str
    name: str
    redirect_uris: tuple[str, ...]
    scopes: tuple[str, ...]
    grant_types: tuple[str, ...]
    secret: str | None = attrs.field(default=None, repr=False)
    dynamic: bool = False

    def accepts(self, redirect_uri: str) -> bool:
        """Whether a redirect URI is one of those registered; on loopback, with any port."""
        if redirect_uri in self.redirect_uris and not redirect_uri.startswith(_LOOPBACK):
            return True
        portless = _PORT.sub(r"\1/", redirect_uri)
        return portless != redirect_uri and portless in self.redirect_uris

    def authenticated(self, secret: str | None) -> bool:
        """Whether somebody with a secret, or with none, is the client."""
        if self.secret is None:
            return True
        return secret is not None and hmac.compare_digest(secret.encode(), self.secret.encode())


def registration(asked: JSON, client_id: str) -> OAuthClient:
    """The client that a registration request describes; raises `Refusal` if it may not be."""
    if not isinstance(asked, dict):
        raise Refusal("invalid_client_metadata", "the client metadata is no JSON object")
    uris = _strings(asked, "redirect_uris")
    if not uris:
        raise Refusal("invalid_redirect_uri", "redirect_uris is missing")
    for uri in uris:
        _check_redirect_uri(uri)
    if asked.get("token_endpoint_auth_method") != "none":
        raise Refusal("invalid_client_metadata", "token_endpoint_auth_method must be none")
    grant_types = _strings(asked, "grant_types")
    if not {"authorization_code", "refresh_token"} <= set(grant_types):
        raise Refusal(
            "invalid_client_metadata",
            "grant_types must have authorization_code and refresh_token",
        )
    if "code" not in _strings(asked, "response_types"):
        raise Refusal("invalid_client_metadata", "response_types must have code")
    for name in ("client_uri", "logo_uri", "tos_uri", "policy_uri"):
        value = asked.get(name)
        if value is not None and not (isinstance(value, str) and value.startswith("https://")):
            raise Refusal("invalid_client_metadata", f"{name} must be an https URL")
    return OAuthClient(
        client_id=client_id,
        name=_text(asked, "client_name") or "An application without a name",
        redirect_uris=uris,
        scopes=tuple(_text(asked, "scope").split()),
        grant_types=grant_types,
        dynamic=True,
    )


def registered(client: OAuthClient, asked: JSONObject) -> JSONObject:
    """What the client is told of its registration."""
    return {
        **asked,
        "client_id": client.client_id,
        "redirect_uris": [*client.redirect_uris],
        "grant_types": [*client.grant_types],
        "scope": " ".join(client.scopes),
    }


def _check_redirect_uri(uri: str) -> None:
    fits = uri.startswith(_LOOPBACK) or _PRIVATE_SCHEME.match(uri)
    if not fits or ".." in uri or "#" in uri:
        raise Refusal(
            "invalid_redirect_uri",
            "a redirect URI is on http://127.0.0.1/ or http://[::1]/ without a port, or has a "
            "private scheme with a dot; it has neither two dots in a row nor a fragment",
        )


def _text(asked: Mapping[str, JSON], name: str) -> str:
    value = asked.get(name, "")
    if not isinstance(value, str):
        raise Refusal("invalid_client_metadata", f"{name} must be a string")
    return value


def _strings(asked: Mapping[str, JSON], name: str) -> tuple[str, ...]:
    value = asked.get(name, [])
    if not isinstance(value, list):
        raise Refusal("invalid_client_metadata", f"{name} must be an array of strings")
    found = tuple(item for item in value if isinstance(item, str))
    if len(found) != len(value):
        raise Refusal("invalid_client_metadata", f"{name} must be an array of strings")
    return found
