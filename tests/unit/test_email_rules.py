"""What RFC 8621, section 4.6, forbids in an Email to be created is refused before it is sent."""

from __future__ import annotations

import pytest
from unit.new_emails import FILE, HTML, TEXT, new, refusal, structure
from unit.support import FakeClient

import aiojmap
from aiojmap import mail
from aiojmap.runtime import JSON, JSONObject

FORBIDDEN: dict[str, tuple[JSONObject, str, str]] = {
    "headers of the email": (
        {"headers": [{"name": "X-A", "value": " b"}]},
        "$.headers",
        "cannot be set: give each header field as a property of its own, such as header:X-Name",
    ),
    "headers of a part": (
        structure({**TEXT, "headers": []}),
        "$.bodyStructure.subParts[0].headers",
        "cannot be set: give each header field as a property of its own, such as header:X-Name",
    ),
    "a field of a part twice, by property and by name": (
        {"attachments": [{**FILE, "header:content-type": " application/pdf"}]},
        '$.attachments[0]["header:content-type"]',
        "stands for the same header field as type: give one of the two",
    ),
    "a file name and its field": (
        {"attachments": [{**FILE, "name": "a.pdf", "header:Content-Disposition": " inline"}]},
        '$.attachments[0]["header:Content-Disposition"]',
        "stands for the same header field as name: give one of the two",
    ),
    "a content id and its field": (
        {"attachments": [{**FILE, "cid": "a", "header:Content-Id": " <a>"}]},
        '$.attachments[0]["header:Content-Id"]',
        "stands for the same header field as cid: give one of the two",
    ),
    "a form that is not for the field": (
        {"header:From:asText": "me"},
        '$["header:From:asText"]',
        "'header:From:asText': the form asText is not for From: "
        "give it as asAddresses or asGroupedAddresses, or without a form",
    ),
    "a form for a field that has none": (
        {"header:Received:asDate": "2026-01-01T00:00:00Z"},
        '$["header:Received:asDate"]',
        "'header:Received:asDate': the form asDate is not for Received: give it without a form",
    ),
    "a form that is not for the field of a part": (
        structure({**TEXT, "header:Subject:asDate": None}),
        '$.bodyStructure.subParts[0]["header:Subject:asDate"]',
        "'header:Subject:asDate': the form asDate is not for Subject: "
        "give it as asText, or without a form",
    ),
    "a form that does not exist": (
        {"header:X-A:asNumber": 1},
        '$["header:X-A:asNumber"]',
        "'header:X-A:asNumber' has no known form: it may end in :asRaw, :asText, :asAddresses, "
        ":asGroupedAddresses, :asMessageIds, :asDate, :asURLs: give it without a form",
    ),
    "a field about the body on the email": (
        {"header:Content-Language": " de"},
        '$["header:Content-Language"]',
        "belongs to a body part: give it in the part it is about",
    ),
    "an encoding on the email": (
        {"header:CONTENT-TRANSFER-ENCODING:asText": "8bit"},
        '$["header:CONTENT-TRANSFER-ENCODING:asText"]',
        "belongs to a body part: give it in the part it is about",
    ),
    "an encoding on a part": (
        {"textBody": [{**TEXT, "header:content-transfer-encoding": " 8bit"}]},
        '$.textBody[0]["header:content-transfer-encoding"]',
        "must be left out: the server chooses how to encode",
    ),
    "a structure and a text body": (
        {"textBody": [TEXT], "bodyStructure": HTML},
        "$.textBody",
        "cannot be given with bodyStructure: put its parts there, or leave out bodyStructure and "
        "give textBody, htmlBody, attachments",
    ),
    "a structure and an HTML body": (
        {"htmlBody": [HTML], "bodyStructure": TEXT},
        "$.htmlBody",
        "cannot be given with bodyStructure: put its parts there, or leave out bodyStructure and "
        "give textBody, htmlBody, attachments",
    ),
    "a structure and attachments, even none": (
        {"attachments": [], "bodyStructure": TEXT},
        "$.attachments",
        "cannot be given with bodyStructure: put its parts there, or leave out bodyStructure and "
        "give textBody, htmlBody, attachments",
    ),
    "a field of the email again at the top of the structure": (
        {"subject": "a", "bodyStructure": {**TEXT, "header:SUBJECT": " a"}},
        '$.bodyStructure["header:SUBJECT"]',
        "stands for the same header field as subject of the email: leave it out of bodyStructure",
    ),
    "a field given by name again at the top of the structure": (
        {"header:X-A": " a", "bodyStructure": {**TEXT, "header:x-a:asText": "a"}},
        '$.bodyStructure["header:x-a:asText"]',
        "stands for the same header field as header:X-A of the email: "
        "leave it out of bodyStructure",
    ),
    "no text body in a list of them": (
        {"textBody": []},
        "$.textBody",
        "must hold exactly one part, not 0: "
        "give other parts as attachments, or the whole as bodyStructure",
    ),
    "two text bodies": (
        {"textBody": [TEXT, {**TEXT, "partId": "h"}]},
        "$.textBody",
        "must hold exactly one part, not 2: "
        "give other parts as attachments, or the whole as bodyStructure",
    ),
    "two HTML bodies": (
        {"htmlBody": [HTML, {**HTML, "partId": "t"}]},
        "$.htmlBody",
        "must hold exactly one part, not 2: "
        "give other parts as attachments, or the whole as bodyStructure",
    ),
    "HTML as text": (
        {"textBody": [HTML]},
        "$.textBody[0].type",
        "must be text/plain, but is text/html",
    ),
    "text as HTML": (
        {"htmlBody": [TEXT]},
        "$.htmlBody[0].type",
        "must be text/html, but is text/plain",
    ),
    "HTML that does not say so": (
        {"htmlBody": [{"partId": "h"}]},
        "$.htmlBody[0].type",
        "must be text/html, but is left out",
    ),
    "a part id and a blob": (
        {"attachments": [{**TEXT, "blobId": "b"}]},
        "$.attachments[0].partId",
        "cannot be given with blobId: leave it out for the content of the blob, or leave out "
        "blobId for that in bodyValues",
    ),
    "a part id without a value": (
        {"textBody": [{**TEXT, "partId": "x"}]},
        "$.textBody[0].partId",
        "bodyValues has no 'x': put the text of the part there",
    ),
    "a character set with a part id": (
        {"textBody": [{**TEXT, "charset": "utf-8"}]},
        "$.textBody[0].charset",
        "must be left out with a partId: the server chooses",
    ),
    "a character set of null with a part id": (
        {"textBody": [{**TEXT, "charset": None}]},
        "$.textBody[0].charset",
        "must be left out with a partId: the server chooses",
    ),
    "a size with a part id": (
        structure(structure({**TEXT, "size": 3})["bodyStructure"]),
        "$.bodyStructure.subParts[0].subParts[0].size",
        "must be left out with a partId: the server counts",
    ),
    "a value with an encoding problem": (
        {"bodyValues": {"t": {"value": "", "isEncodingProblem": True}}},
        "$.bodyValues.t.isEncodingProblem",
        "must be false or left out: the text you give is taken to be whole",
    ),
    "a value cut short": (
        {"bodyValues": {"1.2": {"value": "", "isTruncated": True}}},
        '$.bodyValues["1.2"].isTruncated',
        "must be false or left out: the text you give is taken to be whole",
    ),
}


@pytest.mark.parametrize(("members", "path", "problem"), FORBIDDEN.values(), ids=list(FORBIDDEN))
def test_what_section_4_6_forbids_is_refused(members: JSONObject, path: str, problem: str) -> None:
    """The path leads to the property, the message says what to do."""
    assert refusal(members) == (path, problem)


SAME_FIELD = [
    ("messageId", ["a@b"], "header:message-id:asMessageIds", ["a@b"]),
    ("inReplyTo", ["a@b"], "header:In-Reply-To", " <a@b>"),
    ("references", ["a@b"], "header:References:asRaw", " <a@b>"),
    ("sender", [{"email": "a@b"}], "header:Sender:asAddresses", [{"email": "a@b"}]),
    ("from", [{"email": "a@b"}], "header:from", " a@b"),
    ("to", [{"email": "a@b"}], "header:To:all", [" a@b"]),
    ("cc", None, "header:CC", " a@b"),
    ("bcc", [], "header:Bcc:asGroupedAddresses", []),
    ("replyTo", [{"email": "a@b"}], "header:Reply-To", " a@b"),
    ("subject", "a", "header:SUBJECT:asText", "a"),
    ("sentAt", "2026-01-01T00:00:00Z", "header:Date:asDate", "2026-01-01T00:00:00Z"),
    ("header:X-A", " a", "header:x-a:asText", "a"),
]


@pytest.mark.parametrize(("name", "value", "other", "other_value"), SAME_FIELD)
def test_two_properties_for_one_header_field_are_refused(
    name: str, value: JSON, other: str, other_value: JSON
) -> None:
    """In whatever form and letters, and if one of them is null."""
    path, problem = refusal({name: value, other: other_value})

    assert path == f'$["{other}"]'
    assert problem == f"stands for the same header field as {name}: give one of the two"


def test_every_property_of_a_header_field_is_known_as_one() -> None:
    """None of those that section 4.1.3 lists can be given twice unnoticed."""
    metadata = {"mailboxIds", "keywords", "receivedAt", "headers"}
    body = {"bodyStructure", "bodyValues", "textBody", "htmlBody", "attachments"}

    tried = {name for name, *_ in SAME_FIELD if ":" not in name}
    assert tried == set(mail.EmailCreate.properties_by_json) - metadata - body


ALLOWED: dict[str, JSONObject] = {
    "nothing but a mailbox": {},
    "a text": {"textBody": [TEXT]},
    "a text whose type is implied": {"textBody": [{"partId": "t"}]},
    "types in capitals": {"textBody": [{**TEXT, "type": "Text/Plain"}], "htmlBody": [HTML]},
    "a type in its field": {
        "htmlBody": [{"partId": "h", "header:Content-Type": " text/html; charset=utf-8"}]
    },
    "one part as the structure": {"bodyStructure": TEXT},
    "a structure": structure({"type": "multipart/alternative", "subParts": [TEXT, HTML]}, FILE),
    "nulls for what a part does not have": {
        "attachments": [{**FILE, "partId": None, "subParts": None, "cid": None, "size": 3}]
    },
    "a character set of a blob": {
        "attachments": [{"blobId": "b", "type": "text/plain", "charset": "koi8-r"}]
    },
    "a value that says it is whole": {
        "bodyValues": {"t": {"value": "", "isTruncated": False, "isEncodingProblem": False}},
        "textBody": [TEXT],
    },
    "a field about the body on a part": {
        "textBody": [{**TEXT, "header:Content-Description:asText": "A letter"}]
    },
    "other fields at the top of the structure": {
        "subject": "a",
        "bodyStructure": {**TEXT, "header:X-A": " a"},
    },
    "a raw field that is folded": {"header:X-A": " a\r\n b\r\n\tc"},
    "a raw field with angle brackets": {"header:references": " <a@b>"},
    "fields of different names": {"header:X-A": " a", "header:X-B:asText:all": ["b", "c"]},
    "an address that is none yet": {"to": [{"email": "somebody"}], "cc": []},
    "members of an extension": {"acme.example:snooze": {"until": "tomorrow"}},
    "keywords of one's own": {"keywords": {"$Forwarded": True, "a}b~": True}},
}


@pytest.mark.parametrize("members", ALLOWED.values(), ids=list(ALLOWED))
def test_what_is_allowed_passes(members: JSONObject) -> None:
    """The check refuses nothing that a server must take."""
    aiojmap.check_email_create(new(members))


class CheckingClient(FakeClient):
    """Checks calls as a client does, and sends none."""

    _check = aiojmap.Client._check


@pytest.mark.parametrize("way", ["create", "set"])
def test_a_call_that_creates_such_an_email_is_refused(way: str) -> None:
    """On the line that makes it, with a path through its arguments."""
    client = CheckingClient()
    wrong = mail.EmailCreate(mailbox_ids={"m": True}, text_body=[])

    with pytest.raises(aiojmap.CallRefused) as caught:
        client.email.create(wrong) if way == "create" else client.email.set(create={"new1": wrong})

    assert str(caught.value) == (
        "Email/set: $.create.new1.textBody: must hold exactly one part, not 0: "
        "give other parts as attachments, or the whole as bodyStructure"
    )


def test_a_mailbox_still_to_be_created_passes() -> None:
    """Its id is a reference, and a key."""
    client = CheckingClient()
    box = client.mailbox.create(mail.MailboxCreate(name="x"))

    call = client.email.create(mail.EmailCreate(mailbox_ids={box.id: True}))

    assert not call.answered


async def test_a_call_without_bindings_is_sent_as_given() -> None:
    """Whoever writes JSON is not checked: a server may allow more."""
    async with aiojmap.Client("jmap.example", token="t") as client:
        call = client.call("Email/set", {"create": {"a": {"headers": []}}})

        assert call.method.name == "Email/set"


def test_the_refusal_names_what_was_checked() -> None:
    """A message found in a log says what it is about."""
    with pytest.raises(aiojmap.EncodeError) as caught:
        aiojmap.check_email_create(mail.EmailCreate(mailbox_ids={}))

    assert str(caught.value) == (
        "EmailCreate: $.mailboxIds: names no mailbox: an email is in one at least"
    )
