"""Words that name a part of a dress, not a second garment: its skirt and bodice, and how a gown falls."""

from __future__ import annotations

import re
from typing import Any

from coulisse.recipes.brief_words.costume_proposals import year_of
from coulisse.recipes.brief_words.vocabulary import vocabulary
from coulisse.recipes.costume_brief import CostumeBrief, Detail, Garment

_WORN_APART = {"petticoat", "crinoline", "sarong", "loincloth", "kilt", "tutu"}
_SOFT = {"fluid", "draped", "light", "soft"}
_NECKS = {"cowl", "gathered_neck", "halter_neck", "off_the_shoulder", "one_shoulder"}
_WOUND = {"sari", "chiton", "toga"}  # nothing but drapery
_RUFFS = {"ruff", "ruffs", "fraise"}
_LONG = {"ankle_length", "floor_length", "with_a_train", "calf_length"}
_CORSETS = ("corset", "stays", "bustier")
TRUNKS = (1530, 2010)  # years of trunk hose; before them hose reach up to the doublet
RUFFED = (1560, 1624)  # years in which a doublet has a ruff
MODERN = 1908  # from here on evening gowns follow the body


def described(brief: CostumeBrief, notes: list[str]) -> list[Garment]:
    """The garments of a brief; a skirt or a bodice beside a dress describes the dress, and the notes say so."""
    known = vocabulary()
    brief = _ruffed(brief, notes)
    dress = next((g for g in brief.garments if known.get("garment", g.kind).family == "dress"), None)
    if dress is None:
        return list(brief.garments)
    out: list[Garment] = []
    changed = dress
    for garment in brief.garments:
        entry = known.get("garment", garment.kind)
        skirt = entry.family == "skirt" and garment.kind not in _WORN_APART
        said = brief.sentence.lower()
        bodice = garment.kind == "corset" and not any(word in said for word in _CORSETS)
        if skirt or bodice:
            changed = _with_skirt(changed, garment, entry) if skirt else _with_bodice(changed, garment)
            notes.append(
                f"{'skirt' if skirt else 'bodice'}: taken as the {known.get('garment', dress.kind).en[0]}'s own"
            )
        else:
            out.append(garment)
    fallen = _fallen(changed, brief)
    return [fallen if g is dress else g for g in out]


def _ruffed(brief: CostumeBrief, notes: list[str]) -> CostumeBrief:
    """A ruff belongs to the neck of what it is worn with; hose under a doublet go with breeches full as a pumpkin."""
    known = vocabulary()
    garments = list(brief.garments)
    words = set(re.findall(r"[a-zéè]+", brief.sentence.lower()))
    year = year_of(brief.era)
    round_neck = bool(words & _RUFFS) or RUFFED[0] <= year <= RUFFED[1]
    ruff = next((g for g in garments if g.kind == "jabot"), None) if round_neck else None
    bare = next((g for g in garments if g.kind == "doublet" and g.collar in (None, "stand_collar")), None)
    if ruff is None and bare is not None and RUFFED[0] <= year <= RUFFED[1] and "jabot" not in brief.without:
        ruff = Garment(kind="jabot", colour="#f4f4f2")
        notes.append("added, as a doublet was worn with one: a ruff")
    hosts = ("dress", "jacket", "uniform", "waistcoat", "shirt", "robe", "coat")
    host = next((g for g in garments if known.get("garment", g.kind).family in hosts), None)
    if ruff is not None and host is not None:
        detail = Detail.model_validate({"what": "ruff", "colour": ruff.colour})
        worn = host.model_copy(update={"collar": "ruffled_collar", "details": [*host.details, detail]})
        garments = [worn if g is host else g for g in garments if g is not ruff]
    kinds = {g.kind for g in garments}
    lower = {g.kind for g in garments if known.get("garment", g.kind).family in ("trousers", "skirt")}
    if "doublet" in kinds and lower <= {"hose"} and TRUNKS[0] <= year_of(brief.era) <= TRUNKS[1]:
        doublet = next(g for g in garments if g.kind == "doublet")
        garments.append(Garment(
            kind="breeches", fabric=doublet.fabric, colour=doublet.colour, traits=["trunk"], length="thigh_length",
        ))  # fmt: skip
        notes.append("added, as a doublet is worn with them: trunk hose")
        if "hose" not in kinds:
            garments.append(Garment(kind="hose"))
    return brief.model_copy(update={"garments": garments})


def _with_skirt(dress: Garment, skirt: Garment, entry: Any) -> Garment:
    """The dress with the silhouette, length, cloth and colour that were said of its skirt."""
    usual = vocabulary().get("garment", dress.kind)
    changes: dict[str, Any] = {"traits": [*dress.traits, *(t for t in skirt.traits if t not in dress.traits)]}
    shaped = skirt.silhouette if skirt.silhouette != entry.silhouette or skirt.kind != "skirt" else None
    if shaped and dress.silhouette in (None, usual.silhouette, "fitted", "draped"):
        changes["silhouette"] = shaped
    elif "full" in skirt.traits:
        changes["silhouette"] = "full_skirted"
    longer = skirt.length != entry.length or skirt.kind == "circle_skirt"
    if skirt.length and longer and dress.length in (None, usual.length):
        changes["length"] = skirt.length
    own = {
        "colour": skirt.colour if skirt.colour != dress.colour else None,
        "fabric": skirt.fabric if skirt.fabric not in (dress.fabric, entry.fabric) else None,
    }
    if any(own.values()):
        changes["details"] = [*dress.details, Detail.model_validate({"what": "skirt_part", **own})]
    changes["trims"] = [*dress.trims, *(t.model_copy(update={"where": t.where or "hem"}) for t in skirt.trims)]
    return dress.model_copy(update=changes)


def _with_bodice(dress: Garment, bodice: Garment) -> Garment:
    """The dress with what was said of its bodice: it is fitted anyway, unless it was named loose."""
    changes: dict[str, Any] = {}
    if bodice.fastening and bodice.fastening != "back_lacing":
        changes["fastening"] = bodice.fastening
    if bodice.collar and bodice.collar != "sweetheart_neck":
        changes["collar"] = bodice.collar
    if bodice.sleeves and bodice.sleeves != "sleeveless":
        changes["sleeves"] = bodice.sleeves
    if bodice.colour and bodice.colour != dress.colour:
        part = {"what": "bodice_part", "colour": bodice.colour}
        changes["details"] = [*dress.details, Detail.model_validate(part)]
    changes["trims"] = [*dress.trims, *(t.model_copy(update={"where": t.where or "neck"}) for t in bodice.trims)]
    return dress.model_copy(update=changes)


def _fallen(dress: Garment, brief: CostumeBrief) -> Garment:
    """A long gown of soft cloth follows the body to the hip and flows from there; drapery at its neck stays there."""
    if dress.kind in _WOUND:
        return dress
    entry: Any = vocabulary().get("garment", dress.kind)
    fabric: Any = vocabulary().entries["fabric"].get(dress.fabric or entry.fabric or "cotton")
    modern = (brief.era.first or 2010) >= MODERN
    long = (dress.length or entry.length) in _LONG
    words = {*dress.traits, *dress.fabric_traits}
    plain = dress.silhouette in (None, "draped") or (dress.silhouette == entry.silhouette and dress.kind == "gown")
    soft = bool(words & _SOFT) or float(fabric.drape if fabric else 0.5) >= 0.75 or dress.collar in _NECKS
    if long and plain and soft and modern:
        to_floor = dress.length == "ankle_length" and "long" in words
        return dress.model_copy(update={"silhouette": "flowing", "length": entry.length if to_floor else dress.length})
    if dress.silhouette == "draped" and dress.collar in _NECKS:
        return dress.model_copy(update={"silhouette": entry.silhouette})
    return dress


__all__ = ["described"]
