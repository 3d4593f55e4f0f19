"""What is written on a printed map."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from geo.palette import Style


@dataclass(frozen=True, slots=True)
class LegendLine:
    """One line of the legend: how it is drawn, what it is called, what that means, and how many there are.

    What is drawn in several ways, such as a borrowed colour, shows them side by side; without any it stands for the
    line inside an edge.
    """

    styles: Sequence[Style]
    word: str
    meaning: str
    count: str


@dataclass(frozen=True, slots=True)
class PrintWords:
    """Everything that is written on the sheet, in the viewer's language.

    Parameters
    ----------
    title
        The sentence that says what is seen.
    demo
        Mark of invented data; empty for real data.
    legend_title
        Heading of the legend.
    legend
        Lines of the legend, in their order.
    places_title
        Heading of the list of the numbers on the map.
    more
        Last line of that list when it does not hold every place; ``{n}`` is how many it leaves out.
    facts
        Name and text of what must stay with the map: period, model, sources, when it was made and for whom.
    decimal
        Decimal sign.
    """

    title: str
    demo: str
    legend_title: str
    legend: Sequence[LegendLine]
    places_title: str
    more: str
    facts: Sequence[tuple[str, str]]
    decimal: str = ","
