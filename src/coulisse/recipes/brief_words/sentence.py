"""Reads a sentence into spans: every word is in exactly one, as vocabulary, number, function word, name or unknown."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from coulisse.errors import BadInput
from coulisse.recipes.brief_words.dates import Date, date
from coulisse.recipes.brief_words.inflection import without_less
from coulisse.recipes.brief_words.languages import language_of
from coulisse.recipes.brief_words.lexicon import Hit, Lexicon, Reading
from coulisse.recipes.brief_words.numbers import Number, number
from coulisse.recipes.brief_words.tokens import Token, elided, tokens
from coulisse.recipes.brief_words.units import Measure, measure

MOST_WORDS = 400  # a page; a scene of a screenplay is described in fewer
What = Literal["vocabulary", "absence", "number", "measure", "date", "function", "name", "unknown"]
# From a word that is not in the vocabulary to what it is nearest to in meaning, and how near: see meaning.py.
Meaning = Callable[[Sequence[str]], dict[str, tuple[Reading, float]]]


@dataclass(frozen=True)
class Span:
    """Words `first` to before `last`: what they are, and what they may stand for.

    `role` is that of a function word; `value` the Number, Measure or Date; `how` the rule by which vocabulary was
    found ("" as written, "inflected", "more" for a comparative, or a note on spelling or meaning).
    """

    first: int
    last: int
    what: What
    text: str
    readings: tuple[Reading, ...] = ()
    role: str = ""
    value: Any = None
    how: str = ""
    pause: str = ""  # the sign before it


@dataclass(frozen=True)
class Sentence:
    """A sentence that has been read: its words in spans without gaps."""

    text: str
    language: str
    tokens: tuple[Token, ...]
    spans: tuple[Span, ...]

    def of(self, what: What) -> list[str]:
        """The texts of the spans of one sort."""
        return [span.text for span in self.spans if span.what == what]


def read(text: str, lexicon: Lexicon, meaning: Meaning | None = None) -> Sentence:
    """The spans of a sentence in English or French.

    Raises BadInput for an empty sentence, one of more than 400 words, one in another language and an impossible size.
    """
    words = tokens(text)
    if not words:
        raise BadInput("the sentence is empty", where="the sentence", remedy="say what the room or the costume is")
    if len(words) > MOST_WORDS:
        raise BadInput(
            f"the sentence has {len(words)} words; at most {MOST_WORDS} are read", where="the sentence",
            remedy="keep what one sees: the room or the garment, its size, materials, pieces, light",
        )  # fmt: skip
    if text.isupper():
        words = [replace(token, text=token.text.lower()) for token in words]
    language = language_of(words, lexicon)
    spans, at = [], 0
    while at < len(words):
        span = _span(text, words, at, language, lexicon)
        spans.append(span)
        at = span.last
    spans = _seated(spans, words, language, lexicon)
    spans = _names(spans, words)
    spans = _misspelled(spans, words, language, lexicon)
    if meaning is not None and language == "en":
        spans = _by_meaning(spans, meaning)
    return Sentence(text, language, tuple(words), tuple(spans))


def _span(text: str, words: list[Token], at: int, language: str, lexicon: Lexicon) -> Span:
    token = words[at]

    def made(length: int, what: What, **more: Any) -> Span:
        shown = text[token.start : words[at + length - 1].end]
        return Span(at, at + length, what, shown, pause=token.pause, **more)

    hit = lexicon.longest(words, at, language)
    when: Date | None = date(words, at, language)
    size: Measure | None = measure(words, at, language)
    gerund = hit is not None and hit.length == 1 and hit.how == "inflected" and token.key.endswith("ing")
    if hit and gerund and hit.readings[0].kind in ("furniture", "prop", "architecture"):
        hit = None  # `oil lamps swinging`: no swing
    longest = hit.length if hit else 0
    if size and size.length >= longest and not (when and when.length >= size.length):
        return made(size.length, "measure", value=size)
    if when and when.length >= longest:
        return made(when.length, "date", value=when)
    amount: Number | None = number(words, at, language)
    if amount and amount.length >= longest:
        return made(amount.length, "number", value=amount)
    role = "article" if elided(token, text) else lexicon.role(token.key, language)
    if not hit:
        if token.key == "s" and text[token.start - 1 : token.start] in ("'", "’"):
            return made(1, "function", role="possessive")
        if role:
            return made(1, "function", role=role)
        base = without_less(token.key) if language == "en" else ""
        absent = lexicon.longest([replace(token, key=base)], 0, language) if base else None
        if absent:
            return made(1, "absence", readings=absent.readings)
        hit = _other_language(words, at, language, lexicon)
        if not hit:
            return made(1, "unknown")
        how = "in French" if language == "en" else "in English"
        return made(hit.length, "vocabulary", readings=hit.readings, how=how)
    if role and hit.length == 1 and hit.how and hit.how != "more":
        return made(1, "function", role=role)  # `les` is no inflected vocabulary
    return made(hit.length, "vocabulary", readings=hit.readings, how=hit.how)


def _other_language(words: list[Token], at: int, language: str, lexicon: Lexicon) -> Hit | None:
    """Vocabulary of the other language, as written: `chaise longue`, `boudoir`. Very short words are left alone."""
    other = "fr" if language == "en" else "en"
    hit = lexicon.longest(words, at, other)
    if hit and not hit.how and sum(len(word.key) for word in words[at : at + hit.length]) >= 4:
        return hit
    return None


_COVERS = {"couverts", "covers"}  # so many of them are people
_PLACES = {"seats": "chair", "places": "chaise"}  # words for people at a table that may be what they sit on


def _seated(spans: list[Span], words: list[Token], language: str, lexicon: Lexicon) -> list[Span]:
    """`sixty red velvet seats`, `quarante places`: so many to sit on; `for ten places` is for so many people."""
    found = list(spans)
    for k, span in enumerate(spans):
        if k and spans[k - 1].what == "number" and words[span.first].key in _COVERS and not span.pause:
            found[k - 1] = replace(spans[k - 1], role="people")
            found[k] = replace(span, what="function", readings=(), role="people", how="")
            continue
        chair = _PLACES.get(words[span.first].key, "")
        if span.what != "function" or span.role != "people":
            continue
        back = k
        while back and spans[back].what in ("vocabulary", "function") and not spans[back].pause and back > k - 5:
            back -= 1
        counted = spans[back].what == "number" and not any(s.role == "for" for s in spans[max(0, back - 1) : k])
        if counted and back == k - 1 and not chair:  # `un restaurant de trente couverts`
            found[back] = replace(spans[back], role="people")
        hit = (
            lexicon.longest([replace(words[span.first], key=chair, pause="")], 0, language)
            if chair and counted
            else None
        )
        if hit:
            found[k] = replace(span, what="vocabulary", readings=hit.readings, how="inflected", role="seats")
    return found


def _names(spans: list[Span], words: list[Token]) -> list[Span]:
    """Unknown words with a capital are names, and so are known ones beside them (`Emma Stone`)."""
    titled = sum(word.capital for word in words) > 0.6 * len(words) and len(words) > 3
    found = list(spans)
    for k, span in enumerate(found):
        if span.what == "unknown" and words[span.first].capital:
            found[k] = replace(span, what="name")
    if titled:
        return found
    for k, span in enumerate(found):
        alone = span.what in ("vocabulary", "absence") and span.last - span.first == 1 and words[span.first].capital
        if not alone or span.first == 0 or span.pause in (".", "!", "?", "\n"):
            continue
        before = found[k - 1].what == "name" and not span.pause
        after = k + 1 < len(found) and found[k + 1].what == "name" and not found[k + 1].pause
        if before or after:
            found[k] = Span(span.first, span.last, "name", span.text, pause=span.pause)
    return found


def _misspelled(spans: list[Span], words: list[Token], language: str, lexicon: Lexicon) -> list[Span]:
    """Unknown words that are one slip (or two) from a word of the vocabulary; names only where they begin the text."""
    found = list(spans)
    for k, span in enumerate(spans):
        start = span.what == "name" and span.first == 0 and not any(s.what == "name" for s in spans[1:3])
        if span.what != "unknown" and not start:
            continue
        key = words[span.first].key
        speller = lexicon.spellers[language]
        near = speller.nearest(key) if key.isalpha() else ""
        if not near and key.isalpha() and key.endswith("s"):
            near = speller.nearest(key[:-1])
        joining = "" if near or not key.isalpha() else lexicon.joining_spellers[language].nearest(key)
        if joining:
            role = lexicon.role(joining, language)
            found[k] = replace(span, what="function", role=role, how=f"a misspelling of {joining}")
        if not near:
            continue
        corrected = [replace(words[span.first], key=near, pause=""), *words[span.last : span.last + 5]]
        hit = lexicon.longest(corrected, 0, language)
        if hit and hit.length == 1:
            found[k] = replace(span, what="vocabulary", readings=hit.readings, how=f"a misspelling of {near}")
    return found


def _by_meaning(spans: list[Span], meaning: Meaning) -> list[Span]:
    """Unknown words by their nearest neighbour in meaning, where one is near enough."""
    unknown = [span.text.lower() for span in spans if span.what == "unknown" and span.text.isalpha()]
    near = meaning(unknown) if unknown else {}
    found = []
    for span in spans:
        match = near.get(span.text.lower()) if span.what == "unknown" else None
        if match:
            reading, score = match
            how = f"near in meaning to {reading.entry.en[0]} ({score:.2f})"
            span = replace(span, what="vocabulary", readings=(reading,), how=how)
        found.append(span)
    return found
