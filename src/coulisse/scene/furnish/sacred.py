"""Things of worship and of burial: altar, lectern, confessional, font, coffin, sarcophagus."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np

from coulisse.scene.furnish.beds_curtained import gathered
from coulisse.scene.furnish.joinery import front, slots
from coulisse.scene.furnish.mouldings import moulding, tracery
from coulisse.scene.furnish.registry import Want, finish, makes
from coulisse.scene.outlines import arch, curve, polygon
from coulisse.scene.shapes import ball, box, lathe, loft, moved, prism, sheet, tube
from coulisse.scene.staged import Model, Part

MAIN = ("body", "frame")
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


@makes("lectern")
def lectern(want: Want) -> Model:
    """A lectern whose reader stands behind it (-x), with an open book on its slope."""
    d, w, h = want.depth, want.width, want.height
    f = want.family or "gothic"
    want = replace(want, family=f)
    parts: list[Part] = []
    if f in ("modern", "brutalist", "futuristic", "industrial", "mid_century", ""):
        parts += [
            box("body", (0.6 * d, 0.62 * w, h - 0.2), (0.02, 0, 0.03), "body", 0.005),
            box("foot", (0.9 * d, 0.86 * w, 0.03), (0, 0, 0), "body", 0.004),
        ]
    else:
        r = 0.07
        parts += [
            prism("foot", polygon(8, 0.5 * d, 22.5), 0.05, "body", bevel=0.01),
            prism("foot", polygon(8, 0.4 * d, 22.5), 0.05, "body", (0, 0, 0.05), bevel=0.01),
        ]
        parts.append(
            lathe(
                "stem",
                [
                    (r * 1.9, 0.1),
                    (r * 1.5, 0.16),
                    (r * 0.9, 0.2),
                    (r, 0.3),
                    (r * 0.8, 0.34),
                    (r * 0.8, 0.62 * h),
                    (r * 1.3, 0.66 * h),
                    (r * 0.8, 0.7 * h),
                    (r * 1.4, h - 0.26),
                    (r * 2.4, h - 0.2),
                ],
                "body",
                n=8 if f == "gothic" else 18,
                smooth=f != "gothic",
            )
        )
        if f == "gothic":
            parts += [moved(p, (0.075, 0, 0.36), scale=1.0) for p in tracery(0.1, 0.24, "body", bar=0.014)]
    desk = [
        box("slope", (d * 0.98, w, 0.03), (0, 0, 0), "body", 0.006),
        box("lip", (0.022, w, 0.05), (-0.48 * d, 0, 0.02), "body", 0.006),
    ]
    desk += [box("side", (d * 0.9, 0.02, 0.06), (0, s * (w / 2 - 0.02), -0.05), "body", 0.005) for s in (-1, 1)]
    for s in (-1, 1):  # an open book: two arched halves

        def page(u: np.ndarray, v: np.ndarray, s: int = s) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
            swell = 0.03 * np.sin(np.pi * np.minimum(v * 1.15, 1)) ** 0.7 * (1 - 0.5 * v)
            return (u - 0.5) * 0.3, s * (0.005 + 0.2 * v), 0.036 + swell

        desk.append(sheet("pages", page, (3, 9), "paper", thickness=0.024))
        desk.append(moved(box("board", (0.32, 0.22, 0.006), (0, s * 0.112, 0.03), "book", 0.002)))
    desk.append(
        sheet(
            "ribbon",
            lambda u, v: (-0.15 - 0.09 * u, 0.006 + 0.012 * v + 0.01 * np.sin(5 * u), 0.052 - 0.03 * u),
            (6, 2),
            "red",
            thickness=0.001,
        )
    )
    parts += [moved(p, (0, 0, h - 0.19), tilt=-20) for p in desk]
    return finish(want, parts, slots(want, paper="paper", book="leather", red="red_lacquer"), MAIN)


@makes("confessional")
def confessional(want: Want) -> Model:
    """A confessional of three bays: a half door and a curtain in the middle, kneelers and curtains at the sides."""
    d, w, h = want.depth, want.width, want.height
    f = (
        want.family
        if want.family in ("gothic", "baroque", "classical", "victorian", "rustic", "art_deco")
        else "gothic"
    )
    want = replace(want, family=f)
    crown = 0.16
    z1 = h - crown - 0.12
    parts: list[Part] = [
        box("floor", (d, w, 0.12), (0, 0, 0), "body", 0.01),
        box("back", (0.03, w - 0.04, z1 - 0.12), (-d / 2 + 0.05, 0, 0.12), "body", 0.004),
        box("roof", (d - 0.06, w - 0.06, 0.05), (-0.02, 0, z1 - 0.05), "body", 0.006),
    ]
    bay = (w - 0.1) / 3
    for i in range(4):
        y = -w / 2 + 0.05 + i * bay
        parts.append(box("wall", (d - 0.12, 0.035, z1 - 0.12), (-0.01, y, 0.12), "body", 0.004))
        parts.append(box("pilaster", (0.06, 0.09, z1 - 0.12), (d / 2 - 0.07, y, 0.12), "body", 0.01))
        parts.append(box("pilaster", (0.08, 0.12, 0.14), (d / 2 - 0.07, y, 0.12), "body", 0.01))
        if f == "gothic":
            parts.append(
                lathe(
                    "pinnacle",
                    [(0.05, 0), (0.05, 0.05), (0.03, 0.06), (0.0, crown + 0.1)],
                    "body",
                    (d / 2 - 0.07, y, h - crown - 0.11),
                    n=4,
                    smooth=False,
                    turn=45,
                )
            )
    for i in range(3):
        y = -w / 2 + 0.05 + (i + 0.5) * bay
        k = bay / 2 - 0.05
        head = arch(2 * k, 0.46, pointed=f == "gothic")
        top = z1 - 0.06
        line = [(-k - 0.002, 0.46), *[(-a, b) for a, b in head[2:][::-1]][::-1], (k + 0.002, 0.46)]
        outline = [
            (k + 0.002, 0.48),
            (-k - 0.002, 0.48),
            *sorted([(float(a), float(b)) for a, b in head[2:]], key=lambda q: q[0]),
        ]
        del line
        parts.append(prism("spandrel", outline, 0.04, "body", (d / 2 - 0.08, y, top - 0.48), along="x", bevel=0.003))
        if f == "gothic":
            parts.append(tube("arch", [(d / 2 - 0.06, y + a, top - 0.48 + b) for a, b in head[2:]], 0.018, "body", n=6))
        if i == 1:
            parts += front(f, d / 2 - 0.1, (y - k, y), (0.12, 1.1), door=True, handle="none") + front(
                f, d / 2 - 0.1, (y, y + k), (0.12, 1.1), door=True, handle="left"
            )
            parts.append(gathered((d / 2 - 0.13, y - k + 0.02), 0.2, top - 0.1, 1.1, along="y", inward=1.0))
            parts.append(box("seat", (0.4, 2 * k, 0.04), (-d / 2 + 0.26, y, 0.56), "body", 0.006))
        else:
            parts.append(box("kneeler", (0.24, 2 * k, 0.12), (0.0, y, 0.12), "cushion", 0.02))
            parts.append(
                gathered(
                    (d / 2 - 0.13, y - k + 0.02),
                    2.2 * k * (0.9 if i == 0 else 0.42),
                    top - 0.1,
                    0.16,
                    along="y",
                    inward=1.0,
                    folds=7 if i == 0 else 5,
                    phase=float(i),
                )
            )
    parts += [
        moved(p, (-0.02, 0, 0)) for p in moulding(f if f != "gothic" else "classical", d - 0.1, w - 0.06, z1, size=0.12)
    ]
    gable = (
        [(-0.5 * bay, 0), (0.5 * bay, 0), (0, crown)]
        if f == "gothic"
        else curve(
            [(-0.5 * bay, 0), (-0.3 * bay, 0.7 * crown), (0, crown), (0.3 * bay, 0.7 * crown), (0.5 * bay, 0)], 4
        )
    )
    parts.append(prism("gable", gable, 0.05, "body", (d / 2 - 0.08, 0, h - crown), along="x", bevel=0.008))
    cross = [
        box("cross", (0.02, 0.025, 0.16), (d / 2 - 0.05, 0, z1 - 0.16), "metal", 0.004),
        box("cross", (0.02, 0.1, 0.025), (d / 2 - 0.05, 0, z1 - 0.07), "metal", 0.004),
    ]
    return finish(want, [*parts, *cross], slots(want, curtain="velvet", cushion="leather"), MAIN)


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


@makes("coffin")
def coffin(want: Want) -> Model:
    """A coffin: shouldered, a moulded lid, bail handles and a plate; its head is at the back."""
    d, w, h = want.depth, want.width, want.height

    def ring(k: float, z: float) -> np.ndarray:
        half = [(-0.5, 0.28), (-0.22, 0.5), (0.5, 0.24)]
        line = np.array([(x * d, y * w) for x, y in half] + [(x * d, -y * w) for x, y in half[::-1]])
        line = line * [1 - (1 - k) * w / d, k]
        return np.column_stack([line, np.full(6, z)])

    body = 0.62 * h
    base = [
        ring(0.92, 0.0),
        ring(0.95, 0.01),
        ring(0.96, 0.05),
        ring(0.9, 0.06),
        ring(0.93, body - 0.04),
        ring(0.97, body - 0.03),
        ring(0.97, body),
    ]
    lid = [
        ring(0.98, body + 0.004),
        ring(1.0, body + 0.012),
        ring(1.0, body + 0.03),
        ring(0.93, body + 0.05),
        ring(0.9, body + 0.06),
        ring(0.62, h - 0.04),
        ring(0.58, h - 0.015),
        ring(0.54, h - 0.012),
        ring(0.52, h),
    ]
    parts: list[Part] = [loft("case", base, "body", smooth=False), loft("lid", lid, "body", smooth=False)]
    for s in (-1, 1):
        for x, y in ((-0.24 * d, 0.47), (0.08 * d, 0.385), (0.34 * d, 0.3)):
            at = (x, s * y * w * 0.955)
            turn = 16.0 * s if x > -0.2 * d else 2.0 * s
            bail = [(-0.08, 0.0, 0.0), (-0.075, 0.03 * s, -0.03), (0.075, 0.03 * s, -0.03), (0.08, 0.0, 0.0)]
            parts.append(moved(tube("handle", curve(bail, 3), 0.009, "metal", n=7), (at[0], at[1], 0.6 * body), -turn))
            parts += [
                moved(
                    moved(box("rose", (0.04, 0.012, 0.05), (q, 0, -0.025), "metal", 0.004), turn=-turn),
                    (at[0], at[1] - 0.004 * s, 0.6 * body),
                )
                for q in (-0.08, 0.08)
            ]
    parts.append(box("plate", (0.22, 0.12, 0.006), (-0.1 * d, 0, h - 0.003), "metal", 0.002))
    parts += [
        box("cross", (0.34, 0.025, 0.01), (0.16 * d, 0, h - 0.004), "metal", 0.003),
        box("cross", (0.025, 0.16, 0.01), (0.12 * d, 0, h - 0.004), "metal", 0.003),
    ]
    return finish(want, parts, slots(replace(want, family=want.family or "classical")), ("body",))


@makes("sarcophagus")
def sarcophagus(want: Want) -> Model:
    """A sarcophagus: an Egyptian one in the shape of its dead, else a chest of stone with a gabled lid."""
    d, w, h = want.depth, want.width, want.height
    parts: list[Part] = []
    egyptian = want.style in ("egyptian_revival", "ancient_egypt") or (want.family == "" and want.seed % 2 == 1)
    if egyptian:
        half = curve(
            [
                (-0.5, 0.0),
                (-0.49, 0.14),
                (-0.42, 0.24),
                (-0.32, 0.26),
                (-0.28, 0.36),
                (-0.18, 0.46),
                (0.0, 0.4),
                (0.34, 0.24),
                (0.46, 0.28),
                (0.5, 0.2),
                (0.5, 0.0),
            ],
            3,
        )
        line = np.concatenate([half, (half * [1, -1])[::-1][1:-1]]) * [d - 0.1, w / 0.92]
        base = 0.42 * h
        mid = 0.42 * h + 0.24
        ring = lambda k, z: np.column_stack([line * [1 - (1 - k) * 0.5, k], np.full(len(line), z)])  # noqa: E731
        parts += [
            box("bier", (d, w, 0.1), (0, 0, 0), "body", 0.012),
            box("bier", (d - 0.16, w - 0.16, base - 0.16), (0, 0, 0.1), "body", 0.01),
            box("bier", (d - 0.06, w - 0.06, 0.06), (0, 0, base - 0.06), "body", 0.012),
        ]
        parts.append(
            loft("case", [ring(0.94, base), ring(0.99, base + 0.05), ring(1.0, mid - 0.01), ring(0.97, mid)], "gold")
        )
        parts.append(
            loft(
                "lid",
                [
                    ring(0.98, mid + 0.006),
                    ring(1.0, mid + 0.02),
                    ring(0.97, mid + 0.06),
                    ring(0.84, mid + 0.14),
                    ring(0.6, mid + 0.19),
                    ring(0.3, mid + 0.21),
                ],
                "gold",
            )
        )
        z = mid + 0.2
        parts.append(moved(ball("face", 0.15, "gold", n=16, squash=0.75), (-0.39 * d, 0, z), scale=(1.2, 0.9, 1.0)))
        parts.append(moved(ball("wig", 0.23, "blue", n=14, squash=0.5), (-0.42 * d, 0, z - 0.04)))
        parts += [
            tube(
                "lappet", [(-0.38 * d, s * 0.13, z + 0.02), (-0.22 * d, s * 0.16, z + 0.02)], [0.05, 0.04], "blue", n=8
            )
            for s in (-1, 1)
        ]
        parts.append(tube("beard", [(-0.33 * d, 0, z + 0.05), (-0.25 * d, 0, z + 0.07)], [0.018, 0.028], "blue", n=8))
        parts += [
            tube("arm", [(-0.26 * d, s * 0.28, z - 0.08), (-0.14 * d, -s * 0.1, z + 0.04)], [0.045, 0.035], "gold", n=8)
            for s in (-1, 1)
        ]
        for i in range(9):
            x = -0.1 * d + i * 0.06 * d
            k = np.interp(x / d, [-0.16, 0.1, 0.36, 0.5], [0.4, 0.34, 0.24, 0.2]) * w
            way = [
                (x, y, mid + 0.215 - 0.15 * (y / k / 1.12) ** 2 * (0.5 + 0.5 * abs(y / k)))
                for y in np.linspace(-k, k, 11)
            ]
            parts.append(tube("band", way, 0.008, "blue" if i % 2 else "red", n=5))
        return finish(
            want,
            parts,
            slots(want, gold="gold_leaf", blue="azulejo", red="red_lacquer", body="limestone"),
            ("gold", "body"),
        )
    body = 0.66 * h
    parts += [
        box("plinth", (d, w, 0.12), (0, 0, 0), "body", 0.015),
        box("case", (d - 0.12, w - 0.12, body - 0.12), (0, 0, 0.12), "body", 0.008),
        box("moulding", (d - 0.06, w - 0.06, 0.07), (0, 0, body - 0.07), "body", 0.02),
        box("base", (d - 0.07, w - 0.07, 0.07), (0, 0, 0.12), "body", 0.02),
    ]
    n = 5
    for s in (-1, 1):
        for i in range(n):
            x = -d / 2 + 0.16 + (i + 0.5) * (d - 0.32) / n
            panel = prism("panel", arch((d - 0.32) / n * 0.78, body - 0.34), 0.03, "body", along="x", bevel=0.01)
            parts.append(moved(panel, (x, s * (w / 2 - 0.058), 0.2), 90))
    gable = [
        (-(w - 0.02) / 2, 0),
        ((w - 0.02) / 2, 0),
        ((w - 0.02) / 2, 0.08),
        (0.12 * w, h - body - 0.0),
        (-0.12 * w, h - body),
        (-(w - 0.02) / 2, 0.08),
    ]
    parts.append(prism("lid", gable, d - 0.02, "body", (0, 0, body + 0.004), along="x", bevel=0.012))
    return finish(
        want,
        parts,
        slots(
            want,
            body={"baroque": "black_marble", "gothic": "limestone", "brutalist": "concrete"}.get(want.family, "marble"),
        ),
        ("body",),
    )
