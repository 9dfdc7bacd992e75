"""Beds with curtains: four-posters and beds in an alcove."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from coulisse.scene.furnish.bedding import BEDDING, MAIN, bedding, covers
from coulisse.scene.furnish.headboards import headboard
from coulisse.scene.furnish.joinery import slots
from coulisse.scene.furnish.mouldings import moulding
from coulisse.scene.furnish.registry import Want, finish, makes
from coulisse.scene.outlines import curve
from coulisse.scene.shapes import box, lathe, moved, prism, sheet
from coulisse.scene.staged import Model, Part


@makes("four_poster_bed")
def four_poster(want: Want) -> Model:
    """A bed under a tester on four posts, with curtains gathered at each post and a valance."""
    d, w, h = want.depth, want.width, want.height
    want = replace(want, family=want.family or "victorian")
    f = want.family
    lie = 0.68
    parts: list[Part] = headboard(want, w - 0.1, min(1.45, 0.62 * h), -d / 2 + 0.02)
    bare = f in ("modern", "mid_century", "industrial", "brutalist", "futuristic")
    for a in (-1, 1):
        for b in (-1, 1):
            x, y = a * (d / 2 - 0.06), b * (w / 2 - 0.06)
            if bare:
                parts.append(
                    box("post", (0.05, 0.05, h - 0.05), (x, y, 0), "frame" if f != "industrial" else "metal", 0.004)
                )
                continue
            k = h - 0.1
            parts.append(box("post", (0.1, 0.1, 0.3), (x, y, 0.25), "frame", 0.012))
            parts.append(
                lathe(
                    "post",
                    [(0.03, 0), (0.045, 0.03), (0.03, 0.08), (0.045, 0.16), (0.04, 0.25)],
                    "frame",
                    (x, y, 0),
                    n=14,
                )
            )
            parts.append(
                lathe(
                    "post",
                    [
                        (0.05, 0.55),
                        (0.03, 0.6),
                        (0.05, 0.68),
                        (0.056, 0.8),
                        (0.03, 0.92),
                        (0.04, 0.97),
                        (0.03, 1.02),
                        (0.024, 0.9 * k),
                        (0.036, 0.93 * k),
                        (0.028, k),
                    ],
                    "frame",
                    (x, y, 0),
                    n=14,
                )
            )
    parts += [
        box("tester", (d - 0.04, 0.06, 0.08), (0, s * (w / 2 - 0.06), h - 0.13), "frame", 0.01) for s in (-1, 1)
    ] + [box("tester", (0.06, w - 0.1, 0.08), (s * (d / 2 - 0.06), 0, h - 0.13), "frame", 0.01) for s in (-1, 1)]
    parts += [box("rail", (d - 0.2, 0.035, 0.17), (0, s * (w / 2 - 0.05), 0.28), "frame", 0.008) for s in (-1, 1)] + [
        box("rail", (0.035, w - 0.16, 0.17), (d / 2 - 0.06, 0, 0.28), "frame", 0.008)
    ]
    if not bare:
        parts += moulding(f, d - 0.12, w - 0.12, h - 0.06, size=0.06)
        parts.append(
            sheet(
                "canopy",
                lambda u, v: (
                    (u - 0.5) * (d - 0.1),
                    (v - 0.5) * (w - 0.1),
                    h - 0.07 - 0.03 * np.sin(np.pi * u) * np.sin(np.pi * v) + 0.006 * np.sin(40 * u),
                ),
                (25, 9),
                "curtain",
                thickness=0.004,
            )
        )
        rng = want.rng("curtain")
        for a in (-1, 1):
            for b in (-1, 1):
                parts.append(
                    gathered(
                        (a * (d / 2 - 0.11), b * (w / 2 - 0.04)),
                        0.26,
                        h - 0.14,
                        0.03,
                        along="x",
                        inward=-a,
                        phase=float(rng.uniform(0, 6)),
                    )
                )

        def valance(u: np.ndarray, v: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
            hem = h - 0.1 - v * (0.2 + 0.035 * np.abs(np.sin(4.5 * np.pi * u)))
            return (u - 0.5) * (d - 0.02), w / 2 - 0.012 + 0.01 * np.sin(70 * u) + 0 * v, hem

        side = sheet("valance", valance, (60, 5), "curtain", thickness=0.004)
        parts += [side, moved(side, scale=(1.0, -1.0, 1.0))]
        parts.append(
            sheet(
                "valance",
                lambda u, v: (
                    d / 2 - 0.012 + 0.01 * np.sin(60 * u) + 0 * v,
                    (u - 0.5) * (w - 0.02),
                    h - 0.1 - v * (0.2 + 0.035 * np.abs(np.sin(3.5 * np.pi * u))),
                ),
                (50, 5),
                "curtain",
                thickness=0.004,
            )
        )
    parts += bedding(want, (-d / 2 + 0.1, d / 2 - 0.12), w - 0.16, 0.4, thick=lie - 0.4, hang=0.2)
    return finish(
        want,
        parts,
        slots(want, **{**BEDDING, **covers(want), "curtain": "velvet" if f != "baroque" else "brocade"}),
        MAIN,
    )


def gathered(
    at: tuple[float, float],
    width: float,
    top: float,
    bottom: float,
    *,
    along: str = "y",
    inward: float = 1.0,
    phase: float = 0.0,
    slot: str = "curtain",
    folds: int = 5,
) -> Part:
    """A curtain drawn to a bunch that is tied at half height, from `top` to `bottom`."""

    def surface(u: np.ndarray, v: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        z = top + (bottom - top) * u
        tie = np.exp(-(((u - 0.58) / 0.13) ** 2))
        wide = width * (1 - 0.55 * tie) * (0.9 + 0.25 * u)
        run = (v - 0.15) * wide
        deep = 0.035 * (1 - 0.45 * tie) * np.sin(2 * np.pi * folds * v + phase + 0.8 * u)
        x, y = inward * run, deep
        return (at[0] + x, at[1] + y, z) if along == "x" else (at[0] + y, at[1] + x, z)

    return sheet("curtain", surface, (15, folds * 8 + 1), slot, thickness=0.004)


@makes("box_bed")
def box_bed(want: Want) -> Model:
    """A bed in a panelled cupboard, its opening on the long side at the left (+y), with a drawn curtain."""
    d, w, h = want.depth, want.width, want.height
    want = replace(want, family=want.family or "rustic")
    parts: list[Part] = [
        box("floor", (d, w, 0.06), (0, 0, 0.3), "body", 0.006),
        box("roof", (d, w, 0.04), (0, 0, h - 0.1), "body", 0.006),
        box("back", (d, 0.03, h - 0.06), (0, -w / 2 + 0.015, 0), "body", 0.003),
    ]
    for s in (-1, 1):
        n = 6
        parts += [
            box(
                "plank",
                (0.03, w / n - 0.003, h - 0.08),
                (s * (d / 2 - 0.015), (i + 0.5) * w / n - w / 2, 0),
                "body",
                0.004,
            )
            for i in range(n)
        ]
    parts += [box("skirt", (d - 0.06, 0.03, 0.42), (0, w / 2 - 0.015, 0), "body", 0.005)]
    parts += [
        box("stile", (0.22, 0.035, h - 0.1), (s * (d / 2 - 0.11), w / 2 - 0.0175, 0), "body", 0.006) for s in (-1, 1)
    ]
    top = np.concatenate(
        [
            [[-d / 2 + 0.03, 0.26], [-d / 2 + 0.03, 0]],
            np.array(curve([(-d / 2 + 0.22, 0.0), (-0.3, 0.1), (0, 0.13), (0.3, 0.1), (d / 2 - 0.22, 0.0)], 4)),
            [[d / 2 - 0.03, 0], [d / 2 - 0.03, 0.26]],
        ]
    )
    parts.append(prism("head", top, 0.035, "body", (0, w / 2 - 0.0175, h - 0.36), along="y", bevel=0.006))
    parts += moulding("rustic", d - 0.04, w - 0.04, h - 0.06, size=0.08)
    parts += bedding(want, (-d / 2 + 0.05, d / 2 - 0.05), w - 0.12, 0.36, thick=0.18, hang=0.04)
    parts.append(gathered((-d / 2 + 0.26, w / 2 - 0.08), 0.3, h - 0.26, 0.5, along="x", inward=1.0))
    return finish(want, parts, slots(want, **BEDDING, curtain="linen"), MAIN)
