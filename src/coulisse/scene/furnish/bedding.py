"""Bedding: mattresses, sheets that are turned down, blankets and pillows."""

from __future__ import annotations

import math

import numpy as np

from coulisse.scene.furnish.joinery import slots
from coulisse.scene.furnish.registry import Want, finish, makes
from coulisse.scene.shapes import ball, cushion, moved, sheet, tube
from coulisse.scene.staged import Model, Part

MAIN = ("frame", "legs", "body")
# The head of a bed is at its back (-x), its foot at the front.


def bedding(
    want: Want,
    x: tuple[float, float],
    w: float,
    z: float,
    *,
    thick: float = 0.2,
    hang: float = 0.18,
    pillows: int | None = None,
) -> list[Part]:
    """A mattress from its underside at `z`, with a sheet, a duvet that is turned down, and pillows at the -x end."""
    x0, x1 = x
    long = x1 - x0
    rng = want.rng("bed")
    top = z + thick
    out = [
        cushion(
            "mattress",
            (long, w, thick),
            ((x0 + x1) / 2, 0, z),
            "mattress",
            crown=0.22,
            corner=0.06,
            piping=0.006,
            seed=want.seed,
        )
    ]
    if want.has("empty"):
        return out
    a, b, c = rng.uniform(0, 6, 3)
    start = x0 + long * 0.36
    messy = 1.0 if want.has("cluttered", "crumpled", "worn") else 0.45

    def cover(u: np.ndarray, v: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """u from the fold to the foot, v across; it lies on top and hangs over the sides and the foot."""
        half = w / 2 + 0.012
        s = (v * 2 - 1) * (half + hang)
        over = np.maximum(np.abs(s) - half, 0)
        t = u * (x1 - start + 0.6 * hang)
        foot = np.maximum(t - (x1 - start + 0.01), 0)
        wave = (
            0.012 * np.sin(7 * t + a + 3 * s) + 0.01 * np.sin(11 * s + b + 4 * t) + 0.007 * np.sin(23 * t - 17 * s + c)
        )
        hem = 0.016 * np.sin(16 * t + a) * over / max(hang, 1e-3) + 0.012 * np.sin(18 * s + b) * foot / max(hang, 1e-3)
        xx = (
            start
            + np.minimum(t, x1 - start + 0.012)
            + 0.0
            + 0.02 * messy * np.sin(3 * s + c) * (1 - u)
            + np.where(foot > 0, 0.012 + hem, 0)
        )
        yy = np.sign(s) * np.minimum(np.abs(s), half) + np.where(over > 0, np.sign(s) * (0.012 + hem), 0)
        puff = 0.028 * np.clip(1 - (np.abs(s) / half) ** 6, 0, 1)
        zz = top + 0.014 + puff + messy * np.abs(wave) * 1.3 - np.maximum(over - 0.01, 0) - np.maximum(foot - 0.01, 0)
        return xx, yy, np.maximum(zz, 0.02)

    out.append(sheet("cover", cover, (30, 34), "blanket", thickness=0.012))

    def fold(u: np.ndarray, v: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        s = (v * 2 - 1) * (w / 2 + 0.5 * hang)
        half = w / 2 + 0.022
        over = np.maximum(np.abs(s) - half, 0)
        turn = u * math.pi * 0.5
        xx = start + 0.17 * (1 - np.cos(turn)) + 0.03 * u - 0.03 + 0.02 * messy * np.sin(3 * s + c)
        zz = (
            top
            + 0.034
            + 0.03 * np.sin(np.pi * np.clip(u * 1.05, 0, 1)) ** 0.6
            + 0.008 * messy * np.sin(9 * s + b + 3 * u)
            - np.maximum(over - 0.01, 0)
            + 0.018 * (1 - (np.minimum(np.abs(s), half) / half) ** 6)
        )
        return xx, np.sign(s) * np.minimum(np.abs(s), half + 0.012), zz

    out.append(sheet("fold", fold, (10, 26), "sheet", thickness=0.006))
    n = pillows if pillows is not None else (1 if w < 1.2 else 2)
    for i in range(n):
        wide = min(0.7, w / n - 0.06)
        y = (i + 0.5) * w / n - w / 2
        pillow = cushion(
            "pillow", (0.45, wide, 0.16), crown=1.0, corner=0.05, seed=want.seed + i, slot="pillow", sag=0.03
        )
        out.append(
            moved(
                pillow,
                (x0 + 0.27, y + rng.uniform(-0.015, 0.015), top + 0.005),
                rng.uniform(-3, 3),
                tilt=float(rng.uniform(-16, -9)),
            )
        )
        if w > 1.3:
            second = cushion(
                "pillow", (0.42, wide * 0.95, 0.15), crown=1.0, corner=0.05, seed=want.seed + 7 + i, slot="pillow"
            )
            out.append(
                moved(
                    second,
                    (x0 + 0.2, y + rng.uniform(-0.02, 0.02), top + 0.09),
                    rng.uniform(-4, 4),
                    tilt=float(rng.uniform(-38, -28)),
                )
            )
    return out


BEDDING = {"mattress": "cotton", "sheet": "linen", "blanket": "wool", "pillow": "cotton"}


def covers(want: Want) -> dict[str, str]:
    usual_cover = {
        "classical": "damask",
        "baroque": "brocade",
        "victorian": "velvet",
        "art_deco": "satin",
        "rustic": "wool",
        "gothic": "velvet",
        "futuristic": "technical_fabric",
        "eastern": "silk",
    }
    return {"blanket": usual_cover.get(want.family, "wool" if want.family in ("industrial",) else "linen")}


@makes("mattress", "futon", "straw_mattress")
def mattress(want: Want) -> Model:
    """A mattress on the floor; one of straw is lumpy and sheds."""
    d, w, h = want.depth, want.width, want.height
    if want.name == "straw_mattress":
        rng = want.rng()
        parts = [
            cushion(
                "sack",
                (d - 0.06, w - 0.06, h - 0.02),
                (0, 0, 0),
                "sack",
                crown=0.8,
                corner=0.1,
                sag=0.04,
                flat=True,
                seed=want.seed,
            )
        ]
        for _ in range(70):
            a = rng.uniform(0, 2 * math.pi)
            at = (
                (
                    d / 2 * rng.uniform(0.85, 1.0) * (1 if rng.random() < 0.5 else -1),
                    rng.uniform(-0.48, 0.48) * w,
                    0.006,
                )
                if rng.random() < 0.5
                else (
                    rng.uniform(-0.48, 0.48) * d,
                    w / 2 * rng.uniform(0.88, 1.0) * (1 if rng.random() < 0.5 else -1),
                    0.006,
                )
            )
            k = rng.uniform(0.03, 0.09)
            ends = [
                (
                    np.clip(at[0] + s * k * math.cos(a), -d / 2, d / 2),
                    np.clip(at[1] + s * k * math.sin(a), -w / 2, w / 2),
                    0.004 + 0.012 * rng.random(),
                )
                for s in (-1, 1)
            ]
            parts.append(tube("straw", ends, 0.0018, "straw", n=4))
        parts.append(
            moved(
                cushion("blanket", (0.8, w * 0.86, 0.05), slot="blanket", crown=0.9, corner=0.03, seed=3),
                (0.28 * d - 0.1, 0.01, h - 0.05),
                4,
            )
        )
        return finish(want, parts, slots(want, sack="burlap", straw="straw", blanket="wool"), ("sack",))
    parts = [
        cushion(
            "mattress",
            (d, w, h if want.name == "mattress" else 0.6 * h),
            (0, 0, 0),
            "mattress",
            crown=0.25,
            corner=0.06,
            piping=0.008,
            seed=want.seed,
        )
    ]
    if want.name == "futon":
        parts = bedding(want, (-d / 2, d / 2), w - 0.06, 0.0, thick=0.5 * h, hang=0.03, pillows=2)
    else:
        for i in range(5):
            for j in range(3):
                parts.append(
                    moved(
                        ball("button", 0.012, "mattress", n=6, squash=0.5),
                        ((i - 2) * d / 5.4, (j - 1) * w / 3.4, h - 0.002),
                    )
                )
    return finish(want, parts, slots(want, **BEDDING), ("mattress",))
