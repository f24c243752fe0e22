"""Renewals that are cancelled, or whose process ends: what can be saved is, the rest is told."""

from __future__ import annotations

import asyncio

import attrs
import pytest

import aiojmap
from aiojmap import oauth
from aiojmap._connection.secret import Secret
from aiojmap.oauth._keeping import Kept
from oauth.support import KEY, NOW, Setting, grant, turn

LATER = NOW + 4000
MANY = 200


def _others() -> set[asyncio.Task[object]]:
    return asyncio.all_tasks() - {asyncio.current_task()}


async def _turns(count: int) -> None:
    for _ in range(count):
        await turn()


async def test_a_renewal_goes_on_wherever_the_one_who_began_it_is_cancelled() -> None:
    """For each n, a waiter cancelled at its n-th turn loses no token: the next one has it."""
    for moment in range(MANY):
        setting = await Setting.made()
        setting.clock.now = LATER
        renewal = setting.renewal()
        task = asyncio.create_task(renewal.grant())
        await _turns(moment)
        ended = task.done()
        task.cancel()
        await asyncio.wait([task])
        await renewal.settled()
        found = await renewal.grant()
        assert found.access_token == Secret("access-token-1")
        assert (await setting.kept()).refresh_token == found.refresh_token
        assert (setting.endpoint.requests, setting.endpoint.revoked) == (1, False)
        assert _others() == set()
        if ended:
            break
    assert ended
    assert moment > 8


async def test_others_get_the_token_wherever_the_first_is_cancelled() -> None:
    """For each n, a second waiter is not harmed by the cancellation of the first."""
    for moment in range(MANY):
        setting = await Setting.made()
        setting.clock.now = LATER
        renewal = setting.renewal()
        first = asyncio.create_task(renewal.grant())
        second = asyncio.create_task(renewal.grant())
        await _turns(moment)
        ended = first.done()
        first.cancel()
        assert (await second).access_token == Secret("access-token-1")
        assert setting.endpoint.requests == 1
        if ended:
            break
    assert ended


async def test_an_ending_loop_loses_no_token_that_has_come() -> None:
    """For each n, if all tasks are cancelled at the n-th turn, what the server gave is stored."""
    outcomes = set[tuple[bool, bool, bool]]()
    for moment in range(MANY):
        setting = await Setting.made()
        setting.clock.now = LATER
        task = asyncio.create_task(setting.renewal().grant())
        await _turns(moment)
        ended = task.done()
        for each in _others():
            each.cancel()
        await asyncio.gather(*_others(), return_exceptions=True)
        kept = await setting.kept()
        came = [item for item in setting.noted if item.access_token == Secret("access-token-1")]
        stored = kept.access_token == Secret("access-token-1")
        assert stored or not came
        outcomes.add((bool(came), stored, kept.renewing_since is not None))
        if ended:
            break
    assert ended
    # Nothing begun, begun and marked, stored.
    assert outcomes == {(False, False, False), (False, False, True), (True, True, False)}


async def test_closing_a_client_waits_for_a_renewal() -> None:
    """The way out of `async with Client` does not break off what must not be broken off."""
    setting = await Setting.made()
    setting.clock.now = LATER
    reached, go_on = asyncio.Event(), asyncio.Event()

    async def hold() -> None:
        reached.set()
        await go_on.wait()

    setting.endpoint.before = hold
    auth = oauth.OAuth(setting.store, KEY, now=setting.clock)
    auth._renewal = setting.renewal()
    client = aiojmap.Client("https://api.example/jmap/session", auth=auth)
    task = asyncio.create_task(client.session())
    await reached.wait()
    task.cancel()
    closing = asyncio.create_task(client.aclose())
    await _turns(20)
    assert not closing.done()
    go_on.set()
    await closing

    assert (await setting.kept()).access_token == Secret("access-token-1")
    assert _others() <= {task}
    await asyncio.wait([task])


async def test_a_crash_before_the_answer_was_stored_is_explained() -> None:
    """The next process tries the old token, for it may be good; if not, it says what happened."""
    setting = await Setting.made()
    setting.clock.now = LATER

    await _crashed(setting, after=True)
    assert (await setting.kept()).renewing_since == LATER
    with pytest.raises(oauth.LoginRequired, match="an earlier renewal was broken off"):
        await setting.renewal().grant()


async def test_a_crash_before_the_server_got_the_request_costs_nothing() -> None:
    """The next process renews with the token that nobody has used."""
    setting = await Setting.made()
    setting.clock.now = LATER

    await _crashed(setting, after=False)
    found = await setting.renewal().grant()

    assert found.access_token == Secret("access-token-1")
    assert (await setting.kept()).renewing_since is None


async def test_after_a_crash_a_living_token_is_used_up_first() -> None:
    """To send a lost refresh token could end the access token too: not before it must be."""
    broken = attrs.evolve(grant(), renewing_since=NOW)
    setting = await Setting.made(broken)
    setting.clock.now = NOW + 3590
    renewal = setting.renewal()

    found = [await renewal.grant() for _ in range(3)]

    assert {item.access_token for item in found} == {Secret("access-token-0")}
    assert setting.endpoint.requests == 0
    setting.clock.now = LATER
    assert (await renewal.grant()).access_token == Secret("access-token-1")


async def test_an_answer_that_is_lost_leaves_the_mark() -> None:
    """Whether the server has rotated is not known, so the store keeps the beginning."""
    setting = await Setting.made()
    setting.clock.now = LATER

    async def cut() -> None:
        raise aiojmap.TransportError("cut", sent=True)

    setting.endpoint.after = cut
    with pytest.raises(aiojmap.TransportError):
        await setting.renewal().grant()

    assert (await setting.kept()).renewing_since == LATER


@pytest.mark.parametrize(("status", "marked"), [(400, False), (429, False), (502, True)])
async def test_a_refusal_that_changes_nothing_takes_the_mark_away(
    status: int, marked: bool
) -> None:
    """A server that says no has not rotated; a gateway that fails does not know."""
    setting = await Setting.made()
    setting.clock.now = LATER

    async def refuse() -> None:
        raise oauth.TokenError("no", status=status)

    setting.endpoint.before = refuse
    with pytest.raises(oauth.TokenError):
        await setting.renewal().grant()

    assert ((await setting.kept()).renewing_since is not None) == marked


async def _crashed(setting: Setting, *, after: bool) -> None:
    """A renewal that stops for good, in the middle of talking to the server."""
    reached = asyncio.Event()

    async def never() -> None:
        reached.set()
        await asyncio.Event().wait()

    if after:
        setting.endpoint.after = never
    else:
        setting.endpoint.before = never
    renewal = setting.renewal()
    task = asyncio.create_task(renewal.grant())
    await reached.wait()
    for each in _others():
        each.cancel()
    await asyncio.wait([task])
    await renewal.settled()
    setting.endpoint.before = setting.endpoint.after = turn
    assert isinstance(await Kept(setting.store, KEY).load(), oauth.Grant)
