"""Promises of the house: arrows run down only, each outside library has one door, no machine's paths."""

from __future__ import annotations

import ast
import re
import subprocess
from collections import defaultdict
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parent.parent
HOUSE = REPOSITORY / "src" / "coulisse"

# The table of design.md.
FLOORS = {
    "cli": 7, "studio": 6, "jobs": 5, "gate": 4, "consent": 3, "recipes": 3, "face": 2, "render": 2,
    "physics": 2, "models": 1, "media": 1, "scene": 1, "provenance": 1, "production": 1, "compiled": 0,
    "marked_yaml": 0, "locks": 0, "threads": 0, "linework": 0, "errors": -1,
}  # fmt: skip
INSIDE_BLENDER = {"bpy", "bmesh", "mathutils", "stills"}  # all come with bpy, but stills: the folder beside its worker
# Used everywhere, or (cv2) where pictures are looked at.
COMMON = {"numpy", "scipy", "numba", "pydantic", "pydantic_core", "annotated_types", "cv2"}
COMMON_CV2 = {"scene", "media", "models", "render", "face"}
# One door each, which may be two modules only where they are listed.
DOORS = {
    "rapier3d", "c2pa", "av", "OpenEXR", "PyOpenColorIO", "OpenImageIO", "onnxruntime", "onnx", "distributed",
    "sqlalchemy", "typer", "ruamel", "mmh3", "rich", "opentimelineio", "PIL", "pxr",
    "cryptography", "reportlab", "pypdfium2", "ezdxf", "rapidfuzz", "anyascii",
}  # fmt: skip
# Two doors of one library: shots that move (simulations and their plates), and sets and figures that stand.
TWO_DOORS = {"pxr": {"scene.usd", "scene.usd_stage"}}


def _modules() -> list[tuple[str, str, ast.Module]]:
    """(dotted name below coulisse, room, syntax tree) of each module."""
    found = []
    for path in sorted(HOUSE.rglob("*.py")):
        parts = path.relative_to(HOUSE).with_suffix("").parts
        parts = parts[:-1] if parts[-1] == "__init__" else parts
        if parts:
            found.append((".".join(parts), parts[0], ast.parse(path.read_text("utf-8"))))
    return found


def _imports(tree: ast.Module) -> set[str]:
    """Every dotted name that a module imports, inside functions, too; `from a import b` gives a.b."""
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are written in full"
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
    return names


def _rooms_used(tree: ast.Module) -> set[str]:
    return {
        name.split(".")[1] for name in _imports(tree) if name.startswith("coulisse.") and name.split(".")[1] in FLOORS
    }


def test_every_room_is_in_the_plan() -> None:
    assert {room for _, room, _ in _modules()} <= FLOORS.keys()


def test_a_room_uses_only_rooms_below_it() -> None:
    wrong = []
    for name, room, tree in _modules():
        for used in _rooms_used(tree) - {room}:
            if FLOORS[used] >= FLOORS[room]:
                wrong.append(f"{name} (floor {FLOORS[room]}) uses {used} (floor {FLOORS[used]})")
    assert not wrong, "\n".join(wrong)


def test_recipes_never_import_recipes() -> None:
    # A recipe is what can be run: it has `make`. Beside the recipes lie their briefs, plans, scenes and boards.
    recipes = {
        name
        for name, room, tree in _modules()
        if room == "recipes" and any(isinstance(n, ast.FunctionDef) and n.name == "make" for n in tree.body)
    }
    assert {"recipes.collapse", "recipes.deage", "recipes.stage_set"} <= recipes
    wrong = [
        f"{name} imports {imported}"
        for name, room, tree in _modules()
        if room == "recipes"
        for imported in _imports(tree)
        if imported.removeprefix("coulisse.") in recipes
    ]
    assert not wrong, "\n".join(wrong)


def test_each_outside_library_has_one_door() -> None:
    doors: dict[str, set[str]] = defaultdict(set)
    for name, _, tree in _modules():
        for imported in _imports(tree):
            library = imported.split(".")[0]
            if library in DOORS:
                doors[library].add(name if library != "typer" else name.split(".")[0])  # a room of commands
    several = {
        library: sorted(names)
        for library, names in doors.items()
        if len(names) > 1 and not names <= TWO_DOORS.get(library, set())
    }
    assert not several, several


def test_opencv_stays_in_the_rooms_that_look_at_pictures() -> None:
    rooms = {room for _, room, tree in _modules() if any(i.split(".")[0] == "cv2" for i in _imports(tree))}
    assert rooms <= COMMON_CV2


def test_nothing_outside_is_imported_that_the_project_does_not_ask_for() -> None:
    import sys

    unknown = set()
    for name, _, tree in _modules():
        for imported in _imports(tree):
            library = imported.split(".")[0]
            if library not in {"coulisse", *COMMON, *DOORS, *INSIDE_BLENDER} | set(sys.stdlib_module_names):
                unknown.add(f"{name} imports {library}")
    assert not unknown


def test_blender_is_never_imported_by_the_process_that_runs_coulisse() -> None:
    for name, _, tree in _modules():
        if any(imported.split(".")[0] in INSIDE_BLENDER for imported in _imports(tree)):
            assert name.startswith("render.") and "worker" in name, f"{name} imports Blender (GPL)"


def test_every_module_opens_with_a_sentence() -> None:
    without = [name for name, _, tree in _modules() if not (ast.get_docstring(tree) or "").strip()]
    assert not without


def test_only_runs_and_questions_about_them_call_the_gate() -> None:
    callers = {
        name for name, room, tree in _modules()
        if room != "gate" and any(imported.startswith("coulisse.gate") for imported in _imports(tree))
    }  # fmt: skip
    assert callers <= {"jobs.run", "jobs.finish", "jobs.ask", "jobs.report"}


def _tracked() -> list[Path]:
    try:
        done = subprocess.run(
            ["git", "ls-files", "-co", "--exclude-standard"], cwd=REPOSITORY, capture_output=True, text=True, check=True
        )
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("not a git checkout")
    return [REPOSITORY / name for name in done.stdout.splitlines() if (REPOSITORY / name).is_file()]


def test_no_file_names_a_machine_or_a_registry() -> None:
    machine = re.compile(
        r"/home/\w+|/root/|/Users/\w+|C:\\\\Users|/work/|"
        r"https?://(localhost:\d+/(simple|npm)|\d+\.\d+\.\d+\.\d+)|index-url|_authToken"
    )
    found = []
    for path in _tracked():
        if path == Path(__file__) or path.stat().st_size > 2_000_000:
            continue
        try:
            text = path.read_text("utf-8")
        except UnicodeDecodeError:
            continue
        found += [f"{path.name}: {match[0]}" for match in machine.finditer(text)]
    assert not found


def test_no_weights_and_no_large_files_are_committed() -> None:
    heavy = {".onnx", ".tflite", ".pt", ".pth", ".safetensors", ".ckpt", ".mov", ".exr"}
    ours = {"reage.onnx"}  # trained by us, on people who do not exist: docs/reage.md
    found = [p for p in _tracked() if p.suffix in heavy or p.stat().st_size > 3_000_000]
    assert {p.name for p in found} <= ours
    assert all(p.stat().st_size < 40_000_000 for p in found)
