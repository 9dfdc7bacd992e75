"""Setting text: the faces of boards, what can be printed of a text, and its lines in a box."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

from coulisse.media.page import Face, Text, Weight
from coulisse.media.pdf import POINTS, TTFont, pdfmetrics, typeface

# The faces of exhibition catalogues: Source Serif and Source Sans (SIL OFL 1.1), drawn for each other. Where the
# packages are missing, Droid (Apache-2.0), which comes with OpenImageIO, and at last reportlab's own Vera.
_FILES: dict[Face, tuple[str, str]] = {
    "serif": ("font_source_serif_pro", "SourceSerifPro"), "sans": ("font_source_sans_pro", "SourceSansPro"),
}  # fmt: skip
_STYLES: dict[tuple[Weight, bool], str] = {
    ("light", False): "Light", ("light", True): "LightIt", ("regular", False): "Regular", ("regular", True): "It",
    ("semibold", False): "Semibold", ("semibold", True): "SemiboldIt",
}  # fmt: skip
_DROID = {"serif": "DroidSerif", "sans": "DroidSans"}
_SPACES = {0x2009: " ", 0x200A: " ", 0x202F: " ", 0x00A0: " ", 0x3000: " ", 0x00AD: "", 0x200B: "", 0xFEFF: ""}
_ELLIPSIS = "…"


@dataclass(frozen=True)
class Type:
    """A face of a weight: its name in the PDF, how far it reaches over and under the line, its capitals (of 1 em)."""

    name: str
    ascent: float
    descent: float
    capitals: float
    has: frozenset[int]


@dataclass(frozen=True)
class Setting:
    """Text as it is printed: (x, y of the baseline, line) in mm, its size in points, and whether it was cut."""

    lines: tuple[tuple[float, float, str], ...]
    size: float
    face: Type
    cut: bool
    bottom: float  # mm, below the last line's descenders
    tracking: float  # points


@cache
def type_of(face: Face, weight: Weight = "regular", italic: bool = False) -> Type:
    """The face, registered with the PDF writer."""
    package, stem = _FILES[face]
    name = f"{stem}-{_STYLES[weight, italic]}"
    file = typeface(package, "files", name)
    if file is None:
        bold = "-Bold" if weight == "semibold" else ""
        name = _DROID[face] + bold
        file = typeface("OpenImageIO", "share/fonts/OpenImageIO", name)
    font = TTFont(f"Board-{name}", str(file) if file else "Vera.ttf")
    pdfmetrics.registerFont(font)
    metrics = font.face
    # What the tallest and the deepest letter reach, not the typographic ascent: a capital with an accent rises over it.
    deep, tall = metrics.bbox[1] / 1000, metrics.bbox[3] / 1000
    return Type(
        font.fontName, tall, -deep, metrics.capHeight / 1000,
        frozenset(metrics.charToGlyph),
    )  # fmt: skip


def printable(text: str, face: Type) -> str:
    """The text with what the face lacks named in brackets: `[Arabic]`, `[party popper]`.

    No face here joins Arabic letters or runs from right to left; letters set wrongly would be worse than named.
    """
    out: list[str] = []
    text = re.sub(r"(?<=\w)'(?=\w)", "’", text.translate(_SPACES))
    for letter in unicodedata.normalize("NFC", text):
        if letter in "\n\t\r " or letter.isspace():
            out.append("\n" if letter == "\n" else " ")
        elif ord(letter) in face.has and not unicodedata.combining(letter):
            out.append(letter)
        elif unicodedata.combining(letter) or unicodedata.category(letter) in ("Cc", "Cf", "Cs", "Co", "Cn", "Mn"):
            continue
        else:
            plain = unicodedata.normalize("NFKC", letter)
            if all(ord(c) in face.has for c in plain):
                out.append(plain)
                continue
            named = unicodedata.name(letter, "symbol").lower()
            if unicodedata.category(letter)[0] == "L":
                named = {"cjk": "Chinese"}.get(named.split()[0].split("-")[0], named.split()[0].capitalize())
            if not (out and out[-1] == f"[{named}]"):
                out.append(f"[{named}]")
    text = "".join(out)
    words = text.split(" ")
    # Words of one script after another are named once.
    kept = [w for i, w in enumerate(words) if not (i and w == words[i - 1] and w.startswith("["))]
    return " ".join(kept)


def face_for(text: Text) -> Type:
    """The face of a text; the regular one where a lighter or slanted one lacks a letter that it has."""
    face = type_of(text.face, text.weight, text.italic)
    regular = type_of(text.face, "regular", False)
    letters = {ord(c) for c in text.text if not c.isspace()}
    return regular if (letters - face.has) & regular.has else face


def width_of(line: str, face: Type, size: float, tracking: float = 0.0) -> float:
    """Millimetres of a line at `size` points with `tracking` points between its letters."""
    return (float(pdfmetrics.stringWidth(line, face.name, size)) + tracking * max(0, len(line) - 1)) / POINTS


def line_width(line: str, size: float, face: Face = "sans", weight: Weight = "regular", italic: bool = False,
               tracking: float = 0.0) -> float:  # fmt: skip
    """Millimetres of a line; `tracking` in thousandths of the size."""
    return width_of(line, type_of(face, weight, italic), size, tracking * size / 1000)


def capitals(size: float, face: Face = "sans", weight: Weight = "regular", italic: bool = False) -> float:
    """Millimetres from the top of a text's box to the top of its capitals: take it off to align them with a picture."""
    t = type_of(face, weight, italic)
    return (t.ascent - t.capitals) * size / POINTS


def set_text(text: Text) -> Setting:
    """The lines of a text, all of them inside its box: as large as asked, else smaller, else cut with an ellipsis."""
    face = face_for(text)
    words = printable(text.text.upper() if text.caps else text.text, face)
    least = min(text.size, text.least if text.least is not None else text.size)
    size = text.size
    while True:
        track = text.tracking * size / 1000
        lines = _wrapped(words, face, size, track, text.box.width)
        pitch = (text.leading / text.size if text.leading else 1.3) * size / POINTS
        height = (face.ascent + face.descent) * size / POINTS
        fit = 0 if height > text.box.height else 1 + int((text.box.height - height) / pitch + 1e-9)
        broken = any(width_of(w, face, size, track) > text.box.width for w in words.split())
        if (len(lines) <= fit and not broken) or size <= least:
            break
        size = max(least, size * 0.96)
    cut = len(lines) > fit
    if cut:
        lines = lines[:fit]
        if lines:
            lines[-1] = shortened(lines[-1] + _ELLIPSIS, face, size, track, text.box.width, force=True)
    used = height + (len(lines) - 1) * pitch if lines else 0.0
    top = text.box.y + (text.box.height - used if text.valign == "bottom" else 0.0)
    set_lines = []
    for i, line in enumerate(lines):
        slack = text.box.width - width_of(line, face, size, track)
        x = text.box.x + {"left": 0.0, "middle": slack / 2, "right": slack}[text.align]
        set_lines.append((x, top + face.ascent * size / POINTS + i * pitch, line))
    return Setting(tuple(set_lines), size, face, cut, top + used, track)


def shortened(line: str, face: Type, size: float, tracking: float, width: float, force: bool = False) -> str:
    """A line that is too wide, cut with an ellipsis; `force`: it ends with one already and keeps it."""
    if width_of(line, face, size, tracking) <= width:
        return line
    stem = line.removesuffix(_ELLIPSIS) if force else line
    low, high = 0, len(stem)
    while low < high:
        middle = (low + high + 1) // 2
        if width_of(stem[:middle].rstrip(" ,;:.–—-") + _ELLIPSIS, face, size, tracking) <= width:
            low = middle
        else:
            high = middle - 1
    short = stem[:low].rstrip(" ,;:.–—-") + _ELLIPSIS
    return short if width_of(short, face, size, tracking) <= width else ""


def _wrapped(text: str, face: Type, size: float, tracking: float, width: float) -> list[str]:
    """Lines that are no wider than `width` mm, filled word by word; a letter that is wider is left out."""
    lines: list[str] = []
    space = width_of(" ", face, size) + 2 * tracking / POINTS
    for paragraph in text.split("\n"):
        line, used = "", 0.0
        for word in paragraph.split():
            long = width_of(word, face, size, tracking)
            if line and used + space + long <= width:
                line, used = f"{line} {word}", used + space + long
                continue
            if line:
                lines.append(line)
            while long > width and word:
                take = len(word)
                while take and width_of(word[:take], face, size, tracking) > width:
                    take = min(take - 1, int(take * 0.9) if take > 12 else take - 1)
                if not take:
                    word = word[1:]
                else:
                    lines.append(word[:take])
                    word = word[take:]
                long = width_of(word, face, size, tracking)
            line, used = word, long
        lines.append(line)
    while lines and not lines[-1]:
        lines.pop()
    return lines
