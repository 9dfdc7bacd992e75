"""How far the re-ageing net must be asked to go, by what was measured: made by training/reage/evaluate.py."""

from __future__ import annotations

# For each direction: gaps asked of the net, and the gaps that were then measured (faceres, synthetic people).
CALIBRATION: dict[str, tuple[tuple[float, ...], tuple[float, ...]]] = {
    "younger": (
        (0.0, 8.0, 16.0, 24.0, 32.0, 42.0, 75.0),
        (0.0, 5.8, 12.3, 19.2, 25.4, 32.9, 57.5),
    ),
    "older": (
        (0.0, 8.0, 16.0, 24.0, 32.0, 42.0, 55.0, 75.0),
        (0.0, 5.6, 13.1, 20.1, 26.0, 31.5, 35.9, 42.7),
    ),
}
# How much of the change asked is reached, and how much more a unit of skin tone (face/reage.py): lines fitted likewise.
TONES: dict[str, tuple[float, float]] = {
    "younger": (1.048, 0.122),
    "older": (1.026, 0.076),
}
