# Generated from rfc8621_mail.toml by `aiojmap-codegen generate`. Do not edit.
"""JMAP Mail (RFC 8621).

Classes are imported when they are first asked for; `load()` imports all of them at once.
"""

from typing import TYPE_CHECKING

from aiojmap.runtime import RUNTIME_VERSION, lazy_package

if TYPE_CHECKING:
    from aiojmap.mail import set_errors as set_errors
    from aiojmap.mail.capability import MailAccountCapability as MailAccountCapability
    from aiojmap.mail.client import ClientMethods as ClientMethods
    from aiojmap.mail.email import Email as Email
    from aiojmap.mail.email import EmailAddedItemRefs as EmailAddedItemRefs
    from aiojmap.mail.email import EmailAddressGroup as EmailAddressGroup
    from aiojmap.mail.email import (
        EmailAllInThreadHaveKeyword as EmailAllInThreadHaveKeyword,
    )
    from aiojmap.mail.email import EmailBodyPart as EmailBodyPart
    from aiojmap.mail.email import EmailBodyPartDisposition as EmailBodyPartDisposition
    from aiojmap.mail.email import EmailBodyPartProperty as EmailBodyPartProperty
    from aiojmap.mail.email import EmailBodyPartRefs as EmailBodyPartRefs
    from aiojmap.mail.email import EmailBodyValue as EmailBodyValue
    from aiojmap.mail.email import EmailChange as EmailChange
    from aiojmap.mail.email import EmailChanges as EmailChanges
    from aiojmap.mail.email import EmailChangesArguments as EmailChangesArguments
    from aiojmap.mail.email import EmailCreate as EmailCreate
    from aiojmap.mail.email import EmailCreation as EmailCreation
    from aiojmap.mail.email import EmailFilter as EmailFilter
    from aiojmap.mail.email import EmailGet as EmailGet
    from aiojmap.mail.email import EmailGetArguments as EmailGetArguments
    from aiojmap.mail.email import EmailHeader as EmailHeader
    from aiojmap.mail.email import EmailHeaderRefs as EmailHeaderRefs
    from aiojmap.mail.email import EmailMethods as EmailMethods
    from aiojmap.mail.email import EmailPatch as EmailPatch
    from aiojmap.mail.email import EmailProperty as EmailProperty
    from aiojmap.mail.email import EmailQuery as EmailQuery
    from aiojmap.mail.email import EmailQueryArguments as EmailQueryArguments
    from aiojmap.mail.email import EmailQueryChanges as EmailQueryChanges
    from aiojmap.mail.email import (
        EmailQueryChangesArguments as EmailQueryChangesArguments,
    )
    from aiojmap.mail.email import EmailRefs as EmailRefs
    from aiojmap.mail.email import EmailSet as EmailSet
    from aiojmap.mail.email import EmailSetArguments as EmailSetArguments
    from aiojmap.mail.email import EmailSort as EmailSort
    from aiojmap.mail.email_address import EmailAddress as EmailAddress
    from aiojmap.mail.ids import EmailId as EmailId
    from aiojmap.mail.ids import MailboxId as MailboxId
    from aiojmap.mail.ids import ThreadId as ThreadId
    from aiojmap.mail.mailbox import Mailbox as Mailbox
    from aiojmap.mail.mailbox import MailboxAddedItemRefs as MailboxAddedItemRefs
    from aiojmap.mail.mailbox import MailboxChange as MailboxChange
    from aiojmap.mail.mailbox import MailboxChanges as MailboxChanges
    from aiojmap.mail.mailbox import MailboxChangesArguments as MailboxChangesArguments
    from aiojmap.mail.mailbox import MailboxChangesResponse as MailboxChangesResponse
    from aiojmap.mail.mailbox import MailboxCreate as MailboxCreate
    from aiojmap.mail.mailbox import MailboxCreation as MailboxCreation
    from aiojmap.mail.mailbox import MailboxFilter as MailboxFilter
    from aiojmap.mail.mailbox import MailboxGet as MailboxGet
    from aiojmap.mail.mailbox import MailboxGetArguments as MailboxGetArguments
    from aiojmap.mail.mailbox import MailboxMethods as MailboxMethods
    from aiojmap.mail.mailbox import MailboxPatch as MailboxPatch
    from aiojmap.mail.mailbox import MailboxProperty as MailboxProperty
    from aiojmap.mail.mailbox import MailboxQuery as MailboxQuery
    from aiojmap.mail.mailbox import MailboxQueryArguments as MailboxQueryArguments
    from aiojmap.mail.mailbox import MailboxQueryChanges as MailboxQueryChanges
    from aiojmap.mail.mailbox import (
        MailboxQueryChangesArguments as MailboxQueryChangesArguments,
    )
    from aiojmap.mail.mailbox import MailboxRefs as MailboxRefs
    from aiojmap.mail.mailbox import MailboxRights as MailboxRights
    from aiojmap.mail.mailbox import MailboxRightsRefs as MailboxRightsRefs
    from aiojmap.mail.mailbox import MailboxRole as MailboxRole
    from aiojmap.mail.mailbox import MailboxSet as MailboxSet
    from aiojmap.mail.mailbox import MailboxSetArguments as MailboxSetArguments
    from aiojmap.mail.mailbox import MailboxSort as MailboxSort
    from aiojmap.mail.thread import Thread as Thread
    from aiojmap.mail.thread import ThreadChanges as ThreadChanges
    from aiojmap.mail.thread import ThreadChangesArguments as ThreadChangesArguments
    from aiojmap.mail.thread import ThreadGet as ThreadGet
    from aiojmap.mail.thread import ThreadGetArguments as ThreadGetArguments
    from aiojmap.mail.thread import ThreadMethods as ThreadMethods
    from aiojmap.mail.thread import ThreadProperty as ThreadProperty
    from aiojmap.mail.thread import ThreadRefs as ThreadRefs

__all__ = [
    "ClientMethods",
    "Email",
    "EmailAddedItemRefs",
    "EmailAddress",
    "EmailAddressGroup",
    "EmailAllInThreadHaveKeyword",
    "EmailBodyPart",
    "EmailBodyPartDisposition",
    "EmailBodyPartProperty",
    "EmailBodyPartRefs",
    "EmailBodyValue",
    "EmailChange",
    "EmailChanges",
    "EmailChangesArguments",
    "EmailCreate",
    "EmailCreation",
    "EmailFilter",
    "EmailGet",
    "EmailGetArguments",
    "EmailHeader",
    "EmailHeaderRefs",
    "EmailId",
    "EmailMethods",
    "EmailPatch",
    "EmailProperty",
    "EmailQuery",
    "EmailQueryArguments",
    "EmailQueryChanges",
    "EmailQueryChangesArguments",
    "EmailRefs",
    "EmailSet",
    "EmailSetArguments",
    "EmailSort",
    "MailAccountCapability",
    "Mailbox",
    "MailboxAddedItemRefs",
    "MailboxChange",
    "MailboxChanges",
    "MailboxChangesArguments",
    "MailboxChangesResponse",
    "MailboxCreate",
    "MailboxCreation",
    "MailboxFilter",
    "MailboxGet",
    "MailboxGetArguments",
    "MailboxId",
    "MailboxMethods",
    "MailboxPatch",
    "MailboxProperty",
    "MailboxQuery",
    "MailboxQueryArguments",
    "MailboxQueryChanges",
    "MailboxQueryChangesArguments",
    "MailboxRefs",
    "MailboxRights",
    "MailboxRightsRefs",
    "MailboxRole",
    "MailboxSet",
    "MailboxSetArguments",
    "MailboxSort",
    "Thread",
    "ThreadChanges",
    "ThreadChangesArguments",
    "ThreadGet",
    "ThreadGetArguments",
    "ThreadId",
    "ThreadMethods",
    "ThreadProperty",
    "ThreadRefs",
    "load",
    "set_errors",
]

_MODULES = {
    "ClientMethods": "client",
    "Email": "email",
    "EmailAddedItemRefs": "email",
    "EmailAddress": "email_address",
    "EmailAddressGroup": "email",
    "EmailAllInThreadHaveKeyword": "email",
    "EmailBodyPart": "email",
    "EmailBodyPartDisposition": "email",
    "EmailBodyPartProperty": "email",
    "EmailBodyPartRefs": "email",
    "EmailBodyValue": "email",
    "EmailChange": "email",
    "EmailChanges": "email",
    "EmailChangesArguments": "email",
    "EmailCreate": "email",
    "EmailCreation": "email",
    "EmailFilter": "email",
    "EmailGet": "email",
    "EmailGetArguments": "email",
    "EmailHeader": "email",
    "EmailHeaderRefs": "email",
    "EmailId": "ids",
    "EmailMethods": "email",
    "EmailPatch": "email",
    "EmailProperty": "email",
    "EmailQuery": "email",
    "EmailQueryArguments": "email",
    "EmailQueryChanges": "email",
    "EmailQueryChangesArguments": "email",
    "EmailRefs": "email",
    "EmailSet": "email",
    "EmailSetArguments": "email",
    "EmailSort": "email",
    "MailAccountCapability": "capability",
    "Mailbox": "mailbox",
    "MailboxAddedItemRefs": "mailbox",
    "MailboxChange": "mailbox",
    "MailboxChanges": "mailbox",
    "MailboxChangesArguments": "mailbox",
    "MailboxChangesResponse": "mailbox",
    "MailboxCreate": "mailbox",
    "MailboxCreation": "mailbox",
    "MailboxFilter": "mailbox",
    "MailboxGet": "mailbox",
    "MailboxGetArguments": "mailbox",
    "MailboxId": "ids",
    "MailboxMethods": "mailbox",
    "MailboxPatch": "mailbox",
    "MailboxProperty": "mailbox",
    "MailboxQuery": "mailbox",
    "MailboxQueryArguments": "mailbox",
    "MailboxQueryChanges": "mailbox",
    "MailboxQueryChangesArguments": "mailbox",
    "MailboxRefs": "mailbox",
    "MailboxRights": "mailbox",
    "MailboxRightsRefs": "mailbox",
    "MailboxRole": "mailbox",
    "MailboxSet": "mailbox",
    "MailboxSetArguments": "mailbox",
    "MailboxSort": "mailbox",
    "Thread": "thread",
    "ThreadChanges": "thread",
    "ThreadChangesArguments": "thread",
    "ThreadGet": "thread",
    "ThreadGetArguments": "thread",
    "ThreadId": "ids",
    "ThreadMethods": "thread",
    "ThreadProperty": "thread",
    "ThreadRefs": "thread",
    "set_errors": "set_errors",
}

__getattr__, __dir__, load = lazy_package(__name__, _MODULES, made_for=1, runtime=RUNTIME_VERSION)
