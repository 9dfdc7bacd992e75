"""Stairs and balustrades."""

from __future__ import annotations

import numpy as np

from coulisse.scene.furnish.registry import Want, finish, makes
from coulisse.scene.furnish.street import SLOTS
from coulisse.scene.shapes import box, lathe, prism, tube
from coulisse.scene.shell_stairs import railing
from coulisse.scene.staged import Model, Part


def _flight(
    parts: list[Part],
    start: tuple[float, float],
    rise: float,
    run: float,
    count: int,
    wide: float,
    z0: float = 0.0,
    solid_below: bool = False,
) -> None:
    """Steps up along -x from `start` (x, y)."""
    for k in range(count):
        x, z = start[0] - run * (k + 0.5), z0 + rise * (k + 1)
        parts.append(box("tread", (run + 0.025, wide, 0.04), (x + 0.01, start[1], z - 0.04), "step", 0.006))
        if solid_below:
            parts.append(box("body", (run, wide * 0.98, z - 0.04 - z0 + 0.0), (x, start[1], z0), "stone", 0.0))
        else:
            parts.append(
                box("riser", (0.02, wide * 0.96, rise - 0.03), (x + run / 2 - 0.02, start[1], z - rise), "riser", 0.0)
            )


@makes("staircase", "grand_staircase")
def staircase(want: Want) -> Model:
    """A straight flight that climbs away from the front with its railings; a grand one is of stone."""
    w, d, h = want.width, want.depth, want.height
    grand = want.name == "grand_staircase" or w > 2.4
    high = h - 1.08
    count = max(3, round(high / 0.175))
    rise, run = high / count, (d - (0.9 if d > 3 else 0.0)) / count
    parts: list[Part] = []
    _flight(parts, (d / 2, 0), rise, run, count, w - 0.12, solid_below=grand)
    if d > 3:
        parts.append(box("landing", (0.92, w - 0.1, 0.12), (-d / 2 + 0.46, 0, high - 0.12), "step", 0.008))
        parts += [
            box(
                "post",
                (0.1, 0.1, high - 0.1),
                (-d / 2 + 0.06, s * (w / 2 - 0.1), 0),
                "rail" if not grand else "stone",
                0.01,
            )
            for s in (-1.0, 1.0)
        ]
    columns = {
        "classical": "classical",
        "baroque": "classical",
        "victorian": "classical",
        "art_deco": "deco",
        "gothic": "gothic",
        "industrial": "steel",
        "modern": "pillar",
        "brutalist": "pillar",
        "futuristic": "panel",
    }.get(want.family, "timber")
    if grand and columns == "timber":
        columns = "classical"
    for s in (-1.0, 1.0):
        y = s * (w / 2 - 0.05)
        string = [
            (d / 2, 0),
            (d / 2, rise),
            (d / 2 - run * count, high + 0.04),
            (d / 2 - run * count, high - 0.26),
            (d / 2 - run * 1.2, 0),
        ]
        parts.append(
            prism("string", string, 0.06, "riser" if not grand else "stone", (0, y, 0), along="y", bevel=0.004)
        )
        feet = [(d / 2 - run * 0.5, y, rise), (d / 2 - run * (count - 0.5), y, high)]
        if d > 3:
            feet.append((-d / 2 + 0.06, y, high))
        parts += railing(feet, columns, every=0.15 if not grand else 0.24)
    slots = {
        **SLOTS,
        "riser": "paint" if want.is_("classical", "victorian", "") else "oak",
        "rail": "limestone"
        if columns in ("classical", "gothic") and grand
        else "steel"
        if columns in ("steel", "pillar", "panel")
        else "oak",
    }
    slots["step"] = "marble" if grand else "diamond_plate" if columns == "steel" else "oak"
    slots["stone"] = "limestone"
    return finish(want, parts, slots, ("step",))


@makes("spiral_staircase")
def spiral(want: Want) -> Model:
    """Winders round a newel with a rail that climbs with them."""
    h, r = want.height, min(want.width, want.depth) / 2
    high = h - 1.0
    count = max(8, round(high / 0.19))
    turn = np.radians(min(420.0, 27.0 * count))
    parts: list[Part] = [
        lathe("newel", [(0, 0), (0.09, 0), (0.07, 0.05), (0.07, h - 0.05), (0.09, h - 0.04), (0, h)], "rail", n=18)
    ]
    path = []
    for k in range(count):
        a, e = turn * k / count, turn / count
        wedge = [
            (0.06 * np.cos(a), 0.06 * np.sin(a)),
            *[(r * 0.96 * np.cos(a + e * s * 1.12), r * 0.96 * np.sin(a + e * s * 1.12)) for s in (0, 0.34, 0.67, 1.0)],
            (0.06 * np.cos(a + e), 0.06 * np.sin(a + e)),
        ]
        z = high * (k + 1) / count
        parts.append(prism("tread", wedge, 0.045, "step", (0, 0, z - 0.045), bevel=0.005))
        mid = a + e * 0.5
        foot = np.array([r * 0.95 * np.cos(mid), r * 0.95 * np.sin(mid), z])
        path.append(foot)
        for s in (0.15, 0.65):
            q = a + e * s
            parts.append(
                tube(
                    "baluster",
                    [
                        (r * 0.95 * np.cos(q), r * 0.95 * np.sin(q), z - 0.02),
                        (r * 0.95 * np.cos(q), r * 0.95 * np.sin(q), z + 0.93 + high / count * (s - 0.5)),
                    ],
                    0.009,
                    "rail",
                    n=6,
                )
            )
    parts.append(tube("handrail", np.add(path, [0, 0, 0.95]), 0.025, "rail", n=10))
    parts.append(tube("string", np.add(path, [0, 0, -0.03]), 0.02, "rail", square=True))
    stone = want.is_("gothic")
    return finish(
        want,
        parts,
        {
            **SLOTS,
            "step": "limestone"
            if stone
            else "oak"
            if want.is_("rustic", "classical", "victorian")
            else "diamond_plate",
            "rail": "wrought_iron",
        },
        ("step",),
    )


@makes("balustrade")
def balustrade(want: Want) -> Model:
    """A length of railing across the facing."""
    w = want.width
    columns = {
        "classical": "classical",
        "baroque": "classical",
        "art_deco": "deco",
        "gothic": "gothic",
        "industrial": "steel",
        "modern": "pillar",
        "brutalist": "pillar",
        "futuristic": "panel",
    }.get(want.family, "classical")
    parts = railing([(0, -w / 2 + 0.05, 0), (0, w / 2 - 0.05, 0)], columns)
    return finish(
        want,
        parts,
        {"rail": "limestone" if columns in ("classical", "gothic") else "brass" if columns == "deco" else "steel"},
        ("rail",),
    )
