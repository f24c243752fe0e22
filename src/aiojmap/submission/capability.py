# Generated from rfc8621_submission.toml by `aiojmap-codegen generate`. Do not edit.
"""The identities of an account, and sending emails."""

from __future__ import annotations

from typing import ClassVar

from aiojmap.runtime import (
    AccountCapabilityObject,
    UnsignedInt,
    prop,
    record,
)


@record
class SubmissionAccountCapability(AccountCapabilityObject):
    """What the accountCapabilities of an account say under `urn:ietf:params:jmap:submission`.

    RFC 8621, section 1.3.2.
    """

    uri: ClassVar[str] = "urn:ietf:params:jmap:submission"

    max_delayed_send: UnsignedInt = prop("maxDelayedSend")
    """For how many seconds sending can be delayed; 0 if not at all. `UnsignedInt`, section 1.3.2.
    """
    submission_extensions: dict[str, list[str]] = prop("submissionExtensions")
    """SMTP extensions that an envelope may use: EHLO names with their arguments.
    `String[String[]]`, section 1.3.2.
    """
