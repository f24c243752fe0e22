"""A JMAP server to test with, in memory and over real HTTP (`pip install aiojmap[testing]`)."""

from ._client import account
from ._jmap.account import Sent
from ._received import Received
from ._server import Server

__all__ = ["Received", "Sent", "Server", "account"]
