"""What a board of a set is made from: one option's pictures, plan, colours, materials and words."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from coulisse.errors import BadInput
from coulisse.media import page_parts as parts
from coulisse.media.page import SIZES, Element, Pixels
from coulisse.media.page_parts import Chip, Scheme
from coulisse.media.page_pdf import read_pixels
from coulisse.media.palette import palette_of
from coulisse.recipes.reference_board import NOTHING, Taken, made_line
from coulisse.scene.drawing_bare import kinds
from coulisse.scene.room import Layout

Words = Literal["en", "fr"]
WORDS: dict[Words, dict[str, str]] = {
    "en": {"plan": "Plan", "palette": "Palette", "materials": "Materials", "pieces": "Pieces", "tries": "What it tries",
           "structure": "Structure", "light": "Light", "options": "Options", "more": "and {n} more", "high": "high",
           "made": "Made with Coulisse. Nothing here is photographed.", "seed": "seed", "asked": "What was asked",
           "scale": "All plans 1:{n}", "lacks": "Found no place", "open": "open to the sky"},
    "fr": {"plan": "Plan", "palette": "Palette", "materials": "Matériaux", "pieces": "Pièces", "tries": "Le parti pris",
           "structure": "Structure", "light": "Lumière", "options": "Propositions", "more": "et {n} de plus",
           "high": "de haut", "made": "Fait avec Coulisse. Rien ici n’est photographié.", "seed": "graine",
           "asked": "La demande", "scale": "Tous les plans au 1:{n}", "lacks": "Sans place", "open": "à ciel ouvert"},
}  # fmt: skip
MARGIN = 15.0  # mm on A3; everything below is, and grows with the paper
HEAD = 36.0  # where the pictures begin


@dataclass(frozen=True, eq=False)
class Still:
    """A picture of the set, uint8 (h, w, 3) sRGB or a file, what is written under it, and what a cut keeps."""

    pixels: Pixels | Path
    caption: str = ""
    focus: tuple[float, float] = (0.5, 0.5)


@dataclass(frozen=True, eq=False)
class BoardOption:
    """All that a board of one option shows; whatever is missing leaves no hole.

    `stills`: the hero first, up to four. `palette`: (`#rrggbb`, share, name), empty: taken from the stills.
    `materials`: chips with what they are and an area or a place. `pieces`: (label, count), empty: those of the layout.
    `dark`: near-black paper; None: where the stills are gloomy. `words`: the language of the headings. `taken`: where
    the palette comes from.
    """

    name: str  # "Option A"
    title: str
    sentence: str = ""
    tries: str = ""
    structure: str = ""
    light: str = ""
    layout: Layout | None = None
    stills: tuple[Still, ...] = ()
    palette: tuple[tuple[str, float, str], ...] = ()
    materials: tuple[Chip, ...] = ()
    pieces: tuple[tuple[str, int], ...] = ()
    version: str = ""
    seed: int | None = None
    date: str = ""
    dark: bool | None = None
    words: Words = "en"
    taken: Taken = NOTHING


def paper_size(paper: str) -> tuple[float, float, float]:
    """Width, height and how much larger than A3, of landscape paper. Raises BadInput for another than A1, A2, A3."""
    if paper not in ("A1", "A2", "A3"):
        raise BadInput(f"a board on {paper}", where="paper", remedy="A3, A2 or A1")
    width, height = SIZES[paper]
    return width, height, width / SIZES["A3"][0]


def found_palette(option: BoardOption) -> tuple[tuple[str, float, str], ...]:
    """The colours of the stills, else of the materials."""
    stills = [read_pixels(still.pixels) for still in option.stills]
    if stills:
        return palette_of(stills, 6)
    chips = [(chip.colour, 1.0) for chip in option.materials]
    return palette_of(chips, 6) if chips else ()


def piece_rows(option: BoardOption) -> tuple[tuple[str, str, str], ...]:
    """Rows of the list: the number on the plan, the piece, how many."""
    if option.pieces:
        return tuple(("", label, str(count)) for label, count in option.pieces)
    if option.layout is None:
        return ()
    return tuple((str(i), label, str(n)) for i, (label, n) in enumerate(kinds(option.layout).values(), 1))


def foot_line(s: Scheme, option: BoardOption, width: float, height: float) -> list[Element]:
    """Where it comes from: the line at the foot of a board."""
    words = WORDS[option.words]
    right = " · ".join(
        t for t in (option.version, f"{words['seed']} {option.seed}" if option.seed is not None else "", option.date)
        if t
    )  # fmt: skip
    return parts.foot(s, width, height, MARGIN * s.k, made_line(option.words, words["made"], option.taken), right)
