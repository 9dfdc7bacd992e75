"""What only shows in the whole outfit: shirts tucked in, belts over shirts, legs in boots, hoods under hats."""

from __future__ import annotations

from coulisse.recipes.brief_words.vocabulary import vocabulary
from coulisse.recipes.costume_design_plan import Design
from coulisse.scene.garments.bibs import BIB
from coulisse.scene.garments.cut import IN_BOOTS, TUCKED, Cut
from coulisse.scene.garments.hats import OVER_CAPE
from coulisse.scene.garments.headdress import FROM_HENNIN, HIGH

_OVER_BOOTS = {"flared", "wide_leg", "bell", "oversized_cut", "loose_cut"}  # these fall over boots
# What is never tucked in unless the sentence says so, and what always is.
_HANGS = {"tunic", "smock", "kurta", "nightshirt", "polo_shirt", "henley", "t_shirt", "tank_top", "crop_top",
          "sweatshirt", "hoodie", "sweater", "cardigan"}  # fmt: skip
_ALWAYS = {"bodysuit", "dress_shirt", "chemise", "camisole"}
_KNITTED = {"sweater", "cardigan", "sweatshirt", "turtleneck_sweater"}
_EASY = {"jeans", "shorts", "cargo_pants", "leggings", "harem_pants", "sarong", "tracksuit"}
_LOOSE = {"oversized", "loose", "slouchy", "untucked"}
_ASKS = {"tie", "bow_tie", "cravat", "jabot", "suspenders", "belt", "sash", "waistcoat", "brocade_vest"}
_HIGH_HAIR = (1765, 1789)  # years in which ladies had their hair dressed high
_CASUAL = 1962  # year from which a shirt is worn over casual trousers


def tucked_in(cut: Cut, cuts: tuple[Cut, ...], year: int) -> bool:
    """Whether an upper garment is worn under the waistband: by what was said, by its kind, else as its period does.

    Shirts go into trousers and skirts with tailoring, ties, belts and before 1962; blouses always do unless they are
    cut loose; tunics, T-shirts and knitwear hang, but for a fine roll neck under a tailored jacket.
    """
    lower = [c for c in cuts if c.family in ("trousers", "skirt") and c.kind not in ("petticoat", "crinoline")]
    if cut.family != "upper" or not lower or cut.collar == "hood" or cut.hood or "untucked" in cut.traits:
        return False
    if cut.layer <= 2 and any(c.kind == "dungarees" for c in cuts):
        return True
    if cut.layer > 2 or any(c.family in ("dress", "jumpsuit") for c in cuts):
        return False
    if "tucked_in" in cut.traits or cut.kind in _ALWAYS:
        return True
    known = vocabulary()
    families = {known.get("garment", c.kind).family for c in cuts}
    tailored = bool(families & {"jacket", "coat", "waistcoat", "suit", "uniform"})
    if cut.kind == "turtleneck_sweater":
        return tailored
    if cut.kind in _HANGS:
        return False
    kind = known.get("garment", cut.kind).family
    skirt = any(c.family == "skirt" for c in lower)
    loose = bool(_LOOSE & {*cut.traits}) or cut.silhouette in ("oversized_cut", "peplum")
    if kind == "blouse":
        return not loose or (skirt and any(c.silhouette in ("full_skirted", "circular") for c in lower))
    if kind != "shirt" or (loose and year >= _CASUAL) or cut.collar == "camp_collar":
        return False
    formal = bool({c.kind for c in cuts} & _ASKS) or tailored or skirt
    return formal or year < _CASUAL or not any(c.kind in _EASY for c in lower)


def together(cuts: tuple[Cut, ...], design: Design) -> tuple[Cut, ...]:
    """The cuts of an outfit made to agree; what is tucked in comes before what it is tucked into."""
    booted = any(c.kind in ("boots", "riding_boots") for c in cuts)
    hatted = any(c.family == "hat" and c.kind not in ("wig", "headband") for c in cuts)
    girt = max((c.layer for c in cuts if c.kind in ("belt", "sash")), default=-1)
    own = max((c.layer for c in cuts if c.belt), default=-1)
    short = any(c.kind in ("breeches", "kilt") for c in cuts)
    out = []
    hennin = any(c.kind == "hennin" for c in cuts)
    gowned = any(c.family == "dress" for c in cuts)
    for cut in cuts:
        if cut.kind == "veil" and hennin:
            cut = cut.with_(traits=(*cut.traits, FROM_HENNIN))
        if cut.kind in ("veil", "mantilla") and any(c.layer >= 4 and c.family in ("cape", "upper") for c in cuts):
            cut = cut.with_(traits=(*cut.traits, OVER_CAPE))
        if cut.kind == "wig" and gowned and _HIGH_HAIR[0] <= design.era <= _HIGH_HAIR[1]:
            cut = cut.with_(traits=(*cut.traits, HIGH))
        if hatted and cut.hood and cut.family != "cape":  # under a hat a hood is thrown back
            cut = cut.with_(hood=False)
        if cut.kind == "belt" and cut.layer < own:  # it is the coat's own belt that was named
            continue
        if girt >= cut.layer and cut.belt:  # the belt that was named is the belt
            cut = cut.with_(belt=False)
        if booted and cut.family in ("trousers", "jumpsuit") and _in_boots(cut, cuts):
            cut = cut.with_(traits=(*cut.traits, IN_BOOTS))
        if tucked_in(cut, cuts, design.era):
            cut = cut.with_(traits=(*cut.traits, TUCKED), belt=False)
        if cut.kind == "tie" and any(c.kind in _KNITTED for c in cuts):  # a tie lies under a pullover
            cut = cut.with_(layer=min(cut.layer, 1))
        if cut.kind == "bib":
            cut = _pressed(cut, cuts)
        if cut.kind == "dungarees" or (cut.kind == "apron" and "bibbed" in cut.traits):
            held = Cut("bib", "accessory", cut.goods, cut.layer, notions=cut.notions, metal=True, name="bib")
            out.append(_pressed(held, cuts))
        if cut.kind == "socks" and short:  # stockings go up under the knee-bands
            cut = cut.with_(traits=(*cut.traits, "long"))
        out.append(cut)
    return _dressed_in_order(out)


def _pressed(bib: Cut, cuts: tuple[Cut, ...]) -> Cut:
    """A bib with its straps; under a jacket or a cape it is pressed flat, as braces are."""
    over = any(c.layer > bib.layer and c.family in ("upper", "cape") for c in cuts)
    return bib.with_(kind="suspenders", traits=(*bib.traits, BIB)) if over else bib


def untied(cuts: tuple[Cut, ...]) -> list[str]:
    """What was said to be tucked in and cannot be, in words."""
    loose = [c for c in cuts if "tucked_in" in c.traits and TUCKED not in c.traits and c.family == "upper"]
    return [f"the {c.name} is not tucked in: nothing with a waistband is worn over it" for c in loose]


def _dressed_in_order(cuts: list[Cut]) -> tuple[Cut, ...]:
    """What is tucked in is put on before the waistband that closes over it, whatever was named first."""
    lower = [c for c in cuts if c.family in ("trousers", "skirt")]
    if not lower:
        return tuple(cuts)
    # Hose under breeches is put on first; the waistband is that of the outermost.
    band = max(c.layer for c in lower)
    inner = [c.with_(layer=min(c.layer, band)) for c in cuts if TUCKED in c.traits]
    return (*inner, *(c for c in cuts if TUCKED not in c.traits))


def _in_boots(cut: Cut, cuts: tuple[Cut, ...]) -> bool:
    """Whether legs go into the boots: what is narrow, and what soldiers and riders wear unless it is cut wide."""
    if "tucked_in" in cut.traits:
        return True
    if cut.silhouette in _OVER_BOOTS or "untucked" in cut.traits:
        return False
    close = cut.silhouette in ("fitted", "skinny_cut", "jodhpur", "harem")
    known = vocabulary()
    drilled = any(known.get("garment", c.kind).family == "uniform" for c in cuts)
    rides = any(c.kind == "riding_boots" for c in cuts) or cut.kind in ("breeches", "jodhpurs")
    return close or drilled or rides


__all__ = ["together", "tucked_in", "untied"]
