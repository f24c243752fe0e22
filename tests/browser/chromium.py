"""A real browser for tests: Debian's Chromium, without a window, steered through two pipes.

    async with chromium.running() as browser:
        page = await browser.open(url)
        await page.click("#allow")

It speaks the browser's own protocol (CDP) on file descriptors 3 and 4, so it needs no driver, no
port and no library. From a shell, ``python tests/browser/chromium.py install`` (Debian, as root).
"""

from __future__ import annotations

import asyncio
import contextlib
import fcntl
import itertools
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import AsyncGenerator, Callable
from typing import Any, Final

PACKAGE: Final = "chromium"
PATIENCE: Final = 60.0
"""How many seconds anything may take; the first start of a browser is slow."""

_FLAGS: Final = (
    "--headless=new",
    "--no-sandbox",  # it is run by root in CI, and sees nothing but this machine
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--disable-extensions",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # No name but this machine's own is ever looked up.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
    "--remote-debugging-pipe",
)
# What the browser expects as descriptors 3 and 4.
_SHELL: Final = 'exec 3<&"$1" 4>&"$2"; shift 2; exec "$@"'
_ABOVE: Final = 10


class BrowserError(AssertionError):
    """The browser cannot do what it was told."""


def missing() -> str | None:
    """Say in a sentence why there is no browser here; None means that there is one."""
    if shutil.which(PACKAGE) is not None:
        return None
    return (
        "Chromium is not installed: on Debian, run as root 'python tests/browser/chromium.py "
        "install' or 'apt-get install chromium'."
    )


def install() -> None:
    """Install the Debian package, if there is none."""
    if missing() is None:
        return
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        raise RuntimeError("Chromium can only be installed by root, on Debian.")
    for words in (["update"], ["install", "--no-install-recommends", PACKAGE]):
        command = ["apt-get", "-qy", "-o", "DPkg::Lock::Timeout=300", *words]
        environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run(command, env=environment, stdout=sys.stderr, check=True)


@contextlib.asynccontextmanager
async def running() -> AsyncGenerator[Browser]:
    """A browser with an empty profile, until the end of the block."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as directory:
        program = shutil.which(PACKAGE)
        if program is None:
            raise BrowserError(missing())
        commands, answers = os.pipe(), os.pipe()
        # Out of the way of the descriptors that they will be.
        read_end, write_end = (
            fcntl.fcntl(end, fcntl.F_DUPFD, _ABOVE) for end in (commands[0], answers[1])
        )
        os.close(commands[0])
        os.close(answers[1])
        try:
            process = await asyncio.create_subprocess_exec(
                *("bash", "-c", _SHELL, "browser", str(read_end), str(write_end)),
                *(program, *_FLAGS, f"--user-data-dir={directory}", "about:blank"),
                pass_fds=(read_end, write_end),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                env=os.environ | {"HOME": directory},
                start_new_session=True,
            )
        finally:
            os.close(read_end)
            os.close(write_end)
        try:
            async with Browser(commands[1], answers[0]) as browser:
                yield browser
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            await process.wait()


class Browser:
    """A browser that runs."""

    def __init__(self, commands: int, answers: int) -> None:
        self._commands = open(commands, "wb", buffering=0)  # noqa: SIM115  # closed at exit
        self._answers = open(answers, "rb", buffering=0)  # noqa: SIM115  # closed at exit
        self._ids = itertools.count(1)
        self._waiting: dict[int, asyncio.Future[dict[str, Any]]] = {}
        self._listeners: list[Callable[[dict[str, Any]], None]] = []
        self._reading: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Browser:
        reader = asyncio.StreamReader(limit=1 << 26)
        protocol = asyncio.StreamReaderProtocol(reader)
        transport, _ = await asyncio.get_running_loop().connect_read_pipe(
            lambda: protocol, self._answers
        )
        self._transport = transport
        self._reading = asyncio.create_task(self._read(reader))
        return self

    async def __aexit__(self, *_: object) -> None:
        with contextlib.suppress(BrowserError, TimeoutError):
            await self.send("Browser.close")
        assert self._reading is not None
        self._reading.cancel()
        await asyncio.wait([self._reading])
        self._transport.close()
        self._commands.close()

    async def open(self, url: str) -> Page:
        """A new page with what is at a URL, once it is loaded; it has cookies of its own."""
        context = await self.send("Target.createBrowserContext")
        target = await self.send("Target.createTarget", url="about:blank", **context)
        attached = await self.send(
            "Target.attachToTarget", targetId=target["targetId"], flatten=True
        )
        page = Page(self, attached["sessionId"])
        await page.start()
        await page.go(url)
        return page

    async def send(self, method: str, session: str | None = None, **params: Any) -> Any:
        """Carry out a command of the protocol."""
        id_ = next(self._ids)
        message: dict[str, Any] = {"id": id_, "method": method, "params": params}
        if session is not None:
            message["sessionId"] = session
        self._waiting[id_] = asyncio.get_running_loop().create_future()
        try:
            self._commands.write(json.dumps(message).encode() + b"\0")
        except OSError as error:
            raise BrowserError(f"{method}: the browser is gone ({error})") from None
        async with asyncio.timeout(PATIENCE):
            answer = await self._waiting[id_]
        if "error" in answer:
            raise BrowserError(f"{method}: {answer['error']}")
        return answer["result"]

    @contextlib.asynccontextmanager
    async def event(self, method: str, session: str) -> AsyncGenerator[None]:
        """At the end of the block, wait for an event that came since its beginning."""
        seen = asyncio.Event()

        def listen(message: dict[str, Any]) -> None:
            if message["method"] == method and message.get("sessionId") == session:
                seen.set()

        self._listeners.append(listen)
        try:
            yield
            async with asyncio.timeout(PATIENCE):
                await seen.wait()
        finally:
            self._listeners.remove(listen)

    async def _read(self, reader: asyncio.StreamReader) -> None:
        try:
            while True:
                message = json.loads((await reader.readuntil(b"\0"))[:-1])
                if "id" in message:
                    self._waiting.pop(message["id"]).set_result(message)
                    continue
                for listen in [*self._listeners]:
                    listen(message)
        except asyncio.IncompleteReadError:
            for waiting in self._waiting.values():
                waiting.set_result({"error": "the browser is gone"})


class Page:
    """A page, and what a person does with it."""

    def __init__(self, browser: Browser, session: str) -> None:
        self._browser = browser
        self._session = session

    async def start(self) -> None:
        """Ask for its events."""
        await self._send("Page.enable")

    async def go(self, url: str) -> None:
        """Go to a URL, and wait until it is loaded."""
        async with self.loading():
            found = await self._send("Page.navigate", url=url)
            if found.get("errorText"):
                raise BrowserError(f"{url}: {found['errorText']}")

    @contextlib.asynccontextmanager
    async def loading(self) -> AsyncGenerator[None]:
        """At the end of the block, wait until a page is loaded."""
        async with self._browser.event("Page.loadEventFired", self._session):
            yield

    async def evaluate(self, expression: str) -> Any:
        """The value of an expression of JavaScript on the page."""
        found = await self._send("Runtime.evaluate", expression=expression, returnByValue=True)
        if "exceptionDetails" in found:
            raise BrowserError(f"{expression}: {found['exceptionDetails']}")
        return found["result"].get("value")

    async def click(self, selector: str) -> None:
        """Click with the mouse in the middle of an element."""
        place = await self.evaluate(
            f"(() => {{ const found = document.querySelector({json.dumps(selector)});"
            "if (!found) return null; found.scrollIntoView({block: 'center'});"
            "const box = found.getBoundingClientRect();"
            "return [box.x + box.width / 2, box.y + box.height / 2]; })()"
        )
        if place is None:
            raise BrowserError(f"there is no {selector} on the page: {await self.text()}")
        for kind in ("mousePressed", "mouseReleased"):
            await self._send(
                "Input.dispatchMouseEvent",
                type=kind,
                x=place[0],
                y=place[1],
                button="left",
                clickCount=1,
            )

    async def type(self, selector: str, text: str) -> None:
        """Type into a field."""
        await self.click(selector)
        await self._send("Input.insertText", text=text)

    async def text(self) -> str:
        """What there is to read."""
        return str(await self.evaluate("document.body.innerText"))

    async def title(self) -> str:
        """The title."""
        return str(await self.evaluate("document.title"))

    async def url(self) -> str:
        """Where it is."""
        return str(await self.evaluate("location.href"))

    async def _send(self, method: str, **params: Any) -> Any:
        return await self._browser.send(method, self._session, **params)


if __name__ == "__main__":
    if sys.argv[1:] != ["install"]:
        sys.exit("usage: python tests/browser/chromium.py install")
    install()
