"""Calls and requests that neither a type checker nor the client would let through."""

from __future__ import annotations

from typing import Any

import httpx

import aiojmap
from aiojmap.runtime import JSON, JSONObject

from .serving import Account

CORE = "urn:ietf:params:jmap:core"
MAIL = "urn:ietf:params:jmap:mail"
SUBMISSION = "urn:ietf:params:jmap:submission"
VACATION = "urn:ietf:params:jmap:vacationresponse"
_CAPABILITIES = {
    "Identity": SUBMISSION,
    "EmailSubmission": SUBMISSION,
    "VacationResponse": VACATION,
}


async def ask(client: aiojmap.Client, name: str, **arguments: JSON) -> Any:
    """The members of the response to a call in the primary account, as they came."""
    capability = _CAPABILITIES.get(name.partition("/")[0], MAIL)
    account_id = (await client.session()).primary_accounts[capability]
    given: JSONObject = {"accountId": account_id, **arguments}
    answer = await client.call(name, given, capability=capability)
    return dict(aiojmap.unknown_members(answer))


async def error_of(client: aiojmap.Client, name: str, **arguments: JSON) -> str:
    """The type of the error that such a call fails with, or the name of the response to it."""
    try:
        await ask(client, name, **arguments)
    except aiojmap.MethodError as error:
        return error.type
    return name


def refused(answer: Any, key: str) -> tuple[str, object]:
    """The type of the SetError of a record, and the properties that it names."""
    for name in ("notCreated", "notUpdated", "notDestroyed"):
        error = (answer.get(name) or {}).get(key)
        if error is not None:
            return error["type"], error.get("properties")
    raise AssertionError(f"{key} was not refused: {answer}")


class Wire:
    """What plain HTTP says to an account: requests as they are, answers as they come."""

    def __init__(self, http: httpx.AsyncClient, account: Account, session: Any) -> None:
        self.http = http
        self.account = account
        self.session = session

    @property
    def authorized(self) -> dict[str, str]:
        """The header field that lets one in."""
        return {"Authorization": f"Bearer {self.account.token}"}

    def url(self, name: str) -> str:
        """One of the URLs of the session, which may be relative to its own."""
        return str(httpx.URL(f"{self.account.url}/jmap/").join(str(self.session[name])))

    async def post(self, body: bytes, type: str = "application/json") -> httpx.Response:
        """The answer to what is posted to the API."""
        headers = {**self.authorized, "Content-Type": type}
        return await self.http.post(self.url("apiUrl"), content=body, headers=headers)

    async def calls(
        self, *calls: JSON, using: tuple[str, ...] = (CORE, MAIL), **more: JSON
    ) -> JSON:
        """The answer to a request with some calls."""
        request: JSON = {"using": [*using], "methodCalls": [*calls], **more}
        answer = await self.post(httpx.Request("POST", "http://x", json=request).content)
        assert answer.status_code == 200, answer.text
        return answer.json()


async def outcome(call: aiojmap.Call[object]) -> str:
    """The name of the response to a call, or the type of the error it failed with."""
    try:
        await call
    except aiojmap.MethodError as error:
        return error.type
    return call.method.name


async def raw(
    client: aiojmap.Client, kind: type[aiojmap.Call[object]], **arguments: JSON
) -> aiojmap.Call[aiojmap.RawResponse]:
    """A call of the method of a generated class, in the primary account, as it is given."""
    method = kind.method
    assert method.capability is not None
    account_id = (await client.session()).primary_accounts[method.capability]
    return client.call(
        method.name,
        {"accountId": account_id, **arguments},
        capability=method.capability,
        effect=method.effect,
    )
