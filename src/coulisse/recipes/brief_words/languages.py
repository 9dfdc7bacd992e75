"""Tells English from French by the words of a sentence, and says so where it is neither."""

from __future__ import annotations

from collections.abc import Sequence

from coulisse.errors import BadInput
from coulisse.recipes.brief_words.lexicon import LANGUAGES, Lexicon
from coulisse.recipes.brief_words.tokens import Token

# From this share of a sentence's words on, a language counts as recognised.
ENOUGH = 0.2


def language_of(tokens: Sequence[Token], lexicon: Lexicon) -> str:
    """`en` or `fr`. Raises BadInput, naming the languages, where neither has enough of the words."""
    words = [token.key for token in tokens if token.key.isalpha()]
    if not words:
        return "en"
    if sum(not _latin(word) for word in words) > len(words) / 2:
        _refuse("it is not written in Latin letters")
    points = {language: _points(tokens, language, lexicon) for language in LANGUAGES}
    best = max(LANGUAGES, key=lambda language: points[language])  # English where they are level
    theirs, name = max((sum(word in own for word in words), name) for name, own in lexicon.foreign.items())
    if theirs >= 2 and theirs > _function(words, best, lexicon):
        _refuse(f"it looks like {name}")
    if len(words) >= 3 and points[best] / len(words) < ENOUGH and not any(t.number for t in tokens):
        _refuse("hardly a word of it is known in either")
    return best


def _latin(word: str) -> bool:
    return all("a" <= letter <= "z" for letter in word)


def _function(words: list[str], language: str, lexicon: Lexicon) -> int:
    return sum(bool(lexicon.role(word, language)) for word in words)


def _points(tokens: Sequence[Token], language: str, lexicon: Lexicon) -> float:
    points, at = 0.0, 0
    while at < len(tokens):
        hit = lexicon.longest(tokens, at, language)
        if hit:
            points += hit.length
            at += hit.length
            continue
        # A single letter is an article in one language and noise in the other.
        points += (1.0 if len(tokens[at].key) > 1 else 0.7) if lexicon.role(tokens[at].key, language) else 0
        at += 1
    return points


def _refuse(why: str) -> None:
    raise BadInput(
        f"the sentence is neither English nor French: {why}", where="the sentence",
        remedy="write it in English or in French",
    )  # fmt: skip
