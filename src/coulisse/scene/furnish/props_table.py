"""What stands on tables: crockery, glass, food and drink, pots and pans, small things."""

from __future__ import annotations

import numpy as np

from coulisse.scene.furnish.registry import Want, finish, makes
from coulisse.scene.meshes import moved
from coulisse.scene.outlines import curve
from coulisse.scene.shapes import ball, box, lathe, loft, prism, tube
from coulisse.scene.staged import Model, Part

At = tuple[float, float, float]
_SLOTS = {"china": "porcelain", "glass": "glass", "wine": "velvet", "silver": "silver", "iron": "cast_iron",
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
    slots = {**_SLOTS, "bottle": "glass"}
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
    return finish(want, parts, _SLOTS, ("silver",))


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
    return finish(want, parts, _SLOTS, ("china",), fit="z")


def fruit(rng: np.random.Generator, kind: int, r: float, at: At) -> list[Part]:
    """An apple, a pear, an orange or grapes."""
    x, y, z = at
    if kind == 1:
        p = [
            (0, -r),
            (r * 0.6, -r * 0.85),
            (r * 0.9, -r * 0.3),
            (r * 0.75, r * 0.3),
            (r * 0.4, r * 0.9),
            (r * 0.25, r * 1.2),
            (0, r * 1.25),
        ]
        return [
            moved(lathe("pear", p, "pear", n=14), at, tilt=float(rng.uniform(-50, 50))),
            tube("stalk", [(x, y, z + r), (x + 0.004, y, z + r * 1.6)], 0.0016, "crust", n=5),
        ]
    if kind == 3:
        return [
            ball(
                "grape",
                r * 0.3,
                "grape",
                (
                    x + float(rng.normal(0, r * 0.5)),
                    y + float(rng.normal(0, r * 0.5)),
                    z + float(rng.normal(0, r * 0.3)),
                ),
                n=8,
            )
            for _ in range(16)
        ]
    p = [
        (0, -r * 0.8),
        (r * 0.4, -r * 0.9),
        (r * 0.9, -r * 0.4),
        (r, r * 0.1),
        (r * 0.75, r * 0.7),
        (r * 0.3, r * 0.9),
        (0, r * 0.72),
    ]
    out = [moved(lathe("fruit", p, "fruit" if kind == 0 else "orange", n=16), at, tilt=float(rng.uniform(-30, 30)))]
    return [*out, tube("stalk", [(x, y, z + r * 0.7), (x + 0.003, y + 0.003, z + r * 1.15)], 0.0016, "crust", n=5)]


@makes("fruit_bowl")
def fruit_bowl(want: Want) -> Model:
    """A bowl heaped with fruit."""
    h, r, rng = want.height, min(want.width, want.depth) / 2, want.rng()
    low = h * 0.5
    parts = [
        lathe(
            "bowl",
            [
                (0, 0),
                (r * 0.4, 0),
                (r * 0.38, low * 0.15),
                (r * 0.6, low * 0.3),
                (r * 0.92, low * 0.75),
                (r, low),
                (r * 0.96, low),
                (r * 0.85, low * 0.75),
                (r * 0.5, low * 0.4),
                (0, low * 0.35),
            ],
            "china" if want.seed % 2 else "wood",
            n=32,
        )
    ]
    s = r * 0.27
    for k in range(12):
        ring, a = (0.6, 2 * np.pi * k / 7) if k < 7 else (0.28, 2 * np.pi * k / 4)
        z = low * 0.72 + s * 0.6 if k < 7 else low * 0.8 + s * 1.55
        parts += fruit(
            rng,
            (0, 1, 2, 0, 3)[k % 5],
            s * float(rng.uniform(0.85, 1.05)),
            (r * ring * np.cos(a), r * ring * np.sin(a), min(z, h - s)),
        )
    return finish(want, parts, {**_SLOTS, "orange": "terracotta"}, ("china", "wood"))


def loaf(w: float, d: float, h: float, slot: str = "crust") -> Part:
    """A loaf along y."""
    a = np.arange(18) * np.pi / 9
    rings = []
    for s in np.linspace(-1, 1, 11):
        k = np.sqrt(max(1 - abs(s) ** 3.2, 0.02))
        slash = 1 + 0.05 * np.cos(9 * s)
        rings.append(
            np.column_stack(
                [
                    d / 2 * k * np.cos(a),
                    np.full(18, w / 2 * s),
                    np.maximum(h * (0.42 + 0.58 * k * np.sin(a) * slash), 0),
                ]
            )
        )
    return loft("loaf", rings, slot)


@makes("bread")
def bread(want: Want) -> Model:
    """A loaf, with slices off it on a board."""
    w, d, h = want.width, want.depth, want.height
    parts = [
        box("board", (d, w, h * 0.14), (0, 0, 0), "wood", 0.004),
        moved(loaf(w * 0.6, d * 0.62, h * 0.84), (0, -w * 0.14, h * 0.14)),
    ]
    for k in range(3):
        slice_ = loaf(0.016, d * 0.6, h * 0.8, "crumb")
        parts.append(moved(moved(slice_, tilt=38 + 8 * k, about="x"), (0, w * 0.24 + 0.024 * k, h * 0.14)))
    return finish(want, parts, _SLOTS, ("crust",))


@makes("cheese")
def cheese(want: Want) -> Model:
    """A wheel with a wedge cut out of it, and the wedge."""
    h, r = want.height, min(want.width, want.depth) / 2
    a = np.linspace(0.5, 2 * np.pi - 0.3, 30)
    cut = np.concatenate([[(0, 0)], np.column_stack([r * 0.96 * np.cos(a), r * 0.96 * np.sin(a)])])
    b = np.linspace(-0.22, 0.3, 8)
    wedge = np.concatenate(
        [[(r * 0.22, 0.02)], np.column_stack([r * 0.22 + r * 0.78 * np.cos(b), 0.02 + r * 0.7 * np.sin(b)])]
    )
    parts = [
        prism("wheel", cut, h * 0.9, "rind", (0, 0, h * 0.1), bevel=0.008),
        prism("wedge", wedge, h * 0.86, "crumb", (0, 0, h * 0.1), bevel=0.004),
        lathe("board", [(0, 0), (r, 0), (r, h * 0.09), (0, h * 0.09)], "wood", n=32),
    ]
    return finish(want, parts, _SLOTS, ("rind",))


@makes("cake")
def cake(want: Want) -> Model:
    """Two layers with cream and cherries on a stand."""
    h, r = want.height, min(want.width, want.depth) / 2
    parts = [
        lathe(
            "stand",
            [
                (0, 0),
                (r * 0.5, 0),
                (r * 0.2, h * 0.08),
                (r * 0.15, h * 0.18),
                (r, h * 0.26),
                (r, h * 0.28),
                (0, h * 0.28),
            ],
            "china",
            n=32,
        )
    ]
    for z, s, slot in ((0.28, 0.82, "crust"), (0.46, 0.83, "cream"), (0.52, 0.82, "crust"), (0.7, 0.84, "cream")):
        parts.append(
            lathe(
                "layer",
                [
                    (0, h * z),
                    (r * s, h * z),
                    (r * s * 1.01, h * (z + 0.1)),
                    (r * s, h * (z + 0.18)),
                    (0, h * (z + 0.18)),
                ],
                slot,
                n=32,
            )
        )
    for k in range(8):
        a = np.pi * k / 4
        at = (r * 0.62 * np.cos(a), r * 0.62 * np.sin(a))
        parts += [
            lathe(
                "rosette",
                [(0, h * 0.86), (r * 0.13, h * 0.87), (r * 0.1, h * 0.91), (r * 0.04, h * 0.94), (0, h * 0.94)],
                "cream",
                (*at, 0),
                n=8,
                smooth=False,
            ),
            ball("cherry", r * 0.07, "fruit", (*at, h * 0.95), n=8),
        ]
    return finish(want, parts, _SLOTS, ("cream",))


@makes("food")
def food(want: Want) -> Model:
    """A platter with a roast, potatoes and greens."""
    w, d, h, rng = want.width, want.depth, want.height, want.rng()
    a = np.arange(32) * np.pi / 16
    platter = [
        np.column_stack([d / 2 * s * np.cos(a), w / 2 * s * np.sin(a), np.full(32, z)])
        for s, z in ((0.7, 0.0), (0.75, h * 0.03), (1.0, h * 0.16), (0.98, h * 0.19), (0.74, h * 0.1), (0.2, h * 0.09))
    ]
    parts = [
        loft("platter", platter, "silver"),
        moved(ball("roast", 0.5, "meat", (0, 0, 0), n=18), (0, 0, h * 0.5), scale=(d * 0.42, w * 0.5, h * 0.98)),
    ]
    for s in (-1, 1):
        parts += [
            moved(
                tube(
                    "leg",
                    [(0, 0, 0), (0.03, s * 0.06, 0.012), (0.04, s * 0.1, 0.03)],
                    [0.026, 0.022, 0.008],
                    "meat",
                    n=10,
                ),
                (d * 0.06, s * w * 0.14, h * 0.42),
            ),
            ball("wing", h * 0.2, "meat", (-d * 0.08, s * w * 0.22, h * 0.4), n=10),
        ]
    for k in range(16):
        q = 2 * np.pi * k / 16
        at = (d * 0.36 * np.cos(q), w * 0.37 * np.sin(q), h * 0.2)
        if k % 3:
            parts.append(
                moved(ball("potato", h * float(rng.uniform(0.12, 0.17)), "crumb", (0, 0, 0), n=9, squash=0.8), at)
            )
        else:
            parts += [
                ball(
                    "green",
                    h * 0.1,
                    "green",
                    (at[0] + float(rng.normal(0, 0.01)), at[1] + float(rng.normal(0, 0.01)), h * 0.22 + 0.006 * j),
                    n=6,
                )
                for j in range(3)
            ]
    return finish(want, parts, _SLOTS, ("silver",))


@makes("teapot", "kettle")
def teapot(want: Want) -> Model:
    """A pot with spout, handle and lid; a kettle's handle goes over it."""
    w, d, h = want.width, want.depth, want.height
    slot = "china" if want.name == "teapot" else "copper"
    r = min(w * 0.33, d * 0.5) if want.name == "teapot" else min(w * 0.38, d * 0.5)
    top = h * (0.78 if want.name == "teapot" else 0.62)
    parts = [lathe("body", [(0, 0), (r * 0.6, 0), (r * 0.62, h * 0.04), (r * 0.95, top * 0.3), (r, top * 0.5),
        (r * 0.8, top * 0.82), (r * 0.45, top), (0, top)], slot, n=28), lathe("lid", [(0, top), (r * 0.48, top),
        (r * 0.4, top + h * 0.05), (r * 0.1, top + h * 0.09), (r * 0.08, top + h * 0.12), (r * 0.16, top + h * 0.17),
        (0, top + h * 0.2)], slot, n=20), tube("spout", curve([(0, -r * 0.85, top * 0.35), (0, -r * 1.25, top * 0.45),
        (0, -r * 1.4, top * 0.85), (0, -w * 0.5, top * 0.98)], 4), [r * 0.26, r * 0.17, r * 0.12, r * 0.11], slot,
        n=12)]  # fmt: skip
    if want.name == "teapot":
        parts.append(
            tube(
                "handle",
                curve(
                    [
                        (0, r * 0.75, top * 0.85),
                        (0, r * 1.35, top * 0.85),
                        (0, r * 1.45, top * 0.45),
                        (0, r * 0.85, top * 0.25),
                    ],
                    4,
                ),
                r * 0.09,
                slot,
            )
        )
    else:
        t = np.linspace(0, np.pi, 13)
        parts += [
            tube(
                "bail",
                np.column_stack([0 * t, r * 0.72 * np.cos(t), top * 0.92 + (h - top * 0.92) * np.sin(t)]),
                0.008,
                "black",
            ),
            tube("grip", [(0, -r * 0.3, h * 0.985), (0, r * 0.3, h * 0.985)], 0.013, "wood", n=10),
        ]
    return finish(want, parts, _SLOTS, (slot,))


@makes("cauldron")
def cauldron(want: Want) -> Model:
    """A pot of iron on three feet with a bail."""
    h, r = want.height, min(want.width, want.depth) / 2
    top = h * 0.86
    parts = [
        lathe(
            "pot",
            [
                (0, h * 0.12),
                (r * 0.5, h * 0.14),
                (r * 0.9, h * 0.32),
                (r * 0.95, h * 0.5),
                (r * 0.72, top * 0.92),
                (r * 0.86, top),
                (r * 0.8, top),
                (r * 0.68, top * 0.9),
                (r * 0.88, h * 0.5),
                (r * 0.5, h * 0.2),
                (0, h * 0.17),
            ],
            "iron",
            n=30,
        ),
        lathe("stew", [(0, h * 0.62), (r * 0.84, h * 0.62), (0, h * 0.64)], "liquid", n=24),
    ]
    for k in range(3):
        a = 2 * np.pi * k / 3
        parts.append(
            tube(
                "foot",
                [
                    (r * 0.55 * np.cos(a), r * 0.55 * np.sin(a), h * 0.2),
                    (r * 0.75 * np.cos(a), r * 0.75 * np.sin(a), 0),
                ],
                [r * 0.1, r * 0.06],
                "iron",
            )
        )
    t = np.linspace(-0.1, np.pi + 0.1, 15)
    parts.append(
        tube(
            "bail",
            np.column_stack([0.3 * r + 0 * t, r * 0.97 * np.cos(t), top * 0.9 + (h - top * 0.9) * np.sin(t)]),
            0.009,
            "iron",
            n=7,
        )
    )
    return finish(want, parts, _SLOTS, ("iron",))


@makes("pan")
def pan(want: Want) -> Model:
    """A saucepan with a long handle."""
    w, d, h = want.width, want.depth, want.height
    r = w / 2
    x = -d / 2 + r
    parts = [
        lathe(
            "pan",
            [
                (0, 0),
                (r * 0.92, 0),
                (r * 0.96, h * 0.1),
                (r * 0.98, h * 0.95),
                (r, h),
                (r * 0.93, h),
                (r * 0.91, h * 0.12),
                (0, h * 0.08),
            ],
            "copper",
            (x, 0, 0),
            n=32,
        ),
        tube(
            "handle",
            [(x + r * 0.9, 0, h * 0.75), (d * 0.42, 0, h * 0.9), (d * 0.5, 0, h * 0.9)],
            [0.008, 0.01, 0.012],
            "iron",
        ),
    ]
    return finish(want, parts, _SLOTS, ("copper",))


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
    return finish(want, parts, _SLOTS, ("silver",))


@makes("ashtray")
def ashtray(want: Want) -> Model:
    """A dish with a cigarette and ash."""
    h, r = want.height, min(want.width, want.depth) / 2
    parts = [
        lathe(
            "dish",
            [
                (0, 0),
                (r * 0.8, 0),
                (r, h * 0.3),
                (r * 0.96, h * 0.8),
                (r * 0.8, h * 0.8),
                (r * 0.62, h * 0.25),
                (0, h * 0.2),
            ],
            "glass" if want.seed % 2 else "china",
            n=28,
        ),
        moved(
            tube("cigarette", [(-0.04, 0, 0), (0.03, 0, 0)], 0.004, "label", n=8), (r * 0.5, 0, h * 0.85), 20, tilt=12
        ),
        lathe("ash", [(0, h * 0.2), (r * 0.3, h * 0.22), (0, h * 0.4)], "ash", n=10),
    ]
    parts += [
        moved(
            tube("stub", [(-0.012, 0, 0), (0.012, 0, 0)], 0.004, "cork", n=7),
            (r * 0.3 * np.cos(a), r * 0.3 * np.sin(a), h * 0.3),
            float(np.degrees(a)) + 40,
            tilt=15,
        )
        for a in (1.0, 2.6, 4.4)
    ]
    return finish(want, parts, {**_SLOTS, "ash": "cement"}, ("glass", "china"))


@makes("cigar_box")
def cigar_box(want: Want) -> Model:
    """A box of cedar, its lid up, with cigars."""
    w, d, h = want.width, want.depth, want.height
    low = h * 0.5
    parts = [
        box("floor", (d * 0.8, w, 0.005), (d * 0.1, 0, 0), "wood", 0.001),
        *(box("side", (d * 0.8, 0.005, low), (d * 0.1, s * (w / 2 - 0.0025), 0), "wood", 0.001) for s in (-1, 1)),
        *(box("side", (0.005, w, low), (d * 0.1 + s * (d * 0.4 - 0.0025), 0, 0), "wood", 0.001) for s in (-1, 1)),
        moved(box("lid", (0.006, w, h * 0.52), (0, 0, 0), "wood", 0.001), (-d * 0.3, 0, low), tilt=-24),
    ]
    n = max(4, int(w / 0.019))
    for k in range(n):
        y = -w * 0.46 + w * 0.92 * (k + 0.5) / n
        parts += [
            tube(
                "cigar",
                [(-d * 0.26, y, low * 0.8), (d * 0.44, y, low * 0.8)],
                [0.007, 0.0088, 0.0088, 0.006],
                "cigar",
                n=10,
            ),
            tube("band", [(d * 0.2, y, low * 0.8), (d * 0.26, y, low * 0.8)], 0.0092, "trim", n=10),
        ]
    return finish(want, parts, {**_SLOTS, "wood": "cedar"}, ("wood",))


@makes("medicine_bottles")
def medicine(want: Want) -> Model:
    """Brown bottles with labels, three in a group."""
    w, d, h, rng = want.width, want.depth, want.height, want.rng()
    parts: list[Part] = []
    r = min(w, d) * 0.25
    for k, (x, y) in enumerate(((0.24, -0.24), (-0.2, 0.0), (0.2, 0.25))):
        tall = h * (1.0 if k == 1 else float(rng.uniform(0.6, 0.85)))
        at = (x * d, y * w, 0.0)
        parts += [
            lathe(
                "bottle",
                [(0, 0), (r, 0), (r, tall * 0.62), (r * 0.5, tall * 0.76), (r * 0.5, tall * 0.84), (0, tall * 0.84)],
                "bottle",
                at,
                n=16,
            ),
            lathe("cap", [(0, tall * 0.83), (r * 0.62, tall * 0.83), (r * 0.62, tall), (0, tall)], "black", at, n=14),
            lathe(
                "label",
                [(r, tall * 0.15), (r * 1.02, tall * 0.15), (r * 1.02, tall * 0.5), (r, tall * 0.5)],
                "label",
                at,
                n=16,
                closed=True,
            ),
        ]
    return finish(want, parts, {**_SLOTS, "bottle": "resin"}, ("bottle",))


@makes("surgical_instruments")
def instruments(want: Want) -> Model:
    """A tray of steel with scalpels, clamps and scissors on a cloth."""
    w, d, h = want.width, want.depth, want.height
    parts = [
        box("tray", (d, w, h * 0.15), (0, 0, 0), "steel", 0.003),
        *(box("rim", (0.006, w, h * 0.8), (s * (d / 2 - 0.003), 0, 0), "steel", 0.002) for s in (-1, 1)),
        *(box("rim", (d, 0.006, h * 0.8), (0, s * (w / 2 - 0.003), 0), "steel", 0.002) for s in (-1, 1)),
        box("cloth", (d * 0.9, w * 0.92, 0.004), (0, 0, h * 0.15), "linen", 0.001),
    ]
    z = h * 0.15 + 0.008
    for k in range(6):
        y = w * (-0.36 + 0.14 * k)
        if k % 2 == 0:
            parts += [
                tube("handle", [(d * 0.3, y, z), (-d * 0.08, y, z)], 0.004, "steel", n=8),
                prism(
                    "blade",
                    [(-d * 0.3, y - 0.002), (-d * 0.08, y - 0.006), (-d * 0.08, y + 0.005)],
                    0.0015,
                    "steel",
                    (0, 0, z),
                    bevel=0.0,
                ),
            ]
        else:
            for s in (-1, 1):
                t = np.arange(14) * np.pi / 7
                parts += [
                    tube(
                        "ring",
                        np.column_stack(
                            [d * 0.32 + 0.012 * np.cos(t), y + s * 0.016 + 0.01 * np.sin(t), np.full(14, z)]
                        ),
                        0.0025,
                        "steel",
                        n=6,
                        closed=True,
                    ),
                    tube(
                        "shank",
                        [(d * 0.27, y + s * 0.016, z), (0, y + s * 0.002, z), (-d * 0.28, y - s * 0.002, z)],
                        0.003,
                        "steel",
                        n=6,
                    ),
                ]
    parts.append(
        lathe(
            "dish",
            [(0, z), (0.03, z), (0.038, h), (0.035, h), (0.028, z + 0.004), (0, z + 0.004)],
            "steel",
            (d * 0.2, w * 0.42 - 0.02, 0),
            n=18,
        )
    )
    return finish(want, parts, _SLOTS, ("steel",))


@makes("flask")
def flask(want: Want) -> Model:
    """A conical flask with something in it; a round one on a stand by seed."""
    h, r = want.height, min(want.width, want.depth) / 2
    if want.seed % 2:
        parts = [
            lathe(
                "flask",
                [
                    (0, h * 0.24),
                    (r * 0.6, h * 0.28),
                    (r * 0.85, h * 0.46),
                    (r * 0.6, h * 0.64),
                    (r * 0.22, h * 0.72),
                    (r * 0.22, h * 0.96),
                    (r * 0.3, h),
                    (r * 0.24, h),
                    (r * 0.17, h * 0.72),
                    (r * 0.55, h * 0.62),
                    (r * 0.78, h * 0.46),
                    (0, h * 0.27),
                ],
                "glass",
                n=26,
            ),
            lathe("liquid", [(0, h * 0.28), (r * 0.55, h * 0.31), (r * 0.76, h * 0.46), (0, h * 0.46)], "wine", n=22),
            lathe(
                "ring",
                [(r * 0.7, h * 0.34), (r * 0.8, h * 0.34), (r * 0.8, h * 0.36), (r * 0.7, h * 0.36)],
                "iron",
                n=24,
                closed=True,
            ),
        ]
        parts += [
            tube(
                "leg",
                [
                    (r * 0.75 * np.cos(a), r * 0.75 * np.sin(a), h * 0.35),
                    (r * 0.98 * np.cos(a), r * 0.98 * np.sin(a), 0),
                ],
                0.004,
                "iron",
                n=6,
            )
            for a in np.arange(3) * 2.094
        ]
    else:
        parts = [
            lathe(
                "flask",
                [
                    (0, 0),
                    (r * 0.95, 0),
                    (r, h * 0.05),
                    (r * 0.28, h * 0.62),
                    (r * 0.28, h * 0.94),
                    (r * 0.36, h),
                    (r * 0.28, h),
                    (r * 0.22, h * 0.62),
                    (r * 0.92, h * 0.06),
                    (0, h * 0.03),
                ],
                "glass",
                n=28,
            ),
            lathe("liquid", [(0, h * 0.035), (r * 0.9, h * 0.06), (r * 0.62, h * 0.3), (0, h * 0.3)], "liquid", n=24),
        ]
    return finish(want, parts, {**_SLOTS, "liquid": "zellige"}, ("glass",))
