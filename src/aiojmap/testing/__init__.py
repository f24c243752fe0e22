"""A JMAP server to test with, in memory and over real HTTP (`pip install aiojmap[testing]`)."""

try:
    from ._client import account
    from ._dns.stub import DNSFailure, DNSStub
    from ._faults.calls import CallFaults
    from ._faults.fault import Fault, Held
    from ._faults.habits import KNOWN_HABITS, Habit, Habits
    from ._faults.requests import RequestFaults
    from ._faults.script import Faults
    from ._jmap.account import Sent
    from ._mailbox_handle import MailboxHandle
    from ._oauth.clients import OAuthClient
    from ._oauth.failures import Misdirected
    from ._oauth.grants import OAuthGrant
    from ._oauth.server import AuthorizationServer
    from ._oauth.sins import SCRIPT, Sins
    from ._push.pushed import Pushed
    from ._received import Called, Kind, Received
    from ._server import Person, Server
except ModuleNotFoundError as error:
    raise ModuleNotFoundError(
        f"aiojmap.testing needs {error.name}: pip install 'aiojmap[testing]'", name=error.name
    ) from None

__all__ = [
    "KNOWN_HABITS",
    "SCRIPT",
    "AuthorizationServer",
    "CallFaults",
    "Called",
    "DNSFailure",
    "DNSStub",
    "Fault",
    "Faults",
    "Habit",
    "Habits",
    "Held",
    "Kind",
    "MailboxHandle",
    "Misdirected",
    "OAuthClient",
    "OAuthGrant",
    "Person",
    "Pushed",
    "Received",
    "RequestFaults",
    "Sent",
    "Server",
    "Sins",
    "account",
]
