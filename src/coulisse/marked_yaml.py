"""Reads YAML to plain values and remembers the line of each; the only place that knows the YAML library."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from coulisse.errors import BadInput

LARGEST_FILE = 1_000_000  # bytes; a brief with a thousand hand-drawn polygons stays below a tenth of it
DEEPEST = 40  # levels; the deepest field of any brief lies at about eight
_TAG = "tag:yaml.org,2002:"

Path_ = tuple[str | int, ...]


@dataclass
class Marked:
    """A YAML document as plain values.

    `value` is made of dict, list, str, int, float, bool and None. `line` gives for each path from the
    top the line (1 = first) on which its key stands, or its value in a list. `faults` are things that the
    values cannot show (a key that stands twice), as (path, line, what, remedy).
    """

    value: Any = None
    line: dict[Path_, int] = field(default_factory=dict)
    faults: list[tuple[Path_, int, str, str]] = field(default_factory=list)


def read(path: Path) -> Marked:
    """Read a YAML file of at most 1 MB. An empty file has the value None.

    Raises BadInput where the file cannot be read, is not UTF-8 text or is not YAML.
    """
    try:
        if path.is_dir():
            raise BadInput("this is a folder, not a file", where=path, remedy="name the YAML file in it")
        with path.open("rb") as file:
            data = file.read(LARGEST_FILE + 1)
    except FileNotFoundError:
        raise BadInput("there is no such file", where=path, remedy="check the path of --brief") from None
    except OSError as error:
        raise BadInput(f"cannot be read ({error.strerror})", where=path, remedy="check its permissions") from None
    if len(data) > LARGEST_FILE:
        raise BadInput(
            f"is larger than {LARGEST_FILE // 1_000_000} MB, so it is not a brief",
            where=path, remedy="name the brief's YAML file; `coulisse brief collapse` prints one",
        )  # fmt: skip
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise BadInput(
            f"byte {error.start} is not UTF-8 text", where=f"{path}:{line}",
            remedy="a brief is a text file; save it as UTF-8",
        ) from None  # fmt: skip
    return parse(text, str(path))


def parse(text: str, where: str) -> Marked:
    """Read YAML text. Raises BadInput with the line at which it stops being YAML."""
    yaml = YAML(typ="safe", pure=True)
    try:
        node = yaml.compose(text)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        what = " ".join(str(error.problem or error.context or "not YAML").split())
        raise BadInput(
            f"this is not YAML: {what}", where=f"{where}:{line}",
            remedy="check the indentation (spaces, not tabs), the colons and the brackets around this line",
        ) from None  # fmt: skip
    except YAMLError as error:  # ReaderError: control characters
        line = text[: getattr(error, "position", 0)].count("\n") + 1
        raise BadInput(
            "has a character that no YAML text may hold", where=f"{where}:{line}",
            remedy="a brief is a plain text file; is this one a picture or a document?",
        ) from None  # fmt: skip
    except (RecursionError, ValueError) as error:
        why = "is nested too deeply" if isinstance(error, RecursionError) else f"is not YAML ({error})"
        raise BadInput(why, where=where, remedy="`coulisse brief collapse` prints an example") from None
    marked = Marked()
    if node is not None:
        marked.line[()] = node.start_mark.line + 1
        marked.value = _value(node, (), marked, where, set())
    return marked


def _value(node: Node, path: Path_, marked: Marked, where: str, seen: set[int]) -> Any:
    line = node.start_mark.line + 1
    if id(node) in seen:
        raise BadInput(
            "anchors and aliases (& and *) are not used in briefs", where=f"{where}:{line}",
            remedy="write the value out at each place",
        )  # fmt: skip
    seen.add(id(node))
    if len(path) > DEEPEST:
        raise BadInput("is nested too deeply", where=f"{where}:{line}", remedy="check the brackets")
    if isinstance(node, ScalarNode):
        return _scalar(node, path, marked)
    if isinstance(node, SequenceNode):
        items = []
        for index, child in enumerate(node.value):
            marked.line[(*path, index)] = child.start_mark.line + 1
            items.append(_value(child, (*path, index), marked, where, seen))
        return items
    assert isinstance(node, MappingNode)
    mapping: dict[str, Any] = {}
    for key_node, value_node in node.value:
        key_line = key_node.start_mark.line + 1
        if not isinstance(key_node, ScalarNode):
            raise BadInput(
                "a key must be a word, not a list or a mapping", where=f"{where}:{key_line}",
                remedy="check the brackets and dashes around this line",
            )  # fmt: skip
        key = str(key_node.value)
        if key in mapping:
            first = marked.line[(*path, key)]
            what = f"stands twice (first on line {first})"
            marked.faults.append(((*path, key), key_line, what, "keep one of the two"))
            _value(value_node, (*path, key), Marked(), where, seen)
            continue
        marked.line[(*path, key)] = key_line
        mapping[key] = _value(value_node, (*path, key), marked, where, seen)
    return mapping


def _scalar(node: ScalarNode, path: Path_, marked: Marked) -> Any:
    """The value of a scalar by the YAML 1.2 core schema; dates and private tags stay text."""
    text = str(node.value)
    kind = str(node.tag).removeprefix(_TAG)
    bare = text.replace("_", "")
    try:
        if kind == "null":
            return None
        if kind == "bool":
            return bare.lower() in ("true", "yes", "on")
        if kind == "int":
            sign = -1 if bare.startswith("-") else 1
            digits = bare.lstrip("+-")
            based = re.match(r"0[xob]", digits, re.I)
            return sign * (int(digits, 0) if based else int(digits))
        if kind == "float":
            if re.fullmatch(r"[-+]?\.inf", bare, re.I):
                return -math.inf if bare.startswith("-") else math.inf
            return math.nan if bare.lower() == ".nan" else float(bare)
    except ValueError:  # e.g. an integer of more than 4,300 digits
        return text
    if kind not in ("str", "timestamp", "binary", "merge", "value"):
        line = node.start_mark.line + 1
        marked.faults.append((path, line, f"the tag `{node.tag}` is not used in briefs", "take it out"))
    return text


_PLAIN = re.compile(r"[A-Za-z_][A-Za-z0-9_./-]*")
_WORDS_WITH_A_MEANING = {"null", "true", "false", "yes", "no", "on", "off", "y", "n"}


def flow(value: Any) -> str:
    """One value as YAML on one line: `auto`, `12.0`, `[[1, 2], [3, 4]]`, `{bay: 1}`."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return repr(value)
    if isinstance(value, str):
        if _PLAIN.fullmatch(value) and value.lower() not in _WORDS_WITH_A_MEANING:
            return value
        escaped = "".join(
            f"\\U{ord(c):08x}" if not c.isprintable() else {'"': '\\"', "\\": "\\\\"}.get(c, c) for c in value
        )
        return f'"{escaped}"'
    if isinstance(value, list | tuple):
        return "[" + ", ".join(flow(item) for item in value) + "]"
    return "{" + ", ".join(f"{key}: {flow(item)}" for key, item in value.items()) + "}"
