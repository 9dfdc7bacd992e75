"""What a recipe gives back, and how it becomes a material's output."""

# mypy: allow-untyped-defs

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from stills.nodes import Value

_PASSES = ("Transmission", "Alpha", "Subsurface", "Emission")  # inputs by which light comes through or from within


@dataclass
class Surface:
    """Inputs of the principled shader: numbers or values of the tree. `height` is relief in metres."""

    colour: Any
    roughness: Any = 0.5
    metallic: Any = 0.0
    height: Any = None
    more: dict[str, Any] = field(default_factory=dict)  # other inputs by the shader's own names


def darker(colour, factor):
    """A colour times a factor."""
    return tuple(min(1.0, c * factor) for c in colour)


def second(look, default):
    """The look's second colour, or what stands for it."""
    return look.second if look.second is not None else default


def shader(n, surface):
    """The principled shader of a surface."""
    named = {"Base Color": surface.colour, "Roughness": surface.roughness, "Metallic": surface.metallic}
    if surface.height is not None:
        named["Normal"] = n.bump(surface.height)
    return n.add("ShaderNodeBsdfPrincipled", named=named | surface.more)


def simpler_for_bounces(n, full, surface, look):
    """The same to the eye and in mirrors; light that comes from a matt surface meets its mean colour alone.

    Most of a path is bounces in the dark of a room: there the grain of wood costs all its noise and shows nothing.
    """
    if any(name.startswith(_PASSES) for name in surface.more):
        return full
    rough = surface.roughness if isinstance(surface.roughness, int | float) else look.roughness
    metal = surface.metallic if isinstance(surface.metallic, int | float) else look.metallic
    mean = n.add("ShaderNodeBsdfPrincipled", named={"Base Color": look.mean, "Roughness": rough, "Metallic": metal})
    path = n.tree.nodes.new("ShaderNodeLightPath")
    # Cycles runs the side of a mix that counts, and not the nodes of the other.
    return n.add("ShaderNodeMixShader", Value(n, path.outputs["Is Diffuse Ray"]), full, mean)


def see_through(n, solid, share, colour):
    """A shader that lets `share` of the light straight through, tinted."""
    clear = n.add("ShaderNodeBsdfTransparent", colour)
    return n.add("ShaderNodeMixShader", share, solid, clear)


def lets_light_by(n, solid, colour, rest=0.0):
    """A shader that casts no dark shadow: to shadow and diffuse rays it is a tint. Spares caustics."""
    path = n.tree.nodes.new("ShaderNodeLightPath")
    shadow, diffuse = Value(n, path.outputs["Is Shadow Ray"]), Value(n, path.outputs["Is Diffuse Ray"])
    return see_through(n, solid, n.most(n.most(shadow, diffuse), rest), colour)
