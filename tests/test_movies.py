from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import av
import cv2
import numpy as np
import pytest
from sklearn.datasets import load_sample_image

from coulisse.errors import BadInput
from coulisse.media import colour, exr, images, movies

LUMA = np.array([0.2126, 0.7152, 0.0722], np.float32)  # BT.709


def photograph(width: int = 320, height: int = 212) -> np.ndarray:
    """A real picture (scikit-learn's china.jpg), display-referred float (h, w, 3)."""
    return cv2.resize(load_sample_image("china.jpg"), (width, height), interpolation=cv2.INTER_AREA) / np.float32(255)


def write(path: Path, codec: str, frames: list[np.ndarray], fps: float = 24.0) -> None:
    size = frames[0].shape[1], frames[0].shape[0]
    (movies.write_prores if codec == "prores" else movies.write_h264)(path, iter(frames), fps, size)


@pytest.mark.parametrize("codec, name, mean", [("prores", "a.mov", 1.5), ("h264", "a.mp4", 2.5)])
def test_a_movie_reads_back_as_it_was(tmp_path: Path, codec: str, name: str, mean: float) -> None:
    frames = [np.clip(photograph() * gain, 0, 1) for gain in (0.5, 0.8, 1.0)]
    write(tmp_path / name, codec, frames, 23.976)
    footage = movies.probe(tmp_path / name)
    assert (footage.width, footage.height, footage.frames) == (320, 212, 3)
    assert footage.fps == pytest.approx(24000 / 1001)
    found = [colour.encode_srgb(frame) for frame in movies.read_frames(tmp_path / name)]
    assert len(found) == 3
    for one, other in zip(found, frames, strict=True):
        # The codec's own loss on a small busy picture: 1.0 and 1.5 were measured; 0.4 and 1.0 at 1920 wide.
        assert np.abs((one - other) @ LUMA).mean() * 255 < mean
        assert abs((one - other).mean()) * 255 < 0.3  # no darkening


@pytest.mark.parametrize("codec, name", [("prores", "a.mov"), ("h264", "a.mp4")])
def test_a_delivery_says_that_it_is_bt709(tmp_path: Path, codec: str, name: str) -> None:
    write(tmp_path / name, codec, [photograph()])
    with av.open(str(tmp_path / name)) as container:
        context = container.streams.video[0].codec_context
        assert (context.color_primaries, context.color_trc, context.colorspace) == (1, 1, 1)
        assert context.pix_fmt == ("yuv422p10le" if codec == "prores" else "yuv420p")


def test_an_odd_size_is_taken(tmp_path: Path) -> None:
    write(tmp_path / "a.mp4", "h264", [photograph(301, 201)])
    assert movies.probe(tmp_path / "a.mp4").width == 302


def test_a_stopped_movie_leaves_no_file(tmp_path: Path) -> None:
    def frames() -> Iterator[np.ndarray]:
        yield photograph()
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        movies.write_h264(tmp_path / "a.mp4", frames(), 24, (320, 212))
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("given", ["", "plate.%04d.png", "plate.####.png"])
def test_a_sequence_is_read_in_order(tmp_path: Path, given: str) -> None:
    for number in (1001, 1002, 1003):
        images.write_png(tmp_path / f"plate.{number}.png", np.full((16, 16, 3), number - 1000, np.uint8))
    path = tmp_path / given if given else tmp_path
    assert movies.is_movie(path) and movies.probe(path).frames == 3
    found = [int(colour.to_code_values(colour.encode_srgb(f))[0, 0, 0]) for f in movies.read_frames(path)]
    assert found == [1, 2, 3]


def test_a_gap_in_a_sequence_is_named(tmp_path: Path) -> None:
    for number in (1, 2, 4):
        images.write_png(tmp_path / f"p.{number:04d}.png", np.zeros((16, 16, 3), np.uint8))
    with pytest.raises(BadInput, match=r"frame 3 .* missing"):
        movies.probe(tmp_path)


@pytest.mark.parametrize("kind, words", [("absent", "no such"), ("empty", "0 bytes"), ("text", "cannot be")])
def test_a_movie_that_cannot_be_used_says_why(tmp_path: Path, kind: str, words: str) -> None:
    path = tmp_path / "a.mov"
    if kind == "empty":
        path.touch()
    elif kind == "text":
        path.write_bytes(b"not a movie at all" * 20)
    with pytest.raises(BadInput, match=words + "|not a movie"):
        movies.probe(path)


def test_a_movie_that_was_cut_off_is_refused(tmp_path: Path) -> None:
    write(tmp_path / "a.mov", "prores", [photograph()] * 12)
    data = (tmp_path / "a.mov").read_bytes()
    (tmp_path / "a.mov").write_bytes(data[: len(data) // 2])
    with pytest.raises(BadInput, match=r"ends after|damaged|not a movie"):
        list(movies.read_frames(tmp_path / "a.mov"))


def test_a_still_is_no_movie() -> None:
    assert not movies.is_movie("plate.jpg") and movies.is_movie("plate.MOV")


def encode(
    path: Path, codec: str, kind: str, pictures: list[np.ndarray], *, times: list[int] | None = None, **options: str
) -> Path:
    """Write a movie straight with the codec, as a camera or another program would: pictures (h, w, 3 or 4) of codes."""
    with av.open(str(path), "w") as container:
        stream = container.add_stream(codec, rate=24, options=options)
        stream.height, stream.width = pictures[0].shape[:2]
        stream.pix_fmt = kind
        for k, picture in enumerate(pictures):
            layout = {(3, 1): "rgb24", (4, 1): "rgba", (3, 2): "rgb48le", (4, 2): "rgba64le"}
            frame = av.VideoFrame.from_ndarray(picture, format=layout[picture.shape[2], picture.itemsize])
            frame = frame.reformat(format=kind)
            frame.pts, frame.time_base = (times[k] if times else k), Fraction(1, 24)
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return path


def greys(count: int, side: int = 48) -> list[np.ndarray]:
    return [np.full((side, side, 3), 20 + 8 * k, np.uint8) for k in range(count)]


@pytest.mark.parametrize("half", [True, False])
def test_an_exr_sequence_in_acescg_comes_to_the_bit(tmp_path: Path, half: bool) -> None:
    chance = np.random.default_rng(1)
    plates = []
    for k in range(3):
        plate = (10 ** chance.uniform(-5, 2, (20, 30, 3))).astype(np.float32)  # far above white
        plate[0] = -plate[0]  # and outside the gamut
        plates.append(exr.rounded(plate) if half else plate)
        exr.write_passes(tmp_path / f"plate.{1001 + k}.exr", {exr.BEAUTY: plates[-1]}, half=half)
    for found, plate in zip(movies.read_frames(tmp_path), plates, strict=True):
        assert np.array_equal(found, plate)


def test_the_alpha_of_a_plate_is_handed_on(tmp_path: Path) -> None:
    alpha = np.linspace(0, 1, 32, dtype=np.float32)[None].repeat(16, 0)
    colours = np.full((16, 32, 3), 0.25, np.float32) * alpha[..., None]
    rgba = np.concatenate([colours, alpha[..., None]], 2)
    folder = tmp_path / "exr"
    folder.mkdir()
    exr.write_passes(folder / "p.0001.exr", {exr.BEAUTY: rgba}, half=False)
    found, coverage = next(movies.read_frames_alpha(folder))
    assert coverage is not None and np.array_equal(coverage, alpha) and np.array_equal(found, colours)
    codes = np.dstack(
        [np.full((32, 48, 3), 130, np.uint8), np.linspace(0, 255, 48).astype(np.uint8)[None].repeat(32, 0)]
    )
    cases = [
        ("a.mov", "prores_ks", "yuva444p10le", {"profile": "4444"}, 0.02), ("b.mov", "png", "rgba", {}, 0.0),
        ("c.mov", "qtrle", "argb", {}, 0.0),
    ]  # fmt: skip
    for name, codec, kind, options, off in cases:
        path = encode(tmp_path / name, codec, kind, [codes], **options)
        found, coverage = next(movies.read_frames_alpha(path))
        assert coverage is not None and np.abs(coverage - codes[..., 3] / np.float32(255)).max() <= off + 1e-6
        assert np.array_equal(found, next(movies.read_frames(path)))
    opaque = encode(tmp_path / "d.mov", "prores_ks", "yuv422p10le", greys(1))
    assert next(movies.read_frames_alpha(opaque))[1] is None


@pytest.mark.parametrize(
    "kind, levels, bits", [("yuv444p10le", 120, 10), ("yuv444p12le", 250, 12), ("gbrp12le", 250, 12)]
)
def test_a_deep_movie_keeps_its_depth(tmp_path: Path, kind: str, levels: int, bits: int) -> None:
    ramp = np.linspace(20000, 30000, 256).astype(np.uint16)  # of which 8 bits would keep 40 levels
    codes = np.repeat(ramp[None, :, None], 32, 0).repeat(3, 2)
    path = encode(tmp_path / "a.mkv", "ffv1", kind, [codes])
    found = next(movies.read_codes(path))
    assert found.dtype == np.uint16 and len(np.unique(found[..., 1])) >= levels
    assert np.abs(found.astype(int) - codes).max() <= 2 * 65535 / 2**bits
    assert np.abs(colour.encode_srgb(next(movies.read_frames(path))) * 65535 - found).max() < 3


def test_interlaced_footage_is_refused_with_what_to_do(tmp_path: Path) -> None:
    path = encode(tmp_path / "a.mov", "prores_ks", "yuv422p10le", greys(3), flags="+ildct")
    for look in (movies.probe, lambda p: next(movies.read_frames(p))):
        with pytest.raises(BadInput, match=r"frame 0 is interlaced[^$]*bwdif"):
            look(path)


@pytest.mark.parametrize("name, codec", [("a.mp4", "libx264"), ("a.mkv", "libx264"), ("a.mov", "prores_ks")])
def test_a_varying_rate_is_recognised(tmp_path: Path, name: str, codec: str) -> None:
    kind = "yuv420p" if codec == "libx264" else "yuv422p10le"
    even = movies.probe(encode(tmp_path / name, codec, kind, greys(10)))
    assert not even.variable and even.frames == 10
    uneven = encode(tmp_path / f"v_{name}", codec, kind, greys(8), times=[0, 1, 2, 4, 5, 8, 9, 10])
    assert movies.probe(uneven).variable and len(list(movies.read_frames(uneven))) == 8


def test_a_later_frame_can_be_read_from(tmp_path: Path) -> None:
    movie = encode(tmp_path / "a.mp4", "libx264", "yuv420p", greys(12))
    folder = tmp_path / "sequence"
    folder.mkdir()
    for k, picture in enumerate(greys(12)):
        images.write_png(folder / f"p.{k:04d}.png", picture)
    for path in (movie, folder):
        whole = list(movies.read_frames(path))
        assert all(np.array_equal(a, b) for a, b in zip(movies.read_frames(path, start=7), whole[7:], strict=True))
        assert list(movies.read_frames(path, start=12)) == []


@pytest.mark.parametrize("codec, name", [("prores", "a.mov"), ("h264", "a.mp4")])
def test_an_odd_size_goes_in_and_out(tmp_path: Path, codec: str, name: str) -> None:
    write(tmp_path / name, codec, [photograph(301, 201)] * 2)
    for frame in movies.read_frames(tmp_path / name):
        assert frame.shape == (202, 302, 3)
        kept = colour.encode_srgb(frame)[:201, :301]
        assert np.abs((kept - photograph(301, 201)) @ LUMA).mean() * 255 < 2.5
    odd = encode(tmp_path / "odd.mov", "png", "rgb24", [np.full((33, 47, 3), 90, np.uint8)])
    assert next(movies.read_codes(odd)).shape == (33, 47, 3) and movies.probe(odd).width == 47


def test_a_movie_that_lies_on_its_side_is_set_upright(tmp_path: Path) -> None:
    picture = np.zeros((32, 64, 3), np.uint8)
    picture[:, 32:] = 200
    path = tmp_path / "a.mov"
    with av.open(str(path), "w") as container:
        stream = container.add_stream("prores_ks", rate=24)
        stream.width, stream.height, stream.pix_fmt = 64, 32, "yuv422p10le"
        stream.set_display_rotation(90)
        container.mux(stream.encode(av.VideoFrame.from_ndarray(picture, format="rgb24").reformat(format="yuv422p10le")))
        container.mux(stream.encode(None))
    footage = movies.probe(path)
    frame = next(movies.read_codes(path))
    assert (footage.width, footage.height) == (32, 64) == (frame.shape[1], frame.shape[0])
    assert abs(int(frame[:20].mean()) - int(frame[-20:].mean())) > 40 * 256
