"""The scene in Blender: things in their places, lamps, sky, haze, cameras; and how a picture of it is taken."""

# mypy: allow-untyped-defs

from __future__ import annotations

import json
import math
from types import SimpleNamespace

import bpy
import numpy as np
from mathutils import Matrix
from stills import looks, meshes
from stills.nodes import Nodes, Value, material

_TOP = 60.0  # what lit surfaces show at most, over white: more only makes jagged rims


class Scene:
    """Built once from a file (stills_scene.py); `render` takes a picture for an order."""

    version = bpy.app.version_string

    def __init__(self, path):
        bpy.ops.wm.read_factory_settings(use_empty=True)
        with np.load(path) as file:
            self.said = json.loads(str(file["scene"]))
            self.arrays = {name: file[name] for name in file.files if name != "scene"}
        self.shining, self.lamps, self.things = [], [], {}
        _settings(self.said)
        self._things()
        for lamp in self.said["lamps"]:
            self._lamp(lamp)
        self._sky(self.said["sky"])
        if self.said["haze"] > 0:
            _haze(self.said["haze"], *self.said["bounds"])
        _bloom()
        self.cameras = {c["name"]: _camera(c) for c in self.said["cameras"]}

    # -- building ---------------------------------------------------------------------------------------

    def _things(self):
        made, self.materials = {}, {}
        rng = np.random.default_rng(self.said["seed"])
        for thing in self.said["things"]:
            key = thing["mesh"]
            if key not in made:
                given = self.said["meshes"][key]
                parts = [p | {k: self._array(p[k]) for k in ("points", "faces", "uv")} for p in given["parts"]]
                made[key] = meshes.mesh(key, parts, np.array(given["anchor"]), rng)
                for _ in range(given["slots"]):
                    made[key].materials.append(None)
            put = bpy.data.objects.new(thing["name"], made[key])
            put.matrix_world = Matrix(thing["matrix"])
            bpy.context.scene.collection.objects.link(put)
            self.things[thing["name"]] = put
            for slot, look in zip(put.material_slots, thing["looks"], strict=True):
                slot.link = "OBJECT"
                slot.material = self._material(look, thing["lit"])

    def _array(self, name):
        return None if name is None else self.arrays[name]

    def _material(self, name, beside_lamp):
        look = SimpleNamespace(**self.said["looks"][name])
        beside_lamp = beside_lamp and look.recipe in looks.LIT
        key = (name, beside_lamp)
        if key not in self.materials:
            done, lit = looks.made(name if not beside_lamp else f"{name} (lamp)", look, beside_lamp)
            self.materials[key] = done
            if lit is not None:
                self.shining.append((lit, look.glow))
        return self.materials[key]

    def _lamp(self, given):
        light = bpy.data.lights.new(given["name"], {"sun": "SUN"}.get(given["kind"], given["kind"].upper()))
        light.color = given["colour"]
        if given["kind"] == "area":
            light.shape = "RECTANGLE"
            light.size, light.size_y = given["size"]
        elif given["kind"] == "sun":
            light.angle = math.radians(given["size"][0])
        else:
            light.shadow_soft_size = given["size"][0]
        if given["kind"] == "spot":
            light.spot_size, light.spot_blend = math.radians(given["cone"]), given["blend"]
        put = bpy.data.objects.new(given["name"], light)
        put.matrix_world = Matrix(given["matrix"])
        put.visible_camera = False
        bpy.context.scene.collection.objects.link(put)
        self.lamps.append((light, given["energy"]))

    def _sky(self, sky):
        """Lights by its temperature; to the camera it shows the colour that was asked for, lighter at the horizon."""
        world = bpy.data.worlds.new("sky")
        bpy.context.scene.world = world
        world.use_nodes = True
        tree = world.node_tree
        tree.nodes.clear()
        n = Nodes(tree)
        up = n.split(n.add("ShaderNodeTexCoord", out=0))[2]
        seen = n.mix(n.step(up, 0.0, 0.35), n.mix(0.55, sky["seen"], (1.0, 1.0, 1.0)), sky["seen"])
        path = tree.nodes.new("ShaderNodeLightPath")
        value = tree.nodes.new("ShaderNodeValue")
        strength = Value(n, value.outputs[0])
        colour = n.mix(Value(n, path.outputs["Is Camera Ray"]), sky["light"], seen)
        back = n.add("ShaderNodeBackground", colour, strength)
        tree.links.new(back.socket, tree.nodes.new("ShaderNodeOutputWorld").inputs["Surface"])
        self.sky = (value.outputs[0], sky["radiance"])

    def change(self, given):
        """Turns or moves things, and puts up cameras instead of those that were there."""
        for name, matrix in given["matrices"].items():
            self.things[name].matrix_world = Matrix(matrix)
        for camera in self.cameras.values():
            bpy.data.objects.remove(camera)
        self.cameras = {c["name"]: _camera(c) for c in given["cameras"]}

    # -- pictures ---------------------------------------------------------------------------------------

    def _expose(self, stops):
        """All light times 2 ** stops, so that the renderer's own thresholds meet a well exposed picture."""
        gain = 2.0**stops
        for light, energy in self.lamps:
            light.energy = energy * gain
        for socket, radiance in self.shining:
            socket.default_value = min(radiance * gain, _TOP)
        socket, radiance = self.sky
        socket.default_value = radiance * gain

    def render(self, order):
        """Takes a picture: the passes into order["exr"], with the view's look into order["png"] if that is named."""
        s = bpy.context.scene
        s.camera = self.cameras[order["camera"]]
        s.render.resolution_x, s.render.resolution_y = order["size"]
        s.cycles.samples = order["samples"]
        s.cycles.sample_clamp_indirect = order["clamp"]
        s.cycles.use_denoising = order["denoise"]
        self._expose(order["exposure"])
        s.render.use_compositing = bool(order["png"])
        s.render.filepath = order["exr"]
        _file(s.render.image_settings, "MULTI_LAYER_IMAGE", "OPEN_EXR_MULTILAYER", "32")
        bpy.ops.render.render(write_still=True)
        if order["png"]:
            _file(s.render.image_settings, "IMAGE", "PNG", "8")
            s.render.image_settings.color_mode = "RGB"
            bpy.data.images["Render Result"].save_render(order["png"], scene=s)


def _file(settings, kind, form, depth):
    if hasattr(settings, "media_type"):  # Blender 5
        settings.media_type = kind
    settings.file_format, settings.color_depth = form, depth
    if form == "OPEN_EXR_MULTILAYER":
        settings.exr_codec = "ZIP"
        if hasattr(settings, "use_exr_interleave"):  # one part, not one a pass
            settings.use_exr_interleave = True


def _settings(said):
    s = bpy.context.scene
    s.render.engine = "CYCLES"
    s.render.use_persistent_data = True
    s.render.resolution_percentage = 100
    c = s.cycles
    c.device, c.seed, c.use_light_tree = "CPU", said["seed"], True
    c.use_adaptive_sampling, c.adaptive_threshold = True, 0.02
    c.denoiser, c.denoising_input_passes = "OPENIMAGEDENOISE", "RGB_ALBEDO_NORMAL"
    c.max_bounces, c.diffuse_bounces, c.glossy_bounces = 6, 4, 3
    c.transmission_bounces, c.volume_bounces, c.transparent_max_bounces = 6, 0, 12
    c.caustics_reflective = c.caustics_refractive = False
    c.blur_glossy = 0.3
    layer = bpy.context.view_layer
    layer.use_pass_z = layer.use_pass_normal = True
    layer.use_pass_cryptomatte_object = layer.use_pass_cryptomatte_material = True
    layer.pass_cryptomatte_depth = 4
    layer.cycles.denoising_store_passes = True
    v = s.view_settings
    v.view_transform, v.look = "AgX", "AgX - Medium High Contrast"
    v.use_white_balance = True
    v.white_balance_temperature, v.white_balance_tint = said["white_balance"], 10.0
    s.render.dither_intensity = 0.6


def _bloom():
    """A lens's soft halo about lamps and windows, in the graded picture only: the passes stay without it."""
    s = bpy.context.scene
    if not hasattr(s, "compositing_node_group"):  # before Blender 5 the picture goes without
        return
    tree = bpy.data.node_groups.new("bloom", "CompositorNodeTree")
    tree.interface.new_socket("Image", in_out="OUTPUT", socket_type="NodeSocketColor")
    n = Nodes(tree)
    named = {
        "Type": "Bloom", "Quality": "High", "Threshold": 1.6, "Smoothness": 0.6, "Clamp": True, "Maximum": 24.0,
        "Strength": 0.09, "Size": 0.45,
    }  # fmt: skip
    glare = n.add("CompositorNodeGlare", n.add("CompositorNodeRLayers"), named=named)
    tree.links.new(glare.socket, tree.nodes.new("NodeGroupOutput").inputs[0])
    s.compositing_node_group = tree


def _camera(given):
    camera = bpy.data.cameras.new(given["name"])
    camera.sensor_fit, camera.sensor_width, camera.lens = "HORIZONTAL", given["gate"], given["focal_length"]
    camera.clip_start, camera.clip_end = 0.02, 1000.0
    if given["focus"] is not None:
        camera.dof.use_dof = True
        camera.dof.focus_distance, camera.dof.aperture_fstop = given["focus"], given["f_stop"]
    put = bpy.data.objects.new(given["name"], camera)
    put.matrix_world = Matrix(given["matrix"])
    bpy.context.scene.collection.objects.link(put)
    return put


def _haze(share, low, high):
    """Air that scatters `share` of the light a metre, in the box of the whole scene; light scatters in it once."""
    made, n = material("haze")
    air = n.add("ShaderNodeVolumeScatter", named={"Density": share, "Anisotropy": 0.35})
    n.tree.links.new(air.socket, n.tree.nodes.new("ShaderNodeOutputMaterial").inputs["Volume"])
    x, y, z = ((a, b) for a, b in zip(low, high, strict=True))
    points = [(i, j, k) for k in z for j in y for i in x]
    faces = [(0, 2, 3, 1), (4, 5, 7, 6), (0, 1, 5, 4), (2, 6, 7, 3), (0, 4, 6, 2), (1, 3, 7, 5)]
    mesh = bpy.data.meshes.new("haze")
    mesh.from_pydata(points, [], faces)
    mesh.materials.append(made)
    bpy.context.scene.collection.objects.link(bpy.data.objects.new("haze", mesh))
