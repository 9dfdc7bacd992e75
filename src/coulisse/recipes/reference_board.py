"""What boards show of a reference: where the palette was taken from, and a small picture where that is cleared."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from coulisse.errors import BadInput, Unavailable
from coulisse.face.detect import find_faces
from coulisse.media import colour, images
from coulisse.media import page_parts as parts
from coulisse.media.page import Box, Element, Picture
from coulisse.media.page_parts import Scheme
from coulisse.recipes.reference import REFUSED_PIXELS
from coulisse.recipes.reference_brief import Reference
from coulisse.recipes.reference_light import is_linear, shown

_WORDS = {
    "en": (
        "taken from {name}",
        "light from {name}",
        "Made with Coulisse. Nothing here is photographed but the small reference picture.",
    ),
    "fr": (
        "tirée de {name}",
        "lumière de {name}",
        "Fait avec Coulisse. Rien ici n’est photographié, sauf la petite image de référence.",
    ),
}
_SIDE = 320  # pixels of the long side: enough to know it by on a board, too little to make anything of
_LOOKED_AT = 2_000_000  # pixels at which faces are looked for


@dataclass(frozen=True, eq=False)
class Taken:
    """Where a board's palette was taken from (a file's name, or nothing), and the small picture (h, w, 3), sRGB.

    `light`: the picture that only the light was taken from, where the palette is a file's.
    """

    source: str = ""
    light: str = ""
    picture: NDArray[np.uint8] | None = None


NOTHING = Taken()


def taken(reference: Reference) -> Taken:
    """What boards show of a brief's reference. The picture only where somebody declared that it is theirs or licensed,
    where it still is the one that was read, and where nobody is in it: a board is for walls.
    """
    source = reference.source if "palette.colours" in reference.taken else ""
    first = reference.pictures[0] if reference.pictures else None
    lit = any(field.startswith("light.") for field in reference.taken)
    light = first.name if first is not None and reference.palette_file is not None and lit else ""
    if not source or first is None or not reference.cleared or (reference.palette_file is not None and not light):
        return Taken(source, light)
    return Taken(source, light, _small(first.path, first.sha256))


@lru_cache(maxsize=8)
def _small(path: str, sha256: str) -> NDArray[np.uint8] | None:
    """The picture at the size of a stamp; None where it is gone, another one, or shows a face."""
    try:
        read = images.read_picture(Path(path), max_pixels=_LOOKED_AT, refuse_pixels=REFUSED_PIXELS)
        if read.sha256 != sha256:
            return None
        look, _ = shown(read.pixels, is_linear(read))
        display = np.round(colour.encode_srgb(look) * 255).astype(np.uint8)
        if find_faces(display, turned=True):
            return None
    except (BadInput, Unavailable):
        return None
    h, w = display.shape[:2]
    scale = min(1.0, _SIDE / max(h, w))
    return images.resized_codes(display, max(1, round(w * scale)), max(1, round(h * scale)))


def made_line(words: str, plain: str, what: Taken) -> str:
    """What stands at the foot: `plain`, unless a photograph is on the board."""
    return plain if what.picture is None else _WORDS["fr" if words == "fr" else "en"][2]


def beside_palette(s: Scheme, box: Box, words: str, what: Taken) -> tuple[list[Element], float]:
    """The line beside the heading of a palette whose `box` begins at the heading, the small picture at its right end;
    and the width that is left for the colours."""
    if not what.source:
        return [], box.width
    k = s.k
    palette, light, _ = _WORDS["fr" if words == "fr" else "en"]
    text = palette.format(name=what.source) + ("; " + light.format(name=what.light) if what.light else "")
    heading = 17.0 * k
    out: list[Element] = [
        parts.line(s, box.x + heading, box.y - 0.1 * k, box.width - heading, text, 5.6, colour=s.quiet, align="right")
    ]
    if what.picture is None:
        return out, box.width
    h, w = what.picture.shape[:2]
    tall = min(box.height - 4.2 * k, 18.0 * k)
    wide = min(tall * min(max(w / h, 0.6), 1.9), box.width * 0.26)
    place = Box(box.x + box.width - wide, box.y + 4.2 * k, wide, tall)
    out.append(Picture(place, what.picture, "cover"))
    return out, box.width - wide - 4.0 * k
