"""Puts an account together: its types, what is in it, and what carries out requests."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

import attrs

from ._jmap.bindings import PACKAGES, bindings, classes
from ._jmap.processing import CORE, VERBS, Processor
from ._seed.account import fill
from ._session import SessionDocument
from ._types.delivery import Delivery, sender_of
from ._types.email import EmailType
from ._types.identity import IdentityType
from ._types.mail_store import MailStore
from ._types.mailbox import MailboxType
from ._types.masked_email import MaskedEmailType
from ._types.submission import SubmissionType
from ._types.thread import ThreadType

if TYPE_CHECKING:
    from ._jmap.account import Account
    from ._jmap.datatype import Classes, DataType
    from ._jmap.limits import Limits


@attrs.frozen
class Backend:
    """What the endpoints work on."""

    account: Account
    processor: Processor
    session: SessionDocument
    delivery: Delivery
    limits: Limits

    def receive(self, message: bytes, recipient: str) -> str | None:
        """Let a message arrive; returns the id of the Email, or None if it bounces."""
        email = self.delivery.deliver(message, sender_of(message), recipient)
        self.processor.settle()
        return None if email is None else str(email["id"])


def backend(account: Account, limits: Limits, *, without: Collection[str], seeded: bool) -> Backend:
    """Make what serves an account, with mail in it if it is to be seeded."""
    store = MailStore(account)
    masked = MaskedEmailType(account, _classes("MaskedEmail"))
    delivery = Delivery(account, store, masked)
    identities = IdentityType(account, _classes("Identity"))
    identities.seed(account.user)
    made: list[DataType] = [
        MailboxType(account, _classes("Mailbox"), store),
        ThreadType(account, _classes("Thread")),
        EmailType(account, _classes("Email"), store),
        identities,
        SubmissionType(account, _classes("EmailSubmission"), identities, delivery),
        masked,
    ]
    fill(account, store, mail=seeded)
    types = {type_.name: type_ for type_ in made}
    methods = {
        name: found
        for name, found in bindings(PACKAGES).items()
        if found.owner in types and found.verb in VERBS and found.method.capability not in without
    }
    offered = frozenset({CORE, *(found.method.capability for found in methods.values())})
    processor = Processor(
        account=account,
        types=types,
        bindings=methods,
        capabilities=offered - frozenset(without),
        limits=limits,
        settle=store.settle,
    )
    return Backend(account, processor, SessionDocument(account, offered, limits), delivery, limits)


def _classes(type_: str) -> Classes:
    found = classes(PACKAGES, type_)
    if found is None:
        raise LookupError(f"no generated package has a class {type_}")
    return found
