"""Everything that can go wrong, as one tree.

    JMAPError
    ├── ConfigurationError        the client cannot be set up as asked
    ├── DiscoveryError            no server was found for an address
    ├── TokenStoreError           the keyring of the system cannot be read or written
    ├── OAuthError                access could not be got, renewed or given up (aiojmap.oauth)
    │   ├── MetadataError             what a server says of itself is missing, or does not fit
    │   ├── RegistrationError         the client was not registered
    │   ├── AuthorizationDenied       the server or the person said no
    │   ├── CallbackRefused           a callback is not the answer to its request
    │   │   └── StateMismatch             it belongs to another request
    │   ├── TokenError                the token endpoint gave no token that can be used
    │   ├── LoginRequired             there is no grant any more: log in again
    │   ├── LoginTimeout              nobody authorized in time
    │   ├── ScopeNotGranted           less was granted than was asked for
    │   └── StoreError                the store of the tokens failed
    ├── CallRefused               a call that must not be sent, found before sending
    │   ├── EncodeError               a value given to it is wrong, with its path
    │   └── InsufficientScope         the credentials were not given what it needs
    ├── PropertyNotFetched        a property was read that the answer does not hold
    ├── CallAbandoned             the wait for a call was cancelled, so its outcome is unknown
    ├── TransportError            no answer came: name, connection, time
    ├── HTTPError                 an answer with a status that is no success
    │   ├── AuthenticationError       401: the token or password is not accepted
    │   ├── AuthorizationError        403: accepted, but not for this
    │   ├── NotFoundError             404, 410: nothing there
    │   └── RequestError              a JMAP problem, about the whole request
    │       └── one class a type      aiojmap.core.request_errors
    ├── ProtocolError             the answer is not what JMAP says it must be
    │   ├── DecodeError               a value of the wrong type, with its path
    │   └── MissingResponse           a call got no answer in a response
    ├── MethodError               one call failed
    │   └── one class a type          aiojmap.core.method_errors and others
    └── SetError                  one record was refused
        └── one class a type          aiojmap.core.set_errors and others

Messages never hold a token; an answer's text is quoted only in part.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, ClassVar, Final

if TYPE_CHECKING:
    from .types import JSON


QUOTED: Final = 200
"""How many characters of a server's text a message quotes at most."""


class JMAPError(Exception):
    """The root of every error this library raises."""

    def __reduce__(self) -> tuple[object, ...]:
        # Not by calling the class again: some need more than their `args`.
        return _restored, (type(self), self.args, self.__dict__)


class ConfigurationError(JMAPError, ValueError):
    """The client cannot be set up as asked; nothing was sent."""


class DiscoveryError(JMAPError):
    """No JMAP server was found for a domain; `attempts` says what was tried, in order."""

    domain: str
    attempts: tuple[str, ...]

    def __init__(self, domain: str, attempts: Iterable[str]) -> None:
        self.domain = domain
        self.attempts = tuple(attempts)
        tried = "; ".join(attempt[:QUOTED] for attempt in self.attempts)
        super().__init__(
            f"no JMAP server was found for {domain}: {tried}. If the provider names one, give "
            "its host or session URL"
        )


class TokenStoreError(JMAPError):
    """The keyring of the system cannot be read or written, or refused to be."""


class CallRefused(JMAPError, ValueError):
    """A call that could not succeed, or would do harm, was not sent."""


class InsufficientScope(CallRefused):
    """The credentials were not given what a call needs; nothing was sent.

    `capabilities` are the URIs that are missing, `scopes` the OAuth scopes that bring them, as far
    as they are known: an app asks for new consent with them.
    """

    capabilities: tuple[str, ...]
    scopes: tuple[str, ...]

    def __init__(
        self, message: str, *, capabilities: Iterable[str] = (), scopes: Iterable[str] = ()
    ) -> None:
        super().__init__(message)
        self.capabilities = tuple(capabilities)
        self.scopes = tuple(scopes)


class Located(JMAPError):
    """Something is wrong with a value inside a larger one.

    `path` leads to it from the top, as in `$.list[3].from[0].email`; `problem` says what
    was expected and what is there; `context` names the call.
    """

    path: str
    problem: str
    context: str

    def __init__(self, problem: str, path: str = "$", context: str = "") -> None:
        super().__init__(problem, path, context)
        self.problem = problem
        self.path = path
        self.context = context

    def hide(self, hide: Callable[[str], str]) -> None:
        """Take secrets out of it: an answer may have them as values and as names."""
        self.problem, self.path = hide(self.problem), hide(self.path)
        self.args = (self.problem, self.path, self.context)

    def within(self, step: str) -> None:
        """Say that the value lies one step further down, while the error travels up."""
        self.path = f"${step}{self.path[1:]}"

    def __str__(self) -> str:
        prefix = f"{self.context}: " if self.context else ""
        return f"{prefix}{self.path}: {self.problem}"


class EncodeError(Located, CallRefused):
    """A value given to a call has the wrong type, or may not stand where it does."""


class PropertyNotFetched(JMAPError, AttributeError):
    """A property was read that the answer does not hold."""


class CallAbandoned(JMAPError):
    """All who waited for a call were cancelled while it was under way.

    The server may have carried it out, so it is never sent again.
    """


class TransportError(JMAPError):
    """No answer came.

    `sent` is False when the request certainly never reached the server.
    """

    sent: bool

    def __init__(self, message: str, *, sent: bool = True) -> None:
        super().__init__(message)
        self.sent = sent


class HTTPError(JMAPError):
    """The server answered with a status that is no success.

    `status` is the HTTP status, `text` the beginning of the body.
    """

    status: int
    text: str

    def __init__(self, message: str, *, status: int, text: str = "") -> None:
        super().__init__(message)
        self.status = status
        self.text = text


class AuthenticationError(HTTPError):
    """401: the token or password is not accepted. `challenge` is the WWW-Authenticate field."""

    challenge: str

    def __init__(self, message: str, *, text: str = "", challenge: str = "") -> None:
        super().__init__(message, status=401, text=text)
        self.challenge = challenge


class AuthorizationError(HTTPError):
    """403: the credentials are accepted, but not for what was asked.

    `scopes` are the OAuth scopes that it takes: those the server names, or else all that the
    request needs. `capabilities` are the URIs that the request relies on; empty if it had none.
    """

    capabilities: tuple[str, ...]
    scopes: tuple[str, ...]

    def __init__(
        self,
        message: str,
        *,
        status: int = 403,
        text: str = "",
        capabilities: Iterable[str] = (),
        scopes: Iterable[str] = (),
    ) -> None:
        super().__init__(message, status=status, text=text)
        self.capabilities = tuple(capabilities)
        self.scopes = tuple(scopes)


class NotFoundError(HTTPError):
    """404 or 410: there is nothing at that address."""


class ProtocolError(JMAPError):
    """The answer is not what JMAP says it must be."""


class DecodeError(Located, ProtocolError):
    """A value in an answer has the wrong type."""


class MissingResponse(ProtocolError):
    """The server answered the request but not this call."""


class ServerError(JMAPError):
    """What RequestError, MethodError and SetError share: a JSON object from the server.

    `members` is the object as it came, unknown members included. A class made for one
    type of error names it in `error_type`.
    """

    error_type: ClassVar[str | None] = None
    hint: ClassVar[str | None] = None

    members: dict[str, JSON]

    def __init__(self, members: Mapping[str, JSON]) -> None:
        self.members = dict(members)
        super().__init__(self.members)

    @property
    def type(self) -> str:
        """Which error it is."""
        return self._string("type") or "about:blank"

    @property
    def description(self) -> str | None:
        """What the server says about it, for developers."""
        value = self.members.get("description")
        return value if isinstance(value, str) else None

    def _string(self, name: str, fallback: str = "") -> str:
        value = self.members.get(name)
        return value if isinstance(value, str) else fallback

    def _boolean(self, name: str) -> bool:
        return self.members.get(name) is True

    def _integer(self, name: str, fallback: int = 0) -> int:
        value = self.members.get(name)
        return value if isinstance(value, int) and not isinstance(value, bool) else fallback

    def _strings(self, name: str) -> list[str]:
        value = self.members.get(name)
        return [item for item in value if isinstance(item, str)] if isinstance(value, list) else []

    def __str__(self) -> str:
        text = self.type[:QUOTED]
        if self.description:
            text += f" ({self.description[:QUOTED]})"
        named = self._strings("properties") or self._strings("arguments")
        if named:
            text += f", about {', '.join(named)}"
        return f"{text}. {self.hint}" if self.hint else text

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and self.members == getattr(other, "members", None)

    def __hash__(self) -> int:
        return hash((type(self), self.type))


class RequestError(HTTPError, ServerError):
    """The server refused the whole request, with a problem document (RFC 8620, section 3.6.1)."""

    def __init__(self, members: Mapping[str, JSON], *, status: int) -> None:
        ServerError.__init__(self, members)
        self.status = status
        self.text = self._string("detail")[:QUOTED]

    def __str__(self) -> str:
        name = (self.type.rpartition(":")[2] or self.type)[:QUOTED]
        text = f"the server refused the request: {name}"
        limit = self._string("limit")[:QUOTED]
        if limit:
            text += f" {limit}"
        if self.text:
            text += f" ({self.text})"
        return f"{text}. {self.hint}" if self.hint else text


class MethodError(ServerError):
    """One call failed (RFC 8620, section 3.6.2).

    `call` names the call, as in `Email/get (call 1)`.
    """

    call: str = ""

    def __str__(self) -> str:
        return f"{self.call}: {super().__str__()}" if self.call else super().__str__()


class SetError(ServerError):
    """One record was refused (RFC 8620, section 5.3).

    `record` names it, as in `Email/set update 'M1'`.
    """

    record: str = ""

    def __str__(self) -> str:
        return f"{self.record}: {super().__str__()}" if self.record else super().__str__()


def _restored(
    cls: type[JMAPError], args: tuple[object, ...], state: dict[str, object]
) -> JMAPError:
    error = cls.__new__(cls, *args)
    error.args = args
    error.__dict__.update(state)
    return error
