"""The least that calls need."""

from __future__ import annotations

from typing import ClassVar

import pytest

import aiojmap
from aiojmap import core, mail, maskedemail, submission
from aiojmap.runtime import Call, Method, Response

from .support import CORE, MAIL, MASKED, SUBMISSION, FakeClient

MAIL_SCOPE = "urn:ietf:params:oauth:scope:mail"
MASKED_SCOPE = "https://www.fastmail.com/dev/maskedemail"


class VendorCall(Call[Response]):
    """A method whose schema names no scope."""

    __slots__ = ()

    method: ClassVar[Method] = Method(
        name="Vendor/do", capability="urn:vendor", effect="write", response=Response
    )


def test_classes_of_calls_will_do() -> None:
    """An app knows what to ask for before it has a client."""
    assert aiojmap.required_capabilities(mail.EmailSetCall, submission.IdentityGetCall) == [
        CORE,
        MAIL,
        SUBMISSION,
    ]
    assert aiojmap.required_scopes(mail.EmailSetCall, submission.IdentityGetCall) == [MAIL_SCOPE]


def test_masked_email_has_a_scope_of_its_own() -> None:
    """And does not bring that of mail with it."""
    assert aiojmap.required_scopes(maskedemail.MaskedEmailSetCall) == [MASKED_SCOPE]


def test_arguments_count(client: FakeClient) -> None:
    """What an argument makes the server do needs its capability too."""
    plain = client.email_submission.set(destroy=["s"])
    moving = client.email_submission.set(destroy=["s"], on_success_destroy_email=["s"])

    assert aiojmap.required_capabilities(plain) == [CORE, SUBMISSION]
    assert aiojmap.required_capabilities(moving) == [CORE, SUBMISSION, MAIL]


def test_calls_that_are_referred_to_count(client: FakeClient) -> None:
    """They are sent along."""
    masked = client.masked_email.get()
    emails = client.email.get(ids=masked.list.id)  # type: ignore[arg-type]  # ids of another type

    assert aiojmap.required_scopes(emails) == [MAIL_SCOPE, MASKED_SCOPE]


def test_the_core_comes_with_any_scope() -> None:
    """So it adds none, but where it is alone."""
    echo, masked = core.CoreEchoCall, maskedemail.MaskedEmailGetCall

    assert aiojmap.required_scopes(echo, masked) == [MASKED_SCOPE]
    assert aiojmap.required_scopes(echo) == [MAIL_SCOPE]


def test_no_calls_need_nothing() -> None:
    """But the core, without which no request is."""
    assert (aiojmap.required_capabilities(), aiojmap.required_scopes()) == ([CORE], [])


def test_a_method_without_a_known_scope_is_named() -> None:
    """Leaving it out would ask for too little."""
    with pytest.raises(aiojmap.ConfigurationError, match="no OAuth scope is known for urn:vendor"):
        aiojmap.required_scopes(mail.EmailGetCall, VendorCall)


def test_writing_is_told_from_reading(client: FakeClient) -> None:
    """So that a read-only token is asked for where it is enough."""
    assert not aiojmap.requires_write(mail.EmailGetCall, client.mailbox.query())
    assert aiojmap.requires_write(mail.EmailGetCall, mail.MailboxSetCall)


def test_a_call_and_its_class_need_the_same(client: FakeClient) -> None:
    """The capability is the method's."""
    assert aiojmap.required_capabilities(client.masked_email.get()) == (
        aiojmap.required_capabilities(maskedemail.MaskedEmailGetCall)
    )
    assert aiojmap.required_capabilities(maskedemail.MaskedEmailGetCall) == [CORE, MASKED]
