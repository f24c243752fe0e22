"""The authorization request and the callback that answers it (RFC 6749, 7636, 8707, 9207)."""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
import secrets
from collections.abc import Callable, Iterable
from typing import Final, TypeAlias
from urllib.parse import parse_qsl, urlencode, urlsplit

import attrs

from .._connection.origins import shown
from .._connection.secret import Secret
from .._model.errors import ConfigurationError
from .._model.json import dumps
from ._document import Document
from ._errors import (
    AuthorizationDenied,
    CallbackRefused,
    MetadataError,
    OAuthError,
    StateMismatch,
    quoted,
)
from ._form import FormRequest
from ._metadata import Resource, with_offline_access
from ._registration import LOOPBACK, Registration
from ._terms import Terms

RandomBytes: TypeAlias = Callable[[int], bytes]
"""Gives that many random octets, as `secrets.token_bytes` does."""

VERSION: Final = 1
_LONGEST: Final = 16384
_SCOPE: Final = re.compile(r"[\x21\x23-\x5b\x5d-\x7e]+")
_NEXT: Final = "begin the login again"


@attrs.define(kw_only=True, eq=False)
class Authorization:
    """A request for access on its way: send the browser to `url`, and wait for the callback.

    It holds the `state` and the PKCE verifier, so it is as secret as a password until the
    callback has come. A web application keeps it in the session of the very browser it sends
    away, by `to_json`, and takes it out again before the callback is looked at.
    """

    url: str = attrs.field(repr=False)
    redirect_uri: str
    terms: Terms = attrs.field(repr=False)
    _state: Secret = attrs.field(repr=False, alias="state")
    _verifier: Secret = attrs.field(repr=False, alias="verifier")
    _used: bool = attrs.field(default=False, repr=False, init=False)

    @classmethod
    def begin(
        cls,
        resource: Resource,
        registration: Registration,
        *,
        redirect_uri: str,
        scopes: Iterable[str],
        login_hint: str | None = None,
        token_bytes: RandomBytes = secrets.token_bytes,
    ) -> Authorization:
        """Make a request; nothing is sent.

        `redirect_uri` is that of the registration, on loopback with a port. `login_hint` is the
        user name or address to log in with, which the person may change. Raises
        `ConfigurationError` for a redirect URI or scope that cannot be right, `MetadataError` for
        a registration at another issuer.
        """
        if registration.issuer != resource.server.issuer:
            raise MetadataError(
                f"the client is registered at {registration.issuer}, but {resource.url} is "
                f"served by {resource.server.issuer}"
            )
        check_redirect(redirect_uri, registration.redirect_uris)
        asked = with_offline_access(resource.server, checked_scopes(scopes))
        state, verifier = _random(token_bytes), _random(token_bytes)
        fields = {
            "response_type": "code",
            "client_id": registration.client_id,
            "redirect_uri": redirect_uri,
            "scope": " ".join(asked),
            "state": state.reveal(),
            "code_challenge": code_challenge(verifier),
            "code_challenge_method": "S256",
            "resource": resource.identifier,
        }
        if login_hint is not None:
            fields["login_hint"] = login_hint
        return cls(
            url=_with_query(resource.server.authorization_endpoint, fields),
            redirect_uri=redirect_uri,
            terms=Terms.of(resource, registration, asked),
            state=state,
            verifier=verifier,
        )

    def accept(self, callback: str | Secret) -> Secret:
        """The code of a callback, once everything about it is right; it can be had once.

        `callback` is the URL that the browser was sent to, or its query. Raises `StateMismatch`
        if it belongs to another request, `AuthorizationDenied` if access was refused, else
        `CallbackRefused`.
        """
        given = callback if isinstance(callback, Secret) else Secret.of_text(callback)
        del callback
        found = self._judged(given)
        if isinstance(found, OAuthError):
            raise found
        if self._used:
            raise CallbackRefused(f"this login has had its callback already: {_NEXT}")
        self._used = True
        return found

    def token_request(self, code: Secret, client_secret: str | Secret | None = None) -> FormRequest:
        """What to send for the tokens (RFC 6749, section 4.1.3)."""
        fields: dict[str, str | Secret] = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": self.redirect_uri,
            "code_verifier": self._verifier,
            "resource": self.terms.identifier,
        }
        return FormRequest(self.terms.token_endpoint, fields, self.terms.client(client_secret))

    def to_json(self) -> Secret:
        """The request as JSON, to keep until the callback comes; it holds secrets."""
        document = {
            **self.terms.to_object(),
            "version": VERSION,
            "authorization": self.url,
            "redirect_uri": self.redirect_uri,
            "state": self._state.reveal(),
            "verifier": self._verifier.reveal(),
        }
        return Secret.of_text(dumps(document).decode())

    @classmethod
    def from_json(cls, kept: str | Secret) -> Authorization:
        """The request that `to_json` gave; raises `CallbackRefused` for anything else."""
        text = kept if isinstance(kept, Secret) else Secret.of_text(kept)
        del kept
        document = Document.of(text.reveal().encode("utf-8", "replace"))
        terms = Terms.from_document(document) if document else None
        names = ("authorization", "redirect_uri", "state", "verifier")
        if document is None or terms is None or not all(document.text(name) for name in names):
            raise CallbackRefused(f"what was kept of the login is not whole: {_NEXT}")
        if document.number("version") != VERSION:
            raise CallbackRefused(f"the login was begun by another version: {_NEXT}")
        return cls(
            url=document.text("authorization"),
            redirect_uri=document.text("redirect_uri"),
            terms=terms,
            state=Secret.of_text(document.text("state")),
            verifier=Secret.of_text(document.text("verifier")),
        )

    def _judged(self, callback: Secret) -> Secret | OAuthError:
        """The code, or why there is none; the error is raised where no code is at hand."""
        fields = _fields(callback)
        if fields is None:
            return CallbackRefused(f"the callback cannot be read: {_NEXT}")
        if not _same(fields.get("state", ""), self._state):
            return StateMismatch(
                "the callback is not the answer to this login: its state is "
                f"{'another' if 'state' in fields else 'missing'}. {_NEXT.capitalize()}"
            )
        issuer, error = fields.get("iss"), fields.get("error")
        if issuer is None and error is None:
            return CallbackRefused(
                f"the callback does not say which server it is from (iss), but {self.terms.issuer} "
                "always does: its code is not used"
            )
        if issuer is not None and issuer != self.terms.issuer:
            return CallbackRefused(
                f"the callback is from {shown(issuer)}, but {self.terms.issuer} was asked: "
                "its code is not used"
            )
        if error is not None:
            return _denied(error, fields.get("error_description", ""))
        if not fields.get("code"):
            return CallbackRefused(f"the callback has no code: {_NEXT}")
        return Secret.of_text(fields["code"])


def code_challenge(verifier: Secret) -> str:
    """What is shown of a verifier beforehand (RFC 7636, section 4.2)."""
    digest = hashlib.sha256(verifier.reveal().encode("ascii")).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


def checked_scopes(scopes: Iterable[str]) -> frozenset[str]:
    """The scopes to ask for; raises `ConfigurationError` for none, and for what is none."""
    if isinstance(scopes, str):
        raise ConfigurationError("scopes are several strings, such as a set, not one")
    found = frozenset(scopes)
    for scope in found:
        if not _SCOPE.fullmatch(scope):
            raise ConfigurationError(f"{scope[:100]!r} is no scope: it has a space or odd letters")
    if not found:
        raise ConfigurationError("name at least one scope: without one some servers give none")
    return found


def check_redirect(used: str, registered: tuple[str, ...]) -> None:
    """Refuse a redirect URI that a server would refuse, or that others could listen at."""
    parts = urlsplit(used)
    plain = parts.scheme == "http" and not used.startswith(
        ("http://127.0.0.1:", "http://[::1]:", "http://localhost:", *LOOPBACK)
    )
    if not parts.scheme or "#" in used or not used.isprintable() or plain:
        raise ConfigurationError(
            f"{shown(used)} is no redirect URI: it has to be https or on this machine, whole and "
            "without a fragment"
        )
    # On loopback, the port is chosen when it is used (RFC 8252, section 7.3).
    without_port = re.sub(r"^(http://(?:127\.0\.0\.1|\[::1\])):\d+/", r"\1/", used)
    if registered and used not in registered and without_port not in registered:
        raise ConfigurationError(
            f"the redirect URI is {shown(used)}, but {shown(registered[0])} is registered"
        )


def _random(token_bytes: RandomBytes) -> Secret:
    return Secret(base64.urlsafe_b64encode(token_bytes(32)).rstrip(b"=").decode())


def _with_query(endpoint: str, fields: dict[str, str]) -> str:
    own = urlsplit(endpoint).query
    if any(name in fields for name, _ in parse_qsl(own, keep_blank_values=True)):
        raise MetadataError(f"the authorization_endpoint has parameters of ours: {shown(endpoint)}")
    return f"{endpoint}{'&' if own else '' if endpoint.endswith('?') else '?'}{urlencode(fields)}"


def _fields(callback: Secret) -> dict[str, str] | None:
    text = callback.reveal()
    if len(text) > _LONGEST:
        return None
    try:
        query = urlsplit(text).query if "?" in text else text.partition("#")[0]
        pairs = parse_qsl(query, keep_blank_values=True, max_num_fields=64)
    except ValueError:
        return None
    found = dict(pairs)
    # Said twice, none of them can be relied on (RFC 6749, section 3.1).
    return found if len(found) == len(pairs) else None


def _same(given: str, state: Secret) -> bool:
    return hmac.compare_digest(given.encode("utf-8", "replace"), state.reveal().encode())


def _denied(error: str, description: str) -> AuthorizationDenied:
    code = quoted(error)
    said = f" ({quoted(description)})" if description else ""
    advice = {
        "access_denied": "access was not given",
        "invalid_scope": "the server does not know a scope that was asked for, or refuses it",
        "temporarily_unavailable": "the server is too busy: try again later",
        "server_error": "the server failed: try again later",
    }.get(error, "the server refused the request")
    return AuthorizationDenied(f"{advice}: {code}{said}", error=code)
