"""What rays of the camera hit: places, normals and the surfaces there."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any

import numpy as np
from numba import njit
from numpy.typing import NDArray

from coulisse.render.preview_filter import lend
from coulisse.render.preview_lamps import Lit
from coulisse.render.preview_surface import Spots, surface_of
from coulisse.render.preview_trace import camera_rays
from coulisse.render.preview_world import World
from coulisse.threads import share

Floats = NDArray[np.floating[Any]]
Ints = NDArray[np.int32]

_HANDS = 24  # parts that the rays are dealt out in
_FEW = 512  # rays: fewer are not worth a hand of their own


@dataclass(frozen=True, eq=False)
class Rays:
    """Of n rays: direction (n, 3), distance, place, triangle, barycentric (n, 2), share through glass, first pane."""

    direction: Floats
    distance: Floats
    place: Ints
    triangle: Ints
    where: Floats
    share: Floats
    pane: Ints
    pane_at: Floats


@dataclass(frozen=True, eq=False)
class Hits:
    """Where n rays end. Where nothing was hit (`hit` False) normals and colours are 0.

    `entry` is the number of the surface; `metal`, `sheen`, `rough` (n,); `albedo` and `glow` (n, 3) linear BT.709.
    """

    rays: Rays
    hit: NDArray[np.bool_]
    place: Ints
    entry: Ints
    points: Floats
    normals: Floats
    albedo: Floats
    rough: Floats
    metal: Floats
    sheen: Floats
    glow: Floats

    @staticmethod
    def nothing(n: int) -> Hits:
        """n rays that met nothing."""
        three, one, none = np.zeros((n, 3), np.float32), np.zeros(n, np.float32), np.full(n, -1, np.int32)
        rays = Rays(three, one, none, none, one, one, none, one)
        return Hits(rays, none >= 0, none, none, three, three, three, one, one, one, three)

    def chosen(self, which: NDArray[Any]) -> Hits:
        """Some of them, by index."""
        rays = Rays(*(np.ascontiguousarray(getattr(self.rays, f.name)[which]) for f in fields(Rays)))
        rest = [np.ascontiguousarray(getattr(self, f.name)[which]) for f in fields(Hits) if f.name != "rays"]
        return Hits(rays, *rest)

    def lend(self, light: Floats, shape: tuple[int, int], to: Hits, pixel: Ints) -> Floats:
        """`light` (h, w, c) of these hits, a pixel each, for other hits near the pixels (n, 2)."""
        h, w = shape
        out = np.zeros((len(pixel), light.shape[2]), np.float32)
        points, normals, place = self.points.reshape(h, w, 3), self.normals.reshape(h, w, 3), self.place.reshape(h, w)
        share(
            lambda hand: lend(light, points, normals, place, pixel, to.points, to.normals, to.place, 1, hand, out),
            hands(len(pixel)),
        )
        return out


def hands(n: int) -> list[Ints]:
    """0..n - 1 in parts that lie together, for caches, and are many, for free cores."""
    return [
        np.asarray(part, np.int32)
        for part in np.array_split(np.arange(n, dtype=np.int32), min(_HANDS, max(n // _FEW, 1)))
    ]


def trace(lit: Lit, eye: Floats, axes: Floats, at: Floats) -> Rays:
    """Rays from `eye` (3,) through tangents `at` (n, 2) to the right and down of `axes` (3, 3)."""
    n = len(at)
    distance, place, triangle = np.empty(n, np.float32), np.empty(n, np.int32), np.empty(n, np.int32)
    where, through = np.zeros((n, 2), np.float32), np.ones(n, np.float32)
    pane, pane_at = np.full((n, 2), -1, np.int32), np.zeros(n, np.float32)
    share(
        lambda hand: camera_rays(
            lit, eye, axes, at, hand, distance, place, triangle, where, through, pane, pane_at
        ), hands(n),
    )  # fmt: skip
    direction = at[:, :1] * axes[0] + at[:, 1:] * axes[1] + axes[2]
    direction /= np.linalg.norm(direction, axis=1, keepdims=True)
    return Rays(direction.astype(np.float32), distance, place, triangle, where, through, pane, pane_at)


def hits_at(world: World, rays: Rays, eye: Floats, reach: float, seed: int) -> Hits:
    """The surfaces that the rays end on; `reach` metres that a pixel covers at one metre."""
    n, hit = len(rays.place), rays.place >= 0
    i, t = rays.place[hit], rays.triangle[hit]
    full = [np.zeros((n, 3), np.float32) for _ in range(4)]
    points, normals, albedo, glow = full
    rough, metal, sheen = np.ones(n, np.float32), np.zeros(n, np.float32), np.zeros(n, np.float32)
    entry = np.full(n, -1, np.int32)
    points[hit] = eye + rays.direction[hit] * rays.distance[hit, None]
    entry[hit] = world.tree.table[i] + world.tree.slot[t]
    shading, at, uv = _on_surface(world, i, t, rays.where[hit], rays.direction[hit])
    normals[hit] = shading
    look = world.look[entry[hit]]
    facing = np.maximum(-np.einsum("ij,ij->i", shading, rays.direction[hit]), 0.15)
    foot = rays.distance[hit] * reach / facing
    colour, gloss = np.zeros((len(i), 3), np.float32), np.ones(len(i), np.float32)
    for k in np.unique(look):
        own = look == k
        box, scale = world.box[t[own]], world.scale[i[own]]
        low, high = box[:, 0] * scale, box[:, 1] * scale
        spots = Spots(world.looks[k], at[own], uv[own], foot[own], low, high, seed + int(k))
        colour[own], gloss[own] = surface_of(spots)
    albedo[hit], rough[hit] = colour, gloss
    metal[hit] = np.array([1.0 if k.recipe == "mirror" else k.metallic for k in world.looks], np.float32)[look]
    sheen[hit] = np.array(
        [max(k.sheen, 0.12 * (k.recipe == "velvet")) * (0.4 if k.recipe == "velvet" else 1.0) for k in world.looks],
        np.float32,
    )[look]
    glow[hit] = world.seen_glow[entry[hit]]
    rough[metal > 0.99] = np.where(
        np.array([k.recipe == "mirror" for k in world.looks])[look][metal[hit] > 0.99], 0.02, rough[metal > 0.99]
    )
    return Hits(rays, hit, rays.place, entry, points, normals, albedo, rough, metal, sheen, glow)


def pane_hits(world: World, hits: Hits, eye: Floats) -> Hits:
    """The glass in front of what the rays end on, as something that mirrors; `hit` False where there is none."""
    rays = hits.rays
    glass = rays.pane[:, 0] >= 0
    out = Hits.nothing(len(glass))
    points, normals, place = out.points.copy(), out.normals.copy(), out.place.copy()
    i, t = rays.pane[glass, 0], rays.pane[glass, 1]
    points[glass] = eye + rays.direction[glass] * rays.pane_at[glass, None]
    normals[glass], _, _ = _on_surface(world, i, t, _where(world, i, t, points[glass]), rays.direction[glass])
    place[glass] = i
    rough = np.where(glass, np.float32(0.03), np.float32(1))
    return Hits(rays, glass, place, place, points, normals, out.albedo, rough, out.metal, out.sheen, out.glow)


def _where(world: World, i: Ints, t: Ints, points: Floats) -> Floats:
    """Barycentric (n, 2) of points (n, 3) on triangles `t` of places `i`: water's ripples are smooth."""
    inverse = world.tree.inverse.reshape(-1, 3, 4)[i]
    q = world.tree.triangles[t]
    off = np.einsum("nij,nj->ni", inverse[:, :, :3], points) + inverse[:, :, 3] - q[:, :3]
    a, b = q[:, 3:6], q[:, 6:9]
    aa, ab, bb = (a * a).sum(1), (a * b).sum(1), (b * b).sum(1)
    pa, pb = (off * a).sum(1), (off * b).sum(1)
    area = np.maximum(aa * bb - ab * ab, 1e-20)
    return np.clip(np.stack([(bb * pa - ab * pb) / area, (aa * pb - ab * pa) / area], 1), 0, 1).astype(np.float32)


def _on_surface(world: World, i: Ints, t: Ints, where: Floats, direction: Floats) -> tuple[Floats, Floats, Floats]:
    """Of points on triangles `t` of places `i`: unit shading normals in the world, towards where the rays come from;
    metres in the model's frame (n, 3); and on the surface (n, 2): the part's own, else projected along an axis."""
    n = len(i)
    normal, at, uv = np.empty((n, 3), np.float32), np.empty((n, 3), np.float32), np.empty((n, 2), np.float32)
    tree = world.tree
    share(
        lambda hand: _described(
            tree.inverse, tree.triangles, world.normals, world.uv, world.scale, i, t, where, direction, hand, normal,
            at, uv,
        ), hands(n),
    )  # fmt: skip
    return normal, at, uv


@njit(cache=True, nogil=True)
def _described(inverse, triangles, corners, uvs, scale, place, triangle, where, direction, chosen, normal, at, uv):  # type: ignore[no-untyped-def]
    true, smooth = np.empty(3, np.float64), np.empty(3, np.float64)
    for k in chosen:
        i, t = place[k], triangle[k]
        q, m = triangles[t], inverse[i].reshape(3, 4)
        u, v = where[k, 0], where[k, 1]
        w = 1 - u - v
        cx, cy, cz = q[4] * q[8] - q[5] * q[7], q[5] * q[6] - q[3] * q[8], q[3] * q[7] - q[4] * q[6]
        size, length, along, same = 0.0, 0.0, 0.0, 0.0
        for j in range(3):
            true[j] = m[0, j] * cx + m[1, j] * cy + m[2, j] * cz
            smooth[j] = 0.0
            for c in range(3):
                smooth[j] += m[c, j] * (corners[t, 0, c] * w + corners[t, 1, c] * u + corners[t, 2, c] * v)
            size += true[j] * true[j]
            length += smooth[j] * smooth[j]
            along += true[j] * direction[k, j]
        size, length = max(np.sqrt(size), 1e-20), max(np.sqrt(length), 1e-20)
        turn = -1.0 if along > 0 else 1.0
        for j in range(3):
            true[j] *= turn / size
            smooth[j] /= length
            same += smooth[j] * true[j]
        if same < 0:
            smooth *= -1.0
        # A smoothed normal may look away from the eye at the rim; it is brought back just into view.
        away, length = 0.02, 0.0
        for j in range(3):
            away += smooth[j] * direction[k, j]
        for j in range(3):
            if away > 0:
                smooth[j] -= away * direction[k, j]
            length += smooth[j] * smooth[j]
        for j in range(3):
            normal[k, j] = smooth[j] / max(np.sqrt(length), 1e-20)
            at[k, j] = (q[j] + u * q[3 + j] + v * q[6 + j]) * scale[i, j]
        uv[k, 0] = uvs[t, 0, 0] * w + uvs[t, 1, 0] * u + uvs[t, 2, 0] * v
        uv[k, 1] = uvs[t, 0, 1] * w + uvs[t, 1, 1] * u + uvs[t, 2, 1] * v
        if np.isnan(uv[k, 0]):
            ax, ay, az = abs(cx), abs(cy), abs(cz)
            if ax >= ay and ax >= az:
                uv[k, 0], uv[k, 1] = at[k, 1], at[k, 2]
            elif ay >= az:
                uv[k, 0], uv[k, 1] = at[k, 0], at[k, 2]
            else:
                uv[k, 0], uv[k, 1] = at[k, 0], at[k, 1]
