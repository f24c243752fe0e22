"""Header fields in their forms, of messages that others wrote (RFC 8621, section 4.1.2)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

import aiojmap
from aiojmap import mail
from aiojmap.runtime import JSON

from .messages import imported, message, new_email, new_mailbox
from .raw import ask, error_of

pytestmark = pytest.mark.about("Email")


async def read(client: aiojmap.Client, name: str, *fields: str) -> JSON:
    """A header property of a message with some fields."""
    email = await imported(client, await new_mailbox(client), message(*fields))
    answer = await ask(client, "Email/get", ids=[email.id], properties=[name])
    return answer["list"][0][name]


TEXTS = {
    "plain": ("Hello", "Hello"),
    "q": ("=?utf-8?q?Gr=C3=BC=C3=9Fe?=", "Grüße"),
    "b": ("=?UTF-8?B?R3LDvMOfZQ==?=", "Grüße"),
    "latin": ("=?iso-8859-1?Q?Gr=FC=DFe?=", "Grüße"),
    "underscore": ("=?utf-8?q?a_b?=", "a b"),
    "two words": ("=?utf-8?q?a?= =?utf-8?q?b?=", "ab"),
    "word and text": ("=?utf-8?q?a?= b", "a b"),
    "a cut character": ("=?utf-8?b?R3LD?= =?utf-8?b?vMOfZQ==?=", "Grüße"),
    "folded": ("one\n two", "one two"),
    "unknown charset": ("=?x-unheard-of?q?a?=", "=?x-unheard-of?q?a?="),
    "language": ("=?utf-8*de?q?a=C3=BC?=", "aü"),
    "inside a word": ("a=?utf-8?q?b?=", "a=?utf-8?q?b?="),
    "spaces at the end": ("Hello   ", "Hello   "),
    "spaces at the start": ("   Hello", "Hello"),
}


@pytest.mark.succeeds("Email/get")
@pytest.mark.parametrize("case", TEXTS)
async def test_text_is_decoded(client: aiojmap.Client, case: str) -> None:
    """asText decodes encoded words, unfolds, and drops spaces at the start (4.1.2.2)."""
    written, text = TEXTS[case]

    assert await read(client, "header:X-Text:asText", f"X-Text: {written}") == text
    assert await read(client, "subject", f"Subject: {written}") == text


ADDRESSES: dict[str, tuple[str, list[tuple[str | None, str]]]] = {
    "bare": ("ann@example.org", [(None, "ann@example.org")]),
    "angle": ("<ann@example.org>", [(None, "ann@example.org")]),
    "name": ("Ann Doe <ann@example.org>", [("Ann Doe", "ann@example.org")]),
    "quoted": ('"Doe, Ann" <ann@example.org>', [("Doe, Ann", "ann@example.org")]),
    "escaped": (r'"A \"B\" C" <ann@example.org>', [('A "B" C', "ann@example.org")]),
    "encoded": ("=?utf-8?q?=C3=84nn?= <ann@example.org>", [("Änn", "ann@example.org")]),
    "comment": ("ann@example.org (Ann)", [("Ann", "ann@example.org")]),
    "two": ("a@x.org, b@y.org", [(None, "a@x.org"), (None, "b@y.org")]),
    "group": ("All: a@x.org, B <b@y.org>;", [(None, "a@x.org"), ("B", "b@y.org")]),
    "empty group": ("undisclosed recipients:;", []),
    "folded": ("Ann\n Doe <ann@example.org>", [("Ann Doe", "ann@example.org")]),
    "spaces": ("  Ann   Doe   < ann@example.org > ", [("Ann Doe", "ann@example.org")]),
    "dots": ("Ann D. Doe <ann@example.org>", [("Ann D. Doe", "ann@example.org")]),
}


@pytest.mark.succeeds("Email/get")
@pytest.mark.parametrize("case", ADDRESSES)
async def test_addresses_are_taken_apart(client: aiojmap.Client, case: str) -> None:
    """asAddresses gives names and addresses, those of groups too (4.1.2.3)."""
    written, people = ADDRESSES[case]

    found = await read(client, "header:X-Who:asAddresses", f"X-Who: {written}")

    assert [(person["name"], person["email"]) for person in found] == people


GROUPS: dict[str, tuple[str, list[tuple[str | None, list[str]]]]] = {
    "no group": ("a@x.org, b@y.org", [(None, ["a@x.org", "b@y.org"])]),
    "one": ("All: a@x.org, b@y.org;", [("All", ["a@x.org", "b@y.org"])]),
    "between": (
        "a@x.org, All: b@y.org;, c@z.org",
        [(None, ["a@x.org"]), ("All", ["b@y.org"]), (None, ["c@z.org"])],
    ),
    "empty": ("All:;", [("All", [])]),
}


@pytest.mark.succeeds("Email/get")
@pytest.mark.parametrize("case", GROUPS)
async def test_groups_of_addresses_are_told_apart(client: aiojmap.Client, case: str) -> None:
    """asGroupedAddresses keeps groups, and those between them together (4.1.2.4)."""
    written, groups = GROUPS[case]

    found = await read(client, "header:X-Who:asGroupedAddresses", f"X-Who: {written}")

    assert [
        (group["name"], [person["email"] for person in group["addresses"]]) for group in found
    ] == groups


@pytest.mark.succeeds("Email/get")
@pytest.mark.parametrize(
    ("written", "ids"),
    [
        ("<a@x.org>", ["a@x.org"]),
        ("<a@x.org> <b@y.org>", ["a@x.org", "b@y.org"]),
        ("<a@x.org>\n <b@y.org>", ["a@x.org", "b@y.org"]),
        ("no ids at all", None),
    ],
    ids=["one", "two", "folded", "none"],
)
async def test_message_ids_are_taken_out_of_their_brackets(
    client: aiojmap.Client, written: str, ids: list[str] | None
) -> None:
    """asMessageIds gives ids without brackets; null for what has none (4.1.2.5)."""
    assert await read(client, "references", f"References: {written}") == ids


@pytest.mark.succeeds("Email/get")
@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("Mon, 05 Jan 2026 10:00:00 +0200", datetime(2026, 1, 5, 8, tzinfo=UTC)),
        ("5 Jan 2026 10:00:00 GMT", datetime(2026, 1, 5, 10, tzinfo=UTC)),
        ("Mon,  5 Jan 2026 10:00 -0330", datetime(2026, 1, 5, 13, 30, tzinfo=UTC)),
        ("05 Jan 2026 10:00:00 +0000 (comment)", datetime(2026, 1, 5, 10, tzinfo=UTC)),
        ("yesterday", None),
    ],
    ids=["zone", "gmt", "no seconds", "comment", "none"],
)
async def test_dates_are_read(
    client: aiojmap.Client, written: str, moment: datetime | None
) -> None:
    """asDate gives the moment, and null for what is no date (4.1.2.6)."""
    found = await read(client, "header:X-When:asDate", f"X-When: {written}")

    assert (found and datetime.fromisoformat(str(found))) == moment


@pytest.mark.succeeds("Email/get")
async def test_a_date_keeps_its_offset(client: aiojmap.Client) -> None:
    """sentAt is in the time zone in which it was written."""
    box = await new_mailbox(client)
    email = await imported(client, box, message("Date: Mon, 05 Jan 2026 10:00:00 -0330"))

    (got,) = (await client.email.get(ids=[email.id], properties=["sentAt"])).list

    zone = timezone(-timedelta(hours=3, minutes=30))
    assert got.sent_at == datetime(2026, 1, 5, 10, tzinfo=zone)
    assert got.sent_at is not None
    assert got.sent_at.utcoffset() == -timedelta(hours=3, minutes=30)


@pytest.mark.succeeds("Email/get")
@pytest.mark.parametrize(
    ("written", "urls"),
    [
        ("<https://example.org/>", ["https://example.org/"]),
        ("<mailto:a@x.org>, <https://x.org/a>", ["mailto:a@x.org", "https://x.org/a"]),
        ("NO (no posting here)", None),
    ],
    ids=["one", "two", "none"],
)
async def test_urls_are_taken_out_of_their_brackets(
    client: aiojmap.Client, written: str, urls: list[str] | None
) -> None:
    """asURLs gives URLs without brackets and comments; null for none (4.1.2.7)."""
    assert await read(client, "header:List-Post:asURLs", f"List-Post: {written}") == urls


@pytest.mark.fails("Email/get")
@pytest.mark.parametrize(
    "name",
    [
        "header:From:asDate",
        "header:From:asText",
        "header:Subject:asAddresses",
        "header:Date:asMessageIds",
        "header:Message-ID:asURLs",
        "header:X-A:asColour",
        "header:",
        "header:X-A:all:asText",
        "header:X A",
        "header:X-A:asText:asText",
    ],
)
async def test_forms_that_are_not_for_a_field_are_no_arguments(
    client: aiojmap.Client, name: str
) -> None:
    """A form for other fields, or a name that is none: invalidArguments (4.1.3)."""
    email = await new_email(client, await new_mailbox(client))

    outcome = await error_of(client, "Email/get", ids=[email.id], properties=[name])

    assert outcome == "invalidArguments"


@pytest.mark.succeeds("Email/get")
async def test_the_name_of_a_field_is_in_any_case(client: aiojmap.Client) -> None:
    """A property is called as it was asked for, whatever the case of the field (4.1.3)."""
    box = await new_mailbox(client)
    email = await imported(client, box, message("X-coLOUR: red"))
    names = ["header:x-colour", "header:X-COLOUR:asText", "header:X-Colour:all"]

    answer = await ask(client, "Email/get", ids=[email.id], properties=names)

    got = answer["list"][0]
    assert [got[name] for name in names] == [" red", "red", [" red"]]


@pytest.mark.succeeds("Email/get")
async def test_the_last_of_several_fields_is_read_unless_all_are_wanted(
    client: aiojmap.Client,
) -> None:
    """Without `:all` it is the last instance, with it all of them in their order (4.1.3)."""
    fields = ("X-Who: a@x.org", "X-Who: b@y.org", "X-Who: c@z.org")
    box = await new_mailbox(client)
    email = await imported(client, box, message(*fields))
    names = ["header:X-Who:asAddresses", "header:X-Who:asAddresses:all", "header:X-No:all"]

    answer = await ask(client, "Email/get", ids=[email.id], properties=names)

    last, every, none = (answer["list"][0][name] for name in names)
    assert [person["email"] for person in last] == ["c@z.org"]
    assert [people[0]["email"] for people in every] == ["a@x.org", "b@y.org", "c@z.org"]
    assert none == []


@pytest.mark.succeeds("Email/get")
async def test_raw_fields_are_as_they_stand(client: aiojmap.Client) -> None:
    """asRaw has the white space, the folds, and the encoded words as they came (4.1.2.1)."""
    written = "  =?utf-8?q?a?=\n\ttwo  "

    found = await read(client, "header:X-Raw", f"X-Raw:{written}")

    assert found == written.replace("\n", "\r\n")


@pytest.mark.succeeds("Email/get")
async def test_what_a_message_does_not_have_is_null(client: aiojmap.Client) -> None:
    """Convenience properties of absent fields are null."""
    raw = b"X-Only: this\r\n\r\nbody\r\n"
    email = await imported(client, await new_mailbox(client), raw)

    (got,) = (await client.email.get(ids=[email.id])).list

    assert (got.from_, got.to, got.subject, got.sent_at) == (None, None, None, None)
    assert (got.message_id, got.in_reply_to, got.references) == (None, None, None)


@pytest.mark.succeeds("Email/get")
async def test_all_fields_come_in_their_order(client: aiojmap.Client) -> None:
    """headers has every field, raw, in the order and spelling of the message."""
    raw = b"b-two: 2\r\nA-One: 1\r\nB-Two:  again\r\n\r\nbody\r\n"
    email = await imported(client, await new_mailbox(client), raw)

    (got,) = (await client.email.get(ids=[email.id], properties=["headers"])).list

    ours = [(field.name, field.value) for field in got.headers if field.name.lower() != "received"]
    assert ours == [("b-two", " 2"), ("A-One", " 1"), ("B-Two", "  again")]
    assert isinstance(got.headers[0], mail.EmailHeader)
