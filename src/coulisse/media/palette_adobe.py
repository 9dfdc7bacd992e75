"""Adobe's palettes: swatch exchange files (.ase) and colour tables of Photoshop (.aco), from bytes to colours.

.aco by Adobe's Photoshop File Formats Specification (2019), section Color swatches; .ase, which Adobe never published,
as its programs write it. CMYK is turned into sRGB without a profile, as (1 - ink)(1 - black): a guess of the press.
"""

from __future__ import annotations

import math
import struct
from dataclasses import dataclass

from coulisse.errors import BadInput
from coulisse.media.palette import hex_code

_REMEDY = "export the palette again from the program that made it"
_BOOKS = {3: "Pantone", 4: "Focoltone", 5: "Trumatch", 6: "Toyo", 10: "HKS"}  # colours by a number in a printed book
LONGEST_NAME = 80  # letters; what is longer is cut


@dataclass(frozen=True)
class Named:
    """A colour of a palette file, `#rrggbb` in sRGB, with the name that it has there (or none)."""

    colour: str
    name: str = ""


def read_ase(data: bytes, where: str, most: int) -> tuple[list[Named], list[str]]:
    """At most `most` colours of a swatch exchange file, and notes. Raises BadInput for a file that is cut or broken."""
    bytes_ = _Bytes(data, where)
    if bytes_.take(4) != b"ASEF":
        raise BadInput("this is no swatch exchange file (it does not begin with ASEF)", where=where, remedy=_REMEDY)
    bytes_.take(4)  # version
    blocks, colours, notes = bytes_.number(">I"), list[Named](), list[str]()
    if blocks > len(data) // 6:  # each takes six bytes at least
        raise BadInput(f"says that it has {blocks} blocks, and is too short for them", where=where, remedy=_REMEDY)
    for _ in range(blocks):
        kind, length = bytes_.number(">H"), bytes_.number(">I")
        block = _Bytes(bytes_.take(length), where)
        if kind != 1 or len(colours) >= most:  # beginnings and ends of groups
            continue
        name = _clean(block.take(2 * block.number(">H")).decode("utf-16-be", "replace"))
        model = block.take(4).decode("latin-1").strip().upper()
        count = {"RGB": 3, "LAB": 3, "CMYK": 4, "GRAY": 1}.get(model)
        if count is None:
            raise BadInput(f"a colour in the model {model!r}", where=where, remedy="save the swatches as RGB")
        values = [block.fraction() for _ in range(count)]
        if not all(math.isfinite(v) for v in values):
            raise BadInput(f"the colour {name!r} has a value that is no number", where=where, remedy=_REMEDY)
        match model:
            case "RGB":
                code = hex_code(values)
            case "GRAY":
                code = hex_code(values * 3)
            case "LAB":
                code = from_lab(values[0] * 100, values[1], values[2])
            case _:
                code = from_cmyk(*values)
                notes.append("colours in CMYK are turned into sRGB without the press's profile")
        colours.append(Named(code, name))
    return colours, list(dict.fromkeys(notes))


def read_aco(data: bytes, where: str, most: int) -> tuple[list[Named], list[str]]:
    """At most `most` colours of a Photoshop colour table, with names where the file has its second version.

    Raises BadInput for a file that is cut or broken, and for one with nothing but the numbers of a printed book.
    """
    bytes_ = _Bytes(data, where)
    version, count = bytes_.number(">H"), bytes_.number(">H")
    if version not in (1, 2):
        raise BadInput(f"this is no colour table of Photoshop (version {version})", where=where, remedy=_REMEDY)
    colours, notes = _table(bytes_, version, count, most)
    if version == 1 and bytes_.left >= 4:  # the same once more, with names
        version, count = bytes_.number(">H"), bytes_.number(">H")
        if version == 2:
            colours, notes = _table(bytes_, version, count, most)
    if not colours and notes:
        raise BadInput(notes[0], where=where, remedy="save the swatches as RGB")
    return colours, notes


def _table(bytes_: _Bytes, version: int, count: int, most: int) -> tuple[list[Named], list[str]]:
    colours: list[Named] = []
    notes: list[str] = []
    for _ in range(count):
        space = bytes_.number(">H")
        a, b, c, d = struct.unpack(">4H", bytes_.take(8))
        name = ""
        if version == 2:
            name = _clean(bytes_.take(2 * bytes_.number(">I")).decode("utf-16-be", "replace"))
        code = _code(space, a, b, c, d)
        if code is None:
            book = _BOOKS.get(space, f"space {space}")
            notes.append(f"colours that are only numbers of a printed book ({book}) are left out")
        elif len(colours) < most:
            colours.append(Named(code, name))
        if space == 2:
            notes.append("colours in CMYK are turned into sRGB without the press's profile")
    return colours, list(dict.fromkeys(notes))


def _code(space: int, a: int, b: int, c: int, d: int) -> str | None:
    def signed(v: int) -> int:
        return v - 65536 if v > 32767 else v

    match space:
        case 0:
            return hex_code([v / 65535 for v in (a, b, c)])
        case 1:
            return from_hsb(360 * a / 65535, b / 65535, c / 65535)
        case 2:  # 0 is full ink
            return from_cmyk(*(1 - v / 65535 for v in (a, b, c, d)))
        case 7:
            return from_lab(a / 100, signed(b) / 100, signed(c) / 100)
        case 8:
            return hex_code([a / 10000] * 3)
        case 9:
            return from_cmyk(*(v / 10000 for v in (a, b, c, d)))
    return None


def from_cmyk(c: float, m: float, y: float, k: float) -> str:
    """Shares of ink, 0-1, as sRGB, without a profile."""
    return hex_code([(1 - ink) * (1 - k) for ink in (c, m, y)])


def from_hsb(hue: float, saturation: float, bright: float) -> str:
    """Hue in degrees, saturation and brightness 0-1, as sRGB (A. R. Smith, Color gamut transform pairs, 1978)."""
    out = []
    for n in (5, 3, 1):
        k = (n + hue / 60) % 6
        out.append(bright - bright * saturation * max(0.0, min(k, 4 - k, 1)))
    return hex_code(out)


def from_lab(light: float, a: float, b: float) -> str:
    """CIE L*a*b* under D50 (L* 0-100) as sRGB: CIE 15:2004, then Bradford to D65, both as CSS Color 4 has them."""
    fy = (light + 16) / 116
    fx, fz = fy + a / 500, fy - b / 200

    def back(f: float) -> float:
        return f**3 if f**3 > 216 / 24389 else (116 * f - 16) * 27 / 24389

    x, y, z = 0.96422 * back(fx), back(fy), 0.82521 * back(fz)
    rows = ((3.1341359, -1.6173863, -0.4906619), (-0.9787955, 1.9162544, 0.0334427), (0.0719554, -0.2289768, 1.4053860))
    linear = [r * x + g * y + v * z for r, g, v in rows]
    return hex_code([12.92 * v if v <= 0.0031308 else 1.055 * v ** (1 / 2.4) - 0.055 for v in linear])


def _clean(name: str) -> str:
    return " ".join("".join(c if c.isprintable() else " " for c in name.split("\0")[0]).split())[:LONGEST_NAME]


class _Bytes:
    """Bytes that are taken one after another; more than there are is BadInput."""

    def __init__(self, data: bytes, where: str) -> None:
        self._data, self._at, self._where = data, 0, where

    @property
    def left(self) -> int:
        return len(self._data) - self._at

    def take(self, count: int) -> bytes:
        if count > self.left:
            raise BadInput("the file is cut off or damaged", where=self._where, remedy=_REMEDY)
        self._at += count
        return self._data[self._at - count : self._at]

    def number(self, form: str) -> int:
        return int(struct.unpack(form, self.take(struct.calcsize(form)))[0])

    def fraction(self) -> float:
        return float(struct.unpack(">f", self.take(4))[0])
