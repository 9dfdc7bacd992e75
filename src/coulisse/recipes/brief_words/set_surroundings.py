"""Which room a sentence means, the building it is in, the rooms beside it, and what is seen outside."""

from __future__ import annotations

from typing import Any

from coulisse.recipes.brief_words.phrases import Node
from coulisse.recipes.brief_words.sentence import Sentence
from coulisse.recipes.brief_words.set_merge import once
from coulisse.recipes.brief_words.set_pieces import Taken, take

_OUT = {"outside", "dehors", "exterieur", "street", "rue"}


def glowing_outside(draft: dict[str, Any], sentence: Sentence, said: list[Node], taken: Taken) -> list[Node]:
    """`a red neon outside`: it does not hang in the room, its colour comes in by the windows. What is left in it."""
    left = []
    for node in said:
        tail = []
        for token in sentence.tokens[node.span.last :]:
            if token.pause:
                break
            tail.append(token.key)
        neon = node.chosen is not None and node.id in ("neon_sign", "fluorescent_tube", "neon_light")
        if not neon or not _OUT & {*tail}:
            left.append(node)
            continue
        colours = node.of("colour") or [n for n in said if n.kind == "colour" and n.phrase == node.phrase]
        glow = f"neon_{colours[0].id}" if colours else "neon"
        for name in ("city", glow):
            once(draft["outside"], name)
        taken[node.index] = ("outside", glow)
        take(node.children, "outside", taken)
        take(colours, "outside", taken)
        node.denied = True  # it is no piece of the room
        left = [n for n in left if n not in colours]
    gone = {n for n in said if n.index in taken and taken[n.index][0] == "outside" and n.kind == "colour"}
    return [n for n in left if n not in gone]


def rooms_of(draft: dict[str, Any], said: list[Node], language: str, changes: bool, taken: Taken) -> set[str]:
    """The room, the building around it, and rooms beside it; what follows `view` is outside."""
    named: set[str] = set()
    rooms = [node for node in said if node.kind == "room"]
    views = [node for node in said if node.kind == "view"]
    open_air = [n for n in rooms[1:] if n.entry.class_ == "exterior" and rooms[0].entry.class_ != "exterior"]
    if language == "en":  # `a cloister courtyard`: it is the courtyard
        open_air = [n for n in open_air if n.marked or n.place != rooms[0].place + 1 or n.phrase != rooms[0].phrase]
    outside = [n for n in rooms if n in open_air or any(v.phrase == n.phrase and v.place < n.place for v in views)]
    inside = [node for node in rooms if node not in outside]
    if len(inside) > 1:  # `a toy shop with trains` is not in a train
        several = [n for n in inside if n.span.how == "inflected" and n.entry.building]
        inside = [n for n in inside if n not in several] or inside
    if len(inside) > 1:  # a generic word gives way: `the interior of a church`
        inside = [node for node in inside if node.id != "room"] or inside[:1]
    main = _main_room(inside, language)
    for node in rooms:
        if node in outside:
            once(draft["outside"], node.id)
            taken[node.index] = ("outside", node.id)
        elif node in main:
            taken[node.index] = ("room", node.id)
            if not (changes and node.id == "room"):
                draft["room"] = node.id
                named.add("room")
        elif node not in inside:
            taken[node.index] = ("room", node.id)
        elif draft["building"] is None and (node.entry.building or abs(node.place - main[0].place) == 1):
            draft["building"] = node.id
            taken[node.index] = ("building", node.id)
        else:
            once(draft["beside"], node.id)
            taken[node.index] = ("beside", node.id)
    return named


def _main_room(rooms: list[Node], language: str) -> list[Node]:
    """The room itself: of `church crypt` the last, of `cuisine de restaurant` the first, and no building."""
    kinds = [node for node in rooms if not node.entry.building] or rooms
    if len(kinds) > 1 and language == "en":
        first, second = kinds[:2]
        if first.phrase == second.phrase and second.place == first.place + 1 and not second.marked:
            return [second]
    return kinds[:1]
