"""What a garment is closed with: the overlap of its fronts, plackets, buttons, zips, lacing, frogs, toggles, straps."""

from __future__ import annotations

import numpy as np
from scipy.ndimage import gaussian_filter

from coulisse.scene.garments.necks import break_height
from coulisse.scene.garments.ride import Worn, cord, disc, joined_parts, slab, soft, stitches, turned_on
from coulisse.scene.garments.sheet import spaced
from coulisse.scene.garments.shell import Array
from coulisse.scene.garments.sleeves import sleeve_end
from coulisse.scene.staged import Part

SHIRT_STEP = 0.085  # metres between the buttons of a shirt
_LEAD = 0.05  # metres of the left front that the overlap rises out of


def closing_parts(worn: Worn) -> list[Part]:
    """The closing in front or behind, as the cut has it."""
    cut = worn.garment.cut
    if cut.family not in ("upper", "dress", "jumpsuit", "cape") or not cut.closing:
        return []
    if cut.family == "cape":
        return _clasp(worn)
    if cut.place == "back":
        return _behind(worn)
    if cut.place not in ("front", "neck"):
        return []
    if cut.open:
        return _buttons(worn, _places(worn)) if cut.closing == "button" else []
    makers = {
        "button": _buttoned, "stud": _buttoned, "snap": _buttoned, "zip": _zip, "lace": _laced, "frog": _frogs,
        "toggle": _toggles, "buckle": _buckles, "strap": _buckles, "hook": _edge_only, "clasp": _clasp,
        "velcro": _edge_only, "magnet": _edge_only, "tie": _ties, "wrap": _ties,
    }  # fmt: skip
    maker = makers.get(cut.closing)
    return maker(worn) if maker else []


def reach(worn: Worn) -> tuple[float, float]:
    """Heights between which the front is closed."""
    cut, form = worn.garment.cut, worn.form
    line = worn.line("centre_front_l")
    low, top = float(line[0, 2]), float(line[-1, 2])
    if cut.lapel:
        top = min(top, break_height(form, cut) + 0.01)
    if "popover" in cut.traits:  # a placket at the neck only
        low = top - 0.16
    return low, top


def overlap(worn: Worn) -> float:
    """How far the left front goes over the right one, metres."""
    cut = worn.garment.cut
    if cut.breasted == 2:
        return 0.085
    return 0.019 if "tailored" in cut.seams or (cut.family == "upper" and cut.layer >= 3) else 0.016


def _edge(worn: Worn) -> list[Part]:
    """The left front's overlap, from its edge to the wearer's right, over the closed length and down to the hem."""
    cut = worn.garment.cut
    line = soft(spaced(worn.line("centre_front_l"), 70), 1.5)
    low, top = reach(worn)
    line = line[(line[:, 2] <= top + 0.004) & (line[:, 2] >= low - 0.004)]
    if len(line) < 4:
        return []
    width = overlap(worn)
    angle, height, far = worn.chart.polar(line)
    tail = np.clip((height - low) / 0.09, 0, 1) if "tailored" in cut.seams and cut.breasted == 1 else np.ones(len(line))
    wide = width * np.sqrt(np.clip(1 - (1 - tail) ** 2, 0.02, 1))
    head = np.clip((top - height) / (0.10 if cut.breasted == 2 else 0.012), 0, 1)
    if cut.lapel:
        wide = wide * np.sqrt(np.clip(1 - (1 - head) ** 2, 0.02, 1)) if cut.breasted == 1 else wide
    # It begins under the left front's surface, so that no step shows where the fronts hang apart at the middle.
    steps = 9 if cut.breasted == 1 else 15
    lead = min(_LEAD, 3.0 * width) / width
    before = max(3, round(lead * steps))
    q = np.concatenate([np.linspace(-lead, 0, before, endpoint=False), np.linspace(0, 1, steps)])
    turn = angle[:, None] - wide[:, None] * q[None] / far[:, None]
    z = np.broadcast_to(height[:, None], turn.shape)
    thick = max(0.0016, 1.6 * cut.goods.thickness)
    out = np.maximum(worn.chart.distance(turn, z), (far[:, None] - 0.02 * np.maximum(q[None], 0)))
    grid = worn.chart.at(turn, z, out - worn.chart.distance(turn, z) + 0.0028 * np.clip(q[None] * 6, 0, 1))
    over = 0.001 + 0.6 * thick
    rise = np.linspace(0, 1, before, endpoint=False)
    rise = rise * rise * (3 - 2 * rise)
    for k in range(before):
        grid[:, k] = worn.laid(grid[:, k], float(-0.6 * thick + rise[k] * (over + 0.6 * thick)))
    grid[:, before:] = worn.clear(grid[:, before:], over, 0.03)
    grid[:, 1:] = gaussian_filter(grid, (1.5, 1.2, 0), mode="nearest")[:, 1:]
    grid[:, before + 1 :] = worn.clear(grid[:, before + 1 :], over, 0.03)
    parts = slab("front overlap", grid, thick, "cloth", outward=np.array([1.0, 0.0, 0.0]))
    for column in (-2,):
        run = grid[:, column] + worn.normal_at(grid[:, column]) * 0.55 * thick
        parts.append(stitches("front stitch", run, "stitch"))
    return parts


def _edge_only(worn: Worn) -> list[Part]:
    return _edge(worn)


def _placket(worn: Worn) -> list[Part]:
    """A shirt's placket: a strip as wide as three fingers with a row of stitches at each side."""
    cut = worn.garment.cut
    low, top = reach(worn)
    z = np.linspace(low, top, 60)
    arc = np.linspace(-0.016, 0.016, 7)
    grid = worn.on_front(np.broadcast_to(arc[None], (60, 7)), np.broadcast_to(z[:, None], (60, 7)), 0.001)
    grid = worn.clear(grid, 0.001)
    thick = max(0.0012, 1.4 * cut.goods.thickness)
    parts = slab("placket", grid, thick, "placket", outward=np.array([1.0, 0, 0]))
    for column in (1, -2):
        parts.append(stitches("placket stitch", grid[:, column] + [0.55 * thick, 0, 0], "stitch", 0.004, 0.0005))
    return parts


def _places(worn: Worn) -> list[tuple[float, float]]:
    """Where buttons sit: (length from the centre front, height)."""
    cut, form = worn.garment.cut, worn.form
    low, top = reach(worn)
    if "tailored" in cut.seams:
        start = break_height(form, cut) - 0.012 if cut.lapel else top - 0.03
        count = max(1, cut.buttons or 3)
        if cut.breasted == 2:
            rows = max(2, count // 2)
            step = 0.105
            wide = overlap(worn) - 0.024
            out = []
            for k in range(rows):
                spread = wide + (0.02 if k == 0 and rows > 2 else 0.0)
                out += [(spread, start - k * step), (-spread, start - k * step)]
            return [p for p in out if p[1] > low + 0.05]
        if cut.lapel:
            step = min(0.11, max(0.09, (start - low - 0.12) / max(count - 1, 1)))
            return [(0.0, start - k * step) for k in range(count) if start - k * step > low + 0.04]
        span = start - (form.waist - 0.06 if low < form.waist - 0.06 else low + 0.02)
        return [(0.0, start - k * span / max(count - 1, 1)) for k in range(count)]
    count = cut.buttons or max(2, round((top - low - 0.06) / SHIRT_STEP))
    last = max(low + 0.06, top - 0.02 - SHIRT_STEP * (count - 1)) if not cut.buttons else low + 0.03
    return [(0.0, float(z)) for z in np.linspace(top - 0.02, last, count)]


def _buttoned(worn: Worn) -> list[Part]:
    cut = worn.garment.cut
    strip = _edge(worn) if "tailored" in cut.seams or cut.layer >= 3 else _placket(worn)
    lies = [p.points for p in strip if p.slot == "cloth"]
    return strip + _buttons(worn, _places(worn), np.concatenate(lies) if lies else None)


def _buttons(worn: Worn, places: list[tuple[float, float]], strip: Array | None = None) -> list[Part]:
    """Buttons on the cloth, and on the points of what is sewn on it in front (n, 3)."""
    cut = worn.garment.cut
    radius = cut.button_size / 2
    discs, marks = [], []
    lift = 0.0028 + 1.2 * cut.goods.thickness
    for arc, height in places:
        at = worn.on_front(arc, height, 0.0)
        at = worn.laid(at[None], lift)[0] if cut.family != "cape" else at
        normal = worn.normal_at(at[None])[0]
        if strip is not None:
            high = (strip - at) @ normal
            aside = np.linalg.norm(strip - at - high[:, None] * normal, axis=1)
            under = high[(aside < 1.2 * radius) & (np.abs(high) < 0.03)]
            at = at + normal * max(float(under.max(initial=0.0)), 0.0)
        made, dark = button(at, normal, radius, cut.metal or cut.closing in ("stud", "snap"))
        discs += made
        marks += dark
    parts = [joined_parts("buttons", discs, "button")] if discs else []
    return parts + ([joined_parts("button holes", marks, "thread")] if marks else [])


def button(at: Array, normal: Array, radius: float, metal: bool = False) -> tuple[list[Part], list[Part]]:
    """A sewn button with four holes, or a domed one of metal; and the thread in its holes."""
    if metal:
        dome = [(0.0, 0.62), (0.35, 0.58), (0.7, 0.42), (0.9, 0.22), (1.0, 0.1), (0.95, 0.0)]
        return [turned_on("button", at, normal, [(r * radius, z * radius) for r, z in dome], "button")], []
    body = disc("button", at, normal, radius, max(0.0022, 0.28 * radius), "button")
    a = np.cross(normal, [0.0, 0.0, 1.0])
    a /= max(float(np.linalg.norm(a)), 1e-6)
    b = np.cross(normal, a)
    top = at + normal * max(0.0022, 0.28 * radius) * 0.58
    holes = [
        turned_on(
            "hole", top + 0.24 * radius * (i * a + j * b), normal, [(0.0, 0.0003), (0.11 * radius, 0.0001)], "thread", 8
        )
        for i in (-1, 1)
        for j in (-1, 1)
    ]
    cross = [
        cord(
            "thread",
            np.array([top - 0.22 * radius * (a + s * b), top + 0.22 * radius * (a + s * b)]) + normal * 0.0002,
            0.05 * radius,
            "thread",
            4,
        )
        for s in (-1, 1)
    ]
    return [body], [*holes, *cross]


def _zip(worn: Worn) -> list[Part]:
    cut = worn.garment.cut
    low, top = reach(worn)
    z = np.linspace(low + 0.004, top, 70)
    lean = np.zeros(70)
    if "asymmetric" in cut.traits:
        lean = np.linspace(-0.02, -0.11, 70)
    return _zip_along(worn, worn.on_front(lean, z, 0.0))


def _zip_along(worn: Worn, line: Array) -> list[Part]:
    line = worn.laid(line, 0.0008 + worn.garment.cut.goods.thickness)
    n = worn.normal_at(line)
    way = np.gradient(line, axis=0)
    side = np.cross(n, way)
    side /= np.linalg.norm(side, axis=1, keepdims=True)
    grid = np.stack(
        [line - 0.011 * side, line - 0.004 * side + 0.001 * n, line + 0.004 * side + 0.001 * n, line + 0.011 * side]
    )
    parts = slab("zip tape", grid, 0.001, "tape", outward=n[None])
    teeth = [stitches("zip", line + s * 0.0013 * side + 0.0018 * n, "metal", 0.0035, 0.0012) for s in (-1, 1)]
    parts.append(joined_parts("zip teeth", teeth, "metal"))
    at, normal = line[-2] + 0.004 * n[-2], n[-2]
    puller = np.stack([at + normal * 0.001 - [0, 0, 0.012] + s * 0.003 * side[-2] for s in (-1, 1)])
    pull = slab("zip pull", np.stack([puller, puller - [0, 0, 0.022]]), 0.0016, "metal", outward=normal)
    return [*parts, *pull]


def _laced(worn: Worn, back: bool = False) -> list[Part]:
    form = worn.form
    low, top = reach(worn) if not back else (form.hip + 0.02, float(worn.line("centre_back_l")[-1, 2]))
    if not back and worn.garment.cut.family == "dress":
        low = max(low, form.waist)
    if "popover" in worn.garment.cut.traits or worn.garment.cut.kind in ("tunic", "shirt", "chemise"):
        low = max(low, top - 0.14)
    low, top = low + 0.012, top - 0.01
    count = max(3, round((top - low) / 0.028))
    gap = 0.016
    half = np.pi if back else 0.0
    z = np.linspace(top, low, count)
    holes, rings = {}, []
    for sign in (-1, 1):
        angle = half + sign * gap / worn.chart.distance(half, z)
        at = worn.laid(worn.chart.at(angle, z), 0.0015 + worn.garment.cut.goods.thickness)
        holes[sign] = at
        for p in at:
            rings.append(
                turned_on(
                    "eyelet",
                    p,
                    worn.normal_at(p[None])[0],
                    [(0.0018, 0.0), (0.003, 0.0012), (0.0042, 0.0009), (0.0044, 0.0)],
                    "metal",
                    10,
                )
            )
    lines = []
    for k in range(count - 1):
        for sign in (-1, 1):
            a, b = holes[sign][k], holes[-sign][k + 1]
            middle = (a + b) / 2 + worn.normal_at(((a + b) / 2)[None])[0] * 0.003
            lines.append(cord("lace", spaced(np.array([a, middle, b]), 7), 0.0016, "cord"))
    first = [holes[-1][0], holes[1][0]]
    lines.append(cord("lace", spaced(np.array(first), 5), 0.0016, "cord"))
    lines += _loops(worn, (holes[-1][0] + holes[1][0]) / 2, 0.035, "cord", 0.0016)
    return [joined_parts("eyelets", rings, "metal"), joined_parts("lacing", lines, "cord")]


def _loops(worn: Worn, at: Array, size: float, slot: str, radius: float) -> list[Part]:
    """A bow of cord: two loops and two ends, hanging."""
    n = worn.normal_at(at[None])[0]
    side = np.array([-n[1], n[0], 0.0])
    side /= max(float(np.linalg.norm(side)), 1e-6)
    t = np.linspace(0, np.pi, 14)
    parts = []
    for s in (-1, 1):
        loop = (
            at
            + n * 0.006
            + s * side * (size * np.sin(t))[:, None] * 0.9
            + np.outer(-size * (0.5 * np.sin(t) ** 2 + 0.2 * np.sin(2 * t)), [0, 0, 1])
        )
        parts.append(cord("loop", loop, radius, slot))
        e = np.linspace(0, 1, 8)
        end = at + n * 0.006 + s * side * (0.35 * size * e**0.7)[:, None] + np.outer(-2.1 * size * e, [0, 0, 1])
        parts.append(cord("end", worn.clear(end, 0.004), radius, slot))
    parts.append(
        turned_on("knot", at + n * 0.003, n, [(0.0, 0.008), (0.004, 0.007), (0.006, 0.003), (0.005, 0)], slot, 10)
    )
    return parts


def _frogs(worn: Worn) -> list[Part]:
    low, top = reach(worn)
    low = max(low + 0.03, worn.form.waist - 0.03)
    count = max(4, round((top - low) / 0.055))
    loops, knobs = [], []
    for z in np.linspace(top - 0.02, low, count):
        wide = 0.055 + 0.05 * (z - low) / max(top - low, 0.1)
        for sign in (-1, 1):
            t = np.linspace(0, 1, 40)
            arc = sign * (
                0.006 + wide * np.sin(np.pi * np.minimum(t * 1.15, 1) / 2) - 0.3 * wide * np.clip(t - 0.75, 0, 1)
            )
            up = 0.012 * np.sin(2 * np.pi * t) * np.clip(t * 3, 0, 1) * (1 - 0.3 * t)
            for shift in (0.0, 0.007):
                line = worn.laid(worn.on_front(arc, z + up + shift * np.sin(np.pi * t)), 0.003)
                loops.append(cord("frog", line, 0.0021, "braid"))
            turn = np.linspace(0, 2 * np.pi, 20)
            knot = worn.laid(worn.on_front(sign * wide + 0.009 * np.cos(turn), z + 0.009 * np.sin(turn)), 0.003)
            loops.append(cord("frog knot", knot, 0.0024, "braid"))
        at = worn.laid(worn.on_front(0.0, float(z))[None], 0.003)[0]
        knobs.append(turned_on("toggle", at, worn.normal_at(at[None])[0],
                               [(0.0, 0.010), (0.005, 0.009), (0.008, 0.005), (0.007, 0.0)], "button", 14))  # fmt: skip
    if worn.garment.cut.covers > 0.9 and "tailored" in worn.garment.cut.seams:
        loops += _sleeve_knots(worn)
    return [*_edge(worn), joined_parts("frogs", loops, "braid"), joined_parts("frog buttons", knobs, "button")]


def _sleeve_knots(worn: Worn) -> list[Part]:
    """A Hungarian knot on the outside of each sleeve: a pointed cuff, and three loops over its point."""
    lines: list[Part] = []
    for limb in worn.form.arms.values():
        end = sleeve_end(limb, worn.garment.cut.covers)
        t = np.linspace(0, 1, 60)
        turn = 2 * np.pi * t - np.pi
        away = np.abs(turn) / np.pi
        for shift in (0.0, 0.009):
            along = end - 0.03 - shift - 0.055 * np.clip(1 - 1.8 * away, 0, 1)
            ring = limb.place(turn - np.pi / 2, along, limb.distance(turn - np.pi / 2, along) + 0.02)
            lines.append(cord("cuff braid", worn.laid(ring, 0.003), 0.0022, "braid"))
        tall, wide = 0.115, 0.034
        loop = 2 * np.pi * t
        for across, up, size in ((0.0, 0.62, 1.0), (-0.75, 0.40, 0.62), (0.75, 0.40, 0.62)):
            far = float(limb.distance(np.array(-np.pi / 2), np.array(end - 0.12))) + 0.02
            side = wide * (across + 0.62 * size * np.sin(loop))
            high = tall * (up + 0.36 * size * np.cos(loop))
            along = end - 0.085 - high
            lines.append(
                cord(
                    "knot",
                    worn.laid(limb.place(-np.pi / 2 + side / far, along, np.full_like(along, far)), 0.003),
                    0.0022,
                    "braid",
                )
            )
    return lines


def _toggles(worn: Worn) -> list[Part]:
    low, top = reach(worn)
    low = max(low, worn.form.hip)
    cords, woods = [], []
    for z in np.linspace(top - 0.06, low + 0.06, 4):
        for sign in (-1, 1):
            t = np.linspace(0, 1, 24)
            arc = sign * (0.01 + 0.075 * np.sin(np.pi * t))
            line = worn.laid(worn.on_front(arc, z + 0.008 * np.cos(np.pi * t)), 0.0035)
            cords.append(cord("toggle cord", line, 0.0023, "cord"))
        side = worn.laid(worn.on_front(np.array([-0.03, 0.03]), np.full(2, z)), 0.009)
        line = spaced(side, 9)
        size = 0.0075 * np.array([0.35, 0.75, 0.95, 1, 0.9, 1, 0.95, 0.75, 0.35])
        woods.append(cord("toggle", line, size, "button", 12))
    return [*_edge(worn), joined_parts("toggle cords", cords, "cord"), joined_parts("toggles", woods, "button")]


def _buckles(worn: Worn) -> list[Part]:
    low, top = reach(worn)
    parts = [*_edge(worn)]
    for z in np.linspace(max(low, worn.form.waist - 0.02) + 0.01, top - 0.05, 3):
        arc = np.linspace(-0.085, 0.085, 24)
        rows = [worn.laid(worn.on_front(arc, np.full(24, z + d)), 0.003) for d in (-0.011, 0.0, 0.011)]
        parts += slab("strap", np.stack(rows), 0.0025, "leather", outward=np.array([1.0, 0, 0]))
        parts.append(
            buckle(worn.laid(worn.on_front(0.0, float(z))[None], 0.006)[0], np.array([1.0, 0, 0]), 0.017, 0.019)
        )
    return parts


def buckle(at: Array, normal: Array, half_wide: float, half_high: float) -> Part:
    """A frame with its pin."""
    side = np.array([-normal[1], normal[0], 0.0])
    side /= max(float(np.linalg.norm(side)), 1e-6)
    up = np.cross(normal, side)
    up /= max(float(np.linalg.norm(up)), 1e-6)
    t = np.linspace(0, 2 * np.pi, 33)[:-1]
    square = 1 / np.maximum(np.abs(np.cos(t)), np.abs(np.sin(t))) ** 0.8
    ring = at + np.outer(half_wide * np.cos(t) * square, side) + np.outer(half_high * np.sin(t) * square, up)
    frame = cord("buckle", ring, 0.0024, "metal", 8, closed=True)
    pin = cord(
        "pin",
        spaced(np.array([at - half_wide * side, at + normal * 0.003, at + half_wide * 1.05 * side]), 7),
        0.0015,
        "metal",
    )
    return joined_parts("buckle", [frame, pin], "metal")


def _clasp(worn: Worn) -> list[Part]:
    neck = worn.form.neck - 0.055
    edges = [worn.line("neck_cape")] if worn.garment.cut.family == "cape" else [worn.neckline()]
    ends = np.array([edges[0][0], edges[0][-1]])
    del neck
    parts = []
    for at in ends:
        n = np.array([1.0, 0.0, 0.15])
        parts.append(
            turned_on(
                "clasp",
                at + np.array([0.004, 0, -0.015]),
                n,
                [(0.0, 0.006), (0.010, 0.005), (0.015, 0.003), (0.018, 0.004), (0.020, 0.0)],
                "metal",
            )
        )
    t = np.linspace(0, 1, 22)[:, None]
    hang = ends[0] * (1 - t) + ends[1] * t + [0.008, 0, -0.015]
    hang[:, 2] -= 0.02 * np.sin(np.pi * t[:, 0])
    parts.append(stitches("chain", hang, "metal", 0.006, 0.0018))
    return [joined_parts("clasp", parts, "metal")]


def _ties(worn: Worn) -> list[Part]:
    """A garment that is wrapped: the left front's edge runs across to the right waist."""
    return _edge(worn) if worn.garment.cut.family == "upper" else []


def _behind(worn: Worn) -> list[Part]:
    cut = worn.garment.cut
    line = worn.line("centre_back_l")
    if not len(line):
        return []
    line = soft(spaced(line, 60), 2.0)
    if cut.closing == "lace":
        return _laced(worn, back=True)
    if cut.closing == "button":
        step = max(6, round(float(np.ptp(line[:, 2])) / 0.03))
        places = spaced(line, step)[1:-1]
        discs = [
            button(p + worn.normal_at(p[None])[0] * 0.003, worn.normal_at(p[None])[0], 0.0055, True)[0][0]
            for p in places
        ]
        return [joined_parts("back buttons", discs, "button")]
    if cut.closing == "zip":
        n = worn.normal_at(line)
        return [cord("back zip", line + 0.0006 * n, 0.0011, "stitch", 5)]
    return []
