"""Scoring models: read from TOML, checked as a whole, and asked for by id.

A model file holds every number that a light depends on. ``load`` refuses a file with any fault and lists all of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from data.domain.errors import ModelError
from data.domain.indicators import Indicator, catalogue
from scoring import checks
from scoring.reading import LISTS, SECTIONS, Draft, draft
from scoring.shape import Axis, ScoringModel, Weighed

__all__ = ["MODELS", "Axis", "ModelError", "ScoringModel", "load", "parse", "shipped"]

MODELS = Path(__file__).with_name("models")
"""Folder of the models that ship; a model's file is called after its id."""


def load(path: Path) -> ScoringModel:
    """Read a model file.

    Raises
    ------
    ModelError
        The file can't be read or has faults; all of them are listed, each with its key and the mend.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ModelError(path.name, [f"the file can't be read as UTF-8 text ({error})"]) from error
    return parse(text, path.name)


def parse(text: str, file: str, known: Mapping[str, Indicator] | None = None) -> ScoringModel:
    """Read a model from TOML text.

    Parameters
    ----------
    text
        The model; ``scoring/models`` holds two, with comments.
    file
        Name used in messages.
    known
        Catalogue of indicators; None takes the one that ships.

    Raises
    ------
    ModelError
        Missing or unknown keys, values out of bounds, or a model that can't be sensible (``scoring.checks``).
    """
    indicators = catalogue() if known is None else known
    found = draft(text, file)
    faults = [*found.faults, *checks.faults(found, indicators)]
    if faults:
        raise ModelError(file, faults)
    return _model(found, indicators, text)


def shipped() -> dict[str, ScoringModel]:
    """Give the models that ship with the product, by id."""
    models = (load(path) for path in sorted(MODELS.glob("*.toml")))
    return {model.id: model for model in models}


def _model(found: Draft, known: Mapping[str, Indicator], text: str) -> ScoringModel:
    parts: dict[str, Any] = {name: kind(**found.sections[name]) for name, kind in SECTIONS.items()}
    for name in ("dimensions", "veto"):
        parts[name] = tuple(LISTS[name](**one) for one in found.lists[name])
    weighed = tuple(Weighed(**one, about=known[one["id"]]) for one in found.lists["indicators"])
    return ScoringModel(**found.top, **parts, indicators=weighed, toml=text)
