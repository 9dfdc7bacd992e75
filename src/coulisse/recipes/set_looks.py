"""How the materials of a set look: from the vocabulary's words to looks."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from coulisse.recipes.brief_words.vocabulary import vocabulary
from coulisse.recipes.set_brief import SetBrief
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
PAINTED = {"painted", "lacquered", "enamelled", "powder_coated"}
_PRIMER = (0.36, 0.38, 0.38)  # grey, where paint on metal was said without its colour
# Light and dark of pictures: skies over land, warm and cold; prints and photographs have their own.
_CANVASES = (("#6f8296", "#3a3423"), ("#a98a5a", "#2a1d12"), ("#8f5a44", "#1f2730"), ("#b9ad8a", "#36443a"))
_PRINTS = {"photograph": ("#a8a298", "#2b2825"), "poster": ("#c69b45", "#7d2a20"), "calendar": ("#8fa8b5", "#3f5a3a"),
           "icon": ("#a5742c", "#4a1d16"), "portrait": ("#6b5138", "#1c1510")}  # fmt: skip
_OF_EARTH = {"brick", "masonry", "stone", "concrete", "board_concrete", "earth", "terrazzo"}
_SURFACES = ("floor", "wall", "ceiling")
_ON_THINGS: dict[str, LookRecipe] = {"tile": "ceramic", "masonry": "stone", "wallpaper": "paper", "parquet": "wood"}


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
    paint = metallic > 0.5 and bool(colour or PAINTED & {*finish})
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


def known(materials: Iterable[str]) -> set[str]:
    """Those of the words that are a material or a fabric of the vocabulary."""
    words = vocabulary()
    return {m for m in materials if m in words.entries["material"] or m in words.entries["fabric"]}
