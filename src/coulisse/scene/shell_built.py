"""What is built into a room as models' parts in the room's frame, and how much of each material it takes."""

from __future__ import annotations

import math
from collections.abc import Callable

from coulisse.scene.fixtures import STAIR, Fixture, flight
from coulisse.scene.meshes import moved
from coulisse.scene.room import Room
from coulisse.scene.shell_floors import SEAT, drain, pit, sunken_floor, trapdoor
from coulisse.scene.shell_fronts import awning, buttress, chimney, partition, porch
from coulisse.scene.shell_levels import arcade, balcony, bulkhead, frames_at, gallery, hull_radius
from coulisse.scene.shell_pools import COPING, RIM, pool
from coulisse.scene.shell_portals import TUNNEL, apse, rise_of, tunnel
from coulisse.scene.shell_styles import Fashion
from coulisse.scene.staged import Part

_OWN: dict[str, Callable[[Fixture, Fashion, int], list[Part]]] = {
    "pool": pool,
    "pit": pit,
    "sunken_floor": sunken_floor,
    "drain": drain,
    "trapdoor": trapdoor,
    "partition": partition,
    "chimney": chimney,
    "buttress": buttress,
    "porch": porch,
    "awning": awning,
    "gallery": gallery,
    "balcony": balcony,
}
# Slots that only what is built in has: the slot of the shell whose material is usual for it, or "=" and a material.
SLOTS = {
    "pool": "=white_tiles",
    "band": "=azulejo",
    "water": "=water",
    "coping": "=limestone",
    "handrail": "=chrome",
    "pit": "step",
    "pit_floor": "step",
    "kerb": "step",
    "sunken": "floor",
    "upholstery": "=wool",
    "grate": "=iron",
    "lid": "=rough_planks",
    "lid_frame": "=oak",
    "strap": "=wrought_iron",
    "tunnel": "=brick",
    "bed": "=cement",
    "portal": "column",
    "sleeper": "=rough_planks",
    "track": "=steel",
    "apse": "wall",
    "apse_dome": "ceiling",
    "apse_floor": "floor",
    "partition": "wall",
    "cap": "skirting",
    "chimney": "wall",
    "soot": "=bakelite",
    "deck": "stair",
    "post": "column",
    "roof": "=slate",
    "canopy": "=canvas",
    "stripe": "=felt",
    "tread": "stair",
    "riser": "trim",
    "hull": "wall",
    "frame_rib": "beam",
    "bolt": "trim",
    "arcade": "wall",
    "paper": "=paper",
}
# The slot that a material asked for the thing goes to.
MAIN = {
    "pool": "pool",
    "pit": "pit",
    "sunken_floor": "upholstery",
    "drain": "grate",
    "trapdoor": "lid",
    "tunnel_mouth": "portal",
    "apse": "apse",
    "partition": "partition",
    "chimney": "chimney",
    "buttress": "column",
    "porch": "post",
    "awning": "canopy",
    "gallery": "deck",
    "balcony": "deck",
    "bulkhead": "frame_rib",
    "arcade": "arcade",
}


def slots_of(looks: Fashion) -> dict[str, str]:
    """The usual material of each slot of what is built in, by the fashion of the room."""
    own = {slot: usual[1:] if usual[0] == "=" else looks.slots.get(usual, "plaster") for slot, usual in SLOTS.items()}
    metal = looks.columns in ("steel", "panel")
    own["post"] = {"classical": "iron", "gothic": "iron", "deco": "bronze"}.get(
        looks.columns, "steel" if metal else "oak"
    )
    if looks.columns == "gothic":
        own |= {"pool": "limestone", "band": "limestone", "coping": "limestone", "handrail": "wrought_iron"}
    if looks.doors == "hatch":
        own |= {"frame_rib": "aluminium", "tunnel": "titanium"}
    if looks.columns == "classical":
        own |= {"coping": "marble", "handrail": "brass", "pool": "mosaic"}
    if looks.columns == "deco":
        own |= {"coping": "black_marble", "handrail": "brass", "pool": "green_marble"}
    if looks.columns == "timber":
        own["partition"] = "plaster"
    return own


def built_in(room: Room, looks: Fashion, seed: int = 0) -> list[tuple[str, list[Part], float]]:
    """Name ("pool_1"), parts in the room's frame and facing of everything that is built into the room."""
    made: list[tuple[str, list[Part], float]] = []
    counts: dict[str, int] = {}
    for n, f in enumerate(room.fixtures):
        counts[f.kind] = counts.get(f.kind, 0) + 1
        if f.kind in ("bulkhead", "arcade"):
            parts = {"bulkhead": bulkhead, "arcade": arcade}[f.kind](f, room, looks, seed + n)
            facing = 0.0
        else:
            if f.kind in ("apse", "tunnel_mouth"):
                own = {"apse": apse, "tunnel_mouth": tunnel}[f.kind](f, looks, room.wall, seed + n)
            else:
                own = _OWN[f.kind](f, looks, seed + n)
            parts, facing = [moved(p, (f.x, f.y, 0.0), f.facing) for p in own], f.facing
        if parts:
            made.append((f"{f.kind}_{counts[f.kind]}", parts, facing))
    return made


def amounts(room: Room) -> dict[tuple[str, str], float]:
    """Square metres by (kind, slot) of what is built in, as a quantity surveyor takes them off the drawing."""
    out: dict[tuple[str, str], float] = {}
    for f in room.fixtures:
        for slot, area in _amounts(f, room).items():
            key = (f.kind, slot)
            out[key] = out.get(key, 0.0) + area
    return out


def _amounts(f: Fixture, room: Room) -> dict[str, float]:
    plan, round_ = f.width * f.depth, 2 * (f.width + f.depth)
    if f.kind == "pool":
        rim = RIM if "ornamental" in f.traits else COPING
        return {"pool": plan + round_ * f.sunk, "coping": round_ * rim + 4 * rim * rim, "water": plan}
    if f.kind in ("pit", "drain"):
        return {"pit": plan + round_ * f.sunk, **({"grate": plan} if f.kind == "drain" else {})}
    if f.kind == "sunken_floor":
        return {"sunken": plan, "step": round_ * f.sunk, "upholstery": SEAT * (f.width + 2 * (f.depth - SEAT))}
    if f.kind == "trapdoor":
        return {"lid": plan}
    if f.kind == "partition":
        faces = 2 * f.width * f.height
        low = min(0.95, f.height * 0.42)
        return (
            {"partition": 2 * f.width * low, "glass": f.width * (f.height - low)}
            if "glazed" in f.traits
            else {"partition": faces}
        )
    if f.kind == "porch":
        return {"deck": plan, "roof": (f.width + 0.3) * math.hypot(f.depth + 0.3, 0.42)}
    if f.kind == "awning":
        return {"canopy": f.width * (math.hypot(f.depth, min(0.55, f.depth * 0.36)) + 0.22)}
    if f.kind in ("gallery", "balcony"):
        out = {"deck": plan}
        if "stair" in f.traits:
            risers, _, going = flight(f.height, f.width - STAIR - 0.1)
            out = {"deck": plan + STAIR * STAIR, "tread": (risers - 1) * STAIR * going}
        return out
    if f.kind == "chimney":
        return {"chimney": (f.width + 2 * f.depth) * f.height}
    if f.kind == "buttress":
        return {"column": (f.width + 2 * f.depth) * f.height}
    rise = rise_of(f) if f.kind in ("apse", "tunnel_mouth") else 0.0
    if f.kind == "tunnel_mouth":
        return {"tunnel": TUNNEL * (2 * (f.height - rise) + _half_ellipse(f.width / 2, rise))}
    if f.kind == "apse":
        return {
            "apse": _half_ellipse(f.width / 2, f.depth) * (f.height - rise),
            "apse_dome": math.pi * ((f.width / 2 * f.depth) + (f.width / 2 * rise) + (f.depth * rise)) / 3,
            "apse_floor": math.pi * f.width / 2 * f.depth / 2,
        }
    if f.kind == "bulkhead":
        r = hull_radius(room)
        return {
            "hull": 2 * room.length * r * math.pi / 2,
            "frame_rib": len(frames_at(room, f.depth)) * 0.4 * (2 * room.height + room.width),
        }
    return {}


def _half_ellipse(a: float, b: float) -> float:
    """Metres of half an ellipse's line (Ramanujan 1914)."""
    return math.pi * (3 * (a + b) - math.sqrt((3 * a + b) * (a + 3 * b))) / 2
