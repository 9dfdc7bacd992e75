"""People who do not exist: MobileStyleGAN (Belousov 2021) on OpenVINO, with a style for each layer.

For measurements and trainings only; the weights come by `coulisse models fetch people_mapping_xml` and so on, and are
checked here. Lineage: distilled from StyleGAN2 trained on FFHQ; what is made of it asks for review before it is sold.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import openvino
from numpy.typing import NDArray

from coulisse.models.catalogue import entry, find
from coulisse.models.fetch import fetch, sha256

Floats = NDArray[np.float32]
Bytes = NDArray[np.uint8]

STYLE = 512  # numbers a style
TRUNCATION = 0.75  # towards the mean person: full variety brings monsters, half of it near twins (StyleGAN, 2019)


def weights(name: str) -> Path:
    """The file of these weights, fetched if need be; its hash is the catalogue's."""
    path = find(name)
    if path is None or sha256(path) != entry(name).file_sha256:
        path = fetch(name, say=print)
    return path


@cache
def _mapping() -> Any:
    core = openvino.Core()
    return core.compile_model(core.read_model(weights("people_mapping_xml"), weights("people_mapping_bin")), "CPU")


@cache
def _synthesis() -> tuple[Any, tuple[str, ...]]:
    """The net with one style input a modulated layer instead of one for all, and the layers' names in order."""
    core = openvino.Core()
    model = core.read_model(weights("people_synthesis_xml"), weights("people_synthesis_bin"))
    (style,) = model.get_parameters()
    places, others = {}, []
    for place in list(style.output(0).get_target_inputs()):
        node = place.get_node()
        if node.get_type_name() != "MatMul":  # asks for the batch's size only
            others.append(place)
            continue
        names = [node.input_value(k).get_node().get_friendly_name() for k in range(2)]
        (name,) = [n for n in names if "modulation" in n]
        places[name.removesuffix(".modulation.weight")] = place
    layers = tuple(sorted(places, key=_order))
    inputs = []
    for name in layers:
        own = openvino.opset8.parameter([1, STYLE], openvino.Type.f32, name=f"style_{name}".replace(".", "_"))
        own.output(0).set_names({name})
        places[name].replace_source_output(own.output(0))
        inputs.append(own)
    for place in others:
        place.replace_source_output(inputs[0].output(0))
    model.add_parameters(inputs)
    model.remove_parameter(style)
    return core.compile_model(model, "CPU", {"INFERENCE_NUM_THREADS": 2}), layers


def _order(name: str) -> tuple[int, int]:
    """From coarse to fine: the constant input first, then each size's up-sampling, convolutions and output."""
    parts = name.split(".")
    if "layers" in parts:
        inside = [k for k, part in enumerate(("up", "conv1", "conv2", "to_img")) if part in name]
        return int(parts[parts.index("layers") + 1]), inside[0]
    return -1, int("to_img" in name)


def styles(count: int, seed: int) -> Floats:
    """`count` styles (count, 512) of the mapping net, truncated towards `mean_style`."""
    return styles_from(np.random.default_rng(seed).normal(size=(count, STYLE)).astype(np.float32))


def styles_from(noise: Floats) -> Floats:
    """The styles (n, 512) of noise (n, 512), truncated towards `mean_style`."""
    return np.asarray(mean_style() + TRUNCATION * (_mapped(noise) - mean_style()), np.float32)


@cache
def mean_style() -> Floats:
    """The mean person's style (512,)."""
    noise = np.random.default_rng(0).normal(size=(2048, STYLE)).astype(np.float32)
    return np.asarray(_mapped(noise).mean(0), np.float32)


def _mapped(noise: Floats) -> Floats:
    net = _mapping()
    return np.concatenate([np.array(net({"var": row[None]})[0]) for row in noise])


def person(
    style: Floats, *, side: int = 512, edit: Callable[[int, Floats], Floats] = lambda size, style: style
) -> Bytes:
    """A portrait (side, side, 3) sRGB uint8. `edit` may give another style for layers of a size of 4, 8, ... pixels."""
    net, layers = _synthesis()
    given = {
        name: np.asarray(edit(8 << _order(name)[0] if _order(name)[0] >= 0 else 4, style), np.float32)[None]
        for name in layers
    }
    picture = np.array(net(given)[0])[0].transpose(1, 2, 0)
    codes = (np.clip(picture / 2 + 0.5, 0, 1) * 255 + 0.5).astype(np.uint8)
    return (
        codes if side == codes.shape[0] else np.asarray(cv2.resize(codes, (side, side), interpolation=cv2.INTER_AREA))
    )
