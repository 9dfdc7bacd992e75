"""The lists that go with an option: the bill of its materials, and its pieces."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from coulisse.recipes.set_brief import SetBrief
from coulisse.recipes.set_scene_looks import SceneLooks
from coulisse.scene.room import Layout
from coulisse.scene.staged import Look, Model, Placed

# What the shell places, by the first word of its name.
_SHELL = {"floor", "ceiling", "wall", "door", "window", "column", "beam", "services", "rails", "outside", "ground",
          "stair", "stairs", "backdrop"}  # fmt: skip


@dataclass(frozen=True)
class Row:
    """One line of a bill of materials or of a list of pieces."""

    what: str
    material: str
    amount: float
    unit: str
    note: str = ""


def bill_of_materials(
    measured: dict[str, float],
    looks: SceneLooks,
    models: dict[str, Model],
    placed: list[Placed],
    built_in: dict[tuple[str, str], float],
) -> tuple[tuple[Row, ...], tuple[tuple[str, Look, float], ...]]:
    """The bill of materials of the shell in square metres net of openings, and a swatch of each."""
    totals: dict[tuple[str, str], tuple[Look, float]] = {}
    for slot, area in measured.items():
        look = looks.surface(slot.split("_")[0]) or looks.surface(slot)
        if look is None or area <= 0:
            continue
        part = slot.split("_")[0]
        before = totals.get((part, look.label), (look, 0.0))[1]
        totals[part, look.label] = look, before + area
    for (kind, slot), area in built_in.items():
        at = next((p for p in placed if p.name.rsplit("_", 1)[0] == kind and slot in p.looks), None)
        if at is not None and area > 0:
            name = kind if slot in (kind, *models[at.model].main) else f"{kind}: {slot}"
            look = looks.named[at.looks[slot]]
            totals[name.replace("_", " "), look.label] = look, area
    rows = tuple(Row(part, label, round(area, 1), "m2") for (part, label), (_, area) in totals.items())
    merged: dict[str, tuple[Look, float]] = {}
    for (_, label), (look, area) in totals.items():
        merged[label] = look, merged.get(label, (look, 0.0))[1] + area
    accent = looks.use(looks.surfaces.accent, "trim")
    merged.setdefault(accent.label, (accent, 0.0))
    shown: dict[str, float] = {}  # what furniture adds, what is most seen of it first; not what lies on tables
    by_label: dict[str, Look] = {}
    for at in placed:
        model = models[at.model]
        if at.name.startswith("on_") or at.name in _SHELL or at.name.split("_")[0] in _SHELL:
            continue
        span = np.ptp(model.bounds(), axis=0)
        for slot, name in at.looks.items():
            look = looks.named[name]
            if look.label and look.recipe not in ("glow", "screen", "glass", "mirror", "foliage", "picture"):
                weight = float(span[0] * span[1] + span[1] * span[2]) * (3.0 if slot in model.main else 1.0)
                shown[look.label] = shown.get(look.label, 0.0) + weight
                by_label[look.label] = look
    for label in sorted(shown, key=lambda name: -shown[name]):
        if len(merged) < 8:
            merged.setdefault(label, (by_label[label], 0.0))
    swatches = tuple((label, look, round(area, 1)) for label, (look, area) in merged.items())
    return rows, swatches


def list_of_pieces(
    brief: SetBrief, layout: Layout, models: dict[str, Model], placed: list[Placed], looks: SceneLooks
) -> tuple[Row, ...]:
    """Every piece with its count, its size and what it is made of."""
    by_name = {at.name: at for at in placed}
    counts: dict[tuple[str, str], int] = {}
    sizes: dict[tuple[str, str], str] = {}
    for number, piece in enumerate(layout.pieces):
        at = by_name.get(f"{piece.name}_{number:03d}")
        model = models[at.model] if at else None
        main = [s for s in (model.main if model else ()) if at and s in at.looks]
        made = looks.named[at.looks[main[0]]].label if at and main else ""
        key = piece.label, made
        counts[key] = counts.get(key, 0) + 1
        sizes[key] = f"{piece.width * 100:.0f} x {piece.depth * 100:.0f} x {piece.height * 100:.0f} cm"
    return tuple(Row(label, made, float(n), "", sizes[label, made]) for (label, made), n in counts.items())
