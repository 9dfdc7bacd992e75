"""Fronts and backs: a bodice from hem to shoulder, cut on the surface that ease and silhouette make of the form."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from scipy.ndimage import gaussian_filter1d

from coulisse.scene.garments.cut import TUCKED, Cut
from coulisse.scene.garments.form import Form
from coulisse.scene.garments.necks import neck_depths, neck_edge
from coulisse.scene.garments.sheet import Sheet, column, length_of, patch, row, spaced
from coulisse.scene.garments.shell import Array, Shell

HALF = np.pi / 2
BROAD = 0.026  # metres that broad shoulders stand out over the wearer's
# Of a coat with tails: metres under the waist where the fronts end, and the shares of a quarter where they fall away.
AWAY = {"tailcoat": (0.045, 0.60, 0.94), "morning_coat": (0.03, 0.0, 1.0)}
BLOUSE = 0.065  # metres over the waistband at which what is tucked in is full again


@dataclass(frozen=True, eq=False)
class Bodice:
    """The quarters of a bodice, its surface, and an armhole a side from the underarm forward to the tip and back."""

    sheets: tuple[Sheet, ...]
    shell: Shell
    armholes: dict[str, tuple[Array, int]]  # loop (n, 3) and the index of the shoulder's tip


def bodice_shell(form: Form, cut: Cut, hem: float) -> Shell:
    """The surface that the cloth is cut on: the form with ease, its hollows bridged as far as it is not fitted."""
    z = form.torso.levels
    hang = np.interp(
        z, [form.crotch, form.hip, form.waist, form.bust], [1.0, 1 - 0.7 * cut.fitted, 0.9 * (1 - cut.fitted), 0.25]
    )
    shell = form.torso.hanging(hang, form.bust)
    top = max(form.tip["l"][1], form.tip["r"][1])
    ease = cut.ease / (2 * np.pi)
    out = np.interp(z, [form.armpit, top, form.neck + 0.02], [ease, 0.6 * ease + 0.002, 0.004])
    if cut.flare and hem < form.waist:
        begin = form.waist if cut.silhouette in ("a_line", "flared", "swing", "full_skirted") else form.hip
        begin = form.bust if cut.silhouette == "swing" else begin
        grow = np.clip((begin - z) / max(begin - hem, 0.05), 0, 1.5)
        out = out + cut.flare / (2 * np.pi) * grow
    shell = shell.widened(out[:, None])
    if cut.belt or cut.silhouette == "belted":  # drawn in by a belt over the waist's own ease
        pull = np.exp(-(((z - form.waist) / 0.05) ** 2))[:, None]
        shell = shell.widened(-0.6 * pull * ease)
    if "broad" in cut.traits:  # the shoulders go on beyond the wearer's own
        turn = np.linspace(0, 2 * np.pi, shell.radius.shape[1], endpoint=False)
        high = np.interp(z, [form.armpit - 0.03, form.armpit + 0.05, top + 0.005, top + 0.04], [0.0, 1.0, 1.0, 0.25])
        shell = shell.widened(BROAD * high[:, None] * np.abs(np.sin(turn))[None] ** 3)
    if cut.shoulder_pad:
        shell = shell.lifted(cut.shoulder_pad, form.armpit)
    lift = 0.0035 + 0.08 * min(ease, 0.02)
    shell = shell.lifted(lift, form.armpit).smooth(0.008, 0.8)
    return _drawn_in(shell, form, form.waist + cut.waistband) if TUCKED in cut.traits else shell


def _drawn_in(shell: Shell, form: Form, band: float) -> Shell:
    """The surface of what is tucked in: held against the waist by the band, and full over it."""
    share = np.interp(shell.levels, [band, band + BLOUSE], [1.0, 0.0])
    share = (share * share * (3 - 2 * share))[:, None]
    body = form.torso.radius + 0.0045
    return replace(shell, radius=np.minimum(shell.radius, shell.radius + (body - shell.radius) * share))


def _fullness(lines: _Lines, height: Array) -> tuple[Array | float, Array | float]:
    """How much longer the cloth is than where it lies, around and down: what is tucked in is eased into the band."""
    form, cut = lines.form, lines.cut
    if TUCKED not in cut.traits:
        return 1.0, 1.0
    loose = bodice_shell(form, cut.with_(traits=tuple(t for t in cut.traits if t != TUCKED)), lines.hem)
    levels = np.linspace(lines.hem, form.bust, 24)
    over = np.array([loose.girth(float(z)) / lines.shell.girth(float(z)) for z in levels])
    around = np.interp(height, levels, np.clip(over, 1.0, 1.16))
    down = 1 + 0.10 * np.exp(-(((height - form.waist - cut.waistband - 0.035) / 0.03) ** 2))
    return around, down


def bodice(form: Form, cut: Cut, h: float, hem: float) -> Bodice:
    """The four quarters of a bodice down to `hem` (height in metres), at about `h` metres a square."""
    shell = bodice_shell(form, cut, hem)
    lines = _Lines(form, cut, shell, hem)
    sheets, armholes = [], {}
    counts = _counts(lines, h)
    for side in ("l", "r"):
        halves = {part: _quarter(lines, side, part, counts) for part in ("front", "back")}
        sheets += [halves["front"][0], halves["back"][0]]
        front, back = halves["front"][1], halves["back"][1]
        armholes[side] = (np.concatenate([front, back[::-1][1:]]), len(front) - 1)
    return Bodice(tuple(sheets), shell, armholes)


class _Lines:
    """The style lines of a bodice as (angle from the centre line, height)."""

    def __init__(self, form: Form, cut: Cut, shell: Shell, hem: float) -> None:
        self.form, self.cut, self.shell, self.hem = form, cut, shell, hem
        # An armhole lies lower than the one under it.
        drop = 0.010 + 0.012 * cut.layer + 0.12 * max(cut.ease - 0.06, 0)
        drop += 0.05 if cut.sleeve in ("dolman_sleeve", "kimono_sleeve") else 0.0
        drop = 0.012 if cut.sleeve == "sleeveless" and cut.layer < 3 else drop
        self.under = form.armpit - min(drop, 0.12)
        out = cut.ease / (2 * np.pi)
        self.tip_y = form.tip["l"][0] + (-0.016 if cut.sleeve == "sleeveless" else min(0.5 * out, 0.05) - 0.003)
        if "broad" in cut.traits:
            self.tip_y += BROAD
        z = np.linspace(form.tip["l"][1] - 0.05, form.neck + 0.02, 300)
        wide = shell.distance(HALF, z)
        below = np.flatnonzero(wide < self.tip_y)
        self.tip_z = float(z[below[0]]) if len(below) else form.tip["l"][1]
        self.front, self.back, self.side = neck_depths(form, cut, shell, self.tip_z)
        z = np.linspace(self.tip_z, form.neck + 0.06, 300)
        inside = np.flatnonzero(shell.distance(HALF, z) <= self.side)
        self.neck_z = float(z[inside[0]]) if len(inside) else form.neck

    def armhole(self, part: str, count: int = 60) -> Array:
        """From the underarm to the shoulder's tip: (count, 2)."""
        turn = np.linspace(-HALF, HALF, count)
        middle = (self.under + self.tip_z) / 2
        notch = (0.020 if part == "front" else 0.012) * np.cos(turn) ** 2
        low = float(self.shell.distance(HALF, self.under))
        y = np.where(turn < 0, self.tip_y + (min(low, self.tip_y) - self.tip_y) * np.sin(turn) ** 2, self.tip_y) - notch
        reach = np.linspace(0, 0.2, 160)
        x = reach[None] * np.cos(turn)[:, None]
        z = middle + reach[None] * np.sin(turn)[:, None]
        sign = 1 if part == "front" else -1
        angle = np.arctan2(y[:, None], sign * x)
        leaves = np.hypot(x, y[:, None]) > self.shell.distance(angle, z)
        first = np.where(leaves.any(1), leaves.argmax(1), len(reach) - 1)
        far = reach[first]
        tall = middle - self.under
        oval = 1 / np.sqrt((np.cos(turn) / 0.075) ** 2 + (np.sin(turn) / tall) ** 2)
        far = np.where(turn < 0.15, np.minimum(np.maximum(far, 0.045), oval), np.minimum(far, 1.15 * tall))
        far[0], far[-1] = tall, self.tip_z - middle
        soft = gaussian_filter1d(far, 3, mode="nearest")
        soft[0], soft[-1] = far[0], far[-1]
        angle = np.arctan2(y, soft * np.cos(turn))  # from the part's own centre line
        line = np.stack([angle, middle + soft * np.sin(turn)], 1)
        line[0], line[-1] = (HALF, self.under), (HALF, self.tip_z)
        return line

    def low(self, part: str, angle: Array) -> Array:
        """Height of the lower edge at angles from the part's centre line: a coat with tails is cut away in front."""
        away = AWAY.get(self.cut.kind)
        if away is None or part == "back" or self.hem > self.form.hip:
            return np.full(np.shape(angle), self.hem)
        high = self.form.waist - away[0]
        t = np.clip((np.asarray(angle) / HALF - away[1]) / (away[2] - away[1]), 0, 1)
        return np.asarray(high + (self.hem - high) * t * t * (3 - 2 * t))

    def shoulder(self, count: int = 40) -> Array:
        """From the side of the neck to the tip, along the ridge."""
        z = np.linspace(self.neck_z, self.tip_z, count)
        return np.stack([np.full(count, HALF), z], 1)

    def neck(self, part: str, count: int = 60) -> Array:
        """From the centre to the side of the neck."""
        middle = self.front if part == "front" else self.back
        return neck_edge(self.cut, part, self.shell, middle, (self.side, self.neck_z), count)

    def centre(self, part: str, start: tuple[float, float], count: int = 80) -> Array:
        """From the hem up to the neckline's middle; a cutaway front swings away below its last button."""
        foot = float(self.low(part, np.zeros(1))[0])
        z = np.linspace(foot, start[1], count)
        angle = np.zeros(count)
        if part == "front" and self.opens():
            stop = self.break_low()
            below = np.clip((stop - z) / max(stop - foot, 0.03), 0, 1)
            swing = 0.30 if self.cut.silhouette == "cutaway" else 0.05 if self.cut.breasted == 1 else 0.0
            angle = 0.004 * (below > 0) + swing * below**1.8
            if self.cut.open:
                angle = np.interp(z, [foot, start[1]], [0.22, max(start[0], 0.004)])
        angle[-1] = start[0]
        return np.stack([angle, z], 1)

    def opens(self) -> bool:
        """Whether the front opens below the last button."""
        return self.cut.closing in ("button", "zip", "toggle", "frog", "hook", "snap", "buckle", "tie", "clasp") and (
            "tailored" in self.cut.seams or self.cut.open
        )

    def break_low(self) -> float:
        """Height of the lowest button."""
        foot = float(self.low("front", np.zeros(1))[0])
        return float(max(foot + (0.10 if foot == self.hem else 0.015), self.form.waist - 0.10))

    def place(self, side: str, part: str, line: Array) -> Array:
        """Points (..., 3) on the surface."""
        sign = 1 if side == "l" else -1
        angle = line[..., 0] if part == "front" else np.pi - line[..., 0]
        return self.shell.at(sign * angle, line[..., 1])


@dataclass(frozen=True)
class _Counts:
    low: int
    high: int
    shoulder: int
    neck: dict[str, int]


def _counts(lines: _Lines, h: float) -> _Counts:
    around = float(lines.shell.girth(lines.form.bust)) / 4
    arm = length_of(lines.place("l", "front", lines.armhole("front")))
    tall = lines.under - lines.hem
    shoulder = max(3, round(length_of(lines.place("l", "front", lines.shoulder())) / h))
    total = max(shoulder + 4, round(around / h))
    neck = {}
    for part in ("front", "back"):
        long = length_of(lines.place("l", part, lines.neck(part)))
        neck[part] = max(total - shoulder, round(0.55 * long / h), 4)
    return _Counts(max(3, round(tall / h)), max(6, round(arm / h)), shoulder, neck)


def _quarter(lines: _Lines, side: str, part: str, counts: _Counts) -> tuple[Sheet, Array]:
    """One quarter and its armhole (n, 3)."""

    def even(line: Array, count: int) -> Array:
        placed = lines.place(side, part, line)
        step = np.concatenate([[0.0], np.cumsum(np.linalg.norm(np.diff(placed, axis=0), axis=1))])
        at = np.linspace(0, step[-1], count)
        return np.stack([np.interp(at, step, line[:, i]) for i in (0, 1)], 1)

    neck = lines.neck(part)
    top = np.concatenate([even(neck, counts.neck[part] + 1), even(lines.shoulder(), counts.shoulder + 1)[1:]])
    seam = np.stack([np.full(counts.low + 1, HALF), np.linspace(lines.hem, lines.under, counts.low + 1)], 1)
    right = np.concatenate([seam, even(lines.armhole(part), counts.high + 1)[1:]])
    left = even(lines.centre(part, (float(neck[0, 0]), float(neck[0, 1]))), len(right))
    across = np.linspace(left[0, 0], HALF, 60)
    bottom_line = np.stack([across, lines.low(part, across)], 1)
    bottom = even(bottom_line, len(top))
    low, high, inner, outer = (lines.place(side, part, edge) for edge in (bottom, top, left, right))
    points = patch(low, high, inner, outer, rounds=4)
    points, angle = _onto(lines.shell, points, side, part)
    r, c = points.shape[:2]
    sign = 1 if side == "l" else -1
    half = lines.shell.arc(np.pi * sign * np.ones_like(angle), points[..., 2])
    u = lines.shell.arc(angle, points[..., 2])
    uv = np.stack([u if part == "front" else u - half, _rise(lines.shell, angle, points[..., 2])], -1)
    n = counts.neck[part]
    pins = np.zeros((r, c), bool)
    pins[-1, max(0, n - (2 if part == "front" else n)) :] = True
    pins[-2, n : n + counts.shoulder] = True
    if lines.cut.family == "dress" and lines.cut.waist != "none":  # held where the skirt hangs
        pins[0] = True
    if lines.cut.collar in ("strapless", "off_the_shoulder"):
        pins[-1] = True
    sewn = lines.cut.family in ("dress", "jumpsuit") and lines.cut.waist != "none"
    lower = "join" if sewn else "hem"
    edges = {
        f"neck_{part}_{side}": row(r - 1, c, 0, n + 1), f"shoulder_{part}_{side}": row(r - 1, c, n),
        f"{lower}_{part}_{side}": row(0, c), f"centre_{part}_{side}": column(r, 0),
        f"side_{part}_{side}": column(r, c - 1, 0, counts.low + 1),
        f"armhole_{part}_{side}": column(r, c - 1, counts.low),
    }  # fmt: skip
    flip = (side == "l") != (part == "front")
    # A bodice that is sewn to a skirt is cut a little short, so that it is drawn smooth between shoulder and waist.
    taut = 0.98 if lines.cut.family == "dress" and lines.cut.waist != "none" and lines.cut.fitted > 0.7 else 1.0
    around, down = _fullness(lines, points[..., 2])
    if TUCKED in lines.cut.traits:  # the waistband holds it
        pins |= points[..., 2] < lines.form.waist + lines.cut.waistband + 0.004
    sheet = Sheet(f"{part} {side}", points, uv, around, taut * down, pins=pins, flip=flip, edges=edges)
    return sheet, points[counts.low :, -1]


def _onto(shell: Shell, points: Array, side: str, part: str) -> tuple[Array, Array]:
    """The grid's inner points evened out on the surface; and the angle of each point within its own quarter."""
    sign = 1 if side == "l" else -1
    for _ in range(50):
        inner = points[1:-1, 1:-1]
        mean = (points[:-2, 1:-1] + points[2:, 1:-1] + points[1:-1, :-2] + points[1:-1, 2:]) / 4
        angle, height, _ = shell.polar(inner + 0.6 * (mean - inner))
        points[1:-1, 1:-1] = shell.at(angle, height)
    angle, _, _ = shell.polar(points)
    if part == "back":  # the centre of the back is half a turn from the front on its own side
        angle = np.where(sign * angle < 0, angle + sign * 2 * np.pi, angle)
        angle = sign * np.minimum(sign * angle, np.pi)
    return points, angle


def _rise(shell: Shell, angle: Array, height: Array) -> Array:
    """Length up along the surface from the lowest level."""
    step = np.diff(shell.radius, axis=0)
    path = np.concatenate([np.zeros((1, shell.radius.shape[1])), np.cumsum(np.hypot(step, shell.step), axis=0)])
    return Shell(shell.levels, shell.centre, path).distance(angle, height)


__all__ = ["Bodice", "bodice", "bodice_shell", "spaced"]
