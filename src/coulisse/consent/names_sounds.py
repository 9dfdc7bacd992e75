"""How a written name sounds: spellings that are said alike become the same string, in two degrees of coarseness."""

from __future__ import annotations

import re
from functools import lru_cache

# Given names that are spelled in ways no rule of sound reaches. Groups of one name.
_GROUPS = """
sean shawn shaun shon|mohammed muhammad mohamed mohammad muhammed mohamad|yusuf youssef yousef yusef joussef
ian iain eoin|geoff jeff|geoffrey jeffrey jeffery|graham graeme|stephen steven stefen
catherine katherine kathryn katharine cathryn|hussein husain hussain houssein|aisha ayesha aicha
siobhan shivaun chevonne|niamh neve|caitlin kaitlyn katelyn kaitlin|reese rhys reece|phoebe feebee febe
chloe khloe kloe|zoe zoey zoie|leigh lee|claire clare clair|neil neal niall|sarah sara|hannah hanna hana
rebecca rebekah|deborah debra|alan allan allen alun|philip phillip filip phil|nicholas nicolas|jean jeanne gene
xavier javier xabier|george jorge georg|ahmed ahmad achmed|ali aly|omar umar|khaled khalid|layla leila laila
amir emir|nour noor nur|park pak|lee yi rhee|choi choe|jung jeong chung|zhang chang cheung|wang wong|li lee
chen chan|juan huan|jose hosay|joaquin wakeen|guy gui|hugh hue hew|hughes hews|jeon jun|dwayne duane dwain
micheal michael mikael
""".replace("\n", "|")
_SAME = {name: f"={group.split()[0]}" for group in _GROUPS.split("|") if group for name in group.split()}

_RULES = [
    (re.compile(pattern), into)
    for pattern, into in (
        (r"^kn|^gn", "n"),
        (r"^wr", "r"),
        (r"^ps|^x", "s"),
        (r"^wh", "v"),
        (r"^pf", "f"),
        (r"^rh", "r"),
        (r"tch|tsch|cz|ch", "C"),
        (r"sch|sh", "S"),
        (r"ph", "f"),
        (r"dzh|dj|zh", "j"),
        (r"(?<=[aeiou])gh(?=[^aeiou]|$)", ""),
        (r"kh|gh", "h"),
        (r"th|dh", "T"),
        (r"ck|cc|q[u]?", "k"),
        (r"c(?=[eiy])", "s"),
        (r"c", "k"),
        (r"x", "ks"),
        (r"tz|ts|z", "s"),
        (r"g(?=[eiy])", "j"),
        (r"w", "v"),
        (r"(?<=.)h", ""),
        (r"(.)\1+", r"\1"),
        (r"eau|aux|au|av(?=[^aeiou]|$)|oa|oe", "o"),
        (r"ai|ay|ei|ey(?=.)|ae", "e"),
        (r"(ee|ea|ie|ey|y|i)$", "i"),
        (r"ee|ea|ie|y|ii", "i"),
        (r"oo|ou|uu", "u"),
        (r"a(?=[^aeiou]e$)", "e"),
        (r"(?<=...)e$", ""),
        (r"(.)\1+", r"\1"),
    )
]


@lru_cache(maxsize=65536)
def spoken(word: str) -> str:
    """A word of a-z by its sound: "phillip" and "filip", "hardie" and "hardy" become equal."""
    for pattern, into in _RULES:
        word = pattern.sub(into, word)
    return word.lower()


def same_name(word: str) -> str:
    """The sign of the name that this is a spelling of (Sean, Shawn), or nothing."""
    return _SAME.get(word, "")


@lru_cache(maxsize=65536)
def bones(word: str) -> str:
    """The consonants of a spoken word, in order; a leading vowel counts as one sign."""
    said = spoken(word)
    return ("a" if said[:1] in "aeiou" else "") + re.sub(r"[aeiou]", "", said)


_COARSE = str.maketrans(
    {
        **dict.fromkeys("bfpv", "p"),
        **dict.fromkeys("dt", "t"),
        **dict.fromkeys("cgkqszxj", "s"),
        **dict.fromkeys("mn", "n"),
        **dict.fromkeys("lr", "r"),
        **dict.fromkeys("aeiouyhw", None),
    }
)
# What one alphabet keeps and another does not: each may be heard both ways.
_EITHER = [
    (re.compile(pattern), into)
    for pattern, into in (
        (r"ng(?=[^aeiou]|$)", ("n", "ng")),
        (r"j", ("s", "")),
        (r"th", ("t", "s")),
        (r"(?<=[aeiouyhw])r+(?=[^aeiouyr]|$)", ("", "r")),
        (r"gh|kh", ("", "k")),
        (r"ts|tz", ("ts", "s")),
        (r"shch", ("s",)),
        (r"ll", ("l", "")),
    )
]
_MOST_WAYS = 24


@lru_cache(maxsize=65536)
def coarse(word: str) -> frozenset[str]:
    """The consonants in five classes, in the ways they may be heard, for names that went through another script.

    Scripts keep hardly more: Arabic has no p, Japanese no l, Chinese closes no syllable with r. Doubled signs merge.
    """
    ways = {word.replace("ph", "f").replace("dzh", "j")}
    for _ in range(min(word.count("w"), 3)):  # each w by itself: in Hebrew one is a v, the next an o
        ways = {way.replace("w", other, 1) for way in ways for other in ("", "v")}
    for pattern, into in _EITHER:
        if len(ways) < _MOST_WAYS:
            ways = {pattern.sub(other, way) for way in ways for other in into}
    return frozenset(re.sub(r"(.)\1+", r"\1", way.translate(_COARSE)) for way in ways)


_OUT_OF_GREEK = [
    (re.compile(pattern), into)
    for pattern, into in (
        (r"ch", "h"),
        (r"goy(?=[aeiouy])", "w"),
        (r"oy", "u"),
        (r"tz", "j"),
        (r"ts", "ch"),
        (r"gk", "g"),
        (r"^mp", "b"),
        (r"^nt", "d"),
        (r"ntt", "dt"),
    )
]


@lru_cache(maxsize=65536)
def out_of(script: str, sound: str) -> tuple[str, ...]:
    """What a word transliterated letter by letter may have been: Greek writes nt for d, Russian kh for h."""
    if script == "greek":
        for pattern, into in _OUT_OF_GREEK:
            sound = pattern.sub(into, sound)
        return (sound, sound.replace("nt", "d").replace("mp", "b"))
    if script == "cyrillic":
        return (re.sub(r"^u(?=[aeiouy])", "w", sound.replace("kh", "h").replace("dzh", "j")),)
    if script in ("arabic", "hebrew"):
        return (sound, re.sub(r"tsh|ts", "ch", sound))
    if script == "hangul":  # an s that closes a syllable is said as t
        return (sound, re.sub(r"s(?=[^aeiouyw]|$)", "t", sound))
    if script == "cjk":  # pinyin writes q for ch, x for sh
        return (re.sub(r"uo|ao", "o", sound.replace("q", "ch").replace("x", "sh").replace("zh", "j")),)
    return (sound,)
