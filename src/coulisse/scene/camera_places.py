"""Finds places for the camera in a room: where it stands clear, sees much of the floor, and with which lens."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from coulisse.scene.boxes import Array, as_boxes, distance
from coulisse.scene.room import CameraPlace, Piece, Room

LENSES = (18.0, 25.0, 35.0, 50.0)  # millimetres
SUPER_35 = 24.89  # millimetres wide (ARRI Alexa, 4-perf Super 35 film)
_BODY = 0.25  # metres around the camera without a piece
_BLOCKS = 1.35  # metres; what is higher hides what is behind it
_HEIGHTS = {"wide": 1.6, "axis": 1.45, "subject": 1.2}


def field_of_view(focal_length: float) -> float:
    """Horizontal angle in radians of a lens (mm) on super 35."""
    return 2 * math.atan(SUPER_35 / 2 / focal_length)


def camera_places(room: Room, pieces: Sequence[Piece]) -> tuple[CameraPlace, ...]:
    """At least three places where the room allows: a wide from a corner, one down an axis, one on the main group.

    A further reverse is added where it sees enough. Deterministic. The floor seen is counted on a grid.
    """
    solid = [p for p in pieces if p.base < 1.7 and p.top > 0.3 and p.role not in ("rug", "curtain", "top")]
    boxes = as_boxes([*(p.box for p in solid), *room.blocked])
    off = min(0.45, room.width * 0.2)
    xs = np.linspace(off, room.length - off, 9)
    ys = np.linspace(off, room.width - off, 7)
    spots = np.stack(np.meshgrid(xs, ys, indexing="ij"), axis=-1).reshape(-1, 2)
    if len(boxes):
        clear = distance(spots, boxes).min(axis=1)
        spots = spots[clear >= min(_BODY, clear.max() * 0.99)]
    targets = _targets(room, pieces)
    floor = np.stack(np.meshgrid((np.arange(14) + 0.5) / 14 * room.length, (np.arange(10) + 0.5) / 10 * room.width,
                                 indexing="ij"), axis=-1).reshape(-1, 2)  # fmt: skip
    high = [p.box for p in solid if p.top > _BLOCKS]
    high += [(c.x, c.y, c.depth / 2, c.width / 2, 0.0) for c in room.columns]
    high += [f.box for f in room.fixtures if f.kind in ("partition", "chimney") and f.height > _BLOCKS]
    visible = _visible(spots, floor, as_boxes(high))
    taken: list[tuple[Array, float]] = []
    found = []
    for name, target, lenses in targets:
        best: tuple[float, int, float, float] | None = None
        to = np.array(target[:2]) - spots
        away = np.hypot(*to.T)
        heading = np.arctan2(to[:, 1], to[:, 0])
        bearing = np.arctan2(floor[None, :, 1] - spots[:, None, 1], floor[None, :, 0] - spots[:, None, 0])
        apart = np.abs((bearing - heading[:, None] + math.pi) % (2 * math.pi) - math.pi)
        for lens in lenses:
            half = field_of_view(lens) / 2
            seen = (visible & (apart < half)).mean(axis=1)
            # A subject of 2 m fills a good part of the frame; a wide wants distance.
            ideal = 2.4 * lens / SUPER_35 if name == "subject" else 0.72 * math.hypot(room.length, room.width)
            score = seen - 0.06 * np.abs(away - ideal) - 2.0 * (away < 0.6)
            if name == "axis":
                score = score - 0.25 * np.abs(spots[:, 1] - room.width / 2)
            for other, angle in taken:
                near = np.hypot(*(spots - other).T)
                turn = np.abs((heading - angle + math.pi) % (2 * math.pi) - math.pi)
                score = score - 0.6 * np.exp(-near / 1.0) - 0.3 * (turn < 0.5)
            i = int(score.argmax())
            if best is None or score[i] > best[0]:
                best = float(score[i]), i, lens, float(seen[i])
        if best is None or best[3] < 0.02:
            continue
        _, i, lens, seen_share = best
        high_at = min(_HEIGHTS.get(name, 1.5), room.height - 0.2)
        taken.append((spots[i], float(heading[i])))
        position = round(float(spots[i, 0]), 2), round(float(spots[i, 1]), 2), round(high_at, 2)
        found.append(CameraPlace(name, position, target, lens, round(seen_share, 3)))
    return tuple(found)


def _targets(room: Room, pieces: Sequence[Piece]) -> list[tuple[str, tuple[float, float, float], tuple[float, ...]]]:
    """What the cameras look at: the room's middle, its far end, the main group, and the room the other way."""
    middle = (round(room.length / 2, 2), round(room.width / 2, 2), round(min(1.2, room.height / 2), 2))
    main = [p for p in pieces if p.group == 1] or [p for p in pieces if p.role != "rug"][:1]
    subject = middle
    if main:
        x, y = (sum(getattr(p, a) for p in main) / len(main) for a in ("x", "y"))
        subject = round(x, 2), round(y, 2), 0.8
    end = round(room.length * 0.92, 2), middle[1], middle[2]
    start = round(room.length * 0.08, 2), middle[1], middle[2]
    # The wide looks at the middle, but keeps what the room is about well inside the picture.
    wide = tuple(round(0.4 * m + 0.6 * s, 2) for m, s in zip(middle[:2], subject[:2], strict=True))
    between = wide[0], wide[1], round(min(1.1, room.height / 2), 2)
    return [("wide", between, LENSES[:2]), ("axis", end, LENSES[1:3]), ("subject", subject, LENSES[2:]),
            ("reverse", start, LENSES[:3])]  # fmt: skip


def _visible(spots: Array, floor: Array, high: Array) -> NDArray[np.bool_]:
    """(n, m) whether a straight line in plan from a spot to a piece of floor meets nothing high."""
    out = np.ones((len(spots), len(floor)), dtype=bool)
    for box in high:
        c, s = math.cos(box[4]), math.sin(box[4])
        a = np.stack([(spots - box[:2]) @ (c, s), (spots - box[:2]) @ (-s, c)], axis=-1)
        b = np.stack([(floor - box[:2]) @ (c, s), (floor - box[:2]) @ (-s, c)], axis=-1)
        step = b[None] - a[:, None]
        with np.errstate(divide="ignore", invalid="ignore"):  # the slab method (Kay and Kajiya 1986)
            one, two = ((side * box[2:4] - a[:, None]) / np.where(step == 0, 1e-12, step) for side in (-1, 1))
        enter, leave = np.minimum(one, two).max(axis=-1), np.maximum(one, two).min(axis=-1)
        out &= ~((enter < leave) & (leave > 0) & (enter < 0.98))
    return out
