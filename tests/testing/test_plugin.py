"""The pytest plugin, as the projects of others see it."""

from __future__ import annotations

import subprocess
import sys

import pytest

pytest_plugins = ["pytester"]

AUTO = ("-o", "asyncio_mode=auto", "-o", "asyncio_default_fixture_loop_scope=function")
STRICT = ("-o", "asyncio_mode=strict", "-o", "asyncio_default_fixture_loop_scope=function")
WARNINGS = ("-W", "error")


def test_fixtures_in_auto_mode(pytester: pytest.Pytester) -> None:
    """A test asks for a client and a server, and nothing has to be awaited before."""
    pytester.makepyfile(
        """
        from aiojmap import mail

        async def test_it(jmap_client, jmap_server, jmap_inbox):
            filter = mail.EmailFilter(in_mailbox=jmap_inbox.id)
            assert (await jmap_client.email.query(filter=filter)).ids
            jmap_server.assert_called("Email/query", filter=filter, times=1)
            assert jmap_server.url == "https://jmap.test"
        """
    )

    pytester.runpytest(*AUTO, *WARNINGS).assert_outcomes(passed=1)


def test_fixtures_in_strict_mode(pytester: pytest.Pytester) -> None:
    """They are the same in strict mode, also for async fixtures of the project."""
    pytester.makepyfile(
        """
        import pytest, pytest_asyncio

        @pytest_asyncio.fixture
        async def boxes(jmap_client):
            return (await jmap_client.mailbox.get()).list

        @pytest.mark.asyncio
        async def test_it(jmap_client, boxes):
            assert len(boxes) == len((await jmap_client.mailbox.get()).list)
        """
    )

    pytester.runpytest(*STRICT, *WARNINGS).assert_outcomes(passed=1)


def test_fixtures_with_anyio(pytester: pytest.Pytester) -> None:
    """They are the same under the plugin of anyio, with its asyncio backend."""
    pytester.makepyfile(
        """
        import pytest

        @pytest.fixture
        def anyio_backend():
            return "asyncio"

        @pytest.fixture
        async def boxes(jmap_client):
            return (await jmap_client.mailbox.get()).list

        @pytest.mark.anyio
        async def test_it(boxes, jmap_client):
            assert len(boxes) == len((await jmap_client.mailbox.get()).list)
        """
    )

    pytester.runpytest(*STRICT, *WARNINGS).assert_outcomes(passed=1)


def test_fixtures_without_any_plugin_for_async_tests(pytester: pytest.Pytester) -> None:
    """A test that begins a loop of its own can use them."""
    pytester.makepyfile(
        """
        import asyncio

        def test_it(jmap_client):
            async def main():
                return (await jmap_client.mailbox.get()).list

            assert asyncio.run(main())
        """
    )

    result = pytester.runpytest("-p", "no:asyncio", "-p", "no:anyio", *WARNINGS)

    result.assert_outcomes(passed=1)


def test_each_test_has_a_fresh_server(pytester: pytest.Pytester) -> None:
    """What one test did is not there in the next."""
    pytester.makepyfile(
        """
        import pytest
        from aiojmap import mail

        @pytest.mark.parametrize("n", [1, 2])
        async def test_it(jmap_client, jmap_server, n):
            await jmap_client.mailbox.create(mail.MailboxCreate(name="News"))
            assert len(jmap_server.calls) == 1
        """
    )

    pytester.runpytest(*AUTO).assert_outcomes(passed=2)


def test_a_mark_says_what_the_server_is_like(pytester: pytest.Pytester) -> None:
    """Options go to the server; the mark nearest to the test counts most."""
    pytester.makepyfile(
        """
        import pytest

        pytestmark = pytest.mark.jmap(seeded=False, email="kim@example.com")

        @pytest.mark.jmap(read_only=True, email="ann@example.com")
        async def test_it(jmap_client, jmap_server, jmap_inbox):
            session = await jmap_client.session()
            assert session.username == "ann@example.com"
            assert session.accounts[jmap_server.account_id].is_read_only
            assert jmap_inbox.emails == []
        """
    )

    pytester.runpytest(*AUTO, "--strict-markers").assert_outcomes(passed=1)


@pytest.mark.parametrize(
    ("mark", "said"),
    [
        ("jmap(seded=True)", "*the mark jmap has no option 'seded'; did you mean 'seeded'?*"),
        ("jmap('socket')", "*the mark jmap takes options by name, as jmap(socket=True)*"),
    ],
)
def test_a_wrong_mark(mark: str, said: str, pytester: pytest.Pytester) -> None:
    """It is an error in one sentence."""
    pytester.makepyfile(
        f"""
        import pytest

        @pytest.mark.{mark}
        def test_it(jmap_server):
            pass
        """
    )

    result = pytester.runpytest(*STRICT)

    result.assert_outcomes(errors=1)
    result.stdout.fnmatch_lines([said])


@pytest.mark.parametrize("by", ["mark", "ini"])
def test_a_real_socket(by: str, pytester: pytest.Pytester) -> None:
    """By a mark or for a whole project the server listens on a port, and leaves nothing open."""
    mark = "@pytest.mark.jmap(socket=True)" if by == "mark" else ""
    ini = ("-o", "jmap_socket=true") if by == "ini" else ()
    pytester.makepyfile(
        f"""
        import pytest

        {mark}
        async def test_it(jmap_client, jmap_server):
            assert jmap_server.url.startswith("http://127.0.0.1:")
            assert (await jmap_client.mailbox.get()).list
        """
    )

    pytester.runpytest(*AUTO, *WARNINGS, *ini).assert_outcomes(passed=1)


def test_a_program_with_a_client_of_its_own(pytester: pytest.Pytester) -> None:
    """`jmap_environment` sets what `Client.from_env` reads, for this process and others."""
    pytester.makepyfile(
        """
        import asyncio, subprocess, sys
        import aiojmap

        async def main():
            async with aiojmap.Client.from_env() as client:
                return len((await client.mailbox.get()).list)

        def test_it(jmap_environment):
            assert asyncio.run(main()) == 8
            jmap_environment.assert_called("Mailbox/get", times=1)

        async def test_in_a_loop(jmap_environment):
            assert await main() == 8

        def test_another_process(jmap_environment):
            code = "import test_a_program_with_a_client_of_its_own as m, asyncio;"
            code += "print(asyncio.run(m.main()))"
            done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
            assert done.stdout.strip() == "8", done.stderr

        def test_afterwards():
            import os
            assert "JMAP_TOKEN" not in os.environ
        """
    )

    pytester.runpytest(*AUTO).assert_outcomes(passed=4)


@pytest.mark.parametrize(
    "test",
    [
        "@pytest.mark.jmap(socket=False)\ndef test_it(jmap_environment): pass",
        "def test_it(jmap_server, request): request.getfixturevalue('jmap_environment')",
    ],
)
def test_an_environment_without_a_socket(test: str, pytester: pytest.Pytester) -> None:
    """What no program could reach is refused, with what to do."""
    pytester.makepyfile(f"import pytest\n\n{test}\n")

    result = pytester.runpytest(*STRICT)

    assert result.ret == pytest.ExitCode.TESTS_FAILED
    result.stdout.fnmatch_lines(["*jmap_environment needs a server with a socket*"])


def test_an_unused_fault_fails_a_test(pytester: pytest.Pytester) -> None:
    """A test that passed without its fault did not test what it meant to."""
    pytester.makepyfile(
        """
        import pytest

        def test_it(jmap_server):
            jmap_server.faults.on("Email/query").fail("serverUnavailable")

        @pytest.mark.jmap(unused_faults=True)
        def test_allowed(jmap_server):
            jmap_server.faults.on("Email/query").fail("serverUnavailable")

        def test_failing(jmap_server):
            jmap_server.faults.on("Email/query").fail("serverUnavailable")
            assert not "this is why"
        """
    )

    result = pytester.runpytest(*STRICT)

    result.assert_outcomes(passed=1, failed=2)
    result.stdout.fnmatch_lines(
        [
            "faults were scripted that did not strike:",
            "  - the next Email/query fails with serverUnavailable (struck 0 of 1 times, *",
            "(@pytest.mark.jmap(unused_faults=True) allows it)",
            "*assert not*this is why*",
        ]
    )


def test_the_report_of_a_failure(pytester: pytest.Pytester) -> None:
    """It shows what the server was sent; that of a test without a server does not."""
    pytester.makepyfile(
        """
        async def test_it(jmap_client):
            await jmap_client.core.echo({"n": 1})
            assert False

        def test_other():
            assert False
        """
    )

    result = pytester.runpytest(*AUTO)

    result.assert_outcomes(failed=2)
    result.stdout.fnmatch_lines(["*JMAP requests*", "POST /jmap/api", "  Core/echo(n=1)"])
    assert str(result.stdout).count("JMAP requests") == 1


def test_nothing_is_imported_for_those_who_do_not_ask() -> None:
    """With the plugin loaded and no fixture asked for, nothing of aiojmap is imported."""
    code = (
        "import sys, pytest; code = pytest.main(['--version', '-p', 'aiojmap_pytest']);"
        "print([name for name in sys.modules if name.partition('.')[0] == 'aiojmap'])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.splitlines()[-1] == "[]"


def test_without_the_extra(pytester: pytest.Pytester) -> None:
    """Where starlette is missing, only a test that asks for a fixture fails, with what to do."""
    pytester.makeconftest(
        """
        import sys

        sys.modules["starlette"] = None
        for name in [name for name in sys.modules if name.startswith("aiojmap.testing")]:
            del sys.modules[name]
        """
    )
    pytester.makepyfile("def test_it(jmap_server): pass\n\n\ndef test_other(): pass\n")

    result = pytester.runpytest_subprocess()

    result.assert_outcomes(errors=1, passed=1)
    result.stdout.fnmatch_lines(
        ["*jmap_server cannot be made: aiojmap.testing needs starlette*pip install*"]
    )


def test_the_fixtures_are_listed(pytester: pytest.Pytester) -> None:
    """`pytest --fixtures` and `--markers` say what there is."""
    fixtures = str(pytester.runpytest(*STRICT, "--fixtures").stdout)
    markers = str(pytester.runpytest(*STRICT, "--markers").stdout)

    for name in ("jmap_server", "jmap_client", "jmap_inbox", "jmap_environment"):
        assert name in fixtures
    assert "@pytest.mark.jmap(seeded=True" in markers
