"""How far the re-ageing net must be asked to go, by what was measured: made by training/reage/evaluate.py."""

from __future__ import annotations

# For each direction: gaps asked of the net, and the gaps that were then measured (faceres, synthetic people).
CALIBRATION: dict[str, tuple[tuple[float, ...], tuple[float, ...]]] = {
    "younger": (
        (0.0, 8.0, 16.0, 24.0, 32.0, 42.0, 75.0),
        (0.0, 6.0, 12.4, 19.3, 25.5, 31.5, 51.5),
    ),
    "older": (
        (0.0, 8.0, 16.0, 24.0, 32.0, 42.0, 55.0, 75.0),
        (0.0, 4.9, 12.4, 19.9, 26.2, 31.9, 36.1, 42.6),
    ),
}
# How much of the change asked is reached, and how much more a unit of skin tone (face/reage.py): lines fitted likewise.
TONES: dict[str, tuple[float, float]] = {
    "younger": (1.042, 0.120),
    "older": (1.028, 0.069),
}
