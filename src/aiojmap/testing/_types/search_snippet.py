"""Search snippets (RFC 8621, section 5)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._jmap import filtering
from .._jmap.context import texts
from .._jmap.datatype import Classes, DataType, Verb
from .._jmap.failures import MethodFailure
from .._message.parsing import words_of
from .mail_store import MailStore
from .marking import marked, section
from .searching import Term, terms

if TYPE_CHECKING:
    from ...runtime import JSON, JSONObject
    from .._jmap.account import Account
    from .._jmap.context import Context
    from .._jmap.datatype import Answer


class SearchSnippetType(DataType):
    """Shows where emails have the words of a search."""

    name = "SearchSnippet"

    def __init__(self, account: Account, classes: Classes, store: MailStore) -> None:
        super().__init__(account, classes)
        self._store = store

    def method(self, verb: str, /) -> Verb | None:
        return (
            (lambda _, arguments, context: self._get(arguments, context)) if verb == "get" else None
        )

    def _get(self, arguments: JSONObject, context: Context) -> list[Answer]:
        ids = list(dict.fromkeys(context.resolve(id_) for id_ in texts(arguments, "emailIds")))
        if len(ids) > context.limits.max_objects_in_get:
            raise MethodFailure("requestTooLarge", f"{len(ids)} are more than maxObjectsInGet")
        filter_ = arguments.get("filter")
        # Refuses what Email/query refuses.
        filtering.compiled(self.account.types["Email"], filter_)
        in_subject = searched(filter_, ("text", "subject"))
        in_body = searched(filter_, ("text", "body"))
        found: list[JSON] = []
        missing: list[JSON] = []
        emails = self.account.table("Email")
        for id_ in ids:
            record = emails.get(id_)
            if record is None:
                missing.append(id_)
            else:
                found.append(self._snippet(record, in_subject, in_body))
        answer: JSONObject = {
            "accountId": arguments["accountId"],
            "list": found,
            "notFound": missing or None,
        }
        return [("SearchSnippet/get", answer)]

    def _snippet(
        self, record: JSONObject, in_subject: list[Term], in_body: list[Term]
    ) -> JSONObject:
        subject = record["subject"]
        # Reading a whole message again is slow: only where there is something to be found.
        folded = self._store.words(record)
        hit = any(term.text in folded for term in in_body)
        return {
            "emailId": record["id"],
            "subject": marked(subject, in_subject) if isinstance(subject, str) else None,
            "preview": section(words_of(self._store.whole(record)), in_body) if hit else None,
        }


def searched(filter_: JSON, names: tuple[str, ...]) -> list[Term]:
    """The terms that a filter looks for in conditions of these names, and does not exclude."""
    if not isinstance(filter_, dict) or filter_.get("operator") == "NOT":
        return []
    conditions = filter_.get("conditions")
    if "operator" in filter_ and isinstance(conditions, list):
        return [term for item in conditions for term in searched(item, names)]
    return [term for name in names for term in terms(str(filter_.get(name) or ""))]
