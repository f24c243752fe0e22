"""Errors: one tree, with what the server said kept whole."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Callable, Mapping

import pytest

import aiojmap
from aiojmap import mail, submission
from aiojmap._exchange.problems import error_for
from aiojmap._model.errors import ServerError
from aiojmap.core import method_errors, request_errors, set_errors
from aiojmap.runtime import JSONObject, MethodError, RequestError, SetError

URL = "https://jmap.example/api/"
LIMIT = "urn:ietf:params:jmap:error:limit"
EXAMPLES: list[aiojmap.JMAPError] = [
    aiojmap.ConfigurationError("a"),
    aiojmap.CallRefused("a"),
    aiojmap.EncodeError("problem", "$.a", "Email/get"),
    aiojmap.DecodeError("problem", "$.a", "Email/get"),
    aiojmap.PropertyNotFetched("a"),
    aiojmap.CallAbandoned("a"),
    aiojmap.TransportError("a", sent=False),
    aiojmap.HTTPError("a", status=500, text="b"),
    aiojmap.AuthenticationError("a", text="b", challenge="Bearer"),
    aiojmap.AuthorizationError("a", status=403, text="b"),
    aiojmap.NotFoundError("a", status=404),
    aiojmap.RequestError({"type": "x", "detail": "d"}, status=400),
    request_errors.Limit({"type": LIMIT, "limit": "maxSizeRequest"}, status=400),
    aiojmap.MethodError({"type": "x"}),
    method_errors.ServerFail({"type": "serverFail", "description": "d"}),
    aiojmap.SetError({"type": "x"}),
    mail.set_errors.BlobNotFound({"type": "blobNotFound", "notFound": ["b"]}),
]


@pytest.mark.parametrize("error", EXAMPLES, ids=lambda error: type(error).__name__)
def test_every_error_is_a_jmap_error(error: Exception) -> None:
    """One except clause catches all of them."""
    assert isinstance(error, aiojmap.JMAPError)


@pytest.mark.parametrize(
    "duplicate",
    [copy.copy, lambda error: pickle.loads(pickle.dumps(error))],
    ids=["copy", "pickle"],
)
@pytest.mark.parametrize("error", EXAMPLES, ids=lambda error: type(error).__name__)
def test_an_error_survives_being_pickled(
    error: aiojmap.JMAPError, duplicate: Callable[[aiojmap.JMAPError], aiojmap.JMAPError]
) -> None:
    """Workers of a pool hand their errors over this way."""
    made = duplicate(error)

    assert type(made) is type(error)
    assert str(made) == str(error)
    assert vars(made) == vars(error)


@pytest.mark.parametrize(
    ("errors", "base"),
    [
        (request_errors.ALL, RequestError),
        (method_errors.ALL, MethodError),
        (set_errors.ALL, SetError),
        (mail.set_errors.ALL, SetError),
        (submission.set_errors.ALL, SetError),
    ],
)
def test_every_class_of_error_knows_its_type(
    errors: Mapping[str, type[ServerError]], base: type[ServerError]
) -> None:
    """The tables agree with the classes; only a type of a draft stands for another one."""
    assert errors
    others: list[str] = []
    for type_, kind in errors.items():
        assert issubclass(kind, base)
        assert errors[kind.error_type or ""] is kind
        if kind.error_type != type_:
            others.append(type_)
    assert set(others) <= {"resultReference"}


@pytest.mark.parametrize(
    ("error", "text"),
    [
        (SetError({}), "about:blank"),
        (SetError({"type": "x", "description": "Why"}), "x (Why)"),
        (SetError({"type": "x", "properties": ["a", "b", 5]}), "x, about a, b"),
        (
            set_errors.RateLimit({"type": "rateLimit", "description": "Why"}),
            "rateLimit (Why). Try again later.",
        ),
        (RequestError({"type": "urn:x:y", "detail": "D"}, status=400),
         "the server refused the request: y (D)"),
        (
            request_errors.Limit({"type": LIMIT, "limit": "maxSizeRequest"}, status=400),
            "the server refused the request: limit maxSizeRequest. Send less at once.",
        ),
    ],
)  # fmt: skip
def test_the_text_of_an_error(error: Exception, text: str) -> None:
    """Type, description, what it is about, and what to do."""
    assert str(error) == text


@pytest.mark.parametrize(
    "members",
    [{"existingId": None}, {"existingId": 5}, {}],
)
def test_a_member_of_the_wrong_type_reads_as_empty(members: JSONObject) -> None:
    """Handling an error must not raise another one; `members` has what came."""
    error = set_errors.AlreadyExists({"type": "alreadyExists", **members})

    assert error.existing_id == ""
    assert error.members == {"type": "alreadyExists", **members}


def test_errors_with_equal_members_are_equal() -> None:
    """Like the records they are part of."""
    assert SetError({"type": "x", "a": 1}) == SetError({"type": "x", "a": 1})
    assert SetError({"type": "x"}) != SetError({"type": "y"})
    assert SetError({"type": "forbidden"}) != set_errors.Forbidden({"type": "forbidden"})


@pytest.mark.parametrize(
    ("status", "body", "kind"),
    [
        (400, b'{"type": "urn:ietf:params:jmap:error:limit"}', request_errors.Limit),
        (400, b'{"type": "urn:ietf:params:jmap:error:notJSON"}', request_errors.NotJSON),
        (400, b'{"type": "urn:vendor:odd", "detail": "D"}', RequestError),
        (401, b"", aiojmap.AuthenticationError),
        (401, b'{"type": "about:blank"}', aiojmap.AuthenticationError),
        (403, b"no", aiojmap.AuthorizationError),
        (404, b"<html>", aiojmap.NotFoundError),
        (410, b"", aiojmap.NotFoundError),
        (500, b"\xff\xfe", aiojmap.HTTPError),
        (502, b"[1]", aiojmap.HTTPError),
        (503, b'{"type": 5}', aiojmap.HTTPError),
    ],
)
def test_an_answer_without_success_has_an_error_of_its_kind(
    status: int, body: bytes, kind: type[aiojmap.HTTPError]
) -> None:
    """By its problem type if it has one, by its status otherwise, whatever the body."""
    error = error_for(URL, status, body)

    assert type(error) is kind
    assert error.status == status


def test_an_unknown_problem_keeps_its_type_and_members() -> None:
    """Request errors of other specifications survive."""
    error = error_for(URL, 400, b'{"type": "urn:vendor:odd", "detail": "D", "x": [1]}')

    assert isinstance(error, RequestError)
    assert (error.type, error.text) == ("urn:vendor:odd", "D")
    assert error.members["x"] == [1]
