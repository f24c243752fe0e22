"""Which parts are the body, and which are attachments (RFC 8621, section 4.1.4)."""

from __future__ import annotations

import attrs

from ...runtime import JSONObject

_MEDIA = ("image/", "audio/", "video/")

Parts = list[JSONObject]


@attrs.define
class Bodies:
    """The three flat lists of the parts of a message."""

    text: Parts = attrs.field(factory=list[JSONObject])
    html: Parts = attrs.field(factory=list[JSONObject])
    attachments: Parts = attrs.field(factory=list[JSONObject])

    @classmethod
    def of(cls, structure: JSONObject) -> Bodies:
        """Sort the parts of a message into the lists."""
        found = cls()
        found._walk([structure], "mixed", found.text, found.html, inside=False)
        return found

    def _walk(
        self, parts: Parts, kind: str, text: Parts | None, html: Parts | None, *, inside: bool
    ) -> None:
        """Sort the parts of one multipart; `inside` says whether an alternative is around it.

        A list that is None is closed: what is here belongs to the other version only.
        """
        before = len(self.text), len(self.html)
        for index, part in enumerate(parts):
            type_ = str(part["type"])
            children = part["subParts"]
            if isinstance(children, list):
                items = [child for child in children if isinstance(child, dict)]
                sub_kind = type_.partition("/")[2]
                around = inside or sub_kind == "alternative"
                self._walk(items, sub_kind, text, html, inside=around)
            elif not _is_body(part, type_, index, kind):
                self.attachments.append(part)
            elif kind == "alternative":
                chosen = {"text/plain": text, "text/html": html}.get(type_)
                (self.attachments if chosen is None else chosen).append(part)
            else:
                html = None if inside and type_ == "text/plain" else html
                text = None if inside and type_ == "text/html" else text
                self._inline(part, type_, text, html)
        if kind == "alternative" and text is not None and html is not None:
            self._complete(*before)

    def _inline(self, part: JSONObject, type_: str, text: Parts | None, html: Parts | None) -> None:
        if text is not None:
            text.append(part)
        if html is not None:
            html.append(part)
        if type_.startswith(_MEDIA) and (text is None or html is None):
            self.attachments.append(part)

    def _complete(self, texts: int, htmls: int) -> None:
        """Let an alternative with one version only stand in both lists."""
        if len(self.text) == texts:
            self.text.extend(self.html[htmls:])
        elif len(self.html) == htmls:
            self.html.extend(self.text[texts:])


def _is_body(part: JSONObject, type_: str, index: int, kind: str) -> bool:
    if part["disposition"] == "attachment":
        return False
    media = type_.startswith(_MEDIA)
    if not media and type_ not in ("text/plain", "text/html"):
        return False
    return index == 0 or (kind != "related" and (media or not part["name"]))
