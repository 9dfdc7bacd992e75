"""What of a costume is put on, changed and taken off by the words of a sentence."""

from __future__ import annotations

from typing import Any

from coulisse.recipes.brief_words.costume_garments import GENERIC, garment
from coulisse.recipes.brief_words.phrases import Node, Phrase
from coulisse.recipes.brief_words.set_merge import opposites
from coulisse.recipes.brief_words.set_pieces import Taken, take
from coulisse.recipes.brief_words.vocabulary import vocabulary


def deny(draft: dict[str, Any], node: Node, taken: Taken) -> None:
    taken[node.index] = ("without", node.id)
    if node.id not in draft["without"]:
        draft["without"].append(node.id)
    take(node.children, "without", taken)
    if node.kind == "garment":
        gone = _meant(node, draft["garments"])
        draft["garments"] = [one for one in draft["garments"] if one["kind"] != gone]
    for one in draft["garments"]:
        for field in ("silhouette", "collar", "lapels", "sleeves", "length", "fastening", "fabric", "pattern"):
            if one.get(field) == node.id or (node.id in ("collar", "lapel", "sleeve") and field.startswith(node.id)):
                one[field] = None
        for field in ("trims", "details"):
            one[field] = [part for part in one.get(field, []) if part["what"] != node.id]
    for field in ("style", "mood", "traits"):
        draft[field] = [one for one in draft[field] if one != node.id]


def put_on(
    draft: dict[str, Any], phrase: Phrase, phrases: list[Phrase], many: dict[Node, int], changes: bool, taken: Taken
) -> list[str]:
    """Put the garments of a phrase into the draft; the kinds that are new."""
    fresh: list[str] = []
    garments = draft["garments"]
    for node in phrase.nodes:
        if node.kind != "garment" or node.denied:
            continue
        name = _meant(node, garments) if changes and phrase.act not in ("add", "replacement") else node.id
        if phrase.act == "remove" or (phrase.act == "replace" and _another(phrase, phrases)):
            garments[:] = [one for one in garments if one["kind"] != name]
            if phrase.act == "remove":
                draft["without"] = [*(one for one in draft["without"] if one != name), name]
            taken[node.index] = (f"garments.{name}", f"taken out: {name}")
            take(node.children, f"garments.{node.id}", taken)
            continue
        made = garment(node, many, taken)
        name = made["kind"] if name == node.id else name
        made["kind"] = name
        draft["without"] = [one for one in draft["without"] if one != name]
        same = [one for one in garments if one["kind"] == name]
        if same and changes and phrase.act not in ("add", "replacement"):
            written_over(same[0], made)
        else:
            garments.append(made)
            fresh.append(name)
    return fresh


def _meant(node: Node, garments: list[dict[str, Any]]) -> str:
    """Which garment of a brief a general word means: `jacket` where there is only a dinner jacket."""
    known: Any = vocabulary().entries["garment"]
    there = [one["kind"] for one in garments]
    kin = [kind for kind in there if known[kind].family == node.id or kind.endswith(node.id)]
    return kin[0] if node.id not in there and len(kin) == 1 else node.id


def _another(phrase: Phrase, phrases: list[Phrase]) -> bool:
    after = phrases[phrase.number + 1] if phrase.number + 1 < len(phrases) else None
    return after is not None and after.act == "replacement" and any(n.kind == "garment" for n in after.nodes)


def written_over(there: dict[str, Any], made: dict[str, Any]) -> None:
    """Write what was said over what is there; lists grow, and opposite traits go."""
    for field, value in made.items():
        if isinstance(value, str) and value in GENERIC and there.get(field):
            continue
        if not isinstance(value, list) or field in ("pattern_colours", "colours"):
            there[field] = value
        elif field.endswith("traits"):
            there[field] = [one for one in there.get(field, []) if one not in opposites(value) | set(value)] + value
        else:
            named = {part["what"] for part in value}
            there[field] = [part for part in there.get(field, []) if part["what"] not in named] + value
