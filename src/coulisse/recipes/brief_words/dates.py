"""Reads years, decades and centuries: `1970s`, `in 1912`, `late 18th century`, `années trente`, `XVIIIe siècle`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from coulisse.recipes.brief_words.numbers import number
from coulisse.recipes.brief_words.tokens import Token

_DECADES = {
    "twenties": 20, "thirties": 30, "forties": 40, "fifties": 50, "sixties": 60, "seventies": 70, "eighties": 80,
    "nineties": 90,
}  # fmt: skip
_DECADES_FR = {
    "vingt": 20, "trente": 30, "quarante": 40, "cinquante": 50, "soixante": 60, "soixante dix": 70,
    "quatre vingt": 80, "quatre vingts": 80, "quatre vingt dix": 90,
}  # fmt: skip
_ORDINALS = re.findall(
    r"\w+",
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
    "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth",
)
_ORDINALS_FR = re.findall(
    r"[\w-]+",
    "premier deuxieme troisieme quatrieme cinquieme sixieme septieme huitieme neuvieme dixieme onzieme douzieme "
    "treizieme quatorzieme quinzieme seizieme dix-septieme dix-huitieme dix-neuvieme vingtieme",
)
_ROMAN = re.compile(r"(x{0,3})(ix|iv|v?i{0,3})(e|eme|er)?")
# Which part of the span: its first and last third, and its middle.
_PARTS = {
    "early": (0.0, 0.34), "late": (0.66, 1.0), "mid": (0.33, 0.67), "debut": (0.0, 0.34), "fin": (0.66, 1.0),
    "milieu": (0.33, 0.67),
}  # fmt: skip


@dataclass(frozen=True)
class Date:
    """Years from `first` to `last`, of `length` words."""

    first: int
    last: int
    length: int


def date(tokens: Sequence[Token], at: int, language: str) -> Date | None:
    """The date that begins at a word, or None. A bare number counts as a year from 1000 to 2999."""
    start, part = at, None
    if tokens[at].key in _PARTS:
        part = _PARTS[tokens[at].key]
        at += 1
        while language == "fr" and _key(tokens, at) in {"du", "des", "de", "le", "les"}:
            at += 1
    found = _span(tokens, at, language)
    if found is None:
        return None
    if part:
        years = found.last - found.first
        first = found.first + round(part[0] * years)
        found = Date(first, found.first + round(part[1] * years), found.length)
    return Date(found.first, found.last, at + found.length - start)


def _span(tokens: Sequence[Token], at: int, language: str) -> Date | None:
    if at >= len(tokens):
        return None
    return (
        _annees(tokens, at) or _numeral(tokens, at, language) or _decade_word(tokens, at) or _century(tokens, at)
    )  # fmt: skip


def _numeral(tokens: Sequence[Token], at: int, language: str) -> Date | None:
    token = tokens[at]
    if token.key in {"year", "an", "annee"} and at + 1 < len(tokens):
        year = number(tokens, at + 1, language)
        if year and 100 <= year.value <= 9999:
            return Date(int(year.value), int(year.value), 1 + year.length)
        return None
    if not token.number or not token.text.isdecimal():
        return None
    value = int(token.text)
    if _key(tokens, at + 1) == "s" and (tokens[at + 1].glued or tokens[at + 1].start == token.end + 1):
        decade = value if value >= 1000 else 1900 + value if 20 <= value < 100 else 0
        return Date(decade, decade + (99 if decade % 100 == 0 else 9), 2) if decade and value % 10 == 0 else None
    if _key(tokens, at + 1) in {"bc", "bce"}:
        return Date(-value, -value, 2)
    if _key(tokens, at + 1) in {"ad", "ce"}:
        return Date(value, value, 2)
    if _keys(tokens, at + 1, 4) == ("av", "j", "c") or _keys(tokens, at + 1, 3) == ("avant", "jesus", "christ"):
        return Date(-value, -value, 4)
    if len(token.text) == 4 and 1000 <= value <= 2999:
        return Date(value, value, 1)
    return None


def _decade_word(tokens: Sequence[Token], at: int) -> Date | None:
    if tokens[at].key in {"nineteen", "eighteen"} and _key(tokens, at + 1) in _DECADES:
        decade = (1900 if tokens[at].key == "nineteen" else 1800) + _DECADES[_key(tokens, at + 1)]
        return Date(decade, decade + 9, 2)
    if tokens[at].key in _DECADES:
        decade = 1900 + _DECADES[tokens[at].key]
        return Date(decade, decade + 9, 1)
    return None


def _annees(tokens: Sequence[Token], at: int) -> Date | None:
    if tokens[at].key != "annees" or at + 1 >= len(tokens):
        return None
    following = tokens[at + 1]
    if following.number and following.text.isdecimal() and int(following.text) % 10 == 0:
        decade = int(following.text)
        decade = decade if decade >= 1000 else 1900 + decade
        return Date(decade, decade + 9, 2) if 1000 <= decade <= 2990 else None
    for length in (3, 2, 1):
        keys = _keys(tokens, at + 1, length)
        words = " ".join(keys)
        if len(keys) == length and words in _DECADES_FR:
            return Date(1900 + _DECADES_FR[words], 1909 + _DECADES_FR[words], 1 + length)
    return None


def _century(tokens: Sequence[Token], at: int) -> Date | None:
    ordinal, length = _ordinal(tokens, at)
    after = _key(tokens, at + length)
    if not ordinal or after not in {"century", "siecle", "centuries"}:
        return None
    length += 1
    first, last = (ordinal - 1) * 100, ordinal * 100 - 1
    if _key(tokens, at + length) in {"bc", "bce"}:
        return Date(-last, -first, length + 1)
    return Date(first, last, length)


def _ordinal(tokens: Sequence[Token], at: int) -> tuple[int, int]:
    word = tokens[at].key
    if tokens[at].number and tokens[at].text.isdecimal():
        if _key(tokens, at + 1) in {"st", "nd", "rd", "th", "e", "eme", "er"} and tokens[at + 1].glued:
            return int(tokens[at].text), 2
        return 0, 0
    pair = f"{word}-{_key(tokens, at + 1)}"
    if pair in _ORDINALS_FR:
        return _ORDINALS_FR.index(pair) + 1, 2
    if pair == "twenty-first":
        return 21, 2
    for names in (_ORDINALS, _ORDINALS_FR):
        if word in names:
            return names.index(word) + 1, 1
    roman = _ROMAN.fullmatch(word)
    if roman and word and (roman[1] or roman[2]):
        ones = {"": 0, "i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9}[roman[2]]
        value, length = len(roman[1]) * 10 + ones, 1
        if not roman[3] and _key(tokens, at + 1) in {"e", "eme", "er"}:
            length = 2
        return value, length
    return 0, 0


def _key(tokens: Sequence[Token], at: int) -> str:
    return tokens[at].key if 0 <= at < len(tokens) else ""


def _keys(tokens: Sequence[Token], at: int, count: int) -> tuple[str, ...]:
    return tuple(token.key for token in tokens[at : at + count])
