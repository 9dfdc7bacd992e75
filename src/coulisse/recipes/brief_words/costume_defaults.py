"""Fills in what a sentence leaves open of a garment, from its kind; each value with its reason."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from coulisse.recipes.brief_words.understanding import Filled
from coulisse.recipes.brief_words.vocabulary import vocabulary

_FROM = (
    ("silhouette", "silhouette"), ("collar", "collar"), ("sleeves", "sleeve"), ("length", "length"),
    ("fastening", "fastening"), ("fabric", "fabric"),
)  # fmt: skip
# What `long` and `short` make of a garment of the upper body, and of any other.
_LENGTHS = {
    ("long", True): "thigh_length", ("long", False): "ankle_length", ("short", True): "waist_length",
    ("short", False): "above_the_knee",
}  # fmt: skip
_WORN_THEN = "as its period wore it"
_WITH_LAPELS = frozenset({"jacket", "coat", "suit"})


def fill(
    draft: dict[str, Any], kinds: list[str] | None, then: Mapping[str, Mapping[str, str]] | None = None
) -> list[Filled]:
    """Complete the garments of a draft in place (of these kinds only, if given); what was filled in.

    `then`: by kind, the cut that its period had (costume_period.usual_then), before what is usual for the kind today.
    """
    known: Any = vocabulary().entries["garment"]
    filled: list[Filled] = []
    for one in draft["garments"]:
        if kinds is not None and one["kind"] not in kinds:
            continue
        entry = known[one["kind"]]
        why = f"usual for {entry.en[0]}"
        for field, source in _FROM:
            old = (then or {}).get(one["kind"], {}).get(field)
            value = old or getattr(entry, source)
            full = old in ("floor_length", "ankle_length") and _word_of_length(one) == "long"
            if field == "length" and value and not full:
                value = _LENGTHS.get((_word_of_length(one), entry.region == "upper"), value)
            if field == "fabric" and one["kind"] == "veil" and _plain_veil(draft):
                value = "crepe"
            if field == "length" and any(part["what"] == "train" for part in one.get("details") or []):
                value = "floor_length"  # what trails reaches the floor
            if not value or one.get(field) or value in draft["without"] or source in draft["without"]:
                continue
            if field == "collar" and one.get("lapels"):
                continue
            one[field] = value
            filled.append(Filled(f"garments.{one['kind']}.{field}", value, _WORN_THEN if old == value else why))
        lapels = entry.family in _WITH_LAPELS and not one.get("collar") and not one.get("lapels")
        if lapels and entry.fastening in ("buttons", "single_breasted", "double_breasted") and not _denied(draft):
            value = "peak_lapel" if one.get("fastening") == "double_breasted" else "notch_lapel"
            one["lapels"] = value
            filled.append(Filled(f"garments.{one['kind']}.lapels", value, why))
    return filled


def _plain_veil(draft: dict[str, Any]) -> bool:
    """Whether a veil is a nun's or a nurse's: those are not seen through."""
    return bool({"nurse", "monk"} & {*draft["wearer"]}) or any(g["kind"] == "wimple" for g in draft["garments"])


def _denied(draft: dict[str, Any]) -> bool:
    return bool({"lapel", "notch_lapel", "peak_lapel"} & set(draft["without"]))


def _word_of_length(one: dict[str, Any]) -> str:
    return next((name for name in one.get("traits") or [] if name in ("long", "short")), "")
