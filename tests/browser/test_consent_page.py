"""The consent page of the authorization server in a real browser: it can be clicked through."""

from __future__ import annotations

import asyncio

import pytest
from testing.oauth_client import MAIL, OFFLINE, answer, registered

from .chromium import Browser

pytestmark = pytest.mark.slow


async def test_somebody_chooses_who_they_are_and_allows(browser: Browser) -> None:
    """The browser ends at the client with a code, for the person and the scopes chosen."""
    called: asyncio.Future[str] = asyncio.get_running_loop().create_future()

    async def client(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        line = (await reader.readline()).decode()
        if line.startswith("GET /callback?") and not called.done():
            called.set_result(line.split()[1])
        writer.write(b"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 0\r\n\r\n")
        writer.close()

    server = await asyncio.start_server(client, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    async with server, registered() as oauth:
        page = await browser.open(
            oauth.url(redirect_uri=f"http://127.0.0.1:{port}/callback", scope=f"{MAIL} {OFFLINE}")
        )
        before = await page.text()
        await page.click('input[value="kim@example.com"]')
        await page.click(f'input[value="{OFFLINE}"]')
        async with page.loading():
            await page.click("#allow")
        found = answer(await called)
        fields = {"redirect_uri": f"http://127.0.0.1:{port}/callback"}
        tokens = (await oauth.redeem(found["code"], **fields)).json()

        assert "Kim <b>Bold</b> (kim@example.com)" in before
        assert found["iss"] == oauth.authorization.issuer
        assert tokens["scope"] == MAIL
        assert oauth.authorization.grants[0].email == "kim@example.com"


async def test_somebody_lets_a_device_in(browser: Browser) -> None:
    """They type the code, read it again, and agree."""
    async with registered() as oauth:
        fields = {"client_id": oauth.client_id, "scope": MAIL}
        device = (await oauth.post("/device_authorization", fields)).json()
        page = await browser.open(device["verification_uri"])
        await page.type('input[name="user_code"]', device["user_code"].lower())
        async with page.loading():
            await page.click("#continue")
        asked = await page.text()
        async with page.loading():
            await page.click("#allow")

        assert device["user_code"] in asked
        assert "Your device is connected" in await page.text()
