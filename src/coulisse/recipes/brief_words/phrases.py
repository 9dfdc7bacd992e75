"""Binds the words of a sentence to each other: adjectives, materials, counts and measures to the noun they belong to.

A sentence falls into phrases at its pauses and at words such as `with` and `and`. Each word looks for the nearest
thing that it can belong to: in English what follows, in French what precedes; then what stood before; else the whole.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from coulisse.recipes.brief_words.lexicon import Reading
from coulisse.recipes.brief_words.sentence import Sentence, Span

_OPENS = {"with", "without", "and", "replace", "remove", "add", "make"}
_MARKS = {"in", "on", "for"}
_BY = {"by", "with", "for", "into", "to", "par", "avec", "en", "contre"}
# Costs of belonging, in words of distance.
NEVER = 1e9
AGAINST = 3.5  # against the language's usual order
CROSSED = 12.0  # over `and` or `with`
NEXT = 9.0  # an adjective before `and`, on to the next phrase's noun: `red and gold uniform`
FARTHEST = 8  # phrases back
ONTO = 4.5  # `tiles on the floor`, `worn at the hem`
_ONTO = frozenset({"material", "colour", "modifier", "pattern", "trim"})
_UNDER = frozenset({"architecture", "part", "sleeve", "collar", "lapel"})
_BEFORE_AND = frozenset({"colour", "modifier", "material", "fabric", "pattern", "style", "light", "silhouette"})


@dataclass(eq=False)
class Node:
    """A span that stands for something: its possible readings, the chosen one, and what it belongs to."""

    index: int  # of the span
    place: int  # among the nodes
    phrase: int
    span: Span
    readings: tuple[Reading, ...]
    marked: str = ""  # `in`, `on` or `for` stands right before it
    prenominal: bool = False  # an article, a number or such an adjective stands right before it
    degree: int = 0  # 1: more, -1: less
    denied: bool = False
    chosen: Reading | None = None
    intro: str = ""  # the role of the word that opens its phrase
    parent: Node | None = None
    children: list[Node] = field(default_factory=list)

    @property
    def kind(self) -> str:
        return self.chosen.kind if self.chosen else self.span.what

    @property
    def id(self) -> str:
        return self.chosen.entry.id if self.chosen else ""

    @property
    def entry(self) -> Any:
        assert self.chosen is not None
        return self.chosen.entry

    def of(self, *kinds: str) -> list[Node]:
        """What belongs to it, of some kinds."""
        return [child for child in self.children if child.kind in kinds]


@dataclass
class Phrase:
    """A run of words between two pauses or joining words."""

    number: int
    intro: str  # the role of the word that opens it
    pause: str
    denied: bool
    act: str  # "", replace, replacement, remove, add
    nodes: list[Node] = field(default_factory=list)
    pronoun: bool = False


@dataclass(frozen=True)
class Grammar:
    """What a domain says of its kinds.

    `choose` narrows a node's readings by what stands around it; a node left with one reading of the kinds `things`
    is a thing of its own. `belongs` says whether a reading of a node can belong to a thing, `alone` what it costs to
    belong to the whole, `comma` what a comma between adds.
    """

    things: frozenset[str]
    choose: Callable[[Node, list[Node]], tuple[Reading, ...]]
    belongs: Callable[[Reading, Node, Node], bool]
    alone: Callable[[Reading], float]
    comma: Callable[[Reading], float]


def bind(sentence: Sentence, grammar: Grammar) -> tuple[list[Phrase], list[Node]]:
    """The phrases of a sentence and all its nodes, each with its reading and what it belongs to."""
    phrases = _phrases(sentence)
    nodes = [node for phrase in phrases for node in phrase.nodes]
    for node in nodes:
        if len(node.readings) > 1:
            node.readings = grammar.choose(node, nodes)
        if len(node.readings) == 1 or (node.readings and node.readings[0].kind in grammar.things):
            node.chosen = node.readings[0]
    for node in nodes:
        if node.chosen and node.kind in grammar.things:
            continue
        best: tuple[float, Reading | None, Node | None] = (NEVER, node.chosen, None)
        for reading in node.readings:
            cost, parent = _nearest(reading, node, nodes, phrases, grammar, sentence.language)
            if cost < best[0]:
                best = (cost, reading, parent)
        if best[1] is None and node.readings:
            best = (NEVER, node.readings[0], None)
        node.chosen, node.parent = best[1], best[2]
    for node in nodes:
        if node.parent is not None:
            node.parent.children.append(node)
    return phrases, nodes


def _phrases(sentence: Sentence) -> list[Phrase]:
    phrases = [Phrase(0, "", "", False, "")]
    place, marked, degree, denied_next, prenominal = 0, "", 0, False, False
    for index, span in enumerate(sentence.spans):
        key = sentence.tokens[span.first].key
        last = phrases[-1]
        if span.pause or (span.what == "function" and span.role in _OPENS):
            role = span.role if span.what == "function" and span.role in _OPENS else ""
            by = last.act == "replace" and key in _BY
            last = _opened(phrases, "with" if by else role, span.pause, "replacement" if by else "", span, key)
            phrases.append(last)
            marked, prenominal, degree, denied_next = "", False, 0, False
        elif last.act == "replace" and last.nodes and span.what == "function" and key in _BY:
            last = Phrase(len(phrases), "with", "", False, "replacement")
            phrases.append(last)
        if span.what == "function":
            if span.role in _MARKS:
                marked = span.role
            elif span.role == "less":
                degree = -1
            elif span.role == "not":
                denied_next = True
            elif span.role == "pronoun":
                last.pronoun = last.pronoun or key in {"one", "ones", "celle", "celles", "celui", "ceux", "un"}
            elif key in {"more", "plus"}:
                degree = 1
            if key in {"a", "an", "un", "une"} and last.intro == "and" and not last.nodes:
                last.denied = False  # `without windows and a long table`
            prenominal = prenominal or span.role == "article"
            continue
        if span.what in ("unknown", "name"):
            prenominal = False
            continue
        if span.what == "number" and last.intro == "and" and not last.nodes:
            last.denied = False
        node = Node(
            index, place, last.number, span, span.readings, marked, prenominal,
            degree or (1 if span.how == "more" else 0), last.denied or denied_next or span.what == "absence",
            intro=last.intro,
        )  # fmt: skip
        last.nodes.append(node)
        place += 1
        prenominal = span.what == "number" or (prenominal and bool(span.readings) and span.readings[-1].kind in (
            "modifier", "mood", "light", "colour"
        ))  # fmt: skip
        marked, degree, denied_next = "", 0, False
    return phrases


def _opened(phrases: list[Phrase], role: str, pause: str, act: str, span: Span, key: str) -> Phrase:
    last = phrases[-1]
    if role in ("replace", "remove", "add"):
        act = role
    elif not act and not pause and role == "and":
        act = last.act
    elif not act and pause == "," and last.act == "remove" and span.role == "article":
        act = "remove"
    goes_on = role == "and" and not pause and last.denied and key not in {"but", "mais", "then", "puis"}
    denied = role == "without" or goes_on
    return Phrase(len(phrases), role, pause, denied, act)


def _nearest(
    reading: Reading, node: Node, nodes: list[Node], phrases: list[Phrase], grammar: Grammar, language: str
) -> tuple[float, Node | None]:  # fmt: skip
    """(cost, thing) of the cheapest thing that a reading of a node can belong to; (cost, None) for the whole."""
    best: tuple[float, Node | None] = (grammar.alone(reading), None)
    for target in nodes:
        if target is node or target.chosen is None or not grammar.belongs(reading, node, target):
            continue
        cost = _cost(reading, node, target, nodes, phrases, grammar, language)
        if cost < best[0]:
            best = (cost, target)
    return best


def _cost(
    reading: Reading, node: Node, target: Node, nodes: list[Node], phrases: list[Phrase], grammar: Grammar,
    language: str,
) -> float:  # fmt: skip
    apart = abs(target.place - node.place)
    if target.phrase == node.phrase:
        if target.place > node.place:
            blocked = any(n.marked for n in nodes[node.place + 1 : target.place + 1])
            if blocked:
                onto = target.marked == "on" and target.kind in _UNDER and reading.kind in _ONTO
                return apart + ONTO if onto else NEVER
            if language == "en":
                return apart
            return apart - 0.5 if node.prenominal and not node.marked else apart + AGAINST + 0.5
        if language == "en":  # `a hall in raw concrete`: the concrete is the hall's, raw is the concrete's
            ahead = nodes[node.place + 1] if node.place + 1 < len(nodes) else None
            if ahead is not None and ahead.phrase == node.phrase and not ahead.marked and ahead.kind in grammar.things:
                return apart + AGAINST  # `a sweater under a tweed jacket`: the tweed is the jacket's
            return apart if node.marked and reading.kind not in ("modifier", "light") else apart + AGAINST
        return apart
    if target.phrase > node.phrase:
        following = phrases[target.phrase]
        bare = not any(n.chosen and n.kind in grammar.things for n in phrases[node.phrase].nodes)
        if (
            reading.kind in _BEFORE_AND
            and target.phrase == node.phrase + 1
            and following.intro == "and"
            and not following.pause
            and bare
        ):
            return NEXT + apart if not node.marked else CROSSED + apart + 1
        return NEVER
    if node.phrase - target.phrase > FARTHEST or phrases[target.phrase].act != phrases[node.phrase].act:
        return NEVER
    crossed = phrases[target.phrase + 1 : node.phrase + 1]
    if any(phrase.pause in (".", ";", "!", "?", "\n") for phrase in crossed):
        return (CROSSED + grammar.comma(reading)) * 2 + apart
    if any(phrase.pause for phrase in crossed):
        return CROSSED + grammar.comma(reading) + apart / 4 + len(crossed)
    return CROSSED + apart / 4 + len(crossed)


def counted(phrase: Phrase, kinds: frozenset[str]) -> list[tuple[Node, Node | None]]:
    """(number, thing) for each number of a phrase: the next thing of these kinds, or None."""
    found: list[tuple[Node, Node | None]] = []
    for at, node in enumerate(phrase.nodes):
        if node.span.what != "number":
            continue
        after = [n for n in phrase.nodes[at + 1 :] if n.span.what == "number" or n.kind in kinds]
        thing = after[0] if after and after[0].kind in kinds and not after[0].marked else None
        found.append((node, thing))
    return found
