"""Faults of method calls: which calls they strike, what they change, what they leave as it was."""

from __future__ import annotations

from typing import Any

import pytest
from testing.support import LETTER, api

import aiojmap
from aiojmap import core, mail, submission
from aiojmap.core import method_errors, set_errors
from aiojmap.runtime import JSON, JSONObject, MethodError, SetError
from aiojmap.testing import Server


def new(name: str) -> mail.MailboxCreate:
    """A mailbox to be created."""
    return mail.MailboxCreate(name=name)


async def names(client: aiojmap.Client) -> set[str]:
    """The names of all mailboxes."""
    return {box.name for box in (await client.mailbox.get()).list}


# ------------------------------------------------------------------------ fail


async def test_the_next_call_fails(jmap_server: Server, jmap_client: aiojmap.Client) -> None:
    """A fault strikes the next call of the method, once, and no other method."""
    fault = jmap_server.faults.on("Mailbox/query").fail("serverUnavailable", "be right back")
    await jmap_client.mailbox.get()

    with pytest.raises(method_errors.ServerUnavailable, match="be right back"):
        await jmap_client.mailbox.query()
    assert fault.used_up
    assert (await jmap_client.mailbox.query()).ids


async def test_a_failing_call_does_nothing(
    jmap_server: Server, jmap_client: aiojmap.Client
) -> None:
    """Unless told otherwise a fault strikes before the work."""
    jmap_server.faults.on("Mailbox/set").fail(method_errors.StateMismatch)

    with pytest.raises(method_errors.StateMismatch):
        await jmap_client.mailbox.set(create={"a": new("News")})
    assert "News" not in await names(jmap_client)


async def test_a_call_can_fail_after_its_work(
    jmap_server: Server, jmap_client: aiojmap.Client
) -> None:
    """With `after` the call is carried out, and its answer is lost."""
    jmap_server.faults.on("Mailbox/set").fail("serverPartialFail", after=True)

    with pytest.raises(method_errors.ServerPartialFail):
        await jmap_client.mailbox.set(create={"a": new("News")})
    assert "News" in await names(jmap_client)


async def test_a_later_call_fails(jmap_server: Server, jmap_client: aiojmap.Client) -> None:
    """`nth` counts calls from when the fault was scripted, also those in one request."""
    await jmap_client.core.echo({"n": 0})
    jmap_server.faults.on("Core/echo", nth=2, times=2).fail()
    calls = [jmap_client.core.echo({"n": n}) for n in range(4)]

    with pytest.raises(method_errors.ServerFail):
        await jmap_client.send(calls)

    assert [call.answered for call in calls] == [True, False, False, True]


async def test_a_fault_can_strike_always(jmap_server: Server, jmap_client: aiojmap.Client) -> None:
    """With `times=None` it strikes until it is cancelled."""
    fault = jmap_server.faults.on("Core/echo", times=None).fail()
    for _ in range(3):
        with pytest.raises(method_errors.ServerFail):
            await jmap_client.core.echo({})
    assert not fault.used_up

    fault.cancel()

    assert fault.used_up
    await jmap_client.core.echo({})


async def test_two_faults_strike_one_after_the_other(
    jmap_server: Server, jmap_client: aiojmap.Client
) -> None:
    """A fault whose call was struck by another waits for the next."""
    jmap_server.faults.on("Core/echo").fail("serverUnavailable")
    jmap_server.faults.on("Core/echo").fail("forbidden")

    with pytest.raises(method_errors.ServerUnavailable):
        await jmap_client.core.echo({})
    with pytest.raises(method_errors.Forbidden):
        await jmap_client.core.echo({})


async def test_what_has_failed_is_not_altered(
    jmap_server: Server, jmap_client: aiojmap.Client
) -> None:
    """A call that fails has no other fault; those wait for the next call."""
    jmap_server.faults.on("Core/echo").fail()
    jmap_server.faults.on("Core/echo").alter(lambda answer: {**answer, "more": True})

    with pytest.raises(method_errors.ServerFail):
        await jmap_client.core.echo({})
    assert (await jmap_client.core.echo({})).members == {"more": True}


async def test_a_fault_looks_at_the_arguments(
    jmap_server: Server, jmap_client: aiojmap.Client
) -> None:
    """`when` sees arguments with references resolved, and lets other calls pass uncounted."""
    inbox = jmap_server.mailbox("inbox").id
    jmap_server.faults.on(
        mail.MailboxGetCall, when=lambda arguments: arguments.get("ids") == [inbox]
    ).fail()
    await jmap_client.mailbox.get()
    found = jmap_client.mailbox.query(filter=mail.MailboxFilter(role="inbox"))

    with pytest.raises(method_errors.ServerFail):
        await jmap_client.mailbox.get(ids=found.ids)


async def test_any_method_can_fail(jmap_server: Server, jmap_client: aiojmap.Client) -> None:
    """Without a name the next call fails, whatever its method."""
    jmap_server.faults.on().fail()

    with pytest.raises(method_errors.ServerFail):
        await jmap_client.identity.get()


async def test_an_error_has_further_members(
    jmap_server: Server, jmap_client: aiojmap.Client
) -> None:
    """Members are given as JMAP spells them."""
    jmap_server.faults.on("Email/get").fail("invalidArguments", arguments=["ids"])

    with pytest.raises(method_errors.InvalidArguments, match="about ids"):
        await jmap_client.email.get(ids=[])


async def test_an_error_that_no_schema_has(
    jmap_server: Server, jmap_client: aiojmap.Client
) -> None:
    """An error of a class is given as it is."""
    error = MethodError({"type": "acmeBusy", "since": 3})
    jmap_server.faults.on("Core/echo").fail(error)

    with pytest.raises(MethodError) as caught:
        await jmap_client.core.echo({})
    assert caught.value.members == {"type": "acmeBusy", "since": 3}


async def test_a_call_that_cannot_be_carried_out_is_not_struck(
    jmap_server: Server, jmap_client: aiojmap.Client
) -> None:
    """A mistake of the application shows, rather than being hidden by the fault."""
    fault = jmap_server.faults.on("Mailbox/get").fail()

    with pytest.raises(method_errors.InvalidArguments):
        await jmap_client.call(
            "Mailbox/get", {"nonsense": 1}, effect="read", capability="urn:ietf:params:jmap:mail"
        )
    assert fault.unused
    fault.cancel()


async def test_what_refers_to_a_failed_call_fails(
    jmap_server: Server, jmap_client: aiojmap.Client
) -> None:
    """References to the result of a struck call cannot be resolved."""
    jmap_server.faults.on("Email/query").fail("serverUnavailable")
    found = jmap_client.email.query()

    with pytest.raises(method_errors.InvalidResultReference):
        await jmap_client.email.get(ids=found.ids)
    with pytest.raises(method_errors.ServerUnavailable):
        await found


# ------------------------------------------------------------------------ refuse


async def test_one_record_is_refused(jmap_server: Server, jmap_client: aiojmap.Client) -> None:
    """A record is refused by its creation id, the others are created."""
    jmap_server.faults.on("Mailbox/set").refuse("rateLimit", "b")

    answer = await jmap_client.mailbox.set(create={"a": new("A"), "b": new("B")})

    assert answer.created.keys() == {"a"}
    assert isinstance(answer.not_created["b"], set_errors.RateLimit)
    assert {"A", "B"} & await names(jmap_client) == {"A"}


async def test_every_record_is_refused(jmap_server: Server, jmap_client: aiojmap.Client) -> None:
    """Without ids every record of the call is refused, also one whose id the client made up."""
    jmap_server.faults.on("Mailbox/set").refuse(set_errors.OverQuota)

    with pytest.raises(set_errors.OverQuota):
        await jmap_client.mailbox.create(new("A"))
    assert (await jmap_client.mailbox.create(new("A"))).id


async def test_only_what_is_created_is_refused(
    jmap_server: Server, jmap_client: aiojmap.Client
) -> None:
    """With `only` the other parts of the call are carried out."""
    box = await jmap_client.mailbox.create(new("Old"))
    jmap_server.faults.on("Mailbox/set").refuse("rateLimit", only="create")

    answer = await jmap_client.mailbox.set(
        create={"a": new("A")}, update={box.id: mail.MailboxPatch(name="New")}
    )

    assert "a" in answer.not_created
    assert "New" in await names(jmap_client)


async def test_updates_and_destructions_are_refused_by_id(
    jmap_server: Server, jmap_client: aiojmap.Client
) -> None:
    """A call without the record is let pass, uncounted."""
    one, two = await jmap_client.send(
        jmap_client.mailbox.create(new("One")), jmap_client.mailbox.create(new("Two"))
    )
    faults = jmap_server.faults
    faults.on("Mailbox/set").refuse("forbidden", two.id, description="not this one")
    await jmap_client.mailbox.set(destroy=[one.id])

    answer = await jmap_client.mailbox.set(destroy=[two.id])

    assert answer.not_destroyed[two.id].description == "not this one"
    faults.on("Mailbox/set").refuse("invalidProperties", two.id, properties=["name"])
    with pytest.raises(set_errors.InvalidProperties) as caught:
        await jmap_client.mailbox.update(two.id, mail.MailboxPatch(name="Three"))
    assert caught.value.properties == ["name"]


async def test_several_records_are_refused_in_one_call(
    jmap_server: Server, jmap_client: aiojmap.Client
) -> None:
    """Refusals of different records strike together; one of all refuses the rest."""
    faults = jmap_server.faults.on("Mailbox/set"), jmap_server.faults.on("Mailbox/set")
    faults[0].refuse("overQuota")
    faults[1].refuse("rateLimit", "a")

    answer = await jmap_client.mailbox.set(create={"a": new("A"), "b": new("B")})

    assert {key: error.type for key, error in answer.not_created.items()} == {
        "a": "rateLimit",
        "b": "overQuota",
    }


async def test_what_refers_to_a_refused_record_is_refused(
    jmap_server: Server, jmap_client: aiojmap.Client
) -> None:
    """A refused record has no id, so nothing else can be put into it."""
    jmap_server.faults.on("Mailbox/set").refuse("rateLimit", "parent")
    parent, child = new("Parent"), mail.MailboxCreate(name="Child", parent_id="#parent")

    answer = await jmap_client.mailbox.set(create={"parent": parent, "child": child})

    assert answer.not_created["child"].type == "invalidProperties"


async def test_a_record_is_refused_by_its_creation_id_in_a_later_call(
    jmap_server: Server, jmap_client: aiojmap.Client
) -> None:
    """The answer names it by its id, as it does where the server refuses it."""
    jmap_server.faults.on("Mailbox/set").refuse("forbidden", "a", only="update")
    calls: list[JSON] = [
        ["Mailbox/set", {"accountId": jmap_server.account_id, **arguments}, "0"]
        for arguments in ({"create": {"a": {"name": "A"}}}, {"update": {"#a": {"name": "B"}}})
    ]

    async with jmap_server.http_client() as http:
        answers = (await api(http, jmap_server.token, *calls)).json()["methodResponses"]

    id_ = answers[0][1]["created"]["a"]["id"]
    assert answers[1][1]["notUpdated"] == {id_: {"type": "forbidden"}}
    assert "A" in await names(jmap_client)


async def test_a_refused_submission_has_no_consequences(
    jmap_server: Server, jmap_client: aiojmap.Client
) -> None:
    """Nothing is sent, and the Email/set that follows a success does not happen."""
    me = (await jmap_client.identity.get()).list[0]
    drafts = jmap_server.mailbox("drafts")
    draft = drafts.put(b"From: robin@example.com\r\nTo: kim@example.net\r\n\r\nHi\r\n")
    jmap_server.faults.on("EmailSubmission/set").refuse("rateLimit", "s")
    sent = jmap_client.email_submission.set(
        create={"s": submission.EmailSubmissionCreate(email_id=draft, identity_id=me.id)},
        on_success_destroy_email=["#s"],
    )

    answer = await sent

    assert answer.not_created["s"].type == "rateLimit"
    assert jmap_server.outbox == []
    assert draft in drafts.email_ids


async def test_an_imported_message_is_refused(
    jmap_server: Server, jmap_client: aiojmap.Client
) -> None:
    """Email/import tells of it as of a record that was not created."""
    blob = await jmap_client.upload(b"Subject: Hi\r\n\r\nHi\r\n")
    inbox = jmap_server.mailbox("inbox").id
    jmap_server.faults.on("Email/import").refuse(SetError({"type": "acmeFull"}))

    answer = await jmap_client.email.import_(
        emails={"m": mail.EmailImport(blob_id=blob.blob_id, mailbox_ids={inbox: True})}
    )

    assert answer.not_created["m"].type == "acmeFull"


async def test_a_method_without_records_cannot_refuse_any(jmap_server: Server) -> None:
    """The mistake is told where it is made."""
    with pytest.raises(ValueError, match="Email/get refuses no single records"):
        jmap_server.faults.on("Email/get").refuse("notFound")
    with pytest.raises(ValueError, match="Email/copy has no 'destroy', it has create"):
        jmap_server.faults.on("Email/copy").refuse("notFound", only="destroy")
    with pytest.raises(ValueError, match="name the method"):
        jmap_server.faults.on().refuse("notFound")
    jmap_server.faults.clear()


# ------------------------------------------------------------------------ other answers


async def test_an_answer_is_altered(jmap_server: Server, jmap_client: aiojmap.Client) -> None:
    """What a function does to an answer, the server does not remember."""

    def odd(answer: JSONObject) -> None:
        answer["list"][0]["name"] = 7  # type: ignore[index,call-overload]

    jmap_server.faults.on("Mailbox/get").alter(odd)

    with pytest.raises(aiojmap.DecodeError, match=r"list\[0\]\.name: expected"):
        await jmap_client.mailbox.get()
    assert "Inbox" in await names(jmap_client)


async def test_what_the_server_keeps_is_not_altered(
    jmap_server: Server, jmap_client: aiojmap.Client
) -> None:
    """An answer may share what is on the server; the function gets a copy."""
    id_ = jmap_server.mailbox().put(LETTER, keywords=["$seen"])

    def forget(answer: Any) -> None:
        answer["list"][0]["keywords"].clear()

    jmap_server.faults.on("Email/get").alter(forget)

    altered = await jmap_client.email.get(ids=[id_], properties=["keywords"])
    found = await jmap_client.email.get(ids=[id_], properties=["keywords"])
    assert (altered.list[0].keywords, found.list[0].keywords) == ({}, {"$seen": True})


async def test_an_answer_is_replaced(jmap_server: Server, jmap_client: aiojmap.Client) -> None:
    """What the function returns counts."""
    jmap_server.faults.on("Core/echo").alter(lambda answer: {**answer, "more": True})

    assert (await jmap_client.core.echo({"n": 1})).members == {"n": 1, "more": True}


@pytest.mark.parametrize("odd", [7, {"a": {1, 2}}, {"a": float("nan")}], ids=str)
async def test_an_answer_stays_json(
    odd: object, jmap_server: Server, jmap_client: aiojmap.Client
) -> None:
    """A function that makes no JSON changes nothing, and the mistake is told in the end."""
    jmap_server.faults.on("Core/echo").alter(lambda _: odd)  # type: ignore[arg-type,return-value]

    assert (await jmap_client.core.echo({"n": 1})).members == {"n": 1}
    with pytest.raises(AssertionError, match="a function of a fault failed"):
        jmap_server.faults.assert_used()
    jmap_server.faults.clear()


@pytest.mark.parametrize(("after", "done"), [(True, True), (False, False)])
async def test_a_call_is_left_unanswered(
    after: bool, done: bool, jmap_server: Server, jmap_client: aiojmap.Client
) -> None:
    """The response has no answer to it; whether it was carried out is for the test to say."""
    jmap_server.faults.on("Mailbox/set").leave_unanswered(after=after)

    with pytest.raises(aiojmap.MissingResponse):
        await jmap_client.mailbox.set(create={"a": new("News")})
    assert ("News" in await names(jmap_client)) is done


# ------------------------------------------------------------------------ caps


async def test_a_page_is_capped(jmap_server: Server, jmap_client: aiojmap.Client) -> None:
    """A /query returns no more than the cap and says so, unless less was asked for."""
    jmap_server.faults.page_cap = 3

    capped, less = await jmap_client.send(
        jmap_client.email.query(), jmap_client.email.query(limit=2)
    )

    assert (len(capped.ids), capped.limit) == (3, 3)
    assert len(less.ids) == 2
    assert "limit" not in aiojmap.fetched(less)


async def test_going_through_capped_pages_finds_everything(
    jmap_server: Server, jmap_client: aiojmap.Client
) -> None:
    """A client that asks for larger pages than it gets reaches the end."""
    every = set((await jmap_client.email.query()).ids)
    jmap_server.faults.page_cap = 7

    found = [email.id async for email in jmap_client.email.iterate(properties=["id"], page_size=20)]

    assert set(found) == every
    assert len(found) == len(every)


async def test_changes_are_capped(jmap_server: Server, jmap_client: aiojmap.Client) -> None:
    """A /changes returns no more than the cap, and says that there are more."""
    state = (await jmap_client.email.get(ids=[])).state
    for _ in range(3):
        jmap_server.receive(b"Subject: Hi\r\n\r\nHi\r\n")
    jmap_server.faults.changes_cap = 2

    answer = await jmap_client.email.changes(since_state=state)

    assert len(answer.created) == 2
    assert answer.has_more_changes


# ------------------------------------------------------------------------ the script


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda f: f.on("Email/qery"), "no method 'Email/qery'; did you mean 'Email/query'"),
        (lambda f: f.on("Email/get").fail("serverFial"), "no method error 'serverFial'; did you"),
        (lambda f: f.on("Email/get").fail("rateLimit"), "no method error 'rateLimit'"),
        (lambda f: f.on("Email/get").fail(MethodError), "stands for no type of error"),
        (lambda f: f.on("Email/set").refuse("ratelimit"), "did you mean 'rateLimit'"),
        (lambda f: f.on("Email/get", nth=0).fail(), "the first is 1"),
        (lambda f: f.on("Email/get", times=0).fail(), "must be above zero"),
        (lambda f: f.request().problem("limits"), "no request error 'limits'; did you mean"),
        (lambda f: f.request().status(99), "must be from 200 to 599"),
        (lambda f: f.request().status(204, "text"), "comes without a body"),
        (lambda f: f.request().status(500, headers={"A": "b\nC: d"}), "is no header field"),
        (lambda f: f.request().status(500, headers={"Content-Length": "1"}), "server's own"),
        (lambda f: f.request().cut_body(-1), "must not be below zero"),
        (lambda f: f.habits.add("relative URL"), "did you mean 'relative URLs'"),
    ],
)
async def test_a_mistake_in_the_script_is_told_at_once(
    make: object, said: str, jmap_server: Server
) -> None:
    """What is misspelt or cannot be is refused on its line, with what may have been meant."""
    assert callable(make)
    with pytest.raises(ValueError, match=said):
        make(jmap_server.faults)
    jmap_server.faults.clear()


async def test_a_class_of_a_method_that_is_not_served_is_refused() -> None:
    """A server without a capability has none of its methods."""
    server = Server(without=["urn:ietf:params:jmap:submission"])

    with pytest.raises(ValueError, match="no method 'Identity/get'"):
        server.faults.on(submission.IdentityGetCall)


async def test_unused_faults_are_told(jmap_server: Server, jmap_client: aiojmap.Client) -> None:
    """Each unused fault has a line with how often it struck, and of how many."""
    faults = jmap_server.faults
    faults.on("Email/query", nth=2).fail("serverUnavailable")
    faults.on("Core/echo", times=3).fail()
    faults.request("upload").cut(after=True)
    faults.on("Email/get")
    with pytest.raises(method_errors.ServerFail):
        await jmap_client.core.echo({})

    with pytest.raises(AssertionError) as caught:
        faults.assert_used()

    assert str(caught.value).splitlines() == [
        "faults were scripted that did not strike:",
        "  - the 2nd Email/query fails with serverUnavailable (struck 0 of 1 times, "
        "0 of these came)",
        "  - the next Core/echo fails with serverFail, 3 times (struck 1 of 3 times, "
        "1 of these came)",
        "  - the next upload request is cut off after its work (struck 0 of 1 times, "
        "0 of these came)",
        "  - on('Email/get') says nothing of what is to happen",
    ]
    assert len(faults.unused) == 3
    faults.clear()
    faults.assert_used()


async def test_a_failing_predicate_is_told(
    jmap_server: Server, jmap_client: aiojmap.Client
) -> None:
    """An exception in `when` strikes nothing, and is the cause of the assertion in the end."""
    jmap_server.faults.on("Core/echo", when=lambda arguments: bool(arguments["x"])).fail()

    await jmap_client.core.echo({})

    with pytest.raises(AssertionError, match="KeyError: 'x'"):
        jmap_server.faults.assert_used()
    jmap_server.faults.clear()


def test_every_core_error_can_be_named() -> None:
    """Every error class of the core is known by its name, as method error and as SetError."""
    server = Server(seeded=False)
    core.load()
    for name in method_errors.ALL:
        server.faults.on("Email/get").fail(name)
    for name in set_errors.ALL:
        server.faults.on("Email/set").refuse(name)

    assert len(server.faults.all) == len(method_errors.ALL) + len(set_errors.ALL)
