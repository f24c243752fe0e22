# Generated from rfc8621_submission.toml by `aiojmap-codegen generate`. Do not edit.
"""JMAP Mail Submission (RFC 8621).

Classes are imported when they are first asked for; `load()` imports all of them at once.
"""

from typing import TYPE_CHECKING

from aiojmap.runtime import RUNTIME_VERSION, lazy_package

if TYPE_CHECKING:
    from aiojmap.submission import set_errors as set_errors
    from aiojmap.submission.capability import (
        SubmissionAccountCapability as SubmissionAccountCapability,
    )
    from aiojmap.submission.client import ClientMethods as ClientMethods
    from aiojmap.submission.email_submission import Address as Address
    from aiojmap.submission.email_submission import AddressRefs as AddressRefs
    from aiojmap.submission.email_submission import DeliveryStatus as DeliveryStatus
    from aiojmap.submission.email_submission import (
        DeliveryStatusDelivered as DeliveryStatusDelivered,
    )
    from aiojmap.submission.email_submission import (
        DeliveryStatusDisplayed as DeliveryStatusDisplayed,
    )
    from aiojmap.submission.email_submission import (
        DeliveryStatusRefs as DeliveryStatusRefs,
    )
    from aiojmap.submission.email_submission import EmailSubmission as EmailSubmission
    from aiojmap.submission.email_submission import (
        EmailSubmissionAddedItemRefs as EmailSubmissionAddedItemRefs,
    )
    from aiojmap.submission.email_submission import (
        EmailSubmissionChangeCall as EmailSubmissionChangeCall,
    )
    from aiojmap.submission.email_submission import (
        EmailSubmissionChangesArguments as EmailSubmissionChangesArguments,
    )
    from aiojmap.submission.email_submission import (
        EmailSubmissionChangesCall as EmailSubmissionChangesCall,
    )
    from aiojmap.submission.email_submission import (
        EmailSubmissionCreate as EmailSubmissionCreate,
    )
    from aiojmap.submission.email_submission import (
        EmailSubmissionCreateCall as EmailSubmissionCreateCall,
    )
    from aiojmap.submission.email_submission import (
        EmailSubmissionFilter as EmailSubmissionFilter,
    )
    from aiojmap.submission.email_submission import (
        EmailSubmissionGetArguments as EmailSubmissionGetArguments,
    )
    from aiojmap.submission.email_submission import (
        EmailSubmissionGetCall as EmailSubmissionGetCall,
    )
    from aiojmap.submission.email_submission import (
        EmailSubmissionMethods as EmailSubmissionMethods,
    )
    from aiojmap.submission.email_submission import (
        EmailSubmissionPatch as EmailSubmissionPatch,
    )
    from aiojmap.submission.email_submission import (
        EmailSubmissionProperty as EmailSubmissionProperty,
    )
    from aiojmap.submission.email_submission import (
        EmailSubmissionQueryArguments as EmailSubmissionQueryArguments,
    )
    from aiojmap.submission.email_submission import (
        EmailSubmissionQueryCall as EmailSubmissionQueryCall,
    )
    from aiojmap.submission.email_submission import (
        EmailSubmissionQueryChangesArguments as EmailSubmissionQueryChangesArguments,
    )
    from aiojmap.submission.email_submission import (
        EmailSubmissionQueryChangesCall as EmailSubmissionQueryChangesCall,
    )
    from aiojmap.submission.email_submission import (
        EmailSubmissionRefs as EmailSubmissionRefs,
    )
    from aiojmap.submission.email_submission import (
        EmailSubmissionSetArguments as EmailSubmissionSetArguments,
    )
    from aiojmap.submission.email_submission import (
        EmailSubmissionSetCall as EmailSubmissionSetCall,
    )
    from aiojmap.submission.email_submission import (
        EmailSubmissionSort as EmailSubmissionSort,
    )
    from aiojmap.submission.email_submission import (
        EmailSubmissionUndoStatus as EmailSubmissionUndoStatus,
    )
    from aiojmap.submission.email_submission import Envelope as Envelope
    from aiojmap.submission.email_submission import EnvelopeRefs as EnvelopeRefs
    from aiojmap.submission.identity import Identity as Identity
    from aiojmap.submission.identity import IdentityChangeCall as IdentityChangeCall
    from aiojmap.submission.identity import (
        IdentityChangesArguments as IdentityChangesArguments,
    )
    from aiojmap.submission.identity import IdentityChangesCall as IdentityChangesCall
    from aiojmap.submission.identity import IdentityCreate as IdentityCreate
    from aiojmap.submission.identity import IdentityCreateCall as IdentityCreateCall
    from aiojmap.submission.identity import IdentityGetArguments as IdentityGetArguments
    from aiojmap.submission.identity import IdentityGetCall as IdentityGetCall
    from aiojmap.submission.identity import IdentityMethods as IdentityMethods
    from aiojmap.submission.identity import IdentityPatch as IdentityPatch
    from aiojmap.submission.identity import IdentityProperty as IdentityProperty
    from aiojmap.submission.identity import IdentityRefs as IdentityRefs
    from aiojmap.submission.identity import IdentitySetArguments as IdentitySetArguments
    from aiojmap.submission.identity import IdentitySetCall as IdentitySetCall
    from aiojmap.submission.ids import EmailSubmissionId as EmailSubmissionId
    from aiojmap.submission.ids import IdentityId as IdentityId

__all__ = [
    "Address",
    "AddressRefs",
    "ClientMethods",
    "DeliveryStatus",
    "DeliveryStatusDelivered",
    "DeliveryStatusDisplayed",
    "DeliveryStatusRefs",
    "EmailSubmission",
    "EmailSubmissionAddedItemRefs",
    "EmailSubmissionChangeCall",
    "EmailSubmissionChangesArguments",
    "EmailSubmissionChangesCall",
    "EmailSubmissionCreate",
    "EmailSubmissionCreateCall",
    "EmailSubmissionFilter",
    "EmailSubmissionGetArguments",
    "EmailSubmissionGetCall",
    "EmailSubmissionId",
    "EmailSubmissionMethods",
    "EmailSubmissionPatch",
    "EmailSubmissionProperty",
    "EmailSubmissionQueryArguments",
    "EmailSubmissionQueryCall",
    "EmailSubmissionQueryChangesArguments",
    "EmailSubmissionQueryChangesCall",
    "EmailSubmissionRefs",
    "EmailSubmissionSetArguments",
    "EmailSubmissionSetCall",
    "EmailSubmissionSort",
    "EmailSubmissionUndoStatus",
    "Envelope",
    "EnvelopeRefs",
    "Identity",
    "IdentityChangeCall",
    "IdentityChangesArguments",
    "IdentityChangesCall",
    "IdentityCreate",
    "IdentityCreateCall",
    "IdentityGetArguments",
    "IdentityGetCall",
    "IdentityId",
    "IdentityMethods",
    "IdentityPatch",
    "IdentityProperty",
    "IdentityRefs",
    "IdentitySetArguments",
    "IdentitySetCall",
    "SubmissionAccountCapability",
    "load",
    "set_errors",
]

_MODULES = {
    "Address": "email_submission",
    "AddressRefs": "email_submission",
    "ClientMethods": "client",
    "DeliveryStatus": "email_submission",
    "DeliveryStatusDelivered": "email_submission",
    "DeliveryStatusDisplayed": "email_submission",
    "DeliveryStatusRefs": "email_submission",
    "EmailSubmission": "email_submission",
    "EmailSubmissionAddedItemRefs": "email_submission",
    "EmailSubmissionChangeCall": "email_submission",
    "EmailSubmissionChangesArguments": "email_submission",
    "EmailSubmissionChangesCall": "email_submission",
    "EmailSubmissionCreate": "email_submission",
    "EmailSubmissionCreateCall": "email_submission",
    "EmailSubmissionFilter": "email_submission",
    "EmailSubmissionGetArguments": "email_submission",
    "EmailSubmissionGetCall": "email_submission",
    "EmailSubmissionId": "ids",
    "EmailSubmissionMethods": "email_submission",
    "EmailSubmissionPatch": "email_submission",
    "EmailSubmissionProperty": "email_submission",
    "EmailSubmissionQueryArguments": "email_submission",
    "EmailSubmissionQueryCall": "email_submission",
    "EmailSubmissionQueryChangesArguments": "email_submission",
    "EmailSubmissionQueryChangesCall": "email_submission",
    "EmailSubmissionRefs": "email_submission",
    "EmailSubmissionSetArguments": "email_submission",
    "EmailSubmissionSetCall": "email_submission",
    "EmailSubmissionSort": "email_submission",
    "EmailSubmissionUndoStatus": "email_submission",
    "Envelope": "email_submission",
    "EnvelopeRefs": "email_submission",
    "Identity": "identity",
    "IdentityChangeCall": "identity",
    "IdentityChangesArguments": "identity",
    "IdentityChangesCall": "identity",
    "IdentityCreate": "identity",
    "IdentityCreateCall": "identity",
    "IdentityGetArguments": "identity",
    "IdentityGetCall": "identity",
    "IdentityId": "ids",
    "IdentityMethods": "identity",
    "IdentityPatch": "identity",
    "IdentityProperty": "identity",
    "IdentityRefs": "identity",
    "IdentitySetArguments": "identity",
    "IdentitySetCall": "identity",
    "SubmissionAccountCapability": "capability",
    "set_errors": "set_errors",
}

__getattr__, __dir__, load = lazy_package(__name__, _MODULES, made_for=1, runtime=RUNTIME_VERSION)
