"""Write the exported net's hash and size into the catalogue. `python training/reage/record.py`"""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

MODELS = Path(__file__).parents[2] / "src" / "coulisse" / "models"


def main() -> None:
    net, catalogue = MODELS / "weights" / "reage.onnx", MODELS / "catalogue.toml"
    digest = hashlib.sha256(net.read_bytes()).hexdigest()
    text = catalogue.read_text("utf-8")
    start = text.index("[reage]")
    entry = text[start:]
    entry = re.sub(r'(package_sha256|file_sha256) = "[0-9a-f]{64}"', rf'\1 = "{digest}"', entry)
    entry = re.sub(r"size_mb = \d+", f"size_mb = {max(1, round(net.stat().st_size / 1e6))}", entry)
    catalogue.write_text(text[:start] + entry, "utf-8")
    print(digest)


if __name__ == "__main__":
    main()
