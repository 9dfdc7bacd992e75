"""Cloth that lies or flies: rugs, skins, tablecloths, throws, pillows, bunting."""

from __future__ import annotations

import numpy as np

from coulisse.scene.furnish.joinery import slots
from coulisse.scene.furnish.registry import Want, finish, makes
from coulisse.scene.outlines import curve
from coulisse.scene.shapes import ball, cushion, lathe, moved, prism, sheet, tube
from coulisse.scene.staged import Model


@makes("rug", "persian_rug")
def rug(want: Want) -> Model:
    """A rug that lies with a slight wave at its edge; a Persian one has a fringe at both short ends."""
    d, w, h = want.depth, want.width, want.height
    rng = want.rng()
    a, b = rng.uniform(0, 6, 2)
    long_x = d >= w
    fringe = 0.07 if want.name == "persian_rug" or want.family in ("eastern", "rustic") else 0.0
    x_end, y_end = (d / 2 - fringe, w / 2) if long_x else (d / 2, w / 2 - fringe)
    worn = 1.0 if want.has("worn", "old", "tattered", "frayed") else 0.0

    def lay(u: np.ndarray, v: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        x, y = (u * 2 - 1) * x_end, (v * 2 - 1) * y_end
        wob = 0.004 * np.sin(5 * y + a) * np.abs(u * 2 - 1) ** 8
        wob_y = 0.004 * np.sin(4 * x + b) * np.abs(v * 2 - 1) ** 8
        edge = np.maximum(np.abs(u * 2 - 1), np.abs(v * 2 - 1)) ** 12
        lift = (0.35 * h + worn * 0.004) * np.abs(np.sin(2.2 * x + b) * np.sin(1.7 * y + a)) * (1 - 0.5 * edge)
        return np.clip(x + wob, -x_end, x_end), np.clip(y + wob_y, -y_end, y_end), 0.65 * h + lift

    if want.has("round", "oval"):

        def lay(u: np.ndarray, v: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:  # a disc from a square
            p, q = u * 2 - 1, v * 2 - 1
            return p * np.sqrt(1 - q * q / 2) * d / 2, q * np.sqrt(1 - p * p / 2) * w / 2, h + 0 * p

        fringe = 0.0
    nx, ny = max(9, min(33, round(d / 0.12))), max(9, min(33, round(w / 0.12)))
    parts = [sheet("rug", lay, (nx, ny), "rug", thickness=max(0.6 * h, 0.004))]
    if fringe:
        span = w if long_x else d
        n = min(260, round(span / 0.016))
        for i in range(n):
            s = (i + 0.5) / n * span - span / 2
            for k in (-1, 1):
                end = (d if long_x else w) / 2
                sway = rng.normal(0, 0.006)
                p, q = (k * (end - fringe - 0.002), s), (k * (end - rng.uniform(0.0, 0.012)), s + sway)
                way = (
                    [(p[0], p[1], 0.5 * h), (q[0], q[1], 0.002)]
                    if long_x
                    else [(p[1], p[0], 0.5 * h), (q[1], q[0], 0.002)]
                )
                parts.append(tube("fringe", way, 0.0024, "fringe", n=3))
    return finish(
        want, parts, slots(want, rug="carpet" if want.name == "rug" else "wool_knit", fringe="cotton"), ("rug",)
    )


@makes("bearskin")
def bearskin(want: Want) -> Model:
    """A skin with its paws spread and its head to the front."""
    d, w, h = want.depth, want.width, want.height
    half = [
        (0.3, 0.0),
        (0.33, 0.12),
        (0.27, 0.2),
        (0.34, 0.36),
        (0.42, 0.48),
        (0.36, 0.5),
        (0.22, 0.36),
        (0.06, 0.27),
        (-0.12, 0.28),
        (-0.27, 0.3),
        (-0.38, 0.46),
        (-0.46, 0.48),
        (-0.45, 0.4),
        (-0.38, 0.24),
        (-0.42, 0.08),
        (-0.5, 0.02),
    ]
    line = curve([(x * d, y * w) for x, y in half] + [(x * d, -y * w) for x, y in half[::-1]], 3, closed=True)
    rng = want.rng()
    ragged = line * (1 + rng.uniform(-0.012, 0.012, (len(line), 1)))
    parts = [
        prism("skin", ragged, 0.55 * h, "fur", bevel=0.2 * h, smooth=True),
        prism("skin", ragged * 0.86, 0.3 * h, "fur", (0, 0, 0.55 * h), bevel=0.12 * h, smooth=True),
    ]
    head = moved(ball("head", 0.15, "fur", n=14), (0.37 * d, 0, 0.45 * h), scale=(1.0, 0.85, h / 0.32))
    parts += [
        head,
        moved(ball("snout", 0.075, "fur", n=12), (0.45 * d, 0, 0.4 * h), scale=(1.0, 0.8, h / 0.2)),
        moved(ball("nose", 0.02, "dark", n=8), (0.494 * d, 0, 0.5 * h), scale=(0.5, 1.0, 0.6)),
    ]
    parts += [
        moved(ball("ear", 0.035, "fur", n=8), (0.31 * d, s * 0.1, 0.75 * h), scale=(0.6, 1.0, h / 0.1)) for s in (-1, 1)
    ]
    return finish(want, parts, slots(want, fur="fur", dark="obsidian"), ("fur",), fit="xyz")


@makes("tablecloth")
def tablecloth(want: Want) -> Model:
    """A tablecloth: flat with its folds still in it, or (asked for higher than 4 cm) hanging down all round by that."""
    d, w, h = want.depth, want.width, want.height
    rng = want.rng()
    a, b, c = rng.uniform(0, 6, 3)
    hang = h if h > 0.04 else 0.0
    room = min(0.05, 0.3 * hang)  # what the folds of the drop stand out

    def lay(u: np.ndarray, v: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        hx, hy = d / 2 - room, w / 2 - room
        p, q = (u * 2 - 1) * (hx + hang), (v * 2 - 1) * (hy + hang)
        ox, oy = np.maximum(np.abs(p) - hx, 0), np.maximum(np.abs(q) - hy, 0)
        drop = np.hypot(ox, oy)
        share = np.clip(drop / max(hang, 1e-6), 0, 1.3)
        wave = room * 0.42 * share * (1 + np.sin(13 * q + a + 2 * p) * (ox > 0) + np.sin(12 * p + b) * (oy > 0))
        crease = 0.0025 * (
            np.exp(-((q / 0.01) ** 2)) + np.exp(-(((p - 0.2 * d) / 0.01) ** 2)) + np.exp(-(((p + 0.2 * d) / 0.01) ** 2))
        )
        x = np.sign(p) * np.minimum(np.abs(p), hx) + np.sign(p) * (ox > 0) * (wave + 0.004) * 0.8
        y = np.sign(q) * np.minimum(np.abs(q), hy) + np.sign(q) * (oy > 0) * (wave + 0.004) * 0.8
        z = (h if hang else 0.006) + crease + 0.0012 * np.sin(9 * p + c) * np.sin(7 * q + a) - np.minimum(drop, hang)
        return x, y, np.maximum(z, 0.002)

    return finish(
        want,
        [sheet("cloth", lay, (49, 65), "cloth", thickness=0.002)],
        slots(want, cloth="linen" if want.family not in ("baroque", "classical", "victorian") else "damask"),
        ("cloth",),
    )


@makes("blanket")
def blanket(want: Want) -> Model:
    """A throw that was dropped: wrinkled, one corner folded over, fringed ends."""
    d, w, h = want.depth, want.width, want.height
    rng = want.rng()
    a, b, c = rng.uniform(0, 6, 3)

    def lie(u: np.ndarray, v: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        x, y = (u - 0.5) * (d - 0.06), (v - 0.5) * w
        z = (
            0.006
            + 0.42 * h * (1 + np.sin(7 * x + 5 * y + a) * np.sin(3 * y - 4 * x + b))
            + 0.1 * h * np.sin(21 * x - 11 * y + c)
        )
        return x + 0.012 * np.sin(5 * y + c), y + 0.012 * np.sin(6 * x + a), np.clip(z, 0.003, h)

    parts = [sheet("blanket", lie, (41, 33), "cloth", thickness=min(0.005, 0.4 * h))]
    n = round(w / 0.02)
    for i in range(n):
        for k in (0.0, 1.0):
            x, y, z = (float(q) for q in lie(np.array(k), np.array((i + 0.5) / n)))
            out = 0.03 * (1 if k else -1)
            parts.append(
                tube("fringe", [(x, y, z - 0.001), (x + out, y + rng.normal(0, 0.005), 0.002)], 0.0026, "cloth2", n=3)
            )
    return finish(want, parts, slots(want, cloth="wool", cloth2="wool"), ("cloth", "cloth2"))


@makes("pillow", "cushion")
def pillow(want: Want) -> Model:
    """A pillow with an edge all round, or a floor cushion with piping, a boxed side and a button."""
    d, w, h = want.depth, want.width, want.height
    if want.name == "pillow":
        parts = [cushion("pillow", (d, w, h), slot="cloth", crown=1.0, corner=0.04, sag=0.015, seed=want.seed)]
    else:
        parts = [
            cushion("cushion", (d, w, h), slot="cloth", crown=0.75, corner=0.05, sag=0.02, piping=0.006, seed=want.seed)
        ]
        parts.append(moved(ball("button", 0.016, "cloth", n=8, squash=0.5), (0, 0, h - 0.018)))
        if want.family in ("eastern", "baroque", "victorian"):
            parts += [
                moved(
                    lathe("tassel", [(0.004, 0.06), (0.012, 0.05), (0.009, 0.04), (0.014, 0), (0, 0)], "trim", n=8),
                    (a * (d / 2 - 0.03), b * (w / 2 - 0.03), 0.01),
                )
                for a in (-1, 1)
                for b in (-1, 1)
            ]
    return finish(
        want,
        parts,
        slots(want, cloth="cotton" if want.name == "pillow" else "velvet", trim="cloth_of_gold"),
        ("cloth",),
    )


@makes("bunting")
def bunting(want: Want) -> Model:
    """Flags on a string that sags, in three cloths."""
    w, h = want.width, want.height
    rng = want.rng()
    n = max(4, round(w / 0.26))
    sag = 0.28 * h

    def line(y: float) -> float:
        return h - 0.006 - sag * (1 - (2 * y / w) ** 2)

    parts = [tube("string", [(0, y, line(y)) for y in np.linspace(-w / 2, w / 2, 25)], 0.003, "string", n=5)]
    for i in range(n):
        y = -w / 2 + (i + 0.5) * w / n
        k = 0.4 * w / n
        z = line(y)
        tall = min(h - sag - 0.012, z)
        flag = prism("flag", [(-k, 0), (0, -tall), (k, 0)], 0.003, f"flag{i % 3}", along="x", bevel=0.0)
        parts.append(moved(flag, (0, y, z), float(rng.uniform(-6, 6))))
    return finish(
        want,
        parts,
        slots(want, string="cotton", flag0="damask", flag1="canvas", flag2="wool_serge"),
        ("flag0", "flag1", "flag2"),
        fit="yz",
    )
