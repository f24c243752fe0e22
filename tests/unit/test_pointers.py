"""JSON pointers, as result references use them to read what was answered before."""

from __future__ import annotations

import pytest

from aiojmap._model.pointer import PointerError, escape, evaluate, join, split, unescape
from aiojmap.runtime import JSON

# The document of RFC 6901, section 5.
RFC_6901: JSON = {
    "foo": ["bar", "baz"],
    "": 0,
    "a/b": 1,
    "c%d": 2,
    "e^f": 3,
    "g|h": 4,
    "i\\j": 5,
    'k"l': 6,
    " ": 7,
    "m~n": 8,
}
# The response of RFC 8620, section 3.7.
THREADS: JSON = {
    "list": [
        {"id": "trd194", "emailIds": ["msg1020", "msg1021", "msg1023"]},
        {"id": "trd114", "emailIds": ["msg201", "msg223"]},
    ]
}


@pytest.mark.parametrize(
    ("pointer", "expected"),
    [
        ("", RFC_6901),
        ("/foo", ["bar", "baz"]),
        ("/foo/0", "bar"),
        ("/", 0),
        ("/a~1b", 1),
        ("/c%d", 2),
        ("/e^f", 3),
        ("/g|h", 4),
        ("/i\\j", 5),
        ('/k"l', 6),
        ("/ ", 7),
        ("/m~0n", 8),
    ],
)
def test_the_examples_of_rfc_6901(pointer: str, expected: JSON) -> None:
    """Each pointer of section 5 leads to the value the RFC gives."""
    assert evaluate(RFC_6901, pointer) == expected


@pytest.mark.parametrize(
    ("document", "pointer", "expected"),
    [
        (THREADS, "/list/*/id", ["trd194", "trd114"]),
        (THREADS, "/list/*/emailIds", ["msg1020", "msg1021", "msg1023", "msg201", "msg223"]),
        (THREADS, "/list/1/emailIds/0", "msg201"),
        (THREADS, "/list/*/emailIds/0", ["msg1020", "msg201"]),
        (THREADS, "/list/*/emailIds/*", ["msg1020", "msg1021", "msg1023", "msg201", "msg223"]),
        ({"list": []}, "/list/*/id", []),
        ([[1, 2], [], 3], "/*", [1, 2, 3]),
        ([[[1], [2]], [[3]]], "/*", [[1], [2], [3]]),
        ([[[1], [2]], [[3]]], "/*/*", [1, 2, 3]),
        ([{"a": None}, {"a": 1}], "/*/a", [None, 1]),
        ({"*": 1}, "/*", 1),
    ],
)
def test_a_star_maps_over_an_array_and_flattens_once(
    document: JSON, pointer: str, expected: JSON
) -> None:
    """Arrays that come of it are joined; in an object `*` is a name like any other."""
    assert evaluate(document, pointer) == expected


@pytest.mark.parametrize(
    ("pointer", "message"),
    [
        ("foo", "'foo' does not begin with /"),
        ("/bar", "there is no member 'bar'"),
        ("/foo/2", "the array has no item 2"),
        ("/foo/-", "'-' is no index of an array"),
        ("/foo/-1", "'-1' is no index of an array"),
        ("/foo/01", "'01' is no index of an array"),
        ("/foo/1.0", "'1.0' is no index of an array"),
        ("/foo/", "'' is no index of an array"),
        ("/foo/²", "'²' is no index of an array"),
        ("/foo/\u0661", "'\u0661' is no index of an array"),
        ("/foo/0/x", "there is nothing below 'x'"),
        ("/foo/*/x", "there is nothing below 'x'"),
        ("//x", "there is nothing below 'x'"),
    ],
)
def test_a_pointer_that_leads_nowhere_says_at_which_token(pointer: str, message: str) -> None:
    """The message names the token that could not be followed."""
    with pytest.raises(PointerError) as caught:
        evaluate(RFC_6901, pointer)

    assert str(caught.value) == message


def test_a_star_fails_if_one_item_lacks_the_member() -> None:
    """A reference resolves for all items or not at all."""
    with pytest.raises(PointerError, match="no member 'id'"):
        evaluate([{"id": 1}, {}], "/*/id")


@pytest.mark.parametrize(
    ("token", "escaped"), [("a/b", "a~1b"), ("m~n", "m~0n"), ("~1", "~01"), ("/~/", "~1~0~1")]
)
def test_escaping_and_its_inverse(token: str, escaped: str) -> None:
    """Tilde becomes ~0 and slash ~1, in an order that can be undone."""
    assert escape(token) == escaped
    assert unescape(escaped) == token


@pytest.mark.parametrize("tokens", [[], [""], ["a"], ["a", "", "b/c", "~", "~1"]])
def test_split_undoes_join(tokens: list[str]) -> None:
    """Any tokens survive being put into a pointer."""
    assert split(join(*tokens)) == tokens
