"""What is written around a saved map: title, legend and the facts that must stay with it; for one map or for two."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from data.domain.access import Viewer
from data.domain.lights import State
from geo.palette import Style, style
from geo.print_words import LegendLine, PrintWords
from geo.scales import ALL_STYLES, NUMBERS
from pages.ui import notation, reads
from pages.ui.figures import source_word
from pages.ui.layers.shape import Key, Painted
from pages.ui.situation import Situation
from pages.ui.text import language, t
from pages.ui.unit_list import headline

LIGHTS = (State.RED, State.AMBER, State.GREEN)
NONE = "\N{EN DASH}"
"""Count of what only the other map has."""

Caption = tuple[str, str]
"""What a map is called, and what it says of its places."""

Facts = Sequence[tuple[str, str]]
"""Name and text of each."""


def printed(now: Situation, painted: Painted, made: datetime) -> PrintWords:
    """Give what is written around one map."""
    place = reads.place(now.viewer)
    return PrintWords(
        title=headline(now, painted),
        demo=t("kop.demo") if place.demo else "",
        legend_title=t("legenda.naam"),
        legend=_legend(now, painted),
        places_title=t("kaartbestand.nummers"),
        more=t("kaartbestand.meer", n="{n}"),
        facts=facts(now, made),
        decimal="," if language() == "nl" else ".",
    )


def side_by_side(
    now: Situation, words: tuple[PrintWords, PrintWords], captions: tuple[Caption, Caption], layers: tuple[str, str]
) -> PrintWords:
    """Give what is written around two maps.

    Parameters
    ----------
    now
        What the first is about.
    words
        What would be written around each alone.
    captions
        What stands above each.
    layers
        Names of their layers; where they are the same, one legend counts both.
    """
    first, second = words
    sides = (t("kaartbestand.links"), t("kaartbestand.rechts"))
    both = replace(
        first,
        title=t("kaartbestand.twee", wat=t(f"niveaus.{now.view.child.value}"), naam=now.unit.name),
        captions=captions,
        facts=[
            _fact(name, here, there, sides) for (name, here), (_, there) in zip(first.facts, second.facts, strict=True)
        ],
    )
    if layers[0] == layers[1]:
        return replace(both, legend=_counted_twice(first.legend, second.legend), sides=sides)
    return replace(both, legend_title=layers[0], other_title=layers[1], other_legend=second.legend)


def _fact(name: str, here: str, there: str, sides: tuple[str, str]) -> tuple[str, str]:
    return name, here if here == there else f"{here} ({sides[0]}), {there} ({sides[1]})"


def _counted_twice(first: Sequence[LegendLine], second: Sequence[LegendLine]) -> list[LegendLine]:
    """Give one legend with the counts of both maps; what only the second has comes last."""
    here, there = ({(line.word, line.meaning): line for line in lines} for lines in (first, second))
    only = [replace(line, count=NONE, beside=line.count) for key, line in there.items() if key not in here]
    return [*(replace(line, beside=there[key].count if key in there else NONE) for key, line in here.items()), *only]


def _legend(now: Situation, painted: Painted) -> tuple[LegendLine, ...]:
    """Give the legend of the screen."""
    lines = [_line(key) for key in painted.keys]
    unsure = int(now.units["indicative"].sum())
    if unsure and "indicative" in painted.units:
        hatched = _styles(LIGHTS, indicative=True)
        lines.append(LegendLine(hatched, t("kaart.indicatief"), t("kaartbestand.indicatief"), notation.number(unsure)))
    return tuple(lines)


def _line(key: Key) -> LegendLine:
    if key.ring:
        return LegendLine((), key.word, key.meaning, notation.number(key.count))
    styles = (ALL_STYLES[NUMBERS[key.look]],) if key.look in NUMBERS else _styles((State(key.look),))
    drawn = _styles(LIGHTS, inherited=True) if key.pale else styles
    return LegendLine(drawn, key.word, key.meaning, notation.number(key.count))


def _styles(states: Sequence[State], *, inherited: bool = False, indicative: bool = False) -> tuple[Style, ...]:
    return tuple(style(state, inherited=inherited, indicative=indicative) for state in states)


def facts(now: Situation, made: datetime) -> Facts:
    """Say what must stay with a file: place, area, period, model, sources, when it was made and for whom."""
    place = reads.place(now.viewer)
    return (
        (t("hotspots.plaats"), f"{place.name} ({t('kop.demo')})" if place.demo else place.name),
        (t("hotspots.gebied"), now.unit.name),
        (t("hotspots.niveau"), t(f"niveau.{now.view.child.value}")),
        (t("kaart.periode"), notation.period(now.view.period)),
        (t("verantwoording.model"), place.model_id),
        (t("kaartbestand.bronnen"), ", ".join(sources(now.viewer))),
        (t("hotspots.gemaakt"), notation.moment(made)),
        (t("kop.rol"), t(f"rol.{now.viewer.role.value}")),
    )


def sources(viewer: Viewer) -> Sequence[str]:
    """Name the sources of the figures, each once."""
    return list(dict.fromkeys(source_word(str(source)) for source in reads.sources(viewer)["source"]))
