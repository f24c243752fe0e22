"""Looking whether there is a JMAP server, without credentials."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final
from urllib.parse import urljoin

import attrs

from .._connection.http import OpenAnswer, OpenHTTP
from .._connection.origins import Origin, origin_of, shown
from .._exchange.challenges import challenges
from .._model.errors import ConfigurationError, JMAPError, ProtocolError
from .._model.json import loads
from .addresses import is_local
from .candidates import Scheme

MAX_REDIRECTS: Final = 5
_SCHEMES: Final[tuple[Scheme, ...]] = ("Bearer", "Basic")
_REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})


@attrs.frozen
class Found:
    """A server: the URL of its session, the origins that led there, and what it asks for."""

    url: str
    origins: Sequence[Origin]
    schemes: tuple[Scheme, ...] = ()
    resource_metadata: str | None = None


async def probe(http: OpenHTTP, url: str) -> Found | str:
    """What is at a URL, redirects followed one by one; or why it is no JMAP server."""
    start = origin_of(url)
    passed: list[Origin] = []
    for _ in range(MAX_REDIRECTS + 1):
        passed.append(origin_of(url))
        try:
            answer = await http.get(url)
        except JMAPError as error:
            return str(error)
        location = answer.headers.get("Location")
        if answer.status not in _REDIRECTS or location is None:
            return _found(answer, url, passed)
        following = _followed(url, location, start)
        if following is None:
            return f"{url} redirects to {shown(location)}, which is not followed"
        url = following
    return f"{url} is reached after more than {MAX_REDIRECTS} redirects"


def _followed(base: str, location: str, start: Origin) -> str | None:
    """The target of a redirect, if it may be asked."""
    try:
        url = urljoin(base, location)
        target = origin_of(url)
    except (ConfigurationError, ValueError):
        return None
    # Nobody outside may send us to this machine, which alone has http, or into its network.
    if target != start and is_local(target.host):
        return None
    return url


def _found(answer: OpenAnswer, url: str, passed: Sequence[Origin]) -> Found | str:
    if answer.status == 200 and _is_session(answer.body):
        return Found(url, passed)
    if answer.status == 401:
        asked = challenges(answer.headers.get("WWW-Authenticate", ""))
        offered = {challenge.scheme for challenge in asked}
        schemes: list[Scheme] = [name for name in _SCHEMES if name.lower() in offered]
        if schemes:
            named = (c.parameters.get("resource_metadata") for c in asked if c.scheme == "bearer")
            metadata = next((text for text in named if text is not None), None)
            return Found(url, passed, tuple(schemes), _secure(metadata))
        return f"{url} answered 401 without asking for a token or password"
    said = "what is no JMAP session" if answer.status == 200 else str(answer.status)
    return f"{url} answered {said}"


def _is_session(body: bytes) -> bool:
    try:
        value = loads(body)
    except (ProtocolError, RecursionError):
        return False
    return (
        isinstance(value, dict)
        and isinstance(value.get("apiUrl"), str)
        and bool(value["apiUrl"])
        and isinstance(value.get("capabilities"), dict)
    )


def _secure(url: str | None) -> str | None:
    """A URL that may be asked; None for others, whoever names them."""
    if url is None:
        return None
    try:
        origin_of(url)
    except ConfigurationError:
        return None
    return url
