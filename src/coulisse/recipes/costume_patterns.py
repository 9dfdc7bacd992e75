"""The sewing pattern of a garment: FreeSewing's block where one fits, else our own panels laid flat."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from coulisse.errors import BadInput, Unavailable
from coulisse.media.sewing_drafted import Piece, drafted_pattern
from coulisse.media.sewing_pattern import Paper, Pattern, pattern
from coulisse.recipes.brief_words.vocabulary import vocabulary
from coulisse.recipes.costume_scene import Figure
from coulisse.scene.garments.build import SHELLS, build
from coulisse.scene.garments.cut import Cut
from coulisse.scene.garments.flat import FlatPiece, flat_pieces
from coulisse.scene.garments.form import Form, form_of

SEAM, HEM, STAND = 10.0, 30.0, 50.0  # millimetres: a seam, a turned-up hem, a button stand with its facing turned back
_CELL = 0.016  # metres a square of the panels
_SOURCE = "Drafted from the simulated panels of this design. Make a toile first."
_BUTTONED = ("button", "snap", "stud", "frog", "toggle", "hook")
_DRAPED = {"sari", "toga", "chiton"}  # one wound length, drawn as something sewn
_NOT_CLOTH = ("metal",)


@dataclass(frozen=True, eq=False)
class Cutter:
    """Drafts the garments of one figure; its form is measured once."""

    figure: Figure

    @cached_property
    def form(self) -> Form:
        """The figure's body as a dress form."""
        return form_of(self.figure.body)

    def pattern(self, cut: Cut, paper: Paper = "full", *, compress: bool = True) -> Pattern:
        """The pattern of a cut: FreeSewing's, else from the panels, which page one says.

        Raises BadInput, or Unavailable without Node.js, for what has neither: hats, shoes, plates of metal.
        """
        fabrics = {"fabric": cut.goods.label or cut.goods.id.replace("_", " ")}
        try:
            return pattern(
                cut.kind, self.figure.asked or self.figure.got, tapes=self.figure.tapes, family=cut.family,
                fabrics=fabrics, nap=cut.goods.kind == "pile", lining=cut.lining is not None, paper=paper,
                compress=compress,
            )  # fmt: skip
        except (BadInput, Unavailable):
            if cut.family in SHELLS or cut.kind in _DRAPED or cut.goods.kind in _NOT_CLOTH:
                raise
        return panels_pattern(cut, self.form, paper=paper, compress=compress)


def panels_pattern(cut: Cut, form: Form, *, paper: Paper = "full", compress: bool = True) -> Pattern:
    """The pattern of a cut from the panels that it is made of in the picture, on this form."""
    flat = flat_pieces(build(cut, form, _CELL), form)
    pieces = [_piece(one, cut) for one in flat]
    if cut.waistband > 0 and cut.family in ("skirt", "trousers"):
        pieces.append(_waistband(flat, cut))
    name = vocabulary().get("garment", cut.kind).en[0].capitalize()
    return drafted_pattern(
        name, _SOURCE, pieces, fabrics={"fabric": cut.goods.label or cut.goods.id.replace("_", " ")},
        notes=_notes(flat, cut), seam_allowance_mm=SEAM, paper=paper, nap=cut.goods.kind == "pile", compress=compress,
    )  # fmt: skip


def _piece(flat: FlatPiece, cut: Cut) -> Piece:
    far = np.array([_allowance(edge, flat, cut) for edge in flat.edges])
    fold = [i for i, edge in enumerate(flat.edges) if edge == "fold"]
    outline = 1000.0 * flat.outline
    ends = outline[[fold[0], (fold[-1] + 1) % len(outline)]] if fold else None
    return Piece(
        flat.name, outline, far, flat.count, tuple(1000.0 * dart for dart in flat.darts), 1000.0 * flat.notches, ends
    )


def _allowance(edge: str, flat: FlatPiece, cut: Cut) -> float:
    if edge == "fold":
        return 0.0
    if edge in ("hem", "cuff"):
        return HEM if edge == "hem" or not flat.name.startswith("cuff") else SEAM
    buttoned = edge == "centre" and flat.name == "front" and cut.place == "front" and cut.closing in _BUTTONED
    return STAND if buttoned and cut.breasted == 1 and not cut.lapel else SEAM


def _waistband(flat: list[FlatPiece], cut: Cut) -> Piece:
    """A straight band, folded along its length: the waist's own length and 30 mm to close over."""
    long = 1000.0 * sum(one.run("waist") * (2 if one.mirrored or one.on_fold else 1) for one in flat) + 30.0
    wide = 2000.0 * cut.waistband
    outline = np.array([[0, 0], [wide, 0], [wide, long], [0, long]], float)
    return Piece("waistband", outline, np.full(4, SEAM), 1, notches=np.array([[0, long - 30.0], [wide, long - 30.0]]))


def _notes(flat: list[FlatPiece], cut: Cut) -> list[str]:
    notes = [
        "Drafted from the panels that the picture was simulated with, on the bare form of this figure: no cutter has "
        "seen it. Sew a toile first, fit it, and correct the paper.",
        f"Seams {SEAM:g} mm, hems {HEM:g} mm, none on the fold"
        + (f", a button stand and its facing of {STAND:g} mm at the front." if _stand(flat, cut) else "."),
    ]
    eased = max(one.eased for one in flat)
    notes.append(
        f"Laid flat, one side in twenty is off by {100 * eased:.0f} % or more: ease in where seams differ in length."
    )
    left = [
        word for word, there in (
            ("the collar" if cut.lapel == "" else "collar and lapel facings", cut.collar or cut.lapel),
            ("pockets", cut.pockets), ("linings", cut.lining), ("the belt", cut.belt), ("pleats' depths", cut.pleats),
        ) if there
    ]  # fmt: skip
    if any(one.darts for one in flat):
        notes.append("Broken lines within a piece are its darts: sew them shut, the one at an edge from the edge up.")
    if left:
        notes.append("Not drafted, draw them on the toile: " + ", ".join(left) + ".")
    if cut.place == "back" or cut.closing:
        notes.append(f"It closes at the {cut.place} with: {cut.closing or 'a zip'}.")
    return notes


def _stand(flat: list[FlatPiece], cut: Cut) -> bool:
    return any(_allowance(edge, one, cut) == STAND for one in flat for edge in one.edges)


__all__ = ["Cutter", "panels_pattern"]
