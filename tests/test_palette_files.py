"""Promises of palette files: each kind of the trade is read with its names, and nothing hostile gets far."""

from __future__ import annotations

import contextlib
import json
import os
import struct
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from coulisse.errors import BadInput
from coulisse.media.palette_files import LARGEST, MOST, read_palette


def ase(*entries: tuple[str, str, tuple[float, ...]], blocks: int | None = None) -> bytes:
    out = b""
    for name, model, values in entries:
        text = (name + "\0").encode("utf-16-be")
        body = struct.pack(">H", len(text) // 2) + text + model.encode() + struct.pack(f">{len(values)}f", *values)
        body += struct.pack(">H", 2)
        out += struct.pack(">HI", 1, len(body)) + body
    group = "Living room\0".encode("utf-16-be")
    begin = struct.pack(">HIH", 0xC001, len(group) + 2, len(group) // 2) + group
    out = begin + out + struct.pack(">HI", 0xC002, 0)
    return b"ASEF\0\1\0\0" + struct.pack(">I", len(entries) + 2 if blocks is None else blocks) + out


def aco(*entries: tuple[str, int, tuple[int, int, int, int]], names: bool = True) -> bytes:
    plain = struct.pack(">HH", 1, len(entries)) + b"".join(struct.pack(">5H", s, *v) for _, s, v in entries)
    if not names:
        return plain
    more = struct.pack(">HH", 2, len(entries))
    for name, space, values in entries:
        text = (name + "\0").encode("utf-16-be")
        more += struct.pack(">5HI", space, *values, len(text) // 2) + text
    return plain + more


def read(tmp_path: Path, name: str, data: bytes | str) -> list[tuple[str, str]]:
    path = tmp_path / name
    path.write_bytes(data.encode("utf-8") if isinstance(data, str) else data)
    return [(c.colour, c.name) for c in read_palette(path).colours]


def test_adobe_swatches_keep_their_names_in_every_model(tmp_path: Path) -> None:
    data = ase(
        ("Teal", "RGB ", (0x1F / 255, 0x6F / 255, 0x70 / 255)), ("Bois doré", "CMYK", (0, 0.5, 1, 0)),
        ("Mid", "Gray", (0.5,)), ("Red", "LAB ", (0.5424, 80.8, 69.9)),
    )  # fmt: skip
    found = read(tmp_path, "room.ase", data)
    assert found[:3] == [("#1f6f70", "Teal"), ("#ff8000", "Bois doré"), ("#808080", "Mid")]
    name, code = found[3][1], found[3][0]
    assert name == "Red" and int(code[1:3], 16) > 250 and int(code[3:5], 16) < 12 and int(code[5:], 16) < 12
    assert "profile" in read_palette(tmp_path / "room.ase").notes[0]


def test_photoshop_tables_keep_their_names_and_do_without(tmp_path: Path) -> None:
    rows = (("Teal", 0, (0x1F1F, 0x6F6F, 0x7070, 0)), ("Sun", 1, (65535 // 6, 65535, 65535, 0)),
            ("Grey", 8, (5000, 0, 0, 0)), ("Lab white", 7, (10000, 0, 0, 0)))  # fmt: skip
    assert read(tmp_path, "a.aco", aco(*rows)) == [
        ("#1f6f70", "Teal"), ("#ffff00", "Sun"), ("#808080", "Grey"), ("#ffffff", "Lab white")
    ]  # fmt: skip
    assert read(tmp_path, "b.aco", aco(*rows, names=False))[0][0] == "#1f6f70"
    with pytest.raises(BadInput, match="Pantone"):
        read(tmp_path, "book.aco", aco(("P 17", 3, (1, 2, 3, 0))))


def test_gimp_palettes_are_read_line_by_line(tmp_path: Path) -> None:
    text = (
        "GIMP Palette\nName: Deco\nColumns: 3\n# a comment\n 31 111 112\tTeal\n229 132  43  Burnt orange\n  0   0   0\n"
    )
    expected = [("#1f6f70", "Teal"), ("#e5842b", "Burnt orange"), ("#000000", "")]
    assert read(tmp_path, "deco.gpl", text) == expected
    with pytest.raises(BadInput, match=r"deco\.gpl:5"):
        read(tmp_path, "deco.gpl", text.replace("31 111 112", "31 999 112"))


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("a.txt", "#1f6f70 teal\nE5842B\n#fff\n", [("#1f6f70", "teal"), ("#e5842b", ""), ("#ffffff", "")]),
        ("a.txt", "walls: #1F6F70, #E5842B\n", [("#1f6f70", ""), ("#e5842b", "")]),
        ("a.txt", "# my colours\nteal = rgb(31, 111, 112)\n", [("#1f6f70", "teal")]),
        ("a.csv", "name,hex\nteal,#1f6f70\n\"rust, old\",a14a23\n", [("#1f6f70", "teal"), ("#a14a23", "rust, old")]),
        ("a.csv", "name;r;g;b\nteal;31;111;112\n", [("#1f6f70", "teal")]),
        ("a.json", '["#1f6f70", "#E5842B"]', [("#1f6f70", ""), ("#e5842b", "")]),
        ("a.json", '{"name": "Deco", "colors": [{"name": "teal", "hex": "1f6f70"}]}', [("#1f6f70", "teal")]),
        ("a.json", '{"teal": "#1f6f70", "rust": [161, 74, 35]}', [("#1f6f70", "teal"), ("#a14a23", "rust")]),
        ("a.yaml", "- #1f6f70\n- '#e5842b'\n", [("#1f6f70", ""), ("#e5842b", "")]),
        ("a.yaml", "teal: #1f6f70\nrust: \"#a14a23\"\n", [("#1f6f70", "teal"), ("#a14a23", "rust")]),
    ],
)  # fmt: skip
def test_lists_of_colours_are_read_as_people_write_them(tmp_path: Path, name: str, text: str, expected: list) -> None:
    assert read(tmp_path, name, text) == expected


@pytest.mark.parametrize("suffix", [".png", ".jpg", ".exr"])
def test_a_picture_of_swatches_is_read_in_order_without_its_paper(tmp_path: Path, suffix: str) -> None:
    codes = ["#1f6f70", "#e5842b", "#f2e6c9", "#6b4a2f", "#1c2a4a", "#9caa8b"]
    sheet = Image.new("RGB", (900, 640), "#fdfdfb")
    draw = ImageDraw.Draw(sheet)
    for i, code in enumerate(codes):
        x, y = 60 + (i % 3) * 270, 60 + (i // 3) * 270
        draw.rectangle((x, y, x + 220, y + 200), fill=code)
        draw.text((x, y + 210), "a name", fill="black")
    path = tmp_path / f"sheet{suffix}"
    if suffix == ".exr":
        from coulisse.media import colour, exr

        exr.write_passes(path, {exr.BEAUTY: colour.decode_srgb(np.asarray(sheet))})
    else:
        sheet.save(path, quality=90)
    found = [c.colour for c in read_palette(path).colours]
    assert len(found) == len(codes)
    for code, expected in zip(found, codes, strict=True):
        assert max(abs(int(code[i : i + 2], 16) - int(expected[i : i + 2], 16)) for i in (1, 3, 5)) <= 6


def test_a_photograph_is_no_picture_of_swatches(tmp_path: Path) -> None:
    noise = np.random.default_rng(0).integers(0, 255, (200, 300, 3)).astype(np.uint8)
    Image.fromarray(noise).save(tmp_path / "photo.png")
    with pytest.raises(BadInput, match="no colour"):
        read_palette(tmp_path / "photo.png")


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("empty.ase", b""), ("blank.txt", b" \n\n"), ("words.txt", b"a nice warm room, its facade in decay\n"),
        ("cut.ase", ase(("a", "RGB ", (1, 0, 0)))[:-20]), ("bomb.ase", ase(blocks=0xFFFFFFFF)),
        ("nan.ase", ase(("a", "RGB ", (float("nan"), 0, 0)))), ("model.ase", ase(("a", "XYZ ", (1, 0, 0)))),
        ("cut.aco", aco(("a", 0, (1, 2, 3, 4)))[:9]), ("new.aco", b"\0\7\0\1"), ("bad.gpl", b"hello"),
        ("bad.json", b'["#1f6f70"'), ("deep.json", b"[" * 100_000), ("no.json", b'["teal"]'),
        ("bad.yaml", b"a: [#1f6f70"), ("loop.yaml", b"&a [*a]"), ("binary.dat", bytes(range(256)) * 4),
        ("half.png", b"\x89PNG\r\n\x1a\n" + b"\0" * 50), ("wrong.txt", b"#12345g wall\n"),
        ("huge.txt", b"#1f6f70\n" * (LARGEST // 8 + 2)),
    ],
)  # fmt: skip
def test_what_is_broken_is_said_with_its_place_and_a_remedy(tmp_path: Path, name: str, data: bytes) -> None:
    with pytest.raises(BadInput) as said:
        read(tmp_path, name, data)
    assert name in str(said.value) and "what to do" in str(said.value)


def test_what_is_no_file_is_said(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "not there.gpl"):
        with pytest.raises(BadInput):
            read_palette(path)
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(BadInput):
        read_palette(tmp_path / "pipe")


def test_a_long_palette_is_cut_and_it_is_said(tmp_path: Path) -> None:
    (tmp_path / "long.json").write_text(json.dumps([f"#{v:06x}" for v in range(1000)]))
    found = read_palette(tmp_path / "long.json")
    assert len(found.colours) == MOST and "first" in found.notes[0]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=200), st.sampled_from([".ase", ".aco", ".gpl", ".txt", ".csv", ".json", ".yaml", ".png"]),
       st.sampled_from([b"", b"ASEF", b"\0\1\0\2", b"GIMP Palette\n", b"\x89PNG\r\n\x1a\n"]))  # fmt: skip
def test_no_bytes_do_more_than_be_refused(tmp_path: Path, data: bytes, suffix: str, head: bytes) -> None:
    path = tmp_path / f"any{suffix}"
    path.write_bytes(head + data)
    with contextlib.suppress(BadInput):
        assert 1 <= len(read_palette(path).colours) <= MOST
