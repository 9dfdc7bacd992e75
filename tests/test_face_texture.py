import numpy as np
import pytest

from coulisse.face import texture
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
    assert 0.97 * wanted < after < 1.13 * wanted  # a little over: it makes up for the lines beside


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


def test_skin_as_a_whole_keeps_its_finest_octave_where_lines_were_softened() -> None:
    plate, matte, points = grained()
    softened = plate + soften(plate, points, 1.0)
    smoother = softened + 0.5 * (blurred(softened, 0.9 / 512) - softened) * matte[..., None]
    wanted = spectrum(plate, matte)[0].energy
    assert spectrum(smoother, matte)[0].energy < 0.85 * wanted
    assert spectrum(match_texture(smoother, plate, matte), matte)[0].energy == pytest.approx(wanted, rel=0.09)


def test_what_comes_back_across_a_line_is_no_line() -> None:
    """Grain over a wrinkle is told from the wrinkle: without it, the finest octave is that of plain grain."""
    chance = np.random.default_rng(3)
    grain = chance.normal(0, 0.01, (512, 512)).astype(np.float32)
    across = np.arange(512, dtype=np.float32)
    wrinkle = -0.25 * np.exp(-0.5 * ((across[:, None] - 0.5 * across[None] - 120) / 1.2) ** 2)
    square = np.repeat((0.5 + wrinkle)[..., None], 3, 2) + grain[..., None]
    fine = square[..., 0] - blurred(np.ascontiguousarray(square[..., 0]), 0.8 / 512)
    left = texture._across(fine, texture.tensor(square)[1])
    on = wrinkle < -0.1
    assert np.abs(left[on]).mean() < 0.45 * np.abs(fine[on]).mean()
    plain = grain - blurred(grain, 0.8 / 512)
    assert np.corrcoef(left[on], plain[on])[0, 1] > 0.7


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
