"""Coffins and sarcophagi."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from coulisse.scene.furnish.joinery import slots
from coulisse.scene.furnish.registry import Want, finish, makes
from coulisse.scene.outlines import arch, curve
from coulisse.scene.shapes import ball, box, loft, moved, prism, tube
from coulisse.scene.staged import Model, Part


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
