"""Fallbacks of records that were fetched in part: what was not asked for stays unknown."""

from __future__ import annotations

import copy
import pickle

import pytest
from unit.support import FakeClient, result

import aiojmap
from aiojmap import submission
from aiojmap.runtime import JSONObject

BARE: JSONObject = {"state": "1", "list": [{"id": "me", "name": "Ann"}]}


@aiojmap.view(submission.Identity)
class Signed:
    """A part of an identity that Cyrus leaves out."""

    name: str
    text_signature: str


@pytest.mark.parametrize("names", [None, ["name", "replyTo", "textSignature"]], ids=["all", "some"])
def test_what_was_asked_for_and_left_out_reads_as_its_fallback(
    client: FakeClient, names: list[submission.IdentityProperty] | None
) -> None:
    """Cyrus knows no signatures; the answer is that of an identity without one."""
    (me,) = result(client.identity.get(properties=names), BARE).list

    assert (me.name, me.reply_to, me.text_signature) == ("Ann", None, "")


def test_what_was_not_asked_for_is_not_fetched_whatever_its_fallback(client: FakeClient) -> None:
    """The account may well have a value: reading it says what to ask for."""
    (me,) = result(client.identity.get(properties=["name", "bcc"]), BARE).list

    assert me.bcc is None
    with pytest.raises(aiojmap.PropertyNotFetched, match="'replyTo' in the properties of"):
        _ = me.reply_to


def test_a_view_has_the_fallbacks_of_what_is_in_it(client: FakeClient) -> None:
    """Everything in a view was asked for."""
    (me,) = result(client.identity.get(properties=Signed), BARE).list

    assert (me.name, me.text_signature) == ("Ann", "")


@pytest.mark.parametrize(
    "duplicate",
    [copy.copy, copy.deepcopy, lambda value: pickle.loads(pickle.dumps(value))],
    ids=["copy", "deepcopy", "pickle"],
)
def test_a_copy_was_fetched_like_its_original(client: FakeClient, duplicate: object) -> None:
    """What was not asked for is not made up by copying."""
    (me,) = result(client.identity.get(properties=["name", "bcc"]), BARE).list
    assert callable(duplicate)

    other = duplicate(me)

    assert other == me
    assert other.bcc is None
    with pytest.raises(aiojmap.PropertyNotFetched):
        _ = other.reply_to


def test_the_envelope_of_a_submission_may_be_left_out(client: FakeClient) -> None:
    """Cyrus gives none back that it made itself, and the submission can be read all the same."""
    answer: JSONObject = {"state": "1", "list": [{"id": "S1", "emailId": "M1"}]}

    (sent,) = result(client.email_submission.get(), answer).list

    assert sent.envelope is None
    assert aiojmap.encode(sent) == {"id": "S1", "emailId": "M1"}
