"""How an agreement stands: by measure and dates alone, and never green when something is missing."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.domain import agreements, progress
from data.domain.agreements import Gauge, Measure, Milestone, Sort, Stage, Terms
from data.domain.progress import Lack, Point, Standing
from data.domain.subjects import Subject
from data.records.events import Actor, Event

START, DUE = date(2026, 1, 1), date(2026, 12, 27)  # 360 days
HALF = START + timedelta(days=180)
TERMS = Terms(
    Sort.FOCUS,
    "Minder achterstand",
    parties=("corporation", "tenants"),
    owner="corporation",
    level="estate",
    unit_id="C1",
    place="Kadeflat",
    measure=Measure(Gauge.INDICATOR, "rent_arrears", 20.0, 10.0, -1),
    starts=START,
    due=DUE,
)
KNOWN = {"rent_arrears"}
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
WHO = Actor("m-1", "corporation_manager", "corporation")


def stands(terms: Terms, *points: Point, today: date = HALF) -> progress.Progress:
    return progress.progress(terms, points, today, KNOWN)


def exact(value: float, on: date = HALF) -> Point:
    return Point(on, value, value)


@pytest.mark.parametrize(
    ("value", "today", "standing"),
    [
        (15.0, HALF, Standing.ON_COURSE),
        (15.1, HALF, Standing.BEHIND),
        (10.0, HALF, Standing.REACHED),
        (9.0, DUE + timedelta(days=1), Standing.REACHED),
        (10.1, DUE + timedelta(days=1), Standing.MISSED),
        (10.1, DUE, Standing.BEHIND),
    ],
)
def test_the_standing_follows_from_the_figure_the_path_and_the_day(
    value: float, today: date, standing: Standing
) -> None:
    assert stands(TERMS, exact(value, min(today, DUE)), today=today).standing is standing


@pytest.mark.parametrize(
    ("changed", "lack"),
    [
        ({"owner": ""}, Lack.OWNER),
        ({"owner": "care"}, Lack.OWNER),
        ({"due": None}, Lack.DATE),
        ({"starts": None}, Lack.DATE),
        ({"measure": None}, Lack.MEASURE),
        ({"measure": Measure(Gauge.INDICATOR, "rent_arrears", 20.0, None)}, Lack.MEASURE),
        ({"unit_id": ""}, Lack.PLACE),
        ({"measure": Measure(Gauge.INDICATOR, "gone", 20.0, 10.0)}, Lack.INDICATOR),
    ],
)
def test_without_owner_date_measure_place_or_indicator_it_is_not_measurable_and_says_what_is_missing(
    changed: dict[str, object], lack: Lack
) -> None:
    told = stands(replace(TERMS, **changed), exact(1.0))
    assert (told.standing, told.lacks) == (Standing.NOT_MEASURABLE, (lack,))


def test_a_figure_from_before_the_start_or_from_tomorrow_says_nothing() -> None:
    for on in (START - timedelta(days=1), HALF + timedelta(days=1)):
        assert stands(TERMS, exact(5.0, on)).lacks == (Lack.VALUE,)


def test_after_the_last_day_a_later_figure_does_not_undo_a_miss() -> None:
    late = exact(5.0, DUE + timedelta(days=5))
    assert stands(TERMS, exact(12.0, DUE), late, today=late.on).standing is Standing.MISSED


def test_a_band_decides_only_when_it_lies_on_one_side() -> None:
    assert stands(TERMS, Point(HALF, 11.0, 14.9)).standing is Standing.ON_COURSE
    assert stands(TERMS, Point(HALF, 15.5, 21.0)).standing is Standing.BEHIND
    assert stands(TERMS, Point(HALF, 10.0, 21.0)).lacks == (Lack.BAND,)
    assert stands(TERMS, Point(HALF, 5.0, 10.0)).standing is Standing.REACHED


def test_the_path_runs_by_the_milestones_that_carry_a_figure() -> None:
    early = replace(TERMS, milestones=(Milestone(START + timedelta(days=90), "eerste helft", 12.0),))
    assert progress.expected(early, START + timedelta(days=90)) == 12.0
    assert stands(early, exact(14.0)).standing is Standing.BEHIND
    assert stands(TERMS, exact(14.0)).standing is Standing.ON_COURSE


def test_a_light_moves_in_steps() -> None:
    light = replace(TERMS, measure=Measure(Gauge.LIGHT, "", 0.0, 1.0))
    assert stands(light, exact(0.0)).standing is Standing.ON_COURSE
    assert stands(light, exact(0.0, DUE), today=DUE + timedelta(days=1)).standing is Standing.MISSED
    assert stands(light, exact(1.0)).standing is Standing.REACHED
    assert progress.light_value("grey") is None


@given(st.floats(0, 40), st.floats(0, 40), st.integers(0, 360))
def test_a_better_figure_never_gives_a_worse_standing(one: float, other: float, day: int) -> None:
    worse, better = max(one, other), min(one, other)
    order = [Standing.BEHIND, Standing.ON_COURSE, Standing.REACHED]
    on = START + timedelta(days=day)
    assert order.index(stands(TERMS, exact(better, on), today=DUE).standing) >= order.index(
        stands(TERMS, exact(worse, on), today=DUE).standing
    )


def happened(kind: str, version: int, terms: Terms | None = None, **facts: object) -> Event:
    told, content = (
        agreements.written(terms) if terms else (facts, {"words": "regel", "why": "omdat", "source": "lijst"})
    )
    at = NOON + timedelta(days=version)
    return Event(version, Subject.AGREEMENT, "P-2026-0001", version, kind, at, WHO, told, content)


def test_every_wording_is_kept_and_that_of_a_day_can_be_shown() -> None:
    second = replace(
        TERMS, title="Veel minder achterstand", milestones=(Milestone(HALF, "halverwege", 15.0, done=True),)
    )
    [found] = agreements.fold([happened("proposed", 1, TERMS), happened("reworded", 2, second)]).values()
    assert [one.terms for one in found.wordings] == [TERMS, second]
    assert (found.terms, found.version) == (second, 2)
    first_day = (NOON + timedelta(days=1)).date()
    assert agreements.wording_on(found, first_day - timedelta(days=1)) is None
    held = agreements.wording_on(found, first_day)
    assert held is not None
    assert held.terms == TERMS


def test_notes_reports_verdicts_and_stages_stand_beside_the_wording() -> None:
    told = [
        happened("proposed", 1, TERMS),
        happened("moved", 2, stage="GEP"),
        happened("noted", 3),
        happened("reported", 4, on="2026-03-01", value=3),
        happened("judged", 5, standing="on_course", meeting="O-2026-0001"),
    ]
    [found] = agreements.fold(told).values()
    assert found.stage is Stage.RUNNING
    assert [one.words for one in found.notes] == ["regel"]
    assert [(one.on, one.value, one.source) for one in found.reports] == [(date(2026, 3, 1), 3.0, "lijst")]
    assert [(one.standing, one.meeting) for one in found.verdicts] == [("on_course", "O-2026-0001")]
    assert found.terms == TERMS


def test_texts_that_were_erased_are_empty_and_break_nothing() -> None:
    gone = replace(happened("proposed", 1, TERMS), content=None)
    [found] = agreements.fold([gone]).values()
    assert (found.terms.title, found.terms.owner) == ("", "corporation")
