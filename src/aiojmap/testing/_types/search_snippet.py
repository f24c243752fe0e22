"""Search snippets (RFC 8621, section 5)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._jmap.datatype import Classes, DataType
from .mail_store import MailStore

if TYPE_CHECKING:
    from .._jmap.account import Account


class SearchSnippetType(DataType):
    """Shows where emails have the words of a search."""

    name = "SearchSnippet"

    def __init__(self, account: Account, classes: Classes, store: MailStore) -> None:
        super().__init__(account, classes)
        self._store = store
