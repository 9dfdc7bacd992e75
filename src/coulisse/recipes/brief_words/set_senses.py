"""Chooses the sense of a word by the room that it stands in: a French `pupitre` is a console in a control room."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from typing import Any

from coulisse.recipes.brief_words.inflection import forms
from coulisse.recipes.brief_words.lexicon import Reading
from coulisse.recipes.brief_words.sentence import Sentence, Span
from coulisse.recipes.brief_words.tokens import words
from coulisse.recipes.brief_words.vocabulary import Sense, senses, vocabulary


def sensed(sentence: Sentence, rooms: Iterable[str] = ()) -> Sentence:
    """The sentence with words of several senses read as its rooms ask; `rooms`: ids of rooms that it does not name.

    The data is vocabulary/senses.yaml. A word that names more (`console table`, `pupitre d'école`) stays what it is.
    """
    entries: Any = vocabulary().entries
    named: list[Any] = [r.entry for s in sentence.spans for r in s.readings[:1] if r.kind == "room"]
    named += [entries["room"][name] for name in rooms if name in entries["room"]]
    where = {room.id for room in named} | {room.class_ for room in named}
    if not where:
        return sentence
    spans = list(sentence.spans)
    for k, span in enumerate(spans):
        slip = span.what == "function" and bool(span.how)  # `poste` is one letter from `porte`
        if span.what not in ("vocabulary", "unknown") and not slip:
            continue
        keys = tuple(token.key for token in sentence.tokens[span.first : span.last])
        several = span.how == "inflected" or (k > 0 and _counts(spans[k - 1]))
        for sense in _by_words(sentence.language).get(len(keys), ()):
            inflected = _is(keys, sense[0], sentence.language)
            if inflected is None or not where & {*sense[1].rooms} or (sense[1].many and not (several or inflected)):
                continue
            if inflected and any(
                other is sense[1] and keys == word for word, other in _by_words(sentence.language)[len(keys)]
            ):
                inflected = False  # `lampe` is French for one lamp, not an English plural
            kind, _, name = sense[1].id.partition("/")
            if span.readings and span.readings[0].name == sense[1].id:
                break
            if any(r.kind == "room" for r in span.readings) and not _among(spans, k):
                continue  # the room itself
            how = ("" if slip else span.how) or ("inflected" if inflected else "")
            spans[k] = replace(span, what="vocabulary", readings=(Reading(kind, entries[kind][name]),), how=how)
            break
    return replace(sentence, spans=tuple(spans))


def _counts(span: Span) -> bool:
    return span.what == "number" and getattr(span.value, "value", 1) > 1


def _among(spans: list[Span], at: int) -> bool:
    """Whether a room has been named before: `bureau` is a piece in it then, not the room."""
    return any(r.kind == "room" for span in spans[:at] for r in span.readings[:1])


def _is(keys: tuple[str, ...], sense: tuple[str, ...], language: str) -> bool | None:
    """Whether words are a sense's, inflected (True) or as written (False); None where they are not."""
    inflected = False
    for word, wanted in zip(keys, sense, strict=True):
        if word == wanted:
            continue
        if not any(form == wanted and how != "more" for form, how in forms(word, language)):
            return None
        inflected = True
    return inflected


@cache
def _by_words(language: str) -> dict[int, tuple[tuple[tuple[str, ...], Sense], ...]]:
    """The senses by the number of their words; words of both languages stand in one list, as in the data."""
    found: dict[int, list[tuple[tuple[str, ...], Sense]]] = {}
    for sense in senses():
        for phrase in sense.words:
            found.setdefault(len(words(phrase)), []).append((words(phrase), sense))
    return {length: tuple(list_) for length, list_ in found.items()}
