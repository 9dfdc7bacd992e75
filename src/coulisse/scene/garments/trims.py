"""Trims: braid, fringe, lace, ruffles, fur, embroidery, beads, studs, patches, epaulettes, medals."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from scipy.ndimage import gaussian_filter1d

from coulisse.scene.garments.cut import Trimming
from coulisse.scene.garments.ride import Worn, cord, disc, joined_parts, slab, soft, stitches, turned_on
from coulisse.scene.garments.sheet import spaced
from coulisse.scene.garments.shell import Array
from coulisse.scene.staged import Part

EDGES = ("hem", "cuff", "neck", "front", "seam", "edge", "waist")


def trim_parts(worn: Worn) -> list[Part]:
    """All trims of the cut; what has no place on this garment goes to its nearest one."""
    out: list[Part] = []
    for i, trim in enumerate(worn.garment.cut.trims):
        slot = f"trim{i}"
        out += [Part(p.name, p.points, p.faces, slot, p.bevel, p.smooth, p.uv) for p in _made(worn, trim)]
    return out


def _made(worn: Worn, trim: Trimming) -> list[Part]:
    make = _KINDS.get(trim.what)
    return make(worn, trim) if make else []


def lines_at(worn: Worn, place: str) -> list[Array]:
    """The edges that a place names on this garment, each (n, 3), along the cloth's outside."""
    edges = worn.garment.edges
    names = list(edges)

    def runs(start: str, end: str = "") -> list[Array]:
        return [worn.points[run] for n in names if n.startswith(start) and n.endswith(end) for run in edges[n]]

    if place == "cuff":
        found = runs("cuff_")
    elif place == "neck":
        found = [worn.neckline()] if "neck_front_l" in edges else runs("neck_cape")
    elif place in ("front", "edge"):
        found = runs("centre_front_l") if not worn.garment.cut.open else runs("centre_front")
        found = found or runs("front_")
    elif place == "shoulder":
        found = runs("shoulder_front")
    elif place == "seam":
        found = runs("side_front") + runs("armhole_") + runs("outseam_front") + runs("shoulder_front")
    elif place == "waist":
        found = runs("waist_")
    else:
        found = _chained(runs("hem_"))
    return [soft(spaced(line, max(12, int(_length(line) / 0.008)))) for line in found if len(line) > 2]


def _chained(runs: list[Array]) -> list[Array]:
    left = [r for r in runs if len(r)]
    out: list[Array] = []
    while left:
        run = left.pop(0)
        moved = True
        while moved:
            moved = False
            for i, other in enumerate(left):
                for piece in (other, other[::-1]):
                    if np.linalg.norm(run[-1] - piece[0]) < 1e-4:
                        run, moved = np.concatenate([run, piece[1:]]), True
                    elif np.linalg.norm(run[0] - piece[-1]) < 1e-4:
                        run, moved = np.concatenate([piece[:-1], run]), True
                    if moved:
                        break
                if moved:
                    left.pop(i)
                    break
        out.append(run)
    return out


def _length(line: Array) -> float:
    return float(np.linalg.norm(np.diff(line, axis=0), axis=1).sum())


def _closed(line: Array) -> bool:
    return bool(np.linalg.norm(line[0] - line[-1]) < 0.01)


def inward(worn: Worn, line: Array) -> Array:
    """Unit directions along the cloth away from its edge (n, 3)."""
    way = np.gradient(line, axis=0)
    n = worn.normal_at(line)
    side = np.cross(way, n)
    side /= np.maximum(np.linalg.norm(side, axis=1, keepdims=True), 1e-9)
    # Where a cuff touches a coat's tail its nearest cloth is the tail: it goes on as its neighbours do.
    usual = gaussian_filter1d(side, max(3.0, len(line) / 12), axis=0, mode="wrap" if _closed(line) else "nearest")
    usual /= np.maximum(np.linalg.norm(usual, axis=1, keepdims=True), 1e-9)
    side = np.where(((side * usual).sum(1) < 0.75)[:, None], usual, side)
    tree = worn._near[0]
    here, _ = tree.query(line + 0.02 * side)
    there, _ = tree.query(line - 0.02 * side)
    return np.asarray(side if here.mean() <= there.mean() else -side)


def band(worn: Worn, line: Array, start: float, wide: float, thick: float, rows: int = 4) -> list[Part]:
    """A flat band along an edge, from `start` metres inside of it."""
    to = inward(worn, line)
    base = 0.5 * worn.garment.cut.goods.thickness + 0.0008
    grid = np.stack([worn.laid(line + to * (start + wide * k), base) for k in np.linspace(0, 1, rows)])
    return slab("band", grid, thick, "trim", outward=np.stack([worn.normal_at(g) for g in grid]))


_CLEAR = 0.030  # metres from the middle at which a braid is clear of the overlap


def _braid(worn: Worn, trim: Trimming) -> list[Part]:
    parts: list[Part] = []
    rows = 3 if trim.place == "cuff" and trim.what in ("gold_braid", "braid") else 1
    cut = worn.garment.cut
    overlaps = trim.place == "front" and not cut.open and cut.closing == "button"
    # Down both fronts, clear of where the one lies over the other.
    lines = lines_at(worn, trim.place)
    if overlaps:
        lines = [
            soft(spaced(worn.points[run], 90))
            for side in "lr"
            for run in worn.garment.edges.get(f"centre_front_{side}", ())
        ]
    for line in lines:
        for k in range(rows):
            start = (
                _CLEAR
                if overlaps
                else 0.004 + k * (trim.width + 0.012)
                if trim.place != "cuff"
                else 0.03 + k * (trim.width + 0.01)
            )
            parts += band(worn, line, start, trim.width, 0.0022)
            edge = line + inward(worn, line) * (start + trim.width / 2)
            parts.append(cord("braid", worn.laid(edge, 0.0024), 0.0014, "trim", 5))
    return parts


def _stripe(worn: Worn, trim: Trimming) -> list[Part]:
    parts: list[Part] = []
    for name in ("outseam_front_l", "outseam_front_r"):
        if name in worn.garment.edges:
            line = soft(spaced(worn.line(name), 90), 2.0)
            n = worn.normal_at(line)
            side = np.cross(np.gradient(line, axis=0), n)
            side /= np.linalg.norm(side, axis=1, keepdims=True)
            rows = [worn.laid(line + side * trim.width * k, 0.0012) for k in (-0.5, -0.2, 0.2, 0.5)]
            parts += slab("side stripe", np.stack(rows), 0.0008, "trim", outward=n[None])
    return parts or _braid(worn, trim)


def _piping(worn: Worn, trim: Trimming) -> list[Part]:
    places = [trim.place] if trim.place != "seam" else ["seam", "neck", "cuff", "front"]
    lines = [line for place in places for line in lines_at(worn, place)]
    return [cord("piping", worn.laid(line, 0.0012), max(0.0018, min(trim.width / 2, 0.003)), "trim") for line in lines]


def _stitched(worn: Worn, trim: Trimming) -> list[Part]:
    runs = []
    for line in lines_at(worn, trim.place):
        to = inward(worn, line)
        for far in (0.008, 0.016):
            runs.append(stitches("stitch", worn.laid(line + to * far, 0.0012), "trim"))
    return [joined_parts("stitching", runs, "trim")] if runs else []


def _fringe(worn: Worn, trim: Trimming) -> list[Part]:
    rng = np.random.default_rng(7)
    strands: list[Part] = []
    places = [trim.place]
    for place in places:
        for line in lines_at(worn, place):
            count = min(int(_length(line) / 0.0045), 420)
            roots = worn.laid(spaced(line, max(count, 2)), 0.002)
            n = worn.normal_at(roots)
            for p, normal in zip(roots, n, strict=True):
                long = trim.width * rng.uniform(0.92, 1.04)
                t = np.linspace(0, 1, 4)[:, None]
                drift = rng.normal(0, 0.004, 3) * [1, 1, 0]
                hang = p + normal * (0.003 + 0.002 * np.sin(3 * t)) + t * [0, 0, -long] + t * t * drift
                strands.append(cord("fringe", hang, np.array([0.0012, 0.0011, 0.001, 0.0006]), "trim", 4))
    out = [joined_parts("fringe", strands, "trim")] if strands else []
    return out


def _ruffle(worn: Worn, trim: Trimming) -> list[Part]:
    parts: list[Part] = []
    wide = trim.width
    for line in lines_at(worn, trim.place):
        length = _length(line)
        n = max(60, int(length / 0.0035))
        run = spaced(line, n)
        to = -inward(worn, run)
        normal = worn.normal_at(run)
        t = np.linspace(0, length, n)
        wave = np.sin(t / (0.016 if wide < 0.07 else 0.028) * np.pi)
        scallop = 0.12 * wide * np.abs(np.sin(t / 0.012 * np.pi)) if trim.what == "lace_trim" else 0.0
        down = np.array([0.0, 0.0, -1.0]) if trim.place in ("hem", "cuff") else np.zeros(3)
        rows = []
        for k in np.linspace(-0.12, 1, 8):
            far = k * (wide + scallop * (k > 0.9)) if np.ndim(scallop) == 0 else k * (wide + scallop)
            far = np.broadcast_to(far, (n,))
            p = run + (0.75 * to + 0.35 * down) * far[:, None] + normal * (0.002 + 0.004 * max(k, 0))
            p = p + normal * (wave * 0.16 * wide * max(k, 0) ** 0.8)[:, None]
            rows.append(p)
        parts += slab(trim.what, np.stack(rows), 0.0007, "trim", outward=normal[None])
    return parts


def _fur(worn: Worn, trim: Trimming) -> list[Part]:
    rng = np.random.default_rng(3)
    parts: list[Part] = []
    for line in lines_at(worn, trim.place):
        run = spaced(line, max(20, int(_length(line) / 0.012)))
        size = 0.30 * trim.width * (1 + 0.5 * soft(rng.normal(0, 0.10, (len(run), 1)), 2.0)[:, 0])
        at = run + inward(worn, run) * 0.25 * trim.width + worn.normal_at(run) * 0.12 * trim.width
        parts.append(cord("fur", at, size, "trim", 14))
        if trim.what == "ermine":
            for p, n in zip(at[::4], worn.normal_at(at[::4]), strict=True):
                spot = p + n * 0.31 * trim.width + rng.normal(0, 0.006, 3)
                parts.append(cord("ermine tail", np.stack([spot, spot - [0, 0, 0.012], spot - [0, 0, 0.024]]),
                                  np.array([0.002, 0.0035, 0.0008]), "dark", 6))  # fmt: skip
    return parts


def _embroidery(worn: Worn, trim: Trimming) -> list[Part]:
    """A running scroll with leaves along an edge; on the chest two branches."""
    parts: list[Part] = []
    places = [trim.place] if trim.place in EDGES else ["neck", "cuff", "hem"]
    for place in places:
        for line in lines_at(worn, place):
            length = _length(line)
            n = max(40, int(length / 0.004))
            run = spaced(line, n)
            to = inward(worn, run)
            wide = min(trim.width, 0.06)
            t = np.linspace(0, length, n)
            pitch = wide * 1.6
            stem = worn.laid(run + to * (wide * (0.55 + 0.32 * np.sin(t / pitch * 2 * np.pi)))[:, None], 0.0016)
            parts.append(cord("stem", stem, 0.0013, "trim", 5))
            for k in range(int(length / pitch * 2)):
                i = min(int((k + 0.5) * pitch / 2 / length * n), n - 1)
                turn = np.linspace(0, 1.6 * np.pi, 14)
                sign = 1 if k % 2 else -1
                size = 0.22 * wide * (1 - turn / (2.2 * np.pi))
                way = np.gradient(run, axis=0)[i]
                way = way / max(float(np.linalg.norm(way)), 1e-9)
                centre = run[i] + to[i] * wide * (0.55 + 0.30 * sign)
                curl = centre + np.outer(size * np.cos(turn), way) + np.outer(sign * size * np.sin(turn), to[i])
                parts.append(cord("curl", worn.laid(curl, 0.0016), 0.0012, "trim", 5))
            for far in (0.004, wide * 1.05):
                parts.append(cord("border", worn.laid(run + to * far, 0.0014), 0.0011, "trim", 5))
    return [joined_parts("embroidery", parts, "trim")] if parts else []


def _beads(worn: Worn, trim: Trimming) -> list[Part]:
    """Beads, sequins, studs or stones: in rows along an edge, or scattered, denser towards the top."""
    rng = np.random.default_rng(11)
    size = {
        "sequins": 0.0032,
        "beading": 0.0024,
        "pearls": 0.0034,
        "rhinestones": 0.003,
        "jewels": 0.006,
        "metal_studs": 0.0052,
        "shells": 0.009,
        "flowers_trim": 0.014,
        "eyelets": 0.004,
    }[trim.what]
    spots: list[Array] = []
    if trim.place in EDGES:
        for line in lines_at(worn, trim.place):
            to = inward(worn, line)
            for row in range(3 if size < 0.004 else 2):
                run = spaced(line + to * (0.008 + row * size * 3.2), max(4, int(_length(line) / (size * 3.4))))
                spots.append(run)
    elif trim.place == "shoulder":  # rows beside the shoulder seams, and around the cuffs
        for line in lines_at(worn, "shoulder"):
            for far in (-0.045, -0.03, -0.015, 0.0, 0.015, 0.03, 0.045):
                run = spaced(line[1:-1] + np.array([far, 0.0, 0.0]), max(4, int(_length(line) / (size * 3.2))))
                spots.append(run)
        for line in lines_at(worn, "cuff"):
            to = inward(worn, line)
            spots += [spaced(line + to * far, max(4, int(_length(line) / (size * 3.6)))) for far in (0.012, 0.03)]
    else:
        grids = [p.grid for p in worn.garment.panels if not p.name.startswith(("cuff", "trouser"))]
        flat = np.unique(np.concatenate([g.ravel() for g in grids]))
        pick = rng.choice(flat, size=min(len(flat), 900 if size < 0.004 else 260), replace=False)
        spots.append(worn.points[pick])
    where = np.concatenate(spots)[:1600] if spots else np.zeros((0, 3))
    if not len(where):
        return []
    at = worn.laid(where, 0.0010)
    normal = worn.normal_at(at)
    flat_kind = trim.what == "sequins"
    made = []
    for p, n in zip(at, normal, strict=True):
        tilt = n + rng.normal(0, 0.22 if flat_kind else 0.05, 3)
        profile = ([(0.0, 0.3), (1.0, 0.1), (0.98, 0.0)] if flat_kind else
                   [(0.0, 1.4), (0.5, 0.8), (1.0, 0.1), (0.95, 0.0)] if trim.what == "metal_studs" else
                   [(0.0, 1.0), (0.6, 0.85), (1.0, 0.35), (0.8, 0.0)])  # fmt: skip
        made.append(
            turned_on("bead", p, tilt, [(r * size, z * size) for r, z in profile], "trim", 6 if size < 0.004 else 8)
        )
    return [joined_parts(trim.what, made, "trim")]


def _on_chest(worn: Worn, arc: float, z: float, shape: Array) -> Array:
    return worn.laid(worn.on_front(arc + shape[..., 0], z + shape[..., 1]), 0.0022)


def _emblem(worn: Worn, trim: Trimming) -> list[Part]:
    size = 0.11 if trim.what == "cross" else 0.04
    arms = [(0.5 * size, 0.14 * size), (0.14 * size, 0.5 * size * 1.15)]
    parts: list[Part] = []
    arc, z = (0.0, worn.form.bust) if trim.what == "cross" else (0.09, worn.form.bust + 0.03)
    for wide, high in arms:
        x, y = np.meshgrid(np.linspace(-wide, wide, 9), np.linspace(-high, high, 11))
        grid = _on_chest(worn, arc, z, np.stack([x, y], -1))
        parts += slab("emblem", grid, 0.0016, "trim", outward=worn.normal_at(grid))
    return parts


def _patches(worn: Worn, trim: Trimming) -> list[Part]:
    if trim.place == "elbow":
        return _elbows(worn, trim)
    if trim.place == "knee":
        return _knees(worn, trim)
    rng = np.random.default_rng(5)
    parts: list[Part] = []
    grids = [p.grid for p in worn.garment.panels if not p.name.startswith("cuff")]
    for k in range(7):
        grid = grids[(3 * k + 1) % len(grids)]
        r, c = grid.shape
        i, j = (
            int(rng.integers(r // 5, max(4 * r // 5, r // 5 + 1))),
            int(rng.integers(c // 4, max(3 * c // 4, c // 4 + 1))),
        )
        at, n = worn.points[grid[i, j]], worn.normals[grid[i, j]]
        side = np.cross(n, [0, 0, 1.0])
        side /= max(float(np.linalg.norm(side)), 1e-6)
        up = np.cross(side, n)
        half = rng.uniform(0.03, 0.05, 2)
        turn = rng.uniform(-0.25, 0.25)
        x, y = np.meshgrid(np.linspace(-half[0], half[0], 9), np.linspace(-half[1], half[1], 9))
        a, b = np.cos(turn) * x - np.sin(turn) * y, np.sin(turn) * x + np.cos(turn) * y
        cells = worn.laid(at + a[..., None] * side + b[..., None] * up, 0.0015)
        parts += slab("patch", cells, 0.0014, "trim", outward=worn.normal_at(cells))
        ring = np.concatenate([cells[1, 1:-1], cells[1:-1, -2], cells[-2, -2:0:-1], cells[-2:0:-1, 1]])
        parts.append(stitches("patch stitch", ring + 0.0012 * worn.normal_at(ring), "trim", 0.008, 0.001))
    return parts


def _elbows(worn: Worn, trim: Trimming) -> list[Part]:
    return _joints(worn, "arms", "elbow", np.pi, "elbow patch")


def _knees(worn: Worn, trim: Trimming) -> list[Part]:
    return _joints(worn, "legs", "knee", 0.0, "knee patch")


def _joints(worn: Worn, limbs: str, joint: str, towards: float, name: str) -> list[Part]:
    """Rounded patches over both elbows or knees; `towards` the angle around the limb that they look to."""
    parts: list[Part] = []
    for side in ("l", "r"):
        limb = getattr(worn.form, limbs)[side]
        middle = np.array(worn.form.body.joints[f"{joint}_{side}"])
        at = float(limb.length[np.linalg.norm(limb.path - middle, axis=1).argmin()])
        u, v = np.meshgrid(np.linspace(-1, 1, 11), np.linspace(-1, 1, 13))
        round_ = np.sqrt(np.clip(1 - v**4, 0.05, 1))
        turn = towards + u * round_ * 0.75
        cells = worn.laid(
            limb.place(turn, at + v * (0.075 if joint == "elbow" else 0.09), np.full(u.shape, 0.06)),
            0.0016 if joint == "elbow" else 0.0048,
        )
        parts += slab(name, cells, 0.0014, "trim", outward=worn.normal_at(cells))
    return parts


def _slashes(worn: Worn, trim: Trimming) -> list[Part]:
    parts: list[Part] = []
    places = [
        (arc, z)
        for z in np.arange(worn.form.waist + 0.04, worn.form.armpit + 0.03, 0.07)
        for arc in (-0.11, -0.05, 0.05, 0.11)
    ]
    for arc, z in places:
        u, v = np.meshgrid(np.linspace(-1, 1, 5), np.linspace(-1, 1, 9))
        wide = 0.0075 * np.cos(v * np.pi / 2)
        cells = worn.laid(worn.on_front(arc + u * wide, z + v * 0.026), 0.0012)
        cells = cells + worn.normal_at(cells) * (0.006 * np.cos(u * np.pi / 2) * np.cos(v * np.pi / 2))[..., None]
        parts += slab("slash", cells, 0.001, "trim", outward=worn.normal_at(cells))
    return parts


def _medals(worn: Worn, trim: Trimming) -> list[Part]:
    parts: list[Part] = []
    z = worn.form.bust + 0.055
    for k, arc in enumerate((0.065, 0.095, 0.125)):
        x, y = np.meshgrid(np.linspace(-0.0125, 0.0125, 4), np.linspace(-0.018, 0.018, 5))
        grid = worn.laid(worn.on_front(arc + x, z + y), 0.003)
        parts += slab("medal ribbon", grid, 0.0014, "trim", outward=worn.normal_at(grid))
        at = worn.laid(worn.on_front(arc, z - 0.034)[None], 0.004)[0]
        parts.append(disc("medal", at, worn.normal_at(at[None])[0], 0.0135 - 0.001 * k, 0.003, "trim"))
    return parts


def _epaulettes(worn: Worn, trim: Trimming) -> list[Part]:
    parts: list[Part] = []
    strands: list[Part] = []
    for side, sign in (("l", 1), ("r", -1)):
        line = spaced(worn.line(f"shoulder_front_{side}"), 20)
        if not len(line):
            continue
        way = line[-1] - line[0]
        way /= np.linalg.norm(way)
        out = line[-1] + way * 0.02
        run = spaced(np.array([line[3], line[-1], out]), 16)
        across = np.cross(way, [0, 0, 1.0])
        across /= np.linalg.norm(across)
        wide = np.linspace(0.020, 0.036, 16)
        rows = [worn.clear(run + across * (wide * k)[:, None] + [0, 0, 0.008], 0.006) for k in np.linspace(-1, 1, 7)]
        parts += slab("epaulette", np.stack(rows), 0.004, "trim", outward=np.array([0.0, 0.0, 1.0]))
        end = out + np.array([0, 0, 0.008])
        t = np.linspace(-0.5 * np.pi, 0.5 * np.pi, 30)
        rim = end + np.outer(np.cos(t) * 0.016, way) + np.outer(np.sin(t) * 0.048, across)
        parts.append(cord("epaulette edge", rim, 0.005, "trim", 8))
        for p in spaced(rim, 34):
            strands.append(
                cord(
                    "bullion",
                    np.stack([p, p + np.array([0, sign * 0.004, -0.03]), p + np.array([0, sign * 0.002, -0.06])]),
                    0.0021,
                    "trim",
                    6,
                )
            )
    return parts + ([joined_parts("bullion fringe", strands, "trim")] if strands else [])


def _chains(worn: Worn, trim: Trimming) -> list[Part]:
    t = np.linspace(0, 1, 50)
    links = []
    for k, drop in enumerate((0.05, 0.08)):
        arc = -0.10 + 0.2 * t
        z = worn.form.bust + 0.02 - drop * np.sin(np.pi * t) - 0.005 * k
        links.append(stitches("chain", worn.laid(worn.on_front(arc, z), 0.004), "trim", 0.006, 0.0016))
    return [joined_parts("chains", links, "trim")]


def _bow(worn: Worn, trim: Trimming) -> list[Part]:
    neck = trim.place == "neck" and "neck_front_l" in worn.garment.edges
    at = worn.line("neck_front_l")[0] if neck else worn.on_front(0.0, worn.form.waist)
    return bow_at(at + np.array([0.012, 0, -0.01]), max(trim.width, 0.05))


def bow_at(at: Array, wide: float) -> list[Part]:
    """A ribbon's bow in front of a place: two loops, two ends, a knot."""
    parts: list[Part] = []
    t = np.linspace(0, 1, 22)
    for sign in (-1, 1):
        x = sign * wide * np.sin(np.pi * t) ** 0.7 * np.where(t < 0.5, 1.0, 0.96)
        swell = 0.30 * wide * np.sin(np.pi * t)
        rows = []
        for q in np.linspace(-1, 1, 7):
            z = q * (0.10 * wide + 0.30 * wide * np.abs(np.sin(np.pi * t)) ** 0.8)
            y = np.where(t < 0.5, 1, -0.3) * swell * (0.7 - 0.2 * q * q)
            rows.append(at + np.stack([y + 0.004, x, z], -1))
        parts += slab("bow", np.stack(rows), 0.0012, "trim", outward=np.array([1.0, 0, 0]))
        ends = []
        for q in np.linspace(-1, 1, 5):
            e = np.linspace(0, 1, 10)
            ends.append(
                at
                + np.stack(
                    [
                        0.002 + 0.004 * np.cos(3 * q) + 0 * e,
                        sign * (0.1 + 0.45 * e) * wide + q * 0.16 * wide,
                        -1.5 * wide * e,
                    ],
                    -1,
                )
            )
        parts += slab("bow end", np.stack(ends), 0.0012, "trim", outward=np.array([1.0, 0, 0]))
    parts.append(
        turned_on(
            "bow knot",
            at + np.array([0.004, 0, 0]),
            np.array([1.0, 0, 0]),
            [(0.0, 0.2 * wide), (0.12 * wide, 0.17 * wide), (0.16 * wide, 0.06 * wide), (0.12 * wide, 0)],
            "trim",
            12,
        )
    )
    return parts


def _tassels(worn: Worn, trim: Trimming) -> list[Part]:
    parts: list[Part] = []
    for line in lines_at(worn, trim.place if trim.place in EDGES else "hem"):
        for p in spaced(line, max(2, min(int(_length(line) / 0.09), 24))):
            at = p + worn.normal_at(p[None])[0] * 0.006
            parts.append(
                cord(
                    "tassel",
                    np.stack([at, at - [0, 0, 0.012], at - [0, 0, 0.02], at - [0, 0, 0.06]]),
                    np.array([0.002, 0.006, 0.005, 0.009]),
                    "trim",
                    10,
                )
            )
    return [joined_parts("tassels", parts, "trim")] if parts else []


def _frogging(worn: Worn, trim: Trimming) -> list[Part]:
    parts = []
    low, top = worn.form.waist, worn.form.neck - 0.08
    for z in np.linspace(low, top, 8):
        wide = 0.07 + 0.07 * (z - low) / max(top - low, 0.1)
        arc = np.linspace(-wide, wide, 40)
        for d in (0.0, 0.006):
            parts.append(cord("frogging", worn.laid(worn.on_front(arc, np.full(40, z + d)), 0.003), 0.0022, "trim"))
        turn = np.linspace(0, 2 * np.pi, 18)
        for s in (-1, 1):
            knot = worn.laid(worn.on_front(s * wide + 0.012 * np.cos(turn), z + 0.003 + 0.012 * np.sin(turn)), 0.003)
            parts.append(cord("loop", knot, 0.0022, "trim"))
    return [joined_parts("frogging", parts, "trim")]


_KINDS: dict[str, Callable[[Worn, Trimming], list[Part]]] = {
    "braid": _braid, "gold_braid": _braid, "ribbon": _braid, "binding": _braid, "velvet_trim": _braid,
    "passementerie": _braid, "reflective_strips": _braid, "trim": _braid, "satin_stripe": _stripe,
    "piping": _piping, "fairy_lights_trim": _piping, "contrast_stitching": _piping, "topstitching": _stitched,
    "fringe": _fringe, "feather_trim": _fringe, "lace_trim": _ruffle, "ruffle": _ruffle, "flounce": _ruffle,
    "pleats": _ruffle, "fur_trim": _fur, "ermine": _fur, "embroidery": _embroidery, "gold_embroidery": _embroidery,
    "monogram": _emblem, "cross": _emblem, "applique": _emblem, "patches": _patches, "elbow_patches": _elbows,
    "knee_patches": _knees,
    "slashes": _slashes, "beading": _beads, "pearls": _beads, "sequins": _beads, "rhinestones": _beads,
    "jewels": _beads, "metal_studs": _beads, "shells": _beads, "flowers_trim": _beads, "eyelets": _beads,
    "medals": _medals, "epaulette": _epaulettes, "chains": _chains, "bow": _bow, "rosette": _bow, "tassel": _tassels,
    "frogging": _frogging, "feather": _fringe, "smocking": _stitched, "ruching": _stitched,
}  # fmt: skip
TRIMS = frozenset(_KINDS)
