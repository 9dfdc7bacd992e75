"""Capes, cloaks, ponchos and shawls: cloth that hangs from the shoulders around everything."""

from __future__ import annotations

import numpy as np

from coulisse.scene.garments.cut import Cut
from coulisse.scene.garments.form import Form
from coulisse.scene.garments.sheet import Sheet, column, row
from coulisse.scene.garments.shell import Array, Shell

# Radians from the middle that the front edges lie at: a shawl is worn apart.
GAPS = {"shawl": 0.62, "opera_cape": 0.26, "cape": 0.26}


def cape(form: Form, cut: Cut, h: float, hem: float, seed: int) -> tuple[list[Sheet], Shell]:
    """A cape from the neck down to `hem` metres over the ground, open in front unless it is a poncho."""
    closed = cut.kind == "poncho"
    # A long cape is thrown back behind the arms; a short one lies over them.
    thrown = not closed and cut.hem < 0.42
    shell = form.torso.widened(0.006).lifted(0.006, form.armpit)
    gap = 0.0 if closed else GAPS.get(cut.kind, 0.10)
    neck = max(form.neck - 0.004, form.tip["l"][1] + 0.02)
    outer = _outline(form) if not thrown else np.zeros((0, 3))
    rows = max(10, round((neck - hem + 0.12) / h))
    s = np.linspace(0, 1, rows + 1)
    columns = int(np.clip(round(2.6 / h / 1.6), 80, 260))
    share = np.linspace(-1, 1, columns + 1)
    # Along the shoulder first, then down: the outline of form and arms together, in every direction.
    turns = np.linspace(0, 2 * np.pi, 121)
    lines, ways = np.empty((rows + 1, 121, 3)), np.empty((rows + 1, 121))
    for j, a in enumerate(turns):
        line = _profile(shell, outer, float(a), neck, hem)
        step = np.concatenate([[0.0], np.cumsum(np.linalg.norm(np.diff(line, axis=0), axis=1))])
        lines[:, j] = np.stack([np.interp(s * step[-1], step, line[:, i]) for i in range(3)], 1)
        ways[:, j] = s * step[-1]
    back = np.clip((ways.mean(1) - 0.05) / 0.30, 0, 1)
    open_ = gap + (1.72 - gap) * back * back * (3 - 2 * back) if thrown else np.full(rows + 1, gap)
    turn = np.pi + share[None] * (np.pi - open_)[:, None]
    points, path = np.empty((rows + 1, columns + 1, 3)), np.empty((rows + 1, columns + 1))
    for k in range(rows + 1):
        points[k] = np.stack([np.interp(turn[k], turns, lines[k, :, i]) for i in range(3)], 1)
        path[k] = np.interp(turn[k], turns, ways[k])
    start, angle = np.pi - gap, turn[-1]
    down = path.mean(1)
    placed = np.linalg.norm(np.diff(points, axis=1), axis=2).sum(1)
    sweep = {"circular": 0.62, "straight": 0.4, "draped": 0.5}.get(cut.silhouette, 0.62)
    cloth = np.maximum(placed[0] + 2 * np.pi * sweep * down * start / np.pi, placed * 0.99)
    if thrown:  # what is thrown back hangs in deep folds
        cloth = np.clip(cloth, placed, 1.75 * placed)
    rng = np.random.default_rng(seed)
    n = round(9 + 5 * cut.goods.drape)
    phase = rng.uniform(0, 6, 3)
    wave = np.sin(n * angle + 0.8 * np.sin(2 * angle + phase[0]) + phase[1])
    size = np.minimum(2 * placed / (2 * np.pi) / n * np.sqrt(np.maximum(cloth / placed - 1, 0)), 0.05)
    fade = np.clip((down - 0.16) / 0.15, 0, 1)
    radial = np.stack([np.cos(angle), np.sin(angle), 0 * angle], -1)
    points = points + ((size * fade)[:, None] * np.maximum(wave, -0.2)[None])[..., None] * radial[None]
    placed = np.linalg.norm(np.diff(points, axis=1), axis=2).sum(1)
    cloth = np.minimum(cloth, 1.05 * placed)
    gather = np.broadcast_to((cloth / placed)[:, None], points.shape[:2])
    points[..., 2] = np.maximum(points[..., 2], 0.004)
    u = np.linspace(-0.5, 0.5, columns + 1)[None] * cloth[:, None]
    uv = np.stack([u, -path], -1)
    r, c = points.shape[:2]
    pins = np.zeros((r, c), bool)
    pins[0] = True
    pins[1, ::3] = True
    edges = {"neck_cape": row(0, c), "hem_cape": row(r - 1, c), "front_l": column(r, 0), "front_r": column(r, c - 1)}
    return [Sheet("cape", points, uv, gather=gather, pins=pins, flip=True, edges=edges)], shell


def _outline(form: Form) -> Array:
    """Points of the arms that a cape has to go around (n, 3)."""
    found = []
    for limb in form.arms.values():
        angle = np.linspace(0, 2 * np.pi, 24)
        for s in np.arange(0.0, float(limb.length[-1]), 0.02):
            found.append(limb.place(angle, np.full(24, s), limb.distance(angle, np.full(24, s)) + 0.012))
    return np.concatenate(found)


def _profile(shell: Shell, arms: Array, angle: float, neck: float, hem: float) -> Array:
    """The line that cloth takes from the neck over what is in this direction, then down."""
    z = np.arange(neck, max(hem, 0.0) - 1e-9, -0.01)
    far = shell.distance(angle, z)
    middle = shell.axis(z)
    rest = arms[:, :2] - np.stack([np.interp(arms[:, 2], shell.levels, shell.centre[:, i]) for i in (0, 1)], 1)
    turn = np.arctan2(rest[:, 1], rest[:, 0])
    off = np.abs(np.mod(turn - angle + np.pi, 2 * np.pi) - np.pi)
    near = off < 0.16
    if near.any():
        reach = np.hypot(rest[near, 0], rest[near, 1])
        order = np.round((neck - arms[near, 2]) / 0.01).astype(int)
        ok = (order >= 0) & (order < len(z))
        np.maximum.at(far, order[ok], reach[ok])
    far = np.maximum.accumulate(far)
    far = far + np.clip((neck - z) / 1.4, 0, 1) * 0.10
    from scipy.ndimage import gaussian_filter1d

    far = gaussian_filter1d(far, 2.0, mode="nearest")
    return np.stack([middle[:, 0] + far * np.cos(angle), middle[:, 1] + far * np.sin(angle), z], 1)
