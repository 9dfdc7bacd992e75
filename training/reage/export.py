"""Stage 7: the net as ONNX. `python training/reage/export.py [OUT]`"""

from __future__ import annotations

import sys
from pathlib import Path

import store  # first: it makes the training's modules importable
import numpy as np
import onnx
import torch
from net import Reage
from train import load

OUT = Path(__file__).parents[2] / "src" / "coulisse" / "models" / "weights" / "reage.onnx"


def main(out: Path) -> None:
    states, step = load(store.CHECKPOINT)
    net = Reage()
    net.load_state_dict(states["mean"])
    net.eval()
    example = (torch.rand(1, 3, 256, 256), torch.tensor([[60.0, 35.0]]))
    out.parent.mkdir(parents=True, exist_ok=True)
    torch.onnx.export(
        net, example, str(out), input_names=["picture", "ages"], output_names=["delta"], opset_version=17,
        dynamic_axes={"picture": {0: "n", 2: "h", 3: "w"}, "ages": {0: "n"}, "delta": {0: "n", 2: "h", 3: "w"}},
        dynamo=False,
    )  # fmt: skip
    model = onnx.load(str(out))
    model.doc_string = f"Coulisse re-ageing net, {step} steps; see docs/reage.md"
    onnx.save(model, str(out))
    import onnxruntime

    session = onnxruntime.InferenceSession(str(out), providers=["CPUExecutionProvider"])
    with torch.no_grad():
        ours = net(*example).numpy()
    theirs = session.run(None, {"picture": example[0].numpy(), "ages": example[1].numpy()})[0]
    print(f"{out.name}: {out.stat().st_size / 1e6:.1f} MB, off by {np.abs(ours - theirs).max():.1e} at most")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else OUT)
