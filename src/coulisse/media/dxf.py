"""The one door to ezdxf: a drawing as DXF in metres, with layers, line weights, hatches and live dimensions."""

from __future__ import annotations

from collections import OrderedDict
from pathlib import Path

import ezdxf
from ezdxf.document import Drawing
from ezdxf.enums import TextEntityAlignment
from ezdxf.layouts import Modelspace

from coulisse.linework import Arc, Dimension, Hatch, Item, Layer, Line, Point, Sheet, Text

_WEIGHTS = (0, 5, 9, 13, 15, 18, 20, 25, 30, 35, 40, 50, 53, 60, 70, 80, 90, 100)  # hundredths of mm that DXF knows
_ALIGN = {
    "left": TextEntityAlignment.LEFT,
    "middle": TextEntityAlignment.CENTER,
    "right": TextEntityAlignment.RIGHT,
}


def write_dxf(sheet: Sheet, path: Path) -> None:
    """Writes a sheet as DXF R2010 in metres: the room's corner is at (0, 0), paper around it grows with the scale."""
    # The same sheet, the same bytes: no time of day, no random number, nothing in the order of a set.
    dated = ezdxf.options.write_fixed_meta_data_for_testing
    ezdxf.options.write_fixed_meta_data_for_testing = True
    try:
        document = drawing(sheet)
        document.classes.add_required_classes(document.dxfversion)
        document.classes.classes = OrderedDict(sorted(document.classes.classes.items()))
        document.saveas(path)
    finally:
        ezdxf.options.write_fixed_meta_data_for_testing = dated


def faults(path: Path) -> list[str]:
    """What ezdxf's audit finds wrong with a DXF; empty for a sound one."""
    return [str(error.message) for error in ezdxf.readfile(path).audit().errors]


def drawing(sheet: Sheet) -> Drawing:
    """The DXF document of a sheet."""
    document = ezdxf.new("R2010", setup=["linetypes"])
    document.header["$INSUNITS"] = 6  # metres
    document.header["$MEASUREMENT"] = 1
    document.header["$LTSCALE"] = sheet.scale / 1000
    document.header["$LWDISPLAY"] = 1
    document.styles.add("SANS", font="DroidSans.ttf")
    document.styles.add("SANS-BOLD", font="DroidSans-Bold.ttf")
    space = document.modelspace()
    metre = sheet.scale / 1000  # metres a millimetre of paper
    style = document.dimstyles.duplicate_entry("Standard", "COULISSE")
    for name, value in {"dimtxt": 1.8, "dimexo": 2.0, "dimexe": 1.0, "dimgap": 0.6, "dimtsz": 0.8}.items():
        style.set_dxf_attrib(name, value * metre)
    style.set_dxf_attrib("dimtad", 1)
    style.set_dxf_attrib("dimdec", 2)
    style.set_dxf_attrib("dimtxsty", "SANS")
    for layer in dict.fromkeys(item.layer for item in sheet.items):
        if layer.name not in document.layers:
            weight = min(_WEIGHTS, key=lambda w: abs(w - layer.weight * 100))
            linetype = "DASHED" if layer.dash else "CONTINUOUS"
            document.layers.add(layer.name, color=layer.aci, lineweight=weight, linetype=linetype)
    for item in sheet.items:
        _add(space, item, sheet.origin, metre)
    return document


def _add(space: Modelspace, item: Item, origin: Point, metre: float) -> None:
    def place(point: Point) -> Point:
        return (point[0] - origin[0]) * metre, (point[1] - origin[1]) * metre

    on = {"layer": item.layer.name}
    match item:
        case Line():
            points = [place(p) for p in item.points]
            if item.fill is not None and item.fill < 0.95:
                shade = space.add_hatch(dxfattribs=on)
                level = round(item.fill * 255)
                shade.rgb = (level, level, level)
                shade.paths.add_polyline_path(points, is_closed=True)
            if item.stroke:
                space.add_lwpolyline(points, close=item.closed, dxfattribs=on)
        case Arc():
            centre, radius = place(item.centre), item.radius * metre
            if item.end - item.start >= 360:
                space.add_circle(centre, radius, dxfattribs=on)
            else:
                space.add_arc(centre, radius, item.start, item.end, dxfattribs=on)
        case Hatch():
            hatch = space.add_hatch(dxfattribs=on)
            hatch.set_pattern_fill("ANSI31", scale=item.pitch * metre / 3.175, angle=item.angle - 45)
            hatch.paths.add_polyline_path([place(p) for p in item.points], is_closed=True)
        case Text():
            style = "SANS-BOLD" if item.bold else "SANS"
            text = space.add_text(item.text, height=item.height * metre, rotation=item.angle,
                                  dxfattribs={**on, "style": style})  # fmt: skip
            text.set_placement(place(item.at), align=_ALIGN[item.align])
        case Dimension():
            a, b = place(item.a), place(item.b)
            base = place((item.line, item.line))
            line = (a[0], base[1]) if item.angle == 0 else (base[0], a[1])
            space.add_linear_dim(base=line, p1=a, p2=b, angle=item.angle, dimstyle="COULISSE",
                                 text=item.text, dxfattribs=on).render()  # fmt: skip


def layers(sheet: Sheet) -> tuple[Layer, ...]:
    """The layers that a sheet uses, in drawing order."""
    return tuple(dict.fromkeys(item.layer for item in sheet.items))
