"""Patches: what they replace, what `merge` changes, and how the paths are written."""

from __future__ import annotations

import pytest
from unit.support import FakeClient

import aiojmap
from aiojmap import mail, maskedemail
from aiojmap.runtime import JSON, Record


@pytest.mark.parametrize(
    ("patch", "expected"),
    [
        (mail.EmailPatch(), {}),
        (mail.EmailPatch(keywords={"$seen": True}), {"keywords": {"$seen": True}}),
        (mail.EmailPatch(keywords={}), {"keywords": {}}),
        (mail.EmailPatch(keywords=None), {"keywords": None}),
        (maskedemail.MaskedEmailPatch(state="disabled"), {"state": "disabled"}),
        (mail.EmailPatch(keywords=aiojmap.merge({})), {}),
        (
            mail.EmailPatch(keywords=aiojmap.merge({"$seen": True, "$flagged": None})),
            {"keywords/$seen": True, "keywords/$flagged": None},
        ),
        (
            mail.EmailPatch(mailbox_ids=aiojmap.merge({"m1": True}), keywords={"$seen": True}),
            {"mailboxIds/m1": True, "keywords": {"$seen": True}},
        ),
    ],
)
def test_a_patch_says_what_changes(patch: Record, expected: JSON) -> None:
    """Unset is left out, None puts the default back, a merge becomes one path an entry."""
    assert aiojmap.encode(patch) == expected


@pytest.mark.parametrize(
    ("key", "path"),
    [
        ("a/b~c", "keywords/a~1b~0c"),
        ("~1", "keywords/~01"),
        ("/", "keywords/~1"),
        ("", "keywords/"),
        ("*", "keywords/*"),
        ("ä ö", "keywords/ä ö"),
    ],
)
def test_the_key_of_a_merge_is_escaped(key: str, path: str) -> None:
    """A slash or tilde in a key is no syntax of the pointer; no slash leads the path."""
    assert aiojmap.encode(mail.EmailPatch(keywords=aiojmap.merge({key: True}))) == {path: True}


@pytest.mark.parametrize(
    "wrong",
    [
        mail.MailboxPatch(name=aiojmap.merge({"a": "b"})),  # type: ignore[arg-type]
        mail.EmailCreate(mailbox_ids={}, keywords=aiojmap.merge({})),  # type: ignore[arg-type]
        mail.EmailFilter(text=aiojmap.merge({})),  # type: ignore[arg-type]
    ],
    ids=["string", "map that is created", "filter"],
)
def test_only_a_map_in_a_patch_can_be_merged_into(wrong: Record) -> None:
    """Elsewhere `merge` has no meaning, and the error says so."""
    with pytest.raises(aiojmap.EncodeError, match="only a map in a patch can be merged into"):
        aiojmap.encode(wrong)


def test_a_wrong_entry_of_a_merge_is_refused_with_its_path() -> None:
    """The path leads to the entry."""
    patch = mail.EmailPatch(keywords=aiojmap.merge({"$seen": "yes"}))  # type: ignore[dict-item]

    with pytest.raises(aiojmap.EncodeError) as caught:
        aiojmap.encode(patch)

    assert caught.value.path == '$.keywords["$seen"]'
    assert caught.value.problem == "expected bool, got str"


@pytest.mark.parametrize("key", [5, None, "created"], ids=["int", "null", "id to be created"])
def test_a_key_of_a_merge_that_is_no_string_is_refused(client: FakeClient, key: object) -> None:
    """A path cannot hold it, and the error is ours."""
    if key == "created":
        key = client.mailbox.create(mail.MailboxCreate(name="x")).id
    patch = mail.EmailPatch(mailbox_ids=aiojmap.merge({key: True}))  # type: ignore[dict-item]

    with pytest.raises(aiojmap.EncodeError):
        aiojmap.encode(patch)


def test_a_merge_is_a_snapshot() -> None:
    """Changing the mapping afterwards does not change the merge."""
    entries: dict[str, bool | None] = {"$seen": True}
    merged = aiojmap.merge(entries)

    entries["$flagged"] = True

    assert aiojmap.encode(mail.EmailPatch(keywords=merged)) == {"keywords/$seen": True}


def test_merges_compare_and_print_by_their_entries() -> None:
    """They are values like the rest."""
    assert aiojmap.merge({"a": True}) == aiojmap.merge({"a": True})
    assert aiojmap.merge({"a": True}) != aiojmap.merge({"a": None})
    assert repr(aiojmap.merge({"a": True})) == "merge({'a': True})"


def test_a_patch_of_a_call_is_under_its_record(client: FakeClient) -> None:
    """`update` puts the paths under the id of the record."""
    call = client.email.update("e1", mail.EmailPatch(keywords=aiojmap.merge({"$seen": True})))

    assert aiojmap.encode(call.arguments) == {"update": {"e1": {"keywords/$seen": True}}}
