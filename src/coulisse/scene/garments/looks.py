"""How each slot of a garment looks: cloth and its pattern, facings, lining, trims, buttons."""

from __future__ import annotations

from dataclasses import replace

from coulisse.scene.garments.cut import Cut, Goods, Trimming
from coulisse.scene.staged import Look, LookRecipe, Vec3

_BY_KIND: dict[str, LookRecipe] = {
    "pile": "velvet", "knit": "knit", "leather": "leather", "metal": "metal", "plaited": "wicker", "coated": "leather",
}  # fmt: skip
_BY_ID: dict[str, LookRecipe] = {
    "fur": "fur",
    "faux_fur": "fur",
    "sheepskin_fabric": "fur",
    "terry": "carpet",
    "corduroy": "velvet",
    "felt": "cloth",
    "suede": "velvet",
    "buckskin": "velvet",
    "latex": "plastic",
    "neoprene": "cloth",
    "vinyl_fabric": "plastic",
    "waxed_cotton": "cloth",
    "rubberised_cotton": "cloth",
    "feathers_fabric": "fur",
    "jersey": "cloth",
    "pique": "cloth",
    "fleece": "cloth",
    "chainmail_fabric": "metal",
}
_METALS: dict[str, Vec3] = {
    "gold": (0.80, 0.56, 0.20),
    "brass": (0.66, 0.47, 0.17),
    "silver": (0.80, 0.80, 0.82),
    "steel": (0.56, 0.57, 0.58),
    "copper": (0.72, 0.35, 0.20),
    "bronze": (0.48, 0.31, 0.14),
    "iron": (0.20, 0.20, 0.21),
}
BRASS, STEEL = _METALS["brass"], _METALS["steel"]


def goods_look(goods: Goods) -> Look:
    """The look of a cloth: recipe, colour, sheen, how much light comes through, its pattern at its true repeat."""
    recipe = _BY_ID.get(goods.id) or _BY_KIND.get(goods.kind) or "cloth"
    clear = {"chiffon": 0.45, "organza": 0.5, "tulle": 0.62, "lace": 0.35, "georgette": 0.35, "voile_fabric": 0.35,
             "organdie": 0.45}.get(goods.id, 0.3 if goods.kind == "sheer" else 0.0)  # fmt: skip
    gloss = {"satin": 0.34, "silk_satin": 0.30, "charmeuse": 0.30, "duchess_satin": 0.36, "patent_leather": 0.08,
             "latex": 0.12, "vinyl_fabric": 0.12, "cloth_of_gold": 0.30, "sequinned_fabric": 0.22}  # fmt: skip
    rough = gloss.get(goods.id, 0.92 - 0.5 * goods.sheen)
    metallic = 1.0 if recipe == "metal" else 0.75 if goods.id in ("cloth_of_gold", "sequinned_fabric") else 0.0
    figured = {
        "brocade": "damask_pattern",
        "silk_brocade": "damask_pattern",
        "damask": "damask_pattern",
        "jacquard": "paisley",
        "toile_de_jouy": "toile_pattern",
        "tartan_wool": "tartan",
        "herringbone_wool": "herringbone",
        "gingham_cloth": "gingham",
        "kente": "kente",
        "wax_print": "geometric",
        "batik": "batik_pattern",
    }
    pattern = goods.pattern or figured.get(goods.id)
    if goods.id == "lace":
        pattern = "lace"
    if pattern == "solid_colour":
        pattern = None
    repeat = goods.repeat or (0.14 if goods.id in figured else 0.0)
    second = goods.second
    if pattern and second is None and pattern != "lace":
        second = _other(goods.colour)
    # A pile takes in most of what falls on it from the front: the cloth is deeper than its dye, and pale at the edges.
    return Look(
        recipe,
        goods.colour,
        second,
        roughness=max(0.08, min(rough, 0.97)),
        metallic=metallic,
        scale=repeat if pattern else 0.01,
        wear=goods.wear,
        clear=clear,
        sheen=goods.sheen * (0.3 if recipe == "velvet" else 1.0),
        pattern=pattern,
        label=goods.label or goods.id.replace("_", " "),
    )


def _other(colour: Vec3) -> Vec3:
    """A second colour where none was named: lighter on dark, darker on light."""
    bright = 0.2126 * colour[0] + 0.7152 * colour[1] + 0.0722 * colour[2]
    if bright < 0.18:
        r, g, b = (min(1.0, 0.35 + 0.65 * v) for v in colour)
    else:
        r, g, b = (0.22 * v for v in colour)
    return r, g, b


def _darker(colour: Vec3, by: float) -> Vec3:
    r, g, b = (v * by for v in colour)
    return r, g, b


def trim_look(trim: Trimming) -> Look:
    """The look of a trim from what it is made of."""
    metal = next((name for name in _METALS if name in trim.material or name in trim.what), None)
    if trim.what in ("metal_studs", "chains", "eyelets", "brass_buttons"):
        return Look("metal", trim.colour, roughness=0.25, metallic=1.0, label=trim.what.replace("_", " "))
    if trim.what in ("sequins", "rhinestones", "jewels"):
        return Look("metal", trim.colour, roughness=0.14, metallic=0.85, label=trim.what)
    if trim.what in ("beading", "pearls", "shells"):
        return Look("ceramic", trim.colour, roughness=0.15, sheen=0.4, label=trim.what)
    if trim.what in ("fur_trim", "ermine", "feather_trim", "feather"):
        return Look("fur", trim.colour, roughness=0.9, sheen=0.2, label=trim.what.replace("_", " "))
    if trim.what in ("fairy_lights_trim",):
        return Look("glow", trim.colour, glow=300.0, label="light piping")
    if trim.what == "reflective_strips":
        return Look("metal", trim.colour, roughness=0.35, metallic=0.5, label="reflective strip")
    if trim.what == "lace_trim":
        return Look("cloth", trim.colour, roughness=0.85, clear=0.2, label="lace")
    if metal:
        return Look("metal", trim.colour, roughness=0.38, metallic=0.8, label=f"{metal} {trim.what.replace('_', ' ')}")
    sheen = 0.7 if trim.what in ("ribbon", "satin_stripe", "bow", "braid") else 0.15
    return Look(
        "cloth", trim.colour, roughness=0.8 - 0.4 * sheen, sheen=sheen, scale=0.01, label=trim.what.replace("_", " ")
    )


CLEAR = frozenset({"transparent", "translucent"})  # traits of cloth that is seen through
_CLEAR = 0.5


def _seen_through(cut: Cut) -> bool:
    """Whether a garment of sheer cloth is worn without a lining: veils, capes, shawls, tutus, and what is named so."""
    if CLEAR & {*cut.traits}:
        return True
    lined = cut.family in ("dress", "skirt", "trousers", "jumpsuit") or (cut.family == "upper" and cut.layer <= 1)
    return not lined or cut.kind in ("tutu", "petticoat")


def garment_looks(cut: Cut) -> dict[str, Look]:
    """A look for every slot that a garment's parts can have."""
    cloth = goods_look(cut.goods)
    if CLEAR & {*cut.traits}:  # said of any cloth: a vinyl raincoat, a latex dress
        cloth = replace(cloth, recipe="cloth", clear=max(cloth.clear, _CLEAR))  # as thin as cloth, whatever it is of
    sleeve = goods_look(cut.sleeve_goods) if cut.sleeve_goods else cloth
    if not _seen_through(cut):  # sheer cloth is made up over a lining, but for the sleeves
        cloth = replace(cloth, clear=0.0)
    plain = replace(cloth, wear=cloth.wear)
    facing = goods_look(cut.facing) if cut.facing else plain
    cuff = goods_look(cut.cuff) if cut.cuff else plain
    lining = goods_look(cut.lining) if cut.lining else replace(plain, colour=_darker(cut.goods.colour, 0.6))
    stitch = cut.goods.colour
    bright = sum(stitch) / 3
    thread = (
        (0.62, 0.38, 0.12)
        if cut.goods.id == "denim"
        else _darker(stitch, 0.78 if bright > 0.4 else 0.6)
        if bright > 0.03
        else (0.02, 0.02, 0.022)
    )
    metal = _METALS["brass"] if cut.metal and cut.notions == (0.05, 0.04, 0.03) else cut.notions
    button = (
        Look("metal", metal, roughness=0.28, metallic=1.0, label="metal button")
        if cut.metal
        else Look("plastic", cut.notions, roughness=0.28, label="button")
    )
    braid = cut.braid or (cut.trims[0].colour if cut.trims else BRASS)
    looks = {
        "cloth": cloth,
        "facing": facing,
        "collar": facing if cut.facing else plain,
        "placket": plain,
        "pocket": plain,
        "waistband": plain,
        "cuff": cuff,
        "sleeve": sleeve,
        "skirt": goods_look(cut.skirt_goods) if cut.skirt_goods else cloth,
        "lining": lining,
        "inside": replace(plain, colour=_darker(cut.goods.colour, 0.55)),
        "rib": replace(plain, recipe="knit"),
        "ruffle": facing if cut.collar == "ruffled_collar" else plain,
        "lace": Look("cloth", (0.8, 0.76, 0.7), clear=0.25, label="lace"),
        "fur": Look("fur", cut.facing.colour if cut.facing else (0.09, 0.06, 0.04), roughness=0.9, label="fur"),
        "stitch": Look("cloth", thread, roughness=0.7, label="thread"),
        "thread": Look("plain", (0.015, 0.015, 0.015), roughness=0.9),
        "button": button,
        "metal": Look("metal", STEEL if not cut.metal else metal, roughness=0.3, metallic=1.0, label="metal"),
        "tape": Look("cloth", _darker(cut.goods.colour, 0.5), roughness=0.8, label="zip tape"),
        "cord": Look(
            "cloth",
            _darker(cut.goods.colour, 0.6) if bright > 0.05 else (0.10, 0.075, 0.05),
            roughness=0.85,
            label="cord",
        ),
        "braid": Look("cloth", braid, roughness=0.5, sheen=0.6, label="braid"),
        "leather": Look("leather", (0.045, 0.026, 0.016), roughness=0.42, label="leather"),
        "belt": facing
        if cut.goods.id in ("gabardine", "melton")
        else Look("leather", (0.05, 0.028, 0.016), roughness=0.42, label="belt"),
        "sash": facing,
        "sole": Look("plastic", (0.018, 0.014, 0.011), roughness=0.6, label="sole"),
        "band": Look(
            "cloth",
            facing.colour if cut.facing else _darker(cut.goods.colour, 0.3),
            roughness=0.45,
            sheen=0.6,
            label="ribbon",
        ),
        "jewel": Look("glass", (0.45, 0.01, 0.03), roughness=0.05, label="stone"),
        "dark": Look("fur", (0.01, 0.01, 0.01), roughness=0.9),
    }
    for i, trim in enumerate(cut.trims):
        looks[f"trim{i}"] = trim_look(trim)
    return looks
