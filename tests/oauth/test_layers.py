"""What is judged without input and output can be used without a loop and without HTTP."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import aiojmap.oauth

FOLDER = Path(aiojmap.oauth.__file__).parent
PURE = (
    "_authorization", "_device", "_document", "_errors", "_form", "_grant", "_issuer", "_metadata",
    "_page", "_registration", "_terms", "_tokens",
)  # fmt: skip


@pytest.mark.parametrize("name", PURE)
def test_the_protocol_does_no_input_or_output(name: str) -> None:
    """It knows neither asyncio nor HTTP nor the time, and none of the modules that do."""
    text = (FOLDER / f"{name}.py").read_text(encoding="utf-8")
    imported = re.findall(r"^(?:from|import) (\S+)", text, re.MULTILINE)
    own = {item.removeprefix(".") for item in imported if re.match(r"\._\w+$", item)}

    assert own <= set(PURE)
    assert {"asyncio", "time", "webbrowser", ".._connection.http"}.isdisjoint(imported)
    assert "async def" not in text
