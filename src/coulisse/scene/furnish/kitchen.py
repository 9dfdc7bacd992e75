"""Kitchens and machines of the house: worktops, sinks, stoves, fridges, washing machines, vending machines."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np

from coulisse.scene.furnish.display_cabinets import glazed_door
from coulisse.scene.furnish.joinery import front, pull, slots
from coulisse.scene.furnish.mouldings import moulding
from coulisse.scene.furnish.registry import Want, finish, makes
from coulisse.scene.furnish.storage import cabinet
from coulisse.scene.meshes import At
from coulisse.scene.outlines import curve, rounded_rectangle
from coulisse.scene.shapes import box, lathe, loft, moved, prism, tube
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


def _materials(want: Want, **more: str) -> dict[str, str]:
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
    return finish(want, parts, _materials(want), MAIN, fit="xy keep")


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
    return finish(want, parts, _materials(want), MAIN)


@makes("stove", "oven")
def stove(want: Want) -> Model:
    """A cooker: rings, knobs, an oven door with a window and a bar; cast iron with a chimney plate for old styles."""
    d, w, h = want.depth, want.width, want.height
    old = want.family in ("victorian", "rustic", "classical", "gothic", "baroque") or want.has("old")
    if want.name == "oven" and old:
        return _bread_oven(want)
    slot = "iron" if old else "body"
    parts: list[Part] = []
    z0 = 0.1
    if old:
        parts += [
            tube(
                "leg",
                curve(
                    [
                        (a * (d / 2 - 0.03), b * (w / 2 - 0.03), 0),
                        (a * (d / 2 - 0.07), b * (w / 2 - 0.07), 0.06),
                        (a * (d / 2 - 0.05), b * (w / 2 - 0.05), 0.12),
                    ],
                    4,
                ),
                [0.022, 0.014, 0.024],
                "iron",
                n=8,
            )
            for a in (-1, 1)
            for b in (-1, 1)
        ]
    else:
        parts.append(box("plinth", (d - 0.08, w - 0.02, z0), (-0.02, 0, 0), "dark", 0.002))
    parts.append(box("case", (d - 0.03, w, h - z0 - 0.03), (-0.015, 0, z0), slot, 0.006))
    parts.append(box("hob", (d, w + 0.0, 0.03), (0, 0, h - 0.045), slot if old else "steel", 0.006))
    x = d / 2 - 0.014
    for i in range(2):
        for j in range(2):
            at = ((i - 0.5) * 0.46 * d, (j - 0.5) * 0.5 * w, h - 0.016)
            if old:
                parts.append(
                    lathe(
                        "plate",
                        [
                            (0.1, 0),
                            (0.1, 0.004),
                            (0.096, 0.004),
                            (0.094, 0.002),
                            (0.05, 0.002),
                            (0.048, 0.005),
                            (0, 0.005),
                        ],
                        "iron",
                        at,
                        n=20,
                    )
                )
            else:
                r = (0.085, 0.07)[(i + j) % 2]
                parts.append(
                    lathe("burner", [(0.5 * r, 0), (0.5 * r, 0.006), (0.36 * r, 0.01), (0, 0.01)], "iron", at, n=16)
                )
                parts += [
                    moved(box("grate", (2.2 * r, 0.008, 0.007), (0, 0, 0.008), "iron", 0.002), at, a)
                    for a in (0.0, 90.0)
                ]
    panel = h - 0.14
    doors = [(z0 + 0.12, panel - 0.02)] if not old else [(z0 + 0.05, panel - 0.02)]
    parts.append(box("panel", (0.02, w - 0.01, 0.09), (x, 0, panel), slot if old else "steel", 0.004))
    n = 5
    for i in range(n):
        y = (i - (n - 1) / 2) * 0.8 * w / n
        knob = lathe("knob", [(0.02, 0), (0.018, 0.018), (0, 0.02)], "metal" if old else "dark", n=12)
        parts.append(moved(knob, (x + 0.008, y, panel + 0.045), tilt=90))
    for lo, hi in doors:
        parts.append(box("door", (0.03, w - 0.014, hi - lo), (x - 0.002, 0, lo), slot, 0.007))
        if old:
            parts += [
                box("hinge", (0.014, 0.12, 0.025), (x + 0.014, -w / 2 + 0.1, z), "metal", 0.004)
                for z in (lo + 0.08, hi - 0.1)
            ]
            parts += [
                box("panel", (0.014, w - 0.14, hi - lo - 0.12), (x + 0.01, 0.01, lo + 0.06), "iron", 0.009),
                *pull("", (x + 0.02, 0.36 * w, (lo + hi) / 2), 0.1),
            ]
        else:
            parts.append(
                box("window", (0.004, w - 0.16, 0.55 * (hi - lo)), (x + 0.014, 0, lo + 0.16 * (hi - lo)), "dark", 0.001)
            )
            parts += [
                tube(
                    "bar", [(x + 0.045, -w / 2 + 0.06, hi - 0.04), (x + 0.045, w / 2 - 0.06, hi - 0.04)], 0.008, "steel"
                ),
                *[
                    tube(
                        "post",
                        [(x, s * (w / 2 - 0.08), hi - 0.04), (x + 0.045, s * (w / 2 - 0.08), hi - 0.04)],
                        0.006,
                        "steel",
                        n=6,
                    )
                    for s in (-1, 1)
                ],
            ]
    if not old:
        parts.append(box("drawer", (0.026, w - 0.014, 0.1), (x - 0.002, 0, z0 + 0.006), slot, 0.006))
    else:
        parts.append(
            tube(
                "rail",
                [(d / 2 + 0.02, -w / 2 + 0.02, h - 0.06), (d / 2 + 0.02, w / 2 - 0.02, h - 0.06)],
                0.009,
                "metal",
            )
        )
    return finish(want, parts, _materials(want, body="enamel", metal="brass"), ("body", "iron"), fit="xyz")


def _bread_oven(want: Want) -> Model:
    """A bricked oven: a plinth with a wood niche, a mouth with an iron door under an arch, a rounded back."""
    d, w, h = want.depth, want.width, want.height
    t = np.linspace(0, math.pi, 11)
    half, spring = 0.28 * w, 0.5 * h
    mouth = [(half * math.cos(a), spring + 0.22 * h * math.sin(a)) for a in t]
    face = [
        (-w / 2, 0),
        (-half, 0.0),
        (-half, 0.3 * h),
        (half, 0.3 * h),
        (half, 0.0),
        (w / 2, 0),
        (w / 2, h),
        (-w / 2, h),
    ]
    parts = [
        prism("front", face, 0.1, "body", (d / 2 - 0.05, 0, 0), along="x", bevel=0.008),
        box("mass", (d - 0.12, w, h - 0.02), (-0.06, 0, 0), "body", 0.02),
    ]
    parts.append(
        prism(
            "door",
            [(-half, spring - 0.12 * h), (half, spring - 0.12 * h), *mouth],
            0.03,
            "iron",
            (d / 2 + 0.004, 0, 0),
            along="x",
            bevel=0.006,
        )
    )
    arch_ = [(d / 2 + 0.005, y * 1.18, spring + (z - spring) * 1.18) for y, z in mouth]
    parts.append(tube("arch", arch_, 0.028, "body", n=6))
    parts.append(tube("handle", [(d / 2 + 0.03, -0.06, spring), (d / 2 + 0.03, 0.06, spring)], 0.008, "iron", n=6))
    return finish(want, parts, _materials(want, body="brick"), ("body",))


@makes("fridge")
def fridge(want: Want) -> Model:
    """A fridge: two doors and bars; rounded with a lever for the fifties; an icebox of oak before that."""
    d, w, h = want.depth, want.width, want.height
    f = want.family
    if f in ("victorian", "art_deco", "rustic", "classical", "gothic", "baroque"):
        parts = cabinet(replace(want, family=f), d, w, h, [["door"], ["door"]])
        return finish(want, parts, _materials(want), MAIN)
    if f == "mid_century":
        line = rounded_rectangle(h - 0.05, w, 0.12, 7)
        body = prism("case", line, d - 0.12, "body", along="z", bevel=0.02, smooth=True)
        door = prism("door", line * [1, 1], 0.075, "body", along="z", bevel=0.034, smooth=True)
        parts = [
            moved(body, (-d / 2 + 0.02, 0, h / 2 + 0.025), tilt=90),
            moved(door, (d / 2 - 0.08, 0, h / 2 + 0.025), tilt=90),
            box("foot", (d - 0.2, w - 0.1, 0.04), (-0.04, 0, 0), "dark", 0.004),
        ]
        parts += [
            box("lever", (0.03, 0.03, 0.2), (d / 2 + 0.006, -0.38 * w, 0.58 * h), "steel", 0.01),
            box("badge", (0.008, 0.2, 0.03), (d / 2 - 0.003, 0.05, 0.82 * h), "steel", 0.003),
            box("band", (0.006, w - 0.02, 0.012), (d / 2 - 0.006, 0, 0.3 * h), "steel", 0.002),
        ]
        return finish(want, parts, _materials(want, body="enamel"), ("body",))
    split = 0.66 * h if want.seed % 2 else 0.38 * h
    parts = [
        box("case", (d - 0.07, w, h - 0.04), (-0.035, 0, 0.04), "body", 0.008),
        box("foot", (d - 0.14, w - 0.04, 0.04), (-0.04, 0, 0), "dark", 0.003),
    ]
    for lo, hi in ((0.05, split - 0.004), (split + 0.004, h)):
        parts.append(box("door", (0.065, w, hi - lo), (d / 2 - 0.0325 - 0.03, 0, lo), "body", 0.012))
        zc = hi - 0.32 if hi < h else lo + 0.06
        zc = max(zc, lo + 0.05)
        parts += [
            tube(
                "bar",
                [(d / 2 - 0.012, -0.4 * w, zc), (d / 2 - 0.012, -0.4 * w, min(zc + 0.32, hi - 0.05))],
                0.01,
                "steel",
            ),
            *[
                tube("post", [(d / 2 - 0.04, -0.4 * w, z), (d / 2 - 0.012, -0.4 * w, z)], 0.007, "steel", n=6)
                for z in (zc + 0.03, min(zc + 0.29, hi - 0.08))
            ],
        ]
    parts.append(box("badge", (0.003, 0.08, 0.016), (d / 2 - 0.03, 0, h - 0.09), "steel", 0.001))
    return finish(
        want,
        parts,
        _materials(want, body="brushed_steel" if f in ("modern", "industrial", "futuristic") else "enamel"),
        ("body",),
    )


@makes("washing_machine", "dishwasher")
def washer(want: Want) -> Model:
    """A machine for laundry with a round door, or for dishes with a flat one."""
    d, w, h = want.depth, want.width, want.height
    parts = [
        box("case", (d - 0.03, w, h - 0.02), (-0.015, 0, 0.02), "body", 0.008),
        box("panel", (0.026, w - 0.008, 0.11), (d / 2 - 0.02, 0, h - 0.125), "body", 0.006),
    ]
    parts += [
        lathe("foot", [(0.022, 0), (0.022, 0.02)], "dark", (a * (d / 2 - 0.07), b * (w / 2 - 0.05), 0), n=10)
        for a in (-1, 1)
        for b in (-1, 1)
    ]
    x = d / 2 - 0.03
    if want.name == "washing_machine":
        zc = 0.46 * h
        door = [(0.2, 0), (0.205, 0.012), (0.19, 0.026), (0.155, 0.024), (0.15, 0.016), (0.1, 0.004), (0, -0.004)]
        parts.append(box("skin", (0.02, w - 0.006, h - 0.2), (x, 0, 0.06), "body", 0.006))
        parts.append(
            moved(
                lathe("ring", [(0, -0.02), (0.2, -0.02), *door[:5], (0.14, 0.012), (0, 0.012)], "steel", n=32),
                (x + 0.01, 0, zc),
                tilt=90,
            )
        )
        parts.append(
            moved(
                lathe("window", [(0.148, 0.0), (0.146, 0.018), (0.1, 0.034), (0, 0.04)], "dark", n=28),
                (x + 0.006, 0, zc),
                tilt=90,
            )
        )
        parts.append(box("latch", (0.03, 0.03, 0.07), (x + 0.022, -0.18, zc - 0.035), "plastic", 0.006))
        parts.append(box("drawer", (0.012, 0.16, 0.07), (d / 2 - 0.008, 0.5 * w - 0.11, h - 0.105), "plastic", 0.004))
        dial = lathe("dial", [(0.034, 0), (0.03, 0.022), (0, 0.024)], "steel", n=18)
        parts.append(moved(dial, (d / 2 - 0.006, 0, h - 0.07), tilt=90))
        parts.append(box("display", (0.004, 0.09, 0.035), (d / 2 - 0.006, -0.16, h - 0.085), "dark", 0.001))
    else:
        parts.append(box("door", (0.03, w - 0.008, h - 0.24), (x, 0, 0.1), "body", 0.006))
        parts += [
            tube("bar", [(x + 0.045, -w / 2 + 0.08, h - 0.19), (x + 0.045, w / 2 - 0.08, h - 0.19)], 0.008, "steel"),
            *[
                tube(
                    "post",
                    [(x, s * (w / 2 - 0.1), h - 0.19), (x + 0.045, s * (w / 2 - 0.1), h - 0.19)],
                    0.006,
                    "steel",
                    n=6,
                )
                for s in (-1, 1)
            ],
        ]
        parts += [
            box("key", (0.006, 0.022, 0.012), (d / 2 - 0.006, -0.2 + 0.04 * i, h - 0.08), "plastic", 0.002)
            for i in range(5)
        ]
        parts.append(box("toe", (0.02, w - 0.02, 0.07), (x - 0.04, 0, 0.02), "dark", 0.003))
    return finish(want, parts, _materials(want, body="enamel"), ("body",))


@makes("vending_machine")
def vending_machine(want: Want) -> Model:
    """A vending machine: a lit window over spirals of goods, a keypad, a flap."""
    d, w, h = want.depth, want.width, want.height
    rng = want.rng()
    win = 0.68 * w
    y0 = w / 2 - 0.05 - win
    yc = y0 + win / 2
    parts = [
        box("back", (0.05, w, h - 0.06), (-d / 2 + 0.025, 0, 0.06), "body", 0.006),
        box("foot", (d - 0.08, w - 0.06, 0.06), (0, 0, 0), "dark", 0.004),
        *[box("side", (d - 0.05, 0.05, h - 0.06), (0.025, s * (w / 2 - 0.025), 0.06), "body", 0.008) for s in (-1, 1)],
        box("roof", (d - 0.05, w - 0.1, 0.1), (0.025, 0, h - 0.1), "body", 0.006),
        box("bin", (d - 0.05, w - 0.1, 0.5), (0.025, 0, 0.06), "body", 0.006),
        box(
            "column",
            (d - 0.06, w - win - 0.1, h - 0.66),
            (0.02, -w / 2 + 0.05 + (w - win - 0.1) / 2, 0.56),
            "body",
            0.004,
        ),
    ]
    parts.append(box("pane", (0.006, win, h - 0.68), (d / 2 - 0.03, yc, 0.57), "glass", 0.001))
    parts.append(box("light", (0.02, win - 0.06, 0.03), (d / 2 - 0.08, yc, h - 0.13), "glow", 0.004))
    rows = 5
    step = (h - 0.74) / rows
    for i in range(rows):
        z = 0.6 + i * step
        parts.append(box("shelf", (d - 0.2, win, 0.012), (0.0, yc, z), "steel", 0.002))
        n = 6
        for j in range(n):
            y = y0 + (j + 0.5) * win / n
            slot = f"goods{int(rng.integers(0, 4))}"
            for k in range(2):
                if rng.random() < 0.85:
                    x = d / 2 - 0.16 - 0.11 * k
                    tall = step * rng.uniform(0.55, 0.8)
                    if i < 2:
                        parts.append(
                            lathe(
                                "can",
                                [(0.024, 0), (0.03, 0.008), (0.03, tall - 0.01), (0.024, tall)],
                                slot,
                                (x, y, z + 0.012),
                                n=10,
                            )
                        )
                    else:
                        parts.append(
                            moved(
                                box("bag", (0.04, 0.085, tall), (0, 0, 0), slot, 0.012),
                                (x, y, z + 0.012),
                                tilt=float(rng.uniform(-6, 6)),
                            )
                        )
    ys = -w / 2 + 0.05 + (w - win - 0.1) / 2
    parts += [
        box("display", (0.006, 0.11, 0.05), (d / 2 - 0.012, ys, 1.3), "dark", 0.002),
        box("slot", (0.012, 0.05, 0.01), (d / 2 - 0.014, ys, 1.0), "steel", 0.002),
        box("reader", (0.02, 0.08, 0.06), (d / 2 - 0.012, ys, 0.86), "dark", 0.005),
    ]
    parts += [
        box("key", (0.008, 0.022, 0.022), (d / 2 - 0.012, ys - 0.035 + 0.035 * i, 1.08 + 0.035 * j), "steel", 0.003)
        for i in range(3)
        for j in range(4)
    ]
    parts += [
        box("flap", (0.012, 0.5 * w, 0.16), (d / 2 - 0.004, yc, 0.26), "dark", 0.004),
        box("trim", (0.014, w - 0.02, 0.03), (d / 2 - 0.008, 0, h - 0.07), "steel", 0.004),
    ]
    goods = {"goods0": "red_lacquer", "goods1": "gold", "goods2": "azulejo", "goods3": "plastic"}
    return finish(want, parts, _materials(want, body="red_lacquer" if want.seed % 2 else "paint", **goods), ("body",))
