from collections.abc import Iterator
from pathlib import Path

import av
import cv2
import numpy as np
import pytest
from sklearn.datasets import load_sample_image

from coulisse.errors import BadInput
from coulisse.media import colour, images, movies

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
