# Generated from fastmail_maskedemail.toml by `aiojmap-codegen generate`. Do not edit.
"""Names for ids, by the type of what they identify; every one of them is a plain string."""

from typing import NewType

MaskedEmailId = NewType("MaskedEmailId", str)
"""The id of a MaskedEmail."""
