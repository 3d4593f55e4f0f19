"""What is written on a printed map."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from geo.palette import Style


@dataclass(frozen=True, slots=True)
class LegendLine:
    """One line of the legend: how it is drawn, what it is called, what that means, and how many there are.

    What is drawn in several ways, such as a borrowed colour, shows them side by side; without any it stands for the
    line inside an edge. Where one legend serves two maps, ``beside`` is how many there are on the second.
    """

    styles: Sequence[Style]
    word: str
    meaning: str
    count: str
    beside: str = ""


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
    captions
        Of two maps beside each other: what each is called, and what it says of its places; empty for one map.
    sides
        Heads of the two counts in a legend that serves both maps; empty for any other.
    other_title, other_legend
        Legend of the second map, where it has one of its own.
    """

    title: str
    demo: str
    legend_title: str
    legend: Sequence[LegendLine]
    places_title: str
    more: str
    facts: Sequence[tuple[str, str]]
    decimal: str = ","
    captions: Sequence[tuple[str, str]] = ()
    sides: Sequence[str] = ()
    other_title: str = ""
    other_legend: Sequence[LegendLine] = ()

    @property
    def legends(self) -> Sequence[tuple[str, Sequence[LegendLine]]]:
        """Every legend: heading and lines."""
        other = [(self.other_title, self.other_legend)] if self.other_legend else []
        return [(self.legend_title, self.legend), *other]
