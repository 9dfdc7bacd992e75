"""What the designs of a dress may try within its own period: other cuts of the same years, not of ours."""

from __future__ import annotations

# First and last year, and by field what was worn then (after Arnold, Patterns of Fashion; Boucher, 20,000 Years of
# Fashion; Laver, Costume and Fashion). The first is the usual one.
_DRESSES: tuple[tuple[int, int, dict[str, tuple[str, ...]]], ...] = (
    (450, 1480, {"silhouette": ("fitted", "a_line", "flared", "belted"),
                 "sleeves": ("long_sleeve", "hanging_sleeve", "bell_sleeve", "wide_sleeve"),
                 "collar": ("round_neck", "boat_neck", "v_neck", "square_neck")}),
    (1481, 1659, {"silhouette": ("full_skirted", "bell", "full_skirted", "empire_line"),
                  "sleeves": ("bell_sleeve", "puff_sleeve", "virago_sleeve", "long_sleeve"),
                  "collar": ("square_neck", "ruffled_collar", "medici_collar", "lace_collar")}),
    (1660, 1789, {"silhouette": ("pannier", "full_skirted", "bustle", "pannier"),
                  "sleeves": ("elbow_sleeve", "three_quarter_sleeve", "pagoda_sleeve", "long_sleeve"),
                  "collar": ("square_neck", "v_neck", "scoop_neck", "square_neck")}),
    (1790, 1824, {"silhouette": ("empire_line",),
                  "sleeves": ("puff_sleeve", "long_sleeve", "cap_sleeve", "juliet_sleeve"),
                  "collar": ("square_neck", "v_neck", "ruffled_collar", "round_neck")}),
    (1825, 1869, {"silhouette": ("full_skirted", "bell", "tiered", "bell"),
                  "sleeves": ("long_sleeve", "pagoda_sleeve", "bishop_sleeve", "leg_of_mutton_sleeve"),
                  "collar": ("high_collar", "off_the_shoulder", "v_neck", "lace_collar")}),
    (1870, 1889, {"silhouette": ("bustle", "mermaid", "bustle", "bustle"),
                  "sleeves": ("long_sleeve", "three_quarter_sleeve", "elbow_sleeve", "long_sleeve"),
                  "collar": ("stand_collar", "square_neck", "v_neck", "lace_collar")}),
    (1890, 1909, {"silhouette": ("bell", "mermaid", "flared", "a_line"),
                  "sleeves": ("leg_of_mutton_sleeve", "bishop_sleeve", "long_sleeve", "elbow_sleeve"),
                  "collar": ("high_collar", "stand_collar", "square_neck", "lace_collar")}),
    (1910, 1919, {"silhouette": ("a_line", "empire_line", "straight", "sheath"),
                  "sleeves": ("long_sleeve", "three_quarter_sleeve", "kimono_sleeve", "elbow_sleeve"),
                  "collar": ("stand_collar", "v_neck", "square_neck", "lace_collar")}),
    (1920, 1929, {"silhouette": ("drop_waist", "straight", "drop_waist", "drop_waist"),
                  "sleeves": ("sleeveless", "long_sleeve", "cap_sleeve", "flutter_sleeve"),
                  "collar": ("v_neck", "boat_neck", "round_neck", "square_neck")}),
    (1930, 1946, {"silhouette": ("bias_cut", "mermaid", "a_line", "sheath"),
                  "sleeves": ("short_sleeve", "flutter_sleeve", "puff_sleeve", "long_sleeve"),
                  "collar": ("v_neck", "bow_collar", "cowl", "peter_pan_collar")}),
    (1947, 1959, {"silhouette": ("full_skirted", "sheath", "full_skirted", "hourglass"),
                  "sleeves": ("short_sleeve", "three_quarter_sleeve", "cap_sleeve", "sleeveless"),
                  "collar": ("boat_neck", "sweetheart_neck", "shirt_collar", "square_neck")}),
    (1960, 1969, {"silhouette": ("a_line", "straight", "sheath", "empire_line"),
                  "sleeves": ("sleeveless", "short_sleeve", "bell_sleeve", "long_sleeve"),
                  "collar": ("round_neck", "mock_neck", "boat_neck", "peter_pan_collar")}),
)  # fmt: skip
# Kinds that are the plain dress of their period.
DRESSES = frozenset({"dress", "mantua", "kirtle", "bustle_dress"})


def of_the_period(kind: str, field: str, own: str | None, year: int, number: int) -> str | None:
    """The value of a field that design `number` (from 1) of a dress tries in a year; None where nothing is known."""
    if kind not in DRESSES:
        return None
    row = next((fields for first, last, fields in _DRESSES if first <= year <= last), None)
    if row is None or field not in row:
        return None
    others = [value for value in dict.fromkeys(row[field]) if value != own] or [own or row[field][0]]
    return others[(number - 1) % len(others)]


__all__ = ["DRESSES", "of_the_period"]
