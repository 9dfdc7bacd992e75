"""The cloths of a costume: from the vocabulary's fabrics and colours to goods, with a palette that is balanced."""

from __future__ import annotations

import colorsys
from dataclasses import dataclass
from typing import Any

from coulisse.recipes.brief_words.vocabulary import vocabulary
from coulisse.recipes.costume_brief import CostumeBrief, Garment
from coulisse.recipes.costume_design_plan import Design
from coulisse.recipes.reference_palette import outfit
from coulisse.scene.garments.cut import Goods
from coulisse.scene.garments.looks import CLEAR
from coulisse.scene.staged import Vec3, linear

_WEAR = {"worn": 0.45, "distressed": 0.55, "torn": 0.6, "tattered": 0.8, "frayed": 0.55, "faded": 0.4, "old": 0.4,
         "dirty": 0.6, "stained": 0.5, "patched": 0.5, "battered": 0.6, "new": 0.02, "clean": 0.03, "bloodstained": 0.6,
         "burnt": 0.7, "crumpled": 0.3, "cheap": 0.35}  # fmt: skip
_POOR = {"dirty", "cheap", "tattered", "patched", "stained", "battered"}
_HAND = {"stiff": -0.25, "crisp": -0.18, "soft_hand": 0.15, "fluid": 0.25}
_FOLLOWS = ("shirt", "blouse", "tshirt", "accessory", "hat")
_OF_METAL = {"armour", "cuirass", "chainmail", "crown", "helmet", "epaulette", "belt", "bag"}
_NEUTRALS = ("#2b2d33", "#4a4640", "#7b746a", "#c9c0b0", "#efeae0")
# Without a colour an outfit's pieces take turns through these tempers; each design another.
_TEMPERS = (
    ("#33404f", "#8a7f70", "#e9e4d8", "#5b3a2e"), ("#26302b", "#9a8a68", "#ece6da", "#6b2f2a"),
    ("#463647", "#6f727a", "#f0ece4", "#b08a4a"), ("#20232b", "#58606b", "#e3ded3", "#8c2f39"),
    ("#5a4a3a", "#a89a7e", "#f1ebdf", "#2f4a4a"), ("#1b1c20", "#3f4247", "#d8d4cc", "#a58a3a"),
)  # fmt: skip


@dataclass(frozen=True)
class Colours:
    """The colours of a design (linear BT.709): what leads, what answers it, a light, a dark and an accent."""

    lead: Vec3
    second: Vec3
    light: Vec3
    dark: Vec3
    accent: Vec3
    given: bool
    harmony: bool = False  # it was asked for as a palette, not taken from one garment's colour


def turned(hex_colour: str, degrees: float, light: float = 1.0, strong: float = 1.0) -> str:
    """A colour (#rrggbb) with its hue turned, and its lightness and strength scaled."""
    r, g, b = (int(hex_colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    h, l, s = colorsys.rgb_to_hls(r, g, b)
    r, g, b = colorsys.hls_to_rgb((h + degrees / 360) % 1, min(max(l * light, 0.03), 0.95), min(s * strong, 1.0))
    return "#" + "".join(f"{round(255 * v):02x}" for v in (r, g, b))


def palette_of(brief: CostumeBrief, design: Design) -> Colours:
    """The colours of a design: a reference's, by the harmony that was named, or one that the design tries."""
    if (taken := outfit(brief, design.number)) is not None:
        led, answer, pale_, deep_, spot_ = (linear(code) for code in taken)
        return Colours(led, answer, pale_, deep_, spot_, given=True, harmony=True)
    known: Any = vocabulary().entries["palette"]
    named = list(brief.palette.colours)
    # What is small or worn underneath does not lead: with a red tie nobody asks for a red coat.
    large = [g for g in brief.garments if vocabulary().get("garment", g.kind).family not in _FOLLOWS]
    said = [c for g in large for c in ([g.colour] if g.colour else []) + list(g.pattern_colours)]
    harmony = known.get(brief.palette.harmony) if brief.palette.harmony else None
    if harmony is not None and harmony.colours:
        named += list(harmony.colours)
    lead = (named or said or list(_TEMPERS[design.number % len(_TEMPERS)]))[0]
    if len(named) > 1:
        turn = design.hue % len(named)
        run = named[turn:] + named[:turn]
        lead, second, accent = run[0], run[1], run[-1]
    else:
        hues = list(harmony.hues) if harmony is not None and harmony.hues else _HUES[design.accent]
        away = hues[(design.hue + 1) % len(hues)]
        temper = _TEMPERS[design.number % len(_TEMPERS)]
        second = temper[1] if not (named or said) else turned(lead, away * 0.25, 0.62, 0.5)
        accent = temper[3] if not (named or said) else turned(lead, away, 0.9, 0.8)
    light, dark = turned(lead, 8, 1.0, 0.25), turned(lead, 0, 0.30, 0.6)
    light = _lightened(light)
    first, other, pale, deep, spot = (linear(c) for c in (lead, second, light, dark, accent))
    return Colours(first, other, pale, deep, spot, given=bool(named or said), harmony=bool(named))


_HUES = {"tonal": [0.0, 20.0], "dark": [0.0, -35.0], "light": [0.0, 40.0], "contrast": [0.0, 180.0, 150.0]}


def _lightened(hex_colour: str) -> str:
    r, g, b = (int(hex_colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    h, _, s = colorsys.rgb_to_hls(r, g, b)
    r, g, b = colorsys.hls_to_rgb(h, 0.90, min(s, 0.35))
    return "#" + "".join(f"{round(255 * v):02x}" for v in (r, g, b))


def goods_of(
    fabric: str, garment: Garment, design: Design, colour: Vec3 | None, free: bool, traits: tuple[str, ...] = ()
) -> Goods:
    """A cloth of the vocabulary for a garment: its weight in this design, its pattern at its true repeat, its wear."""
    known = vocabulary()
    fabrics: Any = known.entries["fabric"]
    entry = fabrics.get(fabric)
    words = {*traits, *garment.traits, *garment.fabric_traits}
    if entry is None and fabric in known.entries["material"] and garment.kind not in _OF_METAL:
        metal: Any = known.entries["material"][fabric]
        if getattr(metal, "class_", "") == "metal":  # a silver gown is of a cloth that is woven with it
            entry, fabric = fabrics["cloth_of_gold"], "cloth_of_gold"
            colour = linear(garment.colour or metal.colour)
    if entry is None:  # a material that is no fabric: straw hats, metal crowns
        material: Any = known.entries["material"].get(fabric)
        hue = linear(material.colour) if material is not None else (0.3, 0.3, 0.3)
        kind = getattr(material, "class_", "woven") if material is not None else "woven"
        kind = "metal" if kind == "metal" else "woven"
        return Goods(fabric, colour or hue, 300.0, kind=kind, sheen=0.4, label=fabric.replace("_", " "))
    weight = entry.weight * (1.35 if "heavy" in words else 0.7 if "light_weight" in words else 1.0)
    # The weight of a cloth differs in every design, within what is sold under its name.
    weight *= 1 + (design.weight - 1) * (0.5 if free else 0.3)
    drape = entry.drape + sum(_HAND.get(w, 0.0) for w in words) - 0.12 * (design.weight - 1)
    wear = max([0.06, *(_WEAR.get(w, 0.0) for w in words)])
    pattern, repeat, second = garment.pattern, 0.0, None
    if pattern:
        repeat = float(known.get("pattern", pattern).repeat) / 100
        colours = [linear(c) for c in garment.pattern_colours]
        if len(colours) > 1:
            colour, second = colours[0], colours[1]
        elif colours and garment.colour:
            second = colours[0]
        elif colours:
            colour = colours[0]
        if len(colours) <= 1 and garment.colours:
            second = linear(garment.colours[0])
    faded = 0.25 if words & {"faded", "worn", "old"} else 0.0
    base = colour or linear(entry.colour)
    r, g, b = (v + faded * (0.32 - v) * 0.5 for v in base)
    if words & _POOR:  # cheap dye, much washed: nearer to the grey of its own lightness, and yellowed
        grey = 0.2126 * r + 0.7152 * g + 0.0722 * b
        r, g, b = (0.55 * v + 0.45 * grey * t for v, t in ((r, 1.04), (g, 1.0), (b, 0.86)))
    name = fabric.replace("_", " ")
    label = f"{name}, {pattern.replace('_', ' ')}" if pattern else name
    return Goods(
        fabric,
        (r, g, b),
        round(weight),
        entry.stretch,
        min(max(drape, 0.0), 1.0),
        entry.sheen,
        entry.nap,
        "sheer" if words & CLEAR and entry.class_ != "metal" else entry.class_,
        pattern,
        repeat,
        second,
        wear,
        label,
    )
