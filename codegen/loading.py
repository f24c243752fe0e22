"""Schema files read into entries; sections are inherited from what encloses them."""

from __future__ import annotations

import json
import math
import tomllib
from pathlib import Path
from typing import NoReturn, cast

from .errors import SchemaError
from .notation import NotationError, Type, names, parse
from .schema import (
    MISSING,
    Capability,
    Erratum,
    ErrorEntry,
    Extension,
    Family,
    FilterEntry,
    Form,
    Member,
    Members,
    MethodEntry,
    ObjectType,
    Raw,
    RawTable,
    SchemaFile,
    SortProperty,
)
from .validation import key_path, validate


def load(path: Path) -> SchemaFile:
    """Read one file; raises `SchemaError` with the key path of the first thing wrong."""
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise SchemaError(path, "", f"cannot be read: {error.strerror}") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SchemaError(path, "", f"is not TOML: {error}") from None
    table = cast("RawTable", raw)
    validate(path, table)
    return _Reader(path).file(table)


class _Reader:
    """Builds the objects of one file; sections are inherited from what encloses them."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def file(self, raw: RawTable) -> SchemaFile:
        capability = _table(raw.get("capability"))
        return SchemaFile(
            path=self._path,
            name=_text(raw, "name"),
            title=_text(raw, "title"),
            spec=_text(raw, "spec"),
            uses=_texts(raw, "uses"),
            capability=self._capability(capability) if capability else None,
            types={
                name: self._type(name, _table(entry))
                for name, entry in _table(raw.get("types")).items()
            },
            extends={
                name: self._extension(("extends", name), _table(entry))
                for name, entry in _table(raw.get("extends")).items()
            },
            filters={
                name: self._filter(("filters", name), _table(entry))
                for name, entry in _table(raw.get("filters")).items()
            },
            sorts={
                name: self._sorts(("sort", name), _table(entry))
                for name, entry in _table(raw.get("sort")).items()
            },
            methods={
                name: self._method(name, _table(entry))
                for name, entry in _table(raw.get("methods")).items()
            },
            errors=tuple(
                self._error(level, type_, _table(entry))
                for level, entries in _table(raw.get("errors")).items()
                for type_, entry in _table(entries).items()
            ),
            errata=tuple(
                _erratum(number, _table(entry)) for number, entry in enumerate(_list(raw, "errata"))
            ),
        )

    def _capability(self, raw: RawTable) -> Capability:
        section = _text(raw, "section")
        return Capability(
            uri=_text(raw, "uri"),
            scope=_text(raw, "scope") or None,
            evidence=_evidence(raw),
            reason=_text(raw, "reason"),
            doc=_text(raw, "doc"),
            section=section,
            session=self._members(("capability", "session"), raw.get("session"), section),
            account=self._members(("capability", "account"), raw.get("account"), section),
        )

    def _type(self, name: str, raw: RawTable) -> ObjectType:
        place = ("types", name)
        section = _text(raw, "section")
        return ObjectType(
            name=name,
            doc=_text(raw, "doc"),
            section=section,
            place=key_path(place),
            methods=_texts(raw, "methods"),
            placeholder=_flag(raw, "placeholder"),
            singleton=_flag(raw, "singleton"),
            identified=_flag(raw, "identified"),
            runtime=raw.get("binding") == "runtime",
            alias=self._alias(place, raw),
            within=_text(raw, "within") or None,
            evidence=_evidence(raw),
            reason=_text(raw, "reason"),
            properties=self._members((*place, "properties"), raw.get("properties"), section),
            families=self._families((*place, "families"), raw.get("families"), section),
        )

    def _alias(self, place: tuple[str, ...], raw: RawTable) -> Type | None:
        if "alias" not in raw:
            return None
        type_ = self._parse((*place, "alias"), _text(raw, "alias"))
        if "Id" in names(type_):
            self._fail((*place, "alias"), "has an Id, whose owner an alias cannot say")
        return type_

    def _extension(self, place: tuple[str, ...], raw: RawTable) -> Extension:
        section = _text(raw, "section")
        return Extension(
            place=key_path(place),
            methods=_texts(raw, "methods"),
            properties=self._members((*place, "properties"), raw.get("properties"), section),
            families=self._families((*place, "families"), raw.get("families"), section),
        )

    def _families(self, place: tuple[str, ...], raw: Raw, section: str) -> tuple[Family, ...]:
        return tuple(
            self._family((*place, pattern), pattern, _table(entry), section)
            for pattern, entry in _table(raw).items()
        )

    def _family(self, place: tuple[str, ...], pattern: str, raw: RawTable, section: str) -> Family:
        section = _text(raw, "section") or section
        return Family(
            pattern=pattern,
            type=self._parse((*place, "type"), _text(raw, "type")),
            forms=tuple(
                self._form((*place, "forms", name), name, entry, section)
                for name, entry in _table(raw.get("forms")).items()
            ),
            all=_flag(raw, "all"),
            null_if_absent=_flag(raw, "nullIfAbsent"),
            defined=_texts(raw, "defined"),
            immutable=_flag(raw, "immutable"),
            server_set=_flag(raw, "serverSet"),
            doc=_text(raw, "doc"),
            section=section,
        )

    def _form(self, place: tuple[str, ...], name: str, entry: Raw, section: str) -> Form:
        raw: RawTable = entry if isinstance(entry, dict) else {"type": entry}
        return Form(
            name=name,
            type=self._parse(place, _text(raw, "type")),
            only=_texts(raw, "only"),
            doc=_text(raw, "doc"),
            section=_text(raw, "section") or section,
        )

    def _filter(self, place: tuple[str, ...], raw: RawTable) -> FilterEntry:
        section = _text(raw, "section")
        return FilterEntry(
            doc=_text(raw, "doc"),
            section=section,
            conditions=self._members((*place, "conditions"), raw.get("conditions"), section),
        )

    def _sorts(self, place: tuple[str, ...], raw: RawTable) -> tuple[SortProperty, ...]:
        section = _text(raw, "section")
        return tuple(
            SortProperty(
                name=name,
                doc=_text(_table(entry), "doc"),
                section=_text(_table(entry), "section") or section,
                arguments=self._members(
                    (*place, "properties", name, "arguments"),
                    _table(entry).get("arguments"),
                    section,
                ),
            )
            for name, entry in _table(raw.get("properties")).items()
        )

    def _method(self, name: str, raw: RawTable) -> MethodEntry:
        place = ("methods", name)
        section = _text(raw, "section")
        without = _table(raw.get("without"))
        return MethodEntry(
            name=name,
            doc=_text(raw, "doc"),
            section=section,
            place=key_path(place),
            effect=_text(raw, "effect"),
            capability=_text(raw, "capability") or None,
            arguments=self._members((*place, "arguments"), raw.get("arguments"), section),
            response=self._members((*place, "response"), raw.get("response"), section),
            open=_flag(raw, "open"),
            without_arguments=_texts(without, "arguments"),
            without_response=_texts(without, "response"),
            defaults={
                key: self._json((*place, "defaults", key), value)
                for key, value in _table(raw.get("defaults")).items()
            },
            settable=_texts(raw, "settable"),
            null_properties=_texts(raw, "nullProperties"),
            errors=_texts(raw, "errors"),
            set_errors=_texts(raw, "setErrors"),
            implicit=_texts(raw, "implicit"),
            evidence=_evidence(raw),
            reason=_text(raw, "reason"),
        )

    def _error(self, level: str, type_: str, raw: RawTable) -> ErrorEntry:
        section = _text(raw, "section")
        place = ("errors", level, type_, "properties")
        return ErrorEntry(
            type=type_,
            level=level,
            also_called=_texts(raw, "alsoCalled"),
            extends=_text(raw, "extends") or None,
            doc=_text(raw, "doc"),
            hint=_text(raw, "hint"),
            section=section,
            general=_flag(raw, "general"),
            operations=_texts(raw, "operations"),
            properties=self._members(place, raw.get("properties"), section),
        )

    def _members(self, place: tuple[str, ...], raw: Raw, section: str) -> Members:
        return {
            name: self._member((*place, name), name, _table(entry), section)
            for name, entry in _table(raw).items()
        }

    def _member(self, place: tuple[str, ...], name: str, raw: RawTable, section: str) -> Member:
        type_ = self._parse((*place, "type"), _text(raw, "type"))
        return Member(
            name=name,
            type=type_,
            of=self._of(place, raw, type_),
            doc=_text(raw, "doc"),
            section=_text(raw, "section") or section,
            place=key_path(place),
            immutable=_flag(raw, "immutable"),
            server_set=_flag(raw, "serverSet"),
            create_only=_flag(raw, "createOnly"),
            optional=_flag(raw, "optional"),
            default=self._value(place, raw, "default"),
            fallback=self._value(place, raw, "fallback"),
            values=_texts(raw, "values"),
            capability=_text(raw, "capability") or None,
            properties_of=_text(raw, "propertiesOf") or None,
            patch=_text(raw, "patch") or None,
            form=_text(raw, "form") or "create",
            object=self._object(place, raw, type_),
            reason=_text(raw, "reason"),
            evidence=_evidence(raw),
        )

    def _of(self, place: tuple[str, ...], raw: RawTable, type_: Type) -> tuple[str, ...]:
        given = raw.get("of")
        ids = sum(name == "Id" for name in names(type_))
        if given is None:
            if ids:
                self._fail(place, 'has an Id but does not say of what; add of = "TypeName"')
            return ()
        if isinstance(given, list):
            owners = tuple(str(owner) for owner in given)
            if len(owners) != ids:
                self._fail(place, f"of names {len(owners)} types for {ids} Ids")
            return owners
        return (str(given),) * max(ids, 1)

    def _object(self, place: tuple[str, ...], raw: RawTable, type_: Type) -> str | None:
        named = _text(raw, "object") or None
        if named is not None and "Object" not in names(type_):
            self._fail((*place, "object"), "names the Object of the type, which has none")
        return named

    def _value(self, place: tuple[str, ...], raw: RawTable, key: str) -> Raw | object:
        return self._json((*place, key), raw[key]) if key in raw else MISSING

    def _json(self, place: tuple[str, ...], value: Raw) -> Raw:
        if isinstance(value, dict) and list(value) == ["json"]:
            try:
                parsed: Raw = json.loads(str(value["json"]))
            except ValueError as error:
                self._fail((*place, "json"), f"is not JSON: {error}")
            return parsed
        if not _is_json(value):
            self._fail(place, "is no value of JSON")
        return value

    def _parse(self, place: tuple[str, ...], text: str) -> Type:
        try:
            return parse(text)
        except NotationError as error:
            self._fail(place, str(error))

    def _fail(self, place: tuple[str, ...], sentence: str) -> NoReturn:
        raise SchemaError(self._path, key_path(place), sentence)


def _erratum(number: int, raw: RawTable) -> Erratum:
    return Erratum(
        at=_text(raw, "at"),
        what=_text(raw, "what"),
        reason=_text(raw, "reason"),
        place=key_path(("errata", number)),
    )


def _is_json(value: Raw) -> bool:
    """Whether JSON has the value too: it has no dates, and no infinite numbers."""
    if isinstance(value, dict):
        return all(map(_is_json, value.values()))
    if isinstance(value, list):
        return all(map(_is_json, value))
    if isinstance(value, float):
        return math.isfinite(value)
    return isinstance(value, (str, bool, int))


def _table(raw: Raw) -> RawTable:
    return raw if isinstance(raw, dict) else {}


def _evidence(raw: RawTable) -> str:
    """One mark, or one for each aspect: `type C, default M`."""
    marks = _table(raw.get("evidence"))
    return ", ".join(f"{aspect} {mark}" for aspect, mark in marks.items()) or _text(raw, "evidence")


def _list(raw: RawTable, key: str) -> list[Raw]:
    value = raw.get(key)
    return value if isinstance(value, list) else []


def _text(raw: RawTable, key: str) -> str:
    value = raw.get(key)
    return value if isinstance(value, str) else ""


def _texts(raw: RawTable, key: str) -> tuple[str, ...]:
    value = raw.get(key)
    return tuple(str(item) for item in value) if isinstance(value, list) else ()


def _flag(raw: RawTable, key: str) -> bool:
    return raw.get(key) is True
