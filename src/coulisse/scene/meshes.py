"""What is done with meshes as a whole: made from points and faces, measured, turned over, joined, moved, mirrored."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Literal

import numpy as np

from coulisse.scene.staged import Part

Axis = Literal["x", "y", "z"]
At = tuple[float, float, float]
ORIGIN: At = (0.0, 0.0, 0.0)


def part(name: str, points: Any, faces: Any, slot: str, *, smooth: bool = False, uv: Any = None) -> Part:
    """A part from points (n, 3) and faces (lists of 3 or 4 indices, or (m, 4)), as they are."""
    rows = np.array([[*f, -1] if len(f) == 3 else list(f) for f in faces], np.int32).reshape(-1, 4)
    laid = None if uv is None else np.asarray(uv, np.float32)
    return Part(name, np.asarray(points, np.float32).reshape(-1, 3), rows, slot, 0.0, smooth, laid)


def volume(shape: Part) -> float:
    """Signed volume in cubic metres: positive when a closed part's faces look outward."""
    p = shape.points.astype(float) - shape.points.mean(0)
    f = shape.faces
    quads = f[f[:, 3] >= 0]
    tri = np.concatenate([f[:, :3], quads[:, [0, 2, 3]]])
    return float(np.einsum("ij,ij->i", p[tri[:, 0]], np.cross(p[tri[:, 1]], p[tri[:, 2]])).sum() / 6)


def flipped(shape: Part) -> Part:
    """The same part with its faces turned over."""
    f = shape.faces
    quad = f[:, 3] >= 0
    out = np.where(quad[:, None], f[:, [3, 2, 1, 0]], f[:, [2, 1, 0, 3]])
    return replace(shape, faces=out.astype(np.int32))


def solid(name: str, points: Any, faces: Any, slot: str, *, smooth: bool = False, uv: Any = None) -> Part:
    """A closed part, its faces turned outward as a whole."""
    made = part(name, points, faces, slot, smooth=smooth, uv=uv)
    return flipped(made) if volume(made) < 0 else made


def merge(name: str, parts: Sequence[Part], slot: str | None = None) -> Part:
    """Several parts as one, with the first one's slot (or `slot`) and shading; uv stays only when all have one."""
    starts = np.cumsum([0] + [len(p.points) for p in parts[:-1]])
    faces = np.concatenate([np.where(p.faces >= 0, p.faces + s, -1) for p, s in zip(parts, starts, strict=True)])
    every = [p.uv for p in parts if p.uv is not None]
    uv = np.concatenate(every) if len(every) == len(parts) else None
    first = parts[0]
    points = np.concatenate([p.points for p in parts])
    return Part(name, points, faces.astype(np.int32), slot or first.slot, first.bevel, first.smooth, uv)


def moved(
    shape: Part,
    offset: At = ORIGIN,
    turn: float = 0.0,
    scale: float | At = 1.0,
    *,
    tilt: float = 0.0,
    about: Axis = "y",
) -> Part:
    """Scaled, tilted by `tilt` degrees about an axis of its own, turned `turn` degrees about z, then moved.

    The tilt is right-handed: about y it takes z towards x (a thing's top goes forward), about x it takes y towards z.
    """
    p = shape.points.astype(float) * scale
    if tilt:
        c, s = math.cos(math.radians(tilt)), math.sin(math.radians(tilt))
        i, j = {"x": (1, 2), "y": (2, 0), "z": (0, 1)}[about]
        a, b = p[:, i].copy(), p[:, j].copy()
        p[:, i], p[:, j] = c * a - s * b, s * a + c * b
    if turn:
        c, s = math.cos(math.radians(turn)), math.sin(math.radians(turn))
        p[:, 0], p[:, 1] = c * p[:, 0] - s * p[:, 1], s * p[:, 0] + c * p[:, 1]
    out = replace(shape, points=(p + offset).astype(np.float32))
    return flipped(out) if float(np.prod(np.broadcast_to(scale, 3))) < 0 else out


def mirrored(shape: Part, axis: Axis = "y") -> Part:
    """Mirrored in the plane across an axis through the origin, faces still outward."""
    return moved(shape, scale=tuple(-1.0 if a == axis else 1.0 for a in "xyz"))  # type: ignore[arg-type]
