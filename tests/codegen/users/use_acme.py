"""Code of a user of the vendor's bindings: read by type checkers, never run."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import assert_type

from acme import projects
from acme.projects import Task, TaskCreate, TaskFilter, TaskSort

import aiojmap
from aiojmap.core import GetResponse, SetResponse


class Client(aiojmap.Client, projects.ClientMethods):
    """A client with the vendor's methods."""


@aiojmap.view(Task)
class TaskTitle:
    id: str
    title: str
    due_at: datetime | None


async def reading(client: Client) -> None:
    found = client.task.query(
        filter=TaskFilter(in_project="p1") & ~TaskFilter(has_priority="low"),
        sort=[TaskSort.has_label("home").desc(), TaskSort.due_at],
        include_done=True,
    )
    tasks = client.task.get(ids=found.ids, properties=TaskTitle)
    of_tasks = client.project.get(ids=client.task.get(ids=found.ids).list.project_id)
    found_answer, task_answer, project_answer = await client.send(found, tasks, of_tasks)
    assert_type(found_answer.ids, list[str])
    assert_type(task_answer.list[0].due_at, datetime | None)
    assert_type(project_answer, GetResponse[projects.Project])
    task = (await client.task.get(properties=["title", "priority"])).list[0]
    assert_type(task.labels, list[str])
    assert_type(task.watchers, dict[str, bool])
    assert_type(task.acme_list, str | None)
    if task.priority == "urgent" or task.priority == "of another time":
        print(task.title)


async def writing(client: Client) -> None:
    house = client.project.set(create={"house": projects.ProjectCreate(name="House")})
    new = TaskCreate(
        project_id=house.created_id("house"),
        title="Sweep",
        due_at=datetime.now(UTC),
        steps=[projects.Step(text="Fetch the broom")],
    )
    assert_type(await client.task.set(create={"sweep": new}), SetResponse[Task])
    try:
        assert_type(await client.task.create(new), Task)
    except projects.set_errors.ProjectClosed as error:
        assert_type(error.project_id, str)
        assert_type(error.open_tasks, int)
        assert_type(error.is_final, bool)
    await client.task.update("t1", projects.TaskPatch(watchers=aiojmap.merge({"ann": True})))
    await client.preferences.update("singleton", projects.PreferencesPatch(theme="dark"))
    assert_type((await client.task.complete(ids=["t1"])).completed, list[str])


async def mistaken(client: Client) -> None:
    client.task.get(ids=client.project.get().list.id)  # E: ids of Project
    client.task.query(filter=projects.ProjectFilter())  # E: there is no such filter
    client.task.get(properties=["titel"])  # E: no such property
    TaskCreate(title="Sweep")  # E: project_id must be given
    TaskCreate(project_id="p1", title="Sweep", created_at=None)  # E: the server sets it
    print(client.preferences.create)  # E: there is one
