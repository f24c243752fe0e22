"""The jobs of the example programs, on both servers."""

from __future__ import annotations

import asyncio
import importlib.util
import sys
import uuid
from pathlib import Path
from types import ModuleType

import pytest

import aiojmap
from aiojmap import mail
from aiojmap.testing import Server

from .serving import Account, Scheme

EXAMPLES = Path(__file__).parents[2] / "docs" / "examples"


def example(name: str) -> ModuleType:
    """An example program as a module."""
    spec = importlib.util.spec_from_file_location(name, EXAMPLES / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


async def arrived(client: aiojmap.Client, subject: str) -> mail.Email:
    """Wait until a mail is in the Inbox."""
    inbox = (await client.mailbox.query(filter=mail.MailboxFilter(role="inbox"))).ids[0]
    async with asyncio.timeout(20):
        while True:
            found = client.email.query(
                filter=mail.EmailFilter(in_mailbox=inbox) & mail.EmailFilter(subject=subject)
            )
            emails = await client.email.get(ids=found.ids, fetch_text_body_values=True)
            if emails.list:
                return emails.list[0]


async def fill(client: aiojmap.Client, count: int) -> None:
    """Put some mail into the Inbox."""
    inbox = (await client.mailbox.query(filter=mail.MailboxFilter(role="inbox"))).ids[0]
    await client.email.set(
        create={
            f"m{number}": mail.EmailCreate(
                mailbox_ids={inbox: True},
                from_=[mail.EmailAddress(name="Robin", email="robin@example.org")],
                subject=f"Mail {number}",
                body_values={"text": mail.EmailBodyValue(value=f"This is number {number}.")},
                text_body=[mail.EmailBodyPart(part_id="text", type="text/plain")],
            )
            for number in range(count)
        }
    )


@pytest.mark.parametrize("scheme", ["bearer", "basic"])
async def test_top_ten_lists_the_newest_mails_of_the_inbox(
    account: Account, scheme: Scheme
) -> None:
    """The ten newest mails come newest first, in one request for query and get."""
    async with account.client(scheme) as client:
        await fill(client, 12)
        before = client.http_requests

        newest = await example("top_ten").top_ten(client)

        assert client.http_requests - before == 2
        assert len(newest) == 10
        dates = [email.received_at for email in newest]
        assert dates == sorted(dates, reverse=True)


async def test_top_ten_narrows_the_answer_to_the_view(account: Account) -> None:
    """What is not in the view is not fetched."""
    async with account.client() as client:
        await fill(client, 1)
        newest = await example("top_ten").top_ten(client)

        assert aiojmap.fetched(newest[0]) == {"received_at", "from_", "subject"}


@pytest.mark.parametrize("scheme", ["bearer", "basic"])
async def test_hello_world_sends_a_mail_that_arrives(account: Account, scheme: Scheme) -> None:
    """A mail to oneself arrives in the Inbox, with its text; two requests send it."""
    subject = f"Hello {uuid.uuid4().hex}"
    async with account.client(scheme) as client:
        await client.session()
        before = client.http_requests

        email, sent = await example("hello_world").send_to_oneself(
            client, subject, "Hi there!", account.address
        )

        assert client.http_requests - before == 2
        assert email.subject == subject
        assert sent.undo_status == "final"
        received = await arrived(client, subject)
        assert received.id != email.id
        (body,) = received.body_values.values()
        assert body.value.strip() == "Hi there!"


async def test_hello_world_files_the_draft_as_sent(account: Account) -> None:
    """After sending, the mail is in Sent and no draft any more."""
    async with account.client() as client:
        email, _ = await example("hello_world").send_to_oneself(
            client, f"Filed {uuid.uuid4().hex}", "Hi!", account.address
        )

        sent_box = (await client.mailbox.query(filter=mail.MailboxFilter(role="sent"))).ids
        filed = await client.email.get(ids=[email.id], properties=["mailboxIds", "keywords"])
        assert list(filed.list[0].mailbox_ids) == sent_box
        assert "$draft" not in filed.list[0].keywords


async def test_masked_email_is_made_and_listed() -> None:
    """A masked address is made enabled, and listed afterwards."""
    async with Server() as server, aiojmap.Client(server.url, token=server.token) as client:
        made = await example("masked_email").make_masked_email(client, "https://shop.example")

        assert made.state == "enabled"
        assert made.for_domain == "https://shop.example"
        listed = await client.masked_email.get(ids=[made.id])
        assert listed.list[0].email == made.email


@pytest.mark.parametrize("name", ["top_ten", "hello_world", "masked_email"])
async def test_each_program_runs_on_the_embedded_server(
    name: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A program run as it is says what it did and how many HTTP requests that took."""
    monkeypatch.delenv("JMAP_TOKEN", raising=False)

    await example(name).main()

    assert "HTTP requests" in capsys.readouterr().out


async def test_a_program_uses_the_account_of_the_environment(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """With JMAP_TOKEN and JMAP_HOST set, the same program runs on that account."""
    async with Server() as server:
        monkeypatch.setenv("JMAP_HOST", server.url)
        monkeypatch.setenv("JMAP_TOKEN", server.token)

        await example("top_ten").main()

        assert "HTTP requests" in capsys.readouterr().out
        assert any(request.path.endswith("/session") for request in server.requests)


def test_a_mail_without_sender_and_subject_has_a_line_too() -> None:
    """The line of a mail without sender or subject says so."""
    module = example("top_ten")
    summary = aiojmap.decode(
        {"receivedAt": "2026-01-02T03:04:05Z", "from": None, "subject": None}, module.Summary
    )

    assert module.line(summary).split("  ")[0] == "2026-01-02 03:04"
    assert "(no subject)" in module.line(summary)
