"""Colours of what nobody gave a colour: shoes, gloves, veils, neckwear, hats, as the occasion and the period have them.

Accessories of weddings, christenings and communions follow the garment that they go with; in mourning all is black;
evening dress has white gloves; leather follows the depth of what it is worn with.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from coulisse.recipes.brief_words.costume_proposals import form_of, year_of
from coulisse.recipes.brief_words.vocabulary import vocabulary
from coulisse.recipes.costume_brief import CostumeBrief, Garment
from coulisse.recipes.costume_goods_plan import Colours
from coulisse.scene.garments.cut import Cut, Goods
from coulisse.scene.staged import Vec3, linear

IVORY, WHITE, BLACK = linear("#efe8d8"), linear("#f2efe8"), linear("#121113")
_TAN, _BROWN, _OXBLOOD, _NUDE = linear("#6f4a2c"), linear("#3a2a20"), linear("#3a1a18"), linear("#c7a287")
_GREY, _BUFF = linear("#6d6a66"), linear("#c9b48a")
_WHITE_OCCASIONS = {"bride", "bridesmaid", "communicant", "wedding", "christening"}
_EVENING = {"gown", "tailcoat", "dinner_jacket", "opera_cape"}
_LEATHERS = {"shoes", "boots", "riding_boots", "high_heels", "belt", "bag", "glove", "gauntlet", "trainers", "sandals"}
_SUITED = {"suit_trousers", "waistcoat", "pencil_skirt"}
_NECKWEAR = {"tie", "bow_tie", "cravat", "jabot", "scarf"}


_WHITE_BRIDES = 1840  # Victoria's wedding: brides wore any colour before
_GOLD = linear("#d4a94a")


def occasion_of(brief: CostumeBrief, cuts: tuple[Cut, ...]) -> str:
    """`white`, `mourning`, `evening`, or `` for any day: what accessories take their colours from."""
    words = {*brief.wearer, *brief.style, *brief.mood, *brief.traits}
    kinds = {c.kind for c in cuts}
    if "mourning" in words or "widow" in words:
        return "mourning"
    if words & _WHITE_OCCASIONS or "wedding_dress" in kinds:
        return "white"
    return "evening" if kinds & _EVENING or "ball" in words else ""


def coloured(brief: CostumeBrief, worn: list[Garment], cuts: tuple[Cut, ...], palette: Colours) -> tuple[Cut, ...]:
    """The cuts of an outfit (in the order of `worn`), their accessories in colours that go with it and its occasion."""
    occasion = occasion_of(brief, cuts)
    year, form = year_of(brief.era), form_of(brief.sentence, [g.kind for g in worn])
    cuts = _in_white(brief, worn, _of_one_cloth(worn, cuts), year)
    main = _main(cuts)
    out = []
    for garment, cut in zip(worn, cuts, strict=True):
        family = vocabulary().get("garment", cut.kind).family
        open_ = not garment.colour and not garment.pattern_colours and not _own_colour(garment)
        if open_ and family in ("accessory", "hat"):
            cut = _dyed(cut, garment, _colour(cut, garment, main, cuts, occasion, year, form, palette))
        elif open_ and occasion == "mourning":
            cut = _dyed(cut, garment, BLACK)
        out.append(cut)
    return tuple(out)


def _of_one_cloth(worn: list[Garment], cuts: tuple[Cut, ...]) -> tuple[Cut, ...]:
    """The pieces of a suit in the jacket's cloth, where none has a colour of its own."""
    pairs = list(zip(worn, cuts, strict=True))
    jacket = next(((g, c) for g, c in pairs if c.kind == "suit_jacket"), None)
    if jacket is None:
        return cuts
    one, cloth = jacket
    return tuple(
        cut.with_(goods=replace(cut.goods, colour=cloth.goods.colour))
        if cut.kind in _SUITED and not garment.colour and garment.fabric == one.fabric and not garment.pattern_colours
        else cut
        for garment, cut in pairs
    )


def _in_white(brief: CostumeBrief, worn: list[Garment], cuts: tuple[Cut, ...], year: int) -> tuple[Cut, ...]:
    """The dress of a bride in ivory, of a communicant in white, where nobody gave it a colour; from Victoria's on."""
    own = IVORY if "bride" in brief.wearer else WHITE if "communicant" in brief.wearer else None
    if own is None or year < _WHITE_BRIDES:
        return cuts
    return tuple(
        _dyed(cut, garment, own)
        if cut.family in ("dress", "skirt") and not garment.colour and not garment.pattern_colours
        else cut
        for garment, cut in zip(worn, cuts, strict=True)
    )


def _own_colour(garment: Garment) -> bool:
    """Whether the cloth that was named has a colour of its own: straw, fur, metal, denim."""
    material: Any = vocabulary().entries["material"].get(garment.fabric or "")
    named = garment.fabric in (
        "fur",
        "faux_fur",
        "denim",
        "suede",
        "buckskin",
        "snakeskin",
        "sheepskin_fabric",
        "straw",
    )
    return named or (material is not None and getattr(material, "class_", "") == "metal")


def _main(cuts: tuple[Cut, ...]) -> Cut | None:
    """The garment that an outfit is seen by: the outermost of those that cover the body."""
    large = [c for c in cuts if c.family in ("dress", "upper", "jumpsuit", "cape", "skirt", "trousers")]
    return max(large, key=lambda c: (c.family == "dress", c.layer), default=None)


def _dyed(cut: Cut, garment: Garment, colour: Vec3 | None) -> Cut:
    if colour is None:
        return cut
    goods: Goods = replace(cut.goods, colour=colour)
    if cut.kind in ("glove", "high_heels", "shoes") and bright(colour) > 0.45 and not garment.fabric:
        fabrics: Any = vocabulary().entries["fabric"]
        entry = fabrics["satin"]
        goods = replace(goods, id="satin", kind=entry.class_, sheen=entry.sheen, label="satin", weight=entry.weight)
    return cut.with_(goods=goods)


def bright(colour: Vec3) -> float:
    """The luminance of a linear colour, 0 to 1."""
    return 0.2126 * colour[0] + 0.7152 * colour[1] + 0.0722 * colour[2]


def _colour(
    cut: Cut, garment: Garment, main: Cut | None, cuts: tuple[Cut, ...], occasion: str, year: int, form: str,
    palette: Colours,
) -> Vec3 | None:  # fmt: skip
    kind = cut.kind
    if kind == "epaulette" and any("gold" in t.what or "brass" in t.what for c in cuts for t in c.trims):
        return _GOLD
    if kind == "bib":
        return next((c.goods.colour for c in cuts if c.kind in ("apron", "dungarees")), WHITE)
    if kind in ("crown", "helmet", "straw_hat", "epaulette", "suspenders"):
        return None
    if occasion == "mourning":
        return BLACK
    if occasion == "white":
        return _of_a_wedding(cut, main)
    if kind in _NECKWEAR:
        return _neckwear(kind, cuts, occasion, year, palette)
    if kind == "socks":
        return _stockings(cuts, year, form)
    if kind in ("glove", "gauntlet") and (occasion == "evening" or (1790 <= year <= 1960 and form == "f")):
        return WHITE
    if kind in _LEATHERS:
        return _leather(kind, cuts, main, occasion, year, form)
    if kind == "wig":
        return _POWDER if 1650 <= year <= 1800 else _HAIR
    if kind == "mantilla":
        return BLACK
    if kind == "wimple":
        return WHITE
    if kind == "chef_s_hat":
        return WHITE
    if kind == "fez":
        return linear("#7d1420")
    if kind == "pith_helmet":
        return linear("#d8cfb4")
    if kind == "necklace":
        return linear("#e8e3d8")
    if kind in ("hennin", "headband") and main is not None and not garment.colour:
        return main.goods.colour
    if kind == "veil":
        dark = main is not None and bright(main.goods.colour) <= 0.03
        return BLACK if occasion == "mourning" or (dark and year >= 1700) else IVORY
    if kind in ("apron", "bonnet") and year < 1960:
        return WHITE if garment.fabric in (None, "cotton", "linen", "muslin") else None
    if kind in ("top_hat", "bowler_hat", "bicorne", "tricorne"):
        return BLACK
    if kind in ("sash", "headscarf", "beret"):
        return palette.accent if palette.given else None
    return None


_POWDER, _HAIR = linear("#cfcac2"), linear("#3a2a1e")


def _of_a_wedding(cut: Cut, main: Cut | None) -> Vec3 | None:
    """Veil, gloves and shoes in the white or ivory of a light dress; with a dark suit leather is black, linen white."""
    light = main is not None and bright(main.goods.colour) > 0.25
    if main is not None and light and cut.kind not in ("top_hat", "suspenders"):
        r, g, b = main.goods.colour
        return (min(1.02 * r, 0.92), min(1.02 * g, 0.9), min(1.02 * b, 0.88))
    if cut.kind in _NECKWEAR or cut.kind in ("veil", "glove"):
        return _GREY if cut.kind in ("tie", "cravat") else WHITE
    return BLACK if cut.kind in _LEATHERS or cut.family == "hat" else None


def _neckwear(kind: str, cuts: tuple[Cut, ...], occasion: str, year: int, palette: Colours) -> Vec3 | None:
    kinds = {c.kind for c in cuts}
    if kind == "jabot" or (kind == "cravat" and year < 1845):
        return WHITE
    if kind == "bow_tie":
        return WHITE if "tailcoat" in kinds else BLACK if occasion == "evening" else palette.accent
    if kind == "scarf":
        return WHITE if occasion == "evening" else palette.accent
    shirt = next((c for c in cuts if c.kind in ("shirt", "dress_shirt")), None)
    strong = palette.accent if bright(palette.accent) < 0.35 else palette.dark
    return strong if shirt is None or bright(shirt.goods.colour) > 0.3 else palette.light


def _stockings(cuts: tuple[Cut, ...], year: int, form: str) -> Vec3:
    if any(c.kind in ("breeches", "kilt") for c in cuts):
        return WHITE if year < 1850 else linear("#8a8578")
    if form == "f" and 1915 <= year <= 2000:
        return _NUDE
    legs = next((c for c in cuts if c.family == "trousers"), None)
    return legs.goods.colour if legs is not None else BLACK if year > 1850 else WHITE


def _leather(kind: str, cuts: tuple[Cut, ...], main: Cut | None, occasion: str, year: int, form: str) -> Vec3 | None:
    """Leather follows what it is worn with: black with dark and formal, tan with earthy and light, soft with gowns."""
    if kind == "trainers":
        return WHITE
    if kind in ("sandals",):
        return _TAN
    if year < 1500:
        return _BROWN
    if year >= 2150:
        return None
    if main is None:
        return _BROWN
    if occasion == "evening":
        if form == "f" and kind in ("high_heels", "shoes", "bag"):
            r, g, b = main.goods.colour
            return (0.75 * r, 0.75 * g, 0.75 * b) if bright(main.goods.colour) < 0.5 else IVORY
        return BLACK
    if kind in ("riding_boots",) or 1660 <= year <= 1830:
        return BLACK
    legs = next((c for c in cuts if c.family in ("trousers", "skirt")), main).goods.colour
    r, _, b = legs
    if kind == "high_heels" and main.family == "dress":
        return BLACK if bright(legs) < 0.12 else _NUDE
    earthy = r > 1.35 * b and bright(legs) < 0.4
    if earthy and main.kind not in ("suit_jacket", "uniform_jacket", "tailcoat"):
        return _BROWN
    if bright(legs) < 0.05 or main.kind in ("suit_jacket", "uniform_jacket", "tailcoat", "frock_coat"):
        return BLACK
    return _BROWN if r > 1.15 * b else _OXBLOOD if form == "f" else BLACK


__all__ = ["bright", "coloured", "occasion_of"]
