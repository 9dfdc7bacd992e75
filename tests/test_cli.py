"""Promises of the command line: clear words, the right exit status, and options that are the brief's."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from coulisse import __version__
from coulisse.recipes import brief_docs
from coulisse.recipes.collapse_brief import CollapseBrief


def coulisse(*words: object, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "COLUMNS": "200", "NO_COLOR": "1"}
    return subprocess.run(
        [sys.executable, "-c", "from coulisse.cli import main; main()", *map(str, words)],
        capture_output=True, text=True, timeout=120, cwd=cwd, env=environment,
    )  # fmt: skip


def test_the_version_is_printed() -> None:
    assert coulisse("--version").stdout.strip() == f"coulisse {__version__}"


def test_the_help_of_collapse_has_every_field_of_the_brief() -> None:
    said = coulisse("collapse", "--help").stdout
    assert all(option.flag in said for option in brief_docs.options(CollapseBrief))


def test_the_example_brief_and_the_page_are_printed() -> None:
    assert coulisse("brief", "collapse").stdout == brief_docs.example(CollapseBrief)
    assert coulisse("brief", "collapse", "--format", "markdown").stdout.startswith("# The brief of a collapse")


def test_a_bad_brief_leaves_with_2_and_names_the_line(tmp_path: Path) -> None:
    (tmp_path / "b.yaml").write_text("failure:\n  mode: toople\n")
    done = coulisse("collapse", "plate.jpg", "--brief", tmp_path / "b.yaml", "--out", tmp_path / "film")
    assert done.returncode == 2
    assert "b.yaml:2: failure.mode: `toople` is none of its choices; did you mean `topple`?" in done.stderr
    assert done.stdout == "" and "Traceback" not in done.stderr
    assert not (tmp_path / "film").exists()


def test_a_bad_option_leaves_with_2_and_names_the_flag(tmp_path: Path) -> None:
    done = coulisse("collapse", "plate.jpg", "--building.depth", "12m", "--out", tmp_path / "film")
    assert done.returncode == 2
    assert "--building.depth: building.depth: `12m` is a text; a plain number in metres" in done.stderr


@pytest.mark.parametrize("words", [["collapse"], ["collapse", "p.jpg", "--nope", "1"], ["nope"], ["solve"]])
def test_words_that_are_not_understood_leave_with_2(words: list[str]) -> None:
    assert coulisse(*words).returncode == 2


def test_the_doctor_says_whether_a_shot_can_be_made(tmp_path: Path) -> None:
    done = coulisse("doctor", cwd=tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "a shot can be made on this machine" in done.stdout
    for looked_at in ("python", "numpy", "libx264", "prores_ks", "npm", "bpy", "memory", "disk", "cores", "migan"):
        assert f" {looked_at}" in done.stdout


def test_the_doctor_names_the_command_for_what_is_missing(tmp_path: Path) -> None:
    empty = tmp_path / "models"
    empty.mkdir()
    environment = {**os.environ, "COULISSE_MODELS": str(empty)}
    done = subprocess.run(
        [sys.executable, "-c", "from coulisse.cli import main; main()", "doctor"],
        capture_output=True, text=True, timeout=120, env=environment,
    )  # fmt: skip
    assert done.returncode == 0
    assert "get it: coulisse models fetch migan" in done.stdout


def test_unknown_weights_leave_with_2() -> None:
    done = coulisse("models", "fetch", "no_such_weights")
    assert done.returncode == 2 and "migan" in done.stderr


def test_the_weights_are_listed_with_what_one_may_do_with_them() -> None:
    said = coulisse("models", "list").stdout
    assert "migan" in said and "commercial use: review" in said


def test_a_fault_of_ours_leaves_with_1_and_asks_for_debug() -> None:
    code = "from coulisse.cli import leave_with_status\nleave_with_status(lambda: 1 / 0, debug={})"
    for debug in (False, True):
        done = subprocess.run([sys.executable, "-c", code.format(debug)], capture_output=True, text=True, timeout=60)
        assert done.returncode == 1
        assert "a fault of ours: ZeroDivisionError" in done.stderr and "--debug" in done.stderr
        assert ("Traceback" in done.stderr) is debug


def test_a_machine_where_only_the_temporary_folder_can_be_written_still_compiles(tmp_path: Path) -> None:
    """A package that was installed read-only, and an account without a home."""
    code = (
        "import os, coulisse.compiled as c; from pathlib import Path\n"
        "c._writable = lambda folder: False\n"
        "c.choose_folder(); print(os.environ[c.VARIABLE])\n"
        "import numba; numba.njit(cache=True)(c._users_cache)\n"
    )
    environment = {k: v for k, v in os.environ.items() if k != "NUMBA_CACHE_DIR"}
    words = [sys.executable, "-c", code]
    done = subprocess.run(
        words, capture_output=True, text=True, timeout=60, env={**environment, "TMPDIR": str(tmp_path)}
    )
    assert done.returncode == 0, done.stderr
    folder = Path(done.stdout.strip())
    assert folder.parent == tmp_path and folder.stat().st_mode & 0o077 == 0, "nobody else may put code there"
