import numpy as np
import pytest

from coulisse.face.landmarks import LIPS
from coulisse.face.soften import changeable, soften
from coulisse.face.square import blurred, drawn, grown, shares
from coulisse.face.texture import lines, match_texture, spectrum
from face_squares import face_square, needs_mesh

pytestmark = needs_mesh


def grained(side: int = 512, seed: int = 1) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """A face with film grain, its matte, and its mesh."""
    square, points = face_square("person_5_a", side)
    grain = np.random.default_rng(seed).normal(0, 0.012, square.shape).astype(np.float32)
    return square + blurred(grain, 0.5 / side), changeable(square, points), points


def test_octaves_of_noise_are_the_stronger_the_finer() -> None:
    noise = np.random.default_rng(1).normal(0, 0.1, (256, 256, 3)).astype(np.float32)
    found = spectrum(noise, np.ones((256, 256), np.float32))
    assert [(o.low, o.high) for o in found] == [(64, 128), (32, 64), (16, 32)]
    assert all(a.energy > 1.2 * b.energy for a, b in zip(found, found[1:], strict=False))


@pytest.mark.parametrize("blur", [0.7, 1.2])
def test_a_smeared_face_gets_its_pores_and_grain_back(blur: float) -> None:
    plate, matte, _ = grained()
    smeared = blurred(plate, blur / 512)
    calm = matte * (1 - lines(plate))
    result = match_texture(smeared, plate, matte)
    before, after, wanted = (spectrum(p, calm)[0].energy for p in (smeared, result, plate))
    assert before < 0.7 * wanted
    assert after == pytest.approx(wanted, rel=0.05)


def test_too_much_texture_is_turned_down() -> None:
    plate, matte, _ = grained()
    harsh = plate + 0.6 * (plate - blurred(plate, 0.8 / 512))
    result = match_texture(harsh, plate, matte)
    assert spectrum(result, matte)[0].energy == pytest.approx(spectrum(plate, matte)[0].energy, rel=0.05)


def test_an_unchanged_face_stays_as_it_is() -> None:
    plate, matte, _ = grained()
    assert np.abs(match_texture(plate, plate, matte) - plate).max() < 1e-4


def test_outside_the_matte_nothing_changes() -> None:
    plate, matte, _ = grained()
    smeared = blurred(plate, 1.0 / 512)
    result = match_texture(smeared, plate, matte)
    assert not (result - smeared)[matte == 0].any()


def test_lines_that_were_softened_do_not_come_back() -> None:
    plate, matte, points = grained()
    softened = plate + soften(plate, points, 1.0)
    result = match_texture(softened, plate, matte)
    creased = matte * lines(plate)

    def crease(picture: np.ndarray) -> float:
        return float((((blurred(picture, 0.003) - blurred(picture, 0.01)) ** 2).mean(-1) * creased).sum())

    assert crease(result) < 1.1 * crease(softened)


def test_the_edge_of_the_lips_is_not_doubled() -> None:
    """Moved by three pixels, the edge of the lips is one edge, the moved one, as sharp as it was."""
    plate, points = face_square("person_3_a", 512)
    matte = changeable(plate, points)
    shifted = np.roll(plate, 3, 0)
    added = np.abs(match_texture(shifted, plate, matte) - shifted).mean(-1)
    edge = drawn([shares(points, 512)[list(LIPS)]], 0.004)
    edge = grown((np.abs(edge - 0.5) < 0.3).astype(np.float32), 512)
    assert (added * edge).sum() / edge.sum() < 0.004


def test_what_comes_back_is_the_plates_own() -> None:
    plate, matte, _ = grained(seed=1)
    smeared = blurred(plate, 1.2 / 512)
    back = (match_texture(smeared, plate, matte) - smeared)[matte > 0.9]
    own = (plate - smeared)[matte > 0.9]
    assert np.corrcoef(back.ravel(), own.ravel())[0, 1] > 0.7
