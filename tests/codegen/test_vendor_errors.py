"""The errors of a vendor's schema, as a client raises them."""

from __future__ import annotations

from types import ModuleType
from typing import Any

import pytest

import aiojmap

from .support import Server

URI = "https://acme.example/jmap/projects"


def refusing(error: dict[str, object]) -> Server:
    """A server that refuses every new task with this error."""
    answer = {"accountId": "A", "newState": "1", "notCreated": {"new1": error}}
    return Server({URI: {}}, {"Task/set": answer})


async def refusal(acme: ModuleType, server: Server) -> Any:
    """The error of creating a task on that server."""

    class Client(aiojmap.Client, acme.ClientMethods):  # type: ignore[name-defined,misc]  # just generated
        pass

    new = acme.TaskCreate(project_id="p1", title="Sweep")
    with pytest.raises(aiojmap.SetError) as caught:
        await server.client(Client).task.create(new)
    return caught.value


async def test_a_refused_record_raises_the_error_of_the_schema(acme: ModuleType) -> None:
    """A SetError of the schema has its class, its hint and its typed members."""
    error = await refusal(
        acme,
        refusing({"type": "projectClosed", "projectId": "p1", "reasons": ["done"], "openTasks": 2}),
    )

    assert type(error) is acme.set_errors.ProjectClosed
    assert (error.project_id, error.reasons, error.open_tasks) == ("p1", ["done"], 2)
    assert "Put it into another project." in str(error)


async def test_a_boolean_of_an_error_is_read_as_one(acme: ModuleType) -> None:
    """A member of an error that is a Boolean in the schema is a bool in Python."""
    error = await refusal(acme, refusing({"type": "projectClosed", "isFinal": True}))

    assert error.is_final is True


async def test_standard_errors_of_records_keep_their_classes(acme: ModuleType) -> None:
    """An error that RFC 8620 gives to every /set has the class it has elsewhere."""
    error = await refusal(acme, refusing({"type": "overQuota"}))

    assert type(error) is aiojmap.core.set_errors.OverQuota


def test_a_method_error_of_the_schema_has_a_class(acme: ModuleType) -> None:
    """The table of the method names the class, which has the hint of the schema."""
    found = acme.TaskSetCall.method.errors["workflowLocked"]

    assert found is acme.method_errors.WorkflowLocked
    assert found.hint == "Try again once it is open."


@pytest.mark.parametrize("call", ["TaskGetCall", "TaskSetCall", "TaskCompleteCall"])
def test_a_general_method_error_of_the_schema_is_every_method_s(
    acme: ModuleType, call: str
) -> None:
    """Any method of the vendor may give it, and those of RFC 8620 besides."""
    errors = getattr(acme, call).method.errors

    assert errors["officeClosed"] is acme.method_errors.OfficeClosed
    assert errors["serverFail"] is aiojmap.core.method_errors.ServerFail


@pytest.mark.parametrize("call", ["TaskSetCall", "PreferencesSetCall"])
def test_a_general_record_error_of_the_schema_is_every_set_s(acme: ModuleType, call: str) -> None:
    """Any /set of the vendor may give it; a method without records has none."""
    assert getattr(acme, call).method.set_errors["auditFailed"] is acme.set_errors.AuditFailed
    assert acme.TaskGetCall.method.set_errors == {}
