"""Blobs: upload, download and Blob/copy (RFC 8620, section 6)."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

import aiojmap
from aiojmap import mail
from aiojmap.core import method_errors

from .differing import Expected
from .messages import imported, message, unique
from .raw import Wire
from .serving import Served

pytestmark = pytest.mark.about("Blob")


async def test_a_file_and_a_stream_are_uploaded_alike(
    client: aiojmap.Client, tmp_path: Path
) -> None:
    """The same octets from a file, a stream and memory come back the same."""
    octets = unique("octets").encode() * 5000
    path = tmp_path / "file.bin"
    path.write_bytes(octets)

    async def pieces() -> AsyncIterator[bytes]:
        yield octets[:1000]
        yield octets[1000:]

    for source in (path, pieces(), octets):
        blob = await client.upload(source, type="application/x-test")
        async with client.download(blob.blob_id) as stream:
            assert await stream.read() == octets
        assert (blob.size, blob.type) == (len(octets), "application/x-test")


async def test_a_blob_that_is_not_there_is_not_downloaded(client: aiojmap.Client) -> None:
    """An id that no blob has fails with NotFoundError."""
    with pytest.raises(aiojmap.NotFoundError):
        async with client.download("Gnothing"):
            pass


async def test_nothing_is_uploaded_to_an_account_of_somebody_else(client: aiojmap.Client) -> None:
    """An upload to an account that is not in reach is an error of HTTP, and no JMAP."""
    with pytest.raises(aiojmap.HTTPError):
        await client.upload(b"octets", account_id="zorro")


@pytest.mark.succeeds("Blob/copy")
async def test_a_blob_is_copied_from_a_shared_account(
    server: Served, client: aiojmap.Client, bob: aiojmap.Client
) -> None:
    """The message of a shared email becomes a blob of one's own account."""
    octets = message(f"Subject: {unique('Copied')}")
    blob_id = await shared_blob(server, bob, octets)
    await client.session(refresh=True)

    answer = await client.blob.copy(from_account_id=server.bob.id, blob_ids=[blob_id])

    assert (answer.from_account_id, answer.account_id) == (server.bob.id, server.alice.id)
    assert answer.not_copied == {}
    async with client.download(answer.copied[blob_id]) as stream:
        assert await stream.read() == octets


@pytest.mark.succeeds("Blob/copy", "Email/get")
async def test_blobs_are_copied_by_reference(
    server: Served, client: aiojmap.Client, bob: aiojmap.Client
) -> None:
    """The blob ids of a get are copied in the same request."""
    email = await shared_email(server, bob, message(f"Subject: {unique('Copied')}"))
    await client.session(refresh=True)
    emails = client.email.get(account_id=server.bob.id, ids=[email.id], properties=["blobId"])

    _, answer = await client.send(
        emails, client.blob.copy(from_account_id=server.bob.id, blob_ids=emails.list.blob_id)
    )

    assert list(answer.copied) == [email.blob_id]


@pytest.mark.fails("Blob/copy")
async def test_a_blob_that_is_not_there_is_not_copied(
    server: Served,
    client: aiojmap.Client,
    bob: aiojmap.Client,
    expected: Expected,
) -> None:
    """What is not in the other account is refused, told apart from what is copied."""
    shared = await shared_blob(server, bob, message(f"Subject: {unique('Copied')}"))
    await client.session(refresh=True)

    answer = await client.blob.copy(from_account_id=server.bob.id, blob_ids=[shared, "Gnothing"])

    assert list(answer.copied) == [shared]
    error = answer.not_copied["Gnothing"]
    assert error.type == expected("the error of a blob that is not there")
    assert "Blob/copy" in str(error)


@pytest.mark.fails("Blob/copy")
async def test_blob_ids_of_the_wrong_type_are_no_arguments(
    server: Served, client: aiojmap.Client
) -> None:
    """Blob/copy with a string for blobIds fails with InvalidArguments."""
    call = client.call(
        "Blob/copy",
        {"accountId": server.alice.id, "fromAccountId": server.bob.id, "blobIds": "all"},
    )

    with pytest.raises(method_errors.InvalidArguments, match="Blob/copy"):
        await call


@pytest.mark.parametrize("octets", [b"", b"\x00\xff\r\n\x00", b"a" * 200_000])
async def test_any_octets_are_kept(client: aiojmap.Client, octets: bytes) -> None:
    """Nothing, every kind of octet, or a lot of them come back as they were."""
    blob = await client.upload(octets, type="application/octet-stream")

    async with client.download(blob.blob_id) as stream:
        assert await stream.read() == octets
    assert blob.size == len(octets)


async def test_an_upload_says_what_became_of_it(server: Served, wire: Wire) -> None:
    """accountId, blobId, type and size (RFC 8620, section 6.1)."""
    url = wire.url("uploadUrl").replace("%7BaccountId%7D", server.alice.id)
    headers = {**wire.authorized, "Content-Type": "text/plain"}

    answer = await wire.http.post(url, content=b"octets", headers=headers)

    assert answer.status_code in (200, 201)
    found = answer.json()
    assert found.keys() >= {"accountId", "blobId", "type", "size"}
    assert (found["accountId"], found["type"], found["size"]) == (
        server.alice.id,
        "text/plain",
        6,
    )


async def test_a_download_has_the_type_and_the_name_asked_for(
    server: Served, client: aiojmap.Client, wire: Wire
) -> None:
    """The type goes into Content-Type, the name into Content-Disposition (section 6.2)."""
    blob = await client.upload(b"octets", type="text/plain")
    url = wire.url("downloadUrl")
    for name, value in {
        "accountId": server.alice.id,
        "blobId": blob.blob_id,
        "name": "a.bin",
        "type": "application/x-a",
    }.items():
        url = url.replace(f"%7B{name}%7D", value).replace(f"{{{name}}}", value)

    answer = await wire.http.get(url, headers=wire.authorized)

    assert answer.content == b"octets"
    assert answer.headers["Content-Type"] == "application/x-a"
    assert "a.bin" in answer.headers["Content-Disposition"]


async def test_blobs_are_nobody_elses_business(
    server: Served, client: aiojmap.Client, bob: aiojmap.Client
) -> None:
    """A blob of alice is not to be had in the account of bob."""
    blob = await client.upload(unique("mine").encode(), type="text/plain")

    with pytest.raises(aiojmap.NotFoundError):
        async with bob.download(blob.blob_id):
            pass


async def test_nothing_is_uploaded_without_credentials(server: Served, wire: Wire) -> None:
    """An upload asks for credentials, as the API does."""
    url = wire.url("uploadUrl").replace("%7BaccountId%7D", server.alice.id)

    answer = await wire.http.post(url, content=b"octets")

    assert answer.status_code == 401


@pytest.mark.succeeds("Blob/copy")
async def test_no_blobs_to_copy_are_no_error(
    server: Served, client: aiojmap.Client, bob: aiojmap.Client
) -> None:
    """An empty blobIds copies nothing."""
    await server.shared_mailbox(bob)
    await client.session(refresh=True)

    answer = await client.blob.copy(from_account_id=server.bob.id, blob_ids=[])

    assert (answer.copied, answer.not_copied) == ({}, {})


async def shared_email(server: Served, owner: aiojmap.Client, octets: bytes) -> mail.Email:
    """An email of bob in a mailbox that alice may read."""
    return await imported(owner, await server.shared_mailbox(owner), octets)


async def shared_blob(server: Served, owner: aiojmap.Client, octets: bytes) -> str:
    """The blob of an email of bob in a mailbox that alice may read."""
    return (await shared_email(server, owner, octets)).blob_id
