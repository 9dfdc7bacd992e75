"""Promises of the content credentials: real signatures in real files, and a change anywhere is seen."""

from __future__ import annotations

import concurrent.futures
import http.server
import json
import multiprocessing
import os
import shutil
import subprocess
import sys
import threading
import time
import warnings
from datetime import datetime
from pathlib import Path
from typing import ClassVar

import av
import c2pa
import numpy as np
import pytest
from PIL import Image

import signed_production as sets
from coulisse.errors import BadInput, CoulisseError
from coulisse.provenance import claims, crypto, sidecar
from coulisse.provenance.credentials import Action, Credentials, read_credentials, sign_file
from coulisse.provenance.keys import ProductionKeys

KINDS = (*sets.PICTURES, *sets.MOVIES)


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> sets.Signed:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COULISSE_KEYS", str(tmp_path_factory.mktemp("keys")))
        return sets.begin(tmp_path_factory.mktemp("productions") / "film")


@pytest.fixture(scope="module")
def signed(tmp_path_factory: pytest.TempPathFactory, film: sets.Signed) -> Path:
    folder = sets.media(tmp_path_factory.mktemp("signed") / "v001")
    plate = sets.picture(folder.parent / "plate.png", seed=9)
    for name in KINDS:
        sign_file(folder / name, film.keys, sets.claim(), plate)
    return folder


def read(path: Path, trust: bytes | None = None) -> Credentials:
    found = read_credentials(path, trust)
    assert found is not None
    return found


@pytest.mark.parametrize("name", KINDS)
def test_a_signed_file_says_what_was_signed(signed: Path, film: sets.Signed, name: str) -> None:
    found = read(signed / name, film.root)
    assert found.intact and found.trusted_by == "trust"
    assert found.title == "sq010_sh0010_collapse_v001" and found.generator == "Coulisse 0.1.0"
    assert found.signer == "Film signing (Film)" and found.issuer == "Film production root (Film)"
    assert [action.what for action in found.actions] == ["c2pa.opened", "c2pa.placed", "c2pa.edited"]
    assert found.actions[0].source_type == claims.CAPTURE
    assert found.actions[2].source_type.endswith("/compositeWithTrainedAlgorithmicMedia")
    assert found.ingredients[0].title == "plate.png" and found.ingredients[0].relationship == "parentOf"
    assert "ab" * 32 in found.ingredients[0].note
    assert found.production == json.loads(json.dumps(claims.production_data(sets.claim())))
    assert found.training_allowed is False


@pytest.mark.parametrize("name", KINDS)
def test_signing_changes_no_pixel_and_leaves_nothing_beside_the_file(signed: Path, tmp_path: Path, name: str) -> None:
    before = sets.media(tmp_path / "plain") / name
    if name in sets.MOVIES:
        assert np.array_equal(frames(before), frames(signed / name))
    else:
        assert np.array_equal(np.asarray(Image.open(before)), np.asarray(Image.open(signed / name)))
    assert not [path for path in signed.iterdir() if path.name.startswith(".")]


def frames(path: Path) -> np.ndarray:
    with av.open(str(path)) as container:
        return np.stack([frame.to_ndarray(format="rgb24") for frame in container.decode(video=0)])


def test_a_root_that_nobody_named_is_not_trusted_and_a_strangers_root_neither(
    signed: Path, film: sets.Signed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COULISSE_KEYS", str(tmp_path / "keys"))
    stranger = sets.begin(tmp_path / "other", "Film")  # of the same name
    for name in KINDS:
        assert read(signed / name).trusted_by == ""
        assert read(signed / name, stranger.root).trusted_by == ""
        assert read(signed / name, stranger.root + film.root).trusted_by == "trust"
        assert read(signed / name).intact


@pytest.mark.parametrize("name", KINDS)
@pytest.mark.parametrize("share", [0.02, 0.3, 0.5, 0.75, 0.97])
def test_a_flipped_byte_anywhere_is_seen(signed: Path, tmp_path: Path, name: str, share: float) -> None:
    copy = Path(shutil.copy(signed / name, tmp_path / name))
    at = int(share * copy.stat().st_size)
    if copy.read_bytes()[at - 8 : at + 8] == bytes(16):
        at -= 2000  # the room kept free behind a signature, which no signature can cover; what is before it is
    sets.flip(copy, at)
    found = read_credentials(copy, None)
    assert found is None or not found.intact


@pytest.mark.parametrize("name", KINDS)
@pytest.mark.parametrize("what", [b"compositeWithTrained", b"collapse", b"notAllowed", b"Film signing"])
def test_a_changed_word_in_the_credentials_is_seen(signed: Path, tmp_path: Path, name: str, what: bytes) -> None:
    data = (signed / name).read_bytes()
    assert what in data
    (tmp_path / name).write_bytes(data.replace(what, what[::-1]))
    found = read_credentials(tmp_path / name, None)
    assert found is not None and not found.intact


@pytest.mark.parametrize("name", KINDS)
def test_bytes_added_or_cut_off_at_the_end_are_seen(signed: Path, tmp_path: Path, name: str) -> None:
    data = (signed / name).read_bytes()
    for changed in (data + b"more of it", data[:-40]):
        (tmp_path / name).write_bytes(changed)
        found = read_credentials(tmp_path / name, None)
        assert found is None or not found.intact


def test_credentials_moved_to_another_picture_do_not_hold(signed: Path, film: sets.Signed, tmp_path: Path) -> None:
    other = sets.picture(tmp_path / "other.png", seed=77)
    sign_file(other, film.keys, sets.claim(), None)
    mine, theirs = (signed / "a.png").read_bytes(), other.read_bytes()

    def box(data: bytes) -> tuple[int, int]:
        start = data.index(b"caBX") - 4
        return start, start + 12 + int.from_bytes(data[start : start + 4], "big")

    (a, b), (c, d) = box(mine), box(theirs)
    other.write_bytes(theirs[:c] + mine[a:b] + theirs[d:])
    assert not read(other).intact


def test_a_file_may_be_renamed_and_lose_its_ending(signed: Path, film: sets.Signed, tmp_path: Path) -> None:
    for name in KINDS:
        for new in ("renamed", "renamed.bin", "renamed.mp4", "renamed.jpg"):
            found = read(Path(shutil.copy(signed / name, tmp_path / new)), film.root)
            assert found.intact and found.trusted_by == "trust", (name, new)


@pytest.mark.parametrize(
    ("trained", "captured", "word"),
    [
        (True, True, "compositeWithTrainedAlgorithmicMedia"),
        (False, True, "compositeSynthetic"),
        (True, False, "trainedAlgorithmicMedia"),
        (False, False, "algorithmicMedia"),
    ],
)
def test_the_source_type_says_exactly_how_a_picture_came_about(
    film: sets.Signed, tmp_path: Path, trained: bool, captured: bool, word: str
) -> None:
    path = sets.picture(tmp_path / "x.png")
    said = sets.claim(trained=trained, captured=captured, actions=(), plate_sha256="ab" * 32 if captured else "")
    sign_file(path, film.keys, said, None)
    found = read(path)
    assert found.intact
    assert found.actions[-1].source_type == claims.SOURCE_TYPES + word
    assert found.actions[0].what == ("c2pa.opened" if captured else "c2pa.created")
    assert [one.title for one in found.ingredients] == (["plate"] if captured else [])


def test_a_reference_picture_of_a_generated_clip_is_placed_not_opened(film: sets.Signed, tmp_path: Path) -> None:
    path = sets.picture(tmp_path / "x.png")
    actions = (Action("c2pa.created", "made from a sentence", "trainedAlgorithmicMedia"),)
    sign_file(path, film.keys, sets.claim(captured=False, actions=actions), sets.picture(tmp_path / "r.png", seed=3))
    found = read(path)
    assert found.intact and [a.what for a in found.actions] == ["c2pa.created", "c2pa.placed"]
    assert found.ingredients[0].relationship == "componentOf"


def test_a_plate_that_c2pa_cannot_read_is_an_ingredient_by_its_hash(film: sets.Signed, tmp_path: Path) -> None:
    exr, folder = tmp_path / "plate.exr", tmp_path / "frames"
    exr.write_bytes(b"\x76\x2f\x31\x01")
    folder.mkdir()
    broken = tmp_path / "broken.png"
    broken.write_bytes(b"no picture")
    for plate in (exr, folder, broken, tmp_path / "gone.png", None):
        path = sets.picture(tmp_path / "x.png")
        sign_file(path, film.keys, sets.claim(), plate)
        found = read(path)
        assert found.intact and "ab" * 32 in found.ingredients[0].note


def test_a_plate_keeps_the_credentials_it_came_with_even_broken_ones(
    signed: Path, film: sets.Signed, tmp_path: Path
) -> None:
    broken = Path(shutil.copy(signed / "a.png", tmp_path / "broken.png"))
    sets.flip(broken, 0.9)
    for plate in (signed / "a.png", broken):
        path = sets.picture(tmp_path / "x.png")
        sign_file(path, film.keys, sets.claim(), plate)
        assert read(path).intact and read(path).ingredients[0].signed


def test_no_name_of_a_plate_gets_into_the_credentials(film: sets.Signed, tmp_path: Path) -> None:
    path = sets.picture(tmp_path / "x.png")
    sign_file(path, film.keys, sets.claim(), sets.picture(tmp_path / "Ada_Lovelace_closeup.png"))
    assert b"Lovelace" not in path.read_bytes()


def test_signing_again_replaces_what_was_signed(signed: Path, film: sets.Signed, tmp_path: Path) -> None:
    for name in KINDS:
        path = Path(shutil.copy(signed / name, tmp_path / name))
        sign_file(path, film.keys, sets.claim(version=2), None)
        found = read(path)
        assert found.intact and found.production is not None and found.production["version"] == 2
        if name != "c.tif":  # where the old ones stay as dead bytes, as after every edit of a TIFF
            assert path.stat().st_size < (signed / name).stat().st_size + 2000


def test_a_failure_in_the_middle_leaves_the_file_as_it_was(film: sets.Signed, tmp_path: Path) -> None:
    path = sets.picture(tmp_path / "x.png")
    before = path.read_bytes()
    wrong = ProductionKeys(film.keys.ledger, b"", film.keys.chain_pem, crypto.new_es256())  # not the certificate's
    with pytest.raises(CoulisseError):
        sign_file(path, wrong, sets.claim(), None)
    assert path.read_bytes() == before and [p.name for p in tmp_path.iterdir()] == ["x.png"]


def test_what_cannot_be_signed_is_refused_and_left_alone(film: sets.Signed, tmp_path: Path) -> None:
    empty, text, exr = tmp_path / "e.png", tmp_path / "t.mov", tmp_path / "x.exr"
    empty.touch()
    text.write_text("hello")
    exr.write_bytes(b"\x76\x2f\x31\x01")
    link = tmp_path / "l.png"
    link.symlink_to(sets.picture(tmp_path / "real.png"))
    for path in (empty, text, exr, link, tmp_path / "gone.png"):
        with pytest.raises(BadInput):
            sign_file(path, film.keys, sets.claim(), None)
    assert text.read_text() == "hello" and link.is_symlink()
    assert read_credentials(tmp_path / "real.png", None) is None


def test_files_without_credentials_have_none(tmp_path: Path) -> None:
    sets.media(tmp_path / "v")
    for path in [p for p in (tmp_path / "v").rglob("*") if p.is_file()]:
        assert read_credentials(path, None) is None
    (tmp_path / "empty.png").touch()
    (tmp_path / "about.txt").write_text("how a c2pa.claim lies in a caBX chunk, or after jumdc2pa")
    assert read_credentials(tmp_path / "empty.png", None) is None
    assert read_credentials(tmp_path / "about.txt", None) is None


def test_an_expired_certificate_is_said_to_be_and_trusted_by_nobody(film: sets.Signed, tmp_path: Path) -> None:
    root_key, key = crypto.new_es256(), crypto.new_es256()
    root = crypto.make_root("Short", root_key)
    # A certificate begins five minutes ago; this one ends two seconds from now.
    chain = crypto.make_leaf("Short", key, root, root_key, days=302 / 86400) + root  # type: ignore[arg-type]
    path = sets.picture(tmp_path / "x.png")
    sign_file(path, ProductionKeys(film.keys.ledger, b"", chain, key), sets.claim(), None)
    ends = datetime.fromisoformat(crypto.chain(chain)[0].not_valid_after_utc.isoformat())
    while (left := (ends - datetime.now(ends.tzinfo)).total_seconds()) > -1.1:
        time.sleep(max(left + 1.2, 0.05))
    found = read(path, root)
    assert found.intact and found.expired and found.trusted_by == ""
    sets.flip(path, 0.9)
    assert not read(path, root).intact


class _Server(http.server.BaseHTTPRequestHandler):
    asked: ClassVar[list[str]] = []

    def do_GET(self) -> None:
        self.asked.append(self.path)
        self.send_error(404)

    do_POST = do_GET

    def log_message(self, *_: object) -> None:
        pass


def test_credentials_kept_elsewhere_are_named_and_never_fetched(film: sets.Signed, tmp_path: Path) -> None:
    server = http.server.HTTPServer(("127.0.0.1", 0), _Server)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://{server.server_address[0]}:{server.server_port}/manifest"
    path = sets.picture(tmp_path / "plain.png")
    said = json.dumps(claims.manifest(sets.claim(), claims.plate_ingredient(sets.claim(), "", "image/png")))
    info = c2pa.C2paSignerInfo("es256", film.keys.chain_pem, film.keys.signing_pem, None)
    with c2pa.Builder(said) as builder, path.open("rb") as source, (tmp_path / "remote.png").open("w+b") as out:
        builder.set_no_embed()
        builder.set_remote_url(address)
        builder.sign(c2pa.Signer.from_info(info), "image/png", source, out)
    try:
        for trust in (None, film.root):
            found = read(tmp_path / "remote.png", trust)
            assert found.elsewhere == address
        sign_file(path, film.keys, sets.claim(), tmp_path / "remote.png")  # nor when it is a plate
        assert read(path).intact
    finally:
        server.shutdown()
    assert _Server.asked == []


def large_movie(path: Path, size: int) -> Path:
    """As far as C2PA looks into it, a movie: a brand, a lot of data, and a header."""
    movie = sets.movie(path)
    data = movie.read_bytes()
    with movie.open("wb") as file:
        file.write(data[: int.from_bytes(data[:4], "big")])
        file.write((size + 8).to_bytes(4, "big") + b"mdat")
        for _ in range(size >> 20):
            file.write(data[: 1 << 15] * 32)
        file.write(data[data.index(b"moov") - 4 :])
    return movie


SIGN = """
import resource, sys, pathlib
sys.path.insert(0, sys.argv[3])
import signed_production as sets
from coulisse.provenance.credentials import read_credentials, sign_file
film = sets.begin(pathlib.Path(sys.argv[2]))
sign_file(sets.picture(film.folder / "x.png"), film.keys, sets.claim(), None)
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
sign_file(pathlib.Path(sys.argv[1]), film.keys, sets.claim(), pathlib.Path(sys.argv[1]))
assert read_credentials(pathlib.Path(sys.argv[1]), film.root).trusted_by == "trust"
print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024)
"""


def signing(path: Path, folder: Path) -> subprocess.Popen[str]:
    environment = {**os.environ, "COULISSE_KEYS": str(folder / "keys")}
    arguments = [str(path), str(folder / "film"), str(Path(__file__).parent)]
    return subprocess.Popen(
        [sys.executable, "-c", SIGN, *arguments], env=environment, stdout=subprocess.PIPE, text=True
    )


@pytest.mark.skipif(sys.platform != "linux", reason="measures memory as Linux counts it, in kilobytes")
def test_the_memory_that_signing_takes_does_not_grow_with_a_movie(tmp_path: Path) -> None:
    path = large_movie(tmp_path / "x.mov", 160 << 20)
    worker = signing(path, tmp_path)
    out, _ = worker.communicate()
    assert worker.returncode == 0 and int(out) < 64  # MB


def test_a_kill_while_signing_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    path = large_movie(tmp_path / "x.mov", 96 << 20)
    before = sidecar.file_sha256(path)
    worker = signing(path, tmp_path)
    while worker.poll() is None and not list(tmp_path.glob(".x.*.signing.mov")):
        time.sleep(0.005)
    worker.kill()
    worker.communicate()
    assert worker.returncode != 0 and sidecar.file_sha256(path) == before


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork here")
def test_a_process_that_was_forked_can_sign(film: sets.Signed, tmp_path: Path) -> None:
    path = sets.picture(tmp_path / "x.png")
    sign_file(path, film.keys, sets.claim(), None)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # pytest has threads
        child = multiprocessing.get_context("fork").Process(
            target=sign_file, args=(path, film.keys, sets.claim(version=7), None)
        )
        child.start()
    child.join(30)
    found = read(path)
    assert child.exitcode == 0 and found.production is not None and found.production["version"] == 7


def test_several_threads_sign_at_once(film: sets.Signed, tmp_path: Path) -> None:
    paths = [sets.picture(tmp_path / f"{n}.png", seed=n) for n in range(24)]
    with concurrent.futures.ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda path: sign_file(path, film.keys, sets.claim(), None), paths))
    assert all(read(path).intact for path in paths)
