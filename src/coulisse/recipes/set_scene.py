"""Builds one option of a set: layout, materials and light become a staged scene, with the lists that go with it."""

from __future__ import annotations

import math
import zlib
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from coulisse.recipes.brief_words.vocabulary import vocabulary
from coulisse.recipes.reference_surfaces import cloths, followed
from coulisse.recipes.set_brief import MaterialUse, SetBrief
from coulisse.recipes.set_brief import Piece as Asked
from coulisse.recipes.set_cameras import framed
from coulisse.recipes.set_lighting import Lighting, lit
from coulisse.recipes.set_looks import BALANCES, Surfaces, darker, known, look_of, picture_look, surfaces_of, wear_of
from coulisse.recipes.set_named_looks import fitting, named_look, takes
from coulisse.recipes.set_open_air import behind_windows, beyond, walled
from coulisse.recipes.set_plan import open_to_sky
from coulisse.recipes.set_taste import (
    cloth_of,
    hide_of,
    shell_style_of,
    stock_of,
    style_of,
    variant_of,
    wealth_of,
    wood_of,
)
from coulisse.scene.furnish import dressing, model_of
from coulisse.scene.room import CameraPlace, Layout
from coulisse.scene.shapes import box
from coulisse.scene.shell import areas, shell
from coulisse.scene.shell_built import amounts
from coulisse.scene.shell_outside import outside
from coulisse.scene.staged import FilmCamera, Look, Model, Placed, Staged, Vec3, linear

# Slots of the shell, and which of a set's surfaces they are.
_SURFACE = {
    "floor": "floor", "ceiling": "ceiling", "vault": "ceiling", "wall": "wall", "niche": "feature",
    "column": "feature", "beam": "ceiling", "panel": "wall", "wall_low": "feature", "platform": "floor",
    "hull": "wall", "apse": "wall", "arcade": "wall", "partition": "wall", "chimney": "wall", "portal": "feature",
    "apse_dome": "ceiling", "apse_floor": "floor", "sunken": "floor",
}  # fmt: skip
_GLOWS = {"bulb": 9000.0, "flame": 6000.0, "tube": 7000.0, "shade_glow": 400.0, "glow": 1500.0, "screen": 220.0,
          "neon": 3000.0, "led": 5000.0, "ember": 900.0}  # fmt: skip
_SETTINGS = {"dining_hall", "dining_room", "restaurant", "banquet_hall", "great_hall", "tavern", "inn", "refectory",
             "canteen", "cafe", "bistro", "kitchen", "ballroom", "throne_room"}  # fmt: skip
# Usual materials that stand for "some wood", "some cloth": the set's own takes their place.
_ANY_WOOD = {"wood", "oak", "walnut", "beech", "mahogany", "maple", "cherry_wood", "ash_wood", "birch", "teak", "elm",
             "rosewood", "dark_oak", "birch_plywood"}  # fmt: skip
_ANY_CLOTH = {"wool", "cotton_twill", "tweed", "chenille", "canvas", "velvet", "felt", "wool_flannel"}
_HEADBOARDS = {"bed", "double_bed", "single_bed", "king_size_bed", "iron_bed", "hospital_bed"}  # higher than they lie
_TOPS = {"sideboard", "console_table", "chest_of_drawers", "kitchen_counter", "bar_counter", "cabinet", "chest"}
# What has boards for goods, which of it can go up to the ceiling, and what is served over.
_KEEPS = {"shelf", "bookcase", "wall_of_books", "metal_shelving", "display_cabinet", "china_cabinet", "cabinet"}
_REACHING = {"shelf", "bookcase", "wall_of_books", "metal_shelving", "display_cabinet", "cabinet"}
_SERVES = {"counter", "bar_counter"}
# What the shell places, by the first word of its name.
_SHELL = {"floor", "ceiling", "wall", "door", "window", "column", "beam", "services", "rails", "outside", "ground",
          "stair", "stairs", "backdrop"}  # fmt: skip
_NIGHTS = {"dusk", "evening", "night", "midnight", "dead_of_night", "blue_hour"}
_KIN = {"gallery": "balcony"}  # what a theatre's balcony is built as
_TEXTILES = ("textile", "leather")
_GLAZED = {"window", "tall_window", "bay_window", "picture_window", "arched_window", "rose_window", "sash_window",
           "porthole", "viewport"}  # fmt: skip
_WATER: Vec3 = (0.42, 0.74, 0.76)  # what is left of white after a way through a metre and a half of clean water


@dataclass(frozen=True)
class Row:
    """One line of a bill of materials or of a list of pieces."""

    what: str
    material: str
    amount: float
    unit: str
    note: str = ""


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


@dataclass
class _Looks:
    """The looks of a scene; one that is asked for twice is made once."""

    brief: SetBrief
    surfaces: Surfaces
    accents: tuple[str, ...]
    dark: bool
    wear: float
    option: int
    named: dict[str, Look] = field(default_factory=dict)
    ids: dict[Look, str] = field(default_factory=dict)

    def add(self, look: Look, base: str) -> str:
        if look not in self.ids:
            name = base if base not in self.named else f"{base}_{len(self.named)}"
            self.named[name], self.ids[look] = look, name
        return self.ids[look]

    def use(self, use: MaterialUse, place: str) -> Look:
        look = look_of(use.material, finish=use.finish, colour=use.colour, wear=self.wear, place=place)
        if place == "floor" and look.recipe == "concrete" and not use.colour and "white" not in use.finish:
            look = darker(look, 0.42 if look.roughness < 0.5 else 0.6)  # a floor that is walked on
        return darker(look, 0.62) if self.dark and place in ("wall", "ceiling") and not look.metallic else look

    def surface(self, slot: str) -> Look | None:
        part = _SURFACE.get(slot)
        if part is None:
            return None
        use: MaterialUse = getattr(self.surfaces, part)
        return self.use(use, "wall" if part == "feature" else part)

    def slot(self, slot: str, usual: str) -> Look:
        """The look of any slot: lit ones glow, surfaces and accents are the set's, the rest is what is usual."""
        if slot in _GLOWS or slot.endswith("_glow"):
            return self.glow(slot)
        if slot == "picture":
            return picture_look("", self.option)
        if (look := self.surface(slot)) is not None:
            return look
        if slot == "glass" and self.surfaces.panes is not None:
            return self.use(self.surfaces.panes, slot)
        accents = self.accents if self.surfaces.said else ("handle",)
        if slot in accents and _class(self.surfaces.accent.material) not in _TEXTILES:
            return self.use(self.surfaces.accent, slot)
        return self.usual(usual)

    def usual(self, material: str) -> Look:
        if not known([material]):
            return Look("plain", label=material.replace("_", " "))
        if material in vocabulary().entries["material"]:
            if (
                self.surfaces.said
                and _class(material) == "metal"
                and self.surfaces.accent.material in vocabulary().entries["material"]
            ):
                accent = self.surfaces.accent.material
                if _class(accent) == "metal" and material in ("brass", "steel", "chrome", "bronze", "metal", "iron"):
                    material = accent
            if material in _ANY_WOOD:
                material = wood_of(self.brief, self.option)
            hide = hide_of(self.brief, self.option) if _class(material) == "leather" else None
            if material in _ANY_CLOTH and (some := cloths(self.brief, self.option)):
                hide = some[1 % len(some)]  # cushions answer what they lie on
            return look_of(material, wear=self.wear, colour=hide)
        plain = material in _ANY_CLOTH
        cloth = (*cloths(self.brief, self.option), cloth_of(self.brief, self.option))[0] if plain else None
        return look_of(material, wear=self.wear, colour=cloth)

    def glow(self, slot: str) -> Look:
        light = self.brief.light
        tint = linear(light.colour) if light.colour and slot in ("neon", "led", "tube") else None
        warm: Vec3 = (1.0, 0.62, 0.28) if light.kelvin < 3600 else (1.0, 0.9, 0.78)
        colour = tint or ((1.0, 0.45, 0.12) if slot in ("flame", "ember") else warm)
        if slot == "screen":
            return Look("screen", (0.05, 0.12, 0.16), glow=_GLOWS["screen"], label="screen")
        return Look("glow", colour, glow=_GLOWS.get(slot, 1500.0), label=slot)


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
    looks = _Looks(brief, surfaces, balance.accents, balance.name == "dark", wear_of(brief), option)
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
        _place(models, placed, looks, model, at, _shell_slots(looks, brief, model))
    around, view, lower = beyond(layout, brief) if sky else (layout, tuple(brief.outside), 0.0)
    if layout.room.windows or sky:
        for model, at in outside(around, seen=(*view, brief.weather or ""), seed=seed):
            x, y, z = at.position
            at = replace(at, position=(x, y, z - lower))
            _place(models, placed, looks, model, at, {s: looks.usual(m) for s, m in model.slots.items()})
    for model, at, own in behind_windows(stands, brief, seed) if sky else ():
        _place(models, placed, looks, model, at, own)
    for number in range(len(layout.pieces)):
        _furnish(models, placed, looks, brief, layout, number, style, seed)
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
    materials, swatches = _materials(measured, looks, models, placed, amounts(layout.room))
    return BuiltSet(
        option, layout, staged, lighting, surfaces, proposed, materials, _pieces(brief, layout, models, placed, looks),
        swatches, tuple(notes),
    )  # fmt: skip


def _key(looks: _Looks) -> float:
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


def _class(material: str) -> str:
    entry: Any = vocabulary().entries["material"].get(material)
    return str(entry.class_) if entry else "textile"


def _place(
    models: dict[str, Model], placed: list[Placed], looks: _Looks, model: Model, at: Placed, slots: dict[str, Look]
) -> None:
    models[at.model] = model
    names = {slot: looks.add(look, _look_name(look, slot)) for slot, look in slots.items()}
    placed.append(replace(at, looks=names))


def _look_name(look: Look, slot: str) -> str:
    word = (look.label or look.recipe).lower().replace(" ", "_").replace("-", "_")
    return "".join(c for c in word if c.isalnum() or c == "_") or slot


def _shell_slots(looks: _Looks, brief: SetBrief, model: Model) -> dict[str, Look]:
    """What the shell is made of; an element that was asked for in a material of its own has it."""
    asked = [e for e in brief.architecture if e.material or e.colour]
    kind = model.name.split("_")[0]
    whole = next((e for e in asked if e.what.rsplit("_", 1)[-1] in (kind, _KIN.get(kind))), None)
    pane = next((e for e in asked if e.material and _class(e.material) == "glass" and e.what in _GLAZED), None)
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


def _furnish(
    models: dict[str, Model], placed: list[Placed], looks: _Looks, brief: SetBrief, layout: Layout, number: int,
    style: str | None, seed: int,
) -> None:  # fmt: skip
    piece = layout.pieces[number]
    asked = next((p for p in (*brief.furniture, *brief.props) if p.what == piece.name), None)
    traits = tuple(asked.traits) if asked else ()
    kind = variant_of(brief, piece.name, seed - brief.seed, asked.style if asked else None)
    high = max(piece.height, 1.12) if piece.role == "bed" and piece.name in _HEADBOARDS else piece.height
    high = kind.height if kind and kind.height else high
    traits = (*traits, "candlelit") if brief.era.last < 1885 else traits
    if (
        piece.name == "curtain" and piece.role == "hung"
    ):  # before a stage, or on a wall: there is nothing to look out of
        traits = (*traits, "closed")
    stock = stock_of(brief)
    if piece.name == "shopfront":
        then = brief.era.last < 1780 or brief.building == "market_hall"
        lit_up = brief.time_of_day in _NIGHTS or bool({*brief.light.sources} & {"street_light", "neon_light"})
        traits = (*traits, *(("booth",) if then else ()), *(("lit",) if lit_up else ()))
    if piece.name in _KEEPS:
        traits = (*traits, *(f"stock_{goods}" for goods in stock.shelves))
        standing = stock.tall and piece.name in _REACHING and piece.base < 0.1 and high > 1.5
        high = max(high, min(layout.room.height - 0.06, 3.1)) if standing else high
    elif piece.name in _SERVES:
        traits = (*traits, *(f"stock_{goods}" for goods in stock.counter))
    size = (round(piece.width, 3), round(piece.depth, 3), round(high, 3))
    fronts = 7 if piece.name == "shopfront" else 3  # no two neighbours sell the same
    variant = seed + (number % fronts if piece.role not in ("chair",) else 0)  # a few of each, not a hundred
    own_style = (asked.style if asked else None) or (kind.style if kind else None) or style
    made_of = asked.material if asked else None
    key = f"{piece.name}_{zlib.crc32(repr((size, own_style, traits, variant, made_of)).encode()):08x}"
    if key not in models:
        seats = (asked.seats or 0) if asked else 0
        for one in fitting(own_style, asked):
            made = kind.make if kind else piece.name
            model = model_of(made, size, style=one, traits=traits, seats=seats, seed=variant)
            models[key] = model or _plain(piece.name, size)
            if asked is None or not asked.material or takes(models[key], asked.material):
                break
    model = models[key]
    slots = {slot: _piece_look(looks, asked, model, slot, usual) for slot, usual in model.slots.items()}
    jitter = np.random.default_rng([seed, number])
    turn = float(jitter.normal(0, 2.2)) if piece.role in ("chair", "top") else 0.0
    if piece.role == "row" and piece.name == "control_desk":  # rows look where their people look: over the console
        turn = 180.0
    at = Placed(key, (piece.x, piece.y, piece.base), piece.facing + turn, {}, f"{piece.name}_{number:03d}")
    _place(models, placed, looks, model, at, slots)
    _clutter(models, placed, looks, brief, layout, number, own_style, seed)


def _piece_look(looks: _Looks, asked: Asked | None, model: Model, slot: str, usual: str) -> Look:
    look = looks.slot("" if slot in _SURFACE else slot, usual)  # a desk's panel is not the room's
    if slot == "picture":
        look = picture_look(model.name, looks.option, asked.colour if asked else None)
    if look.recipe == "glow" and not model.lamps:
        look = replace(look, glow=min(look.glow, 300.0))  # a pilot light on a desk, not what lights the room
    if asked is not None and (asked.material or asked.colour):
        if "picture" in model.slots and not asked.material:
            return look  # a red painting has a red field; its frame stays what it is
        if (named := named_look(asked, model, slot, look, wear=looks.wear)) is not None:
            return named
        if slot in model.main:
            return look
    if usual and slot in model.main and look.recipe in ("cloth", "velvet", "leather") and looks.brief.palette.colours:
        colours = cloths(looks.brief, looks.option) or tuple(looks.brief.palette.colours)
        chosen = colours[zlib.crc32(model.name.encode()) % len(colours)]
        return replace(look, colour=linear(chosen))
    accent = looks.surfaces.accent.material
    if _class(accent) in _TEXTILES and look.recipe in ("cloth", "velvet", "leather") and slot in model.main:
        return looks.use(looks.surfaces.accent, slot)
    return look


def _plain(name: str, size: Vec3) -> Model:
    """A labelled box for what nobody models."""
    width, depth, height = size
    part = box("box", (depth, width, height), (0.0, 0.0, 0.0), "body", bevel=min(0.01, min(size) / 4))
    return Model(name, (part,), {"body": "wood"}, ("body",))


def _clutter(
    models: dict[str, Model], placed: list[Placed], looks: _Looks, brief: SetBrief, layout: Layout, number: int,
    style: str | None, seed: int,
) -> None:  # fmt: skip
    """What lies on tables, desks and shelves, unless the set is asked to be bare."""
    if {"empty", "bare", "sparse", "abandoned", "minimalist", "sterile"} & {*brief.traits, *brief.style, *brief.mood}:
        return
    piece = layout.pieces[number]
    size = (piece.width, piece.depth, piece.height)
    if piece.role == "table" and (brief.room in _SETTINGS or "dining" in piece.name):
        places = _covers(layout, number)
        if not places:
            return
        luxury = ("luxury",) if wealth_of(brief) > 0.75 else ()
        traits = (*luxury, *(("round",) if piece.round else ()))
        model = dressing.table_setting(size, len(places), style=style, traits=traits, seed=seed + number, places=places)
    elif piece.role == "desk":
        model = dressing.desk_clutter(size, style=style, seed=seed + number)
    elif piece.role == "coffee" and piece.width > 0.5:
        model = dressing.coffee_clutter(size, style=style, seed=seed + number)
    elif piece.name in (*_SERVES, "kitchen_counter", "kitchen_island", "lab_bench") and stock_of(brief).counter:
        model = dressing.stocked_top(stock_of(brief).counter, size, seed=seed + number)
    elif piece.name in _TOPS and not any(p.role == "top" and p.group == piece.group for p in layout.pieces):
        model = dressing.top_clutter(piece.name, size, style=style, seed=seed + number)
    else:
        return
    key = f"{model.name}_{number}"
    at = Placed(key, (piece.x, piece.y, piece.top), piece.facing, {}, f"on_{piece.name}_{number:03d}")
    _place(models, placed, looks, model, at, {slot: looks.slot(slot, usual) for slot, usual in model.slots.items()})


def _covers(layout: Layout, number: int) -> list[tuple[float, float, float]]:
    """Where people sit at a table: on its edge before each of its chairs, in its own frame."""
    table = layout.pieces[number]
    c, s = math.cos(math.radians(table.facing)), math.sin(math.radians(table.facing))
    out = []
    for chair in layout.pieces:
        if chair.group != table.group or chair.role not in ("chair", "armchair"):
            continue
        dx, dy = chair.x - table.x, chair.y - table.y
        x, y = dx * c + dy * s, dy * c - dx * s
        if table.round:
            away = max(math.hypot(x, y), 1e-6)
            x, y = x / away * table.depth / 2, y / away * table.width / 2
        else:
            x, y = (min(max(v, -side / 2), side / 2) for v, side in ((x, table.depth), (y, table.width)))
        out.append((round(x, 3), round(y, 3), round((chair.facing - table.facing) % 360, 1)))
    return out


def _materials(
    measured: dict[str, float],
    looks: _Looks,
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


def _pieces(
    brief: SetBrief, layout: Layout, models: dict[str, Model], placed: list[Placed], looks: _Looks
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
