"""The sentences before lists, which say what the list is about."""

from __future__ import annotations

import re
from enum import Enum, auto

import attrs

from .spec_document import sentences


class About(Enum):
    """What a list holds."""

    PROPERTIES = auto()
    RECORD_PROPERTIES = auto()
    ARGUMENTS = auto()
    RESPONSE = auto()
    CONDITIONS = auto()
    SORTS = auto()
    SESSION_CAPABILITY = auto()
    ACCOUNT_CAPABILITY = auto()
    REQUEST_ERRORS = auto()
    METHOD_ERRORS = auto()
    SET_ERRORS = auto()


@attrs.frozen
class Lead:
    """What a list is about; `owner` is empty where the section has to say it."""

    about: About
    owner: str = ""
    general: bool = False
    operations: frozenset[str] = frozenset()


_NOUNS = r"(?:propert(?:y|ies)|fields?|members?|keys?|information)"
_GAP = r"(?:[\w/\"*-]+,? ){0,5}?"
_ANNOUNCES = re.compile(
    r"\bfollow(?:ing|s)\b|\b(?:one|two|three|four) (?:extra|additional|new)\b"
    rf"|\bnew {_NOUNS} (?:is|are) defined"
)
_METHOD = re.compile(r"\b([A-Z]\w*/\s?[a-z]\w*)")
_EMPHASISED = re.compile(r"\*([A-Z]\w*)\*")
_SUBJECT = re.compile(r"(?:An?|The|any) ([A-Z][a-z]\w*) (?:object|data type)?")
_OPERATIONS = re.compile(r"\"(create|update|destroy)\"")
_OPERATIONS_ALONE = re.compile(r"For \"\w+\"(?:(?:,| and|, and) \"\w+\")*:")
_TITLE_OF_LIST = re.compile(r"\*([A-Z]\w*)(?: [Oo]bject)?:?\*:?")
_TITLES = {
    "Parameters": About.ARGUMENTS,
    "Arguments": About.ARGUMENTS,
    "Response": About.RESPONSE,
    "Result": About.RESPONSE,
}


def read_lead(paragraph: str) -> Lead | None:
    """What the list after a paragraph is about, if the paragraph says so."""
    title = _TITLE_OF_LIST.fullmatch(paragraph)
    if title:
        if title[1] in _TITLES:
            return Lead(_TITLES[title[1]])
        return Lead(About.PROPERTIES, title[1])
    leads = [_read_sentence(sentence, paragraph) for sentence in sentences(paragraph)]
    return next((lead for lead in reversed(leads) if lead is not None), None)


def read_operations(paragraph: str) -> frozenset[str] | None:
    """The operations that errors below are for, if that is all a paragraph says."""
    if not _OPERATIONS_ALONE.fullmatch(paragraph):
        return None
    return frozenset(_OPERATIONS.findall(paragraph))


def _read_sentence(sentence: str, paragraph: str) -> Lead | None:
    if "supported for sorting" in sentence:
        owner = re.search(r"[Tt]he following ([A-Z]\w*) propert", sentence)
        return Lead(About.SORTS, owner[1] if owner else "")
    if not _ANNOUNCES.search(sentence):
        return None
    return _errors(sentence) or _capability(sentence) or _members(sentence, paragraph)


def _errors(sentence: str) -> Lead | None:
    method = _METHOD.search(sentence)
    owner = method[1].replace(" ", "") if method else ""
    if re.search(r"following problem types", sentence):
        return Lead(About.REQUEST_ERRORS)
    if re.search(
        rf"following {_GAP}SetErrors?\b|\bnew SetError|SetError types .*follows:", sentence
    ):
        operations = frozenset(_OPERATIONS.findall(sentence))
        return Lead(About.SET_ERRORS, owner, "any record type" in sentence, operations)
    if re.search(rf"following {_GAP}(?:\w+-level )?errors?\b", sentence):
        return Lead(About.METHOD_ERRORS, owner, "any method" in sentence)
    return None


def _capability(sentence: str) -> Lead | None:
    if not re.search(r"value of this .*\bis an object\b", sentence):
        return None
    account = "ccountCapabilities" in sentence
    return Lead(About.ACCOUNT_CAPABILITY if account else About.SESSION_CAPABILITY)


def _members(sentence: str, paragraph: str) -> Lead | None:
    method = _METHOD.search(sentence)
    owner = method[1].replace(" ", "") if method else ""
    if "FilterCondition" in sentence and re.search(_NOUNS, sentence):
        return Lead(About.CONDITIONS, owner.partition("/")[0])
    extended = re.search(r"extends the ([A-Z][\w ]*?) object", sentence)
    if extended:
        return Lead(About.PROPERTIES, extended[1])
    if re.search(r"\barguments?\b|\bparameters?\b", sentence):
        return Lead(
            About.RESPONSE if re.search(r"\bresponse\b", sentence) else About.ARGUMENTS, owner
        )
    if re.search(r"response propert(?:y is|ies are) defined as follows", sentence):
        return Lead(About.RECORD_PROPERTIES, owner)
    if re.search(
        rf"(?:following|follows) ?{_GAP}{_NOUNS}\b|\bnew {_NOUNS} (?:is|are) defined", sentence
    ):
        return Lead(About.PROPERTIES, _subject(sentence, paragraph))
    return None


def _subject(sentence: str, paragraph: str) -> str:
    """The object whose properties a sentence announces, if it is named."""
    named = (
        _EMPHASISED.search(sentence)
        or _SUBJECT.match(sentence)
        or re.search(r"following ([A-Z]\w*) propert", sentence)
        or re.search(r"following [\w-]+ ([A-Z]\w*) propert", sentence)
        or re.search(
            r"\b(?:[Ff]or|of|to|any|the) (?:the |any )?([A-Z][a-z]\w*) objects?\b", sentence
        )
    )
    if named:
        return named[1]
    # "It has the following properties": what the paragraph has spoken of.
    before = paragraph[: paragraph.rindex(sentence)]
    emphasised = _EMPHASISED.findall(before)
    if emphasised and re.match(r"It\b|This\b|These\b", sentence):
        return str(emphasised[-1])
    return ""
