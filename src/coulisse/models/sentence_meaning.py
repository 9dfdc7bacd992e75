"""Nearness in meaning: MiniLM, a small BERT for English, in NumPy; the weights are read, no code of theirs is run.

A word or a short phrase becomes a vector of length 1; the dot product of two is 1 for the same meaning and about 0
for unrelated ones. Six layers and twelve heads are a page of arrays, so that no graph and no runtime is needed.

Devlin et al. 2018 (BERT); Wang et al. 2020 (MiniLM); Reimers and Gurevych 2019 (mean pooling).
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.special import erf

from coulisse.errors import Unavailable
from coulisse.models.catalogue import entry
from coulisse.models.fetch import sha256
from coulisse.models.sessions import need

WEIGHTS, WORDS = "sentence_meaning", "sentence_meaning_words"
_HEADS, _LAYERS, _EPSILON = 12, 6, 1e-12  # config.json of the package
_LONGEST = 64  # word pieces of one text; a phrase of the vocabulary has a dozen at most
_BATCH = 128

Array = NDArray[np.float32]


def vectors(texts: Sequence[str]) -> Array:
    """The meanings of texts, (n, 384), each of length 1; what stands beside a text does not change its vector.

    Raises Unavailable where the weights are not on this machine, altered or not what they should be.
    """
    weights, pieces = _weights(need(WEIGHTS)), _pieces(need(WORDS))
    coded = [_coded(text, pieces) for text in texts]
    found = np.zeros((len(texts), 384), np.float32)
    # Texts of one length go together, so that none is padded and no mask is needed.
    by_length: dict[int, list[int]] = {}
    for index, ids in enumerate(coded):
        by_length.setdefault(len(ids), []).append(index)
    for same in by_length.values():
        for start in range(0, len(same), _BATCH):
            rows = same[start : start + _BATCH]
            found[rows] = _pooled(np.array([coded[row] for row in rows]), weights)
    return found


def _pooled(ids: NDArray[np.int64], w: dict[str, Array]) -> Array:
    """(n, pieces) to (n, 384): the mean over the pieces of the last layer, of length 1."""
    x = w["embeddings.word_embeddings.weight"][ids] + w["embeddings.position_embeddings.weight"][: ids.shape[1]]
    x = _normed(x + w["embeddings.token_type_embeddings.weight"][0], w, "embeddings.LayerNorm")
    for layer in range(_LAYERS):
        at = f"encoder.layer.{layer}"
        x = _normed(x + _attention(x, w, f"{at}.attention"), w, f"{at}.attention.output.LayerNorm")
        inner = _linear(x, w, f"{at}.intermediate.dense")
        inner = inner * 0.5 * (1 + erf(inner / np.float32(np.sqrt(2))))  # GELU
        x = _normed(x + _linear(inner, w, f"{at}.output.dense"), w, f"{at}.output.LayerNorm")
    mean = x.mean(axis=1)
    return np.asarray(mean / np.linalg.norm(mean, axis=1, keepdims=True), np.float32)


def _attention(x: Array, w: dict[str, Array], at: str) -> Array:
    n, pieces, width = x.shape

    def heads(name: str) -> Array:
        return _linear(x, w, f"{at}.self.{name}").reshape(n, pieces, _HEADS, -1).transpose(0, 2, 1, 3)

    q, k, v = heads("query"), heads("key"), heads("value")
    scores = q @ k.transpose(0, 1, 3, 2) / np.float32(np.sqrt(width // _HEADS))
    scores = np.exp(scores - scores.max(axis=-1, keepdims=True))
    mixed = (scores / scores.sum(axis=-1, keepdims=True)) @ v
    return _linear(mixed.transpose(0, 2, 1, 3).reshape(n, pieces, width), w, f"{at}.output.dense")


def _linear(x: Array, w: dict[str, Array], at: str) -> Array:
    flat = x.reshape(-1, x.shape[-1])  # one large product instead of one for each text
    return np.asarray(flat @ w[f"{at}.weight"].T + w[f"{at}.bias"]).reshape(*x.shape[:-1], -1)


def _normed(x: Array, w: dict[str, Array], at: str) -> Array:
    x = x - x.mean(axis=-1, keepdims=True)
    x = x / np.sqrt((x * x).mean(axis=-1, keepdims=True) + np.float32(_EPSILON))
    return np.asarray(x * w[f"{at}.weight"] + w[f"{at}.bias"])


def _coded(text: str, pieces: dict[str, int]) -> list[int]:
    """The numbers of a text's word pieces, between the marks of its beginning and end."""
    ids = [number for word in _words(text) for number in _split(word, pieces)]
    return [pieces["[CLS]"], *ids[: _LONGEST - 2], pieces["[SEP]"]]


def _words(text: str) -> Iterator[str]:
    plain = "".join(c for c in unicodedata.normalize("NFD", text.lower()) if not unicodedata.combining(c))
    yield from re.findall(r"\w+|[^\w\s]", plain)


def _split(word: str, pieces: dict[str, int]) -> list[int]:
    """WordPiece: the longest known beginning, then the longest known continuation, and so on."""
    found, start = [], 0
    while start < len(word):
        for end in range(len(word), start, -1):
            piece = ("##" if start else "") + word[start:end]
            if piece in pieces:
                found.append(pieces[piece])
                start = end
                break
        else:
            return [pieces["[UNK]"]]
    return found


@lru_cache(maxsize=1)
def _pieces(path: Path) -> dict[str, int]:
    _check(path, WORDS)
    return {line: number for number, line in enumerate(path.read_text("utf-8").splitlines())}


@lru_cache(maxsize=1)
def _weights(path: Path) -> dict[str, Array]:
    """The arrays of a safetensors file: a JSON header with places, then plain numbers."""
    _check(path, WEIGHTS)
    data = np.memmap(path, np.uint8, "r")
    length = int(data[:8].view("<u8")[0])
    described: dict[str, Any] = json.loads(bytes(data[8 : 8 + length]))
    arrays = {}
    for name, one in described.items():
        if name != "__metadata__" and one["dtype"] == "F32":
            first, last = one["data_offsets"]
            # Copied: the file's numbers lie off a multiple of 4 bytes, and NumPy multiplies such arrays without BLAS.
            arrays[name] = np.array(data[8 + length + first : 8 + length + last]).view("<f4").reshape(one["shape"])
    return arrays


def _check(path: Path, name: str) -> None:
    if sha256(path) != entry(name).file_sha256:
        raise Unavailable(
            f"{path} is not the file that the catalogue names for {name}\n"
            f"  what to do: delete it and run `coulisse models fetch {name}`"
        )
