"""The same random history on both servers: what happens to emails, and what queries then say."""

from __future__ import annotations

import random
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime

import attrs
import pytest
from servers.cyrus import Cyrus

import aiojmap
from aiojmap.runtime import JSON

from .messages import draft, new_mailbox
from .raw import ask
from .serving import Account, OnCyrus, OnEmbedded

KEYWORDS = ("$seen", "$flagged", "$draft", "label")
SUBJECTS = ("Alpha", "beta", "Re: beta", "gamma")
STEPS = 20


@attrs.define
class Side:
    """One of the servers: two mailboxes on it, and its ids in the order they were given."""

    client: aiojmap.Client
    boxes: list[str]
    emails: list[str] = attrs.field(factory=list[str])

    def numbers(self, ids: list[str]) -> list[int]:
        """Emails by when they were made, which is the same on both servers."""
        return [self.emails.index(id_) for id_ in ids]


def condition(random_: random.Random, depth: int = 2) -> Callable[[Side], JSON]:
    """A filter; the mailboxes in it are those of a side."""
    kind = random_.choice(["box", "has", "not", "date", "operator"] if depth else ["box", "has"])
    number, keyword = random_.randrange(2), random_.choice(KEYWORDS)
    if kind == "box":
        return lambda side: {"inMailbox": side.boxes[number]}
    if kind == "has":
        return lambda _: {"hasKeyword": keyword}
    if kind == "not":
        return lambda _: {"notKeyword": keyword}
    if kind == "date":
        name, day = random_.choice(["after", "before"]), random_.randint(1, 9)
        return lambda _: {name: f"2026-01-{day:02d}T11:00:00Z"}
    parts = [condition(random_, depth - 1) for _ in range(random_.randint(1, 3))]
    operator = random_.choice(["AND", "OR", "NOT"])
    return lambda side: {"operator": operator, "conditions": [part(side) for part in parts]}


def query(random_: random.Random) -> Callable[[Side], dict[str, JSON]]:
    """The arguments of a query for what is in one or both of the mailboxes."""
    filter = condition(random_)
    by = random_.choice(["receivedAt", "subject", "hasKeyword"])
    first: dict[str, JSON] = {"property": by, "isAscending": random_.random() < 0.5}
    if by == "hasKeyword":
        first["keyword"] = random_.choice(KEYWORDS)
    # The moment each was received is its own, so no two emails are in the same place.
    sort: JSON = [first, {"property": "receivedAt"}]
    window: dict[str, JSON] = random_.choice([{}, {"limit": 2}, {"position": 1}, {"position": -2}])

    def arguments(side: Side) -> dict[str, JSON]:
        inside: JSON = {
            "operator": "OR",
            "conditions": [{"inMailbox": box} for box in side.boxes],
        }
        both: JSON = {"operator": "AND", "conditions": [inside, filter(side)]}
        return {"filter": both, "sort": sort, "calculateTotal": True, **window}

    return arguments


async def step(random_: random.Random, sides: list[Side]) -> None:
    """Do the same thing with an email on both sides."""
    count = len(sides[0].emails)
    kind = random_.choice(["make", "make", "keyword", "keyword", "move", "destroy"])
    chosen = random_.randrange(count) if count else 0
    keyword, add, box = random_.choice(KEYWORDS), random_.random() < 0.6, random_.randrange(2)
    subject = random_.choice(SUBJECTS)
    outcomes: list[object] = []
    for side in sides:
        if kind == "make" or not count:
            new = draft(side.boxes[box], subject)
            new.keywords = {keyword: True} if add else {}
            new.received_at = datetime(2026, 1, 1 + count % 9, 12, count, tzinfo=UTC)
            side.emails.append((await side.client.email.create(new)).id)
            continue
        id_ = side.emails[chosen]
        if kind == "destroy":
            left = await side.client.email.get(ids=[id_], properties=["id"])
            await side.client.email.set(destroy=[item.id for item in left.list])
            continue
        patch: dict[str, JSON] = {f"keywords/{keyword}": True if add else None}
        if kind == "move":
            patch = {"mailboxIds": {side.boxes[box]: True}}
        answer = await ask(side.client, "Email/set", update={id_: patch})
        outcomes.append((answer["notUpdated"] or {}).get(id_, {}).get("type"))
    assert len(set(outcomes)) <= 1, (kind, outcomes)


async def seen(side: Side, arguments: dict[str, JSON]) -> object:
    """What a query, a get and the mailboxes say, in numbers instead of ids."""
    answer = await ask(side.client, "Email/query", **arguments)
    got = await side.client.email.get(ids=answer["ids"], properties=["keywords", "mailboxIds"])
    boxes = (await side.client.mailbox.get(ids=side.boxes)).list
    counts = {
        side.boxes.index(box.id): (
            box.total_emails,
            box.unread_emails,
            box.total_threads,
            box.unread_threads,
        )
        for box in boxes
    }
    keywords = {side.emails.index(email.id): set(email.keywords) for email in got.list}
    places = {
        side.emails.index(email.id): {side.boxes.index(box) for box in email.mailbox_ids}
        for email in got.list
    }
    return side.numbers(answer["ids"]), answer["total"], counts, keywords, places


@pytest.mark.asyncio(loop_scope="session")
@pytest.mark.parametrize("seed", range(6))
async def test_both_servers_tell_the_same_story(
    cyrus_server: Cyrus,
    embedded_server: OnEmbedded,
    clients: Callable[[Account], Awaitable[aiojmap.Client]],
    seed: int,
) -> None:
    """After each of many random steps, both servers answer the same random query alike."""
    random_ = random.Random(seed)
    sides: list[Side] = []
    for server in (OnCyrus(cyrus_server), embedded_server):
        client = await clients(server.alice)
        sides.append(Side(client, [await new_mailbox(client) for _ in range(2)]))
    states = [(await side.client.email.get(ids=[])).state for side in sides]

    for _ in range(STEPS):
        await step(random_, sides)
        arguments = query(random_)
        cyrus, embedded = [await seen(side, arguments(side)) for side in sides]
        assert cyrus == embedded, arguments(sides[0])

    told: list[object] = []
    for side, state in zip(sides, states, strict=True):
        changes = await side.client.email.changes(since_state=state)
        lists = (changes.created, changes.updated, changes.destroyed)
        # Mail of other tests may arrive at any time.
        told.append([sorted(side.numbers([i for i in ids if i in side.emails])) for ids in lists])
    assert told[0] == told[1]
