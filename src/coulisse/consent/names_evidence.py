"""Whether words that could be a name are one: capitals, articles, what stands before and after."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from coulisse.consent.names_ordinary import word_set
from coulisse.consent.names_words import Token

ARTICLES = word_set(
    """
a an the this that these those each every some any no two three four five six seven eight nine ten my his her its
our their your un une le la les l des du au aux ce cet cette ces mon ma mes son sa ses notre nos votre vos leur
leurs deux trois quatre cinq chaque plusieurs quelques
"""
)
_PLACES = word_set(
    """
in at near through across over under from to into onto inside outside around behind above beyond towards toward
along on beneath below beside between against past dans en a ext int vers sur sous pres derriere devant depuis chez
contre entre
"""
)
PLAYED = word_set(
    """
played plays play playing portrayed portrays portraying portrayal embodied jouait joue joua jouant interprete
interpretait interpretant interpretee incarne incarnait incarnant incarna incarnee campait
"""
)
ACTORS = word_set(
    """
actor actress actors actresses performer performers star stars starring lead hero heroine protagonist villain guy
man woman lady person one player acteur actrice comedien comedienne vedette heros interprete celui celle homme femme
"""
)
STARS = ACTORS - {"guy", "man", "woman", "lady", "person", "one", "player", "celui", "celle", "homme", "femme"}
_STRONG = (
    STARS
    | PLAYED
    | word_set(
        """
looks look portrait face likeness lookalike resembles resembling resembled featuring feat named called casting cast
deepfake deepfaked impersonating impersonator performer celebrity singer alias nomme nommee appele appelee visage
ressemblant ressemble sosie replica doublure signed director directed
"""
    )
)
_WEAK = word_set(
    """
of by as like with and meet meets de d par comme avec et photo picture image video shot clip footage
"""
)
_AFTER = word_set(
    """
smiles smiling smiled laughs laughing walks walking walked says said wears wearing wore stands standing sits sitting
sat runs running looks looking plays playing acting actor actress aged younger older himself herself dressed speaks
speaking enters dances dancing sourit souriant marche marchant porte portant rit court parle joue assis assise
debout age agee habille habillee jeune lookalike face eyes voice hair likeness
"""
)  # fmt: skip
_HARD = re.compile(r"[,;:!?…،、。]|\.\s|\n\s*\n")


@dataclass(frozen=True)
class Setting:
    """What a text does with capitals (where nearly every word has one, a capital says nothing), and its script.

    `abroad`: a text of some length that is mostly in another script than the Latin one.
    """

    capitals_tell: bool
    abroad: bool
    shouted: bool

    @classmethod
    def of(cls, tokens: Sequence[Token]) -> Setting:
        """Looked at in the first few hundred words."""
        ordinary = [t.word.case for t in tokens[:400] if t.word.ordinary and len(t.word.looks[0]) >= 4]
        capital = sum(case != "lower" for case in ordinary)
        abroad = sum(bool(t.word.script) and not t.word.disguise for t in tokens[:400])
        return cls(
            not ordinary or len(ordinary) < 4 or capital <= 0.6 * len(ordinary),
            abroad > max(3, 0.5 * min(len(tokens), 400)),
            "lower" not in ordinary,
        )


def between(tokens: Sequence[Token], i: int, j: int) -> str:
    """The signs between word i and the next word j, with a blank where they stand in two stretches."""
    return tokens[i].trail + tokens[j].lead


def hard(signs: str) -> bool:
    """Whether signs end a phrase: a comma, a full stop, an empty line."""
    return bool(_HARD.search(signs))


def looks(tokens: Sequence[Token], k: int) -> str:
    """The likeliest reading of word k, or nothing outside the text."""
    return tokens[k].word.looks[0] if 0 <= k < len(tokens) and tokens[k].word.looks else ""


def any_look(tokens: Sequence[Token], k: int, among: frozenset[str]) -> bool:
    """Whether a reading of word k is among these words."""
    return 0 <= k < len(tokens) and any(look in among for look in tokens[k].word.looks)


def after_article(tokens: Sequence[Token], i: int) -> bool:
    """Whether an article or a number of things stands right before word i."""
    if i == 0 or hard(between(tokens, i - 1, i)):
        return False
    before = tokens[i - 1].word
    return any(look in ARTICLES for look in before.looks) or (before.digits and bool(before.looks))


def person_like(tokens: Sequence[Token], i: int, j: int, setting: Setting) -> int:
    """How much speaks for a person where words i to j are all ordinary; 2 is enough."""
    words = [t.word for t in tokens[i : j + 1]]
    if i == 0 and j == len(tokens) - 1 and j > i:
        return 2  # the text is nothing but this name
    score = 0
    if any(w.disguise for w in words):
        score += 2
    shouted = any(w.case == "upper" for w in words) and setting.shouted
    if setting.capitals_tell and not shouted and all(w.case in ("title", "upper", "mixed") for w in words):
        first = i == 0 or bool(re.search(r"[.!?]\s|\n", between(tokens, i - 1, i)))
        score += 2 if j > i or not first else 0
    elif any(w.case == "lower" for w in words) and any(w.case != "lower" for w in words):
        score -= 1
    if j > i and all(between(tokens, m, m + 1) in (".", "+", "*", "~", "·", "|") for m in range(i, j)):
        score += 3
    free = i == 0 or hard(between(tokens, i - 1, i))
    article = after_article(tokens, i)
    if article:
        score -= 3
    if not free and not article:
        if any_look(tokens, i - 1, _PLACES):
            score -= 2
        elif any_look(tokens, i - 1, _WEAK) and not any_look(tokens, i - 2, _PLACES):
            score += 1
        elif tokens[i - 1].word.ordinary and words[0].case == "lower" and not any_look(tokens, i - 1, _STRONG):
            score -= 1
        if any(any_look(tokens, k, _STRONG) for k in range(max(0, i - 2), i)):
            score += 2
        elif any_look(tokens, i - 1, _WEAK) and any_look(tokens, i - 2, _WEAK):
            score += 1
    ended = j + 1 >= len(tokens) or hard(between(tokens, j, j + 1))
    if tokens[j].word.possessive:
        score += 1
    if not ended and any_look(tokens, j + 1, _AFTER):
        score += 2
    return score
