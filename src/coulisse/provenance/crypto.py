"""Signatures, sealed files and certificates; the only module that knows `cryptography`."""

from __future__ import annotations

import base64
import binascii
import functools
import hashlib
import re
import secrets
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.exceptions import InvalidSignature, InvalidTag, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from coulisse.errors import BadInput, Refused
from coulisse.provenance import disk
from coulisse.provenance.canonical import canonical, sha256_of

__all__ = ["canonical", "sha256_of"]  # part of what this module offers, beside its own

_PREFIX = "ed25519:"
# E-mail protection, document signing, C2PA claim signing.
_MAY_SIGN = {"1.3.6.1.5.5.7.3.4", "1.3.6.1.5.5.7.3.36", "1.3.6.1.4.1.62558.2.1"}
RANDOM = "random:"  # begins a passphrase of 256 random bits, which needs no stretching
_ENCRYPTED = b"-----BEGIN ENCRYPTED", b"Proc-Type: 4,ENCRYPTED"
_STRETCHED = re.compile(rb"\Ascrypt-salt: ([0-9a-f]{32})\n")
_SEALED = b"CSV1"  # Coulisse, sealed, version 1
_PEM = serialization.Encoding.PEM
_PKCS8 = serialization.PrivateFormat.PKCS8


# Signatures


class SigningKey:
    """An Ed25519 private key. `public` is its public half as text, which is what records hold."""

    def __init__(self, private: Ed25519PrivateKey) -> None:
        self._private = private
        self.public = _PREFIX + _base64(private.public_key().public_bytes_raw())

    def __repr__(self) -> str:
        return f"SigningKey({self.public})"

    def sign(self, message: bytes, purpose: str) -> str:
        """Sign a message for one purpose; a signature for one purpose is none for another."""
        return _base64(self._private.sign(_purposed(message, purpose)))

    def derive(self, purpose: str) -> bytes:
        """32 secret bytes that only the holder of this key can make."""
        return hashlib.sha256(_purposed(self._private.private_bytes_raw(), "derive/" + purpose)).digest()


def _purposed(message: bytes, purpose: str) -> bytes:
    return b"coulisse/" + purpose.encode("utf-8") + b"\0" + message


def verify(public: str, message: bytes, purpose: str, signature: str) -> bool:
    """Whether the signature was made by this key, over this message, for this purpose. Never raises."""
    try:
        _public_key(public).verify(_unbase64(signature), _purposed(message, purpose))
    except (InvalidSignature, ValueError, TypeError, AttributeError):
        return False
    return True


def new_key() -> SigningKey:
    """A new Ed25519 key."""
    return SigningKey(Ed25519PrivateKey.generate())


def save_key(key: SigningKey, path: Path, passphrase: str) -> None:
    """Write a private key as encrypted PKCS8 PEM, readable by its owner only. Raises FileExistsError."""
    disk.write_new(path, _private_pem(key._private, passphrase))


def load_key(path: Path, passphrase: str) -> SigningKey:
    """Read an Ed25519 private key. Raises FileNotFoundError, BadInput (wrong passphrase, no key), Refused (0644)."""
    private = _load_private(disk.read(path, 1 << 16, private=True), passphrase, path)
    if not isinstance(private, Ed25519PrivateKey):
        raise BadInput("is not an Ed25519 key", where=path, remedy="give a key that `coulisse keys` made")
    return SigningKey(private)


def public_pem(public: str) -> str:
    """A public key as PEM. Raises BadInput."""
    try:
        key = _public_key(public)
    except (ValueError, TypeError, AttributeError):
        raise BadInput("is no public key", where=str(public)[:80], remedy="give ed25519:...") from None
    return key.public_bytes(_PEM, serialization.PublicFormat.SubjectPublicKeyInfo).decode("ascii")


def public_from_pem(text: str) -> str:
    """A public key (`ed25519:...`) from PEM or from that form itself. Raises BadInput."""
    text = text.strip()
    try:
        if text.startswith(_PREFIX):
            return _PREFIX + _base64(_public_key(text).public_bytes_raw())
        key = serialization.load_pem_public_key(text.encode("utf-8"))
        if isinstance(key, Ed25519PublicKey):
            return _PREFIX + _base64(key.public_bytes_raw())
    except (ValueError, UnsupportedAlgorithm):
        pass
    raise BadInput("is no Ed25519 public key", remedy="give its PEM, or the line that begins with ed25519:")


def _public_key(public: str) -> Ed25519PublicKey:
    if not public.startswith(_PREFIX):
        raise ValueError("not an Ed25519 key")
    return Ed25519PublicKey.from_public_bytes(_unbase64(public.removeprefix(_PREFIX)))


def _base64(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode("ascii").rstrip("=")


def _unbase64(text: str) -> bytes:
    """Strict: only what `_base64` writes is read, so that no signature has two spellings."""
    try:
        data = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except binascii.Error:
        raise ValueError("not base64url") from None
    if _base64(data) != text:
        raise ValueError("not base64url as it is written here")
    return data


# Sealed files


def seal(key: bytes, plain: bytes, context: str) -> bytes:
    """Encrypt and authenticate (AES-256-GCM, a random 96-bit nonce); `context` says what it is and must match."""
    nonce = secrets.token_bytes(12)
    return _SEALED + nonce + AESGCM(key).encrypt(nonce, plain, _purposed(context.encode("utf-8"), "seal"))


def unseal(key: bytes, sealed: bytes, context: str) -> bytes:
    """What was sealed under this key in this context. Raises Refused when it was altered or is something else."""
    try:
        if not sealed.startswith(_SEALED):
            raise InvalidTag
        nonce, rest = sealed[4:16], sealed[16:]
        return AESGCM(key).decrypt(nonce, rest, _purposed(context.encode("utf-8"), "seal"))
    except (InvalidTag, ValueError):
        raise Refused(
            f"what is sealed for {context} was altered, or sealed under another key (rule changed-outside-coulisse)\n"
            "  what to do: put back the file from a backup of this production"
        ) from None


# Certificates: ES256 (ECDSA on P-256 with SHA-256), as C2PA asks of claim signers


def new_es256() -> bytes:
    """A new P-256 private key as plain PKCS8 PEM, for memory only."""
    return _plain_pem(ec.generate_private_key(ec.SECP256R1()))


def encrypted(private_pem: bytes, passphrase: str) -> bytes:
    """A plain private PEM as encrypted PKCS8 PEM, for the disk."""
    return _private_pem(_load_private(private_pem, None, Path("key")), passphrase)


def decrypted(pem: bytes, passphrase: str | None, where: Path) -> bytes:
    """An encrypted private PEM as plain PKCS8 PEM, for memory only. Raises BadInput."""
    return _plain_pem(_load_private(pem, passphrase, where))


def make_root(name: str, private_pem: bytes, days: int = 3652) -> bytes:
    """A root certificate (PEM) of a production's own, for ten years; it may sign leaves only."""
    key = _load_private(private_pem, None, Path("root.key"))
    subject = _subject(name, "production root")
    built = _certificate(subject, subject, key, days).add_extension(x509.BasicConstraints(True, 0), critical=True)
    built = built.add_extension(_usage(certificates=True), critical=True)
    return built.sign(key, hashes.SHA256()).public_bytes(_PEM)


def make_leaf(name: str, private_pem: bytes, root_pem: bytes, root_private_pem: bytes, days: int = 730) -> bytes:
    """A signing certificate (PEM) under the root, for two years, with what C2PA 2.1 (section 14.5) asks of one."""
    key = _load_private(private_pem, None, Path("signing.key"))
    root_key = _load_private(root_private_pem, None, Path("root.key"))
    root = x509.load_pem_x509_certificate(root_pem)
    built = _certificate(_subject(name, "signing"), root.subject, key, days)
    built = built.add_extension(x509.BasicConstraints(False, None), critical=True)
    built = built.add_extension(_usage(certificates=False), critical=True)
    built = built.add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.EMAIL_PROTECTION]), critical=False)
    authority = x509.AuthorityKeyIdentifier.from_issuer_public_key(root_key.public_key())
    return built.add_extension(authority, critical=False).sign(root_key, hashes.SHA256()).public_bytes(_PEM)


def _subject(name: str, role: str) -> x509.Name:
    clean = " ".join("".join(c if c.isprintable() else " " for c in name).split())[:40] or "production"
    return x509.Name(
        [
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, clean),
            x509.NameAttribute(NameOID.COMMON_NAME, f"{clean} {role}"),
        ]
    )


def _certificate(subject: x509.Name, issuer: x509.Name, key: Any, days: int) -> x509.CertificateBuilder:
    begins = datetime.now(UTC) - timedelta(minutes=5)  # clocks of two machines differ
    built = x509.CertificateBuilder().subject_name(subject).issuer_name(issuer).public_key(key.public_key())
    built = built.serial_number(x509.random_serial_number()).not_valid_before(begins)
    built = built.not_valid_after(begins + timedelta(days=days))
    return built.add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)


def _usage(certificates: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not certificates, key_cert_sign=certificates, crl_sign=certificates,
        content_commitment=False, key_encipherment=False, data_encipherment=False, key_agreement=False,
        encipher_only=False, decipher_only=False,
    )  # fmt: skip


def algorithm(chain_pem: bytes) -> str:
    """What C2PA calls the algorithm of the chain's first certificate: es256, es384, ps256 or ed25519."""
    key = _leaf(chain_pem).public_key()
    if isinstance(key, ec.EllipticCurvePublicKey):
        found = {"secp256r1": "es256", "secp384r1": "es384"}.get(key.curve.name)
        if found:
            return found
    if isinstance(key, rsa.RSAPublicKey) and key.key_size >= 2048:
        return "ps256"
    if isinstance(key, Ed25519PublicKey):
        return "ed25519"
    raise BadInput(
        "the certificate's key is of a kind that C2PA does not take",
        remedy="use one of ES256 (P-256), ES384 (P-384), PS256 (RSA of 2048 bits or more) or Ed25519",
    )


def es256_sign(private_pem: bytes, passphrase: str | None, data: bytes) -> str:
    """Sign with a certificate's private key (ES256, or what an outside certificate uses); base64url."""
    key = _load_private(private_pem, passphrase, Path("signing.key"))
    if isinstance(key, ec.EllipticCurvePrivateKey):
        return _base64(key.sign(data, ec.ECDSA(_hash_for(key.curve))))
    if isinstance(key, rsa.RSAPrivateKey):
        return _base64(key.sign(data, _PSS, hashes.SHA256()))
    return _base64(key.sign(data))


def es256_verify(cert_chain_pem: bytes, data: bytes, signature: str) -> bool:
    """Whether the chain's first certificate signed this. Says nothing about whom to trust. Never raises."""
    try:
        key, raw = _leaf(cert_chain_pem).public_key(), _unbase64(signature)
        if isinstance(key, ec.EllipticCurvePublicKey):
            key.verify(raw, data, ec.ECDSA(_hash_for(key.curve)))
        elif isinstance(key, rsa.RSAPublicKey):
            key.verify(raw, data, _PSS, hashes.SHA256())
        elif isinstance(key, Ed25519PublicKey):
            key.verify(raw, data)
        else:
            return False
    except (InvalidSignature, ValueError, TypeError, AttributeError, BadInput, UnsupportedAlgorithm):
        return False
    return True


def belongs(private_pem: bytes, chain_pem: bytes) -> bool:
    """Whether the private key is that of the chain's first certificate."""
    info = serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
    key = _load_private(private_pem, None, Path("signing.key")).public_key()
    return bool(key.public_bytes(*info) == _leaf(chain_pem).public_key().public_bytes(*info))


def check_signer(chain_pem: bytes, at: datetime) -> None:
    """Whether C2PA (2.1, section 14.5) takes the chain's first certificate at this time. Raises BadInput: why not."""
    leaf, *above = chain(chain_pem)
    until = f"{leaf.not_valid_before_utc:%Y-%m-%d} to {leaf.not_valid_after_utc:%Y-%m-%d}"
    usage = _extension(leaf, x509.KeyUsage)
    purposes = _extension(leaf, x509.ExtendedKeyUsage) or ()
    limits = _extension(leaf, x509.BasicConstraints)
    for wrong, what in (
        (not leaf.not_valid_before_utc <= at <= leaf.not_valid_after_utc, f"is good from {until}, not now"),
        (leaf.issuer == leaf.subject, "is signed by itself; C2PA asks for one that an authority signed"),
        (limits is not None and limits.ca, "is an authority's, not one that signs content"),
        (usage is None or not usage.digital_signature, "is not made for digital signatures (key usage)"),
        (not any(p.dotted_string in _MAY_SIGN for p in purposes), "is made for another purpose (extended key usage)"),
        (bool(above) and leaf.issuer != above[0].subject, "is not followed by the certificate that signed it"),
    ):
        if wrong:
            raise BadInput(f"the certificate {what}", remedy="ask its issuer for one for C2PA or document signing")


def _extension(certificate: x509.Certificate, kind: Any) -> Any:
    try:
        return certificate.extensions.get_extension_for_class(kind).value
    except x509.ExtensionNotFound:
        return None
    except ValueError:
        raise BadInput("the certificate is malformed", remedy="ask its issuer for another") from None


_PSS = padding.PSS(mgf=padding.MGF1(hashes.SHA256()), salt_length=hashes.SHA256.digest_size)


def _hash_for(curve: ec.EllipticCurve) -> hashes.HashAlgorithm:
    return hashes.SHA384() if curve.name == "secp384r1" else hashes.SHA256()


def _leaf(chain_pem: bytes) -> x509.Certificate:
    return chain(chain_pem)[0]


def chain(pem: bytes) -> list[x509.Certificate]:
    """The certificates in a PEM, leaf first. Raises BadInput."""
    try:
        return x509.load_pem_x509_certificates(pem)
    except (ValueError, TypeError):
        raise BadInput("holds no certificates", remedy="give a PEM file, the signing certificate first") from None


def _load_private(pem: bytes, passphrase: str | None, where: Path) -> Any:
    stretch = _STRETCHED.search(pem)
    try:
        if not passphrase or not any(mark in pem for mark in _ENCRYPTED):
            return serialization.load_pem_private_key(pem, None)
        secret = _stretched(passphrase, bytes.fromhex(stretch[1].decode())) if stretch else passphrase.encode("utf-8")
        return serialization.load_pem_private_key(pem, secret)
    except TypeError:
        what = "is encrypted, and no passphrase is given"
    except (ValueError, UnsupportedAlgorithm):
        what = "is no private key, or the passphrase is another"
    raise BadInput(what, where=where, remedy="check the file and the passphrase (COULISSE_PASSPHRASE)")


def _private_pem(key: Any, passphrase: str) -> bytes:
    """Encrypted PKCS8. Its own stretching is 2,048 rounds of PBKDF2, too few for what a person can remember."""
    if not passphrase:
        return _plain_pem(key)
    if passphrase.startswith(RANDOM):
        head, secret = b"", passphrase.encode("utf-8")
    else:
        head, secret = b"scrypt-salt: " + _salt().hex().encode() + b"\n", _stretched(passphrase, _salt())
    return head + bytes(key.private_bytes(_PEM, _PKCS8, serialization.BestAvailableEncryption(secret)))


@functools.cache
def _salt() -> bytes:
    """One for all that a process writes, so that a production's four keys are opened by stretching once."""
    return secrets.token_bytes(16)


@functools.lru_cache(maxsize=4)
def _stretched(passphrase: str, salt: bytes) -> bytes:
    """scrypt (RFC 7914) with 32 MB: a tenth of a second for each guess."""
    key = hashlib.scrypt(passphrase.encode("utf-8"), salt=salt, n=2**15, r=8, p=1, maxmem=2**26, dklen=32)
    return key.hex().encode("ascii")


def _plain_pem(key: Any) -> bytes:
    return bytes(key.private_bytes(_PEM, _PKCS8, serialization.NoEncryption()))
