"""Who makes what: a maker registers the ids that it can build; `Want` is what it is asked for."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from coulisse.scene.meshes import merge
from coulisse.scene.staged import Lamp, Model, Part


@dataclass(frozen=True)
class Want:
    """What a maker is asked for: metres (width across the facing along y, depth along x), a family of styles, traits.

    `family` is one of FAMILIES or "" where nothing was said; `style` is the id as it came.
    """

    name: str
    width: float
    depth: float
    height: float
    family: str = ""
    style: str | None = None
    traits: tuple[str, ...] = ()
    seats: int = 0
    seed: int = 0

    def rng(self, salt: str = "") -> np.random.Generator:
        """Numbers by chance that are the same for the same piece and seed."""
        return np.random.default_rng([abs(self.seed), zlib.crc32(f"{self.name}{salt}".encode())])

    def has(self, *traits: str) -> bool:
        """Whether one of these traits was asked for."""
        return any(t in self.traits for t in traits)

    def is_(self, *families: str) -> bool:
        """Whether its family is one of these."""
        return self.family in families


Maker = Callable[[Want], Model]
MAKERS: dict[str, Maker] = {}

# The families that designs differ by, and the styles and eras (ids of styles.yaml and eras.yaml) in each.
FAMILIES: dict[str, tuple[str, ...]] = {
    "classical": (
        "classical", "neoclassical", "greek_revival", "egyptian_revival", "palladian", "georgian", "regency", "empire",
        "directoire", "louis_xvi", "biedermeier", "haussmannian", "english", "french", "french_revolution", "preppy",
        "antiquity", "ancient_greece", "ancient_rome", "ancient_egypt", "mesopotamian", "formal", "ceremonial",
    ),
    "baroque": (
        "baroque", "rococo", "mannerist", "chinoiserie", "louis_xiv", "louis_xv", "louis_xiii", "ancien_regime",
        "renaissance", "maximalist", "kitsch", "russian", "italian", "byzantine", "ottoman", "mughal", "haute_couture",
    ),
    "gothic": (
        "gothic", "neo_gothic", "romanesque", "tudor", "elizabethan", "jacobean", "late_middle_ages", "goth", "fantasy",
        "high_middle_ages", "romanesque_period", "age_of_sail",
    ),
    "victorian": (
        "victorian", "edwardian", "second_empire", "belle_epoque", "art_nouveau", "arts_and_crafts", "steampunk",
        "industrial_revolution", "first_world_war", "vintage", "shabby_chic", "provencal", "eclectic", "civil_war",
    ),
    "art_deco": ("art_deco", "streamline_moderne", "roaring_twenties", "interwar", "noir", "disco_style"),
    "modern": (
        "bauhaus", "constructivist", "modernist", "modern", "international_style", "minimalist", "contemporary",
        "postmodern", "memphis", "american", "great_depression", "soviet", "cold_war", "dystopian",
    ),
    "mid_century": (
        "mid_century_modern", "mid_century", "scandinavian", "pop_art", "psychedelic", "postwar", "swinging_sixties",
        "mod", "organic", "rockabilly", "second_world_war",
    ),
    "brutalist": ("brutalist",),
    "industrial": ("industrial", "dieselpunk", "military_style", "utilitarian", "post_apocalyptic", "punk", "grunge"),
    "futuristic": (
        "futuristic", "high_tech", "space_age", "cyberpunk", "solarpunk", "biomechanical", "science_fiction", "utopian",
        "near_future", "far_future", "future",
    ),
    "rustic": (
        "rustic", "vernacular", "shaker", "alpine", "tuscan", "mediterranean", "spanish", "mexican", "nautical",
        "western_style", "wild_west", "viking", "middle_ages", "early_middle_ages", "prehistory", "bronze_age",
        "iron_age", "peasant_style", "tropical", "african", "hippie",
    ),
    "eastern": ("japanese", "zen", "chinese", "indian", "moorish", "moroccan", "persian", "feudal_japan", "meiji",
                "ming_dynasty"),
}  # fmt: skip
_FAMILY = {style: family for family, styles in FAMILIES.items() for style in (family, *styles)}


def family_of(style: str | None, traits: Sequence[str] = ()) -> str:
    """The family of designs of a style, or of the first trait that names one; "" when nothing does."""
    for word in (style, *traits):
        if word and word in _FAMILY:
            return _FAMILY[word]
    return ""


def makes(*names: str) -> Callable[[Maker], Maker]:
    """Registers a maker for ids of the vocabulary."""

    def register(maker: Maker) -> Maker:
        for name in names:
            MAKERS[name] = maker
        return maker

    return register


def finish(
    want: Want, parts: Sequence[Part], slots: dict[str, str], main: Sequence[str] = (), *, fit: str = "xyz",
    lamps: Sequence[Lamp] = (),
) -> Model:  # fmt: skip
    """A model of these parts, stretched by the last few per cent to fill the box that was asked for.

    Parts of one slot and shading become one mesh. `fit` names the axes along which the piece reaches its box; along
    those it does not name it is pressed into the box, unless it says `keep` ("xy keep": its height is its own affair).
    """
    low = np.min([p.points.min(0) for p in parts], axis=0).astype(float)
    high = np.max([p.points.max(0) for p in parts], axis=0).astype(float)
    middle = np.array([(low[0] + high[0]) / 2, (low[1] + high[1]) / 2, low[2]])
    span = np.maximum(high - low, 1e-6)
    asked = np.array([want.depth, want.width, want.height])
    scale = np.array(
        [
            asked[i] / span[i] if "xyz"[i] in fit else (1.0 if "keep" in fit else min(1.0, asked[i] / span[i]))
            for i in range(3)
        ]
    )
    groups: dict[tuple[str, bool, bool], list[Part]] = {}
    for p in parts:
        groups.setdefault((p.slot, p.smooth, p.uv is not None), []).append(p)
    made: list[Part] = []
    for (slot, smooth, _), group in groups.items():
        one = merge(slot if not smooth else f"{slot}_round", group)
        points = ((one.points - middle) * scale).astype(np.float32)
        made.append(Part(one.name, points, one.faces, slot, one.bevel, smooth, one.uv))
    used = {p.slot for p in parts}
    kept = {slot: material for slot, material in slots.items() if slot in used}
    lit = [(lamp, (np.asarray(lamp.position, float) - middle) * scale) for lamp in lamps]
    shed = tuple(replace(lamp, position=(float(at[0]), float(at[1]), float(at[2]))) for lamp, at in lit)
    return Model(want.name, tuple(made), kept, tuple(m for m in main if m in used), shed)
