"""What is of its time: since when there has been a piece, what stood in its place before, and what of a set is not."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from coulisse.recipes.brief_words.tokens import key
from coulisse.recipes.brief_words.vocabulary import vocabulary
from coulisse.recipes.set_brief import Era, Piece, SetBrief
from coulisse.recipes.taste import lines

_ALWAYS = (-99999, 99999)


@cache
def years() -> dict[str, tuple[int, int]]:
    """First and last year of every piece and prop of the vocabulary (data: taste/years.yaml)."""
    out: dict[str, tuple[int, int]] = {}
    for entry in lines("years"):
        for name in entry["ids"]:
            first, last = out.get(name, _ALWAYS)
            out[name] = entry.get("first", first), entry.get("last", last)
    return out


def in_time(name: str, era: Era) -> bool:
    """Whether there was such a piece by the middle of an era, and still at its beginning."""
    first, last = years().get(name, _ALWAYS)
    return first <= (era.first + era.last) / 2 and era.first <= last


def era_of(brief: SetBrief) -> Era:
    """The era that proposals keep to: the brief's; where none was said, a room by candles and torches, or a palace or a
    church of an old style, is of the time before electric light.
    """
    if brief.era.name != "contemporary" or is_bright(brief):
        return brief.era
    rooms: Any = vocabulary().entries["room"]
    kinds = {rooms[k].class_ for k in (brief.room, brief.building or "") if k in rooms}
    by_flame = bool({"candlelight", "torchlight", "gaslight"} & {*brief.light.sources})
    old = bool({"baroque", "rococo", "gothic", "romanesque", "mannerist"} & {*brief.style})
    if by_flame or (old and kinds & {"palace", "sacred", "prison"}):
        return Era(name="before electric light", first=1780, last=1860)
    return brief.era


def is_bright(brief: SetBrief) -> bool:
    """Whether the sentence asks for light that no flame gives, or for a screen."""
    electric = {"neon_light", "led_light", "fluorescent_light", "screen_light", "single_bulb", "spotlit", "tungsten"}
    return bool(electric & {*brief.light.sources})


def in_its_place(name: str, era: Era) -> str | None:
    """The piece itself where its era has it, else what stood in its place then; None where nothing did."""
    if in_time(name, era):
        return name
    then: list[str] = next((entry["then"] for entry in lines("before") if entry["id"] == name), [])
    return next((other for other in then if in_time(other, era)), None)


def is_named(brief: SetBrief, name: str) -> bool:
    """Whether the sentence names a piece, by one of its words; without a sentence every piece counts as named."""
    words: Any = vocabulary().entries
    entry = words["furniture"].get(name) or words["prop"].get(name)
    if entry is None or not brief.sentence:
        return True
    said = f" {' '.join(re.findall(r'[a-z0-9]+', key(brief.sentence)))} "
    for word in (*entry.en, *entry.fr):
        plain = " ".join(re.findall(r"[a-z0-9]+", key(word)))
        if re.search(rf" {re.escape(plain)}(s|es|x)? ", said) or re.search(rf" {_plural(plain)} ", said):
            return True
    return False


def _plural(words: str) -> str:
    """Every word with an s, as in French: `chaises de bureaux`; shelf and shelves."""
    each = [rf"{re.escape(w[:-1])}(f|ves|y|ies)" if w[-1:] in "fy" else rf"{re.escape(w)}(s|x)?" for w in words.split()]
    return " ".join(each)


def of_its_time(brief: SetBrief) -> tuple[SetBrief, tuple[str, ...]]:
    """The brief with what only its kind of room brought, and its era does not know, exchanged for what stood there; and
    a line on each piece that was named although it is of another time: that one stays.
    """
    notes: list[str] = []
    furniture = _timely(brief, brief.furniture, notes)
    props = _timely(brief, brief.props, notes)
    return brief.model_copy(update={"furniture": furniture, "props": props}), tuple(dict.fromkeys(notes))


def _timely(brief: SetBrief, pieces: list[Piece], notes: list[str]) -> list[Piece]:
    out: list[Piece] = []
    era = era_of(brief)
    for piece in pieces:
        if in_time(piece.what, era) or (in_time(piece.what, brief.era) and is_named(brief, piece.what)):
            out.append(piece)
            continue
        plain = not (piece.material or piece.colour or piece.traits or piece.style or piece.size)
        if plain and not is_named(brief, piece.what):
            other = in_its_place(piece.what, era)
            if other is not None and not any(p.what == other for p in (*out, *pieces)):
                out.append(piece.model_copy(update={"what": other}))
            continue
        first, last = years()[piece.what]
        when = (
            f"since {_year(first)}" if first > brief.era.first and last >= brief.era.first else f"until {_year(last)}"
        )
        notes.append(f"{piece.what.replace('_', ' ')} was asked for, though there was one only {when}")
        out.append(piece)
    return out


def _year(year: int) -> str:
    return f"{-year} before our era" if year < 0 else str(year)
