"""Coulisse: the AI behind the scenes of a film or series, with a person directing every step."""

__version__ = "0.1.0"
