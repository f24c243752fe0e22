"""Core/echo and what a whole request meets (RFC 8620, sections 3 and 4)."""

from __future__ import annotations

import pytest

import aiojmap
from aiojmap import mail
from aiojmap.core import method_errors, request_errors
from aiojmap.runtime import JSONObject

from .differing import Expected

pytestmark = pytest.mark.about("Core")


@pytest.mark.succeeds("Core/echo")
async def test_an_echo_comes_back_as_it_was_sent(client: aiojmap.Client) -> None:
    """Every kind of JSON value, nested, survives the way there and back."""
    sent: JSONObject = {
        "text": 'Grüße \N{WAVING HAND SIGN} \u2028 \\ "',
        "numbers": [0, -1, 1.5, 2**53 - 1],
        "others": {"null": None, "true": True, "list": [], "object": {}},
    }

    answer = await client.core.echo(sent)

    assert aiojmap.unknown_members(answer) == sent


@pytest.mark.succeeds("Core/echo", "Mailbox/query")
async def test_an_echo_shows_what_a_reference_becomes(client: aiojmap.Client) -> None:
    """A member that refers to an earlier call comes back as the value it stands for."""
    inbox = client.mailbox.query(filter=mail.MailboxFilter(role="inbox"))

    found, answer = await client.send(inbox, client.core.echo({"plain": 1, "ids": inbox.ids}))

    assert aiojmap.unknown_members(answer) == {"plain": 1, "ids": found.ids}


@pytest.mark.fails("Core/echo", "Mailbox/query")
async def test_a_reference_to_a_failed_call_is_told_with_its_cause(
    client: aiojmap.Client, expected: Expected
) -> None:
    """The call that refers fails with InvalidResultReference, because of the other's error."""
    failing = client.mailbox.query(sort=[aiojmap.Comparator("colour")])
    echo = client.core.echo({"ids": failing.ids})

    with pytest.raises(method_errors.UnsupportedSort):
        await client.send(failing, echo)
    with pytest.raises(method_errors.InvalidResultReference, match="Core/echo") as raised:
        await echo

    assert isinstance(raised.value.__cause__, method_errors.UnsupportedSort)
    assert raised.value.type == expected("the error of a reference to nothing")


async def test_a_capability_that_nobody_knows_fails_the_request(client: aiojmap.Client) -> None:
    """using with an unknown URI: the whole request fails with UnknownCapability."""
    using = ["urn:ietf:params:jmap:core", "urn:example:unheard-of"]

    with pytest.raises(request_errors.UnknownCapability) as raised:
        await client.send(client.core.echo({"a": 1}), using=using)

    assert raised.value.status == 400


async def test_the_session_tells_the_limits_and_the_accounts(client: aiojmap.Client) -> None:
    """The capabilities of the session and of its account are typed; what is missing has a value.

    Cyrus leaves maxMailboxDepth and maxSizeMailboxName out.
    """
    limits = await client.capability(aiojmap.core.CoreCapability)
    account = await client.account_capability(mail.MailAccountCapability)

    assert limits.max_calls_in_request >= 16
    assert limits.max_objects_in_get >= 500
    assert account.may_create_top_level_mailbox
    assert account.max_size_mailbox_name >= 100
