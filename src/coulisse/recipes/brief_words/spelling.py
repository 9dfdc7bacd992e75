"""Finds the word that a misspelled one was meant to be, if there is only one nearest."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

# Letters up to which a word bears one slip, and from which it bears two: below five, most words are one slip apart.
ONE_SLIP, TWO_SLIPS = 5, 11


class Speller:
    """Known words, ready to be compared with misspelled ones."""

    def __init__(self, known: Iterable[str]) -> None:
        self._by_length: dict[int, list[tuple[str, int]]] = defaultdict(list)
        for word in sorted(set(known)):
            if len(word) >= ONE_SLIP - 1:
                self._by_length[len(word)].append((word, _letters(word)))

    def nearest(self, word: str) -> str:
        """The one known word within one slip (two in long words); an empty string if there is none or several.

        A slip is a letter too many, too few, another one, or two swapped. The first letter must be right.
        """
        allowed = 0 if len(word) < ONE_SLIP else 1 if len(word) < TWO_SLIPS else 2
        mask = _letters(word)
        for slips in range(1, allowed + 1):
            found = [
                known for length in range(len(word) - slips, len(word) + slips + 1)
                for known, letters in self._by_length.get(length, ())
                if known[0] == word[0] and (mask ^ letters).bit_count() <= 2 * slips and distance(word, known) <= slips
            ]  # fmt: skip
            if found:
                return found[0] if len(found) == 1 else ""
        return ""


def _letters(word: str) -> int:
    mask = 0
    for letter in word:
        mask |= 1 << (ord(letter) % 64)
    return mask


def distance(one: str, other: str) -> int:
    """Letters added, dropped, changed or swapped with a neighbour (optimal string alignment)."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        before, last, row = row, before, [i] + [0] * len(other)
        for j, b in enumerate(other, 1):
            row[j] = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if last and j > 1 and a == other[j - 2] and b == one[i - 2]:
                row[j] = min(row[j], last[j - 2] + 1)
    return row[-1]
