"""Altars and fonts."""

from __future__ import annotations

import math

import numpy as np

from coulisse.scene.furnish.joinery import slots
from coulisse.scene.furnish.mouldings import tracery
from coulisse.scene.furnish.registry import Want, finish, makes
from coulisse.scene.outlines import arch
from coulisse.scene.shapes import box, lathe, moved, prism, sheet
from coulisse.scene.staged import Model, Part

_STONE = {
    "": "limestone",
    "gothic": "limestone",
    "baroque": "marble",
    "classical": "marble",
    "art_deco": "black_marble",
    "brutalist": "concrete",
    "modern": "travertine",
    "rustic": "oak",
    "victorian": "marble",
    "futuristic": "white_composite_panels",
    "industrial": "concrete",
    "mid_century": "travertine",
    "eastern": "rosewood",
}


@makes("altar")
def altar(want: Want) -> Model:
    """An altar: a table of stone on a block with arcading or columns, a cloth whose ends hang at both sides."""
    d, w, h = want.depth, want.width, want.height
    f = want.family or "gothic"
    t = 0.12
    parts: list[Part] = [box("step", (d, w, 0.07), (0, 0, 0), "body", 0.008)]
    dd, ww = d - 0.1, w - 0.14
    z1 = h - 0.012
    if f in ("brutalist", "modern", "futuristic", "industrial", "mid_century"):
        parts += [
            box("block", (dd * 0.6, ww * 0.5, z1 - t - 0.07), (0, 0, 0.07), "body", 0.006),
            box("mensa", (dd, ww, t), (0, 0, z1 - t), "body", 0.006),
        ]
    else:
        parts += [
            box("block", (dd - 0.14, ww - 0.16, z1 - t - 0.07), (0, 0, 0.07), "body", 0.006),
            box("base", (dd - 0.06, ww - 0.08, 0.08), (0, 0, 0.07), "body", 0.012),
        ]
        parts += [
            box("mensa", (dd, ww, 0.07), (0, 0, z1 - 0.07), "body", 0.014),
            box("moulding", (dd - 0.06, ww - 0.06, t - 0.07), (0, 0, z1 - t), "body", 0.02),
        ]
        n = 5
        step = (ww - 0.2) / n
        for i in range(n):
            y = -(ww - 0.2) / 2 + (i + 0.5) * step
            if f in ("gothic", "victorian", "rustic"):
                parts += [
                    moved(p, (dd / 2 - 0.068, y, 0.16)) for p in tracery(step * 0.9, z1 - t - 0.2, "body", bar=0.03)
                ]
            else:
                line = arch(step * 0.7, z1 - t - 0.26)
                parts.append(prism("panel", line, 0.02, "body", (dd / 2 - 0.068, y, 0.18), along="x", bevel=0.008))
        for i in range(n + 1):
            y = -(ww - 0.2) / 2 + i * step
            parts.append(
                lathe(
                    "shaft",
                    [(0.032, 0.15), (0.024, 0.19), (0.022, z1 - t - 0.06), (0.036, z1 - t)],
                    "body",
                    (dd / 2 - 0.055, y, 0),
                    n=10,
                )
            )

    def cloth(u: np.ndarray, v: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        drop = 0.45
        q = (v * 2 - 1) * (ww / 2 + drop)
        over = np.maximum(np.abs(q) - ww / 2, 0)
        return (
            (u - 0.5) * (dd - 0.06),
            np.sign(q) * np.minimum(np.abs(q), ww / 2)
            + np.sign(q) * (over > 0) * (0.008 + 0.006 * np.sin(24 * u) * over / drop),
            z1 + 0.006 - over + 0.0015 * np.sin(20 * u),
        )

    parts.append(sheet("cloth", cloth, (17, 41), "cloth", thickness=0.003))
    parts.append(
        sheet(
            "frontal",
            lambda u, v: (dd / 2 + 0.006 + 0.004 * np.sin(30 * v), (v - 0.5) * ww * 0.5, z1 + 0.004 - u * 0.42),
            (7, 21),
            "gold",
            thickness=0.003,
        )
    )
    return finish(want, parts, slots(want, body=_STONE[f], cloth="linen", gold="cloth_of_gold"), ("body",))


@makes("font")
def font(want: Want) -> Model:
    """A font: an octagonal bowl on a stem with steps, water in it; round where the style is."""
    d, w, h = want.depth, want.width, want.height
    f = want.family or "gothic"
    n = 8 if f in ("gothic", "victorian", "brutalist", "rustic", "romanesque") else 32
    r = min(d, w) / 2 / (math.cos(math.pi / 8) if n == 8 else 1.0)
    sharp = n == 8
    profile = [
        (0, 0),
        (r, 0),
        (r, 0.08),
        (0.82 * r, 0.085),
        (0.82 * r, 0.16),
        (0.6 * r, 0.17),
        (0.5 * r, 0.22),
        (0.4 * r, 0.26),
        (0.38 * r, 0.5 * h),
        (0.46 * r, 0.54 * h),
        (0.4 * r, 0.57 * h),
        (0.66 * r, 0.7 * h),
        (0.84 * r, 0.74 * h),
        (0.84 * r, h - 0.05),
        (0.88 * r, h - 0.04),
        (0.88 * r, h),
        (0.72 * r, h),
        (0.68 * r, h - 0.04),
        (0.5 * r, h - 0.16),
        (0, h - 0.2),
    ]
    parts: list[Part] = [lathe("font", profile, "body", n=n, smooth=not sharp, turn=22.5 if sharp else 0)]
    parts.append(
        lathe(
            "water",
            [(0, h - 0.075), (0.6 * r, h - 0.075), (0.6 * r, h - 0.07), (0, h - 0.07)],
            "water",
            n=n,
            turn=22.5 if sharp else 0,
        )
    )
    if sharp:
        flat = 0.84 * r * math.cos(math.pi / 8)
        side = 2 * 0.84 * r * math.sin(math.pi / 8)
        for i in range(8):
            for p in tracery(0.72 * side, 0.22 * h, "body", bar=0.018):
                parts.append(moved(moved(p, (flat, 0, 0.745 * h)), turn=45.0 * i))
        parts += [
            moved(
                lathe(
                    "shaft",
                    [(0.03, 0), (0.02, 0.03), (0.02, 0.22 * h), (0.032, 0.26 * h)],
                    "body",
                    (0.42 * r, 0, 0.26),
                    n=8,
                ),
                turn=45.0 * i,
            )
            for i in range(8)
        ]
    return finish(want, parts, slots(want, body=_STONE[f] if f != "rustic" else "stone", water="water"), ("body",))
