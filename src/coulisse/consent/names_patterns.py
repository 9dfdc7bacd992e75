"""Names as patterns: the words of each name in the spellings that count, titles of works, what particles do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from coulisse.consent.names_ordinary import word_set
from coulisse.consent.names_words import pieces, tokens

FIRST, MIDDLE, LAST, ONLY = 1, 2, 4, 8
PARTICLES = word_set(
    """
de del della di da dos das do du des la le les el al van von der den ten ter bin ibn bint abu ben mac mc st san
santa y e
"""
)
_HONOURS = frozenset({"mr", "mrs", "ms", "dr", "sir", "dame", "lord", "lady", "the", "jr", "sr"})


@dataclass(frozen=True)
class Pattern:
    """One way to name a person: the words of a name, each in one or more spellings (`jean`, `jeanluc`)."""

    person: int
    what: Literal["name", "alias", "character"]
    words: tuple[tuple[str, ...], ...]
    ordinary: tuple[bool, ...]
    foreign: bool


def name_words(name: str) -> tuple[tuple[tuple[str, ...], ...], bool]:
    """A name's words in the spellings that count, and whether it is in another script. Particles join what follows."""
    words: list[tuple[str, ...]] = []
    foreign = False
    glued = ""
    for _, chunk in pieces(name):
        parts: list[str] = []
        both = tokens(chunk)
        abroad = any(t.word.script and not t.word.disguise for t in both[0])
        foreign = foreign or abroad
        extra: list[str] = []
        for token in both[1] if abroad and len(both[1]) > len(both[0]) else both[0]:
            heard = token.word.sound if token.word.script and not token.word.disguise else ""
            reading = heard or (token.word.looks[-1] if token.word.looks else "")
            if reading:
                parts.append(reading)
                extra += [look for look in token.word.looks[:-1] if len(look) >= 4 and "'" in chunk.replace("’", "'")]
        if not parts:
            continue
        if abroad and len(parts) > 1 and all(t.word.script == "cjk" for t in both[1]):
            words += [(parts[0],), ("".join(parts[1:]), *parts[1:])] if len(parts) > 2 else [(p,) for p in parts]
            continue
        whole = "".join(parts)
        if (whole in PARTICLES or whole in _HONOURS) and len(chunk) <= 5:
            glued += whole if whole in PARTICLES else ""
            continue
        alternatives = [whole, *extra]
        if len(parts) > 1:
            alternatives += [p for p in (parts[0], parts[-1]) if len(p) >= 4]
        if glued:
            alternatives.append(glued + whole)
            glued = ""
        words.append(tuple(dict.fromkeys(alternatives)))
    return tuple(words), foreign


def title_words(work: str) -> tuple[str, ...]:
    """A work's title as words, without its article."""
    words = [t.word.looks[0] for _, chunk in pieces(work) for t in tokens(chunk)[0] if t.word.looks]
    return tuple(words[1:] if len(words) > 1 and words[0] in ("the", "a", "an", "le", "la", "les", "l") else words)
