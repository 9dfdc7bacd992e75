"""Fronts of shops along a street: a glazed one with its window dressed, or an open booth with a counter."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from coulisse.scene.furnish.goods import GOODS, goods_row
from coulisse.scene.furnish.registry import Want, finish, makes
from coulisse.scene.meshes import merge, moved
from coulisse.scene.shapes import box, prism, tube
from coulisse.scene.staged import Lamp, Model, Part

# What neighbours sell, one line a shop, and the material of its paint.
_TRADES = (("loaves", "cakes", "baguettes"), ("greens", "baskets"), ("hats", "linen"), ("joints", "hams"),
           ("books",), ("shoes", "boxes"), ("china", "glasses"), ("playthings",), ("jars", "bottles"),
           ("blooms",))  # fmt: skip
_BOOTHS = (("greens", "baskets"), ("jars", "pots"), ("linen",), ("loaves", "baskets"), ("pots", "china"), ("cheeses",))
_PAINTS = ("zellige", "red_lacquer", "bakelite", "azulejo", "ebony", "brocade", "walnut")
_SIGNS = ("lacquer", "bakelite", "ebony", "enamel")
_RISER, _HEAD = 0.55, 2.42  # metres: the sill of a shop window, and where its glass ends


@makes("shopfront")
def shopfront(want: Want) -> Model:
    """A shop's front; `booth` and times before glass that large: an open stall in the wall, its awning of cloth."""
    return _booth(want) if want.has("booth") else _glazed(want)


def _glazed(want: Want) -> Model:
    w, d, h, rng = want.width, want.depth, want.height, want.rng()
    kinds = _TRADES[int(rng.integers(0, len(_TRADES)))]
    front, back = d / 2, -d / 2
    side = 1.0 if rng.random() < 0.5 else -1.0  # where the door is
    doored = 1.0 if w > 2.4 else 0.0
    glass_w = w - 0.2 - 1.05 * doored
    middle = -side * 0.525 * doored
    door_y = side * (w / 2 - 0.1 - 0.5)
    parts: list[Part] = [box("back", (0.02, w - 0.1, _HEAD), (back + 0.012, 0, 0), "inside", 0.0)]
    for y in {-w / 2 + 0.08, w / 2 - 0.08, *({middle + side * glass_w / 2} if doored else set())}:
        parts.append(box("pilaster", (d * 0.9, 0.15, _HEAD + 0.05), (0.05 * d, y, 0), "front", 0.008))
        parts.append(box("base", (d * 0.9 + 0.04, 0.19, 0.22), (0.05 * d + 0.01, y, 0), "front", 0.008))
    parts.append(box("riser", (d - 0.08, glass_w, _RISER), (0.02, middle, 0), "front", 0.006))
    fields = max(2, round(glass_w / 0.8))
    for k in range(fields):
        y = middle - glass_w / 2 + glass_w * (k + 0.5) / fields
        parts.append(
            box("field", (0.02, glass_w / fields - 0.2, _RISER - 0.22), (front - 0.012, y, 0.13), "front", 0.01)
        )
    parts.append(box("sill", (0.1, glass_w, 0.05), (front - 0.04, middle, _RISER), "front", 0.008))
    parts.append(
        box("pane", (0.008, glass_w - 0.06, _HEAD - _RISER - 0.1), (front - 0.06, middle, _RISER + 0.05), "glass", 0.0)
    )
    bars = max(2, round(glass_w / (0.7 if want.has("candlelit") else 1.2)))
    for k in range(bars + 1):
        y = middle - glass_w / 2 + 0.03 + (glass_w - 0.06) * k / bars
        parts.append(box("bar", (0.05, 0.035, _HEAD - _RISER), (front - 0.06, y, _RISER), "front", 0.004))
    parts.append(box("transom", (0.05, glass_w, 0.04), (front - 0.06, middle, _HEAD - 0.5), "front", 0.004))
    deep = d - 0.18
    for z, share in ((_RISER + 0.03, 1.0), (_RISER + 0.72, 0.6)):
        x = front - 0.1 - (1 - share) * deep
        parts.append(
            box("board", (deep * share, glass_w - 0.08, 0.02), (x - deep * share / 2, middle, z), "board", 0.002)
        )
        parts += goods_row(rng, kinds, glass_w - 0.16, deep * share, 0.62, (x - 0.02, middle, z + 0.02), full=0.9)
    if doored:
        parts += [box("step", (d * 0.5, 1.0, 0.12), (back + d * 0.3, door_y, 0), "stone", 0.01),
                  box("leaf", (0.05, 0.86, 2.05), (back + 0.1, door_y, 0.12), "front", 0.004),
                  box("light", (0.012, 0.56, 1.1), (back + 0.13, door_y, 0.85), "glass", 0.0),
                  box("fanlight", (0.012, 0.86, _HEAD - 2.25), (back + 0.11, door_y, 2.2), "glass", 0.0),
                  tube("pull", [(back + 0.15, door_y - side * 0.36, 0.95), (back + 0.15, door_y - side * 0.36, 1.25)],
                       0.014, "brass", n=8)]  # fmt: skip
    fascia = min(0.56, h - _HEAD - 0.1)
    parts.append(box("fascia", (0.16, w, fascia), (front - 0.1, 0, _HEAD), "sign", 0.006))
    for z in (_HEAD + 0.03, _HEAD + fascia - 0.06):
        parts.append(box("bead", (0.03, w - 0.3, 0.03), (front - 0.01, 0, z), "brass", 0.004))
    parts.append(box("soffit", (d, w, 0.05), (0, 0, _HEAD - 0.02), "front", 0.004))
    cornice = [(back, 0.0), (front + 0.03, 0.0), (front + 0.12, 0.06), (front + 0.12, 0.1), (back, 0.1)]
    parts.append(
        prism("cornice", [(x, _HEAD + fascia + z) for x, z in cornice], w + 0.12, "front", along="y", bevel=0.004)
    )
    for s in (-1, 1):  # consoles under the cornice
        parts.append(
            box("console", (0.2, 0.13, fascia + 0.02), (front - 0.06, s * (w / 2 - 0.06), _HEAD), "front", 0.015)
        )
    cloth = _canopy(w - 0.3, 1.1, front, _HEAD - 0.02, rng) if rng.random() < 0.55 else []
    lamp = Lamp("point", (front - 0.16, middle, _HEAD - 0.2), 260.0, kelvin=2900.0, size=(0.1, 0.0), name="shop window")
    slots = {**GOODS, "front": _PAINTS[int(rng.integers(0, len(_PAINTS)))], "inside": "charred_wood", "glass": "glass",
             "board": "pine", "stone": "granite", "sign": _SIGNS[int(rng.integers(0, len(_SIGNS)))], "brass": "brass",
             "canopy": "canvas", "stripe": str(rng.choice(["zellige", "red_lacquer", "azulejo"]))}  # fmt: skip
    lamps = (lamp,) if want.has("lit") else ()
    return _under_cloth(finish(want, parts, slots, ("front",), lamps=lamps), cloth, slots)


def _booth(want: Want) -> Model:
    w, d, h, rng = want.width, want.depth, want.height, want.rng()
    kinds = _BOOTHS[int(rng.integers(0, len(_BOOTHS)))]
    front, back = d / 2, -d / 2
    low = 0.82
    parts: list[Part] = [box("back", (0.02, w - 0.2, 2.3), (back + 0.012, 0, 0), "inside", 0.0)]
    for s in (-1, 1):
        parts.append(box("post", (d * 0.8, 0.14, 2.35), (0, s * (w / 2 - 0.08), 0), "timber", 0.012))
        leaf = [box("shutter", (0.04, 0.5, 1.35), (0, 0, low), "front", 0.004)]
        leaf += [box("ledge", (0.06, 0.44, 0.07), (0.01, 0, low + z), "front", 0.004) for z in (0.15, 1.1)]
        parts += [moved(p, (front - 0.03, s * (w / 2 - 0.33), 0)) for p in leaf]
    parts.append(box("lintel", (d * 0.9, w + 0.06, 0.2), (0, 0, 2.3), "timber", 0.015))
    parts.append(box("counter", (d - 0.05, w - 0.3, 0.06), (0.02, 0, low - 0.06), "timber", 0.008))
    parts.append(box("apron", (0.05, w - 0.3, low - 0.06), (front - 0.07, 0, 0), "timber", 0.008))
    parts += goods_row(rng, kinds, w - 1.35, d - 0.1, 0.5, (front - 0.03, 0, low), full=0.97)
    parts.append(box("shelf", (0.26, w - 0.3, 0.03), (back + 0.15, 0, 1.55), "timber", 0.003))
    parts += goods_row(rng, kinds, w - 0.4, 0.24, 0.45, (back + 0.28, 0, 1.58), full=0.9)
    cloth = _canopy(w + 0.1, 1.35, front - 0.05, min(h - 0.1, 2.62), rng, stripes=False)
    for k in range(int(rng.integers(2, 5))):  # what hangs under the lintel
        y = (k - 1.5) * 0.5
        parts.append(box("hanging", (0.03, 0.34, 0.55), (front + 0.1, y, 1.66), "stripe", 0.008))
        parts.append(tube("string", [(front + 0.1, y, 2.2), (front + 0.1, y, 2.35)], 0.004, "string", n=5))
    slots = {**GOODS, "front": str(rng.choice(["azulejo", "zellige", "walnut"])), "inside": "charred_wood",
             "timber": "reclaimed_wood", "canopy": str(rng.choice(["canvas", "linen", "hide"])),
             "stripe": str(rng.choice(["damask", "brocade", "velvet"]))}  # fmt: skip
    parts.append(box("eaves", (d, w, 0.12), (0, 0, h - 0.12), "timber", 0.01))
    return _under_cloth(finish(want, parts, slots, ("front",)), cloth, slots)


def _under_cloth(front: Model, cloth: list[Part], slots: dict[str, str]) -> Model:
    """A front with its awning, which hangs over the pavement, outside the front's own box."""
    if not cloth:
        return front
    made = [merge(slot, [p for p in cloth if p.slot == slot]) for slot in dict.fromkeys(p.slot for p in cloth)]
    parts = tuple(replace(p, slot=slot) for p, slot in zip(made, dict.fromkeys(p.slot for p in cloth), strict=True))
    used = {slot: slots[slot] for slot in (p.slot for p in parts)}
    return replace(front, parts=(*front.parts, *parts), slots={**front.slots, **used})


def _canopy(w: float, deep: float, x: float, z: float, rng: np.random.Generator, stripes: bool = True) -> list[Part]:
    """An awning: strips of cloth that fall to the front, a valance, two arms."""
    count = max(5, round(w / 0.26)) // 2 * 2 + 1
    drop = 0.34 * deep
    each, parts = w / count, []
    for k in range(count):
        y = -w / 2 + each * (k + 0.5)
        slot = "stripe" if stripes and k % 2 else "canopy"
        sag = 0.0 if stripes else 0.03 * float(rng.random())
        side = [(x, z), (x + deep / 2, z - drop / 2 - 0.02 - sag), (x + deep, z - drop), (x + deep, z - drop - 0.008),
                (x + deep / 2, z - drop / 2 - 0.028 - sag), (x, z - 0.008)]  # fmt: skip
        parts.append(prism("cloth", side, each, slot, (0, y, 0), along="y", bevel=0.0))
        parts.append(box("valance", (0.006, each, 0.16), (x + deep, y, z - drop - 0.16), slot, 0.0))
    for s in (-1, 1):
        parts.append(tube("arm", [(x, s * (w / 2 - 0.1), z - 0.6), (x + deep, s * (w / 2 - 0.1), z - drop - 0.01)],
                          0.013, "iron", n=6))  # fmt: skip
    return parts
