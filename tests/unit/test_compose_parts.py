"""Files for a message: where they come from, and what is kept of them."""

from __future__ import annotations

import pytest

import aiojmap
from aiojmap import mail
from aiojmap.runtime import JSON, JSONObject


def fetched(**members: JSON) -> mail.EmailBodyPart:
    """A part of an email as a server describes it."""
    part: JSONObject = {
        "partId": "2",
        "blobId": "b",
        "size": 9,
        "headers": [],
        "name": "a.txt",
        "type": "text/plain",
        "charset": "koi8-r",
        "disposition": "inline",
        "cid": "old",
        "language": None,
        "location": None,
        "subParts": None,
        **members,
    }
    return aiojmap.decode(part, mail.EmailBodyPart)


def test_a_part_of_another_email_can_be_attached() -> None:
    """Its content, name and character set are kept; what it was there for is not."""
    assert aiojmap.encode(aiojmap.attachment(fetched())) == {
        "blobId": "b",
        "type": "text/plain",
        "charset": "koi8-r",
        "name": "a.txt",
        "disposition": "attachment",
    }


def test_a_part_of_another_email_can_be_shown_inline() -> None:
    """Under a content id of one's own, and a name too."""
    part = aiojmap.inline(fetched(type="image/png", charset=None), cid="new", name="b.png")

    assert aiojmap.encode(part) == {
        "blobId": "b",
        "type": "image/png",
        "name": "b.png",
        "disposition": "inline",
        "cid": "new",
    }


def test_a_nameless_part_stays_nameless() -> None:
    """Null is the lack of a name."""
    part = aiojmap.attachment(fetched(name=None, type="image/png", charset=None))

    assert aiojmap.encode(part) == {
        "blobId": "b",
        "type": "image/png",
        "disposition": "attachment",
    }


@pytest.mark.parametrize(
    ("type_", "kept"),
    [
        ("text/csv", {"type": "text/csv"}),
        ("text/csv ; charset=utf-8", {"type": "text/csv", "charset": "utf-8"}),
        ('Text/CSV; header=absent; charset="UTF-8"', {"type": "Text/CSV", "charset": "utf-8"}),
        ("image/svg+xml; charset=utf-8", {"type": "image/svg+xml"}),
    ],
)
def test_the_type_of_an_upload_loses_its_parameters(type_: str, kept: JSONObject) -> None:
    """A text keeps the one that says how to read it."""
    blob = aiojmap.UploadedBlob(account_id="A1", blob_id="b", type=type_, size=1)

    found = aiojmap.encode(aiojmap.attachment(blob))

    assert found == {"blobId": "b", "disposition": "attachment", **kept}


def test_a_type_given_wins() -> None:
    """Servers know some files only as octets."""
    blob = aiojmap.UploadedBlob(
        account_id="A1", blob_id="b", type="application/octet-stream", size=1
    )

    assert aiojmap.attachment(blob, type="application/pdf").type == "application/pdf"


def test_a_character_set_given_wins() -> None:
    """Whoever gives a type with parameters has read the content."""
    part = aiojmap.attachment(fetched(), type="text/html; charset=utf-8")

    assert (part.type, part.charset) == ("text/html", "utf-8")


def test_a_multipart_has_no_content_to_attach() -> None:
    """Its parts have."""
    with pytest.raises(aiojmap.CallRefused) as caught:
        aiojmap.attachment(fetched(blobId=None, type="multipart/mixed"))

    assert str(caught.value) == (
        "attachment: $: a multipart has no content of its own: give its subParts one by one"
    )


def test_a_blob_id_alone_needs_a_type() -> None:
    """For callers that do not check types."""
    with pytest.raises(aiojmap.CallRefused) as caught:
        aiojmap.inline("b", cid="a")  # type: ignore[call-overload]  # what is tested

    assert str(caught.value) == "inline: $: say of what type 'b' is, as in type='image/png'"
