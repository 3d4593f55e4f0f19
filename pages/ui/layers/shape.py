"""What a layer is: who gets it, what it is called, and how it paints the units in view."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from data.domain.access import Viewer
from data.domain.areas import Level
from data.released import Unit
from pages.ui.situation import Situation

Members = Callable[[Viewer, Unit, Level], tuple[str, ...]]
"""Gives what there is to choose for a viewer, inside a unit, at a level: ``("",)`` for a layer that is just itself, the
ids of the themes or indicators for a family of layers, nothing for a layer that this viewer does not have here."""


@dataclass(frozen=True, slots=True)
class Key:
    """One line of the legend.

    Parameters
    ----------
    look
        A ``State`` or a name of ``geo.scales.NUMBERS``.
    word, meaning
        What it is called, and its limits or meaning in words.
    count
        Units in view that look so.
    pale
        Whether it stands for the lights that are borrowed.
    ring
        Whether it stands for a ring inside the edge.
    """

    look: str
    word: str
    meaning: str
    count: int
    pale: bool = False
    ring: bool = False


@dataclass(frozen=True, slots=True)
class Painted:
    """A layer of the units in view.

    Parameters
    ----------
    units
        One row a unit, in the order of the units: ``look``, ``said`` (in the tooltip and the list), ``mark`` (short, on
        the shape), ``value`` (what the list sorts by; NaN unknown); optional ``ring``, ``indicative``, ``inherited``.
    keys
        The legend, top to bottom.
    summary
        What the title says of them, such as ``2 rood, 5 groen``.
    column
        Heading of the column in the list; empty where the list says it already.
    beneath
        Lights that lie under the units: ``state``, ``inherited``, ``wkb``.
    name
        What the layer is called on the screen; the registry fills it in.
    """

    units: pd.DataFrame
    keys: tuple[Key, ...]
    summary: str
    column: str = ""
    beneath: pd.DataFrame | None = None
    name: str = ""


@dataclass(frozen=True, slots=True)
class Layer:
    """A layer, or a family of layers of one kind.

    Parameters
    ----------
    code
        What the address calls it; a member of a family is added behind a dash.
    members
        For whom, and which.
    name
        What it is called on the screen, given the member.
    paint
        Paints the units of a situation, given the member.
    """

    code: str
    members: Members
    name: Callable[[Viewer, str], str]
    paint: Callable[[Situation, str], Painted]


def always(viewer: Viewer, unit: Unit, child: Level) -> tuple[str, ...]:  # noqa: ARG001 - every layer is asked alike
    """Offer a layer to everybody."""
    return ("",)
