"""Odd habits of real servers: each is there when taken up, and the client lives with it."""

from __future__ import annotations

from typing import Any, get_args

import pytest
from testing.support import CORE, MAIL, api

import aiojmap
from aiojmap import mail, submission
from aiojmap.core import method_errors, request_errors
from aiojmap.runtime import JSON
from aiojmap.testing import KNOWN_HABITS, Habit, Server


async def session(server: Server) -> dict[str, Any]:
    """The session object as it comes."""
    async with server.http_client() as http:
        headers = {"Authorization": f"Bearer {server.token}"}
        found: dict[str, Any] = (await http.get("/jmap/session", headers=headers)).json()
        return found


async def answer(server: Server, method: str, **arguments: JSON) -> dict[str, Any]:
    """The answer to one call as it comes."""
    async with server.http_client() as http:
        given = {"accountId": server.account_id, **arguments}
        using = (CORE, MAIL, "urn:ietf:params:jmap:submission")
        document = (await api(http, server.token, [method, given, "0"], using=using)).json()
        found: dict[str, Any] = document["methodResponses"][0][1]
        return found


# The other host is not trusted with the token, which has a test of its own.
@pytest.mark.parametrize("habit", [habit for habit in KNOWN_HABITS if habit != "other host"])
async def test_the_client_lives_with_every_habit(habit: Habit) -> None:
    """An everyday job succeeds on a server with the habit."""
    async with Server(socket=False) as server, server.client() as client:
        server.faults.habits.add(habit)
        made = await client.mailbox.create(mail.MailboxCreate(name="News"))
        found = client.email.query(filter=mail.EmailFilter(in_mailbox=server.mailbox().id), limit=3)
        emails = (await client.email.get(ids=found.ids)).list
        changed = await client.email.set(
            update={
                emails[0].id: mail.EmailPatch(mailbox_ids=aiojmap.merge({made.id: True})),
                "M0": mail.EmailPatch(keywords=aiojmap.merge({"$seen": True})),
            }
        )
        blob = await client.upload(b"Subject: Hi\r\n\r\nHi\r\n")
        imported = await client.email.import_(
            emails={"m": mail.EmailImport(blob_id=blob.blob_id, mailbox_ids={made.id: True})}
        )

    assert len(emails) == 3
    assert changed.not_updated.keys() == {"M0"}
    assert imported.created["m"].id


async def test_a_client_trusts_no_other_host() -> None:
    """A session whose URLs are elsewhere is refused, for the token would go there."""
    async with Server() as server, server.client() as client:
        server.faults.habits.add("other host")

        with pytest.raises(aiojmap.ProtocolError, match="localhost"):
            await client.session()
        assert str((await session(server))["apiUrl"]).startswith("http://localhost:")


async def test_the_urls_of_a_session(jmap_server: Server) -> None:
    """They are relative, or on another host."""
    jmap_server.faults.habits.add("relative URLs")
    assert (await session(jmap_server))["apiUrl"] == "/jmap/api"

    jmap_server.faults.habits.discard("relative URLs")
    jmap_server.faults.habits.add("other host")
    assert (await session(jmap_server))["apiUrl"] == "https://eu.jmap.test/jmap/api"


async def test_what_a_session_lacks(jmap_server: Server) -> None:
    """Primary accounts, collations, limits of mailboxes; and one member has an old name."""
    jmap_server.faults.habits.add(
        "no primaryAccounts", "no collations", "no mailbox limits", "emailsListSortOptions"
    )

    found = await session(jmap_server)

    assert "primaryAccounts" not in found
    assert found["capabilities"][CORE]["collationAlgorithms"] == []
    capabilities = found["accounts"][jmap_server.account_id]["accountCapabilities"]
    assert {"maxMailboxDepth", "maxSizeMailboxName", "emailQuerySortOptions"}.isdisjoint(
        capabilities[MAIL]
    )
    assert capabilities[MAIL]["emailsListSortOptions"]


async def test_a_state_that_never_changes(jmap_server: Server) -> None:
    """The session and the responses say the same, whatever happens."""
    jmap_server.faults.habits.add("constant state")
    jmap_server.change_session()

    async with jmap_server.http_client() as http:
        response = (await api(http, jmap_server.token)).json()
    assert (await session(jmap_server))["state"] == response["sessionState"] == "0"


async def test_maps_of_a_set(jmap_server: Server) -> None:
    """What is null otherwise is left out, or empty."""
    jmap_server.faults.habits.add("missing maps")
    assert (await answer(jmap_server, "Mailbox/set")).keys() == {
        "accountId",
        "oldState",
        "newState",
    }

    jmap_server.faults.habits.clear()
    jmap_server.faults.habits.add("empty maps")
    found = await answer(jmap_server, "Mailbox/set")
    assert (found["created"], found["notUpdated"], found["destroyed"]) == ({}, {}, [])


async def test_not_found_of_a_get(jmap_server: Server) -> None:
    """Without anything missing it is null, or left out; with something it is as it must be."""
    jmap_server.faults.habits.add("null notFound")
    assert (await answer(jmap_server, "Mailbox/get"))["notFound"] is None

    jmap_server.faults.habits.clear()
    jmap_server.faults.habits.add("no notFound")
    assert "notFound" not in await answer(jmap_server, "Mailbox/get")
    assert (await answer(jmap_server, "Mailbox/get", ids=["x"]))["notFound"] == ["x"]


async def test_a_total_that_nobody_asked_for(jmap_server: Server) -> None:
    """It counts all results, not those of the page."""
    jmap_server.faults.habits.add("always total")

    found = await answer(jmap_server, "Email/query", limit=1)

    assert isinstance(found["total"], int)
    assert found["total"] > 1


async def test_destroying_what_is_not_there(jmap_server: Server) -> None:
    """It succeeds; what is refused for other reasons is still refused."""
    jmap_server.faults.habits.add("unknown ids destroyed")
    inbox = jmap_server.mailbox().id

    found = await answer(jmap_server, "Mailbox/set", destroy=["x", inbox])

    assert found["destroyed"] == ["x"]
    assert found["notDestroyed"].keys() == {inbox}


async def test_what_was_updated_comes_with_its_id(jmap_server: Server) -> None:
    """Each value is an object with the id, never null."""
    jmap_server.faults.habits.add("updated with ids")
    inbox = jmap_server.mailbox().id

    found = await answer(jmap_server, "Mailbox/set", update={inbox: {"sortOrder": 3}})

    assert found["updated"] == {inbox: {"id": inbox}}


async def test_unknown_members_are_everywhere(
    jmap_server: Server, jmap_client: aiojmap.Client
) -> None:
    """In records, errors, answers and the session; the client keeps them."""
    jmap_server.faults.habits.add("extra members")

    boxes = await jmap_client.mailbox.get()
    failed = await answer(jmap_server, "Mailbox/get", ids=7)

    assert aiojmap.unknown_members(boxes)["x-testing"] is True
    assert aiojmap.unknown_members(boxes.list[0])["x-testing"] == [1]
    assert failed["arguments"] == ["accountId"]
    assert (await session(jmap_server))["x-testing"] is True


async def test_a_reference_that_fails(jmap_server: Server, jmap_client: aiojmap.Client) -> None:
    """The error has the old type, which the client knows."""
    jmap_server.faults.habits.add("resultReference")
    jmap_server.faults.on("Email/query").fail()
    found = jmap_client.email.query()

    with pytest.raises(method_errors.InvalidResultReference, match="resultReference"):
        await jmap_client.email.get(ids=found.ids)


async def test_an_import_without_states(jmap_server: Server, jmap_client: aiojmap.Client) -> None:
    """oldState and newState are left out."""
    jmap_server.faults.habits.add("no states in import")

    assert {"oldState", "newState"}.isdisjoint(await answer(jmap_server, "Email/import", emails={}))


@pytest.mark.parametrize(
    ("call", "limit"),
    [
        (["Email/get", {"ids": ["a", "b", "c"]}, "0"], "maxObjectsInGet"),
        (["Email/set", {"destroy": ["a", "b", "c"]}, "0"], "maxObjectsInSet"),
    ],
)
async def test_a_request_fails_where_a_call_should(call: list[Any], limit: str) -> None:
    """Too many ids are a problem of the whole request."""
    async with (
        Server(socket=False, max_objects_in_get=2, max_objects_in_set=2) as server,
        server.http_client() as http,
    ):
        server.faults.habits.add("limit for requestTooLarge")
        call[1]["accountId"] = server.account_id

        response = await api(http, server.token, call)

        assert response.status_code == 400
        assert response.json()["limit"] == limit
        assert response.json()["type"] == request_errors.Limit.error_type


async def test_habits_are_a_set() -> None:
    """They are added and given up one by one, and listed in order."""
    habits = Server(seeded=False).faults.habits
    habits.add("relative URLs", "always total")
    habits.discard("no notFound")

    assert list(habits) == ["always total", "relative URLs"]
    assert repr(habits) == "Habits('always total', 'relative URLs')"
    assert "relative URLs" in habits
    assert set(KNOWN_HABITS) == set(get_args(Habit))


async def test_submissions_with_habits(jmap_server: Server, jmap_client: aiojmap.Client) -> None:
    """Implicit answers have the habits too, and are read."""
    jmap_server.faults.habits.add("updated with ids", "missing maps", "extra members")
    me = (await jmap_client.identity.get()).list[0]
    draft = jmap_server.mailbox("drafts").put(
        b"From: robin@example.com\r\nTo: kim@example.net\r\n"
        b"Date: Mon, 4 May 2026 12:00:00 +0000\r\n\r\nHi\r\n",
        keywords=["$draft"],
    )
    sent = jmap_client.email_submission.set(
        create={"s": submission.EmailSubmissionCreate(email_id=draft, identity_id=me.id)},
        on_success_update_email={"#s": mail.EmailPatch(keywords=aiojmap.merge({"$draft": None}))},
    )
    assert (await sent).not_created == {}
    (implicit,) = sent.implicit_responses(mail.EmailSetCall)
    assert draft in implicit.updated


async def test_a_request_without_habits_is_as_it_was(jmap_server: Server) -> None:
    """Giving up a habit brings back what was."""
    before = await session(jmap_server)
    jmap_server.faults.habits.add("extra members", "relative URLs")
    jmap_server.faults.habits.clear()

    assert await session(jmap_server) == before
