"""What covers hair in its period: wigs, wimples, hennins, headbands and mantillas, as shells on a bald head."""

from __future__ import annotations

import numpy as np

from coulisse.scene.garments.cut import Cut
from coulisse.scene.garments.form import Form
from coulisse.scene.garments.hats import Head, N, head_of, plume, ring, veil
from coulisse.scene.garments.ride import cord, disc, joined_parts, slab
from coulisse.scene.garments.shell import Array, round_of
from coulisse.scene.staged import Part

HIGH = "high"  # trait: a wig dressed high, as ladies wore it in the 1770s
FROM_HENNIN = "from_hennin"  # trait of a veil that hangs from a hennin's tip
_TILT = np.radians(52.0)  # of a hennin, back from upright
_LONG = 0.40  # metres of a hennin, from the hair line


def headdress_parts(cut: Cut, form: Form) -> list[Part]:
    """A headdress of `MADE` on a head, metres."""
    return _MAKERS[cut.kind](cut, form, head_of(form))


def _outward(head: Head, up: float = 0.4) -> Array:
    return np.stack([np.cos(head.angle), np.sin(head.angle), up + 0 * head.angle], -1)


def _headband(cut: Cut, form: Form, head: Head) -> list[Part]:
    """A ribbon low on the brow, higher at the back of the head, with a stone at its side where it has a feather."""
    lift = -0.012 * np.cos(head.angle)
    rows = [ring(head, 1.0, 0.002 + 0.002 * np.sin(np.pi * k), head.band - 0.006 + 0.036 * k + lift)
            for k in np.linspace(0, 1, 6)]  # fmt: skip
    grid = np.stack(rows)
    parts = slab(
        "headband", grid, 0.002, "cloth", outward=np.broadcast_to(_outward(head, 0.0), grid.shape), closed=True
    )
    side = rows[3][int(N * 0.66)]
    stone = disc("stone", side + 0.004 * _outward(head, 0.0)[int(N * 0.66)], _outward(head, 0.0)[int(N * 0.66)],
                 0.013, 0.006, "jewel")  # fmt: skip
    return [*parts, stone, *plume(cut, head)]


def _hennin(cut: Cut, form: Form, head: Head) -> list[Part]:
    """A cone over the back of the head, its rim of dark velvet framing a bare brow, fine cloth from its tip."""
    axis = np.array([-np.sin(_TILT), 0.0, np.cos(_TILT)])
    across = np.array([np.cos(_TILT), 0.0, np.sin(_TILT)])
    turn = head.angle
    middle = np.array([head.centre[0] - 0.012, head.centre[1], head.band + 0.012])
    wide = float(head.radius.mean()) + 0.010
    rows = []
    for k in np.linspace(0, 1, 30):
        far = wide * (1 - 0.86 * k**0.92)
        # The rim is deeper than wide: from over the brow to the nape.
        deep = far * (1.20 - 0.20 * k)
        rows.append(middle + axis * (_LONG * k) + across * (deep * np.cos(turn))[:, None]
                    + np.array([0.0, 1.0, 0.0]) * (far * np.sin(turn))[:, None])  # fmt: skip
    grid = np.stack(rows)
    out = across * np.cos(turn)[:, None] + np.array([0.0, 1.0, 0.0]) * np.sin(turn)[:, None]
    parts = slab("hennin", grid, 0.003, "cloth", outward=np.broadcast_to(out, grid.shape), closed=True)
    rim = [grid[0] + axis * 0.045 * k + out * (0.003 + 0.003 * np.sin(np.pi * k)) for k in np.linspace(0, 1, 5)]
    parts += slab("frontlet", np.stack(rim), 0.003, "dark", outward=np.broadcast_to(out, (5, N, 3)), closed=True)
    tip = disc("tip", grid[-1].mean(0), axis, 0.018, 0.006, "cloth")
    return [*parts, tip]


def hennin_tip(form: Form) -> Array:
    """Where a hennin ends (3,), metres: what a veil hangs from."""
    head = head_of(form)
    axis = np.array([-np.sin(_TILT), 0.0, np.cos(_TILT)])
    return np.array([head.centre[0] - 0.012, head.centre[1], head.band + 0.012]) + axis * _LONG


def _hanging_veil(cut: Cut, form: Form, head: Head) -> list[Part]:
    """Fine cloth from the tip of a hennin, falling in folds behind the back."""
    tip = hennin_tip(form)
    low = 0.10 if "long" in cut.traits else form.waist - 0.06
    q = np.linspace(-1, 1, 61)
    rows = []
    for k in np.linspace(0, 1, 40):
        wide = 0.020 + 0.20 * k**0.8
        fold = 0.016 * np.sqrt(k) * np.sin(q * 13) + 0.008 * k * np.sin(q * 29 + 1)
        z = tip[2] - (tip[2] - low) * k
        x = min(tip[0] - 0.03 * np.sin(np.pi * min(k * 2, 1)), tip[0])
        rows.append(np.stack([x + fold - 0.05 * (1 - q**2) * k, tip[1] + wide * q, z + 0 * q], -1))
    return slab("veil", np.stack(rows), 0.0004, "cloth", outward=np.array([-1.0, 0.0, 0.1]))


def _veil(cut: Cut, form: Form, head: Head) -> list[Part]:
    return _hanging_veil(cut, form, head) if FROM_HENNIN in cut.traits else veil(cut, head)


def _mantilla(cut: Cut, form: Form, head: Head) -> list[Part]:
    """Lace over a high comb at the back of the crown, falling to the elbows."""
    comb_at = np.array([head.centre[0] - 0.035, head.centre[1], head.top - 0.004])
    u = np.linspace(-1, 1, 25)
    teeth = [comb_at + np.stack([-0.02 * k - 0 * u, 0.055 * u, 0.062 * k * np.sqrt(1 - 0.75 * u**2)], -1)
             for k in np.linspace(0, 1, 8)]  # fmt: skip
    parts = slab("comb", np.stack(teeth), 0.003, "leather", outward=np.array([1.0, 0.0, 0.0]))
    cloth = veil(cut, head)
    lifted = []
    for part in cloth:
        if part.name == "veil comb":
            continue
        points = part.points.astype(float).copy()
        near = np.exp(-(((points[:, 0] - comb_at[0]) / 0.06) ** 2 + ((points[:, 1] - comb_at[1]) / 0.07) ** 2))
        over = points[:, 2] > head.band
        points[:, 2] += np.where(over, 0.063 * np.minimum(near * 1.15, 1.0), 0.0)
        lifted.append(Part(part.name, points.astype(np.float32), part.faces, part.slot, smooth=True, uv=part.uv))
    return [*parts, *lifted]


def _slice(form: Form, z: float, most: float = 0.12) -> tuple[Array, Array]:
    """Radius by `head.angle` and middle (2,) of head or neck at a height, metres."""
    points = form.body.points.astype(float)
    near = points[(np.abs(points[:, 2] - z) < 0.010) & (np.abs(points[:, 1]) < most)]
    middle = (near[:, :2].min(0) + near[:, :2].max(0)) / 2
    far = round_of(near[:, :2], middle)
    angle = np.linspace(-np.pi, np.pi, N)
    turn = np.linspace(0, 2 * np.pi, len(far), endpoint=False)
    return np.interp(np.mod(angle, 2 * np.pi), turn, far, period=2 * np.pi), middle


def _wimple(cut: Cut, form: Form, head: Head) -> list[Part]:
    """Linen around neck and chin, and over the head with the face left free."""
    angle = head.angle
    rows = []
    chin = form.chin + 0.004
    for z in np.linspace(form.neck - 0.055, chin, 14):
        share = (z - (form.neck - 0.055)) / (chin - form.neck + 0.055)
        far, middle = _slice(form, max(z, form.neck + 0.012), 0.11)
        reach = far + 0.010 + 0.075 * (1 - share) ** 2.2 + 0.0016 * np.sin(angle * 17 + 9 * share)
        drop = -0.02 * (1 - share) * np.abs(np.sin(angle))
        rows.append(np.stack([middle[0] + reach * np.cos(angle), middle[1] + reach * np.sin(angle), z + drop], -1))
    grid = np.stack(rows)
    out = np.broadcast_to(_outward(head, 0.3), grid.shape)
    parts = slab("wimple", grid, 0.002, "cloth", outward=out, closed=True)
    turn = np.linspace(0.30 * np.pi, 1.70 * np.pi, 81)  # past the cheeks, from side to side behind
    rows = []
    low = form.neck - 0.045
    for z in np.linspace(low, head.band, 14):
        far, middle = _slice(form, float(np.clip(z, form.chin + 0.02, head.band)), 0.12)
        reach = np.interp(np.mod(turn + np.pi, 2 * np.pi) - np.pi, angle, far)
        spread = 0.014 + 0.055 * ((head.band - z) / (head.band - low)) ** 1.5
        reach = reach + spread + 0.004 * np.sin(turn * 19) * (head.band - z) / (head.band - low)
        rows.append(np.stack([middle[0] + reach * np.cos(turn), middle[1] + reach * np.sin(turn), z + 0 * turn], -1))
    far = np.interp(np.mod(turn + np.pi, 2 * np.pi) - np.pi, angle, head.radius)
    for k in np.linspace(0.12, 1, 10) * np.pi / 2:
        reach = (far + 0.012) * np.cos(k) + 0.002
        z = head.band + (head.top + 0.012 - head.band) * np.sin(k)
        x = head.centre[0] + reach * np.cos(turn) + 0.03 * np.sin(k) ** 2
        rows.append(np.stack([x, head.centre[1] + reach * np.sin(turn), z + 0 * turn], -1))
    grid = np.stack(rows)
    around = np.stack([np.cos(turn), np.sin(turn), 0.5 + 0 * turn], -1)
    parts += slab("headcloth", grid, 0.002, "cloth", outward=np.broadcast_to(around, grid.shape))
    return parts


def _wig(cut: Cut, form: Form, head: Head) -> list[Part]:
    """Hair combed back from the brow in locks, rolls over the ears, a queue with its bow; or dressed high."""
    high = HIGH in cut.traits
    angle = head.angle
    front = 0.5 + 0.5 * np.cos(angle)
    line = head.band + 0.030 * front**2 - 0.055 * (1 - front) - 0.050 * (1 - front) ** 4  # the hair line
    top = head.top + (0.135 if high else 0.018)
    rows = []
    for k in np.linspace(0, 1, 30):
        z = line + (top - line) * np.sin(k * np.pi / 2) ** 1.0
        full = 0.036 * np.sin(np.pi * k**1.1) if high else 0.012 * np.sin(np.pi * k)
        close = np.cos(k * np.pi / 2) ** (0.46 if high else 0.55)
        locks = 0.0028 * np.sin(angle * 34 + 5 * k) * np.sin(np.pi * min(k + 0.15, 1))
        far, middle = head.radius * close + (0.006 + full + locks) * min(close * 1.6, 1.0), head.centre
        lean = -0.030 * k**2 if high else 0.0
        rows.append(np.stack([middle[0] + lean + far * np.cos(angle), middle[1] + far * np.sin(angle), z], -1))
    grid = np.stack(rows)
    parts = slab("wig", grid, 0.004, "cloth", outward=np.broadcast_to(_outward(head, 0.5), grid.shape), closed=True)
    rolls = []
    for side in (-1, 1):
        for n in range(3 if high else 2):
            at = head.band - 0.018 - 0.036 * n
            wide = float(np.interp(0.5 * np.pi, angle, head.radius)) + 0.010
            along = np.linspace(-0.042, 0.018, 9)
            path = np.stack(
                [head.centre[0] + along - 0.012, head.centre[1] + side * (wide + 0 * along), at + 0 * along], -1
            )
            rolls.append(cord("roll", path, 0.0175 - 0.0035 * np.abs(np.linspace(-1, 1, 9)) ** 4, "cloth", 14))
    nape = np.array([head.centre[0] - float(head.radius[0]) + 0.004, head.centre[1], head.band - 0.10])
    if high:  # long rolls that fall on the shoulders
        for side in (-1, 1):
            t = np.linspace(0, 1, 22)
            path = nape + np.stack([0.01 - 0.02 * t, side * (0.03 + 0.035 * t), 0.03 - 0.19 * t], -1)
            rolls.append(cord("lock", path, 0.015 + 0.003 * np.sin(t * 26), "cloth", 12))
        return [*parts, joined_parts("rolls", rolls, "cloth"), *plume(cut, head)]
    t = np.linspace(0, 1, 24)
    tail = nape + np.stack([-0.018 * np.sin(np.pi * t), 0 * t, 0.03 - 0.20 * t], -1)
    rolls.append(cord("queue", tail, 0.019 - 0.011 * t, "cloth", 12))
    bow = []
    for side in (-1, 1):
        u = np.linspace(0, 1, 12)
        loop = tail[3] + np.stack(
            [-0.022 + 0 * u, side * 0.048 * np.sin(np.pi * u * 0.55), 0.020 * np.sin(2 * np.pi * u)], -1
        )
        bow.append(cord("bow", loop, 0.008 - 0.003 * u, "dark", 8))
    return [*parts, joined_parts("rolls", rolls, "cloth"), joined_parts("bow", bow, "dark")]


_MAKERS = {
    "headband": _headband, "hennin": _hennin, "wimple": _wimple, "wig": _wig, "mantilla": _mantilla, "veil": _veil,
}  # fmt: skip
MADE = frozenset(_MAKERS)

__all__ = ["FROM_HENNIN", "HIGH", "MADE", "headdress_parts", "hennin_tip"]
