"""Stage 2: the direction of style along which a person ages and nothing else changes.

`python training/reage/direction.py`

Ridge regression on whitened styles (as in the trial, shared/research/reage.md): age is faceres and SSR-Net together;
turn, tilt, mouth, eyes, sex, glasses, the colour of skin and of the background, light and contrast are projected out,
else "young" also means paler, smiling and in the sun. The same for the skin's own colour and for the turn, which later
widen the variety of the people.
"""

from __future__ import annotations

import store  # first: it makes the training's modules importable
import numpy as np
import synthesis
from numpy.typing import NDArray

COMPONENTS = 300
RIDGE = 300.0
LEAST_AGE = 15.0  # faces that faceres takes for children's are not learned from

Doubles = NDArray[np.float64]


def main() -> None:
    stored = np.load(store.SAMPLED)
    seen, styles = stored["seen"].astype(np.float64), stored["styles"].astype(np.float64)
    use = np.isfinite(seen[:, :20]).all(1) & (seen[:, 0] > LEAST_AGE)
    seen, styles = seen[use], styles[use]
    print(f"{len(seen)} of {len(use)} people")
    centred = styles - synthesis.mean_style()
    _, spread, axes = np.linalg.svd(centred, full_matrices=False)
    axes, spread = axes[:COMPONENTS], spread[:COMPONENTS] / np.sqrt(len(seen))
    white = centred @ axes.T / spread
    odds = np.log(seen[:, 3] + 1e-3) - np.log(1.001 - seen[:, 3])
    others = _standard(np.column_stack([seen[:, 4:12], odds, np.log(seen[:, 12] + 0.05), seen[:, 13:21]]))
    age = _standard(_standard(seen[:, :1]) + _standard(seen[:, 1:2]))[:, 0]
    directions = {
        "age": _free(white, age, others),
        # A turned head: only the shape's own traits are held, since turning changes what is seen of the rest.
        "turn": _free(white, others[:, 0], np.column_stack([age, others[:, 8], others[:, 10]])),
        "smile": _free(white, others[:, 4], np.column_stack([age, others[:, 0], others[:, 8], others[:, 10]])),
        # Darker skin: less L, in the light and background as they are.
        "dark": _free(white, -others[:, 10], np.column_stack([age, others[:, [0, 4, 8, 9, 13, 14, 15]]])),
        "glasses": _free(white, others[:, 9], np.column_stack([age, others[:, [0, 8, 10]]])),
    }
    for name, target in (("age", age), ("turn", others[:, 0]), ("dark", -others[:, 10])):
        print(f"{name}: cross-validated correlation {_cross_validated(white, target):.2f}")
    np.savez(store.DIRECTION, **{k: ((v * spread) @ axes).astype(np.float32) for k, v in directions.items()})


def _standard(values: Doubles) -> Doubles:
    return np.asarray((values - values.mean(0)) / values.std(0))


def _ridge(given: Doubles, wanted: Doubles) -> Doubles:
    return np.asarray(np.linalg.solve(given.T @ given + RIDGE * np.eye(given.shape[1]), given.T @ wanted))


def _free(white: Doubles, wanted: Doubles, others: Doubles) -> Doubles:
    """The unit step (components,) that raises `wanted` and, to first order, leaves `others` (n, k) as they are."""
    basis, _ = np.linalg.qr(_ridge(white, others))
    own = _ridge(white, wanted)
    own = own - basis @ (basis.T @ own)
    return np.asarray(own / np.linalg.norm(own))


def _cross_validated(white: Doubles, wanted: Doubles) -> float:
    folds = np.arange(len(white)) % 5
    guessed = np.empty(len(white))
    for fold in range(5):
        guessed[folds == fold] = white[folds == fold] @ _ridge(white[folds != fold], wanted[folds != fold])
    return float(np.corrcoef(guessed, wanted)[0, 1])


if __name__ == "__main__":
    main()
