"""Points in time as RFC 8620, section 1.4, writes them, and as servers do."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from .types import DateForm

_LEAP_SECOND = re.compile(r"(T\d\d:\d\d:)60")
# RFC 3339 has fewer forms than Python reads: no weeks, and no dates without dashes.
_DASHED = re.compile(r"\d{4}-\d\d-\d\d($|[Tt ]\d\d:\d\d:\d\d)")


class WrittenDate(datetime):
    """A point in time that came in another writing than ours, which `text` keeps.

    What is computed from it is in no writing: its `text` is None.
    """

    text: str | None = None

    def __reduce_ex__(self, protocol: object) -> tuple[object, ...]:
        plain = datetime.combine(self.date(), self.timetz())
        return _written, (plain, self.text)


def read_date(text: str, form: DateForm) -> datetime:
    """Read a point in time; raises `ValueError` for what is no such text.

    The result has no time zone if none is given. A leap second becomes the second before it.
    """
    if not _DASHED.match(text):
        raise ValueError(text)
    moment = datetime.fromisoformat(_LEAP_SECOND.sub(r"\g<1>59", text))
    if moment.tzinfo is None or write_date(moment, form) == text:
        return moment
    return _written(moment, text)


def write_date(moment: datetime, form: DateForm) -> str:
    """Write an aware point in time; raises `OverflowError` for one that UTC does not have."""
    if isinstance(moment, WrittenDate) and moment.text is not None:
        return moment.text
    text = (moment.astimezone(UTC) if form.utc else moment).isoformat()
    # RFC 8620, section 1.4: no fraction if it is zero; UTC is written Z.
    whole, dot, rest = text.partition(".")
    if dot:
        text = f"{whole}.{rest[:6].rstrip('0')}{rest[6:]}"
    return f"{text[:-6]}Z" if text.endswith("+00:00") else text


def _written(moment: datetime, text: str | None) -> WrittenDate:
    made = WrittenDate.combine(moment.date(), moment.timetz())
    made.text = text
    return made
