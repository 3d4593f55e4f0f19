"""The layers of the two axes: capacity (draagkracht) and burden (draaglast), 0-100, in fixed steps."""

from __future__ import annotations

from data.domain.access import Detail, Viewer
from data.domain.areas import Level
from data.released import Unit
from geo.scales import STEPS
from pages.ui import reads
from pages.ui.layers.shape import Painted
from pages.ui.layers.steps import fifth, points, stepped, whole
from pages.ui.situation import Situation
from pages.ui.text import t


def members(viewer: Viewer, unit: Unit, child: Level) -> tuple[str, ...]:
    """Offer a layer of figures to whom may have exact ones; where all figures are public, to everybody."""
    if child is Level.DWELLING:
        return ()
    if viewer.detail(child) is Detail.EXACT:
        return ("",)
    newest = reads.place(viewer).periods[-1]
    return ("",) if reads.units(viewer, unit, child, newest)["capacity"].notna().any() else ()


def capacity_name(viewer: Viewer, member: str) -> str:  # noqa: ARG001 - every layer is asked alike
    """Name of the layer of capacity."""
    return t("laag.draagkracht")


def burden_name(viewer: Viewer, member: str) -> str:  # noqa: ARG001 - every layer is asked alike
    """Name of the layer of burden."""
    return t("laag.draaglast")


def capacity(now: Situation, member: str) -> Painted:  # noqa: ARG001 - every layer is painted alike
    """Paint the capacity of every unit, the darkest where there is least."""
    words = [(between(number), _end("draagkracht", number)) for number in range(STEPS)]
    return _painted(now, "capacity", words, turned=False)


def burden(now: Situation, member: str) -> Painted:  # noqa: ARG001 - every layer is painted alike
    """Paint the burden of every unit, the darkest where there is most."""
    words = [(between(STEPS - 1 - number), _end("draaglast", number)) for number in range(STEPS)]
    return _painted(now, "burden", words, turned=True)


def between(number: int) -> str:
    """Say the limits of a fifth of 0-100 in points."""
    size = 100 // STEPS
    return t("laag.tussen", laag=str(number * size), hoog=str((number + 1) * size))


def _end(axis: str, number: int) -> str:
    ends = {0: f"laag.{axis}_slecht", STEPS - 1: f"laag.{axis}_goed"}
    return t(ends[number]) if number in ends else ""


def _painted(now: Situation, column: str, words: list[tuple[str, str]], *, turned: bool) -> Painted:
    values = now.units[column].astype("float64")
    number = values.fillna(0.0).map(fifth)
    turned_number = STEPS - 1 - number if turned else number
    return stepped(now, values, turned_number, words, mark=whole, said=points, name=t(f"as.{column}"), listed=False)
