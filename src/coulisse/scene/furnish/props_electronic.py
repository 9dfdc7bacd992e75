"""Computers, telephones, cameras, a robot."""

from __future__ import annotations

import numpy as np

from coulisse.scene.furnish.props_study import SLOTS
from coulisse.scene.furnish.registry import Want, finish, makes
from coulisse.scene.furnish.technical import screen
from coulisse.scene.meshes import moved
from coulisse.scene.outlines import curve
from coulisse.scene.shapes import ball, box, lathe, loft, prism, tube
from coulisse.scene.staged import Lamp, Model, Part


def _keys(
    parts: list[Part],
    w: float,
    d: float,
    at: tuple[float, float, float],
    rows: int = 5,
    columns: int = 14,
    slot: str = "key",
) -> None:
    for r in range(rows):
        for k in range(columns):
            if r == 0 and 3 < k < 9:
                if k == 4:
                    parts.append(
                        box(
                            "space",
                            (d / rows * 0.8, w / columns * 4.8, 0.006),
                            (at[0] + d * (0.5 - (r + 0.5) / rows), at[1], at[2]),
                            slot,
                            0.001,
                        )
                    )
                continue
            parts.append(
                box(
                    "key",
                    (d / rows * 0.8, w / columns * 0.84, 0.006),
                    (at[0] + d * (0.5 - (r + 0.5) / rows), at[1] + w * ((k + 0.5) / columns - 0.5), at[2]),
                    slot,
                    0.001,
                )
            )


@makes("computer")
def computer(want: Want) -> Model:
    """A screen on its foot with a keyboard; a set with a tube where the style is older."""
    w, d, h = want.width, want.depth, want.height
    if want.is_("mid_century", "brutalist", "victorian"):
        parts = [
            box("case", (d * 0.6, w * 0.8, h * 0.8), (-d * 0.2, 0, h * 0.18), "body", 0.02),
            box("base", (d * 0.7, w * 0.9, h * 0.16), (-d * 0.15, 0, 0), "body", 0.012),
            box("bezel", (0.014, w * 0.68, h * 0.62), (d * 0.1, 0, h * 0.28), "black", 0.012),
            box("screen", (0.03, w * 0.58, h * 0.5), (d * 0.1, 0, h * 0.34), "screen", 0.014),
        ]
        size, at = (w * 0.58, h * 0.5), (d * 0.13, 0.0, h * 0.58)
    else:
        parts = [
            *screen((w, h * 0.7), (0.0, 0, h * 0.3), rim=0.012, tilt=-4),
            box("neck", (0.02, 0.06, h * 0.4), (-d * 0.16, 0, 0.01), "body", 0.004),
            box("foot", (d * 0.5, w * 0.4, 0.01), (-d * 0.2, 0, 0), "body", 0.004),
        ]
        parts = [
            Part(p.name, p.points, p.faces, "black" if p.slot == "panel" else p.slot, p.bevel, p.smooth, p.uv)
            for p in parts
        ]
        size, at = (w * 0.95, h * 0.64), (0.05, 0.0, h * 0.66)
    parts.append(box("keyboard", (d * 0.34, w * 0.76, 0.014), (d * 0.33, 0, 0), "body", 0.004))
    _keys(parts, w * 0.73, d * 0.31, (d * 0.33, 0, 0.013))
    return finish(
        want,
        parts,
        {**SLOTS, "key": "plastic"},
        ("body",),
        lamps=[Lamp("area", at, 90.0, aim=(1.0, 0.0, 0.0), kelvin=6500.0, size=size)],
    )


@makes("laptop")
def laptop(want: Want) -> Model:
    """A laptop, open."""
    w, d, h = want.width, want.depth, want.height
    parts = [box("base", (d * 0.86, w, 0.014), (d * 0.07, 0, 0), "body", 0.004)]
    _keys(parts, w * 0.86, d * 0.4, (d * 0.02, 0, 0.011), 5, 14, "black")
    parts.append(box("pad", (d * 0.22, w * 0.32, 0.002), (d * 0.36, 0, 0.0135), "black", 0.0005))
    lid = [
        box("lid", (0.008, w, h * 0.97), (-0.004, 0, 0), "body", 0.003),
        box("screen", (0.003, w * 0.95, h * 0.88), (0.0005, 0, h * 0.05), "screen", 0.0),
    ]
    parts += [moved(p, (-d * 0.36, 0, 0.012), tilt=-12) for p in lid]
    return finish(
        want,
        parts,
        {**SLOTS, "body": "aluminium"},
        ("body",),
        lamps=[
            Lamp("area", (-d * 0.3, 0.0, h * 0.55), 60.0, aim=(0.97, 0.0, 0.22), kelvin=6500.0, size=(w * 0.9, h * 0.8))
        ],
    )


@makes("keyboard")
def keyboard(want: Want) -> Model:
    """A keyboard."""
    w, d, h = want.width, want.depth, want.height
    parts = [
        prism(
            "case", [(d / 2, 0), (d / 2, h * 0.4), (-d / 2, h * 0.75), (-d / 2, 0)], w, "body", along="y", bevel=0.003
        )
    ]
    flat: list[Part] = []
    _keys(flat, w * 0.94, d * 0.86, (0, 0, 0), 5, 18)
    slope = float(np.degrees(np.arctan2(h * 0.35, d)))
    parts += [moved(p, (0, 0, h * 0.57), tilt=slope) for p in flat]
    return finish(want, parts, {**SLOTS, "key": "plastic"}, ("body",))


@makes("telephone")
def telephone(want: Want) -> Model:
    """A telephone with a dial; the handset across its cradle."""
    w, d, h = want.width, want.depth, want.height
    rings = [
        np.column_stack([d * 0.44 * s * np.cos(a) + x, w * 0.4 * s * np.sin(a), np.full(20, z)])
        for a in [np.arange(20) * np.pi / 10]
        for s, z, x in (
            (1.0, 0.0, 0.0),
            (1.0, h * 0.1, 0.0),
            (0.8, h * 0.35, -d * 0.04),
            (0.5, h * 0.62, -d * 0.1),
            (0.42, h * 0.72, -d * 0.12),
        )
    ]
    parts = [loft("body", rings, "black")]
    tilt = 50.0
    dial = [
        lathe("dial", [(0, 0), (h * 0.3, 0), (h * 0.3, 0.008), (h * 0.26, 0.012), (0, 0.012)], "metal", n=28),
        *(
            lathe(
                "hole",
                [(0, 0.0125), (h * 0.04, 0.0125), (0, 0.013)],
                "black",
                (h * 0.21 * np.cos(2 * np.pi * k / 12), h * 0.21 * np.sin(2 * np.pi * k / 12), 0),
                n=8,
            )
            for k in range(10)
        ),
        lathe("hub", [(0, 0.012), (h * 0.1, 0.012), (0, 0.015)], "paper", n=12),
    ]
    parts += [moved(p, (d * 0.2, 0, h * 0.36), tilt=tilt) for p in dial]
    line = curve(
        [
            (-d * 0.12, -w * 0.4, h * 0.84),
            (-d * 0.12, -w * 0.2, h * 0.96),
            (-d * 0.12, w * 0.2, h * 0.96),
            (-d * 0.12, w * 0.4, h * 0.84),
        ],
        4,
    )
    parts.append(tube("handset", line, h * 0.075, "black", n=12))
    for s in (-1, 1):
        parts += [
            tube(
                "cup",
                [(-d * 0.12, s * w * 0.4, h * 0.86), (-d * 0.12, s * w * 0.42, h * 0.64)],
                [h * 0.09, h * 0.17],
                "black",
                n=16,
            ),
            tube("cradle", [(-d * 0.12, s * w * 0.14, h * 0.66), (-d * 0.12, s * w * 0.17, h * 0.86)], 0.008, "metal"),
        ]
    t = np.linspace(0, 1, 60)
    cord = np.column_stack(
        [
            -d * 0.12 - d * 0.3 * np.sin(np.pi * t) + 0.006 * np.cos(80 * t),
            -w * 0.44 + w * 0.1 * np.sin(np.pi * t) + 0.0 * t,
            h * 0.62 * (1 - t) + 0.008 + 0.006 * np.sin(80 * t),
        ]
    )
    parts.append(tube("cord", cord, 0.0022, "cord", n=5))
    return finish(want, parts, SLOTS, ("black",))


@makes("camera")
def camera(want: Want) -> Model:
    """A camera on a bracket that watches."""
    w, d, h = want.width, want.depth, want.height
    b = -d / 2
    parts = [box("plate", (0.012, w * 0.6, h * 0.6), (b + 0.006, 0, h * 0.0), "body", 0.003),
        tube("arm", [(b, 0, h * 0.3), (-d * 0.2, 0, h * 0.3), (-d * 0.1, 0, h * 0.5)], 0.012, "body"),
        box("case", (d * 0.72, w * 0.7, h * 0.5), (d * 0.1, 0, h * 0.45), "body", 0.008),
        box("hood", (d * 0.82, w * 0.84, 0.012), (d * 0.09, 0, h * 0.94), "body", 0.003),
        moved(lathe("lens", [(0, 0), (h * 0.17, 0), (h * 0.17, 0.022), (h * 0.14, 0.024), (h * 0.1, 0.014), (0, 0.012)],
        "black", n=18), (d * 0.46, 0, h * 0.7), tilt=90), ball("light", 0.005, "bulb", (d * 0.462, w * 0.26, h * 0.54),
        n=6)]  # fmt: skip
    return finish(want, parts, {**SLOTS, "body": "aluminium"}, ("body",))


@makes("robot")
def robot(want: Want) -> Model:
    """A robot that stands: plates over joints, a visor that glows."""
    w, d, h = want.width, want.depth, want.height
    k = h / 1.7
    t = np.arange(20) * np.pi / 10

    def trunk(z0: float, z1: float, shape: list[tuple[float, float, float]]) -> Part:
        rings = [
            np.column_stack(
                [
                    d * 0.5 * b * np.cos(t),
                    w * 0.5 * a * np.sin(t) * (1 + 0.06 * np.cos(2 * t)),
                    np.full(20, z0 + (z1 - z0) * s),
                ]
            )
            for s, a, b in shape
        ]
        return loft("shell", rings, "shell")

    parts = [trunk(1.06 * k, 1.42 * k, [(0, 0.4, 0.4), (0.15, 0.5, 0.5), (0.6, 0.62, 0.62), (0.9, 0.62, 0.5),
        (1.0, 0.3, 0.3)]), trunk(0.86 * k, 1.0 * k, [(0, 0.3, 0.36), (0.4, 0.46, 0.5), (1.0, 0.4, 0.42)]),
        tube("spine", [(0, 0, 0.94 * k), (0, 0, 1.1 * k)], 0.055 * k, "joint", n=14), tube("neck", [(0, 0, 1.4 * k),
        (0, 0, 1.5 * k)], 0.04 * k, "joint", n=12), ball("head", 0.105 * k, "shell", (0, 0, 1.58 * k), n=22,
        squash=1.14), box("visor", (0.05 * k, 0.15 * k, 0.05 * k), (0.085 * k, 0, 1.56 * k), "bulb", 0.02 * k),
        box("chest light", (0.02, 0.08 * k, 0.03 * k), (d * 0.29, 0, 1.26 * k), "bulb", 0.004)]  # fmt: skip
    for s in (-1, 1):
        sh, el, wr = (0, s * 0.235 * k, 1.34 * k), (0.0, s * 0.27 * k, 1.06 * k), (0.05 * k, s * 0.26 * k, 0.82 * k)
        hip, kn, an = (0, s * 0.09 * k, 0.88 * k), (0.02 * k, s * 0.1 * k, 0.48 * k), (0, s * 0.1 * k, 0.09 * k)
        parts += [ball("joint", 0.06 * k, "joint", p, n=12) for p in (sh, hip)] + [
            ball("joint", 0.042 * k, "joint", p, n=12) for p in (el, kn, wr)
        ]
        for a, b, r in (
            (sh, el, (0.05, 0.055, 0.04)),
            (el, wr, (0.045, 0.05, 0.034)),
            (hip, kn, (0.075, 0.075, 0.05)),
            (kn, an, (0.055, 0.06, 0.04)),
        ):
            parts.append(tube("limb", [a, tuple(np.add(a, b) / 2), b], [v * k for v in r], "shell", n=14))
        parts += [
            box("foot", (0.24 * k, 0.1 * k, 0.08 * k), (0.05 * k, s * 0.1 * k, 0), "shell", 0.02 * k),
            box("hand", (0.05 * k, 0.07 * k, 0.09 * k), (0.055 * k, s * 0.26 * k, 0.72 * k), "joint", 0.015 * k),
        ]
        parts += [
            tube(
                "finger",
                [
                    (0.06 * k, s * 0.26 * k + (j - 1) * 0.022 * k, 0.72 * k),
                    (0.075 * k, s * 0.26 * k + (j - 1) * 0.022 * k, 0.64 * k),
                ],
                0.009 * k,
                "joint",
                n=6,
            )
            for j in range(3)
        ]
    return finish(
        want,
        parts,
        {**SLOTS, "shell": "white_composite_panels"},
        ("shell",),
        lamps=[Lamp("point", (0.2 * k, 0.0, 1.57 * k), 6.0, kelvin=6500.0, colour=(0.4, 0.8, 1.0), size=(0.02, 0.0))],
    )
