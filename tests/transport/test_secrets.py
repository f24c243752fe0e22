"""Secrets and credentials: the header they make, and that they do not show."""

from __future__ import annotations

import base64
import copy
import json
import pickle
import traceback
from collections.abc import Callable

import pytest

import aiojmap
from transport.support import HOST, TOKEN, Wire

PASSWORD = "canary password"
BASIC = base64.b64encode(f"me:{PASSWORD}".encode()).decode()


async def test_a_token_goes_into_the_header_as_bearer(wire: Wire, client: aiojmap.Client) -> None:
    """A token is sent as RFC 6750 says."""
    await client.session()
    assert wire.session.calls.last.request.headers["Authorization"] == f"Bearer {TOKEN}"


async def test_a_secret_is_a_token_too(wire: Wire) -> None:
    """The token may be a Secret already."""
    async with aiojmap.Client(HOST, token=aiojmap.Secret(TOKEN)) as client:
        await client.session()
    assert wire.session.calls.last.request.headers["Authorization"] == f"Bearer {TOKEN}"


async def test_basic_goes_into_the_header_in_base64(wire: Wire) -> None:
    """A user name and a password are sent as RFC 7617 says."""
    async with aiojmap.Client(HOST, auth=aiojmap.Basic("me", PASSWORD)) as client:
        await client.session()
    assert wire.session.calls.last.request.headers["Authorization"] == f"Basic {BASIC}"


async def test_basic_is_utf_8(wire: Wire) -> None:
    """A user name and a password may be in any script."""
    async with aiojmap.Client(HOST, auth=aiojmap.Basic("zoë", "pässwörd")) as client:
        await client.session()
    scheme, _, value = wire.session.calls.last.request.headers["Authorization"].partition(" ")
    assert (scheme, base64.b64decode(value).decode()) == ("Basic", "zoë:pässwörd")


@pytest.mark.parametrize("username", ["", "a:b"])
def test_basic_refuses_a_user_name_it_cannot_carry(username: str) -> None:
    """A user name that is empty or has a colon is refused."""
    with pytest.raises(aiojmap.ConfigurationError):
        aiojmap.Basic(username, PASSWORD)


def test_basic_refuses_an_empty_password() -> None:
    """A password that is empty is refused."""
    with pytest.raises(aiojmap.ConfigurationError):
        aiojmap.Basic("me", "")


def test_a_client_needs_credentials() -> None:
    """Without a token and an auth there is no client."""
    with pytest.raises(aiojmap.ConfigurationError):
        aiojmap.Client(HOST)


def test_a_client_takes_one_kind_of_credentials() -> None:
    """A token and an auth together are refused."""
    with pytest.raises(aiojmap.ConfigurationError):
        aiojmap.Client(HOST, token=TOKEN, auth=aiojmap.Bearer(TOKEN))


ODD = [
    f"{TOKEN}\n",
    f"{TOKEN}\r\nX-Other: 1",
    f"{TOKEN} ",
    f" {TOKEN}",
    f"{TOKEN[:4]} {TOKEN[4:]}",
    f"{TOKEN}\t",
    f"{TOKEN}\x00",
    f"{TOKEN}\x7f",
    f"{TOKEN}é",
    f"{TOKEN}\u2028",
    f"{TOKEN}\ud800",
]


@pytest.mark.parametrize("token", ODD)
@pytest.mark.parametrize(
    "make",
    [aiojmap.Secret, aiojmap.Bearer, lambda token: aiojmap.Client(HOST, token=token)],
    ids=["secret", "bearer", "client"],
)
def test_a_token_no_header_may_hold_is_refused_unseen(
    make: Callable[[str], object], token: str
) -> None:
    """A token with a line break, a space or a character beyond ASCII is refused, not shown."""
    with pytest.raises(aiojmap.ConfigurationError) as caught:
        make(token)
    assert TOKEN[4:] not in "".join(traceback.format_exception(caught.value))


@pytest.mark.parametrize("token", ODD)
def test_a_refused_token_is_in_nothing_the_error_holds(token: str) -> None:
    """Neither the arguments nor the attributes of the refusal hold the token."""
    with pytest.raises(aiojmap.ConfigurationError) as caught:
        aiojmap.Secret(token)
    assert TOKEN[4:] not in repr((caught.value.args, vars(caught.value)))


def test_an_empty_token_is_refused() -> None:
    """An empty token is refused before anything is sent."""
    with pytest.raises(aiojmap.ConfigurationError, match="empty"):
        aiojmap.Client(HOST, token="")


@pytest.mark.parametrize(
    "show",
    [
        repr,
        str,
        ascii,
        format,
        "{}".format,
        "{!r}".format,
        lambda value: f"{value}",
        lambda value: "%s %r" % (value, value),  # noqa: UP031
        lambda value: repr([value, {"token": value}]),
    ],
)
@pytest.mark.parametrize(
    "value", [aiojmap.Secret(TOKEN), aiojmap.Bearer(TOKEN), aiojmap.Basic(TOKEN, TOKEN)]
)
def test_credentials_have_no_text(value: object, show: Callable[[object], str]) -> None:
    """However credentials are turned into text, nothing of them is in it."""
    shown = show(value)
    assert TOKEN not in shown
    assert base64.b64encode(f"{TOKEN}:{TOKEN}".encode()).decode() not in shown


@pytest.mark.parametrize(
    "store", [pickle.dumps, json.dumps, copy.copy, copy.deepcopy, vars, "{:>40}".format]
)
def test_a_secret_is_not_stored_or_copied(store: Callable[[object], object]) -> None:
    """A Secret cannot be pickled, copied, turned to JSON or into a dictionary."""
    with pytest.raises(TypeError) as caught:
        store(aiojmap.Secret(TOKEN))
    assert TOKEN not in str(caught.value)


@pytest.mark.parametrize("auth", [aiojmap.Bearer(TOKEN), aiojmap.Basic("me", TOKEN)])
def test_credentials_are_not_pickled(auth: aiojmap.Auth) -> None:
    """What holds a Secret cannot be pickled either."""
    with pytest.raises(TypeError):
        pickle.dumps(auth)


def test_secrets_compare_by_value() -> None:
    """Two Secrets of one value are equal and hash alike; others are not equal."""
    one, same, other = aiojmap.Secret("a"), aiojmap.Secret("a"), aiojmap.Secret("b")
    assert (one == same, hash(one) == hash(same), one == other) == (True, True, False)


def test_a_secret_equals_no_text() -> None:
    """A Secret is not equal to its own text, so a mistaken comparison tells nothing."""
    assert aiojmap.Secret("a") != "a"


def test_a_secret_is_shown_to_who_asks() -> None:
    """`reveal` gives the value."""
    assert aiojmap.Secret(TOKEN).reveal() == TOKEN
