"""What the unit tests share: a client that sends nothing, sessions, and hand-made answers."""

from __future__ import annotations

import itertools
from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING, TypeVar, cast

import aiojmap
from aiojmap import core, mail, maskedemail, submission, vacationresponse
from aiojmap._exchange.checks import check
from aiojmap._exchange.plan import plan
from aiojmap._exchange.request import Request, account_of, build
from aiojmap._exchange.response import read

if TYPE_CHECKING:
    from aiojmap._model.invocation import AnyCall, Effect
    from aiojmap.runtime import JSON, JSONObject

R = TypeVar("R")

CORE = "urn:ietf:params:jmap:core"
MAIL = "urn:ietf:params:jmap:mail"
SUBMISSION = "urn:ietf:params:jmap:submission"
MASKED = "https://www.fastmail.com/dev/maskedemail"
URIS = (CORE, MAIL, SUBMISSION, MASKED)
ACCOUNT = "A1"


class FakeClient(
    core.ClientMethods,
    mail.ClientMethods,
    submission.ClientMethods,
    vacationresponse.ClientMethods,
    maskedemail.ClientMethods,
):
    """Makes calls and sends none of them."""

    def __init__(self) -> None:
        self._creation_ids = itertools.count(1)

    async def _submit(self, call: AnyCall) -> None:
        raise AssertionError(f"{call!r} was sent by a test that sends nothing")

    def _next_creation_id(self) -> str:
        return f"new{next(self._creation_ids)}"


def raw(
    client: FakeClient,
    name: str,
    arguments: Mapping[str, JSON],
    *,
    capability: str = CORE,
    effect: Effect = "write",
) -> aiojmap.Call[aiojmap.RawResponse]:
    """A call without bindings, made the way a real client makes it."""
    real = cast("aiojmap.Client", client)
    return aiojmap.Client.call(real, name, arguments, capability=capability, effect=effect)


def account(*uris: str, **members: JSON) -> JSONObject:
    """An account of a session that has these capabilities."""
    return {"name": "a@example.com", "accountCapabilities": {uri: {} for uri in uris}, **members}


def make_session(
    *,
    capabilities: Collection[str] = URIS,
    core_members: Mapping[str, JSON] | None = None,
    accounts: Mapping[str, JSON] | None = None,
    primary: Mapping[str, str] | None = None,
) -> core.Session:
    """A session; unless told otherwise, one account that can do everything."""
    offered: JSONObject = {uri: {} for uri in capabilities}
    if core_members is not None:
        offered[CORE] = dict(core_members)
    if accounts is None:
        accounts = {ACCOUNT: account(MAIL, SUBMISSION, MASKED)}
    if primary is None:
        primary = dict.fromkeys((MAIL, SUBMISSION, MASKED), ACCOUNT)
    whole: JSONObject = {
        "capabilities": offered,
        "accounts": dict(accounts),
        "primaryAccounts": dict(primary),
        "apiUrl": "https://jmap.example/api/",
    }
    return aiojmap.decode(whole, core.Session)


SESSION = make_session()


def prepare(
    client: FakeClient,
    *calls: AnyCall,
    session: core.Session = SESSION,
    using: Collection[str] | None = None,
) -> Request:
    """Plan, check and build a request for calls, as a client does before it sends them."""
    planned = plan(calls, client)
    for call in planned:
        check(call, session, account_of(call, session))
    return build(planned, session, using)


def sent(request: Request) -> list[tuple[str, JSONObject]]:
    """The calls of a request as names and arguments, without the account they all have."""
    invocations = cast("list[tuple[str, JSONObject, str]]", request.body["methodCalls"])
    return [
        (name, {key: value for key, value in arguments.items() if key != "accountId"})
        for name, arguments, _ in invocations
    ]


def answer(calls: Sequence[AnyCall], *responses: JSON) -> str | None:
    """Settle calls with responses, as if they had gone in one request; gives the state."""
    for call in calls:
        mark_sent(call)
    request = build(calls, SESSION)
    return read(request, {"methodResponses": list(responses), "sessionState": "s1"})


def result(call: aiojmap.Call[R], members: JSONObject) -> R:
    """The answer to a single call that the server answers with these members."""
    answer([call], [call.method.name, members, "0"])
    return outcome(call)


def outcome(call: aiojmap.Call[R]) -> R:
    """What awaiting a settled call gives or raises, without an event loop."""
    try:
        next(call.__await__())
    except StopIteration as stop:
        return cast("R", stop.value)
    raise AssertionError(f"{call!r} was not settled")


def mark_sent(call: AnyCall) -> None:
    """Note that a call has gone out, as a client does when it sends it."""
    call._sent = True
