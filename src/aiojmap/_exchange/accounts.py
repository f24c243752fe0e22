"""What a session allows: capabilities, accounts, limits."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import TypeVar

from .._model.capabilities import (
    AccountCapabilityObject,
    CapabilityObject,
    SessionCapabilityObject,
)
from .._model.conversion import decode
from .._model.decoding import member
from .._model.errors import CallRefused, DecodeError
from .._model.invocation import AnyCall
from .._model.types import JSONObject
from ..core import Account, CoreCapability, Session

S = TypeVar("S", bound=SessionCapabilityObject)
A = TypeVar("A", bound=AccountCapabilityObject)
C = TypeVar("C", bound=CapabilityObject)


def limits(session: Session) -> CoreCapability:
    """The limits of the server; what it does not say is what RFC 8620 suggests at least."""
    return session_capability(session, CoreCapability)


def session_capability(session: Session, kind: type[S]) -> S:
    """What the session says about a capability, empty if it says nothing."""
    return _capability(session.capabilities, kind, ".capabilities")


def account_capability(session: Session, kind: type[A], account_id: str) -> A:
    """What an account says about a capability, empty if it says nothing."""
    account = session.accounts.get(account_id)
    if account is None:
        return decode({}, kind)
    where = f".accounts{member(account_id)}.accountCapabilities"
    return _capability(account.account_capabilities, kind, where)


def _capability(found: Mapping[str, JSONObject], kind: type[C], where: str) -> C:
    try:
        return decode(found.get(kind.uri) or {}, kind)
    except DecodeError as error:
        error.within(f"{where}{member(kind.uri)}")
        error.context = "the session"
        raise


def account_for(session: Session, capability: str, name: str) -> str:
    """The account a call goes to if it names none: the primary one of its capability.

    For the core that is the account that uploads go to.
    Raises `CallRefused` when there is none and the choice is not obvious.
    """
    primary = session.primary_accounts.get(capability)
    if primary is not None:
        return primary
    # The core has no primary account (RFC 8620, section 2); its only account methods are of blobs.
    if capability == CoreCapability.uri:
        return account_of_blobs(session, f"{name}: ")
    able = [
        id_ for id_, found in session.accounts.items() if capability in found.account_capabilities
    ]
    if len(able) == 1:
        return able[0]
    choice = f"pass account_id= one of {', '.join(able)}" if able else "no account has it"
    raise CallRefused(f"{name}: the session names no primary account for {capability}; {choice}")


def account_of_blobs(session: Session, context: str = "") -> str:
    """The account for uploads, downloads and copies of blobs that name none.

    It is the one account there is, or the one that most capabilities have as their primary.
    Raises `CallRefused` when that is not clear.
    """
    if len(session.accounts) == 1:
        return next(iter(session.accounts))
    primary = Counter(session.primary_accounts.values()).most_common(2)
    if not primary or (len(primary) == 2 and primary[0][1] == primary[1][1]):
        known = ", ".join(session.accounts) or "none"
        raise CallRefused(
            f"{context}no account is the obvious one for blobs: pass account_id= ({known})"
        )
    return primary[0][0]


def require_account(session: Session, call: AnyCall, account_id: str) -> None:
    """Raise `CallRefused` unless the account exists, has the capability, and can be written."""
    account: Account | None = session.accounts.get(account_id)
    name, wanted = call.method.name, call.method.capability
    if account is None:
        known = ", ".join(session.accounts) or "none"
        raise CallRefused(f"{name}: there is no account {account_id!r}; the session has {known}")
    # Accounts need not list the core, which has nothing to restrict (RFC 8620, section 2).
    if wanted not in ("", CoreCapability.uri) and wanted not in account.account_capabilities:
        raise CallRefused(f"{name}: the account {account_id!r} does not have {wanted}")
    if call.method.effect == "write" and account.is_read_only:
        raise CallRefused(
            f"{name} would change the account {account_id!r}, which is read-only: "
            f"{call._sender._remedy((), (), write=True)}"
        )
