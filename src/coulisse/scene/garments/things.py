"""Hats, shoes and accessories: what is worn and is not draped."""

from __future__ import annotations

from coulisse.errors import BadInput
from coulisse.scene.garments.accessories import MADE, accessory_parts
from coulisse.scene.garments.cut import Cut
from coulisse.scene.garments.footwear import footwear_parts
from coulisse.scene.garments.form import Form
from coulisse.scene.garments.hats import hat_parts
from coulisse.scene.garments.headdress import MADE as HEADDRESSES
from coulisse.scene.garments.headdress import headdress_parts
from coulisse.scene.staged import Part

__all__ = ["MADE", "thing_parts"]


def thing_parts(cut: Cut, form: Form, under: float | None = None) -> list[Part]:
    """The parts of a hat, a pair of shoes or an accessory on a form. `under`: height (metres) of a hem over the shoes.

    Raises BadInput for another family.
    """
    if cut.family == "hat":
        return headdress_parts(cut, form) if cut.kind in HEADDRESSES else hat_parts(cut, form)
    if cut.family == "footwear":
        return footwear_parts(cut, form, under)
    if cut.family == "accessory":
        return accessory_parts(cut, form)
    raise BadInput(f"{cut.kind} is made of draped cloth", where=f"family {cut.family}", remedy="build and drape it")
