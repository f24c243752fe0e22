"""A grant, as it is used and as it is stored."""

from __future__ import annotations

from typing import Final

import attrs

from .._connection.secret import Secret
from .._model.errors import ConfigurationError
from .._model.json import dumps
from .._model.types import JSONObject
from ._document import Document
from ._errors import MetadataError, OAuthError, StoreError
from ._form import FormRequest
from ._metadata import OFFLINE_ACCESS
from ._terms import Terms
from ._tokens import Tokens

VERSION: Final = 1


@attrs.frozen(kw_only=True)
class Grant:
    """What a person has granted: the tokens, what they are for, and until when.

    `scopes` were granted. Times are seconds since 1970, `expires_at` is None if the server does
    not say. `serial` counts the renewals; `renewing_since` is set while one is under way, and
    stays if its end was never stored.
    """

    terms: Terms = attrs.field(repr=False)
    access_token: Secret = attrs.field(repr=False)
    refresh_token: Secret | None = attrs.field(repr=False)
    scopes: tuple[str, ...]
    issued_at: float
    expires_at: float | None
    serial: int = 0
    renewing_since: float | None = None

    @classmethod
    def begun(cls, terms: Terms, found: Tokens, now: float) -> Grant:
        """The grant of the first tokens; without a `scope`, what was asked for was granted."""
        return cls(
            terms=terms,
            access_token=found.access_token,
            refresh_token=found.refresh_token,
            scopes=terms.asked if found.scopes is None else found.scopes,
            issued_at=now,
            expires_at=None if found.lifetime is None else now + found.lifetime,
        )

    def renewed(self, found: Tokens, now: float) -> Grant:
        """The grant with newer tokens; a server that rotates none leaves the refresh token."""
        return attrs.evolve(
            self,
            access_token=found.access_token,
            refresh_token=found.refresh_token or self.refresh_token,
            scopes=self.scopes if found.scopes is None else found.scopes,
            issued_at=now,
            expires_at=None if found.lifetime is None else now + found.lifetime,
            serial=self.serial + 1,
            renewing_since=None,
        )

    @property
    def url(self) -> str:
        """The server that it is for: what to give to a client."""
        return self.terms.url

    @property
    def issuer(self) -> str:
        """The authorization server that gave it."""
        return self.terms.issuer

    @property
    def missing(self) -> tuple[str, ...]:
        """The scopes that were asked for and not granted; offline_access is a refresh token."""
        granted = {*self.scopes} - {OFFLINE_ACCESS}
        if self.refresh_token is not None:
            granted.add(OFFLINE_ACCESS)
        return tuple(scope for scope in self.terms.asked if scope not in granted)

    def fresh(self, now: float, margin: float) -> bool:
        """Whether the access token has more than `margin` seconds to live, as far as is known.

        Of a short life, only the last quarter is margin; and a token of before the clock was set
        back is not trusted to be fresh.
        """
        if self.expires_at is None:
            return True
        life = self.expires_at - self.issued_at
        return self.issued_at - life <= now < self.expires_at - min(margin, life / 4)

    def refresh_request(self, client_secret: str | Secret | None = None) -> FormRequest:
        """What to send for newer tokens (RFC 6749, section 6); needs a refresh token."""
        assert self.refresh_token is not None
        fields: dict[str, str | Secret] = {
            "grant_type": "refresh_token",
            "refresh_token": self.refresh_token,
        }
        return FormRequest(self.terms.token_endpoint, fields, self.terms.client(client_secret))

    def revocation_request(self, client_secret: str | Secret | None = None) -> FormRequest | None:
        """What to send to end it, None if the server cannot be told (RFC 7009, section 2.1)."""
        if self.terms.revocation_endpoint is None:
            return None
        kind = "access_token" if self.refresh_token is None else "refresh_token"
        fields: dict[str, str | Secret] = {
            "token": self.refresh_token or self.access_token,
            "token_type_hint": kind,
        }
        return FormRequest(self.terms.revocation_endpoint, fields, self.terms.client(client_secret))

    def hide(self, text: str) -> str:
        """A text with the tokens taken out."""
        for token in (self.access_token, self.refresh_token):
            text = token.hidden_in(text) if token is not None else text
        return text

    def to_json(self) -> Secret:
        """The grant as a store keeps it; it holds the tokens."""
        refresh = self.refresh_token
        document: JSONObject = {
            **self.terms.to_object(),
            "version": VERSION,
            "access_token": self.access_token.reveal(),
            "refresh_token": refresh.reveal() if refresh else None,
            "scopes": list(self.scopes),
            "issued_at": self.issued_at,
            "expires_at": self.expires_at,
            "serial": self.serial,
            "renewing_since": self.renewing_since,
        }
        return Secret.of_text(dumps(document).decode())


@attrs.frozen
class Ended:
    """What a store keeps of a grant that the server no longer accepts: why, and no token."""

    reason: str

    def to_json(self) -> Secret:
        """The end as a store keeps it."""
        return Secret.of_text(dumps({"version": VERSION, "ended": self.reason}).decode())


def read_stored(stored: Secret) -> Grant | Ended | OAuthError:
    """What a store kept, or what is wrong with it; to be raised where no token is at hand."""
    document = Document.of(stored.reveal().encode("utf-8", "replace"))
    if document is None:
        return StoreError("what the store has is no grant: log in again")
    if document.number("version") != VERSION:
        return StoreError(
            "what the store has was written by another version of aiojmap: use that one, or log "
            "in again"
        )
    if document.text("ended"):
        return Ended(document.text("ended"))
    try:
        return _grant(document)
    except (ConfigurationError, MetadataError) as error:
        return StoreError(f"what the store has is not used: {error}")


def _grant(document: Document) -> Grant | StoreError:
    terms, issued_at = Terms.from_document(document), document.number("issued_at")
    if terms is None or issued_at is None or not document.text("access_token"):
        return StoreError("what the store has is no whole grant: log in again")
    refresh = document.text("refresh_token")
    return Grant(
        terms=terms,
        access_token=Secret(document.text("access_token")),
        refresh_token=Secret.of_text(refresh) if refresh else None,
        scopes=document.texts("scopes"),
        issued_at=issued_at,
        expires_at=document.number("expires_at"),
        serial=int(document.number("serial") or 0),
        renewing_since=document.number("renewing_since"),
    )
