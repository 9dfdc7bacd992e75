"""Wards and cells: operating and examination tables, hospital beds, stretchers, bars."""

from __future__ import annotations

from coulisse.scene.furnish.bedding import BEDDING, bedding
from coulisse.scene.furnish.joinery import slots
from coulisse.scene.furnish.registry import Want, finish, makes
from coulisse.scene.meshes import At
from coulisse.scene.outlines import curve, rounded_rectangle
from coulisse.scene.shapes import box, cushion, lathe, moved, prism, tube
from coulisse.scene.staged import Model, Part


def _slots(want: Want, **more: str) -> dict[str, str]:
    return slots(
        want,
        **{
            "metal": "stainless_steel",
            "upholstery": "faux_leather",
            "rubber": "rubber",
            "plastic": "plastic",
            "paper": "paper",
            "body": "enamel",
            **more,
        },
    )


def castor(at: At, turn: float = 0.0, r: float = 0.05) -> list[Part]:
    """A castor that rolls on the floor: `at` is where its stem ends above."""
    wheel = lathe(
        "wheel", [(0, -0.014), (0.8 * r, -0.014), (r, -0.008), (r, 0.008), (0.8 * r, 0.014), (0, 0.014)], "rubber", n=16
    )
    out = [
        moved(wheel, (-0.02, 0, r), tilt=90, about="x"),
        tube("fork", [(-0.02, 0.018, r), (0.0, 0.014, 2.1 * r), (0.0, 0, at[2])], 0.007, "metal", n=6),
        tube("fork", [(-0.02, -0.018, r), (0.0, -0.014, 2.1 * r)], 0.006, "metal", n=6),
    ]
    return [moved(p, (at[0], at[1], 0), turn) for p in out]


@makes("operating_table", "examination_table")
def operating_table(want: Want) -> Model:
    """Pads in sections on a column to operate on; a couch with a paper roll and a raised head to examine on."""
    w, d, h = want.width, want.depth, want.height  # the vocabulary's width is the long way: it lies along y
    parts: list[Part] = []
    if want.name == "operating_table":
        z = h - 0.09
        parts += [
            prism("base", rounded_rectangle(0.5, 0.9, 0.1, 6), 0.1, "metal", bevel=0.012, smooth=True),
            prism(
                "shroud", rounded_rectangle(0.34, 0.4, 0.05, 5), 0.4 * z, "metal", (0, 0, 0.1), bevel=0.006, smooth=True
            ),
            prism(
                "column",
                rounded_rectangle(0.26, 0.32, 0.04, 5),
                z - 0.12,
                "metal",
                (0, 0, 0.1),
                bevel=0.004,
                smooth=True,
            ),
        ]
        edges = [-0.5, -0.12, 0.1, 0.36, 0.5]
        for a, b in zip(edges[:-1], edges[1:], strict=True):
            y0, y1 = a * w + 0.006, b * w - 0.006
            parts.append(box("plate", (d - 0.06, y1 - y0, 0.025), (0, (y0 + y1) / 2, z - 0.025), "metal", 0.005))
            parts.append(
                cushion(
                    "pad",
                    (d - (0.05 if b < 0.5 else 0.18), y1 - y0, 0.09),
                    (0, (y0 + y1) / 2, z),
                    crown=0.25,
                    corner=0.03,
                    seed=int(10 * b) + 9,
                )
            )
        parts += [
            tube(
                "rail",
                [(s * (d / 2 - 0.01), -0.46 * w, z - 0.012), (s * (d / 2 - 0.01), 0.34 * w, z - 0.012)],
                0.01,
                "metal",
                square=True,
            )
            for s in (-1, 1)
        ]
        parts.append(box("pedal", (0.12, 0.3, 0.04), (0.3 * d, 0.2, 0), "rubber", 0.008))
        return finish(want, parts, _slots(want), ("upholstery",))
    z = h - 0.13
    for a in (-1, 1):
        for b in (-1, 1):
            parts.append(
                tube(
                    "leg",
                    [(a * (d / 2 - 0.04), b * (w / 2 - 0.14), 0), (a * (d / 2 - 0.04), b * (w / 2 - 0.14), z - 0.03)],
                    0.018,
                    "metal",
                    square=True,
                )
            )
    parts += [
        box("rail", (0.03, w - 0.2, 0.04), (s * (d / 2 - 0.04), 0, z - 0.05), "metal", 0.004) for s in (-1, 1)
    ] + [box("shelf", (d - 0.1, w - 0.34, 0.02), (0, 0, 0.22), "metal", 0.004)]
    split = 0.18 * w
    parts.append(
        cushion(
            "pad",
            (d, w / 2 + split, 0.085),
            (0, -w / 2 + (w / 2 + split) / 2, z - 0.02),
            crown=0.3,
            corner=0.03,
            seed=want.seed,
        )
    )
    head = cushion(
        "head",
        (d, w / 2 - split - 0.02, 0.085),
        (0, (w / 2 - split) / 2, 0),
        crown=0.3,
        corner=0.03,
        seed=want.seed + 1,
    )
    parts.append(moved(head, (0, split + 0.005, z - 0.02), tilt=12, about="x"))
    parts.append(
        box("paper", (0.5 * d, w / 2 + split - 0.02, 0.002), (0, -w / 2 + (w / 2 + split) / 2, z + 0.064), "paper", 0.0)
    )
    parts.append(
        moved(moved(lathe("roll", [(0.03, -0.22), (0.03, 0.22)], "paper", n=14), tilt=90), (0, w / 2 - 0.05, z - 0.05))
    )
    return finish(want, parts, _slots(want), ("upholstery",))


@makes("hospital_bed")
def hospital_bed(want: Want) -> Model:
    """A hospital bed: a raised back, end boards, side rails, castors, bedding, a chart at its foot."""
    d, w, h = want.depth, want.width, want.height
    parts: list[Part] = []
    z = 0.42
    old = want.family in ("victorian", "classical", "gothic", "industrial", "art_deco", "rustic")
    for s, tall in ((-1, h), (1, h - 0.1)):
        x = s * (d / 2 - 0.025)
        if old:
            parts.append(
                tube(
                    "end",
                    [
                        (x, -w / 2 + 0.02, 0.12),
                        (x, -w / 2 + 0.02, tall - 0.02),
                        (x, w / 2 - 0.02, tall - 0.02),
                        (x, w / 2 - 0.02, 0.12),
                    ],
                    0.016,
                    "body",
                    n=9,
                )
            )
            parts += [
                tube("bar", [(x, -w / 2 + w * i / 6, z), (x, -w / 2 + w * i / 6, tall - 0.02)], 0.008, "body", n=6)
                for i in range(1, 6)
            ]
            parts.append(tube("bar", [(x, -w / 2 + 0.02, z), (x, w / 2 - 0.02, z)], 0.012, "body"))
        else:
            board = rounded_rectangle(w, tall - 0.36, 0.08, 5)
            parts.append(
                moved(
                    prism("end", board, 0.03, "plastic", along="x", bevel=0.01, smooth=True),
                    (x, 0, 0.36 + (tall - 0.36) / 2),
                )
            )
            parts += [
                tube("post", [(x, k * (w / 2 - 0.12), 0.14), (x, k * (w / 2 - 0.12), 0.5)], 0.016, "metal")
                for k in (-1, 1)
            ]
        parts += [p for k in (-1, 1) for p in castor((x - 0.05 * s, k * (w / 2 - 0.08), 0.16), 40.0 * k + 90)]
    parts += [
        box("frame", (d - 0.08, 0.04, 0.06), (0, s * (w / 2 - 0.1), z - 0.08), "metal", 0.006) for s in (-1, 1)
    ] + [box("beam", (0.06, w - 0.2, 0.05), (x, 0, z - 0.08), "metal", 0.006) for x in (-0.7, 0.0, 0.7)]
    parts += [tube("jack", [(x, 0.2, 0.2), (x + 0.25, 0.2, z - 0.06)], 0.02, "metal") for x in (-0.5, 0.3)] + [
        box("chassis", (d - 0.5, w - 0.3, 0.05), (0, 0, 0.14), "metal", 0.008)
    ]
    parts += bedding(want, (-d / 2 + 0.07, d / 2 - 0.07), w - 0.14, z, thick=0.16, hang=0.1, pillows=1)
    if not old:
        for s in (-1, 1):
            rail = curve(
                [
                    (-0.55, s * (w / 2 - 0.02), z + 0.02),
                    (-0.52, s * (w / 2 - 0.02), h - 0.1),
                    (0.0, s * (w / 2 - 0.02), h - 0.1),
                    (0.1, s * (w / 2 - 0.02), z + 0.02),
                ],
                4,
            )
            parts.append(tube("guard", rail, 0.014, "metal"))
            parts += [
                tube("guard", [(-0.53, s * (w / 2 - 0.02), z + k), (0.06, s * (w / 2 - 0.02), z + k)], 0.009, "metal")
                for k in (0.1, 0.2)
            ]
    parts.append(moved(box("chart", (0.006, 0.22, 0.3), (0, 0, 0), "paper", 0.001), (d / 2 - 0.006, 0.1, h - 0.48)))
    return finish(want, parts, _slots(want, **{**BEDDING, "blanket": "cotton"}), ("body", "plastic"))


@makes("stretcher")
def stretcher(want: Want) -> Model:
    """A trolley for a patient: a thin mattress on a steel frame with rails, straps and large castors."""
    d, w, h = want.depth, want.width, want.height
    z = h - 0.17
    parts: list[Part] = []
    line = rounded_rectangle(d - 0.03, w - 0.03, 0.08, 4)
    parts.append(tube("frame", [(x, y, z) for x, y in line], 0.015, "metal", n=9, closed=True))
    parts.append(tube("frame", [(0.9 * x, 0.9 * y, 0.24) for x, y in line], 0.014, "metal", n=9, closed=True))
    parts += [
        p
        for a in (-1, 1)
        for b in (-1, 1)
        for p in castor((a * (0.4 * d), b * (w / 2 - 0.07), 0.24), 30.0 * a * b, 0.075)
    ]
    parts += [
        tube("leg", [(a * 0.36 * d, b * (w / 2 - 0.05), 0.24), (a * 0.1 * d, b * (w / 2 - 0.03), z)], 0.013, "metal")
        for a in (-1, 1)
        for b in (-1, 1)
    ]
    parts += [
        cushion("pad", (0.66 * d, w - 0.07, 0.09), (0.15 * d, 0, z + 0.01), crown=0.25, corner=0.05, seed=want.seed),
        moved(
            cushion("pad", (0.3 * d, w - 0.07, 0.09), (-0.15 * d, 0, 0), crown=0.25, corner=0.05),
            (-0.185 * d, 0, z + 0.01),
            tilt=10,
        ),
    ]
    parts += [box("strap", (0.05, w - 0.05, 0.006), (x, 0, z + 0.096), "rubber", 0.001) for x in (0.05 * d, 0.3 * d)]
    for s in (-1, 1):
        parts += [
            tube(
                "guard",
                [
                    (-0.3 * d, s * (w / 2 - 0.012), z),
                    (-0.3 * d, s * (w / 2 - 0.012), h - 0.02),
                    (0.2 * d, s * (w / 2 - 0.012), h - 0.02),
                    (0.2 * d, s * (w / 2 - 0.012), z),
                ],
                0.01,
                "metal",
            )
        ]
        parts += [
            tube("bar", [(x * d, s * (w / 2 - 0.012), z), (x * d, s * (w / 2 - 0.012), h - 0.02)], 0.007, "metal", n=6)
            for x in (-0.17, -0.05, 0.08)
        ]
    parts.append(
        cushion("pillow", (0.26, w - 0.2, 0.08), (-0.38 * d, 0, h - 0.085), slot="pillow", crown=1.0, corner=0.04)
    )
    return finish(want, parts, _slots(want, pillow="cotton"), ("upholstery",))


@makes("cell_bars")
def cell_bars(want: Want) -> Model:
    """A wall of bars with a gate, its hinges, a lock box and flats that the bars go through."""
    d, w, h = want.depth, want.width, want.height
    r = min(0.011, 0.24 * d)
    n = max(4, round(w / 0.12))
    parts: list[Part] = []
    gate = (-0.15 * w, min(-0.15 * w + 0.9, 0.46 * w))
    for i in range(n + 1):
        y = -w / 2 + 0.02 + i * (w - 0.04) / n
        parts.append(tube("bar", [(0, y, 0), (0, y, h)], r, "metal", n=8))
    parts += [
        box("flat", (max(d * 0.5, 0.02), w, 0.045), (0, 0, z), "metal", 0.003)
        for z in (0.0, 0.34 * h, 0.7 * h, h - 0.045)
    ]
    for y in gate:
        parts.append(box("stile", (min(d, 0.045), 0.05, h - 0.1), (0, y, 0.05), "metal", 0.004))
    parts += [
        box("rail", (min(d, 0.045), gate[1] - gate[0], 0.05), (0, sum(gate) / 2, z), "metal", 0.004)
        for z in (0.05, min(2.05, h - 0.15))
    ]
    lock = (gate[0] + 0.02, 0.44 * h)
    parts += [
        box("lock", (d, 0.16, 0.22), (0, lock[0] + 0.06, lock[1]), "metal", 0.006),
        box("plate", (d + 0.004, 0.03, 0.05), (0, lock[0] + 0.07, lock[1] + 0.1), "brass", 0.003),
    ]
    parts += [
        lathe("hinge", [(0.6 * d, 0), (0.6 * d, 0.09)], "metal", (0, gate[1] + 0.03, z), n=10)
        for z in (0.3, 0.5 * h, min(1.8, h - 0.3))
    ]
    parts = [p if p.name != "hinge" else moved(p, scale=(0.8, 1.0, 1.0), offset=(0.0, 0.0, 0.0)) for p in parts]
    return finish(want, parts, slots(want, metal="iron", brass="brass"), ("metal",))
