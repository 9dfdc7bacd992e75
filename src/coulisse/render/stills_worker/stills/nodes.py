"""Shader nodes written as sums: a value is a Python number or an output of the tree, and `+ - * /` make the nodes."""

# mypy: allow-untyped-defs

from __future__ import annotations

import bpy


class Value:
    """An output of a tree under construction."""

    def __init__(self, nodes, socket):
        self.nodes, self.socket = nodes, socket

    def __add__(self, other):
        return self.nodes.math("ADD", self, other)

    def __sub__(self, other):
        return self.nodes.math("SUBTRACT", self, other)

    def __rsub__(self, other):
        return self.nodes.math("SUBTRACT", other, self)

    def __mul__(self, other):
        return self.nodes.math("MULTIPLY", self, other)

    def __truediv__(self, other):
        return self.nodes.math("DIVIDE", self, other)

    def __abs__(self):
        return self.nodes.math("ABSOLUTE", self)

    __radd__, __rmul__ = __add__, __mul__


class Nodes:
    """A node tree under construction; places and sizes are metres."""

    def __init__(self, tree):
        self.tree, self._kept = tree, {}

    def add(self, kind, *inputs, out=0, named=(), **settings):
        """A node of `kind` with its inputs by position or name; gives one output."""
        node = self.tree.nodes.new(kind)
        for name, value in settings.items():
            setattr(node, name, value)
        for key, value in [*enumerate(inputs), *dict(named).items()]:
            if isinstance(value, Value):
                self.tree.links.new(value.socket, node.inputs[key])
            elif value is not None:
                self._set(node.inputs[key], value)
        return Value(self, node.outputs[out])

    @staticmethod
    def _set(socket, value):
        if socket.type == "RGBA" and not isinstance(value, (int, float)) and len(value) == 3:
            value = (*value, 1.0)
        elif socket.type in ("RGBA", "VECTOR") and isinstance(value, (int, float)):
            value = (value, value, value, 1.0)[: 4 if socket.type == "RGBA" else 3]
        socket.default_value = value

    def _once(self, key, make):
        if key not in self._kept:
            self._kept[key] = make()
        return self._kept[key]

    def add_output(self, surface):
        """The end of a material's tree."""
        self.tree.links.new(surface.socket, self.tree.nodes.new("ShaderNodeOutputMaterial").inputs["Surface"])

    # -- where a point is -------------------------------------------------------------------------------

    def attribute(self, name):
        """A vector that meshes.py has given each vertex."""
        return self._once(name, lambda: self.add("ShaderNodeAttribute", attribute_name=name, out=1))

    def place(self):
        """In the frame of the model; of buildings, in the world, so that what meets goes on."""
        return self.attribute("place")

    def grain(self):
        """From the middle of the part, x along its longest side; each part elsewhere in what varies."""
        shift = self.scaled((17.0, 5.0, 11.0), self.vary())
        return self._once("grain moved", lambda: self.vector("ADD", self.attribute("grain"), shift))

    def panel(self):
        """Of the part's two longest sides: across, up, and half of each, from the middle."""
        return (*self.split(self.attribute("panel"))[:2], *self.split(self.attribute("reach"))[:2])

    def vary(self):
        """A number from 0 to 1 of each part of each placed thing."""

        def make():
            thing = self.add("ShaderNodeObjectInfo", out=5)
            return self.math("FRACT", thing + self.split(self.attribute("panel"))[2])

        return self._once("vary", make)

    def uv(self):
        """Across and up on the surface."""
        return self._once("uv", lambda: self.split(self.add("ShaderNodeUVMap", uv_map="metres"))[:2])

    def flat(self, stretch=1.0):
        """The same as a vector, up multiplied by `stretch`."""
        u, v = self.uv()
        return self.join(u, v if stretch == 1.0 else v * stretch, self.vary() * 3.0)

    def upright(self):
        """1 on walls, 0 on floors and ceilings."""

        def make():
            z = self.split(self.add("ShaderNodeNewGeometry", out=3))[2]  # of the face, not of the shading
            return self.step(abs(z), 0.8, 0.6)

        return self._once("upright", make)

    def height(self):
        """Above the floor."""
        return self.split(self.place())[2]

    # -- arithmetic -------------------------------------------------------------------------------------

    def math(self, operation, a, b=0.0, c=0.0):
        return self.add("ShaderNodeMath", a, b, c, operation=operation)

    def fract(self, a):
        return self.math("FRACT", a)

    def floor(self, a):
        return self.math("FLOOR", a)

    def least(self, a, b):
        return self.math("MINIMUM", a, b)

    def most(self, a, b):
        return self.math("MAXIMUM", a, b)

    def step(self, x, a, b, low=0.0, high=1.0):
        """From `low` at a to `high` at b, soft."""
        if a > b:
            a, b, low, high = b, a, high, low
        return self.add("ShaderNodeMapRange", x, a, b, low, high, interpolation_type="SMOOTHSTEP")

    def ridge(self, x, middle, width):
        """1 where x is `middle`, 0 from `width` away."""
        return self.step(abs(x - middle), width, 0.0)

    def vector(self, operation, a, b=(0.0, 0.0, 0.0), out=0):
        return self.add("ShaderNodeVectorMath", a, b, operation=operation, out=out)

    def scaled(self, a, factor):
        return self.add("ShaderNodeVectorMath", a, named={"Scale": factor}, operation="SCALE")

    def times(self, a, by):
        return self.vector("MULTIPLY", a, by)

    def join(self, x, y, z=0.0):
        return self.add("ShaderNodeCombineXYZ", x, y, z)

    def split(self, a):
        node = self.tree.nodes.new("ShaderNodeSeparateXYZ")
        self.tree.links.new(a.socket, node.inputs[0])
        return [Value(self, output) for output in node.outputs]

    # -- textures ---------------------------------------------------------------------------------------

    def noise(self, place, scale=1.0, detail=2.0, rough=0.55, warp=0.0):
        named = {"Scale": scale, "Detail": detail, "Roughness": rough, "Distortion": warp}
        return self.add("ShaderNodeTexNoise", place, named=named)

    def cells(self, place, scale=1.0, feature="F1", out="Distance", random=1.0):
        named = {"Scale": scale, "Randomness": random}
        return self.add("ShaderNodeTexVoronoi", place, named=named, feature=feature, out=out)

    def edges(self, place, scale=1.0, random=1.0):
        return self.cells(place, scale, "DISTANCE_TO_EDGE", random=random)

    def chance(self, *values):
        """A number from 0 to 1 that changes with any of the values."""
        place = self.join(*values, *[0.0] * (3 - len(values)))
        return self.add("ShaderNodeTexWhiteNoise", place, noise_dimensions="3D")

    # -- colours ----------------------------------------------------------------------------------------

    def mix(self, factor, a, b, blend="MIX"):
        return self.add("ShaderNodeMix", named={0: factor, 6: a, 7: b}, data_type="RGBA", blend_type=blend, out=2)

    def tone(self, colour, factor):
        """A colour times a number."""
        return self.scaled(colour, factor)

    def about(self, x, amount):
        """What goes from 0 to 1, to a factor about 1."""
        return self.math("MULTIPLY_ADD", x, 2.0 * amount, 1.0 - amount)

    def hue(self, colour, shift, saturation=1.0, value=1.0):
        return self.add("ShaderNodeHueSaturation", shift + 0.5, saturation, value, 1.0, colour)

    def bump(self, height):
        """A normal for a height in metres."""
        return self.add("ShaderNodeBump", named={"Strength": 1.0, "Distance": 1.0, "Height": height})


def material(name):
    """A new material with an empty tree, and its Nodes."""
    made = bpy.data.materials.new(name)
    made.use_nodes = True
    made.node_tree.nodes.clear()
    return made, Nodes(made.node_tree)
