"""Details that ride on draped cloth: slabs, cords and small things, placed on its surface as it hangs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from scipy.ndimage import gaussian_filter, gaussian_filter1d
from scipy.spatial import cKDTree

from coulisse.scene.garments.form import Form
from coulisse.scene.garments.sheet import Garment, Grid, spaced
from coulisse.scene.garments.shell import ANGLES, Array, Shell
from coulisse.scene.staged import Part

FARTHEST = 0.022  # metres that a detail is moved to lie on its cloth


@dataclass(frozen=True, eq=False)
class Worn:
    """A garment as it hangs: `points` (n, 3) of its vertices after draping."""

    garment: Garment
    points: Array
    form: Form

    @cached_property
    def normals(self) -> Array:
        """Unit vertex normals outwards (n, 3)."""
        t = self.garment.triangles
        p = self.points
        face = np.cross(p[t[:, 1]] - p[t[:, 0]], p[t[:, 2]] - p[t[:, 0]])
        out = np.zeros_like(p)
        for k in range(3):
            np.add.at(out, t[:, k], face)
        return np.asarray(out / np.maximum(np.linalg.norm(out, axis=1, keepdims=True), 1e-12))

    @cached_property
    def _body_grids(self) -> list[Grid]:
        return [p.grid for p in self.garment.panels if not p.name.startswith(("sleeve", "cuff"))]

    @cached_property
    def chart(self) -> Shell:
        """The outside of the garment's trunk by angle and height, as it hangs."""
        base = self.garment.shell or self.form.torso
        fine = np.concatenate([_finer(self.points[g]) for g in self._body_grids])
        angle, height, far = base.polar(fine)
        row = np.round((height - base.levels[0]) / base.step).astype(int)
        column = np.round(angle / (2 * np.pi) * ANGLES).astype(int) % ANGLES
        ok = (row >= 0) & (row < len(base.levels))
        most = np.zeros_like(base.radius)
        np.maximum.at(most, (row[ok], column[ok]), far[ok])
        known = most > 0
        weight = gaussian_filter(known.astype(float), 1.0, mode=("nearest", "wrap"))
        value = gaussian_filter(np.where(known, most, 0.0), 1.0, mode=("nearest", "wrap"))
        radius = np.where(weight > 0.05, value / np.maximum(weight, 1e-6), base.radius)
        return replace(base, radius=np.maximum(radius, np.where(known, most, 0)) * 0.5 + radius * 0.5)

    @cached_property
    def _near(self) -> tuple[cKDTree, Array, Array]:
        grids = [p.grid for p in self.garment.panels]
        fine = np.concatenate([_finer(self.points[g]) for g in grids])
        normal = np.concatenate([_finer(self.normals[g]) for g in grids])
        return cKDTree(fine), fine, normal / np.maximum(np.linalg.norm(normal, axis=1, keepdims=True), 1e-9)

    def clear(self, points: Array, gap: float, reach: float = 0.05) -> Array:
        """Points (..., 3) moved out where they are nearer than `gap` to the cloth, or inside of it."""
        tree, fine, normal = self._near
        flat = points.reshape(-1, 3)
        far, at = tree.query(flat)
        over = ((flat - fine[at]) * normal[at]).sum(1)
        # What would have to go further belongs to another place: a cuff beside a coat's tail is not pulled into it.
        push = np.where(far < reach, np.clip(gap - over, 0, gap + FARTHEST), 0)
        return np.asarray((flat + push[:, None] * normal[at]).reshape(points.shape))

    def laid(self, points: Array, gap: float) -> Array:
        """The nearest places on the cloth (..., 3), `gap` metres above it."""
        tree, fine, normal = self._near
        flat = points.reshape(-1, 3)
        _, at = tree.query(flat, k=4)
        weight = 1 / (np.linalg.norm(fine[at] - flat[:, None], axis=2) + 1e-4)
        weight /= weight.sum(1, keepdims=True)
        near = (fine[at] * weight[..., None]).sum(1)
        n = (normal[at] * weight[..., None]).sum(1)
        n /= np.maximum(np.linalg.norm(n, axis=1, keepdims=True), 1e-9)
        high = ((flat - near) * n).sum(1, keepdims=True)
        flat = flat - n * np.clip(high, -3 * FARTHEST, 3 * FARTHEST)
        return np.asarray((flat + gap * n).reshape(points.shape))

    def normal_at(self, points: Array) -> Array:
        """Normals of the cloth nearest to points (..., 3)."""
        tree, _, normal = self._near
        return np.asarray(normal[tree.query(points.reshape(-1, 3))[1]].reshape(points.shape))

    def line(self, *names: str) -> Array:
        """An edge as it hangs (n, 3); several names are joined in order, where they meet."""
        pieces = [self.points[self.garment.edges[name][0]] for name in names if name in self.garment.edges]
        if not pieces:
            return np.zeros((0, 3))
        run = pieces[0]
        for k, piece in enumerate(pieces[1:]):
            gaps = [float(np.linalg.norm(run[a] - piece[b])) for a in (-1, 0) for b in (0, -1)]
            # Going on from the end comes first; only the first piece may be turned.
            way = int(np.argmin(gaps[: 4 if k == 0 else 2]))
            if k == 0 and min(gaps[:2]) < 1e-6:
                way = int(np.argmin(gaps[:2]))
            if way >= 2:
                run = run[::-1]
            run = np.concatenate([run, (piece if way % 2 == 0 else piece[::-1])[1:]])
        return np.asarray(run)

    def neckline(self) -> Array:
        """From the right front's centre around the back to the left front's centre (n, 3)."""
        if "neck_cape" in self.garment.edges:
            return self.line("neck_cape")[::-1]
        return self.line("neck_front_r", "neck_back_r", "neck_back_l", "neck_front_l")

    def on_front(self, arc: float | Array, height: float | Array, out: float = 0.0) -> Array:
        """Points on the trunk's outside at a length from the centre front (left positive) and a height."""
        angle = self.chart.angle_of(arc, height)
        return self.chart.at(angle, height, out)


def _finer(grid: Array) -> Array:
    """A grid (r, c, k) with its middles, flat."""
    across = (grid[:, 1:] + grid[:, :-1]) / 2
    up = (grid[1:] + grid[:-1]) / 2
    middle = (up[:, 1:] + up[:, :-1]) / 2
    k = grid.shape[-1]
    return np.concatenate([g.reshape(-1, k) for g in (grid, across, up, middle)])


def grid_normals(grid: Array) -> Array:
    """Unit normals (r, c, 3), column direction crossed with row direction."""
    across = np.gradient(grid, axis=1)
    up = np.gradient(grid, axis=0)
    n = np.cross(across, up)
    return np.asarray(n / np.maximum(np.linalg.norm(n, axis=-1, keepdims=True), 1e-12))


def slab(
    name: str, grid: Array, thick: float, slot: str, *, uv: Array | None = None, outward: Array | None = None,
    inside: str | None = None, closed: bool = False,
) -> list[Part]:  # fmt: skip
    """A piece of cloth of this thickness: `grid` (r, c, 3) is its underside's middle; `outward` a direction (3,) or
    (r, c, 3) that its right side looks to. `closed`: the last column is the first."""
    r, c = grid.shape[:2]
    normal = grid_normals(grid)
    turned = False
    if outward is not None and float((normal * outward).sum(-1).mean()) < 0:
        normal, turned = -normal, True
    if closed:
        mean = normal[:, 0] + normal[:, -1]
        normal[:, 0] = normal[:, -1] = mean / np.maximum(np.linalg.norm(mean, axis=-1, keepdims=True), 1e-9)
    outer = grid + 0.5 * thick * normal
    inner = grid - 0.5 * thick * normal
    number = np.arange(r * c).reshape(r, c)
    quads = np.stack([number[:-1, :-1], number[:-1, 1:], number[1:, 1:], number[1:, :-1]], -1).reshape(-1, 4)
    if turned:
        quads = quads[:, [0, 3, 2, 1]]
    if uv is None:
        uv = np.stack(np.meshgrid(_run(grid, 1), _run(grid, 0)), -1)
    flat_uv = uv.reshape(-1, 2).astype(np.float32)
    rim = np.concatenate([number[0, :-1], number[:-1, -1], number[-1, :0:-1], number[:0:-1, 0]])
    if closed:
        rim = np.zeros(0, int)
        sides = [number[0], number[-1, ::-1]]
    else:
        sides = [np.append(rim, rim[0])]
    edge = []
    for run in sides:
        a, b = run[:-1], run[1:]
        edge.append(np.stack([a, a + r * c, b + r * c, b], -1))
    band = np.concatenate(edge)
    if turned:
        band = band[:, ::-1]
    points = np.concatenate([outer.reshape(-1, 3), inner.reshape(-1, 3)]).astype(np.float32)
    both = np.concatenate([flat_uv, flat_uv])
    if inside is None or inside == slot:
        faces = np.concatenate([quads, quads[:, [0, 3, 2, 1]] + r * c, band]).astype(np.int32)
        return [Part(name, points, faces, slot, smooth=True, uv=both)]
    outside_faces = np.concatenate([quads, band]).astype(np.int32)
    return [
        Part(name, points, outside_faces, slot, smooth=True, uv=both),
        Part(f"{name} inside", inner.reshape(-1, 3).astype(np.float32), quads[:, [0, 3, 2, 1]].astype(np.int32), inside,
             smooth=True, uv=flat_uv),
    ]  # fmt: skip


def _run(grid: Array, axis: int) -> Array:
    middle = grid[grid.shape[0] // 2] if axis == 1 else grid[:, grid.shape[1] // 2]
    return np.concatenate([[0.0], np.cumsum(np.linalg.norm(np.diff(middle, axis=0), axis=1))])


def cord(name: str, line: Array, radius: float | Array, slot: str, sides: int = 6, closed: bool = False) -> Part:
    """A round cord along a polyline (n, 3)."""
    way = np.gradient(line, axis=0)
    if closed:
        way = np.roll(line, -1, 0) - np.roll(line, 1, 0)
    way /= np.maximum(np.linalg.norm(way, axis=1, keepdims=True), 1e-12)
    up = np.array([0.3, 0.2, 0.93])
    a = np.cross(way, up)
    a /= np.maximum(np.linalg.norm(a, axis=1, keepdims=True), 1e-9)
    b = np.cross(way, a)
    turn = np.linspace(0, 2 * np.pi, sides, endpoint=False)
    size = np.broadcast_to(np.asarray(radius, float), (len(line),))[:, None, None]
    ring = line[:, None] + size * (np.cos(turn)[None, :, None] * a[:, None] + np.sin(turn)[None, :, None] * b[:, None])
    n = len(line)
    number = np.arange(n * sides).reshape(n, sides)
    first, second = (number, np.roll(number, -1, 0)) if closed else (number[:-1], number[1:])
    faces = np.stack([first, np.roll(first, -1, 1), np.roll(second, -1, 1), second], -1).reshape(-1, 4)
    points = ring.reshape(-1, 3)
    if not closed:
        caps = np.array([line[0], line[-1]])
        points = np.concatenate([points, caps])
        start = np.stack([number[0], np.full(sides, n * sides), np.roll(number[0], -1), np.full(sides, -1)], -1)
        end = np.stack([number[-1], np.roll(number[-1], -1), np.full(sides, n * sides + 1), np.full(sides, -1)], -1)
        faces = np.concatenate([faces, start, end])
    along = np.concatenate([[0.0], np.cumsum(np.linalg.norm(np.diff(line, axis=0), axis=1))])
    uv = np.stack([np.tile(np.linspace(0, 0.01, sides), n), np.repeat(along, sides)], 1)
    if not closed:
        uv = np.concatenate([uv, [[0, 0], [0, along[-1]]]])
    return Part(name, points.astype(np.float32), faces.astype(np.int32), slot, smooth=True, uv=uv.astype(np.float32))


def stitches(name: str, line: Array, slot: str, step: float = 0.0045, size: float = 0.0007) -> Part:
    """A row of stitches along a polyline (n, 3): short raised bars with gaps between them."""
    length = float(np.linalg.norm(np.diff(line, axis=0), axis=1).sum())
    count = max(1, int(length / step))
    ends = spaced(line, 2 * count + 1)
    a, b = ends[0:-1:2][:count], ends[1::2][:count]
    b = a + (b - a) * 1.25
    way = b - a
    way /= np.maximum(np.linalg.norm(way, axis=1, keepdims=True), 1e-9)
    side = np.cross(way, [0.31, 0.2, 0.93])
    side /= np.maximum(np.linalg.norm(side, axis=1, keepdims=True), 1e-9)
    up = np.cross(side, way)
    corners = [size * (i * side + j * up) for i, j in ((-1, -1), (1, -1), (1, 1), (-1, 1))]
    points = np.stack([*[a + c for c in corners], *[b + c for c in corners]], 1).reshape(-1, 3)
    box = np.array([[0, 1, 5, 4], [1, 2, 6, 5], [2, 3, 7, 6], [3, 0, 4, 7], [3, 2, 1, 0], [4, 5, 6, 7]])
    faces = (np.arange(count)[:, None, None] * 8 + box[None]).reshape(-1, 4)
    return Part(name, points.astype(np.float32), faces.astype(np.int32), slot)


def joined_parts(name: str, parts: Sequence[Part], slot: str) -> Part:
    """Many small parts of one slot as one mesh."""
    start = np.cumsum([0, *[len(p.points) for p in parts]])
    faces = np.concatenate([np.where(p.faces >= 0, p.faces + s, -1) for p, s in zip(parts, start, strict=False)])
    uv = None
    if all(p.uv is not None for p in parts):
        uv = np.concatenate([p.uv for p in parts if p.uv is not None])
    smooth = any(p.smooth for p in parts)
    return Part(name, np.concatenate([p.points for p in parts]), faces.astype(np.int32), slot, smooth=smooth, uv=uv)


def disc(name: str, at: Array, normal: Array, radius: float, thick: float, slot: str, rim: float = 0.18) -> Part:
    """A round button lying on a surface: a rim around a sunk middle."""
    profile = [(0.0, 0.55), (1 - 2 * rim, 0.55), (1 - rim, 1.0), (1 - 0.3 * rim, 0.95), (1.0, 0.5), (0.92, 0.0)]
    return turned_on(name, at, normal, [(r * radius, z * thick) for r, z in profile], slot)


def turned_on(
    name: str, at: Array, normal: Array, profile: Sequence[tuple[float, float]], slot: str, sides: int = 18
) -> Part:
    """A turned thing (radius, height above the surface) standing on a place with a normal."""
    n = normal / max(float(np.linalg.norm(normal)), 1e-9)
    a = np.cross(n, [0.1, 0.2, 0.97] if abs(n[2]) < 0.9 else [1.0, 0, 0])
    a /= np.linalg.norm(a)
    b = np.cross(n, a)
    turn = np.linspace(0, 2 * np.pi, sides, endpoint=False)
    rings = [at + r * (np.cos(turn)[:, None] * a + np.sin(turn)[:, None] * b) + z * n for r, z in profile if r > 1e-6]
    points = list(rings)
    k = len(rings)
    number = np.arange(k * sides).reshape(k, sides)
    quads = np.stack([number[:-1], number[1:], np.roll(number[1:], -1, 1), np.roll(number[:-1], -1, 1)], -1)
    faces = [quads.reshape(-1, 4)]
    if profile[0][0] <= 1e-6:
        points.append(np.asarray(at + profile[0][1] * n)[None])
        tip = k * sides
        first = number[0]
        faces.append(np.stack([np.full(sides, tip), first, np.roll(first, -1), np.full(sides, -1)], -1))
    return Part(
        name, np.concatenate(points).astype(np.float32), np.concatenate(faces).astype(np.int32), slot, smooth=True
    )  # fmt: skip


def soft(line: Array, sigma: float = 1.5) -> Array:
    """A polyline (n, 3) without its small wiggles, its ends kept."""
    out = gaussian_filter1d(line, sigma, axis=0, mode="nearest")
    out[0], out[-1] = line[0], line[-1]
    return np.asarray(out)
