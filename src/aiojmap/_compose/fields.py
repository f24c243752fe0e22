"""Header fields as the properties of a new Email and of its parts (RFC 8621, section 4.6)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from .._model.decoding import member
from .._model.families import ALL, Family
from .._model.json import is_array, is_object

Members = Mapping[str, object]
Problem = tuple[str, str]
"""The path of a value, and what is wrong with it and what to do."""

EMAIL_FIELDS: Final[Mapping[str, str]] = {
    "messageId": "Message-ID",
    "inReplyTo": "In-Reply-To",
    "references": "References",
    "sender": "Sender",
    "from": "From",
    "to": "To",
    "cc": "Cc",
    "bcc": "Bcc",
    "replyTo": "Reply-To",
    "subject": "Subject",
    "sentAt": "Date",
}
"""The field that each property of an Email stands for (section 4.1.3)."""

PART_FIELDS: Final[Mapping[str, str]] = {
    "type": "Content-Type",
    "charset": "Content-Type",
    "name": "Content-Disposition",
    "disposition": "Content-Disposition",
    "cid": "Content-ID",
    "language": "Content-Language",
    "location": "Content-Location",
}
"""The field that each property of an EmailBodyPart is written into (section 4.1.4)."""

PREFIX: Final = "header:"

_BARE: Final = ("messageId", "inReplyTo", "references")
_BARE_FORMS: Final = (":asMessageIds", ":asURLs")
_CONTROL: Final = re.compile(r"[\x00-\x08\x0a-\x1f\x7f]")
_FOLD: Final = re.compile(r"\r?\n[ \t]")


def field_of(name: str, fields: Mapping[str, str]) -> str | None:
    """The header field, in lower case, that a property stands for; None if for none."""
    if name.startswith(PREFIX):
        return name.removeprefix(PREFIX).partition(":")[0].lower()
    return fields[name].lower() if name in fields else None


def field_problems(
    members: Members, path: str, fields: Mapping[str, str], family: type[Family]
) -> Iterator[Problem]:
    """What is wrong with the header fields of an Email or of a part, taken by themselves."""
    if "headers" in members:
        yield (
            f"{path}.headers",
            "cannot be set: give each header field as a property of its own, such as header:X-Name",
        )
    seen: dict[str, str] = {}
    for name, value in members.items():
        field = field_of(name, fields)
        if field is None:
            continue
        place = f"{path}{member(name)}"
        by_name = name.startswith(PREFIX)
        problem = _form_problem(name, family) if by_name else None
        if problem:
            yield place, problem
        other = seen.setdefault(field, name)
        # `type` and `charset` are two parts of one field, so they do not clash.
        if other != name and (by_name or other.startswith(PREFIX)):
            yield place, f"stands for the same header field as {other}: give one of the two"
        yield from _text_problems(name, value, place)


def _form_problem(name: str, family: type[Family]) -> str | None:
    problem = family.problem(name)
    if problem is None:
        return None
    field = name.removeprefix(PREFIX).partition(":")[0].lower()
    for_it = [form.suffix[1:] for form in family.forms.values() if field in form.only]
    advice = f"as {' or '.join(for_it)}, or without a form" if for_it else "without a form"
    return f"{problem}: give it {advice}"


def _text_problems(name: str, value: object, path: str) -> Iterator[Problem]:
    """Characters that would end a header field, or that its form does not have."""
    form = name.removesuffix(ALL)
    raw = form.count(":") == 1 or form.endswith(":asRaw")
    for place, text in _strings(value, path):
        if _CONTROL.search(_FOLD.sub(" ", text) if raw else text):
            yield place, "a header field has no line ends and control characters: take them out"
        elif (form in _BARE or form.endswith(_BARE_FORMS)) and re.search("[<>]", text):
            yield place, f"{text!r} must be without angle brackets: leave them out"


def _strings(value: object, path: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield path, value
    elif is_array(value):
        for number, item in enumerate(value):
            yield from _strings(item, f"{path}[{number}]")
    elif is_object(value):
        for key, item in value.items():
            yield from _strings(item, f"{path}{member(key)}")
