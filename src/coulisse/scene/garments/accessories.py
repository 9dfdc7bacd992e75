"""Ties, bow ties, scarves, gloves, belts, braces, aprons and bags, on what is worn already."""

from __future__ import annotations

import numpy as np

from coulisse.scene.garments.bibs import BIB, bib
from coulisse.scene.garments.closures import buckle
from coulisse.scene.garments.cut import Cut
from coulisse.scene.garments.form import Form
from coulisse.scene.garments.neckwear import neckerchief, necklace
from coulisse.scene.garments.ride import cord, joined_parts, slab, soft, stitches, turned_on
from coulisse.scene.garments.shell import Array
from coulisse.scene.garments.trims import bow_at
from coulisse.scene.staged import Part

MADE = frozenset({
    "tie", "bow_tie", "cravat", "jabot", "scarf", "glove", "gauntlet", "belt", "sash", "suspenders", "apron", "bag",
    "epaulette", "neckerchief", "necklace", "bib",
})  # fmt: skip
FORWARD = np.array([1.0, 0.0, 0.0])


def accessory_parts(cut: Cut, form: Form) -> list[Part]:
    """An accessory on the form, which has what is worn under it already."""
    makers = {
        "tie": _tie, "bow_tie": _bow_tie, "cravat": _cravat, "jabot": _jabot, "scarf": _scarf, "glove": _gloves,
        "gauntlet": _gloves, "belt": _belt, "sash": _sash, "suspenders": _braces, "apron": _apron, "bag": _bag,
        "epaulette": _shoulder_boards, "neckerchief": neckerchief, "necklace": necklace, "bib": bib,
    }  # fmt: skip
    maker = makers.get(cut.kind)
    return [p for p in maker(cut, form) if len(p.faces)] if maker else []


def _throat(form: Form) -> Array:
    z = form.neck - 0.035
    return np.asarray(form.torso.at(0.0, z, 0.012))


def _on(form: Form, arc: Array, z: Array, out: float) -> Array:
    """Points by length from the centre front and height, on the form."""
    far = form.torso.distance(0.0, z)
    angle = np.arctan2(arc, np.maximum(np.sqrt(np.maximum(far**2 - arc**2, 1e-4)), 0.02))
    return np.asarray(form.torso.at(angle, z, out))


def _hang(
    form: Form, top: float, low: float, width: Array, out: float, name: str, slot: str = "cloth", middle: float = 0.0
) -> list[Part]:
    """A band that hangs in front from `top` to `low`, `width` (n,) metres wide along its way."""
    n = len(width)
    z = np.linspace(top, low, n)
    far = form.torso.smooth(0.02, 1.0).distance(0.0, z)
    far = np.maximum.accumulate(far * 0.999)
    q = np.linspace(-0.5, 0.5, 9)
    x = form.torso.axis(z)[:, 0] + far + out
    grid = np.stack([
        np.broadcast_to(x[:, None], (n, 9)) - 0.5 * (q[None] * width[:, None]) ** 2 / 0.1,
        middle + q[None] * width[:, None], np.broadcast_to(z[:, None], (n, 9)),
    ], -1)  # fmt: skip
    return slab(name, grid, 0.0022, slot, outward=FORWARD)


def _tie(cut: Cut, form: Form) -> list[Part]:
    top = _throat(form)
    wide = 0.085 * (1.2 if "wide" in cut.traits else 0.65 if "narrow" in cut.traits else 1.0)
    low = form.waist - 0.03
    n = 40
    s = np.linspace(0, 1, n)
    width = 0.034 + (wide - 0.034) * np.clip(s / 0.93, 0, 1) ** 1.1
    width = np.where(s > 0.93, wide * np.clip((1 - s) / 0.07, 0.03, 1), width)
    parts = _hang(form, float(top[2]) - 0.03, low, width, 0.010, "tie")
    knot = []
    for k in np.linspace(0, 1, 7):
        t = np.linspace(0, 2 * np.pi, 15)
        half = 0.021 - 0.009 * k
        knot.append(
            top + np.stack([0.004 + 0.011 * np.cos(t) * (1 - 0.2 * k), half * np.sin(t), 0.004 - 0.036 * k + 0 * t], -1)
        )
    parts += slab("tie knot", np.stack(knot), 0.001, "cloth", outward=FORWARD, closed=True)
    return parts


def _bow_tie(cut: Cut, form: Form) -> list[Part]:
    parts = bow_at(_throat(form) + np.array([0.006, 0, -0.002]), 0.058)
    return [Part(p.name, p.points, p.faces, "cloth", p.bevel, p.smooth, p.uv) for p in parts if p.name != "bow end"]


def _cravat(cut: Cut, form: Form) -> list[Part]:
    top = _throat(form)
    s = np.linspace(0, 1, 24)
    width = 0.06 + 0.05 * np.sin(np.pi * s * 0.75)
    parts = _hang(form, float(top[2]) + 0.005, float(top[2]) - 0.17, width, 0.012, "cravat")
    parts += _neck_wrap(form, 0.0, 0.05, 3)
    return parts


def _neck_wrap(form: Form, low: float, high: float, turns: int) -> list[Part]:
    angle = np.linspace(-np.pi, np.pi, 73)
    lines = []
    for k in range(turns):
        z = form.neck - 0.012 + low + (high - low) * (k + 0.5) / turns + 0.012 * np.cos(angle) * -1
        lines.append(cord("fold", form.torso.at(angle, z, 0.010), (high - low) / turns * 0.62, "cloth", 10))
    return [joined_parts("neckcloth", lines, "cloth")]


def _jabot(cut: Cut, form: Form) -> list[Part]:
    top = _throat(form)
    parts: list[Part] = []
    for k in range(4):
        q = np.linspace(-1, 1, 61)
        rows = []
        for t in np.linspace(0, 1, 6):
            wide = 0.035 + 0.015 * t + 0.006 * k
            z = top[2] - 0.038 * k - 0.055 * t + 0 * q
            x = (
                form.torso.axis(z)[:, 0]
                + form.torso.distance(0.0, z)
                + 0.012
                + 0.004 * (3 - k)
                + 0.010 * t * np.sin(q * 17)
            )
            rows.append(np.stack([x, q * wide, z - 0.012 * t * (1 - q * q)], -1))
        parts += slab("jabot", np.stack(rows), 0.0007, "cloth", outward=FORWARD)
    return parts


def _scarf(cut: Cut, form: Form) -> list[Part]:
    parts = _neck_wrap(form, -0.015, 0.055, 3)
    for sign, low in ((1, form.waist + 0.02), (-1, form.waist - 0.06)):
        s = np.linspace(0, 1, 30)
        parts += _hang(
            form, form.neck - 0.03, low, 0.10 + 0.03 * s, 0.018 + 0.006 * sign, "scarf end", middle=0.062 * sign
        )
        fringe = [
            cord(
                "fringe",
                np.array(
                    [
                        [form.torso.at(0.0, low)[0] + 0.02, 0.062 * sign + y, low],
                        [form.torso.at(0.0, low)[0] + 0.02, 0.062 * sign + y, low - 0.06],
                    ]
                ),
                0.0016,
                "cloth",
                4,
            )
            for y in np.linspace(-0.06, 0.06, 18)
        ]
        parts.append(joined_parts("scarf fringe", fringe, "cloth"))
    return parts


def _gloves(cut: Cut, form: Form) -> list[Part]:
    """The hands' own skin, a little further out, and a cuff on the forearm."""
    body = form.body
    names = np.array(body.bones)[body.dominant]
    long = cut.kind == "gauntlet" or "long" in cut.traits
    opera = cut.kind != "gauntlet" and long  # over the elbow
    hand = np.array(
        [
            str(n).startswith(("wrist", "finger", "metacarpal")) or (long and str(n).startswith("lowerarm02"))
            for n in names
        ]
    )
    keep = hand[np.where(body.faces < 0, body.faces[:, :1], body.faces)].all(1)
    used, index = np.unique(
        np.where(body.faces[keep] < 0, body.faces[keep][:, :1], body.faces[keep]), return_inverse=True
    )
    faces = index.reshape(-1, 4).astype(np.int32)
    faces[body.faces[keep] < 0] = -1
    points = body.points.astype(float)
    quads = np.where(body.faces < 0, body.faces[:, :1], body.faces)
    normal = np.zeros_like(points)
    n = np.cross(points[quads[:, 2]] - points[quads[:, 0]], points[quads[:, 3]] - points[quads[:, 1]])
    for k in range(4):
        np.add.at(normal, quads[:, k], n)
    normal /= np.maximum(np.linalg.norm(normal, axis=1, keepdims=True), 1e-9)
    parts = [Part("gloves", (points[used] + 0.0018 * normal[used]).astype(np.float32), faces, "cloth", smooth=True)]
    for side, limb in form.arms.items():
        wrist = limb.end
        elbow = np.linalg.norm(limb.path - np.array(body.joints[f"elbow_{side}"]), axis=1).argmin()
        angle = np.linspace(0, 2 * np.pi, 41)
        reach = 0.10 if cut.kind == "gauntlet" else 0.03
        reach = wrist + 0.01 - float(limb.length[elbow]) + 0.075 if opera else reach
        rows = []
        for t in np.linspace(0, 1, 40 if opera else 8):
            s = np.full(41, wrist + 0.01 - reach * t)
            flare = 0.004 + (0.03 * t**1.3 if cut.kind == "gauntlet" else 0.002 * t)
            rows.append(limb.place(angle, s, limb.distance(angle, s) + flare))
        middle = np.stack([r[:-1].mean(0) for r in rows])
        grid = np.stack(rows)
        parts += slab("glove cuff", grid, 0.0018, "cloth", outward=grid - middle[:, None], closed=True)
    return parts


def _ring_at(
    form: Form, z: float, wide: float, out: float, name: str, slot: str = "cloth", tilt: float = 0.0
) -> tuple[list[Part], Array]:
    angle = np.linspace(-np.pi, np.pi, 145)
    rows = []
    heights = z + np.linspace(-wide / 2, wide / 2, 6)
    far = np.max([form.torso.distance(angle, h) for h in heights], axis=0)
    for h in heights:
        level = h + tilt * np.sin(angle)
        rows.append(form.torso.at(angle, level, far - form.torso.distance(angle, level) + out))
    grid = np.stack([soft(r, 1.0) for r in rows])
    grid[:, -1] = grid[:, 0]
    radial = np.stack([np.cos(angle), np.sin(angle), 0 * angle], -1)
    return slab(name, grid, 0.0032, slot, outward=np.broadcast_to(radial, grid.shape), closed=True), grid


def _belt(cut: Cut, form: Form) -> list[Part]:
    wide = 0.06 if "wide" in cut.traits else 0.038
    parts, grid = _ring_at(form, form.waist - 0.012, wide, 0.004, "belt")
    at = grid[:, 72].mean(0) + np.array([0.006, 0, 0])
    parts.append(buckle(at, FORWARD, 0.7 * wide, 0.6 * wide))
    return parts


def _sash(cut: Cut, form: Form) -> list[Part]:
    parts: list[Part] = []
    for k in range(4):
        made, _ = _ring_at(
            form, form.waist - 0.03 + 0.024 * k, 0.028, 0.004 + 0.002 * (k % 2), "sash fold", tilt=0.006 * (-1) ** k
        )
        parts += made
    for sign in (-1, 1):
        s = np.linspace(0, 1, 26)
        angle = 0.9 + 0.09 * sign
        z = form.waist - 0.02 - 0.42 * s * (1 if sign > 0 else 0.85)
        q = np.linspace(-1, 1, 7)
        far = np.maximum.accumulate(form.torso.distance(angle, z)) + 0.014
        wide = 0.03 + 0.035 * s
        centre = form.torso.axis(z)
        middle = np.stack([centre[:, 0] + far * np.cos(angle), centre[:, 1] + far * np.sin(angle), z], -1)
        tangent = np.array([-np.sin(angle), np.cos(angle), 0.0])
        fold = 0.006 * np.cos(q * 8)
        grid = (
            middle[:, None]
            + (wide[:, None] * q[None])[..., None] * tangent
            + fold[None, :, None] * np.array([np.cos(angle), np.sin(angle), 0])
        )
        parts += slab("sash end", grid, 0.0016, "cloth", outward=np.array([np.cos(angle), np.sin(angle), 0.0]))
    at = np.asarray(form.torso.at(0.9, form.waist - 0.01, 0.014))
    parts.append(
        turned_on(
            "sash knot",
            at,
            np.array([np.cos(0.9), np.sin(0.9), 0]),
            [(0.0, 0.022), (0.018, 0.02), (0.03, 0.008), (0.026, 0)],
            "cloth",
            14,
        )
    )
    return parts


def _braces(cut: Cut, form: Form) -> list[Part]:
    if BIB in cut.traits:
        return bib(cut, form)
    parts: list[Part] = []
    for sign in (-1, 1):
        y = 0.085
        front = np.linspace(form.waist, form.neck - 0.03, 30)
        lines = []
        for d in (-0.016, 0.0, 0.016):
            run = []
            for z in front:
                run.append(_on(form, np.array(sign * y + d), np.array(z), 0.004))
            behind = []
            for z in front[::-1]:
                share = (z - form.waist) / (form.neck - 0.03 - form.waist)
                p = _on(form, np.array(sign * y * (0.25 + 0.75 * share) + d), np.array(z), 0.0)
                angle = np.pi - np.arctan2(p[1] - form.torso.axis(z)[1], max(p[0] - form.torso.axis(z)[0], 0.02))
                behind.append(form.torso.at(angle, z, 0.004))
            lines.append(soft(np.array([*run, *behind]), 1.5))
        parts += slab("brace", np.stack(lines), 0.002, "cloth", outward=None)
        clip = np.asarray(_on(form, np.array(sign * y), np.array(form.waist + 0.015), 0.007))
        parts.append(buckle(clip, FORWARD, 0.016, 0.012))
    return parts


def _apron(cut: Cut, form: Form) -> list[Part]:
    low = max(cut.hem, 0.25) * form.stature
    z = np.linspace(form.waist + 0.01, low, 40)
    angle = np.linspace(-1.35, 1.35, 61)
    shell = form.torso.hanging(np.ones(len(form.torso.levels)), form.hip + 0.06)
    fold = 0.008 * np.sin(angle * 9)
    rows = [
        shell.at(angle, np.full(61, h), 0.014 + 0.05 * (form.waist - h) + fold * min((form.waist + 0.02 - h) / 0.2, 1))
        for h in z
    ]
    parts = slab("apron", np.stack(rows), 0.001, "cloth", outward=FORWARD)
    band, grid = _ring_at(form, form.waist + 0.005, 0.035, 0.008, "apron band")
    back = grid[:, 0].mean(0) - [0.012, 0, 0]
    tied = [Part(p.name, p.points, p.faces, "cloth", p.bevel, p.smooth, p.uv) for p in bow_at(np.zeros(3), 0.075)]
    turned = [
        Part(p.name, (p.points * [-1, -1, 1] + back).astype(np.float32), p.faces, p.slot, p.bevel, p.smooth, p.uv)
        for p in tied
    ]
    hem = rows[-2]
    return [*parts, *band, *turned, stitches("hem", hem + np.array([0.001, 0, 0.01]), "stitch")]


def _bag(cut: Cut, form: Form) -> list[Part]:
    hand = (
        np.array(form.body.joints["hand_l"]) if "hand_l" in form.body.joints else np.array(form.body.joints["wrist_l"])
    )
    top = hand + np.array([0.0, 0.01, -0.13])
    u = np.linspace(0, 2 * np.pi, 49)
    rows = []
    for k, z in ((0.02, 0.0), (1.0, 0.002), (1.04, -0.05), (1.08, -0.13), (1.0, -0.19), (0.02, -0.195)):
        square = np.maximum(np.abs(np.cos(u)), np.abs(np.sin(u))) ** -0.6
        rows.append(top + np.stack([0.13 * k * np.cos(u) * square, 0.045 * k * np.sin(u) * square, z + 0 * u], -1))
    grid = np.stack(rows)
    parts = slab("bag", grid, 0.002, "cloth", outward=grid - top - [0, 0, -0.1], closed=True)
    t = np.linspace(0, np.pi, 20)
    for y in (-0.03, 0.03):
        parts.append(
            cord(
                "handle",
                top + np.stack([0.07 * np.cos(t), y * (1 - 0.7 * np.sin(t)), 0.125 * np.sin(t)], -1),
                0.0055,
                "cloth",
                8,
            )
        )
    parts.append(buckle(top + np.array([0.0, 0.05, -0.06]), np.array([0.0, 1.0, 0.0]), 0.014, 0.012))
    return parts


def _shoulder_boards(cut: Cut, form: Form) -> list[Part]:
    parts: list[Part] = []
    for side, sign in (("l", 1), ("r", -1)):
        y, z = form.tip[side]
        t = np.linspace(0.45, 1.06, 14)
        rows = []
        for x in np.linspace(-0.03, 0.03, 5):
            h = form.neck - 0.01 + (z - form.neck + 0.012) * t
            rows.append(np.stack([form.torso.axis(h)[:, 0] + x * (0.7 + 0.4 * t), sign * y * t, h + 0.022], -1))
        parts += slab("epaulette", np.stack(rows), 0.005, "cloth", outward=np.array([0.0, 0.0, 1.0]))
        rim = np.stack([r[-1] for r in rows])
        strands = [
            cord(
                "bullion",
                np.stack([p, p + np.array([0, sign * 0.006, -0.03]), p + np.array([0, sign * 0.004, -0.06])]),
                0.0022,
                "cloth",
                6,
            )
            for p in np.linspace(rim[0], rim[-1], 18)
        ]
        parts.append(joined_parts("bullion", strands, "cloth"))
    return parts
