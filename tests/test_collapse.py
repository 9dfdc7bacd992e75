"""Promises of a collapse, checked on the real files of a small real shot."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import av
import numpy as np
import OpenEXR
import opentimelineio as otio
import pytest
from PIL import Image
from pxr import Usd, UsdGeom

import tiny_shot
from coulisse.media import colour, exr, images, movies
from coulisse.recipes import brief as briefs
from coulisse.recipes.collapse_brief import CollapseBrief
from coulisse.scene import usd
from facade_views import rectangle
from tiny_shot import BLOCK, FRAMES, SIZE, brief_text, command, coulisse, write_brief, write_plate

FPS = 10
NAME = "sq010_sh0010"
STEM = f"{NAME}_collapse_v001"


def version_of(film: Path, number: int = 1) -> Path:
    return film / f"shots/{NAME}/collapse/v{number:03d}"


def codes(path: Path) -> np.ndarray:
    """A comp frame in 8 bit, (h, w, 3) int."""
    layers, _ = exr.read_passes(path)
    return colour.to_code_values(colour.encode_srgb(np.asarray(layers["beauty"], np.float32))).astype(int)


def comp(version: Path, number: int) -> np.ndarray:
    return codes(version / f"comp/{NAME}.{number}.exr")


def pixels_of(version: Path) -> dict[str, bytes]:
    """Every comp frame's numbers, bit by bit."""
    found = sorted((version / "comp").glob("*.exr"))
    return {path.name: np.ascontiguousarray(exr.read_passes(path)[0]["beauty"]).tobytes() for path in found}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("collapse")
    write_plate(folder)
    write_brief(folder, brief_text())
    return folder


@pytest.fixture(scope="module")
def shot(home: Path) -> Path:
    """The version folder of a whole run by the command line."""
    done = coulisse("collapse", home / "street.png", "--brief", home / "brief.yaml", "--out", home / "film")
    assert done.returncode == 0, done.stderr
    return version_of(home / "film")


@pytest.fixture(scope="module")
def report(shot: Path) -> dict[str, Any]:
    data: dict[str, Any] = json.loads((shot / "report.json").read_text())
    return data


def test_a_version_is_laid_out_as_the_house_says(shot: Path) -> None:
    assert {p.name for p in shot.iterdir()} >= {
        "brief.yaml", "passes", "comp", f"{STEM}.mov", f"{STEM}.mp4", f"{STEM}.jpg", "scene.usdc", "timeline.otio",
        "report.json",
    }  # fmt: skip
    frames = [f"{NAME}.{1001 + f}.exr" for f in range(FRAMES)]
    for folder in ("passes", "comp"):
        assert sorted(p.name for p in (shot / folder).iterdir()) == frames
    assert [p.name for p in shot.parent.iterdir() if not p.name.startswith(".")] == ["v001"]
    assert not list(shot.rglob(".*")), "nothing of the work is left behind"
    film = shot.parents[3]
    assert (film / "coulisse.toml").is_file() and (film / "coulisse.db").is_file()
    assert (shot.parents[1] / "plate/street.png").is_file()


def test_the_brief_as_run_has_every_default_and_the_seed(shot: Path) -> None:
    text = (shot / "brief.yaml").read_text()
    for field in ("seed:", "wind:", "beyond_left:", "parapet:"):
        assert field in text
    back = briefs.load(shot / "brief.yaml", CollapseBrief)
    assert back.frames == FRAMES and back.pieces == 250


def test_before_anything_moves_the_comp_is_the_plate(shot: Path) -> None:
    plate = tiny_shot.picture().astype(int)
    untouched = 0
    for number in range(1001, 1001 + FRAMES):
        gap = np.abs(comp(shot, number) - plate)
        layers, _ = exr.read_passes(shot / f"passes/{NAME}.{number}.exr")
        if layers["beauty"][..., 3].any() or layers["dust"].any():
            break
        assert gap.mean() <= 0.5 and gap.max() <= 2, number
        untouched += 1
    assert untouched >= 2, "the failure begins with the third frame"
    assert untouched < FRAMES, "and the building does come down"


def test_the_last_frame_keeps_the_plate_where_nothing_falls(shot: Path) -> None:
    plate = tiny_shot.picture().astype(int)
    last = 1000 + FRAMES
    layers, _ = exr.read_passes(shot / f"passes/{NAME}.{last}.exr")
    touched = (layers["beauty"] != 0).any(-1) | (layers["clean"] != 0) | (layers["shadow"] != 1).any(-1)
    touched |= (layers["dust"] != 0).any(-1)
    gap = np.abs(comp(shot, last) - plate).max(-1)
    assert gap[~touched].max() <= 1
    assert (~touched).mean() > 0.3, "most of this picture is sky and meadow"
    assert (gap > 8).mean() > 0.01, "and the building is another one"


def test_every_pass_of_a_frame_opens_in_openexr(shot: Path) -> None:
    with OpenEXR.File(str(shot / f"passes/{NAME}.{1000 + FRAMES}.exr"), separate_channels=True) as file:
        header, channels = dict(file.header()), {name: c.pixels for name, c in file.channels().items()}
    assert np.allclose(header["chromaticities"], colour.ACESCG_CHROMATICITIES, atol=1e-5)
    wanted = {
        *"RGBA", "depth.Z", "normal.X", "normal.Y", "normal.Z", "motion.X", "motion.Y", "dust.R", "dust.A",
        "dust_density.A", "shadow.R", "crypto_piece00.r", "crypto_piece00.a", "crypto_piece01.r",
    }  # fmt: skip
    assert wanted <= channels.keys()
    for name, plane in channels.items():
        assert plane.shape == SIZE[::-1], name
        assert np.isfinite(plane).all() or name.startswith("crypto"), name
        full = name.startswith(("depth", "crypto"))
        assert plane.dtype == (np.float32 if full else np.float16), name
    covered = np.asarray(channels["A"], np.float32)
    assert covered.min() >= 0 and covered.max() <= 1.001
    solid = covered > 0.99
    assert solid.sum() > 500
    assert 10 < np.median(channels["depth.Z"][solid]) < 80, "metres to the building"
    length = sum(np.asarray(channels[f"normal.{axis}"], np.float32) ** 2 for axis in "XYZ")
    assert np.median(length[solid]) == pytest.approx(1, abs=0.02)
    assert np.abs(channels["motion.Y"][solid]).max() > 0.2, "something is falling"
    assert channels["dust_density.A"].max() > 0 and channels["shadow.R"].min() < 0.99


def test_a_piece_can_be_picked_by_its_cryptomatte(shot: Path) -> None:
    layers, header = exr.read_passes(shot / f"passes/{NAME}.{1000 + FRAMES}.exr")
    key = next(name for name in header if name.startswith("cryptomatte/") and name.endswith("/manifest"))
    manifest = json.loads(header[key])
    stage = Usd.Stage.Open(str(shot / "scene.usdc"))
    scene = {prim.GetName() for prim in stage.GetPrimAtPath(usd.PIECES).GetChildren()}
    assert set(manifest) - {"chips"} <= scene, "the names of the mattes are those of the scene"
    total = sum(exr.cryptomatte_matte(layers, name) for name in manifest)
    alpha = np.asarray(layers["beauty"][..., 3], np.float32)
    assert np.all(total <= 1.01)
    assert np.abs(total - alpha)[alpha > 0.99].mean() < 0.05, "the mattes fill what is covered"
    ids = np.ascontiguousarray(layers["crypto_piece00"][..., 0], np.float32).view(np.uint32)
    known = {int(value, 16) for value in manifest.values()} | {0}
    assert set(np.unique(ids).tolist()) <= known


def test_a_comp_frame_is_acescg(shot: Path) -> None:
    layers, header = exr.read_passes(shot / f"comp/{NAME}.1001.exr")
    assert np.allclose(header["chromaticities"], colour.ACESCG_CHROMATICITIES, atol=1e-5)
    assert layers["beauty"].dtype == np.float16
    linear = images.read_picture(shot.parents[1] / "plate/street.png").pixels
    assert np.abs(layers["beauty"].astype(np.float32) - linear).max() < 0.002


@pytest.mark.parametrize(
    "name, codec, pixel_format, wide",
    [(".mov", "prores", "yuv422p10le", 1), (".mp4", "h264", "yuv420p", 1), ("_before_after.mp4", "h264", "yuv420p", 1)],
)
def test_a_movie_opens_in_pyav(shot: Path, name: str, codec: str, pixel_format: str, wide: int) -> None:
    with av.open(str(shot / f"{STEM}{name}")) as container:
        stream = container.streams.video[0]
        assert stream.codec_context.name.startswith(codec)
        assert stream.codec_context.pix_fmt == pixel_format
        assert (stream.width, stream.height) == SIZE
        assert float(stream.average_rate) == FPS
        assert sum(1 for _ in container.decode(stream)) == FRAMES


def test_the_movies_show_the_comp(shot: Path) -> None:
    for name, least in ((".mov", 2.0), (".mp4", 3.5)):
        for number, frame in enumerate(movies.read_frames(shot / f"{STEM}{name}")):
            shown = colour.to_code_values(colour.encode_srgb(frame)).astype(int)
            assert np.abs(shown - comp(shot, 1001 + number)).mean() < least
    *_, last = movies.read_frames(shot / f"{STEM}_before_after.mp4")
    shown = colour.to_code_values(colour.encode_srgb(last)).astype(int)
    middle = SIZE[0] // 2
    assert np.abs(shown - tiny_shot.picture())[:, : middle - 8].mean() < 4, "before is on the left"
    assert np.abs(shown - comp(shot, 1000 + FRAMES))[:, middle + 8 :].mean() < 4, "after is on the right"


def test_the_contact_sheet_is_a_picture(shot: Path) -> None:
    with Image.open(shot / f"{STEM}.jpg") as sheet:
        sheet.load()
        assert sheet.width >= 2 * SIZE[0] and sheet.height >= SIZE[1]


def test_the_scene_opens_in_usd_with_moving_pieces_and_the_plates_camera(shot: Path, report: dict[str, Any]) -> None:
    stage = Usd.Stage.Open(str(shot / "scene.usdc"))
    pieces = stage.GetPrimAtPath(usd.PIECES).GetChildren()
    meshes = [prim for prim in pieces for prim in Usd.PrimRange(prim) if prim.IsA(UsdGeom.Mesh)]
    assert len(meshes) == report["measured"]["collapse"]["pieces_in_the_end"]
    assert (stage.GetStartTimeCode(), stage.GetEndTimeCode()) == (1001, 1000 + FRAMES)
    assert stage.GetTimeCodesPerSecond() == FPS
    assert UsdGeom.GetStageUpAxis(stage) == "Z" and UsdGeom.GetStageMetersPerUnit(stage) == 1
    fallen = 0
    for mesh in meshes:
        first, last = (
            UsdGeom.Xformable(mesh).ComputeLocalToWorldTransform(time).ExtractTranslation()[2]
            for time in (1001, 1000 + FRAMES)
        )
        fallen += last < first - 0.3
    assert fallen > 50, "the pieces above the ground floor have come down"
    frustum = UsdGeom.Camera(stage.GetPrimAtPath(usd.CAMERA)).GetCamera(1001).frustum
    matrix = np.array(frustum.ComputeViewMatrix() * frustum.ComputeProjectionMatrix())
    world = rectangle(BLOCK)
    world[:, 0] *= report["measured"]["camera"]["rectangle_m"][0] / BLOCK.width
    clip = np.column_stack([world, np.ones(4)]) @ matrix
    pixels = (clip[:, :2] / clip[:, 3:] * [1, -1] + 1) / 2 * SIZE
    assert np.abs(pixels - tiny_shot.corners()).max() < 0.5


def test_the_timeline_opens_and_its_media_are_there(shot: Path) -> None:
    timeline = otio.adapters.read_from_file(str(shot / "timeline.otio"))
    (clip,) = timeline.find_clips()
    assert clip.source_range.duration == otio.opentime.RationalTime(FRAMES, FPS)
    assert clip.source_range.start_time.value == 1001
    references = clip.media_references()
    assert {"master", "review"} <= references.keys()
    for reference in references.values():
        assert (shot / reference.target_url).is_file()


def test_the_report_holds_what_a_supervisor_asks_for(shot: Path, report: dict[str, Any]) -> None:
    assert report["recipe"]["name"] == "collapse" and report["recipe"]["version"]
    assert (report["seed"], report["frames"], report["size"], report["fps"]) == (1, FRAMES, list(SIZE), FPS)
    assert len(report["plate"]["sha256"]) == 64
    on_disk = {p.relative_to(shot).as_posix() for p in shot.rglob("*") if p.is_file()}
    assert set(report["outputs"]) == on_disk - {"report.json", "brief.yaml", "credentials.json"}
    assert {"camera", "fracture", "collapse", "render", "movies"} <= report["steps"].keys()
    assert all(step["seconds"] >= 0 and step["peak_memory_bytes"] > 0 for step in report["steps"].values())
    assert report["peak_memory_bytes"] < 4e9
    measured = report["measured"]
    assert measured["camera"]["reprojection_error_px"] < 1
    assert measured["first_frame_against_plate_8bit"]["max"] <= 2
    assert measured["collapse"]["bonds_broken"] > 50
    energy = measured["collapse"]["energy_MJ"]
    assert all(b <= a * 1.001 for a, b in zip(energy, energy[1:], strict=False)), "energy never grows"
    assert [decision["stage"] for decision in report["gate"]] == ["admit", "release"]
    for model in report["models"]:
        assert model["licence"] and model["lineage"] and model["commercial"] in ("yes", "review", "no")
    assert report["measured"]["clean_plate"], "which method painted the building out"


# -- broken off ------------------------------------------------------------------------------------------


def begun(home: Path, film: Path, frames: int) -> subprocess.Popen[str]:
    """A run in a process of its own, until it has finished so many comp frames."""
    words = command("collapse", home / "street.png", "--brief", home / "brief.yaml", "--out", film)
    process = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    until = time.monotonic() + 240
    while len(finished(film)) < frames:
        assert process.poll() is None, process.communicate()
        assert time.monotonic() < until, "the run makes no frames"
        time.sleep(0.02)
    return process


def finished(film: Path) -> dict[str, int]:
    """The comp frames of the partial version that are whole, and when each was written."""
    folder = version_of(film).with_name("v001.partial")
    return {p.name: p.stat().st_mtime_ns for p in folder.glob(f"comp/{NAME}.*.exr")}


def test_a_shot_that_is_broken_off_twice_ends_in_the_same_pixels(home: Path, shot: Path, tmp_path: Path) -> None:
    film = tmp_path / "film"
    stopped = begun(home, film, 2)
    stopped.send_signal(signal.SIGINT)
    _, said = stopped.communicate(timeout=60)
    assert stopped.returncode == 130
    assert "what is done is kept" in said and "Traceback" not in said
    assert not version_of(film).exists()

    killed = begun(home, film, FRAMES - 2)
    kept = finished(film)
    killed.send_signal(signal.SIGKILL)
    killed.communicate(timeout=60)
    assert not version_of(film).exists()

    done = coulisse("collapse", home / "street.png", "--brief", home / "brief.yaml", "--out", film)
    assert done.returncode == 0, done.stderr
    version = version_of(film)
    times = {p.name: p.stat().st_mtime_ns for p in (version / "comp").iterdir()}
    assert {name: times[name] for name in kept} == kept, "finished frames are not made again"
    assert json.loads((version / "report.json").read_text())["runs"] == 3
    assert pixels_of(version) == pixels_of(shot), "broken off or not, the same brief and seed give the same pixels"
    assert not list(version.parent.glob("*.partial"))


def test_another_seed_breaks_it_another_way(home: Path, shot: Path, tmp_path: Path) -> None:
    brief = write_brief(tmp_path, brief_text(frames=7, more="seed: 2\n"))
    done = coulisse("collapse", home / "street.png", "--brief", brief, "--out", tmp_path / "film")
    assert done.returncode == 0, done.stderr
    mine, other = pixels_of(shot), pixels_of(version_of(tmp_path / "film"))
    assert mine[f"{NAME}.1001.exr"] == other[f"{NAME}.1001.exr"], "the plate is the plate"
    assert mine[f"{NAME}.1007.exr"] != other[f"{NAME}.1007.exr"]


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 3 MB."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = sys.platform == "linux" and os.geteuid() == 0
    if mounted:
        done = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", disk], capture_output=True)
        mounted = done.returncode == 0
    if not mounted:
        pytest.skip("only root can make a small disk")
    try:
        yield disk
    finally:
        subprocess.run(["umount", "-l", disk], check=False)


def assert_full_disk_is_told(done: subprocess.CompletedProcess[str], film: Path) -> None:
    assert done.returncode == 1, done.stderr
    assert "disk is full" in done.stderr and "what to do: make room" in done.stderr
    assert "Traceback" not in done.stderr and "fault of ours" not in done.stderr
    assert not version_of(film).exists()
    half_written = [p for p in film.rglob("*.exr") if p.stat().st_size == 0]
    assert not half_written


def test_a_full_disk_is_told_and_leaves_no_version(home: Path, small_disk: Path) -> None:
    film = small_disk / "film"
    done = coulisse("collapse", home / "street.png", "--brief", home / "brief.yaml", "--preview", "--out", film)
    assert_full_disk_is_told(done, film)


def test_a_limit_on_the_size_of_files_is_told_as_a_full_disk(home: Path, tmp_path: Path) -> None:
    film = tmp_path / "film"
    words = command("collapse", home / "street.png", "--brief", home / "brief.yaml", "--preview", "--out", film)
    limit = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, 300_000)); "
    words[2] = limit + words[2]
    done = subprocess.run(words, capture_output=True, text=True, timeout=240)
    assert_full_disk_is_told(done, film)


# -- other plates ----------------------------------------------------------------------------------------


def test_a_preview_is_640_pixels_wide(tmp_path: Path) -> None:
    large = tmp_path / "large.png"
    images.write_png(large, tiny_shot.enlarged(tiny_shot.picture(), 960))
    brief = write_brief(tmp_path, brief_text(frames=2, start=0.05, points=tiny_shot.corners(3)))
    done = coulisse("collapse", large, "--brief", brief, "--preview", "--out", tmp_path / "film")
    assert done.returncode == 0, done.stderr
    data = json.loads((version_of(tmp_path / "film") / "report.json").read_text())
    assert data["size"] == [640, 428] and data["preview"]


def walk(number: int) -> np.ndarray:
    """The street at one frame: a red van drives along the meadow."""
    picture = tiny_shot.picture()
    picture[180:196, 20 + 12 * number : 50 + 12 * number] = (180, 40, 30)
    return picture


def test_a_locked_off_movie_keeps_each_frames_own_pixels(tmp_path: Path) -> None:
    plate = tmp_path / "street.mov"
    movies.write_prores(plate, (walk(n) for n in range(6)), 25, SIZE)
    brief = write_brief(tmp_path, brief_text(frames=40, start=0.1))
    film = tmp_path / "film"
    done = coulisse("collapse", plate, "--brief", brief, "--preview", "--out", film)
    assert done.returncode == 0, done.stderr
    version = version_of(film)
    report = json.loads((version / "report.json").read_text())
    assert (report["frames"], report["fps"]) == (6, 25), "the plate's own length and rate win"
    assert report["size"] == list(SIZE), "a preview is never larger than the plate"
    for number, frame in enumerate(movies.read_frames(plate)):
        shown = colour.to_code_values(colour.encode_srgb(frame)).astype(int)
        gap = np.abs(comp(version, 1001 + number) - shown)
        if number < 2:
            assert gap.mean() <= 0.5 and gap.max() <= 2
        assert gap[176:200, 15:130].mean() < 1, "the van is where it was in that frame"


def test_a_sequence_of_exr_frames_is_a_plate(tmp_path: Path) -> None:
    frames = tmp_path / "frames"
    frames.mkdir()
    for number in range(4):
        linear = colour.decode_srgb(walk(number)) * np.float32(1.5)
        exr.write_passes(frames / f"street.{1001 + number}.exr", {"beauty": linear})
    brief = write_brief(tmp_path, brief_text(start=0.1))
    film = tmp_path / "film"
    done = coulisse("collapse", frames, "--brief", brief, "--preview", "--out", film)
    assert done.returncode == 0, done.stderr
    version = version_of(film)
    assert len(list((version / "comp").iterdir())) == 4
    for number in (1001, 1002):
        plate, _ = exr.read_passes(frames / f"street.{number}.exr")
        made, _ = exr.read_passes(version / f"comp/{NAME}.{number}.exr")
        gap = np.abs(made["beauty"].astype(np.float32) - plate["beauty"].astype(np.float32))
        assert gap.max() < 0.004, "scene-linear values pass through, over 1, too"


def test_a_moving_camera_is_refused_and_the_frame_is_named(tmp_path: Path) -> None:
    plate = tmp_path / "pan.mov"
    movies.write_prores(plate, (np.roll(tiny_shot.picture(), 3 * max(0, n - 3), 1) for n in range(8)), 24, SIZE)
    brief = write_brief(tmp_path, brief_text())
    done = coulisse("collapse", plate, "--brief", brief, "--out", tmp_path / "film")
    assert done.returncode == 2
    assert "the camera moves" in done.stderr and "frame 1005" in done.stderr
    assert not (tmp_path / "film").exists()
