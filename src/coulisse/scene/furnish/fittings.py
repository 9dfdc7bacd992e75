"""What is built into rooms: fireplaces, platforms."""

from __future__ import annotations

import numpy as np

from coulisse.scene.furnish.lamps import point
from coulisse.scene.furnish.lamps_fire import fire
from coulisse.scene.furnish.registry import Want, finish, makes
from coulisse.scene.furnish.street import SLOTS
from coulisse.scene.outlines import arch
from coulisse.scene.shapes import ball, box, prism, tube
from coulisse.scene.staged import Model


@makes("fireplace", "chimney")
def fireplace(want: Want) -> Model:
    """A chimney piece against the wall with a fire: marble, stepped, stone or plain; a breast above it."""
    w, d, h, rng = want.width, want.depth, want.height, want.rng()
    b = -d / 2
    mantel = min(h, 1.35)
    hole, high = w * 0.52, mantel * 0.66
    slot = "stone"
    gothic = want.is_("gothic")
    outline = [(-w * 0.47, 0.0), (-hole / 2, 0.0)]
    if gothic:
        head = arch(hole, high, n=6)
        pts = [(float(x), float(z)) for x, z in head if z > 0.05]
        outline += sorted(pts, key=lambda p: p[0])
    else:
        outline += [(-hole / 2, high), (hole / 2, high)]
    outline += [(hole / 2, 0), (w * 0.47, 0), (w * 0.47, mantel - 0.1), (-w * 0.47, mantel - 0.1)]
    parts = [prism("surround", outline, d * 0.34, slot, (b + d * 0.46, 0, 0), along="x", bevel=0.012)]
    parts += [
        box("shelf", (d * 0.72, w, 0.05), (b + d * 0.36, 0, mantel - 0.05), slot, 0.014),
        box("bed mould", (d * 0.64, w * 0.97, 0.05), (b + d * 0.32, 0, mantel - 0.1), slot, 0.02),
    ]
    for s in (-1.0, 1.0):
        y = s * (w * 0.47 + hole / 2) / 2
        wide = w * 0.47 - hole / 2
        if want.is_("art_deco"):
            parts += [
                box(
                    "step",
                    (d * (0.42 + 0.05 * k), wide * (0.9 - 0.26 * k), mantel - 0.12 - 0.1 * k),
                    (b + d * (0.21 + 0.025 * k) + d * 0.22, y, 0),
                    slot if k != 1 else "trim",
                    0.008,
                )
                for k in range(3)
            ]
        elif want.is_("modern", "brutalist", "futuristic", "mid_century"):
            continue
        else:
            parts += [
                box("pilaster", (d * 0.06, wide * 0.6, mantel - 0.3), (b + d * 0.65, y, 0.12), slot, 0.01),
                box("base", (d * 0.1, wide * 0.82, 0.14), (b + d * 0.65, y, 0), slot, 0.014),
                box("block", (d * 0.1, wide * 0.74, 0.12), (b + d * 0.65, y, mantel - 0.23), slot, 0.014),
            ]
    parts += [
        box("back", (0.05, hole + 0.04, high + 0.05), (b + 0.03, 0, 0), "brick", 0.0),
        box("soffit", (d * 0.4, hole + 0.04, 0.04), (b + d * 0.2, 0, high + 0.02), "brick", 0.0),
        box("hearth", (d, w * 0.86, 0.035), (0, 0, 0), "hearth", 0.008),
    ]
    parts += [
        box("cheek", (d * 0.4, 0.04, high + 0.04), (b + d * 0.2, s * (hole / 2 + 0.015), 0), "brick", 0.0)
        for s in (-1.0, 1.0)
    ]
    x = b + d * 0.34
    for k in range(6):
        parts.append(
            tube(
                "grate",
                [(x - d * 0.16, hole * 0.32 * (k / 2.5 - 1), 0.13), (x + d * 0.16, hole * 0.32 * (k / 2.5 - 1), 0.13)],
                0.012,
                "frame",
            )
        )
    for s in (-1.0, 1.0):
        parts += [
            tube("dog", [(x + d * 0.2, s * hole * 0.34, 0.035), (x + d * 0.2, s * hole * 0.34, 0.32)], 0.016, "frame"),
            ball("knob", 0.03, "trim", (x + d * 0.2, s * hole * 0.34, 0.34), n=10),
            tube("foot", [(x - d * 0.16, s * hole * 0.34, 0.13), (x + d * 0.2, s * hole * 0.34, 0.13)], 0.012, "frame"),
        ]
    for k in range(5):
        lie = float(rng.uniform(-0.06, 0.06))
        z = 0.19 + 0.09 * (k // 3)
        parts.append(
            tube(
                "log",
                [(x + lie, -hole * 0.3, z), (x - lie + 0.04 * (k % 3 - 1), hole * 0.3, z + 0.01)],
                float(rng.uniform(0.035, 0.05)),
                "bark",
                n=9,
            )
        )
    for _ in range(16):
        parts.append(
            ball(
                "ember",
                float(rng.uniform(0.015, 0.03)),
                "flame" if rng.random() < 0.5 else "coal",
                (x + float(rng.uniform(-0.1, 0.1)), float(rng.uniform(-0.3, 0.3)) * hole, 0.07),
                n=6,
            )
        )
    parts += fire(rng, (x, 0, 0.22), hole * 0.55, high * 0.55, 9)
    if h > mantel + 0.2:
        parts.append(box("breast", (d * 0.6, w * 0.94, h - mantel), (b + d * 0.3, 0, mantel), "breast", 0.01))
        if want.is_("classical", "baroque", "art_deco", ""):
            parts += [
                box(
                    "overmantel",
                    (0.02, w * 0.6, min(1.0, h - mantel - 0.3)),
                    (b + d * 0.61, 0, mantel + 0.12),
                    "mirror",
                    0.004,
                )
            ]
    material = {
        "classical": "white_marble",
        "baroque": "marble",
        "art_deco": "black_marble",
        "gothic": "limestone",
        "rustic": "rubble_stone",
        "brutalist": "concrete",
        "industrial": "brick",
        "modern": "concrete",
    }.get(want.family, "marble")
    lamps = [point((x + d * 0.28, 0, 0.4), (700.0, 1900.0), 0.1)]
    return finish(
        want,
        parts,
        {**SLOTS, "stone": material, "breast": "plaster", "mirror": "mirror_glass"},
        ("stone",),
        lamps=lamps,
    )


@makes("platform", "step", "ramp")
def platform(want: Want) -> Model:
    """A platform of boards with an edge and a step to the front; a step; a ramp."""
    w, d, h = want.width, want.depth, want.height
    if want.name == "ramp":
        parts = [
            prism("ramp", [(d / 2, 0), (-d / 2, 0), (-d / 2, h), (d / 2, 0.02)], w, "stone", along="y", bevel=0.004)
        ]
        parts += [
            prism(
                "kerb",
                [(d / 2, 0), (-d / 2, 0), (-d / 2, h), (d / 2, 0.02)],
                0.08,
                "stone",
                (0, s * (w / 2 - 0.04), 0),
                along="y",
                bevel=0.01,
            )
            for s in (-1.0, 1.0)
        ]
        parts += [
            box("groove", (0.012, w - 0.2, 0.006), (x, 0, h * (0.5 - x / d) - 0.002), "frame", 0.0)
            for x in np.linspace(-d * 0.45, d * 0.4, max(4, round(d / 0.4))).tolist()
        ]
        return finish(want, parts, {**SLOTS, "stone": "concrete"}, ("stone",))
    parts = [box("body", (d - 0.06, w - 0.06, h - 0.04), (0, 0, 0), "riser", 0.004)]
    n = max(3, round(w / 0.18))
    parts += [
        box("board", (d, w / n - 0.002, 0.04), (0, -w / 2 + w * (k + 0.5) / n, h - 0.04), "step", 0.004)
        for k in range(n)
    ]
    if h > 0.28 and d > 1.2:
        parts.append(box("tread", (0.3, 1.2, h / 2), (d / 2 - 0.15 + 0.0, 0, 0), "step", 0.008))
    return finish(want, parts, {**SLOTS, "riser": "black_marble" if want.is_("art_deco") else "oak"}, ("step",))
