"""What is cut into a wall and lies behind it: an apse under its half dome, the mouth of a tunnel.

In the fixture's own frame: origin on the wall's face at the floor, x into the room, y to the left of that.
"""

from __future__ import annotations

import math

import numpy as np

from coulisse.scene.fixtures import Fixture
from coulisse.scene.meshes import part
from coulisse.scene.room import Niche, Wall
from coulisse.scene.shapes import box, prism
from coulisse.scene.shell_styles import Fashion
from coulisse.scene.shell_vaults import rib
from coulisse.scene.shell_walls import Array, Hole, hole_of
from coulisse.scene.staged import Part

TUNNEL = 9.0  # metres that a tunnel runs on
STEP = 0.16  # metres that an apse's floor lies higher
_LANCETS = (52.0, 90.0, 128.0)  # degrees around an apse
_ARC = 32


def portal_hole(f: Fixture, wall: Wall, at: float) -> Hole:
    """The outline that it cuts out of its wall."""
    return hole_of(Niche(wall, at, f.width, f.depth, f.height), "arched")


def rise_of(f: Fixture) -> float:
    """Metres from the springing of its arch to the crown, as `hole_of` has them."""
    return min(f.width / 2, f.height * 0.6)


def _arch(f: Fixture, grow: float = 0.0) -> Array:
    """The arch's line (n, 2) in y and z from the left foot over the crown to the right foot, `grow` metres outside."""
    rise, half = rise_of(f) + grow, f.width / 2 + grow
    spring = f.height - rise_of(f)
    turn = np.linspace(0, np.pi, _ARC + 1)
    arc = np.column_stack([half * np.cos(turn), spring + rise * np.sin(turn)])
    return np.concatenate([[[half, 0.0]], arc, [[-half, 0.0]]])


def _strip(name: str, slot: str, near: Array, far: Array, smooth: bool = True) -> Part:
    """The surface between two lines (n, 3)."""
    n = len(near)
    faces = [[k, k + 1, n + k + 1, n + k] for k in range(n - 1)]
    return part(name, np.concatenate([near, far]), faces, slot, smooth=smooth)


def voussoirs(f: Fixture, wide: float, proud: float, slot: str) -> list[Part]:
    """Wedge stones around the arch with a keystone, and quoins below them."""
    rise, half = rise_of(f), f.width / 2
    spring = f.height - rise
    count = max(7, round(np.pi * half / 0.42)) // 2 * 2 + 1
    parts = []
    for k in range(count):
        a, b = (math.pi * (k + s) / count + s2 for s, s2 in ((0, 0.006), (1, -0.006)))
        key = k == count // 2
        reach = wide * (1.35 if key else 1.0)
        turn = np.linspace(a, b, 4)
        inner = [(half * math.cos(t), spring + rise * math.sin(t)) for t in turn]
        outer = [((half + reach) * math.cos(t), spring + (rise + reach) * math.sin(t)) for t in turn[::-1]]
        deep = proud * (1.5 if key else 1.0)
        parts.append(
            prism(
                "voussoir", np.array(inner + outer), deep + 0.06, slot, (deep / 2 - 0.03, 0, 0), along="x", bevel=0.012
            )
        )
    rows = max(1, round(spring / 0.42))
    for k in range(rows):
        long = wide * (1.2 if k % 2 else 0.85)
        for s in (-1, 1):
            parts.append(
                box(
                    "quoin",
                    (proud + 0.06, long, spring / rows - 0.012),
                    (proud / 2 - 0.03, s * (half + long / 2), spring * k / rows),
                    slot,
                    0.012,
                )
            )
    return parts


def tunnel(f: Fixture, looks: Fashion, wall: float, seed: int = 0) -> list[Part]:
    """The mouth of a tunnel with its ring of stones, its lining, and rails that run into the dark."""
    line = _arch(f)
    near = np.column_stack([np.full(len(line), -wall + 0.001), line])
    far = near - [TUNNEL, 0, 0]
    parts = [
        _strip("lining", "tunnel", near, far),
        part(
            "end",
            np.column_stack([np.full(len(line), -wall - TUNNEL), line]),
            [[0, k, k + 1] for k in range(1, len(line) - 1)],
            "tunnel",
        ),
    ]
    for x in np.arange(-wall - 1.5, -wall - TUNNEL, -1.5):  # rings of the lining
        parts.append(rib("ring", np.column_stack([np.full(_ARC + 1, x), line[1:-1]]), 0.22, 0.07, "tunnel"))
    parts.append(box("bed", (TUNNEL + wall + 0.1, f.width, 0.2), (-(TUNNEL + wall) / 2, 0, -0.2), "bed", 0.0))
    wide = min(0.45, f.width * 0.14)
    parts += voussoirs(f, wide, 0.1, "portal")
    if f.width > 1.8 and "rails" in f.traits:
        gauge = 1.435 if f.width > 2.8 else 0.75
        for x in np.arange(-0.35, -TUNNEL, -0.62):
            parts.append(box("sleeper", (0.22, gauge + 0.7, 0.09), (float(x), 0, 0.0), "sleeper", 0.008))
        for y in (-gauge / 2, gauge / 2):
            for wide_, z, high in ((0.11, 0.09, 0.015), (0.018, 0.105, 0.09), (0.065, 0.19, 0.035)):
                parts.append(box("rail", (TUNNEL, wide_, high), (-TUNNEL / 2 - 0.02, y, z), "track", 0.003))
    return parts


def apse(f: Fixture, looks: Fashion, wall: float, seed: int = 0) -> list[Part]:
    """Half an ellipse of wall under a half dome, ribbed and with lancets, its floor a step up."""
    half, deep, rise = f.width / 2, f.depth, rise_of(f)
    spring = f.height - rise

    def at(turn: Array, z: Array | float, out: float = 0.0, shrink: Array | float = 1.0) -> Array:
        """Points on the wall at angles (degrees from the left end round to the right)."""
        a = np.radians(turn)
        y, x = (half + out) * np.cos(a) * shrink, -wall - (deep + out) * np.sin(a) * shrink
        return np.stack(np.broadcast_arrays(x, y, z), -1)

    sill, head = 1.35, spring - 0.25
    lights = () if "blind" in f.traits or head - sill < 0.7 else _LANCETS
    wide = math.degrees(0.3 / max(half, deep))
    stops = np.unique(
        np.concatenate([np.linspace(0, 180, _ARC + 1), *[np.linspace(a - wide, a + wide, 7) for a in lights]])
    )
    parts: list[Part] = []
    for a, b in zip(stops, stops[1:], strict=False):
        own = next((c for c in lights if c - wide - 1e-6 < (a + b) / 2 < c + wide + 1e-6), None)
        ends = np.array([a, b])
        if own is None:
            parts.append(_strip("apse", "apse", at(ends, 0.0), at(ends, spring)))
            continue
        tops = head - 0.45 * np.abs((ends - own) / wide) ** 1.6  # a pointed head
        parts.append(_strip("apse", "apse", at(ends, 0.0), at(ends, sill)))
        parts.append(_strip("apse", "apse", at(ends, tops), at(ends, spring)))
        parts.append(_strip("reveal", "apse", at(ends, sill), at(ends, sill, 0.22), smooth=False))
        parts.append(_strip("reveal", "apse", at(ends, tops), at(ends, tops, 0.22), smooth=False))
        parts.append(_strip("glass", "glass", at(ends, sill, 0.14), at(ends, tops, 0.14), smooth=False))
    for c in lights:
        for a in (c - wide, c + wide):
            jamb = np.array([a])
            low = head - 0.45
            corners = [at(jamb, sill)[0], at(jamb, sill, 0.22)[0], at(jamb, low, 0.22)[0], at(jamb, low)[0]]
            parts.append(part("reveal", np.array(corners), [[0, 1, 2, 3]], "apse"))
        for share in (0.3, 0.6):  # saddle bars
            z = sill + (head - sill) * share
            parts.append(rib("bar", at(np.linspace(c - wide, c + wide, 5), z, 0.12), 0.02, 0.02, "door_metal"))
    turn, up = np.linspace(0, 180, _ARC + 1), np.linspace(0, np.pi / 2, 13)
    for low, high in zip(up, up[1:], strict=False):
        a = at(turn, spring + rise * math.sin(low), 0.0, math.cos(low))
        b = at(turn, spring + rise * math.sin(high), 0.0, max(math.cos(high), 1e-4))
        parts.append(_strip("half dome", "apse_dome", a, b))
    for c in (26.0, 71.0, 109.0, 154.0) if lights else (45.0, 90.0, 135.0):
        arc = np.concatenate([at(np.full(len(up) - 1, c), spring + rise * np.sin(up[:-1]), 0.0, np.cos(up[:-1]))])
        parts.append(rib("rib", arc, 0.13, 0.1, "beam"))
        parts.append(rib("shaft", at(np.full(2, c), np.array([STEP, spring]), -0.03), 0.16, 0.12, "beam"))
    parts.append(rib("springing", at(turn, spring, -0.02), 0.12, 0.12, "trim"))
    edge = at(turn, 0.0)[:, :2]
    floor = np.concatenate([[[0.0, half], [-wall, half]], edge[1:-1], [[-wall, -half], [0.0, -half]]])
    parts.append(prism("apse floor", floor, 0.2 + STEP, "apse_floor", (0, 0, -0.2), bevel=0.008))
    return parts + voussoirs(f, min(0.32, f.width * 0.08), 0.05, "portal")
