"""Writes what was read of references into a brief, only where words left it open: what is said wins."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any, TypeVar

import numpy as np
from pydantic import BaseModel

from coulisse.media.palette import codes, oklab
from coulisse.recipes.brief_fields import plain
from coulisse.recipes.brief_words.understanding import Understanding
from coulisse.recipes.brief_words.vocabulary import vocabulary
from coulisse.recipes.reference_brief import PictureRead, Reference
from coulisse.recipes.reference_light import lamp

Brief = TypeVar("Brief", bound=BaseModel)

MOST = 12  # colours of a brief's palette
_ALIKE = 0.07  # OKLab: colours of words and of a reference that are nearer than this are one
_WHOLE = 3  # colours that words name: from here on they are a palette of their own
_LIGHT = ("sources", "kelvin", "level", "hardness")
_MOODS = {("low", "warm"): "intimate", ("low", "cool"): "sombre", ("high", "warm"): "welcoming",
          ("high", "cool"): "airy", ("high", "neutral"): "airy"}  # fmt: skip
_CLUTTERED = 0.34  # share of pixels on edges from which a picture is full of things
_BY_DAY = ("daylight", "north_light", "sunlight", "window_light", "overcast_light", "shafts_of_light")


def left_open(brief: BaseModel, understood: Understanding | None) -> frozenset[str]:
    """The fields of a brief that a reading of its words filled in by itself; all that a reference may set.

    Colours of words lead a palette and never close it. None, where nobody knows what was said: the palette alone.
    """
    if understood is None:
        return frozenset({"palette"})
    filled = {one.field for one in understood.filled}
    out = {"palette", *(f"light.{name}" for name in _LIGHT if f"light.{name}" in filled)}
    if "time_of_day" in filled and "light.sources" in out:
        out.add("time_of_day")
    out |= {name for name in ("mood", "traits") if not getattr(brief, name, ["said"])}
    return frozenset(out)


def taken_into(brief: Brief, reference: Reference, free: Collection[str]) -> Brief:
    """The brief with the reference's colours, light, hour and mood in its `free` fields, and a record of which."""
    draft: dict[str, Any] = plain(brief)
    taken: list[str] = []
    said = list(draft["palette"]["colours"])
    if "palette" in free and len(said) < _WHOLE and reference.colours:
        draft["palette"]["colours"] = _led(said, [c.colour for c in reference.colours])
        taken.append("palette.colours")
    if reference.read is not None:
        taken += _light(draft, reference.read, free)
        taken += _mood(draft, reference.read, free)
    draft["reference"] = {**plain(reference), "taken": taken}
    return type(brief).model_validate(draft)


def _led(said: Sequence[str], found: Sequence[str]) -> list[str]:
    """The colours that were said, then those of the reference that are not nearly one of them."""
    labs = [oklab(codes(one)) for one in said]
    rest = [c for c in found if all(float(np.linalg.norm(oklab(codes(c)) - lab)) >= _ALIKE for lab in labs)]
    return list(dict.fromkeys([*said, *rest]))[:MOST]


def _light(draft: dict[str, Any], read: PictureRead, free: Collection[str]) -> list[str]:
    taken = []
    if "light" not in draft:
        return []
    values = {"kelvin": lamp(read.kelvin), "level": read.level, "hardness": read.hardness}
    time = read.time_of_day if read.time_of_day in vocabulary().entries["time"] else None
    by_day = bool({*draft["light"]["sources"]} & {*_BY_DAY})
    if time and "time_of_day" in free:
        draft["time_of_day"] = time
        taken.append("time_of_day")
        source = {"night": "lamplight", "golden_hour": "golden_hour_light"}.get(time)
        if time == "night" and draft.get("view") == "exterior":
            source = "moonlight"
        if source and by_day and "light.sources" in free:
            draft["light"]["sources"] = [source]
            taken.append("light.sources")
    for name, value in values.items():
        if f"light.{name}" in free:
            draft["light"][name] = value
            taken.append(f"light.{name}")
    return taken


def _mood(draft: dict[str, Any], read: PictureRead, free: Collection[str]) -> list[str]:
    taken = []
    mood = _MOODS.get((read.key, read.warmth))
    if mood and "mood" in free:
        draft["mood"] = [mood]
        taken.append("mood")
    if read.busy >= _CLUTTERED and "traits" in free and "furniture" in draft:
        draft["traits"] = ["cluttered"]
        taken.append("traits")
    return taken


def still_taken(before: BaseModel, after: Brief) -> Brief:
    """A changed brief in whose record only what the change left alone is called taken; its new colours lead.

    `make it green` after a reference means a green that leads its palette, not one more at the end.
    """
    reference: Any = getattr(after, "reference", None)
    if reference is None or not reference.taken:
        return after
    was, now = plain(before), plain(after)
    colours = now["palette"]["colours"]
    new = [c for c in colours if c not in was["palette"]["colours"]]
    now["palette"]["colours"] = [*new, *(c for c in colours if c not in new)]
    now["reference"]["taken"] = [f for f in reference.taken if f == "palette.colours" or _at(was, f) == _at(now, f)]
    return type(after).model_validate(now)


def _at(values: Any, path: str) -> Any:
    for name in path.split("."):
        values = values.get(name) if isinstance(values, dict) else None
    return values


def told(reference: Reference) -> tuple[str, ...]:
    """What was taken, in lines for who asked."""
    lines = []
    if reference.colours and "palette.colours" in reference.taken:
        rows = [f"{c.name} {c.colour}" + (f" {c.share:.0%}" if c.share else "") + f" ({c.role})"
                for c in reference.colours]  # fmt: skip
        lines.append(f"palette from {reference.source}: " + ", ".join(rows))
    read = reference.read
    if read is not None:
        light = f"{read.key} key, {read.contrast:g}:1, {read.warmth} (about {read.kelvin:.0f} K)"
        light += f", {read.time_of_day.replace('_', ' ')}" if read.time_of_day else ""
        lines.append(f"light of {', '.join(p.name for p in reference.pictures)}: {light}; detail {read.busy:.0%}")
    if reference.taken:
        lines.append("taken from reference: " + ", ".join(reference.taken) + "; what the words name stays as they say")
    return tuple(lines)
