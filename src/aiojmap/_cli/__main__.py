"""The entry of the command `aiojmap`."""

from __future__ import annotations

import argparse
import asyncio
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from typing import Final

from .._connection.auth import Bearer
from .._connection.client import Client
from .._model.errors import JMAPError
from . import access, describing, discovering
from .arguments import parsed
from .credentials import Access, NoToken, asked_token, kept_access
from .tables import clean

FAILED: Final = 1
INTERRUPTED: Final = 130


def main(words: Sequence[str] | None = None) -> int:
    """Run the command.

    Returns its exit status: 0, 1 for a failure, 130 when it was stopped; a wrong command line
    exits with 2.
    """
    options = parsed(sys.argv[1:] if words is None else words)
    try:
        _COMMANDS[options.command](options)
        sys.stdout.flush()
    except JMAPError as error:
        print(f"aiojmap: {clean(str(error), 2000)}", file=sys.stderr)
        return FAILED
    except BrokenPipeError:
        # Whoever read has enough; Python would complain of it at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAILED
    except (KeyboardInterrupt, EOFError):
        print("aiojmap: stopped", file=sys.stderr)
        return INTERRUPTED
    return 0


def _discover(options: argparse.Namespace) -> None:
    work = discovering.run(
        options.address, timeout=options.timeout, as_json=options.json, out=sys.stdout
    )
    asyncio.run(work)


def _session(options: argparse.Namespace) -> None:
    async def show(given: Access | None) -> None:
        found = given or await kept_access(options.server, os.environ)
        async with Client(found.server, auth=found.auth, trusted_origins=options.trust) as client:
            await describing.run(client, as_json=options.json, out=sys.stdout)

    try:
        asyncio.run(show(None))
        return
    except NoToken as error:
        if not sys.stdin.isatty():
            raise
        server = error.server
    # Asked for out here, not within the loop, which nothing may block.
    asyncio.run(show(Access(server, Bearer(asked_token(server, sys.stdin)))))


def _login(options: argparse.Namespace) -> None:
    if options.prompt:
        token = asked_token(options.address, sys.stdin)
        asyncio.run(access.keep_token(options.address, token, sys.stdout))
        return
    work = access.log_in(
        options.address,
        scopes=options.scope,
        trusted=options.trust,
        device=options.device,
        browser=not options.no_browser,
        out=sys.stdout,
    )
    asyncio.run(work)


def _logout(options: argparse.Namespace) -> None:
    asyncio.run(access.log_out(options.address, sys.stdout))


_COMMANDS: Final[Mapping[str, Callable[[argparse.Namespace], None]]] = {
    "discover": _discover,
    "session": _session,
    "login": _login,
    "logout": _logout,
}

if __name__ == "__main__":
    sys.exit(main())
