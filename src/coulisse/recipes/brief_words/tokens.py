"""Cuts a sentence into words: each with its place, its spelling for look-ups and whether a pause comes before it."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

# A number (12, 3.5, 3,5 or 10,000), a run of letters, or any other visible sign by itself.
_WORD = re.compile(r"\d{1,3}(?:,\d{3})+(?!\d)|\d+(?:[.,]\d+)?|[^\W\d_]+|[^\w\s]|_|[^\W]")
_PAUSES = frozenset(",.;:!?()[]/…•–—|\n")
_SILENT = frozenset("'’‘`´\"“”«»-‐‑·")
_ELIDED = frozenset({"d", "l", "s", "n", "j", "m", "t", "qu", "c"})


@dataclass(frozen=True)
class Token:
    """One word: `key` is its spelling without case and accents; `pause` the sign before it that parts phrases."""

    text: str
    start: int
    end: int
    key: str
    pause: str = ""
    glued: bool = False  # nothing between it and the word before

    @property
    def capital(self) -> bool:
        return self.text[0].isupper()

    @property
    def number(self) -> bool:
        return self.text[0].isdecimal()


def key(text: str) -> str:
    """A word's spelling for look-ups: lower case, no accents, ligatures taken apart."""
    text = text.replace("œ", "oe").replace("Œ", "oe").replace("æ", "ae").replace("²", "2").replace("³", "3")
    return "".join(c for c in unicodedata.normalize("NFD", text.casefold()) if not unicodedata.combining(c))


def tokens(sentence: str) -> list[Token]:
    """The words of a sentence, in order; signs that only part or join words are not words.

    `'` and `"` straight after a number are words (feet and inches), and so is every sign that is no punctuation.
    """
    found: list[Token] = []
    pause, end = "", -1
    for match in _WORD.finditer(sentence):
        text = match[0]
        after_number = bool(found) and found[-1].number and match.start() == end
        unit = after_number and text in "'’\"”" and _measures(sentence, match)
        if text in _PAUSES or (text in _SILENT and not unit):
            pause = pause or (text if text in _PAUSES else "")
            continue
        if "\n" in sentence[max(end, 0) : match.start()]:
            pause = pause or "\n"
        found.append(Token(text, match.start(), match.end(), key(text), pause, match.start() == end))
        pause, end = "", match.end()
    return found


def _measures(sentence: str, sign: re.Match[str]) -> bool:
    """Whether a quote after a number stands for feet or inches: no letter follows it (but 5'11" does)."""
    after = sentence[sign.end() : sign.end() + 1]
    return not after.isalpha()


def words(phrase: str) -> tuple[str, ...]:
    """The keys of a phrase's words."""
    return tuple(token.key for token in tokens(phrase))


def elided(token: Token, sentence: str) -> bool:
    """Whether a word is a French article or pronoun cut short (d', l', qu')."""
    return token.key in _ELIDED and sentence[token.end : token.end + 1] in ("'", "’")
