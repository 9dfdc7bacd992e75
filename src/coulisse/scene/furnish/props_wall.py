"""What hangs on walls: mirrors, pictures, posters, signs; its back lies at x = -depth / 2."""

from __future__ import annotations

import numpy as np

from coulisse.scene.furnish.registry import Want, finish, makes
from coulisse.scene.meshes import moved
from coulisse.scene.outlines import curve, ellipse
from coulisse.scene.shapes import box, lathe, prism, sweep, tube
from coulisse.scene.staged import Model, Part

SLOTS = {"frame": "gold_leaf", "mirror": "mirror_glass", "picture": "canvas", "mount": "paper", "glass": "glass",
    "wood": "walnut", "dial": "enamel", "black": "bakelite", "metal": "brass", "paper": "paper", "gold": "gold_leaf",
    "paint": "red_lacquer", "white": "paint", "rubber": "rubber", "rope": "burlap", "steel": "steel",
    "cloth": "canvas"}  # fmt: skip


def frame_material(want: Want) -> str:
    """What a frame is made of by style."""
    return {"modern": "blackened_steel", "brutalist": "blackened_steel", "industrial": "steel",
        "futuristic": "aluminium", "art_deco": "brass", "rustic": "oak", "mid_century": "teak", "gothic": "dark_oak",
        "eastern": "lacquer"}.get(want.family, "gold_leaf")  # fmt: skip


def moulded(want: Want, w: float, h: float, wide: float, loop: np.ndarray | None = None) -> list[Part]:
    """A moulded frame around w by h metres whose back is at x = -depth / 2: broad and carved, or a plain bar."""
    d, b = want.depth, -want.depth / 2
    if loop is None:
        loop = np.array([(w / 2, 0), (w / 2, h), (-w / 2, h), (-w / 2, 0)])
    if want.is_("modern", "brutalist", "industrial", "futuristic", "mid_century", "eastern"):
        section = [(-wide * 0.5, 0), (0, 0), (0, d * 0.9), (-wide * 0.5, d * 0.9)]
    elif want.is_("art_deco"):
        section = [
            (-wide, 0),
            (0, 0),
            (0, d * 0.5),
            (-wide * 0.3, d * 0.5),
            (-wide * 0.3, d * 0.75),
            (-wide * 0.65, d * 0.75),
            (-wide * 0.65, d),
            (-wide, d),
        ]
    else:
        section = [
            (-wide, 0),
            (0, 0),
            (0, d * 0.5),
            (-wide * 0.12, d * 0.7),
            (-wide * 0.3, d * 0.62),
            (-wide * 0.5, d * 0.9),
            (-wide * 0.68, d),
            (-wide * 0.82, d * 0.75),
            (-wide * 0.9, d * 0.62),
            (-wide, d * 0.55),
        ]
    path = np.column_stack([np.full(len(loop), b), loop])
    made = sweep("frame", section, path, "frame", closed=True, up=(1.0, 0.0, 0.0))
    if float(np.ptp(made.points[:, 1])) > float(np.ptp(loop[:, 0])) + 0.002:
        made = sweep("frame", section, path[::-1], "frame", closed=True, up=(1.0, 0.0, 0.0))
    parts = [made]
    if want.is_("baroque", "classical", "victorian") or (want.family == "" and wide > 0.07):
        for y, z in ((-w / 2, 0.0), (w / 2, 0.0), (-w / 2, h), (w / 2, h)):
            cy, cz = y * (1 - wide / w), z + (wide / 2 if z == 0 else -wide / 2)
            parts += [
                moved(
                    lathe("leaf", [(0, 0), (wide * 0.3, 0), (wide * 0.2, d * 0.2), (0, d * 0.3)], "frame", n=8),
                    (b + d * 0.66, cy + s * wide * 0.24 * np.sign(-y), cz),
                    tilt=90,
                )
                for s in (-1, 0, 1)
            ]
    return parts


@makes("mirror")
def mirror(want: Want) -> Model:
    """A mirror in its frame: oval, arched or straight by style and seed."""
    w, h, b = want.width, want.height, -want.depth / 2
    wide = min(0.09, w * 0.12)
    oval = want.has("round", "oval") or (want.is_("baroque", "victorian") and want.seed % 2 == 1)
    if oval:
        loop = np.add(ellipse(w, h, 48), [0, h / 2])
        parts = moulded(want, w, h, wide, loop)
        pane = np.add(ellipse(w - 1.4 * wide, h - 1.4 * wide, 48), [0, h / 2])
        parts.append(
            prism("glass", pane, want.depth * 0.3, "mirror", (b + want.depth * 0.25, 0, 0), along="x", bevel=0.0)
        )
    else:
        parts = moulded(want, w, h, wide)
        parts.append(
            box("glass", (want.depth * 0.3, w - wide, h - wide), (b + want.depth * 0.25, 0, wide / 2), "mirror", 0.0)
        )
    parts.append(box("back", (want.depth * 0.1, w * 0.8, h * 0.8), (b + want.depth * 0.05, 0, h * 0.1), "black", 0.0))
    return finish(want, parts, {**SLOTS, "frame": frame_material(want)}, ("frame",))


@makes("painting", "portrait", "photograph", "icon")
def painting(want: Want) -> Model:
    """A picture in a frame; a photograph has a mount and glass, an icon a gilt ground with a halo."""
    w, h, d, b = want.width, want.height, want.depth, -want.depth / 2
    photo = want.name == "photograph"
    wide = min(0.1, w * 0.11) if not photo else min(0.02, w * 0.1)
    if want.is_("modern", "brutalist", "futuristic") and want.name == "painting":  # a canvas without a frame
        parts = [
            box("stretcher", (d * 0.96, w, h), (-d * 0.02, 0, 0), "cloth", 0.003),
            box("picture", (d * 0.04, w * 0.996, h * 0.996), (d * 0.48, 0, h * 0.002), "picture", 0.0),
        ]
    else:
        parts = moulded(want, w, h, wide)
        parts.append(
            box("picture", (d * 0.16, w - wide * 1.6, h - wide * 1.6), (b + d * 0.42, 0, wide * 0.8), "picture", 0.0)
        )
        parts.append(box("board", (d * 0.2, w - wide, h - wide), (b + d * 0.1, 0, wide / 2), "wood", 0.0))
        if photo:
            inner = (w - wide * 2, h - wide * 2)
            parts += [
                box("mount", (d * 0.04, inner[0], inner[1] * 0.12), (b + d * 0.53, 0, z), "mount", 0.0)
                for z in (wide, h - wide - inner[1] * 0.12)
            ]
            parts += [
                box(
                    "mount",
                    (d * 0.04, inner[0] * 0.14, inner[1]),
                    (b + d * 0.53, s * (inner[0] * 0.43), wide),
                    "mount",
                    0.0,
                )
                for s in (-1, 1)
            ]
        if want.name == "icon":
            t = np.add(ellipse(w * 0.42, w * 0.42, 28), [0, h * 0.62])
            parts.append(prism("halo", t, d * 0.05, "gold", (b + d * 0.52, 0, 0), along="x", bevel=0.0))
    return finish(
        want,
        parts,
        {**SLOTS, "frame": "blackened_steel" if photo and want.seed % 2 else frame_material(want)},
        ("frame",),
    )


@makes("poster", "calendar", "warning_sign", "graffiti")
def sheet_on_wall(want: Want) -> Model:
    """Something flat: a poster with curled corners, a calendar, a sign with its triangle, strokes of paint."""
    w, h, d, b, rng = want.width, want.height, want.depth, -want.depth / 2, want.rng()
    slots = {**SLOTS, "ink": "bakelite", "second": "azulejo", "third": "gold"}
    t = max(d * 0.3, 0.0003)
    parts: list[Part] = []
    if want.name == "graffiti":
        for k in range(6):
            y0, z0 = w * float(rng.uniform(-0.4, 0.1)), h * float(rng.uniform(0.2, 0.7))
            line = curve(
                [
                    (
                        0,
                        float(np.clip(y0 + w * 0.12 * j, -w * 0.47, w * 0.47)),
                        float(np.clip(z0 + h * rng.normal(0, 0.18), h * 0.06, h * 0.94)),
                    )
                    for j in range(6)
                ],
                5,
            )
            flat = line[:, 1:]
            run = np.gradient(flat, axis=0)
            run /= np.maximum(np.linalg.norm(run, axis=1, keepdims=True), 1e-9)
            side = np.column_stack([-run[:, 1], run[:, 0]]) * h * 0.022
            for i in range(len(flat) - 1):
                quad = [flat[i] - side[i], flat[i + 1] - side[i + 1], flat[i + 1] + side[i + 1], flat[i] + side[i]]
                parts.append(
                    prism(
                        "stroke",
                        quad,
                        t * (0.5 + 0.08 * k),
                        ("paint", "second", "ink", "third")[k % 4],
                        (b + t * 0.5, 0, 0),
                        along="x",
                        bevel=0.0,
                    )
                )
        parts += [
            box("corner", (t * 0.2, 0.004, 0.004), (b + t * 0.1, y * (w / 2 - 0.002), z), "ink", 0.0)
            for y in (-1, 1)
            for z in (0.0, h - 0.004)
        ]
        return finish(want, parts, slots, ("paint",))
    parts.append(box("sheet", (t, w, h), (b + t / 2, 0, 0), "third" if want.name == "warning_sign" else "paper", 0.0))
    x = b + t
    if want.name == "warning_sign":
        a = [(-w * 0.4, h * 0.14), (w * 0.4, h * 0.14), (0, h * 0.84)]
        inner = [(-w * 0.29, h * 0.2), (w * 0.29, h * 0.2), (0, h * 0.7)]
        parts += [
            prism("triangle", a, t, "ink", (x + t / 2, 0, 0), along="x", bevel=0.0),
            prism("field", inner, t, "third", (x + t, 0, 0), along="x", bevel=0.0),
            box("mark", (t, w * 0.06, h * 0.22), (x + t * 1.6, 0, h * 0.33), "ink", 0.0),
            box("dot", (t, w * 0.06, h * 0.06), (x + t * 1.6, 0, h * 0.235), "ink", 0.0),
        ]
        parts += [
            moved(
                lathe("screw", [(0, 0), (w * 0.02, 0), (0, t * 1.2)], "steel", n=10), (x, y * w * 0.44, z * h), tilt=90
            )
            for y in (-1, 1)
            for z in (0.06, 0.94)
        ]
    elif want.name == "calendar":
        parts += [
            box("picture", (t * 0.5, w * 0.92, h * 0.44), (x + t * 0.25, 0, h * 0.52), "picture", 0.0),
            tube("spiral", [(x, -w * 0.46, h * 0.985), (x, w * 0.46, h * 0.985)], min(0.004, d * 0.4), "steel", n=6),
            box("title", (t * 0.5, w * 0.4, h * 0.03), (x + t * 0.25, 0, h * 0.45), "paint", 0.0),
        ]
        for r in range(5):
            for c in range(7):
                parts.append(
                    box(
                        "day",
                        (t * 0.4, w * 0.05, h * 0.028),
                        (x + t * 0.2, w * (0.39 - 0.13 * c), h * (0.36 - 0.07 * r)),
                        "paint" if c == 6 else "ink",
                        0.0,
                    )
                )
    else:
        parts += [box("picture", (t * 0.4, w * 0.94, h * 0.68), (x + t * 0.2, 0, h * 0.28), "picture", 0.0),
            box("title", (t * 0.4, w * 0.8, h * 0.08), (x + t * 0.2, 0, h * 0.15), "paint", 0.0),
            *(box("line", (t * 0.4, w * 0.6, h * 0.014), (x + t * 0.2, 0, h * (0.05 + 0.03 * k)), "ink", 0.0)
            for k in range(3)), *(moved(lathe("pin", [(0, 0), (0.004, 0), (0, max(d * 0.4, 0.0006))], "steel", n=8),
            (x, y * w * 0.47, z * h), tilt=90) for y in (-1, 1) for z in (0.02, 0.98))]  # fmt: skip
    return finish(want, parts, slots, ("paper",))
