"""Industrial fittings, tools, arms and treasure."""

from __future__ import annotations

import numpy as np

from coulisse.scene.furnish.industry import gauge, lying, wheel
from coulisse.scene.furnish.registry import Want, finish, makes
from coulisse.scene.furnish.workshop import spoked
from coulisse.scene.meshes import moved
from coulisse.scene.outlines import curve
from coulisse.scene.shapes import ball, box, lathe, loft, prism, sheet, tube
from coulisse.scene.staged import Model, Part

_SLOTS = {"metal": "steel", "iron": "wrought_iron", "wood": "ash_wood", "rubber": "rubber", "body": "steel",
    "dial": "enamel", "trim": "brass", "panel": "blackened_steel", "rope": "burlap", "gold": "gold", "gem": "crystal",
    "cloth": "silk", "leather": "leather", "bristle": "thatch", "pole": "ash_wood", "paint": "red_lacquer",
    "bronze": "bronze"}  # fmt: skip


@makes("cable")
def cable(want: Want) -> Model:
    """Cables that snake over the floor."""
    w, d, h, rng = want.width, want.depth, want.height, want.rng()
    r = h * 0.45
    parts = []
    room = max(w / 2 - r, 0.0)
    for _ in range(1 if w < 0.05 else 3):
        line = curve([(x, float(rng.uniform(-1, 1)) * room, r) for x in np.linspace(-d / 2, d / 2, 12)], 4)
        parts.append(tube("cable", line, r, "rubber", n=8))
    return finish(want, parts, _SLOTS, ("rubber",))


@makes("pipe")
def pipe(want: Want) -> Model:
    """A pipe with flanges, along the depth."""
    w, d, h = want.width, want.depth, want.height
    r = min(w, h) / 2
    parts = [tube("pipe", [(-d / 2, 0, r), (d / 2, 0, r)], r * 0.8, "body", n=20)]
    for x in np.linspace(-d / 2, d / 2, max(2, round(d / 1.5) + 1)):
        x = float(np.clip(x, -d / 2 + 0.03, d / 2 - 0.03))
        parts.append(tube("flange", [(x - 0.03, 0, r), (x + 0.03, 0, r)], r, "body", n=20))
        parts += [
            tube(
                "bolt",
                [
                    (x - 0.035, r * 0.9 * np.cos(a), r + r * 0.9 * np.sin(a)),
                    (x + 0.035, r * 0.9 * np.cos(a), r + r * 0.9 * np.sin(a)),
                ],
                r * 0.07,
                "body",
                n=6,
            )
            for a in np.arange(8) * np.pi / 4
        ]
    return finish(want, parts, _SLOTS, ("body",))


@makes("duct")
def duct(want: Want) -> Model:
    """A ventilation duct with ribs and grilles."""
    w, d, h = want.width, want.depth, want.height
    parts = [box("duct", (d, w * 0.94, h * 0.94), (0, 0, h * 0.03), "body", 0.004)]
    for x in np.linspace(-d / 2, d / 2, max(2, round(d / 0.9) + 1)):
        parts.append(box("flange", (0.04, w, h), (float(np.clip(x, -d / 2 + 0.02, d / 2 - 0.02)), 0, 0), "body", 0.004))
    for k in range(max(1, int(d / 1.5))):
        x = -d / 2 + d * (k + 0.5) / max(1, int(d / 1.5))
        parts += [
            box("slat", (0.3, 0.01, 0.012), (x, w * 0.475, h * (0.3 + 0.05 * j)), "panel", 0.002) for j in range(8)
        ]
        parts.append(box("frame", (0.34, 0.012, h * 0.5), (x, w * 0.468, h * 0.25), "body", 0.003))
    return finish(want, parts, {**_SLOTS, "body": "zinc"}, ("body",))


@makes("radiator")
def radiator(want: Want) -> Model:
    """A radiator of columns on the wall, with its valve."""
    w, d, h = want.width, want.depth, want.height
    n = max(4, round(w / 0.06))
    parts: list[Part] = []
    for k in range(n):
        y = -w / 2 + w * (k + 0.5) / n
        loop = [(-d * 0.3, y, h * 0.1), (-d * 0.3, y, h * 0.92), (d * 0.3, y, h * 0.92), (d * 0.3, y, h * 0.1)]
        parts.append(tube("column", loop, min(w / n * 0.42, d * 0.19), "body", n=8, closed=True))
    for z in (0.1, 0.9):
        parts.append(tube("header", [(0, -w * 0.49, h * z), (0, w * 0.49, h * z)], d * 0.2, "body", n=10))
    parts += [tube("foot", [(0, s * w * 0.42, h * 0.1), (0, s * w * 0.42, 0)], d * 0.2, "body", n=8) for s in (-1, 1)]
    parts += [
        tube("tail", [(0, w * 0.49, h * 0.1), (0, w * 0.5, 0.0)], 0.01, "trim"),
        tube("back", [(-d / 2, 0, h * 0.7), (0, 0, h * 0.7)], 0.012, "body"),
    ]
    return finish(want, parts, {**_SLOTS, "body": "cast_iron"}, ("body",))


@makes("valve")
def valve(want: Want) -> Model:
    """A hand wheel on a valve on the wall."""
    w, d, h = want.width, want.depth, want.height
    r = min(w, h) * 0.47
    t = np.arange(28) * np.pi / 14
    x = d * 0.36
    parts = [tube("rim", np.column_stack([np.full(28, x), r * np.cos(t), h / 2 + r * np.sin(t)]), r * 0.09, "paint",
        closed=True), tube("stem", [(-d * 0.3, 0, h / 2), (d * 0.42, 0, h / 2)], 0.014, "metal"),
        tube("body", [(-d * 0.28, 0, h * 0.02), (-d * 0.28, 0, h * 0.98)], w * 0.11, "iron", n=16), tube("bonnet",
        [(-d * 0.3, 0, h / 2), (d * 0.05, 0, h / 2)], [w * 0.16, w * 0.1], "iron", n=16), box("plate", (0.02, w * 0.5,
        h * 0.3), (-d / 2 + 0.01, 0, h * 0.35), "iron", 0.004)]  # fmt: skip
    parts += [
        tube("spoke", [(x - 0.02, 0, h / 2), (x, r * np.cos(a), h / 2 + r * np.sin(a))], r * 0.07, "paint")
        for a in np.arange(5) * 2 * np.pi / 5 + 0.3
    ]
    parts += [
        tube("flange", [(-d * 0.28, 0, h * z), (-d * 0.28, 0, h * z + 0.025)], w * 0.17, "iron", n=16)
        for z in (0.1, 0.82)
    ]
    return finish(want, parts, _SLOTS, ("paint",))


@makes("gauge")
def gauge_(want: Want) -> Model:
    """A dial on the wall."""
    w, d, h = want.width, want.depth, want.height
    r = min(w, h) / 2
    parts = [
        *gauge((-d * 0.3, 0, h / 2), r),
        tube("stem", [(-d / 2, 0, h / 2), (-d * 0.28, 0, h / 2)], r * 0.4, "trim", n=14),
    ]
    return finish(want, parts, _SLOTS, ("trim",))


@makes("fan")
def fan(want: Want) -> Model:
    """A ceiling fan with four blades."""
    h, r = want.height, min(want.width, want.depth) / 2
    parts = [
        lathe(
            "motor",
            [
                (0, h * 0.1),
                (0.1, h * 0.12),
                (0.13, h * 0.22),
                (0.12, h * 0.36),
                (0.03, h * 0.42),
                (0.02, h * 0.5),
                (0.02, h * 0.86),
                (0.07, h * 0.96),
                (0.07, h),
                (0, h),
            ],
            "metal",
            n=24,
        ),
        lathe("cap", [(0, 0), (0.03, 0.01), (0.05, h * 0.1), (0, h * 0.12)], "metal", n=16),
    ]
    for k in range(4):
        blade = [
            (0.16, -0.05),
            (0.2, -0.065),
            (r * 0.95, -0.075),
            (r, -0.05),
            (r, 0.05),
            (r * 0.95, 0.075),
            (0.2, 0.065),
            (0.16, 0.05),
        ]
        one = moved(prism("blade", blade, 0.01, "wood", bevel=0.002), tilt=10, about="x")
        iron = box("iron", (0.16, 0.05, 0.012), (0.14, 0, 0.0), "metal", 0.003)
        parts += [moved(p, (0, 0, h * 0.25), 90.0 * k + 20) for p in (one, iron)]
    return finish(want, parts, {**_SLOTS, "metal": "brass", "wood": "walnut"}, ("wood",))


@makes("chain")
def chain(want: Want) -> Model:
    """A chain with a hook."""
    w, h = min(want.width, want.depth), want.height
    n = max(3, round(h / (w * 1.5)))
    e = h / (n + 0.5)
    t = np.arange(12) * np.pi / 6
    parts = [
        moved(
            tube(
                "link",
                np.column_stack([w * 0.36 * np.cos(t), 0 * t, e * 0.62 * np.sin(t)]),
                w * 0.1,
                "iron",
                n=6,
                closed=True,
            ),
            (0, 0, e * (k + 0.75)),
            90.0 * (k % 2),
        )
        for k in range(n)
    ]
    hook = curve([(0, 0, e * 0.6), (0, 0, e * 0.3), (w * 0.3, 0, 0.1 * e), (0, 0, 0.0), (-w * 0.35, 0, 0.14 * e)], 3)
    return finish(want, [*parts, tube("hook", hook, w * 0.09, "iron", n=7)], _SLOTS, ("iron",))


@makes("rope")
def rope(want: Want) -> Model:
    """A rope along its box: twisted strands, or a coil where the box is wide."""
    w, d, h = want.width, want.depth, want.height
    r = min(w, d) / 2
    t = np.linspace(0, h, max(20, int(h / max(r * 1.6, 0.01))))
    parts = []
    for k in range(3):
        a = t / max(h, 1e-6) * 2 * np.pi * (h / (r * 9)) + 2 * np.pi * k / 3
        parts.append(
            tube("strand", np.column_stack([r * 0.46 * np.cos(a), r * 0.46 * np.sin(a), t]), r * 0.5, "rope", n=6)
        )
    return finish(want, parts, _SLOTS, ("rope",))


@makes("net")
def net(want: Want) -> Model:
    """A fishing net that hangs in folds with its floats."""
    w, d, h, rng = want.width, want.depth, want.height, want.rng()
    parts: list[Part] = []
    nu, nv = 16, 12

    def at(u: float, v: float) -> tuple[float, float, float]:
        y = w * (u - 0.5) * (1 - 0.18 * v)
        sag = h * (0.2 * np.sin(np.pi * u) * (1 - v) + 0.06 * np.sin(3 * np.pi * u) * v)
        return float(d * (0.3 * np.sin(7 * u + 2 * v))), float(y), float(max(h * (1 - v) - sag * (1 - v), 0.0))

    for i in range(nu + 1):
        for s in (0, 1):
            line = [at(min(max((i + (j if s else -j) * 0.5 * 1.0) / nu, 0), 1), j / nv) for j in range(nv + 1)]
            parts.append(tube("twine", line, 0.0035, "rope", n=4))
    parts.append(tube("head rope", [at(u, 0) for u in np.linspace(0, 1, 20)], 0.01, "rope", n=6))
    parts += [ball("float", 0.035, "trim", at(float(u), 0.02), n=8, squash=0.8) for u in np.linspace(0.05, 0.95, 9)]
    _ = rng
    return finish(want, parts, {**_SLOTS, "trim": "cork"}, ("rope",))


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
    return finish(want, parts, _SLOTS, ("paint",))


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
    return finish(want, parts, _SLOTS, ("metal", "wood"))


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
    return finish(want, parts, {**_SLOTS, "body": "oak" if wood else "zinc"}, ("body",))


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
    return finish(want, parts, {**_SLOTS, "body": "sheet_metal"}, ("body",))


@makes("sword")
def sword(want: Want) -> Model:
    """A sword, its point down."""
    w, d, h = want.width, want.depth, want.height
    hilt = h * 0.17
    blade = [(-w * 0.2, h - hilt), (-w * 0.17, h * 0.1), (0, 0), (w * 0.17, h * 0.1), (w * 0.2, h - hilt)]
    rings = [
        np.array([(0, y * s, z), (d * 0.14, 0, z), (0, -y * s, z), (-d * 0.14, 0, z)])
        for y, z, s in ((w * 0.2, h - hilt, 1), (w * 0.18, h * 0.12, 1), (w * 0.01, 0.0, 1))
    ]
    _ = blade
    parts = [loft("blade", rings, "metal", smooth=False), tube("guard", curve([(0, -w * 0.5, h - hilt - 0.01),
        (0, 0, h - hilt), (0, w * 0.5, h - hilt - 0.01)], 4), 0.012, "trim"), tube("grip", [(0, 0, h - hilt),
        (0, 0, h - hilt * 0.5), (0, 0, h - 0.04)], [0.013, 0.016, 0.012], "leather", n=10), ball("pommel", 0.022,
        "trim", (0, 0, h - 0.022), n=12)]  # fmt: skip
    parts += [
        tube(
            "wire",
            [(0.016 * np.cos(a), 0.016 * np.sin(a), h - hilt + 0.02 + 0.018 * k) for a in np.arange(8) * np.pi / 4],
            0.002,
            "trim",
            n=4,
            closed=True,
        )
        for k in range(5)
    ]
    return finish(want, parts, _SLOTS, ("metal",))


@makes("shield")
def shield(want: Want) -> Model:
    """A shield with a boss and a cross, its back to the wall."""
    w, d, h = want.width, want.depth, want.height
    half = curve([(w * 0.5, h), (w * 0.5, h * 0.6), (w * 0.34, h * 0.24), (0, 0)], 5)
    line = np.concatenate([half, half[::-1][1:] * [-1, 1]])
    rings = [
        np.column_stack([np.full(len(line), x) - 0.0, line[:, 0] * s, h * 0.55 + (line[:, 1] - h * 0.55) * s])
        for x, s in ((-d * 0.4, 1.0), (-d * 0.2, 1.0), (d * 0.1, 0.7), (d * 0.25, 0.3))
    ]
    parts = [
        loft("board", rings, "paint"),
        tube("rim", np.column_stack([np.full(len(line), -d * 0.28), line]), 0.014, "metal", closed=True),
        moved(
            lathe(
                "boss", [(0, -0.02), (0.1 * w, 0), (0.12 * w, 0.0), (0.08 * w, d * 0.2), (0, d * 0.26)], "trim", n=20
            ),
            (d * 0.22, 0, h * 0.55),
            tilt=90,
        ),
    ]
    parts += [
        tube(
            "band",
            [(d * 0.02, -w * 0.36, h * 0.55), (d * 0.26, 0, h * 0.55), (d * 0.02, w * 0.36, h * 0.55)],
            0.02,
            "trim",
            square=True,
        ),
        tube(
            "band",
            [(-d * 0.02, 0, h * 0.9), (d * 0.26, 0, h * 0.55), (-d * 0.02, 0, h * 0.16)],
            0.02,
            "trim",
            square=True,
        ),
    ]
    parts.append(box("back", (0.02, w * 0.3, h * 0.3), (-d / 2 + 0.01, 0, h * 0.4), "leather", 0.004))
    return finish(want, parts, _SLOTS, ("paint",))


@makes("suit_of_armour")
def armour(want: Want) -> Model:
    """A harness of plate that stands on a plinth, a sword before it."""
    w, d, h = want.width, want.depth, want.height
    k = (h - 0.08) / 1.75
    t = np.arange(22) * 2 * np.pi / 22

    def plate(shape: list[tuple[float, float, float]], y: float = 0.0, x: float = 0.0) -> Part:
        rings = [
            np.column_stack(
                [
                    x + b * k * np.cos(t) * (1 + 0.12 * (np.cos(t) > 0.9)),
                    y + a * k * np.sin(t),
                    np.full(22, 0.08 + z * k),
                ]
            )
            for z, a, b in shape
        ]
        return loft("plate", rings, "metal")

    parts = [box("plinth", (d, w * 0.84, 0.08), (0, 0, 0), "wood", 0.012), plate([(1.0, 0.15, 0.11), (1.1, 0.17, 0.14),
        (1.28, 0.2, 0.16), (1.38, 0.19, 0.14), (1.44, 0.1, 0.09)]), plate([(0.84, 0.2, 0.15), (0.92, 0.18, 0.14),
        (1.02, 0.155, 0.115)]), plate([(1.42, 0.08, 0.09), (1.47, 0.075, 0.085)]),
        plate([(1.46, 0.08, 0.1), (1.54, 0.1, 0.125), (1.62, 0.105, 0.125), (1.7, 0.08, 0.09), (1.74, 0.02, 0.05)]),
        tube("crest", curve([(0.1 * k, 0, 0.08 + 1.64 * k), (0.0, 0, 0.08 + 1.75 * k), (-0.11 * k, 0, 0.08 + 1.62 * k)],
        4), 0.008, "trim"), box("slit", (0.02, 0.14 * k, 0.012 * k), (0.12 * k, 0, 0.08 + 1.585 * k), "panel", 0.002),
        box("visor", (0.03, 0.15 * k, 0.02 * k), (0.118 * k, 0, 0.08 + 1.6 * k), "trim", 0.004)]  # fmt: skip
    for s in (-1, 1):
        for j in range(3):
            parts.append(
                ball(
                    "pauldron",
                    (0.1 - 0.012 * j) * k,
                    "metal",
                    (0, s * (0.22 + 0.02 * j) * k, 0.08 + (1.37 - 0.055 * j) * k),
                    n=16,
                    squash=0.6,
                )
            )
        el, hand = (0.0, s * 0.29 * k, 0.08 + 1.08 * k), (0.14 * k, s * 0.1 * k, 0.08 + 0.98 * k)
        parts += [
            tube("arm", [(0, s * 0.23 * k, 0.08 + 1.34 * k), el], [0.05 * k, 0.045 * k], "metal", n=14),
            ball("couter", 0.058 * k, "metal", el, n=12),
            tube("forearm", [el, hand], [0.048 * k, 0.04 * k], "metal", n=14),
            ball("gauntlet", 0.05 * k, "metal", hand, n=10),
        ]
        hip, kn, an = (
            (0, s * 0.1 * k, 0.08 + 0.86 * k),
            (0.02 * k, s * 0.11 * k, 0.08 + 0.48 * k),
            (0, s * 0.115 * k, 0.08 + 0.08 * k),
        )
        parts += [
            tube("cuisse", [hip, kn], [0.085 * k, 0.06 * k], "metal", n=16),
            ball("poleyn", 0.066 * k, "metal", kn, n=12),
            tube("greave", [kn, tuple(np.add(kn, an) / 2), an], [0.056 * k, 0.06 * k, 0.042 * k], "metal", n=16),
            tube(
                "sabaton",
                [(-0.03 * k, an[1], 0.08 + 0.04 * k), (0.16 * k, an[1] * 1.15, 0.08 + 0.022 * k)],
                [0.045 * k, 0.02 * k],
                "metal",
                n=10,
            ),
        ]
        parts.append(
            moved(
                box("tasset", (0.012, 0.14 * k, 0.2 * k), (0, 0, 0), "metal", 0.003),
                (0.13 * k, s * 0.08 * k, 0.08 + 0.7 * k),
                tilt=-10,
            )
        )
    parts += [
        tube("blade", [(0.15 * k, 0, 0.085), (0.145 * k, 0, 0.08 + 0.94 * k)], [0.006, 0.016], "metal", n=4),
        tube("guard", [(0.145 * k, -0.11 * k, 0.08 + 0.95 * k), (0.145 * k, 0.11 * k, 0.08 + 0.95 * k)], 0.01, "trim"),
        tube("hilt", [(0.145 * k, 0, 0.08 + 0.95 * k), (0.143 * k, 0, 0.08 + 1.12 * k)], 0.012, "leather"),
        ball("pommel", 0.02, "trim", (0.143 * k, 0, 0.08 + 1.13 * k), n=8),
    ]
    return finish(want, parts, {**_SLOTS, "wood": "dark_oak"}, ("metal",))


@makes("rifle")
def rifle(want: Want) -> Model:
    """A rifle, its muzzle up; its side faces the room."""
    w, d, h = want.width, want.depth, want.height
    stock = curve(
        [
            (-d * 0.3, 0.0),
            (d * 0.3, 0.02),
            (d * 0.16, h * 0.2),
            (d * 0.06, h * 0.3),
            (d * 0.04, h * 0.62),
            (-d * 0.1, h * 0.62),
            (-d * 0.12, h * 0.3),
            (-d * 0.12, h * 0.22),
            (-d * 0.42, 0.06),
        ],
        2,
        closed=True,
    )
    parts = [prism("stock", stock, w * 0.8, "wood", along="y", bevel=0.006), tube("barrel", [(0.0, 0, h * 0.28),
        (0.0, 0, h)], [w * 0.22, w * 0.16], "metal", n=12), tube("bolt", [(0.0, 0, h * 0.3), (0.01, w * 0.45, h * 0.3)],
        0.006, "metal"), tube("guard", curve([(-d * 0.12, 0, h * 0.2), (-d * 0.34, 0, h * 0.24), (-d * 0.12, 0,
        h * 0.3)], 4), 0.004, "metal"), tube("trigger", [(-d * 0.12, 0, h * 0.25), (-d * 0.24, 0, h * 0.245)], 0.003,
        "metal"), box("sight", (0.02, 0.006, 0.02), (0.014, 0, h - 0.03), "metal", 0.001),
        *(tube("band", [(0.0, 0, h * z), (0.0, 0, h * z + 0.02)], w * 0.36, "metal") for z in (0.45,
        0.58))]  # fmt: skip
    return finish(want, parts, {**_SLOTS, "wood": "walnut", "metal": "gunmetal"}, ("wood",))


@makes("cannon")
def cannon(want: Want) -> Model:
    """A gun on a field carriage, its muzzle to the front."""
    w, d, h = want.width, want.depth, want.height
    r = h * 0.42
    gun = [
        (0, -d * 0.34),
        (0.05, -d * 0.34),
        (0.06, -d * 0.31),
        (0.12, -d * 0.29),
        (0.15, -d * 0.26),
        (0.15, -d * 0.2),
        (0.13, -d * 0.1),
        (0.14, -d * 0.09),
        (0.13, -d * 0.07),
        (0.105, d * 0.3),
        (0.13, d * 0.33),
        (0.13, d * 0.36),
        (0.06, d * 0.36),
        (0.06, d * 0.2),
        (0, d * 0.2),
    ]
    parts = [moved(lying("gun", gun, "bronze", (0, 0, 0), along="x", n=24), (d * 0.12, 0, h * 0.72), tilt=-7)]
    for s in (-1, 1):
        parts += [moved(p, (d * 0.12, s * (w / 2 - 0.06), r)) for p in spoked(r, 0.07, 12, "wood", "iron")]
        cheek = [
            (d * 0.24, h * 0.44),
            (d * 0.24, h * 0.68),
            (d * 0.04, h * 0.64),
            (-d * 0.5, 0.1),
            (-d * 0.5, 0.0),
            (-d * 0.42, 0.0),
        ]
        parts.append(prism("cheek", cheek, 0.07, "wood", (0, s * w * 0.2, 0), along="y", bevel=0.008))
    parts += [
        tube("axle", [(d * 0.12, -w * 0.48, r), (d * 0.12, w * 0.48, r)], 0.045, "wood"),
        *(
            box("transom", (0.1, w * 0.36, 0.1), (x * d, 0, z * h), "wood", 0.01)
            for x, z in ((-0.12, 0.3), (-0.4, 0.06))
        ),
        tube("trunnion", [(d * 0.14, -w * 0.22, h * 0.72), (d * 0.14, w * 0.22, h * 0.72)], 0.04, "bronze"),
    ]
    return finish(want, parts, {**_SLOTS, "wood": "oak"}, ("bronze",))


@makes("flag")
def flag(want: Want) -> Model:
    """A flag that hangs in folds from its staff on the wall; a banner where it is taller than wide."""
    w, d, h = want.width, want.depth, want.height

    def cloth(u: np.ndarray, v: np.ndarray) -> np.ndarray:
        fold = np.sin(2 * np.pi * (3 * u + 0.3 * np.sin(3 * v))) * (0.25 + 0.75 * v)
        return np.stack(
            [
                d * 0.3 * fold,
                w * (u - 0.5) * (0.98 - 0.04 * v),
                h * 0.96 - h * 0.94 * v + 0.02 * h * np.sin(2 * np.pi * u) * v,
            ],
            -1,
        )

    parts = [
        sheet("cloth", cloth, (40, 14), "cloth", thickness=0.002),
        tube("staff", [(0, -w * 0.5, h * 0.975), (0, w * 0.5, h * 0.975)], min(0.012, d * 0.3), "pole", n=10),
    ]

    def stripe(u: np.ndarray, v: np.ndarray) -> np.ndarray:
        return np.add(cloth(0.34 + 0.32 * u, v), [0.003, 0, 0])

    parts.append(sheet("stripe", stripe, (16, 14), "second", thickness=0.001))
    return finish(want, parts, {**_SLOTS, "cloth": "silk", "second": "velvet"}, ("cloth",))


@makes("crown")
def crown(want: Want) -> Model:
    """A crown with points, stones, a cap and ermine."""
    h, r = want.height, min(want.width, want.depth) / 2
    parts = [
        lathe(
            "band",
            [(r * 0.92, h * 0.1), (r * 0.97, h * 0.1), (r * 0.99, h * 0.4), (r * 0.95, h * 0.4)],
            "gold",
            n=40,
            closed=True,
        ),
        lathe("fur", [(r * 0.86, 0), (r, h * 0.02), (r, h * 0.12), (r * 0.86, h * 0.12)], "fur", n=32, closed=True),
        lathe(
            "cap",
            [(0, h * 0.3), (r * 0.9, h * 0.3), (r * 0.86, h * 0.55), (r * 0.4, h * 0.72), (0, h * 0.74)],
            "cloth",
            n=24,
        ),
    ]
    for k in range(8):
        a = 2 * np.pi * k / 8
        c, s = r * 0.97 * np.cos(a), r * 0.97 * np.sin(a)
        tall = h if k % 2 == 0 else h * 0.7
        point = [(-0.016, 0), (0.016, 0), (0.008, tall - h * 0.55), (0, tall - h * 0.4), (-0.008, tall - h * 0.55)]
        parts += [
            moved(prism("point", point, 0.004, "gold", along="x", bevel=0.001), (c, s, h * 0.38), float(np.degrees(a))),
            ball("pearl", 0.007, "pearl", (c, s, tall - 0.008), n=8),
            ball("stone", 0.009, "gem" if k % 2 else "ruby", (c * 1.02, s * 1.02, h * 0.25), n=6),
        ]
    return finish(
        want,
        parts,
        {**_SLOTS, "fur": "fur", "pearl": "mother_of_pearl", "ruby": "red_lacquer", "cloth": "velvet"},
        ("gold",),
    )


@makes("gold_bars")
def gold_bars(want: Want) -> Model:
    """Ingots in a stack."""
    w, d, h = want.width, want.depth, want.height
    rows = max(1, round(h / 0.04))
    e = h / rows
    parts = []
    for j in range(rows):
        n = max(1, round(d / 0.08)) - (j if d > 0.2 else 0)
        for k in range(max(1, n)):
            parts.append(
                box(
                    "bar",
                    (d / max(1, round(d / 0.08)) * 0.96, w, e * 0.99),
                    ((k - (max(1, n) - 1) / 2) * d / max(1, round(d / 0.08)), 0, e * j),
                    "gold",
                    0.003,
                    taper=(1.3, 1.06),
                )
            )
    if len(parts) == 1:
        parts.append(box("stamp", (d * 0.3, w * 0.3, 0.0015), (0, 0, h - 0.0012), "gold", 0.0))
    return finish(want, parts, _SLOTS, ("gold",))


@makes("coins")
def coins(want: Want) -> Model:
    """A heap of coins, some stacked."""
    w, d, h, rng = want.width, want.depth, want.height, want.rng()
    parts = []
    coin = [(0, 0), (0.013, 0), (0.014, 0.0008), (0.013, 0.0024), (0.011, 0.002), (0, 0.002)]
    for _ in range(115):
        s, a = abs(rng.normal(0, 0.36)), rng.uniform(0, 2 * np.pi)
        s = min(s, 0.94)
        z = max(0.0, (h - 0.02) * (1 - (s / 0.8) ** 0.8) * rng.uniform(0.75, 1.0)) if s < 0.8 else 0.0
        parts.append(
            moved(
                lathe("coin", coin, "gold" if rng.random() < 0.8 else "silver", n=9),
                (float(d / 2 * s * np.cos(a)), float(w / 2 * s * np.sin(a)), float(z)),
                float(np.degrees(a)),
                tilt=float(rng.normal(0, 16)) if z > 0.004 else 0.0,
            )
        )
    parts.append(lathe("heap", [(0, 0), (min(w, d) * 0.38, 0), (min(w, d) * 0.2, h * 0.5), (0, h * 0.8)], "gold", n=14))
    return finish(want, parts, {**_SLOTS, "silver": "silver"}, ("gold",))


@makes("jewels")
def jewels(want: Want) -> Model:
    """A casket, open, with a string of pearls over its edge."""
    w, d, h, rng = want.width, want.depth, want.height, want.rng()
    low = h * 0.45
    parts = [box("floor", (d * 0.6, w, 0.008), (d * 0.1, 0, 0), "wood", 0.002), *(box("side", (d * 0.6, 0.008, low),
        (d * 0.1, s * (w / 2 - 0.004), 0), "wood", 0.002) for s in (-1, 1)), *(box("side", (0.008, w, low),
        (d * 0.1 + s * (d * 0.3 - 0.004), 0, 0), "wood", 0.002) for s in (-1, 1)), moved(box("lid", (0.01, w, h * 0.58),
        (0, 0, 0), "wood", 0.003), (-d * 0.19, 0, low), tilt=-18), box("lining", (d * 0.56, w * 0.94, 0.004),
        (d * 0.1, 0, low * 0.55), "cloth", 0.0), *(box("corner", (0.02, 0.02, 0.02), (d * 0.1 + x * d * 0.295,
        y * w * 0.49, 0), "gold", 0.002) for x in (-1, 1) for y in (-1, 1))]  # fmt: skip
    for k in range(46):
        at = (
            d * 0.1 + float(rng.uniform(-0.24, 0.24)) * d,
            float(rng.uniform(-0.42, 0.42)) * w,
            low * float(rng.uniform(0.6, 0.95)),
        )
        parts.append(ball("jewel", float(rng.uniform(0.004, 0.008)), ("gold", "gem", "ruby", "pearl")[k % 4], at, n=6))
    line = curve(
        [
            (d * 0.1, -w * 0.2, low * 0.95),
            (d * 0.3, -w * 0.1, low),
            (d * 0.41, 0, low * 0.98),
            (d * 0.44, 0.01, low * 0.3),
            (d * 0.47, w * 0.1, 0.006),
            (d * 0.44, w * 0.25, 0.006),
        ],
        6,
    )
    parts += [ball("pearl", 0.0046, "pearl", tuple(float(v) for v in p), n=6) for p in line]  # type: ignore[arg-type]
    return finish(
        want,
        parts,
        {**_SLOTS, "wood": "rosewood", "cloth": "velvet", "ruby": "red_lacquer", "pearl": "mother_of_pearl"},
        ("wood",),
    )


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
    return finish(want, parts, _SLOTS, ("iron",))


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
    return finish(want, parts, _SLOTS, ("trim",))
