"""Trousers: from a waistband over the seat, parting at the crotch into two legs, each with its inseam and side."""

from __future__ import annotations

import numpy as np

from coulisse.scene.garments.cut import IN_BOOTS, Cut
from coulisse.scene.garments.form import Form, Limb
from coulisse.scene.garments.sheet import Sheet, column, row
from coulisse.scene.garments.shell import Array, Shell
from coulisse.scene.garments.skirts import waist_height

# Girth over the leg's own (metres) at thigh, knee and hem; a negative hem is a whole girth of that size.
_LEGS: dict[str, tuple[float, float, float]] = {
    "straight": (0.10, 0.125, -0.465), "fitted": (0.025, 0.025, 0.03), "skinny_cut": (0.01, 0.01, 0.01),
    "flared": (0.05, 0.05, -0.68), "wide_leg": (0.16, 0.26, -0.66), "loose_cut": (0.16, 0.18, -0.50),
    "tapered": (0.13, 0.10, -0.36), "harem": (0.40, 0.42, -0.30), "jodhpur": (0.24, 0.04, 0.02),
    "high_waisted": (0.09, 0.11, -0.44), "low_waisted": (0.06, 0.08, -0.42), "pleated": (0.13, 0.12, -0.40),
    "trunk_hose": (0.36, 0.40, 0.04), "oversized_cut": (0.22, 0.26, -0.56), "bell": (0.045, 0.06, -0.66),
}  # fmt: skip

BANDED = ("trunk_hose", "harem")  # full legs that a band holds at their hem


def trousers_shell(form: Form, cut: Cut, top: float) -> Shell:
    """The seat: hips with ease, close at the waistband."""
    z = form.torso.levels
    hip = (
        0.02
        if cut.silhouette in ("fitted", "skinny_cut")
        else 0.05
        if cut.silhouette not in ("harem", "trunk_hose")
        else 0.42
    )
    ease = np.interp(z, [form.hip, top - 0.01], [hip / (2 * np.pi), 0.002])
    return (
        form.torso.hanging(np.interp(z, [form.hip, form.hip + 0.04], [0.6, 0.0]), form.hip)
        .widened(ease[:, None])
        .smooth(0.01, 1.0)
    )


def trousers(
    form: Form, cut: Cut, h: float, hem: float, tops: dict[str, Array] | None = None
) -> tuple[list[Sheet], Shell]:
    """Both halves down to `hem` metres over the ground; `tops`: the lower edge of a bodice by side, from the front
    round to the centre back (n, 3), that they are sewn to."""
    high = waist_height(form, cut)
    shell = trousers_shell(form, cut, high)
    sheets: list[Sheet] = []
    for side in ("l", "r"):
        sheets += _half(form, cut, shell, side, h, hem, high, tops[side] if tops else None)
    return sheets, shell


def _half(
    form: Form, cut: Cut, shell: Shell, side: str, h: float, hem: float, top: float, joined: Array | None
) -> list[Sheet]:
    sign = 1 if side == "l" else -1
    leg = form.legs[side]
    drop = 0.012 + (0.16 if cut.silhouette == "harem" else 0.0)
    crotch = form.crotch - drop
    n = max(20, round(shell.girth(form.hip) / 2 / h))
    n += n % 2
    if joined is not None:
        n = len(joined) - 1
    share = np.linspace(0, 1, n + 1)
    # Seat: half rings from the centre front around the side to the centre back.
    rise = max(4, round((top - crotch) / h))
    z = np.linspace(top, crotch, rise + 1)
    theta = sign * np.pi * share
    seat = shell.at(theta[None], z[:, None])
    if joined is not None:  # the bodice's edge, easing into the seat
        angle, _, _ = shell.polar(joined)
        angle = np.where(sign * angle < -0.5, angle + sign * 2 * np.pi, angle)
        down = np.clip((top - z) / 0.16, 0, 1)[:, None]
        down = down * down * (3 - 2 * down)
        mixed = angle[None] + (theta - angle)[None] * down
        far = joined[:, :2] - shell.axis(joined[:, 2])
        out = np.hypot(far[:, 0], far[:, 1]) - shell.distance(angle, joined[:, 2])
        seat = shell.at(mixed, z[:, None] + 0 * mixed, np.maximum(out[None] * (1 - down), 0))
        seat[0] = joined
    at = float(np.interp(-crotch, -leg.path[:, 2], leg.length))
    end = float(leg.length[-1]) if hem <= leg.path[-1, 2] else float(np.interp(-hem, -leg.path[:, 2], leg.length))
    end += max(leg.path[-1, 2] - hem, 0)
    turn = np.pi / 2 - 2 * np.pi * share
    rows = max(8, round((end - at) / h))
    along = at + (end - at) * np.linspace(0, 1, rows + 1)
    first = _ring(form, cut, leg, turn, along, at, end)
    first[0, 0] = first[0, -1] = 0.5 * (first[0, 0] + first[0, -1])
    point = first[0, 0].copy()
    point[1] = 0.0
    point[2] = crotch
    point[0] = float(np.interp(crotch, form.torso.levels, form.torso.centre[:, 0])) - 0.01
    # The centre seams leave the straight at the hip and come under the body to the crotch point.
    w = np.clip((top - z) / (top - crotch), 0, 1)[:, None]
    blend = w**9
    half = seat * (1 - blend[..., None]) + first[0][None] * blend[..., None]
    height = np.broadcast_to(z[:, None], half.shape[:2])
    half[..., 2] = height
    if joined is not None:
        half[0] = joined
    near = np.minimum(share, 1 - share)[None]
    hook = np.exp(-((near / 0.07) ** 2)) * np.clip((w - 0.78) / 0.22, 0, 1) ** 2
    half = half + (point - half) * hook[..., None] * np.array([1.0, 0.0, 0.0])
    half[1:, 0, 1] = half[1:, -1, 1] = 0.0
    for edge in (0, -1):
        half[:, edge, 0] = (
            seat[:, edge, 0] + (point[0] - seat[:, edge, 0]) * np.clip((w[:, 0] - 0.72) / 0.28, 0, 1) ** 2
        )
    half[-1, 0] = half[-1, -1] = point
    low = first
    low[0] = half[-1]
    fall = np.exp(-np.arange(rows + 1) / max(2.0, 0.06 / h))[:, None, None]
    shift = (half[-1] - _ring(form, cut, leg, turn, along[:1], at, end)[0])[None]
    low[1:] = low[1:] + (shift * fall)[1:]
    low[:, -1] = low[:, 0]
    points = np.concatenate([half, low[1:]])
    down = np.concatenate([top - z, top - crotch + (along[1:] - at)])
    ring = np.linalg.norm(np.diff(points, axis=1), axis=2).sum(1)
    sheets = []
    r = len(points)
    middle = n // 2
    gather = np.ones(points.shape[:2])
    for name, first_c, last_c in (("front", 0, middle), ("back", middle, n)):
        part = slice(first_c, last_c + 1)
        c = last_c - first_c + 1
        pins = np.zeros((r, c), bool)
        if joined is None:
            pins[0] = True
        if cut.silhouette in BANDED:
            pins[-1] = True
        u = (np.linspace(0, 1, c) - 0.5)[None] * ring[:, None] / 2
        uv = np.stack([u, np.broadcast_to(-down[:, None], u.shape)], -1)
        edges = {
            f"waist_{name}_{side}": row(0, c), f"hem_{name}_{side}": row(r - 1, c),
            f"outseam_{name}_{side}": column(r, c - 1 if name == "front" else 0),
            f"rise_{name}_{side}": column(r, 0 if name == "front" else c - 1, 0, rise + 1),
            f"crease_{name}_{side}": column(r, c // 2, rise // 2),
        }  # fmt: skip
        sheets.append(
            Sheet(
                f"trouser {name} {side}", points[:, part], uv, gather=gather[:, part], pins=pins, flip=side == "l",
                edges=edges,
            )
        )  # fmt: skip
    return sheets


def _ring(form: Form, cut: Cut, leg: Limb, turn: Array, along: Array, at: float, end: float) -> Array:
    """Rings of a leg (r, c, 3) from the inseam over the front to the side and the back."""
    thigh, knee, foot = _LEGS.get(cut.silhouette, _LEGS["straight"])
    knee_at = float(np.interp(-form.body.joints["knee_l"][2], -leg.path[:, 2], leg.length))
    ankle = float(leg.length[-1])
    stations = np.linspace(0, ankle, 24)
    # Under the ankle the section is the foot's: cloth hangs over it as wide as it is above.
    held = np.minimum(along, leg.end - 0.03)
    own = np.interp(held, stations, [leg.girth(float(s)) for s in stations])
    hem_own = float(own[-1]) if end > leg.end - 0.03 else leg.girth(end)
    extra_end = -foot - hem_own if foot < 0 else foot
    if foot < 0 and end < ankle - 0.12:  # shorts and culottes end where the leg is thick
        extra_end = max(thigh, knee) + (0.3 if cut.silhouette == "wide_leg" else 0.02)
    scale = 1.0 + 0.5 * cut.flare
    extra = np.interp(along, [at, at + 0.06, max(knee_at, at + 0.07), max(end, knee_at + 0.05)],
                      [thigh, thigh, knee, max(extra_end * scale, 0.012)])  # fmt: skip
    if cut.silhouette == "flared":  # the flare begins at the knee and grows faster and faster
        t = np.clip((along - knee_at + 0.05) / max(end - knee_at + 0.05, 0.05), 0, 1)
        extra = np.interp(along, [at, knee_at], [thigh, knee])
        extra = extra + (max(extra_end * scale, 0.1) - extra) * t**1.25
    if cut.silhouette == "jodhpur":
        extra = np.interp(along, [at, (at + knee_at) / 2, knee_at - 0.06, knee_at + 0.02, end],
                          [0.14, 0.26, 0.06, 0.015, 0.012])  # fmt: skip
    if cut.silhouette == "trunk_hose":
        steps = [at, at + 0.5 * (end - at), end - 0.05, end - 0.015, end]
        extra = np.interp(along, steps, [0.38, 0.46, 0.40, 0.20, 0.02])
    if cut.silhouette == "harem":
        extra = np.interp(along, [at, knee_at, end - 0.05, end], [0.36, 0.40, 0.30, 0.03])
    if IN_BOOTS in cut.traits:  # gathered close where the shafts begin
        close = np.clip((along - (end - 0.16)) / 0.11, 0, 1)
        extra = extra + (0.008 - extra) * close * close * (3 - 2 * close)
    target = own + extra
    far = leg.distance(turn[None] + 0 * held[:, None], held[:, None] + 0 * turn[None])
    # Cloth does not go into the hollow of the knee and the ankle: rounder where there is more of it.
    mean = far.mean(1, keepdims=True)
    round_ = np.clip(extra / 0.25, 0, 0.75)[:, None]
    far = far + (mean - far) * round_
    far = far + ((target - own) / (2 * np.pi))[:, None]
    shoe = leg.distance(turn[None] + 0 * far, along[:, None] + 0 * far) + 0.006
    far = np.where((along > held)[:, None], np.maximum(far, np.minimum(shoe, 1.4 * far)), far)
    return leg.place(turn[None] + 0 * far, along[:, None] + 0 * far, far)
