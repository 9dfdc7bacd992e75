"""A text as words that can be compared: decoded, folded to a-z, each with its place in the text as it was given.

There are two readings of where words end. In the first, `T0mHardy` and `O'Hara` are one word; in the second a word
also ends at a capital, a digit, a sign or an apostrophe. Names are looked for in both.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import unquote

from coulisse.consent.names_letters import Letter, letter
from coulisse.consent.names_ordinary import is_ordinary

LONGEST_PIECE = 2000  # visible characters of one stretch without blanks that are looked at together
_OVERLAP = 200
LONGEST_WORD = 64  # letters; what is longer is no word, and is only searched for names run together


@dataclass(frozen=True)
class Word:
    """One word, folded.

    `looks`: what its letters look like, in a-z, the likeliest reading first. `sound`: how it sounds if it is written in
    another script. `disguise`: what hides it, in plain words, or nothing. `case`: "lower", "title", "upper", "mixed".
    """

    looks: tuple[str, ...]
    sound: str = ""
    disguise: str = ""
    case: str = "lower"
    script: str = ""
    digits: bool = False
    possessive: bool = False
    ordinary: bool = False
    original: str = ""

    @property
    def readings(self) -> tuple[str, ...]:
        """All readings, the sound included."""
        return (*self.looks, self.sound) if self.sound and self.sound not in self.looks else self.looks


class Token(NamedTuple):
    """A word in its place; `lead` and `trail` are the signs right before and after it."""

    word: Word
    start: int
    end: int
    lead: str
    trail: str


class _Char(NamedTuple):
    c: str
    read: Letter
    start: int
    end: int


_ENCODED = re.compile(
    r"&(?:#[xX]?[0-9a-fA-F]{1,7}|[a-zA-Z][a-zA-Z0-9]{1,24});?|(?:%[0-9a-fA-F]{2})+"
    r"|\\[uU][0-9a-fA-F]{4,8}|\\x[0-9a-fA-F]{2}"
    r"|</?(?:b|i|u|s|em|strong|span|font|wbr|sub|sup|mark)>"
)
_ELISION = re.compile(r"^(l|d|j|m|t|s|c|n|qu|jusqu|lorsqu|puisqu|quoiqu)$")
_POSSESSIVE = re.compile(r"^s?$")


def _decoded(chunk: str) -> tuple[list[tuple[str, int, int]], bool]:
    """Characters with the stretch of `chunk` that each comes from; codes within codes are undone three times."""
    chars = [(c, k, k + 1) for k, c in enumerate(chunk)]
    found = False
    for _ in range(3):
        text = "".join(c for c, _, _ in chars)
        if not any(sign in text for sign in "&%\\<"):
            break
        out: list[tuple[str, int, int]] = []
        at, changed = 0, False
        for match in _ENCODED.finditer(text):
            plain = _undo(match[0])
            if plain == match[0]:
                continue
            out += chars[at : match.start()]
            start, end = chars[match.start()][1], chars[match.end() - 1][2]
            out += [(c, start, end) for c in plain]
            at, changed = match.end(), True
        if not changed:
            break
        chars, found = out + chars[at:], True
    return chars, found


def _undo(code: str) -> str:
    if code[0] == "&":
        return html.unescape(code)
    if code[0] == "%":
        return unquote(code, errors="replace")
    if code[0] == "<":
        return "\u200b"
    try:
        return chr(int(code[2:], 16))
    except (ValueError, OverflowError):
        return code


def _cased(chars: list[_Char]) -> str:
    letters = [x.c for x in chars if x.c.isalpha()]
    if not letters or all(not c.isupper() for c in letters):
        return "lower"
    if len(letters) > 1 and all(c.isupper() for c in letters):
        return "upper"
    return "title" if letters[0].isupper() and not any(c.isupper() for c in letters[1:]) else "mixed"


def _script(chars: list[_Char]) -> str:
    for x in chars:
        if x.read.kind == "foreign":
            return (unicodedata.name(x.c, "") or "?").split()[0].lower()
    return ""


def _readings(chars: list[_Char], one: str) -> tuple[str, str]:
    """(what it looks like, how it sounds); `one` is what a 1 stands for."""
    look, sound = [], []
    for x in chars:
        seen = one if x.read.kind in ("digit", "symbol") and x.c in "1!|¦" else x.read.look
        look.append(seen or x.read.sound)
        sound.append((x.read.sound or seen) if x.read.kind == "foreign" else seen)
    return "".join(look), "".join(sound)


def _word(chars: list[_Char], hidden: bool, marks: bool, encoded: bool) -> Word:
    """The word that a stretch of letters, digits, signs and apostrophes makes."""
    kinds = {x.read.kind for x in chars}
    possessive, tails = False, []
    cut = [k for k, x in enumerate(chars) if x.read.kind == "apostrophe"]
    if cut:
        after = chars[cut[-1] + 1 :]
        if _POSSESSIVE.fullmatch("".join(x.c.lower() for x in after)):
            possessive, chars = True, chars[: cut[-1]]
        before = "".join(x.c.lower() for x in chars[: cut[0]])
        if _ELISION.fullmatch(before):
            tails = [x for x in chars[cut[0] + 1 :] if x.read.kind != "apostrophe"]
        chars = [x for x in chars if x.read.kind != "apostrophe"]
    looks: list[str] = []
    sound = ""
    forms = [tails, chars] if tails else [chars]
    signs = kinds & {"digit", "symbol"}
    for form in forms:
        inner = form
        if signs:
            spots = [k for k, x in enumerate(form) if x.read.kind not in ("digit", "symbol")]
            inner = form[spots[0] : spots[-1] + 1] if spots else []
        for stretch in (inner, form) if signs else (form,):
            for one in ("i", "l") if signs else ("i",):
                look, heard = _readings(stretch, one)
                looks += [look] if look and look not in looks else []
                if "foreign" in kinds and one == "i" and stretch is inner:
                    sound = sound or heard
    body = {x.read.kind for x in (inner or chars)}
    disguise = ""
    if "disguised" in kinds or ("foreign" in kinds and kinds & {"plain", "disguised"}):
        disguise = "look-alike letters"
    elif signs and body & {"digit", "symbol"} and "plain" in kinds:
        disguise = "digits or signs for letters"
    elif hidden:
        disguise = "hidden characters"
    elif marks:
        disguise = "heaped accents"
    elif encoded:
        disguise = "encoded"
    plain = not disguise and "foreign" not in kinds
    ordinary = plain and any(is_ordinary(look) for look in looks[:3])
    return Word(
        tuple(looks[:4]),
        sound,
        disguise,
        _cased(chars),
        _script(chars),
        bool(signs),
        possessive,
        ordinary,
        "".join(x.c for x in chars),
    )


def _capital(a: _Char, b: _Char, c: _Char | None) -> bool:
    """Whether a new word begins at b, as in camelCase and in THardy."""
    if a.c.isupper() != b.c.isupper() and a.c.isalpha() and b.c.isupper():
        return True
    return a.c.isupper() and b.c.isupper() and c is not None and c.c.islower()


def _split(run: list[_Char]) -> list[list[_Char]]:
    """A run cut at capitals, digits, signs, apostrophes, and between the characters of Chinese."""
    parts: list[list[_Char]] = [[]]
    for k, x in enumerate(run):
        if x.read.kind in ("digit", "symbol", "apostrophe"):
            parts.append([])
            continue
        here = parts[-1]
        if here and (
            _capital(here[-1], x, run[k + 1] if k + 1 < len(run) else None)
            or "CJK UNIFIED" in unicodedata.name(x.c, "")
            or "CJK UNIFIED" in unicodedata.name(here[-1].c, "")
        ):
            parts.append([])
            here = parts[-1]
        here.append(x)
    return [part for part in parts if part]


def _runs(chars: list[tuple[str, int, int]]) -> Iterator[tuple[str, list[_Char], bool, bool]]:
    """(signs before it, letters, hidden characters inside?, heaped marks?) for each run; at the end an empty one."""
    lead: list[str] = []
    run: list[_Char] = []
    hidden = pending = False
    marks = heaped = 0
    for c, start, end in chars:
        read = letter(c)
        if read.kind == "hidden":
            pending = pending or bool(run)
        elif read.kind == "mark":
            marks += 1
            heaped = max(heaped, marks)
        elif read.kind == "separator" or (read.kind == "apostrophe" and not run):
            if run:
                yield "".join(lead), run, hidden, heaped > 1
                lead, run, hidden, heaped = [], [], False, 0
            lead.append(c)
            pending, marks = False, 0
        else:
            hidden, pending, marks = hidden or pending, False, 0
            run.append(_Char(c, read, start, end))
    if run:
        yield "".join(lead), run, hidden, heaped > 1
        lead = []
    yield "".join(lead), [], False, False


def _tokens(chunk: str) -> tuple[list[Token], list[Token]]:
    chars, encoded = _decoded(chunk)
    first: list[Token] = []
    second: list[Token] = []
    trail = ""
    for lead, run, hidden, marks in _runs(chars):
        if first and lead:
            first[-1] = first[-1]._replace(trail=first[-1].trail + lead)
            second[-1] = second[-1]._replace(trail=second[-1].trail + lead)
        while run and run[-1].read.kind in ("symbol", "apostrophe") and run[-1].c not in "$€£@":
            trail, run = run[-1].c + trail, run[:-1]
        if not run or all(x.read.kind in ("symbol", "apostrophe") for x in run):
            if first and trail:
                first[-1] = first[-1]._replace(trail=first[-1].trail + trail)
                second[-1] = second[-1]._replace(trail=second[-1].trail + trail)
            trail = ""
            continue
        pieces = _split(run)
        token = Token(_word(run, hidden, marks, encoded), run[0].start, run[-1].end, "" if first else lead, trail)
        first.append(token)
        if not pieces or (len(pieces) == 1 and len(pieces[0]) == len(run)):
            second.append(token)
        else:
            digits = any(x.read.kind == "digit" for x in run)
            for k, piece in enumerate(pieces):
                word = _word(piece, hidden, marks, encoded)
                if digits:
                    word = Word(**{**word.__dict__, "digits": True})
                ends = token.trail if k == len(pieces) - 1 else ""
                second.append(Token(word, piece[0].start, piece[-1].end, token.lead if k == 0 else "", ends))
        trail = ""
    return (first, first) if first == second else (first, second)


_cached = lru_cache(maxsize=100_000)(_tokens)


def tokens(chunk: str) -> tuple[list[Token], list[Token]]:
    """Both readings of a stretch without blanks; places count from its beginning. Do not change the lists."""
    if len(chunk) <= 40:
        return _cached(chunk)
    return _tokens(chunk)


def pieces(text: str) -> Iterator[tuple[int, str]]:
    """(place, stretch) of all stretches without blanks; endless ones in overlapping pieces of visible characters."""
    for match in re.finditer(r"\S+", text):
        chunk = match[0]
        if len(chunk) <= LONGEST_PIECE:
            yield match.start(), chunk
            continue
        start = seen = back = 0
        for k, c in enumerate(chunk):
            if letter(c).kind in ("hidden", "mark"):
                continue
            seen += 1
            if seen == LONGEST_PIECE - _OVERLAP:
                back = k
            elif seen == LONGEST_PIECE:
                yield match.start() + start, chunk[start : k + 1]
                start, seen = back, _OVERLAP
        yield match.start() + start, chunk[start:]
