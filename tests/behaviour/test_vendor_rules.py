"""What the embedded server does with types of which it knows the schema alone."""

from __future__ import annotations

import importlib
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from aiojmap_codegen.__main__ import main

import aiojmap
from aiojmap.testing import Server

from .embedded import Clock

SCHEMA = Path(__file__).with_name("garden.toml")


@pytest.fixture(scope="module")
def plot(tmp_path_factory: pytest.TempPathFactory) -> ModuleType:
    """The generated package of the vendor."""
    folder = tmp_path_factory.mktemp("vendor")
    into = ["--into", str(folder / "vendor_plot"), "--package", "vendor_plot"]
    assert main(["generate", str(SCHEMA), *into]) == 0
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(folder)
        return importlib.import_module("vendor_plot.garden")


def client_of(plot: ModuleType, server: Server) -> Any:
    """A client with the vendor's methods."""
    kind = type("Client", (aiojmap.Client, plot.ClientMethods), {})
    return kind(server.url, token=server.token)


async def test_a_record_goes_with_all_that_needs_it_but_not_before(plot: ModuleType) -> None:
    """Destroying what is referred to is forbidden until the referring record is gone."""
    async with Server(packages=[plot]) as server, client_of(plot, server) as client:
        bed = await client.bed.create(plot.BedCreate(name="Wall"))
        plant = await client.plant.create(plot.PlantCreate(bed_id=bed.id, name="Rose"))

        refused = (await client.bed.set(destroy=[bed.id])).not_destroyed[bed.id]
        await client.plant.destroy(plant.id)
        await client.bed.destroy(bed.id)

        assert refused.type == "forbidden"
        assert plant.id in refused.members["description"]


async def test_a_reference_that_may_be_null_becomes_null(plot: ModuleType) -> None:
    """The record that referred to what was destroyed has changed, and its state says so."""
    async with Server(packages=[plot]) as server, client_of(plot, server) as client:
        bed = await client.bed.create(plot.BedCreate(name="Wall"))
        rose = await client.plant.create(plot.PlantCreate(bed_id=bed.id, name="Rose"))
        leek = await client.plant.create(
            plot.PlantCreate(bed_id=bed.id, name="Leek", next_to_id=rose.id)
        )
        state = (await client.plant.get(ids=[])).state

        await client.plant.destroy(rose.id)

        assert (await client.plant.get(ids=[leek.id])).list[0].next_to_id is None
        changes = await client.plant.changes(since_state=state)
        assert (changes.updated, changes.destroyed) == ([leek.id], [rose.id])


async def test_a_reference_to_nothing_is_refused(plot: ModuleType) -> None:
    """On create and on update."""
    async with Server(packages=[plot]) as server, client_of(plot, server) as client:
        with pytest.raises(aiojmap.SetError) as raised:
            await client.plant.create(plot.PlantCreate(bed_id="none", name="Rose"))

        assert raised.value.members["properties"] == ["bedId"]


async def test_what_the_server_sets_is_set(plot: ModuleType) -> None:
    """A date that is the server's is the present time."""
    clock = Clock()
    server = Server(packages=[plot], clock=clock)
    async with server, client_of(plot, server) as client:
        bed = await client.bed.create(plot.BedCreate(name="Wall"))

        plant = await client.plant.create(plot.PlantCreate(bed_id=bed.id, name="Rose"))

        assert plant.planted_at == clock.now


async def test_only_what_the_schema_names_is_sorted_by(plot: ModuleType) -> None:
    """Records without a value come first; other properties are unsupportedSort."""
    async with Server(packages=[plot]) as server, client_of(plot, server) as client:
        bed = (await client.bed.create(plot.BedCreate(name="Wall"))).id
        for name, height in (("Rose", 900), ("Moss", None), ("Leek", 90)):
            await client.plant.create(plot.PlantCreate(bed_id=bed, name=name, height=height))

        found = await client.plant.get(ids=client.plant.query(sort=[plot.PlantSort.height]).ids)
        by_date = client.plant.query(sort=[aiojmap.Comparator("plantedAt")])

        assert [plant.name for plant in found.list] == ["Moss", "Leek", "Rose"]
        with pytest.raises(aiojmap.MethodError, match="unsupportedSort"):
            await by_date
