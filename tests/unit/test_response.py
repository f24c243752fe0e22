"""From the JSON of a response to the answers of its calls."""

from __future__ import annotations

import pytest
from unit.support import SESSION, FakeClient, answer, outcome, raw

import aiojmap
from aiojmap import mail, submission
from aiojmap._exchange.request import build
from aiojmap._exchange.response import read
from aiojmap.core import set_errors
from aiojmap.runtime import JSON

EMAIL_SET: JSON = {"updated": {"e1": None}, "newState": "s9"}


def submit(client: FakeClient) -> submission.EmailSubmissionSetCall:
    """A call whose success has the server change emails too."""
    return client.email_submission.set(
        create={"k": submission.EmailSubmissionCreate(identity_id="i", email_id="e1")},
        on_success_update_email={"#k": mail.EmailPatch(keywords={})},
    )


def test_each_call_gets_its_own_answer(client: FakeClient) -> None:
    """By call id, whatever the order of the responses."""
    query, boxes = client.email.query(), client.mailbox.get()

    answer(
        [query, boxes],
        ["Mailbox/get", {"list": [{"id": "m1"}]}, "1"],
        ["Email/query", {"ids": ["e1"]}, "0"],
    )

    assert outcome(query).ids == ["e1"]
    assert [box.id for box in outcome(boxes).list] == ["m1"]


def test_the_session_state_is_given_back(client: FakeClient) -> None:
    """It tells whether the session is still the current one."""
    assert answer([client.email.query()], ["Email/query", {"ids": []}, "0"]) == "s1"


@pytest.mark.parametrize("members", [{}, {"sessionState": 5}, {"sessionState": None}])
def test_a_session_state_that_is_no_string_is_none(
    client: FakeClient, members: dict[str, JSON]
) -> None:
    """A server that forgets it breaks nothing."""
    request = build([client.email.query()], SESSION)

    assert read(request, {"methodResponses": [["Email/query", {}, "0"]], **members}) is None


def test_responses_under_unknown_call_ids_are_ignored(client: FakeClient) -> None:
    """They belong to nobody."""
    query = client.email.query()

    answer([query], ["Email/query", {"ids": ["x"]}, "7"], ["Email/query", {"ids": ["e1"]}, "0"])

    assert outcome(query).ids == ["e1"]


def test_responses_that_follow_under_the_same_id_hang_on_the_call(client: FakeClient) -> None:
    """They are typed by the class of call they answer."""
    call = submit(client)

    answer(
        [call],
        ["EmailSubmission/set", {"created": {"k": {"id": "s1"}}}, "0"],
        ["Email/set", EMAIL_SET, "0"],
    )

    assert outcome(call).created["k"].id == "s1"
    (implicit,) = call.implicit_responses(mail.EmailSetCall)
    assert implicit.updated == {"e1": None}
    assert implicit.new_state == "s9"


def test_implicit_responses_have_the_errors_of_their_own_method(client: FakeClient) -> None:
    """A refusal in an Email/set is of a class of Email/set."""
    call = submit(client)
    refused: JSON = {"notUpdated": {"e1": {"type": "tooManyKeywords"}}}

    answer([call], ["EmailSubmission/set", {}, "0"], ["Email/set", refused, "0"])

    (implicit,) = call.implicit_responses(mail.EmailSetCall)
    assert isinstance(implicit.not_updated["e1"], mail.set_errors.TooManyKeywords)


def test_implicit_responses_of_another_kind_are_left_out(client: FakeClient) -> None:
    """Only those of the class asked for are given."""
    call = submit(client)

    answer([call], ["EmailSubmission/set", {}, "0"], ["Email/set", EMAIL_SET, "0"])

    assert call.implicit_responses(mail.MailboxSetCall) == []


def test_an_implicit_response_that_comes_first_is_not_the_answer(client: FakeClient) -> None:
    """The answer is the response of the call's own method."""
    call = submit(client)

    answer([call], ["Email/set", EMAIL_SET, "0"], ["EmailSubmission/set", {"newState": "n"}, "0"])

    assert outcome(call).new_state == "n"
    assert len(call.implicit_responses(mail.EmailSetCall)) == 1


def test_an_error_that_comes_first_is_the_answer(client: FakeClient) -> None:
    """The call failed, whatever else stands under its id."""
    call = submit(client)

    answer([call], ["error", {"type": "serverFail"}, "0"], ["Email/set", EMAIL_SET, "0"])

    with pytest.raises(aiojmap.MethodError):
        outcome(call)


def test_an_implicit_error_after_success_does_not_fail_the_call(client: FakeClient) -> None:
    """The email was sent; what failed is raised to who asks for the implicit responses."""
    call = submit(client)

    answer(
        [call],
        ["EmailSubmission/set", {"created": {"k": {"id": "s1"}}}, "0"],
        ["error", {"type": "serverFail"}, "0"],
    )

    assert outcome(call).created["k"].id == "s1"
    with pytest.raises(aiojmap.MethodError, match="Email/set: serverFail"):
        call.implicit_responses(mail.EmailSetCall)


def test_a_call_without_a_response_fails_alone(client: FakeClient) -> None:
    """The message names the method and the call id; the others keep their answers."""
    query, boxes = client.email.query(), client.mailbox.get()

    answer([query, boxes], ["Email/query", {"ids": []}, "0"])

    assert query.answered
    with pytest.raises(aiojmap.MissingResponse) as caught:
        outcome(boxes)
    assert str(caught.value) == "Mailbox/get (call 1): the server did not answer the call"


def test_a_call_with_only_other_responses_says_which(client: FakeClient) -> None:
    """The message lists what came under its id."""
    query = client.email.query()

    answer([query], ["Thread/get", {}, "0"])

    with pytest.raises(aiojmap.MissingResponse, match="only to Thread/get under its id"):
        outcome(query)


def test_an_answer_that_cannot_be_read_fails_alone(client: FakeClient) -> None:
    """The error names the call and the path; the others keep their answers."""
    emails, boxes = client.email.get(ids=[]), client.mailbox.get()

    answer(
        [emails, boxes],
        ["Email/get", {"list": [{"from": [{"email": 5}]}]}, "0"],
        ["Mailbox/get", {"list": []}, "1"],
    )

    assert outcome(boxes).list == []
    with pytest.raises(aiojmap.DecodeError) as caught:
        outcome(emails)
    assert str(caught.value) == (
        "Email/get (call 0): $.list[0].from[0].email: expected str, got int"
    )


@pytest.mark.parametrize("depth", [400, 450])
def test_an_answer_that_nests_too_deeply_fails_alone(client: FakeClient, depth: int) -> None:
    """One hostile message must not take the answers of the other calls with it."""
    part: JSON = {"partId": "1"}
    for _ in range(depth):
        part = {"subParts": [part]}
    emails, boxes = client.email.get(ids=["e1"]), client.mailbox.get()

    answer(
        [emails, boxes],
        ["Email/get", {"list": [{"bodyStructure": part}]}, "0"],
        ["Mailbox/get", {"list": []}, "1"],
    )

    assert boxes.answered


@pytest.mark.parametrize(
    ("payload", "message"),
    [
        (None, "expected an object with methodResponses, got null"),
        ([], "expected an object with methodResponses, got array"),
        ("ok", "expected an object with methodResponses, got str"),
        ({}, "got object without members"),
        ({"b": 1, "a": 2}, "got object with a, b"),
        ({"methodResponses": None}, "methodResponses: expected array, got null"),
        ({"methodResponses": {}}, "methodResponses: expected array, got object"),
        ({"methodResponses": ["x"]}, r"methodResponses\[0\]: expected name, arguments and call id"),
        ({"methodResponses": [["a", {}, "0"], ["b", {}]]}, r"methodResponses\[1\]: expected"),
        ({"methodResponses": [["a", {}, 0]]}, r"methodResponses\[0\]: expected"),
        ({"methodResponses": [["a", [], "0"]]}, r"methodResponses\[0\]: expected"),
        ({"methodResponses": [[None, {}, "0"]]}, r"methodResponses\[0\]: expected"),
        ({"methodResponses": [["a", {}, "0", 1]]}, r"methodResponses\[0\]: expected"),
    ],
)
def test_what_is_no_jmap_response_is_refused_as_a_whole(
    client: FakeClient, payload: JSON, message: str
) -> None:
    """The error says what is there instead, and no call is settled."""
    query = client.email.query()

    with pytest.raises(aiojmap.ProtocolError, match=message):
        read(build([query], SESSION), payload)

    assert repr(query) == "<Email/query, not sent>"


def test_refusals_in_a_response_have_the_classes_of_their_types(client: FakeClient) -> None:
    """Each SetError of a /set is of the class made for its type, in every map of them."""
    call = client.email.set(destroy=["e1"])

    answer(
        [call],
        [
            "Email/set",
            {
                "notCreated": {"a": {"type": "blobNotFound", "notFound": ["b1"]}},
                "notUpdated": {"b": {"type": "invalidProperties", "properties": ["to"]}},
                "notDestroyed": {"c": {"type": "vendor:locked", "until": 5}},
            },
            "0",
        ],
    )

    response = outcome(call)
    blob, properties = response.not_created["a"], response.not_updated["b"]
    assert isinstance(blob, mail.set_errors.BlobNotFound)
    assert blob.not_found == ["b1"]
    assert isinstance(properties, set_errors.InvalidProperties)
    assert properties.properties == ["to"]
    other = response.not_destroyed["c"]
    assert type(other) is aiojmap.SetError
    assert (other.type, other.members["until"]) == ("vendor:locked", 5)


def test_errors_of_raw_calls_have_classes_too(client: FakeClient) -> None:
    """The standard errors are known whatever the method."""
    call = raw(client, "Foo/get", {})

    answer([call], ["error", {"type": "unknownMethod"}, "0"])

    with pytest.raises(aiojmap.core.method_errors.UnknownMethod):
        outcome(call)
