"""The command line, on which no token belongs."""

from __future__ import annotations

import pytest

from aiojmap._cli.arguments import looks_like_token

from .running import TOKEN, run

API_TOKEN = "fmu1-a1b2c3d4-0123456789abcdef0123456789abcdef-0-fedcba9876543210"
SIGNED = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJtZSJ9.c2lnbmF0dXJl"


@pytest.mark.parametrize(
    "word",
    [
        API_TOKEN,
        "fmu1-",
        SIGNED,
        "0123456789abcdef0123456789abcdef",
        "c3VwZXIgc2VjcmV0IHRva2VuIDEyMzQ=",
        "--token",
        "--token=abc",
        "--api-token",
        "--access-token=abc",
        "--password",
        "--PASSWORD=x",
        "-token",
    ],
)
def test_what_is_likely_a_token_is_noticed(word: str) -> None:
    """By how tokens begin, by how they look, by the option before them."""
    assert looks_like_token(word)


@pytest.mark.parametrize(
    "word",
    [
        "me@fastmail.com",
        "a.very.long.address.with.1.digit@mail.example",
        "api.fastmail.com",
        "https://jmap.example/session/0123456789abcdef0123456789abcdef",
        "http://127.0.0.1:8080",
        "internationalisation",
        "--json",
        "--prompt",
        "session",
        "urn:ietf:params:oauth:scope:mail",
    ],
)
def test_what_belongs_there_is_not_taken_for_one(word: str) -> None:
    """Addresses, hosts, URLs, scopes and options."""
    assert not looks_like_token(word)


@pytest.mark.parametrize(
    "words",
    [
        ("session", API_TOKEN),
        ("session", "--server", API_TOKEN),
        ("discover", SIGNED),
        ("login", "me@fastmail.com", API_TOKEN),
        ("session", "--token", "x1"),
        (API_TOKEN,),
    ],
)
async def test_a_token_on_the_command_line_is_refused(words: tuple[str, ...]) -> None:
    """One sentence, which does not quote it, and the status of a wrong command line."""
    done = await run(*words)

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("aiojmap: a token does not belong on a command line")
    assert done.stderr.count("\n") == 1
    assert [word for word in words if len(word) > 20 and word in done.stderr] == []


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("dance",),
        ("discover",),
        ("session", "--jso"),
        ("discover", "me@mail.example", "hunter2"),
        ("discover", "me@mail.example", "--timeout", "soon"),
        ("login", "me@mail.example", "--device", "--prompt"),
    ],
)
async def test_a_wrong_command_line_is_one_sentence(words: tuple[str, ...]) -> None:
    """It says where help is, and does not repeat a word that nobody expected."""
    done = await run(*words)

    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert "--help" in done.stderr
    assert "hunter2" not in done.stderr


async def test_help_names_all_commands() -> None:
    """And works without any extra."""
    done = await run("--help", without=("keyring", "dns", "rich"))

    assert done.returncode == 0
    for command in ("discover", "session", "login", "logout"):
        assert command in done.stdout


async def test_a_token_that_no_header_can_hold_is_not_shown() -> None:
    """Nor is any other of the environment."""
    done = await run("session", environ={"JMAP_TOKEN": f"{TOKEN} x"})

    assert done.returncode == 1
    assert TOKEN not in done.stdout + done.stderr
