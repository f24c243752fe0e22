"""What a server was sent, and assertions about it."""

from __future__ import annotations

from unittest import mock

import pytest

import aiojmap
from aiojmap import mail
from aiojmap.testing import Server


async def test_calls_of_all_requests(jmap_server: Server, jmap_client: aiojmap.Client) -> None:
    """Calls are listed with name, arguments and id, across requests."""
    await jmap_client.core.echo({"n": 1})
    await jmap_client.core.echo({"n": 2})

    assert [(call.name, call.arguments) for call in jmap_server.calls] == [
        ("Core/echo", {"n": 1}),
        ("Core/echo", {"n": 2}),
    ]
    assert [request.kind for request in jmap_server.requests] == [
        "discovery",
        "session",
        "api",
        "api",
    ]


async def test_arguments_are_read_as_their_class(
    jmap_server: Server, jmap_client: aiojmap.Client
) -> None:
    """A call's arguments come typed; references to results are left out."""
    found = jmap_client.email.query(filter=mail.EmailFilter(has_keyword="$seen"), limit=2)
    await jmap_client.email.get(ids=found.ids, properties=["subject"])
    query, get = jmap_server.calls

    asked = query.read(mail.EmailQueryArguments)
    assert (asked.limit, asked.filter) == (2, mail.EmailFilter(has_keyword="$seen"))
    read = get.read(mail.EmailGetArguments)
    assert aiojmap.fetched(read) == {"account_id", "properties"}
    assert aiojmap.unknown_members(read) == {}
    assert str(get) == "Email/get"


async def test_what_a_request_uses(jmap_server: Server, jmap_client: aiojmap.Client) -> None:
    """`using` is that of an API request, in its order; other requests have none."""
    await jmap_client.identity.get()

    assert jmap_server.requests[-1].using == [
        "urn:ietf:params:jmap:core",
        "urn:ietf:params:jmap:submission",
    ]
    assert jmap_server.requests[0].using == []
    assert jmap_server.requests[0].calls == []


async def test_a_call_was_made(jmap_server: Server, jmap_client: aiojmap.Client) -> None:
    """The calls that fit are returned, by name or class, by any spelling of the arguments."""
    inbox = jmap_server.mailbox().id
    filter = mail.EmailFilter(in_mailbox=inbox)
    await jmap_client.email.query(filter=filter, limit=1)
    await jmap_client.email.query(filter=filter, limit=2, calculate_total=True)

    check = jmap_server.assert_called
    assert len(check("Email/query")) == 2
    assert len(check(mail.EmailQueryCall, filter={"inMailbox": inbox}, times=2)) == 2
    (call,) = check("Email/query", filter=filter, calculate_total=True)
    assert call.arguments["limit"] == 2
    assert len(check("Email/query", calculateTotal=True, times=1)) == 1
    assert len(check("Email/query", limit=lambda limit: limit > 1)) == 1
    assert len(check("Email/query", limit=mock.ANY)) == 2
    jmap_server.assert_not_called("Email/get")
    jmap_server.assert_not_called("Email/query", limit=3)


async def test_a_call_with_other_arguments(
    jmap_server: Server, jmap_client: aiojmap.Client
) -> None:
    """The failure shows each call of the method, and how its arguments differ."""
    await jmap_client.email.query(filter=mail.EmailFilter(has_keyword="$seen"), limit=1)

    with pytest.raises(AssertionError) as caught:
        jmap_server.assert_called("Email/query", filter={"hasKeyword": "$draft"}, position=3)

    assert str(caught.value).splitlines() == [
        'Email/query was not called with filter={"hasKeyword": "$draft"}, position=3',
        '  call 1: Email/query(accountId="u0000001", filter={"hasKeyword": "$seen"}, limit=1)',
        '    filter: expected {"hasKeyword": "$draft"}',
        '            got      {"hasKeyword": "$seen"}',
        "    position: expected 3",
        "              got      nothing",
    ]


async def test_another_call_was_made(jmap_server: Server, jmap_client: aiojmap.Client) -> None:
    """Where the method was not called at all, the failure says what was."""
    await jmap_client.send(jmap_client.mailbox.get(), jmap_client.identity.get())

    with pytest.raises(AssertionError) as caught:
        jmap_server.assert_called("Email/get", times=1)

    assert str(caught.value).splitlines() == [
        "Email/get was not called, but should have been 1 time",
        "  called were: Mailbox/get, Identity/get",
    ]


async def test_a_call_was_made_too_often(jmap_server: Server, jmap_client: aiojmap.Client) -> None:
    """The failure counts the calls that fit."""
    for limit in (1, 1, 2):
        await jmap_client.email.query(limit=limit)

    with pytest.raises(AssertionError, match=r"called 2 times with limit=1, not 1"):
        jmap_server.assert_called("Email/query", limit=1, times=1)
    with pytest.raises(AssertionError, match=r"called 1 time with limit=what <lambda> accepts"):
        jmap_server.assert_not_called("Email/query", limit=lambda limit: limit == 2)


@pytest.mark.parametrize(
    ("method", "arguments", "said"),
    [
        ("Email/qeury", {}, "no method 'Email/qeury'; did you mean 'Email/query'"),
        ("Email/query", {"fitler": {}}, "no argument 'fitler'; did you mean 'filter'"),
    ],
)
async def test_a_misspelt_expectation(
    method: str, arguments: dict[str, object], said: str, jmap_server: Server
) -> None:
    """It is an error, rather than an expectation that never or always holds."""
    with pytest.raises(ValueError, match=said):
        jmap_server.assert_not_called(method, **arguments)


async def test_long_values_are_cut(jmap_server: Server, jmap_client: aiojmap.Client) -> None:
    """A message stays readable, whatever was sent."""
    await jmap_client.core.echo({"text": "x" * 5000})

    with pytest.raises(AssertionError) as caught:
        jmap_server.assert_called("Core/echo", other=object())

    assert len(str(caught.value)) < 1000


async def test_round_trips(jmap_server: Server, jmap_client: aiojmap.Client) -> None:
    """API requests are counted; the failure says what was in each."""
    await jmap_client.mailbox.get()
    await jmap_client.send(jmap_client.email.query(limit=1), jmap_client.identity.get())

    jmap_server.assert_round_trips(2)
    with pytest.raises(AssertionError) as caught:
        jmap_server.assert_round_trips(1)
    assert str(caught.value).splitlines() == [
        "2 API requests came, not 1",
        "  1. Mailbox/get",
        "  2. Email/query, Identity/get",
    ]

    jmap_server.clear()
    jmap_server.assert_round_trips(0)
    await jmap_client.mailbox.get()
    jmap_server.assert_round_trips(1)


async def test_the_journal_is_a_text(jmap_server: Server, jmap_client: aiojmap.Client) -> None:
    """A line for each request and each call, without any credentials."""
    await jmap_client.core.echo({"n": 1})

    assert jmap_server.journal().splitlines() == [
        "GET /.well-known/jmap",
        "GET /jmap/session",
        "POST /jmap/api",
        "  Core/echo(n=1)",
    ]
