"""Which class serves which data type; a type without one of its own has the standard methods."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Final

from .._jmap.bindings import bindings, classes
from .._jmap.datatype import Classes, DataType
from .blob import BlobType
from .delivery import PostOffice
from .email import EmailType
from .identity import IdentityType
from .mail_store import MailStore
from .mailbox import MailboxType
from .masked_email import MaskedEmailType
from .push_subscription import PushSubscriptionType
from .search_snippet import SearchSnippetType
from .standard import StandardType
from .submission import SubmissionType
from .thread import ThreadType
from .vacation_response import VacationResponseType

if TYPE_CHECKING:
    from .._jmap.account import Account
    from .._push.pushed import Pushed

# The methods that are not standard ones, by the type that they belong to.
OWN_METHODS: Final[Mapping[str, frozenset[str]]] = {
    "Blob": frozenset(["copy"]),
    "Email": frozenset(["import", "parse"]),
    "SearchSnippet": frozenset(["get"]),
}
OF_USERS: Final = frozenset(["PushSubscription"])


def served(owner: str, verb: str) -> bool:
    """Whether a method that is no standard one is served."""
    return verb in OWN_METHODS.get(owner, ())


def fill_types(account: Account, post: PostOffice, packages: Iterable[str]) -> None:
    """Give an account every type that the packages define."""
    names = tuple(packages)
    store = MailStore(account)
    masked = MaskedEmailType(account, _classes(names, "MaskedEmail"))
    identities = IdentityType(account, _classes(names, "Identity"))
    identities.seed(account.user)
    vacation = VacationResponseType(account, _classes(names, "VacationResponse"))
    made: list[DataType] = [
        MailboxType(account, _classes(names, "Mailbox"), store),
        ThreadType(account, _classes(names, "Thread")),
        EmailType(account, _classes(names, "Email"), store),
        SearchSnippetType(account, _classes(names, "SearchSnippet"), store),
        identities,
        SubmissionType(account, _classes(names, "EmailSubmission"), identities, post),
        vacation,
        masked,
        BlobType(account, Classes()),
    ]
    account.types.update({type_.name: type_ for type_ in made})
    for owner in _owners(names):
        if owner not in account.types and owner not in OF_USERS:
            found = classes(names, owner)
            if found is not None:
                account.types[owner] = StandardType(account, found, owner)
    account.settlers.append(store.settle)
    post.open_mailroom(account, store, masked, vacation)


def fill_user_types(
    space: Account, packages: Iterable[str], post: Callable[[Pushed], None]
) -> PushSubscriptionType:
    """Give credentials the types that belong to no account; what is pushed goes to `post`."""
    found = _classes(tuple(packages), "PushSubscription")
    made = PushSubscriptionType(space, found, post)
    space.types["PushSubscription"] = made
    return made


def _owners(packages: tuple[str, ...]) -> dict[str, None]:
    return dict.fromkeys(found.owner for found in bindings(packages).values())


def _classes(packages: tuple[str, ...], type_: str) -> Classes:
    found = classes(packages, type_)
    if found is None:
        raise LookupError(f"no generated package has a class {type_}")
    return found
