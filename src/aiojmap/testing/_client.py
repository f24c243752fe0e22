"""A client to run a program with: for a real account if there is one, else for a made-up one."""

from __future__ import annotations

import contextlib
import os
from collections.abc import AsyncGenerator
from typing import TYPE_CHECKING

from ._server import Server

if TYPE_CHECKING:
    from aiojmap import Client


@contextlib.asynccontextmanager
async def account() -> AsyncGenerator[Client]:
    """A client for the account named by JMAP_TOKEN (and JMAP_HOST), or for an embedded server.

    The server is started when there is no token, and stopped in the end.
    """
    from aiojmap import Client

    if os.environ.get("JMAP_TOKEN"):
        async with Client.from_env() as client:
            yield client
        return
    async with Server() as server, server.client() as client:
        yield client
