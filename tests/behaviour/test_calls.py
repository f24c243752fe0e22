"""How calls behave on a real and on the embedded server."""

from __future__ import annotations

import uuid
from collections.abc import Callable

import pytest

import aiojmap
from aiojmap import mail, submission
from aiojmap.core import method_errors, set_errors

from .serving import Account

pytestmark = pytest.mark.about("Core")


def new_name() -> str:
    return f"Box {uuid.uuid4().hex[:12]}"


async def test_a_chain_of_references_takes_one_request(
    client: aiojmap.Client, requests_of: Callable[[], int]
) -> None:
    """Query, get and threads of the result go in one request, and all are answered."""
    inbox = client.mailbox.query(filter=mail.MailboxFilter(role="inbox"))
    boxes = client.mailbox.get(ids=inbox.ids, properties=["name", "role"])

    found, fetched = await client.send(inbox, boxes)

    assert requests_of() == 1
    assert [box.id for box in fetched.list] == found.ids
    assert fetched.list[0].role == "inbox"


async def test_awaiting_the_last_call_sends_the_chain(
    client: aiojmap.Client, requests_of: Callable[[], int]
) -> None:
    """Awaiting one call sends those it refers to as well."""
    emails = client.email.get(ids=client.email.query(limit=3).ids, properties=["threadId"])
    threads = await client.thread.get(ids=emails.list.thread_id)

    assert requests_of() == 1
    assert {thread.id for thread in threads.list} == {
        email.thread_id for email in (await emails).list
    }


async def test_a_call_is_sent_once(client: aiojmap.Client, requests_of: Callable[[], int]) -> None:
    """Awaiting a call again gives the same answer without another request."""
    boxes = client.mailbox.get()

    first = await boxes
    second = await boxes

    assert first is second
    assert requests_of() == 1


async def test_a_reference_to_an_answered_call_becomes_its_value(client: aiojmap.Client) -> None:
    """A call made after the answer came works as if it were in the same request."""
    found = client.mailbox.query(filter=mail.MailboxFilter(role="inbox"))
    await found

    boxes = await client.mailbox.get(ids=found.ids)

    assert [box.role for box in boxes.list] == ["inbox"]


async def test_more_calls_than_the_server_takes_go_in_several_requests(
    client: aiojmap.Client, requests_of: Callable[[], int]
) -> None:
    """A batch is cut at maxCallsInRequest; a reference across the cut is filled in."""
    limit = (await client.capability(aiojmap.core.CoreCapability)).max_calls_in_request
    found = client.mailbox.query(filter=mail.MailboxFilter(role="inbox"))
    gets = [client.mailbox.get(ids=found.ids, properties=["role"]) for _ in range(limit + 5)]

    answers = await client.send(gets)

    assert requests_of() == 2
    assert [answer.list[0].role for answer in answers] == ["inbox"] * (limit + 5)


async def test_a_record_is_created_inside_one_created_in_the_same_request(
    client: aiojmap.Client, requests_of: Callable[[], int]
) -> None:
    """A creation reference gives the parent of a mailbox made in the same request."""
    parent = client.mailbox.create(mail.MailboxCreate(name=new_name()))
    child = client.mailbox.create(mail.MailboxCreate(name=new_name(), parent_id=parent.id))

    above, below = await client.send(parent, child)

    assert requests_of() == 1
    fetched = await client.mailbox.get(ids=[below.id], properties=["parentId"])
    assert fetched.list[0].parent_id == above.id


async def test_a_creation_reference_across_requests_becomes_the_id(
    client: aiojmap.Client,
) -> None:
    """The id of a record created before is put where the reference stands."""
    parent = client.mailbox.create(mail.MailboxCreate(name=new_name()))
    above = await parent

    below = await client.mailbox.create(mail.MailboxCreate(name=new_name(), parent_id=parent.id))

    fetched = await client.mailbox.get(ids=[below.id])
    assert fetched.list[0].parent_id == above.id


async def test_a_created_record_holds_what_was_sent_and_what_the_server_set(
    client: aiojmap.Client,
) -> None:
    """The record that a creation gives has the properties of both."""
    name = new_name()

    made = await client.mailbox.create(mail.MailboxCreate(name=name, sort_order=7))

    assert made.name == name
    assert made.sort_order == 7
    fetched = await client.mailbox.get(ids=[made.id])
    assert fetched.list[0].name == name


async def test_changes_tell_what_was_created_updated_and_destroyed(
    client: aiojmap.Client,
) -> None:
    """A chain of changes and get brings a cache up to date in one request."""
    state = (await client.mailbox.get(ids=[])).state
    made = await client.mailbox.create(mail.MailboxCreate(name=new_name()))
    renamed = new_name()
    await client.mailbox.update(made.id, mail.MailboxPatch(name=renamed))

    changes = client.mailbox.changes(since_state=state)
    news = client.mailbox.get(ids=changes.created)
    answer, fetched = await client.send(changes, news)

    assert answer.old_state == state
    assert made.id in answer.created
    assert renamed in [box.name for box in fetched.list]
    await client.mailbox.destroy(made.id)
    after = await client.mailbox.changes(since_state=answer.new_state)
    assert after.destroyed == [made.id]


async def test_keywords_are_changed_one_by_one(client: aiojmap.Client) -> None:
    """A merge changes single keywords and leaves the others."""
    inbox = (await client.mailbox.query(filter=mail.MailboxFilter(role="inbox"))).ids[0]
    made = await client.email.create(
        mail.EmailCreate(
            mailbox_ids={inbox: True},
            keywords={"$seen": True, "$answered": True},
            subject="Keywords",
            body_values={"t": mail.EmailBodyValue(value="text")},
            text_body=[mail.EmailBodyPart(part_id="t", type="text/plain")],
        )
    )

    patch = mail.EmailPatch(keywords=aiojmap.merge({"$flagged": True, "$seen": None}))
    await client.email.update(made.id, patch)

    fetched = await client.email.get(ids=[made.id], properties=["keywords"])
    assert {"$answered", "$flagged"} == set(fetched.list[0].keywords) - {"$hasattachment"}


async def test_iterate_gives_every_record_once_in_order(client: aiojmap.Client) -> None:
    """All results of a query come, page by page, as one sequence."""
    names = sorted(new_name() for _ in range(5))
    for name in names:
        await client.mailbox.create(mail.MailboxCreate(name=name))

    found = [
        (box.id, box.name)
        async for box in client.mailbox.iterate(
            filter=mail.MailboxFilter(name="Box "),
            sort=[mail.MailboxSort.name.asc()],
            properties=["name"],
            page_size=2,
        )
    ]

    assert [name for _, name in found if name in names] == names
    # Mailboxes of different parents may have the same name; none comes twice.
    assert len(found) == len({id_ for id_, _ in found})


async def test_iterate_keeps_its_pages_within_the_limit_of_the_server() -> None:
    """A page is never larger than maxObjectsInGet."""
    from aiojmap.testing import Server

    server = Server(max_objects_in_get=3)
    async with server, aiojmap.Client(server.url, token=server.token) as limited:
        names = [box.name async for box in limited.mailbox.iterate(properties=["name"])]

    assert len(names) == len(set(names)) > 3


async def test_a_blob_comes_back_as_it_was_uploaded(client: aiojmap.Client) -> None:
    """What is uploaded can be downloaded."""
    blob = await client.upload(b"some octets", type="text/plain")

    async with client.download(blob.blob_id, name="a b.txt", type="text/plain") as stream:
        content = await stream.read()

    assert content == b"some octets"
    assert blob.size == 11


@pytest.mark.parametrize("scheme", ["bearer", "basic"])
async def test_wrong_credentials_are_told_so(account: Account, scheme: str) -> None:
    """A token or password that is not accepted is an AuthenticationError, with what to check."""
    auth: aiojmap.Auth = aiojmap.Bearer("wrong-token")
    if scheme == "basic":
        auth = aiojmap.Basic(account.username, "wrong-password")
    async with aiojmap.Client(account.url, auth=auth) as client:
        with pytest.raises(aiojmap.AuthenticationError, match="check the token") as raised:
            await client.mailbox.get()

    assert raised.value.status == 401


async def test_an_unknown_method_is_a_typed_error(client: aiojmap.Client) -> None:
    """A method the server does not know fails with UnknownMethod, naming the call."""
    with pytest.raises(method_errors.UnknownMethod, match="Nothing/get"):
        await client.call("Nothing/get", {"ids": None})


async def test_wrong_arguments_are_a_typed_error(client: aiojmap.Client) -> None:
    """Arguments of the wrong type, sent raw, fail with InvalidArguments."""
    account_id = (await client.session()).primary_accounts["urn:ietf:params:jmap:mail"]
    call = client.call(
        "Mailbox/get",
        {"accountId": account_id, "ids": "all"},
        capability="urn:ietf:params:jmap:mail",
    )

    with pytest.raises(method_errors.InvalidArguments):
        await call


async def test_an_unknown_account_is_a_typed_error(client: aiojmap.Client) -> None:
    """An account the server does not know, sent raw, fails with AccountNotFound."""
    call = client.call(
        "Mailbox/get", {"accountId": "nobody"}, capability="urn:ietf:params:jmap:mail"
    )

    with pytest.raises(method_errors.AccountNotFound):
        await call


async def test_one_failed_call_leaves_the_others(client: aiojmap.Client) -> None:
    """The answers of the calls beside a failed one stay with them."""
    boxes = client.mailbox.get()
    failing = client.call("Nothing/get", {})

    with pytest.raises(method_errors.UnknownMethod):
        await client.send(boxes, failing)

    assert boxes.answered
    assert len((await boxes).list) >= 6


async def test_a_refused_record_raises_its_set_error(client: aiojmap.Client) -> None:
    """A record the server refuses raises its typed SetError, which names the properties."""
    refused = client.email_submission.create(
        submission.EmailSubmissionCreate(email_id="nothing", identity_id="nobody")
    )

    with pytest.raises(set_errors.InvalidProperties) as raised:
        await refused

    assert raised.value.properties


async def test_refused_and_accepted_records_stand_side_by_side(client: aiojmap.Client) -> None:
    """A /set answers for each record alone."""
    answer = await client.mailbox.set(
        create={
            "good": mail.MailboxCreate(name=new_name()),
            "bad": mail.MailboxCreate(name=new_name(), parent_id="nothing"),
        }
    )

    assert list(answer.created) == ["good"]
    assert isinstance(answer.not_created["bad"], aiojmap.SetError)
    assert answer.not_destroyed == {}


async def test_a_state_that_is_not_current_is_a_typed_error(client: aiojmap.Client) -> None:
    """ifInState with another state fails with StateMismatch and changes nothing."""
    name = new_name()

    with pytest.raises(method_errors.StateMismatch):
        await client.mailbox.set(
            if_in_state="not-a-state", create={"a": mail.MailboxCreate(name=name)}
        )

    found = await client.mailbox.query(filter=mail.MailboxFilter(name=name))
    assert found.ids == []


async def test_an_implicit_answer_hangs_on_its_call(
    client: aiojmap.Client, account: Account
) -> None:
    """The Email/set that follows a submission is found at the submission."""
    boxes, identities = await client.send(client.mailbox.get(), client.identity.get())
    drafts = next(box.id for box in boxes.list if box.role == "drafts")
    to = [mail.EmailAddress(email=account.address)]
    draft = client.email.create(
        mail.EmailCreate(
            mailbox_ids={drafts: True},
            from_=to,
            to=to,
            subject="Implicit",
            body_values={"t": mail.EmailBodyValue(value="text")},
            text_body=[mail.EmailBodyPart(part_id="t", type="text/plain")],
        )
    )
    new = submission.EmailSubmissionCreate(email_id=draft.id, identity_id=identities.list[0].id)
    sent = client.email_submission.set(create={"s": new}, on_success_destroy_email=["#s"])

    email, answer = await client.send(draft, sent)

    assert list(answer.created) == ["s"]
    (implicit,) = sent.implicit_responses(mail.EmailSetCall)
    assert implicit.destroyed == [email.id]


async def test_a_property_not_asked_for_is_not_fetched(client: aiojmap.Client) -> None:
    """Reading what was not asked for names what to ask for."""
    boxes = await client.mailbox.get(properties=["name"])

    with pytest.raises(aiojmap.PropertyNotFetched, match="'sortOrder' in the properties"):
        _ = boxes.list[0].sort_order


async def test_a_call_on_an_unknown_account_is_not_sent(
    client: aiojmap.Client, requests_of: Callable[[], int]
) -> None:
    """An account that the session does not have is refused here."""
    with pytest.raises(aiojmap.CallRefused, match="there is no account 'nobody'"):
        await client.mailbox.get(account_id="nobody")

    assert requests_of() == 0


async def test_a_capability_the_session_lacks_is_named(
    client: aiojmap.Client, requests_of: Callable[[], int]
) -> None:
    """A method whose capability is missing is refused before anything is sent."""
    with pytest.raises(aiojmap.CallRefused, match=r"fastmail\.com/dev/maskedemail"):
        await client.masked_email.get()

    assert requests_of() == 0
