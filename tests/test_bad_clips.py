"""Clips that nobody ordered, through the real command: a clear answer or the right result, and nothing lost."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import av
import numpy as np
import pytest
from numpy.typing import NDArray

from consent_desk import actor, granted, new_desk
from coulisse.errors import BadInput, CoulisseError, Refused
from coulisse.jobs.run import run
from coulisse.media import movies
from coulisse.recipes import deage
from small_deage import USE, Film, codes, comp, film, movie, needs_networks, passes, sequence
from small_people import PEOPLE

pytestmark = needs_networks


@pytest.fixture
def made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Film:
    return film(tmp_path, monkeypatch)


def encoded(
    path: Path,
    frames: list[NDArray[np.uint8]],
    *,
    pixels: str = "yuv422p10le",
    flags: str = "",
    times: list[int] | None = None,
) -> Path:
    """A ProRes movie with what a camera or an editor may do to it."""
    with av.open(str(path), "w") as container:
        stream = container.add_stream("prores_ks", rate=24, options={"flags": flags} if flags else {})
        stream.height, stream.width = frames[0].shape[:2]
        stream.pix_fmt = pixels
        for k, frame in enumerate(frames):
            shown = av.VideoFrame.from_ndarray(frame, format="rgba" if frame.shape[2] == 4 else "rgb24")
            shown.pts = times[k] if times else k
            container.mux(stream.encode(shown))
        container.mux(stream.encode(None))
    return path


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("empty.mov", b"", "empty"),
        ("words.mov", b"INT. KITCHEN - DAY\n" * 200, "not a movie"),
        ("noise.mp4", bytes(range(256)) * 400, "not a movie"),
    ],
)
def test_what_is_no_movie_is_told(made: Film, tmp_path: Path, name: str, content: bytes, told: str) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(BadInput, match=told):
        made.run(tmp_path / name)


def test_a_clip_that_is_not_there_is_told(made: Film, tmp_path: Path) -> None:
    with pytest.raises(CoulisseError, match=r"no such|not there|no plate|nothing"):
        made.run(tmp_path / "gone.mov")


def test_a_clip_cut_short_is_told_before_anything_is_delivered(made: Film, tmp_path: Path) -> None:
    whole = movie(tmp_path / "clip.mov", codes(12)).read_bytes()
    (tmp_path / "short.mov").write_bytes(whole[: len(whole) // 2])
    with pytest.raises(BadInput):
        made.run(tmp_path / "short.mov")


def test_an_interlaced_clip_is_refused_with_what_to_do(made: Film, tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="interlaced"):
        made.run(encoded(tmp_path / "clip.mov", codes(3), flags="+ildct"))


@pytest.mark.slow
def test_a_varying_rate_keeps_every_frame_and_is_noted(made: Film, tmp_path: Path) -> None:
    version = made.run(encoded(tmp_path / "clip.mov", codes(5), times=[0, 1, 3, 7, 8]))
    assert version.report["frames"] == 5
    assert any("frame rate varies" in note for note in version.report["notes"])


@pytest.mark.slow
def test_alpha_goes_through(made: Film, tmp_path: Path) -> None:
    frames = [np.dstack([f, np.full(f.shape[:2], 128, np.uint8)]) for f in codes(2)]
    version = made.run(encoded(tmp_path / "clip.mov", frames, pixels="yuva444p10le"))
    result = comp(version)
    assert result.shape[2] == 4
    assert abs(float(result[..., 3].mean()) - 0.5) < 0.01


@pytest.mark.slow
def test_a_clip_upside_down_or_on_its_side_is_done_right(made: Film, tmp_path: Path) -> None:
    for turns in (1, 2):
        frames = [np.ascontiguousarray(np.rot90(f, turns)) for f in codes(3)]
        version = made.run(sequence(tmp_path / f"turned{turns}", frames), shot=f"sq010_sh00{turns}0")
        delta = np.rot90(np.abs(passes(version)["delta"]).sum(2), -turns)
        y, x = np.nonzero(delta > 0.02)
        height, width = delta.shape
        assert len(y) > 200
        assert abs(x.mean() / width - 0.5) < 0.12
        assert abs(y.mean() / height - 0.52) < 0.15


def test_two_who_look_the_same_are_not_guessed_at(made: Film, tmp_path: Path) -> None:
    """The same portrait twice: it cannot be told which of the two is the performer."""
    plate = movie(tmp_path / "clip.mov", codes(4, ("person_1_a", "person_1_a"), (640, 320)))
    with pytest.raises(BadInput, match="unsure"):
        made.run(plate)


@pytest.mark.slow
def test_two_performers_have_ages_of_their_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = new_desk(tmp_path, monkeypatch)
    ids = []
    for name, number in (("Ada Example", 1), ("Bea Sample", 3)):
        references = [PEOPLE / f"person_{number}_a.jpg", PEOPLE / f"person_{number}_b.jpg"]
        who = actor(desk, name, references=references, born=date(1970, 5, 4))
        granted(desk, who, tmp_path, uses=[USE])
        ids.append(who.performer.id)
    plate = movie(tmp_path / "clip.mov", codes(3, ("person_1_a", "person_3_a"), (640, 320)))
    brief = deage.Brief.model_validate(
        {"performer": ids[0], "age_now": 40, "age": 70, "others": [{"performer": ids[1], "age_now": 30, "age": 30}]}
    )
    version = run(deage, brief, plate, out=desk.folder, shot="sq010_sh0010")
    delta = np.abs(passes(version)["delta"])
    assert delta[:, :320].max() > 0.02
    assert not delta[:, 340:].any()  # the present age: nothing


def test_a_performer_without_pictures_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = new_desk(tmp_path, monkeypatch)
    who = actor(desk, "Ada Example", born=date(1970, 5, 4))
    granted(desk, who, tmp_path, uses=[USE])
    made = Film(desk, who, tmp_path)
    with pytest.raises(BadInput, match="no reference picture"):
        made.run(movie(tmp_path / "clip.mov", codes(2)))


def test_somebody_elses_identifier_is_refused(made: Film, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="no performer"):
        made.run(movie(tmp_path / "clip.mov", codes(2)), performer="p-deadbeef")


def test_a_matte_of_too_few_frames_is_told(made: Film, tmp_path: Path) -> None:
    plate = movie(tmp_path / "clip.mov", codes(5))
    matte = sequence(tmp_path / "matte", codes(2))
    with pytest.raises(BadInput, match="the matte has 2 frames"):
        made.run(plate, hold_out=str(matte))


@pytest.mark.slow
def test_a_face_that_comes_and_goes_fades_and_is_named(made: Film, tmp_path: Path) -> None:
    there, empty = codes(26), codes(26, ())
    frames = empty[:3] + there[3:23] + empty[23:]
    version = made.run(sequence(tmp_path / "plate", frames))
    told = version.report["measured"]["tracks"][made.id]
    assert "not in the picture" in told["faded"]
    assert not passes(version, 0)["matte"].any()
    # It is there and gone from one frame to the next, as at a cut: those are the only steps.
    steps = np.flatnonzero(np.abs(np.diff(told["confidence"])) > 0.5)
    assert set((steps + 1002).tolist()) <= set(told["cuts"])


@pytest.mark.slow
def test_a_microphone_before_the_face_is_not_painted_on(made: Film, tmp_path: Path) -> None:
    frames = codes(20)
    for k, frame in enumerate(frames[8:14]):
        frame[200:300, 215 + k : 265 + k] = (40, 45, 50)  # a microphone comes before mouth and chin
    version = made.run(sequence(tmp_path / "plate", frames))
    hidden = np.abs(passes(version, 10)["delta"][205:295, 222:262])
    skin = np.abs(passes(version, 3)["delta"][205:295, 222:262])
    assert hidden.mean() < 0.35 * skin.mean()


@pytest.mark.slow
def test_a_killed_run_goes_on_from_where_it_was(made: Film, tmp_path: Path) -> None:
    plate = sequence(tmp_path / "plate", codes(30))
    words = [sys.executable, "-c", "from coulisse.cli import main; main()", "deage", plate, "--performer", made.id]
    words += ["--age-now", 40, "--age", 60, "--shot", "sq010_sh0010", "--out", made.desk.folder]
    running = subprocess.Popen(list(map(str, words)), env=os.environ.copy(), stderr=subprocess.DEVNULL)
    folder = made.desk.folder / "shots" / "sq010_sh0010" / "deage" / "v001.partial" / "comp"
    limit = time.monotonic() + 240
    while len(list(folder.glob("*.exr"))) < 6:
        assert time.monotonic() < limit
        assert running.poll() is None, "it ended before it could be killed"
        time.sleep(0.05)
    running.send_signal(signal.SIGKILL)
    running.wait()
    before = {p.name: p.stat().st_mtime_ns for p in folder.glob("plate*.exr")} or {
        p.name: p.stat().st_mtime_ns for p in folder.glob("*.exr") if not p.name.startswith(".")
    }
    done = subprocess.run(list(map(str, words)), env=os.environ.copy(), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    whole = made.desk.folder / "shots" / "sq010_sh0010" / "deage" / "v001"
    assert len(list((whole / "comp").glob("*.exr"))) == 30
    kept = [name for name, when in before.items() if (whole / "comp" / name).stat().st_mtime_ns == when]
    assert len(kept) >= 4


@pytest.mark.slow
def test_memory_does_not_grow_with_the_length(made: Film, tmp_path: Path) -> None:
    """Ten times as many frames: a mesh and a matte more for each, and no picture."""
    peaks = []
    for frames, shot in ((200, "sq010_sh0010"), (2000, "sq010_sh0020")):
        plate = movies_of(tmp_path / f"{shot}.mp4", frames)
        words = ["deage", plate, "--performer", made.id, "--age-now", 40, "--age", 60, "--shot", shot]
        command = [sys.executable, "-c", "from coulisse.cli import main; main()", *words, "--out", made.desk.folder]
        done = subprocess.run(
            list(map(str, command)), env=os.environ.copy(), capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        report = made.desk.folder / "shots" / shot / "deage" / "v001" / "report.json"
        peaks.append(json.loads(report.read_text("utf-8"))["peak_memory_bytes"])
    assert peaks[1] - peaks[0] < 150e6


def movies_of(path: Path, frames: int) -> Path:
    """A small clip of so many frames that costs no memory to make."""
    some = codes(24, size=(320, 240))
    movies.write_h264(path, (some[k % 24] for k in range(frames)), 24.0, (320, 240))
    return path


@pytest.mark.slow
def test_a_4k_plate_is_done_at_its_own_size(made: Film, tmp_path: Path) -> None:
    frames = codes(2, size=(3840, 2160), face=2000)
    version = made.run(sequence(tmp_path / "plate", frames))
    assert comp(version).shape == (2160, 3840, 3)
    assert version.report["peak_memory_bytes"] < 5e9


@pytest.mark.slow
def test_the_preview_is_small_and_quick(made: Film, tmp_path: Path) -> None:
    from coulisse.recipes.contract import Choices

    plate = movie(tmp_path / "clip.mov", codes(3, size=(1280, 720), face=600))
    version = run(deage, made.brief(), plate, out=made.desk.folder, shot="sq010_sh0010", choices=Choices(preview=True))
    assert comp(version).shape[1] == 960
    assert movies.probe(version.headline[0]).frames == 3
