"""Reads prompts, briefs, titles and file names for people's names, however they are disguised.

    NameScreen(people).find("a p0rtrait of Tоm Hаrdу")  ->  where, whom, and how it was written

The screen knows the letters (look-alikes, accents, hidden characters, digits for letters, other scripts), the words
(misspelled, run together, spaced out, turned round, initials) and the roles (a character's name, "the actor who
played ..."). docs/names.md says what it misses.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from coulisse.consent.names_index import Index
from coulisse.consent.names_known import Finding, Known
from coulisse.consent.names_matching import Reader
from coulisse.consent.names_protected import read_protected
from coulisse.consent.names_words import Token, pieces, tokens

__all__ = ["Finding", "Known", "NameScreen", "read_protected"]

_BATCH = 8000  # words that are looked at together
_OVERLAP = 60


class NameScreen:
    """An index over people, built once; `find` may be called from several threads."""

    def __init__(self, people: Iterable[Known]) -> None:
        self._index = Index(people)

    def find(self, text: str) -> list[Finding]:
        """All people named in a text of any length, in the order of their places.

        Very long texts are read whole, in overlapping windows. Never raises, whatever the text holds.
        """
        best: dict[tuple[str, int, int], tuple[int, Finding]] = {}
        if not self._index.patterns:
            return []
        for first, second in _batches(text):
            for reading in (first, second) if second is not None else (first,):
                for strength, finding in self._read(reading):
                    key = (finding.id, finding.start, finding.end)
                    if key not in best or best[key][0] < strength:
                        best[key] = (strength, finding)
        return _outermost(sorted((f for _, f in best.values()), key=lambda f: (f.start, -f.end, f.id)))

    def _read(self, reading: list[Token]) -> Iterator[tuple[int, Finding]]:
        index = self._index
        reader = Reader(index, reading)
        reader.read()
        for match in reader.matches:
            pattern = index.patterns[match.pattern]
            how = match.how
            if pattern.what == "character" and "by character" not in how:
                how = "by character" if how == "exact" else f"{how}, by character"
            yield match.strength, Finding(index.people[pattern.person].id, pattern.what, match.start, match.end, how)
        for person, start, end in reader.works:
            yield 2, Finding(index.people[person].id, "character", start, end, "by the work they are known from")


def _outermost(findings: list[Finding]) -> list[Finding]:
    """Of one person's findings that overlap, the longest. `findings` go by their start."""
    latest: dict[str, int] = {}
    out: list[Finding | None] = []
    for finding in findings:
        last = out[latest[finding.id]] if finding.id in latest else None
        if last is not None and finding.start < last.end:
            if finding.end - finding.start <= last.end - last.start:
                continue
            out[latest[finding.id]] = None
        latest[finding.id] = len(out)
        out.append(finding)
    return [finding for finding in out if finding is not None]


def _batches(text: str) -> Iterator[tuple[list[Token], list[Token] | None]]:
    """The words of a text in overlapping batches, in both readings; None where the second is the first."""
    first: list[Token] = []
    second: list[Token] = []
    differ, pending = False, ""  # pending: signs that stand alone between two blanks
    for place, chunk in pieces(text):
        one, two = tokens(chunk)
        if not one:
            pending = (pending + " " + chunk[:8])[-20:]
            continue
        lead = f"{pending} " if place else ""
        moved = _moved(one, place, lead)
        first += moved
        second += moved if one is two else _moved(two, place, lead)
        differ = differ or one is not two
        pending = ""
        if len(first) >= _BATCH:
            yield first, second if differ else None
            first, second, differ = first[-_OVERLAP:], second[-_OVERLAP:], False
    if first:
        yield first, second if differ else None


def _moved(several: list[Token], by: int, lead: str) -> list[Token]:
    """Words of one stretch at their places in the text, with what stands before the stretch."""
    moved = [Token(word, start + by, end + by, before, after) for word, start, end, before, after in several]
    word, start, end, before, after = moved[0]
    moved[0] = Token(word, start, end, lead + before, after)
    return moved
