from pathlib import Path

import opentimelineio as otio
import pytest

from coulisse.errors import BadInput
from coulisse.media.timeline import read_timeline, write_timeline

MEDIA = {"plate": "../../plate/plate.jpg", "master": "sq_v001.mov", "review": "sq_v001.mp4"}


def test_an_edit_finds_plate_master_and_review_of_a_shot(tmp_path: Path) -> None:
    write_timeline(tmp_path / "timeline.otio", "sq010_sh0020", 24.0, 96, MEDIA)
    assert read_timeline(tmp_path / "timeline.otio") == ("sq010_sh0020", 24.0, 96, 1001, MEDIA)


def test_the_master_is_what_plays(tmp_path: Path) -> None:
    write_timeline(tmp_path / "timeline.otio", "sh", 23.976, 10, MEDIA)
    clip = next(iter(otio.adapters.read_from_file(str(tmp_path / "timeline.otio")).find_clips()))
    assert clip.media_reference.target_url == "sq_v001.mov"
    assert clip.duration().value == 10


def test_a_timeline_can_move_with_its_folder(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="relative"):
        write_timeline(tmp_path / "t.otio", "sh", 24, 10, {"master": str(tmp_path / "a.mov")})


def test_what_is_no_timeline_is_named(tmp_path: Path) -> None:
    (tmp_path / "t.otio").write_text("{")
    with pytest.raises(BadInput, match="not a timeline"):
        read_timeline(tmp_path / "t.otio")
