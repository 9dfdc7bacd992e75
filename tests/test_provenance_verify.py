"""Promises of verify: plain words, the truth about every kind of file, and nothing in a file that can fool them."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import c2pa
import pytest

import signed_production as sets
from coulisse.errors import BadInput
from coulisse.provenance import claims, crypto, sidecar
from coulisse.provenance.credentials import Claim, sign_file
from coulisse.provenance.verify import Findings, examine


@pytest.fixture(scope="module")
def productions(tmp_path_factory: pytest.TempPathFactory) -> tuple[sets.Signed, sets.Signed]:
    """A production, and a stranger's of the same name."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COULISSE_KEYS", str(tmp_path_factory.mktemp("keys")))
        film = sets.begin(tmp_path_factory.mktemp("productions") / "film")
        patch.setenv("COULISSE_KEYS", str(tmp_path_factory.mktemp("other_keys")))
        return film, sets.begin(tmp_path_factory.mktemp("others") / "film")


@pytest.fixture(scope="module")
def film(productions: tuple[sets.Signed, sets.Signed]) -> sets.Signed:
    return productions[0]


@pytest.fixture(scope="module")
def stranger(productions: tuple[sets.Signed, sets.Signed]) -> sets.Signed:
    return productions[1]


@pytest.fixture(scope="module")
def version(tmp_path_factory: pytest.TempPathFactory, film: sets.Signed) -> Path:
    return sets.sign_all(sets.media(tmp_path_factory.mktemp("delivery") / "v001"), film.keys, sets.claim())


def text(found: Findings) -> str:
    return "\n".join(found.lines)


def test_a_delivered_file_tells_its_story_without_the_production(
    version: Path, film: sets.Signed, tmp_path: Path
) -> None:
    found = examine(Path(shutil.copy(version / "e.mp4", tmp_path / "from_the_post.bin")), [film.root])
    assert found.signed and found.intact and found.trusted
    for said in (
        "from_the_post.bin: intact: it is as it was signed.",
        "Signed by Film signing (Film); certificate issued by Film production root (Film)",
        "Trusted: a certificate that you named as trusted stands behind the signer.",
        "recipe collapse 1: sq010_sh0010 collapse v001",
        "a composite in which parts were made or altered by a trained AI model",
        "migan: licence MIT; trained on Places2; commercial use needs review",
        "Consent: no likeness was made",
        "Policy: it may go ahead (open version 1",
        "production f-0123456789ab, ledger key ed25519:x",
        "NOT allowed",
    ):
        assert said in text(found), said


def test_a_grant_is_named_by_its_identifier(film: sets.Signed, tmp_path: Path) -> None:
    path = sets.picture(tmp_path / "x.png")
    sign_file(path, film.keys, sets.claim(grants=("g-5d21e07a",)), None)
    assert "a likeness was made or altered under g-5d21e07a" in text(examine(path))


def test_a_root_of_ones_own_is_said_to_be_unknown_to_strangers(version: Path, stranger: sets.Signed) -> None:
    for path in (version, version / "a.png"):
        for trust in ([], [stranger.root]):
            found = examine(path, trust)
            assert found.intact and not found.trusted
            assert "a root of the production's own, which strangers' tools do not know" in text(found)


def test_a_whole_version_is_intact_and_says_so(version: Path, film: sets.Signed) -> None:
    found = examine(version, [film.root])
    assert found.signed and found.intact and found.trusted
    assert "all 7 files are as they were signed, and nothing was added" in text(found)
    assert "credentials of their own: 5." in text(found)


def test_a_frame_of_a_version_is_proven_by_its_sidecar(version: Path, film: sets.Signed, tmp_path: Path) -> None:
    copy = sets.copied(version, tmp_path / "v001")
    frame = copy / "passes" / "x.1001.exr"
    found = examine(frame, [film.root])
    assert found.intact and found.trusted and "Signed for by credentials.json" in text(found)
    sets.flip(frame, 0.5)
    found = examine(frame, [film.root])
    assert found.signed and not found.intact and "not the file that was signed for" in text(found)
    (copy / "passes" / "new.exr").write_bytes(b"x")
    assert not examine(copy / "passes" / "new.exr", [film.root]).signed


@pytest.mark.parametrize("name", [*sets.PICTURES, *sets.MOVIES])
def test_a_changed_file_is_named_alone_and_in_its_folder(version: Path, tmp_path: Path, name: str) -> None:
    copy = sets.copied(version, tmp_path / "v001", lambda v: sets.flip(v / name, 0.45))
    alone, folder = examine(copy / name), examine(copy)
    assert alone.signed and not alone.intact and not alone.trusted and "CHANGED" in alone.lines[0]
    assert not folder.intact and f"changed since it was signed: {name}" in text(folder)


def test_a_byte_that_c2pa_leaves_out_is_still_seen_in_the_folder(version: Path, tmp_path: Path) -> None:
    copy = sets.copied(version, tmp_path / "v001")
    data = (copy / "a.png").read_bytes()
    sets.flip(copy / "a.png", data.index(bytes(200)) + 100)  # the free room behind the signature
    assert examine(copy / "a.png").intact
    assert not examine(copy).intact


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda v: (v / "extra.exr").write_bytes(b"x"), "added after signing: extra.exr"),
        (lambda v: (v / "b.jpg").unlink(), "missing: b.jpg"),
        (lambda v: (v / "b.jpg").rename(v / "z.jpg"), "missing: b.jpg"),
        (lambda v: shutil.copy(v / "passes" / "x.1001.exr", v / "report.json"), "since it was signed: report.json"),
        (lambda v: (v / "l").symlink_to("/etc"), "a link or no file, where only files are signed for: l"),
    ],
)
def test_what_is_wrong_with_a_folder_is_named(
    version: Path, tmp_path: Path, change: Callable[[Path], object], said: str
) -> None:
    found = examine(sets.copied(version, tmp_path / "v001", change))
    assert found.signed and not found.intact and said in text(found)


def test_a_file_of_another_version_is_seen_though_its_own_signature_holds(
    version: Path, film: sets.Signed, tmp_path: Path
) -> None:
    other = sets.picture(tmp_path / "other.png", seed=5)
    sign_file(other, film.keys, sets.claim(version=2), None)
    copy = sets.copied(version, tmp_path / "v001", lambda v: shutil.copy(other, v / "a.png"))
    sidecar.write(copy, film.keys, sets.hashes(copy), sets.claim())  # even when the sidecar signs for it
    found = examine(copy, [film.root])
    assert not found.intact and "a.png says that it belongs to sq010_sh0010 collapse v002" in text(found)


def test_a_sidecar_copied_from_another_version_is_seen(version: Path, film: sets.Signed, tmp_path: Path) -> None:
    other = sets.copied(version, tmp_path / "v002")
    for number, path in enumerate(sorted(p for p in other.rglob("*") if p.is_file())):
        path.write_bytes(b"%d" % number)
    shutil.copy(version / sidecar.NAME, other / sidecar.NAME)
    found = examine(other, [film.root])
    assert not found.intact and not found.trusted
    assert "was written for sq010_sh0010 collapse v001" in text(found)


def test_a_sidecar_by_another_signer_than_the_files_is_seen(
    version: Path, film: sets.Signed, stranger: sets.Signed, tmp_path: Path
) -> None:
    copy = sets.copied(version, tmp_path / "v001", lambda v: (v / "passes" / "x.1001.exr").write_bytes(b"forged"))
    sidecar.write(copy, stranger.keys, sets.hashes(copy), sets.claim())  # of the same name, every hash right
    for trust in ([], [film.root], [stranger.root], [film.root, stranger.root]):
        found = examine(copy, trust)
        assert not found.intact and not found.trusted
        assert "a.png was signed by another than credentials.json was" in text(found)


def test_a_renewed_certificate_under_the_same_root_is_the_same_signer(
    version: Path, film: sets.Signed, tmp_path: Path
) -> None:
    copy = sets.copied(version, tmp_path / "v001")
    assert examine(copy, [film.root]).trusted and examine(copy, [film.root, film.root]).trusted


def other_people(path: Path, by: sets.Signed) -> Path:
    """A picture with credentials that another program made."""
    said = {
        "claim_generator_info": [{"name": "Paintbox\x1b[31m", "version": "9"}],
        "title": "a\u202egnp.tac",
        "assertions": [
            {
                "label": "c2pa.actions.v2",
                "data": {"actions": [{"action": "c2pa.created", "digitalSourceType": claims.CAPTURE}]},
            }
        ],
    }
    source = sets.picture(path.with_name("source.png"))
    info = c2pa.C2paSignerInfo("es256", by.keys.chain_pem, by.keys.signing_pem, None)
    with c2pa.Builder(json.dumps(said)) as builder, source.open("rb") as plain, path.open("w+b") as out:
        builder.sign(c2pa.Signer.from_info(info), "image/png", plain, out)
    return path


def test_other_peoples_credentials_are_read_for_what_they_are(stranger: sets.Signed, tmp_path: Path) -> None:
    found = examine(other_people(tmp_path / "theirs.png", stranger))
    assert found.signed and found.intact and not found.trusted
    assert "These credentials are not Coulisse's" in text(found) and "photographed or filmed" in text(found)
    assert "Paintbox" in text(found) and "\x1b" not in text(found) and "\u202e" not in text(found)


def test_files_that_nobody_signed_are_said_to_be(tmp_path: Path) -> None:
    sets.media(tmp_path / "v")
    (tmp_path / "v" / "empty.png").touch()
    (tmp_path / "v" / "no_ending").write_text("hello")
    for path in [p for p in (tmp_path / "v").rglob("*") if p.is_file()]:
        found = examine(path)
        assert not found.signed and not found.intact and not found.trusted
        assert "not signed" in found.lines[0] and len(found.lines) > 1
    assert "The file is empty." in text(examine(tmp_path / "v" / "empty.png"))


def test_a_folder_that_nobody_signed_for_lists_what_its_files_say(version: Path, tmp_path: Path) -> None:
    def strip(folder: Path) -> None:
        (folder / sidecar.NAME).unlink()
        sets.flip(folder / "a.png", 0.2)

    found = examine(sets.copied(version, tmp_path / "v001", strip))
    assert not found.signed and not found.intact
    assert "nobody signs for it as a whole" in text(found)
    assert "a.png: CHANGED" in text(found) and "b.jpg: intact" in text(found)
    (tmp_path / "nothing").mkdir()
    assert "not signed" in examine(tmp_path / "nothing").lines[0]


@pytest.mark.parametrize("name", [*sets.PICTURES, *sets.MOVIES])
def test_a_file_cut_off_anywhere_gets_a_clear_answer(version: Path, tmp_path: Path, name: str) -> None:
    data = (version / name).read_bytes()
    for share in (0.0, 0.001, 0.05, 0.3, 0.6, 0.99):
        path = tmp_path / name
        path.write_bytes(data[: int(share * len(data))])
        found = examine(path)
        assert not found.intact and found.lines


def test_credentials_whose_words_were_changed_are_not_repeated(version: Path, tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    path.write_bytes((version / "a.png").read_bytes().replace(b"sq010_sh0010", b"sq999_sh9999"))
    found = examine(path)
    assert found.signed and not found.intact
    assert "sq999" not in text(found) and "can be relied on" in text(found)


def test_a_changed_picture_still_says_what_was_said_of_it_before(version: Path, tmp_path: Path) -> None:
    path = Path(shutil.copy(version / "a.png", tmp_path / "a.png"))
    sets.flip(path, path.stat().st_size - 100)
    found = examine(path)
    assert not found.intact and "as it was before it was changed" in text(found)


def test_what_is_not_there_or_no_file_or_no_certificate_is_bad_input(version: Path, tmp_path: Path) -> None:
    for path in (tmp_path / "gone.png", Path(os.devnull)):
        with pytest.raises(BadInput):
            examine(path)
    for trust in (b"", b"hello", b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"):
        with pytest.raises(BadInput, match="--trust"):
            examine(version, [trust])


def hostile() -> Claim:
    return sets.claim(
        title="\x1b]0;owned\x07" + "x" * 5000, shot="[red]sh\r\nTrusted: yes", recipe="a\u2028b",
        grants=tuple(f"g-{n}" for n in range(500)), triage={"verdict": {"a": ["b"]}, "policy": "none", "rules": "r"},
        ledger={"production_id": ["x"], "public": {"y": 1}}, models=(), actions=(),
    )  # fmt: skip


def test_words_of_a_hostile_signer_stay_words(stranger: sets.Signed, tmp_path: Path) -> None:
    folder = tmp_path / "v001"
    folder.mkdir()
    sets.picture(folder / "x.png")
    sets.sign_all(folder, stranger.keys, hostile())
    for path in (folder, folder / "x.png"):
        found = examine(path)
        assert found.signed and not found.trusted
        assert all(line.isprintable() and len(line) < 12_000 for line in found.lines)
        assert not any(line.startswith("Trusted") for line in found.lines)


def test_a_claim_of_another_shape_gets_a_clear_answer(stranger: sets.Signed, tmp_path: Path) -> None:
    folder = tmp_path / "v001"
    folder.mkdir()
    odd: tuple[dict, ...] = (
        {},
        {"models": [1, {"name": {}}], "actions": "x", "grants": 7, "triage": [], "ledger": [], "version": -1},
        {"models": {"a": 1}, "actions": [[]], "version": 10**15, "trained": "yes", "source_type": [1]},
    )
    for claim in odd:
        sidecar.write(folder, stranger.keys, {}, sets.claim())
        document = json.loads((folder / sidecar.NAME).read_text())
        document["claim"] = claim
        document["signature"] = crypto.es256_sign(stranger.keys.signing_pem, None, sidecar._signed_bytes(document))
        (folder / sidecar.NAME).write_bytes(sidecar._text(document))
        assert examine(folder).signed and examine(folder).lines
