"""Coulisse: the AI behind the scenes of a film or series, with a person directing every step."""

from coulisse import compiled

__version__ = "0.1.0"

compiled.choose_folder()
