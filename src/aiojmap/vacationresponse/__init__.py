# Generated from rfc8621_vacationresponse.toml by `aiojmap-codegen generate`. Do not edit.
"""JMAP Vacation Response (RFC 8621).

Classes are imported when they are first asked for; `load()` imports all of them at once.
"""

from typing import TYPE_CHECKING

from aiojmap.runtime import RUNTIME_VERSION, lazy_package

if TYPE_CHECKING:
    from aiojmap.vacationresponse.client import ClientMethods as ClientMethods
    from aiojmap.vacationresponse.ids import VacationResponseId as VacationResponseId
    from aiojmap.vacationresponse.vacation_response import (
        VacationResponse as VacationResponse,
    )
    from aiojmap.vacationresponse.vacation_response import (
        VacationResponseChangeCall as VacationResponseChangeCall,
    )
    from aiojmap.vacationresponse.vacation_response import (
        VacationResponseCreate as VacationResponseCreate,
    )
    from aiojmap.vacationresponse.vacation_response import (
        VacationResponseGetArguments as VacationResponseGetArguments,
    )
    from aiojmap.vacationresponse.vacation_response import (
        VacationResponseGetCall as VacationResponseGetCall,
    )
    from aiojmap.vacationresponse.vacation_response import (
        VacationResponseMethods as VacationResponseMethods,
    )
    from aiojmap.vacationresponse.vacation_response import (
        VacationResponsePatch as VacationResponsePatch,
    )
    from aiojmap.vacationresponse.vacation_response import (
        VacationResponseProperty as VacationResponseProperty,
    )
    from aiojmap.vacationresponse.vacation_response import (
        VacationResponseRefs as VacationResponseRefs,
    )
    from aiojmap.vacationresponse.vacation_response import (
        VacationResponseSetArguments as VacationResponseSetArguments,
    )
    from aiojmap.vacationresponse.vacation_response import (
        VacationResponseSetCall as VacationResponseSetCall,
    )

__all__ = [
    "ClientMethods",
    "VacationResponse",
    "VacationResponseChangeCall",
    "VacationResponseCreate",
    "VacationResponseGetArguments",
    "VacationResponseGetCall",
    "VacationResponseId",
    "VacationResponseMethods",
    "VacationResponsePatch",
    "VacationResponseProperty",
    "VacationResponseRefs",
    "VacationResponseSetArguments",
    "VacationResponseSetCall",
    "load",
]

_MODULES = {
    "ClientMethods": "client",
    "VacationResponse": "vacation_response",
    "VacationResponseChangeCall": "vacation_response",
    "VacationResponseCreate": "vacation_response",
    "VacationResponseGetArguments": "vacation_response",
    "VacationResponseGetCall": "vacation_response",
    "VacationResponseId": "ids",
    "VacationResponseMethods": "vacation_response",
    "VacationResponsePatch": "vacation_response",
    "VacationResponseProperty": "vacation_response",
    "VacationResponseRefs": "vacation_response",
    "VacationResponseSetArguments": "vacation_response",
    "VacationResponseSetCall": "vacation_response",
}

__getattr__, __dir__, load = lazy_package(__name__, _MODULES, made_for=1, runtime=RUNTIME_VERSION)
