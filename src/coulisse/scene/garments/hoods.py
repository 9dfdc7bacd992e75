"""Hoods: worn up around the head, or lying on the back."""

from __future__ import annotations

import numpy as np

from coulisse.scene.garments.cut import Cut
from coulisse.scene.garments.form import Form
from coulisse.scene.garments.sheet import Sheet, column, row


def hood(form: Form, cut: Cut, h: float) -> list[Sheet]:
    """A hood from the neck seam over the head, open around the face. It is pinned at the neck and the crown."""
    head = np.array(form.body.joints["head"])
    top = np.array(form.body.joints["head_top"])
    points = form.body.points
    skull = points[points[:, 2] > head[2] + 0.02]
    depth, width = np.ptp(skull[:, 0]), np.ptp(skull[:, 1])
    middle = np.array([(skull[:, 0].min() + skull[:, 0].max()) / 2, 0.0, 0.0])
    rows = max(14, round(0.42 / h))
    columns = max(18, round(0.62 / h)) // 2 * 2
    neck = max(form.neck - 0.022, form.tip["l"][1] + 0.008)  # over the neckline that it is sewn to
    tall = top[2] + 0.035 - neck
    t = np.linspace(0, 1, rows + 1)[:, None]  # neck to crown's front edge
    u = np.linspace(-1, 1, columns + 1)[None]  # right face edge, behind, left face edge
    # How far the sides come forward, in half turns from behind: under the chin they meet, above it the face is free.
    open_ = 0.62 - 0.10 * t + 0.27 * np.clip(1 - t / 0.24, 0, 1) ** 1.6
    angle = np.pi + u * np.pi * open_
    rise = np.sin(np.clip(t, 0, 1) * np.pi / 2)
    z = neck + tall * np.where(t < 1, 1 - (1 - t) ** 1.6, 1.0) + 0 * u
    ring = form.torso.distance(angle, np.minimum(z, form.chin - 0.01)) + 0.008  # it lies on the neck first
    room = 0.026 + 0.022 * np.clip((t - 0.3) / 0.5, 0, 1)  # close at the nape, loose over the crown
    a, b = depth / 2 + room, width / 2 + room
    oval = a * b / np.hypot(b * np.cos(angle), a * np.sin(angle))
    dome = np.sqrt(np.clip(1 - np.clip((t - 0.35) / 0.65, 0, 1) ** 2.2, 0.0, 1))
    grow = np.clip((t - 0.04) / 0.40, 0, 1)
    grow = grow * grow * (3 - 2 * grow)
    far = ring * (1 - grow) + oval * grow * (0.25 + 0.75 * dome)
    axis = form.torso.axis(np.full(rows + 1, neck))
    cx = axis[:, :1] * (1 - grow) + (middle[0] + 0.01) * grow
    x, y = cx + far * np.cos(angle), far * np.sin(angle)
    grid = np.stack([x, y, z + 0.01 * rise * np.cos(u * np.pi / 2)], -1)
    grid[-1, :, 1] *= 0.4
    step = np.linalg.norm(np.diff(grid, axis=1), axis=2)
    uu = np.concatenate([np.zeros((rows + 1, 1)), np.cumsum(step, 1)], 1)
    vv = np.broadcast_to(z - neck, uu.shape)
    pins = np.zeros(uu.shape, bool)
    pins[0] = True
    pins[-1] = True
    pins[:, 0] = pins[:, -1] = True
    edges = {
        "hood_face_r": column(rows + 1, 0),
        "hood_face_l": column(rows + 1, columns),
        "hood_top": row(rows, columns + 1),
    }
    return [Sheet("hood", grid, np.stack([uu, vv], -1), pins=pins, edges=edges)]
