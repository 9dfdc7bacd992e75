"""Finds names in a text's words: next to each other, turned round, run together, spaced out, as initials, by a role."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from coulisse.consent.names_evidence import (
    ACTORS,
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
from coulisse.consent.names_glued import glued, glued_abroad
from coulisse.consent.names_index import Hit, Index, agrees
from coulisse.consent.names_ordinary import is_ordinary
from coulisse.consent.names_patterns import FIRST, LAST, MIDDLE, ONLY, PARTICLES
from coulisse.consent.names_words import Token, Word

_NOT_INITIALS = frozenset("aiyo")  # in lower case; as capitals only A and I are words
_LONGEST_NAME = 44  # letters
_LONGEST_ROW = 60  # single letters in a row in which a misspelled name is looked for; in longer rows only exact ones


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
        self._cues = [
            k for k, t in enumerate(tokens) if any_look(tokens, k, PLAYED) or any_look(tokens, k, ACTORS)
        ] if index.works else []  # fmt: skip

    def read(self) -> None:
        """Look for everything."""
        spots = list(self._spots())
        for n, (i, j, hits) in enumerate(spots):
            self._alone(i, j, hits)
            self._initials(i, j, hits)
            for k, l, others in spots[n + 1 : n + 40]:
                if k > j + 3:
                    break
                if k > j:
                    self._pair(i, j, hits, k, l, others)
        for k, token in enumerate(self.tokens):
            if not token.word.ordinary:
                self._run_together(k)
            if token.trail == "-" and k + 1 < len(self.tokens):
                both = self._together(k)
                for reading in both.looks if both and not both.ordinary else ():
                    for number, cost in glued(self.index, reading, thorough=len(self.tokens) < 4000):
                        self._found(number, k, k + 1, ["misspelled" if cost else "", "run together"], 1)
        self._spaced()
        self._roles()

    def _spots(self) -> Iterator[tuple[int, int, dict[int, tuple[Hit, ...]]]]:
        """(first word, last word, hits) wherever one word, or two taken together, may be part of a name."""
        index = self.index
        for k, token in enumerate(self.tokens):
            hits = index.hits(token.word)
            if hits:
                yield k, k, hits
            if k + 1 < len(self.tokens):
                both = self._together(k)
                if both:
                    hits = index.hits(both)
                    if hits:
                        yield k, k + 1, hits

    def _together(self, k: int) -> Word | None:
        """Word k and the next as one, if they may be (`Min-jun`, `van der`): misspelled only where a hyphen joins them."""
        a, b = self.tokens[k].word, self.tokens[k + 1].word
        if not a.looks or not b.looks or len(a.looks[0]) + len(b.looks[0]) > 20:
            return None
        plain = a.looks[0] + b.looks[0]
        signs = between(self.tokens, k, k + 1)
        if signs in ("-", "‐", "‑", "–"):
            looks = tuple(dict.fromkeys(x + y for x in a.looks for y in b.looks))[:6]
            ordinary = a.ordinary and b.ordinary
            return Word(looks, "", a.disguise or b.disguise, a.case, "", False, b.possessive, ordinary, plain)
        if plain in self.index.parts and len(plain) >= 3 and not hard(signs):
            return Word((plain,), original=plain, case=a.case, possessive=b.possessive)
        return None

    def _found(self, pattern: int, i: int, j: int, hows: list[str], strength: int) -> None:
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
            elif hit.role & LAST and hit.cost == 0 and hit.how != "transliterated" and self.index.distinctive(hit.part):
                if not self._ordinary(i, j):
                    self._found(number, i, j, [hit.how, "surname alone"], 1)

    def _initials(self, i: int, j: int, hits: dict[int, tuple[Hit, ...]]) -> None:
        for number, hit in ((n, h) for n, several in hits.items() for h in several):
            pattern = self.index.patterns[number]
            if (
                not hit.role & LAST
                or hit.cost > 1
                or len(hit.part) < 3
                or hit.agreement < (0.95 if self.setting.abroad else 0.7)
            ):
                continue
            firsts = {word[0][0] for word in pattern.words[:-1]}
            leading = pattern.words[0][0][0]
            k, seen = i - 1, []
            while (
                k >= 0
                and len(seen) < 3
                and self._initial(k, k + 1)
                and looks(self.tokens, k) in firsts | set("abcdefghijklmnopqrstuvwxyz")
            ):
                seen.append(looks(self.tokens, k))
                k -= 1
            if leading in seen and self._initial_counts(k + 1, i, hit, len(seen)):
                self._found(number, k + 1, j, [hit.how, "initials"], 2)
            elif (
                (
                    j + 1 < len(self.tokens)
                    and looks(self.tokens, j + 1) == leading
                    and "," in between(self.tokens, j, j + 1)
                )
                and len(self.tokens[j + 1].word.original) == 1
                and self.tokens[j + 1].word.case != "lower"
            ):
                if self.tokens[i].word.case != "lower" and not after_article(self.tokens, i):
                    self._found(number, i, j + 1, [hit.how, "initials"], 2)

    def _initial(self, k: int, after: int) -> bool:
        token = self.tokens[k]
        return (
            len(looks(self.tokens, k)) == 1 and not token.word.digits and "'" not in token.trail and "’" not in token.trail
            and not (hard(between(self.tokens, k, after)) and not between(self.tokens, k, after).lstrip().startswith("."))
        )  # fmt: skip

    def _initial_counts(self, k: int, i: int, hit: Hit, many: int) -> bool:
        """Whether a single letter before a surname is an initial, and not "a stone" or the "b field"."""
        first, last = self.tokens[k].word, self.tokens[i].word
        dotted = self.tokens[k].trail.startswith(".")
        capital = first.case != "lower"
        if last.ordinary:
            start = k == 0 or not self.tokens[k - 1].word.looks
            return (last.case != "lower" and capital and (dotted or looks(self.tokens, k) not in "ai")
                    ) or (start and "_" in self.tokens[k].trail and looks(self.tokens, k) not in _NOT_INITIALS) or (dotted and many > 1)  # fmt: skip
        return dotted or capital or looks(self.tokens, k) not in _NOT_INITIALS

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
            if hit.cost and word.ordinary:
                if word.case == "lower" or other.cost or not self.setting.capitals_tell:
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
            if len(look) == 1 and (word.case != "lower" or look not in _NOT_INITIALS):
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
        """Whether words i to l begin a file's name: `olive_winter`, `olive-winter.mov`, and nothing else goes before."""
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
            if after_article(tokens, i) or (i and not hard(between(tokens, i - 1, i)) and tokens[i - 1].word.ordinary
                                            and not person_like(tokens, i, l, self.setting) >= 1):  # fmt: skip
                return
        elif first.ordinary and first.case == "lower" and not comma:
            return
        self._found(number, i, l, [a.how, b.how, "reversed"], 3 - a.cost - b.cost if a.cost + b.cost < 3 else 1)

    # Names run together, and words taken apart.

    def _run_together(self, k: int) -> None:
        token = self.tokens[k]
        for reading in token.word.readings:
            if len(reading) < 5 or is_ordinary(reading):
                continue
            how = token.word.disguise
            for number, cost in glued(self.index, reading, thorough=len(self.tokens) < 4000):
                self._found(number, k, k, [how, "misspelled" if cost else "", "run together"], 2)
        word = token.word
        if word.script and 2 <= len(word.original) <= 12 and not word.disguise:
            for number in glued_abroad(self.index, word):
                self._found(number, k, k, ["transliterated", "run together"], 1)

    def _spaced(self) -> None:
        """Names taken apart: `T o m`, `Har dy`, `t.o.m.h.a.r.d.y`."""
        tokens = self.tokens
        pieces = [not t.word.ordinary or len(looks(tokens, k)) == 1 for k, t in enumerate(tokens)]
        for k in range(len(tokens) - 1):
            if pieces[k] or pieces[k + 1]:
                self._apart(k, lambda w: w.looks[0])
                if len(tokens[k].word.looks) > 1 or len(tokens[k + 1].word.looks) > 1:
                    self._apart(k, lambda w: w.looks[1] if len(w.looks) > 1 else w.looks[0])
                if tokens[k].word.sound:
                    self._apart(k, lambda w: w.sound or w.looks[0])
        k = 0
        while k < len(tokens):
            m = k
            while (
                m < len(tokens)
                and len(tokens[m].word.looks[:1] and tokens[m].word.looks[0]) == 1
                and m - k <= _LONGEST_ROW
            ):
                m += 1
            if 5 <= m - k <= _LONGEST_ROW:
                self._letters(k, m)
            k = max(m, k + 1)

    def _apart(self, k: int, read: Callable[[Word], str]) -> None:
        index, tokens = self.index, self.tokens
        text, strange = "", 0
        for m in range(k, min(len(tokens), k + _LONGEST_NAME)):
            word = tokens[m].word
            if not word.looks:
                return
            here = read(word)
            text += here
            strange += not word.ordinary
            if m > k and (tokens[m - 1].word.possessive or self._stopped(m - 1, m)):
                return
            if len(text) > _LONGEST_NAME or (len(text) >= 3 and text[:3] not in index.starts3):
                return
            if m == k or not (strange or (m - k >= 3 and len(here) == 1)):
                continue
            if m == k + 1 and looks(tokens, k) in index.parts and looks(tokens, m) in index.parts:
                continue  # two whole words: `_pair` has judged them
            for number in (*index.glued.get(text, ()), *(index.whole.get(text, ()) if len(text) >= 5 else ())):
                how = next((t.word.disguise for t in tokens[k : m + 1] if t.word.disguise), "")
                self._found(number, k, m, [how, "spaced out"], 2)

    def _stopped(self, k: int, m: int) -> bool:
        """Whether a phrase ends between two words; between single letters any sign may stand."""
        longest = max(len(looks(self.tokens, k)), len(looks(self.tokens, m)))
        return longest > 2 and hard(between(self.tokens, k, m))

    def _letters(self, k: int, m: int) -> None:
        """A row of single letters, misspelled perhaps, with other letters before and after perhaps."""
        for begin in range(k, min(m - 4, k + 60)):
            row = "".join(looks(self.tokens, n) for n in range(begin, m))
            for length in range(min(len(row), _LONGEST_NAME), 5, -1):
                if begin > k and length < len(row):
                    break
                for number, cost in glued(self.index, row[:length], thorough=True):
                    self._found(number, begin, begin + length - 1, ["misspelled" if cost else "", "spaced out"], 1)

    # By what they played.

    def _role_before(self, i: int) -> bool:
        return any(i - 9 <= k < i and any_look(self.tokens, k, PLAYED) for k in self._cues)

    def _roles(self) -> None:
        """ "The actress who played <character>" widens the finding; "the star of <work>" finds who is listed in it."""
        tokens, index = self.tokens, self.index
        for cue in self._cues:
            if not any_look(tokens, cue, STARS):
                continue
            for k in range(cue + 1, min(cue + 9, len(tokens))):
                if any_look(tokens, k, PLAYED):
                    break
                for title in index.title_starts.get(looks(tokens, k), ()):
                    if all(looks(tokens, k + n) == part for n, part in enumerate(title)):
                        if len(title) > 1 or tokens[k].word.case != "lower" or not tokens[k].word.ordinary:
                            self.works += [
                                (p, tokens[cue].start, tokens[k + len(title) - 1].end) for p in index.works[title]
                            ]
