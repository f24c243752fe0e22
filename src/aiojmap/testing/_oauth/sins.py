"""What an authorization server does wrong when a test asks for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import attrs

if TYPE_CHECKING:
    from ...runtime import JSON

SCRIPT: Final = "<script>document.title='run'</script>\"'&\r\n"
"""A text that must not get into a page or a message as it is."""


@attrs.define(kw_only=True, repr=False)
class Sins:
    """What an authorization server does wrong; nothing, unless it is said here.

    Each can be changed while the server runs, and counts for what comes after. Those of the
    resource are about the metadata that the JMAP server publishes (RFC 9728), those of the
    server about its own metadata (RFC 8414).
    """

    resource_mismatch: bool = False
    """The metadata of the resource is about another one."""
    no_authorization_servers: bool = False
    """The metadata of the resource names no authorization server."""
    authorization_servers: tuple[str, ...] = ()
    """Issuers that the metadata of the resource names instead."""
    no_challenge: bool = False
    """A 401 does not say where the metadata of the resource is."""
    challenge: str | None = None
    """Where a 401 says that the metadata of the resource is, if elsewhere."""

    issuer_mismatch: bool = False
    """The metadata is that of another issuer."""
    metadata_redirect: bool = False
    """The metadata is to be had after a redirect only."""
    metadata_html: bool = False
    """The metadata is a page for people, with status 200."""
    only_openid: bool = False
    """The metadata is at the path of OpenID alone, which is within the profile."""
    no_metadata: bool = False
    """There is no metadata at either path."""
    no_s256: bool = False
    """The metadata offers PKCE with the method `plain` alone."""
    no_iss_supported: bool = False
    """The metadata does not promise `iss` in the callback."""
    no_public_clients: bool = False
    """The metadata asks for a client secret at the token endpoint."""
    no_registration: bool = False
    """There is no registration endpoint."""
    http_endpoints: bool = False
    """All endpoints are on plain http, on a host that is not this machine."""
    endpoints: str | None = None
    """The origin that all endpoints are on, if another than that of the issuer."""
    left_out: tuple[str, ...] = ()
    """Members that are missing from the metadata."""
    huge_documents: int = 0
    """How many octets each JSON document is made longer by."""

    registration_refused: bool = False
    """Nobody can register (`invalid_client_metadata`)."""
    registered_redirect_uris: tuple[str, ...] = ()
    """Redirect URIs that registration puts in place of those asked for."""
    registered_scope: str | None = None
    """The scope that registration puts in place of the one asked for."""
    no_client_id: bool = False
    """A registration is confirmed without a client id."""

    missing_iss: bool = False
    """The callback has no `iss`."""
    wrong_iss: bool = False
    """The `iss` in the callback is that of another server."""
    missing_state: bool = False
    """The callback has no `state`."""
    wrong_state: bool = False
    """The `state` in the callback is another one."""
    missing_code: bool = False
    """The callback has neither a code nor an error."""
    doubled_code: bool = False
    """The callback has two codes."""
    authorization_error: str | None = None
    """The code of the error that every decision ends with."""
    error_text: str | None = None
    """What every `error_description` and `error_uri` says; `SCRIPT` is a bad one."""

    token_error: str | None = None
    """The code of the error that the token endpoint always answers with."""
    echo: bool = False
    """Errors of the token endpoint quote everything that was sent, secrets included."""
    token_html: bool = False
    """The token endpoint answers with a page for people, with status 200."""
    token_redirect: str | None = None
    """Where the token endpoint redirects to, method and body kept (307)."""
    busy: int = 0
    """How many more requests to the token endpoint are answered with 503."""
    token_type: str = "Bearer"
    """The `token_type` of every token; `mac` is one that no client knows."""
    granted_scope: str | None = None
    """The scope that tokens get in place of the one agreed to, such as a narrower one."""
    no_scope: bool = False
    """The token endpoint does not say the scope."""
    expires_in: JSON = None
    """What the token endpoint says of the lifetime, if not the truth."""
    no_expires_in: bool = False
    """The token endpoint does not say the lifetime."""
    code_replay_allowed: bool = False
    """A code can be used more than once."""
    verifier_ignored: bool = False
    """The code verifier is not checked."""
    refresh_reuse_allowed: bool = False
    """A refresh token that was used already is as good as a new one."""
    refresh_not_rotated: bool = False
    """A refresh gives no new refresh token: the old one stays, which is within the profile."""
    no_refresh_token: bool = False
    """There is no refresh token, whatever the scope."""
    lost_refreshes: int = 0
    """How many more refreshes are carried out with the connection cut amid the answer."""

    slow_down_forever: bool = False
    """Whoever asks for the tokens of a device is told to ask less often, always."""
    expired_device_code: bool = False
    """Every device code has expired when it is first asked about."""
    verification_uri: str | None = None
    """The page that a device is to show, if not the real one."""
    revocation_refused: bool = False
    """The revocation endpoint answers with 503."""

    def __repr__(self) -> str:
        innocent = {field.name: field.default for field in attrs.fields(type(self))}
        values = {name: getattr(self, name) for name in innocent}
        told = [f"{name}={found!r}" for name, found in values.items() if found != innocent[name]]
        return f"Sins({', '.join(told)})"
