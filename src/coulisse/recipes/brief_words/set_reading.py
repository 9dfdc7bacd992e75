"""From a sentence to the brief of a set, and from a change in words to the changed brief."""

from __future__ import annotations

from typing import Any

from coulisse.recipes.brief_fields import plain
from coulisse.recipes.brief_words import set_light
from coulisse.recipes.brief_words.contradictions import refuse_contradictions
from coulisse.recipes.brief_words.eras import era_of
from coulisse.recipes.brief_words.lexicon import lexicon
from coulisse.recipes.brief_words.phrases import Node, Phrase, bind
from coulisse.recipes.brief_words.sentence import Meaning, Sentence, read
from coulisse.recipes.brief_words.set_defaults import fill
from coulisse.recipes.brief_words.set_merge import (
    LISTED,
    drop,
    meant,
    merge_piece,
    merge_use,
    more_or_fewer,
    replaced,
    swapped,
)
from coulisse.recipes.brief_words.set_pieces import LISTS, SURFACES, Taken, counts, looks, material_uses, piece, take
from coulisse.recipes.brief_words.set_places import referring, relations_of, said_openings, said_places
from coulisse.recipes.brief_words.set_room import dimensions, resized
from coulisse.recipes.brief_words.set_senses import sensed
from coulisse.recipes.brief_words.set_words import GRAMMAR, KINDS, PIECES
from coulisse.recipes.brief_words.understanding import Understanding, account
from coulisse.recipes.brief_words.units import Measure
from coulisse.recipes.brief_words.vocabulary import vocabulary
from coulisse.recipes.set_brief import SetBrief


def understand_set(text: str, meaning: Meaning | None = None) -> tuple[SetBrief, Understanding]:
    """The brief of a set from a sentence in English or French, and what became of each word.

    What the sentence does not say is filled in from the kind of room, and listed. `meaning` (see meaning.py) finds
    the nearest vocabulary for words that are not in it.

    Raises BadInput for a sentence that is empty, too long, in a third language, contradicts itself or asks for
    impossible sizes.
    """
    return _read(text, None, meaning)


def edit_set(brief: SetBrief, text: str, meaning: Meaning | None = None) -> tuple[SetBrief, Understanding]:
    """A brief with a change in words ("colder light, replace the table by two round ones"); the rest stays.

    Raises BadInput as `understand_set`.
    """
    return _read(text, brief, meaning)


def _read(text: str, before: SetBrief | None, meaning: Meaning | None) -> tuple[SetBrief, Understanding]:
    stands = [name for name in (before.room, before.building) if name] if before else []
    sentence = sensed(read(text, lexicon(KINDS), meaning), stands)
    phrases, nodes = bind(sentence, GRAMMAR)
    refuse_contradictions(nodes)
    draft: dict[str, Any] = plain(before or SetBrief())
    taken: Taken = {}
    named = _apply(draft, phrases, nodes, sentence, before is not None, taken)
    filled = []
    if before is None:
        draft["sentence"], draft["language"] = text, sentence.language
        filled = fill(draft, named)
    else:
        draft["sentence"] = f"{before.sentence}; {text}" if before.sentence else text
    gone = {*draft["without"]} - {one["what"] for name in LISTS.values() for one in draft[name]}
    draft["relations"] = [one for one in draft["relations"] if not gone & {one["piece"], one["to"], one.get("also")}]
    brief = SetBrief.model_validate(draft)
    return brief, Understanding(text, sentence.language, account(sentence, taken), tuple(filled))


def _apply(
    draft: dict[str, Any], phrases: list[Phrase], nodes: list[Node], sentence: Sentence, changes: bool, taken: Taken
) -> set[str]:
    """Write what was said into a draft; the names of the fields that were set."""
    named: set[str] = set()
    language = sentence.language
    for phrase in phrases:
        if phrase.act == "remove":
            for node in phrase.nodes:
                node.denied = node.denied or node.kind not in PIECES | {"number"}
    for node in nodes:
        if node.denied and node.chosen is not None:
            _deny(draft, node, taken)
            named.add("without")
        elif phrases[node.phrase].act == "replace" and node.kind in LISTED:
            drop(draft, node.kind, node.entry)
            taken[node.index] = (LISTED[node.kind], f"taken out: {node.id}")
    said = [node for node in nodes if not node.denied]
    named |= _rooms(draft, said, language, changes, taken)
    said = _glowing_outside(draft, sentence, said, taken)
    many, seats, people = counts(phrases, taken)
    refers = _places(draft, sentence, said, many, changes, taken)
    walls = _openings(sentence, said, taken)
    if people:
        draft["people"] = people
    sizes, room_sizes = _measures(phrases, language)
    named |= dimensions(draft, room_sizes, taken)
    if changes:
        swapped(draft, phrases, taken)
    for phrase in phrases:
        named |= _pieces(draft, phrase, phrases, many, seats, sizes, changes, taken, refers, walls)
    _capacity(draft, said, many, taken)
    named |= _whole(draft, said, changes, taken, many, walls)
    lights = [n for n in said if n.kind == "light" and (n.parent is None or n.parent.kind in ("light", "room"))]
    named |= {f"light.{name}" for name in set_light.apply(lights, draft["light"], changes, taken)}
    return named


def _deny(draft: dict[str, Any], node: Node, taken: Taken) -> None:
    taken[node.index] = ("without", node.id)
    if node.id not in draft["without"]:
        draft["without"].append(node.id)
    take(node.children, "without", taken)
    for name in LISTS.values():
        gone = meant(node.id, draft[name])
        draft[name] = [one for one in draft[name] if one["what"] != gone]
    drop(draft, node.kind, node.entry)
    draft["materials"] = [use for use in draft["materials"] if use["material"] != node.id]


def _places(
    draft: dict[str, Any], sentence: Sentence, said: list[Node], many: dict[Node, int], changes: bool, taken: Taken
) -> dict[Node, str]:
    """Where pieces stand goes into the relations; what is only named again, with what it means."""
    places = said_places(sentence, said)
    there = {one["what"] for name in LISTS.values() for one in draft[name]}
    refers = referring(sentence, said, places, there)
    made = relations_of(places, refers, many)
    if changes:
        moved = {one["piece"] for one in made}
        draft["relations"] = [one for one in draft["relations"] if one["piece"] not in moved]
        refers |= {n: n.id for one in places for n in (one.piece, one.anchor) if n is not None and n.id in there
                   and n not in many}  # fmt: skip
    draft["relations"] += [one for one in made if one not in draft["relations"]]
    for one in places:
        means = " ".join(filter(None, (one.piece.id, one.how, one.to or (one.anchor.id if one.anchor else ""))))
        for index, span in enumerate(sentence.spans):
            if one.first <= span.first < one.last and span.what in ("function", "unknown"):
                taken[index] = ("relations", means)
    return refers


_OUT = {"outside", "dehors", "exterieur", "street", "rue"}


def _glowing_outside(draft: dict[str, Any], sentence: Sentence, said: list[Node], taken: Taken) -> list[Node]:
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
            _once(draft["outside"], name)
        taken[node.index] = ("outside", glow)
        take(node.children, "outside", taken)
        take(colours, "outside", taken)
        node.denied = True  # it is no piece of the room
        left = [n for n in left if n not in colours]
    gone = {n for n in said if n.index in taken and taken[n.index][0] == "outside" and n.kind == "colour"}
    return [n for n in left if n not in gone]


def _openings(sentence: Sentence, said: list[Node], taken: Taken) -> dict[Node, str]:
    """The walls that doors and windows were said to be in."""
    walls = {}
    for one in said_openings(sentence, said):
        walls[one.opening] = one.where
        for index, span in enumerate(sentence.spans):
            if one.first <= span.first < one.last and span.what in ("function", "unknown"):
                taken[index] = (f"architecture.{one.opening.id}.where", one.where)
    return walls


def _rooms(draft: dict[str, Any], said: list[Node], language: str, changes: bool, taken: Taken) -> set[str]:
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
            _once(draft["outside"], node.id)
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
            _once(draft["beside"], node.id)
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


def _measures(phrases: list[Phrase], language: str) -> tuple[dict[Node, Measure], list[Node]]:
    """(measures of pieces, measures of the room): a measure is of the nearest thing in its phrase, else of the room."""
    of_pieces: dict[Node, Measure] = {}
    of_room: list[Node] = []
    for phrase in phrases:
        for node in phrase.nodes:
            if node.span.what != "measure":
                continue
            things = [n for n in phrase.nodes if n.kind in PIECES | {"room"}]
            nearest = min(things, key=lambda n: _away(node, n, language), default=None)
            if nearest is None or nearest.kind == "room" or nearest.id in SURFACES:
                of_room.append(node)
            else:
                of_pieces[nearest] = node.span.value
                nearest.children.append(node)
    return of_pieces, of_room


def _away(measure: Node, thing: Node, language: str) -> float:
    """How far a thing is from a measure; in English what follows is nearer, in French what precedes."""
    ahead = thing.place > measure.place
    return abs(thing.place - measure.place) + (0 if ahead == (language == "en") else 1.5)


def _pieces(
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
                    _once(draft["without"], name)
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


def _capacity(draft: dict[str, Any], said: list[Node], many: dict[Node, int], taken: Taken) -> None:
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


def _whole(
    draft: dict[str, Any], said: list[Node], changes: bool, taken: Taken, many: dict[Node, int], walls: dict[Node, str]
) -> set[str]:
    """What is said of the set as a whole: era, style, time, weather, mood, palette, traits, materials."""
    named: set[str] = set()
    for node in said:
        whole = node.parent is None or node.parent.kind == "room"
        if node.index in taken:
            continue
        if node.span.what == "date" or node.kind == "era":
            draft["era"] = era_of(node)
            taken[node.index] = ("era", draft["era"]["name"])
            named.add("era")
        elif node.kind in ("time", "weather"):
            field = "time_of_day" if node.kind == "time" else node.kind
            draft[field] = node.id
            taken[node.index] = (field, node.id)
            named.add(field)
        elif node.kind in LISTED and whole:
            if node.id != "view":
                _once(draft[LISTED[node.kind]], node.id)
            taken[node.index] = (LISTED[node.kind], node.id)
            named.add(LISTED[node.kind])
        elif node.kind == "palette":
            draft["palette"]["harmony"] = node.id
            draft["palette"]["colours"] = list(node.entry.colours) or draft["palette"]["colours"]
            taken[node.index] = ("palette.harmony", node.id)
            named.add("palette")
        elif node.kind == "colour" and whole:
            if len(draft["palette"]["colours"]) < 12:
                _once(draft["palette"]["colours"], node.entry.colour)
            take([node], "palette.colours", taken)
            named.add("palette")
        elif node.kind == "material" and whole and node.id == "stained_glass" and (node.prenominal or node in many):
            window = {"what": "arched_window", "material": node.id, "count": many.get(node, 1)}
            if node in walls:
                window["where"] = walls[node]
            draft["architecture"].append(window)
            take([node], "architecture.arched_window.material", taken)
            named.add("architecture")
        elif node.kind == "material" and whole:
            for use in material_uses([node], "room", taken):
                merge_use(draft["materials"], use, changes)
            named.add("materials")
        elif node.kind == "modifier" and node.parent is not None and node.parent.kind in ("room", "owner"):
            if not (changes and node.degree and resized(draft, [node], "")):
                draft["traits"] = [one for one in draft["traits"] if one != node.entry.opposite]
                _once(draft["traits"], node.id)
            taken[node.index] = ("traits", node.id)
            named.add("traits")
    return named


def _once(values: list[str], value: str) -> None:
    if value not in values:
        values.append(value)
