"""The resolved schema as one JSON document, whose form `dump.schema.json` describes."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

from ..error_entries import extended
from ..schema import Raw, RawTable, SchemaFile
from ..sources import Sources
from ..vocabulary import DefinedError, Method, Vocabulary
from .members import argument, described, families, members, optional, properties

FORMAT = 1
LEVELS = ("request", "method", "set")


def dump(sources: Sources) -> str:
    """The document for the files that were named and what they use, as JSON text."""
    document = _Dump(sources.vocabulary, sources.with_used()).document()
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"


class _Dump:
    def __init__(self, vocabulary: Vocabulary, files: Sequence[SchemaFile]) -> None:
        self._vocabulary = vocabulary
        self._files = files
        # By file, in the order of the schema: the vocabulary has them in its own order.
        self._methods = [
            found for file in files for found in vocabulary.methods.values() if found.file is file
        ]
        self._errors = [
            found for file in files for found in vocabulary.errors if found.file is file
        ]

    def document(self) -> RawTable:
        queries = [method for method in self._methods if method.verb == "query"]
        return {
            "format": FORMAT,
            "types": {
                name: self._type(file, name)
                for file in self._files
                for name, type_ in file.types.items()
                if not type_.placeholder
            },
            "methods": {method.name: self._method(method) for method in self._methods},
            "filters": {method.name: self._conditions(method.owner) for method in queries},
            "sort": {method.name: self._sort(method.owner) for method in queries},
            "sortArguments": {
                method.name: found
                for method in queries
                if (found := self._sort_arguments(method.owner))
            },
            "capabilities": {
                file.capability.uri: self._capability(file)
                for file in self._files
                if file.capability is not None
            },
            "errors": {level: list(self._of_level(level)) for level in LEVELS},
            "errorDefinitions": {level: self._definitions(level) for level in LEVELS},
        }

    def _type(self, file: SchemaFile, name: str) -> RawTable:
        type_ = self._vocabulary.types[name][1]
        return {
            **_source(file, type_.section),
            "capability": file.capability.uri if file.capability else None,
            **optional("singleton", type_.singleton),
            **optional("alias", str(type_.alias) if type_.alias else None),
            "properties": properties(type_, self._vocabulary),
            **optional("families", families(type_, self._vocabulary)),
            **optional("methods", _names(self._methods_of(name))),
            **described(type_.doc),
        }

    def _methods_of(self, owner: str) -> list[str]:
        return [method.name for method in self._methods if method.owner == owner]

    def _method(self, method: Method) -> RawTable:
        return {
            **_source(method.file, method.section),
            "capability": method.capability,
            "effect": method.effect,
            **optional("standard", method.standard),
            **optional("open", method.open),
            "arguments": {name: argument(member) for name, member in method.arguments.items()},
            "response": members(method.response.values()),
            "errors": [error.entry.type for error in self._vocabulary.errors_of(method)],
            "setErrors": {
                error.entry.type: self._set_error(error)
                for error in self._vocabulary.set_errors_of(method)
            },
            **optional("implicit", _names(method.implicit)),
            **optional("settable", _names(method.settable)),
            **optional("nullProperties", _names(method.null_properties)),
            **described(method.doc),
        }

    def _set_error(self, error: DefinedError) -> RawTable:
        return {
            "operations": _names(error.entry.operations),
            "properties": self._error_properties(error),
            **described(error.entry.doc),
        }

    def _error_properties(self, error: DefinedError) -> RawTable:
        """The members of the error, those of the one that it extends among them."""
        other = extended(error, self._vocabulary.errors)
        inherited = self._error_properties(other) if other is not None else {}
        return inherited | members(error.entry.properties.values())

    def _conditions(self, owner: str) -> RawTable:
        file = self._home(owner)
        entry = file.filters.get(owner) if file else None
        return members(entry.conditions.values(), sections=True) if entry else {}

    def _sort(self, owner: str) -> list[Raw]:
        file = self._home(owner)
        return [entry.name for entry in file.sorts.get(owner, ())] if file else []

    def _sort_arguments(self, owner: str) -> RawTable:
        file = self._home(owner)
        entries = file.sorts.get(owner, ()) if file else ()
        return {
            entry.name: members(entry.arguments.values()) for entry in entries if entry.arguments
        }

    def _home(self, owner: str) -> SchemaFile | None:
        found = self._vocabulary.types.get(owner)
        return found[0] if found else None

    def _capability(self, file: SchemaFile) -> RawTable:
        capability = file.capability
        assert capability is not None
        return {
            **_source(file, capability.section),
            "session": members(capability.session.values()),
            "account": members(capability.account.values()),
            **described(capability.doc),
        }

    def _of_level(self, level: str) -> dict[str, list[DefinedError]]:
        """The errors of a level by type: a type can have a meaning of its own in each file."""
        found: dict[str, list[DefinedError]] = {}
        for error in self._errors:
            if error.entry.level == level:
                found.setdefault(error.entry.type, []).append(error)
        return found

    def _definitions(self, level: str) -> RawTable:
        return {
            name: [self._definition(error) for error in errors]
            for name, errors in self._of_level(level).items()
        }

    def _definition(self, error: DefinedError) -> RawTable:
        return {
            **_source(error.file, error.entry.section),
            **optional("general", error.entry.general),
            **optional("operations", _names(error.entry.operations)),
            "properties": self._error_properties(error),
            **described(error.entry.doc),
        }


def _source(file: SchemaFile, section: str) -> RawTable:
    return {"spec": file.spec, "section": section}


def _names(found: Iterable[str]) -> list[Raw]:
    return list(found)
