"""The furniture that a room usually has: as many as its people, and seats to desks, tops to chairs."""

from __future__ import annotations

from typing import Any

from coulisse.recipes.brief_words.understanding import Filled
from coulisse.recipes.brief_words.vocabulary import vocabulary

MANY = 6  # seats, or desks, from which on they are not alone


def furniture(draft: dict[str, Any], named: set[str], room: Any, kind: str, filled: list[Filled]) -> None:
    known: Any = vocabulary().entries
    if "empty" in draft["traits"]:
        return
    pieces = draft["furniture"]
    if not pieces and "furniture" not in named:
        for name, count in room.pieces.items():
            field = "furniture" if name in known["furniture"] else "props"
            if name in draft["without"] or any(one["what"] == name for one in draft[field]):
                continue
            if _family(name) and _family(name) in {_family(one) for one in draft["without"]}:
                continue
            why = kind
            if field == "furniture" and count > 1 and known["furniture"][name].class_ in ("seat", "table", "desk"):
                count = max(1, round(count * _for_people(draft, room)))
                why = f"for {draft['people']} people" if draft["people"] else kind
            draft[field].append({"what": name, "count": count})
            filled.append(Filled(f"{field}.{name}", count, why))
    _chairs(draft, room, filled)
    _partners(draft, room, filled)


def _partners(draft: dict[str, Any], room: Any, filled: list[Filled]) -> None:
    """Forty desks in an office have chairs, and forty chairs in a restaurant stand at tables: as the room usually has.

    Only where there are many: a single chair, or a table alone, is what somebody asked for.
    """
    known: Any = vocabulary().entries["furniture"]
    classes = {"seat": ("seat",), "top": ("table", "desk")}
    by = {part: [n for n in room.pieces if n in known and known[n].class_ in kinds] for part, kinds in classes.items()}
    asked = {part: [one for one in draft["furniture"] if known[one["what"]].class_ in kinds]
             for part, kinds in classes.items()}  # fmt: skip
    for part, other in (("seat", "top"), ("top", "seat")):
        many = sum((one.get("count") or 1) for one in asked[part])
        if (part == "seat" and any(_in_rows(draft, one) for one in asked[part])) or room.id == "room":
            continue  # they look at something, or nobody said what the room is for
        own = {one["what"] for one in asked[part]}
        usual = sum(room.pieces[n] for n in by[part] if n in own) or sum(room.pieces[n] for n in by[part])
        if many < MANY or asked[other] or not (usual or part == "top"):
            continue
        if part == "top" and not by["seat"] and any(known[one["what"]].class_ == "desk" for one in asked[part]):
            draft["furniture"].append({"what": "chair", "count": min(many, 500)})
            filled.append(Filled("furniture.chair", min(many, 500), f"seats for {many} desks"))
        if not usual:
            continue
        for name in by[other][:1] if part == "top" else by[other]:
            family = {name, _family(name)} & {*draft["without"]}
            count = min(500, max(1, round(many * room.pieces[name] / (usual or 1))))
            if family or any(one["what"] == name for one in draft["furniture"]):
                continue
            draft["furniture"].append({"what": name, "count": count})
            why = "seats" if part == "top" else "a top"
            filled.append(Filled(f"furniture.{name}", count, f"{why} for {many}, as usual for {room.en[0]}"))


def _in_rows(draft: dict[str, Any], one: dict[str, Any]) -> bool:
    looks = any(r["piece"] == one["what"] and r["how"] == "facing" for r in draft["relations"])
    return looks or "in_rows" in one.get("traits", ())


def _for_people(draft: dict[str, Any], room: Any) -> float:
    """How many times its usual seats a room for so many people has: a classroom for thirty has thirty desks."""
    known: Any = vocabulary().entries["furniture"]
    seats = sum((known[n].seats or 1) * c for n, c in room.pieces.items() if n in known and known[n].class_ == "seat")
    return (draft["people"] or seats) / seats if seats else 1.0


def _family(name: str) -> str:
    """`chair` for every chair that is one by name: without chairs there are no dining chairs."""
    return name.rsplit("_", 1)[-1] if "_" in name else name


def _chairs(draft: dict[str, Any], room: Any, filled: list[Filled]) -> None:
    """A table that is for some number of people gets as many chairs, where the room has chairs and none were named."""
    known: Any = vocabulary().entries["furniture"]
    pieces = draft["furniture"]
    sitting = [one for one in pieces if known[one["what"]].class_ == "seat"]
    wanted = sum((one.get("seats") or 0) * (one.get("count") or 1) for one in pieces)
    wanted = wanted or (draft["people"] or 0)
    at_head = {r["piece"] for r in draft["relations"] if r["how"] == "head"}
    if sitting and all(one["what"] in at_head for one in sitting):  # the others sit along the sides
        wanted -= sum(one.get("count") or 1 for one in sitting)
        sitting = []
    if wanted <= 0 or "chair" in draft["without"]:
        return
    usual = next((name for name in room.pieces if name in known and known[name].class_ == "seat"), "chair")
    if not sitting and usual not in draft["without"]:
        each = known[usual].seats or 1
        count = -(-wanted // each)
        pieces.append({"what": usual, "count": count})
        filled.append(Filled(f"furniture.{usual}", count, f"seats for {wanted}"))
