"""Small staged scenes for the tests of renderers: a room of boxes with a table and lamps, and one look on its own."""

from __future__ import annotations

import math

import numpy as np

from coulisse.scene.staged import FilmCamera, Lamp, Look, Model, Part, Placed, Sky, Staged


def box(name: str, low, high, slot: str = "body", bevel: float = 0.0) -> Part:
    """A box from its least to its greatest corner, metres."""
    x, y, z = zip(low, high, strict=True)
    points = np.array([(a, b, c) for c in z for b in y for a in x], np.float32)
    faces = np.array(
        [(0, 2, 3, 1), (4, 5, 7, 6), (0, 1, 5, 4), (2, 6, 7, 3), (0, 4, 6, 2), (1, 3, 7, 5)], np.int32
    )  # fmt: skip
    return Part(name, points, faces, slot, bevel)


def lathe(name: str, profile, slot: str = "body", at=(0.0, 0.0, 0.0), n: int = 32, smooth: bool = True) -> Part:
    """A turned shape: (radius, height) pairs from below, outside first."""
    a = np.linspace(0, 2 * math.pi, n, endpoint=False)
    rings = [np.stack([r * np.cos(a), r * np.sin(a), np.full(n, z)], 1) + at for r, z in profile]
    points = np.concatenate(rings).astype(np.float32)
    faces = []
    for k in range(len(profile) - 1):
        for i in range(n):
            j = (i + 1) % n
            quad = (k * n + i, k * n + j, (k + 1) * n + j, (k + 1) * n + i)
            if profile[k][0] == 0:
                quad = (quad[0], quad[2], quad[3], -1)
            elif profile[k + 1][0] == 0:
                quad = (quad[0], quad[1], quad[2], -1)
            faces.append(quad)
    return Part(name, points, np.array(faces, np.int32), slot, 0.0, smooth)


def ball(name: str, radius: float, slot: str = "body", at=(0.0, 0.0, 0.0), n: int = 24) -> Part:
    angles = np.linspace(-math.pi / 2, math.pi / 2, n // 2 + 1)
    profile = [(max(0.0, radius * math.cos(t)) if 0 < k < n // 2 else 0.0, radius * math.sin(t))
               for k, t in enumerate(angles)]  # fmt: skip
    return lathe(name, profile, slot, at, n)


def model(name: str, *parts: Part, lamps: tuple[Lamp, ...] = ()) -> Model:
    return Model(name, tuple(parts), {p.slot: p.slot for p in parts}, (), lamps)


def table(length: float = 2.0, width: float = 0.9) -> Model:
    legs = [
        box(f"leg {i}{j}", (i * (length / 2 - 0.1) - 0.03, j * (width / 2 - 0.1) - 0.03, 0.0),
            (i * (length / 2 - 0.1) + 0.03, j * (width / 2 - 0.1) + 0.03, 0.71), "legs", 0.004)
        for i in (-1, 1) for j in (-1, 1)
    ]  # fmt: skip
    top = box("top", (-length / 2, -width / 2, 0.71), (length / 2, width / 2, 0.75), "top", 0.005)
    return model("table", top, *legs)


def chair() -> Model:
    legs = [box(f"leg{i}{j}", (i * 0.19 - 0.02, j * 0.19 - 0.02, 0), (i * 0.19 + 0.02, j * 0.19 + 0.02, 0.42), "frame",
                0.004) for i in (-1, 1) for j in (-1, 1)]  # fmt: skip
    seat = box("seat", (-0.23, -0.23, 0.42), (0.23, 0.23, 0.5), "seat", 0.025)
    back = box("back", (-0.24, -0.22, 0.55), (-0.17, 0.22, 0.95), "seat", 0.025)
    posts = [box(f"post{j}", (-0.23, j * 0.18 - 0.015, 0.42), (-0.2, j * 0.18 + 0.015, 0.94), "frame", 0.004)
             for j in (-1, 1)]  # fmt: skip
    return model("chair", seat, back, *legs, *posts)


def pendant() -> Model:
    shade = lathe("shade", [(0.185, 0.0), (0.145, 0.097), (0.055, 0.192), (0.03, 0.22), (0.03, 0.26), (0.0, 0.26)][::1],
                  "shade", n=32)  # fmt: skip
    bulb = ball("bulb", 0.045, "bulb", (0, 0, 0.06), 16)
    lamp = Lamp("point", (0.0, 0.0, 0.05), 900.0, kelvin=2700.0, size=(0.04, 0.0))
    return model("pendant", shade, bulb, lamps=(lamp,))


def room(sky: Sky | None = None, **changed) -> Staged:
    """7 x 5 x 3 m, table, six chairs, three pendants, a window hole in the +y wall."""
    shell = model(
        "shell",
        box("floor", (-3.5, -2.5, -0.1), (3.5, 2.5, 0.0), "floor"),
        box("ceiling", (-3.5, -2.5, 3.0), (3.5, 2.5, 3.1), "ceiling"),
        box("wall -x", (-3.6, -2.5, 0.0), (-3.5, 2.5, 3.0), "wall"),
        box("wall +x", (3.5, -2.5, 0.0), (3.6, 2.5, 3.0), "wall"),
        box("wall -y", (-3.5, -2.6, 0.0), (3.5, -2.5, 3.0), "wall"),
        box("below", (-3.5, 2.5, 0.0), (3.5, 2.6, 0.9), "wall"),
        box("above", (-3.5, 2.5, 2.5), (3.5, 2.6, 3.0), "wall"),
        box("left", (-3.5, 2.5, 0.9), (-1.0, 2.6, 2.5), "wall"),
        box("right", (1.0, 2.5, 0.9), (3.5, 2.6, 2.5), "wall"),
    )
    models = {m.name: m for m in (shell, table(2.6), chair(), pendant(), model(
        "rug", box("rug", (-2.2, -1.4, 0.0), (2.2, 1.4, 0.015), "rug", 0.004)))}  # fmt: skip
    looks = {
        "wall": Look("board_concrete", (0.34, 0.33, 0.32), roughness=0.85, scale=0.14, wear=0.4),
        "floor": Look("concrete", (0.12, 0.115, 0.11), roughness=0.3, wear=0.3),
        "ceiling": Look("plaster", (0.5, 0.48, 0.45), roughness=0.9),
        "top": Look("marble", (0.02, 0.018, 0.017), roughness=0.1),
        "walnut": Look("wood", (0.11, 0.05, 0.025), roughness=0.4),
        "leather": Look("leather", (0.13, 0.04, 0.018), roughness=0.45),
        "brass": Look("metal", (0.72, 0.45, 0.16), roughness=0.3, metallic=1.0),
        "bulb": Look("glow", (1.0, 0.6, 0.3), glow=60000.0),
        "rug": Look("carpet", (0.2, 0.03, 0.02), (0.03, 0.03, 0.06), pattern="persian"),
    }
    placed = [
        Placed("shell", (0, 0, 0), 0, {"floor": "floor", "ceiling": "ceiling", "wall": "wall"}, "shell"),
        Placed("rug", (0, 0, 0), 0, {"rug": "rug"}, "rug"),
        Placed("table", (0, 0, 0.015), 0, {"top": "top", "legs": "brass"}, "table"),
    ]
    for i, (x, side) in enumerate((x, s) for x in (-0.8, 0.0, 0.8) for s in (-1, 1)):
        placed.append(Placed("chair", (x, side * 0.75, 0.015), -90 * side + 4 * (i % 3 - 1),
                             {"seat": "leather", "frame": "walnut"}, f"chair {i + 1}"))  # fmt: skip
    for i, x in enumerate((-0.9, 0.0, 0.9)):
        placed.append(Placed("pendant", (x, 0, 1.75), 0, {"shade": "brass", "bulb": "bulb"}, f"pendant {i + 1}"))
    wash = tuple(Lamp("area", (x, -2.4, 0.1), 500.0, (0.0, -0.1, 0.995), 2700.0, size=(0.6, 0.05)) for x in (-2, 2))
    cameras = (FilmCamera("A", (-3.0, -1.9, 1.5), (1.2, 0.4, 0.9), 22.0, f_stop=2.8, focus=2.6),)
    given = {"lamps": wash, "white_balance": 4300.0, "cameras": cameras, "sky": sky or Sky()} | changed
    return Staged(models, tuple(placed), looks, **given)
