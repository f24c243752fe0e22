"""Dates in the writing of a server are read as points in time and given back as they came."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

import aiojmap
from aiojmap import mail


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2024-05-01T12:00:00Z", datetime(2024, 5, 1, 12, tzinfo=UTC)),
        ("2024-05-01T12:00:00.500Z", datetime(2024, 5, 1, 12, 0, 0, 500000, tzinfo=UTC)),
        ("2024-05-01T12:00:00.000Z", datetime(2024, 5, 1, 12, tzinfo=UTC)),
        ("2024-05-01T12:00:00.123456789Z", datetime(2024, 5, 1, 12, 0, 0, 123456, tzinfo=UTC)),
        ("2024-05-01T12:00:00+00:00", datetime(2024, 5, 1, 12, tzinfo=UTC)),
        ("2024-05-01T14:00:00+02:00", datetime(2024, 5, 1, 12, tzinfo=UTC)),
        ("2016-12-31T23:59:60Z", datetime(2016, 12, 31, 23, 59, 59, tzinfo=UTC)),
    ],
)
def test_a_date_is_written_as_it_came(text: str, moment: datetime) -> None:
    """However a server writes a UTCDate, its value is right and its text is kept."""
    email = aiojmap.decode({"receivedAt": text}, mail.Email)

    assert email.received_at == moment
    assert aiojmap.encode(email) == {"receivedAt": text}


def pickled(email: mail.Email) -> mail.Email:
    """The record after it has been pickled."""
    found: mail.Email = pickle.loads(pickle.dumps(email))
    return found


@pytest.mark.parametrize("copied", [copy.deepcopy, pickled])
def test_a_copy_keeps_the_writing(copied: Callable[[mail.Email], mail.Email]) -> None:
    """Copying and pickling lose nothing of it."""
    email = aiojmap.decode({"receivedAt": "2024-05-01T12:00:00.000Z"}, mail.Email)

    assert aiojmap.encode(copied(email)) == {"receivedAt": "2024-05-01T12:00:00.000Z"}


def test_what_is_computed_from_a_date_has_our_writing() -> None:
    """A date moved by an hour is another one, and is written as RFC 8620 says."""
    email = aiojmap.decode({"receivedAt": "2024-05-01T12:00:00.000Z"}, mail.Email)

    later = mail.EmailCreate(mailbox_ids={}, received_at=email.received_at + timedelta(hours=1))
    moved = mail.EmailCreate(mailbox_ids={}, received_at=email.received_at.replace(year=2025))

    assert aiojmap.encode(later) == {"mailboxIds": {}, "receivedAt": "2024-05-01T13:00:00Z"}
    assert aiojmap.encode(moved) == {"mailboxIds": {}, "receivedAt": "2025-05-01T12:00:00Z"}


@pytest.mark.parametrize(
    "text", ["2024-05-01", "20240501T120000Z", "2024-W18-3T12:00:00Z", "2024-05-01T12:00Z", "now"]
)
def test_what_is_no_date_of_rfc_3339_is_refused(text: str) -> None:
    """Other forms of ISO 8601 are no dates of JMAP."""
    with pytest.raises(aiojmap.DecodeError, match=r"\$\.receivedAt: expected a date"):
        aiojmap.decode({"receivedAt": text}, mail.Email)
