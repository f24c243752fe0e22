"""Type expressions: read, printed, and refused."""

from __future__ import annotations

import pytest
from aiojmap_codegen.notation import (
    NULL,
    Array,
    Map,
    Name,
    NotationError,
    Type,
    Union,
    is_nullable,
    names,
    parse,
    substitute,
    without_null,
)
from hypothesis import given
from hypothesis import strategies as st

STRING, ID = Name("String"), Name("Id")

EXPRESSIONS: dict[str, Type] = {
    "String": STRING,
    "*": Name("*"),
    "null": NULL,
    "Id[]": Array(ID),
    "Id[][]": Array(Array(ID)),
    "Id[Boolean]": Map(ID, Name("Boolean")),
    "String[String[]]": Map(STRING, Array(STRING)),
    "String[*]": Map(STRING, Name("*")),
    "Id[Id[Boolean]]": Map(ID, Map(ID, Name("Boolean"))),
    "Id[Boolean][]": Array(Map(ID, Name("Boolean"))),
    "String|null": Union((STRING, NULL)),
    "String|UnsignedInt|null": Union((STRING, Name("UnsignedInt"), NULL)),
    "EmailAddress[]|null": Union((Array(Name("EmailAddress")), NULL)),
    "Id[Foo|null]|null": Union((Map(ID, Union((Name("Foo"), NULL))), NULL)),
    "(FilterOperator|FilterCondition)[]": Array(
        Union((Name("FilterOperator"), Name("FilterCondition")))
    ),
    "(Id|String)[Boolean]": Map(Union((ID, STRING)), Name("Boolean")),
}

WRONG = {
    "": "empty",
    "   ": "empty",
    "Id[": "ends too early",
    "Id[Boolean": "a [ is not closed",
    "Id]": "has ']' where the type should end",
    "Id[]]": "has ']' where the type should end",
    "(Id|String": "a ( is not closed",
    "()": "')' stands where a type should",
    "[]": "'[' stands where a type should",
    "|Id": "'|' stands where a type should",
    "Id|": "ends too early",
    "Id||String": "'|' stands where a type should",
    "Id String": "has 'String' where the type should end",
    "Id?": "has '?', which no type expression has",
    "1Id": "has '1', which no type expression has",
}


@pytest.mark.parametrize(("text", "type_"), EXPRESSIONS.items(), ids=EXPRESSIONS)
def test_an_expression_is_read(text: str, type_: Type) -> None:
    """Every kind of expression becomes the tree it stands for."""
    assert parse(text) == type_


@pytest.mark.parametrize("text", EXPRESSIONS)
def test_an_expression_is_printed_as_it_was_written(text: str) -> None:
    """A tree prints as the text it was read from."""
    assert str(parse(text)) == text


def test_spaces_do_not_count() -> None:
    """Spaces around names and signs make no difference."""
    assert parse(" Id [ Boolean ] | null ") == parse("Id[Boolean]|null")


def test_needless_parentheses_are_dropped() -> None:
    """Parentheses around a single type are not printed again."""
    assert str(parse("((Id)[])")) == "Id[]"


@pytest.mark.parametrize(("text", "problem"), WRONG.items(), ids=map(repr, WRONG))
def test_a_wrong_expression_is_refused(text: str, problem: str) -> None:
    """What is no expression raises an error that says what is wrong with it."""
    with pytest.raises(NotationError) as caught:
        parse(text)

    assert problem in str(caught.value)


def _trees() -> st.SearchStrategy[Type]:
    leaf: st.SearchStrategy[Type] = st.sampled_from(["Id", "String", "Foo", "null", "*"]).map(Name)

    def grown(inner: st.SearchStrategy[Type]) -> st.SearchStrategy[Type]:
        # A union directly inside a union prints without parentheses, so it is left out.
        option = inner.filter(lambda type_: not isinstance(type_, Union))
        return st.one_of(
            inner.map(Array),
            st.builds(Map, inner, inner),
            st.lists(option, min_size=2, max_size=3).map(lambda found: Union(tuple(found))),
        )

    return st.recursive(leaf, grown, max_leaves=8)


@given(_trees())
def test_whatever_is_printed_can_be_read(type_: Type) -> None:
    """Reading a printed tree gives the same tree."""
    assert parse(str(type_)) == type_


@pytest.mark.parametrize(
    ("text", "nullable"),
    [("String|null", True), ("String", False), ("(String|null)[]", False), ("null|Id", True)],
)
def test_only_null_at_the_top_makes_an_expression_nullable(text: str, nullable: bool) -> None:
    """An array of what may be null cannot itself be null."""
    assert is_nullable(parse(text)) is nullable


@pytest.mark.parametrize(
    ("text", "rest"), [("String|null", "String"), ("Id|Int|null", "Id|Int"), ("Id[]", "Id[]")]
)
def test_null_can_be_taken_out(text: str, rest: str) -> None:
    """Without null, the other options stay, and a single one stands alone."""
    assert str(without_null(parse(text))) == rest


def test_names_come_from_left_to_right() -> None:
    """The names of an expression come in the order they are written."""
    assert list(names(parse("Id[(Foo|Bar)[]]|null"))) == ["Id", "Foo", "Bar", "null"]


def test_names_can_be_replaced_everywhere() -> None:
    """A substitution reaches keys, values, items and options alike."""
    found = substitute(parse("Foo[Foo[]]|(Foo|Id)[]"), lambda name: name.replace("Foo", "Task"))

    assert str(found) == "Task[Task[]]|(Task|Id)[]"
