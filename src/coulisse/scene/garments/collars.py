"""Collars that stand and fall, and lapels that turn back along a roll line, on the neckline as it hangs."""

from __future__ import annotations

import numpy as np
from scipy.interpolate import LinearNDInterpolator, NearestNDInterpolator
from scipy.ndimage import gaussian_filter1d

from coulisse.scene.garments.ride import Worn, slab, soft, stitches
from coulisse.scene.garments.sheet import spaced
from coulisse.scene.garments.shell import Array
from coulisse.scene.staged import Part

# Of a collar: height of its stand, length of its fall behind and at the points, spread of the points (metres).
_FALLS: dict[str, tuple[float, float, float, float]] = {
    "shirt_collar": (0.032, 0.042, 0.072, 0.035), "spread_collar": (0.034, 0.044, 0.070, 0.075),
    "point_collar": (0.032, 0.042, 0.090, 0.025), "button_down_collar": (0.032, 0.044, 0.080, 0.030),
    "club_collar": (0.032, 0.042, 0.055, 0.030), "polo_collar": (0.022, 0.045, 0.065, 0.045),
    "camp_collar": (0.012, 0.055, 0.080, 0.080), "peter_pan_collar": (0.008, 0.065, 0.070, 0.05),
    "sailor_collar": (0.006, 0.17, 0.08, 0.05), "lace_collar": (0.010, 0.075, 0.085, 0.06),
    "cape_collar": (0.006, 0.14, 0.14, 0.08), "fur_collar": (0.03, 0.085, 0.095, 0.05),
    "velvet_collar": (0.03, 0.055, 0.07, 0.05), "storm_collar": (0.045, 0.075, 0.095, 0.06),
    "collar": (0.03, 0.045, 0.07, 0.04), "notch_collar": (0.03, 0.05, 0.07, 0.05),
}  # fmt: skip
_STANDS = {
    "stand_collar": 0.045,
    "mandarin_collar": 0.036,
    "grandad_collar": 0.026,
    "wing_collar": 0.045,
    "high_collar": 0.075,
    "turtleneck": 0.10,
    "mock_neck": 0.05,
    "funnel_neck": 0.075,
    "ribbed_collar": 0.045,
    "ring_collar": 0.05,
    "bow_collar": 0.03,
    "medici_collar": 0.10,
    "ruffled_collar": 0.03,
}
FALLS = frozenset(_FALLS)
STANDS = frozenset(_STANDS)
BANDED = frozenset({"crew_neck", "round_neck", "scoop_neck", "v_neck", "henley_neck", "gathered_neck", "neckline"})


def collar_parts(worn: Worn) -> list[Part]:
    """What is on the neckline: a band, a stand, a stand with its fall, or a tailored collar with lapels."""
    cut = worn.garment.cut
    thick = max(0.0016, 1.6 * (cut.facing or cut.goods).thickness)
    if cut.lapel:
        return tailored(worn, thick)
    if cut.collar in _STANDS:
        return _stand(worn, _STANDS[cut.collar], thick)
    if cut.collar in _FALLS:
        return _falling(worn, thick)
    if cut.collar == "cowl" and cut.family in ("dress", "upper") and not cut.hood:
        return _cowl(worn)
    if cut.collar in BANDED and cut.goods.kind in ("knit",):
        return _rib(worn, thick)
    return []


def _cowl(worn: Worn) -> list[Part]:
    """Cloth of the front that is too wide at the neck and falls in nested swags from shoulder to shoulder."""
    cut = worn.garment.cut
    fronts = np.concatenate([worn.points[p.grid].reshape(-1, 3) for p in worn.garment.panels if "front" in p.name])
    ridge = [spaced(worn.line(f"shoulder_front_{s}"), 20) for s in "rl"]
    ridge = [run if abs(run[0, 1]) < abs(run[-1, 1]) else run[::-1] for run in ridge]
    low = min(float(worn.line(f"neck_front_{s}")[:, 2].min()) for s in "rl")
    surface = NearestNDInterpolator(fronts[:, 1:], fronts[:, 0])
    linear = LinearNDInterpolator(fronts[:, 1:], fronts[:, 0])
    t = np.linspace(-1, 1, 81)
    rows = []
    for k in np.linspace(0, 1, 33):
        # Every swag hangs deeper than the one above it, and from further out along the shoulder.
        ends = [run[round(12 * float(k))] for run in ridge]
        y = ends[0][1] + (ends[1][1] - ends[0][1]) * (t + 1) / 2
        sag = ends[0][2] - low - 0.006 + 0.115 * k
        z = (ends[0][2] + ends[1][2]) / 2 - sag * (1 - np.abs(t) ** (2.3 - 0.4 * k))
        x = linear(y, z)
        x = np.where(np.isfinite(x), x, surface(y, z))
        x = gaussian_filter1d(x, 2.5, mode="nearest")
        fold = np.abs(np.sin(np.pi * 3.0 * k**0.8)) ** 0.8
        full = (1 - t**2) ** 0.6
        rows.append(np.stack([x + 0.004 + (0.017 - 0.007 * k) * fold * full, y, z], -1))
    grid = worn.clear(np.stack(rows), 0.003)
    normal = np.broadcast_to(np.array([1.0, 0.0, 0.25]), grid.shape)
    return slab("cowl", grid, max(0.0012, 1.4 * cut.goods.thickness), "cloth", outward=normal)


def _risen(worn: Worn, base: Array, height: Array, close: float = 0.005) -> Array:
    """The line above a neckline by `height` (n,), leaning to the neck and clear of it and of the collars under it.

    A stand is cut as a curve that closes upwards: it lies on the neck, most of all behind and at the throat.
    """
    close = close + 0.006 * max(worn.garment.cut.layer - 1, 0)
    torso = worn.form.torso
    angle, z, far = torso.polar(base)
    up = z + height
    free = torso.distance(angle, up) + close
    lean = far - (0.85 + 0.45 * np.cos(angle) ** 2) * height
    return np.asarray(torso.at(angle, up) + (np.maximum(free, lean) - torso.distance(angle, up))[:, None] * np.stack(
        [np.cos(angle), np.sin(angle), 0 * angle], -1))  # fmt: skip


def _radial(worn: Worn, points: Array) -> Array:
    angle, _, _ = worn.form.torso.polar(points)
    return np.stack([np.cos(angle), np.sin(angle), 0 * angle], -1)


def _stand(worn: Worn, height: float, thick: float) -> list[Part]:
    cut = worn.garment.cut
    base = soft(spaced(worn.neckline(), 96))
    knit = cut.collar in ("turtleneck", "ribbed_collar", "mock_neck", "funnel_neck")
    rows = np.linspace(-0.004, height, 9)
    share = np.ones(96)
    if cut.collar == "medici_collar":
        share = 0.35 + 0.65 * np.sin(np.linspace(0, np.pi, 96))
    grid = np.stack([_risen(worn, base, r * share, 0.003 if knit else 0.005) for r in rows])
    if cut.collar == "medici_collar":
        grid = grid + (np.clip(rows, 0, 1) ** 1.5 * 1.6)[:, None, None] * _radial(worn, base)[None]
    out = _radial(worn, grid.reshape(-1, 3)).reshape(grid.shape)
    slot = "rib" if cut.collar == "ribbed_collar" else "metal" if cut.collar == "ring_collar" else "collar"
    parts = slab("collar", grid, thick * (2.2 if knit else 1.3), slot, outward=out)
    if cut.collar == "turtleneck":  # doubled over
        top = np.linspace(height, 0.012, 8)
        turned = np.stack([_risen(worn, base, r * share, 0.008) for r in top])
        turned += 0.0035 * _radial(worn, turned.reshape(-1, 3)).reshape(turned.shape)
        parts += slab("collar fall", turned, thick * 2, slot, outward=out[: len(top)])
    elif cut.collar == "wing_collar":
        parts += _wings(worn, grid[-1], thick)
    elif cut.collar == "ruffled_collar":
        parts += ruff(worn, base, 0.075, 0.022)
    return parts


def _wings(worn: Worn, top: Array, thick: float) -> list[Part]:
    parts = []
    for end, way in ((0, 1), (-1, -1)):
        run = top[:16] if end == 0 else top[:-17:-1]
        out = _radial(worn, run)
        t = np.linspace(1, 0, len(run))[:, None]
        tip = run + t * (0.016 * out + np.array([0.004, 0, -0.026])) + 0.003 * out
        grid = np.stack([run + 0.001 * out, (run + tip) / 2 + 0.003 * out, tip])
        parts += slab(f"wing {way}", grid, thick, "collar", outward=np.broadcast_to(out, grid.shape))
    return parts


def _falling(worn: Worn, thick: float) -> list[Part]:
    """Stand and fall in one: up from the neckline, over, and down to the points."""
    cut = worn.garment.cut
    stand, back, points, spread = _FALLS[cut.collar]
    scale = cut.collar_width / 0.075
    n = 120
    line = worn.neckline()
    base = soft(spaced(line, n), 2.0)
    u = np.linspace(-1, 1, n)
    edge = np.abs(u)
    rise = stand * (1 - 0.35 * edge**4)
    top = _risen(worn, base, rise)
    length = (back + (points - back) * np.clip((edge - 0.45) / 0.55, 0, 1) ** 2.2) * scale
    if cut.collar in ("club_collar", "peter_pan_collar"):
        length = length * np.sqrt(np.clip(1 - np.clip((edge - 0.82) / 0.18, 0, 0.999) ** 2, 0.06, 1))
    if cut.collar == "sailor_collar":
        length = np.where(edge < 0.52, back, points + (back - points) * np.clip((0.66 - edge) / 0.14, 0, 1)) * scale
    out = _radial(worn, top)
    steep = 0.35 + 0.6 * stand / 0.034
    down = np.stack([0 * u, 0 * u, -np.ones(n)], -1)
    way = out * (0.55 if stand > 0.02 else 0.9) + down * min(steep, 1.0)
    # At the front the points swing outwards from the centre, by their spread.
    swing = np.clip((edge - 0.6) / 0.4, 0, 1)[:, None] ** 1.5
    lateral = np.stack([0.15 * np.ones(n), np.sign(u), 0 * u], -1)
    way = way * (1 - 0.45 * swing) + swing * (lateral * (0.35 + spread * 7) + down * 0.75)
    way /= np.linalg.norm(way, axis=1, keepdims=True)
    if cut.collar_up:
        way = np.stack([0.25 * out[:, 0], 0.25 * out[:, 1], np.ones(n)], -1)
    rows = []
    for k in np.linspace(0, 1, 9):
        p = top + way * (length * k)[:, None]
        p[:, 2] += 0.006 * np.sin(np.pi * min(k * 4, 1.0)) - 0.001
        p += 0.0035 * out * min(1.0, k * 6)
        rows.append(p if cut.collar_up else worn.clear(p, 0.0045 + 0.5 * thick))
    inner = [base + (top - base) * k - 0.0005 * out for k in np.linspace(-0.08, 1, 5)]
    grid = np.stack(inner[:-1] + rows)
    look = np.broadcast_to(out + np.array([0, 0, 0.6]), grid[4:].shape)
    slot = "fur" if cut.collar == "fur_collar" else "lace" if cut.collar == "lace_collar" else "collar"
    fat = 0.016 if slot == "fur" else thick
    parts = slab("collar stand", np.stack([*inner]), thick, slot, outward=np.broadcast_to(out, (5, n, 3)))
    parts += slab("collar", grid[4:], fat, slot, outward=look)
    if slot == "collar" and cut.collar not in ("velvet_collar",):
        ring = np.concatenate([grid[5:-1, 3], grid[-2, 3:-3], grid[-2:4:-1, -4]])
        parts.append(
            stitches(
                "collar stitch", worn.clear(ring + 0.5 * thick * 1.15 * _radial(worn, ring), 0.004 + thick), "stitch"
            )
        )
    return parts


def _rib(worn: Worn, thick: float) -> list[Part]:
    line = soft(spaced(worn.neckline(), 120), 1.0)
    n = worn.normal_at(line)
    way = np.gradient(line, axis=0)
    inward = np.cross(way, n)
    inward /= np.maximum(np.linalg.norm(inward, axis=1, keepdims=True), 1e-9)
    if inward[60, 2] < 0:
        inward = -inward
    rows = [line - 0.001 * inward + 0.0012 * n, line + 0.008 * inward + 0.0016 * n, line + 0.017 * inward + 0.0004 * n]
    return slab("neck rib", np.stack(rows), thick * 1.6, "rib", outward=n[None])


def ruff(worn: Worn, base: Array, width: float, high: float) -> list[Part]:
    """A ruff: figures of eight set around the neck."""
    n = 260
    line = spaced(base, n)
    out = _radial(worn, line)
    t = np.linspace(0, 1, n)
    wave = np.sin(t * 2 * np.pi * 26)
    rows = []
    for k in np.linspace(0, 1, 5):
        p = _risen(worn, line, np.full(n, high)) + out * (0.004 + width * k)
        p[:, 2] += wave * 0.011 * (0.35 + 0.65 * k) + 0.006 * k
        rows.append(p)
    return slab("ruff", np.stack(rows), 0.0012, "ruffle", outward=np.array([0.0, 0.0, 1.0]))


def tailored(worn: Worn, thick: float) -> list[Part]:
    """Lapels on the fronts and a collar around the neck, joined at the gorge; a shawl has no gorge."""
    cut = worn.garment.cut
    shawl = cut.lapel == "shawl_lapel"
    parts: list[Part] = []
    gorge = 0.80 if not shawl else 0.86
    gorge_line = {}
    for side in ("l", "r"):
        lapel, edge = _lapel(worn, side, gorge, thick)
        parts += lapel
        gorge_line[side] = edge
    parts += _neck_fall(worn, gorge, gorge_line, shawl, thick)
    return parts


def _lapel(worn: Worn, side: str, gorge: float, thick: float) -> tuple[list[Part], Array]:
    """One lapel; also its upper edge from the roll line out (m, 3)."""
    cut = worn.garment.cut
    sign = 1 if side == "l" else -1
    chart = worn.chart
    roll = soft(spaced(worn.line(f"neck_front_{side}"), 81), 2.0)
    angle, height, _ = chart.polar(roll)
    arc = chart.arc(angle, height) * sign
    along = np.linspace(0, 1, 81)
    end = int(gorge * 80)
    lean = np.array([arc[end] - arc[0], height[end] - height[0]])
    lean /= np.linalg.norm(lean)
    across = np.array([lean[1], -lean[0]])  # outwards and a little down
    m, q = 22, np.linspace(0, 1, 17)
    tau = np.linspace(0, 1, m)
    belly = {"shawl_lapel": 0.75}.get(cut.lapel, 0.62)
    width = cut.lapel_width * tau**belly * (1 + 0.10 * np.sin(np.pi * tau))
    if cut.lapel == "shawl_lapel":
        width = cut.lapel_width * np.sin(np.clip(tau * 1.25, 0, 1) * np.pi / 2) ** 0.8
    length = float(np.hypot(arc[end] - arc[0], height[end] - height[0]))
    peak = cut.lapel in ("peak_lapel", "fishmouth_lapel")
    rise = (0.062 * np.clip((q - 0.42) / 0.58, 0, 1) ** 1.25 - 0.004 * q) if peak else -0.018 * q
    if cut.lapel == "fishmouth_lapel":
        rise = rise * 0.55
    if cut.lapel == "clover_lapel":
        rise = -0.018 * q - 0.02 * np.clip((q - 0.75) / 0.25, 0, 1) ** 2
    if cut.lapel == "shawl_lapel":
        rise = 0 * q
    rise = rise * cut.lapel_width / 0.09
    t = tau[:, None] * gorge + tau[:, None] ** 2 * (rise / max(length, 0.05))[None] * gorge
    w = width[:, None] * q[None]
    base_arc = np.interp(tau * gorge, along, arc)[:, None] + (t - tau[:, None] * gorge) / gorge * length * lean[0]
    base_z = np.interp(tau * gorge, along, height)[:, None] + (t - tau[:, None] * gorge) / gorge * length * lean[1]
    s, z = base_arc + w * across[0], base_z + w * across[1]
    place = chart.angle_of(s, z) * sign if sign > 0 else -chart.angle_of(s, z)
    bulge = np.clip(tau * 3.0, 0.15, 1.0)[:, None]
    stand = 0.0105 * np.minimum(w / 0.006, 1.0) * np.exp(-np.maximum(w - 0.006, 0) / 0.030) * bulge
    out = stand + 0.0035 * np.clip(w / 0.03, 0, 1)
    points = chart.at(place, z, out)
    edge = np.stack([np.interp(tau * gorge, along, roll[:, i]) for i in range(3)], -1)
    near = np.exp(-w / 0.012)[..., None]
    points = points + (edge[:, None] - points[:, :1]) * near
    points = worn.clear(points.reshape(-1, 3), 0.0025).reshape(points.shape)
    normal = np.broadcast_to(np.array([1.0, 0.35 * sign, 0.1]), points.shape)
    parts = slab(f"lapel {side}", points, thick, "facing", outward=normal)
    line = points[2:, -2] + 0.0006 * normal[2:, -2]
    parts.append(stitches(f"lapel stitch {side}", line + 0.5 * thick * worn.normal_at(line), "stitch"))
    hole = points[-4, -5:-2] + 0.5 * thick * worn.normal_at(points[-4, -5:-2])
    if side == "l" and cut.lapel != "shawl_lapel":
        parts.append(stitches("lapel buttonhole", spaced(hole, 12), "stitch", 0.002, 0.0008))
    return parts, points[-1]


def _neck_fall(worn: Worn, gorge: float, edges: dict[str, Array], shawl: bool, thick: float) -> list[Part]:
    """The collar from gorge to gorge around the back of the neck."""
    cut = worn.garment.cut
    n = 101
    front = {side: spaced(worn.line(f"neck_front_{side}"), 81)[int(gorge * 80) :] for side in "lr"}
    behind = worn.line("neck_back_r", "neck_back_l")
    if behind[0, 1] > behind[-1, 1]:
        behind = behind[::-1]
    base = soft(spaced(np.concatenate([front["r"][:-1], behind, front["l"][::-1][1:]]), n), 2.0)
    u = np.linspace(-1, 1, n)
    edge = np.abs(u)
    stand = 0.030 * (1 - edge**2.2)
    top = _risen(worn, base, stand, 0.006)
    out = _radial(worn, top)
    wide = 0.62 * cut.lapel_width if not shawl else cut.lapel_width * 0.98
    wide = np.clip(wide, 0.038, 0.075 if not shawl else 0.12)
    back = min(0.055 + 0.15 * max(cut.lapel_width - 0.09, 0), 0.07)
    length = back + (wide - back) * np.clip((edge - 0.4) / 0.6, 0, 1) ** 1.5
    way = out * 0.72 + np.array([0, 0, -0.72])
    ends = {1: edges["l"], -1: edges["r"]}
    for sign, line in ends.items():
        # The collar's end lies along the lapel's upper edge, and opens from it by the notch.
        m = len(line)
        to = line[int((m - 1) * min(0.5 * wide / max(cut.lapel_width, 0.02) + 0.2, 0.8))] - line[0]
        to = to / np.linalg.norm(to)
        if not shawl:
            to = to + np.array([0.0, 0.0, 0.42 if cut.lapel == "notch_lapel" else 0.16])
            to /= np.linalg.norm(to)
        part = np.clip((u * sign - 0.45) / 0.55, 0, 1)[:, None] ** 1.1
        way = way * (1 - part) + to * part
    way /= np.linalg.norm(way, axis=1, keepdims=True)
    rows = []
    for k in np.linspace(0, 1, 10):
        p = top + way * (length * k)[:, None]
        p = p + 0.004 * out * min(1.0, 6 * k)
        p[:, 2] += 0.005 * np.sin(np.pi * min(3 * k, 1.0)) * (1 - edge**4)
        rows.append(worn.clear(p, 0.0062 + 0.5 * thick + 0.002 * float(shawl)) if k > 0 else p)
    grid = np.stack(rows)
    inner = np.stack([base + (top - base) * k for k in np.linspace(-0.1, 1, 4)])
    slot = "collar" if cut.collar in ("velvet_collar", "fur_collar") else "facing"
    parts = slab("collar stand", inner, thick, slot, outward=np.broadcast_to(out, inner.shape))
    parts += slab("collar", grid, thick, slot, outward=np.broadcast_to(out + np.array([0, 0, 0.8]), grid.shape))
    return parts
