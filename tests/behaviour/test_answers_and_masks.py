"""Vacation responses and masked addresses on the embedded server."""

from __future__ import annotations

import email

import pytest

from aiojmap.core import set_errors
from aiojmap.maskedemail import MaskedEmailCreate, MaskedEmailPatch
from aiojmap.testing import Server
from aiojmap.vacationresponse import VacationResponsePatch

from .embedded import Clock, box, client_of, message

AWAY = VacationResponsePatch(is_enabled=True, text_body="Away until Monday.")


async def test_a_sender_is_answered_once() -> None:
    """The answer quotes the message, and the same sender gets no second one for a week."""
    clock = Clock()
    async with Server(seeded=False, clock=clock) as server, client_of(server) as client:
        await client.vacation_response.update("singleton", AWAY)
        server.receive(message("Lunch?", "Message-ID: <1@letters.example>"))
        server.receive(message("Lunch!"))

        (sent,) = server.outbox
        answer = email.message_from_bytes(sent.message)
        assert (sent.mail_from, sent.rcpt_to) == ("", ("ada@letters.example",))
        assert sent.submission_id is None
        assert answer["Subject"] == "Auto: Lunch?"
        assert answer["In-Reply-To"] == "<1@letters.example>"
        assert answer["Auto-Submitted"] == "auto-replied"
        assert answer.get_payload().strip() == "Away until Monday."
        clock.forward(days=7)
        server.receive(message("Dinner?"))
        assert len(server.outbox) == 2


@pytest.mark.parametrize(
    "lines",
    [
        ["List-Id: <list.letters.example>"],
        ["Precedence: bulk"],
        ["Auto-Submitted: auto-generated"],
        ["Sender: x@y.example", "From: no-reply@letters.example"],
        ["From: robin@example.com"],
    ],
)
async def test_no_program_and_no_list_is_answered(lines: list[str]) -> None:
    """Lists, bulk mail, automatic mail and oneself get no answer."""
    async with Server(seeded=False) as server, client_of(server) as client:
        await client.vacation_response.update("singleton", AWAY)

        assert server.receive(message("News", *lines)) is not None

        assert server.outbox == []


async def test_mail_that_is_not_to_the_user_in_person_is_not_answered() -> None:
    """Blind copies to a list of people get no answer."""
    async with Server(seeded=False) as server, client_of(server) as client:
        await client.vacation_response.update("singleton", AWAY)

        server.receive(b"From: ada@letters.example\r\nTo: all@letters.example\r\n\r\nHello")

        assert server.outbox == []


async def test_answers_are_sent_between_the_dates() -> None:
    """From fromDate on, and before toDate."""
    clock = Clock()
    async with Server(seeded=False, clock=clock) as server, client_of(server) as client:
        until = clock.now.replace(day=12)
        await client.vacation_response.update(
            "singleton",
            VacationResponsePatch(
                is_enabled=True, from_date=clock.now.replace(day=11), to_date=until
            ),
        )
        for day in range(3):
            server.receive(message(f"{day}", f"From: p{day}@letters.example"))
            clock.forward(days=1)

        assert [sent.rcpt_to for sent in server.outbox] == [("p1@letters.example",)]


async def test_two_people_away_do_not_answer_each_other_for_ever() -> None:
    """The answer reaches the other person, who does not answer it."""
    async with Server(seeded=False) as server:
        ada = server.add_person("ada@letters.example")
        async with client_of(server) as robin, client_of(server, ada.token) as other:
            await robin.vacation_response.update("singleton", AWAY)
            await other.vacation_response.update("singleton", AWAY)

            server.receive(message("Lunch?"))

            assert len(server.outbox) == 1
            got = await other.email.get(ids=other.email.query().ids, properties=["subject"])
            assert [item.subject for item in got.list] == ["Auto: Lunch?"]


async def test_the_dates_of_a_vacation_are_in_order() -> None:
    """fromDate after toDate is refused."""
    clock = Clock()
    async with Server(seeded=False, clock=clock) as server, client_of(server) as client:
        with pytest.raises(set_errors.InvalidProperties):
            await client.vacation_response.update(
                "singleton", VacationResponsePatch(from_date=clock.now, to_date=clock.now)
            )


async def test_the_first_message_enables_a_pending_address() -> None:
    """lastMessageAt is when it came, and the state is enabled from then on."""
    clock = Clock()
    async with Server(seeded=False, clock=clock) as server, client_of(server) as client:
        made = await client.masked_email.create(MaskedEmailCreate(email_prefix="shop"))
        assert made.email.startswith("shop")
        assert made.state == "pending"

        id_ = server.receive(message(), made.email)

        now = (await client.masked_email.get(ids=[made.id])).list[0]
        assert (now.state, now.last_message_at) == ("enabled", clock.now)
        inbox = (await box(client, "inbox")).id
        assert (await client.email.get(ids=[id_ or ""])).list[0].mailbox_ids == {inbox: True}
        clock.forward(hours=25)
        assert (await client.masked_email.get(ids=[made.id])).list[0].state == "enabled"


async def test_a_pending_address_is_deleted_after_a_day() -> None:
    """Nobody has to ask: the state changes by the clock, and mail bounces."""
    clock = Clock()
    async with Server(seeded=False, clock=clock) as server, client_of(server) as client:
        made = await client.masked_email.create(MaskedEmailCreate())
        state = (await client.masked_email.get(ids=[])).state
        clock.forward(hours=23, minutes=59)
        assert (await client.masked_email.get(ids=[made.id])).state == state

        clock.forward(minutes=1)

        assert server.receive(message(), made.email) is None
        after = await client.masked_email.get(ids=[made.id])
        assert (after.list[0].state, after.list[0].last_message_at) == ("deleted", None)
        assert after.state != state


async def test_a_disabled_address_delivers_to_the_trash() -> None:
    """And a deleted one to nobody."""
    async with Server(seeded=False) as server, client_of(server) as client:
        made = await client.masked_email.create(MaskedEmailCreate(state="enabled"))
        await client.masked_email.update(made.id, MaskedEmailPatch(state="disabled"))

        id_ = server.receive(message(), made.email)

        trash = (await box(client, "trash")).id
        assert (await client.email.get(ids=[id_ or ""])).list[0].mailbox_ids == {trash: True}
        await client.masked_email.update(made.id, MaskedEmailPatch(state="deleted"))
        assert server.receive(message(), made.email) is None


@pytest.mark.parametrize(
    "created",
    [
        MaskedEmailCreate(email_prefix="Shop"),
        MaskedEmailCreate(email_prefix="x" * 65),
        MaskedEmailCreate(email_prefix=""),
        MaskedEmailCreate(state="sleeping"),
        MaskedEmailCreate(state="deleted"),
    ],
)
async def test_an_address_that_cannot_be_is_refused(created: MaskedEmailCreate) -> None:
    """Prefixes have 1 to 64 of a-z, 0-9 and _; states are those there are."""
    async with Server(seeded=False) as server, client_of(server) as client:
        with pytest.raises(set_errors.InvalidProperties):
            await client.masked_email.create(created)


async def test_pending_is_never_set_again() -> None:
    """Once an address has another state, it does not return to pending."""
    async with Server(seeded=False) as server, client_of(server) as client:
        made = await client.masked_email.create(MaskedEmailCreate(state="enabled"))

        with pytest.raises(set_errors.InvalidProperties):
            await client.masked_email.update(made.id, MaskedEmailPatch(state="pending"))
