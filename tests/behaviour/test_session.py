"""The session and what it says of accounts (RFC 8620, section 2; RFC 8621, section 1.3)."""

from __future__ import annotations

import pytest

import aiojmap
from aiojmap import mail, submission

from .differing import Expected
from .raw import CORE, MAIL, SUBMISSION, VACATION, Wire, ask
from .serving import Served

pytestmark = pytest.mark.about("Core")


async def test_the_session_says_who_is_there(server: Served, client: aiojmap.Client) -> None:
    """The user name, the account of one's own, and that one may write in it."""
    session = await client.session()

    assert session.username == server.alice.username
    account = session.accounts[server.alice.id]
    assert (account.is_personal, account.is_read_only) == (True, False)
    assert account.name


@pytest.mark.parametrize("uri", [MAIL, SUBMISSION, VACATION])
async def test_each_capability_has_a_primary_account(
    server: Served, client: aiojmap.Client, uri: str
) -> None:
    """The account of one's own is the primary one for each capability that it has."""
    session = await client.session()

    assert uri in session.capabilities
    assert uri in session.accounts[server.alice.id].account_capabilities
    assert session.primary_accounts[uri] == server.alice.id


async def test_the_core_capability_has_its_limits(wire: Wire) -> None:
    """The seven limits are numbers above zero, and there is a list of collations."""
    capabilities = wire.session["capabilities"]
    core = capabilities[CORE]

    collations = core.pop("collationAlgorithms")

    assert isinstance(collations, list)
    assert set(core) == {
        "maxSizeUpload",
        "maxConcurrentUpload",
        "maxSizeRequest",
        "maxConcurrentRequests",
        "maxCallsInRequest",
        "maxObjectsInGet",
        "maxObjectsInSet",
    }
    assert all(isinstance(limit, int) and limit > 0 for limit in core.values())


async def test_the_collations_of_the_session_can_be_sorted_by(
    client: aiojmap.Client, expected: Expected
) -> None:
    """Each of collationAlgorithms is one that a query takes."""
    core = await client.capability(aiojmap.core.CoreCapability)

    for name in core.collation_algorithms:
        await client.email.query(sort=[mail.EmailSort.subject.asc(collation=name)], limit=1)

    assert list(core.collation_algorithms) == expected("collationAlgorithms")


@pytest.mark.parametrize(
    ("name", "variables"),
    [
        ("downloadUrl", {"{accountId}", "{blobId}", "{name}", "{type}"}),
        ("uploadUrl", {"{accountId}"}),
        ("eventSourceUrl", {"{types}", "{closeafter}", "{ping}"}),
    ],
)
async def test_url_templates_have_their_variables(
    wire: Wire, name: str, variables: set[str]
) -> None:
    """The templates for download, upload and events hold what a client fills in."""
    template = wire.session[name]

    assert isinstance(template, str)
    assert {variable for variable in variables if variable in template} == variables


async def test_the_state_of_the_session_is_that_of_responses(wire: Wire) -> None:
    """state and sessionState are the same text as long as nothing changes (section 3.4)."""
    answer = await wire.calls()

    assert answer["sessionState"] == wire.session["state"]


async def test_a_shared_account_is_in_the_session(
    server: Served, client: aiojmap.Client, bob: aiojmap.Client
) -> None:
    """The account of somebody who shares is there, and is no personal one."""
    await server.shared_mailbox(bob)

    session = await client.session(refresh=True)

    account = session.accounts[server.bob.id]
    assert not account.is_personal
    assert MAIL in account.account_capabilities
    assert session.primary_accounts[MAIL] == server.alice.id


async def test_what_mail_can_do_is_said_of_the_account(client: aiojmap.Client) -> None:
    """Limits of mailboxes, and what can be sorted by (RFC 8621, section 1.3.1)."""
    found = await client.account_capability(mail.MailAccountCapability)

    assert found.max_mailboxes_per_email is None or found.max_mailboxes_per_email >= 1
    assert found.max_mailbox_depth is None or found.max_mailbox_depth >= 1
    assert found.max_size_attachments_per_email > 0
    assert found.may_create_top_level_mailbox


async def test_every_sort_that_is_offered_is_known(
    client: aiojmap.Client, expected: Expected
) -> None:
    """Each of emailQuerySortOptions can be sorted by (RFC 8621, section 1.3.1)."""
    found = await client.account_capability(mail.MailAccountCapability)

    for name in found.email_query_sort_options:
        further = {"keyword": "$seen"} if name.endswith("Keyword") else {}
        sort = [{"property": name, **further}]
        assert (await ask(client, "Email/query", sort=sort, limit=1))["ids"]

    assert set(found.email_query_sort_options) == expected("emailQuerySortOptions")


async def test_what_sending_can_do_is_said_of_the_account(client: aiojmap.Client) -> None:
    """How long a message can be held back, and what SMTP can do (RFC 8621, section 1.3.2)."""
    found = await client.account_capability(submission.SubmissionAccountCapability)

    assert found.max_delayed_send > 0
    assert {name.upper() for name in found.submission_extensions} >= {"FUTURERELEASE"}
