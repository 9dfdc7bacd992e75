"""Mesh primitives for things at true size: closed, faces counter-clockwise from outside, metres, Z up.

Every one returns a `Part`. A solid's faces are turned by the sign of its volume, so no caller has to mind an order.
Edges are really cut (chamfers of 2-30 mm): `Part.bevel` stays 0 unless a caller leaves the rounding to the renderer.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from coulisse.scene.meshes import ORIGIN, At, Axis, flipped, merge, mirrored, moved, part, solid, volume
from coulisse.scene.outlines import ears, inset, rounded_rectangle
from coulisse.scene.staged import Part

Array = NDArray[np.float64]
__all__ = [
    "ORIGIN", "At", "Axis", "ball", "box", "cushion", "flipped", "lathe", "loft", "merge", "mirrored", "moved", "part",
    "prism", "sheet", "solid", "sweep", "tube", "volume",
]  # fmt: skip


def box(
    name: str, size: At, at: At = ORIGIN, slot: str = "body", bevel: float = 0.003, turn: float = 0.0,
    taper: float | tuple[float, float] = 1.0,
) -> Part:  # fmt: skip
    """A box, `size` along x, y, z; `at` the middle of its bottom; `turn` degrees about the upright through it.

    `bevel` metres are cut off every edge; `taper` is the size of its bottom over that of its top (along x and y).
    """
    half = np.abs(np.asarray(size, float)) / 2
    cut = min(bevel, 0.45 * float(half.min()))
    tx, ty = (taper, taper) if isinstance(taper, int | float) else taper
    signs = np.array([[a, b, c] for a in (-1, 1) for b in (-1, 1) for c in (-1, 1)], float)
    index = {tuple(s): i for i, s in enumerate(signs.astype(int).tolist())}
    if cut <= 1e-5:
        points, per = signs * half, 1
    else:
        per = 3
        points = np.repeat(signs * (half - cut), 3, axis=0)
        for k in range(3):
            points[k::3, k] = signs[:, k] * half[k]
    faces: list[list[int]] = []

    def corner(k: int, s: dict[int, int]) -> int:
        return per * index[(s[0], s[1], s[2])] + (k if per == 3 else 0)

    for k in range(3):
        i, j = (k + 1) % 3, (k + 2) % 3
        for a in (-1, 1):
            faces.append([corner(k, {k: a, i: b, j: c}) for b, c in ((-1, -1), (1, -1), (1, 1), (-1, 1))])
            if per == 3:  # the edge along k where the faces i and j meet
                for b in (-1, 1):
                    lo, hi = {k: -1, i: a, j: b}, {k: 1, i: a, j: b}
                    faces.append([corner(i, lo), corner(i, hi), corner(j, hi), corner(j, lo)])
    rows = [f if _looks_out(points[f]) else f[::-1] for f in faces]
    if per == 3:
        for c in range(8):
            f = [3 * c, 3 * c + 1, 3 * c + 2]
            rows.append(f if _looks_out(points[f]) else f[::-1])
    share = (points[:, 2] / half[2] + 1) / 2
    points[:, 0] *= tx + (1 - tx) * share
    points[:, 1] *= ty + (1 - ty) * share
    points[:, 2] += half[2]
    return moved(part(name, points, rows, slot), at, turn)


def _looks_out(corners: Array) -> bool:
    normal = np.cross(corners[1] - corners[0], corners[2] - corners[0])
    return float(normal @ corners.mean(0)) > 0


def loft(name: str, rings: Any, slot: str = "body", *, closed: bool = False, smooth: bool = True) -> Part:
    """Rings (k, n, 3) joined to a solid: flat caps at the ends, none when `closed` end to end."""
    r = np.asarray(rings, float)
    k, n = r.shape[:2]
    faces: list[list[int]] = []
    for i in range(k if closed else k - 1):
        a, b = i * n, (i + 1) % k * n
        faces += [[a + j, a + (j + 1) % n, b + (j + 1) % n, b + j] for j in range(n)]
    if not closed:
        faces += [f[::-1] for f in _cap(r[0])]
        faces += [[i + (k - 1) * n for i in f] for f in _cap(r[-1])]
    return solid(name, r.reshape(-1, 3), faces, slot, smooth=smooth)


def _cap(ring: Array) -> list[list[int]]:
    """Faces that close a flat ring (n, 3), in its own order."""
    n = len(ring)
    middle = ring - ring.mean(0)
    normal = np.cross(middle, np.roll(middle, -1, 0)).sum(0)
    size = float(np.linalg.norm(normal))
    if size < 1e-14:
        return [[0, i, i + 1] for i in range(1, n - 1)]
    normal /= size
    right = middle[int(np.argmax(np.linalg.norm(middle, axis=1)))]
    right = right - normal * (right @ normal)
    right /= max(float(np.linalg.norm(right)), 1e-12)
    return ears(np.stack([middle @ right, middle @ np.cross(normal, right)], 1))


def prism(
    name: str, outline: Any, height: float, slot: str = "body", at: At = ORIGIN, *, along: Axis = "z",
    bevel: float = 0.002, smooth: bool = False,
) -> Part:  # fmt: skip
    """A polygon (n, 2), concave allowed, pulled to a solid of `height` metres.

    Along z the outline is (x, y) and it stands on `at`. Along y it is (x, z), along x it is (y, z): then `height` lies
    half on each side of `at`, as a profile that is seen from the side wants it.
    """
    flat = np.asarray(outline, float)
    if _area(flat) < 0:
        flat = flat[::-1]
    cut = min(bevel, 0.45 * height)
    levels = [(0.0, cut), (cut, 0.0), (height - cut, 0.0), (height, cut)] if cut > 1e-5 else [(0.0, 0.0), (height, 0.0)]
    rings = [np.column_stack([inset(flat, d), np.full(len(flat), z)]) for z, d in levels]
    made = np.concatenate(rings)
    n, k = len(flat), len(levels)
    cap = ears(rings[0][:, :2])
    faces = [f[::-1] for f in cap] + [[i + (k - 1) * n for i in f] for f in cap]
    for a in range(k - 1):
        faces += [[a * n + j, a * n + (j + 1) % n, (a + 1) * n + (j + 1) % n, (a + 1) * n + j] for j in range(n)]
    if along == "y":
        made = np.column_stack([made[:, 0], made[:, 2] - height / 2, made[:, 1]])
    elif along == "x":
        made = np.column_stack([made[:, 2] - height / 2, made[:, 0], made[:, 1]])
    return solid(name, made + np.asarray(at, float), faces, slot, smooth=smooth)


def _area(outline: Array) -> float:
    x, y = outline[:, 0], outline[:, 1]
    return float((x * np.roll(y, -1) - np.roll(x, -1) * y).sum() / 2)


def lathe(
    name: str, profile: Sequence[tuple[float, float]], slot: str = "body", at: At = ORIGIN, *, n: int = 20,
    closed: bool = False, smooth: bool = True, turn: float = 0.0,
) -> Part:  # fmt: skip
    """A turned solid: `profile` [(radius, height), ...] from one end to the other about the upright through `at`.

    Ends off the axis are closed with flat discs. `closed`: the profile is a ring, as of a shade or a hoop.
    """
    a = np.arange(n) * 2 * math.pi / n + math.radians(turn)
    points: list[Array] = []
    rows: list[list[int]] = []
    for r, z in profile:
        start = sum(len(p) for p in points)
        if r < 1e-6:
            points.append(np.array([[0.0, 0.0, z]]))
            rows.append([start] * n)
        else:
            points.append(np.column_stack([r * np.cos(a), r * np.sin(a), np.full(n, z)]))
            rows.append(list(range(start, start + n)))
    faces: list[list[int]] = []
    for below, above in zip(rows, rows[1:] + rows[:1] if closed else rows[1:], strict=False):
        for j in range(n):
            corners = [below[j], below[(j + 1) % n], above[(j + 1) % n], above[j]]
            kept = list(dict.fromkeys(corners))
            if len(kept) >= 3:
                faces.append(kept)
    if not closed:
        disc = ears(np.column_stack([np.cos(a), np.sin(a)]))
        if profile[0][0] >= 1e-6:
            faces += [[rows[0][i] for i in reversed(f)] for f in disc]
        if profile[-1][0] >= 1e-6:
            faces += [[rows[-1][i] for i in f] for f in disc]
    return solid(name, np.concatenate(points) + np.asarray(at, float), faces, slot, smooth=smooth)


def ball(name: str, radius: float, slot: str = "body", at: At = ORIGIN, *, n: int = 14, squash: float = 1.0) -> Part:
    """A ball about `at`; `squash` scales its height."""
    t = np.linspace(-math.pi / 2, math.pi / 2, max(n // 2, 4) + 1)
    profile = [(max(radius * math.cos(v), 0.0), radius * squash * math.sin(v)) for v in t]
    return lathe(name, [(0.0 if i in (0, len(t) - 1) else r, z) for i, (r, z) in enumerate(profile)], slot, at, n=n)


def tube(
    name: str, path: Any, radius: float | Sequence[float], slot: str = "frame", *, n: int = 8, closed: bool = False,
    square: bool = False,
) -> Part:  # fmt: skip
    """A round bar along points (k, 3) with mitred bends and caps; one radius, or several that run along it.

    `square`: a square bar, its half side for a radius.
    """
    if square:
        c = np.array([[1, 1], [-1, 1], [-1, -1], [1, -1]], float)
    else:
        a = np.arange(n) * 2 * math.pi / n
        c = np.column_stack([np.cos(a), np.sin(a)])
    line = _distinct(np.asarray(path, float), closed)
    if isinstance(radius, int | float):
        sizes = np.full(len(line), float(radius))
    else:
        given = np.asarray(radius, float)
        sizes = np.interp(np.linspace(0, 1, len(line)), np.linspace(0, 1, len(given)), given)
    return loft(name, _rings(c, line, sizes, closed, None), slot, closed=closed, smooth=not square)


def sweep(
    name: str, section: Any, path: Any, slot: str = "body", *, closed: bool = False, smooth: bool = False,
    up: At = (0.0, 0.0, 1.0),
) -> Part:  # fmt: skip
    """A section (n, 2) pulled along points (k, 3) with mitred bends: a moulding, a frame, a rail.

    The section's first axis points to the right of the way, its second along `up` (across which the path should lie).
    """
    line = _distinct(np.asarray(path, float), closed)
    rings = _rings(np.asarray(section, float), line, np.ones(len(line)), closed, np.asarray(up, float))
    return loft(name, rings, slot, closed=closed, smooth=smooth)


def _distinct(line: Array, closed: bool) -> Array:
    keep = [0] + [i for i in range(1, len(line)) if np.linalg.norm(line[i] - line[i - 1]) > 1e-7]
    line = line[keep]
    return line[:-1] if closed and np.linalg.norm(line[0] - line[-1]) < 1e-7 else line


def _rings(section: Array, line: Array, sizes: Array, closed: bool, up: Array | None) -> Array:
    """A section set on each point of a way, cut along the plane that halves the bend there (k, n, 3)."""
    ways = np.diff(line, axis=0) if not closed else np.roll(line, -1, 0) - line
    ways = ways / np.linalg.norm(ways, axis=1, keepdims=True)
    start = ways[-1] if closed else ways[0]
    first = np.array([0.0, 0.0, 1.0]) if abs(start[2]) < 0.9 else np.array([1.0, 0.0, 0.0])
    right = np.cross(start, first if up is None else up)
    right /= max(float(np.linalg.norm(right)), 1e-9)
    out = np.empty((len(line), len(section), 3))
    for i in range(len(line)):
        before = ways[i - 1] if closed or i > 0 else ways[0]
        after = ways[i] if closed or i < len(line) - 1 else ways[-1]
        if up is not None:
            right = np.cross(before, up)
            right /= max(float(np.linalg.norm(right)), 1e-9)
        bend = before + after
        size = float(np.linalg.norm(bend))
        plane = bend / size if size > 1e-6 else before
        offset = sizes[i] * (section[:, :1] * right + section[:, 1:2] * np.cross(right, before))
        along = max(float(before @ plane), 0.35)  # a hairpin's mitre would run away
        out[i] = line[i] + offset - before * ((offset @ plane) / along)[:, None]
        if up is None:  # carry the frame round the bend without a twist
            right = right - 2 * plane * (right @ plane) if size > 1e-6 else right
            right = right - after * (right @ after)
            right /= max(float(np.linalg.norm(right)), 1e-9)
    return out


def cushion(
    name: str, size: At, at: At = ORIGIN, slot: str = "upholstery", *, crown: float = 0.25, corner: float = 0.06,
    sag: float = 0.0, piping: float = 0.0, flat: bool = False, turn: float = 0.0, seed: int = 0,
) -> Part:  # fmt: skip
    """A stuffed cushion within `size`; `at` the middle of its bottom. uv in metres from above.

    `crown` is the share of half its height that swells up from the seams (1: a pillow that ends in an edge); `corner`
    the radius of its corners in plan, metres; `sag` metres that its middle is sat in; `piping` radius of the piping,
    metres; `flat`: its underside lies flat. A seed moves the surface by some millimetres, as stuffing does.
    """
    hx, hy, hz = (v / 2 for v in size)
    edge = hz * (1 - crown) if not flat else 2 * hz * (1 - crown) - hz
    base = rounded_rectangle(2 * hx - 2 * piping, 2 * hy - 2 * piping, min(corner, hx * 0.95, hy * 0.95), 4, per_side=5)
    soft = float(np.clip((crown - 0.6) / 0.4, 0, 1))  # a pillow is round, a seat is flat
    if soft > 0.9:  # and its sides are drawn in between the corners
        near = np.min(np.abs(base) / [hx, hy], axis=1, keepdims=True)
        base = base * (1 - 0.06 * (1 - near) ** 2)
    rng = np.random.default_rng(abs(seed))
    waves = rng.uniform(-1, 1, (3, 4))
    shares = (1.0, 0.985, 0.94, 0.84, 0.66, 0.42, 0.18)
    rings: list[Array] = []
    for sign in (-1, 1):
        for s in shares if sign > 0 else shares[::-1]:
            ring = inset(base, min(0.012, 0.1 * min(hx, hy)) * (1 - s) / 0.06) if s > 0.93 else base * s
            swell = max(1 - s ** (4 - 1.7 * soft), 0.0) ** (0.5 + 0.22 * soft)
            z = sign * (edge + (hz - edge) * swell) if sign > 0 or not flat else -hz
            lumps = sum(w[3] * np.sin(3 * w[0] + 9 * w[1] * ring[:, 0] + 9 * w[2] * ring[:, 1]) for w in waves)
            level = np.full(len(ring), z) + (0.0 if flat and sign < 0 else 0.02 * hz * swell * lumps)
            if sign > 0 and sag:
                level -= sag * max(1 - s * s, 0.0)
            rings.append(np.column_stack([ring, np.minimum(level, hz)]))
    n = len(base)
    points = [*rings, np.array([[0, 0, -hz]]), np.array([[0, 0, hz - sag]])]
    stacked = np.concatenate(points)
    k = len(rings)
    faces = [[a * n + j, a * n + (j + 1) % n, (a + 1) * n + (j + 1) % n, (a + 1) * n + j]
             for a in range(k - 1) for j in range(n)]  # fmt: skip
    faces += [[k * n, (j + 1) % n, j] for j in range(n)]
    faces += [[k * n + 1, (k - 1) * n + j, (k - 1) * n + (j + 1) % n] for j in range(n)]
    stacked[:, 2] += hz
    made = solid(name, stacked, faces, slot, smooth=True, uv=stacked[:, :2] + stacked[:, 2:] * 0.5)
    if piping > 0:
        rim = inset(base, -0.3 * piping)
        cords = [tube(name, np.column_stack([rim, np.full(n, hz + side * edge)]), piping, slot, n=6, closed=True)
                 for side in ((-1, 1) if edge > 3 * piping and not flat else (1,))]  # fmt: skip
        made = merge(name, [made, *cords])
    return moved(made, at, turn)


def sheet(
    name: str, surface: Callable[[Array, Array], Any], shape: tuple[int, int], slot: str = "cloth", *,
    thickness: float = 0.004, smooth: bool = True,
) -> Part:  # fmt: skip
    """A draped surface with a thickness: `surface(u, v)` gives points (..., 3) for u and v from 0 to 1.

    `shape` is how many points along u and v. Its upper side is where u turns to v counter-clockwise. uv: metres.
    """
    nu, nv = shape
    u, v = np.meshgrid(np.linspace(0, 1, nu), np.linspace(0, 1, nv), indexing="ij")
    top = np.stack(np.broadcast_arrays(*surface(u, v)), -1) if isinstance(surface(u, v), tuple) else surface(u, v)
    top = np.asarray(top, float)
    du, dv = np.gradient(top, axis=0), np.gradient(top, axis=1)
    normal = np.cross(du, dv)
    normal /= np.maximum(np.linalg.norm(normal, axis=-1, keepdims=True), 1e-12)
    under = top - normal * thickness
    along_u = np.concatenate([np.zeros((1, nv)), np.cumsum(np.linalg.norm(np.diff(top, axis=0), axis=-1), 0)])
    along_v = np.concatenate([np.zeros((nu, 1)), np.cumsum(np.linalg.norm(np.diff(top, axis=1), axis=-1), 1)], 1)
    uv = np.stack([along_u, along_v], -1).reshape(-1, 2)
    grid = np.arange(nu * nv).reshape(nu, nv)
    a, b, c, d = (g.ravel() for g in (grid[:-1, :-1], grid[1:, :-1], grid[1:, 1:], grid[:-1, 1:]))
    face = np.stack([a, b, c, d], 1)
    back = face[:, ::-1] + nu * nv
    rim = np.concatenate([grid[:-1, 0], grid[-1, :-1], grid[:0:-1, -1], grid[0, :0:-1]])
    after = np.roll(rim, -1)
    side = np.stack([after, rim, rim + nu * nv, after + nu * nv], 1)
    points = np.concatenate([top.reshape(-1, 3), under.reshape(-1, 3)])
    rows = np.concatenate([face, back, side])
    return solid(name, points, rows, slot, smooth=smooth, uv=np.concatenate([uv, uv]))
