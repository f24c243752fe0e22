"""The entry of the command `aiojmap`."""

from __future__ import annotations

import argparse
import asyncio
import os
import sys
from collections.abc import Mapping, Sequence
from typing import Final, TextIO

from .._connection.auth import Auth, Bearer
from .._connection.client import DEFAULT_HOST, Client
from .._model.errors import ConfigurationError, JMAPError
from . import describing, discovering
from .arguments import parsed
from .credentials import asked_token, kept_credentials
from .tables import clean

FAILED: Final = 1
INTERRUPTED: Final = 130


def main(words: Sequence[str] | None = None) -> int:
    """Run the command; returns its exit status: 0, 1 for a failure, 2 for a wrong command line."""
    options = parsed(sys.argv[1:] if words is None else words)
    try:
        _COMMANDS[options.command](options, os.environ)
        sys.stdout.flush()
    except JMAPError as error:
        print(f"aiojmap: {clean(str(error))}", file=sys.stderr)
        return FAILED
    except BrokenPipeError:
        # Whoever read has enough; Python would complain of it at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAILED
    except (KeyboardInterrupt, EOFError):
        print("aiojmap: stopped", file=sys.stderr)
        return INTERRUPTED
    return 0


def _discover(options: argparse.Namespace, environ: Mapping[str, str]) -> None:  # noqa: ARG001
    work = discovering.run(
        options.address, timeout=options.timeout, as_json=options.json, out=sys.stdout
    )
    asyncio.run(work)


def _session(options: argparse.Namespace, environ: Mapping[str, str]) -> None:
    server = options.server or environ.get("JMAP_HOST", "").strip() or DEFAULT_HOST

    async def show(auth: Auth | None) -> None:
        kept = auth or await kept_credentials(server, environ)
        async with Client(server, auth=kept, trusted_origins=options.trust) as client:
            await describing.run(client, as_json=options.json, out=sys.stdout)

    asyncio.run(_prompting(server, show))


_COMMANDS = {"discover": _discover, "session": _session}

if __name__ == "__main__":
    sys.exit(main())
