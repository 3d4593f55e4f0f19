"""The view in the address: whatever is asked, what comes out exists, and what was changed is said."""

from __future__ import annotations

import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.domain.areas import Level
from data.released import Unit
from pages.ui.state import AREA, CHILD, LEVEL, PERIOD, SELECTED, View, address, nearest
from tests.samples.worlds import ALL, BUURT, FLAT, PERIODS, SHED, STREET, world


def test_an_empty_address_is_the_whole_place_in_the_newest_period() -> None:
    assert nearest({}, world()) == (View(Level.MUNICIPALITY, "GM1", Level.DISTRICT, "2026-2"), ())


def test_a_valid_address_is_followed_to_the_letter() -> None:
    view = View(Level.NEIGHBOURHOOD, "BU1", Level.BUILDING, "2026-1", "B1")
    assert nearest(address(view), world()) == (view, ())


def test_an_area_of_another_level_is_unknown() -> None:
    view, remarks = nearest({LEVEL: "district", AREA: "BU1"}, world())
    assert (view.unit_id, remarks) == ("GM1", ("gebied",))


@pytest.mark.parametrize(("flat", "parent"), [(FLAT, STREET), (SHED, BUURT)])
def test_a_building_that_does_not_open_is_selected_in_what_lies_around_it(flat: Unit, parent: Unit) -> None:
    view, remarks = nearest({LEVEL: "building", AREA: flat.unit_id}, world())
    assert (view.level, view.unit_id, view.selected) == (parent.level, parent.unit_id, flat.unit_id)
    assert remarks == ("dicht",)


def test_a_building_opens_where_homes_may_be_seen() -> None:
    view, remarks = nearest({LEVEL: "building", AREA: "B1"}, world(homes=True))
    assert (view.unit_id, view.child, remarks) == ("B1", Level.DWELLING, ())


def test_a_home_is_never_selected() -> None:
    view, remarks = nearest({LEVEL: "building", AREA: "B1", SELECTED: "0" * 16}, world(homes=True))
    assert (view.selected, remarks) == (None, ("keuze",))


@settings(deadline=None)
@given(
    st.dictionaries(
        st.sampled_from([LEVEL, AREA, CHILD, PERIOD, SELECTED]),
        st.one_of(
            st.sampled_from([*map(str, Level), *(code for _, code in ALL), *PERIODS, ""]),
            st.text(string.printable, max_size=20),
        ),
    )
)
def test_whatever_is_asked_the_view_exists_and_its_own_address_leads_back_to_it(asked: dict[str, str]) -> None:
    here = world()
    view, remarks = nearest(asked, here)
    unit = here.locate(view.level, view.unit_id)
    assert unit is not None
    assert view.child in here.children(view.level)
    assert view.period in PERIODS
    assert view.selected is None or view.selected in here.members(unit, view.child, view.period)
    assert nearest(address(view), here) == (view, ())
    assert len(remarks) == len(set(remarks))
