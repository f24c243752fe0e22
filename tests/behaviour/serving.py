"""The two servers as a behavioural test sees them: nothing here tells it which one it runs on."""

from __future__ import annotations

import asyncio
import smtplib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Literal, Protocol

import attrs
import httpx
from servers.cyrus import Cyrus
from servers.cyrus_sharing import share

import aiojmap
from aiojmap import mail
from aiojmap.testing import Person, Server

from .messages import unique

Scheme = Literal["bearer", "basic"]
Kind = Literal["embedded", "cyrus"]

MASKED_EMAIL = "https://www.fastmail.com/dev/maskedemail"


@attrs.frozen(kw_only=True)
class Account:
    """Somebody's account on a server, and how to get into it."""

    url: str
    id: str
    token: str
    username: str
    password: str
    address: str

    def client(
        self, scheme: Scheme = "bearer", http_client: httpx.AsyncClient | None = None
    ) -> aiojmap.Client:
        """A client with the account's credentials."""
        if scheme == "bearer":
            return aiojmap.Client(self.url, token=self.token, http_client=http_client)
        basic = aiojmap.Basic(self.username, self.password)
        return aiojmap.Client(self.url, auth=basic, http_client=http_client)

    @asynccontextmanager
    async def connected(self, http_client: httpx.AsyncClient) -> AsyncIterator[aiojmap.Client]:
        """A client by bearer token, with its session fetched."""
        async with self.client(http_client=http_client) as made:
            await made.session()
            yield made


class Served(Protocol):
    """A server with alice and bob on it."""

    @property
    def alice(self) -> Account:
        """The account that most tests are about."""
        ...

    @property
    def bob(self) -> Account:
        """Somebody else's account."""
        ...

    async def deliver(self, message: bytes, to: Account, sender: str) -> None:
        """Let a message arrive from outside, in the Inbox."""
        ...

    async def shared_mailbox(self, bob: aiojmap.Client) -> str:
        """The id of a new mailbox of bob's that alice may read, once she has a new session."""
        ...


@attrs.frozen
class OnEmbedded:
    """The embedded server, one for the whole run as the real one is."""

    server: Server
    alice: Account
    bob: Account

    @classmethod
    @asynccontextmanager
    async def running(cls) -> AsyncIterator[OnEmbedded]:
        """Serve what the real server has, and no more."""
        server = Server(email="alice@example.com", name="alice", without=[MASKED_EMAIL])
        bob = server.add_person("bob@example.com")
        async with server:
            yield cls(server, cls._account(server, server.person), cls._account(server, bob))

    @staticmethod
    def _account(server: Server, person: Person) -> Account:
        return Account(
            url=server.url,
            id=person.account_id,
            token=person.token,
            username=person.username,
            password=person.password,
            address=person.email,
        )

    async def deliver(self, message: bytes, to: Account, sender: str) -> None:
        self.server.receive(message, to.address)

    async def shared_mailbox(self, bob: aiojmap.Client) -> str:
        made = await bob.mailbox.create(mail.MailboxCreate(name=unique("Shared")))
        self.server.share(self.bob.address, self.alice.address)
        return made.id


@attrs.frozen
class OnCyrus:
    """The real server, one for the whole run."""

    server: Cyrus

    @property
    def alice(self) -> Account:
        return self._account("alice")

    @property
    def bob(self) -> Account:
        return self._account("bob")

    def _account(self, name: str) -> Account:
        user = self.server.users[name]
        return Account(
            url=self.server.base_url,
            id=user.account_id,
            token=user.bearer,
            username=user.username,
            password=user.password,
            address=user.email,
        )

    async def deliver(self, message: bytes, to: Account, sender: str) -> None:
        socket = self.server.directory / "conf" / "socket" / "lmtp"
        await asyncio.to_thread(_by_lmtp, socket, message, sender, to.address)

    async def shared_mailbox(self, bob: aiojmap.Client) -> str:
        name = unique("Shared")
        await asyncio.to_thread(share, self.server, name)
        return (await bob.mailbox.query(filter=mail.MailboxFilter(name=name))).ids[0]


def _by_lmtp(socket: Path, message: bytes, sender: str, recipient: str) -> None:
    with smtplib.LMTP(str(socket)) as lmtp:
        lmtp.sendmail(sender, [recipient], message)
