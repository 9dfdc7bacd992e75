"""From the brief of a set to its plan: the pieces at the vocabulary's true sizes, laid out in several designs."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from coulisse.recipes.brief_words.set_defaults import VEHICLES
from coulisse.recipes.brief_words.vocabulary import vocabulary
from coulisse.recipes.set_brief import Element, Piece, SetBrief
from coulisse.recipes.set_built_in import BUILT_IN, IN_THE_SHELL, fixtures_of
from coulisse.recipes.set_places_plan import relations_of, standing_apart
from coulisse.scene.layout import layouts
from coulisse.scene.room import Layout, Opening, Role, Room, Wanted
from coulisse.scene.room import Piece as Placed

# What a piece does in a room by the class of the vocabulary, and by itself where the class says too little.
_CLASSES: dict[str, Role] = {
    "table": "table", "desk": "desk", "seat": "chair", "bed": "bed", "medical": "bed", "storage": "storage",
    "lamp": "top", "plant": "corner", "kitchen": "storage", "appliance": "storage", "heating": "storage",
    "bath": "storage", "counter": "centre", "industrial": "free", "technical": "free", "craft": "free",
    "music": "storage", "sacred": "free", "display": "corner", "play": "free", "farm": "corner", "tool": "storage",
    "street": "free", "divider": "corner", "prison": "storage", "textile": "rug",
}  # fmt: skip
_ROLES: dict[Role, str] = {
    "coffee": "coffee_table side_table ottoman hologram_table",
    "storage": "shopfront "
               "console_table work_table reception_desk dressing_table secretary_desk kitchen_counter server_rack "
               "metal_shelving computer_terminal fume_hood vending_machine banquette settle bench ladder jukebox "
               "cell_bars control_desk",
    "centre": "billiard_table map_table roulette_table picnic_table kitchen_island operating_table grand_piano altar "
              "bar_counter hot_tub boxing_ring",
    "armchair": "armchair wing_chair club_chair rocking_chair throne deck_chair dentist_chair "
    "captain_s_chair",
    "sofa": "sofa chesterfield corner_sofa loveseat chaise_longue divan",
    "row": "pew school_desk", "beside": "bedside_table",
    "corner": "barrel crate oil_drum coat_rack chest safe floor_lamp brazier street_lamp pallet hay_bale trough "
              "pedestal easel mannequin cage anvil floodlight trolley",
    "hung": "meat_rail wall_lamp towel_rail tapestry blackboard whiteboard projection_screen television neon_sign "
            "kitchen_cupboard bulkhead_lamp gas_lamp torch monitor blast_door_control ivy bunting",
    "ceiling": "pendant_lamp chandelier bare_bulb fluorescent_tube surgical_lamp spotlight led_strip string_lights "
               "punching_bag swing",
    "curtain": "curtain net_curtain blind venetian_blind",
    "top": "table_lamp banker_s_lamp candelabra candle lantern oil_lamp lamp tablecloth blanket pillow bonsai "
           "gramophone",
    "free": "wheelchair stretcher cart trolley",
}  # fmt: skip
_ROLE = {name: role for role, names in _ROLES.items() for name in names.split()}
_PLACES: dict[str, Role] = {"table": "top", "wall": "hung", "floor": "corner", "ceiling": "ceiling"}
_ROUND = {"stool", "bar_stool", "barrel", "oil_drum", "plant", "palm", "fern", "tree", "floor_lamp", "storage_tank",
          "brazier", "chandelier", "pendant_lamp", "bare_bulb", "reactor", "font", "ottoman", "coat_rack", "lamp",
          "table_lamp", "candle", "bucket", "globe"}  # fmt: skip
_DOORS = {"door": "door", "double_door": "double_door", "sliding_door": "sliding_door", "blast_door": "sliding_door",
          "airlock": "sliding_door", "secret_door": "door", "gate": "double_door", "roller_shutter": "sliding_door",
          "revolving_door": "doorway", "doorway": "doorway", "archway": "doorway"}  # fmt: skip
_SILLS = {"window": 0.9, "sash_window": 0.7, "tall_window": 0.0, "picture_window": 0.1, "arched_window": 1.0,
          "bay_window": 0.5, "porthole": 1.3, "viewport": 0.9, "arrow_slit": 1.2, "rose_window": 1.5}  # fmt: skip
_STRUCTURES = {"column": "columns", "pillar": "columns", "pilaster": "columns", "colonnade": "columns",
               "beam": "beams", "steel_beam": "beams", "truss": "beams", "vault": "vault", "barrel_vault": "vault",
               "ribbed_vault": "groin", "dome": "dome", "niche": "niches", "arcade": "columns"}  # fmt: skip
_FITTINGS = ("fireplace", "well", "fountain", "elevator", "spiral_staircase", "staircase", "grand_staircase",
             "platform", "step", "ramp", "balustrade")  # fmt: skip
_CHURCHES = {"chapel", "church", "cathedral", "crypt", "abbey", "monastery", "cloister", "nave"}
_UNGLAZED = {"garden", "graveyard", "rooftop"}  # a garden's wall has no windows
_ARCADED = {"courtyard", "cloister", "temple", "palace", "monastery", "villa"}
ROOF_LIGHTS = {"skylight", "glass_roof", "oculus", "dormer"}
_SIZES = {"small": 0.6, "tiny": 0.45, "narrow": 0.6, "large": 1.4, "huge": 1.8, "wide": 1.4}  # of an opening
_USUALLY = {"metro_station": ("vault",), "wine_cellar": ("vault",)}  # the structure that such a place has
_THIN = {
    "bus",
    "camper_van",
    "delivery_van",
    "train",
    "train_compartment",
    "aeroplane_cabin",
    "tent",
    "spaceship",
    "space_station",
    "elevator_car",
}  # walls of sheet, not of brick
_SIGHT = {"theatre", "cinema", "lecture_hall", "classroom", "village_hall", "courtroom"}
_HOLDS = {"cargo_hold", "delivery_van", "elevator_car"}  # nobody looks out of them
_AFLOAT = {"ship", "galleon", "submarine", "spaceship", "space_station", "ship_s_cabin"}
_PANES = {"stained_glass", "glass", "frosted_glass", "crystal"}  # said of the room: it has windows
_UNDERGROUND = {"bunker", "cellar", "wine_cellar", "mine", "cave", "crypt", "catacombs", "submarine", "tunnel",
                "dungeon", "sewer", "vault"}  # fmt: skip
_CARRIERS = ("table", "desk", "coffee", "beside", "storage", "centre")  # roles with a top to put things on
_BARE = {"empty", "bare", "minimalist", "deserted", "sterile"}
_SEAT_EDGE = 0.66  # metres of table edge a person at tables that are sized by their seats
_WINDOW_EVERY = 3.0  # metres of length that one window lights where the sentence does not say


@dataclass(frozen=True)
class SetPlan:
    """The checked layouts of a set, and in plain words what the plan took on itself or left out."""

    options: tuple[Layout, ...]
    wanted: tuple[Wanted, ...]
    notes: tuple[str, ...]


def plan_set(
    brief: SetBrief, options: int = 4, seed: int = 0, *, only: int | None = None, keep: Sequence[Placed] = (),
    stands: tuple[Room, str] | None = None, extra: frozenset[str] = frozenset(),
) -> SetPlan:  # fmt: skip
    """`options` layouts of a brief; the same brief and seed give the same ones. Raises BadInput for no room.

    `only`: that option alone (0, 1, ...); `keep`: pieces of an earlier layout, which stay where they stood,
    `stands`: its room and its line on the structure, which stay where they can. `extra`: names of pieces that are only
    proposed, and find a place after the others.
    """
    notes: list[str] = []
    wanted = wanted_pieces(brief, notes)
    doors, windows = openings(brief, notes)
    structures = tuple(dict.fromkeys(_STRUCTURES[e.what] for e in brief.architecture if e.what in _STRUCTURES))
    structures = structures or tuple(s for s in _USUALLY.get(brief.room, ()) if s not in brief.without)
    size = brief.dimensions
    sky = open_to_sky(brief)
    if sky:
        notes.append("open to the sky: no ceiling; drawn with the walls around it")
        if roofs := [name for name in structures if name not in ("columns", "niches", "plain")]:
            notes.append(f"open to the sky: {', '.join(roofs)} would be a roof, and are left out")
        structures = tuple(name for name in structures if name not in roofs)
    if "round" in brief.traits:
        notes.append("a round room is laid out in the rectangle around it")
    height = size.height or max([3.0, *(w.size[2] + 0.5 for w in wanted if w.role not in ("top", "rug"))])
    if not windows and any(w.role == "curtain" for w in wanted):
        wanted = tuple(replace(w, role="hung") if w.role == "curtain" else w for w in wanted)
        notes.append("without windows the curtains hang on the walls")
    if not any(w.role in _CARRIERS for w in wanted) and any(w.role == "top" for w in wanted):
        wanted = tuple(replace(w, role="corner") if w.role == "top" else w for w in wanted)
        notes.append("without a table the lamps and small things stand on the floor")
    wanted = tuple(replace(w, extra=w.name in extra) for w in standing_apart(brief, wanted))
    relations = relations_of(brief, wanted, {**dict.fromkeys(_SILLS, "window"), **dict.fromkeys(_DOORS, "door")})
    there = {w.name for w in wanted}
    notes += [
        f"{r.piece} {r.how} {r.to}: what is built in stands where each design puts it".replace("_", " ")
        for r in brief.relations if r.piece not in there
    ]  # fmt: skip
    known = {*_STRUCTURES, *_DOORS, *_SILLS, *_FITTINGS, *BUILT_IN, *IN_THE_SHELL}
    fixtures = fixtures_of(brief, notes)
    notes += [f"{e.what} is not on the plan" for e in brief.architecture if e.what not in known]
    wall = (
        0.08
        if {brief.room, brief.building or ""} & _THIN
        else 0.5
        if (brief.building or brief.room) in _UNDERGROUND | {"castle", "church", "fortress"}
        else 0.25
    )
    denied = frozenset(_STRUCTURES[name] for name in brief.without if name in _STRUCTURES)
    if vehicle_of(brief):  # nobody holds a ship or a carriage up with the columns of a house
        denied |= frozenset({"columns", "niches", "vault"} - {*structures})
    if _BARE & {*brief.traits, *brief.mood, *brief.style}:  # and what is to be empty is not filled with structure
        denied |= frozenset({"columns", "niches"} - {*structures})
    if brief.room in _SIGHT:  # nobody sits behind a column
        denied |= frozenset({"columns"} - {*structures})
    if sky:  # columns carry an arcade around a court; in a street or a garden they carry nothing
        denied |= {"beams", "vault"} | (frozenset() if brief.room in _ARCADED else {"columns", "niches"})
    found = layouts(size.length, size.width, height, wanted, doors=doors, windows=windows,
                    structures=structures, count=options, seed=seed, wall=wall, only=only, keep=keep,
                    stands=None if denied and not sky else stands, without=denied, fixtures=fixtures,
                    relations=relations)  # fmt: skip
    return SetPlan(found, wanted, tuple(notes))


def vehicle_of(brief: SetBrief) -> bool:
    """Whether a set is inside something that floats, rolls or flies."""
    return bool({brief.room, brief.building or ""} & VEHICLES)


def open_to_sky(brief: SetBrief) -> bool:
    """Whether a set has no ceiling: a place outside, one that is said to be open, one without a height."""
    return brief.view == "exterior" or not brief.dimensions.height


def wanted_pieces(brief: SetBrief, notes: list[str]) -> tuple[Wanted, ...]:
    """Furniture, props and fittings at true size; tables grow to the seats that they are for, and notes say so."""
    out = [_wanted(p, notes, brief.dimensions.length) for p in (*brief.furniture, *brief.props)]
    for element in brief.architecture:
        if element.what in _FITTINGS:
            entry = vocabulary().get("architecture", element.what)
            width, depth, height = _size(element, entry.size)
            role: Role = "free"
            if element.what in ("fireplace", "staircase", "elevator", "grand_staircase", "ramp", "balustrade"):
                role = "storage"
            out.append(Wanted(element.what, entry.en[0].capitalize(), (width, depth, height), role, element.count or 1))
    return tuple(out)


def _wanted(piece: Piece, notes: list[str], length: float = 0.0) -> Wanted:
    kind = "furniture" if piece.what in vocabulary().entries["furniture"] else "prop"
    entry = vocabulary().get(kind, piece.what)
    role = _ROLE.get(piece.what) or (
        _CLASSES.get(entry.class_, "free") if kind == "furniture" else _PLACES[entry.place]
    )
    round_ = "round" in piece.traits or piece.what in _ROUND
    width, depth, height = entry.size
    seats = piece.seats or getattr(entry, "seats", None) or 0
    if role == "table" and not seats:
        role = "centre"
    if role == "table" and not piece.size and not piece.seats and "long" in piece.traits:  # for the room that it is in
        seats = max(seats, 2 * int(min(max(2.6, 0.36 * length), 6.0) / _SEAT_EDGE))
    if role == "table" and not piece.size and (piece.seats or round_ or "long" in piece.traits):
        if round_:
            width = depth = max(0.8, round(seats * _SEAT_EDGE / math.pi, 1))
        else:
            width = max(width, round(math.ceil(seats / 2) * _SEAT_EDGE, 1))
            depth = max(depth, 1.0) if seats > 6 else depth
        notes.append(f"{entry.en[0]}: {width:.2f} x {depth:.2f} m for {seats} people")
    if not piece.size and {"small", "tiny"} & {*piece.traits}:
        width, depth = round(width * 0.7, 2), round(depth * 0.8, 2)
    elif not piece.size and {"large", "huge", "big"} & {*piece.traits}:
        if role == "hung":  # what hangs is large on the wall, not thick
            width, height = round(width * 2.0, 2), round(min(height * 2.0, 2.4), 2)
        else:
            width, depth = round(width * 1.3, 2), round(depth * 1.2, 2)
    size = _size(piece, (width, depth, height))
    seats = seats if role in ("table", "desk") else 0
    round_ = round_ and abs(size[0] - size[1]) < 0.05
    return Wanted(piece.what, entry.en[0].capitalize(), size, role, piece.count, seats, round_)


def _size(asked: Piece | Element, usual: tuple[float, float, float]) -> tuple[float, float, float]:
    """The size that was asked for, filled up with the usual one; nothing is thinner than a centimetre."""
    given = [*asked.size, *usual[len(asked.size) :]]
    width, depth, height = (max(0.01, float(g or u)) for g, u in zip(given, usual, strict=True))
    return width, depth, height


def openings(brief: SetBrief, notes: list[str]) -> tuple[tuple[Opening, ...], tuple[Opening, ...]]:
    """Doors and windows that were asked for, else one door and, above ground, a window every three metres."""
    doors: list[Opening] = []
    windows: list[Opening] = []
    for element in brief.architecture:
        if element.what in _DOORS or element.what in _SILLS:
            entry = vocabulary().get("architecture", element.what)
            width, _, height = _size(element, entry.size)
            scale = next((s for t, s in _SIZES.items() if t in element.traits), 1.0) if not element.size else 1.0
            width, height = round(width * scale, 2), round(height * min(scale, 1.25), 2)
            if element.what in _DOORS:
                kind = _DOORS[element.what]
                door = Opening(kind, "west", 0.0, width, height, place=element.where or "")  # type: ignore[arg-type]
                doors += [door] * (element.count or 1)
            else:
                shape = "arched_window" if element.what == "arched_window" else "window"
                count = element.count or _usual_windows(brief)
                windows += [
                    Opening(shape, "north", 0.0, width, height, _SILLS[element.what], place=element.where or "")  # type: ignore[arg-type]
                ] * count
    lit_by_day = "window" not in brief.without and brief.dimensions.height > 3.6
    if not doors and "door" not in brief.without:
        wide = brief.dimensions.width * brief.dimensions.length > 40
        doors.append(Opening("double_door", "west", 0, 1.6, 2.2) if wide else Opening("door", "west", 0, 0.9, 2.05))
        notes.append("a door was added: every room needs one")
    if windows and brief.room in _CHURCHES and lit_by_day and all(o.place == "back" for o in windows):
        windows += [Opening("arched_window", "north", 0.0, 1.1, 2.2, 1.1)] * _usual_windows(brief)
        notes.append("windows along the sides added: a church has them")
    buried = (brief.building or "") in _UNDERGROUND or brief.room in _UNDERGROUND
    blind = buried or brief.room in _UNGLAZED or "window" in brief.without or "windowless" in brief.traits
    glazed = any(use.material in _PANES for use in brief.materials)
    above = bool({e.what for e in brief.architecture} & ROOF_LIGHTS)  # then the daylight comes from there
    lit = glazed or bool(brief.outside) or bool(brief.weather) or ("daylight" in brief.light.sources and not above)
    blind = blind or brief.room in _HOLDS
    if not windows and not blind and lit and {brief.room, brief.building or ""} & _AFLOAT:
        windows += [Opening("window", "north", 0.0, 0.45, 0.45, 1.15)] * _usual_windows(brief)
        notes.append(f"{len(windows)} porthole{'s' * (len(windows) > 1)} added for the daylight")
    elif not windows and not blind and lit:
        church = {"gothic", "neo_gothic", "romanesque"} & {*brief.style} or brief.room in _CHURCHES
        usual = Opening("arched_window", "north", 0.0, 1.1, 2.2, 1.1) if church and brief.dimensions.height > 3.6 else (
            Opening("window", "north", 0.0, 1.2, 1.5, 0.9)
        )  # fmt: skip
        windows += [usual] * _usual_windows(brief)
        notes.append(f"{len(windows)} window{'s' * (len(windows) > 1)} added for the daylight")
    return tuple(doors), tuple(windows)


def _usual_windows(brief: SetBrief) -> int:
    return max(1, min(12, round(brief.dimensions.length / _WINDOW_EVERY)))
