"""What the titles of sections say: which method, type or capability a section is about."""

from __future__ import annotations

import re

import attrs

from .spec_document import Document, Item, Section, texts

METHOD = r"[A-Z]\w*/[a-z]\w*"
URI = re.compile(r"urn:[\w:.-]*\w|https?://[^\s\"<>]*[\w/]")
_SKIPPED = re.compile(
    r"Examples?\b.*|.*\bExamples?|IANA .*|.*Security Considerations|.*References|Acknowledge?ments",
    re.IGNORECASE,
)
_METHOD_TITLE = re.compile(rf"(?:The )?({METHOD})(?: Method)?")
_VERB_TITLE = re.compile(r"/([a-z]\w*)")
_TYPE_TITLE = re.compile(
    r"(?:Properties of )?(?:the )?([A-Z]\w*) (?:object|data type)", re.IGNORECASE
)
_STANDARD = re.compile(
    r"(?:This is )?(?:an? )?standard (?:JMAP )?\"?/?(get|changes|set|copy|query|queryChanges)\b",
    re.IGNORECASE,
)


@attrs.frozen(kw_only=True)
class Context:
    """What a section is about; `defines` says that it is the method's own section."""

    section: Section
    method: str = ""
    defines: bool = False
    standard: str = ""
    type: str = ""
    uri: str = ""


def context_of(document: Document, section: Section) -> Context | None:
    """What a section is about, or None for examples, registrations and the like."""
    around = document.enclosing(section)
    if any(_SKIPPED.fullmatch(other.title) for other in around):
        return None
    method = next(filter(None, (_method(other) for other in around)), "")
    typed = next(filter(None, (_TYPE_TITLE.fullmatch(other.title) for other in around)), None)
    uri = URI.fullmatch(section.title)
    return Context(
        section=section,
        method=method,
        defines=bool(method) and _defines(section, method),
        standard=_standard(section),
        type=typed[1] if typed else "",
        uri=uri[0] if uri else "",
    )


def _method(section: Section) -> str:
    named = re.search(rf"\b{METHOD}\b", section.title)
    if named:
        return named[0]
    # A section titled /get is about the method of that verb which its text names.
    verb = _VERB_TITLE.fullmatch(section.title)
    if verb is None:
        return ""
    for paragraph in texts(section.body):
        found = re.search(rf"\b[A-Z]\w*/{verb[1]}\b", paragraph.text)
        if found:
            return found[0]
    return ""


def _defines(section: Section, method: str) -> bool:
    titled = _METHOD_TITLE.fullmatch(section.title)
    if titled:
        return titled[1] == method
    return _VERB_TITLE.fullmatch(section.title) is not None


def _standard(section: Section) -> str:
    if not section.body or isinstance(section.body[0], Item):
        return ""
    found = _STANDARD.match(section.body[0].text)
    return found[1] if found else ""
