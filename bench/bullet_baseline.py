"""The usual way, for comparison: the same pieces as rigid bodies of Blender's Bullet, glued by breakable constraints.

Runs under an interpreter that has bpy: `python bullet_baseline.py bodies.npz frames`; prints JSON with the seconds
that building the scene and baking took, and how far the pieces fell.
"""

from __future__ import annotations

import json
import sys
import time

import bpy
import numpy as np

DENSITY = 2400.0  # kg/m³
STRENGTH = 1.5e6  # Pa times s: an impulse a contact bears, per square metre of a typical contact of 0.3 m²


def _mesh(points):
    import bmesh  # is there only once bpy has been imported

    mesh = bpy.data.meshes.new("piece")
    built = bmesh.new()
    for p in points:
        built.verts.new(p)
    bmesh.ops.convex_hull(built, input=list(built.verts))
    built.to_mesh(mesh)
    built.free()
    return mesh


def _activate(thing):
    bpy.context.view_layer.objects.active = thing
    thing.select_set(True)


def build(data):
    """Bodies and constraints, made by copying: Blender's operators take a time that grows with the scene."""
    scene = bpy.context.scene
    bpy.ops.rigidbody.world_add()
    world = scene.rigidbody_world
    world.collection = bpy.data.collections.new("bodies")
    world.constraints = bpy.data.collections.new("constraints")
    ground = bpy.data.objects.new(
        "ground", _mesh([(x, y, z) for x in (-300, 300) for y in (-300, 300) for z in (-1, 1)])
    )
    ground.location.z = -1.0  # Bullet's box lies around the object's origin
    scene.collection.objects.link(ground)
    _activate(ground)
    bpy.ops.rigidbody.object_add()
    ground.rigid_body.type, ground.rigid_body.collision_shape, ground.rigid_body.friction = "PASSIVE", "BOX", 0.7
    start, bodies = data["start"], []
    for k, centre in enumerate(data["centre"]):
        mesh = _mesh(data["points"][start[k] : start[k + 1]].tolist())
        if not bodies:
            thing = bpy.data.objects.new("piece", mesh)
            scene.collection.objects.link(thing)
            _activate(thing)
            bpy.ops.rigidbody.object_add()
            b = thing.rigid_body
            b.type, b.collision_shape, b.friction, b.restitution = "ACTIVE", "CONVEX_HULL", 0.7, 0.0
            b.use_margin, b.collision_margin = True, 0.0
        else:
            thing = bodies[0].copy()
            thing.data = mesh
            scene.collection.objects.link(thing)
            if thing.name not in world.collection.objects:
                world.collection.objects.link(thing)
        thing.location = centre.tolist()
        thing.rigid_body.mass = float(max(data["volume"][k] * DENSITY, 1.0))
        bodies.append(thing)
    links = [(bodies[i], bodies[j]) for i, j in data["pairs"].tolist()]
    links += [(bodies[i], ground) for i in np.flatnonzero(data["grounded"]).tolist()]
    first = None
    for a, b in links:
        if first is None:
            empty = bpy.data.objects.new("bond", None)
            scene.collection.objects.link(empty)
            _activate(empty)
            bpy.ops.rigidbody.constraint_add(type="FIXED")
            c = empty.rigid_body_constraint
            c.use_breaking, c.breaking_threshold, c.disable_collisions = True, STRENGTH * 0.3 / 240, False
            first = empty
        else:
            empty = first.copy()
            scene.collection.objects.link(empty)
            if empty.name not in world.constraints.objects:
                world.constraints.objects.link(empty)
        empty.location = (a.location + b.location) / 2 if b is not ground else a.location
        empty.rigid_body_constraint.object1, empty.rigid_body_constraint.object2 = a, b
    return bodies, len(links)


def main():
    """Build, bake by stepping through the frames, and tell."""
    data, frames = dict(np.load(sys.argv[1])), int(sys.argv[2])
    bpy.ops.wm.read_factory_settings(use_empty=True)
    scene = bpy.context.scene
    scene.render.fps = 24
    begun = time.perf_counter()
    bodies, bonds = build(data)
    built = time.perf_counter() - begun
    world = scene.rigidbody_world
    world.point_cache.frame_start, world.point_cache.frame_end = 1, frames
    world.substeps_per_frame, world.solver_iterations = 10, 10  # Blender's defaults
    begun = time.perf_counter()
    for frame in range(1, frames + 1):
        scene.frame_set(frame)
    baked = time.perf_counter() - begun
    graph = bpy.context.evaluated_depsgraph_get()
    fall = [float(rest[2] - b.evaluated_get(graph).matrix_world.translation[2]) for b, rest in
            zip(bodies, data["centre"], strict=True)]  # fmt: skip
    print("COULISSE " + json.dumps({
        "pieces": len(bodies), "bonds": bonds, "build": built, "bake": baked, "frames": frames,
        "fell_m": float(np.mean(fall)), "share_that_fell": float(np.mean(np.array(fall) > 0.5)),
    }))  # fmt: skip


if __name__ == "__main__":
    main()
