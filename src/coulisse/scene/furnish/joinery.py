"""What a cabinet maker repeats: usual materials of a family, legs, handles, fronts with gaps, cornices, plinths."""

from __future__ import annotations

import math

import numpy as np

from coulisse.scene.furnish.registry import Want
from coulisse.scene.outlines import curve
from coulisse.scene.shapes import At, box, lathe, loft, moved, prism, sweep, tube
from coulisse.scene.staged import Part

GAP = 0.003  # metres between a drawer and its carcass
FRONT = 0.019  # thickness of a front

# family: wood, metal, upholstery
_USUAL = {
    "": ("oak", "brushed_steel", "leather"),
    "classical": ("mahogany", "brass", "damask"),
    "baroque": ("walnut", "gold_leaf", "brocade"),
    "gothic": ("dark_oak", "wrought_iron", "velvet"),
    "victorian": ("mahogany", "brass", "velvet"),
    "art_deco": ("rosewood", "brass", "velvet"),
    "modern": ("birch_plywood", "chrome", "leather"),
    "mid_century": ("teak", "brass", "wool"),
    "brutalist": ("dark_oak", "blackened_steel", "leather"),
    "industrial": ("reclaimed_wood", "blackened_steel", "leather"),
    "futuristic": ("white_composite_panels", "aluminium", "faux_leather"),
    "rustic": ("pine", "wrought_iron", "linen"),
    "eastern": ("rosewood", "brass", "silk"),
}
_TRAIT_WOOD = {"gilded": "gold_leaf", "lacquered": "lacquer", "painted": "paint", "whitewashed": "whitewashed_brick"}


def usual(want: Want, kind: str) -> str:
    """The usual material of a piece: `kind` is wood, metal or upholstery."""
    wood, metal, cloth = _USUAL[want.family]
    if kind == "wood":
        for trait in ("gilded", "lacquered", "painted"):
            if want.has(trait):
                return _TRAIT_WOOD[trait]
        return "driftwood" if want.has("weathered", "ruined") else wood
    if kind == "metal":
        return "iron" if want.has("rusty") else metal
    return cloth


def slots(want: Want, **more: str) -> dict[str, str]:
    """The usual materials of the slots that most pieces have, and `more`."""
    wood, metal, cloth = (usual(want, k) for k in ("wood", "metal", "upholstery"))
    return {
        "frame": wood,
        "body": wood,
        "top": wood,
        "legs": wood,
        "inside": wood,
        "metal": metal,
        "upholstery": cloth,
        **more,
    }


def leg(
    family: str,
    height: float,
    at: tuple[float, float],
    out: tuple[float, float] = (1, 1),
    *,
    thick: float = 0.045,
    slot: str = "legs",
    z: float = 0.0,
) -> list[Part]:
    """A leg from `z` up by `height` metres, in the design of a family; `out` is the way its foot looks."""
    x, y = at
    t = thick
    o = np.asarray(out, float) / max(math.hypot(*out), 1e-9)
    h = height
    if family == "classical":
        k = min(0.085, 0.3 * h)
        profile = [
            (0.30 * t, 0),
            (0.36 * t, 0.03 * h),
            (0.30 * t, 0.07 * h),
            (0.28 * t, 0.09 * h),
            (0.46 * t, h - k - 0.05 * h),
            (0.36 * t, h - k - 0.04 * h),
            (0.52 * t, h - k - 0.025 * h),
            (0.52 * t, h - k - 0.015 * h),
            (0.4 * t, h - k),
        ]
        return [lathe("leg", profile, slot, (x, y, z), n=12), box("leg", (t, t, k), (x, y, z + h - k), slot)]
    if family == "baroque":
        s = min(0.7 * t, 0.16 * h)
        way = [
            (0.9 * s, 0.0),
            (0.75 * s, 0.04 * h),
            (-0.15 * s, 0.22 * h),
            (-0.1 * s, 0.45 * h),
            (0.75 * s, 0.8 * h),
            (0.55 * s, 0.93 * h),
            (0.25 * s, h),
        ]
        line = curve([(x + o[0] * a, y + o[1] * a, z + b) for a, b in way], 4)
        size = np.interp(
            np.linspace(0, 1, len(line)),
            [0, 0.05, 0.13, 0.3, 0.5, 0.8, 1],
            np.array([0.40, 0.46, 0.30, 0.27, 0.34, 0.60, 0.50]) * t,
        )
        foot = lathe(
            "leg",
            [(0.2 * t, 0), (0.62 * t, 0.008), (0.66 * t, 0.02), (0.5 * t, 0.034), (0.2 * t, 0.04)],
            slot,
            (x + o[0] * 0.9 * s, y + o[1] * 0.9 * s, z),
            n=10,
        )
        return [tube("leg", line, list(size), slot, n=8), foot]
    if family == "victorian":
        k = min(0.09, 0.3 * h)
        g = h - k
        profile = [
            (0.26 * t, 0),
            (0.34 * t, 0.03 * g),
            (0.24 * t, 0.09 * g),
            (0.22 * t, 0.14 * g),
            (0.38 * t, 0.3 * g),
            (0.46 * t, 0.5 * g),
            (0.3 * t, 0.58 * g),
            (0.5 * t, 0.62 * g),
            (0.5 * t, 0.66 * g),
            (0.28 * t, 0.7 * g),
            (0.48 * t, 0.84 * g),
            (0.34 * t, 0.93 * g),
            (0.5 * t, 0.96 * g),
            (0.42 * t, g),
        ]
        return [lathe("leg", profile, slot, (x, y, z), n=12), box("leg", (t, t, k), (x, y, z + g), slot)]
    if family == "gothic":
        return [
            box("leg", (1.25 * t, 1.25 * t, 0.09 * h), (x, y, z), slot, 0.006),
            box("leg", (t, t, 0.91 * h), (x, y, z + 0.09 * h), slot, 0.22 * t),
        ]
    if family == "rustic":
        return [box("leg", (1.15 * t, 1.15 * t, h), (x, y, z), slot, 0.007, taper=0.82)]
    if family == "modern":
        return [lathe("leg", [(0.26 * t, 0), (0.28 * t, 0.004), (0.28 * t, h)], "metal", (x, y, z), n=12)]
    if family == "mid_century":
        lean = 0.16 * h
        low, high = (
            (x + o[0] * 0.25 * lean, y + o[1] * 0.25 * lean, z),
            (x - o[0] * 0.5 * lean, y - o[1] * 0.5 * lean, z + h),
        )
        tip = tuple(f + (g - f) * 0.12 for f, g in zip(low, high, strict=True))
        return [
            tube("leg", [tip, high], [0.26 * t, 0.48 * t], slot, n=10),
            tube("leg", [low, tip], [0.23 * t, 0.27 * t], "metal", n=10),
        ]
    if family == "art_deco":
        return [
            box("leg", (0.8 * t, 0.8 * t, 0.12 * h), (x, y, z), "metal", 0.004),
            box("leg", (1.05 * t, 1.05 * t, 0.88 * h), (x, y, z + 0.12 * h), slot, 0.28 * t, taper=0.72),
        ]
    if family == "industrial":
        return [
            box("leg", (1.5 * t, 1.5 * t, 0.006), (x, y, z), "metal", 0.001),
            box("leg", (0.8 * t, 0.8 * t, h - 0.006), (x, y, z + 0.006), "metal", 0.004),
        ]
    if family == "futuristic":
        fin = loft(
            "leg",
            [
                [
                    (x + o[0] * a - o[1] * b, y + o[1] * a + o[0] * b, z + c)
                    for a, b in ((w, 0.0), (0, 0.16 * t), (-w, 0.0), (0, -0.16 * t))
                ]
                for w, c in ((0.3 * t, 0), (0.4 * t, 0.5 * h), (0.9 * t, h))
            ],
            "metal",
        )
        return [fin]
    if family == "brutalist":
        return [box("leg", (1.9 * t, 1.9 * t, h), (x, y, z), slot, 0.004)]
    if family == "eastern":
        line = curve(
            [
                (x + o[0] * 0.1 * t, y + o[1] * 0.1 * t, z),
                (x + o[0] * 0.22 * t, y + o[1] * 0.22 * t, z + 0.1 * h),
                (x, y, z + 0.35 * h),
                (x, y, z + h),
            ],
            4,
        )
        return [tube("leg", line, [0.36 * t, 0.4 * t, 0.42 * t, 0.46 * t, 0.46 * t], slot, square=True, n=4)]
    return [box("leg", (t, t, h), (x, y, z), slot, 0.004, taper=0.62)]


def four_legs(
    family: str, depth: float, width: float, height: float, *, thick: float = 0.045, slot: str = "legs", z: float = 0.0
) -> list[Part]:
    """Legs under the corners of a rectangle (outer measures)."""
    i, j = depth / 2 - thick / 2, width / 2 - thick / 2
    if family in ("baroque", "brutalist"):
        i, j = i - 0.4 * thick, j - 0.4 * thick
    return [
        p
        for a in (-1, 1)
        for b in (-1, 1)
        for p in leg(family, height, (a * i, b * j), (a, b), thick=thick, slot=slot, z=z)
    ]


def pull(family: str, at: At, width: float = 0.12, *, slot: str = "metal") -> list[Part]:
    """A handle on a front that looks along +x, its middle at `at` on the surface; `width` is the front's."""
    x, y, z = at
    w = min(0.13, 0.4 * width)
    if family in ("classical", "baroque", "victorian") and width > 0.16:
        plate = moved(
            lathe("pull", [(0.016, 0), (0.014, 0.004), (0.006, 0.007), (0.008, 0.016), (0, 0.02)], slot, n=10),
            (0, 0, 0),
            tilt=90,
        )
        posts = [moved(plate, (x, y + s * 0.38 * w, z)) for s in (-1, 1)]
        bail = curve(
            [
                (x + 0.014, y - 0.38 * w, z),
                (x + 0.016, y - 0.33 * w, z - 0.016),
                (x + 0.017, y, z - 0.026),
                (x + 0.016, y + 0.33 * w, z - 0.016),
                (x + 0.014, y + 0.38 * w, z),
            ],
            4,
        )
        return [*posts, tube("pull", bail, 0.0032, slot, n=6)]
    if family in ("modern", "futuristic", "brutalist"):
        return [
            box("pull", (0.008, w * 1.2, 0.012), (x + 0.022, y, z - 0.006), slot, 0.002),
            *[box("pull", (0.022, 0.008, 0.008), (x + 0.01, y + s * 0.5 * w, z - 0.004), slot, 0.001) for s in (-1, 1)],
        ]
    if family == "industrial" and width > 0.12:
        ring = [(0.0, 0.018), (0.014, 0.016), (0.024, 0.008), (0.026, -0.012), (0.022, -0.012), (0.0, -0.004)]
        return [prism("pull", [(x + a, z + b) for a, b in ring], 0.8 * w, slot, (0, y, 0), along="y", bevel=0.002)]
    if family == "art_deco":
        half = [(0.03 * math.cos(t), 0.03 * math.sin(t)) for t in np.linspace(-math.pi / 2, math.pi / 2, 9)]
        return [moved(prism("pull", half, 0.018, slot, along="x", bevel=0.002), (x + 0.009, y, z))]
    wooden = family in ("rustic", "mid_century", "gothic", "eastern")
    knob = [(0.008, 0), (0.007, 0.01), (0.015, 0.018), (0.017, 0.026), (0.012, 0.032), (0, 0.034)]
    made = lathe("pull", knob, "body" if wooden and family != "gothic" else slot, n=10)
    return [moved(made, (x, y, z), tilt=90)]


def front(
    family: str,
    x: float,
    y: tuple[float, float],
    z: tuple[float, float],
    *,
    door: bool = False,
    slot: str = "body",
    handle: str = "middle",
    pulls: int = 1,
) -> list[Part]:
    """A drawer's or a door's front that stands `FRONT` before `x` and looks along +x, with gaps round it.

    `handle`: middle, left, right (of the front as the piece looks: left is +y) or none.
    """
    y0, y1, z0, z1 = y[0] + GAP / 2, y[1] - GAP / 2, z[0] + GAP / 2, z[1] - GAP / 2
    w, h = y1 - y0, z1 - z0
    cy = (y0 + y1) / 2
    face = x + FRONT
    plain = family in ("", "modern", "mid_century", "futuristic", "brutalist", "industrial", "art_deco")
    out: list[Part] = []
    rail = min(0.07, 0.22 * min(w, h))
    if plain or min(w, h) < 0.1:
        out.append(box("front", (FRONT, w, h), (x + FRONT / 2, cy, z0), slot, 0.002 if plain else 0.006))
        if family == "art_deco" and min(w, h) > 0.1:  # stepped
            out.append(box("front", (0.008, w * 0.9, h - 0.1 * w), (face + 0.003, cy, z0 + 0.05 * w), slot, 0.003))
            face += 0.007
        if family == "industrial":
            out += [
                moved(
                    lathe("rivet", [(0.005, 0), (0.004, 0.003), (0, 0.004)], "metal", n=6),
                    (face, y0 + a * w, z0 + b * h),
                    tilt=90,
                )
                for a in (0.06, 0.94)
                for b in (0.1, 0.9)
            ]
    elif not door:
        out.append(box("front", (FRONT, w, h), (x + FRONT / 2, cy, z0), slot, 0.005))
        out.append(box("front", (0.006, w - 0.05, h - 0.05), (face + 0.001, cy, z0 + 0.025), slot, 0.004))
        face += 0.004
    else:
        for s in (-1, 1):
            out.append(box("front", (FRONT, rail, h), (x + FRONT / 2, cy + s * (w - rail) / 2, z0), slot, 0.003))
        for level in (z0, z1 - rail):
            out.append(box("front", (FRONT, w - 2 * rail, rail), (x + FRONT / 2, cy, level), slot, 0.003))
        if family == "rustic":
            n = max(2, round((w - 2 * rail) / 0.11))
            plank = (w - 2 * rail) / n
            out += [
                box(
                    "front",
                    (0.012, plank - 0.003, h - 2 * rail),
                    (x + 0.007, y0 + rail + (i + 0.5) * plank, z0 + rail),
                    slot,
                    0.003,
                )
                for i in range(n)
            ]
        else:
            out.append(box("front", (0.022, w - 2 * rail, h - 2 * rail), (x + 0.004, cy, z0 + rail), slot, 0.0105))
            if family == "gothic" and h > 0.3:
                inner = w - 2 * rail
                tall = min(h - 2 * rail, 1.6 * inner)
                out += [moved(p, (x + 0.016, cy, z0 + rail)) for p in tracery(inner * 0.92, tall, slot)]
    zc = (z0 + z1) / 2
    if handle in ("left", "right"):
        hy = cy + (w / 2 - max(0.6 * rail, 0.03)) * (1 if handle == "left" else -1)
        if family in ("modern", "futuristic", "brutalist"):
            out += [
                moved(p, (0, hy, zc + 0.1 * h))
                for p in (moved(q, tilt=90, about="x") for q in pull(family, (face, 0, 0)))
            ]
        else:
            out += pull(
                "rustic" if family == "rustic" else ("" if family != "art_deco" else family),
                (face, hy, zc + 0.05 * h),
                0.1,
            )
    elif handle == "middle":
        for i in range(pulls):
            out += pull(family, (face, y0 + (i + 0.5) * w / pulls, zc), w / pulls)
    return out


def tracery(width: float, height: float, slot: str = "body", *, bar: float = 0.014) -> list[Part]:
    """A Gothic window's bars in the plane x = 0: two lancets under a pointed arch and a ring. Bottom middle at 0."""
    w = width / 2
    rise = min(width * 0.8, 0.62 * height)
    spring = height - rise

    def pointed(cy: float, half: float, base: float, top: float) -> list[At]:
        t = np.linspace(0, 1, 7)
        side = [(half * math.cos(a * math.pi / 3.2), math.sin(a * math.pi / 2)) for a in t]
        flat = half * math.cos(math.pi / 3.2)
        arm = [((c - flat) / (half - flat) * half, s) for c, s in side]
        left = [(0.0, cy + c, base + s * (top - base)) for c, s in arm]
        right = [(0.0, cy - c, base + s * (top - base)) for c, s in arm[::-1]]
        return left + right[1:]

    out = [tube("tracery", [(0, w, 0), *pointed(0, w, spring, height), (0, -w, 0)], bar / 2, slot, n=6)]
    for s in (-1, 1):
        arc = pointed(s * w / 2, w / 2, spring * 0.95, spring * 0.95 + 0.62 * rise)
        out.append(tube("tracery", [(0, s * w / 2 + w / 2, 0), *arc, (0, s * w / 2 - w / 2, 0)], 0.38 * bar, slot, n=6))
    ring = [
        (0.0, 0.2 * width * math.cos(a), spring + 0.62 * rise + 0.2 * width * math.sin(a))
        for a in np.linspace(0, 2 * math.pi, 13)
    ]
    out.append(tube("tracery", ring, 0.36 * bar, slot, n=6, closed=True))
    return out


def moulding(
    family: str, depth: float, width: float, z: float, *, size: float = 0.05, slot: str = "body"
) -> list[Part]:
    """A cornice round the front and the sides of a carcass (its outer measures), its bottom at `z`."""
    s = size
    if family in ("", "modern", "mid_century", "futuristic", "brutalist", "industrial"):
        return [box("cornice", (depth + 0.006, width + 0.012, 0.6 * s), (0.003, 0, z), slot, 0.003)]
    if family == "art_deco":
        return [
            box(
                "cornice", (depth + 0.01 * i, width + 0.02 * i, 0.35 * s), (0.005 * i, 0, z + 0.35 * s * i), slot, 0.004
            )
            for i in range(3)
        ]
    if family == "rustic":
        return [box("cornice", (depth + 0.02, width + 0.04, 0.5 * s), (0.01, 0, z), slot, 0.006)]
    section = [
        (0, 0),
        (0.25 * s, 0.05 * s),
        (0.3 * s, 0.25 * s),
        (0.5 * s, 0.32 * s),
        (0.62 * s, 0.5 * s),
        (0.9 * s, 0.68 * s),
        (1.0 * s, 0.8 * s),
        (1.0 * s, s),
        (0, s),
    ]
    # the way goes so that the section's first axis (right of the way) looks outward
    way = [
        (-depth / 2, -width / 2, z),
        (depth / 2, -width / 2, z),
        (depth / 2, width / 2, z),
        (-depth / 2, width / 2, z),
    ]
    out = [sweep("cornice", section, way, slot), box("cornice", (depth, width, 0.9 * s), (0, 0, z), slot, 0)]
    if family == "baroque":
        crest = curve(
            [
                (-0.42 * width, 0),
                (-0.36 * width, 0.6 * s),
                (-0.2 * width, 0.7 * s),
                (-0.12 * width, 1.5 * s),
                (0, 2.1 * s),
                (0.12 * width, 1.5 * s),
                (0.2 * width, 0.7 * s),
                (0.36 * width, 0.6 * s),
                (0.42 * width, 0),
            ],
            4,
        )
        out.append(prism("crest", crest, 0.03, slot, (depth / 2 - 0.02, 0, z + 0.95 * s), along="x", bevel=0.006))
    if family == "gothic":
        n = max(3, round(width / 0.16))
        for i in range(n):
            y = (i + 0.5) / n * width - width / 2
            out.append(
                prism(
                    "crest",
                    [
                        (y - 0.35 * width / n, 0),
                        (y + 0.35 * width / n, 0),
                        (y + 0.35 * width / n, s * 0.4),
                        (y, s),
                        (y - 0.35 * width / n, s * 0.4),
                    ],
                    0.02,
                    slot,
                    (depth / 2, 0, z + s),
                    along="x",
                )
            )
    return out


def carcass(depth: float, width: float, z: tuple[float, float], *, slot: str = "body") -> Part:
    """The closed body behind fronts: set back so that a gap between two fronts is dark."""
    inner = depth - FRONT
    return box("carcass", (inner, width, z[1] - z[0]), (-FRONT / 2, 0, z[0]), slot, 0.003)
