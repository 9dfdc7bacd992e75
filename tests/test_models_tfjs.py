"""Networks in the TensorFlow.js format run as they should, and what is not one is refused in plain words."""

from __future__ import annotations

import base64
import json
from pathlib import Path

import numpy as np
import onnxruntime
import pytest

from coulisse.errors import Unavailable
from coulisse.models import tfjs


def _text(value: str) -> str:
    return base64.b64encode(value.encode()).decode()


def _graph(folder: Path, kind: str = "Conv2D") -> tuple[Path, Path, np.ndarray]:
    """A picture of 6 pixels, one convolution of stride 2 with SAME padding, and a sum of the bias."""
    kernel = np.random.default_rng(1).normal(size=(3, 3, 2, 4)).astype(np.float32)
    bias = np.arange(4, dtype=np.float32)
    node = {
        "name": "out", "op": kind, "input": ["x", "kernel", "bias"],
        "attr": {
            "strides": {"list": {"i": ["1", "2", "2", "1"]}}, "padding": {"s": _text("SAME")},
            "dilations": {"list": {"i": ["1", "1", "1", "1"]}},
            "fused_ops": {"list": {"s": [_text("BiasAdd"), _text("Relu")]}},
        },
    }  # fmt: skip
    sizes = [{"size": s} for s in (-1, 6, 6, 2)]
    described = {
        "modelTopology": {
            "node": [
                {"name": "x", "op": "Placeholder", "attr": {"shape": {"shape": {"dim": sizes}}}},
                {"name": "kernel", "op": "Const"}, {"name": "bias", "op": "Const"}, node,
            ]
        },
        "weightsManifest": [
            {"weights": [{"name": "kernel", "shape": [3, 3, 2, 4], "dtype": "float32"},
                         {"name": "bias", "shape": [4], "dtype": "float32", "quantization": {"dtype": "float16"}}]}
        ],
    }  # fmt: skip
    (folder / "net.json").write_text(json.dumps(described))
    (folder / "net.bin").write_bytes(kernel.tobytes() + bias.astype(np.float16).tobytes())
    return folder / "net.json", folder / "net.bin", kernel


def test_a_graph_computes_what_tensorflow_defines(tmp_path: Path) -> None:
    graph, numbers, kernel = _graph(tmp_path, "_FusedConv2D")
    session = onnxruntime.InferenceSession(tfjs.to_onnx(graph, numbers, ("out",)))
    x = np.random.default_rng(2).normal(size=(3, 6, 6, 2)).astype(np.float32)
    got = session.run(None, {"x": x})[0]
    padded = np.pad(x, ((0, 0), (0, 1), (0, 1), (0, 0)))  # SAME: the odd pixel goes to the end
    wanted = np.zeros((3, 3, 3, 4), np.float32)
    for row in range(3):
        for column in range(3):
            part = padded[:, 2 * row : 2 * row + 3, 2 * column : 2 * column + 3]
            wanted[:, row, column] = np.tensordot(part, kernel, 3)
    np.testing.assert_allclose(got, np.maximum(wanted + np.arange(4), 0), atol=1e-5)


def test_an_operation_that_is_not_known_is_named(tmp_path: Path) -> None:
    graph, numbers, _ = _graph(tmp_path, "Fft2D")
    with pytest.raises(Unavailable, match="Fft2D"):
        tfjs.to_onnx(graph, numbers, ("out",))


def test_numbers_that_do_not_fit_the_graph_are_refused(tmp_path: Path) -> None:
    graph, numbers, _ = _graph(tmp_path)
    numbers.write_bytes(numbers.read_bytes() + b"more")
    with pytest.raises(Unavailable, match="bytes of numbers"):
        tfjs.to_onnx(graph, numbers, ("out",))


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"weightsManifest": 3}', "not json"])
def test_what_is_no_graph_is_refused(tmp_path: Path, text: str) -> None:
    graph, numbers, _ = _graph(tmp_path)
    graph.write_text(text)
    with pytest.raises(Unavailable, match="not a TensorFlow"):
        tfjs.to_onnx(graph, numbers, ("out",))
