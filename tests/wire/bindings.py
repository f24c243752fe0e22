"""Finds what is generated for a method by the method's name in JMAP."""

from __future__ import annotations

import keyword
import re
from collections.abc import Callable, Iterator, Mapping

from unit.support import FakeClient

from aiojmap import core, mail, maskedemail, submission, vacationresponse
from aiojmap.runtime import Call, RecordChange, RecordCreation

PACKAGES = (core, mail, submission, vacationresponse, maskedemail)


def _call_classes() -> Iterator[type[Call[object]]]:
    for package in PACKAGES:
        for name in package.__all__:
            found = getattr(package, name)
            if not isinstance(found, type) or not issubclass(found, Call):
                continue
            # Calls for one record share the method of the /set they are.
            if not issubclass(found, RecordCreation | RecordChange):
                yield found


CALLS: Mapping[str, type[Call[object]]] = {found.method.name: found for found in _call_classes()}
"""The class of call for each method that has bindings."""


def maker(client: FakeClient, method: str) -> Callable[..., Call[object]]:
    """The method of a client that makes a call, such as `client.email.query`."""
    type_name, _, verb = method.partition("/")
    made: Callable[..., Call[object]] = getattr(getattr(client, _snake(type_name)), _snake(verb))
    return made


def _snake(name: str) -> str:
    found = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower()
    return f"{found}_" if keyword.iskeyword(found) else found
