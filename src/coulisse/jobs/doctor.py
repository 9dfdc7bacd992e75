"""Looks at a machine: what a shot needs, what is missing, and the exact command that brings it."""

from __future__ import annotations

import importlib
import importlib.metadata
import importlib.util
import os
import platform
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from coulisse import compiled
from coulisse.errors import Unavailable
from coulisse.models.catalogue import catalogue, find
from coulisse.models.fetch import sha256
from coulisse.render.blender import how_to_install, interpreter

# Distribution name -> the module that must import. Every one is needed for the basic path.
LIBRARIES = {
    "numpy": "numpy", "scipy": "scipy", "numba": "numba", "opencv-python-headless": "cv2", "pillow": "PIL",
    "OpenEXR": "OpenEXR", "opencolorio": "PyOpenColorIO", "openimageio": "OpenImageIO", "av": "av",
    "opentimelineio": "opentimelineio", "usd-core": "pxr.Usd", "rapier3d": "rapier3d",
    "onnxruntime": "onnxruntime", "mmh3": "mmh3", "pydantic": "pydantic", "ruamel.yaml": "ruamel.yaml",
    "typer": "typer", "rich": "rich", "sqlalchemy": "sqlalchemy",
}  # fmt: skip
CODECS = {"libx264": "the review movie", "prores_ks": "the ProRes master"}
LEAST_MEMORY = 2e9  # bytes; the preview's budget (issue 2), the final shot has 4e9
LEAST_DISK = 5e9  # bytes; 96 frames at 1080p with all their passes come to about 3 GB
OLDEST, NEWEST = (3, 11), (3, 13)


class State(StrEnum):
    """How a check came out: there; missing but there is another way; missing and needed."""

    OK = "ok"
    OPTIONAL = "optional"
    MISSING = "MISSING"


@dataclass(frozen=True)
class Check:
    """One thing looked at; `remedy` is the command that brings it, empty if it is there."""

    name: str
    state: State
    detail: str
    remedy: str = ""

    @property
    def stops_us(self) -> bool:
        """Whether no shot can be made without it."""
        return self.state is State.MISSING


def examine() -> list[Check]:
    """Every check, those that a shot needs first."""
    return [
        _python(), *(_library(name, module) for name, module in LIBRARIES.items()), *_codecs(),
        *_weights(), _node(), _blender(), _memory(), _disk(), _cores(), _kernels(),
    ]  # fmt: skip


def _python() -> Check:
    here = ".".join(map(str, sys.version_info[:3]))
    if OLDEST <= sys.version_info[:2] <= NEWEST:
        return Check("python", State.OK, f"{here} on {platform.system()} {platform.machine()}")
    wanted = f"{'.'.join(map(str, OLDEST))} to {'.'.join(map(str, NEWEST))}"
    return Check("python", State.MISSING, f"{here}; {wanted} is wanted", "python3.11 -m venv .venv")


def _install(name: str, *flags: str) -> str:
    """The pip command for a library in the range that Coulisse asks for."""
    try:
        asked = importlib.metadata.requires("coulisse") or []
    except importlib.metadata.PackageNotFoundError:
        asked = []
    plain = [line.split(";")[0].strip() for line in asked]
    found = [line for line in plain if re.split(r"[<>=!~ ]", line)[0].lower() == name.lower()]
    return " ".join([sys.executable, "-m pip install", *flags, f"'{found[0] if found else name}'"])


def _library(name: str, module: str) -> Check:
    try:
        version = importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return Check(name, State.MISSING, "not installed", _install(name))
    try:
        importlib.import_module(module)
    except Exception as error:  # a wheel for another processor fails in many ways
        again = _install(name, "--force-reinstall")
        return Check(name, State.MISSING, f"{version}, but does not load: {error}", again)
    return Check(name, State.OK, version)


def _codecs() -> list[Check]:
    try:
        av: Any = importlib.import_module("av")
        known = set(av.codecs_available)
    except Exception:  # already told by its library check
        return []
    install = _install("av", "--force-reinstall", "--only-binary av")
    return [
        Check(codec, State.OK, f"for {use}") if codec in known
        else Check(codec, State.MISSING, f"this PyAV was built without it; it is needed for {use}", install)
        for codec, use in CODECS.items()
    ]  # fmt: skip


def _weights() -> list[Check]:
    checks = []
    for entry in catalogue().values():
        path = find(entry.name)
        size = f"{entry.task}, {entry.size_mb} MB"
        get = f"coulisse models fetch {entry.name}"
        if path is None:
            detail = f"weights not here ({size}); the next best method is used"
        elif sha256(path) != entry.file_sha256:
            detail, get = f"{path} has the wrong hash", f"rm '{path}' && {get}"
        else:
            checks.append(Check(entry.name, State.OK, f"weights here, hash right ({size})"))
            continue
        checks.append(Check(entry.name, State.OPTIONAL, detail, get))
    return checks


def _program(name: str) -> str | None:
    path = shutil.which(name)
    if path is None:
        return None
    try:
        done = subprocess.run([path, "--version"], capture_output=True, text=True, timeout=20, check=True)
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout.strip()


def _node() -> Check:
    node, npm = _program("node"), _program("npm")
    if node and npm:
        return Check("npm", State.OK, f"npm {npm}, node {node}; brings some weights")
    return Check(
        "npm", State.OPTIONAL, "not here; some weights come as npm packages",
        "install Node.js (Debian: apt-get install nodejs npm; macOS: brew install node)",
    )  # fmt: skip


def _blender() -> Check:
    try:
        return Check("bpy", State.OK, f"at {interpreter()}, for --renderer cycles")
    except Unavailable:
        why = "not here; only --renderer cycles needs it (GPL, 374 MB)"
        return Check("bpy", State.OPTIONAL, why, how_to_install())


def _memory() -> Check:
    try:
        size = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (AttributeError, ValueError, OSError):
        return Check("memory", State.OK, "unknown on this system")
    if size < LEAST_MEMORY:
        return Check("memory", State.OPTIONAL, f"{size / 1e9:.1f} GB", "use --preview, or a smaller --size")
    return Check("memory", State.OK, f"{size / 1e9:.1f} GB")


def _disk() -> Check:
    free = shutil.disk_usage(Path.cwd()).free
    if free < LEAST_DISK:
        get = "make room, or give --out a folder on another disk"
        return Check("disk", State.OPTIONAL, f"{free / 1e9:.1f} GB free here", get)
    return Check("disk", State.OK, f"{free / 1e9:.0f} GB free here")


def _kernels() -> Check:
    if compiled.are_there():
        return Check("kernels", State.OK, "compiled")
    return Check("kernels", State.OPTIONAL, "not compiled yet; the first shot takes a minute longer", "coulisse warm")


def _cores() -> Check:
    return Check("cores", State.OK, str(os.cpu_count() or 1))
