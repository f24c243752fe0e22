"""How a client finds the authorization server: 401, metadata of the resource, metadata."""

from __future__ import annotations

import asyncio
import re

import httpx
import pytest
from testing.oauth_client import MAIL, OFFLINE, loaded, registered

from aiojmap.testing import AuthorizationServer, Server, Sins


@pytest.mark.parametrize("path", ["/jmap/session", "/jmap/event/", "/jmap/api"])
async def test_a_401_leads_to_the_metadata_of_what_was_asked_for(path: str) -> None:
    """The challenge names a document about that very resource, and that the issuer."""
    async with registered() as oauth:
        refusal = await oauth.http.get(path)
        if refusal.status_code == 405:
            refusal = await oauth.http.post(path)
        found = re.search(r'resource_metadata="([^"]+)"', refusal.headers["WWW-Authenticate"])
        assert found is not None
        document = loaded(await oauth.http.get(found[1]))

        assert refusal.status_code == 401
        assert document["resource"] == f"{oauth.server.url}{path}"
        assert document["authorization_servers"] == [oauth.authorization.issuer]


async def test_the_server_itself_has_metadata() -> None:
    """A client that knows no more than the host finds it too."""
    async with registered() as oauth:
        document = loaded(await oauth.http.get("/.well-known/oauth-protected-resource"))

        assert document["resource"] == oauth.server.url


async def test_what_is_no_resource_has_no_metadata() -> None:
    """Nothing is said of other paths."""
    async with registered() as oauth:
        answer = await oauth.http.get("/.well-known/oauth-protected-resource/elsewhere")

        assert answer.status_code == 404


@pytest.mark.parametrize("sent", ['"', "%22", "\\"])
async def test_a_path_cannot_end_the_parameter_of_the_challenge(sent: str) -> None:
    """A quotation mark is escaped in it, even if it came as it is, and the metadata is found."""
    async with registered() as oauth:
        port = httpx.URL(oauth.server.url).port
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        head = f"GET /jmap/download/a/b/{sent}x HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
        writer.write(head.encode())
        answered = (await reader.read()).decode()
        writer.close()
        found = re.search(r'resource_metadata="([^"\\\r]+)"\r\n', answered)
        assert found is not None, answered

        assert loaded(await oauth.http.get(found[1]))["authorization_servers"]


async def test_a_server_without_an_authorization_server_has_no_metadata() -> None:
    """Alone, it neither points to such a document nor has one."""
    async with Server() as server, server.http_client() as http:
        refusal = await http.get("/jmap/session")

        assert "resource_metadata" not in refusal.headers["WWW-Authenticate"]
        assert (await http.get("/.well-known/oauth-protected-resource")).status_code == 404


@pytest.mark.parametrize("path", ["", "/acme"])
@pytest.mark.parametrize("openid", [False, True])
async def test_the_metadata_is_at_both_paths_and_fits_the_profile(path: str, openid: bool) -> None:
    """RFC 8414 puts its path before that of the issuer, OpenID behind it."""
    async with registered(path=path) as oauth:
        issuer = oauth.authorization.issuer
        host = issuer.removesuffix(path)
        url = (
            f"{issuer}/.well-known/openid-configuration"
            if openid
            else f"{host}/.well-known/oauth-authorization-server{path}"
        )
        document = loaded(await oauth.http.get(url))

        assert document["issuer"] == issuer
        assert document["code_challenge_methods_supported"] == ["S256"]
        assert document["authorization_response_iss_parameter_supported"] is True
        assert "none" in str(document["token_endpoint_auth_methods_supported"])
        assert {MAIL, OFFLINE} <= set(oauth.authorization.scopes)
        assert document["scopes_supported"] == [*oauth.authorization.scopes]
        assert document["token_endpoint"] == f"{issuer}/token"


@pytest.mark.parametrize(
    ("sins", "name", "value"),
    [
        (Sins(no_s256=True), "code_challenge_methods_supported", ["plain"]),
        (Sins(no_iss_supported=True), "authorization_response_iss_parameter_supported", False),
        (Sins(no_registration=True), "registration_endpoint", None),
        (Sins(left_out=("issuer",)), "issuer", None),
        (Sins(http_endpoints=True), "token_endpoint", "http://auth.example/token"),
        (Sins(endpoints="https://x.example"), "token_endpoint", "https://x.example/token"),
    ],
)
async def test_sins_of_the_metadata(sins: Sins, name: str, value: object) -> None:
    """Each changes the document as it says."""
    async with registered(sins) as oauth:
        url = f"{oauth.authorization.issuer}/.well-known/oauth-authorization-server"

        assert loaded(await oauth.http.get(url)).get(name) == value


async def test_metadata_that_moved_is_where_the_redirect_leads() -> None:
    """Whoever followed it would find a document that is right in everything else."""
    async with registered(Sins(metadata_redirect=True)) as oauth:
        url = f"{oauth.authorization.issuer}/.well-known/oauth-authorization-server"
        moved = await oauth.http.get(url)
        followed = await oauth.http.get(f"{oauth.authorization.issuer}{moved.headers['Location']}")

        assert moved.status_code == 302
        assert loaded(followed)["issuer"] == oauth.authorization.issuer


async def test_the_metadata_is_at_the_path_of_openid_alone() -> None:
    """The other path has nothing."""
    async with registered(Sins(only_openid=True)) as oauth:
        issuer = oauth.authorization.issuer
        one = await oauth.http.get(f"{issuer}/.well-known/oauth-authorization-server")
        other = await oauth.http.get(f"{issuer}/.well-known/openid-configuration")

        assert (one.status_code, other.status_code) == (404, 200)


async def test_documents_get_as_huge_as_they_are_to_be() -> None:
    """More than a mebibyte, if it is to be more than a client reads."""
    async with registered(Sins(huge_documents=1 << 20)) as oauth:
        url = f"{oauth.authorization.issuer}/.well-known/oauth-authorization-server"
        resource = await oauth.http.get("/.well-known/oauth-protected-resource")

        assert len((await oauth.http.get(url)).content) > 1 << 20
        assert len(resource.content) > 1 << 20


@pytest.mark.parametrize(
    ("sins", "name", "value"),
    [
        (Sins(no_authorization_servers=True), "authorization_servers", []),
        (Sins(authorization_servers=("https://x",)), "authorization_servers", ["https://x"]),
    ],
)
async def test_sins_of_the_resource(sins: Sins, name: str, value: object) -> None:
    """Each changes the document as it says."""
    async with registered(sins) as oauth:
        document = loaded(await oauth.http.get("/.well-known/oauth-protected-resource"))

        assert document[name] == value


async def test_a_server_that_cannot_be_reached_has_no_authorization_server() -> None:
    """The error says how the server has to run."""
    async with Server(socket=False) as server:
        with pytest.raises(RuntimeError, match="on a port"):
            await AuthorizationServer(server).__aenter__()
    with Server() as alone, pytest.raises(RuntimeError, match="async with"):
        await AuthorizationServer(alone).__aenter__()
    with pytest.raises(RuntimeError, match="enter it"):
        _ = AuthorizationServer(alone).issuer
