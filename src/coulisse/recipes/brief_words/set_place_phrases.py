"""The phrases of place in a sentence (beside, in front of, au milieu de) as they are matched in its words."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from coulisse.recipes.brief_words.sentence import Sentence
from coulisse.recipes.brief_words.tokens import words
from coulisse.recipes.brief_words.vocabulary import PlaceWords, place_words

# What a French preposition ends in may be drawn together with the article after it.
_DRAWN = {"de": {"de", "du", "des", "d"}, "a": {"a", "au", "aux"}}
_STANDS = {"placed", "seated", "parked", "positioned", "grouped", "gathered", "huddled"}


def matches(sentence: Sentence) -> Iterator[tuple[int, int, PlaceWords]]:
    """Words of place from left to right, the longest first: (first token, after the last, what they say)."""
    tokens, spans = sentence.tokens, sentence.spans
    of_token = {k: span for span in spans for k in range(span.first, span.last)}
    at = 0
    while at < len(tokens):
        hit: tuple[int, PlaceWords] | None = None
        for phrase, entry in _phrases(sentence.language):
            last = at + len(phrase)
            if last > len(tokens) or (hit is not None and len(phrase) <= hit[0]):
                continue
            if any(tokens[k].pause for k in range(at + 1, last)):
                continue
            if all(_fits(tokens[at + k].key, word, k == len(phrase) - 1) for k, word in enumerate(phrase)):
                hit = len(phrase), entry
        if hit is None:
            at += 1
            continue
        last = at + hit[0]
        inside = all(
            (of_token[k].first >= at and of_token[k].last <= last) or of_token[k].what in ("function", "unknown")
            for k in range(at, last)
        )
        if inside and not _by_whom(sentence, at):
            yield at, last, hit[1]
            at = last
        else:
            at += 1


def _fits(key: str, word: str, last: bool) -> bool:
    return key == word or (last and key in _DRAWN.get(word, ()))


def _by_whom(sentence: Sentence, at: int) -> bool:
    """`lit by`, `designed by`, `replace the table by`: not a place."""
    if any(s.what == "function" and s.role == "replace" and s.first < at for s in sentence.spans):
        return sentence.tokens[at].key in ("by", "contre", "en")
    if sentence.tokens[at].key != "by" or at == 0 or sentence.tokens[at].pause:
        return False
    before = sentence.tokens[at - 1].key
    return (before.endswith("ed") and before not in _STANDS) or before in ("lit", "made", "hung", "seen", "kept")


@cache
def _phrases(language: str) -> tuple[tuple[tuple[str, ...], PlaceWords], ...]:
    return tuple(
        (words(phrase), entry) for entry in place_words() for phrase in (entry.en if language == "en" else entry.fr)
    )
