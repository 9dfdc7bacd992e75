"""What a set's boards are filled with: titles, stills, chips and texts of one option."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from coulisse.media.page_parts import Chip
from coulisse.recipes.brief_words.vocabulary import vocabulary
from coulisse.recipes.reference_board import taken
from coulisse.recipes.set_board import BoardOption, Still
from coulisse.recipes.set_brief import SetBrief
from coulisse.recipes.set_scene import BuiltSet
from coulisse.scene.staged import hex_of
from coulisse.scene.swatch import material_swatch

_LETTERS = "ABCDEF"
_CHIPS, _CHIP_PIXELS = 8, 360
_VIEWS = {"wide": "from the corner", "axis": "down the axis", "subject": "the heart of it", "reverse": "the other way"}


def board_option(
    brief: SetBrief,
    option: BuiltSet,
    views: Sequence[tuple[str, Path]],
    chips: tuple[Chip, ...],
    stem: str,
    quality: str,
) -> BoardOption:
    """The board of one option; `views` are (camera, picture) in the order in which they are shown, `chips` its own."""
    lenses = {c.name: c.focal_length for c in option.staged.cameras}
    stills = tuple(Still(path, f"{_VIEWS.get(name, name)}, {lenses[name]:g} mm") for name, path in views[:4])
    rough = {"preview": ", a preview", "proof": ", a proof"}.get(quality, "")
    counted = tuple(
        (row.what + (f", {row.material}" if row.material else ""), int(row.amount)) for row in option.pieces
    )
    return BoardOption(
        palette=_palette(brief, option),
        name=f"Option {_LETTERS[option.number]}", title=title_of(brief), sentence=brief.sentence,
        tries=f"{option.layout.tries}. {option.surfaces.line[:1].upper()}{option.surfaces.line[1:]}.",
        structure=option.layout.structure, light=option.lighting.line, layout=option.layout, stills=stills,
        materials=chips, pieces=counted, version=f"{stem}{rough}", seed=brief.seed,
        words=brief.language, taken=taken(brief.reference),
    )  # fmt: skip


def chips_of(option: BuiltSet, seed: int) -> tuple[Chip, ...]:
    """The materials of a board, each as a chip."""
    return tuple(
        Chip(label, material_swatch(look, _CHIP_PIXELS, max(0.25, 3.5 * look.scale), seed), hex_of(look.colour),
             f"{area:g} m²" if area else "details")
        for label, look, area in option.swatches[:_CHIPS]
    )  # fmt: skip


def _palette(brief: SetBrief, option: BuiltSet) -> tuple[tuple[str, float, str], ...]:
    """The colours of the set by how much there is of them: what was asked for first, then surfaces and furniture."""
    words: Any = vocabulary().entries["colour"]
    named = {entry.colour: entry.en[0] for entry in words.values()}
    named |= {c.colour: c.name for c in brief.reference.colours if c.name}
    share = {c.colour: c.share for c in brief.reference.colours}
    if "palette.colours" in brief.reference.taken and len(brief.palette.colours) > 2:
        # As much of each as the picture has; those that words or a file named all alike.
        rows = [(c, share.get(c) or 0.2, named.get(c, "asked for")) for c in brief.palette.colours[:7]]
        return tuple((colour, part / sum(r[1] for r in rows), name) for colour, part, name in rows)
    asked = [(colour, 4.0, named.get(colour, "asked for")) for colour in brief.palette.colours]
    # By the square root of areas: three hundred square metres of wall would leave no room for anything else.
    made = [(hex_of(look.colour), max(area, 6.0) ** 0.5, label) for label, look, area in option.swatches]
    seen: dict[str, tuple[str, float, str]] = {}
    for colour, area, name in (*asked, *made):
        seen.setdefault(colour, (colour, area, name))
    rows = sorted(seen.values(), key=lambda row: -row[1])[:7]
    total = sum(area for _, area, _ in rows)
    return tuple((colour, area / total, name) for colour, area, name in rows)


def title_of(brief: SetBrief) -> str:
    """`Bunker, dining hall`: what the set is called on its boards."""
    words = vocabulary()
    room = words.get("room", brief.room).en[0] if brief.room in words.entries["room"] else brief.room
    place = words.get("room", brief.building).en[0] if brief.building in words.entries["room"] else ""
    name = f"{place}, {room}" if place and place != room else room
    return name[:1].upper() + name[1:]
