"""The traffic light and the five states in which a place can be shown."""

from __future__ import annotations

from enum import StrEnum


class Light(StrEnum):
    """What the scoring says of a unit; ``GREY`` means: not enough is known to say."""

    RED = "red"
    AMBER = "amber"
    GREEN = "green"
    GREY = "grey"


class State(StrEnum):
    """What a viewer sees of a unit: a light, or that it is withheld from this viewer."""

    RED = "red"
    AMBER = "amber"
    GREEN = "green"
    GREY = "grey"
    WITHHELD = "withheld"


SHOWN_ORDER: tuple[State, ...] = (State.RED, State.AMBER, State.GREEN, State.GREY, State.WITHHELD)
"""Fixed order of legend and lists, top to bottom."""
