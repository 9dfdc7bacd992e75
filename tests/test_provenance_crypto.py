"""Promises of the signatures: one spelling of a document, one meaning of a signature, no seal broken unseen."""

from __future__ import annotations

import json
import stat
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coulisse.errors import BadInput, Refused
from coulisse.provenance import crypto
from coulisse.provenance.canonical import encode_parsed, parse
from coulisse.provenance.crypto import canonical, seal, sha256_of, unseal, verify

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
WHOLE = st.integers(-(2**64) + 1, 2**64 - 1)
DOCUMENTS = st.recursive(
    st.none() | st.booleans() | WHOLE | TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4),
    max_leaves=12,
)


def same(one: object, other: object) -> bool:
    """Equal in value and kind: in Python True is 1, in a document it is not."""
    if type(one) is not type(other):
        return False
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(same(one[key], other[key]) for key in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(same, one, other))
    return one == other


@given(DOCUMENTS, DOCUMENTS)
@settings(max_examples=200, deadline=None)
def test_two_documents_have_one_spelling_only_if_they_are_one(one: object, other: object) -> None:
    assert (canonical(one) == canonical(other)) == same(one, other)


@given(DOCUMENTS)
@settings(max_examples=200, deadline=None)
def test_what_is_read_back_is_the_document_and_has_the_same_spelling(document: object) -> None:
    read = parse(canonical(document))
    assert same(read, document)
    assert canonical(read) == canonical(document) == encode_parsed(read)
    assert same(json.loads(canonical(document)), document)


@given(st.dictionaries(TEXTS, WHOLE, min_size=2, max_size=6), st.randoms())
@settings(max_examples=50, deadline=None)
def test_the_order_in_which_a_document_was_filled_does_not_matter(document: dict[str, int], random: object) -> None:
    items = list(document.items())
    random.shuffle(items)  # type: ignore[attr-defined]
    assert canonical(dict(items)) == canonical(document)


@pytest.mark.parametrize(
    "value",
    [1.0, float("nan"), {"a": [0.5]}, {1: "a"}, {None: 1}, b"bytes", {1, 2}, "\ud800", {"\udfff": 1}, 2**64, -(2**64),
     Path("a"), datetime.now(UTC)],
)  # fmt: skip
def test_what_has_no_single_spelling_is_refused(value: object) -> None:
    with pytest.raises(TypeError):
        canonical(value)


def test_a_document_nested_without_end_is_refused_and_does_not_crash() -> None:
    deep: list[object] = []
    for _ in range(5000):
        deep = [deep]
    with pytest.raises(TypeError):
        canonical(deep)
    with pytest.raises(ValueError):
        parse(b"[" * 100_000)


def test_the_spelling_is_the_one_that_stands_here() -> None:
    document = {"é": "ü", "a": [1, True, None, {}], "A": '\n"\\'}
    assert canonical(document) == '{"A":"\\n\\"\\\\","a":[1,true,null,{}],"é":"ü"}'.encode()
    assert sha256_of({}) == "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"


def test_a_signature_holds_for_one_key_one_message_and_one_purpose() -> None:
    key, other = crypto.new_key(), crypto.new_key()
    signature = key.sign(b"message", "grant")
    assert verify(key.public, b"message", "grant", signature)
    assert not verify(key.public, b"massage", "grant", signature)
    assert not verify(key.public, b"message", "ledger", signature)
    assert not verify(other.public, b"message", "grant", signature)
    assert not verify(key.public, b"message", "gran", key.sign(b"t\0message", "gran"))


@given(st.one_of(st.text(max_size=100), st.none(), st.integers(), st.binary(max_size=90)))
@settings(max_examples=100, deadline=None)
def test_checking_nonsense_says_no_and_never_raises(nonsense: object) -> None:
    key = crypto.new_key()
    assert not verify(key.public, b"message", "grant", nonsense)  # type: ignore[arg-type]
    assert not verify(nonsense, b"message", "grant", key.sign(b"message", "grant"))  # type: ignore[arg-type]
    assert not crypto.es256_verify(nonsense, b"message", "AAAA")  # type: ignore[arg-type]


def test_a_signature_has_one_spelling() -> None:
    key = crypto.new_key()
    signature = key.sign(b"message", "grant")
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    last = letters.index(signature[-1])
    for altered in (signature[:-1] + letters[last ^ 1], signature + "=", signature + "\n", " " + signature):
        assert not verify(key.public, b"message", "grant", altered)


def test_a_saved_key_comes_back_with_its_passphrase_only(tmp_path: Path) -> None:
    key, path = crypto.new_key(), tmp_path / "a.key"
    crypto.save_key(key, path, "four words of mine")
    assert b"ENCRYPTED" in path.read_bytes()
    assert crypto.load_key(path, "four words of mine").public == key.public
    for wrong in ("four words of min", ""):
        with pytest.raises(BadInput):
            crypto.load_key(path, wrong)
    with pytest.raises(FileExistsError):
        crypto.save_key(key, path, "four words of mine")


def test_a_passphrase_that_a_person_remembers_is_stretched(tmp_path: Path) -> None:
    crypto.save_key(crypto.new_key(), tmp_path / "own.key", "four words of mine")
    crypto.save_key(crypto.new_key(), tmp_path / "random.key", crypto.RANDOM + "x" * 43)
    assert (tmp_path / "own.key").read_bytes().startswith(b"scrypt-salt: ")
    assert (tmp_path / "random.key").read_bytes().startswith(b"-----BEGIN ENCRYPTED PRIVATE KEY")


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX permissions")
def test_a_private_key_is_its_owners_only(tmp_path: Path) -> None:
    path = tmp_path / "a.key"
    crypto.save_key(crypto.new_key(), path, "")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    path.chmod(0o640)
    with pytest.raises(Refused, match="chmod 600"):
        crypto.load_key(path, "")


def test_a_public_key_is_the_same_as_pem_and_as_text() -> None:
    public = crypto.new_key().public
    assert crypto.public_from_pem(crypto.public_pem(public)) == public == crypto.public_from_pem(f" {public}\n")
    for wrong in ("", "ed25519:", "ed25519:AAAA", public + "A", "-----BEGIN PUBLIC KEY-----\nAAAA\n", "\ud800"):
        with pytest.raises(BadInput):
            crypto.public_from_pem(wrong)
        with pytest.raises(BadInput):
            crypto.public_pem(wrong)


def test_a_key_never_shows_itself() -> None:
    key = crypto.new_key()
    assert repr(key) == f"SigningKey({key.public})"
    assert key.derive("vault") != key.derive("vaults") and len(key.derive("vault")) == 32


@given(st.binary(max_size=200), st.integers(0, 10_000), st.integers(1, 255))
@settings(max_examples=60, deadline=None)
def test_one_altered_byte_of_what_is_sealed_is_refused(plain: bytes, where: int, change: int) -> None:
    key = b"k" * 32
    sealed = bytearray(seal(key, plain, "templates p-1"))
    assert unseal(key, bytes(sealed), "templates p-1") == plain
    sealed[where % len(sealed)] ^= change
    with pytest.raises(Refused, match="changed-outside-coulisse"):
        unseal(key, bytes(sealed), "templates p-1")


def test_what_is_sealed_opens_for_its_key_and_its_context_only() -> None:
    sealed = seal(b"k" * 32, b"plain", "templates p-1")
    assert b"plain" not in sealed and sealed != seal(b"k" * 32, b"plain", "templates p-1")
    for key, blob, context in (
        (b"l" * 32, sealed, "templates p-1"), (b"k" * 32, sealed, "templates p-2"),
        (b"k" * 32, sealed[:-1], "templates p-1"),
        (b"k" * 32, b"", "templates p-1"), (b"k" * 32, b"CSV1", "templates p-1"),
    ):  # fmt: skip
        with pytest.raises(Refused):
            unseal(key, blob, context)


def chain_of(name: str = "Film") -> tuple[bytes, bytes, bytes]:
    """(chain, its signing key, the root's key)."""
    root_private, private = crypto.new_es256(), crypto.new_es256()
    root = crypto.make_root(name, root_private)
    return crypto.make_leaf(name, private, root, root_private) + root, private, root_private


def test_the_chain_is_what_c2pa_asks_for() -> None:
    chain, private, _ = chain_of()
    leaf, root = crypto.chain(chain)
    assert leaf.issuer == root.subject == root.issuer != leaf.subject
    leaf.verify_directly_issued_by(root)
    root.verify_directly_issued_by(root)
    now = datetime.now(UTC)
    crypto.check_signer(chain, now)
    assert crypto.belongs(private, chain) and crypto.algorithm(chain) == "es256"
    assert leaf.not_valid_after_utc - now > timedelta(days=725) and root.not_valid_after_utc - now > timedelta(3640)
    names = {extension.oid.dotted_string: extension for extension in leaf.extensions}
    assert names["2.5.29.15"].critical and names["2.5.29.15"].value.digital_signature
    assert not names["2.5.29.19"].value.ca and "2.5.29.35" in names and "2.5.29.14" in names
    limits = next(e for e in root.extensions if e.oid.dotted_string == "2.5.29.19")
    assert limits.critical and limits.value.ca and limits.value.path_length == 0


def test_a_picture_signed_with_the_chain_is_valid_for_c2pa(tmp_path: Path) -> None:
    c2pa = pytest.importorskip("c2pa")
    from PIL import Image

    chain, private, _ = chain_of()
    Image.new("RGB", (32, 32), (90, 90, 90)).save(tmp_path / "a.png")
    signer = c2pa.Signer.from_info(c2pa.C2paSignerInfo(b"es256", chain, private, None))
    kind = "http://cv.iptc.org/newscodes/digitalsourcetype/algorithmicMedia"
    actions = {"actions": [{"action": "c2pa.created", "digitalSourceType": kind}]}
    builder = c2pa.Builder({"title": "a", "assertions": [{"label": "c2pa.actions", "data": actions}]})
    with (tmp_path / "a.png").open("rb") as source, (tmp_path / "b.png").open("w+b") as target:
        builder.sign(signer, "image/png", source, target)
    assert json.loads(c2pa.Reader(str(tmp_path / "b.png")).json())["validation_state"] == "Valid"


def test_a_name_of_any_letters_makes_a_certificate() -> None:
    for name in ("", "Кино 映画 🎬", "a" * 300, "line\nbreak\0", '"CN=evil", O=x'):
        leaf, _ = crypto.chain(chain_of(name)[0])
        assert "\n" not in leaf.subject.rfc4514_string()


def test_a_certificates_key_signs_and_a_change_is_seen() -> None:
    chain, private, _ = chain_of()
    signature = crypto.es256_sign(private, None, b"hashes")
    assert crypto.es256_verify(chain, b"hashes", signature)
    assert not crypto.es256_verify(chain, b"hushes", signature)
    assert not crypto.es256_verify(chain_of()[0], b"hashes", signature)


def test_c2pa_refuses_are_told_before_a_picture_is_signed() -> None:
    chain, _, _ = chain_of()
    leaf, root = chain[: chain.index(b"-----END") + 26], chain[chain.index(b"-----END") + 26 :]
    now = datetime.now(UTC)
    for wrong, at, match in (
        (chain, now + timedelta(days=800), "not now"), (chain, now - timedelta(days=1), "not now"),
        (root, now, "signed by itself"), (leaf + leaf, now, "followed"),
    ):  # fmt: skip
        with pytest.raises(BadInput, match=match):
            crypto.check_signer(wrong, at)
    for nonsense in (b"", b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"):
        with pytest.raises(BadInput):
            crypto.check_signer(nonsense, now)
