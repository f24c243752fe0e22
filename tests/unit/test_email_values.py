"""Values that no Email and no part can have are refused in one to be created."""

from __future__ import annotations

import pytest
from unit.new_emails import FILE, TEXT, refusal, structure

from aiojmap.runtime import JSONObject

MALFORMED: dict[str, tuple[JSONObject, str, str]] = {
    "a part without content": (
        {"bodyStructure": {"type": "text/plain"}},
        "$.bodyStructure",
        "has no content: give a partId in bodyValues, or a blobId",
    ),
    "a part id used twice": (
        structure(TEXT, TEXT),
        "$.bodyStructure.subParts[1].partId",
        "is that of $.bodyStructure.subParts[0] too: give each part its own",
    ),
    "a multipart with content": (
        {"bodyStructure": {"type": "multipart/mixed", "blobId": "b", "subParts": [TEXT]}},
        "$.bodyStructure.blobId",
        "a multipart has subParts and no content: leave it out",
    ),
    "a multipart with content in place of parts": (
        {"bodyStructure": {"type": "multipart/mixed", "blobId": "b"}},
        "$.bodyStructure.blobId",
        "a multipart has subParts and no content: leave it out",
    ),
    "a multipart without parts": (
        structure(),
        "$.bodyStructure.subParts",
        "a multipart needs one part at least",
    ),
    "parts inside what is no multipart": (
        {"bodyStructure": {"subParts": [TEXT]}},
        "$.bodyStructure.subParts",
        "needs a type of multipart/*, such as multipart/mixed",
    ),
    "a multipart as an attachment": (
        {"attachments": [{"type": "Multipart/Mixed", "subParts": [TEXT]}]},
        "$.attachments[0]",
        "is a multipart: give the whole as bodyStructure instead",
    ),
    "a type with parameters": (
        {"textBody": [{**TEXT, "type": "text/plain; charset=utf-8"}]},
        "$.textBody[0].type",
        "must be a media type without parameters, such as text/plain, "
        "but is 'text/plain; charset=utf-8'",
    ),
    "a disposition with parameters": (
        {"attachments": [{**FILE, "disposition": "attachment; filename=a"}]},
        "$.attachments[0].disposition",
        "must be a word such as attachment or inline, without parameters, "
        "but is 'attachment; filename=a'",
    ),
    "a character set that is none": (
        {"attachments": [{**FILE, "charset": "utf 8"}]},
        "$.attachments[0].charset",
        "must be the name of a character set, such as utf-8, but is 'utf 8'",
    ),
    "a content id in angle brackets": (
        {"attachments": [{**FILE, "cid": "<a>"}]},
        "$.attachments[0].cid",
        "must be a content id, without angle brackets and spaces, but is '<a>'",
    ),
    "a content id with a space": (
        {"attachments": [{**FILE, "cid": "a b"}]},
        "$.attachments[0].cid",
        "must be a content id, without angle brackets and spaces, but is 'a b'",
    ),
    "a message id in angle brackets": (
        {"inReplyTo": ["<a@b>"]},
        "$.inReplyTo[0]",
        "'<a@b>' must be without angle brackets: leave them out",
    ),
    "a URL in angle brackets": (
        {"header:List-Help:asURLs:all": [["<https://a.example>"]]},
        '$["header:List-Help:asURLs:all"][0][0]',
        "'<https://a.example>' must be without angle brackets: leave them out",
    ),
    "no mailbox": (
        {"mailboxIds": {}},
        "$.mailboxIds",
        "names no mailbox: an email is in one at least",
    ),
    "a mailbox it is not in": (
        {"mailboxIds": {"m": False}},
        "$.mailboxIds.m",
        "must be true: leave out what it is not to have",
    ),
    "a keyword it does not have": (
        {"keywords": {"$seen": False}},
        '$.keywords["$seen"]',
        "must be true: leave out what it is not to have",
    ),
    "a keyword with a space": (
        {"keywords": {"to do": True}},
        '$.keywords["to do"]',
        "a keyword has 1 to 255 printable ASCII characters, none of them a space or one of "
        '( ) { ] % * " \\',
    ),
}


@pytest.mark.parametrize(("members", "path", "problem"), MALFORMED.values(), ids=list(MALFORMED))
def test_what_section_4_1_does_not_have_is_refused(
    members: JSONObject, path: str, problem: str
) -> None:
    """Values that no Email or part can have would be lost or written wrongly."""
    assert refusal(members) == (path, problem)


@pytest.mark.parametrize(
    ("members", "path"),
    [
        ({"subject": "a\r\nBcc: x@example.com"}, "$.subject"),
        ({"to": [{"name": "a\nb", "email": "a@b"}]}, "$.to[0].name"),
        ({"from": [{"email": "a@b\r\n"}]}, "$.from[0].email"),
        ({"references": ["a@b\r"]}, "$.references[0]"),
        ({"header:X-A": " a\r\nBcc: x@example.com"}, '$["header:X-A"]'),
        ({"header:X-A:asText": "a\r\n b"}, '$["header:X-A:asText"]'),
        ({"header:X-A:asRaw:all": [" a", " b\0"]}, '$["header:X-A:asRaw:all"][1]'),
        ({"attachments": [{**FILE, "name": "a\nb"}]}, "$.attachments[0].name"),
        ({"attachments": [{**FILE, "location": "a\nb"}]}, "$.attachments[0].location"),
        ({"attachments": [{**FILE, "language": ["de\n"]}]}, "$.attachments[0].language[0]"),
        ({"attachments": [{**FILE, "type": "a/b\n"}]}, "$.attachments[0].type"),
    ],
)
def test_line_ends_in_header_fields_are_refused(members: JSONObject, path: str) -> None:
    """A server could take what follows for a field of its own, and real ones do."""
    assert refusal(members) == (
        path,
        "a header field has no line ends and control characters: take them out",
    )
