"""Faces in pictures: where they are, how they are turned, and whose they may be."""
