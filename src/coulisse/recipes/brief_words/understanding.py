"""What was understood of a sentence, word by word, shown back to the person who wrote it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from coulisse.marked_yaml import flow
from coulisse.recipes.brief_words.sentence import Sentence


@dataclass(frozen=True)
class Word:
    """A word or a phrase of the sentence (words `first` to before `last`) and what became of it."""

    text: str
    first: int
    last: int
    what: Literal["understood", "function", "not_understood", "name"]
    field: str = ""  # the dotted field of the brief that it went into
    means: str = ""
    how: str = ""  # by which rule, where it was not taken as written


@dataclass(frozen=True)
class Filled:
    """A field that the sentence did not name: what was filled in, and why."""

    field: str
    value: Any
    why: str


@dataclass(frozen=True)
class Understanding:
    """Every word of a sentence once, and the defaults that were filled in."""

    text: str
    language: str
    words: tuple[Word, ...]
    filled: tuple[Filled, ...] = field(default=())

    @property
    def not_understood(self) -> tuple[str, ...]:
        """The words that changed nothing."""
        return tuple(word.text for word in self.words if word.what == "not_understood")

    @property
    def names(self) -> tuple[str, ...]:
        """Unknown words with a capital, neighbours together: for the gate to look at."""
        found: list[str] = []
        last = -1
        for word in self.words:
            if word.what == "name":
                if found and word.first == last:
                    found[-1] += f" {word.text}"
                else:
                    found.append(word.text)
                last = word.last
        return tuple(found)

    def of(self, text: str) -> Word:
        """The first record with these words. Raises KeyError where there is none."""
        for word in self.words:
            if word.text.casefold() == text.casefold():
                return word
        raise KeyError(text)

    def as_yaml(self) -> str:
        """The whole as YAML: one line a word or phrase, in the order of the sentence."""
        name = {"en": "English", "fr": "French"}[self.language]
        lines = [f"sentence: {flow(self.text)}", f"language: {name}", "understood:"]
        for word in self.words:
            if word.what == "understood":
                how = f", how: {flow(word.how)}" if word.how else ""
                lines.append(f"  - {{words: {flow(word.text)}, as: {flow(word.means)}, in: {flow(word.field)}{how}}}")
        if lines[-1] == "understood:":
            lines[-1] = "understood: []"
        lines.append("joining words: " + flow([word.text for word in self.words if word.what == "function"]))
        lines.append("not understood: " + flow(list(self.not_understood)))
        lines.append("names, for the gate: " + flow(list(self.names)))
        lines.append("filled in:" if self.filled else "filled in: []")
        lines += [
            f"  - {{field: {flow(one.field)}, value: {flow(one.value)}, why: {flow(one.why)}}}" for one in self.filled
        ]
        return "\n".join(lines) + "\n"


def account(sentence: Sentence, taken: Mapping[int, tuple[str, str]]) -> tuple[Word, ...]:
    """One record for each span; `taken` says for spans by their index into which field they went, and as what.

    Vocabulary that went nowhere is not understood: it changed nothing.
    """
    records = []
    for index, span in enumerate(sentence.spans):
        how = {"more": "a comparative", "inflected": ""}.get(span.how, span.how)
        if index in taken:
            where, means = taken[index]
            records.append(Word(span.text, span.first, span.last, "understood", where, means, how))
        elif span.what == "function" and span.role != "place":
            records.append(Word(span.text, span.first, span.last, "function", means=span.role))
        elif span.what == "name":
            records.append(Word(span.text, span.first, span.last, "name"))
        else:
            records.append(Word(span.text, span.first, span.last, "not_understood"))
    return tuple(records)
