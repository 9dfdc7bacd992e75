"""Furniture at true size, in the style that is asked for: `model_of(name, size, style=...)`.

A module of this package registers what it makes (`@makes("chair", ...)` on a function from `Want` to `Model`).
"""

from __future__ import annotations

from importlib import import_module

from coulisse.errors import BadInput
from coulisse.scene.furnish.registry import MAKERS, Want, family_of
from coulisse.scene.staged import Model

# One name a line, so that two people can add theirs.
MODULES: tuple[str, ...] = (
    "seats",
    "sofas",
    "sofas_club",
    "couches",
    "special_seats",
    "office_chairs",
    "seats_medical",
    "stools",
    "benches",
    "tables",
    "tables_games",
    "desks",
    "desks_school",
    "counters",
    "storage",
    "display_cabinets",
    "storage_steel",
    "cellar",
    "beds",
    "bedding",
    "beds_curtained",
    "beds_small",
    "kitchen",
    "stoves",
    "appliances",
    "bath",
    "washroom",
    "soft",
    "curtains",
    "display",
    "bookcases",
    "screens",
    "sacred",
    "sacred_stone",
    "burial",
    "medical",
    "industry",
    "warehouse",
    "engines",
    "machines",
    "technical",
    "laboratory",
    "plants",
    "garden",
    "flowers",
    "workshop",
    "crafts",
    "farm",
    "music",
    "players",
    "drums",
    "play",
    "toys",
    "trades",
    "shopfronts",
    "street",
    "fittings",
    "stairs",
    "props_study",
    "props_instruments",
    "props_electronic",
    "props_tools",
    "props_ropes",
    "props_pipes",
    "props_arms",
    "props_treasure",
    "props_table",
    "props_food",
    "props_vessels",
    "props_small",
    "props_wall",
    "props_clocks",
    "props_art",
    "props_bones",
    "props_curios",
    "props_travel",
    "props_clothes",
    "props_ship",
    "props_decay",
    "props_vehicles",
    "props_car",
    "props_craft",
    "lamps",
    "chandeliers",
    "lamps_fire",
    "lamps_work",
)  # fmt: skip

for _module in MODULES:
    import_module(f"{__name__}.{_module}")


def model_of(
    name: str, size: tuple[float, float, float], *, style: str | None = None, traits: tuple[str, ...] = (),
    seats: int = 0, seed: int = 0,
) -> Model | None:  # fmt: skip
    """The model of a piece of the vocabulary, or None where nobody makes it.

    `size` is (width across its facing, depth, height) in metres: the model's y, x and z. It fills that box to 2 cm.
    `style` is an id of styles.yaml or eras.yaml, `traits` ids of modifiers.yaml.
    The same arguments give the same model.

    Raises BadInput for a size that is not positive.
    """
    if min(size) <= 0:
        raise BadInput(f"{name}: {size} is no size in metres", remedy="give a width, a depth and a height above 0")
    maker = MAKERS.get(name)
    if maker is None:
        return None
    width, depth, height = (float(v) for v in size)
    return maker(Want(name, width, depth, height, family_of(style, traits), style, traits, seats, seed))


def known() -> tuple[str, ...]:
    """The ids that there is a model of."""
    return tuple(sorted(MAKERS))
