"""From a garment of the brief to its cut: each word of the vocabulary has its place on it, or is in the notes."""

from __future__ import annotations

from typing import Any

from coulisse.recipes.brief_words.vocabulary import vocabulary
from coulisse.recipes.costume_brief import CostumeBrief, Garment
from coulisse.recipes.costume_design_plan import Design, chosen
from coulisse.recipes.costume_goods_plan import Colours, goods_of
from coulisse.recipes.costume_parts_plan import button_colour, closed, crossed, detailed, necked, sewn, sleeved
from coulisse.recipes.costume_shape_plan import FLOWING, ease_of, fit_of, hem_of, shaped
from coulisse.recipes.costume_trim_plan import trimmings
from coulisse.scene.garments.cut import Cut, Family
from coulisse.scene.garments.looks import BRASS
from coulisse.scene.garments.things import MADE
from coulisse.scene.staged import Vec3, linear

_FAMILIES: dict[str, Family] = {
    "shirt": "upper", "blouse": "upper", "tshirt": "upper", "jacket": "upper", "coat": "upper", "waistcoat": "upper",
    "uniform": "upper", "robe": "upper", "dress": "dress", "skirt": "skirt", "trousers": "trousers", "cape": "cape",
    "hat": "hat", "suit": "upper",
}  # fmt: skip
_JUMPSUITS = {"jumpsuit", "space_suit", "armour"}
_FEET = {"boots", "riding_boots", "shoes", "high_heels", "sandals", "trainers", "socks"}
# What has one colour by custom, where neither it nor a palette was named.
_USUAL_COLOURS = {
    "wedding_dress": "#f1e9d8", "dinner_jacket": "#17171b", "tailcoat": "#18181c", "lab_coat": "#eeeeea",
    "judge_s_robe": "#141416", "monk_s_habit": "#4f3826", "toga": "#e9e2d2", "chiton": "#e9e2d2", "chemise": "#efe9dc",
    "nightshirt": "#eeeae0", "petticoat": "#f0ece2", "tutu": "#efe6e2", "maid_s_uniform": "#17171b",
    "dress_shirt": "#f4f4f2", "space_suit": "#e6e5e0", "morning_coat": "#2a2b2f",
}  # fmt: skip
# Where cloth that is wound, laced in plates or blown up is drawn as something simpler.
_SIMPLER = {
    "sari": "the sari is drawn as a draped dress, not as one wound length",
    "toga": "the toga is drawn as a loose robe, not as one wound length",
    "chiton": "the chiton is drawn sewn, not pinned",
    "armour": "the armour is drawn as one fitted shell, without plates that move",
    "space_suit": "the space suit is drawn without its life support",
    "chainmail": "the chainmail is drawn as a heavy cloth of metal, not ring by ring",
    "puffer_jacket": "the quilting of the puffer jacket is not drawn",
    "sarong": "the sarong is drawn as a wrapped skirt",
}


def _family(kind: str) -> Family | None:
    entry = vocabulary().get("garment", kind)
    if kind in _JUMPSUITS:
        return "jumpsuit"
    if kind == "maid_s_uniform":
        return "dress"
    if kind in _FEET:
        return "footwear"
    if entry.family == "accessory":
        return "accessory" if kind in MADE else None
    return _FAMILIES.get(entry.family)


KINDS: dict[str, Family | None] = {kind: _family(kind) for kind in vocabulary().entries["garment"]}


def cut_of(
    brief: CostumeBrief, garment: Garment, design: Design, palette: Colours, free: set[str], notes: list[str]
) -> Cut:
    """The cut of one garment in one design; `free` names the fields (kind.field) that nobody asked for."""
    known = vocabulary()
    entry = known.get("garment", garment.kind)
    family = KINDS[garment.kind] or "accessory"
    if garment.kind in _SIMPLER:
        notes.append(_SIMPLER[garment.kind])

    without = {*brief.without}

    def pick(field: str, value: str | None) -> str | None:
        if not value and field in ("collar", "lapels") and without & {"collar", "lapel"}:
            return "grandad_collar" if field == "collar" and entry.family == "shirt" else None
        own = value if value else getattr(entry, {"sleeves": "sleeve"}.get(field, field), None)
        return chosen(entry.family, field, own, design, not value or f"{garment.kind}.{field}" in free, garment.kind)

    fabric = garment.fabric or entry.fabric or "cotton"
    colour = linear(garment.colour) if garment.colour else _colour(garment, entry, palette, fabric, design)
    goods = goods_of(
        fabric, garment, design, colour, not garment.fabric or f"{garment.kind}.fabric" in free, tuple(brief.traits)
    )
    traits = tuple(
        dict.fromkeys(
            [*garment.traits, *garment.collar_traits, *garment.sleeve_traits, *garment.fabric_traits, *brief.traits]
        )
    )
    if family in ("hat", "footwear", "accessory"):
        trims, accents = trimmings(garment, family, goods, palette, notes)
        return Cut(
            garment.kind, family, goods, entry.layer, hem=hem_of(garment, entry, design, free), trims=trims,
            notions=accents, traits=traits, collar=garment.collar or "", name=entry.en[0],
            closing=vocabulary().get("fastening", garment.fastening).class_ if garment.fastening else "",
        )  # fmt: skip
    # How a gown flows is its design: no option leaves it.
    flows = garment.silhouette == FLOWING
    silhouette = FLOWING if flows else pick("silhouette", garment.silhouette) or "straight"
    ease = ease_of(silhouette, entry, traits, design)
    cut = Cut(
        garment.kind,
        family,
        goods,
        entry.layer,
        hem=hem_of(garment, entry, design, free),
        ease=ease,
        fitted=fit_of(silhouette, traits, design),
        silhouette=silhouette,
        traits=traits,
        name=entry.en[0],
    )
    cut = shaped(cut, garment, entry, design)
    cut = necked(cut, garment, design, pick("lapels", garment.lapels), pick("collar", garment.collar), palette)
    cut = sleeved(cut, garment, pick("sleeves", garment.sleeves))
    cut = closed(cut, garment, pick("fastening", garment.fastening))
    cut = crossed(cut, garment)
    cut = sewn(cut, garment, entry)
    if {"belt", "sash"} & {*brief.without}:
        cut = cut.with_(belt=False)
    cut = detailed(cut, garment, design, palette, notes)
    trims, buttons = trimmings(garment, family, goods, palette, notes)
    metal = (
        cut.metal or any(t.what in ("brass_buttons", "metal_studs") for t in garment.trims) or entry.family == "uniform"
    )
    notion = (
        buttons if any("button" in t.what for t in garment.trims) else BRASS if metal else button_colour(goods.colour)
    )
    return cut.with_(trims=(*cut.trims, *trims), metal=metal, notions=notion)


def _colour(garment: Garment, entry: Any, palette: Colours, fabric: str, design: Design) -> Vec3 | None:
    """The colour of a garment that has none: the palette's for what shows, the cloth's own for small things."""
    if garment.kind in _USUAL_COLOURS and not palette.harmony:
        return linear(_USUAL_COLOURS[garment.kind])
    if (
        garment.pattern_colours
        or entry.family in ("accessory", "hat")
        or fabric in ("leather", "denim", "metal_plate", "straw", "tartan_wool", "kente", "wax_print")
    ):
        return None
    if entry.family in ("shirt", "blouse") and entry.layer <= 1:
        return palette.light
    if entry.family in ("trousers", "skirt") and palette.given:
        return palette.second if design.accent != "dark" else palette.dark
    if palette.given and garment.kind in ("waistcoat", "brocade_vest"):
        return palette.accent
    return (
        palette.lead
        if palette.given
        else (palette.lead if entry.family in ("dress", "coat", "jacket", "robe", "cape") else palette.second)
    )
