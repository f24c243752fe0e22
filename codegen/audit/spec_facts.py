"""From a specification to facts: what it defines, of which type, where."""

from __future__ import annotations

import re
from collections.abc import Iterable

import attrs

from ..vocabulary import SCALARS
from .facts import (
    FORM,
    GENERAL,
    Fact,
    Kind,
    arguments_of,
    error_of,
    family_of,
    filter_of,
    left_out_of,
    method_error_of,
    response_of,
    sort_of,
)
from .spec_document import Document, Item, Node, Paragraph, sentences
from .spec_errors import LEVELS, DefinedError, read_error, read_mentions, read_standard_operations
from .spec_leads import About, Lead, read_lead, read_operations
from .spec_members import Definition, json_below, read_definition, read_type
from .spec_sections import URI, Context, context_of

_NEW_TYPE = re.compile(r"\b(?:[Aa]n?|[Tt]he|type) (?:[\w-]+ )?\*([A-Z]\w*)\*")
_SORT_ITEM = re.compile(r"\"?(@?\w[\w/:.]*)\"?(?:$| - |: )")
_SORTS_IN_SENTENCE = re.compile(
    r"[Tt]he ((?:\"[\w/]+\"(?:, | and |, and )?)+) propert(?:y|ies) "
    r"(?:MUST|SHOULD) be supported for sorting"
)
_SORT_ARGUMENT = re.compile(r"additional \"(\w+)\" property on the Comparator")
_STANDARD_DEFAULT = re.compile(r"standard \"(\w+)\" argument is omitted.*following default.*:$")
_LEFT_OUT = re.compile(r"does [*_]?not[*_]? (?:\w+ )?(?:take|return)\b")
_TAKEN_OR_RETURNED = re.compile(r"take or return|take|return|\"(\w+)\"")
_FAMILY = re.compile(r"([\w-]+:)\{[\w-]+\}")
_FORM_TYPE = re.compile(r"Type: \"([^\"]+)\"")


def spec_facts(document: Document) -> list[Fact]:
    """Everything a specification defines, in its order; what it says twice is one fact."""
    reader = _Reader(document)
    for section in document.sections:
        context = context_of(document, section)
        if context is not None:
            reader.section(context)
    return _merged(reader.all_facts())


@attrs.frozen
class _Owner:
    """Where members belong; one that is not `named` is called by the title of its section."""

    place: str
    kind: Kind
    named: bool = True


class _Reader:
    """Walks through the sections and collects facts."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._facts: list[Fact] = []
        self._general: list[DefinedError] = []
        self._takes_standard: list[tuple[Context, int, frozenset[str]]] = []
        self._same_defaults: dict[str, str] = {}

    def all_facts(self) -> list[Fact]:
        """The facts found, with the standard set errors that methods take over."""
        for context, line, operations in self._takes_standard:
            for error in self._general:
                if operations & error.operations:
                    self._method_error(context, context.method, "set", error.type, line)
        defaults = {fact.place: fact.default for fact in self._facts}
        found = [
            attrs.evolve(fact, default=defaults.get(self._same_defaults[fact.place]))
            if fact.place in self._same_defaults
            else fact
            for fact in self._facts
        ]
        return sorted(found, key=lambda fact: fact.line)

    def section(self, context: Context) -> None:
        """Read one section."""
        line = context.section.line
        if context.uri:
            self._add(context, context.uri, Kind.CAPABILITY, line)
        if context.defines:
            self._add(context, context.method, Kind.METHOD, line, standard=context.standard)
        body = context.section.body
        typed = _FORM_TYPE.fullmatch(body[0].text) if body else None
        if typed:
            place = f"{FORM} as{context.section.title}"
            self._add(context, place, Kind.FAMILY, body[0].line, type=read_type(typed[1]) or "")
        self._walk(body, context, "", None)

    def _walk(self, body: list[Node], context: Context, at: str, lead: Lead | None) -> None:
        for position, node in enumerate(body):
            self._sentences(node, context)
            if isinstance(node, Item):
                place = self._item(node, lead, context, at)
                begun = read_lead(node.text)
                inner = self._named(begun, node, context) if begun else None
                self._walk(node.body, context, place or at, inner)
                continue
            self._announcements(body, position, context)
            lead = self._lead(node, lead, context)

    def _lead(self, node: Paragraph, lead: Lead | None, context: Context) -> Lead | None:
        """What a list after this paragraph is about."""
        found = read_lead(node.text)
        if found is not None:
            return self._named(found, node, context)
        operations = read_operations(node.text)
        if operations is not None and lead is not None:
            return attrs.evolve(lead, operations=operations)
        if lead is not None and lead.about in LEVELS and self._error(node, lead, context):
            return lead
        # "Exactly one of:" goes on with the list before it.
        return lead if node.text.endswith(":") and len(node.text.split()) <= 5 else None

    def _named(self, lead: Lead, node: Node, context: Context) -> Lead:
        """The lead with the capability that it is about, and where that is, from the context."""
        if lead.about not in (About.SESSION_CAPABILITY, About.ACCOUNT_CAPABILITY):
            return lead
        before = [node.text]
        for other in context.section.body:
            if other is node:
                break
            before.insert(-1, other.text)
        named = URI.findall(node.text)
        uri = named[-1] if named else context.uri
        mentions: list[str] = re.findall(
            r"accountCapabilities|capabilities\"? object|[Ss]ession \"?capabilities\"? property",
            " ".join(before),
        )
        account = bool(mentions) and mentions[-1] == "accountCapabilities"
        return Lead(About.ACCOUNT_CAPABILITY if account else About.SESSION_CAPABILITY, uri)

    # ------------------------------------------------------------------ what items define

    def _item(self, item: Item, lead: Lead | None, context: Context, at: str) -> str:
        """Add what an item defines; gives its place if it is a member."""
        if lead is not None and lead.about in LEVELS:
            self._error(item, lead, context)
            return ""
        if lead is not None and lead.about is About.SORTS:
            self._sort(item, lead, context)
            return ""
        definition = read_definition(item)
        # Without a lead, what has no type is one of the many other things with a colon.
        if definition is None or (lead is None and not definition.readable):
            return ""
        owner = self._owner(definition, lead, context, at)
        if owner is None:
            return ""
        place = f"{owner.place}.{definition.name}"
        self._add(
            context,
            place,
            owner.kind,
            item.line,
            type=definition.type,
            flags=definition.flags,
            default=definition.default,
            unnamed="" if owner.named else owner.place,
        )
        if definition.same_default:
            self._same_defaults[place] = definition.same_default
        if owner.kind is Kind.PROPERTY and owner.place in (
            lead.owner if lead else "",
            context.type,
        ):
            self._add(context, owner.place, Kind.TYPE, item.line)
        return place

    def _owner(
        self, definition: Definition, lead: Lead | None, context: Context, at: str
    ) -> _Owner | None:
        """Whose member it is: what the lead says, else what is around it."""
        about = lead.about if lead else None
        named = lead.owner if lead else ""
        method = named or context.method
        type_ = method.partition("/")[0]
        match about:
            case About.ARGUMENTS if method:
                return _Owner(arguments_of(method), Kind.ARGUMENT)
            case About.RESPONSE if method:
                return _Owner(response_of(method), Kind.RESPONSE)
            case About.CONDITIONS if method:
                return _Owner(filter_of(type_), Kind.FILTER)
            case About.SESSION_CAPABILITY if named:
                return _Owner(f"{named} session", Kind.CAPABILITY_MEMBER)
            case About.ACCOUNT_CAPABILITY if named:
                return _Owner(f"{named} account", Kind.CAPABILITY_MEMBER)
            case About.PROPERTIES if named:
                return _Owner(named, Kind.PROPERTY)
            case About.RECORD_PROPERTIES if method:
                return _Owner(type_, Kind.PROPERTY)
            case None if not definition.quoted and not _has_scalar(definition.type):
                return None
            case _:
                around = at or context.type
                return _Owner(around or context.section.title, Kind.PROPERTY, bool(around))

    def _sort(self, item: Item, lead: Lead, context: Context) -> None:
        match = _SORT_ITEM.match(item.text)
        if match is None:
            return
        place = f"{sort_of(lead.owner or context.method.partition('/')[0])}.{match[1]}"
        self._add(context, place, Kind.SORT, item.line)
        for argument in _SORT_ARGUMENT.findall(item.text):
            self._add(context, f"{place}.{argument}", Kind.SORT, item.line)

    def _error(self, node: Node, lead: Lead, context: Context) -> bool:
        error = read_error(node, lead)
        if error is None:
            return False
        level = LEVELS[lead.about]
        is_general = lead.general and level == "method"
        flags = error.operations | {GENERAL} if is_general else error.operations
        place = error_of(level, error.type)
        self._add(context, place, Kind.ERROR, error.line, flags=flags)
        self._error_members(context, place, error)
        if lead.general and level == "set":
            self._general.append(error)
        method = lead.owner or context.method
        if method and level != "request" and GENERAL not in flags:
            self._method_error(context, method, level, error.type, error.line)
        return True

    def _error_members(self, context: Context, place: str, error: DefinedError) -> None:
        for name, type_ in error.members:
            self._add(context, f"{place}.{name}", Kind.ERROR_MEMBER, error.line, type=type_)

    def _method_error(
        self, context: Context, method: str, level: str, type_: str, line: int
    ) -> None:
        self._add(context, method_error_of(method, level, type_), Kind.METHOD_ERROR, line)

    # -------------------------------------------------------------- what sentences define

    def _sentences(self, node: Node, context: Context) -> None:
        """Add what the words of a paragraph define, wherever it stands."""
        lead = read_lead(node.text)
        for name in _NEW_TYPE.findall(node.text):
            if lead is None or lead.about is not About.CONDITIONS:
                self._add(context, name, Kind.TYPE, node.line)
        if not context.method:
            return
        for error in read_mentions(Paragraph(node.line, node.text)):
            place = error_of("set", error.type)
            self._add(context, place, Kind.ERROR, node.line)
            self._error_members(context, place, error)
            self._method_error(context, context.method, "set", error.type, node.line)
        for names in _SORTS_IN_SENTENCE.findall(node.text):
            for name in re.findall(r"\"([\w/]+)\"", names):
                place = f"{sort_of(context.method.partition('/')[0])}.{name}"
                self._add(context, place, Kind.SORT, node.line)
        operations = read_standard_operations(node.text)
        if operations:
            self._takes_standard.append((context, node.line, operations))

    def _announcements(self, body: list[Node], position: int, context: Context) -> None:
        """Add what a paragraph defines together with what follows it."""
        node = body[position]
        if re.search(r"value of this .*\bproperty\b", node.text):
            named = URI.findall(node.text)
            for uri in named[-1:]:
                self._add(context, uri, Kind.CAPABILITY, node.line)
        default = _STANDARD_DEFAULT.search(node.text)
        if default and context.method:
            place = f"{arguments_of(context.method)}.{default[1]}"
            value = json_below(body, position)
            self._add(context, place, Kind.ARGUMENT, node.line, default=value)
        if node.text.endswith("of the form:") and context.type and position + 1 < len(body):
            family = _FAMILY.fullmatch(body[position + 1].text)
            if family:
                place = family_of(context.type, family[1])
                self._add(context, place, Kind.FAMILY, body[position + 1].line)
        if context.standard and context.defines:
            self._left_out(node, context)

    def _left_out(self, node: Node, context: Context) -> None:
        for sentence in sentences(node.text):
            if not _LEFT_OUT.search(sentence):
                continue
            places: list[str] = []
            for match in _TAKEN_OR_RETURNED.finditer(sentence):
                if not match[1]:
                    places = [arguments_of(context.method)] if "take" in match[0] else []
                    places += [response_of(context.method)] if "return" in match[0] else []
                for place in places if match[1] else ():
                    self._add(context, left_out_of(place, match[1]), Kind.LEFT_OUT, node.line)

    def _add(
        self,
        context: Context,
        place: str,
        kind: Kind,
        line: int,
        *,
        type: str = "",
        flags: Iterable[str] = (),
        default: str | None = None,
        standard: str = "",
        unnamed: str = "",
    ) -> None:
        fact = Fact(
            place=place,
            kind=kind,
            where=f"{self._document.name}:{line}",
            line=line,
            sections=(context.section.number,),
            type=type,
            flags=frozenset(flags),
            default=default,
            standard=standard,
            unnamed=unnamed,
        )
        self._facts.append(fact)


def _has_scalar(type_: str) -> bool:
    return any(word in SCALARS for word in re.findall(r"\w+", type_))


def _merged(facts: Iterable[Fact]) -> list[Fact]:
    """One fact for each place, but those of different types stay apart."""
    merged: list[Fact] = []
    for fact in facts:
        for position, other in enumerate(merged):
            if other.place == fact.place and (not fact.type or other.type in ("", fact.type)):
                merged[position] = attrs.evolve(
                    other,
                    sections=tuple(dict.fromkeys(other.sections + fact.sections)),
                    type=other.type or fact.type,
                    flags=other.flags | fact.flags,
                    default=fact.default if other.default is None else other.default,
                )
                break
        else:
            merged.append(fact)
    return merged
