"""Counts of mailboxes, threads and states stay true whatever happens to the mail."""

from __future__ import annotations

from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aiojmap.testing import Server
from aiojmap.testing._types.email import EmailType
from aiojmap.testing._types.filing import Filing
from aiojmap.testing._types.mail_store import MailStore

from .embedded import message

KEYWORDS = st.sampled_from([{}, {"$seen": True}, {"$draft": True}, {"$flagged": True}])
BOXES = st.sets(st.sampled_from([0, 1, 5]), min_size=1)  # the inbox, drafts and the trash
ARRIVAL = st.tuples(st.just("add"), BOXES, KEYWORDS, st.sets(st.integers(0, 4), min_size=1))
CHANGE = st.tuples(st.just("change"), BOXES, KEYWORDS, st.integers(0, 9))
END = st.tuples(st.just("remove"), st.integers(0, 9))
TRASH = st.tuples(st.just("trash"), st.sampled_from([1, 5]))


def account_of(server: Server) -> Any:
    """The account of the only person."""
    return server._realm.accounts[server.account_id]


def apply(account: Any, store: MailStore, step: tuple[Any, ...]) -> None:
    """Let something happen to the mail."""
    table, names = account.table("Email"), list(account.table("Mailbox"))
    ids = list(table)
    match step:
        case ("add", boxes, keywords, references):
            lines = [f"References: {' '.join(f'<{number}@x>' for number in references)}"]
            filed = Filing(mailbox_ids={names[box]: True for box in boxes}, keywords=keywords)
            store.add(message("Tree", *lines), filed, received_at="2026-03-01T00:00:00Z")
        case ("change", boxes, keywords, number) if ids:
            record = table.get(ids[number % len(ids)])
            places = {names[box]: True for box in boxes}
            store.replace(record["id"], {**record, "mailboxIds": places, "keywords": keywords})
        case ("remove", number) if ids:
            store.remove(ids[number % len(ids)])
        case ("trash", number):
            mailboxes = account.table("Mailbox")
            for index, name in enumerate(names):
                role = "trash" if index == number else None
                mailboxes.replace(name, {**mailboxes.get(name), "role": role})
            store.roles_changed()
    account.settle()


def counted(account: Any, mailbox: str) -> dict[str, int]:
    """The counts of a mailbox as RFC 8621, section 2 describes them, from all emails."""
    emails = list(account.table("Email").records())
    roles = {id_: item["role"] for id_, item in account.table("Mailbox").items()}
    here = [email for email in emails if mailbox in email["mailboxIds"]]

    def unread(email: Any) -> bool:
        return not {"$seen", "$draft"} & email["keywords"].keys()

    def shown(email: Any) -> bool:
        in_trash = {roles[box] == "trash" for box in email["mailboxIds"]}
        return (roles[mailbox] == "trash") in in_trash

    threads = {email["threadId"] for email in here}
    loud = {email["threadId"] for email in emails if unread(email) and shown(email)}
    return {
        "totalEmails": len(here),
        "unreadEmails": sum(map(unread, here)),
        "totalThreads": len(threads),
        "unreadThreads": len(threads & loud),
    }


@settings(
    derandomize=True,
    deadline=None,
    max_examples=100,
    suppress_health_check=list(HealthCheck),
    database=None,
)
@given(st.lists(ARRIVAL | CHANGE | END | TRASH, max_size=14))
def test_counts_are_those_that_counting_everything_gives(steps: list[tuple[Any, ...]]) -> None:
    """After each step counts are right, and a changed count is a changed state."""
    server = Server(seeded=False)
    account = account_of(server)
    emails = account.types["Email"]
    assert isinstance(emails, EmailType)
    store = emails.store
    mailboxes = account.table("Mailbox")
    before = {id_: counted(account, id_) for id_ in mailboxes}
    for step in steps:
        state = mailboxes.state
        apply(account, store, step)

        now = {id_: counted(account, id_) for id_ in mailboxes}
        assert {id_: store.counts(id_) for id_ in mailboxes} == now
        changed = {id_ for id_ in now if now[id_] != before[id_]}
        found = mailboxes.changes(state, None)
        assert found is not None
        assert changed <= set(found.updated)
        before = now
        threads = account.table("Thread")
        members = {id_: set(item["emailIds"]) for id_, item in threads.items()}
        listed = {id_: record["threadId"] for id_, record in account.table("Email").items()}
        assert all(id_ in members[thread] for id_, thread in listed.items())
        assert sum(map(len, members.values())) == len(listed)
