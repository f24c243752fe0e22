"""From pages to Markdown."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path

import jinja2

from ..output import DOCUMENT_MARK
from ..vocabulary import Vocabulary
from .links import Links
from .pages import (
    ErrorsPage,
    IndexPage,
    NamesPage,
    PackagePage,
    Page,
    PythonPage,
    TypePage,
)
from .site import Site, slug

_TEMPLATES: dict[type[Page], str] = {
    TypePage: "reference_type.md.jinja",
    PackagePage: "reference_package.md.jinja",
    ErrorsPage: "reference_errors.md.jinja",
    NamesPage: "reference_names.md.jinja",
    PythonPage: "reference_python.md.jinja",
    IndexPage: "reference_index.md.jinja",
}
_CODE = re.compile(r"(`+[^`]+`+)")
_SPECIAL = re.compile(r"([\\*_<\[\]|])")
_GAPS = re.compile(r"\n{3,}")


def render_pages(pages: Sequence[Page], site: Site, vocabulary: Vocabulary) -> dict[Path, str]:
    """The text of every page, by its path."""
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("aiojmap_codegen", "templates"),
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        autoescape=False,  # noqa: S701  # Markdown, escaped by `prose` and `cell`
    )
    environment.filters |= {
        "code": code,
        "cell": cell,
        "prose": prose,
        "paragraph": paragraph,
        "slug": slug,
        "json": _json,
    }
    return {
        page.path: _tidy(
            environment.get_template(_TEMPLATES[type(page)]).render(
                page=page, links=Links(site, vocabulary, page.path), mark=DOCUMENT_MARK
            )
        )
        for page in pages
    }


def code(text: object) -> str:
    """Code inside a line."""
    ticks = "``" if "`" in str(text) else "`"
    return f"{ticks}{text}{ticks}"


def cell(text: object) -> str:
    """Code inside a table, where a bar would end the cell."""
    return code(text).replace("|", "\\|")


def prose(text: str) -> str:
    """A sentence of the schema, in which nothing but code is Markdown."""
    parts = _CODE.split(" ".join(text.split()))
    parts[::2] = [_SPECIAL.sub(r"\\\1", part) for part in parts[::2]]
    parts[1::2] = [part.replace("|", "\\|") for part in parts[1::2]]
    return "".join(parts)


def paragraph(text: str) -> str:
    """A docstring: its paragraphs as they are, but for what Markdown would take for its own."""
    lines = text.splitlines()
    return "\n".join(line if line.startswith("    ") else _escaped(line) for line in lines)


def _escaped(line: str) -> str:
    parts = _CODE.split(line)
    parts[::2] = [re.sub(r"([*<\[\]])", r"\\\1", part) for part in parts[::2]]
    return "".join(parts)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _tidy(text: str) -> str:
    """The text with single empty lines only and one line end."""
    lines = "\n".join(line.rstrip() for line in text.splitlines())
    return _GAPS.sub("\n\n", lines).strip() + "\n"
