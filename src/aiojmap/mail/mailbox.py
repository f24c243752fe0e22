# Generated from rfc8621_mail.toml by `aiojmap-codegen generate`. Do not edit.
"""A named set of emails, such as a folder or a label. RFC 8621, section 2."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from typing import ClassVar, Generic, Literal, TypeAlias, overload

from aiojmap.core import method_errors as core_method_errors
from aiojmap.core import set_errors as core_set_errors
from aiojmap.core.ids import AccountId
from aiojmap.core.standard import (
    ChangesResponse,
    GetResponse,
    QueryChangesResponse,
    QueryResponse,
    SetResponse,
)
from aiojmap.mail import set_errors as mail_set_errors
from aiojmap.mail.ids import MailboxId
from aiojmap.runtime import (
    NOT_FETCHED,
    UNSET,
    Arguments,
    Call,
    Comparator,
    CreatedId,
    CreatingCall,
    Filter,
    FilterCondition,
    Inside,
    Int,
    Method,
    Namespace,
    Patch,
    Record,
    RecordChange,
    RecordCreation,
    Ref,
    Refs,
    T,
    UnsetType,
    UnsignedInt,
    Value,
    iterate_records,
    new_creation_id,
    prop,
    property_names,
    record,
    record_class,
)

MailboxProperty: TypeAlias = Literal[
    "id",
    "name",
    "parentId",
    "role",
    "sortOrder",
    "totalEmails",
    "unreadEmails",
    "totalThreads",
    "unreadThreads",
    "myRights",
    "isSubscribed",
]
"""The names of the properties of a Mailbox."""
MailboxRole: TypeAlias = (
    Literal[
        "all",
        "archive",
        "drafts",
        "flagged",
        "important",
        "inbox",
        "junk",
        "sent",
        "subscribed",
        "trash",
    ]
    | str
)
"""Known values; servers may use others."""


@record
class MailboxRights(Record):
    """What the user may do with a mailbox.

    RFC 8621, section 2.
    """

    may_read_items: bool = prop("mayReadItems")
    """Whether its emails may be read and searched. `Boolean`, section 2."""
    may_add_items: bool = prop("mayAddItems")
    """Whether emails may be put into it. `Boolean`, section 2."""
    may_remove_items: bool = prop("mayRemoveItems")
    """Whether emails may be taken out of it. `Boolean`, section 2."""
    may_set_seen: bool = prop("maySetSeen")
    """Whether $seen may be set and removed; an email needs this from all its mailboxes. `Boolean`,
    section 2.
    """
    may_set_keywords: bool = prop("maySetKeywords")
    """Whether the other keywords may be set and removed; an email needs this from all its
    mailboxes. `Boolean`, section 2.
    """
    may_create_child: bool = prop("mayCreateChild")
    """Whether mailboxes may be created inside it. `Boolean`, section 2."""
    may_rename: bool = prop("mayRename")
    """Whether it may be renamed and moved to another parent. `Boolean`, section 2."""
    may_delete: bool = prop("mayDelete")
    """Whether it may be destroyed. `Boolean`, section 2."""
    may_submit: bool = prop("maySubmit")
    """Whether messages may be sent straight to it. `Boolean`, section 2."""


@record
class Mailbox(Record):
    """A named set of emails, such as a folder or a label.

    RFC 8621, section 2.
    """

    fetched_by: ClassVar[str | None] = "Mailbox/get"

    id: str = prop("id", default=NOT_FETCHED, server_set=True, immutable=True)
    """The id of the mailbox. `Id`, immutable, server-set, section 2."""
    name: str = prop("name", default=NOT_FETCHED)
    """The name people see, unlike that of any other mailbox with the same parent. `String`, section
    2.
    """
    parent_id: str | None = prop("parentId", default=NOT_FETCHED, initial=None)
    """The mailbox it lies in, or null at the top level. `Id|null`, default None, section 2."""
    role: MailboxRole | None = prop("role", default=NOT_FETCHED, initial=None)
    """What it is for, whatever its name; only one mailbox of an account has a given role.
    `String|null`, default None, section 2.
    """
    sort_order: UnsignedInt = prop("sortOrder", default=NOT_FETCHED, initial=0)
    """Where it comes among the mailboxes of its parent, lowest first; below 2^31. `UnsignedInt`,
    default 0, section 2.
    """
    total_emails: UnsignedInt = prop("totalEmails", default=NOT_FETCHED, server_set=True)
    """How many emails are in it. `UnsignedInt`, server-set, section 2."""
    unread_emails: UnsignedInt = prop("unreadEmails", default=NOT_FETCHED, server_set=True)
    """How many of its emails are neither seen nor drafts. `UnsignedInt`, server-set, section 2."""
    total_threads: UnsignedInt = prop("totalThreads", default=NOT_FETCHED, server_set=True)
    """How many threads have an email in it. `UnsignedInt`, server-set, section 2."""
    unread_threads: UnsignedInt = prop("unreadThreads", default=NOT_FETCHED, server_set=True)
    """How many of its threads are unread, as the server counts them. `UnsignedInt`, server-set,
    section 2.
    """
    my_rights: MailboxRights = prop("myRights", default=NOT_FETCHED, server_set=True)
    """What the user may do with it. `MailboxRights`, server-set, section 2."""
    is_subscribed: bool = prop("isSubscribed", default=NOT_FETCHED)
    """Whether the user wants to see it; kept for each user separately. `Boolean`, section 2."""


@record
class MailboxCreate(Record):
    """What may be sent to create a Mailbox.

    RFC 8621, section 2.
    """

    name: str = prop("name")
    """The name people see, unlike that of any other mailbox with the same parent. `String`, section
    2.
    """
    parent_id: str | CreatedId[MailboxId] | None | UnsetType = prop(
        "parentId", default=UNSET, initial=None
    )
    """The mailbox it lies in, or null at the top level. `Id|null`, default None, section 2."""
    role: MailboxRole | None | UnsetType = prop("role", default=UNSET, initial=None)
    """What it is for, whatever its name; only one mailbox of an account has a given role.
    `String|null`, default None, section 2.
    """
    sort_order: UnsignedInt | UnsetType = prop("sortOrder", default=UNSET, initial=0)
    """Where it comes among the mailboxes of its parent, lowest first; below 2^31. `UnsignedInt`,
    default 0, section 2.
    """
    is_subscribed: bool | UnsetType = prop("isSubscribed", default=UNSET)
    """Whether the user wants to see it; kept for each user separately. `Boolean`, section 2."""


@record
class MailboxPatch(Patch):
    """Changes to a Mailbox: None puts the default back, `merge` changes single entries of a map.

    RFC 8621, section 2.
    """

    patched: ClassVar[type[Record]] = Mailbox

    name: str | None | UnsetType = prop("name", default=UNSET)
    """The name people see, unlike that of any other mailbox with the same parent. `String`, section
    2.
    """
    parent_id: str | CreatedId[MailboxId] | None | UnsetType = prop(
        "parentId", default=UNSET, initial=None
    )
    """The mailbox it lies in, or null at the top level. `Id|null`, default None, section 2."""
    role: MailboxRole | None | UnsetType = prop("role", default=UNSET, initial=None)
    """What it is for, whatever its name; only one mailbox of an account has a given role.
    `String|null`, default None, section 2.
    """
    sort_order: UnsignedInt | None | UnsetType = prop("sortOrder", default=UNSET, initial=0)
    """Where it comes among the mailboxes of its parent, lowest first; below 2^31. `UnsignedInt`,
    default 0, section 2.
    """
    is_subscribed: bool | None | UnsetType = prop("isSubscribed", default=UNSET)
    """Whether the user wants to see it; kept for each user separately. `Boolean`, section 2."""


@record
class MailboxFilter(FilterCondition[MailboxId]):
    """Which mailboxes to find; all the conditions given must hold.

    RFC 8621, section 2.3.
    """

    parent_id: str | None | UnsetType = prop("parentId", default=UNSET)
    """Lies in this mailbox, or at the top level if null. `Id|null`, section 2.3."""
    name: str | UnsetType = prop("name", default=UNSET)
    """Has this text in its name. `String`, section 2.3."""
    role: MailboxRole | None | UnsetType = prop("role", default=UNSET)
    """Has exactly this role, or none if null. `String|null`, section 2.3."""
    has_any_role: bool | UnsetType = prop("hasAnyRole", default=UNSET)
    """Has some role, if true. `Boolean`, section 2.3."""
    is_subscribed: bool | UnsetType = prop("isSubscribed", default=UNSET)
    """Is subscribed to or not, as given. `Boolean`, section 2.3."""


class MailboxSort:
    """Properties that Mailbox/query can sort by."""

    sort_order: ClassVar[Comparator[MailboxId]] = Comparator("sortOrder")
    """By the sortOrder property. Section 2.3."""
    name: ClassVar[Comparator[MailboxId]] = Comparator("name")
    """By name. Section 2.3."""


class MailboxAddedItemRefs(Refs):
    """What can be referred to in each AddedItem of an answer."""

    __slots__ = ()

    id = Value[Sequence[MailboxId]]("id")
    index = Value[Sequence[int]]("index")


class MailboxRightsRefs(Refs):
    """What can be referred to in each MailboxRights of an answer."""

    __slots__ = ()

    may_read_items = Value[Sequence[bool]]("mayReadItems")
    may_add_items = Value[Sequence[bool]]("mayAddItems")
    may_remove_items = Value[Sequence[bool]]("mayRemoveItems")
    may_set_seen = Value[Sequence[bool]]("maySetSeen")
    may_set_keywords = Value[Sequence[bool]]("maySetKeywords")
    may_create_child = Value[Sequence[bool]]("mayCreateChild")
    may_rename = Value[Sequence[bool]]("mayRename")
    may_delete = Value[Sequence[bool]]("mayDelete")
    may_submit = Value[Sequence[bool]]("maySubmit")


class MailboxRefs(Refs):
    """What can be referred to in each Mailbox of an answer."""

    __slots__ = ()

    id = Value[Sequence[MailboxId]]("id")
    name = Value[Sequence[str]]("name")
    parent_id = Value[Sequence[MailboxId | None]]("parentId")
    role = Value[Sequence[str | None]]("role")
    sort_order = Value[Sequence[int]]("sortOrder")
    total_emails = Value[Sequence[int]]("totalEmails")
    unread_emails = Value[Sequence[int]]("unreadEmails")
    total_threads = Value[Sequence[int]]("totalThreads")
    unread_threads = Value[Sequence[int]]("unreadThreads")
    my_rights = Inside("myRights", MailboxRightsRefs, many=False)
    is_subscribed = Value[Sequence[bool]]("isSubscribed")


@record
class MailboxGetArguments(Arguments):
    """The arguments of Mailbox/get."""

    account_id: str | UnsetType = prop("accountId", default=UNSET)
    """The account to use. `Id`, section 5.1."""
    ids: Sequence[str] | Ref[Sequence[MailboxId] | None] | None | UnsetType = prop(
        "ids", default=UNSET
    )
    """The records to fetch, or null for all of them, where the type allows that. `Id[]|null`,
    section 5.1.
    """
    properties: Sequence[str] | Ref[Sequence[str] | None] | None | UnsetType = prop(
        "properties", default=UNSET, properties_of=Mailbox
    )
    """The properties to return, or null for all; the id always comes. `String[]|null`, section 5.1.
    """


class MailboxGetCall(Call[GetResponse[T]], Generic[T]):
    """A call of Mailbox/get, not yet sent."""

    __slots__ = ()

    method: ClassVar[Method] = Method(
        name="Mailbox/get",
        capability="urn:ietf:params:jmap:mail",
        scope="urn:ietf:params:oauth:scope:mail",
        effect="read",
        arguments=MailboxGetArguments,
        response=GetResponse,
        record=Mailbox,
        errors={
            **core_method_errors.GENERAL,
            "requestTooLarge": core_method_errors.RequestTooLarge,
        },
        set_errors={},
        implicit=(),
    )

    account_id = Value[AccountId]("accountId")
    state = Value[str]("state")
    list = Inside("list", MailboxRefs)
    not_found = Value[Sequence[MailboxId]]("notFound")


@record
class MailboxChangesArguments(Arguments):
    """The arguments of Mailbox/changes."""

    account_id: str | UnsetType = prop("accountId", default=UNSET)
    """The account to use. `Id`, section 5.2."""
    since_state: str | Ref[str] = prop("sinceState")
    """The state to start from, as an earlier response gave it. `String`, section 5.2."""
    max_changes: UnsignedInt | Ref[int | None] | None | UnsetType = prop(
        "maxChanges", default=UNSET
    )
    """How many ids to return at most; must be above zero. `UnsignedInt|null`, section 5.2."""


@record
class MailboxChangesResponse(ChangesResponse):
    """The answer to Mailbox/changes.

    RFC 8621, section 2.2.
    """

    updated_properties: list[str] | None = prop(
        "updatedProperties", default=NOT_FETCHED, properties_of=Mailbox, fallback=None
    )
    """The counts that may have changed if nothing else has, or null if other properties may have
    too. `String[]|null`, section 2.2.
    """


class MailboxChangesCall(Call[MailboxChangesResponse]):
    """A call of Mailbox/changes, not yet sent."""

    __slots__ = ()

    method: ClassVar[Method] = Method(
        name="Mailbox/changes",
        capability="urn:ietf:params:jmap:mail",
        scope="urn:ietf:params:oauth:scope:mail",
        effect="read",
        arguments=MailboxChangesArguments,
        response=MailboxChangesResponse,
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
    created = Value[Sequence[MailboxId]]("created")
    updated = Value[Sequence[MailboxId]]("updated")
    destroyed = Value[Sequence[MailboxId]]("destroyed")
    updated_properties = Value[Sequence[str] | None]("updatedProperties")


@record
class MailboxQueryArguments(Arguments):
    """The arguments of Mailbox/query."""

    account_id: str | UnsetType = prop("accountId", default=UNSET)
    """The account to use. `Id`, section 5.5."""
    filter: Filter[MailboxId] | None | UnsetType = prop("filter", default=UNSET)
    """Which records to find, or null for all. `FilterOperator|FilterCondition|null`, section 5.5.
    """
    sort: Sequence[Comparator[MailboxId]] | None | UnsetType = prop("sort", default=UNSET)
    """How to order them, the first criterion counting most. `Comparator[]|null`, section 5.5."""
    position: Int | Ref[int] | UnsetType = prop("position", default=UNSET, initial=0)
    """Index of the first result to return; below zero it counts from the end. `Int`, default 0,
    section 5.5.
    """
    anchor: str | Ref[MailboxId | None] | None | UnsetType = prop("anchor", default=UNSET)
    """A record to start from instead of a position. `Id|null`, section 5.5."""
    anchor_offset: Int | Ref[int] | UnsetType = prop("anchorOffset", default=UNSET, initial=0)
    """Where to start relative to the anchor. `Int`, default 0, section 5.5."""
    limit: UnsignedInt | Ref[int | None] | None | UnsetType = prop("limit", default=UNSET)
    """How many results to return at most. `UnsignedInt|null`, section 5.5."""
    calculate_total: bool | Ref[bool] | UnsetType = prop(
        "calculateTotal", default=UNSET, initial=False
    )
    """Whether to count all results, which can be slow. `Boolean`, default False, section 5.5."""
    sort_as_tree: bool | Ref[bool] | UnsetType = prop("sortAsTree", default=UNSET, initial=False)
    """Whether to sort level by level, each mailbox before those inside it. `Boolean`, default
    False, section 2.3.
    """
    filter_as_tree: bool | Ref[bool] | UnsetType = prop(
        "filterAsTree", default=UNSET, initial=False
    )
    """Whether to leave out mailboxes with an ancestor that the filter does not match. `Boolean`,
    default False, section 2.3.
    """


class MailboxQueryCall(Call[QueryResponse]):
    """A call of Mailbox/query, not yet sent."""

    __slots__ = ()

    method: ClassVar[Method] = Method(
        name="Mailbox/query",
        capability="urn:ietf:params:jmap:mail",
        scope="urn:ietf:params:oauth:scope:mail",
        effect="read",
        arguments=MailboxQueryArguments,
        response=QueryResponse,
        record=None,
        errors={
            **core_method_errors.GENERAL,
            "anchorNotFound": core_method_errors.AnchorNotFound,
            "unsupportedSort": core_method_errors.UnsupportedSort,
            "unsupportedFilter": core_method_errors.UnsupportedFilter,
        },
        set_errors={},
        implicit=(),
    )

    account_id = Value[AccountId]("accountId")
    query_state = Value[str]("queryState")
    can_calculate_changes = Value[bool]("canCalculateChanges")
    position = Value[int]("position")
    ids = Value[Sequence[MailboxId]]("ids")
    total = Value[int]("total")
    limit = Value[int]("limit")


@record
class MailboxQueryChangesArguments(Arguments):
    """The arguments of Mailbox/queryChanges."""

    account_id: str | UnsetType = prop("accountId", default=UNSET)
    """The account to use. `Id`, section 5.6."""
    filter: Filter[MailboxId] | None | UnsetType = prop("filter", default=UNSET)
    """The filter of the query. `FilterOperator|FilterCondition|null`, section 5.6."""
    sort: Sequence[Comparator[MailboxId]] | None | UnsetType = prop("sort", default=UNSET)
    """The sort of the query. `Comparator[]|null`, section 5.6."""
    since_query_state: str | Ref[str] = prop("sinceQueryState")
    """The query state to start from. `String`, section 5.6."""
    max_changes: UnsignedInt | Ref[int | None] | None | UnsetType = prop(
        "maxChanges", default=UNSET
    )
    """How many changes to return at most. `UnsignedInt|null`, section 5.6."""
    up_to_id: str | Ref[MailboxId | None] | None | UnsetType = prop("upToId", default=UNSET)
    """The last id the caller knows of; changes after it may be left out. `Id|null`, section 5.6."""
    calculate_total: bool | Ref[bool] | UnsetType = prop(
        "calculateTotal", default=UNSET, initial=False
    )
    """Whether to count all results, which can be slow. `Boolean`, default False, section 5.6."""


class MailboxQueryChangesCall(Call[QueryChangesResponse]):
    """A call of Mailbox/queryChanges, not yet sent."""

    __slots__ = ()

    method: ClassVar[Method] = Method(
        name="Mailbox/queryChanges",
        capability="urn:ietf:params:jmap:mail",
        scope="urn:ietf:params:oauth:scope:mail",
        effect="read",
        arguments=MailboxQueryChangesArguments,
        response=QueryChangesResponse,
        record=None,
        errors={
            **core_method_errors.GENERAL,
            "tooManyChanges": core_method_errors.TooManyChanges,
            "cannotCalculateChanges": core_method_errors.CannotCalculateChanges,
        },
        set_errors={},
        implicit=(),
    )

    account_id = Value[AccountId]("accountId")
    old_query_state = Value[str]("oldQueryState")
    new_query_state = Value[str]("newQueryState")
    total = Value[int]("total")
    removed = Value[Sequence[MailboxId]]("removed")
    added = Inside("added", MailboxAddedItemRefs)


@record
class MailboxSetArguments(Arguments):
    """The arguments of Mailbox/set."""

    account_id: str | UnsetType = prop("accountId", default=UNSET)
    """The account to use. `Id`, section 5.3."""
    if_in_state: str | Ref[str | None] | None | UnsetType = prop("ifInState", default=UNSET)
    """Do nothing and fail unless this is the current state. `String|null`, section 5.3."""
    create: Mapping[str, MailboxCreate] | None | UnsetType = prop("create", default=UNSET)
    """Records to create, by creation id. `Id[Mailbox]|null`, section 5.3."""
    update: Mapping[str, MailboxPatch] | None | UnsetType = prop("update", default=UNSET)
    """Changes to make, by record id. `Id[PatchObject]|null`, section 5.3."""
    destroy: Sequence[str] | Ref[Sequence[MailboxId] | None] | None | UnsetType = prop(
        "destroy", default=UNSET
    )
    """Records to destroy. `Id[]|null`, section 5.3."""
    on_destroy_remove_emails: bool | Ref[bool] | UnsetType = prop(
        "onDestroyRemoveEmails", default=UNSET, initial=False
    )
    """Whether a destroyed mailbox may hold emails, which are then destroyed too unless they are in
    another one. `Boolean`, default False, section 2.5.
    """


class MailboxSetCall(CreatingCall[SetResponse[Mailbox], MailboxId]):
    """A call of Mailbox/set, not yet sent."""

    __slots__ = ()

    creates: ClassVar[str | None] = "create"

    method: ClassVar[Method] = Method(
        name="Mailbox/set",
        capability="urn:ietf:params:jmap:mail",
        scope="urn:ietf:params:oauth:scope:mail",
        effect="write",
        arguments=MailboxSetArguments,
        response=SetResponse,
        record=Mailbox,
        errors={
            **core_method_errors.GENERAL,
            "requestTooLarge": core_method_errors.RequestTooLarge,
            "stateMismatch": core_method_errors.StateMismatch,
        },
        set_errors={
            "forbidden": core_set_errors.Forbidden,
            "overQuota": core_set_errors.OverQuota,
            "tooLarge": core_set_errors.TooLarge,
            "rateLimit": core_set_errors.RateLimit,
            "notFound": core_set_errors.NotFound,
            "invalidPatch": core_set_errors.InvalidPatch,
            "willDestroy": core_set_errors.WillDestroy,
            "invalidProperties": core_set_errors.InvalidProperties,
            "singleton": core_set_errors.Singleton,
            "mailboxHasChild": mail_set_errors.MailboxHasChild,
            "mailboxHasEmail": mail_set_errors.MailboxHasEmail,
        },
        implicit=(),
    )

    account_id = Value[AccountId]("accountId")
    old_state = Value[str | None]("oldState")
    new_state = Value[str]("newState")
    destroyed = Value[Sequence[MailboxId] | None]("destroyed")


class MailboxCreateCall(RecordCreation[Mailbox, MailboxId]):
    """A call of Mailbox/set that creates one Mailbox."""

    __slots__ = ()

    method: ClassVar[Method] = MailboxSetCall.method


class MailboxChangeCall(RecordChange):
    """A call of Mailbox/set that updates or destroys one Mailbox."""

    __slots__ = ()

    method: ClassVar[Method] = MailboxSetCall.method


class MailboxMethods(Namespace):
    """The methods of Mailbox: a named set of emails, such as a folder or a label."""

    __slots__ = ()

    @overload
    def get(
        self,
        *,
        ids: Sequence[str] | Ref[Sequence[MailboxId] | None] | None | UnsetType = UNSET,
        properties: type[T],
        account_id: str | UnsetType = UNSET,
    ) -> MailboxGetCall[T]: ...
    @overload
    def get(
        self,
        *,
        ids: Sequence[str] | Ref[Sequence[MailboxId] | None] | None | UnsetType = UNSET,
        properties: Sequence[MailboxProperty]
        | Ref[Sequence[str] | None]
        | None
        | UnsetType = UNSET,
        account_id: str | UnsetType = UNSET,
    ) -> MailboxGetCall[Mailbox]: ...
    def get(
        self,
        *,
        ids: Sequence[str] | Ref[Sequence[MailboxId] | None] | None | UnsetType = UNSET,
        properties: type[T]
        | Sequence[MailboxProperty]
        | Ref[Sequence[str] | None]
        | None
        | UnsetType = UNSET,
        account_id: str | UnsetType = UNSET,
    ) -> MailboxGetCall[T] | MailboxGetCall[Mailbox]:
        """Fetch mailboxes by id, or all of them if ids is null.

        `Mailbox/get`: RFC 8621, section 2.1.

        Args:
            ids: The records to fetch, or null for all of them, where the type allows that.
            properties: The properties to return, or null for all; the id always comes.
            account_id: The account to use.
        """
        arguments = MailboxGetArguments(
            ids=ids,
            properties=property_names(Mailbox, properties)
            if isinstance(properties, type)
            else properties,
            account_id=account_id,
        )
        return MailboxGetCall(self._sender, arguments, record_class(Mailbox, properties))

    def changes(
        self,
        *,
        since_state: str | Ref[str],
        max_changes: UnsignedInt | Ref[int | None] | None | UnsetType = UNSET,
        account_id: str | UnsetType = UNSET,
    ) -> MailboxChangesCall:
        """Say which mailboxes have changed since a state.

        `Mailbox/changes`: RFC 8621, section 2.2.

        Args:
            since_state: The state to start from, as an earlier response gave it.
            max_changes: How many ids to return at most; must be above zero.
            account_id: The account to use.
        """
        arguments = MailboxChangesArguments(
            since_state=since_state,
            max_changes=max_changes,
            account_id=account_id,
        )
        return MailboxChangesCall(self._sender, arguments)

    def query(
        self,
        *,
        filter: Filter[MailboxId] | None | UnsetType = UNSET,
        sort: Sequence[Comparator[MailboxId]] | None | UnsetType = UNSET,
        position: Int | Ref[int] | UnsetType = UNSET,
        anchor: str | Ref[MailboxId | None] | None | UnsetType = UNSET,
        anchor_offset: Int | Ref[int] | UnsetType = UNSET,
        limit: UnsignedInt | Ref[int | None] | None | UnsetType = UNSET,
        calculate_total: bool | Ref[bool] | UnsetType = UNSET,
        sort_as_tree: bool | Ref[bool] | UnsetType = UNSET,
        filter_as_tree: bool | Ref[bool] | UnsetType = UNSET,
        account_id: str | UnsetType = UNSET,
    ) -> MailboxQueryCall:
        """Find mailboxes and put them in order.

        `Mailbox/query`: RFC 8621, section 2.3.

        Args:
            filter: Which records to find, or null for all.
            sort: How to order them, the first criterion counting most.
            position: Index of the first result to return; below zero it counts from the end.
            anchor: A record to start from instead of a position.
            anchor_offset: Where to start relative to the anchor.
            limit: How many results to return at most.
            calculate_total: Whether to count all results, which can be slow.
            sort_as_tree: Whether to sort level by level, each mailbox before those inside it.
            filter_as_tree: Whether to leave out mailboxes with an ancestor that the filter does not
                match.
            account_id: The account to use.
        """
        arguments = MailboxQueryArguments(
            filter=filter,
            sort=sort,
            position=position,
            anchor=anchor,
            anchor_offset=anchor_offset,
            limit=limit,
            calculate_total=calculate_total,
            sort_as_tree=sort_as_tree,
            filter_as_tree=filter_as_tree,
            account_id=account_id,
        )
        return MailboxQueryCall(self._sender, arguments)

    def query_changes(
        self,
        *,
        since_query_state: str | Ref[str],
        filter: Filter[MailboxId] | None | UnsetType = UNSET,
        sort: Sequence[Comparator[MailboxId]] | None | UnsetType = UNSET,
        max_changes: UnsignedInt | Ref[int | None] | None | UnsetType = UNSET,
        up_to_id: str | Ref[MailboxId | None] | None | UnsetType = UNSET,
        calculate_total: bool | Ref[bool] | UnsetType = UNSET,
        account_id: str | UnsetType = UNSET,
    ) -> MailboxQueryChangesCall:
        """Say how the results of a mailbox query have changed since a state of it.

        `Mailbox/queryChanges`: RFC 8621, section 2.4.

        Args:
            filter: The filter of the query.
            sort: The sort of the query.
            since_query_state: The query state to start from.
            max_changes: How many changes to return at most.
            up_to_id: The last id the caller knows of; changes after it may be left out.
            calculate_total: Whether to count all results, which can be slow.
            account_id: The account to use.
        """
        arguments = MailboxQueryChangesArguments(
            filter=filter,
            sort=sort,
            since_query_state=since_query_state,
            max_changes=max_changes,
            up_to_id=up_to_id,
            calculate_total=calculate_total,
            account_id=account_id,
        )
        return MailboxQueryChangesCall(self._sender, arguments)

    def set(
        self,
        *,
        if_in_state: str | Ref[str | None] | None | UnsetType = UNSET,
        create: Mapping[str, MailboxCreate] | None | UnsetType = UNSET,
        update: Mapping[str, MailboxPatch] | None | UnsetType = UNSET,
        destroy: Sequence[str] | Ref[Sequence[MailboxId] | None] | None | UnsetType = UNSET,
        on_destroy_remove_emails: bool | Ref[bool] | UnsetType = UNSET,
        account_id: str | UnsetType = UNSET,
    ) -> MailboxSetCall:
        """Create, update and destroy mailboxes.

        `Mailbox/set`: RFC 8621, section 2.5.

        Args:
            if_in_state: Do nothing and fail unless this is the current state.
            create: Records to create, by creation id.
            update: Changes to make, by record id.
            destroy: Records to destroy.
            on_destroy_remove_emails: Whether a destroyed mailbox may hold emails, which are then
                destroyed too unless they are in another one.
            account_id: The account to use.
        """
        arguments = MailboxSetArguments(
            if_in_state=if_in_state,
            create=create,
            update=update,
            destroy=destroy,
            on_destroy_remove_emails=on_destroy_remove_emails,
            account_id=account_id,
        )
        return MailboxSetCall(self._sender, arguments)

    def create(
        self, new: MailboxCreate, /, *, account_id: str | UnsetType = UNSET
    ) -> MailboxCreateCall:
        """Create one Mailbox; awaiting it gives the record, or raises its SetError."""
        key = new_creation_id(self._sender)
        arguments = MailboxSetArguments(account_id=account_id, create={key: new})
        return MailboxCreateCall(self._sender, arguments, key)

    def update(
        self, id: str, patch: MailboxPatch, /, *, account_id: str | UnsetType = UNSET
    ) -> MailboxChangeCall:
        """Change one Mailbox; a refusal raises its SetError."""
        arguments = MailboxSetArguments(account_id=account_id, update={id: patch})
        return MailboxChangeCall(self._sender, arguments, id, "notUpdated")

    def destroy(self, id: str, /, *, account_id: str | UnsetType = UNSET) -> MailboxChangeCall:
        """Destroy one Mailbox; a refusal raises its SetError."""
        arguments = MailboxSetArguments(account_id=account_id, destroy=[id])
        return MailboxChangeCall(self._sender, arguments, id, "notDestroyed")

    @overload
    def iterate(
        self,
        *,
        filter: Filter[MailboxId] | None | UnsetType = UNSET,
        sort: Sequence[Comparator[MailboxId]] | None | UnsetType = UNSET,
        sort_as_tree: bool | Ref[bool] | UnsetType = UNSET,
        filter_as_tree: bool | Ref[bool] | UnsetType = UNSET,
        account_id: str | UnsetType = UNSET,
        properties: type[T],
        page_size: int = 100,
    ) -> AsyncIterator[T]: ...
    @overload
    def iterate(
        self,
        *,
        filter: Filter[MailboxId] | None | UnsetType = UNSET,
        sort: Sequence[Comparator[MailboxId]] | None | UnsetType = UNSET,
        sort_as_tree: bool | Ref[bool] | UnsetType = UNSET,
        filter_as_tree: bool | Ref[bool] | UnsetType = UNSET,
        account_id: str | UnsetType = UNSET,
        properties: Sequence[MailboxProperty]
        | Ref[Sequence[str] | None]
        | None
        | UnsetType = UNSET,
        page_size: int = 100,
    ) -> AsyncIterator[Mailbox]: ...
    def iterate(
        self,
        *,
        filter: Filter[MailboxId] | None | UnsetType = UNSET,
        sort: Sequence[Comparator[MailboxId]] | None | UnsetType = UNSET,
        sort_as_tree: bool | Ref[bool] | UnsetType = UNSET,
        filter_as_tree: bool | Ref[bool] | UnsetType = UNSET,
        account_id: str | UnsetType = UNSET,
        properties: type[T]
        | Sequence[MailboxProperty]
        | Ref[Sequence[str] | None]
        | None
        | UnsetType = UNSET,
        page_size: int = 100,
    ) -> AsyncIterator[T] | AsyncIterator[Mailbox]:
        """Go through all results of a query, a page of `page_size` in each request.

        `Mailbox/query` and `Mailbox/get` in one round trip a page.

        Args:
            filter: Which records to find, or null for all.
            sort: How to order them, the first criterion counting most.
            sort_as_tree: Whether to sort level by level, each mailbox before those inside it.
            filter_as_tree: Whether to leave out mailboxes with an ancestor that the filter does not
                match.
            account_id: The account to use.
            properties: The properties to return, or null for all; the id always comes.
        """

        def page(position: int, limit: int) -> tuple[MailboxQueryCall, MailboxGetCall[T]]:
            query = self.query(
                filter=filter,
                sort=sort,
                sort_as_tree=sort_as_tree,
                filter_as_tree=filter_as_tree,
                account_id=account_id,
                position=position,
                limit=limit,
            )
            arguments = MailboxGetArguments(
                ids=query.ids,
                properties=property_names(Mailbox, properties)
                if isinstance(properties, type)
                else properties,
                account_id=account_id,
            )
            kind = record_class(Mailbox, properties)
            return query, MailboxGetCall(self._sender, arguments, kind)

        return iterate_records(self._sender, page, page_size)
