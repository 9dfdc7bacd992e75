"""How far the re-ageing net must be asked to go, by what was measured: made by training/reage/evaluate.py."""

from __future__ import annotations

# For each direction: gaps asked of the net, and the gaps that were then measured (faceres, synthetic people).
CALIBRATION: dict[str, tuple[tuple[float, ...], tuple[float, ...]]] = {
    "younger": ((0.0, 60.0), (0.0, 60.0)),
    "older": ((0.0, 60.0), (0.0, 60.0)),
}
