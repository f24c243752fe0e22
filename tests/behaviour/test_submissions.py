"""Identities and submissions on the embedded server."""

from __future__ import annotations

from collections.abc import AsyncIterator

import attrs
import pytest

import aiojmap
from aiojmap import mail, submission
from aiojmap.core import set_errors as core_errors
from aiojmap.submission import (
    Address,
    EmailSubmissionCreate,
    EmailSubmissionFilter,
    EmailSubmissionPatch,
    Envelope,
    set_errors,
)
from aiojmap.testing import Server

from .embedded import Clock, box, client_of

ME = mail.EmailAddress(email="robin@example.com")
ADA = "ada@letters.example"


@attrs.frozen
class Desk:
    """A server with two people, a client of the first, and what it takes to send."""

    server: Server
    client: aiojmap.Client
    clock: Clock
    identity: str
    other: str
    """The token of the second person."""

    async def draft(self, *to: str, **given: object) -> str:
        """A draft to some people."""
        drafts = (await box(self.client, "drafts")).id
        made: dict[str, object] = {
            "mailbox_ids": {drafts: True},
            "keywords": {"$draft": True},
            "from_": [ME],
            "to": [mail.EmailAddress(email=address) for address in to],
            "subject": "Hello",
            "body_values": {"t": mail.EmailBodyValue(value="Text")},
            "text_body": [mail.EmailBodyPart(part_id="t", type="text/plain")],
        }
        return (await self.client.email.create(mail.EmailCreate(**{**made, **given}))).id  # type: ignore[arg-type]  # for brevity

    async def send(
        self, email: str, envelope: Envelope | None = None
    ) -> submission.EmailSubmission:
        """Submit an email."""
        made = EmailSubmissionCreate(email_id=email, identity_id=self.identity, envelope=envelope)
        return await self.client.email_submission.create(made)

    async def inbox_of_ada(self) -> list[str | None]:
        """The subjects of what the other person has got."""
        async with client_of(self.server, self.other) as ada:
            emails = await ada.email.get(ids=ada.email.query().ids, properties=["subject"])
            return [email.subject for email in emails.list]


@pytest.fixture
async def desk() -> AsyncIterator[Desk]:
    clock = Clock()
    async with Server(seeded=False, clock=clock) as server, client_of(server) as client:
        ada = server.add_person(ADA)
        identity = (await client.identity.get()).list[0].id
        yield Desk(server, client, clock, identity, ada.token)


def held(seconds: str, name: str = "HOLDFOR") -> Envelope:
    """An envelope to Ada that is to be held back."""
    return Envelope(
        mail_from=Address(email=ME.email, parameters={name: seconds}),
        rcpt_to=[Address(email=ADA)],
    )


async def test_a_submission_is_delivered_without_bcc(desk: Desk) -> None:
    """The envelope is made of To, Cc and Bcc; the recipient sees no Bcc."""
    bcc = [mail.EmailAddress(email="bo@elsewhere.example")]

    sent = await desk.send(await desk.draft(ADA, ADA.upper(), bcc=bcc))

    assert sent.undo_status == "final"
    assert [item.email for item in sent.envelope.rcpt_to] == [ADA, bcc[0].email]  # type: ignore[union-attr]  # set by the server
    assert sent.delivery_status is not None
    assert {to: item.delivered for to, item in sent.delivery_status.items()} == {
        ADA: "yes",
        bcc[0].email: "unknown",
    }
    async with client_of(desk.server, desk.other) as ada:
        emails = await ada.email.get(ids=ada.email.query().ids, properties=["bcc", "mailboxIds"])
        assert [email.bcc for email in emails.list] == [None]
        assert b"bo@elsewhere" not in desk.server.outbox[0].message


async def test_a_held_message_goes_when_its_time_has_come(desk: Desk) -> None:
    """Until sendAt it is pending and queued; afterwards final, and delivered."""
    email = await desk.draft(ADA)
    state = (await desk.client.email_submission.get(ids=[])).state
    sent = await desk.send(email, held("3600"))

    assert (sent.undo_status, sent.send_at) == ("pending", desk.clock.now.replace(hour=13))
    assert await desk.inbox_of_ada() == []
    await desk.client.email.destroy(email)
    desk.clock.forward(hours=1)

    assert await desk.inbox_of_ada() == ["Hello"]
    changes = await desk.client.email_submission.changes(since_state=state)
    assert changes.created == [sent.id]
    now = (await desk.client.email_submission.get(ids=[sent.id])).list[0]
    assert now.undo_status == "final"
    assert now.delivery_status is not None
    assert now.delivery_status[ADA].delivered == "yes"


async def test_a_held_message_is_released_by_the_server(desk: Desk) -> None:
    """`Server.release` lets it go before its time."""
    sent = await desk.send(await desk.draft(ADA), held("2026-03-11T12:00:00Z", "HOLDUNTIL"))

    assert desk.server.release(sent.id) == 1

    assert [item.submission_id for item in desk.server.outbox] == [sent.id]
    assert desk.server.release() == 0


async def test_a_held_message_can_be_called_back_until_it_goes(desk: Desk) -> None:
    """Cancelling works while it is pending, and is cannotUnsend afterwards."""
    cancel = EmailSubmissionPatch(undo_status="canceled")
    first = await desk.send(await desk.draft(ADA), held("60"))
    late = await desk.send(await desk.draft(ADA), held("60"))

    await desk.client.email_submission.update(first.id, cancel)
    desk.clock.forward(seconds=60)

    with pytest.raises(set_errors.CannotUnsend):
        await desk.client.email_submission.update(late.id, cancel)
    assert await desk.inbox_of_ada() == ["Hello"]
    found = await desk.client.email_submission.query(
        filter=EmailSubmissionFilter(undo_status="canceled")
    )
    assert found.ids == [first.id]


async def test_destroying_the_submission_does_not_stop_the_message(desk: Desk) -> None:
    """Only the record goes."""
    sent = await desk.send(await desk.draft(ADA), held("60"))

    await desk.client.email_submission.destroy(sent.id)
    desk.clock.forward(seconds=61)

    assert await desk.inbox_of_ada() == ["Hello"]


@pytest.mark.parametrize(
    "envelope",
    [
        held("2592001"),
        held("soon"),
        held("2026-02-30T00:00:00Z", "HOLDUNTIL"),
        held("1", "X-ODD"),
    ],
)
async def test_a_parameter_that_cannot_be_met_is_refused(desk: Desk, envelope: Envelope) -> None:
    """Unknown parameters, and times beyond maxDelayedSend, are invalidProperties."""
    draft = await desk.draft(ADA)

    with pytest.raises(core_errors.InvalidProperties) as raised:
        await desk.send(draft, envelope)

    assert raised.value.properties == ["envelope"]


@pytest.mark.parametrize(
    ("given", "envelope", "error"),
    [
        ({"to": None}, None, set_errors.NoRecipients),
        ({"to": [mail.EmailAddress(email="nobody")]}, None, set_errors.InvalidRecipients),
        ({"from_": None}, None, mail.set_errors.InvalidEmail),
        ({"from_": [ME, ME]}, None, mail.set_errors.InvalidEmail),
        ({"from_": [mail.EmailAddress(email=ADA)]}, None, set_errors.ForbiddenFrom),
        (
            {},
            Envelope(mail_from=Address(email=ADA), rcpt_to=[Address(email=ADA)]),
            set_errors.ForbiddenMailFrom,
        ),
        (
            {},
            Envelope(
                mail_from=Address(email=""),
                rcpt_to=[Address(email=f"{number}@x.example") for number in range(101)],
            ),
            set_errors.TooManyRecipients,
        ),
    ],
)
async def test_what_cannot_be_sent_says_why(
    desk: Desk, given: dict[str, object], envelope: Envelope | None, error: type[aiojmap.SetError]
) -> None:
    """Each error of section 7.5 has its case."""
    draft = await desk.draft(ADA, **given)

    with pytest.raises(error):
        await desk.send(draft, envelope)

    assert desk.server.outbox == []


async def test_all_that_is_wrong_with_an_email_is_named() -> None:
    """invalidEmail lists every property that stands in the way."""
    raw = b"From: a@b, c@d\r\nSubject: x\r\nSubject: y\r\nTo: ada@letters.example\r\n\r\n"
    async with Server(seeded=False) as server, client_of(server) as client:
        id_ = server.receive(raw)
        assert id_ is not None
        identity = (await client.identity.get()).list[0].id

        with pytest.raises(mail.set_errors.InvalidEmail) as raised:
            await client.email_submission.create(
                EmailSubmissionCreate(email_id=id_, identity_id=identity)
            )

        assert set(raised.value.members["properties"]) == {"from", "subject", "sentAt"}  # type: ignore[arg-type]  # a list


async def test_a_message_that_is_too_large_says_how_large_it_may_be() -> None:
    """What could not be uploaded cannot be sent."""
    async with Server(seeded=False, max_size_upload=300) as server, client_of(server) as client:
        id_ = server.receive(b"From: robin@example.com\r\n\r\n" + b"x" * 300)
        assert id_ is not None
        identity = (await client.identity.get()).list[0].id

        with pytest.raises(set_errors.TooLarge) as raised:
            await client.email_submission.create(
                EmailSubmissionCreate(email_id=id_, identity_id=identity)
            )

        assert raised.value.max_size == 300


async def test_emails_of_submissions_that_succeed_are_changed_and_destroyed(desk: Desk) -> None:
    """Create, cancel and destroy each do what was asked for their email, and failures do not."""
    sent_box = (await box(desk.client, "sent")).id
    drafts = [await desk.draft(ADA) for _ in range(3)]
    kept = await desk.send(drafts[0], held("60"))
    patch = mail.EmailPatch(mailbox_ids={sent_box: True}, keywords=aiojmap.merge({"$draft": None}))
    new = EmailSubmissionCreate(email_id=drafts[1], identity_id=desk.identity)
    bad = EmailSubmissionCreate(email_id=drafts[2], identity_id="none")

    call = desk.client.email_submission.set(
        create={"good": new, "bad": bad},
        update={kept.id: EmailSubmissionPatch(undo_status="canceled")},
        on_success_update_email={"#good": patch, "#bad": patch},
        on_success_destroy_email=[kept.id],
    )
    await call

    (implicit,) = call.implicit_responses(mail.EmailSetCall)
    assert list(implicit.updated) == [drafts[1]]
    assert implicit.destroyed == [drafts[0]]


async def test_mail_to_an_address_that_is_gone_comes_back(desk: Desk) -> None:
    """delivered is no, and the report is among the dsnBlobIds."""
    sent = await desk.send(await desk.draft("nobody@masked.example"))

    assert sent.delivery_status is not None
    status = sent.delivery_status["nobody@masked.example"]
    assert (status.delivered, status.smtp_reply[:9]) == ("no", "550 5.1.1")
    parsed = await desk.client.email.parse(
        blob_ids=sent.dsn_blob_ids, properties=["to", "bodyStructure"], body_properties=["type"]
    )
    report = parsed.parsed[sent.dsn_blob_ids[0]]
    assert report.body_structure.type == "multipart/report"
    assert report.to == [mail.EmailAddress(name=None, email=ME.email)]


async def test_submissions_are_found_and_sorted(desk: Desk) -> None:
    """By identity, email, thread and date; sorted by when they are sent."""
    late = await desk.send(await desk.draft(ADA), held("60"))
    soon = await desk.send(await desk.draft(ADA))

    by_date = await desk.client.email_submission.query(
        sort=[submission.EmailSubmissionSort.sent_at]
    )
    by_email = await desk.client.email_submission.query(
        filter=EmailSubmissionFilter(email_ids=[late.email_id])
        & EmailSubmissionFilter(thread_ids=[late.thread_id], identity_ids=[desk.identity])
    )
    before = await desk.client.email_submission.query(
        filter=EmailSubmissionFilter(before=late.send_at)
    )

    assert by_date.ids == [soon.id, late.id]
    assert by_email.ids == [late.id]
    assert before.ids == [soon.id]


async def test_an_identity_is_of_an_address_of_the_user(desk: Desk) -> None:
    """Others are forbiddenFrom; that of the main address stays; addresses do not change."""
    made = await desk.client.identity.create(
        submission.IdentityCreate(email="robin+shop@example.com", name="Shop")
    )
    assert made.may_delete is True
    main = desk.identity

    with pytest.raises(set_errors.ForbiddenFrom):
        await desk.client.identity.create(submission.IdentityCreate(email=ADA))
    with pytest.raises(core_errors.Forbidden):
        await desk.client.identity.destroy(main)
    await desk.client.identity.destroy(made.id)
    assert made.id not in [item.id for item in (await desk.client.identity.get()).list]
