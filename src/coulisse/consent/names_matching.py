"""Finds names in a text's words: one beside the other, turned round, alone, by a role; and asks for the other ways."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from coulisse.consent.names_apart import taken_apart, together
from coulisse.consent.names_evidence import (
    PLAYED,
    STARS,
    Setting,
    after_article,
    any_look,
    between,
    hard,
    looks,
    person_like,
)
from coulisse.consent.names_index import Hit, Index, agrees
from coulisse.consent.names_initials import NOT_INITIALS, initials
from coulisse.consent.names_patterns import FIRST, LAST, MIDDLE, ONLY, PARTICLES
from coulisse.consent.names_words import Token, Word


@dataclass(frozen=True)
class Match:
    """A pattern found from character `start` to `end`."""

    pattern: int
    start: int
    end: int
    how: str
    strength: int


def _joined(hows: list[str]) -> str:
    return ", ".join(dict.fromkeys(how for how in hows if how)) or "exact"


class Reader:
    """Reads one batch of words in one reading; `matches` collects what it finds."""

    def __init__(self, index: Index, tokens: list[Token]) -> None:
        self.index, self.tokens = index, tokens
        self.setting = Setting.of(tokens)
        self.matches: list[Match] = []
        self.works: list[tuple[int, int, int]] = []  # person, start, end

    def read(self) -> None:
        """Look for everything."""
        spots = list(self._spots())
        for n, (i, j, hits) in enumerate(spots):
            self._alone(i, j, hits)
            for number, first, last, how in initials(self.tokens, i, j, hits, self.index, self.setting):
                self._found(number, first, last, [how, "initials"], 2)
            for k, l, others in spots[n + 1 : n + 40]:
                if k > j + 3:
                    break
                if k > j:
                    self._pair(i, j, hits, k, l, others)
        for number, i, j, hows, strength in taken_apart(self.index, self.tokens):
            self._found(number, i, j, hows, strength)
        self._roles()

    def _spots(self) -> Iterator[tuple[int, int, dict[int, tuple[Hit, ...]]]]:
        """(first word, last word, hits) wherever one word, or two taken together, may be part of a name."""
        index = self.index
        for k, token in enumerate(self.tokens):
            hits = index.hits(token.word)
            if hits:
                yield k, k, hits
            if k + 1 < len(self.tokens):
                both = together(index, self.tokens, k)
                if both:
                    hits = index.hits(both)
                    if hits:
                        yield k, k + 1, hits

    def _found(self, pattern: int, i: int, j: int, hows: list[str], strength: int) -> None:
        if not strength:
            return
        self.matches.append(Match(pattern, self.tokens[i].start, self.tokens[j].end, _joined(hows), strength))

    def _all(self, i: int, l: int) -> bool:
        """Whether words i to l are the whole text."""
        return i == 0 and l == len(self.tokens) - 1

    def _ordinary(self, i: int, j: int) -> bool:
        return all(t.word.ordinary for t in self.tokens[i : j + 1])

    def _alone(self, i: int, j: int, hits: dict[int, tuple[Hit, ...]]) -> None:
        """Names of one word, single-word aliases, and surnames that point at one person."""
        word = self.tokens[i].word
        for number, hit in ((n, h) for n, several in hits.items() for h in several):
            pattern = self.index.patterns[number]
            if hit.role & ONLY:
                if pattern.what == "alias" and hit.cost == 0:
                    self._found(number, i, j, [hit.how], 3)
                elif pattern.what == "character" and self._role_before(i):
                    self._found(number, i, j, [hit.how, "by character"], 3)
                elif self._ordinary(i, j):
                    if hit.cost == 0 and person_like(self.tokens, i, j, self.setting) >= 2:
                        self._found(number, i, j, [hit.how], 2)
                elif hit.cost == 0 or (hit.letters < 99 and len(hit.part) >= 6 and agrees((hit,), self.setting.abroad)):
                    self._found(number, i, j, [hit.how], 3)
                elif (
                    len(hit.part) >= 6
                    and hit.cost <= (1 if len(hit.part) < 9 else 2)
                    and (word.disguise or not word.digits)
                    and hit.letters == 99
                ):
                    self._found(number, i, j, [hit.how], 2)
            elif hit.role & LAST and hit.cost == 0 and hit.how != "transliterated" and not self._ordinary(i, j):
                self._found(number, i, j, [hit.how, "surname alone"], 1 if self.index.distinctive(hit.part) else 0)

    def _pair(
        self, i: int, j: int, hits: dict[int, tuple[Hit, ...]], k: int, l: int, others: dict[int, tuple[Hit, ...]]
    ) -> None:
        few, many = (hits, others) if len(hits) < len(others) else (others, hits)
        for number in few:
            if number not in many:
                continue
            for a in hits[number]:
                for b in others[number]:
                    self._one_pair(number, a, b, i, j, k, l)

    def _one_pair(self, number: int, a: Hit, b: Hit, i: int, j: int, k: int, l: int) -> None:
        if not agrees((a, b), self.setting.abroad) or (min(a.letters, b.letters) < 99 and k > j + 1):
            return
        if a.part == b.part and len(self.index.patterns[number].words) == 2:
            return
        if a.role & (FIRST | MIDDLE) and b.role & LAST:
            self._forward(number, a, b, i, j, k, l)
        elif a.role & LAST and b.role & FIRST:
            self._backward(number, a, b, i, j, k, l)

    def _slips(self, a: Hit, b: Hit, first: Word, last: Word) -> bool:
        """Whether the misspelling is little enough."""
        for hit, other, word in ((a, b, first), (b, a, last)):
            doubtful = word.case == "lower" or other.cost or not self.setting.capitals_tell
            if hit.cost and word.ordinary and doubtful:
                return False
        letters = len(a.part) + len(b.part)
        return a.cost + b.cost <= (
            0 if letters < 5 else 1 if letters < 7 else 2 if letters < 11 else 3 if letters < 15 else 4
        )

    def _between_is_name(self, number: int, j: int, k: int) -> bool:
        """Whether what stands between the first and the last word belongs to a name."""
        tokens, pattern = self.tokens, self.index.patterns[number]
        middle = {spelling for word in pattern.words[1:-1] for spelling in word}
        strange = 0
        for m in range(j + 1, k):
            look = looks(tokens, m)
            word = tokens[m].word
            if look in middle or look in PARTICLES - {"y", "e", "the", "la", "le", "les", "des", "du", "de"}:
                continue
            if look in PARTICLES and (word.case != "lower" or tokens[k].word.case != "lower"):
                continue
            if len(look) == 1 and (word.case != "lower" or look not in NOT_INITIALS):
                continue
            if word.digits and not word.disguise:
                continue
            strange += 1
            if word.ordinary and (word.case == "lower" or not self.setting.capitals_tell):
                return False
            if word.case == "lower" and tokens[j].word.case != "lower":
                return False
        return strange <= 1 and k - j <= 2 + len(middle)

    def _forward(self, number: int, a: Hit, b: Hit, i: int, j: int, k: int, l: int) -> None:
        tokens = self.tokens
        first, last = tokens[i].word, tokens[k].word
        if first.possessive or not self._slips(a, b, first, last) or not self._between_is_name(number, j, k):
            return
        pattern = self.index.patterns[number]
        if a.role & MIDDLE and not a.role & FIRST and first.ordinary and last.ordinary:
            return
        stop = any(hard(between(tokens, m, m + 1)) for m in range(j, k))
        if (
            stop
            and not self._all(i, l)
            and (last.ordinary or first.ordinary)
            and not (len(looks(tokens, j + 1)) == 1 and k > j + 1)
        ):
            return
        hows = [a.how, b.how]
        if self._ordinary(i, j) and self._ordinary(k, l):
            if person_like(tokens, i, l, self.setting) < 2 and not self._names_file(i, l):
                return
            if pattern.what == "character" and after_article(tokens, i) and not self.setting.capitals_tell:
                return
        elif last.ordinary and k > j + 1 and last.case == "lower":
            return
        self._found(number, i, l, hows, 4 - a.cost - b.cost if a.cost + b.cost < 3 else 1)

    def _opens_file(self, i: int) -> bool:
        """Whether a word begins a file's name."""
        signs = between(self.tokens, i - 1, i) if i else ""
        return i == 0 or " " in signs or "/" in signs or (signs == "_" and self.tokens[i - 1].word.digits)

    def _names_file(self, i: int, l: int) -> bool:
        """Whether words i to l begin a file's name: `olive_winter`, `olive-winter.mov`."""
        tokens = self.tokens
        if not self._opens_file(i) or (i and " " in between(tokens, i - 1, i) and after_article(tokens, i)):
            return False
        joints = {between(tokens, m, m + 1) for m in range(i, l)}
        if joints == {"_"}:
            return True
        after = between(tokens, l, l + 1) if l + 1 < len(tokens) else ""
        return after in (".", "_", "-") and (
            joints <= {"-", "."} or (joints == {" "} and after != "-" and (i == 0 or "/" in between(tokens, i - 1, i)))
        )

    def _backward(self, number: int, a: Hit, b: Hit, i: int, j: int, k: int, l: int) -> None:
        tokens = self.tokens
        last, first = tokens[i].word, tokens[k].word
        signs = between(tokens, j, k) if k == j + 1 else ""
        if last.possessive or k > j + 1 or not self._slips(a, b, last, first):
            return
        comma = "," in signs
        if hard(signs.replace(",", "")):
            return
        if last.ordinary and first.ordinary:
            if (
                not comma
                or last.case == "lower"
                or first.case == "lower"
                or not self.setting.capitals_tell
                or after_article(tokens, i)
            ):
                return
        elif self._all(i, l):
            pass
        elif last.ordinary and (last.case == "lower" or not self.setting.capitals_tell):
            if not comma and not ("_" in signs and self._opens_file(i)):
                return
            if after_article(tokens, i) or (
                i
                and not hard(between(tokens, i - 1, i))
                and tokens[i - 1].word.ordinary
                and not person_like(tokens, i, l, self.setting) >= 1
            ):
                return
        elif first.ordinary and first.case == "lower" and not comma:
            return
        self._found(number, i, l, [a.how, b.how, "reversed"], 3 - a.cost - b.cost if a.cost + b.cost < 3 else 1)

    def _role_before(self, i: int) -> bool:
        """Whether the words before word i speak of playing a role."""
        return any(any_look(self.tokens, k, PLAYED) for k in range(max(0, i - 8), i))

    def _roles(self) -> None:
        """ "The star of <work>" finds all who are listed with that work, unless it goes on to who played whom."""
        tokens, titles = self.tokens, self.index.title_starts
        for cue in range(len(tokens)) if titles else ():
            if not any_look(tokens, cue, STARS):
                continue
            for k in range(cue + 1, min(cue + 9, len(tokens))):
                if any_look(tokens, k, PLAYED):
                    break
                for title in titles.get(looks(tokens, k), ()):
                    telling = len(title) > 1 or tokens[k].word.case != "lower" or not tokens[k].word.ordinary
                    if telling and all(looks(tokens, k + n) == part for n, part in enumerate(title)):
                        end = tokens[k + len(title) - 1].end
                        self.works += [(person, tokens[cue].start, end) for person in self.index.works[title]]
