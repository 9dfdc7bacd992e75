"""Promises of the drawings: the printed scale is true, the DXF is sound and in metres, nothing leaves the frame."""

from __future__ import annotations

import io
import subprocess
import sys
from pathlib import Path

import ezdxf
import pytest
from pypdf import PdfReader

from coulisse.errors import BadInput
from coulisse.linework import Arc, Dimension, Hatch, Line, Sheet, Text
from coulisse.media.dxf import faults, write_dxf
from coulisse.media.pdf import drawing_pdf
from coulisse.scene.drawing import Title, areas, set_sheet
from coulisse.scene.drawing_pens import CUT, PIECE
from coulisse.scene.layout import layouts
from coulisse.scene.room import Layout, Opening, Room, Vault, Wanted
from paper import MM, paths_of

TITLE = Title("A dining hall", "Option A", "2026-11-25")
WANTED = (
    Wanted("dining_table", "Dining table", (3.0, 1.0, 0.76), "table", 1, 10),
    Wanted("chair", "Chair", (0.45, 0.5, 0.9), "chair", 10),
    Wanted("bookcase", "Bookcase", (1.0, 0.32, 2.1), "storage", 2),
    Wanted("rug", "Rug", (2.0, 3.0, 0.01), "rug", 1),
    Wanted("chandelier", "Chandelier", (1.0, 1.0, 0.9), "ceiling", 1, round=True),
)


def _layout(length: float = 7, width: float = 5, height: float = 3, at: int = 0) -> Layout:
    door = Opening("double_door", "west", 0, 1.6, 2.2)
    window = Opening("window", "north", 0, 1.2, 1.5, 0.9)
    return layouts(length, width, height, WANTED, doors=(door,), windows=(window,) * 2, count=5)[at]


def _sheet(length: float = 7, width: float = 5) -> Sheet:
    return set_sheet(_layout(length, width), TITLE)


def test_a_metre_is_twenty_millimetres_on_paper_at_one_to_fifty() -> None:
    sheet = _sheet()
    assert sheet.scale == 50
    pdf = drawing_pdf([sheet])
    box = PdfReader(io.BytesIO(pdf)).pages[0].mediabox
    assert float(box.width) * MM == pytest.approx(sheet.width, abs=0.01)
    # The longest heavy outlines are the walls: 7.00 m of room and two walls of 0.20 m are 148.00 mm.
    walls = [path for weight, path in paths_of(pdf) if abs(weight - CUT.weight) < 0.01 and len(path) > 4]
    spans = [max(x for x, _ in path) - min(x for x, _ in path) for path in walls]
    assert max(spans) == pytest.approx((7 + 2 * 0.2) * 20.00, abs=0.01)


def test_a_table_of_three_metres_is_sixty_millimetres_long_on_paper() -> None:
    pieces = [p for w, p in paths_of(drawing_pdf([_sheet()])) if abs(w - PIECE.weight) < 0.01]
    sides = [([x for x, _ in path], [y for _, y in path]) for path in pieces]
    sizes = [(max(x) - min(x), max(y) - min(y)) for x, y in sides]
    assert any(a == pytest.approx(60.00, abs=0.01) and b == pytest.approx(20.00, abs=0.01) for a, b in sizes)


@pytest.mark.parametrize(("length", "width", "scale"), [(3.5, 3, 25), (7, 5, 50), (12, 8, 50), (16, 12, 100)])
def test_the_largest_scale_is_taken_that_fits_the_paper(length: float, width: float, scale: int) -> None:
    sheet = _sheet(length, width)
    assert sheet.scale == scale
    assert (sheet.width, sheet.height) in ((420, 297), (594, 420))


@pytest.mark.parametrize("size", [(2.2, 2.0, 2.3), (7, 5, 3), (12, 8, 4), (40, 25, 9)])
@pytest.mark.parametrize("at", range(5))
def test_nothing_is_drawn_outside_the_frame(size: tuple[float, float, float], at: int) -> None:
    sheet = set_sheet(_layout(*size, at=at), TITLE)
    for item in sheet.items:
        match item:
            case Line() | Hatch():
                points = list(item.points)
            case Arc():
                points = [item.centre]
            case Text():
                points = [item.at]
            case Dimension():
                points = [item.a, item.b, (item.line, item.a[1]) if item.angle else (item.a[0], item.line)]
        for x, y in points:
            assert 7.9 < x < sheet.width - 7.9, item
            assert 7.9 < y < sheet.height - 7.9, item


def test_a_dxf_is_in_metres_without_a_fault_and_its_room_is_where_it_belongs(tmp_path: Path) -> None:
    path = tmp_path / "plan.dxf"
    write_dxf(_sheet(), path)
    assert faults(path) == []
    document = ezdxf.readfile(path)
    assert document.header["$INSUNITS"] == 6
    space = document.modelspace()
    points = [p for line in space.query('LWPOLYLINE[layer=="A-WALL"]') for p in line.get_points("xy")]
    near = [(x, y) for x, y in points if y > -1]  # the elevations lie below
    assert any(abs(x) < 1e-6 and abs(y) < 1e-6 for x, y in near)
    assert any(abs(x - 7) < 1e-6 and abs(y - 5) < 1e-6 for x, y in near)
    measured = [round(d.get_measurement(), 2) for d in space.query("DIMENSION")]
    assert 7.0 in measured and 5.0 in measured and 3.0 in measured
    weights = {layer.dxf.name: layer.dxf.lineweight for layer in document.layers}
    assert weights["A-WALL"] > weights["A-FURN"] > weights["A-FURN-DETL"]


def test_each_kind_of_piece_is_labelled_once_and_stands_in_the_schedule() -> None:
    layout = _layout()
    texts = [i.text for i in set_sheet(layout, TITLE).items if isinstance(i, Text)]
    for label in {p.label for p in layout.pieces}:
        assert 1 <= texts.count(label) <= 2  # in the schedule, and on the piece where there is room
    assert "10" in texts and "2026-11-25" in texts and "1:50 on A3" in texts and "N" in texts


def test_the_same_layout_gives_the_same_bytes() -> None:
    assert drawing_pdf([_sheet()]) == drawing_pdf([_sheet()])


def test_areas_take_openings_off_the_walls_and_unroll_a_vault() -> None:
    plain = areas(Room(5, 4, 3, openings=(Opening("door", "west", 2, 1, 2),)))
    assert plain == pytest.approx({"Floor": 20, "Walls, openings deducted": 52, "Ceiling": 20, "Openings": 2})
    vaulted = areas(Room(5, 4, 4, vault=Vault("barrel", 2)))  # half a circle over the width
    assert vaulted["Ceiling"] == pytest.approx(5 * 2 * 3.14159, rel=1e-4)


def test_what_found_no_place_is_written_on_the_sheet() -> None:
    layout = _layout(2.2, 2.0, 2.3)
    assert layout.missing
    texts = " ".join(i.text for i in set_sheet(layout, TITLE).items if isinstance(i, Text))
    assert "Not placed" in texts and "cm short" in texts


def test_a_room_that_no_paper_takes_is_refused() -> None:
    with pytest.raises(BadInput, match="does not fit"):
        set_sheet(Layout("x", "x", "x", Room(900, 900, 5), (), (), (), (), 0), TITLE)


def test_the_same_sheet_gives_the_same_dxf_whenever_and_wherever_it_is_written(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from test_drawing import _sheet; "
        "from coulisse.media.dxf import write_dxf"
    )
    for name in ("one.dxf", "other.dxf"):  # processes of their own: another hash seed, another second
        command = [sys.executable, "-c", f"{code}; write_dxf(_sheet(), Path(sys.argv[1]))", str(tmp_path / name)]
        subprocess.run(command, check=True, cwd=Path(__file__).parent)
    assert (tmp_path / "one.dxf").read_bytes() == (tmp_path / "other.dxf").read_bytes()
