"""Chairs of the historical styles: classical, baroque, gothic, victorian, art deco."""

from __future__ import annotations

import math

import numpy as np

from coulisse.scene.furnish.legs import leg
from coulisse.scene.furnish.mouldings import tracery
from coulisse.scene.furnish.registry import Want
from coulisse.scene.furnish.seat_frames import hind_posts, leaning, seat_measures, seat_pad, seat_rails
from coulisse.scene.outlines import curve, ellipse, rounded_rectangle
from coulisse.scene.shapes import ball, box, cushion, lathe, moved, prism, tube
from coulisse.scene.staged import Part


def classical_chair(want: Want) -> list[Part]:
    d, w, h, s = seat_measures(want)
    lean, t = 0.08, 0.034
    out = hind_posts(d, w * 0.92, s - 0.03, s, 0.03, t, "legs")
    out = [moved(p, (lean - 0.03, 0, 0)) for p in out]
    out += [p for b in (-1, 1) for p in leg("classical", s - 0.045, (d / 2 - 0.026, b * (w / 2 - 0.026)), thick=0.044)]
    out += seat_rails(d - lean, w, s - 0.1, 0.06)
    out = [moved(p, (lean / 2, 0, 0)) if p.name == "rail" else p for p in out]
    out.append(seat_pad(want, d - lean - 0.01, w - 0.01, s - 0.045, 0.06, at=(lean / 2, 0, 0)))
    rise = h - s
    oval = ellipse(w * 0.94, rise * 0.8, 28)
    ring = [(0.0, y, rise * 0.52 + z) for y, z in oval]
    back = [tube("ring", ring, 0.017, "frame", n=8, closed=True)]
    pad = moved(
        cushion("back", (rise * 0.72, w * 0.85, 0.05), crown=0.9, corner=0.6 * w, seed=want.seed),
        (-0.02, 0, rise * 0.52),
        tilt=90,
    )
    back.append(pad)
    crest = curve([(-0.09, 0), (-0.06, 0.018), (0, 0.045), (0.06, 0.018), (0.09, 0)], 4)
    back.append(prism("crest", crest, 0.026, "frame", (0, 0, rise * 0.92), along="x", bevel=0.006))
    back += [tube("stile", [(0, b * 0.42 * w, -0.07), (0, b * 0.38 * w, rise * 0.25)], 0.015, "frame") for b in (-1, 1)]
    return out + [leaning(p, s, lean, rise, -d / 2 + lean + 0.01) for p in back]


def baroque_chair(want: Want) -> list[Part]:
    d, w, h, s = seat_measures(want)
    lean, t = 0.1, 0.04
    out = [moved(p, (lean - 0.03, 0, 0)) for p in hind_posts(d, w * 0.9, s - 0.03, s, 0.03, t, "legs")]
    out += [
        p for b in (-1, 1) for p in leg("baroque", s - 0.05, (d / 2 - 0.05, b * (w / 2 - 0.05)), (1, b), thick=0.06)
    ]
    apron = curve(
        [
            (-0.44 * w, 0),
            (-0.3 * w, -0.01),
            (-0.14 * w, 0.012),
            (0, -0.03),
            (0.14 * w, 0.012),
            (0.3 * w, -0.01),
            (0.44 * w, 0),
        ],
        3,
    )
    out.append(
        prism(
            "apron",
            [*apron, (0.44 * w, 0.055), (-0.44 * w, 0.055)],
            0.026,
            "frame",
            (d / 2 - 0.03, 0, s - 0.1),
            along="x",
            bevel=0.004,
        )
    )
    out += [
        box("rail", (d - lean - 0.05, 0.026, 0.055), (lean / 2, b * (w / 2 - 0.03), s - 0.1), "frame") for b in (-1, 1)
    ]
    out.append(seat_pad(want, d - lean - 0.01, w - 0.02, s - 0.05, 0.075, at=(lean / 2, 0, 0)))
    rise = h - s
    half = [
        (0.38, 0.0),
        (0.4, 0.2),
        (0.36, 0.36),
        (0.42, 0.6),
        (0.46, 0.78),
        (0.4, 0.9),
        (0.26, 0.9),
        (0.16, 0.97),
        (0, 1.0),
    ]
    line = curve([(y * w, z * rise) for y, z in half] + [(-y * w, z * rise) for y, z in half[-2::-1]], 3)
    back = [tube("frame", [(0, y, z) for y, z in line], 0.018, "frame", n=8)]
    inner = line[line[:, 1] >= 0] * [0.93, 0.93]
    back.append(prism("back", inner, 0.02, "upholstery", (-0.004, 0, 0), along="x", bevel=0.006))
    back.append(
        moved(
            cushion("back", (rise * 0.62, w * 0.66, 0.05), crown=0.9, corner=0.1, seed=want.seed),
            (-0.012, 0, rise * 0.5),
            tilt=90,
        )
    )
    back += [
        tube(
            "scroll",
            [
                (0.012, b * (0.11 + 0.05 * math.cos(a)) * w, rise * (0.93 + 0.05 * math.sin(a)))
                for a in np.linspace(0, 5.2, 12)
            ],
            [0.012, 0.006],
            "frame",
            n=6,
        )
        for b in (-1, 1)
    ]
    back.append(moved(ball("shell", 0.026, "frame", n=10, squash=1.2), (0.008, 0, rise * 0.975)))
    back.append(tube("rail", [(0, -0.37 * w, 0.02), (0, 0.37 * w, 0.02)], 0.016, "frame"))
    return out + [leaning(p, s, lean, rise, -d / 2 + lean + 0.012) for p in back]


def gothic_chair(want: Want) -> list[Part]:
    d, w, h, s = seat_measures(want)
    t = 0.045
    lean = 0.03
    out = hind_posts(d, w, h * 0.93, s, lean, t)
    for b in (-1, 1):
        out.append(
            lathe(
                "finial",
                [(0.012, 0), (0.024, 0.012), (0.012, 0.022), (0.018, 0.035), (0, h * 0.07)],
                "frame",
                (-d / 2 + t / 2, b * (w / 2 - t / 2), h * 0.93),
                n=8,
            )
        )
        out += leg("gothic", s - 0.03, (d / 2 - t / 2, b * (w / 2 - t / 2)), thick=t * 0.9)
    out += seat_rails(d, w, s - 0.1, 0.07)
    out.append(box("seat", (d - 0.04, w + 0.01, 0.028), (0.02, 0, s - 0.03), "seat", 0.008))
    out += [box("stretcher", (d - 0.06, 0.02, 0.035), (0, b * (w / 2 - 0.024), 0.09), "frame") for b in (-1, 1)]
    out.append(box("stretcher", (0.02, w - 0.05, 0.035), (d / 2 - 0.03, 0, 0.09), "frame"))
    rise = h * 0.93 - s
    back: list[Part] = [box("panel", (0.014, w - 2 * t + 0.01, rise * 0.94), (-0.008, 0, 0.02), "frame", 0.004)]
    back += [moved(p, (0.004, 0, 0.06)) for p in tracery(w - 2 * t - 0.02, rise - 0.1, "frame", bar=0.018)]
    gable = [(-w / 2 + t, 0), (w / 2 - t, 0), (w / 2 - t, 0.02), (0, 0.02 + 0.16 * w), (-w / 2 + t, 0.02)]
    back.append(prism("gable", gable, 0.03, "frame", (0, 0, rise - 0.03), along="x", bevel=0.005))
    out.append(seat_pad(want, d - 0.08, w - 0.06, s - 0.004, 0.035, at=(0.02, 0, 0)))
    return out + [leaning(p, s, lean, rise, -d / 2 + lean + t / 2) for p in back]


def victorian_chair(want: Want) -> list[Part]:
    d, w, h, s = seat_measures(want)
    lean = 0.09
    out = [moved(p, (lean - 0.03, 0, 0)) for p in hind_posts(d, w * 0.82, s - 0.03, s, 0.03, 0.034, "legs")]
    out += [p for b in (-1, 1) for p in leg("victorian", s - 0.05, (d / 2 - 0.03, b * (w / 2 - 0.035)), thick=0.046)]
    out += [moved(p, (lean / 2, 0, 0)) for p in seat_rails(d - lean, w * 0.97, s - 0.1, 0.055)]
    out.append(seat_pad(want, d - lean, w - 0.01, s - 0.05, 0.075, at=(lean / 2, 0, 0)))
    rise = h - s
    half = [(0.37, -0.14), (0.36, 0.0), (0.3, 0.22), (0.42, 0.48), (0.48, 0.74), (0.36, 0.95), (0.0, 1.0)]
    line = curve([(y * w, z * rise) for y, z in half] + [(-y * w, z * rise) for y, z in half[-2::-1]], 4)
    back = [tube("balloon", [(0, y, z * 0.98) for y, z in line], [0.015, 0.017, 0.024, 0.017, 0.015], "frame", n=8)]
    splat = curve(
        [
            (-0.34 * w, 0.44 * rise),
            (-0.14 * w, 0.5 * rise),
            (0, 0.56 * rise),
            (0.14 * w, 0.5 * rise),
            (0.34 * w, 0.44 * rise),
        ],
        4,
    )
    back.append(tube("splat", [(0, y, z) for y, z in splat], [0.01, 0.022, 0.01], "frame", n=8))
    return out + [leaning(p, s, lean, rise, -d / 2 + lean + 0.012) for p in back]


def art_deco_chair(want: Want) -> list[Part]:
    d, w, h, s = seat_measures(want)
    lean = 0.05
    out = [
        p
        for a in (-1, 1)
        for b in (-1, 1)
        for p in leg("art_deco", s - 0.09, (a * (d / 2 - 0.035) + 0.02, b * (w / 2 - 0.03)), thick=0.042)
    ]
    out.append(
        prism(
            "apron",
            rounded_rectangle(d - 0.03, w, 0.06, 5),
            0.05,
            "frame",
            (0.01, 0, s - 0.12),
            bevel=0.004,
            smooth=True,
        )
    )
    out.append(
        prism(
            "band",
            rounded_rectangle(d - 0.026, w + 0.004, 0.06, 5),
            0.006,
            "metal",
            (0.01, 0, s - 0.105),
            bevel=0.001,
            smooth=True,
        )
    )
    out.append(
        cushion("seat", (d - 0.05, w, 0.075), (0.02, 0, s - 0.07), crown=0.5, corner=0.07, sag=0.006, seed=want.seed)
    )
    rise = h - s + 0.1
    back: list[Part] = []
    for i in range(5):  # a fan of channels, each step lower
        y = (i - 2) * w / 5.15
        tall = rise * (1 - 0.075 * abs(i - 2))
        channel = cushion("back", (tall, w / 5.1, 0.075), crown=0.55, corner=0.05, seed=want.seed + i)
        back.append(moved(channel, (0.0, y, tall / 2), tilt=-90))
        back.append(box("back", (0.022, w / 5.1, tall + 0.008), (-0.08, y, 0), "frame", 0.005))
    return out + [leaning(p, s - 0.1, lean, rise, -d / 2 + lean + 0.09) for p in back]
