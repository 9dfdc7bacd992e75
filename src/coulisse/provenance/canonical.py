"""Canonical JSON: one way to write a document, so that its hash and its signature mean one thing."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any, NoReturn

_DEEPEST = 64  # levels of nesting in a document
_LARGEST_INT = 2**64 - 1

_encode = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False).encode


def canonical(value: object) -> bytes:
    """The one way to write a document: sorted keys (by code point), UTF-8 as given, no spaces, whole numbers only.

    Two documents have the same bytes only if they are the same (a tuple is a list). Raises TypeError for
    fractions, keys that are no texts, broken Unicode, whole numbers beyond 64 bits and what is nested too deep.
    """
    try:
        return _encode(_plain(value, _DEEPEST)).encode("utf-8")
    except UnicodeEncodeError:
        raise TypeError("a text with half a character (a lone surrogate) has no canonical form") from None


def _plain(value: object, depth: int) -> object:
    if depth < 0:
        raise TypeError(f"nested deeper than {_DEEPEST} levels: no canonical form")
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, str):
        return str(value)
    if isinstance(value, int):
        if abs(value) > _LARGEST_INT:
            raise TypeError("a whole number beyond 64 bits has no canonical form")
        return int(value)
    if isinstance(value, Mapping):
        if not all(isinstance(key, str) for key in value):
            raise TypeError("a key that is no text has no canonical form")
        return {str(key): _plain(item, depth - 1) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item, depth - 1) for item in value]
    raise TypeError(f"{type(value).__name__} has no canonical form; give whole numbers (milliseconds) or text")


def encode_parsed(document: object) -> bytes:
    """The canonical form of what `parse` gave; faster than `canonical`, because nothing needs to be looked at."""
    return _encode(document).encode("utf-8", "surrogatepass")


def parse(data: bytes) -> Any:
    """Read JSON without fractions. Raises ValueError."""
    try:
        return _decode(data.decode("utf-8"))
    except RecursionError:
        raise ValueError("nested too deep") from None


def _no_fractions(text: str) -> NoReturn:
    raise ValueError(f"{text} is no whole number")


_decode = json.JSONDecoder(parse_float=_no_fractions, parse_constant=_no_fractions).decode


def sha256_of(value: object) -> str:
    """The SHA-256 of a document's canonical form, in hex."""
    return hashlib.sha256(canonical(value)).hexdigest()
