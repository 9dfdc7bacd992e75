"""Doors as they are built: leaves, linings, handles, rivets and wheels, in the frame of their wall.

A leaf is made with its hinge on the upright through the origin, reaching along +u, its thickness from d = 0 to -t.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from coulisse.scene.room import Opening
from coulisse.scene.shapes import ball, box, lathe, moved, prism, tube
from coulisse.scene.shell_styles import Fashion
from coulisse.scene.staged import Part

_GAP = 0.004  # metres between a leaf and its lining
_LINING = 0.035


def door(o: Opening, fashion: Fashion, wall: float, rng: np.random.Generator, what: str = "") -> list[Part]:
    """The parts of a door in the wall's frame (u, d, z). `what`: its id in architecture.yaml, "" by its kind."""
    parts = [] if what in ("archway", "gate") else lining(o, fashion, wall, what)
    if o.kind == "doorway":
        return parts + (_revolving(o) if what == "revolving_door" else [])
    heavy = what in ("blast_door", "airlock")
    doors = "steel" if what == "blast_door" else "hatch" if what == "airlock" else fashion.doors
    inner = o.width if what == "gate" else o.width - 2 * _LINING
    low, high = 0.006, o.height - (0.01 if what == "gate" else _LINING)
    left = o.at - inner / 2
    if what == "roller_shutter":
        return parts + _shutter(o, left, inner, high)
    if what == "gate":
        ajar = float(rng.choice([0.0, 75.0]))
        return [p for sign in (1, -1) for p in _hung(_bars(inner / 2 - _GAP, high), o, sign, left, inner, ajar, wall)]
    if o.kind == "double_door":
        leaf = _leaf(doors, inner / 2 - _GAP, high - low, fashion, double=True, heavy=heavy)
        ajar = float(rng.choice([0.0, 0.0, 0.0, 35.0, 78.0]))
        return parts + [p for sign, turn in ((1, ajar), (-1, ajar * 0.6)) for p in _hung(leaf, o, sign, left, inner,
            turn, wall)]  # fmt: skip
    if o.kind == "sliding_door":
        leaf = _leaf("paper" if doors == "paper" else doors, o.width + 0.1, o.height + 0.04, fashion, heavy=heavy)
        slid = 0.0 if heavy else float(rng.choice([0.0, 0.0, 0.35])) * o.width
        parts += [moved(p, (o.at - o.width / 2 - 0.05 + slid, 0.075, low)) for p in leaf]
        length = 2 * o.width if not heavy else o.width * 1.3
        rail = box("rail", (length, 0.05, 0.07), (o.at + length / 2 - o.width / 2 - 0.08, 0.045, o.height + 0.05),
            "door_metal", 0.006)  # fmt: skip
        return [*parts, rail]
    leaf = _leaf(doors, inner - 2 * _GAP, high - low, fashion, heavy=heavy, plain=what == "secret_door")
    ajar = float(rng.choice([0.0, 0.0, 0.0, 18.0, 55.0])) if not heavy else 0.0
    return parts + _hung(leaf, o, 1 if o.hinge_first else -1, left, inner, ajar, wall)


def _hung(leaf: Sequence[Part], o: Opening, sign: int, left: float, inner: float, turn: float,
          wall: float) -> list[Part]:  # fmt: skip
    """A leaf on its hinges, turned so many degrees into the room; sign -1: hung on the far side."""
    depth = -min(0.02, wall / 4)
    out = []
    for p in leaf:
        one = moved(p, (0, 0, 0.006), turn)
        if sign < 0:
            one = moved(one, scale=(-1.0, 1.0, 1.0))
        out.append(moved(one, (left + _GAP if sign > 0 else left + inner - _GAP, depth, 0)))
    return out


def lining(o: Opening, fashion: Fashion, wall: float, what: str = "") -> list[Part]:
    """The lining of a doorway and its architrave in the room."""
    slot = "door_metal" if fashion.doors in ("steel", "hatch") or what in ("blast_door", "airlock") else "frame"
    a, b, h, t = o.at - o.width / 2, o.at + o.width / 2, o.height, _LINING
    parts = [
        box("jamb", (t, wall, h), (a + t / 2, -wall / 2, 0), slot, 0.003),
        box("jamb", (t, wall, h), (b - t / 2, -wall / 2, 0), slot, 0.003),
        box("head", (o.width - 2 * t, wall, t), (o.at, -wall / 2, h - t), slot, 0.003),
        box("threshold", (o.width - 2 * t, wall, 0.012), (o.at, -wall / 2, -0.006), slot, 0.003),
    ]
    wide, thick = {"panelled": (0.11, 0.03), "deco": (0.14, 0.035), "steel": (0.12, 0.04), "hatch": (0.16, 0.06),
        "plank": (0.13, 0.04), "flush": (0.06, 0.015), "paper": (0.05, 0.03)}[fashion.doors]  # fmt: skip
    parts += [
        box("architrave", (wide, thick, h + wide), (a - wide / 2 + 0.01, thick / 2, 0), slot, 0.008),
        box("architrave", (wide, thick, h + wide), (b + wide / 2 - 0.01, thick / 2, 0), slot, 0.008),
        box("architrave", (o.width - 0.02, thick, wide), (o.at, thick / 2, h - 0.01), slot, 0.008),
    ]
    if fashion.doors in ("panelled", "deco") and h < 3.2:
        parts += [box("inner moulding", (0.025, thick + 0.012, h), (a - 0.012, thick / 2, 0), "trim", 0.006),
            box("inner moulding", (0.025, thick + 0.012, h), (b + 0.012, thick / 2, 0), "trim", 0.006),
            box("cap", (o.width + 2 * wide + 0.06, thick + 0.05, 0.045), (o.at, thick / 2 + 0.025, h + wide - 0.005),
            slot, 0.012)]  # fmt: skip
    if fashion.doors in ("steel", "hatch"):
        for z in np.arange(0.15, h, 0.3):
            for u in (a - wide / 2 + 0.01, b + wide / 2 - 0.01):
                parts.append(_rivet(u, thick, float(z)))
        for u in np.linspace(a, b, max(3, round(o.width / 0.3))):
            parts.append(_rivet(float(u), thick, h + wide / 2))
    return parts


def _rivet(u: float, d: float, z: float, r: float = 0.014) -> Part:
    return moved(lathe("rivet", [(r, 0), (r * 0.8, r * 0.5), (0, r * 0.7)], "door_metal", n=8), (u, d, z), tilt=-90,
        about="x")  # fmt: skip


def _leaf(doors: str, w: float, h: float, fashion: Fashion, *, double: bool = False, heavy: bool = False,
          plain: bool = False) -> list[Part]:  # fmt: skip
    if doors == "steel" or heavy:
        return _steel(w, h, double, heavy)
    if plain:
        return [box("leaf", (w, 0.04, h), (w / 2, -0.02, 0), "door", 0.003)]
    made = {"panelled": _panelled, "plank": _planks, "deco": _deco, "paper": _paper, "hatch": _hatch}.get(doors)
    if made:
        return made(w, h, double)
    return [box("leaf", (w, 0.042, h), (w / 2, -0.021, 0), "door", 0.003), *_lever(w - 0.06, 1.02)]


def _panelled(w: float, h: float, double: bool) -> list[Part]:
    t, stile, rows = 0.044, min(0.115, w * 0.16), (0.0, 0.24, 0.44, 1.0)
    parts = [box("stile", (stile, t, h), (x, -t / 2, 0), "door", 0.003) for x in (stile / 2, w - stile / 2)]
    inner = w - 2 * stile
    columns = 1 if w < 0.62 else 2
    edges = [0.0, *[r * h for r in rows[1:-1]], h]
    rails = [0.2, 0.12, 0.18, 0.12]
    for z, deep in zip(edges, rails, strict=True):
        z0 = min(max(z - deep / 2, 0.0), h - deep)
        parts.append(box("rail", (inner, t - 0.002, deep), (w / 2, -t / 2, z0), "door", 0.002))
    if columns == 2:
        parts.append(box("muntin", (stile, t - 0.004, h - 0.1), (w / 2, -t / 2, 0.05), "door", 0.003))
    parts.append(box("panel", (inner, 0.016, h - 0.1), (w / 2, -t / 2, 0.05), "door", 0.0))
    span = (inner - (stile if columns == 2 else 0)) / columns
    for c in range(columns):
        x = stile + span / 2 + c * (span + stile)
        for i in range(3):
            low = edges[i] + (rails[i] if i == 0 else rails[i] / 2)
            high = edges[i + 1] - (rails[i + 1] if i == 2 else rails[i + 1] / 2)
            parts.append(box("field", (span - 0.05, 0.034, high - low - 0.05), (x, -t / 2, low + 0.025), "door", 0.012))
    return parts + _knob(w - stile / 2, 1.02, t)


def _planks(w: float, h: float, double: bool) -> list[Part]:
    count, t = max(3, round(w / 0.16)), 0.05
    each = w / count
    parts = [box("plank", (each - 0.003, t, h), (each * (i + 0.5), -t / 2, 0), "door", 0.006) for i in range(count)]
    for z in (0.28, h - 0.34):
        strap = [(0, -0.032), (w * 0.8, -0.02), (w * 0.9, -0.04), (w * 0.94, 0), (w * 0.9, 0.04), (w * 0.8, 0.02),
            (0, 0.032)]  # fmt: skip
        parts += [prism("strap", strap, 0.012, "door_metal", (0, y, z), along="y", bevel=0.003) for y in (0.0, -t)]
        parts += [_rivet(w * f, 0.005, z, 0.012) for f in (0.08, 0.26, 0.44, 0.62, 0.8)]
    ring = [(0.055 * np.cos(a), 0.0, 0.055 * np.sin(a)) for a in np.arange(20) * np.pi / 10]
    parts.append(box("plate", (0.06, 0.01, 0.2), (w - 0.1, 0.004, 0.95), "door_metal", 0.003))
    parts.append(moved(tube("ring", ring, 0.008, "door_metal", closed=True), (w - 0.1, 0.025, 1.0)))
    return parts


def _deco(w: float, h: float, double: bool) -> list[Part]:
    t = 0.045
    parts = [box("leaf", (w, t, h), (w / 2, -t / 2, 0), "door", 0.003)]
    x0, x1 = w * 0.14, w * 0.86
    for k, (a, b, z0, z1) in enumerate([(x0, x1, 0.35, h - 0.2), (x0 + 0.05, x1 - 0.05, 0.42, h - 0.27)]):
        for y in (0.003, -t - 0.003):
            s = 0.012
            parts += [
                box("inlay", (s, 0.008, z1 - z0), (a, y, z0), "trim", 0.002),
                box("inlay", (s, 0.008, z1 - z0), (b, y, z0), "trim", 0.002),
                box("inlay", (b - a, 0.008, s), ((a + b) / 2, y, z0), "trim", 0.002),
                box("inlay", (b - a, 0.008, s), ((a + b) / 2, y, z1 - s), "trim", 0.002),
            ]
        if k:
            for i in range(7):  # a sunburst that rises from the lower rail
                angle = np.pi * (i + 0.5) / 7
                reach = min((b - a) / 2 / max(abs(np.cos(angle)), 0.2), (z1 - z0) * 0.42)
                foot = np.array([(a + b) / 2, 0.003, z0 + 0.02])
                tip = np.add(foot, [np.cos(angle) * reach * 0.96, 0, np.sin(angle) * reach * 0.96])
                parts.append(tube("ray", [foot, tip], 0.006, "trim", square=True))
    parts.append(box("kick plate", (w * 0.9, 0.006, 0.22), (w / 2, 0.002, 0.04), "trim", 0.002))
    x = w - 0.07
    parts.append(tube("pull", [(x, 0.0, 0.75), (x, 0.05, 0.78), (x, 0.05, 1.32), (x, 0.0, 1.35)], 0.014, "door_metal"))
    return parts


def _paper(w: float, h: float, double: bool) -> list[Part]:
    t, s = 0.03, 0.035
    parts = [
        *[box("stile", (s, t, h), (x, -t / 2, 0), "frame", 0.002) for x in (s / 2, w - s / 2)],
        *[box("rail", (w - 2 * s, t, s), (w / 2, -t / 2, z), "frame", 0.002) for z in (0.0, h * 0.3, h - s)],
        box("panel", (w - 2 * s, 0.01, h * 0.3 - s), (w / 2, -t / 2, s), "frame", 0.0),
        box("paper", (w - 2 * s, 0.002, h * 0.7 - 2 * s), (w / 2, -t * 0.7, h * 0.3 + s), "door", 0.0),
    ]
    for i in range(1, 4):
        parts.append(box("bar", (0.012, 0.012, h * 0.7 - s), (w * i / 4, -t / 2, h * 0.3 + s), "frame", 0.001))
    for i in range(1, 6):
        parts.append(box("bar", (w - 2 * s, 0.012, 0.012), (w / 2, -t / 2, h * (0.3 + 0.7 * i / 6)), "frame", 0.001))
    return parts


def _hatch(w: float, h: float, double: bool) -> list[Part]:
    t, c = 0.07, min(0.18, w / 4)
    outline = [(c, 0), (w - c, 0), (w, c), (w, h - c), (w - c, h), (c, h), (0, h - c), (0, c)]
    inner = [(w / 2 + (x - w / 2) * 0.8, h / 2 + (z - h / 2) * 0.88) for x, z in outline]
    parts = [prism("leaf", outline, t, "door", (0, -t / 2, 0), along="y", bevel=0.012), prism("field", inner, 0.02,
        "door", (0, 0.006, 0), along="y", bevel=0.01), box("band", (w * 0.8, 0.012, 0.05), (w / 2, 0.016, h * 0.44),
        "door_metal", 0.004), box("port frame", (w * 0.36, 0.03, 0.42), (w / 2, 0.014, h * 0.66), "door_metal", 0.02),
        box("port", (w * 0.28, 0.034, 0.34), (w / 2, 0.014, h * 0.66 + 0.04), "glass", 0.01)]  # fmt: skip
    for x in (w * 0.2, w * 0.8):
        parts.append(box("bolt", (0.05, 0.05, 0.16), (x, 0.02, h * 0.22), "door_metal", 0.01))
    return parts


def _steel(w: float, h: float, double: bool, heavy: bool) -> list[Part]:
    t = 0.14 if heavy else 0.06
    parts = [box("leaf", (w, t, h), (w / 2, -t / 2, 0), "door", 0.008)]
    rows, s = 3, 0.09
    for x in (s / 2, w - s / 2):
        parts.append(box("stiffener", (s, 0.03, h - 0.01), (x, 0.014, 0.005), "door", 0.006))
    for i in range(rows + 1):
        z = min(max(h * i / rows - s / 2, 0.005), h - s - 0.005)
        parts.append(box("stiffener", (w - 2 * s, 0.028, s), (w / 2, 0.013, z), "door", 0.006))
    for z in np.arange(0.12, h, 0.24):
        parts += [_rivet(x, 0.029, float(z)) for x in (s / 2, w - s / 2)]
    for i in range(rows + 1):
        z = min(max(h * i / rows, s / 2), h - s / 2)
        parts += [_rivet(float(x), 0.027, z) for x in np.linspace(s * 1.6, w - s * 1.6, max(2, round(w / 0.24)))]
    if double:
        parts.append(tube("pull", [(w - 0.12, 0.03, 0.7), (w - 0.12, 0.1, 0.74), (w - 0.12, 0.1, 1.4), (w - 0.12, 0.03,
            1.44)], 0.018, "door_metal"))  # fmt: skip
    elif heavy or w > 0.7:
        parts += wheel(w / 2, 0.03, h * 0.52, min(0.24, w * 0.3))
    else:
        parts += _lever(w - 0.08, 1.05)
    for z in (0.25, h - 0.45):
        parts.append(moved(tube("hinge", [(0, 0, 0), (0, 0, 0.2)], 0.03, "door_metal", n=10), (0.01, 0.03, z)))
    return parts


def wheel(u: float, d: float, z: float, radius: float) -> list[Part]:
    """A locking wheel on its boss, standing off a door's face."""
    a = np.arange(28) * 2 * np.pi / 28
    rim = np.stack([radius * np.cos(a), np.zeros(28), radius * np.sin(a)], 1)
    parts = [tube("rim", rim, 0.016, "door_metal", closed=True)]
    for k in range(5):
        turn = 2 * np.pi * k / 5 + 0.3
        tip = (radius * np.cos(turn), 0.0, radius * np.sin(turn))
        parts.append(tube("spoke", [(0.0, -0.03, 0.0), tip], 0.011, "door_metal"))
    boss = lathe("boss", [(0.09, -0.12), (0.09, -0.1), (0.04, -0.08), (0.04, 0.0), (0.025, 0.015)], "door_metal")
    parts.append(moved(boss, tilt=-90, about="x"))
    return [moved(p, (u, d + 0.12, z)) for p in parts]


def _lever(x: float, z: float) -> list[Part]:
    return [
        box("plate", (0.045, 0.008, 0.2), (x, 0.004, z - 0.12), "door_metal", 0.003),
        tube("lever", [(x, 0, z), (x, 0.05, z), (x - 0.02, 0.055, z), (x - 0.12, 0.055, z)], 0.01, "door_metal"),
        tube("lever", [(x, -0.04, z), (x, -0.09, z), (x - 0.12, -0.095, z)], 0.01, "door_metal"),
    ]


def _knob(x: float, z: float, t: float) -> list[Part]:
    out = [box("plate", (0.05, 0.008, 0.22), (x, 0.003, z - 0.12), "door_metal", 0.003)]
    for y in (0.045, -t - 0.045):
        out.append(ball("knob", 0.03, "door_metal", (x, y, z), squash=0.9))
        out.append(tube("shank", [(x, y, z), (x, -t / 2, z)], 0.01, "door_metal"))
    return out


def _bars(w: float, h: float) -> list[Part]:
    parts = [box("frame", (0.05, 0.05, h), (x, -0.03, 0), "door_metal", 0.006) for x in (0.025, w - 0.025)]
    parts += [box("frame", (w, 0.05, 0.05), (w / 2, -0.03, z), "door_metal", 0.006) for z in (0.1, h * 0.5, h - 0.25)]
    for x in np.linspace(0.1, w - 0.1, max(3, round(w / 0.13))):
        x = float(x)
        parts.append(tube("bar", [(x, -0.03, 0.05), (x, -0.03, h - 0.1), (x, -0.03, h)], [0.012, 0.012, 0.001],
            "door_metal"))  # fmt: skip
    return parts


def _shutter(o: Opening, left: float, inner: float, high: float) -> list[Part]:
    count = max(4, round(high / 0.09))
    each = high / count
    slats = [box("slat", (inner, 0.02 + 0.008 * (i % 2), each - 0.002), (o.at, -0.05, i * each), "door", 0.004)
        for i in range(count)]  # fmt: skip
    return [*slats, box("drum", (inner + 0.2, 0.3, 0.3), (o.at, 0.15, o.height), "door_metal", 0.02),
        *[box("guide", (0.06, 0.05, high), (u, 0.02, 0), "door_metal", 0.004) for u in (left - 0.03,
        left + inner + 0.03)]]  # fmt: skip


def _revolving(o: Opening) -> list[Part]:
    r, h = o.width / 2 - 0.06, o.height - 0.08
    parts = []
    for k in range(4):
        wing = [box("wing", (r, 0.012, h - 0.1), (r / 2, 0, 0.03), "glass", 0.0), box("rail", (r, 0.04, 0.09),
            (r / 2, 0, 0.01), "door_metal", 0.004), box("rail", (r, 0.04, 0.07), (r / 2, 0, h - 0.08), "door_metal",
            0.004), box("stile", (0.05, 0.04, h - 0.02), (r - 0.03, 0, 0.01), "door_metal", 0.004)]  # fmt: skip
        parts += [moved(p, (o.at, -0.1, 0), 33 + 90 * k) for p in wing]
    disc = lathe("canopy", [(0.0, h), (r + 0.04, h), (r + 0.04, h + 0.07), (0.0, h + 0.07)], "frame", n=32)
    return [*parts, moved(disc, (o.at, -0.1, 0)), tube("post", [(o.at, -0.1, 0), (o.at, -0.1, h)], 0.03, "door_metal")]


def renamed(parts: Sequence[Part], slots: dict[str, str]) -> list[Part]:
    """The parts with slots renamed."""
    return [replace(p, slot=slots.get(p.slot, p.slot)) for p in parts]
