# Generated from rfc8621_mail.toml by `aiojmap-codegen generate`. Do not edit.
"""A message and its replies. RFC 8621, section 3."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Generic, Literal, TypeAlias, overload

from aiojmap.core import method_errors as core_method_errors
from aiojmap.core.ids import AccountId
from aiojmap.core.standard import ChangesResponse, GetResponse
from aiojmap.mail.ids import EmailId, ThreadId
from aiojmap.runtime import (
    NOT_FETCHED,
    UNSET,
    Arguments,
    Call,
    Inside,
    Method,
    Namespace,
    Record,
    Ref,
    Refs,
    T,
    UnsetType,
    UnsignedInt,
    Value,
    prop,
    property_names,
    record,
    record_class,
)

ThreadProperty: TypeAlias = Literal["id", "emailIds"]
"""The names of the properties of a Thread."""


@record
class Thread(Record):
    """A message and its replies.

    RFC 8621, section 3.
    """

    fetched_by: ClassVar[str | None] = "Thread/get"

    id: str = prop("id", default=NOT_FETCHED, server_set=True, immutable=True)
    """The id of the thread. `Id`, immutable, server-set, section 3."""
    email_ids: list[str] = prop("emailIds", default=NOT_FETCHED, server_set=True)
    """Its emails in the order they were received, oldest first. `Id[]`, server-set, section 3."""


class ThreadRefs(Refs):
    """What can be referred to in each Thread of an answer."""

    __slots__ = ()

    id = Value[Sequence[ThreadId]]("id")
    email_ids = Value[Sequence[EmailId]]("emailIds")


@record
class ThreadGetArguments(Arguments):
    """The arguments of Thread/get."""

    account_id: str | UnsetType = prop("accountId", default=UNSET)
    """The account to use. `Id`, section 5.1."""
    ids: Sequence[str] | Ref[Sequence[ThreadId] | None] | None | UnsetType = prop(
        "ids", default=UNSET
    )
    """The records to fetch, or null for all of them, where the type allows that. `Id[]|null`,
    section 5.1.
    """
    properties: Sequence[str] | Ref[Sequence[str] | None] | None | UnsetType = prop(
        "properties", default=UNSET, properties_of=Thread
    )
    """The properties to return, or null for all; the id always comes. `String[]|null`, section 5.1.
    """


class ThreadGetCall(Call[GetResponse[T]], Generic[T]):
    """A call of Thread/get, not yet sent."""

    __slots__ = ()

    method: ClassVar[Method] = Method(
        name="Thread/get",
        capability="urn:ietf:params:jmap:mail",
        scope="urn:ietf:params:oauth:scope:mail",
        effect="read",
        arguments=ThreadGetArguments,
        response=GetResponse,
        record=Thread,
        errors={
            **core_method_errors.GENERAL,
            "requestTooLarge": core_method_errors.RequestTooLarge,
        },
        set_errors={},
        implicit=(),
    )

    account_id = Value[AccountId]("accountId")
    state = Value[str]("state")
    list = Inside("list", ThreadRefs)
    not_found = Value[Sequence[ThreadId]]("notFound")


@record
class ThreadChangesArguments(Arguments):
    """The arguments of Thread/changes."""

    account_id: str | UnsetType = prop("accountId", default=UNSET)
    """The account to use. `Id`, section 5.2."""
    since_state: str | Ref[str] = prop("sinceState")
    """The state to start from, as an earlier response gave it. `String`, section 5.2."""
    max_changes: UnsignedInt | Ref[int | None] | None | UnsetType = prop(
        "maxChanges", default=UNSET
    )
    """How many ids to return at most; must be above zero. `UnsignedInt|null`, section 5.2."""


class ThreadChangesCall(Call[ChangesResponse]):
    """A call of Thread/changes, not yet sent."""

    __slots__ = ()

    method: ClassVar[Method] = Method(
        name="Thread/changes",
        capability="urn:ietf:params:jmap:mail",
        scope="urn:ietf:params:oauth:scope:mail",
        effect="read",
        arguments=ThreadChangesArguments,
        response=ChangesResponse,
        record=None,
        errors={
            **core_method_errors.GENERAL,
            "cannotCalculateChanges": core_method_errors.CannotCalculateChanges,
        },
        set_errors={},
        implicit=(),
    )

    account_id = Value[AccountId]("accountId")
    old_state = Value[str]("oldState")
    new_state = Value[str]("newState")
    has_more_changes = Value[bool]("hasMoreChanges")
    created = Value[Sequence[ThreadId]]("created")
    updated = Value[Sequence[ThreadId]]("updated")
    destroyed = Value[Sequence[ThreadId]]("destroyed")


class ThreadMethods(Namespace):
    """The methods of Thread: a message and its replies."""

    __slots__ = ()

    @overload
    def get(
        self,
        *,
        ids: Sequence[str] | Ref[Sequence[ThreadId] | None] | None | UnsetType = UNSET,
        properties: type[T],
        account_id: str | UnsetType = UNSET,
    ) -> ThreadGetCall[T]: ...
    @overload
    def get(
        self,
        *,
        ids: Sequence[str] | Ref[Sequence[ThreadId] | None] | None | UnsetType = UNSET,
        properties: Sequence[ThreadProperty] | Ref[Sequence[str] | None] | None | UnsetType = UNSET,
        account_id: str | UnsetType = UNSET,
    ) -> ThreadGetCall[Thread]: ...
    def get(
        self,
        *,
        ids: Sequence[str] | Ref[Sequence[ThreadId] | None] | None | UnsetType = UNSET,
        properties: type[T]
        | Sequence[ThreadProperty]
        | Ref[Sequence[str] | None]
        | None
        | UnsetType = UNSET,
        account_id: str | UnsetType = UNSET,
    ) -> ThreadGetCall[T] | ThreadGetCall[Thread]:
        """Fetch threads by id.

        `Thread/get`: RFC 8621, section 3.1.

        Args:
            ids: The records to fetch, or null for all of them, where the type allows that.
            properties: The properties to return, or null for all; the id always comes.
            account_id: The account to use.
        """
        arguments = ThreadGetArguments(
            ids=ids,
            properties=property_names(Thread, properties)
            if isinstance(properties, type)
            else properties,
            account_id=account_id,
        )
        return ThreadGetCall(self._sender, arguments, record_class(Thread, properties))

    def changes(
        self,
        *,
        since_state: str | Ref[str],
        max_changes: UnsignedInt | Ref[int | None] | None | UnsetType = UNSET,
        account_id: str | UnsetType = UNSET,
    ) -> ThreadChangesCall:
        """Say which threads have changed since a state.

        `Thread/changes`: RFC 8621, section 3.2.

        Args:
            since_state: The state to start from, as an earlier response gave it.
            max_changes: How many ids to return at most; must be above zero.
            account_id: The account to use.
        """
        arguments = ThreadChangesArguments(
            since_state=since_state,
            max_changes=max_changes,
            account_id=account_id,
        )
        return ThreadChangesCall(self._sender, arguments)
