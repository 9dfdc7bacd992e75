"""Promises of a set in USD: what was placed is there, at its size, lit, seen by the cameras, and opens in Blender."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from pxr import Usd, UsdGeom, UsdLux, UsdShade, UsdValidation

from box_set import box_set
from coulisse.errors import BadInput, CoulisseError, Unavailable
from coulisse.render.blender import interpreter
from coulisse.scene.staged import Placed, Staged, to_world
from coulisse.scene.usd_stage import CAMERAS, LIGHTS, LOOKS, write_stage


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> tuple[Staged, Path]:
    staged, path = box_set(day=True), tmp_path_factory.mktemp("usd") / "set.usdc"
    write_stage(staged, path)
    return staged, path


def world_bounds(staged: Staged, placed: Placed) -> np.ndarray:
    """The least and the greatest corner (2, 3) of a placed model's points."""
    points = np.concatenate([to_world(placed, part.points) for part in staged.models[placed.model].parts])
    return np.stack([points.min(0), points.max(0)])


def read_back(path: Path) -> dict[str, Any]:
    """What stands in a stage: bounds of instances by display name, lights, cameras, bindings."""
    stage = Usd.Stage.Open(str(path))
    bounds = UsdGeom.BBoxCache(Usd.TimeCode.Default(), [UsdGeom.Tokens.default_])
    out: dict[str, Any] = {"stage": stage, "bounds": {}, "meshes": [], "lights": {}, "cameras": {}}
    for prim in Usd.PrimRange(stage.GetPseudoRoot(), Usd.TraverseInstanceProxies()):
        if prim.IsInstance():
            box = bounds.ComputeWorldBound(prim).ComputeAlignedRange()
            out["bounds"][prim.GetDisplayName()] = np.array([box.GetMin(), box.GetMax()])
        elif prim.IsA(UsdGeom.Mesh):
            out["meshes"].append(prim)
        elif prim.HasAPI(UsdLux.LightAPI):
            out["lights"][prim.GetDisplayName()] = prim
        elif prim.IsA(UsdGeom.Camera):
            out["cameras"][prim.GetDisplayName()] = prim
    return out


def test_every_placed_thing_is_an_instance_where_it_stands(written: tuple[Staged, Path]) -> None:
    staged, path = written
    found = read_back(path)["bounds"]
    assert set(found) == {p.name for p in staged.placed}
    for placed in staged.placed:
        assert np.abs(found[placed.name] - world_bounds(staged, placed)).max() < 1e-3, placed.name


def test_things_of_one_kind_with_the_same_looks_share_a_prototype(written: tuple[Staged, Path]) -> None:
    stage = read_back(written[1])["stage"]
    tables = [stage.GetPrimAtPath(f"/set/table/table_00{i}").GetPrototype() for i in (1, 2, 3)]
    assert tables[1] == tables[2] != tables[0]


def test_it_is_in_metres_with_z_up_and_says_what_it_is(written: tuple[Staged, Path]) -> None:
    staged, path = written
    stage = read_back(path)["stage"]
    assert UsdGeom.GetStageMetersPerUnit(stage) == 1.0
    assert UsdGeom.GetStageUpAxis(stage) == UsdGeom.Tokens.z
    assert stage.GetDefaultPrim().GetPath() == "/set"
    assert stage.GetDefaultPrim().GetDisplayName() == staged.title
    assert Usd.ModelAPI(stage.GetDefaultPrim()).GetKind() == "assembly"
    assert Usd.ModelAPI(stage.GetPrimAtPath("/set/vase/vase_001")).GetKind() == "component"


def test_each_part_is_bound_to_the_look_of_its_slot(written: tuple[Staged, Path]) -> None:
    staged, path = written
    read = read_back(path)
    assert len(read["meshes"]) == sum(len(staged.models[p.model].parts) for p in staged.placed)
    by_name = {p.name: p for p in staged.placed}
    for mesh in read["meshes"]:
        material, _ = UsdShade.MaterialBindingAPI(mesh).ComputeBoundMaterial()
        slot = mesh.GetCustomDataByKey("coulisse:slot")
        look = by_name[mesh.GetParent().GetDisplayName()].looks[slot]
        assert material.GetPath() == f"{LOOKS}/{look}"


def test_a_look_keeps_its_colour_and_its_recipe(written: tuple[Staged, Path]) -> None:
    staged, path = written
    stage = read_back(path)["stage"]
    for name, look in staged.looks.items():
        material = stage.GetPrimAtPath(f"{LOOKS}/{name}")
        assert material.GetCustomDataByKey("coulisse:recipe") == look.recipe
        assert material.GetAttribute("userProperties:coulisse:scale").Get() == pytest.approx(look.scale)
        shader = UsdShade.Shader(stage.GetPrimAtPath(f"{LOOKS}/{name}/preview"))
        if look.glow:
            assert np.array(shader.GetInput("emissiveColor").Get()) @ [0.2126, 0.7152, 0.0722] == pytest.approx(
                look.glow
            )
        else:
            assert shader.GetInput("diffuseColor").Get() == pytest.approx(look.colour)
        assert shader.GetInput("metallic").Get() == pytest.approx(look.metallic)
    assert UsdShade.Shader(stage.GetPrimAtPath(f"{LOOKS}/glass/preview")).GetInput("opacity").Get() < 0.3


def test_lamps_shed_their_lumens(written: tuple[Staged, Path]) -> None:
    staged, path = written
    read = read_back(path)
    lights = read["lights"]
    assert set(lights) == {lamp.name for lamp in staged.all_lamps()} | {"sky"}
    area = UsdLux.RectLight(lights["softbox"])
    nits = area.GetIntensityAttr().Get() / (area.GetWidthAttr().Get() * area.GetHeightAttr().Get())  # normalized
    assert nits * np.pi * 0.6 * 0.3 == pytest.approx(600)
    bulb = UsdLux.SphereLight(lights["pendant_001"])
    assert bulb.GetNormalizeAttr().Get()
    surface = 4 * np.pi * bulb.GetRadiusAttr().Get() ** 2
    nits = bulb.GetIntensityAttr().Get() / surface
    assert nits * np.pi * surface == pytest.approx(900)
    assert bulb.GetColorTemperatureAttr().Get() == 2700
    matrix = UsdGeom.XformCache().GetLocalToWorldTransform(bulb.GetPrim())
    assert matrix.ExtractTranslation() == pytest.approx((3, 2.5, 1.9))
    spot = lights["washer"]
    assert UsdLux.ShapingAPI(spot).GetShapingConeAngleAttr().Get() == 35
    down = np.array(UsdGeom.XformCache().GetLocalToWorldTransform(spot))[2, :3]
    assert -down == pytest.approx((-0.148, 0, -0.989), abs=1e-3)
    assert UsdLux.DistantLight(lights["sun"]).GetIntensityAttr().Get() == 30000
    sky = UsdLux.DomeLight(read["stage"].GetPrimAtPath(f"{LIGHTS}/sky"))
    assert sky.GetIntensityAttr().Get() * np.pi == pytest.approx(8000)


def test_a_camera_looks_where_it_should_through_its_lens(written: tuple[Staged, Path]) -> None:
    staged, path = written
    read = read_back(path)
    cameras = read["cameras"]
    for wanted in staged.cameras:
        camera = UsdGeom.Camera(cameras[wanted.name])
        view = camera.GetCamera(Usd.TimeCode.Default())
        assert camera.GetFocalLengthAttr().Get() / camera.GetHorizontalApertureAttr().Get() == pytest.approx(
            wanted.focal_length / wanted.gate
        )
        matrix = np.array(view.transform)
        assert matrix[3, :3] == pytest.approx(wanted.position)
        assert -matrix[2, :3] == pytest.approx(wanted.axes()[2], abs=1e-6)
    assert UsdGeom.Camera(cameras["detail"]).GetFocusDistanceAttr().Get() == pytest.approx(1.8)
    assert UsdGeom.Camera(cameras["wide"]).GetFStopAttr().Get() == 0


def test_smooth_parts_have_normals_that_point_out(written: tuple[Staged, Path]) -> None:
    stage = read_back(written[1])["stage"]
    mesh = UsdGeom.Mesh(stage.GetPrimAtPath("/set/vase/vase_001/ball"))
    points = np.array(mesh.GetPointsAttr().Get())[np.array(mesh.GetFaceVertexIndicesAttr().Get())]
    normals = np.array(mesh.GetNormalsAttr().Get())
    outward = (points - (0, 0, 0.14)) / 0.14
    assert (normals * outward).sum(1).min() > 0.97


def test_it_passes_the_checks_of_usd(written: tuple[Staged, Path]) -> None:
    stage = Usd.Stage.Open(str(written[1]))
    checks = UsdValidation.ValidationContext(UsdValidation.ValidationRegistry().GetOrLoadAllValidators())
    assert [error.GetMessage() for error in checks.Validate(stage)] == []


def test_two_writings_are_the_same_and_leave_nothing_behind(tmp_path: Path) -> None:
    for name in ("a.usda", "b.usda"):
        write_stage(box_set(), tmp_path / name)
    assert (tmp_path / "a.usda").read_bytes() == (tmp_path / "b.usda").read_bytes()
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.usda", "b.usda"]


def test_names_that_usd_does_not_allow_stay_on_show(tmp_path: Path) -> None:
    staged = box_set()
    odd = Placed("vase", (0, 0, 0), 0, {"body": "red"}, "vase à fleurs 2")
    twin = Placed("vase", (1, 0, 0), 0, {"body": "red"}, "vase à fleurs 2")
    write_stage(Staged(staged.models, (odd, twin), staged.looks), tmp_path / "set.usda")
    stage = Usd.Stage.Open(str(tmp_path / "set.usda"))
    found = [p for p in stage.Traverse() if p.IsInstance()]
    assert [p.GetDisplayName() for p in found] == ["vase à fleurs 2"] * 2
    assert len({p.GetPath() for p in found}) == 2


def test_mistakes_are_named(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="no USD file"):
        write_stage(box_set(), tmp_path / "set.obj")
    staged = box_set()
    lost = Staged(staged.models, (Placed("sofa", (0, 0, 0), 0, {}, "sofa_001"),), staged.looks)
    with pytest.raises(BadInput, match="no model sofa"):
        write_stage(lost, tmp_path / "set.usdc")
    (tmp_path / "file").write_text("")
    with pytest.raises(CoulisseError, match="cannot be written"):
        write_stage(box_set(), tmp_path / "file" / "set.usdc")


_IN_BLENDER = """
import bpy, json, sys
bpy.ops.wm.read_factory_settings(use_empty=True)
bpy.ops.wm.usd_import(filepath=sys.argv[1])
graph = bpy.context.evaluated_depsgraph_get()
low, high = [1e9] * 3, [-1e9] * 3
count = 0
for thing in graph.object_instances:
    if thing.object.type != "MESH" or not (thing.is_instance or thing.object.users_scene):
        continue
    count += 1
    for vertex in thing.object.data.vertices:
        at = thing.matrix_world @ vertex.co
        low, high = [min(a, b) for a, b in zip(low, at)], [max(a, b) for a, b in zip(high, at)]
lamps = {o.name: [o.data.type, o.data.energy] for o in bpy.data.objects if o.type == "LIGHT"}
cameras = {o.name: [o.data.lens, o.data.sensor_width, o.data.dof.use_dof, o.data.dof.focus_distance]
           for o in bpy.data.objects if o.type == "CAMERA"}
recipes = {m.name: m.get("coulisse:recipe") for m in bpy.data.materials}
print("FOUND " + json.dumps([count, low, high, lamps, cameras, recipes]))
"""


@pytest.mark.slow
def test_blender_opens_it_at_its_size_with_its_lenses(written: tuple[Staged, Path], tmp_path: Path) -> None:
    try:
        python = interpreter()
    except Unavailable:
        pytest.skip("no bpy here")
    staged, path = written
    script = tmp_path / "look.py"
    script.write_text(_IN_BLENDER)
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "VIRTUAL_ENV"))}
    done = subprocess.run(
        [str(python), str(script), str(path)], capture_output=True, text=True, timeout=300, check=True, env=environment
    )
    said = next(line for line in done.stdout.splitlines() if line.startswith("FOUND "))
    count, low, high, lamps, cameras, recipes = json.loads(said[6:])
    boxes = np.stack([world_bounds(staged, p) for p in staged.placed])
    assert count == sum(len(staged.models[p.model].parts) for p in staged.placed)
    assert low == pytest.approx(boxes[:, 0].min(0), abs=1e-3)
    assert high == pytest.approx(boxes[:, 1].max(0), abs=1e-3)
    for camera in staged.cameras:
        lens, sensor, shallow, focus = cameras[camera.name]
        assert (lens, sensor) == pytest.approx((camera.focal_length, camera.gate), rel=1e-4)
        assert shallow == (camera.focus is not None)
        assert camera.focus is None or focus == pytest.approx(camera.focus)
    assert lamps["softbox"] == ["AREA", pytest.approx(600, rel=1e-3)]  # watts for lumens: the same number of radiance
    assert recipes["floor"] == "planks"


def test_the_scene_lists_its_cameras_in_order(written: tuple[Staged, Path]) -> None:
    stage = read_back(written[1])["stage"]
    assert [p.GetName() for p in stage.GetPrimAtPath(CAMERAS).GetChildren()] == ["wide", "detail"]
