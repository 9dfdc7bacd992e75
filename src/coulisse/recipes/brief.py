"""Loads a brief: YAML and options in, a checked model out, or every mistake with file, line and field."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict

from coulisse.errors import BadInput
from coulisse.marked_yaml import Marked, parse, read
from coulisse.recipes import brief_fields as fields
from coulisse.recipes.brief_mistakes import FieldPath, dotted, shown, validate, value_at


class Part(BaseModel):
    """A part of a brief: unknown keys are refused, and numbers are not guessed from text.

    A text field made with `json_schema_extra={"file": True}` names a file: `load` finds it beside the
    brief (or, given as an option, in the current folder) and stores its absolute path.
    """

    model_config = ConfigDict(extra="forbid", allow_inf_nan=False, validate_default=True)


Brief = TypeVar("Brief", bound=BaseModel)


@dataclass(frozen=True)
class Problem:
    """One mistake in a brief: where it stands, the dotted field, what is wrong and what to do."""

    where: str
    field: str
    what: str
    remedy: str

    def __str__(self) -> str:
        head = f"{self.where}: {self.field}: {self.what}" if self.field else f"{self.where}: {self.what}"
        return f"{head}\n  what to do: {self.remedy}"


class BriefError(BadInput):
    """Everything that is wrong with a brief, all at once, in the order of its lines."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = tuple(problems)
        first = problems[0]
        super().__init__(first.what, where=first.where, remedy=first.remedy)
        self.args = ("\n".join(str(problem) for problem in problems),)


def load(path: Path | None, model: type[Brief], overrides: Mapping[str, str] | None = None) -> Brief:
    """Read a brief from a YAML file (None or an empty file: every default), with options over it.

    `overrides` maps dotted field names (`failure.mode`) to text as typed on the command line; lists and
    parts are written as on one line of YAML (`[[10, 20], [30, 40]]`).

    Raises BriefError with every mistake: unknown keys, wrong types, units, impossible values, keys that
    stand twice. Raises BadInput where the file cannot be read or is not YAML.
    """
    source = str(path) if path else "brief"
    marked = read(path) if path else Marked()
    value = {} if marked.value is None else marked.value
    if not isinstance(value, dict):
        kind = "a list" if isinstance(value, list) else f"the value {shown(value)}"
        raise BriefError(
            [
                Problem(
                    f"{source}:{marked.line.get((), 1)}",
                    "",
                    f"holds {kind} where a brief has keys and values",
                    f"begin with one of: {', '.join(model.model_fields)}",
                )
            ]
        )
    problems = [_located(source, marked, p, f"{source}:{line}", w, r) for p, line, w, r in marked.faults]
    options: dict[FieldPath, str] = {}
    for name, text in (overrides or {}).items():
        option = tuple(name.split("."))
        options[option] = f"--{name}"
        _put(value, option, _option_value(text, model, option))
    brief, mistakes = validate(model, value)
    for at, what, remedy in mistakes:
        where = _option_at(at, options, marked)
        problems.append(_located(source, marked, at, where, what, remedy))
    if not problems:
        assert brief is not None
        base = path.parent if path else Path.cwd()
        brief, missing = _with_files(brief, base, options)
        problems += [_located(source, marked, at, w, what, r) for at, w, what, r in missing]
    if problems:
        raise BriefError(sorted(problems, key=_line_of))
    assert brief is not None
    return brief


def digest(brief: BaseModel) -> str:
    """SHA-256 of a brief's values with every default filled in; two briefs that ask the same share it."""
    return hashlib.sha256(json.dumps(fields.plain(brief), sort_keys=True).encode()).hexdigest()


def files(brief: BaseModel) -> list[Path]:
    """The files that a brief names (a clean plate, say), as absolute paths."""
    found = []
    for path, info in fields.leaves(type(brief)):
        extra = info.json_schema_extra
        if isinstance(extra, dict) and extra.get("file"):
            value: Any = brief
            for name in path:
                value = getattr(value, name, None)
            if value is not None:
                found.append(Path(value))
    return found


def _line_of(problem: Problem) -> tuple[int, int]:
    line = problem.where.rpartition(":")[2]
    return (0, int(line)) if line.isdigit() else (1, 0)


def _located(source: str, marked: Marked, at: FieldPath, where: str | None, what: str, remedy: str) -> Problem:
    """The problem with its line: that of the field, or of the nearest part above it that the file has."""
    known = at
    while known and known not in marked.line:
        known = known[:-1]
    line = marked.line.get(known)
    return Problem(where or (f"{source}:{line}" if line else source), dotted(at), what, remedy)


def _option_at(at: FieldPath, options: Mapping[FieldPath, str], marked: Marked) -> str | None:
    """The option that a mistake comes from: the one that set the field, or made the part it lies in."""
    for option, flag in options.items():
        shared = min(len(at), len(option))
        if at[:shared] == option[:shared]:
            return flag
    in_file = at in marked.line or at[:-1] in marked.line
    if len(at) > 1 and not in_file:
        return next((flag for option, flag in options.items() if option[:-1] == at[:-1]), None)
    return None


def _put(value: dict[str, Any], path: FieldPath, new: Any) -> None:
    for step in path[:-1]:
        if not isinstance(value.get(str(step)), dict):
            value[str(step)] = {}
        value = value[str(step)]
    value[str(path[-1])] = new


def _option_value(text: str, model: type[BaseModel], path: FieldPath) -> Any:
    """An option's text as YAML, but for a field that wants text, where it stays what was typed."""
    annotation, _ = fields.annotation_at(model, path)
    if annotation is not None and str in fields.branches(annotation):
        return text
    return parse(text, f"--{dotted(path)}").value


def _with_files(
    brief: Brief, base: Path, options: Mapping[FieldPath, str]
) -> tuple[Brief, list[tuple[FieldPath, str | None, str, str]]]:
    """The brief with its file names made absolute; and the files that are not there."""
    missing: list[tuple[FieldPath, str | None, str, str]] = []
    values = fields.plain(brief)
    for path, info in fields.leaves(type(brief)):
        extra = info.json_schema_extra
        if not (isinstance(extra, dict) and extra.get("file")):
            continue
        holder: Any = value_at(values, path[:-1])
        if not isinstance(holder, dict) or holder.get(path[-1]) is None:
            continue
        flag = options.get(path)
        file = ((Path.cwd() if flag else base) / Path(holder[path[-1]]).expanduser()).resolve()
        if not file.exists():
            missing.append((path, flag, f"there is no file {file}", "check its path (it is taken from the brief)"))
        holder[path[-1]] = str(file)
    return type(brief).model_validate_json(json.dumps(values), strict=True), missing
