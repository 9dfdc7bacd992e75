"""Refuses a sentence that asks for two things that cannot be together, and names both words."""

from __future__ import annotations

from collections.abc import Sequence

from coulisse.errors import BadInput
from coulisse.recipes.brief_words.phrases import Node
from coulisse.recipes.brief_words.vocabulary import conflicts


def refuse_contradictions(nodes: Sequence[Node]) -> None:
    """Raises BadInput for the first pair of words that contradict each other.

    Those are: a thing that is asked for and denied; a pair of `conflicts.yaml`, about the same thing where it is a
    quality of one; two opposite qualities of one thing; two different measures of one side of it.
    """
    said = [node for node in nodes if node.chosen is not None]
    for one in said:
        for other in said:
            if one is other or not _meet(one, other):
                continue
            if one.denied and not other.denied and (one.kind, one.id) == (other.kind, other.id):
                _refuse(one, other)
            if any(_is(one, pair.a) and _is(other, pair.b) for pair in conflicts()):
                _refuse(one, other)
            if not one.denied and not other.denied and one.kind == other.kind == "modifier":
                opposite = one.entry.opposite == other.id or other.entry.opposite == one.id
                if opposite and one.parent is other.parent:
                    _refuse(one, other)


def _meet(one: Node, other: Node) -> bool:
    """Whether two nodes speak of the same thing: qualities of different things do not contradict each other."""
    if one.parent is None or other.parent is None:
        return True
    return one.parent is other.parent or one.kind in ("light", "time", "weather")


def _is(node: Node, pattern: str) -> bool:
    """Whether a node is what one side of a pair names; a minus asks for its absence."""
    denied, name = pattern.startswith("-"), pattern.lstrip("-")
    kind, _, wanted = name.partition("/")
    return node.denied == denied and node.kind == kind and wanted in ("", node.id)


def _refuse(one: Node, other: Node) -> None:
    first, second = sorted((one, other), key=lambda node: node.index)
    a, b = (f"without {n.span.text}" if n.denied and n.span.what != "absence" else n.span.text for n in (first, second))
    raise BadInput(
        f"`{a}` and `{b}` contradict each other", where="the sentence", remedy="keep one of the two"
    )  # fmt: skip
