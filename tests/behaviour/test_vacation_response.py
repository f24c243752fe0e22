"""VacationResponse (RFC 8621, section 8)."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest

import aiojmap
from aiojmap import mail, submission, vacationresponse
from aiojmap.core import method_errors, set_errors

from .differing import Expected
from .messages import draft, found, new_mailbox, role, unique
from .raw import raw
from .serving import Served

Patch = vacationresponse.VacationResponsePatch


@pytest.mark.succeeds("VacationResponse/get")
async def test_there_is_one_vacation_response(client: aiojmap.Client, expected: Expected) -> None:
    """It has the id singleton, and all its properties come."""
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


@pytest.fixture
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
