"""Writing values as JSON: what does not fit its declared type is refused with its path."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone, tzinfo

import attrs
import pytest
from unit.support import FakeClient

import aiojmap
from aiojmap import core, mail, submission
from aiojmap.runtime import JSON, Record, prop, record

HELSINKI = timezone(timedelta(hours=2))
NAIVE = datetime(2024, 1, 1)  # what is tested
MAX = 2**53 - 1
CREATED = FakeClient().mailbox.create(mail.MailboxCreate(name="x")).id
IDS = FakeClient().email.query().ids


def email_create(**members: object) -> mail.EmailCreate:
    """An EmailCreate with members of any type, right or wrong."""
    return mail.EmailCreate(**{"mailbox_ids": {"m1": True}, **members})  # type: ignore[arg-type]


def email_filter(**members: object) -> mail.EmailFilter:
    """An EmailFilter with members of any type, right or wrong."""
    return mail.EmailFilter(**members)  # type: ignore[arg-type]


def arguments(**members: object) -> mail.EmailQueryArguments:
    """Arguments of Email/query of any type, right or wrong."""
    return mail.EmailQueryArguments(**members)  # type: ignore[arg-type]


@attrs.frozen
class Wrong:
    """A value that must not be sent: where it is wrong, and what the message says."""

    value: Record
    path: str
    problem: str


NO_REF = (
    "a result reference can only be a whole argument (RFC 8620, section 3.7): "
    "await Email/query first and use the value"
)
NO_ID = "expected str, which an id still to be created cannot be"
WRONG = [
    Wrong(email_create(subject=5), "$.subject", "expected str, got int"),
    Wrong(email_create(keywords={"$seen": "yes"}), '$.keywords["$seen"]',
          "expected bool, got str"),
    Wrong(email_create(keywords={5: True}), '$.keywords["5"]', "expected str, got int"),
    Wrong(email_create(keywords=["$seen"]), "$.keywords", "expected a mapping, got array"),
    Wrong(email_create(mailbox_ids="m1"), "$.mailboxIds", "expected a mapping, got str"),
    Wrong(email_create(mailbox_ids={None: True}), "$.mailboxIds.None", "expected str, got null"),
    Wrong(email_create(to="a@b"), "$.to", "expected a sequence, got str"),
    Wrong(email_create(to=[{"email": "a@b"}]), "$.to[0]", "expected EmailAddress, got object"),
    Wrong(email_create(to=[mail.EmailAddress(email="a"), None]), "$.to[1]",
          "expected EmailAddress, got null"),
    Wrong(email_create(to=[mail.EmailAddress(email=5)]), "$.to[0].email",  # type: ignore[arg-type]
          "expected str, got int"),
    Wrong(email_create(received_at="2024-01-01T00:00:00Z"), "$.receivedAt",
          "expected datetime, got str"),
    Wrong(email_create(received_at=NAIVE), "$.receivedAt",
          "expected a datetime with a time zone, got a naive one"),
    Wrong(email_create(sent_at=NAIVE), "$.sentAt",
          "expected a datetime with a time zone, got a naive one"),
    Wrong(email_create(received_at=None), "$.receivedAt", "expected datetime, got null"),
    Wrong(email_create(body_structure=mail.EmailBodyPart(sub_parts=[mail.EmailBodyPart(size=-1)])),
          "$.bodyStructure.subParts[0].size", f"expected 0 to {MAX}, got -1"),
    Wrong(arguments(limit=-1), "$.limit", f"expected 0 to {MAX}, got -1"),
    Wrong(arguments(position=MAX + 1), "$.position", f"expected {-MAX} to {MAX}, got {MAX + 1}"),
    Wrong(arguments(limit=True), "$.limit", "expected int, got bool"),
    Wrong(arguments(limit=1.0), "$.limit", "expected int, got float"),
    Wrong(arguments(collapse_threads=1), "$.collapseThreads", "expected bool, got int"),
    Wrong(arguments(filter={"text": "x"}), "$.filter", "expected a filter, got object"),
    Wrong(arguments(filter=email_filter(min_size="1")), "$.filter.minSize",
          "expected int, got str"),
    Wrong(arguments(filter=~(email_filter(text="a") | email_filter(text=1))),
          "$.filter.conditions[0].conditions[1].text", "expected str, got int"),
    Wrong(arguments(sort=mail.EmailSort.size), "$.sort", "expected a sequence, got Comparator"),
    Wrong(arguments(sort=["size"]), "$.sort[0]", "expected a Comparator, got str"),
    Wrong(arguments(sort=[mail.EmailSort.has_keyword]), "$.sort[0]",
          "expected a Comparator, got function"),
    Wrong(mail.MailboxCreate(name=None), "$.name", "expected str, got null"),  # type: ignore[arg-type]
    # References may only be whole arguments.
    Wrong(email_filter(in_mailbox=IDS), "$.inMailbox", NO_REF),
    Wrong(arguments(filter=email_filter(text="x") & email_filter(in_mailbox=IDS)),
          "$.filter.conditions[1].inMailbox", NO_REF),
    Wrong(email_filter(in_mailbox_other_than=[IDS]), "$.inMailboxOtherThan[0]", NO_REF),
    Wrong(email_create(mailbox_ids=IDS), "$.mailboxIds", NO_REF),
    Wrong(email_create(mailbox_ids={IDS: True}), f'$.mailboxIds["{IDS}"]', NO_REF),
    Wrong(arguments(sort=[IDS]), "$.sort[0]", NO_REF),
    # Ids to be created may stand only for ids in what is created or changed.
    Wrong(email_create(subject=CREATED), "$.subject", NO_ID),
    Wrong(email_create(keywords={CREATED: True}), f'$.keywords["{CREATED}"]', NO_ID),
    Wrong(email_filter(in_mailbox=CREATED), "$.inMailbox", NO_ID),
    Wrong(mail.EmailGetArguments(ids=[CREATED]), "$.ids[0]", NO_ID),  # type: ignore[list-item]
]  # fmt: skip


@pytest.mark.parametrize("wrong", WRONG, ids=lambda wrong: f"{wrong.path} {wrong.problem[:40]}")
def test_a_wrong_value_is_refused_with_its_path(wrong: Wrong) -> None:
    """The error says where the value is, what was expected there, and what is there."""
    with pytest.raises(aiojmap.EncodeError) as caught:
        aiojmap.encode(wrong.value)

    assert (caught.value.path, caught.value.problem) == (wrong.path, wrong.problem)


def test_a_wrong_argument_is_refused_when_the_call_is_made(client: FakeClient) -> None:
    """The error names the method, and comes where the mistake is, not where it is sent."""
    with pytest.raises(aiojmap.EncodeError) as caught:
        client.email.query(limit=-1)

    assert str(caught.value) == f"Email/query: $.limit: expected 0 to {MAX}, got -1"


def test_an_encode_error_is_a_call_refused() -> None:
    """One except clause catches whatever is wrong with a call."""
    with pytest.raises(aiojmap.CallRefused):
        aiojmap.encode(email_create(subject=5))


class Undecided(tzinfo):
    """A time zone that does not know its offset."""

    def utcoffset(self, _: datetime | None) -> None:
        return None

    def dst(self, _: datetime | None) -> None:
        return None

    def tzname(self, _: datetime | None) -> None:
        return None


@pytest.mark.parametrize(
    "moment",
    [
        datetime(2024, 1, 1, tzinfo=Undecided()),
        datetime.max.replace(tzinfo=timezone(timedelta(hours=-10))),
        datetime.min.replace(tzinfo=timezone(timedelta(hours=10))),
    ],
    ids=["without an offset", "after the last", "before the first"],
)
def test_a_moment_that_has_no_utc_form_is_refused(moment: datetime) -> None:
    """No other error than ours leaves the encoder."""
    with pytest.raises(aiojmap.EncodeError):
        aiojmap.encode(mail.Email(received_at=moment))


@pytest.mark.parametrize(
    ("moment", "utc", "local"),
    [
        (datetime(2024, 1, 2, 3, 4, 5, tzinfo=UTC), "2024-01-02T03:04:05Z", "2024-01-02T03:04:05Z"),
        (
            datetime(2024, 1, 2, 1, 0, tzinfo=HELSINKI),
            "2024-01-01T23:00:00Z",
            "2024-01-02T01:00:00+02:00",
        ),
        (
            datetime(2024, 1, 2, 1, 0, 0, 500000, tzinfo=HELSINKI),
            "2024-01-01T23:00:00.5Z",
            "2024-01-02T01:00:00.5+02:00",
        ),
        (
            datetime(2024, 1, 2, 0, 0, 0, 120, tzinfo=UTC),
            "2024-01-02T00:00:00.00012Z",
            "2024-01-02T00:00:00.00012Z",
        ),
        (
            datetime(900, 1, 2, tzinfo=timezone(timedelta(hours=-3, minutes=-30))),
            "0900-01-02T03:30:00Z",
            "0900-01-02T00:00:00-03:30",
        ),
    ],
)
def test_dates_are_written_as_rfc_8620_says(moment: datetime, utc: str, local: str) -> None:
    """A UTCDate is in UTC with a Z, a Date keeps its offset; no zeros end a fraction."""
    assert aiojmap.encode(mail.Email(received_at=moment)) == {"receivedAt": utc}
    assert aiojmap.encode(mail.Email(sent_at=moment)) == {"sentAt": local}


def test_a_created_id_may_stand_for_an_id() -> None:
    """As a value and as a key it stays in the JSON, for the request to fill in."""
    create = email_create(mailbox_ids={CREATED: True, "m1": True})
    child = mail.MailboxCreate(name="x", parent_id=CREATED)

    assert aiojmap.encode(create) == {"mailboxIds": {CREATED: True, "m1": True}}
    assert aiojmap.encode(child) == {"name": "x", "parentId": CREATED}


def test_any_sequence_and_mapping_can_be_given() -> None:
    """Tuples and other mappings are written as arrays and objects."""
    create = email_create(references=("a", "b"), keywords=dict.fromkeys(("$seen",), True))

    assert aiojmap.encode(create) == {
        "mailboxIds": {"m1": True},
        "references": ["a", "b"],
        "keywords": {"$seen": True},
    }


def test_a_list_of_records_is_encoded() -> None:
    """`encode` takes any value of the model, not just a record."""
    assert aiojmap.encode([mail.EmailAddress(email="a@b")]) == [{"email": "a@b"}]


def test_a_generic_response_is_encoded() -> None:
    """The records inside a response become objects again."""
    members: JSON = {"list": [{"id": "e1", "receivedAt": "2024-01-01T00:00:00Z"}]}

    assert aiojmap.encode(aiojmap.decode(members, core.GetResponse[mail.Email])) == members


@pytest.mark.parametrize(
    "value",
    [float("nan"), float("inf"), {1, 2}, b"x", IDS],
    ids=["nan", "infinity", "set", "bytes", "reference"],
)
def test_what_is_no_json_is_refused_in_an_open_object(value: object) -> None:
    """Where the schema allows any object, it must still be one that can be sent."""
    parameters = {"X": [value]}
    address = submission.Address(email="a@b", parameters=parameters)  # type: ignore[arg-type]

    with pytest.raises(aiojmap.EncodeError):
        aiojmap.encode(address)


def test_a_string_that_utf_8_cannot_hold_is_refused() -> None:
    """A lone surrogate would fail only when the request is written."""
    with pytest.raises(aiojmap.EncodeError):
        aiojmap.encode(mail.EmailAddress(email="a@b", name="\ud83d"))


@record
class Measure(Record):
    """A record of a vendor, with a number that has no range."""

    ratio: float = prop("ratio")


@pytest.mark.parametrize(
    ("ratio", "problem"),
    [
        (True, "expected float, got bool"),
        ("1", "expected float, got str"),
        (float("nan"), "expected a number that JSON has, got nan"),
    ],
)
def test_what_is_no_number_is_refused(ratio: float, problem: str) -> None:
    """A bool is none, and JSON has no NaN."""
    with pytest.raises(aiojmap.EncodeError) as caught:
        aiojmap.encode(Measure(ratio=ratio))

    assert (caught.value.path, caught.value.problem) == ("$.ratio", problem)
