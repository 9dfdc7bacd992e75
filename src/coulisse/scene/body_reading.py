"""Reads an actor's measurements: a tailor's card in YAML, in centimetres, or inches where it says so.

name: the lead
sex: female            # female, male, or a number from 0 (female) to 1 (male); may be left out
height: 172
chest: 34 in
waist: 70
"""

from __future__ import annotations

import difflib
import json
import re
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator

from coulisse import marked_yaml
from coulisse.errors import BadInput

UNITS = {"cm": 1.0, "centimetres": 1.0, "centimeters": 1.0, "mm": 0.1, "m": 100.0, "in": 2.54, "inch": 2.54,
         "inches": 2.54, '"': 2.54, "″": 2.54}  # fmt: skip
_LENGTH = re.compile(r"\s*(\d+(?:[.,]\d+)?|\d+\s+\d/\d|\d+/\d)\s*([a-z\"″]*)\s*", re.I)
_FEET = re.compile(r"\s*(\d)\s*(?:ft|feet|foot|')\s*(?:(\d+(?:[.,]\d+)?)\s*(?:in|inches|\"|'')?)?\s*", re.I)


def _cm(low: float, high: float, what: str) -> Any:
    return Field(None, ge=low, le=high, description=what)


class Measurements(BaseModel):
    """A person's measures in centimetres; None where it was not taken. The ranges go from a child to a giant."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str = ""
    sex: float | None = Field(None, ge=0, le=1, description="0 female, 1 male")
    age: float = Field(28.0, ge=6, le=110, description="years")
    height: float | None = _cm(105, 230, "crown to floor, without shoes")
    chest: float | None = _cm(50, 180, "round the fullest of the chest")
    underbust: float | None = _cm(45, 170, "round the ribs below the bust")
    waist: float | None = _cm(40, 190, "round the natural waist, the narrowest")
    hips: float | None = _cm(50, 190, "round the fullest of the seat")
    neck: float | None = _cm(22, 60, "round the neck where a collar sits")
    shoulder_width: float | None = _cm(22, 65, "from shoulder point to shoulder point")
    back_length: float | None = _cm(22, 62, "nape to waist, down the back")
    arm_length: float | None = _cm(30, 82, "shoulder point to wrist, over the elbow")
    biceps: float | None = _cm(14, 60, "round the upper arm")
    wrist: float | None = _cm(10, 28, "round the wrist")
    inseam: float | None = _cm(40, 115, "crotch to floor")
    outseam: float | None = _cm(55, 145, "waist to floor, down the side")
    thigh: float | None = _cm(25, 100, "round the thigh, just below the crotch")
    knee: float | None = _cm(20, 65, "round the knee")
    calf: float | None = _cm(18, 65, "round the fullest of the calf")
    ankle: float | None = _cm(13, 40, "round the ankle, above the bone")
    head: float | None = _cm(44, 66, "round the head, above the ears")

    @field_validator("sex", mode="before")
    @classmethod
    def _sex(cls, value: Any) -> Any:
        if isinstance(value, str):
            known = {"female": 0.0, "woman": 0.0, "f": 0.0, "male": 1.0, "man": 1.0, "m": 1.0}
            if value.strip().lower() not in known:
                raise ValueError("is not known: female, male, or a number from 0 (female) to 1 (male)")
            return known[value.strip().lower()]
        return value

    @field_validator("*", mode="before")
    @classmethod
    def _length(cls, value: Any, info: Any) -> Any:
        if info.field_name in ("name", "sex", "age") or not isinstance(value, str):
            return value
        return centimetres(value)

    @model_validator(mode="after")
    def _together(self) -> Measurements:
        for small, large, share in (
            ("inseam", "outseam", 1.0), ("inseam", "height", 0.58), ("outseam", "height", 0.75),
            ("wrist", "biceps", 1.0), ("ankle", "calf", 1.0), ("back_length", "height", 0.36),
            ("arm_length", "height", 0.45), ("shoulder_width", "height", 0.36),
        ):  # fmt: skip
            a, b = getattr(self, small), getattr(self, large)
            if a is not None and b is not None and a > share * b:
                raise ValueError(f"{small}: {a:g} cm does not go with a {large.replace('_', ' ')} of {b:g} cm")
        return self

    def metres(self) -> dict[str, float]:
        """The measures that were taken, by name, in metres: what `fit_body` takes."""
        return {name: value / 100 for name, value in self.centimetres().items()}

    def centimetres(self) -> dict[str, float]:
        """The measures that were taken, by name."""
        values = self.model_dump(exclude={"name", "sex", "age"})
        return {name: value for name, value in values.items() if value is not None}


def centimetres(text: str) -> float:
    """A length in words: `86`, `86 cm`, `34 in`, `33 1/2 in`, `5 ft 8 in`. Raises ValueError for anything else."""
    feet = _FEET.fullmatch(text)
    if feet:
        return 30.48 * float(feet[1]) + 2.54 * float((feet[2] or "0").replace(",", "."))
    found = _LENGTH.fullmatch(text)
    unit = (found[2].lower() or "cm") if found else ""
    if found is None or unit not in UNITS:
        raise ValueError("is no length: write 86, 86 cm, 34 in, 33 1/2 in or 5 ft 8 in")
    number = sum(
        float(part.split("/")[0]) / float(part.split("/")[1]) if "/" in part else float(part.replace(",", "."))
        for part in found[1].split()
    )
    return number * UNITS[unit]


def read_measurements(path: Path) -> Measurements:
    """An actor's measurements from a YAML file.

    Raises BadInput with the line of each mistake: an unknown name, a value that is no length, one that no body has, or
    two that do not go together.
    """
    if not path.is_file():
        raise BadInput("there is no such file of measurements", where=path, remedy="check the path")
    marked = marked_yaml.read(path)
    if not isinstance(marked.value, dict):
        raise BadInput(
            "holds no measurements", where=path,
            remedy="write one a line, in centimetres: `height: 172`, `chest: 88`, `waist: 34 in`",
        )  # fmt: skip
    faults = [(line, f"{field[-1]} {what}") for field, line, what, _ in marked.faults]
    found = None
    try:
        found = Measurements.model_validate(marked.value)
    except ValidationError as error:
        for e in error.errors(include_url=False):
            faults.append(_fault(e, marked))
    if found is not None and not found.centimetres():
        faults.append((1, "there is not one measure of the body"))
    if faults or found is None:
        first, *_ = sorted(faults)
        raise BadInput(
            "; ".join(f"line {line}: {what}" for line, what in sorted(faults)), where=f"{path}:{first[0]}",
            remedy="centimetres as a number, or with a unit (34 in); known names: " + ", ".join(_names()),
        )  # fmt: skip
    return found


def _names() -> list[str]:
    return [name for name in Measurements.model_fields if name not in ("name", "sex", "age")]


def _fault(error: Any, marked: marked_yaml.Marked) -> tuple[int, str]:
    field = str(error["loc"][0]) if error["loc"] else str(error["msg"]).removeprefix("Value error, ").split(":")[0]
    line = marked.line.get((field,), 1)
    given = json.dumps(marked.value.get(field), default=str)
    if error["type"] == "extra_forbidden":
        near = difflib.get_close_matches(field, _names(), 1)
        return line, f"no measure is called {field}" + (f"; did you mean {near[0]}?" if near else "")
    if error["type"] in ("greater_than_equal", "less_than_equal"):
        limits = Measurements.model_fields[field].metadata
        low, high = (next(getattr(m, k) for m in limits if hasattr(m, k)) for k in ("ge", "le"))
        unit = {"age": "years", "sex": ""}.get(field, "cm")
        return line, f"{field} {given} is not between {low:g} and {high:g} {unit}".strip()
    if error["type"] == "value_error":
        message = str(error["msg"]).removeprefix("Value error, ")
        return line, message if not error["loc"] else f"{field} {given} {message}"
    return line, f"{field} {given} is no number"
