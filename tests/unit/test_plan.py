"""Which calls are sent, and in which order."""

from __future__ import annotations

import pytest
from unit.support import FakeClient, answer, mark_sent

import aiojmap
from aiojmap import mail, submission
from aiojmap._exchange.plan import plan


def test_calls_are_sent_in_the_order_given(client: FakeClient) -> None:
    """Calls without references stay as they are."""
    calls = [client.email.query(), client.mailbox.get(), client.thread.get(ids=[])]

    assert plan(calls, client) == calls


def test_a_call_referred_to_is_put_in_before_its_use(client: FakeClient) -> None:
    """Awaiting the end of a chain sends the whole chain, first things first."""
    query = client.email.query()
    emails = client.email.get(ids=query.ids)
    threads = client.thread.get(ids=emails.list.thread_id)

    assert plan([threads], client) == [query, emails, threads]


def test_a_call_referred_to_is_put_in_just_before_the_first_that_needs_it(
    client: FakeClient,
) -> None:
    """What does not need it goes first, and it is put in once."""
    other = client.mailbox.get()
    query = client.email.query()
    one, two = client.email.get(ids=query.ids), client.email.get(ids=query.ids)

    assert plan([other, one, two], client) == [other, query, one, two]


def test_calls_of_creations_are_put_in_too(client: FakeClient) -> None:
    """Ids to be created need their calls, as values, as keys, and deep inside."""
    box = client.mailbox.create(mail.MailboxCreate(name="x"))
    child = client.mailbox.create(mail.MailboxCreate(name="y", parent_id=box.id))
    email = client.email.create(mail.EmailCreate(mailbox_ids={child.id: True}))
    new = submission.EmailSubmissionCreate(identity_id="i", email_id=email.id)
    sending = client.email_submission.create(new)

    assert plan([sending], client) == [box, child, email, sending]


def test_a_call_given_twice_is_sent_once(client: FakeClient) -> None:
    """A set must not be carried out twice."""
    call = client.mailbox.set(destroy=["m1"])

    assert plan([call, call], client) == [call]


def test_a_call_given_again_after_one_that_needs_it_is_no_later_call(client: FakeClient) -> None:
    """It stands before its use as well, which is all that is asked."""
    query = client.email.query()
    emails = client.email.get(ids=query.ids)

    assert plan([query, emails, query], client) == [query, emails]


def test_a_reference_to_a_later_call_is_refused(client: FakeClient) -> None:
    """The order of send() is meant, so it is not changed in silence."""
    query = client.email.query()
    emails = client.email.get(ids=query.ids)

    with pytest.raises(aiojmap.CallRefused) as caught:
        plan([emails, query], client)

    assert str(caught.value) == (
        "Email/get refers to Email/query, which comes later in send(): put it before"
    )


def test_a_creation_reference_to_a_later_call_is_refused(client: FakeClient) -> None:
    """The same goes for ids to be created."""
    box = client.mailbox.create(mail.MailboxCreate(name="x"))
    child = client.mailbox.create(mail.MailboxCreate(name="y", parent_id=box.id))

    with pytest.raises(aiojmap.CallRefused, match="put it before"):
        plan([child, box], client)


def test_a_call_of_another_client_is_refused(client: FakeClient) -> None:
    """It may belong to another account altogether."""
    with pytest.raises(aiojmap.CallRefused) as caught:
        plan([FakeClient().email.query()], client)

    assert str(caught.value) == (
        "send() was given a call of Email/query made by another client: "
        "make it with the client that sends it"
    )


def test_a_reference_to_a_call_of_another_client_is_refused(client: FakeClient) -> None:
    """The message says which call refers to it."""
    foreign = FakeClient().email.query()

    with pytest.raises(aiojmap.CallRefused, match="Email/get refers to a call of Email/query made"):
        plan([client.email.get(ids=foreign.ids)], client)


def test_a_call_already_sent_is_not_sent_again(client: FakeClient) -> None:
    """Neither when it is given nor when it is referred to."""
    query = client.email.query()
    answer([query], ["Email/query", {"ids": ["e1"]}, "0"])
    emails = client.email.get(ids=query.ids)

    assert plan([query, emails], client) == [emails]


def test_a_call_sent_earlier_may_be_given_later(client: FakeClient) -> None:
    """Order only matters among what is sent now."""
    query = client.email.query()
    mark_sent(query)
    emails = client.email.get(ids=query.ids)

    assert plan([emails, query], client) == [emails]


def test_no_calls_make_no_request(client: FakeClient) -> None:
    """An empty plan is empty."""
    assert plan([], client) == []


def test_a_long_chain_is_planned(client: FakeClient) -> None:
    """Hundreds of calls that each refer to the one before are no problem."""
    call = client.mailbox.create(mail.MailboxCreate(name="0"))
    chain = [call]
    for number in range(1, 500):
        call = client.mailbox.create(mail.MailboxCreate(name=str(number), parent_id=call.id))
        chain.append(call)

    assert plan([call], client) == chain
