"""Sofas and easy chairs whose frame shows: dowels, carving, planks, fretwork or steel."""

from __future__ import annotations

from coulisse.scene.furnish.legs import four_legs
from coulisse.scene.furnish.registry import Want
from coulisse.scene.furnish.upholstery import (
    back_cushions,
    seat_cushions,
)
from coulisse.scene.outlines import curve
from coulisse.scene.shapes import ball, box, cushion, moved, prism, tube
from coulisse.scene.staged import Part


def framed_sofa(
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
    parts += seat_cushions(want, n, depth, inner, s - 0.16, 0.15, d / 2 - depth / 2 - 0.035)
    parts += back_cushions(want, n, inner, s - 0.04, h - s + 0.01, 0.15, -d / 2 + (0.15 if arm == "open" else 0.12), 13)
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
