"""From calls to the JSON of a request (RFC 8620, section 3.3)."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import cast

import attrs

from .._model.errors import CallRefused, JMAPError
from .._model.invocation import AnyCall
from .._model.json import is_array, is_object
from .._model.pointer import PointerError, evaluate
from .._model.references import (
    CreatedId,
    Ref,
    created_record_id,
    is_created_id,
    is_ref,
    needed_by,
)
from .._model.types import JSON, JSONObject
from ..core import CoreCapability, Session
from .accounts import account_for
from .checks import check_limits
from .grants import require_offered
from .needs import needed_capabilities


@attrs.frozen
class Request:
    """A request ready to be sent: its JSON, and which call has which id."""

    body: JSONObject
    calls: Mapping[str, AnyCall]


def account_of(call: AnyCall, session: Session) -> str | None:
    """The account a call goes to; None for a method that has none."""
    if "accountId" not in type(call.arguments).properties_by_json:
        return None
    given = call._json.get("accountId")
    if given is not None:
        return given if isinstance(given, str) else None
    require_offered(session, call)
    return account_for(session, call.method.capability, call.method.name)


class RequestBuilder:
    """Puts calls into one request, one after the other.

    References to calls in it become ResultReferences and creation ids; references to calls
    answered before become plain values.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self._ids: dict[AnyCall, str] = {}
        self._invocations: list[JSON] = []
        self._capabilities: dict[str, None] = {CoreCapability.uri: None}

    def add(self, call: AnyCall) -> None:
        """Add a call; raises `CallRefused`, and leaves it out, if it cannot be put into JSON."""
        call_id = str(len(self._invocations))
        account_id = account_of(call, self._session)
        arguments = _arguments(call, {**self._ids, call: call_id})
        if account_id is not None and "#accountId" not in arguments:
            arguments = {"accountId": account_id, **arguments}
        check_limits(call.method.name, arguments, self._session)
        self._ids[call] = call_id
        self._invocations.append([call.method.name, arguments, call_id])
        self._capabilities.update(dict.fromkeys(needed_capabilities(call)))

    def request(self, using: Collection[str] | None = None) -> Request:
        """The request; `using` replaces the derived capabilities."""
        body: JSONObject = {
            "using": list(self._capabilities if using is None else using),
            "methodCalls": self._invocations,
        }
        return Request(body, {call_id: call for call, call_id in self._ids.items()})


def build(
    calls: Sequence[AnyCall], session: Session, using: Collection[str] | None = None
) -> Request:
    """One request of all the calls; raises `CallRefused` if one of them cannot be sent."""
    builder = RequestBuilder(session)
    for call in calls:
        builder.add(call)
    return builder.request(using)


def _arguments(call: AnyCall, ids: Mapping[AnyCall, str]) -> JSONObject:
    arguments: JSONObject = {}
    for name, value in call._json.items():
        if not is_ref(value):
            arguments[name] = _resolved(value, call, ids)
        elif value.call in ids:
            arguments[f"#{name}"] = {
                "resultOf": ids[value.call],
                "name": value.call.method.name,
                "path": value.path,
            }
        else:
            arguments[name] = _value(call, name, value)
    return arguments


def _value(call: AnyCall, name: str, reference: Ref[object]) -> JSON:
    answer = reference.call._answer
    if answer is None:
        raise CallRefused(
            f"{call.method.name} was not sent, because {reference.call.method.name}, "
            "which it refers to, has no answer"
        )
    try:
        return evaluate(answer.members, reference.path)
    except PointerError as error:
        raise CallRefused(
            f"{call.method.name}: {name} refers to {reference.path} of "
            f"{reference.call.method.name}, but in its answer {error}"
        ) from None


def _resolved(value: object, call: AnyCall, ids: Mapping[AnyCall, str]) -> JSON:
    """The JSON with the ids of records to be created in it, as keys too."""
    if is_created_id(value):
        return _created_id(value, call, ids)
    if is_object(value):
        return {
            str(_resolved(key, call, ids)): _resolved(item, call, ids)
            for key, item in value.items()
        }
    if is_array(value):
        return [_resolved(item, call, ids) for item in value]
    return cast("JSON", value)


def _created_id(reference: CreatedId[object], call: AnyCall, ids: Mapping[AnyCall, str]) -> str:
    if reference.call in ids:
        _require_unique(reference, call, ids)
        return f"#{reference.creation_id}"
    id_ = created_record_id(reference)
    if id_ is None:
        raise CallRefused(
            f"{call.method.name} was not sent, because {reference.call.method.name} "
            f"did not create {reference.creation_id!r}"
        )
    return id_


def _require_unique(
    reference: CreatedId[object], call: AnyCall, ids: Mapping[AnyCall, str]
) -> None:
    """Creation ids are one map for all types: a second use would take the first one's place."""
    for other in ids:
        if other is not reference.call and reference.creation_id in other._created_keys():
            raise CallRefused(
                f"{call.method.name} refers to {reference.creation_id!r}, which both "
                f"{reference.call.method.name} and {other.method.name} create: "
                "use another creation id for one of them"
            )


def failed_need(call: AnyCall) -> JMAPError | None:
    """The error of the first call that this one needs, if one of them failed."""
    return next((need._error for need in needed_by(call) if need._error is not None), None)
