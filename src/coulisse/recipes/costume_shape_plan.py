"""The proportions of a garment: its hem, ease and fit, and what its silhouette does to waist, flare and gathers."""

from __future__ import annotations

from typing import Any

from coulisse.recipes.brief_words.vocabulary import vocabulary
from coulisse.recipes.costume_brief import Garment
from coulisse.recipes.costume_design_plan import Design, chosen
from coulisse.scene.garments.cut import Cut

FLOWING = "flowing"  # fitted to the hip, and cloth that falls in folds from there
_IN_ONE = {
    "sheath",
    "straight",
    "a_line",
    "loose_cut",
    "swing",
    "t_silhouette",
    "cocoon",
    "bias_cut",
    "oversized_cut",
    "draped",
}
_TOP_HEMS = {"hip_length": 0.455, "waist_length": 0.585, "cropped": 0.645, "elbow_length": 0.6}


def hem_of(garment: Garment, entry: Any, design: Design, free: set[str]) -> float:
    """The height of the hem as a share of the stature, in a design."""
    open_ = not garment.length or f"{garment.kind}.length" in free
    length = chosen(entry.family, "length", garment.length or entry.length, design, open_, garment.kind)
    if length is None:
        return 0.5
    hem = float(vocabulary().get("length", length).hem)
    if entry.region == "upper" or entry.family in (
        "shirt",
        "jacket",
        "uniform",
        "waistcoat",
        "tshirt",
        "blouse",
        "suit",
    ):
        hem = _TOP_HEMS.get(length, hem)
    if entry.family == "waistcoat" and length == "waist_length":
        hem = 0.56
    if garment.fastening == "frogs" and entry.family == "uniform" and length in ("hip_length", "waist_length"):
        return 0.548  # a hussar's jacket is cropped at the hip bone: he rides
    if entry.family == "trousers" and length in ("ankle_length", "floor_length"):
        return 0.030 if entry.silhouette not in ("flared", "wide_leg") else 0.014
    if length in ("floor_length", "with_a_train"):
        return 0.012
    # A named length stays what it was named: a hand's breadth is still knee-length.
    move = design.hem * (1.0 if f"{garment.kind}.length" in free or not garment.length else 0.35)
    return min(max(hem - move, 0.012), 0.68)


def ease_of(silhouette: str, entry: Any, traits: tuple[str, ...], design: Design) -> float:
    """Metres that a garment has more than the girth under it, in a design."""
    wide = 0.05 if silhouette == FLOWING else float(vocabulary().get("silhouette", silhouette).ease) / 100
    if entry.family in ("jacket", "coat", "uniform", "suit"):
        wide = max(wide, 0.075) + (0.03 if entry.family == "coat" else 0.0)
    if entry.family in ("dress", "waistcoat"):
        wide = min(max(wide, 0.04), 0.30)
    if entry.fabric in ("jersey", "lycra", "rib_knit") and silhouette == "fitted":
        wide = 0.02
    if "tight" in traits:
        wide *= 0.5
    if {"loose", "slouchy"} & {*traits}:
        wide = wide * 1.6 + 0.04
    if silhouette == FLOWING:
        return float(min(max(wide * design.ease, 0.035), 0.065))
    if "oversized" in traits:
        wide = max(wide, 0.30)
    return float(min(max(wide * design.ease, 0.015), 0.42))


def fit_of(silhouette: str, traits: tuple[str, ...], design: Design) -> float:
    """How far a garment follows the waist, 0 to 1, in a design."""
    base = {
        "fitted": 0.85,
        FLOWING: 0.95,
        "hourglass": 1.0,
        "sheath": 0.8,
        "pencil": 0.9,
        "belted": 0.6,
        "mermaid": 1.0,
        "full_skirted": 0.95,
        "flared": 0.85,
        "a_line": 0.75,
        "wrap": 0.85,
        "bias_cut": 0.85,
        "peplum": 0.95,
        "straight": 0.35,
        "loose_cut": 0.0,
        "oversized_cut": 0.0,
        "empire_line": 0.8,
        "drop_waist": 0.15,
        "broad_shouldered": 0.6,
        "bustle": 0.95,
        "pannier": 0.98,
        "swing": 0.0,
        "cocoon": 0.0,
        "draped": 0.2,
        "t_silhouette": 0.0,
        "pleated": 0.8,
        "tiered": 0.7,
        "bell": 0.9,
        "ballerina": 1.0,
    }.get(silhouette, 0.6)
    least = 0.82 if silhouette == FLOWING else 0.0
    return float(min(max(base + design.fitted + (0.2 if "tight" in traits else 0.0), least), 1.0))


def shaped(cut: Cut, garment: Garment, entry: Any, design: Design) -> Cut:
    """Waist, flare, gathers, pleats and tiers of a silhouette."""
    s, family = cut.silhouette, cut.family
    changes: dict[str, Any] = {}
    full = 1.0 + 0.25 * (design.ease - 1)
    if family == "dress":
        two = any(d.what in ("skirt_part", "bodice_part") for d in garment.details)
        waist = {"empire_line": "empire", "drop_waist": "dropped"}.get(
            s, "none" if s in _IN_ONE and not two else "natural"
        )
        changes["waist"] = waist
        flare = {
            "a_line": 0.55,
            "swing": 1.1,
            "loose_cut": 0.35,
            "sheath": 0.02,
            "straight": 0.08,
            "bias_cut": 0.45,
            "draped": 0.5,
            "cocoon": -0.1,
            "t_silhouette": 0.25,
            "oversized_cut": 0.25,
        }.get(s, 0.0)
        length = max(0.62 - cut.hem, 0.1)
        changes["flare"] = flare * full * (0.35 + 1.1 * length) if waist == "none" else 0.0
        changes["gathers"] = {
            "full_skirted": 1.35,
            "pannier": 1.5,
            "bustle": 1.3,
            "empire_line": 1.4,
            "tiered": 1.3,
            "bell": 1.3,
            "drop_waist": 1.25,
        }.get(s, 1.0) * (0.6 + 0.4 * full if s == "full_skirted" else 1.0)
    if family == "upper" and entry.family in ("coat", "robe"):
        length = max(0.62 - cut.hem, 0.0)
        changes["flare"] = {
            "flared": 0.8,
            "swing": 1.1,
            "a_line": 0.6,
            "fitted": 0.55,
            "hourglass": 0.45,
            "belted": 0.35,
            "loose_cut": 0.45,
            "straight": 0.12,
            "cocoon": -0.06,
            "draped": 0.6,
        }.get(s, 0.2) * (0.3 + 1.2 * length)
    if family == "upper" and entry.family in ("jacket", "uniform", "blouse") and s == "peplum":
        changes |= {"flare": 0.45, "fitted": 1.0}
    if family == "upper" and entry.family == "shirt" and s == "loose_cut":
        changes["flare"] = 0.15
    if s == "pleated" and family in ("skirt", "dress"):
        changes["pleats"] = 28
    if s == "tiered":
        changes["tiers"] = 3
    if s == "wrap":
        changes["belt"] = family in ("dress", "upper")
    if garment.kind == "wizard_s_robe":
        changes["belt"] = True
    if s == "belted" or (family == "upper" and entry.family == "robe" and entry.fastening == "ties"):
        changes["belt"] = True
    if (s == "broad_shouldered" or design.pad) and entry.family in ("jacket", "coat", "uniform", "suit"):
        changes["shoulder_pad"] = max(design.pad, 0.020 if s == "broad_shouldered" else 0.0)
    if s == "broad_shouldered":
        changes["traits"] = (*cut.traits, "broad")
    if family == "trousers" and s == "full_skirted":  # full breeches are gathered into a band, other legs are wide
        changes["silhouette"] = "trunk_hose" if garment.kind == "breeches" else "wide_leg"
    elif "trunk" in garment.traits:
        changes["silhouette"] = "trunk_hose"
    elif "wide" in garment.traits and family in ("trousers", "skirt") and s in ("straight", "a_line"):
        changes["silhouette"] = "wide_leg" if family == "trousers" else "full_skirted"
    elif "narrow" in garment.traits and family in ("trousers", "skirt") and s in ("straight", "a_line"):
        changes["silhouette"] = "tapered" if family == "trousers" else "pencil"
    if garment.kind in ("circle_skirt", "petticoat") or s == "circular":
        changes["silhouette"] = "circular" if family == "cape" or garment.kind == "circle_skirt" else s
    if family in ("trousers", "skirt", "jumpsuit"):
        changes["waistband"] = 0.0 if garment.kind in ("hose", "leggings", "sarong") else 0.04
    if garment.kind in ("harem_pants", "leggings", "petticoat"):
        changes["traits"] = (*cut.traits, "elastic")
    if garment.length == "with_a_train" or any(d.what == "train" for d in garment.details):
        changes["train"] = 0.9 if any("long" in d.traits for d in garment.details if d.what == "train") else 0.55
        if cut.family == "dress" and changes.get("waist") == "none":
            changes["waist"] = "natural"
    return cut.with_(**changes)


__all__ = ["FLOWING", "ease_of", "fit_of", "hem_of", "shaped"]
