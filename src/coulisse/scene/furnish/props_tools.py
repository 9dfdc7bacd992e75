"""Tools, buckets, barrows and fittings."""

from __future__ import annotations

import numpy as np

from coulisse.scene.furnish.industry import wheel
from coulisse.scene.furnish.registry import Want, finish, makes
from coulisse.scene.furnish.workshop import spoked
from coulisse.scene.meshes import moved
from coulisse.scene.outlines import curve
from coulisse.scene.shapes import ball, box, lathe, loft, prism, tube
from coulisse.scene.staged import Model, Part

SLOTS = {"metal": "steel", "iron": "wrought_iron", "frame": "steel", "wood": "ash_wood", "rubber": "rubber",
         "body": "steel",
    "dial": "enamel", "trim": "brass", "panel": "blackened_steel", "rope": "burlap", "gold": "gold", "gem": "crystal",
    "cloth": "silk", "leather": "leather", "bristle": "thatch", "pole": "ash_wood", "paint": "red_lacquer",
    "bronze": "bronze"}  # fmt: skip


@makes("toolbox")
def toolbox(want: Want) -> Model:
    """A box of steel with its handle, and tools on it."""
    w, d, h = want.width, want.depth, want.height
    low = h * 0.66
    parts = [
        box("box", (d * 0.96, w * 0.97, low), (0, 0, 0), "paint", 0.006),
        prism(
            "lid",
            [(d / 2, low), (d * 0.3, h * 0.86), (-d * 0.3, h * 0.86), (-d / 2, low)],
            w,
            "paint",
            along="y",
            bevel=0.004,
        ),
        tube(
            "handle",
            [(0, -w * 0.2, h * 0.86), (0, -w * 0.2, h * 0.97), (0, w * 0.2, h * 0.97), (0, w * 0.2, h * 0.86)],
            0.01,
            "metal",
        ),
    ]
    parts += [box("catch", (0.014, 0.04, 0.05), (d * 0.48, s * w * 0.3, low - 0.03), "metal", 0.003) for s in (-1, 1)]
    return finish(want, parts, SLOTS, ("paint",))


def _shaft(length: float, r: float = 0.016, z: float = 0.0) -> Part:
    return tube(
        "handle", [(0, 0, z), (0, 0, z + length * 0.5), (0, 0, z + length)], [r * 1.1, r * 0.9, r], "wood", n=10
    )


@makes("hammer", "axe", "shovel", "broom", "spear")
def hand_tool(want: Want) -> Model:
    """Tools on a shaft, upright, the head above (a shovel's and a broom's below)."""
    w, d, h = want.width, want.depth, want.height
    r = min(d, 0.036) * 0.45
    if want.name == "hammer":
        parts = [
            _shaft(h * 0.92, r),
            box("head", (d * 0.9, w * 0.7, d * 0.9), (0, w * 0.1, h - d * 0.9), "metal", 0.004),
            prism(
                "claw",
                [(-w * 0.5, h - d * 0.75), (-w * 0.1, h - d * 0.85), (-w * 0.1, h - d * 0.1)],
                d * 0.7,
                "metal",
                along="x",
                bevel=0.003,
            ),
        ]
    elif want.name == "axe":
        blade = [
            (-w * 0.42, h * 0.74),
            (-w * 0.5, h * 0.83),
            (-w * 0.46, h * 0.97),
            (-w * 0.1, h * 0.93),
            (w * 0.2, h * 0.94),
            (w * 0.2, h * 0.86),
            (-w * 0.1, h * 0.86),
        ]
        parts = [
            moved(_shaft(h * 0.98, r), (0, w * 0.06, 0)),
            prism("blade", blade, d * 0.8, "metal", along="x", bevel=0.004),
        ]
    elif want.name == "shovel":
        blade = [(-w * 0.5, h * 0.26), (-w * 0.46, h * 0.06), (0, 0), (w * 0.46, h * 0.06), (w * 0.5, h * 0.26)]
        parts = [moved(_shaft(h * 0.7, r * 0.8, 0), (0, 0, h * 0.24)), prism("blade", blade, 0.012, "metal", along="x",
            bevel=0.003), tube("socket", [(0, 0, h * 0.16), (0, 0, h * 0.36)], [0.012, 0.022], "metal"),
            tube("grip", [(0, -w * 0.22, h * 0.985), (0, w * 0.22, h * 0.985)], 0.015, "wood"),
            *(tube("fork", [(0, 0, h * 0.9), (0, s * w * 0.2, h * 0.975)], 0.011, "wood") for s in (-1, 1)),
            box("curl", (d * 0.9, w * 0.7, 0.01), (0, 0, h * 0.26), "metal", 0.003)]  # fmt: skip
    elif want.name == "broom":
        parts = [
            moved(_shaft(h * 0.78, r * 0.8), (0, 0, h * 0.22)),
            box("block", (d * 0.8, w * 0.9, 0.05), (0, 0, h * 0.19), "wood", 0.008),
        ]
        rng = want.rng()
        for _ in range(70):
            y, x = w * 0.42 * float(rng.uniform(-1, 1)), d * 0.34 * float(rng.uniform(-1, 1))
            parts.append(
                tube(
                    "bristle",
                    [(x, y, h * 0.2), (x * 1.3, y * 1.16, float(rng.uniform(0, 0.02)))],
                    0.004,
                    "bristle",
                    n=4,
                )
            )
    else:
        parts = [_shaft(h * 0.8, r)]
        if want.seed % 2 or w > 0.12:
            parts += [
                prism(
                    "axe",
                    [(-w * 0.1, h * 0.72), (-w * 0.5, h * 0.66), (-w * 0.44, h * 0.84), (-w * 0.1, h * 0.8)],
                    d * 0.3,
                    "metal",
                    along="x",
                    bevel=0.004,
                ),
                prism(
                    "hook",
                    [(w * 0.1, h * 0.74), (w * 0.5, h * 0.72), (w * 0.1, h * 0.8)],
                    d * 0.3,
                    "metal",
                    along="x",
                    bevel=0.004,
                ),
            ]
        parts += [
            lathe(
                "point",
                [(0, h * 0.78), (0.022, h * 0.78), (0.02, h * 0.84), (0.03, h * 0.88), (0, h)],
                "metal",
                n=4,
                smooth=False,
            ),
            tube("collar", [(0, 0, h * 0.68), (0, 0, h * 0.8)], r * 1.5, "metal", n=10),
            ball("tassel", 0.03, "cloth", (0, 0, h * 0.66), n=8),
        ]
    return finish(want, parts, SLOTS, ("metal", "wood"))


@makes("bucket")
def bucket(want: Want) -> Model:
    """A pail of zinc, or of staves, with a bail."""
    h, r = want.height, min(want.width, want.depth) / 2
    top = h * 0.9
    wood = want.is_("rustic", "gothic", "eastern")
    p = [
        (0, 0.012),
        (r * 0.68, 0),
        (r * 0.72, 0.01),
        (r * 0.95, top * 0.97),
        (r, top * 0.98),
        (r, top),
        (r * 0.93, top),
        (r * 0.69, 0.03),
        (0, 0.03),
    ]
    parts = [lathe("pail", p, "body", n=16 if wood else 28, smooth=not wood)]
    parts += [
        lathe(
            "hoop",
            [
                (r * (0.7 + 0.25 * z), top * z),
                (r * (0.72 + 0.25 * z) + 0.004, top * z),
                (r * (0.74 + 0.25 * z) + 0.004, top * z + 0.025),
                (r * (0.72 + 0.25 * z), top * z + 0.025),
            ],
            "metal",
            n=28,
            closed=True,
        )
        for z in ((0.15, 0.75) if wood else (0.3,))
    ]
    t = np.linspace(-0.2, np.pi + 0.2, 15)
    parts.append(
        tube(
            "bail",
            np.column_stack(
                [0.12 * r + 0 * t, r * 0.98 * np.cos(t), top * 0.94 + (h - top * 0.94) * np.maximum(np.sin(t), -0.2)]
            ),
            0.005,
            "metal",
            n=6,
        )
    )
    return finish(want, parts, {**SLOTS, "body": "oak" if wood else "zinc"}, ("body",))


@makes("wheelbarrow")
def wheelbarrow(want: Want) -> Model:
    """A barrow: a tray, two handles, legs and a wheel to the front."""
    w, d, h = want.width, want.depth, want.height
    r = h * 0.28
    parts = [
        *(
            moved(p, (d * 0.5 - r, 0, r))
            for p in (spoked(r, 0.05, 8, "wood", "iron") if want.is_("rustic", "gothic") else wheel((0, 0, 0), r, 0.07))
        )
    ]
    low = [
        (-d * 0.12, -w * 0.24, h * 0.42),
        (d * 0.18, -w * 0.2, h * 0.42),
        (d * 0.18, w * 0.2, h * 0.42),
        (-d * 0.12, w * 0.24, h * 0.42),
    ]
    high = [
        (-d * 0.24, -w * 0.48, h),
        (d * 0.36, -w * 0.42, h * 0.95),
        (d * 0.36, w * 0.42, h * 0.95),
        (-d * 0.24, w * 0.48, h),
    ]
    inner = [np.array(high) * [0.97, 0.97, 1], np.array(low) * [0.96, 0.96, 1] + [0, 0, 0.012]]
    parts.append(loft("tray", [np.array(low), np.array(high), *inner], "body", smooth=False))
    for s in (-1, 1):
        parts += [
            tube(
                "handle",
                [(d * 0.5 - r, s * w * 0.1, r), (0, s * w * 0.26, h * 0.4), (-d * 0.5, s * w * 0.36, h * 0.62)],
                0.02,
                "wood",
            ),
            tube("leg", [(-d * 0.16, s * w * 0.26, h * 0.44), (-d * 0.2, s * w * 0.32, 0)], 0.018, "iron"),
        ]
    return finish(want, parts, {**SLOTS, "body": "sheet_metal"}, ("body",))


@makes("horseshoe")
def horseshoe(want: Want) -> Model:
    """A horseshoe with its nail holes, on the wall."""
    w, d, h = want.width, want.depth, want.height
    t = np.linspace(-0.32 * np.pi, 1.32 * np.pi, 24) + np.pi
    outer = np.column_stack([w / 2 * np.cos(t), h * 0.5 + h * 0.5 * np.sin(t)])
    inner = np.column_stack([w * 0.32 * np.cos(t), h * 0.5 + h * 0.34 * np.sin(t)])
    parts = [prism("shoe", np.concatenate([outer, inner[::-1]]), d, "iron", along="x", bevel=0.002)]
    parts += [
        box(
            "nail",
            (d * 0.3, 0.004, 0.008),
            (d * 0.42, w * 0.41 * np.cos(a), h * 0.5 + h * 0.42 * np.sin(a)),
            "metal",
            0.0,
        )
        for a in (-0.5, -1.0, -2.1, -2.6)
    ]
    return finish(want, parts, SLOTS, ("iron",))


@makes("fittings")
def fittings(want: Want) -> Model:
    """A handle on its rose."""
    w, d, h = want.width, want.depth, want.height
    b = -d / 2
    parts = [
        box("plate", (d * 0.14, w * 0.4, h), (b + d * 0.07, 0, 0), "trim", 0.006),
        moved(
            lathe("rose", [(0, 0), (w * 0.19, 0), (w * 0.16, 0.012), (0, 0.014)], "trim", n=20),
            (b + d * 0.14, 0, h * 0.6),
            tilt=90,
        ),
        tube(
            "lever",
            curve(
                [(b, 0, h * 0.6), (d * 0.3, 0, h * 0.6), (d * 0.42, -w * 0.1, h * 0.6), (d * 0.42, -w * 0.5, h * 0.56)],
                4,
            ),
            [0.012, 0.012, 0.009],
            "trim",
        ),
        box("keyhole", (d * 0.16, 0.012, 0.03), (b + d * 0.08, 0, h * 0.2), "panel", 0.002),
    ]
    parts += [
        moved(lathe("screw", [(0, 0), (0.007, 0), (0, 0.004)], "trim", n=10), (b + d * 0.14, 0, h * z), tilt=90)
        for z in (0.08, 0.92)
    ]
    return finish(want, parts, SLOTS, ("trim",))
