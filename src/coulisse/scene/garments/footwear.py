"""Shoes, boots, heels and sandals: closed shells around the feet, on soles."""

from __future__ import annotations

import numpy as np

from coulisse.scene.garments.closures import buckle
from coulisse.scene.garments.cut import Cut
from coulisse.scene.garments.form import Form
from coulisse.scene.garments.ride import cord, joined_parts, slab, soft, stitches
from coulisse.scene.garments.shell import Array, round_of
from coulisse.scene.staged import Part

N = 73
_SHAFTS = {
    "boots": 0.23,
    "riding_boots": 0.44,
    "shoes": 0.075,
    "high_heels": 0.05,
    "sandals": 0.03,
    "trainers": 0.10,
    "socks": 0.30,
}
STOCKINGS, KNEE_SOCKS = 0.53, 0.44  # metres over the floor, of somebody of 1.72 m: over the knee, and just below it
TO_THE_KNEE = "to_the_knee"  # trait of socks
_TALL = 1.72
SOLE = {
    "boots": 0.024,
    "riding_boots": 0.016,
    "shoes": 0.012,
    "high_heels": 0.006,
    "sandals": 0.012,
    "trainers": 0.024,
    "socks": 0.0,
}


def shaft_of(cut: Cut) -> float:
    """Metres over the floor at which a shoe or a boot ends."""
    if cut.kind == "socks" and "long" in cut.traits:
        return STOCKINGS
    if cut.kind == "socks" and TO_THE_KNEE in cut.traits:
        return KNEE_SOCKS
    return _SHAFTS.get(cut.kind, _SHAFTS["shoes"])


def footwear_parts(cut: Cut, form: Form, under: float | None = None) -> list[Part]:
    """Both shoes of a cut. `under`: height (metres) of a hem that falls over the shafts; they end just above it."""
    kind = cut.kind if cut.kind in _SHAFTS else "shoes"
    parts: list[Part] = []
    for side in ("l", "r"):
        parts += _sandal(cut, form, side) if kind == "sandals" else _shoe(cut, form, side, kind, under)
    return parts


def _levels(form: Form, side: str, top: float, grow: float) -> Array:
    """Rings (k, N, 3) around a foot from the sole up to `top`."""
    points = form.body.points.astype(float)
    sign = 1 if side == "l" else -1
    foot = points[(sign * points[:, 1] > 0.0) & (points[:, 2] < min(top, 0.11) + 0.05)]
    heights = np.concatenate([np.linspace(0.004, 0.10, 18), np.arange(0.108, max(top, 0.109), 0.012)])
    heights = heights[heights <= max(top, 0.03)]
    angle = np.linspace(-np.pi, np.pi, N)
    ankle = np.array(form.body.joints[f"ankle_{side}"])
    leg = form.legs[side]
    rings = []
    for z in heights:
        # A shoe leaves the toes out of its upper rings slowly: its instep slopes.
        near = foot[np.abs(foot[:, 2] - z) < 0.008] if z < 0.10 else None
        if z >= 0.10:
            s = float(np.interp(-z, -leg.path[:, 2], leg.length))
            middle, _, _ = leg.frame(np.array(s))
            far = np.interp(
                np.mod(-sign * angle, 2 * np.pi),
                np.linspace(0, 2 * np.pi, leg.radius.shape[1], endpoint=False),
                leg.distance(
                    np.linspace(0, 2 * np.pi, leg.radius.shape[1], endpoint=False), np.full(leg.radius.shape[1], s)
                ),
                period=2 * np.pi,
            )
            centre = middle[:2]
        else:
            assert near is not None
            above = foot[(foot[:, 2] >= z - 0.006)]
            hull = above[:, :2] if len(above) > 8 else foot[:, :2]
            centre = np.array([ankle[0] + 0.035 * np.clip(1 - z / 0.1, 0, 1), ankle[1] + 0.0])
            wide = round_of(hull, centre)
            far = np.interp(
                np.mod(angle, 2 * np.pi), np.linspace(0, 2 * np.pi, len(wide), endpoint=False), wide, period=2 * np.pi
            )
        far = far + grow
        rings.append(np.stack([centre[0] + far * np.cos(angle), centre[1] + far * np.sin(angle), np.full(N, z)], -1))
    grid = np.stack(rings)
    for i in range(N):
        grid[:, i, :2] = soft(grid[:, i, :2], 1.2)
    return grid


def _shoe(cut: Cut, form: Form, side: str, kind: str, under: float | None) -> list[Part]:
    shaft = shaft_of(cut) * (form.stature / _TALL if kind == "socks" else 1.0)
    hidden = under is not None and shaft > under + 0.045 and kind != "socks"
    if hidden and under is not None:
        shaft = max(under + 0.045, 0.085)
    sign = 1 if side == "l" else -1
    grow = 0.006 if kind not in ("socks",) else 0.002
    grid = _levels(form, side, shaft, grow)
    angle = np.linspace(-np.pi, np.pi, N)
    if kind in ("shoes", "high_heels", "trainers"):  # the opening dips at the ankle bones and in front for pumps
        height = grid[..., 2]
        dip = 0.72 if kind != "high_heels" else 0.45
        front = np.clip(np.cos(angle), 0, 1) ** 2
        limit = shaft * (1 - (1 - dip) * (np.abs(np.sin(angle)) ** 2 if kind != "high_heels" else front))
        grid[..., 2] = np.minimum(height, limit[None])
    if kind in ("boots", "riding_boots") and not hidden:
        share = np.clip((grid[..., 2] - 0.10) / max(shaft - 0.1, 0.05), 0, 1)
        radial = grid[..., :2] - grid[:, :-1].mean(1, keepdims=True)[..., :2]
        grid[..., :2] += (
            radial
            / np.maximum(np.linalg.norm(radial, axis=-1, keepdims=True), 1e-6)
            * (0.004 + (0.008 if kind == "boots" else 0.006) * share)[..., None]
        )
        fold = (
            0.0022
            * np.sin(grid[..., 2] * 190 + 1.5 * np.cos(angle)[None])
            * np.exp(-(((grid[..., 2] - 0.105) / 0.03) ** 2))
        )
        grid[..., :2] += fold[..., None]
    if kind == "socks" and under is not None:  # drawn in under the hem that lies over them
        radial = grid[..., :2] - grid[:, :-1].mean(1, keepdims=True)[..., :2]
        radial /= np.maximum(np.linalg.norm(radial, axis=-1, keepdims=True), 1e-6)
        grid[..., :2] -= radial * (0.007 * np.clip((grid[..., 2] - under + 0.004) / 0.012, 0, 1))[..., None]
    out = np.stack([np.cos(angle), np.sin(angle), 0.25 + 0 * angle], -1)
    name = f"{cut.kind} {side}"
    slot = "cloth"
    parts = slab(
        name, grid, 0.0022 if kind != "socks" else 0.001, slot, outward=np.broadcast_to(out, grid.shape), closed=True
    )
    if kind == "socks":
        return parts
    parts += _cap(grid, name)
    parts += _sole(grid, name, SOLE[kind], kind)
    edge = grid[-1] + 0
    parts.append(cord("topline", edge, 0.0016, slot, 6))
    if cut.closing == "buckle":
        parts += _buckles(grid, name)
    elif kind in ("shoes", "boots", "trainers"):
        parts += _laces(grid, name, kind, sign)
    toe = grid[:, N // 2]
    seam = np.array([grid[i, (N // 2 + d) % N] for i, d in zip(range(1, min(8, len(grid))), range(8), strict=False)])
    del toe, seam
    line = grid[3, N // 2 - 13 : N // 2 + 14] + [0.0012, 0, 0.0]
    parts.append(stitches("welt stitch", line, "stitch"))
    return parts


def _cap(grid: Array, name: str) -> list[Part]:
    """The upper over the toes: rings shrink to the instep."""
    return []


def _sole(grid: Array, name: str, thick: float, kind: str) -> list[Part]:
    ring = grid[0]
    centre = ring[:-1].mean(0)
    rows = []
    wide = 0.004 if kind in ("boots", "shoes", "trainers") else 0.001
    for k, z in ((1.0, 0.012), (1.0 + wide / 0.08, 0.008), (1.0 + wide / 0.08, 0.0005), (0.9, 0.0), (0.02, 0.0)):
        p = centre + (ring - centre) * k
        p[:, 2] = z * max(thick / 0.012, 0.6)
        rows.append(p)
    sole = np.stack(rows)
    parts = slab(f"sole {name}", sole, 0.001, "sole", outward=np.array([0.0, 0.0, -0.2]), closed=True)
    back = ring[:, 0].min()
    if kind in ("shoes", "boots", "riding_boots"):
        heel = ring.copy()
        heel[:, 0] = np.minimum(heel[:, 0], back + 0.068)
        c = heel[:-1].mean(0)
        block = np.stack([c + (heel - c) * k + [0, 0, z] for k, z in ((1.03, 0.016), (1.05, 0.0), (0.05, 0.0))])
        block[..., 2] = np.array([0.017, 0.0004, 0.0004])[:, None]
        parts += slab(f"heel {name}", block, 0.001, "sole", outward=np.array([0.0, 0.0, -0.2]), closed=True)
    return parts


def _laces(grid: Array, name: str, kind: str, sign: int) -> list[Part]:
    """Laces crossing over the instep."""
    front = N // 2
    rows = [i for i in range(len(grid)) if 0.045 < grid[i, front, 2] < (0.22 if kind == "boots" else 0.085)]
    if len(rows) < 3:
        return []
    picks = np.linspace(0, len(rows) - 1, 6 if kind == "boots" else 4).astype(int)
    lines = []
    for a, b in zip(picks[:-1], picks[1:], strict=True):
        for d in (-1, 1):
            p, q = grid[rows[a], front + 3 * d], grid[rows[b], front - 3 * d]
            m = (p + q) / 2 + [0.006, 0, 0.003]
            lines.append(
                cord(
                    "lace",
                    soft(np.stack([p + np.array([0.003, 0, 0.001]), m, q + np.array([0.003, 0, 0.001])])),
                    0.0018,
                    "cord",
                )
            )
    return [joined_parts(f"laces {name}", lines, "cord")]


def _buckles(grid: Array, name: str) -> list[Part]:
    """A strap over the instep and its buckle: the latchets of a shoe of before the laces."""
    front = N // 2
    i = int(np.abs(grid[:, front, 2] - 0.062).argmin())
    run = grid[i, front - 13 : front + 14]
    rows = np.stack([run + np.array([0.0035 + 0.3 * d, 0.0, d]) for d in (-0.011, 0.0, 0.011)])
    strap = slab(f"latchet {name}", rows, 0.0022, "cloth", outward=np.array([1.0, 0, 0.6]))
    look = np.array([0.75, 0.0, 0.66])
    return [*strap, buckle(grid[i, front] + 0.009 * look, look, 0.030, 0.026)]


def _sandal(cut: Cut, form: Form, side: str) -> list[Part]:
    grid = _levels(form, side, 0.09, 0.003)
    parts = _sole(grid, f"sandal {side}", 0.012, "sandals")
    straps = []
    front = N // 2
    for z0, width in ((0.018, 9), (0.045, 9), (0.085, N // 2 - 1)):
        i = int(np.abs(grid[:, front, 2] - z0).argmin())
        run = grid[i, front - width : front + width + 1] if width < N // 2 - 1 else grid[i]
        rows = np.stack([run + np.array([0.002, 0, d]) for d in (-0.006, 0.0, 0.006)])
        straps += slab("strap", rows, 0.0025, "cloth", outward=np.array([1.0, 0, 0.5]))
    return [*parts, joined_parts(f"straps {side}", straps, "cloth")]
