"""Storage of iron and steel: lockers, filing cabinets, safes, cages."""

from __future__ import annotations

import math

from coulisse.scene.furnish.joinery import pull, slots, usual
from coulisse.scene.furnish.legs import four_legs
from coulisse.scene.furnish.registry import Want, finish, makes
from coulisse.scene.shapes import box, lathe, moved, tube
from coulisse.scene.staged import Model, Part


@makes("locker")
def locker(want: Want) -> Model:
    """A steel locker: one tall door or two, vents, a handle with a padlock, a number plate."""
    d, w, h = want.depth, want.width, want.height
    n = max(1, round(w / 0.4))
    parts = [
        box("case", (d - 0.02, w, h - 0.1), (-0.01, 0, 0.1), "body", 0.006),
        *four_legs("industrial", d - 0.06, w - 0.05, 0.1, thick=0.03),
    ]
    for i in range(n):
        y = (i + 0.5) / n * w - w / 2
        dw = w / n - 0.03
        parts.append(box("door", (0.018, dw, h - 0.16), (d / 2 - 0.012, y, 0.13), "body", 0.005))
        parts += [
            box("vent", (0.006, 0.45 * dw, 0.008), (d / 2 - 0.002, y, z + 0.026 * k), "body", 0.002)
            for z in (0.24, h - 0.28)
            for k in range(5)
        ]
        parts.append(box("plate", (0.003, 0.06, 0.03), (d / 2 - 0.002, y, h - 0.36), "metal", 0.001))
        parts.append(box("handle", (0.02, 0.022, 0.13), (d / 2 + 0.002, y - 0.36 * dw, 0.52 * h), "metal", 0.006))
        if (i + want.seed) % 3:
            parts.append(
                box("padlock", (0.016, 0.034, 0.036), (d / 2 + 0.012, y - 0.36 * dw, 0.52 * h - 0.03), "brass", 0.005)
            )
    return finish(want, parts, slots(want, body="sheet_metal", brass="brass"), ("body",))


@makes("filing_cabinet")
def filing_cabinet(want: Want) -> Model:
    """A filing cabinet of four drawers with label holders."""
    d, w, h = want.depth, want.width, want.height
    wood = want.family in ("victorian", "classical", "art_deco", "rustic", "gothic")
    n = max(2, round(h / 0.33))
    parts = [
        box("case", (d - 0.02, w, h - 0.02), (-0.01, 0, 0.02), "body", 0.005),
        box("plinth", (d - 0.06, w - 0.03, 0.03), (-0.01, 0, 0), "body", 0.003),
    ]
    step = (h - 0.06) / n
    for i in range(n):
        z = 0.04 + i * step
        ajar = 0.09 if (i + want.seed) % 5 == 3 and not want.has("tidy") else 0.0
        parts.append(
            box(
                "drawer",
                (0.02, w - 0.03, step - 0.012),
                (d / 2 - 0.012 - (0.09 - ajar if ajar else 0), 0, z),
                "body",
                0.004,
            )
        )
        parts.append(box("label", (0.004, 0.09, 0.035), (d / 2 - 0.001, 0, z + 0.68 * step), "metal", 0.001))
        parts.append(box("card", (0.002, 0.078, 0.026), (d / 2 + 0.0015, 0, z + 0.68 * step + 0.0045), "paper", 0.0))
        parts += [
            moved(p, (0, 0, 0))
            for p in pull("industrial" if not wood else "classical", (d / 2 - 0.002, 0, z + 0.45 * step), 0.3)
        ]
    return finish(
        want, parts, slots(want, body=usual(want, "wood") if wood else "sheet_metal", paper="paper"), ("body",)
    )


@makes("safe")
def safe(want: Want) -> Model:
    """A safe: a thick door with a dial, a spoked wheel, hinges and a painted line."""
    d, w, h = want.depth, want.width, want.height
    parts = [
        box("case", (d - 0.05, w, h - 0.06), (-0.025, 0, 0.06), "body", 0.012),
        box("plinth", (d - 0.08, w - 0.04, 0.06), (-0.02, 0, 0), "body", 0.006),
    ]
    parts.append(box("door", (0.05, w - 0.1, h - 0.17), (d / 2 - 0.045, 0, 0.11), "body", 0.012))
    parts.append(box("panel", (0.012, w - 0.18, h - 0.27), (d / 2 - 0.018, 0, 0.16), "body", 0.006))
    frame = [(d / 2 - 0.011, s * (w / 2 - 0.12), z) for s, z in ((1, 0.19), (-1, 0.19), (-1, h - 0.14), (1, h - 0.14))]
    parts.append(tube("line", frame, 0.0025, "gilt", n=5, closed=True))
    zc = 0.52 * h
    dial = lathe(
        "dial", [(0.05, 0), (0.05, 0.008), (0.03, 0.012), (0.026, 0.03), (0.018, 0.034), (0, 0.034)], "metal", n=24
    )
    parts.append(moved(dial, (d / 2 - 0.012, 0.09, zc), tilt=90))
    hub = (d / 2 + 0.012, -0.09, zc)
    parts.append(moved(lathe("hub", [(0.022, -0.024), (0.022, 0.008), (0, 0.014)], "metal", n=12), hub, tilt=90))
    for k in range(5):
        a = 2 * math.pi * k / 5
        parts.append(
            tube(
                "spoke",
                [hub, (hub[0], hub[1] + 0.075 * math.cos(a), hub[2] + 0.075 * math.sin(a))],
                [0.007, 0.009],
                "metal",
                n=7,
            )
        )
    parts += [
        lathe("hinge", [(0.014, 0), (0.014, 0.1)], "metal", (d / 2 - 0.03, w / 2 - 0.028, z), n=10)
        for z in (0.2 * h, 0.72 * h)
    ]
    return finish(want, parts, slots(want, body="gunmetal", metal="nickel", gilt="gold"), ("body",))


@makes("cage")
def cage(want: Want) -> Model:
    """A cage of iron bars with a door and a lock."""
    d, w, h = want.depth, want.width, want.height
    parts: list[Part] = []
    for z in (0.02, h / 2, h - 0.02):
        ring = [
            (d / 2 - 0.02, w / 2 - 0.02, z),
            (-d / 2 + 0.02, w / 2 - 0.02, z),
            (-d / 2 + 0.02, -w / 2 + 0.02, z),
            (d / 2 - 0.02, -w / 2 + 0.02, z),
        ]
        parts.append(tube("rail", ring, 0.018, "metal", closed=True, square=True))
    n, m = max(4, round(w / 0.11)), max(4, round(d / 0.11))
    parts += [
        tube(
            "bar",
            [
                (s * (d / 2 - 0.02), -w / 2 + 0.02 + (w - 0.04) * i / n, 0.02),
                (s * (d / 2 - 0.02), -w / 2 + 0.02 + (w - 0.04) * i / n, h - 0.02),
            ],
            0.008,
            "metal",
            n=7,
        )
        for s in (-1, 1)
        for i in range(n + 1)
    ]
    parts += [
        tube(
            "bar",
            [
                (-d / 2 + 0.02 + (d - 0.04) * i / m, s * (w / 2 - 0.02), 0.02),
                (-d / 2 + 0.02 + (d - 0.04) * i / m, s * (w / 2 - 0.02), h - 0.02),
            ],
            0.008,
            "metal",
            n=7,
        )
        for s in (-1, 1)
        for i in range(1, m)
    ]
    parts += [
        tube(
            "roof",
            [
                (-d / 2 + 0.02, -w / 2 + 0.02 + (w - 0.04) * i / n, h - 0.02),
                (d / 2 - 0.02, -w / 2 + 0.02 + (w - 0.04) * i / n, h - 0.02),
            ],
            0.008,
            "metal",
            n=6,
        )
        for i in range(1, n)
    ]
    parts.append(box("floor", (d - 0.03, w - 0.03, 0.025), (0, 0, 0.0), "body", 0.003))
    parts += [
        box("lock", (0.05, 0.12, 0.14), (d / 2 - 0.02, -0.18 * w, 0.5 * h - 0.07), "metal", 0.008),
        *[box("stile", (0.03, 0.03, h - 0.06), (d / 2 - 0.014, y * w, 0.03), "metal", 0.004) for y in (-0.24, 0.24)],
    ]
    return finish(want, parts, slots(want, metal="iron", body="rough_planks"), ("metal",))
