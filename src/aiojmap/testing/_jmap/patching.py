"""Patches: JSON pointers and the values to put there (RFC 8620, section 5.3)."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING

from ..._model.pointer import unescape
from .equality import same
from .failures import SetFailure, invalid_properties
from .integrity import check_references
from .shapes import Mismatch, check, fill, hints_of, nullable, references

if TYPE_CHECKING:
    from ...runtime import JSON, JSONObject
    from .context import Context
    from .datatype import DataType


def patched(type_: DataType, old: JSONObject, patch: JSONObject, context: Context) -> JSONObject:
    """A changed copy of a record; raises `SetFailure` if the patch is not allowed."""
    steps = [(type_.pointer([unescape(token) for token in key.split("/")]), key) for key in patch]
    _refuse_overlaps([tokens for tokens, _ in steps])
    _refuse_unknown(type_, [tokens[0] for tokens, _ in steps], context)
    new = dict(old)
    for tokens, key in steps:
        value = copy.deepcopy(patch[key])
        if len(tokens) == 1:
            new[tokens[0]] = _whole(type_, tokens[0], value, context)
        else:
            # Records in a table stay as they are: what is changed inside is copied first.
            there = new[tokens[0]] if tokens[0] in new else type_.value(old, tokens[0])
            new[tokens[0]] = copy.deepcopy(there)
            _inside(new, _resolved(type_, tokens, context), value)
    _check_result(type_, old, new, {tokens[0] for tokens, _ in steps})
    return new


def _refuse_overlaps(pointers: list[list[str]]) -> None:
    known = {tuple(tokens) for tokens in pointers}
    if len(known) != len(pointers):
        raise SetFailure("invalidPatch", "two pointers lead to the same place")
    for tokens in pointers:
        if any(tuple(tokens[:length]) in known for length in range(1, len(tokens))):
            raise SetFailure("invalidPatch", f"{'/'.join(tokens)!r} lies below another pointer")


def _refuse_unknown(type_: DataType, names: list[str], context: Context) -> None:
    wrong: list[str] = []
    for name in names:
        found = type_.property(name)
        if found is None or (found.capability and found.capability not in context.using):
            wrong.append(name)
    if wrong:
        raise invalid_properties(wrong, f"these are no properties of {type_.name}")


def _write_hint(type_: DataType, name: str) -> object | None:
    if type_.classes.patch is None:
        return None
    return hints_of(type_.classes.patch).get(name)


def _whole(type_: DataType, name: str, value: JSON, context: Context) -> JSON:
    if value is None:
        return type_.defaults().get(name)
    hint = _write_hint(type_, name)
    if hint is None:
        return value
    found = fill(value, hint, context.created_ids)
    unresolved = [text for text in references(found, hint) if text not in context.created_ids]
    if unresolved:
        raise invalid_properties([name], f"nothing was created as {unresolved[0]!r}")
    if type_.classes.patch is not None:
        check_references(type_, {name: found}, type_.classes.patch)
    return found


def _resolved(type_: DataType, tokens: list[str], context: Context) -> list[str]:
    hint = _write_hint(type_, tokens[0])
    if hint is None or not tokens[1].startswith("#"):
        return tokens
    filled = fill({tokens[1]: True}, hint, context.created_ids)
    key = next(iter(filled)) if isinstance(filled, dict) else tokens[1]
    return [tokens[0], key, *tokens[2:]]


def _inside(record: JSONObject, tokens: list[str], value: JSON) -> None:
    place: JSON = record
    for token in tokens[:-1]:
        if not isinstance(place, dict) or token not in place:
            raise SetFailure("invalidPatch", f"{'/'.join(tokens)!r} leads nowhere")
        place = place[token]
    if not isinstance(place, dict):
        raise SetFailure("invalidPatch", f"{'/'.join(tokens)!r} does not lead into an object")
    if value is None:
        place.pop(tokens[-1], None)
    else:
        place[tokens[-1]] = value


def _check_result(type_: DataType, old: JSONObject, new: JSONObject, names: set[str]) -> None:
    hints = hints_of(type_.classes.record)
    wrong: dict[str, str] = {}
    for name in sorted(names):
        found = type_.property(name)
        if found is None:
            continue
        if found.server_set or found.immutable:
            if not same(new[name], type_.value(old, name)):
                wrong[name] = "cannot be changed"
        elif new[name] is None and not nullable(hints[name]):
            wrong[name] = "cannot be removed"
        else:
            try:
                check(new[name], hints[name])
            except Mismatch as problem:
                wrong[name] = str(problem)
    if wrong:
        description = "; ".join(f"{name}: {problem}" for name, problem in wrong.items())
        raise invalid_properties(wrong, description)
