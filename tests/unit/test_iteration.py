"""Paging through a query, against a made-up server."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import attrs
import pytest

import aiojmap
from aiojmap import mail
from aiojmap.runtime import Sender

Window = Callable[[int, int], tuple[int, Sequence[str], int | None]]


@attrs.define
class Paged(Sender):
    """Answers a query and its get from a function of position and limit."""

    window: Window
    asked: list[tuple[int, int]] = attrs.field(factory=list[tuple[int, int]])

    async def _submit(self, call: object) -> None:
        assert isinstance(call, mail.MailboxGetCall)
        reference = call._json["ids"]
        query = getattr(reference, "call")  # noqa: B009  # a reference, which has one
        position, limit = query._json["position"], query._json["limit"]
        self.asked.append((position, limit))
        start, ids, enforced = self.window(position, limit)
        members: dict[str, object] = {"ids": list(ids), "position": start}
        if enforced is not None:
            members["limit"] = enforced
        query._accept(members, ())
        call._accept({"list": [{"id": id_, "name": id_} for id_ in ids]}, ())

    def _next_creation_id(self) -> str:
        return "new"


async def names(sender: Paged, page_size: int) -> list[str]:
    methods = mail.MailboxMethods(sender)
    return [box.name async for box in methods.iterate(properties=["name"], page_size=page_size)]


EVERYTHING = [f"m{number}" for number in range(7)]


async def test_all_pages_come_in_order() -> None:
    """The pages are asked for one after the other, until one is not full."""
    sender = Paged(lambda start, limit: (start, EVERYTHING[start : start + limit], None))

    assert await names(sender, 3) == EVERYTHING
    assert sender.asked == [(0, 3), (3, 3), (6, 3)]


async def test_a_server_that_lowers_the_limit_is_followed() -> None:
    """A page as long as the limit the server set is a full one."""
    sender = Paged(lambda start, _: (start, EVERYTHING[start : start + 2], 2))

    assert await names(sender, 100) == EVERYTHING


async def test_a_server_that_does_not_move_on_is_an_error() -> None:
    """Results from another position than asked for would never end."""
    sender = Paged(lambda _, limit: (0, EVERYTHING[:limit], None))

    with pytest.raises(aiojmap.ProtocolError, match="asked for the results from 3 on, got"):
        await names(sender, 3)


async def test_a_record_that_moves_into_the_next_page_comes_once() -> None:
    """What was inserted meanwhile pushes a record along; it is not given twice."""
    sender = Paged(lambda start, limit: (start, [*"abc"] if start == 0 else [*"cd"][:limit], None))

    assert await names(sender, 3) == [*"abcd"]


@pytest.mark.parametrize("size", [0, -1])
async def test_a_page_holds_something(size: int) -> None:
    """A page of nothing would never end."""
    with pytest.raises(ValueError, match="at least 1"):
        await names(Paged(lambda start, _: (start, [], None)), size)
