"""Whatever a client sends, the embedded server answers it as JMAP says."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aiojmap._model.json import dumps
from aiojmap.testing import Server
from aiojmap.testing._jmap.bindings import PACKAGES, Binding, bindings

from .any_requests import ANY, TEXTS, calls, comparators, filters, wrong_members

METHODS = bindings(PACKAGES)
PROFILE = settings(
    derandomize=True,
    deadline=None,
    max_examples=40,
    suppress_health_check=list(HealthCheck),
    database=None,
)
PROBLEMS = {f"urn:ietf:params:jmap:error:{name}" for name in ("notJSON", "notRequest", "limit")}
GENERAL = {"unknownMethod", "invalidArguments", "invalidResultReference", "accountNotFound"}


class Called:
    """A server, and its answers to single calls."""

    def __init__(self) -> None:
        self.server = Server(seeded=False)
        self.other = self.server.add_person("other@example.com")
        self.server.share("other@example.com", "robin@example.com", read_only=False)
        self.accounts = [self.server.account_id, self.other.account_id]
        for number in range(3):
            raw = f"From: a@b.example\r\nSubject: s\r\nMessage-ID: <{number}@b>\r\n\r\n{number}"
            self.server.receive(raw.encode())
        self.realm = self.server._realm

    @property
    def ids(self) -> st.SearchStrategy[str]:
        """Ids of records and blobs that there are at first."""
        account = self.realm.accounts[self.server.account_id]
        ids = [id_ for name in account.types for id_ in account.table(name)]
        blobs = [str(record["blobId"]) for record in account.table("Email").records()]
        return st.sampled_from([*ids, *blobs, "#a", "#b"])

    def __call__(self, name: str, arguments: Any) -> list[Any]:
        grant = self.realm.grants[self.server.token]
        access = self.realm.access(grant)
        document = {"using": sorted(self.realm.offered), "methodCalls": [[name, arguments, "c"]]}
        answer = self.realm.processor.process(document, "state", access)
        responses = answer["methodResponses"]
        assert isinstance(responses, list)
        dumps(answer)
        return responses


CALLED = Called()


def right(binding: Binding, responses: list[Any]) -> None:
    """Check that every error is one that the method may answer with."""
    assert responses
    for name, members, call_id in responses:
        assert call_id == "c"
        if name == "error":
            assert members["type"] in binding.method.errors, members
            assert members["type"] != "serverFail", members
        for what in ("notCreated", "notUpdated", "notDestroyed"):
            for error in (members.get(what) or {}).values():
                allowed: Mapping[str, object] = METHODS[name].method.set_errors
                assert error["type"] in allowed, error


@pytest.mark.parametrize("name", sorted(name for name in METHODS if name != "Core/echo"))
def test_any_arguments_get_an_answer_or_an_error_of_the_method(name: str) -> None:
    """Arguments that fit, nearly fit, or do not fit at all are answered as the schema says."""
    binding = METHODS[name]

    @PROFILE
    @given(st.one_of(calls(binding, CALLED.accounts, CALLED.ids), wrong_members()))
    def check(arguments: Any) -> None:
        right(binding, CALLED(name, arguments))

    check()


@pytest.mark.parametrize("name", ["Email/query", "Mailbox/query", "EmailSubmission/query"])
def test_any_filter_and_sort_get_ids_or_an_error(name: str) -> None:
    """Filters and sorts of any shape find something, or say why they cannot."""

    @PROFILE
    @given(filters(CALLED.ids) | ANY, st.lists(comparators() | ANY, max_size=2) | ANY)
    def check(filter_: Any, sort: Any) -> None:
        arguments = {"accountId": CALLED.server.account_id, "filter": filter_, "sort": sort}
        right(METHODS[name], CALLED(name, arguments))

    check()


@pytest.mark.parametrize(
    "name",
    ["Email", "Mailbox", "Identity", "EmailSubmission", "VacationResponse", "MaskedEmail"],
)
def test_any_patch_is_carried_out_or_refused(name: str) -> None:
    """Pointers to anywhere with values of any kind change a record, or are refused."""
    method = f"{name}/set"
    types = CALLED.realm.accounts[CALLED.server.account_id].types
    names = list(types[name].classes.record.properties_by_json)
    pointers = st.lists(st.sampled_from(names) | TEXTS, min_size=1, max_size=3).map("/".join)

    @PROFILE
    @given(CALLED.ids, st.dictionaries(pointers, ANY, max_size=3))
    def check(id_: str, patch: Any) -> None:
        arguments = {"accountId": CALLED.server.account_id, "update": {id_: patch}}
        right(METHODS[method], CALLED(method, arguments))

    check()


async def test_any_body_gets_an_answer_or_a_problem() -> None:
    """JSON of any shape as a request is answered, or refused with a problem document."""
    async with Server(seeded=False) as server, httpx.AsyncClient() as client:
        headers = {"Authorization": f"Bearer {server.token}", "Content-Type": "application/json"}
        for body in _examples(REQUESTS):
            response = await client.post(f"{server.url}/jmap/api", content=body, headers=headers)

            assert response.status_code in (200, 400, 403), response.text
            if response.status_code == 400:
                problem = response.json()
                assert problem["type"] in {*PROBLEMS, f"{URN}unknownCapability"}
                assert problem["status"] == 400


URN = "urn:ietf:params:jmap:error:"
CALLS = st.tuples(st.sampled_from(sorted(METHODS)) | TEXTS, ANY, TEXTS).map(list)
REQUESTS = (
    st.binary(max_size=20)
    | ANY.map(dumps)
    | st.fixed_dictionaries(
        {
            "using": st.just(["urn:ietf:params:jmap:core"]) | ANY,
            "methodCalls": st.lists(CALLS | ANY, max_size=3) | ANY,
        },
        optional={"createdIds": ANY},
    ).map(dumps)
)


def _examples(strategy: st.SearchStrategy[bytes]) -> list[bytes]:
    """Examples of a strategy, always the same."""
    found: list[bytes] = []

    @settings(PROFILE, max_examples=200)
    @given(strategy)
    def collect(example: bytes) -> None:
        found.append(example)

    keep: Callable[[], None] = collect
    keep()
    return found
