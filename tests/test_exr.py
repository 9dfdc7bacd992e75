from pathlib import Path

import mmh3
import numpy as np
import OpenEXR
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coulisse.errors import BadInput
from coulisse.media import colour, exr
from coulisse.media.images import read_picture


def layers() -> dict[str, np.ndarray]:
    rng = np.random.default_rng(5)
    return {
        "beauty": rng.random((20, 30, 4), np.float32),
        "depth": rng.random((20, 30), np.float32) * 900,
        "normal": rng.random((20, 30, 3), np.float32) * 2 - 1,
        "motion": rng.random((20, 30, 2), np.float32) * 40 - 20,
        "shadow": rng.random((20, 30), np.float32),
        "dust": rng.random((20, 30, 4), np.float32),
    }


def test_every_pass_of_a_frame_comes_back_from_one_file(tmp_path: Path) -> None:
    exr.write_passes(tmp_path / "sh.1001.exr", layers(), metadata={"coulisse/frame": 1001})
    found, header = exr.read_passes(tmp_path / "sh.1001.exr")
    assert set(found) == set(layers())
    for name, values in layers().items():
        assert found[name].shape == values.shape
        assert np.allclose(found[name], values, rtol=1e-3, atol=1e-3), name
    assert found["beauty"].dtype == np.float16
    assert header["coulisse/frame"] == 1001
    assert np.allclose(header["chromaticities"], colour.ACESCG_CHROMATICITIES, atol=1e-6)


def test_depth_is_exact(tmp_path: Path) -> None:
    exr.write_passes(tmp_path / "a.exr", layers())
    assert np.array_equal(exr.read_passes(tmp_path / "a.exr")[0]["depth"], layers()["depth"])


def test_the_channels_have_the_names_that_compositors_know(tmp_path: Path) -> None:
    exr.write_passes(tmp_path / "a.exr", layers())
    with OpenEXR.File(str(tmp_path / "a.exr"), separate_channels=True) as file:
        names = set(file.channels())
    assert {"R", "G", "B", "A", "depth.Z", "normal.X", "motion.Y", "shadow.A", "dust.R"} <= names


def test_a_beauty_pass_is_read_as_acescg_by_the_picture_reader(tmp_path: Path) -> None:
    exr.write_passes(tmp_path / "a.exr", layers(), half=False)
    picture = read_picture(tmp_path / "a.exr")
    assert picture.colour_space == colour.SCENE_LINEAR
    assert np.allclose(picture.pixels, layers()["beauty"][:, :, :3], atol=1e-6)


def test_light_too_bright_for_half_floats_does_not_become_infinite(tmp_path: Path) -> None:
    exr.write_passes(tmp_path / "a.exr", {"beauty": np.full((8, 8, 3), 1e6, np.float32)})
    assert np.isfinite(exr.read_passes(tmp_path / "a.exr")[0]["beauty"]).all()


@settings(max_examples=60, deadline=None)
@given(st.text(min_size=1, max_size=20))
def test_an_id_is_a_plain_float_with_the_bits_of_the_hash(name: str) -> None:
    value = exr.cryptomatte_ids([name])
    assert np.isfinite(value[0]) and abs(value[0]) >= np.finfo(np.float32).tiny
    assert value.view(np.uint32)[0] == exr.cryptomatte_hash(name)
    assert (exr.cryptomatte_hash(name) ^ mmh3.hash(name, 0, signed=False)) in (0, 1 << 23)


def test_the_hash_is_that_of_the_specification() -> None:
    # The specification's own example: "hello" -> 6.0705627102400005616e-17.
    assert exr.cryptomatte_ids(["hello"])[0] == pytest.approx(6.0705627102400005616e-17, rel=1e-7)


def test_a_compositor_picks_a_piece_by_name(tmp_path: Path) -> None:
    ids = np.full((4, 4, 3), -1, np.int32)
    coverage = np.zeros((4, 4, 3), np.float32)
    ids[:, :, 0], coverage[:, :, 0] = 0, 0.25
    ids[:, 2:, 1], coverage[:, 2:, 1] = 1, 0.75
    names = ["slab_00000", "beam_00001"]
    made, header = exr.cryptomatte_layers(ids, coverage, names)
    exr.write_passes(tmp_path / "a.exr", {"beauty": np.zeros((4, 4, 4)), **made}, metadata=header)
    found, read = exr.read_passes(tmp_path / "a.exr")
    assert np.allclose(exr.cryptomatte_matte(found, "slab_00000"), 0.25)
    expected = np.zeros((4, 4))
    expected[:, 2:] = 0.75
    assert np.allclose(exr.cryptomatte_matte(found, "beam_00001"), expected)
    # The larger coverage stands in the first rank.
    assert found["crypto_piece00"][0, 3, 1] == np.float32(0.75)
    key = next(name for name in read if name.endswith("/manifest"))
    assert key.startswith("cryptomatte/") and '"slab_00000":"' in read[key]


def test_what_is_no_exr_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.exr").write_text("no")
    with pytest.raises(BadInput, match=r"a\.exr: this EXR cannot be read"):
        exr.read_passes(tmp_path / "a.exr")


def test_a_failed_write_leaves_the_old_frame(tmp_path: Path) -> None:
    exr.write_passes(tmp_path / "a.exr", {"beauty": np.ones((4, 4, 3))})
    with pytest.raises(ValueError, match="layer"):
        exr.write_passes(tmp_path / "a.exr", {"beauty": np.ones((4, 4, 3)), "depth": np.ones((5, 4))})
    assert exr.read_passes(tmp_path / "a.exr")[0]["beauty"].mean() == 1.0
    assert [file.name for file in tmp_path.iterdir()] == ["a.exr"]
