"""What the shell of a room is made of and how it is dressed, by its style and by the building that it is part of.

The building decides what walls, floor and ceiling are built of; the style decides doors, columns and mouldings.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Literal

Doors = Literal["panelled", "plank", "flush", "steel", "deco", "paper", "hatch"]
Columns = Literal["classical", "gothic", "deco", "pillar", "steel", "timber", "panel"]
Cornice = Literal["none", "plain", "rich", "stepped"]


@dataclass(frozen=True)
class Fashion:
    """How a shell is dressed. `low` metres of wainscot, `panes` of a window (across, up), `slots` usual materials."""

    doors: Doors = "panelled"
    columns: Columns = "pillar"
    cornice: Cornice = "none"
    skirting: float = 0.1
    low: float = 0.0
    panels: bool = False  # mouldings in fields on the walls
    panes: tuple[int, int] = (2, 3)
    arched: Literal["", "arched", "pointed"] = ""
    services: bool = False  # pipes, ducts and cables on show under the ceiling
    timbers: bool = False
    slots: dict[str, str] = field(default_factory=dict)


_BASE = {
    "floor": "floorboards", "ceiling": "plaster", "wall": "plaster", "wall_low": "wood", "column": "plaster",
    "beam": "oak", "vault": "plaster", "door": "oak", "door_metal": "brass", "frame": "wood", "glass": "glass",
    "skirting": "wood", "cornice": "plaster", "stair": "oak", "rail": "wrought_iron", "trim": "wood", "pipe": "steel",
    "sill": "stone", "step": "stone", "sky_glass": "glass", "shutter": "pine",
}  # fmt: skip


def _slots(**changed: str) -> dict[str, str]:
    return {**_BASE, **changed}


FAMILIES: dict[str, Fashion] = {
    "classical": Fashion("panelled", "classical", "rich", 0.18, 0.95, True, (2, 4), slots=_slots(
        floor="parquet", wall="paint", wall_low="paint", column="marble", frame="paint", skirting="paint",
        trim="stucco", door="paint", cornice="stucco", ceiling="stucco", beam="stucco", sill="marble", stair="marble",
        step="marble")),
    "gothic": Fashion("plank", "gothic", "none", 0.0, 0.0, False, (2, 5), "pointed", slots=_slots(
        floor="flagstone", wall="dressed_stone", wall_low="dressed_stone", column="limestone", vault="limestone",
        beam="limestone", door="dark_oak", door_metal="wrought_iron", frame="limestone", trim="limestone",
        skirting="limestone", ceiling="dark_oak", cornice="limestone", stair="stone")),
    "deco": Fashion("deco", "deco", "stepped", 0.16, 1.1, True, (3, 4), slots=_slots(
        floor="marble", wall="paint", wall_low="wood_panelling", column="travertine", beam="stucco", door="walnut",
        door_metal="brass", frame="bronze", trim="brass", skirting="black_marble", sill="black_marble",
        rail="brass", stair="marble", step="black_marble")),
    "modern": Fashion("flush", "pillar", "none", 0.07, 0.0, False, (1, 1), slots=_slots(
        floor="oak", wall="paint", column="concrete", beam="concrete", door="oak", door_metal="brushed_steel",
        frame="aluminium", trim="paint", skirting="paint", rail="stainless_steel", sill="oak", step="concrete")),
    "concrete": Fashion("steel", "pillar", "none", 0.0, 0.0, False, (2, 2), slots=_slots(
        floor="polished_concrete", wall="board_marked_concrete", wall_low="board_marked_concrete",
        column="board_marked_concrete", beam="board_marked_concrete", vault="board_marked_concrete",
        ceiling="board_marked_concrete", door="blackened_steel", door_metal="steel", frame="blackened_steel",
        trim="corten", skirting="concrete", sill="concrete", stair="concrete", rail="steel", step="concrete",
        cornice="concrete")),
    "industrial": Fashion("steel", "steel", "none", 0.0, 0.0, False, (4, 5), "", True, slots=_slots(
        floor="cement", wall="brick", column="steel", beam="steel", vault="brick", ceiling="corrugated_iron",
        door="sheet_metal", door_metal="steel", frame="blackened_steel", trim="steel", skirting="cement",
        rail="steel", stair="diamond_plate", sill="concrete", step="concrete")),
    "rustic": Fashion("plank", "timber", "none", 0.08, 0.0, False, (2, 3), timbers=True, slots=_slots(
        floor="floorboards", wall="lime_plaster", wall_low="pine", column="oak", beam="oak", vault="lime_plaster",
        door="rough_planks", door_metal="wrought_iron", frame="oak", trim="oak", skirting="oak",
        ceiling="rough_planks", sill="stone", stair="oak", step="stone")),
    "japanese": Fashion("paper", "timber", "none", 0.05, 0.0, False, (4, 4), slots=_slots(
        floor="tatami", wall="plaster", column="cedar", beam="cedar", door="paper", door_metal="blackened_steel",
        frame="cedar", trim="cedar", skirting="cedar", ceiling="cedar", sill="cedar", step="cedar")),
    "scifi": Fashion("hatch", "panel", "none", 0.12, 0.0, True, (1, 1), slots=_slots(
        floor="vinyl", wall="white_composite_panels", wall_low="titanium", column="white_composite_panels",
        beam="aluminium", vault="white_composite_panels", ceiling="white_composite_panels", door="aluminium",
        door_metal="brushed_steel", frame="aluminium", trim="aluminium", skirting="rubber", rail="brushed_steel",
        stair="diamond_plate", sill="aluminium", cornice="aluminium", step="diamond_plate")),
}  # fmt: skip

_STYLES = {
    "classical": "classical neoclassical greek_revival egyptian_revival palladian mannerist baroque rococo chinoiserie "
                 "haussmannian english french italian russian maximalist shabby_chic american kitsch eclectic "
                 "arts_and_crafts vintage shaker",
    "gothic": "romanesque gothic neo_gothic moorish goth fantasy moroccan persian indian",
    "deco": "art_deco streamline_moderne art_nouveau noir",
    "modern": "bauhaus modernist modern mid_century_modern international_style scandinavian pop_art psychedelic "
              "memphis postmodern minimalist mod hippie high_tech tropical",
    "concrete": "brutalist constructivist military_style dystopian",
    "industrial": "industrial steampunk dieselpunk cyberpunk punk",
    "rustic": "mediterranean tuscan provencal spanish mexican african alpine rustic vernacular western_style nautical",
    "japanese": "japanese zen chinese",
    "scifi": "space_age solarpunk biomechanical organic science_fiction utopian",
}  # fmt: skip
_OF_STYLE = {style: family for family, styles in _STYLES.items() for style in styles.split()}
_KINDS = {
    "concrete": "bunker fallout_shelter barracks war_room trench control_room prison prison_cell garage metro_station "
                "morgue bank_vault base",
    "gothic": "castle church cathedral chapel monastery cloister refectory scriptorium monk_s_cell crypt tomb "
              "mausoleum dungeon cellar wine_cellar throne_room great_hall armoury temple mosque synagogue tower ruin "
              "sewer cave mine",
    "industrial": "workshop smithy factory sweatshop warehouse hangar boiler_room power_station shipyard cargo_hold "
                  "slaughterhouse loft_apartment submarine ship galleon ship_s_cabin train train_compartment",
    "rustic": "attic cottage farmhouse log_cabin hovel barn stable mill tavern pub saloon lighthouse tent yurt",
    "scifi": "spaceship space_station cryo_chamber reactor_room server_room bridge",
    "classical": "palace mansion villa hotel hotel_lobby hotel_room ballroom hall_of_mirrors state_bedroom theatre "
                 "drawing_room dining_hall dining_room council_chamber casino brothel museum library courtroom embassy "
                 "study opium_den cabaret lecture_hall bank railway_station",
    "modern": "office open_plan_office hospital hospital_ward school laboratory apartment penthouse gym supermarket "
              "classroom operating_room clean_room airport_terminal aeroplane_cabin doctor_s_office",
    "japanese": "teahouse",
}  # fmt: skip
_OF_KIND = {kind: family for family, kinds in _KINDS.items() for kind in kinds.split()}
# Buildings that stay what they are whatever the style is: an art deco bunker is a bunker first.
_STRONG = {"bunker", "fallout_shelter", "trench", "prison", "prison_cell", "garage", "metro_station", "base", "castle",
           "church", "cathedral", "chapel", "crypt", "tomb", "dungeon", "cellar", "wine_cellar", "ruin", "sewer",
           "cave",
           "mine", "tower", "factory", "warehouse", "hangar", "boiler_room", "power_station", "submarine", "spaceship",
           "space_station", "cryo_chamber", "barn", "stable"}  # fmt: skip
_BUILT_OF = ("floor", "wall", "wall_low", "ceiling", "vault", "beam", "sill", "skirting", "step")


def fashion(style: str | None = None, kind: str | None = None, architecture: tuple[str, ...] = ()) -> Fashion:
    """How a room of this style (an id of styles.yaml) in this kind of building is dressed."""
    of_style, of_kind = _OF_STYLE.get(style or ""), _OF_KIND.get(kind or "")
    plainly = replace(FAMILIES["modern"], doors="panelled", panes=(2, 2), skirting=0.1)
    details = FAMILIES[of_style or of_kind] if of_style or of_kind else plainly  # type: ignore[index]
    if kind in _STRONG and of_kind and of_style and of_style != of_kind:
        body = FAMILIES[of_kind]
        slots = {**details.slots, **{slot: body.slots[slot] for slot in _BUILT_OF}}
        plain = of_kind in ("concrete", "industrial")
        details = replace(
            details, slots=slots, services=body.services, low=0.0 if plain else details.low,
            panels=details.panels and not plain, cornice="none" if of_kind == "industrial" else details.cornice,
            columns=details.columns if details.columns in ("deco", "classical") else body.columns,
            doors=body.doors if details.doors in ("flush", "paper") else details.doors,
        )  # fmt: skip
    if kind in ("bunker", "submarine", "boiler_room", "factory") or "pipe" in architecture:
        details = replace(details, services=True)
    if "half_timbering" in architecture:
        details = replace(details, timbers=True)
    if "cornice" in architecture and details.cornice == "none":
        details = replace(details, cornice="plain")
    if "skirting" in architecture and details.skirting == 0:
        details = replace(details, skirting=0.12)
    if {"blast_door", "airlock"} & set(architecture):
        details = replace(details, doors="hatch" if "airlock" in architecture else "steel")
    if "steel_beam" in architecture:
        details = replace(details, slots={**details.slots, "beam": "steel"})
    return details
