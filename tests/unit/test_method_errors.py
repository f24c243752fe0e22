"""Calls that fail: the error of the call, and the error at the root of it."""

from __future__ import annotations

import pytest
from unit.support import FakeClient, answer, outcome

import aiojmap
from aiojmap import core, mail
from aiojmap._exchange.request import failed_need
from aiojmap.core import method_errors
from aiojmap.runtime import JSON, MethodError


def failure(call: aiojmap.Call[object], members: JSON) -> MethodError:
    """The error of a single call that fails with these members."""
    answer([call], ["error", members, "0"])
    with pytest.raises(MethodError) as caught:
        outcome(call)
    return caught.value


GENERAL = [(kind.error_type, kind) for kind in dict.fromkeys(method_errors.GENERAL.values())]


@pytest.mark.parametrize(("type_", "kind"), GENERAL)
def test_an_error_of_any_method_has_the_class_of_its_type(
    client: FakeClient, type_: str, kind: type[MethodError]
) -> None:
    """Every general error of RFC 8620, section 3.6.2, can be caught by its class."""
    error = failure(client.email.query(), {"type": type_})

    assert type(error) is kind
    assert error.type == type_


def test_an_error_with_another_name_has_the_class_of_its_own(client: FakeClient) -> None:
    """Cyrus 3.6 says resultReference: it can be caught all the same, and its type is kept."""
    error = failure(client.email.query(), {"type": "resultReference"})

    assert type(error) is method_errors.InvalidResultReference
    assert error.type == "resultReference"


def test_an_error_of_one_method_has_the_class_of_its_type(client: FakeClient) -> None:
    """Errors that only some methods give are known to those."""
    changes = failure(client.email.changes(since_state="x"), {"type": "cannotCalculateChanges"})

    assert isinstance(changes, method_errors.CannotCalculateChanges)


def test_an_error_that_a_method_does_not_list_is_still_a_method_error(client: FakeClient) -> None:
    """Nothing is lost: the type, the description and other members stay readable."""
    members: JSON = {"type": "vendor:odd", "description": "Why", "retryAfter": 3}

    error = failure(client.email.query(), members)

    assert type(error) is MethodError
    assert (error.type, error.description) == ("vendor:odd", "Why")
    assert error.members == members


@pytest.mark.parametrize("members", [{}, {"type": None}, {"type": 5}])
def test_an_error_without_a_type_is_still_an_error(client: FakeClient, members: JSON) -> None:
    """A broken error object does not turn a failure into a success."""
    error = failure(client.email.query(), members)

    assert type(error) is MethodError
    assert error.members == members


def test_the_text_of_an_error_names_the_call_and_the_way_out(client: FakeClient) -> None:
    """Call, type, description, arguments and hint, in one line."""
    error = failure(
        client.email.query(),
        {"type": "invalidArguments", "description": "No", "arguments": ["filter", "sort"]},
    )

    assert str(error) == ("Email/query (call 0): invalidArguments (No), about filter, sort")
    assert str(failure(client.email.query(), {"type": "unsupportedFilter"})) == (
        "Email/query (call 0): unsupportedFilter. Make the search simpler."
    )


def test_a_failed_call_hides_no_other(client: FakeClient) -> None:
    """The calls around it keep their answers."""
    before, failed, after = client.email.query(), client.mailbox.get(), client.email.query()

    answer(
        [before, failed, after],
        ["Email/query", {"ids": ["a"]}, "0"],
        ["error", {"type": "serverFail"}, "1"],
        ["Email/query", {"ids": ["b"]}, "2"],
    )

    assert (outcome(before).ids, outcome(after).ids) == (["a"], ["b"])
    with pytest.raises(method_errors.ServerFail):
        outcome(failed)


def test_a_failed_reference_is_chained_to_the_root_cause(client: FakeClient) -> None:
    """Each link of the chain is caused by the one before, down to what went wrong."""
    query = client.email.query()
    emails = client.email.get(ids=query.ids)
    threads = client.thread.get(ids=emails.list.thread_id)

    answer(
        [query, emails, threads],
        ["error", {"type": "unsupportedFilter"}, "0"],
        ["error", {"type": "invalidResultReference"}, "1"],
        ["error", {"type": "invalidResultReference"}, "2"],
    )

    with pytest.raises(method_errors.InvalidResultReference) as caught:
        outcome(threads)
    middle = caught.value.__cause__
    assert isinstance(middle, method_errors.InvalidResultReference)
    assert middle.call == "Email/get (call 1)"
    assert isinstance(middle.__cause__, method_errors.UnsupportedFilter)


def test_a_failed_reference_to_a_call_that_succeeded_has_no_cause(client: FakeClient) -> None:
    """There is nothing to blame it on."""
    query = client.email.query()
    emails = client.email.get(ids=query.ids)

    answer(
        [query, emails],
        ["Email/query", {"ids": []}, "0"],
        ["error", {"type": "invalidResultReference"}, "1"],
    )

    with pytest.raises(method_errors.InvalidResultReference) as caught:
        outcome(emails)
    assert caught.value.__cause__ is None


def test_a_refused_creation_is_the_cause_of_what_needed_it(client: FakeClient) -> None:
    """A record inside one that was not created is refused because of that."""
    box = client.mailbox.create(mail.MailboxCreate(name="x"))
    child = client.mailbox.create(mail.MailboxCreate(name="y", parent_id=box.id))

    answer(
        [box, child],
        ["Mailbox/set", {"notCreated": {"new1": {"type": "forbidden"}}}, "0"],
        ["Mailbox/set", {"notCreated": {"new2": {"type": "invalidProperties"}}}, "1"],
    )

    with pytest.raises(core.set_errors.InvalidProperties) as caught:
        outcome(child)
    assert isinstance(caught.value.__cause__, core.set_errors.Forbidden)


def test_the_error_of_a_failed_need_is_found(client: FakeClient) -> None:
    """What a later request needs from an earlier one may have failed there."""
    query = client.email.query()
    emails = client.email.get(ids=query.ids)
    assert failed_need(emails) is None

    error = failure(query, {"type": "serverFail"})

    assert failed_need(emails) is error


def test_a_failed_call_says_so(client: FakeClient) -> None:
    """Its text tells it from one that is still to be sent, and it has no answer."""
    call = client.email.query()
    failure(call, {"type": "serverFail"})

    assert repr(call) == "<Email/query, failed>"
    assert not call.answered
