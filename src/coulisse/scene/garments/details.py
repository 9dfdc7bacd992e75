"""Everything that a finished garment carries, in the order in which a workroom sews it on."""

from __future__ import annotations

from coulisse.scene.garments.closures import closing_parts
from coulisse.scene.garments.cloth_parts import panel_parts, seam_parts
from coulisse.scene.garments.collars import collar_parts
from coulisse.scene.garments.pockets import pocket_parts
from coulisse.scene.garments.pressing import pressing_parts
from coulisse.scene.garments.ride import Worn
from coulisse.scene.garments.trims import trim_parts
from coulisse.scene.garments.waists import waist_parts
from coulisse.scene.staged import Part


def detail_parts(worn: Worn) -> list[Part]:
    """Collar, closing, pockets, waist and trims of a garment as it hangs."""
    out: list[Part] = []
    for make in (collar_parts, closing_parts, pocket_parts, pressing_parts, waist_parts, trim_parts):
        out += make(worn)
    return [p for p in out if len(p.faces)]


def finished(worn: Worn) -> list[Part]:
    """The whole garment: its panels, its seams and what it carries."""
    return [*panel_parts(worn), *seam_parts(worn), *detail_parts(worn)]
