"""Checks texts that people will read and sign, and compares names as people do."""

from __future__ import annotations

import unicodedata
from pathlib import Path

from coulisse.errors import BadInput

# Cc controls, Cf invisible marks (zero width, right-to-left overrides), Cs halves of a character, Co private,
# Cn unassigned, Zl and Zp line breaks: what a reader cannot see has no place in a text that is signed.
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
LONGEST_NAME = 120  # characters


def fault(text: str, longest: int = LONGEST_NAME) -> str:
    """What keeps a text from being signed as it is read; empty if nothing does."""
    if not text.strip():
        return "it is empty"
    if len(text) > longest:
        return f"it has {len(text)} characters; {longest} are the most"
    for character in text:
        if unicodedata.category(character) in _UNSEEN:
            return f"it holds a character that cannot be seen (U+{ord(character):04X})"
    if unicodedata.normalize("NFC", text) != text:
        return "it is not in Unicode's composed form (NFC)"
    if text != " ".join(text.split()):
        return "it begins or ends with a space, or has two in a row"
    return ""


def tidy(text: str, what: str, where: str | Path = "", longest: int = LONGEST_NAME) -> str:
    """The text in composed form with single spaces. Raises BadInput if it is empty, too long or has unseen marks."""
    whole = " ".join(unicodedata.normalize("NFC", text).split())
    if wrong := fault(whole, longest):
        raise BadInput(f"{what} cannot be used: {wrong}", where=where, remedy="type it anew, as plain text")
    return whole


def folded(name: str) -> str:
    """A name without accents, case and extra spaces, for comparing what a person types with a record."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return " ".join(bare.casefold().split())
