"""Between whom a grant is, and for what: what the request, the grant and its renewal share."""

from __future__ import annotations

from typing import Final

import attrs

from .._connection.secret import Secret
from .._model.types import JSONObject
from ._document import Document
from ._form import ClientAuthentication
from ._issuer import check_issuer, check_secure
from ._metadata import Resource
from ._registration import AuthMethod, Registration

_METHODS: Final[dict[str, AuthMethod]] = {
    "none": "none",
    "client_secret_basic": "client_secret_basic",
    "client_secret_post": "client_secret_post",
}


@attrs.frozen(kw_only=True)
class Terms:
    """Server, client and scopes of a grant. The secret of a client is not part of it."""

    url: str
    identifier: str
    issuer: str
    token_endpoint: str
    revocation_endpoint: str | None
    client_id: str
    auth_method: AuthMethod
    asked: tuple[str, ...]

    @classmethod
    def of(cls, resource: Resource, client: Registration, asked: tuple[str, ...]) -> Terms:
        """The terms of a client's request for a resource."""
        return cls(
            url=resource.url,
            identifier=resource.identifier,
            issuer=resource.server.issuer,
            token_endpoint=resource.server.token_endpoint,
            revocation_endpoint=resource.server.revocation_endpoint,
            client_id=client.client_id,
            auth_method=client.auth_method,
            asked=asked,
        )

    def client(self, secret: str | Secret | None) -> ClientAuthentication:
        """The client, with its secret if it has one."""
        given = Secret.of_text(secret) if isinstance(secret, str) else secret
        return ClientAuthentication(self.client_id, self.auth_method, given)

    def to_object(self) -> JSONObject:
        """The members that it is stored as."""
        return {
            "url": self.url,
            "identifier": self.identifier,
            "issuer": self.issuer,
            "token_endpoint": self.token_endpoint,
            "revocation_endpoint": self.revocation_endpoint,
            "client_id": self.client_id,
            "auth_method": self.auth_method,
            "asked": list(self.asked),
        }

    @classmethod
    def from_document(cls, document: Document) -> Terms | None:
        """What was stored, None if it is not whole; raises `MetadataError` for unsafe URLs.

        A store may be written by others: no token goes to where it must not because of that.
        """
        method = _METHODS.get(document.text("auth_method"))
        names = ("url", "identifier", "issuer", "token_endpoint", "client_id")
        if method is None or not all(document.text(name) for name in names):
            return None
        found = cls(
            **{name: document.text(name) for name in names},
            revocation_endpoint=document.text("revocation_endpoint") or None,
            auth_method=method,
            asked=document.texts("asked"),
        )
        check_issuer(found.issuer)
        check_secure(found.url, "the stored server")
        check_secure(found.token_endpoint, "the stored token_endpoint", named_by=found.issuer)
        if found.revocation_endpoint is not None:
            check_secure(found.revocation_endpoint, "the stored revocation_endpoint", found.issuer)
        return found
