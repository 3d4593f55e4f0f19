"""The map on paper: the same lights as on the screen, every place findable, and no text that is more than text."""

from __future__ import annotations

import io
import warnings
from dataclasses import replace
from datetime import UTC, datetime

import numpy as np
import pandas as pd
import pytest
import shapely
from matplotlib.figure import Figure
from matplotlib.text import Text
from PIL import Image

from data.domain.lights import SHOWN_ORDER, State
from geo.encode import plain
from geo.layers import Outline
from geo.palette import LOOKS, style
from geo.print import Size, map_figure, pdf, png
from geo.print_map import Places, Window
from geo.print_names import Label, name_places
from geo.print_symbols import symbol
from geo.print_words import LegendLine, PrintWords
from tests.samples.map_frame.hostile import HOSTILE

MADE = datetime(2026, 7, 1, 12, 0, tzinfo=UTC)
STEP = 1e-3


def words(text: str = "", **others: str) -> PrintWords:
    """Plain words, or one text in every place."""
    legend = [
        LegendLine((style(state, inherited=False, indicative=False),), text or state.value, text or "wat", "7")
        for state in State
    ]
    given = {"title": "Straten in Proefdam", "demo": "Voorbeeld", "places_title": "Nummers", "more": "nog {n}"} | others
    filled = {name: text or own for name, own in given.items() if name != "more"}
    return PrintWords(
        legend_title=text or "Legenda",
        legend=legend,
        facts=[("Periode", text or "2026-3")],
        more=given["more"],
        **filled,
    )


def town(number: int, *, gap: float = 0.2) -> pd.DataFrame:
    """Squares in rows, their states in turn."""
    side = int(np.ceil(np.sqrt(number)))
    west, south = 5 + STEP * (np.arange(number) % side), 52 + STEP * (np.arange(number) // side)
    boxes = shapely.box(west, south, west + STEP * (1 - gap), south + STEP * (1 - gap))
    names = [f"Lange Straatnaam {place}" for place in range(number)]
    states = [SHOWN_ORDER[place % 5] for place in range(number)]
    return pd.DataFrame({"name": names, "state": states, "wkb": shapely.to_wkb(boxes)})


def written(figure: Figure) -> list[str]:
    return [text.get_text() for text in figure.findobj(Text) if text.get_text()]  # type: ignore[attr-defined]


def colours(figure: Figure) -> dict[str, int]:
    """Pixels of each colour of the palette."""
    dots = np.asarray(Image.open(io.BytesIO(png(figure, dpi=60))).convert("RGB")).reshape(-1, 3)
    seen = {look.fill: tuple(int(look.fill[at : at + 2], 16) for at in (1, 3, 5)) for look in LOOKS.values()}
    return {fill: int((dots == colour).all(axis=1).sum()) for fill, colour in seen.items()}


def test_every_light_is_painted_in_its_own_colour() -> None:
    counts = colours(map_figure(town(5), None, None, words()))
    assert all(counts[look.fill] > 1_000 for look in LOOKS.values() if not look.hatched)
    red_only = town(5).assign(state=State.RED)
    bare = colours(map_figure(red_only, None, None, words()))
    assert bare[LOOKS[State.RED].fill] > 4 * counts[LOOKS[State.RED].fill]


def test_the_sheet_says_what_one_looks_at_and_what_the_colours_mean() -> None:
    said = written(map_figure(town(5), None, None, words()))
    for text in ("Straten in Proefdam", "Voorbeeld", "Legenda", "Periode: 2026-3", *State, "wat", "7", "N"):
        assert text in said
    assert "Voorbeeld" not in written(map_figure(town(5), None, None, words(demo="")))


def test_every_place_is_named_numbered_or_counted_as_left_out() -> None:
    units = town(150)
    said = written(map_figure(units, None, None, words()))
    listed = [text for text in said if text.startswith("Lange")]
    [rest] = [text for text in said if text.startswith("nog ")]
    assert len(listed) + int(rest.removeprefix("nog ")) == 150
    assert len({*listed}) == len(listed) > 20


def test_the_red_places_come_first_in_the_list_and_house_number_9_before_10() -> None:
    units = town(40, gap=0.8).assign(state=[State.GREEN] * 20 + [State.RED] * 20)
    said = written(map_figure(units, None, None, words()))
    listed = [text for text in said if text.startswith("Lange")]
    assert [text.rpartition(" ")[2] for text in listed] == [str(place) for place in [*range(20, 40), *range(20)]]


def test_a3_has_room_for_more_numbers_than_a4() -> None:
    units = town(250, gap=0.8).assign(state=State.RED)
    small, large = (written(map_figure(units, None, None, words(), size)) for size in Size)
    assert sum(text.isdecimal() for text in large) > 1.3 * sum(text.isdecimal() for text in small)


def test_no_two_names_or_numbers_touch() -> None:
    places = Places.of(town(60), None)
    window = Window.around(places, (0, 0, 200, 150))
    here = places.within(window)
    labels = name_places(here.shapes, here.spots, here.names, here.ranks, 60, (200, 150)).labels
    boxes = shapely.box(*np.array([label.box for label in labels]).T)
    pairs = shapely.STRtree(boxes).query(boxes, predicate="overlaps")
    assert len(labels) > 30
    assert pairs.size == 0


def test_a_name_is_cut_in_two_lines_only_where_that_helps() -> None:
    assert Label(("een", "twee"), 0, 0, 8).box[1] < Label(("een",), 0, 0, 8).box[1]
    wide = town(1).assign(name="Burgemeester de Vries Robbépark")
    assert "Burgemeester de Vries Robbépark" in written(map_figure(wide, None, None, words()))


def test_a_hundred_metres_are_as_long_on_paper_as_the_scale_says() -> None:
    places = Places.of(town(4), None)
    window = Window.around(places, (10, 30, 200, 150))
    north = window.place(np.array([[5.0, 52.0], [5.0, 52.0 + 100 / 111_320]]))
    east = window.place(np.array([[5.0, 52.0], [5.0 + 100 / 111_320 / np.cos(np.radians(52)), 52.0]]))
    assert np.diff(north[:, 1])[0] == pytest.approx(100 * window.scale, rel=1e-3)
    assert np.diff(east[:, 0])[0] == pytest.approx(100 * window.scale, rel=1e-3)


def test_the_open_area_fills_the_map_and_stays_inside_it() -> None:
    border = shapely.box(4.98, 51.99, 5.04, 52.01)
    places = Places.of(town(4), Outline("", border))
    corners = shapely.get_coordinates(places.within(Window.around(places, (0, 0, 200, 150))).border)
    assert corners.min() > 0
    assert corners[:, 0].max() < 200
    assert 185 < np.ptp(corners[:, 0]) < 200


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_text_is_printed_as_it_is_and_never_as_a_formula(text: str) -> None:
    units = town(3).assign(name=pd.Series([text] * 3, dtype="object"))
    figure = map_figure(units, Outline(text, shapely.box(5, 52, 5.01, 52.01)), None, words(text))
    assert [part for part in written(figure) if part.startswith(plain(text, limit=600)[:4])]
    assert not [part for part in figure.findobj(Text) if part.get_parse_math() and part.get_text()]  # type: ignore[attr-defined]


def test_a_sheet_full_of_hostile_names_is_drawn() -> None:
    units = town(len(HOSTILE)).assign(name=pd.Series(HOSTILE, dtype="object"))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # a letter that the font does not have
        figure = map_figure(units, None, None, words("".join(HOSTILE[:-1])))
        assert png(figure, dpi=60)[:4] == b"\x89PNG"
        assert pdf(figure, title=HOSTILE[0], made=MADE)[:5] == b"%PDF-"


def test_what_is_not_asked_for_is_not_in_the_file() -> None:
    secret = town(5).assign(score=12.345, unit_id="CANARY-77", homes=77)
    figure = map_figure(secret, None, None, words())
    assert "CANARY" not in " ".join(written(figure))
    assert b"CANARY" not in pdf(figure, title="x", made=MADE)


def test_places_that_cannot_be_drawn_leave_the_others_alone() -> None:
    odd = [None, b"", shapely.to_wkb(shapely.Point(5.001, 52.001)), shapely.LineString([(5, 52), (5.002, 52)]).wkb]
    units = town(6)
    units["wkb"] = pd.Series([*odd, *units["wkb"][4:]], dtype="object")
    assert png(map_figure(units, None, None, words(), selected=0), dpi=40)
    assert png(map_figure(units, None, None, words(), selected=5), dpi=40)
    assert png(map_figure(town(1).iloc[:0], None, None, words()), dpi=40)


def test_the_ground_lies_under_the_places_and_an_unknown_kind_is_left_out() -> None:
    lake = shapely.box(5, 52, 5.0008, 52.0008)
    ground = pd.DataFrame({"kind": ["water", "lava"], "wkb": [shapely.to_wkb(lake)] * 2})
    water = (0xCF, 0xE3, 0xEE)

    def wet(units: pd.DataFrame) -> int:
        figure = map_figure(units, Outline("", lake), ground, words())
        return int((np.asarray(Image.open(io.BytesIO(png(figure, dpi=40))).convert("RGB")) == water).all(axis=2).sum())

    covering = town(1).assign(wkb=[shapely.to_wkb(lake.buffer(1e-4))])
    assert wet(covering) == 0
    assert wet(covering.assign(wkb=None)) > 1000


@pytest.mark.parametrize("state", [state for state in State if not LOOKS[state].hatched])
def test_a_symbol_on_paper_is_that_of_the_screen(state: State) -> None:
    shape = symbol(LOOKS[state].path)
    west, south, east, north = shape.bounds
    assert -0.5 <= west < -0.2 < 0.2 < east <= 0.5
    assert -0.5 <= south < 0 < north <= 0.5
    expected = {State.RED: 0.5 * (21 / 24) ** 2, State.AMBER: 0.5 * 22 * 19 / 24**2, State.GREEN: np.pi * 100 / 24**2}
    if state in expected:
        assert shape.area == pytest.approx(expected[state], rel=0.01)
    else:
        assert shapely.get_num_interior_rings(shapely.get_parts(shape)).sum() == 2  # the shackle and the keyhole


def test_the_colour_of_then_stands_inside_the_edge_and_in_the_legend() -> None:
    places = town(1).assign(state=State.GREEN.value)
    changed = places.assign(ring=State.RED.value)
    legend = replace(words(), legend=[LegendLine((), "rand: jan", "kleur van toen", "1")])
    plain_sheet, ringed = (png(map_figure(units, None, None, legend, Size.A4)) for units in (places, changed))
    red = tuple(int(LOOKS[State.RED].fill[at : at + 2], 16) for at in (1, 3, 5))
    counts = [
        int((np.asarray(Image.open(io.BytesIO(sheet)).convert("RGB")) == red).all(axis=2).sum())
        for sheet in (plain_sheet, ringed)
    ]
    assert counts[0] == 0
    assert counts[1] > 1000
    assert "rand: jan" in written(map_figure(changed, None, None, legend, Size.A4))
