"""Finds what is generated for a method by the method's name in JMAP."""

from __future__ import annotations

import keyword
import re
from collections.abc import Callable, Iterator, Mapping
from types import ModuleType

import attrs
from unit.support import FakeClient

from aiojmap import core, mail, maskedemail, submission, vacationresponse
from aiojmap.runtime import Call, RecordChange, RecordCreation


@attrs.frozen
class Bindings:
    """A client that sends nothing, and the class of call for each method it has."""

    client: FakeClient
    calls: Mapping[str, type[Call[object]]]

    @classmethod
    def of(cls, client: FakeClient, *packages: ModuleType) -> Bindings:
        """The bindings in generated packages; the client must have their methods."""
        found = {call.method.name: call for package in packages for call in _calls(package)}
        return cls(client, found)

    @property
    def capabilities(self) -> list[str]:
        """The capabilities that the methods belong to."""
        return sorted({call.method.capability for call in self.calls.values()})

    def maker(self, method: str) -> Callable[..., Call[object]]:
        """The method of the client that makes a call, such as `client.email.query`."""
        type_name, _, verb = method.partition("/")
        methods = getattr(self.client, _snake(type_name))
        made: Callable[..., Call[object]] = getattr(methods, _snake(verb))
        return made


PACKAGES = (core, mail, submission, vacationresponse, maskedemail)


def ours() -> Bindings:
    """The bindings of the packages that come with the library."""
    return Bindings.of(FakeClient(), *PACKAGES)


def _calls(package: ModuleType) -> Iterator[type[Call[object]]]:
    for name in package.__all__:
        found = getattr(package, name)
        if not isinstance(found, type) or not issubclass(found, Call):
            continue
        # Calls for one record share the method of the /set they are.
        if not issubclass(found, RecordCreation | RecordChange):
            yield found


def _snake(name: str) -> str:
    found = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower()
    return f"{found}_" if keyword.iskeyword(found) else found
