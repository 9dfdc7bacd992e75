"""The taste of a set: the style of its furniture and its woods, leathers and cloths, where a sentence does not say.

Options differ in it: who lives there and when decides what there is to choose from.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from coulisse.recipes.brief_words.vocabulary import vocabulary
from coulisse.recipes.set_brief import SetBrief
from coulisse.recipes.taste import lines, of_room, of_year
from coulisse.scene.furnish.registry import family_of

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


def kinds_of(brief: SetBrief) -> tuple[str, ...]:
    """What a room is, the nearest first: its own kind, its building, and the classes of both."""
    rooms: Any = vocabulary().entries["room"]
    own, building = rooms.get(brief.room), rooms.get(brief.building or "")
    said = (brief.room, brief.building, own and own.class_, building and building.class_)
    return tuple(dict.fromkeys(str(k) for k in said if k))


def year_of(brief: SetBrief) -> float:
    """The year that a set plays in: the middle of its era."""
    return (brief.era.first + brief.era.last) / 2


def style_of(brief: SetBrief, option: int) -> str | None:
    """The furniture's style: what was said, else what kind of room it is, its era, and who lives there."""
    if brief.style:
        return brief.style[option % len(brief.style)]
    kinds, year, era = kinds_of(brief), year_of(brief), brief.era.name
    fits = [e for e in lines("styles") if of_room(e, kinds) and of_year(e, year)]
    firm = next((e for e in fits if e.get("firm")), None)
    if firm is None and era != "contemporary" and family_of(era):
        return era
    wealth = _class(brief)
    chosen = firm or next((e for e in fits if "rooms" in e or wealth in e["wealth"]), None)
    return str(chosen["styles"][option % len(chosen["styles"])]) if chosen else None


def shell_style_of(brief: SetBrief, style: str | None) -> str | None:
    """The style of walls and doors: ships, workshops and stores are of timber before there is iron to build with."""
    kinds = {*kinds_of(brief)}
    timber = bool(kinds & {"transport", "work", "industrial", "science"}) and year_of(brief) < 1850
    return "rustic" if timber and not brief.style else style


@dataclass(frozen=True)
class Variant:
    """As what a piece is made: the id of a piece, its style, and its height in metres where that differs."""

    make: str
    style: str | None
    height: float | None = None


def variant_of(brief: SetBrief, name: str, option: int, asked_style: str | None) -> Variant | None:
    """Which kind of a piece stands in such a room at such a time, where neither its style nor the set's was said.

    None: the plain one. Options take turns.
    """
    if asked_style or brief.style:
        return None
    kinds, year = kinds_of(brief), year_of(brief)
    fits = [e for e in lines("variants") if e["id"] == name and of_room(e, kinds) and of_year(e, year)]
    exact = [e for e in fits if {brief.room, brief.building or ""} & {*e.get("rooms", ())}] or fits
    if not exact:
        return None
    chosen = exact[option % len(exact)]
    return Variant(chosen["make"], chosen.get("style"), chosen.get("height"))


@dataclass(frozen=True)
class Stock:
    """What a room keeps: kinds of goods on its shelves and its counters, and whether shelves go up to the ceiling."""

    shelves: tuple[str, ...] = ()
    counter: tuple[str, ...] = ()
    tall: bool = False


# A kind of goods that stays where the sentence names it: `glass jars`, `bottles on the shelves`.
_NAMED_GOODS = {"medicine_bottles": "bottles", "bottle": "spirits", "flask": "bottles", "bread": "loaves",
                "cake": "cakes", "cheese": "cheeses", "book": "books", "stack_of_books": "books"}  # fmt: skip


def stock_of(brief: SetBrief) -> Stock:
    """What such a room sells or keeps at its time (data: taste/stock.yaml); nothing where it is asked to be bare."""
    if {"empty", "bare", "sparse", "abandoned", "minimalist", "sterile"} & {*brief.traits, *brief.style, *brief.mood}:
        return Stock()
    kinds, year = kinds_of(brief), year_of(brief)
    entry = next((e for e in lines("stock") if of_room(e, kinds) and of_year(e, year)), None)
    if entry is None:
        return Stock()
    more = tuple(_NAMED_GOODS[p.what] for p in brief.props if p.what in _NAMED_GOODS)
    shelves = (*entry["shelves"], *(m for m in more if m not in entry["shelves"]))
    return Stock(shelves, tuple(entry["counter"]), bool(entry.get("tall")))


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
