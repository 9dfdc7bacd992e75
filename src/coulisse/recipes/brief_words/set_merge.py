"""Merges what was said of a piece or a material into a brief that may have it already."""

from __future__ import annotations

from typing import Any

from coulisse.recipes.brief_words.phrases import Phrase
from coulisse.recipes.brief_words.set_pieces import LISTS, Taken, looks
from coulisse.recipes.brief_words.set_words import PIECES
from coulisse.recipes.brief_words.vocabulary import vocabulary


def merge_piece(pieces: list[dict[str, Any]], made: dict[str, Any], changes: bool, adds: bool) -> None:
    """Add a piece; with `changes`, one of the same kind takes over what was said, with `adds` there are more of it."""
    same = [one for one in pieces if one["what"] == made["what"]]
    if same and adds and len(made) <= 2:
        same[0]["count"] = (same[0].get("count") or 1) + (made.get("count") or 1)
        return
    if same and changes:
        one = same[0]
        traits = made.pop("traits", [])
        one.update(made)
        _traits(one, traits)
        return
    pieces.append(made)


def _traits(piece: dict[str, Any], traits: list[str]) -> None:
    known = vocabulary().entries["modifier"]
    gone = {getattr(known[name], "opposite", None) for name in traits if name in known}
    kept = [name for name in piece.get("traits", []) if name not in gone and name not in traits]
    piece["traits"] = kept + traits


def merge_use(uses: list[dict[str, Any]], use: dict[str, Any], changes: bool) -> None:
    """Add a material; with `changes`, it takes the place of what was there on the same surface."""
    if changes and use["where"] != "room":
        if use["material"] == "paint":  # a colour alone repaints what is there
            for one in uses:
                if one["where"] == use["where"]:
                    one["colour"] = use["colour"]
                    return
        uses[:] = [one for one in uses if one["where"] != use["where"]]
    if use not in uses:
        uses.append(use)


def replaced(draft: dict[str, Any], phrase: Phrase, phrases: list[Phrase], taken: Taken) -> set[str]:
    """`the table by two round ones`, `the sofa by leather`: the same piece in another number, or with another look."""
    target = None
    for before in reversed(phrases[: phrase.number]):
        things = [n for n in before.nodes if n.kind in PIECES]
        if before.act == "replace" and things:
            target = things[-1]
            break
    if target is None:
        return set()
    field = LISTS[target.kind]
    name = f"{field}.{target.id}"
    made: dict[str, Any] = {"what": target.id, **looks([n for n in phrase.nodes if n.parent is None], name, taken)}
    for node in phrase.nodes:
        if node.span.what == "number" and 1 <= node.span.value.value <= 500:
            made["count"] = round(node.span.value.value)
            taken[node.index] = (f"{name}.count", str(made["count"]))
    merge_piece(draft[field], made, True, False)
    return {field}
