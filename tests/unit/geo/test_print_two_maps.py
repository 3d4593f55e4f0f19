"""Two maps on one sheet: the same window and numbers on both, a caption each, and a legend each or one for both."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import numpy as np
import pandas as pd
import pytest
import shapely
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.text import Text

from data.domain.lights import SHOWN_ORDER, State
from geo.layers import Outline
from geo.palette import style
from geo.print import Size, map_figure, pdf, png
from geo.print_words import LegendLine, PrintWords
from tests.samples.map_frame.hostile import HOSTILE

MADE = datetime(2026, 7, 1, 12, 0, tzinfo=UTC)
STEP = 1e-3
CAPTIONS = (("Stoplicht, jan 2026", "3 rood"), ("Draaglast, mei 2026", "van 20 tot 80"))


def line(word: str, count: str, beside: str = "") -> LegendLine:
    return LegendLine((style(State.RED, inherited=False, indicative=False),), word, f"uitleg {word}", count, beside)


WORDS = PrintWords(
    title="Straten in Proefdam",
    demo="Voorbeeld",
    legend_title="Stoplicht",
    legend=[line("rood", "113")],
    places_title="Nummers",
    more="nog {n}",
    facts=[("Periode", "jan 2026 (links), mei 2026 (rechts)")],
    captions=CAPTIONS,
    other_title="Draaglast",
    other_legend=[line("zwaar", "107")],
)
ALIKE = replace(
    WORDS,
    legend=[line("rood", "113", "112"), line("groen", "109", "100")],
    other_title="",
    other_legend=(),
    sides=("links", "rechts"),
)


def town(number: int, state: State | None = None) -> pd.DataFrame:
    """Narrow squares in rows, whose names do not fit."""
    side = int(np.ceil(np.sqrt(number)))
    west, south = 5 + STEP * (np.arange(number) % side), 52 + STEP * (np.arange(number) // side)
    boxes = shapely.box(west, south, west + STEP * 0.3, south + STEP * 0.3)
    states = [state or SHOWN_ORDER[place % 5] for place in range(number)]
    names = [f"Lange Straatnaam {place}" for place in range(number)]
    return pd.DataFrame({"name": names, "state": states, "wkb": shapely.to_wkb(boxes)})


def written(axes: Axes | Figure) -> list[str]:
    return [text.get_text() for text in axes.findobj(Text) if text.get_text()]  # type: ignore[attr-defined]


def both(number: int = 5, words: PrintWords = WORDS, size: Size = Size.A4) -> Figure:
    return map_figure(town(number), None, None, words, size, beside=town(number, State.RED))


def test_two_maps_stand_beside_each_other_equally_large_in_the_same_window() -> None:
    left, right, _ = both().axes
    one, other = left.get_position(), right.get_position()
    assert (one.y0, one.height) == pytest.approx((other.y0, other.height))
    assert one.width == pytest.approx(other.width)
    assert one.x1 < other.x0
    assert (left.get_xlim(), left.get_ylim()) == (right.get_xlim(), right.get_ylim())
    assert [text for text in written(left) if text.endswith(" m")] == [
        text for text in written(right) if text.endswith(" m")
    ]


def test_a_place_has_the_same_number_on_both_and_is_listed_once() -> None:
    figure = both(30)
    left, right, sheet = figure.axes
    at = [
        {text.get_text(): text.get_position() for text in axes.texts if text.get_text().isdecimal()}
        for axes in (left, right)
    ]
    assert len(at[0]) > 20
    assert at[0] == at[1]
    listed = [text for text in written(sheet) if text.startswith("Lange")]
    assert len({*listed}) == len(listed) == len(at[0])


def test_what_is_red_on_either_map_is_numbered_first() -> None:
    calm, late = town(30, State.GREEN), town(30, State.GREEN)
    late.loc[29, "state"] = State.RED
    sheet = map_figure(calm, None, None, WORDS, beside=late).axes[-1]
    assert next(text for text in written(sheet) if text.startswith("Lange")) == "Lange Straatnaam 29"


def test_both_captions_and_both_legends_are_written() -> None:
    said = written(both())
    for text in (*CAPTIONS[0], *CAPTIONS[1], "Stoplicht", "rood", "113", "Draaglast", "zwaar", "107", WORDS.title):
        assert said.count(text) == 1, text


def test_one_legend_of_the_same_layer_counts_both_maps() -> None:
    said = written(both(words=ALIKE))
    for text in ("links", "rechts", "rood", "113", "112", "groen", "109", "100"):
        assert said.count(text) == 1, text


def test_what_is_written_stays_on_the_sheet_and_beside_the_maps() -> None:
    for words in (WORDS, ALIKE):
        long = replace(
            words,
            captions=[(f"{title} {'lang ' * 30}", said * 20) for title, said in CAPTIONS],
            legend=[replace(line("lichter, met streepjes " * 4, "1.234"), beside=words.legend[0].beside)],
        )
        figure = both(200, long)
        png(figure, dpi=50)
        left, right, sheet = (axes.get_window_extent() for axes in figure.axes)
        for text in figure.axes[-1].texts:
            box = text.get_window_extent()
            assert sheet.x0 <= box.x0
            assert box.x1 <= sheet.x1 + 1, text.get_text()
            assert sheet.y0 <= box.y0
            assert not any(box.overlaps(one) for one in (left, right)), text.get_text()


def test_the_line_about_what_is_left_out_stays_above_the_facts() -> None:
    words = replace(
        WORDS, more="Zonder naam of nummer op de kaart: {n}. In het bestand staan ze allemaal, met hun cijfers."
    )
    figure = both(400, words)
    png(figure, dpi=50)
    texts = {text.get_text(): text.get_window_extent() for text in figure.axes[-1].texts}
    [facts] = [box for said, box in texts.items() if said.startswith("Periode")]
    last = [box for said, box in texts.items() if "allemaal" in said or "cijfers" in said]
    assert last
    assert min(box.y0 for box in last) > facts.y1


@pytest.mark.parametrize("text", HOSTILE[:-1])
def test_no_text_is_more_than_text(text: str) -> None:
    units = town(3).assign(name=pd.Series([text] * 3, dtype="object"))
    words = replace(WORDS, captions=((text, text), (text, text)), other_title=text, other_legend=[line(text, text)])
    figure = map_figure(units, Outline(text, shapely.box(5, 52, 5.01, 52.01)), None, words, beside=units)
    assert pdf(figure, title=text, made=MADE)
