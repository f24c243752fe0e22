"""The calls of later specifications in the paper trial have the JSON of these."""

from __future__ import annotations

from typing import Any

import aiojmap

from .support import CORE, MAIL, Server
from .trial import Trial, mixed

BLOB = "urn:ietf:params:jmap:blob"
CONTACTS = "urn:ietf:params:jmap:contacts"
QUOTA = "urn:ietf:params:jmap:quota"
SMIME = "urn:ietf:params:jmap:smimeverify"


async def test_blob_get(trial: Trial) -> None:
    """Blob/get takes a range, data in either form, and digests (RFC 9404, section 4.2)."""
    record = {"id": "b", "data:asText": "quick bro", "digest:sha": "QiRA", "size": 45}
    answer = {"accountId": "A", "list": [record], "notFound": []}
    server = Server({BLOB: {}}, {"Blob/get": answer})
    client = mixed(trial.package("blob"), server)
    names = ["data:asText", "data:asBase64", "digest:sha", "size"]

    blobs = await client.paper_blob.get(ids=["b"], properties=names, offset=4, length=9)

    assert server.requests[0]["using"] == [CORE, BLOB]
    assert server.calls == [
        [
            "Blob/get",
            {"accountId": "A", "ids": ["b"], "properties": names, "offset": 4, "length": 9},
            "0",
        ]
    ]
    assert (blobs.list[0].data_as_text, blobs.list[0].size) == ("quick bro", 45)
    blob_type: Any = trial.sibling("blob", "core").Blob
    assert blobs.list[0][blob_type.digest("sha")] == "QiRA"


async def test_blob_upload(trial: Trial) -> None:
    """Blob/upload takes pieces in three forms (RFC 9404, section 4.1)."""
    package: Any = trial.package("blob_upload")
    created = {"cat": {"id": "b2", "size": 19, "type": None}}
    server = Server({BLOB: {}}, {"Blob/upload": {"accountId": "A", "created": created}})
    cat = package.UploadObject(
        data=[
            package.DataSourceObject(data_as_text="How"),
            package.DataSourceObject(blob_id="#b4", length=7, offset=3),
            package.DataSourceObject(data_as_base64="YXQ/"),
        ]
    )

    made = await mixed(package, server).paper_blob.upload(create={"cat": cat})

    assert server.calls == [
        [
            "Blob/upload",
            {
                "accountId": "A",
                "create": {
                    "cat": {
                        "data": [
                            {"data:asText": "How"},
                            {"blobId": "#b4", "offset": 3, "length": 7},
                            {"data:asBase64": "YXQ/"},
                        ]
                    }
                },
            },
            "0",
        ]
    ]
    assert made.created["cat"].id == "b2"


async def test_quota_changes(trial: Trial) -> None:
    """The properties that changed can be given to Quota/get by reference (RFC 9425, 5.2)."""
    server = Server({QUOTA: {}})
    client = mixed(trial.package("quota"), server)
    changes = client.quota.changes(since_state="78540", max_changes=20)

    await client.quota.get(ids=changes.updated, properties=changes.updated_properties)

    assert server.calls == [
        ["Quota/changes", {"accountId": "A", "sinceState": "78540", "maxChanges": 20}, "0"],
        [
            "Quota/get",
            {
                "accountId": "A",
                "#ids": {"resultOf": "0", "name": "Quota/changes", "path": "/updated"},
                "#properties": {
                    "resultOf": "0",
                    "name": "Quota/changes",
                    "path": "/updatedProperties",
                },
            },
            "1",
        ],
    ]


async def test_quota_query(trial: Trial) -> None:
    """Quotas are found by their conditions and sorted by use (RFC 9425, section 4.4)."""
    package: Any = trial.package("quota")
    server = Server({QUOTA: {}})
    wanted = package.QuotaFilter(scope="account", resource_type="octets", type="Mail")

    await mixed(package, server).quota.query(filter=wanted, sort=[package.QuotaSort.used.desc()])

    assert server.calls[0][1] == {
        "accountId": "A",
        "filter": {"scope": "account", "resourceType": "octets", "type": "Mail"},
        "sort": [{"property": "used", "isAscending": False}],
    }


async def test_contact_card_copy(trial: Trial) -> None:
    """ContactCard/copy takes the id of each original and what to change (RFC 8620, 5.4)."""
    package: Any = trial.package("contact_card")
    server = Server({CONTACTS: {}})
    copy = package.ContactCardCopy(id="c1", address_book_ids={"b2": True})

    await mixed(package, server).contact_card.copy(
        from_account_id="A", account_id="B", create={"k": copy}, on_success_destroy_original=True
    )

    assert server.calls == [
        [
            "ContactCard/copy",
            {
                "fromAccountId": "A",
                "accountId": "B",
                "create": {"k": {"id": "c1", "addressBookIds": {"b2": True}}},
                "onSuccessDestroyOriginal": True,
            },
            "0",
        ]
    ]


async def test_contact_card_set(trial: Trial) -> None:
    """A card is created with the names of JSContact, `@type` among them."""
    package: Any = trial.package("contact_card")
    server = Server({CONTACTS: {}})
    card = package.ContactCardCreate(
        address_book_ids={"b": True}, type="Card", version="1.0", uid="urn:uuid:1"
    )

    await mixed(package, server).contact_card.set(create={"k": card})

    assert server.calls[0][1]["create"] == {
        "k": {
            "addressBookIds": {"b": True},
            "@type": "Card",
            "version": "1.0",
            "uid": "urn:uuid:1",
        }
    }


async def test_contact_card_query(trial: Trial) -> None:
    """Conditions and sorts with a slash in their names keep it (RFC 9610, section 3.3)."""
    package: Any = trial.package("contact_card")
    server = Server({CONTACTS: {}})

    await mixed(package, server).contact_card.query(
        filter=package.ContactCardFilter(name_given="Ann"),
        sort=[package.ContactCardSort.name_given.asc()],
    )

    assert server.calls[0][1] == {
        "accountId": "A",
        "filter": {"name/given": "Ann"},
        "sort": [{"property": "name/given", "isAscending": True}],
    }


async def test_an_extension_property_brings_its_capability(trial: Trial) -> None:
    """Asking for smimeStatus puts the capability of RFC 9219 into the request."""
    trial.package("smime")
    extended: Any = trial.sibling("smime", "mail")
    record = {"id": "e", "smimeStatus": "signed/failed", "smimeErrors": ["expired"]}
    answer = {"accountId": "A", "state": "1", "list": [record], "notFound": []}
    server = Server({MAIL: {}, SMIME: {}}, {"Email/get": answer})
    emails = extended.EmailMethods(server.client(aiojmap.Client))

    answered = await emails.get(ids=["e"], properties=["smimeStatus", "smimeErrors"])

    assert server.requests[0]["using"] == [CORE, MAIL, SMIME]
    assert answered.list[0].smime_status == "signed/failed"
    assert answered.list[0].smime_errors == ["expired"]


async def test_other_properties_do_not_bring_the_capability(trial: Trial) -> None:
    """Without a property of the extension, its capability is not asked for."""
    trial.package("smime")
    extended: Any = trial.sibling("smime", "mail")
    server = Server({MAIL: {}, SMIME: {}})
    emails = extended.EmailMethods(server.client(aiojmap.Client))

    await emails.get(ids=["e"], properties=["subject"])

    assert server.requests[0]["using"] == [CORE, MAIL]
