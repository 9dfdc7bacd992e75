"""Where a piece was asked to stand, measured: how many metres it lacks of being by, before, facing, on something.

A relation holds where `short` says 0. Left, right, back and front are seen by one who comes in by the first door.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np

from coulisse.scene.boxes import Array
from coulisse.scene.room import INWARDS, WALLS, Check, Piece, Room, Wall

How = Literal[
    "near", "facing", "before", "behind", "against", "on", "under", "over", "from", "around", "between", "at", "head"
]
HOWS: tuple[str, ...] = get_args(How)
# What a relation may be to besides pieces: parts of the room (what is built in goes by its kind).
SPOTS = ("end", "centre", "corner", "left_corner", "right_corner", "back_corner", "left", "right", "back", "front")
PARTS = ("window", "door", "wall", "back_wall", "front_wall", "left_wall", "right_wall", "long_wall", "short_wall",
         "floor", "ceiling", "beam", "column", "niche")  # fmt: skip
NEAR = 0.8  # metres between edges that still is "by" something
TURNED = 25.0  # degrees off that still is "facing"
_TOUCH = 0.12  # metres from a wall that still is "against" it
_CORNER = 0.6  # metres from both walls
_FRONTED = ("storage", "hung", "sofa", "armchair", "bed", "desk", "row", "curtain", "chair")  # roles with a front
_BACKED = ("storage", "sofa", "armchair", "bed", "row", "hung", "chair", "corner")  # whose back goes to a wall


@dataclass(frozen=True)
class Relation:
    """`count` of the pieces of one name (0: all of them) stand `how` to something: a piece, a spot, a part of the room.

    `also` is the second one of `between`. `asked`: the sentence says so (else it is good usage: pews face the altar).
    """

    piece: str
    how: How
    to: str
    also: str = ""
    count: int = 0
    asked: bool = True

    @property
    def says(self) -> str:
        """In words: "by the window"."""
        words = {"near": "by", "facing": "facing", "before": "in front of", "behind": "behind", "against": "against",
                 "on": "on", "under": "under", "over": "over", "from": "hanging from", "around": "around",
                 "between": "between", "at": "in", "head": "at the head of"}[self.how]  # fmt: skip
        if self.how == "at":
            words = {"left": "on", "right": "on", "back": "at", "front": "at", "end": "at"}.get(self.to, "in")
        second = f" and the {self.also.replace('_', ' ')}" if self.also else ""
        return f"{words} the {self.to.replace('_', ' ')}{second}"


# A thing in plan with its height: x, y, half depth, half width, direction (radians), base, top, 1 if it has a front.
COLUMNS = 8


def as_things(rows: object) -> Array:
    """Rows of eight as (n, 8) float64."""
    return np.asarray(rows, dtype=np.float64).reshape(-1, COLUMNS)


def thing(piece: Piece) -> tuple[float, ...]:
    """A piece as a row."""
    return (*piece.box, piece.base, piece.top, float(piece.role in _FRONTED and not piece.round))


def blocks(rows: Sequence[Piece]) -> Array:
    """(n, 8) the rectangles around the rows of each group."""
    out = []
    for number in dict.fromkeys(p.group for p in rows):
        own = [p for p in rows if p.group == number]
        turn = math.radians(own[0].facing)
        c, s = math.cos(turn), math.sin(turn)
        along = np.array([[p.x * c + p.y * s, p.y * c - p.x * s] for p in own])
        half = np.array([own[0].depth / 2, own[0].width / 2])
        low, high = along.min(0) - half, along.max(0) + half
        (f, left), (deep, wide) = (low + high) / 2, (high - low) / 2
        out.append((f * c - left * s, f * s + left * c, deep, wide, turn, 0.0, own[0].top, 1.0))
    return as_things(out)


def entrance(room: Room) -> Wall:
    """The wall that one comes in through: that of the first door, else the west wall (or what the room says)."""
    if room.front is not None:
        return room.front
    return room.doors[0].wall if room.doors else "west"


def wall_of(room: Room, name: str) -> tuple[Wall, ...]:
    """The walls that a name means: `back_wall` is across from the entrance, `left_wall` to the left of who comes in."""
    front = entrance(room)
    inward = INWARDS[front]
    by = {"front_wall": inward, "back_wall": (inward + 180) % 360, "left_wall": (inward + 270) % 360,
          "right_wall": (inward + 90) % 360}  # fmt: skip
    if name in by:
        return tuple(w for w in WALLS if INWARDS[w] == by[name])
    if name in ("long_wall", "short_wall"):
        ordered = sorted(WALLS, key=room.side, reverse=name == "long_wall")
        return tuple(ordered[:2])
    return WALLS


def end_wall(room: Room) -> Wall:
    """The short wall that one looks at down the room: across from the door, or the one that is farther from it."""
    front = entrance(room)
    if front in ("west", "east"):
        return "east" if front == "west" else "west"
    at = next((d.at for d in room.doors if d.wall == front), room.length / 2)
    return "east" if at <= room.length / 2 else "west"


def anchors(room: Room, pieces: Sequence[Piece], to: str) -> Array:
    """(m, 8) the things that a name means: openings, walls, columns, what is built in, or the pieces of that name."""
    if to in ("window", "door"):
        return as_things([_on_wall(room, o.wall, o.at, 0.0, o.width, o.sill, o.sill + o.height)
                          for o in (room.windows if to == "window" else room.doors)])  # fmt: skip
    if to == "niche":
        return as_things([_on_wall(room, n.wall, n.at, 0.0, n.width, n.sill, n.sill + n.height) for n in room.niches])
    if to.endswith("wall"):
        return as_things([_on_wall(room, w, room.side(w) / 2, 0.0, room.side(w), 0.0, room.height)
                          for w in wall_of(room, to)])  # fmt: skip
    if to == "column":
        return as_things([(c.x, c.y, c.depth / 2, c.width / 2, 0.0, 0.0, room.height, 0.0) for c in room.columns])
    if to == "beam":
        rows = []
        for b in room.beams:
            x, y = (room.length / 2, b.at) if b.along else (b.at, room.width / 2)
            long = room.length if b.along else room.width
            turn = math.pi / 2 if b.along else 0.0
            rows.append((x, y, b.width / 2, long / 2, turn, room.height - b.depth, room.height, 0.0))
        return as_things(rows)
    if to in ("floor", "ceiling"):
        z = 0.0 if to == "floor" else room.height
        return as_things([(room.length / 2, room.width / 2, room.length / 2, room.width / 2, 0.0, z, z, 0.0)])
    built = [(*f.box, 0.0, f.height, 1.0) for f in room.fixtures if f.kind == to]
    return as_things([*built, *(thing(p) for p in pieces if p.name == to)])


def _on_wall(room: Room, wall: Wall, at: float, deep: float, wide: float, base: float, top: float) -> tuple[float, ...]:
    x, y = room.on_wall(wall, at, deep / 2)
    return x, y, deep / 2, wide / 2, math.radians(INWARDS[wall]), base, top, 1.0


def short(how: str, a: Array, b: Array) -> Array:
    """(n, m) metres that each of `a` (n, 8) lacks of standing `how` to each of `b` (m, 8); 0 where it does."""
    dx, dy = a[:, None, 0] - b[None, :, 0], a[:, None, 1] - b[None, :, 1]
    cos, sin = np.cos(b[None, :, 4]), np.sin(b[None, :, 4])
    forward, left = dx * cos + dy * sin, dy * cos - dx * sin
    turn = a[:, None, 4] - b[None, :, 4]
    c, s = np.abs(np.cos(turn)), np.abs(np.sin(turn))
    deep, wide = a[:, None, 2] * c + a[:, None, 3] * s, a[:, None, 2] * s + a[:, None, 3] * c
    half_depth, half_width, front = b[None, :, 2], b[None, :, 3], b[None, :, 7]
    ahead = np.abs(forward) - half_depth - deep  # the gap along its facing, and across
    aside = np.abs(left) - half_width - wide
    away = np.hypot(np.maximum(ahead, 0), np.maximum(aside, 0))
    off_axis = np.abs(left) - half_width
    if how in ("near", "around"):
        lacks = away - NEAR
    elif how == "facing":
        near_left = np.clip(left, -half_width, half_width)
        at_x, at_y = b[None, :, 0] - near_left * sin, b[None, :, 1] + near_left * cos
        bearing = np.arctan2(at_y - a[:, None, 1], at_x - a[:, None, 0])
        off = np.abs((bearing - a[:, None, 4] + np.pi) % (2 * np.pi) - np.pi)
        lacks = (np.degrees(off) - TURNED) / 25.0
        behind_it = (half_depth + 0.1) - (forward - deep)
        lacks = np.maximum(lacks, np.where(front > 0, behind_it, -1.0))
    elif how == "before":
        straight = np.max([off_axis - 0.3, ahead - 2.0, half_depth - forward], axis=0)
        lacks = np.where(front > 0, straight, away - 1.2)
    elif how == "behind":
        lacks = np.max([off_axis - 0.3, ahead - 1.5, forward + half_depth], axis=0)
    elif how == "against":
        lacks = np.max([forward - half_depth - deep - _TOUCH, aside + wide, -forward], axis=0)
        lacks = np.where(half_depth > 0, away - _TOUCH, lacks)  # a piece, not a wall
    elif how == "on":
        out = np.maximum(np.abs(forward) - half_depth, np.abs(left) - half_width)
        standing = np.abs(a[:, None, 5] - b[None, :, 6])
        lacks = np.where(half_depth > 0, np.maximum(out, standing - 0.02), forward - deep - _TOUCH)
    elif how == "under":
        lacks = _under(a, b, dx, dy, np.abs(left) - half_width, ahead)
    elif how == "over":
        low = b[None, :, 6] - a[:, None, 5] - 0.02
        lacks = np.max(
            [np.abs(left) - half_width * 0.5 - 0.08, np.abs(forward) - half_depth - deep - 0.05, low], axis=0
        )
    elif how == "head":  # at one of its short sides
        lacks = np.max([np.abs(forward) - 0.3, aside - 0.5, -aside - 0.1], axis=0)
    elif how == "from":
        lacks = np.maximum(np.abs(forward) - half_depth - 0.06, np.abs(left) - half_width)
        lacks = np.maximum(lacks, b[None, :, 5] - a[:, None, 6] - 0.5)
    else:
        lacks = np.zeros_like(away)
    return np.maximum(lacks, 0.0)


def _under(a: Array, b: Array, dx: Array, dy: Array, off_axis: Array, ahead: Array) -> Array:
    """A rug lies under what stands on it; a bench stands under a window; a bucket, inside the table's legs."""
    cos, sin = np.cos(a[:, None, 4]), np.sin(a[:, None, 4])
    rug = np.maximum(np.abs(dx * cos + dy * sin) - a[:, None, 2], np.abs(dy * cos - dx * sin) - a[:, None, 3])
    flat = (a[:, 6] - a[:, 5] < 0.06)[:, None]
    low = a[:, None, 6] - np.maximum(b[None, :, 5], 0.0)
    wall = np.max([off_axis, ahead - 0.35, low - 0.15], axis=0)
    return np.where(flat, rug, wall)


def spot_short(room: Room, a: Array, spot: str) -> Array:
    """(n,) metres that things (n, 8) lack of standing at a spot of the room."""
    c, s = np.abs(np.cos(a[:, 4])), np.abs(np.sin(a[:, 4]))
    half_x, half_y = a[:, 2] * c + a[:, 3] * s, a[:, 2] * s + a[:, 3] * c
    x, y = a[:, 0], a[:, 1]
    if spot == "centre":
        off = np.maximum(
            np.abs(x - room.length / 2) - 0.12 * room.length, np.abs(y - room.width / 2) - 0.12 * room.width
        )
        return np.maximum(off, 0.0)
    gaps = {"west": x - half_x, "east": room.length - x - half_x, "south": y - half_y, "north": room.width - y - half_y}
    if spot.endswith("corner"):
        ends = {"left_corner": "left_wall", "right_corner": "right_wall", "back_corner": "back_wall"}
        first = wall_of(room, ends[spot]) if spot in ends else WALLS
        lacks = [np.maximum(gaps[w], np.minimum(*(gaps[v] for v in WALLS if _across(v, w)))) for w in first]
        return np.maximum(np.min(lacks, axis=0) - _CORNER, 0.0)
    if spot == "end":  # before the far short wall, about its middle
        ahead = gaps[end_wall(room)]
        return np.maximum(np.maximum(ahead - 0.2 * room.length, np.abs(y - room.width / 2) - 0.25 * room.width), 0.0)
    (wall,) = wall_of(room, f"{spot}_wall")
    deep = room.width if wall in ("south", "north") else room.length
    middle = {"west": x, "east": room.length - x, "south": y, "north": room.width - y}[wall]
    return np.maximum(middle - 0.42 * deep, 0.0)


def _across(a: Wall, b: Wall) -> bool:
    return (a in ("south", "north")) != (b in ("south", "north"))


def between_short(a: Array, b: Array, c: Array) -> Array:
    """(n,) metres that things (n, 8) lack of standing between one of `b` and another one of `c`."""
    best = np.full(len(a), np.inf)
    for p in b[:, :2]:
        for q in c[:, :2]:
            way = q - p
            long = float(np.hypot(*way))
            if long < 0.1:
                continue
            t = ((a[:, :2] - p) @ way) / long**2
            off = np.abs((a[:, 0] - p[0]) * way[1] - (a[:, 1] - p[1]) * way[0]) / long
            lacks = np.maximum(off - 0.5 - np.minimum(a[:, 2], a[:, 3]), long * np.maximum(0.15 - t, t - 0.85))
            best = np.minimum(best, lacks)
    return np.maximum(best, 0.0)


def shorts(room: Room, relation: Relation, a: Array, pieces: Sequence[Piece]) -> Array:
    """(n,) metres that things (n, 8) lack of a relation to what stands; infinite where there is nothing to stand to."""
    if relation.how == "at":
        return spot_short(room, a, relation.to)
    targets = anchors(room, pieces, relation.to)
    if not len(targets):
        return np.full(len(a), np.inf)
    if relation.how == "between":
        other = anchors(room, pieces, relation.also or relation.to)
        return between_short(a, targets, other) if len(other) else np.full(len(a), np.inf)
    found: Array = short(relation.how, a, targets).min(axis=1)
    return found


def relation_checks(room: Room, pieces: Sequence[Piece], relations: Sequence[Relation]) -> tuple[Check, ...]:
    """One check a relation, with the metres that the worst of its pieces lacks."""
    out = []
    for relation in relations:
        if not relation.asked and relation.how != "facing":
            continue  # nobody asked for it: it is only where one would put it
        own = [p for p in pieces if p.name == relation.piece]
        others = [p for p in pieces if p.name == relation.to or p.name == relation.also]
        wanted = min(relation.count or len(own), len(own)) or 1
        name = relation.piece.replace("_", " ")
        rule = f"{name} {relation.says}"
        if len(own) < wanted:
            out.append(Check(rule, False, 0.0, 0.0, "m", f"{name}: found no place {relation.says}"))
            continue
        things = as_things([thing(p) for p in own])
        if relation.how == "facing" and all(p.role == "row" for p in own):  # those in rows look together
            things, wanted = blocks(own), len({p.group for p in own})
        lacks = np.sort(shorts(room, relation, things, others))[wanted - 1]
        there = "s" if len(own) > 1 and not name.endswith("s") else ""
        if not np.isfinite(lacks):
            says = f"{name}{there} {relation.says}: there is no {relation.to.replace('_', ' ')} on the plan"
            out.append(Check(rule, False, 0.0, 0.0, "m", says))
            continue
        met = bool(lacks < 0.011)
        many = f"{wanted} {name}s stand" if wanted > 1 and not name.endswith("s") else f"the {name} stands"
        says = f"{many} {relation.says}" if met else f"{many} not {relation.says}: {lacks:.2f} m short"
        out.append(Check(rule, met, round(float(lacks), 3), 0.0, "m", says))
    return tuple(out)
