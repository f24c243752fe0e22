"""`aiojmap session`: what the credentials may do."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Final, TextIO

from .. import core
from .._connection.client import Client
from .._exchange.accounts import limits
from .._model.conversion import encode
from .._model.records import Record
from ..core import Account, CoreCapability, Session
from .tables import Table, write

_ACCOUNT_COLUMNS: Final = ("account", "id", "whose", "may")


async def run(client: Client, *, as_json: bool, out: TextIO) -> None:
    """Print the session of a client."""
    session = await client.session()
    if as_json:
        out.write(json.dumps(encode(session), indent=2, ensure_ascii=True) + "\n")
        return
    write(tables(session), out)


def tables(session: Session) -> list[Table]:
    """What a session allows, for people."""
    return [
        Table(
            f"Accounts of {session.username or 'nobody by name'}",
            _ACCOUNT_COLUMNS,
            [_account(id_, account) for id_, account in session.accounts.items()],
        ),
        Table(
            "Capabilities",
            ("capability", "URI", "primary account", "other accounts"),
            [_capability(session, uri) for uri in session.capabilities],
        ),
        Table("Limits", ("limit", "value"), _limits(limits(session))),
    ]


def _account(id_: str, account: Account) -> Sequence[str]:
    return [
        account.name,
        id_,
        "own" if account.is_personal else "shared by others",
        "read only" if account.is_read_only else "read and write",
    ]


def _capability(session: Session, uri: str) -> Sequence[str]:
    primary = session.primary_accounts.get(uri, "-")
    others = [
        id_
        for id_, found in session.accounts.items()
        if uri in found.account_capabilities and id_ != primary
    ]
    return [_short(uri), uri, primary, ", ".join(others) or "-"]


def _limits(found: CoreCapability) -> list[Sequence[str]]:
    kind: type[Record] = core.CoreCapability
    values = {item.json: getattr(found, name) for name, item in kind.properties_by_name.items()}
    return [
        [json_name, _amount(json_name, value)]
        for json_name, value in values.items()
        if isinstance(value, int)
    ]


def _amount(name: str, value: int) -> str:
    if not name.startswith("maxSize"):
        return f"{value:,}"
    return f"{value:,} octets" + (f" ({value / (1 << 20):.4g} MiB)" if value >= 1 << 20 else "")


def _short(uri: str) -> str:
    """The last word of a URI: what people call a capability."""
    return uri.rpartition(":")[2].rpartition("/")[2] or uri
