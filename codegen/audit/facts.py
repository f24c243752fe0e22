"""What a specification and a schema both say about JMAP, in one form, so that it compares."""

from __future__ import annotations

import json
from enum import StrEnum

import attrs


class Kind(StrEnum):
    """What a fact is about, as it is counted in the report."""

    TYPE = "types"
    PROPERTY = "properties"
    FAMILY = "families of properties"
    METHOD = "methods"
    ARGUMENT = "arguments"
    RESPONSE = "response members"
    LEFT_OUT = "standard members left out"
    FILTER = "filter conditions"
    SORT = "sort properties"
    CAPABILITY = "capabilities"
    CAPABILITY_MEMBER = "capability members"
    ERROR = "errors"
    ERROR_MEMBER = "error members"
    METHOD_ERROR = "errors of methods"


@attrs.frozen(kw_only=True)
class Fact:
    """One thing that is defined; an empty `type` or no default says that none is given.

    `unnamed` is the title of the section for members of an object that the text does not name.
    """

    place: str
    kind: Kind
    where: str
    line: int = 0
    sections: tuple[str, ...] = ()
    type: str = ""
    flags: frozenset[str] = frozenset()
    default: str | None = None
    standard: str = ""
    unnamed: str = ""
    own: bool = True

    @property
    def section(self) -> str:
        """The first section it is defined in."""
        return self.sections[0] if self.sections else ""


IMMUTABLE = "immutable"
SERVER_SET = "server-set"
OPTIONAL = "optional"
GENERAL = "for any method"
FORM = "form"


def arguments_of(method: str) -> str:
    """The place of the arguments of a method."""
    return f"{method} arguments"


def response_of(method: str) -> str:
    """The place of the members of a method's response."""
    return f"{method} response"


def left_out_of(place: str, name: str) -> str:
    """The place of a standard member that a method lacks."""
    return f"{place} without.{name}"


def filter_of(type_: str) -> str:
    """The place of the filter conditions of a type."""
    return f"{type_} filter"


def sort_of(type_: str) -> str:
    """The place of what a type can be sorted by."""
    return f"{type_} sort"


def error_of(level: str, type_: str) -> str:
    """The place of a type of error: `set error notFound`."""
    return f"{level} error {type_}"


def method_error_of(method: str, level: str, type_: str) -> str:
    """The place of an error that a method may give."""
    return f"{method} {level} error {type_}"


def family_of(owner: str, prefix: str) -> str:
    """The place of a family of properties, whatever its variable is called."""
    return f"{owner}.{prefix}{{}}"


def canonical(value: object) -> str:
    """A JSON value as the one text that stands for it."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False)


def is_json(text: str) -> bool:
    """Whether a default is a value, rather than words about one."""
    try:
        json.loads(text)
    except ValueError:
        return False
    return True
