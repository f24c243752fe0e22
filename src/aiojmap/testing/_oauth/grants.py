"""What people have agreed to, and the tokens that come of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING, Final

import attrs

from .failures import Refusal

if TYPE_CHECKING:
    from ...runtime import JSONObject
    from .._realm import Grant, Member, Realm
    from .clients import OAuthClient
    from .sins import Sins

OFFLINE: Final = "offline_access"


@attrs.define(kw_only=True, eq=False)
class OAuthGrant:
    """What somebody has allowed a client, until it is revoked.

    `scopes` are those agreed to, `resources` those that the client named. `refresh_token` is the
    one that is good now, `access_tokens` are all that were issued, oldest first.
    """

    email: str
    client_id: str
    scopes: tuple[str, ...]
    resources: tuple[str, ...]
    refresh_token: str | None = attrs.field(default=None, repr=False)
    access_tokens: list[str] = attrs.field(factory=list[str], repr=False)
    revoked: bool = False
    refreshes: int = 0
    """How often tokens were renewed."""
    _spent: set[str] = attrs.field(factory=set[str], repr=False, init=False)
    """The refresh tokens that were good once."""
    _access: Grant = attrs.field(repr=False, alias="access")


class Grants:
    """All grants, and the tokens that the JMAP server accepts because of them."""

    def __init__(
        self,
        realm: Realm,
        sins: Sins,
        *,
        lifetime: timedelta,
        token_source: Callable[[], str],
    ) -> None:
        self.all: list[OAuthGrant] = []
        self._realm = realm
        self._sins = sins
        self._lifetime = lifetime
        self._token_source = token_source

    def open(
        self,
        member: Member,
        client: OAuthClient,
        scopes: Sequence[str],
        resources: Sequence[str],
    ) -> OAuthGrant:
        """A new grant, without tokens yet."""
        given = scopes if self._sins.granted_scope is None else self._sins.granted_scope.split()
        grant = OAuthGrant(
            email=member.user.email,
            client_id=client.client_id,
            scopes=tuple(given),
            resources=tuple(resources),
            access=self._realm.grant(member, self._capabilities(given)),
        )
        self.all.append(grant)
        return grant

    def tokens(self, grant: OAuthGrant, scopes: Sequence[str] | None = None) -> JSONObject:
        """New tokens: what the token endpoint answers (RFC 6749, section 5.1)."""
        sins = self._sins
        granted = grant.scopes if scopes is None else tuple(scopes)
        answer: JSONObject = {
            "access_token": self._access_token(grant, granted),
            "token_type": sins.token_type,
        }
        if not sins.no_expires_in:
            lifetime = int(self._lifetime.total_seconds())
            answer["expires_in"] = lifetime if sins.expires_in is None else sins.expires_in
        if self._lasting(grant) and (grant.refresh_token is None or not sins.refresh_not_rotated):
            if grant.refresh_token is not None:
                grant._spent.add(grant.refresh_token)
            grant.refresh_token = f"refresh-{self._token_source()}"
            answer["refresh_token"] = grant.refresh_token
        if not sins.no_scope:
            answer["scope"] = " ".join(granted)
        return answer

    def renewable(self, token: str, client: OAuthClient) -> OAuthGrant:
        """The grant of a refresh token; one that was used before revokes its grant."""
        grant = self._of_refresh_token(token)
        if grant is None or grant.revoked or grant.client_id != client.client_id:
            raise Refusal("invalid_grant", "the refresh token is not valid")
        if token in grant._spent and not self._sins.refresh_reuse_allowed:
            self.revoke(grant)
            raise Refusal("invalid_grant", "the refresh token was used before")
        return grant

    def renew(self, grant: OAuthGrant, scope: str | None) -> JSONObject:
        """New tokens, for all that was agreed to or for less (RFC 6749, section 6)."""
        scopes = None if scope is None else tuple(scope.split())
        if scopes is not None and not set(scopes) <= set(grant.scopes):
            raise Refusal("invalid_scope", "that is more than was agreed to")
        grant.refreshes += 1
        return self.tokens(grant, scopes)

    def revoke(self, grant: OAuthGrant) -> None:
        """End a grant: none of its tokens is accepted any more."""
        grant.revoked = True
        for token in grant.access_tokens:
            self._realm.revoke(token)

    def revoke_token(self, token: str, client: OAuthClient) -> None:
        """Revoke a token of a client (RFC 7009); the grant too, if no more can come of it."""
        grant = self._of_refresh_token(token) or self._of_access_token(token)
        if grant is None:
            return
        if grant.client_id != client.client_id:
            raise Refusal("invalid_grant", "the token was issued to another client")
        if token in grant.access_tokens and grant.refresh_token is not None:
            self._realm.revoke(token)
        else:
            self.revoke(grant)

    def _of_refresh_token(self, token: str) -> OAuthGrant | None:
        """The grant of a refresh token, whether it is still good or was used."""
        return next(
            (found for found in self.all if token == found.refresh_token or token in found._spent),
            None,
        )

    def _of_access_token(self, token: str) -> OAuthGrant | None:
        return next((found for found in self.all if token in found.access_tokens), None)

    def _lasting(self, grant: OAuthGrant) -> bool:
        return OFFLINE in grant.scopes and not self._sins.no_refresh_token

    def _access_token(self, grant: OAuthGrant, scopes: Sequence[str]) -> str:
        realm = self._realm
        now = realm.now()
        for old in grant.access_tokens:
            found = realm.grants.get(old)
            if found is not None and found.expires_at is not None and found.expires_at <= now:
                del realm.grants[old]
        token = f"access-{self._token_source()}"
        realm.grants[token] = attrs.evolve(
            grant._access,
            of=grant._access,
            capabilities=self._capabilities(scopes),
            expires_at=now + self._lifetime,
        )
        grant.access_tokens.append(token)
        return token

    def _capabilities(self, scopes: Sequence[str]) -> frozenset[str]:
        return frozenset(uri for uri, scope in self._realm.scopes.items() if scope in scopes)
