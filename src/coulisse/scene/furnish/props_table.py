"""Plates, glasses, bottles, cutlery: a table that is laid."""

from __future__ import annotations

import numpy as np

from coulisse.scene.furnish.registry import Want, finish, makes
from coulisse.scene.meshes import moved
from coulisse.scene.outlines import curve
from coulisse.scene.shapes import ball, box, lathe, loft, prism, tube
from coulisse.scene.staged import Model, Part

At = tuple[float, float, float]
SLOTS = {"china": "porcelain", "glass": "glass", "wine": "velvet", "silver": "silver", "iron": "cast_iron",
    "copper": "copper", "wood": "walnut", "linen": "linen", "fruit": "red_lacquer", "pear": "brass", "crust": "oak",
    "crumb": "linen", "rind": "gold", "meat": "mahogany", "green": "moss", "cream": "plaster", "label": "paper",
    "cork": "cork", "clay": "terracotta", "cigar": "bark", "steel": "stainless_steel", "trim": "brass",
    "liquid": "water", "black": "bakelite", "grape": "velvet"}  # fmt: skip


def plate_of(r: float, at: At, slot: str = "china", deep: float = 0.02) -> Part:
    """A plate of radius r that stands on `at`."""
    p = [
        (0, 0),
        (r * 0.56, 0),
        (r * 0.6, deep * 0.12),
        (r * 0.7, deep * 0.45),
        (r, deep),
        (r * 0.99, deep * 1.12),
        (r * 0.68, deep * 0.62),
        (r * 0.56, deep * 0.3),
        (0, deep * 0.3),
    ]
    return lathe("plate", p, slot, at, n=32)


def wine_glass(h: float, r: float, at: At, filled: bool = True, rng: np.random.Generator | None = None) -> list[Part]:
    """A glass on a stem, with wine in it or not."""
    p = [
        (0, 0),
        (r * 0.85, 0),
        (r * 0.82, h * 0.015),
        (r * 0.1, h * 0.05),
        (r * 0.09, h * 0.4),
        (r * 0.5, h * 0.5),
        (r * 0.98, h * 0.68),
        (r * 0.82, h),
        (r * 0.78, h),
        (r * 0.93, h * 0.68),
        (r * 0.46, h * 0.52),
        (0, h * 0.45),
    ]
    parts = [lathe("glass", p, "glass", at, n=20)]
    if filled:
        level = 0.66 if rng is None else float(rng.uniform(0.58, 0.72))
        parts.append(
            lathe(
                "wine", [(0, h * 0.465), (r * 0.44, h * 0.53), (r * 0.9, h * level), (0, h * level)], "wine", at, n=18
            )
        )
    return parts


def bottle_of(h: float, r: float, at: At, slot: str = "bottle", label: bool = True) -> list[Part]:
    """A wine bottle."""
    p = [
        (0, 0.008),
        (r * 0.6, 0.004),
        (r * 0.95, 0.0),
        (r, 0.006),
        (r, h * 0.6),
        (r * 0.85, h * 0.68),
        (r * 0.42, h * 0.76),
        (r * 0.36, h * 0.94),
        (r * 0.42, h * 0.95),
        (r * 0.42, h * 0.98),
        (r * 0.36, h * 0.985),
        (0, h * 0.985),
    ]
    parts = [
        lathe("bottle", p, slot, at, n=22),
        lathe("cork", [(0, h * 0.97), (r * 0.3, h * 0.97), (r * 0.32, h), (0, h)], "cork", at, n=10),
    ]
    if label:
        parts.append(
            lathe(
                "label",
                [(r * 0.99, h * 0.2), (r * 1.012, h * 0.2), (r * 1.012, h * 0.48), (r * 0.99, h * 0.48)],
                "label",
                at,
                n=22,
                closed=True,
            )
        )
    return parts


def cutlery_of(kind: str, length: float, at: At, turn: float = 0.0) -> list[Part]:
    """A knife, fork or spoon along x, its handle to +x."""
    s = length
    parts = [
        box("handle", (s * 0.42, 0.011, 0.003), (s * 0.28, 0, 0.0), "silver", 0.0014),
        box("neck", (s * 0.2, 0.005, 0.003), (0.0, 0, 0.001), "silver", 0.001),
    ]
    if kind == "knife":
        parts.append(
            prism(
                "blade",
                [(-s * 0.5, -0.002), (-s * 0.45, 0.008), (0.0, 0.008), (0.0, -0.005), (-s * 0.4, -0.006)],
                0.0016,
                "silver",
                (0, 0, 0.001),
                bevel=0.0,
            )
        )
    elif kind == "fork":
        parts += [
            box("palm", (s * 0.14, 0.02, 0.002), (-s * 0.16, 0, 0.0015), "silver", 0.0008),
            *(
                box("tine", (s * 0.22, 0.0028, 0.002), (-s * 0.34, (k - 1.5) * 0.0055, 0.002), "silver", 0.0006)
                for k in range(4)
            ),
        ]
    else:
        bowl = [
            np.column_stack([-s * 0.32 + s * 0.15 * q * np.cos(a), 0.019 * q * np.sin(a), np.full(16, z)])
            for a in [np.arange(16) * np.pi / 8]
            for q, z in ((0.2, 0.0), (0.75, 0.002), (1.0, 0.007), (0.92, 0.0075), (0.6, 0.004), (0.15, 0.0025))
        ]
        parts.append(loft("bowl", bowl, "silver"))
    return [moved(p, at, turn) for p in parts]


@makes("plate", "bowl", "glass", "wine", "bottle", "goblet", "tankard")
def ware(want: Want) -> Model:
    """One piece of ware; wine comes with its glass beside the bottle where there is room."""
    h, r = want.height, min(want.width, want.depth) / 2
    name, rng = want.name, want.rng()
    slots = {**SLOTS, "bottle": "glass"}
    parts: list[Part]
    if name == "plate":
        parts = [plate_of(r, (0, 0, 0), deep=h * 0.88)]
        parts.append(
            lathe(
                "band",
                [(r * 0.9, h * 0.82), (r * 0.94, h * 0.85), (r * 0.94, h * 0.88), (r * 0.9, h * 0.86)],
                "trim",
                n=32,
                closed=True,
            )
        )
    elif name == "bowl":
        parts = [
            lathe(
                "bowl",
                [
                    (0, 0),
                    (r * 0.42, 0),
                    (r * 0.42, h * 0.08),
                    (r * 0.75, h * 0.3),
                    (r * 0.96, h * 0.7),
                    (r, h),
                    (r * 0.95, h),
                    (r * 0.9, h * 0.7),
                    (r * 0.68, h * 0.34),
                    (0, h * 0.16),
                ],
                "china" if not want.is_("rustic", "gothic") else "wood",
                n=28,
            )
        ]
    elif name == "glass":
        parts = (
            wine_glass(h, r, (0, 0, 0), want.seed % 3 != 0, rng)
            if h > 0.13
            else [
                lathe(
                    "tumbler",
                    [(0, 0), (r * 0.85, 0), (r, h), (r * 0.94, h), (r * 0.8, h * 0.08), (0, h * 0.08)],
                    "glass",
                    n=24,
                )
            ]
        )
    elif name in ("wine", "bottle"):
        parts = bottle_of(h, r, (0, 0, 0), "bottle")
        slots["bottle"] = "obsidian" if name == "wine" or want.seed % 2 else "glass"
    elif name == "goblet":
        parts = [
            lathe(
                "goblet",
                [
                    (0, 0),
                    (r * 0.8, 0),
                    (r * 0.78, h * 0.03),
                    (r * 0.2, h * 0.1),
                    (r * 0.15, h * 0.2),
                    (r * 0.32, h * 0.27),
                    (r * 0.15, h * 0.34),
                    (r * 0.3, h * 0.44),
                    (r * 0.9, h * 0.62),
                    (r, h),
                    (r * 0.94, h),
                    (r * 0.84, h * 0.64),
                    (0, h * 0.48),
                ],
                "silver",
                n=24,
            ),
            lathe("wine", [(0, h * 0.8), (r * 0.88, h * 0.8), (0, h * 0.81)], "wine", n=20),
        ]
        parts += [
            ball("stone", r * 0.09, "fruit", (r * 0.93 * np.cos(a), r * 0.93 * np.sin(a), h * 0.68), n=6)
            for a in np.arange(8) * np.pi / 4
        ]
        slots["silver"] = "gold" if want.seed % 2 else "pewter"
    else:
        parts = [
            lathe(
                "tankard",
                [
                    (0, 0),
                    (r * 0.8, 0),
                    (r * 0.82, h * 0.06),
                    (r * 0.72, h * 0.12),
                    (r * 0.66, h * 0.95),
                    (r * 0.7, h),
                    (r * 0.62, h),
                    (r * 0.62, h * 0.1),
                    (0, h * 0.08),
                ],
                "china",
                n=24,
            ),
            tube(
                "handle",
                curve(
                    [(0, r * 0.62, h * 0.85), (0, r * 1.0, h * 0.8), (0, r * 1.02, h * 0.4), (0, r * 0.66, h * 0.22)], 4
                ),
                r * 0.11,
                "china",
            ),
            lathe("drink", [(0, h * 0.86), (r * 0.62, h * 0.86), (0, h * 0.88)], "cream", n=20),
        ]
        slots["china"] = "pewter" if want.is_("gothic", "rustic", "classical") else "porcelain"
    return finish(want, parts, slots, ("china", "glass", "bottle", "silver"))


@makes("cutlery")
def cutlery(want: Want) -> Model:
    """Knife, fork and spoon side by side."""
    w, d = want.width, want.depth
    parts = [
        p
        for k, kind in enumerate(("fork", "knife", "spoon"))
        for p in cutlery_of(kind, d * 0.96, (0, (k - 1) * w * 0.38, 0))
    ]
    return finish(want, parts, SLOTS, ("silver",))


@makes("place_setting")
def place_setting(want: Want) -> Model:
    """Plates, cutlery, a napkin and glasses; the guest sits at +x. No two seeds lie quite alike."""
    w, d, h, rng = want.width, want.depth, want.height, want.rng()

    def off() -> float:
        return float(rng.uniform(-0.006, 0.006))

    r = min(0.135, w * 0.27)
    parts = [plate_of(r, (d * 0.12, 0, 0)), plate_of(r * 0.76, (d * 0.12 + off(), off(), 0.0075), deep=0.016)]
    parts.append(
        lathe(
            "band",
            [(r * 0.94, 0.0195), (r * 0.98, 0.0212), (r * 0.98, 0.0225), (r * 0.94, 0.0213)],
            "trim",
            (d * 0.12, 0, 0),
            n=32,
            closed=True,
        )
    )
    for k, (kind, y) in enumerate((("fork", -r - 0.03), ("fork", -w / 2), ("knife", r + 0.03), ("spoon", w / 2))):
        parts += cutlery_of(
            kind,
            0.2 - 0.012 * (k % 2),
            (d / 2 - 0.1, float(np.clip(y, -w / 2 + 0.008, w / 2 - 0.021)) if k in (1, 3) else y, 0),
            float(rng.uniform(-2, 2)) if k in (0, 2) else 0.0,
        )
    if want.seed % 2:
        fold = [(-0.055, 0), (0.055, 0), (0.012, 0.085), (0.0, 0.1), (-0.012, 0.085)]
        parts.append(
            moved(prism("napkin", fold, 0.03, "linen", along="x", bevel=0.006), (d * 0.12, 0, 0.018), 10.0 * off())
        )
    else:
        parts += [
            moved(
                box("napkin", (0.17, 0.075, 0.01), (0, 0, 0), "linen", 0.004),
                (d * 0.13, 0, 0.02),
                float(rng.uniform(-6, 6)),
            ),
            moved(
                box("fold", (0.165, 0.04, 0.006), (0, 0.012, 0.008), "linen", 0.002),
                (d * 0.13, 0, 0.02),
                float(rng.uniform(-6, 6)),
            ),
        ]
    parts += wine_glass(h, 0.04, (-d / 2 + 0.041, r * 0.75 + off(), 0), True, rng) + wine_glass(
        h * 0.8, 0.036, (-d * 0.28 + off(), min(r * 0.75 + 0.095, w * 0.42), 0), False
    )
    return finish(want, parts, SLOTS, ("china",), fit="z")


@makes("tray")
def tray(want: Want) -> Model:
    """A tray with two handles."""
    w, d, h = want.width, want.depth, want.height
    a = np.arange(40) * np.pi / 20
    sup = np.column_stack(
        [np.sign(np.cos(a)) * np.abs(np.cos(a)) ** 0.5, np.sign(np.sin(a)) * np.abs(np.sin(a)) ** 0.5]
    )
    rings = [
        np.column_stack([sup[:, 0] * d / 2 * s, sup[:, 1] * w * 0.46 * s, np.full(40, z)])
        for s, z in ((0.9, 0.0), (0.94, h * 0.1), (1.0, h * 0.75), (0.985, h * 0.78), (0.92, h * 0.25), (0.5, h * 0.2))
    ]
    parts = [loft("tray", rings, "silver")]
    parts += [
        tube(
            "handle",
            curve(
                [
                    (-d * 0.18, s * w * 0.44, h * 0.6),
                    (-d * 0.14, s * w * 0.49, h * 0.95),
                    (d * 0.14, s * w * 0.49, h * 0.95),
                    (d * 0.18, s * w * 0.44, h * 0.6),
                ],
                4,
            ),
            0.005,
            "silver",
        )
        for s in (-1, 1)
    ]
    return finish(want, parts, SLOTS, ("silver",))
