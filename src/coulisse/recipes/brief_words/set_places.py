"""Reads where pieces stand: `a piano by the window`, `deux chaises derrière la table`, as relations of pieces."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from coulisse.recipes.brief_words.phrases import Node
from coulisse.recipes.brief_words.sentence import Sentence
from coulisse.recipes.brief_words.set_pieces import SURFACES
from coulisse.recipes.brief_words.set_place_phrases import matches
from coulisse.recipes.brief_words.set_words import PIECES
from coulisse.recipes.brief_words.vocabulary import PlaceWords, vocabulary

_DEFINITE = {"the", "le", "la", "les", "l", "du", "au", "aux", "this", "that", "its", "son", "sa", "ses"}
_OF = {"of", "de", "du", "des", "d"}
_STOPS = {"with", "and", "without", "replace", "remove", "add", "make"}
_FIXED = ("opening", "structure", "surface", "wall", "trim", "ceiling", "level")  # architecture that is not placed
_PLACED = {"platform", "fireplace", "well", "fountain", "staircase", "spiral_staircase"}
# The wall that a spot of the room, or a wall that is named, puts an opening into.
_OVERHEAD = {"skylight", "oculus", "dormer", "trapdoor"}
_INTO = {"left": "left", "right": "right", "back": "back", "front": "front", "end": "back", "left_wall": "left",
         "right_wall": "right", "back_wall": "back", "front_wall": "front", "left_corner": "left",
         "right_corner": "right", "back_corner": "back"}  # fmt: skip
_SEATS = {"chair", "stool", "bench", "armchair"}


@dataclass(frozen=True)
class Said:
    """A relation as it stands in a sentence: tokens `first` to before `last`, the piece, the thing it stands to."""

    first: int
    last: int
    how: str
    piece: Node
    to: str = ""
    anchor: Node | None = None
    second: Node | None = None


def said_places(sentence: Sentence, nodes: list[Node]) -> list[Said]:
    """The relations of a sentence, in its order. Words of place that stand to nothing are left alone."""
    things = [n for n in nodes if n.chosen and n.kind in PIECES | {"view", "room"} and not n.denied]
    found: list[Said] = []
    for first, last, words_ in matches(sentence):
        if _opening(sentence, nodes, first, last, words_) is not None:
            continue  # `a door at the back`: see `said_openings`
        one = _relation(sentence, nodes, things, first, last, words_)
        if one is not None:
            found.append(one)
    return found


@dataclass(frozen=True)
class Into:
    """An opening and the wall that the words `first` to before `last` put it into."""

    first: int
    last: int
    opening: Node
    where: str


def said_openings(sentence: Sentence, nodes: list[Node]) -> list[Into]:
    """Where doors and windows were said to be: `a window on the left`, `une porte au fond`."""
    found = []
    for first, last, words_ in matches(sentence):
        opening = _opening(sentence, nodes, first, last, words_)
        if opening is not None:
            found.append(Into(first, last, opening, _INTO[words_.to]))
    return found


def _opening(sentence: Sentence, nodes: list[Node], first: int, last: int, entry: PlaceWords) -> Node | None:
    """The door or window that words of place are about: the nearest before in the clause, or what comes after them."""
    if entry.to not in _INTO:
        return None
    starts = [s.first for s in sentence.spans if s.pause]
    clause = max([s for s in starts if s <= first], default=0)
    after = min([s for s in starts if s > first], default=len(sentence.tokens))
    before = [n for n in nodes if clause <= n.span.first < first and n.chosen]
    for node in reversed(before):
        if _is_opening(node):
            return node
        if node.parent is None or not _is_opening(node.parent):
            return None
    if before:
        return None
    if entry.how == "at":  # `on the left a tall window`, `au fond, une porte`
        later = [n for n in nodes if n.span.first >= last and n.chosen and n.kind in PIECES]
        pause = next((s.pause for s in sentence.spans if s.first == clause), "")
        same = later and later[0].span.first < after
        if later and _is_opening(later[0]) and (same or pause in ("", ".", ";", "\n", ":")):
            return later[0]
    return None


def _is_opening(node: Node) -> bool:
    if node.chosen is not None and node.kind == "material" and node.id == "stained_glass" and node.prenominal:
        return not node.denied  # `un vitrail au fond` is a window
    return (
        node.kind == "architecture"
        and node.chosen is not None
        and not node.denied
        and (getattr(node.entry, "class_", "") == "opening" and node.id not in _OVERHEAD)
    )


def referring(sentence: Sentence, nodes: list[Node], said: list[Said], there: set[str]) -> dict[Node, str]:
    """Things that a relation names again (`behind the table`), with the id of what they mean.

    `there`: pieces that a brief has already, for changes.
    """
    out: dict[Node, str] = {}
    again = [n for one in said for n in (one.anchor, one.second) if n is not None and n.kind in PIECES]
    heads = {one.anchor for one in said if one.how == "head"}  # `en bout de table` is of the table
    again = [n for n in again if n in heads or _definite(sentence, n)]
    named = [n.id for n in nodes if n.chosen and n.kind in PIECES and not n.denied and n not in again]
    for at, node in enumerate(again):
        others = [*named, *(n.id for n in again[:at] if n not in out)]
        same = next((o for o in others if o == node.id), "")
        kin = next((o for o in (*others, *sorted(there)) if _is_kind(o, node.id)), "")
        if same or kin:
            out[node] = same or kin
    return out


def _is_kind(one: str, general: str) -> bool:
    """Whether `dining_table` is a `table`."""
    return one == general or one.endswith(f"_{general}")


def _definite(sentence: Sentence, node: Node) -> bool:
    """Whether `the` stands before a thing and its adjectives."""
    at = node.span.first
    for k in range(at - 1, max(-1, at - 4), -1):
        key = sentence.tokens[k].key
        if sentence.tokens[k + 1].pause:
            return False
        if key in _DEFINITE:
            return True
        if key in ("a", "an", "un", "une", "two", "deux"):
            return False
    return False


def _relation(
    sentence: Sentence, nodes: list[Node], things: list[Node], first: int, last: int, entry: PlaceWords
) -> Said | None:
    how, to, end = entry.how, entry.to, last
    anchor = second = None
    inside = to and to == "centre" and last < len(sentence.tokens) and sentence.tokens[last].key in _OF
    if not to or inside:
        anchor = _anchor(sentence, things, last)
        if inside and (anchor is None or anchor.kind not in ("furniture", "prop")):
            anchor = None  # the middle of the room
        elif inside:
            how, to = "on", ""  # `in the middle of the table`
        if anchor is None and not to:
            return None
        if anchor is not None:
            end = anchor.span.last
            if how == "between":
                later = (n for n in things if n.span.first >= end)
                second = next((n for n in later if not _apart(sentence, end, n.span.first, "and")), None)
                if second is None and anchor.span.how != "inflected":
                    return None
                end = second.span.last if second else end
    piece = _subject(sentence, nodes, first, end, wall=bool(to) and to in ("wall", "ceiling", "floor"))
    if piece is None or piece is anchor:
        return None
    if entry.turned and anchor is not None:
        if anchor.kind not in ("furniture", "prop") or not _placeable(anchor):
            return None
        return Said(first, last, how, anchor, "", piece)
    if anchor is not None:
        if anchor.kind == "room":
            return None
        if anchor.kind == "view":
            return Said(first, last, how, piece, "window") if how in ("facing", "before") else None
        if anchor.id in SURFACES:
            surface = "ceiling" if anchor.id == "roof" else anchor.id
            if how == "from" and surface == "wall":
                how = "on"  # `violons suspendus aux murs`
            if how == "near":
                how = "against"
            return Said(first, last, how, piece, surface)
    return Said(first, last, how, piece, to, anchor, second)


def _anchor(sentence: Sentence, things: list[Node], at: int) -> Node | None:
    """The first thing after a word of place, in its phrase."""
    node = next((n for n in things if n.span.first >= at), None)
    if node is None or _apart(sentence, at, node.span.first):
        return None
    return node


def _apart(sentence: Sentence, start: int, end: int, but: str = "") -> bool:
    """Whether a pause or a joining word stands between two tokens."""
    for span in sentence.spans:
        if start <= span.first <= end and span.pause and span.first > start - 1:
            return True
        if start <= span.first < end and span.what == "function" and span.role in _STOPS and span.role != but:
            return True
    return False


def _subject(sentence: Sentence, nodes: list[Node], first: int, end: int, wall: bool) -> Node | None:
    """The piece that stands there: the nearest before in its clause, or after where it begins with the place."""
    starts = [s.first for s in sentence.spans if s.pause]
    starts += [s.last for s in sentence.spans if s.what == "function" and s.role in _STOPS and s.last == first]
    clause = max([s for s in starts if s <= first], default=0)
    after = min([s for s in starts if s > first], default=len(sentence.tokens))
    before = [n for n in nodes if clause <= n.span.first < first and n.chosen]
    chosen = _nearest_piece(before)
    if chosen is not None:
        return chosen
    if not before:  # `in the corner, a stove` and `on the desk a lamp`
        later = [n for n in nodes if end <= n.span.first < after and _placeable(n)]
        if later:
            return later[0]
        pause = next((s.pause for s in sentence.spans if s.first == clause), "")
        if wall and pause:
            return None
        if pause in ("", ".", ";", "\n", ":"):
            following = [n for n in nodes if n.span.first >= after and _placeable(n)]
            return following[0] if following else None
        previous = [n for n in nodes if n.span.first < clause and n.chosen]
        return _nearest_piece(previous)
    return None


def _nearest_piece(before: list[Node]) -> Node | None:
    """The last piece of some nodes; what is said of it (in oak, red) may stand between, another head may not."""
    for at in range(len(before) - 1, -1, -1):
        node = before[at]
        if _placeable(node):
            host = next((n for n in reversed(before[:at]) if _placeable(n)), None)
            seats = node.id.rsplit("_", 1)[-1] in _SEATS and host is not None and host.phrase == node.phrase - 1
            table = host is not None and getattr(host.entry, "class_", "") in ("table", "desk")
            return host if seats and table and node.span.how == "inflected" else node
        if node.kind == "architecture" or node.span.what in ("number", "measure"):
            continue
        if node.parent is None or (node.kind == "material" and not _placeable(node.parent)):
            return None
    return None


def _placeable(node: Node) -> bool:
    if node.chosen is None or node.denied:
        return False
    if node.kind in ("furniture", "prop"):
        return True
    return node.kind == "architecture" and (node.id in _PLACED or node.entry.class_ not in _FIXED)


def relations_of(said: list[Said], refers: dict[Node, str], many: dict[Node, int]) -> list[dict[str, Any]]:
    """The relations as a brief has them."""
    entries: Any = vocabulary().entries
    out: list[dict[str, Any]] = []
    for one in said:
        name = lambda n: refers.get(n, n.id)  # noqa: E731
        to = one.to or (name(one.anchor) if one.anchor else "")
        made = {"piece": name(one.piece), "how": one.how, "to": to}
        if one.second is not None:
            made["also"] = name(one.second)
        count = many.get(one.piece)
        if count:
            made["count"] = count
        if (
            made["piece"] in entries["furniture"]
            or made["piece"] in entries["prop"]
            or one.piece.kind == "architecture"
        ):
            out.append(made)
    return out
