"""What a page says of things described elsewhere: links, and the facts about a member."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

from ..bindings.model import Role
from ..notation import names
from ..schema import Member
from ..vocabulary import DefinedError, Vocabulary
from .site import ERRORS, LEVELS, Site, Target

_RFC = re.compile(r"RFC (\d+)")


class Links:
    """Writes links for one page; what no page describes is named and not linked."""

    def __init__(self, site: Site, vocabulary: Vocabulary, here: Path) -> None:
        self._site = site
        self._vocabulary = vocabulary
        self._here = here

    def to(self, target: Target, text: str) -> str:
        """A link with code as its text."""
        return f"[`{text}`]({target.url(self._here)})"

    def page(self, path: Path, text: str) -> str:
        """A link to a page."""
        return f"[{text}]({Target(path).url(self._here)})"

    def name(self, name: str, package: str) -> str:
        """A link to a Python name of a package, or of another one that has it."""
        target = self._site.names.get(f"{package}.{name}")
        for full, found in self._site.names.items():
            if target is None and full.endswith(f".{name}"):
                target = found
        return self.to(target, name) if target else f"`{name}`"

    def full_name(self, name: str) -> str:
        """A link to a Python name with its package."""
        target = self._site.names.get(name)
        return self.to(target, name) if target else f"`{name}`"

    def type(self, name: str) -> str:
        """A link to a type of the schema."""
        target = self._site.types.get(name)
        return self.to(target, name) if target else f"`{name}`"

    def method(self, name: str) -> str:
        """A link to a method."""
        target = self._site.methods.get(name)
        return self.to(target, name) if target else f"`{name}`"

    def error(self, error: DefinedError) -> str:
        """The type of an error, with a link to its class."""
        return f"`{error.entry.type}` ({self.full_name(self._site.error(error))})"

    def general_errors(self) -> str:
        """The errors that any method may give."""
        target = Target(ERRORS, LEVELS["method"])
        known = any(
            self._site.error(error) in self._site.names
            for error in self._vocabulary.errors
            if error.entry.level == "method" and error.entry.general
        )
        text = "those that any method may give"
        return f"[{text}]({target.url(self._here)})" if known else text

    def spec(self, spec: str, section: str) -> str:
        """Where something is defined, with a link if it is an RFC."""
        text = f"{spec}, section {section}" if section else spec
        found = _RFC.fullmatch(spec)
        if found is None:
            return text
        anchor = f"#section-{section}" if section else ""
        return f"[{text}](https://www.rfc-editor.org/rfc/rfc{found[1]}{anchor})"

    def section(self, member: Member, owner: str) -> str:
        """The section of a property, with the specification if another one adds it."""
        added = self._vocabulary.added_by(owner, member.name)
        return f"{member.section} ({added.spec})" if added else member.section

    def facts(self, member: Member, role: Role, required: bool = False) -> str:
        """The flags of a member, and what else its type does not say.

        `required` counts for what is sent to create or copy a record.
        """
        return "; ".join(self._facts(member, role, required))

    def _facts(self, member: Member, role: Role, required: bool) -> Iterator[str]:
        if role == "arguments":
            yield from self._needed(member)
        elif role in ("create", "copy") and required:
            yield "required"
        for flag, text in (
            (member.immutable, "immutable"),
            (member.server_set, "server-set"),
            (member.create_only, "sent on create only"),
            (member.optional and role in ("record", "response"), "optional"),
        ):
            if flag:
                yield text
        if member.has_default:
            yield f"default `{_json(member.default)}`"
        if member.has_fallback and role in ("record", "response", "capability"):
            yield f"read as `{_json(member.fallback)}` if it is missing"
        if member.values:
            yield "known values " + ", ".join(f"`{value}`" for value in member.values)
        yield from self._mentioned(member)
        if member.capability:
            yield f"needs `{member.capability}`"

    def _needed(self, member: Member) -> Iterator[str]:
        if member.name == "accountId" and "Account" in member.of:
            yield "required; the client gives the primary account if you do not"
        elif not (member.has_default or member.nullable or member.optional):
            yield "required"

    def _mentioned(self, member: Member) -> Iterator[str]:
        owners = list(dict.fromkeys(member.of))
        if owners == ["creation"]:
            yield "by creation id"
        elif owners and "Id" in names(member.type):
            yield "id of " + ", ".join(map(self.type, owners))
        elif owners and owners[0] != "creation":
            yield f"of {self.type(owners[0])}"
        if member.properties_of:
            yield f"names of properties of {self.type(member.properties_of)}"
        if member.patch:
            yield f"changes to {self.type(member.patch)}"
        here = Target(self._here)
        found = dict.fromkeys(
            name for name in names(member.shape) if self._site.types.get(name, here) != here
        )
        if found:
            yield "see " + ", ".join(map(self.type, found))


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
