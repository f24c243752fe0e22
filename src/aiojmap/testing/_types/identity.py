"""Identities (RFC 8621, section 6)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._jmap.datatype import DataType

if TYPE_CHECKING:
    from ...runtime import JSONObject
    from .._jmap.account import User


class IdentityType(DataType):
    """The addresses that the user may send from."""

    name = "Identity"

    def seed(self, user: User) -> None:
        """Give each address of the user an identity."""
        for address in user.addresses:
            id_ = self.table.new_id()
            record: JSONObject = {
                **self.defaults(),
                "id": id_,
                "name": user.name,
                "email": address,
                "textSignature": f"{user.name}\n{address}",
                "htmlSignature": f"<p>{user.name}<br>{address}</p>",
                "mayDelete": address != user.email,
            }
            self.table.add(id_, record)

    def allows(self, id_: str, address: str) -> bool:
        """Whether an identity may send from an address."""
        record = self.table.get(id_)
        own = str(record["email"]).casefold() if record else ""
        wanted = address.casefold()
        return own == wanted or (own.startswith("*@") and wanted.endswith(own[1:]))

    def any_allows(self, address: str) -> bool:
        """Whether some identity may send from an address."""
        return any(self.allows(id_, address) for id_ in self.table)
