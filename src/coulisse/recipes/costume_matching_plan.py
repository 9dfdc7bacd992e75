"""What matches what: pieces that are said to match, and the breeches of a suit that are named apart from it."""

from __future__ import annotations

from typing import Any

from coulisse.recipes.brief_words.vocabulary import vocabulary
from coulisse.recipes.costume_brief import Garment

_MATCHES = "matching"  # the trait that `matching`, `assorti`, `assortie` give
_HOSTS = ("dress", "suit", "jacket", "coat", "uniform", "robe", "waistcoat", "skirt", "trousers", "cape")
_CLOTH = ("fabric", "fabric_traits", "pattern", "pattern_colours", "colour")
_SUITS = {"suit", "three_piece_suit", "skirt_suit"}
_LEGS = {"trousers", "breeches", "skirt", "shorts", "waistcoat", "kilt", "culottes"}


def matched(garments: list[Garment], notes: list[str]) -> list[Garment]:
    """The garments in their order; one that matches takes cloth and colour of what is worn with it.

    Hats, gloves and shoes take the colour only. Legs and waistcoats beside a suit are of the suit, unless they have a
    cloth or a colour of their own.
    """
    known: Any = vocabulary().entries["garment"]
    hosts = [g for g in garments if known[g.kind].family in _HOSTS and _MATCHES not in g.traits]
    suit = next((g for g in garments if g.kind in _SUITS), None)
    out = []
    for garment in garments:
        entry = known[garment.kind]
        plain = garment.colour is None and garment.fabric in (None, entry.fabric) and garment.pattern is None
        host = suit if garment.kind in _LEGS and plain and garment is not suit else None
        if _MATCHES in garment.traits and garment.colour is None:
            host = next((h for h in hosts if h is not garment), None)
        if host is None:
            out.append(garment)
            continue
        small = entry.family in ("hat", "accessory")
        fields = ("colour",) if small or garment.fabric not in (None, entry.fabric) else _CLOTH
        changes = {field: getattr(host, field) for field in fields if getattr(host, field) is not None}
        if changes:
            notes.append(f"the {entry.en[0]}: of the {known[host.kind].en[0]}'s {'colour' if small else 'cloth'}")
        out.append(garment.model_copy(update=changes))
    return out


__all__ = ["matched"]
