"""Lamps of fire: lanterns, oil, gas, torches, braziers."""

from __future__ import annotations

import numpy as np

from coulisse.scene.furnish.lamps import FIRE, GAS, OIL, flame, metal, point, shade
from coulisse.scene.furnish.registry import Want, finish, makes
from coulisse.scene.meshes import moved
from coulisse.scene.outlines import curve
from coulisse.scene.shapes import ball, box, lathe, tube
from coulisse.scene.staged import Model, Part


@makes("lantern")
def lantern(want: Want) -> Model:
    """Four panes in a frame around a candle, or a hurricane lamp with its glass."""
    w, h = min(want.width, want.depth), want.height
    slots = {
        "frame": metal(want, "blackened_steel"),
        "glass": "glass",
        "flame": "glass",
        "wax": "ivory_inlay",
        "wick": "rubber",
    }
    t = np.linspace(0, np.pi, 13)
    handle = np.column_stack([0 * t, w * 0.34 * np.cos(t), h * 0.86 + h * 0.14 * np.sin(t)])
    parts = [tube("handle", handle, 0.004, "frame", n=6)]
    if want.is_("rustic", "industrial", "victorian") or want.seed % 2:  # hurricane lamp
        r = w / 2
        parts += [lathe("tank", [(0, 0), (r * 0.8, 0), (r * 0.85, 0.02), (r * 0.7, h * 0.14), (r * 0.3, h * 0.2),
            (0, h * 0.2)], "frame"), lathe("globe", [(r * 0.34, h * 0.22), (r * 0.62, h * 0.36), (r * 0.5, h * 0.52),
            (r * 0.34, h * 0.6), (r * 0.32, h * 0.6), (r * 0.48, h * 0.52), (r * 0.6, h * 0.36), (r * 0.32, h * 0.22)],
            "glass", n=18, closed=True), lathe("cap", [(0, h * 0.6), (r * 0.42, h * 0.6), (r * 0.5, h * 0.66),
            (r * 0.3, h * 0.7), (r * 0.3, h * 0.8), (r * 0.36, h * 0.84), (0, h * 0.86)], "frame", n=18)]  # fmt: skip
        for y in (-1, 1):
            line = [
                (0, y * r * 0.8, h * 0.05),
                (0, y * r * 0.96, h * 0.3),
                (0, y * r * 0.9, h * 0.66),
                (0, y * r * 0.3, h * 0.76),
            ]
            parts.append(tube("guard", curve(line, 4), 0.007, "frame", n=8))
        for z in (0.32, 0.46):
            a = np.arange(16) * np.pi / 8
            ring = np.column_stack([r * 0.66 * np.cos(a), r * 0.66 * np.sin(a), np.full(16, h * z)])
            parts.append(tube("wire", ring, 0.002, "frame", n=4, closed=True))
        parts.append(flame((0, 0, h * 0.26), h * 0.12))
        return finish(want, parts, slots, ("frame",), lamps=[point((0.0, 0, h * 0.42), OIL, 0.012)])
    s = w / 2
    for x in (-1, 1):
        for y in (-1, 1):
            parts.append(
                box("post", (0.012, 0.012, h * 0.56), (x * (s - 0.012), y * (s - 0.012), h * 0.05), "frame", 0.002)
            )
    parts += [box("base", (w, w, h * 0.05), (0, 0, 0), "frame", 0.004), box("rim", (w, w, 0.02), (0, 0, h * 0.6),
        "frame", 0.004), box("roof", (w * 0.4, w * 0.4, h * 0.2), (0, 0, h * 0.62), "frame", 0.004, taper=2.3),
        lathe("top", [(0, h * 0.8), (w * 0.14, h * 0.8), (w * 0.14, h * 0.86), (0, h * 0.88)], "frame",
        n=12)]  # fmt: skip
    for turn in (0, 90, 180, 270):
        pane = box("pane", (0.003, w - 0.03, h * 0.55), (s - 0.012, 0, h * 0.05), "glass", 0.0)
        parts.append(moved(pane, turn=turn))
    parts.append(
        lathe("candle", [(0, h * 0.05), (w * 0.14, h * 0.05), (w * 0.14, h * 0.26), (0, h * 0.255)], "wax", n=14)
    )
    parts.append(flame((0, 0, h * 0.27), h * 0.1))
    return finish(want, parts, slots, ("frame",), lamps=[point((0, 0, h * 0.41), (12.0, 1900.0), 0.01)])


@makes("oil_lamp")
def oil_lamp(want: Want) -> Model:
    """A font, a burner and a chimney of glass, with a shade where it is Victorian."""
    h, r = want.height, min(want.width, want.depth) / 2
    parts = [lathe("foot", [(0, 0), (r * 0.7, 0), (r * 0.6, 0.02), (r * 0.2, h * 0.1), (r * 0.25, h * 0.16),
        (0, h * 0.16)], "base"), lathe("font", [(0, h * 0.15), (r * 0.3, h * 0.17), (r * 0.75, h * 0.26),
        (r * 0.7, h * 0.34), (r * 0.25, h * 0.4), (0, h * 0.4)], "body"), lathe("burner", [(0, h * 0.4),
        (r * 0.26, h * 0.4), (r * 0.34, h * 0.43), (r * 0.3, h * 0.47), (0, h * 0.47)], "base", n=24), lathe("chimney",
        [(r * 0.26, h * 0.47), (r * 0.42, h * 0.58), (r * 0.22, h * 0.75), (r * 0.22, h), (r * 0.2, h),
        (r * 0.2, h * 0.75), (r * 0.4, h * 0.58), (r * 0.24, h * 0.47)], "glass", n=18, closed=True),
        flame((0, 0, h * 0.48), h * 0.1)]  # fmt: skip
    if not want.is_("rustic", "industrial"):
        parts.append(shade(r, r * 0.36, h * 0.52, h * 0.82, curved=-r * 0.2))
    else:
        parts.append(tube("knob", [(0, 0, h * 0.43), (r, 0, h * 0.43)], 0.006, "base", n=6))
        parts.append(lathe("tray", [(0, 0.0), (r, 0.0), (r, 0.01), (0, 0.01)], "base"))
    return finish(want, parts, {"base": "brass", "body": "porcelain", "glass": "glass", "shade": "frosted_glass",
        "flame": "glass"}, ("body", "base"), lamps=[point((0, 0, h * 0.62), OIL, 0.012)])  # fmt: skip


@makes("gas_lamp")
def gas_lamp(want: Want) -> Model:
    """A bracket on the wall with a globe over the burner."""
    d, h, r = want.depth, want.height, want.width / 2
    b = -d / 2
    line = [
        (b, 0, h * 0.4),
        (b + d * 0.2, 0, h * 0.1),
        (b + d * 0.5, 0, h * 0.06),
        (d / 2 - r, 0, h * 0.2),
        (d / 2 - r, 0, h * 0.4),
    ]
    at = (d / 2 - r, 0.0, 0.0)
    parts = [moved(lathe("plate", [(0, 0), (r * 0.7, 0), (r * 0.7, 0.012), (r * 0.3, 0.02), (0, 0.02)], "base"),
        (b, 0, h * 0.4), tilt=90), tube("arm", curve(line, 5), 0.008, "base"), tube("scroll",
        curve([(b + 0.01, 0, h * 0.12), (b + d * 0.2, 0, h * 0.28), (b + d * 0.36, 0, h * 0.2), (b + d * 0.3, 0,
        h * 0.12)], 5), 0.005, "base"), lathe("gallery", [(0, h * 0.38), (r * 0.5, h * 0.42), (r * 0.55, h * 0.46),
        (0, h * 0.46)], "base", at), lathe("globe", [(r * 0.5, h * 0.44), (r, h * 0.68), (r * 0.6, h), (r * 0.56, h),
        (r * 0.96, h * 0.68), (r * 0.46, h * 0.44)], "glass", at, n=24, closed=True), flame((at[0], 0, h * 0.47),
        h * 0.16)]  # fmt: skip
    return finish(want, parts, {"base": "brass", "glass": "glass", "flame": "glass"}, ("base",),
        lamps=[point((at[0], 0, h * 0.68), GAS, 0.02)])  # fmt: skip


def fire(
    rng: np.random.Generator, at: tuple[float, float, float], width: float, high: float, count: int = 9
) -> list[Part]:
    """Tongues of flame that stand within a circle."""
    parts = []
    for k in range(count):
        a, s = rng.uniform(0, 2 * np.pi), np.sqrt(k / count) * width / 2 * 0.8
        tall = high * (1 - 0.5 * k / count) * rng.uniform(0.75, 1.0)
        r = max(width * 0.12, tall * 0.1)
        lean = rng.uniform(-0.12, 0.12, 2) * tall
        x, y = s * np.cos(a), s * np.sin(a)
        line = [(x, y, 0.0), (x + lean[0] * 0.2, y + lean[1] * 0.2, tall * 0.3), (x + lean[0] * 0.9, y + lean[1] * 0.9,
            tall * 0.65), (x + lean[0] * 0.6, y + lean[1] * 0.6, tall)]  # fmt: skip
        parts.append(moved(tube("flame", curve(line, 3), [r * 0.5, r, r * 0.6, r * 0.05], "flame", n=7), at))
    return parts


@makes("torch")
def torch(want: Want) -> Model:
    """A stave whose wrapped head burns."""
    h, r, rng = want.height, min(want.width, want.depth) / 2, want.rng()
    parts = [
        tube("stave", [(0, 0, 0), (0, 0, h * 0.62)], [r * 0.3, r * 0.45], "body", n=10),
        lathe(
            "head",
            [(0, h * 0.52), (r * 0.5, h * 0.54), (r * 0.75, h * 0.62), (r * 0.7, h * 0.72), (0, h * 0.74)],
            "cloth",
            n=14,
        ),
    ]
    for z in (0.56, 0.63, 0.69):
        a = np.arange(12) * np.pi / 6
        parts.append(tube("wire", np.column_stack([r * 0.74 * np.cos(a), r * 0.74 * np.sin(a), np.full(12, h * z)]),
            0.003, "base", n=5, closed=True))  # fmt: skip
    parts += fire(rng, (0, 0, h * 0.68), r * 2.0, h * 0.32, 6)
    return finish(want, parts, {"body": "oak", "cloth": "burlap", "base": "wrought_iron", "flame": "glass"}, ("body",),
        lamps=[point((r * 1.3, 0, h * 0.9), FIRE, 0.04)])  # fmt: skip


@makes("brazier")
def brazier(want: Want) -> Model:
    """A basket of iron on three legs, full of coals."""
    h, r, rng = want.height, min(want.width, want.depth) / 2, want.rng()
    top = h * 0.72
    parts = [lathe("bowl", [(0, h * 0.34), (r * 0.6, h * 0.38), (r * 0.7, h * 0.45), (0, h * 0.44)], "frame", n=20)]
    for k in range(3):
        a = 2 * np.pi * k / 3 + 0.3
        c, s = np.cos(a), np.sin(a)
        line = [
            (r * 0.95 * c, r * 0.95 * s, 0.0),
            (r * 0.62 * c, r * 0.62 * s, h * 0.36),
            (r * 0.98 * c, r * 0.98 * s, top),
        ]
        parts.append(tube("leg", curve(line, 5), 0.014, "frame", square=True))
    for f, z in ((0.74, 0.47), (0.86, 0.6), (0.98, 0.72)):
        t = np.arange(28) * np.pi / 14
        parts.append(tube("hoop", np.column_stack([r * f * np.cos(t), r * f * np.sin(t), np.full(28, h * z)]), 0.012,
            "frame", square=True, closed=True))  # fmt: skip
    for k in range(12):
        a = 2 * np.pi * k / 12
        parts.append(tube("bar", [(r * 0.66 * np.cos(a), r * 0.66 * np.sin(a), h * 0.4), (r * 0.98 * np.cos(a),
            r * 0.98 * np.sin(a), top)], 0.007, "frame", n=6))  # fmt: skip
    for k in range(34):
        a, s = rng.uniform(0, 2 * np.pi), np.sqrt(rng.uniform(0, 1)) * r * 0.75
        size = rng.uniform(0.03, 0.07)
        coal = ball("coal", float(size), "flame" if k % 4 == 0 else "coal", n=7, squash=0.7)
        parts.append(moved(coal, (float(s * np.cos(a)), float(s * np.sin(a)), h * 0.5 + float(rng.uniform(0, 0.08)))))
    parts += fire(rng, (0, 0, h * 0.56), r * 1.1, h * 0.44, 8)
    return finish(want, parts, {"frame": "wrought_iron", "coal": "charred_wood", "flame": "glass"}, ("frame",),
        lamps=[point((0, 0, h * 1.05), (1500.0, 1900.0), 0.1)])  # fmt: skip
