"""The parts of a garment: neck, sleeves, closing, seams, pockets, and those named with a cloth of their own."""

from __future__ import annotations

from typing import Any

from coulisse.recipes.brief_words.vocabulary import vocabulary
from coulisse.recipes.costume_brief import Garment
from coulisse.recipes.costume_design_plan import Design
from coulisse.recipes.costume_goods_plan import Colours, goods_of
from coulisse.scene.garments.bodice import AWAY
from coulisse.scene.garments.cut import Cut, Goods, Trimming
from coulisse.scene.garments.looks import CLEAR
from coulisse.scene.staged import Vec3, linear

SILK = 1860  # from here on evening coats are faced with silk
_CROSSED = {"kimono", "kimono_jacket", "hanfu", "yukata"}


def necked(cut: Cut, garment: Garment, design: Design, lapels: str | None, collar: str | None, palette: Colours) -> Cut:
    """The cut with its collar, hood or lapels."""
    if cut.family in ("skirt", "trousers"):
        return cut.with_(collar="")
    if garment.collar and not garment.lapels and collar != "shawl_collar":
        lapels = None
    if garment.kind == "leather_jacket" and not (garment.collar or lapels):
        lapels = "notch_lapel"
    if collar in ("shawl_collar", "notch_collar"):
        lapels = lapels or ("shawl_lapel" if collar == "shawl_collar" else "notch_lapel")
    wide = 1.0 * design.width
    words = {*garment.lapel_traits, *garment.collar_traits}
    seventies = 1.18 if 1966 <= design.era <= 1979 else 0.82 if 1958 <= design.era <= 1965 else 1.0
    if "wide" in words:  # wide in every design, and wider in some
        wide = (0.55 + 0.45 * wide) * 1.32
    elif "narrow" in words:
        wide = (0.55 + 0.45 * wide) * 0.66
    else:
        wide *= seventies
    changes: dict[str, Any] = {"collar_up": "turned_up" in words}
    hooded = collar == "hood" or garment.collar == "hood"
    if hooded:
        return cut.with_(hood=True, collar="round_neck" if cut.family != "cape" else "", **changes)
    if lapels:
        plain = {"satin_lapel": "peak_lapel" if cut.kind == "dinner_jacket" else "notch_lapel", "lapel": "peak_lapel"
                 if garment.fastening == "double_breasted" else "notch_lapel"}.get(lapels, lapels)  # fmt: skip
        changes |= {"lapel": plain, "lapel_width": min(0.085 * wide, 0.135), "collar": "notch_collar"}
        if collar in ("fur_collar", "velvet_collar"):
            changes["collar"] = collar
        evening = cut.kind in ("dinner_jacket", "tailcoat") and design.era >= SILK
        if lapels == "satin_lapel" or evening:
            tone = cut.goods.colour if design.accent == "tonal" else palette.dark
            changes["facing"] = goods_of(
                "satin",
                Garment(kind=cut.kind),
                design,
                (0.012, 0.011, 0.014) if design.accent != "tonal" else _scaled(tone, 0.45),
                True,
            )
    else:
        changes |= {"lapel": "", "collar": collar or "", "collar_width": min(0.075 * wide, 0.12)}
        if collar == "fur_collar":
            changes["facing"] = goods_of("fur", Garment(kind=cut.kind), design, None, True)
        elif collar == "velvet_collar":
            changes["facing"] = goods_of("velvet", Garment(kind=cut.kind), design, _scaled(cut.goods.colour, 0.4), True)
    return cut.with_(**changes)


def sleeved(cut: Cut, garment: Garment, sleeves: str | None) -> Cut:
    """The cut with its sleeves: how much of the arm they cover, rolled or with cuffs."""
    if cut.family in ("skirt", "trousers", "cape"):
        return cut
    if not sleeves or sleeves == "sleeveless" or cut.kind == "dungarees":
        return cut.with_(sleeve="sleeveless", covers=0.0)
    covers = float(vocabulary().get("sleeve", sleeves).covers)
    words = {*garment.sleeve_traits, *garment.traits}
    if "long" in garment.sleeve_traits:
        covers = 1.0
    elif "short" in garment.sleeve_traits:
        covers = 0.35 if sleeves == "puff_sleeve" else 0.3
    rolled = "rolled_up" in words
    if rolled:
        covers = min(covers, 0.6)
    seams = cut.seams
    shirt = vocabulary().get("garment", cut.kind).family in ("shirt", "blouse") or cut.kind in (
        "bomber_jacket",
        "denim_jacket",
        "shirt_dress",
    )
    if (shirt and covers >= 0.95 and sleeves in ("long_sleeve", "sleeve", "set_in_sleeve")) or rolled:
        seams = (*seams, "cuff")
    return cut.with_(sleeve=sleeves, covers=covers, rolled=rolled, seams=seams)


def closed(cut: Cut, garment: Garment, fastening: str | None) -> Cut:
    """The cut with its closing: where it sits, how many buttons and how large."""
    if not fastening:
        return cut
    entry = vocabulary().get("fastening", fastening)
    kind = entry.class_
    place = entry.place if entry.place in ("front", "back", "side", "neck") else "front"
    changes: dict[str, Any] = {"closing": "fly" if cut.family == "trousers" and kind == "fly" else kind, "place": place}
    tailor = vocabulary().get("garment", cut.kind).family in ("jacket", "coat", "suit", "waistcoat", "uniform")
    count = {"one_button": 1, "two_button": 2, "three_button": 3, "single_breasted": 2, "double_breasted": 6}.get(
        fastening, 0
    )
    if fastening == "double_breasted":
        changes["breasted"] = 2
    if kind == "button" and tailor:
        changes["buttons"] = count or {
            "waistcoat": 5,
            "brocade_vest": 8,
            "doublet": 10,
            "uniform_jacket": 8,
            "justaucorps": 9,
            "denim_jacket": 6,
            "safari_jacket": 5,
            "nehru_jacket": 6,
            "lab_coat": 4,
        }.get(cut.kind, 3)
        if cut.lapel and cut.buttons == 0 and cut.kind == "dinner_jacket" and not count:
            changes["buttons"] = 1
        if cut.kind == "dinner_jacket" and fastening == "single_breasted":
            changes["buttons"] = 1
        changes["button_size"] = 0.024 if cut.layer >= 4 else 0.0195
    detail = next((d.count for d in garment.details if d.what == "button" and d.count), None)
    named = next((d.count for d in garment.details if d.what in ("buttons", "buttonhole") and d.count), detail)
    if named:
        changes["buttons"] = named
    if fastening == "asymmetric_zip":
        changes["traits"] = (*cut.traits, "asymmetric")
    if fastening == "fall_front":
        changes["traits"] = (*cut.traits, "fall_front")
    if cut.kind in ("polo_shirt", "henley", "nightshirt", "kurta", "tunic", "chemise"):
        changes["traits"] = (*cut.traits, "popover")
    if {"open", "unbuttoned"} & {*garment.traits, *garment.collar_traits} or (
        fastening == "ties" and cut.kind in ("kimono_jacket",)
    ):
        changes["open"] = True
    return cut.with_(**changes)


def crossed(cut: Cut, garment: Garment) -> Cut:
    """Fronts that cross under a band around the neck, as on a kimono."""
    if cut.kind in _CROSSED and not garment.collar and not cut.lapel:
        r, g, b = cut.goods.colour
        light = (0.55, 0.52, 0.46) if r + g + b < 0.9 else (0.05, 0.045, 0.05)
        return cut.with_(collar="v_neck", trims=(*cut.trims, Trimming("binding", "neck", light, 0.042)))
    return cut


def sewn(cut: Cut, garment: Garment, entry: Any) -> Cut:
    """Seams, pockets and lining that a garment of its family has."""
    seams, pockets, lining = list(cut.seams), list(cut.pockets), None
    f = entry.family
    if f in ("jacket", "coat", "suit", "waistcoat", "uniform"):
        seams.append("tailored")
    if f in ("jacket", "suit") and cut.lapel:
        pockets += ["breast"] if cut.kind in AWAY else ["breast", "flap"]
    if f == "coat":
        pockets += (
            ["patch"] if cut.kind in ("duffle_coat", "lab_coat", "pea_coat") else ["flap"] if cut.hem < 0.5 else []
        )
    if cut.kind in ("waistcoat",):
        pockets += ["welt"]
    if cut.kind in ("safari_jacket", "battledress", "denim_jacket", "work_shirt"):
        pockets += ["chest"] + (["patch"] if cut.hem < 0.5 and cut.kind == "safari_jacket" else [])
    if cut.kind == "shirt":
        pockets += ["chest_one"]
    if cut.kind in ("cargo_pants",):
        pockets += ["cargo"]
    if f == "trousers" and cut.kind not in ("hose", "leggings", "breeches", "harem_pants") and cut.family == "trousers":
        pockets += ["slant", "back"]
    if f == "dress" and cut.waist != "none":
        seams.append("waistband" if cut.silhouette in ("full_skirted", "belted", "bustle") else "waist")
    if not {"unlined", *CLEAR} & {*cut.traits} and f in ("jacket", "coat", "suit", "cape", "waistcoat", "uniform"):
        lining = Goods("silk", _scaled(cut.goods.colour, 0.5), 70, 3, 0.85, 0.7, kind="woven", label="lining")
    return cut.with_(seams=tuple(dict.fromkeys(seams)), pockets=tuple(dict.fromkeys(pockets)), lining=lining)


def detailed(cut: Cut, garment: Garment, design: Design, palette: Colours, notes: list[str]) -> Cut:
    """Parts that were named with a cloth or a colour of their own."""
    for detail in garment.details:
        colour = linear(detail.colour) if detail.colour else palette.accent if "contrasting" in detail.traits else None
        fabric = detail.fabric or cut.goods.id
        changed = bool(detail.colour or detail.fabric or "contrasting" in detail.traits)
        own = goods_of(
            fabric, Garment(kind=cut.kind), design, colour or (None if detail.fabric else cut.goods.colour), True
        )
        if detail.what == "cuff":
            cut = cut.with_(seams=tuple(dict.fromkeys([*cut.seams, "cuff"])), cuff=own if changed else cut.cuff)
        elif detail.what in vocabulary().entries["sleeve"]:
            cut = cut.with_(sleeve_goods=own if changed else None)
        elif detail.what == "lining":
            cut = cut.with_(lining=own)
        elif detail.what == "pocket":
            kind = "patch" if "patch" in " ".join(detail.traits) or not cut.pockets else cut.pockets[0]
            cut = cut.with_(pockets=tuple(dict.fromkeys([*cut.pockets, kind])))
        elif detail.what == "shoulder":
            cut = cut.with_(
                shoulder_pad=0.014 if {"padded", "wide"} & {*detail.traits} else cut.shoulder_pad,
                traits=(*cut.traits, "broad"),
            )
        elif detail.what == "waistband":
            high = "high" in detail.traits
            cut = cut.with_(
                waistband=max(cut.waistband, 0.045), traits=(*cut.traits, "high_waisted") if high else cut.traits
            )
        elif detail.what == "ruff":
            white = colour or (0.8, 0.78, 0.74)
            cut = cut.with_(facing=goods_of("linen", Garment(kind=cut.kind), design, white, True))
        elif detail.what == "train":
            pass  # in the shape
        elif detail.what == "skirt_part" and cut.family == "dress" and cut.waist != "none":
            cut = cut.with_(skirt_goods=own)
        elif detail.what == "bodice_part" and cut.family == "dress" and cut.waist != "none":
            cut = cut.with_(goods=own, skirt_goods=cut.skirt_goods or cut.goods)
        elif detail.what in ("frogs", "frogging") and cut.closing == "frog":
            cut = cut.with_(braid=colour)
        elif detail.what == "button" or detail.what in vocabulary().entries["fastening"]:
            if colour and cut.closing:
                cut = cut.with_(notions=colour)
        elif detail.what in ("buttonhole", "seam", "hem", "edge", "placket", "yoke", "front", "back"):
            notes.append(
                f"{detail.what} of the {cut.name}: drawn as it is usual"
                if not changed
                else f"{detail.what} of the {cut.name}: its own colour is not drawn"
            )
        else:
            notes.append(f"{detail.what.replace('_', ' ')} of the {cut.name} is not drawn")
    return cut


def button_colour(colour: Vec3) -> Vec3:
    """Buttons that go with a cloth: horn on dark, pearl on light."""
    bright = sum(colour) / 3
    return (0.62, 0.58, 0.50) if bright > 0.5 else (0.018, 0.014, 0.012) if bright < 0.12 else (0.09, 0.055, 0.03)


def _scaled(colour: Vec3, by: float) -> Vec3:
    r, g, b = (v * by for v in colour)
    return r, g, b


__all__ = ["button_colour", "closed", "crossed", "detailed", "necked", "sewn", "sleeved"]
