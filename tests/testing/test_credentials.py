"""Who is let in and what for: bearer tokens, passwords, capabilities, read-only tokens."""

from __future__ import annotations

import base64

import pytest
from testing.support import CORE, MAIL, SUBMISSION, api, running

from aiojmap.runtime import JSON
from aiojmap.testing import Server


def basic(username: str, password: str) -> str:
    """An Authorization field for the Basic scheme."""
    return f"Basic {base64.b64encode(f'{username}:{password}'.encode()).decode()}"


@pytest.mark.parametrize(
    "authorization",
    [
        None,
        "Bearer",
        "Bearer wrong",
        "bearer testing-token-0123456789 x",
        "Basic !!!",
        basic("robin@example.com", "wrong"),
        basic("nobody", "testing-password"),
        "Digest a",
    ],
)
@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/jmap/session"),
        ("POST", "/jmap/api"),
        ("POST", "/jmap/upload/u0000001/"),
        ("GET", "/jmap/download/u0000001/B0/a?type=a/b"),
        ("GET", "/jmap/event/?types=*&closeafter=no&ping=0"),
    ],
)
async def test_wrong_credentials_are_challenged(
    method: str, path: str, authorization: str | None
) -> None:
    """Everything is closed to strangers, who are told which schemes are accepted."""
    async with running(Server(socket=False)) as http:
        headers = {} if authorization is None else {"Authorization": authorization}
        response = await http.request(method, path, headers=headers)

        assert response.status_code == 401
        assert response.headers["Content-Type"] == "application/problem+json"
        challenges = response.headers.get_list("WWW-Authenticate")
        assert [challenge.partition(" ")[0] for challenge in challenges] == ["Bearer", "Basic"]
        wrong_token = (authorization or "").lower().startswith("bearer")
        assert ('error="invalid_token"' in challenges[0]) == wrong_token


@pytest.mark.parametrize("scheme", ["Bearer", "bearer", "BEARER"])
async def test_a_token_is_accepted(scheme: str, socket: bool) -> None:
    """The token opens the session, however the scheme is written."""
    server = Server(socket=socket)
    async with running(server) as http:
        headers = {"Authorization": f"{scheme} {server.token}"}
        response = await http.get("/jmap/session", headers=headers)

        assert response.json()["username"] == server.username


async def test_a_name_and_a_password_are_accepted(socket: bool) -> None:
    """So do the user name and the password, beyond ASCII too."""
    server = Server(socket=socket, username="röbin", password="pass:wörd")
    async with running(server) as http:
        headers = {"Authorization": basic("röbin", "pass:wörd")}
        response = await http.get("/jmap/session", headers=headers)

        assert response.json()["username"] == "röbin"


async def test_the_well_known_url_leads_to_the_session() -> None:
    """Whoever asks there is sent to the session, strangers as well."""
    server = Server(socket=False)
    async with running(server) as http:
        response = await http.get("/.well-known/jmap")

        assert response.status_code == 301
        assert response.headers["Location"] == f"{server.url}/jmap/session"


async def test_a_session_has_the_capabilities_of_the_token() -> None:
    """What a token is not for is in none of the three places of the session."""
    server = Server(socket=False)
    token = server.new_token(capabilities=[MAIL])
    async with running(server) as http:
        headers = {"Authorization": f"Bearer {token}"}
        session = (await http.get("/jmap/session", headers=headers)).json()

        assert session["capabilities"].keys() == {CORE, MAIL}
        assert session["primaryAccounts"].keys() == {MAIL}
        account = session["accounts"][server.account_id]
        assert account["accountCapabilities"].keys() == {MAIL}


async def test_a_capability_that_is_not_granted_is_refused_in_plain_text() -> None:
    """The whole request is refused with 403 and two words, as Fastmail does it."""
    server = Server(socket=False)
    token = server.new_token(capabilities=[MAIL])
    async with running(server) as http:
        call: list[JSON] = ["Core/echo", {}, "0"]
        response = await api(http, token, call, using=(CORE, MAIL, SUBMISSION))

        assert response.status_code == 403
        assert response.headers["Content-Type"].partition(";")[0] == "text/plain"
        assert response.text == "Disallowed capabilities"


async def test_a_capability_that_nobody_knows_is_a_problem() -> None:
    """What the server does not offer at all is an unknown capability."""
    server = Server(socket=False)
    async with running(server) as http:
        response = await api(http, server.token, using=(CORE, "urn:x"))

        assert response.status_code == 400
        assert response.json()["type"] == "urn:ietf:params:jmap:error:unknownCapability"


async def test_a_read_only_token_reads() -> None:
    """Its session says that the account is read-only, and reading works."""
    server = Server(socket=False)
    token = server.new_token(read_only=True)
    async with running(server) as http:
        headers = {"Authorization": f"Bearer {token}"}
        session = (await http.get("/jmap/session", headers=headers)).json()
        call: list[JSON] = ["Mailbox/get", {"accountId": server.account_id}, "0"]
        answer = (await api(http, token, call)).json()

        assert session["accounts"][server.account_id]["isReadOnly"] is True
        assert answer["methodResponses"][0][1]["list"]


async def test_a_read_only_token_changes_nothing() -> None:
    """Writes fail with accountReadOnly, and nothing can be uploaded."""
    server = Server(socket=False)
    token = server.new_token(read_only=True)
    async with running(server) as http:
        call: list[JSON] = ["Mailbox/set", {"accountId": server.account_id, "create": {}}, "0"]
        answer = (await api(http, token, call)).json()
        upload = await http.post(
            f"/jmap/upload/{server.account_id}/",
            content=b"x",
            headers={"Authorization": f"Bearer {token}"},
        )

        assert answer["methodResponses"][0][:2] == ["error", {"type": "accountReadOnly"}]
        assert upload.status_code == 403


async def test_a_revoked_token_is_not_accepted() -> None:
    """After its revocation a token is a wrong one; others go on."""
    server = Server(socket=False)
    token = server.new_token()
    async with running(server) as http:
        assert (await api(http, token)).status_code == 200
        server.revoke(token)

        assert (await api(http, token)).status_code == 401
        assert (await api(http, server.token)).status_code == 200


async def test_the_state_of_a_session_is_that_of_the_responses() -> None:
    """Each response says the state that the session of the same token has."""
    server = Server(socket=False)
    async with running(server) as http:
        for token in (server.token, server.new_token(capabilities=[MAIL])):
            headers = {"Authorization": f"Bearer {token}"}
            session = (await http.get("/jmap/session", headers=headers)).json()
            answer = (await api(http, token)).json()

            assert answer["sessionState"] == session["state"]


async def test_the_session_has_another_state_when_an_account_is_shared() -> None:
    """What changes the session changes its state, in the responses as well."""
    server = Server(socket=False)
    kim = server.add_person("kim@example.com")
    async with running(server) as http:
        before = (await api(http, kim.token)).json()["sessionState"]
        server.share(server.email, kim.email)

        assert (await api(http, kim.token)).json()["sessionState"] != before


async def test_the_session_keeps_its_state_when_mail_comes() -> None:
    """Data is no part of the session."""
    server = Server(socket=False)
    async with running(server) as http:
        before = (await api(http, server.token)).json()["sessionState"]
        server.receive(b"From: kim@example.net\r\n\r\n")

        assert (await api(http, server.token)).json()["sessionState"] == before
