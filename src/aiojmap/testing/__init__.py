"""A JMAP server to test with, in memory and over real HTTP (`pip install aiojmap[testing]`)."""

try:
    from ._client import account
    from ._dns.stub import DNSFailure, DNSStub
    from ._jmap.account import Sent
    from ._oauth.clients import OAuthClient
    from ._oauth.failures import Misdirected
    from ._oauth.grants import OAuthGrant
    from ._oauth.server import AuthorizationServer
    from ._oauth.sins import SCRIPT, Sins
    from ._push.pushed import Pushed
    from ._received import Received
    from ._server import Person, Server
except ModuleNotFoundError as error:
    raise ModuleNotFoundError(
        f"aiojmap.testing needs {error.name}: pip install 'aiojmap[testing]'", name=error.name
    ) from None

__all__ = [
    "SCRIPT",
    "AuthorizationServer",
    "DNSFailure",
    "DNSStub",
    "Misdirected",
    "OAuthClient",
    "OAuthGrant",
    "Person",
    "Pushed",
    "Received",
    "Sent",
    "Server",
    "Sins",
    "account",
]
