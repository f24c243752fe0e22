"""Places in JSON, as the paths of errors name them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence

from aiojmap.runtime import JSON

Step = str | int
_STEP = re.compile(r'\.([^.\[]+)|\[(\d+)\]|\[("(?:[^"\\]|\\.)*")\]')


def steps(path: str) -> list[Step]:
    """The member names and indexes that a path is made of, as in `$.list[3]["odd name"]`."""
    assert path.startswith("$")
    found: list[Step] = []
    position = 1
    while position < len(path):
        step = _STEP.match(path, position)
        assert step is not None, f"{path!r} cannot be followed from {position}"
        name, index, quoted = step.groups()
        found.append(name if name is not None else int(index) if index else json.loads(quoted))
        position = step.end()
    return found


def places(value: JSON) -> Iterator[list[Step]]:
    """Every place in a value, itself included."""
    yield []
    if isinstance(value, dict):
        for key, item in value.items():
            yield from ([key, *inner] for inner in places(item))
    if isinstance(value, list):
        for index, item in enumerate(value):
            yield from ([index, *inner] for inner in places(item))


def value_at(value: JSON, place: Sequence[Step]) -> JSON:
    """What is at a place; raises `LookupError` if nothing is."""
    for step in place:
        if isinstance(value, dict) and isinstance(step, str):
            value = value[step]
        else:
            if not isinstance(value, list) or not isinstance(step, int):
                raise LookupError(step)
            value = value[step]
    return value


def replaced(value: JSON, place: Sequence[Step], other: JSON) -> JSON:
    """The value with another one in a place of it."""
    if not place:
        return other
    step, *rest = place
    if isinstance(value, dict):
        return {
            key: replaced(item, rest, other) if key == step else item for key, item in value.items()
        }
    assert isinstance(value, list)
    return [
        replaced(item, rest, other) if index == step else item for index, item in enumerate(value)
    ]
