"""What a request derives from single arguments, and from the values of references."""

from __future__ import annotations

from typing import ClassVar

import pytest
from unit.support import CORE, MAIL, FakeClient, answer, make_session, prepare

import aiojmap
from aiojmap import mail
from aiojmap.runtime import (
    UNSET,
    Arguments,
    Call,
    Method,
    Record,
    Response,
    UnsetType,
    prop,
    record,
)

EXTRA = "urn:example:extra"


@record
class Thing(Record):
    """A record with a property of another capability."""

    plain: str = prop("plain")
    special: str = prop("special", capability=EXTRA)


@record
class ThingArguments(Arguments):
    """Arguments of which one needs another capability, and one names properties."""

    special: str | UnsetType = prop("special", default=UNSET, capability=EXTRA)
    properties: list[str] | UnsetType = prop("properties", default=UNSET, properties_of=Thing)


class ThingCall(Call[Response]):
    """A call with those arguments."""

    __slots__ = ()

    method: ClassVar[Method] = Method(
        name="Thing/find", capability=MAIL, effect="read", response=Response
    )


@pytest.mark.parametrize(
    ("arguments", "using"),
    [
        (ThingArguments(), [CORE, MAIL]),
        (ThingArguments(special="x"), [CORE, MAIL, EXTRA]),
        (ThingArguments(properties=["plain"]), [CORE, MAIL]),
        (ThingArguments(properties=["plain", "special"]), [CORE, MAIL, EXTRA]),
    ],
    ids=["neither", "argument", "other property", "property"],
)
def test_an_argument_or_property_brings_its_capability(
    client: FakeClient, arguments: ThingArguments, using: list[str]
) -> None:
    """What only an extension defines puts that extension into `using`, if it is asked for."""
    session = make_session(capabilities=[CORE, MAIL, EXTRA])

    request = prepare(client, ThingCall(client, arguments), session=session)

    assert request.body["using"] == using


@pytest.mark.parametrize(
    "arguments",
    [ThingArguments(special="x"), ThingArguments(properties=["special"])],
    ids=["argument", "property"],
)
def test_a_capability_of_an_argument_or_property_must_be_offered(
    client: FakeClient, arguments: ThingArguments
) -> None:
    """A server refuses a whole request whose `using` has a capability it does not know."""
    with pytest.raises(aiojmap.InsufficientScope) as caught:
        prepare(client, ThingCall(client, arguments))

    assert caught.value.capabilities == (EXTRA,)


def test_ids_that_a_reference_has_become_count_too(client: FakeClient) -> None:
    """A reference to an answered call may not bring more ids than one /get takes."""
    found = client.email.query()
    answer([found], ["Email/query", {"ids": ["a", "b", "c"]}, "0"])
    session = make_session(core_members={"maxObjectsInGet": 2})

    with pytest.raises(aiojmap.CallRefused, match=r"names 3 records.*maxObjectsInGet"):
        prepare(client, client.email.get(ids=found.ids), session=session)


def test_ids_within_the_limit_are_sent(client: FakeClient) -> None:
    """As many as the limit are fine."""
    found = client.email.query()
    answer([found], ["Email/query", {"ids": ["a", "b"]}, "0"])
    session = make_session(core_members={"maxObjectsInGet": 2})

    request = prepare(client, client.email.get(ids=found.ids), session=session)

    assert isinstance(request.calls["0"], mail.EmailGetCall)
