"""The bases of what a session says about a capability."""

from typing import ClassVar

from .records import Record


class CapabilityObject(Record):
    """What a session says about a capability, whose URI is `uri`."""

    __slots__ = ()

    uri: ClassVar[str]


class SessionCapabilityObject(CapabilityObject):
    """The object under `capabilities` of a session."""

    __slots__ = ()


class AccountCapabilityObject(CapabilityObject):
    """The object under `accountCapabilities` of an account."""

    __slots__ = ()
