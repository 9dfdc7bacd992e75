"""Columns, beams and ceilings of a shell, in the room's frame."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from coulisse.scene.meshes import moved
from coulisse.scene.room import Beam, Column, Niche, Room
from coulisse.scene.shapes import box, lathe, loft, prism, tube
from coulisse.scene.shell_styles import Fashion
from coulisse.scene.shell_walls import Array, Hole, hole_of, slab
from coulisse.scene.staged import Part


def column(c: Column, height: float, fashion: Fashion) -> list[Part]:
    """A column of `height` metres, about the upright through its middle, in the room's frame."""
    makers: dict[str, Callable[[Column, float], list[Part]]] = {"classical": _classical, "gothic": _gothic,
        "deco": _deco, "steel": _steel, "timber": _timber, "panel": _panel,}  # fmt: skip
    made = makers.get(fashion.columns, _pillar)(c, height)
    return [moved(p, (c.x, c.y, 0.0)) for p in made]


def _square(name: str, c: Column, grow: float, low: float, high: float, slot: str = "column",
            bevel: float = 0.01) -> Part:  # fmt: skip
    return box(name, (c.width + 2 * grow, c.depth + 2 * grow, high - low), (0, 0, low), slot, bevel)


def _pillar(c: Column, h: float) -> list[Part]:
    if c.round:
        r = c.width / 2
        shaft = lathe("shaft", [(r * 0.96, 0), (r * 0.96, 0.16), (r * 0.92, 0.18), (r * 0.92, h)], "column", n=40)
        return [shaft, lathe("foot", [(r, 0), (r, 0.12), (r * 0.97, 0.14)], "skirting", n=40)]
    return [_square("shaft", c, -0.012, 0.0, h, bevel=0.02), _square("foot", c, 0.0, 0.0, 0.14, "skirting", 0.012),
        _square("head", c, 0.0, h - 0.22, h, bevel=0.02)]  # fmt: skip


def _classical(c: Column, h: float) -> list[Part]:
    """After the Tuscan and Doric orders: a base of half the thickness, a shaft with entasis and flutes, a capital."""
    if not c.round:
        foot, head = min(0.3, h * 0.08), min(0.35, h * 0.1)
        parts = [_square("shaft", c, -0.03, foot, h - head, bevel=0.006), _square("plinth", c, 0.0, 0.0, foot * 0.6),
            _square("base", c, -0.01, foot * 0.6, foot, bevel=foot * 0.18), _square("neck", c, -0.012, h - head,
            h - head * 0.85, bevel=0.008), _square("bell", c, -0.01, h - head * 0.6, h - head * 0.25,
            bevel=head * 0.12), _square("abacus", c, 0.0, h - head * 0.25, h)]  # fmt: skip
        if c.width > 0.3:
            for k in range(3):
                x = (k - 1) * c.width * 0.24
                for y in (-1, 1):
                    parts.append(box("flute", (c.width * 0.08, 0.012, h - foot - head - 0.3),
                        (x, y * (c.depth / 2 - 0.03), foot + 0.15), "column", 0.005))  # fmt: skip
        return parts
    r = c.width / 2 * 0.78
    big = c.width / 2
    foot, head = r * 1.0, r * 1.1
    base = [(big * 0.98, 0.32 * foot), (big, 0.42 * foot), (big * 0.98, 0.55 * foot), (r * 1.08, 0.62 * foot),
        (r * 1.05, 0.72 * foot), (r * 1.13, 0.8 * foot), (r * 1.13, 0.9 * foot), (r * 1.02, foot)]  # fmt: skip
    cap = [(r * 0.84, h - head), (r * 0.92, h - 0.92 * head), (r * 0.92, h - 0.86 * head), (r * 0.84, h - 0.82 * head),
        (r * 0.84, h - 0.6 * head), (r * 0.95, h - 0.55 * head), (big * 0.9, h - 0.36 * head),
        (big * 0.96, h - 0.26 * head)]  # fmt: skip
    n = 20 * 4
    a = np.arange(n) * 2 * np.pi / n
    hollow = 1 - 0.055 * np.abs(np.sin(10 * a)) ** 0.7
    rings = []
    for s in np.linspace(0, 1, 9):
        swell = r * (1 - 0.16 * s**1.8)
        z = foot + (h - head - foot) * s
        flute = hollow if 0.02 < s < 0.98 else np.ones(n)
        rings.append(np.column_stack([swell * flute * np.cos(a), swell * flute * np.sin(a), np.full(n, z)]))
    return [
        box("plinth", (c.width, c.width, 0.32 * foot), (0, 0, 0), "column", 0.008),
        lathe("base", [(0, 0.3 * foot), *base, (0, foot)], "column", n=36),
        loft("shaft", rings, "column"),
        lathe("capital", [(0, h - head), *cap, (0, h - 0.25 * head)], "column", n=36),
        box("abacus", (c.width, c.width, 0.26 * head), (0, 0, h - 0.26 * head), "column", 0.01),
    ]


def _gothic(c: Column, h: float) -> list[Part]:
    r = min(c.width, c.depth) / 2
    foot, head = min(0.5, h * 0.1), min(0.55, h * 0.12)
    parts = [lathe("core", [(r * 0.62, 0), (r * 0.62, h)], "column", n=24)]
    for k in range(8):
        a = 2 * np.pi * k / 8
        at = (r * 0.62 * np.cos(a), r * 0.62 * np.sin(a), 0.0)
        thin = r * (0.2 if k % 2 == 0 else 0.15)
        parts.append(lathe("shaft", [(thin, foot * 0.5), (thin, h - head * 0.8)], "column", at, n=12))
        parts.append(lathe("ring", [(thin, foot), (thin * 1.5, foot * 0.8), (thin * 1.2, foot * 0.65),
            (thin * 1.7, foot * 0.5), (0, foot * 0.5)], "column", at, n=12))  # fmt: skip
    for low, high, size in ((0, 0.28, 1.0), (0.28, 0.55, 0.93)):
        parts.append(prism("plinth", _octagon(r * size), foot * (high - low), "column", (0, 0, foot * low), bevel=0.02))
    bell = [(r * 0.8, h - head), (r * 0.86, h - head * 0.95), (r * 0.8, h - head * 0.88), (r * 0.82, h - head * 0.5),
        (r * 0.98, h - head * 0.28), (0, h - head * 0.28)]  # fmt: skip
    parts.append(lathe("bell", [(0, h - head), *bell], "column", n=24))
    for k in range(16):  # leaves that curl out of the bell
        a = 2 * np.pi * k / 16
        z = h - head * (0.42 if k % 2 else 0.58)
        leaf = [(r * 0.78, 0, z - 0.12), (r * 0.9, 0, z), (r * 0.98, 0, z + 0.06), (r * 0.94, 0, z + 0.03)]
        parts.append(moved(tube("leaf", leaf, [0.035, 0.04, 0.03, 0.01], "column", n=6), turn=float(np.degrees(a))))
    parts.append(prism("abacus", _octagon(r * 1.0), head * 0.3, "column", (0, 0, h - head * 0.3), bevel=0.02))
    return parts


def _octagon(r: float) -> Array:
    a = np.arange(8) * np.pi / 4 + np.pi / 8
    return r / np.cos(np.pi / 8) * np.column_stack([np.cos(a), np.sin(a)]) * np.cos(np.pi / 8)


def _deco(c: Column, h: float) -> list[Part]:
    if c.round:
        r, n = c.width / 2 * 0.86, 24 * 4
        a = np.arange(n) * 2 * np.pi / n
        reed = 1 + 0.03 * np.abs(np.cos(12 * a)) - 0.03
        ring = np.column_stack([r * reed * np.cos(a), r * reed * np.sin(a)])
        parts = [loft("shaft", [np.column_stack([ring, np.full(n, z)]) for z in (0.2, h - 0.3)], "column")]
        steps = [(r * 1.14, 0.0, 0.12, "skirting"), (r * 1.08, 0.12, 0.2, "skirting"), (r * 1.03, 0.2, 0.225, "trim"),
            (r * 1.03, h - 0.42, h - 0.395, "trim"), (r * 1.05, h - 0.32, h - 0.22, "column"), (r * 1.08, h - 0.22,
            h - 0.2, "trim"), (r * 1.16, h - 0.2, h, "column")]  # fmt: skip
        return parts + [lathe("step", [(0, a0), (s, a0), (s, a1), (0, a1)], slot, n=40, smooth=False) for s, a0, a1,
            slot in steps]  # fmt: skip
    parts = [_square("shaft", c, -0.05, 0.2, h - 0.3, bevel=0.01)]
    for low, high, grow, slot in ((0, 0.14, 0.0, "skirting"), (0.14, 0.22, -0.02, "skirting"), (0.22, 0.245, -0.035,
                                  "trim"),
                                  (h - 0.5, h - 0.475, -0.04, "trim"), (h - 0.34, h - 0.24, -0.03, "column"),
                                  (h - 0.24, h - 0.22, -0.02, "trim"), (h - 0.22, h - 0.1, -0.015, "column"),
                                  (h - 0.1, h, 0.0, "column")):  # fmt: skip
        parts.append(_square("step", c, grow, low, high, slot, 0.006))
    for axis, wide in ((0, c.width), (1, c.depth)):  # reeds on each face
        count = max(3, round((wide - 0.12) / 0.07))
        if wide < 0.2:
            continue
        for k in range(count):
            s = (k - (count - 1) / 2) * (wide - 0.14) / count
            for side in (-1, 1):
                d = side * ((c.depth if axis == 0 else c.width) / 2 - 0.045)
                at = (s, d, 0.26) if axis == 0 else (d, s, 0.26)
                size = (0.042, 0.03, h - 0.78) if axis == 0 else (0.03, 0.042, h - 0.78)
                parts.append(box("reed", size, at, "column", 0.014))
    return parts


def _steel(c: Column, h: float) -> list[Part]:
    w, d = c.width * 0.8, c.depth * 0.8
    parts = [prism("stanchion", _i_section(w, d, 0.03), h, "column", (0, 0, 0), bevel=0.0)]
    for z in (0.0, h - 0.03):
        parts.append(box("plate", (c.width, c.depth, 0.03), (0, 0, z), "column", 0.004))
    for x in (-1, 1):
        for y in (-1, 1):
            at = (x * c.width * 0.42, y * c.depth * 0.42, 0.03)
            parts.append(
                lathe("bolt", [(0.022, 0), (0.022, 0.018), (0.012, 0.02), (0.012, 0.05), (0, 0.05)], "trim", at, n=6)
            )
    for z in np.arange(0.4, h - 0.2, 0.9):
        parts.append(box("stiffener", (w * 0.94, d * 0.86, 0.012), (0, 0, float(z)), "column", 0.0))
    return parts


def _i_section(w: float, d: float, t: float) -> list[tuple[float, float]]:
    x, y, s = w / 2, d / 2, t / 3
    return [(-x, -y), (x, -y), (x, -y + t), (s, -y + t), (s, y - t), (x, y - t), (x, y), (-x, y), (-x, y - t),
        (-s, y - t), (-s, -y + t), (-x, -y + t)]  # fmt: skip


def _timber(c: Column, h: float) -> list[Part]:
    w = min(c.width, c.depth) * 0.8
    parts = [box("post", (min(w, c.width), min(w, c.depth), h - 0.14), (0, 0, 0.14), "column", 0.02),
        box("pad", (c.width, c.depth, 0.16), (0, 0, 0), "step", 0.025)]  # fmt: skip
    reach = min(0.55, h * 0.18)
    if c.depth > 0.2:
        for x in (-1, 1):
            line = [(x * w * 0.35, 0, h - reach * 1.5 - w * 0.2), (x * (w * 0.5 + reach * 0.45), 0,
                                                                   h - reach * 0.55 - w * 0.2),
                (x * (w * 0.5 + reach), 0, h - w * 0.26)]  # fmt: skip
            parts.append(tube("brace", line, w * 0.3, "column", square=True))
    return parts


def _panel(c: Column, h: float) -> list[Part]:
    r = min(c.width, c.depth) / 2
    rings = [np.column_stack([_octagon(r * s), np.full(8, z)]) for z, s in ((0, 1.0), (0.25, 1.0), (0.32, 0.86),
        (h * 0.7, 0.86), (h - 0.12, 1.0), (h, 1.0))]  # fmt: skip
    parts = [loft("shaft", rings, "column", smooth=False)]
    for z in (0.5, h * 0.5, h - 0.5):
        parts.append(prism("band", _octagon(r * 0.9), 0.04, "trim", (0, 0, z), bevel=0.004))
    return parts


def beam(b: Beam, room: Room, fashion: Fashion, truss: bool) -> list[Part]:
    """A beam under the ceiling, in the room's frame; with `truss` a lattice girder of the same depth."""
    length = room.length if b.along else room.width
    low = room.height - b.depth
    parts: list[Part]
    if truss:
        parts = [
            box("chord", (length, b.width * 0.6, 0.07), (0, 0, z), "beam", 0.008) for z in (low, room.height - 0.07)
        ]
        count = max(4, round(length / max(b.depth, 0.2)))
        for k in range(count):
            x0, x1 = (length * ((k + s) / count - 0.5) for s in (0, 1))
            ends = [(x0, 0, low + 0.05), (x1, 0, room.height - 0.04)]
            if k % 2:
                ends = [(x0, 0, room.height - 0.04), (x1, 0, low + 0.05)]
            parts.append(tube("web", ends, 0.022, "beam", square=True))
    elif fashion.columns == "steel" or fashion.slots["beam"] == "steel":
        section = [(y, z + low + b.depth / 2) for y, z in _i_section(b.width, b.depth, 0.03)]
        parts = [prism("girder", section, length, "beam", along="x", bevel=0.0)]
    elif fashion.columns in ("timber", "gothic"):
        parts = [box("beam", (length, b.width, b.depth), (0, 0, low), "beam", 0.02)]
    elif fashion.cornice != "none":
        parts = [box("beam", (length, b.width, b.depth), (0, 0, low), "beam", 0.008),
            box("soffit", (length, b.width * 0.6, 0.02), (0, 0, low - 0.012), "beam", 0.006), box("moulding",
            (length, b.width + 0.09, 0.06), (0, 0, room.height - 0.06), "cornice", 0.018), box("moulding",
            (length, b.width + 0.045, 0.05), (0, 0, room.height - 0.1), "cornice", 0.014)]  # fmt: skip
    else:
        parts = [box("beam", (length, b.width, b.depth), (0, 0, low), "beam", 0.015)]
    turn = 0.0 if b.along else 90.0
    at = (room.length / 2, b.at, 0.0) if b.along else (b.at, room.width / 2, 0.0)
    return [moved(p, at, turn) for p in parts]


def flat_ceiling(room: Room, fashion: Fashion, architecture: tuple[str, ...], thick: float = 0.25) -> list[Part]:
    """A flat ceiling with what is set in it: coffers, tiles, boards, skylights, an oculus or a roof of glass."""
    length, width, h = room.length, room.width, room.height
    holes = _lights(room, architecture)

    def put(p: Part) -> Part:  # the slab's frame lies on its back: u along x, z along y, d downwards
        q = p.points
        return Part(p.name, np.column_stack([q[:, 0], q[:, 2], h - q[:, 1]]).astype(np.float32), p.faces, p.slot,
            p.bevel, p.smooth, p.uv)  # fmt: skip

    t = room.wall
    parts = [
        put(
            slab("ceiling", "ceiling", (-t, length + t), 0.0, lambda u: np.full(np.shape(u), width), holes, 0.0, -thick)
        )
    ]
    edges = [(length + 2 * t, t, length / 2, -t / 2), (length + 2 * t, t, length / 2, width + t / 2)]
    parts += [box("over the wall", (a, b, thick), (x, y, h), "ceiling", 0.0) for a, b, x, y in edges]
    for hole in holes:
        a, b, low, high = float(hole.u[0]), float(hole.u[-1]), float(hole.low.min()), float(hole.high.max())
        parts += _glazing(a, b, low, high, h + thick, len(hole.u) > 2)
    if "coffered_ceiling" in architecture:
        parts += _coffers(room)
    elif "suspended_ceiling" in architecture:
        parts += _tiles(room)
    return parts


def _lights(room: Room, architecture: tuple[str, ...]) -> list[Hole]:
    length, width = room.length, room.width
    if "glass_roof" in architecture:
        return [hole_of(Niche("south", length / 2, length - 0.3, 0, width - 0.3, 0.15))]
    if "skylight" in architecture or "dormer" in architecture:
        count = max(1, min(4, round(length / 4)))
        size = min(1.5, length / count * 0.6, width * 0.5)
        spots = [length * (i + 0.5) / count for i in range(count)]
        clear = [s for s in spots if all(b.along or abs(b.at - s) > (size + b.width) / 2 for b in room.beams)]
        return [hole_of(Niche("south", s, size, 0, size, width / 2 - size / 2)) for s in clear or spots[:1]]
    if "oculus" in architecture:
        size = min(2.0, width * 0.5, length * 0.5)
        return [hole_of(Niche("south", length / 2, size, 0, size, width / 2 - size / 2), "round")]
    return []


def _glazing(a: float, b: float, low: float, high: float, z: float, round_: bool) -> list[Part]:
    """Glass over an opening in the roof, on glazing bars and a kerb."""
    w, d, x, y = b - a, high - low, (a + b) / 2, (low + high) / 2
    parts = [box("glass", (w + 0.1, d + 0.1, 0.008), (x, y, z + 0.05), "sky_glass", 0.0)]
    parts += [box("kerb", (w + 0.2, 0.08, 0.1), (x, s, z), "frame", 0.006) for s in (low - 0.05, high + 0.05)]
    parts += [box("kerb", (0.08, d + 0.2, 0.1), (s, y, z), "frame", 0.006) for s in (a - 0.05, b + 0.05)]
    if not round_:
        for k in range(1, max(2, round(w / 0.6))):
            parts.append(box("bar", (0.035, d, 0.06), (a + w * k / max(2, round(w / 0.6)), y, z), "frame", 0.004))
        for k in range(1, round(d / 1.5)):
            parts.append(box("bar", (w, 0.06, 0.08), (x, low + d * k / round(d / 1.5), z - 0.02), "frame", 0.004))
    return parts


def _coffers(room: Room) -> list[Part]:
    deep = min(0.22, room.height * 0.07)
    nx, ny = max(2, round(room.length / 1.3)), max(2, round(room.width / 1.3))
    low, parts = room.height - deep, []
    for k in range(nx + 1):
        x = min(max(room.length * k / nx, 0.09), room.length - 0.09)
        parts.append(box("rib", (0.18, room.width, deep), (x, room.width / 2, low), "beam", 0.01))
        parts.append(
            box("lip", (0.26, room.width, 0.05), (x, room.width / 2, room.height - deep * 0.5), "cornice", 0.016)
        )
    for k in range(ny + 1):
        y = min(max(room.width * k / ny, 0.09), room.width - 0.09)
        parts.append(box("rib", (room.length, 0.18, deep), (room.length / 2, y, low + 0.001), "beam", 0.01))
        parts.append(box("lip", (room.length, 0.26, 0.05), (room.length / 2, y, room.height - deep * 0.5 + 0.001),
            "cornice", 0.016))  # fmt: skip
    if nx * ny <= 160:
        rose = lathe(
            "rose", [(0, -0.05), (0.05, -0.05), (0.08, -0.03), (0.15, -0.025), (0.17, 0.0), (0, 0)], "cornice", n=12
        )
        parts += [moved(rose, (room.length * (i + 0.5) / nx, room.width * (j + 0.5) / ny, room.height))
            for i in range(nx) for j in range(ny)]  # fmt: skip
    return parts


def _tiles(room: Room) -> list[Part]:
    nx, ny, z = max(1, round(room.length / 0.6)), max(1, round(room.width / 0.6)), room.height - 0.012
    parts = [box("bar", (0.024, room.width, 0.013), (room.length * k / nx, room.width / 2, z), "trim", 0.002)
        for k in range(1, nx)]  # fmt: skip
    return parts + [box("bar", (room.length, 0.024, 0.013), (room.length / 2, room.width * k / ny, z), "trim", 0.002)
        for k in range(1, ny)]  # fmt: skip
