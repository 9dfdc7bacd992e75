"""A building as its structural members: slabs, columns, beams, walls, facade panels and what stands inside."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

import numpy as np

from coulisse.scene.pieces import Kind, Surface

Construction = Literal["concrete", "brick", "steel_glass"]
Stuff = Literal["concrete", "brick", "steel", "glass", "gypsum", "timber"]
Rect = tuple[float, float, float, float]  # x0, x1, z0, z1 on the facade, metres


@dataclass(frozen=True)
class Member:
    """One box-shaped member. `surfaces` are those of its faces -x +x -y +y -z +z; `inside` that of its breaks."""

    kind: Kind
    stuff: Stuff
    lo: tuple[float, float, float]
    hi: tuple[float, float, float]
    storey: int
    surfaces: tuple[Surface, Surface, Surface, Surface, Surface, Surface]
    inside: Surface
    detail: float = 1.0  # how finely it breaks, compared with others of its size
    structural: bool = True  # carries loads of others
    slope: tuple[float, float] | None = None  # height of a slanting top at lo's x and at hi's, both at most hi's z


@dataclass(frozen=True)
class Massing:
    """The building's outline. The facade is the plane y = 0 from x0 to x1; the building goes back to y = depth.

    `levels` are the heights of the floors and, last, of the roof; levels[0] is the ground (0).
    `axes` are the x of the bay lines, first x0, last x1. `openings` are windows and doors.
    `recesses` are (rect, metres) parts of the facade that lie behind its plane.
    `skyline` is the height of the building's top edge over each bay (len(axes) - 1), at least levels[-1].
    `roof` follows that edge more closely, in its place: columns (x0, x1, height at x0, height at x1).
    `seen_from` is the camera's position: faces that look at it carry the plate.
    """

    axes: tuple[float, ...]
    levels: tuple[float, ...]
    depth: float
    construction: Construction = "concrete"
    openings: tuple[Rect, ...] = ()
    recesses: tuple[tuple[Rect, float], ...] = ()
    skyline: tuple[float, ...] = ()
    roof: tuple[Rect, ...] = ()
    parapet: float = 0.9
    seen_from: tuple[float, float, float] = (0.0, -30.0, 2.0)
    contents: bool = True  # partitions, stairs core, furniture
    skin: bool = True  # facade, side and back walls
    seed: int = field(default=1)


@dataclass(frozen=True)
class Sizes:
    """Cross-sections in metres, the usual ones of the construction."""

    facade: float
    slab: float
    column: float
    beam_depth: float
    beam_width: float
    span: float  # columns or cross walls stand about this far apart


SIZES: dict[str, Sizes] = {
    "concrete": Sizes(facade=0.22, slab=0.22, column=0.40, beam_depth=0.30, beam_width=0.30, span=6.5),
    "brick": Sizes(facade=0.40, slab=0.20, column=0.40, beam_depth=0.0, beam_width=0.0, span=6.0),
    "steel_glass": Sizes(facade=0.12, slab=0.16, column=0.35, beam_depth=0.40, beam_width=0.20, span=7.5),
}

_PLASTER = (Surface.PLASTER,) * 6
_BROKEN: dict[Stuff, Surface] = {
    "concrete": Surface.CONCRETE,
    "brick": Surface.BRICK,
    "steel": Surface.STEEL,
    "glass": Surface.GLASS,
    "gypsum": Surface.PLASTER,
    "timber": Surface.WOOD,
}


def column_lines(massing: Massing) -> tuple[list[float], list[float]]:
    """The x and y of the column grid: on bay lines along the facade, evenly spaced in depth."""
    sizes = SIZES[massing.construction]
    axes = massing.axes
    inset = sizes.column / 2 + (sizes.facade if massing.skin else 0.0)
    wanted = max(1, round((axes[-1] - axes[0]) / sizes.span))
    picked = np.unique(np.round(np.linspace(0, len(axes) - 1, wanted + 1)).astype(int))
    xs = [axes[i] for i in picked]
    xs[0], xs[-1] = axes[0] + inset, axes[-1] - inset
    rows = max(1, round(massing.depth / sizes.span))
    ys = list(np.linspace(inset, massing.depth - inset, rows + 1))
    return [float(x) for x in xs], [float(y) for y in ys]


def members(massing: Massing) -> list[Member]:
    """Every member of the building, touching its neighbours exactly, in the facade's axes, metres."""
    found: list[Member] = list(_frame(massing))
    if massing.skin:
        found += _facade(massing)
        found += _other_walls(massing)
        found += _parapet(massing)
    if massing.contents:
        found += _contents(massing)
    return [m for m in found if all(b - a > 0.015 for a, b in zip(m.lo, m.hi, strict=True))]


def _box(
    kind: Kind,
    stuff: Stuff,
    x: tuple[float, float],
    y: tuple[float, float],
    z: tuple[float, float],
    storey: int,
    surfaces: Sequence[Surface] = _PLASTER,
    detail: float = 1.0,
    structural: bool = True,
) -> Member:
    a, b, c, d, e, f = surfaces
    return Member(
        kind, stuff, (x[0], y[0], z[0]), (x[1], y[1], z[1]), storey, (a, b, c, d, e, f), _BROKEN[stuff],
        detail, structural,
    )  # fmt: skip


def _frame(m: Massing) -> Iterator[Member]:
    """Slabs on beams on columns; in a brick building slabs on cross walls and a spine wall."""
    s = SIZES[m.construction]
    xs, ys = column_lines(m)
    skin = s.facade if m.skin else 0.0
    c = s.column / 2
    steel = m.construction == "steel_glass"
    stuff: Stuff = "steel" if steel else "concrete"
    bare = (Surface.STEEL,) * 6 if steel else (Surface.CONCRETE,) * 6
    edges_x = [
        m.axes[0] + skin,
        *[(a + b) / 2 for a, b in zip(xs[:-1], xs[1:], strict=True)],
        m.axes[-1] - skin,
    ]
    edges_x = sorted({*edges_x, *xs[1:-1]})
    edges_y = sorted({skin, *ys[1:-1], m.depth - skin})
    slab_faces = (*(Surface.CONCRETE,) * 4, Surface.PLASTER, Surface.FLOOR)
    for k, (low, high) in enumerate(zip(m.levels[:-1], m.levels[1:], strict=True)):
        top = high - s.slab
        roof = k == len(m.levels) - 2
        for x0, x1 in zip(edges_x[:-1], edges_x[1:], strict=True):
            for y0, y1 in zip(edges_y[:-1], edges_y[1:], strict=True):
                front = 1.6 if y0 <= skin + 1e-6 else 0.8
                yield _box(
                    Kind.ROOF if roof else Kind.SLAB, "concrete", (x0, x1), (y0, y1), (top, high), k, slab_faces,
                    detail=0.5 * front,
                )  # fmt: skip
        if m.construction == "brick":
            for x in xs[1:-1]:
                for y0, y1 in zip(ys[:-1], ys[1:], strict=True):
                    yield _box(
                        Kind.WALL, "brick", (x - 0.12, x + 0.12), (max(y0, skin), min(y1, m.depth - skin)),
                        (low, top), k, detail=0.35,
                    )  # fmt: skip
            continue
        for x in xs:
            for y in ys:
                yield _box(Kind.COLUMN, stuff, (x - c, x + c), (y - c, y + c), (low, top), k, bare, detail=1.2)
        beams = (top - s.beam_depth, top)
        w = s.beam_width / 2
        for x0, x1 in zip(xs[:-1], xs[1:], strict=True):
            for y in ys:
                yield _box(Kind.BEAM, stuff, (x0 + c, x1 - c), (y - w, y + w), beams, k, bare, detail=0.7)
        for x in xs:
            for y0, y1 in zip(ys[:-1], ys[1:], strict=True):
                yield _box(Kind.BEAM, stuff, (x - w, x + w), (y0 + c, y1 - c), beams, k, bare, detail=0.6)


def _recess_at(m: Massing, x: float, z: float) -> float:
    return max((d for (x0, x1, z0, z1), d in m.recesses if x0 <= x <= x1 and z0 <= z <= z1), default=0.0)


def _facade(m: Massing) -> Iterator[Member]:
    """Front panels by storey and bay around their openings, with panes of glass; recessed ones stand further back."""
    s = SIZES[m.construction]
    stuff: Stuff = "brick" if m.construction == "brick" else "concrete"
    load_bearing = m.construction == "brick"
    faces = (
        Surface.PLASTER,
        Surface.PLASTER,
        Surface.PLATE,
        Surface.PLASTER,
        Surface.PLASTER,
        Surface.PLASTER,
    )
    levels = list(m.levels)
    for k, (low, high) in enumerate(zip(levels[:-1], levels[1:], strict=True)):
        for x0, x1 in zip(m.axes[:-1], m.axes[1:], strict=True):
            back = _recess_at(m, (x0 + x1) / 2, (low + high) / 2)
            y = (back, back + s.facade)
            holes = [
                (max(x0, a), min(x1, b), max(low, c), min(high, d))
                for a, b, c, d in m.openings
                if a < x1 - 0.1 and b > x0 + 0.1 and c < high - 0.1 and d > low + 0.1
            ]
            panel = (x0, x1, low, high)
            if back > 0:  # it stands between the columns or cross walls, under the beams
                beside = s.column / 2 + 0.02
                panel = (x0 + beside, x1 - beside, low, high - s.slab - s.beam_depth)
                holes = [
                    (max(a, panel[0]), min(b, panel[1]), c, min(d, panel[3]))
                    for a, b, c, d in holes
                    if min(b, panel[1]) - max(a, panel[0]) > 0.1 and min(d, panel[3]) - c > 0.1
                ]
            for rect in _around(panel, holes):
                yield _box(
                    Kind.FACADE, stuff, rect[:2], y, rect[2:], k, faces, detail=2.2, structural=load_bearing
                )  # fmt: skip
            pane = y[0] + min(0.1, s.facade * 0.4)
            for a, b, c, d in holes:
                for p, q in _panes(a, b):
                    yield _box(
                        Kind.GLASS, "glass", (p, q), (pane, pane + 0.02), (c, d), k,
                        (*(Surface.GLASS,) * 2, Surface.PLATE, *(Surface.GLASS,) * 3), detail=0.0, structural=False,
                    )  # fmt: skip
            if back > 0:
                yield _box(
                    Kind.SLAB, "concrete", (x0, x1), (0.0, s.facade), (high - s.slab, high), k,
                    (*(Surface.CONCRETE,) * 2, Surface.PLATE, Surface.CONCRETE, Surface.PLASTER, Surface.FLOOR),
                )  # fmt: skip
                yield _box(
                    Kind.PARAPET, stuff, (x0, x1), (0.0, 0.1), (low, low + 1.0), k, faces, structural=False
                )  # fmt: skip


def _panes(a: float, b: float) -> list[tuple[float, float]]:
    """One pane for a small window, two for a wide one."""
    return [(a, b)] if b - a < 2.0 else [(a, (a + b) / 2), ((a + b) / 2, b)]


def _around(panel: Rect, holes: list[Rect]) -> list[Rect]:
    """The panel less its holes, as rectangles: full-width bands above and below, piers between."""
    x0, x1, z0, z1 = panel
    if not holes:
        return [panel]
    bottom, top = min(h[2] for h in holes), max(h[3] for h in holes)
    parts: list[Rect] = [(x0, x1, z0, bottom), (x0, x1, top, z1)]
    x = x0
    for a, b, c, d in sorted(holes):
        parts.append((x, a, bottom, top))
        parts += [(a, b, bottom, c), (a, b, d, top)]
        x = b
    parts.append((x, x1, bottom, top))
    return [p for p in parts if p[1] - p[0] > 0.02 and p[3] - p[2] > 0.02]


def _other_walls(m: Massing) -> Iterator[Member]:
    """Side walls and back wall, storey by storey; those that face the camera carry the plate."""
    s = SIZES[m.construction]
    stuff: Stuff = "brick" if m.construction == "brick" else "concrete"
    bearing = m.construction == "brick"
    x0, x1, d = m.axes[0], m.axes[-1], m.depth
    left = Surface.PLATE if m.seen_from[0] < x0 else Surface.PAINT
    right = Surface.PLATE if m.seen_from[0] > x1 else Surface.PAINT
    inner = Surface.PLASTER
    count = max(1, round((d - 2 * s.facade) / 4.0))
    cuts = np.linspace(s.facade, d - s.facade, count + 1)
    for k, (low, high) in enumerate(zip(m.levels[:-1], m.levels[1:], strict=True)):
        for y0, y1 in zip(cuts[:-1], cuts[1:], strict=True):
            y = (float(y0), float(y1))
            near = 1.5 if left is Surface.PLATE else 0.4
            yield _box(
                Kind.WALL, stuff, (x0, x0 + s.facade), y, (low, high), k, (left, *(inner,) * 5), near, bearing
            )  # fmt: skip
            near = 1.5 if right is Surface.PLATE else 0.4
            yield _box(
                Kind.WALL, stuff, (x1 - s.facade, x1), y, (low, high), k, (inner, right, *(inner,) * 4), near, bearing
            )  # fmt: skip
        step = max(1, round(5.0 / max(1e-6, (x1 - x0) / (len(m.axes) - 1))))
        lines = [*m.axes[:-1:step], m.axes[-1]]
        for a, b in zip(lines[:-1], lines[1:], strict=True):
            yield _box(
                Kind.WALL, stuff, (a, b), (d - s.facade, d), (low, high), k,
                (inner, inner, inner, Surface.PAINT, inner, inner), 0.3, bearing,
            )  # fmt: skip


def _parapet(m: Massing) -> Iterator[Member]:
    """The edge of the roof: a parapet, or what the skyline shows above the top floor (a mansard, a gable)."""
    s = SIZES[m.construction]
    stuff: Stuff = "brick" if m.construction == "brick" else "concrete"
    top, k = m.levels[-1], len(m.levels) - 2
    face = (Surface.PAINT, Surface.PAINT, Surface.PLATE, Surface.PAINT, Surface.CONCRETE, Surface.CONCRETE)
    heights = m.skyline or (top + m.parapet,) * (len(m.axes) - 1)
    columns = m.roof or [(a, b, z, z) for a, b, z in zip(m.axes[:-1], m.axes[1:], heights, strict=True)]
    for x0, x1, z0, z1 in columns:
        z = max(z0, z1)
        attic = z - top > 1.6
        panel = _box(
            Kind.ROOF if attic else Kind.PARAPET, stuff, (x0, x1), (0.0, 0.25 if attic else s.facade), (top, z), k,
            face, detail=2.0, structural=False,
        )  # fmt: skip
        yield panel if z0 == z1 else replace(panel, slope=(z0, z1))
    for x0, x1 in zip(m.axes[:-1], m.axes[1:], strict=True):
        z = min((min(c, d) for a, b, c, d in columns if a < x1 - 0.05 and b > x0 + 0.05), default=top)
        if z - top > 1.6:  # roof boards behind, so that the attic is no stage flat
            for n in range(2):
                y0 = 0.25 + n * (m.depth / 2 - 0.25)
                yield _box(
                    Kind.ROOF, "timber", (x0, x1), (y0, y0 + m.depth / 2 - 0.25), (z - 0.25, z - 0.05), k,
                    (Surface.WOOD,) * 6, detail=0.6, structural=False,
                )  # fmt: skip
                yield _box(
                    Kind.ROOF, "timber", (x0, x0 + 0.2), (y0, y0 + m.depth / 2 - 0.25), (top, z - 0.25), k,
                    (Surface.WOOD,) * 6, detail=0.4, structural=False,
                )  # fmt: skip
    if m.parapet > 0 and not m.skyline and not m.roof:
        z = top + m.parapet
        for x0, x1, out in ((m.axes[0], m.axes[0] + s.facade, 0), (m.axes[-1] - s.facade, m.axes[-1], 1)):
            seen = m.seen_from[0] < m.axes[0] if out == 0 else m.seen_from[0] > m.axes[-1]
            sides = [Surface.PAINT] * 6
            sides[out] = Surface.PLATE if seen else Surface.PAINT
            yield _box(
                Kind.PARAPET, stuff, (x0, x1), (s.facade, m.depth), (top, z), k, sides, 0.5, structural=False
            )  # fmt: skip


def _contents(m: Massing) -> Iterator[Member]:
    """Partitions, the stairs' core, and loose things that lie about in rooms."""
    s = SIZES[m.construction]
    xs, ys = column_lines(m)
    random = np.random.default_rng(m.seed)
    skin = s.facade if m.skin else 0.0
    c = s.column / 2
    middle = len(xs) // 2
    for k, (low, high) in enumerate(zip(m.levels[:-1], m.levels[1:], strict=True)):
        top = high - s.slab
        core: list[float] = []
        # Partitions stop short of beams and slab, as dry walls do: they lean on nothing above.
        for i, x in enumerate(xs[1:-1], start=1):
            if m.construction != "brick" and len(ys) > 1:
                yield _box(
                    Kind.PARTITION, "gypsum", (x - 0.06, x + 0.06), (ys[0] + c + 0.3, ys[1] - c - 0.3),
                    (low, top - s.beam_depth - 0.06), k, detail=0.5, structural=False,
                )  # fmt: skip
            if i == middle and len(ys) > 1:  # two concrete walls of the core, near the back
                for dx in (0.6, 3.0):
                    clear = min(abs(x + dx + 0.09 - line) for line in xs) > c + 0.15  # of columns and beams
                    if clear and x + dx < xs[-1] - 0.8:
                        core.append(x + dx)
                        yield _box(
                            Kind.CORE, "concrete", (x + dx, x + dx + 0.18), (ys[-2] + 0.5, ys[-1] - c - 0.4),
                            (low, top), k, (Surface.CONCRETE,) * 6, detail=0.4,
                        )  # fmt: skip
        for x0, x1 in zip(xs[:-1], xs[1:], strict=True):
            for _ in range(2):
                w, d, h = random.uniform((0.5, 0.4, 0.4), (1.6, 0.9, 1.3))
                x = random.uniform(x0 + c + 0.3, max(x0 + c + 0.31, x1 - c - w - 0.3))
                y = skin + random.uniform(0.6, 2.4)
                look = random.choice([Surface.WOOD, Surface.CLOTH, Surface.PLASTER])
                in_core = y + d > ys[-2] + 0.5 and any(x < wall + 0.18 and x + w > wall for wall in core)
                if in_core or x + w > x1 - c - 0.05:
                    continue  # a shallow building's core reaches to the front rooms; some rooms are narrow
                yield _box(
                    Kind.INTERIOR, "timber", (x, x + w), (y, y + d), (low, low + h), k, (look,) * 6, 0.0, False
                )  # fmt: skip
