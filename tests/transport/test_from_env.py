"""Clients from environment variables."""

from __future__ import annotations

import traceback

import pytest
import respx

import aiojmap
from transport.support import SESSION_URL, TOKEN, Wire, session_document


async def test_token_and_host_are_read(wire: Wire) -> None:
    """`JMAP_TOKEN` and `JMAP_HOST` make a client."""
    environ = {"JMAP_TOKEN": TOKEN, "JMAP_HOST": "jmap.example"}
    async with aiojmap.Client.from_env(environ) as client:
        await client.session()
    request = wire.session.calls.last.request
    assert (str(request.url), request.headers["Authorization"]) == (SESSION_URL, f"Bearer {TOKEN}")


@pytest.mark.parametrize("host", [{}, {"JMAP_HOST": ""}, {"JMAP_HOST": "  "}])
async def test_fastmail_is_the_default(router: respx.MockRouter, host: dict[str, str]) -> None:
    """Without `JMAP_HOST`, the token is for Fastmail."""
    url = "https://api.fastmail.com/.well-known/jmap"
    session = router.get(url).respond(json=session_document())
    async with aiojmap.Client.from_env({"JMAP_TOKEN": TOKEN, **host}) as client:
        await client.session()
    assert session.call_count == 1


async def test_the_environment_of_the_process_is_the_default(
    wire: Wire, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without an argument, the variables of the process are read."""
    monkeypatch.setenv("JMAP_TOKEN", TOKEN)
    monkeypatch.setenv("JMAP_HOST", "jmap.example")
    async with aiojmap.Client.from_env() as client:
        await client.session()
    assert wire.session.call_count == 1


@pytest.mark.parametrize("environ", [{}, {"JMAP_TOKEN": ""}, {"JMAP_TOKEN": " \n"}])
def test_a_missing_token_is_named(environ: dict[str, str]) -> None:
    """Without a token, the error says which variable to set."""
    with pytest.raises(aiojmap.ConfigurationError, match="JMAP_TOKEN"):
        aiojmap.Client.from_env(environ)


async def test_the_line_end_of_a_file_is_cut_off(wire: Wire) -> None:
    """A token that was read from a file with its line end works."""
    environ = {"JMAP_TOKEN": f"{TOKEN}\n", "JMAP_HOST": "jmap.example\n"}
    async with aiojmap.Client.from_env(environ) as client:
        await client.session()
    assert wire.session.calls.last.request.headers["Authorization"] == f"Bearer {TOKEN}"


def test_a_token_that_is_none_is_not_shown() -> None:
    """A token that no header can hold is refused without being shown."""
    with pytest.raises(aiojmap.ConfigurationError) as caught:
        aiojmap.Client.from_env({"JMAP_TOKEN": f"{TOKEN} {TOKEN}"})
    assert TOKEN not in "".join(traceback.format_exception(caught.value))


def test_a_host_without_encryption_is_refused() -> None:
    """`JMAP_HOST` may not lead the token over plain http."""
    with pytest.raises(aiojmap.ConfigurationError, match="https"):
        aiojmap.Client.from_env({"JMAP_TOKEN": TOKEN, "JMAP_HOST": "http://jmap.example"})
