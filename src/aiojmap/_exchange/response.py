"""From the JSON of a response to the answers of its calls (RFC 8620, section 3.4)."""

from __future__ import annotations

from collections.abc import Mapping

from .._model.errors import (
    QUOTED,
    DecodeError,
    JMAPError,
    MissingResponse,
    ProtocolError,
)
from .._model.invocation import AnyCall
from .._model.json import Hide, kind
from .._model.references import needed_by
from .._model.types import JSON, JSONObject
from .request import Request

Invocations = dict[str, list[tuple[str, JSONObject]]]


def read(request: Request, payload: JSON, hide: Hide = str) -> str | None:
    """Give every call of a request its answer or its error, and return the session state.

    Raises `ProtocolError` when the whole is no JMAP response; what is wrong with one answer
    is that call's alone. `hide` takes secrets out of what messages quote.
    """
    if not isinstance(payload, dict) or "methodResponses" not in payload:
        raise ProtocolError(
            f"the answer is no JMAP response: expected an object with methodResponses, "
            f"got {kind(payload)}{hide(_members(payload))}"
        )
    answers = _by_call_id(payload["methodResponses"])
    for call_id, call in request.calls.items():
        _settle(call, call_id, answers.get(call_id, []), hide)
    _explain(request.calls)
    state = payload.get("sessionState")
    return state if isinstance(state, str) else None


def _members(payload: JSON) -> str:
    if not isinstance(payload, dict):
        return ""
    return f" with {', '.join(sorted(payload)[:5])}"[:QUOTED] if payload else " without members"


def _by_call_id(responses: JSON) -> Invocations:
    if not isinstance(responses, list):
        raise ProtocolError(f"methodResponses: expected array, got {kind(responses)}")
    found: Invocations = {}
    for position, response in enumerate(responses):
        match response:
            case [str() as name, dict() as members, str() as call_id]:
                found.setdefault(call_id, []).append((name, members))
            case _:
                raise ProtocolError(
                    f"methodResponses[{position}]: expected name, arguments and call id, "
                    f"got {kind(response)}"
                )
    return found


def _settle(call: AnyCall, call_id: str, answers: list[tuple[str, JSONObject]], hide: Hide) -> None:
    context = f"{call.method.name} (call {call_id})"
    own = next(
        (n for n, (name, _) in enumerate(answers) if name in (call.method.name, "error")), None
    )
    if own is None:
        others = hide(", ".join(name for name, _ in answers))[:QUOTED]
        found = f", only to {others} under its id" if others else ""
        call._fail(MissingResponse(f"{context}: the server did not answer the call{found}"))
        return
    name, members = answers[own]
    if name == "error":
        error = call._failure(call.method, members)
        error.call = context
        call._fail(error)
        return
    try:
        call._accept(members, [*answers[:own], *answers[own + 1 :]])
    except DecodeError as error:
        error.context = context
        error.hide(hide)
        call._fail(error)
    except JMAPError as error:
        call._fail(error)


def _explain(calls: Mapping[str, AnyCall]) -> None:
    """Chain a failed reference to the error of the call it refers to: the root cause."""
    for call in calls.values():
        error = call._error
        if error is None or error.__cause__ is not None:
            continue
        for needed in needed_by(call):
            if needed._error is not None:
                error.__cause__ = needed._error
                break
