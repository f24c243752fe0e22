"""Blobs on a real server: upload, download and Blob/copy (RFC 8620, section 6)."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from servers.cyrus import Cyrus
from servers.cyrus_sharing import share

import aiojmap
from aiojmap import mail
from aiojmap.core import method_errors

from .messages import imported, message, unique


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


async def test_nothing_is_uploaded_to_an_account_of_somebody_else(alice: aiojmap.Client) -> None:
    """An upload to an account that is not in reach is an error of HTTP, and no JMAP."""
    with pytest.raises(aiojmap.HTTPError):
        await alice.upload(b"octets", account_id="zorro")


@pytest.mark.succeeds("Blob/copy")
async def test_a_blob_is_copied_from_a_shared_account(
    cyrus_server: Cyrus, alice: aiojmap.Client, bob: aiojmap.Client
) -> None:
    """The message of a shared email becomes a blob of one's own account."""
    octets = message(f"Subject: {unique('Copied')}")
    blob_id = await shared_blob(cyrus_server, bob, octets)
    await alice.session(refresh=True)

    answer = await alice.blob.copy(from_account_id="bob", blob_ids=[blob_id])

    assert (answer.from_account_id, answer.account_id) == ("bob", "alice")
    assert answer.not_copied == {}
    async with alice.download(answer.copied[blob_id]) as stream:
        assert await stream.read() == octets


@pytest.mark.succeeds("Blob/copy", "Email/get")
async def test_blobs_are_copied_by_reference(
    cyrus_server: Cyrus, alice: aiojmap.Client, bob: aiojmap.Client
) -> None:
    """The blob ids of a get are copied in the same request."""
    blob_id = await shared_blob(cyrus_server, bob, message(f"Subject: {unique('Copied')}"))
    email_id = f"M{blob_id[1:25]}"
    await alice.session(refresh=True)
    emails = alice.email.get(account_id="bob", ids=[email_id], properties=["blobId"])

    _, answer = await alice.send(
        emails, alice.blob.copy(from_account_id="bob", blob_ids=emails.list.blob_id)
    )

    assert list(answer.copied) == [blob_id]


@pytest.mark.fails("Blob/copy")
async def test_a_blob_out_of_sight_is_not_copied(
    cyrus_server: Cyrus, alice: aiojmap.Client, bob: aiojmap.Client
) -> None:
    """What nobody shares is refused, told apart from what is copied.

    Cyrus gives the error a type that Blob/copy does not have, so it stays a plain SetError.
    """
    shared = await shared_blob(cyrus_server, bob, message(f"Subject: {unique('Copied')}"))
    private = await bob.upload(unique("private").encode(), type="text/plain")
    await alice.session(refresh=True)

    answer = await alice.blob.copy(from_account_id="bob", blob_ids=[shared, private.blob_id])

    assert list(answer.copied) == [shared]
    error = answer.not_copied[private.blob_id]
    assert error.type == "blobNotFound"
    assert "Blob/copy" in str(error)


@pytest.mark.fails("Blob/copy")
async def test_blob_ids_of_the_wrong_type_are_no_arguments(alice: aiojmap.Client) -> None:
    """Blob/copy with a string for blobIds fails with InvalidArguments."""
    call = alice.call("Blob/copy", {"accountId": "alice", "fromAccountId": "bob", "blobIds": "all"})

    with pytest.raises(method_errors.InvalidArguments, match="Blob/copy"):
        await call


async def shared_blob(server: Cyrus, owner: aiojmap.Client, octets: bytes) -> str:
    """The blob of an email of bob in a mailbox that alice may read."""
    name = unique("Shared")
    share(server, name)
    found = await owner.mailbox.query(filter=mail.MailboxFilter(name=name))
    return (await imported(owner, found.ids[0], octets)).blob_id
