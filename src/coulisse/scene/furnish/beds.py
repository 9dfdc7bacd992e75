"""Beds: headboards by family, mattresses, sheets that are turned down, blankets and pillows."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np

from coulisse.scene.furnish.joinery import slots
from coulisse.scene.furnish.legs import leg
from coulisse.scene.furnish.mouldings import moulding, tracery
from coulisse.scene.furnish.registry import Want, finish, makes
from coulisse.scene.outlines import curve
from coulisse.scene.shapes import ball, box, cushion, lathe, moved, prism, sheet, tube
from coulisse.scene.staged import Model, Part

MAIN = ("frame", "legs", "body")
# The head of a bed is at its back (-x), its foot at the front.


def bedding(
    want: Want,
    x: tuple[float, float],
    w: float,
    z: float,
    *,
    thick: float = 0.2,
    hang: float = 0.18,
    pillows: int | None = None,
) -> list[Part]:
    """A mattress from its underside at `z`, with a sheet, a duvet that is turned down, and pillows at the -x end."""
    x0, x1 = x
    long = x1 - x0
    rng = want.rng("bed")
    top = z + thick
    out = [
        cushion(
            "mattress",
            (long, w, thick),
            ((x0 + x1) / 2, 0, z),
            "mattress",
            crown=0.22,
            corner=0.06,
            piping=0.006,
            seed=want.seed,
        )
    ]
    if want.has("empty"):
        return out
    a, b, c = rng.uniform(0, 6, 3)
    start = x0 + long * 0.36
    messy = 1.0 if want.has("cluttered", "crumpled", "worn") else 0.45

    def cover(u: np.ndarray, v: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """u from the fold to the foot, v across; it lies on top and hangs over the sides and the foot."""
        half = w / 2 + 0.012
        s = (v * 2 - 1) * (half + hang)
        over = np.maximum(np.abs(s) - half, 0)
        t = u * (x1 - start + 0.6 * hang)
        foot = np.maximum(t - (x1 - start + 0.01), 0)
        wave = (
            0.012 * np.sin(7 * t + a + 3 * s) + 0.01 * np.sin(11 * s + b + 4 * t) + 0.007 * np.sin(23 * t - 17 * s + c)
        )
        hem = 0.016 * np.sin(16 * t + a) * over / max(hang, 1e-3) + 0.012 * np.sin(18 * s + b) * foot / max(hang, 1e-3)
        xx = (
            start
            + np.minimum(t, x1 - start + 0.012)
            + 0.0
            + 0.02 * messy * np.sin(3 * s + c) * (1 - u)
            + np.where(foot > 0, 0.012 + hem, 0)
        )
        yy = np.sign(s) * np.minimum(np.abs(s), half) + np.where(over > 0, np.sign(s) * (0.012 + hem), 0)
        puff = 0.028 * np.clip(1 - (np.abs(s) / half) ** 6, 0, 1)
        zz = top + 0.014 + puff + messy * np.abs(wave) * 1.3 - np.maximum(over - 0.01, 0) - np.maximum(foot - 0.01, 0)
        return xx, yy, np.maximum(zz, 0.02)

    out.append(sheet("cover", cover, (30, 34), "blanket", thickness=0.012))

    def fold(u: np.ndarray, v: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        s = (v * 2 - 1) * (w / 2 + 0.5 * hang)
        half = w / 2 + 0.022
        over = np.maximum(np.abs(s) - half, 0)
        turn = u * math.pi * 0.5
        xx = start + 0.17 * (1 - np.cos(turn)) + 0.03 * u - 0.03 + 0.02 * messy * np.sin(3 * s + c)
        zz = (
            top
            + 0.034
            + 0.03 * np.sin(np.pi * np.clip(u * 1.05, 0, 1)) ** 0.6
            + 0.008 * messy * np.sin(9 * s + b + 3 * u)
            - np.maximum(over - 0.01, 0)
            + 0.018 * (1 - (np.minimum(np.abs(s), half) / half) ** 6)
        )
        return xx, np.sign(s) * np.minimum(np.abs(s), half + 0.012), zz

    out.append(sheet("fold", fold, (10, 26), "sheet", thickness=0.006))
    n = pillows if pillows is not None else (1 if w < 1.2 else 2)
    for i in range(n):
        wide = min(0.7, w / n - 0.06)
        y = (i + 0.5) * w / n - w / 2
        pillow = cushion(
            "pillow", (0.45, wide, 0.16), crown=1.0, corner=0.05, seed=want.seed + i, slot="pillow", sag=0.03
        )
        out.append(
            moved(
                pillow,
                (x0 + 0.27, y + rng.uniform(-0.015, 0.015), top + 0.005),
                rng.uniform(-3, 3),
                tilt=float(rng.uniform(-16, -9)),
            )
        )
        if w > 1.3:
            second = cushion(
                "pillow", (0.42, wide * 0.95, 0.15), crown=1.0, corner=0.05, seed=want.seed + 7 + i, slot="pillow"
            )
            out.append(
                moved(
                    second,
                    (x0 + 0.2, y + rng.uniform(-0.02, 0.02), top + 0.09),
                    rng.uniform(-4, 4),
                    tilt=float(rng.uniform(-38, -28)),
                )
            )
    return out


BEDDING = {"mattress": "cotton", "sheet": "linen", "blanket": "wool", "pillow": "cotton"}


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


@makes("bed", "double_bed", "single_bed", "king_size_bed")
def bed(want: Want) -> Model:
    """A made bed; its headboard is as high as the box: asked for at 1.1 m it is a full one, at 0.55 m a low one."""
    d, w, h = want.depth, want.width, want.height
    f = want.family
    board = 0.06
    tall = h
    lie = min(max(0.3, h - 0.2), 0.56)  # the mattress's top; pillows rise above it
    lift = max(0.08, lie - 0.3)
    x0, x1 = -d / 2 + board, d / 2 - 0.03
    parts = headboard(want, w, tall, -d / 2)
    if f in ("classical", "victorian", "rustic", "gothic", "art_deco", "industrial"):
        parts += [
            moved(p, turn=180)
            for p in headboard(want, w, min(max(0.75 * tall, lie - 0.02), lie + 0.14), -d / 2, foot=True)
        ]
        x1 = d / 2 - board
    else:
        kind = f if f in ("baroque", "mid_century", "modern", "eastern", "futuristic") else ""
        if f == "futuristic":
            parts.append(
                prism(
                    "plinth",
                    [
                        (x0 + 0.2, -w / 2 + 0.2),
                        (x1 - 0.2, -w / 2 + 0.2),
                        (x1 - 0.2, w / 2 - 0.2),
                        (x0 + 0.2, w / 2 - 0.2),
                    ],
                    lift,
                    "metal",
                )
            )
        elif f == "brutalist":
            parts.append(box("plinth", (d - 0.2, w - 0.1, lift), (0, 0, 0), "frame", 0.005))
        else:
            parts += [
                p for s in (-1, 1) for p in leg(kind, lift + 0.02, (x1 - 0.06, s * (w / 2 - 0.05)), (1, s), thick=0.07)
            ]
            if f not in ("", "baroque"):
                parts += [
                    p
                    for s in (-1, 1)
                    for p in leg(kind, lift + 0.02, (x0 + 0.06, s * (w / 2 - 0.05)), (-1, s), thick=0.07)
                ]
    rail = min(0.16, lie - 0.14 - lift + 0.06)
    parts += [
        box("rail", (x1 - x0 + 0.02, 0.03, max(rail, 0.07)), ((x0 + x1) / 2, s * (w / 2 - 0.015), lift), "frame", 0.006)
        for s in (-1, 1)
    ]
    parts.append(box("rail", (0.03, w - 0.03, max(rail, 0.07)), (x1, 0, lift), "frame", 0.006))
    parts.append(box("base", (x1 - x0, w - 0.06, 0.05), ((x0 + x1) / 2, 0, lift + 0.02), "inside", 0.003))
    parts += bedding(
        want,
        (x0 + 0.005, x1 - 0.02),
        w - 0.09,
        lift + 0.07,
        thick=max(0.14, lie - lift - 0.07),
        hang=0.16 if f not in ("industrial",) else 0.1,
    )
    return finish(want, parts, slots(want, **{**BEDDING, **_covers(want)}), MAIN)


def _covers(want: Want) -> dict[str, str]:
    usual_cover = {
        "classical": "damask",
        "baroque": "brocade",
        "victorian": "velvet",
        "art_deco": "satin",
        "rustic": "wool",
        "gothic": "velvet",
        "futuristic": "technical_fabric",
        "eastern": "silk",
    }
    return {"blanket": usual_cover.get(want.family, "wool" if want.family in ("industrial",) else "linen")}


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
        slots(want, **{**BEDDING, **_covers(want), "curtain": "velvet" if f != "baroque" else "brocade"}),
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


@makes("iron_bed")
def iron_bed(want: Want) -> Model:
    """An iron bedstead with brass knobs, a thin mattress and a blanket."""
    d, w, h = want.depth, want.width, want.height
    parts: list[Part] = []
    for x, tall in ((-d / 2 + 0.03, h - 0.04), (d / 2 - 0.03, 0.76 * h)):
        arc = [(x, (w / 2 - 0.03) * math.cos(t), tall - 0.16 + 0.16 * math.sin(t)) for t in np.linspace(0, math.pi, 13)]
        parts.append(tube("frame", [(x, w / 2 - 0.03, 0), *arc, (x, -w / 2 + 0.03, 0)], 0.015, "metal", n=9))
        parts += [
            tube("rail", [(x, -w / 2 + 0.03, z), (x, w / 2 - 0.03, z)], 0.011, "metal") for z in (0.3, tall - 0.2)
        ]
        for i in range(1, 6):
            y = -w / 2 + 0.03 + (w - 0.06) * i / 6
            head = tall - 0.16 + 0.16 * math.sqrt(max(0, 1 - (y / (w / 2 - 0.03)) ** 2))
            parts.append(tube("spindle", [(x, y, 0.3), (x, y, head)], 0.007, "metal", n=7))
            parts.append(moved(ball("knot", 0.017, "brass", n=9), (x, y, tall - 0.2)))
        for s in (-1, 1):
            parts.append(moved(ball("knob", 0.028, "brass", n=10), (x, s * (w / 2 - 0.03), tall - 0.14)))
            parts.append(
                lathe("castor", [(0.02, 0), (0.024, 0.02), (0.016, 0.05)], "brass", (x, s * (w / 2 - 0.03), 0), n=10)
            )
        parts.append(moved(ball("knob", 0.03, "brass", n=10, squash=1.2), (x, 0, tall + 0.015)))
    parts += [box("rail", (d - 0.06, 0.03, 0.045), (0, s * (w / 2 - 0.03), 0.3), "metal", 0.004) for s in (-1, 1)]
    parts += [
        box("slat", (0.04, w - 0.06, 0.008), (-d / 2 + 0.1 + i * (d - 0.2) / 9, 0, 0.335), "metal", 0.001)
        for i in range(10)
    ]
    parts += bedding(want, (-d / 2 + 0.06, d / 2 - 0.06), w - 0.09, 0.345, thick=0.15, hang=0.13)
    return finish(want, parts, slots(want, **{**BEDDING, "metal": "wrought_iron", "brass": "brass"}), ("metal",))


@makes("bunk_bed")
def bunk_bed(want: Want) -> Model:
    """Two beds one over the other, with a ladder and a guard rail; steel for ships and barracks."""
    d, w, h = want.depth, want.width, want.height
    steel = want.family in ("industrial", "modern", "futuristic", "brutalist")
    slot = "metal" if steel else "frame"
    t = 0.06
    parts: list[Part] = []
    for a in (-1, 1):
        for b in (-1, 1):
            x, y = a * (d / 2 - t / 2), b * (w / 2 - t / 2)
            parts.append(
                tube("post", [(x, y, 0), (x, y, h)], 0.022, slot, n=9)
                if steel
                else box("post", (t, t, h), (x, y, 0), slot, 0.008)
            )
        for z in (0.25, 0.5, h - 0.55, h - 0.06):
            parts.append(
                box("rail", (0.025, w - 2 * t, 0.09 if not steel else 0.04), (a * (d / 2 - t / 2), 0, z), slot, 0.006)
            )
    for z in (0.25, h - 0.6):
        parts += [
            box("side", (d - 2 * t, 0.025, 0.13 if not steel else 0.06), (0, s * (w / 2 - t / 2), z), slot, 0.006)
            for s in (-1, 1)
        ]
        parts.append(box("deck", (d - t, w - t, 0.018), (0, 0, z + 0.03), "inside", 0.002))
        lower = replace(want, seed=want.seed + (1 if z > 0.5 else 0))
        parts += bedding(
            lower, (-d / 2 + t + 0.01, d / 2 - t - 0.01), w - 2 * t - 0.01, z + 0.05, thick=0.13, hang=0.05, pillows=1
        )
    parts.append(box("guard", (0.6 * d, 0.022, 0.07), (-0.12 * d, w / 2 - t / 2, h - 0.1), slot, 0.006))
    xl = d / 2 - 0.4
    parts += [
        tube("ladder", [(x, w / 2 - 0.02, 0), (x, w / 2 - 0.035, h - 0.04)], 0.014, slot, n=8) for x in (xl, xl + 0.32)
    ]
    parts += [
        tube(
            "rung",
            [(xl, w / 2 - 0.025, 0.25 + 0.27 * i), (xl + 0.32, w / 2 - 0.025, 0.25 + 0.27 * i)],
            0.012,
            slot,
            n=7,
        )
        for i in range(5)
        if 0.25 + 0.27 * i < h
    ]
    return finish(want, parts, slots(want, **BEDDING), ("frame", "metal"))


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


@makes("camp_bed")
def camp_bed(want: Want) -> Model:
    """A folding cot of canvas on crossed legs, a blanket folded at its foot."""
    d, w, h = want.depth, want.width, want.height
    parts: list[Part] = [
        tube(
            "rail",
            [(-d / 2 + 0.01, s * (w / 2 - 0.03), h - 0.05), (d / 2 - 0.01, s * (w / 2 - 0.03), h - 0.05)],
            0.018,
            "frame",
        )
        for s in (-1, 1)
    ]
    for i in range(3):
        x = (i - 1) * (d / 2 - 0.18)
        parts += [
            tube(
                "leg",
                [(x + 0.02 * s, s * (w / 2 - 0.05), 0), (x + 0.02 * s, -s * (w / 2 - 0.03), h - 0.05)],
                0.014,
                "frame",
                square=True,
            )
            for s in (-1, 1)
        ]
    parts.append(
        sheet(
            "canvas",
            lambda u, v: (
                (u - 0.5) * (d - 0.02),
                (v - 0.5) * (w - 0.01),
                h - 0.028 - 0.045 * np.sin(np.pi * v) ** 0.8 + 0 * u,
            ),
            (13, 15),
            "canvas",
            thickness=0.004,
        )
    )
    parts.append(
        moved(
            cushion("pillow", (0.3, w - 0.25, 0.08), slot="pillow", crown=1.0, corner=0.04, seed=want.seed),
            (-d / 2 + 0.22, 0, h - 0.075),
        )
    )
    parts += [
        moved(
            cushion("blanket", (0.4, w - 0.16, 0.035), slot="blanket", crown=0.5, corner=0.02, seed=want.seed + i),
            (d / 2 - 0.3 + 0.004 * i, 0.005 * i, h - 0.066 + 0.028 * i),
            1.5 * i,
        )
        for i in range(2)
    ]
    return finish(want, parts, slots(want, canvas="canvas", pillow="cotton", blanket="wool"), ("canvas",))


@makes("cradle", "crib")
def cradle(want: Want) -> Model:
    """A crib with bars, or a cradle on rockers with a hood."""
    d, w, h = want.depth, want.width, want.height
    parts: list[Part] = []
    if want.name == "crib":
        t = 0.045
        parts += [
            box("post", (t, t, h), (a * (d / 2 - t / 2), b * (w / 2 - t / 2), 0), "frame", 0.01)
            for a in (-1, 1)
            for b in (-1, 1)
        ]
        z0, z1 = 0.32, h - 0.06
        for s in (-1, 1):
            parts += [
                box("rail", (d - 2 * t, 0.028, 0.045), (0, s * (w / 2 - t / 2), z), "frame", 0.008)
                for z in (z0, z1 - 0.045)
            ]
            n = round((d - 0.1) / 0.085)
            parts += [
                tube(
                    "bar",
                    [
                        (-d / 2 + t + (d - 2 * t) * (i + 0.5) / n, s * (w / 2 - t / 2), z0),
                        (-d / 2 + t + (d - 2 * t) * (i + 0.5) / n, s * (w / 2 - t / 2), z1),
                    ],
                    0.009,
                    "frame",
                    n=7,
                )
                for i in range(n)
            ]
            top = curve(
                [
                    (-w / 2 + t, h - 0.12),
                    (-0.2 * w, h - 0.05),
                    (0, h - 0.02),
                    (0.2 * w, h - 0.05),
                    (w / 2 - t, h - 0.12),
                ],
                4,
            )
            parts.append(
                prism(
                    "end",
                    [*[(-w / 2 + t, 0.26), (w / 2 - t, 0.26)], *top[::-1]],
                    0.022,
                    "frame",
                    (s * (d / 2 - t / 2), 0, 0),
                    along="x",
                    bevel=0.005,
                )
            )
        parts.append(box("base", (d - 0.06, w - 0.06, 0.02), (0, 0, 0.3), "inside", 0.002))
        parts += bedding(want, (-d / 2 + 0.05, d / 2 - 0.05), w - 0.08, 0.32, thick=0.1, hang=0.0, pillows=1)
    else:
        for s in (-1, 1):
            r = 0.62
            arc = [
                (s * (d / 2 - 0.16), r * math.sin(a), r - r * math.cos(a) + 0.015) for a in np.linspace(-0.4, 0.4, 11)
            ]
            parts.append(tube("rocker", arc, 0.017, "frame", square=True))
        lo, hi = 0.6 * w, 0.94 * w
        zb, zt = 0.09, 0.42
        for s in (-1, 1):
            parts.append(
                prism(
                    "side",
                    [(-d / 2 + 0.02, 0), (d / 2 - 0.04, 0), (d / 2 - 0.01, zt - zb), (-d / 2 + 0.01, zt - zb + 0.03)],
                    0.018,
                    "body",
                    (0, 0, 0),
                    along="y",
                    bevel=0.004,
                )
            )
            parts[-1] = moved(
                parts[-1], (0, s * lo / 2, zb), tilt=-s * math.degrees(math.atan2((hi - lo) / 2, zt - zb)), about="x"
            )
            rim = zt if s > 0 else h - 0.14
            parts.append(
                prism(
                    "end",
                    [
                        (-lo / 2, 0),
                        (lo / 2, 0),
                        (hi / 2, zt - zb),
                        *(
                            (-y, q)
                            for y, q in (
                                []
                                if s > 0
                                else [
                                    (-hi / 2, rim - zb),
                                    (0.3 * -hi, h - zb - 0.02),
                                    (0.3 * hi, h - zb - 0.02),
                                    (hi / 2, rim - zb),
                                ]
                            )
                        ),
                        (-hi / 2, zt - zb),
                    ],
                    0.018,
                    "body",
                    (s * (d / 2 - 0.025), 0, zb),
                    along="x",
                    bevel=0.004,
                )
            )
        parts.append(box("floor", (d - 0.06, lo, 0.018), (0, 0, zb), "body", 0.002))
        hood = [(hi / 2 * math.cos(a), zt + (h - zt) * math.sin(a)) for a in np.linspace(0, math.pi, 11)]
        inner = [
            ((hi / 2 - 0.02) * math.cos(a), zt + (h - zt - 0.02) * math.sin(a)) for a in np.linspace(math.pi, 0, 11)
        ]
        parts.append(
            prism("hood", [*hood, *inner], 0.3, "body", (-d / 2 + 0.16, 0, 0), along="x", bevel=0.003, smooth=True)
        )
        parts += bedding(want, (-d / 2 + 0.06, d / 2 - 0.05), lo + 0.04, zb + 0.02, thick=0.13, hang=0.0, pillows=1)
    return finish(want, parts, slots(replace(want, family=want.family or "rustic"), **BEDDING), MAIN)


@makes("hammock")
def hammock(want: Want) -> Model:
    """A hammock on a bowed wooden stand."""
    d, w, h = want.depth, want.width, want.height
    bow = [(x, 0.06 + (h - 0.08) * (abs(x) / (d / 2)) ** 2.4) for x in np.linspace(-d / 2 + 0.02, d / 2 - 0.02, 17)]
    parts: list[Part] = [tube("bow", [(x, 0, z) for x, z in bow], 0.032, "frame", square=True)]
    parts += [box("foot", (0.08, w, 0.06), (s * 0.22 * d, 0, 0), "frame", 0.01) for s in (-1, 1)]
    k = 0.36 * d

    def cloth(u: np.ndarray, v: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        a = 2 * u - 1
        wide = (w - 0.06) * (1 - 0.35 * np.abs(a) ** 2.5)
        z = h - 0.12 - 0.28 * (1 - a**2) + 0.1 * (2 * v - 1) ** 2 * (1 - 0.6 * np.abs(a)) + 0.006 * np.sin(30 * v)
        return a * k, (v - 0.5) * wide, np.maximum(z, 0.1)

    parts.append(sheet("cloth", cloth, (25, 21), "cloth", thickness=0.004))
    for s in (-1, 1):
        for i in range(9):
            y = (i / 8 - 0.5) * (w - 0.06) * 0.63
            parts.append(
                tube(
                    "cord",
                    [(s * k, y, h - 0.12 + 0.1 * (2 * i / 8 - 1) ** 2 * 0.4), (s * (d / 2 - 0.05), 0, h - 0.06)],
                    0.003,
                    "cord",
                    n=4,
                )
            )
        parts.append(tube("bar", [(s * k, -0.33 * w, h - 0.1), (s * k, 0.33 * w, h - 0.1)], 0.012, "frame"))
    parts.append(
        moved(cushion("pillow", (0.3, 0.5, 0.1), slot="cord", crown=1.0, corner=0.04), (-0.24 * d, 0, 0.22), tilt=18)
    )
    return finish(want, parts, slots(want, cloth="canvas", cord="cotton"), ("cloth",))


@makes("mattress", "futon", "straw_mattress")
def mattress(want: Want) -> Model:
    """A mattress on the floor; one of straw is lumpy and sheds."""
    d, w, h = want.depth, want.width, want.height
    if want.name == "straw_mattress":
        rng = want.rng()
        parts = [
            cushion(
                "sack",
                (d - 0.06, w - 0.06, h - 0.02),
                (0, 0, 0),
                "sack",
                crown=0.8,
                corner=0.1,
                sag=0.04,
                flat=True,
                seed=want.seed,
            )
        ]
        for _ in range(70):
            a = rng.uniform(0, 2 * math.pi)
            at = (
                (
                    d / 2 * rng.uniform(0.85, 1.0) * (1 if rng.random() < 0.5 else -1),
                    rng.uniform(-0.48, 0.48) * w,
                    0.006,
                )
                if rng.random() < 0.5
                else (
                    rng.uniform(-0.48, 0.48) * d,
                    w / 2 * rng.uniform(0.88, 1.0) * (1 if rng.random() < 0.5 else -1),
                    0.006,
                )
            )
            k = rng.uniform(0.03, 0.09)
            ends = [
                (
                    np.clip(at[0] + s * k * math.cos(a), -d / 2, d / 2),
                    np.clip(at[1] + s * k * math.sin(a), -w / 2, w / 2),
                    0.004 + 0.012 * rng.random(),
                )
                for s in (-1, 1)
            ]
            parts.append(tube("straw", ends, 0.0018, "straw", n=4))
        parts.append(
            moved(
                cushion("blanket", (0.8, w * 0.86, 0.05), slot="blanket", crown=0.9, corner=0.03, seed=3),
                (0.28 * d - 0.1, 0.01, h - 0.05),
                4,
            )
        )
        return finish(want, parts, slots(want, sack="burlap", straw="straw", blanket="wool"), ("sack",))
    parts = [
        cushion(
            "mattress",
            (d, w, h if want.name == "mattress" else 0.6 * h),
            (0, 0, 0),
            "mattress",
            crown=0.25,
            corner=0.06,
            piping=0.008,
            seed=want.seed,
        )
    ]
    if want.name == "futon":
        parts = bedding(want, (-d / 2, d / 2), w - 0.06, 0.0, thick=0.5 * h, hang=0.03, pillows=2)
    else:
        for i in range(5):
            for j in range(3):
                parts.append(
                    moved(
                        ball("button", 0.012, "mattress", n=6, squash=0.5),
                        ((i - 2) * d / 5.4, (j - 1) * w / 3.4, h - 0.002),
                    )
                )
    return finish(want, parts, slots(want, **BEDDING), ("mattress",))
