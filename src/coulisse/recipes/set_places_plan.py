"""From where a brief says that pieces stand to the relations of a layout, with what is good usage in such a room."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from coulisse.recipes.brief_words.vocabulary import vocabulary
from coulisse.recipes.set_brief import SetBrief
from coulisse.scene.relations import PARTS, SPOTS, Relation
from coulisse.scene.room import Role, Wanted

_BEAMS = {"beam", "steel_beam", "truss"}
_COLUMNS = {"column", "pillar", "pilaster", "colonnade"}
# What those who sit in rows look at, the first that is there.
_FOCUS = ("altar", "platform", "projection_screen", "blackboard", "whiteboard", "lectern", "organ", "desk",
          "television", "grand_piano", "boxing_ring", "monitor")  # fmt: skip
_HEARTHS = ("fireplace", "cast_iron_stove", "tiled_stove", "television")
_AT_END = ("altar", "platform", "projection_screen", "blackboard", "throne", "organ", "captain_s_chair")
_IN_ROWS = {"theatre", "cinema", "lecture_hall", "courtroom", "aeroplane_cabin", "train"}
_MEETING = {"village_hall", "room", "boardroom", "council_chamber", "church", "chapel", "synagogue", "ballroom"}
_STAGED = {"theatre", "cinema"}
_WATCHED = {"control_room", "war_room"}
_LOW = 0.6  # metres; what is lower can stand on a table or the floor


def relations_of(brief: SetBrief, wanted: Sequence[Wanted], openings: Mapping[str, str]) -> tuple[Relation, ...]:
    """The relations of a layout: those of the brief, then good usage where it says nothing.

    `openings` says of elements of architecture that are openings whether they are a window or a door.
    """
    names = {w.name for w in wanted}
    out: list[Relation] = []
    for place in brief.relations:
        to, also = (_part(name, openings, brief) for name in (place.to, place.also or ""))
        if place.piece in names:
            total = sum(w.count for w in wanted if w.name == place.piece)
            count = place.count if place.count < total else 0
            out.append(Relation(place.piece, place.how, to, also, count))
    said = {r.piece for r in out}
    return (*out, *(r for r in _usage(brief, wanted) if r.piece not in said and r.to in {*names, *PARTS, *SPOTS}))


def _part(name: str, openings: Mapping[str, str], brief: SetBrief) -> str:
    """The room's part that a brief's word is, or the piece itself."""
    if name in openings:
        return openings[name]
    if name in _BEAMS:
        return "beam"
    if name in _COLUMNS:
        return "column"
    pieces = {p.what for p in (*brief.furniture, *brief.props)} | {e.what for e in brief.architecture}
    if name in pieces or name in PARTS or name in SPOTS:
        return name
    return next((p for p in sorted(pieces) if p.endswith(f"_{name}")), name)


def _usage(brief: SetBrief, wanted: Sequence[Wanted]) -> list[Relation]:
    """Rows look at the altar or the board, seats at the fire, and what all look at stands at the end."""
    by_role: dict[Role, list[str]] = {}
    for w in wanted:
        by_role.setdefault(w.role, []).append(w.name)
    names = [w.name for w in wanted]
    out: list[Relation] = []
    rows = by_role.get("row", [])
    focus = next((f for f in _FOCUS if f in names and f not in rows), "")
    if rows and not focus:
        out += [Relation(name, "facing", "short_wall", asked=False) for name in rows]
    elif rows:
        out.append(Relation(focus, "at", "end", asked=False))
        out += [Relation(name, "facing", focus, asked=False) for name in rows]
        out += [Relation(name, "near", focus, asked=False) for name in ("lectern", "candelabra", "font", "desk")
                if name in names and name != focus]  # fmt: skip
    out += [Relation(name, "at", "end", asked=False) for name in _AT_END if name in names and name != focus]
    if brief.room in _STAGED and "curtain" in names:
        out.append(Relation("curtain", "at", "end", asked=False))
    hearth = next((h for h in _HEARTHS if h in names), "")
    if hearth:
        seats = [*by_role.get("sofa", []), *by_role.get("armchair", [])]
        out += [Relation(name, "facing", hearth, asked=False) for name in dict.fromkeys(seats)]
    if "captain_s_chair" in names and ("window" in {e.what for e in brief.architecture} or "viewport" in names):
        out.append(Relation("captain_s_chair", "facing", "window", asked=False))
    return out


def standing_apart(brief: SetBrief, wanted: Sequence[Wanted]) -> tuple[Wanted, ...]:
    """The wanted pieces, with the roles that their places ask for, and seats apart that were asked to stand apart."""
    out = list(wanted)
    rowed = brief.room in _IN_ROWS or brief.building in _IN_ROWS
    tables = any(w.role == "table" for w in wanted)
    desks = any(w.role == "desk" or (w.role == "row" and "desk" in w.name) for w in wanted)
    low = next((n for n, w in enumerate(out) if w.role == "coffee"), None)
    cushions = sum(w.count for w in out if w.name == "cushion")
    if cushions and low is not None and not any(w.role in ("sofa", "armchair") for w in out):
        carriers = sum(w.count for w in out if w.name == out[low].name)
        out[low] = replace(
            out[low], role="table", seats=max(2, -(-cushions // carriers))
        )  # one sits on the floor at it
        out = [replace(w, role="chair") if w.name == "cushion" else w for w in out]
    stools = sum(w.count for w in out if w.name == "bar_stool")
    asked_size = {p.what for p in brief.furniture if p.size}
    out = [
        replace(w, size=(max(w.size[0], min(0.62 * stools, 0.6 * brief.dimensions.length)), *w.size[1:]))
        if stools and w.name in ("bar_counter", "counter") and w.name not in asked_size else w
        for w in out
    ]  # fmt: skip
    japanese = brief.room == "teahouse" or "japanese" in brief.style
    if japanese:  # they are the walls of such a house
        out = [replace(w, role="storage") if w.name == "screen" else w for w in out]
    if brief.room == "graveyard":  # a cross there is a grave's
        out = [replace(w, role="row", size=(0.62, 0.12, 1.15), count=max(w.count, 12)) if w.name == "crucifix" else w
               for w in out]  # fmt: skip
    wide = min(brief.dimensions.width, brief.dimensions.length) >= 6
    if brief.room in _WATCHED and wide:  # rows of consoles that look at the screens
        out = [replace(w, role="row") if w.name == "control_desk" and w.count > 3 else w for w in out]
    fire = any(w.name in _HEARTHS for w in out) and not any(w.role == "sofa" for w in out)
    for n, w in enumerate(out):
        if fire and w.role == "armchair":  # they look at the fire, not at each other
            out[n] = replace(w, apart=True)
        entry: Any = vocabulary().entries["furniture"].get(w.name)
        seat = entry is not None and entry.class_ == "seat"
        lined = any(p.what == w.name and "in_rows" in p.traits for p in brief.furniture)
        looking = any(p.how == "facing" and p.piece == w.name for p in brief.relations)
        alone = w.count > 11 and not tables and not desks and (looking or brief.room in _MEETING)
        if seat and w.count > 2 and (lined or alone) and w.role in ("chair", "storage"):
            out[n] = replace(w, role="row")
        if rowed and seat and w.count > 5 and not tables and w.role in ("chair", "armchair", "storage"):
            out[n] = replace(w, role="row")
    if brief.room in _STAGED:  # the curtain of a house is its stage's
        span, high = 0.72 * brief.dimensions.width, min(0.72 * brief.dimensions.height, 7.5)
        out = [replace(w, role="hung", size=(round(span, 2), 0.2, round(high, 2)), count=1)
               if w.name == "curtain" and w.name not in asked_size else w for w in out]  # fmt: skip
    for place in brief.relations:
        for n, w in enumerate(out):
            if w.name != place.piece or (w.apart and place.count):
                continue
            if place.how == "head":
                out[n] = replace(w, role="chair", head=True)
                break
            w = _by_place(w, place.how, place.to)
            count = min(place.count or w.count, w.count)
            own = w.role in ("chair", "armchair", "coffee", "beside") and place.how != "around"
            tucked = w.role == "chair" and place.how == "behind" and count == 1 and place.to.endswith("desk")
            tucked = tucked or (w.name == "bar_stool" and place.to.endswith("counter"))
            if own and not tucked and not (place.how == "near" and place.to.endswith("table")):
                out[n] = replace(w, count=count, apart=True)
                if w.count > count:
                    out.insert(n + 1, replace(w, count=w.count - count))
            else:
                out[n] = w
            break
    return tuple(out)


def _by_place(w: Wanted, how: str, to: str) -> Wanted:
    """A piece in the role that its place gives it: what hangs, what stands on the floor, what stands on a table."""
    if to in ("ceiling",) or (how == "from" and to in _BEAMS):
        return replace(w, role="ceiling") if w.role in ("top", "corner", "hung", "free") else w
    if how == "on" and to == "wall" and w.role in ("top", "corner", "free", "rug"):
        return replace(w, role="hung")
    if (how == "on" and to == "floor" and w.role in ("top", "hung")) or (how == "at" and w.role == "top"):
        return replace(w, role="corner")
    if how == "on" and w.role in ("corner", "free") and to not in ("floor", "wall", "platform") and w.size[2] <= _LOW:
        return replace(w, role="top")
    if how == "over" and w.role == "corner":
        return replace(w, role="hung")
    return w
