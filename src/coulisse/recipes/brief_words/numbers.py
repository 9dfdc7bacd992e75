"""Reads numbers: digits, English and French words, dozens and ranges."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from coulisse.recipes.brief_words.tokens import Token

_EN = re.findall(
    r"\w+",
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen",
)
_FR = re.findall(
    r"\w+", "zero un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize"
)
_EN_TENS = re.findall(r"\w+", "twenty thirty forty fifty sixty seventy eighty ninety")
_ONES = {
    "en": {word: value for value, word in enumerate(_EN)},
    "fr": {word: value for value, word in enumerate(_FR)},
}
_TENS = {
    "en": dict(zip(_EN_TENS, range(20, 100, 10), strict=True)),
    "fr": {"vingt": 20, "trente": 30, "quarante": 40, "cinquante": 50, "soixante": 60, "septante": 70, "nonante": 90},
}
_HUNDRED = {"en": {"hundred"}, "fr": {"cent", "cents"}}
_THOUSAND = {"en": {"thousand"}, "fr": {"mille"}}
_AMOUNTS = {
    "en": {"dozen": 12, "couple": 2, "pair": 2, "trio": 3, "dozens": 24, "hundreds": 100},
    "fr": {
        "dizaine": 10,
        "douzaine": 12,
        "vingtaine": 20,
        "quinzaine": 15,
        "paire": 2,
        "centaine": 100,
        "centaines": 100,
        "douzaines": 24,
        "dizaines": 20,
    },
}
_ARTICLES = {"en": {"a", "an"}, "fr": {"un", "une"}}
_TO = {"en": {"to", "or"}, "fr": {"a", "ou"}}
_BETWEEN = {"en": ("between", "and"), "fr": ("entre", "et")}


@dataclass(frozen=True)
class Number:
    """A number of `length` words; a range has its middle as value."""

    value: float
    length: int
    low: float
    high: float


def number(tokens: Sequence[Token], at: int, language: str) -> Number | None:
    """The number or range that begins at a word, or None. An article alone is no number."""
    low_word, and_word = _BETWEEN[language]
    if tokens[at].key == low_word:
        first = _single(tokens, at + 1, language)
        if first and _key(tokens, at + 1 + first[1]) == and_word:
            second = _single(tokens, at + 2 + first[1], language)
            if second:
                return _range(first[0], second[0], 2 + first[1] + second[1])
        return None
    first = _single(tokens, at, language)
    if first is None:
        return None
    value, length = first
    after = at + length
    dash = after < len(tokens) and tokens[at].number and tokens[after].number and not tokens[after].glued
    if _key(tokens, after) in _TO[language] and not _pause(tokens, after):
        second = _single(tokens, after + 1, language)
        if second and second[0] > value:
            return _range(value, second[0], length + 1 + second[1])
    elif dash and not _pause(tokens, after) and tokens[after].start == tokens[after - 1].end + 1:
        second = _single(tokens, after, language)
        if second and second[0] > value:
            return _range(value, second[0], length + second[1])
    return Number(value, length, value, value)


def _range(low: float, high: float, length: int) -> Number:
    return Number((low + high) / 2, length, low, high)


def _key(tokens: Sequence[Token], at: int) -> str:
    return tokens[at].key if 0 <= at < len(tokens) else ""


def _pause(tokens: Sequence[Token], at: int) -> bool:
    return at < len(tokens) and bool(tokens[at].pause)


def _single(tokens: Sequence[Token], at: int, language: str) -> tuple[float, int] | None:
    if at >= len(tokens):
        return None
    word = tokens[at].key
    if tokens[at].number:
        text = tokens[at].text
        grouped = len(text.split(",")) > 1 and all(len(part) == 3 for part in text.split(",")[1:])
        return float(text.replace(",", "" if grouped else ".")), 1
    amounts = _AMOUNTS[language]
    if word in _ARTICLES[language] and _key(tokens, at + 1) in amounts:
        return _of(tokens, at, float(amounts[_key(tokens, at + 1)]), 2)
    if word == "half" and _key(tokens, at + 1) == "a" and _key(tokens, at + 2) == "dozen":
        return 6.0, 3
    if word == "demi" and _key(tokens, at + 1) == "douzaine":
        return 6.0, 2
    if word in amounts:
        return _of(tokens, at, float(amounts[word]), 1)
    total, length = _words(tokens, at, language)
    return (float(total), length) if length else None


def _of(tokens: Sequence[Token], at: int, value: float, length: int) -> tuple[float, int]:
    """`a pair of`, `une douzaine de`: the joining word belongs to the number."""
    return value, length + (_key(tokens, at + length) in {"of", "de", "d"})


def _words(tokens: Sequence[Token], at: int, language: str) -> tuple[int, int]:
    """(value, number of words) of a number in words; a pause ends it."""
    ones, tens = _ONES[language], _TENS[language]
    total = current = length = 0
    joined, last = False, 1000  # the size of the last part: parts must fall
    while at + length < len(tokens):
        here = at + length
        word = tokens[here].key
        if length and tokens[here].pause:
            break
        if language == "fr" and word == "quatre" and _key(tokens, here + 1) in {"vingt", "vingts"} and last > 80:
            current, last, length = current + 80, 20, length + 2
        elif word in tens and last > 90:
            # sixty and eighty go on to nineteen in French
            current, last, length = current + tens[word], 20 if word == "soixante" else 10, length + 1
        elif word in ones and ones[word] < last and (last != 10 or 0 < ones[word] < 10):
            current, length = current + ones[word], length + 1
            goes_on = word == "dix" and _key(tokens, at + length) in {"sept", "huit", "neuf"}
            last = 10 if goes_on else 0
        elif word in _HUNDRED[language] and last >= 0 and current < 10 and total < 100_000:
            current, last, length = max(current, 1) * 100, 99, length + 1
        elif word in _THOUSAND[language] and total == 0:
            total, current, last, length = max(current, 1) * 1000, 0, 1000, length + 1
        elif (
            word == ("and" if language == "en" else "et") and length and not joined and last in (10, 20, 99)
            and (_key(tokens, here + 1) in ones or _key(tokens, here + 1) in tens)
            and (last == 99 if language == "en" else _key(tokens, here + 1) in {"un", "une", "onze"})
        ):  # fmt: skip
            joined, length = True, length + 1
            continue
        elif language == "fr" and word == "une" and joined:
            current, last, length = current + 1, 0, length + 1
        else:
            break
        if last == 0 and not _goes_on(tokens, at + length, language):
            break
    if length == 1 and tokens[at].key in ("un",):
        return 0, 0  # the article
    return total + current, length


def _goes_on(tokens: Sequence[Token], at: int, language: str) -> bool:
    return _key(tokens, at) in _HUNDRED[language] | _THOUSAND[language]
