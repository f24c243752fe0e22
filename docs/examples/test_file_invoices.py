"""The tests of file_invoices.py: how an application is tested on the embedded server."""

import os
from email.message import EmailMessage

import pytest
from file_invoices import file_invoices, main

import aiojmap
from aiojmap.core import method_errors
from aiojmap.testing import MailboxHandle, Server

pytestmark = pytest.mark.jmap(seeded=False)


def letter(subject: str, *, pdf: bool) -> EmailMessage:
    """A message, with an attachment if it is an invoice."""
    message = EmailMessage()
    message["From"] = "Acme <billing@acme.example>"
    message["Subject"] = subject
    message.set_content("Please find attached ...\n")
    if pdf:
        message.add_attachment(b"%PDF-1.4 ...", maintype="application", subtype="pdf")
    return message


async def test_invoices_are_filed(
    jmap_server: Server, jmap_client: aiojmap.Client, jmap_inbox: MailboxHandle
) -> None:
    """They are moved and marked as read; other mail stays."""
    jmap_inbox.put(letter("Invoice 7", pdf=True))
    jmap_inbox.put(letter("Hello", pdf=False))

    assert await file_invoices(jmap_client) == {"Invoice 7": "filed"}

    assert jmap_inbox.subjects == ["Hello"]
    (filed,) = jmap_server.mailbox("Invoices").emails
    assert filed.keywords == {"$seen": True}
    jmap_server.assert_called("Email/set", times=1)


async def test_one_round_trip_finds_them(jmap_server: Server, jmap_client: aiojmap.Client) -> None:
    """With nothing to do, the mailboxes, the new mailbox and one search are all."""
    assert await file_invoices(jmap_client) == {}

    jmap_server.assert_round_trips(3)
    jmap_server.assert_not_called("Email/set")


async def test_what_the_server_refuses_is_told(
    jmap_server: Server, jmap_client: aiojmap.Client, jmap_inbox: MailboxHandle
) -> None:
    """One refused invoice stays, the others are filed."""
    jmap_inbox.put(letter("Invoice 7", pdf=True))
    odd = jmap_inbox.put(letter("Invoice 8", pdf=True))
    jmap_server.faults.on("Email/set").refuse("tooManyMailboxes", odd)

    assert await file_invoices(jmap_client) == {
        "Invoice 7": "filed",
        "Invoice 8": "left where it is: tooManyMailboxes",
    }
    assert jmap_inbox.subjects == ["Invoice 8"]


async def test_a_busy_server(
    jmap_server: Server, jmap_client: aiojmap.Client, jmap_inbox: MailboxHandle
) -> None:
    """If the search fails, nothing is moved."""
    jmap_inbox.put(letter("Invoice 7", pdf=True))
    jmap_server.faults.on("Email/get").fail("serverUnavailable")

    with pytest.raises(method_errors.ServerUnavailable):
        await file_invoices(jmap_client)
    assert jmap_inbox.subjects == ["Invoice 7"]


async def test_a_lost_answer(
    jmap_server: Server, jmap_client: aiojmap.Client, jmap_inbox: MailboxHandle
) -> None:
    """If the connection breaks after the move, running again does no harm."""
    jmap_inbox.put(letter("Invoice 7", pdf=True))
    jmap_server.faults.request(
        when=lambda request: any(name == "Email/set" for name, _, _ in request.calls)
    ).cut(after=True)

    with pytest.raises(aiojmap.TransportError):
        await file_invoices(jmap_client)

    assert await file_invoices(jmap_client) == {}
    assert jmap_server.mailbox("Invoices").subjects == ["Invoice 7"]


async def test_the_program(jmap_environment: Server, capsys: pytest.CaptureFixture[str]) -> None:
    """Run as a program, it makes its own client from the environment."""
    jmap_environment.mailbox().put(letter("Invoice 7", pdf=True))

    await main()

    assert os.environ["JMAP_HOST"] == jmap_environment.url
    assert "Invoice 7: filed" in capsys.readouterr().out
