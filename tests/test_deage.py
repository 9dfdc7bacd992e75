"""A consenting performer grows younger or older: what a compositor, a performer and a lawyer can rely on."""

from __future__ import annotations

import json
from pathlib import Path

import cv2
import numpy as np
import pytest

from coulisse.errors import BadInput, Refused
from coulisse.jobs.run import Version
from coulisse.media import exr, movies
from coulisse.provenance import verify
from coulisse.recipes import deage, deage_plan
from coulisse.recipes.deage_brief import DeageBrief
from small_deage import SIZE, Film, codes, comp, film, movie, needs_networks, passes, plate_of, sequence

pytestmark = needs_networks


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> tuple[Film, Path, Version]:
    """One shot, made once: an EXR sequence of six frames, in which Ada grows from 40 to 60."""
    folder = tmp_path_factory.mktemp("deage")
    with pytest.MonkeyPatch.context() as patch:
        made = film(folder, patch)
        plate = sequence(folder / "plate", codes(6))
        return made, plate, made.run(plate)


def test_everything_a_compositor_asks_for_is_there(shared: tuple[Film, Path, Version]) -> None:
    _, _, version = shared
    stem = f"{version.shot}_deage_v001"
    for name in (
        f"{stem}.mov",
        f"{stem}.mp4",
        f"{stem}_before_after.mp4",
        f"{stem}.jpg",
        "landmarks.json",
        "report.json",
    ):
        assert (version.folder / name).is_file(), name
    layers = passes(version)
    assert set(layers) == {"delta", "matte", "st"}
    assert layers["delta"].dtype == np.float32
    assert movies.probe(version.folder / f"{stem}.mov").frames == 6


def test_the_delta_over_the_plate_is_the_result_to_the_bit(shared: tuple[Film, Path, Version]) -> None:
    _, plate, version = shared
    for frame in range(6):
        layers = passes(version, frame)
        np.testing.assert_array_equal(plate_of(plate, frame) + layers["delta"], comp(version, frame))


def test_outside_the_matte_every_pixel_is_the_plates_own(shared: tuple[Film, Path, Version]) -> None:
    _, plate, version = shared
    layers, result, own = passes(version, 2), comp(version, 2), plate_of(plate, 2)
    outside = layers["matte"] == 0
    assert 0.3 < outside.mean() < 0.95
    np.testing.assert_array_equal(result[outside], own[outside])
    assert np.abs(result - own)[~outside].max() > 0.01


def test_the_face_has_changed_and_is_still_the_performers(shared: tuple[Film, Path, Version]) -> None:
    film_, _, version = shared
    likeness = version.report["measured"]["likeness_to_the_plate"][film_.id]
    assert len(likeness["per_frame"]) == 6
    assert 0.40 <= likeness["least"] < 0.999
    assert likeness["under_the_floor"] == []


def test_st_and_landmarks_name_places_on_the_face(shared: tuple[Film, Path, Version]) -> None:
    film_, _, version = shared
    st = passes(version)["st"]
    assert st.shape[2] == 2
    assert st.min() >= 0
    assert st.max() <= 1
    told = json.loads((version.folder / "landmarks.json").read_text())
    frame = told["performers"][film_.id]["1001"]
    assert len(frame["mesh"]) == 468
    x, y = frame["mesh"][1][:2]  # the nose's tip: the middle of the template
    u, v = st[round(y), round(x)]
    assert abs(u - 0.5) < 0.03
    assert abs(v - 0.62) < 0.05


def test_the_delivery_says_that_a_net_was_used_and_with_whose_consent(shared: tuple[Film, Path, Version]) -> None:
    _, _, version = shared
    assert {"reage", "facemesh"} <= {model["name"] for model in version.report["models"]}
    assert verify.examine(version.folder).intact


def test_the_present_age_leaves_the_whole_picture_as_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = film(tmp_path, monkeypatch)
    plate = sequence(tmp_path / "plate", codes(3), gain=3.0)  # with highlights over 1
    version = made.run(plate, age_now=40, age=40)
    for frame in range(3):
        np.testing.assert_array_equal(comp(version, frame), plate_of(plate, frame))
        assert not passes(version, frame)["matte"].any()


@pytest.mark.slow
def test_highlights_over_white_are_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = film(tmp_path, monkeypatch)
    plate = sequence(tmp_path / "plate", codes(2), half=False)
    for path in sorted(plate.glob("*.exr")):  # a lamp behind her, and its glint on the forehead
        frame = np.asarray(exr.read_passes(path)[0][exr.BEAUTY], np.float32)
        frame[20:60, 20:60] = 12.0
        frame[105:113, 230:240] *= 7.0
        exr.write_passes(path, {exr.BEAUTY: frame}, half=False)
    version = made.run(plate)
    own, result = plate_of(plate), comp(version)
    np.testing.assert_array_equal(result[20:60, 20:60], own[20:60, 20:60])
    assert own[105:113, 230:240].max() > 1.5
    assert result[105:113, 230:240].max() > 0.8 * own[105:113, 230:240].max()
    assert np.isfinite(result).all()


@pytest.mark.slow
def test_a_region_that_is_switched_off_stays_the_plates(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = film(tmp_path, monkeypatch)
    plate = movie(tmp_path / "clip.mov", codes(2))
    still = {"jaw_line": 0, "lids": 0, "lip_volume": 0, "cheeks": 0, "brows": 0}
    whole = made.run(plate, shape=still, frames=2)
    without = made.run(plate, shape=still, frames=2, regions={"forehead": 0, "grey_hair": 0, "hairline": 0})
    told = json.loads((whole.folder / "landmarks.json").read_text())
    x, y = (round(v) for v in told["performers"][made.id]["1001"]["mesh"][151][:2])  # the middle of the forehead
    part = slice(y - 8, y + 9), slice(x - 8, x + 9)
    changed, kept = np.abs(passes(whole)["delta"][part]).mean(), np.abs(passes(without)["delta"][part]).mean()
    assert kept < 0.25 * changed


@pytest.mark.slow
def test_a_painted_matte_holds_things_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = film(tmp_path, monkeypatch)
    plate = sequence(tmp_path / "plate", codes(2))
    painted = np.zeros((SIZE[1], SIZE[0], 3), np.uint8)
    painted[:, : SIZE[0] // 2] = 255
    cv2.imwrite(str(tmp_path / "matte.png"), painted)
    version = made.run(plate, hold_out=str(tmp_path / "matte.png"))
    delta = np.abs(passes(version)["delta"])
    assert delta[:, : SIZE[0] // 2 - 4].max() < 0.02
    assert delta[:, SIZE[0] // 2 + 10 :].max() > 0.02


@pytest.mark.slow
def test_keys_change_the_age_over_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = film(tmp_path, monkeypatch)
    plate = movie(tmp_path / "clip.mov", codes(8))
    version = made.run(plate, keys=[{"frame": 1001, "age": 40}, {"frame": 1008, "age": 70}])
    sizes = [float(np.abs(passes(version, k)["delta"]).mean()) for k in range(8)]
    assert sizes[0] < 0.2 * sizes[7]
    assert sizes[3] < sizes[7]


@pytest.mark.slow
def test_only_the_performer_is_changed_beside_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = film(tmp_path, monkeypatch)
    plate = movie(tmp_path / "clip.mov", codes(3, ("person_3_a", "person_1_a"), (640, 320)))
    version = made.run(plate)
    matte = passes(version)["matte"]
    assert not matte[:, :300].any()
    assert matte[:, 330:].any()


def test_somebody_else_alone_is_a_clear_answer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = film(tmp_path, monkeypatch)
    plate = movie(tmp_path / "clip.mov", codes(3, ("person_3_a",)))
    with pytest.raises(BadInput, match=r"no performer of the brief was found.*another face"):
        made.run(plate)


def test_nobody_is_a_clear_answer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = film(tmp_path, monkeypatch)
    with pytest.raises(BadInput, match="no performer of the brief was found"):
        made.run(movie(tmp_path / "clip.mov", codes(3, ())))


def test_an_age_that_was_not_granted_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = film(tmp_path, monkeypatch, ages=(30, 50))
    plate = movie(tmp_path / "clip.mov", codes(2))
    with pytest.raises(Refused, match="30 to 50"):
        made.run(plate, age=60)
    with pytest.raises(Refused, match="30 to 50"):
        made.run(plate, keys=[{"frame": 1001, "age": 40}, {"frame": 1002, "age": 55}])
    assert not (made.desk.folder / "shots" / "sq010_sh0010" / "deage" / "v001").exists()


def test_strength_past_one_counts_as_the_age_that_it_looks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A grant for 50 is no grant for 50 made half as strong again."""
    made = film(tmp_path, monkeypatch, ages=(30, 50))
    plate = movie(tmp_path / "clip.mov", codes(2))
    for more in ({"strength": 1.4}, {"regions": {"forehead": 2.0}}):
        with pytest.raises(Refused, match="30 to 50"):
            made.run(plate, age=50, **more)


def test_an_age_that_the_performer_has_never_had_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Saying 80 of a woman of 56 would make "60" twenty years less than she looks."""
    made = film(tmp_path, monkeypatch)
    with pytest.raises(Refused, match="never been over"):
        made.run(movie(tmp_path / "clip.mov", codes(2)), age_now=80, age=60)


def test_under_eighteen_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = film(tmp_path, monkeypatch)
    plate = movie(tmp_path / "clip.mov", codes(2))
    with pytest.raises(Refused):
        made.run(plate, age_now=30, age=16)


@pytest.mark.slow
def test_a_run_that_is_broken_off_goes_on_and_makes_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, shared: tuple[Film, Path, Version]
) -> None:
    made = film(tmp_path, monkeypatch)
    plate = sequence(tmp_path / "plate", codes(6))
    written = []
    real = deage._write_frame

    def stops(*args: object) -> None:
        if len(written) == 3:
            raise KeyboardInterrupt
        written.append(args)
        real(*args)  # type: ignore[arg-type]

    with monkeypatch.context() as patch:
        patch.setattr(deage, "_write_frame", stops)
        with pytest.raises(BaseException):  # noqa: B017
            made.run(plate)
    version = made.run(plate)
    assert version.resumed
    _, _, whole = shared
    for frame in range(6):
        np.testing.assert_array_equal(comp(version, frame), comp(whole, frame))


@pytest.mark.slow
def test_the_policy_can_demand_cleared_weights(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = film(tmp_path, monkeypatch)
    monkeypatch.setattr("coulisse.gate.worst_clearance", lambda desk, asked: "yes")
    version = made.run(movie(tmp_path / "clip.mov", codes(2)))
    assert "reage" not in {model["name"] for model in version.report["models"]}
    assert any("softening" in note and "three years" in note for note in version.report["notes"])


@pytest.mark.slow
def test_odd_sizes_and_three_frames_are_fine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = film(tmp_path, monkeypatch)
    version = made.run(sequence(tmp_path / "plate", codes(3, size=(401, 303))))
    assert comp(version).shape == (303, 401, 3)


@pytest.mark.slow
def test_a_still_is_a_clip_of_one_frame(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = film(tmp_path, monkeypatch)
    cv2.imwrite(str(tmp_path / "still.png"), codes(1)[0][:, :, ::-1])
    version = made.run(tmp_path / "still.png")
    assert version.report["frames"] == 1


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"keys": [{"frame": 1003, "age": 40}, {"frame": 1001, "age": 50}]}, "order"),
        ({"others": [{"performer": "p-00000001", "age_now": 40, "age": 50}]}, "once"),
        ({"age": -3}, "greater"),
        ({"performer": " "}, "empty"),
    ],
)
def test_a_brief_that_makes_no_sense_is_told_so(wrong: dict[str, object], told: str) -> None:
    with pytest.raises(ValueError, match=told):
        DeageBrief.model_validate({"performer": "p-00000001", "age_now": 40, "age": 50, **wrong})


def test_first_past_the_end_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = film(tmp_path, monkeypatch)
    with pytest.raises(BadInput, match="has 3 frames"):
        made.run(movie(tmp_path / "clip.mov", codes(3)), first=9)


def test_spans_read_well() -> None:
    assert deage_plan.spans([1001, 1002, 1003, 1007]) == "1001-1003, 1007"
