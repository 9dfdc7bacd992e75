"""Rigid clusters of pieces that fall, strike and come to rest; the only module that knows rapier3d."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import rapier3d as rp
from numpy.typing import NDArray

from coulisse.physics.materials import GRAVITY
from coulisse.scene.pieces import cross, rotate

Array = NDArray[np.floating[Any]]
EARTH = -1  # the piece number of the ground in a contact

FRICTION = 0.65  # concrete on concrete, EC2 6.2.5 (rough: 0.7, smooth: 0.6)
RESTITUTION = 0.03  # broken concrete hardly bounces
SHRINK = 0.006  # metres that a collision shape is smaller all round, so that neighbours do not jam
EVENT_FORCE = 400.0  # newtons per step below which contacts are not reported


@dataclass(frozen=True)
class Contacts:
    """What touched in one step: pieces (C,) and (C,) (EARTH for the ground), and the force on each, (C, 3) newtons."""

    first: NDArray[np.int64]
    second: NDArray[np.int64]
    force_on_first: Array
    force_on_second: Array


@dataclass(frozen=True)
class Pose:
    """Position (3,) m of the body's centre of mass, rotation (4,), velocity (3,) m/s and spin (3,) rad/s."""

    position: Array
    rotation: Array
    velocity: Array
    spin: Array


@dataclass(frozen=True)
class Snapshot:
    """Every body at one moment, by body number: position (M, 3), rotation (M, 4), velocity (M, 3), spin (M, 3), the
    rest position of its centre of mass `origin` (M, 3), its mass (M,) kg, and whether it can move (M,)."""

    position: Array
    rotation: Array
    velocity: Array
    spin: Array
    origin: Array
    mass: Array
    moves: NDArray[np.bool_]

    def pose(self, body: int) -> Pose:
        """That of one body."""
        return Pose(self.position[body], self.rotation[body], self.velocity[body], self.spin[body])

    def of_pieces(self, body: NDArray[np.int64], centre: Array) -> tuple[Array, Array]:
        """Positions and velocities (n, 3) of points at rest `centre` (n, 3) that belong to bodies (n,)."""
        arm = rotate(self.rotation[body], centre - self.origin[body])
        return self.position[body] + arm, self.velocity[body] + cross(self.spin[body], arm)


class Clusters:
    """Bodies made of pieces that hang together. A body is a number; a piece belongs to one body or to none (-1)."""

    def __init__(self, step: float) -> None:
        self.world = rp.PhysicsWorld(gravity=(0.0, 0.0, -GRAVITY))
        self.world.integration_parameters.dt = step
        self.step_length = step
        self._events = rp.ChannelEventCollector()
        self.world.event_handler = self._events
        slab = rp.Collider.cuboid(2000.0, 2000.0, 50.0).friction(FRICTION).restitution(RESTITUTION)
        slab = slab.active_events(rp.ActiveEvents.CONTACT_FORCE_EVENTS).contact_force_event_threshold(EVENT_FORCE)
        earth = rp.RigidBodyBuilder(rp.RigidBodyType.FIXED).translation((0.0, 0.0, -50.0))
        self.world.add_body(earth, [slab])
        self._shape: list[rp.SharedShape] = []
        self._density: list[float] = []
        self.centre = np.zeros((0, 3))  # of the pieces, at rest
        self.mass = np.zeros(0)
        self.body_of = np.zeros(0, np.int64)
        self._collider: dict[int, rp.ColliderHandle] = {}
        self._piece_of: dict[rp.ColliderHandle, int] = {}
        self._handle: dict[int, rp.RigidBodyHandle] = {}
        self.pieces: dict[int, NDArray[np.int64]] = {}
        self.origin: dict[int, Array] = {}
        self.fixed: dict[int, bool] = {}
        self.weight: dict[int, float] = {}
        self._next = 0

    def add_shapes(self, corners: Sequence[Array], centre: Array, mass: Array) -> None:
        """Make known more pieces: their corners at rest, centres of mass (n, 3) and masses (n,)."""
        for points, middle, kilograms in zip(corners, centre, mass, strict=True):
            local = points - middle
            reach = np.maximum(np.abs(local).max(axis=0), 1e-3)
            local = (local * np.maximum(1 - SHRINK / reach, 0.6)).astype(np.float32)
            try:
                shape = rp.SharedShape.convex_hull(local)
            except rp.MeshConversionError:
                half = [max(float(v), 0.01) for v in reach * 0.9]
                shape = rp.SharedShape.cuboid(*half)
            unit = rp.Collider.new(shape).density(1.0).build()
            self._shape.append(shape)
            self._density.append(float(kilograms) / max(float(unit.volume), 1e-6))
        self.centre = np.concatenate([self.centre, centre])
        self.mass = np.concatenate([self.mass, mass])
        self.body_of = np.concatenate([self.body_of, np.full(len(mass), -1)])

    def add(self, pieces: NDArray[np.int64], pose: Pose | None = None, *, fixed: bool = False) -> int:
        """A new body of these pieces; `pose` is where its centre of mass is now (None: as at rest, still)."""
        weight = self.mass[pieces]
        origin = (self.centre[pieces] * weight[:, None]).sum(axis=0) / weight.sum()
        if pose is None:
            pose = Pose(origin, np.array([1.0, 0, 0, 0]), np.zeros(3), np.zeros(3))
        builder = rp.RigidBodyBuilder(rp.RigidBodyType.FIXED if fixed else rp.RigidBodyType.DYNAMIC)
        builder = builder.position(rp.Isometry3(tuple(pose.position.tolist()), rp.Rotation3(*pose.rotation.tolist())))
        if not fixed:
            # Air drag and the work of grinding edges take spin out of rubble.
            builder = builder.linvel(tuple(pose.velocity.tolist())).angvel(tuple(pose.spin.tolist()))
            builder = builder.angular_damping(0.1)
        handle = self.world.add_body(builder, [])
        body = self._next
        self._next += 1
        for piece in pieces.tolist():
            collider = (
                rp.Collider.new(self._shape[piece])
                .density(self._density[piece])
                .friction(FRICTION)
                .restitution(RESTITUTION)
                .translation(tuple((self.centre[piece] - origin).tolist()))
                .active_events(rp.ActiveEvents.CONTACT_FORCE_EVENTS)
                .contact_force_event_threshold(EVENT_FORCE)
            )
            key = self.world.add_collider(collider, handle)
            self._collider[piece] = key
            self._piece_of[key] = piece
        self._handle[body], self.pieces[body], self.origin[body], self.fixed[body] = handle, pieces, origin, fixed
        self.weight[body] = float(weight.sum())
        self.body_of[pieces] = body
        return body

    def remove(self, body: int) -> None:
        """Take a body out of the world; its pieces then belong to none."""
        for piece in self.pieces[body].tolist():
            self._piece_of.pop(self._collider.pop(piece), None)
        self.body_of[self.pieces[body]] = -1
        self.world.remove_body(self._handle.pop(body))
        for table in (self.pieces, self.origin, self.fixed, self.weight):
            table.pop(body)

    def release(self, body: int, leaving: NDArray[np.int64]) -> None:
        """Take pieces off a fixed body; the rest stays as it is. (A moving body is removed and made anew.)"""
        for piece in leaving.tolist():
            key = self._collider.pop(piece)
            self._piece_of.pop(key, None)
            self.world.remove_collider(key)
        self.body_of[leaving] = -1
        self.pieces[body] = np.setdiff1d(self.pieces[body], leaving, assume_unique=True)

    def pose(self, body: int) -> Pose:
        """Where a body is and how it moves."""
        b = self.world.rigid_bodies[self._handle[body]]
        r = b.rotation
        return Pose(
            np.array(tuple(b.translation)), np.array([r.w, r.i, r.j, r.k]), np.array(tuple(b.linvel)),
            np.array(tuple(b.angvel)),
        )  # fmt: skip

    def snapshot(self) -> Snapshot:
        """All bodies as they are now; numbers without a body are at rest at the origin."""
        n = self._next
        position, velocity, spin, origin = (np.zeros((n, 3)) for _ in range(4))
        rotation = np.tile(np.array([1.0, 0, 0, 0]), (n, 1))
        mass, moves = np.full(n, np.inf), np.zeros(n, bool)
        for body, handle in self._handle.items():
            origin[body] = position[body] = self.origin[body]
            if self.fixed[body]:
                continue
            b = self.world.rigid_bodies[handle]
            t, r, v, w = b.translation, b.rotation, b.linvel, b.angvel
            position[body] = t.x, t.y, t.z
            rotation[body] = r.w, r.i, r.j, r.k
            velocity[body] = v.x, v.y, v.z
            spin[body] = w.x, w.y, w.z
            mass[body] = self.weight[body]
            moves[body] = True
        return Snapshot(position, rotation, velocity, spin, origin, mass, moves)

    def push(self, body: int, velocity: Array, spin: Array) -> None:
        """Give a body a velocity and a spin."""
        b = self.world.rigid_bodies[self._handle[body]]
        b.linvel = tuple(velocity.tolist())  # type: ignore[assignment]
        b.angvel = tuple(spin.tolist())  # type: ignore[assignment]

    def nudge(self, body: int, impulse: Array, piece: int) -> None:
        """Give a body an impulse (3,) N s at one of its pieces."""
        b = self.world.rigid_bodies[self._handle[body]]
        arm = self.centre[piece] - self.origin[body]
        r = b.rotation
        point = np.array(tuple(b.translation)) + rotate(np.array([r.w, r.i, r.j, r.k]), arm)
        b.apply_impulse_at_point(tuple(impulse.tolist()), tuple(point.tolist()), True)

    def step(self) -> Contacts:
        """Advance by one step; returns the contacts of that step."""
        self.world.step()
        first, second, forces = [], [], []
        for event in self._events.drain_contact_force_events():
            a = self._piece_of.get(event.collider1, EARTH)
            b = self._piece_of.get(event.collider2, EARTH)
            f = event.total_force
            # The summed normal is that of collider 1, towards collider 2.
            first.append(a)
            second.append(b)
            forces.append((f.x, f.y, f.z))
        force = np.array(forces, float).reshape(-1, 3)
        return Contacts(np.array(first, np.int64), np.array(second, np.int64), -force, force)


def piece_pose(pose: Pose, origin: Array, centre: Array) -> tuple[Array, Array]:
    """World positions (n, 3) of pieces at rest `centre` (n, 3) in a body, and their velocities (n, 3)."""
    arm = rotate(np.broadcast_to(pose.rotation, (len(centre), 4)), centre - origin)
    return pose.position + arm, pose.velocity + cross(pose.spin, arm)
