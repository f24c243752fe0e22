"""The server as tests and examples use it."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Collection, Iterable
from datetime import UTC, datetime
from types import ModuleType
from typing import TYPE_CHECKING

import attrs

from ..mail import EmailId
from ._http.application import Application
from ._in_process import http_client
from ._jmap.account import Clock, Sent, User
from ._jmap.limits import Limits
from ._journal import Journal
from ._mailbox_handle import MailboxHandle, find_mailbox, octets
from ._oauth.server import AuthorizationServer
from ._own_loop import at_home
from ._push.hub import Timer
from ._push.pushed import Pushed
from ._realm import Realm, find_member
from ._running import Running
from ._types.delivery import sender_of

if TYPE_CHECKING:
    from email.message import EmailMessage

    import httpx
    from starlette.types import ASGIApp

    from aiojmap import Client

    from ._faults.script import Faults
    from ._oauth.sins import Sins

TOKEN = "testing-token-0123456789"
PASSWORD = "testing-password"


def _now() -> datetime:
    return datetime.now(UTC)


@attrs.frozen(kw_only=True)
class Person:
    """Somebody on the server: who they are, and how a client gets in as them."""

    email: str
    account_id: str
    token: str = attrs.field(repr=False)
    username: str
    password: str = attrs.field(repr=False)


class Server(Journal, Running):
    """A JMAP server in memory, over HTTP on the loopback interface or without a socket.

    It serves one person, in whose account there is some mail unless `seeded` is false:

        async with Server() as server, server.client() as client:
            ...

    Args:
        socket: Whether it listens on a port. Without one, only clients made by `client()` and
            `http_client()` reach it; nothing else is different for them.
        packages: Generated packages to serve besides those of aiojmap, or their import names.
        token: The bearer token that is accepted.
        username: The name accepted with the password; the address of the user if left out.
        password: The password that is accepted.
        email: The address of the user.
        name: What the user is called.
        read_only: Whether the account cannot be changed.
        without: URIs of capabilities that are not to be offered.
        seeded: Whether there is mail in the account.
        clock: Tells the time.
        timer: Comes back after some seconds, between the pings of the event source.
        random_source: Where made-up addresses and message ids come from.
        max_calls_in_request: The limit of that name, as are the others.
        max_size_request: In octets.
        max_size_upload: In octets.
        max_objects_in_get: How many records one /get returns.
        max_objects_in_set: How many records one /set takes.
        max_concurrent_requests: How many API requests of one person are served at a time.
        max_concurrent_upload: How many uploads of one person are served at a time.
    """

    def __init__(
        self,
        *,
        socket: bool = True,
        packages: Iterable[str | ModuleType] = (),
        token: str = TOKEN,
        username: str | None = None,
        password: str = PASSWORD,
        email: str = "robin@example.com",
        name: str = "Robin Vale",
        read_only: bool = False,
        without: Collection[str] = (),
        seeded: bool = True,
        clock: Clock = _now,
        timer: Timer = asyncio.sleep,
        random_source: random.Random | None = None,
        max_calls_in_request: int = 50,
        max_size_request: int = 10_000_000,
        max_size_upload: int = 50_000_000,
        max_objects_in_get: int = 1000,
        max_objects_in_set: int = 1000,
        max_concurrent_requests: int = 10,
        max_concurrent_upload: int = 4,
    ) -> None:
        self._people: dict[str, Person] = {}
        self._random = random_source or random.Random(0)  # noqa: S311  # keeps no secrets
        self._realm = Realm(
            limits=Limits(
                max_calls_in_request=max_calls_in_request,
                max_size_request=max_size_request,
                max_size_upload=max_size_upload,
                max_objects_in_get=max_objects_in_get,
                max_objects_in_set=max_objects_in_set,
                max_concurrent_requests=max_concurrent_requests,
                max_concurrent_upload=max_concurrent_upload,
            ),
            clock=clock,
            random_source=self._random,
            packages=[found if isinstance(found, str) else found.__name__ for found in packages],
            without=without,
            timer=timer,
        )
        Journal.__init__(self, self._realm.faults._names)
        Running.__init__(self, self._realm.hub, socket=socket)
        local, _, domain = email.rpartition("@")
        self.person = self.add_person(
            email,
            name=name,
            aliases=[f"{local}.work@{domain}"],
            token=token,
            username=username,
            password=password,
            read_only=read_only,
            seeded=seeded,
        )

    @property
    def token(self) -> str:
        """The bearer token of the person it was made with."""
        return self.person.token

    @property
    def username(self) -> str:
        """The user name of the person it was made with."""
        return self.person.username

    @property
    def password(self) -> str:
        """The password of the person it was made with."""
        return self.person.password

    @property
    def email(self) -> str:
        """The address of the person it was made with."""
        return self.person.email

    @property
    def account_id(self) -> str:
        """The id of the account of the person it was made with."""
        return self.person.account_id

    @property
    def faults(self) -> Faults:
        """What is to go wrong: `server.faults.on("Email/query").fail("serverUnavailable")`."""
        return self._realm.faults

    @property
    @at_home
    def outbox(self) -> list[Sent]:
        """The messages that were sent, oldest first."""
        self._realm.wake()
        return self._realm.post.outbox

    @property
    def pushes(self) -> list[Pushed]:
        """What was pushed to the URLs of push subscriptions, oldest first."""
        return self._realm.pushes

    def client(
        self,
        email: str | None = None,
        *,
        token: str | None = None,
        capabilities: Iterable[str] | None = None,
        read_only: bool = False,
        keep_alive: bool = True,
    ) -> Client:
        """A client for somebody on the server, to be used as an async context manager.

        Args:
            email: Who it is for; the person the server was made with if left out.
            token: The bearer token to use; if left out, theirs, or a new one that fits the rest.
            capabilities: URIs that a new token is for, the core besides; all if left out.
            read_only: Whether nothing can be changed with a new token.
            keep_alive: Whether connections are kept for further requests. If not, nothing is
                left open when the client is not closed.
        """
        from aiojmap import Client

        limited = capabilities is not None or read_only
        if token is not None and (limited or email is not None):
            raise TypeError("a token says itself who it is for and what it allows")
        if token is None and limited:
            token = self.new_token(email, capabilities=capabilities, read_only=read_only)
        if token is None:
            member = find_member(self._realm.members, email or self.email)
            token = self._people[member.user.email.casefold()].token
        return Client(
            self.url,
            token=token,
            http_client=None
            if self._with_socket and keep_alive
            else self.http_client(keep_alive=keep_alive),
        )

    def http_client(self, *, keep_alive: bool = True) -> httpx.AsyncClient:
        """An httpx client that reaches the server, with its URL to start from.

        It has no credentials; use it as an async context manager, or give it to a Client.
        """
        return http_client(self._entered, keep_alive=keep_alive)

    @at_home
    def add_person(
        self,
        email: str,
        *,
        name: str = "",
        aliases: Iterable[str] = (),
        token: str | None = None,
        username: str | None = None,
        password: str = PASSWORD,
        read_only: bool = False,
        seeded: bool = False,
    ) -> Person:
        """Give somebody else an account on the server; mail to their addresses reaches it.

        Args:
            email: Their address, which nobody else on the server has.
            name: What they are called; the part before the @ if left out.
            aliases: Further addresses.
            token: The bearer token that lets them in; a new one if left out.
            username: The name accepted with the password; the address if left out.
            password: The password that is accepted.
            read_only: Whether their account cannot be changed.
            seeded: Whether there is mail in their account.
        """
        if email.casefold() in self._realm.members:
            raise ValueError(f"there is somebody with the address {email!r} already")
        user = User(name=name or email.partition("@")[0], email=email, aliases=tuple(aliases))
        member = self._realm.add_member(
            user,
            username=email if username is None else username,
            password=password,
            read_only=read_only,
            seeded=seeded,
        )
        made = self._new_token() if token is None else token
        self._realm.grants[made] = self._realm.grant(member)
        person = Person(
            email=email,
            account_id=member.account.id,
            token=made,
            username=member.username,
            password=password,
        )
        self._people[email.casefold()] = person
        return person

    @at_home
    def share(self, owner: str, other: str, *, read_only: bool = True) -> None:
        """Let somebody see the account of somebody else; both are named by their addresses."""
        account = find_member(self._realm.members, owner).account
        find_member(self._realm.members, other).shared[account.id] = read_only
        self._realm.tell()

    @at_home
    def new_token(
        self,
        email: str | None = None,
        *,
        capabilities: Iterable[str] | None = None,
        read_only: bool = False,
    ) -> str:
        """A further bearer token.

        Args:
            email: Whose it is; the person the server was made with if left out.
            capabilities: URIs that it is for, the core besides; all of them if left out.
            read_only: Whether nothing can be changed with it.
        """
        member = find_member(self._realm.members, email or self.email)
        made = self._new_token()
        self._realm.grants[made] = self._realm.grant(member, capabilities, read_only=read_only)
        return made

    @at_home
    def revoke(self, token: str) -> None:
        """Let a token be accepted no more: its event streams and push subscriptions end."""
        self._realm.revoke(token)

    def authorization_server(self, sins: Sins | None = None) -> AuthorizationServer:
        """An OAuth authorization server for the people of this one, to be entered after it.

        `sins` say what it does wrong, if anything. `AuthorizationServer` takes more arguments.
        """
        return AuthorizationServer(self, sins=sins)

    @at_home
    def change_session(self) -> None:
        """Give the session another state, as if something in it had changed."""
        self._realm.bumps += 1

    @at_home
    def receive(
        self, message: bytes | EmailMessage, recipient: str | None = None
    ) -> EmailId | None:
        """Let a message arrive from outside.

        Returns the id of the Email that came of it, or None if the recipient, by default
        the person the server was made with, is nobody on the server.
        """
        raw = octets(message)
        to = self.email if recipient is None else recipient
        self._realm.wake()
        email = self._realm.post.deliver(raw, sender_of(raw), to).email
        self._realm.tell()
        return None if email is None else EmailId(str(email["id"]))

    def mailbox(self, name: str = "inbox", email: str | None = None) -> MailboxHandle:
        """A mailbox, to put mail into it and to look at what is there.

        Args:
            name: Its role, or its name; raises `LookupError` if there is no such mailbox.
            email: Whose it is; the person the server was made with if left out.
        """
        account = find_member(self._realm.members, email or self.email).account
        return find_mailbox(account, name, self._realm.tell, self)

    @at_home
    def release(self, submission_id: str | None = None) -> int:
        """Let mail go that a submission holds back (HOLDFOR, HOLDUNTIL), before its time.

        Returns how many messages went, of that submission or of all.
        """
        released = self._realm.post.release(submission_id)
        self._realm.tell()
        return released

    def _new_token(self) -> str:
        return f"testing-token-{self._random.getrandbits(64):016x}"

    def _application(self, url: str) -> ASGIApp:
        return Application(self._realm, self.requests, url).asgi()
