"""Authorization codes: good once, for the client that can show the verifier (RFC 7636)."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import attrs

from .failures import Refusal

if TYPE_CHECKING:
    from .._realm import Member
    from .authorizing import AuthorizationRequest
    from .clients import OAuthClient
    from .grants import Grants, OAuthGrant
    from .sins import Sins


@attrs.define(kw_only=True, eq=False)
class _Code:
    request: AuthorizationRequest
    member: Member
    scopes: tuple[str, ...]
    expires_at: datetime
    used: bool = False
    grant: OAuthGrant | None = None


class Codes:
    """The codes that were given out."""

    def __init__(
        self,
        grants: Grants,
        sins: Sins,
        *,
        clock: Callable[[], datetime],
        lifetime: timedelta,
        token_source: Callable[[], str],
    ) -> None:
        self._codes: dict[str, _Code] = {}
        self._grants = grants
        self._sins = sins
        self._clock = clock
        self._lifetime = lifetime
        self._token_source = token_source

    def issue(self, request: AuthorizationRequest, member: Member, scopes: Sequence[str]) -> str:
        """A code for what somebody has agreed to."""
        made = f"code-{self._token_source()}"
        self._codes[made] = _Code(
            request=request,
            member=member,
            scopes=tuple(scopes),
            expires_at=self._clock() + self._lifetime,
        )
        return made

    def redeem(self, fields: Mapping[str, str], client: OAuthClient) -> OAuthGrant:
        """The grant of a code. Using one again revokes what came of it (RFC 6749, 4.1.2)."""
        code = self._codes.get(fields.get("code", ""))
        if code is None or code.request.client.client_id != client.client_id:
            raise Refusal("invalid_grant", "the code is not valid")
        if code.used and not self._sins.code_replay_allowed:
            if code.grant is not None:
                self._grants.revoke(code.grant)
            raise Refusal("invalid_grant", "the code was used before")
        code.used = True
        if self._clock() >= code.expires_at:
            raise Refusal("invalid_grant", "the code has expired")
        if fields.get("redirect_uri") != code.request.redirect_uri:
            raise Refusal("invalid_grant", "redirect_uri is not that of the authorization request")
        verified = _challenge(fields.get("code_verifier", "")) == code.request.challenge
        if not verified and not self._sins.verifier_ignored:
            raise Refusal("invalid_grant", "code_verifier does not fit the challenge")
        request = code.request
        code.grant = self._grants.open(code.member, client, code.scopes, request.resources)
        return code.grant


def _challenge(verifier: str) -> str:
    digest = hashlib.sha256(verifier.encode()).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
