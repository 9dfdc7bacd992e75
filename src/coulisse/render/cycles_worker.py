"""Blender's Cycles in a process of its own: the only file that imports bpy, and that Coulisse never imports.

Blender is GPL; this script runs under an interpreter that has it (see cycles.py) and shares nothing with
Coulisse but files. Started with the path of a scene (.npz), it reads one JSON order a line from standard
input, `{"frame": npz, "exr": path, "white": bool}`, and answers each with a line that begins with REPLY.
"""

# mypy: allow-untyped-defs

from __future__ import annotations

import json
import os
import sys
import time

import bpy
import numpy as np

REPLY = "COULISSE "
FRAME = 1  # every order is rendered as this frame; the keys lie around it
CARRIED, CARRIED_GLASS, COUNT = 10, 11, 12  # materials: those below CARRIED are numbered as Surface


# -- nodes -----------------------------------------------------------------------------------------------


class Nodes:
    """A node tree under construction: `add` makes a node, sets or links its inputs and gives an output."""

    def __init__(self, tree):
        self.tree = tree

    def add(self, kind, *inputs, out=0, named=(), **settings):
        node = self.tree.nodes.new(kind)
        for name, value in settings.items():
            setattr(node, name, value)
        for key, value in [*enumerate(inputs), *dict(named).items()]:
            if isinstance(value, bpy.types.NodeSocket):
                self.tree.links.new(value, node.inputs[key])
            elif value is not None:
                node.inputs[key].default_value = value
        return node.outputs[out]

    def math(self, operation, a, b=0.0, c=0.0):
        return self.add("ShaderNodeMath", a, b, c, operation=operation)

    def vector(self, operation, a, b=(0, 0, 0), out=0):
        return self.add("ShaderNodeVectorMath", a, b, operation=operation, out=out)

    def scaled(self, colour, factor):
        return self.add("ShaderNodeVectorMath", colour, named={"Scale": factor}, operation="SCALE")

    def mix(self, factor, a, b):
        return self.add("ShaderNodeMix", named={0: factor, 6: a, 7: b}, data_type="RGBA", out=2)

    def noise(self, place, scale, detail=2.0):
        return self.add("ShaderNodeTexNoise", place, named={"Scale": scale, "Detail": detail})

    def around_one(self, noise, amount):
        """Noise in [0, 1] to a factor about 1."""
        return self.math("MULTIPLY_ADD", noise, 2.0 * amount, 1.0 - amount)


def _on_plate(nodes, scene, place):
    """A place in the world to the picture's (u, v, 0) and its depth along the optical axis."""
    m, (focal, cx, cy), (h, w) = scene["view"], scene["lens"], scene["albedo"].shape[:2]
    x, y, z = (
        nodes.math("ADD", nodes.vector("DOT_PRODUCT", place, m[k, :3].tolist(), out=1), float(m[k, 3]))
        for k in range(3)
    )
    depth = nodes.math("MAXIMUM", z, 1e-3)
    u = nodes.math("MULTIPLY_ADD", nodes.math("DIVIDE", x, depth), float(focal / w), float(cx / w))
    v = nodes.math("MULTIPLY_ADD", nodes.math("DIVIDE", y, depth), float(-focal / h), float(1 - cy / h))
    return nodes.add("ShaderNodeCombineXYZ", u, v, 0.0), z


def _picture(name, pixels):
    """An image of numbers, not of colours; rows from the top, up to 3 channels."""
    h, w = pixels.shape[:2]
    image = bpy.data.images.new(name, w, h, alpha=True, float_buffer=True)
    image.colorspace_settings.name = "Non-Color"
    rgba = np.ones((h, w, 4), np.float32)
    rgba[..., : pixels.shape[2]] = pixels[::-1]
    image.pixels.foreach_set(rgba.ravel())
    image.pack()
    return image


def _hold_group(scene):
    """What shows the plate, to the camera, is black and counts as `still`; in white mode a white card."""
    group = bpy.data.node_groups.new("hold", "ShaderNodeTree")
    group.interface.new_socket("Shader", in_out="INPUT", socket_type="NodeSocketShader")
    group.interface.new_socket("Shader", in_out="OUTPUT", socket_type="NodeSocketShader")
    nodes = Nodes(group)
    given = nodes.add("NodeGroupInput")
    place = nodes.add("ShaderNodeNewGeometry", out="Position")
    uv, depth = _on_plate(nodes, scene, place)
    span = nodes.add(
        "ShaderNodeTexImage", uv, image=_picture("rest_depth", scene["rest_depth"]), interpolation="Closest",
        extension="EXTEND",
    )  # fmt: skip
    parts = nodes.add("ShaderNodeSeparateXYZ", span).node.outputs
    slack = nodes.math("MULTIPLY_ADD", depth, 0.0005, 0.02)
    behind = nodes.math("GREATER_THAN", depth, nodes.math("SUBTRACT", parts[0], slack))
    before = nodes.math("LESS_THAN", depth, nodes.math("ADD", parts[1], slack))
    index = nodes.add("ShaderNodeObjectInfo", out="Object Index")
    camera = nodes.add("ShaderNodeLightPath", out="Is Camera Ray")
    still = nodes.math("MULTIPLY", nodes.math("MULTIPLY", behind, before), nodes.math("MULTIPLY", index, camera))
    output = group.nodes.new("ShaderNodeOutputAOV")
    output.aov_name = "still"
    group.links.new(still, output.inputs["Value"])
    white = nodes.add("ShaderNodeValue")
    white.node.name = "white"
    card = nodes.add("ShaderNodeBsdfDiffuse", (1, 1, 1, 1))
    black = nodes.add("ShaderNodeEmission", (0, 0, 0, 1), 0.0)
    shown = nodes.add("ShaderNodeMixShader", white, black, card)
    result = nodes.add("ShaderNodeMixShader", still, given, shown)
    group.links.new(result, group.nodes.new("NodeGroupOutput").inputs[0])
    return group


# -- materials, as in render/textures.py -----------------------------------------------------------------


def _carried(nodes, scene, image, glass):
    look = nodes.add("ShaderNodeAttribute", attribute_name="look", out="Vector")
    uv, _ = _on_plate(nodes, scene, look)
    colour = nodes.add("ShaderNodeTexImage", uv, image=image, interpolation="Cubic", extension="EXTEND")
    # An albedo over 1 (light that was found too weak) must not feed itself from bounce to bounce.
    camera = nodes.add("ShaderNodeLightPath", out="Is Camera Ray")
    colour = nodes.mix(camera, nodes.vector("MINIMUM", colour, (0.8, 0.8, 0.8)), colour)
    matt = nodes.add("ShaderNodeBsdfDiffuse", colour)
    if not glass:
        return matt
    mirror = nodes.add("ShaderNodeBsdfGlossy", (0.6, 0.6, 0.6, 1), 0.12)
    return nodes.add("ShaderNodeMixShader", nodes.add("ShaderNodeFresnel", 1.5), matt, mirror)


def _procedural(nodes, surface, paint):
    """The surface's own look; numbers and colours are those of the fast renderer."""
    place = nodes.add("ShaderNodeAttribute", attribute_name="look", out="Vector")
    stain, fine = nodes.noise(place, 0.9), nodes.noise(place, 4.3)
    tone = nodes.math("MULTIPLY", nodes.around_one(stain, 0.3), nodes.around_one(fine, 0.25))
    which = nodes.add("ShaderNodeTexWhiteNoise", nodes.vector("FLOOR", nodes.vector("DIVIDE", place, (4.1, 4.7, 2.9))))
    of_body = nodes.add("ShaderNodeObjectInfo", out="Random")
    height, roughness, metal = None, 1.0, 0.0
    if surface == 1:  # concrete
        height = nodes.noise(place, 2.2, 6.0)
        pebble = nodes.noise(place, 70.0, 0.0)
        tone = nodes.math("MULTIPLY", tone, nodes.around_one(height, 0.35))
        tone = nodes.math("MULTIPLY", tone, nodes.around_one(pebble, 0.3))
        colour = nodes.scaled((0.42, 0.395, 0.36), tone)
    elif surface == 2:  # brick
        height = nodes.noise(place, 3.3, 6.0)
        # The texture's bricks lie in its xy plane: along the wall, and up.
        x, y, z = nodes.add("ShaderNodeSeparateXYZ", place).node.outputs
        wall = nodes.add("ShaderNodeCombineXYZ", nodes.math("ADD", x, y), z, 0.0)
        brick = nodes.add(
            "ShaderNodeTexBrick", wall,
            named={"Color1": (0.27, 0.11, 0.07, 1), "Color2": (0.41, 0.2, 0.13, 1), "Mortar": (0.42, 0.39, 0.35, 1),
                   "Scale": 1.0, "Mortar Size": 0.005, "Brick Width": 0.225, "Row Height": 0.075},
        )  # fmt: skip
        colour = nodes.scaled(brick, nodes.around_one(height, 0.3))
    elif surface == 3:  # plaster, some rooms painted
        grime = nodes.around_one(nodes.noise(place, 0.6), 0.15)
        tint = nodes.mix(nodes.math("LESS_THAN", which, 0.25), (0.56, 0.53, 0.47, 1), (0.48, 0.5, 0.39, 1))
        tint = nodes.mix(nodes.math("GREATER_THAN", which, 0.85), tint, (0.55, 0.45, 0.31, 1))
        colour = nodes.scaled(tint, grime)
    elif surface == 4:  # screed, parquet, carpet
        tint = nodes.mix(nodes.math("GREATER_THAN", which, 0.4), (0.30, 0.29, 0.27, 1), (0.24, 0.155, 0.09, 1))
        tint = nodes.mix(nodes.math("GREATER_THAN", which, 0.7), tint, (0.12, 0.13, 0.15, 1))
        colour = nodes.scaled(tint, tone)
    elif surface == 5:  # glass
        colour, roughness = (0.035, 0.042, 0.045, 1), 0.05
    elif surface == 6:  # steel with rust
        colour, roughness = nodes.mix(stain, (0.1, 0.1, 0.1, 1), (0.16, 0.075, 0.04, 1)), 0.6
    elif surface == 7:  # wood
        grain = nodes.noise(nodes.vector("MULTIPLY", place, (1.7, 21, 21)), 1.0)
        dark = nodes.math("MULTIPLY_ADD", of_body, 0.6, 0.55)
        colour = nodes.scaled((0.27, 0.165, 0.09), nodes.math("MULTIPLY", dark, nodes.around_one(grain, 0.3)))
    elif surface == 8:  # cloth
        value = nodes.math("MULTIPLY", nodes.math("MULTIPLY_ADD", of_body, 0.4, 0.12), tone)
        colour = nodes.scaled((1.0, 0.95, 0.9), value)
    else:  # paint, and the facade where the plate does not show it
        streak = nodes.around_one(nodes.noise(nodes.vector("MULTIPLY", place, (1.6, 1.6, 0.12)), 1.0), 0.15)
        colour = nodes.scaled(paint, streak)
    bump = None
    if height is not None:
        bump = nodes.add("ShaderNodeBump", named={"Strength": 0.8, "Distance": 0.06, "Height": height})
    if roughness == 1.0:
        return nodes.add("ShaderNodeBsdfDiffuse", colour, named={"Normal": bump})
    return nodes.add(
        "ShaderNodeBsdfPrincipled", colour, named={"Roughness": roughness, "Metallic": metal, "Normal": bump}
    )


def _materials(scene):
    hold, image = _hold_group(scene), _picture("albedo", scene["albedo"])
    made = []
    for number in range(COUNT):
        material = bpy.data.materials.new(f"surface_{number}")
        material.use_nodes = True
        material.node_tree.nodes.clear()
        nodes = Nodes(material.node_tree)
        if number < CARRIED:
            shader = _procedural(nodes, number, tuple(float(v) for v in scene["paint"]))
        else:
            shader = _carried(nodes, scene, image, number == CARRIED_GLASS)
        group = material.node_tree.nodes.new("ShaderNodeGroup")
        group.node_tree = hold
        material.node_tree.links.new(shader, group.inputs[0])
        output = material.node_tree.nodes.new("ShaderNodeOutputMaterial")
        material.node_tree.links.new(group.outputs[0], output.inputs["Surface"])
        made.append(material)
    return made, hold.nodes["white"].outputs[0]


# -- scene -----------------------------------------------------------------------------------------------


def _mesh(name, points, look, material, materials):
    """Triangles whose corners are `points` (3 T, 3), none shared."""
    count = len(points)
    mesh = bpy.data.meshes.new(name)
    mesh.vertices.add(count)
    mesh.vertices.foreach_set("co", np.ascontiguousarray(points, np.float32).ravel())
    mesh.loops.add(count)
    mesh.loops.foreach_set("vertex_index", np.arange(count, dtype=np.int32))
    mesh.polygons.add(count // 3)
    mesh.polygons.foreach_set("loop_start", np.arange(0, count, 3, dtype=np.int32))
    for one in materials:
        mesh.materials.append(one)
    mesh.polygons.foreach_set("material_index", np.ascontiguousarray(material, np.int32))
    mesh.attributes.new("look", "FLOAT_VECTOR", "POINT").data.foreach_set(
        "vector", np.ascontiguousarray(look, np.float32).ravel()
    )
    mesh.update()
    thing = bpy.data.objects.new(name, mesh)
    bpy.context.scene.collection.objects.link(thing)
    return thing


def _pieces(scene, materials):
    made = []
    start = scene["group_start"]
    for g, name in enumerate(scene["group_name"].tolist()):
        own = slice(3 * start[g], 3 * start[g + 1])
        faces = slice(start[g], start[g + 1])
        thing = _mesh(name, scene["points"][own], scene["look"][own], scene["material"][faces], materials)
        thing.rotation_mode = "QUATERNION"
        thing.location = scene["centre"][scene["group_body"][g]].tolist()
        thing.pass_index = 1
        made.append(thing)
    return made


def _place(thing, matrix):
    thing.matrix_world = type(thing.matrix_world)(matrix.tolist())


def _light(scene):
    world = bpy.data.worlds.new("sky")
    bpy.context.scene.world = world
    world.use_nodes = True
    background = world.node_tree.nodes["Background"]
    background.inputs["Color"].default_value = (*scene["sky"].tolist(), 1)
    lamp = bpy.data.lights.new("sun", "SUN")
    strength = float(max(scene["sun"].max(), 1e-6))
    # Our irradiance has the 1/pi inside (scene/light.py); Blender's has not.
    lamp.energy, lamp.color, lamp.angle = np.pi * strength, (scene["sun"] / strength).tolist(), np.radians(0.53)
    sun = bpy.data.objects.new("sun", lamp)
    z = scene["to_sun"] / np.linalg.norm(scene["to_sun"])
    x = np.cross([0.0, 1.0, 0.0] if abs(z[1]) < 0.9 else [1.0, 0.0, 0.0], z)
    x /= np.linalg.norm(x)
    _place(sun, np.block([[np.stack([x, np.cross(z, x), z], 1), np.zeros((3, 1))], [0, 0, 0, 1]]))
    bpy.context.scene.collection.objects.link(sun)
    # The ground sends light up but is the plate's own: the camera does not see it.
    far = 2000.0
    corners = np.array([[-far, -far], [far, -far], [far, far], [-far, -far], [far, far], [-far, far]])
    points = np.column_stack([corners, np.full(6, scene["ground_z"])])
    grey = bpy.data.materials.new("ground")
    grey.use_nodes = True
    shader = grey.node_tree.nodes["Principled BSDF"]
    shader.inputs["Base Color"].default_value = (*[float(scene["ground_albedo"])] * 3, 1)
    shader.inputs["Roughness"].default_value = 1.0
    shader.inputs["Specular IOR Level"].default_value = 0.0
    ground = _mesh("ground", points, points, np.zeros(2), [grey])
    ground.visible_camera = False


def _camera(scene):
    camera = bpy.data.cameras.new("camera")
    camera.sensor_fit, camera.sensor_width = "HORIZONTAL", 36.0
    camera.clip_start, camera.clip_end = 0.1, 10_000.0
    camera.lens, camera.shift_x, camera.shift_y = (float(v) for v in scene["blender_lens"])
    thing = bpy.data.objects.new("camera", camera)
    _place(thing, scene["camera_matrix"])
    bpy.context.scene.collection.objects.link(thing)
    bpy.context.scene.camera = thing


def _settings(scene):
    s = bpy.context.scene
    s.render.engine = "CYCLES"
    s.render.resolution_y, s.render.resolution_x = scene["albedo"].shape[:2]
    s.render.resolution_percentage = 100
    s.render.film_transparent = True
    s.render.filter_size = 1.0
    s.render.use_motion_blur, s.render.motion_blur_shutter = True, float(scene["shutter"])
    s.render.use_persistent_data = True
    s.render.threads_mode = "FIXED"
    s.render.threads = os.cpu_count() or 1
    s.view_settings.view_transform = "Raw"
    c = s.cycles
    c.device, c.samples, c.seed = "CPU", int(scene["samples"]), int(scene["seed"])
    c.use_adaptive_sampling = False
    c.use_denoising, c.denoiser = True, "OPENIMAGEDENOISE"
    c.denoising_input_passes = "RGB_ALBEDO_NORMAL"
    c.pixel_filter_type = "BLACKMAN_HARRIS"
    c.filter_width = 1.2
    c.max_bounces, c.diffuse_bounces, c.glossy_bounces, c.transmission_bounces = 4, 3, 2, 2
    c.caustics_reflective = c.caustics_refractive = False
    c.sample_clamp_indirect = 4.0
    layer = bpy.context.view_layer
    layer.use_pass_z = layer.use_pass_normal = layer.use_pass_cryptomatte_object = True
    layer.pass_cryptomatte_depth = 4
    aov = layer.aovs.add()
    aov.name, aov.type = "still", "VALUE"
    out = s.render.image_settings
    if hasattr(out, "media_type"):  # Blender 5
        out.media_type = "MULTI_LAYER_IMAGE"
    out.file_format, out.color_depth, out.exr_codec = "OPEN_EXR_MULTILAYER", "32", "ZIP"
    if hasattr(out, "use_exr_interleave"):  # one part, not one a pass
        out.use_exr_interleave = True
    s.render.use_file_extension = False


# -- frames ----------------------------------------------------------------------------------------------


def _curves(thing):
    """The seven F-curves of an object's pose, in the order of a pose; made on first use."""
    if thing.animation_data is None or thing.animation_data.action is None:
        for when in (FRAME - 1, FRAME + 1):
            thing.keyframe_insert("location", frame=when)
            thing.keyframe_insert("rotation_quaternion", frame=when)
    data = thing.animation_data
    if hasattr(data.action, "fcurves"):
        curves = data.action.fcurves
    else:  # Blender 5: layered actions
        curves = data.action.layers[0].strips[0].channelbag(data.action_slot).fcurves
    found = {(c.data_path, c.array_index): c for c in curves}
    return [found["location", k] for k in range(3)] + [found["rotation_quaternion", k] for k in range(4)]


class Stage:
    """The scene in Blender, and how a frame changes it."""

    def __init__(self, scene):
        bpy.ops.wm.read_factory_settings(use_empty=True)
        _settings(scene)
        materials, self.white = _materials(scene)
        self.body, self.curves = scene["group_body"], {}
        self.shutter = float(scene["shutter"])
        self.fps = bpy.context.scene.render.fps / bpy.context.scene.render.fps_base
        self.pieces = _pieces(scene, materials)
        self.chips = None
        if len(scene["chip_points"]):
            self.chips = _mesh(
                "chips", scene["chip_points"], scene["chip_look"], scene["chip_material"], materials
            )  # fmt: skip
            self.chips.data.attributes.new("velocity", "FLOAT_VECTOR", "POINT")
        _light(scene)
        _camera(scene)

    def pose(self, frame):
        """Bring the pieces where `frame` has them: who is there, who has moved, poses at the shutter's ends."""
        before, after = frame["before"], frame["after"]
        half = self.shutter / 2
        for g, thing in enumerate(self.pieces):
            shown, moved = bool(frame["shown"][g]), bool(frame["moved"][g])
            if thing.hide_render == shown:
                thing.hide_render = not shown
            if thing.pass_index != (not moved):
                thing.pass_index = int(not moved)
            if not (shown and moved):
                continue
            if g not in self.curves:
                self.curves[g] = _curves(thing)
            a, b = before[self.body[g]], after[self.body[g]]
            for curve, first, last in zip(self.curves[g], a.tolist(), b.tolist(), strict=True):
                for key, when, value in zip(
                    curve.keyframe_points, (FRAME - half, FRAME + half), (first, last), strict=True
                ):
                    key.co = when, value
                    key.interpolation = "LINEAR"
                curve.update()
        if self.chips is not None:
            points, mesh = frame["chip_points"], self.chips.data
            self.chips.hide_render = not bool(frame["chips_shown"])
            mesh.vertices.foreach_set("co", np.ascontiguousarray(points, np.float32).ravel())
            speed = np.ascontiguousarray(frame["chip_travel"] * (self.fps / self.shutter), np.float32)
            mesh.attributes["velocity"].data.foreach_set("vector", speed.ravel())
            mesh.update()

    def render(self, order):
        with np.load(order["frame"]) as frame:
            self.pose(frame)
        self.white.default_value = float(order["white"])
        s = bpy.context.scene
        s.render.filepath = order["exr"]
        s.frame_set(FRAME)
        bpy.ops.render.render(write_still=True)


def main():
    """Build the scene, then answer orders until standard input ends."""
    began = time.perf_counter()
    with np.load(sys.argv[1]) as scene:
        stage = Stage({name: scene[name] for name in scene.files})
    print(REPLY + json.dumps({"ready": bpy.app.version_string, "seconds": time.perf_counter() - began}), flush=True)
    for line in sys.stdin:
        began, busy = time.perf_counter(), time.process_time()
        stage.render(json.loads(line))
        took = {"seconds": time.perf_counter() - began, "processor": time.process_time() - busy}
        print(REPLY + json.dumps(took), flush=True)


if __name__ == "__main__":
    main()
