"""Suits and uniforms of a costume in their pieces: what one word stands for, each piece in the suit's cloth."""

from __future__ import annotations

from typing import Any

from coulisse.recipes.brief_words.costume_proposals import form_of
from coulisse.recipes.brief_words.vocabulary import vocabulary
from coulisse.recipes.costume_brief import CostumeBrief, Garment
from coulisse.recipes.costume_described_plan import described
from coulisse.recipes.costume_matching_plan import matched

# What one word stands for: kinds that are worn together.
SUITS: dict[str, tuple[str, ...]] = {
    "suit": ("suit_jacket", "suit_trousers"), "three_piece_suit": ("suit_jacket", "waistcoat", "suit_trousers"),
    "skirt_suit": ("suit_jacket", "pencil_skirt"), "uniform": ("uniform_jacket", "suit_trousers"),
    "school_uniform": ("blazer", "shirt", "tie", "trousers"),
}  # fmt: skip
NECKS = {"tie", "bow_tie", "cravat", "jabot", "scarf"}
_SUIT_JACKET = "hip_length"


def word(kind: str) -> str:
    """The English name of a kind of garment."""
    return str(vocabulary().get("garment", kind).en[0])


def filled(one: dict[str, Any]) -> dict[str, Any]:
    """The fields of a garment of a wardrobe with those that are usual for its kind."""
    entry: Any = vocabulary().get("garment", one["kind"])
    usual = {"silhouette": entry.silhouette, "collar": entry.collar, "sleeves": entry.sleeve, "length": entry.length,
             "fastening": entry.fastening, "fabric": entry.fabric}  # fmt: skip
    return {**{k: v for k, v in usual.items() if v}, **one}


def suits_in_pieces(brief: CostumeBrief, notes: list[str]) -> list[Garment]:
    """What was asked for, suits and uniforms in their pieces."""
    known = vocabulary()
    asked: list[Garment] = []
    there = {g.kind for g in brief.garments}
    lower = any(known.get("garment", k).family in ("trousers", "skirt") for k in there)
    for garment in matched(described(brief, notes), notes):
        if garment.kind not in SUITS:
            asked.append(garment)
            continue
        made = list(SUITS[garment.kind])
        if garment.kind == "school_uniform" and form_of(brief.sentence, []) == "f":
            made[-1] = "pleated_skirt"
        others = {known.get("garment", k).family for k in there if k != garment.kind}
        for i, kind in enumerate(made):
            family = known.get("garment", kind).family
            named = kind in there or (i and family in others and family != "accessory")
            if {kind, family} & {*brief.without}:
                continue
            if named or (lower and family in ("trousers", "skirt")) or (kind == "tie" and there & NECKS):
                continue  # the sentence names this piece itself
            asked.append(_piece(garment, kind, i == 0))
        notes.append(f"{known.get('garment', garment.kind).en[0]}: made as {', '.join(word(k) for k in made)}")
    return asked


def _piece(suit: Garment, kind: str, first: bool) -> Garment:
    """A piece of a suit in the suit's cloth; what was said of lapels and buttons is the jacket's."""
    entry = vocabulary().get("garment", kind)
    if suit.kind == "school_uniform" and kind in ("shirt", "tie"):
        school = {"pattern": "stripes"} if kind == "tie" else {"colour": "#f4f4f2"}
        return Garment.model_validate(filled({"kind": kind, **school}))
    keep = {"fabric", "fabric_traits", "pattern", "pattern_colours", "colour", "colours", "traits"}
    own = {"lapels", "lapel_traits", "collar", "collar_traits", "sleeves", "sleeve_traits", "details", "trims"}
    own -= {"collar"} if suit.kind == "school_uniform" else set()
    data = {
        k: v
        for k, v in suit.model_dump().items()
        if k in keep or (first and k in own | {"fastening", "silhouette", "length"})
    }
    if suit.kind == "skirt_suit" and suit.length not in (None, _SUIT_JACKET):  # a very short suit has a short skirt
        data["length"] = _SUIT_JACKET if first else suit.length
        if not first:
            return Garment.model_validate({**filled({"kind": kind}), **data, "kind": kind})
    if suit.kind == "school_uniform" and first:
        data |= {"lapels": data.get("lapels") or "notch_lapel", "fastening": "two_button"}
    if not first:
        data |= {
            "silhouette": entry.silhouette,
            "length": entry.length,
            "fastening": entry.fastening,
            "collar": entry.collar,
        }
    elif entry.collar and not data.get("lapels"):
        data["collar"] = data.get("collar") or entry.collar
    return Garment.model_validate({**data, "kind": kind})
