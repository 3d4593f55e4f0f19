"""What must be right before the terms of an agreement are recorded."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace

from data.domain.agreements import PLACES, Gauge, Measure, Terms
from data.domain.areas import Level
from data.domain.errors import RefusedError
from data.domain.free_text import checked
from data.domain.indicators import catalogue
from data.domain.parties import Party
from data.released import Unit

Locate = Callable[[str, str], Unit | None]
"""Finds the place of a level and code for the one who writes; None when there is none."""


def checked_terms(terms: Terms, before: Terms | None, locate: Locate) -> Terms:
    """Give terms as they are recorded, or refuse them.

    What is missing (an owner, a measure, a day) is no reason to refuse: then the agreement is not measurable, and says
    so. What stood in the wording before and is no more (a party, a place, an indicator) may stay.

    Parameters
    ----------
    terms
        As they were typed.
    before
        Wording that holds now; None for a new agreement.
    locate
        Finds a place.

    Raises
    ------
    RefusedError
        With the first thing that is wrong.
    """
    _parties(terms, before)
    if terms.starts and terms.due and terms.due <= terms.starts:
        raise RefusedError("einddatum")
    if terms.measure is not None:
        _measure(terms, before)
    return _placed(_clean(terms), before, locate)


def _clean(terms: Terms) -> Terms:
    milestones = tuple(replace(one, words=checked(one.words)) for one in terms.milestones)
    clean = replace(
        terms,
        title=checked(terms.title),
        wording=checked(terms.wording),
        evidence=checked(terms.evidence),
        budget=checked(terms.budget),
        milestones=milestones,
    )
    if not clean.title:
        raise RefusedError("titel_leeg")
    return clean


def _parties(terms: Terms, before: Terms | None) -> None:
    known = {*Party, *(before.parties if before else ())}
    if not terms.parties or not known.issuperset(terms.parties):
        raise RefusedError("partijen_nodig")
    if terms.owner and terms.owner not in terms.parties:
        raise RefusedError("eigenaar_geen_partij")


def _measure(terms: Terms, before: Terms | None) -> None:
    measure = terms.measure
    if measure is None or any(value is not None and not math.isfinite(value) for value in _figures(measure)):
        raise RefusedError("maat_getal")
    if measure.gauge is not Gauge.INDICATOR or (before and before.measure == measure):
        return
    indicator = catalogue().get(measure.indicator)
    if indicator is None or (terms.level and Level(terms.level) not in indicator.levels):
        raise RefusedError("maat_niveau")


def _figures(measure: Measure) -> tuple[float | None, float | None]:
    return measure.baseline, measure.target


def _placed(terms: Terms, before: Terms | None, locate: Locate) -> Terms:
    if not terms.unit_id:
        return replace(terms, level="", place="")
    if before and (before.level, before.unit_id) == (terms.level, terms.unit_id):
        return replace(terms, place=before.place)
    unit = locate(terms.level, terms.unit_id) if terms.level in list(PLACES) else None
    if unit is None:
        raise RefusedError("plaats_onbekend")
    return replace(terms, place=unit.name)
