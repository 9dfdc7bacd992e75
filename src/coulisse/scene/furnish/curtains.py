"""Hangings: curtains, blinds, tapestries."""

from __future__ import annotations

import math

import numpy as np

from coulisse.scene.furnish.joinery import slots
from coulisse.scene.furnish.registry import Want, finish, makes
from coulisse.scene.shapes import ball, box, lathe, moved, sheet, tube
from coulisse.scene.staged import Model, Part


def drape(
    y: tuple[float, float],
    x: float,
    z: tuple[float, float],
    folds: float,
    deep: float,
    *,
    phase: float = 0.0,
    slot: str = "curtain",
    tie: float = 0.0,
    thickness: float = 0.003,
    break_: float = 0.0,
) -> Part:
    """A hanging cloth from `z[1]` down to `z[0]` between two `y`, in folds `deep` metres; `tie` gathers it."""
    y0, y1 = y

    def surface(u: np.ndarray, v: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        open_ = 0.55 + 0.45 * u  # folds open towards the hem
        gather = tie * np.exp(-(((u - 0.62) / 0.13) ** 2))
        wave = np.sin(2 * np.pi * folds * v + phase + 0.7 * np.sin(2.2 * u + 3 * v)) + 0.25 * np.sin(
            4 * np.pi * folds * v + 2 * phase + u
        )
        yy = y0 + (y1 - y0) * (v * (1 - 0.62 * gather))
        return (
            x + deep * wave * open_ * (1 - 0.4 * gather) * 0.8 + break_ * np.maximum(u - 0.97, 0) * 8,
            yy + 0.35 * deep * np.cos(2 * np.pi * folds * v + phase) * open_,
            z[1] + (z[0] - z[1]) * u,
        )

    return sheet("curtain", surface, (14, round(folds * 9) + 1), slot, thickness=thickness)


@makes("curtain", "net_curtain")
def curtain(want: Want) -> Model:
    """A pair of curtains on a rod with rings, drawn aside or closed; swags and ties for rich styles."""
    d, w, h = want.depth, want.width, want.height
    net = want.name == "net_curtain"
    rng = want.rng()
    rich = want.family in ("baroque", "victorian", "classical", "gothic") and not net
    deep = min(0.32 * d, 0.045)
    x = 0.0
    top = h - 0.045
    closed = net or want.has("closed")
    parts: list[Part] = []
    if want.family in ("modern", "futuristic", "brutalist", "mid_century") or net:
        parts.append(box("rail", (0.022, w, 0.026), (x, 0, h - 0.026), "metal", 0.003))
        top = h - 0.026
    else:
        parts.append(tube("rod", [(x, -w / 2 + 0.03, h - 0.022), (x, w / 2 - 0.03, h - 0.022)], 0.012, "metal", n=10))
        for s in (-1, 1):
            knob = lathe(
                "finial",
                [(0.01, 0), (0.018, 0.006), (0.012, 0.012), (0.021, 0.024), (0.014, 0.034), (0, 0.04)],
                "metal",
                n=12,
            )
            parts.append(moved(moved(knob, tilt=-90 * s, about="x"), (x, s * (w / 2 - 0.04), h - 0.022)))
    panel = w / 2 - 0.03 if closed else min(max(0.27 * w, 0.24), 0.42 * w)
    for s in (-1, 1):
        y = (-w / 2 + 0.03, -w / 2 + 0.03 + panel)
        folds = max(3.0, panel / (0.11 if closed else 0.07))
        one = drape(
            y,
            x,
            (0.012, top),
            folds,
            deep,
            phase=float(rng.uniform(0, 6)),
            tie=0.8 if rich and not closed else 0.0,
            thickness=0.0015 if net else 0.004,
            slot="curtain",
        )
        hem = []
        if not net:
            n = round(folds)
            hem = [
                lathe(
                    "ring",
                    [(0.013, -0.003), (0.017, -0.003), (0.017, 0.003), (0.013, 0.003)],
                    "metal",
                    n=10,
                    closed=True,
                )
                for _ in range(n)
            ]
            hem = [
                moved(moved(r, tilt=90, about="x"), (x, y[0] + (i + 0.5) * panel / n, h - 0.026))
                for i, r in enumerate(hem)
            ]
        if rich and not closed:
            zt = 0.38 * h
            cord = [
                (x + 0.05 * math.cos(a), y[0] + 0.2 * panel + 0.24 * panel * math.sin(a), zt + 0.03 * math.sin(a))
                for a in np.linspace(0, 2 * math.pi, 15)
            ]
            hem += [
                tube("tie", cord, 0.009, "trim", n=6, closed=True),
                lathe(
                    "tassel",
                    [(0.004, 0.14), (0.016, 0.12), (0.012, 0.1), (0.022, 0.0), (0, 0)],
                    "trim",
                    (x + 0.05, y[0] + 0.2 * panel, zt - 0.16),
                    n=10,
                ),
            ]
        for p in (one, *hem):
            parts.append(p if s < 0 else moved(p, scale=(1.0, -1.0, 1.0)))
    if rich:
        swags = max(2, round(w / 0.6))
        for i in range(swags):
            y0, y1 = -w / 2 + i * w / swags, -w / 2 + (i + 1) * w / swags

            def swag(
                u: np.ndarray, v: np.ndarray, y0: float = y0, y1: float = y1
            ) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
                dip = np.sin(np.pi * v) ** 0.9
                return (
                    0.62 * d / 2 + 0.02 * np.sin(6 * np.pi * u) * dip + 0.012 * dip,
                    y0 + (y1 - y0) * v,
                    h - 0.002 - (0.04 + 0.11 * h * u) * dip * 1.1 - 0.03 * u,
                )

            parts.append(sheet("swag", swag, (13, 13), "curtain", thickness=0.004))
            parts.append(
                tube(
                    "fringe",
                    [
                        (
                            0.62 * d / 2 + 0.014,
                            y0 + (y1 - y0) * v,
                            h - 0.03 - (0.04 + 0.11 * h) * 1.1 * math.sin(math.pi * v) ** 0.9,
                        )
                        for v in np.linspace(0, 1, 11)
                    ],
                    0.007,
                    "trim",
                    n=5,
                )
            )
    usual_cloth = {
        "baroque": "brocade",
        "victorian": "velvet",
        "classical": "damask",
        "gothic": "velvet",
        "art_deco": "satin",
        "rustic": "linen",
        "modern": "linen",
        "futuristic": "technical_fabric",
        "industrial": "canvas",
        "eastern": "silk",
    }
    return finish(
        want,
        parts,
        slots(want, curtain="voile_fabric" if net else usual_cloth.get(want.family, "velvet"), trim="cloth_of_gold"),
        ("curtain",),
    )


@makes("blind", "venetian_blind")
def blind(want: Want) -> Model:
    """A Venetian blind, its slats half turned, some bent; a roller blind for modern ones, split bamboo for eastern."""
    d, w, h = want.depth, want.width, want.height
    rng = want.rng()
    rolled = want.family in ("modern", "futuristic", "brutalist", "victorian", "classical")
    if rolled and want.name == "blind":
        drop = h * (0.6 if not want.has("closed") else 1.0)
        parts = [
            moved(
                lathe("roll", [(0.022, -w / 2), (0.022, w / 2)], "blind", n=14), (0, 0, h - 0.024), tilt=90, about="x"
            ),
            box("cloth", (0.0015, w - 0.04, drop - 0.05), (0.02, 0, h - drop + 0.02), "blind", 0.0),
            box("bar", (0.012, w - 0.03, 0.022), (0.02, 0, h - drop), "frame", 0.003),
        ]
        parts.append(tube("cord", [(0.022, w / 2 - 0.02, h - 0.03), (0.022, w / 2 - 0.02, 0.0)], 0.002, "cord", n=4))
        return finish(want, parts, slots(want, blind="linen", cord="cotton"), ("blind",))
    bamboo = want.family == "eastern"
    pitch, deep = (0.018, 0.008) if bamboo else (0.042, min(d - 0.005, 0.046))
    n = int((h - 0.08) / pitch)
    parts = [
        box("head", (d, w, 0.045), (0, 0, h - 0.045), "frame", 0.004),
        box("foot", (deep, w - 0.01, 0.016), (0, 0, 0.0), "frame", 0.003),
    ]
    for i in range(n):
        z = 0.026 + i * pitch
        if bamboo:
            parts.append(tube("rod", [(0, -w / 2 + 0.005, z), (0, w / 2 - 0.005, z)], 0.005, "blind", n=5))
            continue
        tilt = 38 + rng.normal(0, 1.2) + (18 if rng.random() < 0.04 else 0)
        slat = box("slat", (deep, w - 0.01, 0.0022), (0, 0, 0), "blind", 0.0)
        parts.append(moved(slat, (0, rng.normal(0, 0.0015), z), tilt=tilt))
    parts += [
        tube("cord", [(s * 0.4 * deep, y * w, 0.01), (s * 0.4 * deep, y * w, h - 0.04)], 0.0016, "cord", n=4)
        for s in (-1, 1)
        for y in (-0.36, 0.36)
    ]
    parts.append(
        tube(
            "wand",
            [(d / 2 - 0.006, -w / 2 + 0.05, h - 0.05), (d / 2 - 0.006, -w / 2 + 0.045, 0.5 * h)],
            0.004,
            "cord",
            n=6,
        )
    )
    return finish(want, parts, slots(want, blind="bamboo" if bamboo else "aluminium", cord="cotton"), ("blind",))


@makes("tapestry")
def tapestry(want: Want) -> Model:
    """A tapestry that hangs in waves from a rod, with a fringe and a border of its own cloth."""
    d, w, h = want.depth, want.width, want.height
    rng = want.rng()
    a, b = rng.uniform(0, 6, 2)
    deep = min(0.3 * d, 0.012)

    def hang(u: np.ndarray, v: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        x = deep * (np.sin(9 * v + a) * (0.3 + 0.7 * u) + 0.5 * np.sin(5 * u + b + 4 * v))
        return x, (v - 0.5) * (w - 0.06), h - 0.03 - u * (h - 0.09) + 0.008 * np.sin(9 * v + a) * u

    parts = [
        sheet("tapestry", hang, (17, 41), "tapestry", thickness=0.005),
        tube("rod", [(0, -w / 2, h - 0.018), (0, w / 2, h - 0.018)], 0.012, "frame", n=10),
    ]
    n = round(w / 0.022)
    for i in range(n):
        v = (i + 0.5) / n
        x, y, z = (float(q) for q in hang(np.array(1.0), np.array(v)))
        parts.append(
            tube(
                "fringe", [(x, y, z + 0.002), (x, y + rng.normal(0, 0.004), max(z - 0.06, 0.001))], 0.003, "fringe", n=3
            )
        )
    parts += [moved(ball("knob", 0.014, "frame", n=10), (0, s * (w / 2 - 0.002), h - 0.018)) for s in (-1, 1)]
    m = max(4, round(w / 0.3))
    parts += [
        box("loop", (0.016, 0.05, 0.034), (0, -w / 2 + 0.06 + i * (w - 0.12) / (m - 1), h - 0.034), "tapestry", 0.002)
        for i in range(m)
    ]
    return finish(want, parts, slots(want, tapestry="jacquard", fringe="wool"), ("tapestry",))
