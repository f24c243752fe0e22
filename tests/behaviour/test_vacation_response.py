"""VacationResponse (RFC 8621, section 8)."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest
import pytest_asyncio

import aiojmap
from aiojmap import mail, submission, vacationresponse
from aiojmap.core import method_errors, set_errors
from aiojmap.runtime import JSON

from .differing import Expected
from .messages import draft, found, message, new_mailbox, role, unique
from .raw import ask, error_of, raw, refused
from .serving import Served

pytestmark = pytest.mark.about("VacationResponse")

Patch = vacationresponse.VacationResponsePatch


@pytest.mark.succeeds("VacationResponse/get")
async def test_there_is_one_vacation_response(client: aiojmap.Client, expected: Expected) -> None:
    """It has the id singleton, and all its properties come."""
    nothing = Patch(is_enabled=False, from_date=None, to_date=None, subject=None)
    nothing.text_body = nothing.html_body = None
    await client.vacation_response.update("singleton", nothing)

    every, one = await client.send(
        client.vacation_response.get(),
        client.vacation_response.get(ids=["singleton", "second"]),
    )

    (vacation,) = every.list
    assert one.list == [vacation]
    assert one.not_found == ["second"]
    assert (vacation.id, vacation.is_enabled) == ("singleton", False)
    assert (vacation.from_date, vacation.to_date) == (None, None)
    assert (vacation.subject, vacation.html_body) == (None, None)
    assert vacation.text_body == expected("the text of a new account")


@pytest.mark.fails("VacationResponse/get")
async def test_ids_of_the_wrong_type_are_no_arguments(client: aiojmap.Client) -> None:
    """VacationResponse/get with a string for ids fails with InvalidArguments."""
    call = await raw(client, vacationresponse.VacationResponseGetCall, ids="all")

    with pytest.raises(method_errors.InvalidArguments, match="VacationResponse/get"):
        await call


@pytest_asyncio.fixture(loop_scope="session")
async def away(bob: aiojmap.Client) -> AsyncIterator[str]:
    """bob is on holiday while the test runs: the subject of what his account answers."""
    subject = unique("Away")
    patch = Patch(
        is_enabled=True,
        from_date=datetime(2020, 1, 1, tzinfo=UTC),
        to_date=None,
        subject=subject,
        text_body="Back in May.",
    )
    await bob.vacation_response.update("singleton", patch)
    yield subject
    await bob.vacation_response.update("singleton", Patch(is_enabled=False))


@pytest.mark.succeeds("VacationResponse/set", "EmailSubmission/set")
async def test_mail_to_someone_away_is_answered(
    server: Served, client: aiojmap.Client, away: str
) -> None:
    """What was set is what the server answers to mail with.

    Cyrus 3.6 keeps what is set, and acts on it, but VacationResponse/get goes on giving what a
    new account has; so the answer to a mail is looked at.
    """
    new = draft(await new_mailbox(client), unique("Are you there"))
    new.from_ = [mail.EmailAddress(email=server.alice.address)]
    new.to = [mail.EmailAddress(email=server.bob.address)]
    letter = client.email.create(new)
    identity = (await client.identity.get()).list[0]
    sent = submission.EmailSubmissionCreate(email_id=letter.id, identity_id=identity.id)
    await client.send(letter, client.email_submission.create(sent))

    inbox = mail.EmailFilter(in_mailbox=await role(client, "inbox"))
    answers = await found(client, inbox & mail.EmailFilter(header=["Subject", away]))

    (answer,) = (await client.email.get(ids=answers, fetch_text_body_values=True)).list
    assert answer.subject == away
    assert [value.value.strip() for value in answer.body_values.values()] == ["Back in May."]


@pytest.mark.succeeds("VacationResponse/set")
async def test_a_change_of_the_vacation_response_is_another_state(client: aiojmap.Client) -> None:
    """The one record is updated by its id, and the state follows."""
    before = (await client.vacation_response.get()).state

    answer = await client.vacation_response.set(
        if_in_state=before,
        update={"singleton": Patch(is_enabled=False, subject=unique("Away"))},
    )

    assert answer.updated == {"singleton": None}
    assert answer.old_state == before != answer.new_state


@pytest.mark.fails("VacationResponse/set")
async def test_there_is_always_exactly_one_vacation_response(client: aiojmap.Client) -> None:
    """No second is made, the one is not destroyed, and there is no other to be changed."""
    new = vacationresponse.VacationResponseCreate(is_enabled=True)

    answer = await client.vacation_response.set(
        create={"second": new}, update={"third": Patch(is_enabled=True)}, destroy=["singleton"]
    )

    assert isinstance(answer.not_created["second"], set_errors.Singleton)
    assert isinstance(answer.not_updated["third"], set_errors.NotFound)
    assert isinstance(answer.not_destroyed["singleton"], set_errors.Singleton)


@pytest.mark.succeeds("VacationResponse/set", "VacationResponse/get")
async def test_what_is_set_is_read_back(bob: aiojmap.Client) -> None:
    """Every property that was set comes back, and goes back to null."""
    subject, text, html = unique("Away"), "Back in May.", "<p>Back in May."
    full = Patch(is_enabled=False, subject=subject, text_body=text, html_body=html)
    await bob.vacation_response.update("singleton", full)
    (got,) = (await bob.vacation_response.get()).list
    empty = Patch(is_enabled=False, subject=None, text_body=None, html_body=None)
    await bob.vacation_response.update("singleton", empty)
    (cleared,) = (await bob.vacation_response.get()).list

    assert (got.subject, got.text_body, got.html_body) == (subject, text, html)
    assert (cleared.subject, cleared.html_body) == (None, None)


@pytest.mark.fails("VacationResponse/set")
@pytest.mark.parametrize(
    ("given", "name"),
    [
        ({"colour": "red"}, "colour"),
        ({"subject": 1}, "subject"),
        ({"textBody": 1}, "textBody"),
        ({"isEnabled": "yes"}, "isEnabled"),
        ({"fromDate": "yesterday"}, "fromDate"),
        ({"id": "second"}, "id"),
    ],
    ids=["unknown", "subject", "text", "enabled", "date", "id"],
)
async def test_a_wrong_property_is_named(
    client: aiojmap.Client, given: dict[str, JSON], name: str
) -> None:
    """What cannot be set, or not to that: invalidProperties."""
    answer = await ask(
        client, "VacationResponse/set", update={"singleton": {"isEnabled": False, **given}}
    )

    assert refused(answer, "singleton") == ("invalidProperties", [name])


@pytest.mark.succeeds("VacationResponse/set")
async def test_one_property_is_changed_without_the_others(client: aiojmap.Client) -> None:
    """A patch need not say whether the response is enabled."""
    answer = await ask(
        client, "VacationResponse/set", update={"singleton": {"subject": unique("Away")}}
    )

    assert "singleton" in (answer["updated"] or {})


@pytest.mark.fails("VacationResponse/set")
async def test_another_state_is_no_state_to_write_in(client: aiojmap.Client) -> None:
    """With a state that is not the present one: stateMismatch."""
    outcome = await error_of(
        client,
        "VacationResponse/set",
        ifInState="never",
        update={"singleton": {"isEnabled": False}},
    )

    assert outcome == "stateMismatch"


@pytest.mark.succeeds("VacationResponse/get")
async def test_only_the_properties_asked_for_come(client: aiojmap.Client) -> None:
    """properties chooses, and the id comes anyway."""
    answer = await ask(client, "VacationResponse/get", properties=["isEnabled"])

    assert answer["list"] == [{"id": "singleton", "isEnabled": False}]


@pytest.mark.fails("VacationResponse/get")
async def test_an_unknown_property_is_no_argument(client: aiojmap.Client) -> None:
    """A property that VacationResponse does not have: invalidArguments."""
    outcome = await error_of(client, "VacationResponse/get", properties=["colour"])

    assert outcome == "invalidArguments"


async def written(
    server: Served, bob: aiojmap.Client, sender: str, subject: str, *fields: str
) -> None:
    """Somebody writes to bob, and it has arrived."""
    raw = message(f"Subject: {subject}", f"To: {server.bob.address}", *fields, sender=sender)
    await server.deliver(raw, server.bob, sender)
    inbox = mail.EmailFilter(in_mailbox=await role(bob, "inbox"))
    await found(bob, inbox & mail.EmailFilter(header=["Subject", subject]))


def detailed(address: str) -> str:
    """Another address of the same person, which nobody has been answered at yet."""
    local, _, domain = address.partition("@")
    return f"{local}+{unique('')[1:]}@{domain}"


@pytest.mark.succeeds("VacationResponse/set")
async def test_one_person_is_answered_once(
    server: Served, client: aiojmap.Client, bob: aiojmap.Client, away: str
) -> None:
    """Who writes twice is told once that bob is away (RFC 5230, section 4.2)."""
    sender = detailed(server.alice.address)

    for number in range(2):
        await written(server, bob, sender, unique(f"Letter {number}"))

    answers = mail.EmailFilter(header=["Subject", away])
    assert len(await found(client, answers)) == 1


@pytest.mark.succeeds("VacationResponse/set")
async def test_nobody_is_answered_who_is_not_written_to_in_person(
    server: Served, client: aiojmap.Client, bob: aiojmap.Client, away: str
) -> None:
    """Mail of a list gets no answer, while a letter that comes after it does (RFC 3834)."""
    lister, writer = [detailed(server.alice.address) for _ in range(2)]

    await written(server, bob, lister, unique("News"), "List-Id: <n.example.org>")
    await written(server, bob, writer, unique("Hi"))

    answers = await found(client, mail.EmailFilter(header=["Subject", away]))
    (got,) = (await client.email.get(ids=answers, properties=["to"])).list
    assert [person.email for person in got.to or []] == [writer]
