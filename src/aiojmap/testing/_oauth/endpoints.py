"""The endpoints that clients talk to: tokens, registration, revocation, devices."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote_plus

import attrs
from starlette.responses import HTMLResponse, RedirectResponse, Response

from ..._model.json import dumps
from .._jmap.reading import NotJSON, read
from .authorizing import check_resources, refusal_fields, wanted_scopes
from .clients import DEVICE_GRANT, OAuthClient, registered, registration
from .cut import CutOff
from .failures import Refusal
from .metadata import padded

if TYPE_CHECKING:
    from starlette.requests import Request

    from ...runtime import JSONObject
    from .codes import Codes
    from .devices import Devices
    from .grants import Grants, OAuthGrant
    from .sins import Sins

_UNCACHED: Final = {"Cache-Control": "no-store"}

Fields = Sequence[tuple[str, str]]


@attrs.define(kw_only=True)
class Endpoints:
    """What clients can ask for."""

    issuer: str
    sins: Sins
    clients: dict[str, OAuthClient]
    codes: Codes
    devices: Devices
    grants: Grants
    covers: Callable[[str], bool]
    token_source: Callable[[], str]

    def register(self, body: bytes) -> Response:
        """Take note of a new client (RFC 7591)."""
        try:
            if self.sins.registration_refused:
                raise Refusal("invalid_client_metadata", "this client is not welcome")
            asked = read(body)
            client = registration(asked, f"client-{self.token_source()}")
        except NotJSON:
            return self._refused(Refusal("invalid_client_metadata", "the body is no JSON"))
        except Refusal as refusal:
            return self._refused(refusal)
        sins = self.sins
        client = attrs.evolve(
            client,
            redirect_uris=sins.registered_redirect_uris or client.redirect_uris,
            scopes=client.scopes
            if sins.registered_scope is None
            else tuple(sins.registered_scope.split()),
        )
        self.clients[client.client_id] = client
        answer = registered(client, asked if isinstance(asked, dict) else {})
        if sins.no_client_id:
            del answer["client_id"]
        return self._json(answer, 201)

    def token(self, request: Request, fields: Fields) -> Response:
        """Give tokens for a code, a refresh token or a device code (RFC 6749, section 3.2)."""
        sins = self.sins
        if sins.busy:
            sins.busy -= 1
            return Response(status_code=503, headers={"Retry-After": "1"})
        if sins.token_redirect is not None:
            return RedirectResponse(sins.token_redirect, 307)
        if sins.token_html:
            return HTMLResponse("<!doctype html><title>Down for maintenance</title>")
        values = dict(fields)
        try:
            if sins.token_error is not None:
                raise Refusal(sins.token_error, "the token endpoint refuses everything")
            answer = self._tokens(request, fields)
        except Refusal as refusal:
            return self._refused(refusal, values)
        if values["grant_type"] == "refresh_token" and sins.lost_refreshes:
            sins.lost_refreshes -= 1
            return CutOff(dumps(answer))
        return self._json(answer)

    def revoke(self, request: Request, fields: Fields) -> Response:
        """Let a token be good no more (RFC 7009)."""
        if self.sins.revocation_refused:
            return Response(status_code=503, headers={"Retry-After": "1"})
        values = dict(fields)
        try:
            client = self._client(request, values)
            if "token" not in values:
                raise Refusal("invalid_request", "token is missing")
            self.grants.revoke_token(values["token"], client)
        except Refusal as refusal:
            return self._refused(refusal, values)
        return Response(headers=_UNCACHED)

    def device_authorization(self, request: Request, fields: Fields) -> Response:
        """Begin to let a device in (RFC 8628, section 3.1)."""
        values = dict(fields)
        try:
            client = self._client(request, values)
            if DEVICE_GRANT not in client.grant_types:
                raise Refusal("unauthorized_client", "the client is not registered for devices")
            resources = self._resources(fields)
            scopes = wanted_scopes(values.get("scope", ""), client)
        except Refusal as refusal:
            return self._refused(refusal, values)
        device = self.devices.add(client, scopes, resources)
        page = self.sins.verification_uri or f"{self.issuer}/device"
        return self._json(
            {
                "device_code": device.device_code,
                "user_code": device.user_code,
                "verification_uri": page,
                "verification_uri_complete": f"{page}?user_code={device.user_code}",
                "expires_in": int(self.devices.lifetime.total_seconds()),
                "interval": device.interval,
            }
        )

    def _tokens(self, request: Request, fields: Fields) -> JSONObject:
        values = dict(fields)
        names = [name for name, _ in fields if name != "resource"]
        if len(set(names)) < len(names):
            raise Refusal("invalid_request", "a parameter is there twice")
        client = self._client(request, values)
        resources = self._resources(fields)
        grant_type = values.get("grant_type", "")
        if grant_type not in ("authorization_code", "refresh_token", DEVICE_GRANT):
            raise Refusal("unsupported_grant_type", "that grant type is not supported")
        if grant_type not in client.grant_types:
            raise Refusal("unauthorized_client", "the client is not registered for that")
        if grant_type == "refresh_token":
            grant = self.grants.renewable(values.get("refresh_token", ""), client)
            _check_target(grant, resources)
            return self.grants.renew(grant, values.get("scope"))
        if grant_type == "authorization_code":
            grant = self.codes.redeem(values, client)
        else:
            grant = self.devices.redeem(values.get("device_code", ""), client)
        _check_target(grant, resources)
        return self.grants.tokens(grant)

    def _resources(self, fields: Fields) -> tuple[str, ...]:
        resources = tuple(value for name, value in fields if name == "resource")
        check_resources(resources, self.covers)
        return resources

    def _client(self, request: Request, values: dict[str, str]) -> OAuthClient:
        """The client that asks, by its secret if it has one (RFC 6749, section 2.3)."""
        client_id, secret = values.get("client_id", ""), values.get("client_secret")
        scheme, _, given = request.headers.get("authorization", "").partition(" ")
        if scheme.lower() == "basic":
            try:
                pair = base64.b64decode(given, validate=True).decode()
            except (binascii.Error, ValueError):
                raise Refusal("invalid_client", "no client credentials", status=401) from None
            name, _, key = pair.partition(":")
            client_id, secret = unquote_plus(name), unquote_plus(key)
        client = self.clients.get(client_id)
        if client is None or not client.authenticated(secret):
            status = 401 if scheme else 400
            raise Refusal(
                "invalid_client", "the client is not known, or not by that", status=status
            )
        return client

    def _refused(self, refusal: Refusal, values: dict[str, str] | None = None) -> Response:
        told = refusal_fields(refusal, self.sins)
        if self.sins.echo and values:
            told["error_description"] = f"{told['error_description']}: {values}"
        reply = self._json({**told}, refusal.status)
        if refusal.status == 401:
            reply.headers["WWW-Authenticate"] = 'Basic realm="oauth"'
        return reply

    def _json(self, document: JSONObject, status: int = 200) -> Response:
        return Response(
            dumps(padded(document, self.sins)),
            status,
            _UNCACHED,
            media_type="application/json",
        )


def _check_target(grant: OAuthGrant, resources: Sequence[str]) -> None:
    if grant.resources and not {*resources} <= {*grant.resources}:
        raise Refusal("invalid_target", "that resource was not agreed to")
