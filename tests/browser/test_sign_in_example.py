"""The example web application in a real browser, with two users."""

from __future__ import annotations

import asyncio
import contextlib
import os
import socket
import sys
from collections.abc import AsyncGenerator
from pathlib import Path

import pytest

from .chromium import Browser, Page

pytestmark = pytest.mark.slow
pytest.importorskip("cryptography")

FOLDER = Path(__file__).parents[2] / "docs" / "examples" / "sign_in"


@contextlib.asynccontextmanager
async def running() -> AsyncGenerator[str]:
    """The program, as it is run from a shell; gives the address that it prints."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        str(FOLDER),
        env=os.environ | {"SIGN_IN_PORT": str(port), "PYTHONUNBUFFERED": "1"},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    assert process.stdout is not None
    assert process.stderr is not None
    try:
        async with asyncio.timeout(30):
            told = (await process.stdout.readline()).decode()
            while b"startup complete" not in (line := await process.stderr.readline()):
                assert line, "the program ended"
        yield told.removeprefix("Go to ").strip()
    finally:
        process.terminate()
        await process.communicate()


async def sign_in(page: Page, email: str) -> str:
    """Go through the pages; gives the text of the last one."""
    await page.type('input[name="address"]', email)
    async with page.loading():
        await page.click("#sign-in")
    async with page.loading():
        await page.click("#allow")
    return await page.text()


async def test_two_people_sign_in_and_one_signs_out(browser: Browser) -> None:
    """Each sees the mail of their own account, in windows with cookies of their own."""
    async with running() as url:
        robins, kims = await browser.open(url), await browser.open(url)
        robin = await sign_in(robins, "robin@example.com")
        kim = await sign_in(kims, "kim@example.com")
        async with robins.loading():
            await robins.click("#sign-out")
        await kims.go(url)

        assert "The newest mail of robin@example.com" in robin
        assert "The newest mail of kim@example.com" in kim
        assert "Your address" in await robins.text()
        assert "The newest mail of kim@example.com" in await kims.text()
