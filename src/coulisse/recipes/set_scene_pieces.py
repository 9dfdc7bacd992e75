"""The pieces of an option's scene: their models and looks, and what lies on them."""

from __future__ import annotations

import math
import zlib
from dataclasses import replace

import numpy as np

from coulisse.recipes.reference_surfaces import cloths
from coulisse.recipes.set_brief import Piece as Asked
from coulisse.recipes.set_brief import SetBrief
from coulisse.recipes.set_looks import picture_look
from coulisse.recipes.set_named_looks import fitting, named_look, takes
from coulisse.recipes.set_scene_looks import SURFACE, TEXTILES, SceneLooks, place_model
from coulisse.recipes.set_surfaces import kind_of
from coulisse.recipes.set_taste import stock_of, variant_of, wealth_of
from coulisse.scene.furnish import dressing, model_of
from coulisse.scene.room import Layout
from coulisse.scene.shapes import box
from coulisse.scene.staged import Look, Model, Placed, Vec3, linear

_SETTINGS = {"dining_hall", "dining_room", "restaurant", "banquet_hall", "great_hall", "tavern", "inn", "refectory",
             "canteen", "cafe", "bistro", "kitchen", "ballroom", "throne_room"}  # fmt: skip
_HEADBOARDS = {"bed", "double_bed", "single_bed", "king_size_bed", "iron_bed", "hospital_bed"}  # higher than they lie
_TOPS = {"sideboard", "console_table", "chest_of_drawers", "kitchen_counter", "bar_counter", "cabinet", "chest"}
# What has boards for goods, which of it can go up to the ceiling, and what is served over.
_KEEPS = {"shelf", "bookcase", "wall_of_books", "metal_shelving", "display_cabinet", "china_cabinet", "cabinet"}
_REACHING = {"shelf", "bookcase", "wall_of_books", "metal_shelving", "display_cabinet", "cabinet"}
_SERVES = {"counter", "bar_counter"}
_NIGHTS = {"dusk", "evening", "night", "midnight", "dead_of_night", "blue_hour"}


def place_piece(
    models: dict[str, Model], placed: list[Placed], looks: SceneLooks, brief: SetBrief, layout: Layout, number: int,
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
    place_model(models, placed, looks, model, at, slots)
    _clutter(models, placed, looks, brief, layout, number, own_style, seed)


def _piece_look(looks: SceneLooks, asked: Asked | None, model: Model, slot: str, usual: str) -> Look:
    look = looks.slot("" if slot in SURFACE else slot, usual)  # a desk's panel is not the room's
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
    if kind_of(accent) in TEXTILES and look.recipe in ("cloth", "velvet", "leather") and slot in model.main:
        return looks.use(looks.surfaces.accent, slot)
    return look


def _plain(name: str, size: Vec3) -> Model:
    """A labelled box for what nobody models."""
    width, depth, height = size
    part = box("box", (depth, width, height), (0.0, 0.0, 0.0), "body", bevel=min(0.01, min(size) / 4))
    return Model(name, (part,), {"body": "wood"}, ("body",))


def _clutter(
    models: dict[str, Model], placed: list[Placed], looks: SceneLooks, brief: SetBrief, layout: Layout, number: int,
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
    place_model(
        models, placed, looks, model, at, {slot: looks.slot(slot, usual) for slot, usual in model.slots.items()}
    )


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
