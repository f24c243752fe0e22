"""What a new Email may not be, whoever made it (RFC 8621, section 4.6)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from .. import mail
from .._model.conversion import encode
from .._model.decoding import member
from .._model.errors import EncodeError
from .._model.json import is_object
from .bodies import Bodies
from .fields import EMAIL_FIELDS, Members, Problem, field_of, field_problems

_KEYWORD: Final = re.compile(r"[!#$&'+-Z\[^-z|}~]{1,255}")


def check_email_create(new: mail.EmailCreate) -> None:
    """Raise `EncodeError` if an Email to be created says what RFC 8621, section 4.6, forbids.

    Its path leads to the property, and its message says what to do. Calls that create emails
    do this of themselves; `client.call`, which sends what it is given, does not.
    """
    try:
        check(encode(new))
    except EncodeError as error:
        error.context = type(new).__name__
        raise


def check_set(arguments: object) -> None:
    """Check the emails that the arguments of an Email/set, given as JSON, create."""
    created = arguments.get("create") if is_object(arguments) else None
    for key, new in created.items() if is_object(created) else ():
        try:
            check(new)
        except EncodeError as error:
            error.within(f".create{member(key)}")
            raise


def check(email: object) -> None:
    """Check an Email to be created, given as JSON."""
    found = next(_problems(email), None) if is_object(email) else None
    if found is not None:
        path, problem = found
        raise EncodeError(problem, path)


def _problems(email: Members) -> Iterator[Problem]:
    yield from _set_problems(email)
    yield from field_problems(email, "$", EMAIL_FIELDS, mail.EmailHeaderName)
    for name in email:
        if (field_of(name, EMAIL_FIELDS) or "").startswith("content-"):
            yield f"${member(name)}", "belongs to a body part: give it in the part it is about"
    yield from Bodies(email).problems()


def _set_problems(email: Members) -> Iterator[Problem]:
    """Mailboxes and keywords are sets: maps whose every value is true (section 4.1.1)."""
    if email.get("mailboxIds") == {}:
        yield "$.mailboxIds", "names no mailbox: an email is in one at least"
    for name in ("mailboxIds", "keywords"):
        entries = email.get(name)
        for key, value in entries.items() if is_object(entries) else ():
            place = f"$.{name}{member(str(key))}"
            if value is not True:
                yield place, "must be true: leave out what it is not to have"
            if name == "keywords" and not _KEYWORD.fullmatch(key):
                yield (
                    place,
                    "a keyword has 1 to 255 printable ASCII characters, none of them a space "
                    'or one of ( ) { ] % * " \\',
                )
