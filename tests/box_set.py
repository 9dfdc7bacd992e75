"""A small set of boxes and balls with every kind of lamp, for tests of the preview and of USD."""

from __future__ import annotations

import numpy as np

from coulisse.scene.staged import FilmCamera, Lamp, Look, Model, Part, Placed, Sky, Staged, Vec3


def box(name: str, size: Vec3, slot: str, centre: Vec3 = (0.0, 0.0, 0.0)) -> Part:
    """A box of that size around a point."""
    ends = np.array([[x, y, z] for x in (-0.5, 0.5) for y in (-0.5, 0.5) for z in (-0.5, 0.5)])
    faces = [[0, 1, 3, 2], [4, 6, 7, 5], [0, 4, 5, 1], [2, 3, 7, 6], [0, 2, 6, 4], [1, 5, 7, 3]]
    return Part(name, (ends * size + centre).astype(np.float32), np.array(faces, np.int32), slot, 0.003)


def quad(a: Vec3, b: Vec3, c: Vec3, d: Vec3, slot: str) -> Part:
    """One face."""
    return Part(slot, np.array([a, b, c, d], np.float32), np.array([[0, 1, 2, 3]], np.int32), slot)


def ball(centre: Vec3, radius: float, slot: str, around: int = 24, up: int = 14) -> Part:
    """A smooth ball."""
    a, p = np.linspace(0, 2 * np.pi, around, endpoint=False), np.linspace(0.02, np.pi - 0.02, up)
    x, y = np.cos(a)[None] * np.sin(p)[:, None], np.sin(a)[None] * np.sin(p)[:, None]
    points = np.stack([x, y, np.broadcast_to(np.cos(p)[:, None], x.shape)], -1).reshape(-1, 3) * radius + centre
    at = np.arange(around * up).reshape(up, around)
    right = np.roll(at, -1, 1)
    faces = np.stack([at[:-1], at[1:], right[1:], right[:-1]], -1).reshape(-1, 4)
    return Part("ball", points.astype(np.float32), faces.astype(np.int32), slot, smooth=True)


LENGTH, WIDTH, HEIGHT = 6.0, 5.0, 3.0


def box_set(*, day: bool = False) -> Staged:
    """A room of 6 x 5 x 3 m with a window of 1.5 x 1.5 m to the north, tables, balls on them and a pendant."""
    l, w, h = LENGTH, WIDTH, HEIGHT
    room = Model(
        "room",
        (
            quad((0, 0, 0), (l, 0, 0), (l, w, 0), (0, w, 0), "floor"),
            quad((0, 0, h), (0, w, h), (l, w, h), (l, 0, h), "ceiling"),
            quad((0, 0, 0), (0, 0, h), (l, 0, h), (l, 0, 0), "wall"),
            quad((0, w, 0), (1.5, w, 0), (1.5, w, h), (0, w, h), "wall"),
            quad((3, w, 0), (l, w, 0), (l, w, h), (3, w, h), "wall"),
            quad((1.5, w, 0), (3, w, 0), (3, w, 0.9), (1.5, w, 0.9), "wall"),
            quad((1.5, w, 2.4), (3, w, 2.4), (3, w, h), (1.5, w, h), "wall"),
            quad((1.5, w, 0.9), (3, w, 0.9), (3, w, 2.4), (1.5, w, 2.4), "pane"),
            quad((0, 0, 0), (0, w, 0), (0, w, h), (0, 0, h), "brick"),
            quad((l, 0, 0), (l, 0, h), (l, w, h), (l, w, 0), "wall"),
        ),
        {},
    )
    legs = tuple(box("leg", (0.06, 0.06, 0.72), "leg", (x, y, 0.36)) for x in (-0.7, 0.7) for y in (-0.38, 0.38))
    table = Model("table", (box("top", (1.6, 0.9, 0.05), "top", (0, 0, 0.74)), *legs), {"top": "oak", "leg": "iron"})
    vase = Model("vase", (ball((0, 0, 0.14), 0.14, "body"),), {"body": "ceramic"})
    pendant = Model(
        "pendant", (ball((0, 0, 0), 0.06, "bulb"), box("shade", (0.4, 0.4, 0.02), "shade", (0, 0, 0.12))), {}, (),
        (Lamp("point", (0, 0, 0), 900.0, kelvin=2700, size=(0.05, 0)),),
    )  # fmt: skip
    looks = {
        "floor": Look("planks", (0.25, 0.11, 0.045), roughness=0.35, scale=0.14, label="oak planks"),
        "wall": Look("plaster", (0.62, 0.56, 0.45), roughness=0.9), "ceiling": Look("plaster", (0.8, 0.8, 0.8)),
        "brick": Look("brick", (0.32, 0.08, 0.05), roughness=0.9, scale=0.215), "iron": Look("painted", (0.03,) * 3),
        "marble": Look("marble", (0.7, 0.69, 0.67), second=(0.1, 0.1, 0.1), roughness=0.15),
        "oak": Look("wood", (0.15, 0.06, 0.02), roughness=0.4),
        "red": Look("ceramic", (0.28, 0.01, 0.01), roughness=0.2),
        "chrome": Look("metal", (0.8, 0.8, 0.8), roughness=0.1, metallic=1.0), "glass": Look("glass", clear=0.9),
        "bulb": Look("glow", (1.0, 0.6, 0.3), glow=20000.0),
    }  # fmt: skip
    placed = (
        Placed("room", (0, 0, 0), 0, {s: s for s in ("floor", "ceiling", "wall", "brick")} | {"pane": "glass"}, "room"),
        Placed("table", (3, 2.5, 0), 10, {"top": "marble", "leg": "iron"}, "table_001"),
        Placed("table", (0.8, 4.2, 0), 90, {"top": "oak", "leg": "iron"}, "table_002"),
        Placed("table", (5.0, 4.2, 0), 90, {"top": "oak", "leg": "iron"}, "table_003", (1.0, 0.6, 0.5)),
        Placed("vase", (2.6, 2.5, 0.765), 0, {"body": "red"}, "vase_001"),
        Placed("vase", (3.0, 2.6, 0.765), 0, {"body": "chrome"}, "vase_002"),
        Placed("vase", (3.4, 2.4, 0.765), 0, {"body": "glass"}, "vase_003"),
        Placed("pendant", (3, 2.5, 1.9), 0, {"bulb": "bulb", "shade": "iron"}, "pendant_001"),
    )  # fmt: skip
    lamps = (
        Lamp("spot", (0.5, 1.2, 2.8), 700.0, aim=(-0.148, 0, -0.989), kelvin=3000, cone=70, name="washer"),
        Lamp("area", (5.5, 2.5, 2.7), 600.0, kelvin=4000, size=(0.6, 0.3), colour=(1.0, 0.9, 0.8), name="softbox"),
    )
    if day:
        lamps += (Lamp("sun", (0, 0, 0), 30000.0, aim=(-0.2, -0.76, -0.618), kelvin=5200, size=(0.53, 0), name="sun"),)
    cameras = (
        FilmCamera("wide", (5.6, 0.5, 1.6), (1.8, 3.2, 0.8), focal_length=24.0),
        FilmCamera("detail", (3.0, 0.8, 1.3), (3.0, 2.5, 0.85), focal_length=50.0, focus=1.8),
    )
    sky = Sky(8000.0 if day else 0.0)
    return Staged(
        {m.name: m for m in (room, table, vase, pendant)}, placed, looks, lamps, cameras, sky,
        white_balance=4800.0 if day else 3400.0, title="a room of boxes",
    )  # fmt: skip
