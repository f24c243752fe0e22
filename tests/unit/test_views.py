"""Views: classes of one's own that narrow what a get returns."""

from __future__ import annotations

import pickle
from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Literal, Optional

import pytest
from unit.support import FakeClient

import aiojmap
from aiojmap import mail
from aiojmap.runtime import Record

if TYPE_CHECKING:
    from decimal import Decimal


@aiojmap.view(mail.Email)
class Summary:
    """What a list shows."""

    id: str
    from_: list[mail.EmailAddress] | None
    subject: str | None

    def headline(self) -> str:
        """The subject, or what stands in for it."""
        return self.subject or "(no subject)"


class Outer:
    """A class with a view inside it."""

    @aiojmap.view(mail.Email)
    class Inner:
        """A view that is not at the top of its module."""

        id: str


def properties(view: type[object]) -> list[str]:
    """The properties in JSON that a get asks for with a view."""
    call = FakeClient().email.get(ids=["e1"], properties=view)
    arguments = aiojmap.encode(call.arguments)
    assert isinstance(arguments, dict)
    asked = arguments["properties"]
    assert isinstance(asked, list)
    return [str(name) for name in asked]


def test_a_view_asks_for_its_properties_by_their_json_names() -> None:
    """A get with a view sends exactly those, in their order."""
    assert properties(Summary) == ["id", "from", "subject"]


def test_a_view_keeps_its_methods_and_its_name() -> None:
    """It is the class that was written, with fields."""
    summary = aiojmap.decode({"id": "e1", "subject": None}, Summary)

    assert summary.headline() == "(no subject)"
    assert (Summary.__name__, Summary.__module__) == ("Summary", __name__)
    assert Summary.__doc__ == "What a list shows."


def test_a_property_outside_a_view_is_no_attribute_of_it() -> None:
    """Reading it is a plain AttributeError, because no get with this view can fetch it."""
    summary = aiojmap.decode({"id": "e1", "preview": "x"}, Summary)

    with pytest.raises(AttributeError, match="'Summary' has no attribute 'preview'"):
        getattr(summary, "preview")  # noqa: B009  # it is not known to type checkers


def test_a_property_of_a_view_that_did_not_come_raises_property_not_fetched() -> None:
    """Views and records say the same."""
    summary = aiojmap.decode({"id": "e1"}, Summary)

    with pytest.raises(aiojmap.PropertyNotFetched, match="'subject' in the properties of Email"):
        _ = summary.subject


def test_a_view_can_be_made_by_hand() -> None:
    """Tests of applications make views without a server."""
    made = Summary(id="e1", from_=None, subject="x")

    assert isinstance(made, Record)
    assert aiojmap.encode(made) == {"id": "e1", "from": None, "subject": "x"}


def test_a_name_that_is_no_property_is_refused_with_the_nearest() -> None:
    """The TypeError comes when the class is made, and says what was meant."""
    with pytest.raises(TypeError) as caught:

        @aiojmap.view(mail.Email)
        class Wrong:
            subjct: str | None

    assert str(caught.value) == (
        "Wrong.subjct: Email has no property of that name; did you mean 'subject'?"
    )


def test_a_name_like_no_property_is_refused_without_a_guess() -> None:
    """Nothing is suggested where nothing is close."""
    with pytest.raises(TypeError) as caught:

        @aiojmap.view(mail.Email)
        class Wrong:
            zzz: str

    assert str(caught.value) == "Wrong.zzz: Email has no property of that name"


def test_another_type_than_the_property_has_is_refused() -> None:
    """A view cannot promise what the type does not."""
    with pytest.raises(TypeError) as caught:

        @aiojmap.view(mail.Email)
        class Wrong:
            size: str

    assert str(caught.value).startswith("Wrong.size: is str, but Email.size is ")


def test_leaving_out_the_null_of_a_property_is_refused() -> None:
    """A subject may be null, so a view may not say it is always a string."""
    with pytest.raises(TypeError, match=r"Wrong\.subject: is str, but Email\.subject is"):

        @aiojmap.view(mail.Email)
        class Wrong:
            subject: str


def test_an_empty_view_is_refused() -> None:
    """It would fetch nothing."""
    with pytest.raises(TypeError, match="Empty is an empty view: annotate the properties"):

        @aiojmap.view(mail.Email)
        class Empty:
            pass


def test_an_annotation_that_cannot_be_resolved_is_refused() -> None:
    """A name imported for type checkers only is missing at run time; the message says so."""
    with pytest.raises(TypeError, match=r"Wrong: name 'Decimal' is not defined; import it"):

        @aiojmap.view(mail.Email)
        class Wrong:
            size: Decimal


def test_other_spellings_of_the_same_type_are_accepted() -> None:
    """Optional, Annotated and the known values of an open enum make no difference."""

    @aiojmap.view(mail.Email)
    class Spelled:
        subject: Optional[str]  # noqa: UP045  # what is tested
        size: Annotated[int, "octets"]
        received_at: datetime
        keywords: dict[str, bool]

    @aiojmap.view(mail.Mailbox)
    class Box:
        role: Literal["inbox", "sent"] | str | None  # what is tested

    assert properties(Spelled) == ["subject", "size", "receivedAt", "keywords"]
    assert isinstance(Box, type)


def test_a_view_inherits_the_properties_of_another() -> None:
    """A view of a view fetches the properties of both."""

    @aiojmap.view(mail.Email)
    class Longer(Summary):
        preview: str

    longer = aiojmap.decode({"id": "e1", "subject": "s", "preview": "p"}, Longer)

    assert sorted(properties(Longer)) == ["from", "id", "preview", "subject"]
    assert (longer.id, longer.preview, longer.headline()) == ("e1", "p", "s")


def test_a_view_inherits_from_a_plain_class() -> None:
    """Annotations and methods of a mixin become part of the view."""

    class Identified:
        id: str

        def label(self) -> str:
            return f"#{self.id}"

    @aiojmap.view(mail.Email)
    class Labelled(Identified):
        preview: str

    labelled = aiojmap.decode({"id": "e1", "preview": "p"}, Labelled)

    assert sorted(properties(Labelled)) == ["id", "preview"]
    assert labelled.label() == "#e1"


@pytest.mark.parametrize("view", [Summary, Outer.Inner], ids=["module", "class"])
def test_a_view_can_be_pickled(view: type[object]) -> None:
    """Wherever its class can be imported from."""
    value = aiojmap.decode({"id": "e1"}, view)

    assert pickle.loads(pickle.dumps(value)) == value


@pytest.mark.parametrize(
    "given", [mail.Thread, aiojmap.core.Account, int, object], ids=lambda given: given.__name__
)
def test_a_class_that_is_no_view_of_the_type_is_refused(
    client: FakeClient, given: type[object]
) -> None:
    """The message names the class and how to make a view."""
    with pytest.raises(aiojmap.CallRefused) as caught:
        client.email.get(ids=["e1"], properties=given)

    assert str(caught.value) == (
        f"Email: properties={given.__name__} is no view of it; make one with @aiojmap.view(Email)"
    )


def test_a_view_of_another_type_is_refused(client: FakeClient) -> None:
    """A view of emails cannot be asked of threads."""
    with pytest.raises(aiojmap.CallRefused, match="Thread: properties=Summary is no view of it"):
        client.thread.get(ids=["t1"], properties=Summary)


def test_the_type_itself_as_properties_asks_for_the_default(client: FakeClient) -> None:
    """`properties=mail.Email` means whatever the server gives, typed as Email."""
    call = client.email.get(ids=["e1"], properties=mail.Email)

    assert aiojmap.encode(call.arguments) == {"ids": ["e1"]}
