"""How the materials of a set look: from the vocabulary's words to looks, and which surface gets which material.

Each option of a set balances the same materials in another way (`BALANCES`); a material whose place was said keeps it.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from coulisse.recipes.brief_words.vocabulary import usual_surfaces, vocabulary
from coulisse.recipes.set_brief import MaterialUse, SetBrief
from coulisse.recipes.set_taste import wealth_of
from coulisse.scene.staged import Look, LookRecipe, Vec3, linear

# Materials whose look does not follow from their class.
_RECIPES: dict[str, LookRecipe] = {
    "concrete": "concrete", "board_marked_concrete": "board_concrete", "terrazzo": "terrazzo",
    "cinder_block": "masonry", "corten": "rust", "verdigris": "rust", "marble": "marble", "white_marble": "marble",
    "black_marble": "marble", "green_marble": "marble", "onyx": "marble", "alabaster": "marble",
    "dressed_stone": "masonry", "rubble_stone": "masonry", "cobblestone": "masonry", "flagstone": "masonry",
    "floorboards": "planks", "rough_planks": "planks", "reclaimed_wood": "planks", "parquet": "parquet",
    "marquetry": "parquet", "wicker": "wicker", "bamboo": "wood", "paint": "painted", "brick": "brick",
    "whitewashed_brick": "brick", "porcelain": "ceramic", "enamel": "ceramic", "velvet": "velvet",
    "carpet": "carpet", "fur": "fur", "wool": "cloth", "felt": "cloth", "wallpaper": "wallpaper",
    "mirror_glass": "mirror", "grass": "foliage", "moss": "foliage", "thatch": "foliage", "snow": "plaster",
    "asphalt": "concrete", "tatami": "wicker", "bark": "wood", "stained_glass": "glass", "rock": "stone",
    "cork": "plaster", "chipboard": "plaster",
}  # fmt: skip
_CLASSES: dict[str, LookRecipe] = {
    "wood": "wood", "metal": "metal", "stone": "stone", "textile": "cloth", "ceramic": "tile", "plastic": "plastic",
    "plaster": "plaster", "glass": "glass", "concrete": "concrete", "plant": "foliage", "earth": "earth",
    "paper": "paper", "leather": "leather", "technical": "tile", "shell": "ceramic", "lacquer": "plastic",
    "ice": "ice", "liquid": "water",
}  # fmt: skip
_FABRICS: dict[str, LookRecipe] = {"pile": "velvet", "knit": "knit", "leather": "leather", "coated": "leather",
                                   "metal": "metal", "plaited": "wicker"}  # fmt: skip
# Metres of what repeats.
_SCALES = {
    "dressed_stone": 0.6, "rubble_stone": 0.28, "cobblestone": 0.14, "flagstone": 0.7, "cinder_block": 0.4,
    "floorboards": 0.14, "rough_planks": 0.22, "reclaimed_wood": 0.16, "parquet": 0.5, "marquetry": 0.3,
    "tile": 0.15, "white_tiles": 0.15, "mosaic": 0.025, "checkerboard_floor": 0.5, "cement_tiles": 0.2,
    "zellige": 0.1, "azulejo": 0.14, "terracotta": 0.3, "brick": 0.24, "whitewashed_brick": 0.24,
    "wood_panelling": 0.6, "wallpaper": 0.53, "white_composite_panels": 1.2, "ceramic_heat_tiles": 0.3,
    "solar_panel": 0.16, "diamond_plate": 0.05, "board_marked_concrete": 0.14, "concrete": 1.2, "marble": 1.2,
    "white_marble": 1.2, "black_marble": 1.2, "green_marble": 1.2, "carpet": 0.4, "corrugated_iron": 0.076,
}  # fmt: skip
_CLEAR = {"glass": 0.95, "crystal": 0.95, "frosted_glass": 0.6, "glass_block": 0.7, "stained_glass": 0.6, "lace": 0.5,
          "wire_mesh": 0.6, "acrylic": 0.9, "ice": 0.5}  # fmt: skip
_PATTERNS = {"checkerboard_floor": "check", "brocade": "damask", "damask": "damask", "azulejo": "floral",
             "cement_tiles": "geometric", "wallpaper": "damask", "lace": "lace", "tufted_leather": "tufted",
             "corrugated_iron": "corrugated", "diamond_plate": "diamond", "zellige": "plain"}  # fmt: skip
_SECONDS = {"brick": "#8d857b", "whitewashed_brick": "#b8b2a6", "checkerboard_floor": "#16161a", "tile": "#b9b6ae",
            "white_tiles": "#a5a39c", "black_marble": "#a8a298", "green_marble": "#c9d6c6", "marble": "#8b8680",
            "white_marble": "#77736e", "onyx": "#8a5a2b", "azulejo": "#20457c", "terrazzo": "#6f5b4c"}  # fmt: skip
_WORN = {"abandoned": 0.85, "ruined": 0.95, "derelict": 0.9, "decaying": 0.85, "decayed": 0.85, "dilapidated": 0.85,
         "worn": 0.5, "old": 0.4, "dirty": 0.6, "filthy": 0.75, "dusty": 0.45, "shabby": 0.6, "rusty": 0.7,
         "cracked": 0.6, "peeling": 0.7, "stained": 0.55, "weathered": 0.5, "burnt": 0.8, "flooded": 0.7,
         "pristine": 0.0, "new": 0.03, "clean": 0.05, "spotless": 0.0, "immaculate": 0.0, "polished": 0.05}  # fmt: skip
_PEELS = 0.5  # the wear from which paint on a wall comes off it
_FLAKING = {"peeling", "flaking", "cracked"}
_FLAKED = 0.9  # the wear of plaster that is said to come off
_POLISH = {"polished": 0.45, "glossy": 0.3, "shiny": 0.4, "lacquered": 0.25, "waxed": 0.6, "raw": 1.1, "matt": 1.3,
           "matte": 1.3, "rough": 1.25, "brushed": 1.15, "satin": 0.9}  # fmt: skip
_PAINTED = {"painted", "lacquered", "enamelled", "powder_coated"}
_PRIMER = (0.36, 0.38, 0.38)  # grey, where paint on metal was said without its colour
# Light and dark of pictures: skies over land, warm and cold; prints and photographs have their own.
_CANVASES = (("#6f8296", "#3a3423"), ("#a98a5a", "#2a1d12"), ("#8f5a44", "#1f2730"), ("#b9ad8a", "#36443a"))
_PRINTS = {"photograph": ("#a8a298", "#2b2825"), "poster": ("#c69b45", "#7d2a20"), "calendar": ("#8fa8b5", "#3f5a3a"),
           "icon": ("#a5742c", "#4a1d16"), "portrait": ("#6b5138", "#1c1510")}  # fmt: skip
STRUCTURAL = ("concrete", "stone", "wood", "plaster", "ceramic", "paper", "technical", "earth", "ice", "plant")
_OF_ITS_BUILDING = ("technical", "military", "transport", "prison", "sacred", "palace", "natural")
_OVERHEAD = ("concrete", "wood", "plaster", "technical", "earth", "ice")
_OF_EARTH = {"brick", "masonry", "stone", "concrete", "board_concrete", "earth", "terrazzo"}
_SURFACES = ("floor", "wall", "ceiling")
_ON_THINGS: dict[str, LookRecipe] = {"tile": "ceramic", "masonry": "stone", "wallpaper": "paper", "parquet": "wood"}
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


def wear_of(brief: SetBrief) -> float:
    """How worn the set is, 0 new to 1 ruined: from its traits, moods, wealth and the kind of room."""
    said = [_WORN[t] for t in (*brief.traits, *brief.mood) if t in _WORN]
    if said:
        return max(said) if max(said) > 0.2 else min(said)
    wealth = wealth_of(brief)
    return 0.55 if wealth < 0.2 else round(0.3 - 0.22 * wealth, 3)


def look_of(
    material: str, *, finish: Sequence[str] = (), colour: str | None = None, wear: float = 0.15, place: str = ""
) -> Look:
    """The look of a material or fabric of the vocabulary; `place` (floor, wall ...) changes boards and slabs.

    Raises KeyError for a word that is neither.
    """
    words = vocabulary()
    entry: Any
    if material in words.entries["material"]:
        entry = words.get("material", material)
        recipe = _RECIPES.get(material) or _CLASSES.get(entry.class_, "plain")
        if material == "paint" and place in _SURFACES and wear < _PEELS and not {*finish} & _FLAKING:
            recipe = "plaster"  # a wall that is painted is smooth; brushed coats that peel are of doors and old rooms
        if material == "concrete" and {"raw", "brutalist", "board_marked"} & {*finish} and place not in ("floor",):
            recipe = "board_concrete"
        if place not in _SURFACES:  # a vase of terracotta has no tiles, a bust of dressed stone no joints
            recipe = _ON_THINGS.get(recipe, recipe)
        if recipe == "wood" and place == "floor":
            recipe = "planks"
        if recipe in ("cloth", "velvet") and place == "floor":
            recipe = "carpet"
        base, roughness, metallic, sheen = linear(entry.colour), entry.roughness, entry.metallic, 0.0
        label = entry.en[0]
    else:
        entry = words.get("fabric", material)
        recipe = _FABRICS.get(entry.class_, "cloth")
        base, roughness, metallic = linear(entry.colour), 0.9 - 0.5 * entry.sheen, float(entry.class_ == "metal")
        sheen, label = max(entry.sheen * 0.6, entry.nap), entry.en[0]
    paint = metallic > 0.5 and bool(colour or _PAINTED & {*finish})
    if colour:
        # Red brick is not painted red: what comes out of the earth takes a little of a bright colour's hue.
        named = linear(colour)
        bright = max(named) > 2.5 * min(named) + 0.02
        base = _toward(base, named, 0.25 if bright and recipe in _OF_EARTH else 1.0)
        if bright and recipe in ("leather", "velvet"):
            base = _toward(base, (0.012, 0.01, 0.009), 0.22)  # dyed in the depth, not painted on
    elif paint:
        base = _PRIMER
    for word in finish:
        roughness *= _POLISH.get(word, 1.0)
        if word in ("pale", "bleached", "limed"):
            base = _toward(base, (0.8, 0.78, 0.73), 0.5)
        if word in ("dark", "stained", "ebonised", "charred", "smoked"):
            base = _toward(base, (0.02, 0.018, 0.016), 0.55)
        if word in _FLAKING and recipe in ("plaster", "paper", "wallpaper"):
            wear = max(wear, _FLAKED)
        if word in _WORN:
            wear = max(wear, _WORN[word]) if _WORN[word] > 0.2 else min(wear, _WORN[word] + 0.02)
    second = linear(_SECONDS[material]) if material in _SECONDS else None
    scale = 0.14 if recipe == "planks" and material not in _SCALES else _SCALES.get(material, 0.1)
    if recipe == "metal" and place in ("wall", "ceiling") and material not in _SCALES:
        scale = 1.2  # sheets, welded edge to edge
    pattern = _PATTERNS.get(material)
    if recipe in ("velvet", "fur"):
        sheen = 0.8
    words_of_it = " ".join([*(w.replace("_", " ") for w in finish if w != "clean"), label])
    look = Look(
        recipe, base, second, min(max(roughness, 0.03), 1.0), metallic, scale, wear, clear=_CLEAR.get(material, 0.0),
        sheen=sheen, pattern=pattern, label=words_of_it,
    )  # fmt: skip
    return coated(look, base) if paint else look


def coated(look: Look, colour: Vec3) -> Look:
    """Metal under paint of a colour (linear): it is no longer metallic, and shows the slight orange peel of a spray."""
    label = look.label if "painted" in look.label else f"painted {look.label}".strip()
    shape = look.pattern if look.pattern in ("corrugated", "diamond") else "orange_peel"
    recipe: LookRecipe = "metal" if shape != "orange_peel" else "painted"  # the relief of sheets is the metal's
    return replace(look, recipe=recipe, colour=colour, second=look.colour if recipe == "painted" else None,
                   metallic=0.0, roughness=max(look.roughness, 0.36), pattern=shape, label=label)  # fmt: skip


def _toward(a: Vec3, b: Vec3, share: float) -> Vec3:
    x, y, z = (p + (q - p) * share for p, q in zip(a, b, strict=True))
    return x, y, z


def picture_look(kind: str, option: int, colour: str | None = None) -> Look:
    """What is on a picture: a painting that nobody painted, its light and its dark colour by kind and option.

    `colour` (sRGB) is the one that was said of it: a red painting is a field of red with a deeper one in it.
    """
    if colour:
        r, g, b = linear(colour)
        return Look("picture", (r, g, b), (r * 0.42, g * 0.42, b * 0.42), roughness=0.5, wear=0.1, label="")
    light, dark = _PRINTS.get(kind) or _CANVASES[(zlib.crc32(kind.encode()) + option) % len(_CANVASES)]
    return Look("picture", linear(light), linear(dark), roughness=0.5, wear=0.1, label="")


def darker(look: Look, factor: float) -> Look:
    """The same look in a deeper (factor < 1) or lighter tone."""
    r, g, b = (min(0.9, v * factor) for v in look.colour)
    return replace(look, colour=(r, g, b))


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
    base = [u for u in free if _class(u.material) in STRUCTURAL or u.material in _PANELS]
    plated = {room.class_, place.class_ if place is not None else ""} & _PLATED
    base += [u for u in free if u.material in _PLATES and u not in base
             and (plated or _PAINTED & {*u.finish} or not base)]  # fmt: skip
    panes = next((u for u in free if _class(u.material) == "glass" and u.material != "mirror_glass"), None)
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
    plastered = wall if wall in base and _class(wall.material) == "plaster" else None
    ceiling = placed.get("ceiling") or _ceiling(first) or _ceiling(plastered) or default("ceiling")
    feature = next((u for u in (other, first) if u and u is not wall and _fits(u, "wall")), None) or wall
    metal = next((u for u in accents if _class(u.material) in ("metal", "lacquer", "shell", "leather")), None)
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
    if first and (first.material in _PLATES or _class(first.material) in _OVERHEAD):
        return first if first.material not in _FLOOR_ONLY else None
    return first if first and first.material in ("rock", "brick", "dressed_stone", "stone") else None


def _fits(use: MaterialUse | None, part: str) -> MaterialUse | None:
    """The use if its material can be that part of a room."""
    if use is None or use.material in (_FLOOR_ONLY if part == "wall" else _WALL_ONLY):
        return None
    if part == "floor" and _class(use.material) in ("paper", "plaster"):
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


def _class(material: str) -> str:
    entry: Any = vocabulary().entries["material"].get(material)
    return str(entry.class_) if entry else "textile"


def known(materials: Iterable[str]) -> set[str]:
    """Those of the words that are a material or a fabric of the vocabulary."""
    words = vocabulary()
    return {m for m in materials if m in words.entries["material"] or m in words.entries["fabric"]}
