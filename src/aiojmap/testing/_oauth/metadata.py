"""The metadata of the authorization server (RFC 8414)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .clients import DEVICE_GRANT

if TYPE_CHECKING:
    from ...runtime import JSONObject
    from .sins import Sins


def server_metadata(issuer: str, scopes: tuple[str, ...], sins: Sins) -> JSONObject:
    """The document, with what it is to have wrong."""
    base = issuer
    if sins.http_endpoints:
        base = "http://auth.example"
    elif sins.endpoints is not None:
        base = sins.endpoints
    secret = ["client_secret_basic", "client_secret_post"]
    methods = secret if sins.no_public_clients else ["none", *secret]
    found: JSONObject = {
        "issuer": f"{issuer}/other" if sins.issuer_mismatch else issuer,
        "authorization_endpoint": f"{base}/authorize",
        "token_endpoint": f"{base}/token",
        "registration_endpoint": f"{base}/register",
        "revocation_endpoint": f"{base}/revoke",
        "device_authorization_endpoint": f"{base}/device_authorization",
        "scopes_supported": [*scopes],
        "response_types_supported": ["code"],
        "response_modes_supported": ["query"],
        "grant_types_supported": ["authorization_code", "refresh_token", DEVICE_GRANT],
        "token_endpoint_auth_methods_supported": [*methods],
        "revocation_endpoint_auth_methods_supported": [*methods],
        "code_challenge_methods_supported": ["plain"] if sins.no_s256 else ["S256"],
        "authorization_response_iss_parameter_supported": not sins.no_iss_supported,
    }
    absent = {*sins.left_out, *(["registration_endpoint"] if sins.no_registration else [])}
    return {name: value for name, value in found.items() if name not in absent}


def padded(document: JSONObject, sins: Sins) -> JSONObject:
    """A document as long as it is to be."""
    return {**document, "padding": "x" * sins.huge_documents} if sins.huge_documents else document
