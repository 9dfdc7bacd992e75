"""Builds one option of a set: layout, materials and light become a staged scene, with the lists that go with it."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from coulisse.recipes.reference_surfaces import followed
from coulisse.recipes.set_brief import MaterialUse, SetBrief
from coulisse.recipes.set_cameras import framed
from coulisse.recipes.set_lighting import Lighting, lit
from coulisse.recipes.set_looks import wear_of
from coulisse.recipes.set_named_looks import named_look
from coulisse.recipes.set_open_air import behind_windows, beyond, walled
from coulisse.recipes.set_plan import open_to_sky
from coulisse.recipes.set_scene_lists import Row, bill_of_materials, list_of_pieces
from coulisse.recipes.set_scene_looks import SceneLooks, place_model
from coulisse.recipes.set_scene_pieces import place_piece
from coulisse.recipes.set_surfaces import BALANCES, Surfaces, kind_of, surfaces_of
from coulisse.recipes.set_taste import shell_style_of, style_of
from coulisse.scene.room import CameraPlace, Layout
from coulisse.scene.shell import areas, shell
from coulisse.scene.shell_built import amounts
from coulisse.scene.shell_outside import outside
from coulisse.scene.staged import FilmCamera, Look, Model, Placed, Staged, Vec3

_KIN = {"gallery": "balcony"}  # what a theatre's balcony is built as
_GLAZED = {"window", "tall_window", "bay_window", "picture_window", "arched_window", "rose_window", "sash_window",
           "porthole", "viewport"}  # fmt: skip
_WATER: Vec3 = (0.42, 0.74, 0.76)  # what is left of white after a way through a metre and a half of clean water


@dataclass(frozen=True, eq=False)
class BuiltSet:
    """One option: what renderers, drawings, boards and lists need."""

    number: int
    layout: Layout
    staged: Staged
    lighting: Lighting
    surfaces: Surfaces
    proposed: str
    materials: tuple[Row, ...]
    pieces: tuple[Row, ...]
    swatches: tuple[tuple[str, Look, float], ...]  # label, look, square metres
    notes: tuple[str, ...] = ()


def built(
    brief: SetBrief, layout: Layout, option: int, proposed: str = "", notes: Iterable[str] = (),
    extra: frozenset[str] = frozenset(), views: int | None = None,
) -> BuiltSet:  # fmt: skip
    """One option of a set as a scene; `brief` with what was proposed, `layout` made of it. Deterministic.

    `extra`: names of pieces that nobody asked for; the first view need not show them. `views`: how many cameras are
    looked for, the most useful first; None: all.
    """
    balance = BALANCES[option % len(BALANCES)]
    surfaces = followed(brief, surfaces_of(brief, balance), option)
    looks = SceneLooks(brief, surfaces, balance.accents, balance.name == "dark", wear_of(brief), option)
    models: dict[str, Model] = {}
    placed: list[Placed] = []
    style = style_of(brief, option)
    traits = (*brief.traits, *brief.mood)
    architecture = tuple(e.what for e in brief.architecture)
    if any(max(o.width, o.height) < 0.5 for o in layout.room.windows):
        architecture = (*architecture, "porthole")  # what is that small is round
    seed = brief.seed + option
    kind, sky = brief.building or brief.room, open_to_sky(brief)
    built_of: Any = {"style": shell_style_of(brief, style), "kind": kind, "architecture": architecture}
    stands = walled(layout, brief) if sky else layout
    for model, at in shell(stands, **built_of, traits=traits, open_to_sky=sky, seed=seed):
        place_model(models, placed, looks, model, at, _shell_slots(looks, brief, model))
    around, view, lower = beyond(layout, brief) if sky else (layout, tuple(brief.outside), 0.0)
    if layout.room.windows or sky:
        for model, at in outside(around, seen=(*view, brief.weather or ""), seed=seed):
            x, y, z = at.position
            at = replace(at, position=(x, y, z - lower))
            place_model(models, placed, looks, model, at, {s: looks.usual(m) for s, m in model.slots.items()})
    for model, at, own in behind_windows(stands, brief, seed) if sky else ():
        place_model(models, placed, looks, model, at, own)
    for number in range(len(layout.pieces)):
        place_piece(models, placed, looks, brief, layout, number, style, seed)
    lighting = lit(brief, layout, option)
    lighting = replace(lighting, exposure=round(lighting.exposure + _key(looks), 2))
    staged = Staged(
        models, tuple(placed), looks.named, lighting.lamps, cameras(layout), lighting.sky, lighting.haze,
        lighting.exposure, lighting.white_balance, title=brief.sentence[:120],
    )  # fmt: skip
    asked = frozenset(f"{p.name}_{n:03d}" for n, p in enumerate(layout.pieces) if p.name not in extra)
    asked |= {at.name for at in placed if at.name.rsplit("_", 1)[0] in architecture}  # a window that is named is shown
    staged = replace(staged, cameras=framed(staged, layout, *_roles(layout, placed), asked, views))
    seen = {place.name: place.sees for place in layout.cameras}
    places = tuple(
        CameraPlace(c.name, c.position, c.look_at, c.focal_length, seen.get(c.name, 0.0)) for c in staged.cameras
    )
    layout = replace(layout, cameras=places)  # the plan shows where the pictures were taken
    measured = areas(stands, **built_of)
    if sky:
        measured.pop("ceiling", None)
    materials, swatches = bill_of_materials(measured, looks, models, placed, amounts(layout.room))
    return BuiltSet(
        option, layout, staged, lighting, surfaces, proposed, materials,
        list_of_pieces(brief, layout, models, placed, looks), swatches, tuple(notes),
    )  # fmt: skip


def _key(looks: SceneLooks) -> float:
    """Stops that a white room is exposed over a meter's grey: a meter makes snow and white walls dull."""
    walls = [look for slot in ("wall", "ceiling") if (look := looks.surface(slot)) is not None]
    light = min((sum(look.colour) / 3 for look in walls), default=0.0)
    return 0.75 * min(max((light - 0.62) / 0.2, 0.0), 1.0)


def cameras(layout: Layout) -> tuple[FilmCamera, ...]:
    """The layout's camera places with film lenses: stopped down for the wide ones, open on the subject."""
    stops = {"wide": 5.6, "axis": 4.0, "subject": 2.8, "reverse": 4.0}
    return tuple(
        FilmCamera(place.name, place.position, place.look_at, place.focal_length, f_stop=stops.get(place.name, 4.0),
                   focus=max(0.8, round(math.dist(place.position, place.look_at), 2)))
        for place in layout.cameras
    )  # fmt: skip


def _roles(layout: Layout, placed: list[Placed]) -> tuple[frozenset[str], frozenset[str]]:
    """Names of what stands in the main group, with what lies on it, and of the room itself."""
    first = [n for n, piece in enumerate(layout.pieces) if piece.group == 1 and piece.role != "rug"]
    main = {f"{layout.pieces[n].name}_{n:03d}" for n in first}
    main |= {f"on_{name}" for name in main}
    own = {f"{piece.name}_{n:03d}" for n, piece in enumerate(layout.pieces)}
    shell = {at.name for at in placed if at.name not in own and not at.name.startswith("on_")}
    return frozenset(main), frozenset(shell)


def _shell_slots(looks: SceneLooks, brief: SetBrief, model: Model) -> dict[str, Look]:
    """What the shell is made of; an element that was asked for in a material of its own has it."""
    asked = [e for e in brief.architecture if e.material or e.colour]
    kind = model.name.split("_")[0]
    whole = next((e for e in asked if e.what.rsplit("_", 1)[-1] in (kind, _KIN.get(kind))), None)
    pane = next((e for e in asked if e.material and kind_of(e.material) == "glass" and e.what in _GLAZED), None)
    if whole is pane:  # a window of stained glass has its panes of it, not its frame
        whole = None
    out = {}
    for slot, usual in model.slots.items():
        look = looks.slot(slot, usual)
        if slot == "glass" and pane is not None and kind in ("window", "apse"):
            look = looks.use(MaterialUse(material=pane.material or "glass"), slot)
        if slot == "skirting" and open_to_sky(brief):  # houses have a plinth of stone
            look = looks.usual("limestone")
        if slot == "water":  # still, and clear to the bottom of its basin
            look = replace(look, clear=0.85, colour=_WATER)
        own = next((e for e in asked if e.what == slot), whole if slot in model.main or slot == kind else None)
        if own is not None and look.recipe not in ("glass", "glow"):
            look = named_look(own, model, slot, look, wear=looks.wear, whole=(slot,)) or look
        out[slot] = look
    return out
