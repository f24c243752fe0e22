# Generated from fastmail_maskedemail.toml by `aiojmap-codegen generate`. Do not edit.
"""The part of a client that Fastmail MaskedEmail adds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiojmap.runtime import Sender

if TYPE_CHECKING:
    from aiojmap.maskedemail.masked_email import MaskedEmailMethods


class ClientMethods(Sender):
    """Adds the methods of Fastmail Masked Email to a client."""

    @property
    def masked_email(self) -> MaskedEmailMethods:
        """The methods of MaskedEmail: an alias that belongs to one user, and always delivers to
        that user.
        """
        from aiojmap.maskedemail.masked_email import MaskedEmailMethods

        return MaskedEmailMethods(self)
