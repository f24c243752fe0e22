"""Says what an example is an example of, reads it as that, and writes it again."""

from __future__ import annotations

import enum
import json
from collections.abc import Iterator, Sequence
from typing import cast

from wire.bindings import Bindings
from wire.equality import difference
from wire.exchanges import Exchange
from wire.notes import Note, Verdict
from wire.requests import express
from wire.responses import reread
from wire.values import unknown_in

import aiojmap
from aiojmap import core, mail
from aiojmap._exchange.accounts import account_capability, session_capability
from aiojmap._exchange.problems import error_for
from aiojmap._model.json import dumps
from aiojmap.core import request_errors
from aiojmap.runtime import JSON, JSONObject


class Form(enum.Enum):
    """What an example can be."""

    REQUEST = "method calls"
    RESPONSE = "method responses"
    ARGUMENTS = "the arguments of a call"
    SESSION = "a session"
    PROBLEM = "a problem with the whole request"
    STATE_CHANGE = "a StateChange"
    PUSH_VERIFICATION = "a PushVerification"
    SORT = "criteria of a sort"
    ADDRESSES = "email addresses"
    ADDRESS_GROUPS = "groups of email addresses"
    PROPERTY_NAMES = "names of properties"


def forms(value: JSON, bindings: Bindings) -> set[Form]:
    """The forms a value has; several if it could be either, none if nothing fits."""
    if isinstance(value, list):
        if invocations(value):
            return _direction(invocations(value), bindings)
        return _form_of_items(value)
    if not isinstance(value, dict):
        return set()
    members = {
        "methodCalls": Form.REQUEST,
        "methodResponses": Form.RESPONSE,
        "capabilities": Form.SESSION,
        "status": Form.PROBLEM,
        "changed": Form.STATE_CHANGE,
        "pushSubscriptionId": Form.PUSH_VERIFICATION,
        "ids": Form.ARGUMENTS,
    }
    return {form for name, form in members.items() if name in value}


def invocations(value: JSON) -> list[JSON]:
    """The invocations in a value: it is one, or a list of them; empty if it is neither."""
    match value:
        case [str(), dict(), str()]:
            return [value]
        case [[str(), dict(), str()], *_]:
            return value
    return []


def _direction(found: Sequence[JSON], bindings: Bindings) -> set[Form]:
    """Whether invocations are calls or responses, by the members that their methods have."""
    possible = {Form.REQUEST, Form.RESPONSE}
    for name, members, _ in cast("list[tuple[str, JSONObject, str]]", found):
        if name == "error":
            possible.discard(Form.REQUEST)
        elif name in bindings.calls and name != "Core/echo":
            method = bindings.calls[name].method
            names = {member.removeprefix("#") for member in members}
            if not names <= method.arguments.properties_by_json.keys():
                possible.discard(Form.REQUEST)
            if not names <= method.response.properties_by_json.keys():
                possible.discard(Form.RESPONSE)
    return possible


def _form_of_items(value: list[JSON]) -> set[Form]:
    if value and all(isinstance(item, str) for item in value):
        return {Form.PROPERTY_NAMES}
    members = {
        "property": Form.SORT,
        "email": Form.ADDRESSES,
        "addresses": Form.ADDRESS_GROUPS,
    }
    return {
        form
        for name, form in members.items()
        if value and all(isinstance(item, dict) and name in item for item in value)
    }


def problems(value: JSON, form: Form, bindings: Bindings) -> Iterator[Note]:
    """What is not as it was once a value is read and written as what it is, or is unknown."""
    if form is Form.REQUEST:
        yield from express(_request(value), bindings).notes
    elif form is Form.RESPONSE:
        found = reread(_response(value), None, bindings)
        yield from found.notes
        for record, name in found.kept:
            yield Note(Verdict.UNKNOWN, record, name)
    elif form is Form.PROBLEM:
        yield from _of_problem(cast("JSONObject", value))
    elif form is Form.SESSION:
        yield from _of_value(value, core.Session)
        yield from _of_capabilities(value)
    elif form is Form.SORT:
        yield from _of_value({"sort": value}, mail.EmailQueryArguments)
    elif form is Form.PROPERTY_NAMES:
        yield from _of_names(cast("list[str]", value))
    else:
        yield from _of_value(value, _TYPES[form])


_TYPES: dict[Form, type[object]] = {
    Form.ARGUMENTS: mail.EmailGetArguments,
    Form.STATE_CHANGE: core.StateChange,
    Form.PUSH_VERIFICATION: core.PushVerification,
    Form.ADDRESSES: list[mail.EmailAddress],
    Form.ADDRESS_GROUPS: list[mail.EmailAddressGroup],
}


def _request(value: JSON) -> Exchange:
    calls = invocations(value)
    whole: JSONObject = {"using": [], "methodCalls": calls}
    request = whole if calls else cast("JSONObject", value)
    return Exchange("request", 200, request, {"methodResponses": []}, [])


def _response(value: JSON) -> Exchange:
    found = invocations(value)
    whole: JSONObject = {"methodResponses": found}
    response = whole if found else value
    return Exchange("response", 200, {"methodCalls": []}, response, [])


def _of_value(value: JSON, type_: type[object], where: str = "") -> Iterator[Note]:
    read = aiojmap.decode(value, type_)
    for unknown in unknown_in(read):
        yield Note(Verdict.UNKNOWN, where or type_.__name__, unknown.path)
    found = difference(value, aiojmap.encode(read))
    if found:
        yield Note(Verdict.FAILED, where or type_.__name__, found)


def _of_problem(value: JSONObject) -> Iterator[Note]:
    error = error_for("https://jmap.example/api/", cast("int", value["status"]), dumps(value))
    if type(error) not in request_errors.ALL.values():
        yield Note(Verdict.FAILED, type(error).__name__, "is no class of its own")
    elif isinstance(error, aiojmap.RequestError):
        found = difference(value, error.members)
        if found:
            yield Note(Verdict.FAILED, type(error).__name__, found)


def _of_capabilities(value: JSON) -> Iterator[Note]:
    session = aiojmap.decode(value, core.Session)
    core_found = session_capability(session, core.CoreCapability)
    yield from _capability(core_found, session.capabilities[core.CoreCapability.uri])
    for account_id, account in session.accounts.items():
        mail_found = account_capability(session, mail.MailAccountCapability, account_id)
        sent = account.account_capabilities[mail.MailAccountCapability.uri]
        yield from _capability(mail_found, sent)


def _capability(found: aiojmap.Record, sent: JSONObject) -> Iterator[Note]:
    yield from _of_value(sent, type(found), type(found).__name__)


def _of_names(value: list[str]) -> Iterator[Note]:
    """Names of properties are only ever listed as the default of an argument."""
    defaults = [
        argument.default
        for arguments in (mail.EmailGetArguments, mail.EmailParseArguments)
        for argument in arguments.properties_by_name.values()
    ]
    if value not in defaults:
        yield Note(Verdict.FAILED, "names", f"are no default of an argument: {', '.join(value)}")


def of_a_type_we_have(value: JSON) -> JSON:
    """The value with Todo in the place of Foo, which stands for any type."""
    found: JSON = json.loads(json.dumps(value).replace('"Foo/', '"Todo/'))
    return found
