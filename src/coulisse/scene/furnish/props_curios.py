"""Trophies and curiosities: antlers, beasts, a bird cage, crystal balls, hourglasses."""

from __future__ import annotations

import numpy as np

from coulisse.scene.furnish.props_art import SLOTS
from coulisse.scene.furnish.props_bones import skull_parts
from coulisse.scene.furnish.registry import Want, finish, makes
from coulisse.scene.meshes import moved
from coulisse.scene.outlines import curve
from coulisse.scene.shapes import ball, box, lathe, prism, tube
from coulisse.scene.staged import Model


@makes("crystal_ball")
def crystal_ball(want: Want) -> Model:
    """A ball of crystal on three feet."""
    h, w = want.height, min(want.width, want.depth)
    r = min(w / 2, h * 0.4)
    parts = [
        ball("ball", r, "glass", (0, 0, h - r), n=32),
        lathe(
            "ring",
            [(r * 0.6, h - 1.95 * r), (r * 0.72, h - 1.9 * r), (r * 0.68, h - 1.72 * r), (r * 0.6, h - 1.78 * r)],
            "metal",
            n=24,
            closed=True,
        ),
    ]
    parts += [
        tube(
            "foot",
            curve(
                [
                    (r * 0.66 * np.cos(a), r * 0.66 * np.sin(a), h - 1.8 * r),
                    (r * 0.5 * np.cos(a), r * 0.5 * np.sin(a), (h - 1.8 * r) * 0.5),
                    (r * 0.95 * np.cos(a), r * 0.95 * np.sin(a), 0.004),
                ],
                4,
            ),
            [0.008, 0.006, 0.01],
            "metal",
        )
        for a in np.arange(3) * 2.0944
    ]
    return finish(want, parts, SLOTS, ("metal",))


@makes("hourglass")
def hourglass(want: Want) -> Model:
    """Two bulbs with sand between two discs on three posts."""
    h, r = want.height, min(want.width, want.depth) / 2
    t = h * 0.06
    p = [
        (r * 0.5, t),
        (r * 0.66, h * 0.2),
        (r * 0.5, h * 0.36),
        (r * 0.06, h * 0.5),
        (r * 0.5, h * 0.64),
        (r * 0.66, h * 0.8),
        (r * 0.5, h - t),
        (r * 0.47, h - t),
        (r * 0.62, h * 0.8),
        (r * 0.46, h * 0.64),
        (r * 0.03, h * 0.5),
        (r * 0.46, h * 0.36),
        (r * 0.62, h * 0.2),
        (r * 0.47, t),
    ]
    parts = [
        lathe("glass", p, "clear", n=24, closed=True),
        lathe("sand", [(0, t), (r * 0.5, t), (r * 0.55, h * 0.16), (0, h * 0.3)], "sand", n=20),
        lathe("sand", [(0, h * 0.51), (r * 0.3, h * 0.6), (0, h * 0.62)], "sand", n=18),
    ]
    parts += [
        lathe("disc", [(0, z), (r, z), (r * 1.0, z + t * 0.5), (r * 0.9, z + t), (0, z + t)], "wood", n=28)
        for z in (0.0, h - t)
    ]
    parts += [
        lathe(
            "post",
            [(0.006, t), (0.004, h * 0.2), (0.008, h * 0.5), (0.004, h * 0.8), (0.006, h - t)],
            "wood",
            (r * 0.8 * np.cos(a), r * 0.8 * np.sin(a), 0),
            n=10,
        )
        for a in np.arange(3) * 2.0944
    ]
    return finish(want, parts, {**SLOTS, "clear": "glass"}, ("wood",))


@makes("antlers")
def antlers(want: Want) -> Model:
    """A pair of antlers on a skull and a shield of wood; a stag's head by seed."""
    w, d, h, b = want.width, want.depth, want.height, -want.depth / 2
    low = h * 0.4
    half = curve([(w * 0.17, low), (w * 0.19, low * 0.55), (w * 0.1, low * 0.15), (0, 0)], 4)
    plaque = np.concatenate([half, half[::-1][1:] * [-1, 1]])
    parts = [prism("plaque", plaque, 0.03, "wood", (b + 0.015, 0, 0), along="x", bevel=0.008)]
    if want.seed % 2:
        parts += [
            tube(
                "neck",
                [(b + 0.02, 0, low * 0.35), (b + d * 0.35, 0, low * 0.7), (b + d * 0.55, 0, low * 0.95)],
                [w * 0.15, w * 0.11, w * 0.08],
                "fur",
                n=16,
            ),
            tube(
                "muzzle",
                [(b + d * 0.45, 0, low * 0.98), (b + d * 0.75, 0, low * 0.78), (b + d * 0.95, 0, low * 0.62)],
                [w * 0.085, w * 0.065, w * 0.045],
                "fur",
                n=14,
            ),
            ball("nose", w * 0.035, "dark", (b + d * 0.96, 0, low * 0.62), n=8),
        ]
        for s in (-1, 1):
            parts += [
                ball("eye", w * 0.018, "dark", (b + d * 0.62, s * w * 0.072, low * 0.95), n=8),
                tube(
                    "ear",
                    [
                        (b + d * 0.42, s * w * 0.07, low * 1.02),
                        (b + d * 0.38, s * w * 0.17, low * 1.08),
                        (b + d * 0.38, s * w * 0.23, low * 1.02),
                    ],
                    [w * 0.012, w * 0.035, w * 0.006],
                    "fur",
                    n=8,
                ),
            ]
        root = (b + d * 0.48, low * 1.06)
    else:
        parts += [moved(p, (b + d * 0.25, 0, low * 0.45), scale=1.4) for p in skull_parts(1.0, (0, 0, 0))[:1]]
        parts.append(
            tube("muzzle", [(b + d * 0.3, 0, low * 0.8), (b + d * 0.5, 0, low * 0.45)], [0.06, 0.03], "bone", n=12)
        )
        root = (b + d * 0.25, low * 1.05)
    for s in (-1, 1):
        beam = curve(
            [
                (root[0], s * w * 0.05, root[1]),
                (root[0] - d * 0.1, s * w * 0.22, root[1] + h * 0.14),
                (root[0] - d * 0.05, s * w * 0.44, root[1] + h * 0.32),
                (root[0] + d * 0.12, s * w * 0.42, h),
            ],
            6,
        )
        parts.append(tube("beam", beam, [0.022, 0.018, 0.013, 0.004], "antler", n=10))
        for share, out, up in ((0.12, 0.34, 0.12), (0.35, 0.36, 0.2), (0.58, 0.26, 0.22), (0.78, 0.12, 0.18)):
            foot = beam[int(share * (len(beam) - 1))]
            tip = (min(foot[0] + d * out, d / 2), foot[1] * 0.9, min(foot[2] + h * up, h))
            parts.append(
                tube(
                    "tine",
                    curve([tuple(foot), ((foot[0] + tip[0]) / 2, foot[1], foot[2] + (tip[2] - foot[2]) * 0.3), tip], 3),
                    [0.013, 0.009, 0.003],
                    "antler",
                    n=8,
                )
            )
    return finish(want, parts, {**SLOTS, "antler": "ivory_inlay"}, ("antler",))


@makes("stuffed_animal")
def stuffed(want: Want) -> Model:
    """A fox on a board; a bird on a branch by seed."""
    w, d, h = want.width, want.depth, want.height
    parts = [box("board", (d, w, 0.05), (0, 0, 0), "wood", 0.012)]
    z = 0.05
    if want.seed % 2:
        parts += [
            tube(
                "branch",
                curve([(-d * 0.4, -w * 0.1, z), (-d * 0.1, 0, h * 0.3), (d * 0.3, w * 0.05, h * 0.36)], 4),
                [0.035, 0.025, 0.015],
                "twig",
                n=9,
            ),
            moved(ball("body", 0.5, "fur", (0, 0, 0), n=18), (0, 0, h * 0.58), scale=(d * 0.42, w * 0.5, h * 0.42)),
            ball("head", h * 0.12, "fur", (d * 0.1, 0, h * 0.84), n=16),
            lathe("beak", [(h * 0.035, 0), (0, h * 0.09)], "dark", n=8),
        ]
        parts[-1] = moved(parts[-1], (d * 0.2, 0, h * 0.84), tilt=100)
        parts += [ball("eye", h * 0.018, "dark", (d * 0.19, s * w * 0.09, h * 0.87), n=8) for s in (-1, 1)]
        parts += [
            tube(
                "wing",
                [
                    (d * 0.1, s * w * 0.24, h * 0.7),
                    (-d * 0.14, s * w * 0.26, h * 0.55),
                    (-d * 0.42, s * w * 0.1, h * 0.36),
                ],
                [0.05, 0.06, 0.01],
                "fur",
                n=10,
            )
            for s in (-1, 1)
        ]
        parts += [
            tube("leg", [(0.0, s * w * 0.1, h * 0.42), (0.02, s * w * 0.08, h * 0.33)], 0.012, "metal") for s in (-1, 1)
        ] + [box("ear", (0.02, 0.02, h * 0.06), (d * 0.08, s * w * 0.14, h * 0.93), "fur", 0.006) for s in (-1, 1)]
        return finish(want, parts, {**SLOTS, "fur": "fur"}, ("fur",))
    parts += [tube("body", curve([(-d * 0.26, 0, h * 0.52), (-d * 0.05, 0, h * 0.55), (d * 0.16, 0, h * 0.54),
        (d * 0.28, 0, h * 0.68), (d * 0.33, 0, h * 0.82)], 4), [w * 0.14, w * 0.2, w * 0.19, w * 0.16, w * 0.12], "fur",
        n=18), tube("head", [(d * 0.3, 0, h * 0.84), (d * 0.38, 0, h * 0.82), (d * 0.48, 0, h * 0.77)],
        [w * 0.16, w * 0.11, w * 0.025], "fur", n=14), ball("nose", w * 0.03, "dark", (d * 0.488, 0, h * 0.768), n=8),
        tube("tail", curve([(-d * 0.26, 0, h * 0.52), (-d * 0.4, 0, h * 0.4), (-d * 0.46, 0, h * 0.2), (-d * 0.4, 0.02,
        z + 0.05)], 4), [w * 0.05, w * 0.12, w * 0.13, w * 0.02], "fur", n=12)]  # fmt: skip
    for s in (-1, 1):
        parts += [
            tube(
                "ear",
                [(d * 0.29, s * w * 0.1, h * 0.88), (d * 0.29, s * w * 0.13, h)],
                [w * 0.06, w * 0.008],
                "fur",
                n=8,
            ),
            ball("eye", w * 0.025, "dark", (d * 0.37, s * w * 0.08, h * 0.85), n=8),
        ]
        parts += [
            tube(
                "leg",
                [
                    (x * d, s * w * 0.12, h * 0.48),
                    (x * d - 0.02, s * w * 0.14, h * 0.26),
                    (x * d + 0.01, s * w * 0.14, z),
                ],
                [w * 0.09, w * 0.055, w * 0.045],
                "fur",
                n=10,
            )
            for x in (-0.22, 0.2)
        ]
    return finish(want, parts, SLOTS, ("fur",))


@makes("bird_cage")
def bird_cage(want: Want) -> Model:
    """A domed cage of wire with a perch and a bird."""
    h, r = want.height, min(want.width, want.depth) / 2
    low, spring = h * 0.08, h * 0.62
    parts = [
        lathe("tray", [(0, 0), (r, 0), (r, low), (r * 0.95, low), (r * 0.95, h * 0.02), (0, h * 0.02)], "wire", n=28)
    ]
    for k in range(26):
        a = 2 * np.pi * k / 26
        c, s = np.cos(a), np.sin(a)
        dome = [
            (r * 0.97 * c * np.cos(e), r * 0.97 * s * np.cos(e), spring + (h * 0.92 - spring) * np.sin(e))
            for e in np.linspace(0, np.pi / 2 * 0.97, 7)
        ]
        parts.append(tube("wire", [(r * 0.97 * c, r * 0.97 * s, low * 0.5), *dome], 0.0024, "wire", n=4))
    for z in (0.3, 0.62):
        t = np.arange(36) * np.pi / 18
        parts.append(
            tube(
                "hoop",
                np.column_stack([r * 0.975 * np.cos(t), r * 0.975 * np.sin(t), np.full(36, h * z)]),
                0.004,
                "wire",
                n=5,
                closed=True,
            )
        )
    t = np.arange(16) * np.pi / 8
    parts += [
        tube(
            "ring",
            np.column_stack([0 * t, 0.03 * np.cos(t), h * 0.96 + 0.032 * np.sin(t)]),
            0.004,
            "wire",
            closed=True,
            n=6,
        ),
        lathe("finial", [(0, h * 0.9), (0.03, h * 0.91), (0.012, h * 0.93), (0, h * 0.935)], "wire", n=12),
        tube("perch", [(0, -r * 0.9, h * 0.4), (0, r * 0.9, h * 0.4)], 0.007, "wood"),
        moved(ball("bird", 0.5, "bird", (0, 0, 0), n=14), (0, 0.02, h * 0.4 + 0.05), scale=(0.07, 0.06, 0.09)),
        ball("head", 0.026, "bird", (0.02, 0.02, h * 0.4 + 0.105), n=10),
        tube("tail", [(-0.02, 0.02, h * 0.4 + 0.03), (-0.08, 0.02, h * 0.4 - 0.03)], [0.016, 0.006], "bird", n=6),
    ]
    return finish(want, parts, {**SLOTS, "bird": "gold"}, ("wire",))
