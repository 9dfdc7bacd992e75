"""Reads measures into metres: `12 by 8 metres, 4 metres high`, `12 x 8 m`, `6 ft 2 in`, `douze mètres sur huit`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from coulisse.errors import BadInput
from coulisse.recipes.brief_words.numbers import Number, number
from coulisse.recipes.brief_words.tokens import Token

Axis = Literal["length", "width", "height", "depth", "diameter", "area", ""]
_METRES = {
    "m": 1.0, "metre": 1.0, "metres": 1.0, "meter": 1.0, "meters": 1.0, "cm": 0.01, "centimetre": 0.01,
    "centimetres": 0.01, "centimeter": 0.01, "centimeters": 0.01, "mm": 0.001, "millimetre": 0.001,
    "millimetres": 0.001, "ft": 0.3048, "foot": 0.3048, "feet": 0.3048, "pied": 0.3048, "pieds": 0.3048, "'": 0.3048,
    "’": 0.3048, "inch": 0.0254, "inches": 0.0254, "pouce": 0.0254, "pouces": 0.0254, '"': 0.0254, "”": 0.0254,
    "yard": 0.9144, "yards": 0.9144, "km": 1000.0, "kilometre": 1000.0, "kilometres": 1000.0, "kilometer": 1000.0,
    "kilometers": 1000.0, "mile": 1609.344, "miles": 1609.344,
}  # fmt: skip
_FEET = {"ft", "foot", "feet", "'", "’", "pied", "pieds"}
_INCHES = {"in", "inch", "inches", '"', "”", "pouce", "pouces"}
_SQUARE = {"square", "sq", "carre", "carres", "carree", "carrees"}
_TIMES = {"en": {"by", "x", "×"}, "fr": {"sur", "par", "x", "×"}}
_AFTER: dict[str, dict[str, Axis]] = {
    "en": {
        "long": "length", "wide": "width", "broad": "width", "across": "width", "high": "height", "tall": "height",
        "deep": "depth", "length": "length", "width": "width", "height": "height", "depth": "depth",
        "diameter": "diameter",
    },
    "fr": {
        "long": "length", "longueur": "length", "large": "width", "largeur": "width", "haut": "height",
        "hauteur": "height", "profondeur": "depth", "profond": "depth", "plafond": "height",
        "diametre": "diameter",
    },
}  # fmt: skip
_BEFORE: dict[str, dict[str, Axis]] = {
    "en": {
        "height": "height", "high": "height", "length": "length", "width": "width", "depth": "depth", "area": "area",
        "tall": "height",
    },
    "fr": {
        "hauteur": "height", "haut": "height", "haute": "height", "hauts": "height", "hautes": "height",
        "longueur": "length", "long": "length", "longue": "length", "largeur": "width", "large": "width",
        "larges": "width", "profondeur": "depth", "profond": "depth", "surface": "area",
    },
}  # fmt: skip
_OF = {"of", "de", "d", "is", "=", "in", "en", "about", "environ", "around", "approximately", "est", "a"}


@dataclass(frozen=True)
class Size:
    """One measure in metres (square metres where `axis` is area); `axis` is empty where it is not said."""

    axis: Axis
    metres: float
    low: float
    high: float


@dataclass(frozen=True)
class Measure:
    """Measures of one thing, of `length` words."""

    sizes: tuple[Size, ...]
    length: int
    guessed: bool = False  # no unit stood there: taken for metres


def measure(tokens: Sequence[Token], at: int, language: str) -> Measure | None:
    """The measure that begins at a word, or None. Raises BadInput for a size that nothing can have."""
    axis: Axis = ""
    start = at
    named = _BEFORE[language].get(tokens[at].key)
    if named:
        axis = named
        at += 1
        while at < len(tokens) and tokens[at].key in _OF and not tokens[at].pause:
            at += 1
    found = _sizes(tokens, at, language, bool(named))
    if found is None:
        return None
    sizes, at, guessed = found
    if not axis:
        axis, at = _axis_after(tokens, at, language)
    if len(sizes) == 1 and sizes[0].axis != "area":
        sizes = [Size(axis, sizes[0].metres, sizes[0].low, sizes[0].high)]
    elif len(sizes) == 3:
        last = sizes[2]
        sizes = [*sizes[:2], Size("height", last.metres, last.low, last.high)]
    for size in sizes:
        _possible(size, " ".join(token.text for token in tokens[start:at]))
    return Measure(tuple(sizes), at - start, guessed)


def _sizes(
    tokens: Sequence[Token], at: int, language: str, named: bool
) -> tuple[list[Size], int, bool] | None:  # fmt: skip
    """(sizes, next word, no unit was given) of `a`, `a by b` or `a by b by c`, where one unit serves for all."""
    parts: list[tuple[Number, float | None]] = []
    while True:
        if at < len(tokens) and parts and tokens[at].key in {"about", "environ"}:
            at += 1
        amount = number(tokens, at, language) if at < len(tokens) else None
        if amount is None:
            return None
        at += amount.length
        square = 0
        if _key(tokens, at) in _SQUARE and _key(tokens, at + 1) in _METRES:
            square, at = 1, at + 1
        unit = _METRES.get(_key(tokens, at)) if not _pause(tokens, at) else None
        if unit is None and _key(tokens, at) in {"m2", "sqm"}:
            return [_size("area", amount, 1.0)], at + 1, False
        if unit is None and square:
            return None
        if unit is not None:
            text = _key(tokens, at)
            at += 1
            if text.isalpha() and _key(tokens, at) == "2" and tokens[at].glued:
                square, at = 1, at + 1
            if _key(tokens, at) in _SQUARE and not _pause(tokens, at):
                square, at = 1, at + 1
            if square:
                return [_size("area", amount, unit * unit)], at, False
            inches = number(tokens, at, language) if text in _FEET and at < len(tokens) else None
            if inches and not _pause(tokens, at) and _key(tokens, at + inches.length) in _INCHES:
                total = amount.value * 0.3048 + inches.value * 0.0254
                amount, unit = Number(total, 0, total, total), 1.0
                at += inches.length + 1
            elif text in ("m", "metre", "metres") and inches is None and at < len(tokens) and tokens[at].glued:
                cents = tokens[at]  # 1m80
                if cents.number and len(cents.text) == 2:
                    total = amount.value + float(cents.text) / 100
                    amount, unit, at = Number(total, 0, total, total), 1.0, at + 1
        parts.append((amount, unit))
        if len(parts) < 3 and _key(tokens, at) in _TIMES[language] and not _pause(tokens, at) and _number_at(
            tokens, at + 1, language
        ):  # fmt: skip
            at += 1
            continue
        break
    units = [unit for _, unit in parts if unit is not None]
    if not units and len(parts) == 1 and not named:
        return None
    common = units[-1] if units else 1.0
    return [_size("", amount, unit if unit is not None else common) for amount, unit in parts], at, not units


def _number_at(tokens: Sequence[Token], at: int, language: str) -> bool:
    return at < len(tokens) and number(tokens, at, language) is not None


def _axis_after(tokens: Sequence[Token], at: int, language: str) -> tuple[Axis, int]:
    """`4 metres high`, `quatre mètres de haut`, `4 m in height`: the axis, and the word after it."""
    step = at
    if _key(tokens, at) in {"in", "de", "en", "sous"} and not _pause(tokens, at):
        step += 1
    word = _key(tokens, step)
    axis = _AFTER[language].get(word)
    if axis is None or _pause(tokens, step):
        return "", at
    following = _key(tokens, step + 1)
    if language == "en" and step == at and following and not _pause(tokens, step + 1) and word in ("long", "wide"):
        return axis, step + 1  # `a 3 metre long table`
    return axis, step + 1


def _size(axis: Axis, amount: Number, unit: float) -> Size:
    return Size(axis, round(amount.value * unit, 4), round(amount.low * unit, 4), round(amount.high * unit, 4))


def _possible(size: Size, text: str) -> None:
    largest, unit = (90_000.0, "m²") if size.axis == "area" else (300.0, "m")
    if not 0 < size.low <= size.high <= largest:
        raise BadInput(
            f"`{text}` is {size.metres:g} {unit}, a size that no set and no piece can have", where="the sentence",
            remedy=f"give a size above 0 and up to {largest:g} {unit}, in metres, centimetres, feet or inches",
        )  # fmt: skip


def _key(tokens: Sequence[Token], at: int) -> str:
    return tokens[at].key if 0 <= at < len(tokens) else ""


def _pause(tokens: Sequence[Token], at: int) -> bool:
    return at < len(tokens) and bool(tokens[at].pause)
