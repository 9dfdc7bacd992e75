"""What a set's surfaces are made of: which of them gets which of the brief's materials.

Each option of a set balances the same materials in another way (`BALANCES`); a material whose place was said keeps it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from coulisse.recipes.brief_words.vocabulary import usual_surfaces, vocabulary
from coulisse.recipes.set_brief import MaterialUse, SetBrief
from coulisse.recipes.set_looks import PAINTED, wear_of
from coulisse.scene.staged import linear

STRUCTURAL = ("concrete", "stone", "wood", "plaster", "ceramic", "paper", "technical", "earth", "ice", "plant")
_OF_ITS_BUILDING = ("technical", "military", "transport", "prison", "sacred", "palace", "natural")
_OVERHEAD = ("concrete", "wood", "plaster", "technical", "earth", "ice")
# Metals that rooms are built of, and where they are so without being painted.
_PLATES = {"steel", "iron", "metal", "sheet_metal", "stainless_steel", "brushed_steel", "blackened_steel", "aluminium",
           "titanium", "zinc", "copper", "corrugated_iron", "corten", "cast_iron", "lead", "gunmetal"}  # fmt: skip
_PLATED = {"military", "technical", "transport", "industrial"}
_PANELS = {"white_composite_panels", "sheet_metal", "corrugated_iron", "corten", "formica", "fibreglass"}
_WALL_ONLY = {"wallpaper", "fresco", "stucco", "wood_panelling", "paint", "tadelakt", "lime_plaster"}
_FLOOR_ONLY = {"floorboards", "parquet", "carpet", "cobblestone", "flagstone", "checkerboard_floor", "tatami",
               "terrazzo", "diamond_plate", "asphalt", "grass", "sand"}  # fmt: skip


@dataclass(frozen=True)
class Balance:
    """How an option deals its materials out: which of the structural ones leads, and where the accents go."""

    name: str
    line: str
    lead: int  # which structural material is on the walls
    accents: tuple[str, ...]  # slots that take the accent material


BALANCES: tuple[Balance, ...] = (
    Balance("calm", "one material leads on walls and ceiling, the accent is kept for edges and handles", 0,
            ("trim", "handle", "frame", "rail", "skirting")),
    Balance("floor", "the second material carries the floor, the walls stay plain", 0,
            ("trim", "handle", "door", "door_metal", "rail")),
    Balance("wall", "one wall and the columns take the second material, the rest recedes", 1,
            ("column", "trim", "handle", "frame")),
    Balance("dark", "everything a tone deeper, and the accent where the light falls", 0,
            ("trim", "handle", "beam", "frame", "rail", "cornice")),
    Balance("bare", "raw surfaces everywhere, no accent but on what is touched", 0, ("handle", "rail")),
)  # fmt: skip


@dataclass(frozen=True)
class Surfaces:
    """What a set's surfaces are made of: floor, wall, ceiling, `feature` (one wall and the columns) and `accent`."""

    floor: MaterialUse
    wall: MaterialUse
    ceiling: MaterialUse
    feature: MaterialUse
    accent: MaterialUse
    line: str
    said: bool = True  # the accent was asked for; else it is only what handles are made of
    panes: MaterialUse | None = None  # what windows are glazed with, where it was said


def surfaces_of(brief: SetBrief, balance: Balance) -> Surfaces:
    """Deal the brief's materials out over a room by one balance; what was placed by the sentence stays in its place."""
    room: Any = vocabulary().get("room", brief.room)
    placed = {use.where: use for use in brief.materials if use.where in ("floor", "wall", "ceiling")}
    plain = usual_surfaces()[room.class_]
    place: Any = vocabulary().entries["room"].get(brief.building or "")
    if place is not None and place.class_ in _OF_ITS_BUILDING:  # the mess of a spaceship is built as the ship is
        own = usual_surfaces()[place.class_]
        for part in ("floor", "wall", "ceiling"):
            material = getattr(own, part)
            if part in placed and placed[part].material == getattr(plain, part) and material:
                placed[part] = MaterialUse(material=material, where=part)
        plain = own
    if (
        brief.palette.colours
        and "wall" in placed
        and placed["wall"].material == plain.wall
        and not placed["wall"].colour
    ):
        # `a white gallery`: nobody said what its walls are made of, but what colour they have
        kept = [] if wear_of(brief) > 0.3 else ["clean"]
        placed["wall"] = MaterialUse(material="paint", where="wall", colour=brief.palette.colours[0], finish=kept)
        if min(linear(brief.palette.colours[0])) > 0.5 and placed.get("ceiling"):
            placed["ceiling"] = placed["wall"].model_copy(update={"where": "ceiling"})
    free = [use for use in brief.materials if use.where == "room"]
    if "floor" not in placed and _black_and_white(brief) and any(u.material == "tile" for u in free):
        # black and white tiles are a chequered floor; nobody meant the walls
        placed["floor"] = MaterialUse(material="checkerboard_floor", where="floor")
        free = [u for u in free if u.material != "tile"]
    for part, only in (("floor", _FLOOR_ONLY), ("wall", _WALL_ONLY)):  # a brown carpet, a wallpaper: where else
        laid = [u for u in free if u.material in only and u.material not in ("checkerboard_floor", "paint")]
        if laid and part not in placed and len(laid) < len(free) + (part == "floor"):
            placed[part] = laid[0]
    base = [u for u in free if kind_of(u.material) in STRUCTURAL or u.material in _PANELS]
    plated = {room.class_, place.class_ if place is not None else ""} & _PLATED
    base += [u for u in free if u.material in _PLATES and u not in base
             and (plated or PAINTED & {*u.finish} or not base)]  # fmt: skip
    panes = next((u for u in free if kind_of(u.material) == "glass" and u.material != "mirror_glass"), None)
    accents = [u for u in free if u not in base and u is not panes]
    usual = plain
    parts = (("floor", "floorboards"), ("wall", "plaster"), ("ceiling", "plaster"))
    defaults = {part: getattr(usual, part, None) or fallback for part, fallback in parts}

    def default(part: str) -> MaterialUse:
        return MaterialUse(material=defaults[part], where=part)

    first = base[0] if base else None
    second = base[balance.lead % len(base)] if base else None
    other = base[1] if len(base) > 1 else None
    # Of floorboards and plaster it is the plaster that goes on the walls, whichever leads.
    walls = [found for use in (second, first, *base) if (found := _fits(use, "wall"))]
    wall = placed.get("wall") or (walls[0] if walls else default("wall"))
    floor = placed.get("floor") or _floor(balance, first, other) or default("floor")
    plastered = wall if wall in base and kind_of(wall.material) == "plaster" else None
    ceiling = placed.get("ceiling") or _ceiling(first) or _ceiling(plastered) or default("ceiling")
    feature = next((u for u in (other, first) if u and u is not wall and _fits(u, "wall")), None) or wall
    metal = next((u for u in accents if kind_of(u.material) in ("metal", "lacquer", "shell", "leather")), None)
    accent = metal or (accents[0] if accents else None) or MaterialUse(material=_usual_accent(brief), where="accent")
    uses = (wall, floor, ceiling, *((accent,) if accents else ()), *((panes,) if panes else ()))
    said = ", ".join(dict.fromkeys(u.material.replace("_", " ") for u in uses))
    return Surfaces(floor, wall, ceiling, feature, accent, f"{balance.line} ({said})", bool(accents), panes)


def _black_and_white(brief: SetBrief) -> bool:
    tones = [linear(c) for c in brief.palette.colours]
    grey = all(max(t) - min(t) < 0.05 for t in tones)
    return len(tones) > 1 and grey and min(max(t) for t in tones) < 0.03 and max(max(t) for t in tones) > 0.6


def _floor(balance: Balance, first: MaterialUse | None, other: MaterialUse | None) -> MaterialUse | None:
    if balance.name == "floor" and (found := _fits(other, "floor")):
        return found
    if first and first.material in _PLATES and first.material not in ("copper", "zinc", "lead"):
        # one does not walk on painted sheet: where the walls are of steel, the floor is tread plate
        return MaterialUse(material="diamond_plate", where="floor", finish=["dark"])
    found = _fits(first, "floor") or _fits(other, "floor")
    if found and found.material == "concrete" and balance.name in ("calm", "dark", "wall"):
        return found.model_copy(update={"material": "polished_concrete", "finish": []})
    return found


def _ceiling(first: MaterialUse | None) -> MaterialUse | None:
    if first and (first.material in _PLATES or kind_of(first.material) in _OVERHEAD):
        return first if first.material not in _FLOOR_ONLY else None
    return first if first and first.material in ("rock", "brick", "dressed_stone", "stone") else None


def _fits(use: MaterialUse | None, part: str) -> MaterialUse | None:
    """The use if its material can be that part of a room."""
    if use is None or use.material in (_FLOOR_ONLY if part == "wall" else _WALL_ONLY):
        return None
    if part == "floor" and kind_of(use.material) in ("paper", "plaster"):
        return None
    return use


def _usual_accent(brief: SetBrief) -> str:
    """The metal of handles and trims where none was said."""
    if {"art_deco", "classical", "baroque", "rococo", "haussmannian", "neoclassical"} & {*brief.style}:
        return "brass"
    if {"gothic", "romanesque", "western_style", "rustic", "tuscan"} & {*brief.style} or brief.era.last < 1880:
        return "wrought_iron"
    if {"high_tech", "modernist", "bauhaus", "space_age", "international_style"} & {*brief.style}:
        return "chrome"
    if brief.era.first > 2050:
        return "titanium"
    return "blackened_steel" if {"industrial", "brutalist"} & {*brief.style} else "brass"


def kind_of(material: str) -> str:
    """The class of a material of the vocabulary; what is no material is a textile."""
    entry: Any = vocabulary().entries["material"].get(material)
    return str(entry.class_) if entry else "textile"
