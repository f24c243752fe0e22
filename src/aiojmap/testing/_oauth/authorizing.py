"""The authorization request, and the callback that answers it (RFC 6749, RFC 7636, RFC 9207)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Final
from urllib.parse import urlencode

import attrs

from .clients import OAuthClient
from .failures import Misdirected, Refusal

if TYPE_CHECKING:
    from .sins import Sins

_CHALLENGE: Final = re.compile(r"[A-Za-z0-9_-]{43}")

Fields = Sequence[tuple[str, str]]


@attrs.frozen(kw_only=True)
class AuthorizationRequest:
    """What a client asks a person for."""

    client: OAuthClient
    redirect_uri: str
    state: str
    scopes: tuple[str, ...]
    challenge: str
    resources: tuple[str, ...]
    login_hint: str | None


class Refused(Exception):
    """A request that the client is told of at its redirect URI."""

    def __init__(self, redirect_uri: str, state: str, refusal: Refusal) -> None:
        super().__init__(refusal.description)
        self.redirect_uri = redirect_uri
        self.state = state
        self.refusal = refusal


def read_request(
    fields: Fields,
    clients: Mapping[str, OAuthClient],
    covers: Callable[[str], bool],
) -> AuthorizationRequest:
    """The request in a query; `covers` says whether a resource is one tokens are issued for.

    Raises `Misdirected` if client and redirect URI do not fit, and `Refused` if the rest does not.
    """
    given = Counter(name for name, _ in fields)
    values = dict(fields)
    client = clients.get(values.get("client_id", ""))
    if client is None or given["client_id"] > 1:
        raise Misdirected("The application is not registered here.")
    redirect_uri = values.get("redirect_uri", "")
    if given["redirect_uri"] != 1 or not client.accepts(redirect_uri):
        raise Misdirected("The application wants the answer at a place it did not register.")
    state = values.get("state", "")
    try:
        doubled = [name for name, times in given.items() if times > 1 and name != "resource"]
        if doubled:
            raise Refusal("invalid_request", "a parameter is there twice")
        if not state:
            raise Refusal("invalid_request", "state is missing")
        if values.get("response_type") != "code":
            raise Refusal("unsupported_response_type", "response_type must be code")
        if "authorization_code" not in client.grant_types:
            raise Refusal("unauthorized_client", "the client is not registered for codes")
        if values.get("code_challenge_method") != "S256":
            raise Refusal("invalid_request", "code_challenge_method must be S256")
        challenge = values.get("code_challenge", "")
        if not _CHALLENGE.fullmatch(challenge):
            raise Refusal("invalid_request", "code_challenge is no SHA-256 hash")
        resources = tuple(value for name, value in fields if name == "resource")
        check_resources(resources, covers)
        return AuthorizationRequest(
            client=client,
            redirect_uri=redirect_uri,
            state=state,
            scopes=wanted_scopes(values.get("scope", ""), client),
            challenge=challenge,
            resources=resources,
            login_hint=values.get("login_hint"),
        )
    except Refusal as refusal:
        raise Refused(redirect_uri, state, refusal) from None


def check_resources(resources: Sequence[str], covers: Callable[[str], bool]) -> None:
    """Raise `Refusal` if tokens for one of the resources are not issued here (RFC 8707)."""
    if not all(covers(resource) for resource in resources):
        raise Refusal("invalid_target", "no tokens are issued for that resource")


def wanted_scopes(scope: str, client: OAuthClient) -> tuple[str, ...]:
    """The scopes that a client asks for; raises `Refusal` if it is not registered for them."""
    scopes = tuple(dict.fromkeys(scope.split()))
    if not scopes:
        raise Refusal("invalid_scope", "scope is missing")
    if not set(scopes) <= set(client.scopes):
        raise Refusal("invalid_scope", "the client is not registered for that scope")
    return scopes


def callback(
    redirect_uri: str, state: str, answer: Mapping[str, str], *, issuer: str, sins: Sins
) -> str:
    """The URL at which the client is given the answer."""
    fields: list[tuple[str, str]] = [
        (name, value) for name, value in answer.items() if not sins.missing_code or name != "code"
    ]
    if sins.doubled_code:
        fields += [(name, f"{value}x") for name, value in fields if name == "code"]
    if state and not sins.missing_state:
        fields.append(("state", f"{state}x" if sins.wrong_state else state))
    if not sins.missing_iss:
        fields.append(("iss", "https://other.example" if sins.wrong_iss else issuer))
    return f"{redirect_uri}{'&' if '?' in redirect_uri else '?'}{urlencode(fields)}"


def refusal_fields(refusal: Refusal, sins: Sins) -> dict[str, str]:
    """What the client is told of a refusal."""
    if sins.error_text is None:
        return {"error": refusal.error, "error_description": refusal.description}
    text = sins.error_text
    return {"error": refusal.error, "error_description": text, "error_uri": text}
