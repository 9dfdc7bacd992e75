"""Measures a layout against the rules: what intersects, opens, lets a person pass, moves and stands before windows."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from coulisse.scene.boxes import Array, as_boxes, distance, grown, outside, overlap
from coulisse.scene.layout_groups import PULL_OUT, SEAT_PITCH
from coulisse.scene.layout_poses import LIGHT, before, darkens
from coulisse.scene.room import CameraPlace, Check, Piece, Room

PASSAGE = 0.80  # metres, the house's rule for people, cables and a hand-held camera
_ARM = 0.35  # metres that a hand reaches beyond the passage
_PASSAGES = (1.2, 1.1, 1.0, 0.9, 0.8)  # metres that are tried, the widest first
_CAMERAS = 3


def checks(room: Room, pieces: Sequence[Piece], cameras: Sequence[CameraPlace]) -> tuple[Check, ...]:
    """Every rule with its number; of cameras only if there are any to be asked for."""
    floor = [p for p in pieces if p.base < 1.9 and p.role not in ("rug", "top", "curtain", "hung", "ceiling")]
    out = [_intersections(pieces), _within(room, pieces), *_doors(room, floor), _passage(room, floor)]
    out += [*_chairs(room, floor), *_windows(room, pieces), *_built_in(room, floor)]
    if cameras:
        seen = len(cameras)
        out.append(Check("cameras", seen >= _CAMERAS, seen, _CAMERAS, "places", f"a camera finds {seen} places"))
    return tuple(out)


def collisions(pieces: Sequence[Piece]) -> Array:
    """(n, n) metres that pairs overlap in plan, where they overlap in height, too; rugs lie under everything."""
    boxes = as_boxes([p.box for p in pieces])
    low, high = np.array([p.base for p in pieces]), np.array([p.top for p in pieces])
    meet = (low[:, None] < high - 1e-6) & (low < high[:, None] - 1e-6)
    rug = np.array([p.role == "rug" for p in pieces], dtype=bool)
    meet &= rug[:, None] == rug
    np.fill_diagonal(meet, False)
    return np.where(meet, overlap(boxes, boxes), -np.inf)


def _intersections(pieces: Sequence[Piece]) -> Check:
    worst = float(collisions(pieces).max()) if len(pieces) > 1 else -np.inf
    worst = max(0.0, worst)
    says = "no two pieces intersect" if worst < 1e-5 else f"pieces overlap by {worst * 100:.0f} cm"
    return Check("intersection", worst < 1e-5, round(worst, 4), 0.0, "m", says)


def _within(room: Room, pieces: Sequence[Piece]) -> Check:
    out = float(outside(as_boxes([p.box for p in pieces]), room.length, room.width).max()) if pieces else 0.0
    out = max(0.0, out, *(p.top - room.height for p in pieces)) if pieces else 0.0
    says = "every piece is in the room" if out < 1e-5 else f"pieces stick out by {out * 100:.0f} cm"
    return Check("in the room", out < 1e-5, round(out, 4), 0.0, "m", says)


def _doors(room: Room, floor: Sequence[Piece]) -> list[Check]:
    boxes = as_boxes([p.box for p in floor])
    found = []
    for door in room.doors:
        if not door.leaf:
            continue
        swing = as_boxes([before(room, door, door.leaf)])
        stuck = max(0.0, float(overlap(swing, boxes).max())) if floor else 0.0
        free = door.leaf - stuck
        says = (
            f"the {door.kind.replace('_', ' ')} in the {door.wall} wall has {free:.2f} m of {door.leaf:.2f} m to open"
        )
        found.append(Check("doors open", stuck < 1e-5, round(free, 3), round(door.leaf, 3), "m", says))
    return found


def _passage(room: Room, floor: Sequence[Piece]) -> Check:
    """The widest passage that leads from the first door to every piece, by search on a grid."""
    if not room.doors or not floor:
        return Check("passage", True, PASSAGE, PASSAGE, "m", "nothing stands in the way")
    area = room.length * room.width
    cell = 0.1 if area < 150 else 0.2 if area < 700 else 0.4 if area < 5000 else 1.0
    nx, ny = max(1, int(room.length / cell)), max(1, int(room.width / cell))
    gx, gy = (np.arange(nx) + 0.5) * room.length / nx, (np.arange(ny) + 0.5) * room.width / ny
    points = np.stack(np.meshgrid(gx, gy, indexing="ij"), axis=-1).reshape(-1, 2)
    boxes = as_boxes([p.box for p in floor])
    away = distance(points, boxes)
    clear = away.min(axis=1)
    if blocked := room.blocked:
        clear = np.minimum(clear, distance(points, as_boxes(blocked)).min(axis=1))
    clear = np.minimum(clear, np.min([points[:, 0], room.length - points[:, 0], points[:, 1],
                                      room.width - points[:, 1]], axis=0))  # fmt: skip
    door = room.doors[0]
    start = np.array(room.on_wall(door.wall, door.at, 0.5))
    groups = np.array([p.group for p in floor])
    rows = {p.group for p in floor if p.role == "row"}  # to the middle of a row one goes sideways, as in any theatre
    reached = np.zeros(len(floor), dtype=bool)
    for passage in _PASSAGES:
        free = clear >= passage / 2 - 1e-6
        entry = np.where(free, np.hypot(*(points - start).T), np.inf)
        if entry.min() > 1.2:
            continue
        way = _flood(free.reshape(nx, ny), int(entry.argmin()))
        reached = away[way].min(axis=0) <= passage / 2 + _ARM
        led = [
            p.role in ("table", "desk", "coffee", "beside") or p.group in rows for p in floor
        ]  # their own chairs stand before them
        reached |= np.array(led) & np.isin(groups, groups[reached])
        if reached.all():
            says = f"a person passes with {passage:.2f} m from the door to every piece"
            return Check("passage", True, passage, PASSAGE, "m", says)
    lost = sorted({p.label for p, r in zip(floor, reached, strict=True) if not r})
    says = f"with 0.80 m a person does not reach: {', '.join(lost)}"
    return Check("passage", False, round(PASSAGE - 0.1, 2), PASSAGE, "m", says)


def _flood(free: NDArray[np.bool_], start: int) -> NDArray[np.bool_]:
    """The cells that four-neighbour steps lead to from one flat index, flat."""
    padded = np.zeros((free.shape[0] + 2, free.shape[1] + 2), dtype=bool)
    padded[1:-1, 1:-1] = free
    wide = padded.shape[1]
    open_ = padded.ravel()
    x, y = divmod(start, free.shape[1])
    front = np.array([(x + 1) * wide + y + 1])
    seen = np.zeros_like(open_)
    seen[front] = True
    while len(front):
        front = np.concatenate([front + 1, front - 1, front + wide, front - wide])
        front = np.unique(front[open_[front] & ~seen[front]])
        seen[front] = True
    return seen.reshape(padded.shape)[1:-1, 1:-1].ravel()


def _chairs(room: Room, floor: Sequence[Piece]) -> list[Check]:
    """Room behind each chair at a table or desk, and the width of table edge that each has."""
    hosts = {p.group for p in floor if p.role in ("table", "desk")}
    seated = [i for i, p in enumerate(floor) if p.role == "chair" and p.group in hosts]
    if not seated:
        return []
    boxes = as_boxes([p.box for p in floor])
    own = boxes[seated]
    least = 0.0
    for step in np.arange(0.05, 0.81, 0.05):
        pulled = own.copy()  # the chair moved straight back by one step
        pulled[:, 0] -= step * np.cos(own[:, 4])
        pulled[:, 1] -= step * np.sin(own[:, 4])
        swept = grown(own, 0.0, float(step), 0.0)
        hit = overlap(swept, boxes)
        hit[np.arange(len(seated)), seated] = -np.inf
        if hit.max() > 1e-5 or outside(pulled, room.length, room.width).max() > 1e-5:
            break
        least = float(step)
    found = [Check("chairs pull out", least >= PULL_OUT - 1e-6, round(least, 2), PULL_OUT, "m",
                   f"behind every chair at a table are {least * 100:.0f} cm")]  # fmt: skip
    pitch = np.inf
    for group in hosts:
        at = np.array([(floor[i].x, floor[i].y) for i in seated if floor[i].group == group]).reshape(-1, 2)
        if len(at) > 1:
            away = np.hypot(*(at[:, None] - at[None]).transpose(2, 0, 1)) + np.diag(np.full(len(at), np.inf))
            pitch = min(pitch, float(away.min()))
    if np.isfinite(pitch):
        found.append(Check("knee room", pitch >= SEAT_PITCH - 1e-6, round(pitch, 3), SEAT_PITCH, "m",
                           f"each has {pitch * 100:.0f} cm of table edge"))  # fmt: skip
    return found


def _built_in(room: Room, floor: Sequence[Piece]) -> list[Check]:
    """The walk between the pieces and what one falls into."""
    sunk = [f for f in room.fixtures if f.kind in ("pool", "pit", "sunken_floor")]
    stand = [p.box for p in floor if p.base < 1.9]
    if not sunk or not stand:
        return []
    walk = -float(overlap(as_boxes([f.box for f in sunk]), as_boxes(stand)).max())
    names = " and ".join(dict.fromkeys(f.label.lower() for f in sunk))
    says = f"{min(walk, 9.99):.2f} m are clear around the {names}"
    return [Check("walk around", walk >= PASSAGE - 1e-5, round(walk, 3), PASSAGE, "m", says)]


def _windows(room: Room, pieces: Sequence[Piece]) -> list[Check]:
    if not room.windows:
        return []
    dark = 0
    for window in room.windows:
        tall = [
            p
            for p in pieces
            if p.role not in ("curtain", "top", "ceiling") and p.name != "shopfront" and darkens(p.base, p.top, window)
        ]
        if tall:
            dark += int(
                (overlap(as_boxes([before(room, window, LIGHT)]), as_boxes([p.box for p in tall])) > 1e-5).sum()
            )
    says = (
        f"{dark} tall pieces stand before {len(room.windows)} windows"
        if dark
        else "no tall piece stands before a window"
    )
    return [Check("windows", dark == 0, dark, 0, "pieces", says)]
