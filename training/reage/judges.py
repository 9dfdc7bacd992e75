"""Networks that look at a face, in torch, so that the training can ask them: how old, who.

faceres and SSR-Net say how old (GEAR never does: it stays a stranger, for the evaluation), SFace says who. They are
rebuilt from their ONNX graphs, operation by operation, and are never changed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import store  # noqa: F401  first: it makes the training's modules importable
import numpy as np
import onnx
import torch
import torch.nn.functional as F
from coulisse.face.identity import _TEMPLATE
from coulisse.face.space import NET_BOX
from coulisse.models import sessions, tfjs
from onnx import numpy_helper
from torch import Tensor, nn

_FACERES_MEAN = (103.939, 116.779, 123.68)  # BGR, of ImageNet
# The square of the FFHQ frame that faceres sees best (training/reage/looks.py): left, top, side.
_FACERES = (0.17, 0.17, 0.66)
# Middles of eyes, tip of the nose, corners of the mouth in the mesh, for SFace's template.
_EYES, _NOSE, _MOUTH = ((33, 133), (362, 263)), 4, (61, 291)


class Graph(nn.Module):
    """An ONNX model, its numbers frozen; `forward` gives the named values."""

    def __init__(self, model: onnx.ModelProto, wanted: Sequence[str]) -> None:
        super().__init__()
        self.nodes = [
            (n.op_type, list(n.input), n.output[0], {a.name: onnx.helper.get_attribute_value(a) for a in n.attribute})
            for n in model.graph.node
        ]
        self.wanted = list(wanted)
        self.entry = next(i.name for i in model.graph.input if i.name not in {t.name for t in model.graph.initializer})
        self.whole: dict[str, np.ndarray] = {}  # shapes and axes, needed as numbers
        self.key: dict[str, str] = {}
        for k, stored in enumerate(model.graph.initializer):
            values = numpy_helper.to_array(stored)
            if values.dtype.kind == "f":
                self.key[stored.name] = f"n{k}"
                self.register_buffer(f"n{k}", torch.tensor(np.array(values)))
            else:
                self.whole[stored.name] = values

    def forward(self, picture: Tensor) -> list[Tensor]:
        known: dict[str, Any] = {self.entry: picture}

        def get(name: str) -> Any:
            if name in known:
                return known[name]
            return getattr(self, self.key[name]) if name in self.key else self.whole[name]

        for kind, inputs, output, attributes in self.nodes:
            known[output] = _OPERATIONS[kind]([get(i) for i in inputs if i], attributes)
        return [known[name] for name in self.wanted]


def _pads(x: Tensor, kernel: Sequence[int], a: dict[str, Any]) -> list[int]:
    """Top, left, bottom, right; TensorFlow's "same" puts the odd one last."""
    if a.get("auto_pad", b"NOTSET") != b"SAME_UPPER":
        return list(a.get("pads", [0, 0, 0, 0]))
    lack = [max((-(-n // s) - 1) * s + k - n, 0)
            for n, k, s in zip(x.shape[2:], kernel, a.get("strides", (1, 1)), strict=True)]  # fmt: skip
    return [lack[0] // 2, lack[1] // 2, lack[0] - lack[0] // 2, lack[1] - lack[1] // 2]


def _conv(i: list[Any], a: dict[str, Any]) -> Tensor:
    x, pads = i[0], _pads(i[0], i[1].shape[2:], a)
    if any(pads):
        x = F.pad(x, (pads[1], pads[3], pads[0], pads[2]))
    return F.conv2d(
        x, i[1], i[2] if len(i) > 2 else None, tuple(a.get("strides", (1, 1))), 0,
        tuple(a.get("dilations", (1, 1))), a.get("group", 1),
    )  # fmt: skip


def _pool(i: list[Any], a: dict[str, Any], largest: bool) -> Tensor:
    x, pads = i[0], _pads(i[0], a["kernel_shape"], a)
    if any(pads):
        x = F.pad(x, (pads[1], pads[3], pads[0], pads[2]), value=-torch.inf if largest else 0.0)
    return (F.max_pool2d if largest else F.avg_pool2d)(x, tuple(a["kernel_shape"]), tuple(a.get("strides", (1, 1))))


def _slice(i: list[Any], a: dict[str, Any]) -> Tensor:
    x, begins, ends = i[0], i[1], i[2]
    axes = i[3] if len(i) > 3 else range(len(begins))
    steps = i[4] if len(i) > 4 else [1] * len(begins)
    cut = [slice(None)] * x.ndim
    for axis, begin, end, step in zip(axes, begins, ends, steps, strict=True):
        cut[int(axis)] = slice(int(begin), int(min(end, 1 << 40)), int(step))
    return x[tuple(cut)]


def _squeeze(i: list[Any], a: dict[str, Any]) -> Tensor:
    for axis in sorted((int(v) for v in i[1]), reverse=True):
        i[0] = i[0].squeeze(axis)
    return i[0]


def _unsqueeze(i: list[Any], a: dict[str, Any]) -> Tensor:
    for axis in sorted(int(v) for v in i[1]):
        i[0] = i[0].unsqueeze(axis)
    return i[0]


_OPERATIONS: dict[str, Callable[[list[Any], dict[str, Any]], Any]] = {
    "Conv": _conv, "Slice": _slice, "Squeeze": _squeeze, "Unsqueeze": _unsqueeze,
    "MaxPool": lambda i, a: _pool(i, a, True), "AveragePool": lambda i, a: _pool(i, a, False),
    "Transpose": lambda i, a: i[0].permute(*a["perm"]), "Identity": lambda i, a: i[0], "Dropout": lambda i, a: i[0],
    "Add": lambda i, a: i[0] + i[1], "Sub": lambda i, a: i[0] - i[1], "Mul": lambda i, a: i[0] * i[1],
    "Div": lambda i, a: i[0] / i[1], "Relu": lambda i, a: F.relu(i[0]), "Tanh": lambda i, a: torch.tanh(i[0]),
    "Sigmoid": lambda i, a: torch.sigmoid(i[0]), "Softmax": lambda i, a: torch.softmax(i[0].float(), -1),
    "Min": lambda i, a: i[0].clamp(max=float(i[1])), "Max": lambda i, a: i[0].clamp(min=float(i[1])),
    "MatMul": lambda i, a: i[0] @ i[1], "Flatten": lambda i, a: i[0].flatten(1),
    "ReduceMean": lambda i, a: i[0].mean([int(v) for v in a["axes"]], keepdim=bool(a.get("keepdims", 1))),
    "Reshape": lambda i, a: i[0].reshape([i[0].shape[0], *(int(v) for v in i[1][1:])]),
    "PRelu": lambda i, a: F.prelu(i[0], i[1].reshape(-1)),
    "BatchNormalization": lambda i, a: F.batch_norm(i[0], i[3], i[4], i[1], i[2], False, 0.0, a.get("epsilon", 1e-5)),
    "Gemm": lambda i, a: F.linear(i[0], i[1], i[2]),
}  # fmt: skip


class Judges(nn.Module):
    """Ages and identity of faces (n, 3, h, w) encoded in [0, 1] that fill NET_BOX."""

    def __init__(self) -> None:
        super().__init__()
        graphs = {}
        for name in ("faceres", "ssrnet"):
            outputs = sessions._TFJS_OUTPUTS[name]
            graphs[name] = onnx.load_from_string(
                tfjs.to_onnx(sessions.need(name), sessions.need(f"{name}_bin"), outputs)
            )
        pooled = next(n.output[0] for n in graphs["faceres"].graph.node if n.op_type == "ReduceMean")
        self.faceres = Graph(graphs["faceres"], ["age_pred/Softmax", pooled])
        self.ssrnet = Graph(graphs["ssrnet"], ["Identity"])
        self.sface = Graph(onnx.load(str(sessions.need("sface"))), ["fc1"])
        self.register_buffer("mean", torch.tensor(_FACERES_MEAN).reshape(1, 3, 1, 1))
        self.requires_grad_(False)
        self.eval()

    def ages(self, faces: Tensor, shift: tuple[float, float] = (0.0, 0.0), zoom: float = 1.0) -> tuple[Tensor, ...]:
        """Years by faceres (n,) and by SSR-Net (n,), and what faceres looked at (n, k).

        `shift` and `zoom` move the cut a little: what only works at one pixel's place is no wrinkle.
        """
        wide, n = NET_BOX[2] - NET_BOX[0], faces.shape[-1]
        left, top = ((_FACERES[k] - NET_BOX[k]) / wide + shift[k] for k in (0, 1))
        side = _FACERES[2] / wide * zoom
        x0, y0 = max(0, round(left * n)), max(0, round(top * n))
        part = faces[..., y0 : y0 + round(side * n), x0 : x0 + round(side * n)]
        part = F.interpolate(part, (224, 224), mode="bilinear", align_corners=False, antialias=True)
        bgr = part.flip(1) * 255 - self.mean
        bins, pooled = self.faceres(bgr.permute(0, 2, 3, 1))
        years = (bins.float() * torch.arange(1, bins.shape[-1] + 1, device=bins.device)).sum(-1)
        small = F.interpolate(faces, (64, 64), mode="bilinear", align_corners=False, antialias=True)
        second = self.ssrnet((small.flip(1) * 255).permute(0, 2, 3, 1))[0]
        return years, second.float().reshape(-1), pooled.float().flatten(1)

    def identity(self, faces: Tensor, points: Tensor) -> Tensor:
        """Unit descriptors (n, 128); `points` (n, 5, 2) in pixels, as `five` gives them."""
        n = faces.shape[-1]
        goal = torch.tensor(np.float32(_TEMPLATE), device=faces.device)
        source = points - points.mean(1, keepdim=True)
        target = goal - goal.mean(0)
        power = (source**2).sum((1, 2))
        a = (source * target).sum((1, 2)) / power
        b = (source[..., 0] * target[..., 1] - source[..., 1] * target[..., 0]).sum(1) / power
        turn = torch.stack([torch.stack([a, -b], 1), torch.stack([b, a], 1)], 1)  # picture -> crop
        back = torch.linalg.inv(turn)
        grid = torch.stack(torch.meshgrid(torch.arange(112.0), torch.arange(112.0), indexing="xy"), -1).to(faces.device)
        at = (grid.reshape(1, -1, 2) - goal.mean(0)) @ back.transpose(1, 2) + points.mean(1, keepdim=True)
        at = ((at + 0.5) / n * 2 - 1).reshape(-1, 112, 112, 2)
        crop = F.grid_sample(faces, at, mode="bilinear", padding_mode="border", align_corners=False)
        return F.normalize(self.sface(crop * 255)[0].float(), dim=1)


def five(points: np.ndarray) -> np.ndarray:
    """The five landmarks (5, 2) of SFace's template, left to right as seen, out of a mesh's points (n, 2)."""
    eyes = sorted((points[list(e)].mean(0) for e in _EYES), key=lambda p: p[0])
    mouth = sorted((points[k] for k in _MOUTH), key=lambda p: p[0])
    return np.float32([*eyes, points[_NOSE], *mouth])
