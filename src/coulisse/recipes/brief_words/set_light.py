"""Turns words of light into numbers: colour temperature, level, hardness."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from coulisse.recipes.brief_words.phrases import Node
from coulisse.recipes.brief_words.set_pieces import Taken
from coulisse.recipes.brief_words.set_words import SOURCES
from coulisse.recipes.brief_words.vocabulary import vocabulary

# A comparative moves what is there by one visible step: a third in colour temperature, half in level and hardness.
_WARMER, _STEP = 0.75, 0.5
_FIELDS = ("kelvin", "level", "hardness", "colour")


def lit_by(light: dict[str, Any], source: str) -> None:
    """Set colour temperature, level and hardness to those of a source."""
    entry = vocabulary().get("light", source)
    for name in _FIELDS:
        if getattr(entry, name) is not None:
            light[name] = getattr(entry, name)


def apply(nodes: Iterable[Node], light: dict[str, Any], changes: bool, taken: Taken) -> set[str]:
    """Write words of light into the light of a brief; the names of the fields that they set.

    Sources first, then qualities over them; with `changes`, comparatives move what is there.
    """
    named: set[str] = set()
    nodes = list(nodes)
    sources = [node for node in nodes if node.entry.class_ == "source"]
    if sources and not all(node.id in light["sources"] for node in sources):
        light["sources"], light["colour"] = [], None
    for node in sources:
        if node.id not in light["sources"]:
            light["sources"].append(node.id)
        lit_by(light, light["sources"][0])
        taken[node.index] = ("light.sources", node.id)
        named |= {"sources", *(name for name in _FIELDS if getattr(node.entry, name) is not None)}
    for node in nodes:
        entry = node.entry
        if entry.class_ == "noun":
            taken[node.index] = ("light", node.id)
        elif entry.class_ not in SOURCES:
            named |= _quality(node, light, changes, taken)
        for colour in node.of("colour"):
            light["colour"] = colour.entry.colour
            named.add("colour")
            taken[colour.index] = ("light.colour", colour.id)
            for child in colour.of("modifier"):
                taken[child.index] = ("light.colour", child.id)
    return named


def _quality(node: Node, light: dict[str, Any], changes: bool, taken: Taken) -> set[str]:
    named = set()
    for name in _FIELDS:
        value = getattr(node.entry, name)
        if value is None:
            continue
        named.add(name)
        if changes and node.degree and name != "colour":
            value = _moved(name, light[name], value, node.degree)
        light[name] = value
    if not named or node.entry.class_ in ("direction", "motion", "pattern", "contrast", "quality"):
        if node.id not in light["traits"]:
            light["traits"].append(node.id)
        named.add("traits")
    taken[node.index] = (f"light.{'/'.join(sorted(named))}", node.id)
    return named


def _moved(name: str, now: float, towards: float, degree: int) -> float:
    """`colder` is colder than it was: a step towards (or, with `less`, away from) what the word means."""
    if name == "kelvin":
        warmer = (towards < 4500) == (degree > 0)
        return round(min(max(now * (_WARMER if warmer else 1 / _WARMER), 1500), 15000))
    up = (towards > 0.4) == (degree > 0)
    return round(now + (1 - now) * _STEP if up else now * _STEP, 3)
