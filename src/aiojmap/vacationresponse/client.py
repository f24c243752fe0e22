# Generated from rfc8621_vacationresponse.toml by `aiojmap-codegen generate`. Do not edit.
"""The part of a client that RFC 8621 adds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiojmap.runtime import Sender

if TYPE_CHECKING:
    from aiojmap.vacationresponse.vacation_response import VacationResponseMethods


class ClientMethods(Sender):
    """Adds the methods of JMAP Vacation Response to a client."""

    @property
    def vacation_response(self) -> VacationResponseMethods:
        """The methods of VacationResponse: the answer that is sent while the user is away; every
        account has exactly one.
        """
        from aiojmap.vacationresponse.vacation_response import VacationResponseMethods

        return VacationResponseMethods(self)
