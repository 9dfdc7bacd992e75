"""Turns the nouns of a set into its pieces: furniture, props and architecture with their counts, sizes and looks."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from coulisse.recipes.brief_words.phrases import Node, Phrase, counted
from coulisse.recipes.brief_words.set_words import PIECES
from coulisse.recipes.brief_words.units import Measure

LISTS = {"furniture": "furniture", "prop": "props", "architecture": "architecture"}
SURFACES = {"wall": "wall", "floor": "floor", "ceiling": "ceiling", "roof": "ceiling"}
Taken = dict[int, tuple[str, str]]


def counts(phrases: Iterable[Phrase], taken: Taken) -> tuple[dict[Node, int], dict[Node, int], int | None]:
    """(how many of each thing, how many sit at it, how many people the room is for)."""
    many: dict[Node, int] = {}
    seats: dict[Node, int] = {}
    people: int | None = None
    for phrase in phrases:
        for node, thing in counted(phrase, PIECES):
            value = round(node.span.value.value)
            if value < 1 or value > 500:
                continue
            if thing is not None and node.marked != "for":
                many[thing] = value
                taken[node.index] = (f"{LISTS[thing.kind]}.{thing.id}.count", str(value))
            elif node.span.role == "people" and node.marked != "for":
                people = value
                taken[node.index] = ("people", str(value))
            elif node.marked == "for":
                at = [n for n in phrase.nodes if n.place < node.place and n.kind == "furniture"]
                if at and not thing:
                    seats[at[-1]] = min(value, 200)
                    taken[node.index] = (f"furniture.{at[-1].id}.seats", str(value))
                elif not thing:
                    people = value
                    taken[node.index] = ("people", str(value))
    return many, seats, people


def piece(node: Node, many: int | None, seats: int | None, size: Measure | None, taken: Taken) -> dict[str, Any]:
    """The fields of a piece that the words around a noun give it; only those that are given."""
    name = f"{LISTS[node.kind]}.{node.id}"
    taken[node.index] = (name, node.id)
    made = looks(node.children, name, taken)
    made["what"] = node.id
    if many is not None:
        made["count"] = many
    elif node.kind != "architecture" and _plural(node) and not seats and node.id not in _BY_WINDOW:
        made["count"] = several(node.entry)  # `control desks`: more than one, and nobody said how many
        taken[node.index] = (name, f"{node.id}, some: {made['count']}")
    elif getattr(node.entry, "class_", "") == "opening" and not _plural(node):
        made["count"] = 1  # `a window` is one, `windows` are as many as such a room has
    if seats is not None and node.kind == "furniture":
        made["seats"] = seats
    if size is not None:
        made["size"] = sized(size, node.entry.size)
    return made


def _plural(node: Node) -> bool:
    """`desks`, and `shelves`, which the vocabulary lists beside `shelf`."""
    written = node.span.text.casefold()
    if _MASS & {*written.split()}:
        return True
    listed = written.endswith("s") and not written.endswith(("ss", "as", "us", "is"))  # Christmas is one
    return node.span.how == "inflected" or (listed and not node.entry.en[0].endswith("s"))


_MASS = {"shelving", "racking", "rayonnage", "rayonnages"}  # `metal shelving` is no one rack
_BY_WINDOW = {"curtain", "net_curtain", "blind", "venetian_blind"}  # there are as many as there are windows


def several(entry: Any) -> int:
    """How many "some" are, by the floor that one takes: 2 large pieces, 3 usual ones, 4 small ones."""
    floor = entry.size[0] * entry.size[1]
    return 2 if floor > 2.5 else 3 if floor > 0.4 else 4


def looks(nodes: Iterable[Node], name: str, taken: Taken) -> dict[str, Any]:
    """Material, colour, style and traits from the words that belong to a thing."""
    made: dict[str, Any] = {}
    traits: list[str] = []
    for node in nodes:
        if node.kind == "material":
            if "material" in made:
                made.setdefault("also", []).append(node.id)
            else:
                made["material"] = node.id
            taken[node.index] = (f"{name}.material", node.id)
            traits += [child.id for child in node.of("modifier", "pattern")]
            for child in node.of("colour"):
                made["colour"] = child.entry.colour
                traits += [trait.id for trait in child.of("modifier")]
            take(node.children, f"{name}.material", taken)
        elif node.kind == "colour":
            made["colour"] = node.entry.colour
            taken[node.index] = (f"{name}.colour", node.id)
            traits += [child.id for child in node.of("modifier")]
            take(node.children, f"{name}.colour", taken)
        elif node.kind == "style":
            made["style"] = node.id
            taken[node.index] = (f"{name}.style", node.id)
        elif node.kind in ("modifier", "light", "pattern"):
            traits.append(node.id)
            taken[node.index] = (f"{name}.traits", node.id)
    if traits:
        made["traits"] = list(dict.fromkeys(traits))
    return made


def take(nodes: Iterable[Node], name: str, taken: Taken) -> None:
    """Account for words that went along with another one."""
    for node in nodes:
        taken[node.index] = (name, node.id)
        take(node.children, name, taken)


def sized(measure: Measure, usual: tuple[float, float, float]) -> list[float]:
    """Width, depth and height in metres: what was measured over what is usual.

    A length without a name is the longest side; of two, the larger is the width.
    """
    width, depth, height = usual
    sizes = measure.sizes
    if len(sizes) >= 2:
        width, depth = max(sizes[0].metres, sizes[1].metres), min(sizes[0].metres, sizes[1].metres)
        height = sizes[2].metres if len(sizes) == 3 else height
    else:
        one = sizes[0]
        if one.axis == "height" or (not one.axis and height > max(width, depth)):
            height = one.metres
        elif one.axis == "depth" or (one.axis == "width" and depth < width):
            depth = one.metres
        elif one.axis == "diameter":
            width = depth = one.metres
        elif one.axis != "area":
            width = one.metres
    return [width, depth, height]


def material_uses(nodes: Iterable[Node], where: str, taken: Taken) -> list[dict[str, Any]]:
    """Materials with where they go, from words of material (and, on a surface, of colour: it is painted)."""
    uses: list[dict[str, Any]] = []
    for node in nodes:
        finish = [child.id for child in node.of("modifier", "pattern")]
        finish += [child.id for colour in node.of("colour") for child in colour.of("modifier")]
        colour = next((child.entry.colour for child in node.of("colour")), None)
        if node.kind == "material":
            uses.append({"material": node.id, "where": where, "finish": finish, "colour": colour})
            take([node], f"materials.{where}", taken)
    paint = [node for node in nodes if node.kind == "colour"]
    if paint and where in SURFACES.values():
        colour = paint[0].entry.colour
        finish = [child.id for child in paint[0].of("modifier")]
        take(paint, f"materials.{where}.colour", taken)
        if uses:
            uses[-1]["colour"] = colour
        else:
            uses.append({"material": "paint", "where": where, "finish": finish, "colour": colour})
    return uses
