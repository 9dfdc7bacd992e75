"""Names run together: what a stretch of letters is, begins with, ends with or holds."""

from __future__ import annotations

from collections.abc import Iterator

from coulisse.consent.names_index import Hit, Index, agrees
from coulisse.consent.names_letters import letter
from coulisse.consent.names_ordinary import ORDINARY, is_ordinary
from coulisse.consent.names_patterns import FIRST, LAST
from coulisse.consent.names_words import LONGEST_WORD, Word


def glued_abroad(index: Index, word: Word) -> Iterator[int]:
    """Patterns whose first and last name stand in another script with nothing between them."""
    for cut in range(1, len(word.original)):
        left, right = ("".join(letter(c).sound for c in half) for half in (word.original[:cut], word.original[cut:]))
        heads = index.out_of_script(left, word.script)
        tails = index.out_of_script(right, word.script) if heads else {}
        for head in heads if tails else ():
            for tail in tails:
                halves = (
                    Hit(0, 1, "transliterated", head, *heads[head]),
                    Hit(0, 1, "transliterated", tail, *tails[tail]),
                )
                if len(head) + len(tail) < 7 or not agrees(halves, True) or min(h.agreement for h in halves) < 0.7:
                    continue
                for number, role in index.parts[head].items():
                    other = index.parts[tail].get(number, 0)
                    if (role & FIRST and other & LAST) or (role & LAST and other & FIRST):
                        yield number


def glued(index: Index, reading: str, thorough: bool) -> list[tuple[int, int]]:
    """(pattern, cost) of names that this stretch of letters is, begins with, ends with or holds."""
    found: dict[int, int] = {}
    for number in index.glued.get(reading, ()):
        found[number] = 0
    if reading.endswith("s"):
        for number in index.glued.get(reading[:-1], ()):
            found[number] = 0
    for at in range(len(reading) - 6 if len(reading) >= 7 else 0):
        for name in index.starts5.get(reading[at : at + 5], ()):
            if reading.startswith(name, at):
                edge = at == 0 or at + len(name) == len(reading)
                if len(name) >= 9 or (edge and len(name) >= 7):
                    for number in index.glued[name]:
                        found[number] = 0
    if len(reading) > LONGEST_WORD or found:
        return list(found.items())
    for cut in range(2, len(reading) - 1):
        left, right = reading[:cut], reading[cut:]
        if not thorough and left not in index.parts and right not in index.parts:
            continue
        _halves(index, left, right, found)
    if len(reading) >= 6:
        for left, right in ((reading[0], reading[1:]), (reading[-1], reading[:-1])):
            for number, roles in index.parts.get(right, {}).items():
                words = index.patterns[number].words
                if roles & LAST and words[0][0][0] == left and len(right) >= 5 and not is_ordinary(right):
                    found[number] = 0
    return list(found.items())


def _halves(index: Index, left: str, right: str, found: dict[int, int]) -> None:
    heads = index.heard(left)
    tails = index.heard(right) if heads else {}
    if not tails or (left in ORDINARY and right in ORDINARY and left not in index.parts):
        return
    for head, cost in heads.items():
        for tail, more in tails.items():
            total = cost + more
            if total > (0 if len(left + right) < 7 else 1 if len(left + right) < 10 else 2):
                continue
            ends = index.parts[tail]
            for number, role in index.parts[head].items():
                other = ends.get(number, 0)
                turned = role & LAST and other & FIRST and not (is_ordinary(left) and is_ordinary(right))
                if (role & FIRST and other & LAST) or turned:
                    found[number] = min(total, found.get(number, 9))
