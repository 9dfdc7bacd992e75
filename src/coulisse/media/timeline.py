"""The shot as a timeline for the edit: the only module that knows OpenTimelineIO."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import opentimelineio as otio

from coulisse.errors import BadInput
from coulisse.media import files

PLATE, MASTER, REVIEW = "plate", "master", "review"


def write_timeline(
    path: str | Path,
    shot: str,
    fps: float,
    frames: int,
    media: Mapping[str, str],
    *,
    first_frame: int = 1001,
    metadata: Mapping[str, str] | None = None,
) -> None:
    """Write an OTIO timeline with one clip of `frames` frames.

    `media` maps `plate`, `master`, `review` to paths relative to the timeline's folder; each becomes a
    media reference of the clip, and the master (else the first) is the active one. A still plate is held
    for the length of the shot. Written whole or not at all.

    Raises ValueError for no media and for absolute paths, which would break when the folder moves.
    """
    if not media:
        raise ValueError("a clip needs media")
    if any(Path(target).is_absolute() for target in media.values()):
        raise ValueError("media paths must be relative to the timeline")
    start = otio.opentime.RationalTime(first_frame, fps)
    span = otio.opentime.TimeRange(start, otio.opentime.RationalTime(frames, fps))
    references = {
        name: otio.schema.ExternalReference(target_url=Path(target).as_posix(), available_range=span)
        for name, target in media.items()
    }
    clip = otio.schema.Clip(name=shot, source_range=span, metadata={"coulisse": dict(metadata or {})})
    clip.set_media_references(references, MASTER if MASTER in references else next(iter(references)))
    timeline = otio.schema.Timeline(name=shot, global_start_time=start)
    track = otio.schema.Track(name="V1", kind=otio.schema.TrackKind.Video)
    track.append(clip)
    timeline.tracks.append(track)
    with files.replacing(Path(path)) as partial:
        otio.adapters.write_to_file(timeline, str(partial))


def read_timeline(path: str | Path) -> tuple[str, float, int, int, dict[str, str]]:
    """What `write_timeline` wrote: shot name, fps, frames, first frame, media paths by name."""
    path = Path(path)
    try:
        timeline = otio.adapters.read_from_file(str(path))
        clip = next(iter(timeline.find_clips()))
    except (otio.exceptions.OTIOError, OSError, ValueError, StopIteration) as error:
        raise BadInput(f"this is not a timeline with a clip ({error})", where=path) from error
    span = clip.source_range
    media = {name: reference.target_url for name, reference in clip.media_references().items()}
    rate = span.start_time.rate
    return clip.name, rate, round(span.duration.value), round(span.start_time.value), media
