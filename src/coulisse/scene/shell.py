"""The room of a layout as true solid geometry: floor, ceiling or vault, walls with real openings, and what is fixed.

Every wall, door and window is a model of its own, so that a camera outside can leave one out and lists can count them.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from coulisse.scene import shell_trim as trim
from coulisse.scene.fixtures import CUT, sunk_rectangles
from coulisse.scene.meshes import merge, moved
from coulisse.scene.room import WALLS, Layout, Niche, Opening, Room, Wall
from coulisse.scene.shapes import ball, box, tube
from coulisse.scene.shell_built import MAIN, built_in, slots_of
from coulisse.scene.shell_doors import door
from coulisse.scene.shell_floors import floor_parts
from coulisse.scene.shell_levels import arcade_spring, rows_of
from coulisse.scene.shell_places_walls import along, wall_of
from coulisse.scene.shell_portals import portal_hole
from coulisse.scene.shell_structure import beam, column, flat_ceiling
from coulisse.scene.shell_styles import Fashion, fashion
from coulisse.scene.shell_vaults import ceiling_height, heads, vault_parts
from coulisse.scene.shell_walls import Hole, Side, hole_of, slab
from coulisse.scene.shell_windows import KINDS, kind_of, shape_of, window
from coulisse.scene.staged import Model, Part, Placed

SLAB = 0.25  # metres of floor and ceiling
_DOORS = ("blast_door", "airlock", "gate", "roller_shutter", "revolving_door", "archway", "secret_door", "sliding_door",
    "double_door", "doorway", "door")  # fmt: skip
_BY_KIND: dict[str, tuple[str, ...]] = {"door": ("door", "secret_door"), "double_door": ("double_door", "gate"),
    "sliding_door": ("blast_door", "airlock", "roller_shutter", "sliding_door"), "doorway": ("revolving_door",
    "archway", "doorway"),}  # fmt: skip
_DOOR_SIZES = {"blast_door": (1.6, 2.2), "airlock": (1.2, 2.0), "roller_shutter": (2.8, 2.4), "sliding_door": (1.2,
    2.1), "door": (0.9, 2.05), "secret_door": (0.8, 2.0), "double_door": (1.6, 2.2), "gate": (3.0, 3.2),
    "revolving_door": (2.2, 2.4), "archway": (2.0, 2.8), "doorway": (1.0, 2.1)}  # fmt: skip

Shell = tuple[tuple[Model, Placed], ...]


def shell(
    layout: Layout, *, style: str | None = None, kind: str | None = None, traits: tuple[str, ...] = (),
    architecture: tuple[str, ...] = (), open_to_sky: bool = False, seed: int = 0,
) -> Shell:  # fmt: skip
    """The models of a layout's room in their places; `Placed.looks` is left empty, `Model.slots` has usual materials.

    `style` is an id of styles.yaml; `kind` the room's or its building's id (bunker, castle, spaceship: what it is built
    of); `architecture` the ids of architecture.yaml that were asked for; `open_to_sky`: no ceiling. Names: "floor",
    "ceiling", "wall_south" ..., "door_1", "window_1", "column_1", "beam_1", "services".
    """
    architecture = _hatched(architecture)
    room, looks = layout.room, fashion(style, kind, architecture)
    rng = np.random.default_rng([seed, 7])
    made: list[tuple[str, list[Part], float]] = [("floor", floor_parts(room, SLAB), 0.0)]
    if not open_to_sky:
        parts = vault_parts(room, SLAB) if room.vault else flat_ceiling(room, looks, architecture)
        made.append(("ceiling", parts, 0.0))
    for wall in WALLS:
        side = Side(room, wall)
        parts = wall_parts(side, looks, architecture, open_to_sky, rng)
        made.append((f"wall_{wall}", [side.part(p) for p in parts], side.facing))
    for i, o in enumerate(room.doors):
        side = Side(room, o.wall)
        parts = door(o, looks, room.wall, np.random.default_rng([seed, i]), door_id(o, architecture))
        made.append((f"door_{i + 1}", [side.part(p) for p in parts], side.facing))
    for i, o in enumerate(room.windows):
        side, what = Side(room, o.wall), kind_of(o, architecture)
        parts = window(
            o, opening_hole(o, looks, architecture), what, looks, room.wall, shutters="shutter" in architecture
        )
        if parts:
            made.append((f"window_{i + 1}", [side.part(p) for p in parts], side.facing))
    height = ceiling_height(room)
    carry = [c for row in rows_of(room.columns) for c in row] if any(f.kind == "arcade" for f in room.fixtures) else []
    for i, c in enumerate(room.columns):
        high = arcade_spring(room) + 0.02 if c in carry else _under(room, c.x, c.y, height)
        made.append((f"column_{i + 1}", column(c, high, looks), 0.0))
    for i, b in enumerate(room.beams):
        made.append((f"beam_{i + 1}", beam(b, room, looks, "truss" in architecture), 0.0))
    if looks.services and not room.vault and not open_to_sky:
        made.append(("services", trim.services(room, room.height, rng), 0.0))
    made += built_in(room, looks, seed)
    rails = _rails(layout)
    if rails:
        made.append(("curtain_rails", rails, 0.0))
    return tuple(_placed(name, parts, facing, looks) for name, parts, facing in made if parts)


def _under(room: Room, x: float, y: float, height: object) -> float:
    z = float(ceiling_height(room)(np.array([x]), np.array([y]))[0])
    return z + 0.02 if room.vault else z


def _hatched(architecture: tuple[str, ...]) -> tuple[str, ...]:
    """A bulkhead's doors are pressure doors."""
    own = "bulkhead" in architecture and not {"airlock", "blast_door"} & set(architecture)
    return (*architecture, "airlock") if own else architecture


def door_id(o: Opening, architecture: Sequence[str]) -> str:
    """Which of the doors that were asked for this one is: of its kind, the nearest in size; "" for none of them."""
    asked = [a for a in architecture if a in _BY_KIND[o.kind]]
    return min(asked, key=lambda a: abs(math.log(o.width / _DOOR_SIZES[a][0])), default="")


def opening_hole(o: Opening, looks: Fashion, architecture: tuple[str, ...] = ()) -> Hole:
    """The outline that an opening cuts out of its wall."""
    if o.is_door:
        what = door_id(o, architecture)
        return hole_of(o, (looks.arched or "arched") if what == "archway" else "")
    return hole_of(o, shape_of(kind_of(o, architecture), looks))


def holes_of(side: Side, looks: Fashion, architecture: tuple[str, ...] = ()) -> list[Hole]:
    """Everything that is cut out of a wall."""
    out = [opening_hole(o, looks, architecture) for o in side.room.openings if o.wall == side.wall]
    for n in side.room.niches:
        if n.wall == side.wall:
            shape = "pointed" if looks.arched == "pointed" else "arched" if looks.doors in ("panelled", "plank") else ""
            out.append(hole_of(n, shape, n.depth))
    out += [
        portal_hole(f, side.wall, along(f)) for f in side.room.fixtures if f.kind in CUT and wall_of(f) == side.wall
    ]
    return out


def wall_parts(side: Side, looks: Fashion, architecture: tuple[str, ...], open_to_sky: bool,
               rng: np.random.Generator) -> list[Part]:  # fmt: skip
    """A wall with everything fixed to it, in its own frame (u, d, z)."""
    room = side.room
    holes = holes_of(side, looks, architecture)
    top, breaks = heads(room, side.wall)
    t = room.wall
    ends = (-t, side.length + t) if side.wall in ("south", "north") else (0.0, side.length)
    clipped = lambda u: top(np.clip(u, 0.0, side.length))  # noqa: E731
    parts = [slab("wall", "wall", ends, 0.0, clipped, holes, 0.0, -t, breaks=breaks)]
    for n in room.niches:
        if n.wall == side.wall and n.sill < 0.01:  # the niche's own floor
            parts.append(box("niche floor", (n.width, n.depth, 0.1), (n.at, -n.depth / 2, -0.1), "floor", 0.0))
    line = float(top(np.array([side.length / 2]))[0])
    spring = room.height - room.vault.rise if room.vault else room.height
    curved = bool(room.vault) and line > spring + 0.01
    margin = {"panelled": 0.1, "deco": 0.13, "steel": 0.11, "hatch": 0.15, "plank": 0.12}.get(looks.doors, 0.05)
    if looks.low > 0:
        parts += trim.wainscot(side, holes, looks)
    if looks.skirting > 0:
        depth = 0.018 if looks.low > 0 else 0.0
        parts += [moved(p, (0, depth, 0)) for p in trim.skirting(side, holes, looks.skirting, margin)]
    if looks.cornice != "none" and not open_to_sky:
        parts += trim.cornice(side, spring, looks.cornice, holes)
    if looks.panels:
        parts += trim.fields(side, holes, looks, min(spring, line))
    if (
        looks.timbers and looks.doors == "plank" and not curved and "half_timbering" in architecture
    ) or "half_timbering" in architecture:
        parts += trim.timbers(side, holes, spring, rng)
    if "battlements" in architecture and open_to_sky:
        for u in np.arange(0.4, side.length, 1.2):
            parts.append(box("merlon", (0.7, t, 0.8), (float(u), -t / 2, room.height), "wall", 0.02))
    return parts


def balustrade(a: tuple[float, float], b: tuple[float, float], z: float, looks: Fashion) -> list[Part]:
    """A railing from a to b (plan points), its foot at z metres: turned balusters, iron bars or steel wires."""
    from coulisse.scene.shell_stairs import railing

    return railing([(*a, z), (*b, z)], looks.columns)


def _rails(layout: Layout) -> list[Part]:
    """A rod with finials over each curtain."""
    parts: list[Part] = []
    for p in layout.pieces:
        if p.role == "curtain" and "curtain" in p.name:
            z = p.top - 0.02
            ends = [(*p.point(0.0, s * (p.width / 2 + 0.12)), z) for s in (-1, 1)]
            parts.append(tube("rod", ends, 0.014, "rail", n=10))
            parts += [ball("finial", 0.03, "rail", e) for e in ends]
            for s in (-1, 1):
                foot, tip = p.point(-p.depth / 2, s * p.width / 2), p.point(0.0, s * p.width / 2)
                parts.append(tube("bracket", [(*foot, z), (*tip, z)], 0.01, "rail"))
    return parts


def _placed(name: str, parts: list[Part], facing: float, looks: Fashion) -> tuple[Model, Placed]:
    """The parts, made in the room's frame, as a model in its own, and where it goes."""
    turned = [moved(p, turn=-facing) for p in parts]
    low = np.min([p.points.min(0) for p in turned], axis=0).astype(float)
    high = np.max([p.points.max(0) for p in turned], axis=0).astype(float)
    middle = np.array([(low[0] + high[0]) / 2, (low[1] + high[1]) / 2, low[2]])
    groups: dict[tuple[str, bool, float], list[Part]] = {}
    for p in turned:
        groups.setdefault((p.slot, p.smooth, p.bevel), []).append(p)
    own = []
    for (slot, smooth, _), group in groups.items():
        one = merge(slot if not smooth else f"{slot}_round", group)
        own.append(replace(one, points=(one.points - middle).astype(np.float32)))
    c, s = math.cos(math.radians(facing)), math.sin(math.radians(facing))
    at = (c * middle[0] - s * middle[1], s * middle[0] + c * middle[1], middle[2])
    usual = {**slots_of(looks), **looks.slots}
    slots = {p.slot: usual.get(p.slot, "plaster") for p in own}
    own_name = MAIN.get(name.rsplit("_", 1)[0], "")
    order = (own_name, name.split("_")[0], "wall", "floor", "ceiling", "vault", "door", "frame", "column", "beam")
    main = tuple(m for m in order if m in slots)[:1]
    model = Model(name, tuple(own), slots, main)
    return model, Placed(name, (float(at[0]), float(at[1]), float(at[2])), facing, {}, name)


def areas(layout: Layout, *, style: str | None = None, kind: str | None = None,
          architecture: tuple[str, ...] = ()) -> dict[str, float]:  # fmt: skip
    """Square metres of the surfaces, net of openings: "floor", "ceiling" (a vault unrolled), "wall_south" and so on.

    Walls are counted on their inner face up to the ceiling; a niche's back takes the place of what it cuts out.
    """
    room, looks = layout.room, fashion(style, kind, _hatched(architecture))
    sunk = sum((x1 - x0) * (y1 - y0) for x0, y0, x1, y1 in sunk_rectangles(room.fixtures))
    out = {"floor": room.length * room.width - sunk, "ceiling": _ceiling_area(room)}
    for wall in WALLS:
        side = Side(room, wall)
        top, breaks = heads(room, wall)
        u = np.unique(np.concatenate([[0.0, side.length], breaks]))
        gross = float(np.trapezoid(top(u), u))
        cut = sum(h.area for h in holes_of(side, looks, architecture) if h.deep is None)
        out[f"wall_{wall}"] = gross - cut
    return out


def _ceiling_area(room: Room) -> float:
    if room.vault is None:
        return room.length * room.width
    total = 0.0
    for p in vault_parts(room, SLAB, ribs=False):
        if p.name != "back":
            f, q = p.faces, p.points.astype(float)
            tris = np.concatenate([f[:, :3], f[f[:, 3] >= 0][:, [0, 2, 3]]])
            cross = np.cross(q[tris[:, 1]] - q[tris[:, 0]], q[tris[:, 2]] - q[tris[:, 0]])
            total += float(np.linalg.norm(cross, axis=1).sum() / 2)
    return total


__all__ = ["KINDS", "Niche", "Shell", "Wall", "areas", "balustrade", "shell", "wall_parts"]
