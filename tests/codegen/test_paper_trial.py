"""The odd ones of the specifications can be said in the notation and become bindings."""

from __future__ import annotations

from pathlib import Path

import pytest
from aiojmap_codegen.__main__ import builtin_schemas
from aiojmap_codegen.loading import load
from aiojmap_codegen.resolve import Vocabulary, resolve

import aiojmap
from aiojmap import mail

from .support import CORE, MAIL, Server
from .trial import FILE, PARTS, Trial, texts


def resolved(path: Path) -> Vocabulary:
    """The vocabulary of a schema file with those of the library."""
    return resolve([load(path), *map(load, builtin_schemas())])


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    """The vocabulary of the whole trial."""
    return resolved(FILE)


@pytest.mark.parametrize("part", PARTS)
def test_a_part_fits_the_notation(part: str, tmp_path: Path) -> None:
    """Each part is valid by itself, and every name in it is found."""
    path = tmp_path / "paper.toml"
    path.write_text(texts()[part], encoding="utf-8")

    assert "paper" in resolved(path).files


@pytest.mark.parametrize("part", PARTS)
def test_a_part_becomes_a_package(part: str, trial: Trial) -> None:
    """Each part generates a package of which every module can be imported."""
    package = trial.package(part)

    package.load()
    assert [name for name in package.__all__ if not hasattr(package, name)] == []


def test_the_whole_becomes_a_package(trial: Trial) -> None:
    """All parts together, with the files they extend, generate packages that can be imported."""
    package = trial.whole()

    package.load()
    assert [name for name in package.__all__ if not hasattr(package, name)] == []


def test_an_open_method_is_known_as_such(vocabulary: Vocabulary) -> None:
    """Core/echo is marked as taking any members.

    So far that is all: it is validated and resolved, and no typed call can be built of it.
    """
    assert vocabulary.methods["Core/echo"].open is True


async def test_an_open_method_can_be_called_without_bindings() -> None:
    """Core/echo sends and gives back any members through `client.call`."""
    members = {"hello": True, "high": 5}
    server = Server({}, {"Core/echo": members})

    answer = await server.client(aiojmap.Client).call("Core/echo", dict(members), effect="read")

    assert server.calls == [["Core/echo", members, "0"]]
    assert aiojmap.unknown_members(answer) == members


@pytest.mark.parametrize("type_", ["Email", "EmailBodyPart"])
def test_header_properties_have_the_forms_of_the_specification(
    type_: str, vocabulary: Vocabulary
) -> None:
    """The header family has each form of RFC 8621, section 4.1.2, with its type.

    So far the forms are validated and resolved: bindings keep the pattern of the family alone.
    """
    (family,) = vocabulary.types[type_][1].families

    assert family.pattern == "header:{name}"
    assert family.all is True
    assert {form: str(found) for form, found in family.forms.items()} == {
        "asRaw": "String",
        "asText": "String",
        "asAddresses": "EmailAddress[]",
        "asGroupedAddresses": "EmailAddressGroup[]",
        "asMessageIds": "String[]|null",
        "asDate": "Date|null",
        "asURLs": "String[]|null",
    }


async def test_header_properties_can_be_asked_for_and_read() -> None:
    """A header property goes out by its name, and comes back among the unknown members.

    Type checkers refuse the name so far, and the value is JSON of no declared type.
    """
    name = "header:List-Id:asText:all"
    email = {"id": "e", name: ["jmap"]}
    server = Server({MAIL: {}}, {"Email/get": {"accountId": "A", "state": "1", "list": [email]}})
    client = server.client(aiojmap.Client)

    answer = await client.email.get(ids=["e"], properties=[name])  # type: ignore[list-item]

    assert server.calls[0][1] == {"accountId": "A", "ids": ["e"], "properties": [name]}
    assert aiojmap.unknown_members(answer.list[0]) == {name: ["jmap"]}


def test_header_properties_can_be_sent_with_a_new_email() -> None:
    """A create keeps a header property that was decoded into it.

    So far that is the only way: the class has no parameter for members of a family.
    """
    name = "header:List-Id:asText"
    made = aiojmap.decode({"mailboxIds": {"m": True}, name: "jmap"}, mail.EmailCreate)

    assert aiojmap.encode(made) == {"mailboxIds": {"m": True}, name: "jmap"}


def test_a_digest_is_a_family_of_blobs(vocabulary: Vocabulary) -> None:
    """The digests of RFC 9404 are properties with the algorithm in the name."""
    (family,) = vocabulary.types["Blob"][1].families

    assert family.pattern == "digest:{algorithm}"
    assert str(family.type) == "String"


def test_an_extension_property_depends_on_its_own_capability(vocabulary: Vocabulary) -> None:
    """A property added to Email needs the capability of the extension, the others do not."""
    properties = vocabulary.types["Email"][1].properties

    assert properties["smimeStatus"].capability == "urn:ietf:params:jmap:smimeverify"
    assert properties["subject"].capability is None


def test_what_is_left_out_is_not_inherited(vocabulary: Vocabulary) -> None:
    """PushSubscription/set has neither account nor states, in either direction."""
    method = vocabulary.methods["PushSubscription/set"]

    assert set(method.arguments) == {"create", "update", "destroy"}
    assert set(method.response) == {
        "created",
        "updated",
        "destroyed",
        "notCreated",
        "notUpdated",
        "notDestroyed",
    }


def test_a_method_of_another_capability_keeps_it(vocabulary: Vocabulary) -> None:
    """Blob/copy belongs to the core though the file has another capability."""
    assert vocabulary.methods["Blob/copy"].capability == CORE
