"""URI templates: what is filled in cannot change the rest of the URL."""

from __future__ import annotations

import pytest
import respx

import aiojmap
from transport.support import ORIGIN, SESSION_URL, Wire, sent_requests, session_document


async def _target(
    router: respx.MockRouter, client: aiojmap.Client, blob_id: str, name: str, type_: str
) -> str:
    """The path and query that a download asks for."""
    router.get(url__startswith=f"{ORIGIN}/download/").respond(content=b"")
    async with client.download(blob_id, name=name, type=type_) as stream:
        await stream.read()
    *_, request = sent_requests(router)
    return request.url.raw_path.decode()


ESCAPED = [
    ("plain.txt", "plain.txt"),
    ("../x", "..%2Fx"),
    ("../../api", "..%2F..%2Fapi"),
    ("..\\x", "..%5Cx"),
    ("/etc/passwd", "%2Fetc%2Fpasswd"),
    ("...", "..."),
    ("a b", "a%20b"),
    ("a+b", "a%2Bb"),
    ("a?b=c", "a%3Fb%3Dc"),
    ("a#b", "a%23b"),
    ("a&type=evil", "a%26type%3Devil"),
    ("a%2Fb", "a%252Fb"),
    ("%2e%2e", "%252e%252e"),
    ("a\r\nHost: evil", "a%0D%0AHost%3A%20evil"),
    ("a\x00b", "a%00b"),
    ("é", "%C3%A9"),
    ("\u202etxt.exe", "%E2%80%AEtxt.exe"),
    ("{type}", "%7Btype%7D"),
    ("{blobId}", "%7BblobId%7D"),
    ("@evil.example", "%40evil.example"),
    (":", "%3A"),
]


@pytest.mark.parametrize(("value", "escaped"), ESCAPED)
async def test_a_name_is_escaped(
    wire: Wire, router: respx.MockRouter, client: aiojmap.Client, value: str, escaped: str
) -> None:
    """Whatever is in a name, it stays one segment of the path."""
    target = await _target(router, client, "b", value, "t")
    assert target == f"/download/a1/b/{escaped}?type=t"


@pytest.mark.parametrize(("value", "escaped"), ESCAPED)
async def test_a_blob_id_is_escaped(
    wire: Wire, router: respx.MockRouter, client: aiojmap.Client, value: str, escaped: str
) -> None:
    """Whatever is in the id of a blob, it stays one segment of the path."""
    target = await _target(router, client, value, "n", "t")
    assert target == f"/download/a1/{escaped}/n?type=t"


@pytest.mark.parametrize(("value", "escaped"), ESCAPED)
async def test_a_type_is_escaped(
    wire: Wire, router: respx.MockRouter, client: aiojmap.Client, value: str, escaped: str
) -> None:
    """Whatever is in a media type, it stays one value of the query."""
    target = await _target(router, client, "b", "n", value)
    assert target == f"/download/a1/b/n?type={escaped}"


@pytest.mark.parametrize("value", [".", ".."])
async def test_a_step_up_the_path_is_refused(
    wire: Wire, client: aiojmap.Client, value: str
) -> None:
    """A name that would change the path as a whole is refused before anything is asked."""
    with pytest.raises(aiojmap.CallRefused, match="name"):
        async with client.download("b", name=value):
            pass
    assert wire.urls() == [SESSION_URL]


@pytest.mark.parametrize("value", [".", ".."])
async def test_an_id_that_is_a_step_up_the_path_is_refused(
    wire: Wire, client: aiojmap.Client, value: str
) -> None:
    """The same goes for the id of a blob."""
    with pytest.raises(aiojmap.CallRefused, match="blobId"):
        async with client.download(value):
            pass
    assert wire.urls() == [SESSION_URL]


@pytest.mark.parametrize("value", [".", ".."])
async def test_an_account_that_is_a_step_up_the_path_is_refused(
    wire: Wire, client: aiojmap.Client, value: str
) -> None:
    """The same goes for the account of an upload."""
    with pytest.raises(aiojmap.CallRefused, match="accountId"):
        await client.upload(b"x", account_id=value)
    assert wire.urls() == [SESSION_URL]


@pytest.mark.parametrize("template", ["/d/.{name}/x", "/d/{name}./x", "/d/{blobId}{name}/x"])
@pytest.mark.parametrize("value", [".", ".."])
async def test_a_step_up_the_path_cannot_be_put_together(
    wire: Wire, client: aiojmap.Client, template: str, value: str
) -> None:
    """A template that would make a step up the path of its parts is refused too."""
    wire.document = session_document(downloadUrl=template)
    with pytest.raises(aiojmap.JMAPError):
        async with client.download(".", name=value):
            pass
    assert wire.urls() == [SESSION_URL]


@pytest.mark.parametrize("value", ["\ud800", "a\udfffb"])
async def test_a_name_that_is_no_unicode_is_refused(
    wire: Wire, client: aiojmap.Client, value: str
) -> None:
    """A name with a lone surrogate, as odd file names have, is refused by an error of ours."""
    with pytest.raises(aiojmap.CallRefused):
        async with client.download("b", name=value):
            pass
    assert wire.urls() == [SESSION_URL]


@pytest.mark.parametrize(
    "template",
    [
        "/d/{+name}",
        "/d/{#name}",
        "/d{/name}",
        "/d/{?name}",
        "/d/{name*}",
        "/d/{name:3}",
        "/d/{name,type}",
        "/d/{unknown}",
        "/d/{}",
        "/d/{name",
        "/d/name}",
        "/d/{{name}}",
    ],
)
async def test_a_template_beyond_level_one_is_refused(
    wire: Wire, client: aiojmap.Client, template: str
) -> None:
    """A template with operators or unknown variables is an error, not a guess."""
    wire.document = session_document(downloadUrl=template)
    with pytest.raises(aiojmap.ProtocolError, match="template"):
        async with client.download("b"):
            pass
    assert wire.urls() == [SESSION_URL]


async def test_a_variable_may_be_used_twice_or_not_at_all(
    wire: Wire, router: respx.MockRouter, client: aiojmap.Client
) -> None:
    """A template decides which of the variables it uses, and how often."""
    wire.document = session_document(downloadUrl="/x/{blobId}/{blobId}")
    download = router.get(f"{ORIGIN}/x/b/b").respond(content=b"")
    async with client.download("b", name="n") as stream:
        await stream.read()
    assert download.call_count == 1


async def test_an_account_is_escaped_in_an_upload(
    wire: Wire, router: respx.MockRouter, client: aiojmap.Client
) -> None:
    """Whatever is in the id of an account, it stays one segment of the path."""
    uploaded = {"accountId": "x", "blobId": "b", "type": "x/y", "size": 1}
    router.post(url__startswith=f"{ORIGIN}/upload/").respond(json=uploaded)
    await client.upload(b"x", account_id="../a?b#c")
    *_, request = sent_requests(router)
    assert request.url.raw_path == b"/upload/..%2Fa%3Fb%23c/"
