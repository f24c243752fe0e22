"""The vacation response (RFC 8621, section 8): always exactly one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from .._jmap.datatype import Classes, DataType
from .._jmap.failures import SetFailure, invalid_properties

if TYPE_CHECKING:
    from ...runtime import JSONObject
    from .._jmap.account import Account
    from .._jmap.context import Context

SINGLETON: Final = "singleton"


class VacationResponseType(DataType):
    """Whether and how mail is answered while the user is away."""

    name = "VacationResponse"

    def __init__(self, account: Account, classes: Classes) -> None:
        super().__init__(account, classes)
        record: JSONObject = dict.fromkeys(classes.record.properties_by_json)
        self.table.add(SINGLETON, {**record, "id": SINGLETON, "isEnabled": False})

    def create(self, _sent: JSONObject, _context: Context, /) -> JSONObject:
        raise SetFailure("singleton", "there is always exactly one vacation response")

    def destroy(self, _id: str, _arguments: JSONObject, _context: Context, /) -> None:
        raise SetFailure("singleton", "there is always exactly one vacation response")

    def validate(self, record: JSONObject, _old: JSONObject | None, _context: Context, /) -> None:
        start, end = record["fromDate"], record["toDate"]
        if isinstance(start, str) and isinstance(end, str) and start >= end:
            raise invalid_properties(["fromDate", "toDate"], "fromDate must be before toDate")
