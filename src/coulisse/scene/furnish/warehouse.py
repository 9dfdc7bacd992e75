"""What stands in a warehouse: drums, pallets, shelving, containers."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from coulisse.scene.furnish.books import BOOKS
from coulisse.scene.furnish.goods import GOODS, goods_row, kinds_of
from coulisse.scene.furnish.industry import STEEL
from coulisse.scene.furnish.registry import Want, finish, makes
from coulisse.scene.meshes import moved
from coulisse.scene.shapes import box, lathe, prism, sheet, tube
from coulisse.scene.staged import Model, Part


@makes("oil_drum")
def oil_drum(want: Want) -> Model:
    """A drum with two rolling hoops and bungs."""
    h, r = want.height, min(want.width, want.depth) / 2
    p = [(0, 0.012), (r * 0.94, 0.012), (r * 0.96, 0.0), (r, 0.006), (r * 0.975, 0.02)]
    for z in (0.33, 0.66):
        p += [(r * 0.965, h * z - 0.03), (r, h * z), (r * 0.965, h * z + 0.03)]
    p += [(r * 0.975, h - 0.02), (r, h - 0.006), (r * 0.96, h), (r * 0.94, h - 0.014), (0, h - 0.012)]
    parts = [lathe("drum", p, "body", n=36)]
    for x, y, s in ((r * 0.6, 0.0, 0.035), (-r * 0.6, 0.1 * r, 0.02)):
        parts.append(lathe("bung", [(0, 0), (s, 0), (s, 0.012), (0, 0.012)], "frame", (x, y, h - 0.013), n=8))
    return finish(want, parts, STEEL, ("body",))


@makes("pallet")
def pallet(want: Want) -> Model:
    """Boards on blocks."""
    w, d, h = want.width, want.depth, want.height
    rng, t = want.rng(), h * 0.15
    parts = []
    for k in range(7):
        lie = float(rng.uniform(-0.004, 0.004)) if 0 < k < 6 else 0.0
        parts.append(box("board", (d * 0.12, w, t), (-d / 2 + d * (k + 0.5) / 7 + lie, 0, h - t), "body", 0.003))
    for y in (-1.0, 0.0, 1.0):
        parts.append(box("bearer", (d, 0.1, t), (0, y * (w / 2 - 0.05), h - 2 * t), "body", 0.003))
        parts.append(box("foot", (d, 0.1, t), (0, y * (w / 2 - 0.05), 0), "body", 0.003))
        parts += [
            box("block", (0.12, 0.1, h - 3 * t), (x * (d / 2 - 0.06), y * (w / 2 - 0.05), t), "body", 0.004)
            for x in (-1.0, 0.0, 1.0)
        ]
    return finish(want, parts, {"body": "rough_planks"}, ("body",))


@makes("metal_shelving")
def metal_shelving(want: Want) -> Model:
    """Slotted uprights with shelves, and boxes and cans on them."""
    w, d, h, rng = want.width, want.depth, want.height, want.rng()
    parts = []
    for x in (-1.0, 1.0):
        for y in (-1.0, 1.0):
            angle = [(0, 0), (0.04, 0), (0.04, 0.004), (0.004, 0.004), (0.004, 0.04), (0, 0.04)]
            leg = prism("upright", angle, h, "frame", bevel=0.0)
            parts.append(moved(leg, (x * d / 2, y * w / 2, 0), scale=(-float(x), -float(y), 1.0)))
    levels = max(3, round(h / 0.45))
    stock = kinds_of(want)
    for k in range(levels):
        z = 0.08 + (h - 0.12) * k / (levels - 1)
        parts.append(box("shelf", (d, w, 0.03), (0, 0, z), "frame", 0.004))
        y, room = -w / 2 + 0.06, (h - 0.12) / (levels - 1) - 0.06
        if stock and k < levels - 1:
            parts += goods_row(rng, stock, w - 0.09, d - 0.04, room, (d / 2 - 0.02, 0.0, z + 0.03))
            continue
        while k < levels - 1 and y < w / 2 - 0.2:
            wide = float(rng.uniform(0.16, 0.42))
            if y + wide > w / 2 - 0.05:
                break
            kind, tall = rng.random(), float(rng.uniform(0.4, 0.85)) * room
            if kind < 0.5:
                turn = float(rng.uniform(-4, 4))
                parts.append(
                    box("carton", (d * 0.75, wide * 0.92, tall), (0, y + wide / 2, z + 0.03), "box", 0.006, turn)
                )
            elif kind < 0.75:
                for j in range(max(1, int(wide / 0.13))):
                    parts.append(lathe("tin", [(0, 0), (0.05, 0), (0.052, 0.004), (0.05, 0.12), (0.052, 0.125),
                        (0, 0.123)], "can", (float(rng.uniform(-0.1, 0.1)), y + 0.065 + 0.13 * j, z + 0.03),
                        n=12))  # fmt: skip
            y += wide + float(rng.uniform(0.02, 0.2))
    more = {**BOOKS, **GOODS} if stock else {}
    return finish(want, parts, {"frame": "steel", "box": "cardboard", "can": "tin", **more}, ("frame",))


@makes("shipping_container")
def container(want: Want) -> Model:
    """Corrugated sides, corner castings, doors with locking bars to the front."""
    w, d, h = want.width, want.depth, want.height
    parts = [
        box("floor", (d - 0.1, w - 0.1, 0.14), (0, 0, 0.02), "frame", 0.01),
        box("roof", (d - 0.1, w - 0.1, 0.04), (0, 0, h - 0.07), "body", 0.006),
    ]
    for x in (-1.0, 1.0):
        for y in (-1.0, 1.0):
            parts.append(box("post", (0.12, 0.1, h), (x * (d / 2 - 0.06), y * (w / 2 - 0.05), 0), "body", 0.008))
            parts += [
                box("casting", (0.17, 0.15, 0.12), (x * (d / 2 - 0.085), y * (w / 2 - 0.075), z), "frame", 0.012)
                for z in (0, h - 0.12)
            ]
        for z in (0.05, h - 0.13):
            parts.append(box("rail", (0.08, w - 0.2, 0.1), (x * (d / 2 - 0.06), 0, z), "body", 0.006))
    for y in (-1.0, 1.0):
        for z in (0.05, h - 0.13):
            parts.append(box("rail", (d - 0.24, 0.06, 0.08), (0, y * (w / 2 - 0.04), z), "body", 0.006))
    for y in (-1.0, 1.0):
        side = _corrugated("side", d - 0.2, h - 0.16)
        parts.append(moved(side, (0, y * (w / 2 - 0.07), 0.1), scale=(1.0, float(y), 1.0)))
    parts.append(moved(_corrugated("end", w - 0.2, h - 0.16), (-d / 2 + 0.08, 0, 0.1), 90))
    for y in (-1.0, 1.0):
        parts.append(
            box("door", (0.05, w / 2 - 0.11, h - 0.28), (d / 2 - 0.06, y * (w / 4 - 0.02), 0.14), "body", 0.01)
        )
        for s in (0.3, 0.75):
            yy = y * (w / 2 - 0.1) * s
            parts.append(tube("bar", [(d / 2 - 0.016, yy, 0.12), (d / 2 - 0.016, yy, h - 0.12)], 0.016, "frame"))
            parts.append(
                tube("handle", [(d / 2 - 0.01, yy, h * 0.42), (d / 2 - 0.01, yy - y * 0.3, h * 0.4)], 0.01, "frame")
            )
    return finish(want, parts, {"body": "corrugated_iron", "frame": "steel"}, ("body",))


def _corrugated(name: str, length: float, high: float) -> Part:
    """A trapezoid sheet along x that stands on z = 0, its ribs towards +y."""
    n = max(4, round(length / 0.28))
    stations = np.concatenate([k + np.array([0, 0.3, 0.42, 0.72, 0.84]) for k in range(n)] + [[n]]) / n
    depth = np.array([0, 0, 0.036, 0.036, 0] * n + [0])

    def surface(u: NDArray[np.float64], v: NDArray[np.float64]) -> NDArray[np.float64]:
        at = np.interp(u, np.linspace(0, 1, len(stations)), stations)
        return np.stack([(at - 0.5) * length, np.interp(at, stations, depth), v * high], -1)

    return sheet(name, surface, (len(stations), 2), "body", thickness=0.006, smooth=False)
