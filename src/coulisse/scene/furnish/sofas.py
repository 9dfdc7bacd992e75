"""Sofas and easy chairs: arms, backs and legs that differ by family."""

from __future__ import annotations

import math

import numpy as np

from coulisse.scene.furnish.joinery import slots
from coulisse.scene.furnish.legs import four_legs, leg
from coulisse.scene.furnish.registry import Want, finish, makes
from coulisse.scene.furnish.sofas_framed import framed_sofa
from coulisse.scene.furnish.upholstery import (
    back_cushions,
    back_panel,
    bolster,
    buttoned,
    camel,
    legless_plinth,
    rolled_arm,
    scatter,
    seat_cushions,
    soft_block,
)
from coulisse.scene.outlines import curve, rounded_rectangle
from coulisse.scene.shapes import box, cushion, moved, prism, sheet
from coulisse.scene.staged import Model, Part

MAIN = ("upholstery",)
# family: legs of what is upholstered (height in metres), kind of arm
_BUILD = {
    "": (0.10, "track"),
    "classical": (0.17, "roll"),
    "baroque": (0.19, "open_carved"),
    "gothic": (0.12, "roll"),
    "victorian": (0.15, "roll"),
    "art_deco": (0.05, "deco"),
    "modern": (0.12, "slim"),
    "mid_century": (0.18, "open"),
    "brutalist": (0.03, "block"),
    "industrial": (0.14, "steel"),
    "futuristic": (0.06, "shell"),
    "rustic": (0.12, "planks"),
    "eastern": (0.20, "fret"),
}


def _scatters(want: Want, n: int, w: float, z: float, x: float) -> list[Part]:
    """Loose cushions in the corners, each its own way."""
    rng = want.rng("scatter")
    places = [-0.40, 0.38, 0.28][:n]
    return [
        scatter(
            0.40 + 0.06 * rng.random(),
            (x + 0.05 * i, w * p, z),
            turn=-40 * np.sign(p) * rng.uniform(0.2, 0.7),
            lean=rng.uniform(18, 30),
            seed=want.seed + i,
        )
        for i, p in enumerate(places)
    ]


@makes("armchair", "sofa", "loveseat", "club_chair")
def sofa(want: Want) -> Model:
    """A sofa for as many as sit on it; an easy chair is one for one."""
    family = want.family or ("art_deco" if want.name == "club_chair" else "")
    n = want.seats or max(1, round((want.width - 0.4) / 0.6))
    parts = _bodied(want, family, n)
    if n > 1 and not want.has("empty", "sparse") and family not in ("brutalist",):
        s = 0.46 / 0.8 * min(want.height, 0.85)
        parts += _scatters(want, 2 if n < 3 else 3, want.width - 0.5, s, -want.depth / 2 + 0.3)
    return finish(want, parts, slots(want, cushion="velvet", cane="wicker"), MAIN)


def _bodied(want: Want, family: str, n: int) -> list[Part]:
    d, w, h = want.depth, want.width, want.height
    lift, arm = _BUILD[family]
    s = min(0.45, 0.55 * h)
    a = min(0.64, 0.8 * h)
    if arm in ("open", "open_carved", "planks", "steel", "fret", "slim"):
        return framed_sofa(want, family, arm, n, d, w, h, lift, s, a)
    if arm == "shell":
        return _shell(want, n, d, w, h, s)
    parts: list[Part] = []
    if arm in ("deco", "block"):
        parts.append(legless_plinth(d, w, lift))
    else:
        parts += four_legs(family, d - 0.06, w - 0.04, lift + 0.01, thick=0.055)
        if w > 1.6 and family in ("", "mid_century"):
            parts += leg(family, lift + 0.01, (d / 2 - 0.06, 0), (1, 0), thick=0.05)
    aw = {"track": 0.15, "roll": 0.17, "deco": 0.22, "block": 0.2}[arm]
    aw = min(aw, 0.27 * w) if n == 1 else aw
    inner = w - 2 * aw
    bt = 0.2
    parts.append(box("base", (d - 0.03, w - 0.03, s - 0.15 - lift), (0, 0, lift), "upholstery", 0.015))
    for side in (-1, 1):
        y = side * inner / 2
        if arm == "roll":
            parts += rolled_arm(d - 0.04, aw, a, lift, y, side, radius=min(0.085, 0.55 * aw))
        elif arm == "deco":
            r = min(0.3, a - lift - 0.05)
            turn = np.linspace(0, math.pi / 2, 9)
            out = [
                (-d / 2, 0),
                (d / 2, 0),
                *[(d / 2 - r + r * math.cos(t), a - lift - r + r * math.sin(t)) for t in turn],
                (-d / 2, a - lift),
            ]
            for k, (thick, cut) in enumerate(((aw * 0.62, 0.0), (aw * 0.38, 0.045))):  # stepped, the outer step lower
                line = np.array(out) - [0, cut]
                line[:2, 1] = 0
                line[1:-1, 0] -= cut
                yy = y + side * (thick / 2 if k == 0 else aw - thick / 2)
                parts.append(
                    prism("arm", line, thick, "upholstery", (0, yy, lift), along="y", bevel=0.022, smooth=True)
                )
        elif arm == "block":
            parts.append(box("arm", (d, aw, a - lift), (0, y + side * aw / 2, lift), "upholstery", 0.012))
        else:
            parts.append(
                soft_block(
                    (d - 0.02, aw, a - lift),
                    (0, y + side * aw / 2, lift),
                    corner=0.035,
                    swell=0.025,
                    seed=want.seed + side,
                )
            )
    back_h = h - (s - 0.12)
    if family in ("classical", "victorian", "gothic"):
        parts.append(back_panel(camel(w - 0.06, h - lift - 0.02, 0.1), 0.13, (-d / 2 + 0.14, 0, lift + 0.02), 6))
        crest = curve(
            [
                (-0.3 * w, 0),
                (-0.12 * w, 0.02),
                (-0.05 * w, 0.05),
                (0, 0.07),
                (0.05 * w, 0.05),
                (0.12 * w, 0.02),
                (0.3 * w, 0),
            ],
            4,
        )
        if family == "victorian" and w > 1.2:
            parts.append(prism("crest", crest, 0.05, "frame", (-d / 2 + 0.07, 0, h - 0.075), along="x", bevel=0.008))
        if family == "victorian":
            rise = h - s
            prof = np.array(
                [(-d / 2 + 0.215, s - 0.06), (-d / 2 + 0.2, s + 0.3 * rise), (-d / 2 + 0.165, s + 0.66 * rise)]
            )
            parts += buttoned(prof[::-1], inner * 0.96, spacing=0.16)
        parts += [box("rail", (0.03, w - 0.1, 0.05), (d / 2 - 0.03, 0, lift - 0.01), "frame", 0.008)]
        parts += seat_cushions(
            want, 1 if family != "gothic" else n, d - bt - 0.03, inner, s - 0.15, 0.17, bt / 2 + 0.01
        )
        if n > 1:
            parts += [
                p
                for side in (-1, 1)
                for p in bolster(0.42, 0.085, (0.02, side * (inner / 2 - 0.09), s + 0.08), along="x")
            ]
        return parts
    parts.append(
        moved(
            soft_block(
                (bt, inner + (0.03 if arm != "deco" else 0.1), h - lift - 0.04),
                (0, 0, 0),
                corner=0.04,
                swell=0.04,
                seed=want.seed,
            ),
            (-d / 2 + bt / 2 + 0.04, 0, lift),
            tilt=-4,
        )
    )
    parts += seat_cushions(want, n, d - bt - 0.04, inner, s - 0.155, 0.17, bt / 2 + 0.02)
    if arm == "deco":
        parts += [
            moved(
                cushion("channel", (back_h - 0.02, inner / (3 * n) - 0.002, 0.11), crown=0.8, corner=0.04),
                (-d / 2 + bt + 0.1, (i + 0.5) * inner / (3 * n) - inner / 2, s - 0.1 + back_h / 2),
                tilt=-94,
            )
            for i in range(3 * n)
        ]
        parts.append(box("trim", (0.008, w - 0.1, 0.012), (d / 2 - 0.01, 0, lift + 0.02), "metal", 0.002))
    else:
        parts += back_cushions(want, n, inner, s - 0.03, h - s + 0.0, 0.17, -d / 2 + bt - 0.0)
    return parts


def _shell(want: Want, n: int, d: float, w: float, h: float, s: float) -> list[Part]:
    """A hull that runs round back and arms, on a lit plinth."""
    parts = [prism("plinth", rounded_rectangle(d - 0.2, w - 0.2, 0.2, 6), 0.06, "metal", bevel=0.004, smooth=True)]
    parts.append(
        prism(
            "hull",
            rounded_rectangle(d, w, min(0.3, 0.45 * d), 8),
            s - 0.22,
            "frame",
            (0, 0, 0.06),
            bevel=0.05,
            smooth=True,
        )
    )
    way = [
        (d / 2 - 0.02, w / 2 - 0.1),
        (0, w / 2 - 0.07),
        (-d / 2 + 0.25, w / 2 - 0.09),
        (-d / 2 + 0.09, w / 2 - 0.3),
        (-d / 2 + 0.07, 0.0),
    ]
    line = curve(way + [(x, -y) for x, y in way[-2::-1]], 6)
    k = np.linspace(0, 1, len(line))

    def wall(u: np.ndarray, v: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        x, y = np.interp(u, k, line[:, 0]), np.interp(u, k, line[:, 1])
        top = s + 0.1 + (h - s - 0.1) * np.sin(np.pi * np.clip(u, 0.02, 0.98)) ** 0.8
        return x * (1 + 0.08 * v), y * (1 + 0.06 * v), s - 0.2 + v * (top - s + 0.2)

    parts.append(sheet("wall", wall, (33, 7), "frame", thickness=0.03))
    inner = w - 0.3
    parts += [
        moved(
            cushion(
                "seat",
                (d - 0.26, inner / n - 0.004, 0.17),
                (0, 0, 0),
                crown=0.5,
                corner=0.08,
                sag=0.01,
                seed=want.seed + i,
            ),
            (0.07, (i + 0.5) * inner / n - inner / 2, s - 0.16),
        )
        for i in range(n)
    ]
    return parts + back_cushions(want, n, inner * 0.98, s - 0.03, (h - s) * 0.94, 0.13, -d / 2 + 0.16, 10)
