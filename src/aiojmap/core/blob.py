# Generated from rfc8620_core.toml by `aiojmap-codegen generate`. Do not edit.
"""A sequence of octets with an id, kept by the server. RFC 8620, section 6."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from aiojmap.core import method_errors as core_method_errors
from aiojmap.core import set_errors as core_set_errors
from aiojmap.core.ids import AccountId, BlobId
from aiojmap.runtime import (
    NOT_FETCHED,
    UNSET,
    Arguments,
    Call,
    Method,
    Namespace,
    Record,
    Ref,
    Refs,
    Response,
    SetError,
    UnsetType,
    UnsignedInt,
    Value,
    prop,
    record,
)


@record
class UploadedBlob(Record):
    """What the server says of a file that was uploaded.

    RFC 8620, section 6.1.
    """

    account_id: str = prop("accountId")
    """The account that holds the blob. `Id`, section 6.1."""
    blob_id: str = prop("blobId")
    """The id of the blob. `Id`, section 6.1."""
    type: str = prop("type")
    """The media type that the upload was sent with. `String`, section 6.1."""
    size: UnsignedInt = prop("size")
    """The size in octets. `UnsignedInt`, section 6.1."""


class UploadedBlobRefs(Refs):
    """What can be referred to in each UploadedBlob of an answer."""

    __slots__ = ()

    account_id = Value[Sequence[AccountId]]("accountId")
    blob_id = Value[Sequence[BlobId]]("blobId")
    type = Value[Sequence[str]]("type")
    size = Value[Sequence[int]]("size")


@record
class BlobCopyArguments(Arguments):
    """The arguments of Blob/copy."""

    from_account_id: str = prop("fromAccountId")
    """The account to copy from. `Id`, section 6.3."""
    account_id: str | UnsetType = prop("accountId", default=UNSET)
    """The account to copy to. `Id`, section 6.3."""
    blob_ids: Sequence[str] | Ref[Sequence[BlobId]] = prop("blobIds")
    """The blobs to copy. `Id[]`, section 6.3."""


@record
class BlobCopyResponse(Response):
    """The answer to Blob/copy.

    RFC 8620, section 6.3.
    """

    from_account_id: str = prop("fromAccountId", default=NOT_FETCHED)
    """The account copied from. `Id`, section 6.3."""
    account_id: str = prop("accountId", default=NOT_FETCHED)
    """The account copied to. `Id`, section 6.3."""
    copied: dict[str, str] = prop("copied", default=NOT_FETCHED, fallback={})
    """The new id of each blob by its old one. `Id[Id]|null`, section 6.3."""
    not_copied: dict[str, SetError] = prop("notCopied", default=NOT_FETCHED, fallback={})
    """Why blobs were not copied, by their id. `Id[SetError]|null`, section 6.3."""


class BlobCopyCall(Call[BlobCopyResponse]):
    """A call of Blob/copy, not yet sent."""

    __slots__ = ()

    method: ClassVar[Method] = Method(
        name="Blob/copy",
        capability="urn:ietf:params:jmap:core",
        scope="urn:ietf:params:oauth:scope:mail",
        effect="write",
        arguments=BlobCopyArguments,
        response=BlobCopyResponse,
        record=None,
        errors={
            **core_method_errors.GENERAL,
            "fromAccountNotFound": core_method_errors.FromAccountNotFound,
        },
        set_errors={
            "forbidden": core_set_errors.Forbidden,
            "overQuota": core_set_errors.OverQuota,
            "tooLarge": core_set_errors.TooLarge,
            "rateLimit": core_set_errors.RateLimit,
            "invalidProperties": core_set_errors.InvalidProperties,
            "singleton": core_set_errors.Singleton,
            "notFound": core_set_errors.NotFound,
        },
        implicit=(),
    )

    from_account_id = Value[AccountId]("fromAccountId")
    account_id = Value[AccountId]("accountId")


class BlobMethods(Namespace):
    """The methods of Blob: a sequence of octets with an id, kept by the server."""

    __slots__ = ()

    def copy(
        self,
        *,
        from_account_id: str,
        blob_ids: Sequence[str] | Ref[Sequence[BlobId]],
        account_id: str | UnsetType = UNSET,
    ) -> BlobCopyCall:
        """Copy blobs from one account to another.

        `Blob/copy`: RFC 8620, section 6.3.

        Args:
            from_account_id: The account to copy from.
            blob_ids: The blobs to copy.
            account_id: The account to copy to.
        """
        arguments = BlobCopyArguments(
            from_account_id=from_account_id,
            blob_ids=blob_ids,
            account_id=account_id,
        )
        return BlobCopyCall(self._sender, arguments)
