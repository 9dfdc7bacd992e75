"""The era of a brief from a word or a date."""

from __future__ import annotations

from typing import Any

from coulisse.recipes.brief_words.phrases import Node


def era_of(node: Node) -> dict[str, Any]:
    """Name and years, as the field `era` of a brief has them."""
    if node.span.what == "date":
        when = node.span.value
        return {"name": node.span.text[:80], "first": when.first, "last": when.last}
    return {"name": node.id, "first": node.entry.first, "last": node.entry.last}
