"""`aiojmap discover`."""

from __future__ import annotations

import io
import json

import pytest
import respx
from discovery.names import BEARER, served

from aiojmap._cli import discovering

from .running import run

FASTMAIL = "https://api.fastmail.com/.well-known/jmap"


async def test_a_candidate_is_a_line(router: respx.MockRouter) -> None:
    """With how it was found, and whether it may have credentials."""
    served(router, FASTMAIL)
    out = io.StringIO()
    await discovering.run("me@fastmail.com", timeout=5, as_json=False, out=out)

    assert out.getvalue().splitlines()[2].split("\t") == [
        FASTMAIL,
        "known provider",
        "yes, it is Fastmail",
        "Bearer",
        "-",
    ]


async def test_json_has_all_of_a_candidate(router: respx.MockRouter) -> None:
    """And whether it is trusted."""
    router.get(FASTMAIL).respond(401, headers=BEARER)
    out = io.StringIO()
    await discovering.run("me@fastmail.com", timeout=5, as_json=True, out=out)

    (found,) = json.loads(out.getvalue())
    assert (found["url"], found["is_trusted"], found["schemes"]) == (FASTMAIL, True, ["Bearer"])


@pytest.mark.parametrize("word", ["https://jmap.example", "me@localhost", "me@[127.0.0.1]", "@"])
async def test_what_has_no_discovery_is_one_sentence(word: str) -> None:
    """With status 1, and before anything is asked."""
    done = await run("discover", word)

    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)
    assert done.stderr.startswith("aiojmap: ")
