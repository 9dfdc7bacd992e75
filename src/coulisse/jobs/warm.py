"""Compiles every kernel, by making a tiny shot, a tiny room and a handkerchief, and throwing them away."""

from __future__ import annotations

import compileall
import tempfile
from pathlib import Path
from typing import Any

import numpy as np
from pydantic import BaseModel

from coulisse.compiled import PACKAGE
from coulisse.jobs.progress import Shown, Silent
from coulisse.jobs.run import run
from coulisse.media import images
from coulisse.recipes.contract import Recipe

SIZE = 96, 64  # pixels
# A three-storey front seen from the side; it breaks in the first frames, so that dust, chips and bars come.
BRIEF: dict[str, Any] = {
    "building": {
        "facade": {"corners": [[30, 12], [70, 18], [70, 46], [30, 50]], "storeys": 3, "bays": 3, "height": 9},
        "depth": 6, "windows": {"left": 0.3, "right": 0.7, "sill": 0.3, "head": 0.8},
    },
    "failure": {"mode": "pancake", "start": 0.0, "spread": 0.1},
    "strength": 0.1, "camera": {"focal_length_mm": 28}, "sun": {"azimuth": 40, "elevation": 40},
    "pieces": 120, "frames": 5, "fps": 6,
}  # fmt: skip


def warm(recipe: Recipe, progress: Shown | Silent) -> float:
    """Run the recipe once on a drawn plate, in a temporary folder; returns the seconds that it took."""
    with tempfile.TemporaryDirectory(prefix="coulisse-warm-") as folder:
        plate = Path(folder) / "plate.png"
        images.write_png(plate, _drawn())
        brief: BaseModel = recipe.Brief.model_validate(BRIEF)
        return float(run(recipe, brief, plate, out=Path(folder) / "film", progress=progress).report["seconds"])


def warm_code() -> None:
    """Compile the package's modules, which Python itself leaves undone where PYTHONDONTWRITEBYTECODE is set (a second
    of every start); a package that may not be written to stays as it is."""
    compileall.compile_dir(PACKAGE, quiet=2)


def warm_art() -> None:
    """Compile what a set's preview and a costume's cloth run: a chair by a window, a square of cotton that falls.

    And place the vocabulary by its meaning, for words that are not in it: some 10 s, kept until the vocabulary changes.
    """
    from coulisse.physics.cloth import Cloth, drape, fabric_of
    from coulisse.recipes.brief_words import costume_words, set_words
    from coulisse.recipes.brief_words.meaning import meaning_of
    from coulisse.recipes.brief_words.set_reading import understand_set
    from coulisse.recipes.set_plan import plan_set
    from coulisse.recipes.set_scene import built
    from coulisse.render.preview import Previewer

    for kinds in (set_words.KINDS, costume_words.KINDS):
        if (near := meaning_of(kinds)) is not None:  # where its weights are on this machine
            near(["settle"])
    brief, _ = understand_set("a room of 4 by 4 metres with a window, a chair and a floor lamp, daylight")
    option = built(brief, plan_set(brief, 1, 0, only=0).options[0], 0)
    Previewer(option.staged).render(option.staged.cameras[0], (96, 54))
    side = np.linspace(-0.2, 0.2, 9)
    x, y = (a.ravel() for a in np.meshgrid(side, side, indexing="ij"))
    at = np.arange(81).reshape(9, 9)
    a, b, c, d = (part.ravel() for part in (at[:-1, :-1], at[1:, :-1], at[1:, 1:], at[:-1, 1:]))
    faces = np.concatenate([np.stack([a, b, c], 1), np.stack([a, c, d], 1)]).astype(np.int32)
    points = np.stack([x, y, np.full(81, 0.35)], 1)
    block = np.array([[i, j, k] for i in (-0.1, 0.1) for j in (-0.1, 0.1) for k in (0.0, 0.3)])
    sides = np.array([[0, 1, 3, 2], [4, 6, 7, 5], [0, 4, 5, 1], [2, 3, 7, 6], [0, 2, 6, 4], [1, 5, 7, 3]], np.int32)
    cloth = Cloth(points, faces, points[faces][:, :, :2])
    drape(cloth, block, sides, [fabric_of(130, 2, 0.5)], seconds=0.1)


def _drawn() -> Any:
    """Sky, ground and a grey front with dark windows, (h, w, 3) display-referred."""
    width, height = SIZE
    picture = np.zeros((height, width, 3), np.float32)
    picture[:44] = (0.6, 0.75, 0.9)
    picture[44:] = (0.35, 0.38, 0.3)
    picture[14:48, 30:70] = (0.6, 0.56, 0.5)
    for row in (18, 28, 38):
        for column in (34, 47, 60):
            picture[row : row + 5, column : column + 5] = (0.2, 0.23, 0.27)
    noise = np.random.default_rng(1).normal(0, 0.01, picture.shape).astype(np.float32)
    return np.clip(picture + noise, 0, 1)
