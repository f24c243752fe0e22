"""The device grant: a code to type in on another device (RFC 8628)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

import attrs

from .._connection.secret import Secret
from ._authorization import checked_scopes
from ._document import Document
from ._errors import AuthorizationDenied, LoginTimeout, MetadataError, OAuthError, TokenError
from ._form import FormRequest
from ._issuer import check_secure
from ._metadata import DEVICE_CODE, Resource, with_offline_access
from ._registration import Registration
from ._terms import Terms
from ._tokens import Tokens, token_error, tokens

DEFAULT_INTERVAL: Final = 5.0
SLOW_DOWN: Final = 5.0
MAX_INTERVAL: Final = 300.0
# It is shown on terminals, so it must not have anything that those act on.
_USER_CODE: Final = re.compile(r"[\x21-\x7e](?:[\x20-\x7e]{0,62}[\x21-\x7e])?")


@attrs.frozen(kw_only=True)
class DeviceCode:
    """What to show: go to `verification_uri` and type in `user_code`.

    `verification_uri_complete` has the code in it, for a QR code; show the `user_code` with it all
    the same. `lifetime` and `interval` are in seconds.
    """

    user_code: str
    verification_uri: str
    verification_uri_complete: str | None
    lifetime: float
    interval: float
    device_code: Secret = attrs.field(repr=False)


@attrs.frozen
class Pending:
    """Nobody has authorized yet; ask again after that many seconds."""

    interval: float


def device_request(
    resource: Resource,
    client: Registration,
    scopes: Iterable[str],
    client_secret: str | Secret | None = None,
) -> tuple[Terms, FormRequest]:
    """What to send for a code (section 3.1).

    Raises `MetadataError` if the server has no device grant.
    """
    endpoint = resource.server.device_authorization_endpoint
    if endpoint is None:
        raise no_device_grant(resource.server.issuer)
    asked = with_offline_access(resource.server, checked_scopes(scopes))
    terms = Terms.of(resource, client, asked)
    fields = {"scope": " ".join(asked), "resource": resource.identifier}
    return terms, FormRequest(endpoint, fields, terms.client(client_secret))


def device_code(request: FormRequest, status: int, body: bytes) -> DeviceCode | OAuthError:
    """The code of an answer, or why there is none (section 3.2)."""
    document = Document.of(body)
    if status != 200 or document is None:
        return token_error(request, status, document)
    secret, code = document.text("device_code"), document.text("user_code")
    # Some servers still say what the drafts said.
    uri = document.text("verification_uri") or document.text("verification_url")
    lifetime = document.number("expires_in")
    if not secret or not uri or lifetime is None or not _USER_CODE.fullmatch(code):
        return TokenError(f"{request.url} answered without all that a device code has")
    complete = document.text("verification_uri_complete") or None
    try:
        for url in (uri, *([complete] if complete else [])):
            check_secure(url, "the verification_uri", named_by=request.url)
    except MetadataError as error:
        return error
    interval = document.number("interval")
    return DeviceCode(
        user_code=code,
        verification_uri=uri,
        verification_uri_complete=complete,
        lifetime=lifetime,
        interval=min(DEFAULT_INTERVAL if interval is None else max(interval, 1.0), MAX_INTERVAL),
        device_code=Secret.of_text(secret),
    )


def poll_request(
    terms: Terms, code: DeviceCode, client_secret: str | Secret | None = None
) -> FormRequest:
    """What to send to see whether somebody has authorized (section 3.4)."""
    fields: dict[str, str | Secret] = {
        "grant_type": DEVICE_CODE,
        "device_code": code.device_code,
    }
    return FormRequest(terms.token_endpoint, fields, terms.client(client_secret))


def polled(
    request: FormRequest, status: int, body: bytes, interval: float
) -> Tokens | Pending | OAuthError:
    """What an answer means: tokens, more patience, or the end (section 3.5)."""
    document = Document.of(body)
    code = document.text("error") if document else ""
    if status == 200 or not 400 <= status < 500:
        return tokens(request, status, body)
    if code == "authorization_pending":
        return Pending(interval)
    if code == "slow_down":
        return Pending(min(interval + SLOW_DOWN, MAX_INTERVAL))
    if code == "expired_token":
        return LoginTimeout("nobody authorized before the code expired: get another", error=code)
    if code == "access_denied":
        return AuthorizationDenied("access was not given: access_denied", error=code)
    return token_error(request, status, document)


def no_device_grant(issuer: str) -> MetadataError:
    """What to say of a server without the device grant."""
    return MetadataError(
        f"{issuer} has no device grant: log in with a browser, or with a token made in the "
        "settings of the account"
    )
