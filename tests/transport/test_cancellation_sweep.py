"""Cancellation at every await: nothing is left behind, and the client goes on."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable

import pytest

import aiojmap
from transport.slowly import Slowly
from transport.support import HOST, TOKEN, answer, echo, http_client, turns

Use = Callable[[aiojmap.Client], Awaitable[object]]
MANY = 300


@contextlib.asynccontextmanager
async def _client(transport: Slowly) -> AsyncIterator[aiojmap.Client]:
    async with (
        http_client(transport=transport) as shared,
        aiojmap.Client(HOST, token=TOKEN, http_client=shared) as client,
    ):
        yield client


async def _send(client: aiojmap.Client) -> object:
    return await client.send([echo(client, n=n) for n in range(5)])


async def _upload(client: aiojmap.Client) -> object:
    async def pieces() -> AsyncIterator[bytes]:
        for _ in range(3):
            await asyncio.sleep(0)
            yield b"x"

    return await client.upload(pieces())


async def _download(client: aiojmap.Client) -> object:
    async with client.download("b") as stream:
        return await stream.read()


async def _refresh(client: aiojmap.Client) -> object:
    await client.session()
    return await client.session(refresh=True)


async def _together(client: aiojmap.Client) -> object:
    call = echo(client, n=1)
    return await asyncio.gather(answer(call), answer(call), answer(echo(client, n=2)))


def _others() -> set[asyncio.Task[object]]:
    return asyncio.all_tasks() - {asyncio.current_task()}


@pytest.mark.parametrize("use", [_send, _upload, _download, _refresh, _together])
async def test_nothing_is_left_behind_wherever_a_caller_is_cancelled(use: Use) -> None:
    """For each n, a caller cancelled at its n-th turn leaves no task, no place and no answer."""
    for moment in range(MANY):
        transport = Slowly()
        async with _client(transport) as client:
            task = asyncio.ensure_future(use(client))
            await turns(moment)
            ended = task.done()
            task.cancel()
            await asyncio.wait([task])
            await turns()
            assert (_others(), transport.open_answers) == (set(), 0)
            async with asyncio.timeout(10):
                assert await answer(echo(client, n=99)) == {"n": 99}
        if ended:
            break
    assert ended
    assert moment > 10


async def test_no_call_is_sent_twice_wherever_a_caller_is_cancelled() -> None:
    """For each n, calls cancelled at the n-th turn and awaited again reach the server once."""
    for moment in range(MANY):
        transport = Slowly()
        async with _client(transport) as client:
            calls = [echo(client, n=n) for n in range(5)]
            task = asyncio.create_task(client.send(calls))
            await turns(moment)
            ended = task.done()
            task.cancel()
            await asyncio.wait([task])
            for call in calls:
                with contextlib.suppress(aiojmap.CallAbandoned):
                    await call
        assert max(transport.delivered.values(), default=0) <= 1
        if ended:
            break
    assert ended


async def test_one_waiter_gets_its_answer_wherever_another_is_cancelled() -> None:
    """For each n, a second waiter of a call is not harmed by the first one's cancellation."""
    for moment in range(MANY):
        async with _client(Slowly()) as client:
            call = echo(client, n=1)
            first = asyncio.create_task(answer(call))
            second = asyncio.create_task(answer(call))
            await turns(moment)
            ended = first.done()
            first.cancel()
            async with asyncio.timeout(10):
                assert await second == {"n": 1}
            await asyncio.wait([first])
        if ended:
            break
    assert ended


async def test_closing_at_any_moment_ends_everything() -> None:
    """For each n, a client closed at the n-th turn leaves no task; its calls know how it ended."""
    for moment in range(MANY):
        async with http_client(transport=Slowly()) as shared:
            client = aiojmap.Client(HOST, token=TOKEN, http_client=shared)
            calls = [echo(client, n=n) for n in range(5)]
            task = asyncio.create_task(client.send(calls))
            await turns(moment)
            ended = task.done()
            async with asyncio.timeout(10):
                await client.aclose()
                (found,) = await asyncio.gather(task, return_exceptions=True)
            assert isinstance(found, list | aiojmap.CallAbandoned) or "closed" in str(found)
            assert _others() == set()
        if ended:
            break
    assert ended
