import cv2
import numpy as np
import pytest

from coulisse.face import identity
from coulisse.face.detect import find_faces
from coulisse.face.identity import SAME_PERSON, similarity
from small_people import needs_faces, portrait

pytestmark = needs_faces

PEOPLE = range(1, 6)


def described(picture: np.ndarray, *, turned: bool = False) -> np.ndarray:
    return identity.describe(picture, find_faces(picture, turned=turned)[0])


def test_a_person_is_known_again_in_another_take_and_strangers_are_not() -> None:
    first = {k: described(portrait(f"person_{k}_a")) for k in PEOPLE}
    second = {k: described(portrait(f"person_{k}_b")) for k in PEOPLE}
    for a in PEOPLE:
        for b in PEOPLE:
            alike = similarity(first[a], second[b])
            assert (alike >= SAME_PERSON) == (a == b), (a, b, alike)


def test_a_person_is_known_again_after_re_ageing() -> None:
    assert similarity(described(portrait("person_1_a")), described(portrait("person_1_older"))) >= SAME_PERSON


@pytest.mark.parametrize("turns", [1, 2, 3])
def test_a_descriptor_does_not_depend_on_how_the_picture_lies(turns: int) -> None:
    turned = np.ascontiguousarray(np.rot90(portrait("person_4_a"), turns))
    assert similarity(described(portrait("person_4_a")), described(turned, turned=True)) > 0.97


def test_a_mirror_image_is_the_same_person() -> None:
    mirrored = np.ascontiguousarray(portrait("person_4_a")[:, ::-1])
    assert similarity(described(portrait("person_4_a")), described(mirrored)) > 0.9


def test_a_close_up_and_a_wide_shot_are_the_same_person() -> None:
    large = cv2.resize(portrait("person_5_a"), (1400, 1400), interpolation=cv2.INTER_CUBIC)
    small = cv2.resize(portrait("person_5_a"), (72, 72), interpolation=cv2.INTER_AREA)
    assert similarity(described(large), described(portrait("person_5_a"))) > 0.9
    assert similarity(described(small), described(portrait("person_5_a"))) > SAME_PERSON


def test_a_descriptor_is_a_unit_vector_and_the_same_each_time() -> None:
    one, two = described(portrait("person_3_a")), described(portrait("person_3_a"))
    assert one.dtype == np.float32 and one.shape == (128,)
    assert np.linalg.norm(one) == pytest.approx(1.0, abs=1e-5)
    assert (one == two).all()


def test_what_cannot_be_told_is_said_to_be_so() -> None:
    picture = portrait("person_1_a")
    face = find_faces(picture)[0]
    assert identity.why_not_told(face, identity.aligned(picture, face)) == ""
    soft = cv2.GaussianBlur(picture, (0, 0), 14)
    assert identity.why_not_told(face, identity.aligned(soft, face)) == "blurred"
    tiny = cv2.resize(picture, (32, 32), interpolation=cv2.INTER_AREA)
    small = find_faces(tiny, smallest=14)[0]
    assert identity.why_not_told(small, identity.aligned(tiny, small)) == "too small"
