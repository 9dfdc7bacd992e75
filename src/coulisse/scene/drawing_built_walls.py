"""Elevations of what stands against walls or parts a room: partitions, chimneys, buttresses, porches, awnings."""

from __future__ import annotations

from collections.abc import Callable

from coulisse.linework import Item
from coulisse.scene.drawing_pens import COLUMN, CUT, DETAIL, GLAZING, PIECE, View
from coulisse.scene.fixtures import Fixture


def _partition(view: View, f: Fixture, a: float, b: float, backed: bool) -> list[Item]:
    if b - a < 0.3:  # seen on its end
        return [view.box(CUT, a, 0.0, b, f.height, 0.6)]
    out: list[Item] = [view.box(PIECE, a, 0.0, b, f.height, 1.0)]
    if "glazed" in f.traits:
        low = min(0.95, f.height * 0.42)
        bays = max(1, round((b - a) / 0.9))
        out += [
            view.box(
                GLAZING,
                a + (b - a) * k / bays + 0.04,
                low + 0.06,
                a + (b - a) * (k + 1) / bays - 0.04,
                f.height - 0.08,
                0.97,
            )
            for k in range(bays)
        ]
    return out


def _chimney(view: View, f: Fixture, a: float, b: float, backed: bool) -> list[Item]:
    mid, half, low = (a + b) / 2, (b - a) / 2, min(1.5, f.height * 0.5)
    shape = [
        (a, 0.0),
        (a, low),
        (mid - half * 0.72, low + 0.35),
        (mid - half * 0.72, f.height),
        (mid + half * 0.72, f.height),
        (mid + half * 0.72, low + 0.35),
        (b, low),
        (b, 0.0),
    ]
    out: list[Item] = [view.line(PIECE, *shape, closed=True, fill=0.97)]
    if backed:
        out += [
            view.box(PIECE, mid - half * 0.52, 0.0, mid + half * 0.52, low * 0.55, 0.4),
            view.box(PIECE, a - 0.08, low, b + 0.08, low + 0.06, 1.0),
        ]
    return out


def _buttress(view: View, f: Fixture, a: float, b: float, backed: bool) -> list[Item]:
    out: list[Item] = [view.box(COLUMN, a, 0.0, b, f.height, 0.95)]
    return (
        out + [view.line(DETAIL, (a, f.height * k), (b, f.height * k)) for k in (0.42, 0.52, 0.72, 0.8)]
        if backed
        else out
    )


def _porch(view: View, f: Fixture, a: float, b: float, backed: bool) -> list[Item]:
    low = f.height - 0.42
    out: list[Item] = [view.box(PIECE, a, 0.0, b, 0.06, 1.0)]
    out += [view.box(PIECE, x - 0.06, 0.06, x + 0.06, low, 1.0) for x in (a + 0.1, b - 0.1)]
    roof = [(a - 0.15, low - 0.06), (b + 0.15, low - 0.06), (b + 0.1, f.height), (a - 0.1, f.height)]
    out.append(view.line(PIECE, *roof, closed=True, fill=0.92))
    return out + [view.line(DETAIL, (a - 0.13, low + 0.4 * k / 5), (b + 0.13, low + 0.4 * k / 5)) for k in range(1, 5)]


def _awning(view: View, f: Fixture, a: float, b: float, backed: bool) -> list[Item]:
    drop = min(0.55, f.depth * 0.36)
    z = f.height - drop
    if not backed and b - a < f.width - 0.1:
        return [view.line(PIECE, (a, f.height), (b, z), (b, z - 0.2))]
    count = max(3, round(f.width / 0.24)) // 2 * 2 + 1
    out: list[Item] = [view.box(PIECE, a, z - 0.2, b, f.height, 1.0), view.line(PIECE, (a, z), (b, z))]
    return out + [
        view.box(DETAIL, a + (b - a) * k / count, z - 0.2, a + (b - a) * (k + 1) / count, f.height, 0.85)
        for k in range(0, count, 2)
    ]


STANDING: dict[str, Callable[[View, Fixture, float, float, bool], list[Item]]] = {
    "partition": _partition,
    "chimney": _chimney,
    "buttress": _buttress,
    "porch": _porch,
    "awning": _awning,
}
