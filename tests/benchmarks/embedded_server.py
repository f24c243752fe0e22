"""How fast the embedded server takes much mail in and finds it again, and how large it grows.

    python tests/benchmarks/embedded_server.py [mails]

prints seconds, what they are of the time that the standard library alone needs to parse the
same messages, and the octets of memory for each mail.
"""

from __future__ import annotations

import asyncio
import email
import random
import sys
import time
import tracemalloc
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import aiojmap
from aiojmap import mail
from aiojmap.testing import Server

TEXT = (
    "amber boat cloud dune ember field garden harbour invoice journey kettle lantern meadow "
    "needle orchard pebble quarry ribbon saddle timber umbrella velvet window yonder zephyr"
)
WORDS = TEXT.split()


def messages(count: int) -> list[bytes]:
    """Messages like those of a mailing list: a third answer another, some have HTML too."""
    pick = random.Random(1)
    made: list[bytes] = []
    for number in range(count):
        parent = pick.randrange(number) if number and number % 3 == 0 else None
        topic = number if parent is None else parent
        subject = f"{'' if parent is None else 'Re: '}{WORDS[topic % 25]} {topic}"
        text = "\r\n".join(" ".join(pick.choices(WORDS, k=12)) for _ in range(16))
        head = (
            f"From: Writer {number % 97} <writer{number % 97}@letters.example>\r\n"
            f"To: Robin Vale <robin@example.com>\r\nSubject: {subject}\r\n"
            f"Message-ID: <{number}@letters.example>\r\n"
            + (f"In-Reply-To: <{parent}@letters.example>\r\n" if parent is not None else "")
            + f"Date: Mon, 02 Mar 2026 {number // 3600 % 24:02}:{number // 60 % 60:02}:"
            f"{number % 60:02} +0000\r\nMIME-Version: 1.0\r\n"
        )
        plain = f"Content-Type: text/plain; charset=utf-8\r\n\r\n{text}\r\n"
        if number % 4 == 0:
            html = f"Content-Type: text/html; charset=utf-8\r\n\r\n<p>{text}</p>\r\n"
            body = (
                'Content-Type: multipart/alternative; boundary="b"\r\n\r\n'
                f"--b\r\n{plain}\r\n--b\r\n{html}\r\n--b--\r\n"
            )
        else:
            body = plain
        made.append((head + body).encode())
    return made


class Clocked:
    """Measures, and prints a line for each measurement."""

    def __init__(self) -> None:
        self.floor = 0.0

    @contextmanager
    def measured(self, what: str, times: int = 1) -> Iterator[None]:
        start = time.perf_counter()
        yield
        taken = (time.perf_counter() - start) / times
        ratio = f"{taken / self.floor:8.2f} x floor" if self.floor else ""
        print(f"{what:<52}{taken:9.3f} s{ratio}", flush=True)


def memory_of(load: Callable[[], object]) -> int:
    """How many octets are there in the end that were not there before."""
    tracemalloc.start()
    before, _ = tracemalloc.get_traced_memory()
    kept = load()
    after, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    del kept
    return after - before


def loaded(mails: list[bytes]) -> Server:
    """A server that has received messages."""
    server = Server(seeded=False)
    for raw in mails:
        server.receive(raw)
    return server


async def main(count: int) -> None:
    """Measure with so many mails."""
    mails = messages(count)
    octets = sum(map(len, mails)) / count
    print(f"{count} mails of {octets:.0f} octets on average")
    clock = Clocked()
    start = time.perf_counter()
    with clock.measured("parsed by the standard library alone (the floor)"):
        for raw in mails:
            for part in email.message_from_bytes(raw).walk():
                part.get_payload(decode=True)
    clock.floor = time.perf_counter() - start
    with clock.measured("received, one after another"):
        server = loaded(mails)
    async with server, aiojmap.Client(server.url, token=server.token) as client:
        await client.session()
        await measure(client, clock)
    other = Server(seeded=False)
    async with other, aiojmap.Client(other.url, token=other.token) as client:
        inbox = next(b.id for b in (await client.mailbox.get()).list if b.role == "inbox")
        await client.session()
        with clock.measured("uploaded"):
            blobs = [(await client.upload(raw, type="message/rfc822")).blob_id for raw in mails]
        with clock.measured("imported, 500 in a call"):
            for first in range(0, count, 500):
                emails = {
                    str(number): mail.EmailImport(blob_id=blob, mailbox_ids={inbox: True})
                    for number, blob in enumerate(blobs[first : first + 500])
                }
                answer = await client.email.import_(emails=emails)
                assert not answer.not_created
    del server, other
    taken = memory_of(lambda: loaded(mails[: count // 5])) / (count // 5)
    print(f"{'memory for each mail, with its octets':<52}{taken:9.0f} octets")
    print(f"{'  besides the octets of the message':<52}{taken - octets:9.0f} octets")


async def measure(client: aiojmap.Client, clock: Clocked) -> None:
    """Measure what clients do with much mail."""
    inbox = next(box.id for box in (await client.mailbox.get()).list if box.role == "inbox")
    newest = [mail.EmailSort.received_at.desc()]
    queries = {
        "queried: newest ten of a mailbox": {"filter": mail.EmailFilter(in_mailbox=inbox)},
        "queried: a word in any text": {"filter": mail.EmailFilter(text="zephyr kettle")},
        "queried: one sender": {"filter": mail.EmailFilter(from_="writer7")},
        "queried: a header field": {"filter": mail.EmailFilter(header=["List-Id"])},
        "queried: threads": {"collapse_threads": True},
        "queried: threads with unread": {
            "filter": ~mail.EmailFilter(all_in_thread_have_keyword="$seen")
        },
    }
    for what, arguments in queries.items():
        with clock.measured(what):
            found = await client.email.query(
                sort=newest, limit=10, calculate_total=True, **arguments
            )
    with clock.measured("mailboxes with their counts"):
        await client.mailbox.get()
    with clock.measured("changed and counted, one after another, each of 100", times=100):
        for id_ in (await client.email.query(limit=100)).ids:
            await client.send(
                client.email.update(id_, mail.EmailPatch(keywords={"$seen": True})),
                client.mailbox.get(),
            )
    with clock.measured("fetched: 500 for a list"):
        ids = (await client.email.query(limit=500)).ids
        await client.email.get(ids=ids, properties=["subject", "from", "preview", "receivedAt"])
    with clock.measured("fetched: 500 with their bodies"):
        await client.email.get(ids=ids, fetch_text_body_values=True)
    with clock.measured("changes since the last state"):
        state = (await client.email.get(ids=[])).state
        await client.email.changes(since_state=state)
    assert found.total is not None


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000))
