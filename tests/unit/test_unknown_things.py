"""What no schema here knows goes through unharmed, in both directions, and can be read."""

from __future__ import annotations

import pytest
from unit.support import ACCOUNT, MAIL, FakeClient, answer, make_session, prepare, raw, result, sent

import aiojmap
from aiojmap import core, mail, maskedemail, submission
from aiojmap._exchange.accounts import account_capability, session_capability
from aiojmap.runtime import JSON, JSONObject, MethodError, Record, SetError

ODD: JSON = {"deep": [1, None, {"": True}]}
VENDOR = "https://vendor.example/odd"


@pytest.mark.parametrize(
    ("type_", "members"),
    [
        (mail.Email, {"id": "e", "vendor:snoozed": ODD}),
        (mail.Email, {"bodyStructure": {"subParts": [{"size": 1, "vendor:height": 5}]}}),
        (mail.Email, {"header:List-Id:asVendor": "x", "header:": "y"}),
        (mail.EmailCreate, {"bodyValues": {"1": {"value": "x", "vendor:odd": None}}}),
        (mail.EmailFilter, {"text": "x", "vendor:odd": ODD}),
        (mail.MailboxPatch, {"name": "x", "vendor:color": None}),
        (core.ChangesResponse, {"newState": "2", "performance": ODD}),
        (submission.Envelope, {"mailFrom": {"email": "a@b", "vendor:odd": ODD}, "rcptTo": []}),
        (core.Session, {"apiUrl": "https://x", "vendor:odd": ODD}),
    ],
    ids=lambda value: value.__name__ if isinstance(value, type) else "",
)
def test_unknown_properties_survive(type_: type[Record], members: JSONObject) -> None:
    """At any depth, and in what is sent as well as in what comes."""
    assert aiojmap.encode(aiojmap.decode(members, type_)) == members


@pytest.mark.parametrize(
    ("type_", "members", "name"),
    [
        (mail.Mailbox, {"role": "vendor:snoozed"}, "role"),
        (mail.EmailBodyPart, {"disposition": "vendor"}, "disposition"),
        (submission.EmailSubmission, {"undoStatus": "vendor"}, "undo_status"),
        (submission.DeliveryStatus, {"delivered": "perhaps", "displayed": "?"}, "delivered"),
        (maskedemail.MaskedEmail, {"state": "sleeping"}, "state"),
        (core.StateChange, {"@type": "VendorChange", "changed": {}}, "type"),
    ],
    ids=lambda value: value.__name__ if isinstance(value, type) else "",
)
def test_unknown_values_of_an_open_set_survive(
    type_: type[Record], members: JSONObject, name: str
) -> None:
    """The strings that a specification lists are those it knew of."""
    value = aiojmap.decode(members, type_)

    assert getattr(value, name) == next(iter(members.values()))
    assert aiojmap.encode(value) == members


def test_unknown_keywords_and_data_types_survive() -> None:
    """Keys of maps are open too: keywords, types with a state, SMTP parameters."""
    change: JSONObject = {"changed": {"a": {"VendorThing": "s"}}}
    keywords: JSONObject = {"keywords": {"$vendor": True}}

    assert aiojmap.encode(aiojmap.decode(change, core.StateChange)) == change
    assert aiojmap.encode(aiojmap.decode(keywords, mail.Email)) == keywords


def test_unknown_capabilities_survive_in_a_session() -> None:
    """Those of the server and those of an account, with all they say."""
    members: JSONObject = {
        "capabilities": {core.CoreCapability.uri: {"maxObjectsInGet": 5, "odd": 1}, VENDOR: ODD},
        "accounts": {"A": {"name": "a", "accountCapabilities": {VENDOR: ODD}}},
        "primaryAccounts": {VENDOR: "A"},
        "apiUrl": "https://x",
    }

    session = aiojmap.decode(members, core.Session)

    assert session.capabilities[VENDOR] == ODD
    assert session.accounts["A"].account_capabilities[VENDOR] == ODD
    assert aiojmap.encode(session) == members


def test_unknown_members_of_a_known_capability_survive() -> None:
    """What Cyrus calls `emailsListSortOptions` can still be read."""
    said: JSONObject = {"emailsListSortOptions": ["receivedAt"], "maxMailboxesPerEmail": 20}
    limits: JSONObject = {"maxObjectsInGet": 5, "vendor:odd": ODD}
    session = make_session(
        core_members=limits, accounts={ACCOUNT: {"accountCapabilities": {MAIL: said}}}
    )

    found = account_capability(session, mail.MailAccountCapability, ACCOUNT)

    assert aiojmap.unknown_members(found)["emailsListSortOptions"] == ["receivedAt"]
    assert aiojmap.encode(found) == said
    assert aiojmap.encode(session_capability(session, core.CoreCapability)) == limits


def test_an_unknown_capability_can_be_asked_for(client: FakeClient) -> None:
    """`using` goes out as it is given."""
    request = prepare(client, client.mailbox.get(), using=[MAIL, VENDOR])

    assert request.body["using"] == [MAIL, VENDOR]


def test_an_unknown_method_is_sent_and_its_answer_kept(client: FakeClient) -> None:
    """Arguments and answer are JSON, both whole."""
    call = raw(client, "Vendor/odd", {"ids": None, "odd": ODD})

    assert sent(prepare(client, call)) == [("Vendor/odd", {"ids": None, "odd": ODD})]
    assert aiojmap.encode(result(call, {"list": [ODD], "odd": None})) == {
        "list": [ODD],
        "odd": None,
    }


def test_an_unknown_implicit_answer_stays_out_of_the_way(client: FakeClient) -> None:
    """An answer of another method under the id of a call does not hide the call's own."""
    call = client.thread.get(ids=["t"])

    answer(
        [call],
        ["Vendor/odd", {"odd": 1}, "0"],
        ["Thread/get", {"list": [], "state": "1"}, "0"],
    )

    assert call.answered
    assert call.implicit_responses(mail.EmailSetCall) == []


def test_an_unknown_method_error_keeps_all_it_came_with(client: FakeClient) -> None:
    """It is a MethodError with its own type."""
    call = client.email.query()
    members: JSONObject = {"type": "vendor:odd", "description": None, "odd": ODD}

    answer([call], ["error", members, "0"])

    assert isinstance(call._error, MethodError)
    assert call._error.type == "vendor:odd"
    assert call._error.members == members


def test_an_unknown_set_error_survives_a_round_trip(client: FakeClient) -> None:
    """In the answer of a /set, next to one that is known and has odd members."""
    unknown: JSONObject = {"type": "vendor:odd", "odd": ODD}
    known: JSONObject = {"type": "invalidProperties", "properties": {"odd": 1}, "existingId": "m"}
    members: JSONObject = {
        "accountId": ACCOUNT,
        "newState": "1",
        "created": None,
        "notCreated": {"a": unknown},
        "notUpdated": {"m": known},
    }
    call = client.mailbox.set(create={"a": mail.MailboxCreate(name="A")})

    found = result(call, members)

    assert type(found.not_created["a"]) is SetError
    assert found.not_created["a"].members == unknown
    assert isinstance(found.not_updated["m"], core.set_errors.InvalidProperties)
    assert aiojmap.encode(found) == members
