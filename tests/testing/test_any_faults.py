"""Whatever is scripted and sent, the server answers 500 only if the script says so."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable

import httpx
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from testing.support import CORE, MAIL

from aiojmap.core import method_errors, set_errors
from aiojmap.runtime import JSON
from aiojmap.testing import KNOWN_HABITS, Faults, Server

METHODS = ("Core/echo", "Email/get", "Email/query", "Mailbox/set", "Email/changes", "Email/import")
KINDS = ("api", "session", None)
ANY = st.recursive(
    st.none() | st.booleans() | st.integers(-3, 3) | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=6,
)

Script = Callable[[Faults], object]

counts = st.fixed_dictionaries({"nth": st.integers(1, 2), "times": st.sampled_from([1, 2, None])})
calls: st.SearchStrategy[Script] = st.one_of(
    st.builds(
        lambda method, count, error, after: (
            lambda f: f.on(method, **count).fail(error, after=after)
        ),
        st.sampled_from(METHODS),
        counts,
        st.sampled_from(sorted(method_errors.ALL)),
        st.booleans(),
    ),
    st.builds(
        lambda method, count, error, keys: lambda f: f.on(method, **count).refuse(error, *keys),
        st.sampled_from(["Mailbox/set", "Email/import"]),
        counts,
        st.sampled_from(sorted(set_errors.ALL)),
        st.lists(st.sampled_from(["a", "b", "x"]), max_size=2),
    ),
    st.builds(
        lambda method, count, value: lambda f: f.on(method, **count).alter(lambda _: value),
        st.sampled_from(METHODS),
        counts,
        ANY,
    ),
    st.builds(
        lambda method, count, after: lambda f: f.on(method, **count).leave_unanswered(after=after),
        st.sampled_from(METHODS),
        counts,
        st.booleans(),
    ),
)
requests: st.SearchStrategy[Script] = st.one_of(
    st.builds(
        lambda kind, count, status, after: (
            lambda f: f.request(kind, **count).status(status, after=after)
        ),
        st.sampled_from(KINDS),
        counts,
        st.integers(200, 499),
        st.booleans(),
    ),
    st.builds(
        lambda kind, count, after: lambda f: f.request(kind, **count).cut(after=after),
        st.sampled_from(KINDS),
        counts,
        st.booleans(),
    ),
    st.builds(
        lambda kind, count, octets, framing: (
            lambda f: f.request(kind, **count).cut_body(octets, framing=framing)
        ),
        st.sampled_from(KINDS),
        counts,
        st.integers(0, 300),
        st.sampled_from(["length", "chunked", "none"]),
    ),
)
habits: st.SearchStrategy[Script] = st.builds(
    lambda name: lambda f: f.habits.add(name), st.sampled_from(sorted(KNOWN_HABITS))
)
caps: st.SearchStrategy[Script] = st.builds(
    lambda cap: lambda f: setattr(f, "page_cap", cap), st.integers(0, 3)
)


@st.composite
def invocations(draw: st.DrawFn) -> JSON:
    """A call, mostly one that the server could carry out."""
    method = draw(st.sampled_from(METHODS))
    keys = st.dictionaries(st.sampled_from(["a", "b"]), ANY, max_size=2)
    arguments = draw(
        st.fixed_dictionaries(
            {"accountId": st.just("u0000001")},
            optional={
                "create": keys,
                "update": keys,
                "destroy": st.lists(st.sampled_from(["a", "b", "#a"])),
                "emails": keys,
                "ids": st.lists(st.sampled_from(["email0001", "x"])) | st.none(),
                "limit": st.integers(0, 3) | st.none(),
                "sinceState": st.just("0"),
            },
        )
    )
    return [method, arguments, draw(st.sampled_from("01"))]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(st.one_of(calls, requests, habits, caps), max_size=6),
    st.lists(st.lists(invocations(), max_size=3), min_size=1, max_size=3),
)
def test_no_fault_makes_the_server_fail(scripts: list[Script], batches: list[list[JSON]]) -> None:
    """Every request is answered, or cut off as the script says; the status is never 500."""

    async def main() -> None:
        with Server(socket=False) as server:
            for script in scripts:
                script(server.faults)
            async with server.http_client() as http:
                headers = {"Authorization": f"Bearer {server.token}"}
                for batch in batches:
                    body = {"using": [CORE, MAIL], "methodCalls": batch}
                    for path, content in (("session", None), ("api", json.dumps(body))):
                        await ask(http, path, content, headers)

    asyncio.run(main())


async def ask(
    http: httpx.AsyncClient, path: str, content: str | None, headers: dict[str, str]
) -> None:
    """Send a request; a connection that is cut off is an answer too."""
    method = "GET" if content is None else "POST"
    fields = {**headers, "Content-Type": "application/json"}
    async with asyncio.timeout(10):
        try:
            response = await http.request(method, f"/jmap/{path}", content=content, headers=fields)
        except httpx.RemoteProtocolError:
            return
    assert response.status_code < 500
