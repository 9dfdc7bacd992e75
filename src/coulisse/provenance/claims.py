"""What a delivery says about itself: which recipe made it from which plate, with which models, by whose leave."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

SOURCE_TYPES = "http://cv.iptc.org/newscodes/digitalsourcetype/"
CAPTURE = SOURCE_TYPES + "digitalCapture"
LABEL = "org.coulisse.production"
FORMAT = 1  # raised when a field changes its meaning

# IPTC's words for how a picture came about, and ours for a reader who has never heard of IPTC.
IN_WORDS = {
    "digitalCapture": "photographed or filmed",
    "compositeWithTrainedAlgorithmicMedia": "a composite in which parts were made or altered by a trained AI model",
    "compositeSynthetic": "a composite in which parts were computed (simulated, rendered), by no trained AI model",
    "trainedAlgorithmicMedia": "made wholly by a trained AI model",
    "algorithmicMedia": "made wholly by computation (simulated, rendered), by no trained AI model",
    "algorithmicallyEnhanced": "enhanced by an algorithm",
    "humanEdits": "edited by a person",
}


@dataclass(frozen=True)
class Model:
    """A trained model that was used. `commercial` is `yes`, `review` or `no`."""

    name: str
    sha256: str
    licence: str
    lineage: str
    commercial: str


@dataclass(frozen=True)
class Source:
    """Something that colours and light were taken from: `what` (picture, palette), `rights` as they were declared.

    Neither its name nor who holds the rights: people are named in both.
    """

    what: str
    sha256: str
    rights: str
    format: str = "application/octet-stream"


@dataclass(frozen=True)
class Action:
    """One thing that was done. `what` is C2PA's word (`c2pa.edited`); `source_type` an IPTC word or its URI, or ""."""

    what: str
    description: str
    source_type: str = ""


@dataclass(frozen=True)
class Claim:
    """What is signed into every file of a version. It names no person: performers appear only as grant identifiers.

    `plate_sha256` is empty when there was no plate. `triage` has `verdict` and the `policy` (name, version,
    sha256) and its `rules`; `ledger` the production's id (`production_id`) and its ledger's `public` key.
    `trained`: a trained model made or altered pixels. `captured`: the rest of the pixels were photographed.
    """

    title: str
    recipe: str
    recipe_version: str
    coulisse: str
    shot: str
    version: int
    actions: tuple[Action, ...]
    plate_sha256: str
    models: tuple[Model, ...] = ()
    grants: tuple[str, ...] = ()
    triage: Mapping[str, Any] = field(default_factory=dict)
    ledger: Mapping[str, Any] = field(default_factory=dict)
    trained: bool = False
    captured: bool = True
    sources: tuple[Source, ...] = ()


def source_type(trained: bool, captured: bool) -> str:
    """The IPTC digital source type of a finished picture, as a URI.

    A collapse in whose plate no net in-painted is `compositeSynthetic`; once one did, or a face was re-aged,
    `compositeWithTrainedAlgorithmicMedia`; what has no photography in it is (trained) algorithmic media.
    """
    if captured:
        return SOURCE_TYPES + ("compositeWithTrainedAlgorithmicMedia" if trained else "compositeSynthetic")
    return SOURCE_TYPES + ("trainedAlgorithmicMedia" if trained else "algorithmicMedia")


def in_words(uri: str) -> str:
    """A digital source type for a reader; the URI itself where it is none of ours."""
    return IN_WORDS.get(uri.removeprefix(SOURCE_TYPES), uri)


def production_data(claim: Claim) -> dict[str, Any]:
    """The claim as plain data (texts, whole numbers, truth values), for our C2PA assertion and the sidecar.

    No list holds numbers, because C2PA's reader turns a list of small numbers into base64.
    """
    return {
        "format": FORMAT,
        "title": claim.title,
        "recipe": claim.recipe,
        "recipe_version": claim.recipe_version,
        "coulisse": claim.coulisse,
        "shot": claim.shot,
        "version": claim.version,
        "plate_sha256": claim.plate_sha256,
        "actions": [
            {"what": a.what, "description": a.description, "source_type": _uri(a.source_type)} for a in claim.actions
        ],
        "models": [{**vars(model)} for model in claim.models],
        "grants": list(claim.grants),
        "triage": _plain(claim.triage),
        "ledger": _plain(claim.ledger),
        "trained": claim.trained,
        "captured": claim.captured,
        **({"sources": [{**vars(source)} for source in claim.sources]} if claim.sources else {}),
        "source_type": source_type(claim.trained, claim.captured),
    }


def manifest(claim: Claim, ingredient: Mapping[str, Any] | None) -> dict[str, Any]:
    """The C2PA manifest definition. `ingredient` is the plate where its file is not read by C2PA itself."""
    agent = {"name": "Coulisse", "version": claim.coulisse}
    actions, elements = _actions(claim, agent)
    use = {"use": "notAllowed"}
    training = ("ai_generative_training", "ai_training", "ai_inference", "data_mining")
    return {
        "claim_generator_info": [agent],
        "title": claim.title,
        "ingredients": [*([dict(ingredient)] if ingredient else []), *elements, *_sources(claim)],
        "assertions": [
            {"label": "c2pa.actions.v2", "data": {"actions": actions, "allActionsIncluded": True}},
            {"label": "cawg.training-mining", "data": {"entries": {f"cawg.{name}": use for name in training}}},
            {"label": LABEL, "data": production_data(claim)},
        ],
    }


def plate_ingredient(claim: Claim, suffix: str, format_: str) -> dict[str, Any]:
    """The plate as a C2PA ingredient. Its file name stays out: people are named in file names, too."""
    kind = "parentOf" if claim.captured else "componentOf"
    return {
        "label": PLATE, "title": f"plate{suffix}", "relationship": kind, "format": format_,
        "instance_id": f"sha256:{claim.plate_sha256}", "description": f"SHA-256 {claim.plate_sha256}",
    }  # fmt: skip


PLATE = "plate"


def _sources(claim: Claim) -> list[dict[str, Any]]:
    """References as C2PA's `inputTo`: they went into how it was made, and no pixel of them is its picture."""
    return [
        {
            "label": f"reference-{number}", "title": f"reference {number}", "relationship": "inputTo",
            "format": source.format, "instance_id": f"sha256:{source.sha256}",
            "description": f"a {source.what} that colours or light were taken from; SHA-256 {source.sha256}; "
            f"{source.rights}",
        }
        for number, source in enumerate(claim.sources, 1)
    ]  # fmt: skip


def _actions(claim: Claim, agent: Mapping[str, str]) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """C2PA's actions, and the ingredients of what was placed. The first is always opened or created (C2PA 2.1)."""
    given = [*claim.actions]
    whole = source_type(claim.trained, claim.captured)
    opening = "c2pa.opened" if claim.captured else "c2pa.created"
    first: dict[str, Any] = {"action": opening, "softwareAgent": agent}
    if given and given[0].what == opening:
        first["description"] = given.pop(0).description
    if claim.captured:
        first |= {"digitalSourceType": CAPTURE, "parameters": {"ingredientIds": [PLATE]}}
    else:
        first["digitalSourceType"] = whole
    actions, elements = [first], []
    if not claim.captured and claim.plate_sha256:
        placed = {"action": "c2pa.placed", "description": "a picture given as reference", "softwareAgent": agent}
        actions.append(placed | {"parameters": {"ingredientIds": [PLATE]}})
    if claim.captured and not given:
        given.append(Action("c2pa.edited", f"the recipe {claim.recipe} was applied", whole))
    for number, action in enumerate(given):
        entry: dict[str, Any] = {
            "action": action.what, "description": action.description, "softwareAgent": agent,
        }  # fmt: skip
        if action.source_type:
            entry["digitalSourceType"] = _uri(action.source_type)
        if action.what in ("c2pa.placed", "c2pa.opened", "c2pa.removed"):  # these must name an ingredient
            label = f"element-{number + 1}"
            elements.append({"label": label, "title": action.description, "relationship": "componentOf"})
            entry["parameters"] = {"ingredientIds": [label]}
        actions.append(entry)
    return actions, elements


def _uri(source: str) -> str:
    return source if not source or "://" in source else SOURCE_TYPES + source


def _plain(value: object) -> Any:
    """Texts, whole numbers and truth values stay; other numbers in lists and fractions become texts."""
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        items = sorted(value, key=str) if isinstance(value, set | frozenset) else value
        return [str(item) if isinstance(item, int | float) else _plain(item) for item in items]
    if value is None or isinstance(value, str | bool | int):
        return value
    return str(value)
