"""Reads palette files of the trade: .ase and .aco of Adobe, .gpl of GIMP, lists (text, CSV, JSON, YAML), pictures.

Every kind is told by what is in the file; its ending only decides between kinds of text. Nothing larger than 4 MB is
read (pictures: as `media.images` bounds them), and no more than `MOST` colours are taken.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from coulisse import marked_yaml
from coulisse.errors import BadInput
from coulisse.media import images
from coulisse.media.palette import hex_code
from coulisse.media.palette_adobe import LONGEST_NAME, Named, read_aco, read_ase
from coulisse.media.palette_swatches import swatches

LARGEST = 4_000_000  # bytes of a palette file; the largest that Adobe ships has a tenth of it
MOST = 64  # colours that are read; a board shows a dozen
_PICTURES = (
    b"\xff\xd8\xff",
    b"\x89PNG",
    b"II*\0",
    b"MM\0*",
    b"\x76\x2f\x31\x01",
    b"RIFF",
    b"BM",
    b"GIF8",
    b"#?RADIANCE",
)
_KINDS = "an .ase, .aco or .gpl file, a list of #rrggbb as text, CSV, JSON or YAML, or a picture of swatches"
_HEX = re.compile(r"(?<![0-9A-Za-z_])(?:#|0[xX])?([0-9a-fA-F]{8}|[0-9a-fA-F]{6}|[0-9a-fA-F]{3})(?![0-9A-Za-z_])")
_MARKED_HEX = re.compile(r"(?:#|0[xX])([0-9a-fA-F]{8}|[0-9a-fA-F]{6}|[0-9a-fA-F]{3})(?![0-9A-Za-z_])")
_RGB = re.compile(r"rgba?\(\s*(\d{1,3})[\s,]+(\d{1,3})[\s,]+(\d{1,3})[^)]*\)", re.I)
_COLOUR_KEYS = ("hex", "colour", "color", "code", "value", "rgb")
_LIST_KEYS = ("colours", "colors", "palette", "swatches")


@dataclass(frozen=True)
class FilePalette:
    """A palette as a file has it: its colours in their order, `#rrggbb` in sRGB, each with its name or none.

    `kind` says what the file was; `notes` what was left out or guessed, in plain words.
    """

    path: Path
    kind: str
    colours: tuple[Named, ...]
    sha256: str
    notes: tuple[str, ...] = ()


def read_palette(path: str | Path) -> FilePalette:
    """Read a palette file of any kind. A colour that stands twice is taken once.

    Raises BadInput for what is not there, is empty, too large, broken, of no known kind, or without a colour in it.
    """
    path = Path(path)
    data = _bytes(path)
    where = str(path)
    if data.startswith(_PICTURES):
        colours, notes = swatches(images.read_picture(path, max_pixels=1_000_000).pixels)
        kind = "a picture of swatches"
    else:
        if len(data) > LARGEST:
            raise BadInput(f"has more than {LARGEST // 1_000_000} MB, so it is no palette", where=where,
                           remedy=f"give {_KINDS}")  # fmt: skip
        kind, colours, notes = _read(data, path)
    kept = list({c.colour: c for c in reversed(colours)}.values())[::-1]
    if not kept:
        raise BadInput("there is no colour in it", where=where, remedy=f"give {_KINDS}")
    if len(kept) > MOST:
        notes = [*notes, f"the first {MOST} of more colours are taken"]
    digest = images.file_sha256(path)
    return FilePalette(path, kind, tuple(kept[:MOST]), digest, tuple(dict.fromkeys(notes)))


def _bytes(path: Path) -> bytes:
    """The file, or its beginning if it is larger than any palette."""
    try:
        if path.is_dir():
            raise BadInput("this is a folder, not a palette", where=path, remedy="name the file in it")
        if path.exists() and not path.is_file():
            raise BadInput("this is no file", where=path, remedy=f"give {_KINDS}")
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except FileNotFoundError:
        raise BadInput("there is no such file", where=path, remedy="check the path of the palette") from None
    except OSError as error:
        raise BadInput(f"cannot be read ({error.strerror})", where=path, remedy="check its rights") from None
    if not data.strip():
        raise BadInput("the file is empty", where=path, remedy=f"give {_KINDS}")
    return data


def _read(data: bytes, path: Path) -> tuple[str, list[Named], list[str]]:
    """What kind of file it is, its colours, and notes."""
    where, ending = str(path), path.suffix.lower()
    if data.startswith(b"ASEF") or ending == ".ase":
        return "a swatch exchange file", *read_ase(data, where, MOST + 1)
    if ending == ".aco":
        return "a colour table of Photoshop", *read_aco(data, where, MOST + 1)
    try:
        text = data.decode("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
    except UnicodeDecodeError:
        raise BadInput(
            "this is neither text nor a palette that is known", where=where, remedy=f"give {_KINDS}"
        ) from None
    if "\0" in text:
        raise BadInput("this is no palette that is known", where=where, remedy=f"give {_KINDS}")
    if text.startswith(("GIMP Palette", "JASC-PAL")):
        return "a palette of " + ("GIMP" if text[0] == "G" else "Paint Shop"), _plain_rgb(text, where), []
    if ending == ".gpl":
        raise BadInput("this is no palette of GIMP (it does not begin so)", where=f"{where}:1", remedy="save it again")
    if ending == ".json" or (ending not in (".yaml", ".yml") and text.lstrip()[:1] in "[{"):
        try:
            return "a list in JSON", _structured(json.loads(text), where, 0), []
        except (json.JSONDecodeError, RecursionError) as error:
            line = f":{error.lineno}" if isinstance(error, json.JSONDecodeError) else ""
            why = f"is not JSON ({error.msg})" if isinstance(error, json.JSONDecodeError) else "is nested too deeply"
            raise BadInput(why, where=f"{where}{line}", remedy='write it as ["#1f6f70", "#e5842b"]') from None
    if ending in (".yaml", ".yml"):
        return "a list in YAML", _structured(marked_yaml.parse(_quoted(text), where).value, where, 0), []
    return "a list of colours", _lines(text, where), []


def _quoted(text: str) -> str:
    """YAML takes what follows a # for a comment: codes that stand bare are put into quotes."""
    return re.sub(r"""(?<!["'0-9A-Za-z])(#[0-9a-fA-F]{6})(?![0-9A-Za-z"'])""", r'"\1"', text)


def _plain_rgb(text: str, where: str) -> list[Named]:
    """Lines `red green blue name` from 0 to 255, after a head."""
    out: list[Named] = []
    for number, line in enumerate(text.splitlines()[1:], 2):
        line = line.strip()
        if not line or line.startswith("#") or re.match(r"[A-Za-z]+:", line) or re.fullmatch(r"\d+", line):
            continue  # comments, `Name: ...`, and the counts of Paint Shop
        found = re.match(r"(\d{1,3})\s+(\d{1,3})\s+(\d{1,3})(?:\s+(.*))?$", line)
        if found is None or max(int(found[i]) for i in (1, 2, 3)) > 255:
            raise BadInput(f"no colour: {line[:40]!r}", where=f"{where}:{number}",
                           remedy="each line is red, green, blue (0-255) and a name")  # fmt: skip
        name = (found[4] or "").strip()
        out.append(_named(hex_code([int(found[i]) / 255 for i in (1, 2, 3)]), "" if name == "Untitled" else name))
        if len(out) > MOST:
            break
    return out


def _lines(text: str, where: str) -> list[Named]:
    """A code in each line, or several, with what stands beside it as its name; CSV with red, green and blue, too."""
    out: list[Named] = []
    rows = list(csv.reader(io.StringIO(text[:LARGEST]), delimiter=_delimiter(text)))
    head = [cell.strip().lower() for cell in rows[0]] if rows else []
    columns = [next((i for i, h in enumerate(head) if h in names), -1) for names in
               (("r", "red"), ("g", "green"), ("b", "blue"), ("name", "label"))]  # fmt: skip
    if min(columns[:3]) >= 0:
        return [c for number, row in enumerate(rows[1:], 2) if row and (c := _row(row, columns, f"{where}:{number}"))]
    for number, line in enumerate(text.splitlines(), 1):
        found = [(m.start(), m.end(), _code(m[1])) for m in _MARKED_HEX.finditer(line)]
        found = found or _bare(line)
        found = [(m.start(), m.end(), _rgb(m, f"{where}:{number}")) for m in _RGB.finditer(line)] or found
        if not found:
            if re.search(r"#\S", line) and not re.match(r"\s*#\s", line) and re.search(r"#[0-9A-Za-z]{2,}\b", line):
                raise BadInput(f"no colour: {line.strip()[:40]!r}", where=f"{where}:{number}", remedy="write #rrggbb")
            continue
        name = ""
        if len(found) == 1:
            begin, end, _ = found[0]
            name = re.sub(r"""^[\s,;:="'()\[\]#*-]+|[\s,;:="'()\[\]-]+$""", "", f"{line[:begin]} {line[end:]}")
        out += [_named(code, name) for _, _, code in found]
        if len(out) > MOST:
            break
    return out


def _bare(line: str) -> list[tuple[int, int, str]]:
    """Six digits without a mark; `facade` and `decade` are words unless they stand alone."""
    found = [m for m in _HEX.finditer(line) if len(m[1]) == 6]
    alone = len(found) == 1 and line.strip(" ,;\"'") == found[0][0]
    return [(m.start(), m.end(), _code(m[1])) for m in found if alone or re.search(r"\d", m[1])]


def _delimiter(text: str) -> str:
    first = text.splitlines()[0] if text.splitlines() else ""
    return max(",;\t", key=first.count)


def _row(row: Sequence[str], columns: Sequence[int], where: str) -> Named | None:
    try:
        values = [float(row[i]) for i in columns[:3]]
        if not all(0 <= v <= 255 for v in values):
            raise ValueError
    except (ValueError, IndexError):
        raise BadInput(f"no colour: {','.join(row)[:40]!r}", where=where,
                       remedy="give red, green and blue from 0 to 255") from None  # fmt: skip
    name = row[columns[3]] if 0 <= columns[3] < len(row) else ""
    return _named(hex_code([v / 255 for v in values]), name)


def _structured(value: Any, where: str, depth: int) -> list[Named]:
    """Colours of a list of codes, of parts with a code and a name, or of a mapping of names to codes."""
    if depth > 6:
        raise BadInput("is nested too deeply", where=where, remedy='write it as ["#1f6f70", "#e5842b"]')
    if isinstance(value, str):
        return [_named(_text_code(value, where), "")]
    if isinstance(value, list):
        if len(value) in (3, 4) and all(isinstance(v, int | float) and not isinstance(v, bool) for v in value):
            return [Named(_triple(value, where))]
        return [c for entry in value[: MOST + 1] for c in _structured(entry, where, depth + 1)]
    if isinstance(value, dict):
        keys = {str(k).lower(): k for k in value}
        if (name := next((k for k in _LIST_KEYS if k in keys), None)) is not None:
            return _structured(value[keys[name]], where, depth + 1)
        if (name := next((k for k in _COLOUR_KEYS if k in keys), None)) is not None:
            own = _structured(value[keys[name]], where, depth + 1)
            label = str(value[keys["name"]]) if "name" in keys else str(value.get(keys.get("label"), "") or "")
            return [_named(c.colour, c.name or label) for c in own]
        out: list[Named] = []
        for key, entry in list(value.items())[: MOST + 1]:
            out += [_named(c.colour, c.name or str(key)) for c in _structured(entry, where, depth + 1)]
        return out
    raise BadInput(f"no colour: {value!r:.40}", where=where, remedy="write colours as #rrggbb, in quotes")


def _text_code(text: str, where: str) -> str:
    text = text.strip()
    if (found := _RGB.fullmatch(text)) is not None:
        return _rgb(found, where)
    found = _HEX.fullmatch(text)
    if found is None:
        raise BadInput(f"no colour: {text[:40]!r}", where=where, remedy="write colours as #rrggbb, in quotes")
    return _code(found[1])


def _code(digits: str) -> str:
    """`#rrggbb` of three, six or eight digits (the last two of eight: how opaque, left out)."""
    digits = digits.lower()
    return "#" + ("".join(2 * d for d in digits) if len(digits) == 3 else digits[:6])


def _rgb(found: re.Match[str], where: str) -> str:
    return _triple([int(found[i]) for i in (1, 2, 3)], where)


def _triple(values: Sequence[float], where: str) -> str:
    """Red, green, blue as 0-255, or as 0-1 where a fraction says so."""
    top = 1.0 if all(0 <= v <= 1 for v in values[:3]) and any(isinstance(v, float) for v in values[:3]) else 255.0
    if not all(0 <= v <= top for v in values[:3]):
        raise BadInput(f"no colour: {list(values)!r:.40}", where=where, remedy="give red, green and blue from 0 to 255")
    return hex_code([v / top for v in values[:3]])


def _named(code: str, name: str) -> Named:
    return Named(code, " ".join("".join(c if c.isprintable() else " " for c in name).split())[:LONGEST_NAME])
