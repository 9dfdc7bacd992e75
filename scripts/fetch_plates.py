"""Fetches the plates of the demo: Debian's `building.jpg`, else scikit-learn's `china.jpg`.

    python scripts/fetch_plates.py FOLDER

Puts `building.jpg` (opencv-doc, BSD-3-Clause) and `china.jpg` (scikit-learn, CC BY 2.0) into the folder, as
far as they can be had, and prints the path of the one to use. Runs no code of what it brings.
"""

from __future__ import annotations

import gzip
import hashlib
import importlib.util
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

BUILDING_SHA256 = "742a1baad62ac82e91e718e77eedf7e85c2eddc4badfb8c87c6cbc86c45a8b07"


def main() -> int:
    """Fetch what can be had; 1 if there is no plate at all."""
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else ".cache/plates").absolute()
    folder.mkdir(parents=True, exist_ok=True)
    building, china = folder / "building.jpg", folder / "china.jpg"
    if not _is_right(building) and (reason := _from_debian(building)):
        print(f"fetch_plates: no building.jpg: {reason}", file=sys.stderr)
    if not china.is_file() and (reason := _from_scikit_learn(china)):
        print(f"fetch_plates: no china.jpg: {reason}", file=sys.stderr)
    plate = building if building.is_file() else china
    if not plate.is_file():
        print("fetch_plates: no plate; give `make demo PLATE=your.jpg BRIEF=your.yaml`", file=sys.stderr)
        return 1
    print(plate)
    return 0


def _is_right(path: Path) -> bool:
    return path.is_file() and hashlib.sha256(path.read_bytes()).hexdigest() == BUILDING_SHA256


def _from_debian(target: Path) -> str:
    """Download and unpack (not install) opencv-doc. Returns why it could not be done, or nothing."""
    if not (shutil.which("apt-get") and shutil.which("dpkg-deb")):
        return "this is no Debian or Ubuntu (apt-get and dpkg-deb are not here)"
    with tempfile.TemporaryDirectory(dir=target.parent) as name:
        place = Path(name)
        said = _run(["apt-get", "download", "opencv-doc"], place)
        if not list(place.glob("*.deb")):
            # A fresh machine has no package lists. Ours are kept apart, so that nothing of the system changes.
            (place / "lists" / "partial").mkdir(parents=True)
            (place / "cache" / "archives" / "partial").mkdir(parents=True)
            own = ["-o", f"Dir::State::lists={place}/lists", "-o", f"Dir::Cache={place}/cache"]
            _run(["apt-get", *own, "update"], place)
            said = _run(["apt-get", *own, "download", "opencv-doc"], place)
        packages = list(place.glob("*.deb"))
        if not packages:
            return f"apt-get download opencv-doc: {said}"
        said = _run(["dpkg-deb", "-x", str(packages[0]), "unpacked"], place)
        found = sorted((place / "unpacked").rglob("building.jpg*"))
        if not found:
            return f"the package opencv-doc holds no building.jpg {said}"
        data = found[0].read_bytes()
        if found[0].suffix == ".gz":
            data = gzip.decompress(data)
        if hashlib.sha256(data).hexdigest() != BUILDING_SHA256:
            return "the package's building.jpg is another picture than the one that the brief is for"
        target.write_bytes(data)
    return ""


def _from_scikit_learn(target: Path) -> str:
    # Found, not imported: only its picture is wanted, and importing scikit-learn takes seconds.
    spec = importlib.util.find_spec("sklearn")
    places = list(spec.submodule_search_locations or []) if spec else []
    found = [p for place in places if (p := Path(place, "datasets", "images", "china.jpg")).is_file()]
    if not found:
        return "scikit-learn is not installed (pip install 'coulisse[demo]')"
    shutil.copyfile(found[0], target)
    return ""


def _run(command: list[str], place: Path) -> str:
    """Run a command in a folder; the last line that it says on standard error."""
    try:
        done = subprocess.run(command, cwd=place, capture_output=True, text=True, timeout=600, check=False)
    except (OSError, subprocess.SubprocessError) as error:
        return str(error)
    lines = done.stderr.strip().splitlines()
    return lines[-1] if lines else ""


if __name__ == "__main__":
    sys.exit(main())
