"""The bodies of messages that others wrote (RFC 8621, sections 4.1.4 and 4.2)."""

from __future__ import annotations

import pytest

import aiojmap
from aiojmap import mail
from aiojmap.runtime import JSON

from .messages import imported, message, new_mailbox
from .raw import ask, error_of

pytestmark = pytest.mark.about("Email")

PART = "Content-Type: {type}\n{more}\n{body}"


def part(type_: str, body: str, *more: str) -> str:
    """A body part in writing."""
    return PART.format(type=type_, body=body, more="".join(f"{line}\n" for line in more))


def mixed(*parts: str, kind: str = "mixed", mark: str = "m") -> tuple[str, str]:
    """The type of a multipart, and the parts in writing."""
    body = "".join(f"--{mark}\n{item}\n" for item in parts) + f"--{mark}--\n"
    return f"multipart/{kind}; boundary={mark}", body


def nested(*parts: str, kind: str, mark: str) -> str:
    """A multipart as a part of another."""
    type_, body = mixed(*parts, kind=kind, mark=mark)
    return part(type_, body)


async def fetched(
    client: aiojmap.Client, type_: str, body: str, *fields: str, **how: JSON
) -> dict[str, JSON]:
    """What Email/get says of a message with a body."""
    raw = message(*fields, body=body, type=type_)
    email = await imported(client, await new_mailbox(client), raw)
    given: dict[str, JSON] = {
        "properties": [
            "textBody",
            "htmlBody",
            "attachments",
            "bodyStructure",
            "bodyValues",
            "hasAttachment",
            "preview",
            "size",
        ],
        "bodyProperties": ["partId", "type", "name", "charset", "disposition", "size", "cid"],
        "fetchAllBodyValues": True,
        **how,
    }
    found = (await ask(client, "Email/get", ids=[email.id], **given))["list"][0]
    assert found["size"] == len(raw)
    return found


def types(parts: JSON) -> list[str]:
    """The types of parts."""
    return [item["type"] for item in parts]


TEXTS = {
    "ascii": ("text/plain", "Hello.", (), "Hello."),
    "utf-8": ("text/plain; charset=utf-8", "Grüße.", (), "Grüße."),
    "quoted": (
        "text/plain; charset=utf-8",
        "Gr=C3=BC=C3=9Fe=\n.",
        ("Content-Transfer-Encoding: quoted-printable",),
        "Grüße.",
    ),
    "base64": (
        "text/plain; charset=utf-8",
        "R3LDvMOfZS4=",
        ("Content-Transfer-Encoding: base64",),
        "Grüße.",
    ),
    "latin": (
        "text/plain; charset=iso-8859-1",
        "Gr=FC=DFe.",
        ("Content-Transfer-Encoding: Quoted-Printable",),
        "Grüße.",
    ),
    "windows": (
        "text/plain; charset=windows-1252",
        "=80 =93x=94",
        ("Content-Transfer-Encoding: quoted-printable",),
        "€ \u201cx\u201d",
    ),
    "japanese": (
        "text/plain; charset=iso-2022-jp",
        "GyRCRnxLXBsoQg==",
        ("Content-Transfer-Encoding: base64",),
        "日本",
    ),
    "lines": ("text/plain", "one\ntwo\n\nthree", (), "one\ntwo\n\nthree"),
}


@pytest.mark.succeeds("Email/get")
@pytest.mark.parametrize("case", TEXTS)
async def test_texts_are_decoded(client: aiojmap.Client, case: str) -> None:
    """Whatever the encoding and the charset, a value is text with plain line ends."""
    type_, body, more, text = TEXTS[case]
    whole, parts = mixed(part(type_, body, *more))

    found = await fetched(client, whole, parts)

    (value,) = found["bodyValues"].values()
    assert value["value"] == text
    assert (value["isEncodingProblem"], value["isTruncated"]) == (False, False)


@pytest.mark.succeeds("Email/get")
@pytest.mark.parametrize("type_", ["text/plain", "text/html"])
async def test_a_single_text_is_the_text_and_the_html(client: aiojmap.Client, type_: str) -> None:
    """A message of one text part shows it in both lists, whatever its type."""
    found = await fetched(client, type_, "<p>Hello</p>")

    assert types(found["textBody"]) == types(found["htmlBody"]) == [type_]
    assert found["attachments"] == []
    assert found["hasAttachment"] is False


@pytest.mark.succeeds("Email/get")
async def test_alternatives_go_to_the_text_or_to_the_html(client: aiojmap.Client) -> None:
    """Of alternatives the plain one is the text, and the other one the HTML."""
    type_, body = mixed(
        part("text/plain", "Hello"), part("text/html", "<p>Hello"), kind="alternative"
    )

    found = await fetched(client, type_, body)

    assert types(found["textBody"]) == ["text/plain"]
    assert types(found["htmlBody"]) == ["text/html"]
    assert found["attachments"] == []


@pytest.mark.succeeds("Email/get")
async def test_pictures_of_the_html_are_no_attachments_of_note(client: aiojmap.Client) -> None:
    """What is related to the HTML is attached, but no attachment to show."""
    related = nested(
        part("text/html", "<img src=cid:a>"),
        part("image/png", "x", "Content-ID: <a>", "Content-Disposition: inline"),
        kind="related",
        mark="r",
    )
    type_, body = mixed(part("text/plain", "Hello"), related, kind="alternative")

    found = await fetched(client, type_, body)

    assert types(found["textBody"]) == ["text/plain"]
    assert types(found["htmlBody"]) == ["text/html"]
    assert types(found["attachments"]) == ["image/png"]
    assert found["attachments"][0]["cid"] == "a"
    assert found["hasAttachment"] is False


@pytest.mark.succeeds("Email/get")
async def test_texts_in_a_row_are_all_shown(client: aiojmap.Client) -> None:
    """Several text parts of a mixed message are the body together."""
    type_, body = mixed(
        part("text/plain", "one"), part("text/html", "<p>two"), part("text/plain", "three")
    )

    found = await fetched(client, type_, body)

    assert types(found["textBody"]) == types(found["htmlBody"])
    assert types(found["textBody"]) == ["text/plain", "text/html", "text/plain"]
    assert found["attachments"] == []


@pytest.mark.succeeds("Email/get")
async def test_an_attached_text_is_an_attachment(client: aiojmap.Client) -> None:
    """A text with the disposition attachment is not shown, but attached."""
    type_, body = mixed(
        part("text/plain", "one"),
        part("text/plain", "two", "Content-Disposition: attachment; filename=two.txt"),
    )

    found = await fetched(client, type_, body)

    assert types(found["textBody"]) == ["text/plain"]
    assert [item["name"] for item in found["attachments"]] == ["two.txt"]
    assert found["hasAttachment"] is True


@pytest.mark.succeeds("Email/get")
async def test_an_attached_message_is_one_part(client: aiojmap.Client) -> None:
    """A message in a message is an attachment, into which the structure does not look."""
    inner = "Subject: Inner\nContent-Type: text/html\n\n<p>Inner"
    type_, body = mixed(part("text/plain", "one"), part("message/rfc822", inner))

    found = await fetched(client, type_, body)

    assert types(found["attachments"]) == ["message/rfc822"]
    assert types(found["textBody"]) == types(found["htmlBody"]) == ["text/plain"]
    assert len(found["bodyValues"]) == 1


@pytest.mark.succeeds("Email/get")
@pytest.mark.parametrize(
    ("fields", "name"),
    [
        (["Content-Disposition: attachment; filename=a.txt"], "a.txt"),
        (['Content-Disposition: attachment; filename="a b.txt"'], "a b.txt"),
        (["Content-Disposition: attachment; filename*=utf-8''t%C3%A4.txt"], "tä.txt"),
        (
            ["Content-Disposition: attachment;\n filename*0=a;\n filename*1=b.txt"],
            "ab.txt",
        ),
        (['Content-Disposition: attachment; filename="=?utf-8?q?t=C3=A4?="'], "tä"),
        (["Content-Disposition: attachment"], None),
    ],
    ids=["plain", "quoted", "extended", "continued", "encoded word", "none"],
)
async def test_the_name_of_a_part_is_read(
    client: aiojmap.Client, fields: list[str], name: str | None
) -> None:
    """Names in each of the ways in which they are written."""
    type_, body = mixed(part("text/plain", "one"), part("application/x-a", "x", *fields))

    found = await fetched(client, type_, body)

    assert [item["name"] for item in found["attachments"]] == [name]


@pytest.mark.succeeds("Email/get")
async def test_the_name_may_be_that_of_the_type(client: aiojmap.Client) -> None:
    """Without a file name, the name parameter of the type counts."""
    type_, body = mixed(part("text/plain", "one"), part("application/x-a; name=a.bin", "x"))

    found = await fetched(client, type_, body)

    assert [item["name"] for item in found["attachments"]] == ["a.bin"]


@pytest.mark.succeeds("Email/get")
async def test_the_charset_of_text_is_that_of_ascii_unless_it_says_so(
    client: aiojmap.Client,
) -> None:
    """charset is us-ascii by default for text, and null for what is none."""
    type_, body = mixed(
        part("text/plain", "one"),
        part("text/html; charset=UTF-8", "two"),
        part("image/png", "three"),
    )

    found = await fetched(client, type_, body)

    assert [item["charset"] for item in found["textBody"]] == ["us-ascii", "UTF-8", None]


@pytest.mark.succeeds("Email/get")
async def test_an_unknown_charset_is_an_encoding_problem(client: aiojmap.Client) -> None:
    """Text in a charset that nobody knows comes as well as can be, marked."""
    type_, body = mixed(part("text/plain; charset=x-unheard-of", "one"))

    found = await fetched(client, type_, body)

    (value,) = found["bodyValues"].values()
    assert value["isEncodingProblem"] is True


@pytest.mark.succeeds("Email/get")
@pytest.mark.parametrize(
    ("limit", "text", "cut"),
    [
        (0, "ab ü cd", False),
        (100, "ab ü cd", False),
        (8, "ab ü cd", False),
        (4, "ab ", True),
        (5, "ab ü", True),
        (1, "a", True),
    ],
    ids=["no limit", "far", "just", "before", "after", "one"],
)
async def test_values_are_cut_between_characters(
    client: aiojmap.Client, limit: int, text: str, cut: bool
) -> None:
    """maxBodyValueBytes counts octets, cuts no character in two, and 0 is no limit."""
    type_, body = mixed(part("text/plain; charset=utf-8", "ab ü cd"))

    found = await fetched(client, type_, body, maxBodyValueBytes=limit)

    (value,) = found["bodyValues"].values()
    assert (value["value"], value["isTruncated"]) == (text, cut)


@pytest.mark.succeeds("Email/get")
async def test_only_the_values_that_are_wanted_come(client: aiojmap.Client) -> None:
    """Values of the text, of the HTML, of both, of all, or none."""
    type_, body = mixed(
        nested(part("text/plain", "one"), part("text/html", "two"), kind="alternative", mark="a"),
        part("text/csv", "three", "Content-Disposition: attachment"),
    )
    nothing: dict[str, JSON] = {"fetchAllBodyValues": False}

    found = [
        await fetched(client, type_, body, **{**nothing, **how})
        for how in (
            {},
            {"fetchTextBodyValues": True},
            {"fetchHTMLBodyValues": True},
            {"fetchTextBodyValues": True, "fetchHTMLBodyValues": True},
            {"fetchAllBodyValues": True},
        )
    ]

    assert [sorted(v["value"] for v in item["bodyValues"].values()) for item in found] == [
        [],
        ["one"],
        ["two"],
        ["one", "two"],
        ["one", "three", "two"],
    ]


@pytest.mark.succeeds("Email/get")
@pytest.mark.parametrize(
    ("type_", "body", "preview"),
    [
        ("text/plain", "Hello there.", "Hello there."),
        ("text/html", "<p>Hello <b>there</b>.</p>", "Hello there."),
        ("text/plain", "a\n\n  b\tc", "a b c"),
    ],
    ids=["text", "html", "white space"],
)
async def test_the_preview_is_plain_text(
    client: aiojmap.Client, type_: str, body: str, preview: str
) -> None:
    """A preview has no markup, and white space takes no room."""
    found = await fetched(client, type_, body)

    assert " ".join(str(found["preview"]).split()) == preview


@pytest.mark.succeeds("Email/get")
async def test_the_preview_is_short(client: aiojmap.Client) -> None:
    """A preview has 256 characters at most."""
    found = await fetched(client, "text/plain", "word " * 500)

    assert 0 < len(str(found["preview"])) <= 256


@pytest.mark.succeeds("Email/get")
async def test_parts_have_ids_unless_they_hold_others(client: aiojmap.Client) -> None:
    """partId and blobId are null for a multipart, and different for all others."""
    type_, body = mixed(
        nested(part("text/plain", "one"), part("text/html", "two"), kind="alternative", mark="a"),
        part("image/png", "three"),
    )

    found = await fetched(client, type_, body, bodyProperties=["partId", "blobId", "subParts"])

    top = found["bodyStructure"]
    inner, picture = top["subParts"]
    leaves = [*inner["subParts"], picture]
    assert [(item["partId"], item["blobId"]) for item in (top, inner)] == [(None, None)] * 2
    assert len({item["partId"] for item in leaves}) == 3
    assert all(item["blobId"] for item in leaves)


@pytest.mark.fails("Email/get")
@pytest.mark.parametrize(
    "arguments",
    [
        {"bodyProperties": ["colour"]},
        {"bodyProperties": ["header:X-A:asColour"]},
        {"bodyProperties": "type"},
        {"maxBodyValueBytes": -1},
        {"maxBodyValueBytes": "all"},
        {"fetchAllBodyValues": "yes"},
    ],
    ids=["property", "form", "text", "below zero", "limit", "flag"],
)
async def test_wrong_arguments_about_bodies_are_refused(
    client: aiojmap.Client, arguments: dict[str, JSON]
) -> None:
    """What section 4.2 does not have: invalidArguments."""
    assert await error_of(client, "Email/get", ids=[], **arguments) == "invalidArguments"


@pytest.mark.succeeds("Email/get")
async def test_the_content_of_a_part_is_its_blob(client: aiojmap.Client) -> None:
    """The blob of a part holds the decoded octets, as many as its size says."""
    type_, body = mixed(
        part("text/plain", "one"),
        part("application/x-a", "AAEC", "Content-Transfer-Encoding: base64"),
    )
    found = await fetched(client, type_, body, bodyProperties=["blobId", "size"])
    (item,) = found["attachments"]

    async with client.download(item["blobId"]) as stream:
        assert await stream.read() == b"\x00\x01\x02"

    assert item["size"] == 3


@pytest.mark.succeeds("Email/get")
async def test_header_fields_of_a_part_can_be_asked_for(client: aiojmap.Client) -> None:
    """Body parts have header properties as emails do."""
    type_, body = mixed(part("text/plain", "one", "X-Note: =?utf-8?q?n=C3=B6?="))
    names: list[JSON] = ["header:X-Note:asText", "header:x-nothing", "headers"]

    found = await fetched(client, type_, body, bodyProperties=names)

    (item,) = found["textBody"]
    assert (item[str(names[0])], item[str(names[1])]) == ("nö", None)
    assert [field["name"] for field in item["headers"]] == ["Content-Type", "X-Note"]


@pytest.mark.succeeds("Email/get")
async def test_a_broken_multipart_is_read_all_the_same(client: aiojmap.Client) -> None:
    """A message that breaks off in the middle has what came of it."""
    body = "--m\nContent-Type: text/plain\n\none\n--m\nContent-Type: text/html\n\ntwo"

    found = await fetched(client, "multipart/mixed; boundary=m", body)

    assert types(found["textBody"]) == ["text/plain", "text/html"]


@pytest.mark.succeeds("Email/get")
async def test_ids_named_twice_come_once(client: aiojmap.Client) -> None:
    """An email that is asked for twice comes once (RFC 8620, section 5.1)."""
    email = await imported(client, await new_mailbox(client), message("Subject: Once"))

    answer = await ask(
        client, "Email/get", ids=[email.id, email.id, "nothing", "nothing"], properties=["subject"]
    )

    assert answer["list"] == [{"id": email.id, "subject": "Once"}]
    assert answer["notFound"] == ["nothing"]
    assert isinstance(email, mail.Email)
