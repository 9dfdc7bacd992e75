"""Initials with a surname: `B. Fox`, `J R Fox`, `Fox, B.`; but not "a fox" and not `b_field`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from coulisse.consent.names_evidence import Setting, after_article, between, hard, looks
from coulisse.consent.names_index import Hit, Index
from coulisse.consent.names_patterns import LAST
from coulisse.consent.names_words import Token

NOT_INITIALS = frozenset("aiyo")  # words of one letter; as capitals only A and I are
_MOST = 3  # initials of one name


def initials(
    tokens: Sequence[Token], i: int, j: int, hits: Mapping[int, tuple[Hit, ...]], index: Index, setting: Setting
) -> Iterator[tuple[int, int, int, str]]:
    """(pattern, first word, last word, how the surname was written) where words i to j are a surname with initials."""
    before: list[str] = []  # the initials before it, the nearest first
    k = i - 1
    while k >= 0 and len(before) < _MOST and _is_initial(tokens, k):
        before.append(looks(tokens, k))
        k -= 1
    enough = 0.95 if setting.abroad else 0.7
    for number, several in hits.items():
        leading = index.patterns[number].words[0][0][0]
        for hit in several:
            if not hit.role & LAST or hit.cost > 1 or len(hit.part) < 3 or hit.agreement < enough:
                continue
            if leading in before and _counts(tokens, k + 1, i, len(before)):
                yield number, k + 1, j, hit.how
            elif _follows(tokens, i, j, leading):
                yield number, i, j + 1, hit.how


def _is_initial(tokens: Sequence[Token], k: int) -> bool:
    word, trail = tokens[k].word, tokens[k].trail
    if len(looks(tokens, k)) != 1 or word.digits or "'" in trail or "’" in trail:
        return False
    signs = between(tokens, k, k + 1)
    return not hard(signs) or signs.lstrip().startswith(".")


def _counts(tokens: Sequence[Token], k: int, i: int, many: int) -> bool:
    """Whether single letters from k on are initials of the surname at i, and not "a stone" or the "b field"."""
    first, last, look = tokens[k].word, tokens[i].word, looks(tokens, k)
    dotted = tokens[k].trail.startswith(".")
    capital = first.case != "lower"
    if not last.ordinary:
        return dotted or capital or look not in NOT_INITIALS
    if last.case != "lower" and capital and (dotted or look not in "ai"):
        return True
    file_name = k == 0 and "_" in tokens[k].trail and look not in NOT_INITIALS
    return file_name or (dotted and many > 1)


def _follows(tokens: Sequence[Token], i: int, j: int, leading: str) -> bool:
    """`Fox, B.`"""
    if looks(tokens, j + 1) != leading or "," not in between(tokens, j, j + 1) or tokens[i].word.case == "lower":
        return False
    after = tokens[j + 1].word
    return len(after.original) == 1 and after.case != "lower" and not after_article(tokens, i)
