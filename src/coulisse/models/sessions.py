"""Running weights: the only module that knows onnxruntime."""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from numpy.typing import NDArray

from coulisse.errors import Unavailable
from coulisse.models.catalogue import entry, find
from coulisse.models.fetch import sha256

# Weights in the TensorFlow.js format (`NAME` the structure, `NAME_bin` the numbers): the nodes that are outputs.
_TFJS_OUTPUTS = {
    "facemesh": ("Identity_2", "Identity_1"),
    "faceres": ("age_pred/Softmax", "gender_pred/Sigmoid"),
    "ssrnet": ("Identity",),
    "gear": ("Identity",),
}


def run(name: str, inputs: Mapping[str, NDArray[Any]]) -> dict[str, NDArray[Any]]:
    """Run the weights `name` on the CPU and return its outputs by name; the same input gives the same bits.

    Raises Unavailable where the weights are not on this machine, altered, or do not load.
    """
    session = _session(need(name), name)
    names = [output.name for output in session.get_outputs()]
    return dict(zip(names, session.run(names, dict(inputs)), strict=True))


def input_name(name: str) -> str:
    """What the first input of the weights `name` is called."""
    return str(_session(need(name), name).get_inputs()[0].name)


def need(name: str) -> Path:
    """Where the weights `name` are. Raises Unavailable where they are not on this machine."""
    path = find(name)
    if path is None:
        raise Unavailable(
            f"the weights {name} ({entry(name).task}) are not on this machine\n"
            f"  what to do: run `coulisse models fetch {name}`, or point COULISSE_MODELS at a folder that has them"
        )
    return path


def forget() -> None:
    """Free the memory of all loaded weights."""
    _session.cache_clear()


@lru_cache(maxsize=8)
def _session(path: Path, name: str) -> Any:
    import onnxruntime  # 100 ms, and a set or a costume has no use for it

    _check(path, name)
    model: str | bytes = str(path)
    if name in _TFJS_OUTPUTS:
        from coulisse.models import tfjs  # brings onnx, 200 ms

        numbers = need(f"{name}_bin")
        _check(numbers, f"{name}_bin")
        model = tfjs.to_onnx(path, numbers, _TFJS_OUTPUTS[name])
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = os.cpu_count() or 1
    options.inter_op_num_threads = 1
    options.execution_mode = onnxruntime.ExecutionMode.ORT_SEQUENTIAL
    options.use_deterministic_compute = True
    # Threads that spin while they wait take the cores from what runs beside the network.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    options.log_severity_level = 3  # warnings about unused initialisers say nothing to a user
    try:
        return onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
    except Exception as error:  # the binding's errors have no common base
        raise Unavailable(
            f"{path}: the weights {name} do not load ({str(error).splitlines()[0]})\n"
            f"  what to do: delete the file and run `coulisse models fetch {name}`"
        ) from error


def _check(path: Path, name: str) -> None:
    if sha256(path) != entry(name).file_sha256:
        raise Unavailable(
            f"{path} is not the file that the catalogue names for {name}\n"
            f"  what to do: delete it and run `coulisse models fetch {name}`"
        )
