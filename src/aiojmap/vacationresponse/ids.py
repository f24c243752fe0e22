# Generated from rfc8621_vacationresponse.toml by `aiojmap-codegen generate`. Do not edit.
"""Names for ids, by the type of what they identify; every one of them is a plain string."""

from typing import NewType

VacationResponseId = NewType("VacationResponseId", str)
"""The id of a VacationResponse."""
