"""From a cut to a sewn garment around its wearer."""

from __future__ import annotations

import numpy as np

from coulisse.errors import BadInput
from coulisse.scene.garments.bodice import bodice
from coulisse.scene.garments.capes import cape
from coulisse.scene.garments.cut import Cut
from coulisse.scene.garments.form import Form, form_of
from coulisse.scene.garments.hoods import hood
from coulisse.scene.garments.sheet import Garment, Sheet, sew
from coulisse.scene.garments.shell import Array
from coulisse.scene.garments.skirts import skirt, waist_height
from coulisse.scene.garments.sleeves import sleeve
from coulisse.scene.garments.trousers import trousers

PREVIEW, FINAL = 0.020, 0.012  # metres a square
# Dresses of these silhouettes are cut in one from the shoulder to the hem.
IN_ONE = frozenset(
    {
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
)
SHELLS = frozenset({"hat", "footwear", "accessory"})  # made as they are, not draped


def build(cut: Cut, form: Form, h: float = PREVIEW, seed: int = 0) -> Garment:
    """The garment of a cut, sewn and placed, at about `h` metres a square of cloth.

    Raises BadInput for a family that is not made of draped cloth (hats, shoes) or that is not known.
    """
    hem = cut.hem * form.stature
    if cut.family == "upper" or (cut.family == "dress" and cut.waist == "none"):
        made = bodice(form, cut, h, hem)
        return sew(cut, [*made.sheets, *_sleeves(cut, form, made.armholes, h), *_hood(cut, form, h)], made.shell)
    if cut.family == "dress":
        made = bodice(form, cut, h, waist_height(form, cut))
        low, _ = skirt(form, cut, h, hem, seed, made.shell)
        return sew(cut, [*made.sheets, *low, *_sleeves(cut, form, made.armholes, h), *_hood(cut, form, h)], made.shell)
    if cut.family == "jumpsuit":
        waist = waist_height(form, cut)
        made = bodice(form, cut, h, waist)
        rows = {s.panel: s.points[0] for s in made.sheets}
        tops = {side: np.concatenate([rows[f"front {side}"], rows[f"back {side}"][::-1][1:]]) for side in "lr"}
        legs, _ = trousers(form, cut, h, hem, tops)
        return sew(cut, [*made.sheets, *legs, *_sleeves(cut, form, made.armholes, h)], made.shell)
    if cut.family == "skirt":
        sheets, shell = skirt(form, cut, h, hem, seed)
        return sew(cut, sheets, shell)
    if cut.family == "trousers":
        sheets, shell = trousers(form, cut, h, hem)
        return sew(cut, sheets, shell)
    if cut.family == "cape":
        sheets, shell = cape(form, cut, h, hem, seed)
        return sew(cut, [*sheets, *_hood(cut, form, h)], shell)
    raise BadInput(
        f"{cut.kind} is not draped cloth", where=f"family {cut.family}", remedy="make it with things.thing_parts"
    )


def _sleeves(cut: Cut, form: Form, armholes: dict[str, tuple[Array, int]], h: float) -> list[Sheet]:
    if cut.covers <= 0:
        return []
    out: list[Sheet] = []
    for side, (loop, tip) in armholes.items():
        out += sleeve(cut, side, form.arms[side], loop, tip, h)
    return out


def _hood(cut: Cut, form: Form, h: float) -> list[Sheet]:
    return hood(form, cut, h) if cut.hood else []


__all__ = ["FINAL", "IN_ONE", "PREVIEW", "SHELLS", "build", "form_of"]
