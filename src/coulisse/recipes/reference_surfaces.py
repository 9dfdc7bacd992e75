"""The surfaces and cloths of a set that follow a reference: where nobody said what they are made of or their colour."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from coulisse.media.palette import codes, from_lch, lch, name_of, oklab
from coulisse.recipes.brief_words.vocabulary import usual_surfaces, vocabulary
from coulisse.recipes.reference_palette import TakenPalette, palette_in
from coulisse.recipes.set_brief import MaterialUse, SetBrief
from coulisse.recipes.set_surfaces import Surfaces

_WOODS = ("oak", "dark_oak", "walnut", "mahogany", "ebony", "pine", "birch", "ash_wood", "driftwood", "reclaimed_wood",
          "teak", "cherry_wood")  # fmt: skip
_STONES = ("limestone", "sandstone", "slate", "travertine", "white_marble", "black_marble", "green_marble", "terrazzo",
           "terracotta", "flagstone", "polished_concrete", "basalt")  # fmt: skip
_WARM_METALS, _METALS = ("brass", "bronze", "copper"), ("chrome", "nickel", "blackened_steel", "gunmetal")
_WALL, _FLOOR, _CLOTH, _CEILING = (0.36, 0.93), (0.24, 0.80), (0.22, 0.93), (0.86, 0.96)  # lightness of things
_STRONGEST = 0.12  # OKLab chroma of a wall: a whole wall of a screen's orange is not sold in tins


def followed(brief: SetBrief, surfaces: Surfaces, option: int) -> Surfaces:
    """The surfaces of one option (0, 1, ...), in the reference's colours where words left them open.

    Options deal the palette differently: the lead on the walls; a pale room on a floor of it; one wall of it; deep; and
    with half its strength.
    """
    palette = palette_in(brief)
    if palette is None:
        return surfaces
    room: Any = vocabulary().get("room", brief.room)
    usual = usual_surfaces()[room.class_]
    free = {part: _open(brief, part, usual) for part in ("floor", "wall", "ceiling")}
    lead, way = palette.ranked[0], option % 5
    second = palette.ranked[1] if len(palette.ranked) > 1 else lead
    walls = {0: lead, 1: palette.pale, 2: second, 3: lead, 4: lead}[way]
    out = surfaces
    if free["wall"]:
        colour = palette.of_thing(walls, _WALL, _STRONGEST * (0.5 if way == 4 else 1.0))
        own = _coloured(str(usual.wall or "plaster"), "wall", colour)
        one_wall = way == 2 or surfaces.feature is surfaces.wall or surfaces.feature.material == surfaces.wall.material
        feature = _coloured(own.material, "wall", palette.of_thing(lead, _WALL, _STRONGEST)) if way == 2 else own
        out = replace(out, wall=own, feature=feature if one_wall else out.feature)
    if free["floor"]:
        out = replace(out, floor=_floor(palette, str(usual.floor or "floorboards"), lead, way))
    if free["ceiling"] and _class(str(usual.ceiling or "plaster")) in ("plaster", "paper"):
        pale = palette.of_thing(palette.pale, _CEILING, 0.02)
        out = replace(out, ceiling=_coloured("plaster", "ceiling", pale))
    if not surfaces.said:
        _, chroma, hue = lch(palette.accent)
        metals = _WARM_METALS if chroma > 0.05 and 15 < hue < 115 else _METALS
        out = replace(out, accent=MaterialUse(material=_nearest(metals, [palette.accent]), where="accent"))
    made = ", ".join(dict.fromkeys(_told(use) for use in (out.wall, out.feature, out.floor, out.ceiling)))
    line = re.sub(r" \([^()]*\)$", "", surfaces.line)
    return replace(out, line=f"{line}; in the reference's colours ({made})")


def cloths(brief: SetBrief, option: int) -> tuple[str, ...]:
    """The colours of upholstery and textiles that follow a reference: what answers the lead, the accent first.

    Empty where there is no reference to follow. Options begin at another one.
    """
    palette = palette_in(brief)
    if palette is None:
        return ()
    lead, accent = palette.ranked[0], palette.accent
    rest = [c for c in palette.ranked if c not in (lead, accent) and (palette.exact or not palette.shadow(c))]
    some = list(dict.fromkeys([accent, *rest])) or [lead]
    if accent == lead:
        some = [*rest, lead]
    turn = option % len(some)
    return tuple(palette.of_thing(c, _CLOTH) for c in (*some[turn:], *some[:turn]))


def _open(brief: SetBrief, part: str, usual: Any) -> bool:
    """Whether nobody said what a part is made of or its colour: it is what such a room usually has."""
    placed = [use for use in brief.materials if use.where == part]
    return any(not use.colour and not use.finish and use.material == getattr(usual, part, None) for use in placed)


def _coloured(material: str, part: str, colour: str) -> MaterialUse:
    """A material in a colour: plaster and paper are painted, tiles, panels and boards made in it, stone is near."""
    kind = _class(material)
    finish = [_word(colour)]
    if kind in ("plaster", "paper"):  # `paint` as a material is old paint, which peels
        material, finish = "plaster", [*finish, "painted"]
    elif kind not in ("ceramic", "wood", "technical", "plastic", "textile"):
        entry: Any = vocabulary().entries["material"].get(material)
        own, wanted = oklab(codes(entry.colour)), oklab(codes(colour))
        light, a, b = own + 0.35 * (wanted - own)
        colour = from_lch(float(light), float(np.hypot(a, b)), float(np.degrees(np.arctan2(b, a))))
    return MaterialUse(material=material, where=part, finish=finish, colour=colour)


def _floor(palette: TakenPalette, usual: str, lead: str, way: int) -> MaterialUse:
    wooden = _class(usual) == "wood"
    if way == 1:  # the floor leads
        return _coloured("carpet" if wooden else "tile", "floor", palette.of_thing(lead, _FLOOR, _STRONGEST))
    wanted = list(palette.ranked)
    if way == 3:
        wanted = sorted(wanted, key=lambda code: lch(code)[0])[: max(1, len(wanted) // 2)]
    if not wooden and _class(usual) not in ("stone", "concrete", "ceramic"):
        return _coloured(usual, "floor", palette.of_thing(lead, _FLOOR, _STRONGEST))
    return MaterialUse(material=_nearest(_WOODS if wooden else _STONES, wanted), where="floor")


def _nearest(materials: Sequence[str], wanted: Sequence[str]) -> str:
    """The material whose own colour is nearest to one of those that are wanted."""
    known: Any = vocabulary().entries["material"]
    there = [m for m in materials if m in known]
    labs = oklab([codes(known[m].colour) for m in there])
    away = [float(np.linalg.norm(labs - oklab(codes(code)), axis=1).min()) for code in wanted]
    best = oklab(codes(wanted[int(np.argmin(away))]))
    return there[int(np.linalg.norm(labs - best, axis=1).argmin())]


def _word(colour: str) -> str:
    """The colour's name as a finish, so that its chip reads `teal paint`."""
    known = {entry.id: entry.colour for entry in vocabulary().entries["colour"].values()}  # type: ignore[attr-defined]
    return name_of(colour, known)


def _told(use: MaterialUse) -> str:
    return " ".join([*use.finish, use.material]).replace("_", " ")


def _class(material: str) -> str:
    entry: Any = vocabulary().entries["material"].get(material)
    return str(entry.class_) if entry else "textile"
