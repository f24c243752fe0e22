"""Email/import, Email/parse and Email/copy on the embedded server."""

from __future__ import annotations

import pytest

import aiojmap
from aiojmap import mail
from aiojmap.core import method_errors
from aiojmap.mail import set_errors
from aiojmap.testing import Server

from .embedded import Clock, box, client_of, message, upload

RECEIVED = "Received: from a by b;\r\n Tue, 03 Mar 2026 10:00:00 +0200"
OLDER = "Received: from c by a;\r\n Mon, 02 Mar 2026 10:00:00 +0200"


async def imported(client: aiojmap.Client, raw: bytes, **given: object) -> mail.EmailImport:
    """What imports a message into the inbox."""
    inbox = (await box(client, "inbox")).id
    blob = await upload(client, raw)
    return mail.EmailImport(blob_id=blob, mailbox_ids={inbox: True}, **given)  # type: ignore[arg-type]  # for brevity


async def test_an_imported_message_keeps_its_octets_and_its_date() -> None:
    """The blob is the one uploaded; receivedAt is that of the topmost Received field."""
    async with Server(seeded=False) as server, client_of(server) as client:
        raw = message("Old", RECEIVED, OLDER)
        asked = await imported(client, raw, keywords={"$Seen": True})

        answer = await client.email.import_(emails={"k": asked})

        made = answer.created["k"]
        assert (made.blob_id, made.size) == (asked.blob_id, len(raw))
        email = (await client.email.get(ids=[made.id])).list[0]
        assert email.received_at.isoformat() == "2026-03-03T08:00:00+00:00"
        assert email.keywords == {"$seen": True}
        assert answer.new_state != answer.old_state


async def test_without_a_received_field_a_message_is_received_now() -> None:
    """receivedAt is the time of the import if the message does not say."""
    clock = Clock()
    async with Server(seeded=False, clock=clock) as server, client_of(server) as client:
        answer = await client.email.import_(emails={"k": await imported(client, message())})

        email = (await client.email.get(ids=[answer.created["k"].id])).list[0]
        assert email.received_at == clock.now


async def test_the_same_octets_are_not_imported_twice() -> None:
    """The error names the email that there is; once that is destroyed, import works again."""
    async with Server(seeded=False) as server, client_of(server) as client:
        asked = await imported(client, message())
        first = (await client.email.import_(emails={"k": asked})).created["k"]

        again = await client.email.import_(emails={"k": asked})

        error = again.not_created["k"]
        assert error.type == "alreadyExists"
        assert error.members["existingId"] == first.id
        await client.email.destroy(first.id)
        assert "k" in (await client.email.import_(emails={"k": asked})).created


async def test_what_is_no_message_is_not_imported() -> None:
    """Each import succeeds or fails alone, with an error that says why."""
    async with Server(seeded=False) as server, client_of(server) as client:
        inbox = (await box(client, "inbox")).id
        text = await upload(client, b"just a note\r\n")
        answer = await client.email.import_(
            emails={
                "note": mail.EmailImport(blob_id=text, mailbox_ids={inbox: True}),
                "gone": mail.EmailImport(blob_id="B0", mailbox_ids={inbox: True}),
                "lost": mail.EmailImport(blob_id=text, mailbox_ids={"nowhere": True}),
                "good": await imported(client, message()),
            }
        )

        kinds = {key: error.type for key, error in answer.not_created.items()}
        assert kinds == {
            "note": "invalidEmail",
            "gone": "invalidProperties",
            "lost": "invalidProperties",
        }
        assert answer.not_created["gone"].members["properties"] == ["blobId"]
        assert list(answer.created) == ["good"]


async def test_an_import_into_another_state_is_refused() -> None:
    """ifInState that is not the present state fails the call."""
    async with Server(seeded=False) as server, client_of(server) as client:
        emails = {"k": await imported(client, message())}

        with pytest.raises(method_errors.StateMismatch):
            await client.email.import_(emails=emails, if_in_state="long ago")


async def test_the_limits_hold_for_imports_parses_and_snippets() -> None:
    """More records than a call may have are requestTooLarge."""
    server = Server(seeded=False, max_objects_in_set=1, max_objects_in_get=2)
    async with server, client_of(server) as client:
        ids = ["a", "b", "c"]
        calls = {
            "Email/import": {"emails": {key: {} for key in ids}},
            "Email/parse": {"blobIds": ids},
            "SearchSnippet/get": {"emailIds": ids, "filter": None},
        }
        for name, arguments in calls.items():
            call = client.call(
                name,
                {"accountId": server.account_id, **arguments},
                capability="urn:ietf:params:jmap:mail",
            )

            with pytest.raises(aiojmap.MethodError) as raised:
                await call

            assert raised.value.type == "requestTooLarge", name


async def test_an_attached_message_is_parsed_from_its_part() -> None:
    """The blob of a message/rfc822 part has the octets that were attached."""
    inner = message("Inside", "X-Kept:  as it is ")
    outer = b"\r\n".join(
        [
            b"From: robin@example.com",
            b"Subject: Outside",
            b"MIME-Version: 1.0",
            b'Content-Type: multipart/mixed; boundary="b"',
            b"",
            b"--b",
            b"Content-Type: message/rfc822",
            b"",
            inner + b"\r\n--b--",
            b"",
        ]
    )
    async with Server(seeded=False) as server, client_of(server) as client:
        id_ = server.receive(outer)
        assert id_ is not None
        email = (await client.email.get(ids=[id_], properties=["attachments"])).list[0]
        blob_id = email.attachments[0].blob_id
        assert blob_id is not None

        answer = await client.email.parse(blob_ids=[blob_id], fetch_all_body_values=True)

        parsed = answer.parsed[blob_id]
        assert parsed.subject == "Inside"
        assert parsed.body_values["1"].value == "Some text.\n"
        async with client.download(blob_id, name="inner.eml") as stream:
            assert b"".join([piece async for piece in stream]) == inner


async def test_parsing_says_what_is_no_message_and_what_there_is_not() -> None:
    """Metadata is null, and each blob is in one of three lists."""
    async with Server(seeded=False) as server, client_of(server) as client:
        good, bad = await upload(client, message()), await upload(client, b"{}")

        answer = await client.email.parse(
            blob_ids=[good, bad, "B1"], properties=["id", "mailboxIds", "threadId", "subject"]
        )

        assert (list(answer.parsed), answer.not_parsable, answer.not_found) == (
            [good],
            [bad],
            ["B1"],
        )
        email = aiojmap.encode(answer.parsed[good])
        assert email == {"id": None, "mailboxIds": None, "threadId": None, "subject": "Hello"}


async def test_a_copy_has_the_same_message_and_the_original_can_go() -> None:
    """Email/copy takes mailboxes and keywords; the implicit Email/set destroys the original."""
    async with Server(seeded=False) as server, client_of(server) as client:
        other = server.add_person("ada@letters.example")
        server.share(other.email, server.email, read_only=False)
        target = (await box(client, "archive", other.account_id)).id
        id_ = server.receive(message())
        assert id_ is not None
        original = (await client.email.get(ids=[id_], properties=["blobId", "receivedAt"])).list[0]
        arguments = {
            "from_account_id": server.account_id,
            "account_id": other.account_id,
        }
        new = mail.EmailCopy(id=id_, mailbox_ids={target: True}, keywords={"$flagged": True})

        copy = client.email.copy(create={"k": new}, on_success_destroy_original=True, **arguments)
        answer = await copy

        made = answer.created["k"]
        assert made.blob_id == original.blob_id
        there = await client.email.get(ids=[made.id], account_id=other.account_id)
        assert there.list[0].keywords == {"$flagged": True}
        assert there.list[0].received_at == original.received_at
        assert [item.destroyed for item in copy.implicit_responses(mail.EmailSetCall)] == [[id_]]
        assert (await client.email.get(ids=[id_])).not_found == [id_]


async def test_a_message_that_is_there_is_not_copied_again() -> None:
    """The copy of a message that the other account has is alreadyExists."""
    async with Server(seeded=False) as server, client_of(server) as client:
        other = server.add_person("ada@letters.example")
        server.share(other.email, server.email, read_only=False)
        target = (await box(client, "inbox", other.account_id)).id
        id_ = server.receive(message())
        assert id_ is not None
        ids = {"from_account_id": server.account_id, "account_id": other.account_id}
        new = mail.EmailCopy(id=id_, mailbox_ids={target: True})
        first = (await client.email.copy(create={"k": new}, **ids)).created["k"]

        error = (await client.email.copy(create={"k": new}, **ids)).not_created["k"]

        assert error.type == "alreadyExists"
        assert error.members["existingId"] == first.id


async def test_a_draft_with_blobs_that_are_gone_names_them_all() -> None:
    """blobNotFound has the ids of all that was not found."""
    async with Server(seeded=False) as server, client_of(server) as client:
        drafts = (await box(client, "drafts")).id
        parts = [mail.EmailBodyPart(blob_id=id_, type="image/png") for id_ in ("B1", "B2")]

        with pytest.raises(set_errors.BlobNotFound) as raised:
            await client.email.create(
                mail.EmailCreate(mailbox_ids={drafts: True}, attachments=parts)
            )

        assert raised.value.not_found == ["B1", "B2"]


async def test_keywords_are_the_same_in_capitals() -> None:
    """A pointer to $SEEN removes $seen."""
    async with Server(seeded=False) as server, client_of(server) as client:
        id_ = server.receive(message())
        assert id_ is not None
        await client.email.update(id_, mail.EmailPatch(keywords={"$SEEN": True, "$Flagged": True}))

        await client.email.update(id_, mail.EmailPatch(keywords=aiojmap.merge({"$Seen": None})))

        email = (await client.email.get(ids=[id_], properties=["keywords"])).list[0]
        assert email.keywords == {"$flagged": True}


async def test_a_change_to_what_it_was_is_no_change() -> None:
    """The state stays when an update changes nothing."""
    async with Server(seeded=False) as server, client_of(server) as client:
        id_ = server.receive(message())
        assert id_ is not None
        patch = mail.EmailPatch(keywords={"$seen": True})
        await client.email.update(id_, patch)

        again = await client.email.set(update={id_: patch})

        assert again.old_state == again.new_state
