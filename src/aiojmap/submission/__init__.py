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
        EmailSubmissionChangeCall as EmailSubmissionChangeCall,
    )
    from aiojmap.submission.email_submission import (
        EmailSubmissionCreate as EmailSubmissionCreate,
    )
    from aiojmap.submission.email_submission import (
        EmailSubmissionCreateCall as EmailSubmissionCreateCall,
    )
    from aiojmap.submission.email_submission import (
        EmailSubmissionMethods as EmailSubmissionMethods,
    )
    from aiojmap.submission.email_submission import (
        EmailSubmissionPatch as EmailSubmissionPatch,
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
        EmailSubmissionUndoStatus as EmailSubmissionUndoStatus,
    )
    from aiojmap.submission.email_submission import Envelope as Envelope
    from aiojmap.submission.email_submission import EnvelopeRefs as EnvelopeRefs
    from aiojmap.submission.identity import Identity as Identity
    from aiojmap.submission.identity import IdentityGetArguments as IdentityGetArguments
    from aiojmap.submission.identity import IdentityGetCall as IdentityGetCall
    from aiojmap.submission.identity import IdentityMethods as IdentityMethods
    from aiojmap.submission.identity import IdentityProperty as IdentityProperty
    from aiojmap.submission.identity import IdentityRefs as IdentityRefs
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
    "EmailSubmissionChangeCall",
    "EmailSubmissionCreate",
    "EmailSubmissionCreateCall",
    "EmailSubmissionId",
    "EmailSubmissionMethods",
    "EmailSubmissionPatch",
    "EmailSubmissionRefs",
    "EmailSubmissionSetArguments",
    "EmailSubmissionSetCall",
    "EmailSubmissionUndoStatus",
    "Envelope",
    "EnvelopeRefs",
    "Identity",
    "IdentityGetArguments",
    "IdentityGetCall",
    "IdentityId",
    "IdentityMethods",
    "IdentityProperty",
    "IdentityRefs",
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
    "EmailSubmissionChangeCall": "email_submission",
    "EmailSubmissionCreate": "email_submission",
    "EmailSubmissionCreateCall": "email_submission",
    "EmailSubmissionId": "ids",
    "EmailSubmissionMethods": "email_submission",
    "EmailSubmissionPatch": "email_submission",
    "EmailSubmissionRefs": "email_submission",
    "EmailSubmissionSetArguments": "email_submission",
    "EmailSubmissionSetCall": "email_submission",
    "EmailSubmissionUndoStatus": "email_submission",
    "Envelope": "email_submission",
    "EnvelopeRefs": "email_submission",
    "Identity": "identity",
    "IdentityGetArguments": "identity",
    "IdentityGetCall": "identity",
    "IdentityId": "ids",
    "IdentityMethods": "identity",
    "IdentityProperty": "identity",
    "IdentityRefs": "identity",
    "SubmissionAccountCapability": "capability",
    "set_errors": "set_errors",
}

__getattr__, __dir__, load = lazy_package(__name__, _MODULES, made_for=1, runtime=RUNTIME_VERSION)
