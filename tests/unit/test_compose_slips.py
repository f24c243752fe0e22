"""Slips in composing a message are answered in words, before anything is sent."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest

import aiojmap
from aiojmap import mail

BLOB = aiojmap.UploadedBlob(account_id="A1", blob_id="b", type="image/png", size=1)
LOGO = aiojmap.inline(BLOB, cid="logo")
NO_ADDRESS = (
    "is not one address: write it as 'me@example.com' or 'Me <me@example.com>', a name with a "
    "comma in double quotes, and give several as a list"
)
header = mail.Email.header

SLIPS: dict[str, tuple[Callable[[], object], str]] = {
    "an image that the HTML does not show": (
        lambda: aiojmap.compose(mailbox_ids="m", html="<p>logo", inline=[LOGO]),
        '$.inline[0]: the HTML has no link to it, such as <img src="cid:logo">: add one, or give '
        "it among the attachments",
    ),
    "an image without HTML": (
        lambda: aiojmap.compose(mailbox_ids="m", text="cid:logo", inline=[LOGO]),
        '$.inline[0]: the HTML has no link to it, such as <img src="cid:logo">: add one, or give '
        "it among the attachments",
    ),
    "a link to no image": (
        lambda: aiojmap.compose(
            mailbox_ids="m", html='<img src="cid:logo"><img src="cid:b">', inline=[LOGO]
        ),
        "$.html: links to cid:b, but no inline part has that cid: give one, as in "
        "inline=[aiojmap.inline(blob, cid='b')]",
    ),
    "an image attached that is linked to": (
        lambda: aiojmap.compose(mailbox_ids="m", html='<img src="cid:logo">', attachments=[LOGO]),
        "$.html: links to cid:logo, but no inline part has that cid: give one, as in "
        "inline=[aiojmap.inline(blob, cid='logo')]",
    ),
    "a content id used twice": (
        lambda: aiojmap.compose(mailbox_ids="m", html='<img src="cid:logo">', inline=[LOGO, LOGO]),
        "$.inline[1]: the cid 'logo' is used twice: give each part its own",
    ),
    "an image without a content id": (
        lambda: aiojmap.compose(mailbox_ids="m", html="", inline=[aiojmap.attachment(BLOB)]),
        "$.inline[0]: has no cid: make it with aiojmap.inline(blob, cid=...)",
    ),
    "a content id in angle brackets": (
        lambda: aiojmap.compose(
            mailbox_ids="m",
            html='<img src="cid:<a>">',
            inline=[aiojmap.inline(BLOB, cid="<a>")],
        ),
        "$.bodyStructure.subParts[1].cid: must be a content id, without angle brackets and "
        "spaces, but is '<a>'",
    ),
    "an upload in place of a part": (
        lambda: aiojmap.compose(mailbox_ids="m", attachments=[BLOB]),  # type: ignore[list-item]
        "$.attachments[0]: is no EmailBodyPart: make it with aiojmap.attachment(blob, name=...)",
    ),
    "an upload in place of an inline part": (
        lambda: aiojmap.compose(mailbox_ids="m", inline=[BLOB]),  # type: ignore[list-item]
        "$.inline[0]: is no EmailBodyPart: make it with aiojmap.inline(blob, cid=...)",
    ),
    "octets in place of a text": (
        lambda: aiojmap.compose(mailbox_ids="m", text=b"Hi!"),  # type: ignore[arg-type]
        "$.text: expected str, got bytes",
    ),
    "octets in place of HTML": (
        lambda: aiojmap.compose(mailbox_ids="m", html=b"<p>"),  # type: ignore[arg-type]
        "$.html: expected str, got bytes",
    ),
    "a header as a string": (
        lambda: aiojmap.compose(mailbox_ids="m", headers={"X-A": "b"}),  # type: ignore[dict-item]
        "$.headers[0]: is no header property: make it as in "
        "mail.Email.header('X-Campaign').as_text.of('spring')",
    ),
    "a header twice": (
        lambda: aiojmap.compose(
            mailbox_ids="m", headers=[header("X-A").as_text.of("b"), header("X-A").as_text.of("c")]
        ),
        "$.headers[1]: header:X-A:asText is given twice: give its values at once, to the name "
        "with .all",
    ),
    "a header that is an argument too": (
        lambda: aiojmap.compose(
            mailbox_ids="m", subject="a", headers=[header("subject").as_text.of("b")]
        ),
        '$["header:subject:asText"]: stands for the same header field as subject: give one of '
        "the two",
    ),
    "a header in a form that is not for it": (
        lambda: aiojmap.compose(mailbox_ids="m", headers=[header("From").as_text.of("b")]),
        "$[\"header:From:asText\"]: 'header:From:asText': the form asText is not for From: give "
        "it as asAddresses or asGroupedAddresses, or without a form",
    ),
    "a mailbox it is not in": (
        lambda: aiojmap.compose(mailbox_ids={"m": False}),
        "$.mailboxIds.m: must be true: leave out what it is not to have",
    ),
    "a subject of two lines": (
        lambda: aiojmap.compose(mailbox_ids="m", subject="a\nb"),
        "$.subject: a header field has no line ends and control characters: take them out",
    ),
    "several message ids in one string": (
        lambda: aiojmap.compose(mailbox_ids="m", references="<a@b> <c@d>"),
        "$.references[0]: 'a@b> <c@d' must be without angle brackets: leave them out",
    ),
    "a date without a time zone": (
        lambda: aiojmap.compose(mailbox_ids="m", sent_at=datetime(2026, 1, 1)),
        "$.sentAt: expected a datetime with a time zone, got a naive one",
    ),
    "something else as an address": (
        lambda: aiojmap.compose(mailbox_ids="m", to=[5]),  # type: ignore[list-item]
        "$.to[0]: expected EmailAddress, got int",
    ),
    "no address": (
        lambda: aiojmap.compose(mailbox_ids="m", from_="nobody"),
        f"$.from_: 'nobody' {NO_ADDRESS}",
    ),
    "no address in a list": (
        lambda: aiojmap.compose(mailbox_ids="m", to=["a@b", "Smith, John <j@x>"]),
        f"$.to[1]: 'Smith, John <j@x>' {NO_ADDRESS}",
    ),
}


@pytest.mark.parametrize(("slip", "message"), SLIPS.values(), ids=list(SLIPS))
def test_a_slip_is_refused_in_words(slip: Callable[[], object], message: str) -> None:
    """Which argument, what is wrong with it, and what to do."""
    with pytest.raises(aiojmap.CallRefused) as caught:
        slip()

    assert str(caught.value) == f"compose: {message}"


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "nobody",
        "a@",
        "@b",
        "a@b, c@d",
        "Smith, John <j@x.example>",
        "Friends: a@b;",
        "mailto:a@b",
        "a@b>",
        "x <a@b> y",
        "a b@c",
        "Me me@example.com",
        "a..b@c",
        "a@b\r\nBcc: c@d",
    ],
)
def test_what_is_not_one_address_is_refused(text: str) -> None:
    """None at all, several, groups, and what only looks like one."""
    with pytest.raises(aiojmap.CallRefused, match="is not one address"):
        aiojmap.compose(mailbox_ids="m", cc=text)


@pytest.mark.parametrize(
    ("text", "name", "email"),
    [
        ("a@b", None, "a@b"),
        (" <a@b> ", None, "a@b"),
        ("Ann <a@b.example>", "Ann", "a@b.example"),
        ('"Smith, J." <j@x.example>', "Smith, J.", "j@x.example"),
        ("Dr. John O'Neill <j@x.example>", "Dr. John O'Neill", "j@x.example"),
        ("Jürgen <j@x.example>", "Jürgen", "j@x.example"),
        ("=?utf-8?q?J=C3=BCrgen?= <j@x.example>", "Jürgen", "j@x.example"),
        ("jürgen@exämple.de", None, "jürgen@exämple.de"),
        ('"odd one"@x.example', None, '"odd one"@x.example'),
        ("a@[192.0.2.1]", None, "a@[192.0.2.1]"),
    ],
)
def test_addresses_are_read_as_mail_programs_write_them(
    text: str, name: str | None, email: str
) -> None:
    """With and without a name, in quotes or not, in any script."""
    draft = aiojmap.compose(mailbox_ids="m", to=text)

    assert draft.to == [mail.EmailAddress(name=name, email=email)]
