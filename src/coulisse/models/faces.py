"""The two face networks: YuNet finds faces, SFace describes them; both run in OpenCV, on this machine."""

from __future__ import annotations

import hashlib
import threading
from functools import cache
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from coulisse.errors import Unavailable
from coulisse.models.catalogue import entry
from coulisse.models.sessions import need

Floats = NDArray[np.float32]
Bytes = NDArray[np.uint8]

DETECTOR = "yunet"
DESCRIBER = "sface"
CROP = 112  # pixels a side of the aligned face that SFace was trained on
OVERLAP = 0.3  # boxes that share more of their union are one face; the upstream demo's value
MOST_CANDIDATES = 2000  # before those that overlap are merged; a crowd stays under it

# The networks of OpenCV keep their last picture's buffers, so two threads must not share one call. YuNet is small and
# runs on one core: each thread that detects at the same time has its own.
_detectors: list[Any] = []
_detecting, _describing = threading.Lock(), threading.Lock()


def detect(picture: Bytes, score: float) -> Floats:
    """Faces in an sRGB picture (h, w, 3) uint8: rows (n, 15) as YuNet gives them (Wu, Peng and Yu 2023).

    A row is the box (x, y, width, height), five landmarks (x, y) and the score: the person's right eye, left
    eye, nose tip, right and left corner of the mouth. YuNet sees faces of about 10 to 300 pixels: give it a
    picture of the right size. Raises Unavailable where the weights are not on this machine or altered.
    """
    height, width = picture.shape[:2]
    with _detecting:
        detector = _detectors.pop() if _detectors else _new_detector()
    detector.setScoreThreshold(score)
    detector.setInputSize((width, height))
    found = detector.detect(cv2.cvtColor(picture, cv2.COLOR_RGB2BGR))[1]
    with _detecting:  # one that failed is not used again
        _detectors.append(detector)
    return np.zeros((0, 15), np.float32) if found is None else np.asarray(found, np.float32)


def describe(crop: Bytes) -> Floats:
    """The descriptor (128,) of an aligned face (112, 112, 3) sRGB uint8, not normalised (Zhong et al. 2021).

    Raises Unavailable where the weights are not on this machine or altered.
    """
    if crop.shape != (CROP, CROP, 3):
        raise ValueError(f"an aligned face is {CROP} x {CROP} x 3, not {crop.shape}")
    with _describing:
        return np.array(_describer().feature(cv2.cvtColor(crop, cv2.COLOR_RGB2BGR)), np.float32).ravel()


def needed() -> tuple[str, str]:
    """The names of the weights that screening needs. Raises Unavailable where one is not on this machine."""
    for name in (DETECTOR, DESCRIBER):
        need(name)
    return DETECTOR, DESCRIBER


def forget() -> None:
    """Free the networks' memory; the next call loads and checks them again."""
    with _detecting, _describing:
        _detectors.clear()
        _describer.cache_clear()


def _new_detector() -> Any:
    return _loaded(
        DETECTOR,
        lambda data: cv2.FaceDetectorYN.create("onnx", data, _NO_CONFIG, (320, 320), 0.5, OVERLAP, MOST_CANDIDATES),
    )


@cache
def _describer() -> Any:
    return _loaded(DESCRIBER, lambda data: cv2.FaceRecognizerSF.create("onnx", data, _NO_CONFIG))


_NO_CONFIG = np.zeros(0, np.uint8)


def _loaded(name: str, create: Any) -> Any:
    """The network out of a file whose bytes in memory have the catalogue's hash: OpenCV reads no other bytes."""
    path = need(name)
    size = path.stat().st_size
    data = b"" if size > 2_000_000 * max(1, entry(name).size_mb) else path.read_bytes()
    if hashlib.sha256(data).hexdigest() != entry(name).file_sha256:
        raise Unavailable(
            f"{path} is not the file that the catalogue names for {name}\n"
            f"  what to do: delete it and run `coulisse models fetch {name}`"
        )
    levels = cv2.utils.logging
    before = levels.setLogLevel(levels.LOG_LEVEL_ERROR)  # OpenCV 5 warns about a target that nobody asked for
    try:
        return create(np.frombuffer(data, np.uint8))
    except cv2.error as error:
        raise Unavailable(
            f"{path}: the weights {name} do not load ({str(error).splitlines()[0]})\n"
            f"  what to do: delete the file and run `coulisse models fetch {name}`"
        ) from error
    finally:
        levels.setLogLevel(before)
