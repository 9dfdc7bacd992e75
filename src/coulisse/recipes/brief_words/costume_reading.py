"""From a sentence to the brief of a costume, and from a change in words to the changed brief."""

from __future__ import annotations

from typing import Any

from coulisse.recipes.brief_fields import plain
from coulisse.recipes.brief_words.contradictions import refuse_contradictions
from coulisse.recipes.brief_words.costume_context import YOUNGEST, a_blouse, age_of, age_of_wearer, careful, unbent
from coulisse.recipes.brief_words.costume_defaults import fill
from coulisse.recipes.brief_words.costume_garments import describe
from coulisse.recipes.brief_words.costume_period import usual_then
from coulisse.recipes.brief_words.costume_proposals import proposed
from coulisse.recipes.brief_words.costume_words import BARE, COUNTED, GRAMMAR, KINDS, wears
from coulisse.recipes.brief_words.costume_worn import deny, put_on, written_over
from coulisse.recipes.brief_words.eras import era_of
from coulisse.recipes.brief_words.geography import PARTS_OF_PLACES, PLACES
from coulisse.recipes.brief_words.lexicon import Reading, lexicon
from coulisse.recipes.brief_words.phrases import Node, Phrase, bind, counted
from coulisse.recipes.brief_words.sentence import Meaning, read
from coulisse.recipes.brief_words.set_pieces import Taken, take
from coulisse.recipes.brief_words.tokens import key
from coulisse.recipes.brief_words.understanding import Filled, Understanding, account
from coulisse.recipes.brief_words.vocabulary import vocabulary
from coulisse.recipes.costume_brief import CostumeBrief

# What is left over when a change names no garment, and goes to the first one that can have it.
_LOOSE = frozenset(
    {"silhouette", "collar", "lapel", "sleeve", "length", "fastening", "fabric", "pattern", "trim", "part", "colour"}
)
_OWN_SKIRTS = frozenset({"skirt", "pencil_skirt", "pleated_skirt", "circle_skirt", "miniskirt"})
_UNDER = frozenset({"crinoline", "petticoat", "chemise"})
_FIELD = {"fabric": "fabric", "pattern": "pattern", "colour": "colour", "lapel": "lapels", "sleeve": "sleeves"}


def understand_costume(text: str, meaning: Meaning | None = None) -> tuple[CostumeBrief, Understanding]:
    """The brief of a costume from a sentence in English or French, and what became of each word.

    What the sentence does not say of a garment is filled in from its kind, and listed. `meaning` (see meaning.py)
    finds the nearest vocabulary for words that are not in it.

    Raises BadInput for a sentence that is empty, too long, in a third language or contradicts itself.
    """
    return _read(text, None, meaning)


def edit_costume(brief: CostumeBrief, text: str, meaning: Meaning | None = None) -> tuple[CostumeBrief, Understanding]:
    """A brief with a change in words ("narrow lapels, replace the trousers by a kilt"); the rest stays.

    Raises BadInput as `understand_costume`.
    """
    return _read(text, brief, meaning)


def _read(text: str, before: CostumeBrief | None, meaning: Meaning | None) -> tuple[CostumeBrief, Understanding]:
    sentence = unbent(read(text, lexicon(KINDS), careful(meaning)))
    phrases, nodes = bind(sentence, GRAMMAR)
    refuse_contradictions(nodes)
    draft: dict[str, Any] = plain(before or CostumeBrief())
    taken: Taken = {}
    changes = before is not None
    for phrase in phrases:
        if phrase.act == "remove":
            for node in phrase.nodes:
                node.denied = node.denied or node.kind not in ("garment", "number")
    for node in nodes:
        if node.denied and node.chosen is not None:
            deny(draft, node, taken)
        elif phrases[node.phrase].act == "replace" and node.kind in ("style", "mood"):
            draft[node.kind] = [one for one in draft[node.kind] if one != node.id]
            taken[node.index] = (node.kind, f"taken out: {node.id}")
    said = [node for node in nodes if not node.denied]
    many = _counts(phrases, taken)
    fresh: list[str] = []
    _in_context(said, text)
    age = age_of(sentence, taken)
    for index, span in enumerate(sentence.spans):
        after = sentence.spans[index + 1 : index + 2]
        parted = key(span.text) in PARTS_OF_PLACES and any(key(s.text) in PLACES for s in after)
        if span.what == "name" and (key(span.text) in PLACES or parted):
            taken[index] = ("the sentence", "a place")
    for phrase in phrases:
        fresh += put_on(draft, phrase, phrases, many, changes, taken)
    if before is None:
        _skirts_of_dresses(draft)
    _whole(draft, said, taken)
    dated = any(node.span.what == "date" or node.kind == "era" for node in said)
    offered: list[Filled] = []
    if not changes and all(_small(one["kind"]) for one in draft["garments"]):
        offered = _proposed(draft, text, dated)
    if changes or offered:
        _loose(draft, said, phrases, many, taken)
    _palette(draft, said, taken)
    draft["sentence"] = f"{before.sentence}; {text}" if before is not None and before.sentence else text
    if before is None:
        draft["language"] = sentence.language
    then = usual_then(draft, draft["sentence"]) if dated or (before is not None and _old(before)) else {}
    filled = [*offered, *fill(draft, None if before is None else fresh, then)]
    filled += _aged(draft, age, text, changes)
    if before is None and not dated:
        filled.append(Filled("era", draft["era"]["name"], "nothing was said"))
    brief = CostumeBrief.model_validate(draft)
    return brief, Understanding(text, sentence.language, account(sentence, taken), tuple(filled))


def _old(before: CostumeBrief) -> bool:
    return before.era != CostumeBrief().era


def _in_context(said: list[Node], text: str) -> None:
    """Words that stand for another garment beside the others that were named."""
    garments = [node for node in said if node.kind == "garment"]
    wearer = [node.id for node in said if node.kind == "owner"]
    known: Any = vocabulary().entries
    for node in garments:
        if a_blouse(node, garments, text, wearer):
            node.chosen = Reading("garment", known["garment"]["blouse"])


def _skirts_of_dresses(draft: dict[str, Any]) -> None:
    """A skirt beside a dress is the dress's: its length and cut are said, nothing that the period may fill in."""
    known: Any = vocabulary().entries["garment"]
    dress = next((one for one in draft["garments"] if known[one["kind"]].family == "dress"), None)
    skirt = next((one for one in draft["garments"] if one["kind"] in _OWN_SKIRTS), None)
    if dress is None or skirt is None:
        return
    kind = known[skirt["kind"]]
    length = skirt.get("length") or (kind.length if skirt["kind"] != "skirt" else None)
    silhouette = skirt.get("silhouette") or (kind.silhouette if skirt["kind"] != "skirt" else None)
    for field, value in (("length", length), ("silhouette", silhouette)):
        if value and not dress.get(field):
            dress[field] = value


def _aged(draft: dict[str, Any], age: float | None, text: str, changes: bool) -> list[Filled]:
    """The body's age from the words; the account says so where it follows from who it is."""
    if age is not None:
        draft["body"]["age"] = max(age, YOUNGEST)
        few = age < YOUNGEST
        why = f"the figure is {YOUNGEST:g}, the youngest that is made, not {age:g}"
        return [Filled("body.age", f"{YOUNGEST:g}", why)] if few else []
    usual = None if changes else age_of_wearer(draft["wearer"], text)
    if usual is None:
        return []
    draft["body"]["age"] = usual
    return [Filled("body.age", f"{usual:g}", "by who wears it")]


def _proposed(draft: dict[str, Any], text: str, dated: bool) -> list[Filled]:
    """A whole costume for a sentence that says only who it is for, or when: without what it says is not there."""
    garments, why = proposed(draft, text, dated)
    known: Any = vocabulary().entries["garment"]
    named = [known[one["kind"]] for one in draft["garments"]]
    there = {entry.id for entry in named} | {entry.region for entry in named if entry.region != "upper"}
    offered = [
        one
        for one in garments
        if not {one["kind"], known[one["kind"]].family} & {*draft["without"]}
        and not (_small(one["kind"]) and {one["kind"], known[one["kind"]].region} & there)
    ]
    draft["garments"] = [*offered, *draft["garments"]]
    return [Filled(f"garments.{one['kind']}", known[one["kind"]].en[0], why) for one in offered]


def _small(kind: str) -> bool:
    """Whether a garment is only an accessory, a hat or what is worn underneath: somebody wears something with it."""
    return kind in _UNDER or vocabulary().entries["garment"][kind].family in BARE  # type: ignore[attr-defined]


def _counts(phrases: list[Phrase], taken: Taken) -> dict[Node, int]:
    many: dict[Node, int] = {}
    for phrase in phrases:
        for node, thing in counted(phrase, COUNTED):
            value = round(node.span.value.value)
            if thing is not None and 1 <= value <= 100:
                many[thing] = value
                taken[node.index] = (f"{thing.id}.count", str(value))
    return many


def _whole(draft: dict[str, Any], said: list[Node], taken: Taken) -> None:
    """What is said of the costume as a whole: era, style, wearer, mood, pose, palette."""
    for node in said:
        if node.index in taken:
            continue
        if node.span.what == "date" or node.kind == "era":
            draft["era"] = era_of(node)
            taken[node.index] = ("era", draft["era"]["name"])
        elif node.kind == "owner":
            if node.id not in draft["wearer"]:
                draft["wearer"].append(node.id)
            taken[node.index] = ("wearer", node.id)
        elif node.kind == "pose":
            draft["pose"] = node.id
            taken[node.index] = ("pose", node.id)
        elif node.kind in ("style", "mood"):
            if node.id not in draft[node.kind]:
                draft[node.kind].append(node.id)
            taken[node.index] = (node.kind, node.id)
        elif node.kind == "modifier" and node.parent is not None and node.parent.kind == "owner":
            if node.id not in draft["traits"]:
                draft["traits"].append(node.id)
            taken[node.index] = ("traits", node.id)
        elif node.kind == "palette":
            draft["palette"]["harmony"] = node.id
            draft["palette"]["colours"] = list(node.entry.colours) or draft["palette"]["colours"]
            taken[node.index] = ("palette.harmony", node.id)


def _loose(draft: dict[str, Any], said: list[Node], phrases: list[Phrase], many: dict[Node, int], taken: Taken) -> None:
    """A change that names no garment: to the first one that can have it, or in the place of what is replaced."""
    known = vocabulary().entries["garment"]
    for node in said:
        if node.index in taken or node.parent is not None or node.kind not in _LOOSE:
            continue
        act = phrases[node.phrase].act
        if act == "replace":
            continue
        old = [n for n in said if phrases[n.phrase].act == "replace" and n.kind == node.kind and n.kind in _FIELD]
        fits = [one for one in draft["garments"] if wears(node.kind, node.entry, known[one["kind"]])]
        if act == "replacement" and old:
            field, value = _FIELD[node.kind], getattr(old[-1].entry, "colour", None) if node.kind == "colour" else None
            fits = [one for one in fits if one.get(field) == (value or old[-1].id)] or fits[:1]
            take(old, f"garments.{field}", taken)
        for one in fits if act == "replacement" else fits[:1]:
            made: dict[str, Any] = {}
            describe(made, [node], f"garments.{one['kind']}", many, {})
            written_over(one, made)
            take([node], f"garments.{one['kind']}", taken)


def _palette(draft: dict[str, Any], said: list[Node], taken: Taken) -> None:
    """Colours of no garment are those of the costume."""
    for node in said:
        if node.index not in taken and node.kind == "colour" and node.parent is None:
            if len(draft["palette"]["colours"]) < 12 and node.entry.colour not in draft["palette"]["colours"]:
                draft["palette"]["colours"].append(node.entry.colour)
            take([node], "palette.colours", taken)
