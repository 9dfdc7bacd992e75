"""The pieces and surfaces that a sentence names, put into the draft of a set."""

from __future__ import annotations

from typing import Any

from coulisse.recipes.brief_words.phrases import Node, Phrase
from coulisse.recipes.brief_words.set_merge import meant, merge_piece, merge_use, more_or_fewer, once, replaced
from coulisse.recipes.brief_words.set_pieces import LISTS, SURFACES, Taken, looks, material_uses, piece, take
from coulisse.recipes.brief_words.set_room import resized
from coulisse.recipes.brief_words.set_words import PIECES
from coulisse.recipes.brief_words.units import Measure
from coulisse.recipes.brief_words.vocabulary import vocabulary


def pieces(
    draft: dict[str, Any], phrase: Phrase, phrases: list[Phrase], many: dict[Node, int], seats: dict[Node, int],
    sizes: dict[Node, Measure], changes: bool, taken: Taken, refers: dict[Node, str], walls: dict[Node, str],
) -> set[str]:  # fmt: skip
    named: set[str] = set()
    things = [n for n in phrase.nodes if n.kind in PIECES and not n.denied]
    for node in (n for n in things if n in refers):  # named again, only to say where another one stands
        taken[node.index] = (f"{LISTS[node.kind]}.{refers[node]}", refers[node])
        take(node.children, f"{LISTS[node.kind]}.{refers[node]}", taken)
    things = [n for n in things if n not in refers]
    if phrase.act == "replacement" and not things:
        named |= replaced(draft, phrase, phrases, taken)
    for node in things:
        field = LISTS[node.kind]
        for measure in node.of("measure"):
            taken[measure.index] = (f"{field}.{node.id}.size", measure.span.text)
        name = meant(node.id, draft[field]) if changes and phrase.act not in ("add", "replacement") else node.id
        if phrase.act in ("remove", "replace"):
            goes = phrase.act == "remove" or _replacement(phrase, phrases)
            if goes:
                draft[field] = [one for one in draft[field] if one["what"] != name]
                if phrase.act == "remove":
                    once(draft["without"], name)
                taken[node.index] = (f"{field}.{name}", f"taken out: {name}")
                take(node.children, f"{field}.{node.id}", taken)
                named.add(field)
                continue
        if node.id in SURFACES:
            named |= _surface(draft, node, changes, taken)
            continue
        made = piece(node, many.get(node), seats.get(node), sizes.get(node), taken)
        if changes and phrase.act not in ("add", "replacement") and node not in many:
            made.pop("count", None)  # `red chairs` are those that are there
        kind = vocabulary().get("room", draft["room"])
        usual = kind.pieces.get(node.id, 0)
        if node.kind == "furniture":  # `stalls` in a street, `barrels` in a hold: as a place of that size has
            usual = usual or _as_many(node.entry, kind.size[0] * kind.size[1])
        some = not changes and ", some: " in taken[node.index][1]
        each = int(getattr(node.entry, "seats", 0) or 0)
        if some and each and seats:  # `a table for eight, benches`: for eight
            usual = min(usual, -(-sum(seats.values()) // each))
        host = _each_has_one(node, phrase, phrases, many) if some else None
        if host is not None:  # `forty desks with computers`: one on each
            made["count"] = many[host]
            taken[node.index] = (taken[node.index][0], f"{node.id}, one a {host.id}: {many[host]}")
        elif some and usual > made.get("count", 1):  # as many as such a room has
            made["count"] = usual
            taken[node.index] = (taken[node.index][0], f"{node.id}, some: {usual}")
        made["what"] = name
        if node in walls:
            made["where"] = walls[node]
        if changes and node.degree and "count" not in made:
            made.update(more_or_fewer(name, node.degree, draft[field]))
        merge_piece(draft[field], made, changes and phrase.act not in ("add", "replacement"), phrase.act == "add")
        draft["without"] = [name for name in draft["without"] if name != node.id]
        named.add(field)
    return named


def capacity(draft: dict[str, Any], said: list[Node], many: dict[Node, int], taken: Taken) -> None:
    """`forty places on benches`: as many benches as forty people sit on, and no chairs."""
    for node in said:
        if node.span.role != "seats" or node not in many:
            continue
        known: Any = vocabulary().entries["furniture"]
        others = [n for n in said if n.kind == "furniture" and n.entry.class_ == "seat" and n is not node]
        host = next((n for n in others if n not in many and (n.entry.seats or 1) > 1), None)
        entry = next((one for one in draft["furniture"] if host is not None and one["what"] == host.id), None)
        if host is None or entry is None:
            continue
        entry["count"] = -(-many[node] // known[host.id].seats)
        draft["furniture"] = [one for one in draft["furniture"] if one["what"] != node.id]
        draft["relations"] = [one for one in draft["relations"] if node.id not in (one["piece"], one["to"])]
        taken[node.index] = (f"furniture.{host.id}", f"{entry['count']} {host.id} for {many[node]}")


def _as_many(entry: Any, area: float) -> int:
    """How many "some" are in a large place (square metres), where pieces of a kind take a sixteenth of the floor."""
    floor = entry.size[0] * entry.size[1]
    seat = entry.class_ in ("seat", "lamp", "bed", "divider", "textile")
    return 0 if floor < 0.15 or seat else min(8, round(area / 16 / floor))


def _each_has_one(node: Node, phrase: Phrase, phrases: list[Phrase], many: dict[Node, int]) -> Node | None:
    """The counted pieces that each have one of what `with` gives them, where it is small enough to stand on them."""
    if phrase.intro != "with" or not phrase.number or phrase.pause or node.kind == "architecture":
        return None
    if max(node.entry.size[:2]) > 0.7:
        return None
    before = [n for n in phrases[phrase.number - 1].nodes if n.kind == "furniture" and not n.denied]
    host = before[-1] if before else None
    return host if host in many and host.entry.class_ in ("table", "desk", "bed") else None


def _replacement(phrase: Phrase, phrases: list[Phrase]) -> bool:
    """Whether another piece (or another number of them) comes for what is replaced, not only another look."""
    after = phrases[phrase.number + 1] if phrase.number + 1 < len(phrases) else None
    if after is None or after.act != "replacement":
        return False
    return after.pronoun or any(n.kind in PIECES or n.span.what == "number" for n in after.nodes)


def _surface(draft: dict[str, Any], node: Node, changes: bool, taken: Taken) -> set[str]:
    """A wall, floor or ceiling: its material, its colour, and what else is said of it."""
    where = SURFACES[node.id]
    taken[node.index] = (f"materials.{where}", node.id)
    uses = material_uses([n for n in node.children if n.kind in ("material", "colour")], where, taken)
    for use in uses:
        merge_use(draft["materials"], use, changes)
    rest = [n for n in node.children if n.kind in ("modifier", "style", "light")]
    made = {"what": node.id, **looks(rest, f"architecture.{node.id}", taken)}
    if changes and node.id == "ceiling":
        resized(draft, [n for n in rest if n.kind == "modifier"], "height")
    if rest:
        merge_piece(draft["architecture"], made, True, False)
    return {"materials"} | ({"architecture"} if rest else set())
