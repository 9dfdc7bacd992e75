"""From the brief of a costume to its designs: what is cut, of which cloth, in several options that differ."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

from coulisse.errors import BadInput
from coulisse.recipes.brief_words.costume_reading import understand_costume
from coulisse.recipes.costume_brief import CostumeBrief, Garment
from coulisse.recipes.costume_company_plan import completed
from coulisse.recipes.costume_cut_plan import KINDS, cut_of
from coulisse.recipes.costume_design_plan import designs, told
from coulisse.recipes.costume_goods_plan import palette_of
from coulisse.recipes.costume_occasion_plan import coloured
from coulisse.recipes.costume_suits_plan import SUITS
from coulisse.recipes.costume_together_plan import together, untied
from coulisse.scene.garments.cut import Outfit


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
    worn = list(completed(brief, notes))
    free -= _settled(brief, [g for g, asked in worn if asked])
    out = []
    for design in designs(options, seed, brief):
        palette = palette_of(brief, design)
        said: list[str] = []
        cuts = tuple(
            cut_of(brief, garment, design, palette, free if asked else _all(garment), said) for garment, asked in worn
        )
        cuts = coloured(brief, [g for g, _ in worn], cuts, palette)
        cuts = together(cuts, design)
        said += untied(cuts)
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


__all__ = ["KINDS", "SUITS", "CostumePlan", "plan_costume"]
