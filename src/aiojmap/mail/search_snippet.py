# Generated from rfc8621_mail.toml by `aiojmap-codegen generate`. Do not edit.
"""Where an email has the words of a search. RFC 8621, section 5."""

from __future__ import annotations

import builtins
from collections.abc import Sequence
from typing import ClassVar

from aiojmap.core import method_errors as core_method_errors
from aiojmap.core.ids import AccountId
from aiojmap.mail.ids import EmailId
from aiojmap.runtime import (
    NOT_FETCHED,
    UNSET,
    Arguments,
    Call,
    Filter,
    Inside,
    Method,
    Namespace,
    Record,
    Ref,
    Refs,
    Response,
    UnsetType,
    Value,
    prop,
    record,
)


@record
class SearchSnippet(Record):
    """Where an email has the words of a search.

    RFC 8621, section 5.
    """

    fetched_by: ClassVar[str | None] = "SearchSnippet/get"

    email_id: str = prop("emailId", default=NOT_FETCHED)
    """The email. `Id`, section 5."""
    subject: str | None = prop("subject", default=NOT_FETCHED)
    """The subject as HTML with the words in mark elements, or null if it has none of them.
    `String|null`, section 5.
    """
    preview: str | None = prop("preview", default=NOT_FETCHED)
    """A piece of the text as HTML with the words in mark elements, at most 255 octets, or null if
    it has none of them. `String|null`, section 5.
    """


class SearchSnippetRefs(Refs):
    """What can be referred to in each SearchSnippet of an answer."""

    __slots__ = ()

    email_id = Value[Sequence[EmailId]]("emailId")
    subject = Value[Sequence[str | None]]("subject")
    preview = Value[Sequence[str | None]]("preview")


@record
class SearchSnippetGetArguments(Arguments):
    """The arguments of SearchSnippet/get."""

    account_id: str | UnsetType = prop("accountId", default=UNSET)
    """The account to use. `Id`, section 5.1."""
    filter: Filter[EmailId] | None | UnsetType = prop("filter", default=UNSET)
    """The filter of the search, as for Email/query. `FilterOperator|FilterCondition|null`, section
    5.1.
    """
    email_ids: Sequence[str] | Ref[Sequence[EmailId]] = prop("emailIds")
    """The emails. `Id[]`, section 5.1."""


@record
class SearchSnippetGetResponse(Response):
    """The answer to SearchSnippet/get.

    RFC 8621, section 5.1.
    """

    account_id: str = prop("accountId", default=NOT_FETCHED)
    """The account that was used. `Id`, section 5.1."""
    list: builtins.list[SearchSnippet] = prop("list", default=NOT_FETCHED)
    """The snippets, in any order. `SearchSnippet[]`, section 5.1."""
    not_found: builtins.list[str] = prop("notFound", default=NOT_FETCHED, fallback=[])
    """Emails that there are not. `Id[]|null`, section 5.1."""


class SearchSnippetGetCall(Call[SearchSnippetGetResponse]):
    """A call of SearchSnippet/get, not yet sent."""

    __slots__ = ()

    method: ClassVar[Method] = Method(
        name="SearchSnippet/get",
        capability="urn:ietf:params:jmap:mail",
        scope="urn:ietf:params:oauth:scope:mail",
        effect="read",
        arguments=SearchSnippetGetArguments,
        response=SearchSnippetGetResponse,
        record=SearchSnippet,
        errors={
            **core_method_errors.GENERAL,
            "requestTooLarge": core_method_errors.RequestTooLarge,
            "unsupportedFilter": core_method_errors.UnsupportedFilter,
        },
        set_errors={},
        implicit=(),
    )

    account_id = Value[AccountId]("accountId")
    list = Inside("list", SearchSnippetRefs)
    not_found = Value[Sequence[EmailId] | None]("notFound")


class SearchSnippetMethods(Namespace):
    """The methods of SearchSnippet: where an email has the words of a search."""

    __slots__ = ()

    def get(
        self,
        *,
        email_ids: Sequence[str] | Ref[Sequence[EmailId]],
        filter: Filter[EmailId] | None | UnsetType = UNSET,
        account_id: str | UnsetType = UNSET,
    ) -> SearchSnippetGetCall:
        """Show where emails have the words of a search.

        `SearchSnippet/get`: RFC 8621, section 5.1.

        Args:
            filter: The filter of the search, as for Email/query.
            email_ids: The emails.
            account_id: The account to use.
        """
        arguments = SearchSnippetGetArguments(
            filter=filter,
            email_ids=email_ids,
            account_id=account_id,
        )
        return SearchSnippetGetCall(self._sender, arguments)
