"""The palette that a brief took from a reference: what leads, what answers, how it becomes the colour of a thing.

A picture shows paint under its light, so its colours are lifted out of its shadows before things are made in them; a
palette file is taken at its word.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from coulisse.media.palette import codes, from_lch, lch, oklab
from coulisse.recipes.costume_brief import CostumeBrief
from coulisse.recipes.set_brief import SetBrief

_SHADOW = 0.24  # OKLab lightness: what is darker in a picture is shadow, not paint
_CLOTH = (0.20, 0.95)


@dataclass(frozen=True)
class TakenPalette:
    """The brief's palette: (code, share), whether a file named its colours, and the lead, the rest, and the accent."""

    colours: tuple[tuple[str, float], ...]
    exact: bool

    @property
    def ranked(self) -> tuple[str, ...]:
        """The colours by how much they lead: by area and strength, shadows last; a file's in its own order."""
        if self.exact:
            return tuple(code for code, _ in self.colours)

        def weight(row: tuple[str, float]) -> float:
            light, chroma, _ = lch(row[0])
            return row[1] * (0.35 + chroma / 0.08) * (0.02 if light < _SHADOW else 1.0)

        return tuple(code for code, _ in sorted(self.colours, key=weight, reverse=True))

    @property
    def accent(self) -> str:
        """The strongest colour that is far from the lead."""
        lead = oklab(codes(self.ranked[0]))
        far = [lch(c)[1] * float(np.linalg.norm(oklab(codes(c)) - lead)) for c in self.ranked]
        return self.ranked[int(np.argmax(far))]

    @property
    def pale(self) -> str:
        """The lightest."""
        return max(self.ranked, key=lambda code: lch(code)[0])

    def shadow(self, code: str) -> bool:
        """Whether a colour of a picture is only its dark."""
        light, chroma, _ = lch(code)
        return light < _SHADOW and chroma < 0.03

    def of_thing(self, code: str, lightness: tuple[float, float], strongest: float = 1.0) -> str:
        """A colour as a thing has it: lifted out of the shadow, no stronger than can be had; a file's as it is."""
        if self.exact:
            return code
        light, chroma, hue = lch(code)
        lifted = min(max(light, lightness[0]), lightness[1])
        return from_lch(lifted, min(chroma * min(max(lifted / max(light, 0.05), 1.0), 1.6), strongest), hue)


def palette_in(brief: SetBrief | CostumeBrief) -> TakenPalette | None:
    """The palette of a brief that has one from a reference; None where there is none to follow.

    What stands in the brief's palette counts: it may have been corrected since it was taken.
    """
    reference = brief.reference
    if "palette.colours" not in reference.taken or not brief.palette.colours:
        return None
    shares = {c.colour: c.share for c in reference.colours}
    said = 1.0  # a colour that words put there leads
    return TakenPalette(
        tuple((c, shares.get(c, said)) for c in brief.palette.colours), reference.palette_file is not None
    )


def outfit(brief: CostumeBrief, number: int) -> tuple[str, str, str, str, str] | None:
    """Lead, second, light, dark and accent of a costume's design (0, 1, ...), all out of a reference; None without one.

    Designs deal them differently: as the picture does; the other way round; led by the accent; led by what is left, or
    by a deep tone of the lead. Hues are the picture's own, so what went together there does so here.
    """
    palette = palette_in(brief)
    if palette is None:
        return None
    ranked, accent = palette.ranked, palette.accent
    lead = ranked[0]
    second = next((c for c in ranked[1:] if c != accent), ranked[-1])
    by_light = sorted(ranked, key=lambda code: lch(code)[0])
    match number % 4:
        case 1:
            lead, second = second, lead
        case 2:
            lead, second, accent = accent, lead, second
        case 3:
            left = [c for c in ranked if c not in (lead, second, accent) and 0.22 < lch(c)[0] < 0.85]
            light, chroma, hue = lch(lead)
            lead, second = left[0] if left else from_lch(max(light - 0.24, 0.2), chroma * 0.8, hue), lead
    some = (palette.of_thing(c, _CLOTH) for c in (lead, second, accent))
    lead, second, accent = some
    light, chroma, hue = lch(by_light[-1])
    pale = palette.of_thing(by_light[-1], _CLOTH) if light > 0.78 else from_lch(0.93, min(chroma, 0.025), hue)
    light, chroma, hue = lch(by_light[0])
    dark = palette.of_thing(by_light[0], _CLOTH) if light < 0.42 else from_lch(0.30, min(chroma, 0.05), hue)
    return lead, second, pale, dark, accent
