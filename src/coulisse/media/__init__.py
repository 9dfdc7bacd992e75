"""Frames, EXR, movies, colour and timelines: the doors to and from files."""
