"""Single letters and the distance of words; the only place that knows the libraries for transliteration and spelling.

A character is read for what it looks like (a Cyrillic "Т" is a T) and, outside the Latin alphabet, for how it
sounds (the same letter, but "Н" looks like H and sounds like N).
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from anyascii import anyascii
from rapidfuzz.distance import OSA, Indel

Kind = Literal["plain", "disguised", "foreign", "digit", "symbol", "hidden", "mark", "apostrophe", "separator"]


@dataclass(frozen=True)
class Letter:
    """One character: what it looks like and how it sounds, in a-z (either may be empty), and what kind it is."""

    look: str
    sound: str
    kind: Kind


# What letters of other alphabets look like. Pairs of a Latin letter and all that resemble it in common typefaces.
_ALIKE = {
    "a": "аαΑАᎪ∂Δ∆ΛΑɑ",
    "b": "ВвΒβьЬᏴЪ",
    "c": "сСϲϹᏟⅽ",
    "d": "ԁԀᎠժ",
    "e": "еЕΕεЄєҽᎬ∑Σξ",
    "f": "ҒғϝϜƒ",
    "g": "ԍᏀɡց",
    "h": "НнΗһҺᎻհ",
    "i": "іІΙιӏᎥї",
    "j": "јЈᎫϳյ",
    "k": "КкΚκᏦҚқ",
    "l": "ӀᏞլⅼ",
    "m": "МмΜᎷʍ",
    "n": "ΝпПηИиոռՈ",
    "o": "оОΟοσΘθфՕօ०๐٥Ⲟⲟ○●◯",
    "p": "рРΡρᏢ",
    "q": "ԛԚզգ",
    "r": "гГᎡя",
    "s": "ѕЅՏᏚʂ",
    "t": "тТΤτᎢ†",
    "u": "υџսՍц",
    "v": "ѵѴνᏙ√",
    "w": "ԝԜωшШᎳա",
    "x": "хХΧχ×ж",
    "y": "уУΥүҮᎩγΎ",
    "z": "ᏃΖ",
    "ю": "",
    "h ": "ђћ",
    "e ": "эЭ",
    "3": "зЗ",
}
_LOOKS = {c: latin.strip() for latin, many in _ALIKE.items() for c in many if latin.strip().isascii()}
_LOOKS.update(
    {
        "з": "e",
        "З": "e",
        "Я": "r",
        "Ѕ": "s",
        "ß": "ss",
        "Ꮎ": "o",
        "ѡ": "w",
        "ᴀ": "a",
        "ı": "i",
        "ʏ": "y",
        "ყ": "y",
        "ɾ": "r",
    }
)
_TURNED = dict(zip("ɐqɔpǝɟɓɥᴉʞꞁɯuodbɹsʇnʌʍxʎz", "abcdefghiklmnopqrstuvwxyz", strict=False))
_LOOKS = {c: t for c, t in _TURNED.items() if not c.isascii()} | _LOOKS
_DIGITS = dict(zip("0123456789", "oizeasgtbg", strict=True))
_SYMBOLS = {
    "@": "a",
    "$": "s",
    "!": "i",
    "|": "i",
    "+": "t",
    "€": "e",
    "£": "l",
    "¥": "y",
    "¢": "c",
    "©": "c",
    "®": "r",
    "§": "s",
    "¡": "i",
    "₳": "a",
    "฿": "b",
    "₵": "c",
    "₭": "k",
    "₦": "n",
    "₱": "p",
    "₮": "t",
    "₩": "w",
    "¦": "i",
}
_APOSTROPHES = frozenset("'’ʼ`´‘′＇ʹ‛׳״")
# Natural letters of Latin alphabets that have no decomposition.
_NATURAL = {
    "ø": "o",
    "ł": "l",
    "đ": "d",
    "ð": "d",
    "þ": "th",
    "ß": "ss",
    "æ": "ae",
    "œ": "oe",
    "ħ": "h",
    "ŋ": "n",
    "ı": "i",
}
# Letters that the transliteration reads as another sound than the one that names are spelled with.
_SOUNDS = {"ו": "w", "ב": "b", "פ": "p", "ף": "p"}
_FILLERS = frozenset("\u115f\u1160\u3164\uffa0\u2800\u00ad\u180e")


@lru_cache(maxsize=65536)
def letter(c: str) -> Letter:
    """How one character is read. Never raises, lone surrogates included."""
    if c.isascii():
        if c.isalpha():
            return Letter(c.lower(), "", "plain")
        if c in _DIGITS:
            return Letter(_DIGITS[c], "", "digit")
        if c in _APOSTROPHES:
            return Letter("", "", "apostrophe")
        if c in _SYMBOLS:
            return Letter(_SYMBOLS[c], "", "symbol")
        return Letter("", "", "hidden" if unicodedata.category(c) == "Cc" else "separator")
    if c in _APOSTROPHES:
        return Letter("", "", "apostrophe")
    category = unicodedata.category(c)
    if c in _FILLERS or category in ("Cf", "Cc", "Cs", "Co", "Cn"):
        return Letter("", "", "hidden")
    if category in ("Mn", "Me", "Mc"):
        return Letter("", "", "mark")
    if c.lower() in _NATURAL:
        return Letter(_NATURAL[c.lower()], "", "plain")
    return _composed(c, category)


def _composed(c: str, category: str) -> Letter:
    point = ord(c)
    for first in (0x1F150, 0x1F170, 0x1F1E6):  # letters in discs, in squares, regional indicators
        if first <= point < first + 26:
            return Letter(chr(97 + point - first), "", "disguised")
    if c in _SYMBOLS:
        return Letter(_SYMBOLS[c], "", "symbol")
    compatible = unicodedata.normalize("NFKD", c)
    base = "".join(d for d in compatible if unicodedata.category(d)[0] != "M")
    letters = base.strip("()[]. ").lower()
    if letters.isascii() and letters.isalpha():
        canonical = unicodedata.normalize("NFD", c) == compatible
        return Letter(letters, "", "plain" if canonical or letters in ("fi", "fl", "ff", "ffi", "ffl") else "disguised")
    if letters.isascii() and letters.isdigit() and len(letters) == 1:
        return Letter(_DIGITS[letters], "", "digit")
    look = _LOOKS.get(c) or (_LOOKS.get(base, "") if len(base) == 1 else "")
    if category[0] != "L":
        if category == "Nd":
            return Letter(_DIGITS[str(unicodedata.digit(c))], "", "digit")
        return Letter(look, "", "disguised" if look else "separator")
    sound = _SOUNDS.get(c) or "".join(d for d in anyascii(c).lower() if "a" <= d <= "z")
    if unicodedata.name(c, "").startswith("LATIN"):
        return Letter(look or sound, "", "disguised")
    if not look and len(base) == 1 and base != c:
        look = letter(base).look
    return Letter(look, sound, "foreign")


def edits(a: str, b: str, most: int) -> int:
    """Letters dropped, added, changed or swapped with their neighbour (optimal string alignment); most + 1 if more."""
    return int(OSA.distance(a, b, score_cutoff=most))


def alikeness(a: str, b: str) -> float:
    """How much of two words is common, in order: 1 equal, 0 nothing."""
    return float(Indel.normalized_similarity(a, b))
