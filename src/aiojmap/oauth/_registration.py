"""Clients, as an authorization server knows them (RFC 7591)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final, Literal, TypeAlias, cast

import attrs

from .._connection.origins import shown
from .._connection.secret import Secret
from .._model.errors import ConfigurationError
from .._model.types import JSONObject
from ._document import Document
from ._errors import MetadataError, OAuthError, RegistrationError, quoted
from ._metadata import DEVICE_CODE, AuthorizationServer

AuthMethod: TypeAlias = Literal["none", "client_secret_basic", "client_secret_post"]
"""How a client shows who it is at the token endpoint."""

LOOPBACK: Final = ("http://127.0.0.1/", "http://[::1]/")
_PRIVATE_USE: Final = re.compile(r"[a-z][a-z0-9+-]*(\.[a-z0-9+-]+)+:/", re.IGNORECASE)
_OK: Final = (200, 201)


@attrs.frozen(kw_only=True)
class ClientInfo:
    """What a client tells of itself when it registers; a person may be shown it.

    `software_id` stays the same for all copies and versions of a program, `software_version`
    does not. URLs are https.
    """

    name: str
    uri: str | None = None
    logo_uri: str | None = None
    tos_uri: str | None = None
    policy_uri: str | None = None
    software_id: str | None = None
    software_version: str | None = None


@attrs.frozen(kw_only=True)
class Registration:
    """A client that an authorization server knows: registered by `register`, or by hand.

    `redirect_uris` are where answers may come to, on loopback without a port; empty if they are
    not known. A client with a
    `client_secret` is one on a server of your own; it never leaves this object but to the token
    endpoint.
    """

    issuer: str
    client_id: str
    redirect_uris: tuple[str, ...] = ()
    client_secret: Secret | None = None
    auth_method: AuthMethod = "none"

    def __attrs_post_init__(self) -> None:
        if not self.client_id or not self.client_id.isprintable():
            raise ConfigurationError("a client id is not empty and has no control characters")
        if (self.client_secret is None) != (self.auth_method == "none"):
            raise ConfigurationError(
                "a client with a secret has auth_method client_secret_basic or "
                "client_secret_post, one without has none"
            )


def check_redirect_uri(uri: str) -> None:
    """Refuse what the profile does not let a client register (section 3.3).

    Raises `ConfigurationError`.
    """
    if ".." in uri or "#" in uri or not uri.isascii() or not uri.isprintable() or " " in uri:
        raise ConfigurationError(f"{shown(uri)} is no redirect URI: it has .. or # or odd letters")
    if not uri.startswith(LOOPBACK) and not _PRIVATE_USE.match(uri):
        raise ConfigurationError(
            f"{shown(uri)} cannot be registered openly: it begins neither with http://127.0.0.1/ "
            "nor http://[::1]/ nor with a scheme such as com.example:/. The client of a web "
            "application is registered by hand; give it as a Registration"
        )


def registration_document(
    client: ClientInfo, redirect_uris: Iterable[str], scopes: Iterable[str], *, device: bool
) -> JSONObject:
    """What to send to register a client."""
    grants = ["authorization_code", "refresh_token", *([DEVICE_CODE] if device else [])]
    document: JSONObject = {
        "redirect_uris": list(redirect_uris),
        "token_endpoint_auth_method": "none",
        "grant_types": [*grants],
        "response_types": ["code"],
        "scope": " ".join(sorted(scopes)),
        "client_name": client.name,
    }
    for member in ("logo_uri", "tos_uri", "policy_uri", "software_id", "software_version"):
        value = cast("str | None", getattr(client, member))
        if value is not None:
            document[member] = value
    if client.uri is not None:
        document["client_uri"] = client.uri
    for member in ("client_uri", "logo_uri", "tos_uri", "policy_uri"):
        url = document.get(member)
        if isinstance(url, str) and not url.startswith("https://"):
            raise ConfigurationError(f"{member} is not https: {shown(url)}")
    if not client.name.strip():
        raise ConfigurationError("a client needs a name, for the person who is asked")
    return document


def registration_endpoint(server: AuthorizationServer) -> str:
    """Where to register; raises `MetadataError` if that is not possible without a secret."""
    if server.registration_endpoint is None:
        raise MetadataError(
            f"{server.issuer} registers no clients by itself: ask its operator for a client id, "
            "and give it as a Registration"
        )
    if "none" not in server.token_endpoint_auth_methods_supported:
        raise MetadataError(f"{server.issuer} takes no clients without a secret")
    return server.registration_endpoint


def registered(
    status: int, body: bytes, issuer: str, redirect_uris: tuple[str, ...]
) -> Registration | OAuthError:
    """The registration that an answer tells of, or what is wrong with it."""
    document = Document.of(body)
    if status not in _OK or document is None:
        code = document.text("error") if document else ""
        said = quoted(document.text("error_description") if document else "")
        reason = ": ".join(part for part in (quoted(code), said) if part)
        return RegistrationError(
            f"{issuer} did not register the client (HTTP {status}"
            f"{', ' + reason if reason else ''})",
            error=quoted(code) or None,
        )
    client_id = document.text("client_id")
    if not client_id or not client_id.isprintable():
        return RegistrationError(f"{issuer} answered a registration without a client_id")
    if document.text("token_endpoint_auth_method") not in ("", "none"):
        return RegistrationError(
            f"{issuer} registered a client that needs a secret, where none was asked for"
        )
    uris = document.texts("redirect_uris")
    if uris and not set(redirect_uris) <= set(uris):
        return RegistrationError(f"{issuer} registered the client with other redirect URIs")
    return Registration(issuer=issuer, client_id=client_id, redirect_uris=redirect_uris)
