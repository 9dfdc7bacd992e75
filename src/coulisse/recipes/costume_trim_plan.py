"""The trims of a garment: what they are made of, where they go, their colour, and what wear leaves on the cloth."""

from __future__ import annotations

from typing import Any

from coulisse.recipes.brief_words.vocabulary import vocabulary
from coulisse.recipes.costume_brief import Garment
from coulisse.recipes.costume_goods_plan import Colours
from coulisse.scene.garments.cut import Family, Goods, Trimming
from coulisse.scene.staged import Vec3, linear

# Where a trim goes if the sentence does not say, by family of garment (`*`: any other).
_PLACES: dict[str, dict[str, str]] = {
    "braid": {"*": "front", "dress": "hem", "skirt": "hem", "trousers": "seam", "cape": "hem"},
    "gold_braid": {"*": "cuff", "dress": "hem", "skirt": "hem", "trousers": "seam", "cape": "hem", "hat": "edge"},
    "piping": {"*": "seam"},
    "lace_trim": {"*": "cuff", "dress": "neck", "skirt": "hem"},
    "ruffle": {"*": "cuff", "skirt": "hem"},
    "flounce": {"*": "hem"},
    "fringe": {"*": "hem"},
    "fur_trim": {"*": "hem"},
    "ermine": {"*": "hem"},
    "embroidery": {"*": "neck", "skirt": "hem", "robe": "front"},
    "gold_embroidery": {"*": "front", "dress": "neck"},
    "beading": {"*": "neck"},
    "pearls": {"*": "neck"},
    "sequins": {"*": "all over"},
    "rhinestones": {"*": "neck"},
    "jewels": {"*": "neck"},
    "metal_studs": {"*": "all over", "upper": "shoulder"},
    "satin_stripe": {"*": "seam"},
    "medals": {"*": "chest"},
    "cross": {"*": "chest"},
    "patches": {"*": "all over"},
    "slashes": {"*": "chest"},
    "bow": {"*": "waist", "upper": "neck"},
    "tassel": {"*": "hem"},
    "frogging": {"*": "front"},
    "ribbon": {"*": "hem"},
    "velvet_trim": {"*": "hem"},
    "binding": {"*": "front"},
    "flowers_trim": {"*": "neck"},
}
_WORDS = {
    "cuff": "cuff",
    "hem": "hem",
    "edge": "front",
    "front": "front",
    "shoulder": "shoulder",
    "seam": "seam",
    "waistband": "waist",
    "bodice_part": "neck",
    "skirt_part": "hem",
    "crown_of_the_hat": "edge",
    "back": "seam",
    "placket": "front",
    "knee": "knee",
    "elbow": "elbow",
    "wrist": "cuff",
    "neck": "neck",
    "hip": "waist",
}
_COLOURS = {
    "gold": "#d4a94a",
    "silver": "#c3c3c0",
    "brass": "#b5903f",
    "jet": "#0a0a0c",
    "pearl": "#e6e1da",
    "steel": "#9a9da1",
    "horn": "#5a3f28",
    "shell": "#ded6c8",
    "fur": "#5a4630",
    "white": "#f0ece2",
}
_USUAL = {
    "gold_braid": "gold",
    "gold_embroidery": "gold",
    "brass_buttons": "brass",
    "pearls": "pearl",
    "lace_trim": "white",
    "ermine": "white",
    "fur_trim": "fur",
    "metal_studs": "steel",
    "chains": "steel",
    "eyelets": "steel",
    "medals": "gold",
    "rhinestones": "silver",
    "sequins": "silver",
    "horn_buttons": "horn",
    "pearl_buttons": "pearl",
    "frogging": "gold",
    "passementerie": "gold",
    "epaulette": "gold",
    "reflective_strips": "silver",
    "feather_trim": "white",
}
BUTTONS = {"brass_buttons", "horn_buttons", "pearl_buttons"}
# Conditions that are drawn as something that is sewn on, or as the cloth's wear.
_WORN = {"patched": "patches"}
_NOT_DRAWN = {
    "burnt": "burns",
    "bloodstained": "stains of blood",
}


def trimmings(
    garment: Garment, family: Family, goods: Goods, palette: Colours, notes: list[str]
) -> tuple[tuple[Trimming, ...], Vec3]:
    """The trims of a garment, and the colour of its buttons where a trim names them."""
    known: Any = vocabulary().entries["trim"]
    out: list[Trimming] = []
    buttons: Vec3 = (0.05, 0.04, 0.03)
    for trim in garment.trims:
        colour = linear(trim.colour) if trim.colour else _made_of(trim.what, trim.material, goods, palette)
        if trim.what in BUTTONS:
            buttons = colour
            continue
        entry = known[trim.what]
        place = _WORDS.get(trim.where or "", "") or _usual_place(trim.what, family, garment.kind)
        width = float(entry.width) / 100
        width *= (
            1.5
            if "wide" in trim.traits or "large" in trim.traits
            else 0.6
            if "narrow" in trim.traits or "small" in trim.traits
            else 1.0
        )
        out.append(Trimming(trim.what, place, colour, width, trim.material or _USUAL.get(trim.what, "cloth")))
    words = {*garment.traits, *garment.fabric_traits}
    for word, what in _WORN.items():
        if word in words:
            out.append(Trimming(what, "all over", _patch_colour(goods.colour), 0.09))
    if "studded" in words:
        out.append(Trimming("metal_studs", "all over", linear(_COLOURS["steel"]), 0.01, "steel"))
    name = vocabulary().get("garment", garment.kind).en[0]
    for word, what in _NOT_DRAWN.items():
        if word in words:
            notes.append(f"{what} of the {name} are drawn as wear of the cloth, not as holes")
    return tuple(out), buttons


def _usual_place(what: str, family: Family, kind: str) -> str:
    table = _PLACES.get(what, {"*": "hem"})
    entry = vocabulary().get("garment", kind)
    return table.get(family) or table.get(entry.family) or table["*"]


def _made_of(what: str, material: str | None, goods: Goods, palette: Colours) -> Vec3:
    name = material or _USUAL.get(what, "")
    if name in _COLOURS:
        return linear(_COLOURS[name])
    known = vocabulary().entries
    for kind in ("material", "fabric", "colour"):
        entry: Any = known[kind].get(name)
        if entry is not None:
            return linear(entry.colour)
    if what in ("ruffle", "flounce", "pleats", "ruching", "smocking", "fringe", "slashes"):
        return goods.colour if what != "slashes" else palette.light
    if what in ("beading", "embroidery", "jewels"):
        return palette.accent
    return palette.dark if sum(goods.colour) / 3 > 0.2 else palette.accent


def _patch_colour(colour: Vec3) -> Vec3:
    r, g, b = colour
    return min(r * 1.3 + 0.03, 1.0), g * 0.9 + 0.02, b * 0.8 + 0.015
