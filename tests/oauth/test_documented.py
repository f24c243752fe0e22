"""The code in docs/oauth.md works, with the embedded servers in the place of Fastmail's."""

from __future__ import annotations

import ast
import asyncio
import re
import webbrowser
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import cast

import pytest

from aiojmap import oauth
from aiojmap.testing import AuthorizationServer, Server
from oauth.people import Somebody

TEXT = (Path(__file__).parents[2] / "docs" / "oauth.md").read_text(encoding="utf-8")
REDIRECT = "https://app.example/oauth/callback"


async def test_the_documented_programs_work(
    server: Server,
    authorization: AuthorizationServer,
    somebody: Somebody,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """A login with the browser, a client, and the login of a user of a web application."""
    loop = asyncio.get_running_loop()

    def opened(url: str) -> bool:
        asyncio.run_coroutine_threadsafe(somebody(url), loop).result()
        return True

    monkeypatch.setattr(webbrowser, "open", opened)
    monkeypatch.setattr(oauth, "KeyringStore", oauth.MemoryStore)
    client = authorization.register([REDIRECT])
    names: dict[str, object] = {}
    for block in re.findall(r"```python\n(.*?)```", TEXT, re.DOTALL):
        block = block.replace('"https://api.fastmail.com"', repr(authorization.issuer))
        block = block.replace('"api.fastmail.com"', repr(server.url))
        block = block.replace('"my-app"', repr(client.client_id))
        exec(compile(ast.parse(block), "oauth.md", "exec"), names)

    await cast("Callable[[], Awaitable[None]]", names["log_in"])()
    await cast("Callable[[], Awaitable[None]]", names["work"])()
    session: dict[str, str] = {}
    begin = cast("Callable[[dict[str, str]], Awaitable[str]]", names["begin"])
    back = authorization.consent(await begin(session))
    callback = cast("Callable[[dict[str, str], str, str], Awaitable[None]]", names["callback"])
    await callback(session, back, "user-1")

    assert int(capsys.readouterr().out) > 0
    assert list(cast("dict[str, str]", names["rows"])) == ["user-1"]
    assert session == {}
