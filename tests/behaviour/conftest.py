"""What behavioural tests are given: a server, embedded or real, and clients for its people."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Awaitable, Callable, Generator, Iterator
from contextlib import AsyncExitStack
from pathlib import Path

import httpx
import pytest
import pytest_asyncio
from servers import cyrus

import aiojmap

from .differences import DIFFERENCES, LACKS
from .differing import Difference
from .exchanges import Exchanges
from .raw import Wire
from .serving import Account, Kind, OnCyrus, OnEmbedded, Served

_PASSED = pytest.StashKey[bool]()
HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Expects of each test that the table lists as lacking on a server to fail there."""
    lacks = {(test, lack.on): lack for lack in LACKS for test in lack.tests}
    for item in items:
        if item.path.parent != HERE:
            continue
        kind = _kind(item)
        if kind is not None:
            # All share the loop in which the servers and connections of the run are.
            item.add_marker(pytest.mark.asyncio(loop_scope="session"), append=False)
        lack = lacks.get((_name(item), kind)) or lacks.get((_full_name(item), kind))
        if lack is not None:
            reason = f"{lack.why} ({lack.section})"
            item.add_marker(pytest.mark.xfail(raises=lack.raises, reason=reason, strict=True))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Notes of each test whether it passed: only then are its marks worth a look."""
    report = yield
    if report.when == "call":
        item.stash[_PASSED] = report.passed
    return report


@pytest.fixture(scope="session")
def cyrus_server() -> Iterator[cyrus.Cyrus]:
    """A real server for the whole run; without one, a loud skip here and a failure in CI."""
    reason = cyrus.missing()
    if reason is not None:
        if os.environ.get("CI"):
            pytest.fail(f"the tests on the real server cannot run in CI: {reason}")
        pytest.skip(f"NOT TESTED ON A REAL SERVER: {reason}")
    with cyrus.running() as server:
        yield server


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def embedded_server() -> AsyncIterator[OnEmbedded]:
    """An embedded server for the whole run, on which as much gathers as on the real one."""
    async with OnEmbedded.running() as embedded:
        yield embedded


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def http() -> AsyncIterator[httpx.AsyncClient]:
    """Connections for all tests.

    No certificates are loaded, which takes longer than most tests do and serves nothing here.
    """
    async with httpx.AsyncClient(verify=False, timeout=30) as made:
        yield made


@pytest.fixture(params=["embedded", "cyrus"])
def server(request: pytest.FixtureRequest) -> Served:
    """Each of the servers, with alice and bob on it."""
    if request.param == "cyrus":
        return OnCyrus(request.getfixturevalue("cyrus_server"))
    embedded: OnEmbedded = request.getfixturevalue("embedded_server")
    return embedded


@pytest.fixture
def account(server: Served) -> Account:
    """The account of alice, on each of the servers."""
    return server.alice


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def clients(
    http: httpx.AsyncClient,
) -> AsyncIterator[Callable[[Account], Awaitable[aiojmap.Client]]]:
    """One client for each account and the whole run, so that sessions are fetched once."""
    made: dict[Account, aiojmap.Client] = {}
    async with AsyncExitStack() as stack:

        async def client_of(account: Account) -> aiojmap.Client:
            if account not in made:
                made[account] = await stack.enter_async_context(account.connected(http))
            return made[account]

        yield client_of


@pytest_asyncio.fixture(loop_scope="session")
async def client(
    account: Account, clients: Callable[[Account], Awaitable[aiojmap.Client]]
) -> aiojmap.Client:
    """A client for the account of alice, by bearer token, with its session fetched."""
    return await clients(account)


@pytest_asyncio.fixture(loop_scope="session")
async def bob(
    server: Served, clients: Callable[[Account], Awaitable[aiojmap.Client]]
) -> aiojmap.Client:
    """A client for the account of bob."""
    return await clients(server.bob)


@pytest_asyncio.fixture(loop_scope="session")
async def wire(account: Account, http: httpx.AsyncClient) -> Wire:
    """Plain HTTP to the account of alice, for what a client would not send."""
    bearer = {"Authorization": f"Bearer {account.token}"}
    url = f"{account.url}/.well-known/jmap"
    answer = await http.get(url, headers=bearer, follow_redirects=True)
    return Wire(http, account, answer.json())


@pytest.fixture
def expected(request: pytest.FixtureRequest, server: Served) -> Iterator[Callable[[str], object]]:
    """What the table of differences has for a behaviour of this test, on this server."""
    kind, test = _kind(request.node), _name(request.node)
    left = {entry.behaviour: entry for entry in DIFFERENCES if test in entry.tests}
    asked: dict[str, Difference] = {}

    def ask(behaviour: str) -> object:
        asked[behaviour] = left[behaviour]
        return left[behaviour].on(kind)

    yield ask
    if request.node.stash.get(_PASSED, False):
        assert asked == left, "the table has differences that this test does not ask for"


@pytest.fixture(autouse=True)
def _exercised(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Holds a test to its marks: the methods it names must have succeeded or failed on the wire."""
    marks: dict[str, set[str]] = {"succeeds": set(), "fails": set()}
    for name, methods in marks.items():
        for mark in request.node.iter_markers(name):
            methods.update(mark.args)
    exchanges = Exchanges()
    if marks["succeeds"] or marks["fails"]:
        exchanges.watch(monkeypatch)
    yield
    if not request.node.stash.get(_PASSED, False):
        return
    assert marks["succeeds"] <= exchanges.succeeded
    assert marks["fails"] <= exchanges.failed


@pytest.fixture
def requests_of(client: aiojmap.Client) -> Callable[[], int]:
    """Counts the HTTP requests the client has made since the test began."""
    start = client.http_requests
    return lambda: client.http_requests - start


def _name(item: pytest.Item) -> str:
    """A test as the table of differences names it."""
    return f"{item.path.stem}::{getattr(item, 'originalname', item.name)}"


def _full_name(item: pytest.Item) -> str:
    """A test and its parameters besides the server, as the table may name it."""
    kind = _kind(item)
    return f"{item.path.stem}::{item.name}".replace(f"[{kind}-", "[").replace(f"-{kind}]", "]")


def _kind(item: pytest.Item) -> Kind | None:
    """The server that a test runs on."""
    call: object = getattr(item, "callspec", None)
    params: dict[str, object] = getattr(call, "params", {})
    return params.get("server")  # type: ignore[return-value]  # the parameters of the fixture
