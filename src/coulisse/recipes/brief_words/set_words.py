"""What the words of a set belong to: adjectives to pieces, materials to surfaces, light to the light."""

from __future__ import annotations

from coulisse.recipes.brief_words.lexicon import Reading
from coulisse.recipes.brief_words.phrases import NEVER, Grammar, Node

# In the order in which a word with several meanings is taken, where nothing around it decides.
KINDS = (
    "room", "furniture", "prop", "architecture", "material", "light", "time", "weather", "view", "era", "style",
    "owner", "palette", "colour", "pattern", "modifier", "mood",
)  # fmt: skip
THINGS = frozenset(
    {"room", "furniture", "prop", "architecture", "view", "time", "weather", "era", "owner", "palette", "source"}
)
PIECES = frozenset({"furniture", "prop", "architecture"})
SOURCES = frozenset({"noun", "source"})
# What a word costs when it belongs to the whole set, in words of distance (see phrases.py).
_ALONE = {"mood": 4.0, "light": 8.0, "style": 14.0, "material": 14.0, "colour": 26.0}


def is_source(reading: Reading) -> bool:
    """Whether a word of light is a thing (candlelight), not a quality (dim)."""
    return reading.kind == "light" and reading.entry.class_ in SOURCES  # type: ignore[attr-defined]


def choose(node: Node, nodes: list[Node]) -> tuple[Reading, ...]:
    """The readings that are left by what stands around a word."""
    kinds = {reading.kind for reading in node.readings}
    before = nodes[node.place - 1] if node.place and nodes[node.place - 1].phrase == node.phrase else None
    after = nodes[node.place + 1] if node.place + 1 < len(nodes) else None
    if after is not None and (after.phrase != node.phrase or after.marked):
        after = None
    follows = {reading.kind for reading in after.readings} if after else set()
    counted = before is not None and before.span.what == "number"
    if "room" in kinds and len(kinds & {"room", "furniture", "prop", "architecture", "view"}) > 1:
        there = any(n.chosen and n.kind == "room" for n in nodes[: node.place])
        wanted = {"furniture", "prop", "architecture", "view"} if there or counted else {"room"}
        return _only(node, wanted)
    if "material" in kinds and kinds & (PIECES | {"weather", "view"}):
        if counted or node.span.how == "inflected":
            return _only(node, PIECES | {"weather"})
        if node.marked == "in" or follows & (PIECES | {"room"}):
            return _only(node, {"material"})
        return _only(node, kinds & {"weather", "view"} or {"material"})
    if {"material", "colour"} <= kinds:
        return _only(node, {"colour"} if follows & {"material", "light"} else {"material"})
    if {"light", "modifier"} <= kinds and follows & {"material", "colour"}:
        return _only(node, {"modifier"})  # `light oak`
    if any(is_source(reading) for reading in node.readings):
        return tuple(reading for reading in node.readings if is_source(reading))
    if "weather" in kinds and "light" in kinds:
        return _only(node, {"light"} if follows & {"light", "room"} else {"weather"})
    things = [reading for reading in node.readings if reading.kind in THINGS]
    if things and not kinds <= THINGS and not follows & PIECES:
        return tuple(things[:1])
    return tuple(things[:1]) if kinds <= THINGS else node.readings


def _only(node: Node, kinds: set[str] | frozenset[str]) -> tuple[Reading, ...]:
    left = tuple(reading for reading in node.readings if reading.kind in kinds)
    return left[:1] or node.readings[:1]


def belongs(reading: Reading, node: Node, thing: Node) -> bool:
    """Whether a word can say something of a thing."""
    kind = reading.kind
    if thing.kind == "architecture" and thing.span.text.lower().endswith("ed"):
        return False  # `a low beamed ceiling`: it is the ceiling that is low
    if kind == "pattern":
        return thing.kind in PIECES | {"material"}
    if kind == "modifier":
        of = reading.entry.of  # type: ignore[attr-defined]
        return thing.kind in of or (thing.kind == "prop" and "furniture" in of)
    if kind == "colour":
        return thing.kind in PIECES | {"material", "room", "light"}
    if kind == "material":
        return thing.kind in PIECES | {"room"}
    if kind == "light":
        if thing.chosen and thing.kind == "light":
            return is_source(thing.chosen) and not is_source(reading)
        lamp = thing.kind == "furniture" and thing.entry.class_ == "lamp"
        return not is_source(reading) and (lamp or thing.kind == "room")
    return kind == "style" and thing.kind in PIECES | {"room"}


def _alone(reading: Reading) -> float:
    if reading.kind in THINGS or is_source(reading):
        return 0.0
    return _ALONE.get(reading.kind, NEVER)


def _comma(reading: Reading) -> float:
    return 18.0 if reading.kind in ("material", "colour", "style") else 8.0


GRAMMAR = Grammar(THINGS, choose, belongs, _alone, _comma)
