"""What the rest of a sentence makes of a word: a white blouse or a doctor's coat, ages, and guesses that go too far."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from coulisse.recipes.brief_words.lexicon import Reading, lexicon
from coulisse.recipes.brief_words.numbers import number
from coulisse.recipes.brief_words.phrases import Node
from coulisse.recipes.brief_words.sentence import Meaning, Sentence
from coulisse.recipes.brief_words.set_pieces import Taken
from coulisse.recipes.brief_words.tokens import key
from coulisse.recipes.brief_words.vocabulary import vocabulary

# Kinds that a word is never guessed to be: they change the whole figure, and near words (`knee`) are none of them.
_SURE = frozenset({"pose", "length", "era", "sleeve", "collar"})
# What is a thing elsewhere is no misspelt garment: a spaceship is no spacesuit.
_ELSEWHERE = ("room", "furniture", "prop", "architecture", "material", "style")
_MEDICAL_SAID = """
    doctor surgeon nurse hospital clinic lab laboratory scientist chemist pharmacist dentist vet medical professor
    medecin docteur chirurgien chirurgienne infirmier infirmiere hopital clinique labo laboratoire savant scientifique
    chimiste pharmacien pharmacienne dentiste veterinaire medical medicale interne professeur
"""
# Common words that are one slip from a word of the wardrobe.
_COMMON = frozenset(
    {"campagne", "village", "montagne", "grand", "petite", "petit", "street", "market", "lingerie", "hidden"}
)
_YOUNG = frozenset({"child", "boy", "kid", "little", "enfant", "garcon", "fillette", "petite", "gamin", "gamine"})
_AGES = {"child": 11.0, "teenager": 15.0, "old_man": 75.0, "orphan": 12.0, "communicant": 12.0}
_SCHOOL_SAID = "schoolboy schoolgirl schoolchild pupil ecolier ecoliere collegien collegienne eleve"
_MEDICAL, _SCHOOL = frozenset(_MEDICAL_SAID.split()), frozenset(_SCHOOL_SAID.split())
YOUNGEST = 11.0  # years: the body model has no younger ones


def careful(meaning: Meaning | None) -> Meaning | None:
    """A meaning that does not guess poses, lengths, eras and cuts."""
    if meaning is None:
        return None

    def near(words: Sequence[str]) -> dict[str, tuple[Reading, float]]:
        return {
            word: hit for word, hit in meaning(words).items() if hit[0].kind not in _SURE and key(word) not in _COMMON
        }

    return near


def unbent(sentence: Sentence) -> Sentence:
    """A sentence without misspellings of what is a word elsewhere, as a place or a thing."""
    others = lexicon(_ELSEWHERE)
    spans = []
    for span in sentence.spans:
        bent = span.what == "vocabulary" and span.how.startswith("a misspelling")
        common = key(span.text) in _COMMON
        known = bent and (
            common or others.longest([replace(sentence.tokens[span.first], pause="")], 0, sentence.language)
        )
        spans.append(replace(span, what="unknown", readings=(), how="") if known else span)
    return replace(sentence, spans=tuple(spans))


def age_of(sentence: Sentence, taken: Taken) -> float | None:
    """The wearer's age in years that a sentence says: `twelve-year-old`, `aged 60`, `de 12 ans`, a schoolboy's."""
    words = [token.key for token in sentence.tokens]
    for at in range(len(words)):
        amount = number(sentence.tokens, at, sentence.language)
        if amount is None or not 5 <= amount.value <= 100:
            continue
        last = at + amount.length
        young = at > 1 and words[at - 1] == "of" and words[at - 2] in _YOUNG and amount.value < 20
        aged = at > 0 and (words[at - 1] in ("aged", "age", "agee") or young)
        if words[last : last + 1] == ["ans"]:
            last += 1
        elif words[last : last + 2] in (["year", "old"], ["years", "old"]):
            last += 2
        elif not aged:
            continue
        _took(sentence, at - aged, last, f"{amount.value:g}", taken)
        return float(amount.value)
    return None


def _took(sentence: Sentence, first: int, last: int, value: str, taken: Taken) -> None:
    for index, span in enumerate(sentence.spans):
        if first <= span.first < last and span.what != "function":
            taken[index] = ("body.age", value)


def age_of_wearer(wearer: Sequence[str], text: str) -> float | None:
    """The age that goes with who wears it, where nobody says one: children are small, grandmothers are old."""
    words = {key(word) for word in re.findall(r"[^\W\d_]+", text)}
    if _SCHOOL & words:
        return 12.0
    grown = not words & _YOUNG  # a land girl, a jeune fille
    return next((_AGES[who] for who in wearer if who in _AGES and not (who == "child" and grown)), None)


def a_blouse(node: Node, others: list[Node], text: str, wearer: Sequence[str]) -> bool:
    """Whether `blouse blanche` is a white blouse: beside a skirt, trousers or a jacket, and far from any hospital."""
    if node.id != "lab_coat" or "blouse" not in key(node.span.text):
        return False
    words = {key(word) for word in re.findall(r"[^\W\d_]+", text)}
    if words & _MEDICAL or {"doctor", "nurse", "scientist"} & {*wearer}:
        return False
    known: Any = vocabulary().entries["garment"]
    worn = {known[one.id].family for one in others if one is not node}
    return bool(worn & {"skirt", "trousers", "jacket", "coat", "suit", "waistcoat", "tshirt"})


__all__ = ["YOUNGEST", "a_blouse", "age_of", "age_of_wearer", "careful", "unbent"]
