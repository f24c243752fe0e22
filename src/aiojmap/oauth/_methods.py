"""Which methods need a scope, as the schema says."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from .. import core, mail, maskedemail, submission, vacationresponse
from .._model.invocation import Method

_PACKAGES: Final = (core, mail, submission, vacationresponse, maskedemail)


def methods_needing(scopes: Collection[str]) -> list[str]:
    """The names of the methods that do not work without these scopes."""
    found: set[str] = set()
    for package in _PACKAGES:
        for name in package.__all__:
            method: object = getattr(getattr(package, name), "method", None)
            if isinstance(method, Method) and method.scope in scopes:
                found.add(method.name)
    return sorted(found)
