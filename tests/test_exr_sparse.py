"""EXR frames that are empty but for one part read as whole frames, in OpenEXR and in other readers."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import OpenImageIO as oiio
import pytest
from numpy.typing import NDArray

from coulisse.media import exr
from coulisse.media.exr_sparse import write_sparse

SIZE = 61, 40  # width, height


def _layers(h: int, w: int, *, noise: bool) -> dict[str, NDArray[np.float32]]:
    chance = np.random.default_rng(h * 100 + w)
    smooth = np.linspace(-1, 1, h * w * 3, dtype=np.float32).reshape(h, w, 3)
    delta = chance.normal(0, 1, (h, w, 3)).astype(np.float32) if noise else smooth
    delta[h // 3 : h // 2] = 0
    st = chance.random((h, w, 2)).astype(np.float32) if noise else np.full((h, w, 2), 0.25, np.float32)
    return {exr.DELTA: delta, "matte": chance.random((h, w)).astype(np.float32), "st": st}


@pytest.mark.parametrize("noise", [True, False])
@pytest.mark.parametrize(
    ("at", "size"),
    [
        ((7, 5), (30, 20)), ((0, 0), SIZE), ((0, 3), (10, 9)), ((51, 31), (10, 9)), ((0, 11), (61, 4)),
        ((20, 0), (1, 40)), ((60, 39), (1, 1)), ((5, 5), (0, 0)),
    ],
)  # fmt: skip
def test_a_part_reads_back_as_the_whole_picture_to_the_bit(
    tmp_path: Path, at: tuple[int, int], size: tuple[int, int], noise: bool
) -> None:
    (left, top), (w, h) = at, size
    part = _layers(h, w, noise=noise)
    whole = {name: np.zeros((SIZE[1], SIZE[0], *values.shape[2:]), np.float32) for name, values in part.items()}
    for name, values in part.items():
        whole[name][top : top + h, left : left + w] = values
    fps = {"framesPerSecond": 23.976, "shot": "sq010", "take": 3}
    write_sparse(tmp_path / "sparse.exr", part, SIZE, at, metadata=fps)
    exr.write_passes(tmp_path / "plain.exr", whole, metadata=fps)
    found, told = exr.read_passes(tmp_path / "sparse.exr", one_part=True)
    wanted, as_told = exr.read_passes(tmp_path / "plain.exr")
    assert found.keys() == wanted.keys()
    for name, values in wanted.items():
        assert found[name].dtype == values.dtype
        assert np.array_equal(found[name].view(np.uint8), values.view(np.uint8)), name
    assert {k: repr(v) for k, v in told.items()} == {k: repr(v) for k, v in as_told.items()}


def test_another_reader_reads_it_too(tmp_path: Path) -> None:
    part = _layers(20, 30, noise=True)
    write_sparse(tmp_path / "a.exr", part, SIZE, (7, 5))
    reader = oiio.ImageInput.open(str(tmp_path / "a.exr"))
    names, pixels = reader.spec().channelnames, reader.read_image(oiio.FLOAT)
    reader.close()
    assert pixels.shape[:2] == (40, 61)
    for k, channel in enumerate("RGB"):
        found = pixels[..., names.index(f"delta.{channel}")]
        assert np.array_equal(found[5:25, 7:37], part[exr.DELTA][..., k])
        assert np.count_nonzero(found) == np.count_nonzero(part[exr.DELTA][..., k])


def test_a_part_outside_of_the_picture_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="not in a picture"):
        write_sparse(tmp_path / "a.exr", _layers(20, 30, noise=False), SIZE, (40, 0))
    assert not list(tmp_path.iterdir())
