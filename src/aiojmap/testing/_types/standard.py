"""A data type of which only the schema is known: the standard methods, and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._jmap.datatype import Classes, DataType

if TYPE_CHECKING:
    from .._jmap.account import Account


class StandardType(DataType):
    """Serves a type of a vendor."""

    def __init__(self, account: Account, classes: Classes, name: str) -> None:
        self.name = name
        super().__init__(account, classes)
