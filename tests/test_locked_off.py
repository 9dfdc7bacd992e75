from collections.abc import Iterator

import cv2
import numpy as np
import pytest
from sklearn.datasets import load_sample_image

from coulisse.media import colour
from coulisse.media.locked_off import movement

RNG = np.random.default_rng(7)
PLATE = colour.decode_srgb(load_sample_image("china.jpg"))  # 640 x 427
PASSER_BY = colour.decode_srgb(cv2.resize(load_sample_image("flower.jpg"), (300, 400)))


def grainy(frame: np.ndarray, amount: float = 0.02) -> np.ndarray:
    """Shot noise grows with the root of the light."""
    noise = RNG.normal(0, amount, frame.shape).astype(np.float32)
    return frame + noise * np.sqrt(np.maximum(frame, 0) + 0.01)


def seen(dx: float = 0, dy: float = 0, zoom: float = 1, degrees: float = 0) -> np.ndarray:
    """The plate through a camera that moved."""
    matrix = cv2.getRotationMatrix2D((320, 213), degrees, zoom)
    matrix[:, 2] += (dx, dy)
    return cv2.warpAffine(PLATE, matrix, (640, 427), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REFLECT)


def with_passer_by(frame: np.ndarray, k: int) -> np.ndarray:
    frame = frame.copy()
    frame[27:427, 20 * k : 20 * k + 300] = PASSER_BY
    return frame


def test_a_locked_off_camera_may_have_grain_and_people_and_changing_light() -> None:
    def frames() -> Iterator[np.ndarray]:
        for k in range(12):
            yield grainy(with_passer_by(PLATE, k) * (1 + 0.05 * k), 0.05)

    assert movement(frames()) is None


@pytest.mark.parametrize(
    "name, move",
    [
        ("pan", lambda k: {"dx": 0.5 * k}),
        ("tilt", lambda k: {"dy": -0.5 * k}),
        ("zoom", lambda k: {"zoom": 1 + 0.003 * k}),
        ("roll", lambda k: {"degrees": 0.15 * k}),
        ("sway", lambda k: {"dx": 1.5 * np.sin(k / 3), "dy": 0.4 * np.sin(k / 2)}),
    ],
)
def test_a_moving_camera_is_named_by_its_frame(name: str, move) -> None:  # type: ignore[no-untyped-def]
    found = movement(grainy(seen(**move(max(k - 3, 0)))) for k in range(12))
    assert found is not None, name
    assert 4 <= found.frame <= 6
    assert 0.5 < found.pixels < 2.5


def test_how_far_a_pan_went_is_measured() -> None:
    found = movement([PLATE, seen(dx=3.0, dy=4.0)])
    assert found is not None and found.pixels == pytest.approx(5.0, abs=0.15)


def test_a_pan_behind_a_passer_by_is_seen() -> None:
    found = movement(with_passer_by(seen(dx=1.5 * k), k) for k in range(6))
    assert found is not None and found.frame <= 2


def test_one_frame_cannot_move() -> None:
    assert movement([PLATE]) is None
