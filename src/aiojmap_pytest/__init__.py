"""A pytest plugin: a JMAP server in memory for each test that asks for one.

It is loaded wherever aiojmap is installed, so it imports nothing of aiojmap, which takes longer
than many a test run, before a test asks for a fixture.

Fixtures: `jmap_server`, `jmap_client`, `jmap_inbox`, `jmap_environment`. The mark `jmap` says
what the server is like, in the words of `aiojmap.testing.Server`.
"""

from __future__ import annotations

import difflib
import inspect
from collections.abc import Generator, Iterator
from typing import TYPE_CHECKING, Final

import pytest

if TYPE_CHECKING:
    from aiojmap import Client
    from aiojmap.testing import MailboxHandle, Server

__all__ = ["jmap_client", "jmap_environment", "jmap_inbox", "jmap_server"]

_SERVER: Final = pytest.StashKey["Server"]()
_MAY_BE_UNUSED: Final = "unused_faults"
_MARK: Final = (
    "jmap(seeded=True, socket=False, unused_faults=False, **options): what the server of the test "
    "is like, in the words of aiojmap.testing.Server; whether scripted faults may be left unused"
)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let a project say that its servers listen on a port."""
    parser.addini(
        "jmap_socket",
        "Whether the servers of aiojmap's fixtures listen on a port, unless a mark says otherwise.",
        type="bool",
        default=False,
    )


def pytest_configure(config: pytest.Config) -> None:
    """Make the mark known."""
    config.addinivalue_line("markers", _MARK)


@pytest.fixture
def jmap_server(request: pytest.FixtureRequest) -> Iterator[Server]:
    """A fresh `aiojmap.testing.Server` that runs, with some mail on it.

    It is in the process, without a socket, unless the test is marked `jmap(socket=True)` or uses
    `jmap_environment`: then it listens on a port of the loopback interface, in a thread of its
    own. If the test passes but left a scripted fault unused, it fails.
    """
    try:
        from aiojmap.testing import Server
    except ModuleNotFoundError as error:
        pytest.fail(f"jmap_server cannot be made: {error}", pytrace=False)
    options = _options(request)
    known = [*inspect.signature(Server).parameters]
    unknown = next((name for name in options if name not in known), None)
    if unknown is not None:
        close = difflib.get_close_matches(unknown, [*known, _MAY_BE_UNUSED], 1)
        hint = f"; did you mean {close[0]!r}?" if close else ""
        pytest.fail(f"the mark jmap has no option {unknown!r}{hint}", pytrace=False)
    with Server(**options) as server:  # type: ignore[arg-type]  # the names are checked above
        request.node.stash[_SERVER] = server
        yield server


@pytest.fixture
def jmap_client(jmap_server: Server) -> Client:
    """An `aiojmap.Client` for the person whose account is on the server."""
    return jmap_server.client(keep_alive=False)


@pytest.fixture
def jmap_inbox(jmap_server: Server) -> MailboxHandle:
    """The Inbox of that person, to put mail into it and to look at what is there."""
    return jmap_server.mailbox("inbox")


@pytest.fixture
def jmap_environment(jmap_server: Server, monkeypatch: pytest.MonkeyPatch) -> Server:
    """The server, with JMAP_HOST and JMAP_TOKEN set, so that a program makes its own client."""
    if not jmap_server.url.startswith("http:"):
        pytest.fail(
            "jmap_environment needs a server with a socket: name the fixture in the arguments of "
            "the test, and leave socket=False out of its mark",
            pytrace=False,
        )
    monkeypatch.setenv("JMAP_HOST", jmap_server.url)
    monkeypatch.setenv("JMAP_TOKEN", jmap_server.token)
    return jmap_server


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None, None, None]:
    """Fail a test that passed without some fault that it scripted."""
    yield
    server = item.stash.get(_SERVER, None)
    if server is None or _marked(item).get(_MAY_BE_UNUSED):
        return
    try:
        server.faults.assert_used()
    except AssertionError as error:
        hint = f"(@pytest.mark.jmap({_MAY_BE_UNUSED}=True) allows it)"
        pytest.fail(f"{error}\n{hint}", pytrace=False)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Show what the server was sent in the report of a test that failed."""
    report = yield
    server = item.stash.get(_SERVER, None)
    if report.when == "call" and report.failed and server is not None:
        report.sections.append(("JMAP requests", server.journal() or "none"))
    return report


def _marked(node: pytest.Item) -> dict[str, object]:
    """The options of all marks of a test, the nearest counting most."""
    found: dict[str, object] = {}
    for mark in reversed([*node.iter_markers("jmap")]):
        if mark.args:
            pytest.fail("the mark jmap takes options by name, as jmap(socket=True)", pytrace=False)
        found.update(mark.kwargs)
    return found


def _options(request: pytest.FixtureRequest) -> dict[str, object]:
    """How the server of a test is to be made."""
    by_environment = "jmap_environment" in request.fixturenames
    found: dict[str, object] = {
        "socket": by_environment or request.config.getini("jmap_socket"),
        **_marked(request.node),
    }
    found.pop(_MAY_BE_UNUSED, None)
    return found
