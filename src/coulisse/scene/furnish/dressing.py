"""What lies on furniture: laid tables, desks at work, shelves, coffee tables. Nothing is laid twice the same way.

The models have no box to fill: their origin is in the middle of the surface that they lie on.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from coulisse.scene.furnish.books import BOOKS, OBJECTS, book, papers, row, stack, trinket
from coulisse.scene.furnish.goods import GOODS, goods_row
from coulisse.scene.furnish.registry import Want, family_of, finish
from coulisse.scene.furnish.table_food import board, fruit_bowl, loaf
from coulisse.scene.furnish.tableware import (
    WARE,
    Rng,
    bottle,
    candlestick,
    cup,
    fork,
    glass,
    knife,
    napkin,
    plate,
    spoon,
)
from coulisse.scene.layout_groups import SEAT_PITCH
from coulisse.scene.outlines import curve
from coulisse.scene.shapes import ball, box, lathe, moved, prism, tube
from coulisse.scene.staged import Model, Part

# family: plate, glass, cutlery, napkin, holder, bowl
_WARE = {
    "": ("porcelain", "glass", "stainless_steel", "linen", "brass", "oak"),
    "classical": ("porcelain", "crystal", "silver", "linen", "silver", "porcelain"),
    "baroque": ("porcelain", "crystal", "gold", "damask", "gold", "gold"),
    "gothic": ("pewter", "pewter", "iron", "linen", "wrought_iron", "pewter"),
    "victorian": ("porcelain", "crystal", "silver", "linen", "silver", "crystal"),
    "art_deco": ("porcelain", "crystal", "gold", "linen", "chrome", "black_marble"),
    "modern": ("porcelain", "glass", "stainless_steel", "linen", "blackened_steel", "glass"),
    "mid_century": ("tile", "glass", "stainless_steel", "linen", "brass", "teak"),
    "brutalist": ("slate", "glass", "blackened_steel", "linen", "blackened_steel", "concrete"),
    "industrial": ("enamel", "glass", "stainless_steel", "canvas", "iron", "sheet_metal"),
    "futuristic": ("acrylic", "glass", "titanium", "technical_fabric", "aluminium", "acrylic"),
    "rustic": ("terracotta", "glass", "pewter", "linen", "wrought_iron", "oak"),
    "eastern": ("porcelain", "porcelain", "bamboo", "silk", "bronze", "lacquer"),
}


def _made(name: str, parts: Sequence[Part], slots: dict[str, str], size: tuple[float, float, float]) -> Model:
    """A model of parts that keep their places."""
    want = Want(name, size[1], size[0], size[2])
    if not parts:
        parts = [box("nothing", (0.001, 0.001, 0.0005), slot="paper")]
    kept = finish(want, parts, slots, fit="")  # joins the parts; then undo its centring
    low = np.min([p.points.min(0) for p in parts], axis=0).astype(float)
    high = np.max([p.points.max(0) for p in parts], axis=0).astype(float)
    span = np.maximum(high - low, 1e-6)
    scale = np.minimum(1.0, np.array([size[0], size[1], size[2]]) / span)
    middle = ((low[0] + high[0]) / 2, (low[1] + high[1]) / 2, low[2])
    back = tuple(moved(p, middle, scale=tuple(1 / scale)) for p in kept.parts)
    return Model(name, back, kept.slots, ())


def _materials(family: str, **more: str) -> dict[str, str]:
    p, g, c, n, holder, bowl = _WARE[family]
    return {
        **WARE,
        **BOOKS,
        **OBJECTS,
        "plate": p,
        "glass": g,
        "cutlery": c,
        "napkin": n,
        "holder": holder,
        "bowl": bowl,
        "bottle": "green_marble",
        "wine": "velvet",
        "pen": "bakelite",
        **more,
    }


def seats_at(width: float, depth: float, seats: int, *, round_: bool = False) -> list[tuple[float, float, float]]:
    """Where one sits at a table: (x, y) on its edge and the degrees that a sitter faces, as the layout seats people.

    Along both sides that run along y (60 cm each and more), the heads for those who find no place there; about a round
    table in a ring. The order is the layout's.
    """
    if round_:
        turns = [360 * (i + 0.5) / seats for i in range(seats)]
        return [
            (depth / 2 * math.cos(math.radians(a)), width / 2 * math.sin(math.radians(a)), (a + 180) % 360)
            for a in turns
        ]
    a_side = max(1, int((width + 0.02) / SEAT_PITCH))
    ends = max(0, min(2, seats - 2 * a_side))
    out: list[tuple[float, float, float]] = []
    for sign, count in ((1, (seats - ends + 1) // 2), (-1, (seats - ends) // 2)):
        step = max(SEAT_PITCH, width / count) if count else 0.0
        out += [(sign * depth / 2, (i - (count - 1) / 2) * step, 180.0 if sign > 0 else 0.0) for i in range(count)]
    return out + [(0.0, sign * width / 2, 270.0 if sign > 0 else 90.0) for sign in (1, -1)[:ends]]


def _cover(rng: Rng, family: str, formal: bool, room: float) -> list[Part]:
    """What lies before one seat: the sitter is at -x looking along +x, the table's edge at x = 0.

    `room` metres are free on each side; where they are few, the forks lie on the napkin.
    """
    jig = lambda a: float(rng.normal(0, a))  # noqa: E731
    out: list[Part] = []
    x = 0.17 + jig(0.006)
    r = 0.135 * float(rng.uniform(0.98, 1.02))
    used = rng.random() < 0.18
    if family in ("modern", "brutalist", "mid_century", "eastern", "rustic") and not formal:
        mat = [moved(box("mat", (0.3, 0.42, 0.003), (0, 0, 0), "napkin", 0.001), (x + 0.02, 0, 0), jig(1.0))]
        out += mat
    out.append(moved(plate(r), (x, jig(0.004), 0.003), jig(20)))
    if formal or rng.random() < 0.4:
        out.append(moved(plate(0.72 * r), (x + jig(0.003), jig(0.004), 0.012), 0))
        if rng.random() < 0.4:
            bowl = lathe(
                "bowl",
                [
                    (0, 0),
                    (0.04, 0),
                    (0.05, 0.01),
                    (0.08, 0.045),
                    (0.083, 0.05),
                    (0.076, 0.046),
                    (0.045, 0.012),
                    (0, 0.008),
                ],
                "plate",
                n=24,
            )
            out.append(moved(bowl, (x, 0, 0.018)))
    kind = int(rng.choice([0, 0, 1, 2]) if not formal else rng.choice([0, 2, 2]))
    under = kind == 0 and not used and room < 0.33
    lift = 0.011 if under else 0.004
    if family == "eastern":
        out += [
            tube(
                "stick",
                [
                    (x - 0.1 + jig(0.01), -0.2 - 0.008 * k, 0.006),
                    (x + 0.13 + jig(0.01), -0.2 - 0.008 * k + jig(0.004), 0.006),
                ],
                [0.0035, 0.002],
                "cutlery",
                n=6,
            )
            for k in range(2)
        ]
    elif used:
        out += [moved(p, (x + 0.02, 0.04, 0.022), 150 + jig(8)) for p in fork()] + [
            moved(p, (x - 0.01, -0.04, 0.022), 170 + jig(8)) for p in knife()
        ]
    else:
        out += [moved(p, (x + jig(0.008), 0.185 + jig(0.004), lift), jig(2.0)) for p in fork()]
        out += [moved(p, (x + jig(0.008), -0.175 + jig(0.004), lift), jig(2.0)) for p in knife()]
        if formal or rng.random() < 0.5:
            out += [moved(p, (x + jig(0.008), -0.212 + jig(0.004), lift), jig(2.5)) for p in spoon()]
        if formal:
            out += [moved(p, (x + jig(0.008), 0.22 + jig(0.004), lift), jig(2.5), scale=0.88) for p in fork()]
    if used or kind == 1:
        k = 1.0 if room > 0.4 else 0.75
        away = min(0.29, room - 0.12 * k)
        out += [
            moved(
                p,
                (x + 0.01 + jig(0.01), away + jig(0.006), 0.002 + (0.02 if away < 0.25 else 0.0)),
                float(rng.uniform(0, 360)),
                k,
            )
            for p in napkin(rng, 1)
        ]
    elif kind == 0:
        away = 0.205 if under else min(0.275, room - 0.05)
        out += [moved(p, (x + jig(0.006), away + jig(0.005), 0.001), jig(2)) for p in napkin(rng, 0)]
    else:
        out += [moved(p, (x, jig(0.004), 0.017 + (0.012 if formal else 0)), 90 + jig(6)) for p in napkin(rng, 2)]
    stems = 2 if formal else 1
    for k in range(stems):
        filled = float(rng.choice([0.0, 0.35, 0.6, 0.8])) if k == 0 else 0.0
        out += [
            moved(p, (x + 0.17 + jig(0.014), -0.15 - 0.075 * k + jig(0.014), 0))
            for p in glass(
                rng,
                stemmed=family not in ("industrial", "rustic", "gothic") or k == 1,
                filled=filled,
                size=1.0 - 0.12 * k,
            )
        ]
    return out


def table_setting(
    size: tuple[float, float, float],
    seats: int,
    *,
    style: str | None = None,
    traits: tuple[str, ...] = (),
    seed: int = 0,
    places: Sequence[tuple[float, float, float]] | None = None,
) -> Model:
    """A laid table for one of `size` (width, depth, height in metres): the origin lies in the middle of its top.

    Plates, glasses, cutlery and napkins at each seat, each a bit different; candlesticks, a bowl of fruit, bottles and
    bread along the middle. `places` says where people sit, (x, y, facing in degrees) on the table's edge in its own
    frame; else `seats` of them sit as the layout seats them. Some 1,200 faces a seat.
    """
    width, depth, _ = size
    family = family_of(style, traits)
    rng = np.random.default_rng([seed, 77])
    formal = family in ("classical", "baroque", "victorian", "art_deco") or any(
        t in traits for t in ("luxury", "formal")
    )
    round_ = any(t in traits for t in ("round", "oval"))
    parts: list[Part] = []
    sitting = list(places) if places is not None else seats_at(width, depth, seats, round_=round_)
    for x, y, facing in sitting:
        near = [math.hypot(x - a, y - b) for a, b, turn in sitting if turn == facing and (a, b) != (x, y)]
        ends = (width / 2 - abs(y)) if facing % 180 == 0 else (depth / 2 - abs(x))
        room = max(0.24, min([n / 2 for n in near] + ([0.4] if round_ else [ends])))
        own = np.random.default_rng([seed, int(1e4 * (x + 50)), int(1e4 * (y + 50))])
        parts += [moved(p, (x, y, 0.0), facing) for p in _cover(own, family, formal, room)]
    long_y = width >= depth
    run = (width if long_y else depth) - 0.9
    clear = (depth if long_y else width) - 2 * 0.42  # what the covers leave in the middle

    def spot(t: float, aside: float = 0.0) -> tuple[float, float, float]:
        return (aside, t, 0.0) if long_y else (t, aside, 0.0)

    def lay(made: Sequence[Part], t: float, aside: float = 0.0, turn: float = 0.0) -> None:
        parts.extend(moved(p, spot(t, aside), turn) for p in made)

    if round_ or abs(width - depth) < 0.25:
        lay(fruit_bowl(rng, radius=min(0.15, 0.2 * width)), 0.0)
        lay(candlestick(rng), 0.2 * min(width, depth), 0.05)
        return _made("table_setting", parts, _materials(family), (depth, width, 1.0))
    n = max(1, round(run / 0.62))
    aside = max(0.0, min(0.09, clear / 2))
    for i in range(n):
        t = (i + 0.5) / n * run - run / 2 + rng.normal(0, 0.02)
        kind = (i + seed) % 4 if n > 1 else 1
        if kind in (0, 2) or family in ("gothic", "baroque"):
            tall = float(rng.uniform(0.16, 0.34))
            lay(candlestick(rng, height=tall), t, float(rng.uniform(-aside, aside)))
            if rng.random() < 0.75:
                lay(candlestick(rng, height=tall * 0.72), t + 0.09, float(rng.uniform(-aside, aside)))
        if kind == 1:
            lay(fruit_bowl(rng, radius=float(min(0.17, 0.1 + max(clear, 0.05) / 3))), t)
        if kind == 3:
            lay(bottle(rng), t, float(rng.uniform(-aside, aside)))
            lay(
                [board(0.3, 0.2), *[moved(p, (0, 0, 0.018)) for p in loaf(rng)]],
                t + 0.22,
                0.0,
                float(rng.uniform(-25, 25)),
            )
        if kind == 2 and rng.random() < 0.7:
            jug = lathe(
                "jug",
                [
                    (0, 0),
                    (0.05, 0),
                    (0.07, 0.06),
                    (0.066, 0.12),
                    (0.04, 0.19),
                    (0.052, 0.24),
                    (0.047, 0.24),
                    (0.034, 0.19),
                    (0, 0.12),
                ],
                "glass",
                n=20,
            )
            grip = tube(
                "grip",
                curve([(0.04, 0, 0.2), (0.1, 0, 0.19), (0.1, 0, 0.11), (0.068, 0, 0.09)], 4),
                0.006,
                "glass",
                n=7,
            )
            lay([jug, grip], t - 0.16, float(rng.uniform(-aside, aside)), float(rng.uniform(0, 360)))
    for s in (-0.3, 0.34):  # salt and pepper
        shaker = lathe(
            "shaker",
            [(0, 0), (0.018, 0), (0.02, 0.01), (0.013, 0.05), (0.016, 0.06), (0.01, 0.072), (0, 0.074)],
            "cutlery",
            n=12,
        )
        lay([shaker], s * run * 0.5, float(rng.uniform(-aside, aside)))
    return _made("table_setting", parts, _materials(family), (depth, width, 1.0))


def desk_clutter(size: tuple[float, float, float], *, style: str | None = None, seed: int = 0) -> Model:
    """What lies on a desk of `size` (width, depth, height): papers, books, a pen, a cup, a tray; the middle stays free.

    The one who works sits at -x or +x; the things lie at the sides, so that either is right.
    """
    width, depth, _ = size
    family = family_of(style)
    rng = np.random.default_rng([seed, 78])
    parts: list[Part] = []
    k = 1 if rng.random() < 0.5 else -1
    hx, hy = depth / 2 - 0.16, width / 2 - 0.2

    def lay(made: Sequence[Part], x: float, y: float, turn: float = 0.0) -> None:
        parts.extend(moved(p, (x, y, 0.0), turn) for p in made)

    lay(papers(rng, 6), 0.0, 0.0, float(rng.uniform(-8, 8)))
    lay(papers(rng, 14), 0.25 * hx, k * hy * 0.62, float(rng.uniform(-12, 12)))
    z = 0.0
    for _ in range(int(rng.integers(2, 5))):
        one = book(rng)
        parts.extend(moved(p, (-0.35 * hx, -k * hy * 0.85, z), float(rng.normal(0, 9))) for p in one)
        z += float(max(p.points[:, 2].max() for p in one))
    lay(cup(rng), 0.45 * hx, -k * hy * 0.42)
    pen = [
        tube("pen", [(-0.07, 0, 0.0055), (0.06, 0, 0.0055)], [0.0045, 0.0055, 0.005], "pen", n=8),
        tube("nib", [(0.06, 0, 0.0055), (0.074, 0, 0.003)], [0.004, 0.0012], "cutlery", n=6),
    ]
    lay(pen, 0.05, -0.12 * k, float(rng.uniform(20, 70)))
    old = family in ("classical", "baroque", "victorian", "gothic", "rustic", "art_deco")
    if old:
        lay(
            [
                box("stand", (0.1, 0.2, 0.018), (0, 0, 0), "holder", 0.005),
                *[
                    lathe(
                        "ink",
                        [(0, 0.018), (0.024, 0.018), (0.024, 0.05), (0.014, 0.056), (0.014, 0.064), (0, 0.062)],
                        "bottle",
                        (0, s * 0.055, 0),
                        n=14,
                    )
                    for s in (-1, 1)
                ],
            ],
            -0.6 * hx,
            0.0,
            float(rng.uniform(-4, 4)),
        )
        lay(
            [
                prism(
                    "blotter",
                    [(0.06 * math.cos(a), 0.012 + 0.045 * math.sin(a)) for a in np.linspace(-0.1, math.pi + 0.1, 11)],
                    0.06,
                    "box",
                    along="y",
                    bevel=0.003,
                ),
                moved(ball("knob", 0.012, "holder", n=8), (0, 0, 0.068)),
            ],
            0.3 * hx,
            k * 0.16,
            float(rng.uniform(0, 90)),
        )
    else:
        pot = lathe("pot", [(0, 0), (0.04, 0), (0.04, 0.1), (0.037, 0.1), (0.037, 0.004), (0, 0.004)], "holder", n=18)
        pens = [
            tube(
                "pen",
                [
                    (0.012 * math.cos(a), 0.012 * math.sin(a), 0.006),
                    (0.034 * math.cos(a), 0.034 * math.sin(a), 0.1 + q),
                ],
                0.0042,
                "pen" if i % 2 else "fruit",
                n=6,
            )
            for i, (a, q) in enumerate(zip(rng.uniform(0, 6.28, 6), rng.uniform(0.03, 0.08, 6), strict=True))
        ]
        lay([pot, *pens], -0.55 * hx, k * 0.3 * hy)
        tray = [box("tray", (0.25, 0.33, 0.004), (0, 0, 0.06 * i), "holder", 0.001) for i in range(2)] + [
            tube("post", [(a * 0.12, b * 0.16, 0), (a * 0.12, b * 0.16, 0.1)], 0.003, "holder", n=5)
            for a in (-1, 1)
            for b in (-1, 1)
        ]
        lay(
            [*tray, *[moved(p, (0, 0, 0.005)) for p in papers(rng, 4)]],
            -0.25 * hx,
            k * hy * 0.95,
            float(rng.uniform(-4, 4)),
        )
    lay([moved(p, (0, 0, 0)) for p in trinket(rng, 0.045, 0.2)], -0.6 * hx, -k * 0.45 * hy)
    inside = [
        p
        for p in parts
        if np.abs(p.points[:, 0]).max() < depth / 2 + 0.03 and np.abs(p.points[:, 1]).max() < width / 2 + 0.03
    ]
    return _made("desk_clutter", inside, _materials(family, pen="bakelite", bottle="obsidian"), (depth, width, 1.0))


def shelf_clutter(size: tuple[float, float, float], seed: int = 0, *, style: str | None = None) -> Model:
    """Books and things on a board of `size` (width, depth, clear height): the origin is in the middle of the board.

    Where more than 60 cm are clear it is no shelf but a top (of a sideboard, a chest): see `top_clutter`.
    """
    width, depth, clear = size
    if clear > 0.6:
        return top_clutter("sideboard", size, style=style, seed=seed)
    rng = np.random.default_rng([seed, 79])
    parts = row(rng, width, depth, clear, (depth / 2 - 0.01, 0.0, 0.0), full=0.82)
    return _made("shelf_clutter", parts, _materials(family_of(style)), (depth, width, clear))


def top_clutter(name: str, size: tuple[float, float, float], *, style: str | None = None, seed: int = 0) -> Model:
    """What stands on a sideboard, a chest, a bar or a worktop of `size`: groups of three or four, with room between.

    `name` is the piece's: `bar_counter` has bottles and glasses, `kitchen_counter` jars, boards and pans.
    """
    width, depth, _ = size
    family = family_of(style)
    rng = np.random.default_rng([seed, 81])
    groups: dict[str, tuple[str, ...]] = {
        "bar_counter": ("bottles", "glasses", "bottles", "bowl"),
        "kitchen_counter": ("jars", "board", "pan", "bottles"),
    }
    kinds = groups.get(name, ("lights", "books", "decanter", "vase", "picture"))
    n = max(1, min(8, round(width / 0.62)))
    parts: list[Part] = []
    first = int(rng.integers(0, len(kinds)))
    for i in range(n):
        if n > 2 and rng.random() < 0.2:
            continue  # a gap
        y = (i + 0.5) / n * width - width / 2 + float(rng.uniform(-0.06, 0.06))
        made = _group(rng, kinds[(first + i) % len(kinds)], depth)
        parts += [moved(p, (0.0, y, 0.0)) for p in made]
    inside = [
        p
        for p in parts
        if np.abs(p.points[:, 0]).max() < depth / 2 + 0.02 and np.abs(p.points[:, 1]).max() < width / 2 + 0.02
    ]
    return _made("top_clutter", inside, _materials(family, frame="walnut", picture="paper"), (depth, width, 1.0))


def stocked_top(kinds: Sequence[str], size: tuple[float, float, float], *, seed: int = 0) -> Model:
    """What a shop or a bar has on its counter: goods of `kinds` (`goods.MAKERS`) in groups along its back, with room
    to serve between them. `size` is the counter's; the origin is in the middle of its top.
    """
    width, depth, _ = size
    rng = np.random.default_rng([seed, 83])
    parts: list[Part] = []
    y = -width / 2 + 0.08
    while y < width / 2 - 0.24:
        run = float(min(rng.uniform(0.35, 0.8), width / 2 - 0.06 - y))
        kind = [str(rng.choice(list(kinds)))]
        deep = min(0.55 * depth, 0.36)
        parts += goods_row(rng, kind, run, deep, 0.62, (0.1 * depth, y + run / 2, 0.0), full=1.0)
        y += run + float(rng.uniform(0.1, 0.36))
    inside = [p for p in parts if np.abs(p.points[:, :2]).max(0)[0] < depth / 2 + 0.03]
    return _made("stocked_top", inside, {**BOOKS, **GOODS}, (depth, width, 1.0))


def _group(rng: Rng, kind: str, depth: float) -> list[Part]:
    """A few things that belong together, about the origin, within 45 cm along y."""
    back = -0.18 * depth
    out: list[Part] = []

    def lay(made: Sequence[Part], x: float, y: float, turn: float = 0.0) -> None:
        out.extend(moved(p, (x, y, 0.0), turn) for p in made)

    if kind == "lights":
        lay(candlestick(rng, height=float(rng.uniform(0.2, 0.34))), back, 0.05)
        lay(candlestick(rng, height=float(rng.uniform(0.14, 0.24))), back + 0.1, -0.06)
    elif kind == "books":
        lay(
            [moved(p, (0.11, 0, 0)) for p in stack(rng, 0.27, 0.22, float(rng.uniform(0.08, 0.2)))],
            0.0,
            0.0,
            float(rng.uniform(-14, 14)),
        )
    elif kind in ("bottles", "decanter"):
        if kind == "decanter":
            lay(
                [
                    lathe(
                        "tray",
                        [(0, 0), (0.15, 0), (0.165, 0.016), (0.158, 0.017), (0.146, 0.005), (0, 0.005)],
                        "holder",
                        n=28,
                    )
                ],
                0.0,
                0.0,
            )
        for k in range(int(rng.integers(2, 5)) if kind == "bottles" else 1):
            lay(bottle(rng), back * 0.4 + float(rng.normal(0, 0.03)), -0.14 + 0.095 * k)
        for k in range(2):
            lay(
                glass(rng, stemmed=False, filled=0.5 * (k == 0)),
                0.06 + float(rng.normal(0, 0.01)),
                0.05 + 0.09 * k * (1 if kind == "bottles" else -1),
            )
    elif kind == "glasses":
        for k in range(int(rng.integers(4, 8))):
            lay(glass(rng, stemmed=k % 2 == 0), back + 0.1 * (k % 2) + float(rng.normal(0, 0.008)), -0.16 + 0.055 * k)
    elif kind == "vase":
        lay(trinket(rng, float(rng.uniform(0.07, 0.1)), 0.4), back * 0.5, 0.0)
    elif kind == "picture":
        w, h = float(rng.uniform(0.16, 0.26)), float(rng.uniform(0.2, 0.32))
        made = [
            box("frame", (0.016, w, h), (0, 0, 0), "frame", 0.004),
            box("picture", (0.004, w - 0.05, h - 0.05), (0.008, 0, 0.025), "picture", 0.0),
        ]
        lay([moved(p, (0, 0, 0.004), tilt=-9) for p in made], back, 0.0, float(rng.uniform(-16, 16)))
    elif kind == "bowl":
        lay(fruit_bowl(rng, radius=min(0.14, 0.36 * depth)), 0.0, 0.0)
    elif kind == "jars":
        for k in range(3):
            r, h = 0.05 + 0.008 * k, 0.11 + 0.04 * k
            jar = lathe("jar", [(0, 0), (0.92 * r, 0), (r, 0.01), (r, h - 0.02), (0.86 * r, h), (0, h)], "plate", n=18)
            lid = lathe(
                "lid",
                [
                    (0, h),
                    (0.9 * r, h),
                    (0.9 * r, h + 0.014),
                    (0.2 * r, h + 0.02),
                    (0.22 * r, h + 0.034),
                    (0, h + 0.038),
                ],
                "bread",
                n=18,
            )
            lay([jar, lid], back, -0.14 + 0.13 * k)
    elif kind == "board":
        stood = moved(board(0.24, 0.36), (0, 0, 0.18), tilt=78)
        lay([moved(stood, (back - 0.06, 0, 0))], 0.0, -0.06)
        lay(loaf(rng), 0.05, 0.1, float(rng.uniform(-30, 30)))
    else:
        pan = lathe(
            "pan",
            [(0, 0), (0.11, 0), (0.115, 0.01), (0.12, 0.12), (0.116, 0.12), (0.108, 0.008), (0, 0.006)],
            "cutlery",
            n=26,
        )
        lay(
            [pan, tube("handle", [(0.0, 0.118, 0.1), (0.0, 0.29, 0.115)], [0.012, 0.009], "pen", n=8)],
            0.0,
            -0.05,
            float(rng.uniform(-40, 40)),
        )
    return out


def coffee_clutter(size: tuple[float, float, float], *, style: str | None = None, seed: int = 0) -> Model:
    """What lies on a low table of `size` (width, depth, height): a stack of books, cups, a bowl or a vase."""
    width, depth, _ = size
    family = family_of(style)
    rng = np.random.default_rng([seed, 80])
    parts: list[Part] = []
    k = 1 if rng.random() < 0.5 else -1
    hx, hy = 0.5 * depth, 0.5 * width
    pile = [moved(p, (0.12, 0, 0)) for p in stack(rng, 0.3, 0.24, 0.1)]
    parts += [moved(p, (0.0, k * 0.5 * hy, 0.0), float(rng.uniform(-25, 25))) for p in pile]
    top = float(max((p.points[:, 2].max() for p in pile), default=0.0))
    parts += [moved(p, (0.0, k * 0.5 * hy, top)) for p in trinket(rng, 0.04, 0.12)]
    parts += [moved(p, (0.35 * hx, -k * 0.2 * hy, 0.0)) for p in cup(rng)]
    if rng.random() < 0.6:
        parts += [moved(p, (-0.3 * hx, -k * 0.5 * hy, 0.0)) for p in cup(rng)]
    parts += [
        moved(p, (-0.2 * hx, -k * 0.1 * hy, 0.0))
        for p in (fruit_bowl(rng, radius=min(0.13, 0.28 * depth)) if rng.random() < 0.5 else trinket(rng, 0.09, 0.34))
    ]
    magazine = [
        box("magazine", (0.28, 0.21, 0.005), (0, 0, 0.006 * i), f"book{int(rng.integers(0, 6))}", 0.001)
        for i in range(2)
    ]
    parts += [
        moved(p, (0.05 * hx, -k * 0.72 * hy, 0.0), float(rng.uniform(-30, 30)) + 4 * i) for i, p in enumerate(magazine)
    ]
    inside = [p for p in parts if np.abs(p.points[:, 0]).max() < hx + 0.02 and np.abs(p.points[:, 1]).max() < hy + 0.02]
    return _made("coffee_clutter", inside, _materials(family), (depth, width, 1.0))
