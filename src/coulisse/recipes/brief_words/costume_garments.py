"""Turns what is said of a garment into its fields: cut, parts, cloth, colours, trims."""

from __future__ import annotations

from typing import Any

from coulisse.recipes.brief_words.phrases import Node
from coulisse.recipes.brief_words.set_pieces import Taken, take
from coulisse.recipes.brief_words.tokens import key

# The kinds that fill one field of a garment, and the field for what else is said of it.
_FIELDS = {
    "silhouette": ("silhouette", "traits"), "collar": ("collar", "collar_traits"), "lapel": ("lapels", "lapel_traits"),
    "sleeve": ("sleeves", "sleeve_traits"), "length": ("length", "traits"), "fastening": ("fastening", ""),
    "fabric": ("fabric", "fabric_traits"), "pattern": ("pattern", ""),
}  # fmt: skip
WHITE, POWDER = "#f4f4f2", "#d9d5cc"
_TO_THE_KNEE = frozenset({"knee", "hautes", "mi", "mi-bas", "football"})
_PLACES = frozenset({"knee", "elbow", "wrist", "neck", "hip"})  # alone they only say where
GENERIC = {"collar", "sleeve", "lapel", "neckline"}  # the word alone says only that there is one


def garment(node: Node, many: dict[Node, int], taken: Taken) -> dict[str, Any]:
    """The fields of a garment that the words around it give it; only those that are given."""
    name = f"garments.{node.id}"
    taken[node.index] = (name, node.id)
    made: dict[str, Any] = {"kind": node.id}
    if node in many:
        made["count"] = min(many[node], 20)
    describe(made, node.children, name, many, taken)
    if made["kind"] == "hat" and "wide_brimmed" in made.get("traits", []):
        made["kind"] = "wide_brimmed_hat"
    words = key(node.span.text)
    if node.id == "blouse" and words.endswith("blanche"):  # `blouse blanche` that is no doctor's coat
        made.setdefault("colour", WHITE)
    if node.id == "apron" and {"bib", "bavette", "pinafore"} & {*words.split()}:
        _append(made, "traits", "bibbed")
    if node.id == "socks" and "stockings" in words:
        _append(made, "traits", "long")
    elif node.id == "socks" and _TO_THE_KNEE & {*words.split()}:
        _append(made, "traits", "to_the_knee")
    if node.id == "wig" and ("powder" in words or "poudre" in words):
        made.setdefault("colour", POWDER)
    if node.id == "boots" and "knee_high" in made.get("traits", []):
        made["kind"] = "riding_boots"
    return made


def describe(made: dict[str, Any], nodes: list[Node], name: str, many: dict[Node, int], taken: Taken) -> None:
    """Write words that belong to a garment into its fields."""
    for node in sorted(nodes, key=lambda one: one.place):
        if node.index in taken:
            continue
        if node.kind == "length" and any(n.id == "slit" and n.place == node.place - 1 for n in nodes):
            taken[node.index] = (f"{name}.details.slit", node.id)  # `slit to the thigh` is no length of the dress
        elif node.kind in _FIELDS:
            _field(made, node, name, many, taken)
        elif node.kind == "colour":
            _colour(made, node, name, taken)
        elif node.kind == "material" and any(other.kind == "fabric" for other in nodes):
            _colour(made, node, name, taken)  # `silver lamé` is lamé of that colour
        elif node.kind == "material":
            made.setdefault("fabric", node.id)
            _said(made, "fabric_traits", node, f"{name}.fabric", taken)
            _colours_of(made, node)
        elif node.kind in ("trim", "part"):
            _part(made, node, name, many, taken)
        elif node.kind == "modifier":
            _append(made, "traits", node.id)
            taken[node.index] = (f"{name}.traits", node.id)
        elif node.kind in ("style", "era"):
            continue


def _field(made: dict[str, Any], node: Node, name: str, many: dict[Node, int], taken: Taken) -> None:
    field, traits = _FIELDS[node.kind]
    value = node.id
    if node.kind == "fabric" and made.get("fabric"):  # a second cloth: `wool and leather`
        _append(made, "traits", value)
    elif not (value in GENERIC and made.get(field)):
        made[field] = value
    if node.kind == "pattern":
        made["pattern_colours"] = [c.entry.colour for c in node.of("colour")] or made.get("pattern_colours", [])
        take([node], f"{name}.pattern", taken)
        return
    if node.kind in ("fabric", "silhouette", "length"):
        _colours_of(made, node)
        for pattern in node.of("pattern"):
            _field(made, pattern, name, many, taken)
        _said(made, traits, node, f"{name}.{field}", taken)
        return
    own = [child for child in node.children if child.kind in ("colour", "fabric", "material", "pattern", "trim")]
    if own or node in many or (node.kind == "fastening" and node.of("modifier")):
        made.setdefault("details", []).append(_detail(node, many))
        take([node], f"{name}.{field}", taken)
        return
    _said(made, traits, node, f"{name}.{field}", taken)


def _part(made: dict[str, Any], node: Node, name: str, many: dict[Node, int], taken: Taken) -> None:
    if node.kind == "trim":
        made.setdefault("trims", []).append(_trim(node, None))
        take([node], f"{name}.trims.{node.id}", taken)
        return
    trims = node.of("trim")
    detail = _detail(node, many)
    if len(detail) > 1 or not (trims or node.id in _PLACES):
        made.setdefault("details", []).append(detail)
    made.setdefault("trims", []).extend(_trim(trim, node.id) for trim in trims)
    take([node], f"{name}.details.{node.id}", taken)


def _detail(node: Node, many: dict[Node, int]) -> dict[str, Any]:
    detail: dict[str, Any] = {"what": node.id}
    if node in many:
        detail["count"] = min(many[node], 100)
    cloth = node.of("fabric", "material")
    colours = [*node.of("colour"), *(colour for child in cloth for colour in child.of("colour"))]
    traits = [child.id for child in node.of("modifier", "pattern")]
    traits += [child.id for one in cloth for child in one.of("modifier", "pattern")]
    if cloth:
        detail["fabric"] = cloth[0].id
    if colours:
        detail["colour"] = colours[0].entry.colour
    if traits:
        detail["traits"] = traits
    return detail


def _trim(node: Node, where: str | None) -> dict[str, Any]:
    detail = _detail(node, {})
    trim = {"what": node.id, "where": where, "material": detail.get("fabric"), "colour": detail.get("colour")}
    return {**trim, "traits": detail.get("traits", [])}


def _colour(made: dict[str, Any], node: Node, name: str, taken: Taken) -> None:
    value = node.entry.colour
    if not made.get("colour"):
        made["colour"] = value
    elif value != made["colour"]:
        _append(made, "colours", value)
    for child in node.of("modifier"):
        _append(made, "traits", child.id)
    take([node], f"{name}.colour", taken)


def _colours_of(made: dict[str, Any], node: Node) -> None:
    for colour in node.of("colour"):
        if not made.get("colour"):
            made["colour"] = colour.entry.colour
        elif colour.entry.colour != made["colour"]:
            _append(made, "colours", colour.entry.colour)


def _said(made: dict[str, Any], traits: str, node: Node, name: str, taken: Taken) -> None:
    for child in node.of("modifier"):
        if traits:
            _append(made, traits, child.id)
    take([node], name, taken)


def _append(made: dict[str, Any], field: str, value: str) -> None:
    values = made.setdefault(field, [])
    if value not in values:
        values.append(value)
