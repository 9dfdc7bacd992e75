"""Finds brands and well-known designers in a sentence: they make it somebody else's material, for the policy."""

from __future__ import annotations

from functools import cache

from coulisse.recipes.brief_words.tokens import key
from coulisse.recipes.brief_words.vocabulary import folder, vocabulary


@cache
def _brands() -> frozenset[tuple[str, ...]]:
    lines = (folder() / "brands.txt").read_text("utf-8").splitlines()
    return frozenset(tuple(line.split()) for line in lines if line and not line.startswith("#"))


@cache
def _ordinary() -> frozenset[str]:
    """Single words that the vocabulary knows: `vans` of a garage and a `gap` are no brands in lower case."""
    words = vocabulary()
    return frozenset(key(p) for kind in words.entries.values() for e in kind.values() for p in (*e.en, *e.fr)) | {
        "gap", "supreme", "vans", "puma", "tesla", "eames", "tiffany", "converse", "patagonia", "valentino", "zara",
    } - {"eames", "zara"}  # fmt: skip


def brands_in(sentence: str) -> tuple[str, ...]:
    """The brands and designers that a sentence names, as they stand there; the longest first where they overlap."""
    written = sentence.replace("-", " ").replace("'", " ").replace("’", " ").split()
    shown = [w.strip('.,;:!?()"«»“”') for w in written]
    keys = [key(w) for w in shown]
    brands, found, at = _brands(), [], 0
    while at < len(keys):
        for length in (4, 3, 2, 1):
            words = tuple(keys[at : at + length])
            if len(words) == length and words in brands:
                plain = length == 1 and words[0] in _ordinary() and not shown[at][:1].isupper()
                if not plain:
                    found.append(" ".join(shown[at : at + length]))
                    at += length - 1
                    break
        at += 1
    return tuple(dict.fromkeys(found))
