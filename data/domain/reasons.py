"""Reasons for a light in words, for who may see no figure: which theme, for or against, and how much of the whole."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Amount(StrEnum):
    """How much a theme counts beside the other themes of the same place: veel, iets, weinig."""

    MUCH = "much"
    SOME = "some"
    LITTLE = "little"


@dataclass(frozen=True, slots=True)
class Reason:
    """One theme that moves the score away from the benchmark.

    Parameters
    ----------
    dimension
        Id of the theme in the model.
    against
        Whether it pulls the score down.
    amount
        How much, relative to the other themes of the place.
    """

    dimension: str
    against: bool
    amount: Amount
