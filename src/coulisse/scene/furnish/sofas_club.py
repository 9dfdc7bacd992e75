"""Seats of a club: the chesterfield, the wing chair, the ottoman."""

from __future__ import annotations

import math

import numpy as np

from coulisse.scene.furnish.joinery import slots
from coulisse.scene.furnish.legs import four_legs
from coulisse.scene.furnish.registry import Want, finish, makes
from coulisse.scene.furnish.sofas import MAIN
from coulisse.scene.furnish.upholstery import (
    back_panel,
    buttoned,
    rolled_arm,
    seat_cushions,
)
from coulisse.scene.outlines import curve, rounded_rectangle
from coulisse.scene.shapes import box, cushion, moved, prism
from coulisse.scene.staged import Model, Part


@makes("chesterfield")
def chesterfield(want: Want) -> Model:
    """A deep-buttoned sofa whose back and arms roll outward at one height."""
    d, w, h = want.depth, want.width, want.height
    n = want.seats or 3
    lift, s, r = 0.09, 0.42 / 0.75 * min(h, 0.8), 0.1
    parts: list[Part] = four_legs(
        "victorian" if want.family in ("", "victorian") else want.family, d - 0.1, w - 0.14, lift + 0.01, thick=0.06
    )
    aw = 0.2
    inner = w - 2 * aw
    parts.append(box("base", (d - 0.04, w - 0.1, s - 0.15 - lift), (0, 0, lift), "upholstery", 0.015))
    parts += [p for side in (-1, 1) for p in rolled_arm(d - 0.06, aw, h, lift, side * inner / 2, side, radius=r)]
    turn = np.linspace(math.radians(205), math.radians(20), 9)

    def scroll(face: float) -> np.ndarray:
        """From under the seat up the face and over the roll: (across, up), growing outward."""
        over = np.column_stack([face + aw - 0.55 * r + (r + 0.004) * np.cos(turn), h - r + (r + 0.002) * np.sin(turn)])
        return np.concatenate([[[face - 0.012, s - 0.1], [face - 0.01, h - 2.0 * r]], over])

    back = scroll(0.0) * [-1, 1] + [-d / 2 + aw, 0]
    parts.append(
        prism(
            "back",
            np.concatenate(
                [
                    [[-d / 2 + aw, lift], [-d / 2 + aw, h - 1.9 * r]],
                    np.column_stack(
                        [
                            -d / 2 + 0.55 * r - r * np.cos(np.linspace(math.radians(205), math.radians(-70), 14)),
                            h - r + r * np.sin(np.linspace(math.radians(205), math.radians(-70), 14)),
                        ]
                    ),
                    [[-d / 2, h - 2.15 * r], [-d / 2, lift]],
                ]
            )
            * [1, 1],
            w - 2 * aw + 0.12,
            "upholstery",
            along="y",
            bevel=0.004,
            smooth=True,
        )
    )
    parts += buttoned(back, inner + 0.1, spacing=0.17)
    for side in (-1, 1):
        flat = scroll(0.0)[:8]
        panel = buttoned(np.column_stack([-flat[:, 0], flat[:, 1]]), d - aw - 0.08, spacing=0.17)
        for p in panel:  # built looking along +x; an arm's inner face looks across
            parts.append(moved(moved(p, turn=-90.0 * side), (aw / 2 - 0.01, side * inner / 2, 0)))
    parts += seat_cushions(
        want, n if want.width > 1.9 else 2, d - aw - 0.02, inner - 0.02, s - 0.15, 0.16, aw / 2 + 0.0
    )
    return finish(want, parts, slots(want, upholstery="tufted_leather"), MAIN)


@makes("wing_chair")
def wing_chair(want: Want) -> Model:
    """A high chair with wings that keep the draught off."""
    d, w, h = want.depth, want.width, want.height
    family = want.family or "classical"
    lift, s, a, aw = 0.16, 0.45, 0.62, 0.11
    inner = w - 2 * aw
    parts = four_legs(family, d - 0.1, w - 0.1, lift + 0.01, thick=0.055)
    parts.append(box("base", (d - 0.06, w - 0.07, s - 0.13 - lift), (0, 0, lift), "upholstery", 0.012))
    lean = 8.0
    top = h - s
    outline = np.concatenate(
        [
            [[-inner / 2 - 0.06, 0], [inner / 2 + 0.06, 0]],
            curve(
                [
                    (inner / 2 + 0.08, 0.7 * top),
                    (0.42 * inner, 0.97 * top),
                    (0, top + 0.06),
                    (-0.42 * inner, 0.97 * top),
                    (-inner / 2 - 0.08, 0.7 * top),
                ],
                4,
            ),
        ]
    )
    parts.append(back_panel(outline, 0.12, (-d / 2 + 0.2, 0, s - 0.06), lean))
    prof = np.array([(-d / 2 + 0.262, s), (-d / 2 + 0.24, s + 0.45 * top), (-d / 2 + 0.2, s + 0.82 * top)])
    if family in ("classical", "victorian", "gothic"):
        parts += buttoned(prof[::-1], inner * 0.92, spacing=0.15, deep=0.02)
    wing = np.concatenate(
        [
            [[-d / 2 + 0.1, 0], [-d / 2 + 0.26, 0]],
            curve(
                [
                    (-d / 2 + 0.38, 0.12),
                    (-d / 2 + 0.36, 0.3),
                    (-d / 2 + 0.32, 0.42),
                    (-d / 2 + 0.16, 0.47),
                    (-d / 2 + 0.06, 0.44),
                ],
                4,
            ),
        ]
    )
    wing[:, 1] *= (h - a) / 0.45
    for side in (-1, 1):
        y = side * inner / 2
        parts += rolled_arm(d - 0.1, aw + 0.02, a, lift, y - side * 0.005, side, radius=0.06)
        made = prism("wing", wing, 0.06, "upholstery", (0, 0, 0), along="y", bevel=0.022, smooth=True)
        parts.append(moved(made, (0.0, y + side * 0.04, a - 0.1), tilt=-3))
    parts += seat_cushions(want, 1, d - 0.26, inner, s - 0.13, 0.15, 0.09)
    return finish(want, parts, slots(want, cushion="velvet"), MAIN)


@makes("ottoman")
def ottoman(want: Want) -> Model:
    """A footstool: square and buttoned on legs, or a round pouf."""
    d, w, h = want.depth, want.width, want.height
    if want.has("round") or want.family in ("art_deco", "futuristic", "eastern"):
        pad = cushion(
            "pouf", (d, w, h - 0.03), (0, 0, 0.03), crown=0.35, corner=0.5 * min(d, w), piping=0.006, seed=want.seed
        )
        return finish(
            want,
            [pad, prism("plinth", rounded_rectangle(0.8 * d, 0.8 * w, 0.4 * d, 6), 0.035, "legs", smooth=True)],
            slots(want),
            MAIN,
        )
    parts = four_legs(want.family or "victorian", d - 0.04, w - 0.04, 0.35 * h, thick=0.05)
    parts.append(box("base", (d - 0.02, w - 0.02, 0.25 * h), (0, 0, 0.34 * h), "upholstery", 0.01))
    parts.append(
        cushion(
            "top", (d, w, 0.45 * h), (0, 0, 0.55 * h), crown=0.5, corner=0.04, flat=True, piping=0.005, seed=want.seed
        )
    )
    return finish(want, parts, slots(want), MAIN)
