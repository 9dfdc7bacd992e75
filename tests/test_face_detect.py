import threading
from pathlib import Path

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coulisse.errors import Unavailable
from coulisse.face import detect
from coulisse.face.detect import find_faces, overlap, yaw_of
from coulisse.models import faces
from coulisse.models.catalogue import entry, models_folder
from small_people import needs_faces, portrait, wall, with_person

pytestmark = needs_faces


@pytest.mark.parametrize("turns", [0, 1, 2, 3])
def test_a_face_is_found_however_the_picture_lies(turns: int) -> None:
    upright = find_faces(portrait("person_1_a"))[0]
    turned = np.ascontiguousarray(np.rot90(portrait("person_1_a"), turns))
    (face,) = find_faces(turned, turned=True)
    assert face.height == pytest.approx(upright.height, rel=0.05)
    x, y, w, h = face.box
    marks = face.landmarks
    assert ((marks > [x - 2, y - 2]) & (marks < [x + w + 2, y + h + 2])).all()
    assert face.yaw_degrees == pytest.approx(upright.yaw_degrees, abs=5)


def test_a_mirrored_face_looks_the_other_way() -> None:
    one = find_faces(portrait("person_2_b"))[0]
    other = find_faces(np.ascontiguousarray(portrait("person_2_b")[:, ::-1]))[0]
    assert abs(one.yaw_degrees) > 10
    assert one.yaw_degrees == pytest.approx(-other.yaw_degrees, abs=6)


def test_a_passer_by_in_a_4k_plate_is_found() -> None:
    plate = with_person(np.tile(wall(640, 360), (6, 6, 1)), "person_1_a", 2900, 1500, 56)
    faces_found = find_faces(plate)
    assert len(faces_found) == 1
    assert overlap(faces_found[0].box, (2900, 1500, 56, 56)) > 0.9
    assert faces_found[0].height == pytest.approx(40, abs=6)


def test_a_face_that_fills_a_large_picture_is_found_once() -> None:
    large = cv2.resize(portrait("person_1_a"), (2000, 2000), interpolation=cv2.INTER_CUBIC)
    (face,) = find_faces(large)
    assert 1200 < face.height < 1700


@pytest.mark.parametrize("size", [(1, 1), (8, 8), (3, 900), (900, 3), (64, 64)])
def test_a_picture_without_a_face_has_none_whatever_its_shape(size: tuple[int, int]) -> None:
    grey = np.full((*size, 3), 127, np.uint8)
    assert find_faces(grey, turned=True) == []
    noise = np.random.default_rng(0).integers(0, 255, (*size, 3)).astype(np.uint8)
    assert find_faces(noise, turned=True) == []


def test_everybody_in_a_row_is_found() -> None:
    plate = wall(640, 200)
    for k, name in enumerate(("person_1_a", "person_2_a", "person_3_a", "person_4_a", "person_5_a")):
        plate = with_person(plate, name, 10 + 125 * k, 40, 110)
    assert len(find_faces(plate)) == 5


def test_the_same_picture_gives_the_same_faces_in_any_thread() -> None:
    plate = with_person(wall(), "person_3_b", 100, 30, 120)
    small = with_person(wall(200, 120), "person_1_b", 20, 10, 100)
    wanted, others = find_faces(plate), find_faces(small)
    wrong: list[object] = []

    def work() -> None:
        for _ in range(10):
            for picture, expected in ((plate, wanted), (small, others)):
                found = find_faces(picture)
                if [f.box for f in found] != [f.box for f in expected]:
                    wrong.append(found)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong


def test_altered_weights_never_reach_opencv(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COULISSE_MODELS", str(tmp_path))
    faces.forget()
    try:
        with pytest.raises(Unavailable, match="coulisse models fetch yunet"):
            find_faces(portrait("person_1_a"))
        for data in (b"", b"altered", b"\x08\x07" * 400_000):
            (models_folder() / entry("yunet").file_name).write_bytes(data)
            with pytest.raises(Unavailable, match="not the file that the catalogue names"):
                find_faces(portrait("person_1_a"))
        with (models_folder() / entry("yunet").file_name).open("wb") as file:
            file.truncate(2 << 30)
        with pytest.raises(Unavailable, match="not the file that the catalogue names"):
            find_faces(portrait("person_1_a"))
    finally:
        faces.forget()


@given(st.integers(1, 20_000))
def test_tiles_cover_a_side_whole_and_share_borders(length: int) -> None:
    cuts = detect._cuts(length)
    assert cuts[0].start == 0 and cuts[-1].stop == length
    assert all(cut.stop - cut.start <= detect.TILE for cut in cuts)
    assert all(a.stop - b.start >= detect.LAP for a, b in zip(cuts[:-1], cuts[1:], strict=True))


@given(st.floats(-50, 50), st.floats(0, 360), st.floats(5, 500))
def test_the_turn_is_read_however_a_head_tilts(yaw: float, tilt: float, unit: float) -> None:
    aside = detect.NOSE_DEPTH * np.sin(np.radians(yaw))
    marks = np.array([[-0.45, -0.5], [0.45, -0.5], [aside, 0.1], [-0.35, 0.5], [0.35, 0.5]]) * unit
    c, s = np.cos(np.radians(tilt)), np.sin(np.radians(tilt))
    assert yaw_of(marks @ np.array([[c, -s], [s, c]]).T + 100.0) == pytest.approx(yaw, abs=0.1)
