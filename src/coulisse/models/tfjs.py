"""TensorFlow.js graph models as ONNX: the only module that knows onnx. Structure and numbers are read, no code is run.

Some face networks are published only in this format (a JSON graph and a file of numbers). Of its operations those are
translated that these networks have; any other is refused by name.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from coulisse.errors import Unavailable

OPSET = 17
_SAME_NAME = {
    "Add": "Add", "AddV2": "Add", "Mul": "Mul", "Sub": "Sub", "RealDiv": "Div", "Relu": "Relu", "Tanh": "Tanh",
    "Sigmoid": "Sigmoid", "Minimum": "Min", "Maximum": "Max", "Identity": "Identity",
}  # fmt: skip


def to_onnx(graph: Path, numbers: Path, outputs: tuple[str, ...]) -> bytes:
    """The model of `graph` (JSON) and `numbers` as a serialized ONNX model with the named nodes as outputs.

    Pictures go in as they did, (n, h, w, 3). Raises Unavailable for an operation that is not translated and for
    files that do not fit together.
    """
    try:
        described = json.loads(graph.read_text("utf-8"))
        constants = _constants(described, numbers.read_bytes())
        nodes = described["modelTopology"]["node"]
        return _Translation(constants, nodes).model(outputs)
    except (KeyError, ValueError, TypeError, IndexError) as error:
        raise Unavailable(
            f"{graph.name}: this is not a TensorFlow.js graph model that can be read ({error})\n"
            "  what to do: delete the file and fetch it again"
        ) from error


def _constants(described: Any, numbers: bytes) -> dict[str, NDArray[Any]]:
    found, at = {}, 0
    for group in described["weightsManifest"]:
        for weight in group["weights"]:
            stored = weight.get("quantization") or {}
            kind = np.dtype(stored.get("dtype", weight["dtype"]))
            count = int(np.prod(weight["shape"], dtype=np.int64))
            values: NDArray[Any] = np.frombuffer(numbers, kind, count, at)
            at += count * kind.itemsize
            if "scale" in stored:
                values = values * np.float32(stored["scale"]) + np.float32(stored["min"])
            target = np.float32 if weight["dtype"] == "float32" else np.int64
            found[weight["name"]] = values.reshape(weight["shape"]).astype(target)
    if at != len(numbers):
        raise ValueError(f"{len(numbers)} bytes of numbers where the graph names {at}")
    return found


class _Translation:
    """The graph under way: ONNX nodes and initialisers by name."""

    def __init__(self, constants: dict[str, NDArray[Any]], nodes: list[dict[str, Any]]) -> None:
        self.constants = constants
        self.by_name = {node["name"]: node for node in nodes}
        self.made: list[onnx.NodeProto] = []
        self.stored: dict[str, onnx.TensorProto] = {}
        self.inputs: list[onnx.ValueInfoProto] = []
        self.done: set[str] = set()
        self.count = 0

    def model(self, outputs: tuple[str, ...]) -> bytes:
        for name in outputs:
            self._visit(name)
        used = {name for node in self.made for name in node.input}
        graph = helper.make_graph(
            self.made, "tfjs", self.inputs,
            [helper.make_tensor_value_info(name, TensorProto.FLOAT, None) for name in outputs],
            [values for name, values in self.stored.items() if name in used],
        )  # fmt: skip
        model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", OPSET)], ir_version=8)
        return bytes(model.SerializeToString())

    def _visit(self, wanted: str) -> None:
        stack = [wanted]
        while stack:
            name = stack[-1]
            if name in self.done:
                stack.pop()
                continue
            node = self.by_name[name]
            before = [_plain(i) for i in node.get("input", [])]
            missing = [i for i in before if i not in self.done]
            if missing:
                stack += missing
                continue
            self._translate(node, before)
            self.done.add(stack.pop())

    def _translate(self, node: dict[str, Any], inputs: list[str]) -> None:
        kind, name, attributes = node["op"], node["name"], node.get("attr", {})
        if kind == "Const":
            self._keep(name, self.constants[name])
        elif kind == "Placeholder":
            shape: list[int | str] = [int(d["size"]) for d in attributes["shape"]["shape"]["dim"]]
            shape[0] = "n"
            self.inputs.append(helper.make_tensor_value_info(name, TensorProto.FLOAT, shape))
        elif kind in _SAME_NAME:
            self._node(_SAME_NAME[kind], inputs, name)
        elif kind in ("Conv2D", "_FusedConv2D", "DepthwiseConv2dNative"):
            self._convolution(kind, inputs, name, attributes)
        elif kind == "_FusedMatMul":
            self._fused(self._node("MatMul", inputs[:2]), inputs[2:], attributes, name)
        elif kind in ("MaxPool", "AvgPool"):
            self._pool(kind, inputs[0], name, attributes)
        else:
            own: dict[str, Callable[[list[str], str, dict[str, Any]], object]] = {
                "Prelu": lambda i, n, a: self._node("PRelu", i, n),
                "Softmax": lambda i, n, a: self._node("Softmax", i, n, axis=-1),
                "Pad": self._pad, "Mean": self._mean, "Max": self._max, "Reshape": self._reshape,
                "ExpandDims": lambda i, n, a: self._node("Unsqueeze", [i[0], self._axes(i[1])], n),
                "StridedSlice": self._slice,
            }  # fmt: skip
            if kind not in own:
                raise ValueError(f"the operation {kind}")
            own[kind](inputs, name, attributes)

    # -- operations with something to say ----------------------------------------------------------------

    def _convolution(self, kind: str, inputs: list[str], name: str, attributes: dict[str, Any]) -> None:
        kernel = self.constants[inputs[1]]
        groups = 1
        if kind == "DepthwiseConv2dNative":
            h, w, groups, each = kernel.shape
            weights = kernel.transpose(2, 3, 0, 1).reshape(groups * each, 1, h, w)
        else:
            weights = kernel.transpose(3, 2, 0, 1)
        stored = self._keep(f"{name}/weights", np.ascontiguousarray(weights))
        strides = _ints(attributes, "strides")[1:3]
        first = self._node("Transpose", [inputs[0]], perm=[0, 3, 1, 2])
        done = self._node(
            "Conv", [first, stored], strides=strides, group=groups, auto_pad=_padding(attributes),
            kernel_shape=list(weights.shape[2:]), dilations=(_ints(attributes, "dilations") or [1, 1, 1, 1])[1:3],
        )  # fmt: skip
        self._fused(self._node("Transpose", [done], perm=[0, 2, 3, 1]), inputs[2:], attributes, name)

    def _fused(self, value: str, extra: list[str], attributes: dict[str, Any], name: str) -> None:
        steps = [_text(s) for s in attributes.get("fused_ops", {}).get("list", {}).get("s", [])]
        for step in steps:
            if step == "BiasAdd":
                value = self._node("Add", [value, extra.pop(0)])
            elif step == "Prelu":
                value = self._node("PRelu", [value, extra.pop(0)])
            elif step == "Relu6":
                value = self._node("Clip", [value, self._number(0.0), self._number(6.0)])
            elif step in ("Relu", "Tanh", "Sigmoid", "Elu"):
                value = self._node(step, [value])
            else:
                raise ValueError(f"the fused operation {step}")
        self._node("Identity", [value], name)

    def _pool(self, kind: str, given: str, name: str, attributes: dict[str, Any]) -> None:
        first = self._node("Transpose", [given], perm=[0, 3, 1, 2])
        done = self._node(
            "MaxPool" if kind == "MaxPool" else "AveragePool", [first], kernel_shape=_ints(attributes, "ksize")[1:3],
            strides=_ints(attributes, "strides")[1:3], auto_pad=_padding(attributes),
        )  # fmt: skip
        self._node("Transpose", [done], name, perm=[0, 2, 3, 1])

    def _pad(self, inputs: list[str], name: str, attributes: dict[str, Any]) -> None:
        sides = self.constants[inputs[1]].T.reshape(-1).astype(np.int64)
        self._node("Pad", [inputs[0], self._keep(f"{name}/sides", sides)], name)

    def _mean(self, inputs: list[str], name: str, attributes: dict[str, Any]) -> None:
        axes = [int(a) for a in np.atleast_1d(self.constants[inputs[1]])]
        self._node("ReduceMean", [inputs[0]], name, axes=axes, keepdims=int(bool(_flag(attributes, "keep_dims"))))

    def _max(self, inputs: list[str], name: str, attributes: dict[str, Any]) -> None:
        axes = [int(a) for a in np.atleast_1d(self.constants[inputs[1]])]
        self._node("ReduceMax", [inputs[0]], name, axes=axes, keepdims=int(bool(_flag(attributes, "keep_dims"))))

    def _reshape(self, inputs: list[str], name: str, attributes: dict[str, Any]) -> None:
        shape = self.constants[inputs[1]].astype(np.int64).copy()
        # A batch of one is frozen into some graphs; 0 takes over the batch that comes in.
        if len(shape) > 1 and shape[0] in (1, -1) and (shape[1:] > 0).all():
            shape[0] = -1 if shape[0] == -1 else 0
        self._node("Reshape", [inputs[0], self._keep(f"{name}/shape", shape)], name)

    def _slice(self, inputs: list[str], name: str, attributes: dict[str, Any]) -> None:
        begin, end, step = (self.constants[i].astype(np.int64).ravel().copy() for i in inputs[1:4])
        masks = {
            k: int(attributes.get(k, {}).get("i", 0))
            for k in ("begin_mask", "end_mask", "shrink_axis_mask", "ellipsis_mask", "new_axis_mask")
        }
        if masks["ellipsis_mask"] or masks["new_axis_mask"]:
            raise ValueError("a slice with an ellipsis")
        gone = []
        for axis in range(len(begin)):
            if masks["begin_mask"] >> axis & 1:
                begin[axis] = 0
            if masks["shrink_axis_mask"] >> axis & 1:
                end[axis] = begin[axis] + 1 if begin[axis] != -1 else np.iinfo(np.int64).max
                gone.append(axis)
            elif masks["end_mask"] >> axis & 1:
                end[axis] = np.iinfo(np.int64).max
        numbers = {"begin": begin, "end": end, "axes": np.arange(len(begin)), "step": step}
        cut = self._node(
            "Slice", [inputs[0], *(self._keep(f"{name}/{k}", v.astype(np.int64)) for k, v in numbers.items())],
            None if gone else name,
        )  # fmt: skip
        if gone:
            self._node("Squeeze", [cut, self._keep(f"{name}/gone", np.array(gone, np.int64))], name)

    # -- the pieces --------------------------------------------------------------------------------------

    def _node(self, kind: str, inputs: list[str], name: str | None = None, **attributes: Any) -> str:
        if name is None:
            self.count += 1
            name = f"step_{self.count}"
        self.made.append(helper.make_node(kind, inputs, [name], **attributes))
        return name

    def _keep(self, name: str, values: NDArray[Any]) -> str:
        self.stored[name] = numpy_helper.from_array(np.ascontiguousarray(values), name)
        return name

    def _number(self, value: float) -> str:
        return self._keep(f"number_{value}", np.array(value, np.float32))

    def _axes(self, name: str) -> str:
        return self._keep(f"{name}/axes", np.atleast_1d(self.constants[name]).astype(np.int64))


def _plain(name: str) -> str:
    return name.split(":")[0].lstrip("^")


def _ints(attributes: dict[str, Any], key: str) -> list[int]:
    return [int(v) for v in attributes.get(key, {}).get("list", {}).get("i", [])]


def _flag(attributes: dict[str, Any], key: str) -> bool:
    return bool(attributes.get(key, {}).get("b", False))


def _text(value: str) -> str:
    return base64.b64decode(value).decode("ascii")


def _padding(attributes: dict[str, Any]) -> str:
    given = attributes["padding"]["s"]
    text = given if given in ("SAME", "VALID") else _text(given)
    return {"SAME": "SAME_UPPER", "VALID": "VALID"}[text]
