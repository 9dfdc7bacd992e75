"""Fills in what a sentence leaves open, from the kind of room; each value with its reason."""

from __future__ import annotations

from typing import Any

from coulisse.recipes.brief_words import set_light
from coulisse.recipes.brief_words.set_usual_pieces import MANY, furniture
from coulisse.recipes.brief_words.understanding import Filled
from coulisse.recipes.brief_words.vocabulary import usual_surfaces, vocabulary

# Owners who lived at one time only.
_OWNERS_ERA = {"pirate": "age_of_sail", "knight": "middle_ages", "samurai": "feudal_japan", "viking_chief": "viking",
               "pharaoh": "ancient_egypt", "alchemist": "renaissance", "hussar": "louis_xiii",
               "peasant": "middle_ages"}  # fmt: skip
# What stood in for materials of our time before there were such.
_BEFORE = {("floor", "vinyl"): "floorboards", ("wall", "white_tiles"): "plaster",
           ("floor", "cement_tiles"): "flagstone", ("wall", "birch_plywood"): "wood_panelling",
           ("floor", "tile"): "flagstone", ("wall", "paint"): "plaster", ("wall", "tile"): "plaster",
           ("floor", "concrete"): "flagstone", ("wall", "concrete"): "dressed_stone",
           ("ceiling", "concrete"): "wood", ("floor", "diamond_plate"): "floorboards",
           ("wall", "white_composite_panels"): "wood_panelling", ("ceiling", "sheet_metal"): "wood",
           ("wall", "sheet_metal"): "wood_panelling", ("ceiling", "corrugated_iron"): "wood"}  # fmt: skip
# What floats, rolls or flies: its rooms are as small as it is.
VEHICLES = {"ship", "galleon", "submarine", "spaceship", "space_station", "train", "bus", "delivery_van", "camper_van",
            "train_compartment", "aeroplane_cabin", "ship_s_cabin", "cargo_hold", "elevator_car"}  # fmt: skip
_ABOARD = 0.62  # of the side that such a room has ashore
_OVERHEAD = {"low_slung": 0.8, "high": 1.35}  # a ceiling that is said to be low or high
_SEEN = {"ship": "sea", "galleon": "sea", "ship_s_cabin": "sea", "lighthouse": "sea", "submarine": "underwater",
         "spaceship": "space", "space_station": "space"}  # fmt: skip
_BUILT_THEN = {"galleon": "age_of_sail"}
_GROUND = {"garden": "grass", "graveyard": "grass", "rooftop": "concrete", "square": "flagstone"}
_MOST_FLOOR = 6.0  # times the usual floor that many pieces make of a room
# Rooms whose floor and walls are not those of their class.
_OWN_SURFACES = {
    "bathroom": {"floor": "cement_tiles", "wall": "white_tiles"}, "kitchen": {"floor": "tile"},
    "scullery": {"floor": "tile"}, "butcher_s_shop": {"wall": "white_tiles"}, "fishmonger_s": {"wall": "white_tiles"},
    "metro_station": {"floor": "asphalt", "wall": "white_tiles", "ceiling": "white_tiles"},
    "barber_shop": {"floor": "checkerboard_floor"}, "classroom": {"floor": "floorboards"},
    "swimming_pool_hall": {"floor": "tile", "wall": "tile"}, "laundry": {"wall": "white_tiles"},
    "toy_shop": {"floor": "floorboards"}, "antique_shop": {"floor": "floorboards"}, "hat_shop": {"floor": "parquet"},
    "record_shop": {"floor": "floorboards"}, "hardware_store": {"floor": "floorboards"},
    "jeweller_s": {"floor": "carpet"}, "camper_van": {"wall": "birch_plywood", "ceiling": "birch_plywood"},
}  # fmt: skip
_STANDING = {"fireplace", "platform", "staircase", "spiral_staircase", "well", "fountain", "balustrade"}
_HOUSES = {"theatre", "cinema", "lecture_hall"}  # as large as their seats ask
_EVERYDAY = 4.6  # metres of height: over it a room is large for its own sake
_LEAST_FLOOR, _LEAST_SIDE = 0.5, 3.4  # of the usual floor, metres
_ROOF_LIGHTS = ("skylight", "glass_roof", "oculus", "dormer")
_ELECTRIC = {"overhead_light", "fluorescent_light", "neon_light", "led_light", "screen_light", "single_bulb", "spotlit"}
_DARK = ("night", "midnight", "dead_of_night", "evening", "dusk", "blue_hour")
_NIGHT = {"moonlight", "starlight", "neon_light", "street_light", "city_glow"}


def fill(draft: dict[str, Any], named: set[str]) -> list[Filled]:
    """Complete a draft in place; the fields that were filled in, in the order of the brief."""
    room = vocabulary().get("room", draft["room"])
    kind = f"usual for {room.en[0]}" if "room" in named else "no kind of room was named"
    filled: list[Filled] = [] if "room" in named else [Filled("room", draft["room"], kind)]
    if (
        room.class_ == "exterior"
        or {"open_air", "outdoor"} & {*draft["traits"]}
        or {"roof", "ceiling"} & {*draft["without"]}
    ):
        draft["view"] = "exterior"
    last: list[Filled] = []
    if "era" not in named:
        owner = next((one for one in draft["owner"] if one in _OWNERS_ERA), "")
        ship = next((one for one in (draft["room"], draft["building"]) if one in _BUILT_THEN), "")
        owner = owner or ship
        if owner:
            era = vocabulary().get("era", _OWNERS_ERA.get(owner) or _BUILT_THEN[owner])
            draft["era"] = {"name": era.id, "first": era.first, "last": era.last}
        last.append(Filled("era", draft["era"]["name"], f"as {owner} asks" if owner else "nothing was said"))
    _dimensions(draft, named, room, kind, filled)
    _surfaces(draft, room, kind, filled)
    own = bool(draft["furniture"] or draft["people"])
    furniture(draft, named, room, kind, filled)
    if own:
        _drawn_in(draft, named, room, filled)
    where = next((_SEEN[one] for one in (draft["building"], draft["room"]) if one in _SEEN), "")
    if where and not draft["outside"]:
        draft["outside"] = [where]
        filled.append(Filled("outside", [where], "as it is around a ship" if where == "sea" else "as it is out there"))
    _light(draft, named, room, kind, filled)
    if "time_of_day" not in named:
        night = next((one for one in draft["light"]["sources"] if one in _NIGHT), "")
        draft["time_of_day"] = "night" if night else "day"
        filled.append(Filled("time_of_day", draft["time_of_day"], f"as {night} asks" if night else "nothing was said"))
    return [*filled, *last]


def _dimensions(draft: dict[str, Any], named: set[str], room: Any, kind: str, filled: list[Filled]) -> None:
    """Usual sides; where one side of the plan is given, the other keeps the room's usual proportion to it."""
    sides, usual = draft["dimensions"], dict(zip(("width", "length", "height"), room.size, strict=True))
    for side, other in (("width", "length"), ("length", "width"), ("height", "")):
        if f"dimensions.{side}" in named:
            continue
        value, why = usual[side], kind
        if other and f"dimensions.{other}" in named:
            value = round(min(max(usual[side] * sides[other] / usual[other], 0.8), 300), 2)
            why = f"in proportion to the {other}, {kind}"
        elif side in ("width", "length"):
            scale = _scale(draft["traits"])
            value = round(min(max(value * scale, 0.8), 300), 2)
            why = f"{kind}, scaled by the words of size" if scale != 1 else kind
        aboard = draft["building"] in VEHICLES and room.id not in (VEHICLES - {"cargo_hold"}) and value != 0
        if aboard and not (other and f"dimensions.{other}" in named):
            hull = vocabulary().get("room", draft["building"])
            most = {"width": hull.size[0], "length": hull.size[1], "height": max(2.15, 0.8 * hull.size[2])}[side]
            value = round(min(value if side == "height" else _ABOARD * value, most), 2)
            why = f"{kind}, as large as a {hull.en[0]} lets it be"
        said = next((t for one in draft["architecture"] if one["what"] == "ceiling" for t in one.get("traits", ())
                     if t in _OVERHEAD), "")  # fmt: skip
        if side == "height" and said:
            value = round(max(2.0, min(value * _OVERHEAD[said], 40.0)), 2)
            why = f"{kind}, with a {'low' if said == 'low_slung' else said} ceiling"
        if side == "height" and draft["view"] == "exterior":
            value, why = 0.0, "open to the sky"
        sides[side] = value
        filled.append(Filled(f"dimensions.{side}", value, why))


def _scale(traits: list[str]) -> float:
    sizes = {"large": 1.3, "huge": 1.8, "spacious": 1.25, "small": 0.8, "tiny": 0.65, "cramped": 0.75}
    return next((sizes[name] for name in traits if name in sizes), 1.0)


def _surfaces(draft: dict[str, Any], room: Any, kind: str, filled: list[Filled]) -> None:
    there = {use["where"] for use in draft["materials"]}
    if "room" in there:
        return
    usual = usual_surfaces()[room.class_]
    own = _OWN_SURFACES.get(room.id, {})
    for where in ("floor", "wall", "ceiling"):
        material = own.get(where) or getattr(usual, where)
        material = _GROUND.get(room.id, material) if where == "floor" else material
        if draft["era"]["last"] < 1880:
            material = _BEFORE.get((where, material), material)
        if where == "ceiling" and draft["view"] == "exterior":
            continue
        if material and where not in there and material not in draft["without"]:
            draft["materials"].append({"material": material, "where": where, "finish": [], "colour": None})
            filled.append(Filled(f"materials.{where}", material, kind))


def _drawn_in(draft: dict[str, Any], named: set[str], room: Any, filled: list[Filled]) -> None:
    """A room of everyday height whose size nobody gave is no larger than its named pieces need: else it stands empty.

    The usual floor goes with the usual pieces; with less of them it shrinks, to a third at the most.
    """
    sides = ("width", "length")
    if room.id in _HOUSES and any((one.get("count") or 1) >= MANY for one in draft["furniture"]):
        _for_seats(draft, named, room, filled)
        return
    if (
        draft["view"] == "exterior"
        or getattr(room, "building", False)
        or room.id in VEHICLES
        or room.size[2] > _EVERYDAY
        or any(f"dimensions.{side}" in named for side in sides)
        or {"large", "huge", "spacious", "empty", "bare"} & {*draft["traits"]}
    ):
        return
    usual = sum(_ground(name, count) for name, count in room.pieces.items())
    asked = sum(_ground(one["what"], one.get("count") or 1, one.get("seats")) for one in draft["furniture"])
    words: Any = vocabulary().entries["architecture"]
    asked += sum(_around(words[one["what"]].size) for one in draft["architecture"] if one["what"] in _STANDING)
    share = min(max(asked / usual, _LEAST_FLOOR), _MOST_FLOOR) if usual else 1.0
    if 0.9 <= share <= 1.15:
        return
    why = "drawn in to the pieces that are named" if share < 1 else "let out for the pieces that are named"
    known: Any = vocabulary().entries["furniture"]
    close = any((one.get("count") or 1) >= MANY and known[one["what"]].class_ in ("table", "desk", "bed")
                for one in draft["furniture"])  # fmt: skip
    for side in sides:
        least = min(_LEAST_SIDE, draft["dimensions"][side])
        if share > 1 and "small" in draft["traits"]:
            continue
        # What is many stands closer: four times the desks take twice the floor.
        value = round(max(draft["dimensions"][side] * share ** (0.25 if share > 1 and close else 0.5), least), 1)
        draft["dimensions"][side] = value
        for k, one in enumerate(filled):
            if one.field == f"dimensions.{side}":
                filled[k] = Filled(one.field, value, f"usual for {room.en[0]}, {why}")


def _for_seats(draft: dict[str, Any], named: set[str], room: Any, filled: list[Filled]) -> None:
    """A theatre of sixty seats is not one of six hundred: sides and height by the seats, as far as nobody gave them."""
    known: Any = vocabulary().entries["furniture"]
    seats = lambda name, n: (known[name].seats or 1) * n if name in known and known[name].class_ == "seat" else 0  # noqa: E731
    usual = sum(seats(name, count) for name, count in room.pieces.items())
    asked = sum(seats(one["what"], one.get("count") or 1) for one in draft["furniture"])
    if not asked or not usual:
        return
    share = min(max(asked / usual, 0.3), 3.0)
    for side, power in (("width", 0.5), ("length", 0.5), ("height", 0.4)):
        if f"dimensions.{side}" in named:
            continue
        value = round(draft["dimensions"][side] * share**power, 1)
        draft["dimensions"][side] = value
        for k, one in enumerate(filled):
            if one.field == f"dimensions.{side}":
                filled[k] = Filled(one.field, value, f"usual for {room.en[0]}, for {asked} seats")


def _around(size: tuple[float, float, float]) -> float:
    return (size[0] + 0.8) * (size[1] + 0.8)


def _ground(name: str, count: int, seats: int | None = None) -> float:
    """Square metres that pieces take with the room to walk around them; a table for many is long."""
    entry: Any = vocabulary().entries["furniture"].get(name)
    if entry is None:
        return 0.0
    width, depth, _ = entry.size
    if seats:
        width = max(width, seats / 2 * 0.66)
    return float(count * (width + 0.8) * (depth + 0.8))


def _light(draft: dict[str, Any], named: set[str], room: Any, kind: str, filled: list[Filled]) -> None:
    light = draft["light"]
    if light["sources"]:
        return
    source, why = room.light, kind
    if draft["view"] == "exterior" and source in _NIGHT and draft["time_of_day"] not in _DARK:
        lit = "time_of_day" in named or draft["weather"] in ("sunny", "clear_sky", "heatwave")
        if lit:
            source, why = ("sunlight" if draft["weather"] in ("sunny", "heatwave") else "daylight"), "by day"
    if draft["era"]["last"] < 1880 and source in _ELECTRIC:
        source, why = "lamplight", "before there was electric light"
    roof = next((one["what"] for one in draft["architecture"] if one["what"] in _ROOF_LIGHTS), "")
    if roof and source in ("overhead_light", "lamplight", "fluorescent_light"):
        source, why = "daylight", f"through the {roof.replace('_', ' ')}"
    if draft["time_of_day"] in ("dusk", "evening", "night", "midnight", "dead_of_night") and source in (
        "daylight",
        "north_light",
    ):
        source, why = "lamplight", "by night, without daylight"
    if "window" in draft["without"] and source in ("daylight", "shafts_of_light", "north_light"):
        source, why = "overhead_light", "without windows"
    before = dict(light)
    set_light.lit_by(light, source)
    for name in ("kelvin", "level", "hardness", "colour"):
        if f"light.{name}" in named:
            light[name] = before[name]
    light["sources"] = [source]
    filled.append(Filled("light.sources", source, why))
    for name in ("kelvin", "level", "hardness"):
        if f"light.{name}" not in named:
            filled.append(Filled(f"light.{name}", light[name], f"as {source} gives it"))
