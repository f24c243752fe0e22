"""Where the two servers differ: the one place in which a test may learn which it runs on.

A `Difference` has what is to be expected of each server, which a test asks for by the name of
the behaviour: `expected("the behaviour")`. A `Lack` names a test that cannot pass on one of the
servers; it must fail there. Every entry says which server is right, by which section, and what
is the matter with the other one.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

import attrs

import aiojmap

from .serving import Kind

Right = Literal["embedded", "cyrus", "both"]
Expected = Callable[[str], object]


@attrs.frozen(kw_only=True)
class Difference:
    """One behaviour, as each of the servers has it; `test` is `file::function`."""

    test: str
    behaviour: str
    right: Right
    section: str
    why: str
    embedded: object
    cyrus: object

    def on(self, kind: Kind) -> object:
        """What is expected of one of the servers."""
        return self.embedded if kind == "embedded" else self.cyrus


@attrs.frozen(kw_only=True)
class Lack:
    """A test that fails on one of the servers, with the error it fails with."""

    test: str
    on: Kind
    raises: type[BaseException] = AssertionError
    right: Right
    section: str
    why: str


DIFFERENCES: tuple[Difference, ...] = (
    Difference(
        test="test_blob::test_a_blob_that_is_not_there_is_not_copied",
        behaviour="the error of a blob that is not there",
        right="embedded",
        section="RFC 8620, section 6.3",
        why="Cyrus says blobNotFound, which is an error of Email/set",
        embedded="notFound",
        cyrus="blobNotFound",
    ),
    Difference(
        test="test_core::test_a_reference_to_a_failed_call_is_told_with_its_cause",
        behaviour="the error of a reference to nothing",
        right="embedded",
        section="RFC 8620, section 3.7",
        why="Cyrus 3.6 has the name that the error had in drafts",
        embedded="invalidResultReference",
        cyrus="resultReference",
    ),
    Difference(
        test="test_email_copy::test_copies_that_cannot_be_made_are_told",
        behaviour="the error of an original that is not there",
        right="embedded",
        section="RFC 8620, section 5.4",
        why="Cyrus takes an id that no email has for a wrong property",
        embedded="notFound",
        cyrus="invalidProperties",
    ),
    Difference(
        test="test_email_get::test_not_all_emails_come_at_once",
        behaviour="/get of everything",
        right="both",
        section="RFC 8620, section 5.1",
        why="Cyrus does not give all emails at once, however few there are",
        embedded="Email/get",
        cyrus="requestTooLarge",
    ),
    Difference(
        test="test_email_submission::test_a_submission_is_read_back",
        behaviour="recipients of an envelope that was not given",
        right="embedded",
        section="RFC 8621, section 7",
        why="Cyrus leaves out the envelope that it made of the header",
        embedded=["alice@example.com"],
        cyrus=None,
    ),
    Difference(
        test="test_email_submission::test_a_submission_is_read_back",
        behaviour="recipients with a deliveryStatus",
        right="both",
        section="RFC 8621, section 7",
        why="Cyrus does not track deliveries, for which null stands",
        embedded=["alice@example.com"],
        cyrus=None,
    ),
    Difference(
        test="test_email_submission::test_query_changes_come_where_the_query_says_so",
        behaviour="canCalculateChanges",
        right="both",
        section="RFC 8620, section 5.6",
        why="Cyrus calculates no changes of submission queries",
        embedded=True,
        cyrus=False,
    ),
    Difference(
        test="test_identity::test_an_identity_has_all_its_properties",
        behaviour="the address of an identity",
        right="embedded",
        section="RFC 8621, section 6",
        why="Cyrus only knows the address if user names are addresses",
        embedded="alice@example.com",
        cyrus="",
    ),
    Difference(
        test="test_search_snippet::test_a_condition_that_is_none_is_refused",
        behaviour="the error of an unknown condition",
        right="both",
        section="RFC 8620, section 5.5",
        why="Cyrus takes it for a wrong argument, which it is if no extension has it",
        embedded="unsupportedFilter",
        cyrus="invalidArguments",
    ),
    Difference(
        test="test_thread::test_not_all_threads_come_at_once",
        behaviour="/get of everything",
        right="both",
        section="RFC 8620, section 5.1",
        why="Cyrus does not give all threads at once, however few there are",
        embedded="Thread/get",
        cyrus="requestTooLarge",
    ),
    Difference(
        test="test_vacation_response::test_there_is_one_vacation_response",
        behaviour="the text of a new account",
        right="both",
        section="RFC 8621, section 8",
        why="Cyrus shows the text that it would send if there is none",
        embedded=None,
        cyrus="I'm away at the moment.  I'll read your message and get back to you "
        "as soon as I can.",
    ),
)

LACKS: tuple[Lack, ...] = (
    Lack(
        test="test_email_submission::test_the_results_of_a_submission_query_are_kept_up_to_date",
        on="cyrus",
        raises=aiojmap.MethodError,
        right="both",
        section="RFC 8620, section 5.6",
        why="Cyrus calculates no changes of submission queries",
    ),
)
