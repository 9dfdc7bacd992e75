"""What is worn with what was named: suits in their pieces, and of the rest what the period does not go without."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from coulisse.errors import BadInput
from coulisse.recipes.brief_words.costume_proposals import form_of, pieces, wardrobe_of, year_of
from coulisse.recipes.brief_words.tokens import key
from coulisse.recipes.brief_words.vocabulary import vocabulary
from coulisse.recipes.costume_brief import CostumeBrief, Garment, Trim
from coulisse.recipes.costume_suits_plan import NECKS, filled, suits_in_pieces, word

_CUSTOM, _FAR = 1930, 2150  # before and from these years what is worn with what is the period's, not today's
_HEELS = 1905  # year from which a dress without shoes gets court shoes
_TIES = (1900, 1964)  # when a man in a suit wore a tie
_OVER_TSHIRTS = {"leather_jacket", "denim_jacket", "bomber_jacket", "hoodie", "tracksuit"}
_BARE = {"barefoot", "bare_feet"}
SHOES = {"boots", "riding_boots", "shoes", "high_heels", "sandals", "trainers"}
_OPEN_NECKS = ("v_neck", "shawl_collar", "notch_collar", "fur_collar", "velvet_collar", "camp_collar", "scoop_neck")
_ALL_OF_IT = {"jumpsuit", "space_suit", "armour", "maid_s_uniform"}
_OVER = ("jacket", "coat", "waistcoat", "suit", "uniform")
_OPEN_COATS = {"tailcoat", "frock_coat", "morning_coat", "justaucorps", "suit_jacket", "coat", "jacket", "spencer"}
_SPORTY = {"jeans", "hoodie", "leggings", "sweatshirt", "shorts", "tracksuit", "t_shirt"}
_SHORT_LEGS = {"breeches", "kilt"}


UNDER = ["plain", "underlayer"]  # traits of what is only there so that the rest does not stand on a bare body
_NEUTRAL = "#d8d2c6"  # unbleached cotton
_ALONE_SAID = "alone only seul seule seuls seules seulement torse topless nu nue naked shirtless"
_SAID_ALONE = frozenset(_ALONE_SAID.split())
_BARE_CHESTED = frozenset({"warrior", "pharaoh"})
_WORN_ALONE = frozenset({"loincloth", "sarong", "space_suit", "armour"})


def completed(brief: CostumeBrief, notes: list[str]) -> Iterable[tuple[Garment, bool]]:
    """The garments to make with whether they were asked for: suits in their pieces, and what one cannot go without."""
    asked = suits_in_pieces(brief, notes)
    if brief.garments and not asked:
        raise BadInput(
            "all that was named was also denied", where="without", remedy="leave out the `no` or name something else"
        )
    form = form_of(brief.sentence, [g.kind for g in asked])
    year = year_of(brief.era)
    who = [*brief.wearer, *brief.style]
    own = wardrobe_of(who, year, brief.era.name, form, own=True)
    missing = _missing(asked, brief, own is not None)
    there = own or (wardrobe_of([], year, brief.era.name, form) if year < _CUSTOM or year >= _FAR else None)
    added = list(_from_wardrobe(there, missing) if there is not None else ())
    left = missing - {_slot(g) for g in added}
    added += _usual(asked, brief, form, year, left)
    added = [g for g in added if not {g.kind, _entry(g).family} & {*brief.without}]
    for garment in added:
        if garment.traits == UNDER:
            notes.append(
                f"proposed, so that nothing stands on a bare body: a plain {word(garment.kind)}; `alone` leaves it away"
            )
        else:
            notes.append(f"added, as none was named: {word(garment.kind)}")
    yield from ((g, True) for g in asked)
    yield from ((g, False) for g in added)


def _entry(garment: Garment) -> Any:
    return vocabulary().get("garment", garment.kind)


def _slot(garment: Garment) -> str:
    """The place of a garment in an outfit: base, neck, waistcoat, over, lower, legs, feet, head, hands, waist."""
    entry = _entry(garment)
    if garment.kind in SHOES:
        return "feet"
    if garment.kind in ("socks", "hose"):
        return "legs"
    if garment.kind in NECKS or entry.region == "neck":
        return "neck"
    if entry.family in ("shirt", "blouse", "tshirt"):
        return "base"
    if entry.family in ("trousers", "skirt"):
        return "lower"
    if entry.family == "hat":
        return "head"
    return (
        "waistcoat" if entry.family == "waistcoat" else {"hands": "hands", "waist": "waist"}.get(entry.region, "over")
    )


def _missing(asked: list[Garment], brief: CostumeBrief, own: bool) -> set[str]:
    """The places that what was asked for leaves open; a hat only where it is somebody's own."""
    entries = [_entry(g) for g in asked]
    kinds = {g.kind for g in asked}
    families = {e.family for e in entries}
    there = {_slot(g) for g in asked}
    if kinds & {"tie", "bow_tie"} and not families & {"shirt", "blouse", "dress"}:
        there.discard("base")  # a tie is worn with a shirt, also under a pullover
    full = bool(families & {"dress", "robe"}) or bool(kinds & _ALL_OF_IT)
    over = bool(families & {*_OVER})
    # What is closed up to the neck hides a shirt.
    necks = [g.collar or e.collar for g, e in zip(asked, entries, strict=True) if e.family in _OVER]
    shown = any(n is None or n in _OPEN_NECKS for n in necks) or any(g.lapels for g in asked)
    shown = shown or bool(kinds & {"tailcoat", "frock_coat", "justaucorps", "morning_coat"})
    shown = shown or any(g.kind == "coat" and g.collar == "round_neck" for g in asked)  # a coat of before 1790
    tied = bool(kinds & {"tie", "bow_tie"}) and "base" not in there
    based = "base" in there or bool(kinds & {"corset", "brocade_vest"})
    out: set[str] = set()
    if over and shown and not full:
        out |= {"base"} if not based else set()
        out |= {"neck"} if not {"tshirt"} & families else set()
        out |= {"waistcoat"} if kinds & _OPEN_COATS and "waistcoat" not in there else set()
    worn = any(e.region in ("upper", "full") for e in entries)
    if "cape" in families and not full and not over and not based:  # under a cloak something is worn
        out.add("base")
    if not full and "lower" not in there and worn:
        out.add("lower")
    if (tied or "dungarees" in kinds) and not full and not based:
        out.add("base")
    if asked and not worn and not based and not own and not _alone(brief, kinds):
        out.add("base")  # a skirt or a tie stands on something plain
        if there & {"neck", "over"} and "lower" not in there:
            out.add("lower")
    out.add("legs")
    bare = _BARE & {*brief.traits, *brief.without, *(t for g in brief.garments for t in g.traits)}
    if asked and not bare:
        out.add("feet")
    return (out | ({"head"} if own else set())) - there


def _alone(brief: CostumeBrief, kinds: set[str]) -> bool:
    """Whether the rest of the body is to be bare: it is said, or it is who wears it that is."""
    words = {key(one) for one in re.findall(r"[^\W\d_]+", brief.sentence)}
    return bool(words & _SAID_ALONE or {*brief.wearer} & _BARE_CHESTED or kinds & _WORN_ALONE)


def _from_wardrobe(wardrobe: Any, missing: set[str]) -> Iterable[Garment]:
    taken: set[str] = set()
    worn = [Garment.model_validate(filled(one)) for one in pieces(wardrobe)]
    # Hose are all that legs wear under a tunic.
    if "lower" in missing and not any(_slot(g) == "lower" for g in worn):
        missing = missing - {"lower"} if any(g.kind == "hose" for g in worn) else missing
    for garment in worn:
        slot = _slot(garment)
        if slot in missing and slot not in taken:
            taken.add(slot)
            yield garment


def _usual(asked: list[Garment], brief: CostumeBrief, form: str, year: int, missing: set[str]) -> list[Garment]:
    """What today's custom adds: a shirt under a jacket, trousers, shoes; a tie where its period wore one."""
    kinds = {g.kind for g in asked}
    families = {_entry(g).family for g in asked}
    added: list[Garment] = []
    formal = kinds & {"dinner_jacket", "tailcoat", "morning_coat"}
    if "base" in missing and not families & {*_OVER, "cape"} and not any(_slot(g) == "neck" for g in asked):
        trousered = "trousers" in families
        plain = Garment.model_validate(filled({"kind": "t_shirt" if trousered else "bodysuit"}))
        cut = {
            "fabric": "jersey",
            "colour": _NEUTRAL,
            "sleeves": "short_sleeve",
            "collar": "scoop_neck",
            "traits": UNDER,
        }
        added.append(plain.model_copy(update=cut))
        if not families & {"trousers", "skirt"}:
            tights = Garment.model_validate(filled({"kind": "leggings"}))
            added.append(tights.model_copy(update={"fabric": "jersey", "colour": _NEUTRAL, "traits": UNDER}))
    elif "base" in missing:
        easy = kinds & _OVER_TSHIRTS or "punk" in brief.style
        kind = "dress_shirt" if formal else "turtleneck_sweater" if "space" in brief.mood else "shirt"
        if easy and not formal:
            added.append(Garment(kind="t_shirt", colour="#17171a" if "punk" in brief.style else None))
        elif "shirt" not in brief.without:
            wing = "wing_collar" if "tailcoat" in kinds else "shirt_collar"
            added.append(
                Garment(kind=kind, collar=wing, sleeves="long_sleeve", fabric="poplin", fastening="buttons")
                if kind != "turtleneck_sweater"
                else Garment.model_validate(filled({"kind": kind}))
            )
    shirted = any(_entry(g).family == "shirt" for g in [*asked, *added])
    if "neck" in missing and shirted and form != "f":
        if formal:
            white = "tailcoat" in kinds
            added.append(
                Garment(kind="bow_tie", fabric="pique" if white else "satin", colour="#f4f4f2" if white else "#101012")
            )
        elif "suit_jacket" in kinds and _TIES[0] <= year <= _TIES[1]:
            added.append(Garment(kind="tie", fabric="silk"))
    if "lower" in missing:
        long = "floor_length" if year < 1915 else "calf_length" if year < 1946 else "knee_length"
        if form == "f" and year < 1965:
            added.append(Garment(kind="skirt", silhouette="a_line", fastening="side_zip", length=long))
        elif year >= 1815 or form == "f":
            kind = "suit_trousers" if formal else "trousers"
            black = "#17171b" if formal else None
            legs = Garment(kind=kind, silhouette="straight", fastening="fly", length="ankle_length", colour=black)
            stripe = [Trim(what="satin_stripe", where=None, material=None, colour=None)] if formal else []
            added.append(legs.model_copy(update={"trims": stripe}))
        elif year >= 1500:
            added.append(Garment.model_validate(filled({"kind": "breeches"})))
        elif year >= 450 and not kinds & {"toga", "chiton"}:
            added.append(Garment.model_validate(filled({"kind": "hose", "fabric": "wool"})))
    low = {g.kind for g in [*asked, *added]}
    if "legs" in missing and low & _SHORT_LEGS and not low & {"boots", "riding_boots"}:
        added.append(Garment(kind="socks", fabric="silk" if year < 1830 else "wool", traits=["long"]))
    if "feet" in missing:
        added.append(_shoes(kinds | low, families, form, year))
    return added


def _shoes(kinds: set[str], families: set[str], form: str, year: int) -> Garment:
    if year < 450:
        return Garment(kind="sandals", fabric="leather")
    if year >= 1975 and kinds & _SPORTY and not families & {"jacket", "coat", "suit"} and "dress" not in families:
        return Garment(kind="trainers", fabric="canvas")
    if kinds & {"uniform_jacket", "battledress", "hussar_jacket", "cuirass", "armour"} or year >= _FAR:
        return Garment(kind="boots", fabric="leather")
    lady = "dress" in families or ("skirt" in families and form == "f" and not kinds & {"blazer"})
    if lady and year >= _HEELS:
        return Garment(kind="high_heels", fabric="leather")
    buckled = 1660 <= year <= 1815 and form != "f"
    return Garment(kind="shoes", fabric="leather", fastening="buckles" if buckled else None)


__all__ = ["SHOES", "completed"]
