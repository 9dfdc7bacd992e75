"""What a costume's boards are filled with: figures, cloths at true scale, bill of materials, measures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from coulisse.recipes.brief_words.vocabulary import vocabulary
from coulisse.recipes.costume_board import CostumeOption
from coulisse.recipes.costume_brief import CostumeBrief
from coulisse.recipes.costume_option_board import Cloth
from coulisse.recipes.costume_option_board import Figure as Shown
from coulisse.recipes.costume_scene import Figure, Studio
from coulisse.recipes.reference_board import taken
from coulisse.scene.garments.cut import Cut, Outfit
from coulisse.scene.garments.looks import goods_look
from coulisse.scene.staged import hex_of
from coulisse.scene.swatch import material_swatch

if TYPE_CHECKING:
    from coulisse.media.sewing_pattern import Pattern

_LETTERS = "ABCDEF"
_SWATCH = (900, 0.10)  # pixels and metres: 228 dpi when printed at 100 %
_WASTE = 1.18  # cloth bought for cloth used where there is no lay
_WIDTH = 1.50


@dataclass(frozen=True, eq=False)
class Sewn:
    """A garment and its pattern, or why it has none."""

    cut: Cut
    pattern: Pattern | None
    why: str


def costume_option(
    brief: CostumeBrief, figure: Figure, outfit: Outfit, studio: Studio, views: Sequence[tuple[str, Path]],
    sewn: Sequence[Sewn], cloths: tuple[Cloth, ...], number: int, stem: str, quality: str,
) -> CostumeOption:  # fmt: skip
    """The board of one option; `cloths` from `cloths_of`."""
    rough = {"preview": ", a preview", "proof": ", a proof"}.get(quality, "")
    areas = _areas(outfit, studio)
    total = sum(areas.values()) or 1.0
    palette = tuple((colour, area / total, name.replace("_", " ")) for (name, colour), area in
                    sorted(areas.items(), key=lambda pair: -pair[1]))  # fmt: skip
    used = figure.asked or figure.got
    order = ("height", "chest", "underbust", "waist", "hips", "neck", "shoulder_width", "back_length", "arm_length",
             "biceps", "inseam", "outseam", "head")  # fmt: skip
    measures = tuple((name.replace("_", " "), f"{used[name]:g} cm") for name in order if name in used)
    silhouettes = ", ".join(dict.fromkeys(cut.silhouette.replace("_", " ") for cut in outfit.cuts if cut.silhouette))
    without = [f"{s.cut.kind.replace('_', ' ')}: no pattern" for s in sewn if s.pattern is None]
    panels = [s.cut.kind.replace("_", " ") for s in sewn if s.pattern is not None and s.pattern.design == "panels"]
    if panels:
        without.append(f"pattern from the simulated panels, make a toile first: {', '.join(panels)}")
    return CostumeOption(
        name=f"Option {_LETTERS[number]}", title=title_of(brief), sentence=brief.sentence,
        tries=_sentence(outfit.tries),
        silhouette=silhouettes, notes="; ".join(without),
        figures=tuple(Shown(path, name, studio.shown, studio.floor) for name, path in views), cloths=cloths,
        palette=palette, bill=_bill(outfit, studio, sewn), measures=measures, version=f"{stem}{rough}", seed=brief.seed,
        dark=studio.mood == "dark", words=brief.language, taken=taken(brief.reference),
    )  # fmt: skip


def _sentence(text: str) -> str:
    text = text.removeprefix("tries:").strip()
    return text[:1].upper() + text[1:]


def _areas(outfit: Outfit, studio: Studio) -> dict[tuple[str, str], float]:
    """Square metres by cloth and colour: white wool and navy wool are two."""
    colours = {cut.kind: hex_of(cut.goods.colour) for cut in outfit.cuts}
    areas: dict[tuple[str, str], float] = {}
    for made in studio.figure.made:
        if made.kind in colours:
            key = (made.cloth, colours[made.kind])
            areas[key] = areas.get(key, 0.0) + made.area
    return areas


def cloths_of(outfit: Outfit, seed: int) -> tuple[Cloth, ...]:
    """The cloths of a board, each as a swatch at true scale: first those of what is seen most."""
    found: dict[tuple[str, str], Cloth] = {}
    small = ("hat", "footwear", "accessory")
    cuts = sorted(outfit.cuts, key=lambda cut: (cut.family in small, -cut.layer))
    wanted = [(cut.goods, cut.kind) for cut in cuts if cut.family not in small]
    wanted += [(cut.facing, "facing") for cut in cuts if cut.facing is not None]
    wanted += [(cut.goods, cut.kind) for cut in cuts if cut.family in small]
    wanted += [(cut.lining, "lining") for cut in cuts if cut.lining is not None]
    for goods, what in wanted:
        key = (goods.id, hex_of(goods.colour)) if goods is not None else ("", "")
        if goods is None or key in found or len(found) >= 5:
            continue
        look, (pixels, metres) = goods_look(goods), _SWATCH
        label = goods.label or goods.id.replace("_", " ")
        detail = f"{what.replace('_', ' ')}, {goods.weight:g} g/m²"
        found[key] = Cloth(label, material_swatch(look, pixels, metres, seed), detail, metres)
    return tuple(found.values())


def _bill(outfit: Outfit, studio: Studio, sewn: Sequence[Sewn]) -> tuple[tuple[str, str, str], ...]:
    """Cloth by the metre (from the pattern's lay where there is one), buttons, trims."""
    rows: list[tuple[str, str, str]] = []
    patterns = {s.cut.kind: s.pattern for s in sewn}
    made = {m.kind: m for m in studio.figure.made}
    for cut in outfit.cuts:
        name = f"{(cut.goods.label or cut.goods.id).replace('_', ' ')}, {cut.kind.replace('_', ' ')}"
        drafted = patterns.get(cut.kind)
        width = next((w for w in (150, 140) if drafted and drafted.yardage.get(w)), None)
        if drafted is not None and width is not None:
            rows.append((name, f"{drafted.yardage[width]:.2f} m", f"{width} cm wide, from the lay"))
        elif cut.kind in made and made[cut.kind].area > 0.02:
            metres = made[cut.kind].area / _WIDTH * _WASTE
            rows.append((name, f"{metres:.2f} m", f"{_WIDTH * 100:.0f} cm wide, by area"))
        if cut.kind in made and made[cut.kind].buttons:
            rows.append(("buttons, " + cut.kind.replace("_", " "), f"{made[cut.kind].buttons}",
                         f"{cut.button_size * 1000:.0f} mm"))  # fmt: skip
        for trim in cut.trims:
            rows.append((trim.what.replace("_", " "), "as drawn", f"{trim.place}, {trim.width * 1000:.0f} mm"))
        if cut.lining is not None and cut.kind in made:
            rows.append((f"lining, {cut.lining.id.replace('_', ' ')}", f"{made[cut.kind].area / _WIDTH:.2f} m",
                         "150 cm wide, by area"))  # fmt: skip
    return tuple(rows)


def title_of(brief: CostumeBrief) -> str:
    """`Dinner jacket, flared trousers`: what the costume is called."""
    words = vocabulary().entries["garment"]
    small = {"accessory", "hat"}
    order = sorted(brief.garments, key=lambda g: g.kind in words and words[g.kind].family in small)  # type: ignore[attr-defined]
    names = [words[g.kind].en[0] if g.kind in words else g.kind.replace("_", " ") for g in order[:3]]
    title = ", ".join(names) or "Costume"
    return title[:1].upper() + title[1:]
