"""API requests: from the JSON of a request to that of its response (RFC 8620, section 3)."""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Final

import attrs

from .arguments import complete
from .bindings import Binding
from .context import Context
from .copying import copy
from .datatype import Answer, Verb
from .failures import MethodFailure, Problem
from .getting import changes, get
from .querying import query, query_changes
from .referring import Response, resolve
from .setting import set_

if TYPE_CHECKING:
    from ...runtime import JSON, JSONObject
    from .access import Access
    from .account import Account
    from .limits import Limits

CORE: Final = "urn:ietf:params:jmap:core"

VERBS: Final[Mapping[str, Verb]] = {
    "get": get,
    "changes": changes,
    "set": set_,
    "copy": copy,
    "query": query,
    "queryChanges": query_changes,
}

Run = Callable[["JSONObject"], "list[Answer]"]
"""Carries out a call with its arguments."""
Around = Callable[[str, "JSONObject", Context, Run], "list[Answer]"]
"""Carries out a call, or lets something else happen."""

_log = logging.getLogger(__name__)


def straight(_name: str, arguments: JSONObject, _context: Context, run: Run) -> list[Answer]:
    """Carry out a call, and nothing else."""
    return run(arguments)


@attrs.frozen
class Request:
    """An API request whose shape is right."""

    using: frozenset[str]
    calls: list[Response]
    created_ids: dict[str, str] | None


@attrs.frozen(kw_only=True)
class Processor:
    """Carries out requests on the accounts that credentials give access to."""

    bindings: Mapping[str, Binding]
    capabilities: frozenset[str]
    limits: Limits
    wake: Callable[[], None]
    """Brings up to date what the passing of time changes."""
    around: Around = straight
    """Asked for each call that can be carried out."""

    def process(self, document: JSON, session_state: str, access: Access) -> JSONObject:
        """Carry out a request; raises `Problem` if it is refused as a whole."""
        request = parse(document)
        self._check(request, access)
        self.wake()
        context = Context(
            using=request.using,
            limits=self.limits,
            access=access,
            methods=self.bindings,
            created_ids=dict(request.created_ids or {}),
        )
        responses: list[Response] = []
        with contextlib.ExitStack() as reading:
            for account in access.accounts.values():
                reading.enter_context(account.blobs.read_by(access.username))
            for name, arguments, call_id in request.calls:
                for answer_name, members in self._carried_out(name, arguments, context, responses):
                    responses.append((answer_name, members, call_id))
        answer: JSONObject = {
            "methodResponses": [[name, members, id_] for name, members, id_ in responses],
            "sessionState": session_state,
        }
        if request.created_ids is not None:
            answer["createdIds"] = {**context.created_ids}
        return answer

    def _check(self, request: Request, access: Access) -> None:
        unknown = sorted(request.using - self.capabilities)
        if unknown:
            raise Problem("unknownCapability", f"{unknown[0]!r} is not supported")
        if CORE not in request.using or not request.using <= access.capabilities:
            # As a well-known server words it, which answers in plain text.
            raise Disallowed("Disallowed capabilities")
        if len(request.calls) > self.limits.max_calls_in_request:
            raise Problem("limit", "too many calls", limit="maxCallsInRequest")

    def _carried_out(
        self, name: str, arguments: JSONObject, context: Context, earlier: list[Response]
    ) -> list[Answer]:
        try:
            return self._called(name, arguments, context, earlier)
        except MethodFailure as failure:
            return [("error", failure.members)]
        except Exception as error:  # a fault of ours is one call's failure, as at a real server
            _log.exception("%s failed", name)
            description = f"{type(error).__name__}: {error}"
            return [("error", {"type": "serverFail", "description": description})]

    def _called(
        self, name: str, arguments: JSONObject, context: Context, earlier: list[Response]
    ) -> list[Answer]:
        binding = self.bindings.get(name)
        if binding is None or binding.method.capability not in context.using:
            raise MethodFailure("unknownMethod", f"there is no method {name!r} in what is used")
        given = resolve(arguments, earlier)
        if binding.open:
            return self.around(name, given, context, lambda members: [(name, members)])
        given = complete(given, binding.arguments, context.using)
        account = _account(binding, given, context.access)
        # What belongs to a user takes no account id, which the verbs put into their answers.
        given.setdefault("accountId", account.id)
        type_ = account.types.get(binding.owner)
        if type_ is None:
            raise MethodFailure("accountNotSupportedByMethod")
        if binding.method.effect == "write" and not context.access.may_write(account):
            raise MethodFailure("accountReadOnly")
        verb = type_.method(binding.verb) or VERBS[binding.verb]

        def run(members: JSONObject) -> list[Answer]:
            return _known_members(binding, verb(type_, members, context))

        return self.around(name, given, context, run)


def _account(binding: Binding, given: JSONObject, access: Access) -> Account:
    """The account a call is for; what has none belongs to the user."""
    if "accountId" not in binding.arguments.properties_by_json:
        return access.space
    id_ = given["accountId"]
    account = access.accounts.get(id_) if isinstance(id_, str) else None
    if account is None:
        raise MethodFailure("accountNotFound", f"there is no account {id_!r}")
    return account


def _known_members(binding: Binding, answers: list[Answer]) -> list[Answer]:
    """The answers without the standard members that the method does not have."""
    known = binding.method.response.properties_by_json
    return [
        (name, {key: value for key, value in members.items() if key in known})
        if name == binding.method.name
        else (name, members)
        for name, members in answers
    ]


class Disallowed(Exception):
    """The credentials do not allow the capabilities of a request: status 403, in plain text."""


def parse(document: JSON) -> Request:
    """Check the shape of a request (RFC 8620, section 3.3)."""
    if not isinstance(document, dict):
        raise Problem("notRequest", "the request must be an object")
    using = document.get("using")
    calls = document.get("methodCalls")
    created = document.get("createdIds", {})
    if not isinstance(using, list) or not isinstance(calls, list):
        raise Problem("notRequest", "using and methodCalls must be arrays")
    capabilities = [item for item in using if isinstance(item, str)]
    if len(capabilities) != len(using):
        raise Problem("notRequest", "using must hold strings")
    if not isinstance(created, dict):
        raise Problem("notRequest", "createdIds must be an object")
    ids = {key: item for key, item in created.items() if isinstance(item, str)}
    if len(ids) != len(created):
        raise Problem("notRequest", "createdIds must hold ids")
    return Request(
        frozenset(capabilities),
        [_call(item) for item in calls],
        ids if "createdIds" in document else None,
    )


def _call(item: JSON) -> Response:
    match item:
        case [str(name), dict(arguments), str(call_id)]:
            return name, arguments, call_id
        case _:
            raise Problem("notRequest", "a call must be a name, an object and a call id")
