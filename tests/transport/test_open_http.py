"""Requests without credentials, for discovery and OAuth."""

from __future__ import annotations

import httpx
import pytest
import respx

import aiojmap
from aiojmap._connection.http import MAX_OPEN_BODY, OpenHTTP
from transport.support import http_client

URL = "https://jmap.example/.well-known/jmap"
SECRET = "canary-refresh-5566"


async def test_a_redirect_is_given_back(respx_mock: respx.MockRouter) -> None:
    """Where it leads is for the caller to judge."""
    respx_mock.get(URL).respond(302, headers={"Location": "https://evil.example/"})
    answer = await OpenHTTP(client=http_client()).get(URL)

    assert (answer.status, answer.headers["location"]) == (302, "https://evil.example/")


async def test_credentials_of_a_client_handed_in_are_not_sent(respx_mock: respx.MockRouter) -> None:
    """Neither its auth, nor its headers, nor its cookies go along."""
    route = respx_mock.get(URL).respond(200)
    client = httpx.AsyncClient(
        auth=("me", SECRET), headers={"Authorization": SECRET}, cookies={"session": SECRET}
    )
    await OpenHTTP(client=client).get(URL)

    assert "authorization" not in route.calls.last.request.headers
    assert "cookie" not in route.calls.last.request.headers


async def test_form_fields_are_encoded(respx_mock: respx.MockRouter) -> None:
    """A form is sent as browsers send it."""
    route = respx_mock.post(URL).respond(200)
    await OpenHTTP(client=http_client()).post_form(URL, {"a": "1 2", "b": "ä&="})

    request = route.calls.last.request
    assert request.content == b"a=1+2&b=%C3%A4%26%3D"
    assert request.headers["content-type"] == "application/x-www-form-urlencoded"


@pytest.mark.parametrize(
    "url", ["http://jmap.example/", "ftp://jmap.example/", "https://a@b.example"]
)
async def test_what_is_neither_https_nor_here_is_refused(url: str) -> None:
    """Nothing is sent in the clear."""
    with pytest.raises(aiojmap.ConfigurationError):
        await OpenHTTP(client=http_client()).get(url)


async def test_a_body_without_end_is_refused(respx_mock: respx.MockRouter) -> None:
    """More than is of use is not read."""
    respx_mock.get(URL).respond(200, content=b"x" * (MAX_OPEN_BODY + 1))
    with pytest.raises(aiojmap.ProtocolError, match="more than 1048576 octets"):
        await OpenHTTP(client=http_client()).get(URL)


async def test_errors_are_ours_and_hide_secrets(respx_mock: respx.MockRouter) -> None:
    """What httpx says goes through `hide`."""
    respx_mock.post(URL).mock(side_effect=httpx.ReadError(f"lost {SECRET}"))
    with pytest.raises(aiojmap.TransportError) as caught:
        await OpenHTTP(client=http_client()).post_form(
            URL, {"refresh_token": SECRET}, lambda text: text.replace(SECRET, "(hidden)")
        )

    assert "(hidden)" in str(caught.value)
    assert caught.value.sent
