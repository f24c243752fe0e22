"""What the credentials of a request give access to."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import attrs

if TYPE_CHECKING:
    from .account import Account


@attrs.frozen(kw_only=True)
class Access:
    """Who asks, which accounts they reach, and what they may do there."""

    username: str
    accounts: Mapping[str, Account]
    """The accounts that can be seen, the user's own one first."""
    personal: Account
    """The account that belongs to the user."""
    space: Account
    """What belongs to the credentials rather than to an account: push subscriptions."""
    capabilities: frozenset[str]
    read_only: frozenset[str] = frozenset()
    """The ids of the accounts in which nothing may be changed."""

    def may_write(self, account: Account) -> bool:
        """Whether something in an account may be changed."""
        return not account.read_only and account.id not in self.read_only
