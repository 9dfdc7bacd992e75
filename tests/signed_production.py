"""A production with keys, small real pictures and movies, and a version folder that is signed as deliveries are."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import av
import numpy as np
from PIL import Image

from coulisse.provenance import keys, sidecar
from coulisse.provenance.credentials import SIGNABLE, Action, Claim, Model, sign_file
from coulisse.provenance.keys import ProductionKeys

MODEL = Model("migan", "cd" * 32, "MIT", "Places2", "review")
PICTURES = ("a.png", "b.jpg", "c.tif")
MOVIES = ("d.mov", "e.mp4")


@dataclass(frozen=True)
class Signed:
    """A production's folder, its keys and its root certificate."""

    folder: Path
    keys: ProductionKeys
    root: bytes


def begin(folder: Path, name: str = "Film") -> Signed:
    """A new production with keys; COULISSE_KEYS must point to a folder of the test's own."""
    folder.mkdir(parents=True)
    made = keys.init(folder, "f-0123456789ab", name)
    return Signed(folder, made, (folder / "keys" / "root.pem").read_bytes())


def claim(**changes: object) -> Claim:
    """A collapse in whose plate a net in-painted."""
    actions = (
        Action("c2pa.placed", "the ruins, simulated and rendered", "algorithmicMedia"),
        Action("c2pa.edited", "what stood behind was in-painted", "compositeWithTrainedAlgorithmicMedia"),
    )
    made = Claim(
        title="sq010_sh0010_collapse_v001", recipe="collapse", recipe_version="1", coulisse="0.1.0",
        shot="sq010_sh0010", version=1, actions=actions, plate_sha256="ab" * 32, models=(MODEL,),
        triage={"verdict": "go", "policy": {"name": "open", "version": 1, "sha256": "ef" * 32}, "rules": ["default"]},
        ledger={"production_id": "f-0123456789ab", "public": "ed25519:x"}, trained=True, captured=True,
    )  # fmt: skip
    return replace(made, **changes)  # type: ignore[arg-type]


def picture(path: Path, size: tuple[int, int] = (64, 48), seed: int = 0) -> Path:
    """A picture of noise, so that every byte of it counts."""
    pixels = np.random.default_rng(seed).integers(0, 255, (size[1], size[0], 3), dtype=np.uint8)
    Image.fromarray(pixels).save(path)
    return path


def movie(path: Path, frames: int = 4) -> Path:
    """A movie of noise: ProRes in MOV, H.264 in MP4."""
    rng = np.random.default_rng(1)
    codec, pixels = ("prores_ks", "yuv422p10le") if path.suffix == ".mov" else ("libx264", "yuv420p")
    with av.open(str(path), "w") as container:
        stream = container.add_stream(codec, rate=24)
        stream.width, stream.height, stream.pix_fmt = 128, 96, pixels
        for _ in range(frames):
            noise = rng.integers(0, 255, (96, 128, 3), dtype=np.uint8)
            container.mux(stream.encode(av.VideoFrame.from_ndarray(noise, format="rgb24")))
        container.mux(stream.encode())
    return path


def media(folder: Path) -> Path:
    """One of each kind that can carry credentials, and one that cannot."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, name in enumerate(PICTURES):
        picture(folder / name, seed=number)
    for name in MOVIES:
        movie(folder / name)
    (folder / "passes").mkdir()
    (folder / "passes" / "x.1001.exr").write_bytes(b"\x76\x2f\x31\x01" + bytes(range(200)))
    (folder / "report.json").write_text("{}\n")
    return folder


def sign_all(folder: Path, by: ProductionKeys, said: Claim, plate: Path | None = None) -> Path:
    """Sign every file that can be, then the folder, as a release does."""
    for path in sorted(folder.iterdir()):
        if path.suffix in SIGNABLE:
            sign_file(path, by, said, plate)
    sidecar.write(folder, by, hashes(folder), said)
    return folder


def hashes(folder: Path) -> dict[str, str]:
    """The SHA-256 of everything below a folder but its sidecar."""
    files = (p for p in sorted(folder.rglob("*")) if p.is_file() and p.name != sidecar.NAME)
    return {p.relative_to(folder).as_posix(): sidecar.file_sha256(p) for p in files}


def copied(source: Path, target: Path, change: Callable[[Path], object] | None = None) -> Path:
    """A copy of a folder, changed."""
    shutil.copytree(source, target)
    if change is not None:
        change(target)
    return target


def flip(path: Path, at: float | int) -> None:
    """Turn one byte over: at an offset, or at a share of the file's length."""
    data = bytearray(path.read_bytes())
    data[int(at * len(data)) if isinstance(at, float) else at] ^= 0xFF
    path.write_bytes(bytes(data))
