"""Windows as they are built: frame, bars, glass, sill, surround and shutters, in the frame of their wall."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from coulisse.scene.room import Opening
from coulisse.scene.shapes import box, lathe, moved, prism, sweep, tube
from coulisse.scene.shell_styles import Fashion
from coulisse.scene.shell_walls import Hole
from coulisse.scene.staged import Part

# Usual width and height of the kinds of windows (architecture.yaml), by which an opening finds its kind.
KINDS: dict[str, tuple[float, float]] = {"window": (1.2, 1.5), "tall_window": (1.2, 2.4), "bay_window": (2.6, 2.2),
    "picture_window": (4.0, 2.5), "arched_window": (1.0, 2.4), "rose_window": (3.0, 3.0), "sash_window": (1.0, 1.7),
    "porthole": (0.45, 0.45), "viewport": (3.0, 1.8), "arrow_slit": (0.15, 1.2),}  # fmt: skip
_PANES = {"tall_window": (2, 4), "bay_window": (3, 2), "picture_window": (3, 1), "sash_window": (2, 4), "viewport": (3,
    1), "rose_window": (0, 0), "porthole": (1, 1), "arrow_slit": (1, 1)}  # fmt: skip


def kind_of(o: Opening, architecture: tuple[str, ...]) -> str:
    """Which of the windows that were asked for this one is: the nearest in size."""
    asked = [a for a in architecture if a in KINDS] or ["window"]
    if o.kind == "arched_window":
        return "arched_window"
    asked = [a for a in asked if a != "arched_window"] or ["window"]
    return min(asked, key=lambda a: abs(np.log(o.width / KINDS[a][0])) + 0.5 * abs(np.log(o.height / KINDS[a][1])))


def shape_of(kind: str, fashion: Fashion) -> str:
    """The outline of a kind of window: "round", "pointed", "arched" or "" for a rectangle."""
    if kind in ("porthole", "rose_window"):
        return "round"
    if kind == "arched_window":
        return fashion.arched or "arched"
    return fashion.arched if kind in ("window", "tall_window") else ""


def outline(hole: Hole, inside: float = 0.0) -> NDArray[np.float64]:
    """The loop (n, 2) of u and z around a hole, counter-clockwise with u to the right, moved in by some metres."""
    low = np.stack([hole.u, hole.low], 1)
    high = np.stack([hole.u, hole.high], 1)[::-1]
    loop = np.concatenate([low if np.ptp(hole.low) > 1e-6 else low[[0, -1]], high])
    keep = [0] + [i for i in range(1, len(loop)) if np.linalg.norm(loop[i] - loop[i - 1]) > 1e-6]
    loop = loop[keep]
    if np.linalg.norm(loop[0] - loop[-1]) < 1e-6:
        loop = loop[:-1]
    if inside:
        middle = (loop.max(0) + loop.min(0)) / 2
        half = np.maximum(np.ptp(loop, axis=0) / 2, 1e-6)
        loop = middle + (loop - middle) * np.maximum(half - inside, 0.01) / half
    return loop


def ring(name: str, loop: NDArray[np.float64], width: float, front: float, back: float, slot: str) -> Part:
    """A frame that follows a loop, reaching `width` metres inwards from it, from d = back to d = front."""
    path = np.column_stack([loop[:, 0], np.zeros(len(loop)), loop[:, 1]])
    # Seen against the wall's inner face the loop runs with +d behind it: right of the way is outwards.
    section = [(-width, back), (0.004, back), (0.004, front), (-width + 0.006, front), (-width, front - 0.006)]
    made = sweep(name, section, path, slot, closed=True, up=(0.0, 1.0, 0.0))
    inner = float(np.ptp(made.points[:, 0]))
    if inner > np.ptp(loop[:, 0]) + width:  # it went outwards: the loop runs the other way
        made = sweep(name, section, path[::-1], slot, closed=True, up=(0.0, 1.0, 0.0))
    return made


def window(o: Opening, hole: Hole, kind: str, fashion: Fashion, wall: float, *, shutters: bool = False) -> list[Part]:
    """The parts of a window in the wall's frame (u, d, z)."""
    if kind == "arrow_slit":
        return []
    loop = outline(hole)
    deep = -wall * (0.35 if wall > 0.3 else 0.5)
    metal = fashion.doors in ("steel", "hatch") or kind in ("porthole", "viewport")
    slot = "door_metal" if kind in ("porthole", "viewport") else "frame"
    wide = 0.035 if metal and kind not in ("porthole", "viewport") else 0.06 if o.width < 2.5 else 0.08
    parts = [ring("frame", loop, wide, deep + 0.035, deep - 0.035, slot)]
    pane = outline(hole, wide * 0.7)
    parts.append(prism("pane", pane, 0.005, "glass", (0, deep, 0), along="y", bevel=0.0))
    if kind == "rose_window":
        parts += _tracery(o, deep)
    elif kind == "porthole":
        parts += _port(o, loop)
    else:
        parts += _bars(o, hole, kind, fashion, deep, slot, wide)
    if kind == "viewport":
        parts.append(ring("surround", outline(hole, -0.12), 0.14, 0.05, -0.02, "trim"))
        for u in np.linspace(o.at - o.width / 2, o.at + o.width / 2, max(4, round(o.width / 0.3))):
            for z in (o.sill - 0.06, o.sill + o.height + 0.06):
                parts.append(moved(lathe("bolt", [(0.016, 0), (0.013, 0.01), (0, 0.014)], "door_metal", n=6),
                    (float(u), 0.05, z), tilt=-90, about="x"))  # fmt: skip
    elif fashion.doors in ("panelled", "deco", "flush") and kind not in ("porthole", "rose_window"):
        wide = 0.1 if fashion.doors != "flush" else 0.05
        parts.append(ring("surround", outline(hole, -wide), wide, 0.028, -0.01, "frame"))
    elif fashion.columns == "gothic" and kind != "porthole":
        parts.append(ring("hood", outline(hole, -0.12), 0.12, 0.06, -0.02, "trim"))
    if o.sill > 0.05 and kind not in ("porthole", "rose_window", "viewport"):
        parts.append(box("sill", (o.width + 0.14, -deep + 0.07, 0.035), (o.at, (deep + 0.07) / 2, o.sill - 0.03),
            "sill", 0.008))  # fmt: skip
    if shutters and kind in ("window", "tall_window", "sash_window"):
        parts += _shutters(o)
    return parts


def _bars(o: Opening, hole: Hole, kind: str, fashion: Fashion, deep: float, slot: str, wide: float) -> list[Part]:
    across, up = _PANES.get(kind, fashion.panes)
    if fashion.columns == "gothic":  # leaded lights between stone mullions
        across = max(2, round(o.width / 0.5))
    across = max(1, round(across * max(1.0, o.width / 1.8)))
    if kind in ("picture_window", "viewport"):
        across = max(1, round(o.width / 1.4))
    up = max(1, round(up * max(1.0, o.height / 2.2)))
    thin = 0.022 if fashion.doors in ("steel",) or up * across > 8 else 0.03
    heavy = {"picture_window": 0.06, "viewport": 0.09}.get(kind, thin)
    parts = []
    for i in range(1, across):
        u = o.at - o.width / 2 + o.width * i / across
        low, high = float(np.interp(u, hole.u, hole.low)), float(np.interp(u, hole.u, hole.high))
        main = (across == 2 and kind not in ("sash_window",)) or fashion.columns == "gothic"
        size = max(heavy, 0.055) if main else heavy
        parts.append(box("mullion", (size, 0.05, high - low - 0.02), (u, deep, low + 0.01), slot, 0.008))
    for j in range(1, up):
        z = o.sill + o.height * j / up
        inside = np.interp(np.linspace(hole.u[0], hole.u[-1], 65), hole.u, hole.high) > z + 0.02
        if not inside.any():
            continue
        line = np.linspace(hole.u[0], hole.u[-1], 65)[inside]
        a, b = line[0] + 0.02, line[-1] - 0.02
        rail = kind == "sash_window" and j == up // 2
        parts.append(box("bar", (b - a, 0.062 if rail else 0.04, 0.05 if rail else thin), ((a + b) / 2, deep, z), slot,
            0.006))  # fmt: skip
    if across == 2 and kind in ("window", "tall_window") and fashion.doors in ("panelled", "deco", "plank", "flush"):
        z = o.sill + o.height * 0.42
        parts.append(tube("espagnolette", [(o.at, deep + 0.04, o.sill + 0.1), (o.at, deep + 0.04,
            o.sill + o.height * 0.8)], 0.008, "door_metal"))  # fmt: skip
        parts.append(tube("handle", [(o.at, deep + 0.03, z), (o.at, deep + 0.08, z), (o.at + 0.02, deep + 0.08,
            z - 0.11)], 0.009, "door_metal"))  # fmt: skip
    return parts


def _port(o: Opening, loop: NDArray[np.float64]) -> list[Part]:
    r, z = o.width / 2, o.sill + o.height / 2
    flange = lathe("flange", [(r - 0.03, -0.04), (r + 0.09, -0.04), (r + 0.09, 0.02), (r + 0.05, 0.045),
        (r - 0.01, 0.045)], "door_metal", n=32, closed=True)  # fmt: skip
    parts = [moved(flange, (o.at, 0, z), tilt=-90, about="x")]
    for k in range(10):
        a = 2 * np.pi * k / 10
        bolt = lathe("bolt", [(0.018, 0), (0.018, 0.012), (0.01, 0.02), (0, 0.02)], "door_metal", n=6)
        parts.append(
            moved(bolt, (o.at + (r + 0.06) * np.cos(a), 0.03, z + (r + 0.06) * np.sin(a)), tilt=-90, about="x")
        )
    return parts


def _tracery(o: Opening, deep: float) -> list[Part]:
    r, z, parts = o.width / 2, o.sill + o.height / 2, []
    turn = np.arange(32) * np.pi / 16
    for share, thick in ((0.24, 0.05), (0.66, 0.045)):
        circle = np.stack([o.at + r * share * np.cos(turn), np.full(32, deep), z + r * share * np.sin(turn)], 1)
        parts.append(tube("tracery", circle, thick, "trim", closed=True))
    for k in range(12):
        a = np.pi * k / 6
        ends = [(o.at + r * s * np.cos(a), deep, z + r * s * np.sin(a)) for s in (0.24, 0.98)]
        parts.append(tube("spoke", ends, 0.035, "trim"))
        b = a + np.pi / 12
        t = np.arange(16) * np.pi / 8
        foil = np.stack([o.at + r * 0.82 * np.cos(b) + r * 0.15 * np.cos(t), np.full(16, deep),
            z + r * 0.82 * np.sin(b) + r * 0.15 * np.sin(t)], 1)  # fmt: skip
        parts.append(tube("foil", foil, 0.022, "trim", closed=True, n=6))
    return parts


def _shutters(o: Opening) -> list[Part]:
    parts: list[Part] = []
    w, h = o.width / 2, o.height
    for sign in (-1, 1):
        leaf = [box("stile", (0.05, 0.03, h), (x, 0, 0), "shutter", 0.003) for x in (0.025, w - 0.025)]
        leaf += [box("rail", (w - 0.1, 0.03, 0.06), (w / 2, 0, z), "shutter", 0.003) for z in (0.0, h / 2, h - 0.06)]
        for z in np.arange(0.1, h - 0.08, 0.055):
            if abs(z - h / 2) > 0.05:
                leaf.append(moved(box("slat", (w - 0.1, 0.008, 0.05), (0, 0, 0), "shutter", 0.0), (w / 2, 0, float(z)),
                    tilt=35, about="x"))  # fmt: skip
        for p in leaf:  # folded back on the wall inside
            one = moved(p, scale=(float(sign), 1.0, 1.0))
            parts.append(moved(one, (o.at + sign * o.width / 2, 0.03, o.sill)))
    return parts
