"""Arguments that were sent can be read back: filters, sorts and references included."""

from __future__ import annotations

import pytest

import aiojmap
from aiojmap import core, mail
from aiojmap.runtime import JSONObject

ARGUMENTS: JSONObject = {
    "accountId": "a",
    "filter": {
        "operator": "AND",
        "conditions": [
            {"inMailbox": "m", "before": "2026-01-02T03:04:05Z"},
            {"operator": "NOT", "conditions": [{"hasKeyword": "$seen", "vendor:odd": 1}]},
        ],
    },
    "sort": [
        {"property": "receivedAt", "isAscending": False},
        {"property": "hasKeyword", "keyword": "$flagged", "collation": "i;octet"},
    ],
    "limit": 10,
    "#anchor": {"resultOf": "0", "name": "Email/query", "path": "/ids/0"},
}


def test_the_arguments_of_a_query_come_back_the_same() -> None:
    """What is read from JSON is written as the same JSON."""
    read = aiojmap.decode(ARGUMENTS, mail.EmailQueryArguments)

    assert aiojmap.encode(read) == ARGUMENTS


def test_a_filter_is_read_into_its_classes() -> None:
    """Operators and conditions are of the classes that callers make."""
    read = aiojmap.decode(ARGUMENTS, mail.EmailQueryArguments)

    assert isinstance(read.filter, aiojmap.FilterOperator)
    assert isinstance(read.filter.conditions[0], mail.EmailFilter)
    assert read.filter.conditions[0].in_mailbox == "m"


def test_a_condition_alone_is_a_filter() -> None:
    """A filter need not have an operator."""
    read = aiojmap.decode({"filter": {"name": "x"}}, mail.MailboxQueryArguments)

    assert read.filter == mail.MailboxFilter(name="x")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"filter": {"operator": "XOR", "conditions": []}}, "$.filter.operator: expected AND"),
        ({"filter": {"operator": "OR"}}, "$.filter.conditions: expected array, got null"),
        (
            {"filter": {"operator": "OR", "conditions": [{}, {"inMailbox": 5}]}},
            "$.filter.conditions[1].inMailbox: expected str, got int",
        ),
        ({"filter": "x"}, "$.filter: expected object, got str"),
        ({"sort": [{"property": 5}]}, "$.sort[0].property: expected str, got int"),
        ({"sort": [{}]}, "$.sort[0]: expected a property to sort by"),
        ({"sort": ["x"]}, "$.sort[0]: expected object, got str"),
    ],
)
def test_wrong_filters_and_sorts_are_refused_with_a_path(
    arguments: JSONObject, message: str
) -> None:
    """What is no filter or no sort is a DecodeError that leads to it."""
    with pytest.raises(aiojmap.DecodeError) as raised:
        aiojmap.decode(arguments, mail.EmailQueryArguments)

    assert str(raised.value).startswith(message)


def test_a_response_without_a_class_for_its_records_keeps_them_as_json() -> None:
    """A standard response can be read without saying of which type."""
    read = aiojmap.decode({"state": "s", "list": [{"id": "x"}]}, core.GetResponse)

    assert list(read.list) == [{"id": "x"}]
    assert read.not_found == []
