"""What is fixed to a wall: skirting, wainscot, mouldings, cornice, timbers, in the wall's frame; services overhead."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from coulisse.scene.meshes import merge
from coulisse.scene.room import Room
from coulisse.scene.shapes import box, prism, tube
from coulisse.scene.shell_styles import Fashion
from coulisse.scene.shell_walls import Array, Hole, Side, slab
from coulisse.scene.staged import Part

Span = tuple[float, float]


def free(length: float, taken: Sequence[Span], least: float = 0.03) -> list[Span]:
    """What is left of a wall from 0 to `length` beside the spans that are taken."""
    out, at = [], 0.0
    for a, b in sorted(taken):
        if a - at > least:
            out.append((at, a))
        at = max(at, b)
    if length - at > least:
        out.append((at, length))
    return out


def across(holes: Sequence[Hole], low: float, high: float, margin: float = 0.0) -> list[Span]:
    """The spans of u of the holes that reach into the heights from `low` to `high`."""
    return [(float(h.u[0]) - margin, float(h.u[-1]) + margin) for h in holes
        if float(h.low.min()) < high - 1e-6 and float(h.high.max()) > low + 1e-6]  # fmt: skip


def run(name: str, profile: Sequence[Span], a: float, b: float, slot: str, z: float = 0.0) -> Part:
    """A moulding of a profile (d, z) along the wall from a to b."""
    return prism(name, np.array(profile), b - a, slot, ((a + b) / 2, 0.0, z), along="x", bevel=0.0)


def skirting(side: Side, holes: Sequence[Hole], high: float, margin: float = 0.1) -> list[Part]:
    """The skirting board between the doors."""
    profile = [(-0.01, 0), (0.02, 0), (0.02, high * 0.72), (0.014, high * 0.8), (0.014, high * 0.9), (0.006, high),
        (-0.01, high)]  # fmt: skip
    return [run("skirting", profile, a, b, "skirting") for a, b in free(side.length, across(holes, 0, 0.05, margin))]


_CORNICES = {"plain": [(-0.01, 0.02), (-0.01, -0.14), (0.02, -0.14), (0.03, -0.11), (0.07, -0.06), (0.1, -0.04),
    (0.1, 0.02)], "rich": [(-0.01, 0.02), (-0.01, -0.34), (0.018, -0.34), (0.022, -0.3), (0.035, -0.28), (0.035, -0.22),
    (0.05, -0.2), (0.06, -0.15), (0.1, -0.12), (0.17, -0.1), (0.17, -0.06), (0.21, -0.045), (0.24, -0.015),
    (0.24, 0.02)], "stepped": [(-0.01, 0.02), (-0.01, -0.3), (0.03, -0.3), (0.03, -0.2), (0.07, -0.2), (0.07, -0.12),
    (0.13, -0.12), (0.13, -0.05), (0.22, -0.05), (0.22, 0.02)],}  # fmt: skip


def cornice(side: Side, high: float, kind: str, holes: Sequence[Hole]) -> list[Part]:
    """The cornice under the ceiling, with dentils where it is rich and brass lines where it is stepped."""
    scale = min(1.0, high / 3.2)
    profile = [(d * scale, z * scale) for d, z in _CORNICES[kind]]
    spans = free(side.length, across(holes, high - 0.3 * scale, high))
    parts = [run("cornice", profile, a, b, "cornice", high) for a, b in spans]
    if kind == "rich":
        each = 0.11 * scale
        for a, b in spans:
            count = int((b - a) / each)
            teeth = [box("dentil", (each * 0.55, 0.035 * scale, 0.06 * scale), (a + each * (i + 0.5), 0.05 * scale,
                high - 0.27 * scale), "cornice", 0.0) for i in range(count)]  # fmt: skip
            if teeth:
                parts.append(merge("dentils", teeth))
    if kind == "stepped":
        for a, b in spans:
            for d, z in ((0.032, -0.26), (0.072, -0.165)):
                parts.append(
                    box("line", (b - a, 0.008, 0.014), ((a + b) / 2, d * scale, high + z * scale), "trim", 0.002)
                )
    return parts


def wainscot(side: Side, holes: Sequence[Hole], fashion: Fashion) -> list[Part]:
    """Panelling up to `fashion.low`, with raised fields and a rail, cut out around doors and low windows."""
    low = fashion.low
    margin = 0.11
    doors = [h for h in holes if float(h.low.min()) < 0.05]
    parts: list[Part] = []
    cut = [_grown(h, margin) for h in doors] + [h for h in holes if 0.05 <= float(h.low.min()) < low]
    parts.append(
        slab("wainscot", "wall_low", (0.0, side.length), 0.0, lambda u: np.full(np.shape(u), low), cut, 0.018, 0.0)
    )
    for a, b in free(side.length, across(holes, low - 0.02, low + 0.06, margin)):
        profile = [(-0.01, 0), (0.03, 0), (0.045, 0.015), (0.045, 0.035), (0.03, 0.05), (-0.01, 0.05)]
        parts.append(run("dado rail", profile, a, b, "trim" if fashion.doors == "deco" else "wall_low", low))
    base = max(fashion.skirting, 0.1) + 0.08
    for a, b in free(side.length, across(holes, 0.0, low, margin), 0.3):
        count = max(1, round((b - a) / (0.7 if fashion.doors == "panelled" else 0.9)))
        each = (b - a) / count
        for k in range(count):
            u, w = a + each * (k + 0.5), each - 0.14
            parts += frame_of(u, base, w, low - base - 0.09, 0.018, "wall_low")
            parts.append(box("field", (w - 0.1, 0.026, low - base - 0.19), (u, 0.018, base + 0.05), "wall_low", 0.01))
    return parts


def _grown(h: Hole, by: float) -> Hole:
    u = np.array([h.u[0] - by, h.u[-1] + by])
    return Hole(u, np.full(2, h.low.min()), np.full(2, h.high.max() + by))


def frame_of(u: float, z: float, w: float, h: float, d: float, slot: str, wide: float = 0.028) -> list[Part]:
    """A moulded frame on a wall's face at depth d, its lower edge at z."""
    t = 0.014
    return [
        box("moulding", (w, t, wide), (u, d + t / 2, z), slot, 0.005),
        box("moulding", (w, t, wide), (u, d + t / 2, z + h - wide), slot, 0.005),
        box("moulding", (wide, t, h), (u - w / 2 + wide / 2, d + t / 2, z), slot, 0.005),
        box("moulding", (wide, t, h), (u + w / 2 - wide / 2, d + t / 2, z), slot, 0.005),
    ]


def fields(side: Side, holes: Sequence[Hole], fashion: Fashion, top: float) -> list[Part]:
    """Mouldings that part the wall above the wainscot into fields; joints between panels in science fiction."""
    low = max(fashion.low, fashion.skirting) + 0.16
    high = top - {"rich": 0.5, "stepped": 0.42}.get(fashion.cornice, 0.14)
    parts: list[Part] = []
    if high - low < 0.6:
        return parts
    if fashion.doors == "hatch":
        for a, b in free(side.length, across(holes, 0, top, 0.2), 0.5):
            count = max(1, round((b - a) / 1.2))
            each = (b - a) / count
            for k in range(count):
                for z0, z1 in ((0.16, top * 0.36), (top * 0.36 + 0.03, top - 0.14)):
                    outline = _cut_corners(each - 0.05, z1 - z0, 0.12)
                    at = (a + each * (k + 0.5), 0.02, z0)
                    parts.append(prism("panel", outline, 0.04, "wall", at, along="y", bevel=0.012))
            parts.append(box("light line", (b - a, 0.03, 0.02), ((a + b) / 2, 0.006, top * 0.36 + 0.003), "trim", 0.0))
        return parts
    slot = "trim"
    for a, b in free(side.length, across(holes, low, high, 0.22), 0.5):
        count = max(1, round((b - a) / 1.7))
        each = (b - a) / count
        for k in range(count):
            u, w = a + each * (k + 0.5), each - 0.26
            if w > 0.25:
                wide = 0.02 if fashion.doors == "deco" else 0.035
                parts += frame_of(u, low, w, high - low, 0.0, slot, wide)
                if fashion.cornice == "rich" and w > 0.5 and high - low > 1.2:
                    parts += frame_of(u, low + 0.07, w - 0.14, high - low - 0.14, 0.0, slot, 0.012)
    return parts


def _cut_corners(w: float, h: float, c: float) -> Array:
    x = w / 2
    c = min(c, x * 0.6, h * 0.4)
    return np.array([(-x, 0), (x - c, 0), (x, c), (x, h), (-x + c, h), (-x, h - c)])


def timbers(side: Side, holes: Sequence[Hole], high: float, rng: np.random.Generator) -> list[Part]:
    """Half-timbering: sill, plate, posts around the openings, rails and braces, each a little out of true."""
    w, d = 0.16, 0.035
    parts: list[Part] = []

    def bar(a: tuple[float, float], b: tuple[float, float], wide: float = w) -> None:
        line = np.array([[a[0], d * 0.3, a[1]], [(a[0] + b[0]) / 2 + rng.uniform(-0.012, 0.012), d * 0.35,
            (a[1] + b[1]) / 2 + rng.uniform(-0.012, 0.012)], [b[0], d * 0.3, b[1]]])  # fmt: skip
        way = np.array([b[0] - a[0], 0, b[1] - a[1]])
        side_ = np.cross(way / np.linalg.norm(way), [0, 1, 0])
        flat = np.concatenate(
            [line[:, [0, 2]] + side_[[0, 2]] * wide / 2, (line[:, [0, 2]] - side_[[0, 2]] * wide / 2)[::-1]]
        )
        parts.append(prism("timber", flat, 2 * d, "beam", (0, 0, 0), along="y", bevel=0.008))

    length = side.length
    bar((0, high - w / 2), (length, high - w / 2), 0.2)
    for a, b in free(length, across(holes, 0, 0.2)):
        bar((a, 0.09), (b, 0.09), 0.18)
    edges = sorted({0.08, length - 0.08, *(float(u) for h in holes if h.deep is None for u in (h.u[0] - w / 2,
        h.u[-1] + w / 2) if 0.1 < u < length - 0.1)})  # fmt: skip
    posts = [edges[0]]
    for e in edges[1:]:
        gap = e - posts[-1]
        count = max(1, round(gap / 1.3))
        blocked = any(h.u[0] < (posts[-1] + e) / 2 < h.u[-1] and h.deep is None for h in holes)
        if count > 1 and not blocked:
            posts += [posts[-1] + gap * k / count for k in range(1, count)]
        posts.append(e)
    for u in posts:
        bar((u, 0.0), (u, high - 0.02))
    for a, b in zip(posts, posts[1:], strict=False):
        over = [h for h in holes if h.u[0] < (a + b) / 2 < h.u[-1] and h.deep is None]
        for h in over:
            bar((a, float(h.high.max()) + w / 2), (b, float(h.high.max()) + w / 2))
            if h.low.min() > 0.1:
                bar((a, float(h.low.min()) - w / 2), (b, float(h.low.min()) - w / 2))
        if not over and b - a > 0.5:
            z = high * rng.uniform(0.44, 0.54)
            bar((a, z), (b, z))
            if rng.random() < 0.6:
                bar((a, z), (b, high - 0.1)) if rng.random() < 0.5 else bar((b, z), (a, high - 0.1))
            if rng.random() < 0.4:
                bar((a, 0.1), (b, z)) if rng.random() < 0.5 else bar((b, 0.1), (a, z))
    return parts


def services(room: Room, top: float, rng: np.random.Generator) -> list[Part]:
    """Pipes, a duct and a tray of cables along the long walls under the ceiling, in the room's frame."""
    low = top - max([b.depth for b in room.beams if not b.along] or [0.0])
    parts: list[Part] = []
    length = room.length
    wall_side = room.width - 0.3
    if room.width > 2.6 and low > 2.35:
        r = min(0.2, room.width * 0.045)
        y = wall_side - r
        z = low - r - 0.06
        duct = tube("duct", [(0.0, y, z), (length, y, z)], r, "pipe", n=20)
        parts.append(duct)
        for x in np.arange(0.6, length, 1.2):
            parts.append(tube("flange", [(x - 0.025, y, z), (x + 0.025, y, z)], r + 0.018, "pipe", n=20))
            parts.append(box("hanger", (0.03, 2 * r + 0.06, 0.004), (float(x) + 0.1, y, z - r - 0.01), "pipe", 0.0))
            for s in (-1, 1):
                parts.append(tube("rod", [(x + 0.1, y + s * (r + 0.02), z - r), (x + 0.1, y + s * (r + 0.02), top)],
                    0.005, "pipe", n=5))  # fmt: skip
    y0, z0 = 0.14, low - 0.16
    for k, r in enumerate((0.055, 0.035, 0.035, 0.02)):
        y, z = y0 + 0.0 * k, z0 - 0.15 * k
        if z < 2.1:
            break
        if k == 1 and length > 3:  # one turns down into the floor
            x = float(rng.uniform(0.06, 0.12)) + 0.1
            bend = [(length, y, z), (x + 0.1, y, z), (x + 0.03, y, z - 0.03), (x, y, z - 0.1), (x, y, 0.0)]
            parts.append(tube("pipe", bend, r, "pipe", n=12))
        else:
            parts.append(tube("pipe", [(0, y, z), (length, y, z)], r, "pipe", n=12))
        for x in np.arange(0.5 + 0.1 * k, length, 1.6):
            parts.append(tube("collar", [(x, y, z), (x + 0.05, y, z)], r + 0.012, "pipe", n=12))
            parts.append(box("bracket", (0.03, y, 0.03), (float(x) + 0.025, y / 2, z - r - 0.03), "pipe", 0.003))
    return parts
