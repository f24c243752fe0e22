"""What a record holds, what it does not hold, and what it keeps without knowing it."""

from __future__ import annotations

import pytest

import aiojmap
from aiojmap import core, mail, submission
from aiojmap._model.sentinels import NOT_FETCHED
from aiojmap.runtime import JSON, Record, prop, record


def test_a_property_that_did_not_come_raises_property_not_fetched() -> None:
    """Reading it names the attribute, the JSON name to ask for, and the method to ask."""
    email = aiojmap.decode({"id": "e1"}, mail.Email)

    with pytest.raises(aiojmap.PropertyNotFetched) as caught:
        _ = email.received_at

    assert str(caught.value) == (
        "Email.received_at was not fetched: name 'receivedAt' in the properties of Email/get"
    )


def test_property_not_fetched_is_an_attribute_error() -> None:
    """So `hasattr` and `getattr` with a default work on records."""
    email = aiojmap.decode({"id": "e1"}, mail.Email)

    assert isinstance(aiojmap.PropertyNotFetched("x"), AttributeError)
    assert not hasattr(email, "subject")
    assert getattr(email, "subject", "none") == "none"


def test_an_absent_member_of_what_no_get_fetches_says_that_the_answer_lacks_it() -> None:
    """There are no properties to ask for, so the message blames the answer."""
    session = aiojmap.decode({}, core.Session)

    with pytest.raises(aiojmap.PropertyNotFetched, match="the answer has no 'apiUrl'"):
        _ = session.api_url


def test_a_misspelt_attribute_is_a_plain_attribute_error() -> None:
    """A name that is no property at all is not reported as something to fetch."""
    email = aiojmap.decode({"id": "e1"}, mail.Email)

    with pytest.raises(AttributeError, match="'Email' has no attribute 'subjct'") as caught:
        getattr(email, "subjct")  # noqa: B009  # it is not known to type checkers

    assert not isinstance(caught.value, aiojmap.JMAPError)


def test_a_misspelt_attribute_cannot_be_set() -> None:
    """Records have slots, so a typing error does not make a new attribute."""
    email = aiojmap.decode({"id": "e1"}, mail.Email)

    with pytest.raises(AttributeError):
        setattr(email, "subjct", "x")  # noqa: B010  # it is not known to type checkers


def test_a_property_that_came_as_null_is_none() -> None:
    """Null is a value that came, unlike an absent property."""
    assert aiojmap.decode({"subject": None}, mail.Email).subject is None


def test_fetched_names_what_a_record_holds() -> None:
    """Only attributes with a value count, null included, and not unknown members."""
    email = aiojmap.decode({"id": "e1", "subject": None, "x": 1}, mail.Email)

    assert aiojmap.fetched(email) == {"id", "subject"}


def test_a_record_made_by_hand_lacks_what_was_not_given() -> None:
    """The sentinel of the default never shows."""
    part = mail.EmailBodyPart(part_id="1")

    assert aiojmap.fetched(part) == {"part_id"}
    assert NOT_FETCHED not in [getattr(part, name, None) for name in part.properties_by_name]


def test_a_required_property_must_be_given() -> None:
    """A record cannot be made by hand without it."""
    with pytest.raises(TypeError, match="email"):
        mail.EmailAddress(name="Ann")  # type: ignore[call-arg]  # what is tested


@pytest.mark.parametrize(
    ("members", "expected"),
    [({}, {}), ({"subject": None}, {"subject": None}), ({"subject": ""}, {"subject": ""})],
    ids=["unset", "null", "empty"],
)
def test_unset_null_and_empty_differ_on_the_way_out(
    members: dict[str, str | None], expected: dict[str, JSON]
) -> None:
    """Unset is left out, None is null, and empty stays empty."""
    create = mail.EmailCreate(mailbox_ids={}, **members)  # type: ignore[arg-type]  # str or None

    assert aiojmap.encode(create) == {"mailboxIds": {}, **expected}


@pytest.mark.parametrize("value", [aiojmap.UNSET, None, []], ids=["unset", "null", "empty"])
def test_unset_null_and_empty_lists_differ_on_the_way_out(value: object) -> None:
    """A list that is unset is left out, None is null, and an empty one is sent."""
    create = mail.EmailCreate(mailbox_ids={}, to=value)  # type: ignore[arg-type]  # one of three

    expected = {} if value is aiojmap.UNSET else {"to": value}
    assert aiojmap.encode(create) == {"mailboxIds": {}, **expected}


def test_unset_is_false_and_prints_its_name() -> None:
    """UNSET can be tested like None and shows up readable."""
    assert not aiojmap.UNSET
    assert repr(aiojmap.UNSET) == "UNSET"


def test_unknown_members_are_kept_and_sent_back() -> None:
    """What the schema does not know survives a round trip, whatever its type."""
    members: JSON = {"id": "e1", "vendor:score": {"a": [1, None]}, "header:X-Id:asYaml": "x"}

    email = aiojmap.decode(members, mail.Email)

    assert dict(aiojmap.unknown_members(email)) == {
        "vendor:score": {"a": [1, None]},
        "header:X-Id:asYaml": "x",
    }
    assert aiojmap.encode(email) == members


def test_unknown_members_of_a_record_without_any_are_empty() -> None:
    """The function always gives a mapping."""
    assert dict(aiojmap.unknown_members(mail.EmailAddress(email="a@b"))) == {}


def test_unknown_members_cannot_be_changed_through_the_view_of_them() -> None:
    """The mapping is read-only."""
    seen = aiojmap.unknown_members(aiojmap.decode({"x": 1}, mail.Email))

    with pytest.raises(TypeError):
        seen["y"] = 2  # type: ignore[index]  # what is tested


@pytest.mark.parametrize("members", [{}, {"accounts": None}], ids=["missing", "null"])
def test_a_map_that_is_missing_or_null_reads_as_its_fallback(members: dict[str, JSON]) -> None:
    """A server that leaves a map out, or says null, breaks nothing."""
    assert aiojmap.decode(members, core.Session).accounts == {}


@pytest.mark.parametrize(
    ("members", "type_"),
    [
        ({}, core.Session),
        ({"accounts": None, "username": None, "apiUrl": "u"}, core.Session),
        ({"isReadOnly": None}, core.Account),
        ({"created": None, "notCreated": None}, core.SetResponse[mail.Email]),
        ({"email": "a@b", "name": None}, mail.EmailAddress),
    ],
)
def test_a_fallback_is_not_sent(members: dict[str, JSON], type_: type[Record]) -> None:
    """Encoding gives back exactly what came: absent stays absent and null stays null."""
    assert aiojmap.encode(aiojmap.decode(members, type_)) == members


def test_a_fallback_does_not_count_as_fetched() -> None:
    """It was not in the answer."""
    assert aiojmap.fetched(aiojmap.decode({"accounts": None}, core.Session)) == frozenset()


def test_a_property_set_after_it_came_as_null_is_what_is_sent() -> None:
    """A null that was read as a fallback does not win over a value given later."""
    account = aiojmap.decode({"name": None}, core.Account)
    account.name = "Ann"

    assert aiojmap.encode(account) == {"name": "Ann"}


def test_changing_a_fallback_changes_no_other_record() -> None:
    """Every read gives a fresh value."""
    one, other = aiojmap.decode({}, core.Session), aiojmap.decode({}, core.Session)
    one.primary_accounts["x"] = "A1"

    assert other.primary_accounts == {}


def test_a_record_of_ones_own_works_like_a_generated_one() -> None:
    """`record` and `prop` are enough to make a class that decodes, falls back and encodes."""

    @record
    class Quota(Record):
        used: int = prop("usedOctets")
        scope: str = prop("scope", default=NOT_FETCHED, fallback="account")

    quota = aiojmap.decode({"usedOctets": 3}, Quota)

    assert (quota.used, quota.scope) == (3, "account")
    assert aiojmap.encode(Quota(used=4)) == {"usedOctets": 4}


def test_parameters_of_an_address_are_any_object() -> None:
    """A property that the schema leaves open takes any object and gives it back."""
    members: JSON = {"email": "a@b", "parameters": {"SIZE": "1", "BODY": None}}

    address = aiojmap.decode(members, submission.Address)

    assert address.parameters == {"SIZE": "1", "BODY": None}
    assert aiojmap.encode(address) == members


def test_a_known_property_that_came_as_null_is_no_unknown_member() -> None:
    """Null is read as the fallback, and the schema does know the name."""
    account = aiojmap.decode({"name": None, "x": None}, core.Account)

    assert dict(aiojmap.unknown_members(account)) == {"x": None}


def test_a_huge_integer_of_no_schema_is_given_back() -> None:
    """An unknown member may hold any number that JSON can write."""
    members: JSON = {"x": 10**400}

    assert aiojmap.encode(aiojmap.decode(members, mail.Email)) == members
