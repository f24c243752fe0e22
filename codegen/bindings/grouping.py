"""Which types share a module: those that are said to, and those that have each other inside."""

from __future__ import annotations

from collections.abc import Mapping

from ..errors import SchemaError
from ..notation import names
from ..vocabulary import Vocabulary


def mentioned(vocabulary: Vocabulary) -> dict[str, frozenset[str]]:
    """For each type, the types inside it, however deep; itself too if it has itself inside."""
    direct = {
        name: {
            found
            for member in type_.properties.values()
            for found in names(member.shape)
            if found in vocabulary.types
        }
        for name, (_, type_) in vocabulary.types.items()
    }
    found: dict[str, frozenset[str]] = {}
    for name in direct:
        seen: set[str] = set()
        waiting = list(direct[name])
        while waiting:
            other = waiting.pop()
            if other not in seen:
                seen.add(other)
                waiting += direct[other]
        found[name] = frozenset(seen)
    return found


def homes(vocabulary: Vocabulary, inside: Mapping[str, frozenset[str]]) -> dict[str, str]:
    """For each type, the type whose module it is in.

    Types with each other inside go together, since modules cannot import each other.
    """
    found: dict[str, str] = {}
    for name, (file, type_) in vocabulary.types.items():
        circle = [
            other
            for other, (other_file, _) in vocabulary.types.items()
            if other == name
            or (other_file is file and other in inside[name] and name in inside[other])
        ]
        owners = [other for other in circle if vocabulary.methods_of(other)]
        if len(owners) > 1:
            raise SchemaError(
                file.path, type_.place, f"{' and '.join(owners)} have records of each other inside"
            )
        leader = (owners or circle)[0]
        found[name] = type_.within or vocabulary.types[leader][1].within or leader
    return found
