"""The command `aiojmap` as a program of its own, with a keyring and a browser for tests.

Its browser hands the address over to the test, which opens it in a real one.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import sys
from collections.abc import AsyncGenerator
from pathlib import Path

import attrs

# Stands in for the keyring of the system: a class of one of its modules, with a file behind it.
_PROGRAM = """
import json, os, pathlib, sys
import keyring
from keyring.backend import KeyringBackend
from aiojmap._cli.__main__ import main

class Keyring(KeyringBackend):
    priority = 1
    path = pathlib.Path(os.environ["TEST_KEYRING"])

    def _all(self):
        return json.loads(self.path.read_text()) if self.path.exists() else {}

    def get_password(self, service, username):
        return self._all().get(f"{service} {username}")

    def set_password(self, service, username, password):
        self.path.write_text(json.dumps({**self._all(), f"{service} {username}": password}))

    def delete_password(self, service, username):
        kept = self._all()
        del kept[f"{service} {username}"]
        self.path.write_text(json.dumps(kept))

Keyring.__module__ = "keyring.backends.SecretService"
keyring.set_keyring(Keyring())
sys.exit(main())
"""
_BROWSER = """
import os, socket, sys
with socket.create_connection(("127.0.0.1", int(os.environ["TEST_BROWSER"]))) as connection:
    connection.sendall(sys.argv[1].encode())
"""


@attrs.frozen
class Done:
    """What came of a command."""

    status: int
    out: str
    err: str


@attrs.define
class Command:
    """A command that runs."""

    process: asyncio.subprocess.Process
    addresses: asyncio.Queue[str]

    async def address(self) -> str:
        """The next address that its browser was to open."""
        waiting = asyncio.create_task(self.addresses.get())
        ended = asyncio.create_task(self.process.wait())
        async with asyncio.timeout(60):
            await asyncio.wait([waiting, ended], return_when=asyncio.FIRST_COMPLETED)
        ended.cancel()
        if not waiting.done():
            waiting.cancel()
            raise AssertionError(f"the command ended: {await self.done()}")
        return waiting.result()

    async def line(self) -> str:
        """The next line that it prints."""
        assert self.process.stdout is not None
        async with asyncio.timeout(60):
            return (await self.process.stdout.readline()).decode()

    async def done(self) -> Done:
        """Wait for its end."""
        async with asyncio.timeout(60):
            out, err = await self.process.communicate()
        assert self.process.returncode is not None
        return Done(self.process.returncode, out.decode(), err.decode())


@contextlib.asynccontextmanager
async def running(directory: Path, *words: str) -> AsyncGenerator[Command]:
    """The command with its words; what it keeps is in a directory."""
    addresses: asyncio.Queue[str] = asyncio.Queue()

    async def opened(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        addresses.put_nowait((await reader.read()).decode())
        writer.close()

    server = await asyncio.start_server(opened, "127.0.0.1", 0)
    script = directory / "browser.py"
    script.write_text(_BROWSER)
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith("JMAP_")
    }
    environment |= {
        "BROWSER": f"{sys.executable} {script} %s",
        "TEST_BROWSER": str(server.sockets[0].getsockname()[1]),
        "TEST_KEYRING": str(directory / "keyring.json"),
        "XDG_RUNTIME_DIR": str(directory),
        "XDG_STATE_HOME": str(directory),
        "PYTHONUNBUFFERED": "1",
    }
    async with server:
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-W", "error", "-c", _PROGRAM, *words),
            env=environment,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
        try:
            yield Command(process, addresses)
        finally:
            if process.returncode is None:
                process.kill()
            await process.communicate()


async def run(directory: Path, *words: str) -> Done:
    """Run the command to its end."""
    async with running(directory, *words) as command:
        return await command.done()
