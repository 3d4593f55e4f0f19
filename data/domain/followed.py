"""The words that may be said of whether something helped (SCORING 7)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Said(StrEnum):
    """What may be said of a place against the places that were most like it before the start."""

    TOO_EARLY = "too_early"
    NO_DIFFERENCE = "no_visible_difference"
    BETTER = "better"
    """A visible difference, to the good."""
    WORSE = "worse"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What may be said of the place itself, and of its neighbours, which may get what moved away."""

    place: Said = Said.TOO_EARLY
    nearby: Said = Said.TOO_EARLY
