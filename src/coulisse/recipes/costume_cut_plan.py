"""From a garment of the brief to its cut: each word of the vocabulary has its place on it, or is in the notes."""

from __future__ import annotations

from typing import Any

from coulisse.recipes.brief_words.vocabulary import vocabulary
from coulisse.recipes.costume_brief import CostumeBrief, Garment
from coulisse.recipes.costume_design_plan import Design, chosen
from coulisse.recipes.costume_goods_plan import Colours, goods_of
from coulisse.recipes.costume_trim_plan import trimmings
from coulisse.scene.garments.cut import Cut, Family, Trimming
from coulisse.scene.garments.looks import BRASS
from coulisse.scene.garments.things import MADE
from coulisse.scene.staged import Vec3, linear

_FAMILIES: dict[str, Family] = {
    "shirt": "upper", "blouse": "upper", "tshirt": "upper", "jacket": "upper", "coat": "upper", "waistcoat": "upper",
    "uniform": "upper", "robe": "upper", "dress": "dress", "skirt": "skirt", "trousers": "trousers", "cape": "cape",
    "hat": "hat", "suit": "upper",
}  # fmt: skip
_JUMPSUITS = {"jumpsuit", "dungarees", "space_suit", "armour"}
_CROSSED = {"kimono", "kimono_jacket", "hanfu", "yukata"}
FLOWING = "flowing"  # fitted to the hip, and cloth that falls in folds from there
_FEET = {"boots", "riding_boots", "shoes", "high_heels", "sandals", "trainers", "socks"}
_IN_ONE = {
    "sheath",
    "straight",
    "a_line",
    "loose_cut",
    "swing",
    "t_silhouette",
    "cocoon",
    "bias_cut",
    "oversized_cut",
    "draped",
}
# Where cloth that is wound, laced in plates or blown up is drawn as something simpler.
_SIMPLER = {
    "sari": "the sari is drawn as a draped dress, not as one wound length",
    "toga": "the toga is drawn as a loose robe, not as one wound length",
    "chiton": "the chiton is drawn sewn, not pinned",
    "armour": "the armour is drawn as one fitted shell, without plates that move",
    "space_suit": "the space suit is drawn without its life support",
    "chainmail": "the chainmail is drawn as a heavy cloth of metal, not ring by ring",
    "puffer_jacket": "the quilting of the puffer jacket is not drawn",
    "sarong": "the sarong is drawn as a wrapped skirt",
}
_TOP_HEMS = {"hip_length": 0.455, "waist_length": 0.585, "cropped": 0.645, "elbow_length": 0.6}


def _family(kind: str) -> Family | None:
    entry = vocabulary().get("garment", kind)
    if kind in _JUMPSUITS:
        return "jumpsuit"
    if kind == "maid_s_uniform":
        return "dress"
    if kind in _FEET:
        return "footwear"
    if entry.family == "accessory":
        return "accessory" if kind in MADE else None
    return _FAMILIES.get(entry.family)


KINDS: dict[str, Family | None] = {kind: _family(kind) for kind in vocabulary().entries["garment"]}


def cut_of(
    brief: CostumeBrief, garment: Garment, design: Design, palette: Colours, free: set[str], notes: list[str]
) -> Cut:
    """The cut of one garment in one design; `free` names the fields (kind.field) that nobody asked for."""
    known = vocabulary()
    entry = known.get("garment", garment.kind)
    family = KINDS[garment.kind] or "accessory"
    if garment.kind in _SIMPLER:
        notes.append(_SIMPLER[garment.kind])

    without = {*brief.without}

    def pick(field: str, value: str | None) -> str | None:
        if not value and field in ("collar", "lapels") and without & {"collar", "lapel"}:
            return "grandad_collar" if field == "collar" and entry.family == "shirt" else None
        own = value if value else getattr(entry, {"sleeves": "sleeve"}.get(field, field), None)
        return chosen(entry.family, field, own, design, not value or f"{garment.kind}.{field}" in free, garment.kind)

    fabric = garment.fabric or entry.fabric or "cotton"
    colour = linear(garment.colour) if garment.colour else _colour(garment, entry, palette, fabric, design)
    goods = goods_of(fabric, garment, design, colour, not garment.fabric or f"{garment.kind}.fabric" in free)
    traits = tuple(
        dict.fromkeys(
            [*garment.traits, *garment.collar_traits, *garment.sleeve_traits, *garment.fabric_traits, *brief.traits]
        )
    )
    if family in ("hat", "footwear", "accessory"):
        trims, accents = trimmings(garment, family, goods, palette, notes)
        return Cut(
            garment.kind, family, goods, entry.layer, hem=_hem(garment, entry, design, free), trims=trims,
            notions=accents, traits=traits, collar=garment.collar or "", name=entry.en[0],
            closing=vocabulary().get("fastening", garment.fastening).class_ if garment.fastening else "",
        )  # fmt: skip
    # How a gown flows is its design: no option leaves it.
    flows = garment.silhouette == FLOWING
    silhouette = FLOWING if flows else pick("silhouette", garment.silhouette) or "straight"
    ease = _ease(silhouette, entry, traits, design)
    cut = Cut(
        garment.kind,
        family,
        goods,
        entry.layer,
        hem=_hem(garment, entry, design, free),
        ease=ease,
        fitted=_fitted(silhouette, traits, design),
        silhouette=silhouette,
        traits=_known_traits(traits),
        name=entry.en[0],
    )
    cut = _shape(cut, garment, entry, design)
    cut = _neck(cut, garment, design, pick("lapels", garment.lapels), pick("collar", garment.collar), palette)
    cut = _sleeve(cut, garment, pick("sleeves", garment.sleeves))
    cut = _closing(cut, garment, pick("fastening", garment.fastening))
    cut = _crossed(cut, garment)
    cut = _sewn(cut, garment, entry)
    if {"belt", "sash"} & {*brief.without}:
        cut = cut.with_(belt=False)
    cut = _details(cut, garment, design, palette, notes)
    trims, buttons = trimmings(garment, family, goods, palette, notes)
    metal = (
        cut.metal or any(t.what in ("brass_buttons", "metal_studs") for t in garment.trims) or entry.family == "uniform"
    )
    notion = (
        buttons if any("button" in t.what for t in garment.trims) else BRASS if metal else _button_colour(goods.colour)
    )
    return cut.with_(trims=(*cut.trims, *trims), metal=metal, notions=notion)


def _colour(garment: Garment, entry: Any, palette: Colours, fabric: str, design: Design) -> Vec3 | None:
    """The colour of a garment that has none: the palette's for what shows, the cloth's own for small things."""
    if (
        garment.pattern_colours
        or entry.family in ("accessory", "hat")
        or fabric in ("leather", "denim", "metal_plate", "straw")
    ):
        return None
    if entry.family in ("shirt", "blouse") and entry.layer <= 1:
        return palette.light
    if entry.family in ("trousers", "skirt") and palette.given:
        return palette.second if design.accent != "dark" else palette.dark
    if palette.given and garment.kind in ("waistcoat", "brocade_vest"):
        return palette.accent
    return (
        palette.lead
        if palette.given
        else (palette.lead if entry.family in ("dress", "coat", "jacket", "robe", "cape") else palette.second)
    )


def _hem(garment: Garment, entry: Any, design: Design, free: set[str]) -> float:
    open_ = not garment.length or f"{garment.kind}.length" in free
    length = chosen(entry.family, "length", garment.length or entry.length, design, open_, garment.kind)
    if length is None:
        return 0.5
    hem = float(vocabulary().get("length", length).hem)
    if entry.region == "upper" or entry.family in (
        "shirt",
        "jacket",
        "uniform",
        "waistcoat",
        "tshirt",
        "blouse",
        "suit",
    ):
        hem = _TOP_HEMS.get(length, hem)
    if entry.family == "waistcoat" and length == "waist_length":
        hem = 0.56
    if garment.fastening == "frogs" and entry.family == "uniform" and length in ("hip_length", "waist_length"):
        return 0.548  # a hussar's jacket is cropped at the hip bone: he rides
    if entry.family == "trousers" and length in ("ankle_length", "floor_length"):
        return 0.030 if entry.silhouette not in ("flared", "wide_leg") else 0.014
    if length in ("floor_length", "with_a_train"):
        return 0.012
    # A named length stays what it was named: a hand's breadth is still knee-length.
    move = design.hem * (1.0 if f"{garment.kind}.length" in free or not garment.length else 0.35)
    return min(max(hem - move, 0.012), 0.68)


def _ease(silhouette: str, entry: Any, traits: tuple[str, ...], design: Design) -> float:
    wide = 0.05 if silhouette == FLOWING else float(vocabulary().get("silhouette", silhouette).ease) / 100
    if entry.family in ("jacket", "coat", "uniform", "suit"):
        wide = max(wide, 0.075) + (0.03 if entry.family == "coat" else 0.0)
    if entry.family in ("dress", "waistcoat"):
        wide = min(max(wide, 0.04), 0.30)
    if entry.fabric in ("jersey", "lycra", "rib_knit") and silhouette == "fitted":
        wide = 0.02
    if "tight" in traits:
        wide *= 0.5
    if {"loose", "slouchy"} & {*traits}:
        wide = wide * 1.6 + 0.04
    if silhouette == FLOWING:
        return float(min(max(wide * design.ease, 0.035), 0.065))
    if "oversized" in traits:
        wide = max(wide, 0.30)
    return float(min(max(wide * design.ease, 0.015), 0.42))


def _fitted(silhouette: str, traits: tuple[str, ...], design: Design) -> float:
    base = {
        "fitted": 0.85,
        FLOWING: 0.95,
        "hourglass": 1.0,
        "sheath": 0.8,
        "pencil": 0.9,
        "belted": 0.6,
        "mermaid": 1.0,
        "full_skirted": 0.95,
        "flared": 0.85,
        "a_line": 0.75,
        "wrap": 0.85,
        "bias_cut": 0.85,
        "peplum": 0.95,
        "straight": 0.35,
        "loose_cut": 0.0,
        "oversized_cut": 0.0,
        "empire_line": 0.8,
        "drop_waist": 0.15,
        "broad_shouldered": 0.6,
        "bustle": 0.95,
        "pannier": 0.98,
        "swing": 0.0,
        "cocoon": 0.0,
        "draped": 0.2,
        "t_silhouette": 0.0,
        "pleated": 0.8,
        "tiered": 0.7,
        "bell": 0.9,
        "ballerina": 1.0,
    }.get(silhouette, 0.6)
    least = 0.82 if silhouette == FLOWING else 0.0
    return float(min(max(base + design.fitted + (0.2 if "tight" in traits else 0.0), least), 1.0))


def _known_traits(traits: tuple[str, ...]) -> tuple[str, ...]:
    return traits


def _shape(cut: Cut, garment: Garment, entry: Any, design: Design) -> Cut:
    """Waist, flare, gathers, pleats and tiers of a silhouette."""
    s, family = cut.silhouette, cut.family
    changes: dict[str, Any] = {}
    full = 1.0 + 0.25 * (design.ease - 1)
    if family == "dress":
        two = any(d.what in ("skirt_part", "bodice_part") for d in garment.details)
        waist = {"empire_line": "empire", "drop_waist": "dropped"}.get(
            s, "none" if s in _IN_ONE and not two else "natural"
        )
        changes["waist"] = waist
        flare = {
            "a_line": 0.55,
            "swing": 1.1,
            "loose_cut": 0.35,
            "sheath": 0.02,
            "straight": 0.08,
            "bias_cut": 0.45,
            "draped": 0.5,
            "cocoon": -0.1,
            "t_silhouette": 0.25,
            "oversized_cut": 0.25,
        }.get(s, 0.0)
        length = max(0.62 - cut.hem, 0.1)
        changes["flare"] = flare * full * (0.35 + 1.1 * length) if waist == "none" else 0.0
        changes["gathers"] = {
            "full_skirted": 1.35,
            "pannier": 1.5,
            "bustle": 1.3,
            "empire_line": 1.4,
            "tiered": 1.3,
            "bell": 1.3,
            "drop_waist": 1.25,
        }.get(s, 1.0) * (0.6 + 0.4 * full if s == "full_skirted" else 1.0)
    if family == "upper" and entry.family in ("coat", "robe"):
        length = max(0.62 - cut.hem, 0.0)
        changes["flare"] = {
            "flared": 0.8,
            "swing": 1.1,
            "a_line": 0.6,
            "fitted": 0.55,
            "hourglass": 0.45,
            "belted": 0.35,
            "loose_cut": 0.45,
            "straight": 0.12,
            "cocoon": -0.06,
            "draped": 0.6,
        }.get(s, 0.2) * (0.3 + 1.2 * length)
    if family == "upper" and entry.family in ("jacket", "uniform", "blouse") and s == "peplum":
        changes |= {"flare": 0.45, "fitted": 1.0}
    if family == "upper" and entry.family == "shirt" and s == "loose_cut":
        changes["flare"] = 0.15
    if s == "pleated" and family in ("skirt", "dress"):
        changes["pleats"] = 28
    if s == "tiered":
        changes["tiers"] = 3
    if s == "wrap":
        changes["belt"] = family in ("dress", "upper")
    if garment.kind == "wizard_s_robe":
        changes["belt"] = True
    if s == "belted" or (family == "upper" and entry.family == "robe" and entry.fastening == "ties"):
        changes["belt"] = True
    if (s == "broad_shouldered" or design.pad) and entry.family in ("jacket", "coat", "uniform", "suit"):
        changes["shoulder_pad"] = max(design.pad, 0.020 if s == "broad_shouldered" else 0.0)
    if s == "broad_shouldered":
        changes["traits"] = (*cut.traits, "broad")
    if "trunk" in garment.traits:
        changes["silhouette"] = "trunk_hose"
    if garment.kind in ("circle_skirt", "petticoat") or s == "circular":
        changes["silhouette"] = "circular" if family == "cape" or garment.kind == "circle_skirt" else s
    if family in ("trousers", "skirt", "jumpsuit"):
        changes["waistband"] = 0.0 if garment.kind in ("hose", "leggings", "sarong") else 0.04
    if garment.kind in ("harem_pants", "leggings", "petticoat"):
        changes["traits"] = (*cut.traits, "elastic")
    if garment.length == "with_a_train" or any(d.what == "train" for d in garment.details):
        changes["train"] = 0.9 if any("long" in d.traits for d in garment.details if d.what == "train") else 0.55
        if cut.family == "dress" and changes.get("waist") == "none":
            changes["waist"] = "natural"
    return cut.with_(**changes)


def _neck(cut: Cut, garment: Garment, design: Design, lapels: str | None, collar: str | None, palette: Colours) -> Cut:
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
        if lapels == "satin_lapel" or cut.kind in ("dinner_jacket", "tailcoat"):
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


def _sleeve(cut: Cut, garment: Garment, sleeves: str | None) -> Cut:
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


def _closing(cut: Cut, garment: Garment, fastening: str | None) -> Cut:
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


def _crossed(cut: Cut, garment: Garment) -> Cut:
    """Fronts that cross under a band around the neck, as on a kimono."""
    if cut.kind in _CROSSED and not garment.collar and not cut.lapel:
        r, g, b = cut.goods.colour
        light = (0.55, 0.52, 0.46) if r + g + b < 0.9 else (0.05, 0.045, 0.05)
        return cut.with_(collar="v_neck", trims=(*cut.trims, Trimming("binding", "neck", light, 0.042)))
    return cut


def _sewn(cut: Cut, garment: Garment, entry: Any) -> Cut:
    """Seams, pockets and lining that a garment of its family has."""
    seams, pockets, lining = list(cut.seams), list(cut.pockets), None
    f = entry.family
    if f in ("jacket", "coat", "suit", "waistcoat", "uniform"):
        seams.append("tailored")
    if f in ("jacket", "suit") and cut.lapel:
        pockets += ["breast", "flap"]
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
    if "unlined" not in cut.traits and f in ("jacket", "coat", "suit", "cape", "waistcoat", "uniform"):
        from coulisse.scene.garments.cut import Goods

        lining = Goods("silk", _scaled(cut.goods.colour, 0.5), 70, 3, 0.85, 0.7, kind="woven", label="lining")
    return cut.with_(seams=tuple(dict.fromkeys(seams)), pockets=tuple(dict.fromkeys(pockets)), lining=lining)


def _details(cut: Cut, garment: Garment, design: Design, palette: Colours, notes: list[str]) -> Cut:
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


def _button_colour(colour: Vec3) -> Vec3:
    bright = sum(colour) / 3
    return (0.62, 0.58, 0.50) if bright > 0.5 else (0.018, 0.014, 0.012) if bright < 0.12 else (0.09, 0.055, 0.03)


def _scaled(colour: Vec3, by: float) -> Vec3:
    r, g, b = (v * by for v in colour)
    return r, g, b
