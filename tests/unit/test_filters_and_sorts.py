"""Filters joined with operators, and criteria to sort by."""

from __future__ import annotations

import pytest
from unit.support import FakeClient

import aiojmap
from aiojmap import Filter, mail
from aiojmap.mail import EmailId
from aiojmap.runtime import JSON

A, B, C, D = (mail.EmailFilter(text=text) for text in "abcd")


def encoded(client: FakeClient, filter_: Filter[EmailId]) -> JSON:
    """A filter as it is sent."""
    arguments = aiojmap.encode(client.email.query(filter=filter_).arguments)
    assert isinstance(arguments, dict)
    return arguments["filter"]


def joined(operator: str, *texts: JSON) -> JSON:
    """The JSON of an operator on conditions given by their text, or as JSON."""
    conditions: list[JSON] = [{"text": text} if isinstance(text, str) else text for text in texts]
    return {"operator": operator, "conditions": conditions}


@pytest.mark.parametrize(
    ("filter_", "expected"),
    [
        (A, {"text": "a"}),
        (mail.EmailFilter(), {}),
        (A & B, joined("AND", "a", "b")),
        (A | B, joined("OR", "a", "b")),
        (~A, joined("NOT", "a")),
        (A & B & C, joined("AND", "a", "b", "c")),
        (A & (B & C), joined("AND", "a", "b", "c")),
        ((A & B) & (C & D), joined("AND", "a", "b", "c", "d")),
        (A | B | C, joined("OR", "a", "b", "c")),
        (A & B | C, joined("OR", joined("AND", "a", "b"), "c")),
        ((A | B) & C, joined("AND", joined("OR", "a", "b"), "c")),
        (~(A | B), joined("NOT", joined("OR", "a", "b"))),
        (~A & ~B, joined("AND", joined("NOT", "a"), joined("NOT", "b"))),
        (~~A, joined("NOT", joined("NOT", "a"))),
        (aiojmap.FilterOperator("NOT", [A, B]), joined("NOT", "a", "b")),
        (aiojmap.FilterOperator("AND", []), joined("AND")),
        (
            mail.EmailFilter(from_="a", has_attachment=False, min_size=0),
            {"minSize": 0, "hasAttachment": False, "from": "a"},
        ),
    ],
    ids=repr,
)
def test_a_filter_is_sent_as_operators_and_conditions(
    client: FakeClient, filter_: Filter[EmailId], expected: JSON
) -> None:
    """`&` and `|` flatten into operators of their own kind; `~` and parentheses nest."""
    assert encoded(client, filter_) == expected


def test_joining_leaves_the_parts_alone() -> None:
    """Each operator makes a new filter."""
    both = A & B
    _ = both & C

    assert both == aiojmap.FilterOperator("AND", [A, B])


def test_filters_compare_by_what_they_say() -> None:
    """Equal conditions under the same operator are equal, others are not."""
    assert mail.EmailFilter(text="a") & mail.EmailFilter(text="b") == A & B
    assert A & B != B & A
    assert A & B != A | B
    assert A & B != A


def test_a_joined_filter_prints_as_the_code_that_makes_it() -> None:
    """Its text names the operator and the conditions."""
    assert repr(~A) == "FilterOperator('NOT', [EmailFilter(text='a')])"


def test_conditions_given_later_do_not_change_a_filter() -> None:
    """A filter keeps the conditions it was made with."""
    conditions = [A]
    made = aiojmap.FilterOperator("OR", conditions)

    conditions.append(B)

    assert made.conditions == (A,)


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        (mail.EmailSort.received_at, {"property": "receivedAt"}),
        (mail.EmailSort.received_at.asc(), {"property": "receivedAt", "isAscending": True}),
        (mail.EmailSort.received_at.desc(), {"property": "receivedAt", "isAscending": False}),
        (
            mail.EmailSort.from_.asc("i;unicode-casemap"),
            {"property": "from", "isAscending": True, "collation": "i;unicode-casemap"},
        ),
        (
            mail.EmailSort.has_keyword("$flagged").desc(),
            {"property": "hasKeyword", "isAscending": False, "keyword": "$flagged"},
        ),
        (
            aiojmap.Comparator("vendor:score", arguments={"weight": [1, None]}),
            {"property": "vendor:score", "weight": [1, None]},
        ),
    ],
)
def test_a_criterion_is_sent_as_a_comparator(
    client: FakeClient, sort: aiojmap.Comparator[EmailId], expected: JSON
) -> None:
    """Direction and collation are left out unless given; arguments of a property go along."""
    arguments = aiojmap.encode(client.email.query(sort=[sort]).arguments)

    assert arguments == {"sort": [expected]}


def test_a_direction_makes_a_new_criterion() -> None:
    """The shared criterion of the class stays as it is."""
    _ = mail.EmailSort.size.desc()

    assert mail.EmailSort.size.is_ascending is aiojmap.UNSET


@pytest.mark.parametrize(
    ("members", "path"),
    [
        ({"property": 5}, "$.sort[0].property"),
        ({"property": "size", "is_ascending": "yes"}, "$.sort[0].isAscending"),
        ({"property": "size", "collation": 5}, "$.sort[0].collation"),
    ],
)
def test_a_criterion_of_wrong_types_is_refused(
    client: FakeClient, members: dict[str, str], path: str
) -> None:
    """What a criterion is made of is checked like every other argument."""
    sort: aiojmap.Comparator[EmailId] = aiojmap.Comparator(**members)  # type: ignore[arg-type]

    with pytest.raises(aiojmap.EncodeError) as caught:
        client.email.query(sort=[sort])

    assert caught.value.path == path


def test_a_reference_inside_a_criterion_is_refused(client: FakeClient) -> None:
    """Only whole arguments can be references, so the argument of a sort cannot."""
    ids = client.email.query().ids
    sort = mail.EmailSort.has_keyword(ids)  # type: ignore[arg-type]  # what is tested

    with pytest.raises(aiojmap.EncodeError, match="can only be a whole argument"):
        client.email.query(sort=[sort])
