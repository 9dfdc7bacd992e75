"""Which FreeSewing design makes which of our garments, and where none does, why not."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Design:
    """A FreeSewing design for a garment.

    `options` in FreeSewing's names, percentages as numbers (50 for 50 %). `length` says how a length in centimetres
    below the waist becomes an option: its name, the measurement it is a share of, and what is taken off that share.
    """

    name: str
    options: dict[str, Any] = field(default_factory=dict)
    length: tuple[str, str, float] | None = None
    note: str = ""


_LEGS = ("lengthBonus", "waistToFloor", 1.0)
_SKIRT = ("lengthBonus", "waistToFloor", 0.0)
_PENCIL = ("lengthBonus", "waistToKnee", 1.0)
_COAT = ("length", "waistToFloor", 0.0)
_BLOCK = "a block without this garment's details: cut its pockets, pleats and trims into it"

# By id of a garment, then by family; `simone` stands in for `simon` where a bust is to be fitted.
DESIGNS: dict[str, Design | str] = {
    "shirt": Design("simon"), "dress_shirt": Design("simon"),
    "work_shirt": Design("simon", {"chestEase": 18}), "nightshirt": Design("simon", {"lengthBonus": 60}),
    "blouse": Design("simone"), "pussy_bow_blouse": Design("simone", note="the bow is a strip of 120 by 16 cm, folded"),
    "t_shirt": Design("teagan"), "henley": Design("teagan", note="cut a placket of 12 cm into the front"),
    "crop_top": Design("teagan", {"lengthBonus": -15}), "tank_top": Design("aaron"),
    "sweatshirt": Design("sven"), "sweater": Design("sven"), "hoodie": Design("huey"),
    "trousers": Design("titan", length=_LEGS, note=_BLOCK), "chinos": Design("charlie", length=_LEGS),
    "suit_trousers": Design("charlie", length=_LEGS), "corduroys": Design("charlie", length=_LEGS),
    "jeans": Design("charlie", {"seatEase": 3, "kneeEase": 10}, _LEGS, "cut as chinos; add a yoke and patch pockets"),
    "flared_trousers": Design("titan", {"kneeEase": 4}, _LEGS, "draw the flare from the knee: " + _BLOCK),
    "cargo_pants": Design("charlie", {"seatEase": 9, "kneeEase": 28}, _LEGS, "add the cargo pockets"),
    "harem_pants": Design("paco"), "palazzo_pants": Design("waralee"), "leggings": Design("lily"),
    "breeches": Design("cornelius"), "jodhpurs": Design("cornelius"),
    "dungarees": Design("opal"), "culottes": Design("waralee"),
    "skirt": Design("sandy", {"circleRatio": 25}, _SKIRT, "a quarter circle: an A-line skirt"),
    "circle_skirt": Design("sandy", {"circleRatio": 100}, _SKIRT),
    "miniskirt": Design("penelope", {"lengthBonus": -30}, _PENCIL),
    "pencil_skirt": Design("penelope", {}, _PENCIL),
    "petticoat": Design("sandy", {"circleRatio": 50}, _SKIRT),
    "waistcoat": Design("wahid"), "brocade_vest": Design("wahid"),
    "corset": Design("cathrin", note="an underbust corset"),
    "jacket": Design("jaeger"), "blazer": Design("jaeger"), "suit_jacket": Design("jaeger"),
    "dinner_jacket": Design("jaeger", note="face the lapels with satin"), "denim_jacket": Design("devon"),
    "bomber_jacket": Design("jett"), "coat": Design("carlton", {}, _COAT), "overcoat": Design("carlton", {}, _COAT),
    "greatcoat": Design("carlton", {}, _COAT), "frock_coat": Design("carlton", {}, _COAT, "cut without the belt"),
    "tunic": Design("tiberius", note="a Roman tunica"), "chemise": Design("jane"),
    "cape": Design("lunetius"), "cloak": Design("lunetius", {"length": "toFloor"}),
    "opera_cape": Design("lunetius", {"length": "toFloor"}), "capelet": Design("lunetius", {"length": "toHips"}),
    "surcoat": Design("walburga"), "apron": Design("albert"), "bow_tie": Design("benjamin"), "tie": Design("trayvon"),
    "flat_cap": Design("florent"), "camisole": "no design fits: a camisole on straps is not among FreeSewing's",
    "jumpsuit": "no design fits: draft the trousers and a bodice, and join them at the waist",
    "shorts": "no design fits: draft the chinos and cut them off above the knee",
    "tailcoat": "no design fits: FreeSewing has no tails; the jacket is the nearest block",
    "doublet": "no design fits: FreeSewing has no doublet; the waistcoat is the nearest block",
    "kilt": "no design fits: a kilt is one pleated length; eight metres of 75 cm wide tartan",
    "dress": "no design fits: FreeSewing has no dress; draft a fitted top (crop_top) and a skirt and join them",
    "robe": "no design fits: FreeSewing has no robe",
}  # fmt: skip
_FAMILY = {
    "shirt": "shirt", "blouse": "blouse", "tshirt": "t_shirt", "trousers": "trousers", "skirt": "skirt",
    "waistcoat": "waistcoat", "jacket": "jacket", "coat": "coat", "cape": "cape", "dress": "dress", "robe": "robe",
}  # fmt: skip


def design_for(kind: str, family: str | None = None) -> Design | str:
    """The design of a garment by its id in the vocabulary, else by its family's usual one; or a sentence: why none."""
    if kind in DESIGNS:
        return DESIGNS[kind]
    usual = DESIGNS.get(_FAMILY.get(family or "", ""))
    if isinstance(usual, Design):
        nearest = (
            f"drafted as the usual {(family or '').replace('_', ' ')}, the nearest design to a {kind.replace('_', ' ')}"
        )
        return Design(usual.name, usual.options, usual.length, nearest)
    if isinstance(usual, str):
        return usual
    return f"no design fits: FreeSewing has none for a {kind.replace('_', ' ')}"
