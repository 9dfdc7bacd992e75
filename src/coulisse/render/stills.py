"""Path-traced stills of a staged scene: Blender's Cycles in one worker of its own, as with the collapse's hero version.

with studio(staged, folder) as s:
    s.render("A", (960, 540), samples=32, exr=folder / "a.exr", png=folder / "a.png")
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from coulisse.errors import BadInput, CoulisseError
from coulisse.media import colour, files
from coulisse.media import exr as exr_files
from coulisse.render.blender import Worker, started
from coulisse.render.exposure import patches
from coulisse.render.stills_scene import changed, write_scene
from coulisse.scene.staged import Staged

SCRIPT = Path(__file__).with_name("stills_worker")
_SCENE = "stills_scene.npz"
_REMEDY = "if memory ran out, ask for a smaller picture; run again"
_PROOF = ((120, 68), 8)  # size and samples of what the exposure is measured on
_MIDDLE = 0.085  # where the mean of the logarithms goes; middle grey is 0.18, and rooms have dark corners
_BRIGHT = 2.5  # where the brightest 3 % may begin without a say: AgX holds detail to 16
_GIVES = 0.55  # of the stops that they are over it the picture gives this share, as far as `exposure.patches` lets it
_BLACK = 5.6  # stops below the median from which on a place is a black hole
_APART = 1.5  # stops from the set's own exposure from which on a camera gets its own
_CLAMP = 3.0  # of indirect light, over middle grey's unit: takes out fireflies

Floats = NDArray[np.float32]


@dataclass(frozen=True)
class Still:
    """A picture that was taken: its passes, its graded picture, seconds it took, exposure in stops."""

    exr: Path
    png: Path
    seconds: float
    exposure: float


@dataclass
class Studio:
    """A running worker with the scene built."""

    staged: Staged
    worker: Worker
    folder: Path
    seed: int = 0
    _right: dict[str, float] = field(default_factory=dict)

    def show(self, staged: Staged, right: dict[str, float] | None = None) -> None:
        """Another scene in the same Blender; where only cameras and places of things differ, what is built stays.

        `right` as in `studio`. Raises as `studio`.
        """
        change = changed(self.staged, staged)
        if change is None:
            write_scene(staged, self.folder / _SCENE, seed=self.seed)
            self.worker.order(scene=str(self.folder / _SCENE))
        elif staged.placed != self.staged.placed or staged.cameras != self.staged.cameras:
            self.worker.order(change=change)
        self.staged, self._right = staged, {} if right is None else right

    def render(
        self, camera: str, size: tuple[int, int], *, samples: int, exr: Path, png: Path, exposure: float | None = None
    ) -> Still:
        """Take a picture of `size` (width, height) pixels with at most `samples` paths a pixel.

        The EXR holds scene-linear ACEScg, exposed, not white-balanced, in layers: `beauty`, `depth` (metres along the
        axis), `normal` (world), `albedo`, and Cryptomattes `crypto_thing` by the placed names and `crypto_look` by
        the looks'. Its header says the exposure and the white balance. The PNG is 8-bit sRGB through AgX, Medium High
        Contrast, white-balanced. Without `exposure` the set's own is used (`exposure`).

        Raises BadInput for a camera that is not there, CoulisseError if Blender dies.
        """
        self._known(camera)
        stops = self.exposure(camera) if exposure is None else exposure
        raw = self.folder / "still_raw.exr"
        with files.replacing(Path(png)) as partial:
            self._order(camera, size, samples, stops, raw, partial)
        seconds = self.worker.seconds
        layers, said = _passes(raw)
        raw.unlink()
        said |= {"exposure": stops, "whiteBalance": self.staged.white_balance, "camera": camera}
        exr_files.write_passes(exr, layers, metadata=said)
        return Still(Path(exr), Path(png), seconds, stops)

    def exposure(self, camera: str | None = None) -> float:
        """The right exposure in stops, measured on a tiny proof of each camera, with the scene's own stops on top.

        A set has one exposure, the middle one of its cameras, but for a camera that is more than 1.5 stops off.
        The mean of the logarithms of luminance goes to a fixed grey (Reinhard et al., Photographic Tone Reproduction,
        2002), unless the brightest would then burn out. Raises as `render`.
        """
        if camera is not None:
            self._known(camera)
        for each in self.staged.cameras:
            if each.name not in self._right:
                self._right[each.name] = self._measured(each.name)
        common = float(np.median(list(self._right.values())))
        own = common if camera is None else self._right[camera]
        return (common if abs(own - common) <= _APART else own) + self.staged.exposure

    def _measured(self, camera: str) -> float:
        raw = self.folder / "still_proof.exr"
        self._order(camera, _PROOF[0], _PROOF[1], 0.0, raw, None)
        layers, _ = _passes(raw)
        raw.unlink()
        return right_exposure(colour.luminance(layers["beauty"]))

    def _order(
        self, camera: str, size: tuple[int, int], samples: int, stops: float, raw: Path, png: Path | None
    ) -> None:
        self.worker.order(
            camera=camera, size=list(size), samples=samples, exposure=stops, exr=str(raw),
            png=None if png is None else str(png), clamp=_CLAMP if png is not None else 0.0, denoise=png is not None,
        )  # fmt: skip
        if not raw.is_file():
            raise CoulisseError(f"Blender wrote no picture of camera {camera}; see {self.worker.log}")

    def _known(self, camera: str) -> None:
        names = [c.name for c in self.staged.cameras]
        if camera not in names:
            raise BadInput(f"there is no camera {camera!r}", where="camera", remedy="use one of " + ", ".join(names))


@contextmanager
def studio(staged: Staged, folder: Path, *, seed: int = 0, right: dict[str, float] | None = None) -> Iterator[Studio]:
    """A worker that has built the scene; it ends with the block. Work files and Blender's log go to `folder`.

    `right` holds the exposures that were measured of its cameras before, by their names, and gets those that are now.

    Raises Unavailable without bpy (the message has the commands), BadInput for a scene that names what is not there,
    CoulisseError with Blender's last words if it dies.
    """
    folder.mkdir(parents=True, exist_ok=True)
    file, log = folder / _SCENE, folder / "stills.log"
    write_scene(staged, file, seed=seed)
    try:
        with started(SCRIPT, file, log, _REMEDY) as worker:
            yield Studio(staged, worker, folder, seed, {} if right is None else right)
    finally:
        for path in (file, folder / "still_raw.exr", folder / "still_proof.exr"):
            path.unlink(missing_ok=True)


def right_exposure(luminance: Floats) -> float:
    """Stops that bring a picture (h, w) of relative luminance to where it looks right."""
    seen = luminance[np.isfinite(luminance)]
    logs = np.log2(np.maximum(seen, 1e-9))
    middle, top = (float(v) for v in np.percentile(logs, (50.0, 97.0)))
    bound, gives = patches(logs)
    # Black holes, bare lamps and patches of sun say nothing about how bright the room is.
    stops = math.log2(_MIDDLE) - float(np.mean(np.clip(logs, middle - _BLACK, max(min(top, bound), middle))))
    over = max(0.0, stops - (math.log2(_BRIGHT) - top))
    return stops - min(_GIVES * over, gives)


def _passes(raw: Path) -> tuple[dict[str, NDArray[Any]], dict[str, str | int | float]]:
    """Blender's passes under our names, in ACEScg, and what the header says of the Cryptomattes."""
    found, header = exr_files.read_passes(raw)
    # "Composite.Combined" is the graded picture's, with its bloom; the passes are the view layer's.
    by_end = {
        name.rpartition(".")[2]: np.asarray(values, np.float32)
        for name, values in found.items()
        if not name.startswith("Composite")
    }
    lacking = {"Combined", "Depth", "Normal", "Denoising Albedo"} - set(by_end)
    if lacking:
        raise CoulisseError(f"{raw}: Cycles left out the passes {', '.join(sorted(lacking))}")
    layers: dict[str, NDArray[Any]] = {
        "beauty": _linear(by_end["Combined"][..., :3]),
        "depth": np.minimum(by_end["Depth"], 1e6),
        "normal": by_end["Normal"],
        "albedo": _linear(by_end["Denoising Albedo"][..., :3]),
    }
    said: dict[str, str | int | float] = {}
    for ours, theirs in (("crypto_thing", "CryptoObject"), ("crypto_look", "CryptoMaterial")):
        for name in sorted(n for n in by_end if n.startswith(theirs) and n[-2:].isdigit()):
            layers[f"{ours}{name[-2:]}"] = by_end[name]
        said |= _manifest(header, theirs, ours)
    return layers, said


def _manifest(header: dict[str, Any], theirs: str, ours: str) -> dict[str, str]:
    """What the header says of one Cryptomatte, under our name for its layers."""
    for key, value in header.items():
        if key.startswith("cryptomatte/") and key.endswith("/name") and str(value).endswith(theirs):
            names = list(json.loads(str(header[key.removesuffix("name") + "manifest"])))
            nothing = np.full((1, 1, 1), -1, np.int32)
            return exr_files.cryptomatte_layers(nothing, np.zeros((1, 1, 1)), names, layer=ours)[1]
    return {}


def _linear(rgb: Floats) -> Floats:
    clean = np.nan_to_num(np.maximum(rgb, 0.0), nan=0.0, posinf=exr_files.HALF_MAX)
    return colour.to_scene_linear(np.ascontiguousarray(clean), colour.LINEAR_REC709)
