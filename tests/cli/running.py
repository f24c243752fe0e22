"""Running the command as people do: another process, with an environment of its own."""

from __future__ import annotations

import asyncio
import contextlib
import os
import pty
import subprocess
import sys
from collections.abc import AsyncGenerator, Mapping

TOKEN = "canary-9c27e1f04b-cli"

# What stands in for the keyring of the system: one of its modules, with a file behind it.
_KEYRING = """
import json, os, sys
from pathlib import Path
import keyring
from keyring.backend import KeyringBackend

class Keyring(KeyringBackend):
    priority = 5
    path = Path(os.environ["TEST_KEYRING"])
    def kept(self):
        return json.loads(self.path.read_text()) if self.path.exists() else {}
    def get_password(self, service, username):
        return self.kept().get(f"{service}|{username}")
    def set_password(self, service, username, password):
        self.path.write_text(json.dumps({**self.kept(), f"{service}|{username}": password}))
    def delete_password(self, service, username):
        left = self.kept()
        del left[f"{service}|{username}"]
        self.path.write_text(json.dumps(left))

Keyring.__module__ = "keyring.backends.SecretService"
keyring.set_keyring(Keyring())
"""
_WITHOUT = "import sys; sys.modules.update(dict.fromkeys({names!r}))"
_MAIN = "\nfrom aiojmap._cli.__main__ import main; sys.exit(main(sys.argv[1:]))"


async def run(
    *words: str,
    environ: Mapping[str, str] | None = None,
    without: tuple[str, ...] = ("keyring",),
    keyring: str | None = None,
) -> subprocess.CompletedProcess[str]:
    """Run `aiojmap` without a terminal, and without the modules named.

    With `keyring`, a file, there is a keyring of the system.
    """
    program, environment = _program(environ, without, keyring)
    return await asyncio.to_thread(
        subprocess.run,
        [*program, *words],
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )


async def typed(
    text: str, *words: str, environ: Mapping[str, str] | None = None, keyring: str | None = None
) -> tuple[int, str]:
    """Run `aiojmap` on a terminal where somebody types; gives its status and what it shows."""
    program, environment = _program(environ, () if keyring else ("keyring",), keyring)
    return await asyncio.to_thread(_on_terminal, [*program, *words], environment, text)


def _program(
    environ: Mapping[str, str] | None, without: tuple[str, ...], keyring: str | None
) -> tuple[list[str], dict[str, str]]:
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith("JMAP_")
    }
    environment.update(environ or {})
    start = _WITHOUT.format(names=without)
    if keyring is not None:
        environment["TEST_KEYRING"] = keyring
        start = _KEYRING
    return [sys.executable, "-c", start + _MAIN], environment


def _on_terminal(program: list[str], environment: dict[str, str], text: str) -> tuple[int, str]:
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        program, env=environment, stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True
    )
    os.close(theirs)
    shown = b""
    waiting = text.encode()
    while True:
        try:
            piece = os.read(ours, 4096)
        except OSError:
            piece = b""
        if not piece:
            break
        shown += piece
        if waiting and b": " in shown:
            os.write(ours, waiting)
            waiting = b""
    os.close(ours)
    return process.wait(), shown.decode("utf-8", "replace")


@contextlib.asynccontextmanager
async def started(
    *words: str, environ: Mapping[str, str] | None = None, keyring: str | None = None
) -> AsyncGenerator[asyncio.subprocess.Process, None]:
    """Run `aiojmap` while the test does its part; what it says is in its `stdout`."""
    program, environment = _program(environ, (), keyring)
    process = await asyncio.create_subprocess_exec(
        *program,
        *words,
        env=environment,
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()
