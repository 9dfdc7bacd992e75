"""Merges what was said of a piece or a material into a brief that may have it already."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from coulisse.recipes.brief_words.phrases import Phrase
from coulisse.recipes.brief_words.set_pieces import LISTS, Taken, looks
from coulisse.recipes.brief_words.set_words import PIECES
from coulisse.recipes.brief_words.vocabulary import vocabulary

# Kinds of which a brief has a list, and its field: what is replaced goes from it.
LISTED = {"style": "style", "mood": "mood", "view": "outside", "owner": "owner"}


def meant(name: str, pieces: list[dict[str, Any]]) -> str:
    """Which piece of a brief a general word means: `table` where there is only a dining table."""
    there = {one["what"] for one in pieces}
    kin = [what for what in there if what.endswith(name)]
    return kin[0] if name not in there and len(kin) == 1 else name


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


def opposites(traits: list[str]) -> set[str]:
    """The qualities that go when these come."""
    known: Any = vocabulary().entries["modifier"]
    return {known[name].opposite for name in traits if name in known and known[name].opposite}


def _traits(piece: dict[str, Any], traits: list[str]) -> None:
    gone = opposites(traits) | set(traits)
    piece["traits"] = [name for name in piece.get("traits", []) if name not in gone] + traits


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
    # What was taken out, where `table` meant the low table that was there: the new ones are of its kind.
    kind = taken[target.index][0].removeprefix(f"{field}.") if target.index in taken else target.id
    name = f"{field}.{kind}"
    made: dict[str, Any] = {"what": kind, **looks([n for n in phrase.nodes if n.parent is None], name, taken)}
    for node in phrase.nodes:
        if node.span.what == "number" and 1 <= node.span.value.value <= 500:
            made["count"] = round(node.span.value.value)
            taken[node.index] = (f"{name}.count", str(made["count"]))
    merge_piece(draft[field], made, True, False)
    return {field}


def more_or_fewer(name: str, degree: int, pieces: list[dict[str, Any]]) -> dict[str, int]:
    """`more chairs`: half as many again; `fewer`: a third goes."""
    now = next(((one.get("count") or 1) for one in pieces if one["what"] == name), 0)
    if not now:
        return {}
    return {"count": min(now + max(1, now // 2), 500) if degree > 0 else max(1, now - max(1, now // 3))}


def swapped(draft: dict[str, Any], phrases: list[Phrase], taken: Taken) -> None:
    """`swap the brass for copper`, `the green by blue`: the new one wherever the old one was."""
    for old_phrase, new_phrase in pairwise(phrases):
        if old_phrase.act != "replace" or new_phrase.act != "replacement":
            continue
        if any(node.kind in PIECES for node in (*old_phrase.nodes, *new_phrase.nodes)):
            continue
        for old in old_phrase.nodes:
            new = next((n for n in new_phrase.nodes if n.kind == old.kind and n.kind in ("material", "colour")), None)
            if new is None:
                continue
            was, comes = (old.entry.colour, new.entry.colour) if old.kind == "colour" else (old.id, new.id)
            for one in (use for name in ("materials", *LISTS.values()) for use in draft[name]):
                if one.get(old.kind) == was:
                    one[old.kind] = comes
            if old.kind == "colour":
                colours = draft["palette"]["colours"]
                draft["palette"]["colours"] = [comes if colour == was else colour for colour in colours]
            taken[old.index] = (old.kind, f"taken out: {old.id}")
            taken[new.index] = (old.kind, new.id)


def drop(draft: dict[str, Any], kind: str, entry: Any) -> None:
    """Take something out of wherever a brief has it beside its pieces and materials."""
    for name in ("outside", "mood", "style", "traits", "owner"):
        draft[name] = [one for one in draft[name] if one != entry.id]
    for name in ("sources", "traits"):
        draft["light"][name] = [one for one in draft["light"][name] if one != entry.id]
    if kind == "colour":
        draft["palette"]["colours"] = [one for one in draft["palette"]["colours"] if one != entry.colour]
    if draft["weather"] == entry.id:
        draft["weather"] = None
    if draft["palette"]["harmony"] == entry.id:
        draft["palette"]["harmony"] = None


def once(values: list[str], value: str) -> None:
    if value not in values:
        values.append(value)
