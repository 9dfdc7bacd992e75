"""The taste of a set: the style of its furniture and its woods, leathers and cloths, where a sentence does not say.

Options differ in it: who lives there and when decides what there is to choose from.
"""

from __future__ import annotations

from typing import Any

from coulisse.recipes.brief_words.vocabulary import vocabulary
from coulisse.recipes.set_brief import SetBrief

_STYLES = {
    "rich": ("modern", "art_deco", "mid_century_modern", "minimalist"),
    "usual": ("modern", "mid_century_modern", "scandinavian", "industrial"),
    "poor": ("rustic", "utilitarian", "vernacular", "rustic"),
}  # fmt: skip
_WOODS = {
    "rich": ("walnut", "ebony", "rosewood", "dark_oak"),
    "usual": ("oak", "walnut", "beech", "dark_oak"),
    "poor": ("pine", "reclaimed_wood", "elm", "pine"),
}  # fmt: skip
_HIDES = {"rich": ("#5a2c17", "#15120f", "#7a5a36", "#3b1113"), "usual": ("#6b4526", "#2a2420", "#8a6a48", "#4a1f1a"),
          "poor": ("#5c4632", "#3a322a", "#6b5a44", "#4b3a2e")}  # fmt: skip
_CLOTHS = {"rich": ("#2b2f2a", "#6d1f22", "#1f3a46", "#b9a888"), "usual": ("#5b6468", "#a4552f", "#6d7a5c", "#c2b59b"),
           "poor": ("#6b6252", "#4d5660", "#7a6a52", "#857a68")}  # fmt: skip


def wealth_of(brief: SetBrief) -> float:
    """0 destitute to 1: who owns it, else its moods and traits, else the kind of room."""
    owners: Any = vocabulary().entries["owner"]
    said = [owners[o].wealth for o in brief.owner if o in owners]
    if said:
        return float(max(said))
    words = {*brief.mood, *brief.traits, *brief.style}
    if words & {"opulent", "luxurious", "regal", "glamorous", "decadent", "palatial", "rich", "grandiose", "majestic"}:
        return 0.9
    if words & {"poor", "squalid", "shabby", "humble", "bleak", "gritty", "derelict", "abandoned"}:
        return 0.15
    room: Any = vocabulary().entries["room"].get(brief.room)
    return {"palace": 0.9, "prison": 0.1, "farm": 0.3, "shelter": 0.2}.get(room.class_ if room else "", 0.5)


def _class(brief: SetBrief) -> str:
    wealth = wealth_of(brief)
    return "rich" if wealth >= 0.75 else "poor" if wealth < 0.3 else "usual"


def style_of(brief: SetBrief, option: int) -> str | None:
    """The furniture's style: what was said, else the era's, else one of those that go with who lives there."""
    if brief.style:
        return brief.style[option % len(brief.style)]
    if brief.era.name != "contemporary":
        return brief.era.name
    if brief.building in ("castle", "spaceship", "church", "monastery", "space_station", "pyramid"):
        return {"spaceship": "science_fiction", "space_station": "science_fiction"}.get(brief.building, "gothic")
    return _STYLES[_class(brief)][option % 4]


def wood_of(brief: SetBrief, option: int) -> str:
    """The wood that the set's furniture is made of: the brief's own if it names one."""
    words: Any = vocabulary().entries["material"]
    said = [u.material for u in brief.materials if u.where == "room" and words[u.material].class_ == "wood"
            and u.material in {w for row in _WOODS.values() for w in row} | {"ash_wood", "birch", "cherry_wood",
            "mahogany", "maple", "teak", "cedar", "fir"}]  # fmt: skip
    return said[0] if said else _WOODS[_class(brief)][option % 4]


def hide_of(brief: SetBrief, option: int) -> str:
    """The colour of leather, sRGB."""
    return _HIDES[_class(brief)][option % 4]


def cloth_of(brief: SetBrief, option: int) -> str:
    """The colour of upholstery, sRGB: the brief's palette if it has one."""
    colours = brief.palette.colours
    return colours[option % len(colours)] if colours else _CLOTHS[_class(brief)][option % 4]
