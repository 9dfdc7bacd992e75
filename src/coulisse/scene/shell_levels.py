"""Galleries and balconies with real supports and stairs, ribbed frames of ships, arcades over rows of columns."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from coulisse.scene.fixtures import STAIR, Fixture, flight, gallery_posts
from coulisse.scene.room import Column, Room
from coulisse.scene.shapes import ball, box, lathe, prism, tube
from coulisse.scene.shell_stairs import railing
from coulisse.scene.shell_styles import Fashion
from coulisse.scene.shell_trim import free
from coulisse.scene.shell_vaults import ceiling_height, rib
from coulisse.scene.staged import Part

DECK = 0.14  # metres of a gallery's deck
_EVERY = 1.5  # metres from frame to frame
_FRAME = 0.2  # metres that a frame stands into the room
_WEB = 0.05


def gallery(f: Fixture, looks: Fashion, seed: int = 0) -> list[Part]:
    """A deck on joists and posts along its wall with a railing, and a stair of 17/28 before its front edge."""
    d, w, h = f.depth, f.width, f.height
    metal = looks.columns in ("steel", "panel")
    parts = [box("deck", (d, w, 0.05), (0, 0, h - 0.05), "deck", 0.004)]
    count = max(3, round(w / 0.75))
    for k in range(count + 1):
        y = -w / 2 + 0.05 + (w - 0.1) * k / count
        parts.append(box("joist", (d - 0.05, 0.07, DECK), (-0.02, y, h - 0.05 - DECK), "beam", 0.005))
    parts.append(box("front beam", (0.12, w, 0.24), (d / 2 - 0.12, 0, h - 0.05 - 0.24), "beam", 0.01))
    parts.append(box("fascia", (0.03, w, 0.2), (d / 2 - 0.015, 0, h - 0.19), "trim", 0.006))
    for x, y, _, _ in gallery_posts(f):
        parts += post((x, y), h - 0.05 - 0.24, looks)
    stair = "stair" in f.traits
    edge = d / 2 - 0.05
    parts += railing([(edge, -w / 2 + 0.04, h), (edge, w / 2 - (STAIR if stair else 0.04), h)], looks.columns)
    if not stair:
        return parts
    risers, rise, going = flight(h, w - STAIR - 0.1)
    x0, x1 = d / 2, d / 2 + STAIR
    top = w / 2 - STAIR  # where the landing begins
    parts.append(box("landing", (STAIR, STAIR, 0.05), ((x0 + x1) / 2, w / 2 - STAIR / 2, h - 0.05), "deck", 0.004))
    parts.append(box("frame", (STAIR, 0.07, 0.2), ((x0 + x1) / 2, top + 0.04, h - 0.25), "beam", 0.006))
    parts += post((x1 - 0.08, top + 0.09), h - 0.05, looks)
    parts += post((x1 - 0.08, w / 2 - 0.09), h - 0.05, looks)
    for k in range(risers - 1):
        y, z = top - going * (risers - 2 - k + 0.5), rise * (k + 1)
        parts.append(
            box("tread", (STAIR - 0.1, going + 0.025, 0.04), ((x0 + x1) / 2, y - 0.01, z - 0.04), "tread", 0.006)
        )
        if not metal and going > 0.2:
            parts.append(
                box("riser", (STAIR - 0.12, 0.02, rise - 0.04), ((x0 + x1) / 2, y - going / 2, z - rise), "riser", 0.0)
            )
    foot = top - going * (risers - 1)
    for x in (x0 + 0.04, x1 - 0.04):
        slope = rise / going
        string = [
            (foot - 0.02, 0.0),
            (foot - 0.02, rise * 0.9),
            (top, h + 0.02),
            (top, h - 0.28),
            (foot + 0.3 / slope * 0.9, 0.0),
        ]
        parts.append(prism("string", string, 0.05, "riser", (x, 0, 0), along="x", bevel=0.005))
    feet = [
        (x1 - 0.04, foot + going * 0.5, rise),
        (x1 - 0.04, top - going * 0.0, h - 0.02),
        (x1 - 0.04, w / 2 - 0.05, h),
    ]
    parts += railing(feet, looks.columns)
    parts += railing([(x1 - 0.04, w / 2 - 0.05, h), (x0, w / 2 - 0.05, h)], looks.columns)
    return parts


def post(at: tuple[float, float], high: float, looks: Fashion) -> list[Part]:
    """A support: a turned iron column, a steel tube on its plate, or a timber with brackets."""
    x, y = at
    if looks.columns in ("classical", "gothic", "deco"):
        r = 0.06
        shaft = [
            (0, 0),
            (0.11, 0),
            (0.11, 0.05),
            (0.085, 0.08),
            (0.085, 0.3),
            (0.095, 0.32),
            (r, 0.38),
            (r * 0.85, high - 0.34),
            (r * 1.2, high - 0.31),
            (r * 0.9, high - 0.28),
            (r * 1.5, high - 0.08),
            (0.11, high - 0.05),
            (0.11, high),
            (0, high),
        ]
        return [lathe("post", shaft, "post", (x, y, 0), n=20)]
    if looks.columns in ("steel", "pillar", "panel"):
        return [
            lathe("post", [(0, 0), (0.05, 0), (0.05, high), (0, high)], "post", (x, y, 0), n=16),
            box("plate", (0.18, 0.18, 0.015), (x, y, 0), "post", 0.003),
            box("plate", (0.18, 0.18, 0.015), (x, y, high - 0.015), "post", 0.003),
        ]
    parts = [box("post", (0.14, 0.14, high), (x, y, 0), "post", 0.015)]
    for s in (-1, 1):
        parts.append(
            tube("brace", [(x, y + s * 0.05, high - 0.6), (x, y + s * 0.5, high - 0.06)], 0.045, "post", square=True)
        )
    return parts


def balcony(f: Fixture, looks: Fashion, seed: int = 0) -> list[Part]:
    """A slab on scrolled brackets with a railing on three sides."""
    d, w, h = f.depth, f.width, f.height
    parts = [
        box("slab", (d, w, 0.12), (0, 0, h - 0.12), "deck", 0.012),
        box("moulding", (d + 0.05, w + 0.1, 0.05), (0.02, 0, h - 0.09), "trim", 0.015),
    ]
    for y in np.linspace(-w / 2 + 0.2, w / 2 - 0.2, max(2, round(w / 1.2))).tolist():
        side = [
            (-d / 2, h - 0.12),
            (d * 0.36, h - 0.12),
            (d * 0.36, h - 0.2),
            (d * 0.1, h - 0.3),
            (-d * 0.2, h - 0.5),
            (-d / 2, h - 0.72),
        ]
        parts.append(prism("bracket", side, 0.14, "trim", (0, y, 0), along="y", bevel=0.012))
    x, y = d / 2 - 0.06, w / 2 - 0.06
    for line in ([(-d / 2 + 0.05, -y, h), (x, -y, h)], [(x, -y, h), (x, y, h)], [(x, y, h), (-d / 2 + 0.05, y, h)]):
        parts += railing(line, looks.columns)
    return parts


def hull_radius(room: Room) -> float:
    """Metres of the rounding between wall and ceiling of a ship's frames: above what opens in the walls."""
    heads = max([o.sill + o.height for o in room.openings], default=0.0)
    spring = room.height - (room.vault.rise if room.vault else 0.0)
    return max(0.25, min(0.9, room.width * 0.2, spring - heads - 0.1, spring * 0.35))


def frames_at(room: Room, every: float = _EVERY) -> list[float]:
    """Where along the room its ribbed frames stand: evenly, beside doors and windows of the long walls."""
    count = max(2, round(room.length / every))
    spots = [room.length * k / count for k in range(count + 1)]
    spots = [min(max(x, 0.1), room.length - 0.1) for x in spots]
    taken = [o for o in room.openings if o.wall in ("south", "north")]
    return [x for x in spots if all(abs(x - o.at) > o.width / 2 + 0.14 for o in taken)]


def bulkhead(f: Fixture, room: Room, looks: Fashion, seed: int = 0) -> list[Part]:
    """A ship's hull inside: curved plating over the corners, ribbed frames, stringers, end plates.

    In the room's frame.
    """
    w, h, r = room.width, room.height, hull_radius(room)
    if room.vault:
        h -= room.vault.rise
    turn = np.linspace(0, np.pi / 2, 9)
    left = [(r - r * math.cos(t), h - r + r * math.sin(t)) for t in turn]
    right = [(w - y, z) for y, z in reversed(left)]
    parts: list[Part] = []
    for shape in ([*left, (0.0, h)], [*right, (w, h)]):  # the plating over both upper corners
        parts.append(prism("plating", shape, room.length, "hull", (room.length / 2, 0, 0), along="x", bevel=0.0))

    def inner(deep: float) -> list[tuple[float, float]]:
        q = max(r - deep, 0.05)
        arc = [(deep + q - q * math.cos(t), h - deep - q + q * math.sin(t)) for t in turn]
        return [(deep, 0.0), *arc, *[(w - y, z) for y, z in reversed(arc)], (w - deep, 0.0)]

    outer = [(0.0, 0.0), *left, *right, (w, 0.0)]
    for x in frames_at(room, f.depth):
        web = outer + inner(_FRAME)[::-1]
        parts.append(prism("frame", web, _WEB, "frame_rib", (x, 0, 0), along="x", bevel=0.004))
        line = np.array([(x, y, z) for y, z in inner(_FRAME)])
        flange = inner(_FRAME - 0.025) + inner(_FRAME)[::-1]
        parts.append(prism("flange", flange, 0.16, "frame_rib", (x, 0, 0), along="x", bevel=0.004))
        steps = np.linalg.norm(np.diff(line, axis=0), axis=1)
        along = np.concatenate([[0.0], np.cumsum(steps)])
        for s in np.arange(0.3, along[-1], 0.55):  # a bolt every half metre
            y, z = (float(np.interp(s, along, line[:, k])) for k in (1, 2))
            for dx in (-0.055, 0.055):
                parts.append(ball("bolt", 0.014, "bolt", (x + dx, y, z), n=6))
        for y in (0.0, w):  # feet
            parts.append(box("foot", (0.22, 0.3, 0.06), (x, min(max(y, 0.15), w - 0.15), 0), "frame_rib", 0.01))
    for wall, y, sign in (("south", 0.0, 1), ("north", w, -1)):
        for z in (h * 0.36, min(h - r - 0.04, h * 0.72)):
            taken = [
                (o.at - o.width / 2 - 0.1, o.at + o.width / 2 + 0.1)
                for o in room.openings
                if o.wall == wall and o.sill < z + 0.1 and o.sill + o.height > z - 0.1
            ]
            for a, b in free(room.length, taken, 0.2):
                parts.append(
                    box("stringer", (b - a, 0.09, 0.05), ((a + b) / 2, y + sign * 0.045, z), "frame_rib", 0.006)
                )
    for wall, x, sign in (("west", 0.0, 1), ("east", room.length, -1)):  # stiffeners on the end plates
        taken = [(o.at - o.width / 2 - 0.24, o.at + o.width / 2 + 0.24) for o in room.openings if o.wall == wall]
        count = max(2, round(w / 0.62))
        for k in range(1, count):
            y = w * k / count
            over = next((o for o in room.openings if o.wall == wall and abs(o.at - y) < o.width / 2 + 0.24), None)
            low = 0.0 if over is None else over.sill + over.height + 0.22
            top = h - max(0.06, r - math.sqrt(max(r * r - max(0.0, r - min(y, w - y)) ** 2, 0.0)))
            if top - low > 0.25:
                parts.append(box("stiffener", (0.1, 0.035, top - low), (x + sign * 0.05, y, low), "frame_rib", 0.004))
                parts.append(
                    box("stiffener edge", (0.02, 0.09, top - low), (x + sign * 0.1, y, low), "frame_rib", 0.004)
                )
        for a, b in free(w, taken, 0.2):
            parts.append(
                box("seam", (0.016, b - a, 0.05), (x + sign * 0.008, (a + b) / 2, h * 0.5), "frame_rib", 0.003)
            )
    return parts


def arcade_spring(room: Room) -> float:
    """Metres at which the arches over a room's columns spring."""
    return max(1.9, min(room.height * 0.62, room.height - 0.9))


def rows_of(columns: Sequence[Column]) -> list[list[Column]]:
    """Columns that stand in a line along the room, each line sorted; of two at least."""
    rows: dict[float, list[Column]] = {}
    for c in columns:
        rows.setdefault(round(c.y, 2), []).append(c)
    return [sorted(row, key=lambda c: c.x) for row in rows.values() if len(row) > 1]


def arcade(f: Fixture, room: Room, looks: Fashion, seed: int = 0) -> list[Part]:
    """Arches from column to column with their wall above, up to the ceiling, in the room's frame."""
    spring, height = arcade_spring(room), ceiling_height(room)
    parts: list[Part] = []
    for row in rows_of(room.columns):
        thick, y = max(0.2, row[0].depth * 0.72), row[0].y
        top = float(np.min(height(np.linspace(row[0].x, row[-1].x, 9), np.full(9, y))))
        spans = [(a.x, b.x, min(a.width, b.width)) for a, b in zip(row, row[1:], strict=False)]
        for end, c in ((0.0, row[0]), (room.length, row[-1])):  # on to the walls, where there is a way between
            if abs(end - c.x) > c.width:
                spans.append((min(end, c.x), max(end, c.x), c.width * 0.5))
        for x0, x1, thin in spans:
            half = (x1 - x0 - thin * 0.6) / 2
            middle, rise = (x0 + x1) / 2, min((x1 - x0) / 2, top - spring - 0.2)
            turn = np.linspace(np.pi, 0, 25)
            if looks.arched == "pointed":
                s = -np.cos(np.linspace(0, np.pi, 25))
                arc = [
                    (middle + half * v, spring + rise * math.sqrt(max(0.0, 4 - (abs(v) + 1) ** 2)) / math.sqrt(3))
                    for v in s
                ]
            else:
                arc = [(middle + half * math.cos(t), spring + rise * math.sin(t)) for t in turn]
            outline = [(x0, spring), *arc, (x1, spring), (x1, top), (x0, top)]
            parts.append(prism("arcade", outline, thick, "arcade", (0, y, 0), along="y", bevel=0.006))
            for side in (-1, 1):  # a moulding along each side of the arch
                line = np.array([(x, y + side * (thick / 2 + 0.004), z + 0.06) for x, z in arc])
                parts.append(rib("archivolt", line, 0.05, 0.09, "trim"))
    return parts
