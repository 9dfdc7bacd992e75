"""Proposes what a decorator would add to a set: practical lamps for its light, and a few pieces a room like this has.

Every option proposes something else; what is proposed is marked as such, and a set that is asked to be empty, or
without something, stays so. Nothing that was asked for is taken away.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from coulisse.recipes.brief_words.vocabulary import vocabulary
from coulisse.recipes.set_brief import Element, Piece, SetBrief
from coulisse.recipes.set_plan import openings
from coulisse.recipes.set_proposals import CURTAINED, LAMPS, NO_CURTAINS, ROWS, SMALL, WALLS
from coulisse.recipes.set_taste import stock_of
from coulisse.recipes.set_years import era_of, in_its_place, in_time, of_its_time

_BARE = {"empty", "bare", "raw", "sparse", "minimalist", "stripped", "vacant", "deserted", "austere", "zen"}
_ONE_OF = {"table", "desk", "bed", "seat", "lamp"}
_CROWDED = {
    "crowded",
    "cluttered",
    "full",
    "packed",
    "overflowing",
    "messy",
    "maximalist",
    "chaotic",
    "hoarded",
    "busy",
}
_OWN = {"technical", "military", "prison", "medical", "transport", "palace", "sacred", "industrial"}
_FULL = 0.32  # share of the floor under furniture from which nothing more that stands is proposed
# A row of proposals that a wealthy house would not have, and those that a poor one would not.
_RICH_ONLY = {"painting", "statue", "bust", "tapestry", "vase", "candelabra", "sideboard", "mirror", "rug", "globe"}
# The lamps of each source of light: (piece, per square metre of floor, most), the first that the era knows.
_LAMPS: dict[str, tuple[tuple[str, float, int], ...]] = {
    "lamplight": (("pendant_lamp", 1 / 24, 4), ("oil_lamp", 1 / 18, 4)),
    "tungsten": (("pendant_lamp", 1 / 20, 4), ("oil_lamp", 1 / 18, 4)),
    "candlelight": (("candelabra", 1 / 16, 5), ("candle", 1 / 8, 6)),
    "torchlight": (("torch", 1 / 14, 6),),
    "gaslight": (("gas_lamp", 1 / 18, 4),),
    "chandelier_light": (("chandelier", 1 / 60, 2),),
    "single_bulb": (("bare_bulb", 0.0, 1),),
    "overhead_light": (("pendant_lamp", 1 / 16, 6), ("lantern", 1 / 16, 4)),
    "fluorescent_light": (("fluorescent_tube", 1 / 10, 12),),
    "neon_light": (("neon_sign", 1 / 40, 2),),
    "led_light": (("led_strip", 1 / 16, 6),),
    "emergency_light": (("bulkhead_lamp", 1 / 25, 4),),
    "sodium_light": (("floodlight", 1 / 60, 3),),
    "mercury_vapour": (("floodlight", 1 / 60, 3),),
    "spotlit": (("spotlight", 1 / 25, 4),),
    "screen_light": (("monitor", 1 / 20, 4),),
    "blacklight": (("fluorescent_tube", 1 / 30, 3),),
    "street_light": (("street_lamp", 1 / 80, 2),),
}  # fmt: skip
# In rooms that people live in, options differ in where their lamps are.
_OTHER_LAMPS = (("pendant_lamp",), ("floor_lamp", "table_lamp"), ("wall_lamp",), ("chandelier",))


@dataclass(frozen=True)
class Dressed:
    """A brief with what is proposed on top, the names of that, and the line that says so."""

    brief: SetBrief
    proposed: tuple[str, ...]
    line: str


def dressed(brief: SetBrief, option: int, stood: frozenset[str] | None = None) -> Dressed:
    """The brief of one option (0, 1, ...) with practical lamps and a decorator's pieces. Deterministic.

    `stood`: names of what was proposed for the version that this one changes; nothing else is then, but lamps.
    """
    words: Any = vocabulary()
    brief, remarks = of_its_time(brief)
    if "jars" in stock_of(brief).shelves and any(_is_jar(p) for p in brief.props):
        brief = brief.model_copy(update={"props": [p for p in brief.props if not _is_jar(p)]})
        remarks = (*remarks, "the jars stand on the shelves")
    lamps = _practicals(brief, option)
    pieces: list[Piece] = []
    elements: list[Element] = []
    if not _BARE & {*brief.traits, *brief.style, *brief.mood}:
        kind = words.get("room", brief.room).class_
        building = words.entries["room"].get(brief.building or "")
        if building is not None and building.class_ in _OWN and kind in ("circulation", "domestic", "hospitality"):
            kind = building.class_  # a corridor of a space station is no hallway
        rows = _of(ROWS, brief.room, kind) or ROWS["domestic"]
        crowded = bool(_CROWDED & {*brief.traits, *brief.mood})
        usual = [name for name, _ in words.get("room", brief.room).pieces.items()]
        wanted = usual + " ".join(rows[(option + i) % len(rows)] for i in range(len(rows) if crowded else 1)).split()
        wanted += _more(brief, kind, option, lit=bool(lamps))
        growing = brief
        for named in dict.fromkeys(wanted):
            name = in_its_place(named, era_of(brief)) or named
            if stood is not None and name not in stood:
                continue  # nobody named it
            if piece := _proposal(growing, name, crowded, stays=stood is not None):
                if named in usual:  # a kitchen has a stove and a sink, whatever table was asked for
                    piece = piece.model_copy(update={"count": words.get("room", brief.room).pieces[named]})
                elif name == "curtain":
                    piece = piece.model_copy(update={"count": len(openings(brief, [])[1])})
                pieces.append(piece)
                growing = growing.model_copy(update={"props": [*growing.props, piece]})
    if "firelight" in brief.light.sources and not any(e.what == "fireplace" for e in brief.architecture):
        elements.append(Element(what="fireplace", count=1))
    furniture, props = [*brief.furniture], [*brief.props]
    for piece in (*lamps, *pieces):
        (furniture if piece.what in words.entries["furniture"] else props).append(piece)
    names = tuple(dict.fromkeys([*(p.what for p in (*lamps, *pieces)), *(e.what for e in elements)]))
    line = "proposed on top: " + ", ".join(n.replace("_", " ") for n in names) if names else "nothing added"
    line = "; ".join((line, *remarks))
    update = {"furniture": furniture, "props": props, "architecture": [*brief.architecture, *elements]}
    return Dressed(brief.model_copy(update=update), names, line)


def lighter(whole: Dressed) -> Dressed | None:
    """The same with the two largest proposals that stand on the floor left out; None where none stands."""
    words: Any = vocabulary().entries["furniture"]
    there = [p for p in (*whole.brief.furniture, *whole.brief.props) if p.what in whole.proposed]
    seats = {p.what for p in there if p.what in words and words[p.what].class_ == "seat"}  # a table keeps its chairs
    standing = [p for p in there if _footprint(p.what) > 0.1 and p.what not in seats]
    standing.sort(key=lambda p: -_footprint(p.what))
    if not standing:
        return None
    gone = {p.what for p in standing[:2]}
    names = tuple(n for n in whole.proposed if n not in gone)
    line = "proposed on top: " + ", ".join(n.replace("_", " ") for n in names) if names else "nothing added"
    brief = whole.brief
    update = {"furniture": [p for p in brief.furniture if p.what not in gone],
              "props": [p for p in brief.props if p.what not in gone]}  # fmt: skip
    return Dressed(brief.model_copy(update=update), names, "; ".join((line, *whole.line.split("; ")[1:])))


def _of(rows: Any, room: str, kind: str) -> Any:
    """What is listed for a room, by itself, else by its class; places outside by what they are."""
    return rows.get(room, rows.get(f"{room}_", rows.get(kind)))


def _more(brief: SetBrief, kind: str, option: int, *, lit: bool) -> list[str]:
    """What makes a room lived in: something on the walls, small things, a lamp by day too, curtains at its windows."""
    width, length = brief.dimensions.width, brief.dimensions.length
    out: list[str] = []
    if brief.dimensions.height:  # pictures hang under a roof
        hung = (_of(WALLS, brief.room, kind) or "").split()
        many = max(1, min(3, round((width + length) / 6)))
        out += (hung[option % max(1, len(hung)) :] + hung)[:many]
    small = (_of(SMALL, brief.room, kind) or "").split()
    out += (small[option % max(1, len(small)) :] + small)[: max(2, min(4, round(width * length / 10)))]
    if not lit:
        lamps = (_of(LAMPS, brief.room, kind) or "").split()
        out += [name for name in lamps if in_time(name, era_of(brief))][:1]
    windows = openings(brief, [])[1]
    bare = {"curtain", "net_curtain", "blind", "venetian_blind"} & _there(brief) or "abandoned" in brief.traits
    usual = windows and kind in CURTAINED and brief.room not in NO_CURTAINS
    if usual and not bare and max(w.width for w in windows) < 1.65:
        out.append("curtain")
    return out


def _is_jar(piece: Piece) -> bool:
    """Glass jars are goods on shelves, not a pot on the floor."""
    return piece.what == "pot" and piece.material in ("glass", "porcelain", "crystal")


def _there(brief: SetBrief) -> set[str]:
    return {p.what for p in (*brief.furniture, *brief.props)} | {e.what for e in brief.architecture}


def _proposal(brief: SetBrief, name: str, crowded: bool = False, stays: bool = False) -> Piece | None:
    """One proposed piece, or None where it does not belong: denied, there already, of another time, no floor left.

    `stays`: it stood there before, so that there is floor for it.
    """
    words: Any = vocabulary()
    kind = "furniture" if name in words.entries["furniture"] else "prop"
    entry = words.entries[kind].get(name)
    if entry is None or name in brief.without or name in _there(brief) or not in_time(name, era_of(brief)):
        return None
    classes = {words.entries["furniture"][n].class_ for n in _there(brief) if n in words.entries["furniture"]}
    if kind == "furniture" and entry.class_ in _ONE_OF and entry.class_ in classes:
        return None  # the table that was asked for is the table
    families = {n.rsplit("_", 1)[-1] for n in (*_there(brief), *brief.without)}
    if name.rsplit("_", 1)[-1] in families:
        return None
    owners = words.entries["owner"]
    wealth = max((owners[o].wealth for o in brief.owner if o in owners), default=0.5)
    if wealth < 0.35 and name in _RICH_ONLY:
        return None
    area = brief.dimensions.width * brief.dimensions.length
    taken = sum(p.count * _footprint(p.what) for p in (*brief.furniture, *brief.props))
    standing = kind == "furniture" and entry.class_ != "textile"
    if standing and not stays and (taken + _footprint(name)) / area > (_FULL + 0.12 if crowded else _FULL):
        return None
    if name in ("rug",) and min(brief.dimensions.width, brief.dimensions.length) < entry.size[0] + 0.6:
        return None
    count = 2 if name in ("candelabra", "painting", "plant", "vase") and area > 45 else 1
    if crowded:
        count = 3 if kind == "prop" else 2 if _footprint(name) < 0.6 else 1
    return Piece(what=name, count=count)


def _footprint(name: str) -> float:
    words: Any = vocabulary()
    for kind in ("furniture", "prop"):
        if (entry := words.entries[kind].get(name)) is not None:
            flat = entry.class_ in ("textile", "lamp") or entry.size[2] < 0.12  # one walks over it
            return 0.0 if flat else float(entry.size[0] * entry.size[1])
    return 0.0


def _practicals(brief: SetBrief, option: int) -> list[Piece]:
    """Lamps that are seen: those of the brief's light, where it has none of them yet."""
    words: Any = vocabulary()
    lamps = {name for name, entry in words.entries["furniture"].items() if entry.class_ == "lamp"} | {"candle"}
    if lamps & _there(brief):
        return []
    area = brief.dimensions.width * brief.dimensions.length
    out: list[Piece] = []
    for source in brief.light.sources:
        choices = _LAMPS.get(source, ())
        if choices and source != "torchlight":  # before there was such a lamp, people had these
            choices = (*choices, ("lantern", 1 / 16, 4), ("oil_lamp", 1 / 18, 4))
        if source == "lamplight" and era_of(brief).last > 1900 and brief.dimensions.height > 2.3:
            names = _OTHER_LAMPS[option % len(_OTHER_LAMPS)]
            apart = {"chandelier": 60, "table_lamp": 48, "floor_lamp": 40}  # square metres a lamp
            out += [Piece(what=n, count=max(1, min(4, round(area / apart.get(n, 24)))))
                    for n in names if n not in brief.without and in_time(n, era_of(brief))]  # fmt: skip
            continue
        for name, each, most in choices:
            if in_time(name, era_of(brief)) and name not in brief.without:
                out.append(Piece(what=name, count=max(1, min(most, round(area * each)))))
                break
    return out
