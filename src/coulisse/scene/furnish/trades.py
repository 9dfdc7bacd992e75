"""What hangs in shops: a butcher's rail with its joints and hams on hooks."""

from __future__ import annotations

import math

import numpy as np

from coulisse.scene.furnish.registry import Want, finish, makes
from coulisse.scene.meshes import moved
from coulisse.scene.shapes import box, lathe, loft, tube
from coulisse.scene.staged import Model, Part


@makes("meat_rail")
def meat_rail(want: Want) -> Model:
    """A steel rail on brackets with hooks; sides of meat, hams and sausages hang from it, a hook or two stays free."""
    w, d, h, rng = want.width, want.depth, want.height, want.rng()
    x, z = d * 0.12, h - 0.05
    parts = [tube("rail", [(x, -w / 2 + 0.01, z), (x, w / 2 - 0.01, z)], 0.014, "steel", n=10)]
    for y in (-w / 2 + 0.1, w / 2 - 0.1):
        parts.append(tube("bracket", [(-d / 2 + 0.012, y, z - 0.12), (x, y, z - 0.005)], 0.011, "steel", n=8))
        parts.append(box("plate", (0.012, 0.06, 0.17), (-d / 2 + 0.006, y, z - 0.15), "steel", 0.002))
    count = max(3, round(w / 0.3))
    for k in range(count):
        y = -w / 2 + w * (k + 0.5) / count
        hook = [(x, y, z - 0.01), (x + 0.016, y, z - 0.05), (x, y, z - 0.11), (x - 0.014, y, z - 0.13)]
        parts.append(tube("hook", hook, 0.005, "steel", n=6))
        chance = float(rng.random())
        if chance < 0.12:
            continue
        top = z - 0.1
        if chance < 0.5:
            parts += _side(
                x, y, top, min(0.26, 0.9 * w / count), min(0.3, 0.62 * d), (h - 0.16) * float(rng.uniform(0.8, 0.98))
            )
        elif chance < 0.8:
            long = min(0.55, 0.6 * h) * float(rng.uniform(0.85, 1.0))
            r = min(0.1, 0.4 * w / count, 0.3 * d)
            line = [(0, -long), (0.55 * r, -0.97 * long), (r, -0.72 * long), (0.75 * r, -0.4 * long),
                    (0.3 * r, -0.12 * long), (0.24 * r, 0), (0, 0)]  # fmt: skip
            parts.append(lathe("ham", line, "smoked", (x, y, top), n=14))
        else:
            for s in range(4):
                a = top - 0.02 - s * 0.16
                if a - 0.15 < 0.03:
                    break
                bow = [(x, y, a), (x + 0.03, y + 0.015, a - 0.075), (x, y, a - 0.15)]
                parts.append(tube("sausage", bow, 0.021, "smoked" if s % 2 else "meat", n=8))
    return finish(want, parts, {"steel": "stainless_steel", "meat": "red_lacquer", "fat": "ivory_inlay",
                                "smoked": "leather"}, ("steel",))  # fmt: skip


def _side(x: float, y: float, top: float, wide: float, deep: float, long: float) -> list[Part]:
    """A side of meat: flat to the back, ribs and a coat of fat."""
    a = np.linspace(0, 2 * math.pi, 12, endpoint=False)
    rings = []
    for s, k in ((0.0, 0.16), (0.08, 0.5), (0.25, 0.95), (0.5, 0.85), (0.72, 1.0), (0.9, 0.7), (1.0, 0.2)):
        rings.append(np.column_stack([deep / 2 * k * np.cos(a), wide / 2 * k * np.sin(a), np.full(12, -long * s)]))
    lean = moved(loft("meat", rings[::-1], "meat"), (x, y, top))
    parts = [lean, moved(loft("fat", [r * (0.7, 0.78, 0.94) + (deep * 0.12, 0, -0.02) for r in rings[::-1]], "fat"),
                         (x, y, top))]  # fmt: skip
    for k in range(5):
        z = top - long * (0.3 + 0.07 * k)
        bow = [
            (x + 0.36 * deep, y - 0.3 * wide, z),
            (x + 0.47 * deep, y, z - 0.01),
            (x + 0.36 * deep, y + 0.3 * wide, z),
        ]
        parts.append(tube("rib", bow, 0.007, "meat", n=6))
    return parts
