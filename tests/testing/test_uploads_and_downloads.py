"""Blobs over HTTP: limits, types, names, and who may see them (RFC 8620, section 6)."""

from __future__ import annotations

from typing import cast

import httpx
import pytest
from testing.support import CORE, MAIL, api, running

from aiojmap.core import request_errors
from aiojmap.runtime import JSONObject
from aiojmap.testing import Person, Server

DATA = b"some octets"


async def upload(
    http: httpx.AsyncClient, token: str, account_id: str, type_: str = "text/plain"
) -> httpx.Response:
    """The answer to an upload."""
    headers = {"Authorization": f"Bearer {token}", "Content-Type": type_}
    return await http.post(f"/jmap/upload/{account_id}/", content=DATA, headers=headers)


async def download(
    http: httpx.AsyncClient, token: str, account_id: str, blob_id: str, rest: str = "a?type=text/x"
) -> httpx.Response:
    """The answer to a download."""
    headers = {"Authorization": f"Bearer {token}"}
    return await http.get(f"/jmap/download/{account_id}/{blob_id}/{rest}", headers=headers)


def shared_server(*, read_only: bool = False) -> tuple[Server, Person]:
    """A server on which somebody else sees the first person's account."""
    server = Server(socket=False)
    kim = server.add_person("kim@example.com")
    server.share(server.email, kim.email, read_only=read_only)
    return server, kim


async def test_an_upload_says_what_it_was(socket: bool) -> None:
    """The answer has the account, the id, the type that was sent, and the size."""
    server = Server(socket=socket)
    async with running(server) as http:
        response = await upload(http, server.token, server.account_id, 'text/x; a="b"')

        found = response.json()
        assert response.status_code == 201
        assert found.pop("blobId").startswith("B")
        assert found == {
            "accountId": server.account_id,
            "type": 'text/x; a="b"',
            "size": len(DATA),
        }


async def test_a_download_has_the_type_and_the_name_asked_for(socket: bool) -> None:
    """Type and name are the client's choice; the answer can be kept for ever."""
    server = Server(socket=socket)
    async with running(server) as http:
        blob = (await upload(http, server.token, server.account_id)).json()["blobId"]
        response = await download(
            http, server.token, server.account_id, blob, "a%2Fb%20%C3%A9.txt?type=text%2Fx"
        )

        assert response.content == DATA
        assert response.headers["Content-Type"] == "text/x"
        disposition = response.headers["Content-Disposition"]
        assert disposition == "attachment; filename*=UTF-8''a%2Fb%20%C3%A9.txt"
        assert response.headers["Cache-Control"] == "private, immutable, max-age=31536000"


async def test_an_upload_that_is_too_large_is_refused(socket: bool) -> None:
    """More octets than maxSizeUpload are answered with 413 and the limit."""
    server = Server(socket=socket, max_size_upload=len(DATA) - 1)
    async with running(server) as http:
        response = await upload(http, server.token, server.account_id)

        assert response.status_code == 413
        assert response.headers["Content-Type"] == "application/problem+json"
        assert response.json()["type"] == "urn:ietf:params:jmap:error:limit"
        assert response.json()["limit"] == "maxSizeUpload"


async def test_an_upload_as_large_as_may_be_is_taken() -> None:
    """The limit itself is allowed."""
    server = Server(socket=False, max_size_upload=len(DATA))
    async with running(server) as http:
        assert (await upload(http, server.token, server.account_id)).status_code == 201


async def test_a_client_sees_the_limit_as_one() -> None:
    """The refusal of an upload is an error of the kind that the client knows."""
    async with Server(socket=False, max_size_upload=3) as server, server.client() as client:
        with pytest.raises(request_errors.Limit, match="maxSizeUpload"):
            await client.upload(DATA)


@pytest.mark.parametrize("where", ["account", "blob"])
async def test_what_is_not_there_is_not_found(where: str) -> None:
    """An unknown account or blob is a problem with status 404."""
    server = Server(socket=False)
    async with running(server) as http:
        blob = (await upload(http, server.token, server.account_id)).json()["blobId"]
        account = "nobody" if where == "account" else server.account_id
        response = await download(http, server.token, account, "B0" if where == "blob" else blob)

        assert response.status_code == 404
        assert response.headers["Content-Type"] == "application/problem+json"


async def test_an_upload_into_an_unknown_account_is_not_found() -> None:
    """So is an upload into an account that the token does not reach."""
    server = Server(socket=False)
    kim = server.add_person("kim@example.com")
    async with running(server) as http:
        assert (await upload(http, server.token, kim.account_id)).status_code == 404


async def test_a_blob_of_somebody_else_is_not_found() -> None:
    """Without access to the account there is no way to its blobs."""
    server = Server(socket=False)
    kim = server.add_person("kim@example.com")
    async with running(server) as http:
        blob = (await upload(http, server.token, server.account_id)).json()["blobId"]

        response = await download(http, kim.token, server.account_id, blob)
        assert response.status_code == 404


async def test_an_upload_into_a_read_only_account_is_forbidden() -> None:
    """Where nothing can be changed, nothing can be uploaded."""
    server, kim = shared_server(read_only=True)
    async with running(server) as http:
        assert (await upload(http, kim.token, server.account_id)).status_code == 403


async def test_an_upload_is_the_uploaders_alone() -> None:
    """In a shared account, an unreferenced blob is there for its uploader only (section 6.1)."""
    server, kim = shared_server()
    async with running(server) as http:
        blob = (await upload(http, kim.token, server.account_id)).json()["blobId"]

        theirs = await download(http, kim.token, server.account_id, blob)
        mine = await download(http, server.token, server.account_id, blob)
        assert (theirs.status_code, mine.status_code) == (200, 404)


async def test_who_uploads_the_same_sees_it_too() -> None:
    """The same octets have the same id, for everybody who has uploaded them."""
    server, kim = shared_server()
    async with running(server) as http:
        blob = (await upload(http, kim.token, server.account_id)).json()["blobId"]
        assert (await upload(http, server.token, server.account_id)).json()["blobId"] == blob

        response = await download(http, server.token, server.account_id, blob)
        assert response.status_code == 200


async def test_another_token_of_the_uploader_sees_the_upload() -> None:
    """It is the user who counts, not the token."""
    server = Server(socket=False)
    async with running(server) as http:
        blob = (await upload(http, server.new_token(), server.account_id)).json()["blobId"]

        response = await download(http, server.token, server.account_id, blob)
        assert response.status_code == 200


async def attach(http: httpx.AsyncClient, server: Server, token: str, blob_id: str) -> JSONObject:
    """The answer to the creation of an Email with an attachment."""
    get: JSONObject = {"accountId": server.account_id, "properties": ["role"]}
    boxes = (await api(http, server.token, ["Mailbox/get", get, "0"])).json()
    inbox = next(box for box in boxes["methodResponses"][0][1]["list"] if box["role"] == "drafts")
    email: JSONObject = {
        "mailboxIds": {inbox["id"]: True},
        "attachments": [{"blobId": blob_id, "type": "text/plain", "name": "a.txt"}],
    }
    arguments: JSONObject = {"accountId": server.account_id, "create": {"e": email}}
    answer = await api(http, token, ["Email/set", arguments, "0"])
    found: JSONObject = answer.json()["methodResponses"][0][1]
    return found


async def test_an_upload_cannot_be_used_by_others() -> None:
    """To who did not upload it, an unreferenced blob does not exist in method calls either."""
    server, kim = shared_server()
    async with running(server) as http:
        blob = (await upload(http, kim.token, server.account_id)).json()["blobId"]

        assert (await attach(http, server, server.token, blob))["notCreated"]


async def test_an_upload_in_a_record_is_there_for_all() -> None:
    """Once an Email holds it, whoever sees the Email sees the blob."""
    server, kim = shared_server()
    async with running(server) as http:
        blob = (await upload(http, kim.token, server.account_id)).json()["blobId"]
        created = cast("JSONObject", (await attach(http, server, kim.token, blob))["created"])
        get: JSONObject = {"accountId": server.account_id, "properties": ["attachments"]}
        get["ids"] = [cast("JSONObject", created["e"])["id"]]
        answer = (await api(http, server.token, ["Email/get", get, "0"])).json()
        (attachment,) = answer["methodResponses"][0][1]["list"][0]["attachments"]

        response = await download(http, server.token, server.account_id, attachment["blobId"])
        assert response.content == DATA


async def test_a_copy_of_a_blob_is_the_copiers_alone() -> None:
    """What Blob/copy brings into a shared account is unreferenced there."""
    server, kim = shared_server()
    async with running(server) as http:
        blob = (await upload(http, kim.token, kim.account_id)).json()["blobId"]
        arguments: JSONObject = {
            "fromAccountId": kim.account_id,
            "accountId": server.account_id,
            "blobIds": [blob],
        }
        answer = await api(http, kim.token, ["Blob/copy", arguments, "0"], using=(CORE, MAIL))
        copied = answer.json()["methodResponses"][0][1]["copied"][blob]

        theirs = await download(http, kim.token, server.account_id, copied)
        mine = await download(http, server.token, server.account_id, copied)
        assert (theirs.status_code, mine.status_code) == (200, 404)
