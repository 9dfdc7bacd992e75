"""Necklines: how deep and how wide they are cut, and the curve of their edge."""

from __future__ import annotations

import numpy as np

from coulisse.scene.garments.cut import Cut
from coulisse.scene.garments.form import Form
from coulisse.scene.garments.shell import Array, Shell

HALF = np.pi / 2
# Depth in front and behind under the base of the neck, and how far out along the shoulder (metres).
_CUTS: dict[str, tuple[float, float, float]] = {
    "crew_neck": (0.030, 0.010, 0.012),
    "round_neck": (0.045, 0.012, 0.020),
    "v_neck": (0.150, 0.012, 0.016),
    "scoop_neck": (0.110, 0.035, 0.045),
    "boat_neck": (0.018, 0.022, 0.075),
    "square_neck": (0.120, 0.040, 0.060),
    "sweetheart_neck": (0.145, 0.070, 0.075),
    "off_the_shoulder": (0.135, 0.120, 0.115),
    "strapless": (0.17, 0.20, 0.10),
    "plunging_neckline": (0.260, 0.030, 0.030),
    "keyhole_neckline": (0.040, 0.012, 0.014),
    "henley_neck": (0.035, 0.010, 0.012),
    "gathered_neck": (0.075, 0.040, 0.060),
    "cowl": (0.080, 0.015, 0.040),
    "backless": (0.060, 0.280, 0.040),
    "halter_neck": (0.060, 0.26, 0.010),
    "one_shoulder": (0.100, 0.080, 0.060),
    "neckline": (0.060, 0.015, 0.025),
}
CUT_NECKS = frozenset(_CUTS)
_CLOSE = (-0.006, -0.002, 0.002)  # under a collar: at the pit of the throat


def neck_depths(form: Form, cut: Cut, shell: Shell, tip: float) -> tuple[float, float, float]:
    """Heights of the neckline's middle in front and behind, and its half width at the shoulder (metres)."""
    front, back, out = _CUTS.get(cut.collar, _CLOSE)
    if cut.lapel or cut.collar in ("shawl_collar", "notch_collar"):
        front = form.neck - break_height(form, cut)
        back, out = 0.0, 0.012
    elif cut.collar in ("camp_collar",):
        front, out = 0.09, 0.008
    elif cut.collar in ("high_collar", "mock_neck", "turtleneck", "funnel_neck", "ring_collar"):
        front, back, out = 0.008, 0.0, 0.003
    elif cut.family == "cape":
        front, back, out = 0.02, 0.0, 0.008
    base_front, base_back = _base(form, 0.0), _base(form, np.pi)
    ridge = float(shell.distance(HALF, tip))
    side = min(
        form.neck_width + out + 0.3 * max(shell.radius[-1].mean() - form.torso.radius[-1].mean(), 0), 0.8 * ridge
    )
    low = form.waist + 0.03
    return max(base_front - front, low if not cut.lapel else 0.0), max(base_back - back, low), side


def _base(form: Form, angle: float) -> float:
    """The pit of the neck in front, the seventh vertebra behind, from the seam's height at the side."""
    return form.neck - (0.058 if angle == 0.0 else 0.008)


def break_height(form: Form, cut: Cut) -> float:
    """Height at which lapels begin to turn: the upper button."""
    if cut.family == "dress" or cut.silhouette == "empire_line":
        return form.underbust
    waist = form.waist
    if cut.breasted == 2:
        return waist + 0.045
    return waist + {0: 0.0, 1: -0.015, 2: 0.025, 3: 0.085, 4: 0.14}.get(min(cut.buttons, 4), 0.0)


def neck_edge(cut: Cut, part: str, shell: Shell, middle: float, side: tuple[float, float], count: int) -> Array:
    """The neckline as (angle from the centre line, height), from the centre to `side`: half width, height there.

    It is drawn as it is seen from the front: how far out it is at each height.
    """
    t = np.linspace(0, 1, count)
    wide, top = side
    y, z = wide * np.sin(HALF * t), middle + (top - middle) * (1 - np.cos(HALF * t))
    if part == "front" and (cut.lapel or cut.collar in ("v_neck", "plunging_neckline", "shawl_collar", "notch_collar")):
        y, z = wide * t**1.08, middle + (top - middle) * t
    elif part == "front" and cut.collar == "square_neck":
        y = wide * np.clip(t / 0.45, 0, 1) * (1 + 0 * t)
        z = middle + (top - middle) * np.clip((t - 0.42) / 0.58, 0, 1)
    elif part == "front" and cut.collar in ("sweetheart_neck", "strapless"):
        y = wide * np.clip(t / 0.75, 0, 1) ** 1.1
        heart = 0.022 * np.sin(np.pi * np.clip(t / 0.62, 0, 1)) - 0.02 * np.exp(-((t / 0.1) ** 2))
        z = middle + heart + (top - middle) * np.clip((t - 0.6) / 0.4, 0, 1) ** 1.3
    elif cut.collar == "boat_neck":
        y, z = wide * t, middle + (top - middle) * t**2.2
    angles = np.linspace(0, HALF, 181)
    across = shell.distance(angles[None], z[:, None]) * np.sin(angles)[None]
    # The first angle that is as far out; where the surface is too narrow for it, its side.
    far = np.maximum.accumulate(across, axis=1)
    found = np.array([np.interp(v, row, angles) if v < row[-1] else HALF for v, row in zip(y, far, strict=True)])
    found[0], found[-1] = 0.0, HALF
    return np.stack([np.clip(found, 0.0, HALF), z], 1)
