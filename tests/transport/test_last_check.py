"""The last check before credentials leave: the origin of the very request."""

from __future__ import annotations

import httpx
import pytest

import aiojmap
from aiojmap._connection.http import _Authorization
from aiojmap._connection.origins import Origins
from transport.support import TOKEN


@pytest.mark.parametrize("url", ["https://evil.example/x", "http://jmap.example/x"])
async def test_credentials_are_not_put_on_a_request_to_elsewhere(url: str) -> None:
    """Whatever has gone wrong before, the header is not added for an origin that is not trusted."""
    authorization = _Authorization(aiojmap.Bearer(TOKEN), Origins("https://jmap.example"))
    request = httpx.Request("GET", url)

    with pytest.raises(aiojmap.ProtocolError, match="not trusted"):
        await anext(authorization.async_auth_flow(request))

    assert "Authorization" not in request.headers


async def test_credentials_are_put_on_a_request_to_the_server() -> None:
    """For the trusted origin the header is there."""
    authorization = _Authorization(aiojmap.Bearer(TOKEN), Origins("https://jmap.example"))

    sent = await anext(authorization.async_auth_flow(httpx.Request("GET", "https://jmap.example/")))

    assert sent.headers["Authorization"] == f"Bearer {TOKEN}"
