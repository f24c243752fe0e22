"""The people of one server, their accounts and tokens, and what carries out their requests."""

from __future__ import annotations

import functools
import random
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING

import attrs

from ._faults.script import Faults
from ._jmap.access import Access
from ._jmap.account import Account, Clock, User
from ._jmap.bindings import PACKAGES, bindings
from ._jmap.processing import CORE, VERBS, Processor
from ._push.hub import Hub, Timer
from ._push.states import DELIVERY, States, visible
from ._seed.account import fill
from ._types.delivery import PostOffice
from ._types.making import fill_types, fill_user_types, served

if TYPE_CHECKING:
    from ._jmap.limits import Limits
    from ._oauth.resource import ProtectedResource
    from ._push.pushed import Pushed
    from ._types.push_subscription import PushSubscriptionType


@attrs.define(kw_only=True)
class Member:
    """Somebody with an account of their own, and what others share with them."""

    user: User
    username: str
    password: str = attrs.field(repr=False)
    account: Account
    shared: dict[str, bool] = attrs.field(factory=dict[str, bool])
    """The ids of accounts of others, with whether they may only be read."""


@attrs.define(kw_only=True, eq=False)
class Grant:
    """What credentials stand for; `capabilities` are those they are for, if not all."""

    member: Member
    space: Account
    subscriptions: PushSubscriptionType
    capabilities: frozenset[str] | None = None
    read_only: bool = False
    expires_at: datetime | None = None
    of: Grant | None = None
    """What was granted as a whole, for one of its tokens."""
    revoked: bool = False


class Realm:
    """Everybody and everything on one server."""

    def __init__(
        self,
        *,
        limits: Limits,
        clock: Clock,
        random_source: random.Random,
        packages: Iterable[str],
        without: Collection[str],
        timer: Timer,
    ) -> None:
        self.limits = limits
        self.bumps = 0
        """How often the state of the session was changed without anything else in it."""
        self.post = PostOffice(clock)
        self.members: dict[str, Member] = {}
        self.accounts: dict[str, Account] = {}
        self.grants: dict[str, Grant] = {}
        """By their tokens."""
        self.passwords: dict[str, Grant] = {}
        """By the addresses of those who have them, in lower case."""
        self.pushes: list[Pushed] = []
        self.hub = Hub(timer)
        self.resource: ProtectedResource | None = None
        """What an authorization server says of the server, if one protects it."""
        self._clock = clock
        self._random = random_source
        self._packages = tuple(dict.fromkeys([*PACKAGES, *packages]))
        methods = {
            name: found
            for name, found in bindings(self._packages).items()
            if found.method.capability not in without
            and (found.open or found.verb in VERBS or served(found.owner, found.verb))
        }
        self.offered = frozenset({CORE, *(found.method.capability for found in methods.values())})
        self._stated = {
            found.owner: found.method.capability
            for found in methods.values()
            if found.verb == "get" and "state" in found.method.response.properties_by_json
        }
        if "Email" in self._stated:
            self._stated[DELIVERY] = self._stated["Email"]
        self.scopes = {
            found.method.capability: found.method.scope or found.method.capability
            for found in methods.values()
        }
        """The OAuth scope of each capability: its URI where none is known."""
        self.faults = Faults({name: found.method for name, found in methods.items()})
        self.processor = Processor(
            bindings=methods,
            capabilities=self.offered,
            limits=limits,
            wake=self.wake,
            around=self.faults._around,
        )

    @property
    def packages(self) -> tuple[str, ...]:
        """The generated packages whose types are served."""
        return self._packages

    def wake(self) -> None:
        """Bring up to date what the passing of time changes, such as mail that is held back."""
        self.post.wake()
        for account in self.accounts.values():
            account.wake()

    def add_member(
        self, user: User, *, username: str, password: str, read_only: bool, seeded: bool
    ) -> Member:
        """Give somebody an account, with mail in it if it is to be seeded."""
        account = self._account(user, f"u{len(self.members) + 1:07d}")
        fill_types(account, self.post, self._packages)
        fill(account, mail=seeded)
        account.read_only = read_only
        member = Member(user=user, username=username, password=password, account=account)
        key = user.email.casefold()
        self.members[key] = member
        self.accounts[account.id] = account
        self.passwords[key] = self.grant(member)
        return member

    def grant(
        self,
        member: Member,
        capabilities: Iterable[str] | None = None,
        *,
        read_only: bool = False,
    ) -> Grant:
        """Credentials of somebody, for some capabilities or for all."""
        space = self._account(member.user, f"{member.account.id}-space")
        return Grant(
            member=member,
            space=space,
            subscriptions=fill_user_types(space, self._packages, self.pushes.append),
            capabilities=None if capabilities is None else frozenset(capabilities),
            read_only=read_only,
        )

    def revoke(self, token: str) -> None:
        """Accept a token no more; its streams end, and its subscriptions are gone with it."""
        grant = self.grants.pop(token, None)
        if grant is not None:
            grant.revoked = True
            self.hub.call()

    def states(self, grant: Grant) -> States:
        """The states of all types that a grant lets see."""
        return visible(self.access(grant), self._stated)

    def tell(self) -> None:
        """Let everybody know who wants to that something may have changed."""
        # The tokens of one authorization have their subscriptions in common.
        credentials = [*self.grants.values(), *self.passwords.values()]
        for grant in dict.fromkeys(found.of or found for found in credentials):
            grant.subscriptions.tell(functools.partial(self.states, grant))
        self.hub.call()

    def now(self) -> datetime:
        """The time, as the clock of the server tells it."""
        return self._clock()

    def access(self, grant: Grant) -> Access:
        """What a grant gives access to at present."""
        member = grant.member
        shared = {id_: self.accounts[id_] for id_ in member.shared}
        accounts = {member.account.id: member.account, **shared}
        granted = grant.capabilities
        closed = {id_ for id_, read_only in member.shared.items() if read_only}
        return Access(
            username=member.username,
            accounts=accounts,
            personal=member.account,
            space=grant.space,
            capabilities=self.offered if granted is None else (granted & self.offered) | {CORE},
            read_only=frozenset(accounts if grant.read_only else closed),
        )

    def _account(self, user: User, id_: str) -> Account:
        return Account(id=id_, user=user, clock=self._clock, random=self._random)


def find_member(members: Mapping[str, Member], email: str) -> Member:
    """The person with an address; raises `LookupError` if nobody has it."""
    member = members.get(email.casefold())
    if member is None:
        raise LookupError(f"there is nobody with the address {email!r}")
    return member
