"""Kitchens: worktops, sinks and taps, cupboards."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from coulisse.scene.furnish.display_cabinets import glazed_door
from coulisse.scene.furnish.joinery import front, slots
from coulisse.scene.furnish.mouldings import moulding
from coulisse.scene.furnish.registry import Want, finish, makes
from coulisse.scene.furnish.storage import cabinet
from coulisse.scene.meshes import At
from coulisse.scene.outlines import curve, rounded_rectangle
from coulisse.scene.shapes import box, lathe, loft, moved, tube
from coulisse.scene.staged import Model, Part

MAIN = ("body", "top")


def tap(at: At, *, turn: float = 0.0, old: bool = False, high: float = 0.24, slot: str = "metal") -> list[Part]:
    """A mixer tap whose spout looks along +x before the turn; an old one is a pillar with cross handles."""
    neck = curve(
        [
            (0, 0, 0.02),
            (0, 0, high * 0.75),
            (0.03, 0, high * 0.97),
            (0.09, 0, high),
            (0.14, 0, high * 0.9),
            (0.15, 0, high * 0.74),
        ],
        4,
    )
    out = [
        tube("spout", neck, 0.011, slot, n=9),
        lathe("foot", [(0.026, 0), (0.026, 0.006), (0.016, 0.014), (0.015, 0.03)], slot, n=14),
    ]
    if old:
        for s in (-1, 1):
            out.append(tube("pipe", [(0, 0, 0.03), (0, s * 0.085, 0.03)], 0.01, slot))
            out.append(
                lathe(
                    "valve", [(0.014, 0.0), (0.014, 0.05), (0.008, 0.06), (0.008, 0.07)], slot, (0, s * 0.085, 0), n=10
                )
            )
            out += [
                tube("cross", [(a[0], s * 0.085 + a[1], 0.07), (-a[0], s * 0.085 - a[1], 0.07)], 0.006, slot, n=6)
                for a in ((0.028, 0), (0, 0.028))
            ]
    else:
        out.append(tube("lever", [(0, 0.012, 0.04), (0.01, 0.075, 0.07)], [0.009, 0.006], slot, n=7))
    return [moved(p, at, turn) for p in out]


def basin(
    d: float, w: float, deep: float, at: At, *, slot: str = "sink", rim: float = 0.02, corner: float = 0.05
) -> Part:
    """A sunk basin open above: its rim lies at `at`, it goes down by `deep` (a solid shell)."""
    rings = []
    for inset_, z, r in (
        (rim, -deep - 0.004, corner),
        (0.004, 0.0, corner + rim),
        (0.0, 0.003, corner + rim),
        (rim * 0.8, 0.004, corner),
        (rim, -0.004, corner),
        (rim + 0.012, -deep + 0.02, corner),
        (rim + 0.035, -deep, corner * 0.8),
    ):
        ring = rounded_rectangle(d - 2 * inset_, w - 2 * inset_, r, 4)
        rings.append(np.column_stack([ring, np.full(len(ring), z)]))
    return moved(loft("basin", rings, slot), at)


def worktop(
    d: float, w: float, z: float, thick: float, hole: tuple[float, float, float, float] | None, slot: str = "top"
) -> list[Part]:
    """A slab whose upper face is at `z`, with a rectangular hole (x, y, depth, width) left for a basin."""
    if hole is None:
        return [box("top", (d, w, thick), (0, 0, z - thick), slot, 0.004)]
    x, y, hd, hw = hole
    out = []
    left, right = w / 2 - (y + hw / 2), (y - hw / 2) + w / 2
    out.append(box("top", (d, left, thick), (0, w / 2 - left / 2, z - thick), slot, 0.003))
    out.append(box("top", (d, right, thick), (0, -w / 2 + right / 2, z - thick), slot, 0.003))
    front_, back = d / 2 - (x + hd / 2), (x - hd / 2) + d / 2
    out.append(box("top", (front_, hw, thick), (d / 2 - front_ / 2, y, z - thick), slot, 0.003))
    out.append(box("top", (back, hw, thick), (-d / 2 + back / 2, y, z - thick), slot, 0.003))
    return out


def kitchen_materials(want: Want, **more: str) -> dict[str, str]:
    stone = {
        "modern": "granite",
        "futuristic": "acrylic",
        "rustic": "oak",
        "industrial": "stainless_steel",
        "brutalist": "polished_concrete",
        "victorian": "slate",
        "art_deco": "marble",
    }
    return slots(
        want,
        top=stone.get(want.family, "marble"),
        sink="stainless_steel" if want.family not in ("rustic", "victorian") else "porcelain",
        steel="stainless_steel",
        dark="obsidian",
        enamel="enamel",
        plastic="plastic",
        glass="glass",
        iron="cast_iron",
        rubber="rubber",
        glow="acrylic",
        **more,
    )


@makes("kitchen_counter", "kitchen_island", "sink")
def counter(want: Want) -> Model:
    """Base cupboards with drawers under a worktop, with a sink and a tap; an island has doors on both sides."""
    d, w, h = want.depth, want.width, want.height
    f = want.family
    island, sink_ = want.name == "kitchen_island", want.name == "sink"
    over = 0.03
    z1 = h
    thick = 0.035 if f not in ("brutalist",) else 0.06
    n = max(1, round((w - 0.04) / 0.6))
    parts: list[Part] = []
    body_d = d - over
    x0 = -over / 2 if not island else 0.0
    if island:
        body_d = d - 2 * over
    base = cabinet(
        replace(want, family=f if f != "mid_century" else "modern"),
        body_d,
        w - 0.02,
        z1 - thick,
        [["drawer"] * n, ["door"] * n],
        foot=0.1,
        top=0.004,
    )
    base = [p for p in base if p.name not in ("leg", "cornice", "crest")]
    parts += [moved(p, (x0, 0, 0)) for p in base]
    parts.append(box("toe", (body_d - 0.08, w - 0.04, 0.1), (x0 - 0.02, 0, 0), "dark", 0.002))
    if island:
        back = [
            p
            for i in range(n)
            for p in front(
                f,
                body_d / 2 - 0.022,
                (-w / 2 + 0.01 + i * (w - 0.02) / n, -w / 2 + 0.01 + (i + 1) * (w - 0.02) / n),
                (0.1, z1 - thick),
                door=True,
                handle="none",
            )
        ]
        parts += [moved(p, turn=180) for p in back]
    hole = (
        0.0 if not island else 0.08,
        (0.0 if sink_ or n < 3 else w / 2 - 0.62) * (1 if want.seed % 2 else -1),
        min(0.4, d - 0.16),
        min(0.5 if not sink_ else w - 0.3, w - 0.12),
    )
    with_sink = not island or want.seed % 2 == 0
    parts += worktop(d, w, z1, thick, hole if with_sink else None)
    if with_sink:
        parts.append(basin(hole[2] + 0.02, hole[3] + 0.02, 0.17, (hole[0], hole[1], z1)))
        parts.append(
            lathe(
                "drain", [(0, 0), (0.03, 0), (0.032, 0.003), (0, 0.003)], "steel", (hole[0], hole[1], z1 - 0.168), n=14
            )
        )
        # `height` is the worktop's; the tap stands on it
        parts += tap(
            (hole[0] - hole[2] / 2 - 0.03, hole[1], z1), old=f in ("victorian", "rustic", "classical"), slot="steel"
        )
    return finish(want, parts, kitchen_materials(want), MAIN, fit="xy keep")


@makes("kitchen_cupboard")
def wall_cupboard(want: Want) -> Model:
    """A cupboard that hangs on a wall: doors, or a glazed one."""
    d, w, h = want.depth, want.width, want.height
    n = max(1, round(w / 0.42))
    f = want.family
    parts = [
        box("carcass", (d - 0.022, w, h - 0.02), (-0.011, 0, 0), "body", 0.003),
        *[moved(p, (0, 0, 0)) for p in moulding(f, d - 0.02, w - 0.012, h - 0.03, size=0.04)],
    ]
    for i in range(n):
        y0, y1 = -w / 2 + i * w / n, -w / 2 + (i + 1) * w / n
        side = "left" if i % 2 == 0 else "right"
        if (i + want.seed) % 4 == 3:
            parts += glazed_door(f, d / 2 - 0.022, (y0, y1), (0.002, h - 0.03), side)
        else:
            parts += front(f, d / 2 - 0.022, (y0, y1), (0.001, h - 0.031), door=True, handle=side)
    return finish(want, parts, kitchen_materials(want), MAIN)
