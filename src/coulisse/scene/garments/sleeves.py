"""Sleeves: a tube from the armhole along the arm, by its cut, with a cuff where it has one."""

from __future__ import annotations

import numpy as np

from coulisse.scene.garments.cut import Cut
from coulisse.scene.garments.form import Limb
from coulisse.scene.garments.sheet import Sheet, row
from coulisse.scene.garments.shell import Array

# Girth over the arm's own at the head, the elbow and the end, as a factor and in metres; whether it is gathered in.
_KINDS: dict[str, tuple[float, float, float, bool]] = {
    "bell_sleeve": (0.06, 0.09, 0.34, False), "trumpet_sleeve": (0.05, 0.06, 0.26, False),
    "bishop_sleeve": (0.08, 0.14, 0.26, True), "balloon_sleeve": (0.20, 0.34, 0.30, True),
    "puff_sleeve": (0.26, 0.28, 0.22, True), "leg_of_mutton_sleeve": (0.40, 0.12, 0.03, False),
    "lantern_sleeve": (0.06, 0.10, 0.30, True), "juliet_sleeve": (0.24, 0.05, 0.03, False),
    "virago_sleeve": (0.16, 0.16, 0.14, True), "hanging_sleeve": (0.10, 0.30, 0.60, False),
    "dolman_sleeve": (0.22, 0.14, 0.05, False), "kimono_sleeve": (0.24, 0.36, 0.44, False),
    "wide_sleeve": (0.16, 0.28, 0.48, False), "pagoda_sleeve": (0.06, 0.14, 0.46, False),
    "flutter_sleeve": (0.14, 0.22, 0.30, False),
}  # fmt: skip
SLEEVES = frozenset(_KINDS)
PLAIN_SLEEVES = frozenset({
    "sleeveless", "cap_sleeve", "short_sleeve", "elbow_sleeve", "three_quarter_sleeve", "long_sleeve", "set_in_sleeve",
    "sleeve", "raglan_sleeve", "cold_shoulder",
})  # fmt: skip
CUFF = 0.065  # metres


def sleeve_end(limb: Limb, covers: float) -> float:
    """Length along the arm at which a sleeve ends: the wrist is 1, the knuckles are not covered."""
    return limb.end * min(covers, 1.0) + 0.012 * (covers >= 1.0)


def sleeve(cut: Cut, side: str, limb: Limb, loop: Array, tip: int, h: float) -> list[Sheet]:
    """A sleeve and its cuff. `loop` (n, 3) is the armhole from the underarm over the front to `tip`, and back."""
    n = len(loop)
    share = np.concatenate([np.linspace(0, 0.5, tip + 1), np.linspace(0.5, 1, n - tip)[1:]])
    angle = np.pi / 2 - 2 * np.pi * share
    start, loop_angle, loop_far = _about(limb, loop, angle)
    end = sleeve_end(limb, cut.covers)
    gathered = _KINDS.get(cut.sleeve, (0, 0, 0, False))[3]
    has_cuff = gathered or "cuff" in cut.seams
    stop = end - (CUFF if has_cuff and cut.covers > 0.6 else 0.025 if has_cuff else 0.0)
    rows = max(4, round((stop - float(start.mean())) / h))
    w = np.linspace(0, 1, rows + 1)[:, None]
    along = start[None] + (stop - start[None]) * w
    blend = _smooth(np.clip((along - start[None]) / 0.11, 0, 1))
    turn = loop_angle[None] + (angle[None] - loop_angle[None]) * blend
    body = limb.distance(turn, along)
    wanted, gather = _extra(cut, limb, along, float(start.min()), end, stop)
    far = loop_far[None] + (body + wanted / (2 * np.pi) - loop_far[None]) * blend
    # Over the cap of the shoulder the cloth clears it at once; under the arm it may come to it slowly.
    soon = _smooth(np.clip((along - start[None]) / 0.02, 0, 1)) * np.sin(np.pi * share)[None] ** 0.5
    far = np.maximum(far, loop_far[None] + (body + 0.005 - loop_far[None]) * soon)
    far += _cap(cut, w, share)
    points = limb.place(turn, along, far)
    points[0] = loop
    fullness = np.broadcast_to(gather, points.shape[:2])
    u = (share - 0.5)[None] * _ring(points).mean() + 0 * along
    uv = np.stack([u, along], -1)
    edges = {f"cuff_{side}": row(rows, n), f"head_{side}": row(0, n)}
    sheets = [
        Sheet(
            f"sleeve {side}",
            points,
            uv,
            gather=fullness,
            flip=side == "l",
            edges=edges,
            slot="sleeve" if cut.sleeve_goods or cut.goods.kind == "sheer" else "cloth",
        )
    ]
    if has_cuff:
        sheets.append(_cuff(cut, side, limb, points[-1], angle, stop, end))
        sheets[0].edges.pop(f"cuff_{side}")
    return sheets


def _cuff(cut: Cut, side: str, limb: Limb, ring: Array, angle: Array, start: float, end: float) -> Sheet:
    rows = 4
    w = np.linspace(0, 1, rows + 1)[:, None]
    along = start + (end - start) * w + 0 * angle[None]
    inner = limb.distance(angle[None] + 0 * along, along) + 0.009
    points = limb.place(angle[None] + 0 * along, along, inner)
    points[0] = ring
    u = np.linspace(-0.5, 0.5, len(angle))[None] * _ring(points)[-1] + 0 * along
    return Sheet(
        f"cuff {side}",
        points,
        np.stack([u, along], -1),
        slot="cuff",
        flip=side == "l",
        edges={f"cuff_{side}": row(rows, len(angle))},
    )


def _about(limb: Limb, loop: Array, angle: Array) -> tuple[Array, Array, Array]:
    """Where a loop lies along the limb, at which angle (continuous with `angle`) and how far out."""

    way = limb.path[8] - limb.path[0]
    way = way / np.linalg.norm(way)
    # The head of the arm is straight enough to be taken as one line.
    along = (loop - limb.path[0]) @ way
    middle, front, inner = limb.frame(along)
    rest = loop - middle
    a, b = (rest * front).sum(1), (rest * inner).sum(1)
    found = np.arctan2(b, a)
    found = angle + np.mod(found - angle + np.pi, 2 * np.pi) - np.pi
    return along, found, np.hypot(a, b)


def _extra(cut: Cut, limb: Limb, along: Array, start: float, end: float, stop: float) -> tuple[Array, Array]:
    """Girth over the arm's own along a sleeve (r, c), and how much more cloth there is than room for it."""
    fit = 0.05 + 0.45 * max(cut.ease - 0.06, 0)
    head, elbow, hem, gathered = _KINDS.get(cut.sleeve, (fit + 0.01, fit, fit + 0.005, False))
    if cut.goods.kind in ("knit",) and cut.fitted > 0.8:
        head, elbow, hem = (min(v, 0.035) for v in (head, elbow, hem))
    t = np.clip((along - start) / max(end - start, 0.05), 0, 1)
    full = np.interp(t, [0.12, 0.55, 1.0], [head, elbow, hem])
    if cut.sleeve == "leg_of_mutton_sleeve":
        full = np.interp(t, [0.0, 0.25, 0.55, 0.7, 1.0], [head, head, 0.16, 0.05, 0.03])
    elif cut.sleeve == "juliet_sleeve":
        full = np.interp(t, [0.0, 0.15, 0.27, 0.32, 1.0], [head, head, 0.1, 0.04, 0.03])
    elif cut.sleeve in ("bell_sleeve", "pagoda_sleeve", "trumpet_sleeve"):
        flare = {"trumpet_sleeve": 0.7}.get(cut.sleeve, 0.45)
        full = head + (hem - head) * np.clip((t - flare) / (1 - flare), 0, 1) ** 1.2
    placed = full.copy()
    if gathered:  # the end is drawn into the cuff: it lies close there, with all its cloth
        near = np.clip((stop - along) / 0.05, 0, 1)
        placed = 0.03 + (full - 0.03) * np.sqrt(near)
    arm = np.array([limb.girth(float(s)) for s in np.linspace(0, float(limb.length[-1]), 12)])
    own = np.interp(along, np.linspace(0, float(limb.length[-1]), 12), arm)
    return placed, (own + full) / (own + placed)


def _cap(cut: Cut, w: Array, share: Array) -> Array:
    """What the head of a sleeve stands up over the armhole."""
    over = np.sin(np.pi * share)[None] ** 2
    high = {"puff_sleeve": 0.05, "leg_of_mutton_sleeve": 0.07, "juliet_sleeve": 0.05, "balloon_sleeve": 0.03}
    rise = high.get(cut.sleeve, 0.0025 if "tailored" in cut.seams else 0.0)
    span = 0.25 if rise > 0.02 else 0.12
    t = np.clip(w / span, 0, 1)
    return rise * over * np.sin(np.pi * t**0.6) ** 1.0


def _ring(points: Array) -> Array:
    return np.asarray(np.linalg.norm(np.diff(points, axis=1), axis=2).sum(1))


def _smooth(t: Array) -> Array:
    return np.asarray(t * t * (3 - 2 * t))
