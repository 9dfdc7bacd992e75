"""Promises of the screening for faces: references, plates, and what was made of them."""

import struct
import zlib
from pathlib import Path

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from coulisse.consent import likeness, pixels
from coulisse.consent.likeness import Screening, enrol, screen_outputs, screen_plate
from coulisse.errors import BadInput, Unavailable
from coulisse.face import identity
from coulisse.media import colour, exr, images, movies
from coulisse.models import faces
from small_people import needs_faces, portrait, wall, with_person, write

pytestmark = needs_faces

Floats = NDArray[np.float32]
SIDE = 128  # of a portrait in a plate: a face of about 90 pixels


@pytest.fixture(scope="module")
def templates() -> dict[str, NDArray[np.float32]]:
    return {f"p-0000000{k}": enrol(path)[None] for k, path in ((k, _person(f"person_{k}_a")) for k in (1, 2, 4))}


def _person(name: str) -> Path:
    return Path(__file__).parent / "people" / f"{name}.jpg"


# References


def test_a_reference_gives_a_unit_vector_that_knows_the_person_again(templates: dict) -> None:
    again = enrol(_person("person_1_b"))
    assert again.shape == (128,) and np.linalg.norm(again) == pytest.approx(1, abs=1e-5)
    alike = {person: float(rows[0] @ again) for person, rows in templates.items()}
    assert max(alike, key=alike.__getitem__) == "p-00000001" and alike["p-00000001"] > identity.SAME_PERSON


def test_a_reference_without_a_face_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="there is no face"):
        enrol(write(tmp_path / "a.png", wall()))


def test_a_reference_with_two_people_is_refused(tmp_path: Path) -> None:
    two = with_person(with_person(wall(), "person_1_a", 10, 10, SIDE), "person_2_a", 180, 10, SIDE)
    with pytest.raises(BadInput, match="2 faces"):
        enrol(write(tmp_path / "a.png", two))


def test_a_passer_by_far_behind_does_not_spoil_a_reference(tmp_path: Path) -> None:
    picture = with_person(with_person(wall(640, 300), "person_1_a", 10, 10, 256), "person_2_a", 500, 100, 48)
    assert identity.similarity(enrol(write(tmp_path / "a.png", picture)), enrol(_person("person_1_a"))) > 0.9


@pytest.mark.parametrize("side, words", [(64, "too small"), (24, "too small|no face")])
def test_a_reference_with_a_tiny_face_is_refused(tmp_path: Path, side: int, words: str) -> None:
    with pytest.raises(BadInput, match=words):
        enrol(write(tmp_path / "a.png", with_person(wall(), "person_1_a", 10, 10, side)))


def test_a_blurred_reference_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="blurred"):
        enrol(write(tmp_path / "a.png", cv2.GaussianBlur(portrait("person_1_a"), (0, 0), 14)))


def test_a_reference_of_two_gigabytes_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "huge.png"
    with path.open("wb") as file:
        file.truncate(2 << 30)
    with pytest.raises(BadInput, match="2,147 MB"):
        enrol(path)


@pytest.mark.parametrize("side, colours", [(30_000, 2), (11_000, 0)])
def test_a_decompression_bomb_is_refused_before_it_is_decoded(tmp_path: Path, side: int, colours: int) -> None:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", side, side, 8, colours, 0, 0, 0)
    path = tmp_path / "bomb.png"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0" * 10**6)))
    with pytest.raises(BadInput, match=r"more than 100 megapixels|malicious header"):
        enrol(path)


@pytest.mark.parametrize(
    "data", [b"", b"this is no picture\n" * 50, b"\xff\xd8\xff\xe0 and then nothing", b"\0" * 4096]
)
def test_what_is_no_picture_is_refused_by_its_name(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "person.jpg"
    path.write_bytes(data)
    with pytest.raises(BadInput, match=r"person\.jpg"):
        enrol(path)


def test_what_is_not_there_or_is_a_folder_is_refused(tmp_path: Path) -> None:
    for path in (tmp_path / "none.jpg", tmp_path):
        with pytest.raises(BadInput):
            enrol(path)


KINDS = ("cmyk.jpg", "grey.png", "alpha.png", "deep.png", "turned.jpg", "down.png", "still.gif", "a.webp")


@pytest.mark.parametrize("how", KINDS)
def test_a_reference_may_be_of_any_common_kind(tmp_path: Path, how: str) -> None:
    picture = Image.fromarray(portrait("person_1_a"))
    path = tmp_path / how
    if how == "cmyk.jpg":
        picture.convert("CMYK").save(path, quality=95)
    elif how == "grey.png":
        picture.convert("L").save(path)
    elif how == "alpha.png":
        picture.putalpha(128)
        picture.save(path)
    elif how == "deep.png":
        cv2.imwrite(str(path), portrait("person_1_a")[:, :, ::-1].astype(np.uint16) * 257)
    elif how == "turned.jpg":
        exif = Image.Exif()
        exif[0x0112] = 6
        picture.rotate(90, expand=True).save(path, exif=exif, quality=95)
    elif how == "down.png":
        picture.rotate(180).save(path)
    elif how == "still.gif":
        picture.save(path, save_all=True, append_images=[Image.fromarray(portrait("person_2_a"))] * 3)
    else:
        picture.save(path)
    assert identity.similarity(enrol(path), enrol(_person("person_1_a"))) > (0.75 if how == "grey.png" else 0.9)


def test_without_the_weights_nothing_is_screened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plate = write(tmp_path / "plate.png", wall())
    monkeypatch.setenv("COULISSE_MODELS", str(tmp_path / "none"))
    faces.forget()
    for call in (
        lambda: enrol(_person("person_1_a")),
        lambda: screen_plate(plate, {}),
        lambda: screen_outputs(tmp_path, [], plate, {}),
    ):
        with pytest.raises(Unavailable, match="coulisse models fetch"):
            call()


# Plates


def test_a_plate_says_who_is_in_it_and_names_no_file(tmp_path: Path, templates: dict) -> None:
    picture = with_person(with_person(wall(480, 200), "person_1_b", 20, 20, SIDE), "person_5_a", 300, 40, SIDE)
    plate = write(tmp_path / "person_1_in_rome.png", picture)
    screening = screen_plate(plate, templates)
    known = {s.performer: s for s in screening.sightings}
    assert set(known) == {"p-00000001", None} and len(screening.sightings) == 2
    assert all(s.original and s.legible and s.frame == 1001 and s.file == "plate" for s in screening.sightings)
    assert known["p-00000001"].similarity > identity.SAME_PERSON > known[None].similarity
    assert "rome" not in str(screening.as_data())


def test_a_plate_without_anybody_has_no_sighting(tmp_path: Path, templates: dict) -> None:
    assert screen_plate(write(tmp_path / "plate.png", wall()), templates).sightings == ()


def test_a_moving_plate_says_in_which_frames(tmp_path: Path, templates: dict) -> None:
    empty, there = wall(), with_person(wall(), "person_2_b", 90, 20, SIDE)
    movies.write_h264(tmp_path / "plate.mp4", [empty] * 8 + [there] * 5, 24.0, (320, 180))
    seen = screen_plate(tmp_path / "plate.mp4", templates).sightings
    assert [s.frame for s in seen] == [1009, 1013] and {s.performer for s in seen} == {"p-00000002"}


def test_a_face_too_small_to_tell_is_said_to_be_so(tmp_path: Path, templates: dict) -> None:
    plate = write(tmp_path / "plate.png", with_person(wall(), "person_1_a", 90, 20, 38))
    (seen,) = screen_plate(plate, templates).sightings
    assert not seen.legible and seen.too_small and seen.why == "too small"


def test_a_face_that_is_nearly_a_performers_says_whose_it_may_be(tmp_path: Path, templates: dict) -> None:
    own = templates["p-00000001"][0]
    other = np.random.default_rng(0).normal(size=128).astype(np.float32)
    other -= own * float(own @ other)
    other /= np.linalg.norm(other)
    half = {"p-00000009": (0.5 * own + 0.75**0.5 * other)[None]}
    plate = write(tmp_path / "plate.png", with_person(wall(), "person_1_a", 20, 20, SIDE))
    (seen,) = screen_plate(plate, half).sightings
    assert seen.performer is None and seen.why == "perhaps p-00000009" and seen.legible


# Outputs


class Shot:
    """A plate and a folder of what was made of it."""

    def __init__(self, folder: Path, plate: NDArray[np.uint8]) -> None:
        self.plate = write(folder / "plate.png", plate)
        self.folder = folder / "v001"
        (self.folder / "comp").mkdir(parents=True)
        self.linear = images.read_picture(self.plate).pixels
        self.names: list[str] = []

    def comp(self, frames: list[Floats]) -> None:
        for k, frame in enumerate(frames):
            self.names.append(f"comp/shot.{1001 + k}.exr")
            exr.write_passes(self.folder / self.names[-1], {"beauty": frame})

    def movie(self, frames: list[Floats], name: str = "shot.mp4") -> None:
        size = (frames[0].shape[1], frames[0].shape[0])
        writer = movies.write_prores if name.endswith(".mov") else movies.write_h264
        writer(self.folder / name, [colour.encode_srgb(f) for f in frames], 24.0, size)
        self.names.append(name)

    def screened(self, templates: dict) -> Screening:
        return screen_outputs(self.folder, self.names, self.plate, templates)


def linear(picture: NDArray[np.uint8]) -> Floats:
    return colour.decode_srgb(picture)


def dusty(frame: Floats, share: float) -> Floats:
    return (frame * (1 - share) + 0.3 * share).astype(np.float32)


BYSTANDER = with_person(wall(), "person_1_b", 20, 20, SIDE)


def test_the_plates_own_face_passes_where_its_pixels_did_not_change(tmp_path: Path, templates: dict) -> None:
    shot = Shot(tmp_path, BYSTANDER)
    changed = shot.linear.copy()
    changed[:, 200:] = 0.02  # something comes down beside the bystander
    shot.comp([shot.linear, changed])
    shot.movie([shot.linear, changed])
    shot.movie([shot.linear, changed], "shot.mov")
    screening = shot.screened(templates)
    assert [(s.frame, s.performer, s.original) for s in screening.sightings] == [
        (1001, "p-00000001", True),
        (1002, "p-00000001", True),
    ]
    assert screening.frames == 6 and screening.files == 4


def test_a_bystander_under_dust_is_not_original_and_says_why(tmp_path: Path, templates: dict) -> None:
    shot = Shot(tmp_path, BYSTANDER)
    shot.comp([shot.linear, dusty(shot.linear, 0.3)])
    first, second = shot.screened(templates).sightings
    assert first.original and not second.original
    assert second.why == "the plate's own face under an effect" and second.performer == "p-00000001"


def test_dust_that_no_display_shows_leaves_a_face_original(tmp_path: Path, templates: dict) -> None:
    shot = Shot(tmp_path, BYSTANDER)
    shot.comp([dusty(shot.linear, 1e-4)])
    assert [s.original for s in shot.screened(templates).sightings] == [True]


def test_a_performer_brought_in_is_found_and_named(tmp_path: Path, templates: dict) -> None:
    shot = Shot(tmp_path, wall())
    shot.comp([shot.linear, linear(with_person(wall(), "person_2_b", 150, 30, SIDE))])
    (seen,) = shot.screened(templates).sightings
    assert (seen.frame, seen.performer, seen.original, seen.legible) == (1002, "p-00000002", False, True)


def test_a_stranger_brought_in_is_never_silently_passed(tmp_path: Path, templates: dict) -> None:
    shot = Shot(tmp_path, BYSTANDER)
    shot.comp([linear(with_person(BYSTANDER, "person_5_a", 170, 30, SIDE))])
    new = [s for s in shot.screened(templates).sightings if not s.original]
    assert [(s.performer, s.why) for s in new] == [(None, "")]


def test_a_face_swapped_in_place_is_no_bystander_under_an_effect(tmp_path: Path, templates: dict) -> None:
    shot = Shot(tmp_path, BYSTANDER)
    shot.comp([linear(with_person(BYSTANDER, "person_3_b", 20, 20, SIDE))])
    (seen,) = shot.screened(templates).sightings
    assert (seen.performer, seen.original, seen.why) == (None, False, "")


def test_a_re_aged_bystander_is_known_and_not_original(tmp_path: Path, templates: dict) -> None:
    shot = Shot(tmp_path, with_person(wall(), "person_1_a", 20, 20, SIDE))
    shot.comp([linear(with_person(wall(), "person_1_older", 20, 20, SIDE))])
    (seen,) = shot.screened(templates).sightings
    assert seen.performer == "p-00000001" and not seen.original


def test_a_movie_that_shows_another_face_than_its_frames_is_caught(tmp_path: Path, templates: dict) -> None:
    shot = Shot(tmp_path, BYSTANDER)
    shot.comp([shot.linear] * 4)
    swapped = linear(with_person(BYSTANDER, "person_2_b", 180, 30, 100))
    shot.movie([shot.linear, shot.linear, swapped, shot.linear])
    new = [s for s in shot.screened(templates).sightings if not s.original]
    assert [(s.file, s.frame, s.performer) for s in new] == [("shot.mp4", 1003, "p-00000002")]


def test_a_movie_longer_than_its_frames_is_looked_at_to_the_end(tmp_path: Path, templates: dict) -> None:
    shot = Shot(tmp_path, wall())
    shot.comp([shot.linear] * 2)
    shot.movie([shot.linear] * 3 + [linear(with_person(wall(), "person_5_b", 150, 30, SIDE))])
    (seen,) = shot.screened(templates).sightings
    assert (seen.frame, seen.performer, seen.original) == (1004, None, False)


def test_a_movie_without_frames_beside_it_is_looked_at_whole(tmp_path: Path, templates: dict) -> None:
    shot = Shot(tmp_path, wall())
    shot.movie([linear(with_person(wall(), "person_4_b", 150, 30, SIDE))] * 2)
    assert [s.performer for s in shot.screened(templates).sightings] == ["p-00000004"] * 2


def test_a_contact_sheet_is_explained_by_its_frames_and_a_new_face_on_it_is_not(
    tmp_path: Path, templates: dict
) -> None:
    shot = Shot(tmp_path, BYSTANDER)
    shot.comp([shot.linear] * 2)
    tile = cv2.resize(BYSTANDER, (240, 135), interpolation=cv2.INTER_AREA)
    sheet = np.hstack([tile] * 2)
    images.write_jpeg(shot.folder / "sheet.jpg", sheet)
    shot.names.append("sheet.jpg")
    assert all(s.original for s in shot.screened(templates).sightings)
    images.write_jpeg(shot.folder / "sheet.jpg", with_person(sheet, "person_5_a", 330, 10, 110))
    new = [s for s in shot.screened(templates).sightings if not s.original]
    assert [(s.file, s.performer) for s in new] == [("sheet.jpg", None)]


def test_a_face_in_a_pass_is_found(tmp_path: Path, templates: dict) -> None:
    shot = Shot(tmp_path, wall())
    shot.comp([shot.linear])
    (shot.folder / "passes").mkdir()
    layer = linear(with_person(wall(seed=3), "person_2_b", 100, 20, SIDE))
    shot.names.append("passes/shot.1001.exr")
    depth = np.ones(layer.shape[:2], np.float32)
    exr.write_passes(shot.folder / shot.names[-1], {"beauty": shot.linear, "clean": layer, "depth": depth})
    assert [s.performer for s in shot.screened(templates).sightings] == ["p-00000002"]


def test_a_comp_of_another_size_than_the_plate_is_still_held_against_it(tmp_path: Path, templates: dict) -> None:
    shot = Shot(tmp_path, with_person(wall(640, 360), "person_1_b", 40, 40, 256))
    shot.comp([images.resized(shot.linear, 320, 180)])
    (seen,) = shot.screened(templates).sightings
    assert seen.original and seen.performer == "p-00000001"


def test_a_moving_plate_is_held_against_frame_by_frame(tmp_path: Path, templates: dict) -> None:
    moving = [with_person(wall(), "person_1_b", 20 + 8 * k, 20, SIDE) for k in range(4)]
    shot = Shot(tmp_path, wall())
    shot.plate = tmp_path / "plate.mov"
    movies.write_prores(shot.plate, moving, 24.0, (320, 180))
    frames = list(movies.read_frames(shot.plate))
    shot.comp([*frames[:3], frames[2]])  # the last shows the plate's face of another frame
    seen = shot.screened(templates).sightings
    assert [s.original for s in seen] == [True, True, True, False]


def test_what_cannot_be_looked_at_counts_as_a_face_that_nobody_owns(tmp_path: Path, templates: dict) -> None:
    shot = Shot(tmp_path, wall())
    shot.comp([shot.linear])
    (shot.folder / "notes.json").write_text("{}")
    (shot.folder / "layers.psd").write_bytes(b"8BPS")
    (shot.folder / "picture.txt").write_bytes(cv2.imencode(".png", portrait("person_5_a"))[1].tobytes())
    (shot.folder / "scene.usdc").write_bytes(b"PXR-USDC\0\0")
    (shot.folder / "link.jpg").symlink_to(_person("person_5_a"))
    shot.names += ["notes.json", "layers.psd", "picture.txt", "scene.usdc", "link.jpg", "gone.png"]
    unknown = [s for s in shot.screened(templates).sightings if not s.original]
    assert {s.file for s in unknown} == {"layers.psd", "picture.txt", "link.jpg", "gone.png"}
    assert all(s.performer is None and not s.legible and not s.too_small for s in unknown)


def test_a_frame_with_more_layers_than_the_first_is_not_passed_unseen(tmp_path: Path, templates: dict) -> None:
    shot = Shot(tmp_path, wall())
    shot.comp([shot.linear] * 2)
    hidden = linear(with_person(wall(), "person_5_a", 100, 20, SIDE))
    exr.write_passes(shot.folder / shot.names[1], {"beauty": shot.linear, "hidden": hidden})
    (seen,) = shot.screened(templates).sightings
    assert seen.file == shot.names[1] and seen.performer is None and not seen.original


def test_a_damaged_output_is_an_error_and_not_a_pass(tmp_path: Path, templates: dict) -> None:
    shot = Shot(tmp_path, wall())
    shot.comp([shot.linear])
    path = shot.folder / shot.names[0]
    path.write_bytes(path.read_bytes()[:200])
    with pytest.raises(BadInput):
        shot.screened(templates)


def test_nothing_that_shows_a_person_is_in_a_screening(tmp_path: Path, templates: dict) -> None:
    shot = Shot(tmp_path, BYSTANDER)
    shot.comp([shot.linear])
    screening = shot.screened(templates)
    assert "array" not in repr(screening)
    (row,) = screening.as_data()["faces"]
    assert (row["performer"], row["original"], row["faces"]) == ("p-00000001", True, 1)


# Pixels


def test_the_quick_conversions_are_those_of_the_colour_room() -> None:
    codes = np.random.default_rng(0).integers(0, 256, (64, 64, 3)).astype(np.uint8)
    exact = colour.decode_srgb(codes)
    assert np.abs(pixels.scene_linear(codes) - exact).max() < 1e-5
    assert (np.abs(pixels.display(exact).astype(int) - codes) <= 1).all()
    wild = np.random.default_rng(1).normal(0, 50, (32, 32, 3)).astype(np.float32)
    assert (
        np.abs(pixels.display(wild).astype(int) - colour.to_code_values(colour.encode_srgb(wild)).astype(int)).max()
        <= 1
    )


def test_rounding_to_half_floats_changes_nothing_and_a_visible_step_does() -> None:
    plate = np.abs(np.random.default_rng(0).normal(0.3, 1.0, (50, 50, 3))).astype(np.float32)
    assert not pixels.changed(plate.astype(np.float16), plate).any()
    assert pixels.changed(plate * 1.02 + 0.001, plate).all()


def test_likeness_is_one_door() -> None:
    assert {"enrol", "screen_plate", "screen_outputs", "Screening", "Sighting", "Templates"} <= set(dir(likeness))
