"""Palettes: what colours pictures are made of, colours that go together, and whether a text can be read on one.

Distances are in OKLab, hues turn in OKLCH (Björn Ottosson, A perceptual color space for image processing, 2020).
Colours are `#rrggbb` in sRGB.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from coulisse.errors import BadInput

Array = NDArray[np.float64]

_TO_LMS = np.array([[0.4122214708, 0.5363325363, 0.0514459929], [0.2119034982, 0.6806995451, 0.1073969566],
                    [0.0883024619, 0.2817188376, 0.6299787005]])  # fmt: skip
_TO_LAB = np.array([[0.2104542553, 0.7936177850, -0.0040720468], [1.9779984951, -2.4285922050, 0.4505937099],
                    [0.0259040371, 0.7827717662, -0.8086757660]])  # fmt: skip
_FROM_LAB = np.linalg.inv(_TO_LAB)
_FROM_LMS = np.linalg.inv(_TO_LMS)
_CHROMA = 1.6  # in clustering a difference of hue counts for more than one of light: a board lists colours, not shadows
_SAME = 0.035  # OKLab: nearer colours are one entry of a palette
# Degrees from the base. The names of the vocabulary (triadic, tetradic) are known, too.
HARMONIES: dict[str, tuple[float, ...]] = {
    "monochrome": (0,), "analogous": (0, -30, 30), "complementary": (0, 180), "split_complementary": (0, 150, 210),
    "triad": (0, 120, 240), "tetrad": (0, 90, 180, 270),
}  # fmt: skip
_ALSO = {"triadic": "triad", "tetradic": "tetrad", "monochromatic": "monochrome", "analogue": "analogous"}
# Plain names, for callers that pass no list of their own.
NAMES: dict[str, str] = {
    "black": "#101012", "charcoal": "#36393d", "dark grey": "#4c4f53", "grey": "#808285", "light grey": "#b9bbbd",
    "white": "#f4f4f2", "ivory": "#f3ead3", "cream": "#f2e6c9", "stone": "#b7ab98", "taupe": "#867565",
    "sand": "#d2b98b", "tan": "#b98d5c", "brown": "#6b4a2f", "dark brown": "#3a281c", "umber": "#57402c",
    "rust": "#a14a23", "terracotta": "#b9603e", "orange": "#e5842b", "amber": "#d99a2b", "ochre": "#b9852c",
    "yellow": "#efcf3a", "olive": "#6b6a35", "moss green": "#5f6f3a", "green": "#3f8a4b", "dark green": "#1f4630",
    "sage": "#9caa8b", "teal": "#1f6f70", "turquoise": "#3fb8b0", "sky blue": "#8fbfdf", "blue": "#2f5fb0",
    "navy": "#1c2a4a", "slate": "#566068", "violet": "#6a4a9f", "plum": "#5a2a4e", "lilac": "#bda3cf",
    "pink": "#e79aac", "magenta": "#b5127e", "red": "#c1272d", "dark red": "#7c1518", "burgundy": "#5c1426",
    "oxblood": "#4f1312",
}  # fmt: skip


def oklab(colours: Any) -> Array:
    """sRGB (..., 3), codes 0-1, to OKLab."""
    srgb = np.asarray(colours, float)
    linear = np.where(srgb <= 0.04045, srgb / 12.92, ((srgb + 0.055) / 1.055) ** 2.4)
    return np.asarray(np.cbrt(linear @ _TO_LMS.T) @ _TO_LAB.T)


def srgb(lab: Any) -> Array:
    """OKLab (..., 3) to sRGB codes; outside 0-1 where sRGB has no such colour."""
    linear = (np.asarray(lab, float) @ _FROM_LAB.T) ** 3 @ _FROM_LMS.T
    positive = np.maximum(linear, 0)
    return np.where(linear <= 0.0031308, 12.92 * linear, 1.055 * positive ** (1 / 2.4) - 0.055)


def codes(hex_colour: str) -> tuple[float, float, float]:
    """`#rrggbb` as codes 0-1. Raises BadInput."""
    text = hex_colour.strip().lower()
    try:
        if len(text) != 7 or text[0] != "#":
            raise ValueError(text)
        r, g, b = (int(text[i : i + 2], 16) / 255 for i in (1, 3, 5))
    except ValueError:
        raise BadInput(f"no colour: {hex_colour!r}", where="colour", remedy="write it as #rrggbb") from None
    return r, g, b


def hex_code(colour: Any) -> str:
    """sRGB codes 0-1 as `#rrggbb`, clipped."""
    return "#" + "".join(f"{round(255 * min(max(float(v), 0.0), 1.0)):02x}" for v in colour)


def lch(hex_colour: str) -> tuple[float, float, float]:
    """Lightness 0-1, chroma, and hue in degrees of a colour, in OKLCH."""
    light, a, b = oklab(codes(hex_colour))
    return float(light), math.hypot(a, b), math.degrees(math.atan2(b, a)) % 360


def from_lch(light: float, chroma: float, hue: float) -> str:
    """The colour of that lightness and hue; its chroma is lowered until sRGB has it (CSS Color 4's way, by halving)."""
    light = min(max(light, 0.0), 1.0)
    direction = np.array([math.cos(math.radians(hue)), math.sin(math.radians(hue))])

    def at(c: float) -> Array:
        return srgb(np.array([light, *(c * direction)]))

    def inside(c: float) -> bool:
        return bool(np.all((at(c) > -1e-4) & (at(c) < 1 + 1e-4)))

    low, high = 0.0, max(chroma, 0.0)
    if inside(high):
        return hex_code(at(high))
    for _ in range(24):
        middle = (low + high) / 2
        low, high = (middle, high) if inside(middle) else (low, middle)
    return hex_code(at(low))


def name_of(hex_colour: str, names: Mapping[str, str] | None = None, but: Collection[str] = ()) -> str:
    """The nearest of `names` (name to `#rrggbb`; None: a plain list), in OKLab.

    `but`: names that are taken; the next one is chosen where it is nearly as near.
    """
    table = names or NAMES
    lab = oklab([codes(v) for v in table.values()])
    away = np.sqrt((((lab - oklab(codes(hex_colour))) * (1.0, 1.4, 1.4)) ** 2).sum(-1))
    order = np.argsort(away, kind="stable")
    words = list(table)
    nearest = words[int(order[0])]
    if nearest in but:
        for i in order[1:6]:
            if words[int(i)] not in but and away[i] < away[order[0]] + 0.07:
                return words[int(i)]
    return nearest


def palette_of(
    of: Sequence[NDArray[np.uint8]] | Sequence[tuple[str, float]], n: int = 6, *, seed: int = 0,
    names: Mapping[str, str] | None = None, vivid: float = 0.0,
) -> tuple[tuple[str, float, str], ...]:  # fmt: skip
    """At most `n` colours, the most common first, with their share (sum 1) and name.

    `vivid`: how much more a strong colour counts than a grey of the same area when colours are found (a chroma of 0.1
    in OKLab counts 1 + `vivid` times); shares stay those of the areas.

    `of`: pictures, uint8 (h, w, 3) sRGB, each counting the same; or (colour, area) pairs. k-means in OKLab (Lloyd 1982,
    seeded as k-means++, Arthur and Vassilvitskii 2007) on a histogram of colours, so that the size of a picture costs
    little. The same input and seed give the same palette. Raises BadInput for nothing to look at.
    """
    if n < 1:
        raise BadInput(f"a palette of {n} colours", where="n", remedy="ask for at least 1")
    points, weights = _histogram(of)
    if not len(points):
        raise BadInput("there is nothing to take colours from", where="of", remedy="give pictures, or (colour, area)")
    plain = oklab(points)
    counted = weights * (1 + vivid * np.hypot(plain[:, 1], plain[:, 2]) / 0.1)
    lab = plain * (1.0, _CHROMA, _CHROMA)
    member, centres = _k_means(lab, counted / counted.sum(), min(n, len(points)), np.random.default_rng(seed))
    entries: list[tuple[float, Array]] = []
    for i in range(len(centres)):
        mine = member == i
        if (share := float(weights[mine].sum())) > 0:
            entries.append((share, np.average(plain[mine], axis=0, weights=counted[mine])))
    entries.sort(key=lambda e: (-e[0], tuple(e[1])))
    merged: list[tuple[float, Array]] = []
    for share, colour in entries:
        near = next((i for i, (_, c) in enumerate(merged) if float(np.linalg.norm(c - colour)) < _SAME), None)
        if near is None:
            merged.append((share, colour))
        else:
            both = merged[near][0] + share
            merged[near] = both, (merged[near][1] * merged[near][0] + colour * share) / both
    merged.sort(key=lambda e: (-e[0], tuple(e[1])))
    total = sum(share for share, _ in merged)
    found = [(hex_code(srgb(colour)), share / total) for share, colour in merged]
    used: set[str] = set()
    out = []
    for code, share in found:
        name = name_of(code, names, used)
        used.add(name)
        out.append((code, share, name))
    return tuple(out)


def _histogram(of: Iterable[Any]) -> tuple[Array, Array]:
    """Colours (m, 3), codes 0-1, and their weights, sum 1."""
    colours: dict[int, float] = {}
    sums: list[tuple[Array, Array]] = []
    for item in of:
        if isinstance(item, tuple):
            code, area = item
            if not (math.isfinite(area) and area >= 0):
                raise BadInput(f"an area of {area}", where="of", remedy="give areas from 0")
            if area:
                key = int(hex_code(codes(code))[1:], 16)
                colours[key] = colours.get(key, 0.0) + float(area)
            continue
        picture = np.asarray(item)
        if picture.dtype != np.uint8 or picture.ndim != 3 or picture.shape[2] != 3:
            raise BadInput(
                f"a picture of {picture.dtype} {picture.shape}", where="of", remedy="give uint8 (h, w, 3) sRGB"
            )
        step = max(1, int(math.sqrt(picture.shape[0] * picture.shape[1] / 250_000)))
        flat = picture[::step, ::step].reshape(-1, 3).astype(np.int64)
        bins = (flat[:, 0] >> 3 << 10) | (flat[:, 1] >> 3 << 5) | (flat[:, 2] >> 3)
        counts = np.bincount(bins, minlength=1 << 15)
        used = np.flatnonzero(counts)
        means = np.stack([np.bincount(bins, flat[:, c], 1 << 15)[used] / counts[used] for c in range(3)], -1)
        if len(flat):
            sums.append((means / 255, counts[used] / len(flat)))
    if colours:
        keys = np.array(sorted(colours))
        own = np.stack([keys >> 16, keys >> 8 & 255, keys & 255], -1) / 255
        area = np.array([colours[int(k)] for k in keys])
        sums.append((own, area / area.sum()))
    if not sums:
        return np.zeros((0, 3)), np.zeros(0)
    weights = np.concatenate([w for _, w in sums])
    return np.concatenate([p for p, _ in sums]), weights / weights.sum()


def _k_means(points: Array, weights: Array, k: int, rng: np.random.Generator) -> tuple[NDArray[np.intp], Array]:
    """Which centre each point (m, 3) belongs to, and the centres: the best of four starts."""
    best: tuple[float, NDArray[np.intp], Array] | None = None
    for _ in range(4):
        chosen = [int(rng.choice(len(points), p=weights))]
        away = ((points - points[chosen[0]]) ** 2).sum(-1)
        while len(chosen) < k and away.max() > 1e-12:
            # The square root of the weight: a small accent is a colour of the set, too.
            chance = np.sqrt(weights) * away
            chosen.append(int(rng.choice(len(points), p=chance / chance.sum())))
            away = np.minimum(away, ((points - points[chosen[-1]]) ** 2).sum(-1))
        centres = points[chosen].copy()
        member = np.zeros(len(points), np.intp)
        for step in range(30):
            distances = (points**2).sum(-1)[:, None] - 2 * points @ centres.T + (centres**2).sum(-1)
            nearest = distances.argmin(1)
            if step and np.array_equal(nearest, member):
                break
            member = nearest
            mass = np.bincount(member, weights, len(centres))
            for c in range(3):
                total = np.bincount(member, weights * points[:, c], len(centres))
                centres[:, c] = np.where(mass > 0, total / np.maximum(mass, 1e-300), centres[:, c])
        error = float((weights * ((points - centres[member]) ** 2).sum(-1)).sum())
        if best is None or error < best[0] - 1e-15:
            best = error, member, centres
    assert best is not None
    return best[1], best[2]


def harmony(base: str, name: str, n: int = 5) -> tuple[str, ...]:
    """`n` colours that go with `base`, which is the first, by the harmony's hues in OKLCH.

    With more colours than hues the hues come round again, lighter and darker in turn. A colour that sRGB lacks loses
    chroma, not hue. Raises BadInput for a harmony that is not in `HARMONIES`.
    """
    key = name.strip().lower().replace(" ", "_").replace("-", "_")
    hues = HARMONIES.get(_ALSO.get(key, key))
    if hues is None:
        raise BadInput(f"there is no harmony {name!r}", where="name", remedy=f"one of {', '.join(HARMONIES)}")
    if n < 1:
        raise BadInput(f"{n} colours", where="n", remedy="ask for at least 1")
    light, chroma, hue = lch(base)
    out = [hex_code(codes(base))]
    rounds = math.ceil(n / len(hues))
    for i in range(1, n):
        turn = i // len(hues)
        # Lighter and darker in turn, each round a step further: 0, +1, -1, +2, -2 ...
        step = (turn + 1) // 2 * (1 if turn % 2 else -1)
        room = (0.94 - light) if step > 0 else (light - 0.14)
        lifted = light + math.copysign(max(room, 0.03) * abs(step) / (rounds // 2 + 1), step) if step else light
        lifted = min(max(lifted, 0.06), 0.97)
        out.append(from_lch(lifted, chroma * (1.0 if not step else 0.85), hue + hues[i % len(hues)]))
    return tuple(out)


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, 1 to 21 (WCAG 2.2)."""
    bright = []
    for colour in (one, other):
        linear = [v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in codes(colour)]
        bright.append(0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2])
    return (max(bright) + 0.05) / (min(bright) + 0.05)


def legible(ink: str, paper: str, least: float = 4.5) -> str:
    """`ink`, made darker or lighter as far as it takes to be read on `paper` (contrast `least`); its hue stays."""
    if contrast(ink, paper) >= least:
        return hex_code(codes(ink))
    light, chroma, hue = lch(ink)
    ends = (0.0, 1.0) if contrast("#000000", paper) >= contrast("#ffffff", paper) else (1.0, 0.0)
    for end in ends:
        for step in range(1, 41):
            tried = from_lch(light + (end - light) * step / 40, chroma, hue)
            if contrast(tried, paper) >= least:
                return tried
    return "#000000" if ends[0] == 0.0 else "#ffffff"
