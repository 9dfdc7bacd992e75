"""What is told of a draped garment is measured as it is seen: out of the body, within its stretch, or let out."""

from __future__ import annotations

import numpy as np
import pytest

from coulisse.errors import Unavailable
from coulisse.models.body_data import body_file
from coulisse.physics.cloth import fabric_of
from coulisse.physics.cloth_body import signed_depth, skin_of
from coulisse.physics.cloth_finish import MET
from coulisse.physics.dressing import _Lies, _settled
from coulisse.scene.body import Shapes, neutral, posed
from coulisse.scene.garments.build import PREVIEW, build
from coulisse.scene.garments.cut import Cut, Goods
from coulisse.scene.garments.form import form_of

TIGHT = Goods("poplin", (0.8, 0.8, 0.8), 120.0, 2.0, 0.4)
SHIRT = Cut("shirt", "upper", TIGHT, 1, 0.47, 0.02, collar="shirt_collar", closing="buttons", covers=1.0)


def test_a_shirt_that_is_too_small_is_let_out_and_told_and_none_of_it_is_in_the_body():
    try:
        body = posed(neutral(Shapes.read(body_file()), 0.8), "a_pose")
    except Unavailable as error:
        pytest.skip(str(error))
    garment = build(SHIRT, form_of(body), PREVIEW, 1)
    points = garment.points.copy()
    chest = (points[:, 2] > 1.1) & (points[:, 2] < 1.3) & (np.abs(points[:, 1]) < 0.15)
    points[chest, 0] *= 0.85  # pressed into the body
    fabric = fabric_of(TIGHT.weight, TIGHT.stretch, TIGHT.drape)
    small = type(garment)(**{**vars(garment), "rest": garment.rest * 0.93})
    solid = body.points.astype(float), body.faces
    assert (signed_depth(np.ascontiguousarray(points), *skin_of(*solid)) < -0.0005).any()
    end, told = _settled(small, points, _Lies(*solid, fabric))
    assert (signed_depth(np.ascontiguousarray(end), *skin_of(*solid)) > -0.0005).all()
    assert told.inside == 0 and told.depth <= 0.0005
    assert told.worst <= max(fabric.stretch[:2]) + MET
    assert told.eased > 0 and told.let_out > 0.01, "7 % too small cannot go around the same body without ease"
