# Generated from rfc8620_core.toml by `aiojmap-codegen generate`. Do not edit.
"""Responses of the standard methods."""

from __future__ import annotations

import builtins
from typing import Generic

from aiojmap.core.added_item import AddedItem
from aiojmap.runtime import (
    NOT_FETCHED,
    Response,
    SetError,
    T,
    UnsignedInt,
    prop,
    record,
)


@record
class GetResponse(Response, Generic[T]):
    """The answer to a standard /get.

    RFC 8620, section 5.1.
    """

    account_id: str = prop("accountId", default=NOT_FETCHED)
    """The account that was used. `Id`, section 5.1."""
    state: str = prop("state", default=NOT_FETCHED)
    """The state of all records of this type in the account. `String`, section 5.1."""
    list: builtins.list[T] = prop("list", default=NOT_FETCHED)
    """The records found, in any order. `Foo[]`, section 5.1."""
    not_found: builtins.list[str] = prop("notFound", default=NOT_FETCHED, fallback=[])
    """The ids asked for that no record has. `Id[]`, section 5.1."""


@record
class ChangesResponse(Response):
    """The answer to a standard /changes.

    RFC 8620, section 5.2.
    """

    account_id: str = prop("accountId", default=NOT_FETCHED)
    """The account that was used. `Id`, section 5.2."""
    old_state: str = prop("oldState", default=NOT_FETCHED)
    """The state the changes start from. `String`, section 5.2."""
    new_state: str = prop("newState", default=NOT_FETCHED)
    """The state they lead to. `String`, section 5.2."""
    has_more_changes: bool = prop("hasMoreChanges", default=NOT_FETCHED, fallback=False)
    """Whether there are further changes after newState. `Boolean`, section 5.2."""
    created: list[str] = prop("created", default=NOT_FETCHED, fallback=[])
    """Records that are new. `Id[]`, section 5.2."""
    updated: list[str] = prop("updated", default=NOT_FETCHED, fallback=[])
    """Records that have changed. `Id[]`, section 5.2."""
    destroyed: list[str] = prop("destroyed", default=NOT_FETCHED, fallback=[])
    """Records that are gone. `Id[]`, section 5.2."""


@record
class SetResponse(Response, Generic[T]):
    """The answer to a standard /set.

    RFC 8620, section 5.3.
    """

    account_id: str = prop("accountId", default=NOT_FETCHED)
    """The account that was used. `Id`, section 5.3."""
    old_state: str | None = prop("oldState", default=NOT_FETCHED, fallback=None)
    """The state before, if the server knows it. `String|null`, section 5.3."""
    new_state: str = prop("newState", default=NOT_FETCHED)
    """The state now. `String`, section 5.3."""
    created: dict[str, T] = prop("created", default=NOT_FETCHED, fallback={})
    """What was created, by creation id: the properties that were not sent, the id among them.
    `Id[Foo]|null`, section 5.3.
    """
    updated: dict[str, T | None] = prop("updated", default=NOT_FETCHED, fallback={})
    """What was updated: properties that changed beyond what was asked, or null.
    `Id[Foo|null]|null`, section 5.3.
    """
    destroyed: list[str] = prop("destroyed", default=NOT_FETCHED, fallback=[])
    """What was destroyed. `Id[]|null`, section 5.3."""
    not_created: dict[str, SetError] = prop("notCreated", default=NOT_FETCHED, fallback={})
    """Why records were not created, by creation id. `Id[SetError]|null`, section 5.3."""
    not_updated: dict[str, SetError] = prop("notUpdated", default=NOT_FETCHED, fallback={})
    """Why records were not updated. `Id[SetError]|null`, section 5.3."""
    not_destroyed: dict[str, SetError] = prop("notDestroyed", default=NOT_FETCHED, fallback={})
    """Why records were not destroyed. `Id[SetError]|null`, section 5.3."""


@record
class CopyResponse(Response, Generic[T]):
    """The answer to a standard /copy.

    RFC 8620, section 5.4.
    """

    from_account_id: str = prop("fromAccountId", default=NOT_FETCHED)
    """The account copied from. `Id`, section 5.4."""
    account_id: str = prop("accountId", default=NOT_FETCHED)
    """The account copied to. `Id`, section 5.4."""
    old_state: str | None = prop("oldState", default=NOT_FETCHED, fallback=None)
    """The state before of the account copied to, if the server knows it. `String|null`, section
    5.4.
    """
    new_state: str = prop("newState", default=NOT_FETCHED)
    """Its state now. `String`, section 5.4."""
    created: dict[str, T] = prop("created", default=NOT_FETCHED, fallback={})
    """What was copied, by creation id: the properties the server set. `Id[Foo]|null`, section 5.4.
    """
    not_created: dict[str, SetError] = prop("notCreated", default=NOT_FETCHED, fallback={})
    """Why records were not copied, by creation id. `Id[SetError]|null`, section 5.4."""


@record
class QueryResponse(Response):
    """The answer to a standard /query.

    RFC 8620, section 5.5.
    """

    account_id: str = prop("accountId", default=NOT_FETCHED)
    """The account that was used. `Id`, section 5.5."""
    query_state: str = prop("queryState", default=NOT_FETCHED)
    """The state of this query: changes when its results do. `String`, section 5.5."""
    can_calculate_changes: bool = prop("canCalculateChanges", default=NOT_FETCHED, fallback=False)
    """Whether /queryChanges works for this filter and sort. `Boolean`, section 5.5."""
    position: UnsignedInt = prop("position", default=NOT_FETCHED, fallback=0)
    """Index of the first id in the whole of the results. `UnsignedInt`, section 5.5."""
    ids: list[str] = prop("ids", default=NOT_FETCHED)
    """The records found, in order. `Id[]`, section 5.5."""
    total: UnsignedInt = prop("total", default=NOT_FETCHED)
    """How many results there are, if calculateTotal asked for it. `UnsignedInt`, section 5.5."""
    limit: UnsignedInt = prop("limit", default=NOT_FETCHED)
    """The limit, if the server set or lowered it. `UnsignedInt`, section 5.5."""


@record
class QueryChangesResponse(Response):
    """The answer to a standard /queryChanges.

    RFC 8620, section 5.6.
    """

    account_id: str = prop("accountId", default=NOT_FETCHED)
    """The account that was used. `Id`, section 5.6."""
    old_query_state: str = prop("oldQueryState", default=NOT_FETCHED)
    """The query state the changes start from. `String`, section 5.6."""
    new_query_state: str = prop("newQueryState", default=NOT_FETCHED)
    """The query state they lead to. `String`, section 5.6."""
    total: UnsignedInt = prop("total", default=NOT_FETCHED)
    """How many results there are, if calculateTotal asked for it. `UnsignedInt`, section 5.6."""
    removed: list[str] = prop("removed", default=NOT_FETCHED, fallback=[])
    """Records to take out of the known results. `Id[]`, section 5.6."""
    added: list[AddedItem] = prop("added", default=NOT_FETCHED, fallback=[])
    """Records to put in, the lowest index first. `AddedItem[]`, section 5.6."""
