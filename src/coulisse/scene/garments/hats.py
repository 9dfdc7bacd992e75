"""Hats on a head: turned crowns and brims, caps, crowns, veils and helmets."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from coulisse.scene.garments.cut import Cut
from coulisse.scene.garments.form import Form
from coulisse.scene.garments.ride import cord, joined_parts, slab, soft, stitches
from coulisse.scene.garments.shell import Array, round_of
from coulisse.scene.garments.trims import bow_at
from coulisse.scene.staged import Part

OVER_CAPE = "over_a_cape"  # trait of a veil that falls over a cape or a coat
_CAPE = 0.085  # metres that it then stands farther out
N = 97  # columns around, the last is the first


@dataclass(frozen=True, eq=False)
class Head:
    """Where a hat sits: the band's height, the head's radius there by angle, its middle, and the top (metres)."""

    band: float
    top: float
    centre: Array
    radius: Array  # (N,)
    angle: Array


def head_of(form: Form, tilt: float = 0.0) -> Head:
    """Measures a head above the brow."""
    points = form.body.points.astype(float)
    joint = np.array(form.body.joints["head"])
    top = float(points[:, 2].max())
    band = joint[2] + 0.60 * (top - joint[2]) + tilt
    ring = points[(np.abs(points[:, 2] - band) < 0.012) & (np.abs(points[:, 1]) < 0.13)]
    centre = (ring[:, :2].min(0) + ring[:, :2].max(0)) / 2
    far = round_of(ring[:, :2], centre)
    angle = np.linspace(-np.pi, np.pi, N)
    radius = np.interp(
        np.mod(angle, 2 * np.pi), np.linspace(0, 2 * np.pi, len(far), endpoint=False), far, period=2 * np.pi
    )
    return Head(band, top, centre, radius + 0.006, angle)


def ring(head: Head, scale: float, out: float, z: float | Array, shift: float = 0.0) -> Array:
    """Points (N, 3) around a head: its radius times `scale` plus `out` metres, at a height, moved by `shift`."""
    far = head.radius * scale + out
    x = head.centre[0] + shift + far * np.cos(head.angle)
    y = head.centre[1] + far * np.sin(head.angle)
    return np.stack([x, y, np.broadcast_to(z, far.shape)], -1)


# Of a hat: rings of its crown as (share of the head's radius, metres out, metres above the band).
_CROWNS: dict[str, list[tuple[float, float, float]]] = {
    "top_hat": [
        (1, 0, 0),
        (1, -0.002, 0.05),
        (1, 0.0, 0.10),
        (1, 0.006, 0.15),
        (1, 0.004, 0.155),
        (0.94, 0, 0.157),
        (0.5, 0, 0.158),
        (0.02, 0, 0.158),
    ],
    "bowler_hat": [
        (1, 0, 0),
        (1, 0.002, 0.03),
        (1, 0, 0.06),
        (0.92, 0, 0.095),
        (0.75, 0, 0.117),
        (0.45, 0, 0.13),
        (0.02, 0, 0.134),
    ],
    "fedora": [
        (1, 0, 0),
        (1, 0, 0.04),
        (0.96, 0, 0.08),
        (0.86, 0, 0.11),
        (0.7, 0, 0.118),
        (0.35, 0, 0.108),
        (0.02, 0, 0.1),
    ],
    "cowboy_hat": [
        (1, 0, 0),
        (1, 0, 0.05),
        (0.97, 0, 0.09),
        (0.88, 0, 0.125),
        (0.7, 0, 0.132),
        (0.35, 0, 0.112),
        (0.02, 0, 0.10),
    ],
    "straw_hat": [(1, 0, 0), (1, 0, 0.05), (1, -0.002, 0.085), (0.94, 0, 0.092), (0.5, 0, 0.093), (0.02, 0, 0.093)],
    "cloche": [
        (1, 0.004, -0.02),
        (1, 0.004, 0.02),
        (0.98, 0, 0.06),
        (0.85, 0, 0.095),
        (0.55, 0, 0.118),
        (0.02, 0, 0.127),
    ],
    "wide_brimmed_hat": [
        (1, 0, 0),
        (1, 0, 0.04),
        (0.95, 0, 0.075),
        (0.78, 0, 0.10),
        (0.45, 0, 0.113),
        (0.02, 0, 0.116),
    ],
    "tricorne": [(1, 0, 0), (0.99, 0, 0.04), (0.93, 0, 0.075), (0.75, 0, 0.097), (0.4, 0, 0.107), (0.02, 0, 0.11)],
    "helmet": [
        (1, 0.014, -0.045),
        (1, 0.014, 0.0),
        (1, 0.012, 0.04),
        (0.9, 0.01, 0.085),
        (0.62, 0.008, 0.115),
        (0.3, 0, 0.13),
        (0.02, 0, 0.134),
    ],
    "beret": [
        (1, 0, 0.0),
        (1, 0.028, 0.022),
        (1, 0.048, 0.045),
        (1, 0.03, 0.068),
        (0.8, 0, 0.082),
        (0.4, 0, 0.09),
        (0.02, 0, 0.092),
    ],
    "flat_cap": [
        (1, 0.002, 0.0),
        (1, 0.014, 0.025),
        (1, 0.022, 0.045),
        (1, 0.004, 0.065),
        (0.75, 0, 0.08),
        (0.4, 0, 0.09),
        (0.02, 0, 0.093),
    ],
    "peaked_cap": [
        (1, 0.002, 0.0),
        (1, 0.003, 0.04),
        (1, 0.03, 0.072),
        (1, 0.045, 0.085),
        (1, 0.02, 0.098),
        (0.6, 0, 0.1),
        (0.02, 0, 0.1),
    ],
    "bonnet": [
        (1, 0.006, -0.03),
        (1, 0.012, 0.02),
        (1, 0.012, 0.06),
        (0.9, 0.006, 0.10),
        (0.6, 0, 0.13),
        (0.02, 0, 0.142),
    ],
    "pillbox_hat": [
        (1, 0.002, 0.012),
        (1, 0.003, 0.04),
        (1, 0.002, 0.072),
        (0.93, 0, 0.078),
        (0.5, 0, 0.079),
        (0.02, 0, 0.08),
    ],
    "fez": [(1, 0.002, 0.0), (0.94, 0, 0.06), (0.86, 0, 0.125), (0.82, 0, 0.131), (0.4, 0, 0.133), (0.02, 0, 0.133)],
    "pith_helmet": [
        (1, 0.008, 0),
        (1, 0.012, 0.03),
        (0.98, 0.010, 0.065),
        (0.84, 0.008, 0.10),
        (0.5, 0, 0.122),
        (0.12, 0, 0.13),
        (0.08, 0, 0.14),
        (0.02, 0, 0.142),
    ],
    "beanie": [
        (1, 0.003, -0.03),
        (1, 0.006, 0.0),
        (1, 0.004, 0.05),
        (0.9, 0.004, 0.09),
        (0.55, 0, 0.117),
        (0.02, 0, 0.128),
    ],
    "chef_s_hat": [
        (1, 0.002, 0),
        (1, 0.003, 0.07),
        (1, 0.006, 0.09),
        (1, 0.040, 0.13),
        (1, 0.048, 0.165),
        (0.9, 0.02, 0.19),
        (0.4, 0, 0.195),
        (0.02, 0, 0.19),
    ],
    "fur_hat": [
        (1, 0.012, -0.025),
        (1, 0.030, 0.0),
        (1, 0.034, 0.05),
        (0.97, 0.03, 0.10),
        (0.75, 0.01, 0.125),
        (0.02, 0, 0.13),
    ],
    "turban": [
        (1, 0.006, -0.012),
        (1, 0.03, 0.02),
        (1, 0.038, 0.05),
        (0.95, 0.03, 0.085),
        (0.7, 0.02, 0.11),
        (0.3, 0.01, 0.122),
        (0.02, 0, 0.122),
    ],
    "headscarf": [
        (1, 0.004, -0.06),
        (1, 0.005, 0.0),
        (1, 0.004, 0.05),
        (0.88, 0.004, 0.09),
        (0.55, 0.003, 0.112),
        (0.02, 0, 0.12),
    ],
}
# Of a brim: width, how far the sides curl up, and how far front and back dip (metres).
_BRIMS: dict[str, tuple[float, float, float]] = {
    "top_hat": (0.048, 0.026, 0.006),
    "bowler_hat": (0.045, 0.022, 0.004),
    "fedora": (0.062, 0.010, 0.012),
    "cowboy_hat": (0.095, 0.062, 0.018),
    "straw_hat": (0.065, 0.0, 0.0),
    "cloche": (0.028, -0.018, 0.016),
    "wide_brimmed_hat": (0.15, -0.016, 0.028),
    "bonnet": (0.05, -0.01, -0.03),
    "pith_helmet": (0.055, -0.030, 0.038),
}


def hat_parts(cut: Cut, form: Form) -> list[Part]:
    """The hat of a cut on a head."""
    kind = cut.kind if cut.kind in _CROWNS or cut.kind in ("crown", "bicorne") else "fedora"
    if "pointed" in cut.traits and kind in ("fedora", "wide_brimmed_hat"):
        return _pointed(cut, head_of(form))
    makers = {"crown": _crown, "bicorne": _bicorne, "tricorne": _tricorne}
    if kind in makers:
        return makers[kind](cut, head_of(form))
    head = head_of(form)
    parts = _crown_of(cut, head, kind)
    if kind in _BRIMS:
        parts += _brim(cut, head, *_BRIMS[kind])
    if kind in ("top_hat", "bowler_hat", "fedora", "cowboy_hat", "straw_hat", "cloche", "wide_brimmed_hat"):
        parts += _band(head, 0.032 if kind != "cowboy_hat" else 0.018)
    if kind in ("flat_cap", "peaked_cap"):
        parts += _peak(cut, head, kind)
    if kind == "turban":
        parts += _wraps(head)
    if kind == "headscarf":
        parts += _knot_behind(head)
    parts += plume(cut, head)
    return parts


def _thick(cut: Cut) -> float:
    return {"metal": 0.0016}.get(cut.goods.kind, 0.0028)


def _crown_of(cut: Cut, head: Head, kind: str) -> list[Part]:
    rings = []
    profile = np.array(_CROWNS[kind])
    fine = np.linspace(0, len(profile) - 1, 34)
    values = np.stack([np.interp(fine, np.arange(len(profile)), profile[:, i]) for i in range(3)], 1)
    values = soft(values, 1.1)
    for scale, out, up in values:
        z = np.full(N, head.band + up)
        if kind in ("fedora", "cowboy_hat"):  # creased along the middle and pinched in front
            share = np.clip((up - 0.06) / 0.06, 0, 1)
            z = z + share * (0.016 * np.abs(np.sin(head.angle)) - 0.012 + 0.008 * np.cos(head.angle) * -1)
            pinch = 1 - 0.13 * share * np.exp(-(((np.abs(head.angle) - 0.55) / 0.3) ** 2))
            level = ring(head, float(scale), float(out), z)
            level[:, :2] = head.centre + (level[:, :2] - head.centre) * pinch[:, None]
        else:
            lean = 0.0
            if kind == "beret":
                z = z - 0.03 * np.clip(np.sin(head.angle), 0, 1) * np.clip(up / 0.04, 0, 1)
                lean = 0.0
            if kind in ("flat_cap",):
                z = z - 0.018 * np.clip(np.cos(head.angle), 0, 1) * np.clip(up / 0.05, 0, 1)
            if kind == "peaked_cap":
                z = z + 0.02 * np.clip(np.cos(head.angle), -0.4, 1) * np.clip((up - 0.04) / 0.05, 0, 1)
            level = ring(head, float(scale), float(out), z, lean)
        rings.append(level)
    grid = np.stack(rings)
    out = np.stack([np.cos(head.angle), np.sin(head.angle), 0.6 + 0 * head.angle], -1)
    parts = slab(cut.kind, grid, _thick(cut), "cloth", outward=np.broadcast_to(out, grid.shape), closed=True)
    if kind == "beret":
        parts.append(
            cord("stalk", np.stack([grid[-1].mean(0), grid[-1].mean(0) + np.array([0, 0, 0.02])]), 0.002, "cloth")
        )
    if kind in ("chef_s_hat", "beanie"):
        parts += _folded_edge(cut, head, kind)
    if kind == "fez":
        tip = grid[-1].mean(0)
        fall = tip + np.array([[0, 0, 0.004], [-0.04, -0.02, 0.004], [-0.09, -0.03, -0.02], [-0.10, -0.03, -0.10]])
        parts.append(cord("tassel", fall, np.array([0.002, 0.002, 0.004, 0.009]), "dark", 8))
    if kind == "helmet":
        parts.append(cord("rim", grid[0], 0.004, "trim0" if cut.trims else "band", 8))
    return parts


def _folded_edge(cut: Cut, head: Head, kind: str) -> list[Part]:
    """The turned-up edge of a knitted cap; the pleats of a cook's hat over its band."""
    if kind == "beanie":
        rows = [
            ring(head, 1.0, 0.007 + 0.006 * np.sin(np.pi * k), head.band - 0.034 + 0.05 * k) for k in (0, 0.3, 0.7, 1)
        ]
        out = np.stack([np.cos(head.angle), np.sin(head.angle), 0 * head.angle], -1)
        grid = np.stack(rows)
        return slab("turn-up", grid, 0.004, "cloth", outward=np.broadcast_to(out, grid.shape), closed=True)
    pleats = []
    for n in range(0, N - 1, 4):
        line = np.stack(
            [ring(head, 1.0, 0.004 + 0.046 * k, head.band + 0.08 + 0.085 * k)[n] for k in (0.0, 0.4, 0.75, 1.0)]
        )
        pleats.append(cord("pleat", line, np.array([0.002, 0.006, 0.007, 0.003]), "cloth", 6))
    return [joined_parts("pleats", pleats, "cloth")]


def _brim(cut: Cut, head: Head, wide: float, curl: float, dip: float) -> list[Part]:
    q = np.linspace(0, 1, 12)
    rows = []
    side = np.abs(np.sin(head.angle)) ** 1.5
    for k in q:
        z = head.band + 0.002 + curl * side * k**1.8 - dip * np.cos(head.angle) ** 2 * k
        rows.append(ring(head, 1.0, float(k * wide), z))
    grid = np.stack(rows)
    parts = slab("brim", grid, _thick(cut), "cloth", outward=np.array([0.0, 0.0, 1.0]), closed=True)
    parts.append(cord("brim edge", grid[-1], 0.0022, "band", 6))
    return parts


def _band(head: Head, wide: float) -> list[Part]:
    rows = [ring(head, 1.0, 0.0032, head.band + 0.004 + wide * k) for k in (0.0, 0.5, 1.0)]
    out = np.stack([np.cos(head.angle), np.sin(head.angle), 0 * head.angle], -1)
    parts = slab("hat band", np.stack(rows), 0.0012, "band", outward=np.broadcast_to(out, (3, N, 3)), closed=True)
    at = rows[1][int(N * 0.75)] + [0, 0.003, 0]
    x, z = np.meshgrid(np.linspace(-0.016, 0.016, 6), np.linspace(-wide / 2, wide / 2, 5))
    loop = at + np.stack([x, 0.003 * np.cos(x / 0.016 * 1.4), z], -1)
    return parts + slab("hat bow", loop, 0.0012, "band", outward=np.array([0.0, 1.0, 0.0]))


def _peak(cut: Cut, head: Head, kind: str) -> list[Part]:
    long = 0.055 if kind == "flat_cap" else 0.05
    angle = np.linspace(-0.95, 0.95, 33)
    far = np.interp(angle, head.angle, head.radius)
    rows = []
    for k in np.linspace(0, 1, 9):
        reach = far + 0.004 + k * long * np.cos(angle * 1.45).clip(0.05)
        drop = 0.004 + (0.012 if kind == "flat_cap" else 0.028) * k
        rows.append(
            np.stack(
                [
                    head.centre[0] + reach * np.cos(angle),
                    head.centre[1] + reach * np.sin(angle),
                    head.band - drop + 0 * angle,
                ],
                -1,
            )
        )
    parts = slab(
        "peak", np.stack(rows), 0.003, "cloth" if kind == "flat_cap" else "leather", outward=np.array([0.0, 0.0, 1.0])
    )
    if kind == "peaked_cap":
        parts += _band(head, 0.034)[:1]
        strap = ring(head, 1.0, 0.007, head.band + 0.004)[abs(head.angle) < 1.0]
        parts.append(cord("chin strap", strap, 0.004, "metal", 6))
        badge = ring(head, 1.0, 0.02, head.band + 0.055)[N // 2]
        parts.append(
            cord(
                "badge",
                np.stack([badge - [0, 0, 0.014], badge, badge + np.array([0, 0, 0.014])]),
                np.array([0.004, 0.013, 0.003]),
                "metal",
                10,
            )
        )
    return parts


def _wraps(head: Head) -> list[Part]:
    lines = []
    for k in range(7):
        tilt = 0.028 * np.sin(head.angle + (0 if k % 2 else np.pi)) * (1 - k / 12)
        z = head.band + 0.0 + 0.0145 * k + tilt
        lines.append(cord("fold", ring(head, 1.0, 0.026 + 0.016 * np.sin(k * 0.5), z), 0.0115, "cloth", 10))
    return lines


def _knot_behind(head: Head) -> list[Part]:
    back = ring(head, 1.0, 0.012, head.band - 0.06)[0]
    parts: list[Part] = []
    for sign in (-1, 1):
        t = np.linspace(0, 1, 8)
        rows = [
            back + np.stack([-0.02 * t, sign * (0.01 + 0.04 * t) + q * 0.02 * (0.5 + t), -0.11 * t], -1)
            for q in (-1, 0, 1)
        ]
        parts += slab("scarf end", np.stack(rows), 0.001, "cloth", outward=np.array([-1.0, 0, 0]))
    return parts


def _crown(cut: Cut, head: Head) -> list[Part]:
    points = 8
    height = 0.03 + 0.045 * np.abs(np.cos(head.angle * points / 2)) ** 0.8
    rows = [ring(head, 1.0, 0.004 + 0.014 * k, head.band + 0.004 + k * height) for k in np.linspace(0, 1, 9)]
    grid = np.stack(rows)
    out = np.stack([np.cos(head.angle), np.sin(head.angle), 0 * head.angle], -1)
    parts = slab("crown", grid, 0.0022, "metal", outward=np.broadcast_to(out, grid.shape), closed=True)
    for z in (0.006, 0.026):
        parts.append(cord("rim", ring(head, 1.0, 0.006 + 0.006 * (z > 0.01), head.band + z), 0.0032, "metal", 8))
    tips = [grid[-1][int(i * (N - 1) / points)] for i in range(points)]
    parts.append(
        joined_parts(
            "pearls",
            [
                cord(
                    "pearl",
                    np.stack([t, t + np.array([0, 0, 0.006]), t + np.array([0, 0, 0.012])]),
                    np.array([0.003, 0.0062, 0.002]),
                    "jewel",
                    10,
                )
                for t in tips
            ],
            "jewel",
        )
    )
    stones = ring(head, 1.0, 0.009, head.band + 0.016)[6::12]
    gems = [
        cord(
            "gem",
            np.stack([s - [0, 0, 0.006], s, s + np.array([0, 0, 0.006])]),
            np.array([0.001, 0.006, 0.001]),
            "jewel",
            8,
        )
        for s in stones
    ]
    return [*parts, joined_parts("stones", gems, "jewel")]


def veil(cut: Cut, head: Head) -> list[Part]:
    """Tulle gathered to the crown of the head and falling behind the shoulders; a long one to the floor."""
    angle = np.linspace(0.44 * np.pi, 1.56 * np.pi, 91)
    length = head.band - 0.05 if "long" in cut.traits else 0.44 if "short" in cut.traits else 0.80
    far = np.interp(np.mod(angle + np.pi, 2 * np.pi) - np.pi, head.angle, head.radius)
    tall = head.top + 0.010 - head.band
    fold = np.sin(angle * 13) + 0.45 * np.sin(angle * 29 + 1.0)
    rows = []
    for turn in np.linspace(0.14, 1.0, 12) * np.pi / 2:  # over the head
        gathers = 0.0035 * fold * np.cos(turn)
        reach = (far + 0.008) * np.sin(turn) + gathers
        rows.append(_at_head(head, angle, reach, head.band + tall * np.cos(turn)))
    for k in np.linspace(0.03, 1.0, 30):  # and down, wider as it goes
        reach = far + 0.008 + 0.035 * np.sqrt(k) + 0.085 * k + 0.016 * k**0.7 * fold
        reach = reach + _CAPE * np.clip((length * k - 0.10) / 0.16, 0, 1) * (OVER_CAPE in cut.traits)
        rows.append(_at_head(head, angle, reach, head.band - length * k))
    comb = [ring(head, 0.42, 0.0, head.band + tall * 0.93)[::4]]
    comb[0][:, 0] -= 0.02
    parts = slab("veil", np.stack(rows), 0.0004, "cloth", outward=np.array([-1.0, 0.0, 0.3]))
    return [*parts, cord("veil comb", comb[0], 0.004, "cloth", 6)]


def _at_head(head: Head, angle: Array, reach: Array, height: float) -> Array:
    x, y = head.centre[0] + reach * np.cos(angle), head.centre[1] + reach * np.sin(angle)
    return np.stack([x, y, np.full(len(angle), height)], -1)


def _tricorne(cut: Cut, head: Head) -> list[Part]:
    parts = _crown_of(cut, head, "tricorne")
    wide = 0.098
    # A round brim turned up on three sides, its corners in front and behind at the sides.
    corner = 0.5 + 0.5 * np.cos(3 * head.angle)
    rows = []
    for k in np.linspace(0, 1, 16):
        up = wide * k * (1 - corner) ** 0.7 * 0.92
        out = wide * k * (0.25 + 0.75 * corner) - 0.012 * k * (1 - corner)
        rows.append(ring(head, 1.0, 0.003 + out, head.band + 0.002 + up))
    grid = np.stack(rows)
    parts += slab("brim", grid, _thick(cut), "cloth", outward=np.array([0.0, 0.0, 1.0]), closed=True)
    return [*parts, cord("brim edge", grid[-1], 0.0042, "trim0" if cut.trims else "band", 8), *plume(cut, head)]


def _bicorne(cut: Cut, head: Head) -> list[Part]:
    """A brim turned up before and behind, worn athwart: two tall leaves that meet at their edge and in two points."""
    parts: list[Part] = []
    u = np.linspace(-1, 1, 61)
    half = float(head.radius.mean()) + 0.012
    wide, arch = 0.235, np.clip(1 - np.abs(u) ** 2.4, 0, 1)
    for sign, tall in ((1, 0.150), (-1, 0.172)):
        rows = []
        for k in np.linspace(0, 1, 14):
            hollow = half * np.sqrt(np.clip(1 - (np.abs(u) * wide / half) ** 2, 0, 1))  # around the head below
            x = sign * (hollow * (1 - k) ** 0.8 + 0.006 + 0.030 * np.sin(np.pi * k) * arch)
            low = head.band - 0.012 - 0.030 * np.abs(u) ** 3
            z = low + tall * k * arch**0.75 + 0.012 * k
            rows.append(np.stack([head.centre[0] + x, head.centre[1] + wide * u, z], -1))
        grid = np.stack(rows)
        parts += slab("brim", grid, _thick(cut), "cloth", outward=np.array([float(sign), 0.0, 0.2]))
        parts.append(cord("brim edge", grid[-1], 0.0055, "trim0" if cut.trims else "band", 8))
    from coulisse.scene.garments.ride import disc

    parts.append(
        disc(
            "cockade",
            np.array([head.centre[0] + 0.098, 0.085, head.band + 0.055]),
            np.array([1.0, 0.25, 0.25]),
            0.024,
            0.005,
            "band",
        )
    )
    return [*parts, *plume(cut, head)]


def _pointed(cut: Cut, head: Head) -> list[Part]:
    rows = []
    for k in np.linspace(0, 1, 26):
        scale = (1 - k) ** 0.9 + 0.02
        level = ring(head, scale, 0.0, head.band + 0.36 * k + 0.004 * np.sin(k * 22))
        level[:, 0] -= 0.09 * k**2.2
        rows.append(level)
    out = np.stack([np.cos(head.angle), np.sin(head.angle), 0.3 + 0 * head.angle], -1)
    grid = np.stack(rows)
    parts = slab("crown", grid, 0.0026, "cloth", outward=np.broadcast_to(out, grid.shape), closed=True)
    return [*parts, *_brim(cut, head, 0.13, -0.01, 0.02), *_band(head, 0.03)]


def plume(cut: Cut, head: Head) -> list[Part]:
    """The ostrich feather of a cut that has one, at the side of the band."""
    if not any(t.what in ("feather", "feather_trim") for t in cut.trims):
        return []
    number = next(i for i, t in enumerate(cut.trims) if t.what in ("feather", "feather_trim"))
    at = ring(head, 1.0, 0.012, head.band + 0.03)[int(N * 0.66)]
    t = np.linspace(0, 1, 40)
    spine = at + np.stack([-0.26 * t, 0.035 * np.sin(2 * t), 0.13 * np.sin(np.pi * t * 0.8)], -1)
    barbs = []
    for i in range(2, 40):
        wide = 0.045 * np.sin(np.pi * (i / 40) ** 0.7) + 0.006
        for sign in (-1, 1):
            e = np.linspace(0, 1, 4)
            line = spine[i] + np.stack(
                [-0.35 * wide * e, sign * 0.75 * wide * e, 0.30 * wide * e - 0.55 * wide * e * e], -1
            )
            barbs.append(cord("barb", line, np.array([0.0035, 0.004, 0.003, 0.001]), "trim", 4))
    slot = f"trim{number}"
    return [joined_parts("plume", [cord("spine", spine, np.linspace(0.002, 0.0006, 40), slot, 5), *barbs], slot)]


__all__ = ["OVER_CAPE", "Head", "N", "bow_at", "hat_parts", "head_of", "plume", "ring", "stitches", "veil"]
