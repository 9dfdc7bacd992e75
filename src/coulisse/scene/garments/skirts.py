"""Skirts: panels from a waist seam to the hem, by sweep, gathers, pleats and tiers."""

from __future__ import annotations

import numpy as np
from scipy.ndimage import gaussian_filter1d, minimum_filter1d

from coulisse.scene.garments.cut import Cut
from coulisse.scene.garments.form import Form
from coulisse.scene.garments.sheet import Grid, Sheet, column, row
from coulisse.scene.garments.shell import Array, Shell

# Of a silhouette: cloth at the hem over the hip's girth, as a share of the length below the waist times two pi; where
# between waist (0) and hem (1) it begins to flare; how far the hem stands out as a slope.
_SWEEPS: dict[str, tuple[float, float, float]] = {
    "a_line": (0.16, 0.05, 0.13),
    "flared": (0.22, 0.15, 0.15),
    "full_skirted": (0.44, 0.0, 0.34),
    "circular": (0.72, 0.0, 0.36),
    "pencil": (-0.015, 0.4, 0.0),
    "sheath": (0.01, 0.4, 0.01),
    "hobble": (-0.035, 0.3, 0.0),
    "straight": (0.04, 0.3, 0.03),
    "mermaid": (0.50, 0.60, 0.34),
    "bias_cut": (0.20, 0.35, 0.09),
    "bell": (0.32, 0.0, 0.34),
    "pannier": (0.34, 0.0, 0.25),
    "bustle": (0.34, 0.0, 0.13),
    "ballerina": (1.3, 0.0, 1.15),
    "wrap": (0.10, 0.1, 0.08),
    "pleated": (0.14, 0.1, 0.09),
    "tiered": (0.36, 0.05, 0.22),
    "swing": (0.40, 0.0, 0.24),
    "draped": (0.25, 0.1, 0.11),
    "empire_line": (0.26, 0.0, 0.15),
    "drop_waist": (0.22, 0.05, 0.13),
    "loose_cut": (0.16, 0.1, 0.08),
    "fitted": (0.12, 0.35, 0.10),
    "belted": (0.14, 0.1, 0.11),
    "high_waisted": (0.10, 0.1, 0.10),
    "hourglass": (0.05, 0.5, 0.04),
    "flowing": (0.34, 0.17, 0.17),
}


# Skirts that stand on petticoats or hoops.
SUPPORTED = frozenset({"full_skirted", "circular", "bell", "pannier", "bustle", "ballerina", "tiered"})


def petticoat(points: Array, panels: dict[str, Grid]) -> Array:
    """Rings (k, n, 3) just inside of a skirt's folds: what it stands on. `panels`: grids of point indices by name."""
    grid = np.concatenate([panels[f"skirt {name}"][:, :-1] for name in ("back r", "front", "back l")], axis=1)
    ring = points[grid]
    middle = ring.mean(1, keepdims=True)
    rest = ring[..., :2] - middle[..., :2]
    far = np.hypot(rest[..., 0], rest[..., 1])
    inner = minimum_filter1d(far, max(3, far.shape[1] // 10), axis=1, mode="wrap")
    inner = gaussian_filter1d(inner, far.shape[1] / 24, axis=1, mode="wrap") - 0.006
    out = ring.copy()
    out[..., :2] = middle[..., :2] + rest / np.maximum(far, 1e-6)[..., None] * inner[..., None]
    return np.asarray(out[2:-2])


def waist_height(form: Form, cut: Cut) -> float:
    """Height of the seam or band that a skirt hangs from."""
    if cut.waist == "empire":
        return form.underbust - 0.01
    if cut.waist == "dropped":
        return form.hip + 0.03
    low = 0.05 if "low_waisted" in cut.traits or cut.silhouette == "low_waisted" else 0.0
    high = 0.035 if "high_waisted" in cut.traits or cut.silhouette == "high_waisted" else 0.0
    return form.waist - low + high


def skirt_shell(form: Form, cut: Cut, top: float) -> Shell:
    """The form under a skirt: hips, then what hangs from them."""
    z = form.torso.levels
    hang = np.interp(z, [form.hip - 0.02, form.hip + 0.05], [1.0, 0.15])
    ease = np.interp(z, [form.hip, top - 0.02], [max(cut.ease, 0.03) / (2 * np.pi), 0.0015])
    return form.torso.hanging(hang, form.hip + 0.05).widened(ease[:, None]).smooth(0.01, 1.2)


def skirt(
    form: Form, cut: Cut, h: float, hem: float, seed: int, bodice: Shell | None = None
) -> tuple[list[Sheet], Shell]:
    """Front and back of a skirt down to `hem` metres over the ground, and the surface that it was placed on.

    `bodice`: the surface of the bodice that it is sewn to.
    """
    top = waist_height(form, cut)
    shell = skirt_shell(form, cut, top)
    if bodice is not None:
        turn = np.linspace(0, 2 * np.pi, shell.radius.shape[1], endpoint=False)
        step = bodice.distance(turn, top) - shell.distance(turn, top)
        shell = shell.widened(np.exp(-(((shell.levels - top) / 0.06) ** 2))[:, None] * step[None])
    length = top - hem
    rows = max(8, round(length / h))
    z = np.linspace(top, hem, rows + 1)
    down = top - z
    share, begin, slope = _SWEEPS.get(cut.silhouette, _SWEEPS["a_line"])
    start = begin * length
    past = np.maximum(down - start, 0)
    girth = np.array([shell.girth(float(v)) for v in z])
    cloth = girth + 2 * np.pi * share * past * (1 + cut.flare)
    cloth = cloth * (1 + (cut.gathers - 1) * np.clip(down / 0.06, 0, 1))
    if cut.tiers > 1:  # every tier is gathered to the one above
        step = np.floor(down / (length + 1e-6) * cut.tiers)
        cloth = cloth * (1 + 0.28 * step)
    if cut.pleats:
        cloth = np.maximum(cloth, girth * 1.9 * np.clip(0.6 + down / 0.2, 0, 1))
    columns = int(np.clip(round(np.sqrt(float(cloth[0]) * float(cloth.max())) / h), 60, 360))
    folds = cut.pleats or _folds(cut, float(cloth.max() / max(girth.max(), 0.1)))
    columns = max(columns, 9 * folds if share > 0.12 or cut.pleats else 0)  # a fold needs some points to be round
    columns += columns % 4
    angle = np.linspace(-np.pi, np.pi, columns + 1)
    standing = slope * (0.35 + 0.65 * (1 - cut.goods.drape)) if share > 0.3 else slope
    out = standing * past if slope < 1 else slope * down
    side = _around(cut, angle, down, length)
    points = shell.at(angle[None], z[:, None], out[:, None] * side + _shelf(cut, angle, down))
    if slope >= 1:  # a tutu stands
        points[..., 2] += 0.75 * down[:, None]
    waves = _waves(cut, angle, down, cloth, points, folds, seed)
    radial = np.stack([np.cos(angle), np.sin(angle), 0 * angle], -1)
    points = points + waves[..., None] * radial[None]
    points[:, -1] = points[:, 0]
    placed = np.linalg.norm(np.diff(points, axis=1), axis=2).sum(1)
    # More than the folds can take would only crumple; right under the seam it may.
    cloth = np.minimum(cloth, placed * np.interp(down, [0.0, 0.03, 0.10], [1.4, 1.3, 1.04]))
    gather = np.broadcast_to((cloth / placed)[:, None], points.shape[:2])
    if cut.train:
        points = _train(points, angle, down, length, cut.train)
    points[..., 2] = np.maximum(points[..., 2], 0.004)
    u = np.linspace(-0.5, 0.5, columns + 1)[None] * cloth[:, None]
    uv = np.stack([u, np.broadcast_to(-down[:, None], u.shape)], -1)
    half = columns // 4
    sheets = []
    # Front from side to side in the middle of the run, and the back in two, with its closing.
    for name, first, last in (("back r", 0, half), ("front", half, 3 * half), ("back l", 3 * half, columns)):
        part = slice(first, last + 1)
        r, c = rows + 1, last - first + 1
        pins = np.zeros((r, c), bool)
        pins[0] = True
        edges = {f"waist_{name}": row(0, c), f"hem_{name}": row(r - 1, c), f"seam_{name}": column(r, 0)}
        sheets.append(
            Sheet(
                f"skirt {name}", points[:, part], uv[:, part], gather=gather[:, part], pins=pins, flip=True,
                edges=edges, slot="skirt" if cut.skirt_goods else "cloth",
            )
        )  # fmt: skip
    return sheets, shell


def _shelf(cut: Cut, angle: Array, down: Array) -> Array:
    """What a bustle stands out behind (r, c): straight out under the waist, and falling from its edge."""
    if cut.silhouette != "bustle":
        return np.zeros((len(down), len(angle)))
    behind = np.clip(-np.cos(angle), 0, 1) ** 2.6
    high = 1 - np.exp(-((down / 0.11) ** 1.6))
    return np.asarray(0.25 * high[:, None] * behind[None] * np.exp(-down / 2.2)[:, None])


def _around(cut: Cut, angle: Array, down: Array, length: float) -> Array:
    """How the standing out is shared around the body (r, c)."""
    if cut.silhouette == "pannier":
        wide = 0.35 + 2.0 * np.abs(np.sin(angle)) ** 3
        return 1 + (wide[None] - 1) * np.exp(-((down / 0.5) ** 2))[:, None] + 0 * angle
    if cut.silhouette == "bustle":
        behind = 0.45 + 1.5 * np.clip(-np.cos(angle), 0, 1) ** 2
        return 1 + (behind[None] - 1) * np.ones_like(down)[:, None]
    if cut.silhouette == "bell":
        round_ = np.sqrt(np.clip(down / max(length, 0.1), 0.0001, 1)) / np.maximum(down / max(length, 0.1), 0.01)
        return np.minimum(round_, 2.2)[:, None] * np.ones_like(angle)[None]
    return np.ones((len(down), len(angle)))


def _folds(cut: Cut, over: float) -> int:
    """How many folds a skirt with `over` times as much cloth as room falls in."""
    many = 6 + 4 * cut.goods.drape + 2.0 * min(over - 1, 2.0) + (2 if cut.gathers > 1.2 else 0)
    return int(np.clip(round(many), 6, 15))


def _waves(cut: Cut, angle: Array, down: Array, cloth: Array, points: Array, folds: int, seed: int) -> Array:
    """Folds (r, c) metres outwards that take up the cloth there is more of than room; uneven, by the seed."""
    rng = np.random.default_rng(seed)
    placed = np.linalg.norm(np.diff(points, axis=1), axis=2).sum(1)
    over = np.maximum(cloth / placed, 1.0)
    if cut.pleats:
        n = cut.pleats
        wave = np.abs(np.mod(angle / (2 * np.pi) * n, 1) - 0.5) * 4 - 1
    else:
        n = folds
        phase = rng.uniform(0, 2 * np.pi, 3)
        warp = 0.5 * np.sin(2 * angle + phase[0]) + 0.35 * np.sin(3 * angle + phase[1])
        wave = np.sin(n * angle + warp * 1.6 + phase[2]) * (0.75 + 0.25 * np.sin(5 * angle + phase[1]))
    # A sine of amplitude a over a circle of radius r: length / (2 pi r) = 1 + (n a / 2 r)^2 for small a.
    radius = placed / (2 * np.pi)
    size = 2 * radius / n * np.sqrt(np.maximum(over - 1, 0.0))
    size = np.minimum(size, 0.075 if not cut.pleats else 0.02)
    fade = np.clip(down / (0.10 if cut.gathers <= 1.2 and not cut.pleats else 0.03), 0, 1)
    return np.asarray(1.02 * (size * fade)[:, None] * wave[None])


def _train(points: Array, angle: Array, down: Array, length: float, train: float) -> Array:
    """The back drawn out along the floor: the panels are that much longer there."""
    behind = np.clip(-np.cos(angle), 0, 1) ** 1.5
    share = np.clip(down / max(length, 0.1), 0, 1) ** 1.6
    moved = points.copy()
    moved[..., 0] -= train * share[:, None] * behind[None]
    return moved
