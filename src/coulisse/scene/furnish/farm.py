"""The farm: troughs, hay, carts."""

from __future__ import annotations

import numpy as np

from coulisse.scene.furnish.plants import leaves
from coulisse.scene.furnish.registry import Want, finish, makes
from coulisse.scene.furnish.workshop import WOOD, spoked
from coulisse.scene.meshes import moved
from coulisse.scene.shapes import box, prism, tube
from coulisse.scene.staged import Model


@makes("trough")
def trough(want: Want) -> Model:
    """A trough of boards on legs, or hewn of stone."""
    w, d, h = want.width, want.depth, want.height
    if want.is_("gothic", "classical") or want.seed % 2:
        outer = [
            (-d / 2, h),
            (-d * 0.4, 0),
            (d * 0.4, 0),
            (d / 2, h),
            (d * 0.38, h),
            (d * 0.3, h * 0.3),
            (-d * 0.3, h * 0.3),
            (-d * 0.38, h),
        ]
        parts = [prism("body", outer, w, "stone", along="y", bevel=0.012)] + [
            box("end", (d * 0.8, 0.08, h * 0.96), (0, y * (w / 2 - 0.05), 0), "stone", 0.015, taper=(0.86, 1))
            for y in (-1.0, 1.0)
        ]
        parts.append(box("water", (d * 0.7, w - 0.2, 0.01), (0, 0, h * 0.8), "water", 0.0))
        return finish(want, parts, {"stone": "stone", "water": "water"}, ("stone",))
    parts = []
    for s in (-1.0, 1.0):
        parts.append(
            moved(
                box("board", (0.03, w * 0.96, h * 0.6), (0, 0, 0), "body", 0.004),
                (s * d * 0.2, 0, h * 0.36),
                tilt=s * 22,
            )
        )
        parts.append(
            prism(
                "end",
                [(-d * 0.24, h * 0.34), (d * 0.24, h * 0.34), (d / 2, h), (-d / 2, h)],
                0.035,
                "body",
                (0, s * (w / 2 - 0.03), 0),
                along="y",
                bevel=0.004,
            )
        )
        for x in (-1.0, 1.0):
            parts.append(
                tube(
                    "leg",
                    [(x * d * 0.46, s * w * 0.4, 0), (-x * d * 0.2, s * w * 0.4, h * 0.6)],
                    0.03,
                    "body",
                    square=True,
                )
            )
    parts.append(box("bottom", (d * 0.44, w * 0.96, 0.03), (0, 0, h * 0.36), "body", 0.004))
    rng, n = want.rng(), 160
    at = np.column_stack(
        [rng.uniform(-0.2, 0.2, n) * d, rng.uniform(-0.42, 0.42, n) * w, rng.uniform(0.6, 0.85, n) * h]
    )
    way = np.column_stack([rng.normal(0, 0.4, n), rng.normal(0, 1, n), rng.normal(0, 0.3, n)])
    way /= np.linalg.norm(way, axis=1, keepdims=True)
    parts.append(leaves("hay", at, way, rng.uniform(0.06, 0.14, n), 0.06, "straw", rng))
    return finish(want, parts, {**WOOD, "body": "rough_planks"}, ("body",))


@makes("hay_bale")
def hay_bale(want: Want) -> Model:
    """A pressed bale with two strings and stalks that stick out."""
    w, d, h, rng = want.width, want.depth, want.height, want.rng()
    body = box("bale", (d * 0.92, w * 0.96, h * 0.92), (0, 0, 0), "straw", 0.03)
    parts = [body]
    for side in (-0.22, 0.22):
        loop = [
            (d * 0.462, side * w, 0.004),
            (d * 0.462, side * w, h * 0.924),
            (-d * 0.462, side * w, h * 0.924),
            (-d * 0.462, side * w, 0.004),
        ]
        parts.append(tube("string", loop, 0.005, "rope", n=5, closed=True))
    n = 900
    face = rng.choice(5, n, p=[0.25, 0.25, 0.12, 0.12, 0.26])
    u, v = rng.uniform(-0.5, 0.5, n), rng.uniform(0.02, 0.98, n)
    x = np.where(face == 0, d * 0.45, np.where(face == 1, -d * 0.45, u * d * 0.9))
    y = np.where(
        face == 2, w * 0.47, np.where(face == 3, -w * 0.47, np.where(face == 4, (v - 0.5) * w * 0.94, u * w * 0.94))
    )
    z = np.where(face == 4, h * 0.915, v * h * 0.9)
    normal = np.array([[1, 0, 0], [-1, 0, 0], [0, 1, 0], [0, -1, 0], [0, 0, 1.0]])[face]
    way = normal * rng.uniform(0.02, 0.35, n)[:, None] + rng.normal(0, 0.6, (n, 3)) * (1 - np.abs(normal))
    way /= np.maximum(np.linalg.norm(way, axis=1, keepdims=True), 1e-6)
    parts.append(
        leaves(
            "stalks",
            np.column_stack([x, y, z]),
            way,
            rng.uniform(0.05, 0.14, n),
            0.07,
            "straw",
            rng,
            droop=0.0,
            segments=1,
        )
    )
    return finish(want, parts, {"straw": "thatch", "rope": "burlap"}, ("straw",))


@makes("cart")
def cart(want: Want) -> Model:
    """A two-wheeled cart with shafts to the front."""
    w, d, h = want.width, want.depth, want.height
    r = min(h * 0.42, d * 0.22)
    floor = r + 0.06
    back, front = -d * 0.48, d * 0.16
    parts = [box("floor", (front - back, w * 0.66, 0.04), ((front + back) / 2, 0, floor), "body", 0.005)]
    for s in (-1.0, 1.0):
        parts += [moved(p, (-d * 0.16, s * (w / 2 - 0.06), r)) for p in spoked(r, 0.07, 12)]
        parts.append(
            tube(
                "shaft",
                [
                    (back, s * w * 0.28, floor - 0.03),
                    (d * 0.1, s * w * 0.28, floor - 0.03),
                    (d * 0.49, s * w * 0.24, floor - 0.12),
                ],
                0.035,
                "body",
                square=True,
            )
        )
        for k in range(3):
            parts.append(
                box(
                    "side",
                    (front - back, 0.025, 0.1),
                    ((front + back) / 2, s * w * 0.35, floor + 0.06 + 0.14 * k),
                    "body",
                    0.004,
                )
            )
        for k in range(5):
            x = back + 0.04 + (front - back - 0.08) * k / 4
            parts.append(
                tube("stave", [(x, s * w * 0.33, floor - 0.02), (x, s * w * 0.37, h)], 0.022, "body", square=True)
            )
    parts += [tube("axle", [(-d * 0.16, -w * 0.5, r), (-d * 0.16, w * 0.5, r)], 0.03, "metal"),
        box("tail", (0.025, w * 0.68, h - floor - 0.1), (back + 0.02, 0, floor + 0.04), "body", 0.004),
        box("board", (0.025, w * 0.68, (h - floor) * 0.6), (front, 0, floor + 0.04), "body", 0.004),
        tube("prop", [(d * 0.2, 0, floor - 0.05), (d * 0.24, 0, 0)], 0.02, "body")]  # fmt: skip
    return finish(want, parts, {**WOOD, "body": "rough_planks", "metal": "wrought_iron"}, ("body",))
