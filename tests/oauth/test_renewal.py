"""Renewing a grant: once for all, stored before it is used, and never twice with one token."""

from __future__ import annotations

import asyncio

import attrs
import pytest

import aiojmap
from aiojmap import oauth
from aiojmap._connection.secret import Secret
from aiojmap.oauth._grant import Ended
from aiojmap.oauth._keeping import Kept
from oauth.support import KEY, MAIL, NOW, OFFLINE, Setting, given, grant, turn

LATER = NOW + 4000


async def test_a_fresh_token_is_used_as_it_is() -> None:
    """Nothing is asked, and nothing is written."""
    setting = await Setting.made()

    found = await setting.renewal().grant()

    assert found.access_token == Secret("access-token-0")
    assert (setting.endpoint.requests, setting.store.saved) == (0, [])


@pytest.mark.parametrize(("before_expiry", "number"), [(61, 0), (59, 1), (0, 1), (-10, 1)])
async def test_a_token_is_renewed_shortly_before_it_expires(
    before_expiry: float, number: int
) -> None:
    """The margin is for clocks that differ and requests that take time."""
    setting = await Setting.made()
    setting.clock.now = NOW + 3600 - before_expiry

    found = await setting.renewal().grant()

    assert found.access_token == Secret(f"access-token-{number}")


async def test_of_a_short_life_only_a_part_is_margin() -> None:
    """A token that lives shorter than the margin is used all the same."""
    setting = await Setting.made(grant(lifetime=40))
    setting.clock.now = NOW + 29

    await setting.renewal().grant()

    assert setting.endpoint.requests == 0


async def test_a_token_without_a_lifetime_is_used_until_it_is_rejected() -> None:
    """Only the server knows when it ends."""
    setting = await Setting.made(grant(lifetime=None))
    setting.clock.now = NOW + 1e8
    renewal = setting.renewal()

    assert (await renewal.grant()).access_token == Secret("access-token-0")
    assert await renewal.renew(Secret("access-token-0"))
    assert (await renewal.grant()).access_token == Secret("access-token-1")


async def test_a_clock_set_back_does_not_make_an_old_token_fresh() -> None:
    """A token issued in the future is renewed."""
    setting = await Setting.made()
    setting.clock.now = NOW - 10000

    await setting.renewal().grant()

    assert setting.endpoint.requests == 1


async def test_fifty_that_wait_cause_one_refresh() -> None:
    """All of them get the same new token."""
    setting = await Setting.made()
    setting.clock.now = LATER
    renewal = setting.renewal()

    found = await asyncio.gather(*(renewal.grant() for _ in range(50)))

    assert setting.endpoint.requests == 1
    assert {item.access_token for item in found} == {Secret("access-token-1")}


async def test_fifty_rejected_with_one_token_cause_one_refresh() -> None:
    """A 401 for each of many requests renews once, for those who come late too."""
    setting = await Setting.made()
    renewal = setting.renewal()
    rejected = (await renewal.grant()).access_token

    renewed = await asyncio.gather(*(renewal.renew(rejected) for _ in range(50)))
    late = await renewal.renew(rejected)

    assert setting.endpoint.requests == 1
    assert {*renewed, late} == {True}


async def test_fifty_objects_of_one_store_cause_one_refresh() -> None:
    """The lock of the store keeps them apart, and each looks again once it has it."""
    setting = await Setting.made()
    setting.clock.now = LATER

    found = await asyncio.gather(*(setting.renewal().grant() for _ in range(50)))

    assert setting.endpoint.requests == 1
    assert {item.access_token for item in found} == {Secret("access-token-1")}
    assert not setting.endpoint.revoked


async def test_a_rejection_while_a_load_is_under_way_is_not_forgotten() -> None:
    """Who joins work that knows nothing of the rejection begins another one after it."""
    setting = await Setting.made()
    renewal = setting.renewal()

    loading = asyncio.create_task(renewal.grant())
    await turn()
    renewed = await renewal.renew(Secret("access-token-0"))

    assert (await loading).access_token == Secret("access-token-0")
    assert renewed
    assert setting.endpoint.requests == 1


async def test_what_another_process_has_renewed_is_taken_over() -> None:
    """After a 401 the store is looked at before the server is asked."""
    setting = await Setting.made()
    renewal = setting.renewal()
    rejected = (await renewal.grant()).access_token
    await setting.renewal().renew(rejected)

    assert await renewal.renew(rejected)
    assert (await renewal.grant()).access_token == Secret("access-token-1")
    assert setting.endpoint.requests == 1


async def test_a_new_token_is_stored_before_anybody_gets_it() -> None:
    """When the waiter goes on, another process would find the new tokens already."""
    setting = await Setting.made()
    setting.clock.now = LATER

    found = await setting.renewal().grant()

    assert (await setting.kept()).refresh_token == found.refresh_token == Secret("refresh-token-1")


async def test_a_store_that_fails_keeps_the_token_from_being_used() -> None:
    """All who wait get the error, and the tokens go to the store with the next try."""
    setting = await Setting.made()
    setting.clock.now = LATER
    renewal = setting.renewal()

    async def fail_then() -> None:
        setting.store.failures.append(OSError("disk full, refresh-token-1"))

    setting.endpoint.after = fail_then
    outcomes = await asyncio.gather(*(renewal.grant() for _ in range(3)), return_exceptions=True)
    found = await renewal.grant()

    assert {type(outcome) for outcome in outcomes} == {oauth.StoreError}
    assert "refresh-token-1" not in f"{outcomes}"
    assert "disk full, (hidden)" in f"{outcomes[0]}"
    assert found.access_token == Secret("access-token-1")
    assert (await setting.kept()).access_token == Secret("access-token-1")
    assert setting.endpoint.requests == 1


async def test_tokens_not_stored_give_way_to_a_new_login() -> None:
    """Who has logged in anew in the meantime keeps that grant."""
    setting = await Setting.made()
    setting.clock.now = LATER
    renewal = setting.renewal()

    async def fail_then() -> None:
        setting.store.failures.append(OSError("disk full"))

    setting.endpoint.after = fail_then
    with pytest.raises(oauth.StoreError):
        await renewal.grant()
    anew = attrs.evolve(grant(77), issued_at=LATER, expires_at=LATER + 3600)
    await Kept(setting.store, KEY).save(anew)

    assert (await renewal.grant()).access_token == Secret("access-token-77")
    assert (await setting.kept()).access_token == Secret("access-token-77")


async def test_a_server_that_does_not_rotate_leaves_the_refresh_token() -> None:
    """Without a new one, the old one stays good."""
    setting = await Setting.made()
    found = grant().renewed(given(1, refresh=False), NOW)

    assert found.refresh_token == Secret("refresh-token-0")
    assert setting.endpoint.requests == 0


async def test_a_revoked_grant_is_one_clear_error_for_all_and_no_storm() -> None:
    """The server is asked once; then the store knows, and no token is left in it."""
    setting = await Setting.made()
    setting.endpoint.revoked = True
    setting.clock.now = LATER
    renewal = setting.renewal()

    first = await asyncio.gather(*(renewal.grant() for _ in range(50)), return_exceptions=True)
    more = await asyncio.gather(
        *(renewal.grant() for _ in range(5)), setting.renewal().grant(), return_exceptions=True
    )

    assert {type(outcome) for outcome in [*first, *more]} == {oauth.LoginRequired}
    assert setting.endpoint.requests == 1
    assert isinstance(await Kept(setting.store, KEY).load(), Ended)
    assert "token-0" not in setting.store.saved[-1]


async def test_each_who_waits_gets_an_error_of_its_own() -> None:
    """A traceback belongs to one task."""
    setting = await Setting.made()
    setting.endpoint.revoked = True
    setting.clock.now = LATER
    renewal = setting.renewal()

    found = await asyncio.gather(*(renewal.grant() for _ in range(3)), return_exceptions=True)

    assert len({id(outcome) for outcome in found}) == 3
    assert all(isinstance(error, oauth.LoginRequired) for error in found)
    assert [error.error for error in found if isinstance(error, oauth.LoginRequired)] == [
        "invalid_grant"
    ] * 3


async def test_a_new_login_is_seen_after_the_end() -> None:
    """The object that has failed works again as soon as the store has a new grant."""
    setting = await Setting.made()
    setting.endpoint.revoked = True
    renewal = setting.renewal()
    with pytest.raises(oauth.LoginRequired):
        await renewal.renew(Secret("access-token-0"))
    await Kept(setting.store, KEY).save(grant(5))

    assert (await renewal.grant()).access_token == Secret("access-token-5")


async def test_a_refused_token_is_not_sent_again_when_the_end_cannot_be_stored() -> None:
    """There is no storm even if the store does not take the end."""
    setting = await Setting.made()
    setting.endpoint.revoked = True
    setting.clock.now = LATER
    renewal = setting.renewal()

    async def fail_then() -> None:
        setting.store.failures.append(OSError("read-only"))

    setting.endpoint.before = fail_then
    outcomes = [await _outcome(renewal.grant()) for _ in range(4)]

    assert setting.endpoint.requests == 1
    assert {type(outcome) for outcome in outcomes} == {oauth.LoginRequired}


async def _outcome(work: object) -> object:
    (found,) = await asyncio.gather(work, return_exceptions=True)  # type: ignore[call-overload]  # a coroutine
    return found


async def test_no_grant_is_login_required() -> None:
    """A key that nobody has logged in with says so."""
    setting = await Setting.made()
    await setting.store.delete(KEY)

    with pytest.raises(oauth.LoginRequired, match=r"no grant of 'me@example\.com': log in first"):
        await setting.renewal().grant()


async def test_without_a_refresh_token_the_end_is_told() -> None:
    """The message names the scope that was not asked for."""
    setting = await Setting.made(grant(refresh=False))
    setting.clock.now = LATER

    with pytest.raises(oauth.LoginRequired, match="offline_access"):
        await setting.renewal().grant()


async def test_a_server_out_of_reach_leaves_a_living_token_in_use() -> None:
    """An early renewal that fails is tried again later, and not by every request."""
    setting = await Setting.made()
    setting.clock.now = NOW + 3590

    async def down() -> None:
        raise aiojmap.TransportError("down", sent=False)

    setting.endpoint.before = down
    renewal = setting.renewal()
    found = [await renewal.grant() for _ in range(5)]

    assert {item.access_token for item in found} == {Secret("access-token-0")}
    assert setting.endpoint.requests == 1
    assert (await setting.kept()).renewing_since is None


async def test_a_server_out_of_reach_is_told_when_the_token_has_expired() -> None:
    """There is nothing to go on with; the next try asks again, and works."""
    setting = await Setting.made()
    setting.clock.now = LATER
    renewal = setting.renewal()

    async def down() -> None:
        raise aiojmap.TransportError("down", sent=False)

    setting.endpoint.before = down
    with pytest.raises(aiojmap.TransportError, match="down"):
        await renewal.grant()
    setting.endpoint.before = turn

    assert (await renewal.grant()).access_token == Secret("access-token-1")


async def test_a_token_rejected_though_it_is_new_is_not_renewed_again() -> None:
    """A server that answers 401 to everything does not cause a refresh with each request."""
    setting = await Setting.made()
    renewal = setting.renewal()
    assert await renewal.renew(Secret("access-token-0"))

    assert not await renewal.renew(Secret("access-token-1"))
    assert setting.endpoint.requests == 1
    setting.clock.now += 11
    assert await renewal.renew(Secret("access-token-1"))


async def test_without_a_common_lock_the_faster_one_wins_and_nothing_is_lost() -> None:
    """A refused token that the store does not have any more does not end the newer grant."""
    setting = await Setting.made()
    setting.clock.now = LATER

    async def another_one_was_faster() -> None:
        setting.endpoint.before = turn
        newer = attrs.evolve(grant(9), issued_at=LATER, expires_at=LATER + 3600)
        setting.endpoint.number = 9
        await Kept(setting.store, KEY).save(newer)

    setting.endpoint.before = another_one_was_faster
    found = await setting.renewal().grant()

    assert found.access_token == Secret("access-token-9")
    assert (await setting.kept()).access_token == Secret("access-token-9")


async def test_less_granted_with_a_renewal_is_noted() -> None:
    """A server may take a scope back: the grant says what is missing now."""
    found = grant().renewed(attrs.evolve(given(1), scopes=(OFFLINE,)), NOW)

    assert grant().missing == ()
    assert found.missing == (MAIL,)
