"""Metadata documents, read and judged (RFC 9728, RFC 8414, draft-ietf-mailmaint-oauth-public)."""

from __future__ import annotations

from typing import Final

import attrs

from .._connection.origins import shown
from ._document import Document
from ._errors import MetadataError, quoted
from ._issuer import check_issuer, check_secure, resource_matches

OFFLINE_ACCESS: Final = "offline_access"
DEVICE_CODE: Final = "urn:ietf:params:oauth:grant-type:device_code"
_BASIC: Final = ("client_secret_basic",)


@attrs.frozen(kw_only=True)
class AuthorizationServer:
    """What an authorization server says of itself (RFC 8414, section 2).

    Endpoints are URLs, None for those it does not have; `scopes_supported` is empty if it does
    not say.
    """

    issuer: str
    authorization_endpoint: str
    token_endpoint: str
    registration_endpoint: str | None = None
    revocation_endpoint: str | None = None
    device_authorization_endpoint: str | None = None
    scopes_supported: tuple[str, ...] = ()
    token_endpoint_auth_methods_supported: tuple[str, ...] = _BASIC


@attrs.frozen(kw_only=True)
class Resource:
    """A JMAP server, and the authorization server that gives access to it.

    `url` is where a client starts, and tokens go to its origin; `identifier` is how the
    authorization server knows it, mostly the same.
    """

    url: str
    identifier: str
    server: AuthorizationServer


def authorization_servers(document: Document, requested: str, metadata_url: str) -> tuple[str, str]:
    """The resource and the first issuer that metadata of a protected resource names.

    Raises `MetadataError` if it is about another resource, or wants what we do not have.
    """
    named = document.text("resource")
    if not named:
        raise MetadataError(f"{metadata_url} does not say which resource it is about")
    if not resource_matches(named, requested, metadata_url):
        raise MetadataError(
            f"{metadata_url} is about {shown(named)}, but {requested} was asked: "
            "they have to be identical, so it is not used"
        )
    if document.true("dpop_bound_access_tokens_required"):
        raise MetadataError(f"{requested} takes only tokens bound by DPoP, which are not made here")
    if document.has("bearer_methods_supported") and "header" not in document.texts(
        "bearer_methods_supported"
    ):
        raise MetadataError(f"{requested} does not take tokens in the Authorization header")
    issuers = document.texts("authorization_servers")
    if not issuers:
        raise MetadataError(
            f"{metadata_url} names no authorization server: use a token or a password, or give "
            "the issuer if you know it"
        )
    check_secure(issuers[0], "the authorization server", named_by=requested)
    return named, issuers[0]


def authorization_server(document: Document, issuer: str, metadata_url: str) -> AuthorizationServer:
    """What metadata says of an issuer, if it fits the profile.

    Raises `MetadataError` for the first thing that does not. What only some clients need, such
    as registration, is looked at when it is needed.
    """
    check_issuer(issuer)
    said = document.text("issuer")
    if said != issuer:
        raise MetadataError(
            f"{metadata_url} is about the issuer {shown(said)}, but {shown(issuer)} was asked: "
            "they have to be identical, character by character"
        )
    _demand(document, metadata_url, "response_types_supported", "code")
    for grant in ("authorization_code", "refresh_token"):
        _demand(document, metadata_url, "grant_types_supported", grant)
    _demand(document, metadata_url, "code_challenge_methods_supported", "S256")
    if not document.true("authorization_response_iss_parameter_supported"):
        raise MetadataError(
            f"{metadata_url}: the server does not say that it names itself in its answers "
            "(authorization_response_iss_parameter_supported), without which one server could "
            "pass for another"
        )
    methods = document.texts("token_endpoint_auth_methods_supported")
    return AuthorizationServer(
        issuer=issuer,
        authorization_endpoint=_endpoint(document, issuer, "authorization_endpoint"),
        token_endpoint=_endpoint(document, issuer, "token_endpoint"),
        registration_endpoint=_optional(document, issuer, "registration_endpoint"),
        revocation_endpoint=_optional(document, issuer, "revocation_endpoint"),
        device_authorization_endpoint=_optional(document, issuer, "device_authorization_endpoint"),
        scopes_supported=document.texts("scopes_supported"),
        token_endpoint_auth_methods_supported=methods or _BASIC,
    )


def with_offline_access(server: AuthorizationServer, scopes: frozenset[str]) -> tuple[str, ...]:
    """The scopes to ask for: a server that has offline_access wants it named."""
    asked = scopes | ({OFFLINE_ACCESS} & set(server.scopes_supported))
    return tuple(sorted(asked))


def _demand(document: Document, metadata_url: str, member: str, value: str) -> None:
    supported = document.texts(member)
    if value not in supported:
        said = ", ".join(quoted(item) for item in supported[:10]) or "nothing"
        raise MetadataError(f"{metadata_url}: {member} has to have {value}, but it has {said}")


def _endpoint(document: Document, issuer: str, member: str) -> str:
    url = _optional(document, issuer, member)
    if url is None:
        raise MetadataError(f"the metadata of {issuer} has no {member}")
    return url


def _optional(document: Document, issuer: str, member: str) -> str | None:
    if not document.has(member):
        return None
    url = document.text(member)
    check_secure(url, f"the {member} of {issuer}", named_by=issuer)
    if "#" in url:
        raise MetadataError(f"the {member} of {issuer} has a fragment: {shown(url)}")
    return url
