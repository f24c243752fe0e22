"""Records as values: comparing, printing, copying and pickling them."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Callable

import pytest

import aiojmap
from aiojmap import core, mail, submission
from aiojmap.runtime import JSON, Record

Duplicate = Callable[[Record], Record]


def pickled(value: Record) -> Record:
    """A value that went through pickle."""
    found = pickle.loads(pickle.dumps(value))
    assert isinstance(found, Record)
    return found


DUPLICATES: list[Duplicate] = [copy.copy, copy.deepcopy, pickled]
EXAMPLES: list[tuple[JSON, type[Record]]] = [
    ({}, mail.Email),
    ({"id": "e1", "from": [{"email": "a@b"}], "receivedAt": "2024-01-01T00:00:00Z"}, mail.Email),
    ({"id": "e1", "vendor:x": {"deep": [1]}}, mail.Email),
    ({"list": [{"id": "m1", "x": 1}], "notFound": None}, core.GetResponse[mail.Mailbox]),
    ({"subParts": [{"subParts": [{"partId": "1"}]}]}, mail.EmailBodyPart),
    ({"accounts": {"A1": {"name": None}}, "apiUrl": "u"}, core.Session),
]


def test_records_with_equal_members_are_equal() -> None:
    """Order does not matter, and neither does how they were made."""
    one = aiojmap.decode({"email": "a@b", "name": "A"}, mail.EmailAddress)

    assert one == mail.EmailAddress(name="A", email="a@b")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"id": "e1"}, {"id": "e2"}),
        ({"id": "e1"}, {"id": "e1", "subject": None}),
        ({"id": "e1", "x": 1}, {"id": "e1", "x": 2}),
        ({"id": "e1", "x": 1}, {"id": "e1"}),
    ],
    ids=["value", "absent or null", "unknown value", "unknown or absent"],
)
def test_records_that_hold_something_else_differ(
    one: dict[str, JSON], other: dict[str, JSON]
) -> None:
    """A value, its absence, and unknown members all count."""
    assert aiojmap.decode(one, mail.Email) != aiojmap.decode(other, mail.Email)


def test_records_of_different_types_differ() -> None:
    """Equal members do not make an email equal to a thread."""
    email, thread = (
        aiojmap.decode({"id": "1"}, mail.Email),
        aiojmap.decode({"id": "1"}, mail.Thread),
    )

    assert email != thread
    assert email != {"id": "1"}


def test_unset_and_left_out_are_equal() -> None:
    """A decoded record that lacks a member equals one made with it unset."""
    decoded = aiojmap.decode({"name": "x"}, mail.MailboxCreate)

    assert decoded == mail.MailboxCreate(name="x")


def test_records_cannot_be_keys() -> None:
    """They can change, so they have no hash."""
    with pytest.raises(TypeError, match="unhashable"):
        hash(mail.EmailAddress(email="a@b"))


def test_the_text_of_a_record_shows_what_it_holds() -> None:
    """Known properties by attribute, unknown members by name, and nothing that is absent."""
    email = aiojmap.decode({"id": "e1", "from": None, "vendor:x": 1}, mail.Email)

    assert repr(email) == "Email(id='e1', from_=None, vendor:x: 1)"


def test_the_text_of_what_is_sent_leaves_out_what_is_unset() -> None:
    """UNSET shows nowhere."""
    assert repr(mail.MailboxCreate(name="x")) == "MailboxCreate(name='x')"


@pytest.mark.parametrize("duplicate", DUPLICATES, ids=["copy", "deepcopy", "pickle"])
@pytest.mark.parametrize(("members", "type_"), EXAMPLES)
def test_a_duplicate_is_equal_and_encodes_the_same(
    members: JSON, type_: type[Record], duplicate: Duplicate
) -> None:
    """Known, unknown and absent members survive copying and pickling."""
    original = aiojmap.decode(members, type_)

    made = duplicate(original)

    assert made is not original
    assert made == original
    assert aiojmap.encode(made) == members


@pytest.mark.parametrize("duplicate", DUPLICATES, ids=["copy", "deepcopy", "pickle"])
def test_a_duplicate_still_misses_what_was_not_fetched(duplicate: Duplicate) -> None:
    """The absence of a property is copied as well."""
    made = duplicate(aiojmap.decode({"id": "e1"}, mail.Email))

    assert isinstance(made, mail.Email)
    with pytest.raises(aiojmap.PropertyNotFetched):
        _ = made.subject


@pytest.mark.parametrize("duplicate", DUPLICATES, ids=["copy", "deepcopy", "pickle"])
def test_a_duplicate_is_independent(duplicate: Duplicate) -> None:
    """Setting a property of one leaves the other alone."""
    original = aiojmap.decode({"email": "a@b", "x": 1}, mail.EmailAddress)
    made = duplicate(original)
    assert isinstance(made, mail.EmailAddress)

    made.email = "c@d"

    assert original.email == "a@b"


def test_a_deep_copy_shares_no_unknown_members() -> None:
    """What is inside an unknown member is copied too."""
    original = aiojmap.decode({"x": {"list": [1]}}, mail.Email)
    made = copy.deepcopy(original)
    inside = aiojmap.unknown_members(made)["x"]
    assert isinstance(inside, dict)

    inside["list"] = []

    assert aiojmap.encode(original) == {"x": {"list": [1]}}


@pytest.mark.parametrize("duplicate", DUPLICATES, ids=["copy", "deepcopy", "pickle"])
def test_what_is_sent_can_be_duplicated(duplicate: Duplicate) -> None:
    """Unset properties stay unset, so that the same is sent."""
    original = submission.EmailSubmissionCreate(identity_id="i", email_id="e", envelope=None)

    made = duplicate(original)

    assert made == original
    assert aiojmap.encode(made) == {"identityId": "i", "emailId": "e", "envelope": None}


@pytest.mark.parametrize("duplicate", DUPLICATES, ids=["copy", "deepcopy", "pickle"])
def test_the_arguments_of_a_query_can_be_duplicated(duplicate: Duplicate) -> None:
    """Filters and sorts inside them are no hindrance."""
    original = mail.EmailQueryArguments(
        filter=mail.EmailFilter(text="a") & ~mail.EmailFilter(text="b"),
        sort=[mail.EmailSort.received_at.desc(), mail.EmailSort.has_keyword("$seen")],
    )

    assert duplicate(original) == original
