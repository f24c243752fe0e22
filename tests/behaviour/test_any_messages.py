"""Whatever octets are taken for a message, the embedded server can show and find them."""

from __future__ import annotations

from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aiojmap.mail import Email, EmailBodyPart

from .test_any_requests import CALLED

NAMES = [
    *(b"From", b"To", b"Subject", b"Date", b"Message-ID", b"References", b"Received", b"List-Id"),
    *(b"Content-Type", b"Content-Transfer-Encoding", b"Content-Disposition", b"Content-ID"),
    *(b"Content-Language", b"Content-Location", b"MIME-Version", b"X"),
]
PIECES = [
    *(b"multipart/mixed", b"multipart/alternative", b"multipart/digest", b"; boundary=b", b"text/"),
    *(b"text/html", b"text/plain; charset=utf-16", b"; charset*=x'y'%ff", b"message/rfc822"),
    *(b"; name*0*=utf-8''%e2; name*1=x", b'; filename="=?utf-8?b?/w==?="', b"; charset=undefined"),
    *(
        b"base64",
        b"quoted-printable",
        b"x-uuencode",
        b"uuencode",
        b"8bit",
        b"attachment",
        b"inline",
    ),
    *(b"<a@b>", b"<", b"a@b", b'"A" <a@b>, G: c@d, ;', b"(c (d", b"=?utf-8?q?=ff_?=", b"=?x?b?!?="),
    *(b"Mon, 02 Mar 2026 10:00:00 +0000", b"Thu, 1 Jan 0001 00:00:00 +2359", b"99 Foo 99999"),
    *(b"\xff\xfe", b"\xc3\xa9", b"\0", b"\r\n ", b"\n\t", b"\r", b"<p title=x>&amp;<style>", b"="),
    *(b"begin 644 x\n#0V%T\n`\nend", b"YQ==", b"=3D=\r\n", b"Re: Fwd: [x] ", b";", b":", b" "),
]
VALUE = st.lists(st.sampled_from(PIECES) | st.binary(max_size=4), max_size=4).map(b"".join)
FIELD = st.tuples(st.sampled_from(NAMES), VALUE).map(lambda item: b": ".join(item))
HEAD = st.lists(FIELD, max_size=6).map(b"\r\n".join)
PART = st.tuples(HEAD, VALUE).map(b"\r\n\r\n".join)
BODY = st.lists(PART | VALUE, max_size=3).map(lambda parts: b"\r\n--b\r\n".join([b"", *parts]))
MESSAGE = st.tuples(HEAD, BODY, st.sampled_from([b"\r\n--b--\r\n", b""])).map(
    lambda item: b"From: a@b\r\n" + item[0] + b"\r\n\r\n" + item[1] + item[2]
)
FORMS = ["asRaw", "asText", "asAddresses", "asGroupedAddresses", "asMessageIds", "asDate", "asURLs"]
EVERYTHING: dict[str, Any] = {
    "properties": [*Email.properties_by_json, *(f"header:X:{form}:all" for form in FORMS)],
    "bodyProperties": [*EmailBodyPart.properties_by_json, "header:Content-Type:asText"],
    "fetchAllBodyValues": True,
    "maxBodyValueBytes": 7,
}


@settings(
    derandomize=True,
    deadline=None,
    max_examples=150,
    suppress_health_check=list(HealthCheck),
    database=None,
)
@given(MESSAGE)
def test_any_message_is_received_shown_and_found(raw: bytes) -> None:
    """It arrives, has all its properties, and neither search nor sort trips over it."""
    id_ = CALLED.server.receive(raw)
    assert id_ is not None
    base = {"accountId": CALLED.server.account_id}
    ((_, shown, _),) = CALLED("Email/get", {**base, "ids": [id_], **EVERYTHING})
    (email,) = shown["list"]
    ((_, parsed, _),) = CALLED("Email/parse", {**base, "blobIds": [email["blobId"]], **EVERYTHING})
    sort = [{"property": name} for name in ("receivedAt", "sentAt", "from", "to", "subject")]
    find = {"text": "a", "header": ["Subject", "e"]}
    ((_, queried, _),) = CALLED("Email/query", {**base, "filter": find, "sort": sort})
    arguments = {**base, "filter": find, "emailIds": [id_]}
    ((_, snippets, _),) = CALLED("SearchSnippet/get", arguments)

    assert parsed["parsed"][email["blobId"]]["bodyStructure"] == email["bodyStructure"]
    assert isinstance(queried["ids"], list)
    assert snippets["notFound"] is None
    CALLED("Email/set", {**base, "destroy": [id_]})
