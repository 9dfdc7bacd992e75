from pathlib import Path

import cv2
import numpy as np
import pytest
from sklearn.datasets import load_sample_image

from coulisse.media import colour
from coulisse.models import catalogue, detail, display, segment
from coulisse.models.inpaint import paint_out
from coulisse.models.skyline import find_sky, push_pull, skyline

PLATE = colour.decode_srgb(load_sample_image("china.jpg"))  # 640 x 427: a pagoda before sky, lake and trees
PAGODA = [(60, 350), (55, 250), (85, 90), (200, 15), (330, 110), (362, 255), (375, 340), (320, 400), (200, 395)]


def pagoda() -> np.ndarray:
    mask = np.zeros(PLATE.shape[:2], np.float32)
    cv2.fillPoly(mask, [np.array(PAGODA)], 1.0)
    return mask


def red_tiles(image: np.ndarray) -> float:
    """The share of the pagoda's place that is as red as its roofs and walls."""
    display = colour.encode_srgb(image)
    red = display[:, :, 0] - display[:, :, 2]
    return float((red[pagoda() > 0] > 0.25).mean())


@pytest.fixture(params=["as installed", "without weights"])
def clean(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, tmp_path: Path):  # type: ignore[no-untyped-def]
    if request.param == "without weights":
        monkeypatch.setenv("COULISSE_MODELS", str(tmp_path))
    return paint_out(PLATE, pagoda())


def test_the_building_is_gone_and_the_method_is_named(clean: tuple[np.ndarray, str]) -> None:
    image, method = clean
    assert image.shape == PLATE.shape and np.isfinite(image).all()
    assert red_tiles(image) < 0.1 * red_tiles(PLATE)
    expected = "MI-GAN" if catalogue.find("migan") else "quilted"
    assert expected in method and "sky continued" in method


def test_the_plate_stays_the_plate_away_from_the_mask(clean: tuple[np.ndarray, str]) -> None:
    grown = cv2.dilate(pagoda(), np.ones((35, 35))) > 0
    assert np.array_equal(clean[0][~grown], PLATE[~grown])


def test_the_sky_has_no_seam(clean: tuple[np.ndarray, str]) -> None:
    display = colour.encode_srgb(clean[0])
    # Either side of the hole's right edge in the sky, 40 pixels apart.
    inside, outside = display[130:170, 300:320].mean((0, 1)), display[130:170, 380:400].mean((0, 1))
    assert np.abs(inside - outside).max() < 0.07


def test_the_same_seed_paints_the_same_pixels(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("COULISSE_MODELS", str(tmp_path))
    assert np.array_equal(paint_out(PLATE, pagoda())[0], paint_out(PLATE, pagoda())[0])


def test_nothing_masked_is_nothing_painted() -> None:
    image, method = paint_out(PLATE, np.zeros(PLATE.shape[:2], np.float32))
    assert np.array_equal(image, PLATE) and method == "nothing to paint"


def test_sky_is_found_and_trees_are_not() -> None:
    display = colour.encode_srgb(PLATE)
    sky = find_sky(display, pagoda() > 0)
    assert sky[20:120, 400:].mean() > 0.95
    assert sky[350:].mean() < 0.05


def test_a_picture_without_sky_has_no_skyline() -> None:
    wall = np.random.default_rng(1).random((10, 14, 3), np.float32).repeat(8, 0).repeat(8, 1)
    wall *= 0.5
    none = np.zeros((80, 112), bool)
    assert skyline(find_sky(wall, none), none) is None
    image, method = paint_out(colour.decode_srgb(wall), np.ones((80, 112), np.float32))
    assert np.isfinite(image).all() and method


def test_push_and_pull_meets_the_edge_of_the_hole() -> None:
    known = np.zeros((64, 64), bool)
    known[:, :3] = known[:, -3:] = True
    values = np.where(np.arange(64) < 32, 1.0, 2.0)[None, :, None] * known[:, :, None]
    filled = push_pull(values.astype(np.float32), known)[32, :, 0]
    assert filled[4] == pytest.approx(1, abs=0.1) and filled[59] == pytest.approx(2, abs=0.1)
    assert (np.diff(filled) > -1e-3).all()


@pytest.mark.parametrize("sigma", [0.01, 0.03])
def test_grain_is_measured_and_put_back(sigma: float) -> None:
    flat = np.full((256, 256, 3), 0.5, np.float32)
    everywhere = np.ones((256, 256), bool)
    grainy = flat + np.random.default_rng(3).normal(0, sigma, flat.shape).astype(np.float32)
    assert detail.grain(grainy, ~everywhere) == pytest.approx(sigma, rel=0.2)
    assert detail.add_grain(flat, everywhere, sigma).std() == pytest.approx(sigma, rel=0.05)


def test_a_click_outside_the_picture_is_named() -> None:
    with pytest.raises(Exception, match="outside the 640 x 427"):
        segment.matte_from_clicks(PLATE, [(700, 10)])


def test_a_click_on_a_thing_mattes_it_or_says_that_weights_are_missing() -> None:
    if catalogue.find(segment.ENCODER) is None or catalogue.find(segment.DECODER) is None:
        with pytest.raises(Exception, match="coulisse models fetch sam2_tiny"):
            segment.matte_from_clicks(PLATE, [(205, 250)])
        return
    matte = segment.matte_from_clicks(PLATE, [(600, 250)])  # the tree on the right
    assert matte[220:300, 590:620].mean() > 0.8
    assert matte[:, :300].max() == 0.0


def test_a_network_sees_the_picture_in_the_colours_of_the_config() -> None:
    assert np.abs(display.encode_srgb(PLATE) - colour.encode_srgb(PLATE)).max() < 1e-4
    assert np.abs(display.decode_srgb(display.encode_srgb(PLATE)) - PLATE).max() < 1e-4
