"""Places at and in the walls for what is built into a room, and how windows make way for it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from coulisse.scene.boxes import as_boxes, outside, overlap
from coulisse.scene.fixtures import CUT, STAIR, Fixture, flight
from coulisse.scene.room import INWARDS, WALLS, Opening, Room, Wall

WEIGHT = {
    "axial": (0.6, 0.5),
    "centre": (0.5, 0.5),
    "diagonal": (0.64, 0.6),
    "zoned": (0.72, 0.5),
    "walls": (0.5, 0.68),
}
WAY_IN = 1.1  # metres before a door


def wall_of(f: Fixture) -> Wall:
    """The wall that a fixture has its back to."""
    return next(wall for wall in WALLS if abs(INWARDS[wall] - f.facing % 360) < 1)


def along(f: Fixture) -> float:
    """Metres along that wall to the fixture's middle."""
    return f.x if wall_of(f) in ("south", "north") else f.y


def meets(f: Fixture, wall: Wall, at: float, width: float, room: Room) -> bool:
    return wall_of(f) == wall and abs(along(f) - at) < (f.width + width) / 2 + 0.12


def in_wall(room: Room, want: Fixture, design: str) -> Fixture | None:
    """Opposite to the door where that wall is free; as wide and high as it takes."""
    first = room.doors[0].wall if room.doors else "west"
    far: dict[Wall, Wall] = {"west": "east", "east": "west", "south": "north", "north": "south"}
    ends: list[Wall] = ["east", "west"] if want.kind == "apse" else []  # a church ends in its apse
    order: list[Wall] = [*(w for w in ends if w != first), far[first], "east", "north", "south", "west"]
    spring = room.height - (room.vault.rise if room.vault else 0.0)
    for wall in dict.fromkeys(order):
        side = room.side(wall)
        wide = min(want.width, side - 0.8)
        high = min(want.height, spring - 0.25)
        for at in (side / 2, side * 0.35, side * 0.65):
            lies = min(want.depth, wide * 0.6) if want.kind == "apse" else want.depth
            x, y = room.on_wall(wall, at)
            one = replace(want, width=round(wide, 3), height=round(high, 3), depth=lies, x=x, y=y, facing=INWARDS[wall])
            doors = any(meets(one, d.wall, d.at, d.width, room) for d in room.doors)
            others = any(meets(f, wall, at, wide, room) and f.kind in CUT for f in room.fixtures)
            if (
                wide >= 1.2
                and high >= 1.8
                and not doors
                and not others
                and abs(at - side / 2) + wide / 2 <= side / 2 - 0.2
            ):
                return one
    return None


def at_wall(room: Room, want: Fixture, design: str) -> Fixture | None:
    """The wall and the place along it that suit: porches at a door, awnings over a window, galleries a long wall."""
    best: tuple[float, Fixture] | None = None
    taken = as_boxes([box for f in room.fixtures for box in f.kept_off()])
    ways = as_boxes([zone(room, d, WAY_IN) for d in room.doors])
    swings = as_boxes([zone(room, d, max(d.leaf, 0.7)) for d in room.doors])
    for wall in WALLS:
        side = room.side(wall)
        over = {"porch": room.doors, "awning": (*room.windows, *room.doors)}.get(want.kind, ())
        spots = [o.at for o in over if o.wall == wall] or [side * s for s in (0.5, 0.35, 0.65, 0.25, 0.75, 0.12, 0.88)]
        across = room.width if wall in ("south", "north") else room.length
        for at in spots:
            if want.kind == "partition":  # it stands out from the wall
                one = _partition(room, want, wall, at, across)
            else:
                one = _backed(room, want, wall, at, side, across)
            if one is None:
                continue
            boxes = as_boxes([one.box]) if one.kind not in ("gallery", "balcony") else as_boxes(one.blocked())
            if one.kind == "awning":
                boxes = as_boxes([])
            cost = 0.0
            if len(boxes):
                if float(outside(boxes, room.length, room.width).max()) > 1e-6:
                    continue
                hindered = swings if one.kind == "porch" else ways
                for others, margin in ((taken, 0.0), (hindered, 0.0)):
                    if one.kind == "porch" and others is hindered:
                        continue
                    if len(others) and float(overlap(boxes, others).max()) > margin:
                        cost += 100.0
            windows = [o for o in room.windows if meets(one, o.wall, o.at, o.width, room)]
            if one.kind in ("chimney", "buttress"):
                cost += 100.0 * len([o for o in room.openings if meets(one, o.wall, o.at, o.width, room)])
            if one.kind == "gallery":
                cost += 2.0 * (wall != "north") + 1.5 * len([o for o in windows if o.sill + o.height > one.height])
                first = room.front or (room.doors[0].wall if room.doors else "west")
                behind = "behind" in want.traits  # over the way in, where an audience sits
                cost += 30.0 * (wall != first) if behind else 3.0 * (wall in ("west", "east"))
            if one.kind in ("porch", "awning") and not any(o.wall == wall and abs(o.at - at) < 0.01 for o in over):
                cost += 5.0
            if one.kind == "awning":
                twins = [f for f in room.fixtures if f.kind == "awning" and wall_of(f) == wall]
                cost += 50.0 * any(abs(along(f) - at) < (f.width + one.width) / 2 for f in twins)
                cost += 2.0 * (wall == "west") + 0.5 * (wall == "south")
            if one.kind == "partition":
                share = WEIGHT.get(design, (0.5, 0.5))[0]
                cost += 100.0 * len(windows) + 4 * abs(one.x / room.length - (0.4 if share > 0.5 else 0.6))
                cost += 100.0 * (wall in ("west", "east") and room.length > room.width * 1.3)
            if one.kind in ("chimney", "buttress", "balcony"):
                cost += abs(at - side / 2) * 0.3 + 0.6 * (wall in ("west", "south"))
            if best is None or cost < best[0]:
                best = cost, one
    return best[1] if best is not None and best[0] < 99 else None


def _partition(room: Room, want: Fixture, wall: Wall, at: float, across: float) -> Fixture | None:
    """Square to the wall from its face inwards; a person passes at its end."""
    long = min(want.width, across - 1.1)
    if long < 0.6:
        return None
    x, y = room.on_wall(wall, at, long / 2)
    turned = 0.0 if wall in ("south", "north") else 90.0
    high = min(want.height, room.height - 0.02)
    if "half" not in want.traits and want.height >= room.height - 0.6:
        high = room.height
    return replace(want, width=round(long, 3), height=round(high, 3), x=x, y=y, facing=turned)


def _backed(room: Room, want: Fixture, wall: Wall, at: float, side: float, across: float) -> Fixture | None:
    wide, deep, high = want.width, min(want.depth, across * 0.4), min(want.height, room.height)
    if want.kind == "gallery":
        deck = min(max(2.5, want.height), room.height - 2.05)
        spring = room.height - (room.vault.rise if room.vault else 0.0)
        if deck < 2.2 or spring < deck + 1.2:
            return None
        wide, deep, high, at = side, min(want.depth, across * 0.3), round(deck, 2), side / 2
        stair = across - deep - STAIR > 1.4 and side > STAIR + 1.6 and "behind" not in want.traits
        if stair:
            count, _, going = flight(high, side - STAIR - 0.1)
            stair = count * going > 0.5
        want = replace(want, traits=tuple(dict.fromkeys((*want.traits, *(("stair",) if stair else ())))))
    elif want.kind == "balcony":
        wide, high = min(wide, side - 0.4), min(max(2.4, want.height), room.height - 1.3)
        if high < 2.0:
            return None
    elif want.kind == "awning":
        here = [o for o in room.openings if o.wall == wall and abs(o.at - at) < 0.01]
        head = max([o.sill + o.height for o in here], default=2.3)
        wide = max([o.width + 0.7 for o in here], default=want.width)
        high = min(room.height - 0.05, head + 0.55)
        if high < head - 0.1:
            return None
    elif want.kind == "chimney":
        high = room.height
    elif want.kind == "buttress":
        high = min(room.height - (room.vault.rise if room.vault else 0.0), room.height)
    wide = min(wide, side - 0.1)
    at = min(max(at, wide / 2 + 0.02), side - wide / 2 - 0.02) if want.kind != "gallery" else at
    x, y = room.on_wall(wall, at, deep / 2)
    return replace(want, width=round(wide, 3), depth=round(deep, 3), height=high, x=x, y=y, facing=INWARDS[wall])


def zone(room: Room, o: Opening, deep: float) -> tuple[float, float, float, float, float]:
    x, y = room.on_wall(o.wall, o.at, deep / 2)
    return x, y, deep / 2, o.width / 2, math.radians(INWARDS[o.wall])


def made_way(room: Room, one: Fixture) -> Room:
    """The room with the fixture; windows that it takes the place of go elsewhere in their wall, or away."""
    if one.kind not in (*CUT, "chimney", "buttress"):
        return replace(room, fixtures=(*room.fixtures, one))
    stay = [o for o in room.openings if o.is_door or not meets(one, o.wall, o.at, o.width, room)]
    for o in room.openings:
        if o in stay:
            continue
        walls: list[Wall] = [o.wall, *(w for w in ("north", "south", "east") if w != o.wall)]
        moved = next((m for m in (_elsewhere(room, o, w, one, stay) for w in walls) if m is not None), None)
        if moved is not None:
            stay.append(moved)
    return replace(room, openings=tuple(stay), fixtures=(*room.fixtures, one))


def _elsewhere(room: Room, o: Opening, wall: Wall, one: Fixture, stay: Sequence[Opening]) -> Opening | None:
    side = room.side(wall)
    for share in (0.5, 0.3, 0.7, 0.15, 0.85, 0.4, 0.6):
        at = side * share
        if at - o.width / 2 < 0.2 or at + o.width / 2 > side - 0.2 or meets(one, wall, at, o.width, room):
            continue
        if any(s.wall == wall and abs(s.at - at) < (s.width + o.width) / 2 + 0.2 for s in stay):
            continue
        return replace(o, wall=wall, at=at)
    return None
