"""What the words of a costume belong to: collars to garments, cloth and colour to either, braid to the cuffs."""

from __future__ import annotations

from typing import Any

from coulisse.recipes.brief_words.lexicon import Reading
from coulisse.recipes.brief_words.phrases import NEVER, Grammar, Node

# In the order in which a word with several meanings is taken, where nothing around it decides.
KINDS = (
    "garment", "lapel", "sleeve", "collar", "fastening", "silhouette", "length", "trim", "part", "pattern", "fabric",
    "material", "colour", "palette", "era", "style", "owner", "pose", "modifier", "mood",
)  # fmt: skip
THINGS = frozenset({"garment", "era", "palette", "owner", "pose"})
# What is a part of a garment, and can have a cloth, a colour and a cut of its own.
PARTS = frozenset({"lapel", "sleeve", "collar", "fastening", "trim", "part"})
COUNTED = frozenset({"garment", "fastening", "trim", "part"})
# Fastenings that are a cut, with no buttons in sight to be of brass.
_CUTS = frozenset({"single_breasted", "double_breasted", "one_button", "two_button", "three_button", "wrap_over"})
BARE = frozenset({"hat", "accessory"})
_UPPER = frozenset(
    {"shirt", "blouse", "tshirt", "jacket", "coat", "waistcoat", "dress", "robe", "uniform", "suit", "cape"}
)
_LAPELS = frozenset({"jacket", "coat", "waistcoat", "suit", "uniform", "robe", "dress"})
_ALONE = {"mood": 4.0, "style": 6.0, "colour": 26.0}


def choose(node: Node, nodes: list[Node]) -> tuple[Reading, ...]:
    """The readings that are left by what stands around a word."""
    kinds = {reading.kind for reading in node.readings}
    after = nodes[node.place + 1] if node.place + 1 < len(nodes) else None
    if after is not None and (after.phrase != node.phrase or after.marked):
        after = None
    follows = {reading.kind for reading in after.readings} if after else set()
    if {"pattern", "fabric"} <= kinds:
        return _only(node, {"pattern"} if "fabric" in follows else {"fabric"})
    if {"fabric", "trim"} <= kinds:
        return _only(node, {"trim"} if node.span.how == "inflected" else {"fabric"})
    if {"material", "colour"} <= kinds:
        ahead = follows & {"fabric", "pattern", "garment"}
        hard = follows & {"fastening", "trim"} or (node.marked == "in" and not ahead)
        return _only(node, {"material"} if hard else {"colour"})
    if "fabric" in kinds and "material" in kinds:
        return _only(node, {"fabric"})
    if "garment" in kinds and kinds & {"part", "collar"} and _head(node, nodes):
        return _only(node, {"garment"})
    if "garment" in kinds:
        before = any(n.chosen and n.kind == "garment" and n.entry.family not in BARE for n in nodes[: node.place])
        others = kinds - {"garment"}
        return _only(node, others) if before and others & {"part", "collar"} else _only(node, {"garment"})
    things = tuple(reading for reading in node.readings if reading.kind in THINGS)
    return things[:1] if things and kinds <= THINGS else node.readings


def _head(node: Node, nodes: list[Node]) -> bool:
    """Whether a word that may be a part or a collar is a garment of its own: `a black jacket, a blue turtleneck`."""
    here = [n for n in nodes if n.phrase == node.phrase and n is not node]
    alone = not any(reading.kind == "garment" for n in here for reading in n.readings)
    over = node.phrase > 0 and node.intro != "with"
    return alone and (over or any(reading.kind == "part" for reading in node.readings)) and len(here) > 0


def _only(node: Node, kinds: set[str]) -> tuple[Reading, ...]:
    left = tuple(reading for reading in node.readings if reading.kind in kinds)
    return left[:1] or node.readings[:1]


def belongs(reading: Reading, node: Node, thing: Node) -> bool:
    """Whether a word can say something of a thing."""
    kind = reading.kind
    if thing.kind == "fastening" and thing.id in _CUTS:
        return False
    if thing.kind in ("trim", "fastening") and thing.span.text.lower().endswith("ed") and thing.place < node.place:
        return False  # `slashed crimson satin`: it is not the slashes that are crimson
    if thing.kind == "collar" and thing.entry.class_ == "neckline" and kind in ("colour", "fabric", "material"):
        return False  # a neckline is a line: a `green V-neck jumper` is a green jumper
    if thing.id in ("sleeveless", "strapless") and kind != "modifier":
        return False  # what is not there has no colour: an `ivory sleeveless dress` is an ivory one
    if kind == "modifier" and reading.entry.id in ("tucked_in", "untucked"):
        return thing.kind == "garment" and _tucks(thing, node)
    if kind == "modifier":
        return thing.kind in reading.entry.of  # type: ignore[attr-defined]
    if kind == "colour":
        return thing.kind in PARTS | {"garment", "fabric", "pattern", "material"}
    if kind in ("fabric", "pattern"):
        return thing.kind in PARTS | {"garment"} or (kind == "pattern" and thing.kind == "fabric")
    if kind == "material":
        return thing.kind in PARTS | {"garment"}
    if kind == "trim" and thing.kind in ("part", "collar", "sleeve", "lapel"):
        return thing.phrase == node.phrase
    return thing.kind == "garment" and wears(kind, reading.entry, thing.entry)


def _tucks(thing: Node, node: Node) -> bool:
    """Whether `tucked` is said of a garment: a shirt anywhere, trousers only before it (`jeans tucked into boots`)."""
    family = thing.entry.family
    return family in ("shirt", "blouse", "tshirt") or (family == "trousers" and thing.place < node.place)


def wears(kind: str, entry: Any, garment: Any) -> bool:
    """Whether a garment of the vocabulary can have a cut or a part: trousers have no lapels."""
    family = garment.family
    if kind == "silhouette":
        return family in entry.of or ("garment" in entry.of and family not in BARE)
    if kind == "lapel":
        return family in _LAPELS
    if kind in ("sleeve", "collar"):
        return family in _UPPER or (garment.region in ("upper", "full") and family not in BARE)
    if kind == "length":
        return family not in BARE
    if kind == "part":
        return family not in BARE or entry.class_ in ("head", "feet")
    if kind == "fastening":
        return family not in BARE or entry.class_ in ("buckle", "lace", "tie", "strap", "zip")
    return kind in ("trim", "pattern", "fabric", "colour", "material")


def _alone(reading: Reading) -> float:
    return 0.0 if reading.kind in THINGS else _ALONE.get(reading.kind, NEVER)


def _comma(reading: Reading) -> float:
    return 2.0


GRAMMAR = Grammar(THINGS, choose, belongs, _alone, _comma)
