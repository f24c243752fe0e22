"""Push subscriptions: verified, limited in time, tied to credentials, and told of changes."""

from __future__ import annotations

from datetime import timedelta

import pytest
from testing.support import LETTER, ManualClock

import aiojmap
from aiojmap import core, mail, maskedemail
from aiojmap.core import method_errors, set_errors
from aiojmap.testing import Pushed, Server

URL = "https://push.example.com/device/1"
KEYS = core.PushKeys(
    p256dh="BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4",
    auth="BTBZMqHH6r4Tts7J_aSIgg",
)


async def subscribed(
    client: aiojmap.Client, *, types: list[str] | None = None, keys: core.PushKeys | None = None
) -> core.PushSubscription:
    """A new subscription, not yet verified."""
    return await client.push_subscription.create(
        core.PushSubscriptionCreate(device_client_id="d", url=URL, types=types, keys=keys)
    )


async def verified(
    client: aiojmap.Client, server: Server, *, types: list[str] | None = None
) -> str:
    """The id of a new subscription that has been verified."""
    made = await subscribed(client, types=types)
    await client.push_subscription.update(
        made.id, core.PushSubscriptionPatch(verification_code=code_in(server.pushes[-1]))
    )
    return made.id


def code_in(pushed: Pushed) -> str:
    """The code of a PushVerification."""
    assert isinstance(pushed.body, core.PushVerification)
    return pushed.body.verification_code


def changes_in(pushed: Pushed) -> dict[str, dict[str, str]]:
    """The states of a StateChange."""
    assert isinstance(pushed.body, core.StateChange)
    return pushed.body.changed


async def test_a_new_subscription_is_sent_a_code(socket: bool) -> None:
    """On create, a PushVerification for the subscription goes to its URL, with a TTL."""
    async with Server(socket=socket, clock=ManualClock()) as server, server.client() as client:
        made = await subscribed(client)

        (pushed,) = server.pushes
        assert pushed.url == URL
        assert pushed.subscription_id == made.id
        assert isinstance(pushed.body, core.PushVerification)
        assert pushed.body.type == "PushVerification"
        assert pushed.body.push_subscription_id == made.id
        assert len(pushed.body.verification_code) >= 32
        assert pushed.headers["Content-Type"] == "application/json"
        assert int(pushed.headers["TTL"]) == 7 * 24 * 3600
        assert not pushed.encrypted


async def test_a_subscription_with_keys_is_pushed_to_in_secret() -> None:
    """Where a client gives keys, what is pushed would have been encrypted."""
    async with Server(socket=False) as server, server.client() as client:
        await subscribed(client, keys=KEYS)

        assert server.pushes[0].encrypted


async def test_nothing_is_pushed_before_the_code_is_there() -> None:
    """Changes before the verification are not told, not even afterwards."""
    async with Server(socket=False) as server, server.client() as client:
        made = await subscribed(client)
        server.receive(LETTER)
        await client.push_subscription.update(
            made.id, core.PushSubscriptionPatch(verification_code=code_in(server.pushes[0]))
        )

        assert len(server.pushes) == 1


async def test_a_wrong_code_is_refused() -> None:
    """A code that was not pushed is an invalid property, and verifies nothing."""
    async with Server(socket=False) as server, server.client() as client:
        made = await subscribed(client)

        with pytest.raises(set_errors.InvalidProperties) as caught:
            await client.push_subscription.update(
                made.id, core.PushSubscriptionPatch(verification_code="a guess")
            )

        server.receive(LETTER)
        assert caught.value.properties == ["verificationCode"]
        assert len(server.pushes) == 1


async def test_a_code_on_create_is_refused() -> None:
    """The code cannot be known when the subscription is made."""
    async with Server(socket=False) as server, server.client() as client:
        with pytest.raises(set_errors.InvalidProperties) as caught:
            await client.push_subscription.create(
                core.PushSubscriptionCreate(device_client_id="d", url=URL, verification_code="x")
            )

        assert caught.value.properties == ["verificationCode"]
        assert server.pushes == []


async def test_changes_are_pushed_once_verified(socket: bool) -> None:
    """After the verification each request that changes something is pushed, with the states."""
    async with Server(socket=socket) as server, server.client() as client:
        await verified(client, server)
        answer = await client.mailbox.set(create={"m": mail.MailboxCreate(name="News")})

        assert len(server.pushes) == 2
        assert server.pushes[1].url == URL
        assert changes_in(server.pushes[1]) == {server.account_id: {"Mailbox": answer.new_state}}
        assert server.pushes[1].headers["Urgency"] == "normal"


async def test_mail_that_arrives_is_pushed_with_urgency() -> None:
    """A StateChange with EmailDelivery in it is for the user to see at once."""
    async with Server(socket=False) as server, server.client() as client:
        await verified(client, server, types=["EmailDelivery"])
        server.receive(LETTER)

        assert changes_in(server.pushes[1])[server.account_id].keys() == {"EmailDelivery"}
        assert server.pushes[1].headers["Urgency"] == "high"


async def test_other_types_than_those_wanted_are_not_pushed() -> None:
    """A subscription to some types hears of them alone."""
    async with Server(socket=False) as server, server.client() as client:
        await verified(client, server, types=["Thread"])
        await client.mailbox.create(mail.MailboxCreate(name="News"))
        server.receive(LETTER)

        assert len(server.pushes) == 2
        assert changes_in(server.pushes[1])[server.account_id].keys() == {"Thread"}


async def test_the_types_can_be_changed() -> None:
    """New types hold from then on, and need no other verification."""
    async with Server(socket=False) as server, server.client() as client:
        id_ = await verified(client, server, types=["Thread"])
        await client.push_subscription.update(id_, core.PushSubscriptionPatch(types=["Mailbox"]))
        await client.mailbox.create(mail.MailboxCreate(name="News"))

        assert changes_in(server.pushes[1])[server.account_id].keys() == {"Mailbox"}


async def test_a_destroyed_subscription_is_not_pushed_to() -> None:
    """After its destruction nothing goes to the URL."""
    async with Server(socket=False) as server, server.client() as client:
        id_ = await verified(client, server)
        await client.push_subscription.destroy(id_)
        server.receive(LETTER)

        assert len(server.pushes) == 1
        assert (await client.push_subscription.get()).list == []


async def test_a_subscription_is_for_seven_days_at_most() -> None:
    """The time that a client asks for is shortened to a week, and the answer says so."""
    clock = ManualClock()
    async with Server(socket=False, clock=clock) as server, server.client() as client:
        made = await client.push_subscription.create(
            core.PushSubscriptionCreate(
                device_client_id="d", url=URL, expires=clock.now + timedelta(days=30)
            )
        )

        assert made.expires == clock.now + timedelta(days=7)


async def test_a_subscription_for_a_shorter_time_is_for_that_time() -> None:
    """A time below the limit is kept."""
    clock = ManualClock()
    wanted = clock.now + timedelta(hours=50)
    async with Server(socket=False, clock=clock) as server, server.client() as client:
        made = await client.push_subscription.create(
            core.PushSubscriptionCreate(device_client_id="d", url=URL, expires=wanted)
        )
        found = await client.push_subscription.get(ids=[made.id])

        assert found.list[0].expires == wanted


async def test_a_time_that_is_over_is_refused() -> None:
    """A subscription cannot end in the past."""
    clock = ManualClock()
    async with Server(socket=False, clock=clock) as server, server.client() as client:
        with pytest.raises(set_errors.InvalidProperties) as caught:
            await client.push_subscription.create(
                core.PushSubscriptionCreate(
                    device_client_id="d", url=URL, expires=clock.now - timedelta(seconds=1)
                )
            )

        assert caught.value.properties == ["expires"]


async def test_more_time_can_be_had_up_to_the_limit() -> None:
    """An update of the time is shortened as well, and answered with what it has become."""
    clock = ManualClock()
    async with Server(socket=False, clock=clock) as server, server.client() as client:
        id_ = await verified(client, server)
        clock.move(days=2)
        patch = core.PushSubscriptionPatch(expires=clock.now + timedelta(days=30))
        answer = await client.push_subscription.set(update={id_: patch})

        updated = answer.updated[id_]
        assert updated is not None
        assert updated.expires == clock.now + timedelta(days=7)


async def test_a_subscription_whose_time_is_over_is_gone() -> None:
    """From that moment it is neither pushed to nor found."""
    clock = ManualClock()
    async with Server(socket=False, clock=clock) as server, server.client() as client:
        await verified(client, server)
        clock.move(days=7)
        server.receive(LETTER)

        assert len(server.pushes) == 1
        assert (await client.push_subscription.get()).list == []


async def test_an_expired_subscription_cannot_be_had_back() -> None:
    """Its time cannot be made longer when it is over."""
    clock = ManualClock()
    async with Server(socket=False, clock=clock) as server, server.client() as client:
        id_ = await verified(client, server)
        clock.move(days=7)

        assert (await client.push_subscription.get(ids=[id_])).not_found == [id_]
        with pytest.raises(set_errors.NotFound):
            await client.push_subscription.update(
                id_, core.PushSubscriptionPatch(expires=clock.now + timedelta(days=1))
            )


async def test_other_credentials_do_not_see_a_subscription() -> None:
    """Another token of the same person, and the password, find and change nothing of it."""
    async with (
        Server(socket=False) as server,
        server.client() as client,
        server.client(token=server.new_token()) as other,
        aiojmap.Client(
            server.url,
            auth=aiojmap.Basic(server.username, server.password),
            http_client=server.http_client(),
        ) as basic,
    ):
        id_ = await verified(client, server)

        for stranger in (other, basic):
            assert (await stranger.push_subscription.get()).list == []
            with pytest.raises(set_errors.NotFound):
                await stranger.push_subscription.destroy(id_)
        assert len((await client.push_subscription.get()).list) == 1


async def test_the_subscriptions_of_a_password_stay() -> None:
    """What was made with Basic credentials is found with them again."""
    async with (
        Server(socket=False) as server,
        aiojmap.Client(
            server.url,
            auth=aiojmap.Basic(server.username, server.password),
            http_client=server.http_client(),
        ) as basic,
    ):
        id_ = await verified(basic, server)
        server.receive(LETTER)

        assert [found.id for found in (await basic.push_subscription.get()).list] == [id_]
        assert len(server.pushes) == 2


async def test_a_revoked_token_takes_its_subscriptions_with_it() -> None:
    """After the revocation nothing is pushed for it; for other tokens it is."""
    async with Server(socket=False) as server, server.client() as client:
        token = server.new_token()
        async with server.client(token=token) as other:
            await verified(other, server)
        kept = await verified(client, server)
        server.revoke(token)
        server.receive(LETTER)

        assert [pushed.subscription_id for pushed in server.pushes[2:]] == [kept]


async def test_a_token_is_pushed_what_it_may_see() -> None:
    """States of capabilities that a token is not for are not pushed."""
    masked = "https://www.fastmail.com/dev/maskedemail"
    async with (
        Server(socket=False) as server,
        server.client(capabilities=[masked]) as limited,
        server.client() as client,
    ):
        await verified(limited, server)
        server.receive(LETTER)
        await client.masked_email.create(maskedemail.MaskedEmailCreate())

        assert [changes_in(pushed) for pushed in server.pushes[1:]] == [
            {server.account_id: {"MaskedEmail": "maskedemail-1"}}
        ]


@pytest.mark.parametrize(
    "url", ["http://push.example.com/", "https://", "push.example.com", "https:///x", "https://a b"]
)
async def test_a_url_that_cannot_be_pushed_to_is_refused(url: str) -> None:
    """The URL must begin with https:// and name a host."""
    async with Server(socket=False) as server, server.client() as client:
        with pytest.raises(set_errors.InvalidProperties) as caught:
            await client.push_subscription.create(
                core.PushSubscriptionCreate(device_client_id="d", url=url)
            )

        assert caught.value.properties == ["url"]


@pytest.mark.parametrize("key", ["no base64!", "ab+/", "abcde", ""])
async def test_keys_that_are_none_are_refused(key: str) -> None:
    """Keys must be in URL-safe base64."""
    async with Server(socket=False) as server, server.client() as client:
        with pytest.raises(set_errors.InvalidProperties) as caught:
            await subscribed(client, keys=core.PushKeys(p256dh=key, auth=KEYS.auth))

        assert caught.value.properties == ["keys"]


async def test_the_url_is_never_returned() -> None:
    """Asking for what is private to a device is forbidden; by default it is left out."""
    async with Server(socket=False) as server, server.client() as client:
        await subscribed(client, keys=KEYS)
        record = (await client.push_subscription.get()).list[0]

        assert aiojmap.unknown_members(record) == {}
        with pytest.raises(method_errors.Forbidden):
            await client.call(
                "PushSubscription/get", {"ids": None, "properties": ["url"]}, effect="read"
            )


async def test_a_read_only_token_may_subscribe() -> None:
    """A subscription changes no account."""
    async with Server(socket=False) as server, server.client(read_only=True) as client:
        await verified(client, server)
        server.receive(LETTER)

        assert len(server.pushes) == 2
