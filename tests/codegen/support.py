"""What the tests of the generator share: schema texts, the command, and a server of answers."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, TypeVar

import attrs
import httpx
import pytest
from aiojmap_codegen.__main__ import main
from aiojmap_codegen.sources import builtin_schemas

import aiojmap

ROOT = Path(__file__).parents[2]
HERE = Path(__file__).parent
CORE = "urn:ietf:params:jmap:core"
MAIL = "urn:ietf:params:jmap:mail"

HEAD = 'format = 1\nname = "acme"\ntitle = "Acme"\nspec = "Acme 1"\nuses = ["core"]\n'
CAPABILITY = '[capability]\nuri = "https://acme.example/jmap"\n'
WIDGET = """
[types.Widget]
methods = ["get", "set"]
doc = "A thing."
[types.Widget.properties]
id = { type = "Id", of = "Widget", immutable = true, serverSet = true, doc = "Its id." }
label = { type = "String", doc = "What is written on it." }
"""
SCHEMA = HEAD + CAPABILITY + WIDGET

Client = TypeVar("Client", bound=aiojmap.Client)


def write_schema(folder: Path, text: str, name: str = "acme.toml") -> Path:
    """A schema file with that text."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def builtin(name: str) -> Path:
    """The path of a schema file that comes with the library."""
    return next(path for path in builtin_schemas() if path.name == name)


def run(command: str, *schemas: Path, into: Path, package: str = "acme") -> int:
    """Run `aiojmap-codegen` and give its exit status."""
    paths = [str(path) for path in schemas]
    return main([command, *paths, "--into", str(into), "--package", package])


class Server:
    """A JMAP server that answers each method from a table and keeps what it was sent."""

    def __init__(
        self,
        capabilities: Mapping[str, object],
        answers: Mapping[str, Mapping[str, object]] | None = None,
    ) -> None:
        self.requests: list[Any] = []
        self._answers = dict(answers or {})
        # As in RFC 8620, section 2.1: core is no capability of an account.
        account = {
            "name": "us@acme.example",
            "isPersonal": True,
            "isReadOnly": False,
            "accountCapabilities": dict(capabilities),
        }
        self._session = {
            "capabilities": {CORE: {}, **{key: {} for key in capabilities}},
            "accounts": {"A": account, "B": {**account, "isPersonal": False}},
            "primaryAccounts": dict.fromkeys(capabilities, "A"),
            "username": "us@acme.example",
            "apiUrl": "https://jmap.acme.example/api",
            "state": "s",
        }

    def client(self, kind: type[Client]) -> Client:
        """A client of that class that talks to this server."""
        transport = httpx.MockTransport(self._handle)
        return kind(
            "jmap.acme.example", token="t", http_client=httpx.AsyncClient(transport=transport)
        )

    @property
    def calls(self) -> list[Any]:
        """The method calls of the only request."""
        (request,) = self.requests
        found: list[Any] = request["methodCalls"]
        return found

    def _handle(self, request: httpx.Request) -> httpx.Response:
        if request.method == "GET":
            return httpx.Response(200, json=self._session)
        body = json.loads(request.content)
        self.requests.append(body)
        responses = [
            [name, self._answers.get(name, {}), call_id] for name, _, call_id in body["methodCalls"]
        ]
        return httpx.Response(200, json={"methodResponses": responses, "sessionState": "s"})


@attrs.frozen
class Mistake:
    """A schema text with one mistake: where it is, and a part of what is said about it."""

    name: str
    text: str
    place: str
    sentence: str


def complaint(mistake: Mistake, folder: Path, capsys: pytest.CaptureFixture[str]) -> str:
    """What the command says about a mistake, which must be one line after file and key path."""
    path = write_schema(folder, mistake.text)
    status = run("generate", path, into=folder / "out")
    output = capsys.readouterr()
    prefix = f"{path}: {mistake.place}: " if mistake.place else f"{path}: "
    assert (status, output.out) == (2, ""), output
    assert output.err.startswith(prefix), output.err
    assert output.err.count("\n") == 1, output.err
    assert not (folder / "out").exists()
    return output.err.removeprefix(prefix).rstrip("\n")


def leads_somewhere(text: str, place: str) -> bool:
    """Whether a key path, read as TOML reads keys, leads to something in a schema text."""
    try:
        rest: Any = tomllib.loads(f"{place} = 0")
    except tomllib.TOMLDecodeError:
        return False
    found: Any = tomllib.loads(text)
    while isinstance(rest, dict):
        ((part, rest),) = rest.items()
        if isinstance(found, list):
            found = found[int(part)]
        elif part in found:
            found = found[part]
        else:
            return False
    return True
