"""Runs a recipe: steps, progress, resume; the only writer of a version."""
