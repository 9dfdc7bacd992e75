"""What an upholsterer makes: soft blocks, rolled arms, buttoned surfaces, panels of a back, rows of cushions."""

from __future__ import annotations

import math

import numpy as np

from coulisse.scene.furnish.registry import Want
from coulisse.scene.meshes import ORIGIN, At
from coulisse.scene.outlines import curve, rounded_rectangle
from coulisse.scene.shapes import ball, cushion, lathe, moved, prism, sheet, tube
from coulisse.scene.staged import Part


def soft_block(
    size: At, at: At, *, corner: float = 0.03, swell: float = 0.02, slot: str = "upholstery", seed: int = 0
) -> Part:
    """An upholstered block that stands flat and swells on top by `swell` metres."""
    crown = min(0.9, swell / max(size[2], 1e-3))
    return cushion("block", size, at, slot, crown=crown, corner=corner, flat=True, seed=seed)


def roll_outline(width: float, height: float, radius: float) -> np.ndarray:
    """The section of a rolled arm (across, up): an upright `width` thick under a scroll that leans outward (+)."""
    r = radius
    turn = np.linspace(math.radians(205), math.radians(-70), 14)
    over = np.column_stack([width - r * 0.55 + r * np.cos(turn), height - r + r * np.sin(turn)])
    return np.concatenate([[[0.0, 0.0], [0.0, height - 1.9 * r]], over, [[width, height - 2.15 * r], [width, 0.0]]])[
        ::-1
    ]


def rolled_arm(
    length: float, width: float, height: float, z: float, y: float, side: int, *, radius: float = 0.085
) -> list[Part]:
    """A rolled arm: its inner face at `y` (side +1: it grows to +y), from `z` up to `height`, with faced ends."""
    outline = roll_outline(width, height - z, radius)
    arm = prism("arm", outline * [side, 1], length, "upholstery", (0, y, z), along="x", bevel=0.012, smooth=True)
    cy, cz = y + side * (width - 0.55 * radius), height - radius
    ring = [
        (length / 2 + 0.001, cy + 0.82 * radius * math.cos(a), cz + 0.82 * radius * math.sin(a))
        for a in np.linspace(0, 2 * math.pi, 17)
    ]
    button = lathe("button", [(0.018, 0), (0.016, 0.006), (0, 0.01)], "upholstery", n=10)
    return [
        arm,
        tube("piping", ring, 0.005, "upholstery", n=6, closed=True),
        moved(button, (length / 2, cy, cz), tilt=90),
    ]


def buttoned(
    profile: np.ndarray, width: float, *, spacing: float = 0.15, deep: float = 0.022, slot: str = "upholstery"
) -> list[Part]:
    """A deep-buttoned surface: `profile` (k, 2) of (x, z) pulled along y over `width`; its face is left of the way.

    Diamonds: pleats run along the diagonals from button to button.
    """
    line = np.asarray(profile, float)
    along = np.concatenate([[0], np.cumsum(np.linalg.norm(np.diff(line, axis=0), axis=1))])
    length = float(along[-1])
    columns = max(2, round(width / spacing))
    rows = max(1, round(length / (0.8 * spacing)))
    nu, nv = rows * 6 + 1, columns * 6 + 1  # pleats and buttons then lie on points of the grid, both ways alike
    way = np.gradient(line, axis=0)
    way /= np.maximum(np.linalg.norm(way, axis=1, keepdims=True), 1e-9)

    def place(s: np.ndarray, y: np.ndarray, lift: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        x, z = np.interp(s, along, line[:, 0]), np.interp(s, along, line[:, 1])
        dx, dz = np.interp(s, along, way[:, 0]), np.interp(s, along, way[:, 1])
        return x + dz * lift, y, z - dx * lift

    def surface(u: np.ndarray, v: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        a, b = u * rows, v * columns  # in units of the diamond
        p, q = a + b, a - b
        pleat = np.abs(np.sin(np.pi * p)) * np.abs(np.sin(np.pi * q))  # 0 along the diagonals, 1 amid a diamond
        near = np.hypot(p - np.round(p), q - np.round(q))
        edge = np.minimum(np.minimum(v, 1 - v) * columns * 1.2, 1.0)
        lift = deep * (0.15 + 0.85 * pleat**0.62) * edge - 0.4 * deep * np.exp(-((near / 0.16) ** 2))
        return place(u * length, (v - 0.5) * width, lift)

    out = [sheet("buttoned", surface, (nu, nv), slot, thickness=0.012)]
    for i in range(rows * 2):
        for j in range(columns * 2):
            if i == 0 or j == 0 or (i + j) % 2:
                continue
            u, v = i / 2 / rows, j / 2 / columns
            x, y, z = place(np.array(u * length), np.array((v - 0.5) * width), np.array(-0.2 * deep))
            out.append(moved(ball("button", 0.011, slot, n=6, squash=1.0), (float(x), float(y), float(z))))
    return out


def back_panel(outline: np.ndarray, thick: float, at: At, lean: float = 0.0, *, slot: str = "upholstery") -> Part:
    """A padded panel that looks along +x: `outline` (y, z), its bottom at `at`; it leans back by `lean` degrees."""
    made = prism("back", outline, thick, slot, along="x", bevel=min(0.03, 0.4 * thick), smooth=True)
    return moved(made, at, tilt=-lean)


def camel(width: float, height: float, hump: float) -> np.ndarray:
    """The outline of a camel back (y, z): shoulders, a hump in the middle."""
    w = width / 2
    top = curve(
        [
            (w, 0.74 * height),
            (0.8 * w, 0.8 * height),
            (0.45 * w, 0.86 * height),
            (0, height * (1 + 0 * hump)),
            (-0.45 * w, 0.86 * height),
            (-0.8 * w, 0.8 * height),
            (-w, 0.74 * height),
        ],
        4,
    )
    return np.concatenate([[[-w, 0.0], [w, 0.0]], top])


def bolster(length: float, radius: float, at: At = ORIGIN, *, slot: str = "cushion", along: str = "y") -> list[Part]:
    """A round bolster with gathered ends and buttons; `at` its middle."""
    h = length / 2
    profile = [
        (0.0, -h * 0.99),
        (0.5 * radius, -h),
        (0.93 * radius, -0.96 * h),
        (radius, -0.88 * h),
        (1.0 * radius, 0.88 * h),
        (0.93 * radius, 0.96 * h),
        (0.5 * radius, h),
        (0.0, h * 0.99),
    ]
    body = lathe("bolster", profile, slot, n=18)
    ends = [moved(ball("button", 0.012, slot, n=6), (0, 0, s * h)) for s in (-1, 1)]
    return [moved(p, at, tilt=90, about="x" if along == "y" else "y") for p in (body, *ends)]


def scatter(size: float, at: At, *, turn: float, lean: float, seed: int, slot: str = "cushion") -> Part:
    """A loose square cushion that leans on a back (it looks along +x before the turn)."""
    pillow = cushion("cushion", (size, size, 0.32 * size), (0, 0, 0), slot, crown=1.0, corner=0.05 * size, seed=seed)
    stood = moved(pillow, (-0.16 * size, 0, size / 2), tilt=90)
    return moved(stood, at, turn, tilt=-lean)


def legless_plinth(d: float, w: float, z: float, slot: str = "legs") -> Part:
    """A recessed plinth under a block."""
    return prism("plinth", rounded_rectangle(d - 0.08, w - 0.08, 0.01, 2), z, slot, bevel=0.002)


def seat_cushions(
    want: Want, n: int, d: float, w: float, z: float, thick: float, x: float, piping: float = 0.005
) -> list[Part]:
    rng = want.rng("seat")
    each = w / n
    return [
        cushion(
            "seat",
            (d, each - 0.004, thick),
            (x + rng.uniform(-0.006, 0.006), (i + 0.5) * each - w / 2, z),
            crown=0.42,
            corner=0.035,
            sag=0.012 + 0.012 * rng.random() + (0.03 if want.has("worn", "old") else 0),
            piping=piping,
            turn=rng.uniform(-0.7, 0.7),
            seed=want.seed * 7 + i,
        )
        for i in range(n)
    ]


def back_cushions(
    want: Want, n: int, w: float, z: float, tall: float, thick: float, x: float, lean: float = 12
) -> list[Part]:
    rng = want.rng("back")
    each = w / n
    out = []
    for i in range(n):
        pad = cushion(
            "back", (tall, each - 0.006, thick), crown=0.72, corner=0.05, piping=0.005, seed=want.seed * 5 + i
        )
        stood = moved(pad, (thick, 0, tall / 2), tilt=-90)
        out.append(
            moved(stood, (x, (i + 0.5) * each - w / 2, z), rng.uniform(-1.5, 1.5), tilt=-lean + rng.uniform(-2, 1))
        )
    return out
