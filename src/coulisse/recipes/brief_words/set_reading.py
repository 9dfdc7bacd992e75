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
from coulisse.recipes.brief_words.set_merge import LISTED, drop, meant, merge_use, once, swapped
from coulisse.recipes.brief_words.set_pieces import LISTS, SURFACES, Taken, counts, material_uses, take
from coulisse.recipes.brief_words.set_pieces_said import capacity, pieces
from coulisse.recipes.brief_words.set_places import referring, relations_of, said_openings, said_places
from coulisse.recipes.brief_words.set_room import dimensions, resized
from coulisse.recipes.brief_words.set_senses import sensed
from coulisse.recipes.brief_words.set_surroundings import glowing_outside, rooms_of
from coulisse.recipes.brief_words.set_words import GRAMMAR, KINDS, PIECES
from coulisse.recipes.brief_words.understanding import Understanding, account
from coulisse.recipes.brief_words.units import Measure
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
    named |= rooms_of(draft, said, language, changes, taken)
    said = glowing_outside(draft, sentence, said, taken)
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
        named |= pieces(draft, phrase, phrases, many, seats, sizes, changes, taken, refers, walls)
    capacity(draft, said, many, taken)
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


def _openings(sentence: Sentence, said: list[Node], taken: Taken) -> dict[Node, str]:
    """The walls that doors and windows were said to be in."""
    walls = {}
    for one in said_openings(sentence, said):
        walls[one.opening] = one.where
        for index, span in enumerate(sentence.spans):
            if one.first <= span.first < one.last and span.what in ("function", "unknown"):
                taken[index] = (f"architecture.{one.opening.id}.where", one.where)
    return walls


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
                once(draft[LISTED[node.kind]], node.id)
            taken[node.index] = (LISTED[node.kind], node.id)
            named.add(LISTED[node.kind])
        elif node.kind == "palette":
            draft["palette"]["harmony"] = node.id
            draft["palette"]["colours"] = list(node.entry.colours) or draft["palette"]["colours"]
            taken[node.index] = ("palette.harmony", node.id)
            named.add("palette")
        elif node.kind == "colour" and whole:
            if len(draft["palette"]["colours"]) < 12:
                once(draft["palette"]["colours"], node.entry.colour)
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
                once(draft["traits"], node.id)
            taken[node.index] = ("traits", node.id)
            named.add("traits")
    return named
