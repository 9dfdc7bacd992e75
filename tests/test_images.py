import subprocess
import sys
from pathlib import Path

import numpy as np
import OpenImageIO as oiio
import pytest
from PIL import Image
from PIL.TiffImagePlugin import IFDRational

from coulisse.errors import BadInput
from coulisse.media import colour, images
from coulisse.media.images import read_picture

HEIGHT, WIDTH = 48, 64


def photograph() -> np.ndarray:
    """A picture with a red left top corner, so that a turn shows, uint8 (h, w, 3)."""
    y, x = np.mgrid[0:HEIGHT, 0:WIDTH]
    picture = np.stack([x * 3 + 20, y * 4 + 10, 120 + 0 * x], -1).astype(np.uint8)
    picture[:12, :16] = (220, 20, 30)
    return picture


def codes(path: Path, bits: int = 8) -> np.ndarray:
    return colour.to_code_values(colour.encode_srgb(read_picture(path).pixels), bits)


@pytest.mark.parametrize("suffix", ["png", "tif", "bmp"])
def test_a_lossless_plate_comes_in_as_it_is(tmp_path: Path, suffix: str) -> None:
    Image.fromarray(photograph()).save(tmp_path / f"a.{suffix}")
    assert np.array_equal(codes(tmp_path / f"a.{suffix}"), photograph())


@pytest.mark.parametrize("mode, tolerance", [("L", 0), ("P", 60), ("RGBA", 0), ("LA", 0), ("CMYK", 4), ("1", 255)])
@pytest.mark.parametrize("suffix", ["png", "tif", "jpg"])
def test_any_kind_of_picture_is_taken(tmp_path: Path, mode: str, tolerance: int, suffix: str) -> None:
    if (suffix, mode) in {("png", "CMYK"), ("jpg", "P"), ("jpg", "RGBA"), ("jpg", "LA"), ("tif", "LA")}:
        return  # no such files exist
    picture = Image.fromarray(photograph()).convert(mode)
    picture.save(tmp_path / f"a.{suffix}", **({"quality": 100, "subsampling": 0} if suffix == "jpg" else {}))
    expected = np.asarray(picture.convert("RGB"), int)
    found = codes(tmp_path / f"a.{suffix}").astype(int)
    assert found.shape == expected.shape
    assert np.abs(found - expected).mean() <= tolerance + (3 if suffix == "jpg" else 0)


def test_transparent_parts_keep_their_colour(tmp_path: Path) -> None:
    clear = np.dstack([photograph(), np.full((HEIGHT, WIDTH), 40, np.uint8)])
    Image.fromarray(clear).save(tmp_path / "a.png")
    assert np.array_equal(codes(tmp_path / "a.png"), photograph())


@pytest.mark.parametrize("suffix", ["png", "tif"])
def test_sixteen_bits_keep_their_depth(tmp_path: Path, suffix: str) -> None:
    deep = np.random.default_rng(1).integers(0, 65536, (20, 30, 3)).astype(np.uint16)
    spec = oiio.ImageSpec(30, 20, 3, "uint16")
    writer = oiio.ImageOutput.create(str(tmp_path / f"a.{suffix}"))
    writer.open(str(tmp_path / f"a.{suffix}"), spec)
    writer.write_image(deep)
    writer.close()
    picture = read_picture(tmp_path / f"a.{suffix}")
    assert picture.bits == 16
    assert np.abs(codes(tmp_path / f"a.{suffix}", 16).astype(int) - deep).max() <= 2


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_picture_turned_by_its_exif_stands_upright(tmp_path: Path, orientation: int) -> None:
    exif = Image.Exif()
    exif[0x112] = orientation
    Image.fromarray(photograph()).save(tmp_path / "a.png", exif=exif)
    from PIL import ImageOps

    upright = np.asarray(ImageOps.exif_transpose(Image.open(tmp_path / "a.png")))
    assert np.array_equal(codes(tmp_path / "a.png"), upright)


def test_the_lens_is_read_from_the_exif(tmp_path: Path) -> None:
    exif = Image.Exif()
    lens = exif.get_ifd(0x8769)
    lens[0x920A] = IFDRational(350, 10)
    lens[0xA405] = 52
    lens[0xA20E] = IFDRational(4000 * 100, 2360)  # pixels a millimetre
    lens[0xA210] = 4
    lens[0xA002] = 4000
    Image.fromarray(photograph()).save(tmp_path / "a.jpg", exif=exif)
    picture = read_picture(tmp_path / "a.jpg")
    assert picture.focal_length_mm == pytest.approx(35.0)
    assert picture.focal_length_35mm == 52
    assert picture.sensor_width_mm == pytest.approx(23.6, abs=0.01)
    assert len(picture.sha256) == 64


@pytest.mark.parametrize("space", [colour.SCENE_LINEAR, colour.LINEAR_REC709])
def test_an_exr_is_linear_in_the_space_it_names(tmp_path: Path, space: str) -> None:
    linear = np.random.default_rng(3).random((20, 30, 3), np.float32) * 4
    spec = oiio.ImageSpec(30, 20, 3, "float")
    if space == colour.SCENE_LINEAR:
        spec.attribute("chromaticities", oiio.TypeDesc("float[8]"), colour.ACESCG_CHROMATICITIES)
    writer = oiio.ImageOutput.create(str(tmp_path / "a.exr"))
    writer.open(str(tmp_path / "a.exr"), spec)
    writer.write_image(linear)
    writer.close()
    picture = read_picture(tmp_path / "a.exr")
    assert picture.colour_space == space
    assert np.allclose(picture.pixels, colour.to_scene_linear(linear, space), atol=1e-5)


def test_a_large_plate_is_brought_down_in_linear_light(tmp_path: Path) -> None:
    checker = np.zeros((400, 600, 3), np.uint8)
    checker[::2, ::2] = checker[1::2, 1::2] = 255
    images.write_png(tmp_path / "a.png", checker)
    picture = read_picture(tmp_path / "a.png", max_pixels=150 * 100)
    assert picture.pixels.shape == (100, 150, 3)
    assert (picture.full_width, picture.full_height) == (600, 400)
    assert np.allclose(picture.pixels, 0.5, atol=0.01)  # half the light, not half the code value


def broken(tmp_path: Path, kind: str) -> Path:
    whole = tmp_path / "whole.jpg"
    Image.fromarray(np.random.default_rng(0).integers(0, 255, (99, 99, 3), np.uint8)).save(whole)
    path = tmp_path / f"{kind}.jpg"
    if kind == "empty":
        path.touch()
    elif kind == "cut":
        path.write_bytes(whole.read_bytes()[: whole.stat().st_size // 2])
    elif kind == "text":
        path.write_text("not a picture")
    elif kind == "folder":
        path.mkdir()
    elif kind == "bomb":
        path = tmp_path / "bomb.png"
        Image.fromarray(photograph()).save(path)
        data = bytearray(path.read_bytes())
        data[16:24] = (30_000).to_bytes(4, "big") * 2
        import zlib

        data[29:33] = zlib.crc32(data[12:29]).to_bytes(4, "big")
        path.write_bytes(data)
    return path


@pytest.mark.parametrize(
    "kind, words",
    [
        ("absent", "no such file"),
        ("empty", "0 bytes"),
        ("cut", "cut off"),
        ("text", "not a picture"),
        ("folder", "a folder"),
        ("bomb", "400 megapixels|malicious header"),
    ],
)
def test_a_plate_that_cannot_be_used_says_why_and_what_to_do(tmp_path: Path, kind: str, words: str) -> None:
    path = broken(tmp_path, kind)
    with pytest.raises(BadInput, match=words) as caught:
        read_picture(path)
    assert str(path) in str(caught.value) and "what to do" in str(caught.value)


def test_what_is_written_reads_back(tmp_path: Path) -> None:
    images.write_png(tmp_path / "a.png", photograph())
    images.write_png(tmp_path / "deep.png", photograph() / np.float32(255), bits=16)
    images.write_jpeg(tmp_path / "a.jpg", photograph() / np.float32(255), quality=98)
    assert np.array_equal(codes(tmp_path / "a.png"), photograph())
    assert read_picture(tmp_path / "deep.png").bits == 16
    assert np.array_equal(codes(tmp_path / "deep.png"), photograph())
    assert np.abs(codes(tmp_path / "a.jpg").astype(int) - photograph()).mean() < 2


@pytest.mark.skipif(sys.platform == "win32", reason="a limit on file size is a Unix thing")
def test_a_full_disk_leaves_no_half_file(tmp_path: Path) -> None:
    program = """
import resource, sys, numpy as np
from pathlib import Path
resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))
from coulisse.errors import CoulisseError
from coulisse.media import images
try:
    images.write_png(Path(sys.argv[1]) / "a.png", np.random.default_rng(0).random((300, 300, 3)))
except CoulisseError as error:
    print(error)
"""
    done = subprocess.run([sys.executable, "-c", program, str(tmp_path)], capture_output=True, text=True)
    assert "disk is full" in done.stdout, done.stderr
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("window", [(10, 5, 20, 15), (-8, -4, 80, 60)])
def test_an_exr_is_read_in_its_display_window(tmp_path: Path, window: tuple[int, int, int, int]) -> None:
    left, top, width, height = window
    spec = oiio.ImageSpec(width, height, 3, "float")
    spec.x, spec.y, spec.full_width, spec.full_height = left, top, WIDTH, HEIGHT
    spec.attribute("chromaticities", oiio.TypeDesc("float[8]"), colour.ACESCG_CHROMATICITIES)
    y, x = np.mgrid[top : top + height, left : left + width]
    stored = np.stack([x, y, x + y], -1).astype(np.float32) + 100
    out = oiio.ImageOutput.create(str(tmp_path / "a.exr"))
    out.open(str(tmp_path / "a.exr"), spec)
    out.write_image(stored)
    out.close()
    found = read_picture(tmp_path / "a.exr")
    assert found.pixels.shape == (HEIGHT, WIDTH, 3) and (found.full_width, found.full_height) == (WIDTH, HEIGHT)
    assert found.pixels[12, 15].tolist() == [115, 112, 127]
    assert found.pixels[0, 0].max() == (0 if left > 0 else 100)


def test_the_alpha_of_a_picture_is_kept_and_its_colours_are_not_multiplied(tmp_path: Path) -> None:
    rgba = np.dstack([photograph(), np.linspace(0, 255, WIDTH).astype(np.uint8)[None].repeat(HEIGHT, 0)])
    Image.fromarray(rgba).save(tmp_path / "a.png")
    found = read_picture(tmp_path / "a.png")
    assert found.alpha is not None and np.array_equal(found.alpha, rgba[..., 3] / np.float32(255))
    assert np.array_equal(codes(tmp_path / "a.png"), photograph())
    Image.fromarray(rgba[..., :3]).save(tmp_path / "b.png")
    assert read_picture(tmp_path / "b.png").alpha is None
