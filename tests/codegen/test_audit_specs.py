"""The specifications themselves, where they are at hand: `shared/specs` beside the checkout."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from aiojmap_codegen.audit.facts import Fact, Kind

from .gardens import facts, run_audit
from .support import ROOT

SPECS = ROOT.parent / "shared" / "specs"

pytestmark = pytest.mark.skipif(
    not SPECS.is_dir(), reason=f"there are no specifications in {SPECS}"
)

LEAST = {
    "rfc8620": {
        Kind.TYPE: 16,
        Kind.PROPERTY: 45,
        Kind.METHOD: 10,
        Kind.ARGUMENT: 36,
        Kind.RESPONSE: 43,
        Kind.CAPABILITY_MEMBER: 8,
        Kind.ERROR: 33,
    },
    "rfc8621": {
        Kind.TYPE: 17,
        Kind.PROPERTY: 108,
        Kind.METHOD: 26,
        Kind.ARGUMENT: 27,
        Kind.RESPONSE: 13,
        Kind.FILTER: 31,
        Kind.SORT: 17,
        Kind.CAPABILITY: 3,
        Kind.CAPABILITY_MEMBER: 8,
        Kind.ERROR: 13,
    },
    "rfc8887": {Kind.CAPABILITY_MEMBER: 2, Kind.PROPERTY: 11},
    "rfc9007": {Kind.PROPERTY: 15, Kind.ARGUMENT: 6, Kind.RESPONSE: 7, Kind.ERROR: 10},
    "rfc9219": {Kind.PROPERTY: 3, Kind.FILTER: 3},
    "rfc9404": {Kind.CAPABILITY_MEMBER: 4, Kind.ARGUMENT: 7, Kind.METHOD: 3},
    "rfc9425": {Kind.PROPERTY: 10, Kind.METHOD: 4, Kind.FILTER: 4, Kind.SORT: 2},
    "rfc9610": {Kind.PROPERTY: 15, Kind.METHOD: 9, Kind.FILTER: 20, Kind.SORT: 5},
    "rfc9670": {Kind.PROPERTY: 20, Kind.METHOD: 10, Kind.FILTER: 10, Kind.SORT: 1},
}
BOTH = [name for name in LEAST if (SPECS / f"{name}.xml").exists()]
FACTS = {
    "rfc8620": [
        ("Foo/query arguments.position", "Int", set(), "0"),
        ("Foo/query response.total", "UnsignedInt", {"optional"}, None),
        ("Comparator.isAscending", "Boolean", {"optional"}, "true"),
        ("PushSubscription.id", "Id", {"immutable", "server-set"}, None),
        ("StateChange.@type", "String", set(), None),
        ("set error alreadyExists.existingId", "Id", set(), None),
        ("set error rateLimit", "", {"create"}, None),
    ],
    "rfc8621": [
        ("Email.receivedAt", "UTCDate", {"immutable"}, "time of creation on server"),
        ("Email/query arguments.collapseThreads", "Boolean", set(), "false"),
        ("EmailBodyValue.isTruncated", "Boolean", set(), "false"),
        ("MailboxRights.maySubmit", "Boolean", set(), None),
        ("DeliveryStatus.displayed", "String", set(), None),
        ("Email filter.inMailbox", "Id", set(), None),
        ("Email sort.someInThreadHaveKeyword.keyword", "", set(), None),
        ("form asGroupedAddresses", "EmailAddressGroup[]", set(), None),
        ("urn:ietf:params:jmap:mail account.maxMailboxDepth", "UnsignedInt|null", set(), None),
        ("set error tooManyRecipients.maxRecipients", "UnsignedInt", set(), None),
    ],
}


def without_lines(found: dict[str, Fact]) -> set[tuple[object, ...]]:
    """Facts without the names and lines of their files."""
    return {
        (fact.place, fact.kind, fact.sections, fact.type, fact.flags, fact.default, fact.standard)
        for fact in found.values()
    }


@pytest.mark.parametrize("name", BOTH)
def test_both_forms_of_a_specification_say_the_same(name: str) -> None:
    """Plain text and XML give the same facts."""
    text, xml = facts(SPECS / f"{name}.txt"), facts(SPECS / f"{name}.xml")

    assert without_lines(text) == without_lines(xml)


@pytest.mark.parametrize("name", LEAST)
def test_a_specification_defines_as_much_as_we_know(name: str) -> None:
    """Nothing that was read once is lost."""
    counts = Counter(fact.kind for fact in facts(SPECS / f"{name}.txt").values())

    assert {kind: counts[kind] for kind in LEAST[name] if counts[kind] < LEAST[name][kind]} == {}


@pytest.mark.parametrize(
    ("name", "place", "type_", "flags", "default"),
    [(name, *fact) for name, known in FACTS.items() for fact in known],
    ids=lambda value: value if isinstance(value, str) and "." in value else "",
)
def test_a_specification_says_what_we_have_read_in_it(
    name: str, place: str, type_: str, flags: set[str], default: str | None
) -> None:
    """Samples that people have looked up."""
    fact = facts(SPECS / f"{name}.txt")[place]

    assert (fact.type, fact.flags, fact.default) == (type_, flags, default)


@pytest.mark.parametrize("name", LEAST)
def test_a_fact_stands_in_its_line(name: str) -> None:
    """The line of each member, as a file shows it, has the name of the member."""
    lines = (SPECS / f"{name}.txt").read_text(encoding="utf-8").split("\n")
    found = [fact for fact in facts(SPECS / f"{name}.txt").values() if fact.kind is Kind.PROPERTY]

    assert [
        fact.where for fact in found if fact.place.rpartition(".")[2] not in lines[fact.line - 1]
    ] == []


@pytest.mark.parametrize("name", ["rfc8620.txt", "rfc8620.xml", "rfc8621.txt", "rfc8621.xml"])
def test_the_schema_agrees_with_the_specification(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing differs but what the schema lists as known, with its reason."""
    path: Path = SPECS / name
    report = run_audit(capsys, path)

    assert (report.status, report.differences) == (0, [])
