"""Promises about pictures and briefs that cannot be used, and odd ones that can: by the real command line."""

from __future__ import annotations

import json
import subprocess
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
import pytest
from PIL import Image

import tiny_shot
from coulisse.cli import main
from coulisse.media import colour, images, movies
from coulisse.models.catalogue import find
from facade_views import Block, camera_towards, photograph, rectangle
from tiny_shot import brief_text, write_brief, write_plate


@dataclass(frozen=True)
class Said:
    """What a command left with and wrote."""

    status: int
    out: str
    err: str


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]):
    """The command line, in this process; a status of 0 where it ends by itself."""

    def call(*words: object) -> Said:
        try:
            main([str(word) for word in words])
            status = 0
        except SystemExit as left:
            status = int(left.code or 0)
        told = capsys.readouterr()
        return Said(status, told.out, told.err)

    return call


def snapshot(folder: Path) -> set[Path]:
    return set(folder.rglob("*"))


def assert_refused(said: Said, tmp_path: Path, before: set[Path], *words: str) -> None:
    """Bad input: status 2, a message with all the words and a remedy, and nothing new on disk."""
    assert said.status == 2, said.err
    for word in words:
        assert word.lower() in said.err.lower(), said.err
    assert "what to do:" in said.err
    assert "Traceback" not in said.err and "fault of ours" not in said.err
    assert snapshot(tmp_path) == before, "no litter is left on disk"


# -- pictures that cannot be used ------------------------------------------------------------------------


def no_file(path: Path) -> None:
    pass


def empty(path: Path) -> None:
    path.touch()


def folder(path: Path) -> None:
    path.mkdir()


def truncated(path: Path) -> None:
    Image.fromarray(tiny_shot.picture()).save(path, quality=95)
    path.write_bytes(path.read_bytes()[:6000])


def text(path: Path) -> None:
    path.write_text("this is a letter, not a picture\n" * 40)


def tiny(path: Path) -> None:
    Image.new("RGB", (4, 4)).save(path)


@pytest.mark.parametrize(
    "make, words",
    [
        (no_file, ["plate.jpg", "no such"]), (empty, ["plate.jpg", "0 bytes"]), (folder, ["plate.jpg", "no frames"]),
        (truncated, ["plate.jpg", "damaged or cut off"]), (text, ["plate.jpg", "not a picture"]),
        (tiny, ["plate.jpg", "only 4 x 4"]),
    ],
)  # fmt: skip
def test_a_plate_that_cannot_be_used_is_refused_and_nothing_is_made(run, tmp_path: Path, make, words) -> None:
    plate = tmp_path / "plate.jpg"
    make(plate)
    brief = write_brief(tmp_path, brief_text())
    before = snapshot(tmp_path)
    assert_refused(run("collapse", plate, "--brief", brief, "--out", tmp_path / "film"), tmp_path, before, *words)


def test_a_folder_without_frames_is_refused(run, tmp_path: Path) -> None:
    frames = tmp_path / "frames"
    frames.mkdir()
    (frames / "notes.txt").write_text("no frame")
    before = snapshot(tmp_path)
    said = run("collapse", frames, "--brief", write_brief(tmp_path, brief_text()), "--out", tmp_path / "film")
    before.add(tmp_path / "brief.yaml")
    assert_refused(said, tmp_path, before, "numbered picture")


def test_a_movie_that_was_cut_off_is_refused(run, tmp_path: Path) -> None:
    movie = tmp_path / "clip.mov"
    movies.write_prores(movie, [tiny_shot.picture()] * 12, 24, tiny_shot.SIZE)
    movie.write_bytes(movie.read_bytes()[: movie.stat().st_size // 2])
    brief = write_brief(tmp_path, brief_text())
    before = snapshot(tmp_path)
    said = run("collapse", movie, "--brief", brief, "--out", tmp_path / "film")
    assert_refused(said, tmp_path, before, "clip.mov")


def test_a_sequence_with_a_gap_is_refused(run, tmp_path: Path) -> None:
    frames = tmp_path / "frames"
    frames.mkdir()
    for number in (1001, 1002, 1004):
        write_plate(frames, f"street.{number}.png")
    brief = write_brief(tmp_path, brief_text())
    before = snapshot(tmp_path)
    said = run("collapse", frames, "--brief", brief, "--out", tmp_path / "film")
    assert_refused(said, tmp_path, before, "frame 1003", "missing")


# -- odd pictures that can be used -----------------------------------------------------------------------


def saved_16_bit_png(path: Path) -> Path:
    deep = cv2.cvtColor(tiny_shot.picture().astype(np.uint16) * 257, cv2.COLOR_RGB2BGR)
    cv2.imwrite(str(path.with_suffix(".png")), deep)
    return path.with_suffix(".png")


def saved_16_bit_tiff(path: Path) -> Path:
    deep = cv2.cvtColor(tiny_shot.picture().astype(np.uint16) * 257, cv2.COLOR_RGB2BGR)
    cv2.imwrite(str(path.with_suffix(".tif")), deep)
    return path.with_suffix(".tif")


def saved_cmyk(path: Path) -> Path:
    Image.fromarray(tiny_shot.picture()).convert("CMYK").save(path.with_suffix(".jpg"), quality=97)
    return path.with_suffix(".jpg")


def saved_grey(path: Path) -> Path:
    Image.fromarray(tiny_shot.picture()).convert("L").save(path.with_suffix(".png"))
    return path.with_suffix(".png")


def saved_rgba(path: Path) -> Path:
    picture = Image.fromarray(tiny_shot.picture()).convert("RGBA")
    picture.putalpha(120)
    picture.save(path.with_suffix(".png"))
    return path.with_suffix(".png")


def saved_turned(path: Path) -> Path:
    """As a camera held upright stores it: the sensor's rows run down the picture, EXIF says to turn it back."""
    exif = Image.Exif()
    exif[0x0112] = 6
    stored = Image.fromarray(np.ascontiguousarray(np.rot90(tiny_shot.picture(), 1)))
    stored.save(path.with_suffix(".jpg"), quality=97, exif=exif)
    return path.with_suffix(".jpg")


@pytest.fixture(scope="module")
def plain_focal(tmp_path_factory: pytest.TempPathFactory) -> float:
    """The focal length found in the plain 8-bit photograph."""
    folder = tmp_path_factory.mktemp("plain")
    plate, brief = write_plate(folder), write_brief(folder, brief_text())
    with pytest.raises(SystemExit, match="0"):
        main(["solve", str(plate), "--brief", str(brief), "--out", str(folder)])
    return float(json.loads((folder / "street_camera.json").read_text())["focal_px"])


@pytest.mark.parametrize(
    "save", [saved_16_bit_png, saved_16_bit_tiff, saved_cmyk, saved_grey, saved_rgba, saved_turned]
)
def test_an_odd_picture_gives_the_same_camera(run, tmp_path: Path, plain_focal: float, save) -> None:
    plate = save(tmp_path / "street")
    said = run("solve", plate, "--brief", write_brief(tmp_path, brief_text()), "--out", tmp_path)
    assert said.status == 0, said.err
    found = json.loads((tmp_path / "street_camera.json").read_text())
    assert (found["width"], found["height"]) == tiny_shot.SIZE, "upright"
    assert found["focal_px"] == pytest.approx(plain_focal, rel=0.06)
    assert found["corner_error_px"] < 1.5


def test_a_turned_plate_goes_through_to_the_comp(run, tmp_path: Path) -> None:
    plate = saved_turned(tmp_path / "street")
    brief = write_brief(tmp_path, brief_text(frames=2, start=0.1, pieces=60))
    said = run("collapse", plate, "--brief", brief, "--preview", "--out", tmp_path / "film")
    assert said.status == 0, said.err
    (report,) = tmp_path.glob("film/shots/*/collapse/v001/report.json")
    assert json.loads(report.read_text())["size"] == list(tiny_shot.SIZE)


# -- what the brief says of the picture ------------------------------------------------------------------

TL, TR, BR, BL = tiny_shot.corners()


@pytest.mark.parametrize(
    "points, words",
    [
        ([TL, BR, TR, BL], ["corners"]),  # they cross
        ([TR, TL, BL, BR], ["corners"]),  # the wrong way round
        ([[1000, 20], [1200, 20], [1200, 150], [1000, 150]], ["corners", "outside"]),
        ([[-9e9, 20], TR, BR, BL], ["corners"]),
        ([[10, 10], [50, 50], [100, 100], [150, 150]], ["corners"]),  # on one line
        ([TL, TL, TL, TL], ["corners"]),
        ([TL, TR, BR], ["corners", "has 3 entries"]),
        ([[".nan", 10], TR, BR, BL], ["corners"]),
    ],
)
def test_corners_that_are_no_rectangle_are_refused(run, tmp_path: Path, points, words) -> None:
    plate = write_plate(tmp_path)
    brief = write_brief(tmp_path, brief_text(points=str(points).replace("'", "")))
    before = snapshot(tmp_path)
    said = run("collapse", plate, "--brief", brief, "--out", tmp_path / "deep/in/film")
    assert_refused(said, tmp_path, before, *words)


def test_a_picture_without_a_facade_asks_for_the_corners(run, tmp_path: Path) -> None:
    random = np.random.default_rng(3)
    clouds = cv2.GaussianBlur(random.normal(0.5, 0.5, (214, 320, 3)).astype(np.float32), (0, 0), 9)
    images.write_png(tmp_path / "sky.png", np.clip(clouds * 2 - 0.5, 0, 1))
    brief = write_brief(tmp_path, brief_text(points="auto"))
    before = snapshot(tmp_path)
    said = run("collapse", tmp_path / "sky.png", "--brief", brief, "--out", tmp_path / "film")
    assert_refused(said, tmp_path, before, "no facade", "building.facade.corners")


def frontal(folder: Path) -> tuple[Path, str]:
    block = Block(storeys=3, bays=4, depth=0.5)
    camera = camera_towards(block, yaw=0, pitch=0, fov=30, size=tiny_shot.SIZE, fill=0.5)
    picture = colour.encode_srgb(photograph(block, camera, noise=0.004))
    images.write_png(folder / "front.png", picture)
    pixels, _ = camera.project(rectangle(block))
    return folder / "front.png", brief_text(points=[[float(x), float(y)] for x, y in np.round(pixels, 2)])


def test_a_frontal_view_asks_for_the_focal_length_and_takes_it(run, tmp_path: Path) -> None:
    plate, text = frontal(tmp_path)
    brief = write_brief(tmp_path, text)
    before = snapshot(tmp_path)
    said = run("collapse", plate, "--brief", brief, "--out", tmp_path / "film")
    assert_refused(said, tmp_path, before, "does not determine the focal length", "camera: {focal_length_mm:")
    line = next(part for part in said.err.split("`") if part.startswith("camera:"))
    brief = write_brief(tmp_path, f"{text}{line}\n", "mended.yaml")
    assert run("solve", plate, "--brief", brief, "--out", tmp_path).status == 0, "the line can be pasted as it is"


OUTLINE = "foreground: [[[10, 10], [40, 10], [{}, 60]]]"


@pytest.mark.parametrize(
    "more, words",
    [
        ("failure: {mode: pancake, storey: 9}", ["failure.storey", "storey 9", "has 3"]),
        ("failure: {mode: partial, from_bay: 2, to_bay: 40}", ["failure.to_bay", "bay 40"]),
        ("failure: {mode: implosion, charges: [{bay: 99}]}", ["failure.charges[0]", "bay 99"]),
        ("failure: {mode: implosion, charges: [{bay: 1}, {bay: -3}]}", ["failure.charges[1]", "bay -3"]),
        ("failure: {mode: implosion, charges: [{bay: 1, storey: 7}]}", ["failure.charges[0]", "storey 7"]),
        ("failure: {mode: pancake, start: 5 s}", ["brief.yaml:", "failure.start", "5 s", "second"]),
        ("failure: {mode: explode}", ["failure.mode", "explode", "pancake"]),
        ("failure: {mode: pancake, start: 30}", ["failure.start", "after the end"]),
        ("size: [320, 320]", ["size", "another shape"]),
        ("size: [0, 0]", ["size"]),
        ("size: [90000, 60000]", ["size"]),
        ("size: huge", ["size", "brief.yaml:"]),
        ("seeed: 4", ["seeed", "did you mean `seed`"]),
        ("wind: {speed: fast}", ["wind.speed", "number"]),
        ("wind: {speed: 200}", ["wind.speed", "out of range"]),
        ("sun: {azimuth: 20}", ["sun.elevation", "missing"]),
        ("clean_plate: nowhere.png", ["clean_plate", "no file"]),
        (OUTLINE.format(".nan"), ["foreground", "finite"]),
        (OUTLINE.format("1e30"), ["foreground", "outside"]),
        (OUTLINE.format("left"), ["foreground", "number"]),
        ("foreground: [[[10, 10], [40, 10]]]", ["foreground", "at least 3"]),
        ("building: [1, 2]", ["building"]),
        ("frames: 1e9", ["frames"]),
        ("fps: 0", ["fps", "out of range"]),
        ("pieces: 3 thousand", ["pieces", "number"]),
    ],
)
def test_a_brief_that_asks_the_impossible_is_refused(run, tmp_path: Path, more: str, words) -> None:
    plate = write_plate(tmp_path)
    key = more.split(":")[0]
    lines = [line for line in brief_text().splitlines() if not line.startswith(f"{key}:")]
    if key == "building":
        lines = [line for line in lines if not line.startswith(" ")]
    brief = write_brief(tmp_path, "\n".join([*lines, more, ""]))
    before = snapshot(tmp_path)
    assert_refused(run("collapse", plate, "--brief", brief, "--out", tmp_path / "film"), tmp_path, before, *words)


def test_clicks_outside_the_picture_are_refused(run, tmp_path: Path) -> None:
    plate = write_plate(tmp_path)
    brief = write_brief(tmp_path, brief_text(more="foreground_clicks: [[5000, 10]]\n"))
    before = snapshot(tmp_path)
    said = run("collapse", plate, "--brief", brief, "--out", tmp_path / "film")
    known = find("sam2_tiny_encoder") and find("sam2_tiny_decoder")
    words = ["foreground_clicks", "5000"] if known else ["sam2", "coulisse models fetch"]
    assert_refused(said, tmp_path, before, *words)


def test_a_clean_plate_of_another_shape_is_refused(run, tmp_path: Path) -> None:
    plate = write_plate(tmp_path)
    Image.new("RGB", (200, 200)).save(tmp_path / "clean.png")
    brief = write_brief(tmp_path, brief_text(more="clean_plate: clean.png\n"))
    before = snapshot(tmp_path)
    said = run("collapse", plate, "--brief", brief, "--out", tmp_path / "film")
    assert_refused(said, tmp_path, before, "clean_plate", "200 x 200")


def test_a_clean_plate_that_is_no_picture_is_refused(run, tmp_path: Path) -> None:
    plate = write_plate(tmp_path)
    (tmp_path / "clean.png").write_text("no picture")
    brief = write_brief(tmp_path, brief_text(more="clean_plate: clean.png\n"))
    before = snapshot(tmp_path)
    said = run("collapse", plate, "--brief", brief, "--out", tmp_path / "film")
    assert_refused(said, tmp_path, before, "clean.png", "not a picture")


def test_a_refused_brief_leaves_what_an_earlier_run_made(run, tmp_path: Path) -> None:
    """A production, and a shot in it, that were there before stay; only the refused run's own traces go."""
    plate = write_plate(tmp_path)
    film = tmp_path / "film"
    (film / "shots/sq010_sh0010/plate").mkdir(parents=True)
    (film / "coulisse.toml").write_text('name = "film"\n')
    brief = write_brief(tmp_path, brief_text(more="size: [320, 320]\n"))
    said = run("collapse", plate, "--brief", brief, "--out", film)
    assert said.status == 2
    assert (film / "coulisse.toml").is_file() and (film / "shots/sq010_sh0010").is_dir()
    assert not list(film.glob("shots/*/collapse"))


# -- large ----------------------------------------------------------------------------------------------


@pytest.mark.slow
def test_a_picture_of_100_megapixels_is_taken_within_five_gigabytes(tmp_path: Path) -> None:
    camera = camera_towards(tiny_shot.BLOCK, yaw=28, pitch=6, fov=50, size=(2448, 1638), fill=0.5)
    picture = colour.to_code_values(colour.encode_srgb(photograph(tiny_shot.BLOCK, camera)))
    large = tiny_shot.enlarged(picture, 12240)
    assert large.shape[0] * large.shape[1] > 100e6
    cv2.imwrite(str(tmp_path / "large.jpg"), cv2.cvtColor(large, cv2.COLOR_RGB2BGR))
    points = (camera.project(rectangle(tiny_shot.BLOCK))[0] * 5).round(1).tolist()
    del large
    brief = write_brief(tmp_path, brief_text(frames=2, start=0.05, points=points))
    for more in (["--preview"], []):
        film = tmp_path / f"film{len(more)}"
        words = tiny_shot.command("collapse", tmp_path / "large.jpg", "--brief", brief, "--out", film, *more)
        done = subprocess.run(words, capture_output=True, text=True, timeout=900)
        assert done.returncode == 0, done.stderr
        (report,) = film.glob("shots/*/collapse/v001/report.json")
        data = json.loads(report.read_text())
        assert data["peak_memory_bytes"] < (2.6e9 if more else 5e9), "the final frames have 6.5 megapixels"
