"""The page of before and after for the README: people who do not exist, made younger and older.

`python training/people/page.py` writes docs/pictures/deage.jpg; needs what training/reage/direction.py made.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parents[1] / "reage"))

import clip
import cv2
import numpy as np
from numpy.typing import NDArray

from coulisse.face import retouch, steady
from coulisse.face.detect import find_faces
from coulisse.face.landmarks import find_mesh
from coulisse.face.retouch import Wish
from coulisse.media import colour, images

OUT = Path(__file__).parents[2] / "docs" / "pictures" / "deage.jpg"
# Number of the person, how dark, the age that they look, and the frame of their clip.
PEOPLE = ((16, 0.0, 58, 2), (18, 0.0, 60, 9), (19, 2.5, 61, 0), (21, 0.0, 63, 18), (13, 0.0, 44, 5))
AGES = (32, 45, None, 75)
SIDE, CLIP = 360, 720  # pixels of a picture on the page, and of the clip that it comes from
INK = (20, 20, 20)


def aged(frame: NDArray[np.float32], now: float, then: float) -> NDArray[np.float32]:
    """A frame (h, w, 3) ACEScg with the one face in it made `then` years old, as a shot's would be."""
    shown = colour.to_code_values(colour.encode_srgb(frame))
    mesh = find_mesh(shown, find_faces(shown)[0].landmarks)
    wish = Wish(now, then)
    given = retouch.cut(frame, mesh.points, retouch.side_of(mesh.points))
    change = retouch.change(given, steady.averaged([retouch.first_look(given, wish, 1.0)], 0, 0.0), wish, 1.0)
    left, top, right, bottom = change.region
    out = frame.copy()
    out[top:bottom, left:right] += change.delta
    return out


def main() -> None:
    rows = []
    for number, dark, now, at in PEOPLE:
        *_, picture = clip.frames(number, at + 1, height=CLIP, older=4.0 if number != 13 else 1.0, dark=dark)
        frame = colour.decode_srgb(picture)
        row = []
        for age in AGES:
            made = frame if age is None else aged(frame, now, age)
            small = images.resized(colour.encode_srgb(made), SIDE, SIDE)
            tile = colour.to_code_values(small)
            text = "the plate" if age is None else f"asked for {age}"
            for ink, thick in ((INK, 4), ((255, 255, 255), 1)):
                cv2.putText(tile, text, (12, SIDE - 14), cv2.FONT_HERSHEY_DUPLEX, 0.6, ink, thick, cv2.LINE_AA)
            row.append(tile)
        rows.append(np.hstack(row))
    images.write_jpeg(OUT, np.vstack(rows), quality=90)
    print(f"{OUT.name}: {OUT.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
