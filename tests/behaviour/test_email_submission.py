"""Sending: the methods of EmailSubmission (RFC 8621, section 7)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import attrs
import pytest
import pytest_asyncio

import aiojmap
from aiojmap import mail, submission
from aiojmap.core import method_errors, set_errors
from aiojmap.submission import set_errors as submission_set_errors

from .differing import Expected
from .messages import draft, found, new_mailbox, role, unique
from .raw import outcome, raw
from .serving import Account

pytestmark = pytest.mark.about("EmailSubmission")


@attrs.frozen
class Letter:
    """An email that can be sent, and where it lies."""

    email: mail.Email
    mailbox: str
    identity: str
    sender: str

    def submission(
        self, to: str | None = None, hold: timedelta | None = None
    ) -> submission.EmailSubmissionCreate:
        """A submission that is not made yet: to whom the email says, or to one recipient."""
        new = submission.EmailSubmissionCreate(email_id=self.email.id, identity_id=self.identity)
        if to is not None or hold is not None:
            parameters: dict[str, str | None] = {}
            if hold is not None:
                parameters["HOLDFOR"] = str(int(hold.total_seconds()))
            new.envelope = submission.Envelope(
                mail_from=submission.Address(email=self.sender, parameters=parameters or None),
                rcpt_to=[submission.Address(email=to or self.sender)],
            )
        return new


async def new_letter(client: aiojmap.Client, address: str, to: str | None = None) -> Letter:
    """A draft to oneself, or to another address, in a mailbox of its own."""
    box = await new_mailbox(client)
    new = draft(box, unique("Letter"))
    new.keywords = {"$draft": True}
    new.from_ = [mail.EmailAddress(email=address)]
    new.to = [mail.EmailAddress(email=to or address)]
    email = await client.email.create(new)
    return Letter(email, box, (await client.identity.get()).list[0].id, address)


@pytest_asyncio.fixture(loop_scope="session")
async def letter(client: aiojmap.Client, account: Account) -> Letter:
    """A letter of alice to herself, on each of the servers."""
    return await new_letter(client, account.address)


@pytest_asyncio.fixture(loop_scope="session")
async def held(client: aiojmap.Client, account: Account) -> tuple[Letter, str]:
    """A letter that is held for an hour, and its submission."""
    sent = await new_letter(client, account.address)
    new = sent.submission(hold=timedelta(hours=1))
    return sent, (await client.email_submission.create(new)).id


@pytest.mark.succeeds("EmailSubmission/set", "EmailSubmission/get")
async def test_a_submission_is_read_back(
    client: aiojmap.Client, letter: Letter, expected: Expected
) -> None:
    """Every property of a submission can be read, typed."""
    made = await client.email_submission.create(letter.submission())

    answer = await client.email_submission.get(ids=[made.id, "nothing"])

    (got,) = answer.list
    assert answer.not_found == ["nothing"]
    assert (got.email_id, got.identity_id) == (letter.email.id, letter.identity)
    assert got.thread_id == letter.email.thread_id
    assert got.undo_status == "final"
    assert abs(datetime.now(UTC) - got.send_at) < timedelta(minutes=5)
    recipients = got.envelope and [address.email for address in got.envelope.rcpt_to]
    assert recipients == expected("recipients of an envelope that was not given")
    statuses = got.delivery_status and list(got.delivery_status)
    assert statuses == expected("recipients with a deliveryStatus")
    assert (got.dsn_blob_ids, got.mdn_blob_ids) == ([], [])


@pytest.mark.succeeds("EmailSubmission/set", "Email/set")
async def test_an_email_that_was_sent_is_filed_and_delivered(
    client: aiojmap.Client, letter: Letter
) -> None:
    """onSuccessUpdateEmail moves the email; the answer to that is found at the call."""
    sent_box = await role(client, "sent")
    filed = mail.EmailPatch(
        mailbox_ids=aiojmap.merge({letter.mailbox: None, sent_box: True}),
        keywords=aiojmap.merge({"$draft": None, "$seen": True}),
    )

    call = client.email_submission.set(
        create={"s": letter.submission()}, on_success_update_email={"#s": filed}
    )
    answer = await call

    (implicit,) = call.implicit_responses(mail.EmailSetCall)
    (got,) = (
        await client.email.get(ids=[letter.email.id], properties=["mailboxIds", "keywords"])
    ).list
    assert list(answer.created) == ["s"]
    assert list(implicit.updated) == [letter.email.id]
    assert got.mailbox_ids == {sent_box: True}
    assert ("$draft" in got.keywords, "$seen" in got.keywords) == (False, True)
    inbox = mail.EmailFilter(in_mailbox=await role(client, "inbox"))
    subject = mail.EmailFilter(subject=(letter.email.subject or "").split()[-1])
    assert len(await found(client, inbox & subject)) == 1


@pytest.mark.succeeds("EmailSubmission/set", "Email/set")
async def test_a_submission_called_back_takes_its_email_along(
    client: aiojmap.Client, held: tuple[Letter, str]
) -> None:
    """A pending submission is canceled; onSuccessDestroyEmail destroys the email of it."""
    letter, id_ = held
    (before,) = (await client.email_submission.get(ids=[id_])).list
    assert before.envelope is not None
    assert before.envelope.mail_from.parameters == {"HOLDFOR": "3600"}
    assert before.undo_status == "pending"
    assert before.send_at - datetime.now(UTC) > timedelta(minutes=50)

    call = client.email_submission.set(
        update={id_: submission.EmailSubmissionPatch(undo_status="canceled")},
        on_success_destroy_email=[id_],
    )
    answer = await call

    (implicit,) = call.implicit_responses(mail.EmailSetCall)
    (after,) = (await client.email_submission.get(ids=[id_])).list
    emails = await client.email.get(ids=[letter.email.id], properties=["id"])
    assert list(answer.updated) == [id_]
    assert implicit.destroyed == [letter.email.id]
    assert after.undo_status == "canceled"
    assert emails.not_found == [letter.email.id]


@pytest.mark.succeeds("EmailSubmission/set")
async def test_a_submission_is_destroyed(client: aiojmap.Client, held: tuple[Letter, str]) -> None:
    """The record goes, and what has become of it is not told any more."""
    _, id_ = held

    await client.email_submission.destroy(id_)

    assert (await client.email_submission.get(ids=[id_])).not_found == [id_]


@pytest.mark.fails("EmailSubmission/set")
async def test_what_was_sent_cannot_be_called_back(client: aiojmap.Client, letter: Letter) -> None:
    """It is too late for a submission that is final: CannotUnsend."""
    made = await client.email_submission.create(letter.submission())
    back = submission.EmailSubmissionPatch(undo_status="canceled")

    with pytest.raises(submission_set_errors.CannotUnsend, match="EmailSubmission/set update"):
        await client.email_submission.update(made.id, back)


@pytest.mark.fails("EmailSubmission/set")
async def test_a_recipient_that_is_refused_is_named(
    client: aiojmap.Client, account: Account
) -> None:
    """What the next mail server says to a recipient comes as InvalidRecipients."""
    sent = await new_letter(client, account.address)

    with pytest.raises(submission_set_errors.InvalidRecipients) as raised:
        await client.email_submission.create(sent.submission(to="nobody"))

    assert raised.value.invalid_recipients == ["nobody"]


@pytest.mark.fails("EmailSubmission/set")
async def test_refused_submissions_say_what_is_wrong_with_each(
    client: aiojmap.Client, letter: Letter
) -> None:
    """An identity that is not there, and submissions that are not, are told record by record."""
    wrong = letter.submission()
    wrong.identity_id = "nobody"

    answer = await client.email_submission.set(
        create={"identity": wrong},
        update={"nothing": submission.EmailSubmissionPatch(undo_status="canceled")},
        destroy=["no more"],
    )

    error = answer.not_created["identity"]
    assert isinstance(error, set_errors.InvalidProperties)
    assert error.properties == ["identityId"]
    assert isinstance(answer.not_updated["nothing"], set_errors.NotFound)
    assert isinstance(answer.not_destroyed["no more"], set_errors.NotFound)


@pytest.mark.fails("EmailSubmission/set")
async def test_nothing_is_sent_from_another_state(client: aiojmap.Client, letter: Letter) -> None:
    """With a state that is not the current one nothing is done: StateMismatch."""
    state = (await client.email_submission.get(ids=[])).state
    made = await client.email_submission.create(letter.submission())

    with pytest.raises(method_errors.StateMismatch, match="EmailSubmission/set"):
        await client.email_submission.set(if_in_state=state, create={"s": letter.submission()})

    sent = (await client.email_submission.get()).list
    assert [item.id for item in sent if item.email_id == letter.email.id] == [made.id]


@pytest.mark.fails("EmailSubmission/get")
async def test_ids_of_the_wrong_type_are_no_arguments(client: aiojmap.Client) -> None:
    """EmailSubmission/get with a string for ids fails with InvalidArguments."""
    call = await raw(client, submission.EmailSubmissionGetCall, ids="all")

    with pytest.raises(method_errors.InvalidArguments, match="EmailSubmission/get"):
        await call


@pytest.mark.succeeds("EmailSubmission/query")
async def test_submissions_are_found_and_sorted(client: aiojmap.Client, account: Account) -> None:
    """Each condition and each criterion of section 7.3 does what it says."""
    address = account.address
    first, second = await new_letter(client, address), await new_letter(client, address)
    late = first.submission(hold=timedelta(hours=2))
    early = second.submission(hold=timedelta(hours=1))
    made = await client.email_submission.set(create={"late": late, "early": early})
    ids = {key: item.id for key, item in made.created.items()}
    ours = submission.EmailSubmissionFilter(email_ids=[first.email.id, second.email.id])
    between = datetime.now(UTC) + timedelta(minutes=90)
    by_time = submission.EmailSubmissionSort.sent_at

    up, down, pending, after, before, thread, other = await client.send(
        client.email_submission.query(filter=ours, sort=[by_time.asc()], calculate_total=True),
        client.email_submission.query(filter=ours, sort=[by_time.desc()], limit=1),
        client.email_submission.query(
            filter=ours & submission.EmailSubmissionFilter(undo_status="pending")
        ),
        client.email_submission.query(
            filter=ours & submission.EmailSubmissionFilter(after=between)
        ),
        client.email_submission.query(
            filter=ours & submission.EmailSubmissionFilter(before=between)
        ),
        client.email_submission.query(
            filter=submission.EmailSubmissionFilter(thread_ids=[first.email.thread_id])
        ),
        client.email_submission.query(
            filter=ours & ~submission.EmailSubmissionFilter(identity_ids=[first.identity])
        ),
    )

    assert (up.ids, up.total) == ([ids["early"], ids["late"]], 2)
    assert down.ids == [ids["late"]]
    assert set(pending.ids) == set(ids.values())
    assert (after.ids, before.ids) == ([ids["late"]], [ids["early"]])
    assert thread.ids == [ids["late"]]
    assert other.ids == []


@pytest.mark.fails("EmailSubmission/query")
async def test_submissions_cannot_be_sorted_by_anything(client: aiojmap.Client) -> None:
    """A sort the server does not know fails with UnsupportedSort."""
    with pytest.raises(method_errors.UnsupportedSort, match="EmailSubmission/query"):
        await client.email_submission.query(sort=[aiojmap.Comparator("colour")])


@pytest.mark.succeeds("EmailSubmission/changes", "EmailSubmission/get")
async def test_changed_submissions_are_fetched_by_reference(
    client: aiojmap.Client, letter: Letter
) -> None:
    """The ids that changes give go into a get in the same request."""
    state = (await client.email_submission.get(ids=[])).state
    made = await client.email_submission.create(letter.submission())

    changes = client.email_submission.changes(since_state=state)
    news = client.email_submission.get(ids=changes.created, properties=["emailId"])
    answer, fetched = await client.send(changes, news)

    assert answer.created == [made.id]
    assert (answer.old_state, answer.has_more_changes) == (state, False)
    assert [item.email_id for item in fetched.list] == [letter.email.id]


@pytest.mark.fails("EmailSubmission/changes")
async def test_no_changes_at_most_are_no_argument(client: aiojmap.Client) -> None:
    """maxChanges must be above zero: EmailSubmission/changes fails with InvalidArguments."""
    state = (await client.email_submission.get(ids=[])).state

    with pytest.raises(method_errors.InvalidArguments, match="EmailSubmission/changes"):
        await client.email_submission.changes(since_state=state, max_changes=0)


@pytest.mark.fails("EmailSubmission/queryChanges")
async def test_query_changes_need_a_state_of_the_query(client: aiojmap.Client) -> None:
    """A state that no query gave fails with CannotCalculateChanges."""
    with pytest.raises(method_errors.CannotCalculateChanges, match="EmailSubmission/queryChanges"):
        await client.email_submission.query_changes(since_query_state="never")


@pytest.mark.succeeds("EmailSubmission/queryChanges")
async def test_the_results_of_a_submission_query_are_kept_up_to_date(
    client: aiojmap.Client, account: Account
) -> None:
    """Taking out what was removed and putting in what was added gives the new results."""
    letters = [await new_letter(client, account.address) for _ in range(2)]
    ours = submission.EmailSubmissionFilter(email_ids=[letter.email.id for letter in letters])
    gone = await client.email_submission.create(letters[0].submission())
    known = await client.email_submission.query(filter=ours)
    await client.email_submission.destroy(gone.id)
    new = await client.email_submission.create(letters[1].submission())

    changes = await client.email_submission.query_changes(
        filter=ours, since_query_state=known.query_state
    )

    assert changes.removed == [gone.id]
    assert [(item.id, item.index) for item in changes.added] == [(new.id, 0)]


async def test_query_changes_come_where_the_query_says_so(
    client: aiojmap.Client, expected: Expected
) -> None:
    """canCalculateChanges tells whether queryChanges will answer or fail."""
    known = await client.email_submission.query()
    changes = client.email_submission.query_changes(since_query_state=known.query_state)

    assert known.can_calculate_changes == expected("canCalculateChanges")
    calculated = await outcome(changes) == "EmailSubmission/queryChanges"
    assert calculated == known.can_calculate_changes
