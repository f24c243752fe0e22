"""Properties whose names are made at run time: header fields in every form."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from codegen.support import MAIL, Server

import aiojmap
from aiojmap import mail
from aiojmap.runtime import JSON, AnyPropertyName, PropertyName

LIST_ID = mail.Email.header("List-Id")
ADDRESS = mail.EmailAddress(name="Ann", email="ann@example.com")
GROUP = mail.EmailAddressGroup(name="Friends", addresses=[ADDRESS])
WIRE_ADDRESS: JSON = {"name": "Ann", "email": "ann@example.com"}
WIRE_GROUP: JSON = {"name": "Friends", "addresses": [WIRE_ADDRESS]}
TIME = datetime(2024, 5, 1, 12, tzinfo=UTC)

# Each form of RFC 8621, section 4.1.2: its name, a value on the wire, the value read.
FORMS: list[tuple[PropertyName[mail.Email, object], str, JSON, object]] = [
    (LIST_ID, "header:List-Id", " <jmap>", " <jmap>"),  # type: ignore[list-item]
    (LIST_ID.as_raw, "header:List-Id:asRaw", " <jmap>", " <jmap>"),  # type: ignore[list-item]
    (LIST_ID.as_text, "header:List-Id:asText", "jmap", "jmap"),  # type: ignore[list-item]
    (
        mail.Email.header("Resent-To").as_addresses,  # type: ignore[list-item]
        "header:Resent-To:asAddresses",
        [WIRE_ADDRESS],
        [ADDRESS],
    ),
    (
        mail.Email.header("X-People").as_grouped_addresses,  # type: ignore[list-item]
        "header:X-People:asGroupedAddresses",
        [WIRE_GROUP],
        [GROUP],
    ),
    (
        mail.Email.header("References").as_message_ids,  # type: ignore[list-item]
        "header:References:asMessageIds",
        ["a@b"],
        ["a@b"],
    ),
    (
        mail.Email.header("Resent-Date").as_date,  # type: ignore[list-item]
        "header:Resent-Date:asDate",
        "2024-05-01T12:00:00Z",
        TIME,
    ),
    (
        mail.Email.header("List-Post").as_urls,  # type: ignore[list-item]
        "header:List-Post:asURLs",
        ["mailto:list@example.com"],
        ["mailto:list@example.com"],
    ),
]


@pytest.mark.parametrize(("name", "text", "wire", "value"), FORMS, ids=[form[1] for form in FORMS])
def test_a_header_field_is_read_in_its_form(
    name: PropertyName[mail.Email, object], text: str, wire: JSON, value: object
) -> None:
    """The value of the last field has the type of the form, and is written as it came."""
    email = aiojmap.decode({text: wire}, mail.Email)

    assert name == text
    assert email[name] == value
    assert aiojmap.encode(email) == {text: wire}


@pytest.mark.parametrize(("name", "text", "wire", "value"), FORMS, ids=[form[1] for form in FORMS])
def test_a_header_field_that_is_not_there_is_null(
    name: PropertyName[mail.Email, object], text: str, wire: JSON, value: object
) -> None:
    """A server says null for a field that the message does not have."""
    email = aiojmap.decode({text: None}, mail.Email)

    assert email[name] is None
    assert aiojmap.encode(email) == {text: None}


@pytest.mark.parametrize(("name", "text", "wire", "value"), FORMS, ids=[form[1] for form in FORMS])
def test_all_fields_of_a_name_are_a_list(
    name: PropertyName[mail.Email, object], text: str, wire: JSON, value: object
) -> None:
    """With `all`, there is a value for each field in the message, none if there is no field."""
    every: PropertyName[mail.Email, list[object]] = getattr(name, "all")  # noqa: B009
    email = aiojmap.decode({f"{text}:all": [wire, wire]}, mail.Email)
    none = aiojmap.decode({f"{text}:all": []}, mail.Email)

    assert every == f"{text}:all"
    assert email[every] == [value, value]
    assert none[every] == []
    assert aiojmap.encode(email) == {f"{text}:all": [wire, wire]}


@pytest.mark.parametrize(("name", "text", "wire", "value"), FORMS, ids=[form[1] for form in FORMS])
def test_a_header_field_is_created_in_its_form(
    name: PropertyName[mail.Email, object], text: str, wire: JSON, value: object
) -> None:
    """What is given for a name goes out under it, and comes back out of JSON the same."""
    draft = mail.EmailCreate(mailbox_ids={"m": True})
    draft[name] = value

    assert aiojmap.encode(draft) == {"mailboxIds": {"m": True}, text: wire}
    assert aiojmap.decode(aiojmap.encode(draft), mail.EmailCreate) == draft


@pytest.mark.parametrize(
    ("name", "wrong", "path", "problem"),
    [
        ("header:A:asText", 5, '$["header:A:asText"]', "expected str, got int"),
        ("header:A:asDate", "soon", '$["header:A:asDate"]', "expected a date, got 'soon'"),
        (
            "header:A:asText:all",
            ["x", None],
            '$["header:A:asText:all"][1]',
            "expected str, got null",
        ),
        (
            "header:A:asAddresses",
            [{"email": 1}],
            '$["header:A:asAddresses"][0].email',
            "expected str, got int",
        ),
    ],
)
def test_a_value_of_another_form_is_refused(
    name: str, wrong: JSON, path: str, problem: str
) -> None:
    """A wrong type is told with the path that leads to it."""
    with pytest.raises(aiojmap.DecodeError) as caught:
        aiojmap.decode({name: wrong}, mail.Email)

    assert (caught.value.path, caught.value.problem) == (path, problem)


@pytest.mark.parametrize(
    "name", ["header:A:asYaml", "header:A:all:asText", "header:", "header:A B", "header:A:asText:"]
)
def test_a_name_of_no_known_form_is_kept_as_it_came(name: str) -> None:
    """A form of a later specification does not break reading."""
    email = aiojmap.decode({name: {"new": True}}, mail.Email)

    assert aiojmap.unknown_members(email) == {name: {"new": True}}
    assert aiojmap.encode(email) == {name: {"new": True}}


def test_a_header_field_that_was_not_fetched_says_what_to_ask_for() -> None:
    """Reading one that the answer does not have names the property."""
    email = aiojmap.decode({"id": "e"}, mail.Email)

    with pytest.raises(aiojmap.PropertyNotFetched, match="name 'header:List-Id:asText' in the"):
        email[LIST_ID.as_text]
    assert LIST_ID.as_text not in email


def test_capitals_are_those_that_were_asked_for() -> None:
    """A server answers in the capitals of the request (RFC 8621, section 4.2)."""
    email = aiojmap.decode({"header:list-id:asText": "x"}, mail.Email)

    assert LIST_ID.as_text not in email
    assert email[mail.Email.header("list-id").as_text] == "x"


@pytest.mark.parametrize("value", ["", "A B", "A:B", "Ä", "A\r\nB"])
def test_a_field_name_that_no_message_can_have_is_refused(value: str) -> None:
    """A name is printable ASCII without a colon."""
    with pytest.raises(ValueError, match=r"header:\{name\}: expected printable ASCII"):
        mail.Email.header(value)


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        (mail.Email.header("From").as_date, "the form asDate is not for From"),
        (mail.Email.header("subject").as_addresses.all, "the form asAddresses is not for subject"),
        (mail.Email.header("Date").as_text, "the form asText is not for Date"),
    ],
)
def test_a_form_for_other_fields_is_refused_before_sending(
    name: AnyPropertyName[mail.Email], sentence: str
) -> None:
    """A form that RFC 8621 forbids for a field is not sent, nor taken for a new email."""
    draft = mail.EmailCreate(mailbox_ids={"m": True})

    with pytest.raises(ValueError, match=sentence):
        draft[name] = "x"  # type: ignore[index]


async def test_a_get_of_a_forbidden_form_is_refused() -> None:
    """The call says which form is not for which field, and nothing is sent."""
    server = Server({MAIL: {}})
    client = server.client(aiojmap.Client)

    with pytest.raises(aiojmap.CallRefused, match="Email/get: 'header:From:asDate': the form"):
        await client.email.get(ids=["e"], properties=[mail.Email.header("From").as_date])

    assert server.requests == []


async def test_header_fields_of_parts_can_be_asked_for() -> None:
    """The names of EmailBodyPart go into bodyProperties."""
    part = mail.EmailBodyPart.header("Content-Type")
    record: JSON = {"id": "e", "textBody": [{"partId": "1", "header:Content-Type": " a/b"}]}
    answer: dict[str, object] = {"accountId": "A", "state": "1", "list": [record], "notFound": []}
    server = Server({MAIL: {}}, {"Email/get": answer})

    got = await server.client(aiojmap.Client).email.get(
        ids=["e"], properties=["textBody"], body_properties=["partId", part]
    )

    assert server.calls[0][1]["bodyProperties"] == ["partId", "header:Content-Type"]
    assert got.list[0].text_body[0][part] == " a/b"


async def test_a_view_names_its_header_fields() -> None:
    """An attribute of a view that is `named` is fetched by that name."""

    @aiojmap.view(mail.Email)
    class Listing:
        subject: str | None
        list_id: str | None = aiojmap.named(LIST_ID.as_text)
        times: list[datetime | None] = aiojmap.named(mail.Email.header("Resent-Date").as_date.all)

    record: JSON = {
        "id": "e",
        "subject": "Hi",
        "header:List-Id:asText": "jmap",
        "header:Resent-Date:asDate:all": ["2024-05-01T12:00:00Z", None],
    }
    answer: dict[str, object] = {"accountId": "A", "state": "1", "list": [record], "notFound": []}
    server = Server({MAIL: {}}, {"Email/get": answer})

    got = await server.client(aiojmap.Client).email.get(ids=["e"], properties=Listing)

    assert server.calls[0][1]["properties"] == [
        "subject",
        "header:List-Id:asText",
        "header:Resent-Date:asDate:all",
    ]
    assert (got.list[0].list_id, got.list[0].times) == ("jmap", [TIME, None])


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        (LIST_ID.as_date, r"is str \| None, but 'header:List-Id:asDate' is"),
        (mail.EmailBodyPart.header("A").as_text, "Email has no property 'header:A:asText'"),
        (mail.Email.header("Date").as_text, "the form asText is not for Date"),
    ],
)
def test_a_wrong_name_in_a_view_is_refused(name: PropertyName[object, str], sentence: str) -> None:
    """The type must be that of the form, and the name one of the type viewed."""
    with pytest.raises(TypeError, match=sentence):

        @aiojmap.view(mail.Email)
        class Wrong:
            text: str | None = aiojmap.named(name)


def pickled(email: mail.Email) -> mail.Email:
    """The record after it has been pickled."""
    found: mail.Email = pickle.loads(pickle.dumps(email))
    return found


@pytest.mark.parametrize("copied", [copy.copy, copy.deepcopy, pickled])
def test_copies_have_the_header_fields_too(copied: Callable[[mail.Email], mail.Email]) -> None:
    """Copying and pickling keep what was read under made names, and compare equal."""
    email = aiojmap.decode({"id": "e", "header:A:asText": "x"}, mail.Email)

    made = copied(email)

    assert made == email
    assert made[mail.Email.header("A").as_text] == "x"
    assert email != aiojmap.decode({"id": "e", "header:A:asText": "y"}, mail.Email)


def test_a_record_cannot_be_gone_through() -> None:
    """Reading by name does not make a sequence of a record."""
    with pytest.raises(TypeError):
        iter(mail.EmailCreate(mailbox_ids={}))  # type: ignore[call-overload]


def test_the_header_fields_show_in_the_text_of_a_record() -> None:
    """What is printed of a record has them by name."""
    email = aiojmap.decode({"id": "e", "header:A:asText": "x"}, mail.Email)

    assert repr(email) == "Email(id='e', header:A:asText: 'x')"
