"""A vendor's schema, generated and used: what is sent, and what comes back."""

from __future__ import annotations

from datetime import UTC, datetime
from types import ModuleType
from typing import Any

import pytest

import aiojmap

from .support import CORE, Server

URI = "https://acme.example/jmap/projects"
TASK = {"id": "t1", "projectId": "p1", "title": "Sweep", "priority": "whenever", "dueAt": None}
PROJECT = {"id": "p1", "name": "House", "parentId": None, "openTasks": 3}
ANSWERS: dict[str, dict[str, object]] = {
    "Task/query": {"accountId": "A", "queryState": "q", "ids": ["t1"], "position": 0},
    "Task/get": {"accountId": "A", "state": "1", "list": [TASK], "notFound": []},
    "Project/get": {"accountId": "A", "state": "1", "list": [PROJECT], "notFound": []},
    "Task/complete": {"accountId": "A", "completed": ["t1"]},
    "Preferences/set": {"accountId": "A", "newState": "2", "updated": {"singleton": None}},
}


@pytest.fixture
def server() -> Server:
    """A server with the vendor's capability."""
    return Server({URI: {"mayCreateProjects": True}}, ANSWERS)


@pytest.fixture
def client(acme: ModuleType, server: Server) -> Any:
    """A client with the vendor's methods, made as the documentation says."""

    class Client(aiojmap.Client, acme.ClientMethods):  # type: ignore[name-defined,misc]  # just generated
        pass

    return server.client(Client)


async def test_a_chain_of_references_goes_in_one_request(client: Any, server: Server) -> None:
    """Query, get and get of another type are one request with two result references."""
    found = client.task.query(limit=5)
    tasks = client.task.get(ids=found.ids)

    await client.project.get(ids=tasks.list.project_id)

    assert server.requests == [
        {
            "using": [CORE, URI],
            "methodCalls": [
                ["Task/query", {"accountId": "A", "limit": 5}, "0"],
                [
                    "Task/get",
                    {
                        "accountId": "A",
                        "#ids": {"resultOf": "0", "name": "Task/query", "path": "/ids"},
                    },
                    "1",
                ],
                [
                    "Project/get",
                    {
                        "accountId": "A",
                        "#ids": {"resultOf": "1", "name": "Task/get", "path": "/list/*/projectId"},
                    },
                    "2",
                ],
            ],
        }
    ]


async def test_filters_and_sorts_are_sent_as_the_schema_names_them(
    acme: ModuleType, client: Any, server: Server
) -> None:
    """Conditions, operators, a sort with an argument, and an added argument have JSON names."""
    due = acme.TaskFilter(due_before=datetime(2030, 1, 2, tzinfo=UTC))
    await client.task.query(
        filter=acme.TaskFilter(in_project="p1") & ~due,
        sort=[acme.TaskSort.has_label("home").desc(), acme.TaskSort.due_at.asc()],
        include_done=True,
    )

    ((_, arguments, _),) = server.calls
    assert arguments == {
        "accountId": "A",
        "filter": {
            "operator": "AND",
            "conditions": [
                {"inProject": "p1"},
                {"operator": "NOT", "conditions": [{"dueBefore": "2030-01-02T00:00:00Z"}]},
            ],
        },
        "sort": [
            {"property": "hasLabel", "label": "home", "isAscending": False},
            {"property": "dueAt", "isAscending": True},
        ],
        "includeDone": True,
    }


async def test_a_create_sends_what_was_given_and_no_more(acme: ModuleType, client: Any) -> None:
    """Unset properties are left out, None is null, and names with odd signs come back."""
    new = acme.TaskCreate(
        project_id="p1",
        title="Sweep",
        due_at=None,
        steps=[acme.Step(text="Fetch the broom")],
        acme_list="chores",
    )

    assert aiojmap.encode(new) == {
        "projectId": "p1",
        "title": "Sweep",
        "dueAt": None,
        "steps": [{"text": "Fetch the broom"}],
        "acme:list": "chores",
    }


async def test_a_creation_reference_joins_two_new_records(
    acme: ModuleType, client: Any, server: Server
) -> None:
    """A task in a project made by the same request names it by its creation id."""
    project = client.project.set(create={"house": acme.ProjectCreate(name="House")})
    task = acme.TaskCreate(project_id=project.created_id("house"), title="Sweep")

    await client.send(project, client.task.set(create={"sweep": task}))

    assert server.calls[1][1]["create"] == {"sweep": {"projectId": "#house", "title": "Sweep"}}


def test_what_the_server_sets_cannot_be_created(acme: ModuleType) -> None:
    """The create class has no server-set properties."""
    assert "createdAt" not in acme.TaskCreate.properties_by_json
    assert "id" not in acme.TaskCreate.properties_by_json


def test_a_property_without_default_must_be_given(acme: ModuleType) -> None:
    """Leaving out a required property of a create is an error in Python already."""
    with pytest.raises(TypeError, match="title"):
        acme.TaskCreate(project_id="p1")


def test_a_patch_changes_entries_and_resets(acme: ModuleType) -> None:
    """In a patch, merged entries become pointers, and None puts a default back."""
    patch = acme.TaskPatch(watchers=aiojmap.merge({"ann": True, "b/c": None}), priority=None)

    assert aiojmap.encode(patch) == {
        "priority": None,
        "watchers/ann": True,
        "watchers/b~1c": None,
    }


async def test_an_open_set_of_values_takes_new_ones(client: Any) -> None:
    """A value that the schema does not list is read as the string it is."""
    answer = await client.task.get()

    assert answer.list[0].priority == "whenever"


async def test_null_is_a_value_where_it_is_the_default(client: Any) -> None:
    """A property that is null reads as None."""
    answer = await client.task.get()

    assert answer.list[0].due_at is None


async def test_a_fallback_stands_in_for_what_was_left_out(client: Any) -> None:
    """A property with a fallback reads as it when the server leaves it out."""
    answer = await client.task.get()

    assert answer.list[0].labels == []


def test_a_fallback_stands_in_for_null(acme: ModuleType) -> None:
    """A property with a fallback reads as it when the server sends a null it must not send."""
    task = aiojmap.decode({"id": "t1", "labels": None}, acme.Task)

    assert task.labels == []


async def test_a_default_is_no_fallback(client: Any) -> None:
    """A property that was not returned is not made up from its default."""
    answer = await client.task.get()

    with pytest.raises(aiojmap.PropertyNotFetched, match="watchers"):
        _ = answer.list[0].watchers


def test_a_default_inside_an_object_is_read(acme: ModuleType) -> None:
    """An object inside a record is always whole, so what it lacks has its default."""
    task = aiojmap.decode({"steps": [{"text": "Fetch the broom"}]}, acme.Task)

    assert task.steps[0].is_done is False


def test_a_singleton_is_only_updated(acme: ModuleType) -> None:
    """A type of which there is one has no shortcuts to create and destroy."""
    assert hasattr(acme.PreferencesMethods, "update")
    assert not hasattr(acme.PreferencesMethods, "create")
    assert not hasattr(acme.PreferencesMethods, "destroy")


async def test_a_singleton_is_updated_under_its_id(
    acme: ModuleType, client: Any, server: Server
) -> None:
    """Updating it sends the patch under `singleton`."""
    await client.preferences.update("singleton", acme.PreferencesPatch(theme="dark"))

    ((name, arguments, _),) = server.calls
    assert name == "Preferences/set"
    assert arguments == {"accountId": "A", "update": {"singleton": {"theme": "dark"}}}


async def test_a_method_of_the_vendors_own_is_sent_and_answered(
    client: Any, server: Server
) -> None:
    """A method written out in full has its arguments and a typed answer."""
    answer = await client.task.complete(ids=["t1"], comment=None)

    assert server.calls == [
        ["Task/complete", {"accountId": "A", "ids": ["t1"], "comment": None}, "0"]
    ]
    assert answer.completed == ["t1"]


async def test_what_the_account_says_of_the_capability_is_typed(
    acme: ModuleType, client: Any
) -> None:
    """The capability object of the account is read, with its fallback."""
    found = await client.account_capability(acme.ProjectsAccountCapability)

    assert found.may_create_projects is True
    assert found.max_tasks_per_project == 1000


async def test_the_methods_of_the_library_are_still_there(client: Any) -> None:
    """The mixed client has the vendor's methods besides those of the library."""
    assert hasattr(client, "mailbox")
    assert hasattr(client, "task")


def test_all_public_names_can_be_loaded(acme: ModuleType) -> None:
    """`load()` imports every module, and each public name is there."""
    acme.load()

    assert [name for name in acme.__all__ if not hasattr(acme, name)] == []
