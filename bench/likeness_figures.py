"""The pictures of bench/likeness.py: the curve of errors, and a sheet of the variations."""

from __future__ import annotations

from pathlib import Path

import cv2
import matplotlib
import numpy as np
from numpy.typing import NDArray

matplotlib.use("Agg")
import matplotlib.pyplot as plt

INK, PAPER, SAME, OTHER = "#26282d", "#fbfaf7", "#1f7a6d", "#c2542d"
Pairs = tuple[NDArray[np.floating], NDArray[np.floating]]


def curve(whole: Pairs, some: dict[str, Pairs], threshold: float, far: float, path: Path) -> None:
    """Left, how alike one person and strangers are; right, false rejects against false accepts.

    Pairs are the similarities of (one person, strangers): of all together, and by variation.
    """
    lines = dict.fromkeys(("text.color", "axes.edgecolor", "axes.labelcolor", "xtick.color", "ytick.color"), INK)
    plt.rcParams.update({"font.size": 10, **lines})
    figure, (left, right) = plt.subplots(1, 2, figsize=(11.5, 4.6), facecolor=PAPER)
    same, strangers = whole
    bins = np.linspace(-0.4, 1.0, 113)
    left.set_facecolor(PAPER)
    left.hist(strangers, bins, density=True, color=OTHER, alpha=0.75, label=f"strangers ({len(strangers):,} pairs)")
    left.hist(same, bins, density=True, color=SAME, alpha=0.75, label=f"one person ({len(same):,} pairs)")
    left.axvline(threshold, color=INK, lw=1.4)
    left.annotate(f"the same person from {threshold:.2f}  ", (threshold, left.get_ylim()[1] * 0.6), ha="right")
    left.set(xlabel="similarity (cosine of two SFace descriptors)", ylabel="density", xlim=(-0.4, 1.0))
    left.set_title("How alike: all variations in which a face is legible")
    left.legend(frameon=False, loc="upper left")
    right.set_facecolor(PAPER)
    shown = {"all legible": (same, strangers, INK, 2.4)}
    colours = iter(plt.get_cmap("viridis")(np.linspace(0.05, 0.9, len(some))))
    shown |= {name: (own, others, next(colours), 1.5) for name, (own, others) in some.items()}
    for name, (own, others, colour, width) in shown.items():
        cuts = np.quantile(others, 1 - np.logspace(-4.6, -1, 80))
        accepts = [(others >= cut).mean() for cut in cuts]
        rejects = [100 * (own < cut).mean() or np.nan for cut in cuts]  # none of so few pairs says nothing
        right.plot(accepts, rejects, color=colour, lw=width, label=name)
    right.axvline(far, color=INK, lw=0.8, ls=":")
    right.set(xscale="log", yscale="log", ylim=(0.3, 100), xlim=(2.5e-5, 0.1))
    right.set(xlabel="strangers taken for one person (FAR)", ylabel="one person not known again (FRR), %")
    right.set_title("What a threshold costs")
    right.grid(True, which="major", color=INK, alpha=0.12)
    right.legend(frameon=False, fontsize=8.5, ncol=1, loc="upper right")
    for axis in (left, right):
        axis.spines[["top", "right"]].set_visible(False)
    figure.tight_layout()
    figure.savefig(path, dpi=130, facecolor=PAPER)
    plt.close(figure)


def sheet(pictures: dict[str, NDArray[np.uint8]], path: Path, side: int = 168, columns: int = 9) -> None:
    """One person who does not exist, through all variations."""
    label = 22
    rows = -(-len(pictures) // columns)
    page = np.full((rows * (side + label), columns * side, 3), 250, np.uint8)
    for k, (name, picture) in enumerate(pictures.items()):
        method = cv2.INTER_AREA if picture.shape[0] > side else cv2.INTER_CUBIC
        tile = cv2.resize(picture, (side - 6, side - 6), interpolation=method)
        top, left = k // columns * (side + label), k % columns * side
        page[top + label : top + label + side - 6, left + 3 : left + side - 3] = tile
        cv2.putText(page, name[:27], (left + 3, top + 15), cv2.FONT_HERSHEY_SIMPLEX, 0.34, (40, 40, 45), 1, cv2.LINE_AA)
    cv2.imwrite(str(path), page[:, :, ::-1], [cv2.IMWRITE_JPEG_QUALITY, 85])
