"""Sofas and easy chairs: arms, backs and legs that differ by family, and buttoned ones."""

from __future__ import annotations

import math

import numpy as np

from coulisse.scene.furnish.joinery import slots
from coulisse.scene.furnish.legs import four_legs, leg
from coulisse.scene.furnish.registry import Want, finish, makes
from coulisse.scene.furnish.upholstery import (
    back_panel,
    bolster,
    buttoned,
    camel,
    legless_plinth,
    rolled_arm,
    scatter,
    soft_block,
)
from coulisse.scene.outlines import curve, rounded_rectangle
from coulisse.scene.shapes import ball, box, cushion, moved, prism, sheet, tube
from coulisse.scene.staged import Model, Part

_MAIN = ("upholstery",)
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


def _seat_cushions(
    want: Want, n: int, d: float, w: float, z: float, thick: float, x: float, piping: float = 0.005
) -> list[Part]:
    rng = want.rng("seat")
    each = w / n
    return [
        cushion(
            "seat",
            (d, each - 0.004, thick),
            (x + rng.uniform(-0.006, 0.006), (i + 0.5) * each - w / 2, z),
            crown=0.42,
            corner=0.035,
            sag=0.012 + 0.012 * rng.random() + (0.03 if want.has("worn", "old") else 0),
            piping=piping,
            turn=rng.uniform(-0.7, 0.7),
            seed=want.seed * 7 + i,
        )
        for i in range(n)
    ]


def _back_cushions(
    want: Want, n: int, w: float, z: float, tall: float, thick: float, x: float, lean: float = 12
) -> list[Part]:
    rng = want.rng("back")
    each = w / n
    out = []
    for i in range(n):
        pad = cushion(
            "back", (tall, each - 0.006, thick), crown=0.72, corner=0.05, piping=0.005, seed=want.seed * 5 + i
        )
        stood = moved(pad, (thick, 0, tall / 2), tilt=-90)
        out.append(
            moved(stood, (x, (i + 0.5) * each - w / 2, z), rng.uniform(-1.5, 1.5), tilt=-lean + rng.uniform(-2, 1))
        )
    return out


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
    return finish(want, parts, slots(want, cushion="velvet", cane="wicker"), _MAIN)


def _bodied(want: Want, family: str, n: int) -> list[Part]:
    d, w, h = want.depth, want.width, want.height
    lift, arm = _BUILD[family]
    s = min(0.45, 0.55 * h)
    a = min(0.64, 0.8 * h)
    if arm in ("open", "open_carved", "planks", "steel", "fret", "slim"):
        return _framed(want, family, arm, n, d, w, h, lift, s, a)
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
        parts += _seat_cushions(
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
    parts += _seat_cushions(want, n, d - bt - 0.04, inner, s - 0.155, 0.17, bt / 2 + 0.02)
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
        parts += _back_cushions(want, n, inner, s - 0.03, h - s + 0.0, 0.17, -d / 2 + bt - 0.0)
    return parts


def _framed(
    want: Want, family: str, arm: str, n: int, d: float, w: float, h: float, lift: float, s: float, a: float
) -> list[Part]:
    """Loose cushions on a frame that shows: dowels, carving, planks, fretwork or steel."""
    parts: list[Part] = []
    t = 0.045
    inner = w - 2 * t - 0.02
    slot = "frame"
    if arm == "open":
        for side in (-1, 1):
            y = side * (w / 2 - 0.03)
            parts.append(
                tube(
                    "leg", [(d / 2 - 0.06, y + side * 0.012, 0), (d / 2 - 0.12, y, a - 0.01)], [0.014, 0.022], slot, n=9
                )
            )
            parts.append(
                tube(
                    "leg",
                    [(-d / 2 + 0.02, y + side * 0.012, 0), (-d / 2 + 0.16, y, s), (-d / 2 + 0.12, y, a)],
                    [0.014, 0.022, 0.02],
                    slot,
                    n=9,
                )
            )
            paddle = curve(
                [
                    (-d / 2 + 0.06, -0.022),
                    (0, -0.03),
                    (0.25 * d, -0.034),
                    (d / 2 - 0.03, -0.028),
                    (d / 2, 0),
                    (d / 2 - 0.03, 0.028),
                    (0.25 * d, 0.034),
                    (0, 0.03),
                    (-d / 2 + 0.06, 0.022),
                ],
                3,
            )
            parts.append(prism("arm", paddle, 0.026, slot, (0, y, a - 0.026), bevel=0.009, smooth=True))
        parts += [
            box("rail", (0.028, w - 0.06, 0.07), (x, 0, s - 0.21), slot, 0.008) for x in (d / 2 - 0.1, -d / 2 + 0.17)
        ]
        parts += [
            box("rail", (d - 0.25, 0.026, 0.06), (0.02, side * (w / 2 - 0.045), s - 0.205), slot, 0.007)
            for side in (-1, 1)
        ]
        bars = max(5, round(inner / 0.11))
        for i in range(bars):
            y = (i + 0.5) / bars * inner - inner / 2
            parts.append(
                tube("spindle", [(-d / 2 + 0.18, y, s - 0.17), (-d / 2 + 0.05, y, h - 0.04)], 0.009, slot, n=6)
            )
        parts.append(
            tube(
                "rail",
                [(-d / 2 + 0.045, -w / 2 + 0.03, h - 0.03), (-d / 2 + 0.045, w / 2 - 0.03, h - 0.03)],
                0.02,
                slot,
                n=9,
            )
        )
        parts += [
            tube(
                "post",
                [(-d / 2 + 0.16, side * (w / 2 - 0.03), s - 0.2), (-d / 2 + 0.045, side * (w / 2 - 0.03), h - 0.02)],
                0.018,
                slot,
                n=8,
            )
            for side in (-1, 1)
        ]
    elif arm == "slim":
        for side in (-1, 1):
            y = side * (w / 2 - 0.015)
            loop = [(-d / 2 + 0.03, y, 0.012), (d / 2 - 0.01, y, 0.012), (d / 2 - 0.01, y, a), (-d / 2 + 0.03, y, a)]
            parts.append(tube("frame", loop, 0.012, "metal", closed=True, square=True))
            parts.append(box("arm", (0.3 * d, 0.036, 0.014), (0.14 * d, y, a + 0.01), "upholstery", 0.005))
        parts += [
            box("rail", (0.022, w - 0.03, 0.022), (x, 0, s - 0.22), "metal", 0.002)
            for x in (d / 2 - 0.05, -d / 2 + 0.1)
        ]
        parts += [
            box("rail", (0.022, w - 0.03, 0.022), (-d / 2 + 0.03, 0, z), "metal", 0.002) for z in (a - 0.01, 0.001)
        ]
        parts.append(box("deck", (d - 0.1, w - 0.05, 0.03), (0, 0, s - 0.2), "upholstery", 0.006))
    elif arm == "steel":
        for side in (-1, 1):
            y = side * (w / 2 - 0.018)
            way = [
                (-d / 2 + 0.02, 0.018),
                (d / 2 - 0.08, 0.018),
                (d / 2 - 0.02, 0.07),
                (d / 2 - 0.02, a - 0.07),
                (d / 2 - 0.08, a - 0.018),
                (-d / 2 + 0.08, a - 0.018),
                (-d / 2 + 0.02, a - 0.07),
            ]
            parts.append(tube("pipe", [(x, y, z) for x, z in way], 0.018, "metal", n=10, closed=True))
            parts.append(box("arm", (0.62 * d, 0.06, 0.022), (0.03, y, a - 0.004), "frame", 0.006))
        parts += [
            tube("pipe", [(x, -w / 2 + 0.02, z), (x, w / 2 - 0.02, z)], 0.016, "metal")
            for x, z in ((d / 2 - 0.03, s - 0.2), (-d / 2 + 0.14, s - 0.2), (-d / 2 + 0.06, a - 0.02))
        ]
        parts.append(
            tube(
                "pipe",
                [
                    (-d / 2 + 0.04, -w / 2 + 0.1, a - 0.03),
                    (-d / 2 + 0.02, -w / 2 + 0.1, h - 0.05),
                    (-d / 2 + 0.02, w / 2 - 0.1, h - 0.05),
                    (-d / 2 + 0.04, w / 2 - 0.1, a - 0.03),
                ],
                0.014,
                "metal",
            )
        )
        parts.append(box("deck", (d - 0.14, inner, 0.03), (0, 0, s - 0.2), "frame", 0.004))
    elif arm == "planks":
        for side in (-1, 1):
            y = side * (w / 2 - 0.035)
            parts += [
                box("post", (0.07, 0.07, a - 0.03), (x, y, 0), slot, 0.008) for x in (d / 2 - 0.06, -d / 2 + 0.06)
            ]
            parts.append(box("arm", (d - 0.01, 0.12, 0.032), (0.005, y - side * 0.02, a - 0.032), slot, 0.008))
            parts += [box("plank", (d - 0.2, 0.026, 0.1), (0, y, z), slot, 0.006) for z in (s - 0.24, s - 0.09)]
        parts += [
            box("rail", (0.035, w - 0.13, 0.13), (x, 0, s - 0.26), slot, 0.007) for x in (d / 2 - 0.05, -d / 2 + 0.07)
        ]
        parts.append(box("deck", (d - 0.16, w - 0.14, 0.02), (0, 0, s - 0.19), slot, 0.003))
        for i in range(3):
            parts.append(
                moved(
                    box("plank", (0.028, w - 0.02, 0.13), (0, 0, 0), slot, 0.007),
                    (-d / 2 + 0.085 - 0.035 * i, 0, s - 0.02 + i * (h - s - 0.12) / 2),
                    tilt=-10,
                )
            )
    elif arm == "fret":
        parts.append(box("frame", (d - 0.02, w, 0.07), (0.01, 0, s - 0.17), slot, 0.012))
        parts += four_legs("eastern", d - 0.06, w - 0.06, s - 0.17, thick=0.075)
        for side in (-1, 1):
            y = side * (w / 2 - 0.02)
            parts += _fret((-d / 2 + 0.03, d / 2 - 0.03), s - 0.1, a - s + 0.1, lambda u, y=y: (u, y), slot)
        parts += _fret((-w / 2 + 0.02, w / 2 - 0.02), s - 0.1, h - s + 0.09, lambda u: (-d / 2 + 0.03, u), slot)
    else:  # carved, with cabriole legs
        parts += four_legs("baroque", d - 0.04, w - 0.04, lift + 0.06, thick=0.075)
        wave = curve(
            [
                (-w / 2 + 0.03, 0.0),
                (-w / 4, 0.02),
                (-w / 8, -0.015),
                (0, -0.035),
                (w / 8, -0.015),
                (w / 4, 0.02),
                (w / 2 - 0.03, 0.0),
            ],
            4,
        )
        parts.append(
            prism(
                "apron",
                [*wave, (w / 2 - 0.03, 0.1), (-w / 2 + 0.03, 0.1)],
                0.04,
                slot,
                (d / 2 - 0.04, 0, lift + 0.0),
                along="x",
                bevel=0.006,
            )
        )
        parts.append(box("seat", (d - 0.1, w - 0.06, s - 0.14 - lift), (-0.01, 0, lift + 0.03), "upholstery", 0.01))
        parts += [
            box("rail", (d - 0.08, 0.035, 0.08), (-0.01, side * (w / 2 - 0.035), lift + 0.02), slot, 0.006)
            for side in (-1, 1)
        ]
        for side in (-1, 1):
            y = side * (w / 2 - 0.04)
            line = curve(
                [
                    (-d / 2 + 0.1, y * 0.98, a + 0.03),
                    (0.0, y, a),
                    (0.22 * d, y + side * 0.012, a - 0.02),
                    (0.33 * d, y + side * 0.01, a - 0.06),
                    (0.26 * d, y, a - 0.13),
                    (0.18 * d, y, s - 0.12),
                ],
                5,
            )
            parts.append(tube("arm", line, [0.018, 0.02, 0.026, 0.024, 0.02, 0.022], slot, n=8))
            parts.append(moved(cushion("pad", (0.24, 0.06, 0.045), crown=0.9, corner=0.03), (0.0, y, a + 0.005)))
        k = w / 2
        top = curve(
            [
                (-0.86 * k, 0),
                (-0.94 * k, 0.34 * (h - s)),
                (-0.88 * k, 0.74 * (h - s)),
                (-0.5 * k, 0.84 * (h - s)),
                (-0.16 * k, 0.9 * (h - s)),
                (0, h - s - 0.02),
                (0.16 * k, 0.9 * (h - s)),
                (0.5 * k, 0.84 * (h - s)),
                (0.88 * k, 0.74 * (h - s)),
                (0.94 * k, 0.34 * (h - s)),
                (0.86 * k, 0),
            ],
            4,
        )
        lean = lambda p: moved(p, (-d / 2 + 0.13, 0, s - 0.02), tilt=-9)  # noqa: E731
        parts.append(lean(tube("frame", [(0, y, z) for y, z in top], 0.026, slot, n=8)))
        parts.append(
            lean(
                prism(
                    "back", top * [0.97, 0.96], 0.05, "upholstery", (-0.01, 0, 0.0), along="x", bevel=0.02, smooth=True
                )
            )
        )
        parts += [lean(moved(ball("shell", 0.04, slot, n=10), (0.012, 0, h - s - 0.02)))]
        parts.append(
            cushion(
                "seat",
                (d - 0.17, w - 0.1, 0.14),
                (0.035, 0, s - 0.13),
                crown=0.6,
                corner=0.06,
                sag=0.01,
                flat=True,
                seed=want.seed,
            )
        )
        return parts
    depth = d - (0.27 if arm == "open" else 0.22)
    parts += _seat_cushions(want, n, depth, inner, s - 0.16, 0.15, d / 2 - depth / 2 - 0.035)
    parts += _back_cushions(
        want, n, inner, s - 0.04, h - s + 0.01, 0.15, -d / 2 + (0.15 if arm == "open" else 0.12), 13
    )
    return parts


def _fret(span: tuple[float, float], z: float, tall: float, place, slot: str) -> list[Part]:  # type: ignore[no-untyped-def]
    """A lattice of square bars between two ends; `place` takes the way along it to (x, y)."""
    u0, u1 = span
    n = max(2, round((u1 - u0) / 0.28))
    r = 0.011

    def bar(p: tuple[float, float], q: tuple[float, float]) -> Part:
        return tube("fret", [(*place(p[0]), p[1]), (*place(q[0]), q[1])], r, slot, square=True)

    out = [
        bar((u0, z + tall - r), (u1, z + tall - r)),
        bar((u0, z + 0.02), (u1, z + 0.02)),
        bar((u0, z), (u0, z + tall)),
        bar((u1, z), (u1, z + tall)),
    ]
    step = (u1 - u0) / n
    for i in range(n):
        a, b = u0 + i * step + 0.22 * step, u0 + (i + 1) * step - 0.22 * step
        low, high = z + 0.28 * tall, z + 0.74 * tall
        out += [
            bar((a, low), (b, low)),
            bar((a, high), (b, high)),
            bar((a, low), (a, high)),
            bar((b, low), (b, high)),
            bar(((a + b) / 2, z + 0.02), ((a + b) / 2, low)),
            bar(((a + b) / 2, high), ((a + b) / 2, z + tall)),
        ]
    return out


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
    return parts + _back_cushions(want, n, inner * 0.98, s - 0.03, (h - s) * 0.94, 0.13, -d / 2 + 0.16, 10)


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
    parts += _seat_cushions(
        want, n if want.width > 1.9 else 2, d - aw - 0.02, inner - 0.02, s - 0.15, 0.16, aw / 2 + 0.0
    )
    return finish(want, parts, slots(want, upholstery="tufted_leather"), _MAIN)


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
    parts += _seat_cushions(want, 1, d - 0.26, inner, s - 0.13, 0.15, 0.09)
    return finish(want, parts, slots(want, cushion="velvet"), _MAIN)


@makes("corner_sofa")
def corner_sofa(want: Want) -> Model:
    """An L of seats: the long run along the back, a return along one side."""
    d, w, h = want.depth, want.width, want.height
    s, a, run, lift = 0.42, 0.6, 0.95, 0.08
    bt = 0.2
    left = want.seed % 2 == 0
    parts: list[Part] = []
    for x0, x1, y0, y1 in ((-d / 2, -d / 2 + run, -w / 2, w / 2), (-d / 2 + run, d / 2, w / 2 - run, w / 2)):
        parts.append(
            box(
                "base",
                (x1 - x0 - 0.01, y1 - y0 - 0.01, s - 0.15 - lift),
                ((x0 + x1) / 2, (y0 + y1) / 2, lift),
                "upholstery",
                0.015,
            )
        )
        parts.append(
            box("plinth", (x1 - x0 - 0.1, y1 - y0 - 0.1, lift), ((x0 + x1) / 2, (y0 + y1) / 2, 0), "legs", 0.003)
        )
    parts.append(soft_block((bt, w - 0.01, h - lift - 0.06), (-d / 2 + bt / 2, 0, lift), swell=0.03))
    parts.append(soft_block((d - bt, bt, h - lift - 0.06), (bt / 2, w / 2 - bt / 2, lift), swell=0.03, seed=2))
    parts.append(soft_block((run - 0.02, 0.18, a - lift), (-d / 2 + run / 2, -w / 2 + 0.09, lift), swell=0.025, seed=3))
    inner = w - bt - 0.18
    n = max(2, round((inner - 0.7) / 0.75) + 1)
    for i in range(n):
        y = -w / 2 + 0.18 + (i + 0.5) * inner / n
        parts.append(
            cushion(
                "seat",
                (run - bt, inner / n - 0.005, 0.17),
                (-d / 2 + bt + (run - bt) / 2, y, s - 0.155),
                crown=0.4,
                corner=0.035,
                sag=0.018,
                piping=0.005,
                seed=i,
            )
        )
        back = cushion("back", (h - s, inner / n - 0.01, 0.17), crown=0.72, corner=0.05, piping=0.005, seed=9 + i)
        parts.append(moved(moved(back, (0.17, 0, (h - s) / 2), tilt=-90), (-d / 2 + bt, y, s - 0.02), tilt=-12))
    rest = d - run
    m = max(1, round(rest / 0.75))
    for i in range(m):
        x = -d / 2 + run + (i + 0.5) * rest / m
        parts.append(
            cushion(
                "seat",
                (rest / m - 0.005, run - bt, 0.17),
                (x, w / 2 - bt - (run - bt) / 2, s - 0.155),
                crown=0.4,
                corner=0.035,
                sag=0.018,
                piping=0.005,
                seed=20 + i,
            )
        )
        back = cushion("back", (h - s, rest / m - 0.01, 0.17), crown=0.72, corner=0.05, piping=0.005, seed=30 + i)
        parts.append(
            moved(
                moved(moved(back, (0.17, 0, (h - s) / 2), tilt=-90), (0, 0, 0), -90, tilt=-12),
                (x, w / 2 - bt, s - 0.02),
            )
        )
    parts += [
        scatter(0.45, (-d / 2 + 0.42, y, s), turn=t, lean=24, seed=k)
        for k, (y, t) in enumerate(((-w / 2 + 0.5, 15.0), (w / 2 - 0.55, -40.0)))
    ]
    if not left:
        parts = [moved(p, scale=(1.0, -1.0, 1.0)) for p in parts]
    return finish(
        want,
        parts,
        slots(want, upholstery=slots(want)["upholstery"] if want.family else "wool", cushion="velvet"),
        _MAIN,
    )


@makes("chaise_longue", "divan")
def couch(want: Want) -> Model:
    """A couch to lie on: its scrolled head at the left (+y); a divan has bolsters instead."""
    d, w, h = want.depth, want.width, want.height
    family = want.family or "classical"
    divan = want.name == "divan"
    s = min(0.42, 0.8 * h if divan else 0.5 * h)
    lift = 0.1 if divan else 0.18
    parts = four_legs(family, d - 0.06, w - 0.1, lift + 0.01, thick=0.06)
    parts.append(box("frame", (d - 0.02, w - 0.02, 0.06), (0, 0, lift), "frame", 0.01))
    parts.append(box("base", (d - 0.03, w - 0.03, s - 0.14 - lift - 0.05), (0, 0, lift + 0.05), "upholstery", 0.015))
    parts.append(
        cushion(
            "seat",
            (d - 0.04, w - (0.06 if divan else 0.2), 0.15),
            (0, 0 if divan else -0.06, s - 0.145),
            crown=0.4,
            corner=0.05,
            sag=0.015,
            piping=0.006,
            seed=want.seed,
        )
    )
    if divan:
        for side in (-1, 1):
            parts += bolster(d - 0.1, 0.1, (0, side * (w / 2 - 0.14), s + 0.06), along="x")
        parts += [
            scatter(0.4, (-d / 2 + 0.26, y, s), turn=t, lean=20, seed=k)
            for k, (y, t) in enumerate(((-0.2 * w, 8.0), (0.02 * w, -6.0), (0.24 * w, 4.0)))
        ][: 3 if h > 0.45 else 0]
    else:
        r = 0.085
        over = np.linspace(math.radians(170), math.radians(-60), 12)
        face = curve([(w / 2 - 0.36, s - 0.05), (w / 2 - 0.3, s + 0.1), (w / 2 - 0.22, h - 2 * r)], 4)
        ring = np.column_stack([w / 2 - r + r * np.cos(over), h - r + r * np.sin(over)])
        outline = np.concatenate(
            [
                [[w / 2 - 0.1, s - 0.14], [w / 2 - 0.36, s - 0.14]],
                face,
                ring,
                [[w / 2 - 0.09, h - 2.3 * r], [w / 2 - 0.11, s]],
            ]
        )[::-1]
        parts.append(prism("head", outline, d - 0.06, "upholstery", along="x", bevel=0.014, smooth=True))
        side_line = curve(
            [
                (w / 2 - 0.14, 0.0),
                (w / 2 - 0.2, 0.75 * (h - s)),
                (0.25 * w, 0.6 * (h - s)),
                (0.0, 0.3 * (h - s)),
                (-0.2 * w, 0.12 * (h - s)),
                (-0.3 * w, 0.0),
            ],
            5,
        )
        parts.append(
            prism(
                "side", side_line, 0.07, "upholstery", (-d / 2 + 0.05, 0, s - 0.05), along="x", bevel=0.018, smooth=True
            )
        )
        parts += bolster(d - 0.14, 0.075, (0.01, w / 2 - 0.36, s + 0.085), along="x")
    return finish(want, parts, slots(want, cushion="velvet"), _MAIN)


@makes("banquette")
def banquette(want: Want) -> Model:
    """A built bench with an upholstered seat and a channelled back."""
    d, w, h = want.depth, want.width, want.height
    s = 0.46
    n = max(4, round(w / 0.16))
    parts = [
        box("plinth", (d - 0.14, w, 0.09), (-0.05, 0, 0), "legs", 0.003),
        box("base", (d - 0.05, w, s - 0.2), (-0.025, 0, 0.09), "body", 0.006),
        box("case", (0.1, w, h - 0.1), (-d / 2 + 0.05, 0, 0.09), "body", 0.006),
        box("cap", (0.14, w + 0.0, 0.03), (-d / 2 + 0.07, 0, h - 0.03), "body", 0.006),
    ]
    parts.append(
        cushion(
            "seat",
            (d - 0.18, w - 0.004, 0.14),
            (0.09, 0, s - 0.12),
            crown=0.45,
            corner=0.03,
            sag=0.01,
            piping=0.006,
            seed=want.seed,
        )
    )
    for i in range(n):
        channel = cushion("back", (h - s - 0.05, w / n - 0.001, 0.1), crown=0.85, corner=0.03)
        parts.append(moved(channel, (-d / 2 + 0.2, (i + 0.5) * w / n - w / 2, s + (h - s - 0.05) / 2), tilt=-94))
    return finish(want, parts, slots(want), _MAIN)


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
            _MAIN,
        )
    parts = four_legs(want.family or "victorian", d - 0.04, w - 0.04, 0.35 * h, thick=0.05)
    parts.append(box("base", (d - 0.02, w - 0.02, 0.25 * h), (0, 0, 0.34 * h), "upholstery", 0.01))
    parts.append(
        cushion(
            "top", (d, w, 0.45 * h), (0, 0, 0.55 * h), crown=0.5, corner=0.04, flat=True, piping=0.005, seed=want.seed
        )
    )
    return finish(want, parts, slots(want), _MAIN)
