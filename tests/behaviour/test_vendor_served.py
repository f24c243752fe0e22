"""A vendor's types on the embedded server, used through the bindings that are generated."""

from __future__ import annotations

import importlib
from pathlib import Path

import pytest
from aiojmap_codegen.__main__ import main

import aiojmap
from aiojmap.testing import Server

SCHEMA = Path(__file__).with_name("garden.toml")


async def test_types_known_by_their_schema_alone_are_served(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Records of two types are made, found by a filter, and protected by their references."""
    assert (
        main(["generate", str(SCHEMA), "--into", str(tmp_path / "plot"), "--package", "plot"]) == 0
    )
    monkeypatch.syspath_prepend(tmp_path)
    plot = importlib.import_module("plot.garden")
    client_type = type("Client", (aiojmap.Client, plot.ClientMethods), {})
    async with Server(packages=[plot]) as server, client_type(server.url, token=server.token) as it:
        bed = it.bed.create(plot.BedCreate(name="By the wall"))
        rose = it.plant.create(plot.PlantCreate(bed_id=bed.id, name="Rose"))
        await it.send(bed, rose, it.plant.create(plot.PlantCreate(bed_id=bed.id, name="Leek")))
        here, found = (await bed).id, it.plant.query(filter=plot.PlantFilter(text="rose"))

        plants = await it.plant.get(ids=found.ids)

        assert [(plant.name, plant.bed_id) for plant in plants.list] == [("Rose", here)]
        assert (await it.plant.query(filter=plot.PlantFilter(in_bed="none"))).ids == []
        with pytest.raises(aiojmap.SetError, match="forbidden"):
            await it.bed.destroy(here)
