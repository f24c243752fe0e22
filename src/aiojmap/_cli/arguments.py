"""What the command takes; a token is never among it."""

from __future__ import annotations

import argparse
import re
from collections.abc import Sequence
from typing import Final, NoReturn

from .._connection.providers import KNOWN

USAGE: Final = 2
"""The exit status for a command line that cannot be read."""

_OPTIONS: Final = re.compile(r"--?(access-|api-|refresh-)?(token|password|secret)([=:].*)?", re.I)
# Signed tokens; and long words of letters and digits that are neither a host nor an address.
_TOKENS: Final = (r"eyJ[\w-]+\.[\w-]*(\.[\w-]*)*", r"(?=\w*\d)(?=[\w+/-]*[A-Za-z])[\w+/~-]{20,}=*")
_REFUSED: Final = (
    "a token does not belong on a command line, where others see it and the shell keeps it: "
    "revoke it if it was one, and put a new one into JMAP_TOKEN, or into the keyring by 'aiojmap "
    "login ADDRESS --prompt'"
)


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        # What argparse did not expect is quoted in its message, and may be a secret.
        said = message.partition(":")[0] if "unrecognized" in message else message
        self.exit(USAGE, f"{self.prog}: {said}; see {self.prog} --help\n")


def looks_like_token(word: str) -> bool:
    """Whether a word of a command line is likely to be a secret, or to come before one."""
    if any(item.token_prefix and word.startswith(item.token_prefix) for item in KNOWN):
        return True
    return any(re.fullmatch(pattern, word) for pattern in (_OPTIONS, *_TOKENS))


def parsed(words: Sequence[str]) -> argparse.Namespace:
    """Read a command line; exits with `USAGE` if it cannot be, without quoting a secret."""
    parser = _parser()
    if any(looks_like_token(word) for word in words):
        parser.exit(USAGE, f"{parser.prog}: {_REFUSED}\n")
    return parser.parse_args(words)


def _parser() -> argparse.ArgumentParser:
    # Without abbreviations, of which one might begin a word that should be refused.
    parser = _Parser(
        prog="aiojmap",
        description="Get into a JMAP account, and see what one may do there.",
        allow_abbrev=False,
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")

    discover = commands.add_parser(
        "discover",
        help="find the JMAP servers of an address, without credentials",
        allow_abbrev=False,
    )
    discover.add_argument("address", help="a mail address or its domain")
    discover.add_argument(
        "--timeout", type=_seconds, default=10.0, help="seconds for each step (default: 10)"
    )
    _json(discover)

    session = commands.add_parser(
        "session",
        help="show what the credentials may do: accounts, capabilities, limits",
        allow_abbrev=False,
    )
    session.add_argument(
        "--server", help="an address, host or URL (default: JMAP_HOST, or else Fastmail)"
    )
    _trust(session)
    _json(session)

    login = commands.add_parser(
        "login", help="get access by a browser, and keep it in the keyring", allow_abbrev=False
    )
    login.add_argument("address", help="a mail address, host or URL")
    how = login.add_mutually_exclusive_group()
    how.add_argument(
        "--device", action="store_true", help="show a code to type in on another device"
    )
    how.add_argument(
        "--no-browser", action="store_true", help="print the address to open, and open nothing"
    )
    how.add_argument(
        "--prompt", action="store_true", help="ask for an API token instead, and keep that"
    )
    login.add_argument(
        "--scope", action="append", help="an OAuth scope to ask for (default: mail), repeatable"
    )
    _trust(login)

    logout = commands.add_parser(
        "logout", help="give access up, and remove it from the keyring", allow_abbrev=False
    )
    logout.add_argument("address", help="what was given to login")
    return parser


def _json(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print JSON, for programs")


def _trust(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--trust",
        action="append",
        default=[],
        metavar="ORIGIN",
        help="another origin that the credentials may go to, repeatable",
    )


def _seconds(text: str) -> float:
    value = float(text)
    if not 0 < value < 3600:
        raise ValueError
    return value
