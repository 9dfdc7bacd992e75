"""Finds vocabulary in a run of words: the longest phrase first, in either language, plural and feminine alike."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

from coulisse.recipes.brief_words.inflection import forms
from coulisse.recipes.brief_words.spelling import Speller
from coulisse.recipes.brief_words.tokens import Token, words
from coulisse.recipes.brief_words.vocabulary import Entry, Vocabulary, function_words, vocabulary

# Kinds that have comparatives: `colder` is one, `keeper` none.
_COMPARED = frozenset({"modifier", "light", "mood"})
LANGUAGES = ("en", "fr")


@dataclass(frozen=True)
class Reading:
    """One thing that a phrase may stand for."""

    kind: str
    entry: Entry

    @property
    def name(self) -> str:
        return f"{self.kind}/{self.entry.id}"


@dataclass(frozen=True)
class Hit:
    """A phrase of `length` words and what it may stand for; `how` says by which rule (plural, more, ...)."""

    length: int
    readings: tuple[Reading, ...]
    how: str
    language: str


@dataclass
class _Node:
    after: dict[str, _Node] = field(default_factory=dict)
    readings: list[Reading] = field(default_factory=list)


class Lexicon:
    """The phrases of some kinds of vocabulary; where a phrase has several readings, the first kind comes first."""

    def __init__(self, kinds: Sequence[str], entries: Vocabulary) -> None:
        self.kinds = tuple(kinds)
        self._tops = {language: _Node() for language in LANGUAGES}
        self.function: dict[str, dict[str, str]] = {language: {} for language in LANGUAGES}
        self.foreign: dict[str, set[str]] = {}
        known: dict[str, set[str]] = {language: set() for language in LANGUAGES}
        for kind in kinds:
            for entry in entries.entries[kind].values():
                for language in LANGUAGES:
                    for phrase in getattr(entry, language):
                        keys = words(phrase)
                        known[language].update(keys[:1] if len(keys) == 1 else ())
                        self._put(language, keys, Reading(kind, entry))
        for group in function_words():
            if group.language in LANGUAGES:
                for word in group.words:
                    self.function[group.language].setdefault(word, group.role)
            elif group.language == "other":
                self.foreign[group.role] = set(group.words)
        self.joining_spellers = {language: Speller(self.function[language]) for language in LANGUAGES}
        self.spellers = {language: Speller(found) for language, found in known.items()}

    def _put(self, language: str, keys: tuple[str, ...], reading: Reading) -> None:
        node = self._tops[language]
        for word in keys:
            node = node.after.setdefault(word, _Node())
        if reading not in node.readings:
            node.readings.append(reading)

    def longest(self, tokens: Sequence[Token], at: int, language: str) -> Hit | None:
        """The longest phrase of one language that begins at a word; with the fewest inflected words."""
        found: list[tuple[int, int, str, list[Reading]]] = []
        stack = [(at, self._tops[language], 0, "")]
        while stack:
            here, node, changed, how = stack.pop()
            readings = [r for r in node.readings if how != "more" or r.kind in _COMPARED]
            if readings:
                found.append((here - at, changed, how, readings))
            if here >= len(tokens) or (here > at and tokens[here].pause):
                continue
            for form, by in forms(tokens[here].key, language):
                if following := node.after.get(form):
                    stack.append((here + 1, following, changed + bool(by), by if by == "more" else how or by))
        if not found:
            return None
        length = max(reach for reach, *_ in found)
        best = sorted((one for one in found if one[0] == length), key=lambda one: one[1])
        readings = list(best[0][3])
        if best[0][1]:  # an inflected form may be one of several words; a word as written is that word
            for _, _, by, others in best[1:]:
                kinds = {reading.kind for reading in readings}
                readings += [reading for reading in others if reading.kind not in kinds and by == best[0][2]]
        readings.sort(key=lambda reading: self.kinds.index(reading.kind))
        return Hit(length, tuple(readings), best[0][2], language)

    def role(self, word: str, language: str) -> str:
        """The role of a function word, or an empty string."""
        return self.function[language].get(word, "")


@cache
def lexicon(kinds: tuple[str, ...]) -> Lexicon:
    """The packaged vocabulary of these kinds."""
    return Lexicon(kinds, vocabulary())
