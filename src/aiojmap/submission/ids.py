# Generated from rfc8621_submission.toml by `aiojmap-codegen generate`. Do not edit.
"""Names for ids, by the type of what they identify; every one of them is a plain string."""

from typing import NewType

IdentityId = NewType("IdentityId", str)
"""The id of an Identity."""

EmailSubmissionId = NewType("EmailSubmissionId", str)
"""The id of an EmailSubmission."""
