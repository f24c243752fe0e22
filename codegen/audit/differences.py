"""Compares what a specification says with what the schema says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum

import attrs

from ..schema import Erratum, SchemaFile
from .facts import GENERAL, IMMUTABLE, OPTIONAL, SERVER_SET, Fact, Kind, is_json
from .schema_facts import shown

_OPERATIONS = frozenset(["create", "update", "destroy"])
_NULL = "null"


class What(StrEnum):
    """In what the text and the schema differ, as errata name it."""

    NOT_IN_SCHEMA = "missing from the schema"
    NOT_IN_TEXT = "missing from the text"
    TYPE = "type"
    FLAGS = "flags"
    DEFAULT = "default"
    STANDARD = "standard"
    SECTION = "section"


@attrs.frozen(kw_only=True)
class Difference:
    """One difference, with the sentence that tells people."""

    place: str
    what: What
    sentence: str


@attrs.frozen(kw_only=True)
class Audit:
    """What a comparison found: differences, those that errata explain, and errata without any."""

    compared: Sequence[Fact]
    differences: Sequence[Difference]
    explained: Sequence[tuple[Difference, Erratum]]
    stale: Sequence[str]

    @property
    def clean(self) -> bool:
        """Whether there is nothing left to explain."""
        return not self.differences and not self.stale


def audit(text: Sequence[Fact], schema: Sequence[Fact], files: Iterable[SchemaFile]) -> Audit:
    """Compare the facts of a text with those of the schema, and apply the errata of the files."""
    errata = [(file, erratum) for file in files for erratum in file.errata]
    used: set[int] = set()
    differences: list[Difference] = []
    explained: list[tuple[Difference, Erratum]] = []
    for difference in compare(text, schema):
        number = next(
            (n for n, (_, erratum) in enumerate(errata) if _matches(erratum, difference)), None
        )
        if number is None:
            differences.append(difference)
        else:
            used.add(number)
            explained.append((difference, errata[number][1]))
    stale = [
        f"{shown(file.path)}: {erratum.place}: {erratum.at} does not differ in that way "
        f"({erratum.what}); the erratum can go"
        for number, (file, erratum) in enumerate(errata)
        if number not in used
    ]
    return Audit(compared=text, differences=differences, explained=explained, stale=stale)


def compare(text: Sequence[Fact], schema: Sequence[Fact]) -> Iterator[Difference]:
    """Every difference: first in the order of the text, then in that of the schema."""
    text = _named(text, schema)
    in_schema, in_text = _by_place(schema), _by_place(text)
    for fact in text:
        found = in_schema.get(fact.place)
        if found:
            # Several files may define the same error: one of our own is meant, if there is any.
            meant = [other for other in found if other.own] or found
            yield from min((list(_between(fact, other)) for other in meant), key=len)
        elif not _every_error_has(fact, in_schema):
            sentence = f"{_at(fact)}: {fact.place}{_details(fact)} is not in the schema"
            yield Difference(place=fact.place, what=What.NOT_IN_SCHEMA, sentence=sentence)
    for fact in schema:
        if not fact.own:
            continue
        found = in_text.get(fact.place)
        if not found:
            sentence = f"{_at(fact)}: {fact.place}{_details(fact)} is not in the text"
            yield Difference(place=fact.place, what=What.NOT_IN_TEXT, sentence=sentence)
        else:
            yield from _sections(fact, found)


def _named(text: Sequence[Fact], schema: Sequence[Fact]) -> list[Fact]:
    """The facts of a text where an object without a name has that of the schema.

    In the section of such an object, that is the only type which the schema has alone.
    """
    known = {fact.place for fact in text}
    names: dict[str, str] = {}
    named = list(text)
    unnamed = {fact.unnamed: fact.section for fact in text if fact.unnamed not in ("", *known)}
    for title, section in unnamed.items():
        alone = [
            fact
            for fact in schema
            if fact.own and fact.kind is Kind.TYPE and fact.section == section
            if fact.place not in known
        ]
        if len(alone) == 1:
            names[title] = alone[0].place
            first = next(fact for fact in text if fact.unnamed == title)
            named.append(attrs.evolve(first, place=alone[0].place, kind=Kind.TYPE, type=""))
    return [
        attrs.evolve(fact, place=names[fact.unnamed] + fact.place.removeprefix(fact.unnamed))
        if fact.unnamed in names and fact.kind is not Kind.TYPE
        else fact
        for fact in named
    ]


def _matches(erratum: Erratum, difference: Difference) -> bool:
    if erratum.what != difference.what:
        return False
    if erratum.at.endswith("*"):
        return difference.place.startswith(erratum.at[:-1])
    return erratum.at == difference.place


def _by_place(facts: Sequence[Fact]) -> dict[str, list[Fact]]:
    found: dict[str, list[Fact]] = {}
    for fact in facts:
        found.setdefault(fact.place, []).append(fact)
    return found


def _every_error_has(fact: Fact, schema: Mapping[str, list[Fact]]) -> bool:
    """Whether the member of a set error is one that SetError has anyway."""
    name = fact.place.rpartition(".")[2]
    is_member = fact.kind is Kind.ERROR_MEMBER and fact.place.startswith("set ")
    return is_member and f"SetError.{name}" in schema


def _between(text: Fact, schema: Fact) -> Iterator[Difference]:
    """The differences of two facts with the same place."""

    def difference(what: What, said: str, instead: str) -> Difference:
        sentence = (
            f"{_at(text)}: {text.place}: the text {said}, the schema {instead} ({schema.where})"
        )
        return Difference(place=text.place, what=what, sentence=sentence)

    if text.type and schema.type and text.type != schema.type:
        yield difference(What.TYPE, f"has the type {text.type}", f"has {schema.type}")
    said, instead = _flags(text, schema)
    if said != instead:
        yield difference(What.FLAGS, f"says {_listed(said)}", f"says {_listed(instead)}")
    said_default, other_default = _default(text), _default(schema)
    if said_default != other_default and not _says_little(text):
        yield difference(
            What.DEFAULT,
            f"has {_stated('the default', said_default)}",
            f"has {_stated('', other_default)}",
        )
    if text.kind is Kind.METHOD and text.standard != schema.standard:
        yield difference(What.STANDARD, f"has {_method(text)}", f"has {_method(schema)}")


def _says_little(text: Fact) -> bool:
    """Whether a text mentions a member without its type, so that no default means nothing."""
    return not text.type and text.default is None


def _flags(text: Fact, schema: Fact) -> tuple[frozenset[str], frozenset[str]]:
    """The flags that compare: what a text leaves to other words than flags is left out."""
    said, instead = text.flags, schema.flags
    if text.kind is Kind.ERROR:
        if not said & _OPERATIONS:
            instead -= _OPERATIONS
        if not schema.own:
            said, instead = said - {GENERAL}, instead - {GENERAL}
        return said, instead
    if not text.type:
        return frozenset(), frozenset()
    kept = {IMMUTABLE, SERVER_SET}
    # Texts flag few of the members that may be left out; those that they do, must be here too.
    if OPTIONAL in said and _default(schema) is not None:
        said -= {OPTIONAL}
    if OPTIONAL in said:
        kept.add(OPTIONAL)
    return said, instead & kept


def _default(fact: Fact) -> str | None:
    """The default; arguments and members of responses that may be null have null."""
    nullable = fact.type.endswith("|null")
    if fact.default is None and nullable and fact.kind in (Kind.ARGUMENT, Kind.RESPONSE):
        return _NULL
    return fact.default


def _sections(fact: Fact, found: Sequence[Fact]) -> Iterator[Difference]:
    defined = list(dict.fromkeys(section for other in found for section in other.sections))
    if not fact.section or fact.section in defined:
        return
    inside = [section for section in defined if section.startswith(f"{fact.section}.")]
    if fact.kind is Kind.TYPE and len(inside) > 1:
        return
    sentence = (
        f"{fact.where}: {fact.place}: the schema says section {fact.section}, "
        f"the text has it in {' and '.join(defined)} ({found[0].where})"
    )
    yield Difference(place=fact.place, what=What.SECTION, sentence=sentence)


def _at(fact: Fact) -> str:
    return f"{fact.where}: section {fact.section}" if fact.section else fact.where


def _details(fact: Fact) -> str:
    flags = sorted(fact.flags)
    default = [] if fact.default is None else [f"default: {_quoted(fact.default)}"]
    details = "; ".join([*([fact.type] if fact.type else []), *flags, *default])
    return f" ({details})" if details else ""


def _listed(flags: frozenset[str]) -> str:
    return ", ".join(sorted(flags)) if flags else "nothing of the kind"


def _stated(prefix: str, default: str | None) -> str:
    if default is None:
        return f"no {prefix.removeprefix('the ')}" if prefix else "none"
    return f"{prefix} {_quoted(default)}".strip()


def _quoted(default: str) -> str:
    """A default that is no JSON, but words, in quotes."""
    return default if is_json(default) else f'"{default}"'


def _method(fact: Fact) -> str:
    return f"a standard /{fact.standard}" if fact.standard else "a method of its own kind"
