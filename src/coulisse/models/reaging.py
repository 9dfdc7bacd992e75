"""How far the re-ageing net must be asked to go, by what was measured: made by training/reage/evaluate.py."""

from __future__ import annotations

# For each direction: gaps asked of the net, and the gaps that were then measured (faceres, synthetic people).
CALIBRATION: dict[str, tuple[tuple[float, ...], tuple[float, ...]]] = {
    "younger": (
        (0.0, 8.0, 16.0, 24.0, 32.0, 42.0, 75.0),
        (0.0, 5.6, 11.6, 17.4, 21.9, 26.3, 40.5),
    ),
    "older": (
        (0.0, 8.0, 16.0, 24.0, 32.0, 42.0, 55.0, 75.0),
        (0.0, 4.1, 9.2, 14.5, 18.7, 22.1, 25.2, 29.9),
    ),
}
