"""Every entry of the catalogue of indicators is complete and consistent, so that a screen can always explain it."""

from __future__ import annotations

import re
import tomllib
from dataclasses import fields

import pytest

from data.domain.access import DataClass
from data.domain.areas import AREA_LEVELS
from data.domain.indicators import CATALOGUE, Base, Indicator, Kind, catalogue
from data.domain.periods import PER_YEAR

ENTRIES = tomllib.loads(CATALOGUE.read_text(encoding="utf-8"))
HEAD = CATALOGUE.read_text(encoding="utf-8").split("\n[", 1)[0]
KEYS = {field.name for field in fields(Indicator)} - {"id", "data_class"} | {"class"}
OPTIONAL = {"context", "signal"}
each_indicator = pytest.mark.parametrize("indicator", catalogue().values(), ids=lambda indicator: indicator.id)


@pytest.mark.parametrize("key", ENTRIES)
def test_has_every_key_and_no_other(key: str) -> None:
    given = set(ENTRIES[key])
    assert KEYS - given <= OPTIONAL
    assert given <= KEYS


@each_indicator
def test_speaks_both_languages(indicator: Indicator) -> None:
    for text in (indicator.nl, indicator.en, indicator.unit_nl, indicator.unit_en, indicator.source):
        assert text.strip() == text != ""
    assert indicator.label("nl") == indicator.nl
    assert indicator.unit("en") == indicator.unit_en


def test_no_two_indicators_have_one_name() -> None:
    for language in ("nl", "en"):
        names = [indicator.label(language) for indicator in catalogue().values()]
        assert len(set(names)) == len(names)


@each_indicator
def test_is_valid_somewhere_and_has_a_direction(indicator: Indicator) -> None:
    assert indicator.levels
    assert len(set(indicator.levels)) == len(indicator.levels)
    assert indicator.direction in ({0} if indicator.context else {1, -1})
    assert indicator.max_age >= 0
    assert indicator.scale > 0
    assert indicator.decimals in range(4)


@each_indicator
def test_a_published_figure_speaks_of_areas_only(indicator: Indicator) -> None:
    if indicator.kind is Kind.AREA:
        assert set(indicator.levels) <= set(AREA_LEVELS)
        assert indicator.base is Base.OWN


@each_indicator
def test_a_rate_about_households_needs_ten_of_them(indicator: Indicator) -> None:
    if indicator.data_class is DataClass.AGGREGATE and indicator.kind is not Kind.AREA:
        homes_a_period = PER_YEAR if indicator.base is Base.HOME_YEARS else 1
        assert indicator.minimum * homes_a_period >= 10


@pytest.mark.parametrize("base", Base)
def test_every_base_that_is_used_is_explained_at_the_head(base: Base) -> None:
    used = any(indicator.base is base for indicator in catalogue().values())
    assert not used or re.search(rf"\b{base}\b", HEAD)
