"""Finds the vocabulary nearest in meaning to words that are not in it, where the weights for it are on this machine.

The network knows English only, and words better than phrases. What it finds is a guess, and shown as one.
"""

from __future__ import annotations

import os
import zipfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from coulisse.models import catalogue, sentence_meaning
from coulisse.models.catalogue import find, models_folder
from coulisse.recipes.brief_words.lexicon import Lexicon, Reading, lexicon
from coulisse.recipes.brief_words.sentence import Meaning
from coulisse.recipes.brief_words.vocabulary import vocabulary

# From this cosine on, a neighbour counts: measured by bench/meaning.py, see docs/art_understanding.md.
NEAR = 0.74


def meaning_of(kinds: tuple[str, ...]) -> Meaning | None:
    """How words find their nearest vocabulary of these kinds; None where the weights are not on this machine."""
    if find(sentence_meaning.WEIGHTS) is None or find(sentence_meaning.WORDS) is None:
        return None
    return Neighbours(lexicon(kinds)).near


class Neighbours:
    """The English phrases of some vocabulary as vectors, each with what it stands for."""

    def __init__(self, words: Lexicon) -> None:
        self.phrases: list[str] = []
        self.readings: list[Reading] = []
        for kind in words.kinds:
            for entry in vocabulary().entries[kind].values():
                self.phrases += entry.en
                self.readings += [Reading(kind, entry)] * len(entry.en)
        self._vectors: NDArray[np.float32] | None = None

    def near(self, words: Sequence[str], least: float = NEAR) -> dict[str, tuple[Reading, float]]:
        """For each word that has a neighbour from `least` on: the nearest, and the cosine."""
        if self._vectors is None:
            self._vectors = _stored(self.phrases)
        unknown = list(dict.fromkeys(words))
        cosines = sentence_meaning.vectors(unknown) @ self._vectors.T
        best = cosines.argmax(axis=1)
        found = {}
        for row, (word, at) in enumerate(zip(unknown, best, strict=True)):
            if cosines[row, at] >= least:
                found[word] = (self.readings[at], float(cosines[row, at]))
        return found


def _stored(phrases: list[str]) -> NDArray[np.float32]:
    """The phrases' vectors, kept beside the weights: all of them take seconds to make, a new one nothing."""
    weights = catalogue.entry(sentence_meaning.WEIGHTS).file_sha256[:12]
    path = models_folder() / f"{sentence_meaning.WEIGHTS}-{weights}-phrases.npz"
    kept = _kept(path)
    missing = [phrase for phrase in dict.fromkeys(phrases) if phrase not in kept]
    if missing:
        kept |= dict(zip(missing, sentence_meaning.vectors(missing), strict=True))
        _keep(path, kept)
    return np.stack([kept[phrase] for phrase in phrases])


def _kept(path: Path) -> dict[str, NDArray[np.float32]]:
    try:
        with np.load(path, allow_pickle=False) as file:
            phrases, vectors = file["phrases"].tolist(), file["vectors"]
    except (OSError, ValueError, KeyError, zipfile.BadZipFile):  # none yet, or half a file of a failing disk
        return {}
    return dict(zip(phrases, vectors, strict=True)) if vectors.shape == (len(phrases), 384) else {}


def _keep(path: Path, kept: dict[str, NDArray[np.float32]]) -> None:
    part = path.with_suffix(f".{os.getpid()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with part.open("wb") as file:
            np.savez(file, phrases=np.array(list(kept)), vectors=np.stack(list(kept.values())))
        part.replace(path)
    except OSError:  # a full or a read-only disk: then they are made again
        part.unlink(missing_ok=True)
