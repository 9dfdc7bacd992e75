"""Small rules for plurals, feminines and comparatives: what a word may be a form of."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

_IRREGULAR = {
    "en": {
        "men": "man", "women": "woman", "children": "child", "feet": "foot", "knives": "knife", "loaves": "loaf",
        "better": "good", "worse": "bad", "wooden": "wood", "woollen": "wool", "woolen": "wool", "silken": "silk",
    },
    "fr": {
        "yeux": "oeil", "vieille": "vieux", "vieil": "vieux", "vieilles": "vieux", "fraiche": "frais", "folle": "fou",
        "fraiches": "frais", "douce": "doux", "douces": "doux", "rousse": "roux", "rousses": "roux", "seche": "sec",
        "rouges": "rouge", "nouvelle": "nouveau", "nouvelles": "nouveau", "belle": "beau", "belles": "beau",
        "longue": "long", "longues": "long", "blanche": "blanc", "blanches": "blanc", "molle": "mou",
    },
}  # fmt: skip
# Endings and what they may come from; the first that is in the vocabulary counts.
_ENDINGS = {
    "en": (
        ("ies", "y"), ("ves", "f"), ("ves", "fe"), ("es", ""), ("s", ""), ("ed", ""), ("ed", "e"), ("lled", "l"),
        ("ing", ""), ("y", ""),
    ),
    "fr": (
        ("eaux", "eau"), ("aux", "al"), ("x", ""), ("s", ""), ("es", ""), ("e", ""), ("elles", "el"), ("elle", "el"),
        ("iennes", "ien"), ("ienne", "ien"), ("onnes", "on"), ("onne", "on"), ("euses", "eux"), ("euse", "eux"),
        ("euses", "eur"), ("euse", "eur"), ("ives", "if"), ("ive", "if"), ("ves", "f"), ("ve", "f"), ("ches", "c"),
        ("che", "c"), ("sses", "s"), ("sse", "s"), ("ettes", "et"), ("ette", "et"), ("ieres", "ier"), ("iere", "ier"),
        ("rices", "eur"), ("rice", "eur"), ("gues", "gu"), ("gue", "gu"), ("ettes", ""), ("ante", "ant"),
    ),
}  # fmt: skip
_SPELLINGS = (("olor", "olour"), ("armor", "armour"), ("gray", "grey"))
_UNCHANGED = ("ss", "us", "is")


@lru_cache(maxsize=20_000)
def forms(word: str, language: str) -> tuple[tuple[str, str], ...]:
    """What a key may be a form of, as (base, how), the likeliest first: itself, plural, feminine, comparative."""
    return tuple(dict.fromkeys(_forms(word, language)))


def _forms(word: str, language: str) -> Iterator[tuple[str, str]]:
    yield word, ""
    if irregular := _IRREGULAR[language].get(word):
        yield irregular, "inflected"
    if language == "en":
        for here, there in _SPELLINGS:
            if here in word and there not in word:
                yield word.replace(here, there), ""
    for ending, base in _ENDINGS[language]:
        kept = language == "en" and ending == "s" and word.endswith(_UNCHANGED)
        if word.endswith(ending) and len(word) - len(ending) + len(base) >= 3 and not kept:
            yield word[: len(word) - len(ending)] + base, "inflected"
    if language == "en":
        for ending in ("er", "est"):
            if word.endswith(ending) and len(word) - len(ending) >= 2:
                stem = word[: -len(ending)]
                yield stem, "more"
                yield stem + "e", "more"
                if stem[-1] == stem[-2]:
                    yield stem[:-1], "more"
                if stem.endswith("i"):
                    yield stem[:-1] + "y", "more"


def without_less(word: str) -> str:
    """`window` from `windowless`; an empty string for any other word."""
    return word[:-4] if word.endswith("less") and len(word) >= 7 else ""
