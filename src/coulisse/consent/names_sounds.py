"""How a written name sounds: spellings that are said alike become the same string, in two degrees of coarseness."""

from __future__ import annotations

import re
from functools import lru_cache

# Given names that are spelled in ways no rule of sound reaches. Groups of one name.
_GROUPS = """
sean shawn shaun shon|mohammed muhammad mohamed mohammad muhammed mohamad|yusuf youssef yousef yusef joussef|ian iain eoin
geoff jeff|geoffrey jeffrey jeffery|graham graeme|stephen steven stefen|catherine katherine kathryn katharine cathryn
hussein husain hussain houssein|aisha ayesha aicha|siobhan shivaun chevonne|niamh neve|caitlin kaitlyn katelyn kaitlin
reese rhys reece|phoebe feebee febe|chloe khloe kloe|zoe zoey zoie|leigh lee|claire clare clair|neil neal niall
sarah sara|hannah hanna hana|rebecca rebekah|deborah debra|alan allan allen alun|philip phillip filip phil|nicholas nicolas
jean jeanne gene|xavier javier xabier|george jorge georg|ahmed ahmad achmed|ali aly|omar umar|khaled khalid|layla leila laila
amir emir|nour noor nur|park pak|lee yi rhee|choi choe|jung jeong chung|zhang chang cheung|wang wong|li lee|chen chan
juan huan|jose hosay|joaquin wakeen|guy gui|hugh hue hew|hughes hews|jeon jun|dwayne duane dwain|micheal michael mikael
""".replace("\n", "|")
_SAME = {name: f"={group.split()[0]}" for group in _GROUPS.split("|") if group for name in group.split()}

_RULES = [(re.compile(pattern), into) for pattern, into in (
    (r"^kn|^gn", "n"), (r"^wr", "r"), (r"^ps|^x", "s"), (r"^wh", "v"), (r"^pf", "f"), (r"^rh", "r"),
    (r"tch|tsch|cz|ch", "C"), (r"sch|sh", "S"), (r"ph", "f"), (r"dzh|dj|zh", "j"), (r"(?<=[aeiou])gh(?=[^aeiou]|$)", ""),
    (r"kh|gh", "h"), (r"th|dh", "T"), (r"ck|cc|q[u]?", "k"), (r"c(?=[eiy])", "s"), (r"c", "k"), (r"x", "ks"), (r"tz|ts|z", "s"),
    (r"g(?=[eiy])", "j"), (r"w", "v"), (r"(?<=.)h", ""), (r"(.)\1+", r"\1"), (r"eau|aux|au|av(?=[^aeiou]|$)|oa|oe", "o"),
    (r"ai|ay|ei|ey(?=.)|ae", "e"), (r"(ee|ea|ie|ey|y|i)$", "i"), (r"ee|ea|ie|y|ii", "i"), (r"oo|ou|uu", "u"), (r"(?<=...)e$", ""),
    (r"(.)\1+", r"\1"),
)]  # fmt: skip


@lru_cache(maxsize=65536)
def spoken(word: str) -> str:
    """A word of a-z by its sound: "phillip" and "filip", "hardie" and "hardy" become equal."""
    if word in _SAME:
        return _SAME[word]
    for pattern, into in _RULES:
        word = pattern.sub(into, word)
    return word.lower()


@lru_cache(maxsize=65536)
def bones(word: str) -> str:
    """The consonants of a spoken word, in order; a leading vowel counts as one sign."""
    said = spoken(word)
    if said.startswith("="):
        return said
    return ("a" if said[:1] in "aeiou" else "") + re.sub(r"[aeiou]", "", said)


_COARSE = str.maketrans({**dict.fromkeys("bfpvw", "p"), **dict.fromkeys("cgkq", "k"), **dict.fromkeys("djtszx", "t"),
                         **dict.fromkeys("mn", "n"), **dict.fromkeys("lr", "r"), **dict.fromkeys("aeiouyh", None)})  # fmt: skip


@lru_cache(maxsize=65536)
def coarse(word: str) -> str:
    """The consonants in five classes, for names that went through another script: those keep hardly more.

    An r that closes a syllable is dropped, as Chinese, Japanese and most English speakers do, and doubled signs merge.
    """
    word = re.sub(r"ng(?=[^aeiou]|$)", "n", word).replace("ph", "f").replace("dzh", "j").replace("sch", "s")
    word = re.sub(r"[tscz]h", "s", word.replace("kh", "h").replace("gh", "h"))
    word = re.sub(r"nt(?=[aeiouyr])", "d", word) if word.startswith("nt") else word
    word = re.sub(r"(?<=[aeiouyhw])r+(?=[^aeiouyr]|$)", "", word.replace("x", "ks").replace("j", "d"))
    word = word.replace("w", "") if len(word) > 3 and not re.search("[aeiou]", word) else word
    return re.sub(r"(.)\1+", r"\1", word.translate(_COARSE))
