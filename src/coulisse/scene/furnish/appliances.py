"""Machines of the house: fridges, washing machines, vending machines."""

from __future__ import annotations

from dataclasses import replace

from coulisse.scene.furnish.kitchen import MAIN, kitchen_materials
from coulisse.scene.furnish.registry import Want, finish, makes
from coulisse.scene.furnish.storage import cabinet
from coulisse.scene.outlines import rounded_rectangle
from coulisse.scene.shapes import box, lathe, moved, prism, tube
from coulisse.scene.staged import Model


@makes("fridge")
def fridge(want: Want) -> Model:
    """A fridge: two doors and bars; rounded with a lever for the fifties; an icebox of oak before that."""
    d, w, h = want.depth, want.width, want.height
    f = want.family
    if f in ("victorian", "art_deco", "rustic", "classical", "gothic", "baroque"):
        parts = cabinet(replace(want, family=f), d, w, h, [["door"], ["door"]])
        return finish(want, parts, kitchen_materials(want), MAIN)
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
        return finish(want, parts, kitchen_materials(want, body="enamel"), ("body",))
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
        kitchen_materials(want, body="brushed_steel" if f in ("modern", "industrial", "futuristic") else "enamel"),
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
    return finish(want, parts, kitchen_materials(want, body="enamel"), ("body",))


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
    return finish(
        want, parts, kitchen_materials(want, body="red_lacquer" if want.seed % 2 else "paint", **goods), ("body",)
    )
