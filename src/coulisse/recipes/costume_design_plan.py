"""How the designs of one costume differ: proportion, ease, lapels, weight of the cloth, balance of its colours."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from coulisse.recipes.brief_words.vocabulary import vocabulary
from coulisse.recipes.costume_brief import CostumeBrief
from coulisse.recipes.costume_periods_plan import of_the_period
from coulisse.scene.garments.cut import Cut

_RICH = {"opulent", "luxurious", "regal", "glamorous", "decadent", "rich", "elegant", "formal", "luxury"}


@dataclass(frozen=True)
class Design:
    """One design. Factors of what is usual; `hem` a share of the stature that hems come down by."""

    line: str  # what it tries, in words
    hem: float = 0.0
    ease: float = 1.0
    fitted: float = 0.0
    width: float = 1.0  # of collars and lapels
    weight: float = 1.0
    pad: float = 0.0
    hue: int = 0  # which colour of the harmony leads the accents
    accent: str = "tonal"  # tonal, dark, light, contrast
    number: int = 0
    formal: bool = False
    era: int = 2010


_DESIGNS = (
    Design("the usual proportions, colours tone on tone"),
    Design(
        "a longer, leaner line with narrower fronts, in a lighter cloth",
        hem=0.022,
        ease=0.78,
        fitted=0.12,
        width=0.9,
        weight=0.8,
        hue=1,
        accent="dark",
    ),
    Design(
        "a broad, easy cut with square shoulders and a wide collar, in a heavier cloth",
        hem=-0.006,
        ease=1.5,
        fitted=-0.3,
        width=1.16,
        weight=1.3,
        pad=0.012,
        hue=2,
        accent="contrast",
    ),
    Design(
        "a short, sharply waisted line, its edges picked out",
        hem=-0.024,
        ease=0.85,
        fitted=0.2,
        width=1.05,
        weight=1.05,
        pad=0.005,
        hue=1,
        accent="light",
    ),
    Design(
        "soft and full, with more cloth in skirt and sleeves",
        hem=0.012,
        ease=1.25,
        fitted=-0.1,
        width=1.1,
        weight=0.7,
        hue=2,
        accent="tonal",
    ),
    Design(
        "stiff and sculpted, the silhouette pushed",
        hem=0.008,
        ease=1.1,
        fitted=0.25,
        width=1.25,
        weight=1.5,
        pad=0.016,
        hue=3,
        accent="dark",
    ),
)


def designs(count: int, seed: int, brief: CostumeBrief) -> list[Design]:
    """`count` designs: the usual one first, then others in an order that the seed chooses."""
    rng = np.random.default_rng(seed)
    era = int(brief.era.first or 2010)
    formal = bool(_RICH & {*brief.mood, *brief.style, *brief.traits})
    others = 1 + rng.permutation(len(_DESIGNS) - 1) if seed else np.arange(1, len(_DESIGNS))
    order = [0, *map(int, others)]
    out = []
    for k in range(count):
        base = _DESIGNS[order[k % len(order)]]
        again = k // len(order)
        out.append(replace(
            base, number=k, era=era, formal=formal, hue=base.hue + again, hem=base.hem * (1 - 0.4 * again),
            width=base.width * (1 + 0.04 * again), ease=base.ease * (1 + 0.1 * again),
        ))  # fmt: skip
    return out


# What an era wears where the sentence leaves it open: field of a family, first and last year.
_ERAS: tuple[tuple[int, int, str, str, str], ...] = (
    (1966, 1979, "trousers", "silhouette", "flared"), (1966, 1979, "shirt", "collar", "point_collar"),
    (1940, 1950, "jacket", "silhouette", "broad_shouldered"), (1980, 1989, "jacket", "silhouette", "broad_shouldered"),
    (1920, 1929, "dress", "silhouette", "drop_waist"), (1930, 1939, "dress", "silhouette", "bias_cut"),
    (1947, 1959, "dress", "silhouette", "full_skirted"), (1960, 1969, "dress", "silhouette", "a_line"),
    (1837, 1869, "dress", "silhouette", "full_skirted"), (1870, 1889, "dress", "silhouette", "bustle"),
    (1890, 1900, "dress", "sleeves", "leg_of_mutton_sleeve"), (1800, 1825, "dress", "silhouette", "empire_line"),
    (1700, 1790, "dress", "silhouette", "pannier"), (1920, 1945, "trousers", "silhouette", "wide_leg"),
    (1947, 1959, "skirt", "silhouette", "full_skirted"), (1960, 1969, "skirt", "length", "mini"),
    (1960, 1969, "trousers", "silhouette", "tapered"), (1950, 1959, "trousers", "silhouette", "tapered"),
    (1837, 1900, "dress", "collar", "high_collar"), (1200, 1913, "dress", "length", "floor_length"),
)  # fmt: skip
# What the designs try in turn where nothing was said. The kind's own value comes first.
_OTHERS: dict[tuple[str, str], tuple[str, ...]] = {
    ("dress", "silhouette"): ("sheath", "full_skirted", "bias_cut", "a_line", "empire_line"),
    ("dress", "sleeves"): ("three_quarter_sleeve", "long_sleeve", "cap_sleeve", "bishop_sleeve", "short_sleeve"),
    ("dress", "collar"): ("boat_neck", "v_neck", "square_neck", "round_neck", "scoop_neck"),
    ("skirt", "silhouette"): ("pencil", "full_skirted", "a_line", "pleated", "flared"),
    ("trousers", "silhouette"): ("tapered", "wide_leg", "straight", "pleated", "wide_leg"),
    ("blouse", "sleeves"): ("bishop_sleeve", "long_sleeve", "puff_sleeve", "balloon_sleeve", "three_quarter_sleeve"),
    ("blouse", "collar"): ("peter_pan_collar", "bow_collar", "v_neck", "stand_collar", "round_neck"),
    ("shirt", "collar"): ("spread_collar", "point_collar", "button_down_collar", "shirt_collar", "grandad_collar"),
    ("jacket", "lapels"): ("peak_lapel", "shawl_lapel", "notch_lapel", "peak_lapel", "shawl_lapel"),
    ("coat", "lapels"): ("peak_lapel", "notch_lapel", "shawl_lapel", "peak_lapel", "notch_lapel"),
    ("jacket", "silhouette"): ("fitted", "broad_shouldered", "hourglass", "straight", "broad_shouldered"),
    ("coat", "silhouette"): ("fitted", "cocoon", "belted", "swing", "broad_shouldered"),
    ("jacket", "fastening"): ("one_button", "double_breasted", "two_button", "three_button", "double_breasted"),
    ("coat", "fastening"): ("three_button", "double_breasted", "two_button", "single_breasted", "double_breasted"),
    ("robe", "sleeves"): ("bell_sleeve", "wide_sleeve", "kimono_sleeve", "pagoda_sleeve", "wide_sleeve"),
}  # fmt: skip


_SEASONS = 1910


def chosen(family: str, field: str, usual: str | None, design: Design, free: bool, kind: str = "") -> str | None:
    """The value of a field in a design: what is there if it was named, else the era's, the kind's own, or another."""
    if not free:
        return usual
    era = next((v for a, b, f, name, v in _ERAS if f == family and name == field and a <= design.era <= b), None)
    plain = {"dress", "skirt", "trousers", "shirt", "blouse", "jacket", "coat", "robe", "suit_jacket", "suit_trousers",
             "gown", "overcoat", "blazer", "dinner_jacket"}  # fmt: skip
    own = era if era and kind in plain and not (usual and design.era < _SEASONS) else usual
    then = of_the_period(kind, field, own, design.era, design.number) if design.number else None
    if then is not None and not (field == "silhouette" and usual == "draped"):
        return then
    if design.number == 0 or kind not in plain or (own is None and field != "lapels"):
        return own
    if field == "lapels" and usual is None:
        return None
    others: Any = [v for v in _OTHERS.get((family, field), ()) if v != own]
    if design.era < _SEASONS and field in ("silhouette", "fastening", "length"):
        return own  # before fashion had seasons a silhouette was its period's, whoever wore it
    if not others or (kind == "gown" and field == "silhouette"):
        return own
    return str(others[(design.number - 1) % len(others)])


def told(cuts: tuple[Cut, ...], design: Design) -> str:
    """One line: what a design tries, with the measures of its main garment."""
    main = max(
        (c for c in cuts if c.family not in ("hat", "footwear", "accessory")),
        key=lambda c: (c.layer, c.covers),
        default=None,
    )
    if main is None:
        return f"tries: {design.line}"
    facts = [f"{vocabulary().get('garment', main.kind).en[0]} {main.silhouette.replace('_', ' ')}"]
    if main.lapel:
        facts.append(f"{main.lapel.replace('_', ' ')} {100 * main.lapel_width:.1f} cm")
    elif main.collar:
        facts.append(main.collar.replace("_", " "))
    facts.append(f"hem at {100 * main.hem:.0f} % of the height")
    facts.append(f"{main.goods.id.replace('_', ' ')} {main.goods.weight:.0f} g")
    skirt = next((c for c in cuts if c is not main and c.family in ("trousers", "skirt")), None)
    if skirt is not None:
        facts.append(f"{vocabulary().get('garment', skirt.kind).en[0]} {skirt.silhouette.replace('_', ' ')}")
    return f"tries: {design.line}: {', '.join(facts)}"
