"""Promises of the stills: light in its right ratios, every look has a surface, passes for what comes after."""

from __future__ import annotations

import json
import math
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import get_args

import numpy as np
import pytest

from coulisse.errors import BadInput, CoulisseError, Unavailable
from coulisse.media import colour, exr, images
from coulisse.render.blender import PYTHON, interpreter
from coulisse.render.stills import right_exposure, studio
from coulisse.render.stills_scene import UNIT, changed, lamp_colour, lamp_energy, write_scene
from coulisse.scene.staged import FilmCamera, Lamp, Look, LookRecipe, Placed, Sky, Staged
from staged_rooms import box, model, room


def have_blender() -> bool:
    try:
        interpreter()
    except Unavailable:
        return False
    return True


blender = pytest.mark.skipif(not have_blender(), reason="needs bpy")


def card(lamp: Lamp | None = None, sky: Sky | None = None) -> Staged:
    """A card of reflectance one half on the ground, 1 m below where a lamp hangs."""
    return Staged(
        {"card": model("card", box("card", (-0.5, -0.5, -0.01), (0.5, 0.5, 0.0)))},
        (Placed("card", (0, 0, 0), 0, {"body": "grey"}, "card"),),
        {"grey": Look("plain", (0.5, 0.5, 0.5), roughness=1.0, wear=0.0)},
        () if lamp is None else (lamp,),
        (FilmCamera("A", (0.05, -0.8, 0.5), (0, 0, 0), 50.0),),
        sky or Sky(),
    )


def lux(staged: Staged, folder) -> float:
    """Light on the middle of the card as the picture shows it."""
    with studio(staged, folder) as s:
        still = s.render("A", (32, 18), samples=64, exr=folder / "c.exr", png=folder / "c.png", exposure=-4.0)
    layers, header = exr.read_passes(still.exr)
    assert header["exposure"] == still.exposure
    luminance = colour.luminance(np.asarray(layers["beauty"], np.float32))[7:11, 14:18]
    return float(luminance.mean()) * 2.0**4 * UNIT * math.pi / 0.5


def test_a_machine_without_blender_is_told_how_to_bring_it(monkeypatch, tmp_path):
    monkeypatch.setenv(PYTHON, str(tmp_path / "nothing"))
    with pytest.raises(Unavailable, match="pip install 'bpy"), studio(room(), tmp_path):
        pass


def test_a_scene_that_names_what_is_not_there_is_refused_by_name(tmp_path):
    scene = room()
    with pytest.raises(BadInput, match="table has no look for its slot legs"):
        write_scene(
            replace(scene, placed=tuple(replace(p, looks={}) if p.name == "table" else p for p in scene.placed)),
            tmp_path / "a.npz", seed=0,
        )  # fmt: skip
    with pytest.raises(BadInput, match="there is no model throne"):
        write_scene(replace(scene, placed=(Placed("throne", (0, 0, 0), 0, {}, "throne"),)), tmp_path / "a.npz", seed=0)


def test_a_lamp_gives_its_lumens_whatever_its_warmth_and_a_filter_takes_some():
    for kelvin in (1900.0, 2700.0, 5600.0, 9000.0):
        assert np.dot(lamp_colour(Lamp("point", (0, 0, 0), 1.0, kelvin=kelvin)), (0.2126, 0.7152, 0.0722)) == (
            pytest.approx(1.0, rel=1e-6)
        )
    red = lamp_colour(Lamp("point", (0, 0, 0), 1.0, kelvin=5600.0, colour=(1.0, 0.1, 0.1)))
    assert np.dot(red, (0.2126, 0.7152, 0.0722)) < 0.4
    narrow, wide = (lamp_energy(Lamp("spot", (0, 0, 0), 800.0, cone=c)) for c in (20.0, 60.0))
    assert narrow > 5 * wide  # the same lumens in a ninth of the solid angle


def test_a_dim_room_and_a_bright_one_come_out_alike_and_highlights_are_kept():
    rng = np.random.default_rng(3)
    scene = np.exp(rng.normal(-3.0, 0.8, (68, 120))).astype(np.float32)
    first = right_exposure(scene)
    assert right_exposure(scene * 8) == pytest.approx(first - 3.0, abs=1e-3)
    lit = scene.copy()
    lit[:10] = 30.0  # a window: 15 % of the picture
    assert right_exposure(lit) < first - 1.0
    assert 30.0 * 2 ** right_exposure(lit) < 16.0
    few = scene.copy()
    few[:4, :80] = 30.0  # small windows burn, and the room stays seen
    assert right_exposure(few) > first - 2.7


@blender
@pytest.mark.slow
def test_lamps_sun_and_sky_have_their_photometric_ratios(tmp_path):
    point = lux(card(Lamp("point", (0, 0, 1), 800.0, kelvin=5600.0)), tmp_path)
    assert point == pytest.approx(800 / (4 * math.pi), rel=0.1)
    area = lux(card(Lamp("area", (0, 0, 1), 800.0, size=(0.05, 0.05))), tmp_path)
    assert area == pytest.approx(800 / math.pi, rel=0.1)
    spot = lux(card(Lamp("spot", (0, 0, 1), 800.0, cone=60.0)), tmp_path)
    solid_angle = 2 * math.pi * (1 - math.cos(math.radians(30))) * 0.8  # a fifth of it goes to the soft rim
    assert spot == pytest.approx(800 / solid_angle, rel=0.1)
    assert lux(card(Lamp("sun", (0, 0, 1), 50_000.0, size=(0.5, 0))), tmp_path) == pytest.approx(50_000, rel=0.1)
    assert lux(card(sky=Sky(10_000.0)), tmp_path) == pytest.approx(10_000, rel=0.1)


@blender
@pytest.mark.slow
def test_every_look_has_a_surface_of_its_colour(tmp_path):
    """A plate of each recipe, lit alike: all show something, and no two show the same."""
    recipes = get_args(LookRecipe)
    plate = model("plate", box("plate", (-0.2, -0.02, 0.0), (0.2, 0.0, 0.4)))
    looks = {r: Look(r, (0.3, 0.2, 0.12), roughness=0.5, wear=0.3, glow=50.0 if r in ("glow", "screen") else 0.0)
             for r in recipes}  # fmt: skip
    placed = tuple(
        Placed("plate", (0.45 * (i % 8) - 1.6, 0, 0.45 * (i // 8)), 0, {"body": r}, r) for i, r in enumerate(recipes)
    )
    cameras = (FilmCamera("A", (0, -6, 1.1), (0, 0, 1.1), 38.0),)
    with studio(Staged({"plate": plate}, placed, looks, cameras=cameras, sky=Sky(500.0)), tmp_path) as s:
        still = s.render("A", (160, 100), samples=4, exr=tmp_path / "a.exr", png=tmp_path / "a.png", exposure=-1.0)
    layers, _ = exr.read_passes(still.exr)
    beauty = np.asarray(layers["beauty"], np.float64)
    assert np.isfinite(beauty).all()
    seen = {}
    for recipe in recipes:
        matte = exr.cryptomatte_matte(layers, recipe, layer="crypto_thing")
        assert (matte > 0.9).sum() > 60, f"{recipe} is not seen"
        inside = beauty[matte > 0.9]
        seen[recipe] = (*inside.mean(0), *inside.std(0))
        assert inside.mean() > 1e-4, f"{recipe} is black"
    values = np.array(list(seen.values()))
    apart = np.abs(values[:, None] - values[None]).max(-1) + np.eye(len(values))
    assert apart.min() > 1e-4


@blender
@pytest.mark.slow
def test_passes_are_what_a_finish_needs_and_a_seed_fixes_the_pixels(tmp_path):
    scene = replace(room(), cameras=(FilmCamera("A", (-3.0, -1.9, 1.5), (1.2, 0.4, 0.9), 22.0),))
    stills = []
    for k in range(2):
        with studio(scene, tmp_path / "work", seed=4) as s:
            stills.append(s.render("A", (96, 54), samples=4, exr=tmp_path / f"{k}.exr", png=tmp_path / f"{k}.png"))
    layers, header = exr.read_passes(stills[0].exr)
    again, _ = exr.read_passes(stills[1].exr)
    assert stills[0].exposure == stills[1].exposure == pytest.approx(header["exposure"], abs=1e-4)
    for name in ("beauty", "albedo", "normal"):
        assert layers[name].shape == (54, 96, 3) and layers[name].dtype == np.float16
        np.testing.assert_array_equal(layers[name], again[name])
    assert layers["depth"].min() > 1.0 and layers["depth"][27, 90] < 8.0
    normal = np.linalg.norm(np.asarray(layers["normal"], float), axis=2)
    assert np.median(normal) == pytest.approx(1.0, abs=0.02)
    table = exr.cryptomatte_matte(layers, "table", layer="crypto_thing")
    leather = exr.cryptomatte_matte(layers, "leather", layer="crypto_look")
    assert table.sum() > 50 and leather.sum() > 50
    (things,) = (json.loads(header[k[:-4] + "manifest"]) for k, v in header.items() if str(v) == "crypto_thing")
    assert {p.name for p in scene.placed} <= things.keys()
    picture = images.read_picture(stills[0].png)
    assert picture.pixels.shape == (54, 96, 3) and picture.bits == 8
    beauty = np.asarray(layers["beauty"], float)
    assert 0.03 < np.exp(np.log(np.maximum(beauty.mean(2), 1e-3)).mean()) < 0.4


def test_what_only_turns_or_is_seen_from_elsewhere_is_not_built_again():
    scene = room()
    first = next(p for p in scene.placed if p.name == "table")
    others = tuple(p for p in scene.placed if p is not first)
    scene = replace(scene, placed=(first, *others))
    turned = replace(scene, placed=(replace(first, facing=first.facing + 30.0), *others))
    assert changed(scene, turned)["matrices"].keys() == {"table"}
    assert not changed(scene, replace(scene, cameras=scene.cameras[:1]))["matrices"]
    other = replace(scene.models[first.model])
    for unlike in (
        replace(scene, models={**scene.models, first.model: other}), replace(scene, placed=others),
        replace(scene, looks={}), replace(scene, haze=0.5),
        replace(scene, placed=(replace(first, size=(2.0, 1.0, 1.0)), *others)),
    ):  # fmt: skip
        assert changed(scene, unlike) is None


@blender
@pytest.mark.slow
def test_a_scene_that_is_turned_in_an_open_studio_looks_as_one_that_was_built_so(tmp_path):
    scene = replace(room(), cameras=(FilmCamera("A", (-3.0, -1.9, 1.5), (1.2, 0.4, 0.9), 22.0),))
    camera = FilmCamera("B", (-2.6, 1.9, 1.5), (1.2, -0.4, 0.9), 22.0)
    placed = tuple(replace(p, facing=p.facing + 40.0) if p.name == "table" else p for p in scene.placed)
    turned = replace(scene, placed=placed, cameras=(camera,))
    bare = replace(turned, placed=tuple(p for p in placed if p.name != "table"))

    def taken(s, number):
        made = s.render("B", (64, 36), samples=4, exr=tmp_path / f"{number}.exr", png=tmp_path / f"{number}.png")
        return np.asarray(exr.read_passes(made.exr)[0]["beauty"], float)

    with studio(scene, tmp_path) as s:
        s.render("A", (64, 36), samples=1, exr=tmp_path / "a.exr", png=tmp_path / "a.png")
        pictures = []
        for number, shown in enumerate((turned, bare)):
            s.show(shown)
            pictures.append(taken(s, number))
    for number, shown in enumerate((turned, bare)):
        with studio(shown, tmp_path) as s:
            np.testing.assert_allclose(pictures[number], taken(s, 2), atol=2e-3)
    assert np.abs(pictures[0] - pictures[1]).mean() > 1e-3


@blender
@pytest.mark.slow
def test_a_worker_that_dies_is_told_and_an_interrupt_leaves_no_process(tmp_path):
    scene = replace(room(), cameras=(FilmCamera("A", (-3.0, -1.9, 1.5), (1.2, 0.4, 0.9), 22.0),))
    with studio(scene, tmp_path) as s:
        s.worker.process.kill()
        with pytest.raises(CoulisseError, match="status -9"):
            s.exposure()
    with pytest.raises(KeyboardInterrupt), studio(scene, tmp_path) as s:
        raise KeyboardInterrupt
    assert s.worker.process.poll() is not None
    with studio(scene, tmp_path) as s, pytest.raises(BadInput, match="use one of A"):
        s.render("B", (8, 8), samples=1, exr=tmp_path / "b.exr", png=tmp_path / "b.png")


@blender
def test_a_rounded_box_keeps_its_faces_flat_and_its_texture_in_metres(tmp_path):
    """The worker's meshes, asked under its own interpreter."""
    from coulisse.render.stills import SCRIPT

    script = f"""
import sys; sys.path.insert(0, {str(SCRIPT)!r})
import bpy
import numpy as np
from stills import meshes
low, high = (-0.6, -0.1, 0.0), (0.6, 0.1, 0.4)
points = np.array([(a, b, c) for c in (0.0, 0.4) for b in (-0.1, 0.1) for a in (-0.6, 0.6)], np.float32)
faces = np.array([(0, 2, 3, 1), (4, 5, 7, 6), (0, 1, 5, 4), (2, 6, 7, 3), (0, 4, 6, 2), (1, 3, 7, 5)], np.int32)
part = dict(points=points, faces=faces, uv=None, slot=0, bevel=0.01, smooth=False)
mesh = meshes.mesh("box", [part], np.zeros(3), np.random.default_rng(0))
big = [p for p in mesh.polygons if p.area > 0.02]
assert len(big) == 6 and len(mesh.polygons) > 20, len(mesh.polygons)
for p in big:  # a flat face's corners look where the face does, within 6 degrees
    for i in p.loop_indices:
        assert mesh.corner_normals[i].vector.dot(p.normal) > 0.994
front = next(p for p in big if p.normal.y < -0.9)
uv = np.array([mesh.uv_layers["metres"].data[i].uv[:] for i in front.loop_indices])
assert abs(np.ptp(uv[:, 0]) - 1.18) < 1e-4 and abs(np.ptp(uv[:, 1]) - 0.38) < 1e-4, uv
grain = np.array([a.vector[:] for a in mesh.attributes["grain"].data])
assert np.ptp(grain[:, 0]) > 1.19 and abs(np.ptp(grain[:, 2]) - 0.2) < 1e-4
pole = np.array([(0, 0, 1), (0, 0, 1), (1, 0, 0), (0, 1, 0), (-1, 0, 0)], np.float32)
turned = np.array([(0, 0, 2, 3), (0, 1, 3, 4), (2, 3, 3, -1)], np.int32)  # a pole, one of two points, and a sliver
cone = meshes.mesh("cone", [dict(points=pole, faces=turned, uv=None, slot=0, bevel=0, smooth=True)], np.zeros(3),
                   np.random.default_rng(0))
assert [len(p.vertices) for p in cone.polygons] == [3, 4]
assert all(abs(c.vector.length - 1) < 1e-3 for c in cone.corner_normals)
print("right")
"""
    done = subprocess.run([interpreter(), "-P", "-c", script], capture_output=True, text=True, timeout=60)
    assert "right" in done.stdout, done.stderr[-2000:]
    assert "bpy" not in sys.modules  # nothing of it is loaded here


@blender
@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="the kernel's signal to orphans is Linux's")
def test_a_killed_run_leaves_no_blender_behind(tmp_path):
    """A worker in the middle of a long picture hears nothing from a parent that is gone."""
    script = f"""
import sys, threading, time
sys.path[:0] = [{str(Path(__file__).parent)!r}]
from dataclasses import replace
from pathlib import Path
from coulisse.render.stills import studio
from coulisse.scene.staged import FilmCamera
from staged_rooms import room
scene = replace(room(), cameras=(FilmCamera("A", (-3.0, -1.9, 1.5), (1.2, 0.4, 0.9), 22.0),))
folder = Path({str(tmp_path)!r})
with studio(scene, folder) as s:
    print(s.worker.process.pid, flush=True)
    s.render("A", (1600, 900), samples=4096, exr=folder / "a.exr", png=folder / "a.png", exposure=0.0)
"""
    parent = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True)
    assert parent.stdout is not None
    worker = int(parent.stdout.readline())
    time.sleep(2)
    parent.kill()
    parent.wait()
    status = Path(f"/proc/{worker}/stat")
    for _ in range(50):
        if not status.exists() or status.read_text().split()[2] == "Z":
            return
        time.sleep(0.1)
    pytest.fail("Blender goes on without anybody to render for")
