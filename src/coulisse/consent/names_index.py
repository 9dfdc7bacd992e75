"""The index of names: which parts of which names a word may be, misspelled, misheard or out of another script."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from coulisse.consent.names_known import Known
from coulisse.consent.names_letters import alikeness, edits
from coulisse.consent.names_ordinary import SHARED, is_distinctive, is_ordinary
from coulisse.consent.names_patterns import FIRST, LAST, MIDDLE, ONLY, Pattern, name_words, title_words
from coulisse.consent.names_sounds import bones, coarse, out_of, same_name, spoken
from coulisse.consent.names_words import Word

_ABJADS = frozenset({"arabic", "hebrew", "syriac"})
# How much of the letters must agree, in order, when consonants agree in the coarsest way. Chinese keeps least.
_AGREEMENT = {"cjk": 0.4, "arabic": 0.5, "hebrew": 0.5, "katakana": 0.55, "hiragana": 0.55, "hangul": 0.55}


_NEEDS = ((4, 2.0), (6, 0.95), (8, 0.86), (10, 0.78), (13, 0.72), (999, 0.66))  # (most letters compared, agreement)


@dataclass(frozen=True)
class Hit:
    """A word may be this part of a pattern; `cost` 0 exact, 1 one slip or the same sound, 2 more."""

    role: int
    cost: int
    how: str
    part: str
    agreement: float = 1.0
    letters: int = 99


def agrees(hits: tuple[Hit, ...], strict: bool) -> bool:
    """Whether words of another script agree well enough with a name: the fewer letters there are, the better.

    `strict` in a text that is in that script; a word of another script in an English or French text is conspicuous.
    """
    abroad = [hit for hit in hits if hit.letters < 99]
    if not abroad:
        return True
    letters = sum(hit.letters for hit in abroad)
    share = sum(hit.agreement * hit.letters for hit in abroad) / letters
    return share >= (next(need for most, need in _NEEDS if letters <= most) if strict else 0.6)


def _deletes(word: str) -> Iterator[str]:
    for k in range(len(word)):
        if k and word[k] == word[k - 1]:
            continue
        yield word[:k] + word[k + 1 :]


class Index:
    """Built once from the people; `hits(word)` is remembered for the words that come again."""

    def __init__(self, people: Iterable[Known]) -> None:
        self.people = list(people)
        self.patterns: list[Pattern] = []
        self.parts: dict[str, dict[int, int]] = defaultdict(dict)  # part -> pattern -> roles
        self.glued: dict[str, list[int]] = defaultdict(list)
        self.whole: dict[str, list[int]] = defaultdict(list)  # names of one word
        self.works: dict[tuple[str, ...], set[int]] = defaultdict(set)
        self._forgotten: dict[str, set[str]] = defaultdict(set)  # a part with one letter left out -> parts
        self._spoken: dict[str, set[str]] = defaultdict(set)
        self._bones: dict[str, set[str]] = defaultdict(set)
        self._coarse: dict[str, set[str]] = defaultdict(set)
        self._foreign: set[str] = set()
        self._heard: dict[str, dict[str, int]] = {}
        self._hits: dict[Word, dict[int, tuple[Hit, ...]]] = {}
        for number, person in enumerate(self.people):
            for name in person.names:
                self._add(number, "name", name)
            for name in person.aliases:
                self._add(number, "alias", name)
            for name, work in person.characters:
                self._add(number, "character", name)
                title = title_words(work)
                if title:
                    self.works[title].add(number)
        self._look_up_tables()
        self.starts3 = {text[:3] for text in (*self.glued, *self.whole)}
        self.starts5: dict[str, list[str]] = defaultdict(list)
        for glued in self.glued:
            if len(glued) >= 7:
                self.starts5[glued[:5]].append(glued)
        self.title_starts: dict[str, list[tuple[str, ...]]] = defaultdict(list)
        for key in self.works:
            self.title_starts[key[0]].append(key)

    def _add(self, person: int, what: Literal["name", "alias", "character"], name: str) -> None:
        words, foreign = name_words(name)
        if not words:
            return
        number = len(self.patterns)
        ordinary = tuple(any(is_ordinary(spelling) for spelling in word) for word in words)
        self.patterns.append(Pattern(person, what, words, ordinary, foreign))
        for k, word in enumerate(words):
            role = ONLY if len(words) == 1 else FIRST if k == 0 else LAST if k == len(words) - 1 else MIDDLE
            for spelling in word:
                self.parts[spelling][number] = self.parts[spelling].get(number, 0) | role
                if foreign:
                    self._foreign.add(spelling)
        if len(words) == 1:
            self.whole[words[0][0]].append(number)
        if len(words) > 1:
            for first in words[0][:2]:
                for last in words[-1][:2]:
                    for glued in (first + last, last + first, "".join(w[0] for w in words)):
                        if len(glued) >= 5 and number not in self.glued[glued]:
                            self.glued[glued].append(number)

    def _look_up_tables(self) -> None:
        for part in self.parts:
            if len(part) >= 3:
                for less in _deletes(part):
                    self._forgotten[less].add(part)
            for said in (spoken(part), same_name(part)):
                if said:
                    self._spoken[said].add(part)
            frame = bones(part)
            if len(part) >= 5:
                self._bones[frame].add(part)
                if len(frame) >= 3:
                    for less in _deletes(frame):
                        self._bones[less].add(part)
            for key in coarse(part):
                self._coarse[key].add(part)

    def heard(self, reading: str) -> dict[str, int]:
        """Parts that a reading of a-z may be, with the cost."""
        known = self._heard.get(reading)
        if known is None:
            if len(self._heard) > 200_000:
                self._heard.clear()
            known = self._heard[reading] = self._parts_like(reading)
        return known

    def _parts_like(self, reading: str) -> dict[str, int]:
        found: dict[str, int] = {}
        if not 2 <= len(reading) <= 40:
            return found
        if reading in self.parts:
            found[reading] = 0
        if reading[-1] == "s" and reading[:-1] in self.parts and len(reading) > 3:
            found.setdefault(reading[:-1], 0)
        for two, one in (("rn", "m"), ("vv", "w"), ("cl", "d")):  # letters that together look like another
            if two in reading and reading.replace(two, one) in self.parts:
                found.setdefault(reading.replace(two, one), 1)
        near = set(self._forgotten.get(reading, ()))
        if len(reading) >= 3:
            for less in _deletes(reading):
                near |= self._forgotten.get(less, set())
                if less in self.parts:
                    near.add(less)
        for part in near - found.keys():
            cost = self._slip(reading, part)
            if cost:
                found[part] = cost
        said = self._spoken.get(spoken(reading), set()) | self._spoken.get(same_name(reading), set())
        for part in said - found.keys():
            if reading[0] == part[0] or len(part) >= 4:
                found[part] = 1
        if len(reading) >= 5:
            frame = bones(reading)
            near = set(self._bones.get(frame, ()))
            if len(frame) >= 3:
                for less in _deletes(frame):
                    near |= self._bones.get(less, set())
            for part in near - found.keys():
                if (min(len(part), len(reading)) >= 7 and edits(reading, part, 2) <= 2) or (
                    edits(spoken(reading), spoken(part), 1) <= 1 and edits(reading, part, 3) <= 3
                ):
                    found[part] = 2
        return found

    @staticmethod
    def _slip(reading: str, part: str) -> int:
        """1 for one slip of the pen, 2 where the part is so short that a slip makes another word, 0 for none."""
        shorter = min(len(reading), len(part))
        if edits(reading, part, 1) > 1:
            return 0
        if shorter >= 4:
            return 1
        same = sorted(reading) == sorted(part) or (set(reading) == set(part) and len(reading) > len(part))
        if shorter == 3 and (same or len(part) == 4):
            return 1
        return 2 if shorter == 2 and len(part) == 3 and reading[0] == part[0] else 0

    def out_of_script(self, sound: str, script: str) -> dict[str, tuple[float, int]]:
        """Parts that a word of another script may stand for: their consonants agree, and enough of their letters."""
        found: dict[str, tuple[float, int]] = {}
        if not 2 <= len(sound) <= 60:
            return found
        need = _AGREEMENT.get(script, 0.6)
        for way in out_of(script, sound):
            near: set[str] = set()
            for key in coarse(way):
                near |= self._coarse.get(key, set())
                if script in ("cjk", "katakana", "hiragana", "hangul") and len(key) >= 3:
                    for less in _deletes(key):
                        near |= self._coarse.get(less, set())
            for part in near:
                agreement, letters = max(_agreement(way, part, script), _agreement(spoken(way), spoken(part), script))
                if agreement >= need and agreement > found.get(part, (0.0, 0))[0]:
                    found[part] = (agreement, letters)
        return found

    def _from_script(self, word: Word) -> dict[str, tuple[float, int]]:
        """Parts whose consonants agree with a word of another script, or of an outlandish part with a Latin word."""
        if word.script and word.sound:
            if word.script == "cjk" and len(word.original) == 1:
                return {}
            return self.out_of_script(word.sound, word.script)
        found: dict[str, tuple[float, int]] = {}
        if self._foreign and word.looks:
            reading = word.looks[0]
            for key in coarse(reading):
                for part in self._coarse.get(key, set()) & self._foreign:
                    script = "arabic" if not set(part) & set("aeiou") else ""
                    agreement = _agreement(spoken(reading), spoken(part), script)
                    if len(part) >= 2 and agreement[0] >= 0.55:
                        found[part] = agreement
        return found

    def hits(self, word: Word) -> dict[int, tuple[Hit, ...]]:
        """Pattern -> what the word may be in it: the likeliest for each of its parts."""
        known = self._hits.get(word)
        if known is None:
            if len(self._hits) > 100_000:
                self._hits.clear()
            known = self._hits[word] = self._find(word)
        return known

    def _find(self, word: Word) -> dict[int, tuple[Hit, ...]]:
        found: dict[int, dict[int, Hit]] = defaultdict(dict)
        for reading in word.readings:
            # A lower-case ordinary word is that word, not somebody else's misspelled name.
            exact_only = word.ordinary and word.case == "lower"
            parts = {reading: 0} if exact_only and reading in self.parts else {} if exact_only else self.heard(reading)
            for part, cost in parts.items():
                how = "misspelled" if cost else word.disguise
                if not word.disguise and word.script and reading == word.sound:
                    how = "transliterated"
                self._note(found, part, cost, how)
        if not (word.ordinary and word.case == "lower"):
            for part, (agreement, letters) in self._from_script(word).items():
                self._note(found, part, 1, "transliterated", agreement, letters)
        return {number: tuple(hits.values()) for number, hits in found.items()}

    def _note(
        self,
        found: dict[int, dict[int, Hit]],
        part: str,
        cost: int,
        how: str,
        agreement: float = 1.0,
        letters: int = 99,
    ) -> None:
        for number, role in self.parts[part].items():
            old = found[number].get(role)
            if old is None or (cost, -agreement) < (old.cost, -old.agreement):
                found[number][role] = Hit(role, cost, how, part, agreement, letters)

    def distinctive(self, part: str) -> bool:
        """Whether this surname points at one person of the list, wherever it stands."""
        persons = {self.patterns[number].person for number in self.parts.get(part, ())}
        return len(persons) == 1 and part not in SHARED and is_distinctive(part)


# Letters that scripts do not tell apart.
_LOOSE = str.maketrans("bfvgqzjxcldmwy", "pppkkssssrtnui")


def _agreement(word: str, part: str, script: str) -> tuple[float, int]:
    """(how far two spellings agree, over how many letters); without vowels where a script leaves them out."""
    if script:
        word, part = (
            text.replace("ch", "c").replace("sh", "s").replace("th", "t").translate(_LOOSE) for text in (word, part)
        )
    if script in _ABJADS:
        word, part = ("".join(c for c in text if c not in "aeiouh") for text in (word, part))
    return alikeness(word, part), max(len(word), len(part))
