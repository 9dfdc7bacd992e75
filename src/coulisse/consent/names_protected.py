"""Reads a list of protected people: a CSV file, or a YAML or JSON list."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from coulisse import marked_yaml
from coulisse.consent.names_known import Known
from coulisse.consent.names_patterns import name_words
from coulisse.errors import BadInput

LARGEST_FILE = 32_000_000  # bytes; a hundred thousand people stay below it
LONGEST_NAME = 200  # characters
MOST_PEOPLE = 200_000
_FIELDS = ("id", "name", "names", "aliases", "characters")
_EXAMPLE = "a CSV file with the columns name;aliases;characters, or a YAML or JSON list of {name, aliases, characters}"


def read_protected(path: Path) -> list[Known]:
    """The people of a list, in its order; `id` is empty where the file gives none, and the caller assigns one.

    CSV: a header line with the columns name, aliases, characters and id (any order, separated by ; or , or tab);
    several aliases are separated by |, a character may be followed by its work: `Ada Finch (The Long Night)`.
    YAML and JSON: a list of names, or of mappings with name (or names), aliases, characters (texts, or
    {character, work}) and id.
    Raises BadInput with the line.
    """
    path = Path(path)
    text = _text(path)
    suffix = path.suffix.lower()
    if suffix in (".csv", ".tsv", ".txt"):
        people = list(_from_csv(text, path))
    elif suffix == ".json":
        people = list(_from_list(_json(text, path), path, {}))
    elif suffix in (".yaml", ".yml"):
        marked = marked_yaml.parse(text, str(path))
        if marked.faults:
            _, line, what, remedy = marked.faults[0]
            raise BadInput(what, where=f"{path}:{line}", remedy=remedy)
        people = list(_from_list(marked.value, path, marked.line))
    else:
        raise BadInput("is neither .csv nor .yaml nor .json", where=path, remedy=f"give {_EXAMPLE}")
    if not people:
        raise BadInput("names nobody", where=path, remedy=f"give {_EXAMPLE}")
    seen: dict[str, int] = {}
    for number, person in enumerate(people):
        if person.id and person.id in seen:
            raise BadInput(
                f"the id `{person.id}` stands twice", where=path, remedy="give each person an id of their own"
            )
        seen[person.id] = number
    return people


def _text(path: Path) -> str:
    try:
        if path.is_dir():
            raise BadInput("this is a folder, not a file", where=path, remedy=f"give {_EXAMPLE}")
        with path.open("rb") as file:
            data = file.read(LARGEST_FILE + 1)
    except FileNotFoundError:
        raise BadInput("there is no such file", where=path, remedy="check the path") from None
    except OSError as error:
        raise BadInput(f"cannot be read ({error.strerror})", where=path, remedy="check its permissions") from None
    if len(data) > LARGEST_FILE:
        raise BadInput(f"is larger than {LARGEST_FILE // 1_000_000} MB", where=path, remedy="split the list")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise BadInput("is not UTF-8 text", where=f"{path}:{line}", remedy="save it as UTF-8") from None


def _from_csv(text: str, path: Path) -> Iterator[Known]:
    head = text.lstrip().split("\n", 1)[0]
    separator = max(";\t,", key=head.count)
    rows = csv.reader(text.splitlines(keepends=True), delimiter=separator, strict=True)
    columns: list[str] | None = None
    count = 0
    try:
        for row in rows:
            line = rows.line_num
            if not any(cell.strip() for cell in row):
                continue
            if columns is None:
                columns = [cell.strip().lower() for cell in row]
                if "name" not in columns and "names" not in columns:
                    raise BadInput(
                        "the first line has no column `name`",
                        where=f"{path}:{line}",
                        remedy="begin with: name;aliases;characters",
                    )
                unknown = [c for c in columns if c not in _FIELDS]
                if unknown:
                    raise BadInput(
                        f"there is no column `{unknown[0][:40]}`",
                        where=f"{path}:{line}",
                        remedy=f"the columns are {', '.join(_FIELDS)}",
                    )
                continue
            if len(row) > len(columns):
                raise BadInput(
                    f"has {len(row)} cells, but the first line has {len(columns)}", where=f"{path}:{line}",
                    remedy="separate several aliases with |, or put the cell in quotes",
                )  # fmt: skip
            count += 1
            cells = dict(zip(columns, (cell.strip() for cell in row), strict=False))
            characters = [_character(c) for c in _several(cells.get("characters", ""))]
            names = _several(cells.get("name", "") or cells.get("names", ""))
            yield _known(
                cells.get("id", ""), names, _several(cells.get("aliases", "")), characters, f"{path}:{line}", count
            )
    except csv.Error as error:
        raise BadInput(
            f"this is not CSV: {error}", where=f"{path}:{rows.line_num}", remedy="check the quotes"
        ) from None


def _several(cell: str) -> list[str]:
    return [part.strip() for part in cell.split("|") if part.strip()]


def _character(text: str) -> tuple[str, str]:
    """`Ada Finch (The Long Night)` as character and work."""
    if text.endswith(")") and " (" in text:
        character, work = text[:-1].rsplit(" (", 1)
        return character.strip(), work.strip()
    return text, ""


def _json(text: str, path: Path) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise BadInput(
            f"this is not JSON: {error.msg}",
            where=f"{path}:{error.lineno}",
            remedy="check the commas, quotes and brackets there",
        ) from None
    except (RecursionError, ValueError):
        raise BadInput("this is not JSON that can be read", where=path, remedy="check the brackets") from None


def _from_list(value: Any, path: Path, lines: dict[tuple[str | int, ...], int]) -> Iterator[Known]:
    if not isinstance(value, list):
        raise BadInput("is not a list", where=path, remedy=f"give {_EXAMPLE}")
    for number, item in enumerate(value):
        where = f"{path}:{lines[(number,)]}" if (number,) in lines else f"{path}, entry {number + 1}"
        if isinstance(item, str):
            yield _known("", [item.strip()], [], [], where, number + 1)
            continue
        if not isinstance(item, dict):
            raise BadInput("is neither a name nor a mapping", where=where, remedy="give a name, or name: ...")
        unknown = [key for key in item if key not in _FIELDS]
        if unknown:
            raise BadInput(
                f"there is no field `{str(unknown[0])[:40]}`",
                where=where,
                remedy=f"the fields are {', '.join(_FIELDS)}",
            )
        names = _texts(item.get("names"), where) + _texts(item.get("name"), where)
        characters = []
        many = item.get("characters") or []
        for entry in many if isinstance(many, list) else [many]:
            if isinstance(entry, dict):
                if set(entry) - {"character", "work"} or not isinstance(entry.get("character"), str):
                    raise BadInput("a character is {character: ..., work: ...}", where=where, remedy="check its fields")
                characters.append((entry["character"].strip(), str(entry.get("work") or "").strip()))
            elif isinstance(entry, str):
                characters.append(_character(entry.strip()))
            elif isinstance(entry, list) and len(entry) == 2 and all(isinstance(e, str) for e in entry):
                characters.append((entry[0].strip(), entry[1].strip()))
            else:
                raise BadInput("a character is a text", where=where, remedy="write: Ada Finch (The Long Night)")
        identifier = item.get("id")
        yield _known(
            "" if identifier is None else str(identifier),
            names,
            _texts(item.get("aliases"), where),
            characters,
            where,
            number + 1,
        )


def _texts(value: Any, where: str) -> list[str]:
    if value is None:
        return []
    several = value if isinstance(value, list) else [value]
    if not all(isinstance(text, str) for text in several):
        raise BadInput("a name or alias is a text", where=where, remedy="put it in quotes")
    return [text.strip() for text in several if text.strip()]


def _known(
    identifier: str, names: list[str], aliases: list[str], characters: list[tuple[str, str]], where: str, count: int
) -> Known:
    if count > MOST_PEOPLE:
        raise BadInput(f"lists more than {MOST_PEOPLE:,} people", where=where, remedy="split the list")
    if not any(name.strip() for name in names):
        raise BadInput("this person has no name", where=where, remedy="fill in `name`")
    for name in (*names, *aliases, *(c for pair in characters for c in pair)):
        if len(name) > LONGEST_NAME:
            raise BadInput(
                f"a name has more than {LONGEST_NAME} characters", where=where, remedy="check the quotes and separators"
            )
    for name in (*names, *aliases, *(c for c, _ in characters)):
        if not name_words(name)[0]:
            raise BadInput("a name has no letters in it", where=where, remedy="fill in the name as it is written")
    return Known(identifier.strip(), tuple(names), tuple(aliases), tuple(characters))
