"""What a dress, a skirt or a blouse was like in its period, where the sentence leaves its cut open."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from coulisse.recipes.brief_words.costume_proposals import form_of, pieces, wardrobe_of, year_of
from coulisse.recipes.brief_words.vocabulary import vocabulary
from coulisse.recipes.costume_brief import CostumeBrief

# The words that name no cut of a time of their own: a cocktail dress or a kilt is what it is in any year.
_PLAIN = frozenset({"dress", "gown", "skirt", "blouse", "breeches"})
_FIELDS = ("silhouette", "collar", "sleeves", "length", "fastening")
# A man's coat of these years is a justaucorps: skirted, without lapels, buttoned down the front.
_SKIRTED = (1660, 1789, {"silhouette": "flared", "collar": "round_neck", "fastening": "buttons"})
_ZIPS = 1935  # dresses were zipped from here on (Schiaparelli's collections; trousers about then, too)
_MODERN = 1908  # from here on an evening gown follows its own usual cut
# Where no wardrobe of the period has one: first and last year, kind, its cut.
_CUTS: tuple[tuple[int, int, str, dict[str, str]], ...] = (
    (1890, 1899, "dress", {"silhouette": "bell", "collar": "high_collar", "sleeves": "leg_of_mutton_sleeve",
                           "length": "floor_length"}),
    (1900, 1914, "dress", {"silhouette": "a_line", "collar": "stand_collar", "sleeves": "long_sleeve",
                           "length": "floor_length"}),
    (1915, 1919, "dress", {"silhouette": "a_line", "collar": "v_neck", "sleeves": "long_sleeve",
                           "length": "calf_length"}),
    (1560, 1670, "trousers", {"silhouette": "full_skirted"}),
    (1481, 1836, "skirt", {"silhouette": "full_skirted", "length": "ankle_length"}),
    (1837, 1889, "skirt", {"silhouette": "full_skirted", "length": "floor_length"}),
    (1890, 1914, "skirt", {"silhouette": "flared", "length": "floor_length"}),
    (1915, 1924, "skirt", {"silhouette": "a_line", "length": "calf_length"}),
    (1925, 1929, "skirt", {"silhouette": "pleated", "length": "below_the_knee"}),
    (1930, 1939, "skirt", {"silhouette": "bias_cut", "length": "calf_length"}),
    (1947, 1958, "skirt", {"silhouette": "full_skirted", "length": "calf_length"}),
    (1965, 1970, "skirt", {"silhouette": "a_line", "length": "mini"}),
    (1837, 1914, "blouse", {"collar": "high_collar", "sleeves": "long_sleeve"}),
    (1972, 1985, "blouse", {"collar": "bow_collar", "sleeves": "bishop_sleeve"}),
)  # fmt: skip


def usual_then(draft: Mapping[str, Any], text: str) -> dict[str, dict[str, str]]:
    """By kind of garment of a draft: the fields of its cut as its period had them, for `fill`.

    From the wardrobe of who wears it, or of the period; else a table. Empty where the sentence gives no period.
    """
    brief = CostumeBrief.model_validate({**draft, "garments": []})
    kinds = [one["kind"] for one in draft["garments"]]
    year = year_of(brief.era)
    form = form_of(text, kinds) or "f"
    own = wardrobe_of([*brief.wearer, *brief.style], year, brief.era.name, form, own=True)
    there = [one for w in (own, wardrobe_of([], year, brief.era.name, form)) if w is not None for one in pieces(w)]
    out = {kind: cut for kind in kinds if kind in _PLAIN and (cut := _cut(kind, year, there))}
    if "coat" in kinds and _SKIRTED[0] <= year <= _SKIRTED[1] and form_of(text, kinds) != "f":
        out["coat"] = dict(_SKIRTED[2])
    return out


def _cut(kind: str, year: int, there: list[dict[str, Any]]) -> dict[str, str]:
    known: Any = vocabulary().entries["garment"]
    if kind == "gown" and year >= _MODERN:
        return {"fastening": "back_buttons"} if year < _ZIPS else {}
    family = known[kind].family
    table = next((cut for a, b, name, cut in _CUTS if name == family and a <= year <= b), None)
    like = next((one for one in there if known[one["kind"]].family == family), None)
    out = dict(table or {})
    if kind == "breeches" and table is None:
        return {}
    if not out and like is not None:
        entry = known[like["kind"]]
        for field in _FIELDS:
            value = like.get(field) or getattr(entry, {"sleeves": "sleeve"}.get(field, field))
            if value and not (field == "silhouette" and value == "draped"):
                out[field] = value
    if year < _ZIPS and family in ("dress", "skirt") and out.get("fastening") in (None, "back_zip", "side_zip"):
        out["fastening"] = "hooks" if family == "skirt" else "back_buttons" if year >= 1800 else "back_lacing"
    return out


__all__ = ["usual_then"]
