"""The body of a message from its text, its HTML and its files."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import quote

from .. import mail
from .._model.errors import EncodeError
from .._model.json import kind
from .._model.records import fetched
from .parts import multipart
from .references import content_ids


def add_bodies(
    draft: mail.EmailCreate,
    text: str | None,
    html: str | None,
    inline: list[mail.EmailBodyPart],
    attachments: list[mail.EmailBodyPart],
) -> None:
    """Give a new Email its body: in the flat form, whose arrangement is left to the server, or
    as a structure where it matters, since pictures belong to the HTML and not to the text.

    Raises `EncodeError` for what is no body, or does not belong to the others.
    """
    _check_types(text, html, inline, attachments)
    _check_links(html, inline)
    given = {"text": ("text/plain", text), "html": ("text/html", html)}
    values = {name: value for name, (_, value) in given.items() if value is not None}
    parts = {name: mail.EmailBodyPart(part_id=name, type=given[name][0]) for name in values}
    if values:
        draft.body_values = {
            name: mail.EmailBodyValue(value=value.replace("\r\n", "\n"))
            for name, value in values.items()
        }
    if inline:
        related = multipart("related", [parts["html"], *inline])
        texts = [parts["text"]] if "text" in parts else []
        alternative = multipart("alternative", [*texts, related])
        draft.body_structure = multipart("mixed", [alternative, *attachments])
        return
    if "text" in parts:
        draft.text_body = [parts["text"]]
    if "html" in parts:
        draft.html_body = [parts["html"]]
    if attachments:
        draft.attachments = attachments


def _check_links(html: str | None, inline: list[mail.EmailBodyPart]) -> None:
    """Raise `EncodeError` unless each part is shown by a link, and each link shows a part."""
    links = content_ids(html or "")
    cids: list[str] = []
    for number, part in enumerate(inline):
        path = f"$.inline[{number}]"
        cid = part.cid if "cid" in fetched(part) else None
        if cid is None:
            raise EncodeError("has no cid: make it with aiojmap.inline(blob, cid=...)", path)
        if cid in cids:
            raise EncodeError(f"the cid {cid!r} is used twice: give each part its own", path)
        if cid not in links:
            raise EncodeError(
                f'the HTML has no link to it, such as <img src="cid:{quote(cid)}">: add one, or '
                "give it among the attachments",
                path,
            )
        cids.append(cid)
    for cid in links:
        if cid not in cids:
            raise EncodeError(
                f"links to cid:{cid}, but no inline part has that cid: give one, as in "
                f"inline=[aiojmap.inline(blob, cid={cid!r})]",
                "$.html",
            )


def _check_types(
    text: object, html: object, inline: Iterable[object], attachments: Iterable[object]
) -> None:
    for name, value in (("text", text), ("html", html)):
        if value is not None and not isinstance(value, str):
            raise EncodeError(f"expected str, got {kind(value)}", f"$.{name}")
    made_by = {"inline": (inline, "blob, cid=..."), "attachments": (attachments, "blob, name=...")}
    for name, (parts, arguments) in made_by.items():
        for number, part in enumerate(parts):
            if not isinstance(part, mail.EmailBodyPart):
                raise EncodeError(
                    f"is no EmailBodyPart: make it with "
                    f"aiojmap.{name.removesuffix('s')}({arguments})",
                    f"$.{name}[{number}]",
                )
