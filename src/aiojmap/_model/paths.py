"""The paths of patches: what lies where in a value of a type, and what may be changed there."""

from __future__ import annotations

import typing
from collections.abc import Callable, Iterator, Mapping, Sequence

from .hints import is_union, plain_options, resolved
from .patches import Merge, Patch
from .records import Record, did_you_mean
from .types import JSON, Items, JSONForm

Tree = dict[str, "Tree | Leaf"]


class PathProblem(ValueError):
    """A path leads where nothing can be changed; the message says what was expected."""


class Leaf:
    """The value at the end of a path."""

    __slots__ = ("value",)

    def __init__(self, value: object) -> None:
        self.value = value


def inside(hint: object, name: str, *, strict: bool = False) -> object:
    """The type of what `name` leads to in a value of a type.

    `strict` refuses a name that an object of a known type does not have; else it may lead to
    any JSON. Raises `PathProblem` where a path cannot go on.
    """
    problem = PathProblem("expected a path that ends here: this holds no object")
    for option in plain_options(hint)[0] if is_union(hint) else [hint]:
        try:
            return _inside(option, name, strict)
        except PathProblem as error:
            problem = error
    raise problem


def _inside(option: object, name: str, strict: bool) -> object:
    origin = typing.get_origin(option)
    if origin is typing.Annotated and isinstance(typing.get_args(option)[1], JSONForm):
        return JSON
    if origin in (dict, Mapping, Items):
        return typing.get_args(option)[1]
    if origin in (list, Sequence):
        raise PathProblem("expected a path that ends here: an array is replaced as a whole")
    cls = origin or option
    if not (isinstance(cls, type) and issubclass(cls, Record)):
        raise PathProblem("expected a path that ends here: this holds no object")
    found = cls.properties_by_json.get(name)
    if found is not None and not (strict and found.server_set):
        return resolved(option)[1][found.name]
    if strict:
        raise PathProblem(_unknown(cls, name))
    return JSON


def changeable(patch: type[Patch], name: str) -> None:
    """Raise `PathProblem` for a property that the records a patch is for do not let one change."""
    if name in patch.properties_by_json:
        return
    record = patch.patched
    found = record.properties_by_json.get(name)
    if found is not None and found.server_set:
        raise PathProblem(f"expected a property to change: the server sets {name!r}")
    if found is not None:
        raise PathProblem(f"expected a property to change: {name!r} is given on create for good")
    raise PathProblem(_unknown(record, name))


def plant(tree: Tree, tokens: Sequence[str], value: object) -> None:
    """Put a value where a path leads; raises `PathProblem` if one path leads into another."""
    branch: Tree | Leaf = tree
    for token in tokens[:-1]:
        assert isinstance(branch, dict)
        branch = branch.setdefault(token, {})
        if isinstance(branch, Leaf):
            raise PathProblem("expected no path into what another path replaces")
    assert isinstance(branch, dict)
    if tokens[-1] in branch:
        raise PathProblem("expected no path into what another path replaces")
    branch[tokens[-1]] = Leaf(value)


def merged(tree: Tree) -> Merge[object]:
    """A tree of paths as what `merge` makes."""
    return Merge(
        {
            name: branch.value if isinstance(branch, Leaf) else merged(branch)
            for name, branch in tree.items()
        }
    )


Walked = Iterator[tuple[tuple[str, ...], object, object]]


def walk(merge: Merge[object], hint: object, check: Callable[[object], str]) -> Walked:
    """Each path of a merge, the type of what is there, and the value to put there.

    `check` makes the text of a key. Raises `PathProblem` for a path that leads nowhere.
    """
    for key, value in merge.entries.items():
        name = check(key)
        there = inside(hint, name)
        if isinstance(value, Merge):
            deeper = typing.cast("Merge[object]", value)
            for tokens, found, leaf in walk(deeper, there, check):
                yield (name, *tokens), found, leaf
        else:
            yield (name,), there, value


def _unknown(cls: type[Record], name: str) -> str:
    known = list(cls.properties_by_json)
    return f"expected a property of {cls.__name__}, got {name!r}{did_you_mean(name, known)}"
