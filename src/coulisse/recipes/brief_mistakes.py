"""Says what is wrong with a brief in the reader's words: pydantic's errors, placed and explained."""

from __future__ import annotations

import difflib
import json
import math
import re
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from coulisse.marked_yaml import flow
from coulisse.recipes import brief_fields as fields

FieldPath = tuple[str | int, ...]
Brief = TypeVar("Brief", bound=BaseModel)


def dotted(path: FieldPath) -> str:
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path).lstrip(".")


def value_at(document: Any, path: FieldPath) -> Any:
    """The value at a path of a document; None where there is none."""
    for step in path:
        if isinstance(document, dict):
            document = document.get(str(step))
        elif isinstance(document, list) and isinstance(step, int) and step < len(document):
            document = document[step]
        else:
            return None
    return document


def shown(value: Any) -> str:
    text = value if isinstance(value, str) else flow(value)
    return f"`{text[:60]}...`" if len(text) > 60 else f"`{text}`"


def validate(model: type[Brief], value: dict[str, Any]) -> tuple[Brief | None, list[tuple[FieldPath, str, str]]]:
    """The model, or its mistakes as (path, what, remedy)."""
    try:
        # By way of JSON, because there pydantic is strict about text for numbers but takes a list as a tuple.
        return model.model_validate_json(json.dumps(value, default=str), strict=True), []
    except ValidationError as error:
        found = [(*_split(e["loc"], value, e["type"]), e) for e in error.errors(include_url=False)]
    mistakes: list[tuple[FieldPath, str, str]] = []
    unions: dict[FieldPath, list[tuple[FieldPath, str, Any]]] = {}
    for path, union, branch, e in found:
        if union is None:
            mistakes.append((*_explain(model, path, value, e),))
        else:
            unions.setdefault(union, []).append((path, branch, e))
    for union, entries in unions.items():
        wrong_kind = {branch for path, branch, e in entries if path == union and e["type"] in _KINDS}
        right = [(path, e) for path, branch, e in entries if branch not in wrong_kind]
        if right:
            mistakes += [_explain(model, path, value, e) for path, e in right]
        else:
            mistakes.append(_explain(model, union, value, {"type": "union", "msg": ""}))
    return None, mistakes


_KINDS = {
    "literal_error", "list_type", "tuple_type", "model_type", "dict_type", "float_type", "int_type",
    "string_type", "bool_type", "none_required", "model_attributes_type",
}  # fmt: skip


def _split(loc: tuple[Any, ...], value: Any, kind: str) -> tuple[FieldPath, FieldPath | None, str]:
    """Pydantic's location as a path in the document; with the first union on the way and its branch."""
    path: list[str | int] = []
    union: FieldPath | None = None
    branch = ""
    for number, step in enumerate(loc):
        last = number == len(loc) - 1
        inside = (isinstance(value, dict) and step in value) or (
            isinstance(value, list) and isinstance(step, int) and step < len(value)
        )
        if inside:
            path.append(step)
            value = value[step]
        elif last and kind in ("missing", "extra_forbidden"):
            path.append(step)
        elif union is None:
            union, branch = tuple(path), str(step)
    return tuple(path), union, branch


_WITH_UNIT = re.compile(r"\s*([-+]?[0-9][0-9_]*[.,]?[0-9]*(?:e[-+]?[0-9]+)?)\s*([^\s0-9][^0-9\n]{0,20})", re.I)


def _explain(model: type[BaseModel], path: FieldPath, document: Any, error: Any) -> tuple[FieldPath, str, str]:
    """One of pydantic's errors in the reader's words: (path, what, remedy)."""
    kind = error["type"]
    annotation, info = fields.annotation_at(model, path)
    value = value_at(document, path)
    context = error.get("ctx", {})
    if kind == "extra_forbidden":
        return path, *_unknown_key(model, path)
    if kind == "missing":
        return path, "is missing", f"add it: {fields.wanted(annotation)}"
    if kind == "value_error":
        what = str(context.get("error", error["msg"]))
        return _mentioned(what, path, document), what, "change one of the values that it names"
    unit = fields.unit(info) if info else _unit_above(model, path)
    named = f" ({unit})" if unit else ""
    limits = fields.bounds(info) if info else ""
    if kind in ("greater_than", "greater_than_equal", "less_than", "less_than_equal"):
        return path, f"{shown(value)} is out of range", f"give a value{named} {limits}"
    if kind == "finite_number" or (isinstance(value, float) and not math.isfinite(value)):
        return path, f"{shown(value)} is not a finite number", f"give a number{named} {limits}".rstrip()
    if kind in ("too_short", "too_long"):
        least, most = context.get("min_length"), context.get("max_length")
        need = f"at least {least}" if least is not None else f"at most {most}"
        need = f"exactly {least}" if "Exactly" in str(error["msg"]) else need
        return (
            path,
            f"has {context.get('actual_length')} entries",
            f"give {need}: {fields.wanted(annotation)}",
        )
    words = fields.choices(annotation) if annotation is not None else []
    want = fields.wanted(annotation) if annotation is not None else "another kind of value"
    if isinstance(value, str):
        near = difflib.get_close_matches(value, words, 1, 0.5)
        if near:
            return path, f"{shown(value)} is none of its choices; did you mean `{near[0]}`?", f"give {want}"
        measure = _WITH_UNIT.fullmatch(value)
        if measure and re.search(r"\ba (whole )?number", want):
            number = measure[1].replace(",", ".").replace("_", "")
            in_unit = f"in {unit}, without a unit" if unit else "alone"
            why = f"{shown(value)} is a text; a plain number {in_unit}, is wanted"
            return path, why.replace("alone,", "alone"), f"write a number such as {number}" + (
                f", converted to {unit} if it is not" if unit else ""
            )  # fmt: skip
    if value is None:
        return path, "has no value", f"give {want}, or take the key out to have its default"
    text = f"the text {shown(value)}" if isinstance(value, str) else shown(value)
    got = "keys below it" if isinstance(value, dict) else "a list" if isinstance(value, list) else text
    limits = f", {limits}" if limits else ""
    return path, f"is {got}, which does not fit", f"give {want}{named}{limits}"


def _unit_above(model: type[BaseModel], path: FieldPath) -> str:
    while path:
        path = path[:-1]
        _, info = fields.annotation_at(model, path)
        if info:
            return fields.unit(info)
    return ""


def _unknown_key(model: type[BaseModel], path: FieldPath) -> tuple[str, str]:
    key = str(path[-1])
    above, _ = fields.annotation_at(model, path[:-1])
    here = [name for part in fields.parts(above) for name in part.model_fields]
    near = difflib.get_close_matches(key.lower().replace("-", "_"), here, 1, 0.6)
    place = dotted(path[:-1]) or "the brief"
    if near:
        return f"unknown key; did you mean `{near[0]}`?", f"{place} knows: {', '.join(here)}"
    elsewhere = [p for p, _ in fields.leaves(model) if p[-1] == key]
    if elsewhere:
        return (
            f"unknown key here; did you mean `{dotted(elsewhere[0])}`?",
            f"move it under `{elsewhere[0][0]}`",
        )
    return "unknown key", f"{place} knows: {', '.join(here)}"


def _mentioned(what: str, path: FieldPath, document: Any) -> FieldPath:
    """The first field that a rule's message names and the document holds, else the rule's own part."""
    for word in re.findall(r"[a-z_]+(?:\.[a-z_]+)*", what):
        for base in (path, ()):
            full = (*base, *word.split("."))
            if value_at(document, full) is not None:
                return full
    return path
