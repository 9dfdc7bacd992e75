"""Promises of a run: versions are whole or not there, and what was done is never done twice."""

from __future__ import annotations

import errno
import json
import os
import shutil
import signal
import subprocess
import sys
import threading
import types
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

import tiny_recipe
from coulisse.errors import BadInput, Refused
from coulisse.jobs.run import Version, run
from coulisse.production.layout import open_production
from coulisse.production.plates import file_hash
from coulisse.production.store import Store
from coulisse.recipes import brief as briefs
from coulisse.recipes.contract import Work
from tiny_recipe import FadeBrief

HERE = Path(__file__).parent


@pytest.fixture
def plate(tmp_path: Path) -> Path:
    path = tmp_path / "street plate.png"
    rng = np.random.default_rng(0)
    Image.fromarray(rng.integers(0, 255, (120, 160, 3), np.uint8)).save(path)
    return path


def fade(plate: Path, out: Path, **brief: float) -> Version:
    return run(tiny_recipe, FadeBrief.model_validate(brief), plate, out=out)


def command(plate: Path, out: Path, *more: object) -> list[str]:
    return [sys.executable, str(HERE / "tiny_run.py"), str(plate), str(out), *map(str, more)]


def started(plate: Path, out: Path, frames: int, pause: float, until: str) -> subprocess.Popen[str]:
    """A run in a process of its own, brought as far as the line `until`."""
    process = subprocess.Popen(
        command(plate, out, frames, pause), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    for line in process.stdout:
        if line.strip() == until:
            return process
    raise AssertionError(process.stderr.read() if process.stderr else "")


def test_a_run_makes_a_production_a_shot_and_a_whole_version(plate: Path, tmp_path: Path) -> None:
    version = fade(plate, tmp_path / "my_film")
    folder = tmp_path / "my_film/shots/sq010_sh0010/fade/v001"
    assert version.folder == folder
    assert (tmp_path / "my_film/coulisse.toml").is_file()
    assert file_hash(tmp_path / "my_film/shots/sq010_sh0010/plate/street plate.png") == file_hash(plate)
    assert sorted(p.name for p in folder.iterdir()) == [
        "brief.yaml", "comp", "credentials.json", "report.json", "sq010_sh0010_fade_v001.png",
    ]  # fmt: skip
    assert version.headline == (folder / "sq010_sh0010_fade_v001.png",)
    assert briefs.load(folder / "brief.yaml", FadeBrief) == FadeBrief()


def test_the_report_names_every_output_and_what_the_gate_said(plate: Path, tmp_path: Path) -> None:
    version = fade(plate, tmp_path / "film", frames=3)
    report = json.loads((version.folder / "report.json").read_text())
    for name, digest in report["outputs"].items():
        assert file_hash(version.folder / name) == digest
    assert len(report["outputs"]) == 4
    assert [(d["stage"], d["allowed"]) for d in report["gate"]] == [("admit", True), ("release", True)]
    assert report["gate"][1]["subject"] == report["subject_sha256"]
    assert report["plate"]["sha256"] == file_hash(plate)
    assert (report["seed"], report["frames"], report["size"]) == (1, 3, [160, 120])
    assert report["steps"]["fade"]["seconds"] >= 0 and report["peak_memory_bytes"] > 1e6
    assert report["models"][0]["licence"] == "MIT"


def test_another_brief_gets_the_next_version_and_the_database_knows_both(plate: Path, tmp_path: Path) -> None:
    film = tmp_path / "film"
    assert [fade(plate, film, seed=seed).number for seed in (1, 2)] == [1, 2]
    store = Store(open_production(film))
    rows = store.versions(shot="sq010_sh0010", recipe="fade")
    assert [(row.number, row.folder) for row in rows] == [
        (1, "shots/sq010_sh0010/fade/v001"), (2, "shots/sq010_sh0010/fade/v002"),
    ]  # fmt: skip
    store.close()


def test_the_same_brief_and_seed_give_the_same_pixels(plate: Path, tmp_path: Path) -> None:
    first, second = fade(plate, tmp_path / "a"), fade(plate, tmp_path / "b")
    assert first.report["subject_sha256"] == second.report["subject_sha256"], "before credentials, which are dated"


def test_a_second_plate_makes_the_next_shot_and_a_known_plate_finds_its_own(plate: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.png"
    Image.new("RGB", (32, 32), (9, 9, 9)).save(other)
    film = tmp_path / "film"
    assert [fade(p, film, seed=s).shot for p, s in ((plate, 1), (other, 1), (plate, 2))] == [
        "sq010_sh0010", "sq010_sh0020", "sq010_sh0010",
    ]  # fmt: skip
    with pytest.raises(BadInput, match="already has another plate"):
        run(tiny_recipe, FadeBrief(), other, out=film, shot="sq010_sh0010")


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT])
def test_a_run_that_is_broken_off_goes_on_from_its_finished_frames(
    plate: Path, tmp_path: Path, how: signal.Signals
) -> None:
    film = tmp_path / "film"
    process = started(plate, film, 6, 0.4, until="frame 2")
    process.send_signal(how)
    _, said = process.communicate(timeout=20)
    recipe_folder = film / "shots/sq010_sh0010/fade"
    assert [p.name for p in recipe_folder.iterdir() if not p.name.startswith(".")] == ["v001.partial"]
    if how == signal.SIGINT:
        assert process.returncode == 130
        assert "the same command goes on" in said
    assert len(list((recipe_folder / "v001.partial/comp").glob("[!.]*.png"))) >= 3

    done = subprocess.run(command(plate, film, 6, 0.4), capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    assert "frame 2" not in done.stdout and "frame 5" in done.stdout
    whole = recipe_folder / "v001"
    report = json.loads((whole / "report.json").read_text())
    assert report["runs"] == 2
    assert report["measured"] == {"noises_made": 1}, "what the first run measured is not lost"
    untouched = fade(plate, tmp_path / "other", frames=6, pause=0.0)
    assert untouched.report["subject_sha256"] == report["subject_sha256"], "broken off or not: the same pixels"


def test_a_broken_off_run_with_another_brief_is_left_alone(plate: Path, tmp_path: Path) -> None:
    film = tmp_path / "film"
    process = started(plate, film, 6, 0.4, until="frame 1")
    process.kill()
    process.communicate()
    version = fade(plate, film, frames=2)
    assert version.number == 2
    assert (film / "shots/sq010_sh0010/fade/v001.partial").is_dir()


def test_two_runs_at_once_take_two_versions(plate: Path, tmp_path: Path) -> None:
    film = tmp_path / "film"
    processes = [
        subprocess.Popen(command(plate, film, 3, 0.2), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for _ in range(3)
    ]
    said = [process.communicate(timeout=60) for process in processes]
    assert [process.returncode for process in processes] == [0, 0, 0], said
    folders = sorted(out.splitlines()[-1] for out, _ in said)
    assert [Path(folder).name for folder in folders] == ["v001", "v002", "v003"]
    store = Store(open_production(film))
    assert [row.number for row in store.versions()] == [1, 2, 3]
    store.close()


def test_two_threads_at_once_take_two_versions(plate: Path, tmp_path: Path) -> None:
    numbers: list[int] = []
    threads = [threading.Thread(target=lambda: numbers.append(fade(plate, tmp_path / "film").number)) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(numbers) == [1, 2]


def test_a_limit_on_file_size_is_told_as_a_full_disk(plate: Path, tmp_path: Path) -> None:
    film = tmp_path / "film"
    done = subprocess.run(command(plate, film, 3, 0, 60_000), capture_output=True, text=True, timeout=60)
    assert done.returncode == 1
    assert "disk is full" in done.stderr and "Traceback" not in done.stderr
    assert not list(film.glob("shots/*/fade/v001"))


def test_a_full_disk_keeps_what_is_done_and_room_lets_it_go_on(plate: Path, tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=700k", "tmpfs", str(disk)]
    if os.geteuid() != 0 or subprocess.run(mount, capture_output=True).returncode != 0:
        pytest.skip("a small disk can be made by root only")
    try:
        done = subprocess.run(command(plate, disk / "film", 20, 0), capture_output=True, text=True, timeout=60)
        assert done.returncode == 1, done.stdout
        assert "the disk is full" in done.stderr and "what to do" in done.stderr, done.stderr
        partial = disk / "film/shots/sq010_sh0010/fade/v001.partial"
        frames = list(partial.glob("comp/[!.]*.png"))
        assert frames and not list(partial.glob("comp/.*"))
        for frame in frames:
            with Image.open(frame) as picture:
                picture.load()
        subprocess.run(["mount", "-o", "remount,size=20m", str(disk)], check=True)
        again = subprocess.run(command(plate, disk / "film", 20, 0), capture_output=True, text=True, timeout=60)
        assert again.returncode == 0, again.stderr
        assert "frame 0\n" not in again.stdout
        assert len(list(disk.glob("film/shots/sq010_sh0010/fade/v001/comp/*.png"))) == 20
    finally:
        subprocess.run(["umount", str(disk)], check=True)


@pytest.mark.parametrize("declared", [True, None, 0, "no"])
def test_a_recipe_that_does_not_say_it_makes_no_likeness_is_refused(
    plate: Path, tmp_path: Path, declared: object
) -> None:
    deage = types.SimpleNamespace(**vars(tiny_recipe) | {"NAME": "deage", "MAKES_LIKENESS": declared})
    with pytest.raises(Refused, match="likeness-is-declared") as refused:
        run(deage, FadeBrief(), plate, out=tmp_path / "film")
    assert refused.value.exit_status == 3
    assert not (tmp_path / "film/shots").exists(), "refused means that nothing is made"


def test_a_recipe_that_declares_nothing_is_refused(plate: Path, tmp_path: Path) -> None:
    silent = types.SimpleNamespace(**{k: v for k, v in vars(tiny_recipe).items() if k != "MAKES_LIKENESS"})
    with pytest.raises(Refused):
        run(silent, FadeBrief(), plate, out=tmp_path / "film")


@pytest.mark.parametrize("content", [b"", b"not a picture"])
def test_a_bad_plate_leaves_no_version(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "plate.png"
    path.write_bytes(content)
    with pytest.raises(BadInput):
        fade(path, tmp_path / "film")
    assert not list((tmp_path / "film").glob("shots/*")), "nor a shot that the next plate would come after"


def test_a_plate_that_is_not_there_makes_nothing(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="no such plate"):
        fade(tmp_path / "nothing.png", tmp_path / "film")
    assert not (tmp_path / "film").exists()


def test_a_version_that_lacked_only_its_name_gets_it(plate: Path, tmp_path: Path) -> None:
    film = tmp_path / "film"
    first = fade(plate, film)
    killed_at = first.folder.with_name("v001.partial")
    first.folder.rename(killed_at)
    (killed_at / ".done").mkdir()
    (film / "coulisse.db").unlink()
    assert fade(plate, film, seed=9).number == 2
    assert first.folder.is_dir() and not killed_at.exists() and not (first.folder / ".done").exists()
    store = Store(open_production(film))
    assert [row.number for row in store.versions()] == [1, 2], "the database is mended from the folders"
    store.close()


def test_a_recipe_cannot_write_outside_its_work_folder(plate: Path, tmp_path: Path) -> None:
    escape = types.SimpleNamespace(**vars(tiny_recipe))

    def make(work: object, brief: FadeBrief, plate_path: Path) -> None:
        with work.writing(tmp_path / "elsewhere.png"):  # type: ignore[attr-defined]
            pass

    escape.make = make
    with pytest.raises(ValueError, match="outside the work folder"):
        run(escape, FadeBrief(), plate, out=tmp_path / "film")


def test_the_cache_is_no_part_of_the_version(plate: Path, tmp_path: Path) -> None:
    cached = types.SimpleNamespace(**vars(tiny_recipe))

    def make(work: Work, brief: FadeBrief, plate_path: Path) -> object:
        path = work.folder("cache") / "state.0001.npz"
        with work.writing(path) as unfinished:
            np.savez(unfinished, state=np.ones(3))
        assert work.frame_done(path)
        return tiny_recipe.make(work, brief, plate_path)

    cached.make = make
    version = run(cached, FadeBrief(), plate, out=tmp_path / "film")
    assert not list(version.folder.rglob("state*")) and not list(version.folder.rglob("*.npz"))
    assert not [name for name in version.report["outputs"] if "state" in name]


def test_a_recipe_that_makes_nothing_is_not_released(plate: Path, tmp_path: Path) -> None:
    empty = types.SimpleNamespace(**vars(tiny_recipe))
    empty.make = lambda work, brief, plate_path: tiny_recipe.Result(0, (1, 1), 24.0)
    with pytest.raises(Refused, match="made nothing"):
        run(empty, FadeBrief(), plate, out=tmp_path / "film")
    assert not list(tmp_path.glob("film/shots/*/fade/v*"))


def test_an_error_that_is_not_the_disks_is_not_called_one(plate: Path, tmp_path: Path) -> None:
    broken = types.SimpleNamespace(**vars(tiny_recipe))

    def make(work: object, brief: FadeBrief, plate_path: Path) -> None:
        raise OSError(errno.EIO, "input/output error")

    broken.make = make
    with pytest.raises(OSError, match="input/output"):
        run(broken, FadeBrief(), plate, out=tmp_path / "film")


def test_a_film_can_be_moved(plate: Path, tmp_path: Path) -> None:
    fade(plate, tmp_path / "film")
    shutil.move(tmp_path / "film", tmp_path / "moved")
    assert fade(plate, tmp_path / "moved", seed=2).number == 2


def test_the_peak_memory_is_that_of_the_run_and_not_of_who_started_it() -> None:
    """Linux hands the peak of the starting process on to the one that it starts."""
    ballast = np.ones(60_000_000)  # 480 MB
    words = [sys.executable, "-c", "from coulisse.jobs.memory import peak_bytes; print(peak_bytes())"]
    done = subprocess.run(words, capture_output=True, text=True, timeout=60, check=True)
    assert int(done.stdout) < 200e6 < ballast.nbytes
