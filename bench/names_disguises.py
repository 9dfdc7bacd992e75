"""Ways to write a name so that a plain search does not find it; each takes (name, random) and gives the disguised name."""

# ruff: noqa: E501 - lists of words and texts read better on long lines

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Callable
from urllib.parse import quote

import names_scripts as scripts

Disguise = Callable[[str, random.Random], str]

_CYR = dict(zip("acehijkmopstxyABCEHIKMOPSTXY", "асеһіјкморѕтхуАВСЕНІКМОРЅТХУ", strict=True))
_GRK = dict(zip("aiovnuABEZHIKMNOPTYX", "αιονηυΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", strict=True))
_LEET = {"o": "0", "i": "1", "l": "1", "e": "3", "a": "4", "s": "5", "t": "7", "b": "8", "g": "9"}
_SIGNS = {"a": "@", "s": "$", "i": "!", "e": "€", "l": "|"}
_HIDDEN = ["\u200b", "\u200c", "\u200d", "\u2060", "\ufeff", "\u00ad", "\u200e", "\u202a", "\u061c", "\ufe0f", "\u034f"]
_EMOJI = ["🎬", "✨", "🔥", "👀", "🎥", "💫"]


def _plain(name: str) -> str:
    kept = name.translate(str.maketrans({"ø": "o", "Ø": "O", "ł": "l"}))
    return "".join(c for c in unicodedata.normalize("NFD", kept) if not unicodedata.combining(c))


def _swap(table: dict[str, str], share: float) -> Disguise:
    def do(name: str, rng: random.Random) -> str:
        spots = [k for k, c in enumerate(name) if c in table]
        chosen = set(rng.sample(spots, max(1, round(share * len(spots))))) if spots else set()
        return "".join(table[c] if k in chosen else c for k, c in enumerate(name))

    return do


def _shift(upper: int, lower: int) -> Disguise:
    def do(name: str, rng: random.Random) -> str:
        out = ""
        for c in _plain(name):
            out += chr(upper + ord(c) - 65) if "A" <= c <= "Z" else chr(lower + ord(c) - 97) if "a" <= c <= "z" else c
        return out

    return do


def _between(name: str, what: Callable[[random.Random], str], rng: random.Random, share: float) -> str:
    return "".join(c + (what(rng) if c.isalpha() and rng.random() < share else "") for c in name)


def _words(name: str) -> list[str]:
    return name.split()


def leet(name: str, rng: random.Random) -> str:
    plain = _plain(name)
    spots = [k for k, c in enumerate(plain) if c.lower() in _LEET]
    chosen = set(rng.sample(spots, max(1, round(rng.uniform(0.4, 1.0) * len(spots))))) if spots else set()
    return "".join(_LEET[c.lower()] if k in chosen else c for k, c in enumerate(plain))


def signs(name: str, rng: random.Random) -> str:
    plain = _plain(name)
    out = ""
    for k, c in enumerate(plain):
        inner = 0 < k < len(plain) - 1 and plain[k - 1] != " " and plain[k + 1] != " "
        out += _SIGNS[c.lower()] if inner and c.lower() in _SIGNS and rng.random() < 0.7 else c
    return out


def _slip(kind: str) -> Disguise:
    def do(name: str, rng: random.Random) -> str:
        words = _words(name)
        long = [k for k, w in enumerate(words) if len(w) >= 4] or [max(range(len(words)), key=lambda k: len(words[k]))]
        k = rng.choice(long)
        word = words[k]
        spots = [n for n in range(1, len(word) - 1) if word[n].isalpha() and word[n + 1].isalpha()]
        at = rng.choice(spots) if spots else 1
        if kind == "doubled":
            word = word[:at] + word[at] + word[at:]
        elif kind == "dropped":
            word = word[:at] + word[at + 1 :]
        elif kind == "swapped":
            swaps = [n for n in spots if word[n] != word[n + 1]]
            at = rng.choice(swaps) if swaps else at
            word = word[:at] + word[at + 1 : at + 2] + word[at] + word[at + 2 :]
        words[k] = word
        return " ".join(words)

    return do


_SOUNDS = [("ph", "f"), ("f", "ph"), ("c(?=[aour])", "k"), ("k", "ck"), ("ck", "k"), ("y$", "ie"), ("ie$", "y"), ("y", "i"), ("ee", "ea"), ("oo", "ou"), ("w", "v"),
           ("s", "ss"), ("z", "s"), ("qu", "kw"), ("ll", "l"), ("nn", "n"), ("tt", "t"), ("th", "t"), ("sh", "sch"), ("i", "y"), ("ei", "ai"), ("x", "ks"), ("e$", "")]  # fmt: skip


def phonetic(name: str, rng: random.Random) -> str:
    words = _words(name)
    tries = [(k, a, b) for k, w in enumerate(words) for a, b in _SOUNDS if len(w) > 3 and re.search(a, w[1:])]
    if not tries:
        return _slip("doubled")(name, rng)
    k, a, b = rng.choice(tries)
    words[k] = words[k][0] + re.sub(a, b, words[k][1:], count=1)
    return " ".join(words)


def initials(name: str, rng: random.Random) -> str:
    words = _words(_plain(name))
    first = words[0][0]
    last = words[-1]
    return rng.choice([f"{first}. {last}", f"{first} {last}", f"{last}, {first}.", f"{first}.{last}"])


def reversed_comma(name: str, rng: random.Random) -> str:
    words = _words(name)
    return f"{words[-1]}, {' '.join(words[:-1])}"


def _regroup(name: str, rng: random.Random) -> str:
    words = []
    for word in _words(name):
        cut = rng.randint(2, max(2, len(word) - 2))
        words += [word[:cut], word[cut:]] if len(word) > 3 else [word]
    return " ".join(words)


def _zalgo(name: str, rng: random.Random) -> str:
    marks = [chr(c) for c in range(0x300, 0x36F)]
    return _between(name, lambda r: "".join(r.choice(marks) for _ in range(r.randint(1, 5))), rng, 0.8)


def _accents(name: str, rng: random.Random) -> str:
    more = {
        "a": "àáâãäåā",
        "e": "èéêëē",
        "i": "ìíîïī",
        "o": "òóôõöø",
        "u": "ùúûüū",
        "n": "ñń",
        "c": "çć",
        "s": "śš",
        "z": "žź",
        "y": "ýÿ",
    }
    return "".join(rng.choice(more[c]) if c in more and rng.random() < 0.6 else c for c in name)


def _html(name: str, rng: random.Random) -> str:
    return "".join(
        rng.choice([f"&#{ord(c)};", f"&#x{ord(c):x};", c]) if c != " " else rng.choice([" ", "&nbsp;", "&#32;"])
        for c in name
    )


def _percent(name: str, rng: random.Random) -> str:
    return "".join(f"%{ord(c):02X}" if c.isascii() and c.isalpha() and rng.random() < 0.4 else quote(c) for c in name)


def _camel(name: str, rng: random.Random) -> str:
    words = [w for w in re.split(r"[\s'-]+", _plain(name)) if w]
    return words[0].lower() + "".join(w.capitalize() for w in words[1:])


def _spaced(sign: str) -> Disguise:
    def do(name: str, rng: random.Random) -> str:
        words = [sign.join(re.sub(r"['-]", "", w)) for w in _words(name)]
        return (rng.choice(["  ", "   ", " "]) if sign == " " else rng.choice([" ", sign])).join(words)

    return do


def _joined(sign: str, lower: bool = True) -> Disguise:
    def do(name: str, rng: random.Random) -> str:
        return sign.join(_words(name.lower() if lower else name))

    return do


def _script(spell: Callable[[str], str]) -> Disguise:
    return lambda name, rng: spell(name)


_RI = 0x1F1E6
SINGLE: dict[str, Disguise] = {
    "as it is": lambda n, r: n, "lower case": lambda n, r: n.lower(), "capitals": lambda n, r: n.upper(), "mixed case": lambda n, r: "".join(r.choice([c.lower(), c.upper()]) for c in n),
    "no accents": lambda n, r: _plain(n), "Cyrillic look-alikes": _swap(_CYR, 0.6), "all Cyrillic look-alikes": _swap(_CYR, 1.0), "Greek look-alikes": _swap(_GRK, 0.7),
    "full width": _shift(0xFF21, 0xFF41), "mathematical": _shift(0x1D400, 0x1D41A), "script letters": _shift(0x1D4D0, 0x1D4EA), "circled": _shift(0x24B6, 0x24D0),
    "in squares": _shift(0x1F170, 0x1F170), "in discs": _shift(0x1F150, 0x1F150), "accents": _accents, "heaped marks": _zalgo,
    "hidden characters": lambda n, r: _between(n, lambda q: q.choice(_HIDDEN), r, 0.5), "hidden between words": lambda n, r: r.choice(_HIDDEN[:5]).join(n.split()),
    "letters spaced": _spaced(" "), "letters dotted": _spaced("."), "letters hyphened": _spaced("-"), "letters starred": _spaced("*"), "run together": _joined(""), "underscores": _joined("_"),
    "hyphens": _joined("-"), "dots": _joined("."), "pluses": _joined("+"), "words broken": _regroup, "digits": leet, "signs": signs,
    "Cyrillic": _script(scripts.cyrillic), "Greek": _script(scripts.greek), "Arabic": _script(scripts.arabic), "Hebrew": _script(scripts.hebrew), "Chinese": _script(scripts.han),
    "Korean": _script(scripts.hangul), "Japanese": _script(scripts.kana), "initials": initials, "turned round, comma": reversed_comma, "doubled letter": _slip("doubled"),
    "dropped letter": _slip("dropped"), "swapped letters": _slip("swapped"), "by ear": phonetic, "line break": lambda n, r: r.choice(["\n", "\r\n", " \n  "]).join(n.split()),
    "emoji between": lambda n, r: r.choice(["{}", " {} "]).format(r.choice(_EMOJI)).join(n.split()), "HTML codes": _html, "percent codes": _percent, "camelCase": _camel,
    "hashtag": lambda n, r: "#" + "".join(w[:1].upper() + w[1:] for w in re.split(r"[\s'-]+", n)), "possessive": lambda n, r: n + r.choice(["'s", "’s", "s"]),
}  # fmt: skip
_FIRST = [
    "digits",
    "doubled letter",
    "dropped letter",
    "swapped letters",
    "by ear",
    "accents",
    "lower case",
    "capitals",
    "turned round, comma",
]
_SECOND = [
    "Cyrillic look-alikes",
    "Greek look-alikes",
    "heaped marks",
    "hidden characters",
    "underscores",
    "letters spaced",
    "run together",
    "line break",
    "emoji between",
    "percent codes",
]


def stacked(name: str, rng: random.Random) -> tuple[str, str]:
    """Two or three disguises on top of each other: (which, the disguised name)."""
    one, two = rng.choice(_FIRST), rng.choice(_SECOND)
    out = SINGLE[two](SINGLE[one](name, rng), rng)
    if rng.random() < 0.3 and two not in ("percent codes", "hidden characters"):
        return f"{one} + {two} + hidden characters", SINGLE["hidden characters"](out, rng)
    return f"{one} + {two}", out
