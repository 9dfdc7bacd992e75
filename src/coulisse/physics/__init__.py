"""Fracture, structure, rigid bodies and dust."""
