"""Python names from the names of the specifications."""

from __future__ import annotations

import builtins
import keyword
import re

# Attributes that every call has: a member of an answer may not take their place.
CALL_ATTRIBUTES = frozenset(["answered", "arguments", "implicit_responses", "method", "read"])
# Attributes that every record class has.
RECORD_ATTRIBUTES = frozenset(
    [
        "prop",
        "self",
        "properties_by_name",
        "properties_by_json",
        "families",
        "fetched_by",
        "patched",
        "viewed",
    ]
)
_WORD = re.compile(
    r"[A-Z]{2,}s(?![a-z])|[A-Z]+(?=[A-Z][a-z]|[^A-Za-z]|$)|[A-Z]?[a-z0-9]+|[A-Z]+|[0-9]+"
)


def snake(name: str) -> str:
    """`inMailboxOtherThan` to `in_mailbox_other_than`, `fetchHTMLBodyValues` likewise."""
    words = _WORD.findall(name)
    return "_".join(word.lower() for word in words) or "_"


def pascal(name: str) -> str:
    """`mailboxHasChild` to `MailboxHasChild`."""
    return "".join(word[:1].upper() + word[1:] for word in _WORD.findall(name))


def attribute(name: str, reserved: frozenset[str] = frozenset()) -> str:
    """The name of an attribute or parameter; words that Python or we use get an underscore."""
    found = snake(name)
    if keyword.iskeyword(found) or found in reserved:
        return f"{found}_"
    return f"n{found}" if found[0].isdigit() else found


def with_article(name: str) -> str:
    """A name with the article that goes before it: `an Email`, `a Mailbox`."""
    return f"{'an' if name[:1] in 'AEIOaeio' else 'a'} {name}"


def is_builtin(name: str) -> bool:
    """Whether a name hides a builtin where it is defined."""
    return hasattr(builtins, name)
