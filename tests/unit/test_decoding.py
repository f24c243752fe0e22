"""Reading values from JSON: wrong types are refused with their path, new things are not."""

from __future__ import annotations

import contextlib
from datetime import UTC, datetime, timedelta, timezone
from typing import cast

import attrs
import pytest

import aiojmap
from aiojmap import core, mail, submission
from aiojmap.core import AddedItem, GetResponse, QueryResponse, Session, SetResponse
from aiojmap.runtime import JSON, NOT_FETCHED, Record, prop, record

EMAILS: type[GetResponse[mail.Email]] = core.GetResponse[mail.Email]
FOUR: list[JSON] = [{}, {}, {}]
MAX = 2**53 - 1


@aiojmap.view(mail.Email)
class Summary:
    """A view to decode into."""

    id: str
    from_: list[mail.EmailAddress] | None
    received_at: datetime


@attrs.frozen
class Wrong:
    """JSON that does not fit a type: where, and what the message says."""

    type_: type[object]
    value: JSON
    path: str
    problem: str


WRONG = [
    Wrong(EMAILS, {"list": [*FOUR, {"from": [{"email": 5}]}]}, "$.list[3].from[0].email",
          "expected str, got int"),
    Wrong(mail.Email, {"keywords": {"a b": 1}}, '$.keywords["a b"]', "expected bool, got int"),
    Wrong(mail.Email, {"keywords": {'"]\n': 1}}, r'$.keywords["\"]\n"]', "expected bool, got int"),
    Wrong(mail.Email, None, "$", "expected object, got null"),
    Wrong(mail.Email, [], "$", "expected object, got array"),
    Wrong(mail.Email, "e1", "$", "expected object, got str"),
    Wrong(mail.Email, {"id": None}, "$.id", "expected str, got null"),
    Wrong(mail.Email, {"subject": 1}, "$.subject", "expected str, got int"),
    Wrong(mail.Email, {"subject": ["x"]}, "$.subject", "expected str, got array"),
    Wrong(mail.Email, {"size": "1"}, "$.size", "expected int, got str"),
    Wrong(mail.Email, {"size": True}, "$.size", "expected int, got bool"),
    Wrong(mail.Email, {"size": 1.0}, "$.size", "expected int, got float"),
    Wrong(mail.Email, {"size": None}, "$.size", "expected int, got null"),
    Wrong(mail.Email, {"size": -1}, "$.size", f"expected 0 to {MAX}, got -1"),
    Wrong(mail.Email, {"size": MAX + 1}, "$.size", f"expected 0 to {MAX}, got {MAX + 1}"),
    Wrong(mail.Email, {"hasAttachment": 1}, "$.hasAttachment", "expected bool, got int"),
    Wrong(mail.Email, {"hasAttachment": "true"}, "$.hasAttachment", "expected bool, got str"),
    Wrong(mail.Email, {"hasAttachment": None}, "$.hasAttachment", "expected bool, got null"),
    Wrong(mail.Email, {"keywords": ["$seen"]}, "$.keywords", "expected object, got array"),
    Wrong(mail.Email, {"keywords": None}, "$.keywords", "expected object, got null"),
    Wrong(mail.Email, {"keywords": {"$seen": 1}}, '$.keywords["$seen"]', "expected bool, got int"),
    Wrong(mail.Email, {"to": {}}, "$.to", "expected array, got object"),
    Wrong(mail.Email, {"to": [None]}, "$.to[0]", "expected object, got null"),
    Wrong(mail.Email, {"references": ["a", None]}, "$.references[1]", "expected str, got null"),
    Wrong(mail.Email, {"bodyValues": {"1": {"value": []}}}, '$.bodyValues["1"].value',
          "expected str, got array"),
    Wrong(mail.Email, {"receivedAt": 0}, "$.receivedAt", "expected a date, got int"),
    Wrong(mail.Email, {"receivedAt": None}, "$.receivedAt", "expected a date, got null"),
    Wrong(mail.Email, {"receivedAt": "yesterday"}, "$.receivedAt",
          "expected a date, got 'yesterday'"),
    Wrong(mail.Email, {"receivedAt": "2024-02-30T00:00:00Z"}, "$.receivedAt",
          "expected a date, got '2024-02-30T00:00:00Z'"),
    Wrong(mail.Email, {"receivedAt": "2024-01-01T00:00:00"}, "$.receivedAt",
          "expected a date with an offset, got '2024-01-01T00:00:00'"),
    Wrong(mail.Email, {"sentAt": "2024-01-01"}, "$.sentAt",
          "expected a date with an offset, got '2024-01-01'"),
    Wrong(mail.Email, {"bodyStructure": {"subParts": [{"subParts": [{"size": "x"}]}]}},
          "$.bodyStructure.subParts[0].subParts[0].size", "expected int, got str"),
    Wrong(mail.Mailbox, {"myRights": {"mayRename": "no"}}, "$.myRights.mayRename",
          "expected bool, got str"),
    Wrong(mail.Mailbox, {"role": 1}, "$.role", "expected str, got int"),
    Wrong(mail.Mailbox, {"parentId": False}, "$.parentId", "expected str, got bool"),
    Wrong(AddedItem, {"index": -1}, "$.index", f"expected 0 to {MAX}, got -1"),
    Wrong(QueryResponse, {"ids": "e1"}, "$.ids", "expected array, got str"),
    Wrong(EMAILS, {"list": None}, "$.list", "expected array, got null"),
    Wrong(EMAILS, {"list": {}}, "$.list", "expected array, got object"),
    Wrong(SetResponse[mail.Email], {"updated": {"e1": []}}, "$.updated.e1",
          "expected object, got array"),
    Wrong(SetResponse[mail.Email], {"notCreated": {"k": "no"}}, "$.notCreated.k",
          "expected object, got str"),
    Wrong(core.GetResponse[Summary], {"list": [{"from": [{"email": None}]}]},
          "$.list[0].from[0].email", "expected str, got null"),
    Wrong(Summary, {"receivedAt": 1}, "$.receivedAt", "expected a date, got int"),
    Wrong(Session, {"accounts": {"A 1": {"isReadOnly": 0}}}, '$.accounts["A 1"].isReadOnly',
          "expected bool, got int"),
    Wrong(Session, {"capabilities": {"urn:x": []}}, '$.capabilities["urn:x"]',
          "expected object, got array"),
    Wrong(submission.Address, {"parameters": "x"}, "$.parameters", "expected object, got str"),
    Wrong(submission.SubmissionAccountCapability, {"submissionExtensions": {"SIZE": [1]}},
          "$.submissionExtensions.SIZE[0]", "expected str, got int"),
]  # fmt: skip


@pytest.mark.parametrize("wrong", WRONG, ids=lambda wrong: f"{wrong.path} {wrong.problem}")
def test_a_wrong_type_is_refused_with_its_path(wrong: Wrong) -> None:
    """The error says where the value is, what was expected there, and what is there."""
    with pytest.raises(aiojmap.DecodeError) as caught:
        aiojmap.decode(wrong.value, wrong.type_)

    assert (caught.value.path, caught.value.problem) == (wrong.path, wrong.problem)
    assert str(caught.value) == f"{wrong.path}: {wrong.problem}"


def test_a_decode_error_is_a_protocol_error() -> None:
    """One except clause catches whatever is wrong with an answer."""
    with pytest.raises(aiojmap.ProtocolError):
        aiojmap.decode([], mail.Email)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2014-10-30T06:12:00Z", datetime(2014, 10, 30, 6, 12, tzinfo=UTC)),
        (
            "2014-10-30T14:12:00+08:00",
            datetime(2014, 10, 30, 14, 12, tzinfo=timezone(timedelta(hours=8))),
        ),
        ("2014-10-30T06:12:00.5Z", datetime(2014, 10, 30, 6, 12, 0, 500000, tzinfo=UTC)),
        ("2014-10-30T06:12:00.123456789Z", datetime(2014, 10, 30, 6, 12, 0, 123456, tzinfo=UTC)),
        (
            "1999-12-31T23:59:59-03:30",
            datetime(1999, 12, 31, 23, 59, 59, tzinfo=timezone(-timedelta(hours=3, minutes=30))),
        ),
    ],
)
def test_a_date_is_read_with_its_offset(text: str, expected: datetime) -> None:
    """The moment and the offset from UTC are kept; what is finer than microseconds is not."""
    sent_at = aiojmap.decode({"sentAt": text}, mail.Email).sent_at

    assert sent_at == expected
    assert sent_at is not None
    assert sent_at.utcoffset() == expected.utcoffset()


@pytest.mark.parametrize("size", [0, 1, MAX])
def test_integers_within_the_range_are_read(size: int) -> None:
    """Both ends of the range are allowed."""
    assert aiojmap.decode({"size": size}, mail.Email).size == size


def test_an_unknown_enum_value_is_a_string() -> None:
    """Sets of values are open, so a new role breaks nothing."""
    assert aiojmap.decode({"role": "snoozed"}, mail.Mailbox).role == "snoozed"


def test_body_parts_nest_in_themselves() -> None:
    """A part inside a part inside a part is decoded as the same class."""
    email = aiojmap.decode(
        {"bodyStructure": {"type": "multipart/mixed", "subParts": [{"subParts": [{"size": 3}]}]}},
        mail.Email,
    )

    outer = email.body_structure.sub_parts
    assert outer is not None
    inner = outer[0].sub_parts
    assert inner is not None
    assert isinstance(inner[0], mail.EmailBodyPart)
    assert inner[0].size == 3


@pytest.mark.parametrize("depth", [400, 450])
def test_deeply_nested_parts_are_read_or_refused(depth: int) -> None:
    """A hostile message must not end in a RecursionError, which nobody expects."""
    part: JSON = {"partId": "1"}
    for _ in range(depth):
        part = {"subParts": [part]}

    with contextlib.suppress(aiojmap.DecodeError):
        aiojmap.decode(part, mail.EmailBodyPart)


def test_a_view_decodes_what_it_names_and_keeps_the_rest() -> None:
    """Properties the view does not name are unknown members of it."""
    summary = aiojmap.decode(
        {"id": "e1", "from": None, "receivedAt": "2024-01-01T00:00:00Z", "size": 1}, Summary
    )

    assert isinstance(summary, Record)
    assert (summary.id, summary.from_) == ("e1", None)
    assert summary.received_at == datetime(2024, 1, 1, tzinfo=UTC)
    assert dict(aiojmap.unknown_members(summary)) == {"size": 1}


def test_a_generic_response_decodes_the_class_it_is_filled_with() -> None:
    """`GetResponse[View]` holds views, `GetResponse[Email]` emails."""
    members: JSON = {"list": [{"id": "e1"}]}

    views = aiojmap.decode(members, core.GetResponse[Summary])
    emails = aiojmap.decode(members, core.GetResponse[mail.Email])

    assert [type(item) for item in views.list] == [Summary]
    assert [type(item) for item in emails.list] == [mail.Email]


def test_updated_records_of_a_set_may_be_null() -> None:
    """Null says that nothing changed beyond what was asked."""
    response = aiojmap.decode(
        {"updated": {"e1": None, "e2": {"size": 1}}}, core.SetResponse[mail.Email]
    )

    assert response.updated["e1"] is None
    assert isinstance(response.updated["e2"], mail.Email)


def test_values_of_an_open_object_pass_through() -> None:
    """What the schema says nothing about is given as it came."""
    value: JSON = {"urn:x": {"any": [1, 2.5, None, {"thing": True}]}}

    assert cast("JSON", aiojmap.decode({"capabilities": value}, Session).capabilities) == value


@record
class Measure(Record):
    """A record of a vendor, with numbers that have no range."""

    count: int = prop("count", default=NOT_FETCHED)
    ratio: float = prop("ratio", default=NOT_FETCHED)


@pytest.mark.parametrize(
    ("members", "problem"),
    [
        ({"count": True}, "expected int, got bool"),
        ({"count": 1.0}, "expected int, got float"),
        ({"ratio": True}, "expected float, got bool"),
        ({"ratio": "1"}, "expected float, got str"),
    ],
)
def test_numbers_without_a_range_are_as_strict(members: JSON, problem: str) -> None:
    """A bool is no number, and a fraction no integer."""
    with pytest.raises(aiojmap.DecodeError) as caught:
        aiojmap.decode(members, Measure)

    assert caught.value.problem == problem


def test_a_whole_number_may_stand_for_any_number() -> None:
    """JSON writes 1.0 as 1."""
    ratio = aiojmap.decode({"ratio": 1}, Measure).ratio

    assert (ratio, type(ratio)) == (1.0, float)
