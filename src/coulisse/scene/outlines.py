"""Flat outlines (n, 2) in metres, counter-clockwise: rectangles, arches, curves, their inset, and ear clipping."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


def rounded_rectangle(width: float, depth: float, radius: float, n: int = 4, *, per_side: int = 1) -> Array:
    """A rectangle about the origin, `width` along the first axis, with `n` steps a corner and `per_side` a straight."""
    r = min(radius, width / 2, depth / 2)
    if r < 1e-6:
        n, r = 0, 0.0
    out: list[tuple[float, float]] = []
    corners = ((1, 1, 0.0), (-1, 1, 90.0), (-1, -1, 180.0), (1, -1, 270.0))
    for sx, sy, start in corners:
        cx, cy = sx * (width / 2 - r), sy * (depth / 2 - r)
        turns = [math.radians(start + 90 * i / n) for i in range(n + 1)] if n else [0.0]
        out += [(cx + r * math.cos(t), cy + r * math.sin(t)) if n else (cx, cy) for t in turns]
    ring = np.array(out)
    if per_side <= 1:
        return ring
    dense: list[Array] = []
    for i, a in enumerate(ring):
        b = ring[(i + 1) % len(ring)]
        steps = per_side if (i + 1) % (n + 1) == 0 else 1
        dense += [a + (b - a) * k / steps for k in range(steps)]
    return np.array(dense)


def ellipse(width: float, depth: float, n: int = 24) -> Array:
    """An ellipse about the origin, `width` along the first axis."""
    a = np.arange(n) * 2 * math.pi / n
    return np.column_stack([width / 2 * np.cos(a), depth / 2 * np.sin(a)])


def polygon(sides: int, radius: float, turn: float = 0.0) -> Array:
    """A regular polygon about the origin; `turn` degrees."""
    a = np.arange(sides) * 2 * math.pi / sides + math.radians(turn)
    return radius * np.column_stack([np.cos(a), np.sin(a)])


def arch(width: float, height: float, *, pointed: bool = False, n: int = 8) -> Array:
    """An upright arch that stands on 0, as tall as `height`: round, or pointed as in the Gothic (equilateral)."""
    h = width / 2
    if pointed:
        rise = min(width * math.sqrt(0.75), 0.9 * height)
        t = np.linspace(0, math.pi / 3, n + 1)
        right = np.column_stack([-h + width * np.cos(t), height - rise + rise * np.sin(t) / math.sqrt(0.75)])
        left = right[-2::-1] * [-1, 1]
        curve_ = np.concatenate([right, left])
    else:
        rise = min(h, 0.9 * height)
        t = np.linspace(0, math.pi, 2 * n + 1)
        curve_ = np.column_stack([h * np.cos(t), height - rise + rise * np.sin(t)])
    return np.concatenate([[[-h, 0.0], [h, 0.0]], curve_])[[0, 1, *range(2, 2 + len(curve_))]]


def curve(points: Any, n: int = 6, *, closed: bool = False) -> Array:
    """A smooth line (Catmull-Rom) through points (k, d), `n` steps between each two."""
    p = np.asarray(points, float)
    k = len(p)
    spans = k if closed else k - 1
    out: list[Array] = []
    for i in range(spans):
        if closed:
            a, b, c, d = (p[(i + j) % k] for j in (-1, 0, 1, 2))
        else:
            b, c = p[i], p[i + 1]
            a = p[i - 1] if i else 2 * b - c
            d = p[i + 2] if i + 2 < k else 2 * c - b
        for t in np.arange(n) / n:
            out.append(
                0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t**2 + (3 * b - a - 3 * c + d) * t**3)
            )
    if not closed:
        out.append(p[-1])
    return np.array(out)


def inset(outline: Any, by: float) -> Array:
    """A counter-clockwise outline moved inward by `by` metres (outward when negative), corners mitred up to 3 times."""
    p = np.asarray(outline, float)
    if abs(by) < 1e-9:
        return p.copy()
    before = p - np.roll(p, 1, 0)
    after = np.roll(p, -1, 0) - p
    a = before / np.maximum(np.linalg.norm(before, axis=1, keepdims=True), 1e-12)
    b = after / np.maximum(np.linalg.norm(after, axis=1, keepdims=True), 1e-12)
    na, nb = np.column_stack([-a[:, 1], a[:, 0]]), np.column_stack([-b[:, 1], b[:, 0]])
    middle = na + nb
    scale = 2 / np.maximum((middle**2).sum(1, keepdims=True), 0.45)
    return p + by * middle * scale


def ears(outline: Any) -> list[list[int]]:
    """Faces (triangles, quads where it is convex) that fill a simple polygon (n, 2), in its own order.

    Ear clipping: G. Meisters, "Polygons have ears", 1975.
    """
    p = np.asarray(outline, float)
    n = len(p)
    a, b, c = np.roll(p, 1, 0), p, np.roll(p, -1, 0)
    bend = (b[:, 0] - a[:, 0]) * (c[:, 1] - b[:, 1]) - (b[:, 1] - a[:, 1]) * (c[:, 0] - b[:, 0])
    sign = 1.0 if (p[:, 0] * np.roll(p[:, 1], -1) - np.roll(p[:, 0], -1) * p[:, 1]).sum() >= 0 else -1.0
    if (sign * bend >= -1e-12).all():
        faces, lo, hi = [], 0, n - 1
        while hi - lo >= 3:
            faces.append([lo, lo + 1, hi - 1, hi])
            lo, hi = lo + 1, hi - 1
        if hi - lo == 2:
            faces.append([lo, lo + 1, hi])
        return faces
    left = list(range(n))
    faces = []
    while len(left) > 3:
        for k in range(len(left)):
            i, j, m = left[k - 1], left[k], left[(k + 1) % len(left)]
            if sign * _cross(p[i], p[j], p[m]) <= 1e-14:
                continue
            others = p[[v for v in left if v not in (i, j, m)]]
            if not _within(p[i], p[j], p[m], others, sign):
                faces.append([i, j, m])
                del left[k]
                break
        else:  # only slivers are left
            faces.append([left[-1], left[0], left[1]])
            del left[0]
    return [*faces, left]


def _cross(a: Array, b: Array, c: Array) -> float:
    return float((b[0] - a[0]) * (c[1] - b[1]) - (b[1] - a[1]) * (c[0] - b[0]))


def _within(a: Array, b: Array, c: Array, points: Array, sign: float) -> bool:
    if not len(points):
        return False
    inside = np.ones(len(points), bool)
    for s, t in ((a, b), (b, c), (c, a)):
        side = (t[0] - s[0]) * (points[:, 1] - s[1]) - (t[1] - s[1]) * (points[:, 0] - s[0])
        inside &= sign * side >= -1e-12
    return bool(inside.any())
