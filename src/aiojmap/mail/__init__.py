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
    from aiojmap.mail.email import EmailAddressGroupRefs as EmailAddressGroupRefs
    from aiojmap.mail.email import (
        EmailAllInThreadHaveKeyword as EmailAllInThreadHaveKeyword,
    )
    from aiojmap.mail.email import EmailBodyPart as EmailBodyPart
    from aiojmap.mail.email import EmailBodyPartDisposition as EmailBodyPartDisposition
    from aiojmap.mail.email import EmailBodyPartHeaderName as EmailBodyPartHeaderName
    from aiojmap.mail.email import EmailBodyPartProperty as EmailBodyPartProperty
    from aiojmap.mail.email import EmailBodyPartRefs as EmailBodyPartRefs
    from aiojmap.mail.email import EmailBodyValue as EmailBodyValue
    from aiojmap.mail.email import EmailBodyValueRefs as EmailBodyValueRefs
    from aiojmap.mail.email import EmailChangeCall as EmailChangeCall
    from aiojmap.mail.email import EmailChangesArguments as EmailChangesArguments
    from aiojmap.mail.email import EmailChangesCall as EmailChangesCall
    from aiojmap.mail.email import EmailCopy as EmailCopy
    from aiojmap.mail.email import EmailCopyArguments as EmailCopyArguments
    from aiojmap.mail.email import EmailCopyCall as EmailCopyCall
    from aiojmap.mail.email import EmailCreate as EmailCreate
    from aiojmap.mail.email import EmailCreateCall as EmailCreateCall
    from aiojmap.mail.email import EmailFilter as EmailFilter
    from aiojmap.mail.email import EmailGetArguments as EmailGetArguments
    from aiojmap.mail.email import EmailGetCall as EmailGetCall
    from aiojmap.mail.email import EmailHeader as EmailHeader
    from aiojmap.mail.email import EmailHeaderName as EmailHeaderName
    from aiojmap.mail.email import EmailHeaderRefs as EmailHeaderRefs
    from aiojmap.mail.email import EmailImport as EmailImport
    from aiojmap.mail.email import EmailImportArguments as EmailImportArguments
    from aiojmap.mail.email import EmailImportCall as EmailImportCall
    from aiojmap.mail.email import EmailImportRefs as EmailImportRefs
    from aiojmap.mail.email import EmailImportResponse as EmailImportResponse
    from aiojmap.mail.email import EmailMethods as EmailMethods
    from aiojmap.mail.email import EmailParseArguments as EmailParseArguments
    from aiojmap.mail.email import EmailParseCall as EmailParseCall
    from aiojmap.mail.email import EmailParseResponse as EmailParseResponse
    from aiojmap.mail.email import EmailPatch as EmailPatch
    from aiojmap.mail.email import EmailProperty as EmailProperty
    from aiojmap.mail.email import EmailQueryArguments as EmailQueryArguments
    from aiojmap.mail.email import EmailQueryCall as EmailQueryCall
    from aiojmap.mail.email import (
        EmailQueryChangesArguments as EmailQueryChangesArguments,
    )
    from aiojmap.mail.email import EmailQueryChangesCall as EmailQueryChangesCall
    from aiojmap.mail.email import EmailRefs as EmailRefs
    from aiojmap.mail.email import EmailSetArguments as EmailSetArguments
    from aiojmap.mail.email import EmailSetCall as EmailSetCall
    from aiojmap.mail.email import EmailSort as EmailSort
    from aiojmap.mail.email_address import EmailAddress as EmailAddress
    from aiojmap.mail.email_address import EmailAddressRefs as EmailAddressRefs
    from aiojmap.mail.ids import EmailId as EmailId
    from aiojmap.mail.ids import MailboxId as MailboxId
    from aiojmap.mail.ids import ThreadId as ThreadId
    from aiojmap.mail.mailbox import Mailbox as Mailbox
    from aiojmap.mail.mailbox import MailboxAddedItemRefs as MailboxAddedItemRefs
    from aiojmap.mail.mailbox import MailboxChangeCall as MailboxChangeCall
    from aiojmap.mail.mailbox import MailboxChangesArguments as MailboxChangesArguments
    from aiojmap.mail.mailbox import MailboxChangesCall as MailboxChangesCall
    from aiojmap.mail.mailbox import MailboxChangesResponse as MailboxChangesResponse
    from aiojmap.mail.mailbox import MailboxCreate as MailboxCreate
    from aiojmap.mail.mailbox import MailboxCreateCall as MailboxCreateCall
    from aiojmap.mail.mailbox import MailboxFilter as MailboxFilter
    from aiojmap.mail.mailbox import MailboxGetArguments as MailboxGetArguments
    from aiojmap.mail.mailbox import MailboxGetCall as MailboxGetCall
    from aiojmap.mail.mailbox import MailboxMethods as MailboxMethods
    from aiojmap.mail.mailbox import MailboxPatch as MailboxPatch
    from aiojmap.mail.mailbox import MailboxProperty as MailboxProperty
    from aiojmap.mail.mailbox import MailboxQueryArguments as MailboxQueryArguments
    from aiojmap.mail.mailbox import MailboxQueryCall as MailboxQueryCall
    from aiojmap.mail.mailbox import (
        MailboxQueryChangesArguments as MailboxQueryChangesArguments,
    )
    from aiojmap.mail.mailbox import MailboxQueryChangesCall as MailboxQueryChangesCall
    from aiojmap.mail.mailbox import MailboxRefs as MailboxRefs
    from aiojmap.mail.mailbox import MailboxRights as MailboxRights
    from aiojmap.mail.mailbox import MailboxRightsRefs as MailboxRightsRefs
    from aiojmap.mail.mailbox import MailboxRole as MailboxRole
    from aiojmap.mail.mailbox import MailboxSetArguments as MailboxSetArguments
    from aiojmap.mail.mailbox import MailboxSetCall as MailboxSetCall
    from aiojmap.mail.mailbox import MailboxSort as MailboxSort
    from aiojmap.mail.search_snippet import SearchSnippet as SearchSnippet
    from aiojmap.mail.search_snippet import (
        SearchSnippetGetArguments as SearchSnippetGetArguments,
    )
    from aiojmap.mail.search_snippet import SearchSnippetGetCall as SearchSnippetGetCall
    from aiojmap.mail.search_snippet import (
        SearchSnippetGetResponse as SearchSnippetGetResponse,
    )
    from aiojmap.mail.search_snippet import SearchSnippetMethods as SearchSnippetMethods
    from aiojmap.mail.search_snippet import SearchSnippetRefs as SearchSnippetRefs
    from aiojmap.mail.thread import Thread as Thread
    from aiojmap.mail.thread import ThreadChangesArguments as ThreadChangesArguments
    from aiojmap.mail.thread import ThreadChangesCall as ThreadChangesCall
    from aiojmap.mail.thread import ThreadGetArguments as ThreadGetArguments
    from aiojmap.mail.thread import ThreadGetCall as ThreadGetCall
    from aiojmap.mail.thread import ThreadMethods as ThreadMethods
    from aiojmap.mail.thread import ThreadProperty as ThreadProperty
    from aiojmap.mail.thread import ThreadRefs as ThreadRefs

__all__ = [
    "ClientMethods",
    "Email",
    "EmailAddedItemRefs",
    "EmailAddress",
    "EmailAddressGroup",
    "EmailAddressGroupRefs",
    "EmailAddressRefs",
    "EmailAllInThreadHaveKeyword",
    "EmailBodyPart",
    "EmailBodyPartDisposition",
    "EmailBodyPartHeaderName",
    "EmailBodyPartProperty",
    "EmailBodyPartRefs",
    "EmailBodyValue",
    "EmailBodyValueRefs",
    "EmailChangeCall",
    "EmailChangesArguments",
    "EmailChangesCall",
    "EmailCopy",
    "EmailCopyArguments",
    "EmailCopyCall",
    "EmailCreate",
    "EmailCreateCall",
    "EmailFilter",
    "EmailGetArguments",
    "EmailGetCall",
    "EmailHeader",
    "EmailHeaderName",
    "EmailHeaderRefs",
    "EmailId",
    "EmailImport",
    "EmailImportArguments",
    "EmailImportCall",
    "EmailImportRefs",
    "EmailImportResponse",
    "EmailMethods",
    "EmailParseArguments",
    "EmailParseCall",
    "EmailParseResponse",
    "EmailPatch",
    "EmailProperty",
    "EmailQueryArguments",
    "EmailQueryCall",
    "EmailQueryChangesArguments",
    "EmailQueryChangesCall",
    "EmailRefs",
    "EmailSetArguments",
    "EmailSetCall",
    "EmailSort",
    "MailAccountCapability",
    "Mailbox",
    "MailboxAddedItemRefs",
    "MailboxChangeCall",
    "MailboxChangesArguments",
    "MailboxChangesCall",
    "MailboxChangesResponse",
    "MailboxCreate",
    "MailboxCreateCall",
    "MailboxFilter",
    "MailboxGetArguments",
    "MailboxGetCall",
    "MailboxId",
    "MailboxMethods",
    "MailboxPatch",
    "MailboxProperty",
    "MailboxQueryArguments",
    "MailboxQueryCall",
    "MailboxQueryChangesArguments",
    "MailboxQueryChangesCall",
    "MailboxRefs",
    "MailboxRights",
    "MailboxRightsRefs",
    "MailboxRole",
    "MailboxSetArguments",
    "MailboxSetCall",
    "MailboxSort",
    "SearchSnippet",
    "SearchSnippetGetArguments",
    "SearchSnippetGetCall",
    "SearchSnippetGetResponse",
    "SearchSnippetMethods",
    "SearchSnippetRefs",
    "Thread",
    "ThreadChangesArguments",
    "ThreadChangesCall",
    "ThreadGetArguments",
    "ThreadGetCall",
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
    "EmailAddressGroupRefs": "email",
    "EmailAddressRefs": "email_address",
    "EmailAllInThreadHaveKeyword": "email",
    "EmailBodyPart": "email",
    "EmailBodyPartDisposition": "email",
    "EmailBodyPartHeaderName": "email",
    "EmailBodyPartProperty": "email",
    "EmailBodyPartRefs": "email",
    "EmailBodyValue": "email",
    "EmailBodyValueRefs": "email",
    "EmailChangeCall": "email",
    "EmailChangesArguments": "email",
    "EmailChangesCall": "email",
    "EmailCopy": "email",
    "EmailCopyArguments": "email",
    "EmailCopyCall": "email",
    "EmailCreate": "email",
    "EmailCreateCall": "email",
    "EmailFilter": "email",
    "EmailGetArguments": "email",
    "EmailGetCall": "email",
    "EmailHeader": "email",
    "EmailHeaderName": "email",
    "EmailHeaderRefs": "email",
    "EmailId": "ids",
    "EmailImport": "email",
    "EmailImportArguments": "email",
    "EmailImportCall": "email",
    "EmailImportRefs": "email",
    "EmailImportResponse": "email",
    "EmailMethods": "email",
    "EmailParseArguments": "email",
    "EmailParseCall": "email",
    "EmailParseResponse": "email",
    "EmailPatch": "email",
    "EmailProperty": "email",
    "EmailQueryArguments": "email",
    "EmailQueryCall": "email",
    "EmailQueryChangesArguments": "email",
    "EmailQueryChangesCall": "email",
    "EmailRefs": "email",
    "EmailSetArguments": "email",
    "EmailSetCall": "email",
    "EmailSort": "email",
    "MailAccountCapability": "capability",
    "Mailbox": "mailbox",
    "MailboxAddedItemRefs": "mailbox",
    "MailboxChangeCall": "mailbox",
    "MailboxChangesArguments": "mailbox",
    "MailboxChangesCall": "mailbox",
    "MailboxChangesResponse": "mailbox",
    "MailboxCreate": "mailbox",
    "MailboxCreateCall": "mailbox",
    "MailboxFilter": "mailbox",
    "MailboxGetArguments": "mailbox",
    "MailboxGetCall": "mailbox",
    "MailboxId": "ids",
    "MailboxMethods": "mailbox",
    "MailboxPatch": "mailbox",
    "MailboxProperty": "mailbox",
    "MailboxQueryArguments": "mailbox",
    "MailboxQueryCall": "mailbox",
    "MailboxQueryChangesArguments": "mailbox",
    "MailboxQueryChangesCall": "mailbox",
    "MailboxRefs": "mailbox",
    "MailboxRights": "mailbox",
    "MailboxRightsRefs": "mailbox",
    "MailboxRole": "mailbox",
    "MailboxSetArguments": "mailbox",
    "MailboxSetCall": "mailbox",
    "MailboxSort": "mailbox",
    "SearchSnippet": "search_snippet",
    "SearchSnippetGetArguments": "search_snippet",
    "SearchSnippetGetCall": "search_snippet",
    "SearchSnippetGetResponse": "search_snippet",
    "SearchSnippetMethods": "search_snippet",
    "SearchSnippetRefs": "search_snippet",
    "Thread": "thread",
    "ThreadChangesArguments": "thread",
    "ThreadChangesCall": "thread",
    "ThreadGetArguments": "thread",
    "ThreadGetCall": "thread",
    "ThreadId": "ids",
    "ThreadMethods": "thread",
    "ThreadProperty": "thread",
    "ThreadRefs": "thread",
    "set_errors": "set_errors",
}

__getattr__, __dir__, load = lazy_package(__name__, _MODULES, made_for=1, runtime=RUNTIME_VERSION)
