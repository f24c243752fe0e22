"""Odd habits of real servers: what they send that is not as the RFCs say, or only just."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, MutableSet
from typing import TYPE_CHECKING, Final, Literal, TypeGuard

from ..._model.records import did_you_mean

if TYPE_CHECKING:
    from ...runtime import JSON, JSONObject

Habit = Literal[
    "Basic only",
    "HTML errors",
    "always total",
    "constant state",
    "emailsListSortOptions",
    "empty maps",
    "extra members",
    "gzip label",
    "limit for requestTooLarge",
    "missing maps",
    "no collations",
    "no mailbox limits",
    "no notFound",
    "no primaryAccounts",
    "no states in import",
    "null notFound",
    "other host",
    "relative URLs",
    "resultReference",
    "unknown ids destroyed",
    "updated with ids",
]
"""The name of a habit; `KNOWN_HABITS` says what each is."""

KNOWN_HABITS: Final[Mapping[Habit, str]] = {
    "Basic only": "A 401 offers Basic alone (Cyrus).",
    "HTML errors": "Errors of HTTP have a page for people as their body (Cyrus).",
    "always total": "A /query says the total, asked or not (Cyrus).",
    "constant state": "The state of the session never changes (Cyrus).",
    "emailsListSortOptions": "The session has this instead of emailQuerySortOptions (Cyrus).",
    "empty maps": "What is null in the answer to a /set is an empty map or list (Cyrus).",
    "extra members": "Records, errors, answers and the session have unknown members (Cyrus).",
    "gzip label": "Events are said to be gzip and are not, if the client takes it (Cyrus 3.10).",
    "limit for requestTooLarge": "The whole request fails where a call alone should (Cyrus).",
    "missing maps": "What is null in the answer to a /set is left out (several).",
    "no collations": "collationAlgorithms is empty (Cyrus).",
    "no mailbox limits": "maxMailboxDepth and maxSizeMailboxName are left out (Cyrus).",
    "no notFound": "A /get that found everything leaves notFound out (several).",
    "no primaryAccounts": "The session names no primary accounts (several).",
    "no states in import": "Email/import answers without oldState and newState (Cyrus 3.6).",
    "null notFound": "A /get that found everything says null for notFound (Cyrus).",
    "other host": "The URLs of the session are on another host (Fastmail).",
    "relative URLs": "The URLs of the session are relative (Cyrus).",
    "resultReference": "The error of a bad result reference has this type (Cyrus 3.6).",
    "unknown ids destroyed": "Destroying what is not there succeeds (Cyrus 3.6).",
    "updated with ids": "What was updated comes with its id instead of null (Cyrus).",
}
"""Each habit in a sentence, with who has it."""

_MAPS: Final = ("created", "updated", "notCreated", "notUpdated", "notDestroyed", "notCopied")
_RESULTS: Final = (*_MAPS, "destroyed", "copied")
_URLS: Final = ("apiUrl", "uploadUrl", "downloadUrl", "eventSourceUrl")
_HOST: Final = re.compile(r"^https?://[^/]+")
_EXTRA: Final = "x-testing"


def is_habit(name: object) -> TypeGuard[Habit]:
    """Whether there is a habit of that name."""
    return name in KNOWN_HABITS


class Habits(MutableSet[Habit]):
    """The habits that a server has at present; a name of none raises `ValueError`."""

    def __init__(self) -> None:
        self._names: set[Habit] = set()

    def add(self, *values: Habit) -> None:
        """Take up habits."""
        for value in values:
            if not is_habit(value):
                raise ValueError(
                    f"there is no habit {value!r}{did_you_mean(str(value), KNOWN_HABITS)}"
                )
        self._names.update(values)

    def discard(self, value: Habit) -> None:
        """Give a habit up."""
        self._names.discard(value)

    def __contains__(self, value: object) -> bool:
        return value in self._names

    def __iter__(self) -> Iterator[Habit]:
        return iter(sorted(self._names))

    def __len__(self) -> int:
        return len(self._names)

    def __repr__(self) -> str:
        return f"Habits({', '.join(map(repr, self))})"

    def session(self, document: JSONObject) -> JSONObject:
        """A session object as a server with these habits has it."""
        for name in self:
            change = _SESSION.get(name)
            if change is not None:
                change(document)
        return document

    def response(self, document: JSONObject) -> JSONObject:
        """The response to an API request as a server with these habits has it."""
        if "constant state" in self:
            document["sessionState"] = "0"
        if "extra members" in self:
            document[_EXTRA] = {"real": 0.01}
        answers = document["methodResponses"]
        for answer in answers if isinstance(answers, list) else []:
            match answer:
                case [str(name), dict(members), _]:
                    for habit in self:
                        change = _ANSWERS.get(habit)
                        if change is not None:
                            change(name, members)
                case _:
                    pass
        return document


# ------------------------------------------------------------------------ the session


def _relative(session: JSONObject) -> None:
    for name in _URLS:
        session[name] = _HOST.sub("", str(session[name]))


def _elsewhere(session: JSONObject) -> None:
    for name in _URLS:
        url = str(session[name]).replace("//127.0.0.1", "//localhost")
        session[name] = url.replace("//jmap.test", "//eu.jmap.test")


def _without_primary_accounts(session: JSONObject) -> None:
    session.pop("primaryAccounts", None)


def _constant_state(session: JSONObject) -> None:
    session["state"] = "0"


def _without_collations(session: JSONObject) -> None:
    for capability in _objects(session.get("capabilities")):
        if "collationAlgorithms" in capability:
            capability["collationAlgorithms"] = []


def _without_limits(session: JSONObject) -> None:
    for capability in _account_capabilities(session):
        capability.pop("maxMailboxDepth", None)
        capability.pop("maxSizeMailboxName", None)


def _old_name(session: JSONObject) -> None:
    for capability in _account_capabilities(session):
        if "emailQuerySortOptions" in capability:
            capability["emailsListSortOptions"] = capability.pop("emailQuerySortOptions")


def _extra_in_session(session: JSONObject) -> None:
    session[_EXTRA] = True
    for account in _objects(session.get("accounts")):
        account["isPrimary"] = True


def _account_capabilities(session: JSONObject) -> Iterator[JSONObject]:
    for account in _objects(session.get("accounts")):
        yield from _objects(account.get("accountCapabilities"))


def _objects(value: JSON) -> Iterator[JSONObject]:
    items = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return (item for item in items if isinstance(item, dict))


_SESSION: Final[Mapping[Habit, Callable[[JSONObject], None]]] = {
    "constant state": _constant_state,
    "emailsListSortOptions": _old_name,
    "extra members": _extra_in_session,
    "no collations": _without_collations,
    "no mailbox limits": _without_limits,
    "no primaryAccounts": _without_primary_accounts,
    "other host": _elsewhere,
    "relative URLs": _relative,
}

# ------------------------------------------------------------------------ answers


def _empty_maps(_name: str, members: JSONObject) -> None:
    for key in _RESULTS:
        if key in members and members[key] is None:
            members[key] = [] if key == "destroyed" else {}


def _missing_maps(_name: str, members: JSONObject) -> None:
    for key in _RESULTS:
        if key in members and not members[key]:
            del members[key]


def _without_not_found(name: str, members: JSONObject) -> None:
    if name.endswith("/get") and not members.get("notFound"):
        members.pop("notFound", None)


def _null_not_found(name: str, members: JSONObject) -> None:
    if name.endswith("/get") and not members.get("notFound"):
        members["notFound"] = None


def _without_states(name: str, members: JSONObject) -> None:
    if name == "Email/import":
        members.pop("oldState", None)
        members.pop("newState", None)


def _reference(name: str, members: JSONObject) -> None:
    if name == "error" and members.get("type") == "invalidResultReference":
        members["type"] = "resultReference"


def _destroyed(name: str, members: JSONObject) -> None:
    refused = members.get("notDestroyed")
    if not name.endswith("/set") or not isinstance(refused, dict):
        return
    missing: list[JSON] = [
        id_
        for id_, error in refused.items()
        if isinstance(error, dict) and error.get("type") == "notFound"
    ]
    before = members.get("destroyed")
    members["destroyed"] = [*(before if isinstance(before, list) else ()), *missing] or None
    left: JSONObject = {id_: error for id_, error in refused.items() if id_ not in missing}
    members["notDestroyed"] = left or None


def _updated(name: str, members: JSONObject) -> None:
    updated = members.get("updated")
    if name.endswith("/set") and isinstance(updated, dict):
        for id_, value in updated.items():
            updated[id_] = {"id": id_, **(value if isinstance(value, dict) else {})}


def _extra(name: str, members: JSONObject) -> None:
    members[_EXTRA] = True
    if name == "error":
        members["arguments"] = ["accountId"]
    for key in ("list", "created"):
        for record in _objects(members.get(key)):
            record[_EXTRA] = [1]
    for key in ("notCreated", "notUpdated", "notDestroyed"):
        for error in _objects(members.get(key)):
            error[_EXTRA] = None


_ANSWERS: Final[Mapping[Habit, Callable[[str, JSONObject], None]]] = {
    "empty maps": _empty_maps,
    "extra members": _extra,
    "missing maps": _missing_maps,
    "no notFound": _without_not_found,
    "no states in import": _without_states,
    "null notFound": _null_not_found,
    "resultReference": _reference,
    "unknown ids destroyed": _destroyed,
    "updated with ids": _updated,
}
