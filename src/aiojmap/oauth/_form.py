"""Requests to the token endpoint and its neighbours, as values."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from urllib.parse import quote_plus

import attrs

from .._connection.secret import Secret
from .._model.errors import ConfigurationError
from ._registration import AuthMethod


@attrs.frozen
class ClientAuthentication:
    """How a client shows who it is: its id alone, or with its secret (RFC 6749, 2.3.1)."""

    client_id: str
    method: AuthMethod = "none"
    secret: Secret | None = None

    def __attrs_post_init__(self) -> None:
        if self.method != "none" and self.secret is None:
            raise ConfigurationError(
                "this client has a secret, which is not stored: give it as client_secret"
            )


class FormRequest:
    """Fields to be sent as a form; those that are secrets do not show."""

    __slots__ = ("_authorization", "_fields", "_secrets", "url")

    url: str

    def __init__(
        self, url: str, fields: Mapping[str, str | Secret], client: ClientAuthentication
    ) -> None:
        self.url = url
        self._fields = dict(fields)
        self._authorization: Secret | None = None
        if client.method == "client_secret_basic" and client.secret is not None:
            self._authorization = _basic(client.client_id, client.secret)
        else:
            self._fields["client_id"] = client.client_id
        if client.method == "client_secret_post" and client.secret is not None:
            self._fields["client_secret"] = client.secret
        found = (*self._fields.values(), client.secret, self._authorization)
        self._secrets = [value for value in found if isinstance(value, Secret)]

    def fields(self) -> dict[str, str]:
        """The fields in clear, to be sent at once and kept nowhere."""
        return {
            name: value.reveal() if isinstance(value, Secret) else value
            for name, value in self._fields.items()
        }

    @property
    def authorization(self) -> Secret | None:
        """What goes into the Authorization header with the scheme Basic, if anything does."""
        return self._authorization

    @property
    def has_secret(self) -> bool:
        """Whether it shows a secret of the client."""
        return self._authorization is not None or "client_secret" in self._fields

    def hide(self, text: str) -> str:
        """A text with every secret of this request taken out."""
        for secret in self._secrets:
            text = secret.hidden_in(text)
        return text

    def __repr__(self) -> str:
        return f"FormRequest({self.url!r}, hidden)"


def _basic(client_id: str, secret: Secret) -> Secret:
    pair = f"{quote_plus(client_id)}:{quote_plus(secret.reveal())}"
    return Secret(base64.b64encode(pair.encode()).decode())
