"""What a cabinet maker repeats: usual materials of a family, handles, fronts with gaps, carcasses."""

from __future__ import annotations

import math

import numpy as np

from coulisse.scene.furnish.mouldings import tracery
from coulisse.scene.furnish.registry import Want
from coulisse.scene.outlines import curve
from coulisse.scene.shapes import At, box, lathe, moved, prism, tube
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


def carcass(depth: float, width: float, z: tuple[float, float], *, slot: str = "body") -> Part:
    """The closed body behind fronts: set back so that a gap between two fronts is dark."""
    inner = depth - FRONT
    return box("carcass", (inner, width, z[1] - z[0]), (-FRONT / 2, 0, z[0]), slot, 0.003)
