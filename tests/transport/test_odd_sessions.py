"""Answers that are a success and yet no session."""

from __future__ import annotations

import json

import httpx
import pytest

import aiojmap
from aiojmap.runtime import JSON, JSONObject
from transport.support import ACCOUNT, CORE, MAIL, SESSION_URL, Wire, echo, session_document


def _session(wire: Wire, document: JSON) -> None:
    body = json.dumps(document).encode()
    wire.session.mock(side_effect=None, return_value=httpx.Response(200, content=body))


async def test_a_page_is_no_session(wire: Wire, client: aiojmap.Client) -> None:
    """HTML in place of the session is named as such, with the URL."""
    page = httpx.Response(200, html="<!DOCTYPE html><title>Login</title>")
    wire.session.mock(side_effect=None, return_value=page)
    with pytest.raises(aiojmap.ProtocolError, match=rf"{SESSION_URL}.*text/html"):
        await client.session()


@pytest.mark.parametrize(
    "document", [None, True, 3, "session", [], [{"apiUrl": "/api"}], {}, {"status": "ok"}]
)
async def test_other_json_is_no_session(wire: Wire, client: aiojmap.Client, document: JSON) -> None:
    """JSON without an apiUrl is no session, and the error says at which URL."""
    _session(wire, document)
    with pytest.raises(aiojmap.ProtocolError, match=rf"{SESSION_URL}.*apiUrl"):
        await client.session()


async def test_an_empty_api_url_is_none(wire: Wire, client: aiojmap.Client) -> None:
    """An empty apiUrl does not send the calls to the URL of the session."""
    _session(wire, session_document(apiUrl=""))
    with pytest.raises(aiojmap.ProtocolError, match="apiUrl"):
        await echo(client)


def _account(**changes: JSON) -> JSON:
    return {ACCOUNT: {"name": "me", "accountCapabilities": {MAIL: {}}, **changes}}


@pytest.mark.parametrize(
    ("changes", "path"),
    [
        ({"apiUrl": None}, "$.apiUrl"),
        ({"apiUrl": 3}, "$.apiUrl"),
        ({"apiUrl": ["/api"]}, "$.apiUrl"),
        ({"state": 3}, "$.state"),
        ({"username": {}}, "$.username"),
        ({"uploadUrl": 1}, "$.uploadUrl"),
        ({"downloadUrl": []}, "$.downloadUrl"),
        ({"capabilities": []}, "$.capabilities"),
        ({"capabilities": {CORE: 3}}, f'$.capabilities["{CORE}"]'),
        ({"accounts": [1]}, "$.accounts"),
        ({"accounts": {ACCOUNT: "me"}}, f"$.accounts.{ACCOUNT}"),
        ({"accounts": _account(name=3)}, f"$.accounts.{ACCOUNT}.name"),
        ({"accounts": _account(isReadOnly="no")}, f"$.accounts.{ACCOUNT}.isReadOnly"),
        ({"accounts": _account(accountCapabilities=[])}, f"$.accounts.{ACCOUNT}.accountCap"),
        ({"primaryAccounts": {MAIL: 3}}, f'$.primaryAccounts["{MAIL}"]'),
    ],
)
async def test_a_wrong_type_is_refused_with_its_path(
    wire: Wire, client: aiojmap.Client, changes: JSONObject, path: str
) -> None:
    """A member of the session of the wrong type is named by its path."""
    _session(wire, {**session_document(), **changes})
    with pytest.raises(aiojmap.DecodeError) as caught:
        await client.session()
    assert caught.value.path.startswith(path)


async def test_a_wrong_type_is_refused_with_the_url(wire: Wire, client: aiojmap.Client) -> None:
    """The error of a wrong type says where the session came from."""
    _session(wire, session_document(state=3))
    with pytest.raises(aiojmap.DecodeError, match=SESSION_URL):
        await client.session()


@pytest.mark.parametrize(
    "limit", ["maxCallsInRequest", "maxSizeRequest", "maxConcurrentRequests", "maxObjectsInGet"]
)
@pytest.mark.parametrize("value", ["16", -1])
async def test_a_limit_of_a_wrong_type_is_refused(
    wire: Wire, client: aiojmap.Client, limit: str, value: JSON
) -> None:
    """A limit that is no count is an error that names the limit and the URL."""
    _session(wire, session_document(core={limit: value}))
    with pytest.raises(aiojmap.DecodeError, match=rf"{SESSION_URL}.*{limit}"):
        await echo(client)


@pytest.mark.parametrize(
    "left_out",
    [
        "capabilities",
        "accounts",
        "primaryAccounts",
        "username",
        "state",
        "uploadUrl",
        "downloadUrl",
        "eventSourceUrl",
    ],
)
async def test_missing_members_have_defaults(
    wire: Wire, client: aiojmap.Client, left_out: str
) -> None:
    """A session without one of its members, but the apiUrl, is still a session."""
    document = session_document()
    del document[left_out]
    _session(wire, document)
    assert (await client.session()).api_url == "/api"


@pytest.mark.parametrize("value", [0, 1])
async def test_limits_of_nothing_do_not_stop_the_client(
    wire: Wire, client: aiojmap.Client, value: int
) -> None:
    """A server that allows no calls or requests at all is asked one at a time."""
    wire.document = session_document(
        core={"maxCallsInRequest": value, "maxConcurrentRequests": value}
    )
    await client.send(echo(client), echo(client))
    assert len(wire.requests) == 2
