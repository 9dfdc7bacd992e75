"""Pockets: welts, flaps, patches and the slanting ones of trousers."""

from __future__ import annotations

import numpy as np

from coulisse.scene.garments.ride import Worn, joined_parts, slab, stitches
from coulisse.scene.garments.shell import Array
from coulisse.scene.staged import Part


def pocket_parts(worn: Worn) -> list[Part]:
    """Every pocket of the cut, on the front (and the back of trousers)."""
    cut, form = worn.garment.cut, worn.form
    parts: list[Part] = []
    trousers = cut.family in ("trousers", "skirt")
    waist = form.waist - (0.0 if not trousers else 0.02)
    for kind in cut.pockets:
        if kind == "breast" and cut.lapel_width > 0.095 and cut.lapel:
            continue  # a wide lapel lies over it
        if kind == "breast":
            parts += _piece(worn, 0.095, form.bust + 0.035, 0.095, 0.023, 0.10, "pocket", "welt")
        elif kind == "flap":
            low = worn.line("hem_front_l")[:, 2].min() if "hem_front_l" in worn.garment.edges else form.hip
            z = max(form.hip + 0.03, float(low) + 0.10)
            for sign in (-1, 1):
                parts += _piece(worn, sign * 0.135, z, 0.145, 0.055, -0.05 * sign, "pocket", "flap")
        elif kind == "welt":
            for sign in (-1, 1):
                parts += _piece(worn, sign * 0.115, waist - 0.035, 0.11, 0.02, 0.10 * sign, "pocket", "welt")
        elif kind in ("patch", "cargo"):
            for sign in (-1, 1):
                z = waist - 0.20 if cut.family != "trousers" else form.crotch - 0.10
                parts += _patch(
                    worn, sign * (0.125 if cut.family != "trousers" else 0.2), z, 0.15, 0.17, kind == "cargo"
                )
        elif kind == "chest":
            for sign in (-1, 1):
                parts += _patch(worn, sign * 0.095, form.bust + 0.01, 0.105, 0.115, True)
        elif kind == "chest_one":
            parts += _patch(worn, 0.095, form.bust + 0.01, 0.105, 0.12, False)
        elif kind == "slant":
            parts += _slant(worn, waist)
        elif kind == "back":
            for sign in (-1, 1):
                arc = sign * (worn.chart.girth(waist - 0.13) / 2 - 0.085)
                if cut.goods.id == "denim":
                    parts += _patch(worn, arc, waist - 0.155, 0.135, 0.145, False)
                else:
                    parts += _piece(worn, arc, waist - 0.09, 0.125, 0.012, 0.0, "pocket", "welt")
    return parts


def _grid(
    worn: Worn, arc: float, z: float, wide: float, high: float, turn: float, n: tuple[int, int]
) -> tuple[Array, Array, Array]:
    """Lengths and heights (r, c) of a turned rectangle around a place; its rows go up."""
    x = np.linspace(-wide / 2, wide / 2, n[1])[None] + np.zeros((n[0], 1))
    y = np.linspace(-high / 2, high / 2, n[0])[:, None] + np.zeros((1, n[1]))
    c, s = np.cos(turn), np.sin(turn)
    return arc + c * x - s * y, z + s * x + c * y, x


def _on(worn: Worn, arc: Array, z: Array, gap: float) -> Array:
    return worn.laid(worn.on_front(arc, z), gap)


def _piece(
    worn: Worn, arc: float, z: float, wide: float, high: float, turn: float, slot: str, kind: str
) -> list[Part]:  # fmt: skip
    thick = max(0.0018, 1.8 * worn.garment.cut.goods.thickness)
    a, h, x = _grid(worn, arc, z, wide, high, turn, (6, 14))
    if kind == "flap":  # its lower corners are round
        low = np.linspace(0, 1, 6)[:, None]
        corner = np.clip((np.abs(x) / (wide / 2) - 0.8) / 0.2, 0, 1)
        h = h + (1 - low) * 0.012 * corner**2
    lift = np.linspace(0.6, 0, 6)[:, None] * (1.4 if kind == "flap" else 0.3) * thick
    flat = _on(worn, a, h, 0.5 * thick + 0.0008)
    grid = flat + worn.normal_at(flat) * lift[..., None]
    out = worn.normal_at(flat)
    parts = slab(kind, grid, thick, slot, outward=out)
    ring = np.concatenate([grid[1, 1:-1], grid[1:-1, -2], grid[-1, -2:0:-1]]) if kind == "flap" else grid[-1]
    n = worn.normal_at(ring)
    parts.append(stitches(f"{kind} stitch", ring + 0.55 * thick * n, "stitch"))
    if kind == "flap":  # the welt that it hangs from
        top = np.stack([grid[-1], grid[-1] + [0, 0, 0.006]])
        parts += slab("jet", top, 0.5 * thick, slot, outward=out[:2])
    return parts


def _patch(worn: Worn, arc: float, z: float, wide: float, high: float, flap: bool) -> list[Part]:
    thick = max(0.0016, 1.5 * worn.garment.cut.goods.thickness)
    a, h, x = _grid(worn, arc, z, wide, high, 0.0, (12, 12))
    low = np.linspace(0, 1, 12)[:, None]
    point = 0.010 * (1 - np.abs(x) / (wide / 2))
    h = h - (1 - low) ** 2 * point
    flat = _on(worn, a, h, 0.5 * thick + 0.0006)
    n = worn.normal_at(flat)
    grid = flat + n * (0.002 * np.sin(np.pi * np.linspace(0, 1, 12))[:, None, None])
    parts = slab("patch pocket", grid, thick, "pocket", outward=n)
    ring = np.concatenate([grid[-1:0:-1, 1], grid[1, 1:-1], grid[1:, -2]]) + 0.6 * thick * np.concatenate(
        [n[-1:0:-1, 1], n[1, 1:-1], n[1:, -2]]
    )
    runs = [
        stitches("pocket stitch", ring, "stitch"),
        stitches("pocket stitch", grid[-3] + 0.6 * thick * n[-3], "stitch"),
    ]
    parts.append(joined_parts("pocket stitches", runs, "stitch"))
    if flap:
        parts += _piece(worn, arc, z + high / 2 - 0.012, wide + 0.006, 0.045, 0.0, "pocket", "flap")
    return parts


def _slant(worn: Worn, waist: float) -> list[Part]:
    runs = []
    for sign in (-1, 1):
        t = np.linspace(0, 1, 24)
        girth = worn.chart.girth(waist - 0.06)
        arc = sign * (girth / 4 - 0.045 + 0.035 * t)
        line = _on(worn, arc, waist - 0.015 - 0.15 * t, 0.0012)
        runs.append(stitches("pocket", line, "stitch"))
        edge = np.stack([line, _on(worn, arc + sign * 0.0045, waist - 0.015 - 0.15 * t, 0.0026)])
        runs += slab("pocket edge", edge, 0.0015, "cloth", outward=worn.normal_at(edge))
    stitched = [p for p in runs if p.slot == "stitch"]
    return [joined_parts("pocket stitches", stitched, "stitch"), *[p for p in runs if p.slot != "stitch"]]
