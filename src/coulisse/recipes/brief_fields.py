"""What a field of a brief may hold, in words: read off the model, never written twice."""

from __future__ import annotations

import re
import types
from collections.abc import Iterator
from typing import Annotated, Any, Literal, Union, get_args, get_origin

import annotated_types
from pydantic import BaseModel
from pydantic.fields import FieldInfo
from pydantic_core import PydanticUndefined

# Longest first, so that "metres a second" is not taken for "metres".
_UNITS = ("metres a second", "millimetres", "metres", "degrees", "seconds", "tonnes", "pixels")
_NUMBERS = {1: "one number", 2: "two numbers", 3: "three numbers", 4: "four numbers"}


def unit(info: FieldInfo) -> str:
    """The unit that the field's description names first, or an empty string."""
    text = (info.description or "").lower()
    found = [(text.find(name), -len(name), name) for name in _UNITS if re.search(rf"\b{name}\b", text)]
    return min(found)[2] if found else ""


def branches(annotation: Any) -> list[Any]:
    """The alternatives of a union (one for anything else), without `Annotated` around them."""
    if get_origin(annotation) is Annotated:
        return branches(get_args(annotation)[0])
    if get_origin(annotation) in (Union, types.UnionType):
        return [leaf for argument in get_args(annotation) for leaf in branches(argument)]
    return [annotation]


def parts(annotation: Any) -> list[type[BaseModel]]:
    """The models that a field may hold directly (not those in a list)."""
    return [b for b in branches(annotation) if isinstance(b, type) and issubclass(b, BaseModel)]


def choices(annotation: Any) -> list[str]:
    """The words that a field may hold."""
    return [str(word) for b in branches(annotation) if get_origin(b) is Literal for word in get_args(b)]


def item(annotation: Any) -> list[Any]:
    """The annotations that an entry of a list or tuple field may have."""
    found: list[Any] = []
    for branch in branches(annotation):
        if get_origin(branch) in (list, tuple):
            found += [a for a in get_args(branch) if a is not Ellipsis][:1]
    return found


def annotation_at(annotation: Any, path: tuple[str | int, ...]) -> tuple[Any, FieldInfo | None]:
    """The annotation (and the field, if it is one) at a path below an annotation; (None, None) if unknown."""
    if not path:
        return annotation, None
    head, rest = path[0], path[1:]
    if isinstance(head, int):
        for entry in item(annotation):
            found, info = annotation_at(entry, rest)
            if found is not None:
                return found, info
        return None, None
    for model in parts(annotation):
        if head in model.model_fields:
            info = model.model_fields[head]
            return (info.annotation, info) if not rest else annotation_at(info.annotation, rest)
    return None, None


def wanted(annotation: Any) -> str:
    """What the field wants, for a reader: "a number", "`auto` or a list of [x, y]"."""
    words = [f"`{word}`" for word in choices(annotation)]
    words += [text for b in branches(annotation) if (text := _wanted_branch(b))]
    return " or ".join(words) if words else "nothing"


def _wanted_branch(branch: Any) -> str:
    if branch in (float, int, str, bool):
        return {float: "a number", int: "a whole number", str: "a text", bool: "true or false"}[branch]
    if branch is type(None) or get_origin(branch) is Literal:
        return ""
    if get_origin(branch) is tuple:
        arguments = get_args(branch)
        if all(a in (float, int) for a in arguments):
            whole = " (whole)" if all(a is int for a in arguments) else ""
            return f"{_NUMBERS.get(len(arguments), f'{len(arguments)} numbers')}{whole} in brackets"
        return "a list"
    if get_origin(branch) is list:
        entry = branches(get_args(branch)[0])[0]
        if get_origin(entry) is tuple:
            return "a list of points [x, y]"
        if get_origin(entry) is list:
            return "a list of outlines, each a list of points [x, y]"
        if isinstance(entry, type) and issubclass(entry, BaseModel):
            return f"a list of parts with the keys {', '.join(entry.model_fields)}"
        return f"a list, each entry {wanted(entry)}"
    if isinstance(branch, type) and issubclass(branch, BaseModel):
        return f"a part with the keys {', '.join(branch.model_fields)}"
    return str(branch)


def bounds(info: FieldInfo) -> str:
    """The field's limits: "more than 0, at most 120"; an empty string if it has none."""
    words = []
    for rule in info.metadata:
        if isinstance(rule, annotated_types.Gt):
            words.append(f"more than {_short(rule.gt)}")
        elif isinstance(rule, annotated_types.Ge):
            words.append(f"at least {_short(rule.ge)}")
        elif isinstance(rule, annotated_types.Lt):
            words.append(f"less than {_short(rule.lt)}")
        elif isinstance(rule, annotated_types.Le):
            words.append(f"at most {_short(rule.le)}")
    return ", ".join(words)


def _short(number: Any) -> str:
    return f"{number:g}" if isinstance(number, float) else str(number)


def plain(value: Any) -> Any:
    """A model or any value of a field as dict, list, str, number, bool or None."""
    if isinstance(value, BaseModel):
        return {name: plain(getattr(value, name)) for name in type(value).model_fields}
    if isinstance(value, list | tuple):
        return [plain(entry) for entry in value]
    return value


def default(info: FieldInfo) -> Any:
    """The field's default as plain values; `...` where it must be given."""
    value = info.get_default(call_default_factory=True, validated_data={})
    return ... if value is PydanticUndefined else plain(value)


def leaves(model: type[BaseModel], above: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], FieldInfo]]:
    """Every field, depth first, as (path, field); a field that may hold a part comes before its own."""
    for name, info in model.model_fields.items():
        path = (*above, name)
        inner = parts(info.annotation)
        if not inner or len(branches(info.annotation)) > 1:
            yield path, info
        for part in inner:
            yield from leaves(part, path)
