"""Credentials that were granted less than calls need."""

from __future__ import annotations

import pytest
import respx

import aiojmap
from aiojmap import mail
from transport.support import (
    ACCOUNT,
    CORE,
    HOST,
    MAIL,
    SUBMISSION,
    TOKEN,
    Wire,
    http_client,
    session_document,
)

MASKED = "https://www.fastmail.com/dev/maskedemail"
MAIL_SCOPE = "urn:ietf:params:oauth:scope:mail"
FASTMAIL = "api.fastmail.com"
SETTINGS = "Fastmail makes them in Settings, Privacy & Security, Manage API tokens"


class Consented(aiojmap.Bearer):
    """Credentials by OAuth, with scopes that are known."""

    def __init__(self, *scopes: str) -> None:
        super().__init__(TOKEN)
        self._granted = frozenset(scopes)

    @property
    def granted_scopes(self) -> frozenset[str] | None:
        return self._granted

    @property
    def by_consent(self) -> bool:
        return True


async def test_a_call_beyond_the_capabilities_is_not_sent(wire: Wire) -> None:
    """Not even the session is asked for."""
    async with aiojmap.Client(HOST, token=TOKEN, capabilities=[CORE, SUBMISSION]) as client:
        with pytest.raises(aiojmap.InsufficientScope) as caught:
            await client.mailbox.get()

        assert client.http_requests == 0
    assert (caught.value.capabilities, caught.value.scopes) == ((MAIL,), (MAIL_SCOPE,))
    assert str(caught.value) == (
        f"Mailbox/get needs {MAIL}, which these credentials were not given: "
        f"use a token that has {MAIL}"
    )


async def test_a_call_within_the_capabilities_is_sent(wire: Wire) -> None:
    """The core comes with any token, whether it is listed or not."""
    async with aiojmap.Client(HOST, token=TOKEN, capabilities=[MAIL]) as client:
        await client.call("Mailbox/get", {"accountId": ACCOUNT}, capability=MAIL)
        await client.core.echo({"a": 1})

    assert len(wire.requests) == 2


async def test_at_a_provider_the_message_says_where_tokens_are_made() -> None:
    """By name, with the way through its settings."""
    async with aiojmap.Client(FASTMAIL, token=TOKEN, capabilities=[MAIL]) as client:
        with pytest.raises(aiojmap.InsufficientScope) as caught:
            await client.masked_email.get()

    assert str(caught.value) == (
        f"MaskedEmail/get needs {MASKED}, which these credentials were not given: "
        f"use a token that has {MASKED}; {SETTINGS}"
    )


@pytest.mark.parametrize("scopes", [["offline_access"], [MASKED], []])
async def test_a_call_beyond_the_scopes_is_not_sent(wire: Wire, scopes: list[str]) -> None:
    """With scopes of OAuth in place of capabilities."""
    async with aiojmap.Client(HOST, token=TOKEN, scopes=scopes) as client:
        with pytest.raises(aiojmap.InsufficientScope) as caught:
            await client.mailbox.get()

        assert client.http_requests == 0
    assert caught.value.scopes == (MAIL_SCOPE,)


@pytest.mark.parametrize("scope", [MAIL_SCOPE, MAIL])
async def test_a_call_within_the_scopes_is_sent(wire: Wire, scope: str) -> None:
    """The capability itself counts as a scope, which it is at some servers."""
    wire.results["Mailbox/get"] = {"accountId": ACCOUNT, "state": "1", "list": [], "notFound": []}
    async with aiojmap.Client(HOST, token=TOKEN, scopes=[scope]) as client:
        await client.mailbox.get()

    assert len(wire.requests) == 1


async def test_credentials_that_know_their_scopes_need_not_be_told(wire: Wire) -> None:
    """Those of OAuth do; the remedy is to ask the person again."""
    async with aiojmap.Client(HOST, auth=Consented(MAIL_SCOPE, "offline_access")) as client:
        with pytest.raises(aiojmap.InsufficientScope) as caught:
            await client.masked_email.get()

        assert client.http_requests == 0
    assert str(caught.value).endswith(f": ask for new consent with the scope {MASKED}")


async def test_scopes_in_the_words_of_a_server_refuse_nothing(wire: Wire) -> None:
    """A server may call them as it likes; then only it knows what they allow."""
    wire.results["Mailbox/get"] = {"accountId": ACCOUNT, "state": "1", "list": [], "notFound": []}
    async with aiojmap.Client(HOST, auth=Consented("all-of-it")) as client:
        await client.mailbox.get()

    assert len(wire.requests) == 1


async def test_a_call_that_is_referred_to_counts(wire: Wire) -> None:
    """It would be sent along."""
    async with aiojmap.Client(HOST, token=TOKEN, capabilities=[SUBMISSION]) as client:
        found = client.email.query()
        with pytest.raises(aiojmap.InsufficientScope, match="Email/query needs"):
            await client.send(
                client.email_submission.get(ids=found.ids)  # type: ignore[arg-type]  # not its ids
            )


async def test_using_may_not_name_more_than_was_granted(wire: Wire) -> None:
    """A server refuses all of a request for one capability too many."""
    async with aiojmap.Client(HOST, token=TOKEN, capabilities=[MAIL]) as client:
        with pytest.raises(aiojmap.CallRefused, match="using names urn:ietf:params:jmap:sub"):
            await client.send(client.mailbox.get(), using=[CORE, MAIL, SUBMISSION])

        assert client.http_requests == 0


async def test_what_the_session_lacks_is_named_with_its_remedy(router: respx.MockRouter) -> None:
    """A token with fewer scopes shows in the session."""
    url = f"https://{FASTMAIL}/.well-known/jmap"
    router.get(url).respond(json=session_document(apiUrl="https://api.fastmail.com/api"))
    async with aiojmap.Client(FASTMAIL, token=TOKEN) as client:
        with pytest.raises(aiojmap.InsufficientScope) as caught:
            await client.masked_email.get()

    assert str(caught.value) == (
        f"MaskedEmail/get needs {MASKED}, which these credentials do not have (the session offers "
        f"{CORE}, {MAIL}, {SUBMISSION}): use a token that has {MASKED}; {SETTINGS}"
    )


async def test_a_read_only_account_is_not_written(router: respx.MockRouter) -> None:
    """A read-only token shows in the account; the message says where to get another."""
    document = session_document(apiUrl="https://api.fastmail.com/api")
    accounts = document["accounts"]
    assert isinstance(accounts, dict)
    account = accounts[ACCOUNT]
    assert isinstance(account, dict)
    account["isReadOnly"] = True
    router.get(f"https://{FASTMAIL}/.well-known/jmap").respond(json=document)
    async with aiojmap.Client(FASTMAIL, token=TOKEN) as client:
        with pytest.raises(aiojmap.CallRefused) as caught:
            await client.mailbox.create(mail.MailboxCreate(name="x"))

    assert str(caught.value) == (
        f"Mailbox/set would change the account '{ACCOUNT}', which is read-only: use a token that "
        f"is not read-only; {SETTINGS}"
    )


async def test_a_password_is_not_told_to_be_a_token(wire: Wire) -> None:
    """The remedy fits the credentials."""
    basic = aiojmap.Basic("me", "correct horse")
    async with aiojmap.Client(HOST, auth=basic, capabilities=[CORE]) as client:
        with pytest.raises(aiojmap.InsufficientScope, match="use an account that is allowed"):
            await client.mailbox.get()


async def test_a_403_names_what_the_request_relies_on(router: respx.MockRouter) -> None:
    """Fastmail says no more than that something is disallowed."""
    url = f"https://{FASTMAIL}/.well-known/jmap"
    router.get(url).respond(json=session_document(apiUrl="https://api.fastmail.com/api"))
    router.post("https://api.fastmail.com/api").respond(403, text="Disallowed capabilities")
    async with aiojmap.Client(FASTMAIL, token=TOKEN) as client:
        with pytest.raises(aiojmap.AuthorizationError) as caught:
            await client.mailbox.get()

    assert str(caught.value) == (
        "Mailbox/get: the server accepts the credentials but not for this (Disallowed "
        f"capabilities). The request relies on {CORE}, {MAIL}; if it is one of these that they "
        f"lack, use a token that has {MAIL}; {SETTINGS}"
    )
    assert caught.value.capabilities == (CORE, MAIL)
    assert caught.value.scopes == (MAIL_SCOPE,)


async def test_a_403_that_names_scopes_is_believed(wire: Wire) -> None:
    """As RFC 6750, section 3.1, has it; consent can be asked for with them."""
    challenge = 'Bearer error="insufficient_scope", scope="a:b c"'
    wire.api.respond(403, headers={"WWW-Authenticate": challenge})
    async with aiojmap.Client(HOST, auth=Consented(MAIL_SCOPE)) as client:
        with pytest.raises(aiojmap.AuthorizationError) as caught:
            await client.mailbox.get()

    assert caught.value.scopes == ("a:b", "c")
    assert str(caught.value).endswith("ask for new consent with the scope a:b c")


async def test_a_403_for_the_session_names_its_scopes(router: respx.MockRouter) -> None:
    """There are no calls yet to say more."""
    router.get(f"https://{HOST}/.well-known/jmap").respond(
        403, headers={"WWW-Authenticate": 'Bearer error="insufficient_scope", scope="x"'}
    )
    async with aiojmap.Client(HOST, token=TOKEN) as client:
        with pytest.raises(aiojmap.AuthorizationError, match="the scopes it wants, x") as caught:
            await client.session()

    assert caught.value.scopes == ("x",)


async def test_a_token_sent_as_a_password_is_told_so(router: respx.MockRouter) -> None:
    """Fastmail does not take its API tokens by Basic."""
    router.get(f"https://{HOST}/.well-known/jmap").respond(
        401, headers={"WWW-Authenticate": "Bearer"}
    )
    async with (
        http_client() as http,
        aiojmap.Client(HOST, auth=aiojmap.Basic("me", TOKEN), http_client=http) as client,
    ):
        with pytest.raises(aiojmap.AuthenticationError) as caught:
            await client.session()

    assert str(caught.value).endswith("What was sent is Basic: give a token as token=")
    assert TOKEN not in str(caught.value)


async def test_credentials_may_learn_their_scopes_with_the_session(wire: Wire) -> None:
    """Those that are kept in a store are read when the session is fetched; that is in time."""

    class Kept(Consented):
        async def authorization(self) -> aiojmap.Secret:
            self.read = True
            return await super().authorization()

        @property
        def granted_scopes(self) -> frozenset[str] | None:
            return self._granted if hasattr(self, "read") else None

    wire.document = session_document(
        capabilities={CORE: {}, MASKED: {}},
        accounts={ACCOUNT: {"name": "me", "accountCapabilities": {MASKED: {}}}},
        primaryAccounts={MASKED: ACCOUNT},
    )
    async with aiojmap.Client(HOST, auth=Kept(MAIL_SCOPE)) as client:
        with pytest.raises(aiojmap.InsufficientScope, match="were not given"):
            await client.masked_email.get()

    assert (wire.session.call_count, wire.requests) == (1, [])
