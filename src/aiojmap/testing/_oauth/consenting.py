"""Where people agree: the authorization endpoint and the page for devices."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final
from urllib.parse import parse_qsl

import attrs
from starlette.responses import RedirectResponse, Response

from .authorizing import AuthorizationRequest, Refused, callback, read_request, refusal_fields
from .failures import Misdirected, Refusal
from .pages import Question, code_page, consent_page, message_page
from .questions import Questions

if TYPE_CHECKING:
    from starlette.requests import Request

    from .._realm import Member, Realm
    from .clients import OAuthClient
    from .codes import Codes
    from .devices import Device, Devices
    from .sins import Sins

SEE_OTHER: Final = 303


@attrs.define(kw_only=True)
class Consenting:
    """The questions that people are asked, and what their answers lead to."""

    issuer: str
    realm: Realm
    sins: Sins
    clients: dict[str, OAuthClient]
    codes: Codes
    devices: Devices
    covers: Callable[[str], bool]
    token_source: Callable[[], str]
    _requests: Questions[AuthorizationRequest] = attrs.field(init=False)
    _devices: Questions[Device] = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        self._requests = Questions("consent", self.token_source)
        self._devices = Questions("device", self.token_source)

    def read(self, query: str) -> AuthorizationRequest:
        """The authorization request in a query."""
        fields = parse_qsl(query, keep_blank_values=True)
        return read_request(fields, self.clients, self.covers)

    def refused(self, refused: Refused) -> str:
        """Where somebody is sent whose client asked in a wrong way."""
        fields = refusal_fields(refused.refusal, self.sins)
        return callback(
            refused.redirect_uri, refused.state, fields, issuer=self.issuer, sins=self.sins
        )

    def decide(
        self, request: AuthorizationRequest, member: Member, scopes: Sequence[str], *, allow: bool
    ) -> str:
        """Where somebody is sent who has allowed or denied what a client asks for."""
        code = self.sins.authorization_error
        agreed = [scope for scope in request.scopes if scope in scopes]
        if code is None and allow and agreed:
            answer = {"code": self.codes.issue(request, member, agreed)}
        else:
            refusal = Refusal(code or "access_denied", "the user has refused")
            answer = refusal_fields(refusal, self.sins)
        return callback(
            request.redirect_uri, request.state, answer, issuer=self.issuer, sins=self.sins
        )

    def authorize(self, request: Request) -> Response:
        """The consent page, or the way back to the client (RFC 6749, section 4.1.1)."""
        try:
            asked = self.read(request.url.query)
        except Misdirected as error:
            return message_page("This does not work", str(error), 400)
        except Refused as refused:
            return _redirect(self.refused(refused))
        browser = self._requests.browser(request)
        page = consent_page(
            Question(
                action=f"{self.issuer}/authorize/decision",
                id=self._requests.ask(asked, browser),
                application=asked.client.name,
                scopes=asked.scopes,
                destination=asked.redirect_uri,
                members=self.realm.members.values(),
                login_hint=asked.login_hint,
            )
        )
        return self._requests.shown(page, browser)

    def decision(self, request: Request, fields: Sequence[tuple[str, str]]) -> Response:
        """What follows from the answer to a consent page."""
        try:
            values = dict(fields)
            asked = self._requests.answered(request, values.get("question", ""))
            member = self._member(values)
        except Misdirected as error:
            return message_page("This does not work", str(error), 400)
        scopes = [value for name, value in fields if name == "scope"]
        allow = values.get("decision") == "allow"
        return _redirect(self.decide(asked, member, scopes, allow=allow))

    def device(self, request: Request) -> Response:
        """The page for the code of a device, then the consent page (RFC 8628, section 3.3)."""
        user_code = request.query_params.get("user_code")
        action = f"{self.issuer}/device"
        if not user_code:
            return code_page(action)
        try:
            device = self.devices.waiting(user_code)
        except Misdirected as error:
            return code_page(action, str(error))
        browser = self._devices.browser(request)
        page = consent_page(
            Question(
                action=f"{action}/decision",
                id=self._devices.ask(device, browser),
                application=device.client.name,
                scopes=device.scopes,
                destination="your device",
                members=self.realm.members.values(),
                user_code=device.user_code,
            )
        )
        return self._devices.shown(page, browser)

    def device_decision(self, request: Request, fields: Sequence[tuple[str, str]]) -> Response:
        """What follows from the answer to the consent page of a device."""
        try:
            values = dict(fields)
            device = self._devices.answered(request, values.get("question", ""))
            member = self._member(values)
        except Misdirected as error:
            return message_page("This does not work", str(error), 400)
        scopes = [value for name, value in fields if name == "scope"]
        self.decide_device(device, member, scopes, allow=values.get("decision") == "allow")
        told = "was not let in" if device.denied else "is connected"
        return message_page("Done", f"Your device {told}. You can close this window.")

    def decide_device(
        self, device: Device, member: Member, scopes: Sequence[str], *, allow: bool
    ) -> None:
        """Let a device in, or not."""
        device.scopes = tuple(scope for scope in device.scopes if scope in scopes)
        if allow and device.scopes:
            device.member = member
        else:
            device.denied = True

    def _member(self, values: dict[str, str]) -> Member:
        member = self.realm.members.get(values.get("email", "").casefold())
        if member is None:
            raise Misdirected("Nobody has that address.")
        return member


def _redirect(url: str) -> Response:
    headers = {"Cache-Control": "no-store", "Referrer-Policy": "no-referrer"}
    return RedirectResponse(url, SEE_OTHER, headers)
