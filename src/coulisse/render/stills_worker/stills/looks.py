"""A material for each look: the recipe's nodes, and what it shines by."""

# mypy: allow-untyped-defs

from __future__ import annotations

from stills import looks_building, looks_cloth, looks_things, looks_wood
from stills.nodes import Value, material
from stills.surface import Surface, shader, simpler_for_bounces

RECIPES = looks_building.RECIPES | looks_wood.RECIPES | looks_cloth.RECIPES | looks_things.RECIPES
LIT = looks_things.LIT


def made(name, look, beside_lamp):
    """The material of a look, and the socket that its luminance is set on, or None."""
    done, n = material(name)
    lit = None
    if look.recipe in LIT:
        node = n.tree.nodes.new("ShaderNodeValue")
        lit = node.outputs[0]
        out = LIT[look.recipe](n, look, Value(n, lit), beside_lamp)
    else:
        out = RECIPES[look.recipe](n, look)
        if isinstance(out, Surface):
            out = simpler_for_bounces(n, shader(n, out), out, look)
        if look.glow > 0:  # a lit shade: its own light on top of what falls on it
            node = n.tree.nodes.new("ShaderNodeValue")
            lit = node.outputs[0]
            light = n.add("ShaderNodeEmission", look.colour, Value(n, lit))
            out = n.add("ShaderNodeAddShader", out, light)
    n.add_output(out)
    done.cycles.emission_sampling = "NONE"  # thousands of bulbs' faces would only add noise
    return done, lit
