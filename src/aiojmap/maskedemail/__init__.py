# Generated from fastmail_maskedemail.toml by `aiojmap-codegen generate`. Do not edit.
"""Fastmail Masked Email (Fastmail MaskedEmail).

Classes are imported when they are first asked for; `load()` imports all of them at once.
"""

from typing import TYPE_CHECKING

from aiojmap.runtime import RUNTIME_VERSION, lazy_package

if TYPE_CHECKING:
    from aiojmap.maskedemail.client import ClientMethods as ClientMethods
    from aiojmap.maskedemail.ids import MaskedEmailId as MaskedEmailId
    from aiojmap.maskedemail.masked_email import MaskedEmail as MaskedEmail
    from aiojmap.maskedemail.masked_email import (
        MaskedEmailChangeCall as MaskedEmailChangeCall,
    )
    from aiojmap.maskedemail.masked_email import MaskedEmailCreate as MaskedEmailCreate
    from aiojmap.maskedemail.masked_email import (
        MaskedEmailCreateCall as MaskedEmailCreateCall,
    )
    from aiojmap.maskedemail.masked_email import (
        MaskedEmailGetArguments as MaskedEmailGetArguments,
    )
    from aiojmap.maskedemail.masked_email import (
        MaskedEmailGetCall as MaskedEmailGetCall,
    )
    from aiojmap.maskedemail.masked_email import (
        MaskedEmailMethods as MaskedEmailMethods,
    )
    from aiojmap.maskedemail.masked_email import MaskedEmailPatch as MaskedEmailPatch
    from aiojmap.maskedemail.masked_email import (
        MaskedEmailProperty as MaskedEmailProperty,
    )
    from aiojmap.maskedemail.masked_email import MaskedEmailRefs as MaskedEmailRefs
    from aiojmap.maskedemail.masked_email import (
        MaskedEmailSetArguments as MaskedEmailSetArguments,
    )
    from aiojmap.maskedemail.masked_email import (
        MaskedEmailSetCall as MaskedEmailSetCall,
    )
    from aiojmap.maskedemail.masked_email import MaskedEmailState as MaskedEmailState

__all__ = [
    "ClientMethods",
    "MaskedEmail",
    "MaskedEmailChangeCall",
    "MaskedEmailCreate",
    "MaskedEmailCreateCall",
    "MaskedEmailGetArguments",
    "MaskedEmailGetCall",
    "MaskedEmailId",
    "MaskedEmailMethods",
    "MaskedEmailPatch",
    "MaskedEmailProperty",
    "MaskedEmailRefs",
    "MaskedEmailSetArguments",
    "MaskedEmailSetCall",
    "MaskedEmailState",
    "load",
]

_MODULES = {
    "ClientMethods": "client",
    "MaskedEmail": "masked_email",
    "MaskedEmailChangeCall": "masked_email",
    "MaskedEmailCreate": "masked_email",
    "MaskedEmailCreateCall": "masked_email",
    "MaskedEmailGetArguments": "masked_email",
    "MaskedEmailGetCall": "masked_email",
    "MaskedEmailId": "ids",
    "MaskedEmailMethods": "masked_email",
    "MaskedEmailPatch": "masked_email",
    "MaskedEmailProperty": "masked_email",
    "MaskedEmailRefs": "masked_email",
    "MaskedEmailSetArguments": "masked_email",
    "MaskedEmailSetCall": "masked_email",
    "MaskedEmailState": "masked_email",
}

__getattr__, __dir__, load = lazy_package(__name__, _MODULES, made_for=1, runtime=RUNTIME_VERSION)
