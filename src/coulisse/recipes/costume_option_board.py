"""What a board of a costume is made from: one option's views, cloths, colours, lists and words."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from coulisse.errors import BadInput
from coulisse.media import page_parts as parts
from coulisse.media.page import SIZES, Box, Element, Pixels
from coulisse.media.page_parts import Scheme
from coulisse.media.page_pdf import read_pixels
from coulisse.media.palette import palette_of
from coulisse.recipes.reference_board import NOTHING, Taken, made_line

Words = Literal["en", "fr"]
WORDS: dict[Words, dict[str, str]] = {
    "en": {"cloth": "Cloth", "true": "1:1 when printed at 100 %", "palette": "Palette", "bill": "Bill of materials",
           "item": "Item", "amount": "Amount", "width": "Width", "measures": "Measurements", "tries": "What it tries",
           "silhouette": "Silhouette", "notes": "Notes", "more": "and {n} more", "options": "Options", "seed": "seed",
           "made": "Made with Coulisse. Nobody here is a person, and nothing is photographed.",
           "scale": "All figures 1:{n}"},
    "fr": {"cloth": "Tissus", "true": "échelle 1:1, imprimé à 100 %", "palette": "Palette", "bill": "Fournitures",
           "item": "Article", "amount": "Métrage", "width": "Laize", "measures": "Mesures", "tries": "Le parti pris",
           "silhouette": "Silhouette", "notes": "Notes", "more": "et {n} de plus", "options": "Propositions",
           "made": "Fait avec Coulisse. Personne ici n’existe, rien n’est photographié.", "seed": "graine",
           "scale": "Toutes les silhouettes au 1:{n}"},
}  # fmt: skip
MARGIN = 15.0  # mm on A3
HEAD = 38.0


@dataclass(frozen=True, eq=False)
class Figure:
    """A view of the costume, uint8 (h, w, 3) sRGB or a file.

    For the line-up: `metres` is what the picture's height shows, `floor` where the soles stand, as a share of its
    height from the top. `focus` is what a cut keeps.
    """

    pixels: Pixels | Path
    caption: str = ""
    metres: float = 2.0
    floor: float = 0.96
    focus: tuple[float, float] = (0.5, 0.5)


@dataclass(frozen=True, eq=False)
class Cloth:
    """A fabric: its picture shows `metres` of it (a chip of `material_swatch` for the same), so it prints true."""

    label: str
    pixels: Pixels | Path
    detail: str = ""
    metres: float = 0.10


@dataclass(frozen=True, eq=False)
class CostumeOption:
    """All that a board of one costume shows; whatever is missing leaves no hole.

    `figures`: the front first, then three-quarter, side, back. `bill`: rows (item, amount, width or remark).
    `measures`: (name, value). `palette`: (`#rrggbb`, share, name), empty: taken from the cloths, else the figures.
    """

    name: str
    title: str
    sentence: str = ""
    tries: str = ""
    silhouette: str = ""
    notes: str = ""
    figures: tuple[Figure, ...] = ()
    cloths: tuple[Cloth, ...] = ()
    palette: tuple[tuple[str, float, str], ...] = ()
    bill: tuple[tuple[str, str, str], ...] = ()
    measures: tuple[tuple[str, str], ...] = ()
    version: str = ""
    seed: int | None = None
    date: str = ""
    dark: bool = False
    words: Words = "en"
    taken: Taken = NOTHING  # where the palette comes from


def paper_size(paper: str, portrait: bool) -> tuple[float, float, float]:
    """Width, height and how much larger than A3. Raises BadInput for another paper than A3 and A2."""
    if paper not in ("A2", "A3"):
        raise BadInput(f"a costume's board on {paper}", where="paper", remedy="A3 or A2")
    wide, high = SIZES[paper]
    return (high, wide, wide / SIZES["A3"][0]) if portrait else (wide, high, wide / SIZES["A3"][0])


def head(s: Scheme, option: CostumeOption, width: float, portrait: bool) -> list[Element]:
    """Name, title and what was asked, at the head."""
    k, m = s.k, MARGIN * s.k
    left = (width - 2 * m) * (0.52 if portrait else 0.42)
    out: list[Element] = [
        parts.label(s, m, 13.0 * k, left, option.name),
        parts.block(s, Box(m, 19.0 * k, left, 17 * k), option.title, 25, face="serif", weight="light", least=12 * k,
                    leading=26 * k),
    ]  # fmt: skip
    if option.sentence:
        x = m + left + 8 * k
        box = Box(x, 13.0 * k, width - m - x, (25 if portrait else 21.5) * k)
        out.append(parts.block(s, box, option.sentence, 10.5, face="serif", italic=True, least=7 * k,
                               leading=14.2 * k))  # fmt: skip
    return out


def found_palette(option: CostumeOption) -> tuple[tuple[str, float, str], ...]:
    """The option's palette, else the colours of its cloths, else of its front."""
    if option.palette:
        return option.palette
    seen = [read_pixels(c.pixels) for c in option.cloths] or [read_pixels(f.pixels) for f in option.figures[:1]]
    return palette_of(seen, 5) if seen else ()


def foot_line(s: Scheme, option: CostumeOption, width: float, height: float) -> list[Element]:
    """Where it comes from: the line at the foot of a board."""
    words = WORDS[option.words]
    right = " · ".join(
        t for t in (option.version, f"{words['seed']} {option.seed}" if option.seed is not None else "", option.date)
        if t
    )  # fmt: skip
    return parts.foot(s, width, height, MARGIN * s.k, made_line(option.words, words["made"], option.taken), right)
