"""What was named reaches the pixels: which parts of a piece a named material or colour goes to, and how they then look.

A velvet chair has velvet where it is upholstered, a steel table is steel all over, a marble counter has its top and its
front of it; a colour that is said of metal is its paint.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from coulisse.recipes.brief_words.vocabulary import vocabulary
from coulisse.recipes.set_brief import Element, Piece
from coulisse.recipes.set_looks import coated, known, look_of
from coulisse.scene.furnish.registry import family_of
from coulisse.scene.staged import Look, Model, linear

# Parts of furniture that are soft, in the order in which they are what one sees of it.
_SOFT = ("upholstery", "curtain", "rug", "cloth", "fur", "canopy", "hanging", "sling", "blanket", "cushion", "leather",
         "mattress", "sheet", "pillow", "baize", "rush", "cane")  # fmt: skip
# Parts that carry and close.
_RIGID = ("body", "frame", "legs", "top", "seat", "shell", "panel", "base", "front", "metal", "stem", "shelf")
_TOPS = ("top", "body", "slab", "stone", "basin")
_SOFT_CLASSES = {"textile", "leather"}
# What steel is bent and welded into, and families in which a joiner would have made it.
_SHEET = {"table", "dining_table", "kitchen_table", "side_table", "desk", "chair", "stool", "bench", "shelf", "cabinet",
          "coffee_table", "bedside_table", "cupboard", "wardrobe", "bed", "single_bed", "counter"}  # fmt: skip
_JOINED = {"rustic", "", "mid_century", "gothic"}
# What is never dyed with the piece: it has its own look whatever the piece is made of.
_OWN = {"glass", "mirror", "picture", "screen", "bulb", "flame", "coal", "ember", "earth", "leaf", "wine", "water"}


def class_of(material: str) -> str:
    """The class of a material of the vocabulary; fabrics are `textile` or `leather`; "" for what is neither."""
    words: Any = vocabulary().entries
    if material in words["material"]:
        return str(words["material"][material].class_)
    fabric = words["fabric"].get(material)
    if fabric is None:
        return ""
    return "leather" if fabric.class_ in ("leather", "coated") else "metal" if fabric.class_ == "metal" else "textile"


def takes(model: Model, material: str) -> tuple[str, ...]:
    """The slots of a model that a material goes to which was named for the piece; none where it has no such part."""
    slots = set(model.slots) - _OWN
    kind = class_of(material)
    main = tuple(s for s in model.main if s in slots)
    soft = tuple(s for s in _SOFT if s in slots)
    if kind in _SOFT_CLASSES:
        first = tuple(s for s in main if s in _SOFT) or soft[:1]
        return tuple(dict.fromkeys([*first, *(s for s in ("cushion",) if s in slots and s in soft and first)]))
    hard = tuple(s for s in main if s not in _SOFT)
    rigid = tuple(s for s in _RIGID if s in slots)
    if kind == "glass":
        return tuple(s for s in ("top", "shelf", "shade") if s in slots) or hard or main
    if kind in ("stone", "concrete") and (tops := tuple(s for s in _TOPS if s in slots and s in (main or slots))):
        return tops
    if kind in ("wood", "metal", "lacquer", "plastic"):
        own = hard or tuple(s for s in rigid if s != "metal" or kind == "metal")
        # The metal of a steel table is its legs; the handles of an oak one stay what they are.
        return tuple(dict.fromkeys([*own, *(("metal",) if kind == "metal" and "metal" in slots else ())])) or main
    return hard or main or rigid[:1]


def takes_colour(model: Model) -> tuple[str, ...]:
    """The slots that a colour goes to which was said of the piece without a material."""
    slots = set(model.slots) - _OWN
    main = tuple(s for s in model.main if s in slots)
    soft = tuple(s for s in _SOFT if s in slots and s not in ("rush", "cane", "baize"))
    if any(s in _SOFT for s in main):
        return main
    if soft[:1] and soft[0] in ("upholstery", "leather"):
        return soft[:1]
    return main or tuple(s for s in _RIGID if s in slots)[:1]


def named_look(
    asked: Piece | Element, model: Model, slot: str, look: Look, *, wear: float, whole: tuple[str, ...] = ()
) -> Look | None:
    """How a slot looks by what was named for its piece; None where nothing of that is about it.

    `look` is what it would be otherwise; `whole` overrules which slots a material goes to.
    """
    materials = [m for m in (asked.material, *asked.also) if m and known([m])]
    for material in materials:
        if slot in (whole or takes(model, material)):
            own = asked.colour if material == asked.material else None
            return look_of(material, colour=own, finish=asked.traits, wear=wear)
    if asked.colour and not materials and slot in (whole or takes_colour(model)):
        return recoloured(look, asked.colour)
    return None


def recoloured(look: Look, colour: str) -> Look:
    """A look in another colour (sRGB): metal and timber are painted, what is dyed or glazed is of that colour."""
    if look.recipe in ("glass", "mirror", "glow", "screen", "picture", "foliage"):
        return replace(look, colour=linear(colour)) if look.recipe in ("glass", "glow") else look
    if look.metallic > 0.5:
        return coated(look, linear(colour))
    if look.recipe in ("wood", "planks", "wicker"):
        return replace(look, recipe="painted", colour=linear(colour), second=look.colour, pattern=None,
                       roughness=0.45, label=f"painted {look.label}".strip())  # fmt: skip
    return replace(look, colour=linear(colour), second=None if look.recipe == "marble" else look.second)


def fitting(style: str | None, asked: Piece | None) -> tuple[str | None, ...]:
    """Styles to make a piece in, the set's own first: a chair that is to be of velvet is one that is upholstered."""
    if asked is None or not asked.material:
        return (style,)
    if class_of(asked.material) in _SOFT_CLASSES:
        return tuple(dict.fromkeys([style, "victorian", "classical", "art_deco", "modern"]))
    if class_of(asked.material) == "metal" and asked.what in _SHEET and not asked.style and family_of(style) in _JOINED:
        return ("industrial",)
    return (style,)
