"""Writes a brief's YAML, command line options and reference page, all made from its model."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from typing import Any, get_args

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from coulisse.marked_yaml import flow
from coulisse.recipes import brief_fields as fields

WIDTH = 100  # columns of the example's comments


@dataclass(frozen=True)
class Option:
    """One command line option: `flag` is `--failure.mode`, `name` the dotted field `failure.mode`.

    `wants` says in words what it takes, `choices` the words that it knows, `panel` the part of the brief
    that it belongs to (for the help's grouping).
    """

    flag: str
    name: str
    help: str
    wants: str
    choices: tuple[str, ...]
    default: str
    panel: str


def options(model: type[BaseModel]) -> list[Option]:
    """Every field of a brief as an option, depth first; a field that may hold a part has both forms."""
    made = []
    for path, info in fields.leaves(model):
        value = fields.default(info)
        made.append(
            Option(
                flag="--" + ".".join(path),
                name=".".join(path),
                help=_sentence(info),
                wants=fields.wanted(info.annotation),
                choices=tuple(fields.choices(info.annotation)),
                default="" if value is ... or value is None else flow(value),
                panel=path[0] if len(path) > 1 or fields.parts(info.annotation) else "the shot",
            )
        )
    return made


def dump(brief: BaseModel) -> str:
    """The brief as YAML with every default filled in; `load` reads the same brief from it."""
    lines: list[str] = []
    _dump_into(lines, fields.plain(brief), 0)
    return "\n".join(lines) + "\n"


def _dump_into(lines: list[str], values: dict[str, Any], depth: int) -> None:
    for key, value in values.items():
        if isinstance(value, dict) and value:
            lines.append(f"{'  ' * depth}{key}:")
            _dump_into(lines, value, depth + 1)
        elif isinstance(value, list) and any(isinstance(entry, dict) for entry in value):
            lines.append(f"{'  ' * depth}{key}:")
            lines += [f"{'  ' * (depth + 1)}- {flow(entry)}" for entry in value]
        else:
            lines.append(f"{'  ' * depth}{key}: {flow(value)}")


def example(model: type[BaseModel]) -> str:
    """A fully commented brief; it loads to the defaults, so any line may be changed or taken out."""
    lines = [
        f"# {_first_line(model)}",
        "# What stands here is the default: change a line, or take it out. Numbers are plain, without units.",
    ]
    _example_into(lines, model, 0)
    return "\n".join(lines) + "\n"


def _example_into(lines: list[str], model: type[BaseModel], depth: int) -> None:
    for name, info in model.model_fields.items():
        indent = "  " * depth
        parts = fields.parts(info.annotation)
        if depth == 0:
            lines.append("")
        lines += _comment(f"{_sentence(info)}", indent)
        if parts and len(fields.branches(info.annotation)) == 1:
            lines.append(f"{indent}{name}:")
            _example_into(lines, parts[0], depth + 1)
            continue
        details = [text for text in (_wants_in_short(info.annotation), fields.bounds(info)) if text]
        lines += _comment(f"({'; '.join(details)})", indent) if details else []
        value = fields.default(info)
        lines.append(f"{indent}{name}: {flow(None if value is ... else value)}")
        for part in parts:
            lines += _comment(f"or, as a part of its own ({name}):", indent)
            lines += _part_as_comment(part, f"{indent}#   ", first="")
        for entry in _list_parts(info.annotation):
            lines += _comment("each entry:", indent)
            lines += _part_as_comment(entry, f"{indent}#   ", first="- ")


def _part_as_comment(part: type[BaseModel], indent: str, first: str) -> list[str]:
    lines = []
    for number, (name, info) in enumerate(part.model_fields.items()):
        value = fields.default(info)
        shown = "..." if value is ... else flow(value)
        lead = first if number == 0 else " " * len(first)
        details = "; ".join(t for t in (_sentence(info), fields.bounds(info)) if t)
        lines.append(f"{indent}{lead}{name}: {shown}  # {details}")
    return lines


def reference(model: type[BaseModel], title: str) -> str:
    """The brief's reference page in Markdown: one table for each part."""
    lines = [
        f"# {title}",
        "",
        "This page is made from the model by `coulisse brief ... --format markdown`; do not edit it.",
        "",
        f"{_first_line(model)} Every key may be left out. {_given(model)} Numbers are plain, without units.",
    ]
    _tables_into(lines, model, "")
    return "\n".join(lines) + "\n"


def _given(model: type[BaseModel]) -> str:
    """How the brief reaches its command: what is asked in a sentence is corrected as a file."""
    if "sentence" in model.model_fields:
        return "A sentence makes one, `--show` prints it, `--brief FILE` takes the corrected one."
    return "Each is also an option of the command line: the key `mode` under `failure` is `--failure.mode`."


def _tables_into(lines: list[str], model: type[BaseModel], above: str) -> None:
    if above:
        lines += ["", f"## `{above}`", "", _first_line(model)]
    lines += ["", "| key | what it is | takes | default |", "| --- | --- | --- | --- |"]
    below: list[tuple[type[BaseModel], str]] = []
    for name, info in model.model_fields.items():
        value = fields.default(info)
        shown = "must be given" if value is ... else "" if value is None else f"`{flow(value)}`"
        takes = "; ".join(t for t in (_wants_in_short(info.annotation), fields.bounds(info)) if t)
        key = f"{above}.{name}" if above else name
        inner = fields.parts(info.annotation)
        if inner and len(fields.branches(info.annotation)) == 1:
            takes, shown = f"a part, see [`{key}`](#{_anchor(key)})", ""
        lines.append(f"| `{name}` | {_cell(_sentence(info))} | {_cell(takes)} | {shown} |")
        below += [(part, key) for part in inner]
        below += [(part, f"{key}[]") for part in _list_parts(info.annotation)]
    for part, key in below:
        _tables_into(lines, part, key)


def _anchor(key: str) -> str:
    return "".join(c for c in key.lower() if c.isalnum() or c in "_-")


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _sentence(info: FieldInfo) -> str:
    return " ".join((info.description or "").split())


def _first_line(model: type[BaseModel]) -> str:
    return (model.__doc__ or model.__name__).strip().splitlines()[0]


def _wants_in_short(annotation: Any) -> str:
    """As `brief_fields.wanted`, but parts are named, not spelled out."""
    words = fields.choices(annotation)
    if words and len(words) == len(fields.branches(annotation)) and not fields.parts(annotation):
        return " | ".join(words)
    text = fields.wanted(annotation)
    for part in (*fields.parts(annotation), *_list_parts(annotation)):
        text = text.replace(f" with the keys {', '.join(part.model_fields)}", "")
    return text


def _list_parts(annotation: Any) -> list[type[BaseModel]]:
    entries = [e for b in fields.branches(annotation) if getattr(b, "__origin__", None) is list for e in get_args(b)]
    return [part for entry in entries for part in fields.parts(entry)]


def _comment(text: str, indent: str) -> list[str]:
    return [f"{indent}# {line}" for line in textwrap.wrap(text, WIDTH - len(indent) - 2)]
