"""Identities (RFC 8621, section 6)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._jmap.datatype import DataType, forbidden
from .._jmap.failures import SetFailure

if TYPE_CHECKING:
    from ...runtime import JSONObject
    from .._jmap.account import User
    from .._jmap.context import Context


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

    def create(self, sent: JSONObject, context: Context, /) -> JSONObject:
        address = str(sent["email"])
        if not self.account.user.owns(address):
            raise SetFailure("forbiddenFrom", f"{address!r} is no address of the user")
        return super().create({**sent, "mayDelete": True}, context)

    def destroy(self, id_: str, arguments: JSONObject, context: Context, /) -> None:
        record = self.table.get(id_)
        if record is not None and record["mayDelete"] is False:
            raise forbidden("the identity of the main address stays")
        super().destroy(id_, arguments, context)

    def allows(self, id_: str, address: str) -> bool:
        """Whether an identity may send from an address."""
        record = self.table.get(id_)
        own = str(record["email"]).casefold() if record else ""
        wanted = address.casefold()
        return own == wanted or (own.startswith("*@") and wanted.endswith(own[1:]))

    def any_allows(self, address: str) -> bool:
        """Whether the user may send from an address, as whatever identity."""
        owned = self.account.user.owns(address)
        return owned or any(self.allows(id_, address) for id_ in self.table)
