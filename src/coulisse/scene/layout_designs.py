"""The designs that options differ in: what each tries, the structure that goes with it, and where things want to be."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from coulisse.scene.boxes import Array
from coulisse.scene.layout_groups import Group
from coulisse.scene.room import INWARDS, WALLS, Beam, Column, Niche, Opening, Room, Vault, Wall


@dataclass(frozen=True)
class Design:
    """A way to lay a room out."""

    name: str
    tries: str
    structure: str  # the one it takes where the brief asks for none
    runs: int  # rows that storage is parted into
    turns: tuple[float, ...]  # degrees that free groups may be turned by
    door_at: tuple[Wall, float]  # wall, share of it
    windows_on: tuple[Wall, ...]


SQUARE = (0.0, 90.0, 180.0, 270.0)
DESIGNS: tuple[Design, ...] = (
    Design("axial", "Everything on one long axis: the door, the main piece and the far wall in one line, the rest in "
           "mirrored pairs", "columns", 2, SQUARE, ("west", 0.5), ("north", "south")),
    Design("centre", "The main piece stands in the middle like an altar; the rest keeps its distance around it",
           "niches", 4, SQUARE, ("south", 0.5), ("north", "east", "west")),
    Design("diagonal", "The main piece is turned out of the square, and weight goes into one corner: nothing repeats",
           "plain", 1, (30.0, 150.0, 210.0, 330.0, 60.0, 120.0), ("south", 0.16), ("north", "east")),
    Design("zoned", "Two places in one room: a beam marks where one ends and the other begins", "beams", 2, SQUARE,
           ("south", 0.72), ("north",)),
    Design("walls", "The walls carry everything and the floor stays open: room for people and for the camera to move",
           "vault", 1, SQUARE, ("west", 0.22), ("north", "south")),
)  # fmt: skip
PLAIN = "Plain walls and a flat ceiling"
STRUCTURES = ("plain", "columns", "niches", "beams", "vault")


def structured(room: Room, structure: str, design: Design) -> tuple[Room, str]:
    """The room with a structure that its size carries, and one line on it; a small room keeps it smaller."""
    length, width, height = room.length, room.width, room.height
    if structure == "columns":
        return _columns(room, design)
    if structure == "niches":
        count = max(1, min(5, int(length / 2.4)))
        wide, high = min(1.2, length / count * 0.5), min(2.2, height * 0.7)
        taken = [o for o in room.openings if o.wall == "south"]
        niches = []
        for i in range(count):
            at = length * (i + 0.5) / count
            if all(abs(at - o.at) > (wide + o.width) / 2 + 0.1 for o in taken):
                niches.append(Niche("south", at, wide, 0.35, high, 0.0 if high < 2 else 0.3))
        if niches:
            many = "A niche" if len(niches) == 1 else f"{len(niches)} niches"
            return replace(room, niches=tuple(niches)), f"{many} 35 cm deep in the long wall"
    if structure == "beams":
        count = max(1, round(length / 2.2) - 1)
        deep = min(0.4, max(0.16, width / 20))
        if design.name == "diagonal" and width > 3:  # they run along the room
            count = max(1, round(width / 2) - 1)
            beams = tuple(Beam(width * (i + 1) / (count + 1), min(0.3, deep * 0.7), deep, True) for i in range(count))
            return replace(room, beams=beams), f"{count} beam{'s' * (count > 1)} along the room"
        beams = tuple(Beam(length * (i + 1) / (count + 1), min(0.3, deep * 0.7), deep) for i in range(count))
        many = "One beam" if count == 1 else f"{count} beams"
        return replace(room, beams=beams), f"{many} across the room, {deep * 100:.0f} cm deep"
    if structure in ("vault", "dome", "groin"):
        kind = "barrel" if structure == "vault" else structure
        rise = min(width / (2 if kind == "dome" else 5), height - 2.1)
        if rise > 0.25:
            vault = Vault(kind, rise)  # type: ignore[arg-type]
            return replace(room, vault=vault), f"A {kind} vault that springs at {height - rise:.2f} m"
    return room, PLAIN


def _columns(room: Room, design: Design) -> tuple[Room, str]:
    length, width = room.length, room.width
    across = min(0.6, max(0.25, width / 18))
    if width < 5.5:  # no room to walk around them: half columns at the walls
        count = max(2, round(length / 2.5))
        halves = [(length * (i + 0.5) / count, s) for i in range(count) for s in (0, 1)]
        taken = [o for o in room.openings if o.wall in ("south", "north")]
        columns = tuple(
            Column(x, across / 4 if s == 0 else width - across / 4, across, across / 2)
            for x, s in halves
            if all(o.wall != ("south", "north")[s] or abs(o.at - x) > (o.width + across) / 2 + 0.05 for o in taken)
        )
        if not columns:
            return room, PLAIN
        return replace(room, columns=columns), f"{len(columns)} pilasters, {across * 100:.0f} cm wide"
    count = max(2, round(length / 4))
    spots: list[tuple[float, float]] = []
    thick = f"{across * 100:.0f} cm thick"
    if design.name == "diagonal":  # one row, off the axis
        spots = [(length * (i + 0.5) / count, width * 0.64) for i in range(count)]
        line = f"One row of {count} columns off the axis, {thick}"
    elif design.name == "zoned":  # across the room
        count = max(2, round(width / 3))
        spots = [(length * 0.55, width * (i + 0.5) / count) for i in range(count)]
        line = f"A row of {count} columns across the room, {thick}"
    elif design.name == "centre":  # a square of four around the middle
        away = min(width * 0.32, 6.0)
        spots = [(length / 2 + i * away * 1.4, width / 2 + j * away) for i in (-1, 1) for j in (-1, 1)]
        line = f"Four columns around the middle, {thick}"
    else:
        line = ""
    if spots:
        return replace(room, columns=tuple(Column(x, y, across, across, True) for x, y in spots)), line
    # A passage behind them if the nave stays wide, else close to the wall.
    off = max(0.95 + across / 2, width * 0.16) if width >= 7 and design.name != "walls" else across / 2
    spots = [(length * (i + 0.5) / count, y) for i in range(count) for y in (off, width - off)]
    columns = tuple(Column(x, y, across, across, True) for x, y in spots if not _before_an_opening(room, x, y, across))
    if not columns:
        return room, PLAIN
    many = f"Two rows of {count} columns" if len(columns) == 2 * count else f"{len(columns)} columns along the walls"
    return replace(room, columns=columns), f"{many}, {across * 100:.0f} cm thick"


def _before_an_opening(room: Room, x: float, y: float, thick: float) -> bool:
    """Whether a column there would stand within 60 cm before a window or a door."""
    for o in room.openings:
        at, off = (x, y) if o.wall in ("south", "north") else (y, x)
        deep = off if o.wall in ("south", "west") else (room.side("west") if o.wall == "north" else room.length) - off
        if abs(at - o.at) < (o.width + thick) / 2 + 0.05 and deep - thick / 2 < 0.6:
            return True
    return False


def wants(design: Design, group: Group, rank: int, poses: Array, room: Room, placed: list[tuple[str, Array]]) -> Array:
    """(n,) how unwelcome each pose (x, y, radians) is, in metres of displacement; `rank` 0 is the main group.

    `placed`: names and poses (3,) of what stands already, for pairs and company.
    """
    x, y, turn = poses[:, 0], poses[:, 1], poses[:, 2]
    length, width = room.length, room.width
    cost = _LIKES[design.name](group, rank, poses, room)
    twins = [pose for name, pose in placed if name == group.name]
    if twins and design.name in ("axial", "centre"):
        pairs = [np.hypot(x - p[0], y - (width - p[1])) for p in twins]
        pairs += [np.hypot(x - (length - p[0]), y - p[1]) for p in twins]
        cost = cost + 1.2 * np.min(pairs, axis=0)
    elif twins:  # of a kind they stand together, turned alike
        cost = cost + 0.25 * np.min([np.hypot(x - p[0], y - p[1]) for p in twins], axis=0)
        cost = cost + 0.8 * (1 - np.max([np.cos(turn - p[2]) for p in twins], axis=0))
    if group.name == "desk" and room.windows:  # light comes from the side
        lights = [room.on_wall(o.wall, o.at) for o in room.windows]
        cost = cost + 0.2 * np.min([np.hypot(x - wx, y - wy) for wx, wy in lights], axis=0)
    if rank and not group.against:  # what stands free looks at the middle
        away = np.hypot(length / 2 - x, width / 2 - y) + 1e-6
        cost = cost - 0.6 * ((length / 2 - x) * np.cos(turn) + (width / 2 - y) * np.sin(turn)) / away
    return cost


def _axial(group: Group, rank: int, poses: Array, room: Room) -> Array:
    x, y, turn = poses.T
    along = np.abs(np.sin(turn)) if 2 * group.half_width >= 2 * group.half_depth else np.abs(np.cos(turn))
    if rank == 0:
        far = room.length * (0.55 if not group.against else 1.0)
        look = 0 if not group.against else 1 + np.cos(turn)  # what has a back looks at the door
        return 3 * np.abs(y - room.width / 2) + 0.6 * np.abs(x - far) + 1.5 * (1 - along) * (not group.against) + look
    return 0.5 * np.abs(np.abs(y - room.width / 2) - room.width * 0.45) + 0.15 * np.abs(x - room.length / 2)


def _centre(group: Group, rank: int, poses: Array, room: Room) -> Array:
    x, y, turn = poses.T
    middle = np.hypot(x - room.length / 2, y - room.width / 2)
    if rank == 0:
        return 3 * middle + (0.5 * (1 + np.sin(turn)) if group.against else 0)
    return -0.4 * np.minimum(middle, min(room.length, room.width) * 0.6) + 0.25 * np.abs(x - room.length / 2)


def _walls(group: Group, rank: int, poses: Array, room: Room) -> Array:
    x, y, _ = poses.T
    edge = np.min([x, room.length - x, y, room.width - y], axis=0)
    return 1.5 * edge + (0.2 * np.abs(x - room.length * 0.6) if rank == 0 else 0.05 * np.abs(x - room.length / 2))


def _diagonal(group: Group, rank: int, poses: Array, room: Room) -> Array:
    x, y, turn = poses.T
    square = np.abs(np.cos(2 * turn))  # 1 at right angles
    if rank == 0:
        return 2 * np.hypot(x - 0.58 * room.length, y - 0.54 * room.width) + 3 * (square > 0.95)
    corner = np.hypot(x - room.length, y - room.width)
    return 0.25 * corner + (0.8 * (square > 0.95) if not group.against else 0)


def _zoned(group: Group, rank: int, poses: Array, room: Room) -> Array:
    x, y, _ = poses.T
    zone = 0.3 if rank % 2 == 0 else 0.8
    return 1.2 * np.abs(x - zone * room.length) + 0.3 * np.abs(y - room.width / 2) * (not group.against)


_LIKES: dict[str, Callable[[Group, int, Array, Room], Array]] = {
    "axial": _axial, "centre": _centre, "walls": _walls, "diagonal": _diagonal, "zoned": _zoned,
}  # fmt: skip


def with_openings(
    design: Design, length: float, width: float, height: float, wall: float, doors: tuple[Opening, ...],
    windows: tuple[Opening, ...],
) -> Room:  # fmt: skip
    """The room with its openings where the design wants them; what the walls do not carry gets narrower or is left.

    The first door goes where the design says, further ones to the other walls; windows are spread evenly. What was
    asked to be on the left, on the right or at the back is so for one who looks in from where the design has its door.
    """
    room = Room(length, width, height, wall)
    first, share = design.door_at
    placed = _where_asked(room, first, share, (*doors, *windows))
    asked_doors = any(o.is_door for o in placed)
    if placed:
        room = replace(room, front=first)
    doors = tuple(o for o in doors if not o.place)
    windows = tuple(o for o in windows if not o.place)
    order: list[tuple[Wall, float]] = [(first, share), ("east", 0.5), ("north", 0.15), ("west", 0.8), ("south", 0.9)]
    if asked_doors:  # the others keep off the walls that are taken
        taken = {o.wall for o in placed if o.is_door and o.place != "front"}
        order = [o for o in order if o[0] not in taken] or order
    for door, (side, at) in zip(doors, order, strict=False):
        metres = room.side(side)
        wide = min(door.width, metres - 0.24)
        at_metres = min(max(at * metres, wide / 2 + 0.12), metres - wide / 2 - 0.12)
        hinge = at_metres < metres / 2
        placed.append(replace(door, wall=side, at=at_metres, width=wide, height=min(door.height, height - 0.05),
                              hinge_first=hinge))  # fmt: skip
    left = list(windows)
    for side in design.windows_on:
        if not left:
            break
        metres, wide = room.side(side), max(o.width for o in left)
        free = [s for s in placed if s.wall == side]
        fits = max(0, math.floor((metres - 0.4) / (wide + 0.5)))
        count = min(fits, len(left) if side == design.windows_on[-1] else max(1, math.ceil(len(left) * 0.6)))
        for i in range(count):
            window, at = left[0], metres * (i + 0.5) / count
            if all(abs(at - o.at) > (o.width + window.width) / 2 + 0.2 for o in (*free, *_on(placed, side))):
                sill = min(window.sill, max(0.0, height - 0.3 - window.height))
                high = min(window.height, height - sill - 0.15)
                placed.append(replace(left.pop(0), wall=side, at=at, sill=sill, height=high))
    return replace(room, openings=tuple(placed))


def _on(placed: list[Opening], side: Wall) -> list[Opening]:
    return [o for o in placed if o.wall == side]


_TURNS = {"front": 0.0, "back": 180.0, "left": 270.0, "right": 90.0}  # of a wall's inward direction, by the front's


def _where_asked(room: Room, front: Wall, share: float, openings: tuple[Opening, ...]) -> list[Opening]:
    """Openings that were asked to be in a wall, evenly along it; they get narrower, to two fifths, before one is left.

    `front`: the wall that one looks in from, `share`: where along it a door in it stands.
    """
    out: list[Opening] = []
    for place, turn in _TURNS.items():
        asked = [o for o in openings if o.place == place]
        wanted = (INWARDS[front] + turn) % 360
        side = next(w for w in WALLS if INWARDS[w] == wanted)
        metres = room.side(side)
        while asked and sum(max(min(0.4 * o.width, 0.9), 0.3) + 0.3 for o in asked) > metres:
            asked.pop()
        if not asked:
            continue
        squeeze = min(1.0, (metres - 0.3 * len(asked)) / sum(o.width for o in asked))
        gap = (metres - squeeze * sum(o.width for o in asked)) / len(asked)
        at = 0.0
        for o in asked:
            wide = o.width * squeeze
            middle = at + (gap + wide) / 2
            at += gap + wide
            if len(asked) == 1 and place == "front" and o.is_door:
                middle = min(max(share * metres, wide / 2 + 0.12), metres - wide / 2 - 0.12)
            sill = min(o.sill, max(0.0, room.height - 0.3 - o.height))
            high = min(o.height, room.height - sill - (0.05 if o.is_door else 0.15))
            out.append(replace(o, wall=side, at=round(middle, 4), width=wide, height=high, sill=sill,
                               hinge_first=middle < metres / 2))  # fmt: skip
    return out
