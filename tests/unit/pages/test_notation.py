"""Numbers, days and periods in Dutch and in English."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
import streamlit as st

from pages.ui import notation
from pages.ui.text import LANGUAGE_KEY

MINUS = "\N{MINUS SIGN}"


@pytest.fixture(params=["nl", "en"])
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    st.session_state[LANGUAGE_KEY] = request.param
    yield str(request.param)
    del st.session_state[LANGUAGE_KEY]


@pytest.mark.parametrize(
    ("value", "decimals", "nl", "en"),
    [
        (1234.5, 1, "1.234,5", "1,234.5"),
        (1234567, 0, "1.234.567", "1,234,567"),
        (-0.036, 3, f"{MINUS}0,036", f"{MINUS}0.036"),
        (-0.0004, 3, "0,000", "0.000"),
        (0, 0, "0", "0"),
    ],
)
def test_numbers_are_written_as_the_language_does(language: str, value: float, decimals: int, nl: str, en: str) -> None:
    assert notation.number(value, decimals) == {"nl": nl, "en": en}[language]


@pytest.mark.parametrize(("value", "nl", "en"), [(20.0, "20", "20"), (0.25, "0,25", "0.25"), (100 * 0.15, "15", "15")])
def test_goalposts_have_no_more_decimals_than_they_need(language: str, value: float, nl: str, en: str) -> None:
    assert notation.plain(value) == {"nl": nl, "en": en}[language]


def test_a_period_is_called_by_its_months(language: str) -> None:
    assert notation.period("2026-5") == {"nl": "sep\N{EN DASH}okt 2026", "en": "Sep\N{EN DASH}Oct 2026"}[language]
    assert notation.period("2026-6") == {"nl": "nov\N{EN DASH}dec 2026", "en": "Nov\N{EN DASH}Dec 2026"}[language]


@pytest.mark.parametrize(
    ("moment", "nl"),
    [
        (datetime(2026, 3, 29, 0, 59, tzinfo=UTC), "29 mrt 2026, 01:59"),
        (datetime(2026, 3, 29, 1, 0, tzinfo=UTC), "29 mrt 2026, 03:00"),
        (datetime(2026, 10, 25, 0, 59, tzinfo=UTC), "25 okt 2026, 02:59"),
        (datetime(2026, 10, 25, 1, 0, tzinfo=UTC), "25 okt 2026, 02:00"),
        (datetime(2026, 12, 31, 23, 30, tzinfo=UTC), "1 jan 2027, 00:30"),
    ],
)
def test_moments_are_shown_in_dutch_local_time_over_both_clock_changes(moment: datetime, nl: str) -> None:
    assert notation.moment(moment) == nl


def test_the_day_of_a_moment_is_the_day_that_it_was_here() -> None:
    assert notation.day(datetime(2026, 10, 31, 23, 30, tzinfo=UTC)) == "1 nov 2026"
    assert notation.day(datetime(2026, 7, 31, 22, 30, tzinfo=UTC)) == "1 aug 2026"
