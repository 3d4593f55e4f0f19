"""Ramps for what is no light: five fixed steps, the darkest where a figure is least favourable."""

from __future__ import annotations

from enum import StrEnum

from geo.palette import INK, STYLES, Style


class Ramp(StrEnum):
    """Colours of a layer that shows no light: ``POINTS`` for what is weighed, ``CONTEXT`` for who lives somewhere."""

    POINTS = "points"
    CONTEXT = "context"


FILLS: dict[Ramp, tuple[str, ...]] = {
    Ramp.POINTS: ("#4a2377", "#7650a6", "#a487c9", "#cfbfe4", "#f1ebf7"),
    Ramp.CONTEXT: ("#0b4a8f", "#3a7dbd", "#7badd8", "#bad5ec", "#edf4fb"),
}
"""Darkest first; neither resembles a light, and each step is told from the next in grey as well."""

STEPS = 5
"""Steps of a ramp."""

CLEAR = "clear"
"""Name of the look that shows what lies under it."""


def step(ramp: Ramp, number: int) -> str:
    """Name of the look of a step, 0 the darkest; see ``NUMBERS``."""
    return f"{ramp.value}_{number}"


_STEP_STYLES = {
    step(ramp, number): Style(fill, "", 2, dashed=False, path="", symbol_fill=INK, rank=STEPS - number)
    for ramp, fills in FILLS.items()
    for number, fill in enumerate(fills)
}
_CLEAR_STYLE = Style("", "", 2, dashed=False, path="", symbol_fill=INK)

ALL_STYLES: tuple[Style, ...] = (*STYLES, *_STEP_STYLES.values(), _CLEAR_STYLE)
"""Every style that the painter knows: those of the lights, then the steps, then the clear one."""

NUMBERS: dict[str, int] = {name: len(STYLES) + place for place, name in enumerate([*_STEP_STYLES, CLEAR])}
"""Place of a look that is no light in ``ALL_STYLES``, by its name."""


def fill(look: str) -> str:
    """Colour of a step by its name; empty for the clear look."""
    return ALL_STYLES[NUMBERS[look]].fill
