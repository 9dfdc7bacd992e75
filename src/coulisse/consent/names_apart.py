"""Names run together in one word, and names taken apart: `T o m`, `Har dy`, `t.o.m.h.a.r.d.y`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from coulisse.consent.names_evidence import between, hard, looks
from coulisse.consent.names_glued import glued, glued_abroad
from coulisse.consent.names_index import Index
from coulisse.consent.names_ordinary import is_ordinary
from coulisse.consent.names_words import Token, Word

_LONGEST_NAME = 44  # letters
_LONGEST_ROW = 60  # single letters in a row in which a misspelled name is looked for; in longer rows only exact ones
_SHORT_TEXT = 4000  # words; in longer texts one half of a name run together must be spelled right
_HYPHENS = ("-", "‐", "‑", "–")
Spot = tuple[int, int, int, list[str], int]  # pattern, first word, last word, how, strength


def together(index: Index, tokens: Sequence[Token], k: int) -> Word | None:
    """Word k and the next as one, if they may be (`Min-jun`, `van der`); misspelled only at a hyphen."""
    a, b = tokens[k].word, tokens[k + 1].word
    if not a.looks or not b.looks or len(a.looks[0]) + len(b.looks[0]) > 20:
        return None
    plain = a.looks[0] + b.looks[0]
    signs = between(tokens, k, k + 1)
    if signs in _HYPHENS:
        both = tuple(dict.fromkeys(x + y for x in a.looks for y in b.looks))[:6]
        ordinary = a.ordinary and b.ordinary
        return Word(both, "", a.disguise or b.disguise, a.case, "", False, b.possessive, ordinary, plain)
    if plain in index.parts and len(plain) >= 3 and not hard(signs):
        return Word((plain,), original=plain, case=a.case, possessive=b.possessive)
    return None


def taken_apart(index: Index, tokens: Sequence[Token]) -> Iterator[Spot]:
    """Every name run together or taken apart."""
    thorough = len(tokens) < _SHORT_TEXT
    for k, token in enumerate(tokens):
        if not token.word.ordinary:
            yield from _run_together(index, token.word, k, thorough)
        if token.trail in _HYPHENS and k + 1 < len(tokens):
            both = together(index, tokens, k)
            for reading in both.looks if both and not both.ordinary else ():
                for number, cost in glued(index, reading, thorough):
                    yield number, k, k + 1, ["misspelled" if cost else "", "run together"], 1
    yield from _spaced(index, tokens)


def _run_together(index: Index, word: Word, k: int, thorough: bool) -> Iterator[Spot]:
    for reading in word.readings:
        if len(reading) >= 5 and not is_ordinary(reading):
            for number, cost in glued(index, reading, thorough):
                yield number, k, k, [word.disguise, "misspelled" if cost else "", "run together"], 2
    if word.script and 2 <= len(word.original) <= 12 and not word.disguise:
        for number in glued_abroad(index, word):
            yield number, k, k, ["transliterated", "run together"], 1


def _spaced(index: Index, tokens: Sequence[Token]) -> Iterator[Spot]:
    pieces = [not t.word.ordinary or len(looks(tokens, k)) == 1 for k, t in enumerate(tokens)]
    for k in range(len(tokens) - 1):
        if pieces[k] or pieces[k + 1]:
            yield from _apart(index, tokens, k, lambda w: w.looks[0])
            if len(tokens[k].word.looks) > 1 or len(tokens[k + 1].word.looks) > 1:
                yield from _apart(index, tokens, k, lambda w: w.looks[1] if len(w.looks) > 1 else w.looks[0])
            if tokens[k].word.sound:
                yield from _apart(index, tokens, k, lambda w: w.sound or w.looks[0])
    k = 0
    while k < len(tokens):
        m = k
        while m < len(tokens) and len(looks(tokens, m)) == 1:
            m += 1
        if 5 <= m - k <= _LONGEST_ROW:
            yield from _letters(index, tokens, k, m)
        k = max(m, k + 1)


def _apart(index: Index, tokens: Sequence[Token], k: int, read: Callable[[Word], str]) -> Iterator[Spot]:
    """Names that the words from k on make when they are put together."""
    text, strange = "", 0
    for m in range(k, min(len(tokens), k + _LONGEST_NAME)):
        word = tokens[m].word
        if not word.looks or (m > k and (tokens[m - 1].word.possessive or _stopped(tokens, m - 1, m))):
            return
        here = read(word)
        text += here
        strange += not word.ordinary
        if len(text) > _LONGEST_NAME or (len(text) >= 3 and text[:3] not in index.starts3):
            return
        if m == k or not (strange or (m - k >= 3 and len(here) == 1)):
            continue
        if m == k + 1 and looks(tokens, k) in index.parts and looks(tokens, m) in index.parts:
            continue  # two whole words are a pair, and are judged as one
        for number in (*index.glued.get(text, ()), *(index.whole.get(text, ()) if len(text) >= 5 else ())):
            yield (
                number,
                k,
                m,
                [next((t.word.disguise for t in tokens[k : m + 1] if t.word.disguise), ""), "spaced out"],
                2,
            )


def _stopped(tokens: Sequence[Token], k: int, m: int) -> bool:
    """Whether a phrase ends between two words; between single letters any sign may stand."""
    return max(len(looks(tokens, k)), len(looks(tokens, m))) > 2 and hard(between(tokens, k, m))


def _letters(index: Index, tokens: Sequence[Token], k: int, m: int) -> Iterator[Spot]:
    """A row of single letters, misspelled perhaps, with other letters before and after perhaps."""
    for begin in range(k, m - 4):
        row = "".join(looks(tokens, n) for n in range(begin, m))
        for length in range(min(len(row), _LONGEST_NAME), 5, -1):
            if begin > k and length < len(row):
                break
            for number, cost in glued(index, row[:length], thorough=True):
                yield number, begin, begin + length - 1, ["misspelled" if cost else "", "spaced out"], 1
