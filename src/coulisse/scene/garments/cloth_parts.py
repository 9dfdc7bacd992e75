"""The draped panels themselves as parts with a thickness, a lining and seams that can be seen."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from coulisse.scene.garments.ride import Worn, cord, joined_parts, stitches
from coulisse.scene.garments.sheet import Grid, spaced
from coulisse.scene.garments.shell import Array
from coulisse.scene.staged import Part

RAGGED = frozenset({"torn", "tattered", "ragged", "ripped", "shredded", "frayed"})  # traits of cloth with holes
GROOVE = 0.0006  # metres that cloth is drawn in along a seam


def panel_parts(worn: Worn) -> list[Part]:
    """Outside and inside of every panel, in metres of its own plane."""
    garment, cut = worn.garment, worn.garment.cut
    thick = max(cut.goods.thickness, 0.0007)
    use = np.zeros(len(worn.points))
    for panel in garment.panels:
        r = panel.grid
        border = np.unique(np.concatenate([r[0], r[-1], r[:, 0], r[:, -1]]))
        use[border] += 1
    seam = (use > 1) * GROOVE
    outer = worn.points + worn.normals * (0.5 * thick - seam)[:, None]
    inner = worn.points - worn.normals * (0.5 * thick + 0.0003)
    parts: list[Part] = []
    worn_out = {"frayed": 0.35, "torn": 0.7, "ripped": 0.7}.get(next(iter(sorted(RAGGED & {*cut.traits})), ""), 1.0)
    worn_out *= bool(RAGGED & {*cut.traits})
    inside = "lining" if cut.lining is not None else "inside"
    for panel in garment.panels:
        grid = panel.grid
        tops, lows, uvs = (_refined(v) for v in (outer[grid], inner[grid], panel.uv))
        holed = _holes(tops, lows, worn_out, len(parts))
        r, c = tops.shape[:2]
        number = np.arange(r * c).reshape(r, c)
        quads = np.stack([number[:-1, :-1], number[:-1, 1:], number[1:, 1:], number[1:, :-1]], -1).reshape(-1, 4)
        if panel.flip:
            quads = quads[:, [0, 3, 2, 1]]
        uv = uvs.reshape(-1, 2).astype(np.float32)
        top, low = tops.reshape(-1, 3), lows.reshape(-1, 3)
        rim = np.concatenate([number[0, :-1], number[:-1, -1], number[-1, :0:-1], number[:0:-1, 0]])
        a, b = rim, np.roll(rim, -1)
        band = np.stack([a, a + r * c, b + r * c, b], -1)
        if panel.flip:
            band = band[:, ::-1]
        points = np.concatenate([top, low]).astype(np.float32)
        if worn_out:
            kept = (_ragged(tops, panel.name, cut.family, worn_out, len(parts)) & holed).reshape(-1)
            quads = quads[kept]
            band = band[np.isin(rim, quads) & np.isin(np.roll(rim, -1), quads)]
        faces = np.concatenate([quads, band]).astype(np.int32)
        parts.append(Part(panel.name, points, faces, panel.slot, smooth=True, uv=np.concatenate([uv, uv])))
        parts.append(
            Part(
                f"{panel.name} inside",
                low.astype(np.float32),
                quads[:, [0, 3, 2, 1]].astype(np.int32),
                inside,
                smooth=True,
                uv=uv,
            )
        )
    return parts


def _ragged(grid: Array, panel: str, family: str, much: float, seed: int) -> NDArray[np.bool_]:
    """Which squares of a panel's grid (r, c, 3) are left (r - 1, c - 1): its hem is in tatters, and there are holes.

    `much`: 0 to 1, how torn it is; the tears are the panel's own, the same at every run.
    """
    rng = np.random.default_rng(1000 + seed)
    r, c = grid.shape[0] - 1, grid.shape[1] - 1
    keep = np.ones((r, c), bool)
    middle = (grid[1:, 1:] + grid[:-1, :-1]) / 2
    for _, at, _ in _hems(panel, family) or ([("hem", 0, 0.0)] if panel.startswith(("front", "back")) else []):
        rows = middle if at == 0 else middle[::-1]
        step = np.linalg.norm(np.diff(rows, axis=0), axis=2)
        depth = np.concatenate([np.zeros((1, c)), np.cumsum(step, 0)])
        around = np.concatenate([[0.0], np.cumsum(np.linalg.norm(np.diff(rows[0], axis=0), axis=1))])
        tears = np.zeros(c)
        for _ in range(max(2, int(around[-1] / 0.035))):  # wedges that run up from the hem, narrow and uneven
            where, wide = rng.uniform(0, around[-1]), rng.uniform(0.008, 0.026)
            deep = much * rng.gamma(2.0, 0.028)
            tears = np.maximum(tears, deep * np.clip(1 - np.abs(around - where) / wide, 0, 1) ** 0.7)
        gone = depth < np.minimum(tears + much * 0.012 * rng.random(c), 0.19)
        keep &= ~(gone if at == 0 else gone[::-1])
    return keep


def _holes(tops: Array, lows: Array, much: float, seed: int) -> NDArray[np.bool_]:
    """Which squares (r - 1, c - 1) of a panel are outside its holes; the points (r, c, 3) around one come to its rim.

    Holes are wider than high, as a weave tears along its weft; both sides of the cloth are changed in place.
    """
    rng = np.random.default_rng(2000 + seed)
    r, c = tops.shape[:2]
    keep = np.ones((r - 1, c - 1), np.bool_)
    span = (np.array([1 / 1.5, 1 / 1.5, 1 / 0.7]), np.array([1.5, 1.5, 0.7]))
    for _ in range(rng.poisson(2.2 * much)):
        i, j = rng.integers(r // 6, max(5 * r // 6, r // 6 + 1)), rng.integers(c // 6, max(5 * c // 6, c // 6 + 1))
        away = (tops - tops[i, j]) * span[0]
        far = np.maximum(np.linalg.norm(away, axis=2), 1e-6)
        turn = np.arctan2(away[..., 2], away[..., 0] + away[..., 1])
        uneven = 1 + 0.22 * np.sin(3 * turn + rng.uniform(0, 6)) + 0.10 * np.sin(7 * turn + rng.uniform(0, 6))
        rim = rng.uniform(0.012, 0.026) * (0.6 + 0.4 * much) * uneven
        inside = far < rim
        gone = inside[1:, 1:] & inside[:-1, 1:] & inside[1:, :-1] & inside[:-1, :-1]
        if not gone.any():  # smaller than a square: only a thin place
            continue
        keep &= ~gone
        step = away * (rim / far - 1)[..., None] * span[1] * inside[..., None]
        tops += step
        lows += step
    return keep


def _refined(grid: Array) -> Array:
    """Twice as many points along rows and columns, on a cubic through the given ones (Catmull and Rom 1974).

    An edge depends on its own points alone, so that two panels stay together along a seam.
    """
    for axis in (0, 1):
        g = np.moveaxis(grid, axis, 0)
        before = np.concatenate([2 * g[:1] - g[1:2], g[:-2]])
        after = np.concatenate([g[2:], 2 * g[-1:] - g[-2:-1]])
        between = (9 * (g[:-1] + g[1:]) - before - after) / 16
        out = np.empty((2 * len(g) - 1, *g.shape[1:]))
        out[0::2], out[1::2] = g, between
        grid = np.moveaxis(out, 0, axis)
    return grid


def lifted(worn: Worn, line: Array, out: float = 0.0) -> Array:
    """A line on the outside of the cloth."""
    thick = max(worn.garment.cut.goods.thickness, 0.0007)
    return line + worn.normal_at(line) * (0.5 * thick + out)


def seam_parts(worn: Worn) -> list[Part]:
    """Hems, seams and topstitching: two millimetres that tell cloth from a painted body."""
    garment, cut = worn.garment, worn.garment.cut
    runs: list[Part] = []
    show = cut.goods.kind not in ("sheer", "pile", "metal") and cut.goods.id != "fur"
    if not show:
        return runs
    ragged = bool(RAGGED & {*cut.traits})
    double = (
        cut.goods.id in ("denim", "canvas", "cotton_drill", "leather", "waxed_cotton") or "topstitched" in cut.traits
    )
    for panel in garment.panels:
        grid = panel.grid
        for name, at, depth in _hems(panel.name, cut.family):
            del name
            if ragged:
                continue
            rows = grid if at == 0 else grid[::-1]
            line = _at_depth(worn.points, rows, depth)
            runs.append(stitches("hem", lifted(worn, line), "stitch"))
            if panel.name.startswith(("sleeve", "trouser")) and double:
                runs.append(stitches("hem", lifted(worn, _at_depth(worn.points, rows, depth + 0.007)), "stitch"))
    if double:
        for edge in (
            "side_front_l",
            "side_front_r",
            "shoulder_front_l",
            "shoulder_front_r",
            "armhole_front_l",
            "armhole_front_r",
            "armhole_back_l",
            "armhole_back_r",
            "outseam_front_l",
            "outseam_front_r",
        ):
            if edge in garment.edges:
                beside = _beside(worn, edge, 0.006)
                if beside is not None:
                    runs.append(stitches("seam", lifted(worn, beside), "stitch"))
    return [joined_parts("stitches", runs, "stitch")] if runs else []


def _hems(panel: str, family: str) -> list[tuple[str, int, float]]:
    if panel.startswith(("front", "back")) and family in ("upper",):
        return [("hem", 0, 0.022)]
    if panel.startswith(("sleeve", "skirt", "trouser", "cape")):
        return [("hem", -1, 0.025)]
    return []


def _at_depth(points: Array, grid: Grid, depth: float) -> Array:
    """The line that runs `depth` metres inside of the first row of a grid of indices."""
    near = points[grid[: min(len(grid), 8)]]
    step = np.concatenate([np.zeros((1, near.shape[1])), np.cumsum(np.linalg.norm(np.diff(near, axis=0), axis=2), 0)])
    line = np.empty((near.shape[1], 3))
    for j in range(near.shape[1]):
        line[j] = [np.interp(depth, step[:, j], near[:, j, i]) for i in range(3)]
    return line


def _beside(worn: Worn, edge: str, far: float) -> Array | None:
    run = worn.garment.edges[edge][0]
    line = worn.points[run]
    if len(line) < 4:
        return None
    line = spaced(line, 2 * len(line))
    way = np.gradient(line, axis=0)
    side = np.cross(way, worn.normal_at(line))
    side /= np.maximum(np.linalg.norm(side, axis=1, keepdims=True), 1e-9)
    sign = 1.0 if edge.endswith("_l") else -1.0
    return np.asarray(worn.laid(line + sign * far * side, 0.0))


__all__ = ["cord", "lifted", "panel_parts", "seam_parts"]
