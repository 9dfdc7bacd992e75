"""Measures what a PDF prints: the corners of its lines in millimetres of paper, read from the page's own stream."""

from __future__ import annotations

import io
import re

from pypdf import PdfReader

MM = 25.4 / 72  # millimetres a PDF point


def paths_of(pdf: bytes) -> list[tuple[float, list[tuple[float, float]]]]:
    """(line width in mm, corners in mm on paper) of each path of straight lines, as the page's stream draws it."""
    stream = PdfReader(io.BytesIO(pdf)).pages[0].get_contents()
    assert stream is not None
    tokens = re.findall(rb"[-\d.]+|[A-Za-z*]+|\([^)]*\)|\[[^\]]*\]|/\S+", stream.get_data())
    found, stack, matrix, weight = [], [], (1.0, 0.0, 0.0, 1.0, 0.0, 0.0), 1.0
    numbers: list[float] = []
    path: list[tuple[float, float]] = []
    for token in tokens:
        try:
            numbers.append(float(token))
            continue
        except ValueError:
            pass
        a, b, c, d, e, f = matrix
        if token == b"q":
            stack.append((matrix, weight))
        elif token == b"Q":
            matrix, weight = stack.pop()
        elif token == b"cm":
            p, q, r, s, t, u = numbers[-6:]
            matrix = (p * a + q * c, p * b + q * d, r * a + s * c, r * b + s * d, t * a + u * c + e, t * b + u * d + f)
        elif token == b"w":
            weight = numbers[-1]
        elif token in (b"m", b"l"):
            x, y = numbers[-2:]
            path = path if token == b"l" else []
            path.append(((a * x + c * y + e) * MM, (b * x + d * y + f) * MM))
        elif token in (b"S", b"s", b"f", b"B", b"b", b"B*", b"f*", b"b*", b"n"):
            if path:
                found.append((weight * a * MM, path))
            path = []
        numbers = []
    return found
