"""Moving plates and deliveries: the only module that knows PyAV; movies and image sequences in and out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from pathlib import Path
from typing import Any

import av
import numpy as np
from av.video.reformatter import Colorspace, Interpolation
from numpy.typing import NDArray

from coulisse.errors import BadInput
from coulisse.media import colour, files, images
from coulisse.media.locked_off import Movement as Movement
from coulisse.media.locked_off import movement as movement
from coulisse.media.sequences import is_sequence, read_sequence
from coulisse.media.sequences import sequence_files as sequence_files

Floats = NDArray[np.float32]

MOVIE_SUFFIXES = frozenset({".mov", ".mp4", ".avi", ".mkv", ".mxf", ".m4v", ".webm", ".mts", ".mpg", ".mpeg"})

# H.273 code points written into the stream: primaries, transfer and matrix BT.709, video range.
_BT709, _VIDEO_RANGE = 1, 1
# An H.273 matrix code to the name that the scaler wants; unspecified falls back on the picture's size.
_MATRICES = {1: Colorspace.ITU709, 5: Colorspace.ITU601, 6: Colorspace.ITU601, 9: Colorspace.BT2020}
# swscale's quick path darkens a decoded 8-bit picture by 1.2/255; with these flags it is 0.1/255.
_EXACT = Interpolation.BICUBIC | Interpolation.ACCURATE_RND | Interpolation.FULL_CHR_H_INT
_UNEVEN = 0.02  # of a frame's time
_SD_HEIGHT = 576  # untagged pictures up to this height are BT.601, as broadcast has it


@dataclass(frozen=True)
class Footage:
    """A movie or an image sequence: its upright size in pixels, length in frames and rate.

    `fps` is None for a sequence, which does not say. `codec` is "sequence" for one. `variable`: the frames are not
    evenly spaced in time; `fps` is then their mean rate.
    """

    path: Path
    width: int
    height: int
    frames: int
    fps: float | None
    codec: str
    variable: bool = False


def is_movie(path: str | Path) -> bool:
    """Whether the path names moving pictures: a movie, a folder of pictures or a pattern like a.%04d.png."""
    path = Path(path)
    return path.suffix.lower() in MOVIE_SUFFIXES or is_sequence(path, there=False)


def probe(path: str | Path) -> Footage:
    """Size, length and rate of a movie or sequence. Raises BadInput for what cannot be read."""
    path = Path(path)
    if is_sequence(path):
        numbered = sequence_files(path)
        first = images.read_picture(numbered[0])
        height, width = first.pixels.shape[:2]
        return Footage(path, width, height, len(numbered), None, "sequence")
    with _opened(path) as container:
        stream = container.streams.video[0]
        rate = stream.average_rate or stream.guessed_rate or Fraction(24)
        times = [entry.timestamp for entry in stream.index_entries]  # of MOV and MP4, without reading the file
        if not stream.frames or len(times) != stream.frames:
            times = [packet.pts for packet in container.demux(stream) if packet.size]
        count = stream.frames or len(times)
        width, height = stream.codec_context.width, stream.codec_context.height
        codec = stream.codec_context.name
    try:
        with _opened(path) as container:
            for frame in container.decode(video=0):
                _check_progressive(frame, path, 0)
                if frame.rotation % 180:
                    width, height = height, width
                return Footage(path, width, height, count, float(rate), codec, _uneven(times))
    except av.FFmpegError as error:
        raise _damaged(path, f"cannot be decoded ({error.strerror})") from error
    raise _damaged(path, "has no frame")


def _uneven(times: list[int | None]) -> bool:
    """Whether frames are not evenly spaced: by 2 % and more than the rounding to the clock's ticks."""
    known = np.sort(np.array([t for t in times if t is not None], np.int64))
    steps = np.diff(known)
    if len(steps) < 2:
        return False
    usual = float(steps.mean()) if np.ptp(steps) <= 1 else float(np.median(steps))
    return bool((np.abs(steps - usual) > max(_UNEVEN * usual, 1.0)).any())


def read_frames(path: str | Path, *, start: int = 0) -> Iterator[Floats]:
    """The frames of a movie or sequence in order from the frame `start` on, each (h, w, 3) float32 ACEScg, upright.

    Code values are taken for sRGB, as a display shows them; a movie written here reads back as it was. An EXR in
    ACEScg comes as it is, to the bit. Frames before `start` are decoded, which inter-frame codecs need, and no more.
    Raises BadInput for a damaged movie, naming the frame, and for an interlaced one.
    """
    for frame, _ in read_frames_alpha(path, start=start, alpha=False):
        yield frame


def read_frames_alpha(
    path: str | Path, *, start: int = 0, alpha: bool = True
) -> Iterator[tuple[Floats, Floats | None]]:  # fmt: skip
    """As `read_frames`, each with its alpha (h, w) float32 in [0, 1] as the file has it, or None where it has none.

    Colours are neither divided nor multiplied by it: in an EXR they are premultiplied, in a movie or PNG they are not.
    """
    path = Path(path)
    if is_sequence(path):
        for picture in read_sequence(path, start):
            yield picture.pixels, picture.alpha if alpha else None
        return
    for frame in _decoded(path, start):
        codes = _rgb(frame)
        coverage = colour.as_unit_float(_rgb(frame, alpha=True)[..., 3]) if alpha and _has_alpha(frame) else None
        yield colour.decode_srgb(codes), coverage


def read_codes(path: str | Path) -> Iterator[NDArray[Any]]:
    """The frames of a movie (no sequence) as they are stored: sRGB code values (h, w, 3), uint8 or uint16, upright.

    Raises BadInput as `read_frames`.
    """
    for frame in _decoded(Path(path)):
        yield _rgb(frame)


def read_small(path: str | Path, long_side: int) -> Iterator[tuple[NDArray[np.uint8], Callable[[], NDArray[Any]]]]:
    """The frames of a movie averaged down to `long_side`, uint8, and what gives each as `read_codes` does.

    A quick look at a movie: most frames need no other. The second is good until the next frame is asked for.
    """
    for frame in _decoded(Path(path)):
        scale = min(1.0, long_side / max(frame.width, frame.height))
        size = max(2, round(frame.width * scale)), max(2, round(frame.height * scale))
        yield _rgb(frame, size).astype(np.uint8, copy=False), partial(_rgb, frame)


def _decoded(path: Path, start: int = 0) -> Iterator[Any]:
    with _opened(path) as container:
        stream = container.streams.video[0]
        stream.thread_type = "AUTO"
        index = 0
        try:
            for frame in container.decode(stream):
                if index >= start:
                    _check_progressive(frame, path, index)
                    yield frame
                index += 1
        except av.FFmpegError as error:
            raise _damaged(path, f"is damaged at frame {index} ({error.strerror})") from error
        # A movie that was cut off ends without an error; edit lists may rightly drop a few frames.
        if index < 0.9 * stream.frames - 2 or not index:
            raise _damaged(path, f"ends after {index} of {stream.frames} frames")


def _check_progressive(frame: Any, path: Path, index: int) -> None:
    if frame.interlaced_frame:
        raise BadInput(
            f"frame {index} is interlaced: it holds two moments in alternate lines", where=path,
            remedy="deinterlace the clip first, for instance: ffmpeg -i IN -vf bwdif -c:v prores_ks OUT.mov",
        )  # fmt: skip


def _damaged(path: Path, how: str) -> BadInput:
    return BadInput(f"the movie {how}", where=path, remedy="copy it again from the camera or export it again")


def write_prores(path: str | Path, frames: Iterable[NDArray[Any]], fps: float, size: tuple[int, int]) -> int:
    """Write a ProRes 422 HQ master, 10 bit, tagged BT.709; `size` is (width, height).

    `frames` are display-referred sRGB (h, w, 3), float in [0, 1], uint8 or uint16. Written whole or not at all.
    Returns the number of frames. Of FFmpeg's two encoders this one takes a third of the other's time, and departs a
    little less from the frames (54.3 against 53.5 dB on a face in 1080p) in as many bytes.
    """
    options = {"profile": "3", "vendor": "apl0"}  # HQ
    return _write(Path(path), frames, fps, size, "prores_aw", "yuv422p10le", options)


def write_h264(
    path: str | Path,
    frames: Iterable[NDArray[Any]],
    fps: float,
    size: tuple[int, int],
    *,
    crf: int = 16,
    preset: str = "fast",
) -> int:
    """Write an H.264 review movie, 8 bit 4:2:0, tagged BT.709, ready to stream; as `write_prores`.

    `crf` 16 keeps the grain; 18 to 23 is smaller.
    """
    return _write(Path(path), frames, fps, size, "libx264", "yuv420p", {"crf": str(crf), "preset": preset})


def _write(
    path: Path,
    frames: Iterable[NDArray[Any]],
    fps: float,
    size: tuple[int, int],
    codec: str,
    pixel_format: str,
    options: dict[str, str],
) -> int:
    width, height = size
    count = 0
    tagged = {"movflags": "+faststart+write_colr"}
    with files.replacing(path) as partial, av.open(str(partial), "w", options=tagged) as container:
        stream = container.add_stream(codec, rate=rate(fps), options=options)
        # Chroma is halved, so an odd edge is doubled; the player crops nothing.
        stream.width, stream.height = width + width % 2, height + height % 2
        stream.pix_fmt = pixel_format
        context = stream.codec_context
        context.thread_type = "AUTO"
        context.color_primaries = context.color_trc = context.colorspace = _BT709
        context.color_range = _VIDEO_RANGE
        for picture in frames:
            if picture.shape != (height, width, 3):
                raise ValueError(f"frame {count} is {picture.shape}, not {(height, width, 3)}")
            container.mux(stream.encode(_video_frame(picture, pixel_format)))
            count += 1
        if not count:
            raise ValueError("a movie needs a frame")
        container.mux(stream.encode(None))
    return count


def rate(fps: float) -> Fraction:
    """Frames a second as the fraction that containers want: 23.976 becomes 24000/1001."""
    for base in (24, 30, 48, 60, 120):
        if abs(fps - base * 1000 / 1001) < 0.002:
            return Fraction(base * 1000, 1001)
    return Fraction(fps).limit_denominator(1001)


def _video_frame(picture: NDArray[Any], pixel_format: str) -> Any:
    deep = pixel_format != "yuv420p"
    codes = colour.to_code_values(picture, 16 if deep else 8) if picture.dtype.kind == "f" else picture
    odd = (codes.shape[0] % 2, codes.shape[1] % 2)
    if any(odd):
        codes = np.pad(codes, ((0, odd[0]), (0, odd[1]), (0, 0)), mode="edge")
    rgb = "rgb24" if codes.dtype == np.uint8 else "rgb48le"
    frame = av.VideoFrame.from_ndarray(np.ascontiguousarray(codes), format=rgb)
    converted = frame.reformat(format=pixel_format, src_colorspace=Colorspace.ITU709, dst_colorspace=Colorspace.ITU709)
    converted.color_range = _VIDEO_RANGE
    converted.colorspace = _BT709
    return converted


def _has_alpha(frame: Any) -> bool:
    return any(component.is_alpha for component in frame.format.components)


def _rgb(frame: Any, size: tuple[int, int] | None = None, *, alpha: bool = False) -> NDArray[Any]:
    """A decoded frame as upright RGB (or RGBA) code values (h, w, 3 or 4), uint8 or uint16.

    uint8 if it is brought to a `size` (width, height).
    """
    deep = size is None and any(component.bits > 8 for component in frame.format.components)
    untagged = Colorspace.ITU601 if frame.height <= _SD_HEIGHT else Colorspace.ITU709
    matrix = _MATRICES.get(int(frame.colorspace), untagged)
    width, height = size or (frame.width, frame.height)
    formats = {(False, False): "rgb24", (False, True): "rgb48le", (True, False): "rgba", (True, True): "rgba64le"}
    codes = frame.reformat(
        width=width,
        height=height,
        format=formats[alpha, deep],
        src_colorspace=matrix,
        dst_colorspace=matrix,
        interpolation=_EXACT if size is None else Interpolation.AREA,
    ).to_ndarray()
    turns = round(frame.rotation / 90) % 4
    return np.ascontiguousarray(np.rot90(codes, turns)) if turns else codes


def _opened(path: Path) -> Any:
    if not path.exists():
        raise BadInput("there is no such file", where=path, remedy="check the path of the movie")
    if path.stat().st_size == 0:
        raise BadInput("the file is empty (0 bytes)", where=path, remedy="copy it again from its source")
    try:
        container = av.open(str(path))
    except av.FFmpegError as error:
        raise BadInput(
            f"this is not a movie that can be read ({error.strerror})", where=path, remedy="give a MOV or MP4 file"
        ) from error
    if not container.streams.video:
        container.close()
        raise BadInput("the file has no picture, only sound", where=path, remedy="give a movie")
    return container
