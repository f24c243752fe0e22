"""More calls than fit into a request: where they are cut, and what goes across the cut."""

from __future__ import annotations

import httpx
import pytest

import aiojmap
from aiojmap import mail, submission
from aiojmap.core import method_errors
from aiojmap.runtime import JSONObject
from transport.support import (
    Wire,
    answer,
    arguments,
    echo,
    names,
    response_document,
    session_document,
)


@pytest.fixture(autouse=True)
def two_calls_at_most(wire: Wire) -> None:
    """The server takes two calls in a request."""
    wire.document = session_document(core={"maxCallsInRequest": 2})


async def test_calls_are_cut_where_the_limit_is(wire: Wire, client: aiojmap.Client) -> None:
    """Five calls are three requests, one after the other, with the calls in order."""
    found = await client.send([echo(client, n=n) for n in range(5)])
    assert [aiojmap.unknown_members(one)["n"] for one in found] == list(range(5))
    assert [len(names(request)) for request in wire.requests] == [2, 2, 1]


async def test_a_reference_across_the_cut_becomes_a_value(
    wire: Wire, client: aiojmap.Client
) -> None:
    """A reference to a call of an earlier request is filled in."""
    wire.results = {
        "Email/query": {"ids": ["e1"]},
        "Email/get": {"list": [{"id": "e1", "threadId": "t1"}, {"id": "e2", "threadId": "t2"}]},
        "Thread/get": {"list": []},
    }
    emails = client.email.get(ids=client.email.query(limit=1).ids, properties=["threadId"])
    await client.thread.get(ids=emails.list.thread_id)
    assert [names(request) for request in wire.requests] == [
        ["Email/query", "Email/get"],
        ["Thread/get"],
    ]
    assert arguments(wire.requests[1], 0) == {"accountId": "a1", "ids": ["t1", "t2"]}


def _draft(client: aiojmap.Client) -> mail.EmailSetCall:
    return client.email.set(create={"draft": mail.EmailCreate(mailbox_ids={"m1": True})})


def _submission(
    client: aiojmap.Client, draft: mail.EmailSetCall
) -> submission.EmailSubmissionSetCall:
    new = submission.EmailSubmissionCreate(email_id=draft.created_id("draft"), identity_id="i1")
    return client.email_submission.set(create={"sent": new})


async def test_a_creation_reference_within_a_request_is_left_to_the_server(
    wire: Wire, client: aiojmap.Client
) -> None:
    """The id of a record created in the same request is sent as a creation reference."""
    wire.results = {"Email/set": {}, "EmailSubmission/set": {}}
    draft = _draft(client)
    await client.send(draft, _submission(client, draft))
    created = arguments(wire.requests[0], 1)["create"]
    assert created == {"sent": {"emailId": "#draft", "identityId": "i1"}}


async def test_a_creation_reference_across_the_cut_becomes_an_id(
    wire: Wire, client: aiojmap.Client
) -> None:
    """The id of a record created in an earlier request is filled in."""
    wire.results = {
        "Email/set": {"created": {"draft": {"id": "e9"}}},
        "EmailSubmission/set": {},
    }
    draft = _draft(client)
    await client.send(draft, echo(client), _submission(client, draft))
    created = arguments(wire.requests[1], 0)["create"]
    assert created == {"sent": {"emailId": "e9", "identityId": "i1"}}


async def test_what_needs_a_failed_call_is_not_sent(wire: Wire, client: aiojmap.Client) -> None:
    """A call whose reference across the cut failed is not sent and says why."""
    wire.failures["Email/query"] = {"type": "unsupportedFilter"}
    query = client.email.query(limit=1)
    get = client.email.get(ids=query.ids)
    with pytest.raises(method_errors.UnsupportedFilter) as first:
        await client.send(query, echo(client), get)
    with pytest.raises(aiojmap.CallRefused, match="Email/get was not sent") as caught:
        await get
    assert caught.value.__cause__ is first.value
    assert len(wire.requests) == 1


async def test_what_needs_what_was_not_sent_is_not_sent_either(
    wire: Wire, client: aiojmap.Client
) -> None:
    """The cause goes down a chain, so that the first failure is found from the last call."""
    wire.failures["Email/query"] = {"type": "unsupportedFilter"}
    query = client.email.query(limit=1)
    emails = client.email.get(ids=query.ids, properties=["threadId"])
    threads = client.thread.get(ids=emails.list.thread_id)
    with pytest.raises(method_errors.UnsupportedFilter):
        await client.send([query, echo(client), emails, threads])
    with pytest.raises(aiojmap.CallRefused) as caught:
        await threads
    assert caught.value.__cause__ is not None
    assert isinstance(caught.value.__cause__.__cause__, method_errors.UnsupportedFilter)


async def test_calls_beside_what_was_not_sent_are_sent(wire: Wire, client: aiojmap.Client) -> None:
    """Only what needs the failed call is left out of a later request."""
    wire.failures["Email/query"] = {"type": "unsupportedFilter"}
    query = client.email.query(limit=1)
    other = echo(client, n=1)
    with pytest.raises(aiojmap.MethodError):
        await client.send([query, echo(client), client.email.get(ids=query.ids), other])
    assert await answer(other) == {"n": 1}
    assert names(wire.requests[1]) == ["Core/echo"]


@pytest.mark.parametrize(
    "answered",
    [
        {"notCreated": {"draft": {"type": "invalidProperties"}}},
        {"created": None, "notCreated": {"draft": {"type": "overQuota"}}},
        {"created": {"draft": {}}},
        {"created": {"other": {"id": "e9"}}},
        {},
    ],
)
async def test_what_needs_a_record_that_was_not_created_is_not_sent(
    wire: Wire, client: aiojmap.Client, answered: JSONObject
) -> None:
    """A creation reference across the cut to a record that is not there is not sent."""
    wire.results["Email/set"] = answered
    draft = _draft(client)
    sent = _submission(client, draft)
    with pytest.raises(aiojmap.CallRefused, match=r"EmailSubmission/set.*'draft'"):
        await client.send(draft, echo(client), sent)
    assert len(wire.requests) == 1


async def test_a_record_that_was_not_created_fails_no_other_call(
    wire: Wire, client: aiojmap.Client
) -> None:
    """Calls beside one whose creation reference leads nowhere are still sent."""
    wire.results["Email/set"] = {"notCreated": {"draft": {"type": "overQuota"}}}
    draft, other = _draft(client), echo(client, n=1)
    with pytest.raises(aiojmap.CallRefused, match="EmailSubmission/set"):
        await client.send([draft, echo(client), _submission(client, draft), other])
    assert await answer(other) == {"n": 1}


async def test_a_reference_that_leads_nowhere_fails_no_other_call(
    wire: Wire, client: aiojmap.Client
) -> None:
    """Calls beside one whose reference is not in the answer are still sent."""
    wire.results["Email/query"] = {"queryState": "q"}
    query, other = client.email.query(limit=1), echo(client, n=1)
    get = client.email.get(ids=query.ids)
    with pytest.raises(aiojmap.CallRefused, match=r"Email/get: ids"):
        await client.send([query, echo(client), get, other])
    assert await answer(other) == {"n": 1}


async def test_a_failed_request_leaves_the_answers_of_earlier_ones(
    wire: Wire, client: aiojmap.Client
) -> None:
    """If the second request fails as a whole, the first one's answers stay."""
    good = httpx.Response(
        200, json=response_document(["Core/echo", {"n": 0}, "0"], ["Core/echo", {"n": 1}, "1"])
    )
    wire.api.mock(side_effect=[good, httpx.Response(500)])
    calls = [echo(client, n=n) for n in range(4)]
    with pytest.raises(aiojmap.HTTPError):
        await client.send(calls)
    assert [await answer(call) for call in calls[:2]] == [{"n": 0}, {"n": 1}]
    for call in calls[2:]:
        with pytest.raises(aiojmap.HTTPError):
            await call


async def test_using_is_replaced_in_every_request(wire: Wire, client: aiojmap.Client) -> None:
    """What is given as `using` holds for each of the requests."""
    await client.send([echo(client) for _ in range(3)], using=["urn:x"])
    assert [request["using"] for request in wire.requests] == [["urn:x"], ["urn:x"]]
