"""From the brief of a costume to its designs: what is cut, of which cloth, in several options that differ."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from coulisse.errors import BadInput
from coulisse.recipes.brief_words.costume_reading import understand_costume
from coulisse.recipes.brief_words.vocabulary import vocabulary
from coulisse.recipes.costume_brief import CostumeBrief, Garment
from coulisse.recipes.costume_cut_plan import KINDS, cut_of
from coulisse.recipes.costume_described_plan import described
from coulisse.recipes.costume_design_plan import Design, designs, told
from coulisse.recipes.costume_goods_plan import palette_of
from coulisse.recipes.costume_together_plan import together
from coulisse.scene.garments.cut import Outfit

# What one word stands for: kinds that are worn together.
SUITS: dict[str, tuple[str, ...]] = {
    "suit": ("suit_jacket", "suit_trousers"), "three_piece_suit": ("suit_jacket", "waistcoat", "suit_trousers"),
    "skirt_suit": ("suit_jacket", "pencil_skirt"), "uniform": ("uniform_jacket", "suit_trousers"),
    "school_uniform": ("blazer", "shirt", "trousers"),
}  # fmt: skip
_HEELS = 1905  # year from which a dress without shoes gets court shoes
_OVER_TSHIRTS = {"leather_jacket", "denim_jacket", "bomber_jacket", "hoodie", "tracksuit"}
_BARE = {"barefoot", "bare_feet"}
_SHOES = {"boots", "riding_boots", "shoes", "high_heels", "sandals", "trainers"}
_OPEN_NECKS = ("v_neck", "shawl_collar", "notch_collar", "fur_collar", "velvet_collar", "camp_collar", "scoop_neck")
_ALL_OF_IT = {"jumpsuit", "space_suit", "armour", "maid_s_uniform"}
_OVER = ("jacket", "coat", "waistcoat", "suit", "uniform")


@dataclass(frozen=True)
class CostumePlan:
    """The designs of a costume; `notes` say in plain words what was added, and what is not drawn."""

    options: tuple[Outfit, ...]
    notes: tuple[str, ...]


def plan_costume(
    brief: CostumeBrief, options: int = 4, seed: int = 0, filled: Collection[str] | None = None
) -> CostumePlan:
    """`options` designs of a brief. The same brief and seed give the same ones.

    `filled`: the fields that nobody named, as `Understanding.filled` has them (`garments.dress.collar`): only these,
    and what the brief does not say at all, differ between the designs. None: what the brief's own sentence leaves open
    and nobody has changed since; all that it holds was named where it has no sentence.
    """
    notes: list[str] = []
    free = {f.removeprefix("garments.") for f in (_unnamed(brief) if filled is None else filled)}
    for suit, pieces in SUITS.items():  # what nobody said of a suit nobody said of its jacket
        free |= {f"{piece}.{f.split('.', 1)[1]}" for f in free if f.startswith(f"{suit}.") for piece in pieces}
    worn = list(_completed(brief, notes))
    free -= _settled(brief, [g for g, asked in worn if asked])
    out = []
    for design in designs(options, seed, brief):
        palette = palette_of(brief, design)
        said: list[str] = []
        cuts = tuple(
            cut_of(brief, garment, design, palette, free if asked else _all(garment), said) for garment, asked in worn
        )
        cuts = together(brief, cuts, design)
        notes += [s for s in said if s not in notes]
        out.append(Outfit(cuts, told(cuts, design)))
    return CostumePlan(_distinct(out), tuple(notes))


def _unnamed(brief: CostumeBrief) -> set[str]:
    """Fields of garments that the brief's sentence does not name, and that are as the reading filled them in."""
    if not brief.sentence.strip():
        return set()
    try:
        read, understood = understand_costume(brief.sentence)
    except BadInput:  # a sentence that somebody wrote into a brief by hand
        return set()
    before = {g.kind: g for g in read.garments}
    out: set[str] = set()
    for garment in brief.garments:
        first = before.get(garment.kind)
        if first is None:
            continue
        for one in understood.filled:
            name = one.field.removeprefix("garments.")
            kind, _, field = name.partition(".")
            if kind == garment.kind and field and getattr(garment, field, None) == getattr(first, field, None):
                out.add(name)
    return out


def _settled(brief: CostumeBrief, worn: list[Garment]) -> set[str]:
    """Fields that other words of the sentence settled: the skirt of a dress its silhouette."""
    before = {g.kind: g for g in brief.garments}
    return {
        f"{g.kind}.{name}"
        for g in worn
        if g.kind in before
        for name in ("silhouette", "collar", "sleeves", "length", "fastening")
        if getattr(g, name) != getattr(before[g.kind], name)
    }


def _all(garment: Garment) -> set[str]:
    return {
        f"{garment.kind}.{name}"
        for name in ("silhouette", "collar", "sleeves", "length", "fastening", "fabric", "lapels")
    }


def _distinct(options: list[Outfit]) -> tuple[Outfit, ...]:
    seen: dict[str, int] = {}
    out = []
    for one in options:
        count = seen.get(one.tries, 0)
        seen[one.tries] = count + 1
        out.append(replace(one, tries=f"{one.tries}, seen once more" * bool(count) or one.tries))
    return tuple(out)


def _completed(brief: CostumeBrief, notes: list[str]) -> Iterable[tuple[Garment, bool]]:
    """The garments to make with whether they were asked for: suits in their pieces, and what one cannot go without."""
    known = vocabulary()
    asked: list[Garment] = []
    for garment in described(brief, notes):
        if garment.kind in SUITS:
            pieces = SUITS[garment.kind]
            there = {g.kind for g in brief.garments}
            others = {known.get("garment", k).family for k in there if k != garment.kind}
            for i, kind in enumerate(pieces):
                family = known.get("garment", kind).family
                if kind in there or (i and family in others):
                    continue  # the sentence names this piece itself
                asked.append(_piece(garment, kind, i == 0))
            notes.append(f"{known.get('garment', garment.kind).en[0]}: made as {', '.join(_word(k) for k in pieces)}")
        else:
            asked.append(garment)
    families = [known.get("garment", g.kind).family for g in asked]
    kinds = {g.kind for g in asked}
    regions = {known.get("garment", g.kind).region for g in asked}
    added: list[Garment] = []
    full = any(f in ("dress", "robe") for f in families) or bool(kinds & _ALL_OF_IT)
    lower = any(f in ("trousers", "skirt") for f in families)
    base = any(f in ("shirt", "blouse", "tshirt") for f in families) or bool(kinds & {"corset", "brocade_vest"})
    over = any(f in _OVER for f in families)
    # What is closed up to the neck hides a shirt.
    necks = [
        g.collar or known.get("garment", g.kind).collar for g in asked if known.get("garment", g.kind).family in _OVER
    ]
    shown = any(n is None or n in _OPEN_NECKS for n in necks) or any(g.lapels for g in asked)
    if over and shown and not base and not full:
        formal = kinds & {"dinner_jacket", "tailcoat", "morning_coat"}
        easy = kinds & _OVER_TSHIRTS or "punk" in brief.style
        kind = "dress_shirt" if formal else "turtleneck_sweater" if "space" in brief.mood else "shirt"
        if easy and not formal:
            kind = "t_shirt"
        if kind not in brief.without and "shirt" not in brief.without:
            added.append(
                Garment(kind=kind, colour="#17171a" if "punk" in brief.style else None)
                if kind == "t_shirt"
                else Garment(
                    kind=kind, collar="shirt_collar", sleeves="long_sleeve", fabric="poplin", fastening="buttons"
                )
            )
            if formal and not kinds & {"tie", "bow_tie", "cravat"}:
                added.append(Garment(kind="bow_tie", fabric="satin", colour="#101012"))
    if not full and not lower and ("upper" in regions or over or "full" in regions):
        added.append(Garment(kind="trousers", silhouette="straight", fastening="fly", length="ankle_length"))
    bare = _BARE & {*brief.traits, *brief.without, *(t for g in brief.garments for t in g.traits)}
    if not kinds & _SHOES and not bare and "shoes" not in brief.without and asked:
        modern = (brief.era.first or 2010) >= _HEELS
        lady = any(f == "dress" for f in families) and modern
        added.append(Garment(kind="high_heels" if lady else "shoes", fabric="leather"))
    for garment in added:
        notes.append(f"added, as none was named: {_word(garment.kind)}")
    yield from ((g, True) for g in asked)
    yield from ((g, False) for g in added)


def _piece(suit: Garment, kind: str, first: bool) -> Garment:
    """A piece of a suit in the suit's cloth; what was said of lapels and buttons is the jacket's."""
    entry = vocabulary().get("garment", kind)
    keep = {"fabric", "fabric_traits", "pattern", "pattern_colours", "colour", "colours", "traits"}
    own = {"lapels", "lapel_traits", "collar", "collar_traits", "sleeves", "sleeve_traits", "details", "trims"}
    data = {
        k: v
        for k, v in suit.model_dump().items()
        if k in keep or (first and k in own | {"fastening", "silhouette", "length"})
    }
    if not first:
        data |= {
            "silhouette": entry.silhouette,
            "length": entry.length,
            "fastening": entry.fastening,
            "collar": entry.collar,
        }
    elif entry.collar and not data.get("lapels"):
        data["collar"] = data.get("collar") or entry.collar
    return Garment.model_validate({**data, "kind": kind})


def _word(kind: str) -> str:
    return str(vocabulary().get("garment", kind).en[0])


__all__ = ["KINDS", "SUITS", "CostumePlan", "plan_costume"]
