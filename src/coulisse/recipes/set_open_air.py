"""Places under the sky: how high their walls are, what is behind windows that look in, what is seen over a wall.

The layout's own height is that of its tallest piece; what is built is a garden's wall, a roof's parapet, a street's
houses.
"""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np

from coulisse.recipes.brief_words.vocabulary import vocabulary
from coulisse.recipes.set_brief import SetBrief
from coulisse.scene.room import WALLS, Layout, Opening, Piece
from coulisse.scene.shapes import box
from coulisse.scene.staged import Look, Model, Part, Placed

_WALLS = {
    "garden": 2.45,
    "graveyard": 1.6,
    "rooftop": 1.1,
    "street": 8.6,
    "alley": 8.6,
    "square": 9.2,
    "courtyard": 6.2,
}  # metres
_STOREY = 3.1  # metres from floor to floor of the houses around a court
_LOW = 3.0  # metres; over what is lower one sees what is beyond
_ROOF = 9.0  # metres that a roof is above the street
_NIGHT = ("dusk", "evening", "night", "midnight", "dead_of_night", "blue_hour")


def wall_height(brief: SetBrief) -> float:
    """Metres of the walls around a place under the sky; a room that lost its roof has the walls that it had."""
    if brief.room in _WALLS:
        return _WALLS[brief.room]
    usual = float(vocabulary().get("room", brief.room).size[2])
    return max(2.6, usual * 0.85) if usual else 3.0


def walled(layout: Layout, brief: SetBrief) -> Layout:
    """The layout with the walls that are built: of their own height, with windows in every storey."""
    high = wall_height(brief)
    kept = [o for o in layout.room.openings if o.sill + o.height < high - 0.05]
    upper = [
        replace(o, sill=o.sill + _STOREY * k)
        for o in kept if not o.is_door
        for k in range(1, 4) if o.sill + o.height + _STOREY * k < high - 0.3
    ]  # fmt: skip
    doors = [o for o in kept if o.is_door and high > _LOW]  # over a door, too
    for o in doors:
        upper += [
            replace(o, kind="window", width=1.1, height=1.5, sill=0.9 + _STOREY * k)
            for k in range(1, 4) if 2.4 + _STOREY * k < high - 0.3
        ]  # fmt: skip
    fronts = [p for p in layout.pieces if p.name == "shopfront"]
    kept = [o for o in kept if o.is_door or not any(_covers(layout, p, o) for p in fronts)]
    return replace(layout, room=replace(layout.room, height=high, openings=(*kept, *upper), beams=(), vault=None))


def _covers(layout: Layout, piece: Piece, o: Opening) -> bool:
    """Whether a shop's front stands before a window of the ground floor."""
    x, y = layout.room.on_wall(o.wall, o.at)
    away = math.hypot(piece.x - x, piece.y - y)
    return away < (piece.width + o.width) / 2 + 0.1


def beyond(layout: Layout, brief: SetBrief) -> tuple[Layout, tuple[str, ...], float]:
    """(a layout to make the outside of, what is seen, metres that it lies lower) of a place under the sky."""
    seen = tuple(brief.outside)
    room = layout.room
    if wall_height(brief) >= _LOW:
        return replace(layout, room=replace(room, openings=room.doors)), seen, 0.0
    views = tuple(Opening("window", wall, room.side(wall) / 2, 1.0, 1.0, 0.5) for wall in WALLS)
    if brief.room == "rooftop":
        seen = seen or ("city",)
    return replace(layout, room=replace(room, openings=views)), seen, _ROOF if brief.room == "rooftop" else 0.0


def behind_windows(layout: Layout, brief: SetBrief, seed: int) -> tuple[tuple[Model, Placed, dict[str, Look]], ...]:
    """What is behind the windows of the houses around: dark rooms, by night some of them lit."""
    room = layout.room
    rng = np.random.default_rng([seed, 41])
    dark: list[Part] = []
    lit: list[Part] = []
    for n, o in enumerate(room.windows):
        x, y = room.on_wall(o.wall, o.at, -(room.wall + 0.3))
        along = o.wall in ("south", "north")
        size = (o.width + 0.7, 0.06) if along else (0.06, o.width + 0.7)
        part = box(f"back {n}", (*size, o.height + 0.6), (x, y, o.sill - 0.3), "", 0.0)
        (lit if rng.random() < 0.35 else dark).append(part)
    night = brief.time_of_day in _NIGHT or bool({*brief.light.sources} & {"moonlight", "neon_light", "street_light"})
    looks = {"dark": Look("plain", (0.035, 0.035, 0.04), roughness=0.9, label="dark rooms")}
    looks["lit"] = Look("glow", (1.0, 0.72, 0.4), glow=55.0, label="lit rooms") if night else looks["dark"]
    out = []
    for name, parts in (("dark", dark), ("lit", lit)):
        if parts:
            model = Model(f"wall_rooms_{name}", tuple(_slotted(p, name) for p in parts), {name: "plaster"}, (name,))
            at = Placed(model.name, (0.0, 0.0, 0.0), 0.0, {}, f"wall_rooms_{name}")
            out.append((model, at, {name: looks[name]}))
    return tuple(out)


def _slotted(part: Part, slot: str) -> Part:
    return replace(part, slot=slot)
