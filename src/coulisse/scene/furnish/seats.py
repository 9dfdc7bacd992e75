"""Chairs at a table: one design of legs and back for each family of styles."""

from __future__ import annotations

import math

import numpy as np

from coulisse.scene.furnish.chairs_folk import eastern_chair, rustic_chair
from coulisse.scene.furnish.chairs_modern import (
    brutalist_chair,
    futuristic_chair,
    industrial_chair,
    mid_century_chair,
    modern_chair,
)
from coulisse.scene.furnish.chairs_period import (
    art_deco_chair,
    baroque_chair,
    classical_chair,
    gothic_chair,
    victorian_chair,
)
from coulisse.scene.furnish.joinery import slots, usual
from coulisse.scene.furnish.legs import leg
from coulisse.scene.furnish.registry import Want, finish, makes
from coulisse.scene.furnish.seat_frames import hind_posts, leaning, seat_measures, seat_pad
from coulisse.scene.shapes import box, cushion, moved, prism, sheet, tube
from coulisse.scene.staged import Model, Part


@makes("chair", "dining_chair")
def chair(want: Want) -> Model:
    """A chair for one at a table."""
    made = _CHAIRS.get(want.family, _dining if want.name == "dining_chair" else _joined)(want)
    parts = [*made]
    if want.has("broken"):
        parts = [moved(p, tilt=3.0, about="x") for p in parts]
    more = {"seat": usual(want, "wood"), "shell": "fibreglass", "rush": "straw", "cane": "wicker", "rubber": "rubber"}
    return finish(want, parts, slots(want, **more), ("frame", "legs", "seat", "shell", "body"))


def _joined(want: Want) -> list[Part]:
    """A plain joiner's chair: slats across the back, a saddled seat."""
    d, w, h, s = seat_measures(want)
    lean, t = 0.07, 0.032
    rise = h - s
    out = hind_posts(d, w * 0.94, h, s, lean, t)
    x = d / 2 - 0.03
    for b in (-1, 1):
        out += leg("", s - 0.02, (x, b * (w / 2 - 0.028)), thick=0.036)
    out += [box("rail", (d - 0.1, 0.02, 0.055), (0.01, b * (w / 2 - 0.03), s - 0.075), "frame") for b in (-1, 1)]
    out += [box("rail", (0.02, w - 0.09, 0.055), (x, 0, s - 0.075), "frame")]
    out += [
        tube("stretcher", [(-d / 2 + lean, b * (w / 2 - 0.03), 0.17), (x, b * (w / 2 - 0.03), 0.14)], 0.009, "frame")
        for b in (-1, 1)
    ]
    if want.has("upholstered", "padded", "comfortable"):
        out.append(seat_pad(want, d - lean + 0.01, w - 0.01, s - 0.03))
    else:

        def saddle(u: np.ndarray, v: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
            dip = 0.014 * np.sin(np.pi * np.clip(u * 1.1, 0, 1)) * np.abs(np.sin(2 * np.pi * v)) ** 0.7
            return -d / 2 + lean * 0.9 + u * (d - lean * 0.9), (v - 0.5) * w * (0.92 + 0.08 * u), s - dip

        out.append(sheet("seat", saddle, (9, 13), "seat", thickness=0.022))
    for i, (at, tall) in enumerate(((0.3, 0.05), (0.58, 0.05), (0.84, 0.09))):
        bow = [
            (-0.03 * math.cos(a) - (0.0), 0.5 * (w * 0.94 - 2 * t) * math.sin(a) / math.sin(1.2))
            for a in np.linspace(-1.2, 1.2, 9)
        ]
        back = [(p[0] - 0.012, p[1]) for p in bow]
        slat = prism("slat", [*bow, *back[::-1]], tall, "frame", bevel=0.002, smooth=True)
        out.append(leaning(moved(slat, (0.02, 0, at * rise)), s, lean, rise, -d / 2 + lean + t / 2))
        del i
    return out


def _dining(want: Want) -> list[Part]:
    """An upholstered chair with a high padded back on tapered legs."""
    d, w, h, s = seat_measures(want)
    lean, t = 0.09, 0.034
    out = hind_posts(d, w, s - 0.02, s, 0.02, t, "legs")
    out = [moved(p, (lean - 0.02, 0, 0)) for p in out]
    out += [p for b in (-1, 1) for p in leg("", s - 0.08, (d / 2 - 0.03, b * (w / 2 - 0.03)), thick=0.04)]
    out += [box("rail", (d - lean - 0.02, w - 0.012, 0.05), (lean / 2, 0, s - 0.115), "upholstery", 0.008)]
    out.append(
        cushion(
            "seat",
            (d - lean, w, 0.085),
            (lean / 2, 0, s - 0.065),
            crown=0.45,
            corner=0.035,
            sag=0.008,
            piping=0.004,
            seed=want.seed,
        )
    )
    rise = h - s + 0.04
    pad = cushion("back", (rise, w, 0.075), (0, 0, 0), crown=0.4, corner=0.04, piping=0.004, seed=want.seed + 1)
    upright = moved(pad, (0.01, 0, rise / 2), tilt=-90)
    out.append(leaning(upright, s - 0.02, lean, rise, -d / 2 + lean + 0.05))
    return out


_CHAIRS = {
    "classical": classical_chair,
    "baroque": baroque_chair,
    "gothic": gothic_chair,
    "victorian": victorian_chair,
    "art_deco": art_deco_chair,
    "modern": modern_chair,
    "mid_century": mid_century_chair,
    "brutalist": brutalist_chair,
    "industrial": industrial_chair,
    "futuristic": futuristic_chair,
    "rustic": rustic_chair,
    "eastern": eastern_chair,
}
