"""The head of a bed, in the design of each family."""

from __future__ import annotations

import numpy as np

from coulisse.scene.furnish.mouldings import tracery
from coulisse.scene.furnish.registry import Want
from coulisse.scene.outlines import curve
from coulisse.scene.shapes import ball, box, cushion, lathe, moved, prism, tube
from coulisse.scene.staged import Part


def headboard(want: Want, w: float, tall: float, x: float, *, foot: bool = False) -> list[Part]:
    """A headboard, its back at `x`, from the floor to `tall`; a footboard is built the other way round."""
    f = want.family
    out: list[Part] = []
    t = 0.06
    if f in ("classical", "victorian", "baroque", "gothic", "rustic", ""):
        kind = {"": "", "rustic": "rustic", "gothic": "gothic"}.get(f, f)
        for s in (-1, 1):
            y = s * (w / 2 - t / 2)
            if f in ("", "rustic", "gothic"):
                out.append(
                    box("post", (t, t, tall - (0.04 if f == "gothic" else 0)), (x + t / 2, y, 0), "frame", 0.008)
                )
            else:
                k = tall - 0.1
                out.append(
                    lathe(
                        "post",
                        [
                            (0.022, 0),
                            (0.03, 0.08 * k),
                            (0.02, 0.2 * k),
                            (0.032, 0.34 * k),
                            (0.032, 0.4 * k),
                            (0.02, 0.45 * k),
                            (0.034, 0.5 * k),
                            (0.024, 0.62 * k),
                            (0.032, 0.8 * k),
                            (0.02, 0.9 * k),
                            (0.034, k),
                        ],
                        "frame",
                        (x + t / 2, y, 0),
                        n=12,
                    )
                )
                out.append(
                    lathe(
                        "finial",
                        [(0.02, 0), (0.034, 0.02), (0.018, 0.035), (0.03, 0.06), (0.022, 0.085), (0, 0.1)],
                        "frame",
                        (x + t / 2, y, k),
                        n=12,
                    )
                )
        inner = w - 2 * t
        low = 0.2
        h = tall - 0.06
        if kind == "rustic":
            n = max(4, round(inner / 0.17))
            out += [
                box(
                    "plank",
                    (0.025, inner / n - 0.004, h - low - 0.06),
                    (x + t / 2, (i + 0.5) * inner / n - inner / 2, low),
                    "frame",
                    0.005,
                )
                for i in range(n)
            ]
            out.append(box("cap", (0.07, w + 0.02, 0.045), (x + t / 2, 0, h - 0.03), "frame", 0.01))
        elif kind == "gothic":
            out.append(box("panel", (0.02, inner, h - low), (x + 0.02, 0, low), "frame", 0.003))
            n = max(2, round(inner / 0.42))
            out += [
                moved(p, (x + 0.034, (i + 0.5) * inner / n - inner / 2, low + 0.04))
                for i in range(n)
                for p in tracery(inner / n * 0.94, h - low - 0.08, "frame", bar=0.02)
            ]
            out.append(box("cap", (0.08, w - 0.02, 0.05), (x + t / 2, 0, h - 0.01), "frame", 0.012))
        elif kind == "":
            out += [box("rail", (0.03, inner, 0.09), (x + t / 2, 0, z), "frame", 0.005) for z in (low, h - 0.08)]
            n = max(5, round(inner / 0.12))
            out += [
                box(
                    "slat",
                    (0.018, 0.045, h - low - 0.17),
                    (x + t / 2, (i + 0.5) * inner / n - inner / 2, low + 0.09),
                    "frame",
                    0.004,
                )
                for i in range(n)
            ]
        else:
            k = inner / 2
            crest = curve(
                [
                    (k, 0.62 * (h - low)),
                    (0.7 * k, 0.7 * (h - low)),
                    (0.45 * k, 0.86 * (h - low)),
                    (0, (h - low) * (1.05 if f == "baroque" else 0.97)),
                    (-0.45 * k, 0.86 * (h - low)),
                    (-0.7 * k, 0.7 * (h - low)),
                    (-k, 0.62 * (h - low)),
                ],
                4,
            )
            line = np.concatenate([[[-k, 0], [k, 0]], crest])
            out.append(prism("board", line, 0.03, "frame", (x + t / 2, 0, low), along="x", bevel=0.005))
            out.append(tube("crest", [(x + t / 2 + 0.004, y, low + z) for y, z in crest], 0.02, "frame", n=8))
            if f == "baroque" and not foot:
                out.append(
                    prism(
                        "pad",
                        line * [0.86, 0.84],
                        0.04,
                        "upholstery",
                        (x + t / 2 + 0.02, 0, low + 0.03),
                        along="x",
                        bevel=0.015,
                        smooth=True,
                    )
                )
                out.append(moved(ball("shell", 0.05, "metal", n=12), (x + t, 0, low + 1.02 * (h - low))))
            else:
                out.append(
                    prism(
                        "panel",
                        line * [0.8, 0.74],
                        0.016,
                        "frame",
                        (x + t / 2 + 0.018, 0, low + 0.06),
                        along="x",
                        bevel=0.007,
                    )
                )
        return out
    if f == "industrial":
        out += [
            tube(
                "pipe",
                [
                    (x + 0.025, -w / 2 + 0.025, 0),
                    (x + 0.025, -w / 2 + 0.025, tall - 0.025),
                    (x + 0.025, w / 2 - 0.025, tall - 0.025),
                    (x + 0.025, w / 2 - 0.025, 0),
                ],
                0.022,
                "metal",
                n=10,
            )
        ]
        out += [
            tube(
                "bar",
                [(x + 0.025, -w / 2 + w * i / 7, 0.25), (x + 0.025, -w / 2 + w * i / 7, tall - 0.03)],
                0.009,
                "metal",
                n=7,
            )
            for i in range(1, 7)
        ]
        return [*out, tube("bar", [(x + 0.025, -w / 2 + 0.02, 0.26), (x + 0.025, w / 2 - 0.02, 0.26)], 0.014, "metal")]
    if f == "art_deco":
        for i in range(3):
            k = 1 - 0.13 * i
            out.append(
                box(
                    "board",
                    (0.035, w * (k if foot else 1 - 0.2 * i), tall - (0.09 * (2 - i))),
                    (x + 0.02 + 0.0 * i, 0, 0.0),
                    "frame",
                    0.01,
                )
            )
        return [*out, box("band", (0.04, w * 0.6, 0.014), (x + 0.021, 0, tall - 0.05), "metal", 0.003)]
    if f == "mid_century":
        out.append(
            moved(
                box("board", (0.028, w, 0.42 if not foot else 0.1), (0, 0, 0), "frame", 0.01),
                (x + 0.05, 0, tall - (0.42 if not foot else 0.1)),
                tilt=-5 if not foot else 0,
            )
        )
        return out + [
            box("post", (0.03, 0.05, tall - 0.2), (x + 0.03, s * 0.3 * w, 0.1), "frame", 0.006) for s in (-1, 1)
        ]
    if f == "eastern":
        return [
            box("board", (0.045, w, tall * 0.9), (x + 0.025, 0, 0), "frame", 0.006),
            box("cap", (0.07, w, 0.04), (x + 0.035, 0, 0.9 * tall), "frame", 0.01),
        ]
    if f == "brutalist":
        return [box("slab", (0.12, w + 0.1, tall), (x + 0.06, 0, 0), "frame", 0.006)]
    if foot:
        return []
    pad = cushion("pad", (tall - 0.12, w, 0.09), slot="upholstery", crown=0.3, corner=0.04, piping=0.005)
    return [moved(pad, (x + 0.09, 0, 0.12 + (tall - 0.12) / 2), tilt=-90)]
